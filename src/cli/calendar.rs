//! `po calendar`: the government office calendar and working days.

use std::io::Read;
use std::path::Path;

use chrono::Datelike;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::import::office_calendar::{self, Flaw, LARGEST_FILE, Wanted};
use crate::locale::{Language, calendar as words};
use crate::procedure::calendar::{MissingYear, OfficeCalendar, days_of, year_of};
use crate::procedure::span::{NoDay, Span};
use crate::record::calendar::{Calendar, CalendarDay, DayKind};
use crate::record::date::common_year;
use crate::record::{AnyRecord, Date, Kind};
use crate::store::Fault;

use super::command::{text, unknown};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, json_text, number_column};

/// The commands.
pub(super) fn command() -> Command {
    Command::new("calendar")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("show").arg(Arg::new("YEAR")),
            Command::new("add")
                .arg(Arg::new("DAY").required(true))
                .arg(Arg::new("LENGTH").required(true).allow_hyphen_values(true)),
            Command::new("polling").arg(Arg::new("DAY").required(true)),
            Command::new("import").arg(Arg::new("FILE").required(true)),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("show", matches)) => show(context, matches),
        Some(("add", matches)) => add(context, matches),
        Some(("polling", matches)) => polling(context, matches),
        Some(("import", matches)) => import(context, matches),
        _ => Err(unknown(context.language(), "calendar")),
    }
}

/// The error for working days of a year without a calendar.
pub(super) fn missing(
    missing: MissingYear,
    calendar: &OfficeCalendar,
    language: Language,
) -> CliError {
    let known: Vec<i32> = calendar.years().collect();
    let known: Vec<(i32, i32)> = known
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .collect();
    CliError::new(
        exit::NOT_FOUND,
        words::missing(language, missing.year, &known),
    )
    .hint(words::import_it(language))
}

/// The error for a length that leads to no day.
pub(super) fn no_day(
    error: NoDay,
    length: &str,
    calendar: &OfficeCalendar,
    language: Language,
) -> CliError {
    match error {
        NoDay::MissingYear(year) => missing(year, calendar, language),
        NoDay::OutOfRange | NoDay::NoTime => {
            CliError::new(exit::USAGE, words::out_of_range(language, length))
        }
    }
}

fn show(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let year = match text(matches, "YEAR") {
        None => context.as_of()?.year(),
        Some(typed) => common_year(typed.trim().trim_end_matches('年')).ok_or_else(|| {
            let wanted = words::year_forms(language);
            let message = crate::locale::fields::not_a_value(language, "YEAR", &typed, wanted);
            CliError::new(exit::USAGE, message)
        })?,
    };
    context.read(|context, reading| {
        let calendars = reading
            .view
            .calendars()
            .map_err(|error| error.in_words(language))?;
        let Some(calendar) = calendars.iter().find(|one| year_of(one) == Some(year)) else {
            let office = OfficeCalendar::new(&calendars);
            return Err(missing(MissingYear { year }, &office, language));
        };
        let for_people = match format {
            Format::Table => context.ui.lays_out(),
            Format::Markdown => true,
            _ => false,
        };
        if !for_people {
            return days(calendar, cells_in).print(format, &mut context.ui);
        }
        let all = days_of(calendar).count();
        let working = days_of(calendar).filter(|(_, works, _)| *works).count();
        let worked = calendar
            .days
            .iter()
            .filter(|row| row.kind == DayKind::MakeUp)
            .count();
        let heading = words::year_heading(language, year, working, all - working, worked);
        context.ui.data(&format!("{heading}\n\n"))?;
        months(calendar, language).print(format, &mut context.ui)
    })
}

/// Every day of the year, for programs.
fn days(calendar: &Calendar, language: Language) -> Listing {
    let name = |row: Option<&CalendarDay>| row.and_then(|row| row.name.clone());
    Listing {
        columns: vec![
            column("day", words::day_heading(language)),
            column("weekday", words::weekday_heading(language)),
            column("working", words::works_heading(language)),
            column("name", words::name_heading(language)),
        ],
        rows: days_of(calendar)
            .map(|(day, works, row)| {
                vec![
                    day.to_string(),
                    words::weekday(language, weekday_of(day)).to_owned(),
                    works.to_string(),
                    name(row).unwrap_or_default(),
                ]
            })
            .collect(),
        json: days_of(calendar)
            .map(|(day, works, row)| {
                json!({
                    "schema": "po.calendar-day/1",
                    "day": day.to_string(),
                    "weekday": words::weekday(Language::En, weekday_of(day)),
                    "working": works,
                    "kind": row.map(|row| row.kind.as_str()),
                    "name": name(row),
                })
            })
            .collect(),
    }
}

fn weekday_of(day: Date) -> u32 {
    day.naive().weekday().num_days_from_monday()
}

/// The months of the year, for people: how many days are worked, and which differ.
fn months(calendar: &Calendar, language: Language) -> Listing {
    let rows = (1..=12).map(|month| {
        let in_month = |day: &Date| day.naive().month() == month;
        let working = days_of(calendar)
            .filter(|(day, works, _)| *works && in_month(day))
            .count();
        let of_kind = |kind| {
            let mut rows: Vec<&CalendarDay> = calendar
                .days
                .iter()
                .filter(|row| row.kind == kind && in_month(&row.on))
                .collect();
            rows.sort_by_key(|row| row.on);
            named_days(&rows, language)
        };
        vec![
            words::month(language, month),
            working.to_string(),
            of_kind(DayKind::MakeUp),
            of_kind(DayKind::Holiday),
        ]
    });
    Listing {
        columns: vec![
            column("month", words::month_heading(language)),
            number_column("working_days", words::working_days_heading(language)),
            column("made_up", words::made_up_heading(language)),
            column("holidays", words::holidays_heading(language)),
        ],
        rows: rows.collect(),
        json: Vec::new(),
    }
}

/// Days of a month with their names, neighbours of one name together: `4 農曆除夕、5–7 春節`.
fn named_days(rows: &[&CalendarDay], language: Language) -> String {
    let runs = rows.chunk_by(|one, next| one.on.after() == next.on && one.name == next.name);
    let runs: Vec<String> = runs
        .filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let number = |row: &CalendarDay| {
                words::weekday_and_day(language, weekday_of(row.on), row.on.day_of_month())
            };
            let days = if first.on == last.on {
                number(first)
            } else {
                format!("{}–{}", number(first), number(last))
            };
            // A weekend day that is worked needs no name: that is what its column says.
            Some(match &first.name {
                Some(name) if first.kind == DayKind::Holiday => format!("{days} {name}"),
                _ => days,
            })
        })
        .collect();
    runs.join(language.pick(", ", "、"))
}

fn add(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let from = context.day("DAY", &text(matches, "DAY").unwrap_or_default())?;
    let typed = text(matches, "LENGTH").unwrap_or_default();
    let span = Span::from_typed(&typed).ok_or_else(|| {
        let wanted = words::length_forms(language);
        let message = crate::locale::fields::not_a_value(language, "LENGTH", &typed, wanted);
        CliError::new(exit::USAGE, message)
    })?;
    let format = context.format();
    context.read(|context, reading| {
        let calendars = reading
            .view
            .calendars()
            .map_err(|error| error.in_words(language))?;
        let calendar = OfficeCalendar::new(&calendars);
        let day = span
            .from(from, &calendar)
            .map_err(|error| no_day(error, &typed, &calendar, language))?;
        let answer = json!({
            "schema": "po.day/1",
            "from": from.to_string(),
            "length": typed,
            "day": day.to_string(),
        });
        let text = match format {
            Format::Json => json_text(&answer),
            Format::JsonLines => format!("{answer}\n"),
            Format::Csv => format!("day\n{day}\n"),
            Format::Table | Format::Markdown => format!("{}\n", day.display(cells_in)),
        };
        Ok(context.ui.data(&text)?)
    })
}

/// Records a day on which the whole country votes.
fn polling(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let day = context.day("DAY", &text(matches, "DAY").unwrap_or_default())?;
    let located = context.find(Kind::Calendar, &day.year().to_string())?;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Calendar(mut calendar) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        if calendar.polling_days.contains(&day) {
            return Ok(None);
        }
        calendar.polling_days.push(day);
        calendar.polling_days.sort_unstable();
        draft
            .put(*calendar)
            .map_err(|error| error.in_words(language))?;
        let store_language = context.settings(draft)?.language.language();
        let subject = words::polling_day(store_language, &day.display(store_language));
        Ok(Some(Intent::new("calendar.polling", subject)))
    })?;
    context.report(&outcome)
}

fn import(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let file = text(matches, "FILE").unwrap_or_default();
    let mut bytes = Vec::new();
    std::fs::File::open(Path::new(&file))
        .and_then(|opened| opened.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes))
        .map_err(|cause| Fault::file("read", &file)(cause).in_words(language))?;
    let calendar = office_calendar::read(&bytes).map_err(|flaw| {
        CliError::new(exit::FAILED, flawed(&file, &flaw, language))
            .hint(words::where_it_is(language))
    })?;
    let year = calendar.id.to_string();
    let path = AnyRecord::from(calendar.clone()).path();
    let outcome = context.change(&mut |context, draft| {
        let store_language = context.settings(draft)?.language.language();
        let mut calendar = calendar.clone();
        // The file of the office calendar does not know when the country votes.
        if let Ok(AnyRecord::Calendar(known)) = context.drafted(draft, &path) {
            calendar.polling_days = known.polling_days;
        }
        draft
            .put(calendar)
            .map_err(|error| error.in_words(language))?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let subject = words::imported(store_language, &year);
        Ok(Some(Intent::new("calendar.import", subject)))
    })?;
    context.report(&outcome)
}

/// What is wrong with a file, where, and what was expected.
fn flawed(file: &str, flaw: &Flaw, language: Language) -> String {
    let wanted = match &flaw.wanted {
        Wanted::Smaller => words::too_large(language, LARGEST_FILE / 1024),
        Wanted::Text => words::no_text(language).to_owned(),
        Wanted::Csv => words::no_table(language).to_owned(),
        Wanted::Column => words::no_column(language).to_owned(),
        Wanted::Day => words::no_day(language).to_owned(),
        Wanted::SameYear(year) => words::other_year(language, *year),
        Wanted::Once => words::twice(language).to_owned(),
        Wanted::Row(day) => words::no_row(language, &day.to_string()),
        Wanted::Weekday(right) => words::other_weekday(language, right),
        Wanted::OffOrNot => words::neither(language).to_owned(),
    };
    words::flawed(language, file, flaw.line, flaw.field, &flaw.found, &wanted)
}
