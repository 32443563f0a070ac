//! Subjects of commits: what happened to which record, in the store's language.

use super::Language;

/// How a record is called in a subject: number and id.
pub fn handle(language: Language, number: Option<u32>, id: &str) -> String {
    match (language, number) {
        (Language::En, Some(number)) => format!("No. {number} {id}"),
        (Language::ZhTw, Some(number)) => format!("序號{number} {id}"),
        (_, None) => id.to_owned(),
    }
}

/// A subject is a line: longer texts are cut, the record has the whole.
const LONGEST: usize = 120;

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// Something happened to a record.
pub fn about(language: Language, handle: &str, what: &str) -> String {
    let what = cut(what);
    match language {
        Language::En => format!("{handle}: {what}"),
        Language::ZhTw => format!("{handle}：{what}"),
    }
}

/// A record is new.
pub fn new_record(language: Language, handle: &str, title: &str) -> String {
    let what = match language {
        Language::En => format!("new, {title}"),
        Language::ZhTw => format!("新增「{title}」"),
    };
    about(language, handle, &what)
}

/// A record is removed.
pub fn removed(language: Language, handle: &str, title: &str) -> String {
    let what = match language {
        Language::En => format!("removed, {title}"),
        Language::ZhTw => format!("移除「{title}」"),
    };
    about(language, handle, &what)
}

/// A case enters a stage.
pub fn stage(language: Language, handle: &str, stage: &str) -> String {
    about(
        language,
        handle,
        &format!("{} → {stage}", language.pick("stage", "階段")),
    )
}

/// A field is set.
pub fn set(language: Language, handle: &str, field: &str, value: &str) -> String {
    about(language, handle, &format!("{field} → {value}"))
}

/// Several fields are set.
pub fn set_several(language: Language, handle: &str, fields: &str) -> String {
    let what = match language {
        Language::En => format!("set {fields}"),
        Language::ZhTw => format!("修改 {fields}"),
    };
    about(language, handle, &what)
}

/// A record is edited as text.
pub fn edited(language: Language, handle: &str) -> String {
    about(language, handle, language.pick("edited", "編修"))
}

/// A row is added.
pub fn row_added(language: Language, handle: &str, row: &str) -> String {
    about(
        language,
        handle,
        &format!("{} {row}", language.pick("add", "增列")),
    )
}

/// A row is changed.
pub fn row_set(language: Language, handle: &str, row: &str) -> String {
    about(
        language,
        handle,
        &format!("{} {row}", language.pick("set", "修改")),
    )
}

/// A row is removed.
pub fn row_removed(language: Language, handle: &str, row: &str) -> String {
    about(
        language,
        handle,
        &format!("{} {row}", language.pick("remove", "刪列")),
    )
}

/// A record enters a status.
pub fn status(language: Language, handle: &str, status: &str) -> String {
    about(
        language,
        handle,
        &format!("{} → {status}", language.pick("status", "狀態")),
    )
}
