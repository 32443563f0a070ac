//! What is said of the office calendar.
