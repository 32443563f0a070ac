//! History as evidence: who changed what, when, on whose behalf and why; what differs between two
//! points of the history; and for every value of a record the commit that it comes from.
//!
//! - `log` tells what commits did, of the whole store or of single records;
//! - `diff` compares two commits, record by record and field by field;
//! - `blame` finds the commit of every value; [`origins`] those of the values that a merge left undecided;
//! - [`undo`] takes a commit back;
//! - [`verify`] judges the commits of a history, by what stands in its records;
//! - [`guard`] judges what is pushed into a shared store before it is accepted;
//! - [`publish`] brings what one store may show into another; [`receipt`] proves a record in a single
//!   file, without the store.
//!
//! What is told is read from the chapters and trails of the index and from the versions that they name.
//! Nothing here walks the commits one by one, writes, or looks at the working tree; what an undo puts
//! into a draft is written as any change is.

mod blame;
mod conflict;
mod diff;
pub mod guard;
mod log;
pub mod publish;
pub mod receipt;
#[cfg(test)]
mod tests;
pub mod undo;
pub mod verify;

pub use blame::{Blamed, blame};
pub use conflict::origins;
pub use diff::{Asked, Fate, RecordDiff, Side, between, of_commit};
pub use log::{
    AskedRecord, Entry, LogFilter, Person, RecordChange, Said, of_records, of_store, said,
};
