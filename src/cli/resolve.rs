//! `po resolve`: a field that a merge could not decide gets its value. With `--markers`, see `markers`.

use clap::{Arg, ArgMatches, Command};

use crate::locale::{Language, merge as words};
use crate::record::conflict::Conflict;
use crate::record::fields::{FieldPath, Step};
use crate::record::shape::Shape;
use crate::store::RecordEdit;

use super::command::{switch, text, texts, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::{edit, fields};

/// The command.
pub(super) fn command() -> Command {
    Command::new("resolve")
        .arg(Arg::new("REF").required_unless_present("markers"))
        .arg(Arg::new("FIELD"))
        .arg(Arg::new("VALUE").allow_hyphen_values(true))
        .arg(words_of("reason"))
        .arg(
            Arg::new("markers")
                .long("markers")
                .value_name("PATH")
                .num_args(0..)
                .conflicts_with_all(["REF", "FIELD", "VALUE", "reason"]),
        )
        .arg(switch("dry-run"))
}

/// Settles a field, or says what there is to settle.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    if matches.contains_id("markers") {
        let paths = texts(matches, "markers");
        return super::markers::run(context, &paths, matches.get_flag("dry-run"));
    }
    let language = context.language();
    let typed = text(matches, "REF").unwrap_or_default();
    let (located, _) = context.look(|_, reading| reading.find_any(&typed, language))?;
    let field = text(matches, "FIELD");
    let choice = text(matches, "VALUE");
    let dry_run = matches.get_flag("dry-run");
    let mut plan = Vec::new();
    let outcome = context.change(&mut |context, draft| {
        let record = context.drafted(draft, &located.path)?;
        let rows = record.conflicts();
        let row = rows
            .iter()
            .find(|row| Some(row.path.as_str()) == field.as_deref());
        let (Some(row), Some(choice)) = (row, &choice) else {
            return Err(what_there_is(rows, row, &located.id, language));
        };
        let path = row.path.path();
        let (_, shape, _) = edit::field_of(context, located.kind, row.path.as_str())?;
        let chosen = chosen(row, choice);
        // Who mistakes the place in the list means no value of that name.
        if matches!(&chosen, Chosen::Typed(text) if text.parse::<u32>().is_ok())
            && !matches!(shape, Shape::Number)
        {
            let message = words::not_listed(language, choice, row.values.len());
            let listed = what_there_is(rows, Some(row), &located.id, language);
            let mut error = CliError::new(exit::USAGE, message);
            error.details = listed.details;
            return Err(error);
        }
        let chosen = chosen.text();
        let days = context.days()?;
        let item = fields::value(&shape, &chosen, &days, row.path.as_str(), language)?;
        let settled = FieldPath(vec![
            Step::Field("conflict".to_owned()),
            Step::Row(row.path.as_str().to_owned()),
        ]);
        let (store_language, handle) = edit::handle(context, draft, &located)?;
        let subject = words::resolved(store_language, &handle, row.path.as_str(), &item.to_line());
        draft
            .edit(
                &located.path,
                &[RecordEdit::Set(path, item), RecordEdit::Unset(settled)],
            )
            .map_err(|error| error.in_words(language))?;
        super::case::refuse_taken_numbers(context, draft, [located.path.as_str()])?;
        if dry_run {
            plan = draft.plan();
            return Ok(None);
        }
        let intent = Intent::new("conflict.resolve", subject);
        Ok(Some(intent.because(text(matches, "reason"))))
    })?;
    if dry_run {
        return super::plan::print(context, &plan, false);
    }
    context.report(&outcome)
}

/// What was chosen, as people type it.
enum Chosen {
    /// One of the values listed.
    Listed(String),
    /// Another.
    Typed(String),
}

impl Chosen {
    fn text(self) -> String {
        match self {
            Self::Listed(text) | Self::Typed(text) => text,
        }
    }
}

/// The value that a number in the list, or the value itself, stands for. What stands in the list as it
/// was typed comes before a place in the list.
fn chosen(row: &Conflict, typed: &str) -> Chosen {
    let plain = |text: &String| match text.parse::<toml_edit::Value>() {
        Ok(toml_edit::Value::String(text)) => text.into_value(),
        _ => text.clone(),
    };
    let values: Vec<String> = row.values.iter().map(plain).collect();
    if values.iter().any(|value| value == typed) {
        return Chosen::Listed(typed.to_owned());
    }
    let place = typed.parse::<usize>().ok();
    let listed = place.and_then(|place| values.get(place.checked_sub(1)?));
    listed.map_or_else(
        || Chosen::Typed(typed.to_owned()),
        |value| Chosen::Listed(value.clone()),
    )
}

/// The error of who did not say what to settle, with what there is.
fn what_there_is(
    rows: &[Conflict],
    row: Option<&Conflict>,
    id: &str,
    language: Language,
) -> CliError {
    if rows.is_empty() {
        return CliError::new(exit::NOT_FOUND, words::nothing_open(language, id));
    }
    let mut error = CliError::new(exit::USAGE, words::choose(language, id));
    for open in rows
        .iter()
        .filter(|open| row.is_none_or(|row| row == *open))
    {
        error = error.detail(format!(
            "{}  {}",
            open.path,
            words::base(language, open.base.as_deref(), open.values.len())
        ));
        for (value, place) in open.values.iter().zip(1..) {
            error = error.detail(format!("  {place}  {value}"));
        }
    }
    error.hint(words::resolve_example(
        language,
        id,
        rows.first().map_or("", |row| row.path.as_str()),
    ))
}
