//! What is said of values typed on the command line.

use std::ops::Range;

use super::Language;

/// A value that the field does not take.
pub fn not_a_value(language: Language, field: &str, typed: &str, wanted: &str) -> String {
    match language {
        Language::En => format!("{field}: `{typed}` is not {wanted}"),
        Language::ZhTw => {
            let (field, gap) = (called(field), gap_before(wanted));
            format!("{field}：「{typed}」無法辨識，應為{gap}{wanted}")
        }
    }
}

/// A value that is none of the words that are known.
pub fn unknown_word(language: Language, field: &str, typed: &str, known: &str) -> String {
    let field = match language {
        Language::En => field,
        Language::ZhTw => called(field),
    };
    super::usage::bad_value(language, field, typed, Some(known))
}

/// A month that no year has.
pub fn no_such_month(language: Language, field: &str, typed: &str) -> String {
    match language {
        Language::En => {
            format!("{field}: `{typed}` names a month that no year has (rule real-month)")
        }
        Language::ZhTw => format!("{field}：「{typed}」無此月份（規則 real-month）"),
    }
}

/// What an argument without a flag is called in Chinese.
fn called(argument: &str) -> &str {
    match argument {
        "DAY" => "日期",
        "LENGTH" => "時間長度",
        "QUARTER" => "季別",
        "MONTH" => "年月",
        "YEAR" => "年度",
        other => other,
    }
}

/// The blank between Chinese and a word that begins in Latin letters or digits.
pub(super) fn gap_before(word: &str) -> &'static str {
    match word.starts_with(|sign: char| sign.is_ascii_alphanumeric()) {
        true => " ",
        false => "",
    }
}

/// What a field of known words takes.
pub fn one_of(language: Language, words: &str) -> String {
    match language {
        Language::En => format!("one of {words}"),
        Language::ZhTw => format!("下列其一：{words}"),
    }
}

/// A value of a list that runs over several lines.
pub fn several_lines(language: Language, field: &str, typed: &str) -> String {
    match language {
        Language::En => format!("{field}: `{typed}` has a line break; a value stands on one line"),
        Language::ZhTw => format!("{field}：「{typed}」含有換行，每個值只能有一行"),
    }
}

/// A value that a list has twice.
pub fn stands_twice(language: Language, field: &str, typed: &str) -> String {
    match language {
        Language::En => format!("{field}: `{typed}` stands twice"),
        Language::ZhTw => format!("{field}：「{typed}」重複"),
    }
}

/// A day that its month does not have.
pub fn no_such_day(language: Language, field: &str, typed: &str) -> String {
    match language {
        Language::En => {
            format!("{field}: `{typed}` names a day that its month does not have (rule real-day)")
        }
        Language::ZhTw => {
            format!("{}：「{typed}」該月無此日（規則 real-day）", called(field))
        }
    }
}

/// The ways to write a day.
pub fn date_forms(language: Language) -> &'static str {
    language.pick(
        "a day (2019-02-12, 108-02-12, 108年2月12日, today, +10d, +10wd)",
        "日期（2019-02-12、108-02-12、108年2月12日、今天、+10d、+10wd）",
    )
}

/// A day in a year that records do not speak of, and the years that they do.
pub fn year_beyond(language: Language, field: &str, year: i32, known: Range<i32>) -> String {
    let (first, last) = (known.start, known.end - 1);
    match language {
        Language::En => {
            format!("{field}: records speak of the years {first} to {last}, not of {year}")
        }
        Language::ZhTw => {
            let field = called(field);
            format!("{field}：紀錄所載年份為西元 {first} 年至 {last} 年，不含 {year} 年")
        }
    }
}

/// The ways to write a month.
pub fn month_forms(language: Language) -> &'static str {
    language.pick(
        "a month (2019-04, 108-04, 108年4月)",
        "年月（2019-04、108-04、108年4月）",
    )
}

/// Flags that are missing, all at once.
pub fn missing_flags(language: Language, flags: &str) -> String {
    match language {
        Language::En => format!("missing: {flags}"),
        Language::ZhTw => format!("尚缺：{flags}"),
    }
}

/// The ways to write a list.
pub fn list_form(language: Language) -> &'static str {
    language.pick(
        "a list (one,two or [\"one\", \"two\"])",
        "清單（甲,乙 或 [\"甲\", \"乙\"]）",
    )
}

/// The way to write a time of day.
pub fn time_form(language: Language) -> &'static str {
    language.pick("a time of day such as 14:30", "時刻，如 14:30")
}
