//! What a newer source changes in a transcript that was published: nothing is changed in silence. A
//! correction stands for every paragraph, as for one that a person asks for.

use std::collections::{BTreeMap, HashSet};

use crate::record::correction::withheld;
use crate::record::transcript::{Correction, CorrectionKind, Speech, SpeechKind, Transcript};

use super::book::row_key;
use super::known::Known;

/// Adds the corrections that lead from the paragraphs of `old`, which was published, to those of the
/// newer source in `transcript`. A paragraph that the source has no longer stays without its words,
/// one that was withheld stays as it is.
pub(super) fn explain(transcript: &mut Transcript, old: &Transcript, known: &Known<'_>) {
    let before: BTreeMap<u32, &Speech> = old.speeches.iter().map(|row| (row.n, row)).collect();
    let withheld = withheld(&old.corrections);
    let of_source = std::mem::take(&mut transcript.speeches);
    let numbers = before
        .keys()
        .copied()
        .chain(of_source.iter().map(|row| row.n));
    let mut last = numbers.max().unwrap_or(0);
    let mut rows: Vec<Speech> = Vec::with_capacity(of_source.len());
    // What was said off the record is in no source, and stays where it was.
    let is_mark = |row: &Speech| row.kind() == SpeechKind::OffRecord;
    for mut row in of_source.into_iter().filter(|row| !is_mark(row)) {
        match before.get(&row.n) {
            Some(was) if withheld.contains_key(&row.n) => row = (*was).clone(),
            // What was said is no heading, and somebody said it: that is another paragraph.
            Some(was) if was.kind() != row.kind() || (was.by.is_some() && row.by.is_none()) => {
                rows.push(without_words(was));
                last = last.saturating_add(1);
                row.n = last;
            }
            _ => {}
        }
        rows.push(row);
    }
    let kept: HashSet<u32> = rows.iter().map(|row| row.n).collect();
    let mut place = 0;
    for was in &old.speeches {
        if kept.contains(&was.n) {
            let found = rows.iter().skip(place).position(|row| row.n == was.n);
            place = found.map_or(place, |found| place + found + 1);
            continue;
        }
        let row = match withheld.contains_key(&was.n) || is_mark(was) {
            true => was.clone(),
            false => without_words(was),
        };
        rows.insert(place, row);
        place += 1;
    }
    for row in &rows {
        let was = before.get(&row.n).copied();
        if was.is_none_or(|was| was.text != row.text || was.by != row.by) {
            let correction = correction(transcript, was, row, known);
            transcript.corrections.push(correction);
        }
    }
    transcript.speeches = rows;
}

fn without_words(row: &Speech) -> Speech {
    Speech {
        text: None,
        ..row.clone()
    }
}

/// What leads from a paragraph, if there was one, to that of the newer source.
fn correction(
    transcript: &Transcript,
    was: Option<&Speech>,
    row: &Speech,
    known: &Known<'_>,
) -> Correction {
    let sha256 = transcript.source.as_ref();
    let sha256 = sha256.and_then(|source| source.sha256.as_ref());
    let sha256 = sha256.map_or_else(String::new, ToString::to_string);
    let taken = |key: &_| transcript.corrections.iter().any(|row| row.k == *key);
    let text = was.and_then(|was| was.text.clone());
    let by = was.and_then(|was| was.by.clone());
    let has_other_words = text != row.text;
    let has_other_speaker = by != row.by;
    let why = known
        .language
        .pick("the published source changed", "公開來源已變更");
    let gap = known.language.pick(", ", "，");
    Correction {
        k: row_key(&format!("correction:{}:{sha256}", row.n), taken),
        speech: row.n,
        on: known.today,
        kind: CorrectionKind::Correct,
        before: text.filter(|_| has_other_words),
        after: row.text.clone().filter(|_| has_other_words),
        before_by: by.filter(|_| has_other_speaker),
        after_by: row.by.clone().filter(|_| has_other_speaker),
        asked_by: known.language.pick("source", "來源").to_owned(),
        reason: format!("{why}{gap}sha256 {sha256}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::transcript_facts::Piece;
    use crate::locale::Language;
    use crate::record::correction::{not_applied, unexplained};
    use crate::record::{AnyRecord, Date, RecordId, parse};
    use crate::text::transcript::Block;

    use super::super::handwork::Handwork;
    use super::super::speeches;

    /// An invented published transcript without paragraphs.
    fn published() -> Transcript {
        let text =
            "id = \"t203102-k7f2\"\ntitle = \"虛構\"\ndate = 2031-02-03\nstatus = \"published\"\n";
        let path = "records/transcripts/2031/02/t203102-k7f2.toml";
        match parse(path, text.as_bytes()).record {
            Some(AnyRecord::Transcript(transcript)) => *transcript,
            other => panic!("{other:?}"),
        }
    }

    /// What an import of this source makes of a published transcript.
    fn imported(old: &Transcript, source: &[Piece]) -> Transcript {
        let nothing = |_: &RecordId| None;
        let nobody = |_: &RecordId| Handwork::default();
        let today = Date::new(2031, 3, 1).unwrap();
        let known = Known::new(Language::ZhTw, today, &nothing, &nobody);
        let mut new = old.clone();
        new.speeches = speeches::rows(source, &old.speeches, &Handwork::default());
        explain(&mut new, old, &known);
        new
    }

    /// Paragraphs: what each is, by whom, and its words.
    fn any_source() -> impl Strategy<Value = Vec<Piece>> {
        let piece = (0..4_u8, "[a-c]").prop_map(|(kind, text)| {
            let speech = |speaker: &'static str, text| Block::Speech {
                speaker: speaker.into(),
                text,
            };
            Piece::Block(match kind {
                0 => speech("甲", text),
                1 => speech("乙", text),
                2 => Block::Narrative { text },
                _ => Block::Unattributed { text },
            })
        });
        proptest::collection::vec(piece, 0..8)
    }

    proptest! {
        #[test]
        fn whatever_the_source_has_now_is_explained_and_stands_there(
            sources in proptest::collection::vec(any_source(), 4),
            mark in 0..8_usize,
        ) {
            let mut old = imported(&published(), &sources[0]);
            old.corrections.clear();
            let off_record = Speech { n: 100, kind: Some(SpeechKind::OffRecord), by: None, text: None };
            old.speeches.insert(mark.min(old.speeches.len()), off_record.clone());
            for source in &sources[1..] {
                let new = imported(&old, source);
                prop_assert_eq!(unexplained(&old, &new), []);
                prop_assert!(not_applied(&new).is_empty());
                prop_assert!(new.speeches.contains(&off_record));
                let words = |rows: &[Speech]| -> Vec<_> {
                    let rows = rows.iter().filter(|row| row.text.is_some());
                    rows.map(|row| (row.kind(), row.by.clone(), row.text.clone())).collect()
                };
                let fresh = speeches::rows(source, &[], &Handwork::default());
                prop_assert_eq!(words(&new.speeches), words(&fresh));
                prop_assert_eq!(&imported(&new, source), &new);
                old = new;
            }
        }
    }
}
