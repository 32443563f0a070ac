//! `po agency load` and `po agency ledger`: what agencies carry in a month, and what they gave to the
//! network, as evidence for commendation.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::index::row::{CaseRow, MeetingRow};
use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{Language, vote as vote_words, workload as words};
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::rules::in_force;
use crate::record::agency::Agency;
use crate::record::case::{Role, Source};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::period::Period;
use crate::record::value::Name;
use crate::record::{AnyRecord, Date, Kind};

use super::command::{text, value};
use super::context::{Context, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column, number_column};

/// `load`.
pub(super) fn load_command() -> Command {
    Command::new("load")
        .arg(value("month", "MONTH"))
        .arg(value("agency", "AGENCY"))
}

/// `ledger AGENCY`.
pub(super) fn ledger_command() -> Command {
    Command::new("ledger")
        .arg(Arg::new("AGENCY").required(true))
        .arg(value("year", "YEAR"))
}

/// What an agency carries in a month.
#[derive(Default)]
struct Load {
    open_cases: usize,
    /// The days of its meetings in the month, with what each is called.
    meetings: Vec<(Date, String)>,
    tasks: usize,
}

/// Open cases, meetings and tasks of each host, with the 45-day rule and clashes as warnings.
pub(super) fn load(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let month = context.month_of(matches, "month", "--month")?.period();
    let typed = text(matches, "agency");
    context.read(|context, reading| {
        let mut loads = loads(reading, month, language)?;
        if let Some(typed) = &typed {
            let asked = reading.asked_agencies(typed, month.to, language)?;
            loads.retain(|agency, _| asked.contains(agency));
        }
        let names = reading.agency_names(language)?;
        let name = |id: &String| names.get(id).unwrap_or(id).clone();
        let listing = Listing {
            columns: vec![
                column("agency", words::agency_heading(language)),
                number_column("open_cases", words::open_heading(language)),
                number_column("meetings", words::meetings_heading(language)),
                number_column("tasks", words::tasks_heading(language)),
            ],
            rows: loads
                .iter()
                .map(|(agency, load)| {
                    vec![
                        name(agency),
                        load.open_cases.to_string(),
                        load.meetings.len().to_string(),
                        load.tasks.to_string(),
                    ]
                })
                .collect(),
            json: loads
                .iter()
                .map(|(agency, load)| {
                    json!({
                        "schema": "po.load/1",
                        "agency": agency,
                        "from": month.from.to_string(),
                        "to": month.to.to_string(),
                        "open_cases": load.open_cases,
                        "meetings": load.meetings.len(),
                        "tasks": load.tasks,
                    })
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)?;
        let sets = reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))?;
        let calendars = reading
            .view
            .calendars()
            .map_err(|error| error.in_words(language))?;
        let office = OfficeCalendar::new(&calendars);
        for (agency, load) in &loads {
            for pair in load.meetings.windows(2) {
                if let [(day, one), (other_day, other)] = pair
                    && day == other_day
                {
                    let day = day.display(language);
                    let text = words::clash(language, &name(agency), &day, one, other);
                    context.ui.warning(&text)?;
                }
            }
            let Some(rules) = in_force(&sets, month.to) else {
                continue;
            };
            let passed_over =
                |day| super::vote::passed_over(reading, rules, agency, day, &office, language);
            // A time that ends within the month counts, and so does one that begins in it.
            let passed = match passed_over(month.from)? {
                None => passed_over(month.to)?,
                found => found,
            };
            if let Some((event, until)) = passed {
                let (event, until) = (event.display(language), until.display(language));
                let text = vote_words::passed_over(language, &name(agency), &event, &until);
                context.ui.warning(&text)?;
            }
        }
        Ok(())
    })
}

/// The loads of all agencies that host an open case, by agency.
fn loads(
    reading: &Reading<'_>,
    month: Period,
    language: Language,
) -> Result<BTreeMap<String, Load>, CliError> {
    let filter = CaseFilter {
        proposed_to: Some(month.to),
        sort: CaseSort::Number,
        ..CaseFilter::default()
    };
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    let hosts_of = |case: &CaseRow| -> Vec<String> {
        let parts = case.agencies.iter().filter(|part| {
            part.role == Role::Host && part.until.is_none_or(|until| month.from <= until)
        });
        parts.map(|part| part.agency.clone()).collect()
    };
    let hosts: BTreeMap<&str, Vec<String>> = cases
        .iter()
        .map(|case| (case.id.as_str(), hosts_of(case)))
        .collect();
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    for case in cases.iter().filter(|case| was_open(case, month)) {
        for host in hosts_of(case) {
            loads.entry(host).or_default().open_cases += 1;
        }
    }
    // Tasks come up long before the meeting that they prepare.
    let filter = MeetingFilter {
        statuses: vec![MeetingStatus::Planned, MeetingStatus::Held],
        from: Some(month.from),
        ..MeetingFilter::default()
    };
    let meetings = reading
        .view
        .meetings(&filter)
        .map_err(|error| error.in_words(language))?;
    for row in &meetings {
        let mut agencies: Vec<String> = row
            .cases
            .iter()
            .filter_map(|case| hosts.get(case.as_str()))
            .flatten()
            .cloned()
            .collect();
        agencies.sort();
        agencies.dedup();
        if agencies.is_empty() {
            continue;
        }
        let days: Vec<Date> = row
            .days
            .iter()
            .copied()
            .filter(|day| month.contains(*day))
            .collect();
        let tasks = open_tasks(reading, row, month, language)?;
        for agency in agencies {
            let load = loads.entry(agency).or_default();
            load.tasks += tasks;
            load.meetings
                .extend(days.iter().map(|day| (*day, row.title.clone())));
        }
    }
    for load in loads.values_mut() {
        load.meetings.sort();
    }
    loads.retain(|_, load| load.open_cases + load.meetings.len() + load.tasks > 0);
    Ok(loads)
}

/// Whether a case was open on some day of a month, as far as its stages tell.
fn was_open(case: &CaseRow, month: Period) -> bool {
    let before = |day: Date| {
        let mut steps = case.stages.iter().rev();
        steps
            .find(|step| step.on.is_none_or(|on| on <= day))
            .is_some_and(|step| step.stage.is_open())
    };
    let began = case
        .stages
        .iter()
        .any(|step| step.stage.is_open() && step.on.is_some_and(|on| month.contains(on)));
    began || before(month.from)
}

/// How many tasks of a meeting are due in a month and not done before it.
fn open_tasks(
    reading: &Reading<'_>,
    row: &MeetingRow,
    month: Period,
    language: Language,
) -> Result<usize, CliError> {
    let meeting = meeting_of(reading, row, language)?;
    let tasks = meeting.iter().flat_map(|meeting| &meeting.tasks);
    let due = tasks.filter(|task| {
        task.due.is_some_and(|due| month.contains(due))
            && task.done_on.is_none_or(|done| month.from <= done)
    });
    Ok(due.count())
}

fn meeting_of(
    reading: &Reading<'_>,
    row: &MeetingRow,
    language: Language,
) -> Result<Option<Box<Meeting>>, CliError> {
    let located = reading.find(Kind::Meeting, &row.id, language)?;
    match reading.record(&located, language)? {
        AnyRecord::Meeting(meeting) => Ok(Some(meeting)),
        _ => Ok(None),
    }
}

/// Something that an agency gave to the network.
struct Entry {
    kind: &'static str,
    on: Option<Date>,
    /// The record that shows it.
    record: String,
    what: String,
}

/// Lists what an agency gave: self-proposals, table leaders, trainings, newer ministries accompanied.
pub(super) fn ledger(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let today = context.as_of()?;
    let typed = text(matches, "AGENCY").unwrap_or_default();
    let year = match text(matches, "year") {
        None => None,
        Some(typed) => {
            let read = crate::record::date::common_year(typed.trim().trim_end_matches('年'));
            Some(read.ok_or_else(|| {
                let wanted = crate::locale::calendar::year_forms(language);
                let message =
                    crate::locale::fields::not_a_value(language, "--year", &typed, wanted);
                CliError::new(exit::USAGE, message)
            })?)
        }
    };
    context.read(|context, reading| {
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        let asked = super::agency::asked(&agencies, &typed, today, language)?;
        let mut entries = given(reading, &agencies, &asked, language)?;
        entries
            .retain(|entry| year.is_none_or(|year| entry.on.is_some_and(|on| on.year() == year)));
        entries.sort_by_key(|entry| (entry.on.is_none(), entry.on));
        let listing = Listing {
            columns: vec![
                column("kind", words::kind_heading(language)),
                column("on", words::day_heading(language)),
                column("record", words::record_heading(language)),
                column("what", words::what_heading(language)),
            ],
            rows: entries
                .iter()
                .map(|entry| {
                    vec![
                        words::contribution(cells_in, entry.kind).to_owned(),
                        entry.on.map_or_else(String::new, |on| on.display(cells_in)),
                        entry.record.clone(),
                        entry.what.clone(),
                    ]
                })
                .collect(),
            json: entries
                .iter()
                .map(|entry| {
                    json!({
                        "schema": "po.contribution/1",
                        "agency": asked.first().map(|agency| agency.id.as_str()),
                        "kind": entry.kind,
                        "on": entry.on.map(|on| on.to_string()),
                        "record": entry.record,
                        "what": entry.what,
                    })
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)?;
        let of = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
        let counts = KINDS.map(|kind| (words::contribution(language, kind), of(kind)));
        let before = asked.iter().skip(1);
        let includes: Vec<&str> = before.map(|one| one.short_name.as_str()).collect();
        let counts = words::ledger_counts(language, &counts, &includes);
        Ok(context.ui.status(&counts)?)
    })
}

/// What counts as a contribution.
const KINDS: [&str; 4] = ["self-proposal", "table-leader", "training", "accompanying"];

fn given(
    reading: &Reading<'_>,
    agencies: &[Agency],
    asked: &[&Agency],
    language: Language,
) -> Result<Vec<Entry>, CliError> {
    let [self_proposal, table_leader, training, accompanying] = KINDS;
    let is_asked = |id: &Name| asked.iter().any(|agency| agency.id == *id);
    let mut entries = Vec::new();
    let filter = CaseFilter {
        agencies: asked.iter().map(|agency| agency.id.to_string()).collect(),
        role: Some(Role::Host),
        sources: vec![Source::Ministry, Source::CrossMinistry],
        ..CaseFilter::default()
    };
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    entries.extend(cases.into_iter().map(|case| Entry {
        kind: self_proposal,
        on: case.proposed_on,
        record: case.id,
        what: case.title,
    }));
    let filter = MeetingFilter {
        kinds: vec![MeetingKind::Collaborative, MeetingKind::Hearing],
        statuses: vec![MeetingStatus::Held],
        ..MeetingFilter::default()
    };
    for row in reading
        .view
        .meetings(&filter)
        .map_err(|error| error.in_words(language))?
    {
        let meeting = meeting_of(reading, &row, language)?;
        let tables = meeting.iter().flat_map(|meeting| &meeting.tables);
        let own = tables.filter(|table| table.agency.as_ref().is_some_and(is_asked));
        entries.extend(own.map(|table| Entry {
            kind: table_leader,
            on: row.first_day(),
            record: row.id.clone(),
            what: match &table.leader {
                Some(leader) => format!("{} {leader}", row.title),
                None => row.title.clone(),
            },
        }));
    }
    for person in reading
        .view
        .people()
        .map_err(|error| error.in_words(language))?
    {
        for taken in &person.trainings {
            let in_office = |from: Option<Date>, until: Option<Date>| {
                taken.on.is_none_or(|on| {
                    from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
                })
            };
            let mut posts = person.posts.iter();
            if posts.any(|post| is_asked(&post.agency) && in_office(post.from, post.until)) {
                entries.push(Entry {
                    kind: training,
                    on: taken.on,
                    record: person.id.to_string(),
                    what: taken.title.clone(),
                });
            }
        }
    }
    for newer in agencies {
        let pairs = newer.pairs.iter().filter(|pair| is_asked(&pair.agency));
        entries.extend(pairs.map(|pair| Entry {
            kind: accompanying,
            on: pair.from,
            record: newer.id.to_string(),
            what: newer.short_name.clone(),
        }));
    }
    Ok(entries)
}
