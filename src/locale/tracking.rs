//! What is said of a case at the monthly meetings.

use super::Language;

/// What follows on a decided release.
pub fn release_next(language: Language, case: &str, on: &str, meeting: &str) -> String {
    match language {
        Language::En => {
            format!("next: po case release {case} --on {on} --meeting {meeting} --reason TEXT")
        }
        Language::ZhTw => {
            format!("接著：po case release {case} --on {on} --meeting {meeting} --reason 理由")
        }
    }
}

/// A meeting of which no day is known.
pub fn meeting_without_day(language: Language, meeting: &str) -> String {
    match language {
        Language::En => format!("missing: --on ({meeting} does not say its day)"),
        Language::ZhTw => format!("尚缺：--on（{meeting} 未載日期）"),
    }
}

/// A next step before the report that tells of it.
pub fn step_before_report(language: Language, day: &str, on: &str) -> String {
    match language {
        Language::En => format!(
            "the next step is due on {day}, before the report of {on} (rule next-step-ahead)"
        ),
        Language::ZhTw => {
            format!("下一步期限 {day} 早於提報日 {on}（規則 next-step-ahead）")
        }
    }
}

/// A report that has no condition.
pub fn no_condition(language: Language, row: &str) -> String {
    match language {
        Language::En => format!("the report {row} has no condition of a release"),
        Language::ZhTw => format!("提報 {row} 未附解管條件"),
    }
}

/// None or several conditions are not met, and none is named; they follow.
pub fn which_condition(language: Language, count: usize) -> &'static str {
    match count {
        0 => language.pick(
            "no condition of a release is open",
            "沒有尚未成就的解管條件",
        ),
        _ => language.pick(
            "several conditions are open; name the report:",
            "有多項條件尚未成就，請指明提報：",
        ),
    }
}

/// A condition that is met before it was set.
pub fn met_too_early(language: Language, day: &str) -> String {
    match language {
        Language::En => format!(
            "the condition was set on {day}; it is met later or that day (rule met-since-set)"
        ),
        Language::ZhTw => format!("條件於 {day} 訂定，成就日不得更早（規則 met-since-set）"),
    }
}

/// A condition that is met on a day to come.
pub fn met_in_the_future(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("{day} is yet to come (rule met-in-the-past)"),
        Language::ZhTw => format!("{day} 尚未到來（規則 met-in-the-past）"),
    }
}

/// A release while a condition is not met; the conditions follow.
pub fn condition_unmet(language: Language, on: &str) -> String {
    match language {
        Language::En => {
            format!("not met on {on}, so the case stays tracked (rule release-condition):")
        }
        Language::ZhTw => {
            format!("下列解管條件至 {on} 尚未成就，繼續列管（規則 release-condition）：")
        }
    }
}

/// How to say that a condition is met.
pub fn how_to_meet(language: Language, case: &str, row: &str) -> String {
    let day = language.pick("DAY", "日期");
    format!("po case condition {case} {row} --met-on {day}")
}
