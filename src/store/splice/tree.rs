//! The values of a document without their text: what an edit is meant to do, done to the values
//! alone, so that the text that was really edited can be held against it.

use toml::Value;
use toml::map::Map;
use toml_edit::Value as NewValue;

use super::layout::{Layout, Place};
use super::{Edit, Path, SpliceError, Step};

/// Parses a text that [`Layout::read`] has accepted, which bounds its depth.
pub(super) fn parse(text: &str) -> Result<Value, SpliceError> {
    toml::from_str::<toml::Table>(text)
        .map(Value::Table)
        .map_err(|error| SpliceError::Parse {
            message: error.message().to_owned(),
            span: error.span().unwrap_or_default(),
        })
}

/// Whether a value equal to the new one stands at the path already.
pub(super) fn holds(root: &Value, path: &Path, value: &NewValue) -> bool {
    let found = path.iter().try_fold(root, child);
    found.is_some_and(|found| first_difference(found, &plain(value)).is_none())
}

/// Does an edit to the values. `layout` is the one of the text after the edit: where it has dropped a
/// table or an array with the last thing in it, an empty one is dropped here too.
pub(super) fn apply(root: &mut Value, edit: &Edit<'_>, layout: &Layout) -> Result<(), SpliceError> {
    match *edit {
        Edit::Set { path, value } => {
            let place = entry(root, path, || plain(value)).ok_or_else(|| no_such_path(path))?;
            *place = plain(value);
        }
        Edit::AddRow { path, row } => {
            let row = row
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)))
                .collect();
            let place =
                entry(root, path, || Value::Array(Vec::new())).ok_or_else(|| no_such_path(path))?;
            let Value::Array(rows) = place else {
                return Err(SpliceError::NotRows {
                    path: path.to_vec(),
                });
            };
            rows.push(Value::Table(row));
        }
        Edit::Remove { path } => {
            remove(root, path).ok_or_else(|| no_such_path(path))?;
            drop_emptied(root, path, layout);
        }
    }
    Ok(())
}

fn no_such_path(path: &Path) -> SpliceError {
    SpliceError::NoSuchPath {
        path: path.to_vec(),
    }
}

fn drop_emptied(root: &mut Value, path: &Path, layout: &Layout) {
    for depth in (1..path.len()).rev() {
        let outer = path.get(..depth).unwrap_or_default();
        let empty = match outer.iter().try_fold(&*root, child) {
            Some(Value::Table(table)) => table.is_empty(),
            Some(Value::Array(array)) => array.is_empty(),
            _ => false,
        };
        let gone = matches!(layout.locate(outer), Place::Absent | Place::Lacking { .. });
        if empty && gone {
            remove(root, outer);
        }
    }
}

fn child<'v>(value: &'v Value, step: &Step) -> Option<&'v Value> {
    match (value, step) {
        (Value::Table(table), Step::Key(key)) => table.get(key),
        (Value::Array(array), Step::Index(number)) => array.get(*number),
        _ => None,
    }
}

fn child_mut<'v>(value: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match (value, step) {
        (Value::Table(table), Step::Key(key)) => table.get_mut(key),
        (Value::Array(array), Step::Index(number)) => array.get_mut(*number),
        _ => None,
    }
}

/// The place at a path; missing tables on the way are made, and `value` at its end.
fn entry<'v>(
    root: &'v mut Value,
    path: &Path,
    value: impl FnOnce() -> Value,
) -> Option<&'v mut Value> {
    let (last, outer) = path.split_last()?;
    let mut place = root;
    for step in outer {
        place = match (place, step) {
            (Value::Table(table), Step::Key(key)) => table
                .entry(key.clone())
                .or_insert_with(|| Value::Table(Map::new())),
            (array, step) => child_mut(array, step)?,
        };
    }
    match (place, last) {
        (Value::Table(table), Step::Key(key)) => {
            Some(table.entry(key.clone()).or_insert_with(value))
        }
        (array, step) => child_mut(array, step),
    }
}

fn remove(root: &mut Value, path: &Path) -> Option<Value> {
    let (last, outer) = path.split_last()?;
    let mut place = root;
    for step in outer {
        place = child_mut(place, step)?;
    }
    match (place, last) {
        (Value::Table(table), Step::Key(key)) => table.remove(key),
        (Value::Array(array), Step::Index(number)) if *number < array.len() => {
            Some(array.remove(*number))
        }
        _ => None,
    }
}

/// The value that the text of a new value stands for.
fn plain(value: &NewValue) -> Value {
    match value {
        NewValue::String(string) => Value::String(string.value().clone()),
        NewValue::Integer(number) => Value::Integer(*number.value()),
        NewValue::Float(number) => Value::Float(*number.value()),
        NewValue::Boolean(truth) => Value::Boolean(*truth.value()),
        NewValue::Datetime(datetime) => Value::Datetime(*datetime.value()),
        NewValue::Array(array) => Value::Array(array.iter().map(plain).collect()),
        NewValue::InlineTable(table) => Value::Table(
            table
                .iter()
                .map(|(key, value)| (key.to_owned(), plain(value)))
                .collect(),
        ),
    }
}

/// The path of the first place in which two values differ. Not-a-number equals itself here.
pub(super) fn first_difference(left: &Value, right: &Value) -> Option<Vec<Step>> {
    match (left, right) {
        (Value::Table(left), Value::Table(right)) => {
            let keys = left
                .keys()
                .chain(right.keys().filter(|key| !left.contains_key(*key)));
            keys.into_iter()
                .find_map(|key| below(Step::Key(key.clone()), left.get(key), right.get(key)))
        }
        (Value::Array(left), Value::Array(right)) => (0..left.len().max(right.len()))
            .find_map(|number| below(Step::Index(number), left.get(number), right.get(number))),
        (Value::Float(left), Value::Float(right)) if left.is_nan() && right.is_nan() => None,
        _ => (left != right).then(Vec::new),
    }
}

fn below(step: Step, left: Option<&Value>, right: Option<&Value>) -> Option<Vec<Step>> {
    let mut path = match (left, right) {
        (Some(left), Some(right)) => first_difference(left, right)?,
        _ => Vec::new(),
    };
    path.insert(0, step);
    Some(path)
}
