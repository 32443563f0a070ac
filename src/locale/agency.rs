//! What is said of agencies.

use super::Language;

/// No agency goes by that name.
pub fn unknown_agency(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("no agency goes by `{typed}`"),
        Language::ZhTw => format!("沒有名為「{typed}」的機關"),
    }
}

/// A heading.
pub fn short_heading(language: Language) -> &'static str {
    language.pick("Short name", "簡稱")
}

/// A heading.
pub fn full_heading(language: Language) -> &'static str {
    language.pick("Full name", "全名")
}

/// A heading.
pub fn english_heading(language: Language) -> &'static str {
    language.pick("English name", "英文名稱")
}

/// A heading.
pub fn kind_heading(language: Language) -> &'static str {
    language.pick("Kind", "層級")
}

/// An agency on a day on which it did not exist; `instead` is the one that did.
pub fn out_of_force(language: Language, id: &str, day: &str, instead: Option<&str>) -> String {
    let what = super::check::agency_not_in_force(language, id, day, instead);
    match language {
        Language::En => format!("{what} (rule agency-not-in-force)"),
        Language::ZhTw => format!("{what}（規則 agency-not-in-force）"),
    }
}

/// A name of an agency of the past, taken as the one that had its work on the day.
pub fn heir(language: Language, typed: &str, id: &str, day: &str) -> String {
    match language {
        Language::En => format!("`{typed}` was no more on {day}; taken as {id}"),
        Language::ZhTw => format!("「{typed}」於 {day} 已不存在，改列 {id}"),
    }
}
