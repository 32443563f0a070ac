//! Reading the store as it was at one commit.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{ErrorClass, ErrorCode, ObjectType, Oid, Repository, Tree};

use super::error::{Fault, ReadError};
use super::recorded::RecordedCommit;

/// The largest file that is read from a store, in bytes; no record comes near it.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// Folders nested deeper than this are not a store's own.
const DEEPEST_FOLDER: usize = 16;

/// The files of one commit; the empty snapshot stands for a branch without commits.
pub struct Snapshot<'store> {
    repository: &'store Repository,
    commit: Option<Oid>,
    tree: Option<Tree<'store>>,
}

/// A folder below `records/` that holds files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its path from the root of the repository, such as `records/cases/2019/02`.
    pub path: String,
    /// The git tree: equal trees hold equal files, for ever.
    pub tree: Oid,
}

/// What a name in a folder stands for. Links and submodules are told, never followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A plain file with the executable bit.
    Executable,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
    /// A folder.
    Folder,
}

impl EntryKind {
    /// Reads git's file mode.
    pub(super) fn of_mode(mode: i32) -> Self {
        match mode & 0o170_000 {
            0o040_000 => Self::Folder,
            0o120_000 => Self::Link,
            0o160_000 => Self::Submodule,
            _ if mode & 0o111 != 0 => Self::Executable,
            _ => Self::File,
        }
    }

    /// Whether it is a file with bytes of its own.
    pub fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Executable)
    }
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name; bytes that are not UTF-8 appear as U+FFFD, so that such a name matches no record.
    pub name: String,
    /// The object: a blob for a file.
    pub id: Oid,
    /// What it is.
    pub kind: EntryKind,
}

impl<'store> Snapshot<'store> {
    /// The files at a commit; `None` gives the empty snapshot.
    pub(super) fn new(repository: &'store Repository, commit: Option<Oid>) -> Result<Self, Fault> {
        let tree = commit
            .map(|commit| repository.find_commit(commit)?.tree())
            .transpose()
            .map_err(Fault::git("read the commit"))?;
        Ok(Self {
            repository,
            commit,
            tree,
        })
    }

    /// The commit; `None` where the branch has none yet.
    pub fn commit(&self) -> Option<Oid> {
        self.commit
    }

    /// When the commit was recorded; `None` where the branch has no commit yet.
    pub fn recorded_at(&self) -> Option<DateTime<FixedOffset>> {
        let objects = self.repository.odb().ok()?;
        let commit = RecordedCommit::read(&objects, self.commit?).ok()??;
        Some(commit.at)
    }

    /// The root tree; `None` where the branch has no commit yet.
    pub fn tree(&self) -> Option<Oid> {
        self.tree.as_ref().map(Tree::id)
    }

    /// What is at a path; `None` when nothing is.
    pub fn entry(&self, path: &str) -> Result<Option<Entry>, ReadError> {
        let Some(tree) = &self.tree else {
            return Ok(None);
        };
        match tree.get_path(Path::new(path)) {
            Ok(entry) => Ok(Some(Entry {
                name: String::from_utf8_lossy(entry.name_bytes()).into_owned(),
                id: entry.id(),
                kind: EntryKind::of_mode(entry.filemode_raw()),
            })),
            // A folder on the way whose object is missing is not found either; that is another matter.
            Err(cause)
                if cause.code() == ErrorCode::NotFound && cause.class() != ErrorClass::Odb =>
            {
                Ok(None)
            }
            Err(cause) => Err(Fault::Git {
                action: "read a folder of the store",
                cause,
            }
            .into()),
        }
    }

    /// The bytes of a file; `None` when there is none.
    ///
    /// # Errors
    /// When the path holds something else than a file, or more than [`LARGEST_FILE`] bytes.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        match self.entry(path)? {
            None => Ok(None),
            Some(entry) if entry.kind.is_file() => match self.read_blob(entry.id, LARGEST_FILE) {
                Err(ReadError::TooLarge { size, limit, .. }) => Err(ReadError::TooLarge {
                    name: path.to_owned(),
                    size,
                    limit,
                }),
                read => read.map(Some),
            },
            Some(_) => Err(ReadError::NotAFile {
                path: path.to_owned(),
            }),
        }
    }

    /// The bytes of a blob, when it has no more than `limit`.
    pub fn read_blob(&self, blob: Oid, limit: u64) -> Result<Vec<u8>, ReadError> {
        let read = Fault::git("read an object");
        let objects = self.repository.odb().map_err(&read)?;
        let (size, kind) = match objects.read_header(blob) {
            Err(cause) if cause.code() == ErrorCode::NotFound => {
                return Err(Fault::MissingObject { id: blob }.into());
            }
            header => header.map_err(&read)?,
        };
        if kind != ObjectType::Blob {
            return Err(ReadError::NotAFile {
                path: blob.to_string(),
            });
        }
        let size = size as u64;
        if size > limit {
            return Err(ReadError::TooLarge {
                name: blob.to_string(),
                size,
                limit,
            });
        }
        Ok(objects.read(blob).map_err(&read)?.data().to_vec())
    }

    /// The tree of `records/`: equal trees hold equal records, for ever. `None` where there is none.
    pub fn records(&self) -> Result<Option<Oid>, ReadError> {
        let entry = self.entry("records")?;
        Ok(entry
            .filter(|entry| entry.kind == EntryKind::Folder)
            .map(|entry| entry.id))
    }

    /// The folders below `records/` that hold files, in path order.
    ///
    /// A month folder never changes its content without changing its tree, so a caller that has
    /// seen a tree *without subfolders* before answers `true` from `known` and it is not read again:
    /// with 100,000 records that leaves a dozen trees to read.
    pub fn folders(&self, mut known: impl FnMut(Oid) -> bool) -> Result<Vec<Folder>, ReadError> {
        let mut folders = Vec::new();
        if let Some(tree) = self.records()? {
            self.collect_folders("records".to_owned(), tree, 0, &mut known, &mut folders)?;
        }
        Ok(folders)
    }

    fn collect_folders(
        &self,
        path: String,
        tree: Oid,
        depth: usize,
        known: &mut dyn FnMut(Oid) -> bool,
        folders: &mut Vec<Folder>,
    ) -> Result<(), ReadError> {
        if depth > DEEPEST_FOLDER {
            return Err(ReadError::TooDeep { path });
        }
        if known(tree) {
            folders.push(Folder { path, tree });
            return Ok(());
        }
        let entries = self.entries(tree)?;
        if entries.iter().any(|entry| entry.kind != EntryKind::Folder) {
            folders.push(Folder {
                path: path.clone(),
                tree,
            });
        }
        for entry in entries
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::Folder)
        {
            self.collect_folders(
                format!("{path}/{}", entry.name),
                entry.id,
                depth + 1,
                known,
                folders,
            )?;
        }
        Ok(())
    }

    /// What a folder holds, in git's order.
    pub fn entries(&self, tree: Oid) -> Result<Vec<Entry>, ReadError> {
        let tree = self
            .repository
            .find_tree(tree)
            .map_err(Fault::git("read a folder of the store"))?;
        let entries = tree.iter().map(|entry| Entry {
            name: String::from_utf8_lossy(entry.name_bytes()).into_owned(),
            id: entry.id(),
            kind: EntryKind::of_mode(entry.filemode_raw()),
        });
        Ok(entries.collect())
    }
}
