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

/// What was set settles the open conflicts of these fields too.
pub fn settling(language: Language, subject: String, fields: &[String]) -> String {
    if fields.is_empty() {
        return subject;
    }
    let fields = fields.join(language.pick(", ", "、"));
    match language {
        Language::En => format!("{subject} (settles the conflict of {fields})"),
        Language::ZhTw => format!("{subject}（{fields} 之衝突併予解決）"),
    }
}

/// Fields are taken out of a record, beside others that are set.
pub fn taken_out(language: Language, handle: &str, set: Option<&str>, fields: &str) -> String {
    let what = match language {
        Language::En => format!("take out {fields}"),
        Language::ZhTw => format!("刪除 {fields}"),
    };
    let set = set.map(|set| match language {
        Language::En => format!("set {set}; "),
        Language::ZhTw => format!("修改 {set}；"),
    });
    about(
        language,
        handle,
        &format!("{}{what}", set.unwrap_or_default()),
    )
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

/// A paragraph was corrected; `what` is the kind of the correction.
pub fn corrected(language: Language, handle: &str, n: u32, what: &str, asked_by: &str) -> String {
    let what = match language {
        Language::En => format!("speech {n}: {what}, asked by {asked_by}"),
        Language::ZhTw => format!("第 {n} 段{what}（{asked_by}請求）"),
    };
    about(language, handle, &what)
}

/// A case was reported on at a meeting.
pub fn reported(language: Language, handle: &str, text: &str, decided: Option<&str>) -> String {
    let what = match (language, decided) {
        (Language::En, None) => format!("reported, {text}"),
        (Language::En, Some(decided)) => format!("reported ({decided}), {text}"),
        (Language::ZhTw, None) => format!("提報「{text}」"),
        (Language::ZhTw, Some(decided)) => format!("提報（{decided}）「{text}」"),
    };
    about(language, handle, &what)
}

/// The condition of a release is met.
pub fn condition_met(language: Language, handle: &str, condition: &str) -> String {
    let what = match language {
        Language::En => format!("condition met, {condition}"),
        Language::ZhTw => format!("條件成就「{condition}」"),
    };
    about(language, handle, &what)
}

/// Something happened to a promise; `news` says what.
pub fn promise_updated(language: Language, handle: &str, label: &str, news: &[String]) -> String {
    let news = news.join(language.pick(", ", "，"));
    about(language, handle, &format!("{label} {news}"))
}
