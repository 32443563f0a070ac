//! OpenDocument spreadsheets (ODF 1.3): one sheet of text and days, as a package that LibreOffice opens
//! without a question.

use std::fmt;
use std::io::{self, Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::record::Date;

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The widths of its columns in millimetres.
    pub widths: Vec<u32>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// How it looks.
    pub style: Style,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day.
    Date(Date),
}

impl fmt::Display for Value {
    /// As a cell shows it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(day) => write!(f, "{day}"),
        }
    }
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Like any other.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// To be filled in.
    Fill,
}

impl Style {
    fn name(self, value: &Value) -> &'static str {
        match (self, value) {
            (Self::Plain, Value::Date(_)) => "day",
            (Self::Plain, _) => "plain",
            (Self::Heading, _) => "heading",
            (Self::Fill, Value::Date(_)) => "fill-day",
            (Self::Fill, _) => "fill",
        }
    }
}

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">",
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>",
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>",
    "</manifest:manifest>\n",
);

const BEGIN: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<office:document-content office:version=\"1.3\"",
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\">\n",
    "<office:automatic-styles>",
    "<number:date-style style:name=\"iso\"><number:year number:style=\"long\"/><number:text>-</number:text>",
    "<number:month number:style=\"long\"/><number:text>-</number:text><number:day number:style=\"long\"/></number:date-style>",
);

/// A cell style: its name, the style of its number, and what else it is.
fn cell_style(name: &str, number: &str, cell: &str, text: &str) -> String {
    format!(
        "<style:style style:name=\"{name}\" style:family=\"table-cell\"{number}>\
         <style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\" \
         fo:border=\"0.5pt solid #999999\"{cell}/>{text}</style:style>"
    )
}

/// The package.
///
/// # Errors
/// Only where memory runs out.
pub fn write(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the same sheet is the same bytes.
    let entry = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let stored = entry.compression_method(CompressionMethod::Stored);
    let deflated = entry.compression_method(CompressionMethod::Deflated);
    let content = content(sheet);
    // Readers tell the format by the first entry, which must not be packed.
    for (name, text, options) in [
        ("mimetype", TYPE, stored),
        ("META-INF/manifest.xml", MANIFEST, deflated),
        ("content.xml", &content, deflated),
    ] {
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn content(sheet: &Sheet) -> String {
    const DAY: &str = " style:data-style-name=\"iso\"";
    const YELLOW: &str = " fo:background-color=\"#fff8dc\"";
    let mut text = BEGIN.to_owned();
    for (place, width) in sheet.widths.iter().enumerate() {
        text.push_str(&format!(
            "<style:style style:name=\"column{place}\" style:family=\"table-column\">\
             <style:table-column-properties style:column-width=\"{width}mm\"/></style:style>"
        ));
    }
    let bold = "<style:text-properties fo:font-weight=\"bold\"/>";
    text.push_str(&cell_style("plain", "", "", ""));
    text.push_str(&cell_style("day", DAY, "", ""));
    text.push_str(&cell_style("fill", "", YELLOW, ""));
    text.push_str(&cell_style("fill-day", DAY, YELLOW, ""));
    text.push_str(&cell_style("heading", "", "", bold));
    text.push_str("</office:automatic-styles>\n<office:body><office:spreadsheet>");
    text.push_str(&format!(
        "<table:table table:name=\"{}\">",
        escape(&sheet.name)
    ));
    for place in 0..sheet.widths.len() {
        text.push_str(&format!(
            "<table:table-column table:style-name=\"column{place}\"/>"
        ));
    }
    for row in &sheet.rows {
        text.push_str("<table:table-row>");
        for cell in row {
            push_cell(&mut text, cell);
        }
        text.push_str("</table:table-row>\n");
    }
    text.push_str("</table:table></office:spreadsheet></office:body></office:document-content>\n");
    text
}

fn push_cell(text: &mut String, cell: &Cell) {
    let (kind, shown) = match &cell.value {
        Value::Empty => (String::new(), None),
        Value::Text(text) => (
            " office:value-type=\"string\"".to_owned(),
            Some(allowed(text)),
        ),
        Value::Number(number) => (
            format!(" office:value-type=\"float\" office:value=\"{number}\""),
            Some(number.to_string()),
        ),
        Value::Date(day) => (
            format!(" office:value-type=\"date\" office:date-value=\"{day}\""),
            Some(day.to_string()),
        ),
    };
    let style = cell.style.name(&cell.value);
    text.push_str(&format!(
        "<table:table-cell table:style-name=\"{style}\"{kind}>"
    ));
    if let Some(shown) = shown {
        text.push_str(&format!("<text:p>{}</text:p>", escape(&shown)));
    }
    text.push_str("</table:table-cell>");
}

/// Text without the characters that XML 1.0 cannot hold.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
