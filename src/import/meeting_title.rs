//! What the title of a meeting says: its kind, the number of the case, which of a series it is.
//!
//! Titles are the only place where the archive states these, in at least three styles
//! (`第四十一次協作會議`, `第44次議題協作會議`, `第 120 案協作會議`) and with three kinds of digits. The rule
//! that matters: only the number directly before 協作會議 or 協作公聽會 numbers a case; every other ordinal
//! counts within its own series.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::transcript_markdown::split_date;
use crate::record::numeral;

/// The kind of a meeting as its title tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 協作會議: the meeting on a case.
    Collaborative,
    /// 工作會議 on a case.
    Working,
    /// 會前會 of a case, or the published notes of its preparation.
    Prep,
    /// 月會, later 工作推動會議.
    Monthly,
    /// 季會, also 政策協調聯繫會議.
    Quarterly,
    /// 共識營, 共識會議.
    Camp,
    /// 工作坊.
    Workshop,
    /// 培訓, 訓練, 課程.
    Training,
    /// 座談會.
    Forum,
    /// 協作公聽會.
    Hearing,
    /// 會後會, and what was added after a meeting.
    Debrief,
    /// Anything else, also the meetings of other programmes.
    Other,
}

/// What a title says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingTitle {
    /// The kind of the meeting.
    pub kind: Kind,
    /// The number of the case (序號).
    pub number: Option<u32>,
    /// Which of its series: the third prep meeting, the 24th monthly meeting.
    pub sequence: Option<u32>,
    /// Which part of one meeting: 第二場, 第二階段, Day 2.
    pub part: Option<u32>,
    /// Short names of cases: 學校志工案.
    pub cases: Vec<String>,
}

/// Titles longer than this, in characters, are cut before they are searched.
const LENGTH_LIMIT: usize = 1000;

/// Programmes that use the network's words and numbers for meetings of their own.
const OTHER_PROGRAMMES: [&str; 5] = [
    "總統盃黑客松",
    "vtaiwan",
    "青年諮詢",
    "社會創新",
    "全民司法改革",
];

/// Reads a title or a file name, with or without the date before it.
///
/// What a periodic meeting covers is not read: a title names the quarter or month in which it meets.
pub fn parse(title: &str) -> MeetingTitle {
    let title: String = title.chars().take(LENGTH_LIMIT).collect();
    let title = title.strip_suffix(".md").unwrap_or(&title);
    let (_, title) = split_date(title);
    let dense = without_gaps(title);
    let kind = kind(&dense);
    MeetingTitle {
        kind,
        number: if may_bear_case_number(kind) {
            captured(&NUMBER, &dense)
        } else {
            None
        },
        sequence: captured(&SEQUENCE, &dense),
        part: captured(&PART, &dense),
        cases: cases(title),
    }
}

/// A class of the characters that numerals are made of.
const NUMERAL: &str = "[0-9０-９零〇○一二三四五六七八九十百千廿卅卌兩]+";

fn pattern(source: &str) -> Regex {
    Regex::new(&source.replace("NUM", &format!("({NUMERAL})"))).expect("the pattern is a constant")
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "NUM[次案](?:第[一二三四五六七八九十0-9]+階段)?(?:開放政府)?(?:聯絡人)?(?:議題)?協作(?:會議|公聽會)",
    )
});
static SEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "NUM次(?:開放政府)?(?:聯絡人)?(?:月會|會前會|工作會議|工作推動會議|政策協調會議|(?:政策協調)?聯繫會議)",
    )
});
static PART: LazyLock<Regex> = LazyLock::new(|| pattern("(?:第NUM(?:場|階段)|(?i:day)NUM$)"));
static QUARTER: LazyLock<Regex> = LazyLock::new(|| pattern("(?:NUM年度?)?第NUM季"));
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern("【([^【】]*案)】"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s：:\-])([^\s：:\-【】「」（）()]+案)(?:$|[\s：:\-（(]|第|會前|工作會議|協作)")
});
static ONLY_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern("第NUM[案次]"));
/// 協作會議 that is the meeting itself, not the subject of a press conference or workshop.
static COLLABORATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"協作會議(?:$|[\p{P}\p{S}]|快讀版|第|錄影|直播|紀錄|逐字稿)"));

/// File names write hyphens for blanks, and blanks stand anywhere around numbers.
fn without_gaps(title: &str) -> String {
    title
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2011}'))
        .collect()
}

fn kind(title: &str) -> Kind {
    let lower = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let of_the_network = has(&["開放政府", "聯絡人", "po"]);
    let covers_quarter = QUARTER.is_match(title) && has(&["會議"]);
    if has(&OTHER_PROGRAMMES) {
        Kind::Other
    } else if has(&["會後補充", "會後會", "會後紀錄", "會後檢討"]) {
        Kind::Debrief
    } else if has(&["會前會", "會前紀錄", "會前記錄"]) {
        Kind::Prep
    } else if has(&["工作會議"]) {
        Kind::Working
    } else if has(&["協作公聽會"]) {
        Kind::Hearing
    } else if COLLABORATIVE.is_match(title) {
        Kind::Collaborative
    } else if of_the_network && has(&["月會", "聯絡人工作推動會議"]) {
        Kind::Monthly
    } else if of_the_network
        && (covers_quarter || has(&["政策協調會議", "政策協調聯繫會議", "季會"]))
    {
        Kind::Quarterly
    } else if of_the_network && has(&["共識營", "共識會議"]) {
        Kind::Camp
    } else if has(&["工作坊"]) {
        Kind::Workshop
    } else if has(&["培訓", "訓練", "課程"]) {
        Kind::Training
    } else if has(&["座談會"]) {
        Kind::Forum
    } else {
        Kind::Other
    }
}

/// Only meetings on a case can bear the number of one.
fn may_bear_case_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Collaborative | Kind::Working | Kind::Prep | Kind::Hearing | Kind::Debrief
    )
}

/// The number in the first group that took part in the first match.
fn captured(pattern: &Regex, title: &str) -> Option<u32> {
    let captures = pattern.captures(title)?;
    captures
        .iter()
        .skip(1)
        .flatten()
        .next()
        .and_then(|group| numeral::parse(group.as_str()))
}

fn cases(title: &str) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    for pattern in [&BRACKETED, &NAMED] {
        for captures in pattern.captures_iter(title) {
            let name = captures.get(1).map_or("", |name| name.as_str());
            let is_new = !cases.iter().any(|case| case == name);
            if is_new && !ONLY_NUMBER.is_match(name) {
                cases.push(name.to_owned());
            }
        }
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Titles follow the archive's patterns, with invented numbers and case names.
    fn read(title: &str) -> (Kind, Option<u32>, Option<u32>, Option<u32>) {
        let MeetingTitle {
            kind,
            number,
            sequence,
            part,
            ..
        } = parse(title);
        (kind, number, sequence, part)
    }

    #[test]
    fn the_number_before_a_collaborative_meeting_is_a_case() {
        for (title, number, part) in [
            ("2018-11-30 開放政府聯絡人第四十一次協作會議", 41, None),
            ("第二十三次開放政府聯絡人協作會議", 23, None),
            ("開放政府第44次議題協作會議", 44, None),
            ("2022-04-25-開放政府第-120-案協作會議.md", 120, None),
            ("開放政府第一百二十案協作會議", 120, None),
            ("開放政府第１０９次協作會議", 109, None),
            ("開放政府第 109 次第二階段協作會議", 109, Some(2)),
            ("開放政府聯絡人第三十七次協作會議（第二場）", 37, Some(2)),
            ("開放政府第61次協作會議：食鹽40", 61, None),
        ] {
            assert_eq!(
                read(title),
                (Kind::Collaborative, Some(number), None, part),
                "{title}"
            );
        }
        assert_eq!(
            read("開放政府第 126 次協作公聽會（第二場）"),
            (Kind::Hearing, Some(126), None, Some(2))
        );
    }

    #[test]
    fn preparation_keeps_the_case_and_counts_its_own_series() {
        for (title, expected) in [
            (
                "開放政府第二十六次協作會議第二次會前會",
                (Kind::Prep, Some(26), Some(2)),
            ),
            (
                "2020-10-20-開放政府第78次協作會議-第四次工作會議",
                (Kind::Working, Some(78), Some(4)),
            ),
            (
                "開放政府第61次協作會議：食鹽40 第二次會前會",
                (Kind::Prep, Some(61), Some(2)),
            ),
            (
                "第67次協作會議-工作會議：展覽案",
                (Kind::Working, Some(67), None),
            ),
            (
                "開放政府第 111 次協作會議 會前紀錄",
                (Kind::Prep, Some(111), None),
            ),
            (
                "開放政府第 93 次協作會議 會後補充",
                (Kind::Debrief, Some(93), None),
            ),
            (
                "開放政府聯絡人會議-離島案第三次會前會",
                (Kind::Prep, None, Some(3)),
            ),
        ] {
            let (kind, number, sequence) = expected;
            assert_eq!(read(title), (kind, number, sequence, None), "{title}");
        }
    }

    #[test]
    fn other_series_have_no_case_number() {
        for (title, expected) in [
            ("開放政府 PO 第二十四次月會", (Kind::Monthly, Some(24))),
            ("109年1月開放政府聯絡人工作推動會議", (Kind::Monthly, None)),
            (
                "109年第一次開放政府政策協調聯繫會議",
                (Kind::Quarterly, Some(1)),
            ),
            (
                "110年開放政府第一次政策協調會議",
                (Kind::Quarterly, Some(1)),
            ),
            ("開放政府106年第4季會議", (Kind::Quarterly, None)),
            ("總統盃黑客松第9次工作會議", (Kind::Other, Some(9))),
            ("社會創新第三次聯繫會議 會前會", (Kind::Other, Some(3))),
            ("青年諮詢委員會第2屆第2次協作會議", (Kind::Other, None)),
            ("vTaiwan 公司法線上諮詢會前會", (Kind::Other, None)),
            ("「協作會議週年記者會」訪談", (Kind::Other, None)),
            ("協作會議主持人工作坊", (Kind::Workshop, None)),
        ] {
            let (kind, sequence) = expected;
            assert_eq!(read(title), (kind, None, sequence, None), "{title}");
        }
        assert_eq!(read("PO共識營-Day 2"), (Kind::Camp, None, None, Some(2)));
        assert_eq!(
            read("108年度開放政府聯絡人共識會議（第二場）"),
            (Kind::Camp, None, None, Some(2))
        );
        assert_eq!(
            read("全民司法改革運動-第二階段第一次工作會議"),
            (Kind::Other, None, Some(1), Some(2))
        );
    }

    #[test]
    fn cases_are_named_in_brackets_or_before_the_kind() {
        let cases = |title| parse(title).cases;
        assert_eq!(cases("2019-03-22 【釣魚案】協作會議-會前會"), ["釣魚案"]);
        assert_eq!(cases("學校志工案 工作會議"), ["學校志工案"]);
        assert_eq!(cases("開放政府聯絡人會議-離島案第三次會前會"), ["離島案"]);
        assert_eq!(cases("第67次協作會議-工作會議：展覽案"), ["展覽案"]);
        assert_eq!(cases("2022-04-25 開放政府第 120 案協作會議"), [""; 0]);
        assert_eq!(cases("2022-04-25 開放政府第120案協作會議"), [""; 0]);
    }

    proptest! {
        #[test]
        fn every_title_is_read(title in "\\PC*", near in "[第0-9一十百次案協作會議月年季場【】 \\-]{0,30}") {
            let _ = parse(&title);
            let _ = parse(&near);
        }
    }
}
