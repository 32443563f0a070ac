//! CSV: rows by section, id and key, and compared column by column.

use std::collections::BTreeMap;

use crate::report::render::sheet::COLUMNS;

use super::compare::{Difference, Place};

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) section: String,
    pub(super) id: String,
    pub(super) key: String,
    pub(super) value: String,
    /// All cells, in the order of the columns.
    cells: Vec<String>,
    /// Its line, the headings being the first.
    number: usize,
}

impl Row {
    /// What it is about: section, id and key, and which of those alike it is.
    fn name(&self, nth: usize) -> (&str, &str, &str, usize) {
        (&self.section, &self.id, &self.key, nth)
    }

    /// Whether it is the row of the program's version, which is told apart.
    fn is_version(&self) -> bool {
        self.section == "head" && self.key == "version"
    }
}

/// Reads a table with the columns of a report; `None` of anything else.
pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().ok()?;
    (headings.iter().eq(COLUMNS)).then_some(())?;
    let mut rows = Vec::new();
    for (place, record) in reader.records().enumerate() {
        let cells: Vec<String> = record.ok()?.iter().map(str::to_owned).collect();
        let cell = |name: &str| {
            let place = COLUMNS.iter().position(|column| *column == name)?;
            cells.get(place).cloned()
        };
        rows.push(Row {
            section: cell("section")?,
            id: cell("id")?,
            key: cell("key")?,
            value: cell("value")?,
            number: place + 2,
            cells,
        });
    }
    Some(rows)
}

/// Where two tables differ. Where their versions differ, rows that only the record gives are of a later
/// version and no difference.
pub(super) fn compare(file: &[Row], record: &[Row]) -> Vec<Difference> {
    let version = |rows: &[Row]| {
        let row = rows.iter().find(|row| row.is_version());
        row.map(|row| row.value.clone())
    };
    let may_grow = version(file) != version(record);
    let mut found = Vec::new();
    let mut theirs = named(record);
    for (name, row) in named(file) {
        match theirs.remove(&name) {
            Some(_) if row.is_version() => {}
            Some(other) => found.extend(cells(row, other)),
            None => found.push(whole(row, true)),
        }
    }
    if !may_grow {
        found.extend(theirs.into_values().map(|row| whole(row, false)));
    }
    found
}

/// The rows by what they are about.
fn named(rows: &[Row]) -> BTreeMap<(&str, &str, &str, usize), &Row> {
    let mut alike: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    rows.iter()
        .map(|row| {
            let nth = alike.entry((&row.section, &row.id, &row.key)).or_default();
            *nth += 1;
            (row.name(*nth), row)
        })
        .collect()
}

fn cells<'r>(file: &'r Row, record: &'r Row) -> impl Iterator<Item = Difference> + 'r {
    let cells = COLUMNS.iter().zip(file.cells.iter().zip(&record.cells));
    let differing = cells.filter(|(_, (file, record))| file != record);
    differing.map(|(column, (one, other))| Difference {
        at: place(file, column),
        file: Some(one.clone()),
        record: Some(other.clone()),
    })
}

/// A row that only one of the two has.
fn whole(row: &Row, is_of_file: bool) -> Difference {
    let value = Some(row.value.clone());
    Difference {
        at: place(row, "value"),
        file: value.clone().filter(|_| is_of_file),
        record: value.filter(|_| !is_of_file),
    }
}

fn place(row: &Row, column: &'static str) -> Place {
    let parts = [&row.section, &row.id, &row.key];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    Place::Cell {
        row: row.number,
        name: parts.join(" "),
        column,
    }
}
