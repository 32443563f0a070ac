//! Reads what others publish: one file per format. An importer checks its bytes, parses them into
//! plain values and counts what it saw; it writes nothing.

pub mod meeting_title;
pub mod transcript_facts;
pub mod transcript_markdown;
