//! The records under the figures of a monthly paper.

use std::collections::HashMap;

use crate::index::{IndexError, MeetingFilter, View};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::Period;
use crate::report::opened::Opened;
use crate::report::quarterly::{Begun, Standing, standing};
use crate::text::clean::one_line;

use super::compute::Ground;
use super::figures::{Monthly, OpenCase};
use super::input::{Facts, Scope, year_of};
use super::open::meetings_after;

/// The records under every figure of a paper that counts records, from those that the paper was made
/// of, and from those that it only counts.
pub fn opened(
    facts: &Facts<'_>,
    scope: &Scope,
    paper: &Monthly,
    view: &View<'_>,
) -> Result<Opened, IndexError> {
    let begun = Begun::read(view, paper.counted_to, &[])?;
    let ground = Ground {
        facts,
        scope,
        as_of: paper.as_of,
        counted: scope.counted(paper.as_of),
    };
    let mut opened = Opened::new(begun.numbers.clone());
    opened.add("unreadable.count", paper.unreadable.paths.clone());
    open(&ground, paper, &begun, view, &mut opened)?;
    let due = &paper.sections.due.items;
    let overdue = due.iter().filter(|item| item.days_left < 0);
    opened.add("due.overdue", overdue.map(|item| item.id.clone()));
    table_leaders(&ground, paper, &mut opened);
    for gap in &paper.sections.gaps {
        let figure = format!("gaps[{}]", gap.kind.as_str());
        opened.add(format!("{figure}.count"), gap.ids.clone());
        opened.add(format!("{figure}.of"), gap.among.clone());
    }
    Ok(opened)
}

fn open(
    ground: &Ground<'_>,
    paper: &Monthly,
    begun: &Begun,
    view: &View<'_>,
    opened: &mut Opened,
) -> Result<(), IndexError> {
    let open = &paper.sections.open;
    let some = |keep: &dyn Fn(&OpenCase) -> bool| -> Vec<String> {
        let kept = open.items.iter().filter(|case| keep(case));
        kept.map(|case| case.case.id.clone()).collect()
    };
    opened.add("open.total", some(&|_| true));
    let unknown = ground.cases().into_iter();
    let unknown = unknown.filter(|case| matches!(standing(case, open.on), Standing::Unknown));
    opened.add("open.unknown", unknown.map(|case| one_line(&case.id)));
    opened.add("open.of", begun.ids.clone());
    let silent = |case: &OpenCase| case.meetings_without_report.is_some_and(|count| count > 0);
    opened.add("open.not_heard", some(&silent));
    let never = |case: &OpenCase| case.last_report.is_none();
    opened.add("open.never_reported", some(&never));
    let mut working: HashMap<String, Vec<String>> = HashMap::new();
    for meeting in view.meetings(&MeetingFilter {
        kinds: vec![MeetingKind::Working],
        statuses: vec![MeetingStatus::Held],
        to: Some(ground.counted.to),
        ..MeetingFilter::default()
    })? {
        for case in &meeting.cases {
            let of_case = working.entry(one_line(case)).or_default();
            of_case.push(one_line(&meeting.id));
        }
    }
    for case in &open.items {
        let figure = format!("open.items[{}]", case.case.id);
        let meetings = working.remove(&case.case.id).unwrap_or_default();
        opened.add(format!("{figure}.working_meetings"), meetings);
        let last = case.last_report.as_ref().map(|last| last.on);
        if let Some(heard_on) = last.or(case.proposed_on) {
            let meetings = meetings_after(ground, heard_on).map(|row| one_line(&row.id));
            opened.add(format!("{figure}.meetings_without_report"), meetings);
        }
    }
    Ok(())
}

fn table_leaders(ground: &Ground<'_>, paper: &Monthly, opened: &mut Opened) {
    let (since, year) = (ground.since_previous(), year_of(ground.counted.to));
    let tables = |agency: &str, period: Period| {
        let held = ground.facts.with_tables.iter();
        let held = held.filter(|row| row.first_day().is_some_and(|day| period.contains(day)));
        let records = held.filter_map(|row| ground.facts.tables.get(&row.id));
        let tables = records.flat_map(|meeting| {
            let id = meeting.id.to_string();
            let own = meeting.tables.iter();
            let own = own.filter(|table| {
                let sent = table.agency.as_ref().map(|id| one_line(id.as_str()));
                sent.as_deref() == Some(agency)
            });
            own.map(move |table| format!("{id}:table[{}]", table.k))
                .collect::<Vec<_>>()
        });
        tables.collect::<Vec<_>>()
    };
    for agency in &paper.sections.table_leaders.agencies {
        let figure = format!("table_leaders.agencies[{}]", agency.id);
        opened.add(format!("{figure}.in_period"), tables(&agency.id, since));
        opened.add(format!("{figure}.in_year"), tables(&agency.id, year));
    }
}
