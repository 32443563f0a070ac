//! Which commits changed a record, and how, along the first parents of a commit: the published side.
//!
//! Kept is only what is slow to find: for a chapter of some hundred commits, which record was touched
//! by which commit. What a commit says and which fields differ is read from git for the few commits
//! that are answered. A chapter is known by its newest commit and names the commit before its
//! oldest, so that a chain of chapters is right for ever and new commits only add to its end.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use git2::{Commit, ErrorCode, ObjectType, Repository, TreeEntry};
use rusqlite::OptionalExtension;

use crate::record::{AnyRecord, Item, Kind, any, fields};
use crate::store::{Fault, LARGEST_FILE, Oid, ReadError, Snapshot, Store, recorded_at};

use super::bytes::{checksum, seal, unseal};
use super::database::Database;
use super::error::{IndexError, Trouble};
use super::open::Index;

/// A chapter of so many commits is finished.
const LONGEST_CHAPTER: usize = 512;

/// A chapter that touched so many records is finished, since adding to it writes them all again.
const MOST_TOUCHED: usize = 4096;

/// Folders nested deeper than this are not a store's own.
const DEEPEST_FOLDER: usize = 16;

/// The bytes of an object id.
const OID_WIDTH: usize = 20;

/// The bytes of a touch: the mark of a path and the place of the commit in its chapter.
const TOUCH_WIDTH: usize = 12;

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

/// A run of commits and the records that they touched.
struct Chapter {
    tip: Oid,
    /// The commit before the oldest.
    base: Option<Oid>,
    /// Oldest first.
    commits: Vec<Oid>,
    /// Marks of paths, each with the place of the commit.
    touched: Vec<(u64, u32)>,
}

impl Index {
    /// The commits that changed the record `id`, newest first, at most `limit` of them, along the
    /// first parents of `head`. Below the boundary of a shallow clone nothing is known.
    pub fn history(
        &self,
        store: &Store,
        head: Oid,
        id: &str,
        limit: usize,
    ) -> Result<Vec<HistoryEntry>, IndexError> {
        let paths: Vec<(Kind, String)> = Kind::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, kind.path(id)?)))
            .collect();
        let marks: HashSet<u64> = paths.iter().map(|(_, path)| mark(path)).collect();
        self.attempt(|database, _| {
            let mut reader = Reader {
                store,
                known: HashMap::new(),
            };
            let mut entries = Vec::new();
            let mut next = Some(head);
            while let Some(tip) = next {
                let chapters = match kept(database, tip)? {
                    Some(chapter) => vec![chapter],
                    None => made(database, store.repository(), tip)?,
                };
                next = None;
                for chapter in chapters {
                    next = chapter.base;
                    for commit in chapter.touching(&marks) {
                        for (kind, path) in &paths {
                            if entries.len() >= limit {
                                return Ok(entries);
                            }
                            entries.extend(reader.entry(commit, *kind, path)?);
                        }
                    }
                }
            }
            Ok(entries)
        })
    }
}

/// The newest commit along the first parents of `head` that did an operation, by its word of the
/// registry (`import.join`); `None` where there is none, or none above the boundary of a shallow clone.
pub fn newest_of(store: &Store, head: Oid, wanted: &str) -> Result<Option<Oid>, IndexError> {
    let mut next = Some(head);
    while let Some(commit) = next {
        let read = match store.repository().find_commit(commit) {
            Ok(read) => read,
            Err(cause) if cause.code() == ErrorCode::NotFound => return Ok(None),
            Err(cause) => return Err(unread(cause).into()),
        };
        if operation(&String::from_utf8_lossy(read.message_bytes())).as_deref() == Some(wanted) {
            return Ok(Some(commit));
        }
        next = read.parent_id(0).ok();
    }
    Ok(None)
}

/// What stands for a path in a chapter.
fn mark(path: &str) -> u64 {
    checksum(&[], path.as_bytes())
}

impl Chapter {
    /// The commits that touched one of the marked paths, newest first.
    fn touching(&self, marks: &HashSet<u64>) -> Vec<Oid> {
        let mut places: Vec<u32> = self
            .touched
            .iter()
            .filter(|(mark, _)| marks.contains(mark))
            .map(|(_, place)| *place)
            .collect();
        places.sort_unstable_by(|one, other| other.cmp(one));
        places.dedup();
        let commit = |place: u32| self.commits.get(usize::try_from(place).ok()?).copied();
        places.into_iter().filter_map(commit).collect()
    }

    fn is_finished(&self) -> bool {
        self.commits.len() >= LONGEST_CHAPTER || self.touched.len() >= MOST_TOUCHED
    }

    fn keep(&self, database: &Database) -> Result<(), Trouble> {
        let base = base_bytes(self.base);
        let commits: Vec<u8> = self
            .commits
            .iter()
            .flat_map(|commit| commit.as_bytes().to_vec())
            .collect();
        let mut touched = Vec::with_capacity(self.touched.len() * TOUCH_WIDTH);
        for (mark, place) in &self.touched {
            touched.extend(mark.to_le_bytes());
            touched.extend(place.to_le_bytes());
        }
        let tip = self.tip.as_bytes();
        database
            .connection()
            .prepare_cached(
                "INSERT OR REPLACE INTO chapter (tip, base, commits, touched) VALUES (?, ?, ?, ?)",
            )?
            .execute((
                tip,
                &base,
                seal(&[tip, &base, &[0]], commits),
                seal(&[tip, &base, &[1]], touched),
            ))?;
        Ok(())
    }
}

fn base_bytes(base: Option<Oid>) -> Vec<u8> {
    base.map(|base| base.as_bytes().to_vec())
        .unwrap_or_default()
}

/// The chapter that ends with a commit, if there is one.
fn kept(database: &Database, tip: Oid) -> Result<Option<Chapter>, Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached("SELECT base, commits, touched FROM chapter WHERE tip = ?")?
        .query_row([tip.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    found
        .map(|(base, commits, touched)| read(tip, &base, commits, touched).ok_or(Trouble::Damaged))
        .transpose()
}

fn read(tip: Oid, base: &[u8], commits: Vec<u8>, touched: Vec<u8>) -> Option<Chapter> {
    let key = tip.as_bytes();
    let commits = unseal(&[key, base, &[0]], commits)?;
    let touched = unseal(&[key, base, &[1]], touched)?;
    let (commits, rest) = commits.as_chunks::<OID_WIDTH>();
    let (touches, more) = touched.as_chunks::<TOUCH_WIDTH>();
    if !rest.is_empty() || !more.is_empty() {
        return None;
    }
    Some(Chapter {
        tip,
        base: if base.is_empty() {
            None
        } else {
            Some(Oid::from_bytes(base).ok()?)
        },
        commits: commits
            .iter()
            .map(|commit| Oid::from_bytes(commit).ok())
            .collect::<Option<_>>()?,
        touched: touches
            .iter()
            .map(|[a, b, c, d, e, f, g, h, i, j, k, l]| {
                (
                    u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
                    u32::from_le_bytes([*i, *j, *k, *l]),
                )
            })
            .collect(),
    })
}

/// What has to be written before the history from a commit is whole.
struct Missing {
    /// Oldest first.
    commits: Vec<Oid>,
    /// The chapter that they follow on.
    last: Option<Chapter>,
    /// Whether they begin where the history does, or after a chapter: not so in a shallow clone.
    whole: bool,
}

/// Walks from `head` back to a chapter that is kept.
fn missing(database: &Database, repository: &Repository, head: Oid) -> Result<Missing, Trouble> {
    let mut missing = Missing {
        commits: Vec::new(),
        last: None,
        whole: true,
    };
    let mut before = Some(head);
    while let Some(commit) = before {
        missing.last = kept(database, commit)?;
        if missing.last.is_some() {
            break;
        }
        match repository.find_commit(commit) {
            Ok(found) => before = found.parent_id(0).ok(),
            Err(cause) if cause.code() == ErrorCode::NotFound && !missing.commits.is_empty() => {
                missing.whole = false;
                break;
            }
            Err(cause) => return Err(unread(cause).into()),
        }
        missing.commits.push(commit);
    }
    missing.commits.reverse();
    Ok(missing)
}

/// Makes the chapters from `head` back to one that is kept, and keeps them; newest first.
fn made(database: &Database, repository: &Repository, head: Oid) -> Result<Vec<Chapter>, Trouble> {
    let Missing {
        commits,
        last,
        whole,
    } = database.read(|| missing(database, repository, head))?;
    if commits.is_empty() {
        // Another process was faster.
        return Ok(last.into_iter().collect());
    }
    // More may be fetched into a shallow clone, so what is known of it is not remembered.
    if !whole {
        return written(repository, None, &commits);
    }
    database.write(|| {
        let absorbed = last
            .as_ref()
            .filter(|chapter| !chapter.is_finished())
            .map(|chapter| chapter.tip);
        let chapters = written(repository, last, &commits)?;
        for chapter in &chapters {
            chapter.keep(database)?;
        }
        if let Some(tip) = absorbed {
            database
                .connection()
                .prepare_cached("DELETE FROM chapter WHERE tip = ?")?
                .execute([tip.as_bytes()])?;
        }
        Ok(chapters)
    })
}

/// The chapters of commits (oldest first) that follow on `last`; newest first.
fn written(
    repository: &Repository,
    last: Option<Chapter>,
    commits: &[Oid],
) -> Result<Vec<Chapter>, Trouble> {
    let mut chapters = Vec::new();
    let mut base = last.as_ref().map(|chapter| chapter.tip);
    let mut open = last.filter(|chapter| !chapter.is_finished());
    for commit in commits {
        let mut chapter = open.take().unwrap_or(Chapter {
            tip: *commit,
            base,
            commits: Vec::new(),
            touched: Vec::new(),
        });
        let place = u32::try_from(chapter.commits.len()).unwrap_or(u32::MAX);
        let paths = touched_paths(repository, *commit)?;
        chapter
            .touched
            .extend(paths.iter().map(|path| (mark(path), place)));
        chapter.commits.push(*commit);
        chapter.tip = *commit;
        base = Some(*commit);
        if chapter.is_finished() {
            chapters.push(chapter);
        } else {
            open = Some(chapter);
        }
    }
    chapters.extend(open);
    chapters.reverse();
    Ok(chapters)
}

fn unread(cause: git2::Error) -> Fault {
    Fault::Git {
        action: "walk the history",
        cause,
    }
}

/// The commit before, if there is one and it is at hand.
fn first_parent<'r>(commit: &Commit<'r>) -> Result<Option<Commit<'r>>, Trouble> {
    if commit.parent_count() == 0 {
        return Ok(None);
    }
    match commit.parent(0) {
        Ok(parent) => Ok(Some(parent)),
        Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
        Err(cause) => Err(unread(cause).into()),
    }
}

/// The files below `records/` in which a commit differs from the one before.
fn touched_paths(repository: &Repository, commit: Oid) -> Result<Vec<String>, Trouble> {
    let commit = repository.find_commit(commit).map_err(unread)?;
    let records = |commit: &Commit<'_>| -> Result<Option<Oid>, Trouble> {
        let tree = commit.tree().map_err(unread)?;
        let entry = tree.get_name("records").filter(is_folder);
        Ok(entry.map(|entry| entry.id()))
    };
    let before = first_parent(&commit)?
        .as_ref()
        .map(records)
        .transpose()?
        .flatten();
    let mut paths = Vec::new();
    compare(
        repository,
        before,
        records(&commit)?,
        "records",
        0,
        &mut paths,
    )?;
    Ok(paths)
}

fn is_folder(entry: &TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Tree)
}

/// Walks two trees side by side, both being in git's order, and enters only folders that differ.
/// (libgit2's own diff reads every folder, which takes seconds where there are 100,000 files.)
fn compare(
    repository: &Repository,
    old: Option<Oid>,
    new: Option<Oid>,
    path: &str,
    depth: usize,
    paths: &mut Vec<String>,
) -> Result<(), Trouble> {
    if old == new {
        return Ok(());
    }
    if depth > DEEPEST_FOLDER {
        return Err(ReadError::TooDeep {
            path: path.to_owned(),
        }
        .into());
    }
    let tree = |id: Option<Oid>| {
        id.map(|id| repository.find_tree(id))
            .transpose()
            .map_err(unread)
    };
    let (old, new) = (tree(old)?, tree(new)?);
    let (mut left, mut right) = (0, 0);
    loop {
        let one = old.as_ref().and_then(|tree| tree.get(left));
        let other = new.as_ref().and_then(|tree| tree.get(right));
        let order = match (&one, &other) {
            (None, None) => return Ok(()),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(one), Some(other)) => place(one).cmp(place(other)),
        };
        let one = one.filter(|_| order.is_le());
        let other = other.filter(|_| order.is_ge());
        left += usize::from(one.is_some());
        right += usize::from(other.is_some());
        let same = matches!((&one, &other), (Some(one), Some(other))
            if one.id() == other.id() && one.filemode_raw() == other.filemode_raw());
        let Some(entry) = other.as_ref().or(one.as_ref()).filter(|_| !same) else {
            continue;
        };
        let below = format!("{path}/{}", String::from_utf8_lossy(entry.name_bytes()));
        if is_folder(entry) {
            let id = |entry: &Option<TreeEntry<'_>>| entry.as_ref().map(TreeEntry::id);
            compare(repository, id(&one), id(&other), &below, depth + 1, paths)?;
        } else {
            paths.push(below);
        }
    }
}

/// Where git puts an entry among its siblings: a folder as if its name ended with a slash.
fn place<'e>(entry: &'e TreeEntry<'_>) -> impl Iterator<Item = u8> + 'e {
    entry
        .name_bytes()
        .iter()
        .copied()
        .chain(is_folder(entry).then_some(b'/'))
}

/// Reads what commits did to a record; each version is parsed once.
struct Reader<'s> {
    store: &'s Store,
    known: HashMap<(Oid, Kind), Option<Item>>,
}

impl Reader<'_> {
    /// What a commit did to a file; `None` where nothing.
    fn entry(
        &mut self,
        commit: Oid,
        kind: Kind,
        path: &str,
    ) -> Result<Option<HistoryEntry>, Trouble> {
        let read = self
            .store
            .repository()
            .find_commit(commit)
            .map_err(unread)?;
        let parent = first_parent(&read)?.map(|parent| parent.id());
        let after = self.store.snapshot(Some(commit))?;
        let before = self.store.snapshot(parent)?;
        let old = blob(&before, path)?;
        let new = blob(&after, path)?;
        if old == new {
            return Ok(None);
        }
        let old = self.item(&before, old, kind)?;
        let there = new.is_some();
        let new = self.item(&after, new, kind)?;
        let readable = !there || new.is_some();
        let changes = fields::changes(old.as_ref(), new.as_ref(), any::table_of(kind));
        let line = |item: Option<Item>| item.map(|item| item.to_line());
        let changes = changes.into_iter().map(|change| HistoryChange {
            field: change.path.to_string(),
            old: line(change.old),
            new: line(change.new),
        });
        Ok(Some(HistoryEntry {
            commit,
            on: recorded_at(&read),
            author: String::from_utf8_lossy(read.author().name_bytes()).into_owned(),
            subject: String::from_utf8_lossy(read.summary_bytes().unwrap_or_default()).into_owned(),
            operation: operation(&String::from_utf8_lossy(read.message_bytes())),
            path: path.to_owned(),
            readable,
            changes: changes.collect(),
        }))
    }

    fn item(
        &mut self,
        snapshot: &Snapshot<'_>,
        blob: Option<Oid>,
        kind: Kind,
    ) -> Result<Option<Item>, Trouble> {
        let Some(blob) = blob else { return Ok(None) };
        if let Some(known) = self.known.get(&(blob, kind)) {
            return Ok(known.clone());
        }
        let record = match snapshot.read_blob(blob, LARGEST_FILE) {
            Ok(bytes) => any::parse_as(kind, &bytes).record,
            Err(ReadError::TooLarge { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let item = record.as_ref().map(AnyRecord::item);
        self.known.insert((blob, kind), item.clone());
        Ok(item)
    }
}

fn blob(snapshot: &Snapshot<'_>, path: &str) -> Result<Option<Oid>, Trouble> {
    let entry = snapshot.entry(path)?;
    Ok(entry
        .filter(|entry| entry.kind.is_file())
        .map(|entry| entry.id))
}

/// The operation that the trailers of a message name.
fn operation(message: &str) -> Option<String> {
    let trailers = message.trim_end().rsplit("\n\n").next()?;
    let value = trailers
        .lines()
        .find_map(|line| line.strip_prefix("Po-Op:"))?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
