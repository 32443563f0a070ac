//! A length of time as rules state it and people type it, and the day it leads to.

use thiserror::Error;

use crate::locale::{Language, rules as words};
use crate::record::Date;
use crate::record::period::Quarter;
use crate::record::rules::Unit;

use super::calendar::{MissingYear, OfficeCalendar};

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How long.
    pub length: u32,
    /// What the length counts.
    pub unit: Unit,
    /// Whether it runs backwards.
    pub before: bool,
}

/// Why a length of time leads to no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoDay {
    /// Working days cannot be counted there.
    #[error(transparent)]
    MissingYear(#[from] MissingYear),
    /// The day lies outside the years that records speak of.
    #[error("the day lies outside the years 1900 to 2199")]
    OutOfRange,
    /// It counts things, not time, or says no length.
    #[error("this is no length of time")]
    NoTime,
}

impl Span {
    /// Reads a length as people type it: `10wd` or `10個工作天` working days, `30d` calendar days, `2m` months, each
    /// with a sign where it likes, `-` running backwards.
    pub fn from_typed(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (before, rest) = match typed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, typed.strip_prefix('+').unwrap_or(typed)),
        };
        let end = rest.find(|character: char| !character.is_ascii_digit())?;
        let (length, unit) = rest.split_at(end);
        Some(Self {
            length: length.parse().ok()?,
            unit: match unit {
                "wd" | "個工作天" | "工作天" => Unit::WorkingDays,
                "d" => Unit::CalendarDays,
                "m" => Unit::CalendarMonths,
                _ => return None,
            },
            before,
        })
    }

    /// The day that the length leads to from a day, which is not counted itself. Days off at the end
    /// are not passed over: published reply dates fall on Sundays.
    ///
    /// # Errors
    /// Where there is no such day.
    pub fn from(self, day: Date, calendar: &OfficeCalendar) -> Result<Date, NoDay> {
        let length = i64::from(self.length);
        let signed = if self.before { -length } else { length };
        let found = match self.unit {
            Unit::CalendarDays => day.plus_days(signed),
            Unit::WorkingDays => return Ok(calendar.plus(day, signed)?),
            Unit::CalendarMonths if signed > 0 => months_after(day, signed),
            Unit::CalendarMonths => day.plus_months(signed),
            Unit::DayOfMonth => {
                let month_end = day.month_end();
                let last = month_end.day_of_month();
                month_end.plus_days(i64::from(self.length.clamp(1, last)) - i64::from(last))
            }
            Unit::LastWeekOfQuarter => Some(Quarter::of(day).period().to),
            Unit::Count => return Err(NoDay::NoTime),
        };
        found.ok_or(NoDay::OutOfRange)
    }

    /// The length for people: `2 months`, `10 個工作天`.
    pub fn display(self, language: Language) -> String {
        words::span(language, self.length, self.unit.as_str(), self.before)
    }
}

/// The last day of a period of months that begins on the day after `day`: the day before the one
/// with the number of the first, or the last of the month where that has none. So two months from
/// the end of a month end with a month (Civil Code, articles 120 and 121).
fn months_after(day: Date, months: i64) -> Option<Date> {
    let first = day.after();
    let same = first.plus_months(months)?;
    Some(if same.day_of_month() == first.day_of_month() {
        same.before()
    } else {
        same
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn led(typed: &str, from: &str) -> Result<String, NoDay> {
        let span = Span::from_typed(typed).unwrap();
        let calendar = OfficeCalendar::new(&super::super::testing::calendars());
        let day = span.from(from.parse().unwrap(), &calendar)?;
        Ok(day.to_string())
    }

    #[test]
    fn months_end_as_the_law_ends_them() {
        for (from, typed, day) in [
            ("2021-09-24", "2m", "2021-11-24"),
            ("2017-12-14", "2m", "2018-02-14"),
            // No 31 November: the period from 1 October on ends with the month.
            ("2021-09-30", "2m", "2021-11-30"),
            ("2019-02-28", "2m", "2019-04-30"),
            ("2019-12-30", "2m", "2020-02-29"),
            ("2019-12-29", "2m", "2020-02-29"),
            ("2018-12-31", "2m", "2019-02-28"),
            ("2020-02-29", "12m", "2021-02-28"),
            ("2019-04-30", "-2m", "2019-02-28"),
        ] {
            assert_eq!(led(typed, from), Ok(day.to_owned()), "{from} {typed}");
        }
    }

    #[test]
    fn a_length_is_read_as_people_type_it() {
        assert_eq!(led("+10wd", "2019-02-12"), Ok("2019-02-25".to_owned()));
        assert_eq!(led("-10wd", "2019-02-25"), Ok("2019-02-12".to_owned()));
        assert_eq!(led("30d", "2019-02-12"), Ok("2019-03-14".to_owned()));
        assert_eq!(led("-0d", "2019-02-12"), Ok("2019-02-12".to_owned()));
        assert_eq!(led("4000000000d", "2019-02-12"), Err(NoDay::OutOfRange));
        assert_eq!(led("4000000000m", "2019-02-12"), Err(NoDay::OutOfRange));
        for typed in [
            "",
            "10",
            "wd",
            "10w",
            "1.5d",
            "+-1d",
            "99999999999d",
            "１d",
            "10 wd",
        ] {
            assert_eq!(Span::from_typed(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_typed_length_panics(typed in "[+-]?[0-9]{0,11}(wd|d|m)", number in 693_596_i32..803_000) {
            if let (Some(span), Some(day)) = (Span::from_typed(&typed), Date::from_number(number)) {
                let _ = span.from(day, &OfficeCalendar::default());
            }
        }

        #[test]
        fn a_later_event_is_never_due_earlier(number in 735_600_i32..740_000, months in 1_u32..30) {
            let span = Span { length: months, unit: Unit::CalendarMonths, before: false };
            let due = |number| span.from(Date::from_number(number).unwrap(), &OfficeCalendar::default()).unwrap();
            prop_assert!(due(number) <= due(number + 1));
            prop_assert!(due(number).month_end() == Date::from_number(number).unwrap().after().plus_months(i64::from(months)).unwrap().before().month_end());
        }
    }
}
