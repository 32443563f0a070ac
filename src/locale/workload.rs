//! What is said of what agencies carry and gave.

use super::Language;

/// Two meetings of an agency fall on one day.
pub fn clash(language: Language, agency: &str, day: &str, one: &str, other: &str) -> String {
    match language {
        Language::En => format!("{agency} has two meetings on {day}: {one}; {other}"),
        Language::ZhTw => format!("{agency} {day} 有兩場會議：{one}；{other}"),
    }
}

/// What an agency gave to the network.
pub fn contribution(language: Language, kind: &str) -> &'static str {
    match kind {
        "self-proposal" => language.pick("self-proposal", "自提案"),
        "table-leader" => language.pick("table leader", "小桌長"),
        "training" => language.pick("training", "受訓"),
        _ => language.pick("accompanying", "陪伴部會"),
    }
}

/// How often it gave what, with the agencies that it took over from.
pub fn ledger_counts(language: Language, counts: &[(&str, usize)], includes: &[&str]) -> String {
    let counts: Vec<String> = counts
        .iter()
        .map(|(what, count)| format!("{what} {count}"))
        .collect();
    let separator = language.pick(", ", "、");
    let (counts, includes) = (counts.join(separator), includes.join(separator));
    match (language, includes.as_str()) {
        (_, "") => counts,
        (Language::En, _) => format!("{counts} (incl. {includes})"),
        (Language::ZhTw, _) => format!("{counts}（含{includes}）"),
    }
}

/// A heading.
pub fn agency_heading(language: Language) -> &'static str {
    language.pick("Host", "主辦機關")
}

/// A heading.
pub fn open_heading(language: Language) -> &'static str {
    language.pick("Open cases", "未結案件")
}

/// A heading.
pub fn meetings_heading(language: Language) -> &'static str {
    language.pick("Meetings", "會議")
}

/// A heading.
pub fn tasks_heading(language: Language) -> &'static str {
    language.pick("Tasks due", "到期事項")
}

/// A heading.
pub fn kind_heading(language: Language) -> &'static str {
    language.pick("Contribution", "貢獻")
}

/// A heading.
pub fn day_heading(language: Language) -> &'static str {
    language.pick("Day", "日期")
}

/// A heading.
pub fn record_heading(language: Language) -> &'static str {
    language.pick("Record", "紀錄")
}

/// A heading.
pub fn what_heading(language: Language) -> &'static str {
    language.pick("What", "內容")
}
