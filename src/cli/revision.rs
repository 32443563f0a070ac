//! Points in the history as people type them: a revision as git knows it, or a day.

use crate::index::{ByDay, Index};
use crate::locale::{error as words, fields, store as said};
use crate::record::Date;
use crate::record::date::is_no_day_of_its_month;
use crate::store::{Oid, RevisionError, Store};

use super::context::Context;
use super::error::{CliError, InWords, exit};

impl Context<'_> {
    /// The commit that a revision or a day means. A day means the newest commit that was published by
    /// then. `2019-02-12` is always a day; what people write in other ways (`108-02-12`) is one where
    /// no revision has that name.
    pub(super) fn revision(&self, store: &Store, typed: &str) -> Result<Oid, CliError> {
        let language = self.language();
        let day = Date::from_typed(typed, self.today());
        if let Some(day) = day.filter(|day| day.to_string() == typed.trim()) {
            return self.newest_by(store, day);
        }
        match (store.resolve(typed), day) {
            (Ok(commit), _) => Ok(commit),
            (Err(RevisionError::Unknown { .. }), Some(day)) => self.newest_by(store, day),
            (Err(RevisionError::Unknown { .. }), None) if self.is_later_year(typed) => {
                Err(self.yet_to_come(typed))
            }
            (Err(RevisionError::Unknown { .. }), None)
                if is_no_day_of_its_month(typed, self.today()) =>
            {
                let message = fields::no_such_day(language, "--at", typed);
                Err(CliError::new(exit::USAGE, message))
            }
            (Err(error), _) => Err(error.in_words(language)),
        }
    }

    /// Whether a day is typed that no record speaks of because it is so far ahead.
    fn is_later_year(&self, typed: &str) -> bool {
        Date::year_beyond(typed).is_some_and(|year| year > self.today().year())
    }

    /// What is recorded until a day to come nobody knows: the same question would have another answer
    /// tomorrow.
    fn yet_to_come(&self, day: &str) -> CliError {
        let language = self.language();
        let message = said::yet_to_come(language, day, &self.today().to_string());
        CliError::new(exit::NOT_FOUND, message).hint(said::newest_or_as_of(language))
    }

    fn newest_by(&self, store: &Store, day: Date) -> Result<Oid, CliError> {
        let language = self.language();
        if day > self.today() {
            return Err(self.yet_to_come(&day.to_string()));
        }
        let head = store.head().map_err(|error| error.in_words(language))?;
        let Some(head) = head else {
            return Err(CliError::new(exit::NOT_FOUND, said::unborn(language)));
        };
        let found = Index::open(store).newest_by(store, head, day.naive());
        match found.map_err(|error| error.in_words(language))? {
            ByDay::Commit(commit) => Ok(commit),
            ByDay::BeforeFirst { first, shallow } => {
                let (day, first) = (day.to_string(), first.to_string());
                let message = said::before_first(language, &day, &first, shallow);
                Err(CliError::new(exit::NOT_FOUND, message).hint(words::list_revisions(language)))
            }
        }
    }
}
