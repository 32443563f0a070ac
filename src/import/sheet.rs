//! The first sheet of a spreadsheet, as rows of text: ODS (the `content.xml` of ODF 1.2 and later) and
//! CSV (UTF-8, with or without byte order mark, and Big5). Told by content, not by name.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The largest file that is read, and the largest content in one.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A row or a cell that stands for many is one, or this many at most: what people fill in is not longer.
const MOST_REPEATED: usize = 64;

/// More rows than any form has.
const MOST_ROWS: usize = 10_000;

/// The rows of a sheet, each with the cells that hold something and those before them.
pub type Rows = Vec<Vec<String>>;

/// The first sheet; `None` where the bytes are no spreadsheet.
pub fn read(bytes: &[u8]) -> Option<Rows> {
    if bytes.starts_with(b"PK") {
        ods(bytes)
    } else {
        csv(bytes)
    }
}

/// Text in UTF-8 or Big5, without a byte order mark.
pub fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.into()),
        Err(_) => encoding_rs::BIG5.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

fn csv(bytes: &[u8]) -> Option<Rows> {
    let text = decoded(bytes).filter(|text| !text.contains('\0'))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        // The apostrophe that keeps a spreadsheet from calculating is no part of the cell.
        let cells = row
            .iter()
            .map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
        rows.push(cells.map(|cell| cell.trim().to_owned()).collect());
    }
    Some(rows)
}

fn ods(bytes: &[u8]) -> Option<Rows> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let content = package.by_name("content.xml").ok()?;
    let mut text = String::new();
    content
        .take(LARGEST_FILE)
        .read_to_string(&mut text)
        .ok()
        .filter(|length| (*length as u64) < LARGEST_FILE)?;
    first_table(&text)
}

/// The cell that is being read.
struct Open {
    repeated: usize,
    /// Its typed value, where that is exact: a day.
    value: Option<String>,
    text: String,
}

fn first_table(text: &str) -> Option<Rows> {
    let mut reader = Reader::from_str(text);
    let mut rows = Rows::new();
    let mut row: Option<(usize, Vec<String>)> = None;
    let mut cell: Option<Open> = None;
    let (mut in_table, mut paragraphs, mut in_note) = (false, 0, false);
    loop {
        let event = reader.read_event().ok()?;
        let closes = matches!(event, Event::Empty(_));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "table:table" => in_table = true,
                "table:table-row" if in_table => {
                    row = Some((repeated(tag, "table:number-rows-repeated"), Vec::new()));
                }
                "table:table-cell" | "table:covered-table-cell" if row.is_some() => {
                    paragraphs = 0;
                    cell = Some(Open {
                        repeated: repeated(tag, "table:number-columns-repeated"),
                        value: attribute(tag, "office:date-value"),
                        text: String::new(),
                    });
                }
                "office:annotation" => in_note = !closes,
                "text:p" => {
                    if let Some(cell) = cell.as_mut().filter(|_| paragraphs > 0 && !in_note) {
                        cell.text.push('\n');
                    }
                    paragraphs += 1;
                }
                "text:s" => {
                    if let Some(cell) = cell.as_mut().filter(|_| !in_note) {
                        cell.text.push(' ');
                    }
                }
                _ => {}
            },
            Event::Text(part) => {
                if let Some(cell) = cell.as_mut().filter(|_| !in_note) {
                    cell.text.push_str(part);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(cell) = cell.as_mut().filter(|_| !in_note) {
                    let entity = format!("&{};", &**name);
                    cell.text
                        .push_str(&quick_xml::escape::unescape(&entity).ok()?);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
        let ended = match &event {
            Event::End(tag) => Some(tag.name().as_ref().to_owned()),
            Event::Empty(tag) => Some(tag.name().as_ref().to_owned()),
            _ => None,
        };
        match ended.as_deref() {
            Some("office:annotation") => in_note = false,
            Some("table:table-cell" | "table:covered-table-cell") => {
                if let (Some(cell), Some((_, cells))) = (cell.take(), row.as_mut()) {
                    let text = cell.value.unwrap_or(cell.text).trim().to_owned();
                    let times = if text.is_empty() {
                        MOST_REPEATED
                    } else {
                        usize::MAX
                    };
                    cells.extend(std::iter::repeat_n(text, cell.repeated.min(times)));
                }
            }
            Some("table:table-row") => {
                if let Some((repeated, mut cells)) = row.take() {
                    let filled = cells.iter().rposition(|cell| !cell.is_empty());
                    cells.truncate(filled.map_or(0, |last| last + 1));
                    rows.extend(std::iter::repeat_n(cells, repeated));
                    if rows.len() > MOST_ROWS {
                        return None;
                    }
                }
            }
            Some("table:table") => {
                let filled = rows.iter().rposition(|row| !row.is_empty());
                rows.truncate(filled.map_or(0, |last| last + 1));
                return Some(rows);
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.value.into_owned())
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    let number = attribute(tag, name).and_then(|number| number.parse().ok());
    number.unwrap_or(1).clamp(1, MOST_REPEATED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_stand_for_many_stay_few_and_days_are_exact() {
        let content = "<table:table><table:table-row table:number-rows-repeated=\"2\">\
            <table:table-cell table:number-columns-repeated=\"3\"/>\
            <table:table-cell office:date-value=\"2022-02-09\"><text:p>9 Feb</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell/></table:table-row></table:table>";
        let row = vec![
            String::new(),
            String::new(),
            String::new(),
            "2022-02-09".to_owned(),
        ];
        assert_eq!(first_table(content), Some(vec![row.clone(), row]));
    }
}
