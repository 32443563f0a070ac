//! Lists: one value, every format.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, LineStyle, Table, presets};
use serde_json::Value;

use crate::text::clean::{one_line, push_one_line};
use crate::text::width::{truncate, width};
use crate::text::wrap::wrap;

use super::error::CliError;
use super::ui::Ui;

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people; tab-separated without headings where stdout is no terminal.
    Table,
    /// A Markdown table.
    Markdown,
    /// Comma-separated values with headings.
    Csv,
    /// A JSON array.
    Json,
    /// A JSON object a line.
    JsonLines,
}

/// The words of `--format`.
pub(super) const FORMATS: [(&str, Format); 5] = [
    ("table", Format::Table),
    ("md", Format::Markdown),
    ("csv", Format::Csv),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
];

impl Format {
    /// Whether rows for programs are printed, not those for people.
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines)
    }

    /// The format of a word of [`FORMATS`].
    pub(super) fn from_word(word: &str) -> Option<Self> {
        FORMATS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, format)| *format)
    }
}

/// A column.
pub(super) struct Column {
    /// Its key, the heading in CSV.
    pub key: &'static str,
    /// Its heading for people.
    pub heading: &'static str,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// Whether long text goes on below, where the column is the last; else it is cut.
    pub wraps: bool,
}

/// A column of text.
pub(super) fn column(key: &'static str, heading: &'static str) -> Column {
    Column {
        key,
        heading,
        numeric: false,
        wraps: false,
    }
}

/// A column of text of which nothing may be cut.
pub(super) fn wrapping_column(key: &'static str, heading: &'static str) -> Column {
    Column {
        wraps: true,
        ..column(key, heading)
    }
}

/// A column of numbers.
pub(super) fn number_column(key: &'static str, heading: &'static str) -> Column {
    Column {
        numeric: true,
        ..column(key, heading)
    }
}

/// A list to print.
pub(super) struct Listing {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows for people, a cell a column; none are needed where [`Format::is_json`].
    pub rows: Vec<Vec<String>>,
    /// The rows for programs; none are needed elsewhere.
    pub json: Vec<Value>,
}

impl Listing {
    /// Prints the list.
    pub(super) fn print(&self, format: Format, ui: &mut Ui<'_>) -> Result<(), CliError> {
        let text = match format {
            Format::Table if ui.lays_out() => self.table(ui.width(), ui.color),
            Format::Table => self.plain(),
            Format::Markdown => self.markdown(),
            Format::Csv => self.csv()?,
            Format::Json => json_text(&Value::Array(self.json.clone())),
            Format::JsonLines => self.json.iter().map(|value| format!("{value}\n")).collect(),
        };
        ui.styled(&text)?;
        Ok(())
    }

    /// Every column as wide as its text; the last one takes what is left of the line. Where too
    /// little is left, every row is a paragraph.
    fn table(&self, columns: usize, color: bool) -> String {
        const GAP: usize = 2;
        const LEAST: usize = 10;
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| one_line(cell)).collect())
            .collect();
        let last = self.columns.len().saturating_sub(1);
        let taken: usize = (0..last)
            .map(|place| {
                let cells = rows
                    .iter()
                    .filter_map(|row| row.get(place))
                    .map(|cell| width(cell));
                let heading = self
                    .columns
                    .get(place)
                    .map_or(0, |column| width(column.heading));
                cells.max().unwrap_or(0).max(heading) + GAP
            })
            .sum();
        let left = columns.saturating_sub(taken + GAP);
        let wanted = rows.iter().filter_map(|row| row.get(last));
        let wanted = wanted.map(|cell| width(cell)).max().unwrap_or(0);
        if left < wanted.min(LEAST) {
            return paragraphs(&rows, columns);
        }
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING.header_separator(LineStyle::new('─', '─', '─', '─')))
            .set_content_arrangement(ContentArrangement::Disabled);
        if color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table.set_header(self.columns.iter().map(|column| {
            let cell = Cell::new(column.heading).set_alignment(alignment(column));
            if color {
                cell.add_attribute(Attribute::Bold)
            } else {
                cell
            }
        }));
        for row in &rows {
            table.add_row(row.iter().zip(&self.columns).enumerate().map(
                |(place, (text, column))| {
                    let text = match (place == last, column.wraps) {
                        (true, true) => wrap(text, left, 0).join("\n"),
                        (true, false) => truncate(text, left),
                        (false, _) => text.clone(),
                    };
                    Cell::new(text).set_alignment(alignment(column))
                },
            ));
        }
        for place in 0..self.columns.len() {
            if let Some(column) = table.column_mut(place) {
                // One blank more stands between columns.
                column.set_padding((0, 1));
            }
        }
        let mut text = String::new();
        for line in table.lines() {
            text.push_str(&truncate_rule(line.trim_end(), columns));
            text.push('\n');
        }
        text
    }

    fn plain(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            push_plain(&mut text, row);
        }
        text
    }

    fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let headings: Vec<String> = self
            .columns
            .iter()
            .map(|column| column.heading.to_owned())
            .collect();
        let rules: Vec<String> = self
            .columns
            .iter()
            .map(|column| if column.numeric { "---:" } else { "---" }.to_owned())
            .collect();
        let mut text = line(&headings) + &line(&rules);
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| markdown_cell(cell)).collect();
            text.push_str(&line(&cells));
        }
        text
    }

    fn csv(&self) -> Result<String, CliError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer
            .write_record(self.columns.iter().map(|column| column.key))
            .map_err(std::io::Error::from)?;
        for row in &self.rows {
            writer
                .write_record(row.iter().map(|cell| formula_free(&one_line(cell))))
                .map_err(std::io::Error::from)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Prints a list for people or spreadsheets whose rows are made as they are asked for: in a pipe, where
/// no row needs to know of the others, thousands are never there at once.
pub(super) fn print_each(
    columns: Vec<Column>,
    rows: impl Iterator<Item = Vec<String>>,
    format: Format,
    ui: &mut Ui<'_>,
) -> Result<(), CliError> {
    if format == Format::Table && !ui.lays_out() {
        let mut line = String::new();
        for row in rows {
            line.clear();
            push_plain(&mut line, &row);
            ui.styled(&line)?;
        }
        return Ok(());
    }
    let listing = Listing {
        columns,
        rows: rows.collect(),
        json: Vec::new(),
    };
    listing.print(format, ui)
}

/// A row as a line of cells between tabs.
fn push_plain(text: &mut String, row: &[String]) {
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            text.push('\t');
        }
        push_one_line(text, cell);
    }
    text.push('\n');
}

/// The cells of each row one after the other, further lines of a row indented.
fn paragraphs(rows: &[Vec<String>], columns: usize) -> String {
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().map(String::as_str);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let lines = wrap(&cells.join("  "), columns.saturating_sub(2), 0);
        text.push_str(&format!("{}\n", lines.join("\n  ")));
    }
    text
}

/// Numbers stand to the right.
fn alignment(column: &Column) -> CellAlignment {
    if column.numeric {
        CellAlignment::Right
    } else {
        CellAlignment::Left
    }
}

/// The rule below the headings, no wider than the terminal; other lines as they are.
fn truncate_rule(line: &str, columns: usize) -> String {
    if line.starts_with('─') {
        line.chars().take(columns).collect()
    } else {
        line.to_owned()
    }
}

/// Pretty JSON with a final line break.
pub(super) fn json_text(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A cell of a Markdown table: one line, without what would end the cell or begin HTML.
pub(super) fn markdown_cell(text: &str) -> String {
    one_line(text)
        .replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('<', "&lt;")
}

/// A cell that no spreadsheet takes for a formula. A number is none.
pub(super) fn formula_free(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) && text.parse::<i64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented.
    fn listing() -> Listing {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        Listing {
            columns: vec![
                number_column("number", "No."),
                column("id", "Id"),
                column("proposed_on", "Proposed"),
                column("title", "Topic"),
            ],
            rows: vec![
                row([
                    "45",
                    "c201902-k7f2",
                    "2019-02-12",
                    "May invented kites fly over invented harbours?",
                ]),
                row(["", "c201903-x11g", "2019-03-01", "虛構長椅要不要加遮陽？"]),
            ],
            json: Vec::new(),
        }
    }

    #[test]
    fn a_list_is_a_table_where_it_fits_and_paragraphs_of_whole_words_elsewhere() {
        insta::assert_snapshot!(listing().table(50, false), @"
         No.  Id            Proposed    Topic
        ──────────────────────────────────────────────────
          45  c201902-k7f2  2019-02-12  May invented kit…
              c201903-x11g  2019-03-01  虛構長椅要不要加…
        ");
        insta::assert_snapshot!(listing().table(20, false), @"
        45  c201902-k7f2
          2019-02-12  May
          invented kites fly
          over invented
          harbours?
        c201903-x11g
          2019-03-01  虛構長
          椅要不要加遮陽？
        ");
    }

    #[test]
    fn no_line_of_a_list_is_wider_than_the_terminal() {
        for columns in 16..120 {
            for line in listing().table(columns, false).lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
            }
        }
    }
}
