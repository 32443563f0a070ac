//! The figures of a quarterly report. Serialised, they are `po.report.quarterly/1`: within /1 fields
//! are only added.
//!
//! Text that comes from records has been cleaned to one line. Ids are those of records; where a list
//! of cases has an order, it is by number, cases without a number last.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::locale::Language;
use crate::record::Date;
use crate::record::case::{Adoption, ReplyKind, Selection, Source, Stage};
use crate::record::meeting::{Element, MeetingKind};
use crate::record::period::{Period, Quarter};
use crate::report::gap::gap_kinds;
use crate::report::opened::Opened;

use super::promises::{Promises, Tasks};
use super::replies::Replies;
use super::serial;
use super::together::{Chiefs, Elements, WorkedTogether};

pub use crate::report::head::{AgencyName, StoreHead, Unreadable};

/// The name of the JSON form.
pub const SCHEMA: &str = "po.report.quarterly/1";

/// A whole quarterly report.
#[derive(Clone, Debug, Serialize)]
pub struct Quarterly {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The quarter, where one was asked for or the quarterly meeting says one.
    #[serde(serialize_with = "serial::word_or_null")]
    pub quarter: Option<Quarter>,
    /// The quarterly meeting, where the report is made for one.
    pub meeting: Option<MeetingHead>,
    /// The days asked for.
    #[serde(serialize_with = "serial::period")]
    pub period: Period,
    /// The last day counted: the end of the period, or the as-of day where that comes first.
    #[serde(serialize_with = "serial::word")]
    pub counted_to: Date,
    /// The agency that the report is narrowed to, by id.
    pub agency: Option<String>,
    /// The agencies that it took over from, by id, whose cases are counted as its own.
    pub includes: Vec<String>,
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
    /// The command that makes the report again.
    pub command: String,
    /// The version of the program.
    pub version: &'static str,
    /// The language asked for.
    #[serde(serialize_with = "serial::word")]
    pub language: Language,
    /// Records that could not be read and are not counted.
    pub unreadable: Unreadable,
    /// Collaborative meetings of the period, of all agencies, whose cases name no host.
    pub unhosted: Unhosted,
    /// SHA-256, in hexadecimal, of the JSON of the figures without this head and without blanks: equal for
    /// every language and for every version that writes /1.
    pub digest: String,
    /// The cases.
    pub cases: Cases,
    /// The meetings.
    pub meetings: Meetings,
    /// The periods before, at most four, oldest first.
    pub before: Vec<PeriodBefore>,
    /// Agencies with a part in the cases of the period, the one that hosts most first.
    pub agencies: Vec<AgencyCount>,
    /// The petitions.
    pub petitions: Petitions,
    /// The transcripts of the collaborative meetings held.
    pub transcripts: Transcripts,
    /// The formal replies given or due.
    pub replies: Replies,
    /// The promises made by the end of the period.
    pub promises: Promises,
    /// The tasks of the meetings.
    pub tasks: Tasks,
    /// The chiefs at the quarterly meetings, only meetings of which any is recorded.
    pub chiefs: Vec<Chiefs>,
    /// The elements of the collaborative meetings.
    pub elements: Elements,
    /// Who worked with whom.
    pub worked_together: WorkedTogether,
    /// What the records do not say, only kinds that occur.
    pub gaps: Vec<Gap>,
    /// The records under each figure, where they are asked for; the digest does not cover them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<Opened>,
    /// What agencies are called, by id; not part of the JSON, where ids stand.
    #[serde(skip)]
    pub names: BTreeMap<String, AgencyName>,
    /// The numbers of cases that have one, by id; not part of the JSON.
    #[serde(skip)]
    pub numbers: BTreeMap<String, u32>,
}

/// A quarterly meeting in the head.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingHead {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of its first session.
    #[serde(serialize_with = "serial::word_or_null")]
    pub date: Option<Date>,
}

/// Collaborative meetings without a host.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Unhosted {
    /// How many.
    pub meetings: usize,
    /// Among how many.
    pub of: usize,
}

/// The cases of the period. A case counts once for a step: on the first day it took it.
#[derive(Clone, Debug, Serialize)]
pub struct Cases {
    /// Proposed to the POs.
    pub proposed: Tally,
    /// Chosen for a collaborative meeting.
    pub selected: Tally,
    /// With their first collaborative meeting.
    pub met: Tally,
    /// Decided not to have one.
    pub not_held: NotHeld,
    /// Released from tracking.
    pub released: Tally,
    /// Open at the end.
    pub open: Open,
    /// Every case that the period touches: one of the steps above, a later collaborative meeting, a
    /// petition qualified or answered.
    pub items: Vec<CaseItem>,
}

/// How many cases took a step.
#[derive(Clone, Debug, Serialize)]
pub struct Tally {
    /// How many.
    pub total: usize,
    /// How many from each source, every source and `unknown`.
    #[serde(serialize_with = "serial::counts_and_unknown")]
    pub by_source: Vec<(Option<Source>, usize)>,
    /// Their ids.
    pub ids: Vec<String>,
}

/// The cases without a meeting, and why.
#[derive(Clone, Debug, Serialize)]
pub struct NotHeld {
    /// How many.
    #[serde(flatten)]
    pub tally: Tally,
    /// When and why, in the order of the ids.
    pub reasons: Vec<Reason>,
}

/// Why a case has no meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// The case.
    pub id: String,
    /// The day of the decision.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// The reason, where recorded.
    pub reason: Option<String>,
}

/// The open cases at the end of the period.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// The day.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// How many are known to be open.
    pub total: usize,
    /// How many in each stage, only stages that occur.
    #[serde(serialize_with = "serial::counts")]
    pub by_stage: Vec<(Stage, usize)>,
    /// Their ids.
    pub ids: Vec<String>,
    /// How many cases have no stage or no date for the first one, so that nothing can be said.
    pub unknown: usize,
    /// How many cases had begun by that day, those whose beginning has no day among them: the base.
    pub of: usize,
}

/// What the report says of one case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseItem {
    /// The id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic.
    pub title: String,
    /// Where it came from.
    #[serde(serialize_with = "serial::word_or_null")]
    pub source: Option<Source>,
    /// How it was chosen.
    #[serde(serialize_with = "serial::word_or_null")]
    pub selection: Option<Selection>,
    /// The ids of its hosts in the period.
    pub hosts: Vec<String>,
    /// The ids of its co-hosts in the period.
    pub cohosts: Vec<String>,
    /// When it was proposed.
    #[serde(serialize_with = "serial::word_or_null")]
    pub proposed_on: Option<Date>,
    /// The kind of the meeting at which it was proposed.
    #[serde(serialize_with = "serial::word_or_null")]
    pub proposed_at: Option<MeetingKind>,
    /// When its petitions reached their thresholds.
    #[serde(serialize_with = "serial::words")]
    pub qualified_on: Vec<Date>,
    /// The ids of its collaborative meetings held in the period.
    pub meetings: Vec<String>,
    /// Formal answers and adoption decisions up to the end of the period.
    pub replies: Vec<ReplyItem>,
    /// Where it stood at the end of the period.
    #[serde(serialize_with = "serial::word_or_null")]
    pub stage: Option<Stage>,
    /// Since when, where known.
    #[serde(serialize_with = "serial::word_or_null")]
    pub stage_on: Option<Date>,
}

/// An answer to a petition.
#[derive(Clone, Debug, Serialize)]
pub struct ReplyItem {
    /// The agency's id.
    pub agency: Option<String>,
    /// The day.
    #[serde(serialize_with = "serial::word_or_null")]
    pub on: Option<Date>,
    /// What it is.
    #[serde(serialize_with = "serial::word")]
    pub kind: ReplyKind,
    /// What it says about the claims.
    #[serde(serialize_with = "serial::word_or_null")]
    pub adoption: Option<Adoption>,
}

/// The meetings of the period. A meeting counts on the day of its first session.
#[derive(Clone, Debug, Serialize)]
pub struct Meetings {
    /// Collaborative meetings.
    pub collaborative: Collaborative,
    /// How many of each other kind were held, only kinds that occur.
    #[serde(serialize_with = "serial::counts")]
    pub other: Vec<(MeetingKind, usize)>,
}

/// The collaborative meetings held.
#[derive(Clone, Debug, Serialize)]
pub struct Collaborative {
    /// How many.
    pub held: usize,
    /// Each of them, by day.
    pub items: Vec<MeetingItem>,
    /// Second and further meetings of a case.
    pub later: Vec<LaterMeeting>,
    /// From proposal to meeting.
    pub days_from_proposal: Waiting,
}

/// A collaborative meeting.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingItem {
    /// The id.
    pub id: String,
    /// The case number it is about.
    pub number: Option<u32>,
    /// Its title.
    pub title: String,
    /// The ids of its cases.
    pub cases: Vec<String>,
    /// The ids of the agencies that hosted its cases on that day.
    pub hosts: Vec<String>,
    /// The days of its sessions.
    #[serde(serialize_with = "serial::words")]
    pub days: Vec<Date>,
    /// How many sessions.
    pub sessions: usize,
    /// The elements used.
    #[serde(serialize_with = "serial::words")]
    pub elements: Vec<Element>,
    /// Whether its transcript is public.
    #[serde(serialize_with = "serial::word")]
    pub transcript: TranscriptState,
    /// Days from the proposal of its case to its first session; of several cases, the one that
    /// waited longest. `None` where unknown, or where the records contradict themselves.
    pub days_from_proposal: Option<i64>,
}

/// A second or further meeting of a case.
#[derive(Clone, Debug, Serialize)]
pub struct LaterMeeting {
    /// The meeting.
    pub meeting: String,
    /// The case.
    pub case: String,
    /// The case number.
    pub number: Option<u32>,
    /// Which one it is: 2 and up.
    pub nth: usize,
}

/// Where the transcript of a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscriptState {
    /// Public.
    Published,
    /// With the speakers.
    Editing,
    /// As the stenographer left it.
    Draft,
    /// Not in the records.
    Missing,
}

impl TranscriptState {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Editing => "editing",
            Self::Draft => "draft",
            Self::Missing => "missing",
        }
    }
}

/// Days from proposal to meeting over several meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The median; the mean of the two middle ones for an even number.
    pub median: Option<Median>,
    /// The shortest.
    pub min: Option<i64>,
    /// The longest.
    pub max: Option<i64>,
    /// For how many meetings it is known.
    pub known: usize,
    /// For how many it is not.
    pub unknown: usize,
}

/// A median of whole numbers, kept doubled so that a half is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Median {
    doubled: i64,
}

impl Median {
    /// The median of numbers that are not negative; `None` of none.
    pub fn of(values: &mut [i64]) -> Option<Self> {
        values.sort_unstable();
        let upper = *values.get(values.len() / 2)?;
        let lower = *values.get(values.len().saturating_sub(1) / 2)?;
        Some(Self {
            doubled: lower.saturating_add(upper),
        })
    }

    /// The whole part.
    pub fn whole(self) -> i64 {
        self.doubled.div_euclid(2)
    }

    /// Whether a half comes on top.
    pub fn half(self) -> bool {
        self.doubled.rem_euclid(2) == 1
    }

    /// Twice the median, for comparing.
    pub fn doubled(self) -> i64 {
        self.doubled
    }
}

impl std::fmt::Display for Median {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{}{}",
            self.whole(),
            if self.half() { ".5" } else { "" }
        )
    }
}

/// The same count for a period before.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodBefore {
    /// The quarter it is, or that its quarterly meeting stands for.
    #[serde(serialize_with = "serial::word")]
    pub quarter: Quarter,
    /// The quarterly meeting, where it is the period of one.
    pub meeting: Option<String>,
    /// Its days.
    #[serde(serialize_with = "serial::period")]
    pub period: Period,
    /// Collaborative meetings held.
    pub held: usize,
    /// From proposal to meeting.
    pub days_from_proposal: Waiting,
}

/// An agency's cases among those that the period touches.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyCount {
    /// The id.
    pub id: String,
    /// How many it hosts.
    pub hosted: usize,
    /// How many it co-hosts.
    pub cohosted: usize,
}

/// The petitions of the cases; one that two cases take up counts once.
#[derive(Clone, Debug, Serialize)]
pub struct Petitions {
    /// How many reached their threshold in the period.
    pub qualified: usize,
    /// How many of those have a formal answer by its end.
    pub qualified_and_replied: usize,
    /// How many had their first formal answer in the period.
    pub replied: usize,
}

/// The transcripts of the collaborative meetings held.
#[derive(Clone, Debug, Serialize)]
pub struct Transcripts {
    /// How many are public.
    pub published: usize,
    /// How many are drafts or with the speakers.
    pub in_preparation: usize,
    /// How many the records do not know.
    pub missing: usize,
    /// The collaborative meetings held: the base.
    pub of: usize,
    /// The meetings without one.
    pub missing_meetings: Vec<String>,
    /// How many of the other meetings held have a public one.
    pub other_published: usize,
    /// The other meetings held: its base.
    pub other_of: usize,
}

gap_kinds! {
    /// A case without an agency.
    NoAgency = "no-agency",
    /// A case that names an agency without a record.
    AgencyUnknown = "agency-unknown",
    /// A case without a source.
    NoSource = "no-source",
    /// A case that has met without a number.
    NoNumber = "no-number",
    /// A case without the day of its proposal.
    NoProposalDate = "no-proposal-date",
    /// A case with a step without a day, which no period can count.
    StepWithoutDate = "step-without-date",
    /// A case that was decided not to be held, without a reason.
    NotHeldWithoutReason = "not-held-without-reason",
    /// A case released without a reason.
    ReleasedWithoutReason = "released-without-reason",
    /// A case that is said to have met, without a record of a meeting held.
    MetWithoutMeeting = "met-without-meeting",
    /// A case that has met, without an adoption decision.
    MetWithoutAdoption = "met-without-adoption",
    /// A case with a petition that qualified on an unknown day.
    PetitionWithoutDate = "petition-without-date",
    /// A case with an answer that does not say which petition or which day.
    ReplyIncomplete = "reply-incomplete",
    /// A case in which a merge left fields undecided.
    Undecided = "undecided",
    /// A collaborative meeting held without a published transcript.
    MetWithoutTranscript = "met-without-transcript",
    /// A collaborative meeting held without a case.
    MeetingWithoutCase = "meeting-without-case",
    /// A collaborative meeting that names a case without a record.
    CaseUnknown = "case-unknown",
    /// A collaborative meeting that was held before its case was proposed.
    MeetingBeforeProposal = "meeting-before-proposal",
    /// A collaborative meeting held, without a day: it may belong to any period.
    HeldMeetingWithoutDate = "held-meeting-without-date",
    /// A record that several stores have and tell differently; it counts once.
    DifferingCopy = "differing-copy",
    /// A store that should be read and could not be.
    StoreNotRead = "store-not-read",
}
