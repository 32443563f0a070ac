//! What is said of rule sets and of the lengths of time that they hold.

use super::Language;

/// A length of time, or a number of things where `unit` is `count`.
pub fn span(language: Language, length: u32, unit: &str, before: bool) -> String {
    let length = match unit {
        "count" => return grouped(length),
        _ => length,
    };
    let text = match (language, unit) {
        (Language::En, "calendar-days") => plural(length, "day"),
        (Language::En, "working-days") => plural(length, "working day"),
        (Language::En, "calendar-months") => plural(length, "month"),
        (Language::En, "day-of-month") => format!("day {length} of the month"),
        (Language::En, _) => "last week of the quarter".to_owned(),
        (Language::ZhTw, "calendar-days") => format!("{length}日"),
        (Language::ZhTw, "working-days") => format!("{length}個工作天"),
        (Language::ZhTw, "calendar-months") => format!("{length}個月"),
        (Language::ZhTw, "day-of-month") => format!("當月{length}日"),
        (Language::ZhTw, _) => "季末最後一週".to_owned(),
    };
    match (language, before) {
        (_, false) => text,
        (Language::En, true) => format!("{text} before"),
        (Language::ZhTw, true) => format!("前{text}"),
    }
}

/// A span of lengths, such as one to two months.
pub fn shortest(language: Language, shortest: u32, longest: &str) -> String {
    match language {
        Language::En => format!("{shortest} to {longest}"),
        Language::ZhTw => format!("{shortest}至{longest}"),
    }
}

/// How a limit is counted in practice, behind what the rule says.
pub fn practice(language: Language, rule: &str, practice: &str) -> String {
    match language {
        Language::En => format!("{rule} (in practice {practice})"),
        Language::ZhTw => format!("{rule}（實務以{practice}計）"),
    }
}

/// How a day came about: the event, its day, the length, the day that it leads to.
pub fn sum(
    language: Language,
    event: &str,
    from: &str,
    length: u32,
    unit: &str,
    before: bool,
    day: &str,
) -> String {
    let is_place = matches!(unit, "day-of-month" | "last-week-of-quarter");
    let text = span(language, length, unit, false);
    match (language, is_place, before) {
        (Language::En, true, _) => format!("{event} {from}, {text} = {day}"),
        (Language::ZhTw, true, _) => format!("{event}{from}，{text}＝{day}"),
        (Language::En, _, false) => format!("{event} {from} + {text} = {day}"),
        (Language::En, _, true) => format!("{event} {from} - {text} = {day}"),
        (Language::ZhTw, _, false) => format!("{event}{from}＋{text}＝{day}"),
        (Language::ZhTw, _, true) => format!("{event}{from}－{text}＝{day}"),
    }
}

fn plural(length: u32, one: &str) -> String {
    format!("{length} {one}{}", if length == 1 { "" } else { "s" })
}

/// A number with its thousands apart.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The event that a limit runs from; an event of the store's own is called by its name.
pub fn event(language: Language, name: &str) -> String {
    let known = match name {
        "proposal-filed" => ("proposal filed", "提議送出"),
        "support-opened" => ("support opened", "開放附議"),
        "first-support-ended" => ("first round ended", "第一階段附議結束"),
        "qualified" => ("qualified", "成案"),
        "notice-opened" => ("notice opened", "預告開始"),
        "notice-ended" => ("notice ended", "預告結束"),
        "notice-reply-due" => ("notice reply due", "原定綜整回應期限"),
        "replied" => ("replied", "正式回應"),
        "reply-due" => ("reply due", "原定回應期限"),
        "polling-day" => ("polling day", "投票日"),
        "selected" => ("selected", "票選"),
        "meeting" => ("meeting", "會議"),
        "voted-meeting" => ("voted meeting", "前次票選案協作會議"),
        "draft-sent" => ("draft sent", "寄出草稿"),
        "month-before" => ("month before", "前一個月"),
        "december" => ("December", "12月"),
        "quarter" => ("quarter", "每季"),
        other => return words(other),
    };
    language.pick(known.0, known.1).to_owned()
}

/// What a cap counts by.
pub fn per(language: Language, name: &str) -> String {
    let known = match name {
        "meeting" => ("meeting", "每場"),
        "agency" => ("agency", "每機關"),
        "group" => ("group", "每團體"),
        "table" => ("table", "每桌"),
        other => return words(other),
    };
    language.pick(known.0, known.1).to_owned()
}

/// At most so many, by what.
pub fn at_most(language: Language, most: u32, per: &str) -> String {
    let most = grouped(most);
    match language {
        Language::En => format!("at most {most} per {per}"),
        Language::ZhTw => format!("{per}至多{most}"),
    }
}

/// Cases a month out of a pool.
pub fn a_month(language: Language, cases: u32) -> String {
    match language {
        Language::En => format!("{cases} a month"),
        Language::ZhTw => format!("每月{cases}件"),
    }
}

/// How much longer a limit may become, behind how long it is.
pub fn extension(language: Language, limit: &str, span: &str) -> String {
    match language {
        Language::En => format!("{limit}, may be extended by {span}"),
        Language::ZhTw => format!("{limit}，得展延{span}"),
    }
}

/// Yes or no.
pub fn yes_or_no(language: Language, yes: bool) -> &'static str {
    if yes {
        language.pick("yes", "是")
    } else {
        language.pick("no", "否")
    }
}

/// What happens to a topic below the threshold.
pub fn below_threshold(language: Language, word: &str) -> String {
    match word {
        "host-decides" => language
            .pick("the host decides", "由主辦機關自行決定")
            .to_owned(),
        other => words(other),
    }
}

/// A name of the store's own, as words.
pub fn words(name: &str) -> String {
    name.replace(['-', '_'], " ")
}

/// The parts of a rule set, by their names in TOML.
pub fn part(language: Language, part: &str) -> &'static str {
    match part {
        "voting" => language.pick("vote", "票選"),
        "pool" => language.pick("pool", "票選分組"),
        "limit" => language.pick("limit", "期限"),
        _ => language.pick("cap", "人數"),
    }
}

/// From when to when a rule set is in force.
pub fn in_force(language: Language, from: &str, until: Option<&str>) -> String {
    match (language, until) {
        (Language::En, Some(until)) => format!("in force from {from} until {until}"),
        (Language::En, None) => format!("in force from {from}"),
        (Language::ZhTw, Some(until)) => format!("適用期間：{from}至{until}"),
        (Language::ZhTw, None) => format!("適用期間：{from}起"),
    }
}

/// Where a rule set comes from.
pub fn source(language: Language, source: &str) -> String {
    match language {
        Language::En => format!("source: {source}"),
        Language::ZhTw => format!("依據：{source}"),
    }
}

/// No rule set was in force yet.
pub fn none_in_force(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("no rule set is in force on {day}"),
        Language::ZhTw => format!("{day} 尚無適用之規則"),
    }
}

/// What to do about it.
pub fn list_them(language: Language) -> &'static str {
    language.pick(
        "`po rules list` shows from when each is in force",
        "以 `po rules list` 查看各規則之適用起日",
    )
}

/// Two days have one rule set.
pub fn the_same(language: Language, from: &str) -> String {
    match language {
        Language::En => format!("one rule set is in force on both days, that from {from}"),
        Language::ZhTw => format!("兩日適用同一規則（{from}起）"),
    }
}

/// Two rule sets have the same values.
pub fn no_difference(language: Language, old: &str, new: &str) -> String {
    match language {
        Language::En => {
            format!("two rule sets, {old} and {new}: no value differs, only what is noted")
        }
        Language::ZhTw => format!("兩規則「{old}」與「{new}」數值相同，僅依據或備註不同"),
    }
}

/// Where a rule is from, and what is noted of it.
pub fn source_and_note(language: Language, source: &str, note: &str) -> String {
    match (source, note) {
        ("", text) | (text, "") => text.to_owned(),
        (source, note) => format!("{source}{}{note}", language.pick(": ", "：")),
    }
}

/// No rule changed.
pub fn notes_only(language: Language) -> &'static str {
    language.pick("sources or notes only", "僅依據或備註")
}

/// The first rule set changes nothing.
pub fn first(language: Language) -> &'static str {
    language.pick("the first", "首次訂定")
}

/// A heading.
pub fn from_heading(language: Language) -> &'static str {
    language.pick("From", "適用起日")
}

/// A heading.
pub fn title_heading(language: Language) -> &'static str {
    language.pick("Rule set", "規則")
}

/// A heading.
pub fn changed_heading(language: Language) -> &'static str {
    language.pick("Changed", "變動")
}

/// A heading.
pub fn part_heading(language: Language) -> &'static str {
    language.pick("Part", "類別")
}

/// A heading.
pub fn name_heading(language: Language) -> &'static str {
    language.pick("What", "項目")
}

/// A heading.
pub fn value_heading(language: Language) -> &'static str {
    language.pick("Value", "內容")
}

/// A heading.
pub fn event_heading(language: Language) -> &'static str {
    language.pick("From", "起算")
}

/// A heading.
pub fn strength_heading(language: Language) -> &'static str {
    language.pick("Strength", "效力")
}

/// A heading.
pub fn source_heading(language: Language) -> &'static str {
    language.pick("Source", "依據")
}

/// A heading.
pub fn note_heading(language: Language) -> &'static str {
    language.pick("Note", "備註")
}

/// A heading.
pub fn old_heading(language: Language) -> &'static str {
    language.pick("Old", "原規定")
}

/// A heading.
pub fn new_heading(language: Language) -> &'static str {
    language.pick("New", "新規定")
}
