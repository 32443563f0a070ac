//! `po guard`: the judge of what is pushed into a shared store.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::history::guard::{Guard, HookError, MOST_FINDINGS, install, parse_updates};
use crate::history::verify::{Breach, Finding, Findings, descends, refuse_rewritten_views};
use crate::locale::{Language, verify as words};
use crate::store::Store;

use super::command::{text, value};
use super::context::{Context, short};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, wrapping_column};
use super::verify::{finding_json, finding_line, two_ends};

/// What git may say on a hook's standard input: far more references than anybody pushes.
const MOST_INPUT: u64 = 16 << 20;

/// The commands; `receive` is for git alone.
pub(super) fn command() -> Command {
    let install = Command::new("install").arg(
        Arg::new("bare")
            .long("bare")
            .value_name("REPO")
            .value_parser(clap::value_parser!(PathBuf)),
    );
    let check = Command::new("check").arg(value("range", "A..B").required(true));
    Command::new("guard")
        .subcommand_required(true)
        .subcommand(install)
        .subcommand(check)
        .subcommand(Command::new("receive").hide(true))
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("install", matches)) => put_up(context, matches),
        Some(("check", matches)) => check(context, matches),
        Some(("receive", _)) => receive(context),
        other => {
            let name = other.map_or("guard", |(name, _)| name);
            Err(super::command::unknown(context.language(), name))
        }
    }
}

fn put_up(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let named = matches.get_one::<PathBuf>("bare");
    let path = named.or(context.globals.stores.first());
    let store = Store::of_any_content(environment, path.map(PathBuf::as_path))
        .map_err(|error| error.in_words(language))?;
    let program = std::env::current_exe()?;
    let hook = install(&store, environment, &program).map_err(|error| error.in_words(language))?;
    let shown = hook.display().to_string();
    Ok(context.ui.status(&words::installed(language, &shown))?)
}

/// Judges a range as a push of its end onto its beginning.
fn check(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let typed = text(matches, "range").unwrap_or_default();
    let (base, tip) = two_ends(context, &store, &typed)?;
    let today = context.as_of()?;
    let progress = context.ui.progress(words::at_work(language));
    let judged = || {
        refuse_rewritten_views(&store)?;
        let mut findings = Findings::default();
        let mut commits = 0;
        if descends(&store, tip, base)? {
            let guard = Guard::new(&store, context.environment, today)?;
            commits = guard.judge(Some(base), tip, &mut findings)?;
        } else {
            let name = typed.clone();
            findings.add(Some(tip), "", 1, Breach::NotFastForward { name });
        }
        Ok((commits, findings.into_vec()))
    };
    let judged: Result<_, crate::history::verify::HistoryError> = judged();
    drop(progress);
    let (commits, findings) = judged.map_err(|error| error.in_words(language))?;
    print(context, &findings)?;
    if findings.is_empty() {
        return Ok(context.ui.status(&words::passed(language, commits))?);
    }
    context.ui.flush()?;
    let message = words::found(language, findings.len());
    Err(CliError::new(exit::FAILED, message))
}

fn print(context: &mut Context<'_>, findings: &[Finding]) -> Result<(), CliError> {
    let language = context.language();
    let is_brief = context.ui.on_terminal() || context.format() == Format::Markdown;
    let id = |finding: &Finding| {
        let commit = finding.commit.map_or_else(String::new, |id| id.to_string());
        if is_brief { short(&commit) } else { commit }
    };
    let listing = Listing {
        columns: vec![
            column("commit", words::commit_heading(language)),
            wrapping_column("finding", words::finding_heading(language)),
        ],
        rows: findings
            .iter()
            .map(|finding| vec![id(finding), finding_line(finding, language)])
            .collect(),
        json: findings
            .iter()
            .map(|finding| guard_json(finding, language))
            .collect(),
    };
    listing.print(context.format(), &mut context.ui)
}

/// A finding for programs: `po.guard-finding/1`.
fn guard_json(finding: &Finding, language: Language) -> Value {
    let mut value = json!({
        "schema": "po.guard-finding/1",
        "commit": finding.commit.map(|id| id.to_string()),
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut value, finding_json(finding, language))
    {
        all.extend(more);
    }
    value
}

/// What git's pre-receive hook runs: judges every reference that is pushed, and refuses all of them
/// where one breaks a rule. The sender reads what is said here.
fn receive(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let today = context.today();
    let not_a_push = || CliError::new(exit::USAGE, words::not_a_push(language));
    let input = context.ui.input(MOST_INPUT)?;
    let updates = parse_updates(&input)
        .filter(|updates| !updates.is_empty())
        .ok_or_else(not_a_push)?;
    let store = Store::receiving(environment).map_err(|error| error.in_words(language))?;
    let mut findings = Findings::at_most(MOST_FINDINGS);
    let guard = Guard::new(&store, environment, today).map_err(|error| error.in_words(language))?;
    for update in &updates {
        guard
            .receive(update, &mut findings)
            .map_err(|error| error.in_words(language))?;
    }
    if findings.is_empty() {
        return Ok(());
    }
    let is_full = findings.is_full();
    let mut refusal = CliError::new(exit::REFUSED, words::refused(language, findings.len()))
        .hint(words::mend_and_push(language));
    for finding in findings.into_vec() {
        let line = finding_line(&finding, language);
        let commit = finding
            .commit
            .map(|id| format!("{} ", short(&id.to_string())));
        refusal = refusal.detail(format!("{}{line}", commit.unwrap_or_default()));
    }
    if is_full {
        refusal = refusal.detail(words::and_more(language));
    }
    Err(refusal)
}

impl InWords for HookError {
    fn in_words(self, language: Language) -> CliError {
        match self {
            Self::Foreign { path, line } => {
                let shown = path.display().to_string();
                CliError::new(exit::CONFLICT, words::foreign_hook(language, &shown))
                    .hint(words::chain_it(language, &line))
            }
            Self::Fault(fault) => fault.in_words(language),
        }
    }
}
