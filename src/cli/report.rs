//! `po report`: figures for people who read one page.

use std::collections::BTreeSet;

use clap::{Arg, ArgMatches, Command};

use crate::index::MeetingFilter;
use crate::index::row::MeetingRow;
use crate::locale::{Language, report_command as words};
use crate::record::meeting::MeetingKind;
use crate::record::period::{Period, Quarter};
use crate::record::{Date, Kind};
use crate::report::any::Report;
use crate::report::quarterly::{
    Begun, Facts, Provenance, Quarterly, Scope, ScopeMeeting, figures, opened, period_of_meeting,
    quarterly_meeting_of,
};
use crate::report::render;

use super::command::{switch, text, unknown, value};
use super::context::{Context, Reading, short};
use super::error::{CliError, InWords, exit};
use super::listing::Format;
use super::report_verify;
use super::stores::LEFT_OUT;

/// The commands.
pub(super) fn command() -> Command {
    Command::new("report")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(quarterly_command())
        .subcommand(super::monthly::command())
        .subcommand(report_verify::command())
}

/// The command of the quarterly report.
pub(super) fn quarterly_command() -> Command {
    Command::new("quarterly")
        .arg(Arg::new("QUARTER").conflicts_with_all(["meeting", "from", "to"]))
        .arg(value("meeting", "REF|QUARTER").conflicts_with_all(["from", "to"]))
        .arg(value("from", "DAY").requires("to"))
        .arg(value("to", "DAY").requires("from"))
        .arg(value("agency", "AGENCY"))
        .arg(switch("ids"))
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("quarterly", matches)) => quarterly(context, matches),
        Some(("monthly", matches)) => super::monthly::run(context, matches),
        Some(("verify", matches)) => report_verify::run(context, matches),
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
    context.read(|context, reading| {
        let report = figures_of(context, reading, matches, language)?;
        show(context, &Report::Quarterly(Box::new(report)))
    })
}

/// The quarterly report that was asked for; `language` is the one that it is made for.
pub(super) fn figures_of(
    context: &Context<'_>,
    reading: &Reading<'_>,
    matches: &ArgMatches,
    language: Language,
) -> Result<Quarterly, CliError> {
    let speaks = context.language();
    let asked = asked(context, matches)?;
    let as_of = context.as_of()?;
    let dates = Facts::dates(&reading.view).map_err(|error| error.in_words(speaks))?;
    let (period, quarter, meeting) = match &asked {
        Asked::Quarter(quarter) => (quarter.period(), Some(*quarter), None),
        Asked::Days(period) => (*period, None, None),
        Asked::Meeting(typed) => {
            let row = meeting_of(reading, &dates, typed, speaks)?;
            let Some(period) = period_of_meeting(&dates, &row) else {
                let message = words::meeting_without_day(speaks, &row.id);
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
    let agency = text(matches, "agency");
    let agencies = agency.map(|typed| reading.asked_agencies(&typed, as_of, speaks));
    let scope = Scope {
        period,
        quarter,
        meeting,
        agencies: agencies.transpose()?.unwrap_or_default(),
    };
    let ids = matches.get_flag("ids");
    let command = again(&asked, &scope, ids);
    let provenance = provenance(reading, as_of, &command, language);
    let facts =
        Facts::read(&reading.view, &scope, as_of, dates).map_err(|error| error.in_words(speaks))?;
    let mut report = figures(&facts, &scope, &provenance);
    if ids {
        let begun = Begun::read(&reading.view, report.counted_to, &scope.agencies);
        let begun = begun.map_err(|error| error.in_words(speaks))?;
        report.ids = Some(opened(&facts, &scope, &report, &begun));
    }
    Ok(report)
}

/// Where the figures of a report come from. `command` says what is asked for; the day and the commit
/// make of it the command that makes the report again on any later day.
pub(super) fn provenance(
    reading: &Reading<'_>,
    as_of: Date,
    command: &str,
    language: Language,
) -> Provenance {
    let unreadable = reading.view.unreadable().iter();
    let several = reading.is_of_several();
    let differing: BTreeSet<&String> = reading.view.differing().iter().map(|one| &one.id).collect();
    let commit = reading.snapshot.commit().map(|commit| commit.to_string());
    let commits = reading.heads.iter().map(|head| match &head.commit {
        Some(commit) => short(commit),
        None => LEFT_OUT.to_owned(),
    });
    let at = commit
        .as_deref()
        .map(|_| format!(" --at {}", commits.collect::<Vec<_>>().join(",")));
    Provenance {
        store_name: reading.settings.name.clone(),
        as_of,
        command: format!("{command} --as-of {as_of}{}", at.unwrap_or_default()),
        commit,
        version: env!("CARGO_PKG_VERSION"),
        language,
        unreadable: unreadable
            .map(|one| reading.place(&one.path, one.store))
            .collect(),
        stores: match several {
            true => reading.heads.clone(),
            false => Vec::new(),
        },
        differing: differing.into_iter().cloned().collect(),
    }
}

/// Prints a report in the format asked for.
pub(super) fn show(context: &mut Context<'_>, report: &Report) -> Result<(), CliError> {
    let language = context.language();
    let (width, color) = (context.ui.width(), context.ui.color);
    let page = match context.format() {
        Format::Table => render::terminal::lay_out(&report.document(language), width, color),
        Format::Markdown => render::markdown::lay_out(&report.document(language)),
        Format::Csv => report.csv(language),
        Format::Json => report.json(),
        Format::JsonLines => {
            let value: serde_json::Value =
                serde_json::from_str(&report.json()).map_err(std::io::Error::from)?;
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

/// The command that asks for the report: what was typed freely is named by its id.
fn again(asked: &Asked, scope: &Scope, ids: bool) -> String {
    let mut command = "po report quarterly".to_owned();
    match (asked, &scope.meeting) {
        (Asked::Quarter(quarter), _) => command.push_str(&format!(" {quarter}")),
        (Asked::Days(period), _) => {
            command.push_str(&format!(" --from {} --to {}", period.from, period.to));
        }
        (Asked::Meeting(_), meeting) => {
            let quarter = scope.quarter.map(|quarter| quarter.to_string());
            let id = meeting.as_ref().map(|meeting| meeting.id.clone());
            let named = quarter.or(id).unwrap_or_default();
            command.push_str(&format!(" --meeting {named}"));
        }
    }
    if let Some(agency) = scope.agencies.first() {
        command.push_str(&format!(" --agency {agency}"));
    }
    if ids {
        command.push_str(" --ids");
    }
    command
}
