//! No change may name what is not there. What dangled before it is for `po check` to tell; a change is
//! refused only for what it adds.

use std::collections::HashSet;

use crate::locale::{Language, dangling as words};
use crate::record::reference::{Reference, dangling_rows, references};
use crate::record::{AnyRecord, Kind};
use crate::store::Draft;

use super::error::{CliError, InWords, exit};

/// A field that names what is not there.
pub(super) struct Lost {
    /// The file.
    pub path: String,
    /// The field, with row numbers from 1.
    pub field: String,
    /// What is missing, in words.
    pub what: String,
}

/// Refuses a draft whose records name records, agencies or people that are not in the store, nor in
/// the draft.
pub(super) fn refuse(draft: &Draft<'_>, language: Language) -> Result<(), CliError> {
    let lost = lost(draft, language)?;
    if lost.is_empty() {
        return Ok(());
    }
    let mut error = CliError::new(exit::REFUSED, words::dangling(language));
    let line = |lost: &Lost| words::at(language, &lost.path, &lost.field, &lost.what);
    error.details = lost.iter().map(line).collect();
    Err(error)
}

/// What the records of a draft name that is not there, or that the draft takes away.
pub(super) fn lost(draft: &Draft<'_>, language: Language) -> Result<Vec<Lost>, CliError> {
    let removed: HashSet<(Kind, String)> = draft
        .removed()
        .map(|record| (record.kind(), record.id()))
        .collect();
    let mut found = Vec::new();
    for (old, new) in draft.changed() {
        let known: HashSet<(Kind, String)> = old
            .map(references)
            .unwrap_or_default()
            .iter()
            .map(Reference::named)
            .filter(|named| !removed.contains(named))
            .collect();
        for reference in references(new) {
            let (kind, id) = reference.named();
            if known.contains(&(kind, id.clone())) {
                continue;
            }
            let is_there = match kind.path(&id) {
                Some(path) => draft.has(&path).map_err(|error| error.in_words(language))?,
                None => false,
            };
            if !is_there {
                let noun = crate::locale::status::noun(language, kind.as_str());
                found.push(Lost {
                    path: new.path(),
                    field: reference.field,
                    what: words::names_nothing(language, noun, &id),
                });
            }
        }
        found.extend(rows(old, new, language));
    }
    Ok(found)
}

/// The rows of a case that name a row which is not there and named one before, or were not there.
fn rows(old: Option<&AnyRecord>, new: &AnyRecord, language: Language) -> Vec<Lost> {
    let AnyRecord::Case(case) = new else {
        return Vec::new();
    };
    let known: HashSet<&str> = match old {
        Some(AnyRecord::Case(old)) => dangling_rows(old).into_iter().map(|(_, row)| row).collect(),
        _ => HashSet::new(),
    };
    let lost = dangling_rows(case).into_iter();
    lost.filter(|(_, row)| !known.contains(row))
        .map(|(field, row)| Lost {
            path: case.id.path(),
            field,
            what: words::names_no_row(language, row),
        })
        .collect()
}
