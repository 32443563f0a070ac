//! The renderers of reports. Each is a plain function from figures to text.
//!
//! - [`document`]: the report in one language as headings, lines, tables and paragraphs, with `duties`
//!   for what was owed and who took part;
//! - [`terminal`] and [`markdown`] lay a document out;
//! - [`csv`] (with `duties_csv`) and [`json`] write the figures themselves;
//! - [`why`]: the answers of `po case why`, as a page, Markdown and JSON.

pub mod csv;
pub mod document;
mod duties;
mod duties_csv;
pub mod json;
pub mod markdown;
#[cfg(test)]
mod snapshots;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod why;
