//! Cleaning: text from records may not steer a terminal or forge a line.

/// Whether a character may steer the terminal or reorder what is read: control characters except
/// tab and line feed, bidirectional overrides and isolates, invisible tags.
pub fn is_harmful(character: char) -> bool {
    (character.is_control() && character != '\n' && character != '\t')
        || matches!(character,
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// The text without harmful characters; line breaks stay.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|character| !is_harmful(*character))
        .collect()
}

/// Whether a character is neither white space nor harmful, told at a glance: nearly all are.
fn is_plain(character: char) -> bool {
    matches!(character, '!'..='~' | '\u{3001}'..='\u{9FFF}')
}

/// The text as one line: harmful characters go, runs of white space become one blank.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push_one_line(&mut line, text);
    line
}

/// Appends the text as [`one_line`] has it.
pub fn push_one_line(line: &mut String, text: &str) {
    let start = line.len();
    let mut rest = text;
    loop {
        let plain = rest.find(|character| !is_plain(character));
        let (run, after) = rest.split_at(plain.unwrap_or(rest.len()));
        line.push_str(run);
        let mut characters = after.chars();
        let Some(character) = characters.next() else {
            break;
        };
        rest = characters.as_str();
        if character.is_whitespace() || is_harmful(character) {
            if line.len() > start && !ends_in_blank(line) {
                line.push(' ');
            }
        } else {
            line.push(character);
        }
    }
    if line.len() > start && ends_in_blank(line) {
        line.pop();
    }
}

/// A byte is compared, since this is asked of every cell that is printed.
fn ends_in_blank(line: &str) -> bool {
    line.as_bytes().last() == Some(&b' ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_line_is_the_harmless_words_with_blanks_between(text in "[a!~臺、\u{3000}\u{202e}\u{1b}\u{9fff}\u{a000}é \t\n]{0,12}") {
            let parts = text.split(|one: char| one.is_whitespace() || is_harmful(one));
            let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(one_line(&text), words.join(" "));
        }
    }

    #[test]
    fn escapes_and_overrides_go() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc\nd");
        assert_eq!(
            one_line(" a\r\nPo-Op: forged\u{2028}b "),
            "a Po-Op: forged b"
        );
    }
}
