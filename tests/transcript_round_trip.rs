//! A transcript that was read and written again reads the same.

mod samples;

use po::export::transcript_markdown::{Colon, Transcript, write};
use po::export::transcript_record;
use po::import::plan::{Known, Source, TranscriptOptions, plan_transcripts};
use po::import::transcript_facts;
use po::import::transcript_markdown::{Parsed, from_bytes, parse};
use po::locale::Language;
use po::record::{AnyRecord, Date};
use po::text::transcript::Block;
use proptest::prelude::*;

fn rewrite(parsed: &Parsed, colon: Colon) -> Parsed {
    let Parsed {
        title,
        date,
        blocks,
        ..
    } = parsed;
    parse(
        &write(&Transcript {
            title,
            date: *date,
            blocks,
            colon,
        }),
        "again.md",
    )
}

#[test]
fn published_transcripts_survive() {
    samples::each_transcript(|name, bytes| {
        let parsed = from_bytes(bytes, name).unwrap();
        let again = rewrite(&parsed, Colon::FullWidth);
        assert_eq!(again.blocks, parsed.blocks, "{name}");
        assert_eq!(
            (again.title, again.date),
            (parsed.title, parsed.date),
            "{name}"
        );
    });
}

/// The speeches of a text, without what an import takes for facts of the meeting.
fn speeches(parsed: &Parsed) -> Vec<(String, String)> {
    let speech = |block: &Block| match block {
        Block::Speech { speaker, text } => Some((speaker.as_ref().to_owned(), text.clone())),
        _ => None,
    };
    transcript_facts::read(parsed)
        .rest
        .iter()
        .filter_map(speech)
        .collect()
}

#[test]
fn an_imported_transcript_exported_again_has_the_same_speeches() {
    samples::each_transcript(|name, bytes| {
        let source = Source {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        };
        let today = Date::new(2030, 1, 1).unwrap();
        let known = Known::new(Language::ZhTw, today, &|_| None);
        let plan = plan_transcripts(&[source], &known, &TranscriptOptions::default());
        let transcript = plan.records.iter().find_map(|record| match record {
            AnyRecord::Transcript(transcript) => Some(transcript),
            _ => None,
        });
        let exported = transcript_record::write(transcript.unwrap(), Language::ZhTw);
        let source = from_bytes(bytes, name).unwrap();
        assert_eq!(
            speeches(&parse(&exported, name)),
            speeches(&source),
            "{name}"
        );
    });
}

/// Lines of every kind, so that all blocks that can be read occur.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        Just(String::new()),
        "#{1,7} {0,2}[甲乙a#]{0,2}[:：]{0,2} ?",
        ">{0,2} ?[(（\\[]{0,2}[甲a> ]{0,3}(\\]\\()?\r?",
        "[甲a#>\u{3000}\t]{0,4}\u{2028}?",
        "\\PC{0,9}",
    ];
    proptest::collection::vec(line, 0..25)
}

/// Speeches as somebody might type them into a record.
fn typed_speeches() -> impl Strategy<Value = Vec<Block>> {
    let speech = ("[甲乙#：\n ]{1,3}", "[甲a#>：: \n\r（]{0,12}").prop_map(|(speaker, text)| {
        Block::Speech {
            speaker: speaker.into(),
            text,
        }
    });
    proptest::collection::vec(speech, 0..12)
}

proptest! {
    #[test]
    fn whatever_was_read_survives(lines in lines(), wide: bool) {
        let parsed = parse(&lines.join("\n"), "invented.md");
        let colon = if wide { Colon::FullWidth } else { Colon::HalfWidth };
        prop_assert_eq!(rewrite(&parsed, colon).blocks, parsed.blocks);
    }

    #[test]
    fn typed_words_stay_with_their_speaker(blocks in typed_speeches()) {
        let transcript = Transcript { title: "題", date: None, blocks: &blocks, colon: Colon::FullWidth };
        let again = parse(&write(&transcript), "invented.md");
        let speakers = |blocks: &[Block]| -> Vec<String> {
            blocks.iter().filter_map(|block| match block {
                Block::Speech { speaker, text } if !text.trim().is_empty() => {
                    let name = speaker.replace('\n', " ").trim().to_owned();
                    (!name.is_empty()).then_some(name)
                }
                _ => None,
            }).collect()
        };
        prop_assert_eq!(speakers(&again.blocks), speakers(&blocks));
    }
}
