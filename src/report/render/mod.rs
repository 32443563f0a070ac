//! The renderers of reports. Each is a plain function from figures to text.
//!
//! - [`parts`]: headings, lines, tables and paragraphs, which every report is made of;
//! - [`document`] and [`csv`]: the quarterly report in one language as these, and as a table, with
//!   `duties` and `duties_csv` for what was owed and who took part;
//! - [`monthly`]: the same of the monthly paper;
//! - [`terminal`] and [`markdown`] lay parts out; `sheet` is the table that CSV files hold, `wording`
//!   has the words that reports share;
//! - `opened`: the records under the figures of either report;
//! - [`json`] writes the figures themselves;
//! - [`why`]: the answers of `po case why`, as a page, Markdown and JSON.

pub mod csv;
pub mod document;
mod duties;
mod duties_csv;
pub mod json;
pub mod markdown;
pub mod monthly;
mod opened;
pub mod parts;
pub(super) mod sheet;
#[cfg(test)]
mod snapshots;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod why;
mod wording;
