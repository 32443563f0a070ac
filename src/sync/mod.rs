//! Many hands on one record: what becomes of changes that were made apart.
//!
//! - [`merge`]: two versions of a record with a common past become one, by row and field;
//! - [`clash`]: two records under one id, of which one moves;
//! - [`markers`]: a file in which git left its markers is merged so after all.

pub mod clash;
pub mod markers;
pub mod merge;
