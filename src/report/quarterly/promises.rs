//! How the promises of agencies and the tasks of meetings stood at the end of a period.
//!
//! A promise is a commitment of a case, as in `po commitment list`: all that were made by that day
//! count, for an agency is known by the promises it kept. The next steps that are told in reports are
//! none; `po due` lists both.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::{CaseRow, CommitmentFacts, TaskFacts};
use crate::procedure::promise::standing;
use crate::record::Date;
use crate::record::case::{CommitmentStatus, Stage};
use crate::record::period::Period;
use crate::report::head::text;
use crate::text::clean::one_line;

use super::ground::Ground;
use super::outcome::{PromiseOutcome, TaskOutcome, counted};
use super::serial;

/// The promises made by the end of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Promises {
    /// How many: the base.
    pub of: usize,
    /// How many of each outcome, every outcome.
    #[serde(serialize_with = "serial::counts")]
    pub by_outcome: Vec<(PromiseOutcome, usize)>,
    /// The same by agency, the one with most overdue first; those without an agency last.
    pub by_agency: Vec<AgencyPromises>,
    /// Each of them, by case number.
    pub items: Vec<PromiseItem>,
}

/// The promises of an agency.
#[derive(Clone, Debug, Serialize)]
pub struct AgencyPromises {
    /// Its id; `None` for promises of which no agency is recorded.
    pub id: Option<String>,
    /// How many: the base.
    pub of: usize,
    /// How many of each outcome, every outcome.
    #[serde(serialize_with = "serial::counts")]
    pub by_outcome: Vec<(PromiseOutcome, usize)>,
}

/// A promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseItem {
    /// The case.
    pub case: String,
    /// The key of its row there.
    pub row: String,
    /// Its label for people.
    pub label: Option<String>,
    /// The id of the agency.
    pub agency: Option<String>,
    /// By when, as it stood at the end.
    #[serde(serialize_with = "serial::word_or_null")]
    pub due: Option<Date>,
    /// Since when it was kept, changed or given up, where recorded.
    #[serde(serialize_with = "serial::word_or_null")]
    pub settled_on: Option<Date>,
    /// What had become of it.
    #[serde(serialize_with = "serial::word")]
    pub outcome: PromiseOutcome,
}

/// The promises made by a day, as they stood on it.
pub(super) fn promises(ground: &Ground<'_>, day: Date) -> Promises {
    let items: Vec<PromiseItem> = ground
        .cases
        .iter()
        // Of a case that was merged the other one holds them.
        .filter(|case| case.stage != Some(Stage::Merged))
        .flat_map(|case| case.commitments.iter().map(move |one| (*case, one)))
        .filter_map(|(case, commitment)| promise(case, commitment, day))
        .collect();
    let mut of_agency: BTreeMap<&Option<String>, Vec<PromiseOutcome>> = BTreeMap::new();
    for item in &items {
        of_agency
            .entry(&item.agency)
            .or_default()
            .push(item.outcome);
    }
    let mut by_agency: Vec<AgencyPromises> = of_agency
        .into_iter()
        .map(|(id, outcomes)| AgencyPromises {
            id: id.clone(),
            of: outcomes.len(),
            by_outcome: counted(PromiseOutcome::ALL, outcomes.into_iter()),
        })
        .collect();
    // A stable sort, so that equals stay in the order of their ids.
    by_agency.sort_by_key(|agency| {
        let overdue = agency.count(PromiseOutcome::Overdue);
        (agency.id.is_none(), std::cmp::Reverse((overdue, agency.of)))
    });
    Promises {
        of: items.len(),
        by_outcome: counted(PromiseOutcome::ALL, items.iter().map(|item| item.outcome)),
        by_agency,
        items,
    }
}

impl AgencyPromises {
    /// How many of an outcome.
    pub fn count(&self, outcome: PromiseOutcome) -> usize {
        let mut counts = self.by_outcome.iter();
        counts
            .find(|(word, _)| *word == outcome)
            .map_or(0, |(_, count)| *count)
    }
}

fn promise(case: &CaseRow, commitment: &CommitmentFacts, day: Date) -> Option<PromiseItem> {
    let standing = standing(commitment, day)?;
    let outcome = match standing.status {
        CommitmentStatus::Done => match standing.is_kept_in_time() {
            Some(true) => PromiseOutcome::Kept,
            Some(false) => PromiseOutcome::KeptLate,
            None => PromiseOutcome::KeptUnknown,
        },
        CommitmentStatus::Open => match standing.days_overdue(day) {
            Some(_) => PromiseOutcome::Overdue,
            None => PromiseOutcome::Open,
        },
        CommitmentStatus::ChangedDirection => PromiseOutcome::ChangedDirection,
        CommitmentStatus::Dropped => PromiseOutcome::Dropped,
    };
    Some(PromiseItem {
        case: one_line(&case.id),
        row: one_line(&commitment.key),
        label: text(commitment.label.as_deref()),
        agency: text(commitment.agency.as_deref()),
        due: standing.due,
        settled_on: standing
            .since
            .filter(|_| standing.status != CommitmentStatus::Open),
        outcome,
    })
}

/// The tasks of the meetings of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Tasks {
    /// How many: the base.
    pub of: usize,
    /// Of how many meetings.
    pub meetings: usize,
    /// How many of each outcome, every outcome.
    #[serde(serialize_with = "serial::counts")]
    pub by_outcome: Vec<(TaskOutcome, usize)>,
    /// Each of them, by the day of its meeting.
    pub items: Vec<TaskItem>,
}

/// A task.
#[derive(Clone, Debug, Serialize)]
pub struct TaskItem {
    /// The meeting.
    pub meeting: String,
    /// The key of its row there.
    pub row: String,
    /// By when.
    #[serde(serialize_with = "serial::word_or_null")]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(serialize_with = "serial::word_or_null")]
    pub done_on: Option<Date>,
    /// What had become of it.
    #[serde(serialize_with = "serial::word")]
    pub outcome: TaskOutcome,
}

/// The tasks of the meetings of a period that were held or are still planned, as they stood at its
/// end. Nobody prepares a meeting that is put off or called off.
pub(super) fn tasks(ground: &Ground<'_>, period: Period) -> Tasks {
    let meetings = || {
        let meetings = ground.taking_place.iter();
        meetings.filter(|(day, row)| period.contains(*day) && !row.tasks.is_empty())
    };
    let items: Vec<TaskItem> = meetings()
        .flat_map(|(_, row)| {
            row.tasks.iter().map(|task| TaskItem {
                meeting: one_line(&row.id),
                row: one_line(&task.key),
                due: task.due,
                done_on: task.done_on.filter(|done| *done <= period.to),
                outcome: task_outcome(task, period.to),
            })
        })
        .collect();
    Tasks {
        of: items.len(),
        meetings: meetings().count(),
        by_outcome: counted(TaskOutcome::ALL, items.iter().map(|item| item.outcome)),
        items,
    }
}

fn task_outcome(task: &TaskFacts, day: Date) -> TaskOutcome {
    match (task.done_on.filter(|done| *done <= day), task.due) {
        (Some(_), None) => TaskOutcome::DoneUnknown,
        (Some(done), Some(due)) if done <= due => TaskOutcome::Done,
        (Some(_), Some(_)) => TaskOutcome::DoneLate,
        (None, Some(due)) if due < day => TaskOutcome::Overdue,
        (None, _) => TaskOutcome::Open,
    }
}
