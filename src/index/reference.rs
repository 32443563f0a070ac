//! From what people type to the record they mean.
//!
//! A reference is tried as a full id, a case number in every way people write it, the address or
//! UUID of a petition or transcript, an address that a record links to, a part of an id, a title, a
//! fragment of a title. The first of these that matches anything decides.

use crate::record::{Kind, numeral};
use crate::text::fold::fold;

use super::database::Database;
use super::derive::{naming_word, plain_url, word};
use super::error::{IndexError, Trouble};
use super::pack::{Pack, Part};
use super::view::{Located, View, usable};

/// At most this many candidates are named where a reference is ambiguous.
pub const MOST_CANDIDATES: usize = 10;

/// The shortest part of an id that is looked for.
const SHORTEST_PART: usize = 2;

/// What a reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One record.
    One(Located),
    /// None.
    Nothing,
    /// Several; the first [`MOST_CANDIDATES`] of them, in the order of kinds and ids.
    Several(Vec<Candidate>),
}

/// A record that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// What people call it.
    pub title: String,
}

/// A way to look at a folder: which of its records match?
type Look<'l> = dyn Fn(&Database, &Pack) -> Result<Vec<usize>, Trouble> + 'l;

impl View<'_> {
    /// The record that a person means, of `kind` where that is known.
    pub fn find(&self, typed: &str, kind: Option<Kind>) -> Result<Found, IndexError> {
        let typed = typed.trim();
        let folded = fold(typed);
        if folded.is_empty() {
            return Ok(Found::Nothing);
        }
        let asked = |other: &Kind| match kind {
            Some(kind) => *other == kind,
            None => !other.is_single(),
        };
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(asked).collect();
        let exact = self.exact(&folded, &kinds)?;
        if exact != Found::Nothing {
            return Ok(exact);
        }
        let number = folded_number(&folded);
        let kinds = match (number, kind) {
            // A number means a case: where none has it, nothing else is offered for it.
            (Some(_), None) => vec![Kind::Case],
            _ => kinds,
        };
        let own = own_words(typed, &folded);
        let links = [word("see", &plain_url(typed))];
        // Addresses, UUIDs, slugs and the numbers of petitions have one of these.
        let may_be_link = folded.contains(['-', '.', '/']);
        let fragment = [folded.clone()];
        let looks: [&Look<'_>; 6] = [
            &|database, pack| match number {
                Some(number) => {
                    let found =
                        pack.members(database, |(_, member)| member.number == Some(number))?;
                    Ok(found.into_iter().map(|(place, _)| place).collect())
                }
                _ => Ok(Vec::new()),
            },
            &|database, pack| match may_be_link {
                true => pack.holding(database, Part::Links, &own),
                false => Ok(Vec::new()),
            },
            &|database, pack| match may_be_link {
                true => pack.holding(database, Part::Links, &links),
                false => Ok(Vec::new()),
            },
            &|database, pack| {
                let known = kind.is_some() || pack.kind.is_some_and(|kind| kind.letter().is_some());
                if !known || folded.len() < SHORTEST_PART {
                    return Ok(Vec::new());
                }
                pack.part(database, Part::Ids, |ids| {
                    matching(ids, |id| is_part(&folded, id))
                })
            },
            &|database, pack| {
                let is_meant = |titles: &str| titles.split('\t').any(|title| title == folded);
                pack.part(database, Part::Text, |text| matching(text, is_meant))
            },
            &|database, pack| pack.holding(database, Part::Text, &fragment),
        ];
        for look in looks {
            let found = self.look(&kinds, look)?;
            if found != Found::Nothing {
                return Ok(found);
            }
        }
        Ok(Found::Nothing)
    }

    /// The records of any kind that name this one, in the order of kinds and ids.
    pub fn naming(&self, named: Kind, id: &str) -> Result<Vec<Candidate>, IndexError> {
        let word = [naming_word(named, id)];
        let naming = self.ask(|database, contents| {
            let mut naming = Vec::new();
            for kind in Kind::ALL {
                for pack in contents.of(kind) {
                    for place in pack.holding(database, Part::Links, &word)? {
                        let found = candidate(database, pack, kind, place)?;
                        naming.extend(found.filter(|one| {
                            // The settings and the policy share a folder.
                            let is_asked = kind.path(&one.id).is_some();
                            is_asked && (kind, one.id.as_str()) != (named, id)
                        }));
                    }
                }
            }
            Ok(naming)
        })?;
        Ok(naming.into_iter().flatten().collect())
    }

    fn exact(&self, id: &str, kinds: &[Kind]) -> Result<Found, IndexError> {
        let mut located = Vec::new();
        for kind in kinds {
            located.extend(self.locate_as(*kind, id)?);
        }
        let only_one = located.len() < 2;
        match located.pop() {
            None => Ok(Found::Nothing),
            Some(one) if only_one => Ok(Found::One(one)),
            // An agency and a person may share a name.
            Some(_) => self.look(kinds, &|database, pack| {
                pack.part(database, Part::Ids, |ids| {
                    matching(ids, |other| other == id)
                })
            }),
        }
    }

    fn look(&self, kinds: &[Kind], look: &Look<'_>) -> Result<Found, IndexError> {
        let candidates = self.ask(|database, contents| {
            let mut candidates = Vec::new();
            for kind in kinds {
                for pack in contents.of(*kind) {
                    let found = look(database, pack)?;
                    for place in found.into_iter().filter(|place| pack.counts(*place)) {
                        candidates.extend(candidate(database, pack, *kind, place)?);
                        if candidates.len() >= MOST_CANDIDATES {
                            return Ok(candidates);
                        }
                    }
                }
            }
            Ok(candidates)
        })?;
        let mut candidates: Vec<Candidate> = candidates.into_iter().flatten().collect();
        candidates.truncate(MOST_CANDIDATES);
        if let [only] = candidates.as_slice() {
            let located = self.locate_as(only.kind, &only.id)?;
            return Ok(located.map_or(Found::Nothing, Found::One));
        }
        Ok(if candidates.is_empty() {
            Found::Nothing
        } else {
            Found::Several(candidates)
        })
    }
}

fn candidate(
    database: &Database,
    pack: &Pack,
    kind: Kind,
    place: usize,
) -> Result<Option<Candidate>, Trouble> {
    let found = pack.members(database, |(other, _)| *other == place)?;
    let Some((_, member)) = found.first() else {
        return Ok(None);
    };
    let id = |ids: &str| ids.split('\n').nth(place).map(str::to_owned);
    let Some(id) = pack.part(database, Part::Ids, id)? else {
        return Ok(None);
    };
    let title = usable(database, member)?.row.title().to_owned();
    Ok(Some(Candidate {
        kind,
        id,
        number: member.number,
        title,
    }))
}

fn matching(text: &str, is_meant: impl Fn(&str) -> bool) -> Vec<usize> {
    let lines = text.split('\n').enumerate();
    lines
        .filter(|(_, line)| is_meant(line))
        .map(|(place, _)| place)
        .collect()
}

/// A number of a series as people write it: `45`, `第45案`, `案45`, `序號45`, `第四十五次`, `case 45`.
pub fn series_number(typed: &str) -> Option<u32> {
    folded_number(&fold(typed))
}

fn folded_number(folded: &str) -> Option<u32> {
    const BEFORE: [&str; 11] = [
        "序號", "案號", "編號", "案件", "案", "第", "case", "no.", "no", "#", ":",
    ];
    const AFTER: [&str; 8] = ["協作會議", "會議", "案件", "案", "次", "號", "号", "件"];
    let mut rest = folded.trim();
    while let Some(shorter) = BEFORE
        .iter()
        .find_map(|prefix| rest.strip_prefix(prefix))
        .or_else(|| AFTER.iter().find_map(|suffix| rest.strip_suffix(suffix)))
    {
        rest = shorter.trim();
    }
    numeral::parse(rest)
}

/// The words under which the record of an address, a UUID or a slug is known.
fn own_words(typed: &str, folded: &str) -> Vec<String> {
    let mut words = vec![word("link", &plain_url(typed)), word("key", folded)];
    let pieces = folded.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
    words.extend(
        pieces
            .filter(|piece| is_uuid(piece))
            .map(|uuid| word("key", uuid)),
    );
    words
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether the text is the beginning of an id or of its suffix.
fn is_part(part: &str, id: &str) -> bool {
    id.starts_with(part)
        || id
            .split_once('-')
            .is_some_and(|(_, suffix)| suffix.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_number_is_read_in_every_way_people_write_it() {
        for typed in [
            "45",
            "第45案",
            "第四十五次",
            "序號45",
            "序號：４５",
            "第 45 案",
            "No. 45",
            "#45",
            "案45",
            "案 45",
            "45案",
            "第45號",
            "第45号",
            "case 45",
            "Case #45",
            "第四十五次協作會議",
            "四十五",
        ] {
            assert_eq!(series_number(typed), Some(45), "{typed}");
        }
        for typed in [
            "",
            "案",
            "第案",
            "45a",
            "健保45",
            "no",
            "case",
            "showcase 45",
        ] {
            assert_eq!(series_number(typed), None, "{typed}");
        }
    }
}
