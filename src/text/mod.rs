//! Text as text: folded for comparing, cleaned for terminals, measured in columns and broken into
//! lines, freed of Markdown, quoted for a shell.

pub mod clean;
pub mod fold;
pub mod markdown;
pub mod shell;
pub mod transcript;
pub mod width;
pub mod wrap;
