//! What a record holds after a merge: its values, by path of the keyed view.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use toml::{Table, Value};

use crate::record::conflict::Conflict;
use crate::record::fields::FieldPath;
use crate::record::shape::TableShape;
use crate::record::value::FieldName;

use super::view::{Form, form_of, rows_of, text_of, value_of};
use super::{CONFLICT, MergeError, label, order, same, stage};

/// A record merged.
pub(super) struct Values {
    /// All that it holds, rows in their order.
    pub(super) table: Table,
    /// What one side removed and the other changed.
    pub(super) kept_edits: Vec<FieldPath>,
}

/// The versions of one thing: of the past, of one side, of the other.
type Versions<'v, T> = [Option<&'v T>; 3];

/// A field that is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Open {
    base: Option<String>,
    values: BTreeSet<String>,
}

/// What a version says of a field: a value, or several to choose from.
#[derive(Clone, Copy)]
struct State<'v> {
    value: Option<&'v Value>,
    open: Option<&'v Open>,
}

impl State<'_> {
    fn is_same(&self, other: &Self) -> bool {
        self.open == other.open && same(self.value, other.value)
    }

    /// The values that it would have the field take.
    fn wished(&self) -> BTreeSet<String> {
        match (self.open, self.value) {
            (Some(open), _) => open.values.clone(),
            (None, value) => value.map(text_of).into_iter().collect(),
        }
    }
}

struct Merger {
    /// What is undecided in each version, by path.
    before: [BTreeMap<String, Open>; 3],
    /// What is undecided afterwards.
    after: BTreeMap<String, Open>,
    /// The fields that were decided upon, as paths.
    seen: HashSet<String>,
    kept_edits: Vec<FieldPath>,
}

/// Merges the values of three versions of a record: of the past, of one side, of the other.
pub(super) fn merge(shape: &TableShape, versions: [&Table; 3]) -> Result<Values, MergeError> {
    let [base, one, other] = versions.map(open_fields);
    let mut merger = Merger {
        before: [base?, one?, other?],
        after: BTreeMap::new(),
        seen: HashSet::new(),
        kept_edits: Vec::new(),
    };
    let mut table = merger.table(shape, &FieldPath::default(), versions.map(Some));
    merger.loose();
    if !merger.after.is_empty() {
        let rows = merger.after.into_iter().map(row);
        table.insert(CONFLICT.to_owned(), Value::Array(rows.collect()));
    }
    Ok(Values {
        table,
        kept_edits: merger.kept_edits,
    })
}

/// The rows of `[[conflict]]` of a record.
pub(super) fn conflicts(table: &Table) -> Result<Vec<Conflict>, ()> {
    let row = |(path, open): (String, Open)| {
        Ok(Conflict {
            path: path.parse::<FieldName>().map_err(drop)?,
            base: open.base,
            values: open.values.into_iter().collect(),
        })
    };
    let open = open_fields(table).map_err(drop)?;
    open.into_iter().map(row).collect()
}

fn open_fields(table: &Table) -> Result<BTreeMap<String, Open>, MergeError> {
    let Some(rows) = table.get(CONFLICT) else {
        return Ok(BTreeMap::new());
    };
    let rows = rows.as_array().ok_or(MergeError::Conflict)?;
    let open = |row: &Value| {
        let text = |value: &Value| {
            let text = value.as_str()?;
            value_of(text).map(|value| text_of(&value))
        };
        let base = match row.get("base") {
            Some(base) => Some(text(base)?),
            None => None,
        };
        let values: Option<BTreeSet<String>> =
            row.get("values")?.as_array()?.iter().map(text).collect();
        let path = row.get("path")?.as_str()?;
        let path: FieldName = path.parse().ok()?;
        let values = values.filter(|values| !values.is_empty())?;
        Some((path.to_string(), Open { base, values }))
    };
    let rows = rows.iter().map(|row| open(row).ok_or(MergeError::Conflict));
    rows.collect()
}

fn row((path, open): (String, Open)) -> Value {
    let mut row = Table::new();
    row.insert("path".to_owned(), Value::String(path));
    if let Some(base) = open.base {
        row.insert("base".to_owned(), Value::String(base));
    }
    let values = open.values.into_iter().map(Value::String).collect();
    row.insert("values".to_owned(), Value::Array(values));
    Value::Table(row)
}

impl Merger {
    fn table(
        &mut self,
        shape: &TableShape,
        path: &FieldPath,
        versions: Versions<'_, Table>,
    ) -> Table {
        let names: BTreeSet<&String> = versions.iter().flatten().flat_map(|t| t.keys()).collect();
        let mut merged = Table::new();
        for name in names {
            if path.0.is_empty() && name == CONFLICT {
                continue;
            }
            let values = versions.map(|table| table.and_then(|table| table.get(name)));
            let here = path.field(name);
            let value = match form_of(shape, name, &values) {
                Form::Table(inner) => {
                    let tables = values.map(|value| value.and_then(Value::as_table));
                    let table = self.table(inner, &here, tables);
                    let [_, one, other] = tables;
                    let stays = !table.is_empty() || (one.is_some() && other.is_some());
                    stays.then_some(Value::Table(table))
                }
                Form::Rows(inner) => self.rows(inner, &here, values),
                Form::Set => self.field(&here, values, set),
                Form::Value if label::is_label(shape, name) => {
                    self.field(&here, values, label::later)
                }
                Form::Value if shape.key == [name.as_str()] => {
                    self.field(&here, values, stage::smaller)
                }
                Form::Value => self.field(&here, values, |_| None),
            };
            if let Some(value) = value {
                merged.insert(name.clone(), value);
            }
        }
        merged
    }

    fn rows(
        &mut self,
        shape: &TableShape,
        path: &FieldPath,
        values: Versions<'_, Value>,
    ) -> Option<Value> {
        let rows = values.map(|value| {
            value
                .and_then(|value| rows_of(value, shape))
                .unwrap_or_default()
        });
        let are_stages = stage::is_stages(shape, path);
        let rows = if are_stages {
            stage::paired(rows)
        } else {
            rows
        };
        let keys = rows
            .each_ref()
            .map(|rows| rows.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
        let by_key = rows
            .each_ref()
            .map(|rows| rows.iter().cloned().collect::<HashMap<String, &Table>>());
        let of = |key: &String| by_key.each_ref().map(|rows| rows.get(key).copied());
        let [_, of_one, of_other] = &keys;
        let mut merged: HashMap<String, Table> = HashMap::new();
        for key in of_one.iter().chain(of_other) {
            if merged.contains_key(key) {
                continue;
            }
            let here = path.row(key);
            if let Some(row) = self.row(shape, &here, of(key)) {
                merged.insert(key.clone(), row);
            }
        }
        label::renumber(shape, &mut merged, &by_key[0]);
        let [base, one, other] = &keys;
        let kept: HashSet<String> = merged.keys().cloned().collect();
        let mut order = order::merged(base, one, other, &kept);
        if are_stages {
            stage::by_day(&mut order, &merged, [&rows[1], &rows[2]]);
        }
        let rows: Vec<Value> = order
            .iter()
            .filter_map(|key| merged.remove(key))
            .map(Value::Table)
            .collect();
        (!rows.is_empty()).then_some(Value::Array(rows))
    }

    /// A row that at least one side has. It is there or not as a whole.
    fn row(
        &mut self,
        shape: &TableShape,
        path: &FieldPath,
        versions: Versions<'_, Table>,
    ) -> Option<Table> {
        let (base, left, at) = match versions {
            [_, Some(_), Some(_)] => return Some(self.table(shape, path, versions)),
            [base, Some(row), None] => (base, row, 1),
            [base, None, row] => (base, row?, 2),
        };
        if let Some(base) = base {
            let prefix = path.to_string();
            let below = |open: &BTreeMap<String, Open>| -> Vec<(String, Open)> {
                let all = open.iter().filter(|(path, _)| path.starts_with(&prefix));
                all.map(|(path, open)| (path.clone(), open.clone()))
                    .collect()
            };
            let is_same =
                same_table(base, left) && below(&self.before[0]) == below(&self.before[at]);
            if is_same {
                return None;
            }
            self.kept_edits.push(path.clone());
        }
        let mut alone = [None; 3];
        alone[at] = Some(left);
        Some(self.table(shape, path, alone))
    }

    /// A field. `together` may know what two changes make together.
    fn field(
        &mut self,
        path: &FieldPath,
        values: Versions<'_, Value>,
        together: impl Fn(Versions<'_, Value>) -> Option<Option<Value>>,
    ) -> Option<Value> {
        let name = path.to_string();
        let open = self.before.each_ref().map(|open| open.get(&name).cloned());
        let state = |at: usize| State {
            value: values[at],
            // Nothing is to be decided of a value that is gone, but whether there shall be one: a number that
            // another case has is no value yet.
            open: open[at]
                .as_ref()
                .filter(|open| values[at].is_some() || open.base.is_none()),
        };
        let [base, one, other] = [0, 1, 2].map(state);
        self.seen.insert(name.clone());
        let taken = if one.is_same(&other) || other.is_same(&base) {
            Some(one)
        } else if one.is_same(&base) {
            Some(other)
        } else {
            None
        };
        if let Some(taken) = taken {
            if let Some(open) = taken.open {
                self.after.insert(name, open.clone());
            }
            return taken.value.cloned();
        }
        let is_open = one.open.or(other.open).is_some();
        if !is_open && let Some(value) = together(values) {
            return value;
        }
        if let (Some(left), None) | (None, Some(left)) = (one.value, other.value) {
            self.kept_edits.push(path.clone());
            if !is_open {
                return Some(left.clone());
            }
        }
        let undecided = undecided(base, one, other);
        let shown = undecided
            .base
            .as_ref()
            .or(undecided.values.first())
            .and_then(|text| value_of(text));
        self.after.insert(name, undecided);
        shown
    }

    /// Rows of conflicts about what is no field: each a value of its own.
    fn loose(&mut self) {
        let [base, one, other] = &self.before;
        let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for name in names.into_iter().filter(|name| !self.seen.contains(*name)) {
            let merged = match (base.get(name), one.get(name), other.get(name)) {
                (_, one, other) if one == other => one.cloned(),
                (base, one, other) if one == base => other.cloned(),
                (base, one, other) if other == base => one.cloned(),
                (_, one, other) => one.into_iter().chain(other).cloned().reduce(union),
            };
            if let Some(open) = merged {
                self.after.insert(name.clone(), open);
            }
        }
    }
}

fn same_table(one: &Table, other: &Table) -> bool {
    one == other
        || one.len() == other.len()
            && one
                .iter()
                .all(|(name, value)| same(Some(value), other.get(name)))
}

/// What stays to be decided between two sides of which at least one has a value.
fn undecided(base: State<'_>, one: State<'_>, other: State<'_>) -> Open {
    let before = match (base.open, base.value) {
        (Some(open), _) => open.base.clone(),
        (None, Some(value)) => Some(text_of(value)),
        (None, None) => {
            let bases = [one, other].map(|side| side.open.and_then(|open| open.base.clone()));
            bases.into_iter().flatten().min()
        }
    };
    Open {
        base: before,
        values: &one.wished() | &other.wished(),
    }
}

fn union(one: Open, other: Open) -> Open {
    Open {
        base: one.base.into_iter().chain(other.base).min(),
        values: &one.values | &other.values,
    }
}

/// Lists that both sides changed: what both have, and what either added.
fn set(lists: Versions<'_, Value>) -> Option<Option<Value>> {
    let lists = lists.map(|list| list.and_then(Value::as_array));
    let mut values: HashMap<String, &Value> = HashMap::new();
    let texts = lists.map(|list| {
        let mut texts: Vec<String> = Vec::new();
        for value in list.into_iter().flatten() {
            let text = text_of(value);
            values.insert(text.clone(), value);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    });
    let [base, one, other] = &texts;
    let stays =
        |text: &&String| (one.contains(text) && other.contains(text)) || !base.contains(text);
    let kept: HashSet<String> = one.iter().chain(other).filter(stays).cloned().collect();
    let order = order::merged(base, one, other, &kept);
    let list: Vec<Value> = order
        .iter()
        .filter_map(|text| values.get(text))
        .map(|value| (*value).clone())
        .collect();
    Some((!list.is_empty()).then_some(Value::Array(list)))
}
