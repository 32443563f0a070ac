//! Taking one commit back with a new one.
//!
//! A file that is still as the commit left it gets back the bytes it had before, comments and all.
//! In a file that changed since, each value the commit changed goes back, provided it still is what the
//! commit made it; whatever else was written since stays. Where a value was changed again, taking the
//! commit back would take that away too, so nothing is done and the later commits are named. Undo of
//! an undo is how to redo.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::{HistoryEntry, Index, IndexError};
use crate::record::case::{Case, Stage, StageRow};
use crate::record::fields::{FieldPath, Step, changes, fields, record_of};
use crate::record::{AnyRecord, Item, Kind, any};
use crate::store::{Draft, DraftError, Fault, Oid, ReadError, RecordedCommit, Store, Trees};

/// Why a commit cannot be taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// It joins two lines of work; each of their commits can be taken back.
    #[error("{commit} is a merge")]
    Merge {
        /// The commit.
        commit: Oid,
    },
    /// It is the first commit.
    #[error("{commit} is the first commit")]
    First {
        /// The commit.
        commit: Oid,
    },
    /// The commit before it is not in this clone.
    #[error("the commit before {commit} is not here")]
    Shallow {
        /// The commit.
        commit: Oid,
    },
    /// The store as it is does not come from it.
    #[error("{commit} is not in the history of HEAD")]
    Elsewhere {
        /// The commit.
        commit: Oid,
    },
    /// What it wrote was changed again.
    #[error("{} values of {commit} were changed again", values.len())]
    ChangedSince {
        /// The commit to be taken back.
        commit: Oid,
        /// The values.
        values: Vec<ChangedSince>,
    },
    /// The records cannot be changed so.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The history cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The store cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// git cannot read.
    #[error(transparent)]
    Git(#[from] Fault),
}

/// A file, or a value in it, that was changed after the commit to be taken back.
#[derive(Debug)]
pub struct ChangedSince {
    /// The file.
    pub path: String,
    /// The value; `None` for the whole file.
    pub field: Option<FieldPath>,
    /// The commits that changed it since, newest first.
    pub by: Vec<HistoryEntry>,
}

/// What taking a commit back starts from.
#[derive(Debug)]
pub struct Undone {
    /// The commit.
    pub commit: Oid,
    /// The first line of its message.
    pub subject: String,
    files: Vec<ChangedFile>,
}

/// A file that the commit changed.
#[derive(Debug)]
struct ChangedFile {
    path: String,
    old: Option<Vec<u8>>,
    new: Option<Vec<u8>>,
}

impl Undone {
    /// Reads what `commit` changed. `head` is the store as it is.
    ///
    /// # Errors
    /// [`UndoError`] where a commit of its kind cannot be taken back.
    pub fn read(store: &Store, head: Oid, commit: Oid) -> Result<Self, UndoError> {
        let recorded = store.recorded(commit)?;
        let parent = match recorded.parents.as_slice() {
            [] => return Err(UndoError::First { commit }),
            [parent] => *parent,
            _ => return Err(UndoError::Merge { commit }),
        };
        let repository = store.repository();
        let walk = Fault::git("walk the history");
        let is_in = commit == head || repository.graph_descendant_of(head, commit).map_err(walk)?;
        if !is_in {
            return Err(UndoError::Elsewhere { commit });
        }
        let objects = store.objects()?;
        let before = match RecordedCommit::read(&objects, parent)? {
            Some(before) => before,
            None if repository.is_shallow() => return Err(UndoError::Shallow { commit }),
            None => return Err(Fault::MissingObject { id: parent }.into()),
        };
        let changed = Trees::new(&objects).changed(Some(before.tree), Some(recorded.tree), "")?;
        let before = store.snapshot(Some(parent))?;
        let after = store.snapshot(Some(commit))?;
        let mut files = Vec::new();
        for file in changed {
            files.push(ChangedFile {
                old: before.read(&file.path)?,
                new: after.read(&file.path)?,
                path: file.path,
            });
        }
        let subject = recorded.subject().to_owned();
        Ok(Self {
            commit,
            subject,
            files,
        })
    }

    /// Puts what was before into the draft.
    ///
    /// # Errors
    /// [`UndoError::ChangedSince`] where that would take a later change away; where the records of
    /// before cannot stand any more.
    pub fn put(&self, store: &Store, head: Oid, draft: &mut Draft<'_>) -> Result<(), UndoError> {
        let mut in_the_way = Vec::new();
        for file in &self.files {
            let current = draft.base().read(&file.path)?;
            if current == file.old {
                continue;
            }
            if current == file.new {
                put_back(draft, file)?;
                continue;
            }
            let fields = put_back_fields(draft, file, current.as_deref())?;
            in_the_way.extend(fields.into_iter().map(|field| (file, field)));
        }
        if in_the_way.is_empty() {
            return Ok(());
        }
        self.name_later(store, head, in_the_way)
    }

    /// Finds the commits that changed these values since.
    fn name_later(
        &self,
        store: &Store,
        head: Oid,
        in_the_way: Vec<(&ChangedFile, Option<FieldPath>)>,
    ) -> Result<(), UndoError> {
        let index = Index::open(store);
        let mut histories: BTreeMap<&str, Vec<HistoryEntry>> = BTreeMap::new();
        let mut changed = Vec::new();
        for (file, field) in in_the_way {
            if !histories.contains_key(file.path.as_str()) {
                let since = match Kind::of_path(&file.path) {
                    Some((kind, id)) => index.history(store, head, kind, id, usize::MAX)?,
                    None => Vec::new(),
                };
                let later = since
                    .into_iter()
                    .take_while(|entry| entry.commit != self.commit);
                histories.insert(&file.path, later.collect());
            }
            let later = histories.get(file.path.as_str()).into_iter().flatten();
            let by = later.filter(|entry| touches(entry, field.as_ref()));
            changed.push(ChangedSince {
                path: file.path.clone(),
                by: by.cloned().collect(),
                field,
            });
        }
        Err(UndoError::ChangedSince {
            commit: self.commit,
            values: changed,
        })
    }
}

fn touches(entry: &HistoryEntry, field: Option<&FieldPath>) -> bool {
    match field.map(ToString::to_string) {
        None => true,
        Some(field) => entry.changes.iter().any(|change| change.field == field),
    }
}

/// The bytes of before, for a file that is as the commit left it.
fn put_back(draft: &mut Draft<'_>, file: &ChangedFile) -> Result<(), DraftError> {
    let is_record = Kind::of_path(&file.path).is_some();
    match file.old.clone() {
        None => draft.remove(&file.path),
        Some(bytes) => match String::from_utf8(bytes) {
            Ok(text) if is_record => draft.put_text(&file.path, text),
            Ok(text) => {
                draft.put_file(&file.path, text.into_bytes());
                Ok(())
            }
            Err(no_text) => {
                draft.put_file(&file.path, no_text.into_bytes());
                Ok(())
            }
        },
    }
}

/// The values of before, for a record that changed since. Returns what stands in the way: values that
/// were changed again, or the whole file.
fn put_back_fields(
    draft: &mut Draft<'_>,
    file: &ChangedFile,
    current: Option<&[u8]>,
) -> Result<Vec<Option<FieldPath>>, DraftError> {
    let Some((kind, _)) = Kind::of_path(&file.path) else {
        return Ok(vec![None]);
    };
    let item = |bytes: Option<&[u8]>| -> Option<Item> {
        let parsed = any::parse(&file.path, bytes?);
        parsed.record.as_ref().map(AnyRecord::item)
    };
    let (old, new, now) = (
        item(file.old.as_deref()),
        item(file.new.as_deref()),
        item(current),
    );
    let (Some(old), Some(new), Some(now)) = (old, new, now) else {
        return Ok(vec![None]);
    };
    let shape = any::table_of(kind);
    let mut values = fields(&now, shape);
    let made = fields(&new, shape);
    let mut in_the_way = BTreeSet::new();
    for change in changes(Some(&new), Some(&old), shape) {
        let present = values.get(&change.path);
        if present == change.new.as_ref() {
            continue;
        }
        if present != change.old.as_ref() {
            in_the_way.insert(change.path);
            continue;
        }
        match change.new {
            Some(value) => values.insert(change.path, value),
            None => values.remove(&change.path),
        };
    }
    // A row that goes would take along what was written into it since.
    let before = fields(&old, shape);
    let gone: BTreeSet<&[Step]> = made.keys().flat_map(rows_of).collect();
    let stays: BTreeSet<&[Step]> = before.keys().flat_map(rows_of).collect();
    let is_gone = |row: &[Step]| gone.contains(row) && !stays.contains(row);
    let widowed = values.keys().filter(|path| rows_of(path).any(is_gone));
    in_the_way.extend(widowed.cloned());
    let record = any::of_item(kind, &record_of(&values, shape, &[&now, &old])).record;
    if let (Some(AnyRecord::Case(before)), Some(AnyRecord::Case(after))) =
        (any::of_item(kind, &now).record, &record)
    {
        let later = stages_on_a_gap(&before, after);
        in_the_way.extend(later.filter_map(|row| format!("stage[{}].name", row.k).parse().ok()));
    }
    if !in_the_way.is_empty() {
        return Ok(in_the_way.into_iter().map(Some).collect());
    }
    match record {
        Some(record) => draft.put(record)?,
        None => return Ok(vec![None]),
    }
    Ok(Vec::new())
}

/// The stages that a case entered after those which it loses, where the first of them may not follow
/// what would be left before it.
fn stages_on_a_gap<'c>(before: &'c Case, after: &Case) -> impl Iterator<Item = &'c StageRow> {
    let stays = |row: &StageRow| after.stages.iter().any(|other| other.k == row.k);
    let stages = &before.stages;
    let lost = stages
        .iter()
        .position(|row| !stays(row))
        .unwrap_or(stages.len());
    let (left, rest) = stages.split_at(lost);
    let mut later = rest.iter().filter(move |row| stays(row)).peekable();
    let follows = |row: &&StageRow| match left.last() {
        Some(last) => last.name.next().contains(&row.name),
        None => matches!(row.name, Stage::Watching | Stage::Proposed),
    };
    let is_gap = later.peek().is_some_and(|row| !follows(row));
    later.filter(move |_| is_gap)
}

/// The rows that a value lies in, each by the path to it.
fn rows_of(path: &FieldPath) -> impl Iterator<Item = &[Step]> {
    let is_row = |(_, step): &(usize, &Step)| matches!(step, Step::Row(_));
    let rows = path.0.iter().enumerate().filter(is_row);
    rows.filter_map(|(place, _)| path.0.get(..=place))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::DateTime;
    use git2::{Repository, Signature, Time};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::store::Environment;

    const PATH: &str = "records/cases/2019/02/c201902-k7f2.toml";

    /// An invented case as a person may write it; the remark in it is no value.
    #[derive(Clone, Debug)]
    struct Made {
        number: Option<u32>,
        title: &'static str,
        tags: Vec<&'static str>,
        links: Vec<(u32, Option<&'static str>)>,
        remark: Option<&'static str>,
    }

    impl Made {
        fn text(&self) -> String {
            let mut text = "id = \"c201902-k7f2\"\n".to_owned();
            if let Some(remark) = self.remark {
                text.push_str(&format!("# {remark}\n"));
            }
            if let Some(number) = self.number {
                text.push_str(&format!("number = {number}\n"));
            }
            text.push_str(&format!("title = \"{}\"\n", self.title));
            if !self.tags.is_empty() {
                text.push_str(&format!("tags = {:?}\n", self.tags));
            }
            for (name, title) in &self.links {
                text.push_str("\n[[link]]\nkind = \"other\"\n");
                text.push_str(&format!("url = \"https://example.org/{name}\"\n"));
                if let Some(title) = title {
                    text.push_str(&format!("title = \"{title}\"\n"));
                }
            }
            text
        }
    }

    fn made() -> impl Strategy<Value = Option<Made>> {
        let links = vec((0..4_u32, prop::option::of(select(vec!["甲", "乙"]))), 0..4);
        let links = links.prop_map(|mut links| {
            links.sort_unstable();
            links.dedup_by_key(|(name, _)| *name);
            links
        });
        let made = (
            prop::option::of(1..4_u32),
            select(vec!["風箏？", "小船？", "飛魚？"]),
            prop::sample::subsequence(vec!["天", "海"], 0..=2),
            links,
            prop::option::of(select(vec!["一", "二"])),
        );
        let made = made.prop_map(|(number, title, tags, links, remark)| Made {
            number,
            title,
            tags,
            links,
            remark,
        });
        prop::option::weighted(0.9, made)
    }

    /// A store whose only case was so, one commit each.
    fn store_of(folder: &Path, states: &[Option<Made>]) -> (Store, Vec<Oid>) {
        let mut options = git2::RepositoryInitOptions::new();
        options
            .bare(true)
            .initial_head("main")
            .external_template(false);
        let repository = Repository::init_opts(folder, &options).unwrap();
        let mut commits: Vec<Oid> = Vec::new();
        for (place, state) in states.iter().enumerate() {
            let mut update = git2::build::TreeUpdateBuilder::new();
            let settings = b"format = 1\nname = \"invented\"\nlanguage = \"en\"\n";
            let settings = repository.blob(settings).unwrap();
            update.upsert("records/store.toml", settings, git2::FileMode::Blob);
            if let Some(made) = state {
                let blob = repository.blob(made.text().as_bytes()).unwrap();
                update.upsert(PATH, blob, git2::FileMode::Blob);
            }
            let empty = repository.treebuilder(None).unwrap().write().unwrap();
            let empty = repository.find_tree(empty).unwrap();
            let tree = update.create_updated(&repository, &empty).unwrap();
            let tree = repository.find_tree(tree).unwrap();
            let time = Time::new(1_550_000_000 + 60 * i64::try_from(place).unwrap(), 480);
            let who = Signature::new("測試員", "nobody@example.org", &time).unwrap();
            let parent = commits
                .last()
                .map(|id| repository.find_commit(*id).unwrap());
            let parents: Vec<_> = parent.iter().collect();
            let commit = repository.commit(Some("HEAD"), &who, &who, "x", &tree, &parents);
            commits.push(commit.unwrap());
        }
        let environment = Environment {
            variables: BTreeMap::new(),
            directory: folder.to_path_buf(),
            now: DateTime::parse_from_rfc3339("2026-01-02T03:04:05+08:00").unwrap(),
        };
        (Store::open(&environment, Some(folder)).unwrap(), commits)
    }

    /// The text of the case with the commit at `place` taken back.
    fn undo(store: &Store, commits: &[Oid], place: usize) -> Result<Option<String>, UndoError> {
        let head = *commits.last().unwrap();
        let snapshot = store.snapshot(Some(head)).unwrap();
        let mut draft = Draft::new(&snapshot);
        let undone = Undone::read(store, head, commits[place])?;
        undone.put(store, head, &mut draft)?;
        Ok(draft.text(PATH))
    }

    fn values(made: Option<&Made>) -> BTreeMap<FieldPath, Item> {
        let record = made.map(|made| any::parse(PATH, made.text().as_bytes()).record.unwrap());
        let shape = any::table_of(Kind::Case);
        record.map_or_else(BTreeMap::new, |record| fields(&record.item(), shape))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_last_change_goes_back_to_the_very_bytes(states in vec(made(), 2..5)) {
            let folder = tempfile::tempdir().unwrap();
            let (store, commits) = store_of(folder.path(), &states);
            let last = states.len() - 1;
            let undone = undo(&store, &commits, last).unwrap();
            prop_assert_eq!(undone, states[last - 1].as_ref().map(Made::text));
        }

        #[test]
        fn any_change_goes_back_by_value_or_not_at_all(
            states in vec(made(), 3..6),
            place in any::<prop::sample::Index>(),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let (store, commits) = store_of(folder.path(), &states);
            let place = 1 + place.index(states.len() - 1);
            let of = |place: usize| values(states[place].as_ref());
            let (old, new, now) = (of(place - 1), of(place), of(states.len() - 1));
            // What it wrote and what is there now.
            let mut expected = now.clone();
            let mut is_lost = false;
            for path in old.keys().chain(new.keys()) {
                let (before, after, present) = (old.get(path), new.get(path), now.get(path));
                if before == after || present == before {
                    continue;
                }
                is_lost |= present != after;
                match before {
                    Some(value) => expected.insert(path.clone(), value.clone()),
                    None => expected.remove(path),
                };
            }
            match undo(&store, &commits, place) {
                Ok(text) => {
                    prop_assert!(!is_lost);
                    let made = text.map(|text| any::parse(PATH, text.as_bytes()).record.unwrap());
                    let shape = any::table_of(Kind::Case);
                    let found = made.map(|record| fields(&record.item(), shape));
                    prop_assert_eq!(found.unwrap_or_default(), expected);
                }
                Err(UndoError::ChangedSince { values, .. }) => {
                    prop_assert!(!values.is_empty());
                    // A row that would go with news in it stays, though no value of it was changed.
                    let urls = expected.keys().filter(|path| path.to_string().ends_with("].url"));
                    let rows = expected.keys().flat_map(rows_of).collect::<BTreeSet<_>>();
                    let is_whole_file = values.iter().any(|value| value.field.is_none());
                    prop_assert!(is_lost || is_whole_file || rows.len() > urls.count());
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
