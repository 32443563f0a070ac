//! The message catalogue: everything `po` says to people, in English and in Traditional Chinese as
//! used in Taiwan.
//!
//! One typed function a message, one file a subject. A function takes plain values (never a type
//! of a floor above) and answers in the language asked for, so that both texts stand side by side
//! and a missing translation does not compile.

pub mod case;
pub mod check;
pub mod count;
pub mod edit;
pub mod error;
pub mod fields;
mod language;
pub mod problem;
pub mod rows;
pub mod show;
pub mod status;
pub mod subject;
pub mod usage;

pub use language::Language;
