//! `po undo`: one commit taken back with a new one.

use clap::{Arg, ArgMatches, Command};

use crate::history::undo::{ChangedSince, UndoError, Undone};
use crate::locale::{Language, undo as words};
use crate::record::Kind;
use crate::store::{Draft, Oid, PlannedRecord, Store, WriteOptions};
use crate::text::clean::one_line;

use super::command::{switch, text, words_of};
use super::context::{Context, Intent, short};
use super::error::{CliError, InWords, exit};

/// How many of the values that stand in the way are named.
const MOST_NAMED: usize = 10;

/// The command.
pub(super) fn command() -> Command {
    Command::new("undo")
        .arg(Arg::new("COMMIT"))
        .arg(words_of("reason"))
        .arg(switch("dry-run"))
}

/// Takes a commit back.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let commit = asked(&store, matches, language)?;
    let reason = text(matches, "reason");
    let dry_run = matches.get_flag("dry-run");
    let altered = store.altered().map_err(|error| error.in_words(language))?;
    if altered.contains(&commit) {
        let shown = short(&commit.to_string());
        context
            .ui
            .warning(&crate::locale::history::altered(language, &shown))?;
    }
    let mut plan = Vec::new();
    let outcome = context.change_in(&store, &WriteOptions::default(), &mut |context, draft| {
        let head = draft.base().commit().unwrap_or(commit);
        let undone =
            Undone::read(&store, head, commit).map_err(|error| error.in_words(language))?;
        undone
            .put(&store, head, draft)
            .map_err(|error| error.in_words(language))?;
        plan = draft.plan();
        refuse_loose_ends(context, draft, &plan)?;
        if dry_run {
            return Ok(None);
        }
        let store_language = context.settings(draft)?.language.language();
        let subject = words::subject(
            store_language,
            &short(&commit.to_string()),
            &one_line(&undone.subject),
        );
        let intent = Intent::new("store.undo", subject).because(reason.clone());
        Ok(Some(intent.undoing(&commit.to_string())))
    })?;
    if dry_run {
        super::plan::print(context, &plan, false)
    } else {
        context.report(&outcome)
    }
}

/// Refuses a number that another case has by now, and to take away what other records name.
fn refuse_loose_ends(
    context: &mut Context<'_>,
    draft: &Draft<'_>,
    plan: &[PlannedRecord],
) -> Result<(), CliError> {
    let paths = |removed: bool| -> Vec<String> {
        let records = plan.iter().filter(|record| record.is_removed == removed);
        let paths = records.filter_map(|record| record.kind.path(&record.id));
        paths.collect()
    };
    let (removed, kept) = (paths(true), paths(false));
    let (removed, kept) = (removed.iter(), kept.iter());
    let changed: Vec<&str> = kept
        .clone()
        .chain(removed.clone())
        .map(String::as_str)
        .collect();
    super::case::refuse_taken_numbers(context, draft, kept.map(String::as_str))?;
    super::edit::refuse_named(context, removed.map(String::as_str), &changed)
}

/// The commit that was typed, else the newest.
fn asked(store: &Store, matches: &ArgMatches, language: Language) -> Result<Oid, CliError> {
    let typed = text(matches, "COMMIT").unwrap_or_else(|| "HEAD".to_owned());
    store
        .resolve(&typed)
        .map_err(|error| error.in_words(language))
}

impl InWords for UndoError {
    fn in_words(self, language: Language) -> CliError {
        let of = |commit: &Oid| short(&commit.to_string());
        match self {
            Self::Merge { commit } => {
                CliError::new(exit::REFUSED, words::merge(language, &of(&commit)))
                    .hint(words::undo_its_parts(language))
            }
            Self::First { commit } => {
                CliError::new(exit::REFUSED, words::first(language, &of(&commit)))
            }
            Self::Shallow { commit } => {
                CliError::new(exit::FAILED, words::shallow(language, &of(&commit)))
                    .hint(words::fetch_the_rest(language))
            }
            Self::Elsewhere { commit } => {
                CliError::new(exit::NOT_FOUND, words::elsewhere(language, &of(&commit)))
            }
            Self::ChangedSince { commit, values } => changed_since(&of(&commit), &values, language),
            Self::Draft(error) => error.in_words(language),
            Self::Index(error) => error.in_words(language),
            Self::Read(error) => error.in_words(language),
            Self::Git(error) => error.in_words(language),
        }
    }
}

/// The refusal, with the later changes and the newest of them as the next step.
fn changed_since(commit: &str, values: &[ChangedSince], language: Language) -> CliError {
    let message = words::changed_since(language, commit, values.len());
    let mut error = CliError::new(exit::CONFLICT, message);
    for value in values.iter().take(MOST_NAMED) {
        let name =
            Kind::of_path(&value.path).map_or_else(|| value.path.clone(), |(_, id)| id.to_owned());
        let place = match &value.field {
            Some(field) => format!("{name}:{field}"),
            None => format!("{name}: {}", words::whole_file(language)),
        };
        error = error.detail(one_line(&place));
        if value.by.is_empty() {
            error = error.detail(format!("  {}", words::by_unknown(language)));
        }
        for entry in &value.by {
            let line = format!(
                "  {}  {}  {}",
                entry.on.format("%Y-%m-%d"),
                short(&entry.commit.to_string()),
                one_line(&entry.subject)
            );
            error = error.detail(line);
        }
    }
    if values.len() > MOST_NAMED {
        error = error.detail("…");
    }
    let newest = values
        .iter()
        .filter_map(|value| value.by.first())
        .max_by_key(|entry| entry.on);
    match newest {
        Some(entry) => {
            let newest = short(&entry.commit.to_string());
            error.hint(words::undo_later_first(language, &newest))
        }
        None => error,
    }
}
