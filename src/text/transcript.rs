//! The Markdown of transcripts, as the public archive writes it: what one line is, and the blocks
//! that lines make up. The importer and the exporter both build on this, so that they cannot
//! disagree about what a speaker heading or a stage direction looks like.

use std::sync::Arc;

/// One piece of a transcript, in reading order.
///
/// No text holds an empty line, and none begins or ends with a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading that ends the current speaker's floor.
    Section {
        /// 1 for a further `# ` heading, 2 for `## `.
        level: u8,
        /// The heading's text without its marks.
        title: String,
    },
    /// A speaker heading under which nothing was said. It is no speech, but it stood there.
    EmptyHeading {
        /// The name as written.
        speaker: Arc<str>,
    },
    /// One paragraph under a speaker: the unit of a speech.
    Speech {
        /// The name as written in the heading, without its colon and the blanks around it. Shared by
        /// the whole turn.
        speaker: Arc<str>,
        /// The paragraph as written, its lines joined by line feeds.
        text: String,
    },
    /// A quote block that opens with a bracket: a stage direction or another event in the room.
    Narrative {
        /// The quoted lines without their marks.
        text: String,
    },
    /// Any other quote block: links, notes, verse.
    Quote {
        /// The quoted lines without their marks.
        text: String,
    },
    /// A paragraph that no speaker heading stands over.
    Unattributed {
        /// The paragraph as written.
        text: String,
    },
}

/// What a single line is, with the part of it that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// Nothing but blanks.
    Blank,
    /// `# …`: the title when it is the first of its kind, a section otherwise.
    Top(&'a str),
    /// Two to six `#`, a name and a closing colon of either width.
    Speaker(&'a str),
    /// `## …` without a closing colon.
    Section(&'a str),
    /// `>`: the line without its mark.
    Quote(&'a str),
    /// `###…` that is no speaker heading: text of whoever has the floor, but worth a report.
    OddHeading(&'a str),
    /// Anything else.
    Text(&'a str),
}

/// Says what a line is. A carriage return at its end belongs to the line break.
pub fn read_line(line: &str) -> Line<'_> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.trim().is_empty() {
        return Line::Blank;
    }
    if let Some(quoted) = line.strip_prefix('>') {
        return Line::Quote(quoted.strip_prefix(' ').unwrap_or(quoted));
    }
    if let Some(title) = line.strip_prefix("# ") {
        return Line::Top(title.trim());
    }
    if let Some(name) = speaker_name(line) {
        return Line::Speaker(name);
    }
    if let Some(title) = line.strip_prefix("## ") {
        return Line::Section(title.trim());
    }
    if line.starts_with("###") {
        return Line::OddHeading(line);
    }
    Line::Text(line)
}

/// The name in a speaker heading, `None` when the line is no such heading.
fn speaker_name(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(2..=6).contains(&level) {
        return None;
    }
    name_before_colon(rest)
}

/// The name that a closing colon of either width stands behind, without the blanks around it: `甲 ：`
/// and `甲：` name one speaker. `None` where there is no colon at the end, or nothing before it.
pub fn name_before_colon(text: &str) -> Option<&str> {
    let name = text.trim_end().strip_suffix([':', '：'])?.trim();
    (!name.is_empty()).then_some(name)
}

/// Whether the text of a quote block says nothing.
pub fn is_empty_quote(text: &str) -> bool {
    quote_start(text).is_empty()
}

/// Whether the text of a quote block is a stage direction: it opens with a bracket of either width,
/// also as the text of a link.
pub fn is_stage_direction(text: &str) -> bool {
    let start = quote_start(text);
    let brackets = ['(', '（'];
    start.starts_with(brackets)
        || start
            .strip_prefix('[')
            .is_some_and(|link| link.trim_start().starts_with(brackets) && link.contains("]("))
}

/// A quote's text from its first letter on, past blanks and the marks of nested quotes.
fn quote_start(text: &str) -> &str {
    text.trim_start_matches(|letter: char| letter == '>' || letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_heading_needs_a_name_and_a_closing_colon() {
        assert_eq!(read_line("### 王小明："), Line::Speaker("王小明"));
        assert_eq!(read_line("###漁業署:  "), Line::Speaker("漁業署"));
        assert_eq!(read_line("## Ann Lee:\r"), Line::Speaker("Ann Lee"));
        assert_eq!(
            read_line("###  王小明 \u{3000}：\u{a0}"),
            Line::Speaker("王小明")
        );
        assert_eq!(read_line("### #1 王："), Line::Speaker("#1 王"));
        assert_eq!(read_line("### 甲：乙"), Line::OddHeading("### 甲：乙"));
        assert_eq!(read_line("### ："), Line::OddHeading("### ："));
        assert_eq!(read_line("####### 甲："), Line::OddHeading("####### 甲："));
    }

    #[test]
    fn marks_without_a_blank_are_text_unless_they_are_speakers() {
        assert_eq!(read_line("#1 - first"), Line::Text("#1 - first"));
        assert_eq!(read_line("##準時開始"), Line::Text("##準時開始"));
        assert_eq!(read_line("## 討論"), Line::Section("討論"));
        assert_eq!(read_line("# 名："), Line::Top("名："));
        assert_eq!(read_line("\u{3000}\u{a0}"), Line::Blank);
    }

    #[test]
    fn stage_directions_open_with_a_bracket_also_inside_a_link() {
        assert!(is_stage_direction("（休息）"));
        assert!(is_stage_direction("(laughs)"));
        assert!(is_stage_direction("> （休息）"));
        assert!(is_stage_direction("[（簡報）](https://example.org)"));
        assert!(!is_stage_direction("[（簡報）"));
        assert!(!is_stage_direction("出席：（略）"));
        assert!(is_empty_quote(" > \n"));
    }
}
