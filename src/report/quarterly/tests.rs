//! The figures against a naive recount, and the cases that a recount would not think of.

use proptest::prelude::*;

use crate::index::row::{CaseRow, MeetingRow};
use crate::locale::Language;
use crate::record::Date;
use crate::record::case::{LinkKind, Role, Source, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::Period;

use super::compute::figures;
use super::figures::{GapKind, Median, Quarterly, TranscriptState};
use super::input::{Facts, Scope};
use super::testing::*;

fn report_of(facts: &Facts, quarter: &str) -> Quarterly {
    figures(facts, &scope_of_quarter(quarter), &provenance(Language::En))
}

fn gap(report: &Quarterly, kind: GapKind) -> Option<(usize, usize, Vec<&str>)> {
    let gap = report.gaps.iter().find(|gap| gap.kind == kind)?;
    Some((
        gap.count,
        gap.of,
        gap.ids.iter().map(String::as_str).collect(),
    ))
}

#[test]
fn the_median_of_an_even_number_is_the_mean_of_the_middle() {
    let median = |values: &mut [i64]| Median::of(values).map(|median| median.to_string());
    assert_eq!(median(&mut []), None);
    assert_eq!(median(&mut [7]).as_deref(), Some("7"));
    assert_eq!(median(&mut [9, 1, 4]).as_deref(), Some("4"));
    assert_eq!(median(&mut [10, 1, 4, 7]).as_deref(), Some("5.5"));
    assert_eq!(median(&mut [2, 4]).as_deref(), Some("3"));
    let json = |values: &mut [i64]| serde_json::to_string(&Median::of(values)).unwrap();
    assert_eq!(json(&mut [1, 2]), "1.5");
    assert_eq!(json(&mut [2, 4]), "3");
    assert_eq!(json(&mut []), "null");
}

#[test]
fn a_case_with_several_meetings_is_met_once() {
    let report = report(Language::En);
    assert_eq!(
        report.cases.met.ids,
        ["c201808-aa40", "c201809-aa41", "c201810-aa42"]
    );
    let collaborative = &report.meetings.collaborative;
    assert_eq!(collaborative.held, 4);
    let later: Vec<_> = collaborative
        .later
        .iter()
        .map(|later| (later.number, later.nth))
        .collect();
    assert_eq!(later, [(Some(37), 3)]);
}

#[test]
fn a_stated_sequence_counts_meetings_that_are_not_on_record() {
    let mut facts = facts();
    facts
        .meetings
        .retain(|meeting| meeting.id != "m201806-cc37");
    let third = facts
        .meetings
        .iter_mut()
        .find(|meeting| meeting.id == "m201809-cc37")
        .unwrap();
    third.sequence = Some(3);
    let scope = scope_of_meeting(&facts, "108Q1");
    let report = figures(&facts, &scope, &provenance(Language::En));
    assert_eq!(report.meetings.collaborative.later[0].nth, 3);
}

#[test]
fn a_meeting_counts_in_the_quarter_of_its_first_session() {
    let facts = Facts {
        meetings: vec![meeting(
            "m1",
            MeetingKind::Collaborative,
            &["2018-07-02", "2018-06-29"],
            &[],
        )],
        ..Facts::default()
    };
    assert_eq!(report_of(&facts, "2018Q2").meetings.collaborative.held, 1);
    assert_eq!(report_of(&facts, "2018Q3").meetings.collaborative.held, 0);
    assert_eq!(
        report_of(&facts, "2018Q2").meetings.collaborative.items[0].sessions,
        2
    );
}

#[test]
fn of_several_cases_the_longest_wait_counts_and_contradictions_are_gaps() {
    let facts = Facts {
        cases: vec![
            case("c1", 1, "one", &[(Stage::Proposed, "2018-01-01")]),
            case("c2", 2, "two", &[(Stage::Proposed, "2018-02-01")]),
            case("c3", 3, "three", &[(Stage::Proposed, "2018-03-20")]),
        ],
        meetings: vec![
            meeting(
                "m1",
                MeetingKind::Collaborative,
                &["2018-03-02"],
                &["c2", "c1", "c1"],
            ),
            meeting("m2", MeetingKind::Collaborative, &["2018-03-10"], &["c3"]),
        ],
        ..Facts::default()
    };
    let report = report_of(&facts, "2018Q1");
    let items = &report.meetings.collaborative.items;
    assert_eq!(items[0].days_from_proposal, Some(60));
    assert_eq!(items[0].cases, ["c2", "c1"]);
    assert_eq!(items[1].days_from_proposal, None);
    let waiting = &report.meetings.collaborative.days_from_proposal;
    assert_eq!((waiting.known, waiting.unknown), (1, 1));
    assert_eq!(
        gap(&report, GapKind::MeetingBeforeProposal),
        Some((1, 2, vec!["m2"]))
    );
}

#[test]
fn nothing_later_than_the_as_of_day_is_counted() {
    let facts = facts();
    let mut provenance = provenance(Language::En);
    provenance.as_of = day("2018-11-01");
    let report = figures(&facts, &scope_of_quarter("2018Q4"), &provenance);
    assert_eq!(report.counted_to, day("2018-11-01"));
    assert_eq!(report.cases.met.ids, ["c201808-aa40"]);
    assert_eq!(report.cases.open.on, day("2018-11-01"));
    assert_eq!(report.cases.not_held.tally.total, 0);
}

#[test]
fn an_undated_step_counts_from_the_step_before_and_an_undated_start_is_unknown() {
    use Stage::{Preparing, Proposed, Selected};
    let facts = Facts {
        cases: vec![
            case(
                "c1",
                1,
                "a",
                &[
                    (Proposed, "2018-01-08"),
                    (Selected, ""),
                    (Preparing, "2018-05-01"),
                ],
            ),
            case("c2", 2, "b", &[(Proposed, ""), (Selected, "2018-02-05")]),
            case("c3", 3, "c", &[]),
            case("c4", 4, "d", &[(Proposed, "2018-04-02")]),
        ],
        ..Facts::default()
    };
    let open = report_of(&facts, "2018Q1").cases.open;
    assert_eq!(open.by_stage, [(Selected, 1)]);
    assert_eq!(
        (open.total, open.unknown, open.of),
        (1, 2, 3),
        "c4 had not begun"
    );
}

#[test]
fn an_agency_narrows_to_its_cases_and_their_meetings() {
    let facts = facts();
    let mut scope = scope_of_meeting(&facts, "108Q1");
    scope.agencies = vec!["moi".to_owned()];
    let report = figures(&facts, &scope, &provenance(Language::En));
    assert_eq!(report.cases.met.ids, ["c201808-aa40", "c201809-aa41"]);
    assert_eq!(report.meetings.collaborative.held, 2);
    assert_eq!(report.meetings.other, [(MeetingKind::Prep, 1)]);
    assert_eq!(report.transcripts.of, 2);
    assert_eq!(report.cases.open.of, 2);
}

#[test]
fn a_transcript_may_be_a_record_or_a_link() {
    let mut facts = Facts {
        cases: vec![case("c1", 1, "a", &[]), case("c2", 2, "b", &[])],
        meetings: vec![
            meeting("m1", MeetingKind::Collaborative, &["2018-01-10"], &["c1"]),
            meeting("m2", MeetingKind::Collaborative, &["2018-01-11"], &["c2"]),
            meeting("m3", MeetingKind::Collaborative, &["2018-01-12"], &["c2"]),
        ],
        ..Facts::default()
    };
    facts.cases[0].links = vec![LinkKind::Transcript];
    facts.cases[1].links = vec![LinkKind::Transcript];
    facts.meetings[2].links = vec![(
        LinkKind::Transcript,
        "https://transcripts.example/3".to_owned(),
    )];
    let report = report_of(&facts, "2018Q1");
    let states: Vec<_> = report
        .meetings
        .collaborative
        .items
        .iter()
        .map(|item| item.transcript)
        .collect();
    use TranscriptState::{Missing, Published};
    assert_eq!(states, [Published, Missing, Published]);
    assert_eq!(report.transcripts.missing_meetings, ["m2"]);
}

#[test]
fn the_gaps_name_the_records() {
    let mut facts = facts();
    facts.meetings.push(meeting(
        "m201801-zz99",
        MeetingKind::Collaborative,
        &[],
        &[],
    ));
    let scope = scope_of_meeting(&facts, "108Q1");
    let report = figures(&facts, &scope, &provenance(Language::En));
    assert_eq!(
        gap(&report, GapKind::NoAgency),
        Some((1, 8, vec!["c201810-aa42"]))
    );
    assert_eq!(
        gap(&report, GapKind::AgencyUnknown),
        Some((1, 8, vec!["c201901-aa44"]))
    );
    assert_eq!(
        gap(&report, GapKind::HeldMeetingWithoutDate),
        Some((1, 5, vec!["m201801-zz99"]))
    );
    assert_eq!(gap(&report, GapKind::NotHeldWithoutReason), None);
    assert_eq!(
        gap(&report, GapKind::MetWithoutTranscript),
        Some((2, 4, vec!["m201811-cc41", "m201812-cc42"]))
    );
}

#[test]
fn petitions_count_once_and_their_first_formal_answer_counts() {
    let mut facts = facts();
    facts.cases[2]
        .petitions
        .push(petition("https://join.example/40", "2018-09-02"));
    let scope = scope_of_meeting(&facts, "108Q1");
    let petitions = figures(&facts, &scope, &provenance(Language::En)).petitions;
    assert_eq!(
        (petitions.qualified, petitions.qualified_and_replied),
        (3, 1)
    );
    assert_eq!(petitions.replied, 1);
}

#[test]
fn an_empty_period_has_figures_too() {
    let report = report_of(&Facts::default(), "2018Q1");
    assert_eq!(report.cases.proposed.total, 0);
    assert_eq!(
        report.meetings.collaborative.days_from_proposal.median,
        None
    );
    assert_eq!(report.before.len(), 4);
    assert!(report.gaps.is_empty());
}

#[test]
fn the_digest_is_of_the_figures_and_not_of_the_head() {
    let facts = facts();
    let scope = scope_of_meeting(&facts, "108Q1");
    let english = figures(&facts, &scope, &provenance(Language::En));
    let mut other = provenance(Language::ZhTw);
    other.version = "9.9.9";
    other.command = "another".to_owned();
    other.store_name = "another".to_owned();
    assert_eq!(english.digest, figures(&facts, &scope, &other).digest);
    assert_eq!(english.digest.len(), 64);
    let mut changed = facts;
    changed.cases[1].source = None;
    assert_ne!(english.digest, figures(&changed, &scope, &other).digest);
}

/// Days of two years around the quarter that the recount asks for, sometimes unknown.
fn any_day() -> impl Strategy<Value = Option<Date>> {
    proptest::option::weighted(
        0.85,
        (0..500_i64).prop_map(|days| day("2018-01-01").plus_days(days).unwrap()),
    )
}

fn any_case() -> impl Strategy<Value = CaseRow> {
    let stage = proptest::sample::select(Stage::ALL);
    let source = proptest::option::of(proptest::sample::select(Source::ALL));
    let agency = proptest::sample::select(vec!["moi", "moe", "mof"]);
    let role = proptest::sample::select(Role::ALL);
    (
        proptest::collection::vec((stage, any_day()), 0..5),
        source,
        proptest::collection::vec((agency, role), 0..3),
    )
        .prop_map(|(stages, source, parts)| {
            let texts: Vec<(Stage, String)> = stages
                .iter()
                .map(|(stage, on)| (*stage, on.map(|on| on.to_string()).unwrap_or_default()))
                .collect();
            let steps: Vec<(Stage, &str)> = texts
                .iter()
                .map(|(stage, on)| (*stage, on.as_str()))
                .collect();
            CaseRow {
                source,
                agencies: parts
                    .iter()
                    .map(|(agency, role)| part(agency, *role))
                    .collect(),
                ..case("", 0, "a", &steps)
            }
        })
}

fn any_meeting() -> impl Strategy<Value = MeetingRow> {
    let kind = proptest::sample::select(vec![
        MeetingKind::Collaborative,
        MeetingKind::Collaborative,
        MeetingKind::Monthly,
        MeetingKind::Prep,
    ]);
    let status = proptest::sample::select(vec![
        MeetingStatus::Held,
        MeetingStatus::Held,
        MeetingStatus::Held,
        MeetingStatus::Planned,
        MeetingStatus::NotHeld,
    ]);
    (
        kind,
        status,
        proptest::collection::vec(any_day(), 0..3),
        proptest::collection::vec(0..9_usize, 0..3),
    )
        .prop_map(|(kind, status, days, cases)| MeetingRow {
            status,
            days: days.into_iter().flatten().collect(),
            cases: cases.into_iter().map(|case| format!("c{case}")).collect(),
            ..meeting("", kind, &[], &[])
        })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    (
        proptest::collection::vec(any_case(), 0..8),
        proptest::collection::vec(any_meeting(), 0..10),
    )
        .prop_map(|(mut cases, mut meetings)| {
            for (index, case) in cases.iter_mut().enumerate() {
                case.id = format!("c{index}");
                case.number = (index % 3 > 0).then(|| u32::try_from(index).unwrap());
            }
            for (index, meeting) in meetings.iter_mut().enumerate() {
                meeting.id = format!("m{index}");
            }
            Facts {
                cases,
                meetings,
                ..Facts::default()
            }
        })
}

fn held_collaborative(facts: &Facts) -> Vec<&MeetingRow> {
    let mut held = Vec::new();
    for meeting in &facts.meetings {
        if meeting.kind == MeetingKind::Collaborative
            && meeting.status == MeetingStatus::Held
            && !meeting.days.is_empty()
        {
            held.push(meeting);
        }
    }
    held
}

/// The day on which a case counts for a step, read off the rows one by one.
fn naive_step(facts: &Facts, case: &CaseRow, stage: Stage) -> Option<Date> {
    if stage == Stage::Met {
        let mut first: Option<Date> = None;
        for meeting in held_collaborative(facts) {
            if meeting.cases.contains(&case.id) {
                let day = *meeting.days.iter().min().unwrap();
                first = Some(first.map_or(day, |first| first.min(day)));
            }
        }
        if first.is_some() {
            return first;
        }
    }
    for step in &case.stages {
        if step.stage == stage && step.on.is_some() {
            return step.on;
        }
    }
    None
}

proptest! {
    #[test]
    fn every_count_agrees_with_a_naive_recount(
        facts in any_facts(),
        first in 0..400_i64,
        length in 0..200_i64,
    ) {
        let from = day("2018-01-01").plus_days(first).unwrap();
        let to = from.plus_days(length).unwrap();
        let within = |day: Date| from <= day && day <= to;
        let scope =
            Scope { period: Period { from, to }, quarter: None, meeting: None, agencies: Vec::new() };
        let mut provenance = provenance(Language::En);
        provenance.as_of = day("2025-01-01");
        let report = figures(&facts, &scope, &provenance);

        for (stage, tally) in [
            (Stage::Proposed, &report.cases.proposed),
            (Stage::Selected, &report.cases.selected),
            (Stage::Met, &report.cases.met),
            (Stage::NotHeld, &report.cases.not_held.tally),
            (Stage::Released, &report.cases.released),
        ] {
            let mut expected: Vec<&str> = Vec::new();
            let mut unknown = 0;
            for case in &facts.cases {
                if naive_step(&facts, case, stage).is_some_and(within) {
                    expected.push(&case.id);
                    unknown += usize::from(case.source.is_none());
                }
            }
            let mut counted: Vec<&str> = tally.ids.iter().map(String::as_str).collect();
            counted.sort_unstable();
            prop_assert_eq!(&counted, &expected, "{:?}", stage);
            prop_assert_eq!(tally.total, expected.len());
            let by_source: usize = tally.by_source.iter().map(|(_, count)| count).sum();
            prop_assert_eq!(by_source, expected.len());
            prop_assert_eq!(tally.by_source.last(), Some(&(None, unknown)));
        }

        let mut waits = Vec::new();
        let mut held = 0;
        for meeting in held_collaborative(&facts) {
            let day = *meeting.days.iter().min().unwrap();
            if !within(day) {
                continue;
            }
            held += 1;
            let mut longest: Option<i64> = None;
            for case in facts.cases.iter().filter(|case| meeting.cases.contains(&case.id)) {
                if let Some(proposed) = case.proposed_on
                    && proposed <= day
                {
                    let days = day.days_since(proposed);
                    longest = Some(longest.map_or(days, |longest| longest.max(days)));
                }
            }
            waits.extend(longest);
        }
        let collaborative = &report.meetings.collaborative;
        prop_assert_eq!(collaborative.held, held);
        prop_assert_eq!(collaborative.items.len(), held);
        let waiting = &collaborative.days_from_proposal;
        prop_assert_eq!((waiting.known, waiting.unknown), (waits.len(), held - waits.len()));
        prop_assert_eq!(waiting.min, waits.iter().min().copied());
        prop_assert_eq!(waiting.max, waits.iter().max().copied());
        if let Some(median) = waiting.median {
            // No more than half lie on either side of a median.
            let below = waits.iter().filter(|days| **days * 2 < median.doubled()).count();
            let above = waits.iter().filter(|days| **days * 2 > median.doubled()).count();
            prop_assert!(below * 2 <= waits.len() && above * 2 <= waits.len());
        }

        let (mut open, mut unknown) = (0, 0);
        for case in &facts.cases {
            if case.stages.first().and_then(|step| step.on).is_none() {
                unknown += 1;
                continue;
            }
            let mut filled = case.stages.clone();
            for index in 1..filled.len() {
                if filled[index].on.is_none() {
                    filled[index].on = filled[index - 1].on;
                }
            }
            let last = filled.iter().rev().find(|step| step.on.unwrap() <= to);
            open += usize::from(last.is_some_and(|step| step.stage.is_open()));
        }
        prop_assert_eq!((report.cases.open.total, report.cases.open.unknown), (open, unknown));
        let by_stage: usize = report.cases.open.by_stage.iter().map(|(_, count)| count).sum();
        prop_assert_eq!(by_stage, open);

        let transcripts = &report.transcripts;
        let states = transcripts.published + transcripts.in_preparation + transcripts.missing;
        prop_assert_eq!((states, transcripts.of), (held, held));
        for gap in &report.gaps {
            prop_assert!(gap.count <= gap.of && gap.count == gap.ids.len(), "{:?}", gap);
        }
    }

    /// What two neighbouring periods count is what their union counts: nothing twice, nothing lost.
    #[test]
    fn periods_add_up(facts in any_facts(), cut in 1..400_i64) {
        let count = |from: &str, first: i64, last: i64| {
            let from = day(from);
            let period = Period {
                from: from.plus_days(first).unwrap(),
                to: from.plus_days(last).unwrap(),
            };
            let scope = Scope { period, quarter: None, meeting: None, agencies: Vec::new() };
            let mut provenance = provenance(Language::En);
            provenance.as_of = day("2025-01-01");
            let report = figures(&facts, &scope, &provenance);
            let cases = report.cases;
            [
                cases.proposed.total,
                cases.met.total,
                cases.released.total,
                report.meetings.collaborative.held,
                report.meetings.other.iter().map(|(_, count)| count).sum(),
            ]
        };
        let before = count("2018-01-01", 0, cut - 1);
        let after = count("2018-01-01", cut, 500);
        let all = count("2018-01-01", 0, 500);
        for index in 0..all.len() {
            prop_assert_eq!(before[index] + after[index], all[index]);
        }
    }
}
