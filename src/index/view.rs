//! What is known of one commit.

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
use crate::store::{LARGEST_FILE, Oid, Snapshot};

use super::build::{self, Contents};
use super::database::Database;
use super::derive::{Derived, Row, Usable};
use super::error::{IndexError, Trouble};
use super::open::Index;
use super::pack::{AtHand, Member, Pack, Part, lines_with, places_with};
use super::row::{Undecided, Unreadable};

/// What is known of one commit.
pub struct View<'a> {
    index: &'a Index,
    snapshot: &'a Snapshot<'a>,
    contents: RefCell<(u32, Contents)>,
    unreadable: Vec<Unreadable>,
    undecided: Vec<Undecided>,
    /// Read at most once: names and filters of one answer both ask for them.
    agencies: OnceCell<Vec<Agency>>,
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
}

impl<'a> View<'a> {
    pub(super) fn new(index: &'a Index, snapshot: &'a Snapshot<'a>) -> Result<Self, IndexError> {
        let contents = index.attempt(|database, generation| {
            Ok((generation, build::contents(database, snapshot)?))
        })?;
        let unreadable = contents.1.packs.iter().flat_map(|pack| {
            pack.unusable.iter().map(|file| Unreadable {
                path: format!("{}/{}", pack.folder, file.name),
                code: file.code,
                line: file.line,
            })
        });
        let unreadable = unreadable.collect();
        let undecided = contents.1.packs.iter().flat_map(|pack| {
            pack.undecided.iter().filter_map(|(id, conflicts)| {
                let folder = &pack.folder;
                let (kind, _) = Kind::of_path(&format!("{folder}/{id}.toml"))?;
                let (id, conflicts) = (id.clone(), *conflicts);
                Some(Undecided {
                    kind,
                    id,
                    conflicts,
                })
            })
        });
        let undecided = undecided.collect();
        Ok(Self {
            index,
            snapshot,
            contents: RefCell::new(contents),
            unreadable,
            undecided,
            agencies: OnceCell::new(),
        })
    }

    /// The commit; `None` where the branch has none yet.
    pub fn commit(&self) -> Option<Oid> {
        self.snapshot.commit()
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
            let bytes = self.snapshot.read_blob(located.blob, LARGEST_FILE)?;
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
                let bytes = self.snapshot.read_blob(located.blob, LARGEST_FILE)?;
                records.extend(any::parse(&located.path, &bytes).record);
            }
        }
        Ok(records)
    }

    /// Where the usable records of a kind lie, in the order of their ids.
    pub fn records(&self, kind: Kind) -> Result<Vec<Located>, IndexError> {
        let ids = self.ask(|database, contents| {
            let mut found = Vec::new();
            for pack in contents.of(kind) {
                let ids = pack.part(database, Part::Ids, |ids| {
                    ids.lines().map(str::to_owned).collect::<Vec<_>>()
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
                    });
                }
            }
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
        let entry = self
            .snapshot
            .entry(&path)?
            .filter(|entry| entry.kind.is_file());
        Ok(entry.map(|entry| Located {
            kind,
            id: id.to_owned(),
            path,
            blob: entry.id,
        }))
    }

    /// Asks the index about this commit. Where the file proves damaged on the way, the question is
    /// asked again of a better one, so it must not depend on row numbers from outside.
    pub(super) fn ask<T>(
        &self,
        question: impl Fn(&Database, &Contents) -> Result<T, Trouble>,
    ) -> Result<T, IndexError> {
        self.index.attempt(|database, generation| {
            let known = self.contents.borrow().0;
            if known != generation {
                let contents = build::contents(database, self.snapshot)?;
                self.contents.replace((generation, contents));
            }
            database.read(|| question(database, &self.contents.borrow().1))
        })
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
    /// The records that are asked for, with their places among all of the folder.
    pub(super) fn members(
        &self,
        database: &Database,
        keep: impl FnMut(&(usize, Member)) -> bool,
    ) -> Result<Vec<(usize, Member)>, Trouble> {
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
