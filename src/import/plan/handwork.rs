//! What people changed of what an import wrote, told from the history of the record.
//!
//! A value is a person's where the commit that last wrote it was no import. A newer source does not
//! replace it; where the source has changed as well, a remark says what it states now and which
//! command takes that over. Some fields are no matter of opinion and follow their source: what it
//! counts, how it stands, and what says where the record came from.

use std::collections::HashMap;

use crate::index::HistoryEntry;
use crate::locale::remark::{Found, Note};
use crate::record::fields::{FieldChange, FieldPath, Step};
use crate::record::transcript::{Speech, SpeechKind};
use crate::record::{Item, Kind};
use crate::store::{PlannedRecord, RecordEdit};

use super::report::{FileReport, Plan};

/// The values of one record that people wrote last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handwork {
    /// By field, such as `stage[x7f2].on`: what an import wrote there last, if one did.
    values: HashMap<String, Option<String>>,
}

impl Handwork {
    /// Reads the history of a record, newest first.
    #[must_use]
    pub fn of(history: &[HistoryEntry]) -> Self {
        let mut imported: HashMap<&str, Option<&String>> = HashMap::new();
        let mut values = HashMap::new();
        for entry in history.iter().rev() {
            let operation = entry.operation.as_deref().unwrap_or_default();
            let by_import = operation.starts_with("import.");
            for change in &entry.changes {
                let field = change.field.as_str();
                if by_import {
                    imported.insert(field, change.new.as_ref());
                    values.remove(field);
                } else {
                    let before = imported.get(field).copied().flatten();
                    values.insert(field.to_owned(), before.cloned());
                }
            }
        }
        Self { values }
    }

    /// A paragraph as its source had it when it was last read; as it is where no import brought it.
    pub(super) fn as_imported(&self, row: &Speech) -> Speech {
        let field = |name: &str| format!("speech[{}].{name}", row.n);
        let mut imported = row.clone();
        if self.is_by_hand(&field("n")) {
            return imported;
        }
        let was = |name: &str| Some(self.values.get(&field(name))?.clone());
        if let Some(kind) = was("kind") {
            imported.kind = kind.and_then(|word| SpeechKind::from_word(&word));
        }
        if let Some(by) = was("by") {
            imported.by = by;
        }
        if let Some(text) = was("text") {
            imported.text = text;
        }
        imported
    }

    fn is_by_hand(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// What an import wrote last into a field that a person changed since.
    fn imported(&self, field: &str) -> Option<&str> {
        self.values.get(field)?.as_deref()
    }
}

/// The values that an import would put in the place of others, where a person may have a say.
#[must_use]
pub fn replaced(record: &PlannedRecord) -> Vec<&FieldChange> {
    let stays = !record.is_new && !record.is_removed;
    let changes = record.changes.iter();
    let replaced = changes.filter(|change| {
        // Lists only grow; paragraphs were compared with their source when the plan was made.
        stays
            && matches!(&change.old, Some(old) if !matches!(old, Item::List(_)))
            && change.new.is_some()
            && !follows_its_source(record.kind, &change.path)
    });
    replaced.collect()
}

/// Whether a field is the source's alone, or that of the person who imports.
fn follows_its_source(kind: Kind, path: &FieldPath) -> bool {
    let name = |step: Option<&Step>| match step {
        Some(Step::Field(name)) => name.clone(),
        _ => String::new(),
    };
    let (first, last) = (name(path.0.first()), name(path.0.last()));
    match (kind, first.as_str(), last.as_str()) {
        (_, "origin", _) | (_, _, "status" | "signatures") => true,
        // Its meeting, licence and day of publication are given with the command.
        (Kind::Transcript, first, _) => matches!(
            first,
            "source" | "speech" | "meeting" | "licence" | "published_on"
        ),
        _ => false,
    }
}

impl Plan {
    /// The edits that put back what people wrote in a record where the plan replaces it; says so
    /// where the source has changed there too.
    pub fn keep(&mut self, record: &PlannedRecord, handwork: &Handwork) -> Vec<RecordEdit> {
        let mut edits = Vec::new();
        for change in replaced(record) {
            let field = change.path.to_string();
            let (Some(old), Some(new)) = (&change.old, &change.new) else {
                continue;
            };
            // What named a record that was merged into another names that one.
            let names_removed = self
                .removed
                .iter()
                .any(|id| id.to_string() == old.to_line());
            if !handwork.is_by_hand(&field) || names_removed {
                continue;
            }
            edits.push(RecordEdit::Set(change.path.clone(), old.clone()));
            let new = new.to_line();
            if handwork.imported(&field) != Some(new.as_str()) {
                self.remark_kept(record, &field, &old.to_line(), &new);
            }
        }
        edits
    }

    fn remark_kept(&mut self, record: &PlannedRecord, field: &str, kept: &str, stated: &str) {
        let (noun, id) = (record.kind.as_str(), &record.id);
        let assignment = quoted(&format!("{field}={stated}"));
        let note = Note::SetByHand {
            kept: kept.to_owned(),
            command: format!("po {noun} set {id} {assignment}"),
        };
        let tells = |report: &&mut FileReport| {
            let mut records = report.records.iter();
            records.any(|record| record.to_string() == *id)
        };
        let mut reports = self.reports.iter_mut().rev();
        if let Some(report) = reports.find(tells) {
            report.remark(field, Found::quote(stated), note);
        }
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
