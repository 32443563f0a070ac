//! The gate before every commit: git never forgets, so what must not be in a store is refused here.
//!
//! No personal data in content or message, unless a `[[privacy]]` row of the record acknowledges that
//! a published source holds it. In a public store nothing internal, no text of a transcript that is
//! not published, no text of what was said off the record or withheld since.

use crate::record::case::{PrivacyKind, Visibility};
use crate::record::correction::keeping_withheld;
use crate::record::fields::fields;
use crate::record::id::SETTINGS_PATH;
use crate::record::problem::line_of;
use crate::record::transcript::{Correction, SpeechKind, Transcript, TranscriptStatus};
use crate::record::{AnyRecord, Kind, any, privacy};

use super::commit::FileChange;
use super::snapshot::Snapshot;
use super::transaction::Proposal;

/// Why something may not enter the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// Personal data.
    Personal(PrivacyKind),
    /// Personal data that a row acknowledges, in a record that names no published source.
    Unsourced(PrivacyKind),
    /// A record that is not public.
    Internal,
    /// Text of a transcript before its publication.
    DraftText,
    /// Text said off the record.
    OffRecordText,
    /// Text that a later correction withholds.
    WithheldText,
}

/// One thing that may not enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarredPlace {
    /// The file; empty for the commit message.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The field, where it is in one.
    pub field: Option<String>,
    /// Why.
    pub why: Barred,
}

/// A change that the gate refuses, with every place.
#[derive(Debug, thiserror::Error)]
#[error("{} places hold what may not enter the store", .places.len())]
pub struct Refusal {
    /// What stands where.
    pub places: Vec<BarredPlace>,
}

/// Judges a change before anything is written.
///
/// # Errors
/// All places that hold what may not enter.
pub fn check_change(proposal: &Proposal<'_>) -> Result<(), Refusal> {
    let mut places = Vec::new();
    for finding in privacy::scan_field(proposal.message, None, "") {
        places.push(BarredPlace {
            path: String::new(),
            line: line_of(proposal.message, finding.start),
            field: None,
            why: Barred::Personal(finding.kind),
        });
    }
    places.extend(barred(proposal.base, &proposal.change.files));
    if places.is_empty() {
        Ok(())
    } else {
        Err(Refusal { places })
    }
}

/// What of these files may not enter the store, in their order.
pub fn barred(base: &Snapshot<'_>, files: &[FileChange]) -> Vec<BarredPlace> {
    let public = !is_private(base, files);
    let mut places = Vec::new();
    for file in files {
        let Some(text) = file
            .content
            .as_deref()
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
        else {
            continue;
        };
        let record = any::parse(&file.path, text.as_bytes()).record;
        personal(&file.path, text, record.as_ref(), &mut places);
        if let Some(record) = record.filter(|_| public) {
            not_public(&file.path, &record, &mut places);
        }
    }
    places
}

/// Whether the store, with the change, may hold what is not public.
fn is_private(base: &Snapshot<'_>, files: &[FileChange]) -> bool {
    let changed = files.iter().find(|file| file.path == SETTINGS_PATH);
    let bytes = match changed {
        Some(file) => file.content.clone(),
        None => settings_bytes(base),
    };
    match any::parse(SETTINGS_PATH, &bytes.unwrap_or_default()).record {
        Some(AnyRecord::Settings(settings)) => settings.private.unwrap_or(false),
        _ => false,
    }
}

fn settings_bytes(base: &Snapshot<'_>) -> Option<Vec<u8>> {
    base.read(SETTINGS_PATH).ok().flatten()
}

fn personal(path: &str, text: &str, record: Option<&AnyRecord>, places: &mut Vec<BarredPlace>) {
    let kind = Kind::of_path(path).map(|(kind, _)| kind);
    let values = record.map(|record| fields(&record.item(), any::table_of(record.kind())));
    let values: Vec<(String, String)> = values
        .into_iter()
        .flatten()
        .map(|(path, value)| (path.to_string(), value.to_line()))
        .collect();
    let is_acknowledged = |field: &str, kind| {
        record.is_some_and(|record| {
            record
                .privacy()
                .iter()
                .any(|row| row.path == field && row.kind == kind)
        })
    };
    let names_a_source = record.is_some_and(AnyRecord::names_a_source);
    let mut bar = |line, field: Option<&str>, why| {
        places.push(BarredPlace {
            path: path.to_owned(),
            line,
            field: field.map(str::to_owned),
            why,
        });
    };
    // Values are scanned as they are read, since TOML may spell a digit `\u0030`.
    let mut in_values = Vec::new();
    for (field, value) in &values {
        for finding in privacy::scan_field(value, kind, field) {
            let found = value.get(finding.start..finding.end).unwrap_or_default();
            in_values.push(found.to_owned());
            let why = match is_acknowledged(field, finding.kind) {
                true if names_a_source => continue,
                true => Barred::Unsourced(finding.kind),
                false => Barred::Personal(finding.kind),
            };
            let line = text.find(found).map_or(1, |start| line_of(text, start));
            bar(line, Some(field), why);
        }
    }
    // The rest of the file is comments, keys that nobody knows, and files that are no record.
    for finding in privacy::scan_field(text, kind, "") {
        let found = text.get(finding.start..finding.end).unwrap_or_default();
        if !in_values
            .iter()
            .any(|value| value.contains(found) || found.contains(value.as_str()))
        {
            let line = line_of(text, finding.start);
            bar(line, None, Barred::Personal(finding.kind));
        }
    }
}

fn not_public(path: &str, record: &AnyRecord, places: &mut Vec<BarredPlace>) {
    let mut bar = |field: String, why| {
        places.push(BarredPlace {
            path: path.to_owned(),
            line: 1,
            field: Some(field),
            why,
        });
    };
    let visibility = match record {
        AnyRecord::Case(case) => case.visibility,
        AnyRecord::Meeting(meeting) => meeting.visibility,
        _ => None,
    };
    if visibility == Some(Visibility::Internal) {
        bar("visibility".to_owned(), Barred::Internal);
    }
    if let AnyRecord::Transcript(transcript) = record {
        of_transcript(transcript, &mut bar);
    }
}

fn of_transcript(transcript: &Transcript, bar: &mut dyn FnMut(String, Barred)) {
    let is_published = transcript.status == TranscriptStatus::Published;
    for speech in transcript
        .speeches
        .iter()
        .filter(|speech| speech.text.is_some())
    {
        let field = format!("speech[{}].text", speech.n);
        if speech.kind() == SpeechKind::OffRecord {
            bar(field, Barred::OffRecordText);
        } else if !is_published {
            bar(field, Barred::DraftText);
            break;
        }
    }
    let is_off_record = |row: &Correction| {
        let mut speeches = transcript.speeches.iter();
        speeches.any(|speech| speech.n == row.speech && speech.kind() == SpeechKind::OffRecord)
    };
    let withheld = keeping_withheld(transcript);
    for (place, row) in transcript.corrections.iter().enumerate() {
        let why = if !row.keeps_words() {
            continue;
        } else if is_off_record(row) {
            Barred::OffRecordText
        } else if !is_published {
            Barred::DraftText
        } else if withheld.contains(&place) {
            Barred::WithheldText
        } else {
            continue;
        };
        bar(format!("correction[{}]", row.k), why);
    }
}
