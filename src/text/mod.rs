//! Forms of text that several formats share.

pub mod transcript;
