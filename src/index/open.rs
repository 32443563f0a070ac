//! The index of a store, and what is done about a file that cannot be used: it is made anew, and
//! where that does not help either, memory takes its place. Nobody hears of it.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Duration;

use crate::store::{Snapshot, Store};

use super::database::{self, Database};
use super::error::{IndexError, Trouble};
use super::view::View;

/// How long to wait for other processes: longer than one of them needs to build the largest index.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often a question is asked before giving up: of the file, of the file as it has become
/// meanwhile, of a file made anew, of memory.
const ATTEMPTS: u32 = 4;

/// What is known of the commits of a store.
#[derive(Debug)]
pub struct Index {
    file: PathBuf,
    patience: Duration,
    database: RefCell<Option<Database>>,
    place: Cell<Place>,
    /// Grows whenever row numbers known so far may mean nothing any more.
    generation: Cell<u32>,
}

/// Where the index is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the file as it was found.
    File,
    /// In a file made anew, since the one found was damaged.
    NewFile,
    /// In memory.
    Memory,
}

impl Index {
    /// The index of a store. Nothing is read or written before the first question.
    pub fn open(store: &Store) -> Self {
        Self::with_patience(store, PATIENCE)
    }

    pub(super) fn with_patience(store: &Store, patience: Duration) -> Self {
        Self {
            file: database::file_in(&store.private_directory()),
            patience,
            database: RefCell::new(None),
            place: Cell::new(Place::File),
            generation: Cell::new(0),
        }
    }

    /// What is known of a commit. Records that were never seen before are read now.
    ///
    /// # Errors
    /// Only where the store itself cannot be read.
    pub fn at<'a>(&'a self, snapshot: &'a Snapshot<'a>) -> Result<View<'a>, IndexError> {
        View::new(self, snapshot)
    }

    /// Lets `work` ask the index, again and of a better place where the first cannot answer. It is
    /// given the generation of row numbers.
    pub(super) fn attempt<T>(
        &self,
        mut work: impl FnMut(&Database, u32) -> Result<T, Trouble>,
    ) -> Result<T, IndexError> {
        let mut gone_before = false;
        for _ in 0..ATTEMPTS {
            match self.once(&mut work) {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Store(error)) => return Err(error.into()),
                Err(Trouble::Gone) if !gone_before => {
                    gone_before = true;
                    self.generation.set(self.generation.get().wrapping_add(1));
                }
                Err(Trouble::Gone | Trouble::Damaged) if self.place.get() == Place::File => {
                    self.move_to(Place::NewFile);
                    database::remove(&self.file);
                }
                Err(Trouble::Gone | Trouble::Damaged | Trouble::Refused) => {
                    self.move_to(Place::Memory);
                }
            }
        }
        Err(IndexError::NoMemory)
    }

    fn once<T>(
        &self,
        work: &mut impl FnMut(&Database, u32) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let open = self.database.borrow().is_some();
        if !open {
            let opened = match self.place.get() {
                Place::File | Place::NewFile => Database::file(&self.file, self.patience)?,
                Place::Memory => Database::memory()?,
            };
            self.database.replace(Some(opened));
        }
        match self.database.borrow().as_ref() {
            Some(database) => work(database, self.generation.get()),
            None => Err(Trouble::Refused),
        }
    }

    fn move_to(&self, place: Place) {
        self.database.replace(None);
        self.place.set(place);
        self.generation.set(self.generation.get().wrapping_add(1));
    }
}
