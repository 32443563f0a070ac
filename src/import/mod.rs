//! Readers of other people's formats: one file per format, bytes in, plain typed values out.
//!
//! Nothing here opens a file or writes a record. A reader keeps whatever it understood and says in
//! [`Remark`]s what it did not.

pub mod agency_name;
pub mod case_page;
pub mod join;
pub mod link;
mod remark;
#[cfg(test)]
mod samples;
mod yaml;

pub use remark::Remark;
