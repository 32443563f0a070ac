//! The morning screen.

use super::Language;

/// How many cases are open.
pub fn open(language: Language, cases: usize) -> String {
    match language {
        Language::En => format!("Open cases: {cases}\n"),
        Language::ZhTw => format!("未結案件 {cases} 件\n"),
    }
}

/// The heading over the next meetings.
pub fn next_meetings(language: Language, none: bool) -> &'static str {
    if none {
        language.pick("No meeting is planned.", "尚無排定會議。")
    } else {
        language.pick("Next meetings", "近期會議")
    }
}
