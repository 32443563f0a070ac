//! What a file says beside what the record says.

use serde_json::Value;

use crate::locale::report as words;
use crate::report::any::Report;
use crate::report::digest::{self, Members};
use crate::report::render::parts::{Document, short};
use crate::report::render::{markdown, terminal};
use crate::text::width::width;

use super::stated::{Form, Stated};
use super::{member, page, sheet};

/// Something in which file and record differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub at: Place,
    /// What the file says; `None` where it says nothing there.
    pub file: Option<String>,
    /// What the record says.
    pub record: Option<String>,
}

/// A place in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A member of JSON, by its path.
    Member(String),
    /// A cell of CSV.
    Cell {
        /// The line of the row; that of the record where only the record has it.
        row: usize,
        /// Section, id and key of the row.
        name: String,
        /// The heading of the column.
        column: &'static str,
    },
    /// A line of a text, from 1.
    Line(usize),
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The file says what the record says.
    Equal,
    /// The file was changed after it was made: the digest that it states is not that of what it says.
    Edited,
    /// The record gives other figures than those whose digest the file states.
    Other,
}

impl Verdict {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Edited => "edited",
            Self::Other => "other",
        }
    }
}

/// A file that was compared.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What comes of it.
    pub verdict: Verdict,
    /// Where it differs from the record, in its order; none where it is equal.
    pub differences: Vec<Difference>,
    /// The digest of the figures that stand in the file, where its form holds them all (JSON).
    pub own_digest: Option<String>,
}

/// Compares the text of a file with the report that its command gives of the record.
pub fn check(text: &str, stated: &Stated, report: &Report) -> Checked {
    let mut own_digest = None;
    let differences = match stated.form {
        Form::Json => {
            let file = member::read(text.trim_start_matches('\u{feff}')).unwrap_or_default();
            own_digest = figures_digest(&file, report);
            member::compare(&file, &member::read(&report.json()).unwrap_or_default())
        }
        Form::Csv => {
            let rows = |text: &str| sheet::read(text).unwrap_or_default();
            let record = rows(&report.csv(stated.language));
            sheet::compare(&rows(text.trim_start_matches('\u{feff}')), &record)
        }
        Form::Markdown => {
            let record = markdown::lay_out(&document(stated, report));
            page::compare(&page::lines(text), &page::lines(&record))
        }
        Form::Text => compare_laid_out(&page::lines(text), &document(stated, report)),
    };
    let is_own = own_digest.as_ref().is_none_or(|own| *own == stated.digest);
    let is_of_record = report.digest().starts_with(&stated.digest);
    let verdict = match (differences.is_empty(), is_own, is_of_record) {
        (true, ..) => Verdict::Equal,
        (false, true, false) => Verdict::Other,
        (false, ..) => Verdict::Edited,
    };
    Checked {
        verdict,
        differences,
        own_digest,
    }
}

/// The digest of the figures that a file in JSON holds.
fn figures_digest(file: &Value, report: &Report) -> Option<String> {
    let members = Members {
        report: file.as_object()?,
        names: &report.digested(),
    };
    Some(digest::digest(&members))
}

/// The report in the language of the file, under the version that the file states.
fn document(stated: &Stated, report: &Report) -> Document {
    let mut document = report.document(stated.language);
    let digest = short(report.digest(), 16);
    document.foot = words::digest(stated.language, digest, &stated.version);
    document
}

/// Nothing in a text says for how wide a terminal it was laid out: the width at which it differs least
/// is taken. Most texts come from a pipe, or fill a line of their terminal.
fn compare_laid_out(file: &[String], document: &Document) -> Vec<Difference> {
    let mut least: Option<Vec<Difference>> = None;
    let widest = file.iter().map(|line| width(line)).max().unwrap_or(0);
    for columns in [page::PIPE, widest].into_iter().chain(page::WIDTHS) {
        let record = page::lines(&terminal::lay_out(document, columns, false));
        let found = page::compare(file, &record);
        if found.is_empty() {
            return found;
        }
        if least.as_ref().is_none_or(|least| found.len() < least.len()) {
            least = Some(found);
        }
    }
    least.unwrap_or_default()
}
