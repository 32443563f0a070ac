//! How days, words and spans of the figures are written as JSON.

use serde::Serializer;
use serde::ser::SerializeStruct;

use crate::index::row::Duty;
use crate::locale::Language;
use crate::record::Date;
use crate::record::case::{Adoption, Decided, ReplyKind, Selection, Source, Stage};
use crate::record::meeting::{Element, HostDecision, MeetingKind, MeetingStatus};
use crate::record::period::{Month, Period, Quarter};

/// A value that JSON shows as one word or day.
pub(in crate::report) trait Spelled {
    /// The word.
    fn spelled(&self) -> String;
}

/// Words that are spelled as their own `as_str` has them.
macro_rules! spelled_by_word {
    ($($Word:ident),+ $(,)?) => { $(
        impl $crate::report::serial::Spelled for $Word {
            fn spelled(&self) -> String {
                (*self).as_str().to_owned()
            }
        }
    )+ };
}

pub(in crate::report) use spelled_by_word;

spelled_by_word!(
    Adoption,
    Decided,
    Duty,
    Element,
    HostDecision,
    MeetingKind,
    MeetingStatus,
    ReplyKind,
    Selection,
    Source,
    Stage,
);

impl Spelled for Date {
    fn spelled(&self) -> String {
        self.to_string()
    }
}

impl Spelled for Month {
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
pub(in crate::report) fn word<T: Spelled, S: Serializer>(
    value: &T,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.spelled())
}

/// One word or `null`.
pub(in crate::report) fn word_or_null<T: Spelled, S: Serializer>(
    value: &Option<T>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => word(value, to),
        None => to.serialize_none(),
    }
}

/// A list of words.
pub(in crate::report) fn words<T: Spelled, S: Serializer>(
    values: &[T],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_seq(values.iter().map(Spelled::spelled))
}

/// Counts by word, in the order of the procedure.
pub(in crate::report) fn counts<T: Spelled, S: Serializer>(
    counts: &[(T, usize)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter().map(|(word, count)| (word.spelled(), count)))
}

/// Counts by word, and those for which none is recorded as `unknown`.
pub(in crate::report) fn counts_and_unknown<T: Spelled, S: Serializer>(
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
pub(in crate::report) fn period<S: Serializer>(period: &Period, to: S) -> Result<S::Ok, S::Error> {
    let mut fields = to.serialize_struct("Period", 2)?;
    fields.serialize_field("from", &period.from.to_string())?;
    fields.serialize_field("to", &period.to.to_string())?;
    fields.end()
}
