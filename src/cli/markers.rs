//! `po resolve --markers`: files in which git left its markers are merged by row and field after all.
//!
//! This goes on while git is in the middle of a merge, where nothing else is written: it puts the files
//! right and tells git that they are; the commit is git's own, by `git merge --continue` and its like.

use std::collections::BTreeMap;

use crate::index::Index;
use crate::locale::{Language, markers as words, merge};
use crate::record::any::{self, MOST_BYTES, table_of};
use crate::record::conflict::Conflict;
use crate::record::fields::{FieldPath, changes};
use crate::record::markers::{FEWEST, first, has_stray};
use crate::record::{AnyRecord, Kind};
use crate::store::{Oid, PlannedRecord, ReadError, Store};
use crate::sync::markers::{Marked, Unmended, mend};
use crate::sync::merge::{MergeError, Merged};

use super::context::Context;
use super::error::{CliError, InWords, exit};
use super::{plan, save};

/// The bytes of a file in the past, on one side and on the other.
type Versions = [Option<Oid>; 3];

/// Mends the files that were named, or every one.
pub(super) fn run(
    context: &mut Context<'_>,
    wanted: &[String],
    dry_run: bool,
) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let candidates = candidates(context, &store)?;
    refuse_unknown(context, &store, wanted, &candidates)?;
    let mut mended = Vec::new();
    let mut left: Vec<CliError> = Vec::new();
    for (path, versions) in candidates {
        if !wanted.is_empty() && !wanted.iter().any(|typed| save::names(typed, &path)) {
            continue;
        }
        match look(&store, &path, versions) {
            Ok(None) => {}
            Ok(Some(file)) => mended.push(file),
            Err(Left::Unmended(why)) => {
                let message = merge::refused(language, &path, &reason(&why, language));
                left.push(CliError::new(exit::FAILED, message));
            }
            Err(Left::Unreadable(error)) => left.push(error.in_words(language)),
        }
    }
    if mended.is_empty() && left.is_empty() {
        return Ok(context.ui.status(words::none(language))?);
    }
    if dry_run {
        let plans: Vec<PlannedRecord> = mended.iter().filter_map(Mended::plan).collect();
        plan::print(context, &plans, false)?;
    } else {
        for file in &mended {
            write(context, &store, file, &mut left)?;
        }
    }
    for file in &mended {
        tell(context, file, dry_run)?;
    }
    if left.is_empty() {
        return go_on(context, &store, &mended, dry_run);
    }
    let mut error = CliError::new(exit::FAILED, words::left(language, left.len()));
    for one in left {
        error = error.detail(one.message.text(language));
    }
    Err(error.hint(words::mend_by_hand(language)))
}

/// A file that is merged.
struct Mended {
    kind: Kind,
    path: String,
    /// As it is, with markers.
    marked: String,
    /// As one side has it.
    one: String,
    /// As it shall be.
    text: String,
    conflicts: Vec<Conflict>,
    kept_edits: Vec<FieldPath>,
    /// Whether git waits to be told.
    is_unmerged: bool,
}

impl Mended {
    /// What would become of the record of one side; `None` where the outcome is no sound record.
    fn plan(&self) -> Option<PlannedRecord> {
        let record = |text: &str| any::parse_as(self.kind, text.as_bytes()).record;
        let (old, new) = (record(&self.one), record(&self.text)?);
        Some(PlannedRecord {
            kind: self.kind,
            id: new.id(),
            title: new.title().to_owned(),
            is_new: false,
            is_removed: false,
            changes: changes(
                old.as_ref().map(AnyRecord::item).as_ref(),
                Some(&new.item()),
                table_of(self.kind),
            ),
        })
    }
}

/// Why a file stays as it is.
enum Left {
    Unmended(Unmended),
    Unreadable(ReadError),
}

impl From<ReadError> for Left {
    fn from(error: ReadError) -> Self {
        Self::Unreadable(error)
    }
}

/// The files that may hold markers: those that git could not merge, those that were edited and not
/// recorded, and those that were recorded and cannot be read.
fn candidates(
    context: &Context<'_>,
    store: &Store,
) -> Result<BTreeMap<String, Option<Versions>>, CliError> {
    let language = context.language();
    let head = store.head().map_err(|error| error.in_words(language))?;
    let snapshot = store
        .snapshot(head)
        .map_err(|error| error.in_words(language))?;
    let index = Index::open(store);
    let view = index
        .at(&snapshot)
        .map_err(|error| error.in_words(language))?;
    let unreadable = view.unreadable().iter().map(|record| record.path.clone());
    let mut files: BTreeMap<String, Option<Versions>> =
        unreadable.map(|path| (path, None)).collect();
    let unrecorded = store.unrecorded(context.environment);
    let unrecorded = unrecorded.map_err(|error| error.in_words(language))?;
    files.extend(unrecorded.into_iter().map(|file| (file.path, None)));
    let unmerged = store.unmerged(context.environment);
    let unmerged = unmerged.map_err(|error| error.in_words(language))?;
    files.extend(
        unmerged
            .into_iter()
            .map(|file| (file.path, Some(file.versions))),
    );
    Ok(files)
}

/// Refuses paths that are no files of the store, or of a file that holds no record.
fn refuse_unknown(
    context: &Context<'_>,
    store: &Store,
    wanted: &[String],
    candidates: &BTreeMap<String, Option<Versions>>,
) -> Result<(), CliError> {
    let language = context.language();
    for typed in wanted {
        if candidates.keys().any(|path| save::names(typed, path)) {
            continue;
        }
        let path = typed.trim_start_matches("./");
        if store.root().join(path).is_dir() {
            continue;
        }
        let is_record = Kind::of_path(path).is_some();
        let is_there = is_record
            && store
                .read_working(path, MOST_BYTES as u64)
                .map_err(|error| error.in_words(language))?
                .is_some();
        if !is_there {
            let message = words::no_such_file(language, typed);
            return Err(CliError::new(exit::USAGE, message));
        }
    }
    Ok(())
}

/// Merges a file; `None` where it is no record, or holds no markers.
fn look(store: &Store, path: &str, versions: Option<Versions>) -> Result<Option<Mended>, Left> {
    let Some((kind, _)) = Kind::of_path(path) else {
        return Ok(None);
    };
    let bytes = store.read_working(path, MOST_BYTES as u64)?;
    let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Ok(None);
    };
    let is_broken = any::parse_as(kind, text.as_bytes()).record.is_none();
    if !is_broken {
        return Ok(None);
    }
    if first(&text, FEWEST).is_none() {
        return match has_stray(&text) {
            true => Err(Left::Unmended(Unmended::Unpaired)),
            false => Ok(None),
        };
    }
    let past = match versions {
        Some(_) => None,
        None => past(store, path)?,
    };
    let mut staged: [Option<String>; 3] = [None, None, None];
    for (text, blob) in staged.iter_mut().zip(versions.into_iter().flatten()) {
        *text = match blob {
            Some(blob) => read(store, blob)?,
            None => None,
        };
    }
    let file = Marked {
        text: &text,
        staged: staged.each_ref().map(Option::as_deref),
        past: past.as_deref(),
    };
    let merged = mend(kind, &file).map_err(Left::Unmended)?;
    let Merged {
        text: Some(new),
        conflicts,
        kept_edits,
    } = merged
    else {
        return Ok(None);
    };
    let [_, one, _] = staged;
    let one = one.or_else(|| crate::record::markers::sides(&text).map(|sides| sides.one));
    Ok(Some(Mended {
        kind,
        path: path.to_owned(),
        one: one.unwrap_or_default(),
        marked: text,
        text: new,
        conflicts,
        kept_edits,
        is_unmerged: versions.is_some() || store.underway().is_some(),
    }))
}

fn read(store: &Store, blob: Oid) -> Result<Option<String>, ReadError> {
    let bytes = store.snapshot(None)?.read_blob(blob, MOST_BYTES as u64)?;
    Ok(String::from_utf8(bytes).ok())
}

/// The file in the common past of what git is merging, where git itself does not hold it any more: it
/// was told that the file is merged.
fn past(store: &Store, path: &str) -> Result<Option<String>, ReadError> {
    let both = (store.resolve("HEAD"), store.resolve("MERGE_HEAD"));
    let base = match both {
        (Ok(one), Ok(other)) => store.scratch()?.merge_bases(one, other)?.first().copied(),
        _ => ["CHERRY_PICK_HEAD^", "REBASE_HEAD^"]
            .into_iter()
            .find_map(|revision| store.resolve(revision).ok()),
    };
    let Some(base) = base else { return Ok(None) };
    let bytes = store.snapshot(Some(base))?.read(path)?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Writes a file that is merged, unless somebody changed it meanwhile.
fn write(
    context: &Context<'_>,
    store: &Store,
    file: &Mended,
    left: &mut Vec<CliError>,
) -> Result<(), CliError> {
    let language = context.language();
    let written = store.put_working(
        context.environment,
        &file.path,
        file.marked.as_bytes(),
        file.text.as_bytes(),
        file.is_unmerged,
    );
    if !written.map_err(|error| error.in_words(language))? {
        let message = words::changed_meanwhile(language, &file.path);
        left.push(CliError::new(exit::CONFLICT, message));
    }
    Ok(())
}

/// Says what became of a file.
fn tell(context: &mut Context<'_>, file: &Mended, dry_run: bool) -> Result<(), CliError> {
    let language = context.language();
    if !dry_run {
        context.ui.status(&words::mended(language, &file.path))?;
    }
    for field in &file.kept_edits {
        let line = merge::kept(language, &file.path, &field.to_string());
        context.ui.status(&line)?;
    }
    for row in &file.conflicts {
        let line = merge::undecided(language, &file.path, row.path.as_str());
        context.ui.status(&line)?;
    }
    Ok(())
}

/// Says what comes next.
fn go_on(
    context: &mut Context<'_>,
    store: &Store,
    mended: &[Mended],
    dry_run: bool,
) -> Result<(), CliError> {
    let language = context.language();
    if dry_run {
        return Ok(());
    }
    let remedies = store.underway().map(|underway| underway.remedies());
    let next = remedies.and_then(|remedies| remedies.into_iter().next());
    let next = next.unwrap_or_else(|| "po save".to_owned());
    let elsewhere = store.unmerged_elsewhere(context.environment);
    let elsewhere = elsewhere.map_err(|error| error.in_words(language))?;
    if !elsewhere.is_empty() {
        let line = words::still_unmerged(language, &elsewhere.join(", "));
        context.ui.warning(&line)?;
    }
    let line = words::go_on(language, mended.len(), &next);
    Ok(context.ui.status(&line)?)
}

fn reason(why: &Unmended, language: Language) -> String {
    match why {
        Unmended::Unpaired => words::unpaired(language).to_owned(),
        Unmended::Unreadable(MergeError::Syntax(detail)) => merge::unreadable(language, detail),
        Unmended::Unreadable(why) => merge::unreadable(language, &why.to_string()),
    }
}
