//! What is said of two cases that become one.

use super::Language;

/// One case was named twice.
pub fn same(language: Language) -> &'static str {
    language.pick("a case is not merged into itself", "案件不得併入自身")
}

/// A case is merged into another one already.
pub fn merged_already(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} was merged into another case already"),
        Language::ZhTw => format!("{id} 業已併入他案"),
    }
}

/// The subject of the commit.
pub fn subject(language: Language, from: &str, into: &str) -> String {
    match language {
        Language::En => format!("{from}: merged into {into}"),
        Language::ZhTw => format!("{from}：併入 {into}"),
    }
}

/// What the last stage of a merged case says.
pub fn note(language: Language, into: &str) -> String {
    match language {
        Language::En => format!("merged into {into}"),
        Language::ZhTw => format!("併入 {into}"),
    }
}

/// The cases differ in single values.
pub fn undecided(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("the cases differ in some fields: po conflict show {id}"),
        Language::ZhTw => format!("兩案部分欄位所載不一，請擇定：po conflict show {id}"),
    }
}
