//! Spans of days: the months and quarters that reports are asked for.

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

/// A month of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        let before = 1 - i64::from(day.day_of_month());
        Self {
            first: day.plus_days(before).unwrap_or(day),
        }
    }

    /// Reads `2019-02`, `2019/2`, `108-02`, `108年2月`.
    pub fn from_typed(typed: &str) -> Option<Self> {
        let (year, month) = year_and_month(typed)?;
        Date::new(year, month, 1).map(Self::of)
    }

    /// Its days.
    pub fn period(self) -> Period {
        Period {
            from: self.first,
            to: self.first.month_end(),
        }
    }

    /// The month for people: `2019-02`, `108年2月`.
    pub fn display(self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::ZhTw => {
                let (year, month) = (self.first.year() - 1911, self.first.year_month() % 100);
                format!("{year}年{month}月")
            }
        }
    }
}

/// Year and number as they are typed of a month, whether or not a year has one of that number.
fn year_and_month(typed: &str) -> Option<(i32, u32)> {
    let typed = typed.trim();
    let (year, month) = match typed.strip_suffix('月') {
        Some(typed) => typed.split_once('年')?,
        None => typed.split_once(['-', '/', '.'])?,
    };
    Some((common_year(year.trim())?, numeral::parse(month.trim())?))
}

/// Whether a month is written as one, and no year has it: `2019-13`.
pub fn is_no_month_of_its_year(typed: &str) -> bool {
    year_and_month(typed).is_some_and(|(_, month)| !(1..=12).contains(&month))
}

impl std::fmt::Display for Month {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month) = (self.first.year(), self.first.year_month() % 100);
        write!(formatter, "{year}-{month:02}")
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
    fn a_month_is_read_in_every_way_people_type_it() {
        for typed in [
            "2022-02",
            "2022/2",
            "111-02",
            "111.2",
            "111年2月",
            "111年二月",
        ] {
            let month = Month::from_typed(typed).unwrap();
            assert_eq!(month.to_string(), "2022-02", "{typed}");
            assert_eq!(month.display(Language::ZhTw), "111年2月");
            assert_eq!(month.period().to.to_string(), "2022-02-28");
        }
        for typed in [
            "2022",
            "2022-13",
            "2022-00",
            "111年",
            "2月",
            "2022-02-01",
            "111-2月",
            "",
        ] {
            assert_eq!(Month::from_typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_fourth_quarter_ends_with_the_year() {
        let quarter = Quarter::new(2019, 1).unwrap().before();
        assert_eq!(quarter.to_string(), "2018Q4");
        assert_eq!(quarter.period().to.to_string(), "2018-12-31");
    }
}
