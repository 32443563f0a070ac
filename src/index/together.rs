//! Several stores read as one: which copy of a record counts where more than one store has it.
//!
//! The stores stand in an order. Of records with one id, and of cases with one petition, that of the
//! first store counts and the others are left out of every answer; those that say something else than
//! the one that counts are told of. Rule sets, calendars and templates are those of the first store
//! alone. Nothing of this is kept: each store has its own index, and none knows of another.

use std::collections::HashMap;

use crate::record::Kind;
use crate::store::Oid;

use super::build::Contents;
use super::database::Database;
use super::error::{IndexError, Trouble};
use super::pack::{Part, postings_of};
use super::view::{Source, View};

/// The kinds that are read of every store; of the others those of the first store hold.
pub(super) const SHARED: [Kind; 5] = [
    Kind::Case,
    Kind::Meeting,
    Kind::Transcript,
    Kind::Agency,
    Kind::Person,
];

/// A record that is left out, since an earlier store has it too and says something else of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The place of its store, from 0.
    pub store: usize,
    /// The id of the record that counts: another one where they share a petition.
    pub counted: String,
    /// The place of the store of that record.
    pub counted_in: usize,
}

/// What is known of stores that are read together; nothing where there is only one.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// The stores of the records that count, as far as they are not those of the first.
    homes: HashMap<(Kind, String), usize>,
    /// The records that are left out and differ, in the order of stores and paths.
    pub(super) differing: Vec<Differing>,
    /// The cases that are left out since one with their petition counts, each with that one.
    pub(super) renamed: HashMap<String, String>,
}

/// The places that are left out of the folders of a store, by folder.
pub(super) type LeftOut = HashMap<String, Vec<usize>>;

/// Takes out of what is known of a store what does not count.
pub(super) fn leave_out(contents: &mut Contents, left_out: &LeftOut) {
    contents
        .packs
        .retain(|pack| pack.kind.is_none_or(|kind| SHARED.contains(&kind)));
    for pack in &mut contents.packs {
        if let Some(places) = left_out.get(&pack.folder) {
            pack.left_out.clone_from(places);
        }
    }
}

/// A folder of a store, as far as copies are told by it.
struct Members {
    kind: Kind,
    folder: String,
    key: Oid,
    ids: Vec<String>,
    /// The petitions of cases, each with the place of its case.
    petitions: Vec<(String, usize)>,
}

fn members(database: &Database, contents: &Contents) -> Result<Vec<Members>, Trouble> {
    let mut found = Vec::new();
    for kind in SHARED {
        for pack in contents.of(kind) {
            let ids = pack.part(database, Part::Ids, |ids| {
                ids.split('\n').map(str::to_owned).collect()
            })?;
            let petitions = match kind {
                Kind::Case => pack.part(database, Part::Links, |links| {
                    postings_of(links, "link").collect()
                })?,
                _ => Vec::new(),
            };
            found.push(Members {
                kind,
                folder: pack.folder.clone(),
                key: pack.key,
                ids,
                petitions,
            });
        }
    }
    Ok(found)
}

/// Looks through the stores and takes out of each what an earlier one has.
pub(super) fn read(sources: &mut [Source<'_>]) -> Result<Together, IndexError> {
    let mut together = Together::default();
    let mut homes: HashMap<(Kind, String), (usize, Oid)> = HashMap::new();
    let mut petitions: HashMap<String, (usize, String)> = HashMap::new();
    for store in 0..sources.len() {
        let mut left_out = LeftOut::new();
        let mut new_petitions = Vec::new();
        for folder in sources[store].ask(&members)? {
            let Members { kind, key, .. } = folder;
            let mut twins: HashMap<usize, &(usize, String)> = HashMap::new();
            for (url, place) in &folder.petitions {
                twins.extend(petitions.get(url).map(|twin| (*place, twin)));
            }
            for (place, id) in folder.ids.into_iter().enumerate() {
                let known = homes.get(&(kind, id.clone()));
                let differs = |(counted_in, counted): (usize, String)| Differing {
                    kind,
                    id: id.clone(),
                    store,
                    counted,
                    counted_in,
                };
                match (known, twins.get(&place)) {
                    (Some((home, other_key)), _) => {
                        let same = *other_key == key || {
                            let blob = |store: usize| sources[store].blob(kind, &id);
                            blob(*home)? == blob(store)?
                        };
                        if !same {
                            together.differing.push(differs((*home, id.clone())));
                        }
                    }
                    (None, Some((home, twin))) => {
                        together.differing.push(differs((*home, twin.clone())));
                        together.renamed.insert(id, twin.clone());
                    }
                    (None, None) => {
                        let urls = folder.petitions.iter();
                        let urls = urls.filter(|(_, of)| *of == place);
                        new_petitions.extend(urls.map(|(url, _)| (url.clone(), id.clone())));
                        homes.insert((kind, id), (store, key));
                        continue;
                    }
                }
                left_out
                    .entry(folder.folder.clone())
                    .or_default()
                    .push(place);
            }
        }
        for (url, id) in new_petitions {
            petitions.entry(url).or_insert((store, id));
        }
        if store > 0 {
            sources[store].leave_out(left_out);
        }
    }
    let elsewhere = homes.into_iter().filter(|(_, (store, _))| *store > 0);
    together.homes = elsewhere
        .map(|(record, (store, _))| (record, store))
        .collect();
    Ok(together)
}

impl Together {
    /// The place of the store, from 0, of a record that counts.
    pub(super) fn store_of(&self, kind: Kind, id: &str) -> usize {
        if self.homes.is_empty() {
            return 0;
        }
        let record = (kind, id.to_owned());
        self.homes.get(&record).copied().unwrap_or(0)
    }

    /// The case that counts for one that a record names.
    pub(super) fn counted<'i>(&'i self, case: &'i str) -> &'i str {
        self.renamed.get(case).map_or(case, String::as_str)
    }
}

impl View<'_> {
    /// The place of the store, from 0, of a record that counts.
    pub fn store_of(&self, kind: Kind, id: &str) -> usize {
        self.together.store_of(kind, id)
    }

    /// The records that are left out, since an earlier store has them too and says something else.
    pub fn differing(&self) -> &[Differing] {
        &self.together.differing
    }
}
