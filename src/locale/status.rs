//! What was done, in a line.

use super::Language;
use super::count::counted;

/// A change is recorded.
pub fn recorded(language: Language, commit: &str, subject: &str) -> String {
    match language {
        Language::En => format!("recorded {commit} {subject}"),
        Language::ZhTw => format!("已記錄 {commit} {subject}"),
    }
}

/// Everything was so already.
pub fn nothing_to_change(language: Language) -> &'static str {
    language.pick("nothing to change", "無須變更")
}

/// What will happen to a record.
pub fn planned(language: Language, is_new: bool, is_removed: bool) -> &'static str {
    match (is_new, is_removed) {
        (true, _) => language.pick("new    ", "新增"),
        (_, true) => language.pick("remove ", "移除"),
        _ => language.pick("change ", "修改"),
    }
}

/// How many records a plan touches.
pub fn plan_summary(language: Language, records: usize) -> String {
    match language {
        Language::En => format!(
            "{} would change; nothing was written (--dry-run)",
            counted(records, "record", "records")
        ),
        Language::ZhTw => format!("將變更 {records} 筆；未寫入（--dry-run）"),
    }
}

/// What a kind of record is called.
pub fn noun(language: Language, kind: &str) -> &'static str {
    match kind {
        "case" => language.pick("case", "案件"),
        "meeting" => language.pick("meeting", "會議"),
        "transcript" => language.pick("transcript", "逐字稿"),
        "agency" => language.pick("agency", "機關"),
        "person" => language.pick("person", "人員"),
        "record" => language.pick("record of any kind", "各類紀錄"),
        "rules" => language.pick("rule set", "規則"),
        "template" => language.pick("template", "籌備範本"),
        "calendar" => language.pick("calendar", "日曆"),
        _ => language.pick("store", "紀錄庫"),
    }
}
