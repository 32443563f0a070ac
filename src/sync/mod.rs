//! Many hands on one store: what becomes of changes that were made apart, and how they travel.
//!
//! - [`merge`]: two versions of a record with a common past become one, by row and field;
//! - [`clash`]: two records under one id, of which one moves;
//! - [`markers`]: a file in which git left its markers is merged so after all;
//! - [`twins`]: cases that have one number or one petition, of which each belongs to one;
//! - [`transport`]: fetching and pushing by the installed git, with its own words;
//! - [`plan`]: what bringing two tips together would do, record by record;
//! - `processors`: work on many records at once.

pub mod clash;
pub mod markers;
pub mod merge;
pub mod plan;
mod processors;
pub mod transport;
pub mod twins;
