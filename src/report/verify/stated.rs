//! What a file that a report was saved to states of itself.

use serde_json::Value;

use crate::locale::Language;
use crate::locale::report as words;
use crate::report::{monthly, quarterly};

use super::{member, sheet};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON, indented or on one line.
    Json,
    /// The table of figures.
    Csv,
    /// A Markdown page.
    Markdown,
    /// A text for a terminal.
    Text,
}

impl Form {
    /// The word of `--format` that makes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Text => "table",
        }
    }
}

/// What a report states of itself. Nothing of it is believed before it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The form that the file has.
    pub form: Form,
    /// The language that it speaks.
    pub language: Language,
    /// The command that makes it again.
    pub command: String,
    /// The commit, where the form has more of it than the command; `None` where it says none.
    pub commit: Option<String>,
    /// The digest of its figures; of a text, its beginning.
    pub digest: String,
    /// The version of the program that made it.
    pub version: String,
}

/// The schemas of reports that can be made again.
const SCHEMAS: [&str; 2] = [quarterly::figures::SCHEMA, monthly::figures::SCHEMA];

impl Stated {
    /// Reads what a file states; `None` where it is no report, or damaged.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') {
            return of_json(&member::read(text)?);
        }
        match sheet::read(text) {
            Some(rows) => of_sheet(&rows),
            None => of_page(text),
        }
    }
}

fn of_json(report: &Value) -> Option<Stated> {
    let member = |name: &str| report.get(name).and_then(Value::as_str);
    SCHEMAS.contains(&member("schema")?).then_some(())?;
    Some(Stated {
        form: Form::Json,
        language: Language::from_tag(member("language")?)?,
        command: member("command")?.to_owned(),
        commit: member("commit").map(str::to_owned),
        digest: member("digest")?.to_owned(),
        version: member("version")?.to_owned(),
    })
}

fn of_sheet(rows: &[sheet::Row]) -> Option<Stated> {
    let head = |key: &str| {
        let mut rows = rows.iter();
        let row = rows.find(|row| row.section == "head" && row.key == key)?;
        Some(row.value.as_str()).filter(|value| !value.is_empty())
    };
    SCHEMAS.contains(&head("schema")?).then_some(())?;
    Some(Stated {
        form: Form::Csv,
        language: Language::from_tag(head("language")?)?,
        command: head("command")?.to_owned(),
        commit: head("commit").map(str::to_owned),
        digest: head("digest")?.to_owned(),
        version: head("version")?.to_owned(),
    })
}

fn of_page(text: &str) -> Option<Stated> {
    let form = match text.starts_with("# ") {
        true => Form::Markdown,
        false => Form::Text,
    };
    let found = [Language::En, Language::ZhTw]
        .into_iter()
        .find_map(|language| {
            let command = match form {
                Form::Markdown => command_of_markdown(text, language)?,
                _ => command_of_text(text, language)?,
            };
            let (digest, version) = foot(text, language)?;
            Some((language, command, digest, version))
        });
    let (language, command, digest, version) = found?;
    Some(Stated {
        form,
        language,
        command,
        commit: None,
        digest,
        version,
    })
}

/// The command in the head of a Markdown page: a piece of code after its label.
fn command_of_markdown(text: &str, language: Language) -> Option<String> {
    let label = format!("- {}`", words::made_again(language));
    let line = text.lines().find_map(|line| line.strip_prefix(&label))?;
    Some(line.trim_end().strip_suffix('`')?.to_owned())
}

/// The command in the head of a text: the last piece before the summary, which may go on in indented
/// lines.
fn command_of_text(text: &str, language: Language) -> Option<String> {
    let label = words::made_again(language).trim_end();
    let head: Vec<&str> = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let place = head.iter().rposition(|line| line.contains(label))?;
    let (_, first) = head.get(place)?.rsplit_once(label)?;
    let further = head.iter().skip(place + 1);
    let further = further.take_while(|line| line.starts_with("  "));
    let parts: Vec<&str> = std::iter::once(first)
        .chain(further.copied())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    Some(parts.join(" "))
}

/// The digest and the version in the last paragraph.
fn foot(text: &str, language: Language) -> Option<(String, String)> {
    let lines = text.trim_end().lines().rev().take(FOOT_LINES);
    let last: Vec<&str> = lines.take_while(|line| !line.trim().is_empty()).collect();
    let words: Vec<&str> = last
        .into_iter()
        .rev()
        .flat_map(str::split_whitespace)
        .collect();
    let foot = words.join(" ");
    let stated = foot.strip_prefix(words::digest_label(language))?;
    let (digest, program) = stated.split_once('…')?;
    let (_, version) = program.split_once("po ")?;
    Some((digest.trim().to_owned(), version.to_owned()))
}

/// The most lines that the last paragraph takes on a narrow terminal.
const FOOT_LINES: usize = 8;
