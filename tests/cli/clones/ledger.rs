//! What was changed, by whom and knowing what; and whether it is there in the end.
//!
//! Each step has a moment of its own, which is the author's time of the commit that it makes. git keeps that
//! through merges and rebases, so that the moments in the past of a commit are what its author knew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{Oid, Repository};
use po::record::any::{parse, table_of};
use po::record::fields::{FieldPath, Step, changes, fields};
use po::record::{AnyRecord, Item};
use po::store::splice::inline_text;

/// The changes, in the order in which they were made.
#[derive(Default)]
pub(super) struct Ledger {
    writes: Vec<Write>,
}

/// A value that was set or taken away.
#[derive(Debug)]
struct Write {
    moment: i64,
    /// The moments of what its author had.
    known: BTreeSet<i64>,
    /// What the record is called; two that were drawn one id may have become one with two titles.
    titles: BTreeSet<String>,
    place: Place,
    old: Option<String>,
    new: Option<String>,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Record,
    Field(FieldPath),
    /// A value in a list, which is a set.
    Element(FieldPath, String),
}

/// A case as it can be worked upon.
pub(super) struct Case {
    pub(super) id: String,
    pub(super) fields: BTreeSet<String>,
    /// The keys of its promises.
    pub(super) promises: Vec<String>,
    /// The fields to decide, except which of two cases it is.
    pub(super) undecided: Vec<String>,
}

/// A record in the end.
struct Record {
    titles: BTreeSet<String>,
    values: BTreeMap<FieldPath, Item>,
    undecided: BTreeMap<String, Vec<String>>,
}

/// The newest commit of a repository's main branch.
pub(super) fn tip(repository: &Path) -> Oid {
    let repository = Repository::open(repository).unwrap();
    repository.refname_to_id("refs/heads/main").unwrap()
}

/// The cases at the tip, in the order of their ids.
pub(super) fn cases(clone: &Path) -> Vec<Case> {
    let records = records(&Repository::open(clone).unwrap(), tip(clone));
    let cases = records.into_values().filter_map(|record| {
        let AnyRecord::Case(case) = record else {
            return None;
        };
        let undecided = case.conflicts.iter().map(|row| row.path.to_string());
        Some(Case {
            id: case.id.to_string(),
            fields: values(&AnyRecord::Case(case.clone()))
                .into_keys()
                .map(|path| path.to_string())
                .collect(),
            promises: case
                .commitments
                .iter()
                .map(|row| row.k.to_string())
                .collect(),
            undecided: undecided.filter(|field| field != "title").collect(),
        })
    });
    cases.collect()
}

/// All records of a commit by path. None is unreadable.
fn records(repository: &Repository, commit: Oid) -> BTreeMap<String, AnyRecord> {
    let tree = repository.find_commit(commit).unwrap().tree().unwrap();
    let mut records = BTreeMap::new();
    let walked = tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        let path = format!("{folder}{}", entry.name().unwrap());
        let is_drawn = ["records/cases/", "records/meetings/"]
            .iter()
            .any(|start| path.starts_with(start));
        if is_drawn && path.ends_with(".toml") {
            let blob = repository.find_blob(entry.id()).unwrap();
            let parsed = parse(&path, blob.content());
            assert!(parsed.is_sound(), "{path}: {:?}", parsed.problems);
            records.insert(path, parsed.record.unwrap());
        }
        git2::TreeWalkResult::Ok
    });
    walked.unwrap();
    records
}

/// The moments of all that a clone has.
pub(super) fn known(clone: &Path) -> BTreeSet<i64> {
    known_at(&Repository::open(clone).unwrap(), tip(clone))
}

/// The moments of all that lies in the past of a commit.
fn known_at(repository: &Repository, commit: Oid) -> BTreeSet<i64> {
    let mut walk = repository.revwalk().unwrap();
    walk.push(commit).unwrap();
    let moment = |id: Result<Oid, git2::Error>| {
        let commit = repository.find_commit(id.unwrap()).unwrap();
        commit.author().when().seconds()
    };
    walk.map(moment).collect()
}

fn values(record: &AnyRecord) -> BTreeMap<FieldPath, Item> {
    fields(&record.item(), table_of(record.kind()))
}

fn text(item: &Item) -> String {
    inline_text(&item.to_value())
}

fn title(record: &AnyRecord) -> String {
    text(&Item::Text(record.title().to_owned()))
}

/// The titles of a record: that which it has, and those between which somebody has to decide.
fn titles(record: &AnyRecord) -> BTreeSet<String> {
    let open = record
        .conflicts()
        .iter()
        .filter(|row| row.path.as_str() == "title");
    let open = open.flat_map(|row| row.values.iter().cloned());
    open.chain([title(record)]).collect()
}

/// The values of a list, of records the titles, since an id may change.
fn elements(item: Option<&Item>, among: &BTreeMap<String, AnyRecord>) -> BTreeSet<String> {
    let Some(Item::List(items)) = item else {
        return BTreeSet::new();
    };
    let name = |item: &Item| {
        let of_id = among.values().find(|record| {
            Item::Text(record.id()) == *item || text(item).trim_matches('"') == record.id()
        });
        of_id.map_or_else(|| text(item), title)
    };
    items.iter().map(name).collect()
}

fn is_compared(path: &FieldPath) -> bool {
    let name = path.to_string();
    // Labels are numbered anew, ids may change, and what is undecided is no value of its own.
    !name.ends_with(".label") && name != "id" && !name.starts_with("conflict[")
}

/// The fields that waited for a decision before and do not afterwards.
fn decided(was: Option<&AnyRecord>, is: Option<&AnyRecord>) -> Vec<FieldPath> {
    let open = |side: Option<&AnyRecord>| -> Vec<FieldPath> {
        let rows = side.map(AnyRecord::conflicts).unwrap_or_default();
        rows.iter().map(|row| row.path.path()).collect()
    };
    let after = open(is);
    let before = open(was).into_iter();
    before.filter(|path| !after.contains(path)).collect()
}

impl Ledger {
    /// Writes down what lies between two commits of a clone; all of it as one text.
    pub(super) fn write_down(
        &mut self,
        clone: &Path,
        before: Oid,
        after: Oid,
        moment: i64,
    ) -> String {
        let mut written = String::new();
        if before == after {
            return written;
        }
        let repository = Repository::open(clone).unwrap();
        let (old, new) = (records(&repository, before), records(&repository, after));
        let known = known_at(&repository, before);
        let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for path in paths {
            let (was, is) = (old.get(path), new.get(path));
            let Some(record) = is.or(was).filter(|_| was != is) else {
                continue;
            };
            let mut write = |place: Place, old: Option<String>, new: Option<String>| {
                written.extend(new.clone());
                self.writes.push(Write {
                    moment,
                    known: known.clone(),
                    titles: titles(record),
                    place,
                    old,
                    new,
                });
            };
            if is.is_none() {
                write(Place::Record, Some(String::new()), None);
                continue;
            }
            let items = [was, is].map(|side| side.map(AnyRecord::item));
            let [was_item, is_item] = items.each_ref().map(Option::as_ref);
            let changes = changes(was_item, is_item, table_of(record.kind()));
            // Somebody decided, be it for the value that stood there meanwhile.
            for path in decided(was, is) {
                if !changes.iter().any(|change| change.path == path) {
                    let value = values(record).get(&path).map(text);
                    write(Place::Field(path), value.clone(), value);
                }
            }
            for change in changes {
                if !is_compared(&change.path) {
                    continue;
                }
                let sides = [&change.old, &change.new].map(Option::as_ref);
                if sides
                    .iter()
                    .flatten()
                    .any(|item| matches!(item, Item::List(_)))
                {
                    let [gone, come] = [elements(sides[0], &old), elements(sides[1], &new)];
                    for element in gone.symmetric_difference(&come) {
                        let there =
                            |set: &BTreeSet<String>| set.contains(element).then(|| element.clone());
                        write(
                            Place::Element(change.path.clone(), element.clone()),
                            there(&gone),
                            there(&come),
                        );
                    }
                } else {
                    let [gone, come] = sides.map(|item| item.map(text));
                    write(Place::Field(change.path), gone, come);
                }
            }
        }
        written
    }

    /// What was set or taken away and is neither there, nor waits for a decision, nor gave way to what was done
    /// knowing it.
    pub(super) fn lost(&self, clone: &Path) -> String {
        let repository = Repository::open(clone).unwrap();
        let all = records(&repository, tip(clone));
        let records: Vec<Record> = all
            .values()
            .map(|record| Record {
                titles: titles(record),
                values: values(record),
                undecided: record
                    .conflicts()
                    .iter()
                    .map(|row| (row.path.to_string(), row.values.clone()))
                    .collect(),
            })
            .collect();
        let lost = self.writes.iter().filter(|write| {
            let own: Vec<&Record> = records
                .iter()
                .filter(|record| !record.titles.is_disjoint(&write.titles))
                .collect();
            let stands = match write.new {
                Some(_) => own.iter().any(|record| record.holds(write, &all)),
                None => !own.iter().any(|record| record.has(write, &all)),
            };
            !stands && !self.gave_way(write) && !self.is_as_before(write) && !self.is_named(write)
        });
        lost.map(|write| format!("lost: {write:?}\n")).collect()
    }

    /// Whether something was done in its place by who knew it; of what was taken away, also by who did not
    /// know that: an edit is kept.
    fn gave_way(&self, write: &Write) -> bool {
        self.of_record(write).any(|other| {
            let knew = other.known.contains(&write.moment)
                || self.of_record(write).any(|alike| {
                    alike.place == write.place
                        && alike.new == write.new
                        && other.known.contains(&alike.moment)
                });
            let is_there = other.place == write.place || other.place == Place::Record;
            let is_of_others = write.new.is_none()
                && !write.known.contains(&other.moment)
                && write.place.is_within(&other.place);
            other.moment != write.moment && ((is_there && knew) || is_of_others)
        })
    }

    /// Whether a record was removed that others, who did not know that, named: it stays with them.
    fn is_named(&self, write: &Write) -> bool {
        let names = |other: &Write| match &other.place {
            Place::Element(_, name) => other.new.is_some() && write.titles.contains(name),
            _ => false,
        };
        let mut others = self.writes.iter();
        write.place == Place::Record
            && others.any(|other| names(other) && !write.known.contains(&other.moment))
    }

    /// Whether it put back what had stood there: a merge of two tips and their past cannot see that.
    fn is_as_before(&self, write: &Write) -> bool {
        let mut before = self
            .of_record(write)
            .filter(|other| write.known.contains(&other.moment));
        before.any(|other| {
            other.place == write.place && [&other.old, &other.new].contains(&&write.new)
        })
    }

    fn of_record(&self, write: &Write) -> impl Iterator<Item = &Write> {
        self.writes
            .iter()
            .filter(|other| !other.titles.is_disjoint(&write.titles))
    }
}

impl Place {
    /// Whether an edit at another place keeps what is removed here: a row or a record stays as a whole.
    fn is_within(&self, other: &Self) -> bool {
        let row = |path: &FieldPath| -> Vec<Step> {
            let end = path.0.iter().position(|step| matches!(step, Step::Row(_)));
            path.0[..end.map_or(path.0.len(), |end| end + 1)].to_vec()
        };
        match (self, other) {
            (Self::Record, _) => true,
            (Self::Field(one), Self::Field(other)) => row(one) == row(other),
            (one, other) => one == other,
        }
    }
}

impl Record {
    /// Whether the value stands there or waits for a decision.
    fn holds(&self, write: &Write, among: &BTreeMap<String, AnyRecord>) -> bool {
        let waits = |path: &FieldPath, value: &String| {
            self.undecided
                .get(&path.to_string())
                .is_some_and(|values| values.contains(value))
        };
        match (&write.place, &write.new) {
            (Place::Field(path), Some(value)) => {
                self.values.get(path).map(text).as_ref() == Some(value) || waits(path, value)
            }
            (Place::Element(path, value), _) => {
                elements(self.values.get(path), among).contains(value)
            }
            _ => true,
        }
    }

    /// Whether anything stands there.
    fn has(&self, write: &Write, among: &BTreeMap<String, AnyRecord>) -> bool {
        match &write.place {
            Place::Record => true,
            Place::Field(path) => self.values.contains_key(path),
            Place::Element(path, value) => elements(self.values.get(path), among).contains(value),
        }
    }
}
