//! What is said when a commit is taken back.

use super::Language;
use super::count::counted;

/// The subject of the commit that takes another back.
pub fn subject(language: Language, commit: &str, subject: &str) -> String {
    match language {
        Language::En => format!("undo {commit}: {subject}"),
        Language::ZhTw => format!("復原 {commit}：{subject}"),
    }
}

/// A commit that joins two lines of work.
pub fn merge(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("{commit} is a merge; merges are not undone"),
        Language::ZhTw => format!("{commit} 為合併提交，不予復原"),
    }
}

/// What to do instead.
pub fn undo_its_parts(language: Language) -> &'static str {
    language.pick(
        "undo the commit that it brought in: find it with `git log`, then `po undo COMMIT`",
        "請復原其中個別提交：以「git log」查編號後執行「po undo 編號」",
    )
}

/// The commit with which the store began.
pub fn first(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("{commit} is the first commit; there is nothing before it"),
        Language::ZhTw => format!("{commit} 為第一筆提交，之前並無內容"),
    }
}

/// A clone that does not reach back far enough.
pub fn shallow(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("the commit before {commit} is not in this clone"),
        Language::ZhTw => format!("此複本未含 {commit} 之前的提交"),
    }
}

/// How to get the rest of the history.
pub fn fetch_the_rest(language: Language) -> &'static str {
    language.pick(
        "get the whole history: git fetch --unshallow",
        "請先取得完整歷史：git fetch --unshallow",
    )
}

/// A commit of another line of work.
pub fn elsewhere(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("{commit} is not in the history of this branch"),
        Language::ZhTw => format!("{commit} 不在目前分支的歷史中"),
    }
}

/// What the commit wrote was changed again.
pub fn changed_since(language: Language, commit: &str, values: usize) -> String {
    match language {
        Language::En => format!(
            "{commit} was not undone: {} changed again by later commits, and that would be lost",
            counted(values, "value it wrote was", "values it wrote were")
        ),
        Language::ZhTw => {
            format!("{commit} 未復原：所寫內容有 {values} 處後來再經修改，復原會一併抹去該等修改")
        }
    }
}

/// A file that was changed again as a whole.
pub fn whole_file(language: Language) -> &'static str {
    language.pick("the whole file", "整個檔案")
}

/// Changed by something that history does not name: a file that is no record.
pub fn by_unknown(language: Language) -> &'static str {
    language.pick("see `git log -- FILE`", "請見「git log -- 檔案」")
}

/// What to do.
pub fn undo_later_first(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("undo the later change first: po undo {commit}"),
        Language::ZhTw => format!("請先復原較晚的修改：po undo {commit}"),
    }
}
