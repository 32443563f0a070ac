//! Writes the chapters that are missing before the history from a commit is whole.

use std::collections::{HashMap, HashSet};

use crate::record::Kind;
use crate::store::{Content, Fault, Oid, RecordedCommit, Store, Trees};

use super::super::database::Database;
use super::super::error::Trouble;
use super::chapter::{Chapter, Place, is_placed, mark, next_number, place_of, put};

/// A commit that is in no chapter yet.
struct Missing {
    id: Oid,
    commit: RecordedCommit,
    is_cut: bool,
    /// The records that it touched, compared with its first parent: the marks of their paths, and the
    /// file that it left there.
    touched: Vec<(u64, Option<Oid>)>,
}

/// Commits that are missing, each the first parent of the one before: newest first.
struct Line {
    commits: Vec<Missing>,
    /// What the oldest follows on: a commit of a chapter, or of a line before this one.
    base: Option<Oid>,
}

/// Makes sure that `head` and all before it stand in chapters.
pub(super) fn complete(database: &Database, store: &Store, head: Oid) -> Result<(), Trouble> {
    if is_placed(database, head)? {
        return Ok(());
    }
    let lines = database.read(|| missing(database, store, head))?;
    database.write(|| write(database, lines))
}

/// Walks from `head` back to what is in chapters: first along the first parents, then along each
/// line that a merge brings in. The newest commits are looked at first, since git packs older
/// folders as differences from newer ones.
fn missing(database: &Database, store: &Store, head: Oid) -> Result<Vec<Line>, Trouble> {
    let shallow = store.repository().is_shallow();
    let objects = store.objects()?;
    let mut trees = Trees::new(&objects);
    let mut seen = HashSet::new();
    let mut open = vec![head];
    let mut lines = Vec::new();
    while let Some(tip) = open.pop() {
        let mut line = Line {
            commits: Vec::new(),
            base: None,
        };
        let mut next = Some((tip, RecordedCommit::read(&objects, tip)?));
        while let Some((id, commit)) = next.take() {
            if seen.contains(&id) || is_placed(database, id)? {
                line.base = Some(id);
                break;
            }
            let commit = commit.ok_or(Fault::MissingObject { id })?;
            let parent = match commit.parents.first() {
                Some(parent) => Some((*parent, RecordedCommit::read(&objects, *parent)?)),
                None => None,
            };
            let is_there = |id: &Oid| !shallow || objects.exists(*id);
            let is_cut = !commit.parents.iter().all(is_there);
            // In a whole clone a parent that is not there is damage, of which the next round tells.
            next = parent.filter(|(id, _)| is_there(id));
            let before = next.as_ref().and_then(|(_, parent)| parent.as_ref());
            let changed = trees.changed(
                before.map(|parent| parent.tree),
                Some(commit.tree),
                "records",
            )?;
            let touched = changed
                .iter()
                .filter(|file| Kind::of_path(&file.path).is_some())
                .map(|file| (mark(&file.path), file.new.and_then(file_of)));
            let touched = touched.collect();
            // What a merge brings in, unless a shallow clone lacks it.
            open.extend(commit.parents.iter().skip(1).filter(|side| is_there(side)));
            seen.insert(id);
            line.commits.push(Missing {
                id,
                commit,
                is_cut,
                touched,
            });
        }
        lines.push(line);
    }
    Ok(lines)
}

fn file_of((object, kind): Content) -> Option<Oid> {
    kind.is_file().then_some(object)
}

/// Adds lines to the chapters, while writing. A line comes after those that it branches off from.
fn write(database: &Database, lines: Vec<Line>) -> Result<(), Trouble> {
    let mut number = next_number(database)?;
    let mut placed: HashMap<Oid, Place> = HashMap::new();
    for line in lines {
        // Another process may have written some of it meanwhile.
        let mut commits = Vec::new();
        let mut base = line.base;
        for missing in line.commits {
            if is_placed(database, missing.id)? {
                base = Some(missing.id);
                break;
            }
            commits.push(missing);
        }
        let mut open = None;
        let mut before = match base {
            None => None,
            Some(base) => match placed.get(&base) {
                Some(place) => Some(*place),
                None => Some(place_of(database, base)?.ok_or(Trouble::Damaged)?),
            },
        };
        if let Some(place) = before.filter(|_| !commits.is_empty()) {
            let chapter = Chapter::reopened(database, place.chapter)?;
            if chapter.end() == place && !chapter.is_finished() {
                open = Some(chapter);
            }
        }
        for missing in commits.into_iter().rev() {
            let mut chapter = match open.take() {
                Some(chapter) => chapter,
                None => {
                    number += 1;
                    Chapter::new(number - 1, before)
                }
            };
            chapter.add(
                missing.id,
                &missing.commit,
                missing.is_cut,
                &missing.touched,
            );
            put(database, missing.id, chapter.number)?;
            before = Some(chapter.end());
            placed.insert(missing.id, chapter.end());
            if chapter.is_finished() {
                chapter.keep(database)?;
            } else {
                open = Some(chapter);
            }
        }
        if let Some(chapter) = open {
            chapter.keep(database)?;
        }
    }
    Ok(())
}
