//! What is said when a report cannot be made.

use super::Language;

/// The ways to write a quarter.
pub fn quarter_forms(language: Language) -> &'static str {
    language.pick(
        "a quarter (2019Q2, 108Q2, 108年第2季)",
        "季別（2019Q2、108Q2、108年第2季）",
    )
}

/// The last day lies before the first.
pub fn ends_before_it_begins(language: Language) -> &'static str {
    language.pick("--to lies before --from", "--to 早於 --from")
}

/// No quarterly meeting stands for the quarter.
pub fn no_quarterly_meeting(language: Language, quarter: &str) -> String {
    match language {
        Language::En => format!("no quarterly meeting of {quarter} is recorded"),
        Language::ZhTw => format!("沒有{quarter}的季會紀錄"),
    }
}

/// How to see the quarterly meetings.
pub fn list_quarterly(language: Language) -> &'static str {
    language.pick(
        "`po meeting list --kind quarterly` shows those that are",
        "「po meeting list --kind quarterly」列出現有季會",
    )
}

/// A meeting that no period can be told of.
pub fn meeting_without_day(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has no day, so what it covers is not known"),
        Language::ZhTw => format!("{id} 沒有日期，無法得知涵蓋期間"),
    }
}

/// A meeting of another kind.
pub fn not_quarterly(language: Language, id: &str, title: &str) -> String {
    match language {
        Language::En => format!("{id}, {title}, is no quarterly meeting"),
        Language::ZhTw => format!("{id}「{title}」不是季會"),
    }
}

/// A meeting that is no monthly one.
pub fn not_monthly(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} is no monthly meeting"),
        Language::ZhTw => format!("{id} 不是月會"),
    }
}

/// How to see the monthly meetings.
pub fn list_monthly(language: Language) -> &'static str {
    language.pick(
        "`po meeting list --kind monthly` shows those that are",
        "「po meeting list --kind monthly」列出現有月會",
    )
}
