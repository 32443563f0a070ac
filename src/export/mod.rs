//! Writes what others read: one file per format. An exporter turns plain values into text and
//! leaves the writing to its caller.

pub mod form;
pub mod icalendar;
pub mod ods;
pub mod transcript_markdown;
pub mod transcript_record;
