//! What is said when something cannot be done.

use super::Language;

/// Before an error.
pub fn error_label(language: Language) -> &'static str {
    language.pick("error: ", "錯誤：")
}

/// Before what to do.
pub fn hint_label(language: Language) -> &'static str {
    language.pick("hint: ", "建議：")
}

/// How to get a store.
pub fn make_a_store(language: Language) -> &'static str {
    language.pick(
        "make a store with `po init DIR`, or name one with --store DIR",
        "以「po init 目錄」建立紀錄庫，或以 --store 指定",
    )
}

/// Where to find revisions.
pub fn list_revisions(language: Language) -> &'static str {
    language.pick(
        "`git log --oneline` lists revisions; a day is written 2019-02-12",
        "「git log --oneline」列出各版本；日期寫作 2019-02-12",
    )
}

/// Files with hand edits that are not recorded.
pub fn unrecorded(language: Language) -> String {
    language
        .pick(
            "these files were edited by hand and are not recorded yet; nothing was changed",
            "以下檔案有尚未記錄的手動修改；未作任何變更",
        )
        .to_owned()
}

/// Record hand edits first.
pub fn save_first(language: Language) -> &'static str {
    language.pick(
        "record them with `po save`, or look at them with `po status`",
        "以「po save」記錄，或以「po status」查看",
    )
}

/// A file that is no sound record.
pub fn unreadable(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} is not a sound record"),
        Language::ZhTw => format!("{path} 不是有效的紀錄"),
    }
}

/// Look at the file.
pub fn check_file(language: Language) -> &'static str {
    language.pick(
        "`po check` shows every problem with its place",
        "「po check」會逐一指出問題所在",
    )
}

/// No record answers to a reference.
pub fn not_found(language: Language, kind: &str, typed: &str) -> String {
    match language {
        Language::En => format!("no {kind} answers to `{typed}`"),
        Language::ZhTw => format!("找不到「{typed}」（{kind}）"),
    }
}

/// Several records answer to a reference.
pub fn ambiguous(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("`{typed}` may mean any of these; name one by its id"),
        Language::ZhTw => format!("「{typed}」可指以下各筆，請以代號指定"),
    }
}

/// What is at hand to list records of a kind.
pub fn list_them(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!("`po {kind} list` shows what there is"),
        Language::ZhTw => format!("「po {kind} list」列出現有紀錄"),
    }
}

/// A commit from before the store was made.
pub fn no_store_yet(language: Language, typed: &str, commit: &str) -> String {
    match language {
        Language::En => {
            format!("at {typed} (commit {commit}) there was no store yet: no records/store.toml")
        }
        Language::ZhTw => {
            format!("{typed}（提交 {commit}）時尚無紀錄庫，沒有 records/store.toml")
        }
    }
}

/// How to find the commit that made the store.
pub fn first_of_store(language: Language) -> &'static str {
    language.pick(
        "`git log --diff-filter=A -- records/store.toml` names the commit that made it",
        "「git log --diff-filter=A -- records/store.toml」列出建立紀錄庫的提交",
    )
}

/// Records that cannot be used were left out of an answer.
pub fn left_out(language: Language, path: &str, line: usize, code: &str) -> String {
    match language {
        Language::En => format!("left out, unreadable: {path}:{line} ({code})"),
        Language::ZhTw => format!("未納入（無法讀取）：{path}:{line}（{code}）"),
    }
}

/// What was asked for was not found, and a record is not in this clone.
pub fn lost(language: Language, path: &str, object: &str, asked: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{path} is lost: its git object {object} is missing or damaged in this clone; so {asked}"
            )
        }
        Language::ZhTw => {
            format!("{path} 已遺失：本複本之 git 物件 {object} 缺漏或毀損；因此{asked}")
        }
    }
}

/// How a lost file comes back.
pub fn restore_object(language: Language) -> &'static str {
    language.pick(
        "`git fsck` lists what else is missing; `git fetch` or a backup brings it back",
        "「git fsck」列出其他缺漏；可以「git fetch」或備份取回",
    )
}

/// An answer that lacks records.
pub fn some_left_out(language: Language, count: usize) -> String {
    match language {
        Language::En => format!(
            "the answer lacks {} that cannot be read",
            super::count::counted(count, "record", "records")
        ),
        Language::ZhTw => format!("答案未含 {count} 筆無法讀取的紀錄"),
    }
}

/// No id could be made.
pub fn no_id(language: Language) -> &'static str {
    language.pick("no id can be made for that day", "無法為該日期產生代號")
}

/// A change that would leave no sound record.
pub fn unsound(language: Language, path: &str) -> String {
    match language {
        Language::En => {
            format!("{path} would not be a sound record any more; nothing was written")
        }
        Language::ZhTw => format!("{path} 將不再是有效的紀錄；未作任何變更"),
    }
}
