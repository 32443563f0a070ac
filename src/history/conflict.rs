//! Where the values of a field that a merge left undecided come from.

use crate::index::{IndexError, Trail, Versions};
use crate::record::conflict::Conflict;
use crate::record::fields::{self, FieldPath};
use crate::record::{Item, any};
use crate::store::splice;

/// The commits that set the values of a row, in their order, by their places in the trail: from the
/// newest commit down to the one that brought the value into the row, and from there on along its
/// parents as long as the field itself carries it. Where no parent of the one that brought it carries it
/// (a rebase writes both at once), that is the commit. `None` where the trail does not hold the row.
///
/// # Errors
/// Where a commit or a folder of it is missing or damaged.
pub fn origins(
    trail: &Trail,
    versions: &mut Versions<'_>,
    row: &Conflict,
) -> Result<Vec<Option<usize>>, IndexError> {
    let field = row.path.path();
    let choices = FieldPath::default().field("conflict");
    let choices = choices.row(row.path.as_str()).field("values");
    let mut walk = Walk {
        trail,
        versions,
        choices: choices.clone(),
    };
    let mut origins = Vec::with_capacity(row.values.len());
    for value in &row.values {
        let value = plain(value);
        let brought = match walk.carries(0, &choices, &value)? {
            true => Some(walk.oldest(0, &choices, &value)?),
            false => None,
        };
        let set = match brought {
            None => None,
            Some(brought) => match walk.parent_with(brought, &field, &value)? {
                Some(parent) => Some(walk.oldest(parent, &field, &value)?),
                None => Some(brought),
            },
        };
        origins.push(set);
    }
    Ok(origins)
}

struct Walk<'w, 's> {
    trail: &'w Trail,
    versions: &'w mut Versions<'s>,
    /// Where the texts of the values stand.
    choices: FieldPath,
}

impl Walk<'_, '_> {
    /// The oldest commit that has carried a value ever since.
    fn oldest(&mut self, from: usize, path: &FieldPath, value: &str) -> Result<usize, IndexError> {
        let mut here = from;
        while let Some(parent) = self.parent_with(here, path, value)? {
            here = parent;
        }
        Ok(here)
    }

    /// The first parent of a commit that carries a value.
    fn parent_with(
        &mut self,
        node: usize,
        path: &FieldPath,
        value: &str,
    ) -> Result<Option<usize>, IndexError> {
        let before = self.trail.nodes.get(node).map(|node| &node.before);
        for parent in before.into_iter().flatten().flatten() {
            if self.carries(*parent, path, value)? {
                return Ok(Some(*parent));
            }
        }
        Ok(None)
    }

    /// Whether a value, or the text of one among several, stands at a path after a commit.
    fn carries(&mut self, node: usize, path: &FieldPath, value: &str) -> Result<bool, IndexError> {
        let version = self.versions.after(Some(node))?;
        let shape = any::table_of(self.trail.kind);
        let fields = version
            .item
            .as_deref()
            .map(|item| fields::fields(item, shape));
        Ok(match fields.as_ref().and_then(|fields| fields.get(path)) {
            Some(Item::List(texts)) if *path == self.choices => texts
                .iter()
                .any(|text| matches!(text, Item::Text(text) if plain(text) == value)),
            Some(item) => splice::inline_text(&item.to_value()) == value,
            None => false,
        })
    }
}

/// The canonical text of a value that stands in a row.
fn plain(text: &str) -> String {
    match text.parse::<toml_edit::Value>() {
        Ok(value) => splice::inline_text(&value),
        Err(_) => text.to_owned(),
    }
}
