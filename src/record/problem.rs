//! What is wrong with a record file, as data: what, where, how grave. The words are in `locale`.

use std::ops::Range;

use crate::locale::{Language, problem as words};

use super::shape::Bilingual;

/// Whether a file can be used in spite of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record can be used; something should be looked at.
    Warning,
    /// The record cannot be used.
    Error,
}

/// One problem of a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The bytes of the file that are meant.
    pub span: Range<usize>,
    /// The field, as `commitment[2].due`; empty for the file as a whole.
    pub field: String,
}

/// What can be wrong with a file by itself, without looking at others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not TOML.
    Syntax {
        /// What is wrong, where the parser's message tells.
        cause: SyntaxCause,
        /// The parser's message, in English.
        detail: String,
    },
    /// Git left both sides of a conflict in the text.
    Conflict,
    /// Not UTF-8 from this line on (counted from 1).
    NotUtf8 {
        /// The line.
        line: usize,
    },
    /// Larger than a record may be.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The most a record may have.
        most: u64,
    },
    /// A value of another type.
    WrongType {
        /// What the field takes.
        expected: Bilingual,
        /// What stands there.
        found: Bilingual,
    },
    /// A value of the right type, but not one the field takes.
    BadValue {
        /// What the field takes.
        expected: Bilingual,
        /// What stands there, cut to a readable length.
        found: String,
    },
    /// A word that is not in the list.
    UnknownWord {
        /// What stands there.
        found: String,
        /// The list, joined with commas.
        known: String,
        /// The nearest word, if one is near.
        suggestion: Option<&'static str>,
    },
    /// Keys that must be there.
    Missing(Vec<&'static str>),
    /// A key that nobody knows; it is kept.
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest known key, if one is near.
        suggestion: Option<&'static str>,
    },
    /// Two rows with one key.
    DuplicateRow(String),
    /// The id and the place of the file disagree.
    Misplaced {
        /// The record's id.
        id: String,
        /// Where it belongs.
        path: String,
    },
    /// No kind of record lives where the file lies.
    UnknownPlace,
}

/// The mistakes in TOML that people make most, as they type or paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxCause {
    /// Text that begins with a quote and does not end with one.
    UnclosedQuote,
    /// Text without quotes, or in quotes other than TOML's.
    UnquotedText,
    /// A key and its equals sign, and nothing behind.
    NoValue,
    /// A key without an equals sign.
    MissingEquals,
    /// A key or a heading that stands there already.
    DuplicateKey,
    /// A heading, a list or an inline table that does not end.
    UnclosedBracket,
    /// Values in a list, or pairs in an inline table, without a comma between them.
    MissingComma,
    /// A day that is in no calendar, or is written another way.
    BadDate,
    /// A time that no clock shows, or that is written another way.
    BadTime,
    /// A backslash that TOML knows no meaning of.
    BadEscape,
    /// A key with signs that need quotes, or none.
    BadKey,
    /// More on the line than a key and a value.
    MoreOnLine,
    /// Anything else.
    Other,
}

impl SyntaxCause {
    /// The cause that a message of the parser names; `is_empty` where it points at no text.
    pub(super) fn of(message: &str, is_empty: bool) -> Self {
        let begins = |heads: &[&str]| heads.iter().any(|head| message.starts_with(head));
        let quote = message.ends_with("expected `\"`") || message.ends_with("expected `'`");
        if message.contains(" string, expected ") && quote {
            Self::UnclosedQuote
        } else if begins(&["string values must be quoted"]) {
            if is_empty {
                Self::NoValue
            } else {
                Self::UnquotedText
            }
        } else if begins(&["key with no value", "missing assignment"]) {
            Self::MissingEquals
        } else if begins(&["duplicate key"]) {
            Self::DuplicateKey
        } else if begins(&["unclosed "]) {
            Self::UnclosedBracket
        } else if begins(&["missing comma"]) {
            Self::MissingComma
        } else if begins(&["invalid date"]) {
            Self::BadDate
        } else if begins(&["invalid time"]) {
            Self::BadTime
        } else if begins(&["missing escaped value", "too few unicode value digits"])
            || message.ends_with("unicode hexadecimal value")
        {
            Self::BadEscape
        } else if begins(&["invalid unquoted key", "unquoted keys cannot be empty"]) {
            Self::BadKey
        } else if begins(&["unexpected key or value"]) {
            Self::MoreOnLine
        } else {
            Self::Other
        }
    }

    fn words(self, language: Language) -> &'static str {
        match self {
            Self::UnclosedQuote => words::unclosed_quote(language),
            Self::UnquotedText => words::unquoted_text(language),
            Self::NoValue => words::no_value(language),
            Self::MissingEquals => words::missing_equals(language),
            Self::DuplicateKey => words::duplicate_key(language),
            Self::UnclosedBracket => words::unclosed_bracket(language),
            Self::MissingComma => words::missing_comma(language),
            Self::BadDate => words::bad_date(language),
            Self::BadTime => words::bad_time(language),
            Self::BadEscape => words::bad_escape(language),
            Self::BadKey => words::bad_key(language),
            Self::MoreOnLine => words::more_on_line(language),
            Self::Other => words::other_syntax(language),
        }
    }
}

impl PartialEq for Bilingual {
    fn eq(&self, other: &Self) -> bool {
        self.en == other.en
    }
}

impl Eq for Bilingual {}

impl Problem {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::UnknownKey { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The stable code of the rule, as `po check` shows it.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::Syntax { .. } | ProblemKind::Conflict => "toml-syntax",
            ProblemKind::NotUtf8 { .. } => "not-utf8",
            ProblemKind::TooLarge { .. } => "too-large",
            ProblemKind::WrongType { .. } => "wrong-type",
            ProblemKind::BadValue { .. } => "bad-value",
            ProblemKind::UnknownWord { .. } => "unknown-word",
            ProblemKind::Missing(_) => "missing-field",
            ProblemKind::UnknownKey { .. } => "unknown-key",
            ProblemKind::DuplicateRow(_) => "duplicate-row",
            ProblemKind::Misplaced { .. } => "misplaced-record",
            ProblemKind::UnknownPlace => "unknown-place",
        }
    }

    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        let pick = |text: &Bilingual| language.pick(text.en, text.zh).to_owned();
        match &self.kind {
            ProblemKind::Syntax { cause, detail } => {
                words::syntax(language, cause.words(language), detail)
            }
            ProblemKind::NotUtf8 { line } => words::not_utf8(language, *line),
            ProblemKind::TooLarge { bytes, most } => words::too_large(language, *bytes, *most),
            ProblemKind::WrongType { expected, found } => {
                words::wrong_type(language, &pick(expected), &pick(found))
            }
            ProblemKind::BadValue { expected, found } => {
                words::bad_value(language, &pick(expected), found)
            }
            ProblemKind::UnknownWord {
                found,
                known,
                suggestion,
            } => words::unknown_word(language, found, known, *suggestion),
            ProblemKind::Missing(keys) => {
                let text = words::missing(language, &keys.join(", "));
                if keys.contains(&"k") {
                    text + words::any_row_key(language)
                } else {
                    text
                }
            }
            ProblemKind::UnknownKey { key, suggestion } => {
                words::unknown_key(language, key, *suggestion)
            }
            ProblemKind::DuplicateRow(key) => words::duplicate_row(language, key),
            ProblemKind::Misplaced { id, path } => words::misplaced(language, id, path),
            ProblemKind::UnknownPlace => words::unknown_place(language),
            ProblemKind::Conflict => words::conflict(language),
        }
    }
}

/// The line of a byte of `text`, counted from 1.
pub fn line_of(text: &str, byte: usize) -> usize {
    let end = byte.min(text.len());
    1 + text.as_bytes()[..end]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
}

/// The column of a byte of `text` in characters, counted from 1.
pub fn column_of(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    1 + line.chars().count()
}
