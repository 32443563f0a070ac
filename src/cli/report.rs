//! `po report`.

use clap::{Arg, ArgMatches, Command};

use super::command::{unknown, value};
use super::context::Context;
use super::error::CliError;

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
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("quarterly", _)) => Ok(()),
        _ => Err(unknown(context.language(), "report")),
    }
}
