//! What is said of cases.

use super::Language;

/// A stage that is entered on a day to come, though it says what has been done.
pub fn not_yet(language: Language, stage: &str, day: &str) -> String {
    match language {
        Language::En => format!(
            "{day} is yet to come, and `{stage}` says what has been done (rule stage-in-future)"
        ),
        Language::ZhTw => format!("{day} 尚未到來，不能記為「{stage}」（規則 stage-in-future）"),
    }
}

/// A stage that is entered on a day before that of an earlier one.
pub fn stage_backwards(language: Language, day: &str, earlier: &str, on: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{day} is before {on}, the day of the earlier stage `{earlier}` (rule stage-dates)"
            )
        }
        Language::ZhTw => format!("{day} 早於先前階段「{earlier}」的日期 {on}（規則 stage-dates）"),
    }
}

/// How to correct the day of an earlier stage.
pub fn correct_earlier_day(language: Language, command: &str) -> String {
    match language {
        Language::En => format!("where the earlier day is wrong: {command}DAY"),
        Language::ZhTw => format!("先前日期有誤時，請以「{command}日期」更正"),
    }
}

/// Another case has the number.
pub fn number_taken(language: Language, number: u32, id: &str, title: &str) -> String {
    match language {
        Language::En => format!("number {number} belongs to {id}, {title}"),
        Language::ZhTw => format!("序號 {number} 已屬 {id}「{title}」"),
    }
}

/// A stage that is none.
pub fn unknown_stage(language: Language, word: &str) -> String {
    match language {
        Language::En => format!("`{word}` is no stage"),
        Language::ZhTw => format!("沒有「{word}」這個階段"),
    }
}

/// A stage that always needs a reason.
pub fn stage_needs_reason(language: Language, stage: &str) -> String {
    match language {
        Language::En => format!("`{stage}` needs a reason (rule stage-reason)"),
        Language::ZhTw => format!("「{stage}」須載明理由（規則 stage-reason）"),
    }
}

/// A stage that the procedure does not expect next.
pub fn stage_unexpected(language: Language, from: &str, to: &str, usual: &str) -> String {
    match language {
        Language::En => format!(
            "from `{from}` the procedure does not lead to `{to}` (usual: {usual}); a departure needs a reason (rule stage-order)"
        ),
        Language::ZhTw => format!(
            "依程序，「{from}」之後不是「{to}」（通常為：{usual}）；例外須載明理由（規則 stage-order）"
        ),
    }
}

/// How to give a reason.
pub fn give_reason(language: Language) -> &'static str {
    language.pick("say why with --reason", "請以 --reason 說明理由")
}

/// A heading.
pub fn number_heading(language: Language) -> &'static str {
    language.pick("No.", "序號")
}

/// A heading.
pub fn id_heading(language: Language) -> &'static str {
    language.pick("Id", "代號")
}

/// A heading.
pub fn stage_heading(language: Language) -> &'static str {
    language.pick("Stage", "階段")
}

/// A heading.
pub fn hosts_heading(language: Language) -> &'static str {
    language.pick("Host", "主辦")
}

/// A heading.
pub fn proposed_heading(language: Language) -> &'static str {
    language.pick("Proposed", "提案日")
}

/// A heading.
pub fn title_heading(language: Language) -> &'static str {
    language.pick("Topic", "議題")
}

/// The case stands there already, since another day.
pub fn stage_already(language: Language, stage: &str) -> String {
    match language {
        Language::En => {
            format!("the case is in `{stage}` already, with another day (rule stage-once)")
        }
        Language::ZhTw => format!("案件已在「{stage}」，日期不同（規則 stage-once）"),
    }
}

/// Case numbers begin with 1.
pub fn no_number_zero(language: Language) -> &'static str {
    language.pick(
        "case numbers begin with 1 (rule case-number)",
        "序號自 1 起（規則 case-number）",
    )
}

/// A case that a vote did not select enters the stage all the same.
pub fn not_voted_for(language: Language, meeting: &str) -> String {
    match language {
        Language::En => format!(
            "the vote of {meeting} did not select it; the host's decision or a --reason is due (rule selected-by-vote)"
        ),
        Language::ZhTw => format!(
            "{meeting} 票選未選定此案，須載明主辦機關之決定或附 --reason（規則 selected-by-vote）"
        ),
    }
}

/// The agency that shall lead is no host, or there is none.
pub fn no_such_host(language: Language, agency: Option<&str>) -> String {
    match (language, agency) {
        (Language::En, Some(agency)) => {
            format!("{agency} is no host of the case; one of the hosts leads (rule lead-is-host)")
        }
        (Language::ZhTw, Some(agency)) => {
            format!("{agency}並非此案主辦機關，主責須為主辦之一（規則 lead-is-host）")
        }
        (Language::En, None) => {
            "the case has no host whose part could be settled (rule lead-is-host)".to_owned()
        }
        (Language::ZhTw, None) => "此案尚無主辦機關可確認分工（規則 lead-is-host）".to_owned(),
    }
}

/// How the hosts were settled, in a commit subject.
pub fn settled(language: Language, by: &str, lead: Option<&str>) -> String {
    match (language, lead) {
        (Language::En, Some(lead)) => format!("hosts settled, {by}, {lead} leads"),
        (Language::En, None) => format!("hosts settled, {by}"),
        (Language::ZhTw, Some(lead)) => format!("確認分工：{by}，{lead} 主責"),
        (Language::ZhTw, None) => format!("確認分工：{by}"),
    }
}
