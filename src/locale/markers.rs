//! What is said of files in which git left conflict markers.

use super::Language;
use super::count::counted;

/// There are none.
pub fn none(language: Language) -> &'static str {
    language.pick("git left no markers in records", "各紀錄均無 git 衝突標示")
}

/// What was typed is no file of a record.
pub fn no_such_file(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("{typed}: no record of this store lies there"),
        Language::ZhTw => format!("{typed}：本庫無此紀錄檔"),
    }
}

/// A file is merged.
pub fn mended(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("merged by field: {path}"),
        Language::ZhTw => format!("已逐欄合併：{path}"),
    }
}

/// What comes next.
pub fn go_on(language: Language, files: usize, command: &str) -> String {
    match language {
        Language::En => format!(
            "{} merged; go on with `{command}`",
            counted(files, "file", "files")
        ),
        Language::ZhTw => format!("計合併 {files} 個檔案；請接著執行「{command}」"),
    }
}

/// Files that hold no records wait to be merged by hand.
pub fn still_unmerged(language: Language, files: &str) -> String {
    match language {
        Language::En => {
            format!(
                "git could not merge these either: {files}; mend them first, then `git add` them"
            )
        }
        Language::ZhTw => format!("尚有 git 無法合併之檔案：{files}；請先處理並執行「git add」"),
    }
}

/// Some files stay as they are.
pub fn left(language: Language, files: usize) -> String {
    match language {
        Language::En => format!(
            "{} with markers could not be merged and stay as they are",
            counted(files, "file", "files")
        ),
        Language::ZhTw => format!("{files} 個留有標示之檔案無法合併，內容未動"),
    }
}

/// How to go on with these.
pub fn mend_by_hand(language: Language) -> &'static str {
    language.pick(
        "make each side readable, or settle the marked lines by hand, then `po resolve --markers` again",
        "請修正該側內容，或就標示處手動處理後，再執行「po resolve --markers」",
    )
}

/// Why: the markers do not tell the sides.
pub fn unpaired(language: Language) -> &'static str {
    language.pick("its markers do not pair up", "標示未成對")
}

/// A file was edited while it was merged.
pub fn changed_meanwhile(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} was edited meanwhile"),
        Language::ZhTw => format!("{path} 於合併期間另有修改"),
    }
}

/// What mends files with markers while git waits.
pub fn mend_first(language: Language) -> &'static str {
    language.pick(
        "`po resolve --markers` merges the records in which git left conflict markers",
        "紀錄若有 git 衝突標示，「po resolve --markers」可逐欄合併",
    )
}
