//! The file: opening it, making it, what lies in which table, and telling damage.
//!
//! `<common git directory>/po/index/index-<DERIVATION>.sqlite`, in a folder of its own so that whoever
//! clears the cache away leaves the lock and the journal of the store alone. It is a cache, so nothing
//! is synced and the rollback journal is kept in memory: readers make no extra files and a write costs no wait
//! for the disk. A power cut or a kill may therefore leave the file torn. That is safe because
//! every value is sealed with its key (see `bytes`), every row can be derived again, and a missing
//! row is always derived again. No write-ahead log: a process that lives ten milliseconds would
//! pay for opening and clearing it away.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row as SqlRow};

use crate::record::Kind;
use crate::store::Oid;

use super::bytes::{Packed, seal, unseal, unsealed};
use super::derive::Derived;
use super::error::Trouble;
use super::pack::{Member, Pack, Part, Parts, read_members, written};

/// The version of the way in which rows are derived from records and laid out. It is raised whenever
/// either changes, so that no program reads what another one meant differently.
pub(super) const DERIVATION: u32 = 16;

/// How many files of other derivations stay: people go back and forth between two versions.
const OTHER_DERIVATIONS: usize = 2;

/// How many states of one folder are kept; older ones are derived again from their rows if asked for.
const STATES_OF_A_FOLDER: u32 = 16;

/// Rows that nobody asked for are walked over where they are this few between two that are.
const WIDEST_GAP: u32 = 8;

/// Marks the file as this program's ("poix").
const APPLICATION: u32 = 0x706f_6978;

/// Rows a pack takes in the table `part`: its members, its parts, and what stands of it.
const PARTS: i64 = 2 + Part::ALL.len() as i64;

// A list reads parts of 50 KB from many folders: larger pages are fewer reads. (They hold for a file
// that is made now.)
const SETTINGS: &str = "
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -1024;
    PRAGMA mmap_size = 0;
    PRAGMA cell_size_check = ON;
    PRAGMA trusted_schema = OFF;
";

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS blob (
        n INTEGER PRIMARY KEY, oid BLOB NOT NULL, kind INTEGER NOT NULL, row BLOB NOT NULL,
        UNIQUE (oid, kind)
    );
    CREATE TABLE IF NOT EXISTS pack (
        n INTEGER PRIMARY KEY, key BLOB NOT NULL, folder TEXT NOT NULL, head BLOB NOT NULL,
        UNIQUE (key, folder)
    );
    CREATE INDEX IF NOT EXISTS pack_by_folder ON pack (folder, n);
    CREATE TABLE IF NOT EXISTS roster (n INTEGER PRIMARY KEY, tree BLOB NOT NULL UNIQUE, packs BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS part (n INTEGER PRIMARY KEY, value BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS chapter (
        n INTEGER PRIMARY KEY, tip BLOB NOT NULL, head BLOB NOT NULL, filter BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS chapter_touched (n INTEGER PRIMARY KEY, touched BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS chapter_commits (n INTEGER PRIMARY KEY, commits BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS place (oid BLOB PRIMARY KEY, chapter INTEGER NOT NULL) WITHOUT ROWID;
";

/// An open index: a file, or memory.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    /// The number of the next row of `blob`, while writing.
    next_blob: Cell<u32>,
}

/// Where the file of this derivation lies in the private directory of a store.
pub(super) fn file_in(directory: &Path) -> PathBuf {
    directory
        .join("index")
        .join(format!("index-{DERIVATION}.sqlite"))
}

/// Removes a file that this program cannot use, and what SQLite may have left beside it.
pub(super) fn remove(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // Where it cannot be removed, opening it fails again and memory takes its place.
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

/// Removes files of other derivations, except the newest.
fn remove_other_derivations(path: &Path) {
    let Some(directory) = path.parent() else {
        return;
    };
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    let mut others: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|other| other != path && is_index(other))
        .map(|other| {
            (
                std::fs::metadata(&other)
                    .and_then(|data| data.modified())
                    .ok(),
                other,
            )
        })
        .collect();
    others.sort();
    let surplus = others.len().saturating_sub(OTHER_DERIVATIONS);
    for (_, other) in others.into_iter().take(surplus) {
        remove(&other);
    }
}

fn is_index(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.strip_prefix("index-")?.strip_suffix(".sqlite"))
        .is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

impl Database {
    /// Opens the file, or makes it; `patience` is how long to wait for other processes.
    pub(super) fn file(path: &Path, patience: Duration) -> Result<Self, Trouble> {
        if let Some(directory) = path.parent() {
            // Where this fails, opening the file does.
            let _ = std::fs::create_dir_all(directory);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(patience)?;
        let database = Self::new(connection)?;
        match (
            database.pragma("application_id")?,
            database.pragma("user_version")?,
        ) {
            (APPLICATION, DERIVATION) => {}
            (0, 0) => {
                database.make()?;
                remove_other_derivations(path);
            }
            _ => return Err(Trouble::Damaged),
        }
        Ok(database)
    }

    /// An index that lives as long as the process.
    pub(super) fn memory() -> Result<Self, Trouble> {
        let database = Self::new(Connection::open_in_memory()?)?;
        database.make()?;
        Ok(database)
    }

    fn new(connection: Connection) -> Result<Self, Trouble> {
        connection.execute_batch(SETTINGS)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self {
            connection,
            next_blob: Cell::new(0),
        })
    }

    fn pragma(&self, name: &str) -> Result<u32, Trouble> {
        Ok(self
            .connection
            .pragma_query_value(None, name, |row| row.get(0))?)
    }

    fn make(&self) -> Result<(), Trouble> {
        let marks =
            format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {DERIVATION};");
        self.in_transaction("BEGIN IMMEDIATE", || {
            Ok(self.connection.execute_batch(&format!("{TABLES}{marks}"))?)
        })
    }

    /// Pages kept while writing, in the unit of `cache_size`. A question reads each page once, and a
    /// small cache that is used again costs less than fresh memory; deriving an archive does not.
    const CACHE_TO_WRITE: i32 = -65536;

    /// Runs `work` alone among all writers; all that it writes is there afterwards, or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
        self.connection
            .pragma_update(None, "cache_size", Self::CACHE_TO_WRITE)?;
        self.in_transaction("BEGIN IMMEDIATE", || {
            let last: Option<i64> =
                self.connection
                    .query_row("SELECT max(n) FROM blob", [], |row| row.get(0))?;
            let next = last
                .unwrap_or(0)
                .checked_add(1)
                .and_then(|next| u32::try_from(next).ok());
            self.next_blob.set(next.ok_or(Trouble::Damaged)?);
            work()
        })
    }

    /// Runs `work`, which only reads. Without this every single read would lock and unlock the file,
    /// which takes longer than the read.
    pub(super) fn read<T>(&self, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
        self.in_transaction("BEGIN DEFERRED", work)
    }

    fn in_transaction<T>(
        &self,
        begin: &str,
        work: impl FnOnce() -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.connection.execute_batch(begin)?;
        let result = work().and_then(|value| {
            self.connection.execute_batch("COMMIT")?;
            Ok(value)
        });
        if result.is_err() {
            // The transaction may be over already; that is no second failure.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        result
    }

    /// What is kept of a blob read as a kind of record, and the number of its row.
    pub(super) fn find_blob(
        &self,
        oid: Oid,
        kind: Kind,
    ) -> Result<Option<(u32, Derived)>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT n, row FROM blob WHERE oid = ? AND kind = ?")?;
        let found = statement
            .query_row((oid.as_bytes(), kind as u8), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        found
            .map(|(n, row)| Ok((n, opened(n, oid.as_bytes(), kind as u8, row)?)))
            .transpose()
    }

    /// What is kept in a row of a view. The row is there unless the file is damaged.
    pub(super) fn blob(&self, n: u32) -> Result<Derived, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT oid, kind, row FROM blob WHERE n = ?")?;
        let (oid, kind, row): (Vec<u8>, u8, Vec<u8>) = statement
            .query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?
            .ok_or(Trouble::Damaged)?;
        opened(n, &oid, kind, row)
    }

    /// What is kept in many rows of a view, in the order asked for. Rows that were derived together
    /// lie together, and walking over them takes a fraction of looking up each.
    /// `unpack` takes what is asked for of each.
    pub(super) fn rows<T: Clone>(
        &self,
        numbers: impl Iterator<Item = u32>,
        unpack: fn(&mut &[u8]) -> Option<T>,
    ) -> Result<Vec<T>, Trouble> {
        let mut wanted: Vec<(u32, usize)> = numbers.zip(0..).collect();
        wanted.sort_unstable();
        let mut statement = self
            .connection
            .prepare_cached("SELECT n, oid, kind, row FROM blob WHERE n BETWEEN ? AND ?")?;
        let mut rows = vec![None; wanted.len()];
        for run in wanted.chunk_by(|one, next| next.0.saturating_sub(one.0) <= WIDEST_GAP) {
            let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else {
                continue;
            };
            let mut found = statement.query((*first, *last))?;
            let mut run = run.iter().peekable();
            while let Some(row) = found.next()? {
                let n: u32 = row.get(0)?;
                while let Some((_, place)) = run.next_if(|(wanted, _)| *wanted == n) {
                    if let Some(free) = rows.get_mut(*place) {
                        *free = part_of_row(n, row, unpack);
                    }
                }
            }
        }
        // A row that is not there, or not as it was sealed.
        rows.into_iter()
            .collect::<Option<_>>()
            .ok_or(Trouble::Damaged)
    }

    /// Keeps what was derived of a blob, while writing.
    pub(super) fn add_blob(&self, oid: Oid, kind: Kind, derived: &Derived) -> Result<u32, Trouble> {
        let n = self.next_blob.get();
        self.next_blob
            .set(n.checked_add(1).ok_or(Trouble::Refused)?);
        let mut row = Vec::new();
        derived.pack(&mut row);
        let row = seal(&[&n.to_le_bytes(), oid.as_bytes(), &[kind as u8]], row);
        self.connection
            .prepare_cached("INSERT INTO blob (n, oid, kind, row) VALUES (?, ?, ?, ?)")?
            .execute((n, oid.as_bytes(), kind as u8, row))?;
        Ok(n)
    }

    /// The packs kept under a key: one for each folder that had it.
    pub(super) fn packs(&self, key: Oid) -> Result<Vec<Pack>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT n, folder, head FROM pack WHERE key = ?")?;
        let read = |row: &SqlRow<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let found: Vec<(i64, String, Vec<u8>)> = statement
            .query_map([key.as_bytes()], read)?
            .collect::<Result<_, _>>()?;
        found
            .into_iter()
            .map(|(n, folder, head)| {
                unseal(&[key.as_bytes(), folder.as_bytes(), &[0]], head)
                    .and_then(|head| Pack::from_head(n, key, folder, &head))
                    .ok_or(Trouble::Damaged)
            })
            .collect()
    }

    /// The folders of a whole `records/` tree, where they were kept together.
    pub(super) fn roster(&self, tree: Oid) -> Result<Option<Vec<Pack>>, Trouble> {
        let kept: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT packs FROM roster WHERE tree = ?")?
            .query_row([tree.as_bytes()], |row| row.get(0))
            .optional()?;
        let read = |packs| {
            let packs = unseal(&[tree.as_bytes(), &[6]], packs)?;
            let mut input = packs.as_slice();
            let packs = Packed::unpack(&mut input)?;
            input.is_empty().then_some(packs)
        };
        kept.map(|packs| read(packs).ok_or(Trouble::Damaged))
            .transpose()
    }

    /// Keeps the folders of a `records/` tree together, while writing, and lets go of older ones. One
    /// with a folder that is not kept itself is left.
    pub(super) fn add_roster(&self, tree: Oid, packs: &[Pack]) -> Result<(), Trouble> {
        if packs.iter().any(|pack| pack.number.is_none()) {
            return Ok(());
        }
        let mut value = Vec::new();
        packs.len().pack(&mut value);
        for pack in packs {
            pack.pack(&mut value);
        }
        let value = seal(&[tree.as_bytes(), &[6]], value);
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO roster (tree, packs) VALUES (?, ?)")?
            .execute((tree.as_bytes(), value))?;
        self.connection
            .prepare_cached("DELETE FROM roster WHERE n <= (SELECT max(n) FROM roster) - ?")?
            .execute([STATES_OF_A_FOLDER])?;
        Ok(())
    }

    /// The members of a pack that is kept in the file and that are asked for, with their places.
    pub(super) fn members(
        &self,
        pack: &Pack,
        number: i64,
        keep: impl FnMut(&(usize, Member)) -> bool,
    ) -> Result<Vec<(usize, Member)>, Trouble> {
        let n = number.saturating_mul(PARTS);
        self.look_at_part(n, &members_key(pack), |value| {
            let members = read_members(value).filter(|members| members.len() == pack.count)?;
            Some(members.enumerate().filter(keep).collect())
        })
    }

    /// Looks at a part of a pack that is kept in the file.
    pub(super) fn part<T>(
        &self,
        pack: &Pack,
        number: i64,
        part: Part,
        look: impl FnOnce(&str) -> T,
    ) -> Result<T, Trouble> {
        let n = part_number(number, part);
        self.look_at_part(n, &part_key(pack, part), |value| {
            std::str::from_utf8(value).ok().map(look)
        })
    }

    /// Looks at what stands of a pack that is kept in the file.
    pub(super) fn standing<T>(
        &self,
        pack: &Pack,
        number: i64,
        look: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<T, Trouble> {
        self.look_at_part(standing_number(number), &standing_key(pack), look)
    }

    /// Looks at a sealed value in its place: a list looks at hundreds, and copying them all would take
    /// it longer than looking.
    fn look_at_part<T>(
        &self,
        n: i64,
        key: &[&[u8]],
        look: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<T, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM part WHERE n = ?")?;
        let mut rows = statement.query([n])?;
        let row = rows.next()?.ok_or(Trouble::Gone)?;
        let sealed = row.get_ref(0)?.as_blob().map_err(|_| Trouble::Damaged)?;
        unsealed(key, sealed).and_then(look).ok_or(Trouble::Damaged)
    }

    /// Keeps a pack, while writing, and lets go of old states of its folder.
    pub(super) fn add_pack(
        &self,
        pack: &mut Pack,
        members: &[Member],
        parts: &Parts,
    ) -> Result<(), Trouble> {
        let head = seal(
            &[pack.key.as_bytes(), pack.folder.as_bytes(), &[0]],
            pack.head(),
        );
        self.connection
            .prepare_cached("INSERT INTO pack (key, folder, head) VALUES (?, ?, ?)")?
            .execute((pack.key.as_bytes(), &pack.folder, head))?;
        let number = self.connection.last_insert_rowid();
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO part (n, value) VALUES (?, ?)")?;
        let first = number.checked_mul(PARTS).ok_or(Trouble::Damaged)?;
        insert.execute((first, seal(&members_key(pack), written(members))))?;
        for part in Part::ALL {
            let value = parts.get(part).as_bytes().to_vec();
            insert.execute((
                part_number(number, part),
                seal(&part_key(pack, part), value),
            ))?;
        }
        insert.execute((
            standing_number(number),
            seal(&standing_key(pack), parts.standing.clone()),
        ))?;
        pack.number = Some(number);
        self.remove_old_packs(&pack.folder)
    }

    fn remove_old_packs(&self, folder: &str) -> Result<(), Trouble> {
        let surplus: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT n FROM pack WHERE folder = ? ORDER BY n DESC LIMIT -1 OFFSET ?",
            )?
            .query_map((folder, STATES_OF_A_FOLDER), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if !surplus.is_empty() {
            // A roster names packs by their numbers, so none outlives one of them.
            self.connection
                .prepare_cached("DELETE FROM roster")?
                .execute([])?;
        }
        for number in surplus {
            self.connection
                .prepare_cached("DELETE FROM pack WHERE n = ?")?
                .execute([number])?;
            self.connection
                .prepare_cached("DELETE FROM part WHERE n >= ?1 * ?2 AND n < (?1 + 1) * ?2")?
                .execute((number, PARTS))?;
        }
        Ok(())
    }

    /// The connection, for the tables of the history.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn opened(n: u32, oid: &[u8], kind: u8, row: Vec<u8>) -> Result<Derived, Trouble> {
    let row = unseal(&[&n.to_le_bytes(), oid, &[kind]], row).ok_or(Trouble::Damaged)?;
    Derived::unpack(&mut row.as_slice()).ok_or(Trouble::Damaged)
}

/// What is asked for of an answer `n, oid, kind, row`, looked at in its place.
fn part_of_row<T>(n: u32, answer: &SqlRow<'_>, unpack: fn(&mut &[u8]) -> Option<T>) -> Option<T> {
    let bytes = |column| answer.get_ref(column).ok()?.as_blob().ok();
    let kind: u8 = answer.get(2).ok()?;
    let row = unsealed(&[&n.to_le_bytes(), bytes(1)?, &[kind]], bytes(3)?)?;
    unpack(&mut &*row)
}

fn part_number(pack: i64, part: Part) -> i64 {
    pack.saturating_mul(PARTS).saturating_add(1 + part as i64)
}

fn standing_number(pack: i64) -> i64 {
    pack.saturating_mul(PARTS).saturating_add(PARTS - 1)
}

fn standing_key(pack: &Pack) -> [&[u8]; 3] {
    [pack.key.as_bytes(), pack.folder.as_bytes(), &[8]]
}

fn members_key(pack: &Pack) -> [&[u8]; 3] {
    [pack.key.as_bytes(), pack.folder.as_bytes(), &[5]]
}

fn part_key(pack: &Pack, part: Part) -> [&[u8]; 3] {
    let mark: &[u8] = match part {
        Part::Ids => &[1],
        Part::Words => &[2],
        Part::Links => &[3],
        Part::Text => &[4],
        Part::Spans => &[7],
    };
    [pack.key.as_bytes(), pack.folder.as_bytes(), mark]
}
