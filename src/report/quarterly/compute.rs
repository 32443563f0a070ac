//! From rows to figures: the one place where the quarterly report counts.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::index::row::{CaseRow, MeetingRow};
use crate::record::Date;
use crate::record::case::{ReplyKind, Role, Source, Stage};
use crate::record::meeting::{Element, MeetingKind};
use crate::record::period::Period;
use crate::report::head::{Provenance, names, text};
use crate::text::clean::one_line;

use super::digest;
use super::figures::*;
use super::gaps;
use super::ground::{
    Ground, Standing, agencies_in, by_number, first_step, petition_of_reply, standing,
};
use super::input::{Facts, Scope};
use super::{period, promises, replies, together};

/// The figures of a quarterly report: a pure function of its arguments. Nothing dated after the
/// as-of day is counted.
pub fn figures(facts: &Facts, scope: &Scope, provenance: &Provenance) -> Quarterly {
    let ground = Ground::new(facts, &scope.agencies);
    let everything = Ground::new(facts, &[]);
    let counted = scope.counted(provenance.as_of);
    let collaborative = ground.collaborative_in(counted);
    let touched = touched_cases(&ground, counted);
    let meeting = scope.meeting.as_ref().map(|meeting| MeetingHead {
        id: one_line(&meeting.id),
        title: one_line(&meeting.title),
        date: meeting.date,
    });
    let quarter = scope.quarter.or_else(|| {
        let id = &scope.meeting.as_ref()?.id;
        period::quarter_of(facts.meetings.iter().find(|row| row.id == *id)?)
    });
    let mut report = Quarterly {
        schema: SCHEMA,
        quarter,
        meeting,
        period: scope.period,
        counted_to: counted.to,
        agency: scope.agencies.first().map(|id| one_line(id)),
        includes: scope
            .agencies
            .iter()
            .skip(1)
            .map(|id| one_line(id))
            .collect(),
        store: one_line(&provenance.store_name),
        commit: provenance.commit.as_deref().map(one_line),
        stores: provenance.store_heads(),
        as_of: provenance.as_of,
        command: one_line(&provenance.command),
        version: provenance.version,
        language: provenance.language,
        unreadable: Unreadable::of(provenance),
        unhosted: unhosted(&everything, counted),
        digest: String::new(),
        cases: cases(facts, &ground, counted, &touched),
        meetings: Meetings {
            collaborative: collaborative_meetings(&ground, &collaborative),
            other: other_meetings(&ground, counted),
        },
        before: before(facts, &ground, scope, provenance.as_of),
        agencies: agencies(&touched, counted),
        petitions: petitions(&ground, counted),
        transcripts: transcripts(&ground, counted),
        replies: replies::replies(facts, &ground, counted, provenance.as_of),
        promises: promises::promises(&ground, counted.to),
        tasks: promises::tasks(&ground, counted),
        chiefs: together::chiefs(facts, &everything, &scope.agencies, counted),
        elements: together::elements(&collaborative),
        worked_together: together::worked_together(&ground, &scope.agencies, counted),
        gaps: {
            let mut gaps = gaps::gaps(&ground, counted, &touched, &collaborative);
            gaps.extend(gaps_of_stores(provenance));
            gaps
        },
        names: names(&facts.agencies),
        numbers: ground
            .cases
            .iter()
            .filter_map(|case| Some((one_line(&case.id), case.number?)))
            .collect(),
        ids: None,
    };
    report.digest = digest::digest(&report);
    report
}

/// When a case took the step that a tally counts, for the first time.
fn step_day(ground: &Ground<'_>, case: &CaseRow, stage: Stage) -> Option<Date> {
    match stage {
        Stage::Proposed => case.proposed_on,
        Stage::Met => ground.met_on(case),
        _ => first_step(case, stage).map(|(day, _)| day),
    }
}

/// Whether a case took a step in a period.
pub(super) fn took_step(ground: &Ground<'_>, case: &CaseRow, stage: Stage, period: Period) -> bool {
    step_day(ground, case, stage).is_some_and(|day| period.contains(day))
}

/// The steps that make a case one of the period.
const STEPS: [Stage; 5] = [
    Stage::Proposed,
    Stage::Selected,
    Stage::Met,
    Stage::NotHeld,
    Stage::Released,
];

fn touched_cases<'a>(ground: &Ground<'a>, period: Period) -> Vec<&'a CaseRow> {
    let within = |day: Option<Date>| day.is_some_and(|day| period.contains(day));
    let petitions = ground.petitions();
    let touches = |case: &CaseRow| {
        STEPS
            .iter()
            .any(|stage| took_step(ground, case, *stage, period))
            || ground
                .collaborative(&case.id)
                .iter()
                .any(|(day, _)| period.contains(*day))
            || case.petitions.iter().any(|petition| {
                petitions
                    .get(petition.url.as_str())
                    .is_some_and(|days| within(days.qualified) || within(days.replied))
            })
    };
    ground
        .cases
        .iter()
        .copied()
        .filter(|case| touches(case))
        .collect()
}

fn cases(facts: &Facts, ground: &Ground<'_>, period: Period, touched: &[&CaseRow]) -> Cases {
    let tally = |stage: Stage| {
        tally(
            touched
                .iter()
                .copied()
                .filter(|case| took_step(ground, case, stage, period)),
        )
    };
    let reasons = touched
        .iter()
        .filter_map(|case| {
            let (on, step) = first_step(case, Stage::NotHeld)?;
            period.contains(on).then(|| Reason {
                id: one_line(&case.id),
                on,
                reason: text(step.reason.as_deref()),
            })
        })
        .collect();
    Cases {
        proposed: tally(Stage::Proposed),
        selected: tally(Stage::Selected),
        met: tally(Stage::Met),
        not_held: NotHeld {
            tally: tally(Stage::NotHeld),
            reasons,
        },
        released: tally(Stage::Released),
        open: open(facts, &ground.cases, period.to),
        items: touched
            .iter()
            .map(|case| case_item(ground, case, period))
            .collect(),
    }
}

fn tally<'a>(cases: impl Iterator<Item = &'a CaseRow>) -> Tally {
    let cases: Vec<&CaseRow> = cases.collect();
    let sources = Source::ALL.iter().copied().map(Some).chain([None]);
    Tally {
        total: cases.len(),
        by_source: sources
            .map(|source| {
                (
                    source,
                    cases.iter().filter(|case| case.source == source).count(),
                )
            })
            .collect(),
        ids: cases.iter().map(|case| one_line(&case.id)).collect(),
    }
}

fn open(facts: &Facts, cases: &[&CaseRow], on: Date) -> Open {
    let before = facts.open_before.iter();
    let mut open: Vec<(Option<u32>, &str, Stage)> = before
        .map(|case| (case.number, case.id.as_str(), case.stage))
        .collect();
    let mut unknown = 0;
    let mut not_yet = 0;
    for case in cases {
        match standing(case, on) {
            Standing::In(stage, _) if stage.is_open() => {
                open.push((case.number, &case.id, stage));
            }
            Standing::Unknown => unknown += 1,
            Standing::NotYet => not_yet += 1,
            Standing::In(..) => {}
        }
    }
    open.sort_by_key(|(number, id, _)| by_number(*number, id));
    let mut by_stage: BTreeMap<Stage, usize> = BTreeMap::new();
    for (_, _, stage) in &open {
        *by_stage.entry(*stage).or_default() += 1;
    }
    Open {
        on,
        total: open.len(),
        by_stage: by_stage.into_iter().collect(),
        ids: open.iter().map(|(_, id, _)| one_line(id)).collect(),
        unknown,
        of: cases.len() - not_yet + facts.without_row,
    }
}

fn case_item(ground: &Ground<'_>, case: &CaseRow, period: Period) -> CaseItem {
    let (stage, stage_on) = match standing(case, period.to) {
        Standing::In(stage, on) => (Some(stage), on),
        Standing::Unknown | Standing::NotYet => (None, None),
    };
    let proposed_at = first_step(case, Stage::Proposed)
        .and_then(|(_, step)| ground.meeting(step.meeting.as_deref()?))
        .map(|meeting| meeting.kind);
    let replies = case
        .replies
        .iter()
        .filter(|reply| reply.kind == ReplyKind::Formal || reply.adoption.is_some())
        .filter(|reply| reply.on.is_none_or(|on| on <= period.to))
        .map(|reply| ReplyItem {
            agency: text(reply.agency.as_deref()),
            on: reply.on,
            kind: reply.kind,
            adoption: reply.adoption,
        })
        .collect();
    let qualified: BTreeSet<Date> = case
        .petitions
        .iter()
        .filter_map(|petition| petition.qualified_on)
        .filter(|day| *day <= period.to)
        .collect();
    CaseItem {
        id: one_line(&case.id),
        number: case.number,
        title: one_line(&case.title),
        source: case.source,
        selection: case.selection,
        hosts: agency_ids(case, Role::Host, period),
        cohosts: agency_ids(case, Role::Cohost, period),
        proposed_on: case.proposed_on.filter(|day| *day <= period.to),
        proposed_at,
        qualified_on: qualified.into_iter().collect(),
        meetings: ground
            .collaborative(&case.id)
            .iter()
            .filter(|(day, _)| period.contains(*day))
            .map(|(_, meeting)| one_line(&meeting.id))
            .collect(),
        replies,
        stage,
        stage_on,
    }
}

fn collaborative_meetings(ground: &Ground<'_>, held: &[(Date, &MeetingRow)]) -> Collaborative {
    Collaborative {
        held: held.len(),
        items: held
            .iter()
            .map(|(day, meeting)| meeting_item(ground, *day, meeting))
            .collect(),
        later: held
            .iter()
            .flat_map(|(_, meeting)| later_meetings(ground, meeting))
            .collect(),
        days_from_proposal: waiting(ground, held),
    }
}

fn meeting_item(ground: &Ground<'_>, day: Date, meeting: &MeetingRow) -> MeetingItem {
    let cases = ground.cases_of(meeting);
    let days: BTreeSet<Date> = meeting.days.iter().copied().collect();
    let mut seen = HashSet::new();
    MeetingItem {
        id: one_line(&meeting.id),
        number: meeting
            .number
            .or_else(|| cases.iter().find_map(|case| case.number)),
        title: one_line(&meeting.title),
        cases: meeting
            .cases
            .iter()
            .filter(|id| seen.insert(id.as_str()))
            .map(|id| one_line(id))
            .collect(),
        hosts: hosts_on(&cases, day),
        days: days.into_iter().collect(),
        sessions: meeting.days.len(),
        elements: Element::ALL
            .iter()
            .copied()
            .filter(|element| meeting.elements.contains(element))
            .collect(),
        transcript: ground.transcript(meeting),
        days_from_proposal: longest_wait(ground, day, meeting),
    }
}

/// The hosts of cases on a day, each once.
pub(super) fn hosts_on(cases: &[&CaseRow], day: Date) -> Vec<String> {
    let on_that_day = Period { from: day, to: day };
    let mut hosts: Vec<String> = Vec::new();
    for host in cases
        .iter()
        .flat_map(|case| agency_ids(case, Role::Host, on_that_day))
    {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

fn unhosted(ground: &Ground<'_>, counted: Period) -> Unhosted {
    let held = ground.collaborative_in(counted);
    let without = |(day, meeting): &&(Date, &MeetingRow)| {
        hosts_on(&ground.cases_of(meeting), *day).is_empty()
    };
    Unhosted {
        meetings: held.iter().filter(without).count(),
        of: held.len(),
    }
}

fn later_meetings(ground: &Ground<'_>, meeting: &MeetingRow) -> Vec<LaterMeeting> {
    let nth = |case: &CaseRow| {
        let earlier = ground
            .collaborative(&case.id)
            .iter()
            .position(|(_, other)| other.id == meeting.id)?;
        let stated = meeting
            .sequence
            .and_then(|number| usize::try_from(number).ok());
        (earlier > 0).then(|| stated.unwrap_or(0).max(earlier + 1))
    };
    ground
        .cases_of(meeting)
        .into_iter()
        .filter_map(|case| {
            Some(LaterMeeting {
                meeting: one_line(&meeting.id),
                case: one_line(&case.id),
                number: case.number,
                nth: nth(case)?,
            })
        })
        .collect()
}

/// Of several cases the longest wait, because that is how long somebody waited.
pub(super) fn longest_wait(ground: &Ground<'_>, day: Date, meeting: &MeetingRow) -> Option<i64> {
    ground
        .waits(day, meeting)
        .into_iter()
        .filter(|days| *days >= 0)
        .max()
}

fn waiting(ground: &Ground<'_>, held: &[(Date, &MeetingRow)]) -> Waiting {
    let mut days: Vec<i64> = held
        .iter()
        .filter_map(|(day, meeting)| longest_wait(ground, *day, meeting))
        .collect();
    Waiting {
        median: Median::of(&mut days),
        min: days.iter().min().copied(),
        max: days.iter().max().copied(),
        known: days.len(),
        unknown: held.len() - days.len(),
    }
}

fn other_meetings(ground: &Ground<'_>, period: Period) -> Vec<(MeetingKind, usize)> {
    let count = |kind: MeetingKind| {
        let held = ground.held.iter();
        held.filter(|(day, meeting)| meeting.kind == kind && period.contains(*day))
            .count()
    };
    MeetingKind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != MeetingKind::Collaborative)
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

fn before(facts: &Facts, ground: &Ground<'_>, scope: &Scope, as_of: Date) -> Vec<PeriodBefore> {
    let meeting = scope.meeting.as_ref().map(|meeting| meeting.id.as_str());
    period::periods_before(&facts.meetings, scope.period, meeting)
        .into_iter()
        .map(|earlier| {
            let to = earlier.period.to.min(as_of);
            let held = ground.collaborative_in(Period {
                to,
                ..earlier.period
            });
            PeriodBefore {
                quarter: earlier.quarter,
                meeting: earlier.meeting.as_deref().map(one_line),
                period: earlier.period,
                held: held.len(),
                days_from_proposal: waiting(ground, &held),
            }
        })
        .collect()
}

fn agencies(touched: &[&CaseRow], period: Period) -> Vec<AgencyCount> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in touched {
        for id in agency_ids(case, Role::Host, period) {
            counts.entry(id).or_default().0 += 1;
        }
        for id in agency_ids(case, Role::Cohost, period) {
            counts.entry(id).or_default().1 += 1;
        }
    }
    let mut agencies: Vec<AgencyCount> = counts
        .into_iter()
        .map(|(id, (hosted, cohosted))| AgencyCount {
            id,
            hosted,
            cohosted,
        })
        .collect();
    // A stable sort, so that equals stay in the order of their ids.
    agencies.sort_by_key(|agency| std::cmp::Reverse((agency.hosted, agency.cohosted)));
    agencies
}

fn petitions(ground: &Ground<'_>, period: Period) -> Petitions {
    let within = |day: Option<Date>| day.is_some_and(|day| period.contains(day));
    let days = ground.petitions();
    let qualified = || days.values().filter(|days| within(days.qualified));
    Petitions {
        qualified: qualified().count(),
        qualified_and_replied: qualified()
            .filter(|days| days.replied.is_some_and(|day| day <= period.to))
            .count(),
        replied: days.values().filter(|days| within(days.replied)).count(),
    }
}

fn transcripts(ground: &Ground<'_>, period: Period) -> Transcripts {
    let mut counts = Transcripts {
        published: 0,
        in_preparation: 0,
        missing: 0,
        of: 0,
        missing_meetings: Vec::new(),
        other_published: 0,
        other_of: 0,
    };
    for (day, meeting) in &ground.held {
        if !period.contains(*day) {
            continue;
        }
        let state = ground.transcript(meeting);
        if meeting.kind != MeetingKind::Collaborative {
            counts.other_of += 1;
            counts.other_published += usize::from(state == TranscriptState::Published);
            continue;
        }
        counts.of += 1;
        match state {
            TranscriptState::Published => counts.published += 1,
            TranscriptState::Editing | TranscriptState::Draft => counts.in_preparation += 1,
            TranscriptState::Missing => {
                counts.missing += 1;
                counts.missing_meetings.push(one_line(&meeting.id));
            }
        }
    }
    counts
}

/// The ids of the agencies with a role in a case at some time of a period, each once.
pub(super) fn agency_ids(case: &CaseRow, role: Role, period: Period) -> Vec<String> {
    agencies_in(case, role, period)
        .iter()
        .map(|id| one_line(id))
        .collect()
}

/// Whether every formal answer of a case says its petition and its day.
pub(super) fn replies_complete(case: &CaseRow) -> bool {
    case.replies
        .iter()
        .filter(|reply| reply.kind == ReplyKind::Formal)
        .all(|reply| {
            reply.on.is_some() && petition_of_reply(case, reply.petition.as_deref()).is_some()
        })
}
