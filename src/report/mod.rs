//! Reports: figures computed once from plain rows, and their renderers.
//!
//! - [`quarterly`]: the figures of a quarterly report, a pure function of rows, scope and provenance;
//! - [`render`]: the figures as a text for a terminal, Markdown, CSV and JSON.
//!
//! A renderer never computes and a figure never formats.

pub mod quarterly;
pub mod render;
