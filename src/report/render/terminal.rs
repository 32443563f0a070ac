//! The report for a terminal: no line is wider than asked, a Han character counting as two.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};

use crate::locale::Language;
use crate::report::quarterly::Quarterly;
use crate::text::width::{pad, truncate, width};
use crate::text::wrap::{widest_unit, wrap};

use super::document::document;
use super::parts::{Block, CaseParagraph, Document, Section, Table};

/// The narrowest layout; a narrower terminal gets this one.
const NARROWEST: usize = 40;
/// The most columns of one text from the records: a title or a reason longer than that ends with `…`.
const LONGEST: usize = 600;
/// The most columns of a cell.
const LONGEST_CELL: usize = 120;
/// A word longer than this may be broken in a cell.
const LONGEST_WORD: usize = 16;
/// The columns between two columns of a table: padding, and the one that the line under the heading
/// runs through.
const GUTTER: u16 = 2;

/// The quarterly report, as [`lay_out`] does.
pub fn render(report: &Quarterly, language: Language, columns: usize, color: bool) -> String {
    lay_out(&document(report, language), columns, color)
}

/// A report in lines of at most `columns` (at least 40); with `color`, headings are bold.
pub fn lay_out(document: &Document, columns: usize, color: bool) -> String {
    let page = Page {
        columns: columns.max(NARROWEST),
        color,
    };
    page.lay_out(document)
}

struct Page {
    columns: usize,
    color: bool,
}

impl Page {
    fn lay_out(&self, document: &Document) -> String {
        let mut lines = self.bold(self.wrapped(&document.title, "", ""));
        lines.extend(self.head(document));
        lines.extend(self.wrapped(&document.summary, "", ""));
        for section in &document.sections {
            lines.push(String::new());
            lines.extend(self.section(section, document.gap));
        }
        lines.push(String::new());
        lines.extend(self.wrapped(&document.foot, "", ""));
        lines.push(String::new());
        lines.join("\n")
    }

    /// The pieces of the head, as many to a line as fit.
    fn head(&self, document: &Document) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let command = format!("{}{}", document.command.0, document.command.1);
        for piece in document.head.iter().chain([&command]) {
            match lines.last_mut() {
                Some(line) if width(line) + width(document.gap) + width(piece) <= self.columns => {
                    line.push_str(document.gap);
                    line.push_str(piece);
                }
                _ => lines.extend(self.wrapped(piece, "", "  ")),
            }
        }
        lines
    }

    fn section(&self, section: &Section, gap: &str) -> Vec<String> {
        let mut lines = self.bold(vec![section.heading.clone()]);
        for (index, block) in section.blocks.iter().enumerate() {
            let follows_table = matches!(
                index
                    .checked_sub(1)
                    .and_then(|before| section.blocks.get(before)),
                Some(Block::Table(_))
            );
            if follows_table || (index > 0 && matches!(block, Block::Case(_))) {
                lines.push(String::new());
            }
            match block {
                Block::Line(text) => lines.extend(self.wrapped(text, "", "")),
                Block::List(items) => {
                    lines.extend(items.iter().flat_map(|item| self.wrapped(item, "• ", "  ")));
                }
                Block::Table(table) => lines.extend(self.table(table, gap)),
                Block::Case(paragraph) => lines.extend(self.paragraph(paragraph, gap)),
                Block::Records { label, ids } => {
                    lines.extend(self.wrapped(label, "", "  "));
                    let below = wrap(ids, self.columns.saturating_sub(2), 0);
                    lines.extend(below.iter().map(|line| format!("  {line}")));
                }
            }
        }
        lines
    }

    fn paragraph(&self, paragraph: &CaseParagraph, gap: &str) -> Vec<String> {
        let heading = format!(
            "{}{}",
            truncate(&paragraph.heading, LONGEST),
            paragraph.hosts
        );
        let mut lines = self.wrapped(&heading, "", "");
        let fields = paragraph.fields.iter();
        let fields: Vec<_> = fields.map(|(label, text)| (&**label, &**text)).collect();
        lines.extend(self.fields(&fields, gap));
        lines
    }

    /// Labels, and beside each what it says.
    fn fields(&self, fields: &[(&str, &str)], gap: &str) -> Vec<String> {
        let labels = fields.iter().map(|(label, _)| width(label));
        let label_width = labels.max().unwrap_or(0);
        let indent = " ".repeat(label_width + width(gap));
        let lines = fields.iter().flat_map(|(label, text)| {
            let label = format!("{}{gap}", pad(label, label_width));
            self.wrapped(text, &label, &indent)
        });
        lines.collect()
    }

    /// The rows one under the other, a line a cell: for a table that would not fit otherwise.
    fn rows(&self, table: &Table, gap: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &table.rows {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let cells = table.columns.iter().zip(row);
            let fields: Vec<_> = cells
                .map(|(column, cell)| (&*column.heading, &**cell))
                .collect();
            lines.extend(self.fields(&fields, gap));
        }
        lines
    }

    fn table(&self, table: &Table, gap: &str) -> Vec<String> {
        let Some(widths) = self.column_widths(table) else {
            return self.rows(table, gap);
        };
        let mut grid = comfy_table::Table::new();
        grid.force_no_tty();
        grid.load_style(
            TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')),
        );
        grid.set_content_arrangement(ContentArrangement::Disabled);
        let wrapped =
            |text: &str, columns: usize| wrap(&truncate(text, LONGEST_CELL), columns, 0).join("\n");
        let headings = table.columns.iter().zip(&widths);
        grid.set_header(headings.map(|(column, width)| wrapped(&column.heading, *width)));
        for row in &table.rows {
            grid.add_row(
                row.iter()
                    .zip(&widths)
                    .map(|(cell, width)| wrapped(cell, *width)),
            );
        }
        let last = table.columns.len().saturating_sub(1);
        for (index, column) in table.columns.iter().enumerate() {
            if let Some(cells) = grid.column_mut(index) {
                cells.set_padding((0, if index == last { 0 } else { GUTTER - 1 }));
                if column.number {
                    cells.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        grid.lines()
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    /// The columns of each column: what its cells need, the widest ones cut until the table fits.
    /// `None` where words would break.
    fn column_widths(&self, table: &Table) -> Option<Vec<usize>> {
        let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
            let columns = table.columns.iter().enumerate();
            columns
                .map(|(index, column)| {
                    let cells = table.rows.iter().filter_map(|row| row.get(index));
                    let cells = cells.map(|cell| measure(cell)).max();
                    cells.unwrap_or(0).max(measure(&column.heading))
                })
                .collect()
        };
        let mut widths = widest(width);
        let words = widest(widest_unit);
        let gutters = usize::from(GUTTER) * widths.len().saturating_sub(1);
        let room = self.columns.saturating_sub(gutters);
        loop {
            let excess = widths.iter().sum::<usize>().saturating_sub(room);
            let mut descending = widths.clone();
            descending.sort_unstable_by(|one, other| other.cmp(one));
            let second = descending.get(1).copied().unwrap_or(0);
            if excess == 0 {
                let fits = |(width, word): (&usize, &usize)| *width >= (*word).min(LONGEST_WORD);
                return widths.iter().zip(&words).all(fits).then_some(widths);
            }
            let widest = widths.iter_mut().max().filter(|widest| **widest > 4)?;
            // At once down to the second widest, so that a long title takes few turns.
            *widest -= excess.min((*widest - second).max(1));
        }
    }

    /// The text after `first`, further lines after `next`, which are equally wide.
    fn wrapped(&self, text: &str, first: &str, next: &str) -> Vec<String> {
        let text = truncate(text, LONGEST * 2);
        let columns = self.columns.saturating_sub(width(next));
        let taken = width(first).saturating_sub(width(next));
        wrap(&text, columns, taken)
            .into_iter()
            .enumerate()
            .map(|(index, line)| format!("{}{line}", if index == 0 { first } else { next }))
            .collect()
    }

    fn bold(&self, lines: Vec<String>) -> Vec<String> {
        match self.color {
            true => lines
                .into_iter()
                .map(|line| format!("\u{1b}[1m{line}\u{1b}[0m"))
                .collect(),
            false => lines,
        }
    }
}
