//! The error edge: whatever went wrong below becomes a message, hints and an exit code here and
//! nowhere else.

use std::io;

use crate::locale::{Language, error as words};
use crate::record::problem::{Problem, line_of};
use crate::store::{DraftError, Fault, OpenError, ReadError, RevisionError, WriteError};

/// The exit codes.
pub mod exit {
    /// Done.
    pub const DONE: u8 = 0;
    /// It failed, or a check found something.
    pub const FAILED: u8 = 1;
    /// The command line is wrong.
    pub const USAGE: u8 = 2;
    /// No such record, or several.
    pub const NOT_FOUND: u8 = 3;
    /// A conflict, or something stale.
    pub const CONFLICT: u8 = 4;
    /// A rule refuses it.
    pub const REFUSED: u8 = 5;
}

/// Why a command ends without having done its work.
#[derive(Debug)]
pub struct CliError {
    /// The exit code.
    pub code: u8,
    /// What went wrong, in the language of the conversation.
    pub message: String,
    /// More lines: a marked source text, a list of candidates.
    pub details: Vec<String>,
    /// What to do: commands that can be typed.
    pub hints: Vec<String>,
}

impl CliError {
    /// An error with a message and an exit code.
    pub fn new(code: u8, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            details: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// With a line of what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// With a line of detail.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// The whole text for stderr.
    pub fn render(&self, language: Language) -> String {
        let mut text = format!("{}{}\n", words::error_label(language), self.message);
        for detail in &self.details {
            text.push_str(&format!("  {}\n", detail.replace('\n', "\n  ")));
        }
        for hint in &self.hints {
            text.push_str(&format!("{}{hint}\n", words::hint_label(language)));
        }
        text
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::new(exit::FAILED, error.to_string())
    }
}

/// Turns errors of the floors below into the language of the conversation.
pub trait InWords {
    /// The message, hints and exit code.
    fn in_words(self, language: Language) -> CliError;
}

impl InWords for Fault {
    fn in_words(self, _language: Language) -> CliError {
        CliError::new(exit::FAILED, self.to_string())
    }
}

impl InWords for ReadError {
    fn in_words(self, _language: Language) -> CliError {
        CliError::new(exit::FAILED, self.to_string())
    }
}

impl InWords for OpenError {
    fn in_words(self, language: Language) -> CliError {
        let text = self.to_string();
        match self {
            Self::NotAStore { .. } => CliError::new(exit::FAILED, text).hint(words::make_a_store(language)),
            Self::NotARepository { .. } => {
                CliError::new(exit::FAILED, text).hint(words::make_a_store(language))
            }
            _ => CliError::new(exit::FAILED, text),
        }
    }
}

impl InWords for RevisionError {
    fn in_words(self, language: Language) -> CliError {
        CliError::new(exit::NOT_FOUND, self.to_string()).hint(words::list_revisions(language))
    }
}

impl InWords for DraftError {
    fn in_words(self, language: Language) -> CliError {
        match self {
            Self::Unreadable {
                path,
                text,
                problems,
            } => unreadable(&path, &text, &problems, language),
            Self::Read(error) => error.in_words(language),
            other => CliError::new(exit::FAILED, other.to_string()),
        }
    }
}

impl InWords for WriteError<CliError> {
    fn in_words(self, language: Language) -> CliError {
        let text = self.to_string();
        match self {
            Self::Prepare(error) | Self::Gate(error) => error,
            Self::UnrecordedEdits { paths } => {
                let mut error = CliError::new(exit::CONFLICT, words::unrecorded(language))
                    .hint(words::save_first(language));
                error.details = paths;
                error
            }
            _ => CliError::new(exit::FAILED, text),
        }
    }
}

/// The error for a file that cannot be used, with every problem and its place.
pub fn unreadable(path: &str, text: &str, problems: &[Problem], language: Language) -> CliError {
    let mut error = CliError::new(exit::FAILED, words::unreadable(language, path));
    for problem in problems {
        let line = line_of(text, problem.span.start);
        let field = if problem.field.is_empty() {
            String::new()
        } else {
            format!(" {}", problem.field)
        };
        error = error.detail(format!("{path}:{line}{field} {}", problem.message(language)));
    }
    error.hint(words::check_file(language))
}
