//! `po report verify`: whether a report is what the record says.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::locale::{Language, report_verify as words, stores};
use crate::report::any::Report;
use crate::report::verify::{Checked, Difference, Place, Stated, Verdict, check};
use crate::store::{Oid, RevisionError, Store};
use crate::text::clean::one_line;
use crate::text::width::truncate;
use crate::text::wrap::wrap;

use super::command::{text, value};
use super::context::{Context, Globals, short};
use super::error::{CliError, InWords, exit};
use super::given;
use super::listing::{Format, Listing, column, json_text, wrapping_column};
use super::{monthly, report};

/// The largest file that is taken for a report.
const MOST_BYTES: u64 = 64 << 20;

/// The most differences that people are told of; programs are told of all.
const MOST_TOLD: usize = 20;

/// The most columns of what a file says in one place: of a whole list that is missing, the beginning.
const LONGEST: usize = 200;

/// The command.
pub(super) fn command() -> Command {
    Command::new("verify").arg(Arg::new("FILE").required(true))
}

/// Makes a report again from the commit that it states, and tells where it differs.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let file = text(matches, "FILE").unwrap_or_default();
    let page = read(context, &file)?;
    let Some(stated) = Stated::of(&page) else {
        let error = CliError::new(exit::USAGE, words::no_report(language, &file));
        return Err(error.hint(words::what_is_one(language)));
    };
    let matches = recorded(&stated.command, &file, language)?;
    let store = context.open()?;
    let pins = pins(&matches);
    // A report of one store is verified by that store, whatever others are named there since.
    context.reads_several = pins.len() > 1;
    let commit = commit_of(&store, &stated, &matches, &file, language)?;
    let progress = context.ui.progress(words::at_work(language));
    if pins.len() > 1 {
        let here = 1 + context.others(&store, Some(commit))?.len();
        if here != pins.len() {
            let message = stores::other_stores(language, &file, pins.len(), here);
            return Err(CliError::new(exit::NOT_FOUND, message));
        }
    }
    let report = again(context, &matches, commit, stated.language)?;
    let checked = check(&page, &stated, &report);
    drop(progress);
    let commits = match pins.as_slice() {
        [] | [_] => short(&commit.to_string()),
        several => several.join(","),
    };
    tell(context, &stated, &report, &checked, commit, &commits)?;
    warn_of_side(context, &store, commit)?;
    match checked.differences.len() {
        0 => Ok(()),
        count => {
            context.ui.flush()?;
            let edited = checked.verdict == Verdict::Edited;
            let error = CliError::new(exit::FAILED, words::differs(language, count, edited));
            Err(match stated.version == env!("CARGO_PKG_VERSION") {
                true => error,
                false => error.hint(words::other_version(language, &one_line(&stated.version))),
            })
        }
    }
}

fn read(context: &Context<'_>, file: &str) -> Result<String, CliError> {
    let language = context.language();
    let bytes = given::read(context, file, MOST_BYTES)?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = words::too_large(language, file, MOST_BYTES >> 20);
        return Err(CliError::new(exit::USAGE, message));
    }
    String::from_utf8(bytes).map_err(|_| {
        let error = CliError::new(exit::USAGE, words::no_report(language, file));
        error.hint(words::what_is_one(language))
    })
}

/// The arguments of a recorded command. Only the commands that make reports are known here, with the
/// arguments that such a command is recorded with: none of them writes a file or names a store.
fn recorded(command: &str, file: &str, language: Language) -> Result<ArgMatches, CliError> {
    let reports = [report::quarterly_command(), monthly::command()];
    let tree = Command::new("po")
        .disable_help_subcommand(true)
        .arg(value("as-of", "DAY").global(true).required(false))
        .arg(value("at", "COMMIT").global(true))
        .subcommand(Command::new("report").subcommands(reports));
    let refused = || {
        let message = words::no_command(language, file, &one_line(command));
        CliError::new(exit::REFUSED, message)
    };
    let matches = tree
        .try_get_matches_from(command.split_whitespace())
        .map_err(|_| refused())?;
    match matches.subcommand() {
        Some((_, report)) if report.subcommand().is_some() => Ok(report.clone()),
        _ => Err(refused()),
    }
}

/// The commits of all stores that a recorded command names, `-` for one that was not read.
fn pins(matches: &ArgMatches) -> Vec<String> {
    let at = text(matches, "at").unwrap_or_default();
    let pins = at.split(',').filter(|pin| !pin.is_empty());
    pins.map(str::to_owned).collect()
}

/// The commit that a report states, in this store.
fn commit_of(
    store: &Store,
    stated: &Stated,
    matches: &ArgMatches,
    file: &str,
    language: Language,
) -> Result<Oid, CliError> {
    let Some(named) = stated
        .commit
        .clone()
        .or_else(|| pins(matches).into_iter().next())
    else {
        return Err(CliError::new(
            exit::REFUSED,
            words::no_commit(language, file),
        ));
    };
    let is_hash =
        (7..=40).contains(&named.len()) && named.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        let message = words::not_a_commit(language, file, &one_line(&named));
        return Err(CliError::new(exit::REFUSED, message));
    }
    store.resolve(&named).map_err(|error| match error {
        RevisionError::Unknown { .. } => {
            let error = CliError::new(
                exit::NOT_FOUND,
                words::commit_missing(language, &short(&named)),
            );
            error.hint(words::get_the_commit(language))
        }
        other => other.in_words(language),
    })
}

/// The report that a recorded command gives of a commit, in the language that it was made for.
fn again(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    commit: Oid,
    language: Language,
) -> Result<Report, CliError> {
    let mut at = pins(matches);
    match at.first_mut() {
        Some(first) => *first = commit.to_string(),
        None => at.push(commit.to_string()),
    }
    let globals = Globals {
        stores: context.globals.stores.clone(),
        at: Some(at.join(",")),
        as_of: text(matches, "as-of"),
        ..Globals::default()
    };
    let own = std::mem::replace(&mut context.globals, globals);
    let made = context.look(|context, reading| match matches.subcommand() {
        Some(("monthly", matches)) => {
            let paper = monthly::figures_of(context, reading, matches, language)?;
            Ok(Report::Monthly(Box::new(paper)))
        }
        Some((_, matches)) => {
            let report = report::figures_of(context, reading, matches, language)?;
            Ok(Report::Quarterly(Box::new(report)))
        }
        None => Err(super::command::unknown(context.language(), "report")),
    });
    context.globals = own;
    made.map(|(report, _)| report)
}

/// A report of a commit that the branch does not lead to is no answer of the published record.
fn warn_of_side(context: &mut Context<'_>, store: &Store, commit: Oid) -> Result<(), CliError> {
    let language = context.language();
    let head = store.head().map_err(|error| error.in_words(language))?;
    let descends = |head| store.repository().graph_descendant_of(head, commit);
    let is_there = head.is_some_and(|head| head == commit || descends(head).unwrap_or(false));
    if !is_there {
        let text = words::on_the_side(language, &short(&commit.to_string()));
        context.ui.warning(&text)?;
    }
    Ok(())
}

fn tell(
    context: &mut Context<'_>,
    stated: &Stated,
    report: &Report,
    checked: &Checked,
    commit: Oid,
    commits: &str,
) -> Result<(), CliError> {
    match context.format() {
        Format::Json => {
            let value = as_json(stated, report, checked, commit);
            Ok(context.ui.data(&json_text(&value))?)
        }
        Format::JsonLines => {
            let value = as_json(stated, report, checked, commit);
            Ok(context.ui.data(&format!("{value}\n"))?)
        }
        format @ (Format::Csv | Format::Markdown) => list(context, checked, format),
        Format::Table => tell_people(context, stated, report, checked, commits),
    }
}

fn tell_people(
    context: &mut Context<'_>,
    stated: &Stated,
    report: &Report,
    checked: &Checked,
    commits: &str,
) -> Result<(), CliError> {
    let (language, columns) = (context.language(), context.ui.width());
    let mut said = Vec::new();
    if checked.verdict == Verdict::Equal {
        let digest = report.digest().get(..16);
        let then = one_line(&stated.version);
        let now = env!("CARGO_PKG_VERSION");
        let digest = digest.unwrap_or_default();
        said.push(words::equal(language, commits, digest, &then, now));
    }
    for difference in checked.differences.iter().take(MOST_TOLD) {
        let [at, file, record] = cells(difference, language);
        said.push(words::difference(language, &at, &file, &record));
    }
    let more = checked.differences.len().saturating_sub(MOST_TOLD);
    said.extend((more > 0).then(|| words::and_more(language, more)));
    for line in said {
        let lines = wrap(&line, columns.saturating_sub(2), 0);
        context.ui.data(&format!("{}\n", lines.join("\n  ")))?;
    }
    Ok(())
}

fn list(context: &mut Context<'_>, checked: &Checked, format: Format) -> Result<(), CliError> {
    let language = context.language();
    let cells_of = context.cell_language();
    let listing = Listing {
        columns: vec![
            column("at", words::at_heading(language)),
            column("file", words::file_heading(language)),
            wrapping_column("record", words::record_heading(language)),
        ],
        rows: checked
            .differences
            .iter()
            .map(|difference| cells(difference, cells_of).to_vec())
            .collect(),
        json: Vec::new(),
    };
    listing.print(format, &mut context.ui)
}

/// Where, what the file says and what the record says.
fn cells(difference: &Difference, language: Language) -> [String; 3] {
    let at = match &difference.at {
        Place::Member(path) => path.clone(),
        Place::Cell { row, name, column } => words::cell(language, *row, name, column),
        Place::Line(number) => words::line(language, *number),
    };
    let said = |text: &Option<String>| match text {
        Some(text) => truncate(&one_line(text), LONGEST),
        None => words::nothing(language).to_owned(),
    };
    [
        one_line(&at),
        said(&difference.file),
        said(&difference.record),
    ]
}

fn as_json(stated: &Stated, report: &Report, checked: &Checked, commit: Oid) -> Value {
    let differences = checked.differences.iter().map(|difference| {
        let mut value = match &difference.at {
            Place::Member(path) => json!({ "path": path }),
            Place::Cell { row, name, column } => {
                json!({ "row": row, "name": name, "column": column })
            }
            Place::Line(number) => json!({ "line": number }),
        };
        value["file"] = json!(difference.file);
        value["record"] = json!(difference.record);
        value
    });
    json!({
        "schema": "po.report.verify/1",
        "result": checked.verdict.as_str(),
        "format": stated.form.as_str(),
        "language": stated.language.tag(),
        "commit": commit.to_string(),
        "command": stated.command,
        "digest": {
            "stated": stated.digest,
            "file": checked.own_digest,
            "record": report.digest(),
        },
        "version": {
            "file": stated.version,
            "now": env!("CARGO_PKG_VERSION"),
        },
        "differences": differences.collect::<Vec<_>>(),
    })
}
