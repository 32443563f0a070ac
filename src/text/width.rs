//! Columns on a terminal, where a Han character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that the text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text cut to `columns`, ending with `…` where something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > columns {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    cut
}

/// The text followed by blanks up to `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_character_takes_two_columns() {
        assert_eq!(width("案a"), 3);
        assert_eq!(truncate("協作會議", 5), "協作…");
        assert_eq!(truncate("協作", 4), "協作");
        assert_eq!(pad("案", 4), "案  ");
    }
}
