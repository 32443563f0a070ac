//! What must hold of every merge, tried on invented cases and on changes that people make to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::record::Kind;
use crate::record::any::{parse_as, table_of};
use crate::record::fields::FieldPath;

use super::view::{Places, text_of};
use super::{Merged, merge, parse};

/// A promise: its key, label and text, and the notes of its updates by key.
type Promise = (String, String, u8, Vec<(String, u8)>);

/// An invented case, so far as changes of it are tried.
#[derive(Clone, Debug)]
struct Case {
    /// The fields at the top and the comment above each.
    fields: BTreeMap<&'static str, (String, &'static str)>,
    tags: Vec<&'static str>,
    /// Stages by key, with a note.
    stages: Vec<(String, Option<u8>)>,
    promises: Vec<Promise>,
    unknown: Option<u8>,
    ends_in_comment: Option<u8>,
    is_crlf: bool,
    has_end: bool,
}

const FIELDS: [&str; 5] = ["number", "title", "summary", "expected_change", "Odd key"];
const TAGS: [&str; 4] = ["水", "路", "電", "光"];
const KEYS: [&str; 6] = ["b1b1", "c2c2", "d3d3", "g4g4", "m5m5", "z6z6"];

#[derive(Clone, Debug)]
enum Change {
    Field(usize, u8),
    RemoveField(usize),
    Comment(usize, &'static str),
    Tag(usize),
    AddStage(usize, Index),
    RemoveStage(Index),
    Note(Index, Option<u8>),
    MoveStage(Index, Index),
    AddPromise(usize),
    RemovePromise(Index),
    Text(Index, u8),
    Update(Index, usize, u8),
    Unknown(Option<u8>),
    EndComment(Option<u8>),
    Form(bool, bool),
}

/// The stage of a key. Two of them are of one, which is one row where two sides added them.
fn stage_of(key: &str) -> &'static str {
    match key {
        "a0a0" => "watching",
        "h0h0" => "proposed",
        "b1b1" | "c2c2" => "selected",
        "d3d3" => "preparing",
        "g4g4" => "announced",
        "m5m5" => "met",
        _ => "tracked",
    }
}

fn key_of(key: &str) -> String {
    if key.contains(' ') {
        format!("\"{key}\"")
    } else {
        key.to_owned()
    }
}

impl Case {
    fn new() -> Self {
        let title = ("title", ("\"題\"".to_owned(), ""));
        let summary = ("summary", ("\"甲\"".to_owned(), "# 依表單\n"));
        Self {
            fields: BTreeMap::from([title, summary]),
            tags: vec!["水", "路"],
            stages: vec![("a0a0".to_owned(), None), ("h0h0".to_owned(), Some(1))],
            promises: vec![("e0e0".to_owned(), "C1".to_owned(), 0, Vec::new())],
            unknown: None,
            ends_in_comment: None,
            is_crlf: false,
            has_end: true,
        }
    }

    fn changed(&self, changes: &[Change]) -> Self {
        let mut case = self.clone();
        changes.iter().for_each(|change| case.change(change));
        case
    }

    fn change(&mut self, change: &Change) {
        let pick = |index: &Index, length: usize| (length > 0).then(|| index.index(length));
        match change {
            Change::Field(field, value) => {
                let name = FIELDS[*field];
                let value = match name {
                    "number" => value.to_string(),
                    _ => format!("\"{value}\""),
                };
                self.fields.entry(name).or_default().0 = value;
            }
            Change::RemoveField(field) => {
                if FIELDS[*field] != "title" {
                    self.fields.remove(FIELDS[*field]);
                }
            }
            Change::Comment(field, text) => {
                if let Some((_, comment)) = self.fields.get_mut(FIELDS[*field]) {
                    *comment = text;
                }
            }
            Change::Tag(tag) => match self.tags.iter().position(|own| *own == TAGS[*tag]) {
                Some(place) => drop(self.tags.remove(place)),
                None => self.tags.push(TAGS[*tag]),
            },
            Change::AddStage(key, place) => {
                let key = KEYS[*key].to_owned();
                if self.stages.iter().all(|(own, _)| *own != key) {
                    let place = place.index(self.stages.len() + 1);
                    self.stages.insert(place, (key, None));
                }
            }
            Change::RemoveStage(index) => {
                if let Some(place) = pick(index, self.stages.len()) {
                    self.stages.remove(place);
                }
            }
            Change::Note(index, note) => {
                if let Some(place) = pick(index, self.stages.len()) {
                    self.stages[place].1 = *note;
                }
            }
            Change::MoveStage(from, to) => {
                if let Some(from) = pick(from, self.stages.len()) {
                    let row = self.stages.remove(from);
                    self.stages.insert(to.index(self.stages.len() + 1), row);
                }
            }
            Change::AddPromise(key) => {
                let key = KEYS[*key].to_owned();
                let labels = self
                    .promises
                    .iter()
                    .map(|(_, label, ..)| label[1..].parse().unwrap());
                let label = format!("C{}", labels.max().unwrap_or(0_u32) + 1);
                if self.promises.iter().all(|(own, ..)| *own != key) {
                    self.promises.push((key, label, 0, Vec::new()));
                }
            }
            Change::RemovePromise(index) => {
                if let Some(place) = pick(index, self.promises.len()) {
                    self.promises.remove(place);
                }
            }
            Change::Text(index, text) => {
                if let Some(place) = pick(index, self.promises.len()) {
                    self.promises[place].2 = *text;
                }
            }
            Change::Update(index, key, note) => {
                if let Some(place) = pick(index, self.promises.len()) {
                    let updates = &mut self.promises[place].3;
                    match updates.iter_mut().find(|(own, _)| own == KEYS[*key]) {
                        Some((_, own)) => *own = *note,
                        None => updates.push((KEYS[*key].to_owned(), *note)),
                    }
                }
            }
            Change::Unknown(value) => self.unknown = *value,
            Change::EndComment(value) => self.ends_in_comment = *value,
            Change::Form(is_crlf, has_end) => (self.is_crlf, self.has_end) = (*is_crlf, *has_end),
        }
    }

    fn text(&self) -> String {
        let mut text = String::from("#:schema s\nid = \"c201902-k7f2\"\n");
        for (name, (value, comment)) in &self.fields {
            writeln!(text, "{comment}{} = {value}", key_of(name)).unwrap();
        }
        if !self.tags.is_empty() {
            writeln!(text, "tags = {:?}", self.tags).unwrap();
        }
        for (key, note) in &self.stages {
            write!(
                text,
                "\n# {key}\n[[stage]]\nk = \"{key}\"\nname = \"{}\"\n",
                stage_of(key)
            )
            .unwrap();
            if let Some(note) = note {
                writeln!(text, "note = \"{note}\" # {note}").unwrap();
            }
        }
        for (key, label, words, updates) in &self.promises {
            let rest = format!("label = \"{label}\"\ntext = \"{words}\"\nstatus = \"open\"\n");
            write!(text, "\n[[commitment]]\nk = \"{key}\"\n{rest}").unwrap();
            for (key, note) in updates {
                let rest = format!("on = 2019-02-12\nnote = \"{note}\"\n");
                write!(text, "\n[[commitment.update]]\nk = \"{key}\"\n{rest}").unwrap();
            }
        }
        if let Some(value) = self.unknown {
            write!(
                text,
                "\n[legacy]\nvalue = {value}\n\n[[legacy.row]]\na = 1\n"
            )
            .unwrap();
        }
        if let Some(value) = self.ends_in_comment {
            write!(text, "\n# 末 {value}\n").unwrap();
        }
        if !self.has_end {
            text.truncate(text.trim_end().len());
        }
        if self.is_crlf {
            text = text.replace('\n', "\r\n");
        }
        text
    }
}

/// A change of a case, of the fields and rows that `part` of `parts` may touch.
fn change() -> impl Strategy<Value = Change> {
    let field = 0..FIELDS.len();
    let key = 0..KEYS.len();
    let index = any::<Index>;
    prop_oneof![
        4 => (field.clone(), 0..4_u8).prop_map(|(field, value)| Change::Field(field, value)),
        1 => field.clone().prop_map(Change::RemoveField),
        1 => (field, select(vec!["", "# 一\n", "\n# 二\n# 三\n"]))
            .prop_map(|(field, text)| Change::Comment(field, text)),
        2 => (0..TAGS.len()).prop_map(Change::Tag),
        3 => (key.clone(), index()).prop_map(|(key, place)| Change::AddStage(key, place)),
        1 => index().prop_map(Change::RemoveStage),
        2 => (index(), proptest::option::of(0..3_u8)).prop_map(|(row, note)| Change::Note(row, note)),
        1 => (index(), index()).prop_map(|(from, to)| Change::MoveStage(from, to)),
        3 => key.clone().prop_map(Change::AddPromise),
        1 => index().prop_map(Change::RemovePromise),
        1 => (index(), 0..3_u8).prop_map(|(row, text)| Change::Text(row, text)),
        2 => (index(), key, 0..3_u8).prop_map(|(row, key, note)| Change::Update(row, key, note)),
        1 => proptest::option::of(0..3_u8).prop_map(Change::Unknown),
        1 => proptest::option::of(0..3_u8).prop_map(Change::EndComment),
        1 => any::<(bool, bool)>().prop_map(|(crlf, end)| Change::Form(crlf, end)),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    vec(change(), 0..6)
}

/// A past and two versions made of it.
fn versions() -> impl Strategy<Value = [String; 3]> {
    (changes(), changes(), changes()).prop_map(|(base, one, other)| {
        let base = Case::new().changed(&base);
        let (one, other) = (base.changed(&one), base.changed(&other));
        [base, one, other].map(|case| case.text())
    })
}

/// Three changes, none of which touches what another touches.
fn independent() -> impl Strategy<Value = [String; 4]> {
    let one = vec(
        (0..2_usize, 0..9_u8).prop_map(|(field, value)| Change::Field(field, value)),
        0..3,
    );
    let other = vec(
        prop_oneof![
            (0..2_usize, any::<Index>()).prop_map(|(key, place)| Change::AddStage(key, place)),
            (2..4_usize, 0..9_u8).prop_map(|(field, value)| Change::Field(field, value)),
        ],
        0..4,
    );
    let third = vec(
        prop_oneof![
            (2..6_usize, any::<Index>()).prop_map(|(key, place)| Change::AddStage(key, place)),
            (0..TAGS.len()).prop_map(Change::Tag),
            (any::<Index>(), 0..6_usize, 0..3_u8)
                .prop_map(|(first, key, note)| { Change::Update(first, key, note) }),
        ],
        0..4,
    );
    (one, other, third).prop_map(|(one, other, third)| {
        let base = Case::new();
        let of = |changes: &[Change]| base.changed(changes).text();
        [base.text(), of(&one), of(&other), of(&third)]
    })
}

fn three(base: &str, one: &str, other: &str) -> Merged {
    merge(Kind::Case, Some(base), Some(one), Some(other)).unwrap()
}

fn text(base: &str, one: &str, other: &str) -> String {
    three(base, one, other).text.unwrap()
}

/// Every value that is no table, by path; the order of rows does not count.
fn leaves(text: &str) -> BTreeMap<FieldPath, String> {
    let table = parse(text).unwrap();
    let places = Places::new(&table.table, table_of(Kind::Case));
    places
        .all()
        .filter(|(_, value)| !value.is_table() && !is_rows(value))
        .map(|(path, value)| (path.clone(), set_text(value)))
        .collect()
}

fn is_in(path: &FieldPath, key: &str) -> bool {
    path.to_string().starts_with(&format!("stage[{key}]"))
}

fn is_rows(value: &toml::Value) -> bool {
    value
        .as_array()
        .is_some_and(|rows| rows.iter().all(toml::Value::is_table))
}

fn set_text(value: &toml::Value) -> String {
    let Some(items) = value.as_array() else {
        return text_of(value);
    };
    let items: BTreeSet<String> = items.iter().map(text_of).collect();
    format!("{items:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn no_side_is_looked_at([base, one, other] in versions()) {
        prop_assert_eq!(three(&base, &one, &other), three(&base, &other, &one));
    }

    #[test]
    fn what_one_side_did_is_the_result([base, one, _] in versions()) {
        prop_assert_eq!(text(&base, &one, &one), one.as_str());
        prop_assert_eq!(text(&base, &one, &base), one.as_str());
    }

    #[test]
    fn a_result_merged_again_is_the_result([base, one, other] in versions()) {
        let result = text(&base, &one, &other);
        prop_assert_eq!(&text(&base, &result, &one), &result);
        prop_assert_eq!(&text(&base, &other, &result), &result);
    }

    #[test]
    fn the_result_is_a_sound_record([base, one, other] in versions()) {
        let result = three(&base, &one, &other);
        let parsed = parse_as(Kind::Case, result.text.unwrap().as_bytes());
        prop_assert!(parsed.is_sound(), "{:?}", parsed.problems);
        let record = parsed.record.unwrap();
        prop_assert_eq!(record.conflicts(), result.conflicts.as_slice());
    }

    #[test]
    fn no_change_is_lost([base, one, other] in versions()) {
        let result = three(&base, &one, &other);
        let after = leaves(result.text.as_deref().unwrap());
        let before = leaves(&base);
        let is_pair = !before.keys().any(|path| is_in(path, "b1b1") || is_in(path, "c2c2"))
            && !after.keys().any(|path| is_in(path, "c2c2"));
        for (path, value) in leaves(&one).into_iter().chain(leaves(&other)) {
            let is_list = path.to_string() == "tags";
            let is_key = path.to_string() == "stage[c2c2].k";
            if before.get(&path) == Some(&value) || is_list || path.to_string().ends_with("label") {
                continue;
            }
            let name = match is_pair {
                true if is_key => continue,
                true => path.to_string().replace("stage[c2c2]", "stage[b1b1]"),
                false => path.to_string(),
            };
            let path: FieldPath = name.parse().unwrap();
            let stands = after.get(&path) == Some(&value);
            let open = result.conflicts.iter().find(|row| row.path.as_str() == name);
            let waits = open.is_some_and(|row| row.values.contains(&value));
            prop_assert!(stands || waits, "{} = {} is lost", name, value);
        }
    }

    #[test]
    fn independent_changes_meet_in_any_order([base, one, other, third] in independent()) {
        let first = three(&base, &one, &other);
        prop_assert!(first.conflicts.is_empty());
        let first = text(&base, &first.text.unwrap(), &third);
        let second = text(&base, &one, &text(&base, &other, &third));
        let last = text(&base, &text(&base, &third, &one), &other);
        prop_assert_eq!(leaves(&first), leaves(&second));
        prop_assert_eq!(leaves(&first), leaves(&last));
    }

    #[test]
    fn a_criss_cross_adds_no_conflict(
        [base, one, other] in versions(),
        (title, summary) in (0..9_u8, 0..9_u8),
    ) {
        // Both merged the other, then went on; their pasts are `one` and `other`, whose merge is the past.
        let past = three(&base, &one, &other);
        let conflicts = past.conflicts;
        let past = past.text.unwrap();
        let mine = format!("mine = {title}\n{past}").replace("\u{feff}", "");
        let theirs = past.replacen("id = ", &format!("theirs = {summary}\nid = "), 1);
        let both = three(&past, &mine, &theirs);
        prop_assert_eq!(both.conflicts, conflicts);
    }
}
