//! The procedure as pure functions of records, a rule set and a day: no file, no git, no clock.
//!
//! - [`calendar`]: working days by the government office calendar;
//! - [`span`]: lengths of time, and the days they lead to;
//! - [`rules`]: the rule set in force on a day, when its limits fall due, and how two sets differ;
//! - [`deadlines`]: what records owe, and by when.

pub mod calendar;
pub mod deadlines;
pub mod rules;
pub mod span;
#[cfg(test)]
mod testing;
