//! Text as text: folded for comparing, cleaned for terminals, measured in columns.

pub mod clean;
pub mod fold;
pub mod transcript;
pub mod width;
