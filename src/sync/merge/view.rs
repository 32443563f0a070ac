//! The keyed view of values as they stand in a file, checked against no type: what nobody knows is
//! there too.

use std::collections::{HashMap, HashSet};

use toml::{Table, Value};
use toml_edit::Formatted;

use crate::record::fields::FieldPath;
use crate::record::shape::{Shape, TableShape};
use crate::store::splice;

/// How a field is merged.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Field by field.
    Table(&'static TableShape),
    /// Row by row.
    Rows(&'static TableShape),
    /// As a set of values: no list of a record has an order that means something.
    Set,
    /// As one value.
    Value,
}

/// How the field of that name is merged, given what the versions hold. What has another form than its
/// shape says, such as rows that share a key, is one value.
pub(super) fn form_of(shape: &TableShape, name: &str, versions: &[Option<&Value>]) -> Form {
    let all = |fits: &dyn Fn(&Value) -> bool| versions.iter().flatten().all(|value| fits(value));
    match shape.field(name).map(|field| field.shape) {
        Some(Shape::Table(inner)) if all(&|value| value.is_table()) => Form::Table(inner),
        Some(Shape::Rows(inner)) if all(&|value| rows_of(value, inner).is_some()) => {
            Form::Rows(inner)
        }
        Some(Shape::List(_)) if all(&|value| value.is_array()) => Form::Set,
        _ => Form::Value,
    }
}

/// The rows of a repeated table with their keys; `None` where a row has none, or that of another.
pub(super) fn rows_of<'v>(
    value: &'v Value,
    shape: &TableShape,
) -> Option<Vec<(String, &'v Table)>> {
    let mut seen = HashSet::new();
    let row = |row: &'v Value| {
        let table = row.as_table()?;
        let key = row_key(table, shape)?;
        seen.insert(key.clone()).then_some((key, table))
    };
    value.as_array()?.iter().map(row).collect()
}

/// The key of a row as [`crate::record::fields::row_key`] gives it.
pub(super) fn row_key(row: &Table, shape: &TableShape) -> Option<String> {
    let parts: Vec<String> = shape
        .key
        .iter()
        .filter_map(|name| row.get(*name))
        .map(line_of)
        .collect();
    (!parts.is_empty()).then(|| parts.join("+"))
}

fn line_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(line_of).collect::<Vec<_>>().join(", "),
        other => text_of(other),
    }
}

/// The canonical text of a value, on one line.
pub(super) fn text_of(value: &Value) -> String {
    splice::inline_text(&editable(value))
}

/// The value in the form that edits of a text take.
pub(super) fn editable(value: &Value) -> toml_edit::Value {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(truth) => (*truth).into(),
        Value::Datetime(moment) => toml_edit::Value::Datetime(Formatted::new(*moment)),
        Value::Array(items) => items
            .iter()
            .map(editable)
            .collect::<toml_edit::Array>()
            .into(),
        Value::Table(table) => toml_edit::Value::InlineTable(
            table
                .iter()
                .map(|(name, value)| (name.as_str(), editable(value)))
                .collect(),
        ),
    }
}

/// The value that a canonical text stands for.
pub(super) fn value_of(text: &str) -> Option<Value> {
    let mut table: Table = toml::from_str(&format!("value = {text}")).ok()?;
    let value = table.remove("value");
    value.filter(|_| table.is_empty())
}

/// Every value of a record by its path: tables, rows and what lies in them, down to what is one value.
pub(super) struct Places<'v> {
    values: HashMap<FieldPath, &'v Value>,
    rows: HashMap<FieldPath, Vec<FieldPath>>,
}

impl<'v> Places<'v> {
    pub(super) fn new(table: &'v Table, shape: &TableShape) -> Self {
        let mut places = Self {
            values: HashMap::new(),
            rows: HashMap::new(),
        };
        places.enter(table, shape, &FieldPath::default());
        places
    }

    fn enter(&mut self, table: &'v Table, shape: &TableShape, path: &FieldPath) {
        for (name, value) in table {
            let here = path.field(name);
            match (form_of(shape, name, &[Some(value)]), value) {
                (Form::Table(inner), Value::Table(table)) => self.enter(table, inner, &here),
                (Form::Rows(inner), Value::Array(rows)) => {
                    let paths = rows.iter().filter_map(|row| {
                        let table = row.as_table()?;
                        let path = here.row(&row_key(table, inner)?);
                        self.enter(table, inner, &path);
                        self.values.insert(path.clone(), row);
                        Some(path)
                    });
                    let paths = paths.collect();
                    self.rows.insert(here.clone(), paths);
                }
                _ => {}
            }
            self.values.insert(here, value);
        }
    }

    /// The value at a path.
    pub(super) fn get(&self, path: &FieldPath) -> Option<&'v Value> {
        self.values.get(path).copied()
    }

    /// Every value with its path.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (&FieldPath, &'v Value)> {
        self.values.iter().map(|(path, value)| (path, *value))
    }

    /// The rows of the table at a path in their order, where they go by keys.
    pub(super) fn rows(&self, path: &FieldPath) -> Option<&[FieldPath]> {
        self.rows.get(path).map(Vec::as_slice)
    }
}
