//! `--ids`: the records under the figures of the quarterly and the monthly report.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use super::support::World;
use super::{monthly, quarterly};

/// Numbers that count no records: days, places, votes, and the numbers that people gave.
const NO_COUNTS: [&str; 15] = [
    "base",
    "days_from_proposal",
    "days_left",
    "days_since_proposal",
    "max",
    "median",
    "min",
    "nth",
    "number",
    "place",
    "sequence",
    "sessions",
    "share_per_mille",
    "ticks",
    "ticks_each",
];

/// Every number of a report, by its path; an item of a list by what it is about.
fn numbers(value: &Value, path: &str, found: &mut BTreeMap<String, u64>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let below = format!("{path}.{name}");
                numbers(value, below.trim_start_matches('.'), found);
            }
        }
        Value::Array(items) => {
            for item in items {
                let text = |name: &str| item.get(name).and_then(Value::as_str);
                let pair = item.get("agencies").and_then(Value::as_array);
                let pair = pair.map(|ids| {
                    let ids: Vec<&str> = ids.iter().filter_map(Value::as_str).collect();
                    ids.join(" ")
                });
                let about = ["kind", "quarter", "element", "id", "meeting"];
                let about = about.into_iter().find_map(text).map(str::to_owned);
                let about = about.or(pair).unwrap_or_else(|| "unknown".to_owned());
                numbers(item, &format!("{path}[{about}]"), found);
            }
        }
        Value::Number(number) => {
            let name = path.rsplit('.').next().unwrap();
            if !NO_COUNTS.contains(&name) {
                found.insert(path.to_owned(), number.as_u64().unwrap());
            }
        }
        _ => {}
    }
}

fn json(world: &World, arguments: &[&str]) -> Value {
    let format = ["--format", "json"];
    let report = world.done(&[&["report"], arguments, &format].concat());
    serde_json::from_str(&report).unwrap()
}

#[test]
fn every_counted_figure_opens_to_as_many_records() {
    for (world, report) in [
        (quarterly::store(), &["quarterly", "2019Q1"][..]),
        (
            quarterly::store(),
            &["quarterly", "2019Q1", "--agency", "motc"],
        ),
        (
            quarterly::store(),
            &["quarterly", "2019Q1", "--as-of", "2019-03-05"],
        ),
        (monthly::world(), &["monthly", "2022-01"]),
        (
            monthly::world(),
            &["monthly", "2022-02", "--as-of", "2022-02-08"],
        ),
    ] {
        let closed = json(&world, report);
        let mut open = json(&world, &[report, &["--ids"]].concat());
        let ids = open.as_object_mut().unwrap().remove("ids").unwrap();
        let command = open["command"].as_str().unwrap().to_owned();
        assert!(command.contains(" --ids "), "{command}");
        open["command"] = closed["command"].clone();
        assert_eq!(open, closed, "fields are only added");
        let mut opened = BTreeMap::new();
        for figure in ids.as_array().unwrap() {
            let count = figure["count"].as_u64().unwrap();
            let records = figure["ids"].as_array().unwrap();
            assert_eq!(records.len() as u64, count, "{figure}");
            opened.insert(figure["figure"].as_str().unwrap().to_owned(), count);
        }
        let mut counted = BTreeMap::new();
        numbers(&closed, "", &mut counted);
        assert_eq!(opened, counted, "{report:?}");
        let records = ids.as_array().unwrap().iter();
        let records = records.flat_map(|figure| figure["ids"].as_array().unwrap());
        for record in records {
            let id = record.as_str().unwrap().split(':').next().unwrap();
            world.done(&["show", id]);
        }
    }
}

#[test]
fn records_stand_under_their_figures_in_every_format() {
    let world = quarterly::store();
    let report = |more: &[&str]| {
        let page = world.done(&[&["report", "quarterly", "2019Q1", "--ids"], more].concat());
        let from = |heading: &str| page.find(heading).map(|place| page[place..].to_owned());
        let opened = ["Records under", "各項數字所據", "\nids,"];
        let page = opened.into_iter().find_map(from).unwrap();
        page.lines().take(24).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(report(&[]), @"
    Records under each figure
    Figures as JSON names them; cases by number, other records by id.
    unhosted.of 1
      m201902-aaaa
    cases.proposed.total 1
      45
    cases.proposed.by_source.unknown 1
      45
    cases.met.total 1
      45
    cases.met.by_source.unknown 1
      45
    cases.open.total 1
      45
    cases.open.by_stage.proposed 1
      45
    cases.open.of 2
      45, 46
    meetings.collaborative.held 1
      m201902-aaaa
    meetings.collaborative.days_from_proposal.known 1
      m201902-aaaa
    meetings.other.quarterly 1
      m201903-qqqq
    ");
    assert_snapshot!(report(&["--lang", "zh-TW", "--format", "md"]), @r"
    各項數字所據紀錄

    數字依 JSON 欄位標示；案件列序號，其餘紀錄列代號。

    - **unhosted.of 1**　m201902-aaaa

    - **cases.proposed.total 1**　45

    - **cases.proposed.by\_source.unknown 1**　45

    - **cases.met.total 1**　45

    - **cases.met.by\_source.unknown 1**　45

    - **cases.open.total 1**　45

    - **cases.open.by\_stage.proposed 1**　45

    - **cases.open.of 2**　45、46

    - **meetings.collaborative.held 1**　m201902-aaaa

    - **meetings.collaborative.days\_from\_proposal.known 1**　m201902-aaaa
    ");
    assert_snapshot!(report(&["--format", "csv"]), @"

    ids,m201902-aaaa,unhosted.of,,m201902-aaaa,,id
    ids,c201901-aaaa,cases.proposed.total,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.proposed.by_source.unknown,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.met.total,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.met.by_source.unknown,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.open.total,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.open.by_stage.proposed,,c201901-aaaa,,id
    ids,c201901-aaaa,cases.open.of,,c201901-aaaa,,id
    ids,c201901-bbbb,cases.open.of,,c201901-bbbb,,id
    ids,m201902-aaaa,meetings.collaborative.held,,m201902-aaaa,,id
    ids,m201902-aaaa,meetings.collaborative.days_from_proposal.known,,m201902-aaaa,,id
    ids,m201903-qqqq,meetings.other.quarterly,,m201903-qqqq,,id
    ids,c201901-bbbb,agencies[moe].hosted,,c201901-bbbb,,id
    ids,c201901-aaaa,agencies[motc].hosted,,c201901-aaaa,,id
    ids,c201901-aaaa,agencies[coa].cohosted,,c201901-aaaa,,id
    ids,c201901-bbbb:petition[https://join.example.org/idea/2],petitions.qualified,,c201901-bbbb:petition[https://join.example.org/idea/2],,id
    ids,c201901-aaaa:petition[https://join.example.org/idea/1],petitions.replied,,c201901-aaaa:petition[https://join.example.org/idea/1],,id
    ids,m201902-aaaa,transcripts.missing,,m201902-aaaa,,id
    ids,m201902-aaaa,transcripts.of,,m201902-aaaa,,id
    ids,m201903-qqqq,transcripts.other_of,,m201903-qqqq,,id
    ids,c201901-aaaa:petition[https://join.example.org/idea/1],replies.of,,c201901-aaaa:petition[https://join.example.org/idea/1],,id
    ids,c201901-bbbb:petition[https://join.example.org/idea/2],replies.of,,c201901-bbbb:petition[https://join.example.org/idea/2],,id
    ids,c201901-aaaa:petition[https://join.example.org/idea/1],replies.by_outcome.extended,,c201901-aaaa:petition[https://join.example.org/idea/1],,id
    ");
}

#[test]
fn a_report_with_its_records_is_verified_like_any_other() {
    for (world, report) in [
        (quarterly::store(), ["quarterly", "2019Q1"]),
        (monthly::world(), ["monthly", "2022-01"]),
    ] {
        for format in ["table", "md", "csv", "json"] {
            let flags = ["--ids", "--format", format];
            let text = world.done(&[&["report"], &report[..], &flags].concat());
            std::fs::write(world.path().join("report"), text).unwrap();
            world.done(&["report", "verify", "../report"]);
        }
    }
}
