//! The procedure as pure functions of records, a rule set and a day: no file, no git, no clock.
//!
//! - [`calendar`]: working days by the government office calendar;
//! - [`form`]: the monthly case-status form;
//! - [`span`]: lengths of time, and the days they lead to;
//! - [`rules`]: the rule set in force on a day, when its limits fall due, and how two sets differ;
//! - [`tracking`]: what stands in the way of a release; [`promise`]: how a commitment stands on a day.

pub mod calendar;
pub mod form;
pub mod promise;
pub mod rules;
pub mod span;
#[cfg(test)]
mod testing;
pub mod tracking;
