//! What is said of the office calendar.

use super::Language;
use super::count::counted;

/// A year as people write it.
fn year_text(language: Language, year: i32) -> String {
    match language {
        Language::En => year.to_string(),
        Language::ZhTw if year < 1912 => format!("西元{year}年"),
        Language::ZhTw => format!("{}年（{year}）", year - 1911),
    }
}

/// A calendar is missing. `known` has the first and the last year of every run of years without a gap.
pub fn missing(language: Language, year: i32, known: &[(i32, i32)]) -> String {
    let year = year_text(language, year);
    let runs: Vec<String> = known
        .iter()
        .map(|(first, last)| match language {
            Language::En => format!("{first} to {last}"),
            Language::ZhTw => format!("{}至{}", first - 1911, last - 1911),
        })
        .collect();
    match language {
        Language::En if runs.is_empty() => format!("the store has no office calendar of {year}"),
        Language::ZhTw if runs.is_empty() => format!("紀錄庫無{year}辦公日曆"),
        Language::En => format!(
            "the store has no office calendar of {year}, only of {}",
            runs.join(", ")
        ),
        Language::ZhTw => format!("紀錄庫無{year}辦公日曆（現有{}年）", runs.join("、")),
    }
}

/// What to do about it.
pub fn import_it(language: Language) -> &'static str {
    language.pick(
        "`po calendar import FILE.csv` takes the government's file of the year (https://data.gov.tw/dataset/14718)",
        "自 https://data.gov.tw/dataset/14718 下載該年檔案後，執行「po calendar import 檔案.csv」",
    )
}

/// The ways to write a year.
pub fn year_forms(language: Language) -> &'static str {
    language.pick("a year (2019, 108, 108年)", "年度（2019、108、108年）")
}

/// The ways to write a length.
pub fn length_forms(language: Language) -> &'static str {
    language.pick(
        "a length (10wd working days, 30d calendar days, 2m months; -10wd backwards)",
        "期間（10wd 為 10 個工作天、30d 為 30 日、2m 為 2 個月；-10wd 為往前推算）",
    )
}

/// The length leads out of the years that records speak of.
pub fn out_of_range(language: Language, length: &str) -> String {
    match language {
        Language::En => format!("{length} leads out of the years 1900 to 2199"),
        Language::ZhTw => format!("{length} 超出西元 1900 至 2199 年"),
    }
}

/// The line over the months of a year.
pub fn year_heading(
    language: Language,
    year: i32,
    working: usize,
    off: usize,
    worked: usize,
) -> String {
    let year = year_text(language, year);
    match language {
        Language::En => format!(
            "{year}: {}, {} off, {} worked",
            counted(working, "working day", "working days"),
            counted(off, "day", "days"),
            counted(worked, "weekend day", "weekend days"),
        ),
        Language::ZhTw => format!("{year}：上班{working}日、放假{off}日；補行上班{worked}日"),
    }
}

/// The subject of an import's commit.
pub fn imported(language: Language, year: &str) -> String {
    match language {
        Language::En => format!("office calendar of {year} imported"),
        Language::ZhTw => format!("匯入 {year} 年辦公日曆"),
    }
}

/// What is wrong with a file.
pub fn flawed(
    language: Language,
    file: &str,
    line: Option<u64>,
    field: &str,
    found: &str,
    wanted: &str,
) -> String {
    match (language, line) {
        (Language::En, Some(line)) => {
            format!("{file}:{line} {field}: `{found}`; {wanted}; nothing was written")
        }
        (Language::En, None) => format!("{file}: {wanted}; nothing was written"),
        (Language::ZhTw, Some(line)) => {
            format!("{file}:{line} {field}：「{found}」{wanted}；未寫入任何資料")
        }
        (Language::ZhTw, None) => format!("{file}：{wanted}；未寫入任何資料"),
    }
}

/// Where the right file is.
pub fn where_it_is(language: Language) -> &'static str {
    language.pick(
        "the government's file of a year is at https://data.gov.tw/dataset/14718 (columns 西元日期, 星期, 是否放假, 備註)",
        "請使用 https://data.gov.tw/dataset/14718 之年度檔案（欄位：西元日期、星期、是否放假、備註）",
    )
}

/// A flaw.
pub fn too_large(language: Language, kilobytes: usize) -> String {
    match language {
        Language::En => format!("the file has more than {kilobytes} kB"),
        Language::ZhTw => format!("檔案超過 {kilobytes} kB"),
    }
}

/// A flaw.
pub fn no_text(language: Language) -> &'static str {
    language.pick("it is neither UTF-8 nor Big5", "編碼並非 UTF-8 或 Big5")
}

/// A flaw.
pub fn no_table(language: Language) -> &'static str {
    language.pick("it has no rows of days", "檔案中沒有日期資料")
}

/// A flaw.
pub fn no_column(language: Language) -> &'static str {
    language.pick("this column is missing", "缺少此欄位")
}

/// A flaw.
pub fn no_day(language: Language) -> &'static str {
    language.pick("expected a day such as 20190101", "應為日期，如 20190101")
}

/// A flaw.
pub fn other_year(language: Language, year: i32) -> String {
    match language {
        Language::En => format!("expected a day of {year}, like the rows before"),
        Language::ZhTw => format!("應為 {year} 年之日期，與前列相同"),
    }
}

/// A flaw.
pub fn twice(language: Language) -> &'static str {
    language.pick("this day was there before", "日期重複")
}

/// A flaw.
pub fn no_row(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("the row of {day} is missing"),
        Language::ZhTw => format!("缺少 {day} 該列"),
    }
}

/// A flaw.
pub fn other_weekday(language: Language, right: &str) -> String {
    match language {
        Language::En => format!("this day is a {right}"),
        Language::ZhTw => format!("該日應為星期{right}"),
    }
}

/// A flaw.
pub fn neither(language: Language) -> &'static str {
    language.pick(
        "expected 0 (worked) or 2 (off)",
        "應為 0（上班）或 2（放假）",
    )
}

/// A weekday from 0, Monday.
pub fn weekday(language: Language, number: u32) -> &'static str {
    match number {
        0 => language.pick("Mon", "一"),
        1 => language.pick("Tue", "二"),
        2 => language.pick("Wed", "三"),
        3 => language.pick("Thu", "四"),
        4 => language.pick("Fri", "五"),
        5 => language.pick("Sat", "六"),
        _ => language.pick("Sun", "日"),
    }
}

/// A day of a month with its weekday.
pub fn weekday_and_day(language: Language, number: u32, day: u32) -> String {
    let weekday = weekday(language, number);
    match language {
        Language::En => format!("{weekday} {day}"),
        Language::ZhTw => format!("{day}（{weekday}）"),
    }
}

/// A month from 1.
pub fn month(language: Language, number: u32) -> String {
    const ENGLISH: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    match language {
        Language::En => ENGLISH
            .iter()
            .zip(1..)
            .find(|(_, place)| *place == number)
            .map_or_else(|| number.to_string(), |(name, _)| (*name).to_owned()),
        Language::ZhTw => format!("{number}月"),
    }
}

/// A heading.
pub fn month_heading(language: Language) -> &'static str {
    language.pick("Month", "月份")
}

/// A heading.
pub fn working_days_heading(language: Language) -> &'static str {
    language.pick("Working", "上班日")
}

/// A heading.
pub fn made_up_heading(language: Language) -> &'static str {
    language.pick("Worked", "補行上班")
}

/// A heading.
pub fn holidays_heading(language: Language) -> &'static str {
    language.pick("Off", "放假")
}

/// A heading.
pub fn day_heading(language: Language) -> &'static str {
    language.pick("Day", "日期")
}

/// A heading.
pub fn weekday_heading(language: Language) -> &'static str {
    language.pick("Weekday", "星期")
}

/// A heading.
pub fn works_heading(language: Language) -> &'static str {
    language.pick("Working", "上班")
}

/// A heading.
pub fn name_heading(language: Language) -> &'static str {
    language.pick("Name", "名稱")
}

/// A day on which the whole country votes, in a commit subject.
pub fn polling_day(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("polling day {day}"),
        Language::ZhTw => format!("全國性選舉投票日 {day}"),
    }
}
