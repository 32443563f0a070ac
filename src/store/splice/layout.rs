//! Where everything in a TOML text stands.
//!
//! A [`Layout`] is the text seen as a list of statements: blank lines, comment lines, table headers
//! and `key = value` lines, each with the bytes it covers, line ending included. Together they
//! cover the text without a gap, so that an edit can name exactly the bytes it means. Every header
//! opens a [`Section`] that knows the path it stands for, row numbers included.

use std::collections::HashMap;
use std::ops::Range;

use toml_parser::parser::{Event, EventKind, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ParseError, Source};

use super::{SpliceError, Step};

/// How many steps a path may have. Records have a handful; hostile nesting would exhaust the stack.
const MAX_DEPTH: usize = 64;

/// The byte order mark that some editors put before the first line.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text as statements and sections.
pub(super) struct Layout {
    pub(super) statements: Vec<Statement>,
    pub(super) sections: Vec<Section>,
    /// Where the text starts behind its byte order mark.
    pub(super) start: usize,
    /// The line ending that most lines have.
    pub(super) newline: &'static str,
}

/// One statement with the whole lines it stands on.
pub(super) struct Statement {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

/// What a statement is.
#[derive(PartialEq)]
pub(super) enum Kind {
    Blank,
    Comment,
    Header,
    Pair(Pair),
}

/// A `key = value` line; a dotted key has several names.
#[derive(PartialEq)]
pub(super) struct Pair {
    pub(super) keys: Vec<String>,
    pub(super) key_start: usize,
    pub(super) value: Node,
}

/// The statements from one header to the next; the first section has no header and an empty path.
pub(super) struct Section {
    pub(super) path: Vec<Step>,
    pub(super) statements: Range<usize>,
}

/// A value with its span.
#[derive(PartialEq)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) form: Form,
}

/// What a value consists of.
#[derive(PartialEq)]
pub(super) enum Form {
    Scalar,
    Array(Vec<Element>),
    Table(Vec<Element>),
}

/// One element of an inline array (without keys) or of an inline table.
#[derive(PartialEq)]
pub(super) struct Element {
    pub(super) keys: Vec<String>,
    pub(super) start: usize,
    pub(super) value: Node,
    /// Where the comma behind the element stands, if there is one.
    pub(super) comma: Option<usize>,
}

/// What stands at a path.
pub(super) enum Place<'l> {
    /// A `key = value` line, by statement number.
    Line { statement: usize, pair: &'l Pair },
    /// One element of an inline container.
    Element {
        container: &'l Node,
        number: usize,
        element: &'l Element,
    },
    /// The elements of an inline table whose dotted keys make a table of the path.
    Elements {
        container: &'l Node,
        numbers: Vec<usize>,
    },
    /// The path enters an inline value that lacks the remaining steps.
    Lacking { container: &'l Node, taken: usize },
    /// Headers or dotted keys below the path make a table or rows of it.
    Table,
    /// Nothing.
    Absent,
}

impl Layout {
    /// Reads a text. Only its syntax is looked at: repeated keys and bad numbers pass.
    pub(super) fn read(text: &str) -> Result<Self, SpliceError> {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut events = Vec::with_capacity(tokens.len());
        let mut errors: Vec<ParseError> = Vec::new();
        {
            let mut validated = ValidateWhitespace::new(&mut events, source);
            let mut guarded = RecursionGuard::new(&mut validated, MAX_DEPTH as u32);
            parse_document(&tokens, &mut guarded, &mut errors);
        }
        if let Some(error) = errors.first() {
            return Err(syntax(error));
        }
        let start = if text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        Reader {
            source,
            events: &events,
            next: 0,
            end: start,
        }
        .read(start)
    }

    /// What stands at a path, found without regard to what the values mean.
    pub(super) fn locate(&self, path: &[Step]) -> Place<'_> {
        let mut table = path.is_empty();
        for section in &self.sections {
            table |= section.path.starts_with(path);
            let Some(rest) = path.strip_prefix(section.path.as_slice()) else {
                continue;
            };
            if rest.is_empty() {
                continue;
            }
            for (number, pair) in self.pairs(section) {
                if !keys_lead(&pair.keys, rest) {
                    table |= keys_follow(&pair.keys, rest);
                } else if pair.keys.len() == rest.len() {
                    return Place::Line {
                        statement: number,
                        pair,
                    };
                } else {
                    return pair
                        .value
                        .locate(path, section.path.len() + pair.keys.len());
                }
            }
        }
        if table { Place::Table } else { Place::Absent }
    }

    /// The `key = value` lines of a section with their statement numbers.
    pub(super) fn pairs<'l>(
        &'l self,
        section: &Section,
    ) -> impl DoubleEndedIterator<Item = (usize, &'l Pair)> + use<'l> {
        let range = section.statements.clone();
        let first = range.start;
        self.statements
            .get(range)
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter_map(move |(offset, statement)| match &statement.kind {
                Kind::Pair(pair) => Some((first + offset, pair)),
                _ => None,
            })
    }

    /// The sections at or below a path.
    pub(super) fn sections_below<'l, 'p>(
        &'l self,
        path: &'p [Step],
    ) -> impl Iterator<Item = &'l Section> + use<'l, 'p> {
        self.sections
            .iter()
            .filter(move |section| section.path.starts_with(path))
    }

    /// Whether a path stands for the rows of an array of tables.
    pub(super) fn is_rows(&self, path: &[Step]) -> bool {
        self.sections
            .iter()
            .filter_map(|section| section.path.strip_prefix(path))
            .any(|rest| matches!(rest.first(), Some(Step::Index(_))))
    }

    pub(super) fn is(&self, statement: usize, kind: &Kind) -> bool {
        self.statements
            .get(statement)
            .is_some_and(|found| found.kind == *kind)
    }

    /// How many comment lines open the text: the `#:schema` line and what is said of the whole file.
    fn opening_comments(&self) -> usize {
        self.statements
            .iter()
            .take_while(|statement| statement.kind == Kind::Comment)
            .count()
    }

    /// The first statement behind the header of a section and the comments that belong to it.
    /// A comment that touches the header below it belongs to that one.
    pub(super) fn behind_header(&self, section: &Section) -> usize {
        let range = &section.statements;
        if range.start == 0 && !self.is(0, &Kind::Header) {
            return self.opening_comments().min(range.end);
        }
        let header_end = (range.start + 1).min(range.end);
        let behind = (header_end..range.end)
            .find(|&number| !self.is(number, &Kind::Comment))
            .unwrap_or(range.end);
        if behind == range.end && self.is(behind, &Kind::Header) {
            header_end
        } else {
            behind
        }
    }

    /// The first of the comments that touch a statement from above, or the statement itself.
    /// Comments that open the file, or stand under the header of the section, are not taken.
    pub(super) fn with_comments_above(&self, statement: usize) -> usize {
        let floor = self
            .sections
            .iter()
            .find(|section| {
                section.statements.contains(&statement) && section.statements.start != statement
            })
            .map_or_else(
                || self.opening_comments(),
                |section| self.behind_header(section),
            );
        let mut first = statement;
        while first > floor && self.is(first - 1, &Kind::Comment) {
            first -= 1;
        }
        first
    }

    /// The statement behind the last that belongs to a section: its lines and the comments that touch
    /// the last of them, without blank lines, loose comments and what belongs to the next header.
    pub(super) fn end_of(&self, section: &Section) -> usize {
        let range = &section.statements;
        let Some((last, _)) = self.pairs(section).next_back() else {
            return self.behind_header(section);
        };
        let behind = (last + 1..range.end)
            .find(|&number| !self.is(number, &Kind::Comment))
            .unwrap_or(range.end);
        if behind == range.end && self.is(behind, &Kind::Header) {
            last + 1
        } else {
            behind
        }
    }

    /// Where the statements before the given one end, in bytes.
    pub(super) fn offset(&self, statement: usize) -> usize {
        statement
            .checked_sub(1)
            .and_then(|before| self.statements.get(before))
            .map_or(self.start, |before| before.span.end)
    }
}

impl Node {
    /// Follows the steps of `path` behind the first `taken` ones into an inline value.
    fn locate(&self, path: &[Step], taken: usize) -> Place<'_> {
        let rest = path.get(taken..).unwrap_or_default();
        let leads = |(number, element): &(usize, &Element)| match rest.first() {
            Some(Step::Index(index)) => element.keys.is_empty() && number == index,
            _ => !element.keys.is_empty() && keys_lead(&element.keys, rest),
        };
        if let Some((number, element)) = self.elements().iter().enumerate().find(leads) {
            let length = element.keys.len().max(1);
            return if length < rest.len() {
                element.value.locate(path, taken + length)
            } else {
                Place::Element {
                    container: self,
                    number,
                    element,
                }
            };
        }
        let follows = |(_, element): &(usize, &Element)| keys_follow(&element.keys, rest);
        let numbers: Vec<usize> = self
            .elements()
            .iter()
            .enumerate()
            .filter(follows)
            .map(|(number, _)| number)
            .collect();
        if numbers.is_empty() {
            Place::Lacking {
                container: self,
                taken,
            }
        } else {
            Place::Elements {
                container: self,
                numbers,
            }
        }
    }

    /// The elements of an inline container; a scalar has none.
    pub(super) fn elements(&self) -> &[Element] {
        match &self.form {
            Form::Scalar => &[],
            Form::Array(elements) | Form::Table(elements) => elements,
        }
    }
}

/// Whether names are the first steps of a path.
fn keys_lead(keys: &[String], path: &[Step]) -> bool {
    keys.len() <= path.len() && keys.iter().zip(path).all(|(key, step)| step.is_key(key))
}

/// Whether names go on behind a whole path.
pub(super) fn keys_follow(keys: &[String], path: &[Step]) -> bool {
    keys.len() > path.len() && path.iter().zip(keys).all(|(step, key)| step.is_key(key))
}

fn syntax(error: &ParseError) -> SpliceError {
    let span = error.unexpected().or(error.context()).unwrap_or_default();
    SpliceError::Parse {
        message: error.description().to_owned(),
        span: span.start()..span.end(),
    }
}

/// Turns the events of the parser into statements.
struct Reader<'e> {
    source: Source<'e>,
    events: &'e [Event],
    next: usize,
    /// The end of the last event taken.
    end: usize,
}

impl<'e> Reader<'e> {
    fn read(mut self, start: usize) -> Result<Layout, SpliceError> {
        let text = self.source.input();
        let mut statements = Vec::new();
        let mut sections = vec![Section {
            path: Vec::new(),
            statements: 0..0,
        }];
        let mut rows = HashMap::new();
        while self.end < text.len() {
            let from = self.end;
            let (kind, header) = self.statement()?;
            if let Some(name) = header {
                let path = name.path(&mut rows);
                let number = statements.len();
                sections.push(Section {
                    path,
                    statements: number..number,
                });
            }
            let depth = sections.last().map_or(0, |section| section.path.len());
            self.bound_depth(depth, &kind, from)?;
            statements.push(Statement {
                span: from..self.end,
                kind,
            });
            if let Some(section) = sections.last_mut() {
                section.statements.end = statements.len();
            }
        }
        let feeds = text.matches('\n').count();
        let newline = if text.matches("\r\n").count() * 2 > feeds {
            "\r\n"
        } else {
            "\n"
        };
        Ok(Layout {
            statements,
            sections,
            start,
            newline,
        })
    }

    /// Takes one statement with its line ending; a header comes with its name.
    fn statement(&mut self) -> Result<(Kind, Option<HeaderName>), SpliceError> {
        let mut kind = Kind::Blank;
        let mut header = None;
        while let Some(event) = self.take() {
            match event.kind() {
                EventKind::Newline => break,
                EventKind::Comment if kind == Kind::Blank => kind = Kind::Comment,
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    kind = Kind::Header;
                    let is_row = event.kind() == EventKind::ArrayTableOpen;
                    header = Some(HeaderName {
                        keys: self.keys()?,
                        is_row,
                    });
                }
                EventKind::SimpleKey => {
                    self.next -= 1;
                    let keys = self.keys()?;
                    let opening = self.take_value_event().ok_or_else(|| self.unexpected())?;
                    let value = self.value(opening, keys.len())?;
                    kind = Kind::Pair(Pair {
                        keys,
                        key_start: event.span().start(),
                        value,
                    });
                }
                _ => {}
            }
        }
        Ok((kind, header))
    }

    fn take(&mut self) -> Option<&'e Event> {
        let event = self.events.get(self.next)?;
        self.next += 1;
        self.end = event.span().end();
        Some(event)
    }

    /// Takes the names of a key up to the sign that ends it.
    fn keys(&mut self) -> Result<Vec<String>, SpliceError> {
        let mut keys = Vec::new();
        while let Some(event) = self.take() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(self.key(event)?),
                EventKind::KeySep | EventKind::Whitespace => {}
                _ => break,
            }
        }
        Ok(keys)
    }

    fn key(&self, event: &Event) -> Result<String, SpliceError> {
        let mut key = String::new();
        let mut error: Option<ParseError> = None;
        let raw = self.source.get(event).ok_or_else(|| self.unexpected())?;
        raw.decode_key(&mut key, &mut error);
        match error {
            Some(error) => Err(syntax(&error)),
            None => Ok(key),
        }
    }

    /// Takes the next event that is more than space, a line ending or a comment.
    fn take_value_event(&mut self) -> Option<&'e Event> {
        loop {
            let event = self.take()?;
            let space = matches!(
                event.kind(),
                EventKind::Whitespace | EventKind::Newline | EventKind::Comment
            );
            if !space {
                return Some(event);
            }
        }
    }

    /// Takes a value whose first event is already taken. The guard of the parser bounds the depth.
    fn value(&mut self, opening: &Event, depth: usize) -> Result<Node, SpliceError> {
        let form = match opening.kind() {
            EventKind::ArrayOpen => Form::Array(self.elements(depth)?),
            EventKind::InlineTableOpen => Form::Table(self.elements(depth)?),
            EventKind::Scalar => Form::Scalar,
            _ => return Err(self.unexpected()),
        };
        Ok(Node {
            span: opening.span().start()..self.end,
            form,
        })
    }

    fn elements(&mut self, depth: usize) -> Result<Vec<Element>, SpliceError> {
        let mut elements: Vec<Element> = Vec::new();
        loop {
            let event = self.take_value_event().ok_or_else(|| self.unexpected())?;
            match event.kind() {
                EventKind::ArrayClose | EventKind::InlineTableClose => return Ok(elements),
                EventKind::ValueSep => {
                    if let Some(element) = elements.last_mut() {
                        element.comma = Some(event.span().start());
                    }
                }
                _ => elements.push(self.element(event, depth)?),
            }
        }
    }

    fn element(&mut self, first: &'e Event, depth: usize) -> Result<Element, SpliceError> {
        let start = first.span().start();
        let mut keys = Vec::new();
        let mut opening = first;
        if first.kind() == EventKind::SimpleKey {
            self.next -= 1;
            keys = self.keys()?;
            opening = self.take_value_event().ok_or_else(|| self.unexpected())?;
        }
        let depth = depth + keys.len().max(1);
        if depth > MAX_DEPTH {
            return Err(too_deep(start..self.end));
        }
        let value = self.value(opening, depth)?;
        Ok(Element {
            keys,
            start,
            value,
            comma: None,
        })
    }

    fn bound_depth(&self, header: usize, kind: &Kind, from: usize) -> Result<(), SpliceError> {
        let keys = if let Kind::Pair(pair) = kind {
            pair.keys.len()
        } else {
            0
        };
        if header + keys > MAX_DEPTH {
            Err(too_deep(from..self.end))
        } else {
            Ok(())
        }
    }

    fn unexpected(&self) -> SpliceError {
        SpliceError::Parse {
            message: "unexpected end of a statement".to_owned(),
            span: self.end..self.end,
        }
    }
}

fn too_deep(span: Range<usize>) -> SpliceError {
    SpliceError::Parse {
        message: format!("nested more than {MAX_DEPTH} levels deep"),
        span,
    }
}

/// What stands between the brackets of a header.
struct HeaderName {
    keys: Vec<String>,
    is_row: bool,
}

impl HeaderName {
    /// The path that the header stands for: every array of tables on the way stands for its latest
    /// row. `rows` counts the rows met so far, by the path of their array.
    fn path(self, rows: &mut HashMap<Vec<Step>, usize>) -> Vec<Step> {
        let mut path = Vec::with_capacity(self.keys.len() + 1);
        let last = self.keys.len().saturating_sub(1);
        for (number, key) in self.keys.into_iter().enumerate() {
            path.push(Step::Key(key));
            if number == last && self.is_row {
                let count = rows.entry(path.clone()).or_insert(0);
                path.push(Step::Index(*count));
                *count += 1;
            } else if let Some(count) = rows.get(&path) {
                path.push(Step::Index(count.saturating_sub(1)));
            }
        }
        path
    }
}
