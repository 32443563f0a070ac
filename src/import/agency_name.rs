//! Finding the agency meant by a name as people write it.
//!
//! Sources name ministries by short names (衛福部), full names, codes, abbreviations, with 臺 or 台,
//! in full width, in brackets. Names also pass from one agency to its successor: 農委會 in a source
//! of 2019 is the Council of Agriculture, in one of 2024 the Ministry of Agriculture.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// How many similar agencies are suggested at most.
const MOST_SUGGESTIONS: usize = 3;

/// Successors are followed this many steps, so that a circle in the entries ends.
const LONGEST_SUCCESSION: usize = 8;

/// Misspellings seen in public records, each with the name that was meant.
/// 衛服部 stands on a case page of the former site, where the ministry's filter lost the case.
const MISSPELLINGS: [(&str, &str); 1] = [("衛服部", "衛福部")];

/// One agency as the directory needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The agency's id, its lower-case abbreviation.
    pub id: String,
    /// Short, full and English names.
    pub names: Vec<String>,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Codes of the government's registers.
    pub codes: Vec<String>,
    /// The first day it existed under these names.
    pub from: Option<NaiveDate>,
    /// The last day it existed under these names.
    pub until: Option<NaiveDate>,
    /// The id of the agency that took over.
    pub successor: Option<String>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One agency.
    One(String),
    /// One agency, under a known misspelling: the id, and how the name is written rightly.
    Misspelt {
        /// The agency meant.
        id: String,
        /// The right spelling.
        right: String,
    },
    /// No agency; ids of agencies with similar names, the most similar first.
    None {
        /// At most three ids.
        suggestions: Vec<String>,
    },
    /// Several agencies, in order of id: a date would tell them apart, or the entries clash.
    Many(Vec<String>),
}

/// A name in the form in which names are compared: compatibility forms and width folded, 臺 as 台,
/// lower case, without blanks, brackets, quotes and dots.
#[must_use]
pub fn fold(name: &str) -> String {
    name.nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '臺' { '台' } else { c })
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_decoration(*c))
        .collect()
}

fn is_decoration(c: char) -> bool {
    "()[]{}<>「」『』〈〉《》【】〔〕“”‘’\"'`·•.,、。\u{200b}\u{200c}\u{200d}\u{feff}".contains(c)
}

/// Agencies by every name and code they are known under.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    entries: BTreeMap<String, Entry>,
    ids_by_name: BTreeMap<String, BTreeSet<String>>,
}

impl Directory {
    /// Builds the directory. Where two entries have one id, both are known under it and the later
    /// one's dates count.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut directory = Self::default();
        for entry in entries {
            let known = [&entry.names, &entry.aliases, &entry.codes]
                .into_iter()
                .flatten();
            for name in known.chain([&entry.id]) {
                let name = fold(name);
                if !name.is_empty() {
                    directory
                        .ids_by_name
                        .entry(name)
                        .or_default()
                        .insert(entry.id.clone());
                }
            }
            directory.entries.insert(entry.id.clone(), entry);
        }
        directory
    }

    /// Finds the agency that a name or code meant on a day.
    ///
    /// Without a day, agencies of all times are looked at. With one, those in existence on it are
    /// preferred; a name whose bearer had ended by then means the successor. The name is tried as it
    /// stands, without what is in brackets behind it, and without 行政院 before it.
    #[must_use]
    pub fn find(&self, name_or_code: &str, on: Option<NaiveDate>) -> Match {
        if let Some(found) = self.find_exactly(name_or_code, on) {
            return found;
        }
        let folded = fold(name_or_code);
        let meant = MISSPELLINGS.iter().find(|(wrong, _)| fold(wrong) == folded);
        if let Some((_, right)) = meant
            && let Some(Match::One(id)) = self.find_exactly(right, on)
        {
            return Match::Misspelt {
                id,
                right: (*right).to_owned(),
            };
        }
        Match::None {
            suggestions: self.similar(&folded),
        }
    }

    fn find_exactly(&self, name: &str, on: Option<NaiveDate>) -> Option<Match> {
        let outside = name
            .split(['(', '（', '〈', '[', '【'])
            .next()
            .unwrap_or_default();
        let ids = [name, outside].into_iter().find_map(|form| {
            let folded = fold(form);
            let bare = folded
                .strip_prefix("行政院")
                .filter(|bare| !bare.is_empty());
            let longer = format!("行政院{folded}");
            let forms = [Some(folded.as_str()), bare, Some(longer.as_str())];
            forms
                .into_iter()
                .flatten()
                .find_map(|form| self.ids_by_name.get(form))
        })?;
        let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let meant = match on {
            Some(day) => self.on_a_day(&ids, day),
            None => ids,
        };
        let mut meant: Vec<String> = meant.into_iter().map(str::to_owned).collect();
        match (meant.pop(), meant.is_empty()) {
            (Some(only), true) => Some(Match::One(only)),
            (Some(last), false) => {
                meant.push(last);
                Some(Match::Many(meant))
            }
            (None, _) => None,
        }
    }

    /// Those of the ids that existed on the day; failing that, whoever took over from them by
    /// then; failing that, all of them, since the name was still theirs alone.
    fn on_a_day<'a>(&'a self, ids: &BTreeSet<&'a str>, day: NaiveDate) -> BTreeSet<&'a str> {
        let then: BTreeSet<&str> = ids
            .iter()
            .copied()
            .filter(|id| self.existed(id, day))
            .collect();
        if !then.is_empty() {
            return then;
        }
        let heirs: BTreeSet<&str> = ids.iter().filter_map(|id| self.heir(id, day)).collect();
        if heirs.is_empty() { ids.clone() } else { heirs }
    }

    fn existed(&self, id: &str, day: NaiveDate) -> bool {
        self.entries.get(id).is_some_and(|entry| {
            entry.from.is_none_or(|from| from <= day)
                && entry.until.is_none_or(|until| day <= until)
        })
    }

    fn heir(&self, id: &str, day: NaiveDate) -> Option<&str> {
        let mut current = self.entries.get(id)?;
        for _ in 0..LONGEST_SUCCESSION {
            if current.until.is_none_or(|until| day <= until) {
                return None;
            }
            current = self.entries.get(current.successor.as_ref()?)?;
            if self.existed(&current.id, day) {
                return Some(&current.id);
            }
        }
        None
    }

    fn similar(&self, folded: &str) -> Vec<String> {
        let length = folded.chars().count();
        // Names can be long paragraphs in a damaged source, and comparing them is slow.
        if length == 0 || length > 100 {
            return Vec::new();
        }
        let mut nearest: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, ids) in &self.ids_by_name {
            let Some(distance) = distance(folded, length, name) else {
                continue;
            };
            for id in ids {
                let best = nearest.entry(id).or_insert(distance);
                *best = distance.min(*best);
            }
        }
        let mut ranked: Vec<(usize, &str)> = nearest
            .into_iter()
            .map(|(id, distance)| (distance, id))
            .collect();
        ranked.sort_unstable();
        ranked
            .into_iter()
            .take(MOST_SUGGESTIONS)
            .map(|(_, id)| id.to_owned())
            .collect()
    }
}

/// How far a name lies from a known one, where near enough to suggest it: one edit in short names,
/// a third of the letters in long ones, or a unit's name that begins with its ministry's.
fn distance(folded: &str, length: usize, known: &str) -> Option<usize> {
    let known_length = known.chars().count();
    let shorter = length.min(known_length);
    let edits = strsim::osa_distance(folded, known);
    if shorter >= 2 && edits <= (shorter / 3).max(1) {
        return Some(edits);
    }
    let contained =
        known_length >= 3 && folded.starts_with(known) || length >= 3 && known.contains(folded);
    contained.then(|| length.abs_diff(known_length).saturating_add(100))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn entry(id: &str, names: &[&str], codes: &[&str]) -> Entry {
        Entry {
            id: id.to_owned(),
            names: strings(names),
            codes: strings(codes),
            ..Entry::default()
        }
    }

    /// A few real agencies; names and dates of change are public facts.
    fn directory() -> Directory {
        let coa = Entry {
            until: Some(day(2023, 7, 31)),
            successor: Some("moa".to_owned()),
            ..entry("coa", &["農委會", "行政院農業委員會"], &["345000000G"])
        };
        let moa = Entry {
            from: Some(day(2023, 8, 1)),
            ..entry("moa", &["農業部"], &[])
        };
        let cga = Entry {
            until: Some(day(2018, 4, 27)),
            ..entry("cga", &["海巡署", "行政院海岸巡防署"], &["363000000C"])
        };
        let oac = Entry {
            from: Some(day(2018, 4, 28)),
            ..entry("oac", &["海委會", "海洋委員會"], &["363000000C"])
        };
        let mohw = Entry {
            aliases: strings(&["Ministry of Health and Welfare"]),
            ..entry("mohw", &["衛福部", "衛生福利部"], &["A21000000I"])
        };
        let motc = entry("motc", &["交通部"], &["315000000H"]);
        let moc = entry("moc", &["文化部"], &[]);
        let taipei = entry("taipei", &["臺北市政府"], &[]);
        Directory::new([coa, moa, cga, oac, mohw, motc, moc, taipei])
    }

    fn one(id: &str) -> Match {
        Match::One(id.to_owned())
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let directory = directory();
        for (name, id) in [
            ("衛福部", "mohw"),
            (" 衛生 福利部\n", "mohw"),
            ("「衛生福利部」", "mohw"),
            ("衛生福利部（社會及家庭署）", "mohw"),
            ("Ａ２１００００００Ｉ", "mohw"),
            ("a21000000i", "mohw"),
            ("MOHW", "mohw"),
            ("ministry of health and welfare", "mohw"),
            ("台北市政府", "taipei"),
            ("行政院交通部", "motc"),
            ("農業委員會", "coa"),
        ] {
            assert_eq!(directory.find(name, None), one(id), "{name}");
        }
    }

    #[test]
    fn a_name_passes_to_the_successor() {
        let directory = directory();
        for name in ["農委會", "行政院農業委員會", "345000000G"] {
            assert_eq!(directory.find(name, None), one("coa"));
            assert_eq!(directory.find(name, Some(day(2023, 7, 31))), one("coa"));
            assert_eq!(directory.find(name, Some(day(2023, 8, 1))), one("moa"));
        }
        assert_eq!(
            directory.find("海巡署", Some(day(2024, 1, 1))),
            one("cga"),
            "no successor is known"
        );
    }

    #[test]
    fn one_code_of_two_agencies_is_told_apart_by_the_day() {
        let directory = directory();
        assert_eq!(
            directory.find("363000000C", None),
            Match::Many(strings(&["cga", "oac"]))
        );
        assert_eq!(
            directory.find("363000000C", Some(day(2017, 1, 1))),
            one("cga")
        );
        assert_eq!(
            directory.find("363000000C", Some(day(2019, 1, 1))),
            one("oac")
        );
    }

    #[test]
    fn a_known_misspelling_is_found_and_named() {
        let meant = Match::Misspelt {
            id: "mohw".to_owned(),
            right: "衛福部".to_owned(),
        };
        assert_eq!(directory().find("衛服部", Some(day(2019, 12, 27))), meant);
    }

    #[test]
    fn an_unknown_name_is_answered_with_similar_ones() {
        let suggestions = |name| match directory().find(name, None) {
            Match::None { suggestions } => suggestions,
            found => panic!("{name}: {found:?}"),
        };
        assert_eq!(suggestions("衛生福祉部")[..], ["mohw"]);
        assert_eq!(suggestions("交通部公路總局")[..], ["motc"]);
        assert_eq!(suggestions("文畫部")[..], ["moc"]);
        assert!(suggestions("完全不相干的名字").is_empty());
        assert!(suggestions("").is_empty());
        assert!(suggestions(&"部".repeat(10_000)).is_empty());
    }

    #[test]
    fn successors_in_a_circle_end() {
        let ended = |id: &str, successor: &str| Entry {
            until: Some(day(2000, 1, 1)),
            successor: Some(successor.to_owned()),
            ..entry(id, &[], &[])
        };
        let directory = Directory::new([ended("a1", "b1"), ended("b1", "a1")]);
        assert_eq!(directory.find("a1", Some(day(2020, 1, 1))), one("a1"));
    }

    proptest! {
        #[test]
        fn every_name_of_every_entry_finds_its_entry(
            names in prop::collection::vec(prop::collection::vec(r"[\p{Han}a-zA-Z0-9 （）臺]{1,8}", 3), 1..8),
        ) {
            let entries: Vec<Entry> = names
                .iter()
                .enumerate()
                .map(|(at, names)| Entry {
                    id: format!("id{at}"),
                    names: vec![names[0].clone()],
                    aliases: vec![names[1].clone()],
                    codes: vec![names[2].clone()],
                    ..Entry::default()
                })
                .collect();
            let directory = Directory::new(entries.clone());
            for entry in &entries {
                for name in [&entry.names, &entry.aliases, &entry.codes].into_iter().flatten().chain([&entry.id]) {
                    let found = match directory.find(name, None) {
                        Match::One(id) => id == entry.id,
                        Match::Many(ids) => ids.contains(&entry.id),
                        Match::None { .. } => fold(name).is_empty(),
                        Match::Misspelt { .. } => false,
                    };
                    prop_assert!(found, "{name:?}");
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing_and_width_does_not_matter(name in "[\\p{Han}a-zA-Z0-9！-～臺 ]{0,20}", ascii in "[!-~]{0,20}") {
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
            let wide: String =
                ascii.bytes().filter_map(|byte| char::from_u32(u32::from(byte) + 0xfee0)).collect();
            prop_assert_eq!(fold(&wide), fold(&ascii));
        }

        #[test]
        fn no_name_panics(name in r"\PC{0,40}", days in 0u64..40_000) {
            let on = day(1970, 1, 1) + chrono::Days::new(days);
            let _ = directory().find(&name, Some(on));
        }
    }
}
