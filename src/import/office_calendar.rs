//! The government's yearly file of the office calendar (open data set 14718 of DGPA): every day of a
//! year with the columns 西元日期 (`20190101`), 星期 (一 to 日), 是否放假 (0 worked, 2 off), 備註. It comes
//! as UTF-8 with a byte order mark, older years as Big5.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::record::Date;
use crate::record::calendar::{Calendar, CalendarDay, DayKind};

use super::sheet::decoded;

/// The largest file that is read: the real ones have 7 kB.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// What the calendar says of its source.
const SOURCE: &str = "DGPA, https://data.gov.tw/dataset/14718";

const DAY: &str = "西元日期";
const WEEKDAY: &str = "星期";
const OFF: &str = "是否放假";
const NOTE: &str = "備註";

/// The weekdays as the file writes them, from Monday.
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// Why a file is no office calendar. Nothing of it can be used: a calendar with a gap would count
/// wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The line, from 1; `None` where it is about the whole file.
    pub line: Option<u64>,
    /// The column.
    pub field: &'static str,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub wanted: Wanted,
}

/// What an office calendar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// At most [`LARGEST_FILE`] bytes.
    Smaller,
    /// UTF-8 or Big5.
    Text,
    /// Comma-separated values.
    Csv,
    /// That column.
    Column,
    /// A day such as `20190101`.
    Day,
    /// A day of the year of the first row.
    SameYear(i32),
    /// Each day once.
    Once,
    /// A row for that day.
    Row(Date),
    /// The weekday that the day is.
    Weekday(&'static str),
    /// 0 or 2.
    OffOrNot,
}

/// The calendar of a year from the bytes of its file.
///
/// # Errors
/// The first thing that is wrong with the file.
pub fn read(bytes: &[u8]) -> Result<Calendar, Flaw> {
    let whole = |wanted| Flaw {
        line: None,
        field: "",
        found: String::new(),
        wanted,
    };
    if bytes.len() > LARGEST_FILE {
        return Err(whole(Wanted::Smaller));
    }
    let text = decoded(bytes).ok_or_else(|| whole(Wanted::Text))?;
    // The reader of CSV counts lines by `\n` and begins a row before the `\n` of `\r\n`.
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|_| whole(Wanted::Csv))?;
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    let mut rows = rows.iter();
    let headings = rows.next().ok_or_else(|| whole(Wanted::Csv))?;
    let place = |field: &'static str| {
        let found = headings.iter().position(|heading| heading == field);
        found.ok_or_else(|| Flaw {
            line: Some(1),
            field,
            found: headings.iter().collect::<Vec<_>>().join(","),
            wanted: Wanted::Column,
        })
    };
    let places = [place(DAY)?, place(WEEKDAY)?, place(OFF)?, place(NOTE)?];
    let mut days: BTreeMap<Date, Option<CalendarDay>> = BTreeMap::new();
    for row in rows {
        let [day, weekday, off, note] = places.map(|place| row.get(place).unwrap_or_default());
        let flaw = |field: &'static str, found: &str, wanted| Flaw {
            line: row.position().map(csv::Position::line),
            field,
            found: found.to_owned(),
            wanted,
        };
        let on = compact_day(day).ok_or_else(|| flaw(DAY, day, Wanted::Day))?;
        if let Some((first, _)) = days
            .first_key_value()
            .filter(|(first, _)| first.year() != on.year())
        {
            return Err(flaw(DAY, day, Wanted::SameYear(first.year())));
        }
        let right = WEEKDAYS[on.naive().weekday().num_days_from_monday() as usize];
        if weekday.trim_start_matches("星期") != right {
            return Err(flaw(WEEKDAY, weekday, Wanted::Weekday(right)));
        }
        let is_off = match off {
            "0" => false,
            "2" => true,
            _ => return Err(flaw(OFF, off, Wanted::OffOrNot)),
        };
        if days.insert(on, listed(on, is_off, note)).is_some() {
            return Err(flaw(DAY, day, Wanted::Once));
        }
    }
    complete(days).map_err(|missing| whole(missing.map_or(Wanted::Csv, Wanted::Row)))
}

/// The calendar of all days of a year, or the first day that is missing.
fn complete(days: BTreeMap<Date, Option<CalendarDay>>) -> Result<Calendar, Option<Date>> {
    let year = days.keys().next().ok_or(None)?.year();
    let id = year.to_string().parse().map_err(|_| None)?;
    let mut day = Date::new(year, 1, 1).ok_or(None)?;
    while day.year() == year {
        if !days.contains_key(&day) {
            return Err(Some(day));
        }
        day = day.after();
    }
    Ok(Calendar {
        id,
        source: Some(SOURCE.to_owned()),
        polling_days: Vec::new(),
        days: days.into_values().flatten().collect(),
        conflicts: Vec::new(),
    })
}

/// What a calendar lists of a day: that it is off, worked on a weekend, or a weekend with a name.
fn listed(on: Date, is_off: bool, note: &str) -> Option<CalendarDay> {
    let is_weekend = on.naive().weekday().num_days_from_monday() >= 5;
    let kind = match (is_off, is_weekend) {
        (true, true) if note.is_empty() => return None,
        (true, _) => DayKind::Holiday,
        (false, true) => DayKind::MakeUp,
        (false, false) => return None,
    };
    Some(CalendarDay {
        on,
        kind,
        name: (!note.is_empty()).then(|| note.to_owned()),
    })
}

/// Reads `20190101`.
fn compact_day(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let year = i32::try_from(number(&text[..4])?).ok()?;
    Date::new(year, number(&text[4..6])?, number(&text[6..])?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An invented year of the form of the real ones: 1 January off, Saturday 19 January worked.
    fn file() -> String {
        let mut text = "西元日期,星期,是否放假,備註\r\n".to_owned();
        let mut day = Date::new(2019, 1, 1).unwrap();
        while day.year() == 2019 {
            let number = day.naive().weekday().num_days_from_monday() as usize;
            let (off, note) = match day.to_string().as_str() {
                "2019-01-01" => ("2", "虛構節日"),
                "2019-01-19" => ("0", "補行上班"),
                "2019-01-20" => ("2", "虛構週日節"),
                "2019-01-21" => ("0", "虛構紀念日不放假"),
                _ if number >= 5 => ("2", ""),
                _ => ("0", ""),
            };
            let compact = day.to_string().replace('-', "");
            text.push_str(&format!("{compact},{},{off},{note}\r\n", WEEKDAYS[number]));
            day = day.after();
        }
        text
    }

    fn flaw(text: &str) -> (Option<u64>, &'static str, Wanted) {
        let flaw = read(text.as_bytes()).unwrap_err();
        (flaw.line, flaw.field, flaw.wanted)
    }

    #[test]
    fn a_year_is_read_in_every_encoding_it_comes_in() {
        let text = file();
        let plain = read(text.as_bytes()).unwrap();
        let listed: Vec<String> = plain
            .days
            .iter()
            .map(|row| {
                format!(
                    "{} {} {}",
                    row.on,
                    row.kind.as_str(),
                    row.name.clone().unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            listed,
            [
                "2019-01-01 holiday 虛構節日",
                "2019-01-19 make-up 補行上班",
                "2019-01-20 holiday 虛構週日節"
            ]
        );
        assert_eq!(plain.id.as_str(), "2019");
        let marked = format!("\u{feff}{text}");
        assert_eq!(read(marked.as_bytes()), Ok(plain.clone()));
        let (big5, _, unmappable) = encoding_rs::BIG5.encode(&text);
        assert!(!unmappable);
        assert_eq!(read(&big5), Ok(plain.clone()));
        let spaced = text.replace("\r\n", ",,\n") + ",,,,\n";
        assert_eq!(read(spaced.as_bytes()), Ok(plain));
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column() {
        let text = file();
        let with = |old: &str, new: &str| text.replacen(old, new, 1);
        assert_eq!(
            flaw(&with("20190103,四,0", "20190103,四,1")),
            (Some(4), OFF, Wanted::OffOrNot)
        );
        assert_eq!(
            flaw(&with("20190103,四", "20190103,五")),
            (Some(4), WEEKDAY, Wanted::Weekday("四"))
        );
        assert_eq!(
            flaw(&with("20190103", "20190231")),
            (Some(4), DAY, Wanted::Day)
        );
        assert_eq!(
            flaw(&with("20190103,四", "20200102,四")),
            (Some(4), DAY, Wanted::SameYear(2019))
        );
        assert_eq!(
            flaw(&with("20190110,四", "20190103,四")),
            (Some(11), DAY, Wanted::Once)
        );
        assert_eq!(
            flaw(&with("20190103,四,0,\r\n", "")),
            (None, "", Wanted::Row(Date::new(2019, 1, 3).unwrap()))
        );
        assert_eq!(
            flaw(&with("是否放假", "放假")),
            (Some(1), OFF, Wanted::Column)
        );
        assert_eq!(flaw("").2, Wanted::Csv);
        assert_eq!(flaw("西元日期,星期,是否放假,備註\n").2, Wanted::Csv);
        assert_eq!(read(b"\xff\xff").unwrap_err().wanted, Wanted::Text);
        assert_eq!(
            read(&vec![b' '; LARGEST_FILE + 1]).unwrap_err().wanted,
            Wanted::Smaller
        );
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..9000) {
            let _ = read(&bytes);
            let text = file();
            let mut spoiled = text.as_bytes()[..cut.min(text.len())].to_vec();
            spoiled.extend(bytes);
            prop_assert!(read(&spoiled).is_err() || cut >= text.len());
        }
    }
}
