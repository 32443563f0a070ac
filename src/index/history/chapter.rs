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

/// The bytes of a touch: the mark of a path and the place of the commit in its chapter.
const TOUCH_WIDTH: usize = 12;

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

/// The commits of a chapter, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Commits {
    texts: Vec<Rc<str>>,
    pub(super) stamps: Vec<Stamp>,
}

/// A chapter while it is written.
#[derive(Debug)]
pub(super) struct Chapter {
    pub(super) number: i64,
    base: Option<Place>,
    commits: Commits,
    numbers: HashMap<Rc<str>, u32>,
    touched: Vec<(u64, u32)>,
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
            commits: Commits::default(),
            numbers: HashMap::new(),
            touched: Vec::new(),
        }
    }

    /// A chapter that is kept, to be added to.
    pub(super) fn reopened(database: &Database, number: i64) -> Result<Self, Trouble> {
        let (head, touched) = head_and_touched(database, number)?;
        let commits = commits(database, number)?;
        let numbers = commits.texts.iter().cloned().zip(0..).collect();
        Ok(Self {
            number,
            base: head.base,
            commits,
            numbers,
            touched: touched.collect(),
        })
    }

    pub(super) fn is_finished(&self) -> bool {
        self.commits.stamps.len() >= LONGEST || self.touched.len() >= MOST_TOUCHED
    }

    /// The place of its newest commit.
    pub(super) fn end(&self) -> Place {
        let count = u32::try_from(self.commits.stamps.len()).unwrap_or(u32::MAX);
        Place {
            chapter: self.number,
            place: count.saturating_sub(1),
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

    /// Adds the commit that follows, with the marks of what it touched.
    pub(super) fn add(&mut self, id: Oid, commit: &RecordedCommit, is_cut: bool, marks: &[u64]) {
        let author = self.text(&commit.author);
        let operation = commit.trailer("Po-Op").map(|text| self.text(text));
        let on_behalf = commit.trailer("Po-For").map(|text| self.text(text));
        self.commits.stamps.push(Stamp {
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
        let place = self.end().place;
        self.touched.extend(marks.iter().map(|mark| (*mark, place)));
    }

    /// Keeps it, while writing.
    pub(super) fn keep(&self, database: &Database) -> Result<(), Trouble> {
        let (Some(tip), number) = (self.commits.stamps.last(), self.number) else {
            return Ok(());
        };
        let tip = tip.commit.as_bytes();
        let earliest = self.commits.stamps.iter().map(|stamp| stamp.seconds).min();
        let head = Head {
            base: self.base,
            count: self.end().place.saturating_add(1),
            earliest: earliest.unwrap_or_default(),
        };
        let mut packed = Vec::new();
        head.pack(&mut packed);
        let mut touched = Vec::with_capacity(self.touched.len() * TOUCH_WIDTH);
        for (mark, place) in &self.touched {
            touched.extend(mark.to_le_bytes());
            touched.extend(place.to_le_bytes());
        }
        let mut commits = Vec::new();
        self.commits.pack(&mut commits);
        let key = number.to_le_bytes();
        let connection = database.connection();
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO chapter (n, tip, head, touched) VALUES (?, ?, ?, ?)",
            )?
            .execute((
                number,
                tip,
                seal(&[&key, tip, &[0]], packed),
                seal(&[&key, tip, &[1]], touched),
            ))?;
        connection
            .prepare_cached("INSERT OR REPLACE INTO chapter_commits (n, commits) VALUES (?, ?)")?
            .execute((number, seal(&[&key, tip, &[2]], commits)))?;
        Ok(())
    }
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
    let found = commits
        .stamps
        .iter()
        .zip(0..)
        .find(|(stamp, _)| stamp.commit == commit);
    let (_, place) = found.ok_or(Trouble::Damaged)?;
    Ok(Some(Place { chapter, place }))
}

/// Whether a commit is in a chapter.
pub(super) fn is_placed(database: &Database, commit: Oid) -> Result<bool, Trouble> {
    Ok(database
        .connection()
        .prepare_cached("SELECT 1 FROM place WHERE oid = ?")?
        .exists([commit.as_bytes()])?)
}

/// What a chapter says of itself, and what its commits touched: marks of paths and places.
pub(super) fn head_and_touched(
    database: &Database,
    number: i64,
) -> Result<(Head, impl Iterator<Item = (u64, u32)>), Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached("SELECT tip, head, touched FROM chapter WHERE n = ?")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (tip, head, touched) = found.ok_or(Trouble::Damaged)?;
    let key = number.to_le_bytes();
    let head = unseal(&[&key, &tip, &[0]], head).ok_or(Trouble::Damaged)?;
    let head = Head::unpack(&mut head.as_slice()).ok_or(Trouble::Damaged)?;
    let touched = unseal(&[&key, &tip, &[1]], touched).ok_or(Trouble::Damaged)?;
    let count = touched.len() / TOUCH_WIDTH;
    let touch = move |number: usize| {
        let bytes = touched.get(number * TOUCH_WIDTH..(number + 1) * TOUCH_WIDTH)?;
        let (mark, place) = bytes.split_first_chunk::<8>()?;
        Some((
            u64::from_le_bytes(*mark),
            u32::from_le_bytes(place.try_into().ok()?),
        ))
    };
    Ok((head, (0..count).filter_map(touch)))
}

/// What a chapter says of itself.
pub(super) fn head(database: &Database, number: i64) -> Result<Head, Trouble> {
    let found: Option<(Vec<u8>, Vec<u8>)> = database
        .connection()
        .prepare_cached("SELECT tip, head FROM chapter WHERE n = ?")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (tip, head) = found.ok_or(Trouble::Damaged)?;
    let head = unseal(&[&number.to_le_bytes(), &tip, &[0]], head).ok_or(Trouble::Damaged)?;
    Head::unpack(&mut head.as_slice()).ok_or(Trouble::Damaged)
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
    let commits = unseal(&[&number.to_le_bytes(), &tip, &[2]], commits).ok_or(Trouble::Damaged)?;
    Commits::unpack(&mut commits.as_slice()).ok_or(Trouble::Damaged)
}

impl Commits {
    /// The commit at a place.
    pub(super) fn stamp(&self, place: u32) -> Result<&Stamp, Trouble> {
        let stamp = usize::try_from(place)
            .ok()
            .and_then(|place| self.stamps.get(place));
        stamp.ok_or(Trouble::Damaged)
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
    pub(super) fn recorded(&self, stamp: &Stamp) -> Recorded {
        Recorded {
            commit: stamp.commit,
            parents: stamp.parents.clone(),
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
        self.stamps.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let texts = Vec::<String>::unpack(input)?;
        Some(Self {
            texts: texts.into_iter().map(Rc::from).collect(),
            stamps: Packed::unpack(input)?,
        })
    }
}
