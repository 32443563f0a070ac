//! `po status`: the store itself, and what is edited but not recorded.

use crate::locale::{markers, store_status as words};
use crate::record::Kind;
use crate::store::{Departure, Underway};

use super::context::{Context, short};
use super::error::{CliError, InWords};

/// The command.
pub(super) fn command() -> clap::Command {
    clap::Command::new("status")
}

/// Says where the store is, what it holds and what is not recorded yet.
pub(super) fn run(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let format = context.format();
    context.read(|context, reading| {
        let store = reading.store;
        let branch = store.branch().map_err(|error| error.in_words(language))?;
        let commit = reading.snapshot.commit().map(|commit| commit.to_string());
        let underway = store.underway();
        let unrecorded = store.unrecorded(environment).map_err(|error| error.in_words(language))?;
        let apart = store.apart_from_upstream();
        let apart = apart.map_err(|error| error.in_words(language))?;
        let count = |kind| match reading.view.records(kind) {
            Ok(records) => Ok(records.len()),
            Err(error) => Err(error.in_words(language)),
        };
        let cases = count(Kind::Case)?;
        let meetings = count(Kind::Meeting)?;
        let transcripts = count(Kind::Transcript)?;
        let undecided = reading.view.undecided().len();
        if format != super::listing::Format::Table {
            let value = serde_json::json!({
                "schema": "po.status/1",
                "store": reading.settings.name,
                "root": store.root().display().to_string(),
                "branch": branch,
                "commit": commit,
                "upstream": apart.as_ref().map(|(upstream, ahead, behind)| serde_json::json!({
                    "remote": upstream.remote,
                    "branch": upstream.branch,
                    "ahead": ahead,
                    "behind": behind,
                })),
                "underway": underway.map(Underway::command),
                "cases": cases,
                "meetings": meetings,
                "transcripts": transcripts,
                "undecided": undecided,
                "unreadable": reading.view.unreadable().len(),
                "unrecorded": unrecorded.iter().map(|edit| serde_json::json!({
                    "path": edit.path,
                    "kind": words::departure_word(edit.kind == Departure::Added, edit.kind == Departure::Removed),
                })).collect::<Vec<_>>(),
            });
            return Ok(context.ui.styled(&super::listing::json_text(&value))?);
        }
        let commit = commit.map_or_else(|| "–".to_owned(), |commit| short(&commit));
        let mut page = words::head(
            language,
            &reading.settings.name,
            &store.root().display().to_string(),
            branch.as_deref().unwrap_or("–"),
            &commit,
        );
        page.push_str(&words::holds(language, cases, meetings, transcripts));
        if let Some((upstream, ahead, behind)) = &apart {
            page.push_str(&words::apart(language, &upstream.to_string(), *ahead, *behind));
        }
        if undecided > 0 {
            page.push_str(&words::undecided(language, undecided));
        }
        if unrecorded.is_empty() {
            page.push_str(words::all_recorded(language));
        } else {
            page.push_str(&words::unrecorded(language, unrecorded.len()));
            for edit in &unrecorded {
                let word = words::departure(
                    language,
                    edit.kind == Departure::Added,
                    edit.kind == Departure::Removed,
                );
                page.push_str(&format!("  {word} {}\n", edit.path));
            }
            if underway.is_none() {
                page.push_str(words::how_to_record(language));
            }
        }
        if let Some(underway) = underway {
            let how = underway.remedies();
            page.push_str(&words::underway(language, underway.command(), &how));
            let unmerged = store.unmerged(environment);
            if !unmerged.map_err(|error| error.in_words(language))?.is_empty() {
                page.push_str(markers::mend_first(language));
                page.push('\n');
            }
        }
        Ok(context.ui.data(&page)?)
    })
}
