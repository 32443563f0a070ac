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

/// How long a case waits: since the proposal, since it was selected for a meeting, and how far that is
/// past what the rules want.
pub fn since_selection(language: Language, waiting: &str, days: i64, late: Option<i64>) -> String {
    match (language, late) {
        (Language::En, None) => format!("{waiting} ({days} d)"),
        (Language::En, Some(late)) => format!("{waiting} ({days} d, {late} late)"),
        (Language::ZhTw, None) => format!("{waiting}（選定{days}日）"),
        (Language::ZhTw, Some(late)) => format!("{waiting}（選定{days}日，逾{late}日）"),
    }
}

/// The line on cases that wait for their meeting since they were selected.
pub fn waiting(language: Language, cases: usize, longest: i64, late: usize) -> String {
    match language {
        Language::En => format!(
            "{} for a meeting since selection, the longest {longest} d; {late} past the limit.",
            counted(cases, "case waits", "cases wait")
        ),
        Language::ZhTw => {
            format!("選定後待召開會議 {cases} 案，最久 {longest} 日；逾期 {late} 案。")
        }
    }
}

/// The stage of a case whose release was asked for.
pub fn release_asked(language: Language, stage: &str) -> String {
    match language {
        Language::En => format!("release asked ({stage})"),
        Language::ZhTw => format!("請解管（{stage}）"),
    }
}

/// The next step of such a case.
pub fn this_meeting(language: Language) -> &'static str {
    language.pick("this meeting", "本次月會")
}

/// The next step: a day or how far it is past, what, both or neither.
pub fn next(language: Language, day: &str, what: &str) -> String {
    match (day, what) {
        ("", "") => no_date(language).to_owned(),
        ("", text) | (text, "") => text.to_owned(),
        (day, what) => format!("{day} {what}"),
    }
}

/// A heading.
pub fn next_heading(language: Language) -> &'static str {
    language.pick("Next", "下一步")
}

/// A heading.
pub fn waiting_heading(language: Language) -> &'static str {
    language.pick("Waits", "提案後")
}

/// The line under the list: how many cases, of how many something is not recorded, and the commit.
pub fn foot(
    language: Language,
    cases: usize,
    unhosted: usize,
    undated: usize,
    commit: &str,
) -> String {
    let gaps = [
        (unhosted, language.pick("host", "主辦")),
        (undated, language.pick("proposal date", "提案日")),
    ];
    let gaps = gaps.iter().filter(|(count, _)| *count > 0);
    let gaps: Vec<String> = gaps
        .map(|(count, what)| format!("{what} {count}"))
        .collect();
    let gaps = match (language, gaps.is_empty()) {
        (_, true) => String::new(),
        (Language::En, false) => format!(" Not recorded: {}.", gaps.join(", ")),
        (Language::ZhTw, false) => format!("未載：{}。", gaps.join("、")),
    };
    match language {
        Language::En => format!(
            "{} open.{gaps} Record {commit}.",
            counted(cases, "case", "cases")
        ),
        Language::ZhTw => format!("未結 {cases} 案。{gaps}紀錄 {commit}。"),
    }
}
