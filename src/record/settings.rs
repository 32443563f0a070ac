//! The settings of a store: `records/store.toml`. A repository that has it is a store.

use crate::locale::Language;

use super::conflict::Conflict;
use super::value::Name;

words! {
    /// The language of commit subjects, and of the interface where nothing else says.
    pub enum StoreLanguage {
        /// Traditional Chinese as used in Taiwan.
        Chinese = "zh-TW" "正體中文",
        /// English.
        English = "en" "英文",
    }
}

impl StoreLanguage {
    /// The language of the message catalogue.
    pub fn language(self) -> Language {
        match self {
            Self::Chinese => Language::ZhTw,
            Self::English => Language::En,
        }
    }
}

table! {
    /// The settings of a store.
    zh "紀錄庫設定" key []
    pub struct Settings {
        /// The format of the records; this program writes 1.
        zh "紀錄格式版本"
        "format" format: u32,
        /// The oldest format version whose readers can read this store.
        zh "可讀取之最低格式版本"
        "min_reader" min_reader: Option<u32>,
        /// The name of the store, shown in the head of reports.
        zh "紀錄庫名稱"
        "name" name: String,
        /// The agency that runs the network's secretariat.
        zh "秘書單位"
        "secretariat" secretariat: Option<Name>,
        /// The language of commit subjects.
        zh "提交訊息語言"
        "language" language: StoreLanguage,
        /// The time zone of days; Taipei is the only one known.
        zh "時區"
        "timezone" timezone: Option<String>,
        /// Whether the store may hold what is not public.
        zh "是否為非公開紀錄庫"
        "private" private: Option<bool>,
        /// The numbers of supports from which a watched petition is looked at anew, before it reaches
        /// the threshold of the platform: the interior ministry begins at 1,000 and acts at 3,000.
        zh "關注中連署之自訂門檻（附議數）：如內政部於 1,000 開始留意、3,000 著手處理"
        "watch" watch: Vec<u32>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

/// The format that this program writes, and the newest that it reads without `min_reader`.
pub const FORMAT: u32 = 1;
