//! One record through the chapters: the commits that touched it, and how they follow on each other.

use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use crate::record::Kind;
use crate::store::{Oid, Store};

use super::super::database::Database;
use super::super::error::{IndexError, Trouble};
use super::super::open::Index;
use super::Recorded;
use super::chapter::{self, Commits, Place, Touch, mark};

/// The commits that touched a record, newest first; a commit never stands after one that it follows
/// on. Between two of them that follow on each other nothing else touched the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What the record is.
    pub kind: Kind,
    /// The path of its file.
    pub path: String,
    /// The commits.
    pub nodes: Vec<Node>,
}

/// A commit that touched a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The commit.
    pub recorded: Recorded,
    /// For each of its parents, the node whose version the parent has; `None` where the parent has
    /// none, or none that is known of.
    pub before: Vec<Option<usize>>,
    /// The file that it left; `None` where it left none.
    pub blob: Option<Oid>,
}

impl Index {
    /// The commits that touched the record `id` of a kind, of `head` and all that is before it. A
    /// record that no longer exists has a trail like any other; an id that never was has none.
    ///
    /// # Errors
    /// Where a commit or a folder of it is missing or damaged.
    pub fn trail(
        &self,
        store: &Store,
        head: Oid,
        kind: Kind,
        id: &str,
    ) -> Result<Trail, IndexError> {
        let path = kind.path(id).unwrap_or_default();
        let mark = mark(&path);
        let nodes = self.ask_history(store, head, |database| {
            let walker = Walker {
                database,
                mark,
                chapters: HashMap::new(),
                commits: HashMap::new(),
            };
            walker.nodes(head)
        })?;
        Ok(Trail { kind, path, nodes })
    }
}

/// What is known of a chapter on the way.
struct Passed {
    base: Option<Place>,
    /// The commits that touched the record, ascending.
    touched: Vec<Touch>,
}

/// A node while the trail is found: where it stands, and the nodes before it.
struct Found {
    place: Place,
    blob: Option<Oid>,
    seconds: i64,
    before: Vec<Option<usize>>,
}

struct Walker<'d> {
    database: &'d Database,
    mark: u64,
    chapters: HashMap<i64, Passed>,
    commits: HashMap<i64, Rc<Commits>>,
}

impl Walker<'_> {
    fn nodes(mut self, head: Oid) -> Result<Vec<Node>, Trouble> {
        let mut found: Vec<Found> = Vec::new();
        let mut numbers: HashMap<Place, usize> = HashMap::new();
        let head = self.place(head)?;
        let mut place = |walker: &mut Self, found: &mut Vec<Found>, from: Option<Place>| {
            let Some((at, blob)) = walker.newest_touch(from)? else {
                return Ok(None);
            };
            let next = found.len();
            let number = *numbers.entry(at).or_insert(next);
            if number == next {
                let seconds = walker.commits(at.chapter)?.stamp(at.place)?.seconds;
                found.push(Found {
                    place: at,
                    blob,
                    seconds,
                    before: Vec::new(),
                });
            }
            Ok::<_, Trouble>(Some(number))
        };
        place(&mut self, &mut found, head)?;
        let mut next = 0;
        while let Some(at) = found.get(next).map(|node| node.place) {
            let parents = self.parents(at)?;
            let mut before = Vec::with_capacity(parents.len());
            for parent in parents {
                before.push(place(&mut self, &mut found, parent)?);
            }
            if let Some(node) = found.get_mut(next) {
                node.before = before;
            }
            next += 1;
        }
        self.in_order(&found)
    }

    /// Newest first, but none before all that follow on it.
    fn in_order(&mut self, found: &[Found]) -> Result<Vec<Node>, Trouble> {
        let mut followers = vec![0_usize; found.len()];
        let all_before = || found.iter().flat_map(|node| node.before.iter().flatten());
        for before in all_before() {
            if let Some(count) = followers.get_mut(*before) {
                *count += 1;
            }
        }
        let mut free: BinaryHeap<(i64, std::cmp::Reverse<usize>)> = BinaryHeap::new();
        let seconds = |number: usize| found.get(number).map_or(0, |node| node.seconds);
        if !found.is_empty() {
            free.push((seconds(0), std::cmp::Reverse(0)));
        }
        let mut order = Vec::with_capacity(found.len());
        let mut rank = vec![0; found.len()];
        while let Some((_, std::cmp::Reverse(number))) = free.pop() {
            let Some(node) = found.get(number) else {
                continue;
            };
            if let Some(rank) = rank.get_mut(number) {
                *rank = order.len();
            }
            order.push(node);
            for before in node.before.iter().flatten() {
                if let Some(count) = followers.get_mut(*before) {
                    *count -= 1;
                    if *count == 0 {
                        free.push((seconds(*before), std::cmp::Reverse(*before)));
                    }
                }
            }
        }
        let mut nodes = Vec::with_capacity(order.len());
        for node in order {
            let commits = self.commits(node.place.chapter)?;
            let before = node.before.iter();
            nodes.push(Node {
                recorded: commits.recorded(commits.stamp(node.place.place)?),
                before: before.map(|before| rank.get((*before)?).copied()).collect(),
                blob: node.blob,
            });
        }
        Ok(nodes)
    }

    /// The newest commit that touched the record, from a place along the first parents, and the file
    /// that it left.
    fn newest_touch(
        &mut self,
        from: Option<Place>,
    ) -> Result<Option<(Place, Option<Oid>)>, Trouble> {
        let mut from = from;
        while let Some(at) = from {
            let passed = self.passed(at.chapter)?;
            let newest = passed.touched.iter().rfind(|touch| touch.place <= at.place);
            if let Some(touch) = newest {
                let place = Place {
                    chapter: at.chapter,
                    place: touch.place,
                };
                return Ok(Some((place, touch.blob)));
            }
            from = passed.base;
        }
        Ok(None)
    }

    fn passed(&mut self, number: i64) -> Result<&Passed, Trouble> {
        if !self.chapters.contains_key(&number) {
            let (head, is_likely) = chapter::head_and_filter(self.database, number, self.mark)?;
            let mut touched = match is_likely {
                true => chapter::touched(self.database, number)?,
                false => Vec::new(),
            };
            touched.retain(|touch| touch.mark == self.mark);
            let base = head.base;
            self.chapters.insert(number, Passed { base, touched });
        }
        self.chapters.get(&number).ok_or(Trouble::Damaged)
    }

    fn commits(&mut self, number: i64) -> Result<Rc<Commits>, Trouble> {
        if let Some(known) = self.commits.get(&number) {
            return Ok(Rc::clone(known));
        }
        let commits = Rc::new(chapter::commits(self.database, number)?);
        self.commits.insert(number, Rc::clone(&commits));
        Ok(commits)
    }

    fn place(&self, commit: Oid) -> Result<Option<Place>, Trouble> {
        chapter::place_of(self.database, commit)
    }

    /// Where the parents of a commit stand; `None` for one that a shallow clone lacks.
    fn parents(&mut self, at: Place) -> Result<Vec<Option<Place>>, Trouble> {
        let commits = self.commits(at.chapter)?;
        let parents = commits.stamp(at.place)?.parents;
        let first = match at.place.checked_sub(1) {
            Some(place) => Some(Place { place, ..at }),
            None => self.passed(at.chapter)?.base,
        };
        let mut places = Vec::with_capacity(parents.len());
        for (number, parent) in parents.iter().enumerate() {
            places.push(match number {
                0 => first,
                _ => self.place(*parent)?,
            });
        }
        Ok(places)
    }
}
