//! Words, agencies and lists of the records as every report says them in one language.

use std::collections::BTreeMap;

use crate::locale::Language;
use crate::locale::report as words;
use crate::record::Date;
use crate::report::head::AgencyName;

/// How many records of a list are named; JSON and CSV have them all.
const LISTED: usize = 8;

/// The language of a report, and what agencies are called in it.
#[derive(Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) language: Language,
    pub(super) names: &'a BTreeMap<String, AgencyName>,
}

impl Wording<'_> {
    /// A word of the records for people: the English ones are keys with hyphens.
    pub(super) fn word(&self, label: &str) -> String {
        match self.language {
            Language::En => label.replace('-', " "),
            Language::ZhTw => label.to_owned(),
        }
    }

    /// An agency by its id.
    pub(super) fn agency(&self, id: &str) -> String {
        let name = self.names.get(id);
        match self.language {
            Language::En => name
                .and_then(|name| name.abbreviation.clone())
                .unwrap_or_else(|| id.to_uppercase()),
            Language::ZhTw => name.map_or_else(|| id.to_owned(), |name| name.short.clone()),
        }
    }

    /// Agencies by their ids.
    pub(super) fn agencies(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.agency(id)).collect();
        words::list(self.language, &names)
    }

    /// From one day to another.
    pub(super) fn span(&self, from: Date, to: Date) -> String {
        let (from, to) = (from.display(self.language), to.display(self.language));
        words::span(self.language, &from, &to)
    }

    /// The first few of a list, and how many more there are.
    pub(super) fn some_of<T>(&self, things: &[T], show: impl Fn(&T) -> String) -> String {
        let mut shown: Vec<String> = things.iter().take(LISTED).map(show).collect();
        let more = things.len().saturating_sub(LISTED);
        if more > 0 {
            shown.push(words::and_more(self.language, more));
        }
        words::list(self.language, &shown)
    }
}
