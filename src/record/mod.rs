//! Plain types and rules of the records; no I/O.

pub mod privacy;
