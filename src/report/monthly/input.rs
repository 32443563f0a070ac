//! What a monthly paper is made of: records, the question, and the one reading of both.

use std::collections::{BTreeSet, HashMap};

use crate::index::row::{CaseRow, MeetingRow, Pending};
use crate::index::{CaseFilter, IndexError, MeetingFilter, View};
use crate::procedure::calendar::OfficeCalendar;
use crate::record::agency::Agency;
use crate::record::case::{Case, Selection, Source};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::period::{Month, Period};
use crate::record::rules::Rules;
use crate::record::{AnyRecord, Date, Kind};

/// The kinds of meeting that sit at tables.
pub(super) const WITH_TABLES: [MeetingKind; 2] = [MeetingKind::Collaborative, MeetingKind::Hearing];

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The month.
    pub month: Month,
    /// The id of its monthly meeting, where one was named; else the month says which it is.
    pub meeting: Option<String>,
}

impl Scope {
    /// The days of the month up to the as-of day.
    pub(super) fn counted(&self, as_of: Date) -> Period {
        let period = self.month.period();
        Period {
            from: period.from,
            to: period.to.min(as_of),
        }
    }
}

/// The records that a paper is made of.
#[derive(Clone, Debug, Default)]
pub struct Facts<'i> {
    /// The monthly meetings up to the end of the month, by day.
    pub monthly: Vec<MeetingRow>,
    /// The record of the one that the paper is for.
    pub meeting: Option<Meeting>,
    /// The cases that may be open, that took a step in the month, that are put to the vote or proposed
    /// without one, by id.
    pub cases: HashMap<String, CaseRow>,
    /// Of those that have a report, the whole records, by id.
    pub reported: HashMap<String, Case>,
    /// How many cases do not begin after the last day counted.
    pub begun: usize,
    /// How many working meetings were held for each case, by its id.
    pub working: HashMap<String, usize>,
    /// The meetings that are planned.
    pub planned: Vec<MeetingRow>,
    /// The meetings that reports and steps name, by id.
    pub named: HashMap<String, MeetingRow>,
    /// The meetings of [`WITH_TABLES`] that were held since the beginning of the year or of the period,
    /// by day.
    pub with_tables: Vec<MeetingRow>,
    /// Of those that have a table, the whole records, by id.
    pub tables: HashMap<String, Meeting>,
    /// What all records owe on the last day counted.
    pub pending: Vec<Pending<'i>>,
    /// The rule sets.
    pub rules: Vec<Rules>,
    /// The office calendar.
    pub calendar: OfficeCalendar,
    /// The agencies that records may name.
    pub agencies: Vec<Agency>,
}

impl<'i> Facts<'i> {
    /// The records that a paper is made of, and none that could not change it. `pending` is what all
    /// records owe on the last day counted.
    pub fn read(
        view: &View<'_>,
        scope: &Scope,
        as_of: Date,
        pending: Vec<Pending<'i>>,
    ) -> Result<Self, IndexError> {
        let counted = scope.counted(as_of);
        let month = scope.month.period();
        let monthly = view.meetings(&MeetingFilter {
            kinds: vec![MeetingKind::Monthly],
            to: Some(month.to),
            ..MeetingFilter::default()
        })?;
        let mut facts = Self {
            monthly,
            begun: view.count_cases_begun(counted.to, &[])?,
            pending,
            rules: view.rule_sets()?,
            calendar: OfficeCalendar::new(&view.calendars()?),
            agencies: view.agencies()?,
            ..Self::default()
        };
        if let Some(row) = facts.meeting_row(scope) {
            let id = BTreeSet::from([row.id.clone()]);
            let records = view.read_some(Kind::Meeting, &id)?;
            facts.meeting = records.into_iter().find_map(meeting);
        }
        facts.read_cases(view, scope, as_of)?;
        facts.read_meetings(view, scope, as_of)?;
        Ok(facts)
    }

    fn read_cases(
        &mut self,
        view: &View<'_>,
        scope: &Scope,
        as_of: Date,
    ) -> Result<(), IndexError> {
        let counted = scope.counted(as_of);
        // Where the as-of day lies before the month, it is the day on which cases stand.
        let asked = Period {
            from: counted.from.min(counted.to),
            to: counted.to,
        };
        let of_period = view.cases_of_period(asked, &[])?;
        let open = of_period.open_before.into_iter().map(|case| case.id);
        let candidates = self.meeting.iter().flat_map(|meeting| &meeting.candidates);
        let voted = candidates
            .flat_map(|row| &row.cases)
            .map(ToString::to_string);
        let filter = CaseFilter {
            ids: Some(open.chain(voted).collect()),
            ..CaseFilter::default()
        };
        let named = view.cases(&filter)?;
        let noted = self.noted(scope, as_of);
        let proposed = view.cases(&CaseFilter {
            proposed_from: Some(noted.from),
            proposed_to: Some(noted.to),
            ..CaseFilter::default()
        })?;
        let proposed = proposed.into_iter();
        let proposed = proposed.filter(|case| skips_vote(case) != Some(false));
        let rows = of_period.rows.into_iter().chain(named).chain(proposed);
        self.cases = rows.map(|row| (row.id.clone(), row)).collect();
        let reported = view.cases(&CaseFilter {
            ids: Some(self.cases.keys().cloned().collect()),
            has_report: true,
            ..CaseFilter::default()
        })?;
        let ids = reported.into_iter().map(|row| row.id).collect();
        let records = view.read_some(Kind::Case, &ids)?.into_iter();
        let cases = records.filter_map(|record| match record {
            AnyRecord::Case(case) => Some((case.id.to_string(), *case)),
            _ => None,
        });
        self.reported = cases.collect();
        Ok(())
    }

    fn read_meetings(
        &mut self,
        view: &View<'_>,
        scope: &Scope,
        as_of: Date,
    ) -> Result<(), IndexError> {
        let counted = scope.counted(as_of);
        let held = MeetingFilter {
            statuses: vec![MeetingStatus::Held],
            to: Some(counted.to),
            ..MeetingFilter::default()
        };
        let working = MeetingFilter {
            kinds: vec![MeetingKind::Working],
            ..held.clone()
        };
        let asked = self.cases.keys().map(String::as_str).collect();
        let working = view.meetings_by_case(&working, &asked)?.into_iter();
        self.working = working.map(|(id, count)| (id.to_owned(), count)).collect();
        self.planned = view.meetings(&MeetingFilter {
            statuses: vec![MeetingStatus::Planned],
            ..MeetingFilter::default()
        })?;
        let reports = self.reported.values().flat_map(|case| &case.reports);
        let of_reports = reports.filter_map(|row| Some(row.meeting.as_ref()?.to_string()));
        let steps = self.cases.values().flat_map(|case| &case.stages);
        let of_steps = steps.filter_map(|step| step.meeting.clone());
        let named = view.meetings(&MeetingFilter {
            ids: Some(of_reports.chain(of_steps).collect()),
            ..MeetingFilter::default()
        })?;
        self.named = named.into_iter().map(|row| (row.id.clone(), row)).collect();
        let since = self.since_previous(scope, as_of);
        let with_tables = MeetingFilter {
            kinds: WITH_TABLES.to_vec(),
            from: Some(since.from.min(year_of(counted.to).from)),
            ..held
        };
        self.with_tables = view.meetings(&with_tables)?;
        let ids = view.meetings(&MeetingFilter {
            has_table: true,
            ..with_tables
        })?;
        let ids = ids.into_iter().map(|row| row.id).collect();
        let records = view.read_some(Kind::Meeting, &ids)?.into_iter();
        let meetings = records.filter_map(meeting);
        self.tables = meetings.map(|row| (row.id.to_string(), row)).collect();
        Ok(())
    }

    /// The monthly meeting that the paper is for: the one named, else the first of the month that is
    /// planned or held, else one that was put off or called off.
    pub(super) fn meeting_row(&self, scope: &Scope) -> Option<&MeetingRow> {
        if let Some(id) = &scope.meeting {
            return self.monthly.iter().find(|row| row.id == *id);
        }
        self.of_month(scope)
            .min_by_key(|row| (row.status.needs_reason(), row.first_day()))
    }

    /// The monthly meetings of the month.
    pub(super) fn of_month(&self, scope: &Scope) -> impl Iterator<Item = &MeetingRow> {
        let month = scope.month.period();
        let in_month =
            move |row: &&MeetingRow| row.first_day().is_some_and(|day| month.contains(day));
        self.monthly.iter().filter(in_month)
    }

    /// The last monthly meeting held before the one that the paper is for, or before the month where
    /// that has none, and its day.
    pub(super) fn previous(&self, scope: &Scope, as_of: Date) -> Option<(Date, &MeetingRow)> {
        let own = self.meeting_row(scope).and_then(MeetingRow::first_day);
        let before = own.unwrap_or(scope.month.period().from);
        let held = self.monthly.iter();
        let held = held.filter(|row| row.status == MeetingStatus::Held);
        held.filter_map(|row| Some((row.first_day()?, row)))
            .filter(|(day, _)| *day < before && *day <= as_of)
            .max_by_key(|(day, row)| (*day, &row.id))
    }

    /// From the day after the previous monthly meeting, or the first of the month where none is known,
    /// to the last day counted.
    pub(super) fn since_previous(&self, scope: &Scope, as_of: Date) -> Period {
        let counted = scope.counted(as_of);
        let previous = self.previous(scope, as_of);
        Period {
            from: previous.map_or(counted.from, |(day, _)| day.after()),
            to: counted.to,
        }
    }

    /// The days whose self-proposals the meeting takes note of: up to its own day where that is known.
    pub(super) fn noted(&self, scope: &Scope, as_of: Date) -> Period {
        let own = self.meeting_row(scope).and_then(MeetingRow::first_day);
        let since = self.since_previous(scope, as_of);
        Period {
            to: own.map_or(since.to, |own| own.min(since.to)),
            ..since
        }
    }
}

/// Whether a case was proposed without a vote; `None` where a ministry proposed it and the records do
/// not say.
pub(super) fn skips_vote(case: &CaseRow) -> Option<bool> {
    let from_ministry = matches!(case.source, Some(Source::Ministry | Source::CrossMinistry));
    match case.selection {
        None if from_ministry => None,
        selection => Some(selection == Some(Selection::NoVote)),
    }
}

/// The days of the year up to a day.
pub(super) fn year_of(day: Date) -> Period {
    Period {
        from: Date::new(day.year(), 1, 1).unwrap_or(day),
        to: day,
    }
}

fn meeting(record: AnyRecord) -> Option<Meeting> {
    match record {
        AnyRecord::Meeting(meeting) => Some(*meeting),
        _ => None,
    }
}
