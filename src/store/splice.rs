//! Edits TOML texts in place, so that every byte the edit does not mean stays.
//!
//! People write records by hand and read them as diffs; a change of one field must therefore be a
//! change of one line, whatever comments, spacing, line endings or key order the file has. [`apply`]
//! finds what an [`Edit`] means in the [`layout`] of the text, replaces only those bytes, then parses
//! the result and compares: if anything but the intended path differs, there is no result.

mod editor;
mod inline;
mod layout;
mod outline;
mod tree;
mod write;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use toml_edit::Value;

use editor::Editor;
use layout::Layout;
pub use outline::{Outline, Section, Statement, outline};
pub use write::{inline_text, key_text, value_text};

/// One step of a path inside a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into a table, by key.
    Key(String),
    /// Into an array of tables or an inline array, by position from 0.
    Index(usize),
}

/// A place in a document, from its root.
pub type Path = [Step];

/// One change of a document.
#[derive(Debug, Clone, Copy)]
pub enum Edit<'a> {
    /// Gives a key or an array element a value. A missing key is inserted at its place in the
    /// order, missing tables on the way are made; a value that is equal already stays as written.
    Set {
        /// The key or the array element.
        path: &'a Path,
        /// Its new value.
        value: &'a Value,
    },
    /// Removes a key, an element, a row or a whole table, with the comments that touch it from above
    /// and on its line. The comments that open the file and those under a header stay.
    Remove {
        /// What to remove.
        path: &'a Path,
    },
    /// Appends a row to an array of tables behind its last row, or makes the array with this row.
    AddRow {
        /// The array.
        path: &'a Path,
        /// The keys of the row in the order in which they are written.
        row: &'a [(String, Value)],
    },
}

/// The canonical key order of the table with these names on its path (none for the root, row
/// numbers left out); keys that it does not name go last.
pub type Order<'o> = dyn Fn(&[&str]) -> Vec<&'static str> + 'o;

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpliceError {
    /// The text is not TOML.
    #[error("not valid TOML: {message}")]
    Parse {
        /// What the parser says.
        message: String,
        /// Where, in bytes of the text with its byte order mark.
        span: Range<usize>,
    },
    /// Nothing stands at the path, or a row on the way is missing.
    #[error("there is no {}", path_text(path))]
    NoSuchPath {
        /// The path asked for.
        path: Vec<Step>,
    },
    /// A value was set where a table or rows stand.
    #[error("{} is a table, not a value", path_text(path))]
    NotAValue {
        /// The table.
        path: Vec<Step>,
    },
    /// The path goes on into something that is not a table.
    #[error("{} is not a table", path_text(path))]
    NotATable {
        /// The value or the rows.
        path: Vec<Step>,
    },
    /// A row was added to something that is not an array of tables.
    #[error("{} is not an array of tables", path_text(path))]
    NotRows {
        /// The value or the table.
        path: Vec<Step>,
    },
    /// The edited text would not be TOML; for example, a row names a key twice.
    #[error("the edit would leave invalid TOML: {message}")]
    WouldBreak {
        /// What the parser says of the edited text.
        message: String,
    },
    /// The edited text would differ in more than the intended path.
    #[error("the edit would also change {}", path_text(path))]
    WouldTouchMore {
        /// The first place that would differ.
        path: Vec<Step>,
    },
}

impl Step {
    /// Whether this is the given key.
    fn is_key(&self, key: &str) -> bool {
        matches!(self, Self::Key(own) if own == key)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => formatter.write_str(&key_text(key)),
            Self::Index(number) => write!(formatter, "[{number}]"),
        }
    }
}

/// Applies edits one after the other; the paths of each refer to the text that the ones before it left.
///
/// # Errors
///
/// [`SpliceError`]; the text is then to be kept as it is. An edit is refused rather than done in part.
pub fn apply(text: &str, edits: &[Edit<'_>], order: &Order<'_>) -> Result<String, SpliceError> {
    let mut layout = Layout::read(text)?;
    let mut expected = tree::parse(text)?;
    let mut text = text.to_owned();
    for edit in edits {
        let splices = Editor {
            text: &text,
            layout: &layout,
            order,
        }
        .splices(edit, &expected)?;
        text = spliced(&text, splices);
        layout = Layout::read(&text).map_err(would_break)?;
        tree::apply(&mut expected, edit, &layout)?;
    }
    let found = tree::parse(&text).map_err(would_break)?;
    match tree::first_difference(&expected, &found) {
        Some(path) => Err(SpliceError::WouldTouchMore { path }),
        None => Ok(text),
    }
}

fn would_break(error: SpliceError) -> SpliceError {
    match error {
        SpliceError::Parse { message, .. } => SpliceError::WouldBreak { message },
        other => other,
    }
}

/// Bytes to put in the place of others.
struct Splice {
    range: Range<usize>,
    text: String,
}

impl Splice {
    fn insert(at: usize, text: String) -> Self {
        Self {
            range: at..at,
            text,
        }
    }

    fn remove(range: Range<usize>) -> Self {
        Self {
            range,
            text: String::new(),
        }
    }
}

/// The text with splices, given in the order of their ranges, which do not overlap.
fn spliced(text: &str, splices: Vec<Splice>) -> String {
    let mut out = String::with_capacity(
        text.len()
            + splices
                .iter()
                .map(|splice| splice.text.len())
                .sum::<usize>(),
    );
    let mut from = 0;
    for splice in splices {
        out.push_str(text.get(from..splice.range.start).unwrap_or_default());
        out.push_str(&splice.text);
        from = splice.range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// A path as people read it: `agency[0].id`.
pub fn path_text(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        if matches!(step, Step::Key(_)) && !text.is_empty() {
            text.push('.');
        }
        text.push_str(&step.to_string());
    }
    if text.is_empty() {
        "the document".to_owned()
    } else {
        text
    }
}
