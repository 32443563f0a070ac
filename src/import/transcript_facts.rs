//! Facts about a meeting that its transcript states in the places of speeches.
//!
//! Minutes of working and prep meetings put `### 時間：`, `### 出席人員：` or `### 會議結論：` where
//! speakers stand. This step reads them after the blocks were counted, and tells them from speeches.
//! They stay where they stood, as written, except lists of those present: these become numbers by
//! agency, in the facts and in the text, because whoever sat in a meeting is not kept by name.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use regex::{Captures, Regex};

use super::transcript_markdown::Parsed;
use crate::record::numeral;
use crate::text::transcript::Block;

/// The facts of a transcript, and its text with speeches and minutes told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The facts in reading order.
    pub found: Vec<Found>,
    /// The text in reading order, with numbers in the place of those present.
    pub pieces: Vec<Piece>,
}

/// A piece of the text that a record keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A block that is what it was read as.
    Block(Block),
    /// A paragraph under a heading that is no speaker, such as 會議結論.
    Minutes {
        /// The heading as written, without its colon.
        heading: String,
        /// The paragraph; empty where nothing stood under the heading.
        text: String,
    },
}

/// A fact and the meeting it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which of the meetings that share one record (`第二次工作會議`); `None` for the transcript's own.
    pub meeting: Option<String>,
    /// What is stated.
    pub fact: Fact,
}

/// What minutes state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// When the meeting was.
    Time {
        /// The time as written.
        text: String,
        /// The day, if one is named.
        date: Option<NaiveDate>,
        /// The first time of day that is named.
        start: Option<NaiveTime>,
        /// The time of day that a span ends with.
        end: Option<NaiveTime>,
    },
    /// Where the meeting was, as written.
    Place(String),
    /// How many came from one agency or group.
    Attendance {
        /// The agency or group as written; `None` where the line does not say.
        agency: Option<String>,
        /// The number of people.
        count: u32,
    },
    /// Something agreed.
    Conclusion {
        /// Its number, if it has one.
        n: Option<u32>,
        /// The conclusion as written, without number or bullet.
        text: String,
        /// The day that it names.
        due: Option<DueHint>,
    },
    /// Another heading that is no speaker, such as 投票結果.
    Other {
        /// The heading as written.
        label: String,
        /// What stood under it, as written.
        text: String,
    },
}

/// Whether one person is named under a label: the chair, or who kept the minutes.
fn is_office(label: &str) -> bool {
    const OFFICES: [&str; 4] = ["主席", "主持人", "紀錄", "記錄"];
    OFFICES.contains(&label)
}

/// A day named in a conclusion. Often the day by which it is to be done; a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueHint {
    /// The day as written.
    pub text: String,
    /// The day itself. A day without year is taken in the year that brings it nearest to the meeting.
    pub on: Option<NaiveDate>,
    /// Whether the text says 前, "before".
    pub before: bool,
}

/// A speaker's heading, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name without what the bracket added.
    pub name: String,
    /// 提案人, 司儀: what the person is there as.
    pub role: Option<String>,
    /// The agency as written.
    pub agency: Option<String>,
}

/// Takes a name apart: `甲 (某署)`, `乙（提案人)`, `司儀`, `某部代表`. What a bracket holds that is neither
/// agency nor role, such as a nickname, stays in the name.
pub fn speaker(heading: &str) -> Speaker {
    let heading = heading.trim();
    let plain = |name: &str| Speaker {
        name: name.to_owned(),
        role: None,
        agency: None,
    };
    if let Some((name, bracket)) = split_bracket(heading) {
        if is_role(bracket) {
            return Speaker {
                role: Some(bracket.to_owned()),
                ..plain(name)
            };
        }
        if is_agency(bracket) {
            return Speaker {
                agency: Some(bracket.to_owned()),
                ..plain(name)
            };
        }
        return plain(heading);
    }
    if is_role(heading) {
        return Speaker {
            role: Some(heading.to_owned()),
            ..plain(heading)
        };
    }
    for role in ["代表", "PO", "同仁"] {
        let agency = heading
            .strip_suffix(role)
            .map(str::trim)
            .filter(|agency| is_agency(agency));
        if let Some(agency) = agency {
            return Speaker {
                role: Some(role.to_owned()),
                agency: Some(agency.to_owned()),
                ..plain(heading)
            };
        }
    }
    plain(heading)
}

/// A closing bracket's text and what stands before it, brackets of either width mixed.
fn split_bracket(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix([')', '）'])?;
    let (name, bracket) = inside.split_once(['(', '（'])?;
    let (name, bracket) = (name.trim(), bracket.trim());
    (!name.is_empty() && !bracket.is_empty()).then_some((name, bracket))
}

fn is_role(text: &str) -> bool {
    const ROLES: [&str; 14] = [
        "主席",
        "主持人",
        "司儀",
        "口譯",
        "口譯人員",
        "速錄師",
        "提案人",
        "提議人",
        "附議人",
        "附議者",
        "連署人",
        "聯署人",
        "小桌長",
        "桌長",
    ];
    ROLES.contains(&text)
}

/// Whether a word is the name of an agency or another body, by its ending. A person's name must not
/// pass, so endings that occur in names need a longer word.
fn is_agency(text: &str) -> bool {
    const KNOWN: [&str; 5] = ["PDIS", "NDC", "故宮", "央行", "工研院"];
    const ENDINGS: [&str; 24] = [
        "部",
        "會",
        "署",
        "局",
        "處",
        "院",
        "室",
        "組",
        "司",
        "府",
        "場",
        "館",
        "黨",
        "隊",
        "站",
        "中心",
        "公司",
        "小組",
        "平台",
        "平臺",
        "團體",
        "大學",
        "銀行",
        "博物院",
    ];
    let has_blank = text.contains(char::is_whitespace);
    KNOWN.contains(&text)
        || (!has_blank
            && text.chars().count() >= 3
            && ENDINGS.iter().any(|ending| text.ends_with(ending)))
}

/// What kind of fact a heading announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Time,
    Place,
    Attendance,
    Conclusion,
    Other,
}

impl Label {
    /// Reads a heading that stands where speakers stand.
    fn of_heading(heading: &str) -> Option<Self> {
        const OTHERS: [&str; 11] = [
            "紀錄",
            "記錄",
            "紀錄確認",
            "投票結果",
            "提案討論",
            "發言摘要",
            "討論事項",
            "報告事項",
            "案由",
            "議程",
            "附件",
        ];
        const OTHER_ENDINGS: [&str; 3] = ["補充說明", "補充意見", "預計目標"];
        let in_brackets = heading
            .strip_prefix('【')
            .and_then(|rest| rest.strip_suffix('】'));
        let label = in_brackets
            .or_else(|| split_bracket(heading).map(|(label, _)| label))
            .unwrap_or(heading)
            .trim();
        if matches!(
            label,
            "時間" | "日期" | "會議時間" | "會議日期" | "開會時間"
        ) {
            Some(Self::Time)
        } else if matches!(label, "地點" | "會議地點" | "開會地點") {
            Some(Self::Place)
        } else if is_attendance(label) {
            Some(Self::Attendance)
        } else if ["結論", "決議", "決議事項", "待辦事項"]
            .iter()
            .any(|ending| label.ends_with(ending))
        {
            Some(Self::Conclusion)
        } else if in_brackets.is_some()
            || OTHERS.contains(&label)
            || OTHER_ENDINGS.iter().any(|ending| label.ends_with(ending))
        {
            Some(Self::Other)
        } else {
            None
        }
    }

    /// Reads the label of a line `label：text` outside speeches, where the chair is a fact too. Other
    /// labels stay in the text that they stand in.
    fn of_line(label: &str) -> Option<Self> {
        if is_office(label) {
            return Some(Self::Other);
        }
        Self::of_heading(label).filter(|kind| *kind != Self::Other)
    }
}

fn is_attendance(label: &str) -> bool {
    let rest = ["出席", "列席", "與會", "參加"]
        .iter()
        .find_map(|start| label.strip_prefix(start));
    match rest {
        Some("") => label.starts_with(['出', '列']),
        Some(rest) => matches!(rest, "人員" | "者" | "單位" | "機關" | "名單"),
        None => false,
    }
}

/// Reads the facts of a transcript.
pub fn read(parsed: &Parsed) -> Facts {
    let mut reader = Reader {
        found: Vec::new(),
        pieces: Vec::new(),
        meeting: None,
        day: parsed.date,
    };
    for block in &parsed.blocks {
        reader.block(block);
    }
    Facts {
        found: reader.found,
        pieces: reader.pieces,
    }
}

struct Reader {
    found: Vec<Found>,
    pieces: Vec<Piece>,
    meeting: Option<String>,
    day: Option<NaiveDate>,
}

impl Reader {
    fn block(&mut self, block: &Block) {
        let piece = match block {
            Block::Speech { speaker, text } => {
                let label = Label::of_heading(speaker)
                    .filter(|label| *label != Label::Attendance || is_list(text));
                match label {
                    Some(label) => Piece::Minutes {
                        heading: speaker.as_ref().to_owned(),
                        text: self.fact(label, speaker, text),
                    },
                    None => Piece::Block(block.clone()),
                }
            }
            Block::EmptyHeading { speaker } if Label::of_heading(speaker).is_some() => {
                let heading = speaker.as_ref().to_owned();
                let text = self.fact(Label::Other, &heading, "");
                Piece::Minutes { heading, text }
            }
            Block::Narrative { text } => Piece::Block(Block::Narrative {
                text: self.narrative(text),
            }),
            Block::Quote { text } => Piece::Block(Block::Quote {
                text: self.lines(text),
            }),
            Block::Unattributed { text } => Piece::Block(Block::Unattributed {
                text: self.lines(text),
            }),
            Block::Section { .. } | Block::EmptyHeading { .. } => Piece::Block(block.clone()),
        };
        self.pieces.push(piece);
    }

    /// Reads a stage direction and gives back what may be kept of it. `（第二次工作會議時間：…）` begins
    /// the record of another meeting.
    fn narrative(&mut self, text: &str) -> String {
        let inside = text
            .trim()
            .trim_start_matches(['(', '（'])
            .trim_end_matches([')', '）']);
        let Some((label, value)) = inside.split_once([':', '：']) else {
            return text.to_owned();
        };
        let meeting = label
            .trim()
            .strip_suffix("時間")
            .filter(|meeting| meeting.ends_with("會議") || meeting.ends_with('會'));
        match (meeting, Label::of_line(label.trim())) {
            (Some(meeting), _) => {
                self.meeting = Some(meeting.to_owned());
                self.fact(Label::Time, label, value);
            }
            (None, Some(Label::Attendance)) => {
                let counts = self.present(value);
                return format!("（{label}：{counts}）");
            }
            (None, Some(kind @ (Label::Time | Label::Place))) => {
                self.fact(kind, label, value);
            }
            (None, _) => {}
        }
        text.to_owned()
    }

    /// Reads lines such as `地點：…` in a text, and gives back what may be kept of all its lines.
    fn lines(&mut self, text: &str) -> String {
        let mut kept = Vec::new();
        // Behind a label with nothing beside it the people stand on the lines below.
        let mut is_below_label = false;
        for line in text.split('\n') {
            let is_mark = |letter: char| !letter.is_alphanumeric() && letter != '【';
            let labelled = line.trim_start_matches(is_mark).split_once([':', '：']);
            let labelled = labelled.and_then(|(label, value)| {
                Some((Label::of_line(label.trim())?, label.trim(), value.trim()))
            });
            if let Some((kind, label, value)) = labelled {
                let counts = self.fact(kind, label, value);
                let lists_people = kind == Label::Attendance;
                is_below_label = lists_people && value.is_empty();
                kept.push(match line.trim_end().strip_suffix(value) {
                    Some(before) if lists_people && !value.is_empty() => {
                        format!("{before}{counts}")
                    }
                    _ => line.to_owned(),
                });
            } else if is_below_label && is_list(line) {
                kept.push(self.present(line));
            } else {
                is_below_label = false;
                kept.push(line.to_owned());
            }
        }
        kept.join("\n")
    }

    fn add(&mut self, fact: Fact) {
        self.found.push(Found {
            meeting: self.meeting.clone(),
            fact,
        });
    }

    /// Takes a text as what its label says, and gives back what may be kept of it.
    fn fact(&mut self, kind: Label, label: &str, text: &str) -> String {
        match kind {
            Label::Time => self.time(text),
            Label::Place => self.add(Fact::Place(text.trim().to_owned())),
            Label::Attendance => return self.present(text),
            Label::Conclusion => self.conclusions(text),
            Label::Other => self.add(Fact::Other {
                label: label.to_owned(),
                text: text.to_owned(),
            }),
        }
        text.to_owned()
    }

    fn time(&mut self, text: &str) {
        let date = DATE
            .captures(text)
            .and_then(|captures| day(&captures, self.day));
        self.day = date.or(self.day);
        let times = TIMES.captures(text);
        let time = |hour, minute| {
            let part = |group| times.as_ref()?.get(group)?.as_str().parse().ok();
            NaiveTime::from_hms_opt(part(hour)?, part(minute)?, 0)
        };
        let (start, end) = (time(1, 2), time(3, 4));
        self.add(Fact::Time {
            text: text.trim().to_owned(),
            date,
            start,
            end,
        });
    }

    /// Counts those present, line by line, and gives back the same list with numbers for names.
    fn present(&mut self, text: &str) -> String {
        let mut counts = Vec::new();
        for line in text.split('\n') {
            let item = without_bullet(line);
            let bullet = if item == line.trim() { "" } else { "- " };
            let item = without_brackets(item);
            let (agency, people) = split_agency(&item);
            let count = count_people(people);
            if agency.is_none() && count == 0 {
                continue;
            }
            let people = match agency {
                Some(agency) => format!("{bullet}{agency} {count} 人"),
                None => format!("{bullet}{count} 人"),
            };
            counts.push(people);
            self.add(Fact::Attendance {
                agency: agency.map(str::to_owned),
                count,
            });
        }
        // A list of nobody is a paragraph too.
        match counts.is_empty() {
            true => "0 人".to_owned(),
            false => counts.join("\n"),
        }
    }

    /// One conclusion a line; a line without mark belongs to the conclusion before it.
    fn conclusions(&mut self, text: &str) {
        let mut items: Vec<(Option<u32>, String)> = Vec::new();
        for line in text.split('\n') {
            let numbered = NUMBERED.captures(line);
            let n = numbered.as_ref().and_then(|captures| {
                let group = captures.get(1).or(captures.get(2))?;
                numeral::parse(group.as_str())
            });
            let after_number = numbered
                .as_ref()
                .and_then(|captures| line.get(captures.get(0)?.end()..));
            // `9.5` begins with a figure, not with a mark.
            let after_number = after_number
                .filter(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()));
            let n = n.filter(|_| after_number.is_some());
            let item = after_number.unwrap_or_else(|| without_bullet(line)).trim();
            let continues = n.is_none() && item == line.trim();
            match items.last_mut() {
                Some((_, before)) if continues => {
                    before.push('\n');
                    before.push_str(item);
                }
                _ => items.push((n, item.to_owned())),
            }
        }
        for (n, text) in items {
            let due = due_hint(&text, self.day);
            self.add(Fact::Conclusion { n, text, due });
        }
    }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is a constant")
}

/// `111 年 9 月 2 日`, `2021/9/10`, `9/17`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:([0-9]{2,4}) ?[年/.] ?)?([0-9]{1,2}) ?[月/] ?([0-9]{1,2})(?: ?日)?(?: ?[（(][一二三四五六日][）)])?(?: ?[0-9]{1,2}[:：][0-9]{2})? ?([前]|以前|之前)?",
    )
});
/// `10:30`, `10:00-11:00`.
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([0-9]{1,2})[:：]([0-9]{2})(?: ?[-–—~～至] ?([0-9]{1,2})[:：]([0-9]{2}))?")
});
/// `1.`, `一、`, `（二）` at the start of a line. `9.5` and `10/5` are no such marks.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    const NUMERAL: &str = "[0-9０-９一二三四五六七八九十]{1,4}";
    pattern(&format!(
        r"^\s*(?:({NUMERAL})[、．.]|[（(]({NUMERAL})[）)])"
    ))
});

/// A day that a text names; one without year lies where it is nearest to `near`.
fn day(captures: &Captures<'_>, near: Option<NaiveDate>) -> Option<NaiveDate> {
    let number = |group| {
        captures
            .get(group)
            .and_then(|text| text.as_str().parse::<i32>().ok())
    };
    let month = u32::try_from(number(2)?).ok()?;
    let day = u32::try_from(number(3)?).ok()?;
    match number(1) {
        Some(year) if year < 1000 => NaiveDate::from_ymd_opt(year + 1911, month, day),
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => {
            let near = near?;
            (near.year() - 1..=near.year() + 1)
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .min_by_key(|date| date.signed_duration_since(near).num_days().abs())
        }
    }
}

/// The first day that says 前, else the first day.
fn due_hint(text: &str, near: Option<NaiveDate>) -> Option<DueHint> {
    let hints = || {
        DATE.captures_iter(text).map(|captures| DueHint {
            text: captures
                .get(0)
                .map_or("", |whole| whole.as_str())
                .trim()
                .to_owned(),
            on: day(&captures, near),
            before: captures.get(4).is_some(),
        })
    };
    hints().find(|hint| hint.before).or_else(|| hints().next())
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    match line.strip_prefix(['-', '*', '•', '●', '．', '‧']) {
        Some(rest) => rest.trim(),
        None => line,
    }
}

/// Notes in brackets stand beside people and are none.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in line.chars() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Whether a text can be a list of people: no sentence in it.
fn is_list(text: &str) -> bool {
    !text.contains(['。', '！', '？', '!', '?'])
}

const SEPARATORS: [char; 9] = ['/', '／', '、', '，', ',', '；', ';', '：', ':'];

/// Takes the agency or group from the start of a line. A first word that could be somebody's name is none.
fn split_agency(line: &str) -> (Option<&str>, &str) {
    let line = line.trim();
    let end = line
        .find(|letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter))
        .unwrap_or(line.len());
    let (first, rest) = line.split_at(end);
    let is_group = is_agency(first) || is_role(first) || first.ends_with("代表");
    match is_group {
        true => (Some(first), rest),
        false => (None, line),
    }
}

/// Counts the people in a line, where posts and units stand beside names in any order: `科長 甲 / 專員 乙`,
/// `科長/甲 技士/乙`, `甲、乙`, `3 人`.
fn count_people(people: &str) -> u32 {
    if let Some(captures) = HEADS.captures(people) {
        return captures
            .get(1)
            .and_then(|number| numeral::parse(number.as_str()))
            .unwrap_or(0);
    }
    let words = people.split(|letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter));
    let people = words.filter(|word| !word.is_empty() && !is_post(word) && !is_agency(word));
    u32::try_from(people.count()).unwrap_or(u32::MAX)
}

static HEADS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:等|共)?\s*([0-9０-９一二三四五六七八九十]+)\s*[人位名]\s*$"));

/// Whether a word is a post and not a name.
fn is_post(word: &str) -> bool {
    const POSTS: [&str; 40] = [
        "部長",
        "次長",
        "署長",
        "局長",
        "處長",
        "司長",
        "組長",
        "科長",
        "課長",
        "主任",
        "主秘",
        "秘書",
        "專委",
        "專門委員",
        "簡任",
        "技正",
        "技監",
        "技士",
        "技佐",
        "科員",
        "課員",
        "專員",
        "視察",
        "稽查",
        "督察員",
        "研究員",
        "分析師",
        "設計師",
        "管理師",
        "規劃師",
        "助理",
        "高專",
        "經理",
        "執行長",
        "理事長",
        "教授",
        "律師",
        "編審",
        "諮議",
        "PO",
    ];
    POSTS
        .iter()
        .any(|post| word == *post || (word.ends_with(post) && is_post_prefix(word, post)))
}

/// `副`, `簡任` or `聘用` before a post make another post; two or three other letters are a name with
/// its post behind it.
fn is_post_prefix(word: &str, post: &str) -> bool {
    const PREFIXES: [&str; 18] = [
        "副",
        "代",
        "主任",
        "簡任",
        "薦任",
        "聘用",
        "約聘",
        "專案",
        "高級",
        "資深",
        "助理",
        "行政",
        "執行",
        "專案副",
        "副總",
        "總",
        "機要",
        "科技",
    ];
    word.strip_suffix(post)
        .is_some_and(|prefix| PREFIXES.contains(&prefix))
}

#[cfg(test)]
mod tests {
    use super::super::transcript_markdown::parse;
    use super::*;
    use proptest::prelude::*;

    fn facts(text: &str) -> Facts {
        read(&parse(
            &format!("# 2031-09-10 虛構會議\n\n{text}"),
            "2031-09-10-虛構會議.md",
        ))
    }

    fn only(text: &str) -> Vec<Fact> {
        facts(text)
            .found
            .into_iter()
            .map(|found| found.fact)
            .collect()
    }

    fn minutes(heading: &str, text: &str) -> Piece {
        Piece::Minutes {
            heading: heading.to_owned(),
            text: text.to_owned(),
        }
    }

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn people_are_counted_by_agency_and_never_named() {
        for (line, agency, count) in [
            ("- PDIS 王甲乙 / 李丙丁／陳戊己", Some("PDIS"), 3),
            (
                "- 經濟部 秘書室 專員 王甲乙 / 科員 李丙丁 / 科員 陳戊己",
                Some("經濟部"),
                3,
            ),
            ("* 標檢局 科長/王甲乙 技士/李丙丁", Some("標檢局"), 2),
            (
                "- 農委會 王甲乙/科長 聘用助理/李丙丁(小PO)",
                Some("農委會"),
                2,
            ),
            (
                "- 工業局秘書室 簡任技正 (某局 PO) 王甲乙",
                Some("工業局秘書室"),
                1,
            ),
            ("- 桌長 王甲乙 / 李丙丁", Some("桌長"), 2),
            ("- 國發會 3 人", Some("國發會"), 3),
            ("王甲乙律師、李丙丁、陳戊己（視訊）", None, 3),
            ("王甲乙 科長", None, 1),
        ] {
            let expected = [Fact::Attendance {
                agency: agency.map(str::to_owned),
                count,
            }];
            assert_eq!(
                only(&format!("### 出席人員（含線上）：\n\n{line}\n-\n")),
                expected,
                "{line}"
            );
        }
        for (text, kept) in [
            (
                "### 出席：\n- 經濟部 王甲乙\n* 李丙丁、陳戊己\n",
                minutes("出席", "- 經濟部 1 人\n- 2 人"),
            ),
            ("### 列席：\n-\n", minutes("列席", "0 人")),
            (
                "> （出席：王甲乙、李丙丁)\n",
                Piece::Block(Block::Narrative {
                    text: "（出席：2 人）".to_owned(),
                }),
            ),
            (
                "> 出席：王甲乙、李丙丁\n> 列席：\n> 內政部 陳戊己\n> 手冊在此。\n",
                Piece::Block(Block::Quote {
                    text: "出席：2 人\n列席：\n內政部 1 人\n手冊在此。".to_owned(),
                }),
            ),
        ] {
            assert_eq!(facts(text).pieces, [kept], "{text}");
        }
    }

    #[test]
    fn a_speech_under_a_word_for_those_present_stays_a_speech() {
        let facts = facts("### 與會人員：\n我有意見。\n");
        let speech = Block::Speech {
            speaker: "與會人員".into(),
            text: "我有意見。".to_owned(),
        };
        assert_eq!(
            (facts.found, facts.pieces),
            (vec![], vec![Piece::Block(speech)])
        );
    }

    #[test]
    fn time_and_place_are_read() {
        let text = "9/10（三）10:00-11:30";
        assert_eq!(
            only(&format!("### 時間：\n{text}\n\n### 地點：\n某會議室\n")),
            [
                Fact::Time {
                    text: text.to_owned(),
                    date: day(2031, 9, 10),
                    start: NaiveTime::from_hms_opt(10, 0, 0),
                    end: NaiveTime::from_hms_opt(11, 30, 0),
                },
                Fact::Place("某會議室".to_owned()),
            ]
        );
    }

    #[test]
    fn conclusions_keep_number_text_and_the_day_they_name() {
        let hint = |text: &str, on, before| {
            Some(DueHint {
                text: text.to_owned(),
                on,
                before,
            })
        };
        assert_eq!(
            only(
                "### 會議結論：\n1.  12/20 開會，請甲部 1/5 前回報\n   細節另議\n2、於 120 年 9 月 17 日公告\n（三）照辦\n- 3.5 公里\n"
            ),
            [
                Fact::Conclusion {
                    n: Some(1),
                    text: "12/20 開會，請甲部 1/5 前回報\n細節另議".to_owned(),
                    due: hint("1/5 前", day(2032, 1, 5), true),
                },
                Fact::Conclusion {
                    n: Some(2),
                    text: "於 120 年 9 月 17 日公告".to_owned(),
                    due: hint("120 年 9 月 17 日", day(2031, 9, 17), false),
                },
                Fact::Conclusion {
                    n: Some(3),
                    text: "照辦".to_owned(),
                    due: None
                },
                Fact::Conclusion {
                    n: None,
                    text: "3.5 公里".to_owned(),
                    due: None
                },
            ]
        );
    }

    #[test]
    fn a_stage_direction_with_a_time_begins_another_meeting() {
        let facts = facts("> （第二次工作會議時間：2031/12/2 14:00）\n\n### 會議結論：\n1. 照辦\n");
        assert!(
            facts
                .found
                .iter()
                .all(|found| found.meeting.as_deref() == Some("第二次工作會議"))
        );
        assert_eq!(facts.found.len(), 2);
        assert_eq!(facts.pieces.last(), Some(&minutes("會議結論", "1. 照辦")));
    }

    #[test]
    fn facts_are_found_in_quotes_and_beside_other_lines() {
        let facts = facts(
            "> 📅 時間：2031年9月10日\n> 出席：王甲乙、李丙丁\n> 手冊在此\n> 議程：略\n> 主席：王甲乙\n",
        );
        assert_eq!(facts.found.len(), 3);
        assert_eq!(
            facts.pieces,
            [Piece::Block(Block::Quote {
                text: "📅 時間：2031年9月10日\n出席：2 人\n手冊在此\n議程：略\n主席：王甲乙"
                    .to_owned()
            })]
        );
    }

    #[test]
    fn other_headings_keep_their_text() {
        let other = |label: &str, text: &str| Fact::Other {
            label: label.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            only("### 【某署補充說明】：\n說明"),
            [other("【某署補充說明】", "說明")]
        );
        assert_eq!(only("### 投票結果：\n"), [other("投票結果", "")]);
        assert_eq!(only("### 主席：\n請開始。"), []);
    }

    #[test]
    fn names_are_taken_apart() {
        let part = |heading| {
            let Speaker { name, role, agency } = speaker(heading);
            (name, role.unwrap_or_default(), agency.unwrap_or_default())
        };
        let expected = |name: &str, role: &str, agency: &str| {
            (name.to_owned(), role.to_owned(), agency.to_owned())
        };
        assert_eq!(
            part("王甲乙 (某某保險署)"),
            expected("王甲乙", "", "某某保險署")
        );
        assert_eq!(part("王○○(提案人)"), expected("王○○", "提案人", ""));
        assert_eq!(part("王甲乙（司儀)"), expected("王甲乙", "司儀", ""));
        assert_eq!(part("司儀"), expected("司儀", "司儀", ""));
        assert_eq!(part("內政部代表"), expected("內政部代表", "代表", "內政部"));
        assert_eq!(part("王甲乙(Chris)"), expected("王甲乙(Chris)", "", ""));
        assert_eq!(part("外交部代表（A）"), expected("外交部代表（A）", "", ""));
    }

    proptest! {
        #[test]
        fn every_block_stays_in_its_place_and_only_those_present_change(
            parts in proptest::collection::vec(
                ("[#>]{1,3} ?(時間|出席|會議結論|決議|投票結果|主席|甲)?：?", "[0-9一、./:：（）年月日前 \\-a]{0,20}|\\PC{0,10}"),
                0..12,
            ),
        ) {
            let text: Vec<String> = parts.into_iter().map(|(head, body)| format!("{head}\n{body}")).collect();
            let parsed = parse(&text.join("\n\n"), "x.md");
            let facts = read(&parsed);
            prop_assert_eq!(facts.pieces.len(), parsed.blocks.len());
            for (piece, block) in facts.pieces.iter().zip(&parsed.blocks) {
                match (piece, block) {
                    (Piece::Minutes { heading, text }, Block::Speech { speaker, text: written }) => {
                        prop_assert_eq!(heading.as_str(), speaker.as_ref());
                        prop_assert!(text == written || heading == "出席");
                    }
                    (Piece::Minutes { heading, text }, Block::EmptyHeading { speaker }) => {
                        prop_assert_eq!((heading.as_str(), text.as_str()), (speaker.as_ref(), ""));
                    }
                    (Piece::Minutes { .. }, _) => prop_assert!(false, "{piece:?} of {block:?}"),
                    (Piece::Block(kept), _) => {
                        let names_people = format!("{block:?}").contains("出席");
                        prop_assert!(kept == block || names_people);
                    }
                }
            }
        }
    }
}
