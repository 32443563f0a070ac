//! The note that a write leaves before it touches anything shared, and removes at its end. Who finds
//! one while holding the lock has found an interrupted write and can finish or undo it.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use git2::{Oid, Repository};
use serde_json::{Value, json};

use super::error::Fault;
use super::operation::Operations;
use super::worktree::remove_if_there;

/// What a repair needs to know of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Journal {
    /// The git directory of the working tree, relative to the common git directory: empty for the
    /// main one, `worktrees/NAME` for a linked one.
    pub(super) git_directory: String,
    /// The branch's full name.
    pub(super) branch: String,
    /// Where it was; `None` for the first commit.
    pub(super) old: Option<Oid>,
    /// Where it goes.
    pub(super) new: Oid,
    /// Part of the name of each file the write makes on its way.
    pub(super) token: String,
}

impl Journal {
    fn path(directory: &Path) -> PathBuf {
        directory.join("journal")
    }

    /// Whether an interrupted write left a journal; asks without opening it.
    pub(super) fn is_there(directory: &Path) -> bool {
        Self::path(directory).exists()
    }

    /// The journal that was left, if any.
    pub(super) fn read(directory: &Path) -> Result<Option<Self>, Fault> {
        let path = Self::path(directory);
        match std::fs::read(&path) {
            Ok(bytes) => Self::parse(&bytes).map(Some).ok_or(Fault::Journal { path }),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Fault::file("read", path)(cause)),
        }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let old = match value.get("old")? {
            Value::Null => None,
            old => Some(Oid::from_str(old.as_str()?).ok()?),
        };
        // The token becomes part of file names; anything but ours could lead elsewhere.
        let token = text("token").filter(|token| {
            token
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })?;
        Some(Self {
            git_directory: text("git_directory")?,
            branch: text("branch")?,
            old,
            new: Oid::from_str(&text("new")?).ok()?,
            token,
        })
    }

    /// Leaves it, whole, where every other process finds it from then on. It outlasts the machine once
    /// its folder is synced.
    pub(super) fn write(&self, operations: &Operations, directory: &Path) -> Result<(), Fault> {
        let value = json!({
            "git_directory": self.git_directory,
            "branch": self.branch,
            "old": self.old.map(|old| old.to_string()),
            "new": self.new.to_string(),
            "token": self.token,
        });
        let path = Self::path(directory);
        let beside = directory.join("journal.new");
        let failed = || Fault::file("write", &beside);
        operations.step();
        let mut file = File::create(&beside).map_err(failed())?;
        file.write_all(value.to_string().as_bytes())
            .map_err(failed())?;
        file.sync_all().map_err(failed())?;
        operations.step();
        std::fs::rename(&beside, &path).map_err(Fault::file("write", &path))
    }

    /// Removes it. That need not be durable: finishing a finished write once more changes nothing.
    pub(super) fn remove(operations: &Operations, directory: &Path) -> Result<(), Fault> {
        operations.step();
        remove_if_there(&Self::path(directory))
    }

    /// The git directory of the working tree in today's place of the repository.
    pub(super) fn git_directory(&self, repository: &Repository) -> PathBuf {
        repository.commondir().join(&self.git_directory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_is_not_ours_is_refused() {
        let oid = "1111111111111111111111111111111111111111";
        let good = json!({"git_directory": "", "branch": "refs/heads/main", "old": null, "new": oid, "token": "a-1"});
        assert!(Journal::parse(good.to_string().as_bytes()).is_some());
        for (key, bad) in [
            ("token", json!("../x")),
            ("new", json!("zz")),
            ("old", json!(3)),
            ("branch", Value::Null),
        ] {
            let mut changed = good.clone();
            changed[key] = bad;
            assert!(
                Journal::parse(changed.to_string().as_bytes()).is_none(),
                "{key}"
            );
        }
        assert!(Journal::parse(b"").is_none());
    }
}
