//! The monthly case-status form as a sheet: ODS for people with a spreadsheet, CSV for the rest.
//!
//! The first row names the form for the way back: title, `po.form/1`, agency, month. The second says what
//! to do, the third has the headings.

use crate::locale::Language;
use crate::locale::form::{self as words, Column};
use crate::procedure::form::{Form, FormRow, SCHEMA};
use crate::record::case::Asked;
use crate::text::clean::one_line;

use super::ods::{Cell, Sheet, Style, Value};

/// What spreadsheets take for a formula when a cell of a CSV file begins with it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The form as a sheet; `name` is what people call the agency.
pub fn sheet(form: &Form, name: &str, language: Language) -> Sheet {
    let text = |text: &str, style| Cell {
        value: Value::Text(one_line(text)),
        style,
    };
    let asked: Vec<&str> = Asked::ALL.iter().map(|word| word.label(language)).collect();
    let mut rows = vec![
        vec![
            text(&words::title(language, name, &form.month), Style::Heading),
            text(SCHEMA, Style::Plain),
            text(&form.agency, Style::Plain),
            text(&form.month, Style::Plain),
        ],
        vec![text(
            &words::how_to(language, &asked.join("／")),
            Style::Plain,
        )],
        Column::ALL
            .iter()
            .map(|column| text(column.heading(language), Style::Heading))
            .collect(),
    ];
    let cells = |row: &FormRow| {
        let cell = |column: &Column| Cell {
            value: value(*column, row, language),
            style: if column.is_filled() {
                Style::Fill
            } else {
                Style::Plain
            },
        };
        Column::ALL.iter().map(cell).collect()
    };
    rows.extend(form.rows.iter().map(cells));
    Sheet {
        name: words::sheet(language).to_owned(),
        widths: vec![30, 18, 60, 22, 26, 60, 40, 60, 40, 26, 22],
        rows,
    }
}

/// What stands in a column of a row.
pub fn value(column: Column, row: &FormRow, language: Language) -> Value {
    let FormRow { known, filled, .. } = row;
    let text = |text: Option<&String>| text.cloned().map_or(Value::Empty, Value::Text);
    let word = |word: Option<&str>| word.map_or(Value::Empty, |word| Value::Text(word.to_owned()));
    match column {
        Column::Id => Value::Text(known.id.clone()),
        Column::Number => known.number.map_or(Value::Empty, Value::Number),
        Column::Title => Value::Text(known.title.clone()),
        Column::Stage => word(known.stage.map(|stage| stage.label(language))),
        Column::LastOn => known.last_on.map_or(Value::Empty, Value::Date),
        Column::LastText => text(known.last_text.as_ref()),
        Column::LastNext => text(known.last_next.as_ref()),
        Column::Text => text(filled.text.value()),
        Column::NextStep => text(filled.next_step.value()),
        Column::NextOn => filled
            .next_on
            .value()
            .copied()
            .map_or(Value::Empty, Value::Date),
        Column::Asked => word(filled.asked.value().map(|word| word.label(language))),
    }
}

/// The sheet as CSV, with the byte order mark by which spreadsheets know UTF-8. A cell that one of them
/// would take for a formula gets an apostrophe.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match &cell.value {
            Value::Text(text) if text.starts_with(FORMULA) => format!("'{text}"),
            value => value.to_string(),
        });
        writer
            .write_record(cells)
            .expect("writing to memory does not fail");
    }
    writer
        .into_inner()
        .expect("writing to memory does not fail")
}
