//! What the index keeps of each record: enough for every list and report without reading a file.
//!
//! A row is a pure function of one blob. Days are typed, words are the record's own enums.

use std::borrow::Cow;

use crate::record::case::{
    Adoption, Case, Commitment, CommitmentStatus, LinkKind, PetitionStatus, ReplyKind, Role,
    Selection, Source, Stage, Visibility,
};
use crate::record::meeting::{Element, MeetingKind, MeetingStatus};
use crate::record::transcript::TranscriptStatus;
use crate::record::{Date, Kind};

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
    /// Its commitments.
    pub commitments: Vec<CommitmentFacts>,
    /// In how many fields it waits for a decision after a merge.
    pub conflicts: u32,
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

    /// The formal replies to one of its petitions, by address: those that name it, and where it is the
    /// only one those that name none.
    pub fn formal_replies(&self, url: &str) -> impl Iterator<Item = &ReplyFacts> {
        let is_only = self.petitions.len() == 1;
        self.replies
            .iter()
            .filter(|reply| reply.kind == ReplyKind::Formal)
            .filter(move |reply| match &reply.petition {
                Some(named) => named == url,
                None => is_only,
            })
    }

    /// Whether somebody waits for the replies to its petitions on a day: not once it stands where
    /// nobody does, since a day that is not known least of all.
    pub fn waits_for_replies(&self, day: Date) -> bool {
        self.stages
            .last()
            .filter(|step| step.stage.needs_no_answer())
            .is_none_or(|step| step.on.is_some_and(|left| day < left))
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
    /// When that was announced.
    pub extended_on: Option<Date>,
}

impl PetitionFacts {
    /// The first day on which it could ask for a reply, of those that are recorded.
    pub fn first_day(&self) -> Option<Date> {
        let days = [self.qualified_on, self.reply_due, self.extended_to];
        days.into_iter().flatten().min()
    }

    /// The last of these days.
    pub fn last_day(&self) -> Option<Date> {
        let days = [self.qualified_on, self.reply_due, self.extended_to];
        days.into_iter().flatten().max()
    }

    /// Whether its formal reply was never owed or is not any more.
    pub fn needs_no_answer(&self) -> bool {
        matches!(
            self.status,
            Some(PetitionStatus::Lapsed | PetitionStatus::Revoked)
        )
    }
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

/// What is counted of a commitment. How it stood on a day: `procedure::promise`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentFacts {
    /// The key of its row.
    pub key: String,
    /// The label for people.
    pub label: Option<String>,
    /// The agency that made it.
    pub agency: Option<String>,
    /// Since when there is it: the day on which it was made, else that of the first dated step of its
    /// case, before which nobody promised anything.
    pub since: Option<Date>,
    /// By when, as it stands now.
    pub due: Option<Date>,
    /// How it stands now.
    pub status: CommitmentStatus,
    /// What happened to it, in the order of recording.
    pub updates: Vec<UpdateFacts>,
}

impl CommitmentFacts {
    /// What is counted of a commitment of a case.
    pub fn new(case: &Case, commitment: &Commitment) -> Self {
        Self {
            key: commitment.k.to_string(),
            label: commitment.label.clone(),
            agency: commitment.agency.as_ref().map(ToString::to_string),
            since: case.promised_on(commitment),
            due: commitment.due,
            status: commitment.status,
            updates: commitment
                .updates
                .iter()
                .map(|update| UpdateFacts {
                    on: update.on,
                    status: update.status,
                    due_was: update.due_was,
                    due_now: update.due_now,
                })
                .collect(),
        }
    }
}

/// What is counted of an update of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateFacts {
    /// The day.
    pub on: Date,
    /// The state from then on.
    pub status: Option<CommitmentStatus>,
    /// The due date until then.
    pub due_was: Option<Date>,
    /// The due date from then on.
    pub due_now: Option<Date>,
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
    /// What was to be done for it.
    pub tasks: Vec<TaskFacts>,
    /// The chiefs present.
    pub chiefs: Vec<ChiefFacts>,
    /// In how many fields it waits for a decision after a merge.
    pub conflicts: u32,
}

impl MeetingRow {
    /// The day of its first session.
    pub fn first_day(&self) -> Option<Date> {
        self.days.iter().copied().min()
    }
}

/// What is counted of a task of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskFacts {
    /// The key of its row.
    pub key: String,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// A chief present at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChiefFacts {
    /// The agency's id.
    pub agency: String,
    /// The rank.
    pub rank: Option<String>,
    /// The id of the person's record.
    pub person: Option<String>,
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
    /// In how many fields it waits for a decision after a merge.
    pub conflicts: u32,
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
    /// Naming the agency first responsible for a petition.
    AgencyConfirmation,
    /// The time for comments on a draft.
    NoticePeriod,
    /// The one reply to all comments on a draft.
    NoticeReply,
    /// Asking the proposer of a petition how content he or she is.
    SatisfactionSurvey,
    /// The collaborative meeting of a case that was selected.
    MeetingAfterSelection,
    /// The prep meeting of a collaborative one.
    PrepMeeting,
    /// The proposal forms for a monthly meeting.
    ProposalForm,
    /// The yearly letter that appoints the officers.
    AppointmentLetter,
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
        Self::AgencyConfirmation,
        Self::NoticePeriod,
        Self::NoticeReply,
        Self::SatisfactionSurvey,
        Self::MeetingAfterSelection,
        Self::PrepMeeting,
        Self::ProposalForm,
        Self::AppointmentLetter,
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
            Self::AgencyConfirmation => "agency-confirmation",
            Self::NoticePeriod => "notice-period",
            Self::NoticeReply => "notice-reply",
            Self::SatisfactionSurvey => "satisfaction-survey",
            Self::MeetingAfterSelection => "meeting-after-selection",
            Self::PrepMeeting => "prep-meeting",
            Self::ProposalForm => "proposal-form",
            Self::AppointmentLetter => "appointment-letter",
        }
    }
}

/// A record that is open, or that owes something or did. Its texts lie in the index, see
/// [`StandingRecords`](super::StandingRecords): a list of thousands copies none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending<'i> {
    /// Where a case stands; `None` for other records and where no stage is recorded.
    pub stage: Option<Stage>,
    /// The id of the record; empty where no record is owed yet but by a rule alone.
    pub id: Cow<'i, str>,
    /// The case number.
    pub number: Option<u32>,
    /// The topic or title.
    pub title: Cow<'i, str>,
    /// When a case was proposed.
    pub proposed_on: Option<Date>,
    /// The hosts of a case.
    pub hosts: Vec<Host<'i>>,
    /// The ids of the cases of a meeting.
    pub cases: Vec<Cow<'i, str>>,
    /// On which day the last report on a case asked for its release, where that waits for a decision.
    pub release_asked_on: Option<Date>,
    /// What it owes.
    pub obligations: Vec<Obligation<'i>>,
}

impl Pending<'_> {
    /// Whether it is open, or owes something that is not settled: what lists of today are about.
    pub(super) fn stands(&self) -> bool {
        self.stage.is_some_and(Stage::is_open)
            || self.release_asked_on.is_some()
            || self
                .obligations
                .iter()
                .any(|owed| owed.settled_on.is_none())
    }
}

/// An agency that hosts a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host<'i> {
    /// The agency's id.
    pub agency: Cow<'i, str>,
    /// From which day.
    pub from: Option<Date>,
    /// Until which day.
    pub until: Option<Date>,
}

impl<'r> From<&'r AgencyPart> for Host<'r> {
    fn from(part: &'r AgencyPart) -> Self {
        Self {
            agency: part.agency.as_str().into(),
            from: part.from,
            until: part.until,
        }
    }
}

/// Something owed: an event, and days that were announced. When it is due is for the rules to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation<'i> {
    /// What.
    pub duty: Duty,
    /// What tells it from others of its sort in the record: the key of a row.
    pub key: Cow<'i, str>,
    /// What, in the words of the record.
    pub text: Option<Cow<'i, str>>,
    /// Who owes it, by agency or role; where nobody is named, the hosts.
    pub owner: Option<Cow<'i, str>>,
    /// The day of the event that its limit runs from, or on which it was promised.
    pub event: Option<Date>,
    /// By when, as announced.
    pub announced: Option<Date>,
    /// By when, as announced until a day: that day and the day due before it.
    pub announced_before: Vec<(Date, Date)>,
    /// Until when it was extended.
    pub extended_to: Option<Date>,
    /// When that was announced; `None` where nobody knows.
    pub extended_on: Option<Date>,
    /// Since when there is an interim reply.
    pub interim_on: Option<Date>,
    /// Since when it is owed; `None` where that is as long as anybody asks.
    pub since: Option<Date>,
    /// Since when it is not owed any more.
    pub settled_on: Option<Date>,
    /// Why it was missed.
    pub reason: Option<Cow<'i, str>>,
}

impl Obligation<'_> {
    /// Something owed of which nothing else is known.
    pub fn new(duty: Duty) -> Self {
        Self {
            duty,
            key: Cow::Borrowed(""),
            text: None,
            owner: None,
            event: None,
            announced: None,
            announced_before: Vec::new(),
            extended_to: None,
            extended_on: None,
            interim_on: None,
            since: None,
            settled_on: None,
            reason: None,
        }
    }

    /// Whether it is owed on a day.
    pub fn is_owed_on(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day)
            && self.settled_on.is_none_or(|settled| day < settled)
    }
}

/// A record in which a merge left fields undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// How many fields.
    pub conflicts: u32,
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
    /// The place of its store among those that are read, from 0.
    pub store: usize,
}
