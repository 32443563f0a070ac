//! `po check`: what is wrong, doubtful or missing in the records of a store, taken together.
//!
//! - [`rules`]: one rule a file, each with a stable code, its reason, its severity and its remedy;
//! - [`evidence`]: the files that are examined, and what is looked up among them;
//! - [`finding`]: what a rule found, as data; [`locate`]: where in the file that stands;
//! - [`render`]: findings for a terminal, as JSON, CSV and Markdown;
//! - [`explain`]: the list of rules for `po check --list` and `docs/checks.md`.
//!
//! Rules see evidence only: they read no file, no clock and no environment.

pub mod evidence;
pub mod explain;
pub mod finding;
pub mod locate;
pub mod render;
pub mod rules;
mod run;
#[cfg(test)]
mod testing;

pub use evidence::{Evidence, File};
pub use finding::{Finding, Findings, Remedy, Severity};
pub use rules::{RULES, Rule, rule};
pub use run::run;
