//! What a rule found, as data: which rule, where, in which words, and what mends it.

use std::fmt;
use std::ops::Range;

use crate::locale::Language;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Kind, problem};
use crate::text::shell::shell_word;

use super::evidence::File;
use super::rules::Rule;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing need be done.
    Note,
    /// Should be looked at.
    Warning,
    /// The record cannot be relied on, or breaks a rule.
    Error,
}

impl Severity {
    /// The word in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl From<problem::Severity> for Severity {
    fn from(severity: problem::Severity) -> Self {
        match severity {
            problem::Severity::Warning => Self::Warning,
            problem::Severity::Error => Self::Error,
        }
    }
}

/// A command that mends a finding. The last word may be for the user to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    command: String,
    fill_in: Option<Bilingual>,
}

impl Remedy {
    /// Opens the record in the editor.
    pub fn edit(record: &AnyRecord) -> Self {
        Self::edit_id(record.kind(), &record.id())
    }

    /// Opens the record of that kind and id, which need not be readable.
    pub fn edit_id(kind: Kind, id: &str) -> Self {
        let noun = kind.as_str();
        match (kind, kind.path(id)) {
            (
                Kind::Rules
                | Kind::Calendar
                | Kind::Template
                | Kind::Settings
                | Kind::Policy
                | Kind::Stores,
                Some(path),
            ) => Self::edit_path(&path),
            _ => Self::command(format!("po {noun} edit {}", shell_word(id))),
        }
    }

    /// Opens a file of the kinds that have no commands of their own, and saves it.
    fn edit_path(path: &str) -> Self {
        Self::command(format!("${{EDITOR:-vi}} {} && po save", shell_word(path)))
    }

    /// Opens the record that lives at the path of the file; where none can, takes the file out.
    pub fn edit_file(file: &File) -> Self {
        match Kind::of_path(&file.path) {
            Some((kind, id)) => Self::edit_id(kind, id),
            None => Self::take_out(&file.path),
        }
    }

    /// Takes a file out of the store and leaves it on the disk.
    pub fn take_out(path: &str) -> Self {
        Self::command(format!("git rm --cached -- {}", shell_word(path)))
    }

    /// Sets a field of a record to a value that the user gives.
    pub fn set(record: &AnyRecord, field: &str, value: Bilingual) -> Self {
        let (noun, id) = (record.kind().as_str(), record.id());
        Self {
            command: format!("po {noun} set {id} {field}="),
            fill_in: Some(value),
        }
    }

    /// Moves a file to where its record belongs.
    pub fn move_file(from: &str, to: &str) -> Self {
        let (from, to) = (shell_word(from), shell_word(to));
        Self::command(format!("git mv -- {from} {to} && po save"))
    }

    /// A command whose end the user fills in. Foreign words in it must have passed
    /// [`shell_word`].
    pub fn fill_in(command: String, value: Bilingual) -> Self {
        Self {
            command,
            fill_in: Some(value),
        }
    }

    /// A whole command. Foreign words in it must have passed [`shell_word`].
    pub fn command(command: String) -> Self {
        Self {
            command,
            fill_in: None,
        }
    }

    /// The command, with what the user fills in named in the language.
    pub fn text(&self, language: Language) -> String {
        match &self.fill_in {
            Some(value) => format!("{}{}", self.command, language.pick(value.en, value.zh)),
            None => self.command.clone(),
        }
    }
}

/// The words of a finding, made in the language asked for.
type Wording = Box<dyn Fn(Language) -> String + Send + Sync>;

/// Something found.
pub struct Finding {
    /// The stable code of the rule.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The file.
    pub path: String,
    /// The field, as `commitment[2].due` with rows counted from 1; empty for the file as a whole.
    pub field: String,
    /// The bytes of the file that are meant; `None` where nothing in it can be pointed at.
    pub span: Option<Range<usize>>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What mends it.
    pub remedy: Remedy,
    wording: Wording,
}

impl Finding {
    /// What is wrong, as a phrase.
    pub fn message(&self, language: Language) -> String {
        (self.wording)(language)
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {}:{}:{} {}: {}",
            self.code,
            self.path,
            self.line,
            self.column,
            self.field,
            self.message(Language::En)
        )
    }
}

/// Where in a file a finding lies.
#[derive(Clone, Debug)]
pub enum Place {
    /// The value of a field, found later in the text.
    Field(String),
    /// Known bytes that belong to a field.
    Span(Range<usize>, String),
}

impl From<&str> for Place {
    fn from(field: &str) -> Self {
        Self::Field(field.to_owned())
    }
}

impl From<String> for Place {
    fn from(field: String) -> Self {
        Self::Field(field)
    }
}

/// What the rules have found so far.
pub struct Findings<'a> {
    rule: &'static Rule,
    found: Vec<(&'a File, Finding)>,
}

impl<'a> Findings<'a> {
    /// An empty list, for the findings of a first rule.
    pub fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            found: Vec::new(),
        }
    }

    /// From now on the findings are those of `rule`.
    pub fn begin(&mut self, rule: &'static Rule) {
        self.rule = rule;
    }

    /// The code of the rule at work.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// Adds a finding of the rule at work.
    pub fn add(
        &mut self,
        file: &'a File,
        place: impl Into<Place>,
        remedy: Remedy,
        wording: impl Fn(Language) -> String + Send + Sync + 'static,
    ) {
        let (span, field) = match place.into() {
            Place::Field(field) => (None, field),
            Place::Span(span, field) => (Some(span), field),
        };
        let finding = Finding {
            code: self.rule.code,
            severity: self.rule.severity,
            path: file.path.clone(),
            field,
            span,
            line: 1,
            column: 1,
            remedy,
            wording: Box::new(wording),
        };
        self.found.push((file, finding));
    }

    /// The findings, each beside its file.
    pub fn into_found(self) -> Vec<(&'a File, Finding)> {
        self.found
    }
}
