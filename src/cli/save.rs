//! `po save`: what people edited by hand becomes one commit, once it is sound.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::locale::{save as words, subject};
use crate::record::any::MOST_BYTES;
use crate::record::{AnyRecord, Item, Kind};
use crate::store::{Departure, Draft, PlannedRecord, Store, Unrecorded};

use super::command::{text, texts, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::{edit, fields};

/// The command.
pub(super) fn command() -> Command {
    Command::new("save")
        .arg(Arg::new("PATH").action(ArgAction::Append))
        .arg(words_of("message").short('m'))
        .arg(words_of("reason"))
        .arg(super::command::switch("dry-run"))
}

/// Records the hand edits. Files that are no sound records stay as they are and are named; the
/// others go in.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let wanted = texts(matches, "PATH");
    let edits: Vec<Unrecorded> = store
        .unrecorded(context.environment)
        .map_err(|error| error.in_words(language))?
        .into_iter()
        .filter(|edit| wanted.is_empty() || wanted.iter().any(|path| names(path, &edit.path)))
        .collect();
    if let Some(lost) = wanted.iter().find(|path| !store_has(&store, path, &edits)) {
        let message = words::no_such_file(language, lost);
        return Err(CliError::new(exit::NOT_FOUND, message));
    }
    if edits.is_empty() {
        return Ok(context
            .ui
            .status(crate::locale::status::nothing_to_change(language))?);
    }
    let mut bad: Vec<CliError> = Vec::new();
    let mut texts = Vec::new();
    for file in &edits {
        match file.kind {
            Departure::Removed => texts.push((file.path.clone(), None)),
            Departure::Added | Departure::Changed => {
                let bytes = store
                    .read_working(&file.path, MOST_BYTES as u64)
                    .map_err(|error| error.in_words(language));
                match bytes.and_then(|bytes| sound(&file.path, bytes.unwrap_or_default(), language))
                {
                    Ok(text) => texts.push((file.path.clone(), Some(text))),
                    Err(error) => bad.push(error),
                }
            }
        }
    }
    let changed: Vec<&str> = texts.iter().map(|(path, _)| path.as_str()).collect();
    let removed = texts.iter().filter(|(_, text)| text.is_none());
    refuse_named(context, removed.map(|(path, _)| path.as_str()), &changed)?;
    let dry_run = matches.get_flag("dry-run");
    if !texts.is_empty() {
        let message = text(matches, "message");
        let reason = text(matches, "reason");
        let mut plan = Vec::new();
        let outcome = context.change_in(&store, &edit::adopting(), &mut |context, draft| {
            for (path, text) in &texts {
                match text {
                    None => draft.remove(path),
                    Some(text) if Kind::of_path(path).is_some() => {
                        draft.put_text(path, text.clone())
                    }
                    Some(text) => {
                        draft.put_file(path, text.clone().into_bytes());
                        Ok(())
                    }
                }
                .map_err(|error| error.in_words(language))?;
            }
            let kept = texts.iter().filter(|(_, text)| text.is_some());
            let paths = kept.map(|(path, _)| path.as_str());
            super::case::refuse_taken_numbers(context, draft, paths)?;
            plan = draft.plan();
            if dry_run {
                return Ok(None);
            }
            let store_language = context.settings(draft)?.language.language();
            let subject = match (&message, plan.as_slice()) {
                (Some(message), _) => message.clone(),
                (None, [only]) => {
                    let handle = subject::handle(store_language, number(draft, only), &only.id);
                    let names: Vec<String> = only
                        .changes
                        .iter()
                        .map(|change| change.path.to_string())
                        .collect();
                    if only.is_removed {
                        subject::removed(store_language, &handle, &only.title)
                    } else if only.is_new {
                        subject::new_record(store_language, &handle, &only.title)
                    } else {
                        subject::set_several(store_language, &handle, &words::some_of(&names))
                    }
                }
                (None, _) => words::subject(store_language, texts.len()),
            };
            Ok(Some(
                Intent::new("store.save", subject).because(reason.clone()),
            ))
        })?;
        if dry_run {
            super::plan::print(context, &plan, false)?;
        } else {
            context.report(&outcome)?;
        }
    }
    if bad.is_empty() {
        return Ok(());
    }
    let mut error = CliError::new(exit::FAILED, words::not_saved(language, bad.len()));
    for one in bad {
        match one.details.is_empty() {
            true => error.details.push(one.message.text(language)),
            false => error.details.extend(one.details),
        }
    }
    Err(error.hint(words::mend_and_save(language)))
}

/// Whether what was typed names something: a hand edit, or a file of the store that has none.
fn store_has(store: &Store, typed: &str, edits: &[Unrecorded]) -> bool {
    edits.iter().any(|edit| names(typed, &edit.path))
        || store.root().join(typed).exists()
        || store
            .read_working(typed, MOST_BYTES as u64)
            .is_ok_and(|bytes| bytes.is_some())
}

/// A record that others name may not be taken out, unless they change along.
pub(super) fn refuse_named<'p>(
    context: &mut Context<'_>,
    removed: impl Iterator<Item = &'p str>,
    changed: &[&str],
) -> Result<(), CliError> {
    let language = context.language();
    let changes = |id: &str| {
        let name = format!("/{id}.toml");
        changed.iter().any(|path| path.ends_with(&name))
    };
    for path in removed {
        let Some((kind, id)) = Kind::of_path(path) else {
            continue;
        };
        let mut naming = edit::naming(context, kind, id)?;
        naming.retain(|line| !line.split(' ').next().is_some_and(changes));
        if !naming.is_empty() {
            let message = crate::locale::edit::still_named(language, id);
            let mut error = CliError::new(exit::REFUSED, message);
            error.details = naming;
            return Err(error);
        }
    }
    Ok(())
}

/// Whether what was typed names the file: its path from the root, or the end of it.
fn names(typed: &str, path: &str) -> bool {
    let typed = typed.trim_start_matches("./").trim_end_matches('/');
    path == typed
        || path
            .strip_prefix(typed)
            .is_some_and(|rest| rest.starts_with('/'))
        || path
            .strip_suffix(typed)
            .is_some_and(|rest| rest.ends_with('/'))
}

/// The number of a planned case.
fn number(draft: &Draft<'_>, planned: &PlannedRecord) -> Option<u32> {
    match draft.record(&planned.kind.path(&planned.id)?) {
        Ok(Some(AnyRecord::Case(case))) => case.number,
        _ => None,
    }
}

fn sound(
    path: &str,
    bytes: Vec<u8>,
    language: crate::locale::Language,
) -> Result<String, CliError> {
    if path.starts_with("schemas/") {
        return String::from_utf8(bytes)
            .map_err(|_| CliError::new(exit::FAILED, path).detail(format!("{path}: UTF-8")));
    }
    let parsed = crate::record::any::parse(path, &bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if parsed.is_sound() {
        return Ok(text);
    }
    Err(super::error::unreadable(
        path,
        &text,
        &parsed.problems,
        language,
    ))
}

/// Makes a record that people name themselves: an agency, a person.
pub(super) fn new_named(
    context: &mut Context<'_>,
    kind: Kind,
    id: &str,
    title: &str,
    values: &[(&'static str, Item)],
) -> Result<(), CliError> {
    let language = context.language();
    let Some(path) = kind.path(id) else {
        let wanted = crate::locale::save::name_form(language);
        let message = crate::locale::fields::not_a_value(language, "--id", id, wanted);
        return Err(CliError::new(exit::USAGE, message));
    };
    let outcome = context.change(&mut |context, draft| {
        let there = draft
            .record(&path)
            .map_err(|error| error.in_words(language))?;
        if there.is_some() {
            return Err(CliError::new(
                exit::REFUSED,
                words::already_there(language, id),
            ));
        }
        let text = fields::text_of(kind, values);
        draft
            .put_text(&path, text)
            .map_err(|error| error.in_words(language))?;
        let store_language = context.settings(draft)?.language.language();
        let subject = subject::new_record(store_language, id, title);
        Ok(Some(Intent::new(format!("{}.new", kind.as_str()), subject)))
    })?;
    context.ui.data(&format!("{id}\n"))?;
    context.report(&outcome)
}
