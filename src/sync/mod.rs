//! Many hands on one store: what becomes of changes that were made apart, and how they travel.
//!
//! - [`merge`]: two versions of a record with a common past become one, by row and field;
//! - [`transport`]: fetching and pushing by the installed git, with its own words;
//! - [`plan`]: what bringing two tips together would do, record by record.

pub mod merge;
pub mod plan;
pub mod transport;
