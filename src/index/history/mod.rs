//! Which commits changed a record, and what each commit says of itself, without reading all of them
//! for a question.
//!
//! The commits are kept in chapters. A chapter is a run of some hundred commits, each the first parent
//! of the next, so of what was published in that order; what a merge brings along stands in chapters
//! of its own. A chapter keeps which paths each of its commits touched and which file it left there,
//! and of every commit who recorded it when, for whom and by which operation, so that filters need no
//! commit object and the versions of a record no folders of old commits. A filter says of most chapters
//! that they have no part in a record. New commits are added to the chapter that they follow on, and
//! what a chapter says is right for ever.
//!
//! `chapter` is how one lies in the file, `build` writes what is missing, `trail` follows one record
//! through the chapters, `walk` all commits, and `entry` tells what each commit did to a record.
//!
//! Commits are read as they were recorded: grafts and replacements of a clone change nothing here. In a
//! shallow clone nothing is remembered, since more may be fetched into it.

mod build;
mod chapter;
mod entry;
mod trail;
mod walk;

use std::rc::Rc;

use chrono::{DateTime, FixedOffset};

use crate::store::{Oid, Signature, Store};

use super::database::Database;
use super::error::{IndexError, Trouble};
use super::open::Index;

pub use entry::{HistoryChange, HistoryEntry, Version, Versions};
pub use trail::{Node, Trail};
pub use walk::ByDay;

/// What is kept of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The commit.
    pub commit: Oid,
    /// What it follows on; the first is the published side.
    pub parents: Vec<Oid>,
    /// Whether it follows on commits that a shallow clone has not fetched: what it shows as new may
    /// be older.
    pub is_cut: bool,
    /// When it was recorded, by the clock of whoever did it.
    pub on: DateTime<FixedOffset>,
    /// The name of its author.
    pub author: Rc<str>,
    /// What was done, in the words of the operation registry (`case.stage`); `None` for a commit
    /// that another program made.
    pub operation: Option<Rc<str>>,
    /// The agency or person on whose behalf, by id.
    pub on_behalf: Option<Rc<str>>,
    /// Whether it is signed.
    pub signature: Signature,
}

impl Index {
    /// Lets `question` ask the chapters, which know `head` and all before it.
    fn ask_history<T>(
        &self,
        store: &Store,
        head: Oid,
        question: impl Fn(&Database) -> Result<T, Trouble>,
    ) -> Result<T, IndexError> {
        self.attempt(|database, _| {
            let answer = |database: &Database| {
                build::complete(database, store, head)?;
                database.read(|| question(database))
            };
            if store.repository().is_shallow() {
                answer(&Database::memory()?)
            } else {
                answer(database)
            }
        })
    }
}
