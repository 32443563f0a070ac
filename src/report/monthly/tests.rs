//! What each section of the paper tells of the invented records, before and after its meeting.

use crate::locale::Language;
use crate::record::case::{Asked, Decided, Selection};
use crate::record::meeting::MeetingStatus;
use crate::report::quarterly::testing::day;

use super::Monthly;
use super::figures::{Candidate, CaseName, GapKind, OpenCase};
use super::testing::Records;

const BEFORE: &str = "2022-01-09";
const AFTER: &str = "2022-01-31";

fn paper(as_of: &str) -> Monthly {
    Records::read().paper("2022-01", as_of)
}

fn open(paper: &Monthly, number: u32) -> &OpenCase {
    let mut items = paper.sections.open.items.iter();
    items.find(|case| case.case.number == Some(number)).unwrap()
}

fn numbers<'c>(cases: impl Iterator<Item = &'c CaseName>) -> Vec<u32> {
    cases.filter_map(|case| case.number).collect()
}

#[test]
fn the_meeting_is_planned_until_its_day_and_a_month_may_have_none() {
    let meeting = |as_of: &str| paper(as_of).sections.meeting.unwrap();
    assert_eq!(meeting(BEFORE).status, MeetingStatus::Planned);
    let held = meeting("2022-01-10");
    assert_eq!(held.status, MeetingStatus::Held);
    assert_eq!(held.sessions[0].start.as_deref(), Some("14:00"));
    assert_eq!(held.sessions[0].place.as_deref(), Some("虛構樓第三會議室"));
    let without = Records::read().paper("2021-11", AFTER).sections;
    assert!(without.meeting.is_none() && without.previous.is_none());
    let previous = paper(AFTER).sections.previous.unwrap();
    assert_eq!(previous.id, "m202112-aaa1");
}

#[test]
fn one_that_takes_place_comes_before_one_called_off_in_the_same_month() {
    let mut records = Records::read();
    let mut earlier = records.meeting("m202112-aaa1").clone();
    earlier.id = "m202201-aaa0".parse().unwrap();
    earlier.status = MeetingStatus::Cancelled;
    earlier.sessions[0].date = day("2022-01-03");
    records.meetings.push(earlier);
    let meeting = records.paper("2022-01", AFTER).sections.meeting.unwrap();
    assert_eq!(meeting.name.id, "m202201-aaa2");
    assert_eq!(meeting.others, ["m202201-aaa0"]);
}

#[test]
fn candidates_stand_by_pool_in_their_order_with_shares_and_outcomes() {
    let vote = paper(AFTER).sections.vote.unwrap();
    assert_eq!((vote.base, vote.counted), (Some(34), true));
    let pools: Vec<_> = vote.pools.iter().map(|pool| pool.name.as_deref()).collect();
    assert_eq!(pools, [Some("petition"), Some("ministry")]);
    let told = |candidate: &Candidate| {
        let (share, outcome) = (candidate.share_per_mille, candidate.outcome);
        (candidate.place, share.unwrap(), outcome.unwrap())
    };
    let told: Vec<_> = vote
        .pools
        .iter()
        .flat_map(|pool| &pool.candidates)
        .map(told)
        .collect();
    let expected = [
        (1, 588, "selected"),
        (3, 500, "selected"),
        (2, 265, "below-threshold"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn nothing_of_the_count_is_told_before_the_vote() {
    let vote = paper(BEFORE).sections.vote.unwrap();
    assert!(!vote.counted && vote.base.is_none() && vote.closed_on.is_none());
    for candidate in vote.pools.iter().flat_map(|pool| &pool.candidates) {
        assert_eq!((candidate.ticks, candidate.outcome), (None, None));
        assert_eq!(candidate.decided, None);
    }
}

#[test]
fn self_proposals_are_those_since_the_meeting_before_up_to_this_one() {
    let noted = paper(AFTER).sections.self_proposals;
    assert_eq!(numbers(noted.items.iter().map(|item| &item.case)), [96, 97]);
    let reported: Vec<bool> = noted.items.iter().map(|item| item.reported).collect();
    assert_eq!(reported, [false, true]);
    let next = Records::read().paper("2022-02", "2022-02-07");
    let next = next.sections.self_proposals;
    assert_eq!(next.period.from, day("2022-01-11"));
    assert!(next.items.is_empty());
    let mut records = Records::read();
    records.case("c202112-k201").selection = None;
    let noted = records.paper("2022-01", AFTER).sections.self_proposals;
    assert_eq!(numbers(noted.items.iter().map(|item| &item.case)), [97]);
    // The ministry's topic that is put to the vote is none of them.
    assert_eq!(noted.unknown, ["c202112-k201"]);
    let mut records = Records::read();
    records.case("c202112-k301").selection = Some(Selection::NoVote);
    let noted = records.paper("2022-01", AFTER).sections.self_proposals;
    assert_eq!(
        numbers(noted.items.iter().map(|item| &item.case)),
        [96, 97, 99]
    );
}

#[test]
fn open_cases_are_by_number_with_the_last_report_known_on_the_day() {
    let after = paper(AFTER);
    let cases = &after.sections.open;
    assert_eq!((cases.total, cases.unknown, cases.of), (9, 1, 11));
    assert_eq!(
        numbers(cases.items.iter().map(|item| &item.case)),
        [80, 88, 92, 96, 97, 99, 100, 101, 102]
    );
    let last = |paper: &Monthly| open(paper, 88).last_report.clone().unwrap();
    assert_eq!(last(&after).on, day("2022-01-10"));
    assert_eq!(last(&paper(BEFORE)).on, day("2021-12-06"));
    assert_eq!(open(&after, 92).working_meetings, 2);
    assert_eq!(open(&after, 92).days_since_proposal, Some(84));
    let next = &open(&after, 92).next[0];
    assert_eq!(next.on, Some(day("2022-02-11")));
}

#[test]
fn monthly_meetings_that_heard_nothing_of_a_case_are_counted() {
    let missed = |as_of: &str, number: u32| open(&paper(as_of), number).meetings_without_report;
    assert_eq!(missed(AFTER, 88), Some(0));
    assert_eq!(missed(AFTER, 80), Some(1));
    assert_eq!(missed(BEFORE, 80), Some(0));
    assert_eq!(missed(AFTER, 92), Some(2));
    assert_eq!(missed(AFTER, 97), Some(0));
    let open = paper(AFTER).sections.open;
    assert_eq!((open.not_heard, open.never_reported), (7, 7));
}

#[test]
fn every_host_that_reported_on_the_last_day_is_told() {
    let mut records = Records::read();
    let case = records.case("c202107-k101");
    let mut second = case.reports[1].clone();
    second.k = "r3r3".parse().unwrap();
    second.agency = Some("motc".parse().unwrap());
    second.asked = Some(Asked::Keep);
    case.reports.push(second);
    let paper = records.paper("2022-01", AFTER);
    let said = &open(&paper, 88).last_report.as_ref().unwrap().said;
    let agencies: Vec<_> = said.iter().map(|said| said.agency.as_deref()).collect();
    assert_eq!(agencies, [Some("mohw"), Some("motc")]);
    // The last word of the day does not ask for the release any more.
    assert!(paper.sections.releases.asked.is_empty());
}

#[test]
fn a_condition_stands_until_it_is_met() {
    let unmet = |records: &Records| open(&records.paper("2022-01", AFTER), 80).conditions.len();
    let mut records = Records::read();
    assert_eq!(unmet(&records), 1);
    records.case("c202103-k102").reports[0].condition_met_on = Some(day("2022-01-31"));
    assert_eq!(unmet(&records), 0);
}

#[test]
fn a_request_waits_until_it_is_decided_and_a_release_is_told_once() {
    let before = paper(BEFORE).sections.releases;
    assert!(before.asked.is_empty() && before.decided.is_empty());
    let after = paper(AFTER).sections.releases;
    assert_eq!(numbers(after.asked.iter().map(|one| &one.case)), [88]);
    assert_eq!(numbers(after.decided.iter().map(|one| &one.case)), [71]);
    assert_eq!(after.decided[0].reason.as_deref(), Some("已改為輪流閉館"));
    let mut records = Records::read();
    records.case("c202107-k101").reports[1].decided = Some(Decided::Kept);
    records.case("c202101-k103").reports.clear();
    let decided = records.paper("2022-01", AFTER).sections.releases;
    assert!(decided.asked.is_empty());
    let words: Vec<_> = decided.decided.iter().map(|one| one.decided).collect();
    assert_eq!(words, [Decided::Released, Decided::Kept]);
    let december = Records::read().paper("2021-12", AFTER).sections.releases;
    assert_eq!(december.decided[0].decided, Decided::ReleasedWhen);
}

#[test]
fn what_was_promised_is_due_by_the_end_of_the_month() {
    let due = |as_of: &str| {
        let due = paper(as_of).sections.due;
        let items = due.items.iter();
        let items: Vec<_> = items
            .map(|item| format!("{} {}", item.what.as_str(), item.days_left))
            .collect();
        (due.overdue, items.join(", "))
    };
    assert_eq!(
        due(BEFORE),
        (
            3,
            "promise -9, commitment -9, promise -4, task 11".to_owned()
        )
    );
    // The promise of the fifth was told of in the meeting.
    assert_eq!(
        due(AFTER),
        (3, "promise -31, commitment -31, task -11".to_owned())
    );
}

#[test]
fn a_table_counts_for_the_agency_of_its_leader_only() {
    let tables = paper(AFTER).sections.table_leaders;
    assert_eq!((tables.turns.len(), tables.meetings.len()), (3, 2));
    let turns: Vec<_> = tables
        .agencies
        .iter()
        .map(|agency| (agency.id.as_str(), agency.in_period, agency.in_year))
        .collect();
    assert_eq!(turns, [("mohw", 1, 1), ("motc", 1, 1)]);
    let february = Records::read().paper("2022-02", "2022-02-07").sections;
    let february = february.table_leaders;
    assert_eq!(february.turns.len(), 0);
    assert_eq!(
        (february.agencies[0].in_period, february.agencies[0].in_year),
        (0, 1)
    );
}

#[test]
fn what_the_records_do_not_say_is_told_with_its_base() {
    let gaps = |paper: &Monthly| -> Vec<(GapKind, usize, usize)> {
        let gaps = paper.sections.gaps.iter();
        gaps.map(|gap| (gap.kind, gap.count, gap.of)).collect()
    };
    assert_eq!(
        gaps(&paper(AFTER)),
        [
            (GapKind::NoHost, 1, 9),
            (GapKind::NeverReported, 7, 9),
            (GapKind::NoNextStep, 6, 9),
            (GapKind::MeetingWithoutTables, 1, 2),
            (GapKind::TableWithoutAgency, 1, 3),
        ]
    );
    let mut records = Records::read();
    let meeting = records.meeting("m202201-aaa2");
    meeting.vote = None;
    meeting.candidates[0].ticks = None;
    meeting.sessions[0].place = None;
    meeting.sessions[0].online = None;
    records
        .cases
        .retain(|case| case.id.to_string() != "c202112-k302");
    records.case("c202107-k101").reports[1].meeting = None;
    let released = &mut records.case("c202101-k103");
    released.stages[3].reason = None;
    released.reports[0].meeting = None;
    let gaps = gaps(&records.paper("2022-01", AFTER));
    for expected in [
        (GapKind::MeetingWithoutPlace, 1, 1),
        (GapKind::VoteWithoutBase, 1, 1),
        (GapKind::CandidateWithoutCount, 1, 3),
        (GapKind::CandidateUnknown, 1, 4),
        (GapKind::ReportWithoutMeeting, 1, 2),
        (GapKind::DecisionWithoutMeeting, 1, 1),
        (GapKind::ReleasedWithoutReason, 1, 1),
    ] {
        assert!(gaps.contains(&expected), "{expected:?} {gaps:?}");
    }
}

#[test]
fn the_digest_is_of_the_figures_and_not_of_the_language() {
    let records = Records::read();
    let digest = |language, as_of: &str| records.paper_in(language, "2022-01", as_of).digest;
    let one = digest(Language::En, AFTER);
    assert_eq!(one, digest(Language::ZhTw, AFTER));
    assert_ne!(one, digest(Language::En, BEFORE));
}

#[test]
fn a_day_before_the_month_counts_nothing_of_it() {
    let paper = Records::read().paper("2022-01", "2021-12-15");
    assert!(paper.sections.self_proposals.items.is_empty());
    assert!(paper.sections.table_leaders.turns.is_empty());
    assert!(paper.sections.releases.decided.is_empty());
    assert_eq!(paper.counted_to, day("2021-12-15"));
    assert_eq!(paper.sections.open.total, 4);
}
