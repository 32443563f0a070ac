//! `po import` and `po transcript import`.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::command::{switch, unknown};
use super::context::Context;
use super::error::CliError;

/// The commands.
pub(super) fn command() -> Command {
    let files = || Arg::new("FILE").required(true).action(ArgAction::Append);
    Command::new("import")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("case-pages")
                .arg(files())
                .arg(switch("dry-run")),
            Command::new("join").arg(files()).arg(switch("dry-run")),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("case-pages" | "join", _)) => Ok(()),
        _ => Err(unknown(context.language(), "import")),
    }
}

/// Imports transcripts.
pub(super) fn transcripts(
    _context: &mut Context<'_>,
    _matches: &ArgMatches,
) -> Result<(), CliError> {
    Ok(())
}
