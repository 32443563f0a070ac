//! Labels such as `C3`: names of rows for people. Two sides that each add a row give it the same next
//! label; since everything else names rows by their keys, the label of one of them may change.

use std::collections::{BTreeMap, HashMap, HashSet};

use toml::{Table, Value};

use crate::record::shape::TableShape;

use super::order::Key;

const LABEL: &str = "label";

/// Whether a field is the label of a row that goes by a key.
pub(super) fn is_label(shape: &TableShape, name: &str) -> bool {
    name == LABEL && shape.key == ["k"]
}

/// Of two labels that a row was given, the one with the larger number: whoever numbered it anew knew of
/// more rows.
pub(super) fn later(versions: [Option<&Value>; 3]) -> Option<Option<Value>> {
    let [_, one, other] = versions.map(|value| value.and_then(Value::as_str));
    let (one, other) = (one?, other?);
    let ((prefix, first), (same, second)) = (parts(one)?, parts(other)?);
    let larger = if first < second { other } else { one };
    (prefix == same && first != second).then(|| Some(Value::String(larger.to_owned())))
}

/// Gives a new row whose label another row has the next free one, in the order of their keys. `base` are
/// the rows of the past, which keep theirs.
pub(super) fn renumber(
    shape: &TableShape,
    rows: &mut HashMap<String, Table>,
    base: &HashMap<String, &Table>,
) {
    if !is_label(shape, LABEL) || shape.field(LABEL).is_none() {
        return;
    }
    let mut keys: Vec<String> = rows.keys().cloned().collect();
    keys.sort_by(Key::order);
    let label = |row: Option<&Table>| Some(row?.get(LABEL)?.as_str()?.to_owned());
    let is_old = |rows: &HashMap<String, Table>, key: &String| {
        let label_now = label(rows.get(key));
        label_now.is_some() && label_now == label(base.get(key).copied())
    };
    let (old, new): (Vec<String>, Vec<String>) =
        keys.into_iter().partition(|key| is_old(rows, key));
    let mut taken: HashSet<String> = old.iter().filter_map(|key| label(rows.get(key))).collect();
    let mut highest: BTreeMap<String, u32> = BTreeMap::new();
    for text in rows.values().filter_map(|row| label(Some(row))) {
        if let Some((prefix, number)) = parts(&text) {
            let most = highest.entry(prefix.to_owned()).or_insert(number);
            *most = number.max(*most);
        }
    }
    for key in new {
        let Some(text) = label(rows.get(&key)) else {
            continue;
        };
        if taken.insert(text.clone()) {
            continue;
        }
        let Some((prefix, _)) = parts(&text) else {
            continue;
        };
        let Some(most) = highest.get_mut(prefix) else {
            continue;
        };
        *most = most.saturating_add(1);
        let next = format!("{prefix}{most}");
        taken.insert(next.clone());
        if let Some(row) = rows.get_mut(&key) {
            row.insert(LABEL.to_owned(), Value::String(next));
        }
    }
}

/// The letters and the number of a label.
fn parts(label: &str) -> Option<(&str, u32)> {
    let digits = label.len() - label.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (prefix, number) = label.split_at_checked(label.len() - digits)?;
    Some((prefix, number.parse().ok()?))
}
