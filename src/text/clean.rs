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

/// The text as one line: harmful characters go, runs of white space become one blank.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() || is_harmful(character) {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(character);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_go() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd"), "a[31mbc\nd");
        assert_eq!(
            one_line(" a\r\nPo-Op: forged\u{2028}b "),
            "a Po-Op: forged b"
        );
    }
}
