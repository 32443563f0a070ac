//! What is said of the store itself.

use super::Language;
use super::count::counted;

/// Name, place, branch and commit.
pub fn head(language: Language, name: &str, root: &str, branch: &str, commit: &str) -> String {
    match language {
        Language::En => format!("{name}\n  in {root}, branch {branch} at {commit}\n"),
        Language::ZhTw => format!("{name}\n  位置 {root}，分支 {branch}，紀錄 {commit}\n"),
    }
}

/// How much it holds.
pub fn holds(language: Language, cases: usize, meetings: usize, transcripts: usize) -> String {
    match language {
        Language::En => format!(
            "  {}, {}, {}\n",
            counted(cases, "case", "cases"),
            counted(meetings, "meeting", "meetings"),
            counted(transcripts, "transcript", "transcripts")
        ),
        Language::ZhTw => format!("  案件 {cases}、會議 {meetings}、逐字稿 {transcripts}\n"),
    }
}

/// How many records wait for a decision.
pub fn undecided(language: Language, records: usize) -> String {
    match language {
        Language::En => format!(
            "{} for a decision: po conflict list\n",
            counted(records, "record waits", "records wait")
        ),
        Language::ZhTw => format!("{records} 筆尚待擇定：po conflict list\n"),
    }
}

/// Nothing is unrecorded.
pub fn all_recorded(language: Language) -> &'static str {
    language.pick("Every change is recorded.\n", "修改皆已記錄。\n")
}

/// How far the store and what is published are apart.
pub fn apart(language: Language, upstream: &str, ahead: usize, behind: usize) -> String {
    match (language, ahead, behind) {
        (Language::En, 0, 0) => format!("  in step with {upstream}, as of the last sync\n"),
        (Language::ZhTw, 0, 0) => format!("  與 {upstream} 一致（以最近一次同步為準）\n"),
        (Language::En, ..) => format!(
            "  not synced with {upstream}: {} here, {behind} there, as of the last sync\n",
            counted(ahead, "change", "changes")
        ),
        (Language::ZhTw, ..) => format!(
            "  尚未與 {upstream} 同步：本地 {ahead} 項、對方 {behind} 項變更（以最近一次同步為準）\n"
        ),
    }
}

/// The same in a line of the morning screen.
pub fn not_synced(language: Language, ahead: usize, behind: usize) -> String {
    match language {
        Language::En => format!("Not synced: {ahead} here, {behind} there (po sync).\n"),
        Language::ZhTw => format!("尚未同步：本地 {ahead} 項、對方 {behind} 項（po sync）。\n"),
    }
}

/// How many files are edited but not recorded.
pub fn unrecorded(language: Language, files: usize) -> String {
    match language {
        Language::En => format!("Not recorded yet: {}.\n", counted(files, "file", "files")),
        Language::ZhTw => format!("尚未記錄：{files} 個檔案。\n"),
    }
}

/// How a file departs from the record.
pub fn departure(language: Language, added: bool, removed: bool) -> &'static str {
    match (added, removed) {
        (true, _) => language.pick("new    ", "新增"),
        (_, true) => language.pick("removed", "移除"),
        _ => language.pick("changed", "修改"),
    }
}

/// The same for programs.
pub fn departure_word(added: bool, removed: bool) -> &'static str {
    match (added, removed) {
        (true, _) => "added",
        (_, true) => "removed",
        _ => "changed",
    }
}

/// Git is in the middle of something, and the commands that end it.
pub fn underway(language: Language, command: &str, remedies: &[String]) -> String {
    let quoted = |open, close| {
        remedies
            .iter()
            .map(move |one| format!("{open}{one}{close}"))
    };
    match language {
        Language::En => {
            let how: Vec<String> = quoted("`", "`").collect();
            format!(
                "A git {command} is under way: mend the files, `git add` them, then {}.\n",
                how.join(" or ")
            )
        }
        Language::ZhTw => {
            let how: Vec<String> = quoted("「", "」").collect();
            format!(
                "git {command} 尚在進行：請改正檔案並「git add」，再執行{}。\n",
                how.join("或")
            )
        }
    }
}

/// How to record them.
pub fn how_to_record(language: Language) -> &'static str {
    language.pick("`po save` records them.\n", "以「po save」記錄。\n")
}
