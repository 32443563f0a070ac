//! What stands: the open cases, and what is owed, as lists of today need it. Such records are few and
//! lie scattered among all that were ever closed; so each folder keeps theirs in one value, and a list
//! of ten thousand reads some hundred values in place of ten thousand rows.

use std::collections::HashMap;

use crate::record::case::Stage;
use crate::record::{Date, Kind};

use super::bytes::{Packed, take};
use super::derive::{Derived, parts_of};
use super::error::IndexError;
use super::pack::Part;
use super::pending;
use super::row::Pending;
use super::view::View;

/// Records that stand or owed something on a day, as they lie in the index.
#[derive(Debug)]
pub struct StandingRecords {
    /// Packed records, one after the other.
    bytes: Vec<u8>,
    /// Cases that do not count, each with the one that does.
    renamed: HashMap<String, String>,
}

impl StandingRecords {
    /// The records, by folders.
    pub fn records(&self) -> impl Iterator<Item = Pending<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let more = !rest.is_empty();
            let record = more.then(|| Pending::unpack(&mut rest))?;
            let mut record = record.expect("an unsealed value is as it was packed");
            for case in &mut record.cases {
                if let Some(counted) = self.renamed.get(&**case) {
                    *case = counted.as_str().into();
                }
            }
            Some(record)
        })
    }
}

/// Adds a record that stands, the one at a place of its folder, to what is kept of the folder.
pub(super) fn add(kept: &mut Vec<u8>, place: usize, record: &[u8]) {
    place.pack(kept);
    record.len().pack(kept);
    kept.extend(record);
}

/// What is kept of a folder: packed records with their places, in order; `None` where the bytes are no
/// entry, and then for ever.
fn entries(mut kept: &[u8]) -> impl Iterator<Item = Option<(usize, &[u8])>> {
    std::iter::from_fn(move || (!kept.is_empty()).then(|| entry(&mut kept)))
}

fn entry<'k>(kept: &mut &'k [u8]) -> Option<(usize, &'k [u8])> {
    let place = usize::unpack(kept)?;
    let length = usize::unpack(kept)?;
    Some((place, take(kept, length)?))
}

impl View<'_> {
    /// The open cases; with agencies, those in which one of them has a part.
    pub fn open_cases(&self, agencies: &[String]) -> Result<StandingRecords, IndexError> {
        let parts = (!agencies.is_empty()).then(|| parts_of(agencies, None));
        let bytes = self.ask(|database, contents| {
            let mut bytes = Vec::new();
            for pack in contents.of(Kind::Case) {
                let parts = parts.as_ref();
                let places = parts.map(|parts| pack.holding(database, Part::Words, parts));
                let places = places.transpose()?;
                let is_asked = |place| {
                    let places = places.as_ref();
                    pack.counts(place)
                        && places.is_none_or(|places| places.binary_search(&place).is_ok())
                };
                pack.standing(database, |kept| {
                    for entry in entries(kept) {
                        let (place, record) = entry?;
                        let stage: Option<Stage> = Packed::unpack(&mut &*record)?;
                        if stage.is_some_and(Stage::is_open) && is_asked(place) {
                            bytes.extend(record);
                        }
                    }
                    Some(())
                })?;
            }
            Ok(bytes)
        })?;
        Ok(self.standing_records(bytes))
    }

    fn standing_records(&self, mut bytes: Vec<Vec<u8>>) -> StandingRecords {
        StandingRecords {
            bytes: match bytes.as_mut_slice() {
                [only] => std::mem::take(only),
                _ => bytes.concat(),
            },
            renamed: self.together.renamed.clone(),
        }
    }

    /// All records that owed something on a day, among them some that do not, or that did in the same
    /// month only. What owes nothing any more and did not then is not opened.
    pub fn pending(&self, on: Date) -> Result<StandingRecords, IndexError> {
        let word = [pending::word_of_day(on)];
        let bytes = self.ask(|database, contents| {
            let mut bytes = Vec::new();
            let mut settled = Vec::new();
            for kind in [Kind::Case, Kind::Meeting, Kind::Transcript] {
                for pack in contents.of(kind) {
                    pack.standing(database, |kept| {
                        for entry in entries(kept) {
                            let (place, record) = entry?;
                            if pack.counts(place) {
                                bytes.extend(record);
                            }
                        }
                        Some(())
                    })?;
                    let places = pack.holding(database, Part::Words, &word)?;
                    if places.is_empty() {
                        continue;
                    }
                    let members =
                        pack.members(database, |(place, _)| places.binary_search(place).is_ok())?;
                    settled.extend(members.into_iter().map(|(_, member)| member.row));
                }
            }
            for record in database.rows(settled.into_iter(), Derived::unpack_pending)? {
                bytes.extend(record);
            }
            Ok(bytes)
        })?;
        Ok(self.standing_records(bytes))
    }
}
