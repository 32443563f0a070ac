//! `po save`: what people edited by hand becomes one commit, once it is sound.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::check::File;
use crate::check::locate::Locator;
use crate::locale::{Language, save as words, subject};
use crate::record::any::MOST_BYTES;
use crate::record::fields::FieldChange;
use crate::record::problem::{column_of, line_of};
use crate::record::reference::references;
use crate::record::{AnyRecord, Item, Kind};
use crate::store::{Departure, Draft, PlannedRecord, Refusal, Store, Unrecorded, barred};

use super::command::{text, texts, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::judge::judge;
use super::{edit, fields};

/// The command.
pub(super) fn command() -> Command {
    Command::new("save")
        .arg(Arg::new("PATH").action(ArgAction::Append))
        .arg(words_of("message").short('m'))
        .arg(words_of("reason"))
        .arg(super::command::switch("dry-run"))
}

/// What such a change is called in its commit.
const OPERATION: &str = "store.save";

/// A hand edit: the path and what the file holds now; `None` where it was taken away.
type HandEdit = (String, Option<String>);

/// Records the hand edits. Files that are no sound records, or that a rule refuses, stay as they are
/// and are named; the others go in.
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
    let mut texts: Vec<HandEdit> = Vec::new();
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
    let refused = match texts.is_empty() {
        true => Vec::new(),
        false => record(context, &store, matches, &texts)?,
    };
    let mut hints: Vec<String> = Vec::new();
    for hint in refused.iter().flat_map(|refusal| &refusal.hints) {
        if !hints.contains(hint) {
            hints.push(hint.clone());
        }
    }
    bad.extend(refused);
    if bad.is_empty() {
        return Ok(());
    }
    let mut error = CliError::new(exit::FAILED, words::not_saved(language, bad.len()));
    error.hints = hints;
    for one in bad {
        match one.details.is_empty() {
            true => error.details.push(one.message.text(language)),
            false => error.details.extend(one.details),
        }
    }
    Err(error.hint(words::mend_and_save(language)))
}

/// Records those of the edits that no rule refuses, in one commit. Returns the refusals of the others,
/// one a file.
fn record(
    context: &mut Context<'_>,
    store: &Store,
    matches: &ArgMatches,
    edits: &[HandEdit],
) -> Result<Vec<CliError>, CliError> {
    let language = context.language();
    let named_by = named_by(context, edits)?;
    let dry_run = matches.get_flag("dry-run");
    let message = text(matches, "message");
    let reason = text(matches, "reason");
    let mut plan = Vec::new();
    let mut refused = Vec::new();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let outcome = context.change_in(store, &edit::adopting(), &mut |context, draft| {
        let (good, bad) = sift(context, draft, edits, &named_by, reason.as_deref())?;
        refused = bad;
        put(draft, &good, language)?;
        plan = draft.plan();
        if dry_run || good.is_empty() {
            return Ok(None);
        }
        before.clear();
        after.clear();
        for (path, text) in &good {
            if let Some(text) = text {
                let old = draft.file(path).map_err(|error| error.in_words(language))?;
                before.extend(old.map(|old| File::read(path, old.as_bytes())));
                after.push(File::read(path, text.as_bytes()));
            }
        }
        let store_language = context.settings(draft)?.language.language();
        let subject = match (&message, plan.as_slice()) {
            (Some(message), _) => message.clone(),
            (None, [only]) => what_happened(draft, only, store_language),
            (None, _) => words::subject(store_language, good.len()),
        };
        Ok(Some(
            Intent::new(OPERATION, subject).because(reason.clone()),
        ))
    })?;
    if dry_run {
        super::plan::print(context, &plan, false)?;
    } else if refused.len() < edits.len() {
        context.report(&outcome)?;
        super::check::warn_of_news(context, &before, &after)?;
    }
    Ok(refused)
}

/// What was done to one record, for a subject.
pub(super) fn what_happened(draft: &Draft<'_>, only: &PlannedRecord, language: Language) -> String {
    let handle = subject::handle(language, number(draft, only), &only.id);
    let (taken, set): (Vec<_>, Vec<_>) = only.changes.iter().partition(|one| one.new.is_none());
    let names = |changes: &[&FieldChange]| {
        let names: Vec<String> = changes.iter().map(|one| one.path.to_string()).collect();
        words::some_of(&names)
    };
    if only.is_removed {
        subject::removed(language, &handle, &only.title)
    } else if only.is_new {
        subject::new_record(language, &handle, &only.title)
    } else if taken.is_empty() {
        subject::set_several(language, &handle, &names(&set))
    } else if set.is_empty() {
        subject::taken_out(language, &handle, None, &names(&taken))
    } else {
        subject::taken_out(language, &handle, Some(&names(&set)), &names(&taken))
    }
}

/// Puts hand edits into a draft.
fn put(draft: &mut Draft<'_>, edits: &[HandEdit], language: Language) -> Result<(), CliError> {
    for (path, text) in edits {
        match text {
            None => draft.remove(path),
            Some(text) if Kind::of_path(path).is_some() => draft.put_text(path, text.clone()),
            Some(text) => {
                draft.put_file(path, text.clone().into_bytes());
                Ok(())
            }
        }
        .map_err(|error| error.in_words(language))?;
    }
    Ok(())
}

/// The records that name each of the files taken away: paths with lines for people.
type NamedBy = BTreeMap<String, Vec<(String, String)>>;

fn named_by(context: &mut Context<'_>, edits: &[HandEdit]) -> Result<NamedBy, CliError> {
    let mut named_by = NamedBy::new();
    for (path, _) in edits.iter().filter(|(_, text)| text.is_none()) {
        if let Some((kind, id)) = Kind::of_path(path) {
            named_by.insert(path.clone(), edit::naming(context, kind, id)?);
        }
    }
    Ok(named_by)
}

/// Parts the edits that can go in together from those that a rule refuses. What stays out may be what
/// another edit rests on, so the rest is looked at again until nothing more is refused.
fn sift(
    context: &Context<'_>,
    draft: &Draft<'_>,
    edits: &[HandEdit],
    named_by: &NamedBy,
    reason: Option<&str>,
) -> Result<(Vec<HandEdit>, Vec<CliError>), CliError> {
    let mut good = edits.to_vec();
    let mut refused = Vec::new();
    loop {
        let mut trial = Draft::new(draft.base());
        put(&mut trial, &good, context.language())?;
        let found = refusals(context, trial, &good, named_by, reason)?;
        if found.is_empty() {
            return Ok((good, refused));
        }
        good.retain(|(path, _)| !found.contains_key(path));
        refused.extend(found.into_values());
    }
}

/// What the rules refuse of a draft of hand edits, by path.
fn refusals(
    context: &Context<'_>,
    trial: Draft<'_>,
    edits: &[HandEdit],
    named_by: &NamedBy,
    reason: Option<&str>,
) -> Result<BTreeMap<String, CliError>, CliError> {
    let language = context.language();
    // A record that is named stays; what names it is not to blame.
    let mut found = named_still(&trial, edits, named_by, language);
    if !found.is_empty() {
        return Ok(found);
    }
    let empty = |path: &str| CliError::new(exit::REFUSED, path);
    let mut refuse = |path: &str, field: &str, what: &str, hint: Option<String>| {
        let line = place(edits, path, field);
        let detail = crate::locale::dangling::at(language, &line, field, what);
        let error = found.entry(path.to_owned()).or_insert_with(|| empty(path));
        error.details.push(detail);
        error.hints.extend(hint);
    };
    let kept = edits.iter().filter(|(_, text)| text.is_some());
    let kept = kept.map(|(path, _)| path.as_str());
    for (case, what) in super::case::taken_numbers(context, &trial, kept)? {
        refuse(&case.id.path(), "number", &what, None);
    }
    for lost in super::dangling::lost(&trial, language)? {
        refuse(&lost.path, &lost.field, &lost.what, None);
    }
    for said in judge(context, &trial, OPERATION)?.refused {
        refuse(&said.path, &said.field, &said.text, said.hint);
    }
    for (path, text) in edits {
        if let Some((Kind::Transcript, _)) = Kind::of_path(path) {
            let mut alone = Draft::new(trial.base());
            put(&mut alone, &[(path.clone(), text.clone())], language)?;
            let mut intent = Intent::new(OPERATION, String::new());
            intent.reason = reason.map(str::to_owned);
            if let Err(mut error) = super::correction::refuse_altered(context, &alone, &intent) {
                let message = error.message.text(language);
                error.details.insert(0, format!("{path} {message}"));
                found.entry(path.clone()).or_insert(error);
            }
        }
    }
    let base = trial.base();
    for place in barred(base, &trial.into_files()) {
        let path = place.path.clone();
        let refusal = super::error::refused(
            &Refusal {
                places: vec![place],
            },
            language,
        );
        let error = found.entry(path.clone()).or_insert_with(|| empty(&path));
        error.details.extend(refusal.details);
        error.hints.extend(refusal.hints);
    }
    Ok(found)
}

/// The files that were taken away though a record names them, be it one that stays as it is or one
/// that changes.
fn named_still(
    trial: &Draft<'_>,
    edits: &[HandEdit],
    named_by: &NamedBy,
    language: Language,
) -> BTreeMap<String, CliError> {
    let mut found = BTreeMap::new();
    for (path, _) in edits.iter().filter(|(_, text)| text.is_none()) {
        let (Some((kind, id)), Some(naming)) = (Kind::of_path(path), named_by.get(path)) else {
            continue;
        };
        let named = (kind, id.to_owned());
        let is_edited = |path: &str| edits.iter().any(|(edited, _)| edited == path);
        let unchanged = naming.iter().filter(|(path, _)| !is_edited(path));
        let changed = trial.changed().map(|(_, record)| record);
        let changed = changed.filter(|record| {
            let mut names = references(record).into_iter();
            names.any(|reference| reference.named() == named)
        });
        let lines: Vec<String> = unchanged
            .map(|(_, line)| line.clone())
            .chain(changed.map(edit::line_of))
            .map(|line| format!("  {line}"))
            .collect();
        if lines.is_empty() {
            continue;
        }
        let mut error = edit::still_named(id, lines.into_iter(), language);
        let message = error.message.text(language);
        error.details.insert(0, format!("{path} {message}"));
        found.insert(path.clone(), error.hint(words::bring_back(language, path)));
    }
    found
}

/// Where a field of an edited file stands: `path:line:column`.
fn place(edits: &[HandEdit], path: &str, field: &str) -> String {
    let edit = edits.iter().find(|(edited, _)| edited == path);
    let text = edit
        .and_then(|(_, text)| text.as_deref())
        .unwrap_or_default();
    match Locator::new(text).locate(field) {
        Some(span) => {
            let (line, column) = (line_of(text, span.start), column_of(text, span.start));
            format!("{path}:{line}:{column}")
        }
        None => path.to_owned(),
    }
}

/// Whether what was typed names something: a hand edit, or a file of the store that has none.
fn store_has(store: &Store, typed: &str, edits: &[Unrecorded]) -> bool {
    edits.iter().any(|edit| names(typed, &edit.path))
        || store.root().join(typed).exists()
        || store
            .read_working(typed, MOST_BYTES as u64)
            .is_ok_and(|bytes| bytes.is_some())
}

/// Whether what was typed names the file: its path from the root, or the end of it.
pub(super) fn names(typed: &str, path: &str) -> bool {
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
