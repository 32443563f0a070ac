//! From a change to git objects: which files really change, their blobs, and the trees above them.
//! Only changed folders are rewritten; every other subtree keeps its id unread.

use git2::{ObjectType, Oid, Repository, Tree, TreeBuilder};

use super::commit::{Change, FileChange};
use super::environment::{Environment, run_git};
use super::error::{Fault, PathError, WriteError};
use super::operation::Operations;
use super::path;
use super::snapshot::EntryKind;

/// From this many files on, their blobs go into one pack instead of a file each, so that the number
/// of syncs does not grow with the import.
const PACKED_FROM: usize = 256;

/// git's modes of the entries a store has.
const FILE_MODE: i32 = 0o100_644;
const EXECUTABLE_MODE: i32 = 0o100_755;
const FOLDER_MODE: i32 = 0o040_000;

/// One file that differs between the old and the new commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Its path in the repository.
    pub(super) path: String,
    /// The blob before; `None` where there was no file.
    pub(super) old: Option<Oid>,
    /// The blob after; `None` where the file is removed.
    pub(super) new: Option<Oid>,
    /// Whether the executable bit is set, which is kept.
    pub(super) executable: bool,
}

impl Step {
    /// git's mode of the file.
    pub(super) fn mode(&self) -> i32 {
        if self.executable {
            EXECUTABLE_MODE
        } else {
            FILE_MODE
        }
    }
}

/// Drops the files of a cleaned change that are already so in `base`, and returns a step for each
/// of the others, in path order.
pub(super) fn plan<E>(
    repository: &Repository,
    base: Option<Oid>,
    change: &mut Change,
) -> Result<Vec<Step>, WriteError<E>> {
    let base = find_tree(repository, base)?;
    let mut folder = Folder {
        path: None,
        tree: None,
    };
    let mut steps = Vec::new();
    let mut kept = Vec::new();
    for file in std::mem::take(&mut change.files) {
        let (parent, name) = path::split(&file.path);
        folder.enter(repository, base.as_ref(), parent)?;
        let present = folder.tree.as_ref().and_then(|tree| tree.get_name(name));
        let kind = present
            .as_ref()
            .map(|entry| EntryKind::of_mode(entry.filemode_raw()));
        if kind.is_some_and(|kind| !kind.is_file()) {
            return Err(PathError::Occupied { path: file.path }.into());
        }
        let old = present.map(|entry| entry.id());
        let new = file
            .content
            .as_deref()
            .map(|bytes| Oid::hash_object(ObjectType::Blob, bytes));
        let new = new.transpose().map_err(Fault::git("hash a file"))?;
        if old != new {
            steps.push(Step {
                path: file.path.clone(),
                old,
                new,
                executable: kind == Some(EntryKind::Executable),
            });
            kept.push(file);
        }
    }
    change.files = kept;
    Ok(steps)
}

fn find_tree(repository: &Repository, tree: Option<Oid>) -> Result<Option<Tree<'_>>, Fault> {
    tree.map(|tree| repository.find_tree(tree))
        .transpose()
        .map_err(Fault::git("read a folder of the store"))
}

/// The folder last looked into: files come in path order, so each is read once.
struct Folder<'r> {
    path: Option<String>,
    tree: Option<Tree<'r>>,
}

impl<'r> Folder<'r> {
    fn enter<E>(
        &mut self,
        repository: &'r Repository,
        base: Option<&Tree<'r>>,
        path: &str,
    ) -> Result<(), WriteError<E>> {
        if self.path.as_deref() == Some(path) {
            return Ok(());
        }
        let mut tree = base.cloned();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let Some(parent) = &tree else { break };
            let below = match parent.get_name(part) {
                None => None,
                Some(entry) if EntryKind::of_mode(entry.filemode_raw()) == EntryKind::Folder => {
                    Some(entry.id())
                }
                Some(_) => {
                    return Err(PathError::Occupied {
                        path: path.to_owned(),
                    }
                    .into());
                }
            };
            tree = find_tree(repository, below)?;
        }
        self.path = Some(path.to_owned());
        self.tree = tree;
        Ok(())
    }
}

/// Makes the blobs of the changed files and returns those that are still to be written out.
pub(super) fn make_blobs(
    environment: &Environment,
    operations: &Operations,
    repository: &Repository,
    files: &[FileChange],
) -> Result<Vec<Oid>, Fault> {
    let contents = || files.iter().filter_map(|file| file.content.as_deref());
    if contents().count() >= PACKED_FROM {
        operations.step();
        write_pack(environment, repository, &contents().collect::<Vec<_>>())?;
        return Ok(Vec::new());
    }
    let make = |content| repository.blob(content);
    let made: Result<_, _> = contents().map(make).collect();
    made.map_err(Fault::git("write an object"))
}

/// Lets `git fast-import` write one synced pack. It searches no deltas, which would cost more time
/// than the import itself; `git maintenance` finds them later.
fn write_pack(
    environment: &Environment,
    repository: &Repository,
    contents: &[&[u8]],
) -> Result<(), Fault> {
    let mut command = environment.git(repository.commondir());
    command.args(["-c", "fastimport.unpackLimit=1", "-c", "pack.compression=1"]);
    command.args([
        "-c",
        "core.fsync=committed",
        "fast-import",
        "--quiet",
        "--depth=0",
    ]);
    run_git(command, "fast-import", |input| {
        for content in contents {
            write!(input, "blob\ndata {}\n", content.len())?;
            input.write_all(content)?;
            input.write_all(b"\n")?;
        }
        Ok(())
    })?;
    let objects = repository.odb().map_err(Fault::git("open the objects"))?;
    objects.refresh().map_err(Fault::git("open the objects"))
}

/// Makes the trees above the steps, adds them to `made`, and returns the root.
pub(super) fn make_trees(
    repository: &Repository,
    base: Option<Oid>,
    steps: &[Step],
    made: &mut Vec<Oid>,
) -> Result<Oid, Fault> {
    let base = find_tree(repository, base)?;
    if let Some(root) = make_folder(repository, base.as_ref(), steps, 0, made)? {
        return Ok(root);
    }
    let empty = repository
        .treebuilder(None)
        .and_then(|builder| builder.write());
    let empty = empty.map_err(Fault::git("write a folder of the store"))?;
    made.push(empty);
    Ok(empty)
}

/// Makes one folder anew whose path has `depth` bytes, slash included; `None` where no file is left.
fn make_folder(
    repository: &Repository,
    base: Option<&Tree<'_>>,
    steps: &[Step],
    depth: usize,
    made: &mut Vec<Oid>,
) -> Result<Option<Oid>, Fault> {
    let write = Fault::git("write a folder of the store");
    let mut builder = repository.treebuilder(base).map_err(&write)?;
    let below = |step: &'_ Step| step.path.get(depth..).unwrap_or_default().to_owned();
    let first_part = |step: &Step| {
        below(step)
            .split_once('/')
            .map(|(folder, _)| folder.to_owned())
    };
    for group in steps.chunk_by(|one, other| {
        let folder = first_part(one);
        folder.is_some() && folder == first_part(other)
    }) {
        let Some(first) = group.first() else { continue };
        match first_part(first) {
            None => put(&mut builder, &below(first), first.new, first.mode())?,
            Some(folder) => {
                let inside = builder
                    .get(&folder)
                    .map_err(&write)?
                    .map(|entry| entry.id());
                let inside = find_tree(repository, inside)?;
                let depth = depth + folder.len() + 1;
                let tree = make_folder(repository, inside.as_ref(), group, depth, made)?;
                put(&mut builder, &folder, tree, FOLDER_MODE)?;
            }
        }
    }
    if builder.is_empty() {
        return Ok(None);
    }
    let tree = builder.write().map_err(write)?;
    made.push(tree);
    Ok(Some(tree))
}

fn put(
    builder: &mut TreeBuilder<'_>,
    name: &str,
    object: Option<Oid>,
    mode: i32,
) -> Result<(), Fault> {
    let write = Fault::git("write a folder of the store");
    match object {
        Some(object) => builder.insert(name, object, mode).map(drop).map_err(write),
        None if builder.get(name).map_err(&write)?.is_some() => builder.remove(name).map_err(write),
        None => Ok(()),
    }
}

/// The steps from one commit to another, for a repair.
pub(super) fn difference(
    repository: &Repository,
    old: Option<Oid>,
    new: Oid,
) -> Result<Vec<Step>, Fault> {
    let compare = |old: Option<Oid>| -> Result<Vec<Step>, git2::Error> {
        let old = old
            .map(|old| repository.find_commit(old)?.tree())
            .transpose()?;
        let new = repository.find_commit(new)?.tree()?;
        let diff = repository.diff_tree_to_tree(old.as_ref(), Some(&new), None)?;
        let steps = diff.deltas().filter_map(|delta| {
            let (before, after) = (delta.old_file(), delta.new_file());
            let path = after.path().or_else(|| before.path())?.to_str()?.to_owned();
            let present = |id: Oid| (!id.is_zero()).then_some(id);
            let executable = after.mode() == git2::FileMode::BlobExecutable;
            Some(Step {
                path,
                old: present(before.id()),
                new: present(after.id()),
                executable,
            })
        });
        Ok(steps.collect())
    };
    compare(old).map_err(Fault::git("compare two commits"))
}
