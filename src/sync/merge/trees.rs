//! The merge of whole stores: of two commits with all that lies between them and their common past. Only
//! folders and files that differ are read.

use std::collections::{BTreeMap, HashSet};

use git2::{MergeFileInput, MergeFileOptions, MergeFileResult, merge_file};

use crate::record::Kind;
use crate::record::conflict::Conflict;
use crate::record::fields::FieldPath;
use crate::store::{ChangedFile, Content, EntryKind, Oid, ReadError, Scratch};

use super::{MergeError, merge};
use crate::sync::processors::{self, AT_ONCE};

/// Histories that cross more often than this are merged as if they had one past only.
const DEEPEST_CROSSING: usize = 16;

/// Two trees merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedTree {
    /// The tree, which lies in the scratch; what was refused stands in it as the past has it.
    pub tree: Oid,
    /// The files that could not be merged, in the order of their paths.
    pub refused: Vec<(String, Refused)>,
    /// What is undecided in files that both sides changed, by path.
    pub conflicts: Vec<(String, Conflict)>,
    /// What one side removed and the other changed, and which therefore stayed, by path.
    pub kept_edits: Vec<(String, FieldPath)>,
}

/// Why a file could not be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A version of a record cannot be read as one.
    Unreadable(MergeError),
    /// A version of a record is not text, or too large.
    NotText,
    /// Both sides changed the same lines of a file that is no record, or one removed it.
    Contested,
    /// One side has a file where the other has a folder, or a link, or another repository.
    Occupied,
}

/// What becomes of a file.
enum Outcome {
    Is(Option<Content>),
    Refused(Refused),
}

/// What a file becomes whatever happens: for whoever has only one file to give back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedFile {
    /// Its bytes, with the marks of git where the versions could not be merged; none where it is removed.
    pub bytes: Option<Vec<u8>>,
    /// Why they could not.
    pub refused: Option<Refused>,
    /// What is undecided in it.
    pub conflicts: Vec<Conflict>,
    /// What one side removed and the other changed, and which therefore stayed.
    pub kept_edits: Vec<FieldPath>,
}

/// Merges one file, a record or another by its path: of the past, of one side, of the other.
pub fn file_of(path: &str, versions: &[Option<Vec<u8>>; 3]) -> MergedFile {
    let mut found = Found::default();
    let together = match Kind::of_path(path) {
        Some((kind, _)) => record(kind, versions, &mut found),
        None => Err(Refused::Contested),
    };
    let (bytes, refused) = match together {
        Ok(bytes) => (bytes, None),
        Err(why) => match by_line(versions) {
            Some(result) if result.is_automergeable() => (Some(result.content().to_vec()), None),
            Some(result) => (Some(result.content().to_vec()), Some(why)),
            None => (versions[1].clone(), Some(why)),
        },
    };
    MergedFile {
        bytes,
        refused,
        conflicts: found.conflicts,
        kept_edits: found.kept_edits,
    }
}

/// Merges two commits with their common past. Where histories have crossed, several commits are their
/// newest common past; these are then merged first, as git does it.
///
/// # Errors
/// Where the history, a folder or a file of the store cannot be read.
pub fn commits(scratch: &Scratch, one: Oid, other: Oid) -> Result<MergedTree, ReadError> {
    let base = past(scratch, one, other, 0)?;
    trees(
        scratch,
        base,
        scratch.tree_of(one)?,
        scratch.tree_of(other)?,
    )
}

/// The tree of the common past.
fn past(scratch: &Scratch, one: Oid, other: Oid, depth: usize) -> Result<Option<Oid>, ReadError> {
    let bases = scratch.merge_bases(one, other)?;
    let Some((first, others)) = bases.split_first() else {
        return Ok(None);
    };
    let mut tree = scratch.tree_of(*first)?;
    for next in others.iter().take_while(|_| depth < DEEPEST_CROSSING) {
        let base = past(scratch, *first, *next, depth + 1)?;
        tree = trees(scratch, base, tree, scratch.tree_of(*next)?)?.tree;
    }
    Ok(Some(tree))
}

/// Merges two trees with that of their common past.
///
/// # Errors
/// Where a folder or a file of the store cannot be read.
pub fn trees(
    scratch: &Scratch,
    base: Option<Oid>,
    one: Oid,
    other: Oid,
) -> Result<MergedTree, ReadError> {
    let [of_one, of_other] = scratch.changed([(base, one), (base, other)])?;
    let mut merged = MergedTree {
        tree: one,
        refused: Vec::new(),
        conflicts: Vec::new(),
        kept_edits: Vec::new(),
    };
    let occupied = occupied(&of_one, &of_other);
    let by_path: BTreeMap<&str, &ChangedFile> = of_one
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut files: Vec<(String, Option<Content>)> = Vec::new();
    let mut both = Vec::new();
    for theirs in &of_other {
        let path = theirs.path.as_str();
        let outcome = match by_path.get(path) {
            _ if occupied.contains(path) => Outcome::Refused(Refused::Occupied),
            None => Outcome::Is(theirs.new),
            Some(ours) if ours.new == theirs.new => continue,
            Some(ours) => {
                both.push((theirs, [theirs.old, ours.new, theirs.new]));
                continue;
            }
        };
        match outcome {
            Outcome::Is(content) => files.push((path.to_owned(), content)),
            Outcome::Refused(why) => {
                merged.refused.push((path.to_owned(), why));
                if by_path.contains_key(path) {
                    files.push((path.to_owned(), theirs.old));
                }
            }
        }
    }
    for some in both.chunks(AT_ONCE) {
        let sides = some.iter();
        let sides = sides.map(|(file, versions)| Sides::read(scratch, &file.path, *versions));
        let sides: Vec<_> = sides.collect::<Result<_, _>>()?;
        for ((file, _), outcome) in some.iter().zip(processors::each(sides, Together::of)) {
            let content = outcome.put(scratch, &file.path, file.old, &mut merged)?;
            files.push((file.path.clone(), content));
        }
    }
    for ours in of_one
        .iter()
        .filter(|file| occupied.contains(file.path.as_str()))
    {
        if !merged.refused.iter().any(|(path, _)| *path == ours.path) {
            merged.refused.push((ours.path.clone(), Refused::Occupied));
            files.push((ours.path.clone(), ours.old));
        }
    }
    merged.refused.sort_by(|one, other| one.0.cmp(&other.0));
    merged.tree = scratch.tree(one, &files)?;
    Ok(merged)
}

/// The files that one side has where the other has a folder, and those inside it.
fn occupied(one: &[ChangedFile], other: &[ChangedFile]) -> HashSet<String> {
    let there = |files: &[ChangedFile]| -> HashSet<String> {
        let files = files.iter().filter(|file| file.new.is_some());
        files.map(|file| file.path.clone()).collect()
    };
    let (one, other) = (there(one), there(other));
    let mut occupied = HashSet::new();
    for (files, others) in [(&one, &other), (&other, &one)] {
        for path in files {
            for (end, _) in path.match_indices('/') {
                if let Some(outer) = others.get(&path[..end]) {
                    occupied.extend([path.clone(), outer.clone()]);
                }
            }
        }
    }
    occupied
}

/// A file that both sides changed.
struct Sides<'p> {
    path: &'p str,
    kinds: [Option<EntryKind>; 3],
    contents: [Bytes; 3],
}

/// What becomes of a file that both sides changed.
struct Together {
    bytes: Result<Bytes, Refused>,
    kinds: [Option<EntryKind>; 3],
    found: Found,
}

impl<'p> Sides<'p> {
    /// Reads the versions; or why they cannot be merged.
    fn read(
        scratch: &Scratch,
        path: &'p str,
        versions: [Option<Content>; 3],
    ) -> Result<Result<Self, Refused>, ReadError> {
        let kinds = versions.map(|version| version.map(|(_, kind)| kind));
        if !kinds.into_iter().flatten().all(EntryKind::is_file) {
            return Ok(Err(Refused::Occupied));
        }
        let mut contents: [Bytes; 3] = [None, None, None];
        for (content, version) in contents.iter_mut().zip(versions) {
            if let Some((blob, _)) = version {
                match scratch.read(blob)? {
                    Some(bytes) => *content = Some(bytes),
                    None => return Ok(Err(Refused::NotText)),
                }
            }
        }
        Ok(Ok(Self {
            path,
            kinds,
            contents,
        }))
    }
}

impl Together {
    fn of(sides: Result<Sides<'_>, Refused>) -> Self {
        let mut found = Found::default();
        let (bytes, kinds) = match sides {
            Err(why) => (Err(why), [None; 3]),
            Ok(sides) => {
                let bytes = match Kind::of_path(sides.path) {
                    Some((kind, _)) => record(kind, &sides.contents, &mut found),
                    None => lines(&sides.contents),
                };
                (bytes, sides.kinds)
            }
        };
        Self {
            bytes,
            kinds,
            found,
        }
    }

    /// Takes it over; where it was refused the file is what the past has.
    fn put(
        self,
        scratch: &Scratch,
        path: &str,
        past: Option<Content>,
        merged: &mut MergedTree,
    ) -> Result<Option<Content>, ReadError> {
        let conflicts = self.found.conflicts.into_iter();
        merged
            .conflicts
            .extend(conflicts.map(|row| (path.to_owned(), row)));
        let kept = self.found.kept_edits.into_iter();
        merged
            .kept_edits
            .extend(kept.map(|field| (path.to_owned(), field)));
        Ok(match self.bytes {
            Err(why) => {
                merged.refused.push((path.to_owned(), why));
                past
            }
            Ok(None) => None,
            Ok(Some(bytes)) => Some((scratch.blob(&bytes)?, mode(self.kinds))),
        })
    }
}

/// The mode that one side gave the file, or else that of a plain file.
fn mode([base, one, other]: [Option<EntryKind>; 3]) -> EntryKind {
    match (one, other) {
        (Some(one), Some(other)) if one == other => one,
        (Some(one), Some(other)) if base == Some(other) => one,
        (Some(_), Some(other)) if base == one => other,
        (Some(_), Some(_)) | (None, None) => EntryKind::File,
        (Some(kind), None) | (None, Some(kind)) => kind,
    }
}

type Bytes = Option<Vec<u8>>;

/// What a merge of a record tells beside the record.
#[derive(Default)]
struct Found {
    conflicts: Vec<Conflict>,
    kept_edits: Vec<FieldPath>,
}

fn record(kind: Kind, versions: &[Bytes; 3], found: &mut Found) -> Result<Bytes, Refused> {
    let mut texts = [None; 3];
    for (text, bytes) in texts.iter_mut().zip(versions) {
        if let Some(bytes) = bytes {
            *text = Some(std::str::from_utf8(bytes).map_err(|_| Refused::NotText)?);
        }
    }
    let [base, one, other] = texts;
    let merged = merge(kind, base, one, other).map_err(Refused::Unreadable)?;
    found.conflicts = merged.conflicts;
    found.kept_edits = merged.kept_edits;
    Ok(merged.text.map(String::into_bytes))
}

/// A file that is no record, which both sides still have.
fn lines(versions: &[Bytes; 3]) -> Result<Bytes, Refused> {
    match by_line(versions) {
        Some(result) if result.is_automergeable() => Ok(Some(result.content().to_vec())),
        _ => Err(Refused::Contested),
    }
}

/// What git makes of the lines of two versions.
pub(in crate::sync) fn by_line([base, one, other]: &[Bytes; 3]) -> Option<MergeFileResult> {
    let mut versions = [
        base.as_deref().unwrap_or_default(),
        one.as_deref()?,
        other.as_deref()?,
    ]
    .map(|bytes| {
        let mut input = MergeFileInput::new();
        input.content(bytes);
        input
    });
    let [base, one, other] = &mut versions;
    merge_file(base, one, other, Some(&mut MergeFileOptions::new())).ok()
}
