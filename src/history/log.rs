//! What commits did: of the whole store, or of single records along their trails.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use crate::index::{Index, IndexError, Recorded, Trail, Versions};
use crate::record::fields::{FieldChange, FieldPath};
use crate::record::{Date, Kind};
use crate::store::{Oid, Store, taipei_day};
use crate::text::fold::fold;

use super::diff::{Asked, Fate, RecordDiff, of_commit};

/// What a commit says of itself beyond what the index keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its first line.
    pub subject: String,
    /// The meeting that it rests on, by id.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The commit that it takes back.
    pub undoes: Option<String>,
}

/// Reads what a commit says of itself.
///
/// # Errors
/// Where it is missing or damaged.
pub fn said(store: &Store, commit: Oid) -> Result<Said, IndexError> {
    let commit = store.recorded(commit)?;
    let trailer = |name| commit.trailer(name).map(str::to_owned);
    Ok(Said {
        subject: commit.subject().to_owned(),
        meeting: trailer("Po-Meeting"),
        reason: trailer("Po-Reason"),
        undoes: trailer("Po-Undoes"),
    })
}

/// What a commit did to one record.
#[derive(Clone, Debug)]
pub struct RecordChange {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What became of it.
    pub fate: Fate,
    /// `false` where the file was there afterwards but no record could be made of it.
    pub is_readable: bool,
    /// The fields that changed, in the order of paths.
    pub changes: Vec<FieldChange>,
}

impl From<RecordDiff> for RecordChange {
    fn from(diff: RecordDiff) -> Self {
        Self {
            fate: diff.fate(),
            is_readable: diff.new.as_ref().is_none_or(|side| side.record.is_some()),
            kind: diff.kind,
            id: diff.id,
            changes: diff.changes,
        }
    }
}

/// A commit and what it did.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The commit.
    pub recorded: Recorded,
    /// What it says.
    pub said: Said,
    /// What it did to the records that were asked for.
    pub records: Vec<RecordChange>,
}

/// Somebody whose commits are asked for.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The id, as commits on behalf of the person name it.
    pub id: Option<String>,
    /// The names under which the person records.
    pub names: Vec<String>,
}

/// Which commits are asked for; what is empty asks for all.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Recorded on behalf of one of these agencies; of anybody where none is named.
    pub agencies: Vec<String>,
    /// Recorded by or on behalf of this person.
    pub person: Option<Person>,
    /// By this operation or, as `case`, any that begins so.
    pub operation: Option<String>,
    /// Recorded in Taipei on this day or later.
    pub since: Option<Date>,
    /// Recorded in Taipei on this day or earlier.
    pub until: Option<Date>,
    /// Of these fields.
    pub fields: Vec<FieldPath>,
    /// At most so many, the newest.
    pub limit: Option<usize>,
}

impl LogFilter {
    /// Whether a commit is asked for, as far as what is kept of it tells.
    pub fn takes(&self, recorded: &Recorded) -> bool {
        let on_behalf = recorded.on_behalf.as_deref();
        let day = Date::from_naive(taipei_day(recorded.on));
        let named = |person: &Person| {
            let author = fold(&recorded.author);
            (person.id.is_some() && person.id.as_deref() == on_behalf)
                || person.names.iter().any(|name| fold(name) == author)
        };
        let done = |wanted: &String| {
            let rest = recorded
                .operation
                .as_deref()
                .and_then(|word| word.strip_prefix(wanted.as_str()));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let is_one = |agency: &String| on_behalf == Some(agency.as_str());
        (self.agencies.is_empty() || self.agencies.iter().any(is_one))
            && self.person.as_ref().is_none_or(named)
            && self.operation.as_ref().is_none_or(done)
            && self
                .since
                .is_none_or(|since| day.is_some_and(|day| day >= since))
            && self
                .until
                .is_none_or(|until| day.is_some_and(|day| day <= until))
    }

    fn most(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}

/// A record whose history is asked for.
#[derive(Clone, Debug)]
pub struct AskedRecord {
    /// Its trail.
    pub trail: Trail,
    /// Its id.
    pub id: String,
    /// The fields that are asked for; none asks for all.
    pub fields: Vec<FieldPath>,
}

/// What commits did to records, newest first. A merge that only took over what stood on one side or
/// the other is left out. Returns also the versions that are not in this clone.
///
/// # Errors
/// Where a commit or a folder of it is missing or damaged.
pub fn of_records(
    store: &Store,
    records: &[AskedRecord],
    filter: &LogFilter,
) -> Result<(Vec<Entry>, Vec<Oid>), IndexError> {
    let mut versions: Vec<Versions<'_>> = records
        .iter()
        .map(|record| Versions::new(store, &record.trail))
        .collect();
    let mut entries: Vec<Entry> = Vec::new();
    for (commit, places) in woven(records) {
        if entries.len() >= filter.most() {
            break;
        }
        let recorded = places.iter().find_map(|(record, node)| {
            Some(&records.get(*record)?.trail.nodes.get(*node)?.recorded)
        });
        let Some(recorded) = recorded.filter(|recorded| filter.takes(recorded)) else {
            continue;
        };
        let mut changes = Vec::new();
        for (place, node) in places {
            if let (Some(record), Some(versions)) = (records.get(place), versions.get_mut(place)) {
                changes.extend(change(record, versions, node, &filter.fields)?);
            }
        }
        if !changes.is_empty() {
            entries.push(Entry {
                recorded: recorded.clone(),
                said: said(store, commit)?,
                records: changes,
            });
        }
    }
    let missing = versions
        .iter()
        .flat_map(|versions| versions.missing().iter().copied());
    let missing = missing.collect();
    Ok((entries, missing))
}

/// The commits of several trails, newest first, each with the records that it touched: the place of
/// the record and of the commit in its trail.
fn woven(records: &[AskedRecord]) -> Vec<(Oid, Vec<(usize, usize)>)> {
    let mut order: Vec<(i64, Oid)> = Vec::new();
    let mut places: HashMap<Oid, Vec<(usize, usize)>> = HashMap::new();
    for (place, record) in records.iter().enumerate() {
        for (number, node) in record.trail.nodes.iter().enumerate() {
            let commit = node.recorded.commit;
            let known = places.entry(commit).or_default();
            if known.is_empty() {
                order.push((node.recorded.on.timestamp(), commit));
            }
            known.push((place, number));
        }
    }
    // One trail is in order already, also where clocks went wrong.
    if records.len() > 1 {
        order.sort_by_key(|(seconds, _)| std::cmp::Reverse(*seconds));
    }
    let with_places = |(_, commit)| (commit, places.remove(&commit).unwrap_or_default());
    order.into_iter().map(with_places).collect()
}

/// What a commit did to a record; `None` where nothing that is asked for.
fn change(
    record: &AskedRecord,
    versions: &mut Versions<'_>,
    node: usize,
    fields: &[FieldPath],
) -> Result<Option<RecordChange>, IndexError> {
    let Some(mut changes) = versions.changes(node)? else {
        return Ok(None);
    };
    for wanted in [&record.fields[..], fields] {
        if !wanted.is_empty() {
            changes.retain(|change| wanted.iter().any(|w| change.path.is_below(w)));
            if changes.is_empty() {
                return Ok(None);
            }
        }
    }
    let new = versions.after(Some(node))?;
    let parent = record
        .trail
        .nodes
        .get(node)
        .and_then(|node| node.before.first().copied());
    let old = versions.after(parent.flatten())?;
    Ok(Some(RecordChange {
        kind: record.trail.kind,
        id: record.id.clone(),
        fate: match (old.blob, new.blob) {
            (None, _) => Fate::Added,
            (_, None) => Fate::Removed,
            _ => Fate::Changed,
        },
        is_readable: new.is_readable(),
        changes,
    }))
}

/// What `head` and all commits before it did, newest first. Where fields are asked for, commits that
/// changed none of them are left out; their versions have to be read for that.
///
/// # Errors
/// Where a commit, a folder or a version is missing or damaged.
pub fn of_store(
    index: &Index,
    store: &Store,
    head: Oid,
    filter: &LogFilter,
) -> Result<Vec<Entry>, IndexError> {
    let enough = match filter.fields.is_empty() {
        true => filter.most(),
        false => usize::MAX,
    };
    let taken = index.commits(
        store,
        head,
        Vec::new,
        |taken: &mut Vec<Recorded>, recorded| {
            if taken.len() >= enough {
                return ControlFlow::Break(());
            }
            if filter.takes(&recorded) {
                taken.push(recorded);
            }
            ControlFlow::Continue(())
        },
    )?;
    let asked = Asked {
        records: BTreeMap::new(),
        fields: filter.fields.clone(),
        ..Asked::default()
    };
    let mut entries = Vec::new();
    for recorded in taken {
        if entries.len() >= filter.most() {
            break;
        }
        let diffs = of_commit(store, recorded.commit, &asked)?;
        if diffs.is_empty() && !filter.fields.is_empty() {
            continue;
        }
        entries.push(Entry {
            said: said(store, recorded.commit)?,
            recorded,
            records: diffs.into_iter().map(RecordChange::from).collect(),
        });
    }
    Ok(entries)
}
