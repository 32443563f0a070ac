//! `add`, `set` and `rm` for the rows inside a record. Arguments, checks and help come from the
//! declaration of the row, so that every repeated table has the same three commands.

use clap::{Arg, ArgMatches, Command};

use crate::index::Located;
use crate::locale::{Language, rows as words, subject};
use crate::record::fields::{FieldPath, Step};
use crate::record::shape::{Shape, TableShape};
use crate::record::{AnyRecord, Item, Kind};
use crate::store::RecordEdit;

use super::command::{reference, text, unknown};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::{edit, fields, points};

/// The commands of a repeated table.
pub(super) fn command(
    table: &'static str,
    shape: &'static TableShape,
    language: Language,
) -> Command {
    let about = language.pick(shape.about.en, shape.about.zh).trim();
    let row = || Arg::new("ROW").required(true);
    Command::new(table)
        .visible_aliases(spoken(table))
        .about(about.to_owned())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            add_command("add", table, shape, language).about(words::add(language)),
            Command::new("set")
                .arg(reference())
                .arg(row().help(words::row(language)))
                .args(flags(table, shape, language))
                .about(words::set(language)),
            Command::new("rm")
                .arg(reference())
                .arg(row().help(words::row(language)))
                .about(words::remove(language)),
        ])
}

/// A command of this name that adds a row.
pub(super) fn add_command(
    name: &'static str,
    table: &'static str,
    shape: &'static TableShape,
    language: Language,
) -> Command {
    let is_needed = |arg: &Arg| {
        let field = shape.field(arg.get_id().as_str());
        field.is_some_and(|field| field.required && !is_given_by_us(table, field.name, shape))
    };
    Command::new(name)
        .arg(reference())
        .args(
            flags(table, shape, language).map(|arg| match is_needed(&arg) {
                true => fields::needed(arg),
                false => arg,
            }),
        )
}

/// The flags of a row's fields.
fn flags(
    table: &'static str,
    shape: &'static TableShape,
    language: Language,
) -> impl Iterator<Item = Arg> {
    fields::plain_fields(shape)
        .filter(|field| !points::is_made(table, field.name))
        .map(move |field| fields::argument(field, language))
}

/// What people call the rows of a table when they speak of what is done.
fn spoken(table: &str) -> Option<&'static str> {
    match table {
        "attendance" => Some("attend"),
        "invitation" => Some("invite"),
        "conclusion" => Some("conclude"),
        _ => None,
    }
}

/// Runs one of them.
pub(super) fn run(
    context: &mut Context<'_>,
    kind: Kind,
    table: &'static str,
    shape: &'static TableShape,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let Some((verb, matches)) = matches.subcommand() else {
        return Err(unknown(context.language(), table));
    };
    let located = context.find(kind, &text(matches, "REF").unwrap_or_default())?;
    match verb {
        "add" => add(context, &located, table, shape, matches),
        "set" => set(context, &located, table, shape, matches),
        _ => remove(context, &located, table, matches),
    }
}

/// Adds a row with the fields that were given.
pub(super) fn add(
    context: &mut Context<'_>,
    located: &Located,
    table: &'static str,
    shape: &'static TableShape,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let values = values(context, shape, matches)?;
    let outcome = context.change(&mut |context, draft| {
        let mut row = values.clone();
        super::agency::resolve(context, draft, &mut row, shape)?;
        points::complete(context, draft, located, table, None, &mut row)?;
        if shape.field("k").is_some() {
            row.insert(
                0,
                (
                    "k",
                    Item::Text(context.row_key(draft, &located.path).to_string()),
                ),
            );
        }
        if shape.key == ["n"] && !row.iter().any(|(name, _)| *name == "n") {
            let record = context.drafted(draft, &located.path)?;
            let numbers = keys(&record, table);
            let numbers = numbers.iter().filter_map(|key| key.parse::<u32>().ok());
            let next = numbers.max().unwrap_or(0).saturating_add(1);
            row.insert(0, ("n", Item::Number(next)));
        }
        let edits = [RecordEdit::AddRow(table, row.clone())];
        let language = context.language();
        draft
            .edit(&located.path, &edits)
            .map_err(|error| error.in_words(language))?;
        edit::refuse_what_cannot_be(context, draft)?;
        let named = words::named(table, row.iter().map(|(_, item)| item.to_line()));
        let (store_language, handle) = edit::handle(context, draft, located)?;
        let subject = subject::row_added(store_language, &handle, &named);
        Ok(Some(Intent::new(operation(located, table, "add"), subject)))
    })?;
    context.report(&outcome)?;
    super::attendance::warn(context, located, table)
}

/// Whether a field of a new row is filled in where nobody gives it: keys, and the next number.
fn is_given_by_us(table: &str, field: &str, shape: &TableShape) -> bool {
    points::is_made(table, field) || (field == "n" && shape.key == ["n"])
}

fn set(
    context: &mut Context<'_>,
    located: &Located,
    table: &'static str,
    shape: &'static TableShape,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let values = values(context, shape, matches)?;
    if values.is_empty() {
        let message = words::nothing_given(context.language());
        return Err(CliError::new(exit::USAGE, message));
    }
    let typed = text(matches, "ROW").unwrap_or_default();
    let outcome = context.change(&mut |context, draft| {
        let key = row_key(context, draft, located, table, &typed)?;
        let mut edits = Vec::new();
        let mut values = values.clone();
        super::agency::resolve(context, draft, &mut values, shape)?;
        points::complete(context, draft, located, table, Some(&key), &mut values)?;
        for (name, item) in values {
            edits.push(RecordEdit::Set(row_path(table, &key, Some(name)), item));
        }
        let language = context.language();
        let settled = edit::settle_conflicts(context, draft, located, &mut edits)?;
        draft
            .edit(&located.path, &edits)
            .map_err(|error| error.in_words(language))?;
        edit::refuse_what_cannot_be(context, draft)?;
        let named = row_path(table, &key, None).to_string();
        let (store_language, handle) = edit::handle(context, draft, located)?;
        let subject = subject::row_set(store_language, &handle, &named);
        let subject = subject::settling(store_language, subject, &settled);
        Ok(Some(Intent::new(operation(located, table, "set"), subject)))
    })?;
    context.report(&outcome)?;
    super::attendance::warn(context, located, table)
}

fn remove(
    context: &mut Context<'_>,
    located: &Located,
    table: &'static str,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let typed = text(matches, "ROW").unwrap_or_default();
    let outcome = context.change(&mut |context, draft| {
        let key = row_key(context, draft, located, table, &typed)?;
        let path = row_path(table, &key, None);
        let language = context.language();
        draft
            .edit(&located.path, &[RecordEdit::Unset(path.clone())])
            .map_err(|error| error.in_words(language))?;
        let (store_language, handle) = edit::handle(context, draft, located)?;
        let subject = subject::row_removed(store_language, &handle, &path.to_string());
        Ok(Some(Intent::new(operation(located, table, "rm"), subject)))
    })?;
    context.report(&outcome)
}

/// The operation's name in the registry: `case.petition.add`.
fn operation(located: &Located, table: &str, verb: &str) -> String {
    let kind = Kind::of_path(&located.path).map_or("record", |(kind, _)| kind.as_str());
    format!("{kind}.{table}.{verb}")
}

/// The given fields of a row.
fn values(
    context: &Context<'_>,
    shape: &'static TableShape,
    matches: &ArgMatches,
) -> Result<Vec<(&'static str, Item)>, CliError> {
    let given = fields::given(shape, matches, &context.days()?, context.language())?;
    Ok(given
        .into_iter()
        .map(|(field, item)| (field.name, item))
        .collect())
}

fn row_path(table: &str, key: &str, field: Option<&str>) -> FieldPath {
    let mut steps = vec![Step::Field(table.to_owned()), Step::Row(key.to_owned())];
    steps.extend(field.map(|field| Step::Field(field.to_owned())));
    FieldPath(steps)
}

/// The key of the row that was typed: its label, a whole key, a part of one that is unique, or the
/// place of the row counted from 1 as `show` lists it.
pub(super) fn row_key(
    context: &Context<'_>,
    draft: &crate::store::Draft<'_>,
    located: &Located,
    table: &str,
    typed: &str,
) -> Result<String, CliError> {
    let record = context.drafted(draft, &located.path)?;
    if let Some(key) = points::labelled(&record, table, typed) {
        return Ok(key);
    }
    let keys = keys(&record, table);
    let place = typed
        .parse::<usize>()
        .ok()
        .and_then(|place| place.checked_sub(1));
    let exact = keys.iter().find(|key| *key == typed);
    let parts: Vec<&String> = keys.iter().filter(|key| key.contains(typed)).collect();
    match (
        exact,
        parts.as_slice(),
        place.and_then(|place| keys.get(place)),
    ) {
        (Some(key), _, _) | (None, _, Some(key)) => Ok(key.clone()),
        (None, [key], None) => Ok((*key).clone()),
        _ => Err(no_row(table, typed, keys, context.language())),
    }
}

/// The keys of the rows of a table, in their order.
pub(super) fn keys(record: &AnyRecord, table: &str) -> Vec<String> {
    keyed(record, table)
        .into_iter()
        .map(|(key, _)| key)
        .collect()
}

/// The rows of a table with their keys, in their order.
pub(super) fn keyed(record: &AnyRecord, table: &str) -> Vec<(String, Item)> {
    let shape = crate::record::any::table_of(record.kind());
    let Some(Shape::Rows(inner)) = shape.field(table).map(|field| field.shape) else {
        return Vec::new();
    };
    let Item::Table(fields) = record.item() else {
        return Vec::new();
    };
    let rows = fields.into_iter().find(|(name, _)| *name == table);
    match rows {
        Some((_, Item::Rows(rows))) => rows
            .into_iter()
            .filter_map(|row| Some((crate::record::fields::row_key(&row, inner)?, row)))
            .collect(),
        _ => Vec::new(),
    }
}

/// The error for a row that is not there, with those that are.
pub(super) fn no_row(table: &str, typed: &str, keys: Vec<String>, language: Language) -> CliError {
    let message = match keys.is_empty() {
        true => words::no_rows(language, table),
        false => words::no_row(language, table, typed),
    };
    let mut error = CliError::new(exit::NOT_FOUND, message);
    error.details = keys;
    error
}
