//! From the text of a record and what the record shall be to the new text: the differences are
//! spliced in, every other byte stays.

use toml_edit::Value;

use crate::record::any::table_of;
use crate::record::fields::{FieldPath, Step as FieldStep, row_key};
use crate::record::shape::{Shape, TableShape};
use crate::record::{AnyRecord, Item};

use super::render::render;
use super::splice::{self, Edit, SpliceError, Step};

/// An edit that owns what it needs.
enum OwnedEdit {
    Set(Vec<Step>, Value),
    Remove(Vec<Step>),
    AddRow(Vec<Step>, Vec<(String, Value)>),
}

/// The text of `new`, made from the text of `old` by splicing in what differs. A record whose rows
/// change their order is written anew, since rows cannot be moved in place.
///
/// # Errors
/// [`SpliceError`] where the text cannot be edited without touching more than was meant.
pub fn rewrite(text: &str, old: &AnyRecord, new: &AnyRecord) -> Result<String, SpliceError> {
    let shape = table_of(new.kind());
    let mut edits = Vec::new();
    if !table_edits(&old.item(), &new.item(), shape, &[], &mut edits) {
        return Ok(render(new));
    }
    apply(text, &edits, shape)
}

fn apply(text: &str, edits: &[OwnedEdit], shape: &TableShape) -> Result<String, SpliceError> {
    let edits: Vec<Edit<'_>> = edits
        .iter()
        .map(|edit| match edit {
            OwnedEdit::Set(path, value) => Edit::Set { path, value },
            OwnedEdit::Remove(path) => Edit::Remove { path },
            OwnedEdit::AddRow(path, row) => Edit::AddRow { path, row },
        })
        .collect();
    splice::apply(text, &edits, &|names| key_order(shape, names))
}

/// The keys of the table with these names on its path, in writing order.
fn key_order(shape: &TableShape, names: &[&str]) -> Vec<&'static str> {
    let mut table = Some(*shape);
    for name in names {
        table = table.and_then(|table| match table.field(name)?.shape {
            Shape::Table(inner) | Shape::Rows(inner) => Some(*inner),
            _ => None,
        });
    }
    table.map_or_else(Vec::new, |table| {
        table.fields.iter().map(|field| field.name).collect()
    })
}

fn value_of<'a>(item: &'a Item, name: &str) -> Option<&'a Item> {
    match item {
        Item::Table(fields) => fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, item)| item),
        _ => None,
    }
}

fn extended(path: &[Step], step: Step) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step);
    path
}

/// Collects the edits that make `new` out of `old`; `false` where rows would have to move.
fn table_edits(
    old: &Item,
    new: &Item,
    shape: &TableShape,
    path: &[Step],
    edits: &mut Vec<OwnedEdit>,
) -> bool {
    const NO_ROWS: &[Item] = &[];
    for field in shape.fields {
        let here = extended(path, Step::Key(field.name.to_owned()));
        let (before, after) = (value_of(old, field.name), value_of(new, field.name));
        if before == after {
            continue;
        }
        let empty = Item::Table(Vec::new());
        let done = match (field.shape, after) {
            (Shape::Table(inner), Some(after)) => {
                table_edits(before.unwrap_or(&empty), after, inner, &here, edits)
            }
            (Shape::Rows(inner), _) => {
                let rows = |item: Option<&'_ Item>| match item {
                    Some(Item::Rows(rows)) => rows.clone(),
                    _ => NO_ROWS.to_vec(),
                };
                row_edits(&rows(before), &rows(after), inner, &here, edits)
            }
            (_, Some(after)) => {
                edits.push(OwnedEdit::Set(here, after.to_value()));
                true
            }
            (_, None) => {
                edits.push(OwnedEdit::Remove(here));
                true
            }
        };
        if !done {
            return false;
        }
    }
    true
}

fn row_edits(
    old: &[Item],
    new: &[Item],
    shape: &TableShape,
    path: &[Step],
    edits: &mut Vec<OwnedEdit>,
) -> bool {
    let new_keys: Vec<Option<String>> = new.iter().map(|row| row_key(row, shape)).collect();
    let place_of = |row: &Item| {
        let key = row_key(row, shape);
        new_keys.iter().position(|new_key| *new_key == key)
    };
    let places: Vec<Option<usize>> = old.iter().map(place_of).collect();
    let kept: Vec<usize> = places.iter().copied().flatten().collect();
    // Kept rows must keep their order and stand before the new ones.
    if kept
        .iter()
        .enumerate()
        .any(|(place, new_place)| place != *new_place)
    {
        return false;
    }
    for (index, (row, place)) in old.iter().zip(&places).enumerate() {
        let Some(after) = place.and_then(|place| new.get(place)) else {
            continue;
        };
        if !table_edits(
            row,
            after,
            shape,
            &extended(path, Step::Index(index)),
            edits,
        ) {
            return false;
        }
    }
    for index in (0..old.len())
        .rev()
        .filter(|index| places.get(*index) == Some(&None))
    {
        edits.push(OwnedEdit::Remove(extended(path, Step::Index(index))));
    }
    for (index, row) in new.iter().enumerate().skip(kept.len()) {
        add_row(row, shape, path, index, edits);
    }
    true
}

fn add_row(
    row: &Item,
    shape: &TableShape,
    path: &[Step],
    index: usize,
    edits: &mut Vec<OwnedEdit>,
) {
    let Item::Table(fields) = row else { return };
    let plain = fields
        .iter()
        .filter(|(_, item)| !matches!(item, Item::Rows(_)))
        .map(|(name, item)| ((*name).to_owned(), item.to_value()));
    edits.push(OwnedEdit::AddRow(path.to_vec(), plain.collect()));
    for (name, item) in fields {
        if let (Item::Rows(rows), Some(Shape::Rows(inner))) =
            (item, shape.field(name).map(|field| field.shape))
        {
            let here = extended(
                &extended(path, Step::Index(index)),
                Step::Key((*name).to_owned()),
            );
            for (index, row) in rows.iter().enumerate() {
                add_row(row, inner, &here, index, edits);
            }
        }
    }
}

/// One change of a record by the path of its keyed view.
#[derive(Clone, Debug)]
pub enum RecordEdit {
    /// Gives a field a value.
    Set(FieldPath, Item),
    /// Takes the value of a field, or a whole row, away.
    Unset(FieldPath),
    /// Adds a row to a repeated table at the top of the record.
    AddRow(&'static str, Vec<(&'static str, Item)>),
}

/// The text with the edits made; `item` and `shape` are what the text holds.
///
/// # Errors
/// [`SpliceError::NoSuchPath`] for a path that the record does not have, and what `splice` refuses.
pub fn edit(
    text: &str,
    item: &Item,
    shape: &TableShape,
    changes: &[RecordEdit],
) -> Result<String, SpliceError> {
    let mut edits = Vec::new();
    for change in changes {
        edits.push(match change {
            RecordEdit::Set(path, value) => {
                OwnedEdit::Set(steps(path, item, shape)?, value.to_value())
            }
            RecordEdit::Unset(path) => OwnedEdit::Remove(steps(path, item, shape)?),
            RecordEdit::AddRow(table, fields) => {
                let row = fields
                    .iter()
                    .map(|(name, item)| ((*name).to_owned(), item.to_value()));
                OwnedEdit::AddRow(vec![Step::Key((*table).to_owned())], row.collect())
            }
        });
    }
    apply(text, &edits, shape)
}

/// The place in the file that a path of the keyed view means.
fn steps(path: &FieldPath, item: &Item, shape: &TableShape) -> Result<Vec<Step>, SpliceError> {
    let mut steps = Vec::new();
    let (mut item, mut shape) = (Some(item), Some(shape));
    for step in &path.0 {
        match step {
            FieldStep::Field(name) => {
                steps.push(Step::Key(name.clone()));
                item = item.and_then(|item| value_of(item, name));
                let inner = shape
                    .and_then(|shape| shape.field(name))
                    .map(|field| field.shape);
                shape = match inner {
                    Some(Shape::Table(inner) | Shape::Rows(inner)) => Some(inner),
                    _ => None,
                };
            }
            FieldStep::Row(key) => {
                let place = match (item, shape) {
                    (Some(Item::Rows(rows)), Some(shape)) => rows
                        .iter()
                        .position(|row| row_key(row, shape).as_ref() == Some(key)),
                    _ => None,
                };
                let Some(place) = place else {
                    steps.push(Step::Key(key.clone()));
                    return Err(SpliceError::NoSuchPath { path: steps });
                };
                steps.push(Step::Index(place));
                item = match item {
                    Some(Item::Rows(rows)) => rows.get(place),
                    _ => None,
                };
            }
        }
    }
    Ok(steps)
}
