//! The checked-out files: a view for people to edit in, brought up to date after each commit.
//! What a person changed there is never overwritten.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid, Repository};

use super::environment::{Environment, no_input, run_git};
use super::error::{Fault, ReadError};
use super::open::{Store, head};
use super::operation::Operations;
use super::path;
use super::snapshot::Snapshot;
use super::tree::Step;

/// How many files or folders are synced at one time; these threads only wait.
const SYNC_THREADS: usize = 16;

/// How a file in the working tree departs from HEAD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// There is none in HEAD.
    Added,
    /// The bytes differ.
    Changed,
    /// It is gone.
    Removed,
}

/// A file that was edited and not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrecorded {
    /// Its path in the repository.
    pub path: String,
    /// How it departs from HEAD.
    pub kind: Departure,
}

/// What a working tree has at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnDisk {
    Missing,
    Blob(Oid),
    /// A link, a folder, a device, or a way that leads through one.
    Other,
}

impl OnDisk {
    fn is(self, blob: Option<Oid>) -> bool {
        match (self, blob) {
            (Self::Missing, None) => true,
            (Self::Blob(present), Some(blob)) => present == blob,
            _ => false,
        }
    }
}

/// The bytes of a file in the working tree; see [`Store::read_working`].
pub(super) fn read(root: &Path, path: &str, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
    let file = match look(root, path)? {
        Way::Missing => return Ok(None),
        Way::Other => {
            return Err(ReadError::NotAFile {
                path: path.to_owned(),
            });
        }
        Way::File(file) => file,
    };
    let failed = || Fault::file("read", &file);
    let mut bytes = Vec::new();
    let opened = File::open(&file).map_err(failed())?;
    opened
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed())?;
    if bytes.len() as u64 > limit {
        // What is said is the size of the file, not where the reading stopped.
        let size = std::fs::metadata(&file).map_err(failed())?.len();
        return Err(ReadError::TooLarge {
            name: path.to_owned(),
            size,
            limit,
        });
    }
    Ok(Some(bytes))
}

/// Where a path leads, no link followed.
enum Way {
    Missing,
    File(PathBuf),
    Other,
}

fn look(root: &Path, path: &str) -> Result<Way, Fault> {
    let mut place = root.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let found = match std::fs::symlink_metadata(&place) {
            Ok(found) => found.file_type(),
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Way::Missing),
            Err(cause) if cause.kind() == ErrorKind::NotADirectory => return Ok(Way::Other),
            Err(cause) => return Err(Fault::file("look at", place)(cause)),
        };
        let expected = if parts.peek().is_some() {
            found.is_dir()
        } else {
            found.is_file()
        };
        if !expected {
            return Ok(Way::Other);
        }
    }
    Ok(Way::File(place))
}

fn on_disk(root: &Path, path: &str) -> Result<OnDisk, Fault> {
    match look(root, path)? {
        Way::Missing => Ok(OnDisk::Missing),
        Way::Other => Ok(OnDisk::Other),
        Way::File(file) => {
            let id = Oid::hash_file(ObjectType::Blob, &file).map_err(Fault::git("hash a file"))?;
            Ok(OnDisk::Blob(id))
        }
    }
}

/// Whether a file outside `records/`, where git may have written CRLF for LF, is that blob but for
/// its line ends.
fn is_but_for_line_ends(root: &Path, path: &str, blob: Option<Oid>) -> bool {
    if path.starts_with("records/") {
        return false;
    }
    let Ok(Some(bytes)) = read(root, path, super::snapshot::LARGEST_FILE) else {
        return false;
    };
    let mut folded = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\r' || rest.peek() != Some(&b'\n') {
            folded.push(byte);
        }
    }
    Oid::hash_object(ObjectType::Blob, &folded).is_ok_and(|id| Some(id) == blob)
}

/// The paths among the steps that a person edited and did not record.
///
/// `adopt` accepts a file that already has the new bytes; `sparse` one that is not checked out.
pub(super) fn hand_edits(
    root: &Path,
    steps: &[Step],
    adopt: bool,
    sparse: bool,
) -> Result<Vec<String>, Fault> {
    let mut edited = Vec::new();
    for step in steps {
        let present = on_disk(root, &step.path)?;
        let accepted = present.is(step.old)
            || (adopt && present.is(step.new))
            || (sparse && present == OnDisk::Missing)
            || is_but_for_line_ends(root, &step.path, step.old);
        if !accepted {
            edited.push(step.path.clone());
        }
    }
    Ok(edited)
}

/// Whether files may be missing because git was told not to check them out.
pub(super) fn is_sparse(repository: &Repository) -> bool {
    repository.path().join("info/sparse-checkout").exists()
}

/// The working tree during one write or repair. Its temporary files carry a token that the journal
/// names, so that a repair finds each of them.
pub(super) struct Checkout<'a> {
    pub(super) operations: &'a Operations,
    pub(super) repository: &'a Repository,
    pub(super) root: &'a Path,
    pub(super) token: &'a str,
}

impl Checkout<'_> {
    fn temporary(&self, path: &str) -> PathBuf {
        let (folder, name) = path::split(path);
        self.root
            .join(folder)
            .join(format!(".{name}.{}", self.token))
    }

    /// Writes the new bytes beside their targets, so that what can fail fails before the branch moves.
    /// Returns the files, which are to be synced until then: all are written before the first is synced,
    /// since the system then writes them out together.
    pub(super) fn stage(&self, steps: &[Step]) -> Result<Vec<PathBuf>, Fault> {
        let mut staged = Vec::new();
        let mut made = None;
        for step in steps {
            let Some(blob) = step.new else { continue };
            let (folder, _) = path::split(&step.path);
            // A way through a link leads out of the store; that step is left to be told as an edit.
            let leads_out = matches!(look(self.root, &step.path)?, Way::Other);
            if leads_out || made != Some(folder) && !self.make_folder(folder)? {
                continue;
            }
            made = Some(folder);
            let temporary = self.temporary(&step.path);
            let blob = self
                .repository
                .find_blob(blob)
                .map_err(Fault::git("read an object"))?;
            remove_if_there(&temporary)?;
            self.operations.step();
            let failed = || Fault::file("write", &temporary);
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&temporary)
                .map_err(failed())?;
            file.write_all(blob.content()).map_err(failed())?;
            if step.executable {
                make_executable(&file).map_err(failed())?;
            }
            staged.push(temporary);
        }
        Ok(staged)
    }

    /// Makes a folder; `false` when something else than a folder stands in the way.
    fn make_folder(&self, folder: &str) -> Result<bool, Fault> {
        let mut place = self.root.to_path_buf();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            place.push(part);
            match std::fs::symlink_metadata(&place) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Ok(false),
                Err(_) => {
                    self.operations.step();
                    std::fs::create_dir(&place).map_err(Fault::file("make the folder", &place))?;
                    sync_folder(place.parent().unwrap_or(self.root))?;
                }
            }
        }
        Ok(true)
    }

    /// Renames the staged files into place and removes what is to go. Returns the paths that were
    /// left because a person edited them meanwhile.
    pub(super) fn install(&self, steps: &[Step]) -> Result<Vec<String>, Fault> {
        let sparse = is_sparse(self.repository);
        let mut left = Vec::new();
        let mut folders = BTreeSet::new();
        for step in steps {
            let target = self.root.join(&step.path);
            let temporary = self.temporary(&step.path);
            let present = on_disk(self.root, &step.path)?;
            let left_out = sparse && present == OnDisk::Missing && step.new.is_some();
            let untouched = present.is(step.old) || left_out;
            // Where only the mode differs, the file is replaced all the same.
            if present.is(step.new) && step.old != step.new {
                self.operations.step();
                remove_if_there(&temporary)?;
            } else if untouched || is_but_for_line_ends(self.root, &step.path, step.old) {
                self.operations.step();
                match step.new {
                    Some(_) => std::fs::rename(&temporary, &target)
                        .map_err(Fault::file("write", &target))?,
                    None => {
                        remove_if_there(&target)?;
                        self.remove_empty_folders(&step.path);
                    }
                }
                folders.insert(path::split(&step.path).0);
            } else {
                remove_if_there(&temporary)?;
                left.push(step.path.clone());
            }
        }
        let folders = folders.into_iter().map(|folder| self.root.join(folder));
        let folders: Vec<PathBuf> = folders.filter(|folder| folder.is_dir()).collect();
        sync_all(&folders)?;
        Ok(left)
    }

    /// Removes the staged files of a write that did not happen.
    pub(super) fn discard(&self, steps: &[Step]) -> Result<(), Fault> {
        for step in steps.iter().filter(|step| step.new.is_some()) {
            remove_if_there(&self.temporary(&step.path))?;
            self.remove_empty_folders(&step.path);
        }
        Ok(())
    }

    /// Removes the folders above a path that nothing is left in, as git does.
    fn remove_empty_folders(&self, path: &str) {
        let mut folder = path::split(path).0;
        while !folder.is_empty() && std::fs::remove_dir(self.root.join(folder)).is_ok() {
            folder = path::split(folder).0;
        }
    }
}

/// Removes a file; one that is not there is as good.
pub(super) fn remove_if_there(path: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(path) {
        Err(cause) if !matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Fault::file("remove", path)(cause))
        }
        _ => Ok(()),
    }
}

/// Syncs files or folders. A file system commits together what is asked for at one time, so that
/// several are asked for from several threads.
pub(super) fn sync_all(paths: &[impl AsRef<Path> + Sync]) -> Result<(), Fault> {
    std::thread::scope(|scope| {
        let mut parts = paths.chunks(paths.len().div_ceil(SYNC_THREADS).max(1));
        let own = parts.next().unwrap_or_default();
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().try_for_each(sync)))
            .collect();
        let synced = own.iter().try_for_each(sync);
        threads.into_iter().fold(synced, |synced, thread| {
            synced.and(thread.join().expect("syncing does not panic"))
        })
    })
}

/// Makes the bytes of a file, or the names in a folder, durable. Only Unix lets a folder be synced.
fn sync(path: impl AsRef<Path>) -> Result<(), Fault> {
    let path = path.as_ref();
    if cfg!(unix) || path.is_file() {
        let synced = File::open(path).and_then(|file| file.sync_all());
        synced.map_err(Fault::file("sync", path))?;
    }
    Ok(())
}

/// Makes the renames in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Fault> {
    sync(folder)
}

#[cfg(unix)]
fn make_executable(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode();
    file.set_permissions(std::fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

#[cfg(not(unix))]
fn make_executable(_: &File) -> std::io::Result<()> {
    Ok(())
}

impl Store {
    /// The files below `records/` and `schemas/` that differ from HEAD, in path order; none in a
    /// bare store.
    pub fn unrecorded(&self, environment: &Environment) -> Result<Vec<Unrecorded>, ReadError> {
        let Some(root) = self.repository().workdir() else {
            return Ok(Vec::new());
        };
        let mut command = environment.git(self.repository().path());
        let mut argument = std::ffi::OsString::from("--work-tree=");
        argument.push(root);
        command.arg(argument).args([
            "--no-optional-locks",
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
        ]);
        command
            .args(["--untracked-files=all", "--", "records", "schemas"])
            .current_dir(root);
        let listing = run_git(command, "status", no_input)?;
        let head = self.snapshot(head(self.repository())?)?;
        // The index may disagree with both sides; what counts is HEAD against the files.
        let paths: BTreeSet<String> = listing
            .split(|byte| *byte == 0)
            .filter_map(|entry| entry.get(3..))
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect();
        let mut unrecorded = Vec::new();
        for path in paths {
            if let Some(kind) = departure(&head, root, &path)? {
                unrecorded.push(Unrecorded { path, kind });
            }
        }
        Ok(unrecorded)
    }
}

fn departure(head: &Snapshot<'_>, root: &Path, path: &str) -> Result<Option<Departure>, ReadError> {
    let recorded = head.entry(path)?.map(|entry| entry.id);
    Ok(match (recorded, on_disk(root, path)?) {
        (None, OnDisk::Missing) => None,
        (None, _) => Some(Departure::Added),
        (Some(_), OnDisk::Missing) => Some(Departure::Removed),
        (blob, present) if present.is(blob) => None,
        _ => Some(Departure::Changed),
    })
}
