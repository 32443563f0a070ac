//! Two records under one id: both sides made a file of the same path and neither knew of the other.
//!
//! What comes of one source is one record and merges. Otherwise one of the two moves, with all that
//! names it among what its side changed; which of them is for the caller to say, for a merge looks at
//! no side.

use std::collections::{BTreeSet, HashMap};

use crate::record::any;
use crate::record::case::StageRow;
use crate::record::{AnyRecord, Item, Kind, RecordId};
use crate::store::{ChangedFile, Fault, FileChange, Oid, ReadError, Scratch, render, rewrite};

/// The kinds whose ids are drawn.
const DRAWN: [Kind; 3] = [Kind::Case, Kind::Meeting, Kind::Transcript];

/// The ids under which two commits hold records that have nothing to do with each other.
pub struct Clashes {
    /// The ids, in path order.
    pub ids: Vec<RecordId>,
    /// The tree of a past that both have, which knows none of them.
    pub base: Oid,
}

/// What clashes between two commits; `None` where nothing does, one leads to the other, or they have no
/// past in common.
///
/// # Errors
/// Where a commit, a folder or a file cannot be read.
pub fn between(scratch: &Scratch, own: Oid, other: Oid) -> Result<Option<Clashes>, ReadError> {
    let bases = scratch.merge_bases(own, other)?;
    if bases.contains(&own) || bases.contains(&other) {
        return Ok(None);
    }
    let (own, other) = (scratch.tree_of(own)?, scratch.tree_of(other)?);
    let mut clashes: Option<Clashes> = None;
    for base in bases {
        let base = scratch.tree_of(base)?;
        let mut ids = find(scratch, Some(base), own, other)?;
        // What one of several pasts knows is no new record.
        if let Some(known) = &clashes {
            ids.retain(|id| known.ids.contains(id));
        }
        clashes = Some(Clashes { ids, base });
    }
    Ok(clashes.filter(|clashes| !clashes.ids.is_empty()))
}

/// The ids under which both of two trees made a record of their own since the past, in path order.
///
/// # Errors
/// Where a folder or a file cannot be read.
pub fn find(
    scratch: &Scratch,
    base: Option<Oid>,
    one: Oid,
    other: Oid,
) -> Result<Vec<RecordId>, ReadError> {
    let [of_one, of_other] = scratch.changed([(base, one), (base, other)])?;
    let by_path: HashMap<&str, &ChangedFile> = of_other
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut clashes = Vec::new();
    for file in of_one.iter().filter(|file| file.old.is_none()) {
        let twin = by_path.get(file.path.as_str());
        let Some(twin) = twin.filter(|twin| twin.new.is_some() && twin.new != file.new) else {
            continue;
        };
        let (Some(mine), Some(theirs)) = (record(scratch, file)?, record(scratch, twin)?) else {
            continue;
        };
        let id = mine.1.id().parse::<RecordId>();
        let is_drawn = DRAWN.contains(&mine.1.kind());
        if let Ok(id) = id
            && is_drawn
            && !is_one(&mine.1, &theirs.1)
        {
            clashes.push(id);
        }
    }
    Ok(clashes)
}

/// The file changes that give a record of `tree` another id, with every value that names it in records
/// that changed since the past. Records that did not change cannot name it.
///
/// # Errors
/// Where a folder or a file cannot be read, or a record cannot be changed.
pub fn rename(
    scratch: &Scratch,
    base: Option<Oid>,
    tree: Oid,
    old: &RecordId,
    new: &RecordId,
) -> Result<Vec<FileChange>, ReadError> {
    let (old_id, new_id) = (old.to_string(), new.to_string());
    let [files] = scratch.changed([(base, tree)])?;
    let mut changes = Vec::new();
    for file in &files {
        let Some((text, before)) = record(scratch, file)? else {
            continue;
        };
        let item = renamed(before.item(), &old_id, &new_id);
        let after = any::of_item(before.kind(), &item).record;
        let Some(after) = after.filter(|after| *after != before) else {
            continue;
        };
        let is_it = file.path == old.path();
        if is_it {
            changes.push(FileChange {
                path: old.path(),
                content: None,
            });
        }
        // Where the text cannot be changed in place it is written anew.
        let text = rewrite(&text, &before, &after).unwrap_or_else(|_| render(&after));
        changes.push(FileChange {
            path: if is_it { new.path() } else { file.path.clone() },
            content: Some(text.into_bytes()),
        });
    }
    Ok(changes)
}

/// A record of a tree with its text; `None` where there is none that can be read.
fn record(scratch: &Scratch, file: &ChangedFile) -> Result<Option<(String, AnyRecord)>, Fault> {
    let Some((blob, _)) = file.new.filter(|(_, kind)| kind.is_file()) else {
        return Ok(None);
    };
    let bytes = scratch.read(blob)?.unwrap_or_default();
    let record = any::parse(&file.path, &bytes).record;
    let text = String::from_utf8(bytes).ok();
    Ok(text.zip(record))
}

/// A value with one id in the place of another, wherever that stands alone.
fn renamed(item: Item, old: &str, new: &str) -> Item {
    let each = |items: Vec<Item>| {
        items
            .into_iter()
            .map(|item| renamed(item, old, new))
            .collect()
    };
    match item {
        Item::Text(text) if text == old => Item::Text(new.to_owned()),
        Item::List(items) => Item::List(each(items)),
        Item::Rows(rows) => Item::Rows(each(rows)),
        Item::Table(fields) => {
            let fields = fields.into_iter();
            Item::Table(
                fields
                    .map(|(name, item)| (name, renamed(item, old, new)))
                    .collect(),
            )
        }
        other => other,
    }
}

/// Whether two records of one id are the same thing, made or imported twice.
fn is_one(mine: &AnyRecord, theirs: &AnyRecord) -> bool {
    let is_imported = |record: &AnyRecord| match record {
        AnyRecord::Case(case) => case.stages.iter().any(StageRow::is_of_source),
        _ => false,
    };
    mine.title() == theirs.title()
        || !sources(mine).is_disjoint(&sources(theirs))
        // The id of an import follows from its source.
        || (is_imported(mine) && is_imported(theirs))
}

/// The addresses that a record was made from.
fn sources(record: &AnyRecord) -> BTreeSet<String> {
    match record {
        AnyRecord::Case(case) => {
            let petitions = case.petitions.iter().map(|petition| &petition.url);
            let links = case.links.iter().map(|link| &link.url);
            petitions.chain(links).map(ToString::to_string).collect()
        }
        AnyRecord::Meeting(meeting) => {
            let links = meeting.links.iter();
            links.map(|link| link.url.to_string()).collect()
        }
        AnyRecord::Transcript(transcript) => {
            let source = transcript.source.iter();
            let urls = source.filter_map(|source| source.url.as_ref());
            urls.map(ToString::to_string).collect()
        }
        _ => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{EntryKind, Environment, Store};

    const ID: &str = "c201902-k7f2";
    const MEETING: &str = "records/meetings/2019/04/m201904-x3qd.toml";

    /// Invented.
    fn case(title: &str, petition: &str) -> String {
        let petition = match petition {
            "" => String::new(),
            url => format!("\n[[petition]]\nurl = \"{url}\"\n"),
        };
        format!("id = \"{ID}\"\ntitle = \"{title}\"\n{petition}")
    }

    /// Trees of some files, in a scratch above an empty repository.
    fn on_trees(work: impl FnOnce(&Scratch, &dyn Fn(&[(&str, &str)]) -> Oid)) {
        let directory = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(directory.path()).unwrap();
        let empty = repository.treebuilder(None).unwrap().write().unwrap();
        let environment = Environment {
            variables: std::env::vars()
                .filter(|(name, _)| name == "PATH")
                .collect(),
            directory: directory.path().to_owned(),
            now: chrono::DateTime::UNIX_EPOCH.fixed_offset(),
        };
        let settings = "format = 1\nname = \"測試\"\nlanguage = \"en\"\n";
        let blob = repository.blob(settings.as_bytes()).unwrap();
        let start = git2::build::TreeUpdateBuilder::new()
            .upsert("records/store.toml", blob, git2::FileMode::Blob)
            .create_updated(&repository, &repository.find_tree(empty).unwrap())
            .unwrap();
        let start = repository.find_tree(start).unwrap();
        let who = git2::Signature::new("測試", "test@example.invalid", &git2::Time::new(1, 0));
        let who = who.unwrap();
        let head = Some("HEAD");
        repository
            .commit(head, &who, &who, "t", &start, &[])
            .unwrap();
        let store = Store::open(&environment, Some(directory.path())).unwrap();
        let scratch = store.scratch().unwrap();
        let tree = |files: &[(&str, &str)]| {
            let put = |(path, text): &(&str, &str)| {
                let blob = scratch.blob(text.as_bytes()).unwrap();
                ((*path).to_owned(), Some((blob, EntryKind::File)))
            };
            let files: Vec<_> = files.iter().map(put).collect();
            scratch.tree(empty, &files).unwrap()
        };
        work(&scratch, &tree);
    }

    #[test]
    fn what_both_made_under_one_id_clashes_unless_it_comes_of_one_source() {
        let id: RecordId = ID.parse().unwrap();
        let path = id.path();
        on_trees(|scratch, tree| {
            let of = |one: &str, other: &str, base: Option<&str>| {
                let base = base.map(|text| tree(&[(&path, text)]));
                let (one, other) = (tree(&[(&path, one)]), tree(&[(&path, other)]));
                find(scratch, base, one, other).unwrap()
            };
            let (one, other) = (case("甲", ""), case("乙", ""));
            assert_eq!(of(&one, &other, None), std::slice::from_ref(&id));
            assert!(of(&one, &one, None).is_empty());
            assert!(of(&one, &other, Some(&case("丙", ""))).is_empty());
            let url = "https://example.org/idea/1";
            assert!(of(&case("甲", url), &case("乙", url), None).is_empty());
        });
    }

    #[test]
    fn a_record_moves_with_all_that_names_it() {
        let (old, new) = (
            ID.parse().unwrap(),
            "c201902-k7f2m".parse::<RecordId>().unwrap(),
        );
        on_trees(|scratch, tree| {
            let meeting = format!(
                "id = \"m201904-x3qd\"\nkind = \"prep\" # kept\ntitle = \"測試\"\nstatus = \"planned\"\ncases = [\"{ID}\"]\n"
            );
            let mine = tree(&[
                (&ID.parse::<RecordId>().unwrap().path(), &case("甲", "")),
                (MEETING, &meeting),
            ]);
            let changes = rename(scratch, None, mine, &old, &new).unwrap();
            let changes: Vec<(&str, Option<String>)> = changes
                .iter()
                .map(|change| {
                    let content = change.content.clone();
                    (
                        change.path.as_str(),
                        content.map(|bytes| String::from_utf8(bytes).unwrap()),
                    )
                })
                .collect();
            let renamed = |text: &str| Some(text.replace(ID, "c201902-k7f2m"));
            assert_eq!(
                changes,
                [
                    (old.path().as_str(), None),
                    (new.path().as_str(), renamed(&case("甲", ""))),
                    (MEETING, renamed(&meeting)),
                ]
            );
        });
    }
}
