//! What is said of why a case stands where it stands.

use super::Language;

/// A question.
pub fn first_question(language: Language) -> &'static str {
    language.pick("When it first came up", "何時首次提出")
}

/// A question.
pub fn chosen_question(language: Language) -> &'static str {
    language.pick("How it was chosen", "如何選定")
}

/// A question.
pub fn last_question(language: Language) -> &'static str {
    language.pick("When it was last reported", "最近一次提報")
}

/// A question.
pub fn reports_question(language: Language) -> &'static str {
    language.pick(
        "What was asked and decided each time",
        "歷次提報之請求與裁示",
    )
}

/// A question.
pub fn ends_question(language: Language) -> &'static str {
    language.pick(
        "Why it was released, not held, postponed or closed",
        "為何解除列管、不辦理、延期或結束",
    )
}

/// Something that the records do not say.
pub fn not_recorded(language: Language) -> &'static str {
    language.pick("not recorded", "未載")
}

/// No report stands in the record.
pub fn no_report(language: Language) -> &'static str {
    language.pick("no report is recorded", "未載任何提報")
}

/// None of these has happened; `stands` says where the case is.
pub fn no_end(language: Language, stands: Option<&str>) -> String {
    match (language, stands) {
        (Language::En, None) => "nothing of the kind is recorded".to_owned(),
        (Language::En, Some(stands)) => {
            format!("nothing of the kind is recorded; the case stands at {stands}")
        }
        (Language::ZhTw, None) => "未載此類情形".to_owned(),
        (Language::ZhTw, Some(stands)) => format!("未載此類情形；現況為{stands}"),
    }
}

/// The line under the title.
pub fn standing(language: Language, id: &str, stands: &str) -> String {
    match language {
        Language::En => format!("{id}, stage: {stands}"),
        Language::ZhTw => format!("{id}　現況：{stands}"),
    }
}

/// A stage and since when.
pub fn since(language: Language, stage: &str, day: Option<&str>) -> String {
    match (language, day) {
        (_, None) => stage.to_owned(),
        (Language::En, Some(day)) => format!("{stage} since {day}"),
        (Language::ZhTw, Some(day)) => format!("{stage}（{day} 起）"),
    }
}

/// In the place of a day.
pub fn undated(language: Language) -> &'static str {
    language.pick("no date", "日期未載")
}

/// What became of a meeting.
pub fn meeting_was(language: Language, status: &str) -> String {
    match language {
        Language::En => format!("meeting {status}"),
        Language::ZhTw => format!("會議{status}"),
    }
}

/// A report by nobody named.
pub fn reported(language: Language) -> &'static str {
    language.pick("reported", "提報")
}

/// A report by an agency.
pub fn reported_by(language: Language, agency: &str) -> String {
    match language {
        Language::En => format!("reported by {agency}"),
        Language::ZhTw => format!("{agency}提報"),
    }
}

/// Something with its day, or a day with its commit.
pub fn dated(language: Language, text: &str, day: Option<&str>) -> String {
    match (language, day) {
        (_, None) => text.to_owned(),
        (Language::En, Some(day)) => format!("{text} ({day})"),
        (Language::ZhTw, Some(day)) => format!("{text}（{day}）"),
    }
}

/// The record names no meeting; one of that day is known.
pub fn same_day(language: Language, meeting: &str) -> String {
    match language {
        Language::En => format!("not recorded; on that day: {meeting}"),
        Language::ZhTw => format!("未載；同日有「{meeting}」"),
    }
}

/// A condition, and when it was met.
pub fn condition_text(language: Language, condition: &str, met: Option<&str>) -> String {
    match (language, met) {
        (Language::En, None) => format!("{condition} (not met yet)"),
        (Language::En, Some(day)) => format!("{condition} (met on {day})"),
        (Language::ZhTw, None) => format!("{condition}（尚未成就）"),
        (Language::ZhTw, Some(day)) => format!("{condition}（{day} 成就）"),
    }
}

/// The history does not say which commit recorded it.
pub fn commit_unknown(language: Language) -> &'static str {
    language.pick("unknown (the history ends before)", "不明（歷史未涵蓋）")
}

/// A label and its value.
pub fn labelled(language: Language, label: &str, value: &str) -> String {
    match language {
        Language::En => format!("{label}: {value}"),
        Language::ZhTw => format!("{label}：{value}"),
    }
}

/// A label.
pub fn by(language: Language) -> &'static str {
    language.pick("by", "決定者")
}

/// A label.
pub fn note(language: Language) -> &'static str {
    language.pick("note", "備註")
}

/// A label.
pub fn reason(language: Language) -> &'static str {
    language.pick("reason", "理由")
}

/// A label.
pub fn meeting(language: Language) -> &'static str {
    language.pick("meeting", "會議")
}

/// A label.
pub fn recorded(language: Language) -> &'static str {
    language.pick("recorded", "登載")
}

/// A label.
pub fn text(language: Language) -> &'static str {
    language.pick("report", "內容")
}

/// A label.
pub fn next(language: Language) -> &'static str {
    language.pick("next", "下一步")
}

/// A label.
pub fn asked(language: Language) -> &'static str {
    language.pick("asked", "請求")
}

/// A label.
pub fn decided(language: Language) -> &'static str {
    language.pick("decided", "裁示")
}

/// A label.
pub fn condition(language: Language) -> &'static str {
    language.pick("condition", "條件")
}

/// What happened.
pub fn vote_held(language: Language) -> &'static str {
    language.pick("vote", "票選紀錄")
}

/// A label.
pub fn vote(language: Language) -> &'static str {
    language.pick("vote", "票選")
}

/// The vote is not closed.
pub fn vote_open(language: Language) -> &'static str {
    language.pick("not closed yet", "尚未結束")
}

/// What a topic got in a vote: ticks, or the share that was announced, and the base.
pub fn counted(
    language: Language,
    ticks: Option<u32>,
    share: Option<&str>,
    base: Option<u32>,
) -> String {
    let count = ticks.map(|ticks| super::vote::ticks(language, ticks));
    let parts: Vec<&str> = count.as_deref().into_iter().chain(share).collect();
    let count = match parts.as_slice() {
        [] => not_recorded(language).to_owned(),
        parts => parts.join(language.pick(", ", "，")),
    };
    match (language, base) {
        (Language::En, Some(base)) => format!("{count}; base {base}"),
        (Language::En, None) => format!("{count}; base unknown"),
        (Language::ZhTw, Some(base)) => format!("{count}；基數 {base}"),
        (Language::ZhTw, None) => format!("{count}；基數未載"),
    }
}

/// A label.
pub fn outcome(language: Language) -> &'static str {
    language.pick("outcome", "結果")
}

/// A label.
pub fn pool(language: Language) -> &'static str {
    language.pick("pool", "分組")
}

/// A label.
pub fn count(language: Language) -> &'static str {
    language.pick("votes", "得票")
}

/// A label.
pub fn rules(language: Language) -> &'static str {
    language.pick("rules", "規則")
}
