//! What is known of one commit, or of one commit each of several stores.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use crate::record::agency::Agency;
use crate::record::any;
use crate::record::calendar::Calendar;
use crate::record::person::Person;
use crate::record::rules::Rules;
use crate::record::settings::Settings;
use crate::record::template::Template;
use crate::record::{AnyRecord, Kind};
use crate::store::{LARGEST_FILE, Oid, ReadError, Snapshot};

use super::build::{self, Contents};
use super::database::Database;
use super::derive::{Derived, Row, Usable};
use super::error::{IndexError, Trouble};
use super::open::Index;
use super::pack::{AtHand, Member, Pack, Part, lines_with, places_with};
use super::row::{Undecided, Unreadable};
use super::together::{self, LeftOut, Together};

/// What is known of one commit, or of one commit each of several stores (see `together`).
pub struct View<'a> {
    /// At least one: the store at hand, then those that are read together with it.
    sources: Vec<Source<'a>>,
    pub(super) together: Together,
    unreadable: Vec<Unreadable>,
    undecided: Vec<Undecided>,
    /// Read at most once: names and filters of one answer both ask for them.
    agencies: OnceCell<Vec<Agency>>,
}

/// A commit of a store, as a view reads it.
pub(super) struct Source<'a> {
    index: &'a Index,
    snapshot: &'a Snapshot<'a>,
    contents: RefCell<(u32, Contents)>,
    /// What does not count of it; `None` in the first store, of which everything does.
    left_out: Option<LeftOut>,
}

/// A record and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The path of its file, from the root of the repository.
    pub path: String,
    /// The bytes of the file.
    pub blob: Oid,
    /// The place of its store among those that are read, from 0.
    pub store: usize,
}

impl<'a> Source<'a> {
    fn new(index: &'a Index, snapshot: &'a Snapshot<'a>) -> Result<Self, IndexError> {
        let contents = index.attempt(|database, generation| {
            Ok((generation, build::contents(database, snapshot)?))
        })?;
        Ok(Self {
            index,
            snapshot,
            contents: RefCell::new(contents),
            left_out: None,
        })
    }

    /// Takes out what does not count.
    pub(super) fn leave_out(&mut self, left_out: LeftOut) {
        together::leave_out(&mut self.contents.get_mut().1, &left_out);
        self.left_out = Some(left_out);
    }

    /// The bytes of the file of an id, counted or not.
    pub(super) fn blob(&self, kind: Kind, id: &str) -> Result<Option<Oid>, IndexError> {
        let path = kind.path(id);
        let entry = path.map(|path| self.snapshot.entry(&path)).transpose()?;
        let entry = entry.flatten().filter(|entry| entry.kind.is_file());
        Ok(entry.map(|entry| entry.id))
    }

    /// Asks the index about this commit. Where the file proves damaged on the way, the question is
    /// asked again of a better one, so it must not depend on row numbers from outside.
    pub(super) fn ask<T>(
        &self,
        question: &impl Fn(&Database, &Contents) -> Result<T, Trouble>,
    ) -> Result<T, IndexError> {
        self.index.attempt(|database, generation| {
            let known = self.contents.borrow().0;
            if known != generation {
                let mut contents = build::contents(database, self.snapshot)?;
                if let Some(left_out) = &self.left_out {
                    together::leave_out(&mut contents, left_out);
                }
                self.contents.replace((generation, contents));
            }
            database.read(|| question(database, &self.contents.borrow().1))
        })
    }
}

impl<'a> View<'a> {
    pub(super) fn new(index: &'a Index, snapshot: &'a Snapshot<'a>) -> Result<Self, IndexError> {
        Ok(Self::of(
            vec![Source::new(index, snapshot)?],
            Together::default(),
        ))
    }

    /// What is known of one commit each of several stores, the one at hand first.
    ///
    /// # Errors
    /// Only where a store cannot be read.
    pub fn together(
        stores: impl IntoIterator<Item = (&'a Index, &'a Snapshot<'a>)>,
    ) -> Result<Self, IndexError> {
        let sources = stores.into_iter();
        let sources = sources.map(|(index, snapshot)| Source::new(index, snapshot));
        let mut sources: Vec<_> = sources.collect::<Result<_, _>>()?;
        let together = match sources.len() {
            0 | 1 => Together::default(),
            _ => together::read(&mut sources)?,
        };
        Ok(Self::of(sources, together))
    }

    fn of(mut sources: Vec<Source<'a>>, together: Together) -> Self {
        let mut unreadable = Vec::new();
        let mut undecided = Vec::new();
        for (store, source) in sources.iter_mut().enumerate() {
            for pack in &source.contents.get_mut().1.packs {
                unreadable.extend(pack.unusable.iter().map(|file| Unreadable {
                    path: format!("{}/{}", pack.folder, file.name),
                    code: file.code,
                    line: file.line,
                    store,
                }));
                undecided.extend(pack.undecided.iter().filter_map(|(id, conflicts)| {
                    let (kind, _) = Kind::of_path(&format!("{}/{id}.toml", pack.folder))?;
                    let counts = together.store_of(kind, id) == store;
                    counts.then(|| Undecided {
                        kind,
                        id: id.clone(),
                        conflicts: *conflicts,
                    })
                }));
            }
        }
        Self {
            sources,
            together,
            unreadable,
            undecided,
            agencies: OnceCell::new(),
        }
    }

    /// The bytes of a record of this view.
    ///
    /// # Errors
    /// Where its store cannot be read.
    pub fn read(&self, located: &Located) -> Result<Vec<u8>, ReadError> {
        let source = self.sources.get(located.store);
        let snapshot = source.unwrap_or(self.first()).snapshot;
        snapshot.read_blob(located.blob, LARGEST_FILE)
    }

    fn first(&self) -> &Source<'a> {
        self.sources
            .first()
            .expect("a view is of one store at least")
    }

    /// Whether several stores are read.
    pub(super) fn is_of_several(&self) -> bool {
        self.sources.len() > 1
    }

    /// The files that no record can be made of, in path order. They are part of no other answer.
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// The records in which a merge left fields undecided, in path order.
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// The settings of the store; `None` where they are missing or cannot be read.
    pub fn settings(&self) -> Result<Option<Settings>, IndexError> {
        let records = self.read_all(Kind::Settings)?;
        Ok(records.into_iter().find_map(|record| match record {
            AnyRecord::Settings(settings) => Some(*settings),
            _ => None,
        }))
    }

    /// All agencies, by id.
    pub fn agencies(&self) -> Result<Vec<Agency>, IndexError> {
        if let Some(agencies) = self.agencies.get() {
            return Ok(agencies.clone());
        }
        let rows = self.rows(Kind::Agency)?;
        let agencies = rows.into_iter().filter_map(|row| match row {
            Row::Agency(agency) => Some(*agency),
            _ => None,
        });
        Ok(self.agencies.get_or_init(|| agencies.collect()).clone())
    }

    /// All people, by id.
    pub fn people(&self) -> Result<Vec<Person>, IndexError> {
        let records = self.read_all(Kind::Person)?;
        Ok(records
            .into_iter()
            .filter_map(|record| match record {
                AnyRecord::Person(person) => Some(*person),
                _ => None,
            })
            .collect())
    }

    /// All rule sets, by the day from which they are in force.
    pub fn rule_sets(&self) -> Result<Vec<Rules>, IndexError> {
        let rows = self.rows(Kind::Rules)?;
        let sets = rows.into_iter().filter_map(|row| match row {
            Row::Rules(rules) => Some(*rules),
            _ => None,
        });
        Ok(sets.collect())
    }

    /// The office calendars of all years that the store knows, by year.
    pub fn calendars(&self) -> Result<Vec<Calendar>, IndexError> {
        let rows = self.rows(Kind::Calendar)?;
        let calendars = rows.into_iter().filter_map(|row| match row {
            Row::Calendar(calendar) => Some(*calendar),
            _ => None,
        });
        Ok(calendars.collect())
    }

    /// The templates by which meetings are prepared, by id.
    pub fn templates(&self) -> Result<Vec<Template>, IndexError> {
        let records = self.read_all(Kind::Template)?;
        Ok(records
            .into_iter()
            .filter_map(|record| match record {
                AnyRecord::Template(template) => Some(*template),
                _ => None,
            })
            .collect())
    }

    /// All usable records of a kind, whole, in the order of their ids. For the kinds that a store has
    /// dozens of: people, templates.
    pub fn read_all(&self, kind: Kind) -> Result<Vec<AnyRecord>, IndexError> {
        let mut records = Vec::new();
        for located in self.records(kind)? {
            let bytes = self.read(&located)?;
            records.extend(any::parse_as(kind, &bytes).record);
        }
        Ok(records)
    }

    /// The usable records of a kind with these ids, whole, in the order of their ids: for what no row
    /// keeps, such as the words of a report.
    pub fn read_some(
        &self,
        kind: Kind,
        ids: &BTreeSet<String>,
    ) -> Result<Vec<AnyRecord>, IndexError> {
        let mut records = Vec::new();
        for id in ids {
            if let Some(located) = self.locate_as(kind, id)? {
                let bytes = self.read(&located)?;
                records.extend(any::parse(&located.path, &bytes).record);
            }
        }
        Ok(records)
    }

    /// Where the usable records of a kind lie, in the order of their ids.
    pub fn records(&self, kind: Kind) -> Result<Vec<Located>, IndexError> {
        let mut located = Vec::new();
        for (store, source) in self.sources.iter().enumerate() {
            located.extend(source.records(kind, store)?);
        }
        if self.is_of_several() {
            located.sort_by(|one, other| one.id.cmp(&other.id));
        }
        Ok(located)
    }

    /// Where the record of exactly this id lies, readable or not; `None` where there is none. An
    /// agency and a person of one name are told apart by asking [`View::find`] for a kind.
    pub fn locate(&self, id: &str) -> Result<Option<Located>, IndexError> {
        for kind in Kind::ALL {
            if let Some(located) = self.locate_as(kind, id)? {
                return Ok(Some(located));
            }
        }
        Ok(None)
    }

    pub(super) fn locate_as(&self, kind: Kind, id: &str) -> Result<Option<Located>, IndexError> {
        let Some(path) = kind.path(id) else {
            return Ok(None);
        };
        // Of other kinds those of the first store hold.
        let among = match together::SHARED.contains(&kind) {
            true => self.sources.len(),
            false => 1,
        };
        for (store, source) in self.sources.iter().enumerate().take(among) {
            if let Some(blob) = source.blob(kind, id)? {
                return Ok(Some(Located {
                    kind,
                    id: id.to_owned(),
                    path,
                    blob,
                    store,
                }));
            }
        }
        Ok(None)
    }

    /// Asks the index of each store, see [`Source::ask`].
    pub(super) fn ask<T>(
        &self,
        question: impl Fn(&Database, &Contents) -> Result<T, Trouble>,
    ) -> Result<Vec<T>, IndexError> {
        let sources = self.sources.iter();
        sources.map(|source| source.ask(&question)).collect()
    }
}

impl Source<'_> {
    fn records(&self, kind: Kind, store: usize) -> Result<Vec<Located>, IndexError> {
        let ids = self.ask(&|database, contents| {
            let mut found = Vec::new();
            for pack in contents.of(kind) {
                let ids = pack.part(database, Part::Ids, |ids| {
                    let ids = ids.lines().enumerate();
                    let counted = ids.filter(|(place, _)| pack.counts(*place));
                    counted.map(|(_, id)| id.to_owned()).collect::<Vec<_>>()
                })?;
                found.push((pack.folder.clone(), ids));
            }
            Ok(found)
        })?;
        let mut located = Vec::new();
        for (folder, ids) in ids {
            let Some(tree) = self.snapshot.entry(&folder)? else {
                continue;
            };
            let entries = self.snapshot.entries(tree.id)?;
            let blobs: HashMap<&str, Oid> = entries
                .iter()
                .map(|entry| (entry.name.as_str(), entry.id))
                .collect();
            for id in ids {
                let path = format!("{folder}/{id}.toml");
                // The settings and the policy share a folder.
                let is_asked = Kind::of_path(&path).is_some_and(|(found, _)| found == kind);
                if let Some(blob) = blobs
                    .get(format!("{id}.toml").as_str())
                    .filter(|_| is_asked)
                {
                    located.push(Located {
                        kind,
                        path,
                        id,
                        blob: *blob,
                        store,
                    });
                }
            }
        }
        Ok(located)
    }
}

impl Contents {
    /// The folders with records of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Pack> {
        self.packs
            .iter()
            .filter(move |pack| pack.kind == Some(kind) && pack.count > 0)
    }
}

impl Pack {
    /// Whether the record at a place counts.
    pub(super) fn counts(&self, place: usize) -> bool {
        self.left_out.binary_search(&place).is_err()
    }

    /// The records that are asked for, with their places among all of the folder.
    pub(super) fn members(
        &self,
        database: &Database,
        mut keep: impl FnMut(&(usize, Member)) -> bool,
    ) -> Result<Vec<(usize, Member)>, Trouble> {
        let keep = |found: &(usize, Member)| self.counts(found.0) && keep(found);
        match (&self.at_hand, self.number) {
            (Some(AtHand { members, .. }), _) => {
                Ok(members.iter().copied().enumerate().filter(keep).collect())
            }
            (None, Some(number)) => database.members(self, number, keep),
            (None, None) => Err(Trouble::Gone),
        }
    }

    /// Looks at what stands of its records; `None` means that the bytes say nothing.
    pub(super) fn standing<T>(
        &self,
        database: &Database,
        look: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<T, Trouble> {
        match (&self.at_hand, self.number) {
            (Some(AtHand { parts, .. }), _) => look(&parts.standing).ok_or(Trouble::Damaged),
            (None, Some(number)) => database.standing(self, number, look),
            (None, None) => Err(Trouble::Gone),
        }
    }

    /// Looks at a part.
    pub(super) fn part<T>(
        &self,
        database: &Database,
        part: Part,
        look: impl FnOnce(&str) -> T,
    ) -> Result<T, Trouble> {
        match (&self.at_hand, self.number) {
            (Some(AtHand { parts, .. }), _) => Ok(look(parts.get(part))),
            (None, Some(number)) => database.part(self, number, part, look),
            (None, None) => Err(Trouble::Gone),
        }
    }

    /// The places of the records with something in `part` that holds one of the needles, in order.
    pub(super) fn holding(
        &self,
        database: &Database,
        part: Part,
        needles: &[String],
    ) -> Result<Vec<usize>, Trouble> {
        let mut lines = self.part(database, part, |text| {
            let mut lines = Vec::new();
            for needle in needles {
                match part {
                    Part::Ids | Part::Text | Part::Spans => lines.extend(lines_with(text, needle)),
                    Part::Words | Part::Links => lines.extend(places_with(text, needle)),
                }
            }
            lines
        })?;
        lines.sort_unstable();
        lines.dedup();
        lines.retain(|place| self.counts(*place));
        Ok(lines)
    }
}

/// What is kept of a record of a view.
pub(super) fn usable(database: &Database, member: &Member) -> Result<Usable, Trouble> {
    match database.blob(member.row)? {
        Derived::Usable(usable) => Ok(*usable),
        Derived::Unusable { .. } => Err(Trouble::Damaged),
    }
}
