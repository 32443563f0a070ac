//! `po sync`: what others published comes in, what was recorded here goes out.
//!
//! A merge is published before the branch here moves to it. So a push that is refused leaves this store as
//! it was, each merge joins exactly what was published with what was not, and a kill in between costs
//! nothing: the next sync finds the merge published and goes on to it.

use std::path::PathBuf;
use std::rc::Rc;

use clap::{Arg, ArgMatches, Command};

use crate::locale::{Language, merge as merging, sync as words};
use crate::store::{
    Change, EntryKind, Oid, Outcome, ReadError, Scratch, Store, Upstream, WriteError, WriteOptions,
    check_change,
};
use crate::sync::clash::{self, Clashes};
use crate::sync::merge::Refused;
use crate::sync::plan::{Plan, PlanError, Way};
use crate::sync::transport::{OLDEST_GIT, Published, Pushed, Transport, TransportError};
use crate::text::clean::clean;

use super::command::{switch, text};
use super::context::{Context, Intent, language_of};
use super::error::{CliError, InWords, exit};
use super::merge_driver;
use super::sync_report::{Report, name_of, same_petition};

/// How often a sync tries when others are faster. Each time somebody else has published, so that as many who
/// begin together all come through.
const ATTEMPTS: usize = 50;

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
            Try::Done(plan, scratch) => {
                let report = Report {
                    store: &store,
                    upstream: &upstream,
                    plan: &plan,
                    scratch: &scratch,
                    dry_run,
                };
                return report.print(context);
            }
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
        TransportError::Shallow { words: said } => {
            let message = words::shallow_remote(language, &upstream.remote);
            with_words(CliError::new(exit::CONFLICT, message), &said)
                .hint(words::after_shallow_remote(language, &upstream.remote))
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
        let mut own = own.map_err(|error| error.in_words(language))?;
        let scratch = self.store.scratch();
        let scratch = scratch.map_err(|error| error.in_words(language))?;
        if own.is_none() && published.tip.is_none() {
            return Err(self.nothing_there(&published.branches, language));
        }
        if let (Some(tip), Some(published)) = (own, published.tip) {
            let clashes = clash::between(&scratch, tip, published);
            if let Some(clashes) = clashes.map_err(|error| error.in_words(language))? {
                if !dry_run {
                    self.make_way(context, &scratch, &clashes)?;
                    return Ok(Try::MadeWay);
                }
                for id in &clashes.ids {
                    let told = words::taken(language, &id.to_string());
                    context.ui.warning(&told)?;
                }
                own = Some(self.as_if_moved(&scratch, tip, &clashes, language)?);
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

    /// What our commit would be with other ids for those records, in the scratch.
    fn as_if_moved(
        &self,
        scratch: &Scratch,
        own: Oid,
        clashes: &Clashes,
        language: Language,
    ) -> Result<Oid, CliError> {
        let moved = || -> Result<Oid, ReadError> {
            let mut tip = own;
            for old in &clashes.ids {
                let tree = scratch.tree_of(tip)?;
                // Which letter is drawn is not known before.
                let Ok(new) = format!("{old}0").parse() else {
                    continue;
                };
                let mut files = Vec::new();
                for change in clash::rename(scratch, Some(clashes.base), tree, old, &new)? {
                    let bytes = change.content.map(|bytes| scratch.blob(&bytes));
                    let content = bytes.transpose()?.map(|blob| (blob, EntryKind::File));
                    files.push((change.path, content));
                }
                tip = scratch.commit(scratch.tree(tree, &files)?, tip)?;
            }
            Ok(tip)
        };
        moved().map_err(|error| error.in_words(language))
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
}

/// Says what the working tree was repaired in.
fn tell(context: &mut Context<'_>, outcome: &Outcome) -> Result<(), CliError> {
    for notice in outcome.notices() {
        let text = super::error::notice(notice, context.language());
        context.ui.warning(&text)?;
    }
    Ok(())
}

fn reason(why: &Refused, language: Language) -> String {
    match why {
        Refused::Occupied => words::occupied(language).to_owned(),
        other => merge_driver::reason(other, language),
    }
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
            Self::Failed { words: said }
            | Self::Rewritten { words: said }
            | Self::Shallow { words: said } => with_words(
                CliError::new(exit::FAILED, words::git_failed(language)),
                &said,
            ),
            Self::Fault(fault) => fault.in_words(language),
        }
    }
}
