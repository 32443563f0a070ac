//! What is wrong with a record file: the words under a marked place.

use super::Language;
use super::fields::gap_before;

/// The file is not valid TOML: what is wrong and what to do, in words, and `detail`, the parser's own
/// sentence.
pub fn syntax(language: Language, cause: &str, detail: &str) -> String {
    match language {
        Language::En => format!("not valid TOML: {cause} (the parser says: {detail})"),
        Language::ZhTw => format!("不是有效的 TOML：{cause}（剖析器訊息「{detail}」）"),
    }
}

/// Text that begins with a quote and does not end with one.
pub fn unclosed_quote(language: Language) -> &'static str {
    language.pick(
        "the text has no closing quote; put one at its end",
        "文字沒有結尾的引號，請補上",
    )
}

/// Text without quotes.
pub fn unquoted_text(language: Language) -> &'static str {
    language.pick(
        "text stands between two `\"`; put it in quotes",
        "文字應放在兩個「\"」之間，請加上半形引號",
    )
}

/// Nothing behind an equals sign.
pub fn no_value(language: Language) -> &'static str {
    language.pick(
        "nothing stands behind the `=`; give a value, or take the line out",
        "「=」後面沒有值，請補上，或刪除此行",
    )
}

/// A key without an equals sign.
pub fn missing_equals(language: Language) -> &'static str {
    language.pick(
        "there is no `=` between key and value; write `key = \"text\"`",
        "鍵與值之間缺少「=」，請寫成「鍵 = \"文字\"」",
    )
}

/// A key or a heading that stands there already.
pub fn duplicate_key(language: Language) -> &'static str {
    language.pick(
        "this key stands there already; keep one of the two",
        "此鍵已經出現過，請只留一個",
    )
}

/// A heading, a list or an inline table that does not end.
pub fn unclosed_bracket(language: Language) -> &'static str {
    language.pick(
        "a bracket is not closed; put `]`, `]]` or `}` where it ends",
        "括號沒有結尾，請補上「]」「]]」或「}」",
    )
}

/// Values without a comma between them.
pub fn missing_comma(language: Language) -> &'static str {
    language.pick(
        "a comma is missing between two values, or the `]` behind the last",
        "兩個值之間缺少逗號，或最後一個值之後缺少「]」",
    )
}

/// A day that is in no calendar, or is written another way.
pub fn bad_date(language: Language) -> &'static str {
    language.pick(
        "this is no day of the calendar; write it as 2019-02-12",
        "沒有這個日期，或寫法不對；請寫成 2019-02-12",
    )
}

/// A time that no clock shows, or that is written another way.
pub fn bad_time(language: Language) -> &'static str {
    language.pick(
        "this is no time of the day; write it as 14:30:00",
        "沒有這個時間，或寫法不對；請寫成 14:30:00",
    )
}

/// A backslash that TOML knows no meaning of.
pub fn bad_escape(language: Language) -> &'static str {
    language.pick(
        "a backslash begins an escape; write `\\\\` for a backslash itself",
        "反斜線另有作用；要寫反斜線本身，請寫兩個「\\\\」",
    )
}

/// A key with signs that need quotes, or none.
pub fn bad_key(language: Language) -> &'static str {
    language.pick(
        "a key has only the signs a-z, A-Z, 0-9, - and _; another key stands in quotes",
        "鍵只能用 a-z、A-Z、0-9、-、_；其他的鍵請加引號",
    )
}

/// More on the line than a key and a value.
pub fn more_on_line(language: Language) -> &'static str {
    language.pick(
        "something follows the value; write one `key = value` a line",
        "值的後面還有其他內容；請一行只寫一個「鍵 = 值」",
    )
}

/// Another mistake.
pub fn other_syntax(language: Language) -> &'static str {
    language.pick(
        "look at the quotes, brackets, commas and equals signs here",
        "請檢查此處的引號、括號、逗號與等號",
    )
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
        Language::ZhTw => format!(
            "應為{}{expected}，卻是{}{found}",
            gap_before(expected),
            gap_before(found)
        ),
    }
}

/// A value of the right type that the field does not take.
pub fn bad_value(language: Language, expected: &str, found: &str) -> String {
    match language {
        Language::En => format!("`{found}` is not {expected}"),
        Language::ZhTw => format!("「{found}」不是{}{expected}", gap_before(expected)),
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

/// Git left a conflict in the file.
pub fn conflict(language: Language) -> String {
    match language {
        Language::En => {
            "git left both sides of a conflict here; `po resolve --markers` merges them by field"
                .to_owned()
        }
        Language::ZhTw => {
            "git 合併時於此留下雙方內容；「po resolve --markers」可逐欄合併".to_owned()
        }
    }
}
