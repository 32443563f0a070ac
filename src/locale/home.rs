//! The morning screen.

use super::Language;

/// How much is overdue, and due soon.
pub fn due(language: Language, overdue: usize, soon: usize, days: i64) -> String {
    match (language, overdue + soon) {
        (Language::En, 0) => format!("Nothing is due within {days} days.\n"),
        (Language::ZhTw, 0) => format!("{days} 日內無到期事項。\n"),
        (Language::En, _) => format!("Due: {overdue} overdue, {soon} within {days} days\n"),
        (Language::ZhTw, _) => {
            format!("到期事項：逾期 {overdue} 項，{days} 日內到期 {soon} 項\n")
        }
    }
}

/// How much more is due, and the command that lists it.
pub fn more_due(language: Language, more: usize) -> String {
    match language {
        Language::En => format!("… {more} more: po due"),
        Language::ZhTw => format!("…另有 {more} 項：po due"),
    }
}

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
