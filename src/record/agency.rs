//! A ministry or agency. A reorganised agency is a new record with a new id; `successor` leads on.

use super::conflict::Conflict;
use super::date::Date;
use super::value::{Name, RowKey};

words! {
    /// Where an agency stands.
    pub enum AgencyKind {
        /// A ministry, council or other second-level agency.
        SecondLevel = "second-level" "二級機關",
        /// A subordinate (third-level) agency.
        Subordinate = "subordinate" "所屬機關",
        /// An office of the Executive Yuan.
        EyOffice = "ey-office" "行政院單位",
        /// Of another branch.
        OtherYuan = "other-yuan" "其他院",
        /// Local government.
        Local = "local" "地方政府",
    }
}

table! {
    /// A ministry or agency.
    zh "機關" key []
    pub struct Agency {
        /// The id: its abbreviation in lower case.
        zh "代號（英文縮寫小寫）"
        "id" id: Name,
        /// Where it stands.
        zh "層級"
        "kind" kind: AgencyKind,
        /// Its short name.
        zh "簡稱"
        "short_name" short_name: String,
        /// Its full name.
        zh "全名"
        "full_name" full_name: String,
        /// Its name in English.
        zh "英文名稱"
        "english_name" english_name: Option<String>,
        /// Its abbreviation.
        zh "英文縮寫"
        "abbreviation" abbreviation: Option<String>,
        /// Other names seen in the record.
        zh "其他名稱"
        "aliases" aliases: Vec<String>,
        /// Its object identifier in the government registry.
        zh "政府機關物件識別碼"
        "oid" oid: Option<String>,
        /// Its agency codes.
        zh "機關代碼"
        "codes" codes: Vec<String>,
        /// From which day it exists.
        zh "設立日"
        "from" from: Option<Date>,
        /// Until which day it existed.
        zh "裁撤日"
        "until" until: Option<Date>,
        /// The agency that took over.
        zh "承接機關"
        "successor" successor: Option<Name>,
        /// The agency above it.
        zh "上級機關"
        "parent" parent: Option<Name>,
        /// Experienced ministries that accompany it.
        zh "陪伴部會"
        "pair" pairs: Vec<Pair>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// An experienced ministry that accompanies another.
    zh "陪伴部會" key ["k"]
    pub struct Pair {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The accompanying agency.
        zh "陪伴機關"
        "agency" agency: Name,
        /// From which day.
        zh "起日"
        "from" from: Option<Date>,
        /// Until which day.
        zh "迄日"
        "until" until: Option<Date>,
    }
}

impl Agency {
    /// Whether it existed on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Every name it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.short_name, &self.full_name]
            .into_iter()
            .chain(self.english_name.as_deref())
            .chain(self.abbreviation.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
            .chain(self.codes.iter().map(String::as_str))
    }
}
