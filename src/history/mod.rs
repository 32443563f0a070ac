//! What stands on the history of a store: what one store gives to another, and what a single file can
//! prove without the store.

pub mod publish;
pub mod receipt;
