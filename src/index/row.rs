//! What the index keeps of each record: enough for every list and report without reading a file.
//!
//! A row is a pure function of one blob. Days are typed, words are the record's own enums.

use crate::record::Date;
use crate::record::case::{
    Adoption, LinkKind, PetitionStatus, ReplyKind, Role, Selection, Source, Stage, Visibility,
};
use crate::record::meeting::{Element, MeetingKind, MeetingStatus};
use crate::record::transcript::TranscriptStatus;

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic.
    pub title: String,
    /// The formal name.
    pub formal_title: Option<String>,
    /// Where it came from.
    pub source: Option<Source>,
    /// How it was chosen.
    pub selection: Option<Selection>,
    /// Where it stands; `None` where no stage is recorded.
    pub stage: Option<Stage>,
    /// Who may see it.
    pub visibility: Visibility,
    /// When it was proposed.
    pub proposed_on: Option<Date>,
    /// Topics.
    pub tags: Vec<String>,
    /// Whether it has a plain-language summary.
    pub has_summary: bool,
    /// Its steps, oldest first.
    pub stages: Vec<StageStep>,
    /// Its agencies.
    pub agencies: Vec<AgencyPart>,
    /// Its petitions.
    pub petitions: Vec<PetitionFacts>,
    /// What agencies posted.
    pub replies: Vec<ReplyFacts>,
    /// The kinds of its links, each once.
    pub links: Vec<LinkKind>,
}

impl CaseRow {
    /// The first and the last day of what reports count of it; `None` where its beginning has no day.
    pub(super) fn span(&self) -> Option<(Date, Date)> {
        self.stages.first()?.on?;
        let steps = self.stages.iter().filter_map(|step| step.on);
        let petitions = self.petitions.iter();
        let qualified = petitions.filter_map(|petition| petition.qualified_on);
        let replies = self.replies.iter().filter_map(|reply| reply.on);
        let days = steps
            .chain(qualified)
            .chain(replies)
            .chain(self.proposed_on);
        days.fold(None, |span: Option<(Date, Date)>, day| {
            let (first, last) = span.unwrap_or((day, day));
            Some((first.min(day), last.max(day)))
        })
    }

    /// Whether all that reports count of it lies after a day. One whose beginning has no day does not.
    pub fn begins_after(&self, day: Date) -> bool {
        self.span().is_some_and(|(first, _)| first > day)
    }
}

/// A step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageStep {
    /// The stage entered.
    pub stage: Stage,
    /// The day.
    pub on: Option<Date>,
    /// The meeting that decided, by id.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An agency's part in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyPart {
    /// The agency's id.
    pub agency: String,
    /// Its part.
    pub role: Role,
    /// From which day.
    pub from: Option<Date>,
    /// Until which day.
    pub until: Option<Date>,
}

/// What is counted of a petition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PetitionFacts {
    /// Its address.
    pub url: String,
    /// Its state.
    pub status: Option<PetitionStatus>,
    /// Supports.
    pub signatures: Option<u32>,
    /// When it opened.
    pub opened: Option<Date>,
    /// When it reached its threshold.
    pub qualified_on: Option<Date>,
    /// When the reply is due.
    pub reply_due: Option<Date>,
    /// Until when the reply was extended.
    pub extended_to: Option<Date>,
}

/// What is counted of an agency's posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyFacts {
    /// The petition's address.
    pub petition: Option<String>,
    /// The agency.
    pub agency: Option<String>,
    /// What it is.
    pub kind: ReplyKind,
    /// The day.
    pub on: Option<Date>,
    /// Whether the claim is taken up.
    pub adoption: Option<Adoption>,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// The id.
    pub id: String,
    /// The kind.
    pub kind: MeetingKind,
    /// The case number it is about.
    pub number: Option<u32>,
    /// Which one of its kind it is.
    pub sequence: Option<u32>,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub status: MeetingStatus,
    /// Why it was not held.
    pub reason: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The ids of its cases.
    pub cases: Vec<String>,
    /// The days of its sessions, in the order of the file.
    pub days: Vec<Date>,
    /// The first and last day that a periodic meeting says it covers.
    pub covers: Option<(Date, Date)>,
    /// The elements used.
    pub elements: Vec<Element>,
    /// Its links: kind and address.
    pub links: Vec<(LinkKind, String)>,
}

impl MeetingRow {
    /// The day of its first session.
    pub fn first_day(&self) -> Option<Date> {
        self.days.iter().copied().min()
    }
}

/// A transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptRow {
    /// The id.
    pub id: String,
    /// The meeting's id.
    pub meeting: Option<String>,
    /// Its title.
    pub title: String,
    /// The day of the meeting.
    pub date: Date,
    /// Where it stands.
    pub status: TranscriptStatus,
    /// When it was sent to the speakers.
    pub sent_on: Option<Date>,
    /// Until when they may edit.
    pub edit_until: Option<Date>,
    /// When it became public.
    pub published_on: Option<Date>,
    /// Its public address.
    pub url: Option<String>,
    /// Its speeches (paragraphs with a speaker); zero for a record that only links.
    pub speeches: u32,
    /// Its speakers.
    pub speakers: u32,
}

/// What something that is owed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// The formal reply to a petition.
    FormalReply,
    /// Posting when and how a petition is handled.
    HandlingSchedule,
    /// Talking to the proposer of a petition.
    ContactProposer,
    /// The speakers' smoothing of their words.
    TranscriptEditing,
    /// Making a transcript public.
    TranscriptPublication,
    /// Making the materials of a meeting public.
    MaterialsPublic,
    /// A task of a meeting.
    Task,
    /// A conclusion of a meeting that somebody carries out.
    Conclusion,
    /// A next step that was told in a report on a case.
    Promise,
    /// The condition on which a case is released.
    ReleaseCondition,
    /// A commitment.
    Commitment,
    /// The quarterly meeting.
    QuarterlyMeeting,
}

impl Duty {
    /// Every duty, in the order in which those of one day are listed.
    pub const ALL: &'static [Self] = &[
        Self::FormalReply,
        Self::HandlingSchedule,
        Self::ContactProposer,
        Self::TranscriptEditing,
        Self::TranscriptPublication,
        Self::MaterialsPublic,
        Self::Task,
        Self::Conclusion,
        Self::Promise,
        Self::ReleaseCondition,
        Self::Commitment,
        Self::QuarterlyMeeting,
    ];

    /// The word for programs. That of a duty with a limit is the name of the limit in rule sets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FormalReply => "formal-reply",
            Self::HandlingSchedule => "handling-schedule",
            Self::ContactProposer => "contact-proposer",
            Self::TranscriptEditing => "transcript-editing",
            Self::TranscriptPublication => "transcript-publication",
            Self::MaterialsPublic => "materials-public",
            Self::Task => "task",
            Self::Conclusion => "conclusion",
            Self::Promise => "promise",
            Self::ReleaseCondition => "release-condition",
            Self::Commitment => "commitment",
            Self::QuarterlyMeeting => "quarterly-meeting",
        }
    }
}

/// A record that owes something, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The id of the record; empty where no record is owed yet but by a rule alone.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic or title.
    pub title: String,
    /// The hosts of a case.
    pub hosts: Vec<AgencyPart>,
    /// The ids of the cases of a meeting.
    pub cases: Vec<String>,
    /// On which day the last report on a case asked for its release, where that waits for a decision.
    pub release_asked_on: Option<Date>,
    /// What it owes.
    pub obligations: Vec<Obligation>,
}

/// Something owed: an event, and days that were announced. When it is due is for the rules to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What.
    pub duty: Duty,
    /// What tells it from others of its sort in the record: the key of a row.
    pub key: String,
    /// What, in the words of the record.
    pub text: Option<String>,
    /// Who owes it, by agency or role; where nobody is named, the hosts.
    pub owner: Option<String>,
    /// The day of the event that its limit runs from, or on which it was promised.
    pub event: Option<Date>,
    /// By when, as announced.
    pub announced: Option<Date>,
    /// By when, as announced until a day: that day and the day due before it.
    pub announced_before: Vec<(Date, Date)>,
    /// Until when it was extended.
    pub extended_to: Option<Date>,
    /// Since when it is owed; `None` where that is as long as anybody asks.
    pub since: Option<Date>,
    /// Since when it is not owed any more.
    pub settled_on: Option<Date>,
    /// Why it was missed.
    pub reason: Option<String>,
}

impl Obligation {
    /// Something owed of which nothing else is known.
    pub fn new(duty: Duty) -> Self {
        Self {
            duty,
            key: String::new(),
            text: None,
            owner: None,
            event: None,
            announced: None,
            announced_before: Vec::new(),
            extended_to: None,
            since: None,
            settled_on: None,
            reason: None,
        }
    }
}

/// A record that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it lies.
    pub path: String,
    /// The code of the first problem.
    pub code: &'static str,
    /// The line of the first problem, from 1.
    pub line: usize,
}
