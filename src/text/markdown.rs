//! Markdown for readers without a page: the text without its marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Markdown as plain lines: paragraphs apart, list items after a dot, links as their text with the
/// address behind it. HTML stays as it was typed; nothing is left out.
pub fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut links: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Text(piece)
            | Event::Code(piece)
            | Event::Html(piece)
            | Event::InlineHtml(piece) => {
                text.push_str(&piece);
            }
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Rule => text.push_str("\n————\n"),
            Event::Start(Tag::Item) => {
                end_line(&mut text);
                text.push_str("• ");
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_))
                if !text.is_empty() && !text.ends_with("• ") =>
            {
                end_line(&mut text);
                text.push('\n');
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.to_string());
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(url) = links.pop().filter(|url| !text.ends_with(url.as_str())) {
                    text.push_str(&format!(" <{url}>"));
                }
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_go_and_text_stays() {
        let markdown =
            "# 標題\n\n第一段**重點**，見[手冊](https://example.org/a)。\n\n- 甲\n- 乙\n";
        let text = "標題\n\n第一段重點，見手冊 <https://example.org/a>。\n• 甲\n• 乙";
        assert_eq!(plain(markdown), text);
        assert_eq!(plain("a <b>c</b> d"), "a <b>c</b> d");
        assert_eq!(plain("只有一行"), "只有一行");
    }

    proptest! {
        #[test]
        fn no_word_is_lost(words in proptest::collection::vec("[a-z甲乙]{1,5}", 1..8)) {
            let markdown = words.iter().map(|word| format!("**{word}**")).collect::<Vec<_>>().join("\n\n");
            let text = plain(&markdown);
            prop_assert!(words.iter().all(|word| text.contains(word.as_str())));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = plain(&text);
        }
    }
}
