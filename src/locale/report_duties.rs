//! The words of the quarterly report on what was owed and on who took part: formal replies, promises,
//! tasks, chiefs, elements, agencies that worked together.

use super::Language;
use super::count::counted;

/// Headings of the sections.
pub mod heading {
    use crate::locale::Language;

    /// The formal replies.
    pub fn replies(language: Language) -> &'static str {
        language.pick("Formal replies", "正式回應期限")
    }

    /// The promises.
    pub fn promises(language: Language) -> &'static str {
        language.pick("Promises", "承諾事項")
    }

    /// The tasks.
    pub fn tasks(language: Language) -> &'static str {
        language.pick("Tasks of meetings", "會議工作")
    }

    /// The chiefs.
    pub fn chiefs(language: Language) -> &'static str {
        language.pick("Chiefs at the quarterly meeting", "季會與會首長")
    }

    /// The elements.
    pub fn elements(language: Language) -> &'static str {
        language.pick("Elements used", "採用元素")
    }

    /// The agencies that worked together.
    pub fn together(language: Language) -> &'static str {
        language.pick("Who worked with whom", "機關協作")
    }
}

/// Labels of columns.
pub mod label {
    use crate::locale::Language;

    /// All promises of an agency.
    pub fn made(language: Language) -> &'static str {
        language.pick("made", "承諾")
    }

    /// A chief's rank.
    pub fn rank(language: Language) -> &'static str {
        language.pick("Rank", "職級")
    }

    /// A chief's person.
    pub fn person(language: Language) -> &'static str {
        language.pick("Person", "人員")
    }

    /// A chief beside the one of the meeting before.
    pub fn compared(language: Language) -> &'static str {
        language.pick("Last meeting", "與上次相較")
    }

    /// An element.
    pub fn element(language: Language) -> &'static str {
        language.pick("Element", "元素")
    }

    /// How many meetings.
    pub fn meetings(language: Language) -> &'static str {
        language.pick("Meetings", "場次")
    }

    /// Two agencies.
    pub fn pair(language: Language) -> &'static str {
        language.pick("Agencies", "機關")
    }

    /// How many cases.
    pub fn cases(language: Language) -> &'static str {
        language.pick("Cases", "案數")
    }

    /// Which cases.
    pub fn which(language: Language) -> &'static str {
        language.pick("Which", "案件")
    }
}

/// What became of a formal reply, by its word in JSON.
pub fn reply_outcome(language: Language, word: &str) -> &'static str {
    match word {
        "on-time" => language.pick("on time", "如期回應"),
        "extended" => language.pick("within the extension", "展延期限內回應"),
        "late" => language.pick("late", "逾期回應"),
        "overdue" => language.pick("overdue", "逾期未回應"),
        _ => language.pick("unknown, a day is not recorded", "日期未載，無從判斷"),
    }
}

/// What became of a promise, by its word in JSON.
pub fn promise_outcome(language: Language, word: &str) -> &'static str {
    match word {
        "kept" => language.pick("kept", "如期完成"),
        "kept-late" => language.pick("kept late", "逾期完成"),
        "kept-unknown" => language.pick("kept, day unknown", "完成日不明"),
        "open" => language.pick("open", "進行中"),
        "overdue" => language.pick("overdue", "逾期"),
        "changed-direction" => language.pick("changed", "調整方向"),
        _ => language.pick("dropped", "停止辦理"),
    }
}

/// What became of a task, by its word in JSON.
pub fn task_outcome(language: Language, word: &str) -> &'static str {
    match word {
        "done" => language.pick("done in time", "如期完成"),
        "done-late" => language.pick("done late", "逾期完成"),
        "done-unknown" => language.pick("done without a due date", "完成而未訂期限"),
        "open" => language.pick("open", "未完成"),
        _ => language.pick("overdue", "逾期未完成"),
    }
}

/// The base of the formal replies.
pub fn replies_base(language: Language, of: usize) -> String {
    match language {
        Language::En => {
            format!("Given in this period, or due in it and not given by its end: {of}.")
        }
        Language::ZhTw => format!("本期已回應，或本期到期而期末尚未回應者，共 {of} 件。"),
    }
}

/// How many of an outcome among how many, and which.
pub fn outcome(language: Language, label: &str, count: usize, of: usize, which: &str) -> String {
    match language {
        Language::En => format!("{label} ({count} of {of}): {which}"),
        Language::ZhTw => format!("{label} {count}／{of}：{which}"),
    }
}

/// Replies that were due before the period and are still owed.
pub fn overdue_before(language: Language, count: usize, which: &str) -> String {
    match language {
        Language::En => format!("still owed from before this period ({count}): {which}"),
        Language::ZhTw => format!("前期到期，至期末仍未回應 {count} 件：{which}"),
    }
}

/// By when something was due.
pub fn due(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("due {day}"),
        Language::ZhTw => format!("期限 {day}"),
    }
}

/// The base of the promises.
pub fn promises_base(language: Language, of: usize, day: &str) -> String {
    match language {
        Language::En => format!(
            "{} made by {day}, as they stood on that day.",
            counted(of, "promise", "promises")
        ),
        Language::ZhTw => format!("截至 {day} 共承諾 {of} 項，依當日情形分列。"),
    }
}

/// The base of the tasks, with what became of them.
pub fn tasks_base(language: Language, of: usize, meetings: usize, outcomes: &str) -> String {
    match language {
        Language::En => format!(
            "{} of {}: {outcomes}.",
            counted(of, "task", "tasks"),
            counted(meetings, "meeting", "meetings")
        ),
        Language::ZhTw => format!("會議 {meetings} 場，工作 {of} 項：{outcomes}。"),
    }
}

/// A quarterly meeting: how many agencies sent a chief, and whether the same.
pub fn chiefs_base(language: Language, day: &str, of: usize, compared: &str) -> String {
    match language {
        Language::En => format!(
            "{day}, chiefs of {}: {compared}.",
            counted(of, "agency", "agencies")
        ),
        Language::ZhTw => format!("{day}，{of} 個機關首長與會：{compared}。"),
    }
}

/// A chief beside the one of the meeting before, by its word in JSON.
pub fn compared(language: Language, word: &str) -> &'static str {
    super::attendance::compared(language, word)
}

/// The base of the elements.
pub fn elements_base(language: Language, known: usize, held: usize) -> String {
    match language {
        Language::En => format!(
            "Recorded for {known} of {}.",
            counted(held, "collaborative meeting", "collaborative meetings")
        ),
        Language::ZhTw => format!("協作會議 {held} 場，已載元素 {known} 場。"),
    }
}

/// The base of the pairs of agencies.
pub fn together_base(language: Language, known: usize, of: usize) -> String {
    match language {
        Language::En => format!(
            "Hosts and co-hosts of {} with a meeting in this period, recorded for {known}.",
            counted(of, "case", "cases")
        ),
        Language::ZhTw => format!("本期開會案件 {of} 案，已載主協辦 {known} 案。"),
    }
}

/// What nothing is recorded of, so that there are no figures.
pub fn unrecorded(language: Language, things: &str) -> String {
    match language {
        Language::En => format!("Nothing on record to count here: {things}."),
        Language::ZhTw => format!("無紀錄可計：{things}。"),
    }
}

/// What a line of [`unrecorded`] names.
pub mod thing {
    use crate::locale::Language;

    /// Formal replies.
    pub fn replies(language: Language) -> &'static str {
        language.pick("formal replies", "正式回應")
    }

    /// Promises.
    pub fn promises(language: Language) -> &'static str {
        language.pick("promises", "承諾事項")
    }

    /// Tasks.
    pub fn tasks(language: Language) -> &'static str {
        language.pick("tasks of meetings", "會議工作")
    }

    /// Chiefs.
    pub fn chiefs(language: Language) -> &'static str {
        language.pick("chiefs at a quarterly meeting", "季會與會首長")
    }

    /// Elements.
    pub fn elements(language: Language) -> &'static str {
        language.pick("elements of meetings", "採用元素")
    }

    /// Agencies that worked together.
    pub fn together(language: Language) -> &'static str {
        language.pick("agencies working together", "機關協作")
    }
}
