//! `po report monthly`: the paper of a monthly meeting.

use clap::{Arg, ArgMatches, Command};

use crate::index::MeetingFilter;
use crate::locale::{Language, report_command as words};
use crate::record::meeting::MeetingKind;
use crate::record::period::Month;
use crate::record::{Date, Kind};
use crate::report::monthly::{Facts, Scope, figures};
use crate::report::render::{json, monthly};

use super::command::{text, value};
use super::context::{Context, Reading, short};
use super::due::Owed;
use super::error::{CliError, InWords, exit};
use super::report::{Figures, provenance, show};

/// The command.
pub(super) fn command() -> Command {
    Command::new("monthly")
        .arg(Arg::new("MONTH").conflicts_with("meeting"))
        .arg(value("meeting", "REF"))
}

/// Makes the paper of the month, or of the monthly meeting that was named.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let as_of = context.as_of()?;
    let month = context.month_of(matches, "MONTH", "MONTH")?;
    let named = text(matches, "meeting");
    context.read(|context, reading| {
        let scope = match &named {
            Some(typed) => scope_of(reading, typed, language)?,
            None => Scope {
                month,
                meeting: None,
            },
        };
        let commit = reading.snapshot.commit().map(|commit| commit.to_string());
        let command = again(&scope, commit.as_deref(), as_of, context);
        let provenance = provenance(context, reading, as_of, command);
        let counted_to = scope.month.period().to.min(as_of);
        let owed = Owed::read(reading, counted_to, language)?;
        let pending = owed.pending(reading, language)?;
        let facts = Facts::read(&reading.view, &scope, as_of, pending)
            .map_err(|error| error.in_words(language))?;
        let paper = figures(&facts, &scope, &provenance);
        let figures = Figures {
            document: &|| monthly::document::document(&paper, language),
            csv: &|| monthly::csv::render(&paper, language),
            json: &|| json::render(&paper),
        };
        show(context, &figures)
    })
}

/// The month of a monthly meeting that was named.
fn scope_of(reading: &Reading<'_>, typed: &str, language: Language) -> Result<Scope, CliError> {
    let located = reading.find(Kind::Meeting, typed, language)?;
    let filter = MeetingFilter {
        ids: Some([located.id.clone()].into()),
        ..MeetingFilter::default()
    };
    let found = reading
        .view
        .meetings(&filter)
        .map_err(|error| error.in_words(language))?;
    let row = found.into_iter().next();
    let monthly = row.filter(|row| row.kind == MeetingKind::Monthly);
    let Some(row) = monthly else {
        let message = words::not_monthly(language, &located.id);
        return Err(CliError::new(exit::USAGE, message).hint(words::list_monthly(language)));
    };
    let Some(day) = row.first_day() else {
        let message = words::meeting_without_day(language, &row.id);
        return Err(CliError::new(exit::FAILED, message));
    };
    Ok(Scope {
        month: Month::of(day),
        meeting: Some(row.id),
    })
}

/// The command that makes the paper again.
fn again(scope: &Scope, commit: Option<&str>, as_of: Date, context: &Context<'_>) -> String {
    let mut command = match &scope.meeting {
        Some(id) => format!("po report monthly --meeting {id}"),
        None => format!("po report monthly {}", scope.month),
    };
    if as_of < scope.month.period().to || context.globals.as_of.is_some() {
        command.push_str(&format!(" --as-of {as_of}"));
    }
    if let Some(commit) = commit {
        command.push_str(&format!(" --at {}", short(commit)));
    }
    command
}
