//! What is said of references that lead nowhere.

use super::Language;

/// A change that names what is not there.
pub fn dangling(language: Language) -> &'static str {
    language.pick(
        "the change names what is not there (rule no-dangling-reference); nothing was written",
        "此變更引用不存在的紀錄（規則 no-dangling-reference）；未作任何變更",
    )
}

/// A field, and what is wrong with it.
pub fn at(language: Language, path: &str, field: &str, what: &str) -> String {
    match language {
        Language::En => format!("{path} {field}: {what}"),
        Language::ZhTw => format!("{path} {field}：{what}"),
    }
}

/// A field that names nothing.
pub fn names_nothing(language: Language, noun: &str, id: &str) -> String {
    match language {
        Language::En => format!("there is no {noun} `{id}`"),
        Language::ZhTw => format!("沒有{noun}「{id}」"),
    }
}

/// A field that names no row of its case.
pub fn names_no_row(language: Language, row: &str) -> String {
    match language {
        Language::En => format!("the case has no row `{row}`"),
        Language::ZhTw => format!("本案沒有「{row}」這一列"),
    }
}

/// A key of a row is not a value to be changed.
pub fn key_stays(language: Language, field: &str) -> String {
    match language {
        Language::En => {
            format!("`{field}` names the row for ever and is not changed (rule row-key)")
        }
        Language::ZhTw => format!("「{field}」為該列永久識別，不得更改（規則 row-key）"),
    }
}

/// A stage has a command of its own.
pub fn stage_by_command(language: Language) -> &'static str {
    language.pick(
        "a case enters a stage with `po case stage` (rule stage-order)",
        "案件進入新階段請用「po case stage」（規則 stage-order）",
    )
}

/// `--at` says which past to read; nothing is written there.
pub fn at_is_for_reading(language: Language) -> &'static str {
    language.pick(
        "--at answers from the past; it cannot be changed",
        "--at 僅供讀取過去的紀錄，不能寫入",
    )
}

/// `--for` names nobody.
pub fn nobody(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("--for: no agency or person of the store is called `{name}`"),
        Language::ZhTw => format!("--for：紀錄庫中沒有名為「{name}」的機關或人員"),
    }
}
