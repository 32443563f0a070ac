//! The words of the monthly paper, in the style in which Taiwan's agencies write theirs.
//!
//! Days, numbers and names come in as text, already in the language asked for. What the paper has in
//! common with the quarterly report is said by [`super::report`].

use super::Language;
use super::count::counted;

/// The title.
pub fn title(language: Language, month: &str) -> String {
    match language {
        Language::En => format!("Participation Officers' monthly meeting, {month}"),
        Language::ZhTw => format!("開放政府聯絡人月會資料　{month}"),
    }
}

/// The first clause of the summary: the meeting, with its day and what became of it.
pub fn meeting_in_short(language: Language, day: Option<&str>, status: &str) -> String {
    match (language, day) {
        (Language::En, Some(day)) => format!("Meeting {status}, {day}"),
        (Language::En, None) => "No monthly meeting recorded".to_owned(),
        (Language::ZhTw, Some(day)) => format!("月會 {day} {status}"),
        (Language::ZhTw, None) => "本月無月會紀錄".to_owned(),
    }
}

/// How many candidates and self-proposals there are.
pub fn topics_in_short(language: Language, candidates: usize, self_proposals: usize) -> String {
    match language {
        Language::En => format!(
            "{}, {} to note",
            counted(candidates, "candidate", "candidates"),
            counted(self_proposals, "self-proposal", "self-proposals")
        ),
        Language::ZhTw => format!("票選候選 {candidates} 案、自提免票選 {self_proposals} 案"),
    }
}

/// How many cases are open and ask for their release.
pub fn open_in_short(language: Language, open: usize, asked: usize) -> String {
    match language {
        Language::En => format!(
            "{} open, {asked} asking for release",
            counted(open, "case", "cases")
        ),
        Language::ZhTw => format!("未結 {open} 案、請求解管 {asked} 案"),
    }
}

/// How much is overdue.
pub fn overdue_in_short(language: Language, overdue: usize) -> String {
    match language {
        Language::En => format!("{overdue} overdue"),
        Language::ZhTw => format!("逾期 {overdue} 項"),
    }
}

/// Headings of the sections.
pub mod heading {
    use crate::locale::Language;

    /// The meeting.
    pub fn meeting(language: Language) -> &'static str {
        language.pick("1. The meeting", "一、本次月會")
    }

    /// The vote.
    pub fn vote(language: Language) -> &'static str {
        language.pick("2. Candidates for the vote", "二、票選候選案")
    }

    /// The self-proposals.
    pub fn self_proposals(language: Language) -> &'static str {
        language.pick("3. Self-proposals to note", "三、自提免票選案（提會報告）")
    }

    /// The open cases.
    pub fn open(language: Language) -> &'static str {
        language.pick("4. Open cases by number", "四、未結案件（依序號）")
    }

    /// The releases.
    pub fn releases(language: Language) -> &'static str {
        language.pick("5. Releases", "五、解除列管")
    }

    /// What is due.
    pub fn due(language: Language) -> &'static str {
        language.pick("6. Promised, due and overdue", "六、本月底前到期及逾期事項")
    }

    /// The table leaders.
    pub fn table_leaders(language: Language) -> &'static str {
        language.pick("7. Table-leader turns", "七、小桌長輪值")
    }

    /// The gaps.
    pub fn gaps(language: Language) -> &'static str {
        language.pick("8. What the records do not say", "八、紀錄未載事項")
    }
}

/// Labels of columns and fields.
pub mod label {
    use crate::locale::Language;

    /// The place on the ballot.
    pub fn place(language: Language) -> &'static str {
        language.pick("Place", "次序")
    }

    /// Ticks received.
    pub fn ticks(language: Language) -> &'static str {
        language.pick("Ticks", "得票")
    }

    /// The share.
    pub fn share(language: Language) -> &'static str {
        language.pick("Share", "得票率")
    }

    /// What a count comes to.
    pub fn outcome(language: Language) -> &'static str {
        language.pick("Outcome", "結果")
    }

    /// The day of a proposal.
    pub fn proposed_on(language: Language) -> &'static str {
        language.pick("Proposed", "提案日")
    }

    /// Whether the meeting heard of it.
    pub fn reported(language: Language) -> &'static str {
        language.pick("Reported", "提會")
    }

    /// The last report.
    pub fn last_report(language: Language) -> &'static str {
        language.pick("Last report", "最近提報")
    }

    /// Monthly meetings without a report since.
    pub fn unheard(language: Language) -> &'static str {
        language.pick("Missed", "未報月會")
    }

    /// What was reported.
    pub fn report(language: Language) -> &'static str {
        language.pick("Report", "提報")
    }

    /// What comes next.
    pub fn next(language: Language) -> &'static str {
        language.pick("Next", "下一步")
    }

    /// A condition that is not met.
    pub fn condition(language: Language) -> &'static str {
        language.pick("Condition", "解管條件")
    }

    /// By when.
    pub fn due(language: Language) -> &'static str {
        language.pick("Due", "期限")
    }

    /// What is due.
    pub fn what(language: Language) -> &'static str {
        language.pick("What", "事項")
    }

    /// Who owes it.
    pub fn who(language: Language) -> &'static str {
        language.pick("Who", "負責")
    }

    /// How late it is.
    pub fn late(language: Language) -> &'static str {
        language.pick("State", "狀態")
    }

    /// The case or meeting.
    pub fn record(language: Language) -> &'static str {
        language.pick("Case", "案件或會議")
    }

    /// The leader of a table.
    pub fn leader(language: Language) -> &'static str {
        language.pick("Leader", "小桌長")
    }

    /// The meeting of a table.
    pub fn meeting(language: Language) -> &'static str {
        language.pick("Meeting", "會議")
    }

    /// Turns since the previous meeting.
    pub fn in_period(language: Language) -> &'static str {
        language.pick("This time", "本期")
    }

    /// Turns in the year.
    pub fn in_year(language: Language) -> &'static str {
        language.pick("This year", "本年")
    }
}

/// The meeting: its name and what became of it.
pub fn meeting(language: Language, title: &str, status: &str, reason: Option<&str>) -> String {
    let reason = reason.map_or_else(String::new, |reason| match language {
        Language::En => format!(" ({reason})"),
        Language::ZhTw => format!("（{reason}）"),
    });
    match language {
        Language::En => format!("{title}: {status}{reason}"),
        Language::ZhTw => format!("{title}：{status}{reason}"),
    }
}

/// A sitting: its day, its hours where they are known, and where it is.
pub fn sitting(language: Language, day: &str, hours: &str, place: Option<&str>) -> String {
    let place = place.unwrap_or(language.pick("place not recorded", "地點未載"));
    match (language, hours.is_empty()) {
        (Language::En, true) => format!("{day}, {place}"),
        (Language::En, false) => format!("{day}, {hours}, {place}"),
        (Language::ZhTw, true) => format!("{day}　{place}"),
        (Language::ZhTw, false) => format!("{day} {hours}　{place}"),
    }
}

/// A sitting without a room.
pub fn online(language: Language) -> &'static str {
    language.pick("online", "線上")
}

/// Who chairs the meeting.
pub fn chair(language: Language, chair: &str) -> String {
    match language {
        Language::En => format!("Chair: {chair}"),
        Language::ZhTw => format!("主席：{chair}"),
    }
}

/// No monthly meeting of the month is on record.
pub fn no_meeting(language: Language) -> &'static str {
    language.pick(
        "No monthly meeting of this month is recorded.",
        "本月無月會紀錄。",
    )
}

/// The monthly meeting before.
pub fn previous(language: Language, meeting: Option<&str>) -> String {
    match (language, meeting) {
        (Language::En, Some(meeting)) => format!("The one before: {meeting}"),
        (Language::En, None) => "No monthly meeting before it is recorded.".to_owned(),
        (Language::ZhTw, Some(meeting)) => format!("前次月會：{meeting}"),
        (Language::ZhTw, None) => "無前次月會紀錄。".to_owned(),
    }
}

/// Further monthly meetings of the month.
pub fn others(language: Language, meetings: &str) -> String {
    match language {
        Language::En => format!("Also in this month: {meetings} (`--meeting` makes their paper)"),
        Language::ZhTw => format!("本月另有月會：{meetings}（以 --meeting 指定）"),
    }
}

/// No topic is put to the vote.
pub fn no_vote(language: Language) -> &'static str {
    language.pick("No candidates are recorded.", "無票選候選案紀錄。")
}

/// No count is recorded yet.
pub fn not_counted(language: Language) -> &'static str {
    language.pick("Not counted yet.", "尚未開票。")
}

/// The days whose self-proposals are noted.
pub fn proposed_in(language: Language, span: &str) -> String {
    match language {
        Language::En => format!("Proposed without a vote, {span}."),
        Language::ZhTw => format!("{span} 提案。"),
    }
}

/// Whether the meeting heard of a self-proposal.
pub fn is_reported(language: Language, reported: bool) -> &'static str {
    match reported {
        true => language.pick("reported", "已提會"),
        false => language.pick("to report", "待提會"),
    }
}

/// The open cases, their base, and those of which nothing is known.
pub fn open(language: Language, day: &str, total: usize, of: usize, unknown: usize) -> String {
    match language {
        Language::En => {
            format!("Open on {day}: {total} of {of} cases; stage unknown: {unknown}.")
        }
        Language::ZhTw => {
            format!("{day} 未結 {total}／{of} 案；階段或日期不明 {unknown} 案。")
        }
    }
}

/// Open cases of which a monthly meeting heard nothing, and those that were never reported.
pub fn unheard(language: Language, not_heard: usize, never: usize, of: usize) -> String {
    match language {
        Language::En => format!(
            "A monthly meeting has passed without a report for {not_heard} of {of}; never reported: {never} of {of}."
        ),
        Language::ZhTw => {
            format!(
                "最近提報（未提報者自提案）後已開過月會 {not_heard}／{of} 案；從未提報 {never}／{of} 案。"
            )
        }
    }
}

/// The last report in a column, where there is none.
pub fn never(language: Language) -> &'static str {
    language.pick("never", "從未")
}

/// Monthly meetings held since the last report, in a column: a mark makes them seen.
pub fn meetings_since(language: Language, meetings: usize) -> String {
    match (language, meetings) {
        (_, 0) => String::new(),
        (Language::En, _) => format!("! {meetings}"),
        (Language::ZhTw, _) => format!("！{meetings} 次"),
    }
}

/// A report: when and at which meeting.
pub fn reported(language: Language, day: &str, meeting: Option<&str>) -> String {
    match (language, meeting) {
        (Language::En, Some(meeting)) => format!("{day}, {meeting}"),
        (Language::En, None) => format!("{day}, meeting not recorded"),
        (Language::ZhTw, Some(meeting)) => format!("{day} {meeting}"),
        (Language::ZhTw, None) => format!("{day}（會議未載）"),
    }
}

/// Who said something in a report.
pub fn said(language: Language, agency: Option<&str>, text: &str) -> String {
    match (language, agency) {
        (_, None) => text.to_owned(),
        (Language::En, Some(agency)) => format!("{agency}: {text}"),
        (Language::ZhTw, Some(agency)) => format!("{agency}：{text}"),
    }
}

/// A report without a text.
pub fn no_text(language: Language) -> &'static str {
    language.pick("nothing noted", "內容未載")
}

/// A next step: a day and what.
pub fn step(language: Language, day: Option<&str>, what: &str) -> String {
    let day = day.unwrap_or(language.pick("no date", "日期未定"));
    match language {
        Language::En => format!("{day}: {what}"),
        Language::ZhTw => format!("{day} {what}"),
    }
}

/// A planned meeting as a next step.
pub fn planned(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!("{kind} meeting"),
        Language::ZhTw => kind.to_owned(),
    }
}

/// The decision on a release as a next step.
pub fn decision(language: Language) -> &'static str {
    language.pick("a decision on its release", "待裁示是否解除列管")
}

/// A condition that is not met, and since when it stands.
pub fn condition(language: Language, day: &str, text: &str) -> String {
    match language {
        Language::En => format!("{text} (set {day}, not met)"),
        Language::ZhTw => format!("{text}（{day} 裁示，尚未成就）"),
    }
}

/// The releases asked for, before their list.
pub fn asked(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::En, 0) => "Asked and not decided: none.".to_owned(),
        (Language::En, count) => format!("Asked and not decided: {count}."),
        (Language::ZhTw, 0) => "請求解管待裁示：無。".to_owned(),
        (Language::ZhTw, count) => format!("請求解管待裁示 {count} 案："),
    }
}

/// A request to release a case.
pub fn request(language: Language, case: &str, who: &str, day: &str, text: Option<&str>) -> String {
    let text = text.unwrap_or(no_text(language));
    match (language, who.is_empty()) {
        (Language::En, true) => format!("{case} ({day}): {text}"),
        (Language::En, false) => format!("{case} ({who}, {day}): {text}"),
        (Language::ZhTw, true) => format!("{case}（{day}）：{text}"),
        (Language::ZhTw, false) => format!("{case}（{who}，{day}）：{text}"),
    }
}

/// What was decided in the month, before its list.
pub fn decided(language: Language, counts: &str) -> String {
    match (language, counts.is_empty()) {
        (Language::En, true) => "Decided in this month: none.".to_owned(),
        (Language::En, false) => format!("Decided in this month: {counts}."),
        (Language::ZhTw, true) => "本月裁示：無。".to_owned(),
        (Language::ZhTw, false) => format!("本月裁示：{counts}"),
    }
}

/// A decision: the case, what, when and where, and its condition or reason.
pub fn decision_on(
    language: Language,
    case: &str,
    decided: &str,
    on: &str,
    because: Option<&str>,
) -> String {
    let because = because.map_or_else(String::new, |because| match language {
        Language::En => format!(": {because}"),
        Language::ZhTw => format!("：{because}"),
    });
    match language {
        Language::En => format!("{case}: {decided} ({on}){because}"),
        Language::ZhTw => format!("{case}：{decided}（{on}）{because}"),
    }
}

/// How much is due and overdue.
pub fn due(language: Language, items: usize, overdue: usize, by: &str) -> String {
    match (language, items) {
        (Language::En, 0) => {
            format!("Nothing due by {by}. Replies to petitions and other limits: `po due`.")
        }
        (Language::En, _) => format!(
            "{} due by {by}, {overdue} of {items} overdue. Replies to petitions and other limits: `po due`.",
            counted(items, "item", "items")
        ),
        (Language::ZhTw, 0) => {
            format!("{by} 前無到期事項。連署回應等期限另見「po due」。")
        }
        (Language::ZhTw, _) => format!(
            "{by} 前到期 {items} 項，其中逾期 {overdue}／{items}。連署回應等期限另見「po due」。"
        ),
    }
}

/// What is due, with what sort it is.
pub fn due_item(language: Language, sort: &str, text: Option<&str>) -> String {
    match (language, text) {
        (_, None) => sort.to_owned(),
        (Language::En, Some(text)) => format!("{text} ({sort})"),
        (Language::ZhTw, Some(text)) => format!("{text}（{sort}）"),
    }
}

/// The tables of the period, before their list.
pub fn turns(language: Language, span: &str, tables: usize, meetings: usize) -> String {
    match language {
        Language::En => format!(
            "{span}: {} in {} held.",
            counted(tables, "table", "tables"),
            counted(
                meetings,
                "collaborative meeting or hearing",
                "collaborative meetings and hearings"
            )
        ),
        Language::ZhTw => {
            format!("{span} 召開協作會議及協作公聽會 {meetings} 場，載明分組 {tables} 桌。")
        }
    }
}

/// A table whose leader counts for nobody.
pub fn no_turn(language: Language) -> &'static str {
    language.pick("not recorded, counts for none", "未載，不計次")
}

/// What is missing, a kind of gap each.
pub mod missing {
    use crate::locale::Language;

    /// A meeting without a place.
    pub fn place(language: Language) -> &'static str {
        language.pick("The meeting without a place", "月會未載地點")
    }

    /// A vote without its base.
    pub fn base(language: Language) -> &'static str {
        language.pick("The vote without how many could vote", "票選未載基數")
    }

    /// A candidate without a count.
    pub fn count(language: Language) -> &'static str {
        language.pick("Candidates without ticks or share", "候選案未載得票")
    }

    /// A candidate without a record.
    pub fn candidate(language: Language) -> &'static str {
        language.pick(
            "Candidates naming a case that is not on record",
            "候選案所載案件查無紀錄",
        )
    }

    /// A topic that may be a self-proposal.
    pub fn selection(language: Language) -> &'static str {
        language.pick(
            "Topics of ministries that may skip the vote, which is not recorded",
            "部會自提案未載是否免票選",
        )
    }

    /// A case without a host.
    pub fn host(language: Language) -> &'static str {
        language.pick("Open cases without a host", "未結案件未載主辦")
    }

    /// A case without a number.
    pub fn number(language: Language) -> &'static str {
        language.pick("Open cases without a number", "未結案件未編序號")
    }

    /// A field that a merge left undecided.
    pub fn decision(language: Language) -> &'static str {
        language.pick(
            "Open cases with fields that a merge left undecided",
            "未結案件有欄位於合併後尚待擇定",
        )
    }

    /// A case without the day of its proposal.
    pub fn proposal_date(language: Language) -> &'static str {
        language.pick(
            "Open cases without the day of the proposal",
            "未結案件未載提案日",
        )
    }

    /// A case that was never reported.
    pub fn report(language: Language) -> &'static str {
        language.pick("Open cases never reported", "未結案件無提報紀錄")
    }

    /// A report without its meeting.
    pub fn report_meeting(language: Language) -> &'static str {
        language.pick("Last reports that name no meeting", "最近提報未載所屬會議")
    }

    /// A case without a next step.
    pub fn next_step(language: Language) -> &'static str {
        language.pick("Open cases without a next step", "未結案件未載下一步")
    }

    /// A decision without its meeting.
    pub fn decision_meeting(language: Language) -> &'static str {
        language.pick("Decisions that name no meeting", "裁示未載會議")
    }

    /// A release without a reason.
    pub fn release_reason(language: Language) -> &'static str {
        language.pick("Released without a reason", "解除列管未載理由")
    }

    /// A meeting without its tables.
    pub fn tables(language: Language) -> &'static str {
        language.pick("Meetings held without their tables", "已召開會議未載分組")
    }

    /// A table whose leader is nobody's.
    pub fn table_agency(language: Language) -> &'static str {
        language.pick(
            "Tables without the agency of their leader",
            "小桌長未載所屬機關",
        )
    }
}
