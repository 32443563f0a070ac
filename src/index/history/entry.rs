//! What each commit of a trail did to its record: the versions, each parsed once, and the fields in
//! which they differ.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};

use crate::record::fields::{self, FieldChange};
use crate::record::{AnyRecord, Item, Kind, any};
use crate::store::{Fault, LARGEST_FILE, Oid, ReadError, Store};

use super::super::error::IndexError;
use super::super::open::Index;
use super::Trail;

/// A commit that changed a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The commit.
    pub commit: Oid,
    /// When it was recorded.
    pub on: DateTime<FixedOffset>,
    /// The name of its author.
    pub author: String,
    /// Its first line.
    pub subject: String,
    /// What was done, in the words of the operation registry (`case.stage`); `None` for a commit
    /// that another program made.
    pub operation: Option<String>,
    /// The file that changed.
    pub path: String,
    /// `false` where the file was there afterwards but no record could be made of it; it then counts
    /// as no record, for this commit's changes and for the next one's.
    pub readable: bool,
    /// What differs from the commit before, in the order of paths; empty where only the layout of
    /// the file changed.
    pub changes: Vec<HistoryChange>,
}

/// A field that a commit changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryChange {
    /// The field, such as `commitment[x7f2].due`.
    pub field: String,
    /// What stood there, in a line.
    pub old: Option<String>,
    /// What stands there since, in a line.
    pub new: Option<String>,
}

/// A version of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The bytes of its file; `None` where there is no file.
    pub blob: Option<Oid>,
    /// What they say; `None` where there is no file or no record can be made of it.
    pub item: Option<Rc<Item>>,
}

impl Version {
    /// `false` where there is a file of which no record can be made.
    pub fn is_readable(&self) -> bool {
        self.blob.is_none() || self.item.is_some()
    }
}

/// Reads the versions of a record along its trail.
pub struct Versions<'s> {
    store: &'s Store,
    trail: &'s Trail,
    parsed: HashMap<Oid, Option<Rc<Item>>>,
    missing: BTreeSet<Oid>,
}

impl<'s> Versions<'s> {
    /// The versions along a trail; nothing is read yet.
    pub fn new(store: &'s Store, trail: &'s Trail) -> Self {
        Self {
            store,
            trail,
            parsed: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// The versions that were asked for and are not in this clone. They count as unreadable.
    pub fn missing(&self) -> &BTreeSet<Oid> {
        &self.missing
    }

    /// The version that a commit of the trail left; that of `None` is no record.
    ///
    /// # Errors
    /// Where its file is damaged.
    pub fn after(&mut self, node: Option<usize>) -> Result<Version, ReadError> {
        let blob = node.and_then(|number| self.trail.nodes.get(number)?.blob);
        let item = blob.map(|blob| self.parse(blob)).transpose()?.flatten();
        Ok(Version { blob, item })
    }

    fn parse(&mut self, blob: Oid) -> Result<Option<Rc<Item>>, ReadError> {
        if let Some(known) = self.parsed.get(&blob) {
            return Ok(known.clone());
        }
        let snapshot = self.store.snapshot(None)?;
        let record = match snapshot.read_blob(blob, LARGEST_FILE) {
            Ok(bytes) => any::parse_as(self.trail.kind, &bytes).record,
            Err(ReadError::TooLarge { .. }) => None,
            Err(ReadError::Fault(Fault::MissingObject { id })) => {
                self.missing.insert(id);
                None
            }
            Err(error) => return Err(error),
        };
        let item = record.as_ref().map(AnyRecord::item).map(Rc::new);
        self.parsed.insert(blob, item.clone());
        Ok(item)
    }

    /// The fields that a commit of the trail changed: those in which it differs from every one of its
    /// parents, with what stood in the first. `None` for a merge that only took over what stood on
    /// one side or the other.
    ///
    /// # Errors
    /// Where a version is damaged.
    pub fn changes(&mut self, node: usize) -> Result<Option<Vec<FieldChange>>, ReadError> {
        let parents = match self.trail.nodes.get(node) {
            Some(found) if !found.before.is_empty() => found.before.as_slice(),
            _ => &[None],
        };
        let new = self.after(Some(node))?;
        let shape = any::table_of(self.trail.kind);
        let mut old = Vec::with_capacity(parents.len());
        for parent in parents {
            let before = self.after(*parent)?;
            if before.blob == new.blob {
                return Ok(None);
            }
            old.push(before);
        }
        let items: Vec<_> = old.iter().map(|version| version.item.as_deref()).collect();
        let changes = fields::changes_from_all(&items, new.item.as_deref(), shape);
        let is_taken_over = items.len() > 1 && changes.is_empty() && new.is_readable();
        Ok((!is_taken_over).then_some(changes))
    }
}

impl Index {
    /// The commits that changed the record `id` of a kind, newest first, at most `limit` of them, of
    /// `head` and all before it. Below the boundary of a shallow clone nothing is known.
    ///
    /// # Errors
    /// Where a commit, a folder or a version of the record is missing or damaged.
    pub fn history(
        &self,
        store: &Store,
        head: Oid,
        kind: Kind,
        id: &str,
        limit: usize,
    ) -> Result<Vec<HistoryEntry>, IndexError> {
        let trail = self.trail(store, head, kind, id)?;
        let mut versions = Versions::new(store, &trail);
        let mut entries = Vec::new();
        for (number, node) in trail.nodes.iter().enumerate() {
            if entries.len() >= limit {
                break;
            }
            let Some(changes) = versions.changes(number)? else {
                continue;
            };
            let commit = store.recorded(node.recorded.commit)?;
            let line = |item: Option<Item>| item.map(|item| item.to_line());
            let changes = changes.into_iter().map(|change| HistoryChange {
                field: change.path.to_string(),
                old: line(change.old),
                new: line(change.new),
            });
            entries.push(HistoryEntry {
                commit: node.recorded.commit,
                on: node.recorded.on,
                author: node.recorded.author.to_string(),
                subject: commit.subject().to_owned(),
                operation: node.recorded.operation.as_deref().map(str::to_owned),
                path: trail.path.clone(),
                readable: versions.after(Some(number))?.is_readable(),
                changes: changes.collect(),
            });
        }
        if let Some(id) = versions.missing().first() {
            return Err(Fault::MissingObject { id: *id }.into());
        }
        Ok(entries)
    }
}
