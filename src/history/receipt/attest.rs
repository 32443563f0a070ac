//! Taking a receipt out of a store.

use git2::{Commit as GitCommit, ObjectType, Oid};

use crate::store::{Fault, Store};

use super::commit::{Commit, SignatureKind};
use super::{Link, Receipt};

/// Why there is no receipt.
#[derive(Debug, thiserror::Error)]
pub enum AttestError {
    /// The commit has no file there.
    #[error("{path} is not in {commit}")]
    NotThere {
        /// The path.
        path: String,
        /// The commit.
        commit: Oid,
    },
    /// A name on the way is not UTF-8 or holds a line break, for which the file has no form.
    #[error("a folder of the store cannot be written down")]
    OddName,
    /// The paragraph is not in the transcript.
    #[error("there is no speech {0}")]
    NoSpeech(u32),
    /// Git cannot read the store.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The receipt of the file at `path` as it is in `commit`. The newest signed commit on the way back
/// that has the file as it is vouches for it; `commit` itself where none of them is signed.
///
/// # Errors
/// Where the file is not there, or has no such paragraph, or an object cannot be read.
pub fn attest(
    store: &Store,
    commit: Oid,
    path: &str,
    speech: Option<u32>,
) -> Result<Receipt, AttestError> {
    let repository = store.repository();
    let newest = repository.find_commit(commit).map_err(unread)?;
    let blob = entry(&newest, path)?.ok_or_else(|| AttestError::NotThere {
        path: path.to_owned(),
        commit,
    })?;
    let vouching = vouching(&newest, path, blob)?.unwrap_or(commit);
    let objects = repository.odb().map_err(unread)?;
    let raw = |id: Oid| -> Result<Vec<u8>, AttestError> {
        Ok(objects.read(id).map_err(unread)?.data().to_vec())
    };
    let commit = repository.find_commit(vouching).map_err(unread)?;
    let mut trees = vec![Link {
        mode: "40000".to_owned(),
        name: ".".to_owned(),
        bytes: raw(commit.tree_id())?,
    }];
    let mut tree = commit.tree().map_err(unread)?;
    let mut names = path.split('/').peekable();
    let mut record = None;
    while let Some(name) = names.next() {
        let entry = tree.get_name(name).ok_or(AttestError::OddName)?;
        let link = Link {
            mode: format!("{:o}", entry.filemode_raw()),
            name: name.to_owned(),
            bytes: raw(entry.id())?,
        };
        if names.peek().is_none() {
            record = Some(link);
            break;
        }
        let below = repository.find_tree(entry.id()).map_err(unread)?;
        drop(entry);
        tree = below;
        trees.insert(0, link);
    }
    let record = record
        .filter(|record| !record.name.contains(char::is_whitespace))
        .ok_or(AttestError::OddName)?;
    let mut receipt = Receipt {
        facts: Vec::new(),
        record,
        trees,
        commit: Commit::cut(&raw(vouching)?),
    };
    receipt.facts = receipt.derived(speech);
    match speech {
        Some(n) if receipt.fact("speech").is_none() => Err(AttestError::NoSpeech(n)),
        _ => Ok(receipt),
    }
}

/// The newest signed commit from `commit` back that has the file as it is.
fn vouching(commit: &GitCommit<'_>, path: &str, blob: Oid) -> Result<Option<Oid>, AttestError> {
    let mut commit = commit.clone();
    while entry(&commit, path)? == Some(blob) {
        let raw = Commit::cut(commit_header(&commit).as_slice());
        if raw.kind() != SignatureKind::None {
            return Ok(Some(commit.id()));
        }
        // Where a shallow clone ends, the parent is not at hand.
        let Ok(parent) = commit.parent(0) else { break };
        commit = parent;
    }
    Ok(None)
}

fn unread(cause: git2::Error) -> Fault {
    Fault::Git {
        action: "read an object",
        cause,
    }
}

/// The headers of a commit, with a blank line behind them.
fn commit_header(commit: &GitCommit<'_>) -> Vec<u8> {
    [commit.raw_header_bytes(), b"\n"].concat()
}

/// The file at a path.
fn entry(commit: &GitCommit<'_>, path: &str) -> Result<Option<Oid>, AttestError> {
    let tree = commit.tree().map_err(unread)?;
    let entry = tree.get_path(std::path::Path::new(path)).ok();
    let file = entry.filter(|entry| entry.kind() == Some(ObjectType::Blob));
    Ok(file.map(|entry| entry.id()))
}
