//! The plain types of the records, and the small languages in which they are written.

pub mod numeral;
