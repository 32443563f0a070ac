//! What is said of merges.

use super::Language;

/// A field that both sides set differently.
pub fn undecided(language: Language, path: &str, field: &str) -> String {
    match language {
        Language::En => format!(
            "{path}: {field} was set differently on both sides; it keeps its value until one of [[conflict]] is chosen"
        ),
        Language::ZhTw => {
            format!("{path}：雙方所載 {field} 不一，暫留原值，待就 [[conflict]] 所列擇定")
        }
    }
}

/// Something that one side removed and the other changed.
pub fn kept(language: Language, path: &str, field: &str) -> String {
    match language {
        Language::En => {
            format!("{path}: {field} was removed on one side and changed on the other; it stays")
        }
        Language::ZhTw => format!("{path}：{field} 一方刪除、一方修改，予以保留"),
    }
}

/// A file that cannot be merged by field.
pub fn refused(language: Language, path: &str, why: &str) -> String {
    match language {
        Language::En => format!("{path} cannot be merged by field: {why}"),
        Language::ZhTw => format!("{path} 無法逐欄合併：{why}"),
    }
}

/// Why: a version cannot be read.
pub fn unreadable(language: Language, detail: &str) -> String {
    match language {
        Language::En => format!("a version is not a readable record ({detail})"),
        Language::ZhTw => format!("其中一版無法讀取（{detail}）"),
    }
}

/// Why: it is no record.
pub fn no_record(language: Language) -> &'static str {
    language.pick(
        "it is no record, and both sides changed the same lines",
        "非紀錄檔，且雙方改動相同各行",
    )
}

/// What to do with the marks that git knows.
pub fn settle_by_hand(language: Language) -> &'static str {
    language.pick(
        "settle the marked lines by hand, then `git add` the file",
        "請就標示處手動處理後，執行「git add」",
    )
}

/// The driver is set up.
pub fn installed(language: Language) -> &'static str {
    language.pick(
        "git merges the records of this repository by field from now on",
        "此儲存庫之紀錄，git 自此逐欄合併",
    )
}

/// The subject of the commit that tells git of the driver.
pub fn subject(language: Language) -> &'static str {
    language.pick("records are merged by field", "紀錄改為逐欄合併")
}

/// A conflict is settled: the subject of the commit.
pub fn resolved(language: Language, handle: &str, field: &str, value: &str) -> String {
    match language {
        Language::En => format!("{handle}: settled {field} → {value}"),
        Language::ZhTw => format!("{handle}：擇定 {field} → {value}"),
    }
}

/// Rows of conflicts are no field to set.
pub fn by_command(language: Language) -> &'static str {
    language.pick(
        "what a merge left undecided is settled with `po resolve`",
        "合併後待擇定之欄位，請以「po resolve」處理",
    )
}

/// A number that is none of the list.
pub fn not_listed(language: Language, typed: &str, last: usize) -> String {
    match language {
        Language::En => format!("`{typed}` is none of the values, which are 1 to {last}"),
        Language::ZhTw => format!("「{typed}」不在所列各值（1 至 {last}）之中"),
    }
}

/// Nothing is open in a record.
pub fn nothing_open(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has nothing to settle"),
        Language::ZhTw => format!("{id} 並無待擇定之欄位"),
    }
}

/// What is open in a record was not chosen from.
pub fn choose(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has fields to settle; name one and its value"),
        Language::ZhTw => format!("{id} 有待擇定之欄位，請指明欄位及其值"),
    }
}

/// The value before both sides, of so many to choose from. A single one that nothing stood before is that of
/// another record.
pub fn base(language: Language, value: Option<&str>, choices: usize) -> String {
    match (language, value, choices) {
        (Language::En, Some(value), _) => format!("before: {value}"),
        (Language::ZhTw, Some(value), _) => format!("原值：{value}"),
        (Language::En, None, 1) => "another case has it".to_owned(),
        (Language::ZhTw, None, 1) => "已屬他案".to_owned(),
        (Language::En, None, _) => "added on both sides".to_owned(),
        (Language::ZhTw, None, _) => "雙方皆為新增".to_owned(),
    }
}

/// How a field is settled.
pub fn resolve_example(language: Language, id: &str, field: &str) -> String {
    let place = language.pick("the first value", "擇第一值");
    format!("po resolve {id} '{field}' 1  ({place})")
}

/// What keeps a record from being made public.
pub fn keeps_back(language: Language) -> &'static str {
    language.pick(
        "two sides of a merge differ (rule open-conflict)",
        "合併時雙方所載不一，尚待擇定（規則 open-conflict）",
    )
}
