//! `po`: the cases, meetings and transcripts of Taiwan's Participation Officer network, as TOML
//! files in a git repository.
//!
//! The house, from the ground up: `locale` (words), `record` and `text` (plain types), `store` (git),
//! `index` (what is known of a commit), `procedure` (working days and rules), `import`, `export` and
//! `sync` (merging by record), `report` and `check`, `history` (who changed what, when and why), and `cli` on top. A floor knows
//! only the floors below it; a test reads the imports.

pub mod check;
pub mod cli;
pub mod export;
pub mod history;
pub mod import;
pub mod index;
pub mod locale;
pub mod procedure;
pub mod record;
pub mod report;
pub mod store;
pub mod sync;
pub mod text;
