//! Why a case stands where it stands: when it first came up, how it was chosen, what was reported,
//! asked and decided, and why it was released, not held or postponed. Each answer with its meeting
//! and the commit that recorded it; what is not recorded is left open.

use std::collections::BTreeMap;

use crate::index::HistoryEntry;
use crate::index::row::MeetingRow;
use crate::procedure::rules::in_force;
use crate::procedure::vote::{Fraction, Outcome, base, share, tally};
use crate::record::Date;
use crate::record::case::{Case, Report, Selection, Stage, StageRow};
use crate::record::meeting::{
    Candidate, HostDecision, Meeting as MeetingRecord, MeetingKind, MeetingStatus,
};
use crate::record::rules::Rules;

/// The answers on one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic.
    pub title: String,
    /// Where it stands, and since when.
    pub stands: Option<(Stage, Option<Date>)>,
    /// When it first came up.
    pub first: Option<Answer>,
    /// How it was chosen.
    pub chosen: Option<Answer>,
    /// The votes in which it was a candidate, oldest first.
    pub votes: Vec<Answer>,
    /// Every report, oldest first; the last one is when it was last reported.
    pub reports: Vec<Answer>,
    /// Why it ended or was put off: steps and meetings that owe a reason, oldest first.
    pub ends: Vec<Answer>,
}

impl Why {
    /// When it was last reported.
    pub fn last_report(&self) -> Option<&Answer> {
        self.reports.last()
    }

    /// Whether it was chosen, as far as is known by a vote, of which none is recorded.
    pub fn lacks_vote(&self) -> bool {
        let how = self.chosen.as_ref().map(|answer| match &answer.what {
            What::Selection(how) | What::Chosen(_, how) => Some(*how),
            _ => None,
        });
        let by_vote = [
            None,
            Some(Selection::Voted),
            Some(Selection::MinistryDecided),
        ];
        self.votes.is_empty() && how.is_some_and(|how| by_vote.contains(&how))
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What happened.
    pub what: What,
    /// On which day.
    pub on: Option<Date>,
    /// The meeting that the record names.
    pub meeting: Option<Meeting>,
    /// A monthly or quarterly meeting of that day, where the record names none.
    pub same_day: Option<Meeting>,
    /// When it was recorded; `None` where the history does not say.
    pub recorded: Option<Recorded>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A step of the case.
    Step(StageRow),
    /// A way of choosing of which no step is recorded.
    Selection(Selection),
    /// A step, and the way of choosing beside it.
    Chosen(StageRow, Selection),
    /// A vote.
    Vote(Ballot),
    /// A report.
    Report(Report),
    /// A meeting that was not held as planned, with its reason.
    Meeting(MeetingStatus, Option<String>),
}

impl What {
    /// Whether a reason is owed, and which one is given.
    pub fn reason(&self) -> Option<Option<&str>> {
        match self {
            Self::Step(step) | Self::Chosen(step, _) => {
                let is_owed = step.name.needs_reason() || step.reason.is_some();
                is_owed.then_some(step.reason.as_deref())
            }
            Self::Meeting(_, reason) => Some(reason.as_deref()),
            Self::Selection(_) | Self::Report(_) | Self::Vote(_) => None,
        }
    }
}

/// What a vote on the case came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// What the count comes to by the rules; `None` while the vote is open.
    pub outcome: Option<Outcome>,
    /// What the host decided, where that was left to it.
    pub decided: Option<HostDecision>,
    /// The pool it stood in; `Some(None)` where the rules have pools and none is recorded.
    pub pool: Option<Option<String>>,
    /// Its ticks.
    pub ticks: Option<u32>,
    /// Its share of the base, or the share that was announced.
    pub share: Option<Fraction>,
    /// How many could vote.
    pub base: Option<u32>,
    /// The id and the title of the rule set in force on the day.
    pub rules: Option<(String, String)>,
}

impl Ballot {
    fn new(meeting: &MeetingRecord, place: usize, candidate: &Candidate, rules: &[Rules]) -> Self {
        let rules = meeting.first_day().and_then(|day| in_force(rules, day));
        let vote = meeting.vote.as_ref();
        let tally = rules.map(|rules| tally(rules, &meeting.candidates, vote));
        let outcome = tally.map_or(Outcome::Unknown, |mut tally| {
            tally.outcomes.swap_remove(place)
        });
        let is_open = vote.is_some_and(|vote| vote.closed_on.is_none());
        let base = base(vote);
        let has_pools = rules.is_some_and(|rules| !rules.pools.is_empty());
        Self {
            outcome: (!is_open).then_some(outcome),
            decided: candidate.decided,
            pool: (has_pools || candidate.pool.is_some()).then(|| candidate.pool.clone()),
            ticks: candidate.ticks,
            share: share(candidate, base),
            base,
            rules: rules.map(|rules| (rules.id.to_string(), rules.title.clone())),
        }
    }
}

/// A meeting by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The id.
    pub id: String,
    /// The title; the id where there is no such meeting.
    pub title: String,
    /// Its first day.
    pub on: Option<Date>,
}

impl From<&MeetingRow> for Meeting {
    fn from(row: &MeetingRow) -> Self {
        Self {
            id: row.id.clone(),
            title: row.title.clone(),
            on: row.first_day(),
        }
    }
}

/// The commit that recorded something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its day.
    pub on: Option<Date>,
    /// Its id.
    pub commit: String,
}

/// What the answers are made from.
#[derive(Debug)]
pub struct Sources<'s> {
    /// The case.
    pub case: &'s Case,
    /// All meetings.
    pub meetings: &'s [MeetingRow],
    /// The meetings in which the case was a candidate.
    pub votes: &'s [MeetingRecord],
    /// The rule sets.
    pub rules: &'s [Rules],
    /// The commits that changed the case, newest first.
    pub history: &'s [HistoryEntry],
    /// The commits that changed these meetings, and those of the case that fell through, newest first,
    /// by id.
    pub meeting_history: &'s BTreeMap<String, Vec<HistoryEntry>>,
}

/// The meetings of a case that were not held as planned.
pub fn fallen_through<'m>(case: &Case, meetings: &'m [MeetingRow]) -> Vec<&'m MeetingRow> {
    let id = case.id.to_string();
    let meetings = meetings.iter();
    meetings
        .filter(|meeting| meeting.status.needs_reason() && meeting.cases.contains(&id))
        .collect()
}

/// Answers from the records.
pub fn compute(sources: &Sources<'_>) -> Why {
    let case = sources.case;
    let steps: Vec<Answer> = case.stages.iter().map(|row| sources.step(row)).collect();
    let mut reports: Vec<Answer> = case.reports.iter().map(|row| sources.report(row)).collect();
    reports.sort_by_key(|answer| answer.on);
    let first = steps
        .iter()
        .chain(&reports)
        .filter(|answer| answer.on.is_some())
        .min_by_key(|answer| answer.on)
        .or(steps.first());
    let mut ends: Vec<Answer> = steps
        .iter()
        .filter(|answer| matches!(&answer.what, What::Step(step) if is_end(step.name)))
        .cloned()
        .chain(sources.fallen_through())
        .collect();
    ends.sort_by_key(|answer| (answer.on.is_none(), answer.on));
    let current = case.current();
    Why {
        id: case.id.to_string(),
        number: case.number,
        title: case.title.clone(),
        stands: current.map(|row| (row.name, row.on)),
        first: first.cloned(),
        chosen: sources.chosen(&steps),
        votes: sources.votes(),
        reports,
        ends,
    }
}

/// Whether a step ends a case or takes it out of the usual course.
fn is_end(stage: Stage) -> bool {
    stage.needs_reason() || matches!(stage, Stage::NotSelected | Stage::Lapsed | Stage::Replied)
}

impl Sources<'_> {
    fn step(&self, row: &StageRow) -> Answer {
        let meeting = row.meeting.as_ref().map(|id| self.named(&id.to_string()));
        self.answer(
            What::Step(row.clone()),
            row.on,
            meeting,
            &format!("stage[{}].", row.k),
        )
    }

    fn report(&self, row: &Report) -> Answer {
        let meeting = row.meeting.as_ref().map(|id| self.named(&id.to_string()));
        let field = format!("report[{}].", row.k);
        self.answer(What::Report(row.clone()), Some(row.on), meeting, &field)
    }

    /// The step of the choice with the way of choosing; either may be missing.
    fn chosen(&self, steps: &[Answer]) -> Option<Answer> {
        let step = steps.iter().rev().find(
            |answer| matches!(&answer.what, What::Step(step) if step.name == Stage::Selected),
        );
        match (step, self.case.selection) {
            (None, None) => None,
            (Some(answer), None) => Some(answer.clone()),
            (None, Some(how)) => Some(self.answer(What::Selection(how), None, None, "selection")),
            (Some(answer), Some(how)) => {
                let mut answer = answer.clone();
                if let What::Step(step) = answer.what {
                    answer.what = What::Chosen(step, how);
                }
                Some(answer)
            }
        }
    }

    /// The votes on the case, each with the commit that counted it last.
    fn votes(&self) -> Vec<Answer> {
        let mut votes: Vec<Answer> = self.votes.iter().flat_map(|one| self.vote(one)).collect();
        votes.sort_by_key(|answer| answer.on);
        votes
    }

    fn vote(&self, meeting: &MeetingRecord) -> Option<Answer> {
        let mut candidates = meeting.candidates.iter().enumerate();
        let (place, candidate) =
            candidates.find(|(_, candidate)| candidate.cases.contains(&self.case.id))?;
        let id = meeting.id.to_string();
        let history = self.meeting_history.get(&id);
        let row = format!("candidate[{}].", candidate.k);
        Some(Answer {
            what: What::Vote(Ballot::new(meeting, place, candidate, self.rules)),
            on: meeting.first_day(),
            meeting: Some(self.named(&id)),
            same_day: None,
            recorded: history.and_then(|history| last_change(history, &row)),
        })
    }

    fn fallen_through(&self) -> Vec<Answer> {
        let meetings = fallen_through(self.case, self.meetings).into_iter();
        let answer = |meeting: &MeetingRow| Answer {
            what: What::Meeting(meeting.status, meeting.reason.clone()),
            on: meeting.first_day(),
            meeting: Some(meeting.into()),
            same_day: None,
            recorded: self
                .meeting_history
                .get(&meeting.id)
                .and_then(|history| last_change(history, "status")),
        };
        meetings.map(answer).collect()
    }

    fn answer(
        &self,
        what: What,
        on: Option<Date>,
        meeting: Option<Meeting>,
        field: &str,
    ) -> Answer {
        let same_day = match (&meeting, on) {
            (None, Some(day)) => self.periodic_on(day),
            _ => None,
        };
        Answer {
            what,
            on,
            meeting,
            same_day,
            recorded: first_change(self.history, field),
        }
    }

    fn named(&self, id: &str) -> Meeting {
        let row = self.meetings.iter().find(|row| row.id == id);
        row.map_or_else(
            || Meeting {
                id: id.to_owned(),
                title: id.to_owned(),
                on: None,
            },
            Meeting::from,
        )
    }

    fn periodic_on(&self, day: Date) -> Option<Meeting> {
        let is_periodic =
            |row: &&MeetingRow| matches!(row.kind, MeetingKind::Monthly | MeetingKind::Quarterly);
        let mut meetings = self.meetings.iter().filter(is_periodic);
        meetings
            .find(|row| row.days.contains(&day))
            .map(Meeting::from)
    }
}

/// The oldest commit that wrote a field that begins so.
fn first_change(history: &[HistoryEntry], field: &str) -> Option<Recorded> {
    history
        .iter()
        .rev()
        .find(|entry| wrote(entry, field))
        .map(recorded)
}

/// The newest commit that wrote a field that begins so.
fn last_change(history: &[HistoryEntry], field: &str) -> Option<Recorded> {
    history
        .iter()
        .find(|entry| wrote(entry, field))
        .map(recorded)
}

fn wrote(entry: &HistoryEntry, field: &str) -> bool {
    let mut changes = entry.changes.iter();
    changes.any(|change| change.new.is_some() && change.field.starts_with(field))
}

fn recorded(entry: &HistoryEntry) -> Recorded {
    Recorded {
        on: Date::from_naive(entry.on.date_naive()),
        commit: entry.commit.to_string(),
    }
}
