//! The government office calendar of a year: which weekdays are off and which Saturdays are worked.
//! Source: the yearly calendar of the Directorate-General of Personnel Administration (open data set
//! 14718); how the files came to be is told in `docs/data-sources.md`.

use super::conflict::Conflict;
use super::date::Date;
use super::value::Name;

words! {
    /// What a day is, where it is not what its weekday says.
    pub enum DayKind {
        /// Off.
        Holiday = "holiday" "放假",
        /// A Saturday worked to make up for a bridge day.
        MakeUp = "make-up" "補行上班",
    }
}

table! {
    /// The office calendar of a year. Saturdays and Sundays are off unless listed.
    zh "政府行政機關辦公日曆表" key []
    pub struct Calendar {
        /// The common year.
        zh "西元年"
        "id" id: Name,
        /// Where it came from.
        zh "來源"
        "source" source: Option<String>,
        /// The days on which the whole country votes, before which proposals pause.
        zh "全國性選舉投票日"
        "polling_days" polling_days: Vec<Date>,
        /// The days that differ.
        zh "異於平常之日"
        "day" days: Vec<CalendarDay>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// A day that differs from its weekday, or a holiday with a name.
    zh "異於平常之日" key ["on"]
    pub struct CalendarDay {
        /// The day.
        zh "日期"
        "on" on: Date,
        /// What it is.
        zh "類別"
        "kind" kind: DayKind,
        /// Its name.
        zh "名稱"
        "name" name: Option<String>,
    }
}
