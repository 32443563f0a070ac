//! Reads a transcript in Markdown, the form in which the public archive keeps its meetings: a title
//! line, a heading for each speaker, paragraphs, and quote blocks for what happened in the room.
//!
//! One pass over the lines makes the blocks, in reading order and without loss, and counts them. What the blocks
//! mean as minutes (time, attendance, conclusions) is a second step, in
//! [`transcript_facts`](super::transcript_facts), so that the counts do not depend on it.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::text::transcript::{Block, Line, is_empty_quote, is_stage_direction, read_line};

/// The largest file that is read, in bytes. The largest known transcript has a tenth of it.
pub const SIZE_LIMIT: usize = 32 * 1024 * 1024;

/// Why a file is no Markdown transcript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TranscriptError {
    /// The file is larger than [`SIZE_LIMIT`].
    #[error("{file}: the transcript has {size} bytes, more than the {SIZE_LIMIT} that are read")]
    TooLarge {
        /// The name of the file.
        file: String,
        /// Its size in bytes.
        size: usize,
    },
    /// The file holds nothing but blanks.
    #[error("{file}: the file is empty")]
    Empty {
        /// The name of the file.
        file: String,
    },
    /// The file is not valid UTF-8.
    #[error("{file}:{line}:{column}: the text is not UTF-8 from this byte on")]
    NotUtf8 {
        /// The name of the file.
        file: String,
        /// The line of the first invalid byte, from 1.
        line: usize,
        /// Its byte in that line, from 1.
        column: usize,
    },
    /// The file is in a format that another importer reads, or none.
    #[error("{file}: this is {found}, not a transcript in Markdown")]
    OtherFormat {
        /// The name of the file.
        file: String,
        /// What the file is.
        found: OtherFormat,
    },
    /// The file has neither a title line nor a speaker.
    #[error("{file}: no line starts with `# ` (the title) and no heading names a speaker")]
    NoTranscript {
        /// The name of the file.
        file: String,
    },
}

/// What was given to the Markdown importer by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherFormat {
    /// A debate in Akoma Ntoso.
    AkomaNtoso,
    /// XML of another kind.
    Xml,
    /// A web page.
    Html,
    /// Text in UTF-16, as some editors save it.
    Utf16,
}

impl std::fmt::Display for OtherFormat {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::AkomaNtoso => "Akoma Ntoso",
            Self::Xml => "XML",
            Self::Html => "HTML",
            Self::Utf16 => "UTF-16 text",
        })
    }
}

/// A transcript as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The title without the date before it; from the file name when no line is a title.
    pub title: String,
    /// The day in the title, else the day in the file name.
    pub date: Option<NaiveDate>,
    /// Everything after the title, in reading order.
    pub blocks: Vec<Block>,
    /// What there is of each kind.
    pub counts: Counts,
    /// What a person should look at; reading went on regardless.
    pub findings: Vec<Finding>,
}

/// What a transcript holds, before any heading is understood as a fact about the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// The title line as written, with its date, without its mark.
    pub title: Option<String>,
    /// The day in the title, else the day in the file name.
    pub date: Option<NaiveDate>,
    /// Paragraphs under a speaker. A line such as `### unit：name`, a heading without a closing
    /// colon, is a line of such a paragraph.
    pub speeches: usize,
    /// Speeches merged while the speaker stays the same; sections end a turn, quote blocks do not.
    pub turns: usize,
    /// Quote blocks that open with a bracket.
    pub narratives: usize,
    /// Other quote blocks that are not empty.
    pub other_quotes: usize,
    /// `## ` headings that name no speaker, and `# ` headings after the first.
    pub sections: usize,
    /// Paragraphs before any speaker or after a section heading.
    pub unattributed: usize,
    /// Different names over the speeches, as written.
    pub distinct_speakers: usize,
    /// The name over the first speech.
    pub first_speaker: Option<String>,
    /// The name over the last speech.
    pub last_speaker: Option<String>,
}

/// Something in a transcript that a person should look at. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// No line is a title; the title was taken from the file name.
    NoTitle,
    /// The title has no date; it was taken from the file name.
    DateFromFileName(NaiveDate),
    /// Neither the title nor the file name has a date.
    NoDate,
    /// The title and the file name have different dates; the title's was taken.
    DatesDiffer {
        /// The day in the title.
        title: NaiveDate,
        /// The day in the file name.
        file_name: NaiveDate,
    },
    /// A `###` heading without a closing colon, kept as text.
    OddHeading {
        /// Where it stands.
        line: usize,
        /// The line as written.
        text: String,
    },
    /// A speaker heading with no speech under it.
    EmptyHeading {
        /// Where it stands.
        line: usize,
        /// The name as written.
        speaker: Arc<str>,
    },
    /// There is a title and nothing else.
    NoText,
}

/// Checks the bytes of a file and reads them.
///
/// # Errors
///
/// When the file is too large, empty, not UTF-8, in another format, or has neither title nor speaker.
pub fn from_bytes(bytes: &[u8], file_name: &str) -> Result<Parsed, TranscriptError> {
    let file = || file_name.to_owned();
    if bytes.len() > SIZE_LIMIT {
        return Err(TranscriptError::TooLarge {
            file: file(),
            size: bytes.len(),
        });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(TranscriptError::OtherFormat {
            file: file(),
            found: OtherFormat::Utf16,
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = crate::import::line_and_column(bytes, error.valid_up_to());
        TranscriptError::NotUtf8 {
            file: file(),
            line,
            column,
        }
    })?;
    if text.trim().is_empty() {
        return Err(TranscriptError::Empty { file: file() });
    }
    if let Some(found) = other_format(text) {
        return Err(TranscriptError::OtherFormat {
            file: file(),
            found,
        });
    }
    let parsed = parse(text, file_name);
    let has_speaker = || {
        parsed
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Speech { .. } | Block::EmptyHeading { .. }))
    };
    if parsed.counts.title.is_none() && !has_speaker() {
        return Err(TranscriptError::NoTranscript { file: file() });
    }
    Ok(parsed)
}

/// Recognises markup languages by how a file begins.
fn other_format(text: &str) -> Option<OtherFormat> {
    let head: String = text
        .trim_start()
        .chars()
        .take(1024)
        .collect::<String>()
        .to_lowercase();
    let opens_with = |names: &[&str]| names.iter().any(|name| head.starts_with(name));
    if opens_with(&["<!doctype html", "<html"]) {
        Some(OtherFormat::Html)
    } else if opens_with(&[
        "<?xml",
        "<!doctype",
        "<akomantoso",
        "<an:akomantoso",
        "<akn:akomantoso",
    ]) {
        match head.contains("akomantoso") {
            true => Some(OtherFormat::AkomaNtoso),
            false => Some(OtherFormat::Xml),
        }
    } else {
        None
    }
}

/// Reads a transcript. Every text can be read: lines that fit nothing else are paragraphs.
///
/// `file_name` is the name without folders; it stands in for a missing title or date.
pub fn parse(text: &str, file_name: &str) -> Parsed {
    let mut reader = Reader::default();
    for (index, line) in text.split('\n').enumerate() {
        reader.read(read_line(line), index + 1);
    }
    reader.end_run();
    reader.end_floor();

    let Reader {
        written_title,
        blocks,
        mut findings,
        ..
    } = reader;
    let (title, date) = title_and_date(written_title.as_deref(), file_name, &mut findings);
    if blocks.is_empty() {
        findings.push(Finding::NoText);
    }
    let mut counts = count(&blocks);
    counts.title = written_title;
    counts.date = date;
    Parsed {
        title,
        date,
        blocks,
        counts,
        findings,
    }
}

/// The state of the pass over the lines.
#[derive(Default)]
struct Reader<'a> {
    written_title: Option<String>,
    blocks: Vec<Block>,
    findings: Vec<Finding>,
    floor: Option<Arc<str>>,
    unspoken: Option<Unspoken>,
    paragraph: Vec<&'a str>,
    quote: Vec<&'a str>,
}

/// A speaker heading under which nothing has been said yet.
struct Unspoken {
    speaker: Arc<str>,
    line: usize,
    before_block: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, line: Line<'a>, number: usize) {
        match line {
            Line::Blank => self.end_run(),
            Line::Quote(text) => {
                self.end_paragraph();
                self.quote.push(text);
            }
            Line::Text(text) => self.add_to_paragraph(text),
            Line::OddHeading(text) => {
                self.findings.push(Finding::OddHeading {
                    line: number,
                    text: text.to_owned(),
                });
                self.add_to_paragraph(text);
            }
            Line::Top(title) if self.written_title.is_none() => {
                self.end_run();
                self.written_title = Some(title.to_owned());
            }
            Line::Top(title) => self.begin_section(1, title),
            Line::Section(title) => self.begin_section(2, title),
            Line::Speaker(name) => {
                self.end_run();
                self.end_floor();
                let speaker: Arc<str> = name.into();
                self.floor = Some(Arc::clone(&speaker));
                self.unspoken = Some(Unspoken {
                    speaker,
                    line: number,
                    before_block: self.blocks.len(),
                });
            }
        }
    }

    fn add_to_paragraph(&mut self, text: &'a str) {
        self.end_quote();
        self.paragraph.push(text);
    }

    fn begin_section(&mut self, level: u8, title: &str) {
        self.end_run();
        self.end_floor();
        self.blocks.push(Block::Section {
            level,
            title: title.to_owned(),
        });
    }

    fn end_run(&mut self) {
        self.end_paragraph();
        self.end_quote();
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let text = self.paragraph.join("\n");
        self.paragraph.clear();
        self.blocks.push(match &self.floor {
            Some(speaker) => {
                self.unspoken = None;
                Block::Speech {
                    speaker: Arc::clone(speaker),
                    text,
                }
            }
            None => Block::Unattributed { text },
        });
    }

    fn end_quote(&mut self) {
        let lines = std::mem::take(&mut self.quote);
        let is_blank = |line: &&str| line.trim().is_empty();
        let start = lines
            .iter()
            .position(|line| !is_blank(line))
            .unwrap_or(lines.len());
        let end = lines
            .iter()
            .rposition(|line| !is_blank(line))
            .map_or(start, |last| last + 1);
        let text = lines.get(start..end).unwrap_or_default().join("\n");
        if is_empty_quote(&text) {
            return;
        }
        self.blocks.push(if is_stage_direction(&text) {
            Block::Narrative { text }
        } else {
            Block::Quote { text }
        });
    }

    /// A heading that nobody spoke under goes back to the place where it stood.
    fn end_floor(&mut self) {
        self.floor = None;
        if let Some(Unspoken {
            speaker,
            line,
            before_block,
        }) = self.unspoken.take()
        {
            self.findings.push(Finding::EmptyHeading {
                line,
                speaker: Arc::clone(&speaker),
            });
            self.blocks
                .insert(before_block, Block::EmptyHeading { speaker });
        }
    }
}

/// Splits the date from the title, and looks to the file name for what is missing.
fn title_and_date(
    written: Option<&str>,
    file_name: &str,
    findings: &mut Vec<Finding>,
) -> (String, Option<NaiveDate>) {
    let stem = file_name.strip_suffix(".md").unwrap_or(file_name);
    let (file_date, file_title) = split_date(stem);
    let Some(written) = written else {
        findings.push(Finding::NoTitle);
        if file_date.is_none() {
            findings.push(Finding::NoDate);
        }
        return (file_title.to_owned(), file_date);
    };
    let (title_date, title) = split_date(written);
    match (title_date, file_date) {
        (Some(title), Some(file_name)) if title != file_name => {
            findings.push(Finding::DatesDiffer { title, file_name });
        }
        (None, Some(date)) => findings.push(Finding::DateFromFileName(date)),
        (None, None) => findings.push(Finding::NoDate),
        (Some(_), _) => {}
    }
    (title.to_owned(), title_date.or(file_date))
}

/// Takes a day from the start of a title or file name: `2018-06-29`, with hyphens or U+2011 between
/// its parts, or `20180629`. The second part of the answer is what follows.
pub(crate) fn split_date(text: &str) -> (Option<NaiveDate>, &str) {
    let text = text.trim();
    let is_hyphen = |letter: char| matches!(letter, '-' | '\u{2011}');
    let read = || {
        let (year, rest) = digits(text, 4)?;
        let month_at = rest.strip_prefix(is_hyphen);
        let (month, rest) = digits(month_at.unwrap_or(rest), 2)?;
        let day_at = match month_at {
            Some(_) => rest.strip_prefix(is_hyphen)?,
            None => rest,
        };
        let (day, rest) = digits(day_at, 2)?;
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some((date, rest))
    };
    match read() {
        Some((date, rest)) => {
            let is_gap = |letter: char| is_hyphen(letter) || letter.is_whitespace();
            (Some(date), rest.trim_start_matches(is_gap))
        }
        None => (None, text),
    }
}

/// Exactly `count` ASCII digits and what follows them.
fn digits(text: &str, count: usize) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| all_digits)?;
    Some((number, rest))
}

/// Counts the blocks.
fn count(blocks: &[Block]) -> Counts {
    let mut counts = Counts::default();
    let mut names: HashSet<&str> = HashSet::new();
    let mut first: Option<&Arc<str>> = None;
    let mut last: Option<&Arc<str>> = None;
    let mut turn: Option<&Arc<str>> = None;
    for block in blocks {
        match block {
            Block::Section { .. } => {
                counts.sections += 1;
                turn = None;
            }
            Block::Speech { speaker, .. } => {
                counts.speeches += 1;
                first = first.or(Some(speaker));
                last = Some(speaker);
                // One heading's speeches share one name, so that a very long name is compared once.
                let same = |before: &Arc<str>| Arc::ptr_eq(before, speaker) || before == speaker;
                if !turn.is_some_and(same) {
                    counts.turns += 1;
                    names.insert(speaker);
                }
                turn = Some(speaker);
            }
            Block::Narrative { .. } => counts.narratives += 1,
            Block::Quote { .. } => counts.other_quotes += 1,
            Block::Unattributed { .. } => counts.unattributed += 1,
            Block::EmptyHeading { .. } => {}
        }
    }
    counts.distinct_speakers = names.len();
    counts.first_speaker = first.map(|name| name.as_ref().to_owned());
    counts.last_speaker = last.map(|name| name.as_ref().to_owned());
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn speech(speaker: &str, text: &str) -> Block {
        Block::Speech {
            speaker: speaker.into(),
            text: text.to_owned(),
        }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_transcript_becomes_blocks_in_reading_order() {
        let text = "# 2031-02-03 虛構會議\n\n> （開始）\n\n### 甲：\n\n第一段\n第二行\n\n第二段\n> [手冊](x)\n### 乙:\n\n## 討論\n無主文字\n";
        let parsed = parse(text, "2031-02-03-虛構會議.md");
        assert_eq!(parsed.title, "虛構會議");
        assert_eq!(parsed.date, Some(day(2031, 2, 3)));
        assert_eq!(
            parsed.blocks,
            [
                Block::Narrative {
                    text: "（開始）".to_owned()
                },
                speech("甲", "第一段\n第二行"),
                speech("甲", "第二段"),
                Block::Quote {
                    text: "[手冊](x)".to_owned()
                },
                Block::EmptyHeading {
                    speaker: "乙".into()
                },
                Block::Section {
                    level: 2,
                    title: "討論".to_owned()
                },
                Block::Unattributed {
                    text: "無主文字".to_owned()
                },
            ]
        );
        assert_eq!(
            parsed.findings,
            [Finding::EmptyHeading {
                line: 12,
                speaker: "乙".into()
            }]
        );
        assert_eq!(
            parsed.counts,
            Counts {
                title: Some("2031-02-03 虛構會議".to_owned()),
                date: Some(day(2031, 2, 3)),
                speeches: 2,
                turns: 1,
                narratives: 1,
                other_quotes: 1,
                sections: 1,
                unattributed: 1,
                distinct_speakers: 1,
                first_speaker: Some("甲".to_owned()),
                last_speaker: Some("甲".to_owned()),
            }
        );
    }

    #[test]
    fn quotes_keep_a_turn_together_and_sections_part_it() {
        let turns = |between: &str| {
            parse(
                &format!("# 題\n### 甲：\n一\n\n{between}\n\n### 甲：\n二\n"),
                "x.md",
            )
            .counts
            .turns
        };
        assert_eq!(turns("> （笑）"), 1);
        assert_eq!(turns("### 乙："), 1);
        assert_eq!(turns("## 節"), 2);
        assert_eq!(turns("# 節"), 2);
        assert_eq!(turns("### 乙：\n插話"), 3);
    }

    #[test]
    fn a_heading_without_a_colon_stays_text_and_is_reported() {
        let parsed = parse(
            "# 題\n### 主席：\n請說。\n\n### 某處：王某\n\n好。\n",
            "2031-01-01-題.md",
        );
        assert_eq!(
            parsed.blocks.get(1),
            Some(&speech("主席", "### 某處：王某"))
        );
        assert_eq!(parsed.counts.speeches, 3);
        assert!(parsed.findings.contains(&Finding::OddHeading {
            line: 5,
            text: "### 某處：王某".to_owned()
        }));
    }

    #[test]
    fn the_file_name_gives_what_the_title_lacks() {
        let dateless = parse("# 題\n### 甲：\n一", "2031-01-02-題.md");
        assert_eq!(dateless.date, Some(day(2031, 1, 2)));
        assert_eq!(
            dateless.findings,
            [Finding::DateFromFileName(day(2031, 1, 2))]
        );

        let nothing = parse("# 題\n### 甲：\n一", "題.md");
        assert_eq!(
            (nothing.date, nothing.findings),
            (None, vec![Finding::NoDate])
        );

        let differing = parse("# 2021-01-02 題\n### 甲：\n一", "2031-01-02-題.md");
        assert_eq!(differing.date, Some(day(2021, 1, 2)));
        let finding = Finding::DatesDiffer {
            title: day(2021, 1, 2),
            file_name: day(2031, 1, 2),
        };
        assert_eq!(differing.findings, [finding]);

        let untitled = parse("### 甲：\n一", "20310102題.md");
        assert_eq!(
            (untitled.title.as_str(), untitled.date),
            ("題", Some(day(2031, 1, 2)))
        );
        assert_eq!(untitled.findings, [Finding::NoTitle]);
    }

    #[test]
    fn only_real_days_at_the_start_are_dates() {
        assert_eq!(split_date("2018-02-30 x"), (None, "2018-02-30 x"));
        assert_eq!(
            split_date("2018\u{2011}02\u{2011}03\u{2011}x"),
            (Some(day(2018, 2, 3)), "x")
        );
        assert_eq!(split_date("2018-0203"), (None, "2018-0203"));
        assert_eq!(split_date("201802034"), (None, "201802034"));
        assert_eq!(split_date("+018-02-03"), (None, "+018-02-03"));
    }

    #[test]
    fn files_that_are_no_transcripts_are_named_for_what_they_are() {
        let file = || "f.md".to_owned();
        let error = |bytes: &[u8]| from_bytes(bytes, "f.md").unwrap_err();
        let other = |found| TranscriptError::OtherFormat {
            file: file(),
            found,
        };
        assert_eq!(error(b" \n\n"), TranscriptError::Empty { file: file() });
        assert_eq!(
            error(b"\xef\xbb\xbf"),
            TranscriptError::Empty { file: file() }
        );
        assert_eq!(
            error(b"# \xe9\xa1\x8c\nab\xe9\xa1"),
            TranscriptError::NotUtf8 {
                file: file(),
                line: 2,
                column: 3
            }
        );
        assert_eq!(
            error(b"<?xml version='1.0'?><akomaNtoso>"),
            other(OtherFormat::AkomaNtoso)
        );
        assert_eq!(error(b"\n<akomaNtoso/>"), other(OtherFormat::AkomaNtoso));
        assert_eq!(
            error(b"<?xml version='1.0'?><rss/>"),
            other(OtherFormat::Xml)
        );
        assert_eq!(error(b"<!DOCTYPE HTML><p>"), other(OtherFormat::Html));
        assert_eq!(error(b"\xff\xfe#\x00"), other(OtherFormat::Utf16));
        assert_eq!(
            error(b"some prose"),
            TranscriptError::NoTranscript { file: file() }
        );
        assert_eq!(
            error(&vec![b'a'; SIZE_LIMIT + 1]),
            TranscriptError::TooLarge {
                file: file(),
                size: SIZE_LIMIT + 1
            }
        );
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_change_nothing() {
        let plain = from_bytes(
            "# 2031-01-02 題\n\n### 甲：\n一\n二\n".as_bytes(),
            "2031-01-02-題.md",
        );
        let windows = from_bytes(
            "\u{feff}# 2031-01-02 題\r\n\r\n### 甲：\r\n一\r\n二\r\n".as_bytes(),
            "2031-01-02-題.md",
        );
        assert_eq!(plain, windows);
    }

    #[test]
    fn a_title_alone_is_reported() {
        assert_eq!(
            parse("# 2031-01-02 題\n", "2031-01-02-題.md").findings,
            [Finding::NoText]
        );
    }

    /// Lines of the kinds that matter, and some that nearly are.
    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("\u{3000}".to_owned()),
            "#{1,7} ?[甲乙a# ]{0,3}[:：]? ?",
            "> ?[(（\\[]?[甲a>]{0,3}(\\]\\()?[)）]?\r?",
            "[甲乙a#> ]{1,4}\u{2028}?",
            "\\PC{0,12}",
        ]
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = from_bytes(&bytes, &String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn no_line_is_lost(lines in proptest::collection::vec(line(), 0..30)) {
            let parsed = parse(&lines.join("\n"), "x.md");
            let kept = parsed.blocks.iter().flat_map(|block| match block {
                Block::Speech { text, .. } | Block::Unattributed { text } => text.split('\n').collect(),
                _ => Vec::new(),
            });
            let split = lines.join("\n");
            let paragraphs = split.split('\n').filter_map(|line| match read_line(line) {
                Line::Text(text) | Line::OddHeading(text) => Some(text),
                _ => None,
            });
            prop_assert!(kept.eq(paragraphs));

            let headings = split.split('\n').filter_map(|line| match read_line(line) {
                Line::Speaker(name) => Some(name),
                _ => None,
            });
            let named: HashSet<&str> = parsed.blocks.iter().filter_map(|block| match block {
                Block::Speech { speaker, .. } | Block::EmptyHeading { speaker } => Some(speaker.as_ref()),
                _ => None,
            }).collect();
            prop_assert_eq!(headings.collect::<HashSet<_>>(), named);
        }
    }
}
