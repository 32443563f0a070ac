//! All commits, newest first, for questions that no single record answers.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::store::{Oid, Store, moment_of, taipei_day};

use super::super::database::Database;
use super::super::error::{IndexError, Trouble};
use super::super::open::Index;
use super::Recorded;
use super::chapter::{self, Commits, Place};

/// The commit that a day means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByDay {
    /// The newest that was recorded by then.
    Commit(Oid),
    /// Nothing was recorded by then.
    BeforeFirst {
        /// The day in Taipei of the oldest commit at hand.
        first: NaiveDate,
        /// Whether older commits exist but were not cloned.
        shallow: bool,
    },
}

impl Index {
    /// The newest commit along the first parents of `head` whose day in Taipei is not after `day`:
    /// what was published by then.
    ///
    /// # Errors
    /// Where a commit or a folder of it is missing or damaged.
    pub fn newest_by(&self, store: &Store, head: Oid, day: NaiveDate) -> Result<ByDay, IndexError> {
        let on = |seconds: i64| taipei_day(moment_of(seconds, 0));
        self.ask_history(store, head, |database| {
            let mut at = chapter::place_of(database, head)?;
            let mut first = None;
            while let Some(place) = at {
                let passed = chapter::head(database, place.chapter)?;
                at = passed.base;
                // Of a chapter that is too late as a whole only the oldest commit may be asked for.
                if on(passed.earliest) > day && at.is_some() {
                    continue;
                }
                let commits = chapter::commits(database, place.chapter)?;
                let down = (0..=place.place).rev();
                for place in down {
                    let stamp = commits.stamp(place)?;
                    if on(stamp.seconds) <= day {
                        return Ok(ByDay::Commit(stamp.commit));
                    }
                    first = Some(on(stamp.seconds));
                }
            }
            Ok(ByDay::BeforeFirst {
                first: first.ok_or(Trouble::Damaged)?,
                shallow: store.repository().is_shallow(),
            })
        })
    }

    /// The newest commit along the first parents of `head` that did an operation, by its word of the
    /// registry (`import.join`); `None` where there is none.
    ///
    /// # Errors
    /// Where a commit or a folder of it is missing or damaged.
    pub fn newest_of(
        &self,
        store: &Store,
        head: Oid,
        operation: &str,
    ) -> Result<Option<Oid>, IndexError> {
        self.ask_history(store, head, |database| {
            let mut at = chapter::place_of(database, head)?;
            while let Some(place) = at {
                let commits = chapter::commits(database, place.chapter)?;
                if let Some(words) = commits.number_of(operation) {
                    for place in (0..=place.place).rev() {
                        let stamp = commits.stamp(place)?;
                        if stamp.operation == Some(words) {
                            return Ok(Some(stamp.commit));
                        }
                    }
                }
                at = chapter::head(database, place.chapter)?.base;
            }
            Ok(None)
        })
    }

    /// `head` and all before it, newest first, those that merges brought in among them by their time,
    /// until `take` has enough. `take` may hear of the same commits again from the start; `begin` is
    /// called before.
    ///
    /// # Errors
    /// Where a commit or a folder of it is missing or damaged.
    pub fn commits<T>(
        &self,
        store: &Store,
        head: Oid,
        begin: impl Fn() -> T,
        take: impl Fn(&mut T, Recorded) -> ControlFlow<()>,
    ) -> Result<T, IndexError> {
        self.ask_history(store, head, |database| {
            let mut taken = begin();
            let mut walk = Walk::new(database);
            walk.push(chapter::place_of(database, head)?)?;
            while let Some(recorded) = walk.next()? {
                if take(&mut taken, recorded).is_break() {
                    break;
                }
            }
            Ok(taken)
        })
    }
}

/// The commits that are next on each line.
struct Walk<'d> {
    database: &'d Database,
    commits: HashMap<i64, Rc<Commits>>,
    next: BinaryHeap<(i64, Reverse<usize>, Place)>,
    /// Only commits that several lines lead to can come twice: the oldest of a line leads to one.
    seen: HashSet<Place>,
    pushed: usize,
}

impl<'d> Walk<'d> {
    fn new(database: &'d Database) -> Self {
        Self {
            database,
            commits: HashMap::new(),
            next: BinaryHeap::new(),
            seen: HashSet::new(),
            pushed: 0,
        }
    }

    fn commits(&mut self, number: i64) -> Result<Rc<Commits>, Trouble> {
        if let Some(known) = self.commits.get(&number) {
            return Ok(Rc::clone(known));
        }
        let commits = Rc::new(chapter::commits(self.database, number)?);
        self.commits.insert(number, Rc::clone(&commits));
        Ok(commits)
    }

    fn push(&mut self, place: Option<Place>) -> Result<(), Trouble> {
        let Some(place) = place.filter(|place| self.seen.insert(*place)) else {
            return Ok(());
        };
        let seconds = self.commits(place.chapter)?.stamp(place.place)?.seconds;
        self.next.push((seconds, Reverse(self.pushed), place));
        self.pushed += 1;
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Recorded>, Trouble> {
        let Some((_, _, at)) = self.next.pop() else {
            return Ok(None);
        };
        let commits = self.commits(at.chapter)?;
        let stamp = commits.stamp(at.place)?;
        let first = match at.place.checked_sub(1) {
            Some(place) => Some(Place { place, ..at }),
            None => chapter::head(self.database, at.chapter)?.base,
        };
        self.push(first)?;
        for side in stamp.parents.iter().skip(1) {
            let place = chapter::place_of(self.database, *side)?;
            self.push(place)?;
        }
        Ok(Some(commits.recorded(stamp)))
    }
}
