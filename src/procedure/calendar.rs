//! Working days by the government office calendar: weekdays that are not off, and the Saturdays
//! worked in their place. Only years whose calendar is known are counted in.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use thiserror::Error;

use crate::record::Date;
use crate::record::calendar::{Calendar, CalendarDay, DayKind};

/// A day lies in a year whose office calendar is not known, or on the way to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the office calendar of {year} is missing")]
pub struct MissingYear {
    /// The common year, the first one missing on the way.
    pub year: i32,
}

/// The office calendars of all known years, as one.
#[derive(Clone, Debug, Default)]
pub struct OfficeCalendar {
    years: BTreeSet<i32>,
    /// Every working day of the known years, in order.
    working: Vec<Date>,
    /// The days on which the whole country votes, in order.
    polling_days: Vec<Date>,
}

impl OfficeCalendar {
    /// The calendar of the years that the records are of. A record whose id is no year says nothing.
    pub fn new<'a>(calendars: impl IntoIterator<Item = &'a Calendar>) -> Self {
        let mut years = BTreeSet::new();
        let mut working = Vec::new();
        let mut polling_days = Vec::new();
        for calendar in calendars {
            let Some(year) = year_of(calendar) else {
                continue;
            };
            if years.insert(year) {
                polling_days.extend(&calendar.polling_days);
                working
                    .extend(days_of(calendar).filter_map(|(day, works, _)| works.then_some(day)));
            }
        }
        working.sort_unstable();
        polling_days.sort_unstable();
        Self {
            years,
            working,
            polling_days,
        }
    }

    /// The known years, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.iter().copied()
    }

    /// The next day on which the whole country votes, from a day on; `None` where none is recorded.
    pub fn polling_day_from(&self, day: Date) -> Option<Date> {
        let mut days = self.polling_days.iter().copied();
        days.find(|polling_day| day <= *polling_day)
    }

    /// Whether offices work on a day.
    ///
    /// # Errors
    /// Where the calendar of its year is missing.
    pub fn is_working(&self, day: Date) -> Result<bool, MissingYear> {
        self.know(day.year(), day.year())?;
        Ok(self.working.binary_search(&day).is_ok())
    }

    /// The day `count` working days after a day, which is not counted itself; before it where `count`
    /// is negative. No working day away is the day itself, be it off or not.
    ///
    /// # Errors
    /// Where a calendar is missing on the way.
    pub fn plus(&self, day: Date, count: i64) -> Result<Date, MissingYear> {
        self.know(day.year(), day.year())?;
        let place = match count {
            0 => return Ok(day),
            1.. => self
                .place_after(day)
                .checked_add_unsigned(count.unsigned_abs() - 1),
            _ => self
                .place_of(day)
                .checked_sub_unsigned(count.unsigned_abs()),
        };
        let found = place
            .and_then(|place| usize::try_from(place).ok())
            .and_then(|place| self.working.get(place));
        let Some(found) = found else {
            return Err(self.first_missing(day.year(), count.signum()));
        };
        self.know(day.year(), found.year())?;
        Ok(*found)
    }

    /// The number of working days after `from` up to and with `to`; negative where `to` is earlier.
    /// It undoes [`OfficeCalendar::plus`].
    ///
    /// # Errors
    /// Where a calendar is missing on the way.
    pub fn count(&self, from: Date, to: Date) -> Result<i64, MissingYear> {
        self.know(from.year(), to.year())?;
        Ok(if from <= to {
            self.place_after(to) - self.place_after(from)
        } else {
            self.place_of(to) - self.place_of(from)
        })
    }

    /// How many working days are known before a day.
    fn place_of(&self, day: Date) -> i64 {
        place(self.working.partition_point(|working| *working < day))
    }

    /// How many working days are known up to and with a day.
    fn place_after(&self, day: Date) -> i64 {
        place(self.working.partition_point(|working| *working <= day))
    }

    /// Refuses a way through years one of which is not known.
    fn know(&self, from: i32, to: i32) -> Result<(), MissingYear> {
        let missing = |year: &i32| !self.years.contains(year);
        let found = if from <= to {
            (from..=to).find(missing)
        } else {
            (to..=from).rev().find(missing)
        };
        found.map_or(Ok(()), |year| Err(MissingYear { year }))
    }

    /// The first year that is not known in a direction from a known one.
    fn first_missing(&self, from: i32, direction: i64) -> MissingYear {
        let step = if direction < 0 { -1 } else { 1 };
        let mut year = from;
        while self.years.contains(&year) {
            year += step;
        }
        MissingYear { year }
    }
}

fn place(number: usize) -> i64 {
    i64::try_from(number).expect("a year has fewer than 367 days and years are few")
}

/// The year of a calendar record.
pub fn year_of(calendar: &Calendar) -> Option<i32> {
    let year: i32 = calendar.id.as_str().parse().ok()?;
    Date::new(year, 1, 1).map(|_| year)
}

/// Every day of a calendar record's year, whether offices work on it, and what the record says of it.
pub fn days_of(calendar: &Calendar) -> impl Iterator<Item = (Date, bool, Option<&CalendarDay>)> {
    let first = year_of(calendar).and_then(|year| Date::new(year, 1, 1));
    let mut differing: Vec<&CalendarDay> = calendar.days.iter().collect();
    differing.sort_by_key(|row| row.on);
    std::iter::successors(first, |day| Some(day.after()).filter(|next| next > day))
        .take_while(move |day| Some(day.year()) == first.map(Date::year))
        .map(move |day| {
            let row = differing.binary_search_by_key(&day, |row| row.on);
            let row = row.ok().map(|place| differing[place]);
            let works = match row.map(|row| row.kind) {
                Some(kind) => kind == DayKind::MakeUp,
                None => !is_weekend(day),
            };
            (day, works, row)
        })
}

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.naive().weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::calendars;
    use super::*;

    fn shipped() -> OfficeCalendar {
        OfficeCalendar::new(&calendars())
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Whether offices work, straight from the records.
    fn naive(records: &[Calendar], day: Date) -> Option<bool> {
        let record = records
            .iter()
            .find(|record| year_of(record) == Some(day.year()))?;
        Some(match record.days.iter().find(|row| row.on == day) {
            Some(row) => row.kind == DayKind::MakeUp,
            None => day.naive().weekday().num_days_from_monday() < 5,
        })
    }

    #[test]
    fn the_working_days_of_every_known_year_are_those_published() {
        // Days off a year, as DGPA announced them; docs/data-sources.md names the sources.
        let published = [
            (2015, 116),
            (2016, 116),
            (2017, 116),
            (2018, 115),
            (2019, 115),
            (2020, 115),
            (2021, 116),
            (2022, 115),
            (2023, 116),
            (2024, 115),
            (2025, 118),
            (2026, 120),
            (2027, 121),
        ];
        let office = shipped();
        assert!(office.years().eq(published.map(|(year, _)| year)));
        for (year, off) in published {
            let (first, next) = (
                Date::new(year, 1, 1).unwrap(),
                Date::new(year + 1, 1, 1).unwrap(),
            );
            let working = office
                .working
                .iter()
                .filter(|day| day.year() == year)
                .count();
            assert_eq!(next.days_since(first) - place(working), off, "{year}");
        }
    }

    #[test]
    fn ten_working_days_pass_over_holidays_and_count_saturdays_worked() {
        let office = shipped();
        // Saturday 2019-02-23 is worked for Friday 2019-03-01, and Thursday 02-28 is off.
        assert_eq!(office.plus(day("2019-02-12"), 10), Ok(day("2019-02-25")));
        assert_eq!(office.plus(day("2019-02-25"), -10), Ok(day("2019-02-12")));
        assert_eq!(office.is_working(day("2019-02-23")), Ok(true));
        assert_eq!(office.count(day("2019-02-28"), day("2019-03-04")), Ok(1));
        assert_eq!(office.plus(day("2019-02-28"), 0), Ok(day("2019-02-28")));
    }

    #[test]
    fn a_missing_year_is_named_and_never_guessed() {
        let office = shipped();
        let missing = |year| Err(MissingYear { year });
        assert_eq!(
            office.is_working(day("2014-12-31")),
            Err(MissingYear { year: 2014 })
        );
        assert_eq!(office.plus(day("2027-12-30"), 5), missing(2028));
        assert_eq!(office.plus(day("2015-01-05"), -5), missing(2014));
        assert_eq!(office.plus(day("2030-01-01"), 0), missing(2030));
        assert_eq!(office.plus(day("2020-01-01"), i64::MAX), missing(2028));
        assert_eq!(office.plus(day("2020-01-01"), i64::MIN), missing(2014));
        let mut gap = calendars();
        gap.retain(|calendar| calendar.id.as_str() != "2021");
        let gap = OfficeCalendar::new(&gap);
        assert_eq!(gap.plus(day("2020-12-31"), 1), missing(2021));
        assert_eq!(gap.plus(day("2022-01-03"), -1), missing(2021));
        assert_eq!(
            gap.count(day("2020-12-31"), day("2022-01-03")),
            Err(MissingYear { year: 2021 })
        );
        assert_eq!(
            OfficeCalendar::default().plus(day("2020-01-01"), 1),
            missing(2020)
        );
    }

    fn any_day() -> impl Strategy<Value = Date> {
        let first = day("2015-01-01").number();
        let last = day("2027-12-31").number();
        (first..=last).prop_map(|number| Date::from_number(number).unwrap())
    }

    proptest! {
        #[test]
        fn adding_agrees_with_a_walk_from_day_to_day(from in any_day(), count in -400_i64..400) {
            let records = calendars();
            let mut walked = from;
            let mut left = count.abs();
            let mut expected = Some(from);
            while left > 0 {
                walked = if count > 0 { walked.after() } else { walked.before() };
                expected = naive(&records, walked).map(|works| {
                    left -= i64::from(works);
                    walked
                });
                if expected.is_none() {
                    break;
                }
            }
            let missing = || MissingYear { year: walked.year() };
            prop_assert_eq!(shipped().plus(from, count), expected.ok_or_else(missing));
        }

        #[test]
        fn counting_undoes_adding(from in any_day(), count in -400_i64..400) {
            let office = shipped();
            if let Ok(to) = office.plus(from, count) {
                prop_assert_eq!(office.count(from, to), Ok(count));
                if office.is_working(from).unwrap() {
                    prop_assert_eq!(office.plus(to, -count), Ok(from));
                }
            }
        }

        #[test]
        fn counting_agrees_with_a_walk_and_adds_up(one in any_day(), two in any_day(), three in any_day()) {
            let records = calendars();
            let office = shipped();
            let (from, to) = (one.min(two), one.max(two));
            let mut walked = from;
            let mut expected = 0;
            while walked < to {
                walked = walked.after();
                expected += i64::from(naive(&records, walked).unwrap());
            }
            prop_assert_eq!(office.count(from, to), Ok(expected));
            let sum = office.count(one, two).unwrap() + office.count(two, three).unwrap();
            let (lowest, highest) = (one.min(two).min(three), one.max(two).max(three));
            if (lowest, highest) == (one, three) {
                prop_assert_eq!(office.count(one, three), Ok(sum));
            }
        }
    }
}
