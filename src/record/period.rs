//! Spans of days: the quarters that reports are asked for.

use crate::locale::Language;

use super::date::{Date, common_year};
use super::numeral;

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// Whether the day lies in the span.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A quarter of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    /// The quarter `number` (1 to 4) of a common year between 1901 and 2198.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        ((1901..2199).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// The quarter of a day; the first or last known one for days beyond.
    pub fn of(day: Date) -> Self {
        use chrono::Datelike;
        Self {
            year: day.naive().year().clamp(1901, 2198),
            number: (day.naive().month() - 1) / 3 + 1,
        }
    }

    /// Reads `2019Q2`, `108Q2`, `108年第2季`, `108年第二季`.
    pub fn from_typed(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (year, number) = typed
            .split_once(['Q', 'q'])
            .or_else(|| typed.strip_suffix('季')?.split_once("年第"))?;
        Self::new(common_year(year)?, numeral::parse(number)?)
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        if self.number > 1 {
            Self {
                number: self.number - 1,
                ..self
            }
        } else {
            Self {
                year: self.year - 1,
                number: 4,
            }
        }
    }

    /// Its days.
    pub fn period(self) -> Period {
        let first = |year: i32, month: u32| {
            Date::new(year, month, 1).expect("the year of a quarter is between 1900 and 2199")
        };
        let next = if self.number == 4 {
            first(self.year + 1, 1)
        } else {
            first(self.year, self.number * 3 + 1)
        };
        Period {
            from: first(self.year, self.number * 3 - 2),
            to: next.before(),
        }
    }

    /// The quarter for people: `2019Q2`, `108年第2季`.
    pub fn display(self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::ZhTw => format!("{}年第{}季", self.year - 1911, self.number),
        }
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}Q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_read_in_every_way_people_type_it() {
        for typed in ["2019Q2", "2019q2", "108Q2", "108年第2季", "108年第二季"] {
            let quarter = Quarter::from_typed(typed).unwrap();
            assert_eq!(quarter.to_string(), "2019Q2");
            assert_eq!(quarter.period().from.to_string(), "2019-04-01");
            assert_eq!(quarter.period().to.to_string(), "2019-06-30");
        }
        for typed in ["2019", "2019Q5", "Q2", "2019Q0", "二季"] {
            assert_eq!(Quarter::from_typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_fourth_quarter_ends_with_the_year() {
        let quarter = Quarter::new(2019, 1).unwrap().before();
        assert_eq!(quarter.to_string(), "2018Q4");
        assert_eq!(quarter.period().to.to_string(), "2018-12-31");
    }
}
