//! What is said of meetings.

use super::Language;

/// A meeting without a day cannot have been held.
pub fn no_session(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("{id} has no session; a meeting is held on a day (rule held-on-a-day)")
        }
        Language::ZhTw => format!("{id} 沒有場次；已召開的會議須有日期（規則 held-on-a-day）"),
    }
}

/// A day to come is no day on which something was held.
pub fn in_the_future(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("{day} is yet to come (rule held-in-the-past)"),
        Language::ZhTw => format!("{day} 尚未到來（規則 held-in-the-past）"),
    }
}

/// A meeting that was called off is recorded as held.
pub fn called_off(language: Language, id: &str, status: &str) -> String {
    match language {
        Language::En => {
            format!("{id} is {status}; that it was held needs a reason (rule called-off-stays)")
        }
        Language::ZhTw => {
            format!("{id} 已記為{status}，改記為已召開須附理由（規則 called-off-stays）")
        }
    }
}

/// The title of a new meeting, with the number that its case gave it.
pub fn with_number(language: Language, title: &str, number: Option<u32>) -> String {
    match (language, number) {
        (_, None) => title.to_owned(),
        (Language::En, Some(number)) => format!("{title} (No. {number}, that of its case)"),
        (Language::ZhTw, Some(number)) => format!("{title}（序號{number}，依案件）"),
    }
}

/// How to give the day.
pub fn give_day(language: Language) -> &'static str {
    language.pick("name the day with --on", "請以 --on 指定日期")
}

/// A heading.
pub fn date_heading(language: Language) -> &'static str {
    language.pick("Date", "日期")
}

/// A heading.
pub fn kind_heading(language: Language) -> &'static str {
    language.pick("Kind", "種類")
}

/// A heading.
pub fn status_heading(language: Language) -> &'static str {
    language.pick("Status", "狀態")
}

/// A heading.
pub fn title_heading(language: Language) -> &'static str {
    language.pick("Title", "名稱")
}
