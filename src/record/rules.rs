//! A dated rule set: the limits, votes and caps in force from a day. Rules are data; the program
//! knows their units and events, never their values.

use super::case::Source;
use super::conflict::Conflict;
use super::value::{Name, Ratio};

words! {
    /// What a length counts.
    pub enum Unit {
        /// Every day.
        CalendarDays = "calendar-days" "日曆天",
        /// Days of the office calendar.
        WorkingDays = "working-days" "工作天",
        /// The same day of a later month.
        CalendarMonths = "calendar-months" "個月",
        /// That day of the month.
        DayOfMonth = "day-of-month" "每月日",
        /// The last week of a quarter.
        LastWeekOfQuarter = "last-week-of-quarter" "季末週",
        /// A number of things, such as supports.
        Count = "count" "數量",
    }
}

words! {
    /// How binding a limit is.
    pub enum Strength {
        /// Written in a directive.
        Rule = "rule" "規定",
        /// Advice; a miss needs a reason.
        Recommendation = "recommendation" "建議",
        /// What is usually done.
        Habit = "habit" "慣例",
    }
}

table! {
    /// A rule set in force from a day until the next set.
    zh "規則" key []
    pub struct Rules {
        /// The first day in force.
        zh "生效日"
        "id" id: Name,
        /// Its name.
        zh "名稱"
        "title" title: String,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// How topics are voted on.
        zh "票選規則"
        "voting" voting: Option<Voting>,
        /// Pools of candidates, where topics of different origin are voted on apart.
        zh "票選分組"
        "pool" pools: Vec<Pool>,
        /// Limits of time, and thresholds.
        zh "期限與門檻"
        "limit" limits: Vec<Limit>,
        /// Caps on people.
        zh "人數上限"
        "cap" caps: Vec<Cap>,
        /// Fields that two sides of a merge set differently, until somebody decides.
        zh "合併時雙方所載不一、尚待擇定之欄位"
        "conflict" conflicts: Vec<Conflict>,
    }
}

table! {
    /// How topics are voted on.
    zh "票選規則" key []
    pub struct Voting {
        /// The share at which a case is selected, as a fraction.
        zh "門檻（分數）"
        "threshold" threshold: Option<Ratio>,
        /// Whether exactly the threshold is enough.
        zh "恰達門檻是否選定"
        "inclusive" inclusive: Option<bool>,
        /// The share of candidates that a ballot must tick, as a fraction.
        zh "每票最少勾選比例（分數）"
        "minimum_ticks" minimum_ticks: Option<Ratio>,
        /// Votes each voter has.
        zh "每人票數"
        "votes_each" votes_each: Option<u32>,
        /// How many of the highest are selected, where that is the rule.
        zh "依名次選定件數"
        "top" top: Option<u32>,
        /// Cases a month.
        zh "每月件數"
        "cases_per_month" cases_per_month: Option<u32>,
        /// More of them when urgent.
        zh "每月得增加件數"
        "extra_cases_per_month" extra_cases_per_month: Option<u32>,
        /// Days between two voted meetings of one host, where no limit `host-spacing` says so with its
        /// unit and event.
        zh "同一主辦機關間隔日數（另有期限 host-spacing 者從之）"
        "host_spacing_days" host_spacing_days: Option<u32>,
        /// What happens below the threshold.
        zh "未達門檻之處理"
        "below_threshold" below_threshold: Option<String>,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}

table! {
    /// A pool of candidates that is voted on apart.
    zh "票選分組" key ["name"]
    pub struct Pool {
        /// Its name, as candidates of a meeting carry it.
        zh "代號"
        "name" name: Name,
        /// Its name in Chinese.
        zh "名稱"
        "label" label: Option<String>,
        /// The sources of cases that belong to it.
        zh "所含案件來源"
        "sources" sources: Vec<Source>,
        /// Cases a month out of it.
        zh "每月件數"
        "cases_per_month" cases_per_month: Option<u32>,
        /// How binding it is.
        zh "效力"
        "strength" strength: Strength,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}

table! {
    /// A limit of time, or a threshold.
    zh "期限或門檻" key ["name"]
    pub struct Limit {
        /// What is limited.
        zh "代號"
        "name" name: Name,
        /// What is limited, in Chinese.
        zh "名稱"
        "label" label: Option<String>,
        /// How long.
        zh "長度"
        "length" length: Option<u32>,
        /// What the length counts.
        zh "單位"
        "unit" unit: Unit,
        /// The event it runs from.
        zh "起算事件"
        "runs_from" runs_from: Option<Name>,
        /// Whether it runs backwards, before the event.
        zh "是否往前起算"
        "before" before: Option<bool>,
        /// How binding it is.
        zh "效力"
        "strength" strength: Strength,
        /// The early end of a span, such as 1 of "one to two months".
        zh "長度下限"
        "shortest" shortest: Option<u32>,
        /// How long it is counted in practice, where that is not what the rule says.
        zh "實務長度"
        "practice_length" practice_length: Option<u32>,
        /// What that counts.
        zh "實務單位"
        "practice_unit" practice_unit: Option<Unit>,
        /// How much longer it may become.
        zh "展延長度"
        "extension_length" extension_length: Option<u32>,
        /// What that counts.
        zh "展延單位"
        "extension_unit" extension_unit: Option<Unit>,
        /// The event that the extension runs from.
        zh "展延起算事件"
        "extension_from" extension_from: Option<Name>,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}

table! {
    /// A cap on people.
    zh "人數上限" key ["name", "per"]
    pub struct Cap {
        /// What is capped.
        zh "代號"
        "name" name: Name,
        /// What is capped, in Chinese.
        zh "名稱"
        "label" label: Option<String>,
        /// The most.
        zh "上限"
        "most" most: u32,
        /// Per what: meeting, agency, group, table.
        zh "計算基準"
        "per" per: Name,
        /// How binding it is.
        zh "效力"
        "strength" strength: Strength,
        /// Its source.
        zh "依據"
        "source" source: Option<String>,
        /// What else should be known.
        zh "備註"
        "note" note: Option<String>,
    }
}
