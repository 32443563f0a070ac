//! What the commits of a store say: `undo` takes one of them back.

pub mod undo;
