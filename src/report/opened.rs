//! Figures opened: which records each figure counts.

use std::collections::BTreeMap;

use serde::Serialize;

/// The records under every figure of a report that counts records.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Opened {
    /// A figure each, in the order of the report.
    pub figures: Vec<Figure>,
    /// The numbers of cases that have one, by id; not part of the JSON.
    #[serde(skip)]
    pub numbers: BTreeMap<String, u32>,
}

/// A figure, and the records that it counts.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Its path in the JSON of the report, an item by what it is about: `before[2018Q2].held`,
    /// `agencies[motc].hosted`.
    pub figure: String,
    /// The figure.
    pub count: usize,
    /// A record each: its id, or where a row is counted, that with the row, such as
    /// `c201902-k7f2:commitment[x7f2]`; of files that cannot be read, the path.
    pub ids: Vec<String>,
}

impl Opened {
    /// Nothing yet, with the numbers to call cases by.
    pub(super) fn new(numbers: BTreeMap<String, u32>) -> Self {
        Self {
            figures: Vec::new(),
            numbers,
        }
    }

    /// Adds a figure and what it counts.
    pub(super) fn add(&mut self, figure: impl Into<String>, ids: impl IntoIterator<Item = String>) {
        let ids: Vec<String> = ids.into_iter().collect();
        self.figures.push(Figure {
            figure: figure.into(),
            count: ids.len(),
            ids,
        });
    }

    /// Adds the figures that count the same things by a word of theirs.
    pub(super) fn add_by<'w>(
        &mut self,
        figure: &str,
        words: impl IntoIterator<Item = &'w str>,
        things: &[(&str, String)],
    ) {
        for word in words {
            let of_word = things.iter().filter(|(own, _)| *own == word);
            self.add(
                format!("{figure}.{word}"),
                of_word.map(|(_, id)| id.clone()),
            );
        }
    }
}
