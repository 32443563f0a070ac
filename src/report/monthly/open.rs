//! The open cases, as the monthly meeting hears them by number.

use crate::index::row::{CaseRow, MeetingRow};
use crate::procedure::tracking::unmet_conditions;
use crate::record::Date;
use crate::record::case::{Asked, Report, Stage};
use crate::record::meeting::MeetingStatus;
use crate::report::head::text;
use crate::report::quarterly::{Standing, standing};

use super::compute::Ground;
use super::figures::*;

/// The cases that are open on the last day counted.
pub(super) fn open(ground: &Ground<'_>) -> Open {
    let on = ground.counted.to;
    let mut unknown = 0;
    let mut items = Vec::new();
    for case in ground.cases() {
        match standing(case, on) {
            Standing::In(stage, since) if stage.is_open() => {
                items.push(open_case(ground, case, stage, since));
            }
            Standing::Unknown => unknown += 1,
            Standing::In(..) | Standing::NotYet => {}
        }
    }
    let silent = |case: &&OpenCase| case.meetings_without_report.is_some_and(|count| count > 0);
    Open {
        on,
        total: items.len(),
        unknown,
        of: ground.facts.begun,
        not_heard: items.iter().filter(silent).count(),
        never_reported: items
            .iter()
            .filter(|case| case.last_report.is_none())
            .count(),
        items,
    }
}

fn open_case(ground: &Ground<'_>, case: &CaseRow, stage: Stage, since: Option<Date>) -> OpenCase {
    let on = ground.counted.to;
    let last = last_reports(ground, case);
    let last_report = last.first().map(|first| LastReport {
        on: first.on,
        meeting: last
            .iter()
            .find_map(|report| report.meeting.as_ref())
            .map(|id| ground.meeting_named(&id.to_string())),
        said: last.iter().map(|report| said(report)).collect(),
    });
    let proposed_on = case.proposed_on.filter(|day| *day <= on);
    let heard_on = last_report.as_ref().map(|last| last.on).or(proposed_on);
    let record = ground.facts.reported.get(&case.id);
    OpenCase {
        case: ground.case_named(&case.id),
        stage,
        stage_on: since,
        working_meetings: ground.facts.working.get(&case.id).copied().unwrap_or(0),
        hosts: ground.hosts(case),
        proposed_on,
        days_since_proposal: proposed_on.map(|day| on.days_since(day)),
        last_report,
        meetings_without_report: heard_on.map(|heard_on| meetings_after(ground, heard_on).count()),
        next: next_steps(ground, case, &last),
        release_asked: release_request(ground, case).is_some(),
        conditions: record
            .into_iter()
            .flat_map(|record| unmet_conditions(record, on))
            .filter(|report| report.on <= on)
            .map(|report| Condition {
                on: report.on,
                text: text(report.condition.as_deref()),
            })
            .collect(),
        conflicts: case.conflicts,
    }
}

/// The monthly meetings held after a day, up to the last one counted.
pub(super) fn meetings_after<'f>(
    ground: &Ground<'f>,
    day: Date,
) -> impl Iterator<Item = &'f MeetingRow> {
    let held = ground.facts.monthly.iter();
    let held = held.filter(|meeting| meeting.status == MeetingStatus::Held);
    let last = ground.counted.to;
    held.filter(move |meeting| {
        let on = meeting.first_day();
        on.is_some_and(|on| day < on && on <= last)
    })
}

/// The reports of the last day, up to the last one counted, on which a case was reported.
fn last_reports<'f>(ground: &Ground<'f>, case: &CaseRow) -> Vec<&'f Report> {
    let Some(record) = ground.facts.reported.get(&case.id) else {
        return Vec::new();
    };
    let known = || {
        let reports = record.reports.iter();
        reports.filter(|report| report.on <= ground.counted.to)
    };
    let last = known().map(|report| report.on).max();
    known().filter(|report| Some(report.on) == last).collect()
}

fn said(report: &Report) -> Said {
    Said {
        agency: report.agency.as_ref().map(ToString::to_string),
        text: text(report.text.as_deref()),
    }
}

/// The request to release an open case that its last report makes and that nobody has decided.
pub(super) fn release_request<'f>(ground: &Ground<'f>, case: &CaseRow) -> Option<&'f Report> {
    let is_open = matches!(
        standing(case, ground.counted.to),
        Standing::In(stage, _) if stage.is_open()
    );
    // Of two reports of one day the one that stands below is the later.
    let last = last_reports(ground, case).pop()?;
    let waits = last.asked == Some(Asked::Release) && last.decided.is_none();
    (is_open && waits).then_some(last)
}

/// The steps that the last reports tell, by day, and the next meeting planned for the case.
fn next_steps(ground: &Ground<'_>, case: &CaseRow, last: &[&Report]) -> Vec<NextStep> {
    let told = last.iter().filter_map(|report| {
        let text = text(report.next_step.as_deref());
        (text.is_some() || report.next_on.is_some()).then_some(NextStep {
            on: report.next_on,
            text,
            meeting: None,
        })
    });
    let mut steps: Vec<NextStep> = told.collect();
    steps.sort_by_key(|step| (step.on.is_none(), step.on));
    let planned = ground.facts.planned.iter();
    let planned = planned.filter(|meeting| meeting.cases.contains(&case.id));
    let next = planned
        .flat_map(|meeting| meeting.days.iter().map(|day| (*day, meeting.kind)))
        .filter(|(day, _)| *day >= ground.counted.to)
        .min();
    steps.extend(next.map(|(day, kind)| NextStep {
        on: Some(day),
        text: None,
        meeting: Some(kind),
    }));
    steps
}
