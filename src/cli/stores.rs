//! Several stores read as one: those of `--store`, or those that `records/stores.toml` of the store at
//! hand names. They are read and nothing else; what is written is written to one store.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::index::{Index, Located};
use crate::locale::{Language, stores as told};
use crate::record::id::{RecordId, STORES_PATH};
use crate::record::{AnyRecord, Date, Kind, any};
use crate::store::{Oid, Snapshot, Store};

use super::context::{Context, Reading, settings_of};
use super::error::{CliError, InWords, Message, exit, unreadable};
use super::listing::{Column, Listing, column};
use super::past::path_of;

/// The commands that answer over several stores.
pub(super) const SEVERAL: [&str; 18] = [
    "agency list",
    "agency show",
    "case list",
    "case show",
    "commitment list",
    "due",
    "meeting list",
    "meeting show",
    "overview",
    "person list",
    "person show",
    "report monthly",
    "report quarterly",
    "report verify",
    "show",
    "transcript list",
    "transcript show",
    "vote show",
];

/// What stands in a list of revisions for a store that is left out.
pub(super) const LEFT_OUT: &str = "-";

/// A store that is to be read beside the one at hand.
pub(super) struct Other {
    /// Its name; of one that `--store` gives that of its settings.
    pub name: String,
    /// The store and the commit that is read; or why it is not.
    pub read: Result<(Store, Option<Oid>), String>,
}

/// A store as an answer reads it.
pub(super) struct ReadStore<'r> {
    /// Its name.
    pub name: String,
    pub store: &'r Store,
    pub index: &'r Index,
    pub snapshot: &'r Snapshot<'r>,
}

/// A store that is asked for: its name where `records/stores.toml` gives it one, and its folder.
struct Asked {
    name: Option<String>,
    folder: PathBuf,
}

/// The revision of each store, the one at hand first; `None` is the newest.
struct Revisions {
    each: Vec<Option<String>>,
    /// Whether one was given for each, so that none may be missing.
    are_named: bool,
}

/// Whether a command answers over several stores. One that is about one store refuses more.
pub(super) fn reads_several(
    matches: &ArgMatches,
    stores: &[PathBuf],
    language: Language,
) -> Result<bool, CliError> {
    let path = path_of(matches);
    let several = SEVERAL.contains(&path.as_str());
    if stores.len() > 1 && !several {
        return Err(CliError::new(exit::USAGE, told::one_store(language, &path)));
    }
    Ok(several)
}

impl Context<'_> {
    /// The stores to be read beside the one at hand, which is read at `commit`, in their order.
    pub(super) fn others(&self, own: &Store, commit: Option<Oid>) -> Result<Vec<Other>, CliError> {
        if !self.reads_several {
            return Ok(Vec::new());
        }
        let language = self.language();
        let mut known = vec![folder_of(own)];
        let mut opened = Vec::new();
        for asked in self.asked(own, commit)? {
            match Store::open_beside(self.environment, &asked.folder) {
                // The store at hand, or one that is named twice.
                Ok(store) if known.contains(&folder_of(&store)) => {}
                Ok(store) => {
                    known.push(folder_of(&store));
                    opened.push((asked.name, asked.folder, Ok(store)));
                }
                Err(error) => {
                    let error = error.in_words(language);
                    opened.push((asked.name, asked.folder, Err(error)));
                }
            }
        }
        let at = self.revisions(opened.len() + 1)?;
        let mut others = Vec::new();
        for ((name, folder, store), one) in opened.into_iter().zip(at.each.iter().skip(1)) {
            let one = one.as_deref();
            let found = self.other(name.clone(), store, one);
            others.push(match (found, name) {
                (Ok(other), _) => other,
                // What is typed is asked for; what is named once for all may be away.
                (Err(error), None) if one != Some(LEFT_OUT) => return Err(error),
                (Err(error), None) => Other {
                    name: folder_name(&folder),
                    read: Err(error.message.text(language)),
                },
                (Err(mut error), Some(name)) if at.are_named && one != Some(LEFT_OUT) => {
                    let why = error.message.text(language);
                    error.code = exit::NOT_FOUND;
                    error.message = Message::Words(told::not_read(language, &name, &why));
                    return Err(error);
                }
                (Err(error), Some(name)) => Other {
                    name,
                    read: Err(error.message.text(language)),
                },
            });
        }
        set_apart(own, commit, &mut others, language);
        Ok(others)
    }

    /// What is to be said of the stores that are named to be read with this one and cannot be. A file
    /// that names them in a wrong way has findings of its own.
    pub(super) fn stores_away(&mut self, own: &Store, commit: Option<Oid>) -> Vec<String> {
        let language = self.language();
        let several = std::mem::replace(&mut self.reads_several, true);
        let others = self.others(own, commit).unwrap_or_default();
        self.reads_several = several;
        let away = others.into_iter().filter_map(|other| {
            let why = other.read.err()?;
            Some(told::not_read(language, &other.name, &why))
        });
        away.collect()
    }

    /// The stores that are asked for beside the one at hand.
    fn asked(&self, own: &Store, commit: Option<Oid>) -> Result<Vec<Asked>, CliError> {
        match self.globals.stores.as_slice() {
            [] => named(own, commit, self.language()),
            [_, more @ ..] => {
                let more = more.iter().map(|path| Asked {
                    name: None,
                    folder: self.environment.directory.join(path),
                });
                Ok(more.collect())
            }
        }
    }

    fn other(
        &self,
        name: Option<String>,
        store: Result<Store, CliError>,
        at: Option<&str>,
    ) -> Result<Other, CliError> {
        let language = self.language();
        if at == Some(LEFT_OUT) {
            let message = told::left_out_here(language);
            return Err(CliError::new(exit::NOT_FOUND, message));
        }
        let store = store?;
        let commit = self.commit_at(&store, at)?;
        let own_name = {
            let snapshot = store.snapshot(commit);
            let snapshot = snapshot.map_err(|error| error.in_words(language))?;
            Index::open(&store)
                .at(&snapshot)
                .map_err(|error| error.in_words(language))?;
            settings_of(&snapshot, language)?.name
        };
        Ok(Other {
            name: name.unwrap_or(own_name),
            read: Ok((store, commit)),
        })
    }

    /// The revision of each of so many stores. A day holds for each; revisions are one for each, between
    /// commas.
    fn revisions(&self, stores: usize) -> Result<Revisions, CliError> {
        let Some(at) = &self.globals.at else {
            return Ok(Revisions {
                each: vec![None; stores],
                are_named: false,
            });
        };
        let each: Vec<Option<String>> = at.split(',').map(|one| Some(one.to_owned())).collect();
        if each.len() == stores {
            return Ok(Revisions {
                each,
                are_named: true,
            });
        }
        if each.len() == 1 && Date::from_typed(at, self.today()).is_some() {
            return Ok(Revisions {
                each: vec![Some(at.clone()); stores],
                are_named: false,
            });
        }
        let language = self.language();
        let message = told::revision_of_one(language, at, stores);
        Err(CliError::new(exit::USAGE, message).hint(told::day_or_one_store(language)))
    }

    /// The revision of `--at` for the store at hand.
    pub(super) fn own_revision(&self) -> Option<&str> {
        let at = self.globals.at.as_deref()?;
        match self.reads_several {
            true => at.split(',').next(),
            false => Some(at),
        }
    }
}

/// The folder by which a store is known from others.
fn folder_of(store: &Store) -> PathBuf {
    let folder = store.repository().commondir();
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// The last part of the path of a folder.
fn folder_name(folder: &Path) -> String {
    let folder: PathBuf = folder.components().collect();
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The stores that `records/stores.toml` of a store names.
fn named(store: &Store, commit: Option<Oid>, language: Language) -> Result<Vec<Asked>, CliError> {
    let snapshot = store.snapshot(commit);
    let snapshot = snapshot.map_err(|error| error.in_words(language))?;
    let bytes = snapshot.read(STORES_PATH);
    let Some(bytes) = bytes.map_err(|error| error.in_words(language))? else {
        return Ok(Vec::new());
    };
    let parsed = any::parse(STORES_PATH, &bytes);
    let Some(AnyRecord::Stores(stores)) = parsed.record else {
        let text = String::from_utf8_lossy(&bytes);
        return Err(unreadable(STORES_PATH, &text, &parsed.problems, language));
    };
    let root: &Path = store.root();
    let rows = stores.stores.into_iter();
    let asked = rows.map(|row| Asked {
        name: Some(row.name.to_string()),
        folder: root.join(row.path),
    });
    Ok(asked.collect())
}

/// Tells stores of one name apart by their folders.
fn set_apart(own: &Store, commit: Option<Oid>, others: &mut [Other], language: Language) {
    let snapshot = own.snapshot(commit).ok();
    let settings = snapshot.and_then(|snapshot| settings_of(&snapshot, language).ok());
    let mut taken: Vec<String> = settings.map(|settings| settings.name).into_iter().collect();
    for other in others {
        let Ok((store, _)) = &other.read else {
            continue;
        };
        if taken.contains(&other.name) {
            other.name = format!("{} ({})", other.name, folder_name(store.root()));
        }
        taken.push(other.name.clone());
    }
}

impl Reading<'_> {
    /// Whether several stores are read, or should be.
    pub(super) fn is_of_several(&self) -> bool {
        self.heads.len() > 1
    }

    /// The store that a record comes from.
    pub(super) fn store_of(&self, located: &Located) -> Option<&ReadStore<'_>> {
        self.stores.get(located.store)
    }

    /// The name of the store of a record, where several are read; empty for what is no record.
    fn store_name(&self, kind: Kind, id: &str) -> &str {
        if id.is_empty() {
            return "";
        }
        let store = self.stores.get(self.view.store_of(kind, id));
        store.map_or("", |store| store.name.as_str())
    }

    /// As [`Reading::store_name`], of a record whose id tells its kind.
    fn store_of_id(&self, id: &str) -> &str {
        let kind = id.parse::<RecordId>().map_or(Kind::Case, |id| id.kind());
        self.store_name(kind, id)
    }

    /// The columns of a list, with one for the store before the last where several are read.
    pub(super) fn columns(&self, mut columns: Vec<Column>, language: Language) -> Vec<Column> {
        if self.is_of_several() {
            let last = columns.len().saturating_sub(1);
            columns.insert(last, column("store", told::heading(language)));
        }
        columns
    }

    /// The cells of a record, with one for its store before the last where several are read.
    pub(super) fn cells(&self, mut cells: Vec<String>, id: &str) -> Vec<String> {
        if self.is_of_several() {
            let last = cells.len().saturating_sub(1);
            cells.insert(last, self.store_of_id(id).to_owned());
        }
        cells
    }

    /// A record for programs, with its store where several are read.
    pub(super) fn with_store(&self, mut value: serde_json::Value, id: &str) -> serde_json::Value {
        if self.is_of_several() {
            let name = self.store_of_id(id);
            value["store"] = match name {
                "" => serde_json::Value::Null,
                name => name.into(),
            };
        }
        value
    }

    /// A list of records of one kind, with their stores where several are read.
    pub(super) fn in_stores<'i>(
        &self,
        mut listing: Listing,
        kind: Kind,
        ids: impl Iterator<Item = &'i str> + Clone,
        language: Language,
    ) -> Listing {
        if !self.is_of_several() {
            return listing;
        }
        listing.columns = self.columns(listing.columns, language);
        for (cells, id) in listing.rows.iter_mut().zip(ids.clone()) {
            let last = cells.len().saturating_sub(1);
            cells.insert(last, self.store_name(kind, id).to_owned());
        }
        for (value, id) in listing.json.iter_mut().zip(ids) {
            value["store"] = self.store_name(kind, id).into();
        }
        listing
    }

    /// What is to be said of the stores beside the answer: those that are not read, and the records
    /// that stores tell differently.
    pub(super) fn asides(&self, language: Language) -> Vec<String> {
        let not_read = self.not_read.iter();
        let not_read = not_read.map(|(name, why)| told::not_read(language, name, why));
        let mut asides: Vec<String> = not_read.collect();
        let name = |place: usize| {
            let store = self.stores.get(place);
            store.map_or("", |store| store.name.as_str())
        };
        let differing = self.view.differing();
        let named = differing.iter().take(MOST_NAMED);
        let named: Vec<String> = named
            .map(|one| match one.id == one.counted {
                true => told::differs(language, &one.id, name(one.store)),
                false => told::same_petition(language, &one.id, name(one.store), &one.counted),
            })
            .collect();
        if let Some(first) = differing.first() {
            let counted = name(first.counted_in);
            asides.push(told::differing(language, differing.len(), counted, &named));
        }
        asides
    }

    /// Where a record that cannot be read lies: with the name of its store where that is not the one at
    /// hand.
    pub(super) fn place(&self, path: &str, store: usize) -> String {
        match (store, self.stores.get(store)) {
            (1.., Some(store)) => format!("{}: {path}", store.name),
            _ => path.to_owned(),
        }
    }
}

/// At most this many differing records are named.
const MOST_NAMED: usize = 3;
