//! A transcript that was read and written again reads the same.

mod oracle;
mod samples;

use po::export::transcript_markdown::{Colon, Transcript, write};
use po::export::transcript_record;
use po::import::plan::{Handwork, Known, Source, TranscriptOptions, plan_transcripts};
use po::import::transcript_facts::{self, Found, Piece};
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

/// The Markdown of a transcript after it went into a store.
fn exported(name: &str, bytes: &[u8]) -> String {
    let source = Source {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    let today = Date::new(2030, 1, 1).expect("a day of the calendar");
    let known = Known::new(Language::ZhTw, today, &|_| None, &|_| Handwork::default());
    let plan = plan_transcripts(&[source], &known, &TranscriptOptions::default());
    let transcript = plan.records.iter().find_map(|record| match record {
        AnyRecord::Transcript(transcript) => Some(transcript),
        _ => None,
    });
    transcript_record::write(
        transcript.expect("the text is a transcript with a day"),
        Language::ZhTw,
    )
}

/// What the block model counts; the title is written with the date where it had none.
fn tally(text: &str) -> oracle::Tally {
    oracle::Tally {
        title: None,
        ..oracle::tally(text)
    }
}

/// What is said in a text, speaker by speaker, and the facts that it states.
fn content(text: &str, name: &str) -> (Vec<Block>, Vec<Found>) {
    let facts = transcript_facts::read(&parse(text, name));
    let speech = |piece| match piece {
        Piece::Block(block @ Block::Speech { .. }) => Some(block),
        _ => None,
    };
    let speeches = facts.pieces.into_iter().filter_map(speech);
    (speeches.collect(), facts.found)
}

#[test]
fn an_imported_transcript_exported_again_counts_and_says_the_same() {
    samples::each_transcript(|name, bytes| {
        let source = std::str::from_utf8(bytes).unwrap();
        let again = exported(name, bytes);
        assert_eq!(tally(&again), tally(source), "{name}");
        assert_eq!(content(&again, name), content(source, name), "{name}");
    });
}

#[test]
fn minutes_come_back_in_their_places_with_numbers_for_those_present() {
    let text = |first: &str, second: &str| {
        format!(
            "# 2031-02-03 虛構會議\n\n> 主席：王甲乙\n> 出席：{first}\n\n### 時間：\n\n2/3 10:00\n\n### 出席人員：\n\n{second}\n\n### 甲：\n\n一\n\n### 會議結論：\n\n1. 二\n2. 三\n\n> （第二次工作會議時間：2031/2/4 10:00）\n\n### 決議：\n\n照辦\n\n### 待辦事項：\n"
        )
    };
    let source = text("王甲乙、李丙丁", "- PDIS 王甲乙 / 李丙丁\n- 陳戊己");
    assert_eq!(
        exported("2031-02-03-虛構會議.md", source.as_bytes()),
        text("2 人", "- PDIS 2 人\n- 1 人")
    );
}

#[test]
fn headings_that_are_no_speakers_come_back_as_headings() {
    let text = "# 2031-02-03 虛構會議\n\n> 議程：略\n\n### 甲：\n\n一\n\n### 補充說明：\n\n二\n\n> （休息）\n\n三\n\n### 投票結果：\n\n### 發言摘要：\n\n四\n\n五\n\n### 乙：\n\n## 討論\n\n無主\n";
    assert_eq!(exported("2031-02-03-虛構會議.md", text.as_bytes()), text);
}

#[test]
fn a_blank_before_the_colon_makes_no_other_speaker() {
    let text = "# 2031-02-03 虛構會議\n\n### 甲 ：\n\n一\n\n###甲\u{3000}: \n\n二\n";
    let tally = tally(text);
    assert_eq!((tally.turns, tally.distinct_speakers), (1, 1));
    assert_eq!(tally.first_speaker.as_deref(), Some("甲"));
    let counts = parse(text, "x.md").counts;
    assert_eq!((counts.turns, counts.distinct_speakers), (1, 1));
    assert_eq!(
        exported("2031-02-03-虛構會議.md", text.as_bytes()),
        "# 2031-02-03 虛構會議\n\n### 甲：\n\n一\n\n二\n"
    );
}

proptest! {
    #[test]
    fn whatever_was_imported_counts_the_same_after_an_export(lines in lines()) {
        let text = format!("# 2031-02-03 題\n\n{}", lines.join("\n"));
        let name = "2031-02-03-題.md";
        if from_bytes(text.as_bytes(), name).is_ok() {
            // A line among those present that is odd as a heading may name one of them.
            let tally = |text: &str| oracle::Tally { odd_headings: 0, ..tally(text) };
            prop_assert_eq!(tally(&exported(name, text.as_bytes())), tally(&text));
        }
    }
}

/// Lines of every kind, so that all blocks that can be read occur.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        Just(String::new()),
        "#{1,7} {0,2}[甲乙a#]{0,2}[:：]{0,2} ?",
        "(### |> |> （|)(時間|主席|出席|會議結論|決議|補充說明)[:：] ?[甲、1 ]{0,4}",
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
