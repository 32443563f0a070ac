//! The program from end to end: the real binary, the real `git`, and what a person would see. Every
//! record here is invented.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod asking;
mod attendance;
mod calendar;
mod case;
mod clones;
mod conflicts;
mod crowd;
mod due;
mod evidence;
mod exits;
mod federation;
mod form;
mod history;
mod hostile;
mod import;
mod init;
mod kill;
mod language;
mod limits;
mod markers;
mod meeting;
mod merging;
mod monthly;
mod names;
mod opened;
mod people;
mod places;
mod points;
mod preparation;
mod quarterly;
mod reading;
mod receipt;
mod refusals;
mod report_verify;
mod rows;
mod rules;
mod saving;
mod story;
mod support;
mod sync;
mod tracking;
mod transcript;
mod undo;
mod vote;
