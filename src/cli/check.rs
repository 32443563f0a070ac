//! `po check` and `po schema`.

use std::collections::HashMap;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::check::{self, Evidence, File, Finding, RULES, Severity, explain, render};
use crate::locale::{Language, check as words};
use crate::record::Kind;
use crate::record::schema::schema_text;
use crate::store::{Departure, EntryKind, LARGEST_FILE, ReadError, Snapshot, Store};

use super::command::{switch, text, texts, value};
use super::context::Context;
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, json_text};

/// The command.
pub(super) fn command() -> Command {
    Command::new("check")
        .arg(Arg::new("PATH").action(ArgAction::Append))
        .arg(switch("working"))
        .arg(value("rule", "CODE").action(ArgAction::Append))
        .arg(switch("list"))
}

/// The command that prints schemas.
pub(super) fn schema_command() -> Command {
    Command::new("schema").arg(
        Arg::new("KIND")
            .required(true)
            .value_parser(Kind::ALL.map(Kind::as_str).to_vec()),
    )
}

/// Checks the records of a commit, or the files as they are edited. Exit 1 where an error or a
/// warning was found; notes alone are no finding.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    if matches.get_flag("list") {
        return list_rules(context);
    }
    let only = texts(matches, "rule");
    if let Some(unknown) = only.iter().find(|code| check::rule(code).is_none()) {
        let message = words::unknown_rule(language, unknown);
        return Err(CliError::new(exit::USAGE, message).hint(words::list_rules(language)));
    }
    let store = context.open()?;
    let commit = context.commit(&store)?;
    for away in context.stores_away(&store, commit) {
        context.ui.warning(&away)?;
    }
    let snapshot = store
        .snapshot(commit)
        .map_err(|error| error.in_words(language))?;
    let mut files = files_of(&snapshot, language)?;
    let working = matches.get_flag("working");
    let mut edits = Vec::new();
    if working || context.globals.at.is_none() {
        edits = edited(context, &store)?;
    }
    if working {
        replace(&mut files, std::mem::take(&mut edits));
    }
    let private = files.iter().any(|file| match &file.parsed.record {
        Some(crate::record::AnyRecord::Settings(settings)) => settings.private.unwrap_or(false),
        _ => false,
    });
    let evidence = Evidence::new(&files, private, context.as_of()?);
    let mut findings = check::run(&evidence, (!only.is_empty()).then_some(only.as_slice()));
    let wanted = texts(matches, "PATH");
    if !wanted.is_empty() {
        findings.retain(|finding| {
            wanted
                .iter()
                .any(|part| finding.path.contains(part.as_str()))
        });
    }
    print(context, &findings, &files)?;
    if !edits.is_empty() {
        let broken = edits.iter().filter_map(|edit| edit.file.as_ref());
        let broken: Vec<&str> = broken
            .filter(|file| !file.parsed.is_sound())
            .map(|file| file.path.as_str())
            .collect();
        let note = words::not_checked(language, edits.len(), &broken);
        context.ui.warning(&note)?;
    }
    let grave = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .count();
    if grave == 0 {
        return Ok(());
    }
    context.ui.flush()?;
    Err(CliError::new(exit::FAILED, words::found(language, grave)))
}

/// The rules that a record breaks by itself and that nothing refuses; a person who edits by hand hears
/// of them at once.
const SAID_AT_ONCE: [&str; 2] = ["unknown-key", "stage-skipped"];

/// Warns of what is doubtful in files that were edited by hand and was not so before.
pub(super) fn warn_of_news(
    context: &mut Context<'_>,
    before: &[File],
    after: &[File],
) -> Result<(), CliError> {
    let (language, today) = (context.language(), context.today());
    let only = SAID_AT_ONCE.map(str::to_owned);
    let found = |files: &[File]| check::run(&Evidence::new(files, true, today), Some(&only));
    let is_same = |one: &Finding, other: &Finding| {
        (one.code, &one.path, &one.field) == (other.code, &other.path, &other.field)
            && one.message(language) == other.message(language)
    };
    let known = found(before);
    for finding in found(after) {
        if !known.iter().any(|before| is_same(before, &finding)) {
            let message = crate::text::clean::one_line(&finding.message(language));
            let (path, line, column) = (&finding.path, finding.line, finding.column);
            let code = finding.code;
            context
                .ui
                .warning(&format!("{path}:{line}:{column} {code} {message}"))?;
        }
    }
    Ok(())
}

fn print(context: &mut Context<'_>, findings: &[Finding], files: &[File]) -> Result<(), CliError> {
    let language = context.language();
    let json = |finding: &Finding| render::to_json(finding, language);
    let text = match context.format() {
        Format::Table if context.ui.lays_out() => render::terminal(
            findings,
            files,
            language,
            context.ui.color,
            context.ui.width(),
        ),
        Format::Table => plain(findings, files, language),
        Format::Markdown => render::markdown(findings, language),
        Format::Csv => render::csv(findings, language).map_err(std::io::Error::from)?,
        Format::Json => json_text(&serde_json::Value::Array(
            findings.iter().map(json).collect(),
        )),
        Format::JsonLines => findings
            .iter()
            .map(|finding| format!("{}\n", json(finding)))
            .collect(),
    };
    context.ui.styled(&text)?;
    let summary = render::summary(findings, files.len(), language);
    if context.ui.on_terminal() {
        Ok(())
    } else {
        Ok(context.ui.status(&summary)?)
    }
}

/// `path:line:column: severity code message`, as compilers and editors know it; below it the marked
/// line where no record could be made of the file.
fn plain(findings: &[Finding], files: &[File], language: Language) -> String {
    let broken = files.iter().filter(|file| file.parsed.record.is_none());
    let broken: HashMap<&str, &str> = broken
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    let mut page = String::new();
    for finding in findings {
        page.push_str(&format!(
            "{}:{}:{}: {} {} {}\n",
            finding.path,
            finding.line,
            finding.column,
            words::severity(language, finding.severity.as_str()),
            finding.code,
            crate::text::clean::one_line(&finding.message(language))
        ));
        let text = broken.get(finding.path.as_str());
        let place = text.zip(finding.span.as_ref());
        if let Some(marked) = place.and_then(|(text, span)| render::marked(text, span)) {
            page.push_str(&format!("{marked}\n"));
        }
    }
    page
}

/// All files of the store's folders at a commit.
fn files_of(snapshot: &Snapshot<'_>, language: Language) -> Result<Vec<File>, CliError> {
    let mut files = Vec::new();
    for folder in snapshot
        .folders(|_| false)
        .map_err(|error| error.in_words(language))?
    {
        for entry in snapshot
            .entries(folder.tree)
            .map_err(|error| error.in_words(language))?
        {
            let path = format!("{}/{}", folder.path, entry.name);
            match entry.kind {
                EntryKind::File | EntryKind::Executable => {
                    files.push(match snapshot.read_blob(entry.id, LARGEST_FILE) {
                        Ok(bytes) => File::read(&path, &bytes),
                        Err(ReadError::TooLarge { size, .. }) => File::too_large(&path, size),
                        Err(error) => return Err(error.in_words(language)),
                    });
                }
                EntryKind::Link | EntryKind::Submodule => files.push(File::symlink(&path, "")),
                EntryKind::Folder => {}
            }
        }
    }
    Ok(files)
}

/// A file below `records/` that differs from what is recorded.
struct Edit {
    path: String,
    /// As it is now; `None` where it was taken away.
    file: Option<File>,
}

/// The files that people edited and did not record yet.
fn edited(context: &Context<'_>, store: &Store) -> Result<Vec<Edit>, CliError> {
    let language = context.language();
    let mut edits = store
        .unrecorded(context.environment)
        .map_err(|error| error.in_words(language))?;
    edits.retain(|edit| edit.path.starts_with("records/"));
    let read = |path: &str| match store.read_working(path, LARGEST_FILE) {
        Ok(bytes) => File::read(path, &bytes.unwrap_or_default()),
        Err(ReadError::TooLarge { size, .. }) => File::too_large(path, size),
        Err(_) => File::symlink(path, ""),
    };
    let edits = edits.into_iter().map(|edit| Edit {
        file: (edit.kind != Departure::Removed).then(|| read(&edit.path)),
        path: edit.path,
    });
    Ok(edits.collect())
}

/// Puts the files as they are edited in the place of what is recorded.
fn replace(files: &mut Vec<File>, edits: Vec<Edit>) {
    for edit in edits {
        files.retain(|file| file.path != edit.path);
        files.extend(edit.file);
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
}

fn list_rules(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let listing = Listing {
        columns: vec![
            column("code", words::code_heading(language)),
            column("severity", words::severity_heading(language)),
            column("about", words::about_heading(language)),
        ],
        rows: RULES
            .iter()
            .map(|rule| {
                vec![
                    rule.code.to_owned(),
                    rule.severity.as_str().to_owned(),
                    language
                        .pick(rule.about.en, rule.about.zh)
                        .trim()
                        .to_owned(),
                ]
            })
            .collect(),
        json: RULES
            .iter()
            .map(|rule| explain::to_json(rule, language))
            .collect(),
    };
    listing.print(format, &mut context.ui)
}

/// Prints the schema of a kind of record.
pub(super) fn schema(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let word = text(matches, "KIND").unwrap_or_default();
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    match kind {
        Some(kind) => Ok(context.ui.styled(&schema_text(kind))?),
        None => Ok(()),
    }
}
