//! Random documents, random edits: what holds for every one of them.
//!
//! The documents are invented. Names are numbered while a document is written, so that every one is
//! valid; spacing, comments, line endings and the way a table is written vary.

use std::fmt::Write as _;
use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use toml::Value;
use toml::de::{DeTable, DeValue};
use toml_edit::{Array, InlineTable, Value as NewValue};

use super::{Edit, Path, SpliceError, Step, apply};

fn order(table: &[&str]) -> Vec<&'static str> {
    match table {
        [] => vec!["k0", "new", "k1", "r0", "rows", "k2", "r1", "t3"],
        _ => vec!["k4", "i0", "new", "i1", "k9", "rows"],
    }
}

#[derive(Debug, Clone)]
enum Line {
    Blank(&'static str),
    Comment(&'static str),
    Pair {
        key: usize,
        space: &'static str,
        value: String,
        tail: &'static str,
    },
}

#[derive(Debug, Clone)]
enum Header {
    Table,
    ImplicitTable,
    Row(usize),
    TableOfRow(usize),
    RowOfRow(usize),
}

fn space() -> impl Strategy<Value = &'static str> {
    select(vec!["", " ", "  ", "\t"])
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i16>().prop_map(|number| number.to_string()),
        select(vec![
            "0x2A",
            "-0.5e3",
            "true",
            "2019-02-01",
            "2019-02-01 10:30:00+08:00",
            "''",
            "'# 不是註解'",
            r#""a \"b\" \\ \u4e2d, ] }""#,
            "\"\"\"\n第一行\n# 第二行\"\" \\\n  [x]\n\"\"\"",
            "'''\n[[r0]]\nk0 = 1\n'''",
        ])
        .prop_map(str::to_owned),
    ]
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        let gap = select(vec!["", " ", "\n", " # c, ]\n  ", "\n\n "]);
        let elements = vec((gap.clone(), inner.clone(), gap.clone()), 0..4);
        let pairs = vec((gap.clone(), 0..3_usize, inner, gap.clone()), 0..4);
        prop_oneof![
            (elements, gap.clone(), any::<bool>()).prop_map(|(elements, end, comma)| {
                let body: Vec<String> = elements
                    .iter()
                    .map(|(before, value, after)| format!("{before}{value}{after}"))
                    .collect();
                bracketed('[', &body, end, comma, ']')
            }),
            (pairs, gap, any::<bool>()).prop_map(|(pairs, end, comma)| {
                let body: Vec<String> = pairs
                    .iter()
                    .enumerate()
                    .map(|(number, (before, kind, value, after))| match kind {
                        0 => format!("{before}i{number}={value}{after}"),
                        1 => format!("{before}\"鍵 {number}\" = {value}{after}"),
                        _ => format!("{before}d.i{number} = {value}{after}"),
                    })
                    .collect();
                bracketed('{', &body, end, comma, '}')
            }),
        ]
    })
}

fn bracketed(open: char, body: &[String], end: &str, comma: bool, close: char) -> String {
    let comma = if comma && !body.is_empty() { "," } else { "" };
    format!("{open}{}{comma}{end}{close}", body.join(","))
}

fn line() -> impl Strategy<Value = Line> {
    prop_oneof![
        2 => select(vec!["", " ", "\t"]).prop_map(Line::Blank),
        2 => select(vec!["# note", "  # [x]", "#:schema s", "# 註 = 1"]).prop_map(Line::Comment),
        5 => (0..5_usize, space(), value(), select(vec!["", " ", " # t", "\t#"]))
            .prop_map(|(key, space, value, tail)| Line::Pair { key, space, value, tail }),
    ]
}

fn header() -> impl Strategy<Value = Header> {
    prop_oneof![
        Just(Header::Table),
        Just(Header::ImplicitTable),
        (0..2_usize).prop_map(Header::Row),
        (0..2_usize).prop_map(Header::TableOfRow),
        (0..2_usize).prop_map(Header::RowOfRow),
    ]
}

/// A valid document.
fn document() -> impl Strategy<Value = String> {
    let sections = vec((header(), space(), vec(line(), 0..4)), 0..6);
    let newlines = prop_oneof![
        Just(vec![false]),
        Just(vec![true]),
        vec(any::<bool>(), 1..5)
    ];
    (
        vec(line(), 0..5),
        sections,
        newlines,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(root, sections, newlines, mark, last)| {
            let mut text = String::new();
            let mut number = 0;
            write_lines(&mut text, &root, &mut number);
            let mut rows = [false; 2];
            for (header, space, lines) in &sections {
                number += 1;
                match header {
                    Header::Table => writeln!(text, "{space}[t{number}]"),
                    Header::ImplicitTable => writeln!(text, "[ t{number} . 'in ner']{space}"),
                    Header::Row(row) => {
                        rows[*row] = true;
                        writeln!(text, "{space}[[r{row}]] # row")
                    }
                    Header::TableOfRow(row) if rows[*row] => writeln!(text, "[r{row}.s{number}]"),
                    Header::RowOfRow(row) if rows[*row] => writeln!(text, "[[ r{row}.'n' ]]"),
                    _ => continue,
                }
                .unwrap();
                write_lines(&mut text, lines, &mut number);
            }
            if !last && text.ends_with('\n') {
                text.pop();
            }
            with_newlines(&text, &newlines, mark)
        })
}

fn write_lines(text: &mut String, lines: &[Line], number: &mut usize) {
    for line in lines {
        *number += 1;
        match line {
            Line::Blank(space) => writeln!(text, "{space}"),
            Line::Comment(comment) => writeln!(text, "{comment}"),
            Line::Pair {
                key,
                space,
                value,
                tail,
            } => {
                let key = match key {
                    0 => format!("'k.{number}'"),
                    1 => format!("\"鍵 {number}\""),
                    2 => format!("d{number} . x"),
                    3 => format!("d{number}.x = 1\nd{number}.\"y\""),
                    _ => format!("k{number}"),
                };
                writeln!(text, "{space}{key}{space}= {value}{tail}")
            }
        }
        .unwrap();
    }
}

fn with_newlines(text: &str, carriage_returns: &[bool], mark: bool) -> String {
    let mut out = if mark {
        "\u{feff}".to_owned()
    } else {
        String::new()
    };
    let mut turns = carriage_returns.iter().cycle();
    for character in text.chars() {
        if character == '\n' && *turns.next().unwrap() {
            out.push('\r');
        }
        out.push(character);
    }
    out
}

fn new_value() -> impl Strategy<Value = NewValue> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(NewValue::from),
        any::<bool>().prop_map(NewValue::from),
        (-1e9..1e9_f64).prop_map(NewValue::from),
        "\\PC{0,8}".prop_map(NewValue::from),
        "[a\"\\\\\n\r\t\u{0}\u{7f}中]{0,12}".prop_map(NewValue::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|values| NewValue::from(Array::from_iter(values))),
            vec(inner, 0..3).prop_map(|values| {
                let pairs = values
                    .into_iter()
                    .enumerate()
                    .map(|(number, value)| (format!("v {number}"), value));
                NewValue::from(InlineTable::from_iter(pairs))
            }),
        ]
    })
}

fn parsed(text: &str) -> Value {
    Value::Table(toml::from_str(text).unwrap())
}

/// What a new value means, by way of toml_edit's own text of it.
fn meant(value: &NewValue) -> Value {
    parsed(&format!("x = {value}"))["x"].clone()
}

/// Every path below the root.
fn paths(value: &Value) -> Vec<Vec<Step>> {
    let children: Vec<(Step, &Value)> = match value {
        Value::Table(table) => table
            .iter()
            .map(|(key, value)| (Step::Key(key.clone()), value))
            .collect(),
        Value::Array(array) => array
            .iter()
            .enumerate()
            .map(|(number, value)| (Step::Index(number), value))
            .collect(),
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for (step, child) in children {
        all.push(vec![step.clone()]);
        all.extend(
            paths(child)
                .into_iter()
                .map(|path| [vec![step.clone()], path].concat()),
        );
    }
    all
}

/// The paths of all tables, the root among them, each with one more name.
fn new_keys(root: &Value, name: &str) -> Vec<Vec<Step>> {
    let mut tables = paths(root);
    tables.push(Vec::new());
    tables.retain(|path| at(root, path).is_some_and(Value::is_table));
    tables
        .into_iter()
        .map(|path| [path, vec![Step::Key(name.to_owned())]].concat())
        .collect()
}

fn at<'v>(root: &'v Value, path: &Path) -> Option<&'v Value> {
    path.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(number) => value.get(number),
    })
}

fn at_mut<'v>(root: &'v mut Value, path: &Path) -> &'v mut Value {
    path.iter().fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key).unwrap(),
        Step::Index(number) => value.get_mut(number).unwrap(),
    })
}

fn put(root: &mut Value, path: &Path, value: Value) {
    let (last, outer) = path.split_last().unwrap();
    match (at_mut(root, outer), last) {
        (Value::Table(table), Step::Key(key)) => {
            table.insert(key.clone(), value);
        }
        (Value::Array(array), Step::Index(number)) => array[*number] = value,
        _ => panic!("{path:?}"),
    }
}

fn cut(root: &mut Value, path: &Path) {
    let (last, outer) = path.split_last().unwrap();
    match (at_mut(root, outer), last) {
        (Value::Table(table), Step::Key(key)) => {
            table.remove(key);
        }
        (Value::Array(array), Step::Index(number)) => {
            array.remove(*number);
        }
        _ => panic!("{path:?}"),
    }
}

/// The span of the value at a path, as another parser sees it.
fn span(text: &str, path: &Path) -> Range<usize> {
    let table = DeTable::parse(text).unwrap();
    let (Step::Key(first), rest) = path.split_first().unwrap() else {
        panic!("{path:?}")
    };
    let mut value = table.get_ref().get(first.as_str()).unwrap();
    for step in rest {
        value = match (value.get_ref(), step) {
            (DeValue::Table(table), Step::Key(key)) => table.get(key.as_str()).unwrap(),
            (DeValue::Array(array), Step::Index(number)) => array.get(*number).unwrap(),
            _ => panic!("{path:?}"),
        };
    }
    value.span()
}

fn headers(text: &str) -> usize {
    text.lines()
        .filter(|line| line.trim_start().starts_with('['))
        .count()
}

fn set(text: &str, path: &Path, value: &NewValue) -> Result<String, SpliceError> {
    apply(text, &[Edit::Set { path, value }], &order)
}

fn remove(text: &str, path: &Path) -> Result<String, SpliceError> {
    apply(text, &[Edit::Remove { path }], &order)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_set_value_changes_its_own_bytes_and_nothing_else(text in document(), which: Index, value in new_value()) {
        let before = parsed(&text);
        let all = paths(&before);
        if all.is_empty() {
            return Ok(());
        }
        let path = which.get(&all);
        let after = match set(&text, path, &value) {
            Ok(after) => after,
            Err(error) => {
                let container = at(&before, path).is_some_and(|value| value.is_table() || value.is_array());
                prop_assert!(container, "{error}");
                prop_assert_eq!(error, SpliceError::NotAValue { path: path.clone() });
                return Ok(());
            }
        };
        let mut expected = before;
        put(&mut expected, path, meant(&value));
        prop_assert_eq!(parsed(&after), expected);
        if after != text {
            let span = span(&text, path);
            prop_assert!(after.starts_with(&text[..span.start]), "{}", after);
            prop_assert!(after.ends_with(&text[span.end..]), "{}", after);
        }
        prop_assert_eq!(set(&after, path, &value), Ok(after));
    }

    #[test]
    fn an_inserted_key_is_there_and_removing_it_gives_the_text_back(text in document(), which: Index, value in new_value()) {
        let before = parsed(&text);
        let all = new_keys(&before, "new");
        let path = which.get(&all);
        let after = set(&text, path, &value);
        prop_assert!(after.is_ok(), "{after:?}");
        let after = after.unwrap();
        let mut expected = before;
        put(&mut expected, path, meant(&value));
        prop_assert_eq!(parsed(&after), expected);
        prop_assert_eq!(set(&after, path, &value), Ok(after.clone()));
        // A table that only its inner tables made has got a header for its key; it stays.
        if headers(&after) == headers(&text) {
            prop_assert_eq!(remove(&after, path), Ok(text), "{}", after);
        }
    }

    #[test]
    fn an_added_row_is_the_last_and_removing_it_gives_the_text_back(text in document(), which: Index, fresh: bool, values in vec(new_value(), 0..3)) {
        let before = parsed(&text);
        let all = if fresh { new_keys(&before, "rows") } else {
            paths(&before).into_iter().filter(|path| at(&before, path).is_some_and(Value::is_array)).collect()
        };
        if all.is_empty() {
            return Ok(());
        }
        let path = which.get(&all);
        let row: Vec<(String, NewValue)> = values.into_iter().enumerate().map(|(number, value)| (format!("欄 {number}"), value)).collect();
        let rows = at(&before, path).map(|rows| rows.as_array().unwrap().clone());
        let after = apply(&text, &[Edit::AddRow { path, row: &row }], &order);
        if rows.iter().flatten().any(|row| !row.is_table()) {
            prop_assert_eq!(after, Err(SpliceError::NotRows { path: path.clone() }));
            return Ok(());
        }
        prop_assert!(after.is_ok(), "{after:?}");
        let after = after.unwrap();
        let mut rows = rows.unwrap_or_default();
        let number = rows.len();
        rows.push(Value::Table(row.iter().map(|(key, value)| (key.clone(), meant(value))).collect()));
        let mut expected = before;
        put(&mut expected, path, Value::Array(rows));
        prop_assert_eq!(parsed(&after), expected);
        let added = if fresh { path.clone() } else { [path.clone(), vec![Step::Index(number)]].concat() };
        prop_assert_eq!(remove(&after, &added), Ok(text), "{}", after);
    }

    #[test]
    fn a_removed_path_is_gone_and_nothing_else(text in document(), which: Index) {
        let mut expected = parsed(&text);
        let all = paths(&expected);
        if all.is_empty() {
            return Ok(());
        }
        let path = which.get(&all);
        let after = remove(&text, path);
        prop_assert!(after.is_ok(), "{after:?}");
        let after = parsed(&after.unwrap());
        cut(&mut expected, path);
        // A table that nothing but the removed lines made is gone with them.
        for depth in (1..path.len()).rev() {
            let outer = &path[..depth];
            let empty = at(&expected, outer).is_some_and(|value| {
                value.as_table().is_some_and(toml::Table::is_empty) || value.as_array().is_some_and(Vec::is_empty)
            });
            if empty && at(&after, outer).is_none() {
                cut(&mut expected, outer);
            }
        }
        prop_assert_eq!(after, expected);
    }

    #[test]
    fn hostile_text_is_edited_or_refused(text in hostile(), key in "[a-c]", value in new_value()) {
        let path = [Step::Key(key)];
        let inner = [path[0].clone(), Step::Index(0), Step::Key("a".to_owned())];
        for path in [&path[..], &inner[..], &inner[..2], &[]] {
            for edit in [Edit::Set { path, value: &value }, Edit::Remove { path }, Edit::AddRow { path, row: &[] }] {
                if let Ok(after) = apply(&text, &[edit], &order) {
                    prop_assert!(toml::from_str::<toml::Table>(&after).is_ok());
                }
            }
        }
    }
}

/// Text that is anything, or nearly TOML, or TOML with one piece cut out.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\[\\]{}=.,#\"'\n\r\t a-c0-9\\\\鍵\u{feff}-]{0,40}",
        "(\u{feff})?((\\[{1,2}[a-b](\\.[a-c])?\\]{1,2}|[a-c](\\.[a-c])? = (1|\\[\\]|\\{a=1\\}|''|\\[\\{\\}\\])|#|)[\r]?\n){0,6}",
        (document(), any::<Index>(), any::<Index>()).prop_map(|(text, from, length)| {
            let kept: Vec<char> = text.chars().collect();
            let from = from.index(kept.len() + 1);
            let length = length.index(kept.len() + 1 - from);
            kept.iter()
                .take(from)
                .chain(kept.iter().skip(from + length))
                .collect()
        }),
    ]
}
