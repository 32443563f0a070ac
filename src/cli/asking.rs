//! Asks on a terminal for what a command needs and was not given.
//!
//! Which values are needed, what each is for and what it may be comes from the tree of commands and
//! from the declarations of records, so that no command asks by itself. The answers become arguments
//! of the command line, as if they had been typed there.

use std::ffi::OsString;

use clap::{Arg, ArgMatches, Command};

use crate::locale::asking as words;
use crate::record::Kind;
use crate::record::any::table_of;
use crate::record::case::Source;
use crate::record::fields::names_agency;
use crate::record::shape::{Field, Shape, TableShape};

use super::context::Context;
use super::error::{CliError, InWords, exit};
use super::{agency, days, fields};

/// The arguments that were missing, from the answers of a person; where the answers end before the
/// questions, an error that names them all. `tree` is the tree of commands in the language of the
/// conversation, `given` what was typed.
pub(super) fn missing(
    context: &mut Context<'_>,
    tree: &Command,
    given: &ArgMatches,
) -> Result<Vec<OsString>, CliError> {
    let (mut command, mut given, mut table) = (tree, given, None);
    while let Some((name, inner)) = given.subcommand() {
        let Some(found) = command.find_subcommand(name) else {
            break;
        };
        table = table_below(table, name).or(table);
        (command, given) = (found, inner);
    }
    let needed: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| arg.is_required_set() && !given.contains_id(arg.get_id().as_str()))
        .collect();
    let (mut flags, mut words) = (Vec::new(), Vec::new());
    for arg in &needed {
        let field = table.and_then(|table: &TableShape| table.field(arg.get_id().as_str()));
        let names_agency = match (field, table) {
            (Some(field), Some(table)) => names_agency(field.name, table),
            _ => shown(arg) == "AGENCY",
        };
        let question = Question {
            arg,
            field,
            names_agency,
        };
        let Some(answer) = question.ask(context)? else {
            let needed: Vec<String> = needed.iter().map(|arg| spelled(arg)).collect();
            let message = words::answers_ended(context.language(), &needed.join(", "));
            return Err(CliError::new(exit::USAGE, message));
        };
        match arg.get_long() {
            Some(flag) => flags.push(format!("--{flag}={answer}").into()),
            None => words.push(answer.into()),
        }
    }
    if !words.is_empty() {
        // Behind it nothing is a flag, whatever it begins with.
        flags.push("--".into());
    }
    flags.append(&mut words);
    Ok(flags)
}

/// The table that a word of the command line leads to from the one before it: that of a kind of
/// record, or of the rows in it. Rows with a command of their own (`po effort`) are those of cases.
fn table_below(table: Option<&'static TableShape>, word: &str) -> Option<&'static TableShape> {
    let rows = |table: &'static TableShape| match table.field(word)?.shape {
        Shape::Rows(rows) => Some(rows),
        _ => None,
    };
    let kind = || Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    match table {
        Some(table) => rows(table),
        None => kind().map(table_of).or_else(|| rows(table_of(Kind::Case))),
    }
}

/// An argument as help spells it.
fn spelled(arg: &Arg) -> String {
    match arg.get_long() {
        Some(flag) => format!("--{flag} <{}>", shown(arg)),
        None => format!("<{}>", arg.get_id()),
    }
}

/// What stands for the value of an argument in help.
fn shown(arg: &Arg) -> &str {
    let names = arg.get_value_names().unwrap_or_default();
    names.first().map_or("", |name| name.as_str())
}

/// A value that is asked for.
struct Question<'t> {
    arg: &'t Arg,
    /// The field of a record that it is, if it is one.
    field: Option<&'static Field>,
    names_agency: bool,
}

impl Question<'_> {
    /// Asks until the answer can be used, so that no answer before it is lost.
    fn ask(&self, context: &mut Context<'_>) -> Result<Option<String>, CliError> {
        let language = context.language();
        let choices = self.arg.get_possible_values();
        let about = self.arg.get_help().map(ToString::to_string);
        let question = words::question(&about.unwrap_or_default());
        if !choices.is_empty() {
            let choices = choices.iter().map(|choice| {
                let mut names = choice.get_name_and_aliases();
                (choice.get_name(), names.nth(1))
            });
            context.ui.talk(&words::choices(language, choices))?;
        }
        let default = self.default(context);
        loop {
            let Some(answer) = context.ui.ask(&question, default.as_deref())? else {
                return Ok(None);
            };
            match self.check(context, &answer) {
                Ok(()) => return Ok(Some(answer)),
                Err(error) => context.ui.talk(error.render(language).trim_end())?,
            }
        }
    }

    /// What is most often meant: a case comes from a ministry, and what happened did so today.
    fn default(&self, context: &Context<'_>) -> Option<String> {
        let language = context.language();
        match self.arg.get_id().as_str() {
            "source" => Some(Source::Ministry.label(language).to_owned()),
            "proposed" | "date" | "on" => Some(context.today().display(language)),
            _ => None,
        }
    }

    /// Refuses an answer that the command could not use.
    fn check(&self, context: &mut Context<'_>, answer: &str) -> Result<(), CliError> {
        let language = context.language();
        let name = match self.arg.get_long() {
            Some(flag) => format!("--{flag}"),
            None => self.arg.get_id().to_string(),
        };
        if answer.is_empty() {
            let message = crate::locale::usage::blank(language, &name);
            return Err(CliError::new(exit::USAGE, message));
        }
        let choices = self.arg.get_possible_values();
        if !choices.is_empty() {
            if choices.iter().any(|choice| choice.matches(answer, false)) {
                return Ok(());
            }
            let known: Vec<&str> = choices.iter().map(|choice| choice.get_name()).collect();
            let known = known.join(", ");
            let message = crate::locale::usage::bad_value(language, &name, answer, Some(&known));
            return Err(CliError::new(exit::USAGE, message));
        }
        if self.names_agency {
            let (agencies, _) = context.look(|_, reading| {
                let agencies = reading.view.agencies();
                agencies.map_err(|error| error.in_words(language))
            })?;
            return agency::among(&agencies, answer, None, language).map(|_| ());
        }
        if days::counts_working_days(answer) {
            context.learn_working_days();
        }
        match self.field {
            Some(field) if !fields::names_row(field.name) => {
                fields::value(&field.shape, answer, &context.days()?, &name, language).map(|_| ())
            }
            _ if shown(self.arg) == "DAY" => context.day(&name, answer).map(|_| ()),
            _ => Ok(()),
        }
    }
}
