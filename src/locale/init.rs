//! What is said of a new store.

use super::Language;

/// The name of a store that was given none.
pub fn default_name(language: Language) -> &'static str {
    language.pick("Participation Officer records", "開放政府聯絡人紀錄庫")
}

/// The subject of the first commit.
pub fn subject(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("new store: {name}"),
        Language::ZhTw => format!("建立紀錄庫：{name}"),
    }
}

/// What can be done next.
pub fn next_steps(language: Language, directory: &str) -> String {
    match language {
        Language::En => format!("the store is in {directory}; next: cd there and `po case new`"),
        Language::ZhTw => format!("紀錄庫位於 {directory}；接著進入該目錄執行「po case new」"),
    }
}
