//! What is said of watched petitions.

use super::Language;
use super::count::counted;

/// The highest of the own thresholds that a petition has reached.
pub fn reached(language: Language, threshold: u32) -> String {
    match language {
        Language::En => format!("≥ {threshold}"),
        Language::ZhTw => format!("達{threshold}"),
    }
}

/// It has reached the threshold of the platform.
pub fn qualified(language: Language) -> &'static str {
    language.pick("qualified", "成案")
}

/// It was not watched before the last import.
pub fn new(language: Language) -> &'static str {
    language.pick("new", "新增")
}

/// What to do where the store has no thresholds.
pub fn no_thresholds(language: Language) -> &'static str {
    language.pick(
        "no own thresholds; write `watch = [1000, 3000]` into records/store.toml and `po save`",
        "尚無自訂門檻；於 records/store.toml 加入 `watch = [1000, 3000]` 後執行 `po save`",
    )
}

/// The line under the list: since which import it says what changed.
pub fn foot(language: Language, watched: usize, left: usize, import: Option<&str>) -> String {
    match (language, import) {
        (Language::En, Some(import)) => format!(
            "{} watched; {left} left the list with the import of {import}.",
            counted(watched, "petition", "petitions")
        ),
        (Language::En, None) => format!(
            "{} watched; none was imported yet.",
            counted(watched, "petition", "petitions")
        ),
        (Language::ZhTw, Some(import)) => {
            format!("關注 {watched} 案；{import} 匯入後移出 {left} 案。")
        }
        (Language::ZhTw, None) => format!("關注 {watched} 案；尚無匯入紀錄。"),
    }
}

/// A petition qualified: the subject of the commit; `was` is the day that was recorded before.
pub fn qualified_on(language: Language, day: &str, was: Option<&str>) -> String {
    match (language, was) {
        (Language::En, None) => format!("petition qualified on {day}"),
        (Language::ZhTw, None) => format!("連署於{day}成案"),
        (Language::En, Some(was)) => format!("petition qualified on {day}, not on {was}"),
        (Language::ZhTw, Some(was)) => format!("連署成案日由{was}更正為{day}"),
    }
}

/// A petition that qualified on another day, and nothing says why.
pub fn qualified_before(language: Language, was: &str) -> String {
    match language {
        Language::En => format!(
            "qualified on {was} as recorded; another day needs a reason (rule requalified-with-reason)"
        ),
        Language::ZhTw => {
            format!("已登載於 {was} 成案，變更成案日須附理由（規則 requalified-with-reason）")
        }
    }
}

/// How to record another day.
pub fn requalify(language: Language, case: &str, on: &str) -> String {
    let why = language.pick("WHY", "理由");
    format!("po case petition qualify {case} --on {on} --reason {why}")
}

/// A reason for limits that were missed, and no limit that it is for; or limits without a reason.
pub fn reason_without_limits(language: Language) -> &'static str {
    language.pick(
        "a reason names the limits that it is for, and they need it (rule reason-names-limits)",
        "逾期理由與所涉期限須一併載明（規則 reason-names-limits）",
    )
}

/// How to name them.
pub fn name_the_limits(language: Language) -> String {
    let why = language.pick("WHY", "理由");
    let limits = "handling-schedule|contact-proposer|formal-reply";
    format!("--missed-reason {why} --missed-limit {limits}")
}

/// A petition that qualifies on a day to come.
pub fn qualified_in_future(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("{day} is yet to come (rule qualified-in-the-past)"),
        Language::ZhTw => format!("{day} 尚未到來（規則 qualified-in-the-past）"),
    }
}

/// A petition that qualifies before it was open.
pub fn qualified_before_opened(language: Language, day: &str, opened: &str) -> String {
    match language {
        Language::En => format!(
            "{day} is before {opened}, when the petition opened (rule qualified-after-opened)"
        ),
        Language::ZhTw => {
            format!("{day} 早於開放附議日 {opened}（規則 qualified-after-opened）")
        }
    }
}

/// When the reply is due, and why; how it is counted in practice.
pub fn reply_due(language: Language, by_rule: &str, in_practice: Option<&str>) -> String {
    let practice = in_practice.map_or_else(String::new, |practice| match language {
        Language::En => format!("; in practice {practice}"),
        Language::ZhTw => format!("；實務上{practice}"),
    });
    match language {
        Language::En => format!("formal reply: {by_rule}{practice}"),
        Language::ZhTw => format!("正式回應：{by_rule}{practice}"),
    }
}

/// The announced day of the reply.
pub fn reply_announced(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("formal reply: announced {day}"),
        Language::ZhTw => format!("正式回應：公告{day}"),
    }
}

/// No rule says when the reply is due.
pub fn no_reply_rule(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("no rule in force on {day} says when the reply is due"),
        Language::ZhTw => format!("{day}適用之規則未定正式回應期限"),
    }
}

/// Several petitions: which one is meant.
pub fn which_petition(language: Language) -> &'static str {
    language.pick(
        "the case has several petitions: say which, by its place (1, 2 …) or a part of its address",
        "本案有多件連署：請指明何者（第幾列，或網址的一部分）",
    )
}

/// A heading.
pub fn count_heading(language: Language) -> &'static str {
    language.pick("Supports", "附議")
}

/// A heading.
pub fn reached_heading(language: Language) -> &'static str {
    language.pick("Reached", "門檻")
}

/// A heading.
pub fn change_heading(language: Language) -> &'static str {
    language.pick("Change", "變動")
}

/// A heading.
pub fn until_heading(language: Language) -> &'static str {
    language.pick("Until", "附議至")
}
