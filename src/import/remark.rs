//! What a reader could not take over as it stands, said so that a person finds the place.

use crate::locale::Language;
use crate::locale::remark::{self as words, Field, Found, Note};

/// One thing in a source that was not understood, was mended, or looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Name of the source file as the caller gave it.
    pub file: String,
    /// Line in that file, from 1, where the format has lines worth naming.
    pub line: Option<u64>,
    /// The field.
    pub field: Field,
    /// What stands there.
    pub found: Found,
    /// What was expected, or what was done about it.
    pub note: Note,
}

impl Remark {
    /// Builds a remark.
    #[must_use]
    pub fn new(
        file: &str,
        line: Option<u64>,
        field: impl Into<Field>,
        found: impl Into<Found>,
        note: impl Into<Note>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            field: field.into(),
            found: found.into(),
            note: note.into(),
        }
    }

    /// The line for people.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        words::line(
            language,
            &self.file,
            self.line,
            &self.field,
            &self.found,
            &self.note,
        )
    }
}
