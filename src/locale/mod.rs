//! The message catalogue: everything `po` says to people, in English and in Traditional Chinese as
//! used in Taiwan.
//!
//! One typed function a message, one file a subject. A function takes plain values (never a type
//! of a floor above) and answers in the language asked for, so that both texts stand side by side
//! and a missing translation does not compile.

mod language;
pub mod count;
pub mod problem;
pub mod report;

pub use language::Language;
