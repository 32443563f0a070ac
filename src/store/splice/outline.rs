//! What a text consists of, for whoever puts texts together of the parts of others.

use std::ops::Range;

use super::layout::{Kind, Layout};
use super::{SpliceError, Step};

/// A text as the sections under its headers, in their order. Together the statements cover the text
/// but for its byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The line ending that most lines have.
    pub newline: &'static str,
    /// How many bytes the byte order mark takes.
    pub start: usize,
    /// The sections; the first has no header and an empty path.
    pub sections: Vec<Section>,
}

/// The lines from one header to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The table or row that the header stands for.
    pub path: Vec<Step>,
    /// The statements, the header first.
    pub statements: Vec<Statement>,
}

/// Whole lines that say one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The bytes, with the line ending.
    pub span: Range<usize>,
    /// The names of a `key = value` line and the bytes of the value.
    pub pair: Option<(Vec<String>, Range<usize>)>,
    /// Whether it is a header.
    pub is_header: bool,
    /// Whether it is an empty line.
    pub is_blank: bool,
}

/// Takes a text apart.
///
/// # Errors
/// [`SpliceError::Parse`] where it is not TOML. Repeated keys and bad numbers pass.
pub fn outline(text: &str) -> Result<Outline, SpliceError> {
    let layout = Layout::read(text)?;
    let statement = |number: usize| {
        let statement = layout.statements.get(number)?;
        let pair = match &statement.kind {
            Kind::Pair(pair) => Some((pair.keys.clone(), pair.value.span.clone())),
            _ => None,
        };
        Some(Statement {
            span: statement.span.clone(),
            pair,
            is_header: statement.kind == Kind::Header,
            is_blank: statement.kind == Kind::Blank,
        })
    };
    let sections = layout.sections.iter().map(|section| Section {
        path: section.path.clone(),
        statements: section.statements.clone().filter_map(statement).collect(),
    });
    Ok(Outline {
        newline: layout.newline,
        start: layout.start,
        sections: sections.collect(),
    })
}
