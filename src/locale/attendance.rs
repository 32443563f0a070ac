//! What is said of who came to a meeting.

use super::Language;

/// More people came than a cap takes.
pub fn beyond(
    language: Language,
    what: &str,
    agency: Option<&str>,
    found: u32,
    most: &str,
    strength: &str,
    rule: &str,
) -> String {
    match (language, agency) {
        (Language::En, None) => format!("{what}: {found}, {most} ({strength}; rule {rule})"),
        (Language::En, Some(agency)) => {
            format!("{what}, {agency}: {found}, {most} ({strength}; rule {rule})")
        }
        (Language::ZhTw, None) => format!("{what}{found}人，{most}（{strength}；規則 {rule}）"),
        (Language::ZhTw, Some(agency)) => {
            format!("{what}（{agency}）{found}人，{most}（{strength}；規則 {rule}）")
        }
    }
}

/// A chief beside the person of the last quarterly meeting.
pub fn compared(language: Language, word: &str) -> &'static str {
    match word {
        "same" => language.pick("same person", "同一人"),
        "other" => language.pick("other person", "換人"),
        "new" => language.pick("nobody last time", "上次未派員"),
        _ => language.pick("unknown", "未載"),
    }
}

/// A heading.
pub fn agency_heading(language: Language) -> &'static str {
    language.pick("Agency", "機關")
}

/// A heading.
pub fn rank_heading(language: Language) -> &'static str {
    language.pick("Rank", "職級")
}

/// A heading.
pub fn person_heading(language: Language) -> &'static str {
    language.pick("Person", "人員")
}

/// A heading.
pub fn compared_heading(language: Language) -> &'static str {
    language.pick("Last quarterly meeting", "與上次季會相較")
}

/// More answers in a survey than people asked, or more who agree than answered.
pub fn survey_beyond(language: Language, part: u32, whole: u32) -> String {
    match language {
        Language::En => format!(
            "{part} is more than {whole}: no more can agree than answered, and no more answer than were asked (rule survey-within-answers)"
        ),
        Language::ZhTw => format!(
            "{part} 多於 {whole}：同意數不得多於回收數，回收數不得多於發放數（規則 survey-within-answers）"
        ),
    }
}
