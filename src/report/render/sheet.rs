//! Figures as one tidy table in CSV: a row a figure, so that a spreadsheet can filter it.
//!
//! Columns: `section`, `id` (the record, where the row is about one), `key` (the same in every
//! language), `label` (for people), `value`, `base` (what the value is a part of) and `unit`. Empty
//! cells are unknown or have no meaning. A cell that a spreadsheet would take for a formula begins
//! with an apostrophe.

use crate::locale::Language;

/// The columns.
pub(in crate::report) const COLUMNS: [&str; 7] =
    ["section", "id", "key", "label", "value", "base", "unit"];

/// A table of figures in one language.
pub(super) struct Sheet {
    rows: Vec<[String; 7]>,
    /// The language of the labels.
    pub(super) language: Language,
}

/// A row; by default all its cells are empty.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub(super) section: &'a str,
    pub(super) id: &'a str,
    pub(super) key: &'a str,
    pub(super) label: &'a str,
    pub(super) value: String,
    pub(super) base: Option<usize>,
    pub(super) unit: &'a str,
}

impl Sheet {
    /// A table without rows.
    pub(super) fn new(language: Language) -> Self {
        Self {
            rows: Vec::new(),
            language,
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: Row<'_>) {
        self.rows.push([
            row.section.to_owned(),
            row.id.to_owned(),
            row.key.to_owned(),
            row.label.to_owned(),
            row.value,
            row.base.map(|base| base.to_string()).unwrap_or_default(),
            row.unit.to_owned(),
        ]);
    }

    /// The table as CSV in UTF-8.
    pub(super) fn write(self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let harmless = |row: &[String; 7]| row.clone().map(|cell| neutralise(&cell));
        writer
            .write_record(COLUMNS)
            .expect("writing to memory does not fail");
        for row in &self.rows {
            writer
                .write_record(harmless(row))
                .expect("every row has seven cells");
        }
        let bytes = writer
            .into_inner()
            .expect("writing to memory does not fail");
        String::from_utf8(bytes).expect("the cells are UTF-8 and the rest is ASCII")
    }
}

/// The cell with an apostrophe where a spreadsheet would take it for a formula; East Asian versions
/// also take the full-width signs.
fn neutralise(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}
