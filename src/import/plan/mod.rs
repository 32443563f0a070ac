//! From what was read to records: which are new, which change, and what a person should look at.
//!
//! A plan is pure: sources and known records in, records to put out; nothing is written here. Four
//! rules hold for every kind of source.
//!
//! - **A record is found before one is made**: by the origin it keeps, by what the source calls it (a
//!   case number, a petition's UUID, a transcript's slug), or by kind, number and day. So the order
//!   in which sources are imported does not change which cases and meetings there are.
//! - **A source that was read before is not read again**: where its digest is the one on record,
//!   nothing of it is touched, and hand edits stay.
//! - **A newer source adds and sets, and takes nothing away**: what it states is set, rows are
//!   matched by their keys; what it does not state stays, also rows that an older state of it had.
//!   The paragraphs of a transcript are the exception: they are the text of the source, and where
//!   they were published before, a correction says what each of them was.
//! - **What a person wrote last stays**: a newer source replaces what an import wrote.
//!
//! - [`files`]: the files that a command was given, and what was refused;
//! - [`Known`]: what the store holds already; `book`: it, with the changes of the plan;
//! - `case_pages`, `petitions`, `transcripts`: one kind of source each; `minutes`: what a transcript
//!   says about its meeting; `speeches`: its paragraphs; `published`: what changes in one that was published;
//!   `sittings`: the days of a meeting; `merge`:
//!   two records that prove to be one;
//! - [`Handwork`]: what people changed;
//! - [`report`]: the results, file by file; `privacy`: personal data that a published source holds.

mod book;
mod case_pages;
pub mod files;
mod handwork;
mod known;
mod merge;
mod minutes;
mod petitions;
mod privacy;
mod published;
pub mod report;
mod sittings;
mod speeches;
#[cfg(test)]
mod tests;
mod transcripts;

pub use case_pages::plan_case_pages;
pub use files::{Collected, Source, collect};
pub use handwork::{Handwork, disputed};
pub use known::{Known, KnownTranscript, ReadHandwork, ReadTranscript};
pub use petitions::plan_join;
pub use report::{DRY_RUN_KEYS, FileReport, Outcome, Plan, PrivacyNote, Tally, dry_run_json};
pub use transcripts::{TranscriptOptions, plan_transcripts};
