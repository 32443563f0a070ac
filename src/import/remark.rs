//! What a reader could not take over as it stands, said so that a person finds the place.

use std::fmt;

/// How much of a foreign value a remark repeats, in characters.
const LONGEST_QUOTE: usize = 80;

/// One thing in a source that was not understood, was mended, or looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Name of the source file as the caller gave it.
    pub file: String,
    /// Line in that file, from 1, where the format has lines worth naming.
    pub line: Option<u64>,
    /// The field, as a path in the source's own words.
    pub field: String,
    /// What stands there, shortened; never free text that may name a citizen.
    pub found: String,
    /// What was expected, or what was done about it: an English phrase.
    pub expected: String,
}

impl Remark {
    /// Builds a remark; `found` is cut to one short line.
    #[must_use]
    pub fn new(file: &str, line: Option<u64>, field: &str, found: &str, expected: &str) -> Self {
        Self {
            file: file.to_owned(),
            line,
            field: field.to_owned(),
            found: short(found),
            expected: expected.to_owned(),
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            field,
            found,
            expected,
            ..
        } = self;
        match self.line {
            Some(line) => write!(f, "{file}:{line}: {field}: found `{found}`, {expected}"),
            None => write!(f, "{file}: {field}: found `{found}`, {expected}"),
        }
    }
}

fn short(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if line.chars().count() <= LONGEST_QUOTE {
        return line;
    }
    let mut cut: String = line.chars().take(LONGEST_QUOTE).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_quoted_on_one_short_line() {
        let remark = Remark::new(
            "9.md",
            Some(3),
            "title",
            &"甲\n".repeat(100),
            "expected a title",
        );
        assert_eq!(remark.found.chars().count(), LONGEST_QUOTE + 1);
        assert!(!remark.to_string().contains('\n'));
    }
}
