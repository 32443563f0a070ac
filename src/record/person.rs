//! An officer or official and the posts held. Contact data never enters a store.

use super::conflict::Conflict;
use super::date::Date;
use super::value::{Name, RowKey};

words! {
    /// A post in the network.
    pub enum PostRole {
        /// 開放政府聯絡人.
        Po = "po" "聯絡人",
        /// Stands in for the PO.
        Substitute = "substitute" "代理人",
        /// Assists the PO.
        Assistant = "assistant" "協辦人員",
        /// Leads a table at meetings.
        TableLeader = "table-leader" "小桌長",
        /// Deputy head of the agency.
        DeputyHead = "deputy-head" "副首長",
        /// Chief information officer.
        Cio = "cio" "資訊長",
        /// Legislative liaison.
        LegislativeLiaison = "legislative-liaison" "國會聯絡人",
        /// Press liaison.
        PressLiaison = "press-liaison" "新聞聯絡人",
        /// The network's secretariat.
        Secretariat = "secretariat" "秘書單位",
        /// Minister without portfolio.
        Minister = "minister" "政務委員",
    }
}

table! {
    /// An officer or official.
    zh "人員" key []
    pub struct Person {
        /// The id: the name in Latin letters, in lower case.
        zh "代號（英文姓名小寫）"
        "id" id: Name,
        /// The name in Chinese.
        zh "中文姓名"
        "name" name: Option<String>,
        /// The name in Latin letters.
        zh "英文姓名"
        "english_name" english_name: Option<String>,
        /// The posts held.
        zh "職務"
        "post" posts: Vec<Post>,
        /// Trainings taken.
        zh "受訓紀錄"
        "training" trainings: Vec<Training>,
        /// Public keys that sign this person's commits.
        zh "簽章公鑰"
        "signing_key" signing_keys: Vec<SigningKey>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// A post held.
    zh "職務" key ["k"]
    pub struct Post {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The agency.
        zh "機關"
        "agency" agency: Name,
        /// The post.
        zh "職務"
        "role" role: PostRole,
        /// From which day.
        zh "起日"
        "from" from: Option<Date>,
        /// Until which day.
        zh "迄日"
        "until" until: Option<Date>,
        /// What the person may decide, and who gave that authority.
        zh "授權範圍及授權者"
        "authorisation" authorisation: Option<String>,
        /// The ministry council or other board attended.
        zh "列席會報"
        "attends" attends: Option<String>,
    }
}

table! {
    /// A training taken.
    zh "受訓" key ["k"]
    pub struct Training {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// What.
        zh "課程"
        "title" title: String,
        /// The day.
        zh "日期"
        "on" on: Option<Date>,
    }
}

table! {
    /// A public key.
    zh "簽章公鑰" key ["k"]
    pub struct SigningKey {
        /// The key of the row.
        zh "列鍵"
        "k" k: RowKey,
        /// The public key, as `ssh-keygen` or `gpg` prints it.
        zh "公鑰"
        "public" public: String,
        /// From which day it signs.
        zh "起日"
        "from" from: Option<Date>,
        /// Until which day.
        zh "迄日"
        "until" until: Option<Date>,
    }
}
