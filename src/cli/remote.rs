//! `po clone` and `po remote`: where the store is published.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::locale::{Language, sync as words};
use crate::store::{OpenError, Store, without_password};
use crate::sync::transport::{Transport, TransportError};

use super::command::{text, value};
use super::context::Context;
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column};
use super::merge_driver;
use super::sync::with_words;

/// `po clone`.
pub(super) fn clone_command() -> Command {
    Command::new("clone")
        .arg(Arg::new("URL").required(true))
        .arg(Arg::new("DIR").required(true))
        .arg(value("branch", "BRANCH"))
}

/// `po remote`.
pub(super) fn command() -> Command {
    let add = Command::new("add")
        .arg(Arg::new("NAME").required(true))
        .arg(Arg::new("URL").required(true));
    Command::new("remote")
        .subcommand_required(true)
        .subcommand(add)
        .subcommand(Command::new("list"))
}

/// Runs `po remote`.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("add", matches)) => add(context, matches),
        Some(("list", _)) => list(context),
        other => {
            let name = other.map_or("remote", |(name, _)| name);
            Err(super::command::unknown(context.language(), name))
        }
    }
}

/// What git could take for an option of its own is refused.
fn plain(matches: &ArgMatches, argument: &str, language: Language) -> Result<String, CliError> {
    let typed = text(matches, argument).unwrap_or_default();
    if typed.starts_with('-') || typed.trim().is_empty() {
        let message = words::looks_like_a_flag(language, argument, &typed);
        return Err(CliError::new(exit::USAGE, message));
    }
    Ok(typed)
}

fn add(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let name = plain(matches, "NAME", language)?;
    let url = plain(matches, "URL", language)?;
    // A repository without a commit may have a remote from which its first commits come.
    let named = context.globals.stores.first().cloned();
    let named = named.or_else(|| environment.variable("PO_STORE").map(PathBuf::from));
    let store = Store::of_any_content(environment, named.as_deref())
        .map_err(|error| error.in_words(language))?;
    let remotes = store.remotes().map_err(|error| error.in_words(language))?;
    if let Some(there) = remotes.iter().find(|there| there.name == name) {
        let message = words::remote_is_there(language, &name, &there.url);
        return Err(CliError::new(exit::CONFLICT, message));
    }
    store
        .add_remote(environment, &name, &url)
        .map_err(|error| error.in_words(language))?;
    let said = words::remote_added(language, &name, &without_password(&url));
    Ok(context.ui.status(&said)?)
}

fn list(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let remotes = store.remotes().map_err(|error| error.in_words(language))?;
    let people = context.speaks_to_people();
    let listing = Listing {
        columns: vec![
            column("name", words::name_heading(language)),
            column("url", words::url_heading(language)),
            column("push_url", words::push_url_heading(language)),
        ],
        rows: remotes
            .iter()
            .map(|remote| {
                let is_one = people && remote.push_url == remote.url;
                let push_url = (!is_one).then(|| remote.push_url.clone());
                vec![
                    remote.name.clone(),
                    remote.url.clone(),
                    push_url.unwrap_or_default(),
                ]
            })
            .collect(),
        json: remotes
            .iter()
            .map(|remote| {
                json!({
                    "schema": "po.remote/1",
                    "name": remote.name,
                    "url": remote.url,
                    "push_url": remote.push_url,
                })
            })
            .collect(),
    };
    listing.print(context.format(), &mut context.ui)
}

/// Clones a store and sets its git up to merge records.
pub(super) fn clone(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let url = plain(matches, "URL", language)?;
    let folder = environment.directory.join(plain(matches, "DIR", language)?);
    Store::refuse_inside(environment, &folder).map_err(|error| error.in_words(language))?;
    let was_there = folder.exists();
    let transport = Transport::new(environment, context.ui.is_watched());
    let transport = transport.map_err(|error| error.in_words(language))?;
    let shown = without_password(&url);
    let branch = text(matches, "branch");
    let cloned = transport.clone(&url, &folder, branch.as_deref());
    cloned.map_err(|error| match error {
        TransportError::Failed { words: said } => {
            let message = words::cannot_clone(language, &shown);
            with_words(CliError::new(exit::FAILED, message), &said)
        }
        other => other.in_words(language),
    })?;
    let store = match begin(context, &transport, &folder, &shown) {
        Ok(store) => store,
        Err(error) => {
            take_away(&folder, was_there)?;
            return Err(error);
        }
    };
    merge_driver::configure(&store, environment)?;
    let root = folder.display().to_string();
    Ok(context.ui.status(&words::cloned(language, &root))?)
}

/// The store in a fresh clone. Where the remote's own HEAD names no branch of it, as that of a bare
/// repository does whose first branch came by another name, the only branch is taken.
fn begin(
    context: &Context<'_>,
    transport: &Transport<'_>,
    folder: &Path,
    shown: &str,
) -> Result<Store, CliError> {
    let language = context.language();
    let environment = context.environment;
    let any = Store::of_any_content(environment, Some(folder))
        .map_err(|error| error.in_words(language))?;
    let head = any.head().map_err(|error| error.in_words(language))?;
    let branches = any.fetched_branches();
    let branches = branches.map_err(|error| error.in_words(language))?;
    match (head, branches.as_slice()) {
        (Some(_), _) | (None, []) => {}
        (None, [only]) => {
            let done = transport.check_out(&any, only);
            done.map_err(|error| error.in_words(language))?;
        }
        (None, several @ [first, ..]) => {
            let message = words::which_branch(language, shown, &several.join(", "));
            let hint = format!("po clone URL DIR --branch {first}");
            return Err(CliError::new(exit::CONFLICT, message).hint(hint));
        }
    }
    Store::open(environment, Some(folder)).map_err(|error| match error {
        OpenError::NotAStore { .. } => {
            CliError::new(exit::CONFLICT, words::no_store_to_clone(language, shown))
                .hint(words::begin_there(language))
        }
        other => other.in_words(language),
    })
}

/// Removes what a clone made: the folder, or all in it where it was there, and empty, before.
fn take_away(folder: &Path, was_there: bool) -> std::io::Result<()> {
    std::fs::remove_dir_all(folder)?;
    match was_there {
        true => std::fs::create_dir(folder),
        false => Ok(()),
    }
}
