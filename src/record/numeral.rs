//! Numerals as people write them in Chinese: `第四十一次`, `第 120 案`, `１０９年`, `廿三`.

/// Reads a numeral in ASCII digits, full-width digits or Chinese, with blanks around it ignored.
///
/// Chinese is read up to 9,999, with units (`一百二十`), by position (`一二〇`), short (`廿`, `卅`)
/// and in banker's forms (`壹佰`). `None` stands for anything that is no numeral or could be two of
/// them: `一百二` is 120 to some and 102 to others.
pub fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    let arabic: Option<String> = text.chars().map(arabic_digit).collect();
    match arabic {
        Some(digits) => digits.parse().ok(),
        None => parse_by_position(text).or_else(|| parse_by_units(text)),
    }
}

/// Writes a number in Chinese as an ordinal is written: 12 is `十二`, 110 is `一百一十`.
///
/// Numbers above 9,999, which no series of meetings reaches, are written in ASCII digits.
pub fn format(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(u32, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 {
        return "零".to_owned();
    }
    if number > 9999 {
        return number.to_string();
    }
    let mut written = String::new();
    let mut gap = false;
    for (value, unit) in UNITS {
        let digit = number / value % 10;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if gap {
            written.push('零');
            gap = false;
        }
        let leading_ten = value == 10 && digit == 1 && written.is_empty();
        if !leading_ten {
            written.extend(DIGITS.get(digit as usize));
        }
        written.push_str(unit);
    }
    written
}

/// Whether a character can stand in a numeral that [`parse`] reads.
pub fn is_numeral(letter: char) -> bool {
    arabic_digit(letter).is_some()
        || chinese_digit(letter).is_some()
        || unit(letter).is_some()
        || tens(letter).is_some()
}

/// An ASCII or full-width digit as its ASCII character.
fn arabic_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn chinese_digit(letter: char) -> Option<u32> {
    let digit = match letter {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '貳' | '兩' => 2,
        '三' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(digit)
}

fn unit(letter: char) -> Option<u32> {
    match letter {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// One character for two, three or four tens.
fn tens(letter: char) -> Option<u32> {
    match letter {
        '廿' => Some(20),
        '卅' => Some(30),
        '卌' => Some(40),
        _ => None,
    }
}

/// `一〇九`, or a single digit.
fn parse_by_position(text: &str) -> Option<u32> {
    let digits: Vec<u32> = text.chars().map(chinese_digit).collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    Some(
        digits
            .into_iter()
            .fold(0, |number, digit| number * 10 + digit),
    )
}

/// `一千零一十`: digits before units that fall.
fn parse_by_units(text: &str) -> Option<u32> {
    let mut total = 0;
    let mut last_unit = 10_000;
    let mut digit = None;
    let mut after_zero = false;
    for letter in text.chars() {
        if let Some(value) = chinese_digit(letter) {
            if digit.is_some() || (value == 0 && (total == 0 || after_zero)) {
                return None;
            }
            match value {
                0 => after_zero = true,
                _ => digit = Some(value),
            }
        } else if let Some(value) = tens(letter) {
            if digit.is_some() || last_unit <= 10 {
                return None;
            }
            total += value;
            last_unit = 10;
        } else {
            let value = unit(letter).filter(|value| *value < last_unit)?;
            let count = digit.take().or((value == 10).then_some(1))?;
            total += count * value;
            last_unit = value;
            after_zero = false;
        }
    }
    match digit {
        Some(value) if last_unit == 10 || after_zero => Some(total + value),
        Some(_) => None,
        None => (!after_zero).then_some(total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_a_case_number_is_read() {
        for (text, number) in [
            ("四十一", 41),
            ("一百二十", 120),
            ("一百十二", 112),
            ("一二〇", 120),
            ("一○九", 109),
            ("廿三", 23),
            ("卅", 30),
            ("十", 10),
            ("兩", 2),
            ("壹佰零伍", 105),
            (" 120 ", 120),
            ("１０９", 109),
            ("007", 7),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_or_two_is_refused() {
        for text in [
            "",
            "案",
            "一百二",
            "十百",
            "百",
            "一十十",
            "三廿",
            "零十",
            "一百零",
            "4294967296",
            "12三",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn ordinals_are_written_as_people_write_them() {
        for (number, text) in [
            (0, "零"),
            (10, "十"),
            (12, "十二"),
            (41, "四十一"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (10_000, "10000"),
        ] {
            assert_eq!(format(number), text);
        }
    }

    #[test]
    fn reading_undoes_writing() {
        for number in 0..=9999 {
            assert_eq!(parse(&format(number)), Some(number));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_fail(text in "\\PC*", numeral in "[0-9０-９〇零一二三十廿卅百千兩壹拾]{0,12}") {
            let _ = parse(&text);
            let _ = parse(&numeral);
        }
    }
}
