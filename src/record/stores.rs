//! Other stores that are read together with this one: `records/stores.toml`.
//!
//! Lists and reports answer over this store and those that the file names; nothing is ever written to
//! them, nor anything of theirs to this one. The files of the named stores name nobody in turn.

use super::conflict::Conflict;
use super::value::Name;

table! {
    /// Other stores that are read together with this one.
    zh "併同查閱之紀錄庫" key []
    pub struct Stores {
        /// The stores, in the order in which their copies of one record count.
        zh "紀錄庫；同一筆紀錄有數份時，以在前者為準"
        "store" stores: Vec<NamedStore>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// A store that is read together with this one.
    zh "紀錄庫" key ["name"]
    pub struct NamedStore {
        /// What lists and reports call it.
        zh "清單與報表所用之代稱"
        "name" name: Name,
        /// The folder in which it lies, from the root of this store or absolute.
        zh "所在資料夾，相對於本紀錄庫根目錄，或為絕對路徑"
        "path" path: String,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}
