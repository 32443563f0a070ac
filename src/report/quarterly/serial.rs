//! How days, words and spans of the figures are written as JSON.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::locale::Language;
use crate::procedure::chief::Compared;
use crate::record::Date;
use crate::record::case::{Adoption, ReplyKind, Selection, Source, Stage};
use crate::record::meeting::{Element, MeetingKind};
use crate::record::period::{Period, Quarter};

use super::figures::{GapKind, Median, TranscriptState};
use super::outcome::{PromiseOutcome, ReplyOutcome, TaskOutcome};

/// A value that JSON shows as one word or day.
pub(super) trait Spelled {
    /// The word.
    fn spelled(&self) -> String;
}

macro_rules! spelled_by_word {
    ($($Word:ident),+) => { $(
        impl Spelled for $Word {
            fn spelled(&self) -> String {
                (*self).as_str().to_owned()
            }
        }
    )+ };
}

spelled_by_word!(
    Adoption,
    Compared,
    Element,
    GapKind,
    MeetingKind,
    PromiseOutcome,
    ReplyKind,
    ReplyOutcome,
    Selection,
    Source,
    Stage,
    TaskOutcome,
    TranscriptState
);

impl Spelled for Date {
    fn spelled(&self) -> String {
        self.to_string()
    }
}

impl Spelled for Quarter {
    fn spelled(&self) -> String {
        self.to_string()
    }
}

impl Spelled for Language {
    fn spelled(&self) -> String {
        self.tag().to_owned()
    }
}

/// One word.
pub(super) fn word<T: Spelled, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.spelled())
}

/// One word or `null`.
pub(super) fn word_or_null<T: Spelled, S: Serializer>(
    value: &Option<T>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => word(value, to),
        None => to.serialize_none(),
    }
}

/// A list of words.
pub(super) fn words<T: Spelled, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(values.iter().map(Spelled::spelled))
}

/// Counts by word, in the order of the procedure.
pub(super) fn counts<T: Spelled, S: Serializer>(
    counts: &[(T, usize)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter().map(|(word, count)| (word.spelled(), count)))
}

/// Counts by word, and those for which none is recorded as `unknown`.
pub(super) fn counts_and_unknown<T: Spelled, S: Serializer>(
    counts: &[(Option<T>, usize)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter().map(|(word, count)| {
        let key = word
            .as_ref()
            .map_or_else(|| "unknown".to_owned(), Spelled::spelled);
        (key, count)
    }))
}

/// `{"from": …, "to": …}`.
pub(super) fn period<S: Serializer>(period: &Period, to: S) -> Result<S::Ok, S::Error> {
    let mut fields = to.serialize_struct("Period", 2)?;
    fields.serialize_field("from", &period.from.to_string())?;
    fields.serialize_field("to", &period.to.to_string())?;
    fields.end()
}

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
