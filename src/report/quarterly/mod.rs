//! The quarterly report: what the network did between two quarterly meetings.
//!
//! - [`input`]: the rows it is made of, what is asked for, and where the rows came from;
//! - [`figures`]: the result, which serialises into `po.report.quarterly/1`;
//! - [`period`]: which days a quarterly meeting covers, and the periods before;
//! - [`compute`]: the one function from the first to the second;
//! - [`replies`], [`promises`], [`together`]: the formal replies, what was promised and to be done, and
//!   who took part; [`outcome`]: the words for what became of it;
//! - [`opened`]: the records under its figures;
//! - `ground`, `gaps`, `digest`, `serial`: its parts.

pub mod compute;
mod digest;
#[cfg(test)]
mod duty_tests;
pub mod figures;
mod gaps;
mod ground;
pub mod input;
pub mod opened;
pub mod outcome;
pub mod period;
pub mod promises;
pub mod replies;
mod serial;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod together;

pub use compute::figures;
pub(super) use digest::digested;
pub use figures::Quarterly;
pub use ground::{Standing, standing};
pub(super) use ground::{agencies_in, by_number};
pub use input::{Facts, Scope, ScopeMeeting};
pub use opened::{Begun, opened};

pub use crate::report::head::Provenance;
pub use period::{period_of_meeting, quarterly_meeting_of};
