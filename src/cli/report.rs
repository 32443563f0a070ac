//! `po report`: figures for people who read one page.

use clap::{Arg, ArgMatches, Command};

use crate::index::MeetingFilter;
use crate::index::row::MeetingRow;
use crate::locale::{Language, report_command as words};
use crate::record::meeting::MeetingKind;
use crate::record::period::{Period, Quarter};
use crate::record::{Date, Kind};
use crate::report::quarterly::{
    Facts, Provenance, Scope, ScopeMeeting, figures, period_of_meeting, quarterly_meeting_of,
};
use crate::report::render;
use crate::report::render::parts::Document;

use super::command::{text, unknown, value};
use super::context::{Context, Reading, short};
use super::error::{CliError, InWords, exit};
use super::listing::Format;

/// The commands.
pub(super) fn command() -> Command {
    Command::new("report")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("quarterly")
                .arg(Arg::new("QUARTER").conflicts_with_all(["meeting", "from", "to"]))
                .arg(value("meeting", "REF|QUARTER").conflicts_with_all(["from", "to"]))
                .arg(value("from", "DAY").requires("to"))
                .arg(value("to", "DAY").requires("from"))
                .arg(value("agency", "AGENCY")),
        )
        .subcommand(super::monthly::command())
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("quarterly", matches)) => quarterly(context, matches),
        Some(("monthly", matches)) => super::monthly::run(context, matches),
        _ => Err(unknown(context.language(), "report")),
    }
}

/// What was asked for, before the records are looked at.
enum Asked {
    Quarter(Quarter),
    Meeting(String),
    Days(Period),
}

fn quarterly(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let asked = asked(context, matches)?;
    let as_of = context.as_of()?;
    let agency = text(matches, "agency");
    context.read(|context, reading| {
        let dates = Facts::dates(&reading.view).map_err(|error| error.in_words(language))?;
        let (period, quarter, meeting) = match &asked {
            Asked::Quarter(quarter) => (quarter.period(), Some(*quarter), None),
            Asked::Days(period) => (*period, None, None),
            Asked::Meeting(typed) => {
                let row = meeting_of(reading, &dates, typed, language)?;
                let Some(period) = period_of_meeting(&dates, &row) else {
                    let message = words::meeting_without_day(language, &row.id);
                    return Err(CliError::new(exit::FAILED, message));
                };
                let head = ScopeMeeting {
                    id: row.id.clone(),
                    title: row.title.clone(),
                    date: row.first_day(),
                };
                (period, Quarter::from_typed(typed), Some(head))
            }
        };
        let agency = agency.as_deref();
        let agency = agency.map(|typed| reading.agency(typed, None, language));
        let agency = agency.transpose()?;
        let commit = reading.snapshot.commit().map(|commit| commit.to_string());
        let command = again(
            &asked,
            agency.as_deref(),
            commit.as_deref(),
            (as_of, period),
            context,
        );
        let scope = Scope {
            period,
            quarter,
            meeting,
            agency,
        };
        let provenance = provenance(context, reading, as_of, command);
        let facts = Facts::read(&reading.view, &scope, as_of, dates)
            .map_err(|error| error.in_words(language))?;
        let report = figures(&facts, &scope, &provenance);
        let figures = Figures {
            document: &|| render::document::document(&report, language),
            csv: &|| render::csv::render(&report, language),
            json: &|| render::json::render(&report),
        };
        show(context, &figures)
    })
}

/// Where the figures of a report come from.
pub(super) fn provenance(
    context: &Context<'_>,
    reading: &Reading<'_>,
    as_of: Date,
    command: String,
) -> Provenance {
    let unreadable = reading.view.unreadable().iter();
    Provenance {
        store_name: reading.settings.name.clone(),
        commit: reading.snapshot.commit().map(|commit| commit.to_string()),
        as_of,
        command,
        version: env!("CARGO_PKG_VERSION"),
        language: context.language(),
        unreadable: unreadable.map(|one| one.path.clone()).collect(),
    }
}

/// A report in the forms that formats are made of; only the one asked for is made.
pub(super) struct Figures<'f> {
    /// In one language, to be laid out.
    pub(super) document: &'f dyn Fn() -> Document,
    /// As CSV.
    pub(super) csv: &'f dyn Fn() -> String,
    /// As JSON, indented.
    pub(super) json: &'f dyn Fn() -> String,
}

/// Prints a report in the format asked for.
pub(super) fn show(context: &mut Context<'_>, figures: &Figures<'_>) -> Result<(), CliError> {
    let (width, color) = (context.ui.width(), context.ui.color);
    let page = match context.format() {
        Format::Table => render::terminal::lay_out(&(figures.document)(), width, color),
        Format::Markdown => render::markdown::lay_out(&(figures.document)()),
        Format::Csv => (figures.csv)(),
        Format::Json => (figures.json)(),
        Format::JsonLines => {
            let value: serde_json::Value =
                serde_json::from_str(&(figures.json)()).map_err(std::io::Error::from)?;
            format!("{value}\n")
        }
    };
    Ok(context.ui.styled(&page)?)
}

fn asked(context: &Context<'_>, matches: &ArgMatches) -> Result<Asked, CliError> {
    let language = context.language();
    if let Some(typed) = text(matches, "meeting") {
        return Ok(Asked::Meeting(typed));
    }
    if let (Some(from), Some(to)) = (
        context.day_of(matches, "from")?,
        context.day_of(matches, "to")?,
    ) {
        context.refuse_backwards(Some(from), Some(to))?;
        return Ok(Asked::Days(Period { from, to }));
    }
    match text(matches, "QUARTER") {
        None => Ok(Asked::Quarter(Quarter::of(context.as_of()?))),
        Some(typed) => Quarter::from_typed(&typed)
            .map(Asked::Quarter)
            .ok_or_else(|| {
                let wanted = words::quarter_forms(language);
                let message =
                    crate::locale::fields::not_a_value(language, "QUARTER", &typed, wanted);
                CliError::new(exit::USAGE, message)
            }),
    }
}

/// The quarterly meeting that was named: by its quarter, or as any meeting is.
fn meeting_of(
    reading: &Reading<'_>,
    dates: &[MeetingRow],
    typed: &str,
    language: Language,
) -> Result<MeetingRow, CliError> {
    if let Some(quarter) = Quarter::from_typed(typed) {
        return quarterly_meeting_of(dates, quarter)
            .cloned()
            .ok_or_else(|| {
                let message = words::no_quarterly_meeting(language, &quarter.display(language));
                CliError::new(exit::NOT_FOUND, message).hint(words::list_quarterly(language))
            });
    }
    let located = reading.find(Kind::Meeting, typed, language)?;
    let filter = MeetingFilter {
        ids: Some([located.id].into()),
        ..MeetingFilter::default()
    };
    let found = reading
        .view
        .meetings(&filter)
        .map_err(|error| error.in_words(language))?;
    let Some(row) = found.into_iter().next() else {
        let noun = crate::locale::status::noun(language, "meeting");
        let message = crate::locale::error::not_found(language, noun, typed);
        return Err(CliError::new(exit::NOT_FOUND, message));
    };
    if row.kind != MeetingKind::Quarterly {
        let message = words::not_quarterly(language, &row.id, &row.title);
        return Err(CliError::new(exit::USAGE, message).hint(words::list_quarterly(language)));
    }
    Ok(row)
}

/// The command that makes the report again.
fn again(
    asked: &Asked,
    agency: Option<&str>,
    commit: Option<&str>,
    (as_of, period): (Date, Period),
    context: &Context<'_>,
) -> String {
    let mut command = "po report quarterly".to_owned();
    match asked {
        Asked::Quarter(quarter) => command.push_str(&format!(" {quarter}")),
        Asked::Meeting(typed) => command.push_str(&format!(" --meeting {typed}")),
        Asked::Days(period) => {
            command.push_str(&format!(" --from {} --to {}", period.from, period.to));
        }
    }
    if let Some(agency) = agency {
        command.push_str(&format!(" --agency {agency}"));
    }
    if as_of < period.to || context.globals.as_of.is_some() {
        command.push_str(&format!(" --as-of {as_of}"));
    }
    if let Some(commit) = commit {
        command.push_str(&format!(" --at {}", short(commit)));
    }
    command
}
