//! What is said of the rows inside a record.

use super::Language;

/// A table without rows.
pub fn no_rows(language: Language, table: &str) -> String {
    match language {
        Language::En => format!("the record has no row of `{table}` yet"),
        Language::ZhTw => format!("此紀錄尚無「{table}」列"),
    }
}

/// About `add`.
pub fn add(language: Language) -> &'static str {
    language.pick("Add a row", "增列")
}

/// About `set`.
pub fn set(language: Language) -> &'static str {
    language.pick("Change a row", "修改一列")
}

/// About `rm`.
pub fn remove(language: Language) -> &'static str {
    language.pick("Remove a row", "刪除一列")
}

/// About the argument that names a row.
pub fn row(language: Language) -> &'static str {
    language.pick(
        "The row: its key, a unique part of it, or its place counted from 1",
        "列：列鍵、足以辨識的一部分，或第幾列（從 1 起算）",
    )
}

/// A row in a commit subject.
pub fn named(table: &str, values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.take(4).collect();
    format!("{table} {}", values.join(" "))
}

/// No field was given.
pub fn nothing_given(language: Language) -> &'static str {
    language.pick(
        "nothing to set; name at least one field",
        "沒有要修改的欄位；至少給一個",
    )
}

/// No row answers to what was typed.
pub fn no_row(language: Language, table: &str, typed: &str) -> String {
    match language {
        Language::En => format!("no single row of `{table}` answers to `{typed}`; there are:"),
        Language::ZhTw => format!("「{table}」沒有唯一符合「{typed}」的列；現有："),
    }
}
