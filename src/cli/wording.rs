//! Records in words: labels of fields, values, rows and changes as people read them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::locale::Language;
use crate::record::fields::{FieldChange, FieldPath, Step, names_agency};
use crate::record::shape::{Field, Shape, TableShape};
use crate::record::{AnyRecord, Item};
use crate::text::clean::one_line;

/// The label of a field for people: the first words of its description in Chinese, the name of the
/// field in English.
pub(super) fn label(field: &Field, language: Language) -> String {
    match language {
        Language::En => field.name.replace('_', " "),
        Language::ZhTw => {
            let end = field
                .about
                .zh
                .find(['，', '：', '（', '；'])
                .unwrap_or(field.about.zh.len());
            field
                .about
                .zh
                .get(..end)
                .unwrap_or(field.about.zh)
                .to_owned()
        }
    }
}

/// A value for people: words in their language, dates as people write them.
pub(super) fn shown(item: &Item, shape: &Shape, language: Language) -> String {
    match (item, shape) {
        (Item::Text(text), Shape::Word(words)) => words
            .iter()
            .find(|word| word.toml == text)
            .map_or(text.as_str(), |word| {
                language.pick(word.label.en, word.label.zh)
            })
            .to_owned(),
        (Item::Date(date), _) => date.display(language),
        (Item::List(items), Shape::List(inner)) => {
            let shown: Vec<String> = items
                .iter()
                .map(|item| shown(item, inner, language))
                .collect();
            shown.join(language.pick(", ", "、"))
        }
        _ => item.to_line(),
    }
}

/// The fields of a table that have values, each with its declaration.
pub(super) fn table_fields<'a>(
    item: &'a Item,
    shape: &'static TableShape,
) -> Vec<(&'static Field, &'a Item)> {
    match item {
        Item::Table(values) => values
            .iter()
            .filter_map(|(name, item)| Some((shape.field(name)?, item)))
            .collect(),
        _ => Vec::new(),
    }
}

/// How values are worded: the language, the short names of agencies by id, and the labels of the
/// record's rows by key.
pub(super) struct Wording {
    /// The language.
    pub language: Language,
    agencies: Rc<BTreeMap<String, String>>,
    labels: BTreeMap<String, String>,
}

impl Wording {
    /// The words for a record.
    pub(super) fn new(
        language: Language,
        agencies: impl Into<Rc<BTreeMap<String, String>>>,
        record: &AnyRecord,
    ) -> Self {
        Self {
            labels: super::points::labels(record),
            ..Self::without_record(language, agencies)
        }
    }

    /// The words for a record of which nothing is known.
    pub(super) fn without_record(
        language: Language,
        agencies: impl Into<Rc<BTreeMap<String, String>>>,
    ) -> Self {
        Self {
            language,
            agencies: agencies.into(),
            labels: BTreeMap::new(),
        }
    }

    /// A field's value for people; an agency goes by its short name, a row by its label.
    pub(super) fn value(&self, field: &Field, item: &Item, table: &TableShape) -> String {
        let is_agency = names_agency(field.name, table);
        if let (true, Item::Text(id)) = (is_agency, item) {
            return self.agencies.get(id).unwrap_or(id).clone();
        }
        if !super::points::named_by(field.name).is_empty() {
            let keys = match item {
                Item::List(keys) => keys.as_slice(),
                key => std::slice::from_ref(key),
            };
            let labels = keys.iter().map(|key| {
                let key = key.to_line();
                self.labels.get(&key).cloned().unwrap_or(key)
            });
            let labels: Vec<String> = labels.collect();
            return labels.join(self.language.pick(", ", "、"));
        }
        shown(item, &field.shape, self.language)
    }

    /// A row in one line: what every row has stands bare, the rest after its label.
    pub(super) fn row(&self, row: &Item, table: &'static TableShape) -> String {
        const BARE: [&str; 5] = ["on", "date", "text", "title", "reason"];
        let mut parts = Vec::new();
        for (field, item) in table_fields(row, table) {
            match (item, field.shape) {
                _ if field.name == "k" => {}
                (Item::Rows(rows), Shape::Rows(inner)) => parts.extend(
                    rows.iter()
                        .map(|row| format!("\n  {}", self.row(row, inner))),
                ),
                _ => {
                    let value = one_line(&self.value(field, item, table));
                    parts.push(if field.required || BARE.contains(&field.name) {
                        value
                    } else {
                        format!("{} {value}", label(field, self.language))
                    });
                }
            }
        }
        parts.join(self.language.pick(", ", "　"))
    }

    /// The path of a field in words: its label, after the name of each row that it lies in.
    pub(super) fn path(&self, path: &FieldPath, shape: &'static TableShape) -> String {
        let mut words = Vec::new();
        let mut table = Some(shape);
        let mut rows: Option<&'static TableShape> = None;
        for step in &path.0 {
            match step {
                Step::Field(name) => {
                    let field = table.and_then(|table| table.field(name));
                    words.push(field.map_or_else(|| name.clone(), |f| label(f, self.language)));
                    rows = match field.map(|field| field.shape) {
                        Some(Shape::Rows(inner)) => Some(inner),
                        _ => None,
                    };
                    table = match field.map(|field| field.shape) {
                        Some(Shape::Table(inner) | Shape::Rows(inner)) => Some(inner),
                        _ => None,
                    };
                }
                Step::Row(key) => words.push(self.row_name(key, rows)),
            }
        }
        words.join(" ")
    }

    /// What people call a row: its label, else its key with agencies and words spelt out.
    fn row_name(&self, key: &str, shape: Option<&'static TableShape>) -> String {
        if let Some(label) = self.labels.get(key) {
            return label.clone();
        }
        let fields: Vec<&Field> = shape
            .map(|shape| {
                shape
                    .key
                    .iter()
                    .filter_map(|name| shape.field(name))
                    .collect()
            })
            .unwrap_or_default();
        let parts: Vec<&str> = key.split('+').collect();
        match shape {
            Some(shape) if fields.len() > 1 && parts.len() <= fields.len() => {
                let part = |(field, part): (&&Field, &&str)| {
                    let item = Item::Text((*part).to_owned());
                    self.value(field, &item, shape)
                };
                let parts: Vec<String> = fields.iter().zip(&parts).map(part).collect();
                parts.join(self.language.pick(" ", "／"))
            }
            _ => format!("[{key}]"),
        }
    }

    /// The value at a path in words.
    pub(super) fn value_at(
        &self,
        path: &FieldPath,
        item: &Item,
        shape: &'static TableShape,
    ) -> String {
        match field_at(path, shape) {
            Some((field, table)) => one_line(&self.value(field, item, table)),
            None => one_line(&item.to_line()),
        }
    }

    /// What changed in a record, a line each: a row that is new (`+`) or gone (`-`) as a whole, other
    /// fields with what stood there and what stands there since.
    pub(super) fn changes(
        &self,
        changes: &[FieldChange],
        shape: &'static TableShape,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        self.lines(changes, shape, 0, &mut lines);
        lines
    }

    /// The lines of changes that lie in the same row so far as `depth` steps say.
    fn lines(
        &self,
        changes: &[FieldChange],
        shape: &'static TableShape,
        depth: usize,
        lines: &mut Vec<String>,
    ) {
        let same = |one: &FieldChange, other: &FieldChange| {
            let row = row_of(one, depth);
            row.is_some() && row == row_of(other, depth)
        };
        for group in changes.chunk_by(same) {
            let Some(row) = group.first().and_then(|change| row_of(change, depth)) else {
                lines.extend(group.iter().map(|change| self.change(change, shape)));
                continue;
            };
            let Some(table) = table_at(row, shape) else {
                continue;
            };
            let is_key = |change: &&FieldChange| match &change.path.0[row.len()..] {
                [Step::Field(name)] => table.key.contains(&name.as_str()),
                _ => false,
            };
            let keys = || group.iter().filter(is_key);
            let is_new = keys().any(|change| change.old.is_none());
            let is_gone = keys().any(|change| change.new.is_none());
            if !is_new && !is_gone {
                self.lines(group, shape, row.len(), lines);
                continue;
            }
            let (own, nested): (Vec<_>, Vec<_>) = group
                .iter()
                .cloned()
                .partition(|change| change.path.0.len() == row.len() + 1);
            let value = |field: &'static Field| {
                let here = |change: &&FieldChange| {
                    change.path.0.last() == Some(&Step::Field(field.name.to_owned()))
                };
                let change = own.iter().find(here)?;
                let item = if is_new { &change.new } else { &change.old };
                Some((field.name, item.clone()?))
            };
            let values = Item::Table(table.fields.iter().filter_map(value).collect());
            let name = self.path(&FieldPath(row.to_vec()), shape);
            let sign = if is_new { "+" } else { "-" };
            let colon = self.language.pick(": ", "：");
            lines.push(format!("{sign} {name}{colon}{}", self.row(&values, table)));
            self.lines(&nested, shape, row.len(), lines);
        }
    }

    fn change(&self, change: &FieldChange, shape: &'static TableShape) -> String {
        let side = |item: &Option<Item>| match item {
            Some(item) => self.value_at(&change.path, item, shape),
            None => "–".to_owned(),
        };
        let colon = self.language.pick(": ", "：");
        let name = self.path(&change.path, shape);
        format!("{name}{colon}{} → {}", side(&change.old), side(&change.new))
    }
}

/// The steps to the next row below `depth` steps; `None` where there is none.
fn row_of(change: &FieldChange, depth: usize) -> Option<&[Step]> {
    let steps = change.path.0.as_slice();
    let below = steps.get(depth..)?;
    let row = below.iter().position(|step| matches!(step, Step::Row(_)))?;
    steps.get(..=depth + row)
}

/// The table that a path leads to.
fn table_at(path: &[Step], shape: &'static TableShape) -> Option<&'static TableShape> {
    let mut table = shape;
    for step in path {
        if let Step::Field(name) = step {
            table = match table.field(name)?.shape {
                Shape::Table(inner) | Shape::Rows(inner) => inner,
                _ => return None,
            };
        }
    }
    Some(table)
}

/// The field that a path leads to, and the table that declares it.
fn field_at(
    path: &FieldPath,
    shape: &'static TableShape,
) -> Option<(&'static Field, &'static TableShape)> {
    let (last, before) = path.0.split_last()?;
    let Step::Field(name) = last else { return None };
    let table = table_at(before, shape)?;
    Some((table.field(name)?, table))
}
