//! git's own index, kept in step so that `git status` stays clean: locked the way git locks it, built
//! beside, and renamed into place. A plain index is built here (see `index_file`), every other by git's own
//! program, which knows split and sparse ones.
//!
//! Should this program be killed, git's goes on to its end. It holds a kernel lock for as long as it
//! lives, that of the file it reads its input from: a repair waits for that lock, and nothing appears
//! behind its back.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, UNIX_EPOCH};

use super::environment::{Environment, RunningGit, no_input, run_git};
use super::error::Fault;
use super::index_file;
use super::operation::Operations;
use super::tree::Step;
use super::worktree::{remove_if_there, sync_all, sync_folder};

/// How long to sleep between two tries for the lock.
const PAUSE: Duration = Duration::from_millis(10);

/// The beginning of the names of our files beside the index.
const OURS: &str = "git-index.";

/// The beginning of the name of the file that git's program reads.
const INPUT: &str = "git-index.input.";

/// What a lock of ours begins with; git's own holds an index.
const MARK: &str = "po ";

/// An index that is being built.
pub(super) struct Building {
    next: PathBuf,
    builder: Builder,
}

/// Who builds it.
enum Builder {
    /// We do: it is being written.
    Own(JoinHandle<std::io::Result<()>>),
    /// git's program, which reads this file.
    Git(RunningGit, PathBuf),
}

impl Building {
    /// Waits until it is there, and returns its file, which is to be synced.
    pub(super) fn end(self) -> Result<PathBuf, Fault> {
        match self.builder {
            Builder::Own(writing) => {
                let failed = |_| Err(std::io::Error::other("writing it broke off"));
                let written = writing.join().unwrap_or_else(failed);
                written.map_err(Fault::file("write", &self.next))?;
            }
            Builder::Git(git, input) => {
                git.end()?;
                remove_if_there(&input)?;
            }
        }
        Ok(self.next)
    }
}

/// Writes an index with its checksum.
fn write_index(path: &Path, mut index: Vec<u8>, permissions: Permissions) -> std::io::Result<()> {
    index.extend_from_slice(&index_file::checksum(&index));
    std::fs::write(path, index)?;
    std::fs::set_permissions(path, permissions)
}

/// The input of `git update-index -z --index-info`.
pub(super) fn index_info(steps: &[Step]) -> Vec<u8> {
    let line = |step: &Step| match step.new {
        Some(blob) => format!("{:o} {blob}\t{}\0", step.mode(), step.path),
        None => format!("0 {}\t{}\0", git2::Oid::ZERO_SHA1, step.path),
    };
    steps.iter().map(line).collect::<String>().into_bytes()
}

/// The index of one working tree during one write or repair.
pub(super) struct GitIndex<'a> {
    pub(super) environment: &'a Environment,
    pub(super) operations: &'a Operations,
    /// The git directory of the working tree.
    pub(super) git_directory: &'a Path,
    /// The working tree.
    pub(super) root: &'a Path,
    /// Names our files; see the journal.
    pub(super) token: &'a str,
}

impl GitIndex<'_> {
    fn index(&self) -> PathBuf {
        self.git_directory.join("index")
    }

    fn lock(&self) -> PathBuf {
        self.git_directory.join("index.lock")
    }

    /// Our folder beside the index: a rename must stay within one file system.
    fn folder(&self) -> PathBuf {
        self.git_directory.join("po")
    }

    fn next(&self) -> PathBuf {
        // A repair by another process takes another name: a child of the killed one may still write.
        self.folder()
            .join(format!("{OURS}{}.{}", self.token, std::process::id()))
    }

    fn input(&self) -> PathBuf {
        self.folder()
            .join(format!("{INPUT}{}.{}", self.token, std::process::id()))
    }

    fn claim(&self) -> PathBuf {
        self.folder().join(format!("{OURS}claim.{}", self.token))
    }

    fn mark(&self) -> String {
        format!("{MARK}{}\n", self.token)
    }

    /// Whether the lock that is there was taken by the write of this token.
    fn holds_lock(&self) -> bool {
        std::fs::read(self.lock()).is_ok_and(|content| content == self.mark().as_bytes())
    }

    /// Takes git's lock, waiting for other programs; a repair finds it already taken. The caller holds
    /// the store's lock, so that another write's mark on it is of one that the machine did not outlive,
    /// nor its journal.
    pub(super) fn acquire(&self, patience: Duration) -> Result<(), Fault> {
        if self.holds_lock() {
            return Ok(());
        }
        let (claim, lock) = (self.claim(), self.lock());
        std::fs::create_dir_all(self.folder())
            .map_err(Fault::file("make the folder", self.folder()))?;
        self.operations.step();
        std::fs::write(&claim, self.mark()).map_err(Fault::file("write", &claim))?;
        let begun = Instant::now();
        loop {
            self.operations.step();
            match self.link(&claim, &lock) {
                Ok(()) => break,
                Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
                    return Err(Fault::file("lock", lock)(cause));
                }
                Err(_) if is_marked(&lock) => remove_if_there(&lock)?,
                Err(_) if begun.elapsed() >= patience => {
                    remove_if_there(&claim)?;
                    return Err(Fault::IndexLocked { path: lock });
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
        self.operations.step();
        remove_if_there(&claim)
    }

    /// Makes the lock appear with its content in one step, so that it is never anonymous; where the
    /// file system has no hard links, in two.
    fn link(&self, claim: &Path, lock: &Path) -> std::io::Result<()> {
        match std::fs::hard_link(claim, lock) {
            Err(cause)
                if matches!(
                    cause.kind(),
                    ErrorKind::Unsupported | ErrorKind::PermissionDenied
                ) =>
            {
                let mut file = OpenOptions::new().write(true).create_new(true).open(lock)?;
                file.write_all(self.mark().as_bytes())
            }
            linked => linked,
        }
    }

    /// Builds the next index beside the present one: all that others staged, and these steps.
    pub(super) fn build(&self, steps: &[Step]) -> Result<(), Fault> {
        sync_all(&[self.begin_building(steps)?.end()?])
    }

    /// As [`GitIndex::build`], where it is built while this thread does something else.
    pub(super) fn begin_building(&self, steps: &[Step]) -> Result<Building, Fault> {
        let next = self.next();
        remove_if_there(&next)?;
        self.operations.step();
        let builder = match self.changed(steps) {
            Some((index, permissions)) => {
                let path = next.clone();
                Builder::Own(std::thread::spawn(move || {
                    write_index(&path, index, permissions)
                }))
            }
            None => self.begin_building_by_git(&next, steps)?,
        };
        Ok(Building { next, builder })
    }

    /// The present index with these steps, if it is of the plain kind.
    fn changed(&self, steps: &[Step]) -> Option<(Vec<u8>, Permissions)> {
        let mut file = File::open(self.index()).ok()?;
        let metadata = file.metadata().ok()?;
        let written = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let written = u32::try_from(written.as_secs()).ok()?;
        let mut index = Vec::new();
        file.read_to_end(&mut index).ok()?;
        let changed = index_file::changed(index, written, steps)?;
        Some((changed, metadata.permissions()))
    }

    fn begin_building_by_git(&self, next: &Path, steps: &[Step]) -> Result<Builder, Fault> {
        let index = self.index();
        // git replaces an index and never writes into one, so a second name serves as a copy.
        match std::fs::hard_link(&index, next).or_else(|_| std::fs::copy(&index, next).map(drop)) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            copied => copied.map_err(Fault::file("copy", &index))?,
        }
        self.operations.step();
        let mut command = self.git();
        command
            .env("GIT_INDEX_FILE", next)
            .args(["update-index", "-z", "--index-info"]);
        let input = self.input();
        let read = self.locked_input(&input, steps);
        let read = read.map_err(Fault::file("write", &input))?;
        self.operations.step();
        let git = RunningGit::start(command, "update-index", Stdio::from(read))?;
        Ok(Builder::Git(git, input))
    }

    /// The steps in a file that is open for reading and locked. The lock belongs to the open file, so
    /// that whoever inherits it keeps the lock until its own end.
    fn locked_input(&self, path: &Path, steps: &[Step]) -> std::io::Result<File> {
        std::fs::write(path, index_info(steps))?;
        // Some network file systems lock only what may be written to.
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        self.operations.step();
        file.lock()?;
        Ok(file)
    }

    /// Puts the built index into place and gives the lock back.
    pub(super) fn install(&self) -> Result<(), Fault> {
        self.operations.step();
        let next = self.next();
        std::fs::rename(&next, self.index()).map_err(Fault::file("write", self.index()))?;
        // Renaming onto another name of the same file does nothing: where git had nothing to write.
        remove_if_there(&next)?;
        sync_folder(self.git_directory)?;
        self.operations.step();
        remove_if_there(&self.lock())
    }

    /// Gives up: removes our files, and the lock if it is ours.
    pub(super) fn discard(&self) -> Result<(), Fault> {
        // Whoever holds the store's lock owns every such file, also those of a killed process.
        for input in self.files(INPUT) {
            wait_for_reader(&input);
            remove_if_there(&input)?;
        }
        for file in self.files(OURS) {
            remove_if_there(&file)?;
        }
        if self.holds_lock() {
            self.operations.step();
            remove_if_there(&self.lock())?;
        }
        Ok(())
    }

    /// The files in our folder whose names begin so.
    fn files(&self, beginning: &str) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder()).into_iter().flatten();
        let files = entries.flatten().map(|entry| entry.path());
        let ours = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with(beginning))
        };
        files.filter(ours).collect()
    }

    /// Those steps that the index does not have yet, for a repair: an entry that is neither the old
    /// nor the new blob was staged by a person and stays.
    pub(super) fn missing(&self, steps: &[Step]) -> Result<Vec<Step>, Fault> {
        let mut command = self.git();
        command.args(["ls-files", "--stage", "-z"]);
        let listing = run_git(command, "ls-files", no_input)?;
        let entries: std::collections::HashMap<&str, &str> = listing
            .split(|byte| *byte == 0)
            .filter_map(|entry| std::str::from_utf8(entry).ok())
            .filter_map(|entry| {
                let (head, path) = entry.split_once('\t')?;
                Some((path, head.split(' ').nth(1)?))
            })
            .collect();
        let is_old = |step: &&Step| {
            let staged = entries
                .get(step.path.as_str())
                .map(|blob| (*blob).to_owned());
            staged == step.old.map(|blob| blob.to_string())
        };
        Ok(steps.iter().filter(is_old).cloned().collect())
    }

    fn git(&self) -> Command {
        let mut command = self.environment.git(self.git_directory);
        let mut argument = std::ffi::OsString::from("--work-tree=");
        argument.push(self.root);
        command.arg(argument).current_dir(self.root);
        command
    }
}

fn is_marked(lock: &Path) -> bool {
    std::fs::read(lock).is_ok_and(|content| content.starts_with(MARK.as_bytes()))
}

/// Waits until git's program of a killed process, if it is still at work, has come to its end.
fn wait_for_reader(input: &Path) {
    let file = OpenOptions::new().read(true).write(true).open(input);
    if let Ok(file) = file {
        // Where a file system has no locks there is nothing to wait for.
        let _ = file.lock();
    }
}
