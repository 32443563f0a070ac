//! `po report monthly`: the paper of a monthly meeting.

use clap::{Arg, ArgMatches, Command};

use crate::index::MeetingFilter;
use crate::locale::{Language, report_command as words};
use crate::record::Kind;
use crate::record::meeting::MeetingKind;
use crate::record::period::Month;
use crate::report::any::Report;
use crate::report::monthly::{Facts, Monthly, Scope, figures, opened};

use super::command::{switch, text, value};
use super::context::{Context, Reading};
use super::due::Owed;
use super::error::{CliError, InWords, exit};
use super::report::{provenance, show};

/// The command.
pub(super) fn command() -> Command {
    Command::new("monthly")
        .arg(Arg::new("MONTH").conflicts_with("meeting"))
        .arg(value("meeting", "REF"))
        .arg(switch("ids"))
}

/// Makes the paper of the month, or of the monthly meeting that was named.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    context.read(|context, reading| {
        let paper = figures_of(context, reading, matches, language)?;
        show(context, &Report::Monthly(Box::new(paper)))
    })
}

/// The paper that was asked for; `language` is the one that it is made for.
pub(super) fn figures_of(
    context: &Context<'_>,
    reading: &Reading<'_>,
    matches: &ArgMatches,
    language: Language,
) -> Result<Monthly, CliError> {
    let speaks = context.language();
    let as_of = context.as_of()?;
    let month = context.month_of(matches, "MONTH", "MONTH")?;
    let scope = match text(matches, "meeting") {
        Some(typed) => scope_of(reading, &typed, speaks)?,
        None => Scope {
            month,
            meeting: None,
        },
    };
    let ids = matches.get_flag("ids");
    let mut command = match &scope.meeting {
        Some(id) => format!("po report monthly --meeting {id}"),
        None => format!("po report monthly {}", scope.month),
    };
    if ids {
        command.push_str(" --ids");
    }
    let provenance = provenance(reading, as_of, &command, language);
    let counted_to = scope.month.period().to.min(as_of);
    let owed = Owed::read(reading, counted_to, speaks)?;
    let pending = owed.pending(reading, speaks)?;
    let facts = Facts::read(&reading.view, &scope, as_of, pending)
        .map_err(|error| error.in_words(speaks))?;
    let mut paper = figures(&facts, &scope, &provenance);
    if ids {
        let opened = opened(&facts, &scope, &paper, &reading.view);
        paper.ids = Some(opened.map_err(|error| error.in_words(speaks))?);
    }
    Ok(paper)
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
