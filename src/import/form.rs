//! The monthly case-status form as it comes back, filled in: see `procedure::form`.

use crate::locale::Language;
use crate::locale::form::{Column, take_back};
use crate::procedure::form::{Entry, Filled, Form, FormRow, SCHEMA};
use crate::record::Date;
use crate::record::case::{Asked, Stage};

use super::sheet::Rows;

/// Why a sheet is no form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Its first row does not say so.
    NoForm,
    /// A column is missing.
    NoColumn(Column),
    /// Cells that cannot be read.
    Cells(Vec<BadCell>),
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// The row of the sheet, from 1.
    pub line: usize,
    /// The column.
    pub column: Column,
    /// What stands there.
    pub found: String,
}

/// The form of a sheet. A row without a case id is passed over; `today` is what days are typed from.
///
/// # Errors
/// What keeps it from being one, all bad cells at once.
pub fn read(rows: &Rows, today: Date) -> Result<Form, Flaw> {
    let mut rows = (1..).zip(rows);
    let head = rows.next().map(|(_, head)| head.as_slice());
    let Some([_, schema, agency, month, ..]) = head else {
        return Err(Flaw::NoForm);
    };
    if schema != SCHEMA {
        return Err(Flaw::NoForm);
    }
    let headings = rows.by_ref().find(|(_, row)| {
        row.iter()
            .any(|cell| Column::from_heading(cell) == Some(Column::Id))
    });
    let headings = headings.map(|(_, row)| row.as_slice()).unwrap_or_default();
    let mut places = Vec::new();
    for column in Column::ALL {
        let place = headings
            .iter()
            .position(|cell| Column::from_heading(cell) == Some(*column));
        places.push((*column, place.ok_or(Flaw::NoColumn(*column))?));
    }
    let mut form = Form {
        agency: agency.clone(),
        month: month.clone(),
        other_columns: Vec::new(),
        rows: Vec::new(),
    };
    let is_other = |place: &usize| places.iter().all(|(_, known)| known != place);
    let others = (0..headings.len()).filter(is_other);
    let others: Vec<usize> = others
        .filter(|place| !headings[*place].is_empty())
        .collect();
    let mut bad = Vec::new();
    for (line, cells) in rows {
        for place in &others {
            let heading = &headings[*place];
            let is_filled = cells.get(*place).is_some_and(|cell| !cell.is_empty());
            if is_filled && !form.other_columns.contains(heading) {
                form.other_columns.push(heading.clone());
            }
        }
        let mut row = FormRow {
            line,
            ..FormRow::default()
        };
        for (column, place) in &places {
            let text = cells.get(*place).map(String::as_str).unwrap_or_default();
            if !text.is_empty() && !put(&mut row, *column, text, today) {
                bad.push(BadCell {
                    line,
                    column: *column,
                    found: text.to_owned(),
                });
            }
        }
        if !row.known.id.is_empty() {
            form.rows.push(row);
        }
    }
    if bad.is_empty() {
        Ok(form)
    } else {
        Err(Flaw::Cells(bad))
    }
}

/// Takes a cell into its row; `false` where it is not what the column holds.
fn put(row: &mut FormRow, column: Column, text: &str, today: Date) -> bool {
    let FormRow { known, filled, .. } = row;
    if is_label(take_back, text) && column.is_filled() {
        take_back_cell(filled, column);
        return true;
    }
    let words = || Some(text.to_owned());
    let day = || Date::from_typed(text, today);
    match column {
        Column::Id => text.clone_into(&mut known.id),
        Column::Title => text.clone_into(&mut known.title),
        Column::LastText => known.last_text = words(),
        Column::LastNext => known.last_next = words(),
        Column::Text => filled.text = words().into(),
        Column::NextStep => filled.next_step = words().into(),
        Column::Number => {
            known.number = text.parse().ok();
            return known.number.is_some();
        }
        Column::Stage => {
            let named = |word: &Stage| is_label(|language| word.label(language), text);
            known.stage = Stage::ALL.iter().copied().find(named);
            return known.stage.is_some();
        }
        Column::LastOn => {
            known.last_on = day();
            return known.last_on.is_some();
        }
        Column::NextOn => {
            filled.next_on = day().into();
            return filled.next_on.value().is_some();
        }
        Column::Asked => {
            let named = |word: &Asked| is_label(|language| word.label(language), text);
            filled.asked = Asked::ALL.iter().copied().find(named).into();
            return filled.asked.value().is_some();
        }
    }
    true
}

fn take_back_cell(filled: &mut Filled, column: Column) {
    match column {
        Column::Text => filled.text = Entry::TakenBack,
        Column::NextStep => filled.next_step = Entry::TakenBack,
        Column::NextOn => filled.next_on = Entry::TakenBack,
        Column::Asked => filled.asked = Entry::TakenBack,
        _ => {}
    }
}

fn is_label(label: impl Fn(Language) -> &'static str, text: &str) -> bool {
    [Language::En, Language::ZhTw]
        .into_iter()
        .any(|language| label(language) == text)
}
