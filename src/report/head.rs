//! What every report begins with: where its rows came from, what could not be read, and what the
//! agencies in it are called.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::locale::Language;
use crate::record::Date;
use crate::record::agency::Agency;
use crate::text::clean::one_line;

/// Where the rows came from and how to make the report again: the head of every report.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The name of the store.
    pub store_name: String,
    /// The commit, 40 hexadecimal digits; `None` for a store without one.
    pub commit: Option<String>,
    /// The day that counts as today: nothing dated later is counted.
    pub as_of: Date,
    /// The command that makes the report again.
    pub command: String,
    /// The version of the program.
    pub version: &'static str,
    /// The language asked for.
    pub language: Language,
    /// The paths of records that could not be read and are therefore not counted.
    pub unreadable: Vec<String>,
    /// All stores, where several are read as one, that of `store_name` first.
    pub stores: Vec<StoreHead>,
    /// The ids of records that several of them have and tell differently.
    pub differing: Vec<String>,
}

impl Provenance {
    /// The stores as the head of a report names them.
    pub(super) fn store_heads(&self) -> Vec<StoreHead> {
        let stores = self.stores.iter();
        let heads = stores.map(|store| StoreHead {
            name: one_line(&store.name),
            commit: store.commit.clone(),
        });
        heads.collect()
    }

    /// The stores that could not be read, by name.
    pub(super) fn stores_not_read(&self) -> Vec<String> {
        let heads = self.store_heads().into_iter();
        let not_read = heads.filter(|store| store.commit.is_none());
        not_read.map(|store| store.name).collect()
    }
}

/// A store that a report reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoreHead {
    /// Its name.
    pub name: String,
    /// The commit, 40 hexadecimal digits; `None` where the store could not be read.
    pub commit: Option<String>,
}

/// Records that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct Unreadable {
    /// How many.
    pub count: usize,
    /// Where they lie.
    pub paths: Vec<String>,
}

impl Unreadable {
    /// Those that a report leaves out.
    pub(super) fn of(provenance: &Provenance) -> Self {
        let paths = provenance.unreadable.iter();
        Self {
            count: provenance.unreadable.len(),
            paths: paths.map(|path| one_line(path)).collect(),
        }
    }
}

/// What an agency is called.
#[derive(Clone, Debug)]
pub struct AgencyName {
    /// The short name in Chinese.
    pub short: String,
    /// The abbreviation, where it has one.
    pub abbreviation: Option<String>,
}

/// The names of agencies by id.
pub(super) fn names(agencies: &[Agency]) -> BTreeMap<String, AgencyName> {
    agencies
        .iter()
        .map(|agency| {
            let name = AgencyName {
                short: one_line(&agency.short_name),
                abbreviation: text(agency.abbreviation.as_deref()),
            };
            (agency.id.as_str().to_owned(), name)
        })
        .collect()
}

/// Text of a record as one line; nothing where nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|line| !line.is_empty())
}
