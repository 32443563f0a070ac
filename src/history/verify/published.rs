//! What may not change any more: the words of a published transcript, but by a correction that says so.

use std::collections::BTreeMap;

use crate::record::transcript::{Speech, Transcript, TranscriptStatus};

/// The speeches of a published transcript, by number, that are not as they were and have no
/// correction; one that was put in counts as well.
pub(super) fn altered(old: &Transcript, new: &Transcript) -> Vec<u32> {
    let by_number = |transcript: &'_ Transcript| -> BTreeMap<u32, Speech> {
        let speeches = transcript.speeches.iter();
        speeches.map(|speech| (speech.n, speech.clone())).collect()
    };
    let (before, after) = (by_number(old), by_number(new));
    let numbers = before.keys().chain(after.keys());
    let mut altered: Vec<u32> = numbers
        .copied()
        .filter(|n| before.get(n) != after.get(n))
        .collect();
    // The order of the file is the order of reading.
    let order = |transcript: &Transcript, others: &BTreeMap<u32, Speech>| -> Vec<u32> {
        let numbers = transcript.speeches.iter().map(|speech| speech.n);
        numbers.filter(|n| others.contains_key(n)).collect()
    };
    let (stood, stands) = (order(old, &after), order(new, &before));
    let moved = stood
        .iter()
        .zip(&stands)
        .filter(|(one, other)| one != other);
    altered.extend(moved.map(|(_, n)| *n));
    altered.sort_unstable();
    altered.dedup();
    if altered.is_empty() {
        return altered;
    }
    altered.retain(|n| !is_corrected(old, new, *n));
    altered
}

/// Whether a transcript that was published is not any more.
pub(super) fn is_taken_back(old: &Transcript, new: Option<&Transcript>) -> bool {
    let is_public = |transcript: &Transcript| transcript.status == TranscriptStatus::Published;
    is_public(old) && !new.is_some_and(is_public)
}

/// Whether the change brings a correction of the speech that was not there before.
fn is_corrected(old: &Transcript, new: &Transcript, n: u32) -> bool {
    let of_it = |transcript: &Transcript| {
        let corrections = transcript.corrections.iter();
        corrections.filter(|row| row.speech == n).count()
    };
    of_it(new) > of_it(old)
}

#[cfg(test)]
mod tests {
    use crate::record::{AnyRecord, Kind, any};

    use super::*;

    /// Invented.
    const HEAD: &str =
        "id = \"t201904-p9wz\"\ntitle = \"甲稿\"\ndate = 2019-04-12\nstatus = \"published\"\n";
    const TWO: &str = "[[speech]]\nn = 1\ntext = \"甲\"\n[[speech]]\nn = 2\ntext = \"乙\"\n";
    const SMOOTHED: &str = "[[speech]]\nn = 1\ntext = \"甲\"\n[[speech]]\nn = 2\ntext = \"丙\"\n";

    fn read(text: &str) -> Transcript {
        match any::parse_as(Kind::Transcript, text.as_bytes()).record {
            Some(AnyRecord::Transcript(transcript)) => *transcript,
            other => panic!("{other:?}"),
        }
    }

    fn found(old: &str, new: &str) -> Vec<u32> {
        altered(
            &read(&format!("{HEAD}{old}")),
            &read(&format!("{HEAD}{new}")),
        )
    }

    #[test]
    fn changed_removed_and_inserted_speeches_are_told() {
        assert_eq!(found(TWO, TWO), [0_u32; 0]);
        assert_eq!(found(TWO, SMOOTHED), [2]);
        assert_eq!(found(TWO, "[[speech]]\nn = 1\ntext = \"甲\"\n"), [2]);
        assert_eq!(
            found(TWO, &format!("{TWO}[[speech]]\nn = 3\ntext = \"丁\"\n")),
            [3]
        );
    }

    #[test]
    fn speeches_in_another_order_are_told() {
        let turned = "[[speech]]\nn = 2\ntext = \"乙\"\n[[speech]]\nn = 1\ntext = \"甲\"\n";
        assert_eq!(found(TWO, turned), [1, 2]);
    }

    #[test]
    fn a_correction_made_along_answers_for_its_speech_only_once() {
        let row = |k: &str| {
            format!(
                "[[correction]]\nk = \"{k}\"\nspeech = 2\non = 2019-05-01\nkind = \"correct\"\nasked_by = \"甲\"\nreason = \"虛構\"\n"
            )
        };
        let corrected = format!("{SMOOTHED}{}", row("aaaa"));
        assert_eq!(found(TWO, &corrected), [0_u32; 0]);
        // The correction of an earlier change says nothing of this one.
        assert_eq!(found(&format!("{TWO}{}", row("aaaa")), &corrected), [2]);
        let other = corrected.replace("speech = 2", "speech = 1");
        assert_eq!(found(TWO, &other), [2]);
    }
}
