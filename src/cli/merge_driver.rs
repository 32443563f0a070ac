//! `po merge-driver`: what git runs to merge a record, so that `git merge`, `git rebase` and `git pull` do
//! what the program itself does.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::locale::{Language, merge as words};
use crate::store::{Environment, Store};
use crate::sync::merge::{MergeError, Refused, file_of};
use crate::text::shell::shell_word;

use super::command::text;
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};

/// git may not touch the bytes of records, and merges them with the driver.
pub(super) const ATTRIBUTES: &str = "records/** -text merge=po";

/// What stood in stores before there was a driver.
const FORMER_ATTRIBUTES: &str = "records/** -text";

/// The command; git alone gives it the three files and the path.
pub(super) fn command() -> Command {
    let given = |name: &'static str| Arg::new(name).required_unless_present("install");
    Command::new("merge-driver")
        .hide(true)
        .arg(given("BASE"))
        .arg(given("OURS"))
        .arg(given("THEIRS"))
        .arg(given("PATH"))
        .arg(
            Arg::new("install")
                .long("install")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["BASE", "OURS", "THEIRS", "PATH"]),
        )
}

/// Merges a file into that of our side, or sets git up to ask for it.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    if matches.get_flag("install") {
        return put_up(context);
    }
    let language = context.language();
    let place = |name: &str| -> PathBuf {
        let named = text(matches, name).unwrap_or_default();
        context.environment.directory.join(named)
    };
    let ours = place("OURS");
    let versions = [
        std::fs::read(place("BASE"))?,
        std::fs::read(&ours)?,
        std::fs::read(place("THEIRS"))?,
    ];
    let path = text(matches, "PATH").unwrap_or_default();
    let merged = file_of(&path, &versions.map(Some));
    std::fs::write(&ours, merged.bytes.unwrap_or_default())?;
    for field in &merged.kept_edits {
        let line = words::kept(language, &path, &field.to_string());
        context.ui.status(&line)?;
    }
    for row in &merged.conflicts {
        let line = words::undecided(language, &path, row.path.as_str());
        context.ui.status(&line)?;
    }
    match merged.refused {
        None => Ok(()),
        Some(why) => {
            let message = words::refused(language, &path, &reason(&why, language));
            let hint = words::settle_by_hand(language);
            Err(CliError::new(exit::FAILED, message).hint(hint))
        }
    }
}

/// Why a file cannot be merged by field.
pub(super) fn reason(why: &Refused, language: Language) -> String {
    match why {
        Refused::Unreadable(MergeError::Syntax(detail)) => words::unreadable(language, detail),
        Refused::Unreadable(why) => words::unreadable(language, &why.to_string()),
        Refused::NotText => words::unreadable(language, "UTF-8"),
        Refused::Contested | Refused::Occupied => words::no_record(language).to_owned(),
    }
}

/// Tells the git of this repository how to run the driver.
pub(super) fn configure(store: &Store, environment: &Environment) -> Result<(), CliError> {
    let program = std::env::current_exe()?;
    // git reads `%` as its own.
    let program = shell_word(&program.to_string_lossy()).replace('%', "%%");
    let driver = format!("{program} merge-driver %O %A %B %P");
    let language = Language::En;
    for (name, value) in [
        ("merge.po.name", "po merges records by field"),
        ("merge.po.driver", driver.as_str()),
        // A record goes by its id. git takes a removed case and a new one like it for one that was renamed, and
        // would give the new one what others changed in the removed. Its newer strategy, ort, long did not let
        // itself be told so.
        ("merge.renames", "false"),
        ("pull.twohead", "recursive"),
    ] {
        let set = store.configure(environment, name, value);
        set.map_err(|error| error.in_words(language))?;
    }
    Ok(())
}

/// The attributes of a store with the line for records.
pub(super) fn with_driver(attributes: &str) -> String {
    let mut lines: Vec<&str> = attributes.lines().collect();
    if lines.contains(&ATTRIBUTES) {
        return attributes.to_owned();
    }
    match lines.iter_mut().find(|line| **line == FORMER_ATTRIBUTES) {
        Some(line) => *line = ATTRIBUTES,
        None => lines.push(ATTRIBUTES),
    }
    lines.join("\n") + "\n"
}

/// Sets up a store that has none, or a clone: the settings of git do not travel with it.
fn put_up(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    configure(&store, context.environment)?;
    let outcome = context.change(&mut |_, draft| {
        let attributes = draft
            .file(".gitattributes")
            .map_err(|error| error.in_words(language))?
            .unwrap_or_default();
        let wanted = with_driver(&attributes);
        if wanted == attributes {
            return Ok(None);
        }
        draft.put_file(".gitattributes", wanted.into_bytes());
        let subject = words::subject(language).to_owned();
        Ok(Some(Intent::new("store.merge-driver", subject)))
    })?;
    if outcome.commit().is_some() {
        context.report(&outcome)?;
    }
    Ok(context.ui.status(words::installed(language))?)
}
