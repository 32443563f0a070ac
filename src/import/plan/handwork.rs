//! What people changed of what an import wrote, told from the history of the record.
//!
//! A value is a person's where the commit that last wrote it was no import, and so is the gap where a
//! person removed one. A newer source does not replace it; where the source has changed as well, a
//! remark says what it states now and which command takes that over. Some fields are no matter of
//! opinion and follow their source: what it counts, how it stands, and what says where the record came
//! from.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::index::{HistoryChange, HistoryEntry};
use crate::locale::remark::{Found, Note};
use crate::record::any::table_of;
use crate::record::fields::{FieldChange, FieldPath, Step};
use crate::record::shape::Shape;
use crate::record::transcript::{Speech, SpeechKind};
use crate::record::{Item, Kind};
use crate::store::{PlannedRecord, RecordEdit, taipei_day};

use super::report::{FileReport, Plan};

/// What people wrote or removed last in one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handwork {
    /// By field, such as `stage[x7f2].on`: what an import wrote there last, if one did.
    values: HashMap<String, Option<String>>,
    /// By field, such as `tags`: what people took out of the list.
    taken_out: HashMap<String, HashSet<String>>,
    /// The day in Taipei on which the record was made.
    made_on: Option<NaiveDate>,
}

impl Handwork {
    /// Reads the history of a record, newest first.
    #[must_use]
    pub fn of(history: &[HistoryEntry]) -> Self {
        let mut imported: HashMap<&str, Option<&String>> = HashMap::new();
        let mut handwork = Self {
            made_on: history.last().map(|oldest| taipei_day(oldest.on)),
            ..Self::default()
        };
        for entry in history.iter().rev() {
            let operation = entry.operation.as_deref().unwrap_or_default();
            let by_import = operation.starts_with("import.");
            // A person who puts the digest of a source back undoes the import that read it: what
            // that one wrote was never the source's word.
            let of_source = by_import || entry.changes.iter().any(puts_a_digest_back);
            for change in &entry.changes {
                let field = change.field.as_str();
                handwork.note_taken_out(change, by_import);
                if of_source {
                    imported.insert(field, change.new.as_ref());
                }
                if by_import {
                    handwork.values.remove(field);
                } else {
                    let before = imported.get(field).copied().flatten();
                    handwork.values.insert(field.to_owned(), before.cloned());
                }
            }
        }
        handwork
    }

    /// Lists that an import adds to stand at the top of a record.
    fn note_taken_out(&mut self, change: &HistoryChange, by_import: bool) {
        if change.field.contains('[') {
            return;
        }
        let (old, new) = (elements(change.old.as_ref()), elements(change.new.as_ref()));
        let taken_out = self.taken_out.entry(change.field.clone()).or_default();
        if !by_import {
            taken_out.extend(old.map(str::to_owned));
        }
        for element in new {
            taken_out.remove(element);
        }
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

    /// The day on which the record was made.
    pub(super) fn made_on(&self) -> Option<NaiveDate> {
        self.made_on
    }

    pub(super) fn is_by_hand(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// What an import wrote last into a field that a person changed since.
    pub(super) fn imported(&self, field: &str) -> Option<&str> {
        self.values.get(field)?.as_deref()
    }

    /// Whether a person took an element out of a list.
    fn is_taken_out(&self, field: &str, element: &Item) -> bool {
        let line = element.to_line();
        let taken_out = self.taken_out.get(field);
        taken_out.is_some_and(|taken_out| {
            let mut parts = elements(Some(&line));
            parts.all(|part| taken_out.contains(part))
        })
    }

    /// Whether a person removed the row that an import would make, or gave it to another: the first
    /// part of a key with several says what the row is about.
    fn is_row_removed(&self, row: &NewRow<'_>) -> bool {
        let FieldPath(steps) = &row.path;
        let [Step::Field(table), Step::Row(key)] = &steps[..] else {
            return false;
        };
        let [name, rest @ ..] = row.key else {
            return false;
        };
        if self.is_by_hand(&format!("{}.{name}", row.path)) {
            return true;
        }
        let first = key.split('+').next().unwrap_or_default();
        let (start, end) = (format!("{table}[{first}+"), format!("].{name}"));
        let about_same = |field: &String| field.starts_with(&start) && field.ends_with(&end);
        !rest.is_empty() && self.values.keys().any(about_same)
    }
}

fn puts_a_digest_back(change: &HistoryChange) -> bool {
    change.old.is_some()
        && change.field.starts_with("origin[")
        && change.field.ends_with("].sha256")
}

/// The elements of a list, which history has in one line.
fn elements(line: Option<&String>) -> impl Iterator<Item = &str> {
    line.into_iter().flat_map(|line| line.split(", "))
}

/// A row that an import would make.
struct NewRow<'a> {
    path: FieldPath,
    /// The fields of its key.
    key: &'static [&'static str],
    values: Vec<&'a FieldChange>,
}

/// The rows that an import would make in a record.
fn new_rows(record: &PlannedRecord) -> Vec<NewRow<'_>> {
    let mut rows: Vec<NewRow<'_>> = Vec::new();
    for change in disputed(record) {
        let FieldPath(steps) = &change.path;
        let [Step::Field(table), row @ Step::Row(_), Step::Field(_), ..] = &steps[..] else {
            continue;
        };
        let path = FieldPath(vec![Step::Field(table.clone()), row.clone()]);
        if let Some(known) = rows.iter_mut().find(|row| row.path == path) {
            known.values.push(change);
            continue;
        }
        let shape = table_of(record.kind).field(table).map(|field| field.shape);
        if let Some(Shape::Rows(shape)) = shape {
            rows.push(NewRow {
                path,
                key: shape.key,
                values: vec![change],
            });
        }
    }
    rows.retain(NewRow::has_no_old_key);
    rows
}

impl NewRow<'_> {
    fn has_no_old_key(&self) -> bool {
        self.values.iter().any(|change| {
            let last = change.path.0.last();
            let is_key =
                matches!(last, Some(Step::Field(name)) if self.key.contains(&name.as_str()));
            is_key && change.old.is_none()
        })
    }

    fn holds(&self, change: &FieldChange) -> bool {
        change.path.0.starts_with(&self.path.0)
    }
}

/// The values that an import would write where a person may have a say.
#[must_use]
pub fn disputed(record: &PlannedRecord) -> Vec<&FieldChange> {
    let stays = !record.is_new && !record.is_removed;
    let changes = record.changes.iter();
    let disputed = changes.filter(|change| {
        // Paragraphs were compared with their source when the plan was made.
        stays && change.new.is_some() && !follows_its_source(record.kind, &change.path)
    });
    disputed.collect()
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
        // No personal data goes in without its row.
        (_, "privacy", _) => true,
        // Its meeting, licence and day of publication are given with the command; who speaks has a row.
        (Kind::Transcript, first, _) => matches!(
            first,
            "source" | "speech" | "speaker" | "meeting" | "licence" | "published_on"
        ),
        _ => false,
    }
}

impl Plan {
    /// The edits that put back what people wrote or removed in a record where the plan has it
    /// otherwise; says so where the source has changed there too.
    pub fn keep(&mut self, record: &PlannedRecord, handwork: &Handwork) -> Vec<RecordEdit> {
        let rows = new_rows(record);
        let mut edits = Vec::new();
        for row in rows.iter().filter(|row| handwork.is_row_removed(row)) {
            edits.push(RecordEdit::Unset(row.path.clone()));
            self.remark_removed(record, row, handwork);
        }
        let in_no_row = |change: &&FieldChange| !rows.iter().any(|row| row.holds(change));
        for change in disputed(record).into_iter().filter(in_no_row) {
            edits.extend(match &change.new {
                Some(Item::List(stated)) => without_taken_out(change, stated, handwork),
                Some(stated) => self.keep_value(record, change, stated, handwork),
                None => None,
            });
        }
        edits
    }

    fn keep_value(
        &mut self,
        record: &PlannedRecord,
        change: &FieldChange,
        stated: &Item,
        handwork: &Handwork,
    ) -> Option<RecordEdit> {
        let field = change.path.to_string();
        let kept = change.old.as_ref().map(Item::to_line);
        // What named a record that was merged into another names that one.
        let mut removed = self.removed.iter().map(ToString::to_string);
        let names_removed = removed.any(|id| Some(id) == kept);
        if !handwork.is_by_hand(&field) || names_removed {
            return None;
        }
        let stated = stated.to_line();
        if handwork.imported(&field) != Some(stated.as_str()) {
            let (kind, id) = (record.kind, &record.id);
            let note = match kept {
                Some(kept) => set_by_hand(kind, id, &field, kept, &stated),
                None => Note::RemovedByHand(taking_over(kind, id, &field, &stated)),
            };
            self.remark(record, &field, &stated, note);
        }
        let path = change.path.clone();
        Some(match &change.old {
            Some(old) => RecordEdit::Set(path, old.clone()),
            None => RecordEdit::Unset(path),
        })
    }

    /// Names the first value of a removed row that no import wrote before.
    fn remark_removed(&mut self, record: &PlannedRecord, row: &NewRow<'_>, handwork: &Handwork) {
        let news = row.values.iter().find_map(|change| {
            let (field, stated) = (change.path.to_string(), change.new.as_ref()?.to_line());
            let is_news = handwork.imported(&field) != Some(stated.as_str());
            (is_news && !field.ends_with("].k")).then_some((field, stated))
        });
        if let Some((field, stated)) = news {
            let command = format!("po {} edit {}", record.kind.as_str(), record.id);
            self.remark(record, &field, &stated, Note::RemovedByHand(command));
        }
    }

    /// Adds a remark to the report of the file that a record belongs to.
    fn remark(&mut self, record: &PlannedRecord, field: &str, stated: &str, note: Note) {
        let tells = |report: &&mut FileReport| {
            let mut records = report.records.iter();
            records.any(|id| id.to_string() == record.id)
        };
        let mut reports = self.reports.iter_mut().rev();
        if let Some(report) = reports.find(tells) {
            report.remark(field, Found::quote(stated), note);
        }
    }
}

/// The edit that takes out of a list again what people took out; what the source newly adds stays.
fn without_taken_out(
    change: &FieldChange,
    stated: &[Item],
    handwork: &Handwork,
) -> Option<RecordEdit> {
    let field = change.path.to_string();
    let mut kept = stated.to_vec();
    kept.retain(|element| !handwork.is_taken_out(&field, element));
    if kept.len() == stated.len() {
        return None;
    }
    let path = change.path.clone();
    Some(match kept.is_empty() && change.old.is_none() {
        true => RecordEdit::Unset(path),
        false => RecordEdit::Set(path, Item::List(kept)),
    })
}

/// What is said of a field that a person set: what stays, and how to take what the source states.
pub(super) fn set_by_hand(kind: Kind, id: &str, field: &str, kept: String, stated: &str) -> Note {
    let command = taking_over(kind, id, field, stated);
    Note::SetByHand { kept, command }
}

/// The command that sets a field to what the source states.
fn taking_over(kind: Kind, id: &str, field: &str, stated: &str) -> String {
    let assignment = quoted(&format!("{field}={stated}"));
    format!("po {} set {id} {assignment}", kind.as_str())
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}
