//! Lines within a width: Latin text breaks at blanks, Han text anywhere, except that closing
//! punctuation begins no line and opening punctuation ends none.

use super::width::width;

/// The text in lines of at most `columns`, the first after `first` columns that are already taken.
pub fn wrap(text: &str, columns: usize, first: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = columns.saturating_sub(first);
    for unit in units(text) {
        if width(&format!("{line}{}", unit.trim_end())) <= room {
            line.push_str(unit);
            continue;
        }
        if !line.is_empty() || room < columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            room = columns;
        }
        let unit = unit.trim_start();
        if width(unit.trim_end()) <= room {
            line.push_str(unit);
            continue;
        }
        for letter in unit.chars() {
            if width(&format!("{line}{letter}")) > room {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(letter);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The columns of the widest piece of the text that a line may not break.
pub fn widest_unit(text: &str) -> usize {
    let units = units(text).into_iter();
    units.map(|unit| width(unit.trim())).max().unwrap_or(0)
}

/// Pieces that a line may not break: a Latin word with the blanks after it, or a Han character with
/// the punctuation that belongs to it.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (place, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter))
            && let Some(unit) = text.get(start..place)
        {
            units.push(unit);
            start = place;
        }
        before = Some(letter);
    }
    units.extend(text.get(start..).filter(|unit| !unit.is_empty()));
    units
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || after == '　' || closes(after) || opens(before) {
        return false;
    }
    before == ' ' || before == '　' || is_wide(before) || is_wide(after)
}

fn is_wide(letter: char) -> bool {
    unicode_width::UnicodeWidthChar::width(letter) == Some(2)
}

fn closes(letter: char) -> bool {
    "、，。；：？！）〕」』】》〉％…,.;:?!)]}/／–".contains(letter)
}

fn opens(letter: char) -> bool {
    "（〔「『【《〈([{／–".contains(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn han_text_breaks_anywhere_but_before_closing_punctuation() {
        assert_eq!(
            wrap("協作會議，逐字稿。", 8, 0),
            ["協作會", "議，逐字", "稿。"]
        );
        assert_eq!(wrap("到（甲）乙", 4, 0), ["到", "（甲", "）乙"]);
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(
            wrap("held in two halves", 8, 0),
            ["held in", "two", "halves"]
        );
        assert_eq!(wrap("abcdefghij", 4, 2), ["", "abcd", "efgh", "ij"]);
        assert_eq!(wrap("a b", 8, 6), ["a", "b"]);
    }

    #[test]
    fn the_widest_unit_is_a_word_or_a_han_letter_with_its_punctuation() {
        assert_eq!(widest_unit("held in two halves"), 6);
        assert_eq!(widest_unit("協作會議（公聽會）"), 4);
        assert_eq!(widest_unit(""), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked_and_nothing_is_lost(
            text in "[a-z 協作會議，。（）]{0,80}",
            columns in 8..40_usize,
            first in 0..8_usize,
        ) {
            let lines = wrap(&text, columns, first);
            for (index, line) in lines.iter().enumerate() {
                let room = if index == 0 { columns - first } else { columns };
                prop_assert!(width(line) <= room, "{line:?}");
            }
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
