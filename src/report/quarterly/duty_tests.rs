//! What was owed and who took part, at the edges: the very day, the day after, a day that nobody
//! recorded. All rows are invented.

use crate::index::row::{CaseRow, PetitionFacts, UpdateFacts};
use crate::locale::Language;
use crate::record::Date;
use crate::record::case::{CommitmentStatus, PetitionStatus, ReplyKind, Role, Stage};
use crate::record::meeting::{Element, MeetingKind, MeetingStatus};

use super::compute::figures;
use super::figures::Quarterly;
use super::input::Facts;
use super::outcome::{PromiseOutcome, TaskOutcome};
use super::replies::Replies;
use super::testing::*;

const URL: &str = "https://join.example/7";

/// A case whose petition qualified on a day; an empty day is an unknown one.
fn petitioned(id: &str, qualified_on: &str) -> CaseRow {
    let mut case = case(id, 7, "甲", &[(Stage::Proposed, "2018-01-08")]);
    case.petitions = vec![petition(URL, qualified_on)];
    case
}

/// The report on the second quarter of 2018, made on a day long after it.
fn report_on(facts: &Facts) -> Quarterly {
    report_as_of(facts, "2019-03-01")
}

fn report_as_of(facts: &Facts, as_of: &str) -> Quarterly {
    let mut provenance = provenance(Language::En);
    provenance.as_of = day(as_of);
    figures(facts, &scope_of_quarter("2018Q2"), &provenance)
}

fn of_cases(cases: Vec<CaseRow>) -> Facts {
    Facts {
        cases,
        rules: rules(),
        ..Facts::default()
    }
}

/// The outcomes of replies, and how many are owed from before: `late / 0`.
fn told(replies: &Replies) -> String {
    let outcomes: Vec<&str> = replies
        .items
        .iter()
        .map(|item| item.outcome.as_str())
        .collect();
    assert_eq!(replies.of, outcomes.len());
    let counted: usize = replies.by_outcome.iter().map(|(_, count)| count).sum();
    assert_eq!(counted, replies.of, "every reply is in one class");
    format!("{} / {}", outcomes.join(" "), replies.overdue_before.len())
}

/// What is told of one case, its petition and its only reply made otherwise.
fn told_of(qualified_on: &str, given: &str, change: impl FnOnce(&mut PetitionFacts)) -> String {
    let mut case = petitioned("c201801-aaaa", qualified_on);
    change(&mut case.petitions[0]);
    if !given.is_empty() {
        case.replies = vec![reply("mohw", given, None)];
    }
    told(&report_on(&of_cases(vec![case])).replies)
}

fn as_it_is(_: &mut PetitionFacts) {}

#[test]
fn a_reply_is_in_time_on_its_very_day_and_late_the_day_after() {
    assert_eq!(told_of("2018-03-15", "2018-05-15", as_it_is), "on-time / 0");
    assert_eq!(told_of("2018-03-15", "2018-05-16", as_it_is), "late / 0");
    assert_eq!(told_of("2018-03-15", "", as_it_is), "overdue / 0");
}

#[test]
fn a_reply_counts_where_it_was_given_otherwise_where_it_was_due() {
    // Given before the period although due in it, given after it although due in it, due after it.
    assert_eq!(told_of("2018-03-15", "2018-03-30", as_it_is), " / 0");
    assert_eq!(told_of("2018-03-15", "2018-07-02", as_it_is), "overdue / 0");
    assert_eq!(told_of("2018-05-15", "", as_it_is), " / 0");
    // Due before it: given in it, after it, never.
    assert_eq!(told_of("2018-01-15", "2018-04-02", as_it_is), "late / 0");
    assert_eq!(told_of("2018-01-15", "2018-07-02", as_it_is), " / 1");
    assert_eq!(told_of("2018-01-15", "", as_it_is), " / 1");
}

#[test]
fn the_announced_day_wins_over_the_rule() {
    let announced = |on: &'static str| {
        move |petition: &mut PetitionFacts| {
            petition.reply_due = Some(day(on));
        }
    };
    assert_eq!(
        told_of("2018-03-15", "2018-05-15", announced("2018-05-14")),
        "late / 0"
    );
    assert_eq!(
        told_of("2018-03-15", "2018-05-20", announced("2018-05-20")),
        "on-time / 0"
    );
    assert_eq!(
        told_of("", "2018-05-20", announced("2018-05-20")),
        "on-time / 0"
    );
    let mut case = petitioned("c201801-aaaa", "2018-03-15");
    announced("2018-05-14")(&mut case.petitions[0]);
    let report = report_on(&of_cases(vec![case]));
    let item = &report.replies.items[0];
    let days = (item.due, item.announced, item.by_rule);
    let (announced, by_rule) = (Some(day("2018-05-14")), Some(day("2018-05-15")));
    assert_eq!(days, (announced, announced, by_rule));
}

#[test]
fn a_reply_within_the_extension_is_a_class_of_its_own() {
    let extended = |petition: &mut PetitionFacts| petition.extended_to = Some(day("2018-06-15"));
    assert_eq!(told_of("2018-03-15", "2018-05-15", extended), "on-time / 0");
    assert_eq!(
        told_of("2018-03-15", "2018-05-16", extended),
        "extended / 0"
    );
    assert_eq!(
        told_of("2018-03-15", "2018-06-15", extended),
        "extended / 0"
    );
    assert_eq!(told_of("2018-03-15", "2018-06-16", extended), "late / 0");
    let beyond = |petition: &mut PetitionFacts| petition.extended_to = Some(day("2018-07-15"));
    assert_eq!(
        told_of("2018-03-15", "", beyond),
        " / 0",
        "it is not due yet"
    );
}

#[test]
fn what_is_due_on_the_last_day_is_overdue_when_that_day_is_over() {
    let mut earlier = petitioned("c201801-bbbb", "2018-01-15");
    earlier.petitions[0].url = "https://join.example/8".to_owned();
    earlier.replies = vec![reply("mohw", "2018-03-31", None)];
    let facts = of_cases(vec![petitioned("c201801-aaaa", "2018-04-30"), earlier]);
    let told = |as_of| told(&report_as_of(&facts, as_of).replies);
    assert_eq!(
        told("2018-03-01"),
        " / 0",
        "a report made before its period"
    );
    assert_eq!(told("2018-06-29"), " / 0");
    assert_eq!(told("2018-06-30"), " / 0");
    assert_eq!(told("2018-07-01"), "overdue / 0");
}

#[test]
fn a_day_that_is_not_recorded_makes_a_reply_unknown_and_nobody_late() {
    let undated = |kind: ReplyKind| {
        let mut case = petitioned("c201801-aaaa", "2018-03-15");
        case.replies = vec![reply("mohw", "2018-05-01", None)];
        (case.replies[0].on, case.replies[0].kind) = (None, kind);
        told(&report_on(&of_cases(vec![case])).replies)
    };
    assert_eq!(undated(ReplyKind::Formal), "unknown / 0");
    assert_eq!(
        undated(ReplyKind::Interim),
        "overdue / 0",
        "only formal ones answer"
    );
    let answered = |petition: &mut PetitionFacts| petition.status = Some(PetitionStatus::Answered);
    assert_eq!(told_of("2018-03-15", "", answered), "unknown / 0");
    assert_eq!(told_of("", "2018-05-01", as_it_is), "unknown / 0");
    assert_eq!(
        told_of("2014-12-31", "2018-05-01", as_it_is),
        "unknown / 0",
        "no rule yet"
    );
}

#[test]
fn a_reply_of_which_nobody_says_what_it_answers_is_unknown() {
    let mut case = petitioned("c201801-aaaa", "2018-07-01");
    case.petitions
        .push(petition("https://join.example/8", "2018-07-01"));
    case.replies = vec![reply("mohw", "2018-05-01", None)];
    let report = report_on(&of_cases(vec![case]));
    assert_eq!(told(&report.replies), "unknown / 0");
    assert_eq!(report.replies.items[0].petition, None);
}

#[test]
fn nobody_owes_a_reply_to_a_case_that_was_left_or_a_petition_that_lapsed() {
    let left = |on: &str| {
        let mut case = petitioned("c201801-aaaa", "2018-03-15");
        case.stages = super::testing::case(
            "",
            0,
            "",
            &[(Stage::Proposed, "2018-01-08"), (Stage::Withdrawn, on)],
        )
        .stages;
        told(&report_on(&of_cases(vec![case])).replies)
    };
    assert_eq!(left("2018-05-15"), " / 0");
    assert_eq!(
        left("2018-05-16"),
        "overdue / 0",
        "it was missed while the case was there"
    );
    assert_eq!(left(""), " / 0");
    let lapsed = |petition: &mut PetitionFacts| petition.status = Some(PetitionStatus::Lapsed);
    assert_eq!(told_of("2018-03-15", "", lapsed), " / 0");
}

#[test]
fn a_petition_of_two_cases_counts_once_with_what_both_say() {
    let mut other = petitioned("c201801-bbbb", "");
    other.replies = vec![reply("mohw", "2018-05-10", None)];
    let cases = vec![petitioned("c201801-aaaa", "2018-03-15"), other];
    let report = report_on(&of_cases(cases));
    assert_eq!(told(&report.replies), "on-time / 0");
    assert_eq!(
        report.replies.items[0].cases,
        ["c201801-aaaa", "c201801-bbbb"]
    );
}

/// The outcome of the only promise.
fn promised(commitment: crate::index::row::CommitmentFacts) -> Option<PromiseOutcome> {
    let mut case = case("c201801-aaaa", 7, "甲", &[(Stage::Proposed, "2018-01-08")]);
    case.commitments = vec![commitment];
    let promises = report_on(&of_cases(vec![case])).promises;
    assert_eq!(promises.of, promises.items.len());
    promises.items.first().map(|item| item.outcome)
}

#[test]
fn a_promise_counts_as_it_stood_at_the_end_of_the_period() {
    use CommitmentStatus::{ChangedDirection, Done, Dropped};
    let outcome = |due, updates: &[(&str, CommitmentStatus)]| {
        promised(promise("mohw", due, updates)).map(PromiseOutcome::as_str)
    };
    assert_eq!(outcome("2018-05-01", &[("2018-05-01", Done)]), Some("kept"));
    assert_eq!(
        outcome("2018-05-01", &[("2018-05-02", Done)]),
        Some("kept-late")
    );
    assert_eq!(outcome("", &[("2018-05-02", Done)]), Some("kept-unknown"));
    assert_eq!(outcome("2018-06-30", &[]), Some("open"));
    assert_eq!(outcome("2018-06-29", &[]), Some("overdue"));
    assert_eq!(outcome("", &[]), Some("open"));
    assert_eq!(
        outcome("2018-06-29", &[("2018-07-01", Done)]),
        Some("overdue"),
        "kept later"
    );
    assert_eq!(
        outcome("", &[("2018-05-02", ChangedDirection)]),
        Some("changed-direction")
    );
    assert_eq!(outcome("", &[("2018-05-02", Dropped)]), Some("dropped"));
    let later = crate::index::row::CommitmentFacts {
        since: Some(day("2018-07-01")),
        ..promise("mohw", "", &[])
    };
    assert_eq!(promised(later), None, "it was not made yet");
}

#[test]
fn a_due_date_moved_after_the_period_is_the_one_it_was() {
    let mut moved = promise("mohw", "2018-12-31", &[]);
    moved.updates = vec![UpdateFacts {
        on: day("2018-07-10"),
        status: None,
        due_was: Some(day("2018-06-01")),
        due_now: Some(day("2018-12-31")),
    }];
    assert_eq!(promised(moved), Some(PromiseOutcome::Overdue));
}

#[test]
fn promises_are_counted_by_agency_and_one_without_stands_last() {
    let mut case = case("c201801-aaaa", 7, "甲", &[(Stage::Proposed, "2018-01-08")]);
    let mut nobodys = promise("coa", "2018-05-01", &[]);
    nobodys.agency = None;
    case.commitments = vec![
        nobodys,
        promise("coa", "", &[]),
        promise("moea", "2018-05-01", &[]),
    ];
    let promises = report_on(&of_cases(vec![case])).promises;
    let agencies: Vec<_> = promises
        .by_agency
        .iter()
        .map(|one| {
            (
                one.id.as_deref(),
                one.of,
                one.count(PromiseOutcome::Overdue),
            )
        })
        .collect();
    assert_eq!(
        agencies,
        [(Some("moea"), 1, 1), (Some("coa"), 1, 0), (None, 1, 1)]
    );
}

#[test]
fn tasks_are_those_of_the_meetings_of_the_period() {
    let held = |id: &str, on: &str, status| {
        let mut row = meeting(id, MeetingKind::Prep, &[on], &[]);
        row.status = status;
        row
    };
    let mut within = held("m1", "2018-05-01", MeetingStatus::Held);
    within.tasks = vec![
        task("2018-04-20", "2018-04-20"),
        task("2018-04-20", "2018-04-21"),
        task("", "2018-04-21"),
        task("2018-06-30", ""),
        task("2018-06-29", "2018-07-01"),
    ];
    let mut planned = held("m2", "2018-06-01", MeetingStatus::Planned);
    planned.tasks = vec![task("", "")];
    let mut off = held("m3", "2018-06-01", MeetingStatus::Cancelled);
    off.tasks = vec![task("2018-05-01", "")];
    let mut later = held("m4", "2018-07-01", MeetingStatus::Held);
    later.tasks = vec![task("2018-05-01", "")];
    let facts = Facts {
        meetings: vec![within, planned, off, later],
        ..Facts::default()
    };
    let tasks = report_on(&facts).tasks;
    let outcomes: Vec<_> = tasks.items.iter().map(|item| item.outcome).collect();
    use TaskOutcome::{Done, DoneLate, DoneUnknown, Open, Overdue};
    assert_eq!(outcomes, [Done, DoneLate, DoneUnknown, Open, Overdue, Open]);
    assert_eq!((tasks.of, tasks.meetings), (6, 2));
    assert_eq!(tasks.items[4].done_on, None, "done after the period");
}

#[test]
fn chiefs_are_compared_with_the_quarterly_meeting_before() {
    let quarterly = |id: &str, on: &str, chiefs: &[(&str, &str)]| {
        let mut row = meeting(id, MeetingKind::Quarterly, &[on], &[]);
        let chiefs = chiefs.iter();
        row.chiefs = chiefs
            .map(|(agency, person)| chief(agency, person))
            .collect();
        row
    };
    let before = [
        ("mohw", "invented-lin"),
        ("moe", "invented-wu"),
        ("coa", ""),
    ];
    let now = [
        ("mohw", "invented-lin"),
        ("moe", "invented-cho"),
        ("coa", "invented-he"),
        ("moi", ""),
    ];
    let mut facts = Facts {
        meetings: vec![
            quarterly("m1", "2018-03-01", &before),
            quarterly("m2", "2018-06-01", &now),
        ],
        ..Facts::default()
    };
    let told = |facts: &Facts, agency: Option<&str>| {
        let mut scope = scope_of_quarter("2018Q2");
        scope.agencies = agency.map(str::to_owned).into_iter().collect();
        let report = figures(facts, &scope, &provenance(Language::En));
        let items = report.chiefs.iter().flat_map(|chiefs| &chiefs.items);
        let items: Vec<&str> = items.map(|item| item.compared.as_str()).collect();
        items.join(" ")
    };
    assert_eq!(told(&facts, None), "same other unknown new");
    assert_eq!(told(&facts, Some("moe")), "other");
    assert_eq!(told(&facts, Some("mof")), "");
    // Who came then is not recorded, or there was no meeting then.
    facts.meetings[0].chiefs.clear();
    assert_eq!(told(&facts, None), "unknown unknown unknown unknown");
    facts.meetings.remove(0);
    assert_eq!(told(&facts, None), "unknown unknown unknown unknown");
}

#[test]
fn elements_are_counted_of_the_meetings_of_which_any_is_recorded() {
    let held = |id: &str, elements: &[Element]| {
        let mut row = meeting(id, MeetingKind::Collaborative, &["2018-05-01"], &[]);
        row.elements = elements.to_vec();
        row
    };
    let facts = Facts {
        meetings: vec![
            held("m1", &[Element::Livestream]),
            held("m2", &[Element::Livestream, Element::OpenSignup]),
            held("m3", &[]),
        ],
        ..Facts::default()
    };
    let elements = report_on(&facts).elements;
    assert_eq!((elements.held, elements.known), (3, 2));
    let counts: Vec<_> = elements
        .items
        .iter()
        .map(|item| (item.element, item.count))
        .collect();
    assert_eq!(counts, [(Element::Livestream, 2), (Element::OpenSignup, 1)]);
    assert_eq!(elements.items[0].meetings, ["m1", "m2"]);
}

#[test]
fn agencies_worked_together_on_cases_with_a_meeting_in_the_period() {
    let shared = |id: &str, parts: &[(&str, Role)]| {
        let mut case = case(id, 0, "甲", &[(Stage::Proposed, "2018-01-08")]);
        case.agencies = parts
            .iter()
            .map(|(agency, role)| part(agency, *role))
            .collect();
        case
    };
    use Role::{Cohost, Concerned, Host};
    let facts = Facts {
        cases: vec![
            shared("c1", &[("moi", Host), ("coa", Cohost), ("moe", Concerned)]),
            shared(
                "c2",
                &[
                    ("coa", Host),
                    ("moi", Cohost),
                    ("motc", Cohost),
                    ("coa", Cohost),
                ],
            ),
            shared("c3", &[]),
            shared("c4", &[("moi", Host), ("moe", Cohost)]),
        ],
        meetings: vec![
            meeting("m1", MeetingKind::Working, &["2018-05-01"], &["c1", "c2"]),
            meeting("m2", MeetingKind::Prep, &["2018-05-08"], &["c2", "c3"]),
            meeting("m3", MeetingKind::Prep, &["2018-08-08"], &["c4"]),
        ],
        ..Facts::default()
    };
    let pairs = |agency: Option<&str>| {
        let mut scope = scope_of_quarter("2018Q2");
        scope.agencies = agency.map(str::to_owned).into_iter().collect();
        let together = figures(&facts, &scope, &provenance(Language::En)).worked_together;
        let pairs = together.pairs.iter();
        let pairs: Vec<String> = pairs
            .map(|pair| format!("{} {}", pair.agencies.join("+"), pair.cases.join(",")))
            .collect();
        (together.of, together.known, pairs.join("; "))
    };
    let all = "coa+moi c1,c2; coa+motc c2; moi+motc c2".to_owned();
    assert_eq!(pairs(None), (3, 2, all));
    assert_eq!(
        pairs(Some("motc")),
        (1, 1, "coa+motc c2; moi+motc c2".to_owned())
    );
}

#[test]
fn an_agency_narrows_what_was_owed_to_its_cases() {
    let mut mine = petitioned("c201801-aaaa", "2018-03-15");
    mine.agencies = vec![part("mohw", Role::Host)];
    mine.commitments = vec![promise("mohw", "2018-05-01", &[])];
    let mut other = petitioned("c201801-bbbb", "2018-03-15");
    other.petitions[0].url = "https://join.example/8".to_owned();
    other.commitments = vec![promise("moe", "2018-05-01", &[])];
    let facts = of_cases(vec![mine, other]);
    let mut scope = scope_of_quarter("2018Q2");
    let counts = |report: &Quarterly| (report.replies.of, report.promises.of);
    assert_eq!(
        counts(&figures(&facts, &scope, &provenance(Language::En))),
        (2, 2)
    );
    scope.agencies = vec!["mohw".to_owned()];
    assert_eq!(
        counts(&figures(&facts, &scope, &provenance(Language::En))),
        (1, 1)
    );
}

#[test]
fn nothing_after_the_as_of_day_is_known() {
    let mut case = petitioned("c201801-aaaa", "2018-03-15");
    case.replies = vec![reply("mohw", "2018-05-14", None)];
    case.commitments = vec![promise(
        "mohw",
        "2018-05-01",
        &[("2018-05-12", CommitmentStatus::Done)],
    )];
    let facts = of_cases(vec![case]);
    let report = report_as_of(&facts, "2018-05-10");
    assert_eq!(told(&report.replies), " / 0", "not due and not given yet");
    let outcome = |report: &Quarterly| report.promises.items[0].outcome;
    assert_eq!(outcome(&report), PromiseOutcome::Overdue);
    let settled: Option<Date> = report.promises.items[0].settled_on;
    assert_eq!(settled, None);
    assert_eq!(
        outcome(&report_as_of(&facts, "2018-05-12")),
        PromiseOutcome::KeptLate
    );
}
