//! What a record owes: the events and announced days that deadlines follow from, without any rule.
//!
//! Rules change and are asked about for past days, so none is applied here. What is open, or owes
//! something unsettled, is kept together for each folder (see `standing`); of the others, which owe
//! nothing any more, each has a word for every month in which it still did. So a list of what was due
//! on a day opens only the records that can say something.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::record::Date;
use crate::record::case::{
    Asked, Case, Commitment, CommitmentStatus, Decided, LinkKind, Petition, PetitionStatus, Reply,
    ReplyKind, Report, Role, Stage, StageRow,
};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus, Task};
use crate::record::transcript::{Transcript, TranscriptStatus};

use super::derive::word;
use super::row::{Duty, Host, Obligation, Pending};

/// The days before a meeting from which what it owes is counted, where no plan says so: preparing
/// one takes four to six weeks (T-2017-12-25).
const PREPARATION: i64 = 42;

/// The days before its last one from which something settled counts, where the record does not say
/// since when it was owed.
const UNDATED: i64 = 365;

/// Whether something is still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    /// It is.
    Open,
    /// Not since that day.
    On(Date),
    /// Not any more, nobody recorded since when.
    Sometime,
}

impl Settled {
    fn on(day: Option<Date>) -> Self {
        day.map_or(Self::Open, Self::On)
    }

    /// What settles it first. A day that is known says more than one that is not.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::On(one), Self::On(two)) => Self::On(one.min(two)),
            (Self::On(day), _) | (_, Self::On(day)) => Self::On(day),
            (Self::Sometime, _) | (_, Self::Sometime) => Self::Sometime,
            (Self::Open, Self::Open) => Self::Open,
        }
    }
}

/// Obligations as they are gathered.
#[derive(Default)]
struct Gathered<'r>(Vec<Obligation<'r>>);

impl<'r> Gathered<'r> {
    /// Adds one, unless it is settled and nobody knows since when: then no day can be asked about on
    /// which it was owed.
    fn add(&mut self, settled: Settled, obligation: Obligation<'r>) {
        let settled_on = match settled {
            Settled::Open => None,
            Settled::On(day) => Some(day),
            Settled::Sometime => return,
        };
        let known = obligation.since;
        let last = settled_on.map(|day| obligation.announced.unwrap_or(day).min(day));
        let since = known.or_else(|| last?.plus_days(-UNDATED));
        self.0.push(Obligation {
            settled_on,
            since,
            ..obligation
        });
    }
}

/// What stands of a case and what it owes; `None` where it is not open and owed nothing ever.
pub(crate) fn of_case(case: &Case) -> Option<Pending<'_>> {
    let mut gathered = Gathered::default();
    let answered = left(case, Stage::needs_no_answer);
    for petition in &case.petitions {
        of_petition(case, petition, answered, &mut gathered);
    }
    of_notice(case, answered, &mut gathered);
    of_selection(case, &mut gathered);
    let ended = left(case, |stage| stage.is_over() || stage == Stage::NotSelected);
    for (place, report) in case.reports.iter().enumerate() {
        of_report(case, place, report, ended, &mut gathered);
    }
    for commitment in case.commitments.iter().filter(|_| !case.is_merged()) {
        of_commitment(case, commitment, &mut gathered);
    }
    let asked = case.reports.iter().max_by_key(|report| report.on);
    let asked = asked
        .filter(|_| ended == Settled::Open)
        .filter(|report| report.asked == Some(Asked::Release) && report.decided.is_none());
    let pending = Pending {
        stage: case.current().map(|row| row.name),
        id: case.id.to_string().into(),
        number: case.number,
        title: case.title.as_str().into(),
        proposed_on: case.proposed_on(),
        hosts: case
            .agencies
            .iter()
            .filter(|part| part.role == Role::Host)
            .map(|part| Host {
                agency: part.id.as_str().into(),
                from: part.from,
                until: part.until,
            })
            .collect(),
        cases: Vec::new(),
        release_asked_on: asked.map(|report| report.on),
        obligations: gathered.0,
    };
    let says_something = !pending.obligations.is_empty() || pending.stands();
    says_something.then_some(pending)
}

/// Whether the case stands where it leaves off.
fn left(case: &Case, is_end: impl Fn(Stage) -> bool) -> Settled {
    match case.current() {
        Some(row) if is_end(row.name) => row.on.map_or(Settled::Sometime, Settled::On),
        _ => Settled::Open,
    }
}

fn of_petition<'r>(
    case: &'r Case,
    petition: &'r Petition,
    left: Settled,
    gathered: &mut Gathered<'r>,
) {
    if matches!(
        petition.status,
        Some(PetitionStatus::Lapsed | PetitionStatus::Revoked)
    ) {
        return;
    }
    let of_it = |reply: &&Reply| match &reply.petition {
        Some(url) => *url == petition.url,
        None => case.petitions.len() == 1,
    };
    let replies: Vec<&Reply> = case.replies.iter().filter(of_it).collect();
    let days = |kind: ReplyKind| {
        let replies = replies.iter().filter(move |reply| reply.kind == kind);
        replies.map(|reply| reply.on)
    };
    let first = |kind: ReplyKind| {
        let mut days = days(kind);
        match days.clone().flatten().min() {
            Some(day) => Settled::On(day),
            None => days.next().map_or(Settled::Open, |_| Settled::Sometime),
        }
    };
    // The platform calls a petition answered also where no posting says what is adopted.
    let answered = match (petition.status, first(ReplyKind::Formal)) {
        (Some(PetitionStatus::Answered), Settled::Open) => {
            let answers = replies
                .iter()
                .filter(|reply| reply.kind != ReplyKind::Schedule);
            let last = answers.filter_map(|reply| reply.on).max();
            last.map_or(Settled::Sometime, Settled::On)
        }
        (_, formal) => formal,
    }
    .or(left);
    of_filing(case, petition, answered, gathered);
    if let Settled::On(replied) = answered {
        of_survey(case, petition, replied, gathered);
    }
    let owed = Obligation {
        key: petition.url.as_str().into(),
        event: petition.qualified_on,
        since: petition.qualified_on,
        ..Obligation::new(Duty::FormalReply)
    };
    let reason = |duty: Duty| {
        let mut limits = petition.missed_limits.iter();
        let is_for = limits.any(|limit| limit.as_str() == duty.as_str());
        lent(&petition.missed_reason).filter(|_| is_for)
    };
    if petition.qualified_on.is_some() {
        let posted = Settled::on(petition.schedule_posted_on).or(first(ReplyKind::Schedule));
        // With the answer out, the steps before it are nobody's concern any more.
        gathered.add(
            posted.or(answered),
            Obligation {
                duty: Duty::HandlingSchedule,
                reason: reason(Duty::HandlingSchedule),
                ..owed.clone()
            },
        );
        gathered.add(
            Settled::on(petition.contacted_on).or(answered),
            Obligation {
                duty: Duty::ContactProposer,
                reason: reason(Duty::ContactProposer),
                ..owed.clone()
            },
        );
    }
    if petition.qualified_on.is_some() || petition.reply_due.is_some() {
        gathered.add(
            answered,
            Obligation {
                announced: petition.reply_due,
                extended_to: petition.extended_to,
                reason: reason(Duty::FormalReply),
                extended_on: petition.extended_on,
                interim_on: days(ReplyKind::Interim).flatten().min(),
                ..owed
            },
        );
    }
}

/// The agency first responsible for a petition, until one has a part in the case or supports are
/// collected.
fn of_filing<'r>(
    case: &'r Case,
    petition: &'r Petition,
    answered: Settled,
    gathered: &mut Gathered<'r>,
) {
    let Some(filed) = petition.filed_on else {
        return;
    };
    let agency = case.agencies.first();
    let named = agency.map(|part| part.from.map_or(Settled::Sometime, Settled::On));
    let opened = Settled::on(petition.opened.or(petition.qualified_on));
    gathered.add(
        named.unwrap_or(Settled::Open).or(opened).or(answered),
        Obligation {
            key: petition.url.as_str().into(),
            event: Some(filed),
            since: Some(filed),
            ..Obligation::new(Duty::AgencyConfirmation)
        },
    );
}

/// The survey of the proposer after a formal reply. Nobody asks any more after a year, or when the
/// case is closed.
fn of_survey<'r>(
    case: &'r Case,
    petition: &'r Petition,
    replied: Date,
    gathered: &mut Gathered<'r>,
) {
    let is_formal = |reply: &&Reply| reply.kind == ReplyKind::Formal && reply.on == Some(replied);
    if !case.replies.iter().any(|reply| is_formal(&reply)) {
        return;
    }
    let asked = Settled::on(petition.surveyed_on.or(replied.plus_days(UNDATED)));
    gathered.add(
        asked.or(left(case, Stage::is_over)),
        Obligation {
            key: petition.url.as_str().into(),
            event: Some(replied),
            since: Some(replied),
            ..Obligation::new(Duty::SatisfactionSurvey)
        },
    );
}

/// The time for comments on a draft, and the one reply to them.
fn of_notice<'r>(case: &'r Case, answered: Settled, gathered: &mut Gathered<'r>) {
    let replied = Settled::on(case.notice_replied_on).or(answered);
    if let Some(from) = case.notice_from {
        gathered.add(
            Settled::on(case.notice_until.map(Date::after)).or(replied),
            Obligation {
                event: Some(from),
                announced: case.notice_until,
                since: Some(from),
                ..Obligation::new(Duty::NoticePeriod)
            },
        );
    }
    if let Some(until) = case.notice_until {
        gathered.add(
            replied,
            Obligation {
                event: Some(until),
                since: Some(until),
                ..Obligation::new(Duty::NoticeReply)
            },
        );
    }
}

/// The collaborative meeting that a case waits for since it was last selected.
fn of_selection<'r>(case: &'r Case, gathered: &mut Gathered<'r>) {
    let is_selected = |row: &StageRow| row.name == Stage::Selected;
    let Some(place) = case.stages.iter().rposition(is_selected) else {
        return;
    };
    let mut rows = case.stages.iter().skip(place);
    let selected = rows.next().and_then(|row| row.on);
    let mut ends = rows.filter(|row| !matches!(row.name, Stage::Preparing | Stage::Announced));
    let ended = ends.next();
    gathered.add(
        ended.map_or(Settled::Open, |row| {
            row.on.map_or(Settled::Sometime, Settled::On)
        }),
        Obligation {
            event: selected,
            since: selected,
            ..Obligation::new(Duty::MeetingAfterSelection)
        },
    );
}

fn of_report<'r>(
    case: &'r Case,
    place: usize,
    report: &'r Report,
    left: Settled,
    gathered: &mut Gathered<'r>,
) {
    // Of two reports of one day the one that stands below is the later.
    let later = |other: &(usize, &Report)| (other.1.on, other.0) > (report.on, place);
    let reports = || {
        case.reports
            .iter()
            .enumerate()
            .filter(later)
            .map(|(_, later)| later)
    };
    let owed = Obligation {
        key: report.k.as_str().into(),
        owner: report.agency.as_ref().map(|id| id.as_str().into()),
        event: Some(report.on),
        since: Some(report.on),
        ..Obligation::new(Duty::Promise)
    };
    if let (Some(text), Some(due)) = (&report.next_step, report.next_on) {
        // A later report of the agency says how it stands, and promises anew where it must.
        let same = |later: &&Report| {
            report.agency.is_none() || later.agency.is_none() || later.agency == report.agency
        };
        let told = reports().filter(same).map(|later| later.on).min();
        gathered.add(
            Settled::on(told).or(left),
            Obligation {
                text: Some(text.into()),
                announced: Some(due),
                ..owed.clone()
            },
        );
    }
    if let (Some(Decided::ReleasedWhen), Some(condition)) = (report.decided, &report.condition) {
        gathered.add(
            Settled::on(report.condition_met_on).or(left),
            Obligation {
                duty: Duty::ReleaseCondition,
                text: Some(condition.into()),
                ..owed
            },
        );
    }
}

fn of_commitment<'r>(case: &'r Case, commitment: &'r Commitment, gathered: &mut Gathered<'r>) {
    let Some(due) = commitment.due else { return };
    let updates = || commitment.updates.iter();
    let settled = match commitment.status {
        CommitmentStatus::Open => Settled::Open,
        _ => {
            let ended = updates().filter(|update| {
                update
                    .status
                    .is_some_and(|status| status != CommitmentStatus::Open)
            });
            let ended = ended.map(|update| update.on).max();
            ended.map_or(Settled::Sometime, Settled::On)
        }
    };
    gathered.add(
        settled,
        Obligation {
            key: commitment.k.as_str().into(),
            text: Some(commitment.text.as_str().into()),
            owner: commitment.agency.as_ref().map(|id| id.as_str().into()),
            announced: Some(due),
            announced_before: updates()
                .filter_map(|update| Some((update.on, update.due_was?)))
                .collect(),
            since: case.promised_on(commitment),
            ..Obligation::new(Duty::Commitment)
        },
    );
}

/// What a meeting owes; `None` where that is nothing.
pub(crate) fn of_meeting(meeting: &Meeting) -> Option<Pending<'_>> {
    if meeting.status.needs_reason() {
        return None;
    }
    let mut gathered = Gathered::default();
    let first_day = meeting.first_day();
    let run_by: Option<Cow<'_, str>> = meeting.run_by.as_ref().map(|id| id.as_str().into());
    let shown = meeting
        .links
        .iter()
        .any(|link| link.kind == LinkKind::AgendaBook);
    let has_materials = matches!(
        meeting.kind,
        MeetingKind::Collaborative | MeetingKind::Hearing
    );
    if let Some(day) = first_day.filter(|_| has_materials && !shown) {
        gathered.add(
            Settled::On(day),
            Obligation {
                owner: run_by.clone(),
                event: Some(day),
                since: match meeting.status {
                    MeetingStatus::Planned => None,
                    _ => day.plus_days(-PREPARATION),
                },
                ..Obligation::new(Duty::MaterialsPublic)
            },
        );
    }
    if let (Some(day), MeetingStatus::Planned) = (first_day, meeting.status) {
        if has_materials && !meeting.tasks.iter().any(is_prep_meeting) {
            gathered.add(
                Settled::On(day),
                Obligation {
                    owner: run_by.clone(),
                    event: Some(day),
                    ..Obligation::new(Duty::PrepMeeting)
                },
            );
        }
        // Where topics are on the list, the forms have come.
        if meeting.kind == MeetingKind::Monthly && meeting.candidates.is_empty() {
            gathered.add(
                Settled::On(day),
                Obligation {
                    owner: run_by.clone(),
                    event: day.plus_months(-1),
                    ..Obligation::new(Duty::ProposalForm)
                },
            );
        }
    }
    for task in meeting.tasks.iter().filter(|task| task.due.is_some()) {
        gathered.add(
            Settled::on(task.done_on),
            Obligation {
                key: task.k.as_str().into(),
                text: Some(task.what.as_str().into()),
                owner: lent(&task.owner).or_else(|| run_by.clone()),
                announced: task.due,
                event: first_day,
                ..Obligation::new(Duty::Task)
            },
        );
    }
    for conclusion in &meeting.conclusions {
        if let (Some(owner), Some(due)) = (&conclusion.owner, conclusion.due) {
            gathered.add(
                Settled::on(conclusion.done_on),
                Obligation {
                    key: conclusion.n.to_string().into(),
                    text: Some(conclusion.text.as_str().into()),
                    owner: Some(owner.into()),
                    announced: Some(due),
                    event: first_day,
                    since: first_day,
                    ..Obligation::new(Duty::Conclusion)
                },
            );
        }
    }
    (!gathered.0.is_empty()).then(|| Pending {
        stage: None,
        id: meeting.id.to_string().into(),
        number: meeting.number,
        title: meeting.title.as_str().into(),
        proposed_on: None,
        hosts: Vec::new(),
        cases: meeting
            .cases
            .iter()
            .map(|id| id.to_string().into())
            .collect(),
        release_asked_on: None,
        obligations: gathered.0,
    })
}

/// Whether a task of a plan is to hold the prep meeting: then it is due by its own day.
fn is_prep_meeting(task: &Task) -> bool {
    task.plan.as_deref() == Some("prep-meeting")
}

/// What a transcript owes; `None` where that is nothing.
pub(super) fn of_transcript(transcript: &Transcript) -> Option<Pending<'_>> {
    let settled = match (transcript.status, transcript.published_on) {
        (_, Some(day)) => Settled::On(day),
        (TranscriptStatus::Published, None) => Settled::Sometime,
        _ => Settled::Open,
    };
    let mut gathered = Gathered::default();
    if transcript.sent_on.is_some() || transcript.edit_until.is_some() {
        gathered.add(
            settled,
            Obligation {
                event: transcript.sent_on,
                announced: transcript.edit_until,
                since: transcript.sent_on,
                ..Obligation::new(Duty::TranscriptEditing)
            },
        );
    }
    (!gathered.0.is_empty()).then(|| Pending {
        stage: None,
        id: transcript.id.to_string().into(),
        number: None,
        title: transcript.title.as_str().into(),
        proposed_on: None,
        hosts: Vec::new(),
        cases: Vec::new(),
        release_asked_on: None,
        obligations: gathered.0,
    })
}

/// A text of a record, not copied.
fn lent(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

/// The words of a record that owes nothing any more: each month in which it still did.
pub(super) fn words(pending: &Pending<'_>, words: &mut BTreeSet<String>) {
    for owed in &pending.obligations {
        if let (Some(since), Some(settled)) = (owed.since, owed.settled_on) {
            let months = since.year_month()..=settled.year_month();
            let months = months.filter(|month| (1..=12).contains(&(month % 100)));
            words.extend(months.map(word_of_month));
        }
    }
}

/// The word of every record that stands no more and owed something on a day.
pub(super) fn word_of_day(day: Date) -> String {
    word_of_month(day.year_month())
}

fn word_of_month(month: u32) -> String {
    word("owes", &month.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::record::{AnyRecord, Kind, any};

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// What an invented case of these lines owes: duty, key or text, since when, until when.
    fn owed(lines: &str) -> Vec<(Duty, Option<String>, Option<String>)> {
        let text = format!("id = \"c202109-k7f2\"\ntitle = \"甲案\"\n{lines}");
        let parsed = any::parse_as(Kind::Case, text.as_bytes());
        let Some(AnyRecord::Case(case)) = parsed.record else {
            panic!("{:?}", parsed.problems);
        };
        let pending = of_case(&case).map_or(Vec::new(), |pending| pending.obligations);
        let shown = |day: Option<Date>| day.map(|day| day.to_string());
        pending
            .into_iter()
            .map(|owed| (owed.duty, shown(owed.since), shown(owed.settled_on)))
            .collect()
    }

    fn some(day: &str) -> Option<String> {
        Some(day.to_owned())
    }

    const PETITION: &str =
        "[[petition]]\nurl = \"https://example.org/1\"\nqualified_on = 2021-09-24\n";

    #[test]
    fn a_petition_owes_until_its_formal_reply() {
        let since = some("2021-09-24");
        assert_eq!(
            owed(PETITION),
            [
                (Duty::HandlingSchedule, since.clone(), None),
                (Duty::ContactProposer, since.clone(), None),
                (Duty::FormalReply, since.clone(), None),
            ]
        );
        let reply = |kind: &str, on: &str| {
            format!(
                "[[reply]]\nk = \"a{on}\"\nkind = \"{kind}\"\non = 2021-{}-{}\n",
                &on[..2],
                &on[2..]
            )
        };
        let replied = format!(
            "{PETITION}{}{}",
            reply("schedule", "1001"),
            reply("formal", "1101")
        );
        assert_eq!(
            owed(&replied),
            [
                (
                    Duty::SatisfactionSurvey,
                    some("2021-11-01"),
                    some("2022-11-01")
                ),
                (Duty::HandlingSchedule, since.clone(), some("2021-10-01")),
                (Duty::ContactProposer, since.clone(), some("2021-11-01")),
                (Duty::FormalReply, since, some("2021-11-01")),
            ]
        );
        // An answer that does not say what is adopted answers only where the platform says so.
        let interim = reply("interim", "1020");
        assert_eq!(owed(&format!("{PETITION}{interim}"))[2].2, None);
        let answered = format!("{PETITION}status = \"answered\"\n{interim}");
        assert_eq!(owed(&answered)[2].2, some("2021-10-20"));
        assert!(owed(&format!("{PETITION}status = \"answered\"\n")).is_empty());
        assert!(owed(&format!("{PETITION}status = \"revoked\"\n")).is_empty());
        let withdrawn = "[[stage]]\nk = \"aaaa\"\nname = \"withdrawn\"\non = 2021-12-01\n";
        assert_eq!(
            owed(&format!("{PETITION}{withdrawn}"))[2].2,
            some("2021-12-01")
        );
        for stage in ["not-selected", "released"] {
            let stage = withdrawn.replace("withdrawn", stage);
            assert_eq!(owed(&format!("{PETITION}{stage}"))[2].2, None);
        }
    }

    #[test]
    fn a_next_step_is_owed_until_the_next_report_of_the_agency() {
        let report = |k: &str, on: &str, agency: &str, next: bool| {
            let next = if next {
                "next_step = \"甲\"\nnext_on = 2022-03-01\n"
            } else {
                ""
            };
            format!("[[report]]\nk = \"{k}\"\non = 2022-{on}\nagency = \"{agency}\"\n{next}")
        };
        let first = report("aaaa", "01-03", "motc", true);
        let since = some("2022-01-03");
        assert_eq!(owed(&first), [(Duty::Promise, since.clone(), None)]);
        let other = first.clone() + &report("bbbb", "02-07", "moi", false);
        assert_eq!(owed(&other), [(Duty::Promise, since.clone(), None)]);
        let same = first + &report("bbbb", "02-07", "motc", false);
        assert_eq!(
            owed(&same),
            [(Duty::Promise, since.clone(), some("2022-02-07"))]
        );
        let not_selected = "[[stage]]\nk = \"aaaa\"\nname = \"not-selected\"\non = 2022-02-14\n";
        let ended = report("aaaa", "01-03", "motc", true) + not_selected;
        assert_eq!(owed(&ended), [(Duty::Promise, since, some("2022-02-14"))]);
    }

    #[test]
    fn a_condition_is_owed_until_it_is_met_or_the_case_is_left() {
        let condition = "[[report]]\nk = \"aaaa\"\non = 2022-01-03\ndecided = \"released-when\"\ncondition = \"甲\"\n";
        let since = some("2022-01-03");
        assert_eq!(
            owed(condition),
            [(Duty::ReleaseCondition, since.clone(), None)]
        );
        let met = format!("{condition}condition_met_on = 2022-02-01\n");
        let until = some("2022-02-01");
        assert_eq!(owed(&met), [(Duty::ReleaseCondition, since.clone(), until)]);
        let decided =
            format!("{condition}[[report]]\nk = \"bbbb\"\non = 2022-03-07\ndecided = \"kept\"\n");
        assert_eq!(
            owed(&decided),
            [(Duty::ReleaseCondition, since.clone(), None)]
        );
        let left = "[[stage]]\nk = \"aaaa\"\nname = \"withdrawn\"\non = 2022-04-11\n";
        let until = some("2022-04-11");
        assert_eq!(
            owed(&format!("{condition}{left}")),
            [(Duty::ReleaseCondition, since, until)]
        );
    }

    #[test]
    fn a_commitment_outlives_its_case_and_ends_with_its_update() {
        let commitment = "[[stage]]\nk = \"aaaa\"\nname = \"released\"\non = 2021-12-01\n[[commitment]]\nk = \"cccc\"\ntext = \"甲\"\ndue = 2022-06-30\nstatus = ";
        let since = some("2021-12-01");
        let open = format!("{commitment}\"open\"\n");
        assert_eq!(owed(&open), [(Duty::Commitment, since.clone(), None)]);
        assert!(owed(&format!("{commitment}\"done\"\n")).is_empty());
        let later = format!("{open}on = 2022-03-01\n");
        assert_eq!(owed(&later), [(Duty::Commitment, some("2022-03-01"), None)]);
        let done = format!(
            "{commitment}\"done\"\n[[commitment.update]]\nk = \"dddd\"\non = 2022-05-01\nstatus = \"done\"\n"
        );
        assert_eq!(owed(&done), [(Duty::Commitment, since, some("2022-05-01"))]);
    }

    proptest! {
        #[test]
        fn what_was_owed_on_a_day_stands_or_has_the_word_of_the_day(
            spans in proptest::collection::vec((0..4000_i64, proptest::option::of(0..2000_i64), any::<bool>()), 1..4),
            asked in 0..6000_i64,
        ) {
            let first = day("2010-03-04");
            let asked = first.plus_days(asked).unwrap();
            let mut gathered = Gathered::default();
            for (since, lasts, is_dated) in spans {
                let since = first.plus_days(since).unwrap();
                let settled = lasts.map_or(Settled::Open, |days| Settled::On(since.plus_days(days).unwrap()));
                let owed = Obligation {
                    since: is_dated.then_some(since),
                    announced: Some(since),
                    ..Obligation::new(Duty::Task)
                };
                gathered.add(settled, owed);
            }
            let pending = Pending {
                stage: None,
                id: Cow::Borrowed(""),
                number: None,
                title: Cow::Borrowed(""),
                proposed_on: None,
                hosts: Vec::new(),
                cases: Vec::new(),
                release_asked_on: None,
                obligations: gathered.0,
            };
            let is_owed = pending.obligations.iter().any(|owed| owed.is_owed_on(asked));
            let mut found = BTreeSet::new();
            words(&pending, &mut found);
            prop_assert!(!is_owed || pending.stands() || found.contains(&word_of_day(asked)));
        }
    }
}
