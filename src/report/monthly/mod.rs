//! The paper of a monthly meeting (月會): what the POs have before them when they hear every open
//! case, vote on topics and take note of what is proposed without a vote (T-2021-04-06, T-2022-02-09).
//!
//! - [`input`]: the records it is made of, and what is asked for;
//! - [`figures`]: the result, which serialises into `po.report.monthly/1`;
//! - [`compute`]: the one function from the first to the second;
//! - [`opened`]: the records under its figures;
//! - `open`, `vote`, `gaps`: its parts.

pub mod compute;
pub mod figures;
mod gaps;
pub mod input;
mod open;
pub mod opened;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod vote;

pub(super) use compute::digested;
pub use compute::figures;
pub use figures::Monthly;
pub use input::{Facts, Scope};
pub use opened::opened;
