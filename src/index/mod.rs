//! What is known of a commit: the rows that lists and reports are made of.

pub mod row;
