//! `po`: the cases, meetings and transcripts of Taiwan's Participation Officer network, as TOML
//! files in a git repository.
pub mod index;
pub mod locale;
pub mod record;
pub mod store;
pub mod text;
