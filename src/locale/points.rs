//! What is said of problems, ideas, solutions and promises of a case.

use super::Language;

/// A label or key that no row of the tables has.
pub fn no_point(language: Language, tables: &str, typed: &str) -> String {
    match language {
        Language::En => format!("no {tables} of the case is called `{typed}`; there are:"),
        Language::ZhTw => format!("本案的 {tables} 沒有「{typed}」；現有："),
    }
}

/// Something became of a promise before it was made.
pub fn before_made(language: Language, label: &str, day: &str, made: &str) -> String {
    match language {
        Language::En => format!(
            "{label} was made on {made}; nothing of it lies before, on {day} (rule promise-before-made)"
        ),
        Language::ZhTw => {
            format!(
                "{label} 於 {made} 承諾，期限及進度不得早於該日（{day}；規則 promise-before-made）"
            )
        }
    }
}

/// A due date that moves without saying so.
pub fn moved_due(language: Language, label: &str, due: &str) -> String {
    match language {
        Language::En => format!(
            "{label} is due on {due}; a due date moves with a reason and the old one stays (rule due-changed-without-reason)"
        ),
        Language::ZhTw => format!(
            "{label} 的期限為 {due}；變更期限須載明理由並保留原期限（規則 due-changed-without-reason）"
        ),
    }
}

/// How to move a due date.
pub fn how_to_move(language: Language, case: &str, label: &str) -> String {
    match language {
        Language::En => {
            format!("po case commitment update {case} {label} --due DAY --reason TEXT")
        }
        Language::ZhTw => {
            format!("po case commitment update {case} {label} --due 日期 --reason 理由")
        }
    }
}

/// How to say on which day a promise was made.
pub fn say_when(language: Language) -> &'static str {
    language.pick(
        "if the promise was made earlier, say when with --on",
        "若承諾於較早日期作成，請以 --on 載明",
    )
}

/// A promise changes its status with a day.
pub fn status_by_command(language: Language) -> &'static str {
    language.pick(
        "a promise changes its status with `po case commitment update` (rule promise-dated)",
        "承諾事項之狀態請用「po case commitment update」變更（規則 promise-dated）",
    )
}

/// A reply to a petition that the case does not have; those it has follow, where it has `any`.
pub fn no_petition(language: Language, typed: &str, any: bool) -> String {
    let others = match any {
        true => language.pick("; it has:", "；現有："),
        false => "",
    };
    match language {
        Language::En => format!("the case has no petition {typed}{others}"),
        Language::ZhTw => format!("此案沒有連署 {typed}{others}"),
    }
}

/// How a case gets a petition.
pub fn add_petition(language: Language, id: &str, url: &str) -> String {
    match language {
        Language::En => format!("po case petition add {id} --url {url}"),
        Language::ZhTw => format!("先執行「po case petition add {id} --url {url}」"),
    }
}
