//! Why a case stands where it stands: when it first came up, how it was chosen, what was reported,
//! asked and decided, and why it was released, not held or postponed. Each answer with its meeting
//! and the commit that recorded it; what is not recorded is left open.

use std::collections::BTreeMap;

use crate::index::HistoryEntry;
use crate::index::row::MeetingRow;
use crate::record::Date;
use crate::record::case::{Case, Report, Selection, Stage, StageRow};
use crate::record::meeting::{MeetingKind, MeetingStatus};

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
            Self::Selection(_) | Self::Report(_) => None,
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
    /// The commits that changed the case, newest first.
    pub history: &'s [HistoryEntry],
    /// The commits that changed meetings of the case, newest first, by id.
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

/// The newest commit that wrote a field.
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
