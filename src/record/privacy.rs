//! Personal data of Taiwan in a text: identity numbers, telephone numbers, e-mail addresses, and the
//! postal addresses where people live.
//!
//! Git never forgets, so everything is scanned before it is written. The scan therefore has to be
//! fast (one pass, and most texts are left after a look at their bytes) and quiet: dates, ids,
//! hashes, document numbers, service lines and the addresses of offices must not stop anyone's work.
//!
//! The text is first folded to one byte a character: ASCII stays, full-width signs become the ASCII
//! ones they stand for, every dash becomes `-` and every blank a space, invisible marks vanish, and
//! all else becomes one byte that ends words. Each byte remembers where it came from, so that
//! findings name the span in the text as it stands.

mod page;
mod postal;

use super::case::PrivacyKind as Kind;
use super::id::Kind as RecordKind;
use postal::Postal;

/// A piece of personal data; `start..end` are byte offsets in the scanned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
    /// Whether it is a person's wherever it stands. Only a postal address may not be: offices and
    /// halls have one too, so the text has to say that it is a home.
    certain: bool,
}

impl Finding {
    /// Whether it is a person's in a field (`stakeholder[x7f2].reason`; empty for the file as a
    /// whole) of a kind of record, or in a text that is none.
    ///
    /// A postal address belongs where the public meets and where agencies are: meetings, transcripts,
    /// agencies, the store itself. In a case and in a person's record, and where a meeting's
    /// attendance is counted, an address can only be that of somebody.
    #[must_use]
    pub fn is_personal_in(&self, kind: Option<RecordKind>, field: &str) -> bool {
        self.certain
            || match kind {
                Some(RecordKind::Case | RecordKind::Person) => true,
                Some(RecordKind::Meeting) => field.starts_with("attendance["),
                _ => false,
            }
    }
}

/// Finds personal data of one kind of record or of a text that is none (`kind`), in a field that may
/// be empty, in order of place and without overlaps.
#[must_use]
pub fn scan_field(text: &str, kind: Option<RecordKind>, field: &str) -> Vec<Finding> {
    let mut findings = scan(text);
    findings.retain(|finding| finding.is_personal_in(kind, field));
    findings
}

/// Finds what may be personal data, in order of place and without overlaps; [`Finding::is_personal_in`]
/// tells whether it is, by the place of the text.
///
/// Not found, on purpose: numbers without an area code, service lines (0800, 0809, 1999, 165), numbers
/// and addresses that are masked in part, postal addresses without a house number, and names.
#[must_use]
pub fn scan(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if may_hold_any(text) {
        Folded::new(text).scan(text, &mut findings);
    }
    findings.extend(postal::find(text).into_iter().map(Finding::from));
    findings.sort_by_key(|finding| finding.start);
    let mut last = 0;
    findings.retain(|finding| {
        let apart = finding.start >= last;
        if apart {
            last = finding.end;
        }
        apart
    });
    findings
}

impl From<Postal> for Finding {
    fn from(address: Postal) -> Self {
        Self {
            kind: Kind::PostalAddress,
            start: address.start,
            end: address.end,
            certain: address.is_home,
        }
    }
}

/// Every kind but a postal address holds a digit or an at sign, in half or full width (whose UTF-8
/// starts with EF).
fn may_hold_any(text: &str) -> bool {
    text.bytes()
        .any(|byte| byte.is_ascii_digit() || byte == b'@' || byte == 0xef)
}

/// What stands for a character that is neither ASCII nor folds to it.
const OTHER: u8 = 0;
/// 號, which ends the number of a house.
const NUMBER_MARK: u8 = 1;
/// 分, 機 and 轉: 分機 or 轉 stands before an extension.
const PART_MARK: u8 = 2;
const MACHINE_MARK: u8 = 3;
const FORWARD_MARK: u8 = 4;

/// The text, one byte a character.
struct Folded {
    bytes: Vec<u8>,
    /// Where each character starts in the text and how long it is.
    places: Vec<(usize, u8)>,
    /// Whether this is the address of a web page.
    is_page: bool,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len());
        for (at, character) in text.char_indices() {
            let Some(byte) = folded(character) else {
                continue;
            };
            bytes.push(byte);
            // A character has one to four bytes.
            places.push((at, u8::try_from(character.len_utf8()).unwrap_or(4)));
        }
        Self {
            bytes,
            places,
            is_page: false,
        }
    }

    /// Adds what is found in `text`, of which this is made.
    fn scan(&self, text: &str, findings: &mut Vec<Finding>) {
        let mut at = 0;
        while let Some(byte) = self.byte(at) {
            if let Some(end) = self.address_of_a_page(at) {
                let start = self.start(at);
                let address = text.get(start..self.end(end)).unwrap_or_default();
                Self::of_page(address, start).scan(text, findings);
                let postal = postal::find_in_page(address, start);
                findings.extend(postal.into_iter().map(Finding::from));
                at = end;
                continue;
            }
            let found = match byte {
                b'@' => self.email(at),
                b'0' | b'8' | b'+' | b'(' if self.may_start(at) => self.telephone(at),
                b'A'..=b'Z' | b'a'..=b'z' => self.identity(at),
                _ => None,
            };
            let found = found.filter(|(_, from, to)| !self.is_counted(text, *from, *to));
            if let Some((kind, from, to)) = found {
                findings.push(Finding {
                    kind,
                    start: self.start(from),
                    end: self.end(to),
                    certain: true,
                });
                at = to.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<u8> {
        self.byte(at.checked_sub(1)?)
    }

    fn start(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |(start, _)| *start)
    }

    /// Offset in the text after the character before `at`.
    fn end(&self, at: usize) -> usize {
        let last = at.checked_sub(1).and_then(|last| self.places.get(last));
        last.map_or(0, |(start, length)| start + usize::from(*length))
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|byte| byte.is_ascii_digit())
    }

    fn is_word(&self, at: usize) -> bool {
        self.byte(at).is_some_and(is_word)
    }

    /// The end of an http address that starts here.
    fn address_of_a_page(&self, at: usize) -> Option<usize> {
        let may_be = matches!(self.byte(at), Some(b'h' | b'H' | b'w' | b'W'));
        if self.is_page || !may_be || self.before(at).is_some_and(is_word) {
            return None;
        }
        let rest = self.bytes.get(at..)?;
        let scheme = [b"https://".as_slice(), b"http://", b"www."]
            .into_iter()
            .find(|scheme| {
                rest.get(..scheme.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
            })?;
        let ends = |byte: &u8| *byte <= b' ' || b"\"'<>()[]{}|\\^`".contains(byte);
        let length = rest.iter().skip(scheme.len()).position(ends);
        Some(length.map_or(self.bytes.len(), |length| at + scheme.len() + length))
    }

    /// Whether a number may start here: not inside a word, a longer number, a version, a date.
    fn may_start(&self, at: usize) -> bool {
        match self.before(at) {
            None => true,
            Some(b'-' | b'.' | b'/' | b':' | b'+' | b',') => {
                // `tel:02…` starts a number, `12:02…` goes on with one.
                let colon = self.before(at) == Some(b':');
                let joined = at.checked_sub(2).and_then(|two| self.byte(two));
                !joined.is_some_and(|byte| byte.is_ascii_digit() || (is_word(byte) && !colon))
            }
            Some(byte) if byte.is_ascii_alphabetic() => self.is_label(at),
            Some(byte) => !is_word(byte),
        }
    }

    /// Whether the word just before is one of those written right against a number.
    fn is_label(&self, at: usize) -> bool {
        let before = self.bytes.get(..at).unwrap_or_default();
        let length = before
            .iter()
            .rev()
            .take_while(|byte| is_word(**byte))
            .count();
        let word = before
            .get(before.len().saturating_sub(length)..)
            .unwrap_or_default();
        let labels: [&[u8]; 6] = [b"tel", b"phone", b"mobile", b"cell", b"fax", b"ext"];
        labels.iter().any(|label| word.eq_ignore_ascii_case(label))
    }

    /// Whether a number may end before `at`: no further digit, letter or joined group follows.
    fn may_end(&self, at: usize) -> bool {
        match self.byte(at) {
            None => true,
            Some(b'-' | b'.' | b'/' | b':') => !self.is_word(at + 1),
            Some(byte) => !is_word(byte),
        }
    }

    fn email(&self, at: usize) -> Option<(Kind, usize, usize)> {
        let local = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte);
        let mut from = at;
        while self.before(from).is_some_and(local) {
            from -= 1;
        }
        while from < at && !self.is_word(from) {
            from += 1;
        }
        // `/@name@host` on a page is an account.
        if self.is_page && self.before(from) == Some(b'@') {
            return None;
        }
        let mut to = at + 1;
        while self
            .byte(to)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
        {
            to += 1;
        }
        while to > at + 1 && matches!(self.before(to), Some(b'.' | b'-')) {
            to -= 1;
        }
        let domain = self.bytes.get(at + 1..to)?;
        let dot = domain.iter().rposition(|byte| *byte == b'.')?;
        let top = domain.get(dot + 1..)?;
        let is_domain = dot > 0
            && domain.first().is_some_and(u8::is_ascii_alphanumeric)
            && (2..=24).contains(&top.len())
            && top.iter().all(u8::is_ascii_alphabetic)
            && !is_file_suffix(top)
            && !domain.eq_ignore_ascii_case(SHARED_CALENDARS);
        (from < at && is_domain).then_some((Kind::Email, from, to))
    }

    fn identity(&self, at: usize) -> Option<(Kind, usize, usize)> {
        // People also write `A 123456789`.
        let is_apart = !self.is_page && matches!(self.byte(at + 1), Some(b' ' | b'-'));
        let rest = at + 1 + usize::from(is_apart);
        if self.before(at).is_some_and(is_word) || !self.may_end(rest + 9) {
            return None;
        }
        // A group of a longer code, such as 20180629-A123456789, is no identity number.
        if self.before(at) == Some(b'-') && at.checked_sub(2).is_some_and(|two| self.is_word(two)) {
            return None;
        }
        let number = [self.bytes.get(at..=at)?, self.bytes.get(rest..rest + 9)?].concat();
        identity(number.try_into().ok()?).map(|kind| (kind, at, rest + 9))
    }

    fn telephone(&self, at: usize) -> Option<(Kind, usize, usize)> {
        let national = self.international(at);
        let (area_from, bracket) = match national {
            Some(area) => (area, false),
            None if self.byte(at) == Some(b'(') => (at + 1, true),
            None => (at, false),
        };
        if self.byte(area_from) != Some(b'0') && national.is_none() {
            return None;
        }
        // Behind +886 the leading zero falls away.
        let area_from = if self.byte(area_from) == Some(b'0') {
            area_from + 1
        } else {
            area_from
        };
        let found = if self.byte(area_from) == Some(b'9') && !bracket {
            self.mobile(area_from).map(|to| (Kind::Mobile, to))
        } else {
            self.landline(area_from, bracket)
                .map(|to| (Kind::Landline, to))
        };
        let (kind, to) = found?;
        let bare = (at..to).all(|digit| self.is_digit(digit));
        let doubtful = self.is_page && bare && kind == Kind::Landline && !self.is_named(at);
        (!doubtful).then_some((kind, at, to))
    }

    /// Whether digits count money or name a document, as the words around them in `text` say.
    fn is_counted(&self, text: &str, from: usize, to: usize) -> bool {
        if !(from..to).all(|digit| self.is_digit(digit)) {
            return false;
        }
        let blank = |sign: char| sign.is_whitespace() || ":：".contains(sign);
        let before = text.get(..self.start(from)).unwrap_or_default();
        let before = before.trim_end_matches(blank);
        let behind = text.get(self.end(to)..).unwrap_or_default();
        let behind = behind.trim_start();
        // Documents are numbered 某字第…號; a telephone number may stand before 號 as well.
        let series = before.strip_suffix('第').unwrap_or(before).trim_end();
        let words = ["字號", "文號", "預算", "金額"];
        words.iter().any(|word| before.ends_with(word))
            || behind.starts_with('元')
            || (series.ends_with('字') && behind.starts_with('號'))
    }

    /// Whether the part of a page's address that stands before this one is a word for a number.
    fn is_named(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_label(before))
    }

    /// Where the number goes on behind +886, 00886 or 886, a separator and perhaps (0).
    fn international(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let prefixes: [&[u8]; 5] = [b"+886", b"(+886)", b"00886", b"886", b"(886)"];
        let prefix = prefixes
            .into_iter()
            .find(|prefix| rest.starts_with(prefix))?;
        let mut to = at + prefix.len();
        if matches!(self.byte(to), Some(b'-' | b' ' | b'.')) {
            to += 1;
        }
        if self
            .bytes
            .get(to..)
            .is_some_and(|rest| rest.starts_with(b"(0)"))
        {
            to += 3;
            if matches!(self.byte(to), Some(b'-' | b' ')) {
                to += 1;
            }
        }
        Some(to)
    }

    /// The end of nine digits 9xx xxx xxx, grouped with single separators or not.
    fn mobile(&self, from: usize) -> Option<usize> {
        let groupings: [&[usize]; 10] = [
            &[3, 3, 3],
            &[3, 6],
            &[1, 2, 3, 3],
            &[5, 4],
            &[3, 2, 2, 2],
            &[3, 2, 4],
            &[3, 4, 2],
            &[1, 2, 2, 2, 2],
            &[1, 4, 4],
            &[1, 8],
        ];
        groupings
            .into_iter()
            .find_map(|groups| self.groups(from, groups))
            .filter(|to| self.may_end(*to))
    }

    /// The end of a landline number whose area code, without its zero, starts here.
    fn landline(&self, from: usize, bracket: bool) -> Option<usize> {
        AREAS.iter().find_map(|(area, lengths)| {
            let behind_area = from + area.len();
            if self.bytes.get(from..behind_area)? != *area {
                return None;
            }
            let mut body = behind_area;
            if bracket {
                if self.byte(body) != Some(b')') {
                    return None;
                }
                body += 1;
            }
            if matches!(self.byte(body), Some(b'-' | b' ' | b'.'))
                || (self.byte(body) == Some(b')'))
            {
                body += 1;
            }
            while self.byte(body) == Some(b' ') && body < behind_area + 3 {
                body += 1;
            }
            // Subscribers' numbers start with 2 to 9; 0800 and 0809 are free service lines.
            if !matches!(self.byte(body), Some(b'2'..=b'9')) {
                return None;
            }
            lengths
                .iter()
                .find_map(|length| self.subscriber(body, *length))
        })
    }

    fn subscriber(&self, from: usize, length: usize) -> Option<usize> {
        let last = if length == 5 {
            2
        } else if length == 6 {
            3
        } else {
            4
        };
        let to = self.groups(from, &[length.checked_sub(last)?, last])?;
        if let Some(extension) = self.extension(to) {
            return Some(extension);
        }
        self.may_end(to).then_some(to)
    }

    /// Digits in groups of these lengths, with at most one blank, dash or dot between two.
    fn groups(&self, from: usize, lengths: &[usize]) -> Option<usize> {
        let mut at = from;
        for (group, length) in lengths.iter().enumerate() {
            if group > 0 && matches!(self.byte(at), Some(b'-' | b' ' | b'.')) {
                at += 1;
            }
            if !(at..at + length).all(|digit| self.is_digit(digit)) {
                return None;
            }
            at += length;
        }
        Some(at)
    }

    /// The end of an extension: `#12`, `ext. 12`, 分機12, 轉12.
    fn extension(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while at < from + 2 && matches!(self.byte(at), Some(b' ' | b',')) {
            at += 1;
        }
        let rest = self.bytes.get(at..)?;
        let marks: [&[u8]; 6] = [
            &[PART_MARK, MACHINE_MARK],
            &[FORWARD_MARK],
            b"#",
            b"ext",
            b"Ext",
            b"EXT",
        ];
        at += marks.into_iter().find(|mark| rest.starts_with(mark))?.len();
        let mark = at;
        while at < mark + 2 && matches!(self.byte(at), Some(b' ' | b'.' | b':')) {
            at += 1;
        }
        let digits = (at..at + 6)
            .take_while(|digit| self.is_digit(*digit))
            .count();
        (digits > 0 && !self.is_digit(at + digits)).then_some(at + digits)
    }
}

/// Area codes without their zero, longest first, and how many digits follow: the numbering plan of
/// the National Communications Commission.
const AREAS: [(&[u8], &[usize]); 13] = [
    (b"826", &[5]),
    (b"836", &[5]),
    (b"37", &[6]),
    (b"49", &[7]),
    (b"82", &[6]),
    (b"89", &[6]),
    (b"2", &[8]),
    (b"3", &[7]),
    (b"4", &[8, 7]),
    (b"5", &[7]),
    (b"6", &[7]),
    (b"7", &[7]),
    (b"8", &[7]),
];

/// Calendars that are shared in a group have an id of this form; it is nobody's e-mail address.
const SHARED_CALENDARS: &[u8] = b"group.calendar.google.com";

/// Suffixes of files behind an at sign, such as `logo@2x.png`.
fn is_file_suffix(top: &[u8]) -> bool {
    let suffixes: [&[u8]; 14] = [
        b"png", b"jpg", b"jpeg", b"gif", b"webp", b"svg", b"css", b"js", b"md", b"pdf", b"htm",
        b"html", b"aspx", b"php",
    ];
    suffixes
        .iter()
        .any(|suffix| top.eq_ignore_ascii_case(suffix))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The byte for a character; none for invisible marks, which may not hide a number.
fn folded(character: char) -> Option<u8> {
    Some(match character {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{ff0d}' => b'-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => b' ',
        '\u{ff01}'..='\u{ff5e}' => u8::try_from(u32::from(character) - 0xfee0).unwrap_or(OTHER),
        '\u{ff62}' | '\u{ff63}' => OTHER,
        '號' => NUMBER_MARK,
        '分' => PART_MARK,
        '機' => MACHINE_MARK,
        '轉' => FORWARD_MARK,
        '\u{9}'..='\u{7f}' => u8::try_from(u32::from(character)).unwrap_or(OTHER),
        _ => OTHER,
    })
}

/// The kind of an identity number whose check digit is right. Letters may be in either case.
///
/// Rule: the letter stands for two digits; those, weighted 1 and 9, and the rest, weighted 8 down
/// to 1 and 1, add up to a multiple of ten (Ministry of the Interior). In old resident
/// certificates the second letter counts with the last digit of its number.
fn identity(number: [u8; 10]) -> Option<Kind> {
    let [first, second, rest @ ..] = number;
    if !rest.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let area = letter_number(first)?;
    let (kind, second) = match second.to_ascii_uppercase() {
        b'1' | b'2' => (Kind::NationalId, second - b'0'),
        b'8' | b'9' => (Kind::ResidentId, second - b'0'),
        b'A'..=b'D' => (Kind::ResidentId, letter_number(second)? % 10),
        _ => return None,
    };
    let weights = [7u32, 6, 5, 4, 3, 2, 1, 1];
    let sum: u32 = rest
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let sum = sum + u32::from(area / 10) + u32::from(area % 10) * 9 + u32::from(second) * 8;
    sum.is_multiple_of(10).then_some(kind)
}

/// The two-digit number of a letter; they are not in alphabetical order.
fn letter_number(letter: u8) -> Option<u8> {
    const ORDER: &[u8; 26] = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let upper = letter.to_ascii_uppercase();
    let at = ORDER.iter().position(|known| *known == upper)?;
    u8::try_from(at + 10).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        scan(text)
            .into_iter()
            .map(|finding| (finding.kind, &text[finding.start..finding.end]))
            .collect()
    }

    /// All numbers and addresses here are invented; identity numbers carry a right check digit.
    #[test]
    fn every_kind_is_found_with_its_span() {
        for (text, kind, span) in [
            ("身分證A123456789號碼", Kind::NationalId, "A123456789"),
            ("身分證A 123456789號碼", Kind::NationalId, "A 123456789"),
            (
                "身分證Ａ－１２３４５６７８９號碼",
                Kind::NationalId,
                "Ａ－１２３４５６７８９",
            ),
            (
                "（ａ１２３４５６７８９）",
                Kind::NationalId,
                "ａ１２３４５６７８９",
            ),
            ("居留證 A800000014。", Kind::ResidentId, "A800000014"),
            ("手機0912345678，謝謝", Kind::Mobile, "0912345678"),
            ("手機:0912-345-678", Kind::Mobile, "0912-345-678"),
            (
                "０９１２－３４５－６７８",
                Kind::Mobile,
                "０９１２－３４５－６７８",
            ),
            ("請撥 +886 912 345 678", Kind::Mobile, "+886 912 345 678"),
            ("+886-912345678", Kind::Mobile, "+886-912345678"),
            ("+886 (0)912 345 678", Kind::Mobile, "+886 (0)912 345 678"),
            ("手機號0912-345-678號", Kind::Mobile, "0912-345-678"),
            ("Tel0912345678", Kind::Mobile, "0912345678"),
            ("09\u{200b}12345678", Kind::Mobile, "09\u{200b}12345678"),
            (
                "電話(02)2345-6789分機123。",
                Kind::Landline,
                "(02)2345-6789分機123",
            ),
            (
                "電話（０２）２３４５－６７８９轉１２",
                Kind::Landline,
                "（０２）２３４５－６７８９轉１２",
            ),
            ("02-23456789#12 洽", Kind::Landline, "02-23456789#12"),
            ("02-2345-6789 ext. 5", Kind::Landline, "02-2345-6789 ext. 5"),
            ("(049) 234-5678", Kind::Landline, "(049) 234-5678"),
            ("03-3456789", Kind::Landline, "03-3456789"),
            ("037-234567", Kind::Landline, "037-234567"),
            ("+886-2-2345-6789", Kind::Landline, "+886-2-2345-6789"),
            ("0223456789", Kind::Landline, "0223456789"),
            (
                "寄到someone.else+x@mail.example.tw。",
                Kind::Email,
                "someone.else+x@mail.example.tw",
            ),
            (
                "ａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
                Kind::Email,
                "ａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            ),
            ("<mailto:a.b@example.com>", Kind::Email, "a.b@example.com"),
        ] {
            assert_eq!(found(text), [(kind, span)], "{text}");
        }
    }

    #[test]
    fn several_in_one_text_come_in_order() {
        let text = "02-23456789手機0912345678";
        assert_eq!(
            found(text),
            [
                (Kind::Landline, "02-23456789"),
                (Kind::Mobile, "0912345678")
            ]
        );
        let text = "甲 a@example.com、0912-345-678、(04)2345-6789；A123456789";
        let kinds: Vec<Kind> = scan(text).into_iter().map(|finding| finding.kind).collect();
        assert_eq!(
            kinds,
            [Kind::Email, Kind::Mobile, Kind::Landline, Kind::NationalId]
        );
    }

    #[test]
    fn a_postal_address_is_found_in_an_escaped_address_of_a_page() {
        let address = "臺北市中正區虛構路1號";
        let escape =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
        let all = escape(address);
        let signs = all.replace("%31", "1");
        let text = format!("見 https://x.tw/{all} 與 https://x.tw/?q={signs}&a=1");
        let expected = [&all, &signs].map(|span| (Kind::PostalAddress, span.as_str()));
        assert_eq!(found(&text), expected);
        let text = format!("https://x.tw/{}", escape("住臺北市中正區虛構路1號"));
        assert_eq!(scan_field(&text, None, "").len(), 1);
    }

    #[test]
    fn bare_digits_that_count_or_name_a_document_are_no_telephone() {
        for text in [
            "字號：0223456789",
            "文號 0912345678",
            "預算：0223456789",
            "金額0912345678",
            "共 0912345678 元",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for text in [
            "預算洽 0912345678",
            "文號：0912-345-678",
            "電話：0912345678",
            "手機0912345678號",
            "手機號碼第0912345678號",
            "電話第 0223456789 號",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    /// Invented numbers, in half and full width.
    #[test]
    fn a_mobile_number_is_found_however_its_digits_are_grouped() {
        for number in [
            "09 12 34 56 78",
            "09-12-34-56-78",
            "09 1234 5678",
            "09-12345678",
            "0912 34 5678",
            "0912 3456 78",
            "0912 34 56 78",
            "0912 345 678",
            "+886 9 12 34 56 78",
        ] {
            for number in [number.to_owned(), wide(number)] {
                let text = format!("請撥{number}，謝謝");
                assert_eq!(found(&text), [(Kind::Mobile, number.as_str())], "{text}");
            }
        }
        for text in [
            "2019-09 12 34 56 78",
            "09-12 10:30",
            "108-09-12 34 56 78 90",
            "09 12 34 56 789",
            "票數 09 12 34 56",
            "第09條 12 34 56 78",
            "1080912345678",
            "院授發社字第0912345678號",
            "c201909-1234 5678",
            "09,123,456,78 元",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "2019-09-12T09:12:34.567890Z",
            "2021-09-12 345-678",
            "2019-0912-345-678",
            "c201902-k7f2 m201904-x3qd:commitment[x7f2].due",
            "8ddb4b0e-5bc0-4bce-9e61-3474e661df5f",
            "20180629-6534",
            "https://www.example.com/@a.b",
            "https://g0v.example/@someone@example.tw",
            "https://maps.example/@25.0330,121.5654,17z",
            "https://calendar.example/embed?src=abc123%40group.calendar.google.com",
            "https://example.com/lib@2.js/logo@2x.png/page@home.html",
            "https://example.com/article?id=0223456789&v=20190912345678",
            "https://example.com/posts/10912345678901/0912345678901",
            "https://example.com/2021/09/12/345678-0912.345",
            "https://example.com/a-0912345678/x0912345678.html",
            "https://example.com/A123456788/XA123456789",
            "https://example.com/%zz/%e6%8/%",
            "手機0912-xxx-678、0912***678、0912-○○○-678、02-2345-XXXX",
            "https://example.com/0912-xxx-678?tel=02-2345-****",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "院授人考字第0960062703號函",
            "字號0223456789號",
            "警字第 0960000001 號、字 0960000001 號",
            "第5條第1項、第118條之1",
            "新臺幣1,234,567,890元",
            "0912345678901",
            "A123456788",
            "XA123456789",
            "20180629-A123456789",
            "撥1999、165或0800-024-111、0809091257",
            "0.0223456789",
            "logo@2x.png",
            "@someone 說",
            "a@b",
            "A21000000I 363000000C A00000000A.008",
            "2.16.886.101.20003.20065",
            "100.00.09 12345678",
            "v0912345678x",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_page_with_personal_data_in_its_address_is_found() {
        for (text, kind, span) in [
            ("https://a.example/0912345678", Kind::Mobile, "0912345678"),
            (
                "見https://a.example/q?tel=0912-345-678&x=1。",
                Kind::Mobile,
                "0912-345-678",
            ),
            (
                "http://a.example/?p=%2B886%20912%20345%20678",
                Kind::Mobile,
                "%2B886%20912%20345%20678",
            ),
            (
                "https://a.example/?p=+886+912+345+678",
                Kind::Mobile,
                "886+912+345+678",
            ),
            (
                "https://a.example/%30%39%31%32345678#x",
                Kind::Mobile,
                "%30%39%31%32345678",
            ),
            (
                "https://a.example/?p=%EF%BC%90%EF%BC%99%EF%BC%91%EF%BC%92345678",
                Kind::Mobile,
                "%EF%BC%90%EF%BC%99%EF%BC%91%EF%BC%92345678",
            ),
            (
                "https://a.example/%E6%89%8B%E6%A9%9F0912345678",
                Kind::Mobile,
                "0912345678",
            ),
            (
                "https://a.example/02-2345-6789/",
                Kind::Landline,
                "02-2345-6789",
            ),
            (
                "https://a.example/?tel=0223456789",
                Kind::Landline,
                "0223456789",
            ),
            (
                "https://a.example/%2802%292345-6789",
                Kind::Landline,
                "%2802%292345-6789",
            ),
            (
                "www.a.example/list?who=a.b%40mail.example",
                Kind::Email,
                "a.b%40mail.example",
            ),
            (
                "https://a.example/a@b.example/c",
                Kind::Email,
                "a@b.example",
            ),
            (
                "HTTPS://A.EXAMPLE/?id=A123456789",
                Kind::NationalId,
                "A123456789",
            ),
            (
                "https://a.example/to?u=https%3A%2F%2Fb.example%2FA123456789",
                Kind::NationalId,
                "A123456789",
            ),
        ] {
            assert_eq!(found(text), [(kind, span)], "{text}");
        }
    }

    /// Where a text stands, and whether an address in it is somebody's. Streets are real, so that they
    /// read as such; nobody lives there.
    #[test]
    fn an_address_is_personal_by_its_field_or_by_what_the_text_says() {
        let hall = "臺北市中正區徐州路99號3樓";
        let home = "我住在臺北市中正區徐州路99號3樓";
        let personal = |text, kind, field| !scan_field(text, kind, field).is_empty();
        for (kind, field) in [
            (Some(RecordKind::Meeting), "session[a1b2].place"),
            (Some(RecordKind::Meeting), ""),
            (Some(RecordKind::Agency), "note"),
            (Some(RecordKind::Transcript), "speech[12].text"),
            (None, ""),
        ] {
            assert!(!personal(hall, kind, field), "{kind:?} {field}");
            assert!(personal(home, kind, field), "{kind:?} {field}");
        }
        for (kind, field) in [
            (Some(RecordKind::Case), "stakeholder[a1b2].group"),
            (Some(RecordKind::Case), "petition[x].title"),
            (Some(RecordKind::Person), "name"),
            (Some(RecordKind::Meeting), "attendance[a1b2].reason"),
        ] {
            assert!(personal(hall, kind, field), "{kind:?} {field}");
        }
    }

    #[test]
    fn homes_are_found_however_they_are_written() {
        for (text, span) in [
            (
                "戶籍地址：台北市大安區和平東路三段12巷5弄7號4樓之1。",
                "台北市大安區和平東路三段12巷5弄7號4樓之1",
            ),
            (
                "住 新竹縣 竹北市 中正西路 １５ 號，謝謝",
                "新竹縣 竹北市 中正西路 １５ 號",
            ),
            (
                "家住屏東縣三地門鄉青山村3鄰12號",
                "屏東縣三地門鄉青山村3鄰12號",
            ),
            ("通訊地址：中正路十二號之三", "中正路十二號之三"),
            (
                "嘉義縣番路鄉公興村下坑7-2號的住戶反映",
                "嘉義縣番路鄉公興村下坑7-2號",
            ),
            (
                "租屋處在台中市西屯區臺灣大道三段99号B室",
                "台中市西屯區臺灣大道三段99号",
            ),
        ] {
            let homes: Vec<&str> = scan_field(text, None, "")
                .into_iter()
                .map(|home| &text[home.start..home.end])
                .collect();
            assert_eq!(homes, [span], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_is_left_alone() {
        for text in [
            "臺北市中正區○○路○號",
            "臺北市大安區〇〇路〇段〇號",
            "住在臺北市大安區和平東路三段附近",
            "住在公館捷運站3號出口、307路公車",
            "臺北市政府府授研綜字第1080000001號函",
            "台9線123號橋、國道1號、台61線路口3號樁",
            "第45號案、序號45、這條路走了3次",
            "新店區公所前路口3號",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    /// The same rule from its other end: the check digit that makes a number right.
    fn with_check_digit(letter: u8, second: u8, middle: &[u8]) -> String {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let numbers = [
            10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29,
            32, 30, 31, 33,
        ];
        let at = letters.bytes().position(|known| known == letter).unwrap();
        let number: u32 = numbers[at];
        let mut sum = number / 10 + number % 10 * 9 + u32::from(second - b'0') * 8;
        for (place, digit) in middle.iter().enumerate() {
            sum += u32::from(digit - b'0') * (7 - u32::try_from(place).unwrap());
        }
        let check = (10 - sum % 10) % 10;
        format!(
            "{}{}{}{check}",
            char::from(letter),
            char::from(second),
            String::from_utf8_lossy(middle)
        )
    }

    fn wide(text: &str) -> String {
        text.chars()
            .map(|c| {
                if c.is_ascii_graphic() {
                    char::from_u32(u32::from(c) + 0xfee0).unwrap()
                } else {
                    c
                }
            })
            .collect()
    }

    const HAN: &str = r"[甲乙丙丁，。：、的是]{0,12}";

    fn check_span(before: &str, data: &str, after: &str, kind: Kind) -> Result<(), TestCaseError> {
        for data in [data.to_owned(), wide(data)] {
            let text = format!("{before}{data}{after}");
            prop_assert_eq!(found(&text), vec![(kind, data.as_str())], "{}", text);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn identity_numbers_are_found(
            before in HAN, after in HAN, letter in b'A'..=b'Z',
            second in prop::sample::select(vec![b'1', b'2', b'8', b'9']),
            middle in prop::collection::vec(b'0'..=b'9', 7),
            wrong in 1u32..10,
        ) {
            let number = with_check_digit(letter, second, &middle);
            let kind = if second < b'3' { Kind::NationalId } else { Kind::ResidentId };
            check_span(&before, &number, &after, kind)?;
            let (head, check) = number.split_at(9);
            let other = (check.parse::<u32>().unwrap() + wrong) % 10;
            let text = format!("{before}{head}{other}{after}");
            prop_assert_eq!(found(&text), vec![]);
        }

        #[test]
        fn mobile_numbers_are_found(
            before in HAN, after in HAN, digits in "[0-9]{8}",
            prefix in prop::sample::select(vec!["0", "+886 ", "+886-", "+886"]),
            separator in prop::sample::select(vec!["", "-", " ", "."]),
        ) {
            let (head, tail) = digits.split_at(2);
            let (middle, last) = tail.split_at(3);
            let number = format!("{prefix}9{head}{separator}{middle}{separator}{last}");
            check_span(&before, &number, &after, Kind::Mobile)?;
        }

        #[test]
        fn landline_numbers_are_found(
            before in HAN, after in HAN, digits in "[2-9][0-9]{7}",
            area in prop::sample::select(vec![("02", 8), ("03", 7), ("04", 8), ("04", 7), ("049", 7), ("05", 7), ("06", 7), ("07", 7), ("08", 7), ("089", 6)]),
            bracket in any::<bool>(), separator in prop::sample::select(vec!["-", " "]),
            extension in prop::sample::select(vec!["", "分機12", " 分機 345", "#6", "轉78"]),
        ) {
            let (area, length) = area;
            let body = &digits[..length];
            let number = if bracket { format!("({area}){body}") } else { format!("{area}{separator}{body}") };
            check_span(&before, &format!("{number}{extension}"), &after, Kind::Landline)?;
        }

        #[test]
        fn addresses_are_found(
            before in HAN, after in HAN,
            local in "[a-z0-9]([a-z0-9._+-]{0,8}[a-z0-9])?", host in "[a-z][a-z0-9-]{0,6}[a-z0-9]", top in "(com|tw|gov[.]tw|org)",
        ) {
            check_span(&before, &format!("{local}@{host}.{top}"), &after, Kind::Email)?;
        }

        #[test]
        fn a_number_is_found_in_an_address_of_a_page_in_every_writing(
            digits in "[0-9]{8}", separator in prop::sample::select(vec!["", "-", "."]),
            before in prop::sample::select(vec!["", "a/", "?q=", "p?x=1&q=", "#", "%E7%94%B2"]),
            after in prop::sample::select(vec!["", "/", "&y=2", "#z", "/甲"]),
            escape in prop::collection::vec(any::<bool>(), 13),
        ) {
            let (head, tail) = digits.split_at(2);
            let (middle, last) = tail.split_at(3);
            let number = format!("09{head}{separator}{middle}{separator}{last}");
            for number in [number.clone(), wide(&number)] {
                let written: String = number
                    .chars()
                    .zip(escape.iter().cycle())
                    .map(|(sign, escape)| match *escape || !sign.is_ascii() {
                        true => sign.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect(),
                        false => sign.to_string(),
                    })
                    .collect();
                let text = format!("見 https://a.example/{before}{written}{after}");
                prop_assert_eq!(found(&text), vec![(Kind::Mobile, written.as_str())], "{}", text);
            }
        }

        #[test]
        fn a_number_that_is_masked_in_part_is_left_alone(
            digits in "[0-9]{8}", from in 0usize..8, length in 3usize..6,
            mask in prop::sample::select(vec!["x", "X", "*", "○", "〇", "●"]),
            page in any::<bool>(),
        ) {
            let mut signs: Vec<String> = digits.chars().map(String::from).collect();
            let to = (from + length).min(8);
            let from = to - length;
            signs[from..to].fill(mask.to_owned());
            let number = format!("09{}", signs.concat());
            let text = if page { format!("https://a.example/?tel={number}") } else { format!("電話{number}") };
            prop_assert_eq!(found(&text), vec![], "{}", text);
        }

        #[test]
        fn homes_are_found_in_every_writing(
            city in prop::sample::select(vec!["臺北市", "台北市", "新竹縣", "高雄市", "連江縣"]),
            township in prop::sample::select(vec!["", "中正區", "竹北市", "三地門鄉", "東區"]),
            road in prop::sample::select(vec!["中正路", "至善路二段", "臺灣大道三段", "和平東路12巷", "民生街3巷5弄"]),
            house in 1u32..2000, floor in prop::option::of(1u32..40),
            label in prop::sample::select(vec!["", "住在", "戶籍地：", "通訊地址 : "]),
            full_width in any::<bool>(), blank in prop::sample::select(vec!["", " ", "\u{3000}"]),
        ) {
            let floor = floor.map_or_else(String::new, |floor| format!("{blank}{floor}樓"));
            let address = format!("{city}{blank}{township}{blank}{road}{blank}{house}號{floor}");
            let address = if full_width { wide(&address) } else { address };
            let text = format!("虛構者{label}{address}，謝謝");
            let all: Vec<(Kind, &str)> = found(&text);
            prop_assert_eq!(all, vec![(Kind::PostalAddress, address.as_str())], "{}", text);
            let homes = scan_field(&text, None, "").len();
            prop_assert_eq!(homes, usize::from(!label.is_empty()), "{}", text);
        }

        #[test]
        fn hashes_ids_dates_and_amounts_are_left_alone(
            before in HAN, after in HAN,
            uuid in "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            hash in "[0-9a-f]{40}|[0-9a-f]{64}",
            id in "[cmt]20[12][0-9](0[1-9]|1[0-2])-[0-9a-z]{4}",
            join in "20[12][0-9](0[1-9]|1[0-2])[0-3][0-9]-[0-9]{1,5}",
            time in "20[12][0-9]-(0[1-9]|1[0-2])-[0-3][0-9](T| )[012][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+]08:00)",
            amount in "[1-9][0-9]{0,2}(,[0-9]{3}){1,3}",
        ) {
            for data in [uuid, hash, id, join, time, amount] {
                let text = format!("{before}{data}{after}");
                prop_assert_eq!(found(&text), vec![], "{}", text);
            }
        }

        #[test]
        fn spans_lie_in_the_text_in_order_and_no_text_panics(text in r"[0-9A-Fa@.()+#\- 分機轉第０-９Ａ＠]{0,60}|(https://a/)?[0-9%/?=@+臺北市住路號 ]{0,60}|\PC{0,60}") {
            let mut last = 0;
            for finding in scan(&text) {
                prop_assert!(last <= finding.start && finding.start < finding.end);
                prop_assert!(text.get(finding.start..finding.end).is_some());
                last = finding.end;
            }
        }
    }
}
