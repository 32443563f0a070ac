//! Reads what others publish: one file per format, bytes in, plain typed values out.
//!
//! A reader opens no file and writes nothing. It keeps whatever it understood and says in
//! [`Remark`]s what it did not. [`plan`] turns what was read into records.

pub mod agency_name;
pub mod case_page;
pub mod form;
pub mod join;
pub mod link;
pub mod meeting_title;
pub mod office_calendar;
pub mod plan;
mod remark;
#[cfg(test)]
mod samples;
pub mod sheet;
pub mod transcript_facts;
pub mod transcript_markdown;
mod yaml;

pub use remark::Remark;

/// The line and the byte in it, both from 1, of a byte of a text that cannot be read.
fn line_and_column(bytes: &[u8], at: usize) -> (usize, usize) {
    let valid = bytes.get(..at).unwrap_or(bytes);
    let line_start = valid.iter().rposition(|byte| *byte == b'\n');
    let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
    (line, valid.len() - line_start.map_or(0, |at| at + 1) + 1)
}
