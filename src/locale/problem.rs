//! What is wrong with a record file: the words under a marked place.

use super::Language;

/// The file is not valid TOML; `detail` is the parser's own sentence.
pub fn syntax(language: Language, detail: &str) -> String {
    match language {
        Language::En => format!("not valid TOML: {detail}"),
        Language::ZhTw => format!("不是有效的 TOML：{detail}"),
    }
}

/// The bytes are not UTF-8.
pub fn not_utf8(language: Language, line: usize) -> String {
    match language {
        Language::En => format!("line {line} is not UTF-8 text; save the file as UTF-8"),
        Language::ZhTw => format!("第 {line} 行不是 UTF-8 文字；請以 UTF-8 存檔"),
    }
}

/// The file is larger than a record may be.
pub fn too_large(language: Language, bytes: u64, most: u64) -> String {
    match language {
        Language::En => format!("{bytes} bytes; a record holds at most {most}"),
        Language::ZhTw => format!("{bytes} 位元組；一筆紀錄最多 {most} 位元組"),
    }
}

/// A value of another type than the field takes.
pub fn wrong_type(language: Language, expected: &str, found: &str) -> String {
    match language {
        Language::En => format!("expected {expected}, found {found}"),
        Language::ZhTw => format!("應為{expected}，卻是{found}"),
    }
}

/// A value of the right type that the field does not take.
pub fn bad_value(language: Language, expected: &str, found: &str) -> String {
    match language {
        Language::En => format!("`{found}` is not {expected}"),
        Language::ZhTw => format!("「{found}」不是{expected}"),
    }
}

/// A word that is none of those the field takes.
pub fn unknown_word(
    language: Language,
    found: &str,
    known: &str,
    suggestion: Option<&str>,
) -> String {
    match (language, suggestion) {
        (Language::En, Some(meant)) => format!("`{found}` is unknown; did you mean `{meant}`?"),
        (Language::En, None) => format!("`{found}` is unknown; one of: {known}"),
        (Language::ZhTw, Some(meant)) => format!("不認得「{found}」；是否為 {meant}？"),
        (Language::ZhTw, None) => format!("不認得「{found}」；可用：{known}"),
    }
}

/// Keys that must be there and are not.
pub fn missing(language: Language, keys: &str) -> String {
    match language {
        Language::En => format!("missing: {keys}"),
        Language::ZhTw => format!("缺少：{keys}"),
    }
}

/// How a row gets a key.
pub fn any_row_key(language: Language) -> &'static str {
    language.pick(
        "; k names the row for ever: any four of 0-9 a-z that no other row has, such as k = \"x7f2\"",
        "；k 為該列永久識別：任取四個未用過的 0-9 a-z，如 k = \"x7f2\"",
    )
}

/// A key that no format of this record knows: it is kept.
pub fn unknown_key(language: Language, key: &str, suggestion: Option<&str>) -> String {
    match (language, suggestion) {
        (Language::En, Some(meant)) => {
            format!("unknown key `{key}` (kept); did you mean `{meant}`?")
        }
        (Language::En, None) => format!("unknown key `{key}` (kept)"),
        (Language::ZhTw, Some(meant)) => format!("不認得的鍵「{key}」（保留）；是否為 {meant}？"),
        (Language::ZhTw, None) => format!("不認得的鍵「{key}」（保留）"),
    }
}

/// Two rows of one table with the same key.
pub fn duplicate_row(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("a second row `{key}`: the key of a row stands once"),
        Language::ZhTw => format!("「{key}」重複：同一表格中每列的鍵只能出現一次"),
    }
}

/// The record's id does not agree with where the file lies.
pub fn misplaced(language: Language, id: &str, path: &str) -> String {
    match language {
        Language::En => format!("`{id}` belongs in {path}"),
        Language::ZhTw => format!("「{id}」應放在 {path}"),
    }
}

/// No kind of record lives at this place.
pub fn unknown_place(language: Language) -> String {
    match language {
        Language::En => "no kind of record lives in this folder".to_owned(),
        Language::ZhTw => "此資料夾不放任何種類的紀錄".to_owned(),
    }
}
