//! Writes what others read: one file per format. An exporter turns plain values into text and
//! leaves the writing to its caller.

pub mod icalendar;
pub mod transcript_markdown;
pub mod transcript_record;
