//! The three-way merge of records. It goes by rows and fields, not by lines: what only one side changed
//! is taken, additions of both stay, and where both set one field differently the field keeps its
//! earlier value and a `[[conflict]]` row holds what each made of it, so that nothing blocks and nothing is
//! lost. It never looks at sides: the versions may be exchanged and the same bytes come out.
//!
//! - [`merge`] is the whole of it for one file, over texts alone;
//! - `values` says what the record holds afterwards, `order` in which order its rows stand, `label` what
//!   becomes of equal labels, `stage` of a stage that both sides recorded;
//! - `text` writes it with the lines of the versions, so that comments and spacing stay;
//! - [`commits`] merges whole stores and their common past; files that are no records go by lines;
//! - `view` finds rows by their keys in values that were not checked against a type.

mod label;
mod order;
#[cfg(test)]
mod properties;
mod stage;
#[cfg(test)]
mod tests;
mod text;
#[cfg(test)]
mod tree_tests;
mod trees;
mod values;
mod view;

pub(in crate::sync) use trees::by_line;
pub use trees::{MergedFile, MergedTree, Refused, commits, file_of, trees};

use toml::{Table, Value};

use crate::record::Kind;
use crate::record::any::table_of;
use crate::record::conflict::Conflict;
use crate::record::fields::FieldPath;
use crate::store::splice::{Outline, outline};

/// The table of a record that holds what is undecided.
const CONFLICT: &str = "conflict";

/// What became of two versions of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The record; `None` where it is removed.
    pub text: Option<String>,
    /// What is undecided in it, by path.
    pub conflicts: Vec<Conflict>,
    /// What one side removed and the other changed, and which therefore stayed. The empty path is the
    /// record itself.
    pub kept_edits: Vec<FieldPath>,
}

/// Why two versions cannot be merged as records.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A version is not TOML.
    #[error("not valid TOML: {0}")]
    Syntax(String),
    /// A version has `conflict` rows that say not which field is meant or between which values.
    #[error("`[[conflict]]` rows without a path and values")]
    Conflict,
}

/// Merges two versions of the record of `kind` with their common past; `None` is no record.
///
/// # Errors
/// [`MergeError`] where a version cannot be read; one that the other need not be merged with is
/// not read.
pub fn merge(
    kind: Kind,
    base: Option<&str>,
    one: Option<&str>,
    other: Option<&str>,
) -> Result<Merged, MergeError> {
    let shape = table_of(kind);
    let (Some(first), Some(second)) = (one, other) else {
        let kept = one.or(other).filter(|text| base != Some(text));
        let is_edit = kept.is_some() && base.is_some();
        return Ok(Merged {
            kept_edits: is_edit.then(FieldPath::default).into_iter().collect(),
            ..taken(kept)?
        });
    };
    if first == second || base == Some(second) {
        return taken(one);
    }
    if base == Some(first) {
        return taken(other);
    }
    let [base, one, other] = [base.unwrap_or_default(), first, second].map(parse);
    let sides = [base?, one?, other?];
    let merged = values::merge(shape, sides.each_ref().map(|side| &side.table))?;
    Ok(Merged {
        text: Some(text::write(shape, sides.each_ref(), &merged.table)),
        conflicts: values::conflicts(&merged.table).map_err(|()| MergeError::Conflict)?,
        kept_edits: merged.kept_edits,
    })
}

/// A version that is taken as it is.
fn taken(text: Option<&str>) -> Result<Merged, MergeError> {
    let conflicts = match text {
        Some(text) => values::conflicts(&parse(text)?.table).map_err(|()| MergeError::Conflict)?,
        None => Vec::new(),
    };
    Ok(Merged {
        text: text.map(str::to_owned),
        conflicts,
        kept_edits: Vec::new(),
    })
}

/// A version of a record that was read.
struct Parsed<'t> {
    text: &'t str,
    outline: Outline,
    table: Table,
}

fn parse(text: &str) -> Result<Parsed<'_>, MergeError> {
    let syntax = |message: &str| MergeError::Syntax(message.to_owned());
    // Bounds the depth.
    let outline = outline(text).map_err(|error| syntax(&error.to_string()))?;
    let table = toml::from_str(text).map_err(|error| syntax(error.message()))?;
    Ok(Parsed {
        text,
        outline,
        table,
    })
}

/// Whether two values are the same; not-a-number is the same as itself.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || view::text_of(one) == view::text_of(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}
