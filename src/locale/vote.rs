//! What is said of the vote on topics.

use super::Language;

/// A vote in another meeting than a monthly one.
pub fn not_monthly(language: Language, id: &str, kind: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{id} is a {kind} meeting; topics are voted on in a monthly one (rule vote-in-monthly)"
            )
        }
        Language::ZhTw => format!("{id} 為{kind}，議題於月會票選（規則 vote-in-monthly）"),
    }
}

/// A vote in a meeting without a day, or one that was called off.
pub fn no_day(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has no day or was called off (rule vote-in-monthly)"),
        Language::ZhTw => format!("{id} 尚無日期，或已取消、延期（規則 vote-in-monthly）"),
    }
}

/// The vote was not opened.
pub fn not_open(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("no vote is open in {id} (rule vote-open)"),
        Language::ZhTw => format!("{id} 尚未開始票選（規則 vote-open）"),
    }
}

/// The vote is closed.
pub fn closed(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("the vote of {id} is closed; its counts stay (rule vote-closed)"),
        Language::ZhTw => format!("{id} 票選已結束，不得再更動（規則 vote-closed）"),
    }
}

/// A case is a candidate already.
pub fn candidate_twice(language: Language, case: &str) -> String {
    match language {
        Language::En => format!("{case} is a candidate already (rule candidate-once)"),
        Language::ZhTw => format!("{case} 已列為候選議題（規則 candidate-once）"),
    }
}

/// A case that is not open is a candidate.
pub fn case_closed(language: Language, case: &str, stage: &str) -> String {
    match language {
        Language::En => format!(
            "{case} was {stage} that day; only open cases are voted on (rule candidate-open)"
        ),
        Language::ZhTw => {
            format!("{case} 當日階段為{stage}，僅未結案件得票選（規則 candidate-open）")
        }
    }
}

/// A pool that the rules do not know.
pub fn no_pool(language: Language, pool: &str, known: &str) -> String {
    match (language, known) {
        (Language::En, "") => {
            format!(
                "--pool: the rules of the day have no pools, `{pool}` neither (rule pool-of-rules)"
            )
        }
        (Language::En, known) => {
            format!("--pool: `{pool}` is none of {known} (rule pool-of-rules)")
        }
        (Language::ZhTw, "") => {
            format!("--pool：當日規則無票選分組「{pool}」（規則 pool-of-rules）")
        }
        (Language::ZhTw, known) => {
            format!("--pool：「{pool}」不是下列分組：{known}（規則 pool-of-rules）")
        }
    }
}

/// A case is no candidate of the vote.
pub fn no_candidate(language: Language, case: &str, meeting: &str) -> String {
    match language {
        Language::En => format!("{case} is no candidate in {meeting}"),
        Language::ZhTw => format!("{case} 不是 {meeting} 的候選議題"),
    }
}

/// A share that cannot be.
pub fn share_too_large(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!(
            "--share: `{typed}` lies outside 0% to 100%, or has more than two decimals (rule share-within-whole)"
        ),
        Language::ZhTw => format!(
            "--share：「{typed}」不在 0% 至 100% 之間，或超過兩位小數（規則 share-within-whole）"
        ),
    }
}

/// A share that is none.
pub fn no_share(language: Language, typed: &str) -> String {
    match language {
        Language::En => {
            format!(
                "--share: `{typed}` is no share; it is written like 58.3% (rule share-in-per-cent)"
            )
        }
        Language::ZhTw => {
            format!("--share：「{typed}」不是得票率，請寫如 58.3%（規則 share-in-per-cent）")
        }
    }
}

/// A number of people or ticks that is none.
pub fn no_number(language: Language, flag: &str, typed: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{flag}: `{typed}` is no count; a whole number from 0 was expected (rule whole-count)"
            )
        }
        Language::ZhTw => {
            format!("{flag}：「{typed}」不是數量，應為 0 以上的整數（規則 whole-count）")
        }
    }
}

/// The vote is open, in a commit subject.
pub fn opened(language: Language) -> &'static str {
    language.pick("vote open", "開始票選")
}

/// A candidate, in a commit subject.
pub fn candidate(language: Language, place: usize, cases: &str) -> String {
    match language {
        Language::En => format!("candidate {place}, {cases}"),
        Language::ZhTw => format!("候選議題{place} {cases}"),
    }
}

/// A number of ticks.
pub fn ticks(language: Language, ticks: u32) -> String {
    match language {
        Language::En => super::count::counted(ticks as usize, "tick", "ticks"),
        Language::ZhTw => format!("{ticks}票"),
    }
}

/// A count, in a commit subject.
pub fn counted(language: Language, case: &str, count: &str, decided: Option<&str>) -> String {
    let parts = [Some(count).filter(|count| !count.is_empty()), decided];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let gap = language.pick(": ", "：");
    format!("{case}{gap}{}", parts.join(language.pick(", ", "，")))
}

/// The vote is closed, in a commit subject.
pub fn closed_with(language: Language, base: Option<&str>) -> String {
    match language {
        Language::En => format!("vote closed, base {}", base.unwrap_or("unknown")),
        Language::ZhTw => format!("結束票選，基數 {}", base.unwrap_or("未載")),
    }
}

/// A share of so many tenths of a per cent.
pub fn per_cent(tenths: u64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// What a vote came to, and what the host decided.
pub fn outcome(language: Language, word: &str, decided: Option<&str>) -> String {
    let text = match word {
        "selected" => ("selected", "選定"),
        "below-threshold" => ("below the threshold", "未達門檻"),
        "outvoted" => ("others had more", "未獲選"),
        "tied" => ("tied", "同票待決"),
        "on-threshold" => ("exactly the threshold, rules silent", "恰達門檻，規則未明"),
        "to-report" => ("no vote, to be reported", "自提免票選，待報告"),
        "reported" => ("no vote, reported", "自提免票選，已報告"),
        _ => ("unknown", "未載"),
    };
    let text = language.pick(text.0, text.1);
    match (language, decided) {
        (_, None) => text.to_owned(),
        (Language::En, Some(decided)) => format!("{text}; the ministry decided: {decided}"),
        (Language::ZhTw, Some(decided)) => format!("{text}，部會決定{decided}"),
    }
}

/// The line above the counts.
pub fn head(
    language: Language,
    base: Option<&str>,
    ticks_each: Option<u32>,
    rules: &str,
) -> String {
    let base = base.unwrap_or(language.pick("unknown", "未載"));
    let each = ticks_each.map(|ticks| match language {
        Language::En => format!(" At least {} a ballot.", self::ticks(language, ticks)),
        Language::ZhTw => format!("每票至少勾選{ticks}案。"),
    });
    let each = each.unwrap_or_default();
    match language {
        Language::En => format!("Base {base}.{each} Rules: {rules}."),
        Language::ZhTw => format!("基數 {base}。{each}適用規則：{rules}。"),
    }
}

/// More topics are selected than a month takes.
pub fn too_many_selected(
    language: Language,
    pool: Option<&str>,
    selected: u32,
    most: u32,
    extra: u32,
) -> String {
    match (language, pool) {
        (Language::En, None) => format!(
            "{selected} topics are selected; a month takes {most}, and {extra} more where urgent (rule cases-per-month)"
        ),
        (Language::En, Some(pool)) => format!(
            "{selected} topics of the pool {pool} are selected; a month takes {most} (rule cases-per-month)"
        ),
        (Language::ZhTw, None) => format!(
            "選定{selected}案；每月以{most}案為原則，急迫者得增{extra}案（規則 cases-per-month）"
        ),
        (Language::ZhTw, Some(pool)) => {
            format!("分組 {pool} 選定{selected}案；每月以{most}案為原則（規則 cases-per-month）")
        }
    }
}

/// The ballots tick too little.
pub fn too_few(language: Language, ticks: u32, least: u32) -> String {
    match language {
        Language::En => format!(
            "{ticks} ticks in all, fewer than the {least} that the ballots must have (rule minimum-ticks)"
        ),
        Language::ZhTw => {
            format!("共{ticks}票，少於各票最少勾選數合計{least}（規則 minimum-ticks）")
        }
    }
}

/// A topic of a closed vote has no count.
pub fn uncounted(language: Language, place: usize) -> String {
    match language {
        Language::En => {
            format!("candidate {place} has neither ticks nor a share (rule vote-counted)")
        }
        Language::ZhTw => format!("順位 {place} 之票數及得票率均未登載（規則 vote-counted）"),
    }
}

/// Nobody could vote.
pub fn no_base(language: Language) -> &'static str {
    language.pick(
        "--base: 0 is no base of a vote; where it is not known, leave it out (rule vote-base)",
        "--base：0 不得為票選基數；基數不詳者請勿填寫（規則 vote-base）",
    )
}

/// The ballots tick too much.
pub fn too_many(language: Language, ticks: u32, most: u32) -> String {
    match language {
        Language::En => format!(
            "{ticks} ticks in all, more than the {most} that the ballots may have (rule votes-each)"
        ),
        Language::ZhTw => format!("共{ticks}票，多於各票票數合計{most}（規則 votes-each）"),
    }
}

/// A host is passed over for a time.
pub fn passed_over(language: Language, host: &str, event: &str, until: &str) -> String {
    match language {
        Language::En => format!(
            "{host} had its last on {event} and may postpone a new one until {until} (rule host-spacing)"
        ),
        Language::ZhTw => format!("{host}前次為 {event}，{until} 前得順延（規則 host-spacing）"),
    }
}

/// A heading.
pub fn place_heading(language: Language) -> &'static str {
    language.pick("#", "順位")
}

/// A heading.
pub fn pool_heading(language: Language) -> &'static str {
    language.pick("Pool", "分組")
}

/// A heading.
pub fn ticks_heading(language: Language) -> &'static str {
    language.pick("Ticks", "票數")
}

/// A heading.
pub fn share_heading(language: Language) -> &'static str {
    language.pick("Share", "得票率")
}

/// A heading.
pub fn outcome_heading(language: Language) -> &'static str {
    language.pick("Outcome", "結果")
}
