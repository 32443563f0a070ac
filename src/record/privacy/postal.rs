//! Postal addresses of Taiwan down to the house: a city, county, district or township, a road or
//! village, perhaps section, lane and alley, and the number, perhaps with floor and room.
//!
//! Offices, halls and stations have such addresses too, and stand in records on purpose. Whether an
//! address is a person's is told by the words around it ([`Postal::is_home`]) or by the field that it
//! stands in, which the caller knows.

use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

/// An address; `start..end` are byte offsets in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Postal {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the text says that somebody lives there or is written to there.
    pub(super) is_home: bool,
}

/// Finds the addresses of a text, in order. None runs over the end of a line.
pub(super) fn find(text: &str) -> Vec<Postal> {
    let mut found = Vec::new();
    if !holds_any(text, &NUMBER_SIGNS) {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if holds_any(line, &NUMBER_SIGNS) && holds_any(line, &WAYS) {
            let characters = line.char_indices();
            let placed = characters.map(|(at, one)| (start + at, one.len_utf8(), one));
            Plain::new(line.len(), placed).find(&mut found);
        }
        start += line.len();
    }
    found
}

/// Finds those that are escaped in the address of a page, which starts at `start` in the text.
pub(super) fn find_in_page(address: &str, start: usize) -> Vec<Postal> {
    let mut found = Vec::new();
    // The first escape of every Chinese character.
    if address.contains("%E") || address.contains("%e") {
        let placed = super::page::decoded(address);
        let placed = placed.map(|(at, length, one)| (start + at, length, one));
        let plain = Plain::new(address.len(), placed);
        if holds_any(&plain.text, &NUMBER_SIGNS) && holds_any(&plain.text, &WAYS) {
            plain.find(&mut found);
        }
    }
    found
}

/// Every address has a number, whose sign may be simplified,
const NUMBER_SIGNS: [&str; 2] = ["號", "号"];
/// and a road, a lane or a village.
const WAYS: [&str; 6] = ["路", "街", "大道", "巷", "村", "里"];

fn holds_any(text: &str, signs: &[&str]) -> bool {
    signs
        .iter()
        .any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// The counties and cities, and those of before 2010.
const COUNTIES: &str = "(?:臺北市|新北市|桃園市|臺中市|臺南市|高雄市|基隆市|新竹[市縣]|嘉義[市縣]|苗栗縣|彰化縣|南投縣|雲林縣|屏東縣|宜蘭縣|花蓮縣|臺東縣|澎湖縣|金門縣|連江縣|臺北縣|桃園縣|臺中縣|臺南縣|高雄縣)";

/// What stands right before the address of somebody's home.
const LABELS: &str = "(?:住址|住所|住家|住處|住在|住於|家住|居所|居住地|居住|現居|租屋處|租屋|戶籍地址|戶籍地|戶籍|通訊地址|通訊處|聯絡地址|我家|老家|我的地址|本人地址)";

static COUNTY: LazyLock<Regex> = LazyLock::new(|| pattern(COUNTIES));

/// The parts are those of the household registration: 縣市, 鄉鎮市區, 村里, 鄰, 路街, 段, 巷, 弄, 號, 樓,
/// 室. Names hold no sign that masks them, such as ○ and 〇; that of a township, which is not looked up,
/// holds no word that leads to a place either. Behind a label a road and a number suffice.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let number = "(?:[0-9]{1,5}|[一二三四五六七八九十百][一二三四五六七八九十百零〇]{0,5})";
    let name = r"[\p{Han}&&[^〇]]";
    let township = r"[\p{Han}&&[^〇在於住是到至從往位的我他她]]{1,3}?[區鄉鎮市]";
    let village = format!("{name}{{1,4}}?[里村](?:{number}鄰)?");
    let road = format!("{name}{{1,7}}?(?:路|街|大道)(?:{number}段)?");
    let lanes = format!("(?:{name}{{0,4}}{number}巷)?(?:{number}弄)?(?:{number}衖)?");
    let house = format!("{number}(?:[之-]{number})?號(?:之{number})?");
    let floor = format!("(?:[,、]?(?:地下)?{number}樓(?:之{number})?)?(?:[,、]?{number}室)?");
    let way =
        format!("(?:(?:{village})?{road}{lanes}|{village}{name}{{0,4}}?{lanes}){house}{floor}");
    let whole = format!("(?:{COUNTIES}(?:{township})?|{township}){way}");
    let label = format!("{LABELS}[:是為在於「\"'=]{{0,3}}");
    let tenant = "(?P<tenant>的?(?:住戶|住家|我家|租屋))?";
    pattern(&format!(
        "(?P<label>{label}|住)?(?P<address>{whole}){tenant}|{label}(?P<house>{way})"
    ))
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is written here")
}

/// The text without blanks and invisible marks, digits and signs in half width, 台 and 号 as 臺 and 號.
struct Plain {
    text: String,
    /// For each byte, where its character starts in the original and how long it is there.
    places: Vec<(usize, usize)>,
}

impl Plain {
    /// Characters of at most `length` bytes in all, each with where it starts in the original and how
    /// long it is there.
    fn new(length: usize, characters: impl Iterator<Item = (usize, usize, char)>) -> Self {
        let mut plain = Self {
            text: String::with_capacity(length),
            places: Vec::with_capacity(length),
        };
        for (at, length, character) in characters {
            let Some(folded) = folded(character) else {
                continue;
            };
            plain.text.push(folded);
            plain.places.resize(plain.text.len(), (at, length));
        }
        plain
    }

    fn find(&self, found: &mut Vec<Postal>) {
        found.extend(ADDRESS.captures_iter(&self.text).filter_map(|captures| {
            let address = captures
                .name("address")
                .or_else(|| captures.name("house"))?;
            // A word right before the county would be read as the name of a township.
            let before = COUNTY
                .find(address.as_str())
                .map_or(0, |county| county.start());
            let mut signs_of_home = ["label", "tenant", "house"].into_iter();
            Some(Postal {
                start: self.start(address.start() + before),
                end: self.end(address.end()),
                is_home: signs_of_home.any(|sign| captures.name(sign).is_some()),
            })
        }));
    }

    fn start(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |(start, _)| *start)
    }

    /// Offset in the original after the character before `at`.
    fn end(&self, at: usize) -> usize {
        let last = at.checked_sub(1).and_then(|last| self.places.get(last));
        last.map_or(0, |(start, length)| start + length)
    }
}

/// The character as the pattern has it.
fn folded(character: char) -> Option<char> {
    match super::folded(character)? {
        b' ' | b'\t' => None,
        super::NUMBER_MARK => Some('號'),
        byte if byte > b' ' => Some(char::from(byte)),
        _ => Some(match character {
            '台' => '臺',
            '号' => '號',
            other => other,
        }),
    }
}
