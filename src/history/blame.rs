//! Where every value of a record comes from.

use std::collections::BTreeMap;

use crate::index::{IndexError, Trail, Versions};
use crate::record::fields::{self, FieldPath};
use crate::record::{Item, any};

/// A value and the commit that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blamed {
    /// The field.
    pub path: FieldPath,
    /// What stands there.
    pub value: Item,
    /// The commit, by its place in the trail.
    pub node: usize,
}

/// The values that a record has at the newest commit of its trail, in the order of paths, each with
/// the oldest commit that has carried it ever since: from the newest commit down, always on to the
/// first parent that has the same value there. So a merge is named only for a value that none of its
/// parents has. `wanted` are the fields that are asked for; none asks for all. A record that is gone,
/// or that cannot be read, has no values.
///
/// # Errors
/// Where a commit or a folder of it is missing or damaged.
pub fn blame(
    trail: &Trail,
    versions: &mut Versions<'_>,
    wanted: &[FieldPath],
) -> Result<Vec<Blamed>, IndexError> {
    let shape = any::table_of(trail.kind);
    let mut values = |node: Option<usize>| -> Result<BTreeMap<FieldPath, Item>, IndexError> {
        let version = versions.after(node)?;
        let item = version.item.as_deref();
        Ok(item
            .map(|item| fields::fields(item, shape))
            .unwrap_or_default())
    };
    let mut open: BTreeMap<usize, BTreeMap<FieldPath, Item>> = BTreeMap::new();
    if !trail.nodes.is_empty() {
        let asked = |path: &FieldPath| wanted.is_empty() || wanted.iter().any(|w| path.is_below(w));
        let newest = values(Some(0))?.into_iter().filter(|(path, _)| asked(path));
        open.insert(0, newest.collect());
    }
    let mut blamed = Vec::new();
    // No commit of the trail stands before one that follows on it, so all that comes to a commit has
    // come when it is its turn.
    while let Some((number, mut rest)) = open.pop_first() {
        let before = trail.nodes.get(number).map(|node| node.before.as_slice());
        for parent in before.unwrap_or_default().iter().flatten() {
            if rest.is_empty() {
                break;
            }
            let there = values(Some(*parent))?;
            let (carried, own): (BTreeMap<_, _>, BTreeMap<_, _>) = rest
                .into_iter()
                .partition(|(path, value)| there.get(path) == Some(value));
            rest = own;
            open.entry(*parent).or_default().extend(carried);
        }
        blamed.extend(rest.into_iter().map(|(path, value)| Blamed {
            path,
            value,
            node: number,
        }));
    }
    blamed.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(blamed)
}
