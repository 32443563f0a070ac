//! The records under the figures of a report, in the formats for people and spreadsheets.

use crate::locale::Language;
use crate::locale::report as words;
use crate::report::opened::{Figure, Opened};

use super::parts::{Block, Section};
use super::sheet::{Row, Sheet};

/// The section that opens every figure which is not nothing.
pub(super) fn section(opened: &Opened, language: Language) -> Section {
    let note = Block::Line(words::opened_note(language).to_owned());
    let figures = opened.figures.iter().filter(|figure| figure.count > 0);
    let records = figures.map(|figure| Block::Records {
        label: words::amount(language, &figure.figure, figure.count),
        ids: ids(figure, opened, language),
    });
    Section {
        heading: words::heading::opened(language).to_owned(),
        blocks: std::iter::once(note).chain(records).collect(),
    }
}

/// Cases by number where they have one; a petition by its case, its address being long.
fn ids(figure: &Figure, opened: &Opened, language: Language) -> String {
    let ids = figure.ids.iter().map(|id| {
        let (record, row) = match id.split_once(':') {
            Some((record, row)) => (record, Some(row)),
            None => (id.as_str(), None),
        };
        let number = opened.numbers.get(record);
        let name = number.map_or_else(|| record.to_owned(), ToString::to_string);
        match row.filter(|row| !row.starts_with("petition[")) {
            Some(row) => format!("{name}:{row}"),
            None => name,
        }
    });
    words::list(language, &ids.collect::<Vec<_>>())
}

impl Sheet {
    /// A row for each record under each figure.
    pub(super) fn opened(&mut self, opened: Option<&Opened>) {
        for figure in opened.into_iter().flat_map(|opened| &opened.figures) {
            for id in &figure.ids {
                self.push(Row {
                    section: "ids",
                    id,
                    key: &figure.figure,
                    value: id.clone(),
                    unit: "id",
                    ..Row::default()
                });
            }
        }
    }
}
