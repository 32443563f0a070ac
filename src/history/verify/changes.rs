//! Which files a commit changed itself, read from the trees alone: equal trees are not opened, and
//! folders that a store does not have are named and not entered, so that no tree of a hostile push
//! costs more than its own entries.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

use crate::record::Kind;
use crate::store::{Entry, EntryKind, ReadError, Snapshot};

/// A file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path.
    pub path: String,
    /// What was there.
    pub old: Option<Entry>,
    /// What is there now.
    pub new: Option<Entry>,
}

/// Which folders are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All that a store has; what lies elsewhere is told as one change and not entered.
    Whole,
    /// Those of records; what lies elsewhere belongs to somebody else.
    Records,
}

/// Tells every file that differs between two trees, in path order, until `found` answers `false`.
///
/// # Errors
/// Where a tree cannot be read.
pub fn changed(
    snapshot: &Snapshot<'_>,
    old: Option<Oid>,
    new: Option<Oid>,
    layout: Layout,
    found: &mut dyn FnMut(Change) -> bool,
) -> Result<(), ReadError> {
    let mut walk = Walk {
        snapshot,
        layout,
        found,
    };
    walk.folder("", old, new).map(drop)
}

struct Walk<'w> {
    snapshot: &'w Snapshot<'w>,
    layout: Layout,
    found: &'w mut dyn FnMut(Change) -> bool,
}

impl Walk<'_> {
    /// Whether to go on.
    fn folder(
        &mut self,
        path: &str,
        old: Option<Oid>,
        new: Option<Oid>,
    ) -> Result<bool, ReadError> {
        if old == new {
            return Ok(true);
        }
        let (old, new) = (self.entries(old)?, self.entries(new)?);
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let (old, new) = (old.get(name), new.get(name));
            if old == new {
                continue;
            }
            let path = match path {
                "" => name.clone(),
                path => format!("{path}/{name}"),
            };
            if self.layout == Layout::Records && path.split('/').next() != Some("records") {
                continue;
            }
            let is_folder =
                |entry: Option<&Entry>| entry.is_some_and(|entry| entry.kind == EntryKind::Folder);
            let is_entered = is_folder_of_store(&path);
            let goes_on = if is_entered && (is_folder(old) || is_folder(new)) {
                let tree = |entry: Option<&Entry>| entry.filter(|_| is_folder(entry)).map(|e| e.id);
                // A file in the place of a folder is a change of its own.
                let file = |entry: Option<&Entry>| entry.filter(|_| !is_folder(entry)).cloned();
                self.tell(path.clone(), file(old), file(new))
                    && self.folder(&path, tree(old), tree(new))?
            } else {
                self.tell(path, old.cloned(), new.cloned())
            };
            if !goes_on {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn tell(&mut self, path: String, old: Option<Entry>, new: Option<Entry>) -> bool {
        (old.is_none() && new.is_none()) || (self.found)(Change { path, old, new })
    }

    fn entries(&self, tree: Option<Oid>) -> Result<BTreeMap<String, Entry>, ReadError> {
        let entries = match tree {
            Some(tree) => self.snapshot.entries(tree)?,
            None => Vec::new(),
        };
        let named = entries.into_iter().map(|entry| (entry.name.clone(), entry));
        Ok(named.collect())
    }
}

/// Whether a store has such a folder: `records`, those of the kinds, and years and months inside
/// those that are kept by month.
fn is_folder_of_store(path: &str) -> bool {
    if matches!(path, "records" | "schemas") {
        return true;
    }
    let is_number = |text: &str, from: u32, to: u32| {
        text.bytes().all(|byte| byte.is_ascii_digit())
            && text
                .parse()
                .is_ok_and(|number| (from..=to).contains(&number))
    };
    Kind::ALL
        .into_iter()
        .filter(|kind| !kind.is_single())
        .any(|kind| {
            let Some(inside) = path.strip_prefix(kind.folder()) else {
                return false;
            };
            let parts: Vec<&str> = inside.split('/').skip(1).collect();
            match (kind.letter(), parts.as_slice()) {
                (_, []) => inside.is_empty(),
                (Some(_), [year]) => year.len() == 4 && is_number(year, 1900, 2199),
                (Some(_), [year, month]) => {
                    year.len() == 4
                        && is_number(year, 1900, 2199)
                        && month.len() == 2
                        && is_number(month, 1, 12)
                }
                _ => false,
            }
        })
}

#[cfg(test)]
mod tests {
    use super::is_folder_of_store;

    #[test]
    fn only_folders_of_a_store_are_entered() {
        for path in [
            "records",
            "schemas",
            "records/people",
            "records/cases",
            "records/cases/2019",
            "records/cases/2019/02",
        ] {
            assert!(is_folder_of_store(path), "{path}");
        }
        for path in [
            "src",
            "records/casesx",
            "records/cases/19",
            "records/cases/2019/13",
            "records/cases/2019/2",
            "records/cases/2019/02/deeper",
            "records/people/2019",
            "schemas/more",
        ] {
            assert!(!is_folder_of_store(path), "{path}");
        }
    }
}
