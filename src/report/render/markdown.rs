//! The report as GitHub Markdown. Text from records is escaped, so that a title stays a title.

use crate::locale::Language;
use crate::report::quarterly::Quarterly;

use super::document::document;
use super::parts::{Block, CaseParagraph, Document, Table};

/// The quarterly report, as [`lay_out`] does.
pub fn render(report: &Quarterly, language: Language) -> String {
    lay_out(&document(report, language))
}

/// A report as a Markdown page, with a final line break.
pub fn lay_out(document: &Document) -> String {
    let mut blocks = vec![format!("# {}", escape(&document.title))];
    let mut head: Vec<String> = document
        .head
        .iter()
        .map(|piece| format!("- {}", escape(piece)))
        .collect();
    let (label, command) = &document.command;
    head.push(format!("- {}{}", escape(label), code(command)));
    blocks.push(head.join("\n"));
    blocks.push(format!("**{}**", escape(&document.summary)));
    for section in &document.sections {
        blocks.push(format!("## {}", escape(&section.heading)));
        for block in &section.blocks {
            match block {
                Block::Line(text) => blocks.push(escape(text)),
                Block::List(items) if items.is_empty() => {}
                Block::List(items) => blocks.push(list(items)),
                Block::Table(rows) => blocks.push(table(rows)),
                Block::Case(paragraph) => blocks.push(case(paragraph, document.gap)),
                Block::Records { label, ids } => {
                    blocks.push(format!(
                        "- **{}**{}{}",
                        escape(label),
                        document.gap,
                        escape(ids)
                    ));
                }
            }
        }
    }
    blocks.push(format!("---\n\n{}", escape(&document.foot)));
    let mut page = blocks.join("\n\n");
    page.push('\n');
    page
}

fn list(items: &[String]) -> String {
    let lines: Vec<String> = items
        .iter()
        .map(|item| format!("- {}", escape(item)))
        .collect();
    lines.join("\n")
}

fn case(paragraph: &CaseParagraph, gap: &str) -> String {
    let heading = format!(
        "### {}\n\n{}",
        escape(&paragraph.heading),
        escape(paragraph.hosts.trim())
    );
    let lines: Vec<String> = paragraph
        .fields
        .iter()
        .map(|(label, text)| format!("- **{}**{gap}{}", escape(label), escape(text)))
        .collect();
    format!("{heading}\n\n{}", lines.join("\n"))
}

fn table(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(
            table
                .columns
                .iter()
                .map(|column| escape(&column.heading))
                .collect(),
        ),
        line(
            table
                .columns
                .iter()
                .map(|column| if column.number { "---:" } else { "---" }.to_owned())
                .collect(),
        ),
    ];
    lines.extend(
        table
            .rows
            .iter()
            .map(|row| line(row.iter().map(|cell| escape(cell)).collect())),
    );
    lines.join("\n")
}

/// The text with every character escaped that Markdown, a table of it or HTML would take as its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The text as code, between more backticks than it has in a row.
fn code(text: &str) -> String {
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}
