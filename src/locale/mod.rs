//! The message catalogue: everything `po` says to people, in English and in Traditional Chinese as
//! used in Taiwan.
//!
//! One typed function a message, one file a subject. A function takes plain values (never a type
//! of a floor above) and answers in the language asked for, so that both texts stand side by side
//! and a missing translation does not compile. What a floor above keeps before it is said, such as
//! the remarks of importers, is a value with a method `words` instead.

mod language;

pub mod agency;
pub mod asking;
pub mod attendance;
pub mod calendar;
pub mod case;
pub mod case_merge;
pub mod check;
pub mod commitment;
pub mod conflict;
pub mod correction;
pub mod count;
pub mod dangling;
pub mod due;
pub mod edit;
pub mod error;
pub mod fields;
pub mod form;
pub mod glossary;
pub mod help;
pub mod history;
pub mod home;
pub mod import;
pub mod init;
pub mod markers;
pub mod meeting;
pub mod merge;
pub mod monthly;
pub mod overview;
pub mod person;
pub mod points;
pub mod preparation;
pub mod problem;
pub mod publish;
pub mod receipt;
pub mod remark;
pub mod report;
pub mod report_command;
pub mod report_duties;
pub mod report_verify;
pub mod rows;
pub mod rules;
pub mod save;
pub mod show;
pub mod status;
pub mod store;
pub mod store_status;
pub mod stores;
pub mod subject;
pub mod sync;
pub mod system;
pub mod tracking;
pub mod transcript;
pub mod undo;
pub mod usage;
pub mod verify;
pub mod vote;
pub mod watch;
pub mod why;
pub mod workload;

pub use language::Language;
