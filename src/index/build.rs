//! From a commit to what is known of it. A folder that was seen before is looked up; of the others
//! only the blobs that were never seen are read and parsed.

use std::collections::HashMap;

use git2::ObjectType;

use crate::record::Kind;
use crate::record::problem::ProblemKind;
use crate::store::{Entry, EntryKind, Folder, LARGEST_FILE, Oid, ReadError, Snapshot};

use super::database::Database;
use super::derive::{self, Derived};
use super::error::Trouble;
use super::pack::{AtHand, Member, Pack, Parts, Postings, Unusable, kind_of_folder, span_line};
use super::standing;

/// What is known of a commit: its folders, in path order.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The folders below `records/`.
    pub(super) packs: Vec<Pack>,
}

/// Looks up what is known of a commit and derives the rest.
pub(super) fn contents(database: &Database, snapshot: &Snapshot<'_>) -> Result<Contents, Trouble> {
    let Some(tree) = snapshot.records()? else {
        return Ok(Contents::default());
    };
    let known = database.read(|| match database.roster(tree)? {
        Some(packs) => Ok(packs.into_iter().map(Ok).collect()),
        None => looked_up(database, snapshot),
    })?;
    if known.iter().all(Result::is_ok) {
        return Ok(Contents {
            packs: known.into_iter().flatten().collect(),
        });
    }
    let packs = database.write(|| {
        let packs: Vec<Pack> = known
            .into_iter()
            .map(|pack| pack.or_else(|files| made(database, snapshot, files)))
            .collect::<Result<_, _>>()?;
        database.add_roster(tree, &packs)?;
        Ok(packs)
    })?;
    Ok(Contents { packs })
}

/// The folders of a commit: what is known of each, or its files.
fn looked_up(
    database: &Database,
    snapshot: &Snapshot<'_>,
) -> Result<Vec<Result<Pack, Files>>, Trouble> {
    let mut known: HashMap<Oid, Vec<Pack>> = HashMap::new();
    let mut trouble = None;
    let folders = snapshot.folders(|tree| {
        if trouble.is_some() || known.contains_key(&tree) {
            return true;
        }
        match database.packs(tree) {
            Ok(packs) if packs.is_empty() => false,
            Ok(packs) => {
                known.insert(tree, packs);
                true
            }
            Err(found) => {
                trouble = Some(found);
                true
            }
        }
    })?;
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    folders
        .into_iter()
        .map(
            |folder| match taken(&mut known, folder.tree, &folder.path) {
                Some(pack) => Ok(Ok(pack)),
                None => look_up(database, snapshot, folder),
            },
        )
        .collect()
}

/// The files of a folder of which nothing is known yet.
struct Files {
    path: String,
    key: Oid,
    entries: Vec<Entry>,
}

fn taken(known: &mut HashMap<Oid, Vec<Pack>>, key: Oid, path: &str) -> Option<Pack> {
    let packs = known.get_mut(&key)?;
    let place = packs.iter().position(|pack| pack.folder == path)?;
    Some(packs.swap_remove(place))
}

/// Looks for a folder whose tree is not known as such. One that has folders in it, like `records`,
/// is kept under the hash of its own files: its tree changes with every commit, they seldom do.
fn look_up(
    database: &Database,
    snapshot: &Snapshot<'_>,
    folder: Folder,
) -> Result<Result<Pack, Files>, Trouble> {
    let mut entries = snapshot.entries(folder.tree)?;
    let all = entries.len();
    entries.retain(|entry| entry.kind != EntryKind::Folder);
    let key = if entries.len() == all {
        folder.tree
    } else {
        listing(&entries)
    };
    let kept = database
        .packs(key)?
        .into_iter()
        .find(|pack| pack.folder == folder.path);
    Ok(kept.ok_or(Files {
        path: folder.path,
        key,
        entries,
    }))
}

fn listing(entries: &[Entry]) -> Oid {
    let mut text = String::from("files of a folder\n");
    for entry in entries {
        text.push_str(&format!("{:?} {} {}\n", entry.kind, entry.id, entry.name));
    }
    Oid::hash_object(ObjectType::Blob, text.as_bytes()).expect("bytes in memory can be hashed")
}

/// Derives a folder, while writing.
fn made(database: &Database, snapshot: &Snapshot<'_>, files: Files) -> Result<Pack, Trouble> {
    // Another process may have done it while this one waited.
    if let Some(pack) = database
        .packs(files.key)?
        .into_iter()
        .find(|pack| pack.folder == files.path)
    {
        return Ok(pack);
    }
    let mut maker = Maker {
        database,
        snapshot,
        words: Postings::default(),
        links: Postings::default(),
        lasting: true,
    };
    let mut pack = Pack {
        number: None,
        key: files.key,
        kind: kind_of_folder(&files.path),
        folder: files.path,
        count: 0,
        unusable: Vec::new(),
        undecided: Vec::new(),
        left_out: Vec::new(),
        at_hand: None,
    };
    let mut parts = Parts::default();
    let mut members = Vec::new();
    for entry in files.entries {
        maker.put(&mut pack, &mut members, &mut parts, entry)?;
    }
    parts.words = maker.words.written();
    parts.links = maker.links.written();
    pack.count = members.len();
    if maker.lasting {
        database.add_pack(&mut pack, &members, &parts)?;
    }
    pack.at_hand = Some(AtHand { members, parts });
    Ok(pack)
}

struct Maker<'a> {
    database: &'a Database,
    snapshot: &'a Snapshot<'a>,
    words: Postings,
    links: Postings,
    /// Whether the pack says the same whenever it is made: not so where an object cannot be read.
    lasting: bool,
}

impl Maker<'_> {
    fn put(
        &mut self,
        pack: &mut Pack,
        members: &mut Vec<Member>,
        parts: &mut Parts,
        entry: Entry,
    ) -> Result<(), Trouble> {
        // What is no TOML file (a README, a keep file) is nobody's record and nobody's mistake.
        if !entry.name.ends_with(".toml") {
            return Ok(());
        }
        let path = format!("{}/{}", pack.folder, entry.name);
        let kind = Kind::of_path(&path).map(|(kind, _)| kind);
        let (row, derived) = match kind {
            None => (0, derive::problem(ProblemKind::UnknownPlace)),
            Some(_) if !entry.kind.is_file() => (
                0,
                Derived::Unusable {
                    code: derive::NOT_A_FILE,
                    line: 1,
                },
            ),
            Some(kind) => self.row(entry.id, kind)?,
        };
        let (code, line) = match (kind, derived) {
            (Some(kind), Derived::Usable(usable)) => {
                if kind.path(&usable.id).as_deref() == Some(path.as_str()) {
                    for (part, text) in [
                        (&mut parts.ids, &usable.id),
                        (&mut parts.text, &usable.text),
                        (&mut parts.spans, &span_line(usable.facts.span)),
                    ] {
                        if !members.is_empty() {
                            part.push('\n');
                        }
                        part.push_str(text);
                    }
                    if usable.stands {
                        standing::add(&mut parts.standing, members.len(), &usable.pending);
                    }
                    self.words.add(&usable.words, members.len());
                    self.links.add(&usable.links, members.len());
                    members.push(Member::new(row, &usable.facts));
                    if usable.conflicts > 0 {
                        pack.undecided.push((usable.id, usable.conflicts));
                    }
                    return Ok(());
                }
                ("misplaced-record", 1)
            }
            (None, Derived::Usable(_)) => ("unknown-place", 1),
            (_, Derived::Unusable { code, line }) => (code, line),
        };
        pack.unusable.push(Unusable {
            name: entry.name,
            code,
            line,
        });
        Ok(())
    }

    /// The row of a blob, derived now if it never was.
    fn row(&mut self, blob: Oid, kind: Kind) -> Result<(u32, Derived), Trouble> {
        if let Some(found) = self.database.find_blob(blob, kind)? {
            return Ok(found);
        }
        let derived = match self.snapshot.read_blob(blob, LARGEST_FILE) {
            Ok(bytes) => derive::derive(kind, &bytes),
            Err(ReadError::TooLarge { size, limit, .. }) => {
                derive::problem(ProblemKind::TooLarge {
                    bytes: size,
                    most: limit,
                })
            }
            // It may be fetched or repaired later, so this is not remembered.
            Err(_) => {
                self.lasting = false;
                return Ok((
                    0,
                    Derived::Unusable {
                        code: derive::MISSING_OBJECT,
                        line: 1,
                    },
                ));
            }
        };
        Ok((self.database.add_blob(blob, kind, &derived)?, derived))
    }
}
