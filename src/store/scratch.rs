//! Objects that are made in memory: what a merge looks like before anybody wants it, and the common past
//! that two histories never had as a commit.

use std::cell::RefCell;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Odb, Oid, Repository, Signature, Time};

use super::commit::FileChange;
use super::compare::{ChangedFile, Content, Folders, Trees};
use super::error::{Fault, ReadError};
use super::objects;
use super::open::{Store, open_again};
use super::snapshot::{EntryKind, LARGEST_FILE};

/// A view of a store in which objects can be made that the store does not get.
pub struct Scratch {
    pub(super) repository: Repository,
    /// Several pairs of the same few trees are compared on the way.
    folders: RefCell<Folders>,
}

/// What a tree has that neither of two others has in that place.
pub(super) struct Made {
    /// The objects: files and folders, the root last.
    pub(super) objects: Vec<Oid>,
    /// The files.
    pub(super) files: Vec<FileChange>,
}

impl Store {
    /// A place to make objects in memory, above those of the store.
    ///
    /// # Errors
    /// Where the repository cannot be opened once more.
    pub fn scratch(&self) -> Result<Scratch, Fault> {
        let open = Fault::git("open the repository");
        let repository = open_again(self.repository().path()).map_err(&open)?;
        objects::keep_in_memory(&repository).map_err(open)?;
        Ok(Scratch {
            repository,
            folders: RefCell::default(),
        })
    }
}

impl Scratch {
    /// The tree of a commit.
    ///
    /// # Errors
    /// Where the commit cannot be read.
    pub fn tree_of(&self, commit: Oid) -> Result<Oid, Fault> {
        let found = self.repository.find_commit(commit);
        let tree = found.map(|commit| commit.tree_id());
        tree.map_err(Fault::git("read a commit"))
    }

    /// The newest commits that are in the past of both, in the order of their ids; none where the
    /// histories are unrelated.
    ///
    /// # Errors
    /// Where the history cannot be walked.
    pub fn merge_bases(&self, one: Oid, other: Oid) -> Result<Vec<Oid>, Fault> {
        match self.repository.merge_bases(one, other) {
            Ok(bases) => {
                let mut bases = bases.to_vec();
                bases.sort();
                Ok(bases)
            }
            Err(cause) if cause.code() == git2::ErrorCode::NotFound => Ok(Vec::new()),
            Err(cause) => Err(Fault::git("compare two commits")(cause)),
        }
    }

    /// The files in which several pairs of trees differ, each in git's order.
    ///
    /// # Errors
    /// Where a tree is missing, damaged, or nested too deeply.
    pub fn changed<const PAIRS: usize>(
        &self,
        pairs: [(Option<Oid>, Oid); PAIRS],
    ) -> Result<[Vec<ChangedFile>; PAIRS], ReadError> {
        let objects = self.objects()?;
        let mut trees = Trees::knowing(&objects, self.folders.take());
        let mut found = pairs.map(|_| Vec::new());
        for ((old, new), files) in pairs.into_iter().zip(&mut found) {
            *files = trees.changed(old, Some(new), "")?;
        }
        self.folders.replace(trees.into_folders());
        Ok(found)
    }

    /// The bytes of a file; `None` where it has more than [`LARGEST_FILE`].
    ///
    /// # Errors
    /// Where the object cannot be read.
    pub fn read(&self, blob: Oid) -> Result<Option<Vec<u8>>, Fault> {
        let read = Fault::git("read an object");
        let objects = self.objects()?;
        let (size, _) = objects.read_header(blob).map_err(&read)?;
        if u64::try_from(size).is_ok_and(|size| size > LARGEST_FILE) {
            return Ok(None);
        }
        let object = objects.read(blob).map_err(read)?;
        Ok(Some(object.data().to_vec()))
    }

    /// Makes a file.
    ///
    /// # Errors
    /// Where libgit2 refuses.
    pub fn blob(&self, bytes: &[u8]) -> Result<Oid, Fault> {
        let made = self.repository.blob(bytes);
        made.map_err(Fault::git("write an object"))
    }

    /// Makes a tree of another by putting files there or taking them away.
    ///
    /// # Errors
    /// Where the tree cannot be read, or a file stands where a folder is wanted.
    pub fn tree(&self, root: Oid, files: &[(String, Option<Content>)]) -> Result<Oid, Fault> {
        let write = Fault::git("write a folder of the store");
        let root = self.repository.find_tree(root).map_err(&write)?;
        let mut update = TreeUpdateBuilder::new();
        for (path, content) in files {
            match content {
                Some((object, kind)) => update.upsert(path.as_str(), *object, mode(*kind)),
                None => update.remove(path.as_str()),
            };
        }
        update
            .create_updated(&self.repository, &root)
            .map_err(write)
    }

    /// Makes a commit that nobody gets to see, of a tree that comes after another commit.
    ///
    /// # Errors
    /// Where libgit2 refuses.
    pub fn commit(&self, tree: Oid, parent: Oid) -> Result<Oid, Fault> {
        let make = || {
            let who = Signature::new("po", "po", &Time::new(0, 0))?;
            let (tree, parent) = (
                self.repository.find_tree(tree)?,
                self.repository.find_commit(parent)?,
            );
            self.repository
                .commit(None, &who, &who, "", &tree, &[&parent])
        };
        make().map_err(Fault::git("write an object"))
    }

    /// What a tree has that neither of two others has in that place. Only folders that differ from both
    /// are read.
    pub(super) fn made(&self, tree: Oid, sides: [Oid; 2]) -> Result<Made, Fault> {
        let mut made = Made {
            objects: Vec::new(),
            files: Vec::new(),
        };
        self.collect_made(tree, sides.map(Some), "", &mut made)?;
        Ok(made)
    }

    fn collect_made(
        &self,
        tree: Oid,
        sides: [Option<Oid>; 2],
        folder: &str,
        made: &mut Made,
    ) -> Result<(), Fault> {
        if sides.contains(&Some(tree)) {
            return Ok(());
        }
        let read = Fault::git("read a folder of the store");
        let find = |tree: Oid| self.repository.find_tree(tree);
        let side_trees = sides.map(|side| side.and_then(|side| find(side).ok()));
        for entry in find(tree).map_err(&read)?.iter() {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let there = side_trees.each_ref().map(|side| {
                let found = side.as_ref()?.get_name_bytes(entry.name_bytes())?;
                Some(found.id())
            });
            if there.contains(&Some(entry.id())) {
                continue;
            }
            match EntryKind::of_mode(entry.filemode_raw()) {
                EntryKind::Folder => {
                    self.collect_made(entry.id(), there, &format!("{folder}{name}/"), made)?;
                }
                // A commit of another repository is no object of this one.
                EntryKind::Submodule => {}
                _ => {
                    let blob = self.repository.find_blob(entry.id()).map_err(&read)?;
                    made.files.push(FileChange {
                        path: format!("{folder}{name}"),
                        content: Some(blob.content().to_vec()),
                    });
                    made.objects.push(entry.id());
                }
            }
        }
        made.objects.push(tree);
        Ok(())
    }

    fn objects(&self) -> Result<Odb<'_>, Fault> {
        self.repository
            .odb()
            .map_err(Fault::git("open the objects"))
    }
}

fn mode(kind: EntryKind) -> FileMode {
    match kind {
        EntryKind::File => FileMode::Blob,
        EntryKind::Executable => FileMode::BlobExecutable,
        EntryKind::Link => FileMode::Link,
        EntryKind::Submodule => FileMode::Commit,
        EntryKind::Folder => FileMode::Tree,
    }
}
