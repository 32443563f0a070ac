//! What can go wrong in a store. Every error carries its data; the wording in two languages is made
//! above, from the variants.

use std::path::PathBuf;

use git2::Oid;
use thiserror::Error;

/// A failure of the machine below: a file, git's object store, or a child program.
#[derive(Debug, Error)]
pub enum Fault {
    /// A file operation failed; `action` completes "cannot …".
    #[error("cannot {action} {}: {cause}", .path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// libgit2 refused; `action` completes "cannot …".
    #[error("cannot {action}: {}", .cause.message())]
    Git {
        /// What was tried.
        action: &'static str,
        /// What libgit2 said.
        cause: git2::Error,
    },
    /// An object that the history names is not in this clone.
    #[error("the object {id} is missing")]
    MissingObject {
        /// The object.
        id: Oid,
    },
    /// An object is not what it is named as, or its bytes are damaged.
    #[error("the object {id} is damaged")]
    BadObject {
        /// The object.
        id: Oid,
    },
    /// A child program ended with an error.
    #[error("`{command}` failed: {detail}")]
    Program {
        /// The program and its subcommand.
        command: String,
        /// Its own words.
        detail: String,
    },
    /// A program that is needed is not installed.
    #[error("the program `{program}` is not installed or not in PATH")]
    ProgramMissing {
        /// Its name.
        program: String,
    },
    /// The journal of an interrupted write cannot be understood, so nothing may be repaired.
    #[error("the journal {} cannot be read; move it away and compare the working tree with HEAD", .path.display())]
    Journal {
        /// The journal file.
        path: PathBuf,
    },
    /// git's index stayed locked for as long as a write waits.
    #[error("git's index is locked by another program: {}", .path.display())]
    IndexLocked {
        /// The lock file.
        path: PathBuf,
    },
}

impl Fault {
    /// For `map_err` on file operations.
    pub fn file(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Fault {
        let path = path.into();
        move |cause| Fault::File {
            action,
            path,
            cause,
        }
    }

    /// For `map_err` on libgit2 calls.
    pub fn git(action: &'static str) -> impl Fn(git2::Error) -> Fault {
        move |cause| match missing_object(&cause) {
            Some(id) => Fault::MissingObject { id },
            None => Fault::Git { action, cause },
        }
    }
}

/// The object that libgit2 did not find: its message ends with the name in brackets.
pub(super) fn missing_object(cause: &git2::Error) -> Option<Oid> {
    let (_, name) = cause.message().rsplit_once('(')?;
    let is_missing = cause.code() == git2::ErrorCode::NotFound;
    let object = Oid::from_str(name.trim_end_matches(')')).ok()?;
    is_missing.then_some(object)
}

/// A kind of repository that `po` does not work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// Objects are named by SHA-256.
    Sha256,
    /// References are kept in the reftable format.
    Reftable,
    /// Objects are fetched on demand from a promisor remote.
    PartialClone,
    /// An extension that this version does not know.
    Extension(String),
}

impl std::fmt::Display for Unsupported {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sha256 => formatter.write_str("it uses the sha256 object format"),
            Self::Reftable => formatter.write_str("it uses the reftable reference format"),
            Self::PartialClone => formatter.write_str("it is a partial clone"),
            Self::Extension(name) => write!(formatter, "it uses the git extension {name}"),
        }
    }
}

/// Why a store could not be opened or made.
#[derive(Debug, Error)]
pub enum OpenError {
    /// No git repository there or above.
    #[error("{} is not in a git repository", .directory.display())]
    NotARepository {
        /// Where the search began.
        directory: PathBuf,
    },
    /// A git repository, but without `records/store.toml`.
    #[error("the repository {} has no records/store.toml", .repository.display())]
    NotAStore {
        /// The repository.
        repository: PathBuf,
    },
    /// `records/store.toml` is in the working tree but in no commit yet.
    #[error("records/store.toml in {} is not committed yet", .repository.display())]
    NotCommitted {
        /// The repository.
        repository: PathBuf,
    },
    /// Made already.
    #[error("{} is a store already", .directory.display())]
    AlreadyAStore {
        /// The directory.
        directory: PathBuf,
    },
    /// A folder inside a store, in which another store would be lost to git.
    #[error("{} lies inside the store {}", .directory.display(), .store.display())]
    InsideAStore {
        /// The directory.
        directory: PathBuf,
        /// The store around it.
        store: PathBuf,
    },
    /// A repository format that `po` refuses.
    #[error("cannot work on the repository {}: {what}", .repository.display())]
    Unsupported {
        /// The repository.
        repository: PathBuf,
        /// What is unsupported.
        what: Unsupported,
    },
    /// The files belong to another user, and git's safety check says no.
    #[error("the repository {} belongs to another user", .repository.display())]
    ForeignOwner {
        /// The repository.
        repository: PathBuf,
    },
    /// Something below failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl OpenError {
    /// The command that mends it, ready to be typed; `None` where no single command does.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::NotARepository { .. } => Some("po init".to_owned()),
            Self::NotAStore { repository } => Some(format!("po init {}", quoted(repository))),
            Self::NotCommitted { repository } => Some(format!(
                "git -C {0} add records && git -C {0} commit",
                quoted(repository)
            )),
            Self::ForeignOwner { repository } => Some(format!(
                "git config --global --add safe.directory {}",
                quoted(repository)
            )),
            Self::Unsupported { what, .. } => match what {
                Unsupported::Sha256 => Some("git init --object-format=sha1".to_owned()),
                Unsupported::Reftable => Some("git refs migrate --ref-format=files".to_owned()),
                Unsupported::PartialClone => Some("git clone --no-filter".to_owned()),
                Unsupported::Extension(_) => None,
            },
            Self::AlreadyAStore { .. } | Self::InsideAStore { .. } | Self::Fault(_) => None,
        }
    }
}

/// A path as a POSIX shell takes it.
fn quoted(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Why something could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// A file is larger than the limit asked for.
    #[error("{name} has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Path or object id.
        name: String,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// There is something else than a plain file: a symbolic link, a submodule, a folder, a device.
    #[error("{path} is not a plain file")]
    NotAFile {
        /// The path in the repository.
        path: String,
    },
    /// The path itself is not one a store uses.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Folders are nested deeper than any store nests them.
    #[error("{path} is nested too deeply")]
    TooDeep {
        /// The folder where reading stopped.
        path: String,
    },
    /// Something below failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why a revision names no commit.
#[derive(Debug, Error)]
pub enum RevisionError {
    /// No commit of that name.
    #[error("no commit is called {text}")]
    Unknown {
        /// As it was typed.
        text: String,
    },
    /// An abbreviation of several commits.
    #[error("{text} is short for several commits")]
    Ambiguous {
        /// As it was typed.
        text: String,
    },
    /// The name leads to an object that is not there.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why a path may not be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PathError {
    /// Empty, absolute, with `..`, hidden or otherwise unsafe parts.
    #[error("the path {path:?} is not a safe relative path")]
    Unsafe {
        /// As given.
        path: String,
    },
    /// Outside `records/` and `schemas/`.
    #[error("the path {path:?} is outside records/ and schemas/")]
    Outside {
        /// As given.
        path: String,
    },
    /// Named twice in one change, or once as a file and once as a folder.
    #[error("the path {path:?} is named twice in one change")]
    Twice {
        /// As given.
        path: String,
    },
    /// The store has something else than a plain file there: a folder, a link, a submodule.
    #[error("{path:?} is not a plain file in the store")]
    Occupied {
        /// As given.
        path: String,
    },
}

/// Something git is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underway {
    /// `git merge`
    Merge,
    /// `git revert`
    Revert,
    /// `git cherry-pick`
    CherryPick,
    /// `git bisect`
    Bisect,
    /// `git rebase`
    Rebase,
    /// `git am`
    ApplyMailbox,
}

impl Underway {
    /// The git subcommand that started it, which also ends it (`--abort`, `--continue`; bisect: `reset`).
    pub fn command(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Revert => "revert",
            Self::CherryPick => "cherry-pick",
            Self::Bisect => "bisect",
            Self::Rebase => "rebase",
            Self::ApplyMailbox => "am",
        }
    }

    /// The commands that end it, ready to be typed: one of them.
    pub fn remedies(self) -> Vec<String> {
        match self {
            Self::Bisect => vec!["git bisect reset".to_owned()],
            other => vec![
                format!("git {} --continue", other.command()),
                format!("git {} --abort", other.command()),
            ],
        }
    }
}

/// Why nothing was written. `E` is the error of the caller's own steps.
#[derive(Debug, Error)]
pub enum WriteError<E> {
    /// The caller could not prepare the change.
    #[error("{0}")]
    Prepare(E),
    /// The gate refused the content or the message.
    #[error("{0}")]
    Gate(E),
    /// A path may not be written.
    #[error(transparent)]
    Path(#[from] PathError),
    /// These files were edited by hand and not recorded; nothing was written.
    #[error("edited but not recorded: {}", .paths.join(", "))]
    UnrecordedEdits {
        /// Paths in the repository, sorted.
        paths: Vec<String>,
    },
    /// HEAD is at a commit and not on a branch.
    #[error("HEAD is detached at {commit}")]
    Detached {
        /// The commit.
        commit: Oid,
    },
    /// git is in the middle of something.
    #[error("a git {} is under way", .0.command())]
    Underway(Underway),
    /// Another working tree of the repository has the branch checked out, and would fall behind it.
    #[error("the branch {branch} is checked out in {}", .worktree.display())]
    CheckedOutElsewhere {
        /// The branch, short.
        branch: String,
        /// The other working tree.
        worktree: PathBuf,
    },
    /// git does not know who writes.
    #[error("git does not know who you are")]
    NoIdentity,
    /// A date in `GIT_AUTHOR_DATE` or `GIT_COMMITTER_DATE` cannot be read.
    #[error("{variable} is not a date: {value:?}")]
    BadDate {
        /// The variable.
        variable: &'static str,
        /// Its value.
        value: String,
    },
    /// The commit could not be signed.
    #[error("the commit could not be signed: {detail}")]
    Signing {
        /// What the signing program said.
        detail: String,
    },
    /// Other programs moved the branch again and again while this write tried.
    #[error("the branch {branch} is being moved by other programs")]
    Contended {
        /// The branch, short.
        branch: String,
    },
    /// The change is recorded, but the working tree is not up to date; the next command repairs it.
    #[error("recorded as {commit}, but the working tree could not be brought up to date: {fault}")]
    Unfinished {
        /// The commit that was made.
        commit: Oid,
        /// What stopped the rest.
        fault: Fault,
    },
    /// Something below failed; nothing was written.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl<E> WriteError<E> {
    /// The commands that mend it, ready to be typed in this order.
    pub fn remedies(&self) -> Vec<String> {
        match self {
            Self::UnrecordedEdits { .. } => vec!["po save".to_owned()],
            Self::Detached { .. } => vec!["git switch -".to_owned()],
            Self::Underway(underway) => underway.remedies(),
            Self::NoIdentity => vec![
                "git config --global user.name \"Your Name\"".to_owned(),
                "git config --global user.email you@example.org".to_owned(),
            ],
            _ => Vec::new(),
        }
    }
}
