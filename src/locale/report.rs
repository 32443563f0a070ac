//! Words of reports.
