//! What is said of fields that merges left undecided.

use super::Language;
use super::count::counted;

/// The heading of how many fields are undecided.
pub fn count_heading(language: Language) -> &'static str {
    language.pick("Undecided", "待擇定")
}

/// The heading of fields.
pub fn fields_heading(language: Language) -> &'static str {
    language.pick("Fields", "欄位")
}

/// The heading of the value before both sides.
pub fn base_heading(language: Language) -> &'static str {
    language.pick("Before", "原值")
}

/// The heading of the number of a value.
pub fn choice_heading(language: Language) -> &'static str {
    language.pick("No.", "序")
}

/// The heading of a value.
pub fn value_heading(language: Language) -> &'static str {
    language.pick("Value", "所載")
}

/// The heading of the day on which it was set.
pub fn on_heading(language: Language) -> &'static str {
    language.pick("On", "日期")
}

/// The heading of who set it.
pub fn author_heading(language: Language) -> &'static str {
    language.pick("By", "登錄人")
}

/// The heading of whom for.
pub fn behalf_heading(language: Language) -> &'static str {
    language.pick("For", "代表")
}

/// The heading of the commit.
pub fn commit_heading(language: Language) -> &'static str {
    language.pick("Commit", "提交")
}

/// The heading of the command that settles it.
pub fn resolve_heading(language: Language) -> &'static str {
    language.pick("To choose it", "擇定指令")
}

/// What the list comes to.
pub fn foot(language: Language, records: usize, fields: usize) -> String {
    match (language, records) {
        (Language::En, 0) => "nothing is undecided".to_owned(),
        (Language::ZhTw, 0) => "並無待擇定之欄位".to_owned(),
        (Language::En, _) => format!(
            "{} undecided in {}; `po conflict show ID` tells who set what",
            counted(fields, "field", "fields"),
            counted(records, "record", "records"),
        ),
        (Language::ZhTw, _) => {
            format!(
                "計 {records} 筆、{fields} 欄待擇定；「po conflict show 代號」列出各值由何人登錄"
            )
        }
    }
}

/// Where to see all that is undecided.
pub fn list_them(language: Language) -> &'static str {
    language.pick(
        "`po conflict list` shows what is undecided",
        "「po conflict list」列出各筆待擇定之紀錄",
    )
}

/// Nobody knows who set a value.
pub fn unknown_origin(language: Language) -> &'static str {
    language.pick("history does not tell who set it", "歷史中查無登錄者")
}

/// What the mark before a title means; `total` is how many records have it where not all are named.
pub fn marked(language: Language, ids: &str, total: Option<usize>) -> String {
    match (language, total) {
        (Language::En, None) => format!("a merge left fields undecided: {ids} (po conflict show)"),
        (Language::En, Some(total)) => {
            format!("a merge left fields undecided in {total} records: {ids}… (po conflict list)")
        }
        (Language::ZhTw, None) => format!("合併後有欄位待擇定：{ids}（po conflict show）"),
        (Language::ZhTw, Some(total)) => {
            format!("合併後有欄位待擇定：{ids} 等 {total} 筆（po conflict list）")
        }
    }
}

/// The line of the morning screen.
pub fn waiting(language: Language, records: usize) -> String {
    match language {
        Language::En => format!(
            "{} with fields that a merge left undecided: po conflict list\n",
            counted(records, "record", "records")
        ),
        Language::ZhTw => {
            format!("合併後有欄位待擇定之紀錄 {records} 筆：po conflict list\n")
        }
    }
}
