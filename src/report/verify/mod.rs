//! Whether a file says what a report says: read back what the file states of itself, and compare it with
//! the report that the record gives.
//!
//! - [`stated`]: commit, command, version and digest as a file states them, whatever its form;
//! - [`compare`]: every figure, row or line in which file and record differ;
//! - `member`, `sheet`, `page`: how JSON, CSV and laid out text are compared.

pub mod compare;
mod member;
mod page;
mod sheet;
pub mod stated;
#[cfg(test)]
mod tests;

pub use compare::{Checked, Difference, Place, Verdict, check};
pub use stated::{Form, Stated};
