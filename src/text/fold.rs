//! Folding: what people take for the same text becomes the same characters.

use unicode_normalization::UnicodeNormalization;

/// Folds text for comparison: compatibility forms and full width (NFKC), upper case, the variant
/// 台 to 臺, and white space (each run to one blank, none at the ends).
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkc().flat_map(char::to_lowercase) {
        match character {
            '台' => folded.push('臺'),
            blank if blank.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            other => folded.push(other),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_to_a_reader_is_the_same() {
        assert_eq!(fold("台灣　ＡＢＣ１２"), fold("臺灣 abc12"));
        assert_eq!(fold("  第４５案\n"), "第45案");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
