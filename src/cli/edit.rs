//! What every kind of record can do: have fields set, be edited as text, be removed.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::check::File;
use crate::index::Located;
use crate::locale::{Language, edit as words, subject};
use crate::record::any::table_of;
use crate::record::fields::{FieldPath, Step, names_agency};
use crate::record::shape::Shape;
use crate::record::{AnyRecord, Item, Kind};
use crate::store::{Draft, RecordEdit, WriteOptions, render};

use super::command::{reference, text, texts, value, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::{fields, rows};

/// `set REF FIELD=VALUE…`.
pub(super) fn set_command() -> Command {
    Command::new("set")
        .arg(reference())
        .arg(Arg::new("FIELD=VALUE").action(ArgAction::Append))
        .arg(value("unset", "FIELD").action(ArgAction::Append))
        .arg(words_of("reason"))
}

/// `edit REF`.
pub(super) fn edit_command() -> Command {
    Command::new("edit")
        .arg(reference())
        .arg(words_of("reason"))
}

/// `rm REF`.
pub(super) fn remove_command() -> Command {
    Command::new("rm").arg(reference()).arg(words_of("reason"))
}

/// Number and id of a record for a commit subject, with the store's language.
pub(super) fn handle(
    context: &Context<'_>,
    draft: &Draft<'_>,
    located: &Located,
) -> Result<(Language, String), CliError> {
    let language = context.settings(draft)?.language.language();
    let record = context.drafted(draft, &located.path)?;
    let number = match &record {
        AnyRecord::Case(case) => case.number,
        _ => None,
    };
    Ok((language, subject::handle(language, number, &located.id)))
}

/// Sets or unsets fields of a record by their paths.
pub(super) fn set(
    context: &mut Context<'_>,
    kind: Kind,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(kind, &text(matches, "REF").unwrap_or_default())?;
    let mut edits = Vec::new();
    for assignment in texts(matches, "FIELD=VALUE") {
        let Some((field, typed)) = assignment.split_once('=') else {
            let message = words::no_assignment(language, &assignment);
            return Err(CliError::new(exit::USAGE, message));
        };
        let (path, shape, is_agency) = settable(context, kind, field.trim())?;
        if typed.trim().is_empty() && !matches!(shape, Shape::List(_)) {
            let message = words::nothing_to_set(language, field.trim());
            return Err(
                CliError::new(exit::USAGE, message).hint(words::unset_it(language, field.trim()))
            );
        }
        let item = if is_agency {
            Item::Text(agency_named(context, typed.trim())?)
        } else {
            fields::value(&shape, typed.trim(), &context.days()?, field, language)?
        };
        edits.push(RecordEdit::Set(path, item));
    }
    for field in texts(matches, "unset") {
        let (path, _, _) = settable(context, kind, &field)?;
        edits.push(RecordEdit::Unset(path));
    }
    refuse_twice(&edits, language)?;
    if edits.is_empty() {
        let message = crate::locale::rows::nothing_given(language);
        return Err(CliError::new(exit::USAGE, message).hint(words::set_example(language)));
    }
    let reason = text(matches, "reason");
    let outcome = context.change(&mut |context, draft| {
        let mut edits = edits.clone();
        name_rows(context, draft, &located, &mut edits)?;
        let shown: Vec<(String, String)> = edits.iter().filter_map(shown).collect();
        let settled = settle_conflicts(context, draft, &located, &mut edits)?;
        draft
            .edit(&located.path, &edits)
            .map_err(|error| error.in_words(language))?;
        super::case::refuse_taken_numbers(context, draft, [located.path.as_str()])?;
        refuse_what_cannot_be(context, draft)?;
        let (store_language, handle) = handle(context, draft, &located)?;
        let subject = match shown.as_slice() {
            [(field, value)] => subject::set(store_language, &handle, field, value),
            several => {
                let names: Vec<&str> = several.iter().map(|(field, _)| field.as_str()).collect();
                subject::set_several(store_language, &handle, &names.join(", "))
            }
        };
        let subject = subject::settling(store_language, subject, &settled);
        Ok(Some(
            Intent::new(format!("{}.set", kind.as_str()), subject).because(reason.clone()),
        ))
    })?;
    context.report(&outcome)
}

/// A field that is given twice says nothing sure.
fn refuse_twice(edits: &[RecordEdit], language: Language) -> Result<(), CliError> {
    let mut seen = Vec::new();
    for edit in edits {
        let (RecordEdit::Set(path, _) | RecordEdit::Unset(path)) = edit else {
            continue;
        };
        if seen.contains(&path) {
            let message = words::given_twice(language, &path.to_string());
            return Err(CliError::new(exit::USAGE, message));
        }
        seen.push(path);
    }
    Ok(())
}

/// The path and the value of an edit, for people.
fn shown(edit: &RecordEdit) -> Option<(String, String)> {
    match edit {
        RecordEdit::Set(path, item) => Some((path.to_string(), item.to_line())),
        RecordEdit::Unset(path) => Some((path.to_string(), "–".to_owned())),
        RecordEdit::AddRow(..) => None,
    }
}

/// Adds to edits what settles the open conflicts of the fields that they set or unset: who says what
/// a field holds has decided. The fields come back.
pub(super) fn settle_conflicts(
    context: &Context<'_>,
    draft: &Draft<'_>,
    located: &Located,
    edits: &mut Vec<RecordEdit>,
) -> Result<Vec<String>, CliError> {
    let record = context.drafted(draft, &located.path)?;
    let is_edited = |field: &FieldPath| {
        edits.iter().any(|edit| match edit {
            RecordEdit::Set(path, _) | RecordEdit::Unset(path) => path == field,
            RecordEdit::AddRow(..) => false,
        })
    };
    let open = record.conflicts().iter();
    let settled = open.filter(|row| is_edited(&row.path.path()));
    let settled: Vec<String> = settled.map(|row| row.path.as_str().to_owned()).collect();
    edits.extend(settled.iter().map(|field| {
        let row = [Step::Field("conflict".to_owned()), Step::Row(field.clone())];
        RecordEdit::Unset(FieldPath(row.to_vec()))
    }));
    Ok(settled)
}

/// Puts keys in the place of whatever names a row in a path: its label, a part of its key, its place.
fn name_rows(
    context: &Context<'_>,
    draft: &Draft<'_>,
    located: &Located,
    edits: &mut [RecordEdit],
) -> Result<(), CliError> {
    for edit in edits {
        let (RecordEdit::Set(path, _) | RecordEdit::Unset(path)) = edit else {
            continue;
        };
        if let [Step::Field(table), Step::Row(key), ..] = path.0.as_mut_slice() {
            *key = rows::row_key(context, draft, located, table, key)?;
        }
    }
    Ok(())
}

/// The id of an agency by any of its names, in the store as it is.
fn agency_named(context: &mut Context<'_>, typed: &str) -> Result<String, CliError> {
    let language = context.language();
    let (id, _) = context.look(|_, reading| {
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        super::agency::among(&agencies, typed, None, language)
    })?;
    Ok(id.to_string())
}

/// A field as [`field_of`] finds it, which is set by this command and not by one of its own.
fn settable(
    context: &Context<'_>,
    kind: Kind,
    typed: &str,
) -> Result<(FieldPath, Shape, bool), CliError> {
    let language = context.language();
    let found = field_of(context, kind, typed)?;
    let steps = &found.0.0;
    let in_row = steps.iter().any(|step| matches!(step, Step::Row(_)));
    let (Some(Step::Field(table)), Some(Step::Field(name))) = (steps.first(), steps.last()) else {
        return Ok(found);
    };
    let is_case = kind == Kind::Case;
    let message = match (table.as_str(), name.as_str()) {
        ("conflict", _) => crate::locale::merge::by_command(language).to_owned(),
        (_, "k") if in_row => crate::locale::dangling::key_stays(language, typed),
        ("commitment", "status") if is_case && in_row => {
            crate::locale::points::status_by_command(language).to_owned()
        }
        ("stage", "name") if is_case && in_row => {
            crate::locale::dangling::stage_by_command(language).to_owned()
        }
        _ => return Ok(found),
    };
    Err(CliError::new(exit::REFUSED, message))
}

/// The path that was typed, what stands there, and whether it names an agency, as the declaration of
/// the record knows it.
pub(super) fn field_of(
    context: &Context<'_>,
    kind: Kind,
    typed: &str,
) -> Result<(FieldPath, Shape, bool), CliError> {
    let language = context.language();
    let unknown = |name: &str, known: Vec<&'static str>| {
        let mut error = CliError::new(exit::USAGE, words::unknown_field(language, name));
        if let Some(meant) = crate::record::reader::nearest(name, known.into_iter()) {
            error = error.hint(crate::locale::usage::did_you_mean(language, meant));
        }
        error
    };
    let path: FieldPath = typed
        .replace('-', "_")
        .parse()
        .or_else(|()| typed.parse())
        .map_err(|()| unknown(typed, Vec::new()))?;
    let path = if typed.contains('[') {
        typed.parse().unwrap_or(path)
    } else {
        path
    };
    let mut table = table_of(kind);
    let mut shape = None;
    let mut is_agency = false;
    for step in &path.0 {
        let Step::Field(name) = step else { continue };
        let field = table
            .field(name)
            .ok_or_else(|| unknown(name, table.fields.iter().map(|field| field.name).collect()))?;
        shape = Some(field.shape);
        is_agency = names_agency(field.name, table);
        if let Shape::Table(inner) | Shape::Rows(inner) = field.shape {
            table = inner;
        }
    }
    match shape {
        Some(shape) if !matches!(shape, Shape::Table(_) | Shape::Rows(_)) => {
            Ok((path, shape, is_agency))
        }
        Some(shape) if matches!(path.0.last(), Some(Step::Row(_))) => Ok((path, shape, false)),
        _ => Err(CliError::new(
            exit::USAGE,
            words::not_one_value(language, typed),
        )),
    }
}

/// Opens the record in the person's editor and records what comes back.
pub(super) fn edit(
    context: &mut Context<'_>,
    kind: Kind,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(kind, &text(matches, "REF").unwrap_or_default())?;
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| context.environment.variable(name));
    let editor = match named {
        Some(editor) => editor.to_owned(),
        None if context.ui.is_attended() => "vi".to_owned(),
        None => {
            return Err(CliError::new(exit::USAGE, words::no_editor(language))
                .hint(words::other_than_editing(language)));
        }
    };
    let before = context.text_of(&located)?;
    let file = tempfile::Builder::new()
        .prefix(&format!("{}-", located.id))
        .suffix(".toml")
        .tempfile()?;
    std::fs::write(file.path(), &before)?;
    let path = file.into_temp_path();
    context.ui.flush()?;
    let done = std::process::Command::new("sh")
        .args(["-c", "exec $0 \"$1\"", &editor])
        .arg(&path)
        .status()?;
    let failed = || CliError::new(exit::FAILED, words::editor_failed(language, &editor));
    let bytes = std::fs::read(&path)?;
    if bytes == before.as_bytes() {
        return match done.success() {
            true => Ok(context
                .ui
                .status(crate::locale::status::nothing_to_change(language))?),
            false => Err(failed()),
        };
    }
    // The file stays where a write is refused, so that nothing typed is lost.
    let path = path.keep().map_err(|error| error.error)?;
    let kept = words::kept(language, &path.display().to_string());
    if !done.success() {
        return Err(failed().hint(kept));
    }
    let Ok(after) = String::from_utf8(bytes) else {
        return Err(CliError::new(exit::FAILED, words::not_text(language)).hint(kept));
    };
    let reason = text(matches, "reason");
    let outcome = context.change(&mut |context, draft| {
        let now = draft
            .file(&located.path)
            .map_err(|error| error.in_words(language))?
            .unwrap_or_default();
        if now != before {
            return Err(CliError::new(
                exit::CONFLICT,
                words::changed_meanwhile(language),
            ));
        }
        draft
            .put_text(&located.path, after.clone())
            .map_err(|error| error.in_words(language))?;
        super::case::refuse_taken_numbers(context, draft, [located.path.as_str()])?;
        refuse_what_cannot_be(context, draft)?;
        let store_language = context.settings(draft)?.language.language();
        let subject = match draft.plan().as_slice() {
            [only] if !only.is_new => super::save::what_happened(draft, only, store_language),
            _ => subject::edited(store_language, &handle(context, draft, &located)?.1),
        };
        Ok(Some(
            Intent::new(format!("{}.edit", kind.as_str()), subject).because(reason.clone()),
        ))
    });
    let outcome = outcome.map_err(|error| error.hint(kept))?;
    std::fs::remove_file(&path)?;
    context.report(&outcome)?;
    let file = |text: &str| File::read(&located.path, text.as_bytes());
    super::check::warn_of_news(context, &[file(&before)], &[file(&after)])
}

/// Refuses a draft in which rows say what no row of theirs can.
pub(super) fn refuse_what_cannot_be(
    context: &Context<'_>,
    draft: &Draft<'_>,
) -> Result<(), CliError> {
    let language = context.language();
    super::points::refuse_bad_promises(draft, language)?;
    super::preparation::refuse_moved_tasks(draft, language)?;
    super::attendance::refuse_impossible_surveys(draft, language)?;
    super::watch::refuse_wrong_qualified(draft, context.today(), language)?;
    super::watch::refuse_nameless_reasons(draft, language)?;
    super::tracking::refuse_backward_steps(draft, language)
}

/// Removes a record that no other names.
pub(super) fn remove(
    context: &mut Context<'_>,
    kind: Kind,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(kind, &text(matches, "REF").unwrap_or_default())?;
    let naming = naming(context, kind, &located.id)?;
    if !naming.is_empty() {
        let lines = naming.into_iter().map(|(_, line)| line);
        return Err(still_named(&located.id, lines, language));
    }
    let reason = text(matches, "reason");
    if !context
        .ui
        .confirm(&words::really_remove(language, &located.id))?
    {
        return Ok(());
    }
    let outcome = context.change(&mut |context, draft| {
        let title = context.drafted(draft, &located.path)?.title().to_owned();
        let (store_language, handle) = handle(context, draft, &located)?;
        draft
            .remove(&located.path)
            .map_err(|error| error.in_words(language))?;
        let subject = subject::removed(store_language, &handle, &title);
        Ok(Some(
            Intent::new(format!("{}.rm", kind.as_str()), subject).because(reason.clone()),
        ))
    })?;
    context.report(&outcome)
}

/// The files of the store whose records name another one, each with a line for people.
pub(super) fn naming(
    context: &mut Context<'_>,
    kind: Kind,
    id: &str,
) -> Result<Vec<(String, String)>, CliError> {
    let language = context.language();
    let (naming, _) = context.look(|_, reading| {
        let naming = reading.view.naming(kind, id);
        let naming = naming.map_err(|error| error.in_words(language))?;
        let lines = naming.into_iter().filter_map(|one| {
            let path = one.kind.path(&one.id)?;
            Some((path, format!("{} {}", one.id, one.title)))
        });
        Ok(lines.collect())
    })?;
    Ok(naming)
}

/// A record as a line for people.
pub(super) fn line_of(record: &AnyRecord) -> String {
    format!("{} {}", record.id(), record.title())
}

/// The most of the records that name another one which a refusal lists.
const MOST_NAMED: usize = 10;

/// The refusal to take away what others name.
pub(super) fn still_named(
    id: &str,
    naming: impl Iterator<Item = String>,
    language: Language,
) -> CliError {
    let mut error = CliError::new(exit::REFUSED, words::still_named(language, id));
    error.details = naming.take(MOST_NAMED).collect();
    error
}

/// Refuses to take out a record that others name, unless they change along.
pub(super) fn refuse_named<'p>(
    context: &mut Context<'_>,
    removed: impl Iterator<Item = &'p str>,
    changed: &[&str],
) -> Result<(), CliError> {
    let language = context.language();
    for path in removed {
        let Some((kind, id)) = Kind::of_path(path) else {
            continue;
        };
        let naming = naming(context, kind, id)?.into_iter();
        let mut left = naming
            .filter(|(path, _)| !changed.contains(&path.as_str()))
            .map(|(_, line)| line)
            .peekable();
        if left.peek().is_some() {
            return Err(still_named(id, left, language));
        }
    }
    Ok(())
}

/// Puts a new record made of given fields into a draft: required ones first, checked as a file would
/// be.
pub(super) fn put_new(
    draft: &mut Draft<'_>,
    record: impl Into<AnyRecord>,
    values: &[(&'static str, Item)],
    language: Language,
) -> Result<(), CliError> {
    let record = record.into();
    let path = record.path();
    let text = render(&record);
    draft
        .put_text(&path, text)
        .map_err(|error| error.in_words(language))?;
    let edits: Vec<RecordEdit> = values
        .iter()
        .map(|(name, item)| RecordEdit::Set(fields::path(name), item.clone()))
        .collect();
    draft
        .edit(&path, &edits)
        .map_err(|error| error.in_words(language))
}

/// How a transaction records what is in the working tree already.
pub(super) fn adopting() -> WriteOptions {
    WriteOptions {
        adopt: true,
        ..WriteOptions::default()
    }
}
