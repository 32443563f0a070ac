//! What is derived from a record, for the tests of reports, which have no store.

pub(crate) use super::derive::{case_row, meeting_row};
pub(crate) use super::pending::{of_case, of_meeting};
