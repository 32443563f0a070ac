//! Days, and the ways in which people in Taiwan write them.
//!
//! Records hold days as TOML local dates. People may type them in the common or the ROC (民國)
//! calendar, whose year is the common year less 1911.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};
use toml::Spanned;
use toml::de::DeValue;

use crate::locale::Language;

use super::item::Item;
use super::numeral;
use super::reader::Reader;
use super::shape::{Shape, Shaped};

/// The years that a record may speak of: nothing in the network is older or will be planned later.
pub const YEARS: Range<i32> = 1900..2200;

/// A day between 1900 and 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day, if it exists.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_naive)
    }

    /// The day, if it is in the years that records speak of.
    pub fn from_naive(date: NaiveDate) -> Option<Self> {
        YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// The day as `chrono` knows it.
    pub fn naive(self) -> NaiveDate {
        self.0
    }

    /// The common year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Year and month as they stand in ids, such as 201902.
    pub fn year_month(self) -> u32 {
        self.0.year().unsigned_abs() * 100 + self.0.month()
    }

    /// The number of days from `earlier` to this day; negative when this day is the earlier one.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Days since 0001-01-01, the form in which the index keeps and compares days.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The day of [`Date::number`].
    pub fn from_number(number: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(number).and_then(Self::from_naive)
    }

    /// The day before.
    pub fn before(self) -> Self {
        self.0.checked_sub_days(Days::new(1)).map_or(self, Self)
    }

    /// The day after.
    pub fn after(self) -> Self {
        self.0.checked_add_days(Days::new(1)).map_or(self, Self)
    }

    /// The day a number of calendar days away, if it is in the years that records speak of.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        self.0
            .checked_add_signed(chrono::TimeDelta::try_days(days)?)
            .and_then(Self::from_naive)
    }

    /// The same day of the month a number of months away; the last day of that month where it has no
    /// such day.
    pub fn plus_months(self, months: i64) -> Option<Self> {
        let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        let found = if months < 0 {
            self.0.checked_sub_months(count)
        } else {
            self.0.checked_add_months(count)
        };
        found.and_then(Self::from_naive)
    }

    /// The last day of its month.
    pub fn month_end(self) -> Self {
        let first = self.0.with_day(1);
        let next = first.and_then(|first| first.checked_add_months(Months::new(1)));
        next.and_then(|next| next.pred_opt()).map_or(self, Self)
    }

    /// The day as people write it: `2019-02-12`, and `108.02.12` in Chinese.
    pub fn display(self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::ZhTw => format!(
                "{}.{:02}.{:02}",
                self.0.year() - 1911,
                self.0.month(),
                self.0.day()
            ),
        }
    }

    /// The day of a TOML local date.
    pub fn from_toml(date: &toml_edit::Datetime) -> Option<Self> {
        match (date.date, date.time, date.offset) {
            (Some(day), None, None) => Self::new(
                i32::from(day.year),
                u32::from(day.month),
                u32::from(day.day),
            ),
            _ => None,
        }
    }

    /// The day as a TOML local date.
    pub fn to_toml(self) -> toml_edit::Datetime {
        toml_edit::Datetime {
            date: Some(toml_edit::Date {
                year: u16::try_from(self.0.year()).expect("the year is between 1900 and 2199"),
                month: u8::try_from(self.0.month()).expect("a month is below 13"),
                day: u8::try_from(self.0.day()).expect("a day is below 32"),
            }),
            time: None,
            offset: None,
        }
    }

    /// Reads a day as people type it: `2019-02-12`, `2019/2/12`, `108-02-12`, `108.2.12`,
    /// `108年2月12日`, `today`/`今天`, `+10d`/`-3d` (calendar days from today). Years below 200 are
    /// ROC years. Working days (`+10wd`) need the office calendar and are counted by `procedure`.
    pub fn from_typed(typed: &str, today: Self) -> Option<Self> {
        let typed = typed.trim();
        if typed == "today" || typed == "今天" {
            return Some(today);
        }
        if let Some(days) = typed.strip_suffix('d') {
            let days: i64 = days
                .parse()
                .ok()
                .filter(|_| typed.starts_with(['+', '-']))?;
            return today.plus_days(days);
        }
        written(typed).and_then(Self::from_naive)
    }

    /// The common year of a day as people write it, where it is none that records speak of.
    pub fn year_beyond(typed: &str) -> Option<i32> {
        let year = written(typed.trim())?.year();
        (!YEARS.contains(&year)).then_some(year)
    }
}

/// A day of any year as people write it.
fn written(typed: &str) -> Option<NaiveDate> {
    let mut numbers = Vec::new();
    for part in typed
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月'])
    {
        numbers.push((part.trim(), numeral::parse(part.trim())?));
    }
    let &[(year, _), (_, month), (_, day)] = numbers.as_slice() else {
        return None;
    };
    NaiveDate::from_ymd_opt(common_year(year)?, month, day)
}

/// Whether a text is written as a day that no month has, such as 31 February.
pub fn is_no_day_of_its_month(typed: &str, today: Date) -> bool {
    let mut parts: Vec<&str> = typed.trim().split(['-', '/', '.', '年', '月']).collect();
    let Some(day) = parts.pop().map(|day| day.trim_end_matches('日').trim()) else {
        return false;
    };
    let first = parts.join("-") + "-1";
    let is_written_so = Date::from_typed(&first, today).is_some() && parts.len() == 2;
    is_written_so && matches!(numeral::parse(day), Some(0 | 29..=99))
}

/// The common year of a year as typed: with at most three digits it is an ROC year.
pub fn common_year(typed: &str) -> Option<i32> {
    let year = i32::try_from(numeral::parse(typed)?).ok()?;
    let is_roc = year < 200 && typed.chars().count() < 4;
    Some(if is_roc { year + 1911 } else { year })
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::str::FromStr for Date {
    type Err = ();

    /// Reads `2019-02-12` only.
    fn from_str(text: &str) -> Result<Self, ()> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .and_then(Self::from_naive)
            .ok_or(())
    }
}

impl Shaped for Date {
    const SHAPE: Shape = Shape::Date;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        match value.get_ref() {
            DeValue::Datetime(found) => {
                let date = Self::from_toml(found);
                if date.is_none() {
                    reader.bad_value(&found.to_string(), &Self::SHAPE, value.span());
                }
                date
            }
            _ => {
                reader.wrong_type(value, super::reader::expected(&Self::SHAPE));
                None
            }
        }
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Date(*self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_in_every_way_people_type_it() {
        let today = day("2019-03-01");
        for typed in [
            "2019-02-12",
            "2019/2/12",
            "108-02-12",
            "108.2.12",
            "108年2月12日",
            "１０８年２月１２日",
            "-17d",
        ] {
            assert_eq!(
                Date::from_typed(typed, today),
                Some(day("2019-02-12")),
                "{typed}"
            );
        }
        assert_eq!(Date::from_typed("today", today), Some(today));
        for typed in [
            "",
            "2019-02-30",
            "2019-02",
            "soon",
            "0001-01-01",
            "12d",
            "2019-02-12-1",
            "99999-01-01",
        ] {
            assert_eq!(Date::from_typed(typed, today), None, "{typed}");
        }
    }

    #[test]
    fn chinese_output_shows_the_roc_year() {
        assert_eq!(day("2019-02-04").display(Language::ZhTw), "108.02.04");
        assert_eq!(day("2019-02-04").display(Language::En), "2019-02-04");
    }
}
