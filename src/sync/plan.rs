//! What bringing our tip and the published one together would do: nothing, going on to what was published,
//! publishing ours, or a merge of both. Nothing is changed by it.

use std::collections::HashSet;

use crate::index::IndexError;
use crate::record::any::{self, table_of};
use crate::record::case::Case;
use crate::record::conflict::Conflict;
use crate::record::fields::{FieldPath, changes};
use crate::record::reference::references;
use crate::record::{AnyRecord, Kind};
use crate::store::{
    ChangedFile, Content, Fault, Oid, PlannedRecord, ReadError, STORE_FILE, Scratch, Store,
};

use super::merge::{self, Refused};
use super::processors::{self, AT_ONCE};
use super::twins::{self, Claim, Twin};

/// Why two tips do not come together.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// What is published is no store.
    #[error("the published branch has no records/store.toml")]
    NotAStore,
    /// The histories have no commit in common.
    #[error("the histories have nothing in common")]
    Unrelated,
    /// The common past is beyond where a shallow clone ends.
    #[error("the common past is not in this shallow clone")]
    Shallow,
    /// Files that both sides changed cannot be merged.
    #[error("{} files cannot be merged", .0.len())]
    Refused(Vec<(String, Refused)>),
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is published could not be looked at.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<Fault> for PlanError {
    fn from(fault: Fault) -> Self {
        Self::Read(fault.into())
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Both are at the same commit.
    Nothing,
    /// Ours goes on to this published commit.
    Forward(Oid),
    /// This commit of ours is published.
    Publish(Oid),
    /// Both are merged.
    Merge {
        /// What others published.
        published: Oid,
        /// Ours.
        own: Oid,
        /// What they become, in the scratch.
        tree: Oid,
    },
}

/// A record that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordChange {
    /// The kind.
    pub kind: Kind,
    /// The id, as the name of the file says.
    pub id: String,
    /// What stood there before and stands there afterwards.
    file: ChangedFile,
}

/// What a sync would do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is to be done.
    pub way: Way,
    /// The records that change here, in the order of paths.
    pub incoming: Vec<RecordChange>,
    /// The records that change at the remote.
    pub outgoing: Vec<RecordChange>,
    /// What both sides set differently, by path.
    pub conflicts: Vec<(String, Conflict)>,
    /// What one side removed and the other changed, and which therefore stays, by path.
    pub kept_edits: Vec<(String, FieldPath)>,
    /// The cases of ours that take what another case has. Their petitions stay; their numbers are among the
    /// conflicts.
    pub twins: Vec<Twin>,
}

impl Plan {
    /// Looks at both tips.
    ///
    /// # Errors
    /// Where they do not come together, or the store cannot be read.
    pub fn make(
        store: &Store,
        scratch: &Scratch,
        own: Option<Oid>,
        published: Option<Oid>,
    ) -> Result<Self, PlanError> {
        if let Some(published) = published {
            let entry = store.snapshot(Some(published))?.entry(STORE_FILE)?;
            if !entry.is_some_and(|entry| entry.kind.is_file()) {
                return Err(PlanError::NotAStore);
            }
        }
        let tree_of = |commit: Option<Oid>| commit.map(|it| scratch.tree_of(it)).transpose();
        let (own_tree, published_tree) = (tree_of(own)?, tree_of(published)?);
        let mut plan = Self {
            way: Way::Nothing,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            conflicts: Vec::new(),
            kept_edits: Vec::new(),
            twins: Vec::new(),
        };
        let together = match (own, published) {
            (own, published) if own == published => return Ok(plan),
            (None, Some(published)) => {
                plan.way = Way::Forward(published);
                published_tree
            }
            (Some(own), None) => {
                plan.way = Way::Publish(own);
                own_tree
            }
            (Some(own), Some(published)) => {
                let bases = scratch.merge_bases(own, published)?;
                if bases == [own] {
                    plan.way = Way::Forward(published);
                    published_tree
                } else if bases == [published] {
                    plan.way = Way::Publish(own);
                    own_tree
                } else if !bases.is_empty() {
                    Some(plan.merge(scratch, published, own)?)
                } else if store.repository().is_shallow() {
                    return Err(PlanError::Shallow);
                } else {
                    return Err(PlanError::Unrelated);
                }
            }
            (None, None) => None,
        };
        if let Some(together) = together {
            let sides = [own_tree, published_tree];
            plan.compare(scratch, sides, together)?;
            if let (Some(own), Some(published)) = (own, published) {
                let merge = |tree| Way::Merge {
                    published,
                    own,
                    tree,
                };
                let mut together = together;
                if let Some(tree) = plan.keep_named(scratch, together)? {
                    plan.way = merge(tree);
                    plan.compare(scratch, sides, tree)?;
                    together = tree;
                }
                if let Some(tree) = plan.tell_twins(store, scratch, published, together)? {
                    plan.way = merge(tree);
                    plan.compare(scratch, sides, tree)?;
                }
            }
        }
        Ok(plan)
    }

    /// Finds what both sides get.
    fn compare(
        &mut self,
        scratch: &Scratch,
        [own, published]: [Option<Oid>; 2],
        together: Oid,
    ) -> Result<(), ReadError> {
        let [incoming, outgoing] = scratch.changed([(own, together), (published, together)])?;
        self.incoming = records(incoming);
        self.outgoing = records(outgoing);
        Ok(())
    }

    /// The tree of a merge with the records that one side removed while the other made or changed what names
    /// them: as an edit is kept, so is what it needs. `None` where there is none.
    fn keep_named(&mut self, scratch: &Scratch, together: Oid) -> Result<Option<Oid>, Fault> {
        if !matches!(self.way, Way::Merge { .. }) {
            return Ok(None);
        }
        let changed = || self.incoming.iter().chain(&self.outgoing);
        let mut removed: Vec<&RecordChange> = changed().filter(|it| it.is_removed()).collect();
        if removed.is_empty() {
            return Ok(None);
        }
        let mut named: HashSet<(Kind, String)> = HashSet::new();
        let names = |record: Option<AnyRecord>| -> Vec<(Kind, String)> {
            let references = record.iter().flat_map(references);
            references.map(|reference| reference.named()).collect()
        };
        for record in changed() {
            named.extend(names(record.side(scratch, record.file.new)?));
        }
        let mut kept = Vec::new();
        // What is kept names others in turn.
        while let Some(place) = removed
            .iter()
            .position(|it| named.contains(&(it.kind, it.id.clone())))
        {
            let record = removed.swap_remove(place);
            named.extend(names(record.side(scratch, record.file.old)?));
            kept.push((record.file.path.clone(), record.file.old));
        }
        let edits = kept
            .iter()
            .map(|(path, _)| (path.clone(), FieldPath::default()));
        self.kept_edits.extend(edits);
        self.kept_edits.sort();
        Ok(match kept.is_empty() {
            true => None,
            false => Some(scratch.tree(together, &kept)?),
        })
    }

    /// Finds the cases of ours that take what another has; the tree in which they have no number, where that
    /// is what they take. What was published keeps its number: people cite it.
    fn tell_twins(
        &mut self,
        store: &Store,
        scratch: &Scratch,
        published: Oid,
        together: Oid,
    ) -> Result<Option<Oid>, PlanError> {
        let outgoing = self.outgoing.iter();
        let outgoing: Vec<&RecordChange> = outgoing
            .filter(|record| record.kind == Kind::Case)
            .collect();
        let gone = outgoing.iter().filter(|record| record.is_removed());
        let gone: Vec<String> = gone.map(|record| record.id.clone()).collect();
        let mut cases: Vec<Case> = Vec::new();
        let mut is_any_new = false;
        for some in outgoing.chunks(AT_ONCE) {
            let sides = some.iter().map(|record| {
                let read = |content| record.read(scratch, content);
                Ok((*record, read(record.file.new)?, read(record.file.old)?))
            });
            let sides = sides.collect::<Result<Vec<_>, Fault>>()?;
            let parsed = processors::each(sides, |(record, new, old)| match record.parse(new) {
                Some(AnyRecord::Case(case)) => {
                    Some((twins::claims_more(&case, || record.parse(old)), case))
                }
                _ => None,
            });
            for (is_new, case) in parsed.into_iter().flatten() {
                is_any_new |= is_new;
                cases.push(*case);
            }
        }
        // What is published need not be looked at.
        if !is_any_new {
            return Ok(None);
        }
        let snapshot = store.snapshot(Some(published))?;
        self.twins = twins::find(store, &snapshot, &cases, &gone)?;
        let mut files = Vec::new();
        for twin in &self.twins {
            let case = cases.iter().find(|case| case.id.to_string() == twin.case);
            let (Claim::Number(_), Some(case)) = (&twin.claim, case) else {
                continue;
            };
            let path = case.id.path();
            let file = outgoing.iter().find(|record| record.id == twin.case);
            let Some((blob, kind)) = file.and_then(|record| record.file.new) else {
                continue;
            };
            let bytes = scratch.read(blob)?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            if let Some((text, row)) = twins::without_number(&text, case) {
                files.push((path.clone(), Some((scratch.blob(text.as_bytes())?, kind))));
                self.conflicts
                    .retain(|(there, known)| *there != path || known.path != row.path);
                self.conflicts.push((path, row));
            }
        }
        self.conflicts.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(match files.is_empty() {
            true => None,
            false => Some(scratch.tree(together, &files)?),
        })
    }

    fn merge(&mut self, scratch: &Scratch, published: Oid, own: Oid) -> Result<Oid, PlanError> {
        let merged = merge::commits(scratch, published, own)?;
        if !merged.refused.is_empty() {
            return Err(PlanError::Refused(merged.refused));
        }
        self.way = Way::Merge {
            published,
            own,
            tree: merged.tree,
        };
        self.conflicts = merged.conflicts;
        self.kept_edits = merged.kept_edits;
        Ok(merged.tree)
    }

    /// The commit or tree that the files here become; `None` where they stay.
    pub fn tree(&self, scratch: &Scratch) -> Result<Option<Oid>, Fault> {
        match self.way {
            Way::Nothing | Way::Publish(_) => Ok(None),
            Way::Forward(commit) => scratch.tree_of(commit).map(Some),
            Way::Merge { tree, .. } => Ok(Some(tree)),
        }
    }
}

impl RecordChange {
    /// What happens to the record, by field; `None` where no record can be made of what is there.
    ///
    /// # Errors
    /// Where a version cannot be read from the store.
    pub fn planned(&self, scratch: &Scratch) -> Result<Option<PlannedRecord>, Fault> {
        let old = self.side(scratch, self.file.old)?;
        let new = self.side(scratch, self.file.new)?;
        let Some(record) = new.as_ref().or(old.as_ref()) else {
            return Ok(None);
        };
        let items = [&old, &new].map(|side| side.as_ref().map(AnyRecord::item));
        Ok(Some(PlannedRecord {
            kind: self.kind,
            id: self.id.clone(),
            title: record.title().to_owned(),
            is_new: self.file.old.is_none(),
            is_removed: self.file.new.is_none(),
            changes: changes(items[0].as_ref(), items[1].as_ref(), table_of(self.kind)),
        }))
    }

    /// Whether the record is new there.
    pub fn is_new(&self) -> bool {
        self.file.old.is_none()
    }

    /// Whether the record is removed there.
    pub fn is_removed(&self) -> bool {
        self.file.new.is_none()
    }

    /// The path of the record and its bytes afterwards.
    ///
    /// # Errors
    /// Where they cannot be read from the store.
    pub fn after(&self, scratch: &Scratch) -> Result<(&str, Vec<u8>), Fault> {
        let bytes = self.read(scratch, self.file.new)?;
        Ok((&self.file.path, bytes.unwrap_or_default()))
    }

    fn side(
        &self,
        scratch: &Scratch,
        content: Option<Content>,
    ) -> Result<Option<AnyRecord>, Fault> {
        Ok(self.parse(self.read(scratch, content)?))
    }

    /// The bytes of a version; none where it is no file.
    fn read(&self, scratch: &Scratch, content: Option<Content>) -> Result<Option<Vec<u8>>, Fault> {
        let file = content.filter(|(_, kind)| kind.is_file());
        let bytes = file.map(|(blob, _)| scratch.read(blob));
        Ok(bytes.transpose()?.map(Option::unwrap_or_default))
    }

    fn parse(&self, bytes: Option<Vec<u8>>) -> Option<AnyRecord> {
        any::parse(&self.file.path, &bytes?).record
    }
}

fn records(files: Vec<ChangedFile>) -> Vec<RecordChange> {
    let records = files.into_iter().filter_map(|file| {
        let (kind, id) = Kind::of_path(&file.path)?;
        let id = id.to_owned();
        Some(RecordChange { kind, id, file })
    });
    records.collect()
}
