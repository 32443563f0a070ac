//! `po sync`: what others published comes in, what was recorded here goes out.
//!
//! A merge is published before the branch here moves to it. So a push that is refused leaves this store as
//! it was, each merge joins exactly what was published with what was not, and a kill in between costs
//! nothing: the next sync finds the merge published and goes on to it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::locale::{Language, merge as merging, status, sync as words};
use crate::record::Kind;
use crate::record::fields::FieldPath;
use crate::store::{
    Change, Oid, Outcome, PlannedRecord, Scratch, Store, Upstream, WriteError, WriteOptions,
    check_change,
};
use crate::sync::clash::{self, Clashes};
use crate::sync::merge::Refused;
use crate::sync::plan::{Plan, PlanError, RecordChange, Way};
use crate::sync::transport::{OLDEST_GIT, Published, Pushed, Transport, TransportError};
use crate::sync::twins::{Claim, Twin};
use crate::text::clean::{clean, one_line};

use super::command::{switch, text};
use super::context::{Context, Intent, language_of, short};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, json_text};
use super::{merge_driver, plan};

/// How often a sync tries when others are faster. Each time somebody else has published, so that ten who
/// begin together all come through.
const ATTEMPTS: usize = 10;

/// How many records are named for people in each direction.
const NAMED: usize = 10;

/// The command.
pub(super) fn command() -> Command {
    Command::new("sync")
        .arg(Arg::new("REMOTE"))
        .arg(switch("dry-run"))
}

/// What a sync works with.
struct Sync<'s> {
    store: &'s Store,
    transport: &'s Transport<'s>,
    upstream: &'s Upstream,
}

/// What became of one try.
enum Try {
    /// It is done, or would be.
    Done(Box<Plan>, Scratch),
    /// Somebody else was faster; with what git said.
    Overtaken(String),
    /// Records of ours moved out of the way of published ones.
    MadeWay,
}

/// Brings this store and the published one together.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    if context.globals.on_behalf.is_some() {
        let message = words::for_nobody(language);
        return Err(CliError::new(exit::USAGE, message));
    }
    let store = store(context)?;
    let branch = store.writable_branch(environment);
    let branch = branch.map_err(|error: WriteError<CliError>| error.in_words(language))?;
    let upstream = upstream(&store, text(matches, "REMOTE"), &branch, language)?;
    let watched = context.ui.is_watched();
    let transport = Transport::new(environment, watched);
    let transport = transport.map_err(|error| error.in_words(language))?;
    let alone = store.alone_at_sync();
    let _alone = alone.map_err(|error| error.in_words(language))?;
    let dry_run = matches.get_flag("dry-run");
    let mut last = String::new();
    for _ in 0..ATTEMPTS {
        let published = fetch(&transport, &store, &upstream, language)?;
        // libgit2 sees no pack that is the first of a repository until it is opened anew.
        let store = store.reopen().map_err(|error| error.in_words(language))?;
        let sync = Sync {
            store: &store,
            transport: &transport,
            upstream: &upstream,
        };
        match sync.once(context, &published, dry_run)? {
            Try::Done(plan, scratch) if dry_run => {
                return sync.print_plan(context, &plan, &scratch);
            }
            Try::Done(plan, scratch) => return sync.report(context, &plan, &scratch),
            Try::Overtaken(said) => last = said,
            Try::MadeWay => {}
        }
    }
    let message = words::overtaken(language, &upstream.to_string(), ATTEMPTS);
    Err(with_words(CliError::new(exit::CONFLICT, message), &last).hint("po sync"))
}

/// The store; where the branch has no commit yet, a repository that may become one.
fn store(context: &mut Context<'_>) -> Result<Rc<Store>, CliError> {
    let language = context.language();
    let environment = context.environment;
    let named = context.globals.stores.first().cloned();
    let named = named.or_else(|| environment.variable("PO_STORE").map(PathBuf::from));
    let any = Store::of_any_content(environment, named.as_deref())
        .map_err(|error| error.in_words(language))?;
    match any.head().map_err(|error| error.in_words(language))? {
        Some(_) => context.open(),
        None => Ok(Rc::new(any)),
    }
}

/// What the branch is brought together with: at the remote that was named, else that which it follows,
/// else the only one, else `origin`.
fn upstream(
    store: &Store,
    typed: Option<String>,
    branch: &str,
    language: Language,
) -> Result<Upstream, CliError> {
    let followed = store.upstream().map_err(|error| error.in_words(language))?;
    let remotes = store.remotes().map_err(|error| error.in_words(language))?;
    let only = match remotes.as_slice() {
        [] => {
            let error = CliError::new(exit::FAILED, words::no_remote(language));
            return Err(error.hint("po remote add origin URL"));
        }
        [only] => only.name.clone(),
        _ => "origin".to_owned(),
    };
    let remote = typed
        .or_else(|| followed.as_ref().map(|followed| followed.remote.clone()))
        .unwrap_or(only);
    if !remotes.iter().any(|known| known.name == remote) {
        let names: Vec<&str> = remotes.iter().map(|known| known.name.as_str()).collect();
        let message = words::unknown_remote(language, &remote, &names.join(", "));
        return Err(CliError::new(exit::USAGE, message).hint("po remote list"));
    }
    match followed {
        Some(followed) if followed.remote == remote => Ok(followed),
        _ => Ok(Upstream {
            remote,
            branch: branch.to_owned(),
        }),
    }
}

/// Asks what is published.
fn fetch(
    transport: &Transport<'_>,
    store: &Store,
    upstream: &Upstream,
    language: Language,
) -> Result<Published, CliError> {
    let fetched = transport.fetch(store, upstream);
    fetched.map_err(|error| match error {
        TransportError::Failed { words: said } => {
            let message = words::cannot_fetch(language, &upstream.remote);
            with_words(CliError::new(exit::FAILED, message), &said)
        }
        TransportError::Rewritten { words: said } => {
            let message = words::rewritten(language, &upstream.to_string());
            with_words(CliError::new(exit::CONFLICT, message), &said)
                .hint(words::after_rewriting(language, &upstream.remote))
        }
        other => other.in_words(language),
    })
}

impl Sync<'_> {
    /// Merges what is published, publishes ours and goes on; nothing but a plan where it is a dry run.
    fn once(
        &self,
        context: &mut Context<'_>,
        published: &Published,
        dry_run: bool,
    ) -> Result<Try, CliError> {
        let language = context.language();
        let environment = context.environment;
        let own = self.store.head();
        let own = own.map_err(|error| error.in_words(language))?;
        let scratch = self.store.scratch();
        let scratch = scratch.map_err(|error| error.in_words(language))?;
        if own.is_none() && published.tip.is_none() {
            return Err(self.nothing_there(&published.branches, language));
        }
        if let (Some(own), Some(published)) = (own, published.tip) {
            let clashes = clash::between(&scratch, own, published);
            if let Some(clashes) = clashes.map_err(|error| error.in_words(language))? {
                if !dry_run {
                    self.make_way(context, &scratch, &clashes)?;
                    return Ok(Try::MadeWay);
                }
                for id in &clashes.ids {
                    let told = words::taken(language, &id.to_string());
                    context.ui.warning(&told)?;
                }
            }
        }
        let plan = Plan::make(self.store, &scratch, own, published.tip)
            .map_err(|error| self.apart(error, language))?;
        if dry_run {
            return Ok(Try::Done(Box::new(plan), scratch));
        }
        let tree = plan.tree(&scratch);
        if let Some(tree) = tree.map_err(|error| error.in_words(language))? {
            let free = self.store.refuse_blocked(environment, &scratch, tree);
            free.map_err(|error| self.blocked(error, language))?;
        }
        let (ours, goes_on) = match plan.way {
            Way::Nothing => (None, None),
            Way::Forward(commit) => (None, Some(commit)),
            Way::Publish(commit) => (Some(commit), None),
            Way::Merge {
                published,
                own,
                tree,
            } => {
                let commit = self.join(context, &plan, &scratch, [published, own], tree)?;
                (Some(commit), Some(commit))
            }
        };
        if let Some(commit) = ours
            && let Some(said) = self
                .push(context, commit, published.tip)
                .map_err(|error| self.with_offer(error, &plan, language))?
        {
            return Ok(Try::Overtaken(said));
        }
        if let Some(commit) = goes_on {
            let note = match ours {
                Some(_) => format!("po sync: merge {}", self.upstream),
                None => format!("po sync: go on to {}", self.upstream),
            };
            match self.store.advance::<CliError>(environment, commit, &note) {
                Err(WriteError::Contended { .. }) => return Ok(Try::Overtaken(String::new())),
                Err(error) if ours.is_some() => {
                    let published = words::published_only(language, &self.upstream.to_string());
                    return Err(error.in_words(language).detail(published));
                }
                moved => tell(
                    context,
                    &moved.map_err(|error| self.blocked(error, language))?,
                )?,
            }
        }
        let followed = self.store.upstream();
        if followed
            .map_err(|error| error.in_words(language))?
            .is_none()
        {
            let followed = self.store.follow(environment, self.upstream);
            followed.map_err(|error| error.in_words(language))?;
        }
        Ok(Try::Done(Box::new(plan), scratch))
    }

    /// Gives our records whose ids published ones bear others, with all of ours that names them.
    fn make_way(
        &self,
        context: &mut Context<'_>,
        scratch: &Scratch,
        clashes: &Clashes,
    ) -> Result<(), CliError> {
        let language = context.language();
        for old in &clashes.ids {
            let mut moved = None;
            let options = WriteOptions::default();
            let outcome = context.change_in(self.store, &options, &mut |context, draft| {
                let Some(tree) = draft.base().tree() else {
                    return Ok(None);
                };
                let new = context.longer_id(old, draft)?;
                let changes = clash::rename(scratch, Some(clashes.base), tree, old, &new);
                for change in changes.map_err(|error| error.in_words(language))? {
                    match change.content {
                        None => draft.remove(&change.path),
                        Some(bytes) => {
                            let text = String::from_utf8_lossy(&bytes).into_owned();
                            draft.put_text(&change.path, text)
                        }
                    }
                    .map_err(|error| error.in_words(language))?;
                }
                let told = context.settings(draft)?.language.language();
                let (old, new) = (old.to_string(), new.to_string());
                let intent = Intent::new("store.rename", words::renamed(told, &old, &new));
                moved = Some(new);
                Ok(Some(intent.because(Some(words::taken(told, &old)))))
            })?;
            context.report(&outcome)?;
            if let Some(new) = moved {
                let told = words::moved(language, &old.to_string(), &new);
                context.ui.warning(&told)?;
            }
        }
        Ok(())
    }

    fn tip_now(&self, language: Language) -> Result<Option<Oid>, CliError> {
        Ok(fetch(self.transport, self.store, self.upstream, language)?.tip)
    }

    /// The error of a push, with what to join: a guard keeps out a petition that another case has.
    fn with_offer(&self, mut error: CliError, plan: &Plan, language: Language) -> CliError {
        let pairs = same_petition(plan);
        for (one, other) in &pairs {
            error = error.detail(words::same_petition(language, one, other));
        }
        match pairs.is_empty() {
            true => error,
            false => error.hint(words::join_here(language, &self.upstream.to_string())),
        }
    }

    /// Publishes a commit; what git said where somebody else was faster.
    fn push(
        &self,
        context: &mut Context<'_>,
        commit: Oid,
        expected: Option<Oid>,
    ) -> Result<Option<String>, CliError> {
        let language = context.language();
        let pushed = self.transport.push(self.store, self.upstream, commit);
        let refused = |said: &str| {
            let message = words::cannot_push(language, &self.upstream.remote);
            with_words(CliError::new(exit::FAILED, message), said)
        };
        match pushed {
            Ok(Pushed::Done { words: said }) => {
                if !said.is_empty() {
                    context.ui.status(&said)?;
                }
                Ok(None)
            }
            Ok(Pushed::Overtaken { words: said }) => Ok(Some(said)),
            // A tip that moved meanwhile says that the refusal was of the moment.
            Ok(Pushed::Refused { words: said }) if self.tip_now(language)? != expected => {
                Ok(Some(said))
            }
            Ok(Pushed::Refused { words: said }) | Err(TransportError::Failed { words: said }) => {
                Err(refused(&said))
            }
            Err(other) => Err(other.in_words(language)),
        }
    }

    /// Makes the commit of a merge.
    fn join(
        &self,
        context: &mut Context<'_>,
        plan: &Plan,
        scratch: &Scratch,
        parents: [Oid; 2],
        tree: Oid,
    ) -> Result<Oid, CliError> {
        let language = context.language();
        let told = language_of(self.store).unwrap_or(language);
        let (here, there) = (plan.outgoing.len(), plan.incoming.len());
        let undecided = plan.conflicts.iter();
        let undecided =
            undecided.map(|(path, row)| format!("{}: {}", name_of(path), row.path.as_str()));
        let undecided: Vec<String> = undecided.collect();
        let change = Change {
            operation: "store.sync".to_owned(),
            subject: words::subject(told, here, there, &self.upstream.to_string()),
            body: (!undecided.is_empty()).then(|| words::to_settle(told, &undecided.join("\n"))),
            ..Change::default()
        };
        let joined = self.store.join(
            context.environment,
            scratch,
            parents,
            tree,
            change,
            &|proposal| {
                check_change(proposal).map_err(|refusal| super::error::refused(&refusal, language))
            },
        );
        joined.map_err(|error| error.in_words(language))
    }

    /// The error of an unborn branch for which nothing is published.
    fn nothing_there(&self, branches: &[String], language: Language) -> CliError {
        let message = words::nothing_there(language, &self.upstream.to_string());
        let error = CliError::new(exit::CONFLICT, message);
        match branches.first() {
            Some(branch) => error.hint(format!("git switch {branch}")),
            None => error.hint("po init DIR"),
        }
    }

    /// Why the two tips do not come together.
    fn apart(&self, error: PlanError, language: Language) -> CliError {
        let shown = self.upstream.to_string();
        let conflict = |message: String| CliError::new(exit::CONFLICT, message);
        match error {
            PlanError::NotAStore => {
                conflict(words::not_a_store(language, &shown)).hint("po remote list")
            }
            PlanError::Unrelated => {
                conflict(words::unrelated(language, &shown)).hint(words::after_unrelated(language))
            }
            PlanError::Shallow => conflict(words::shallow(language, &shown))
                .hint(format!("git fetch --unshallow {}", self.upstream.remote)),
            PlanError::Refused(files) => {
                let mut error = conflict(words::cannot_merge(language, &shown));
                for (path, why) in &files {
                    error = error.detail(merging::refused(language, path, &reason(why, language)));
                }
                error.hint(words::merge_by_hand(language, &shown))
            }
            PlanError::Read(error) => error.in_words(language),
            PlanError::Index(error) => error.in_words(language),
        }
    }

    /// Why the files here cannot follow.
    fn blocked(&self, error: WriteError<CliError>, language: Language) -> CliError {
        let is_path = matches!(error, WriteError::Path(_));
        let error = error.in_words(language);
        match is_path {
            true => error.hint(words::merge_by_hand(language, &self.upstream.to_string())),
            false => error,
        }
    }

    /// Says what came in and what went out.
    fn report(
        &self,
        context: &mut Context<'_>,
        plan: &Plan,
        scratch: &Scratch,
    ) -> Result<(), CliError> {
        let language = context.language();
        if context.format() != Format::Table {
            let value = self.json(plan, scratch, false, language)?;
            return Ok(context.ui.styled(&json_text(&value))?);
        }
        let shown = self.upstream.to_string();
        for (heading, records) in [
            (
                words::came_in(language, &shown, plan.incoming.len()),
                &plan.incoming,
            ),
            (
                words::went_out(language, &shown, plan.outgoing.len()),
                &plan.outgoing,
            ),
        ] {
            if records.is_empty() {
                continue;
            }
            let mut page = format!("{heading}\n");
            for record in records.iter().take(NAMED) {
                page.push_str(&line(record, scratch, language)?);
            }
            if let more @ 1.. = records.len().saturating_sub(NAMED) {
                page.push_str(&format!("  {}\n", words::more(language, more)));
            }
            context.ui.data(&page)?;
        }
        tell_undecided(context, plan)?;
        let head = self
            .store
            .head()
            .map_err(|error| error.in_words(language))?;
        let head = head
            .map(|head| short(&head.to_string()))
            .unwrap_or_default();
        let said = match plan.way {
            Way::Nothing => words::nothing_new(language, &shown, &head),
            _ => words::in_step(language, &shown, &head),
        };
        Ok(context.ui.status(&said)?)
    }

    /// Says what a sync would do, by record and field.
    fn print_plan(
        &self,
        context: &mut Context<'_>,
        plan: &Plan,
        scratch: &Scratch,
    ) -> Result<(), CliError> {
        let language = context.language();
        if context.format() != Format::Table {
            let value = self.json(plan, scratch, true, language)?;
            return Ok(context.ui.styled(&json_text(&value))?);
        }
        let shown = self.upstream.to_string();
        for (heading, records) in [
            (
                words::would_come(language, &shown, plan.incoming.len()),
                &plan.incoming,
            ),
            (
                words::would_go(language, &shown, plan.outgoing.len()),
                &plan.outgoing,
            ),
        ] {
            if !records.is_empty() {
                context.ui.data(&format!("{heading}\n"))?;
                plan::records(context, &planned(records, scratch, language)?, false)?;
            }
        }
        tell_undecided(context, plan)?;
        Ok(context.ui.status(words::nothing_done(language))?)
    }

    /// What was done for programs: `po.sync/1`.
    fn json(
        &self,
        plan: &Plan,
        scratch: &Scratch,
        dry_run: bool,
        language: Language,
    ) -> Result<Value, CliError> {
        let head = self
            .store
            .head()
            .map_err(|error| error.in_words(language))?;
        let way = match plan.way {
            Way::Nothing => "nothing",
            Way::Forward(_) => "forward",
            Way::Publish(_) => "publish",
            Way::Merge { .. } => "merge",
        };
        let records = |records: &[RecordChange]| -> Result<Vec<Value>, CliError> {
            let values = records.iter().map(|record| {
                let planned = record.planned(scratch);
                let planned = planned.map_err(|error| error.in_words(language))?;
                Ok(json!({
                    "kind": record.kind.as_str(),
                    "id": record.id,
                    "what": match (record.is_new(), record.is_removed()) {
                        (true, _) => "added",
                        (_, true) => "removed",
                        _ => "changed",
                    },
                    "title": planned.as_ref().map(|planned| planned.title.clone()),
                    "changes": planned.map(|planned| super::history::changes_json(&planned.changes)),
                }))
            });
            values.collect()
        };
        Ok(json!({
            "schema": "po.sync/1",
            "remote": self.upstream.remote,
            "branch": self.upstream.branch,
            "way": way,
            "dry_run": dry_run,
            "commit": head.map(|head| head.to_string()),
            "incoming": records(&plan.incoming)?,
            "outgoing": records(&plan.outgoing)?,
            "conflicts": plan.conflicts.iter().map(|(path, row)| json!({
                "record": name_of(path),
                "field": row.path.as_str(),
                "base": row.base,
                "values": row.values,
            })).collect::<Vec<_>>(),
            "same_petition": same_petition(plan),
            "kept": plan.kept_edits.iter().map(|(path, field)| json!({
                "record": name_of(path),
                "field": field.to_string(),
            })).collect::<Vec<_>>(),
        }))
    }
}

/// The pairs of cases that hold the same petition, each once: the one that had it first.
fn same_petition(plan: &Plan) -> BTreeSet<(&str, &str)> {
    let twins = plan.twins.iter();
    let twins = twins.filter(|twin| matches!(twin.claim, Claim::Petition(_)));
    twins
        .map(|twin| (twin.other.as_str(), twin.case.as_str()))
        .collect()
}

/// Says what the working tree was repaired in.
fn tell(context: &mut Context<'_>, outcome: &Outcome) -> Result<(), CliError> {
    for notice in outcome.notices() {
        let text = super::error::notice(notice, context.language());
        context.ui.warning(&text)?;
    }
    Ok(())
}

/// What waits for a decision, with the command, and what stays although one side removed it.
fn tell_undecided(context: &mut Context<'_>, plan: &Plan) -> Result<(), CliError> {
    let language = context.language();
    for (path, row) in &plan.conflicts {
        let (id, field) = (name_of(path), row.path.as_str());
        let twin = |twin: &&Twin| twin.case == id && field == "number";
        let text = match plan.twins.iter().find(twin) {
            Some(Twin {
                claim: Claim::Number(number),
                other,
                ..
            }) => words::number_of_another(language, id, *number, other),
            _ => words::undecided(language, id, field),
        };
        context.ui.warning(&text)?;
    }
    for (one, other) in same_petition(plan) {
        let text = words::same_petition(language, one, other);
        context.ui.warning(&text)?;
    }
    for (path, field) in &plan.kept_edits {
        let whole = FieldPath::default();
        let text = if *field == whole {
            words::kept_record(language, name_of(path))
        } else {
            merging::kept(language, name_of(path), &field.to_string())
        };
        context.ui.status(&text)?;
    }
    Ok(())
}

fn line(record: &RecordChange, scratch: &Scratch, language: Language) -> Result<String, CliError> {
    let planned = record.planned(scratch);
    let planned = planned.map_err(|error| error.in_words(language))?;
    let what = status::planned(language, record.is_new(), record.is_removed());
    let title = planned.map_or_else(
        || words::unreadable(language).to_owned(),
        |planned| one_line(&planned.title),
    );
    Ok(format!("  {what} {} {title}\n", record.id))
}

fn planned(
    records: &[RecordChange],
    scratch: &Scratch,
    language: Language,
) -> Result<Vec<PlannedRecord>, CliError> {
    let mut planned = Vec::new();
    for record in records {
        let one = record.planned(scratch);
        planned.extend(one.map_err(|error| error.in_words(language))?);
    }
    Ok(planned)
}

fn reason(why: &Refused, language: Language) -> String {
    match why {
        Refused::Occupied => words::occupied(language).to_owned(),
        other => merge_driver::reason(other, language),
    }
}

/// The id of the record at a path, else the path.
fn name_of(path: &str) -> &str {
    Kind::of_path(path).map_or(path, |(_, id)| id)
}

/// An error with what git said, line by line, so that it cannot pass for our own words.
pub(super) fn with_words(mut error: CliError, said: &str) -> CliError {
    error.details.extend(said.lines().map(clean));
    error
}

impl InWords for TransportError {
    fn in_words(self, language: Language) -> CliError {
        match self {
            Self::TooOld { version } => {
                let (major, minor) = OLDEST_GIT;
                let message = words::old_git(language, &version, &format!("{major}.{minor}"));
                CliError::new(exit::FAILED, message)
            }
            Self::Failed { words: said } | Self::Rewritten { words: said } => with_words(
                CliError::new(exit::FAILED, words::git_failed(language)),
                &said,
            ),
            Self::Fault(fault) => fault.in_words(language),
        }
    }
}
