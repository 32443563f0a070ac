//! Finishing or undoing a write that was interrupted, from its journal.

use std::path::Path;
use std::time::Duration;

use git2::{ErrorCode, Oid, Repository};

use super::environment::Environment;
use super::error::Fault;
use super::git_index::GitIndex;
use super::journal::Journal;
use super::lock::Lock;
use super::open::{Store, open_again, private_directory};
use super::operation::Operations;
use super::snapshot::Snapshot;
use super::transaction::INDEX_PATIENCE;
use super::tree::{self, Step};
use super::worktree::{Checkout, remove_if_there, sync_all};

/// How long an empty reference lock must stay empty to count as left behind: git fills its own
/// within microseconds.
const EMPTY_LOCK_PAUSE: Duration = Duration::from_millis(300);

/// What a person should know of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An interrupted write was finished: its commit stands, the files were brought up to date.
    Finished {
        /// The commit.
        commit: Oid,
    },
    /// An interrupted write had not reached its commit; nothing of it is left.
    Undone,
    /// A file was edited by hand meanwhile and left as it is.
    HandEditKept {
        /// Its path in the repository.
        path: String,
    },
}

impl Store {
    /// Repairs what an interrupted write left, waiting for the lock.
    pub fn recover(&self, environment: &Environment) -> Result<Vec<Notice>, Fault> {
        let directory = private_directory(self.repository());
        if !Journal::is_there(&directory) {
            return Ok(Vec::new());
        }
        let _lock = Lock::wait(&directory)?;
        run(
            environment,
            &Operations::new(environment),
            self.repository(),
        )
    }
}

/// Repairs when that is possible without waiting; reading must not depend on it.
pub(super) fn if_idle(environment: &Environment, repository: &Repository) -> Vec<Notice> {
    let directory = private_directory(repository);
    if !Journal::is_there(&directory) {
        return Vec::new();
    }
    match Lock::without_waiting(&directory) {
        Some(_lock) => {
            run(environment, &Operations::new(environment), repository).unwrap_or_default()
        }
        None => Vec::new(),
    }
}

/// Repairs; the caller holds the lock.
pub(super) fn run(
    environment: &Environment,
    operations: &Operations,
    repository: &Repository,
) -> Result<Vec<Notice>, Fault> {
    let directory = private_directory(repository);
    let Some(journal) = Journal::read(&directory)? else {
        return Ok(Vec::new());
    };
    remove_branch_lock(repository, &journal)?;
    let notices = match open_again(&journal.git_directory(repository)) {
        // The working tree was removed since; the branch needs no repair.
        Err(cause) if cause.code() == ErrorCode::NotFound => Vec::new(),
        Err(cause) => {
            return Err(Fault::Git {
                action: "open the working tree of an interrupted write",
                cause,
            });
        }
        Ok(worktree) => match reached(&worktree, &journal)? {
            None => {
                undo(environment, operations, &worktree, &journal)?;
                return Ok(vec![Notice::Undone]);
            }
            Some(tip) => finish(environment, operations, &worktree, &journal, tip)?,
        },
    };
    Journal::remove(operations, &directory)?;
    Ok(notices)
}

/// The branch's commit, if the branch moved to the journal's commit (and perhaps on from there).
fn reached(repository: &Repository, journal: &Journal) -> Result<Option<Oid>, Fault> {
    match repository.refname_to_id(&journal.branch) {
        Ok(tip) if tip == journal.new => Ok(Some(tip)),
        // The journal comes before the objects.
        Ok(_) if repository.find_commit(journal.new).is_err() => Ok(None),
        Ok(tip) => {
            let descends = repository.graph_descendant_of(tip, journal.new);
            Ok(descends
                .map_err(Fault::git("walk the history"))?
                .then_some(tip))
        }
        Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
        Err(cause) => Err(Fault::Git {
            action: "read the branch",
            cause,
        }),
    }
}

/// Removes every trace of a write whose branch did not move, the journal last.
fn undo(
    environment: &Environment,
    operations: &Operations,
    repository: &Repository,
    journal: &Journal,
) -> Result<(), Fault> {
    if let Some(root) = repository.workdir() {
        // Files are staged when all objects are on the disk: where one is missing, none was.
        if let Ok(steps) = tree::difference(repository, journal.old, journal.new) {
            checkout(operations, repository, root, journal).discard(&steps)?;
        }
        index(environment, operations, repository, root, journal).discard()?;
    }
    Journal::remove(operations, &private_directory(repository))
}

fn finish(
    environment: &Environment,
    operations: &Operations,
    repository: &Repository,
    journal: &Journal,
    tip: Oid,
) -> Result<Vec<Notice>, Fault> {
    let mut notices = vec![Notice::Finished {
        commit: journal.new,
    }];
    let Some(root) = repository.workdir() else {
        return Ok(notices);
    };
    let all = tree::difference(repository, journal.old, journal.new)?;
    let current = Snapshot::new(repository, Some(tip))?;
    // What a later commit changed again is that commit's business.
    let holds = |step: &Step| {
        let entry = current.entry(&step.path).ok().flatten();
        entry.map(|entry| entry.id) == step.new
    };
    let (steps, passed): (Vec<Step>, Vec<Step>) = all.into_iter().partition(holds);
    let checkout = checkout(operations, repository, root, journal);
    checkout.discard(&passed)?;
    sync_all(&checkout.stage(&steps)?)?;
    let left = checkout.install(&steps)?;
    notices.extend(left.into_iter().map(|path| Notice::HandEditKept { path }));
    let index = index(environment, operations, repository, root, journal);
    index.acquire(INDEX_PATIENCE)?;
    let missing = index.missing(&steps)?;
    if !missing.is_empty() {
        index.build(&missing)?;
        index.install()?;
    }
    index.discard()?;
    Ok(notices)
}

fn checkout<'a>(
    operations: &'a Operations,
    repository: &'a Repository,
    root: &'a Path,
    journal: &'a Journal,
) -> Checkout<'a> {
    Checkout {
        operations,
        repository,
        root,
        token: &journal.token,
    }
}

fn index<'a>(
    environment: &'a Environment,
    operations: &'a Operations,
    repository: &'a Repository,
    root: &'a Path,
    journal: &'a Journal,
) -> GitIndex<'a> {
    GitIndex {
        environment,
        operations,
        git_directory: repository.path(),
        root,
        token: &journal.token,
    }
}

/// libgit2 locks a reference with a file, which a kill leaves behind. It is ours when it holds the
/// beginning of what we were writing.
fn remove_branch_lock(repository: &Repository, journal: &Journal) -> Result<(), Fault> {
    let lock = repository
        .commondir()
        .join(format!("{}.lock", journal.branch));
    let expected = format!("{}\n", journal.new);
    let is_ours = |content: &[u8]| expected.as_bytes().starts_with(content);
    let Ok(content) = std::fs::read(&lock) else {
        return Ok(());
    };
    if content.is_empty() {
        std::thread::sleep(EMPTY_LOCK_PAUSE);
    }
    match std::fs::read(&lock) {
        Ok(content) if is_ours(&content) => remove_if_there(&lock),
        _ => Ok(()),
    }
}
