//! Personal data that a published source holds: it stays, and the record says so.
//!
//! A finding is looked for in the text of the record as it will be written, because that is what the
//! gate before every commit reads, and in every field by itself.

use crate::locale::Language;
use crate::record::any::table_of;
use crate::record::case::{Privacy, PrivacyKind};
use crate::record::fields::fields;
use crate::record::{AnyRecord, RecordId, privacy};
use crate::store::render;

use super::report::PrivacyNote;

/// Who acknowledges what a published source holds.
const BY: &str = "import";

/// Adds a row for each place with personal data that no row acknowledges yet.
pub(super) fn acknowledge(record: &mut AnyRecord, language: Language) -> Vec<PrivacyNote> {
    let Ok(id) = record.id().parse::<RecordId>() else {
        return Vec::new();
    };
    let places = unacknowledged(record);
    let reason = language.pick("stands in the published source", "公開來源所載");
    let rows = match record {
        AnyRecord::Case(case) => &mut case.privacy,
        AnyRecord::Meeting(meeting) => &mut meeting.privacy,
        AnyRecord::Transcript(transcript) => &mut transcript.privacy,
        _ => return Vec::new(),
    };
    rows.extend(places.iter().map(|(path, kind)| Privacy {
        path: path.clone(),
        kind: *kind,
        reason: reason.to_owned(),
        by: BY.to_owned(),
    }));
    let note = |(path, kind)| PrivacyNote {
        record: id.clone(),
        path,
        kind,
    };
    places.into_iter().map(note).collect()
}

/// The fields with personal data that no row of the record acknowledges, each once.
pub(super) fn unacknowledged(record: &AnyRecord) -> Vec<(String, PrivacyKind)> {
    let text = render(record);
    let kind = Some(record.kind());
    let in_text = privacy::scan(&text);
    if in_text.is_empty() {
        return Vec::new();
    }
    let values: Vec<(String, String)> = fields(&record.item(), table_of(record.kind()))
        .into_iter()
        .map(|(path, value)| (path.to_string(), value.to_line()))
        .collect();
    let mut places: Vec<(String, PrivacyKind)> = Vec::new();
    let mut add = |path: &str, kind| {
        let known = record
            .privacy()
            .iter()
            .any(|row| row.path == path && row.kind == kind);
        let place = (path.to_owned(), kind);
        if !known && !places.contains(&place) {
            places.push(place);
        }
    };
    for (path, value) in &values {
        for finding in privacy::scan_field(value, kind, path) {
            add(path, finding.kind);
        }
    }
    for finding in in_text {
        let found = text.get(finding.start..finding.end).unwrap_or_default();
        let holder = values.iter().find(|(_, value)| value.contains(found));
        if let Some((path, _)) = holder.filter(|(path, _)| finding.is_personal_in(kind, path)) {
            add(path, finding.kind);
        }
    }
    places
}
