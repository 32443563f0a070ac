//! The monthly paper in one language: [`document`] as parts to be laid out, [`csv`] as a table.

pub mod csv;
pub mod document;
#[cfg(test)]
mod snapshots;
