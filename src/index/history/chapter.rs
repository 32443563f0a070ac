//! How a chapter lies in the file. What is asked most, which paths were touched, stands apart from
//! what the commits say.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::OptionalExtension;

use crate::store::{Oid, RecordedCommit, Signature, moment_of};

use super::super::bytes::{Packed, checksum, seal, unseal};
use super::super::database::Database;
use super::super::error::Trouble;
use super::Recorded;

/// A chapter of so many commits is finished.
const LONGEST: usize = 512;

/// A chapter that touched so many records is finished, since adding to it writes them all again.
const MOST_TOUCHED: usize = 4096;

/// The bytes of an object id.
const OID_WIDTH: usize = 20;

/// The bits that a filter has for each touch, and how many of them stand for a mark: two chapters in a
/// hundred that a record has no part in are looked at all the same.
const BITS_OF_A_TOUCH: usize = 8;
const BITS_OF_A_MARK: u32 = 4;

/// Where a commit stands: the number of its chapter and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) chapter: i64,
    pub(super) place: u32,
}

/// What a chapter says of itself.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The commit before the oldest.
    pub(super) base: Option<Place>,
    /// The number of its commits.
    pub(super) count: u32,
    /// When the earliest of its commits was recorded, in seconds since 1970.
    pub(super) earliest: i64,
}

/// That a commit touched a path.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touch {
    /// What stands for the path.
    pub(super) mark: u64,
    /// The place of the commit in its chapter.
    pub(super) place: u32,
    /// The file that it left there; `None` where it left none.
    pub(super) blob: Option<Oid>,
}

/// What a chapter keeps of a commit; texts by their number among those of the chapter.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) commit: Oid,
    pub(super) parents: Vec<Oid>,
    is_cut: bool,
    pub(super) seconds: i64,
    offset: i32,
    author: u32,
    pub(super) operation: Option<u32>,
    on_behalf: Option<u32>,
    is_signed: bool,
}

/// The commits of a chapter, oldest first. They stay packed, since most questions ask for one.
#[derive(Clone, Debug, Default)]
pub(super) struct Commits {
    texts: Vec<Rc<str>>,
    /// Where each stamp ends among the packed ones.
    ends: Vec<u32>,
    stamps: Vec<u8>,
}

/// A chapter while it is written.
#[derive(Debug)]
pub(super) struct Chapter {
    pub(super) number: i64,
    base: Option<Place>,
    earliest: i64,
    tip: Option<Oid>,
    commits: Commits,
    numbers: HashMap<Rc<str>, u32>,
    touched: Vec<Touch>,
}

/// What stands for a path in a chapter.
pub(super) fn mark(path: &str) -> u64 {
    checksum(&[], path.as_bytes())
}

impl Chapter {
    pub(super) fn new(number: i64, base: Option<Place>) -> Self {
        Self {
            number,
            base,
            earliest: i64::MAX,
            tip: None,
            commits: Commits::default(),
            numbers: HashMap::new(),
            touched: Vec::new(),
        }
    }

    /// A chapter that is kept, to be added to.
    pub(super) fn reopened(database: &Database, number: i64) -> Result<Self, Trouble> {
        let head = head(database, number)?;
        let commits = commits(database, number)?;
        let numbers = commits.texts.iter().cloned().zip(0..).collect();
        Ok(Self {
            number,
            base: head.base,
            earliest: head.earliest,
            tip: None,
            commits,
            numbers,
            touched: touched(database, number)?,
        })
    }

    pub(super) fn is_finished(&self) -> bool {
        self.commits.ends.len() >= LONGEST || self.touched.len() >= MOST_TOUCHED
    }

    /// The place of its newest commit.
    pub(super) fn end(&self) -> Place {
        Place {
            chapter: self.number,
            place: self.commits.count().saturating_sub(1),
        }
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let number = u32::try_from(self.commits.texts.len()).unwrap_or(u32::MAX);
        let text: Rc<str> = Rc::from(text);
        self.commits.texts.push(Rc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// Adds the commit that follows, with what it touched: the marks of paths and what it left there.
    pub(super) fn add(
        &mut self,
        id: Oid,
        commit: &RecordedCommit,
        is_cut: bool,
        touched: &[(u64, Option<Oid>)],
    ) {
        let author = self.text(&commit.author);
        let operation = commit.trailer("Po-Op").map(|text| self.text(text));
        let on_behalf = commit.trailer("Po-For").map(|text| self.text(text));
        self.commits.push(&Stamp {
            commit: id,
            parents: commit.parents.clone(),
            is_cut,
            seconds: commit.at.timestamp(),
            offset: commit.at.offset().local_minus_utc(),
            author,
            operation,
            on_behalf,
            is_signed: commit.signature != Signature::Unsigned,
        });
        self.tip = Some(id);
        self.earliest = self.earliest.min(commit.at.timestamp());
        let place = self.end().place;
        let touch = |(mark, blob): &(u64, Option<Oid>)| Touch {
            mark: *mark,
            place,
            blob: *blob,
        };
        self.touched.extend(touched.iter().map(touch));
    }

    /// Keeps it, while writing; one to which nothing was added is kept already.
    pub(super) fn keep(&self, database: &Database) -> Result<(), Trouble> {
        let Some(tip) = &self.tip else {
            return Ok(());
        };
        let (tip, number) = (tip.as_bytes(), self.number);
        let head = Head {
            base: self.base,
            count: self.commits.count(),
            earliest: self.earliest,
        };
        let key = number.to_le_bytes();
        let sealed = |part: u8, value: Vec<u8>| seal(&[&key, tip, &[part]], value);
        let filter = filter(self.touched.iter().map(|touch| touch.mark));
        let connection = database.connection();
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO chapter (n, tip, head, filter) VALUES (?, ?, ?, ?)",
            )?
            .execute((number, tip, sealed(0, packed(&head)), sealed(3, filter)))?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO chapter_touched (n, touched) VALUES (?, ?)")?
            .execute((number, sealed(1, packed(&self.touched))))?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO chapter_commits (n, commits) VALUES (?, ?)")?
            .execute((number, sealed(2, packed(&self.commits))))?;
        Ok(())
    }
}

fn packed<'b>(value: &impl Packed<'b>) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.pack(&mut bytes);
    bytes
}

/// Bits by which most chapters that did not touch a path are known without their touches: a Bloom
/// filter.
fn filter(marks: impl ExactSizeIterator<Item = u64>) -> Vec<u8> {
    let mut filter = vec![0; (marks.len() * BITS_OF_A_TOUCH).div_ceil(8)];
    for mark in marks {
        for (byte, bit) in bits(mark, filter.len()) {
            if let Some(byte) = filter.get_mut(byte) {
                *byte |= bit;
            }
        }
    }
    filter
}

/// Whether a path may be among those of which a filter was made; `false` is certain.
fn may_hold(filter: &[u8], mark: u64) -> bool {
    let is_set = |(byte, bit): (usize, u8)| filter.get(byte).is_some_and(|byte| byte & bit != 0);
    bits(mark, filter.len()).all(is_set)
}

/// The bits that stand for a mark in a filter of so many bytes.
fn bits(mark: u64, bytes: usize) -> impl Iterator<Item = (usize, u8)> {
    let count = (bytes as u64 * 8).max(1);
    let (first, step) = (mark & 0xffff_ffff, mark >> 32 | 1);
    (0..u64::from(BITS_OF_A_MARK)).map(move |number| {
        let bit = (first + number * step) % count;
        (
            usize::try_from(bit / 8).unwrap_or(usize::MAX),
            1 << (bit % 8),
        )
    })
}

/// The number of the next new chapter, while writing.
pub(super) fn next_number(database: &Database) -> Result<i64, Trouble> {
    let last: Option<i64> =
        database
            .connection()
            .query_row("SELECT max(n) FROM chapter", [], |row| row.get(0))?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

/// Notes in which chapter a commit stands, while writing.
pub(super) fn put(database: &Database, commit: Oid, chapter: i64) -> Result<(), Trouble> {
    database
        .connection()
        .prepare_cached("INSERT OR REPLACE INTO place (oid, chapter) VALUES (?, ?)")?
        .execute((commit.as_bytes(), chapter))?;
    Ok(())
}

/// Where a commit stands; `None` where it is in no chapter yet.
pub(super) fn place_of(database: &Database, commit: Oid) -> Result<Option<Place>, Trouble> {
    let chapter: Option<i64> = database
        .connection()
        .prepare_cached("SELECT chapter FROM place WHERE oid = ?")?
        .query_row([commit.as_bytes()], |row| row.get(0))
        .optional()?;
    let Some(chapter) = chapter else {
        return Ok(None);
    };
    let commits = commits(database, chapter)?;
    for place in 0..commits.count() {
        if commits.stamp(place)?.commit == commit {
            return Ok(Some(Place { chapter, place }));
        }
    }
    Err(Trouble::Damaged)
}

/// Whether a commit is in a chapter.
pub(super) fn is_placed(database: &Database, commit: Oid) -> Result<bool, Trouble> {
    Ok(database
        .connection()
        .prepare_cached("SELECT 1 FROM place WHERE oid = ?")?
        .exists([commit.as_bytes()])?)
}

/// What a chapter says of itself.
pub(super) fn head(database: &Database, number: i64) -> Result<Head, Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached("SELECT tip, head FROM chapter WHERE n = ?")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (tip, head) = found.ok_or(Trouble::Damaged)?;
    opened(number, &tip, 0, head)
}

/// What a chapter says of itself, and whether its commits may have touched a path.
pub(super) fn head_and_filter(
    database: &Database,
    number: i64,
    mark: u64,
) -> Result<(Head, bool), Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached("SELECT tip, head, filter FROM chapter WHERE n = ?")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (tip, head, filter) = found.ok_or(Trouble::Damaged)?;
    let filter = unseal(&[&number.to_le_bytes(), &tip, &[3]], filter).ok_or(Trouble::Damaged)?;
    Ok((opened(number, &tip, 0, head)?, may_hold(&filter, mark)))
}

/// What the commits of a chapter touched, oldest first.
pub(super) fn touched(database: &Database, number: i64) -> Result<Vec<Touch>, Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached(
            "SELECT chapter.tip, touched FROM chapter_touched JOIN chapter USING (n) WHERE n = ?",
        )?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (tip, touched) = found.ok_or(Trouble::Damaged)?;
    opened(number, &tip, 1, touched)
}

fn opened<T: for<'b> Packed<'b>>(
    number: i64,
    tip: &[u8],
    part: u8,
    value: Vec<u8>,
) -> Result<T, Trouble> {
    let value = unseal(&[&number.to_le_bytes(), tip, &[part]], value).ok_or(Trouble::Damaged)?;
    T::unpack(&mut value.as_slice()).ok_or(Trouble::Damaged)
}

/// The commits of a chapter.
pub(super) fn commits(database: &Database, number: i64) -> Result<Commits, Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached(
            "SELECT chapter.tip, commits FROM chapter_commits JOIN chapter USING (n) WHERE n = ?",
        )?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (tip, commits) = found.ok_or(Trouble::Damaged)?;
    opened(number, &tip, 2, commits)
}

impl Commits {
    /// How many there are.
    fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, stamp: &Stamp) {
        stamp.pack(&mut self.stamps);
        let end = u32::try_from(self.stamps.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    /// The commit at a place.
    pub(super) fn stamp(&self, place: u32) -> Result<Stamp, Trouble> {
        let index = |number: u32| usize::try_from(number).ok();
        let end = |place: u32| index(*self.ends.get(index(place)?)?);
        let unpacked = || {
            let start = place.checked_sub(1).map_or(Some(0), end)?;
            Stamp::unpack(&mut self.stamps.get(start..end(place)?)?)
        };
        unpacked().ok_or(Trouble::Damaged)
    }

    /// The number of a text; `None` where no commit of the chapter says it.
    pub(super) fn number_of(&self, text: &str) -> Option<u32> {
        let place = self.texts.iter().position(|known| known.as_ref() == text)?;
        u32::try_from(place).ok()
    }

    fn text(&self, number: u32) -> Option<Rc<str>> {
        self.texts.get(usize::try_from(number).ok()?).cloned()
    }

    /// What is kept of a commit of this chapter.
    pub(super) fn recorded(&self, stamp: Stamp) -> Recorded {
        Recorded {
            commit: stamp.commit,
            parents: stamp.parents,
            is_cut: stamp.is_cut,
            on: moment_of(stamp.seconds, stamp.offset),
            author: self.text(stamp.author).unwrap_or_default(),
            operation: stamp.operation.and_then(|number| self.text(number)),
            on_behalf: stamp.on_behalf.and_then(|number| self.text(number)),
            signature: match stamp.is_signed {
                true => Signature::Signed,
                false => Signature::Unsigned,
            },
        }
    }
}

impl Packed<'_> for Oid {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.as_bytes());
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = input.split_at_checked(OID_WIDTH)?;
        *input = rest;
        Self::from_bytes(bytes).ok()
    }
}

impl Packed<'_> for Place {
    fn pack(&self, out: &mut Vec<u8>) {
        self.chapter.pack(out);
        self.place.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            chapter: Packed::unpack(input)?,
            place: Packed::unpack(input)?,
        })
    }
}

impl Packed<'_> for Touch {
    fn pack(&self, out: &mut Vec<u8>) {
        self.mark.cast_signed().pack(out);
        self.place.pack(out);
        self.blob.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            mark: i64::unpack(input)?.cast_unsigned(),
            place: Packed::unpack(input)?,
            blob: Packed::unpack(input)?,
        })
    }
}

impl Packed<'_> for Head {
    fn pack(&self, out: &mut Vec<u8>) {
        self.base.pack(out);
        self.count.pack(out);
        self.earliest.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            base: Packed::unpack(input)?,
            count: Packed::unpack(input)?,
            earliest: Packed::unpack(input)?,
        })
    }
}

impl Packed<'_> for Stamp {
    fn pack(&self, out: &mut Vec<u8>) {
        self.commit.pack(out);
        self.parents.pack(out);
        self.is_cut.pack(out);
        self.seconds.pack(out);
        i64::from(self.offset).pack(out);
        self.author.pack(out);
        self.operation.pack(out);
        self.on_behalf.pack(out);
        self.is_signed.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            commit: Packed::unpack(input)?,
            parents: Packed::unpack(input)?,
            is_cut: Packed::unpack(input)?,
            seconds: Packed::unpack(input)?,
            offset: i32::try_from(i64::unpack(input)?).ok()?,
            author: Packed::unpack(input)?,
            operation: Packed::unpack(input)?,
            on_behalf: Packed::unpack(input)?,
            is_signed: Packed::unpack(input)?,
        })
    }
}

impl Packed<'_> for Commits {
    fn pack(&self, out: &mut Vec<u8>) {
        self.texts.len().pack(out);
        for text in &self.texts {
            text.as_ref().to_owned().pack(out);
        }
        self.ends.pack(out);
        out.extend(&self.stamps);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let texts = Vec::<String>::unpack(input)?;
        let ends = Packed::unpack(input)?;
        Some(Self {
            texts: texts.into_iter().map(Rc::from).collect(),
            ends,
            stamps: std::mem::take(input).to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_filter_knows_all_of_which_it_was_made(marks in proptest::collection::vec(any::<u64>(), 0..2000)) {
            let filter = filter(marks.iter().copied());
            prop_assert!(marks.iter().all(|mark| may_hold(&filter, *mark)));
        }
    }

    #[test]
    fn a_filter_leaves_out_nearly_all_others() {
        let path = |number: usize| mark(&format!("records/cases/2019/02/c201902-{number:04}.toml"));
        let filter = filter((0..512).map(path));
        assert_eq!(filter.len(), 512);
        let others = (512..10_512).filter(|number| may_hold(&filter, path(*number)));
        assert!(others.count() < 500);
        assert!(!may_hold(&[], path(0)));
    }
}
