//! Writes a transcript in Markdown, in the style of the public archive since 2021: one heading a
//! turn, a blank line between paragraphs.
//!
//! What the importer read comes back the same when the written text is read again. Blocks from
//! elsewhere may hold what the format has no form for; then no words move to another speaker: a line that
//! would be taken for a heading or quote is escaped with a backslash, and a paragraph without
//! speaker amid somebody's turn becomes a quote.

use chrono::NaiveDate;

use crate::text::transcript::{Block, Line, is_empty_quote, is_stage_direction, read_line};

/// A transcript to be written.
#[derive(Debug, Clone, Copy)]
pub struct Transcript<'a> {
    /// The title, with or without the date before it.
    pub title: &'a str,
    /// The day that the title line begins with.
    pub date: Option<NaiveDate>,
    /// Everything after the title, in reading order.
    pub blocks: &'a [Block],
    /// The mark after a speaker's name.
    pub colon: Colon,
}

/// The colon that closes a speaker heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colon {
    /// `：`, for Chinese and Japanese.
    FullWidth,
    /// `:`, for everything else.
    HalfWidth,
}

impl Colon {
    /// The colon that a language writes, by its tag (`zh-TW`, `en`).
    pub fn for_language(tag: &str) -> Self {
        match tag.split('-').next() {
            Some("zh" | "ja") => Self::FullWidth,
            _ => Self::HalfWidth,
        }
    }

    fn mark(self) -> char {
        match self {
            Self::FullWidth => '：',
            Self::HalfWidth => ':',
        }
    }
}

/// Writes a transcript, with a line feed at its end.
pub fn write(transcript: &Transcript<'_>) -> String {
    let mut writer = Writer {
        text: String::new(),
        floor: Floor::Open,
        colon: transcript.colon,
    };
    writer.title(transcript.title, transcript.date);
    for block in transcript.blocks {
        writer.block(block);
    }
    writer.text
}

/// To whom a reader would give the next paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Floor<'a> {
    /// Nobody: there was no heading since the start or the last section.
    Open,
    /// The speaker of the last speech.
    Turn(&'a str),
    /// A speaker whose heading has no speech and must not get one.
    Silent,
}

struct Writer<'a> {
    text: String,
    floor: Floor<'a>,
    colon: Colon,
}

impl<'a> Writer<'a> {
    fn title(&mut self, title: &str, date: Option<NaiveDate>) {
        let title = one_line(title);
        let date = date
            .map(|date| date.to_string())
            .filter(|date| !title.starts_with(date));
        let words: Vec<String> = date.into_iter().chain([title]).collect();
        self.text = format!("# {}\n", words.join(" "));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Section { level, title } => self.section(*level, &one_line(title)),
            Block::EmptyHeading { speaker } => {
                self.heading(speaker);
                self.floor = Floor::Silent;
            }
            Block::Speech { speaker, text } => self.speech(speaker, text),
            Block::Narrative { text } if is_stage_direction(text) || is_empty_quote(text) => {
                self.quote(text);
            }
            Block::Narrative { text } => self.quote(&format!("（{text}）")),
            Block::Quote { text } => self.quote(text),
            Block::Unattributed { text } => self.unattributed(text),
        }
    }

    /// A title that reads as a speaker takes the mark under which nothing is a speaker.
    fn section(&mut self, level: u8, title: &str) {
        let line = format!("## {title}");
        let reads_back = level > 1 && matches!(read_line(&line), Line::Section(_));
        self.paragraph(&if reads_back {
            line
        } else {
            format!("# {title}")
        });
        self.floor = Floor::Open;
    }

    fn heading(&mut self, speaker: &str) {
        let heading = format!("### {}{}", one_line(speaker), self.colon.mark());
        self.paragraph(&heading);
    }

    fn speech(&mut self, speaker: &'a str, text: &str) {
        let text = as_paragraph(text);
        if text.is_empty() {
            return;
        }
        if speaker.trim().is_empty() {
            self.unattributed(&text);
            return;
        }
        if self.floor != Floor::Turn(speaker) {
            self.heading(speaker);
            self.floor = Floor::Turn(speaker);
        }
        self.paragraph(&text);
    }

    fn unattributed(&mut self, text: &str) {
        match self.floor {
            Floor::Open => self.paragraph(&as_paragraph(text)),
            Floor::Turn(_) | Floor::Silent => self.quote(text),
        }
    }

    fn quote(&mut self, text: &str) {
        if is_empty_quote(text) {
            return;
        }
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| format!("> {line}").trim_end_matches('\r').to_owned())
            .collect();
        self.paragraph(&lines.join("\n"));
    }

    /// Lines that stand together, after a blank line.
    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.push('\n');
            self.text.push_str(text);
            self.text.push('\n');
        }
    }
}

/// Headings are single lines.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ").trim().to_owned()
}

/// The text as the lines of one paragraph: no blank lines, nothing that reads as another block.
fn as_paragraph(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .filter_map(|line| match read_line(line) {
            Line::Blank => None,
            Line::Text(_) | Line::OddHeading(_) => Some(line.to_owned()),
            Line::Top(_) | Line::Speaker(_) | Line::Section(_) | Line::Quote(_) => {
                Some(format!("\\{line}"))
            }
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(blocks: &[Block]) -> String {
        let date = NaiveDate::from_ymd_opt(2031, 2, 3);
        write(&Transcript {
            title: "虛構會議",
            date,
            blocks,
            colon: Colon::FullWidth,
        })
    }

    fn speech(speaker: &str, text: &str) -> Block {
        Block::Speech {
            speaker: speaker.into(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_turn_has_one_heading_and_quotes_do_not_end_it() {
        let blocks = [
            speech("甲", "一\n二"),
            Block::Narrative {
                text: "（笑）".to_owned(),
            },
            speech("甲", "三"),
            Block::EmptyHeading {
                speaker: "甲".into(),
            },
            speech("甲", "四"),
            Block::Section {
                level: 2,
                title: "討論".to_owned(),
            },
            speech("甲", "五"),
        ];
        assert_eq!(
            written(&blocks),
            "# 2031-02-03 虛構會議\n\n### 甲：\n\n一\n二\n\n> （笑）\n\n三\n\n### 甲：\n\n### 甲：\n\n四\n\n## 討論\n\n### 甲：\n\n五\n"
        );
    }

    #[test]
    fn what_has_no_form_in_markdown_moves_no_words_to_another_speaker() {
        let blocks = [
            speech("甲\n乙", "### 丙：\n\n> 引\n# 題\n真話"),
            Block::Unattributed {
                text: "無主".to_owned(),
            },
            Block::Narrative {
                text: "休息".to_owned(),
            },
            Block::Section {
                level: 2,
                title: "丁：".to_owned(),
            },
        ];
        assert_eq!(
            written(&blocks),
            "# 2031-02-03 虛構會議\n\n### 甲 乙：\n\n\\### 丙：\n\\> 引\n\\# 題\n真話\n\n> 無主\n\n> （休息）\n\n# 丁：\n"
        );
    }

    #[test]
    fn the_date_is_written_once_and_the_colon_follows_the_language() {
        let blocks = [speech("Ann", "Hello.")];
        let date = NaiveDate::from_ymd_opt(2031, 2, 3);
        let transcript = Transcript {
            title: "2031-02-03 Invented",
            date,
            blocks: &blocks,
            colon: Colon::for_language("en-GB"),
        };
        assert_eq!(
            write(&transcript),
            "# 2031-02-03 Invented\n\n### Ann:\n\nHello.\n"
        );
        assert_eq!(Colon::for_language("zh-TW"), Colon::FullWidth);
    }
}
