//! Which files differ between two trees. Only folders that differ are entered, and a folder that was
//! read lately is not read again: libgit2's own diff reads every folder, which takes seconds where
//! there are 100,000 files.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use git2::{ErrorCode, ObjectType, Odb, Oid};

use super::error::{Fault, ReadError};
use super::snapshot::EntryKind;

/// Folders nested deeper than this are not a store's own.
const DEEPEST_FOLDER: usize = 16;

/// At most so many bytes of folders are kept at hand.
const MOST_KEPT: usize = 32 << 20;

/// The bytes of an object id in a tree.
const OID_WIDTH: usize = 20;

/// What stands at a path: the object, and what it is.
pub type Content = (Oid, EntryKind);

/// A file that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path; bytes that are not UTF-8 appear as U+FFFD.
    pub path: String,
    /// What stood there.
    pub old: Option<Content>,
    /// What stands there now.
    pub new: Option<Content>,
}

/// Reads and compares trees.
pub struct Trees<'o> {
    objects: &'o Odb<'o>,
    folders: Folders,
}

/// Folders that were read lately, by their objects.
#[derive(Default)]
pub(super) struct Folders {
    kept: HashMap<Oid, Rc<[u8]>>,
    bytes: usize,
}

/// An entry of a folder in git's own form.
#[derive(Clone, Copy)]
struct Raw<'t> {
    mode: i32,
    name: &'t [u8],
    id: &'t [u8],
}

impl<'o> Trees<'o> {
    /// Reads from these objects.
    pub fn new(objects: &'o Odb<'o>) -> Self {
        Self::knowing(objects, Folders::default())
    }

    /// Reads from these objects, of which some folders were read before.
    pub(super) fn knowing(objects: &'o Odb<'o>, folders: Folders) -> Self {
        Self { objects, folders }
    }

    /// The folders that were read, for whoever compares next.
    pub(super) fn into_folders(self) -> Folders {
        self.folders
    }

    /// The files below the folder `folder` of two root trees that differ, in git's order; below `""` are
    /// all of them.
    ///
    /// # Errors
    /// Where a tree is missing, damaged, or nested too deeply.
    pub fn changed(
        &mut self,
        old: Option<Oid>,
        new: Option<Oid>,
        folder: &str,
    ) -> Result<Vec<ChangedFile>, ReadError> {
        let old = self.folder_in(old, folder)?;
        let new = self.folder_in(new, folder)?;
        let mut changed = Vec::new();
        self.compare(old, new, folder, 0, &mut changed)?;
        Ok(changed)
    }

    fn folder_in(&mut self, root: Option<Oid>, folder: &str) -> Result<Option<Oid>, ReadError> {
        let Some(root) = root.filter(|_| !folder.is_empty()) else {
            return Ok(root);
        };
        let bytes = self.tree(root)?;
        let found =
            entries(&bytes).find(|entry| entry.is_some_and(|e| e.name == folder.as_bytes()));
        Ok(found
            .flatten()
            .filter(Raw::is_folder)
            .and_then(|entry| entry.oid()))
    }

    fn tree(&mut self, id: Oid) -> Result<Rc<[u8]>, Fault> {
        if let Some(known) = self.folders.kept.get(&id) {
            return Ok(Rc::clone(known));
        }
        let object = match self.objects.read(id) {
            Ok(object) => object,
            Err(cause) if cause.code() == ErrorCode::NotFound => {
                return Err(Fault::MissingObject { id });
            }
            Err(cause) => return Err(Fault::git("read a folder of the store")(cause)),
        };
        let whole = entries(object.data()).all(|entry| entry.is_some());
        if object.kind() != ObjectType::Tree || !whole {
            return Err(Fault::BadObject { id });
        }
        let bytes: Rc<[u8]> = Rc::from(object.data());
        self.folders.keep(id, &bytes);
        Ok(bytes)
    }

    /// Walks two folders side by side, both being in git's order.
    fn compare(
        &mut self,
        old: Option<Oid>,
        new: Option<Oid>,
        path: &str,
        depth: usize,
        changed: &mut Vec<ChangedFile>,
    ) -> Result<(), ReadError> {
        if old == new {
            return Ok(());
        }
        if depth > DEEPEST_FOLDER {
            return Err(ReadError::TooDeep {
                path: path.to_owned(),
            });
        }
        let read = |trees: &mut Self, id: Option<Oid>| id.map(|id| trees.tree(id)).transpose();
        let (old, new) = (read(self, old)?, read(self, new)?);
        let mut left = entries(old.as_deref().unwrap_or_default())
            .flatten()
            .peekable();
        let mut right = entries(new.as_deref().unwrap_or_default())
            .flatten()
            .peekable();
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => one.cmp(other),
            };
            let one = if order.is_le() { left.next() } else { None };
            let other = if order.is_ge() { right.next() } else { None };
            let Some(entry) = other.or(one) else {
                return Ok(());
            };
            let same = |one: Raw<'_>, other: Raw<'_>| one.id == other.id && one.mode == other.mode;
            if one.zip(other).is_some_and(|(one, other)| same(one, other)) {
                continue;
            }
            let name = String::from_utf8_lossy(entry.name);
            let below = match path {
                "" => name.into_owned(),
                path => format!("{path}/{name}"),
            };
            if entry.is_folder() {
                let id = |entry: Option<Raw<'_>>| entry.and_then(|entry| entry.oid());
                self.compare(id(one), id(other), &below, depth + 1, changed)?;
            } else {
                let content = |entry: Option<Raw<'_>>| {
                    entry.and_then(|entry| Some((entry.oid()?, EntryKind::of_mode(entry.mode))))
                };
                changed.push(ChangedFile {
                    path: below,
                    old: content(one),
                    new: content(other),
                });
            }
        }
    }
}

impl Folders {
    fn keep(&mut self, id: Oid, bytes: &Rc<[u8]>) {
        if self.bytes > MOST_KEPT {
            *self = Self::default();
        }
        self.bytes += bytes.len();
        self.kept.insert(id, Rc::clone(bytes));
    }
}

impl Raw<'_> {
    fn is_folder(&self) -> bool {
        EntryKind::of_mode(self.mode) == EntryKind::Folder
    }

    fn oid(&self) -> Option<Oid> {
        Oid::from_bytes(self.id).ok()
    }

    /// Git's order: a folder as if its name ended with a slash.
    fn cmp(&self, other: &Self) -> Ordering {
        // Nearly all entries of two versions of a folder are the same.
        if self.name == other.name && self.mode == other.mode {
            return Ordering::Equal;
        }
        let slash = |entry: &Self| entry.is_folder().then_some(b'/');
        let one = self.name.iter().copied().chain(slash(self));
        one.cmp(other.name.iter().copied().chain(slash(other)))
    }
}

/// The entries of a tree object; a last `None` where its bytes end in the middle of one.
fn entries(bytes: &[u8]) -> impl Iterator<Item = Option<Raw<'_>>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let entry = entry(&mut rest);
        if entry.is_none() {
            rest = &[];
        }
        Some(entry)
    })
}

/// Takes an entry off the front: its mode, a blank, its name, a zero, its object.
fn entry<'t>(rest: &mut &'t [u8]) -> Option<Raw<'t>> {
    let blank = memchr::memchr(b' ', rest)?;
    let (mode, after) = rest.split_at_checked(blank)?;
    let after = after.get(1..)?;
    let end = memchr::memchr(0, after)?;
    let (name, after) = after.split_at_checked(end)?;
    let (id, after) = after.get(1..)?.split_at_checked(OID_WIDTH)?;
    *rest = after;
    let mode = std::str::from_utf8(mode).ok()?;
    Some(Raw {
        mode: i32::from_str_radix(mode, 8).ok()?,
        name,
        id,
    })
}
