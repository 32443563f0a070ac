//! Reports: figures computed once from plain rows, and their renderers.
//!
//! - [`quarterly`]: the figures of a quarterly report, a pure function of rows, scope and provenance;
//! - [`monthly`]: the paper of a monthly meeting, likewise;
//! - [`why`]: why a case stands where it stands;
//! - [`head`]: what every report begins with; `serial` how its words are written as JSON, `digest` the sum
//!   that two reports are compared by, `gap` what the records do not say;
//! - [`any`]: a report of any kind; [`verify`]: whether a file says what a report says;
//! - [`opened`]: the records under each figure;
//! - [`render`]: the figures as a text for a terminal, Markdown, CSV and JSON.
//!
//! A renderer never computes and a figure never formats.

pub mod any;
mod digest;
mod gap;
pub mod head;
pub mod monthly;
pub mod opened;
pub mod quarterly;
pub mod render;
mod serial;
pub mod verify;
pub mod why;
