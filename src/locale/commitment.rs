//! What is said of promises.

use super::Language;

/// The due date from now on.
pub fn due_now(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("due {day}"),
        Language::ZhTw => format!("期限 {day}"),
    }
}

/// A promise that is not kept as it was made.
pub fn reason_owed(language: Language) -> &'static str {
    language.pick(
        "a promise that is dropped or kept in another way needs a reason (rule promise-reason)",
        "承諾事項停止辦理或調整方向，須載明理由（規則 promise-reason）",
    )
}

/// An open promise whose day is past.
pub fn overdue(language: Language, days: i64) -> String {
    match language {
        Language::En => format!("{days} d late"),
        Language::ZhTw => format!("逾期{days}日"),
    }
}

/// Something that is not recorded.
pub fn unknown(language: Language) -> &'static str {
    super::overview::unknown(language)
}

/// A heading.
pub fn status_heading(language: Language) -> &'static str {
    language.pick("Status", "狀態")
}

/// A heading.
pub fn due_heading(language: Language) -> &'static str {
    language.pick("Due", "期限")
}

/// A heading.
pub fn agency_heading(language: Language) -> &'static str {
    language.pick("Agency", "機關")
}

/// A heading.
pub fn label_heading(language: Language) -> &'static str {
    language.pick("Label", "編號")
}

/// A heading.
pub fn text_heading(language: Language) -> &'static str {
    language.pick("Promise", "承諾事項")
}
