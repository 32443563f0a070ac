//! What the nouns share: every kind of record is shown, set, edited and removed in the same way, and
//! its rows come and go in the same way. A noun adds `new`, `list` and what only it can do.

use clap::{ArgMatches, Command};

use crate::locale::Language;
use crate::record::Kind;
use crate::record::shape::TableShape;

use super::command::unknown;
use super::context::Context;
use super::error::CliError;
use super::{edit, rows, show};

/// A command of a noun's own.
type Handler = fn(&mut Context<'_>, &ArgMatches) -> Result<(), CliError>;

/// A kind of record on the command line.
pub(super) struct Noun {
    /// The kind.
    pub(super) kind: Kind,
    /// What only this noun can do, by the names of the commands.
    pub(super) own: &'static [(&'static str, Handler)],
    /// The rows that have commands of their own.
    pub(super) rows: &'static [(&'static str, &'static TableShape)],
    /// What only some of these rows can do, by the names of table and command.
    pub(super) of_rows: &'static [(&'static str, &'static str, Handler)],
}

impl Noun {
    /// The noun's commands: `first` before the shared ones, `last` behind them.
    pub(super) fn command<const FIRST: usize, const LAST: usize>(
        &self,
        first: [Command; FIRST],
        last: [Command; LAST],
        language: Language,
    ) -> Command {
        let rows = self
            .rows
            .iter()
            .map(|(table, shape)| rows::command(table, shape, language));
        Command::new(self.kind.as_str())
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommands(first)
            .subcommands([
                show::record_command(),
                edit::set_command(),
                edit::edit_command(),
            ])
            .subcommands(last)
            .subcommand(edit::remove_command())
            .subcommands(rows)
    }

    /// Runs the command that was typed.
    pub(super) fn run(
        &self,
        context: &mut Context<'_>,
        matches: &ArgMatches,
    ) -> Result<(), CliError> {
        let Some((name, matches)) = matches.subcommand() else {
            return Err(unknown(context.language(), self.kind.as_str()));
        };
        if let Some((_, handler)) = self.own.iter().find(|(own, _)| *own == name) {
            return handler(context, matches);
        }
        if let Some((table, shape)) = self.rows.iter().find(|(table, _)| *table == name) {
            let verb = matches.subcommand();
            let own = self.of_rows.iter().find_map(|(of, own, handler)| {
                let (_, matches) = verb.filter(|(verb, _)| of == table && own == verb)?;
                Some((handler, matches))
            });
            if let Some((handler, matches)) = own {
                return handler(context, matches);
            }
            return rows::run(context, self.kind, table, shape, matches);
        }
        match name {
            "show" => show::record(context, self.kind, matches),
            "set" => edit::set(context, self.kind, matches),
            "edit" => edit::edit(context, self.kind, matches),
            "rm" => edit::remove(context, self.kind, matches),
            _ => Err(unknown(context.language(), name)),
        }
    }
}
