//! Finding, opening and making a store, and refusing by name what cannot be one.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode, Oid, Repository, RepositoryOpenFlags};

use super::environment::{Environment, no_input, run_git};
use super::error::{Fault, OpenError, ReadError, RevisionError, Underway, Unsupported};
use super::identity::Settings;
use super::recovery::{self, Notice};
use super::revision;
use super::snapshot::Snapshot;

/// The file that makes a git repository a store.
pub const STORE_FILE: &str = "records/store.toml";

/// The branch of a new store where git's configuration names none.
const FIRST_BRANCH: &str = "main";

/// An open store: a git repository that holds records.
pub struct Store {
    repository: Repository,
    notices: Vec<Notice>,
    settings: OnceCell<Settings>,
}

impl Store {
    /// Opens the store at `explicit`, else at `PO_STORE`, else around the current directory.
    ///
    /// A write that was interrupted earlier is repaired first, unless another process holds the
    /// lock or nothing can be written here.
    ///
    /// # Errors
    /// Says by name why there is no store to work on; [`OpenError::remedy`] gives the command.
    pub fn open(environment: &Environment, explicit: Option<&Path>) -> Result<Self, OpenError> {
        let named = explicit
            .map(Path::to_path_buf)
            .or_else(|| environment.variable("PO_STORE").map(PathBuf::from));
        let mut store = Self::of_any_content(environment, named.as_deref())?;
        store.require_store_file()?;
        store.notices = recovery::if_idle(environment, &store.repository);
        Ok(store)
    }

    /// Opens the store at a path to read it beside another one. Nothing is repaired there.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_beside(environment: &Environment, directory: &Path) -> Result<Self, OpenError> {
        let store = Self::of_any_content(environment, Some(directory))?;
        store.require_store_file()?;
        Ok(store)
    }

    /// Opens the repository at a path, else around the current directory, whatever it holds: one that
    /// people push to need not be a store yet.
    ///
    /// # Errors
    /// As [`Store::open`], but for a store that is not there.
    pub fn of_any_content(
        environment: &Environment,
        named: Option<&Path>,
    ) -> Result<Self, OpenError> {
        let git_directory = match named {
            Some(directory) => git_directory_at(&environment.directory.join(directory))?,
            None => git_directory_around(environment, &environment.directory)?,
        };
        Self::at(environment, &git_directory)
    }

    /// Makes `directory` a repository that is ready for its first records (`po init`). A git
    /// repository that is there already is used.
    ///
    /// # Errors
    /// Where there is a store already, there or around it, or an unsupported repository.
    pub fn create(environment: &Environment, directory: &Path) -> Result<Self, OpenError> {
        let directory = environment.directory.join(directory);
        if git_directory_at(&directory).is_err() {
            Self::refuse_inside(environment, &directory)?;
        }
        std::fs::create_dir_all(&directory).map_err(Fault::file("make", &directory))?;
        let git_directory = match git_directory_at(&directory) {
            Err(OpenError::NotARepository { .. }) => {
                initialise(environment, &directory)?;
                git_directory_at(&directory)?
            }
            found => found?,
        };
        let store = Self::at(environment, &git_directory)?;
        match store.require_store_file() {
            Err(OpenError::NotAStore { .. }) => Ok(store),
            Err(other) => Err(other),
            Ok(()) => Err(OpenError::AlreadyAStore { directory }),
        }
    }

    /// Refuses a directory, there already or not, that lies inside a store.
    ///
    /// # Errors
    /// Where it does, or what is around it cannot be read.
    pub fn refuse_inside(environment: &Environment, directory: &Path) -> Result<(), OpenError> {
        let Some(there) = directory.ancestors().find(|folder| folder.is_dir()) else {
            return Ok(());
        };
        let Ok(git_directory) = git_directory_around(environment, there) else {
            return Ok(());
        };
        let around = Self::at(environment, &git_directory)?;
        match around.require_store_file() {
            Err(OpenError::NotAStore { .. }) => Ok(()),
            Ok(()) | Err(OpenError::NotCommitted { .. }) => Err(OpenError::InsideAStore {
                directory: directory.to_path_buf(),
                store: around.root().components().collect(),
            }),
            Err(other) => Err(other),
        }
    }

    /// Another handle on the same store, for another thread.
    pub fn reopen(&self) -> Result<Self, OpenError> {
        Self::of(self.repository.path(), open_again(self.repository.path()))
    }

    fn at(environment: &Environment, git_directory: &Path) -> Result<Self, OpenError> {
        refuse_unsupported(git_directory)?;
        let is_redirected = REDIRECTIONS
            .iter()
            .any(|name| environment.variables.contains_key(*name));
        let opened = if is_redirected {
            Repository::open(git_directory)
        } else {
            open_again(git_directory)
        };
        Self::of(git_directory, opened)
    }

    fn of(
        git_directory: &Path,
        opened: Result<Repository, git2::Error>,
    ) -> Result<Self, OpenError> {
        let repository = opened.map_err(|cause| match cause.code() {
            ErrorCode::Owner => OpenError::ForeignOwner {
                repository: shown(git_directory),
            },
            _ => Fault::Git {
                action: "open the repository",
                cause,
            }
            .into(),
        })?;
        Ok(Self {
            repository,
            notices: Vec::new(),
            settings: OnceCell::new(),
        })
    }

    /// git's configuration as it was when it was first asked for.
    pub(super) fn settings(&self, environment: &Environment) -> Result<&Settings, Fault> {
        if let Some(settings) = self.settings.get() {
            return Ok(settings);
        }
        let settings = Settings::read(Settings::ask(environment, &self.repository)?)?;
        Ok(self.settings.get_or_init(|| settings))
    }

    fn require_store_file(&self) -> Result<(), OpenError> {
        let head = self.snapshot(self.head()?)?;
        if matches!(head.entry(STORE_FILE), Ok(Some(entry)) if entry.kind.is_file()) {
            return Ok(());
        }
        // libgit2 ends folders with a slash; people do not.
        let repository: PathBuf = self.root().components().collect();
        let in_working_tree = self
            .repository
            .workdir()
            .is_some_and(|root| root.join(STORE_FILE).is_file());
        Err(if in_working_tree {
            OpenError::NotCommitted { repository }
        } else {
            OpenError::NotAStore { repository }
        })
    }

    /// The folder people know the store by: its working tree, or the git directory of a bare one.
    pub fn root(&self) -> &Path {
        self.repository
            .workdir()
            .unwrap_or_else(|| self.repository.path())
    }

    /// Where `po` keeps what is not content: lock and journal, and the index in a folder of its own;
    /// one for all working trees.
    pub fn private_directory(&self) -> PathBuf {
        private_directory(&self.repository)
    }

    /// Whether there is a working tree for people to edit in.
    pub fn has_working_tree(&self) -> bool {
        self.repository.workdir().is_some()
    }

    /// The repository, for floors that walk its history.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// What opening the store repaired.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The commit at HEAD; `None` where the branch has none yet.
    pub fn head(&self) -> Result<Option<Oid>, Fault> {
        head(&self.repository)
    }

    /// The short name of the branch at HEAD, born or not; `None` where HEAD is detached.
    pub fn branch(&self) -> Result<Option<String>, Fault> {
        Ok(branch(&self.repository)?.map(|name| short(&name).to_owned()))
    }

    /// The commit that a revision means.
    pub fn resolve(&self, text: &str) -> Result<Oid, RevisionError> {
        revision::resolve(&self.repository, text)
    }

    /// What git is in the middle of.
    pub fn underway(&self) -> Option<Underway> {
        super::transaction::underway(self.repository.state())
    }

    /// The files at a commit; the empty snapshot for `None`.
    pub fn snapshot(&self, commit: Option<Oid>) -> Result<Snapshot<'_>, Fault> {
        Snapshot::new(&self.repository, commit)
    }

    /// The bytes of a file as it is in the working tree; `None` when there is none.
    ///
    /// # Errors
    /// When it is a link or lies behind one, or has more than `limit` bytes.
    pub fn read_working(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
        super::path::check(path)?;
        match self.repository.workdir() {
            Some(root) => super::worktree::read(root, path, limit),
            None => Ok(None),
        }
    }
}

/// The variables that lead libgit2 to other files than those of the git directory it was given.
const REDIRECTIONS: [&str; 6] = [
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
];

/// Opens a git directory that none of [`REDIRECTIONS`] leads away from, or that was opened before.
///
/// One of another user is opened where git's configuration says that it is safe. By itself libgit2
/// looks for that in the usual places only; git writes it into the file that `GIT_CONFIG_GLOBAL`
/// names, which libgit2 reads where it may look at the variables.
pub(super) fn open_again(git_directory: &Path) -> Result<Repository, git2::Error> {
    match Repository::open(git_directory) {
        Err(cause) if cause.code() == ErrorCode::Owner => {
            let flags = RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::FROM_ENV;
            Repository::open_ext(git_directory, flags, std::iter::empty::<&Path>())
        }
        opened => opened,
    }
}

/// The commit at HEAD; `None` where the branch has none yet.
pub(super) fn head(repository: &Repository) -> Result<Option<Oid>, Fault> {
    match repository.head() {
        Ok(reference) => {
            let commit = reference
                .peel_to_commit()
                .map_err(Fault::git("read HEAD"))?;
            Ok(Some(commit.id()))
        }
        Err(cause) if cause.code() == ErrorCode::UnbornBranch => Ok(None),
        Err(cause) => Err(Fault::Git {
            action: "read HEAD",
            cause,
        }),
    }
}

/// The full name of the branch at HEAD, born or not; `None` where HEAD is detached.
pub(super) fn branch(repository: &Repository) -> Result<Option<String>, Fault> {
    let read = Fault::git("read HEAD");
    let mut name = "HEAD".to_owned();
    // A branch may itself be a symbolic reference; libgit2 follows five of them, so do we.
    for _ in 0..5 {
        match repository.find_reference(&name) {
            Ok(reference) => match reference.symbolic_target().map_err(&read)? {
                Some(target) => target.clone_into(&mut name),
                None => break,
            },
            Err(cause) if cause.code() == ErrorCode::NotFound => break,
            Err(cause) => return Err(read(cause)),
        }
    }
    Ok((name != "HEAD").then_some(name))
}

/// A branch without `refs/heads/`.
pub(super) fn short(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}

/// Where `po` keeps what is not content.
pub(super) fn private_directory(repository: &Repository) -> PathBuf {
    repository.commondir().join("po")
}

/// The git directory of exactly this directory: a working tree's root, or a bare repository.
fn git_directory_at(directory: &Path) -> Result<PathBuf, OpenError> {
    let absent = |_| OpenError::NotARepository {
        directory: directory.to_path_buf(),
    };
    let directory = directory.canonicalize().map_err(absent)?;
    let not_found = || OpenError::NotARepository {
        directory: directory.clone(),
    };
    let inside = [directory.join(".git"), directory.clone()];
    let candidate = inside
        .iter()
        .find(|path| looks_like_git(path))
        .ok_or_else(not_found)?;
    // `.git` may be a file that points elsewhere, which git's own search follows.
    Repository::discover_path(candidate, std::iter::empty::<&Path>()).map_err(|_| not_found())
}

fn looks_like_git(path: &Path) -> bool {
    path.is_file()
        || (path.join("HEAD").exists()
            && (path.join("objects").is_dir() || path.join("commondir").is_file()))
}

/// The nearest git directory around a directory, as git would find it.
fn git_directory_around(environment: &Environment, directory: &Path) -> Result<PathBuf, OpenError> {
    let ceilings = environment
        .variable("GIT_CEILING_DIRECTORIES")
        .unwrap_or_default();
    let ceilings = std::env::split_paths(ceilings).filter(|path| path.is_absolute());
    Repository::discover_path(directory, ceilings).map_err(|_| OpenError::NotARepository {
        directory: directory.to_path_buf(),
    })
}

/// Makes a repository with git's own program, so that templates and settings hold; the two formats
/// that `po` cannot work on are not taken from the settings.
fn initialise(environment: &Environment, directory: &Path) -> Result<(), Fault> {
    let mut asked = environment.command("git");
    asked.args(["config", "--get", "init.defaultBranch"]);
    let answer = super::environment::converse(asked, no_input)?;
    let branch = String::from_utf8_lossy(&answer.output).trim().to_owned();
    let branch = if branch.is_empty() {
        FIRST_BRANCH.to_owned()
    } else {
        branch
    };
    let mut command = environment.command("git");
    command.args([
        "-c",
        "init.defaultRefFormat=files",
        "init",
        "--quiet",
        "--object-format=sha1",
    ]);
    command
        .arg(format!("--initial-branch={branch}"))
        .arg("--")
        .arg(directory);
    run_git(command, "init", no_input).map(drop)
}

/// The common git directory behind the git directory of a linked working tree.
fn common_directory(git_directory: &Path) -> PathBuf {
    match std::fs::read_to_string(git_directory.join("commondir")) {
        Ok(relative) => git_directory.join(relative.trim_end_matches(['\n', '\r'])),
        Err(_) => git_directory.to_path_buf(),
    }
}

/// Refuses formats before libgit2 sees them, since its own words name no remedy.
fn refuse_unsupported(git_directory: &Path) -> Result<(), OpenError> {
    let file = common_directory(git_directory).join("config");
    let Ok(config) = Config::open(&file) else {
        return Ok(());
    };
    let repository = shown(git_directory);
    let value = |name: &str| {
        config
            .get_string(name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let promised = |name: &str| {
        config
            .multivar(name, None)
            .is_ok_and(|mut found| found.next().is_some())
    };
    let what = if value("extensions.objectformat") == "sha256" {
        Unsupported::Sha256
    } else if value("extensions.refstorage") == "reftable" {
        Unsupported::Reftable
    } else if promised("extensions.partialclone") || has_promisor(&config) {
        Unsupported::PartialClone
    } else if let Some(name) = unknown_extension(&config) {
        Unsupported::Extension(name)
    } else {
        return Ok(());
    };
    Err(OpenError::Unsupported { repository, what })
}

fn has_promisor(config: &Config) -> bool {
    let Ok(mut entries) = config.entries(Some(r"remote\..*\.promisor")) else {
        return false;
    };
    while let Some(Ok(entry)) = entries.next() {
        if entry
            .value()
            .is_ok_and(|value| Config::parse_bool(value).unwrap_or(false))
        {
            return true;
        }
    }
    false
}

/// The extensions that libgit2 1.9 knows, and those that only restate the default.
const KNOWN_EXTENSIONS: [&str; 6] = [
    "noop",
    "objectformat",
    "worktreeconfig",
    "preciousobjects",
    "relativeworktrees",
    "refstorage",
];

fn unknown_extension(config: &Config) -> Option<String> {
    let mut entries = config.entries(Some(r"extensions\..*")).ok()?;
    while let Some(Ok(entry)) = entries.next() {
        let name = entry
            .name()
            .ok()?
            .trim_start_matches("extensions.")
            .to_owned();
        if !KNOWN_EXTENSIONS.contains(&name.as_str()) {
            return Some(name);
        }
    }
    None
}

/// A git directory as people know it.
fn shown(git_directory: &Path) -> PathBuf {
    let inside = git_directory.file_name().is_some_and(|name| name == ".git");
    match git_directory.parent() {
        Some(parent) if inside => parent.to_path_buf(),
        _ => git_directory.to_path_buf(),
    }
}
