//! The pause of proposals and supports before the whole country votes.

use crate::record::Date;
use crate::record::rules::Rules;

use super::calendar::OfficeCalendar;
use super::rules::{due, in_force, limit};

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Its first day.
    pub from: Date,
    /// The day of the election, its last.
    pub polling_day: Date,
}

/// The pause that a day lies in, by the rules in force on the polling day; `None` outside.
pub fn pause_on(day: Date, sets: &[Rules], calendar: &OfficeCalendar) -> Option<Pause> {
    let polling_day = calendar.polling_day_from(day)?;
    let limit = limit(in_force(sets, polling_day)?, "election-pause")?;
    let from = due(limit, polling_day, calendar).ok()?.day;
    (from <= day).then_some(Pause { from, polling_day })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{calendars, rule_sets};
    use super::*;

    #[test]
    fn a_pause_lasts_from_its_first_day_to_the_polling_day() {
        let office = OfficeCalendar::new(&calendars());
        let first = |day: &str| {
            let pause = pause_on(day.parse().unwrap(), &rule_sets(), &office);
            pause.map(|pause| pause.from.to_string())
        };
        // 60 days since June 2017, 75 before.
        assert_eq!(first("2019-11-11"), None);
        for day in ["2019-11-12", "2020-01-11"] {
            assert_eq!(first(day).as_deref(), Some("2019-11-12"));
        }
        assert_eq!(first("2020-01-12"), None);
        assert_eq!(first("2015-11-02").as_deref(), Some("2015-11-02"));
        assert_eq!(first("2015-11-01"), None);
    }
}
