//! Reports: figures computed once from plain rows, and their renderers.
//!
//! - [`quarterly`]: the figures of a quarterly report, a pure function of rows, scope and provenance;
//! - [`why`]: why a case stands where it stands;
//! - [`render`]: the figures as a text for a terminal, Markdown, CSV and JSON.
//!
//! A renderer never computes and a figure never formats.

pub mod quarterly;
pub mod render;
pub mod why;
