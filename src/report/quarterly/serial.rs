//! How the quarterly report's own words and medians are written as JSON.

use serde::{Serialize, Serializer};

use crate::procedure::chief::Compared;
use crate::report::serial::spelled_by_word;

pub(super) use crate::report::serial::*;

use super::figures::{Median, TranscriptState};
use super::outcome::{PromiseOutcome, ReplyOutcome, TaskOutcome};

spelled_by_word!(
    Compared,
    PromiseOutcome,
    ReplyOutcome,
    TaskOutcome,
    TranscriptState,
);

impl Serialize for Median {
    /// A whole number where it is one, otherwise with `.5`.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.half() {
            false => to.serialize_i64(self.whole()),
            // The day counts between 1900 and 2199 are far below 2^52, so the sum is exact.
            true => to.serialize_f64(self.whole() as f64 + 0.5),
        }
    }
}
