//! Text as text: folded for comparing, cleaned for terminals, measured in columns, freed of Markdown.

pub mod clean;
pub mod fold;
pub mod markdown;
pub mod transcript;
pub mod width;
