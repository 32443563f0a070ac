//! What is said of deadlines.

use super::Language;
use super::count::counted;

/// What is due, by its word for programs.
pub fn duty(language: Language, word: &str) -> &'static str {
    let (en, zh) = match word {
        "formal-reply" => ("formal reply", "正式回應"),
        "handling-schedule" => ("schedule", "公布期程"),
        "contact-proposer" => ("contact", "聯繫提議人"),
        "transcript-editing" => ("editing ends", "逐字稿校對"),
        "transcript-publication" => ("transcript", "逐字稿公開"),
        "materials-public" => ("materials", "會議資料公開"),
        "task" => ("task", "會議工作"),
        "conclusion" => ("conclusion", "會議結論"),
        "promise" => ("next step", "提報承諾"),
        "release-condition" => ("condition", "解管條件"),
        "commitment" => ("commitment", "承諾事項"),
        "agency-confirmation" => ("responsible", "確認權責機關"),
        "notice-period" => ("comments end", "預告期滿"),
        "notice-reply" => ("notice reply", "預告意見回應"),
        "satisfaction-survey" => ("survey", "滿意度調查"),
        "meeting-after-selection" => ("meeting", "協作會議"),
        "prep-meeting" => ("prep meeting", "會前會"),
        "proposal-form" => ("proposal form", "繳交提案表"),
        "appointment-letter" => ("letter", "年度派任公文"),
        _ => ("quarterly", "季會"),
    };
    language.pick(en, zh)
}

/// How far a day is.
pub fn state(language: Language, days_left: Option<i64>) -> String {
    match (language, days_left) {
        (_, None) => super::overview::no_date(language).to_owned(),
        (_, Some(0)) => language.pick("today", "今日").to_owned(),
        (Language::En, Some(days @ ..0)) => format!("{} d late", days.unsigned_abs()),
        (Language::En, Some(days)) => format!("{days} d left"),
        (Language::ZhTw, Some(days @ ..0)) => format!("逾期{}日", days.unsigned_abs()),
        (Language::ZhTw, Some(days)) => format!("剩{days}日"),
    }
}

/// How binding the limit behind a day is, where it is no rule.
pub fn strength(language: Language, reckoning: &str, label: &str) -> String {
    match language {
        Language::En => format!("{reckoning} ({label})"),
        Language::ZhTw => format!("{reckoning}（{label}）"),
    }
}

/// On which day a next step was told.
pub fn reported(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("reported {day}"),
        Language::ZhTw => format!("{day}提報"),
    }
}

/// On which day the meeting is.
pub fn meeting(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("meeting of {day}"),
        Language::ZhTw => format!("{day}會議"),
    }
}

/// The announced day, where it is not the one that the rule leads to.
pub fn announced(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("announced {day}"),
        Language::ZhTw => format!("公告{day}"),
    }
}

/// The day was extended, `beyond` the last day that the rule leads to.
pub fn extended(language: Language, beyond: Option<&str>) -> String {
    match (language, beyond) {
        (Language::En, None) => "extended as announced".to_owned(),
        (Language::En, Some(end)) => format!("extended beyond the rule's end {end}"),
        (Language::ZhTw, None) => "公告展延".to_owned(),
        (Language::ZhTw, Some(end)) => format!("公告展延，逾規則所定末日 {end}"),
    }
}

/// There is an interim reply, and the formal one is still to come.
pub fn interim(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("interim reply {day}"),
        Language::ZhTw => format!("{day}已先行回應"),
    }
}

/// Why it was missed.
pub fn reason(language: Language, explained: bool, reason: &str) -> String {
    match (language, explained) {
        (Language::En, true) => format!("explained: {reason}"),
        (Language::En, false) => format!("reason: {reason}"),
        (Language::ZhTw, true) => format!("已說明：{reason}"),
        (Language::ZhTw, false) => format!("理由：{reason}"),
    }
}

/// Between the parts of a reckoning.
pub fn between(language: Language) -> &'static str {
    language.pick("; ", "；")
}

/// The line under the list.
pub fn foot(language: Language, overdue: usize, explained: usize, to_come: usize) -> String {
    match language {
        Language::En => {
            let explained = match explained {
                0 => String::new(),
                _ => format!(" ({explained} more explained)"),
            };
            format!("{overdue} overdue{explained}, {to_come} to come.")
        }
        Language::ZhTw => {
            let explained = match explained {
                0 => String::new(),
                _ => format!("（另已說明 {explained} 項）"),
            };
            format!("逾期 {overdue} 項{explained}，未到期 {to_come} 項。")
        }
    }
}

/// Nothing is due.
pub fn nothing(language: Language, agency: Option<&str>, until: Option<&str>) -> String {
    match language {
        Language::En => {
            let agency = agency.map_or_else(String::new, |agency| format!(" of {agency}"));
            let until = until.map_or_else(String::new, |day| format!(" by {day}"));
            format!("Nothing{agency} is due{until}.")
        }
        Language::ZhTw => {
            let until = until.map_or_else(String::new, |day| format!("{day}前"));
            match agency {
                Some(agency) => format!("{agency}：{until}無待辦期限。"),
                None => format!("{until}無待辦期限。"),
            }
        }
    }
}

/// Something is overdue, or may be since its day is not known: the reason of the exit code.
pub fn not_all_well(language: Language, overdue: usize, unreckoned: usize) -> String {
    let late = match language {
        Language::En => format!(
            "{} overdue",
            counted(overdue, "deadline is", "deadlines are")
        ),
        Language::ZhTw => format!("有 {overdue} 項期限逾期"),
    };
    let unknown = match language {
        Language::En => format!(
            "{} no day for want of an office calendar",
            counted(unreckoned, "deadline has", "deadlines have")
        ),
        Language::ZhTw => format!("有 {unreckoned} 項期限因缺辦公日曆表無法計算"),
    };
    let reasons = [(overdue, late), (unreckoned, unknown)];
    let reasons = reasons.into_iter().filter(|(count, _)| *count > 0);
    let reasons: Vec<String> = reasons.map(|(_, reason)| reason).collect();
    reasons.join(language.pick(", ", "，"))
}

/// Something is planned for a day in the pause before an election.
pub fn in_pause(language: Language, day: &str, from: &str, polling_day: &str) -> String {
    match language {
        Language::En => format!(
            "{day} is in the pause of proposals and supports from {from} until the polling day {polling_day} (rule election-pause)"
        ),
        Language::ZhTw => format!(
            "{day} 落於全國性選舉前暫停提議及附議期間（{from} 至投票日 {polling_day}；規則 election-pause）"
        ),
    }
}

/// A case waits for its meeting: how long a small and a large one take, each by its template, and what
/// to type.
pub fn smaller_meeting(
    language: Language,
    case: &str,
    small: (u32, &str),
    large: (u32, &str),
) -> String {
    let days = |days| super::rules::span(language, days, "working-days", false);
    let (short, long) = (days(small.0), days(large.0));
    match language {
        Language::En => format!(
            "A smaller meeting needs less: {} {short}, {} {long}.\nnext: po meeting new --kind collaborative --case {case} --date DAY --title TEXT\n      po meeting plan REF --template {}",
            small.1, large.1, small.1
        ),
        Language::ZhTw => format!(
            "規模較小之會議籌備較快：{} 需{short}，{} 需{long}。\n接著：po meeting new --kind collaborative --case {case} --date 日期 --title 名稱\n　　　po meeting plan 會議 --template {}",
            small.1, large.1, small.1
        ),
    }
}

/// A calendar is missing, so that limits in working days lead to no day.
pub fn without_calendar(language: Language, year: i32) -> String {
    match language {
        Language::En => format!(
            "the office calendar of {year} is missing: limits in working days that need it have no day"
        ),
        Language::ZhTw => format!(
            "缺少{}年政府行政機關辦公日曆表，需計算工作天之期限未列日期",
            year - 1911
        ),
    }
}

/// A heading.
pub fn state_heading(language: Language) -> &'static str {
    language.pick("Left", "狀態")
}

/// A heading.
pub fn due_heading(language: Language) -> &'static str {
    language.pick("Due", "期限")
}

/// A heading.
pub fn duty_heading(language: Language) -> &'static str {
    language.pick("What", "事項")
}

/// A heading.
pub fn who_heading(language: Language) -> &'static str {
    language.pick("Who", "機關")
}

/// A heading.
pub fn why_heading(language: Language) -> &'static str {
    language.pick("From", "依據")
}

/// A role inside the agencies that owe something.
pub fn role_of(language: Language, agencies: &str, role: &str) -> String {
    match language {
        Language::En => format!("{agencies} ({})", role.replace('-', " ")),
        Language::ZhTw => format!("{agencies}（{role}）"),
    }
}
