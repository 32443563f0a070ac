//! The objects of one write. They are made in memory, so that a change that is refused leaves
//! nothing behind, and written out together: waiting for the disk once for all of them takes a
//! fraction of waiting for each.
//!
//! A loose object gets its name only after its bytes are on the disk, as git does it with
//! `core.fsyncMethod=batch`: an empty file under an object's name would stand in the way for ever.

use std::collections::{BTreeSet, HashSet};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::{OdbLookupFlags, Oid, Repository};

use super::error::Fault;
use super::operation::Operations;
use super::worktree::{remove_if_there, sync_all};

/// Above what a repository has on disk.
const FIRST: i32 = 1000;

/// From now on, objects that are made in this repository stay in memory.
pub(super) fn keep_in_memory(repository: &Repository) -> Result<(), git2::Error> {
    repository.odb()?.add_new_mempack_backend(FIRST).map(drop)
}

/// Writes out objects that were kept in memory; one that `on_disk` has already is left. Their bytes are
/// on the disk afterwards, and so is what else `beside` names; their names are once the folders in the
/// answer are synced too. `token` names the files on the way; `git gc` removes what an interrupted write
/// leaves of them.
pub(super) fn write_out(
    operations: &Operations,
    made: &Repository,
    on_disk: &Repository,
    objects: &[Oid],
    token: &str,
    beside: Option<&Path>,
) -> Result<Vec<PathBuf>, Fault> {
    let odb = on_disk.odb().map_err(Fault::git("open the objects"))?;
    let folder = on_disk.commondir().join("objects");
    let mut seen = HashSet::new();
    let is_missing = |object: &&Oid| {
        seen.insert(**object) && !odb.exists_ext(**object, OdbLookupFlags::NO_REFRESH)
    };
    let missing: Vec<Oid> = objects.iter().filter(is_missing).copied().collect();
    let temporary: Vec<PathBuf> = (0..missing.len())
        .map(|n| folder.join(format!("tmp_obj_{token}-{n}")))
        .collect();
    for (object, path) in missing.iter().zip(&temporary) {
        operations.step();
        write(made, *object, path)?;
    }
    let written: Vec<&Path> = temporary
        .iter()
        .map(PathBuf::as_path)
        .chain(beside)
        .collect();
    sync_all(&written)?;
    let mut folders = BTreeSet::new();
    for (object, path) in missing.iter().zip(&temporary) {
        let name = object.to_string();
        let (first, rest) = name.split_at(2);
        let place = folder.join(first);
        if !place.is_dir() {
            operations.step();
            std::fs::create_dir_all(&place).map_err(Fault::file("make the folder", &place))?;
            folders.insert(folder.clone());
        }
        let target = place.join(rest);
        operations.step();
        if target.exists() {
            remove_if_there(path)?;
        } else {
            std::fs::rename(path, &target).map_err(Fault::file("write", &target))?;
        }
        folders.insert(place);
    }
    Ok(folders.into_iter().collect())
}

/// Writes one loose object: `KIND LENGTH NUL` and its bytes, deflated (gitformat-loose).
fn write(made: &Repository, object: Oid, path: &Path) -> Result<(), Fault> {
    let read = Fault::git("read an object");
    let odb = made.odb().map_err(&read)?;
    let object = odb.read(object).map_err(&read)?;
    let failed = || Fault::file("write", path);
    remove_if_there(path)?;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(failed())?;
    let mut deflated = ZlibEncoder::new(file, Compression::fast());
    let head = format!("{} {}\0", object.kind().str(), object.len());
    deflated
        .write_all(head.as_bytes())
        .and_then(|()| deflated.write_all(object.data()))
        .and_then(|()| deflated.finish())
        .and_then(|file| make_read_only(&file))
        .map_err(failed())
}

/// Nobody edits an object.
fn make_read_only(file: &std::fs::File) -> std::io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}
