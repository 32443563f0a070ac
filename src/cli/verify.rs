//! `po verify`: the commits of a history judged by what the store itself says.

use std::collections::HashMap;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::history::verify::{
    Anchor, Finding, HistoryError, Judgement, SignatureState, Verification, descends, verify,
};
use crate::locale::{Language, verify as words};
use crate::record::Date;
use crate::store::{Oid, Store};

use super::command::{text, value};
use super::context::{Context, short};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, wrapping_column};

/// The command.
pub(super) fn command() -> Command {
    Command::new("verify")
        .arg(Arg::new("RANGE"))
        .arg(value("anchor", "COMMIT"))
}

/// Judges a history. A tip that was reached from an anchor without a finding is remembered.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let store = context.open()?;
    let typed = text(matches, "RANGE");
    let (from, tip) = range(context, &store, typed.as_deref())?;
    let last = store.verified().map_err(|error| error.in_words(language))?;
    let anchor = anchor(context, &store, text(matches, "anchor").as_deref())?;
    let start = from.or(anchor.commit());
    let progress = context.ui.progress(words::at_work(language));
    // Of an older part of the history that somebody chose nothing was taken back.
    let expected = last.filter(|_| typed.is_none());
    let found = verify(
        &store,
        (context.environment, context.today()),
        tip,
        start,
        anchor,
        expected,
    );
    drop(progress);
    let verification = found.map_err(|error| error.in_words(language))?;
    print(context, &verification)?;
    match anchor {
        Anchor::Nothing => {
            let from = from.map(|from| short(&from.to_string()));
            context
                .ui
                .warning(&words::unanchored(language, from.as_deref()))?;
        }
        Anchor::Named(commit) | Anchor::Verified(commit) => {
            let is_tip = matches!(anchor, Anchor::Verified(_));
            let from = short(&commit.to_string());
            let text = words::anchored(language, &from, is_tip);
            context.ui.status(&text)?;
        }
    }
    let bad = verification.findings.len();
    let is_good = |judged: &&Judgement| judged.signature == SignatureState::Good;
    let signed = verification.commits.iter().filter(is_good).count();
    let summary = words::verified(language, verification.commits.len(), signed, bad);
    context.ui.status(&summary)?;
    if bad > 0 {
        context.ui.flush()?;
        return Err(CliError::new(exit::FAILED, words::found(language, bad)));
    }
    let is_forward = match last {
        Some(last) => descends(&store, tip, last).map_err(|error| error.in_words(language))?,
        None => true,
    };
    if from.is_none() && anchor != Anchor::Nothing && is_forward {
        store
            .set_verified(tip)
            .map_err(|error| error.in_words(language))?;
    }
    Ok(())
}

/// Both ends of a range as people type it: `A..B`, `A..`, `..B`, or the end alone; HEAD where no end is
/// named.
fn range(
    context: &Context<'_>,
    store: &Store,
    typed: Option<&str>,
) -> Result<(Option<Oid>, Oid), CliError> {
    let (from, to) = match typed {
        None => ("", ""),
        Some(typed) => typed.split_once("..").unwrap_or(("", typed)),
    };
    let commit = |text: &str| match text {
        "" => Ok(None),
        text => context.revision(store, text).map(Some),
    };
    let from = commit(from)?;
    let tip = match commit(to)? {
        Some(tip) => Some(tip),
        None => context.commit(store)?,
    };
    match tip {
        Some(tip) => Ok((from, tip)),
        None => Err(CliError::new(
            exit::NOT_FOUND,
            crate::locale::store::unborn(context.language()),
        )),
    }
}

/// Both ends of `A..B`, which must be named but for the second, HEAD.
pub(super) fn two_ends(
    context: &Context<'_>,
    store: &Store,
    typed: &str,
) -> Result<(Oid, Oid), CliError> {
    let language = context.language();
    let not_a_range = || CliError::new(exit::USAGE, words::not_a_range(language, typed));
    match typed.split_once("..") {
        Some((from, _)) if !from.is_empty() => {}
        _ => return Err(not_a_range()),
    }
    let (from, tip) = range(context, store, Some(typed))?;
    Ok((from.ok_or_else(not_a_range)?, tip))
}

/// What the history is trusted from on: `--anchor`, else the tip verified last, else `po.anchor`.
fn anchor(context: &Context<'_>, store: &Store, typed: Option<&str>) -> Result<Anchor, CliError> {
    let language = context.language();
    if let Some(typed) = typed {
        return context.revision(store, typed).map(Anchor::Named);
    }
    let verified = store.verified().map_err(|error| error.in_words(language))?;
    if let Some(verified) = verified {
        return Ok(Anchor::Verified(verified));
    }
    let configured = store
        .configured(context.environment, "po.anchor")
        .map_err(|error| error.in_words(language))?;
    match configured.last() {
        Some(configured) => context.revision(store, configured).map(Anchor::Named),
        None => Ok(Anchor::Nothing),
    }
}

fn print(context: &mut Context<'_>, verification: &Verification) -> Result<(), CliError> {
    let (language, cells) = (context.language(), context.cell_language());
    let is_brief = context.ui.on_terminal() || context.format() == Format::Markdown;
    let mut found: HashMap<Oid, Vec<&Finding>> = HashMap::new();
    for finding in &verification.findings {
        if let Some(commit) = finding.commit {
            found.entry(commit).or_default().push(finding);
        }
    }
    let mut listing = Listing {
        columns: vec![
            column("commit", words::commit_heading(language)),
            column("recorded_on", words::day_heading(language)),
            column("signature", words::signature_heading(language)),
            column("signer", words::signer_heading(language)),
            wrapping_column("finding", words::finding_heading(language)),
        ],
        rows: Vec::new(),
        json: Vec::new(),
    };
    for judged in &verification.commits {
        let found = found.remove(&judged.commit).unwrap_or_default();
        listing.json.push(judgement_json(judged, &found, language));
        listing
            .rows
            .extend(rows(judged, &found, is_brief, cells, language));
    }
    // A tip that lies before the anchor is in no range, and what is wrong with it must be seen.
    for (commit, found) in found {
        let told: Vec<Value> = found
            .iter()
            .map(|one| finding_json(one, language))
            .collect();
        listing.json.push(json!({
            "schema": "po.verification/1",
            "commit": commit.to_string(),
            "findings": told,
        }));
        let id = shown(commit, is_brief);
        for finding in found {
            let blank = String::new;
            let told = finding_line(finding, language);
            listing
                .rows
                .push(vec![id.clone(), blank(), blank(), blank(), told]);
        }
    }
    listing.print(context.format(), &mut context.ui)
}

/// A row for each finding of a commit, one for a commit without.
fn rows(
    judged: &Judgement,
    found: &[&Finding],
    is_brief: bool,
    cells: Language,
    language: Language,
) -> Vec<Vec<String>> {
    let day = Date::from_naive(judged.recorded_at.date_naive());
    let signer = judged.signer.as_ref().map_or_else(String::new, |signer| {
        let posts = signer.posts.iter();
        let posts: Vec<String> = posts
            .map(|post| format!("{} {}", post.agency, post.role.label(cells)))
            .collect();
        match posts.is_empty() {
            true => signer.person.clone(),
            false => format!("{} ({})", signer.person, posts.join(", ")),
        }
    });
    let head = vec![
        shown(judged.commit, is_brief),
        day.map_or_else(String::new, |day| day.display(cells)),
        words::signature(cells, judged.signature.as_str()).to_owned(),
        signer,
    ];
    let row = |told: String| [head.clone(), vec![told]].concat();
    match found {
        [] => vec![row(String::new())],
        found => found
            .iter()
            .map(|finding| row(finding_line(finding, language)))
            .collect(),
    }
}

fn shown(commit: Oid, is_brief: bool) -> String {
    let commit = commit.to_string();
    if is_brief { short(&commit) } else { commit }
}

/// A finding in a line: its code, where it is, and what is wrong.
pub(super) fn finding_line(finding: &Finding, language: Language) -> String {
    let place = match finding.path.as_str() {
        "" => String::new(),
        path => format!("{path}:{}: ", finding.line),
    };
    let code = finding.breach.code();
    let text = format!("{code}: {place}{}", finding.breach.message(language));
    crate::text::clean::one_line(&text)
}

/// A commit for programs: `po.verification/1`.
fn judgement_json(judged: &Judgement, found: &[&Finding], language: Language) -> Value {
    let posts = judged.signer.iter().flat_map(|signer| &signer.posts);
    let posts: Vec<Value> = posts
        .map(|post| json!({ "agency": post.agency, "role": post.role.as_str() }))
        .collect();
    let told: Vec<Value> = found
        .iter()
        .map(|one| finding_json(one, language))
        .collect();
    json!({
        "schema": "po.verification/1",
        "commit": judged.commit.to_string(),
        "recorded_at": judged.recorded_at.to_rfc3339(),
        "signature": judged.signature.as_str(),
        "signer": judged.signer.as_ref().map(|signer| &signer.person),
        "posts": posts,
        "findings": told,
    })
}

/// A finding for programs.
pub(super) fn finding_json(finding: &Finding, language: Language) -> Value {
    json!({
        "code": finding.breach.code(),
        "path": finding.path,
        "line": finding.line,
        "message": finding.breach.message(language),
    })
}

impl InWords for HistoryError {
    fn in_words(self, language: Language) -> CliError {
        let (text, remedy) = match &self {
            Self::Read(_) | Self::Index(_) | Self::Fault(_) => (String::new(), ""),
            Self::Rewritten { what } => (
                words::rewritten(language, what),
                words::rewritten_remedy(language),
            ),
            Self::Shallow { commit } => (
                words::shallow(language, &short(&commit.to_string())),
                words::shallow_remedy(language),
            ),
            Self::Missing { object } => (
                words::missing(language, &object.to_string()),
                words::missing_remedy(language),
            ),
            Self::Policy { commit } => {
                let text = words::unreadable_policy(language, &short(&commit.to_string()));
                return CliError::new(exit::FAILED, text);
            }
        };
        match self {
            Self::Read(error) => error.in_words(language),
            Self::Index(error) => error.in_words(language),
            Self::Fault(error) => error.in_words(language),
            _ => CliError::new(exit::FAILED, text).hint(remedy),
        }
    }
}
