//! What came of an import, file by file.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::import::Remark;
use crate::import::transcript_facts::{Fact, Found};
use crate::import::transcript_markdown::Counts;
use crate::locale::Language;
use crate::locale::remark::{self, Field, Note};
use crate::record::case::PrivacyKind;
use crate::record::{AnyRecord, Item, RecordId};
use crate::store::PlannedRecord;

/// What came of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was read before, as it is now; nothing was touched.
    Unchanged,
    /// It could not be read; nothing of it goes in.
    Failed,
    /// Records that were there change.
    Updated,
    /// It made a record.
    New,
}

impl Outcome {
    /// The word for programs.
    fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Updated => "updated",
            Self::New => "new",
        }
    }
}

/// How many sources in a file (petitions; one for pages and transcripts) came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that made a record.
    pub new: usize,
    /// Those that changed one.
    pub updated: usize,
    /// Those that were read before.
    pub unchanged: usize,
    /// Those that could not be taken over.
    pub failed: usize,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Failed => self.failed += 1,
        }
    }
}

/// Personal data of a published source that goes in, acknowledged; the data itself is not repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivacyNote {
    /// The record that holds it.
    pub record: RecordId,
    /// The field that holds it, such as `speech[12].text`.
    pub path: String,
    /// What it is.
    pub kind: PrivacyKind,
}

/// What came of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The name of the file.
    pub file: String,
    /// What came of it: new where anything in it was, failed where all of it did.
    pub outcome: Outcome,
    /// The sources in it by what came of them.
    pub tally: Tally,
    /// The records that its sources made, changed or belong to, in the order in which they were met.
    pub records: Vec<RecordId>,
    /// What a transcript holds.
    pub counts: Option<Counts>,
    /// What a transcript states about its meeting in the places of speeches.
    pub facts: Vec<Found>,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
    /// Personal data that goes in because the source is published.
    pub privacy: Vec<PrivacyNote>,
}

impl FileReport {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            outcome: Outcome::Unchanged,
            tally: Tally::default(),
            records: Vec::new(),
            counts: None,
            facts: Vec::new(),
            remarks: Vec::new(),
            privacy: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, outcome: Outcome) {
        self.tally.count(outcome);
        let only_failures = self.tally.failed > 0
            && self.tally.new + self.tally.updated + self.tally.unchanged == 0;
        self.outcome = if self.tally.new > 0 {
            Outcome::New
        } else if self.tally.updated > 0 {
            Outcome::Updated
        } else if only_failures {
            Outcome::Failed
        } else {
            Outcome::Unchanged
        };
    }

    pub(super) fn remark(
        &mut self,
        field: impl Into<Field>,
        found: impl Into<remark::Found>,
        note: impl Into<Note>,
    ) {
        let remark = Remark::new(&self.file, None, field, found, note);
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    pub(super) fn belongs_to(&mut self, record: &RecordId) {
        if !self.records.contains(record) {
            self.records.push(record.clone());
        }
    }
}

/// What an import will do: one commit's worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Records to put, new or changed, in the order of their ids.
    pub records: Vec<AnyRecord>,
    /// Records that proved to be one with another and were merged into it; to be removed.
    pub removed: Vec<RecordId>,
    /// The results, in the order of the files.
    pub reports: Vec<FileReport>,
}

/// The keys of [`dry_run_json`] in their order; those between `outcome` and `records` are of
/// transcripts only.
pub const DRY_RUN_KEYS: [&str; 16] = [
    "file",
    "outcome",
    "title",
    "date",
    "speeches",
    "turns",
    "narratives",
    "other_quotes",
    "sections",
    "unattributed",
    "distinct_speakers",
    "first_speaker",
    "last_speaker",
    "facts",
    "records",
    "remarks",
];

/// What an import would do, for `--dry-run --format json`: one element a file, with the records that
/// its sources made or belong to and, for transcripts, what they hold. `facts` are what stood in the
/// places of speeches; `changes` are those of records that are there already; remarks are in words of
/// the language.
#[must_use]
pub fn dry_run_json(
    reports: &[FileReport],
    planned: &[PlannedRecord],
    language: Language,
) -> Value {
    let planned: HashMap<&str, &PlannedRecord> = planned
        .iter()
        .map(|record| (record.id.as_str(), record))
        .collect();
    reports
        .iter()
        .map(|report| one_file(report, &planned, language))
        .collect()
}

fn one_file(
    report: &FileReport,
    planned: &HashMap<&str, &PlannedRecord>,
    language: Language,
) -> Value {
    let mut fields = Map::new();
    fields.insert("file".to_owned(), report.file.as_str().into());
    fields.insert("outcome".to_owned(), report.outcome.as_str().into());
    if let Some(Ok(Value::Object(counts))) = report.counts.as_ref().map(serde_json::to_value) {
        fields.extend(counts);
        let facts: Vec<Value> = report.facts.iter().map(fact).collect();
        fields.insert("facts".to_owned(), facts.into());
    }
    let records = report.records.iter().map(|id| {
        let id = id.to_string();
        one_record(&id, planned.get(id.as_str()).copied())
    });
    fields.insert("records".to_owned(), records.collect());
    let remarks = report.remarks.iter().map(|remark| {
        json!({
            "line": remark.line,
            "field": remark.field.words(Language::En),
            "found": remark.found.words(language),
            "expected": remark.note.words(language),
        })
    });
    fields.insert("remarks".to_owned(), remarks.collect());
    fields.into()
}

/// What happens to a record; nothing where no plan names it.
fn one_record(id: &str, planned: Option<&PlannedRecord>) -> Value {
    let Some(record) = planned else {
        return json!({"id": id, "outcome": Outcome::Unchanged.as_str()});
    };
    let json = |item: &Option<Item>| item.as_ref().map(Item::to_json);
    let changes = record.changes.iter().map(|change| {
        json!({
            "field": change.path.to_string(),
            "old": json(&change.old),
            "new": json(&change.new),
        })
    });
    let (outcome, changes): (_, Vec<Value>) = match (record.is_new, record.is_removed) {
        (true, _) => (Outcome::New.as_str(), Vec::new()),
        (_, true) => ("removed", Vec::new()),
        _ => (Outcome::Updated.as_str(), changes.collect()),
    };
    json!({
        "id": id,
        "outcome": outcome,
        "kind": record.kind.as_str(),
        "title": record.title,
        "changes": changes,
    })
}

/// A fact without the names that stood with it.
fn fact(found: &Found) -> Value {
    let mut value = match &found.fact {
        Fact::Time { text, .. } => json!({"kind": "time", "text": text}),
        Fact::Place(text) => json!({"kind": "place", "text": text}),
        Fact::Attendance { agency, count } => {
            json!({"kind": "attendance", "agency": agency, "count": count})
        }
        Fact::Conclusion { n, text, .. } => json!({"kind": "conclusion", "n": n, "text": text}),
        Fact::Other { label, .. } => json!({"kind": "other", "label": label}),
    };
    if let (Some(meeting), Value::Object(fields)) = (&found.meeting, &mut value) {
        fields.insert("meeting".to_owned(), meeting.as_str().into());
    }
    value
}
