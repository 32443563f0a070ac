//! `po check` and `po schema`.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::record::Kind;
use crate::record::schema::schema_text;

use super::command::{switch, text, value};
use super::context::Context;
use super::error::CliError;

/// The command.
pub(super) fn command() -> Command {
    Command::new("check")
        .arg(Arg::new("REF").action(ArgAction::Append))
        .arg(switch("working"))
        .arg(value("rule", "CODE").action(ArgAction::Append))
        .arg(switch("list"))
}

/// The command that prints schemas.
pub(super) fn schema_command() -> Command {
    Command::new("schema").arg(
        Arg::new("KIND")
            .required(true)
            .value_parser(Kind::ALL.map(Kind::as_str).to_vec()),
    )
}

/// Checks the records.
pub(super) fn run(_context: &mut Context<'_>, _matches: &ArgMatches) -> Result<(), CliError> {
    Ok(())
}

/// Prints the schema of a kind of record.
pub(super) fn schema(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let word = text(matches, "KIND").unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    match kind {
        Some(kind) => Ok(context.ui.styled(&schema_text(kind))?),
        None => Ok(()),
    }
}
