//! History as evidence: who changed what, when, and whether they might.
//!
//! - [`verify`]: judges the commits of a history, by what stands in its records;
//! - [`guard`]: judges what is pushed into a shared store before it is accepted.

pub mod guard;
pub mod verify;
