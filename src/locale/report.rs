//! The words of the quarterly report, in the style in which Taiwan's agencies write theirs.
//!
//! Days, numbers and names come in as text, already in the language asked for.

use super::Language;
use super::count::counted;

/// The title.
pub fn title(language: Language) -> &'static str {
    language.pick(
        "Open-government collaborative cases: quarterly report",
        "開放政府協作案件報告",
    )
}

/// Joins the title and what it is about.
pub fn title_of(language: Language, subject: &str) -> String {
    match language {
        Language::En => format!("{}, {subject}", title(language)),
        Language::ZhTw => format!("{}　{subject}", title(language)),
    }
}

/// Something with a day in brackets.
pub fn dated(language: Language, what: &str, day: &str) -> String {
    match language {
        Language::En => format!("{what} ({day})"),
        Language::ZhTw => format!("{what}（{day}）"),
    }
}

/// From one day to another.
pub fn span(language: Language, from: &str, to: &str) -> String {
    match language {
        Language::En => format!("{from} to {to}"),
        Language::ZhTw => format!("{from}–{to}"),
    }
}

/// Which days the report covers.
pub fn covers(language: Language, span: &str) -> String {
    match language {
        Language::En => format!("Covers {span}"),
        Language::ZhTw => format!("涵蓋 {span}"),
    }
}

/// The agency that the report is narrowed to, with those that it took over from.
pub fn narrowed_to(language: Language, agency: &str, includes: &[String]) -> String {
    match (language, includes) {
        (Language::En, []) => format!("only cases of {agency}"),
        (Language::En, includes) => {
            format!("only cases of {agency} (incl. {})", includes.join(", "))
        }
        (Language::ZhTw, []) => format!("僅列{agency}案件"),
        (Language::ZhTw, includes) => {
            format!("僅列{agency}案件（含{}）", includes.join("、"))
        }
    }
}

/// Meetings of which the records do not say who hosted, so that the report of an agency may lack
/// them.
pub fn unhosted(language: Language, meetings: usize, of: usize) -> String {
    match language {
        Language::En => format!(
            "no host is recorded for {meetings} of {of} collaborative meetings of all agencies: some may be missing here"
        ),
        Language::ZhTw => {
            format!("全部協作會議 {of} 場中 {meetings} 場未載主辦，本表可能有缺")
        }
    }
}

/// Something, and what is said of it.
pub fn labelled(language: Language, what: &str, text: &str) -> String {
    match language {
        Language::En => format!("{what}: {text}"),
        Language::ZhTw => format!("{what}：{text}"),
    }
}

/// The commit, or that there is none.
pub fn record(language: Language, commit: Option<&str>) -> String {
    match (language, commit) {
        (Language::En, Some(commit)) => format!("record {commit}"),
        (Language::En, None) => "nothing recorded yet".to_owned(),
        (Language::ZhTw, Some(commit)) => format!("紀錄 {commit}"),
        (Language::ZhTw, None) => "尚無紀錄".to_owned(),
    }
}

/// The name of the store.
pub fn store(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("store {name}"),
        Language::ZhTw => format!("紀錄庫 {name}"),
    }
}

/// The as-of day; `running` where the period is not over by then.
pub fn as_of(language: Language, day: &str, running: bool) -> String {
    match (language, running) {
        (Language::En, false) => format!("as of {day}"),
        (Language::En, true) => format!("as of {day}, before the period is over"),
        (Language::ZhTw, false) => format!("基準日 {day}"),
        (Language::ZhTw, true) => format!("基準日 {day}（期間尚未屆滿，計至當日）"),
    }
}

/// The label before the command that makes the report again.
pub fn made_again(language: Language) -> &'static str {
    language.pick("Made again by: ", "重製：")
}

/// Records that could not be read.
pub fn unreadable(language: Language, count: usize, paths: &str) -> String {
    match language {
        Language::En => format!(
            "{} could not be read and not counted: {paths}",
            counted(count, "record", "records")
        ),
        Language::ZhTw => format!("另有 {count} 筆紀錄無法讀取，未計入：{paths}"),
    }
}

/// What stands before the digest of the figures.
pub fn digest_label(language: Language) -> &'static str {
    language.pick("Figures sha256", "數字摘要值 sha256")
}

/// The beginning of the digest of the figures, and the program.
pub fn digest(language: Language, digest: &str, version: &str) -> String {
    let (label, gap) = (digest_label(language), language.pick(", ", "　"));
    format!("{label} {digest}…{gap}po {version}")
}

/// What stands between a label and its text, and between pieces of a line.
pub fn gap_between(language: Language) -> &'static str {
    language.pick("  ", "　")
}

/// How many cases met for the first time, with their numbers.
pub fn cases_met(language: Language, count: usize, numbers: &str) -> String {
    let numbers = bracketed(language, numbers);
    match language {
        Language::En => format!("{} met{numbers}", counted(count, "case", "cases")),
        Language::ZhTw => format!("召開 {count} 案{numbers}"),
    }
}

/// A further meeting of a case: `nth` is `第三場` in Chinese and `third` in English.
pub fn further_meeting(language: Language, case: &str, nth: &str) -> String {
    match language {
        Language::En => format!("also the {nth} meeting of {case}"),
        Language::ZhTw => format!("另 {case}{nth}"),
    }
}

/// Meetings held on cases that are not on record, with their numbers.
pub fn meetings_without_case(language: Language, count: usize, numbers: &str) -> String {
    let numbers = bracketed(language, numbers);
    match language {
        Language::En => format!(
            "{} on no recorded case{numbers}",
            counted(count, "more meeting", "more meetings")
        ),
        Language::ZhTw => format!("另 {count} 場未載案件{numbers}"),
    }
}

/// Which meeting of a case: `chinese` is the number in Chinese.
pub fn nth(language: Language, number: usize, chinese: &str) -> String {
    const WORDS: [&str; 11] = [
        "0th", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
        "ninth", "tenth",
    ];
    match language {
        Language::En => WORDS.get(number).map_or_else(
            || {
                let ending = match (number % 10, number % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                };
                format!("{number}{ending}")
            },
            |word| (*word).to_owned(),
        ),
        Language::ZhTw => format!("第{chinese}場"),
    }
}

/// A case in a sentence, by number.
pub fn case_in_sentence(language: Language, number: u32) -> String {
    match language {
        Language::En => format!("case {number}"),
        Language::ZhTw => format!("{number} 案"),
    }
}

/// The median from proposal to meeting, with its base; `None` where nothing is known.
pub fn median(language: Language, median: Option<&str>, known: usize, of: usize) -> String {
    match (language, median) {
        (Language::En, Some(median)) => {
            format!(
                "a median of {median} days from proposal to meeting (known for {known} of {of})"
            )
        }
        (Language::En, None) => {
            format!("days from proposal to meeting unknown (known for {known} of {of})")
        }
        (Language::ZhTw, Some(median)) => {
            format!("提案至會議中位數 {median} 日（已知 {known}／{of}）")
        }
        (Language::ZhTw, None) => format!("提案至會議日數不明（已知 {known}／{of}）"),
    }
}

/// No collaborative meeting in the period.
pub fn no_meeting(language: Language) -> &'static str {
    language.pick(
        "No collaborative meeting in this period",
        "本期未召開協作會議",
    )
}

/// Joins the halves of the summary.
pub fn clauses(language: Language, clauses: &[String]) -> String {
    clauses.join(language.pick("; ", "；"))
}

/// Joins things of one list.
pub fn list(language: Language, things: &[String]) -> String {
    things.join(language.pick(", ", "、"))
}

/// Joins parts of a clause.
pub fn parts(language: Language, parts: &[String]) -> String {
    parts.join(language.pick(", ", "，"))
}

/// A clause as a sentence: with its full stop, and a capital letter in English.
pub fn sentence(language: Language, text: &str) -> String {
    match language {
        Language::En => {
            let mut letters = text.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            format!("{first}{}.", letters.as_str())
        }
        Language::ZhTw => format!("{text}。"),
    }
}

fn bracketed(language: Language, text: &str) -> String {
    match (language, text.is_empty()) {
        (_, true) => String::new(),
        (Language::En, false) => format!(" ({text})"),
        (Language::ZhTw, false) => format!("（{text}）"),
    }
}

/// Headings of the sections.
pub mod heading {
    use crate::locale::Language;

    /// The records under the figures.
    pub fn opened(language: Language) -> &'static str {
        language.pick("Records under each figure", "各項數字所據紀錄")
    }

    /// The figures of cases.
    pub fn cases(language: Language) -> &'static str {
        language.pick("Cases", "案件統計")
    }

    /// The collaborative meetings.
    pub fn meetings(language: Language) -> &'static str {
        language.pick("Collaborative meetings", "協作會議")
    }

    /// The paragraphs.
    pub fn each_case(language: Language) -> &'static str {
        language.pick("Case by case", "各案辦理情形")
    }

    /// Cases without a meeting.
    pub fn not_held(language: Language) -> &'static str {
        language.pick("Not held, and why", "不辦理案件及理由")
    }

    /// The comparison with the periods before.
    pub fn waiting(language: Language) -> &'static str {
        language.pick("Days from proposal to meeting", "提案至會議日數")
    }

    /// Other meetings.
    pub fn other_meetings(language: Language) -> &'static str {
        language.pick("Other meetings", "其他會議")
    }

    /// The agencies.
    pub fn agencies(language: Language) -> &'static str {
        language.pick("Agencies", "各機關主協辦案件")
    }

    /// Petitions and transcripts.
    pub fn petitions(language: Language) -> &'static str {
        language.pick("Petitions and transcripts", "連署與逐字稿")
    }

    /// The gaps.
    pub fn gaps(language: Language) -> &'static str {
        language.pick("What the records do not say", "紀錄未載事項")
    }
}

/// Labels of columns and fields.
pub mod label {
    use crate::locale::Language;

    /// The source of a case.
    pub fn source(language: Language) -> &'static str {
        language.pick("Source", "來源")
    }

    /// All together.
    pub fn total(language: Language) -> &'static str {
        language.pick("total", "合計")
    }

    /// Cases for which something is not recorded.
    pub fn unknown(language: Language) -> &'static str {
        language.pick("unknown", "未載")
    }

    /// Cases proposed.
    pub fn proposed(language: Language) -> &'static str {
        language.pick("proposed", "提案")
    }

    /// Cases selected.
    pub fn selected(language: Language) -> &'static str {
        language.pick("selected", "選定")
    }

    /// Cases met.
    pub fn met(language: Language) -> &'static str {
        language.pick("met", "召開")
    }

    /// Cases not held.
    pub fn not_held(language: Language) -> &'static str {
        language.pick("not held", "不辦理")
    }

    /// Cases released.
    pub fn released(language: Language) -> &'static str {
        language.pick("released", "解除列管")
    }

    /// The number of a case.
    pub fn number(language: Language) -> &'static str {
        language.pick("No.", "序號")
    }

    /// The topic of a case.
    pub fn topic(language: Language) -> &'static str {
        language.pick("Topic", "議題")
    }

    /// The title of a meeting.
    pub fn name(language: Language) -> &'static str {
        language.pick("Name", "名稱")
    }

    /// The stage of a case.
    pub fn stage(language: Language) -> &'static str {
        language.pick("Stage", "階段")
    }

    /// The day of a meeting.
    pub fn date(language: Language) -> &'static str {
        language.pick("Date", "日期")
    }

    /// The hosts.
    pub fn host(language: Language) -> &'static str {
        language.pick("Host", "主辦")
    }

    /// The co-hosts.
    pub fn cohost(language: Language) -> &'static str {
        language.pick("Co-host", "協辦")
    }

    /// Days after the proposal.
    pub fn days(language: Language) -> &'static str {
        language.pick("Days", "提案後")
    }

    /// The transcript.
    pub fn transcript(language: Language) -> &'static str {
        language.pick("Transcript", "逐字稿")
    }

    /// The elements.
    pub fn elements(language: Language) -> &'static str {
        language.pick("Elements", "採用元素")
    }

    /// A period.
    pub fn period(language: Language) -> &'static str {
        language.pick("Period", "期間")
    }

    /// The period of the report.
    pub fn this_period(language: Language) -> &'static str {
        language.pick("this period", "本期")
    }

    /// Its days.
    pub fn span(language: Language) -> &'static str {
        language.pick("Days covered", "起訖")
    }

    /// Meetings held.
    pub fn held(language: Language) -> &'static str {
        language.pick("Held", "召開場次")
    }

    /// The median.
    pub fn median(language: Language) -> &'static str {
        language.pick("Median", "中位數")
    }

    /// The range.
    pub fn range(language: Language) -> &'static str {
        language.pick("Range", "範圍")
    }

    /// For how many it is known.
    pub fn known(language: Language) -> &'static str {
        language.pick("Known", "已知")
    }

    /// An agency.
    pub fn agency(language: Language) -> &'static str {
        language.pick("Agency", "機關")
    }

    /// The background of a case.
    pub fn background(language: Language) -> &'static str {
        language.pick("Background", "背景")
    }

    /// The meeting of a case.
    pub fn meeting(language: Language) -> &'static str {
        language.pick("Meeting", "會議")
    }

    /// What is adopted.
    pub fn adoption(language: Language) -> &'static str {
        language.pick("Adoption", "參採")
    }

    /// What follows.
    pub fn follow_up(language: Language) -> &'static str {
        language.pick("Follow-up", "後續")
    }
}

/// A share with its base: `3/4`.
pub fn share(language: Language, count: usize, of: usize) -> String {
    match language {
        Language::En => format!("{count}/{of}"),
        Language::ZhTw => format!("{count}／{of}"),
    }
}

/// A step that cases took, with the cases.
pub fn step(language: Language, label: &str, count: usize, cases: &str) -> String {
    match language {
        Language::En => format!("{label}: {cases} ({})", counted(count, "case", "cases")),
        Language::ZhTw => format!("{label} {count} 案：{cases}"),
    }
}

/// Cases without a number among cases with one.
pub fn unnumbered(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("{count} without a number"),
        Language::ZhTw => format!("未編序號 {count} 案"),
    }
}

/// The open cases, by stage, with those of which nothing is known.
pub fn open(
    language: Language,
    day: &str,
    total: usize,
    of: usize,
    stages: &str,
    unknown: usize,
) -> String {
    let stages = if stages.is_empty() {
        String::new()
    } else {
        format!("{}{stages}", language.pick(": ", "："))
    };
    match language {
        Language::En => {
            format!("Open on {day}: {total} of {of} cases{stages}; stage unknown: {unknown}.")
        }
        Language::ZhTw => {
            format!("期末（{day}）未結 {total}／{of} 案{stages}；階段或日期不明 {unknown} 案。")
        }
    }
}

/// How many of something: `提案 2`, `proposed 2`.
pub fn amount(language: Language, what: &str, count: usize) -> String {
    match language {
        Language::En | Language::ZhTw => format!("{what} {count}"),
    }
}

/// How the records under the figures are written.
pub fn opened_note(language: Language) -> &'static str {
    language.pick(
        "Figures as JSON names them; cases by number, other records by id.",
        "數字依 JSON 欄位標示；案件列序號，其餘紀錄列代號。",
    )
}

/// The heading of a case paragraph without its host.
pub fn case_heading(language: Language, number: Option<u32>, title: &str) -> String {
    match (language, number) {
        (Language::En, Some(number)) => format!("Case {number}  {title}"),
        (Language::En, None) => format!("Case without a number  {title}"),
        (Language::ZhTw, Some(number)) => format!("序號{number}　{title}"),
        (Language::ZhTw, None) => format!("未編序號　{title}"),
    }
}

/// The hosts and co-hosts behind the heading of a case.
pub fn hosts(language: Language, hosts: &str, cohosts: &str) -> String {
    let hosts = if hosts.is_empty() {
        language.pick("not recorded", "未載")
    } else {
        hosts
    };
    match (language, cohosts.is_empty()) {
        (Language::En, true) => format!("  Host {hosts}"),
        (Language::En, false) => format!("  Host {hosts}, co-host {cohosts}"),
        (Language::ZhTw, true) => format!("　主辦 {hosts}"),
        (Language::ZhTw, false) => format!("　主辦 {hosts}　協辦 {cohosts}"),
    }
}

/// A case whose source is not recorded.
pub fn source_unknown(language: Language) -> &'static str {
    language.pick("source not recorded", "案件來源未載")
}

/// A petition that reached its threshold.
pub fn qualified(language: Language, days: &str) -> String {
    match language {
        Language::En => format!("petition qualified {days}"),
        Language::ZhTw => format!("{days} 成案"),
    }
}

/// The proposal; `at` is the kind of meeting where it was made.
pub fn proposed(language: Language, day: Option<&str>, at: Option<&str>) -> String {
    match (language, day, at) {
        (Language::En, Some(day), Some(at)) => format!("proposed {day} at the {at} meeting"),
        (Language::En, Some(day), None) => format!("proposed {day}"),
        (Language::En, None, _) => "day of the proposal not recorded".to_owned(),
        (Language::ZhTw, Some(day), at) => format!("{day} {}提案", at.unwrap_or("")),
        (Language::ZhTw, None, _) => "提案日未載".to_owned(),
    }
}

/// Days after the proposal.
pub fn after_proposal(language: Language, days: Option<i64>) -> String {
    match (language, days) {
        (Language::En, Some(1)) => "1 day after the proposal".to_owned(),
        (Language::En, Some(days)) => format!("{days} days after the proposal"),
        (Language::En, None) => "days after the proposal unknown".to_owned(),
        (Language::ZhTw, Some(days)) => format!("提案後 {days} 日"),
        (Language::ZhTw, None) => "提案後日數不明".to_owned(),
    }
}

/// The elements of a meeting.
pub fn with_elements(language: Language, elements: &str) -> String {
    match language {
        Language::En => format!("with {elements}"),
        Language::ZhTw => format!("採用{elements}"),
    }
}

/// A transcript that is public.
pub fn transcript_published(language: Language) -> &'static str {
    language.pick("transcript published", "逐字稿已公開")
}

/// A transcript with the speakers.
pub fn transcript_editing(language: Language) -> &'static str {
    language.pick("transcript being edited", "逐字稿校對中")
}

/// A transcript as the stenographer left it.
pub fn transcript_draft(language: Language) -> &'static str {
    language.pick("transcript in draft", "逐字稿為草稿")
}

/// A transcript that the records do not know.
pub fn transcript_missing(language: Language) -> &'static str {
    language.pick("no transcript recorded", "未載逐字稿")
}

/// The state of a transcript in a column.
pub mod transcript {
    use crate::locale::Language;

    /// Public.
    pub fn published(language: Language) -> &'static str {
        language.pick("published", "已公開")
    }

    /// With the speakers.
    pub fn editing(language: Language) -> &'static str {
        language.pick("editing", "校對中")
    }

    /// As the stenographer left it.
    pub fn draft(language: Language) -> &'static str {
        language.pick("draft", "草稿")
    }

    /// Not in the records.
    pub fn missing(language: Language) -> &'static str {
        language.pick("missing", "未載")
    }
}

/// Who is to fill in what is not recorded; empty where no host is known.
pub fn to_fill_in(language: Language, hosts: &str) -> String {
    match (language, hosts.is_empty()) {
        (Language::En, true) => "not recorded [the host to fill in]".to_owned(),
        (Language::En, false) => format!("not recorded [{hosts} to fill in]"),
        (Language::ZhTw, true) => "未載〔請主辦機關填寫〕".to_owned(),
        (Language::ZhTw, false) => format!("未載〔請{hosts}填寫〕"),
    }
}

/// An answer: who, when, and what it says about the claims, where that is recorded.
pub fn reply(
    language: Language,
    agency: Option<&str>,
    day: Option<&str>,
    adoption: Option<&str>,
) -> String {
    let who = match language {
        Language::En => [agency, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        Language::ZhTw => [agency, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("，"),
    };
    match adoption {
        Some(adoption) => format!("{adoption}{}", bracketed(language, &who)),
        None => format!(
            "{}{}",
            language.pick("formal reply", "正式回應"),
            bracketed(language, &who)
        ),
    }
}

/// The first day of several.
pub fn first_of_days(language: Language, day: &str, days: usize) -> String {
    match language {
        Language::En => format!("{day} +{}", days.saturating_sub(1)),
        Language::ZhTw => format!("{day} 等{days}日"),
    }
}

/// A number of days in a column.
pub fn days(language: Language, days: i64) -> String {
    match language {
        Language::En => days.to_string(),
        Language::ZhTw => format!("{days} 日"),
    }
}

/// Where an open case stands, and since when.
pub fn stands(language: Language, stage: &str, since: Option<&str>) -> String {
    match (language, since) {
        (Language::En, Some(day)) => format!("{stage} since {day}"),
        (Language::ZhTw, Some(day)) => format!("{stage}（{day} 起）"),
        (_, None) => stage.to_owned(),
    }
}

/// A case without a meeting: the day and the reason.
pub fn not_held(language: Language, case: &str, day: &str, reason: Option<&str>) -> String {
    let reason = reason.unwrap_or(language.pick("reason not recorded", "理由未載"));
    match language {
        Language::En => format!("{case} ({day}): {reason}"),
        Language::ZhTw => format!("{case}（{day}）：{reason}"),
    }
}

/// The base of the table of agencies.
pub fn agencies_base(language: Language, cases: usize) -> String {
    match language {
        Language::En => {
            format!(
                "Among the {} of this period.",
                counted(cases, "case", "cases")
            )
        }
        Language::ZhTw => format!("本期所涉案件共 {cases} 案。"),
    }
}

/// The medians as a sparkline, and in figures beside it.
pub fn sparkline(language: Language, line: &str, medians: &str) -> String {
    match language {
        Language::En => format!("Median  {line}  {medians} (oldest first, this period last)"),
        Language::ZhTw => format!("中位數　{line}　{medians}（由舊至新，末為本期）"),
    }
}

/// Petitions qualified and answered.
pub fn petitions(language: Language, qualified: usize, answered: usize, replied: usize) -> String {
    match language {
        Language::En => format!(
            "Petitions: {qualified} qualified ({answered} of {qualified} answered by the end of the period); {replied} answered in the period."
        ),
        Language::ZhTw => format!(
            "連署：成案 {qualified} 件（其中期末前已正式回應 {answered}／{qualified}）；本期正式回應 {replied} 件。"
        ),
    }
}

/// Transcripts of the collaborative meetings held.
pub fn transcripts(
    language: Language,
    published: usize,
    in_preparation: usize,
    missing: usize,
    of: usize,
) -> String {
    match language {
        Language::En => format!(
            "Transcripts of the {}: {published} published, {in_preparation} in preparation, {missing} missing.",
            counted(of, "collaborative meeting", "collaborative meetings")
        ),
        Language::ZhTw => format!(
            "逐字稿：協作會議 {of} 場，已公開 {published}、草稿或校對中 {in_preparation}、未載 {missing}。"
        ),
    }
}

/// Transcripts of the other meetings.
pub fn other_transcripts(language: Language, published: usize, of: usize) -> String {
    match language {
        Language::En => format!("Other meetings with a published transcript: {published} of {of}."),
        Language::ZhTw => format!("其他會議之逐字稿已公開 {published}／{of}。"),
    }
}

/// A gap with its base and the records.
pub fn gap(language: Language, what: &str, count: usize, of: usize, records: &str) -> String {
    match language {
        Language::En => format!("{what}: {count} of {of} ({records})"),
        Language::ZhTw => format!("{what} {count}／{of}：{records}"),
    }
}

/// Records beyond those listed.
pub fn and_more(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("and {count} more"),
        Language::ZhTw => format!("等，另 {count} 筆"),
    }
}

/// Nothing is missing.
pub fn no_gaps(language: Language) -> &'static str {
    language.pick(
        "Nothing that this report looks for is missing.",
        "本報告所查項目均有紀錄。",
    )
}

/// Nothing to list.
pub fn none(language: Language) -> &'static str {
    language.pick("None.", "無。")
}

/// What is missing, a kind of gap each.
pub mod missing {
    use crate::locale::Language;

    /// A case without an agency.
    pub fn agency(language: Language) -> &'static str {
        language.pick("Cases without an agency", "案件未載機關")
    }

    /// An agency without a record.
    pub fn agency_record(language: Language) -> &'static str {
        language.pick(
            "Cases naming an agency that is not on record",
            "案件所載機關查無紀錄",
        )
    }

    /// A case without a source.
    pub fn source(language: Language) -> &'static str {
        language.pick("Cases without a source", "案件未載來源")
    }

    /// A case without a number.
    pub fn number(language: Language) -> &'static str {
        language.pick("Cases met without a number", "已召開而未編序號")
    }

    /// A field that a merge left undecided.
    pub fn decision(language: Language) -> &'static str {
        language.pick(
            "Cases with fields that a merge left undecided",
            "案件有欄位於合併後尚待擇定",
        )
    }

    /// A case without the day of its proposal.
    pub fn proposal_date(language: Language) -> &'static str {
        language.pick("Cases without the day of the proposal", "案件未載提案日")
    }

    /// A step without a day.
    pub fn step_date(language: Language) -> &'static str {
        language.pick(
            "Cases with an undated step, which no period counts",
            "案件有階段未載日期，未計入任何期間",
        )
    }

    /// Not held without a reason.
    pub fn not_held_reason(language: Language) -> &'static str {
        language.pick("Not held without a reason", "不辦理未載理由")
    }

    /// Released without a reason.
    pub fn release_reason(language: Language) -> &'static str {
        language.pick("Released without a reason", "解除列管未載理由")
    }

    /// Met without a record of the meeting.
    pub fn meeting(language: Language) -> &'static str {
        language.pick(
            "Cases met without a record of the meeting",
            "已召開而無會議紀錄",
        )
    }

    /// Met without an adoption decision.
    pub fn adoption(language: Language) -> &'static str {
        language.pick(
            "Cases met without an adoption decision",
            "已召開而未載參採情形",
        )
    }

    /// A petition that qualified on an unknown day.
    pub fn qualified_date(language: Language) -> &'static str {
        language.pick(
            "Cases with a petition qualified on an unknown day",
            "連署未載成案日",
        )
    }

    /// An answer without its petition or day.
    pub fn reply(language: Language) -> &'static str {
        language.pick(
            "Cases with a reply that lacks its petition or day",
            "正式回應未載所屬連署或日期",
        )
    }

    /// A meeting without a published transcript.
    pub fn transcript(language: Language) -> &'static str {
        language.pick(
            "Meetings held without a published transcript",
            "已召開而逐字稿未公開",
        )
    }

    /// A meeting without a case.
    pub fn case(language: Language) -> &'static str {
        language.pick("Meetings held without a case", "協作會議未載案件")
    }

    /// A meeting whose case has no record.
    pub fn case_record(language: Language) -> &'static str {
        language.pick(
            "Meetings naming a case that is not on record",
            "協作會議所載案件查無紀錄",
        )
    }

    /// A meeting before the proposal of its case.
    pub fn order(language: Language) -> &'static str {
        language.pick(
            "Meetings dated before the proposal of their case",
            "會議日早於提案日",
        )
    }

    /// A meeting without a day.
    pub fn meeting_date(language: Language) -> &'static str {
        language.pick(
            "Meetings held on an unknown day, which no period counts",
            "已召開而未載日期，未計入任何期間",
        )
    }
}
