//! `po`: the cases, meetings and transcripts of Taiwan's Participation Officer network, as TOML
//! files in a git repository.

pub mod import;
pub mod record;
