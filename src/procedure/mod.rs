//! The procedure as pure functions of records, a rule set and a day: no file, no git, no clock.
//!
//! - [`calendar`]: working days by the government office calendar;
//! - [`caps`]: how many people may come, beside how many came;
//! - [`chief`]: the chiefs of a quarterly meeting beside those of the one before;
//! - [`form`]: the monthly case-status form;
//! - [`span`]: lengths of time, and the days they lead to;
//! - [`deadlines`]: what records owe, and by when;
//! - [`pause`]: the pause before an election;
//! - [`plan`]: the tasks that prepare a meeting, counted back from it;
//! - [`rules`]: the rule set in force on a day, when its limits fall due, and how two sets differ;
//! - [`tracking`]: what stands in the way of a release; [`promise`]: how a commitment stands on a day;
//! - [`vote`]: what a vote in a monthly meeting comes to.

pub mod calendar;
pub mod caps;
pub mod chief;
pub mod deadlines;
pub mod form;
pub mod pause;
pub mod plan;
pub mod promise;
pub mod rules;
pub mod span;
#[cfg(test)]
pub(crate) mod testing;
pub mod tracking;
pub mod vote;
