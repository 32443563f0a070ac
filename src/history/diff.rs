//! What differs between two commits, record by record and field by field.

use std::collections::BTreeMap;

use crate::index::IndexError;
use crate::record::fields::{self, FieldChange, FieldPath, RowOrder};
use crate::record::{AnyRecord, Item, Kind, any};
use crate::store::{
    ChangedFile, Content, Fault, LARGEST_FILE, Oid, ReadError, RecordedCommit, Snapshot, Store,
    Trees,
};

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is there and was not.
    Added,
    /// It was there and is gone.
    Removed,
    /// It differs.
    Changed,
}

impl Fate {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A record at one of the two commits.
#[derive(Clone, Debug)]
pub struct Side {
    /// The bytes of its file.
    pub blob: Oid,
    /// The record; `None` where none can be made of the file.
    pub record: Option<AnyRecord>,
}

/// A record that differs between two commits.
#[derive(Clone, Debug)]
pub struct RecordDiff {
    /// Its kind.
    pub kind: Kind,
    /// Its id, as the name of its file says.
    pub id: String,
    /// The path of its file.
    pub path: String,
    /// The record before.
    pub old: Option<Side>,
    /// The record afterwards.
    pub new: Option<Side>,
    /// The fields that differ, in the order of paths; none where only the layout of the file does. A
    /// side of which no record can be made counts as no record.
    pub changes: Vec<FieldChange>,
    /// The order of rows afterwards, where the changes alone do not say it.
    pub orders: Vec<RowOrder>,
}

impl RecordDiff {
    /// What became of it.
    pub fn fate(&self) -> Fate {
        match (&self.old, &self.new) {
            (None, _) => Fate::Added,
            (_, None) => Fate::Removed,
            _ => Fate::Changed,
        }
    }

    /// `false` where a file is there of which no record can be made.
    pub fn is_readable(&self) -> bool {
        let unreadable = |side: &Option<Side>| side.as_ref().is_some_and(|s| s.record.is_none());
        !unreadable(&self.old) && !unreadable(&self.new)
    }

    /// The record as it is now, else as it was.
    pub fn record(&self) -> Option<&AnyRecord> {
        let sides = [&self.new, &self.old].into_iter().flatten();
        sides.filter_map(|side| side.record.as_ref()).next()
    }
}

/// Which records and fields of a diff are asked for; what is empty asks for all.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Records by kind and id, each with the fields that are asked for of it.
    pub records: BTreeMap<(Kind, String), Vec<FieldPath>>,
    /// Fields of all records.
    pub fields: Vec<FieldPath>,
    /// Kinds of record.
    pub kinds: Vec<Kind>,
    /// Records that say something of one of these agencies, before or afterwards, and their own; all
    /// where none is named.
    pub agencies: Vec<String>,
}

impl Asked {
    fn takes(&self, kind: Kind, id: &str) -> bool {
        let key = (kind, id.to_owned());
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.records.is_empty() || self.records.contains_key(&key))
    }

    /// Leaves only what is asked for; `None` where nothing is left.
    fn of(&self, mut diff: RecordDiff) -> Option<RecordDiff> {
        let concerns = |agency: &String| {
            let shape = any::table_of(diff.kind);
            let speaks = |side: &Option<Side>| {
                let record = side.as_ref().and_then(|side| side.record.as_ref());
                record.is_some_and(|record| fields::speaks_of_agency(&record.item(), shape, agency))
            };
            let own = diff.kind == Kind::Agency && diff.id == *agency;
            own || speaks(&diff.old) || speaks(&diff.new)
        };
        if !self.agencies.is_empty() && !self.agencies.iter().any(concerns) {
            return None;
        }
        let key = (diff.kind, diff.id.clone());
        let wanted = self.records.get(&key).into_iter().chain([&self.fields]);
        for wanted in wanted.filter(|wanted| !wanted.is_empty()) {
            diff.changes
                .retain(|change| wanted.iter().any(|w| change.path.is_below(w)));
            diff.orders
                .retain(|order| wanted.iter().any(|w| order.path.is_below(w)));
            if diff.changes.is_empty() && diff.orders.is_empty() {
                return None;
            }
        }
        Some(diff)
    }
}

/// Hands out what differs between two commits, in path order, one record after the other, so that
/// they need not all be held at once. `None` is before the first commit.
///
/// # Errors
/// Where a commit, a folder or a version is missing or damaged, and what `take` answers with.
pub fn between<E: From<IndexError>>(
    store: &Store,
    from: Option<Oid>,
    to: Option<Oid>,
    asked: &Asked,
    mut take: impl FnMut(RecordDiff) -> Result<(), E>,
) -> Result<(), E> {
    let files = changed(store, from, to)?;
    let snapshot = store.snapshot(None).map_err(IndexError::from)?;
    for file in files {
        let Some((kind, id)) = Kind::of_path(&file.path) else {
            continue;
        };
        if !asked.takes(kind, id) {
            continue;
        }
        let old = side(&snapshot, kind, file.old).map_err(IndexError::from)?;
        let new = side(&snapshot, kind, file.new).map_err(IndexError::from)?;
        let diff = compare(kind, id, &file.path, &[old], new);
        if let Some(diff) = diff.and_then(|diff| asked.of(diff)) {
            take(diff)?;
        }
    }
    Ok(())
}

/// What a commit changed, in path order: the records in which it differs from all of its parents,
/// each with what stood in the first. What a shallow clone lacks counts as nothing.
///
/// # Errors
/// Where a commit, a folder or a version is missing or damaged.
pub fn of_commit(store: &Store, commit: Oid, asked: &Asked) -> Result<Vec<RecordDiff>, IndexError> {
    let recorded = store.recorded(commit)?;
    let objects = store.objects()?;
    let mut trees = Trees::new(&objects);
    let mut roots = Vec::new();
    for parent in &recorded.parents {
        roots.push(match RecordedCommit::read(&objects, *parent)? {
            Some(parent) => Some(parent.tree),
            None if store.repository().is_shallow() => None,
            None => return Err(Fault::MissingObject { id: *parent }.into()),
        });
    }
    if roots.is_empty() {
        roots.push(None);
    }
    // By path: the version of each parent that differs, and the one of the commit.
    let mut files: BTreeMap<String, (Vec<Option<Content>>, Option<Content>)> = BTreeMap::new();
    for root in &roots {
        for file in trees.changed(*root, Some(recorded.tree), "records")? {
            let entry = files.entry(file.path).or_insert((Vec::new(), file.new));
            entry.0.push(file.old);
        }
    }
    let snapshot = store.snapshot(None)?;
    let mut diffs = Vec::new();
    for (path, (old, new)) in files {
        let Some((kind, id)) = Kind::of_path(&path) else {
            continue;
        };
        if old.len() < roots.len() || !asked.takes(kind, id) {
            continue;
        }
        let read = |content| side(&snapshot, kind, content);
        let old = old.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let diff = compare(kind, id, &path, &old, read(new)?);
        diffs.extend(diff.and_then(|diff| asked.of(diff)));
    }
    Ok(diffs)
}

fn changed(
    store: &Store,
    from: Option<Oid>,
    to: Option<Oid>,
) -> Result<Vec<ChangedFile>, IndexError> {
    let tree = |commit: Option<Oid>| -> Result<Option<Oid>, Fault> {
        commit
            .map(|commit| Ok(store.recorded(commit)?.tree))
            .transpose()
    };
    let objects = store.objects()?;
    Ok(Trees::new(&objects).changed(tree(from)?, tree(to)?, "records")?)
}

/// A record as a commit has it; a link or a folder in its place counts as none.
fn side(
    snapshot: &Snapshot<'_>,
    kind: Kind,
    content: Option<Content>,
) -> Result<Option<Side>, ReadError> {
    let Some((blob, _)) = content.filter(|(_, entry)| entry.is_file()) else {
        return Ok(None);
    };
    let record = match snapshot.read_blob(blob, LARGEST_FILE) {
        Ok(bytes) => any::parse_as(kind, &bytes).record,
        Err(ReadError::TooLarge { .. }) => None,
        Err(error) => return Err(error),
    };
    Ok(Some(Side { blob, record }))
}

/// What one version says that none of several older ones does; `None` where a merge only took over
/// what stood on one side or the other.
fn compare(
    kind: Kind,
    id: &str,
    path: &str,
    old: &[Option<Side>],
    new: Option<Side>,
) -> Option<RecordDiff> {
    let shape = any::table_of(kind);
    let item = |side: &Option<Side>| {
        side.as_ref()
            .and_then(|s| s.record.as_ref().map(AnyRecord::item))
    };
    let items: Vec<Option<Item>> = old.iter().map(item).collect();
    let items: Vec<Option<&Item>> = items.iter().map(Option::as_ref).collect();
    let after = item(&new);
    let changes = fields::changes_from_all(&items, after.as_ref(), shape);
    let first = old.first().cloned().flatten();
    let before = items.first().copied().flatten();
    let orders = match old.len() {
        1 => fields::orders(before, after.as_ref(), shape),
        _ => Vec::new(),
    };
    let diff = RecordDiff {
        kind,
        id: id.to_owned(),
        path: path.to_owned(),
        old: first,
        new,
        changes,
        orders,
    };
    let is_taken_over = old.len() > 1 && diff.changes.is_empty() && diff.is_readable();
    let is_nothing = diff.old.is_none() && diff.new.is_none();
    (!is_taken_over && !is_nothing).then_some(diff)
}
