//! Headings of a record's page.

use super::Language;

/// The case number before a title.
pub fn number(language: Language, number: u32) -> String {
    match language {
        Language::En => format!("No. {number}  "),
        Language::ZhTw => format!("序號{number}　"),
    }
}

/// The heading over the latest changes.
pub fn history(language: Language) -> &'static str {
    language.pick("recorded", "異動紀錄")
}

/// Rows that are not listed.
pub fn more(language: Language, rows: usize) -> String {
    match language {
        Language::En => format!("… and {rows} more"),
        Language::ZhTw => format!("……另有 {rows} 列"),
    }
}
