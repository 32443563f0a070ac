//! The importer's counts of transcripts, held against an independent count of the same model: on
//! invented text, and on published transcripts where these lie beside the repository.

mod oracle;
mod samples;

use po::import::transcript_markdown::{Finding, from_bytes, parse};
use proptest::prelude::*;

/// Compares both counts of one text.
fn assert_same_counts(text: &str, file_name: &str) {
    let parsed = parse(text, file_name);
    let counts = parsed.counts;
    let odd_headings = parsed
        .findings
        .iter()
        .filter(|finding| matches!(finding, Finding::OddHeading { .. }));
    let found = oracle::Tally {
        title: counts.title,
        sections: counts.sections,
        odd_headings: odd_headings.count(),
        narratives: counts.narratives,
        other_quotes: counts.other_quotes,
        speeches: counts.speeches,
        turns: counts.turns,
        unattributed: counts.unattributed,
        distinct_speakers: counts.distinct_speakers,
        first_speaker: counts.first_speaker,
        last_speaker: counts.last_speaker,
    };
    assert_eq!(found, oracle::tally(text), "{file_name}");
}

#[test]
fn published_transcripts_count_the_same() {
    samples::each_transcript(|name, bytes| {
        assert!(from_bytes(bytes, name).unwrap().date.is_some(), "{name}");
        assert_same_counts(std::str::from_utf8(bytes).unwrap(), name);
    });
}

proptest! {
    #[test]
    fn invented_lines_count_the_same(
        lines in proptest::collection::vec(
            prop_oneof![
                Just(String::new()),
                "#{1,7} {0,2}[甲乙a#]{0,2}[:：]{0,2} ?",
                ">{0,2} ?[(（\\[]{0,2}[甲a> ]{0,3}(\\]\\()?",
                "[甲a#>\u{3000}\t]{0,4}\u{2028}?",
            ],
            0..25,
        ),
    ) {
        assert_same_counts(&lines.join("\n"), "invented.md");
    }
}
