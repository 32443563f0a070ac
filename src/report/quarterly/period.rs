//! Which days a quarterly meeting covers. The network's quarter is not the calendar's: a quarterly
//! meeting takes up everything since the one before, and the meeting of a second quarter may well
//! sit in August.

use chrono::Datelike;

use crate::index::row::MeetingRow;
use crate::record::Date;
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::numeral;
use crate::record::period::{Period, Quarter};

/// How many periods before are shown beside the one asked for.
const BEFORE: usize = 4;

/// The days that a quarterly meeting covers: those it says itself, otherwise from the day after the
/// quarterly meeting before it to its own day. The first one starts with the earliest meeting on
/// record. `None` where it has neither a session nor such days.
pub fn period_of_meeting(meetings: &[MeetingRow], meeting: &MeetingRow) -> Option<Period> {
    if let Some((from, to)) = meeting.covers
        && from <= to
    {
        return Some(Period { from, to });
    }
    let to = meeting.first_day()?;
    let from = match previous(meetings, to) {
        Some(day) => day.after(),
        None => meetings
            .iter()
            .filter_map(MeetingRow::first_day)
            .min()
            .map_or(to, |earliest| earliest.min(to)),
    };
    Some(Period { from, to })
}

/// The quarterly meeting of a quarter: the one whose title or sequence says that quarter, otherwise
/// one that says none and lies in it. The earliest where there are several.
pub fn quarterly_meeting_of(meetings: &[MeetingRow], quarter: Quarter) -> Option<&MeetingRow> {
    let earliest = |says: &dyn Fn(&MeetingRow) -> bool| {
        meetings
            .iter()
            .filter(|meeting| meeting.kind == MeetingKind::Quarterly && takes_place(meeting))
            .filter(|meeting| says(meeting))
            .min_by_key(|meeting| (meeting.first_day(), &meeting.id))
    };
    earliest(&|meeting| stated_quarter(meeting) == Some(quarter)).or_else(|| {
        earliest(&|meeting| {
            stated_quarter(meeting).is_none()
                && meeting.first_day().map(Quarter::of) == Some(quarter)
        })
    })
}

/// The quarter that a quarterly meeting stands for: the one it says, otherwise that of its day.
pub(super) fn quarter_of(meeting: &MeetingRow) -> Option<Quarter> {
    stated_quarter(meeting).or_else(|| meeting.first_day().map(Quarter::of))
}

/// A period before the one asked for.
pub(super) struct Earlier {
    pub(super) quarter: Quarter,
    pub(super) meeting: Option<String>,
    pub(super) period: Period,
}

/// The four periods before, oldest first: those of the quarterly meetings before, as many as are known,
/// where the report is made for a meeting; otherwise calendar quarters.
pub(super) fn periods_before(
    meetings: &[MeetingRow],
    period: Period,
    meeting: Option<&str>,
) -> Vec<Earlier> {
    let mut earlier = match meeting {
        Some(id) => meetings_before(meetings, id),
        None => quarters_before(period),
    };
    earlier.reverse();
    earlier
}

/// The calendar quarters before a period, latest first.
fn quarters_before(period: Period) -> Vec<Earlier> {
    let mut quarter = Quarter::of(period.from);
    let mut earlier = Vec::new();
    for _ in 0..BEFORE {
        quarter = match quarter.period().from {
            first if first.year_month() <= 190_101 => break,
            _ => quarter.before(),
        };
        earlier.push(Earlier {
            quarter,
            meeting: None,
            period: quarter.period(),
        });
    }
    earlier
}

/// The periods of the quarterly meetings before that of the id, latest first.
fn meetings_before(meetings: &[MeetingRow], id: &str) -> Vec<Earlier> {
    let own_day = meetings
        .iter()
        .find(|meeting| meeting.id == id)
        .and_then(MeetingRow::first_day);
    let Some(own_day) = own_day else {
        return Vec::new();
    };
    let mut before: Vec<(Date, &MeetingRow)> = meetings
        .iter()
        .filter(|meeting| meeting.kind == MeetingKind::Quarterly && takes_place(meeting))
        .filter_map(|meeting| Some((meeting.first_day()?, meeting)))
        .filter(|(day, _)| *day < own_day)
        .collect();
    before.sort_by(|one, other| (other.0, &other.1.id).cmp(&(one.0, &one.1.id)));
    before
        .into_iter()
        .take(BEFORE)
        .filter_map(|(_, meeting)| {
            Some(Earlier {
                quarter: quarter_of(meeting)?,
                meeting: Some(meeting.id.clone()),
                period: period_of_meeting(meetings, meeting)?,
            })
        })
        .collect()
}

/// The day of the latest quarterly meeting before a day.
fn previous(meetings: &[MeetingRow], day: Date) -> Option<Date> {
    meetings
        .iter()
        .filter(|meeting| meeting.kind == MeetingKind::Quarterly && takes_place(meeting))
        .filter_map(MeetingRow::first_day)
        .filter(|other| *other < day)
        .max()
}

/// Whether a meeting has been held or is going to be: a report is prepared before its meeting.
fn takes_place(meeting: &MeetingRow) -> bool {
    matches!(meeting.status, MeetingStatus::Held | MeetingStatus::Planned)
}

/// The quarter that the title says (`107年第2季`, `109年第一次`, `第1季` in the year of its day), or
/// the sequence (the second one of the year of its day).
fn stated_quarter(meeting: &MeetingRow) -> Option<Quarter> {
    let year = meeting.first_day().map(|day| day.naive().year());
    let of_year = |number: u32| Quarter::new(year?, number);
    quarter_in_title(&meeting.title, year).or_else(|| meeting.sequence.and_then(of_year))
}

fn quarter_in_title(title: &str, year_of_day: Option<i32>) -> Option<Quarter> {
    let (before, after) = title.split_once('第')?;
    let end = after.find(|letter| !numeral::is_numeral(letter) && letter != ' ')?;
    let (number, rest) = after.split_at_checked(end)?;
    if !rest.starts_with(['季', '次']) {
        return quarter_in_title(after, year_of_day);
    }
    let number = numeral::parse(number)?;
    let stated_year = before.trim_end().strip_suffix('年').and_then(|text| {
        let start = text
            .char_indices()
            .rev()
            .take_while(|(_, letter)| numeral::is_numeral(*letter) || *letter == ' ')
            .last()?
            .0;
        crate::record::date::common_year(text.get(start..)?)
    });
    Quarter::new(stated_year.or(year_of_day)?, number)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{day, meeting};
    use super::*;

    fn quarterly(id: &str, on: &str, title: &str) -> MeetingRow {
        MeetingRow {
            title: title.to_owned(),
            ..meeting(id, MeetingKind::Quarterly, &[on], &[])
        }
    }

    fn quarter(typed: &str) -> Quarter {
        Quarter::from_typed(typed).unwrap()
    }

    #[test]
    fn a_quarterly_meeting_covers_everything_since_the_one_before() {
        let meetings = [
            meeting("m0", MeetingKind::Monthly, &["2018-01-08"], &[]),
            quarterly("m1", "2018-04-12", "107年第1季會議"),
            quarterly("m2", "2018-08-09", "107年第2季會議"),
        ];
        let first = period_of_meeting(&meetings, &meetings[1]).unwrap();
        assert_eq!(
            (first.from, first.to),
            (day("2018-01-08"), day("2018-04-12"))
        );
        let second = period_of_meeting(&meetings, &meetings[2]).unwrap();
        assert_eq!(
            (second.from, second.to),
            (day("2018-04-13"), day("2018-08-09"))
        );
    }

    #[test]
    fn a_cancelled_meeting_ends_no_period_and_stated_days_win() {
        let mut cancelled = quarterly("m2", "2018-08-09", "107年第2季會議");
        cancelled.status = MeetingStatus::Cancelled;
        let mut last = quarterly("m3", "2018-11-01", "107年第3季會議");
        let meetings = [
            quarterly("m1", "2018-04-12", "107年第1季會議"),
            cancelled,
            last.clone(),
        ];
        let period = period_of_meeting(&meetings, &last).unwrap();
        assert_eq!(period.from, day("2018-04-13"));
        last.covers = Some((day("2018-05-01"), day("2018-10-31")));
        let period = period_of_meeting(&meetings, &last).unwrap();
        assert_eq!(
            (period.from, period.to),
            (day("2018-05-01"), day("2018-10-31"))
        );
        last.covers = None;
        last.days.clear();
        assert_eq!(period_of_meeting(&meetings, &last), None);
    }

    #[test]
    fn the_meeting_of_a_quarter_is_the_one_that_says_so() {
        let mut by_sequence = quarterly("m5", "2021-04-30", "政策協調聯繫會議");
        by_sequence.sequence = Some(2);
        let meetings = [
            quarterly("m1", "2018-08-09", "開放政府107年第2季會議"),
            quarterly("m2", "2018-09-28", "季會"),
            quarterly("m3", "2020-03-09", "109年第一次開放政府政策協調聯繫會議"),
            quarterly("m4", "2017-03-28", "第1季開放政府政策協調聯繫會議"),
            by_sequence,
        ];
        let found = |typed: &str| {
            quarterly_meeting_of(&meetings, quarter(typed)).map(|meeting| meeting.id.as_str())
        };
        assert_eq!(found("107Q2"), Some("m1"));
        assert_eq!(found("107Q3"), Some("m2"));
        assert_eq!(found("109Q1"), Some("m3"));
        assert_eq!(found("106Q1"), Some("m4"));
        assert_eq!(found("110Q2"), Some("m5"));
        assert_eq!(found("110Q1"), None);
    }

    #[test]
    fn no_title_breaks_the_search_for_a_quarter() {
        for title in [
            "第",
            "年第",
            "第季",
            "第9季",
            "第一百二季",
            "第第第1季",
            "第 ",
            "年第零次",
        ] {
            let _ = quarter_in_title(title, Some(2019));
        }
        assert_eq!(
            quarter_in_title("第三屆第2季", Some(2019)),
            Quarter::new(2019, 2)
        );
    }

    #[test]
    fn the_periods_before_are_those_of_meetings_for_a_meeting_and_calendar_quarters_else() {
        let meetings: Vec<MeetingRow> = [
            "2017-12-25",
            "2018-04-12",
            "2018-08-09",
            "2018-11-01",
            "2019-02-14",
        ]
        .iter()
        .enumerate()
        .map(|(index, on)| quarterly(&format!("m{index}"), on, "季會"))
        .collect();
        let of = |index: usize| {
            let own = &meetings[index];
            let period = period_of_meeting(&meetings, own).unwrap();
            periods_before(&meetings, period, Some(&own.id))
        };
        let four = of(4);
        let ids: Vec<_> = four
            .iter()
            .map(|earlier| earlier.meeting.as_deref())
            .collect();
        assert_eq!(ids, [Some("m0"), Some("m1"), Some("m2"), Some("m3")]);
        assert_eq!(four[3].period.from, day("2018-08-10"));
        // Fewer are known: a calendar quarter is no measure for the days between two meetings.
        assert_eq!(of(1).len(), 1);
        assert!(of(0).is_empty());
        let quarter = Quarter::from_typed("2018Q3").unwrap().period();
        let quarters: Vec<_> = periods_before(&meetings, quarter, None)
            .iter()
            .map(|earlier| earlier.quarter.to_string())
            .collect();
        assert_eq!(quarters, ["2017Q3", "2017Q4", "2018Q1", "2018Q2"]);
    }
}
