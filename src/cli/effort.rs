//! `po effort`: hours spent on a case, where somebody has them.

use clap::{ArgMatches, Command};

use crate::locale::Language;
use crate::record::Kind;
use crate::record::case::Effort;

use super::context::Context;
use super::error::CliError;
use super::rows;

/// The commands.
pub(super) fn command(language: Language) -> Command {
    rows::command("effort", &Effort::TABLE, language)
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    rows::run(context, Kind::Case, "effort", &Effort::TABLE, matches)
}
