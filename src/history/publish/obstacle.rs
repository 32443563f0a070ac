//! What keeps a record out of a public store.
//!
//! The gate of the public store refuses most of it once more; here it is told record by record and
//! field by field, before anything is drafted, and with what only the private store knows: who agreed
//! to be named, and until when the speakers may edit.

use crate::record::any::table_of;
use crate::record::case::{PrivacyKind, Visibility};
use crate::record::fields::fields;
use crate::record::transcript::{SpeechKind, Transcript, TranscriptStatus};
use crate::record::{AnyRecord, Date, privacy};

use super::Options;

/// Why something may not become public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The record is for the people of the private store only.
    Internal,
    /// The transcript is a draft.
    Draft,
    /// The speakers may edit until that day, or until nobody has said which.
    Editing(Option<Date>),
    /// It becomes public on a day to come.
    NotBefore(Date),
    /// Something was said off the record.
    OffRecord,
    /// A speaker did not agree to be named.
    NoConsent,
    /// Two sides of a merge differ in the field, and nobody has decided.
    Undecided,
    /// Personal data that no published source excuses.
    Personal(PrivacyKind),
}

/// An obstacle in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstruction {
    /// The id of the record.
    pub record: String,
    /// The field, as the keyed view names it.
    pub field: String,
    /// What it is.
    pub why: Obstacle,
}

/// All that keeps a record back.
pub fn obstacles(record: &AnyRecord, options: Options) -> Vec<Obstruction> {
    let mut found: Vec<(String, Obstacle)> = Vec::new();
    if let AnyRecord::Transcript(transcript) = record {
        found.extend(unready(transcript, options.today));
        if !options.mark_off_record {
            found.extend(off_record(transcript));
        }
        found.extend(unconsenting(transcript));
    }
    let open = record.conflicts().iter();
    found.extend(open.map(|row| (row.path.to_string(), Obstacle::Undecided)));
    found.extend(personal(record));
    let id = record.id();
    let found = found.into_iter().map(|(field, why)| Obstruction {
        record: id.clone(),
        field,
        why,
    });
    internal(record).into_iter().chain(found).collect()
}

/// That a record is for the people of the private store only, where it is.
pub fn internal(record: &AnyRecord) -> Option<Obstruction> {
    let visibility = match record {
        AnyRecord::Case(case) => case.visibility,
        AnyRecord::Meeting(meeting) => meeting.visibility,
        _ => None,
    };
    (visibility == Some(Visibility::Internal)).then(|| Obstruction {
        record: record.id(),
        field: "visibility".to_owned(),
        why: Obstacle::Internal,
    })
}

/// What the procedure still has to wait for. A day that was announced holds although somebody set the
/// status earlier.
fn unready(transcript: &Transcript, today: Date) -> Option<(String, Obstacle)> {
    let place = |field: &str, why| Some((field.to_owned(), why));
    let open_until = transcript.edit_until.filter(|until| *until >= today);
    match (transcript.status, open_until) {
        (TranscriptStatus::Draft, _) => place("status", Obstacle::Draft),
        (_, Some(until)) => place("edit_until", Obstacle::Editing(Some(until))),
        (TranscriptStatus::Editing, None) => place("status", Obstacle::Editing(None)),
        (TranscriptStatus::Published, None) => {
            let day = transcript.published_on.filter(|day| *day > today)?;
            place("published_on", Obstacle::NotBefore(day))
        }
    }
}

fn off_record(transcript: &Transcript) -> impl Iterator<Item = (String, Obstacle)> {
    let spoken = transcript.speeches.iter().filter(|speech| {
        let has_words = transcript
            .corrections
            .iter()
            .any(|row| row.speech == speech.n && row.keeps_words());
        speech.kind() == SpeechKind::OffRecord && (speech.text.is_some() || has_words)
    });
    spoken.map(|speech| (format!("speech[{}].text", speech.n), Obstacle::OffRecord))
}

/// Every speaker is named by being listed, by a paragraph or by a correction; each agreed to it.
fn unconsenting(transcript: &Transcript) -> Vec<(String, Obstacle)> {
    let agreed = |key: &str| {
        let mut speakers = transcript.speakers.iter();
        speakers.any(|speaker| speaker.key == key && speaker.consent == Some(true))
    };
    let is_listed = |key: &str| transcript.speakers.iter().any(|speaker| speaker.key == key);
    let listed = transcript
        .speakers
        .iter()
        .filter(|speaker| !agreed(&speaker.key))
        .map(|speaker| format!("speaker[{}].consent", speaker.key));
    let speeches = transcript.speeches.iter().filter_map(|speech| {
        let by = speech.by.as_deref()?;
        (!is_listed(by)).then(|| format!("speech[{}].by", speech.n))
    });
    let corrections = transcript.corrections.iter().flat_map(|row| {
        let named = [("before_by", &row.before_by), ("after_by", &row.after_by)];
        named.into_iter().filter_map(move |(field, by)| {
            let by = by.as_deref()?;
            (!is_listed(by)).then(|| format!("correction[{}].{field}", row.k))
        })
    });
    listed
        .chain(speeches)
        .chain(corrections)
        .map(|field| (field, Obstacle::NoConsent))
        .collect()
}

/// Personal data in any value. An acknowledgement counts only where the record names the published
/// source that it speaks of.
fn personal(record: &AnyRecord) -> Vec<(String, Obstacle)> {
    let kind = Some(record.kind());
    let excused = if record.names_a_source() {
        record.privacy()
    } else {
        &[]
    };
    let mut found = Vec::new();
    for (path, value) in fields(&record.item(), table_of(record.kind())) {
        let path = path.to_string();
        for finding in privacy::scan_field(&value.to_line(), kind, &path) {
            let is_excused = excused
                .iter()
                .any(|row| row.path == path && row.kind == finding.kind);
            let place = (path.clone(), Obstacle::Personal(finding.kind));
            if !is_excused && !found.contains(&place) {
                found.push(place);
            }
        }
    }
    found
}
