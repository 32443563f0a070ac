//! Where in a file a field stands: from a field path with row numbers, such as
//! `commitment[2].due`, to the bytes of its value.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::record::fields::{FieldPath, Step as KeyedStep};
use crate::record::shape::{Shape, TableShape};

/// A file's text, parsed once for any number of questions.
#[derive(Debug)]
pub struct Locator<'a> {
    table: DeTable<'a>,
}

impl<'a> Locator<'a> {
    /// Parses the text as far as it is TOML.
    pub fn new(text: &'a str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        Self {
            table: table.into_inner(),
        }
    }

    /// The bytes of the value of `field`. Where the field is not there, those of the row it would
    /// stand in, and at the top of a record those of its id, its name or its first value.
    pub fn locate(&self, field: &str) -> Option<Range<usize>> {
        self.value_at(field).or_else(|| {
            ["id", "name"]
                .into_iter()
                .find_map(|name| self.table.get(name))
                .map(Spanned::span)
        })
    }

    /// Every text of the file, in its order. `shape` tells which rows have keys.
    pub fn leaves(&self, shape: Option<&TableShape>) -> Vec<Leaf> {
        let mut found = Vec::new();
        collect_table(&self.table, shape, "", &FieldPath::default(), &mut found);
        found.sort_by_key(|leaf| leaf.span.start);
        found
    }

    fn value_at(&self, field: &str) -> Option<Range<usize>> {
        let mut steps = steps(field);
        let first = steps.next()?;
        let mut value = match first {
            Step::Field(name) => self.table.get(name)?,
            Step::Row(_) => return None,
        };
        let mut span = value.span();
        for step in steps {
            let inner = match (step, value.get_ref()) {
                (Step::Field(name), DeValue::Table(table)) => table.get(name),
                (Step::Row(number), DeValue::Array(rows)) => {
                    number.checked_sub(1).and_then(|place| rows.get(place))
                }
                _ => None,
            };
            let Some(inner) = inner else { break };
            value = inner;
            span = value.span();
        }
        Some(span)
    }
}

/// A text in a file.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The bytes of the value, quotes included.
    pub span: Range<usize>,
    /// The field, with rows counted from 1.
    pub field: String,
    /// The field, with rows named by their keys as `record::fields` names them.
    pub keyed: FieldPath,
    /// The text, escapes resolved.
    pub text: String,
}

fn collect(
    value: &Spanned<DeValue<'_>>,
    shape: Option<&Shape>,
    field: &str,
    keyed: &FieldPath,
    found: &mut Vec<Leaf>,
) {
    match value.get_ref() {
        DeValue::String(text) => found.push(Leaf {
            span: value.span(),
            field: field.to_owned(),
            keyed: keyed.clone(),
            text: text.to_string(),
        }),
        DeValue::Array(rows) => {
            for (row, number) in rows.iter().zip(1..) {
                let mut here = keyed.clone();
                let row_shape = match (shape, row.get_ref()) {
                    (Some(Shape::Rows(shape)), DeValue::Table(table)) => {
                        let key = key_of(table, shape).unwrap_or_else(|| format!("#{number}"));
                        here.0.push(KeyedStep::Row(key));
                        Some(Shape::Table(shape))
                    }
                    _ => None,
                };
                collect(
                    row,
                    row_shape.as_ref(),
                    &format!("{field}[{number}]"),
                    &here,
                    found,
                );
            }
        }
        DeValue::Table(table) => {
            let shape = match shape {
                Some(Shape::Table(shape)) => Some(*shape),
                _ => None,
            };
            collect_table(table, shape, field, keyed, found);
        }
        _ => {}
    }
}

fn collect_table(
    table: &DeTable<'_>,
    shape: Option<&TableShape>,
    field: &str,
    keyed: &FieldPath,
    found: &mut Vec<Leaf>,
) {
    for (name, value) in table.iter() {
        let name = name.get_ref();
        let dot = if field.is_empty() { "" } else { "." };
        let mut here = keyed.clone();
        here.0.push(KeyedStep::Field(name.to_string()));
        let shape = shape
            .and_then(|shape| shape.field(name))
            .map(|known| &known.shape);
        collect(value, shape, &format!("{field}{dot}{name}"), &here, found);
    }
}

/// The key of a row as `record::fields` makes it.
fn key_of(row: &DeTable<'_>, shape: &TableShape) -> Option<String> {
    let parts: Vec<String> = shape
        .key
        .iter()
        .filter_map(|name| match row.get(*name)?.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => None,
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("+"))
}

enum Step<'a> {
    Field(&'a str),
    Row(usize),
}

fn steps(field: &str) -> impl Iterator<Item = Step<'_>> {
    field
        .split(['.', '[', ']'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_or(Step::Field(part), Step::Row))
}

/// Counts lines and columns of a text from front to back, so that many places of one file cost
/// one reading of it.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Lines<'a> {
    /// Starts at the first character.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            line: 1,
            column: 1,
        }
    }

    /// Line and column (in characters, from 1) of a byte that lies not before the last one asked.
    pub fn at(&mut self, byte: usize) -> (usize, usize) {
        let rest = self.text.get(self.byte..).unwrap_or("");
        for (offset, character) in rest.char_indices() {
            if self.byte + offset >= byte {
                self.byte += offset;
                return (self.line, self.column);
            }
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.byte = self.text.len();
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Invented.
    const TEXT: &str = "id = \"c201902-k7f2\"\ntags = [\"甲\", \"乙\"]\n\n[[stage]]\nk = \"a1b2\"\n\n[[stage]]\non = 2019-02-12\n\n[[commitment]]\nk = \"x7f2\"\n\n[[commitment.update]]\non = 2020-01-01\n";

    #[test]
    fn a_field_is_found_by_names_and_row_numbers() {
        let locator = Locator::new(TEXT);
        let at = |field: &str| locator.locate(field).map(|span| &TEXT[span]);
        assert_eq!(at("stage[2].on"), Some("2019-02-12"));
        assert_eq!(at("tags[2]"), Some("\"乙\""));
        assert_eq!(at("commitment[1].update[1].on"), Some("2020-01-01"));
        assert_eq!(at("commitment[1].due"), Some("[[commitment]]"));
        assert_eq!(at("source"), Some("\"c201902-k7f2\""));
        assert_eq!(Locator::new("").locate("source"), None);
    }

    #[test]
    fn columns_count_characters() {
        let mut lines = Lines::new("a\n甲乙丙");
        assert_eq!(lines.at(0), (1, 1));
        assert_eq!(lines.at(5), (2, 2));
        assert_eq!(lines.at(99), (2, 4));
    }

    proptest! {
        #[test]
        fn no_text_and_no_field_panics(text in ".*", field in ".*") {
            if let Some(span) = Locator::new(&text).locate(&field) {
                prop_assert!(text.get(span).is_some());
            }
        }

        #[test]
        fn lines_agree_with_counting_from_the_front(text in "[a甲\n]*", mut bytes in prop::collection::vec(0_usize..40, 0..5)) {
            bytes.sort_unstable();
            let mut lines = Lines::new(&text);
            for byte in bytes {
                let end = (byte.min(text.len())..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap();
                let before = &text[..end];
                let line = 1 + before.matches('\n').count();
                let column = 1 + before.rsplit('\n').next().unwrap().chars().count();
                prop_assert_eq!(lines.at(byte), (line, column));
            }
        }
    }
}
