//! No change may name what is not there. What dangled before it is for `po check` to tell; a change is
//! refused only for what it adds.

use std::collections::HashSet;

use crate::check::reference::{Reference, dangling_rows, references};
use crate::locale::{Language, dangling as words};
use crate::record::{AnyRecord, Kind};
use crate::store::Draft;

use super::error::{CliError, InWords, exit};

/// Refuses a draft whose records name records, agencies or people that are not in the store, nor in
/// the draft.
pub(super) fn refuse(draft: &Draft<'_>, language: Language) -> Result<(), CliError> {
    let mut details = Vec::new();
    for (old, new) in draft.changed() {
        let known: HashSet<(Kind, String)> = old
            .map(references)
            .unwrap_or_default()
            .iter()
            .map(Reference::named)
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
                details.push(line(new, &reference, kind, &id, language));
            }
        }
        details.extend(rows(old, new, language));
    }
    if details.is_empty() {
        return Ok(());
    }
    let mut error = CliError::new(exit::REFUSED, words::dangling(language));
    error.details = details;
    Err(error)
}

/// The rows of a case that name a row which is not there and named one before, or were not there.
fn rows(old: Option<&AnyRecord>, new: &AnyRecord, language: Language) -> Vec<String> {
    let AnyRecord::Case(case) = new else {
        return Vec::new();
    };
    let known: HashSet<&str> = match old {
        Some(AnyRecord::Case(old)) => dangling_rows(old).into_iter().map(|(_, row)| row).collect(),
        _ => HashSet::new(),
    };
    let lost = dangling_rows(case).into_iter();
    lost.filter(|(_, row)| !known.contains(row))
        .map(|(field, row)| words::names_no_row(language, &case.id.path(), &field, row))
        .collect()
}

fn line(
    record: &AnyRecord,
    reference: &Reference<'_>,
    kind: Kind,
    id: &str,
    language: Language,
) -> String {
    let noun = crate::locale::status::noun(language, kind.as_str());
    words::names_nothing(language, &record.path(), &reference.field, noun, id)
}
