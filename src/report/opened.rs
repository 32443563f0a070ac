//! Figures opened: which records each figure counts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::CaseRow;
use crate::index::{CaseFilter, IndexError, View};
use crate::record::Date;
use crate::report::quarterly::{by_number, takes_part};
use crate::text::clean::one_line;

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
    /// Nothing yet, with the cases of a commit to call records by.
    pub(super) fn new(begun: &Begun) -> Self {
        Self {
            figures: Vec::new(),
            numbers: begun.numbers.clone(),
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

/// The cases that had begun by a day, those whose beginning has no day among them. A report counts them
/// without looking at each.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// Their ids, by number.
    pub ids: Vec<String>,
    /// The numbers of all cases that have one, by id.
    pub numbers: BTreeMap<String, u32>,
}

impl Begun {
    /// Reads those of a commit; with an agency, those in which it has a part.
    pub fn read(view: &View<'_>, day: Date, agency: Option<&str>) -> Result<Self, IndexError> {
        let mut cases: Vec<CaseRow> = view.cases(&CaseFilter::default())?;
        cases.sort_by(|one, other| {
            by_number(one.number, &one.id).cmp(&by_number(other.number, &other.id))
        });
        let numbers = cases.iter();
        let numbers = numbers.filter_map(|case| Some((one_line(&case.id), case.number?)));
        let begun = cases.iter();
        let begun = begun.filter(|case| takes_part(case, agency) && !case.begins_after(day));
        Ok(Self {
            numbers: numbers.collect(),
            ids: begun.map(|case| one_line(&case.id)).collect(),
        })
    }
}
