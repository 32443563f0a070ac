//! `po import` and `po transcript import`: what others publish becomes records, in one commit a run.

use std::cell::RefCell;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value;

use crate::import::case_page::LARGEST_PAGE;
use crate::import::plan::{
    DRY_RUN_KEYS, FileReport, Handwork, Known, KnownTranscript, Outcome, Plan, Source,
    TranscriptOptions, collect, disputed, dry_run_json, plan_case_pages, plan_join,
    plan_transcripts,
};
use crate::import::{Remark, join, transcript_markdown};
use crate::locale::{Language, import as words};
use crate::record::{AnyRecord, Kind, RecordId, any};
use crate::store::{Draft, EntryKind, LARGEST_FILE, Outcome as Written, Snapshot};

use super::command::{switch, text, unknown};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column};

/// The commands.
pub(super) fn command() -> Command {
    let files = || Arg::new("FILE").required(true).action(ArgAction::Append);
    Command::new("import")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("case-pages")
                .arg(files())
                .arg(switch("dry-run")),
            Command::new("join").arg(files()).arg(switch("dry-run")),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("case-pages", matches)) => import(
            context,
            matches,
            "case-pages",
            "md",
            LARGEST_PAGE,
            &plan_case_pages,
        ),
        Some(("join", matches)) => import(
            context,
            matches,
            "join",
            "json",
            join::LARGEST_FILE,
            &plan_join,
        ),
        _ => Err(unknown(context.language(), "import")),
    }
}

/// Imports transcripts.
pub(super) fn transcripts(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let meeting = match text(matches, "meeting") {
        Some(typed) => context
            .find(Kind::Meeting, &typed)?
            .id
            .parse::<RecordId>()
            .ok(),
        None => None,
    };
    let options = TranscriptOptions {
        meeting,
        url: context.url_of(matches, "url")?,
        licence: text(matches, "licence"),
        published_on: context.day_of(matches, "on")?,
    };
    let plan = |sources: &[Source], known: &Known<'_>| plan_transcripts(sources, known, &options);
    import(
        context,
        matches,
        "transcript",
        "md",
        transcript_markdown::SIZE_LIMIT,
        &plan,
    )
}

fn import(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    what: &'static str,
    ending: &str,
    largest: usize,
    plan: &dyn Fn(&[Source], &Known<'_>) -> Plan,
) -> Result<(), CliError> {
    let language = context.language();
    let files: Vec<PathBuf> = matches
        .get_many::<String>("FILE")
        .into_iter()
        .flatten()
        .map(PathBuf::from)
        .collect();
    let collected = collect(&files, ending, largest);
    let dry_run = matches.get_flag("dry-run");
    let today = context.today();
    let mut reports = Vec::new();
    let mut planned = Vec::new();
    let progress = context.ui.progress(words::reading(language));
    let outcome = context.change(&mut |context, draft| {
        let settings = context.settings(draft)?;
        let store_language = settings.language.language();
        let base = draft.base();
        let mut made = {
            let read = |id: &RecordId| transcript(base, id);
            let failure = RefCell::new(None);
            let handwork = |id: &RecordId| {
                let found = context.handwork(base, id.kind(), &id.to_string());
                found.unwrap_or_else(|error| {
                    failure.replace(Some(error));
                    Handwork::default()
                })
            };
            let mut known = Known::new(store_language, today, &read, &handwork);
            know(base, &mut known, language)?;
            let made = plan(&collected.sources, &known);
            match failure.take() {
                Some(error) => return Err(error),
                None => made,
            }
        };
        put(draft, &made, language)?;
        keep_handwork(context, draft, &mut made)?;
        reports = made.reports;
        planned = draft.plan();
        if dry_run || planned.is_empty() {
            return Ok(None);
        }
        let new = planned.iter().filter(|record| record.is_new).count();
        let subject = words::subject(store_language, what, new, planned.len() - new);
        Ok(Some(Intent::new(format!("import.{what}"), subject)))
    });
    drop(progress);
    let outcome = outcome?;
    if dry_run {
        match context.format() {
            Format::Table | Format::Markdown => super::plan::print(context, &planned, false)?,
            format => listing(dry_run_json(&reports, &planned, language))
                .print(format, &mut context.ui)?,
        }
    } else if matches!(outcome, Written::Recorded { .. })
        || failures(&reports, &collected.refused) == 0
    {
        // Of what could not be read nobody knows whether it would change anything.
        context.report(&outcome)?;
    }
    say(context, &reports, &collected.refused)
}

/// How many sources could not be imported.
fn failures(reports: &[FileReport], refused: &[Remark]) -> usize {
    let failed = reports.iter().map(|report| match report.outcome {
        Outcome::Failed => 1,
        _ => report.tally.failed,
    });
    refused.len() + failed.sum::<usize>()
}

/// The files of a dry run for programs.
fn listing(reports: Value) -> Listing {
    let json = match reports {
        Value::Array(files) => files,
        other => vec![other],
    };
    let keys: Vec<&'static str> = DRY_RUN_KEYS
        .into_iter()
        .filter(|key| json.iter().any(|file| file.get(key).is_some()))
        .collect();
    let rows = json.iter().map(|file| {
        let values = keys.iter().map(|key| file.get(key));
        values
            .map(|value| value.map_or_else(String::new, cell))
            .collect()
    });
    Listing {
        rows: rows.collect(),
        columns: keys.iter().map(|key| column(key, key)).collect(),
        json,
    }
}

/// A value in one cell: of an object its plain values, of an array its elements.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(elements) => elements.iter().map(cell).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let plain = fields
                .values()
                .filter(|value| !value.is_array() && !value.is_null());
            plain.map(cell).collect::<Vec<_>>().join(" ")
        }
        plain => plain.to_string(),
    }
}

/// Reads every record of the store that an import looks at.
fn know(base: &Snapshot<'_>, known: &mut Known<'_>, language: Language) -> Result<(), CliError> {
    for folder in base
        .folders(|_| false)
        .map_err(|error| error.in_words(language))?
    {
        for entry in base
            .entries(folder.tree)
            .map_err(|error| error.in_words(language))?
        {
            let path = format!("{}/{}", folder.path, entry.name);
            let Some((kind, id)) = Kind::of_path(&path).filter(|_| entry.kind == EntryKind::File)
            else {
                continue;
            };
            let bytes = base
                .read_blob(entry.id, LARGEST_FILE)
                .map_err(|error| error.in_words(language))?;
            match any::parse_as(kind, &bytes).record {
                Some(AnyRecord::Transcript(transcript)) => {
                    known.add_transcript(KnownTranscript::from(&*transcript));
                }
                Some(record) => known.add(record),
                None => {
                    if let Ok(id) = id.parse() {
                        known.add_taken(id);
                    }
                }
            }
        }
    }
    Ok(())
}

fn transcript(base: &Snapshot<'_>, id: &RecordId) -> Option<crate::record::transcript::Transcript> {
    let bytes = base.read(&id.path()).ok()??;
    match any::parse(&id.path(), &bytes).record? {
        AnyRecord::Transcript(transcript) => Some(*transcript),
        _ => None,
    }
}

fn put(draft: &mut Draft<'_>, plan: &Plan, language: Language) -> Result<(), CliError> {
    for record in &plan.records {
        draft
            .put(record.clone())
            .map_err(|error| error.in_words(language))?;
    }
    for id in &plan.removed {
        draft
            .remove(&id.path())
            .map_err(|error| error.in_words(language))?;
    }
    Ok(())
}

/// Puts back what people wrote or removed where a newer source would have it otherwise.
fn keep_handwork(
    context: &Context<'_>,
    draft: &mut Draft<'_>,
    plan: &mut Plan,
) -> Result<(), CliError> {
    for record in draft.plan() {
        if disputed(&record).is_empty() {
            continue;
        }
        let handwork = context.handwork(draft.base(), record.kind, &record.id)?;
        let edits = plan.keep(&record, &handwork);
        if let (Some(path), false) = (record.kind.path(&record.id), edits.is_empty()) {
            draft
                .edit(&path, &edits)
                .map_err(|error| error.in_words(context.language()))?;
        }
    }
    Ok(())
}

/// Says what came of the files: what a person should look at, what could not go in, what personal
/// data of published sources went in. Files that could not be read make the exit code 1.
fn say(
    context: &mut Context<'_>,
    reports: &[FileReport],
    refused: &[Remark],
) -> Result<(), CliError> {
    let language = context.language();
    let count = |wanted| {
        reports
            .iter()
            .filter(|report| report.outcome == wanted)
            .count()
    };
    let failed = failures(reports, refused);
    for remark in reports
        .iter()
        .flat_map(|report| &report.remarks)
        .chain(refused)
    {
        context.ui.warning(&remark.message(language))?;
    }
    let notes: Vec<_> = reports.iter().flat_map(|report| &report.privacy).collect();
    if !notes.is_empty() {
        context.ui.warning(&words::privacy(language, notes.len()))?;
        for note in notes {
            let line = format!(
                "  {} {}  {}",
                note.record,
                note.path,
                note.kind.label(language)
            );
            context.ui.talk(&line)?;
        }
    }
    let summary = words::summary(
        language,
        count(Outcome::New),
        count(Outcome::Updated),
        count(Outcome::Unchanged),
        failed,
    );
    context.ui.status(&summary)?;
    if failed == 0 {
        return Ok(());
    }
    context.ui.flush()?;
    Err(CliError::new(exit::FAILED, words::failed(language, failed)))
}
