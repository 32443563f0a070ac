//! Finds the bytes that an edit means.
//!
//! What exists is replaced or removed at its span. What is missing goes where a reader would look for
//! it: behind the nearest neighbour before it in the canonical order.

use std::ops::Range;

use toml_edit::Value;

use super::layout::{Form, Kind, Layout, Node, Pair, Place, Section, keys_follow};
use super::write::{self, key_text, value_text};
use super::{Edit, Order, Path, Splice, SpliceError, Step, inline, tree};

/// What is inserted at a path where nothing stands.
#[derive(Clone, Copy)]
enum New<'a> {
    Value(&'a Value),
    Row(&'a [(String, Value)]),
}

impl New<'_> {
    fn inline_text(self) -> String {
        match self {
            Self::Value(value) => write::inline_text(value),
            Self::Row(row) => format!("[{}]", row_text(row)),
        }
    }
}

fn row_text(row: &[(String, Value)]) -> String {
    write::table_text(row.iter().map(|(key, value)| (key.as_str(), value)))
}

/// One text with what an edit of it needs to know.
pub(super) struct Editor<'e> {
    pub(super) text: &'e str,
    pub(super) layout: &'e Layout,
    pub(super) order: &'e Order<'e>,
}

impl Editor<'_> {
    /// The splices of an edit, in the order of their ranges. `tree` holds the values of the text.
    pub(super) fn splices(
        &self,
        edit: &Edit<'_>,
        tree: &toml::Value,
    ) -> Result<Vec<Splice>, SpliceError> {
        match *edit {
            Edit::Set { path, value } if tree::holds(tree, path, value) => Ok(Vec::new()),
            Edit::Set { path, value } => self.set(path, value),
            Edit::Remove { path } => self.remove(path),
            Edit::AddRow { path, row } => self.add_row(path, row),
        }
    }

    fn set(&self, path: &Path, value: &Value) -> Result<Vec<Splice>, SpliceError> {
        match self.layout.locate(path) {
            Place::Line { pair, .. } => {
                let text = value_text(value, self.layout.newline);
                Ok(vec![Splice {
                    range: pair.value.span.clone(),
                    text,
                }])
            }
            Place::Element { element, .. } => Ok(vec![Splice {
                range: element.value.span.clone(),
                text: write::inline_text(value),
            }]),
            Place::Elements { .. } | Place::Table => Err(SpliceError::NotAValue {
                path: path.to_vec(),
            }),
            Place::Lacking { container, taken } => {
                self.insert_inline(path, container, taken, New::Value(value))
            }
            Place::Absent => self.insert(path, New::Value(value)),
        }
    }

    fn add_row(&self, path: &Path, row: &[(String, Value)]) -> Result<Vec<Splice>, SpliceError> {
        let not_rows = || SpliceError::NotRows {
            path: path.to_vec(),
        };
        match self.layout.locate(path) {
            Place::Line { pair, .. } => self.append_inline(&pair.value, row).ok_or_else(not_rows),
            Place::Element { element, .. } => {
                self.append_inline(&element.value, row).ok_or_else(not_rows)
            }
            Place::Table if self.layout.is_rows(path) => {
                let last = self.layout.sections_below(path).last();
                let place = last.map_or(self.layout.statements.len(), |section| {
                    self.layout.end_of(section)
                });
                Ok(vec![self.insert_row(place, path, row)])
            }
            Place::Elements { .. } | Place::Table => Err(not_rows()),
            Place::Lacking { container, taken } => {
                self.insert_inline(path, container, taken, New::Row(row))
            }
            Place::Absent => self.insert(path, New::Row(row)),
        }
    }

    /// Appends a row to an inline array that holds nothing but tables.
    fn append_inline(&self, array: &Node, row: &[(String, Value)]) -> Option<Vec<Splice>> {
        let Form::Array(elements) = &array.form else {
            return None;
        };
        let tables = elements
            .iter()
            .all(|element| matches!(element.value.form, Form::Table(_)));
        let last = elements.len().checked_sub(1);
        tables.then(|| inline::insert(self.text, array, last, &row_text(row), self.layout.newline))
    }

    /// Inserts into an inline table what the steps behind the first `taken` ones name.
    fn insert_inline(
        &self,
        path: &Path,
        container: &Node,
        taken: usize,
        new: New<'_>,
    ) -> Result<Vec<Splice>, SpliceError> {
        let (outer, rest) = path.split_at(taken.min(path.len()));
        match &container.form {
            Form::Table(elements) => {
                let keys = keys_of(rest).ok_or_else(|| SpliceError::NoSuchPath {
                    path: path.to_vec(),
                })?;
                let names: Vec<&str> = elements
                    .iter()
                    .map(|element| element.keys.first().map_or("", String::as_str))
                    .collect();
                let after =
                    self.place_among(outer, keys.first().copied().unwrap_or_default(), &names);
                let body = format!("{} = {}", write::dotted_text(keys), new.inline_text());
                Ok(inline::insert(
                    self.text,
                    container,
                    after,
                    &body,
                    self.layout.newline,
                ))
            }
            Form::Array(_) if matches!(rest.first(), Some(Step::Index(_))) => {
                Err(SpliceError::NoSuchPath {
                    path: path.to_vec(),
                })
            }
            Form::Array(_) | Form::Scalar => Err(SpliceError::NotATable {
                path: outer.to_vec(),
            }),
        }
    }

    /// Behind which of the present names a new one goes; `None` is before all of them.
    fn place_among(&self, table: &Path, name: &str, present: &[&str]) -> Option<usize> {
        let order = self.order_of(table);
        match order.iter().position(|ordered| *ordered == name) {
            Some(position) => {
                let before = order.get(..position).unwrap_or_default();
                before
                    .iter()
                    .rev()
                    .find_map(|ordered| present.iter().rposition(|own| own == ordered))
            }
            None => present.len().checked_sub(1),
        }
    }

    fn order_of(&self, table: &Path) -> Vec<&'static str> {
        (self.order)(&names(table).collect::<Vec<_>>())
    }

    /// Inserts what is missing altogether, into the nearest table on the path that exists.
    fn insert(&self, path: &Path, new: New<'_>) -> Result<Vec<Splice>, SpliceError> {
        let no_such_path = || SpliceError::NoSuchPath {
            path: path.to_vec(),
        };
        let exists = |depth: &usize| {
            path.get(..*depth)
                .is_some_and(|outer| matches!(self.layout.locate(outer), Place::Table))
        };
        let (parent, rest) = path.split_at((0..path.len()).rev().find(exists).unwrap_or(0));
        let keys = keys_of(rest).ok_or_else(no_such_path)?;
        let (name, inner) = keys.split_first().ok_or_else(no_such_path)?;
        if self.layout.is_rows(parent) {
            return Err(SpliceError::NotATable {
                path: parent.to_vec(),
            });
        }
        let section = self
            .layout
            .sections
            .iter()
            .find(|section| section.path == parent);
        let dotted = match section {
            Some(_) => None,
            None => self.insert_dotted(path, parent, new),
        };
        let splice = match (dotted, section, new) {
            (Some(splice), ..) => splice,
            (None, Some(section), New::Value(value)) if inner.is_empty() => {
                self.insert_key(section, name, value)
            }
            (None, _, New::Value(value)) => {
                let (key, table) = match inner.split_last() {
                    Some((key, _)) => (key, path.split_last().map_or(path, |(_, table)| table)),
                    None => (name, parent),
                };
                let place = match inner {
                    [] => self.before_sections(parent),
                    _ => self.place_of_section(parent, name),
                };
                let header = format!("[{}]", write::dotted_text(names(table)));
                self.insert_section(place, &header, [(*key, value)])
            }
            (None, _, New::Row(row)) => {
                self.insert_row(self.place_of_section(parent, name), path, row)
            }
        };
        Ok(vec![splice])
    }

    /// Inserts a `key = value` line into a section.
    fn insert_key(&self, section: &Section, key: &str, value: &Value) -> Splice {
        let pairs: Vec<_> = self.layout.pairs(section).collect();
        let present: Vec<&str> = pairs
            .iter()
            .filter_map(|(_, pair)| pair.keys.first())
            .map(String::as_str)
            .collect();
        let after = self
            .place_among(&section.path, key, &present)
            .and_then(|number| pairs.get(number));
        let (statement, beside) = match (after, pairs.first()) {
            (Some((statement, pair)), _) => (statement + 1, Some(*pair)),
            (None, Some((statement, pair))) => {
                (self.layout.with_comments_above(*statement), Some(*pair))
            }
            (None, None) => (self.layout.behind_header(section), None),
        };
        self.insert_pair(
            statement,
            beside,
            &key_text(key),
            &value_text(value, self.layout.newline),
        )
    }

    /// Inserts beside the dotted keys that alone make the table `parent`, where that is so.
    fn insert_dotted(&self, path: &Path, parent: &Path, new: New<'_>) -> Option<Splice> {
        let (section, statement, pair) = self.layout.sections.iter().rev().find_map(|section| {
            let rest = parent.strip_prefix(section.path.as_slice())?;
            let (statement, pair) = self
                .layout
                .pairs(section)
                .rfind(|(_, pair)| keys_follow(&pair.keys, rest))?;
            Some((section, statement, pair))
        })?;
        let keys = keys_of(path.strip_prefix(section.path.as_slice())?)?;
        let value = match new {
            New::Value(value) => value_text(value, self.layout.newline),
            New::Row(_) => new.inline_text(),
        };
        Some(self.insert_pair(statement + 1, Some(pair), &write::dotted_text(keys), &value))
    }

    /// Inserts a line before a statement, indented like the line that it stands beside.
    fn insert_pair(
        &self,
        statement: usize,
        beside: Option<&Pair>,
        key: &str,
        value: &str,
    ) -> Splice {
        let indent = beside.map_or("", |pair| self.indent(pair.key_start));
        self.insert_lines(
            statement,
            format!("{indent}{key} = {value}{}", self.layout.newline),
        )
    }

    /// The space between the start of a line and what stands on it first.
    fn indent(&self, at: usize) -> &str {
        let before = self.text.get(self.layout.start..at).unwrap_or_default();
        let line = before
            .rfind('\n')
            .map_or(before, |feed| before.get(feed + 1..).unwrap_or_default());
        if line.trim_matches([' ', '\t']).is_empty() {
            line
        } else {
            ""
        }
    }

    /// The statement before which a new table or array named `name` goes: behind the nearest one that
    /// stands before it in the order, else behind the keys of its parent; an unknown name goes last.
    fn place_of_section(&self, parent: &Path, name: &str) -> usize {
        let order = self.order_of(parent);
        let known = order.iter().position(|ordered| *ordered == name);
        let before = order.get(..known.unwrap_or_default()).unwrap_or_default();
        let preceding = before.iter().rev().find_map(|ordered| {
            let mut path = parent.to_vec();
            path.push(Step::Key((*ordered).to_owned()));
            self.layout.sections_below(&path).last()
        });
        let own = || {
            self.layout
                .sections
                .iter()
                .find(|section| known.is_some() && section.path == parent)
        };
        let last = || self.layout.sections_below(parent).last();
        preceding
            .or_else(own)
            .or_else(last)
            .map_or(self.layout.statements.len(), |section| {
                self.layout.end_of(section)
            })
    }

    /// The statement before which the header of a table goes that so far only its inner tables make.
    fn before_sections(&self, table: &Path) -> usize {
        let first = self.layout.sections_below(table).next();
        first.map_or(self.layout.statements.len(), |section| {
            self.layout.with_comments_above(section.statements.start)
        })
    }

    fn insert_row(&self, place: usize, path: &Path, row: &[(String, Value)]) -> Splice {
        let header = format!("[[{}]]", write::dotted_text(names(path)));
        self.insert_section(
            place,
            &header,
            row.iter().map(|(key, value)| (key.as_str(), value)),
        )
    }

    /// Inserts a header and its lines before a statement, parted from the rest by one blank line.
    fn insert_section<'p>(
        &self,
        statement: usize,
        header: &str,
        pairs: impl IntoIterator<Item = (&'p str, &'p Value)>,
    ) -> Splice {
        let newline = self.layout.newline;
        let mut lines = format!("{header}{newline}");
        for (key, value) in pairs {
            lines.extend([&key_text(key), " = ", &value_text(value, newline), newline]);
        }
        let parted_above = statement
            .checked_sub(1)
            .is_none_or(|above| self.layout.is(above, &Kind::Blank));
        if !parted_above {
            lines.insert_str(0, newline);
        } else if statement < self.layout.statements.len() {
            lines.push_str(newline);
        }
        self.insert_lines(statement, lines)
    }

    /// Inserts whole lines before a statement. A text without a final newline stays without one.
    fn insert_lines(&self, statement: usize, mut lines: String) -> Splice {
        let at = self.layout.offset(statement);
        let before = self.text.get(self.layout.start..at).unwrap_or_default();
        if !before.is_empty() && !before.ends_with('\n') {
            let newline = self.layout.newline;
            lines.truncate(lines.len() - newline.len());
            lines.insert_str(0, newline);
        }
        Splice::insert(at, lines)
    }

    fn remove(&self, path: &Path) -> Result<Vec<Splice>, SpliceError> {
        match self.layout.locate(path) {
            Place::Line { statement, .. } => {
                let first = self.layout.with_comments_above(statement);
                Ok(self.remove_statements(std::iter::once(first..statement + 1)))
            }
            Place::Element {
                container, number, ..
            } => Ok(inline::remove_one(self.text, container, number)),
            Place::Elements { container, numbers } => {
                Ok(inline::remove_several(self.text, container, &numbers))
            }
            Place::Table if path.is_empty() => Err(SpliceError::NotAValue { path: Vec::new() }),
            Place::Table => Ok(self.remove_statements(self.statements_of_table(path))),
            Place::Lacking { .. } | Place::Absent => Err(SpliceError::NoSuchPath {
                path: path.to_vec(),
            }),
        }
    }

    /// The statements that make a table or rows: headers with their lines, and dotted keys elsewhere.
    /// Comments that stand between two tables and touch neither are not among them.
    fn statements_of_table(&self, path: &Path) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        for section in &self.layout.sections {
            if section.path.starts_with(path) {
                let first = self.layout.with_comments_above(section.statements.start);
                ranges.push(self.with_blank_line(first..self.layout.end_of(section)));
            } else if let Some(rest) = path.strip_prefix(section.path.as_slice()) {
                let lines = self
                    .layout
                    .pairs(section)
                    .filter(|(_, pair)| keys_follow(&pair.keys, rest));
                ranges.extend(
                    lines.map(|(number, _)| self.layout.with_comments_above(number)..number + 1),
                );
            }
        }
        ranges
    }

    /// Widens a range by the blank line that parts it from what stands above, or below at the start.
    fn with_blank_line(&self, range: Range<usize>) -> Range<usize> {
        if range.start > 0 {
            let above = range.start - 1;
            if self.layout.is(above, &Kind::Blank) {
                above..range.end
            } else {
                range
            }
        } else if self.layout.is(range.end, &Kind::Blank) {
            range.start..range.end + 1
        } else {
            range
        }
    }

    /// Removes statements. A text without a final newline stays without one.
    fn remove_statements(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Splice> {
        let mut spans: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            let span = self.layout.offset(range.start)..self.layout.offset(range.end);
            match spans.last_mut().filter(|last| last.end >= span.start) {
                Some(last) => last.end = span.end,
                None => spans.push(span),
            }
        }
        if let Some(last) = spans
            .last_mut()
            .filter(|last| last.end == self.text.len() && !self.text.ends_with('\n'))
        {
            let before = self
                .text
                .get(self.layout.start..last.start)
                .unwrap_or_default();
            let kept = before
                .strip_suffix('\n')
                .map_or(before, |line| line.strip_suffix('\r').unwrap_or(line));
            last.start = self.layout.start + kept.len();
        }
        spans.into_iter().map(Splice::remove).collect()
    }
}

/// The steps as names, if all of them are keys.
fn keys_of(steps: &[Step]) -> Option<Vec<&str>> {
    steps
        .iter()
        .map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect()
}

/// The names on a path, without row numbers.
fn names(path: &[Step]) -> impl Iterator<Item = &str> {
    path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    })
}
