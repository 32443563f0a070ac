//! What a quarterly report is made of: rows, the question, and where the rows came from.

use std::collections::HashSet;

use crate::index::row::{CaseRow, MeetingRow, TranscriptRow};
use crate::index::{
    CaseFilter, IndexError, MeetingFilter, OpenCase, PeriodCases, TranscriptFilter, View,
};
use crate::procedure::calendar::OfficeCalendar;
use crate::record::Date;
use crate::record::agency::Agency;
use crate::record::case::Stage;
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::{Period, Quarter};
use crate::record::rules::Rules;

use super::ground::{first_step, takes_part};
use super::period;

/// The rows that a report counts. Those of every record of a commit make the same report as those
/// that [`Facts::read`] picks.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The cases.
    pub cases: Vec<CaseRow>,
    /// The cases without a row here that were open all through the period, in the scope.
    pub open_before: Vec<OpenCase>,
    /// How many cases of the scope that do not begin after the period have no row here.
    pub without_row: usize,
    /// The meetings of every kind.
    pub meetings: Vec<MeetingRow>,
    /// The transcripts.
    pub transcripts: Vec<TranscriptRow>,
    /// The agencies that records may name.
    pub agencies: Vec<Agency>,
    /// The rule sets, by which replies are due.
    pub rules: Vec<Rules>,
    /// The office calendar, by which limits in working days run.
    pub calendar: OfficeCalendar,
}

impl Facts {
    /// The meetings that say which days a report covers: all quarterly ones, and the earliest of any
    /// kind.
    pub fn dates(view: &View<'_>) -> Result<Vec<MeetingRow>, IndexError> {
        let mut meetings = view.meetings(&MeetingFilter {
            kinds: vec![MeetingKind::Quarterly],
            ..MeetingFilter::default()
        })?;
        let earliest = view.meetings(&MeetingFilter {
            limit: Some(1),
            ..MeetingFilter::default()
        })?;
        add(&mut meetings, earliest, |meeting| &meeting.id);
        Ok(meetings)
    }

    /// The rows that the report on a scope is made of, and none that could not change it. `dates` are
    /// those of [`Facts::dates`].
    pub fn read(
        view: &View<'_>,
        scope: &Scope,
        as_of: Date,
        dates: Vec<MeetingRow>,
    ) -> Result<Self, IndexError> {
        let counted = scope.counted(as_of);
        let of_meeting = scope.meeting.as_ref().map(|meeting| meeting.id.as_str());
        let before = period::periods_before(&dates, scope.period, of_meeting);
        let first = before.iter().map(|earlier| earlier.period.from).min();
        let last = before
            .iter()
            .map(|earlier| earlier.period.to.min(as_of))
            .max();
        let dated = view.meetings(&MeetingFilter {
            statuses: vec![MeetingStatus::Held, MeetingStatus::Planned],
            from: Some(first.map_or(counted.from, |first| first.min(counted.from))),
            to: Some(last.map_or(counted.to, |last| last.max(counted.to))),
            ..MeetingFilter::default()
        })?;
        let undated = view.meetings(&MeetingFilter {
            kinds: vec![MeetingKind::Collaborative],
            statuses: vec![MeetingStatus::Held],
            undated: true,
            ..MeetingFilter::default()
        })?;

        // Where the as-of day lies before the period, it is the day on which cases stand.
        let asked = Period {
            from: counted.from.min(counted.to),
            to: counted.to,
        };
        let PeriodCases {
            rows: mut cases,
            mut open_before,
        } = view.cases_of_period(asked, &scope.agencies)?;
        let owing = view.cases(&CaseFilter {
            replies_in: Some(asked),
            ..CaseFilter::default()
        })?;
        add(&mut cases, owing, |case| &case.id);
        let promising = view.cases(&CaseFilter {
            has_commitment: true,
            ..CaseFilter::default()
        })?;
        add(&mut cases, promising, |case| &case.id);
        let named = dated
            .iter()
            .chain(&undated)
            .flat_map(|meeting| &meeting.cases);
        read_cases(view, &mut cases, named)?;
        let petitions: HashSet<String> = cases
            .iter()
            .flat_map(|case| &case.petitions)
            .map(|petition| petition.url.clone())
            .collect();
        if !petitions.is_empty() {
            // A petition that two cases name counts once, on the earlier of their days.
            let others = view.cases(&CaseFilter {
                petitions: Some(petitions),
                ..CaseFilter::default()
            })?;
            add(&mut cases, others, |case| &case.id);
        }

        let ids: HashSet<String> = cases.iter().map(|case| case.id.clone()).collect();
        open_before.retain(|case| !ids.contains(&case.id));
        let mut meetings = dates;
        add(&mut meetings, dated, |meeting| &meeting.id);
        add(&mut meetings, undated, |meeting| &meeting.id);
        let others = view.meetings(&MeetingFilter {
            kinds: vec![MeetingKind::Collaborative],
            statuses: vec![MeetingStatus::Held],
            cases: Some(ids),
            ..MeetingFilter::default()
        })?;
        add(&mut meetings, others, |meeting| &meeting.id);
        let proposed_at = cases.iter().filter_map(|case| {
            let (_, step) = first_step(case, Stage::Proposed)?;
            step.meeting.clone()
        });
        let others = view.meetings(&MeetingFilter {
            ids: Some(proposed_at.collect()),
            ..MeetingFilter::default()
        })?;
        add(&mut meetings, others, |meeting| &meeting.id);
        let in_period = meetings
            .iter()
            .filter(|meeting| meeting.first_day().is_some_and(|day| counted.contains(day)))
            .map(|meeting| meeting.id.clone());
        let transcripts = view.transcripts(&TranscriptFilter {
            meetings: Some(in_period.collect()),
            ..TranscriptFilter::default()
        })?;

        let mut petitions = cases.iter().flat_map(|case| &case.petitions);
        let is_reckoned = petitions.any(|petition| petition.qualified_on.is_some());
        let (rules, calendars) = match is_reckoned {
            true => (view.rule_sets()?, view.calendars()?),
            false => (Vec::new(), Vec::new()),
        };

        let begun =
            |case: &&CaseRow| takes_part(case, &scope.agencies) && !case.begins_after(counted.to);
        let with_row = cases.iter().filter(begun).count();
        let all = view.count_cases_begun(counted.to, &scope.agencies)?;
        Ok(Self {
            without_row: all.saturating_sub(with_row),
            cases,
            open_before,
            meetings,
            transcripts,
            agencies: view.agencies()?,
            rules,
            calendar: OfficeCalendar::new(&calendars),
        })
    }
}

/// Adds the rows of the cases of these ids.
fn read_cases<'i>(
    view: &View<'_>,
    cases: &mut Vec<CaseRow>,
    ids: impl Iterator<Item = &'i String>,
) -> Result<(), IndexError> {
    let known: HashSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let missing = ids
        .filter(|id| !known.contains(id.as_str()))
        .cloned()
        .collect();
    let rows = view.cases(&CaseFilter {
        ids: Some(missing),
        ..CaseFilter::default()
    })?;
    cases.extend(rows);
    Ok(())
}

/// Adds the rows that are not there yet.
fn add<T>(rows: &mut Vec<T>, others: Vec<T>, id: impl Fn(&T) -> &String) {
    let known: HashSet<String> = rows.iter().map(|row| id(row).clone()).collect();
    rows.extend(others.into_iter().filter(|row| !known.contains(id(row))));
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The days covered, both ends included.
    pub period: Period,
    /// The quarter, where one was asked for or the quarterly meeting says one.
    pub quarter: Option<Quarter>,
    /// The quarterly meeting, where the period is the one it covers.
    pub meeting: Option<ScopeMeeting>,
    /// Only cases in which one of the agencies of these ids has any part, and their meetings and
    /// transcripts: the one asked for, then those that it took over from. All where none is named.
    pub agencies: Vec<String>,
}

impl Scope {
    /// The days of the period up to the as-of day.
    pub(super) fn counted(&self, as_of: Date) -> Period {
        Period {
            from: self.period.from,
            to: self.period.to.min(as_of),
        }
    }
}

/// The quarterly meeting that a report is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeMeeting {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of its first session, where known.
    pub date: Option<Date>,
}
