//! Days as people type them on the command line, those relative to today among them.

use crate::locale::{Language, fields as says};
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::span::{NoDay, Span};
use crate::record::Date;
use crate::record::date::{YEARS, is_no_day_of_its_month};
use crate::record::rules::Unit;

use super::error::{CliError, exit};

/// What typed days are read by.
pub(super) struct Days<'c> {
    /// The day that counts as today.
    pub(super) today: Date,
    /// The office calendar, where the command line speaks of working days and a store knows it.
    pub(super) calendar: Option<&'c OfficeCalendar>,
}

impl Days<'_> {
    /// The day that was typed for a field or a flag.
    pub(super) fn read(
        &self,
        field: &str,
        typed: &str,
        language: Language,
    ) -> Result<Date, CliError> {
        let read = match (working_days(typed), self.calendar) {
            (Some(span), Some(calendar)) => match span.from(self.today, calendar) {
                Err(NoDay::MissingYear(missing)) => {
                    return Err(super::calendar::missing(missing, calendar, language));
                }
                found => found.ok(),
            },
            _ => Date::from_typed(typed, self.today),
        };
        read.ok_or_else(|| {
            let message = match Date::year_beyond(typed) {
                Some(year) => says::year_beyond(language, field, year, YEARS),
                None if is_no_day_of_its_month(typed, self.today) => {
                    says::no_such_day(language, field, typed)
                }
                None => says::not_a_value(language, field, typed, says::date_forms(language)),
            };
            CliError::new(exit::USAGE, message)
        })
    }
}

/// Reads `+10wd`, `-3wd` or `10個工作天`.
fn working_days(typed: &str) -> Option<Span> {
    let typed = typed.trim();
    let is_relative = typed.starts_with(['+', '-']) || typed.ends_with("個工作天");
    Span::from_typed(typed).filter(|span| span.unit == Unit::WorkingDays && is_relative)
}

/// Whether a word of the command line is such a day, alone or as the value of a flag or field.
pub(super) fn counts_working_days(word: &str) -> bool {
    let value = word.split_once('=').map_or(word, |(_, value)| value);
    working_days(value).is_some()
}
