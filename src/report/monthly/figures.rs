//! The figures of a monthly paper. Serialised, they are `po.report.monthly/1`: within /1 fields are
//! only added.
//!
//! Text that comes from records has been cleaned to one line. Lists of cases are by number, cases
//! without a number last. A number of days is whole calendar days.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::Duty;
use crate::locale::Language;
use crate::record::Date;
use crate::record::case::{Decided, Source, Stage};
use crate::record::meeting::{HostDecision, MeetingKind, MeetingStatus};
use crate::record::period::{Month, Period};
use crate::report::gap::gap_kinds;
use crate::report::head::{AgencyName, StoreHead, Unreadable};
use crate::report::opened::Opened;
use crate::report::serial;

/// The name of the JSON form.
pub const SCHEMA: &str = "po.report.monthly/1";

/// A whole monthly paper.
#[derive(Clone, Debug, Serialize)]
pub struct Monthly {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The month asked for.
    #[serde(serialize_with = "serial::word")]
    pub month: Month,
    /// Its days.
    #[serde(serialize_with = "serial::period")]
    pub period: Period,
    /// The last day counted: the end of the month, or the as-of day where that comes first.
    #[serde(serialize_with = "serial::word")]
    pub counted_to: Date,
    /// The name of the store.
    pub store: String,
    /// The commit, 40 hexadecimal digits.
    pub commit: Option<String>,
    /// All stores with their commits, where several are read as one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stores: Vec<StoreHead>,
    /// The day that counts as today.
    #[serde(serialize_with = "serial::word")]
    pub as_of: Date,
    /// The command that makes the paper again.
    pub command: String,
    /// The version of the program.
    pub version: &'static str,
    /// The language asked for.
    #[serde(serialize_with = "serial::word")]
    pub language: Language,
    /// Records that could not be read and are not counted.
    pub unreadable: Unreadable,
    /// SHA-256, in hexadecimal, of the JSON of the figures without this head and without blanks: equal
    /// for every language.
    pub digest: String,
    /// The figures.
    #[serde(flatten)]
    pub sections: Sections,
    /// The records under each figure, where they are asked for; the digest does not cover them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Opened>,
    /// What agencies are called, by id; not part of the JSON, where ids stand.
    #[serde(skip)]
    pub names: BTreeMap<String, AgencyName>,
}

/// What the paper says; the digest covers the month, the last day counted and these. A section that a
/// later version adds stands beside them, so that the digest of old figures does not change.
#[derive(Clone, Debug, Serialize)]
pub struct Sections {
    /// The monthly meeting of the month; `None` where none is recorded.
    pub meeting: Option<MonthlyMeeting>,
    /// The last monthly meeting held before it, or before the month where it has none.
    pub previous: Option<MeetingName>,
    /// The vote; `None` where the meeting puts no topic to the vote.
    pub vote: Option<VoteFigures>,
    /// The self-proposals to be noted.
    pub self_proposals: SelfProposals,
    /// The open cases.
    pub open: Open,
    /// What is asked and decided about releases.
    pub releases: Releases,
    /// What was promised and is due.
    pub due: DueItems,
    /// Who led tables.
    pub table_leaders: TableLeaders,
    /// What the records do not say, only kinds that occur.
    pub gaps: Vec<Gap>,
}

/// A meeting by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingName {
    /// Its id.
    pub id: String,
    /// Its title; `None` where there is no such record.
    pub title: Option<String>,
    /// Its kind.
    #[serde(serialize_with = "serial::word_or_null")]
    pub kind: Option<MeetingKind>,
    /// The day of its first session.
    #[serde(serialize_with = "serial::word_or_null")]
    pub on: Option<Date>,
}

/// The monthly meeting that the paper is for.
#[derive(Clone, Debug, Serialize)]
pub struct MonthlyMeeting {
    /// Its name.
    #[serde(flatten)]
    pub name: MeetingName,
    /// Which monthly meeting it is.
    pub sequence: Option<u32>,
    /// What became of it; planned before its day.
    #[serde(serialize_with = "serial::word")]
    pub status: MeetingStatus,
    /// Why it was not held, put off or called off.
    pub reason: Option<String>,
    /// Who chairs it, by office.
    pub chair: Option<String>,
    /// When and where it meets.
    pub sessions: Vec<Sitting>,
    /// The ids of further monthly meetings of the month.
    pub others: Vec<String>,
}

/// One sitting of a meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Sitting {
    /// The day.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// When it begins, `14:00`.
    pub start: Option<String>,
    /// When it ends.
    pub end: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it is online.
    pub online: Option<bool>,
}

/// A case by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseName {
    /// The id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic; `None` where there is no such record.
    pub title: Option<String>,
}

/// The vote on topics.
#[derive(Clone, Debug, Serialize)]
pub struct VoteFigures {
    /// Whether its counts are in: a count is recorded and the vote does not lie after the last day
    /// counted.
    pub counted: bool,
    /// The day from which its counts stay.
    #[serde(serialize_with = "serial::word_or_null")]
    pub closed_on: Option<Date>,
    /// How many could vote.
    pub base: Option<u32>,
    /// How many topics a ballot must tick at least.
    pub ticks_each: Option<u32>,
    /// The rule set in force on the day of the meeting.
    pub rules: Option<RuleSet>,
    /// The candidates by pool, pools and candidates in their order on the ballot.
    pub pools: Vec<Pool>,
}

/// A rule set by its name.
#[derive(Clone, Debug, Serialize)]
pub struct RuleSet {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// The candidates of a pool.
#[derive(Clone, Debug, Serialize)]
pub struct Pool {
    /// Its name; `None` where the candidates stand in none.
    pub name: Option<String>,
    /// What the rule set calls it in Chinese.
    pub label: Option<String>,
    /// Its candidates.
    pub candidates: Vec<Candidate>,
}

/// A topic put to the vote.
#[derive(Clone, Debug, Serialize)]
pub struct Candidate {
    /// Its place on the ballot, from 1.
    pub place: usize,
    /// The cases it takes up.
    pub cases: Vec<CaseName>,
    /// Where they came from, each source once.
    #[serde(serialize_with = "serial::words")]
    pub sources: Vec<Source>,
    /// The ids of their hosts.
    pub hosts: Vec<String>,
    /// Ticks received.
    pub ticks: Option<u32>,
    /// Its share of those who could vote, in tenths of a per cent.
    pub share_per_mille: Option<u64>,
    /// What the count comes to by the rules, as in `po.candidate/1`; `None` before it is in.
    pub outcome: Option<&'static str>,
    /// What the host decided, where that is left to it.
    #[serde(serialize_with = "serial::word_or_null")]
    pub decided: Option<HostDecision>,
}

/// Topics proposed without a vote, which the meeting takes note of.
#[derive(Clone, Debug, Serialize)]
pub struct SelfProposals {
    /// Those proposed after the previous monthly meeting and up to this one.
    #[serde(serialize_with = "serial::period")]
    pub period: Period,
    /// Each of them.
    pub items: Vec<SelfProposal>,
    /// The ids of topics that ministries proposed in these days, of which the records do not say whether
    /// they skip the vote and that it does not put to the vote either.
    pub unknown: Vec<String>,
}

/// A topic proposed without a vote.
#[derive(Clone, Debug, Serialize)]
pub struct SelfProposal {
    /// The case.
    #[serde(flatten)]
    pub case: CaseName,
    /// Where it came from.
    #[serde(serialize_with = "serial::word_or_null")]
    pub source: Option<Source>,
    /// The ids of its hosts.
    pub hosts: Vec<String>,
    /// When it was proposed.
    #[serde(serialize_with = "serial::word_or_null")]
    pub proposed_on: Option<Date>,
    /// Whether a step or a report of the case names the meeting.
    pub reported: bool,
}

/// The open cases on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// The day.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// How many are known to be open.
    pub total: usize,
    /// How many cases have no stage or no date for the first one, so that nothing can be said.
    pub unknown: usize,
    /// How many cases had begun by that day: the base of both.
    pub of: usize,
    /// For how many of the open ones a monthly meeting has passed since the last report, or since the
    /// proposal where there is none.
    pub not_heard: usize,
    /// How many of the open ones were never reported.
    pub never_reported: usize,
    /// Each of them.
    pub items: Vec<OpenCase>,
}

/// An open case.
#[derive(Clone, Debug, Serialize)]
pub struct OpenCase {
    /// The case.
    #[serde(flatten)]
    pub case: CaseName,
    /// Where it stands.
    #[serde(serialize_with = "serial::word")]
    pub stage: Stage,
    /// Since when.
    #[serde(serialize_with = "serial::word_or_null")]
    pub stage_on: Option<Date>,
    /// How many working meetings were held for it.
    pub working_meetings: usize,
    /// The ids of its hosts.
    pub hosts: Vec<String>,
    /// When it was proposed.
    #[serde(serialize_with = "serial::word_or_null")]
    pub proposed_on: Option<Date>,
    /// Days since then.
    pub days_since_proposal: Option<i64>,
    /// What was last reported.
    pub last_report: Option<LastReport>,
    /// How many monthly meetings were held since then without a report; where there is none, since the
    /// proposal. `None` where neither day is known.
    pub meetings_without_report: Option<usize>,
    /// What comes next: the steps told in the last report, then the next meeting that is planned.
    pub next: Vec<NextStep>,
    /// Whether the last report asks for the release and nobody has decided.
    pub release_asked: bool,
    /// Conditions of its release that are not met.
    pub conditions: Vec<Condition>,
    /// In how many fields it waits for a decision after a merge: a gap, and no figure.
    #[serde(skip)]
    pub conflicts: u32,
}

/// The reports of the last day on which a case was reported.
#[derive(Clone, Debug, Serialize)]
pub struct LastReport {
    /// The day.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// The meeting at which it was reported.
    pub meeting: Option<MeetingName>,
    /// What was reported; several agencies may report at one meeting.
    pub said: Vec<Said>,
}

/// What an agency reported.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The agency's id.
    pub agency: Option<String>,
    /// What was reported.
    pub text: Option<String>,
}

/// What comes next in a case.
#[derive(Clone, Debug, Serialize)]
pub struct NextStep {
    /// By when, or on which day.
    #[serde(serialize_with = "serial::word_or_null")]
    pub on: Option<Date>,
    /// What, in the words of the report.
    pub text: Option<String>,
    /// The kind of a planned meeting.
    #[serde(serialize_with = "serial::word_or_null")]
    pub meeting: Option<MeetingKind>,
}

/// A condition of a release.
#[derive(Clone, Debug, Serialize)]
pub struct Condition {
    /// When it was set.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// What it is.
    pub text: Option<String>,
}

/// What is asked and decided about releases.
#[derive(Clone, Debug, Serialize)]
pub struct Releases {
    /// What waits for a decision.
    pub asked: Vec<ReleaseRequest>,
    /// What was decided in the month, by case and day.
    pub decided: Vec<ReleaseDecision>,
}

/// A request to release a case.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseRequest {
    /// The case.
    #[serde(flatten)]
    pub case: CaseName,
    /// The ids of its hosts.
    pub hosts: Vec<String>,
    /// When it was asked.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// By which agency.
    pub agency: Option<String>,
    /// What was reported with it.
    pub text: Option<String>,
}

/// A decision about the release of a case.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseDecision {
    /// The case.
    #[serde(flatten)]
    pub case: CaseName,
    /// When.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// At which meeting.
    pub meeting: Option<MeetingName>,
    /// What.
    #[serde(serialize_with = "serial::word")]
    pub decided: Decided,
    /// The condition of the release.
    pub condition: Option<String>,
    /// Why it was released.
    pub reason: Option<String>,
}

/// Next steps told in reports, commitments, and tasks and conclusions of meetings that are due by the
/// end of the month.
#[derive(Clone, Debug, Serialize)]
pub struct DueItems {
    /// The day on which they stand so.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// By when they are due.
    #[serde(serialize_with = "serial::word")]
    pub by: Date,
    /// How many are overdue.
    pub overdue: usize,
    /// Each of them, the longest overdue first.
    pub items: Vec<DueItem>,
}

/// Something due.
#[derive(Clone, Debug, Serialize)]
pub struct DueItem {
    /// The record that owes it.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic or title of the record.
    pub title: String,
    /// What it is, as in `po.deadline/1`.
    #[serde(serialize_with = "serial::word")]
    pub what: Duty,
    /// What, in the words of the record.
    pub text: Option<String>,
    /// Who owes it: ids of agencies, or roles.
    pub owners: Vec<String>,
    /// By when.
    #[serde(serialize_with = "serial::word")]
    pub due: Date,
    /// The days left; negative where it is overdue.
    pub days_left: i64,
}

/// Who led tables in meetings held, and how often in the year.
#[derive(Clone, Debug, Serialize)]
pub struct TableLeaders {
    /// After the previous monthly meeting and up to the last day counted.
    #[serde(serialize_with = "serial::period")]
    pub period: Period,
    /// The days of the year up to then.
    #[serde(serialize_with = "serial::period")]
    pub year: Period,
    /// The tables of the period.
    pub turns: Vec<Turn>,
    /// The agencies that sent a leader in the year, most turns first.
    pub agencies: Vec<AgencyTurns>,
    /// The ids of the collaborative meetings and hearings held in the period.
    pub meetings: Vec<String>,
}

/// A table and who led it.
#[derive(Clone, Debug, Serialize)]
pub struct Turn {
    /// The meeting.
    pub meeting: MeetingName,
    /// The case number that the meeting is about.
    pub number: Option<u32>,
    /// Who led it, by office.
    pub leader: Option<String>,
    /// The agency whose turn it counts as; `None` where that is not recorded and it counts for none.
    pub agency: Option<String>,
}

/// How often an agency sent a table leader.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyTurns {
    /// Its id.
    pub id: String,
    /// How often in the period.
    pub in_period: usize,
    /// How often in the year.
    pub in_year: usize,
}

gap_kinds! {
    /// The meeting does not say where it meets.
    MeetingWithoutPlace = "meeting-without-place",
    /// A vote that is counted without how many could vote.
    VoteWithoutBase = "vote-without-base",
    /// A candidate without ticks or share in a vote that is counted.
    CandidateWithoutCount = "candidate-without-count",
    /// A candidate whose case is not on record.
    CandidateUnknown = "candidate-unknown",
    /// A ministry's topic that may be a self-proposal: how it is chosen is not recorded.
    SelectionUnknown = "selection-unknown",
    /// An open case without a host.
    NoHost = "no-host",
    /// An open case without a number.
    NoNumber = "no-number",
    /// An open case without the day of its proposal.
    NoProposalDate = "no-proposal-date",
    /// An open case that was never reported.
    NeverReported = "never-reported",
    /// An open case whose last report names no meeting.
    ReportWithoutMeeting = "report-without-meeting",
    /// An open case in which a merge left fields undecided.
    Undecided = "undecided",
    /// An open case of which nothing is known to come next.
    NoNextStep = "no-next-step",
    /// A release decided without a meeting that decided it.
    DecisionWithoutMeeting = "decision-without-meeting",
    /// A release without a reason.
    ReleasedWithoutReason = "released-without-reason",
    /// A meeting of the period without its tables.
    MeetingWithoutTables = "meeting-without-tables",
    /// A table whose leader counts for no agency.
    TableWithoutAgency = "table-without-agency",
    /// A record that several stores have and tell differently; it counts once.
    DifferingCopy = "differing-copy",
    /// A store that should be read and could not be.
    StoreNotRead = "store-not-read",
}
