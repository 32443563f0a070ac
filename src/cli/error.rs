//! The error edge: whatever went wrong below becomes a message, hints and an exit code here and
//! nowhere else.

use std::io;
use std::path::Path;

use crate::check::render;
use crate::index::IndexError;
use crate::locale::system::SystemError;
use crate::locale::{Language, error as words, store as said};
use crate::record::problem::{Problem, column_of, line_of};
use crate::store::splice::{SpliceError, path_text};
use crate::store::{
    Barred, DraftError, Fault, Notice, OpenError, PathError, ReadError, Refusal, RevisionError,
    Underway, Unsupported, WriteError,
};
use crate::text::clean::one_line;

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

/// What went wrong.
#[derive(Debug)]
pub enum Message {
    /// In the language of the conversation.
    Words(String),
    /// The system refused; it is worded where the language is known.
    System(SystemError),
}

impl Message {
    /// The sentence.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::System(error) => error.words(language),
        }
    }
}

/// Why a command ends without having done its work.
#[derive(Debug)]
pub struct CliError {
    /// The exit code.
    pub code: u8,
    /// What went wrong.
    pub message: Message,
    /// More lines: a marked source text, a list of candidates.
    pub details: Vec<String>,
    /// What to do: commands that can be typed.
    pub hints: Vec<String>,
    /// Whether a reference answers to several records, which `details` lists.
    pub ambiguous: bool,
}

impl CliError {
    /// An error with a message and an exit code.
    pub fn new(code: u8, message: impl Into<String>) -> Self {
        Self {
            code,
            message: Message::Words(message.into()),
            details: Vec::new(),
            hints: Vec::new(),
            ambiguous: false,
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

    /// Whether whoever read the output went away, as `head` does once it has its lines.
    pub(super) fn is_unread(&self) -> bool {
        matches!(&self.message, Message::System(error) if error.is_closed_pipe())
    }

    /// The whole text for stderr.
    pub fn render(&self, language: Language) -> String {
        let message = one_line(&self.message.text(language));
        let mut text = format!("{}{message}\n", words::error_label(language));
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
        Self {
            message: Message::System(SystemError::from(&error)),
            ..Self::new(exit::FAILED, "")
        }
    }
}

/// Turns errors of the floors below into the language of the conversation.
pub(super) trait InWords {
    /// The message, hints and exit code.
    fn in_words(self, language: Language) -> CliError;
}

impl InWords for Fault {
    fn in_words(self, language: Language) -> CliError {
        CliError::new(exit::FAILED, fault_text(&self, language))
    }
}

fn fault_text(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::File {
            action,
            path,
            cause,
        } => {
            let cause = SystemError::from(cause).words(language);
            said::file(language, action, &shown(path), &cause)
        }
        Fault::MissingObject { id } => said::missing_object(language, &id.to_string()),
        Fault::BadObject { id } => said::bad_object(language, &id.to_string()),
        Fault::Git { action, cause } => said::git(language, action, cause.message()),
        Fault::Program { command, detail } => said::program(language, command, detail),
        Fault::ProgramMissing { program } => said::program_missing(language, program),
        Fault::Journal { path } => said::journal(language, &shown(path)),
        Fault::IndexLocked { path } => said::index_locked(language, &shown(path)),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

impl InWords for ReadError {
    fn in_words(self, language: Language) -> CliError {
        let text = match &self {
            Self::TooLarge { name, size, limit } => said::too_large(language, name, *size, *limit),
            Self::NotAFile { path } => said::not_a_file(language, path),
            Self::Path(error) => bad_path_text(error, language),
            Self::TooDeep { path } => said::too_deep(language, path),
            Self::Fault(fault) => fault_text(fault, language),
        };
        CliError::new(exit::FAILED, text)
    }
}

impl InWords for IndexError {
    fn in_words(self, language: Language) -> CliError {
        match self {
            Self::Store(error) => error.in_words(language),
            Self::NoMemory => CliError::new(exit::FAILED, said::no_memory(language)),
        }
    }
}

fn bad_path_text(error: &PathError, language: Language) -> String {
    let english = error.to_string();
    match error {
        PathError::Unsafe { path }
        | PathError::Outside { path }
        | PathError::Twice { path }
        | PathError::Occupied { path } => said::bad_path(language, path, &english),
    }
}

impl InWords for OpenError {
    fn in_words(self, language: Language) -> CliError {
        let text = match &self {
            Self::NotARepository { directory } => {
                said::not_a_repository(language, &shown(directory))
            }
            Self::NotAStore { repository } => said::not_a_store(language, &shown(repository)),
            Self::NotCommitted { repository } => said::not_committed(language, &shown(repository)),
            Self::AlreadyAStore { directory } => said::already_a_store(language, &shown(directory)),
            Self::InsideAStore { directory, store } => {
                let text = said::inside_a_store(language, &shown(directory), &shown(store));
                return CliError::new(exit::REFUSED, text).hint(said::make_it_elsewhere(language));
            }
            Self::Unsupported { repository, what } => {
                let what = match what {
                    Unsupported::Sha256 => said::sha256(language),
                    Unsupported::Reftable => said::reftable(language),
                    Unsupported::PartialClone => said::partial_clone(language),
                    Unsupported::Extension(name) => said::extension(language, name),
                };
                said::unsupported(language, &shown(repository), &what)
            }
            Self::ForeignOwner { repository } => said::foreign_owner(language, &shown(repository)),
            Self::Fault(fault) => fault_text(fault, language),
        };
        let error = CliError::new(exit::FAILED, text);
        match self {
            Self::NotARepository { .. } => error.hint(words::make_a_store(language)),
            other => match other.remedy() {
                Some(remedy) => error.hint(remedy),
                None => error,
            },
        }
    }
}

impl InWords for RevisionError {
    fn in_words(self, language: Language) -> CliError {
        let text = match self {
            Self::Unknown { text } => said::unknown_revision(language, &text),
            Self::Ambiguous { text } => said::ambiguous_revision(language, &text),
            Self::Fault(fault) => return fault.in_words(language),
        };
        CliError::new(exit::NOT_FOUND, text).hint(words::list_revisions(language))
    }
}

impl InWords for DraftError {
    fn in_words(self, language: Language) -> CliError {
        match self {
            Self::Unsound {
                path,
                text,
                problems,
            } => {
                let error = CliError::new(exit::REFUSED, words::unsound(language, &path));
                with_problems(error, &path, &text, &problems, language)
            }
            Self::Unreadable {
                path,
                text,
                problems,
            } => unreadable(&path, &text, &problems, language),
            Self::Read(error) => error.in_words(language),
            Self::Missing { path } => {
                CliError::new(exit::NOT_FOUND, said::missing_record(language, &path))
            }
            Self::Splice { path, cause } => {
                let cause = splice_text(&cause, language);
                let message = said::cannot_splice(language, &path, &cause);
                CliError::new(exit::FAILED, message)
            }
        }
    }
}

fn splice_text(error: &SpliceError, language: Language) -> String {
    match error {
        SpliceError::Parse { message, .. } => said::not_toml(language, message),
        SpliceError::NoSuchPath { path } => said::no_such_path(language, &path_text(path)),
        SpliceError::NotAValue { path } => said::not_a_value(language, &path_text(path)),
        SpliceError::NotATable { path } => said::not_a_table(language, &path_text(path)),
        SpliceError::NotRows { path } => said::not_rows(language, &path_text(path)),
        SpliceError::WouldBreak { message } => said::would_break(language, message),
        SpliceError::WouldTouchMore { path } => said::would_touch_more(language, &path_text(path)),
    }
}

impl InWords for WriteError<CliError> {
    fn in_words(self, language: Language) -> CliError {
        let remedies = self.remedies();
        let is_merging = matches!(self, Self::Underway(underway) if underway != Underway::Bisect);
        let text = match self {
            Self::Prepare(error) | Self::Gate(error) => return error,
            Self::UnrecordedEdits { paths } => {
                let mut error = CliError::new(exit::CONFLICT, words::unrecorded(language))
                    .hint(words::save_first(language));
                error.details = paths;
                return error;
            }
            Self::Path(error) => bad_path_text(&error, language),
            Self::Detached { commit } => said::detached(language, &commit.to_string()),
            Self::Underway(underway) => said::underway(language, underway.command()),
            Self::CheckedOutElsewhere { branch, worktree } => {
                said::checked_out_elsewhere(language, &branch, &shown(&worktree))
            }
            Self::NoIdentity => said::no_identity(language).to_owned(),
            Self::BadDate { variable, value } => said::bad_date(language, variable, &value),
            Self::Signing { detail } => said::signing(language, &detail),
            Self::Contended { branch } => said::contended(language, &branch),
            Self::Unfinished { commit, fault } => {
                said::unfinished(language, &commit.to_string(), &fault_text(&fault, language))
            }
            Self::Fault(fault) => fault_text(&fault, language),
        };
        let mut error = CliError::new(exit::FAILED, text);
        error.hints = remedies;
        match is_merging {
            true => error.hint(crate::locale::markers::mend_first(language)),
            false => error,
        }
    }
}

/// The error for a change that the gate refuses.
pub(super) fn refused(refusal: &Refusal, language: Language) -> CliError {
    let mut error = CliError::new(exit::REFUSED, said::barred(language));
    let mut personal = false;
    for place in &refusal.places {
        let what = match place.why {
            Barred::Personal(kind) => {
                personal = true;
                said::personal(language, kind.label(language))
            }
            Barred::Unsourced(kind) => {
                personal = true;
                said::unsourced(language, kind.label(language))
            }
            Barred::Internal => said::internal(language),
            Barred::DraftText => said::draft_text(language),
            Barred::OffRecordText => said::off_record(language),
            Barred::WithheldText => said::withheld(language),
        };
        let path = if place.path.is_empty() {
            said::the_message(language)
        } else {
            &place.path
        };
        let field = place
            .field
            .as_deref()
            .map_or_else(String::new, |field| format!(" {field}"));
        error = error.detail(format!("{path}:{}{field}  {what}", place.line));
    }
    error.hint(if personal {
        said::acknowledge(language)
    } else {
        said::keep_private(language)
    })
}

/// A repair, in words.
pub(super) fn notice(notice: &Notice, language: Language) -> String {
    match notice {
        Notice::Finished { commit } => said::finished(language, &commit.to_string()),
        Notice::Undone => said::undone(language),
        Notice::HandEditKept { path } => said::hand_edit_kept(language, path),
    }
}

/// The error for a file that cannot be used, with every problem and its place.
pub(super) fn unreadable(
    path: &str,
    text: &str,
    problems: &[Problem],
    language: Language,
) -> CliError {
    let error = CliError::new(exit::FAILED, words::unreadable(language, path));
    with_problems(error, path, text, problems, language).hint(words::check_file(language))
}

/// An error with every problem of a file and its place.
fn with_problems(
    mut error: CliError,
    path: &str,
    text: &str,
    problems: &[Problem],
    language: Language,
) -> CliError {
    for problem in problems {
        let start = problem.span.start;
        let (line, column) = (line_of(text, start), column_of(text, start));
        let field = if problem.field.is_empty() {
            String::new()
        } else {
            format!(" {}", problem.field)
        };
        error = error.detail(format!(
            "{path}:{line}:{column}{field} {}",
            problem.message(language)
        ));
        error.details.extend(render::marked(text, &problem.span));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_of_another_program_is_told_with_what_to_remove_and_when() {
        let told = |language: Language| {
            let path = "/invented/.git/index.lock".into();
            Fault::IndexLocked { path }
                .in_words(language)
                .render(language)
        };
        let english = told(Language::En);
        assert!(english.contains("where no git runs any more, remove /invented/.git/index.lock"));
        let chinese = told(Language::ZhTw);
        assert!(chinese.contains("如已無 git 執行，請刪除 /invented/.git/index.lock"));
    }
}
