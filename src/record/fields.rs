//! The keyed view of a record: every value under a path that stays the same while rows come and
//! go, such as `commitment[x7f2].due` or `agency[motc+host].lead`.
//!
//! The grammar of a path: fields joined with `.`, a row of a repeated table by its key in brackets.
//! The parts of a composite key are joined with `+`; a part without a value is left out. `]`, `[` and
//! `\` inside a key are written after a `\`. A name of other signs than `a-z0-9_-`, which only a key that
//! nobody knows has, stands in `"`, where `"` and `\` are written after a `\`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::iter::Peekable;
use std::str::{Chars, FromStr};

use super::item::Item;
use super::shape::{Shape, TableShape};

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field.
    Field(String),
    /// The row with that key.
    Row(String),
}

/// The address of a value inside a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// Whether it lies at or below `pattern`. A pattern may leave out which row it means:
    /// `commitment.due` covers the `due` of every commitment.
    pub fn is_below(&self, pattern: &Self) -> bool {
        let mut steps = self.0.iter().peekable();
        pattern.0.iter().all(|wanted| {
            if matches!(wanted, Step::Field(_)) {
                while steps.next_if(|step| matches!(step, Step::Row(_))).is_some() {}
            }
            steps.next() == Some(wanted)
        })
    }

    /// Whether the tables of `shape` have a field of this path, whatever its rows.
    pub fn is_of(&self, shape: &TableShape) -> bool {
        let mut table = Some(shape);
        self.0.iter().all(|step| match step {
            Step::Row(_) => true,
            Step::Field(name) => {
                let field = table.and_then(|table| table.field(name));
                table = match field.map(|field| field.shape) {
                    Some(Shape::Table(inner) | Shape::Rows(inner)) => Some(inner),
                    _ => None,
                };
                field.is_some()
            }
        })
    }

    /// Whether `shape` has the field that the path begins with.
    pub fn begins_in(&self, shape: &TableShape) -> bool {
        matches!(self.0.first(), Some(Step::Field(name)) if shape.field(name).is_some())
    }

    /// The path of a field of the table that lies here.
    pub fn field(&self, name: &str) -> Self {
        self.join(Step::Field(name.to_owned()))
    }

    /// The path of the row with that key of the table that lies here.
    pub fn row(&self, key: &str) -> Self {
        self.join(Step::Row(key.to_owned()))
    }

    fn join(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) => {
                    if place > 0 {
                        formatter.write_str(".")?;
                    }
                    if is_plain(name) {
                        formatter.write_str(name)?;
                    } else {
                        write!(formatter, "\"{}\"", escaped(name, &['"', '\\']))?;
                    }
                }
                Step::Row(key) => write!(formatter, "[{}]", escaped(key, &['[', ']', '\\']))?,
            }
        }
        Ok(())
    }
}

impl FromStr for FieldPath {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut steps = Vec::new();
        let mut characters = text.chars().peekable();
        loop {
            let mut name = String::new();
            if characters.next_if_eq(&'"').is_some() {
                name = until(&mut characters, '"')?;
            } else {
                while let Some(character) = characters.next_if(|next| !matches!(next, '.' | '[')) {
                    name.push(character);
                }
                if !is_plain(&name) {
                    return Err(());
                }
            }
            steps.push(Step::Field(name));
            if characters.next_if_eq(&'[').is_some() {
                let key = until(&mut characters, ']')?;
                steps.push(Step::Row(key));
            }
            match characters.next() {
                None => return Ok(Self(steps)),
                Some('.') => {}
                Some(_) => return Err(()),
            }
        }
    }
}

/// Whether a name stands in a path as it is.
fn is_plain(name: &str) -> bool {
    let good =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    !name.is_empty() && name.bytes().all(good)
}

fn escaped(text: &str, signs: &[char]) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if signs.contains(&character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// The text up to `end`, which is taken off too.
fn until(characters: &mut Peekable<Chars<'_>>, end: char) -> Result<String, ()> {
    let mut text = String::new();
    loop {
        match characters.next().ok_or(())? {
            character if character == end => return Ok(text),
            '\\' => text.push(characters.next().ok_or(())?),
            '[' if end == ']' => return Err(()),
            other => text.push(other),
        }
    }
}

/// Every value of a record under its path: the leaves of its tree. Lists of plain values are one
/// value.
pub fn fields(item: &Item, shape: &TableShape) -> BTreeMap<FieldPath, Item> {
    let mut found = BTreeMap::new();
    collect(item, shape, &FieldPath::default(), &mut found);
    found
}

fn collect(
    item: &Item,
    shape: &TableShape,
    path: &FieldPath,
    found: &mut BTreeMap<FieldPath, Item>,
) {
    let Item::Table(values) = item else { return };
    for (name, value) in values {
        let here = path.join(Step::Field((*name).to_owned()));
        match (value, shape.field(name).map(|field| field.shape)) {
            (Item::Table(_), Some(Shape::Table(inner))) => collect(value, inner, &here, found),
            (Item::Rows(_), Some(Shape::Rows(inner))) => {
                for (key, row) in keyed_rows(value, inner) {
                    collect(row, inner, &here.join(Step::Row(key)), found);
                }
            }
            _ => {
                found.insert(here, value.clone());
            }
        }
    }
}

/// The record that has these values: what [`fields`] undoes. Rows stand in the order that they have in
/// the first of `like` that has them, the others after them in the order of their keys.
pub fn record_of(fields: &BTreeMap<FieldPath, Item>, shape: &TableShape, like: &[&Item]) -> Item {
    table_at(fields, shape, &FieldPath::default(), like)
}

fn table_at(
    fields: &BTreeMap<FieldPath, Item>,
    shape: &TableShape,
    path: &FieldPath,
    like: &[&Item],
) -> Item {
    let value = |name: &'static str, shape: Shape| {
        let here = path.join(Step::Field(name.to_owned()));
        let like: Vec<&Item> = like
            .iter()
            .filter_map(|item| value_of(item, name))
            .collect();
        match shape {
            Shape::Table(inner) => {
                let table = table_at(fields, inner, &here, &like);
                (table != Item::Table(Vec::new())).then_some(table)
            }
            Shape::Rows(inner) => {
                let rows = rows_at(fields, inner, &here, &like);
                (!rows.is_empty()).then_some(Item::Rows(rows))
            }
            _ => fields.get(&here).cloned(),
        }
    };
    let values = shape.fields.iter();
    let values = values.filter_map(|field| Some((field.name, value(field.name, field.shape)?)));
    Item::Table(values.collect())
}

fn rows_at(
    fields: &BTreeMap<FieldPath, Item>,
    shape: &TableShape,
    path: &FieldPath,
    like: &[&Item],
) -> Vec<Item> {
    let below = fields
        .range(path.clone()..)
        .take_while(|(found, _)| found.0.starts_with(&path.0));
    let mut keys: Vec<String> = below
        .filter_map(|(found, _)| match found.0.get(path.0.len()) {
            Some(Step::Row(key)) => Some(key.clone()),
            _ => None,
        })
        .collect();
    keys.dedup();
    let mut alike: HashMap<String, (usize, Vec<&Item>)> = HashMap::new();
    let known = like.iter().flat_map(|rows| keyed_rows(rows, shape));
    for (place, (key, row)) in known.enumerate() {
        let (_, rows) = alike.entry(key).or_insert((place, Vec::new()));
        rows.push(row);
    }
    keys.sort_by_key(|key| alike.get(key).map_or(usize::MAX, |(place, _)| *place));
    let row = |key: String| {
        let like = alike.remove(&key).unwrap_or_default().1;
        table_at(fields, shape, &path.join(Step::Row(key)), &like)
    };
    keys.into_iter().map(row).collect()
}

fn value_of<'a>(item: &'a Item, name: &str) -> Option<&'a Item> {
    match item {
        Item::Table(values) => values
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value),
        _ => None,
    }
}

/// The rows of a table with their keys.
fn keyed_rows<'a>(rows: &'a Item, shape: &TableShape) -> impl Iterator<Item = (String, &'a Item)> {
    let rows = match rows {
        Item::Rows(rows) => rows.as_slice(),
        _ => &[],
    };
    keys(rows, shape).into_iter().zip(rows)
}

/// The key of a row among its siblings; `None` where no part of it has a value.
pub fn row_key(row: &Item, shape: &TableShape) -> Option<String> {
    let Item::Table(values) = row else {
        return None;
    };
    let parts: Vec<String> = shape
        .key
        .iter()
        .filter_map(|name| values.iter().find(|(field, _)| field == name))
        .map(|(_, value)| value.to_line())
        .collect();
    (!parts.is_empty()).then(|| parts.join("+"))
}

/// A value that two versions of a record do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Where.
    pub path: FieldPath,
    /// What stood there.
    pub old: Option<Item>,
    /// What stands there now.
    pub new: Option<Item>,
}

/// What differs between two versions of a record, in the order of paths. `None` is no record.
pub fn changes(old: Option<&Item>, new: Option<&Item>, shape: &TableShape) -> Vec<FieldChange> {
    let of = |item: Option<&Item>| item.map(|item| fields(item, shape)).unwrap_or_default();
    let mut before = of(old);
    let mut changes: Vec<FieldChange> = of(new)
        .into_iter()
        .filter_map(|(path, new)| {
            let old = before.remove(&path);
            (old.as_ref() != Some(&new)).then_some(FieldChange {
                path,
                old,
                new: Some(new),
            })
        })
        .collect();
    changes.extend(before.into_iter().map(|(path, old)| FieldChange {
        path,
        old: Some(old),
        new: None,
    }));
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    changes
}

/// What differs from every one of several versions, with what stands in the first of them: what a
/// merge says that none of its sides did. Of one version it is [`changes`].
pub fn changes_from_all(
    old: &[Option<&Item>],
    new: Option<&Item>,
    shape: &TableShape,
) -> Vec<FieldChange> {
    let (first, others) = match old.split_first() {
        Some((first, others)) => (*first, others),
        None => (None, &[][..]),
    };
    let mut changes = changes(first, new, shape);
    for other in others {
        let differ = self::changes(*other, new, shape);
        let paths: BTreeSet<&FieldPath> = differ.iter().map(|change| &change.path).collect();
        changes.retain(|change| paths.contains(&change.path));
    }
    changes
}

/// The rows of a repeated table in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOrder {
    /// The table.
    pub path: FieldPath,
    /// The keys of its rows.
    pub keys: Vec<String>,
}

/// The order of rows wherever it is more than that of the version before without the rows that are
/// gone: together with [`changes`], all that makes `new` out of `old`.
pub fn orders(old: Option<&Item>, new: Option<&Item>, shape: &TableShape) -> Vec<RowOrder> {
    let mut orders = Vec::new();
    if let Some(new) = new {
        collect_orders(old, new, shape, &FieldPath::default(), &mut orders);
    }
    orders
}

fn collect_orders(
    old: Option<&Item>,
    new: &Item,
    shape: &TableShape,
    path: &FieldPath,
    orders: &mut Vec<RowOrder>,
) {
    let Item::Table(values) = new else { return };
    for (name, item) in values {
        let here = path.join(Step::Field((*name).to_owned()));
        let before = old.and_then(|old| value_of(old, name));
        match (item, shape.field(name).map(|field| field.shape)) {
            (Item::Table(_), Some(Shape::Table(inner))) => {
                collect_orders(before, item, inner, &here, orders);
            }
            (Item::Rows(rows), Some(Shape::Rows(inner))) => {
                let old_rows = match before {
                    Some(Item::Rows(rows)) => rows.as_slice(),
                    _ => &[],
                };
                let (old_keys, keys) = (keys(old_rows, inner), keys(rows, inner));
                let kept = old_keys.iter().filter(|key| keys.contains(key));
                if keys.len() > 1 && !kept.eq(keys.iter()) {
                    let path = here.clone();
                    orders.push(RowOrder {
                        path,
                        keys: keys.clone(),
                    });
                }
                for (row, key) in rows.iter().zip(&keys) {
                    let place = old_keys.iter().position(|old| old == key);
                    let before = place.and_then(|place| old_rows.get(place));
                    let here = here.join(Step::Row(key.clone()));
                    collect_orders(before, row, inner, &here, orders);
                }
            }
            _ => {}
        }
    }
}

/// The keys of rows; a row without one goes by its place.
fn keys(rows: &[Item], shape: &TableShape) -> Vec<String> {
    let key =
        |(row, place): (&Item, usize)| row_key(row, shape).unwrap_or_else(|| format!("#{place}"));
    rows.iter().zip(1..).map(key).collect()
}

/// Whether a field of `table` holds the id of an agency: in an agency's part in a case that is the
/// `id` of the row.
pub fn names_agency(field: &str, table: &TableShape) -> bool {
    matches!(field, "agency" | "run_by" | "successor" | "parent")
        || (field == "id" && table.field("role").is_some())
}

/// Whether a record says something of an agency.
pub fn speaks_of_agency(item: &Item, shape: &TableShape, id: &str) -> bool {
    let Item::Table(values) = item else {
        return false;
    };
    values.iter().any(
        |(name, value)| match (value, shape.field(name).map(|field| field.shape)) {
            (Item::Text(text), _) => text == id && names_agency(name, shape),
            (Item::Table(_), Some(Shape::Table(inner))) => speaks_of_agency(value, inner, id),
            (Item::Rows(rows), Some(Shape::Rows(inner))) => {
                rows.iter().any(|row| speaks_of_agency(row, inner, id))
            }
            _ => false,
        },
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::any::{parse_as, table_of};
    use super::super::id::Kind;
    use super::*;

    /// Invented.
    const CASE: &str = r#"
id = "c201902-k7f2"
title = "測試用案件"
tags = ["甲", "乙"]

[[stage]]
k = "a1b2"
name = "proposed"
on = 2019-02-12

[[agency]]
id = "mohw"
role = "host"
lead = true

[[link]]
url = "https://example.org/[1]"
kind = "other"
"#;

    fn item(text: &str) -> Item {
        let parsed = parse_as(Kind::Case, text.as_bytes());
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        parsed.record.unwrap().item()
    }

    #[test]
    fn every_value_has_a_path_that_reads_back() {
        let paths: Vec<String> = fields(&item(CASE), table_of(Kind::Case))
            .into_keys()
            .map(|path| path.to_string())
            .collect();
        assert_eq!(
            paths,
            [
                "agency[mohw+host].id",
                "agency[mohw+host].lead",
                "agency[mohw+host].role",
                "id",
                "link[https://example.org/\\[1\\]].kind",
                "link[https://example.org/\\[1\\]].url",
                "stage[a1b2].k",
                "stage[a1b2].name",
                "stage[a1b2].on",
                "tags",
                "title",
            ]
        );
        for path in paths {
            assert_eq!(path.parse::<FieldPath>().unwrap().to_string(), path);
        }
    }

    #[test]
    fn a_record_is_made_of_its_values_again() {
        let old = item(CASE);
        let shape = table_of(Kind::Case);
        assert_eq!(record_of(&fields(&old, shape), shape, &[&old]), old);
        let rows = "\n[[stage]]\nk = \"zz11\"\nname = \"proposed\"\n\n[[stage]]\nk = \"aa11\"\nname = \"met\"\n";
        let longer = item(&format!("{CASE}{rows}"));
        let values = fields(&longer, shape);
        assert_eq!(record_of(&values, shape, &[&longer]), longer);
        let by_key = record_of(&values, shape, &[&old]);
        let stages: Vec<String> = fields(&by_key, shape)
            .keys()
            .map(ToString::to_string)
            .filter(|path| path.ends_with("].name"))
            .collect();
        assert_eq!(
            stages,
            ["stage[a1b2].name", "stage[aa11].name", "stage[zz11].name"]
        );
        let Some(Item::Rows(rows)) = value_of(&by_key, "stage") else {
            panic!("{by_key:?}")
        };
        let keys: Vec<Option<String>> = rows
            .iter()
            .map(|row| value_of(row, "k").map(Item::to_line))
            .collect();
        let of = |key: &str| Some(key.to_owned());
        assert_eq!(keys, [of("a1b2"), of("aa11"), of("zz11")]);
    }

    #[test]
    fn changes_name_old_and_new() {
        let old = item(CASE);
        let new = item(
            &CASE
                .replace("測試用案件", "新題目")
                .replace("lead = true\n", ""),
        );
        let changes: Vec<String> = changes(Some(&old), Some(&new), table_of(Kind::Case))
            .into_iter()
            .map(|change| {
                let line = |item: Option<Item>| item.map(|item| item.to_line());
                format!(
                    "{} {:?} {:?}",
                    change.path,
                    line(change.old),
                    line(change.new)
                )
            })
            .collect();
        assert_eq!(
            changes,
            [
                "agency[mohw+host].lead Some(\"true\") None",
                "title Some(\"測試用案件\") Some(\"新題目\")",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_key_survives_the_grammar(key in ".*", name in "[a-z_]{1,8}|.*") {
            let path = FieldPath(vec![
                Step::Field("link".to_owned()),
                Step::Row(key),
                Step::Field(name),
            ]);
            prop_assert_eq!(path.to_string().parse::<FieldPath>(), Ok(path));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<FieldPath>();
        }
    }
}
