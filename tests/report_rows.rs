//! A report reads only the rows that can change it. Here it is made twice over invented stores, from
//! those rows and from all, and must come out the same.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use chrono::DateTime;
use git2::{Index as GitIndex, IndexEntry, IndexTime, Repository, Signature, Time};
use po::index::{CaseFilter, Index, MeetingFilter, TranscriptFilter, View};
use po::locale::Language;
use po::procedure::calendar::OfficeCalendar;
use po::record::Date;
use po::record::meeting::MeetingKind;
use po::record::period::Quarter;
use po::report::quarterly::{
    Begun, Facts, Provenance, Scope, ScopeMeeting, figures, opened, period_of_meeting,
};
use po::store::{Environment, Store};
use proptest::prelude::*;
use serde_json::Value;

/// Cases, meetings and transcripts are named by their places; a case or meeting at this place is on
/// no record.
const CASES: usize = 6;
const MEETINGS: usize = 8;

/// Invented: no rule before 1 March 2018, and no calendar after that year.
const RULES: &str = "id = \"2018-03-01\"\ntitle = \"虛構\"\n[[limit]]\nname = \"formal-reply\"\n\
    length = 40\nunit = \"working-days\"\nruns_from = \"qualified\"\nstrength = \"rule\"\nsource = \"虛構\"\n";
const CALENDAR: &str = "id = \"2018\"\nsource = \"虛構\"\n";

fn case_id(place: usize) -> String {
    format!("c201901-a{place:03}")
}

fn meeting_id(place: usize) -> String {
    format!("m201901-b{place:03}")
}

/// A day within three years, or none.
fn any_day() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.85, (2018..2021, 1..13_u32, 1..29_u32))
        .prop_map(|day| day.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")))
}

fn line(text: &mut String, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        writeln!(text, "{key} = {value}").unwrap();
    }
}

fn any_case(place: usize) -> impl Strategy<Value = String> {
    let stage = prop::sample::select(vec![
        "watching", "proposed", "selected", "met", "not-held", "tracked", "released",
    ]);
    let steps = prop::collection::vec(
        (stage, any_day(), prop::option::weighted(0.3, 0..=MEETINGS)),
        0..4,
    );
    let status = prop::sample::select(vec!["qualified", "answered", "revoked"]);
    let petition = (
        any_day(),
        prop::option::weighted(0.3, any_day()),
        prop::option::weighted(0.2, any_day()),
        prop::option::weighted(0.3, status),
    );
    let petitions = prop::collection::btree_map(0..3_u8, petition, 0..2);
    let replies = prop::collection::vec(
        (
            prop::sample::select(vec!["formal", "formal", "interim"]),
            any_day(),
            prop::option::weighted(0.3, 0..3_u8),
        ),
        0..2,
    );
    let agencies = prop::collection::btree_set(
        (
            prop::sample::select(vec!["mohw", "moea", "moi"]),
            prop::sample::select(vec!["host", "cohost", "concerned"]),
        ),
        0..3,
    );
    let commitments = prop::collection::vec(any_commitment(), 0..2);
    (
        prop::option::of(1..9_u32),
        steps,
        petitions,
        replies,
        agencies,
        commitments,
    )
        .prop_map(
            move |(number, steps, petitions, replies, agencies, commitments)| {
                let mut text = format!("id = \"{}\"\ntitle = \"虛構\"\n", case_id(place));
                line(
                    &mut text,
                    "number",
                    number.map(|number| number.to_string()).as_ref(),
                );
                for (row, (stage, on, meeting)) in steps.iter().enumerate() {
                    write!(text, "[[stage]]\nk = \"s{row:03}\"\nname = \"{stage}\"\n").unwrap();
                    line(&mut text, "on", on.as_ref());
                    let meeting = meeting.map(|place| format!("\"{}\"", meeting_id(place)));
                    line(&mut text, "meeting", meeting.as_ref());
                }
                for (agency, role) in &agencies {
                    write!(text, "[[agency]]\nid = \"{agency}\"\nrole = \"{role}\"\n").unwrap();
                }
                for (petition, (qualified, due, extended, status)) in &petitions {
                    write!(
                        text,
                        "[[petition]]\nurl = \"https://example.org/{petition}\"\n"
                    )
                    .unwrap();
                    line(&mut text, "qualified_on", qualified.as_ref());
                    line(&mut text, "reply_due", due.iter().flatten().next());
                    line(&mut text, "extended_to", extended.iter().flatten().next());
                    let status = status.map(|status| format!("\"{status}\""));
                    line(&mut text, "status", status.as_ref());
                }
                for (row, (kind, on, petition)) in replies.iter().enumerate() {
                    write!(text, "[[reply]]\nk = \"r{row:03}\"\nkind = \"{kind}\"\n").unwrap();
                    line(&mut text, "on", on.as_ref());
                    let petition =
                        petition.map(|petition| format!("\"https://example.org/{petition}\""));
                    line(&mut text, "petition", petition.as_ref());
                }
                for (row, commitment) in commitments.iter().enumerate() {
                    write!(text, "[[commitment]]\nk = \"m{row:03}\"\n{commitment}").unwrap();
                }
                text
            },
        )
}

/// The lines of a commitment after its key.
fn any_commitment() -> impl Strategy<Value = String> {
    let status = || prop::sample::select(vec!["open", "done", "changed-direction", "dropped"]);
    let agency = prop::option::of(prop::sample::select(vec!["\"mohw\"", "\"moea\""]));
    let updates = prop::collection::vec((any_day(), prop::option::of(status()), any_day()), 0..3);
    (agency, any_day(), any_day(), status(), updates).prop_map(
        |(agency, on, due, status, updates)| {
            let mut text = format!("text = \"虛構\"\nstatus = \"{status}\"\n");
            line(&mut text, "agency", agency.map(str::to_owned).as_ref());
            line(&mut text, "on", on.as_ref());
            line(&mut text, "due", due.as_ref());
            for (row, (on, status, was)) in updates.iter().enumerate() {
                let Some(on) = on else { continue };
                write!(
                    text,
                    "[[commitment.update]]\nk = \"n{row:03}\"\non = {on}\n"
                )
                .unwrap();
                let status = status.map(|status| format!("\"{status}\""));
                line(&mut text, "status", status.as_ref());
                line(&mut text, "due_was", was.as_ref());
                line(&mut text, "due_now", was.as_ref().and(due.as_ref()));
            }
            text
        },
    )
}

fn any_meeting(place: usize) -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "collaborative",
        "collaborative",
        "working",
        "quarterly",
    ]);
    let status = prop::sample::select(vec!["held", "held", "held", "planned", "cancelled"]);
    let days = prop::collection::vec(any_day(), 0..3);
    let cases = prop::collection::btree_set(0..=CASES, 0..3);
    let tasks = prop::collection::vec((any_day(), prop::option::of(any_day())), 0..3);
    let people = prop::option::of(prop::sample::select(vec![
        "\"invented-lin\"",
        "\"invented-wu\"",
    ]));
    let agencies = prop::sample::select(vec!["mohw", "moea", "moi"]);
    let chiefs = prop::collection::btree_map(agencies, people, 0..3);
    let elements = prop::sample::subsequence(vec!["online", "livestream", "transcript"], 0..3);
    let sequence = prop::option::of(1..4_u32);
    (kind, status, days, cases, sequence, tasks, chiefs, elements).prop_map(
        move |(kind, status, days, cases, sequence, tasks, chiefs, elements)| {
            let mut text = format!(
                "id = \"{}\"\nkind = \"{kind}\"\ntitle = \"虛構的會議\"\nstatus = \"{status}\"\n",
                meeting_id(place)
            );
            line(
                &mut text,
                "sequence",
                sequence.map(|number| number.to_string()).as_ref(),
            );
            let cases: Vec<String> = cases.into_iter().map(case_id).collect();
            writeln!(text, "cases = {cases:?}\nelements = {elements:?}").unwrap();
            for (row, day) in days.iter().flatten().enumerate() {
                write!(text, "[[session]]\nk = \"d{row:03}\"\ndate = {day}\n").unwrap();
            }
            for (row, (due, done)) in tasks.iter().enumerate() {
                write!(text, "[[task]]\nk = \"t{row:03}\"\nwhat = \"虛構\"\n").unwrap();
                line(&mut text, "due", due.as_ref());
                line(&mut text, "done_on", done.iter().flatten().next());
            }
            for (agency, person) in &chiefs {
                write!(text, "[[chief]]\nagency = \"{agency}\"\n").unwrap();
                line(&mut text, "person", person.map(str::to_owned).as_ref());
            }
            text
        },
    )
}

fn any_transcript(place: usize) -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec!["draft", "editing", "published"]);
    (0..=MEETINGS, status).prop_map(move |(meeting, status)| {
        format!(
            "id = \"t201901-c{place:03}\"\ntitle = \"虛構\"\ndate = 2019-01-01\n\
             status = \"{status}\"\nmeeting = \"{}\"\n",
            meeting_id(meeting)
        )
    })
}

/// The files of a store.
fn any_store() -> impl Strategy<Value = BTreeMap<String, String>> {
    // No meeting leads to those beyond: only their own days do.
    let beyond = CASES + 1..CASES + 4;
    let cases: Vec<_> = (0..CASES)
        .chain(beyond)
        .map(|place| prop::option::weighted(0.8, any_case(place)))
        .collect();
    let meetings: Vec<_> = (0..MEETINGS)
        .map(|place| prop::option::weighted(0.8, any_meeting(place)))
        .collect();
    let transcripts: Vec<_> = (0..3)
        .map(|place| prop::option::of(any_transcript(place)))
        .collect();
    (cases, meetings, transcripts).prop_map(|(cases, meetings, transcripts)| {
        let mut files = BTreeMap::from([
            (
                "records/store.toml".to_owned(),
                "name = \"虛構的紀錄庫\"\nlanguage = \"zh-TW\"\nformat = 1\n".to_owned(),
            ),
            ("records/rules/2018-03-01.toml".to_owned(), RULES.to_owned()),
            (
                "records/calendars/2018.toml".to_owned(),
                CALENDAR.to_owned(),
            ),
        ]);
        for (folder, records) in [
            ("cases", cases),
            ("meetings", meetings),
            ("transcripts", transcripts),
        ] {
            for text in records.into_iter().flatten() {
                let id = text.split('"').nth(1).unwrap().to_owned();
                files.insert(format!("records/{folder}/2019/01/{id}.toml"), text);
            }
        }
        files
    })
}

fn committed(directory: &Path, files: &BTreeMap<String, String>) {
    let mut options = git2::RepositoryInitOptions::new();
    options
        .bare(true)
        .initial_head("main")
        .external_template(false);
    let repository = Repository::init_opts(directory, &options).unwrap();
    let mut index = GitIndex::new().unwrap();
    for (path, text) in files {
        let time = IndexTime::new(0, 0);
        let entry = IndexEntry {
            ctime: time,
            mtime: time,
            dev: 0,
            ino: 0,
            mode: 0o100_644,
            uid: 0,
            gid: 0,
            file_size: 0,
            id: repository.blob(text.as_bytes()).unwrap(),
            flags: 0,
            flags_extended: 0,
            path: path.clone().into_bytes(),
        };
        index.add(&entry).unwrap();
    }
    let tree = index.write_tree_to(&repository).unwrap();
    let tree = repository.find_tree(tree).unwrap();
    let who = Signature::new(
        "測試員",
        "nobody@example.org",
        &Time::new(1_600_000_000, 480),
    )
    .unwrap();
    repository
        .commit(Some("HEAD"), &who, &who, "虛構", &tree, &[])
        .unwrap();
}

fn every_row(view: &View<'_>) -> Facts {
    Facts {
        cases: view.cases(&CaseFilter::default()).unwrap(),
        meetings: view.meetings(&MeetingFilter::default()).unwrap(),
        transcripts: view.transcripts(&TranscriptFilter::default()).unwrap(),
        rules: view.rule_sets().unwrap(),
        calendar: OfficeCalendar::new(&view.calendars().unwrap()),
        ..Facts::default()
    }
}

/// The figure at a path, an item of a list by any of its words.
fn at(report: &Value, path: &str) -> Option<usize> {
    let mut value = report;
    for step in path.split('.') {
        let (member, item) = step.split_once('[').unwrap_or((step, ""));
        value = value.get(member)?;
        if let Some(about) = item.strip_suffix(']') {
            let words = about.split(' ').map(Value::from).collect();
            let is_about = |item: &&Value| {
                let mut members = item.as_object().unwrap().values();
                let unknown = about == "unknown" && item.get("id") == Some(&Value::Null);
                unknown
                    || members.any(|member| {
                        *member == *about || *member == Value::Array(Vec::clone(&words))
                    })
            };
            value = value.as_array()?.iter().find(is_about)?;
        }
    }
    Some(value.as_u64()? as usize)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_of_the_rows_it_reads_is_that_of_all_rows(
        files in any_store(),
        quarter in (2018..2021, 1..5_u32),
        as_of in any_day(),
        agency in prop::option::weighted(0.3, Just("mohw".to_owned())),
        of_meeting: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        committed(folder.path(), &files);
        let environment = Environment {
            variables: BTreeMap::new(),
            directory: folder.path().to_path_buf(),
            now: DateTime::from_timestamp(1_600_000_000, 0).unwrap().fixed_offset(),
        };
        let store = Store::open(&environment, Some(folder.path())).unwrap();
        let snapshot = store.snapshot(store.head().unwrap()).unwrap();
        let index = Index::open(&store);
        let view = index.at(&snapshot).unwrap();
        prop_assert_eq!(view.unreadable(), &[]);

        let all = every_row(&view);
        let quarter = Quarter::new(quarter.0, quarter.1).unwrap();
        let named = all.meetings.iter().find(|row| {
            of_meeting && row.kind == MeetingKind::Quarterly && period_of_meeting(&all.meetings, row).is_some()
        });
        let scope = Scope {
            period: named.map_or(quarter.period(), |row| period_of_meeting(&all.meetings, row).unwrap()),
            quarter: named.is_none().then_some(quarter),
            meeting: named.map(|row| ScopeMeeting {
                id: row.id.clone(),
                title: row.title.clone(),
                date: row.first_day(),
            }),
            agencies: agency.into_iter().collect(),
        };
        let as_of: Date = as_of.map_or_else(|| "2020-12-31".parse(), |day| day.parse()).unwrap();
        let dates = Facts::dates(&view).unwrap();
        if let Some(row) = named {
            prop_assert_eq!(period_of_meeting(&dates, row), Some(scope.period));
        }
        let read = Facts::read(&view, &scope, as_of, dates).unwrap();
        let provenance = Provenance {
            store_name: "虛構的紀錄庫".to_owned(),
            commit: None,
            as_of,
            command: String::new(),
            version: "0",
            language: Language::En,
            unreadable: Vec::new(),
            stores: Vec::new(),
            differing: Vec::new(),
        };
        let json = |facts: &Facts| serde_json::to_value(figures(facts, &scope, &provenance)).unwrap();
        prop_assert_eq!(json(&read), json(&all));

        let report = figures(&read, &scope, &provenance);
        let begun = Begun::read(&view, report.counted_to, &scope.agencies).unwrap();
        let report_json = json(&read);
        for figure in opened(&read, &scope, &report, &begun).figures {
            prop_assert_eq!(at(&report_json, &figure.figure), Some(figure.count), "{:?}", figure);
            prop_assert_eq!(figure.count, figure.ids.len());
        }
    }
}
