//! The procedure as pure functions of records, a rule set and a day: no file, no git, no clock.
//!
//! - [`calendar`]: working days by the government office calendar;
//! - [`caps`]: how many people may come, beside how many came;
//! - [`span`]: lengths of time, and the days they lead to;
//! - [`plan`]: the tasks that prepare a meeting, counted back from it;
//! - [`rules`]: the rule set in force on a day, when its limits fall due, and how two sets differ;
//! - [`vote`]: what a vote in a monthly meeting comes to.

pub mod calendar;
pub mod caps;
pub mod plan;
pub mod rules;
pub mod span;
#[cfg(test)]
mod testing;
pub mod vote;
