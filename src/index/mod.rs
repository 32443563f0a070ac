//! What is known of a commit: the one way in which `po` reads. Every answer comes from a commit, and
//! HEAD and any earlier one are asked in the same way.
//!
//! The index is a cache and a pure function of git objects. Deleting its file loses nothing, and
//! neither damage nor a lock nor a folder that cannot be written changes an answer; it only takes
//! longer.
//!
//! - `open` has [`Index`] and what it does about a file that cannot be used; `database` is that file,
//!   `bytes` how values are packed and sealed in it;
//! - `derive` turns one record into what is kept of it ([`row`]), once for each blob, `pending` into what
//!   it owes, `replies` into the years of its replies; `build` puts a commit together, folder by
//!   folder, each a `pack`;
//! - `view` answers questions about one commit: `query` filters and sorts, `period` picks what reports
//!   count, `standing` what is open or owed, `reference` finds the record that a person means;
//! - `together` lets a view answer over several stores as if they were one;
//! - `history` tells which commits changed a record, and what each commit says of itself.

mod build;
mod bytes;
mod database;
mod derive;
#[cfg(test)]
pub(crate) mod derived;
mod error;
mod history;
mod open;
mod pack;
mod pending;
mod period;
mod query;
mod reference;
mod replies;
pub mod row;
mod standing;
#[cfg(test)]
mod tests;
mod together;
mod view;

pub use derive::{MISSING_OBJECT, plain_url};
pub use error::IndexError;
pub use history::{ByDay, HistoryChange, HistoryEntry, Node, Recorded, Trail, Version, Versions};
pub use open::Index;
pub use period::{OpenCase, PeriodCases};
pub use query::{CaseFilter, CaseSort, MeetingFilter, TranscriptFilter};
pub use reference::{Candidate, Found, MOST_CANDIDATES, series_number};
pub use standing::StandingRecords;
pub use together::Differing;
pub use view::{Located, View};
