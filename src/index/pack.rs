//! What is known of one folder of records as it was at some commit, packed: which rows it holds,
//! what they are filtered by, what they are found by, and the files that no record can be made of.
//!
//! A folder is known by its git tree, so a pack is right for ever and every commit that shares the
//! folder shares the pack.

use std::collections::BTreeMap;

use memchr::{memchr, memmem, memrchr};

use crate::record::{Date, Kind};
use crate::store::Oid;

use super::bytes::Packed;
use super::derive::{self, Facts};

/// What a commit's folder holds.
#[derive(Debug)]
pub(super) struct Pack {
    /// Its number in the file; `None` where it is not kept there.
    pub(super) number: Option<i64>,
    /// What it is kept under, see `build`.
    pub(super) key: Oid,
    /// The path of the folder.
    pub(super) folder: String,
    /// The kind of record that lives there.
    pub(super) kind: Option<Kind>,
    /// How many records it holds.
    pub(super) count: usize,
    /// The files that cannot be used.
    pub(super) unusable: Vec<Unusable>,
    /// The ids of the records in which a merge left fields undecided, each with how many.
    pub(super) undecided: Vec<(String, u32)>,
    /// The places of the records that do not count, in order: another store has them, see `together`.
    pub(super) left_out: Vec<usize>,
    /// What is read of the file when a question needs it; at hand in a pack just made.
    pub(super) at_hand: Option<AtHand>,
}

/// What a pack just made holds.
#[derive(Debug)]
pub(super) struct AtHand {
    /// Its records, in the order of their file names, which is the order of their ids.
    pub(super) members: Vec<Member>,
    /// What else is known of them.
    pub(super) parts: Parts,
}

/// A record in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The number of its row.
    pub(super) row: u32,
    /// The case number.
    pub(super) number: Option<u32>,
    /// The number of its day, see `Date::number`; 0 where it has none.
    pub(super) day: i32,
    /// See [`Facts::first`].
    pub(super) first: u8,
    /// See [`Facts::second`].
    pub(super) second: u8,
}

/// A file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unusable {
    /// Its name in the folder.
    pub(super) name: String,
    /// The code of its first problem.
    pub(super) code: &'static str,
    /// The line of that problem.
    pub(super) line: usize,
}

/// What is known of the members besides their facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Their ids, a line a member, in their order.
    pub(super) ids: String,
    /// Their words, see [`Postings`].
    pub(super) words: String,
    /// Their addresses and keys, see [`Postings`].
    pub(super) links: String,
    /// Their folded titles, a line a member, in their order.
    pub(super) text: String,
    /// Their spans (see [`Facts::span`]), a line a member, in their order: the numbers of the two days,
    /// or nothing.
    pub(super) spans: String,
    /// What stands of them, see `standing`.
    pub(super) standing: Vec<u8>,
}

/// Words, each with the places of the members that have it. A line a word: many members share few
/// agencies and topics, so this is a fraction of a line a member.
#[derive(Debug, Default)]
pub(super) struct Postings(BTreeMap<String, Vec<usize>>);

impl Postings {
    /// Adds the words (see `derive::word`) of the member at a place, which is the last one yet.
    pub(super) fn add(&mut self, words: &str, place: usize) {
        for word in words.split('\t').filter(|word| !word.is_empty()) {
            match self.0.get_mut(word) {
                Some(places) => places.push(place),
                None => drop(self.0.insert(word.to_owned(), vec![place])),
            }
        }
    }

    /// A line a word: the word between tabs, the places between spaces.
    pub(super) fn written(&self) -> String {
        let mut text = String::new();
        for (word, places) in &self.0 {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            text.push_str(&format!("\t{word}\t{}\n", places.join(" ")));
        }
        text
    }
}

/// The words of one sort in written postings that `look_up` knows (each as it was given to
/// `derive::word`), and how many of their members are asked for; those with none are left out.
pub(super) fn counted<T>(
    postings: &str,
    sort: &str,
    look_up: impl Fn(&str) -> Option<T>,
    is_asked: impl Fn(usize) -> bool,
) -> impl Iterator<Item = (T, usize)> {
    let begin = format!("\t{sort}=");
    postings.lines().filter_map(move |line| {
        let (value, places) = line.strip_prefix(&begin)?.split_once('\t')?;
        let found = look_up(&derive::unescaped_word(value))?;
        let count = numbers(places).filter(|place| is_asked(*place)).count();
        (count > 0).then_some((found, count))
    })
}

/// The values of the words of one sort in written postings, each with the place of a member that has it.
pub(super) fn postings_of(postings: &str, sort: &str) -> impl Iterator<Item = (String, usize)> {
    let begin = format!("\t{sort}=");
    let lines = postings.lines().filter_map(move |line| {
        let (value, places) = line.strip_prefix(&begin)?.split_once('\t')?;
        Some((derive::unescaped_word(value).into_owned(), places))
    });
    lines.flat_map(|(value, places)| numbers(places).map(move |place| (value.clone(), place)))
}

fn numbers(places: &str) -> impl Iterator<Item = usize> {
    places.split(' ').filter_map(|place| place.parse().ok())
}

/// The places of the members with a word of this sort whose value is asked for, unordered.
pub(super) fn places_of(postings: &str, sort: &str, is_asked: impl Fn(&str) -> bool) -> Vec<usize> {
    let begin = format!("\t{sort}=");
    let places = postings.lines().filter_map(|line| {
        let (value, places) = line.strip_prefix(&begin)?.split_once('\t')?;
        is_asked(&derive::unescaped_word(value)).then(|| numbers(places))
    });
    places.flatten().collect()
}

/// The places of the members with a word that holds `needle`, unordered. The needle holds a tab and no
/// line end.
pub(super) fn places_with<'t>(postings: &'t str, needle: &str) -> impl Iterator<Item = usize> + 't {
    let text = postings.as_bytes();
    let found: Vec<usize> = memmem::find_iter(text, needle).collect();
    found.into_iter().flat_map(move |place| {
        let rest = text.get(place..).unwrap_or_default();
        let line = memchr(b'\n', rest).and_then(|end| rest.get(..end));
        let places = line
            .and_then(|line| postings.get(place + memrchr(b'\t', line)? + 1..place + line.len()));
        numbers(places.unwrap_or_default())
    })
}

/// One of the parts that are read when a question needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// [`Parts::ids`].
    Ids,
    /// [`Parts::words`].
    Words,
    /// [`Parts::links`].
    Links,
    /// [`Parts::text`].
    Text,
    /// [`Parts::spans`].
    Spans,
}

impl Part {
    /// Every part, in the order in which they lie in the file.
    pub(super) const ALL: [Self; 5] =
        [Self::Ids, Self::Words, Self::Links, Self::Text, Self::Spans];
}

impl Parts {
    /// The part asked for.
    pub(super) fn get(&self, part: Part) -> &str {
        match part {
            Part::Ids => &self.ids,
            Part::Words => &self.words,
            Part::Links => &self.links,
            Part::Text => &self.text,
            Part::Spans => &self.spans,
        }
    }
}

impl Member {
    /// A row and its facts.
    pub(super) fn new(row: u32, facts: &Facts) -> Self {
        Self {
            row,
            number: facts.number,
            day: facts.day.map_or(0, |day| day.number()),
            first: facts.first,
            second: facts.second,
        }
    }

    /// The word of this list that [`Facts::first`] stands for.
    pub(super) fn first_of<T: Copy>(&self, list: &[T]) -> Option<T> {
        nth(list, self.first)
    }

    /// The word of this list that [`Facts::second`] stands for.
    pub(super) fn second_of<T: Copy>(&self, list: &[T]) -> Option<T> {
        nth(list, self.second)
    }

    // A fixed width makes reading 100,000 of them a matter of a millisecond.
    const WIDTH: usize = 15;

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.row.to_le_bytes());
        out.extend(self.number.unwrap_or(0).to_le_bytes());
        out.extend(self.day.to_le_bytes());
        out.extend([u8::from(self.number.is_some()), self.first, self.second]);
    }

    fn read(bytes: &[u8; Self::WIDTH]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, numbered, first, second] = *bytes;
        Self {
            row: u32::from_le_bytes([a, b, c, d]),
            number: (numbered != 0).then_some(u32::from_le_bytes([e, f, g, h])),
            day: i32::from_le_bytes([i, j, k, l]),
            first,
            second,
        }
    }
}

/// The word at a place from 1.
fn nth<T: Copy>(list: &[T], place: u8) -> Option<T> {
    list.get(usize::from(place).checked_sub(1)?).copied()
}

impl Packed<'_> for Unusable {
    fn pack(&self, out: &mut Vec<u8>) {
        self.name.pack(out);
        self.code.to_owned().pack(out);
        self.line.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            name: Packed::unpack(input)?,
            code: derive::code(&String::unpack(input)?)?,
            line: Packed::unpack(input)?,
        })
    }
}

/// A pack that is kept in the file, without what is read when a question needs it.
impl Packed<'_> for Pack {
    fn pack(&self, out: &mut Vec<u8>) {
        self.number.pack(out);
        out.extend(self.key.as_bytes());
        self.folder.pack(out);
        out.extend(self.head());
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let number = Packed::unpack(input)?;
        let (key, rest) = input.split_at_checked(Oid::ZERO_SHA1.as_bytes().len())?;
        *input = rest;
        let folder = String::unpack(input)?;
        Some(Self {
            number,
            key: Oid::from_bytes(key).ok()?,
            kind: kind_of_folder(&folder),
            folder,
            count: Packed::unpack(input)?,
            unusable: Packed::unpack(input)?,
            undecided: Packed::unpack(input)?,
            left_out: Vec::new(),
            at_hand: None,
        })
    }
}

impl Pack {
    /// The part that every view reads.
    pub(super) fn head(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.count.pack(&mut out);
        self.unusable.pack(&mut out);
        self.undecided.pack(&mut out);
        out
    }

    /// A pack from its head; `None` where the head is not one.
    pub(super) fn from_head(number: i64, key: Oid, folder: String, head: &[u8]) -> Option<Self> {
        let mut input = head;
        let count = Packed::unpack(&mut input)?;
        let unusable = Packed::unpack(&mut input)?;
        let undecided = Packed::unpack(&mut input)?;
        input.is_empty().then(|| Self {
            number: Some(number),
            key,
            kind: kind_of_folder(&folder),
            folder,
            count,
            unusable,
            undecided,
            left_out: Vec::new(),
            at_hand: None,
        })
    }
}

/// Members as they lie in the file.
pub(super) fn written(members: &[Member]) -> Vec<u8> {
    let mut out = Vec::with_capacity(members.len() * Member::WIDTH);
    for member in members {
        member.write(&mut out);
    }
    out
}

/// The members that were written; `None` where the bytes are none.
pub(super) fn read_members(bytes: &[u8]) -> Option<impl ExactSizeIterator<Item = Member> + '_> {
    let (members, rest) = bytes.as_chunks();
    rest.is_empty().then(|| members.iter().map(Member::read))
}

/// A span as a line of [`Parts::spans`].
pub(super) fn span_line(span: Option<(Date, Date)>) -> String {
    span.map_or_else(String::new, |(first, last)| {
        format!("{} {}", first.number(), last.number())
    })
}

/// The numbers of the two days of such a line.
pub(super) fn read_span(line: &str) -> Option<(i32, i32)> {
    let (first, last) = line.split_once(' ')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// The kind of the records in a folder.
pub(super) fn kind_of_folder(folder: &str) -> Option<Kind> {
    if folder == Kind::Settings.folder() {
        return Some(Kind::Settings);
    }
    Kind::of_path(&format!("{folder}/any.toml")).map(|(kind, _)| kind)
}

/// The numbers (from 0) of the lines of `text` that hold `needle`, each once and in order. The
/// needle has no line end.
pub(super) fn lines_with(text: &str, needle: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut line, mut counted) = (0, 0);
    // A list looks through megabytes: this finder is several times as fast as that of `str`.
    for place in memmem::find_iter(text.as_bytes(), needle) {
        let between = text.as_bytes().get(counted..place).unwrap_or_default();
        line += between.iter().filter(|byte| **byte == b'\n').count();
        counted = place;
        if found.last() != Some(&line) {
            found.push(line);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn members_are_found_by_their_words(
            members in proptest::collection::vec(proptest::collection::btree_set("[a@臺=\t\n\\\\]{0,3}", 0..4), 0..12),
            asked in "[a@臺=\t\n\\\\]{0,2}",
        ) {
            let mut postings = Postings::default();
            for (place, words) in members.iter().enumerate() {
                let words: String = words.iter().map(|word| derive::word("tag", word)).collect();
                postings.add(&words, place);
            }
            let written = postings.written();
            let naive: Vec<usize> = (0..members.len())
                .filter(|place| members[*place].contains(&asked))
                .collect();
            let mut found: Vec<usize> = places_with(&written, &derive::word("tag", &asked)).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &naive);
            let even = |place: usize| place.is_multiple_of(2);
            let count = counted(&written, "tag", |word| (word == asked).then_some(()), even).next();
            let naive = naive.into_iter().filter(|place| even(*place)).count();
            prop_assert_eq!(count.map_or(0, |(_, count)| count), naive);
        }

        #[test]
        fn lines_are_found_as_by_looking_at_each(
            lines in proptest::collection::vec("[ab臺]{0,4}", 1..8),
            needle in "[ab臺]{1,2}",
        ) {
            let naive: Vec<usize> = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.contains(&needle))
                .map(|(place, _)| place)
                .collect();
            prop_assert_eq!(lines_with(&lines.join("\n"), &needle), naive);
        }

        #[test]
        fn a_head_and_its_members_come_back(
            members in proptest::collection::vec(
                (any::<u32>(), any::<Option<u32>>(), any::<i32>(), any::<u8>(), any::<u8>()), 0..5),
            line in 1..1000_usize,
        ) {
            let members: Vec<Member> = members
                .into_iter()
                .map(|(row, number, day, first, second)| Member { row, number, day, first, second })
                .collect();
            let unusable = vec![Unusable { name: "甲.toml".to_owned(), code: "toml-syntax", line }];
            let pack = Pack {
                number: Some(3),
                key: Oid::ZERO_SHA1,
                folder: "records/cases/2019/02".to_owned(),
                kind: Some(Kind::Case),
                count: members.len(),
                unusable,
                undecided: vec![("c201902-k7f2".to_owned(), 2)],
                left_out: Vec::new(),
            at_hand: None,
            };
            let back = Pack::from_head(3, pack.key, pack.folder.clone(), &pack.head()).unwrap();
            prop_assert_eq!(format!("{back:?}"), format!("{pack:?}"));
            let mut packed = Vec::new();
            pack.pack(&mut packed);
            let back = Pack::unpack(&mut packed.as_slice()).unwrap();
            prop_assert_eq!(format!("{back:?}"), format!("{pack:?}"));
            let back = read_members(&written(&members)).map(Iterator::collect);
            prop_assert_eq!(back, Some(members));
        }
    }
}
