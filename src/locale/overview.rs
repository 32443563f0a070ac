//! What is said of the open cases.

use super::Language;
use super::count::counted;

/// In which working meeting a case is.
pub fn working(language: Language, number: usize) -> String {
    match language {
        Language::En => {
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending} working meeting")
        }
        Language::ZhTw => format!("第{number}次工作會議"),
    }
}

/// Something that is not recorded.
pub fn unknown(language: Language) -> &'static str {
    language.pick("?", "未載")
}

/// No date is set.
pub fn no_date(language: Language) -> &'static str {
    language.pick("no date", "未定")
}

/// A number of days.
pub fn days(language: Language, days: i64) -> String {
    match language {
        Language::En => format!("{days} d"),
        Language::ZhTw => format!("{days}日"),
    }
}

/// A heading.
pub fn next_heading(language: Language) -> &'static str {
    language.pick("Next meeting", "下次會議")
}

/// A heading.
pub fn waiting_heading(language: Language) -> &'static str {
    language.pick("Since proposal", "提案後")
}

/// The line under the list.
pub fn foot(language: Language, cases: usize, unhosted: usize, commit: &str) -> String {
    match language {
        Language::En => format!(
            "{} open; without a host: {unhosted}. Record {commit}.",
            counted(cases, "case", "cases")
        ),
        Language::ZhTw => format!("未結 {cases} 案；未載主辦 {unhosted}。紀錄 {commit}。"),
    }
}
