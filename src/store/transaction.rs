//! The one write path: from a change to a durable commit, with the working tree brought along.
//!
//! Under the store's lock: the change becomes objects in memory and the gate looks at it; the journal
//! notes the old and the new commit; git's index is locked and the next one begins to be built; meanwhile
//! the objects are written out and synced with the journal, and the files staged beside their places; the
//! names of the objects, the files and the index are synced; the branch moves; files and index are renamed
//! into place; the journal goes. Before the branch moves everything can be undone, after that everything
//! can be finished.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use git2::{Config, ConfigLevel, ErrorCode, Oid, Repository, RepositoryState};

use super::commit::Change;
use super::committer::Committer;
use super::environment::Environment;
use super::error::{Fault, Underway, WriteError};
use super::git_index::GitIndex;
use super::identity::{Identity, Settings};
use super::journal::Journal;
use super::lock::Lock;
use super::objects;
use super::open::{Store, branch, head, open_again, private_directory, short};
use super::operation::Operations;
use super::recovery::{self, Notice};
use super::snapshot::Snapshot;
use super::tree::{self, Step};
use super::worktree::{Checkout, hand_edits, is_sparse, sync_all};

/// How long a write waits for other programs to let go of git's index.
pub(super) const INDEX_PATIENCE: Duration = Duration::from_secs(10);

/// How often a write starts anew because another program moved the branch meanwhile.
const ATTEMPTS: u32 = 16;

/// The pause before trying again a branch that another program has locked.
const BRANCH_PAUSE: Duration = Duration::from_millis(20);

/// Every so many writes git is asked to pack what has piled up.
const WRITES_BETWEEN_MAINTENANCE: u64 = 500;

/// How a write treats the working tree.
#[derive(Debug, Clone)]
pub struct WriteOptions {
    /// Record hand edits: a file in the working tree that already has the new bytes is accepted.
    pub adopt: bool,
    /// How long to wait for other programs to let go of git's index.
    pub index_patience: Duration,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            adopt: false,
            index_patience: INDEX_PATIENCE,
        }
    }
}

/// What a gate looks at before anything is written: exactly what would be recorded.
pub struct Proposal<'a> {
    /// The store as it is.
    pub base: &'a Snapshot<'a>,
    /// The change, with clean texts and only those files that differ.
    pub change: &'a Change,
    /// The whole commit message.
    pub message: &'a str,
}

/// What became of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was so already; there is no commit.
    Unchanged {
        /// What was repaired on the way.
        notices: Vec<Notice>,
    },
    /// It is recorded and durable.
    Recorded {
        /// The new commit.
        commit: Oid,
        /// The commit before; `None` for the first.
        parent: Option<Oid>,
        /// The paths that changed, in order.
        paths: Vec<String>,
        /// What was repaired on the way, and files left because they were edited meanwhile.
        notices: Vec<Notice>,
    },
}

impl Outcome {
    /// The new commit, if there is one.
    pub fn commit(&self) -> Option<Oid> {
        match self {
            Self::Unchanged { .. } => None,
            Self::Recorded { commit, .. } => Some(*commit),
        }
    }

    /// What was repaired on the way.
    pub fn notices(&self) -> &[Notice] {
        match self {
            Self::Unchanged { notices } | Self::Recorded { notices, .. } => notices,
        }
    }
}

/// What is to be committed, in memory.
struct Draft {
    base: Option<Oid>,
    tree: Oid,
    message: String,
    steps: Vec<Step>,
    /// What is still to be written out: blobs and trees.
    objects: Vec<Oid>,
}

/// A commit that the branch is to move to.
pub(super) struct Ready {
    /// Where the branch is.
    pub(super) base: Option<Oid>,
    pub(super) commit: Oid,
    /// What the reflog says of it.
    pub(super) note: String,
    pub(super) steps: Vec<Step>,
    /// What is still to be written out: blobs, trees, the commit last.
    pub(super) objects: Vec<Oid>,
}

/// How a branch came not to move.
enum Stopped {
    /// Another program moved it first.
    Moved,
    /// Nothing was changed.
    Failed(Fault),
    /// The branch moved, the rest did not follow.
    Unfinished(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl Store {
    /// Records one change as one commit.
    ///
    /// `prepare` is given the store as it is under the lock, so that concurrent writers never lose
    /// each other's change; it may run more than once (when commits are signed, and when another
    /// program moves the branch meanwhile) and must answer from the snapshot alone. `None` means
    /// there is nothing to do. `gate` then sees content and message before anything is written, and
    /// may refuse.
    ///
    /// # Errors
    /// Nothing was changed, except after [`WriteError::Unfinished`].
    pub fn write<E>(
        &self,
        environment: &Environment,
        options: &WriteOptions,
        gate: &dyn Fn(&Proposal<'_>) -> Result<(), E>,
        prepare: &mut dyn FnMut(&Snapshot<'_>) -> Result<Option<Change>, E>,
    ) -> Result<Outcome, WriteError<E>> {
        // git looks its settings up meanwhile, and nobody waits for the lock: a draft may take long, and
        // a signature may ask a person for a passphrase.
        let asked = Settings::ask(environment, self.repository())?;
        let synced = SyncedRepository::open(self.repository())?;
        let operations = Operations::new(environment);
        let drafting = Drafting {
            environment,
            operations: &operations,
            repository: &synced.repository,
            gate,
        };
        let base = head(&synced.repository)?;
        let early = drafting.draft(base, prepare)?;
        let settings = Settings::read(asked)?;
        let committer = Committer::resolve(environment, &settings)?;
        synced.write_as(&committer.identity)?;
        let writer = Writer {
            environment,
            options,
            operations: &operations,
            store: self.repository(),
            repository: &synced.repository,
            settings: &settings,
        };
        writer.writable_branch()?;
        let early = early.map(|draft| drafting.commit(&committer, draft));
        let early = (base, early.transpose()?);
        writer.write(early, &mut |base| {
            let draft = drafting.draft(base, prepare)?;
            let ready = draft.map(|draft| drafting.commit(&committer, draft));
            ready.transpose()
        })
    }
}

/// A second handle on the repository, through which references are synced and objects stay in memory
/// until they are written out.
pub(super) struct SyncedRepository {
    pub(super) repository: Repository,
    /// libgit2 reads it again whenever the configuration is asked.
    configuration: tempfile::NamedTempFile,
}

impl SyncedRepository {
    pub(super) fn open(store: &Repository) -> Result<Self, Fault> {
        let made = Fault::file("write", std::env::temp_dir());
        let configuration = tempfile::NamedTempFile::new().map_err(made)?;
        let open = || -> Result<Repository, git2::Error> {
            let repository = open_again(store.path())?;
            let mut config = Config::new()?;
            config.add_file(&store.commondir().join("config"), ConfigLevel::Local, false)?;
            config.add_file(configuration.path(), ConfigLevel::App, false)?;
            repository.set_config(&config)?;
            objects::keep_in_memory(&repository)?;
            Ok(repository)
        };
        let repository = open().map_err(Fault::git("open the repository"))?;
        Ok(Self {
            repository,
            configuration,
        })
    }

    /// Has the reflog name the committer, which libgit2 takes from its configuration.
    pub(super) fn write_as(&self, identity: &Identity) -> Result<(), Fault> {
        let quoted = |name: &[u8]| {
            let name = String::from_utf8_lossy(name);
            format!("\"{}\"", name.replace('\\', r"\\").replace('"', "\\\""))
        };
        let text = format!(
            "[core]\n\tfsyncObjectFiles = true\n[user]\n\tname = {}\n\temail = {}\n",
            quoted(identity.committer.name_bytes()),
            quoted(identity.committer.email_bytes()),
        );
        let written = self.configuration.as_file().write_all(text.as_bytes());
        written.map_err(Fault::file("write", self.configuration.path()))
    }
}

/// Turns what is asked for into objects in memory.
struct Drafting<'a, E> {
    environment: &'a Environment,
    operations: &'a Operations,
    repository: &'a Repository,
    gate: &'a dyn Fn(&Proposal<'_>) -> Result<(), E>,
}

/// One write, with all it needs to know.
pub(super) struct Writer<'a> {
    pub(super) environment: &'a Environment,
    pub(super) options: &'a WriteOptions,
    pub(super) operations: &'a Operations,
    /// What is on disk.
    pub(super) store: &'a Repository,
    /// The same with what this write makes.
    pub(super) repository: &'a Repository,
    pub(super) settings: &'a Settings,
}

impl<E> Drafting<'_, E> {
    /// Asks for the change, lets the gate see it, and makes its objects but for the commit.
    fn draft(
        &self,
        base: Option<Oid>,
        prepare: &mut dyn FnMut(&Snapshot<'_>) -> Result<Option<Change>, E>,
    ) -> Result<Option<Draft>, WriteError<E>> {
        let snapshot = Snapshot::new(self.repository, base)?;
        let Some(change) = prepare(&snapshot).map_err(WriteError::Prepare)? else {
            return Ok(None);
        };
        let mut change = change.cleaned()?;
        let steps = tree::plan(self.repository, snapshot.tree(), &mut change)?;
        if steps.is_empty() {
            return Ok(None);
        }
        let message = change.message();
        (self.gate)(&Proposal {
            base: &snapshot,
            change: &change,
            message: &message,
        })
        .map_err(WriteError::Gate)?;
        let mut objects = tree::make_blobs(
            self.environment,
            self.operations,
            self.repository,
            &change.files,
        )?;
        let tree = tree::make_trees(self.repository, snapshot.tree(), &steps, &mut objects)?;
        Ok(Some(Draft {
            base,
            tree,
            message,
            steps,
            objects,
        }))
    }

    /// Makes the commit of a draft.
    fn commit(&self, committer: &Committer<'_>, draft: Draft) -> Result<Ready, WriteError<E>> {
        let Draft {
            base,
            tree,
            message,
            steps,
            mut objects,
        } = draft;
        let parents: Vec<Oid> = base.into_iter().collect();
        let commit = committer.commit(self.repository, &parents, tree, &message)?;
        objects.push(commit);
        let subject = message.lines().next().unwrap_or_default();
        let first = if base.is_none() { " (initial)" } else { "" };
        Ok(Ready {
            base,
            commit,
            note: format!("commit{first}: {subject}"),
            steps,
            objects,
        })
    }
}

impl Writer<'_> {
    /// Moves the branch to what `ready` makes of the commit that it is at, under the lock. `early` was made
    /// of a commit before, and counts where the branch is still there. `None` is nothing to do.
    pub(super) fn write<E>(
        &self,
        early: (Option<Oid>, Option<Ready>),
        ready: &mut dyn FnMut(Option<Oid>) -> Result<Option<Ready>, WriteError<E>>,
    ) -> Result<Outcome, WriteError<E>> {
        let mut early = Some(early);
        let directory = private_directory(self.repository);
        let _lock = Lock::wait(&directory)?;
        let mut notices = recovery::run(self.environment, self.operations, self.repository)?;
        let mut branch = String::new();
        for _ in 0..ATTEMPTS {
            branch = self.writable_branch()?;
            let base = head(self.repository)?;
            let ready = match early.take().filter(|(early_base, _)| *early_base == base) {
                Some((_, ready)) => ready,
                None => ready(base)?,
            };
            let Some(ready) = ready else {
                return Ok(Outcome::Unchanged { notices });
            };
            self.refuse_hand_edits(&ready.steps)?;
            match self.publish(&branch, &ready) {
                Ok(left) => {
                    self.maintain(&directory);
                    notices.extend(left.into_iter().map(|path| Notice::HandEditKept { path }));
                    let paths = ready.steps.into_iter().map(|step| step.path).collect();
                    return Ok(Outcome::Recorded {
                        commit: ready.commit,
                        parent: ready.base,
                        paths,
                        notices,
                    });
                }
                Err(Stopped::Moved) => {}
                Err(Stopped::Failed(fault)) => return Err(fault.into()),
                Err(Stopped::Unfinished(fault)) => {
                    return Err(WriteError::Unfinished {
                        commit: ready.commit,
                        fault,
                    });
                }
            }
        }
        Err(WriteError::Contended {
            branch: short(&branch).to_owned(),
        })
    }

    /// The branch that HEAD is on, when this is a moment to write to it.
    pub(super) fn writable_branch<E>(&self) -> Result<String, WriteError<E>> {
        if let Some(underway) = underway(self.repository.state()) {
            return Err(WriteError::Underway(underway));
        }
        let Some(branch) = branch(self.repository)? else {
            let commit = head(self.repository)?.unwrap_or(Oid::ZERO_SHA1);
            return Err(WriteError::Detached { commit });
        };
        match self.checked_out_elsewhere(&branch) {
            Some(worktree) => Err(WriteError::CheckedOutElsewhere {
                branch: short(&branch).to_owned(),
                worktree,
            }),
            None => Ok(branch),
        }
    }

    /// Another working tree of this repository on the same branch.
    fn checked_out_elsewhere(&self, branch: &str) -> Option<PathBuf> {
        let common = self.repository.commondir();
        let on_branch = |git_directory: &Path| {
            let head = std::fs::read_to_string(git_directory.join("HEAD"));
            head.is_ok_and(|head| head.trim().strip_prefix("ref: ") == Some(branch))
        };
        let main_is_other = self.repository.is_worktree() && !self.settings.is_true("core.bare");
        if main_is_other && on_branch(common) {
            return common.parent().map(Path::to_path_buf);
        }
        let linked = std::fs::read_dir(common.join("worktrees"))
            .ok()?
            .flatten()
            .map(|entry| entry.path());
        let own = self.repository.path().canonicalize().ok();
        let mut others = linked.filter(|path| path.canonicalize().ok() != own && on_branch(path));
        others.find_map(|path| {
            let link = std::fs::read_to_string(path.join("gitdir")).ok()?;
            let link = path.join(link.trim());
            link.exists()
                .then(|| link.parent().map(Path::to_path_buf))?
        })
    }

    /// Refuses to go on where files of the steps were edited by hand and not recorded.
    pub(super) fn refuse_hand_edits<E>(&self, steps: &[Step]) -> Result<(), WriteError<E>> {
        let Some(root) = self.repository.workdir() else {
            return Ok(());
        };
        let paths = hand_edits(root, steps, self.options.adopt, is_sparse(self.repository))?;
        if paths.is_empty() {
            Ok(())
        } else {
            Err(WriteError::UnrecordedEdits { paths })
        }
    }

    /// Moves the branch to the draft and brings the working tree along. Returns the paths left
    /// because a person edited them in this very moment.
    fn publish(&self, branch: &str, ready: &Ready) -> Result<Vec<String>, Stopped> {
        let journal = Journal {
            git_directory: self.git_directory()?,
            branch: branch.to_owned(),
            old: ready.base,
            new: ready.commit,
            token: token(ready.commit),
        };
        let directory = private_directory(self.repository);
        journal.write(self.operations, &directory)?;
        let moved = self
            .stage(&journal, ready)
            .and_then(|()| self.move_branch(&journal, ready));
        if let Err(stopped) = moved {
            // An error may come after the branch moved (a folder that would not sync); the journal
            // tells. What cannot be cleaned up now, it cleans up later.
            let repaired = recovery::run(self.environment, self.operations, self.repository);
            let notices = repaired.unwrap_or_default();
            let finished = notices.contains(&Notice::Finished {
                commit: ready.commit,
            });
            let left = notices.into_iter().filter_map(|notice| match notice {
                Notice::HandEditKept { path } => Some(path),
                _ => None,
            });
            return if finished {
                Ok(left.collect())
            } else {
                Err(stopped)
            };
        }
        let finish = || -> Result<Vec<String>, Fault> {
            let left = match self.repository.workdir() {
                None => Vec::new(),
                Some(root) => {
                    let left = self.checkout(root, &journal).install(&ready.steps)?;
                    self.index(root, &journal).install()?;
                    left
                }
            };
            Journal::remove(self.operations, &directory)?;
            Ok(left)
        };
        finish().map_err(Stopped::Unfinished)
    }

    /// Writes out the objects, and prepares index and files beside their places, where all of it can
    /// still fail without harm.
    fn stage(&self, journal: &Journal, ready: &Ready) -> Result<(), Stopped> {
        let Some(root) = self.repository.workdir() else {
            return Ok(sync_all(&self.write_out(journal, ready)?)?);
        };
        let index = self.index(root, journal);
        index.acquire(self.options.index_patience)?;
        // A plain `git commit` or `git switch` may have finished while we waited.
        if branch(self.repository)?.as_deref() != Some(&journal.branch)
            || head(self.repository)? != journal.old
        {
            return Err(Stopped::Moved);
        }
        // Building the index waits for nothing of this.
        let building = index.begin_building(&ready.steps)?;
        let staged = self.write_out(journal, ready).and_then(|mut unsynced| {
            unsynced.extend(self.checkout(root, journal).stage(&ready.steps)?);
            Ok(unsynced)
        });
        let built = building.end()?;
        let mut unsynced = staged?;
        unsynced.push(built);
        Ok(sync_all(&unsynced)?)
    }

    /// Writes out the objects and has the disk keep the journal, which comes before all that is made in
    /// the working tree. Returns what is still to be synced.
    fn write_out(&self, journal: &Journal, ready: &Ready) -> Result<Vec<PathBuf>, Fault> {
        objects::write_out(
            self.operations,
            self.repository,
            self.store,
            &ready.objects,
            &journal.token,
            Some(&private_directory(self.repository)),
        )
    }

    fn move_branch(&self, journal: &Journal, ready: &Ready) -> Result<(), Stopped> {
        let mut tries = 0;
        loop {
            self.operations.step();
            let moved = match journal.old {
                Some(old) => self.repository.reference_matching(
                    &journal.branch,
                    journal.new,
                    true,
                    old,
                    &ready.note,
                ),
                None => self
                    .repository
                    .reference(&journal.branch, journal.new, false, &ready.note),
            };
            match moved.map(drop).map_err(|cause| (cause.code(), cause)) {
                Ok(()) => return Ok(()),
                Err((ErrorCode::Modified | ErrorCode::Exists | ErrorCode::NotFound, _)) => {
                    return Err(Stopped::Moved);
                }
                Err((ErrorCode::Locked, _)) if tries < ATTEMPTS => {
                    tries += 1;
                    std::thread::sleep(BRANCH_PAUSE);
                }
                Err((_, cause)) => {
                    return Err(Fault::Git {
                        action: "move the branch",
                        cause,
                    }
                    .into());
                }
            }
        }
    }

    /// This working tree's git directory as the journal names it.
    fn git_directory(&self) -> Result<String, Fault> {
        let (own, common) = (self.repository.path(), self.repository.commondir());
        let relative = own.strip_prefix(common).unwrap_or(own);
        relative.to_str().map(str::to_owned).ok_or_else(|| {
            let cause =
                std::io::Error::new(std::io::ErrorKind::InvalidFilename, "its name is not UTF-8");
            Fault::file("note the working tree", own)(cause)
        })
    }

    fn checkout<'a>(&'a self, root: &'a Path, journal: &'a Journal) -> Checkout<'a> {
        Checkout {
            operations: self.operations,
            repository: self.repository,
            root,
            token: &journal.token,
        }
    }

    fn index<'a>(&'a self, root: &'a Path, journal: &'a Journal) -> GitIndex<'a> {
        GitIndex {
            environment: self.environment,
            operations: self.operations,
            git_directory: self.repository.path(),
            root,
            token: &journal.token,
        }
    }

    /// Counts writes, and lets git pack in the background now and then. It is never worth failing
    /// a write that is already recorded.
    fn maintain(&self, directory: &Path) {
        let file = directory.join("writes");
        let before = std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| text.trim().parse::<u64>().ok());
        let writes = before.unwrap_or(0).wrapping_add(1);
        self.operations.step();
        if std::fs::write(&file, writes.to_string()).is_ok()
            && writes.is_multiple_of(WRITES_BETWEEN_MAINTENANCE)
        {
            let mut command = self.environment.git(self.repository.commondir());
            command.args(["maintenance", "run", "--auto", "--quiet", "--detach"]);
            let _ = command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn();
        }
    }
}

/// Names the files of one write apart from those of every other.
pub(super) fn token(commit: Oid) -> String {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let write = WRITES.fetch_add(1, Ordering::Relaxed);
    let commit: String = commit.to_string().chars().take(12).collect();
    format!("po-{commit}-{}-{write}", std::process::id())
}

pub(super) fn underway(state: RepositoryState) -> Option<Underway> {
    match state {
        RepositoryState::Clean => None,
        RepositoryState::Merge => Some(Underway::Merge),
        RepositoryState::Revert | RepositoryState::RevertSequence => Some(Underway::Revert),
        RepositoryState::CherryPick | RepositoryState::CherryPickSequence => {
            Some(Underway::CherryPick)
        }
        RepositoryState::Bisect => Some(Underway::Bisect),
        RepositoryState::Rebase
        | RepositoryState::RebaseInteractive
        | RepositoryState::RebaseMerge => Some(Underway::Rebase),
        RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => {
            Some(Underway::ApplyMailbox)
        }
    }
}
