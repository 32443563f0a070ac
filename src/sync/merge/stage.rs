//! Stages: a case goes through each as one case. Two sides that each record that it entered the same stage say
//! one thing, under two keys; and its stages stand in the order of their days, as the procedure is checked.

use std::collections::{HashMap, HashSet};

use toml::{Table, Value};

use crate::record::fields::{FieldPath, Step};
use crate::record::shape::TableShape;

use super::order::Key;

/// The rows of a version with their keys.
type Rows<'v> = Vec<(String, &'v Table)>;

/// Whether a table holds the stages of a case.
pub(super) fn is_stages(shape: &TableShape, path: &FieldPath) -> bool {
    let is_it = matches!(path.0.as_slice(), [Step::Field(name)] if name == "stage");
    is_it && shape.key == ["k"]
}

/// The versions with one key, the smaller, for a stage that both sides added, each once.
pub(super) fn paired(versions: [Rows<'_>; 3]) -> [Rows<'_>; 3] {
    let [base, mut one, mut other] = versions;
    let (of_one, of_other) = (added(&one, &[&base, &other]), added(&other, &[&base, &one]));
    for (name, first) in of_one {
        if let (Some(first), Some(Some(second))) = (first, of_other.get(&name)) {
            let smaller = match first.order(second) {
                std::cmp::Ordering::Greater => second.clone(),
                _ => first.clone(),
            };
            for (rows, key) in [(&mut one, &first), (&mut other, second)] {
                let row = rows.iter_mut().find(|(known, _)| known == key);
                row.into_iter()
                    .for_each(|(known, _)| known.clone_from(&smaller));
            }
        }
    }
    [base, one, other]
}

/// The keys of the rows that no other version has, by stage; `None` where several are of one stage.
fn added(rows: &Rows<'_>, others: &[&Rows<'_>]) -> HashMap<String, Option<String>> {
    let known: HashSet<&String> = others
        .iter()
        .flat_map(|rows| rows.iter().map(|(key, _)| key))
        .collect();
    let mut added: HashMap<String, Option<String>> = HashMap::new();
    for (key, row) in rows.iter().filter(|(key, _)| !known.contains(key)) {
        if let Some(name) = row.get("name").and_then(Value::as_str) {
            let entry = added.entry(name.to_owned());
            entry
                .and_modify(|key| *key = None)
                .or_insert_with(|| Some(key.clone()));
        }
    }
    added
}

/// Of two keys of one stage the smaller.
pub(super) fn smaller(versions: [Option<&Value>; 3]) -> Option<Option<Value>> {
    let [_, one, other] = versions.map(|value| value.and_then(Value::as_str).map(str::to_owned));
    let (one, other) = (one?, other?);
    let is_one = one.order(&other).is_le();
    Some(Some(Value::String(if is_one { one } else { other })))
}

/// Puts stages into the order of their days, where both sides had them so.
pub(super) fn by_day(order: &mut [String], rows: &HashMap<String, Table>, sides: [&Rows<'_>; 2]) {
    let day = |row: &Table| match row.get("on") {
        Some(Value::Datetime(day)) => Some(day.to_string()),
        _ => None,
    };
    let are_in_order = |rows: &Rows<'_>| {
        let days: Option<Vec<String>> = rows.iter().map(|(_, row)| day(row)).collect();
        days.is_some_and(|days| days.is_sorted())
    };
    let have_days = order
        .iter()
        .all(|key| rows.get(key).and_then(day).is_some());
    if have_days && sides.into_iter().all(are_in_order) {
        order.sort_by_key(|key| rows.get(key).and_then(day));
    }
}
