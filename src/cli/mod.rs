//! The command line: one file per noun with its arguments and handlers, on a common frame.
//!
//! - [`command`]: the tree of commands; `help` gives every one its words in both languages;
//! - [`context`]: the store, the index and the one way to read and to change them;
//! - [`noun`]: what all kinds of record can do; `rows` and `edit` do it;
//! - [`ui`]: everything that is printed or asked; [`listing`]: lists in every format;
//! - [`error`]: the one place where errors become a message, hints and an exit code;
//! - [`days`]: days as people type them;
//! - [`fields`]: command-line values of record fields, from the record's own declaration.

mod agency;
mod attendance;
mod calendar;
mod case;
mod check;
mod command;
mod commitment;
mod context;
mod correction;
mod dangling;
mod days;
mod due;
mod edit;
mod effort;
mod error;
mod explain;
mod fields;
mod form;
mod home;
mod import;
mod init;
mod listing;
mod meeting;
mod noun;
mod out;
mod overview;
mod person;
mod plan;
mod points;
mod preparation;
mod publish;
mod receipt;
mod report;
mod rows;
mod rules;
mod save;
mod show;
mod status;
mod tracking;
mod transcript;
mod ui;
mod vote;
mod watch;
mod why;
mod workload;

pub use command::{command, run};
pub use error::exit;
pub use ui::{Streams, Ui};
