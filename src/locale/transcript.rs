//! What is said of transcripts.

use super::Language;

/// The editing period ends before it begins.
pub fn ends_before_it_begins(language: Language) -> &'static str {
    language.pick(
        "the editing period would end before it begins (rule editing-period)",
        "校對截止日早於寄送日（規則 editing-period）",
    )
}

/// A transcript is public already.
pub fn already_published(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} is published already (rule published-stays)"),
        Language::ZhTw => format!("{id} 已公開（規則 published-stays）"),
    }
}

/// The speakers may still edit.
pub fn still_editing(language: Language, until: &str) -> String {
    match language {
        Language::En => format!("the speakers may edit until {until} (rule editing-period)"),
        Language::ZhTw => format!("發言者可校對至 {until}（規則 editing-period）"),
    }
}

/// A heading.
pub fn date_heading(language: Language) -> &'static str {
    language.pick("Date", "日期")
}

/// A heading.
pub fn status_heading(language: Language) -> &'static str {
    language.pick("Status", "狀態")
}

/// A heading.
pub fn speeches_heading(language: Language) -> &'static str {
    language.pick("Speeches", "段數")
}

/// A heading.
pub fn speakers_heading(language: Language) -> &'static str {
    language.pick("Speakers", "發言者")
}

/// A heading.
pub fn title_heading(language: Language) -> &'static str {
    language.pick("Title", "標題")
}
