//! The text of a merged record, put together from the lines of its versions, so that comments, spacing
//! and the order of keys stay as people wrote them. A text is taken apart into units that have the
//! path of what they say; for each the three versions are asked for their lines.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::{Table, Value};

use crate::record::fields::{FieldPath, Step as FieldStep};
use crate::record::shape::{Shape, TableShape};
use crate::store::splice::{self, Edit, Outline, Statement, Step};

use super::view::{Places, editable};
use super::{CONFLICT, Parsed, order, same};

/// Lines that say one thing, and what belongs below them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Unit {
    path: FieldPath,
    /// Comments and empty lines above.
    lead: String,
    /// The header, the `key = value` line, or a whole table that nobody knows.
    line: String,
    /// Whether the line says one value.
    is_value: bool,
    /// Where the value stands in a `key = value` line.
    value: Option<Range<usize>>,
    /// The lines of a section.
    pairs: Vec<Unit>,
    /// Comments behind the lines of a section.
    tail: String,
    /// The sections inside this one.
    sections: Vec<Unit>,
}

/// A text taken apart.
struct Version<'v> {
    root: Unit,
    /// Comments at the end of the file that belong to no section.
    end: String,
    places: Places<'v>,
    newline: &'static str,
    has_mark: bool,
    has_end: bool,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text that holds `table`, by the lines of three versions: of the past, of one side, of the other.
pub(super) fn write(shape: &TableShape, versions: [&Parsed<'_>; 3], table: &Table) -> String {
    let whole = Value::Table(table.clone());
    let holds = |text: &String| {
        let found = toml::from_str::<Table>(text).map(Value::Table).ok();
        same(found.as_ref(), Some(&whole))
    };
    woven(shape, versions, table)
        .filter(holds)
        .or_else(|| spliced(shape, versions, table).filter(holds))
        .unwrap_or_else(|| table.to_string())
}

/// The lines of the versions woven together; `None` where a version cannot be taken apart.
fn woven(shape: &TableShape, versions: [&Parsed<'_>; 3], table: &Table) -> Option<String> {
    let [base, one, other] = versions.map(|version| Version::read(shape, version));
    let [mut base, mut one, mut other] = [base?, one?, other?];
    let newline = agreed(base.newline, one.newline, other.newline).unwrap_or("\n");
    if base.newline != one.newline || base.newline != other.newline {
        for version in [&mut base, &mut one, &mut other] {
            version.root.end_lines(newline);
            version.end = ended(&version.end, newline);
        }
    }
    let weaver = Weaver {
        places: Places::new(table, shape),
        versions: [&base.places, &one.places, &other.places],
        newline,
    };
    let mut root = weaver.unit([Some(&base.root), Some(&one.root), Some(&other.root)])?;
    weaver.add_conflicts(&mut root);
    let mut text = String::new();
    if agreed(base.has_mark, one.has_mark, other.has_mark).unwrap_or(false) {
        text.push(BYTE_ORDER_MARK);
    }
    print(&root, &mut text);
    text.push_str(&joined([&base.end, &one.end, &other.end]));
    if !agreed(base.has_end, one.has_end, other.has_end).unwrap_or(true) {
        let end = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(end);
    }
    Some(text)
}

/// What two sides make of something: the change of one, or nothing where both changed it differently.
fn agreed<T: PartialEq + Copy>(base: T, one: T, other: T) -> Option<T> {
    if one == other || other == base {
        Some(one)
    } else if one == base {
        Some(other)
    } else {
        None
    }
}

fn print(unit: &Unit, text: &mut String) {
    text.push_str(&unit.lead);
    text.push_str(&unit.line);
    unit.pairs.iter().for_each(|pair| print(pair, text));
    text.push_str(&unit.tail);
    unit.sections
        .iter()
        .for_each(|section| print(section, text));
}

fn ended(text: &str, newline: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', newline)
}

impl Unit {
    /// Ends the lines in another way, but not those inside values.
    fn end_lines(&mut self, newline: &str) {
        self.lead = ended(&self.lead, newline);
        self.tail = ended(&self.tail, newline);
        self.line = if self.is_value {
            let end = self.line.trim_end_matches(['\r', '\n']).len();
            format!("{}{newline}", self.line.get(..end).unwrap_or_default())
        } else {
            ended(&self.line, newline)
        };
        let inner = self.pairs.iter_mut().chain(&mut self.sections);
        inner.for_each(|unit| unit.end_lines(newline));
    }
}

impl<'v> Version<'v> {
    fn read(shape: &TableShape, parsed: &'v Parsed<'_>) -> Option<Self> {
        let Parsed {
            text,
            outline,
            table,
        } = parsed;
        let places = Places::new(table, shape);
        let has_end = text.is_empty() || text.ends_with('\n');
        let (root, end) = if has_end {
            units(shape, text, outline, table, &places)?
        } else {
            // Every line ends, so that any may stand before any other.
            let whole = format!("{text}{}", outline.newline);
            units(
                shape,
                &whole,
                &splice::outline(&whole).ok()?,
                table,
                &places,
            )?
        };
        Some(Self {
            root,
            end,
            places,
            newline: outline.newline,
            has_mark: outline.start > 0,
            has_end,
        })
    }
}

/// The units of a text, and the comments at its end.
fn units(
    shape: &TableShape,
    text: &str,
    outline: &Outline,
    table: &Table,
    places: &Places<'_>,
) -> Option<(Unit, String)> {
    let mut open: Vec<Unit> = Vec::new();
    let mut lead = String::new();
    for section in &outline.sections {
        let (path, is_known) = path_of(shape, table, places, &section.path)?;
        let mut unit = Unit {
            path,
            lead: std::mem::take(&mut lead),
            ..Unit::default()
        };
        let (own, behind) = parted(&section.statements);
        let lines = |statements: &[Statement]| -> String {
            let spans = statements.iter().map(|statement| statement.span.clone());
            spans.filter_map(|span| text.get(span)).collect()
        };
        lead = lines(behind);
        if is_known {
            fill(&mut unit, text, own)?;
        } else {
            unit.line = lines(own);
            unit.is_value = true;
        }
        if !is_known && let Some(same) = open.last_mut().filter(|last| last.path == unit.path) {
            // A table that nobody knows is one thing with all its rows.
            same.line.push_str(&unit.lead);
            same.line.push_str(&unit.line);
            continue;
        }
        while open.len() > 1
            && !open
                .last()
                .is_some_and(|last| holds(&last.path, &unit.path))
        {
            close(&mut open);
        }
        open.push(unit);
    }
    while open.len() > 1 {
        close(&mut open);
    }
    Some((open.pop()?, lead))
}

fn holds(outer: &FieldPath, inner: &FieldPath) -> bool {
    inner.0.len() > outer.0.len() && inner.0.starts_with(&outer.0)
}

/// Ends the last section that is open.
fn close(open: &mut Vec<Unit>) {
    if let Some(done) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        outer.sections.push(done);
    }
}

/// The statements of a section, and those at its end that belong to what stands behind it: from the
/// empty lines above the comments there.
fn parted(statements: &[Statement]) -> (&[Statement], &[Statement]) {
    let says = |statement: &Statement| statement.is_header || statement.pair.is_some();
    let behind = statements.iter().rposition(says).map_or(0, |last| last + 1);
    let (_, loose) = statements.split_at(behind);
    let blank = loose.iter().rposition(|statement| statement.is_blank);
    let first = blank.map_or(0, |blank| {
        let blanks = loose[..=blank]
            .iter()
            .rev()
            .take_while(|s| s.is_blank)
            .count();
        blank + 1 - blanks
    });
    statements.split_at(behind + first)
}

/// Gives a section its lines.
fn fill(unit: &mut Unit, text: &str, statements: &[Statement]) -> Option<()> {
    let mut lead = String::new();
    // What is said of the whole file opens it.
    let is_opening = |statement: &&Statement| {
        unit.path.0.is_empty() && !statement.is_blank && statement.pair.is_none()
    };
    let opening = statements.iter().take_while(is_opening).count();
    for (number, statement) in statements.iter().enumerate() {
        let own = text.get(statement.span.clone())?;
        if number < opening || statement.is_header {
            unit.line.push_str(own);
        } else if let Some((keys, value)) = &statement.pair {
            let mut path = unit.path.clone();
            for key in keys {
                path = path.field(key);
            }
            let from = statement.span.start;
            unit.pairs.push(Unit {
                path,
                lead: std::mem::take(&mut lead),
                line: own.to_owned(),
                is_value: true,
                value: Some(value.start.checked_sub(from)?..value.end.checked_sub(from)?),
                ..Unit::default()
            });
        } else {
            lead.push_str(own);
        }
    }
    unit.tail = lead;
    Some(())
}

/// The path of a section in the keyed view, and whether it is known so far that its fields are merged one
/// by one; what is not is one value from there on.
fn path_of(
    shape: &TableShape,
    table: &Table,
    places: &Places<'_>,
    steps: &[Step],
) -> Option<(FieldPath, bool)> {
    let mut path = FieldPath::default();
    let mut shape = *shape;
    let mut table = table;
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        let Step::Key(name) = step else { return None };
        path = path.field(name);
        match (shape.field(name).map(|field| field.shape), table.get(name)?) {
            (Some(Shape::Table(inner)), Value::Table(value)) => {
                (shape, table) = (*inner, value);
            }
            (Some(Shape::Rows(inner)), Value::Array(rows)) if places.rows(&path).is_some() => {
                let Some(Step::Index(number)) = steps.next() else {
                    return None;
                };
                table = rows.get(*number)?.as_table()?;
                path = path.row(&super::view::row_key(table, inner)?);
                shape = *inner;
            }
            _ => return Some((path, false)),
        }
    }
    Some((path, true))
}

struct Weaver<'w> {
    /// What the merged record holds.
    places: Places<'w>,
    /// What each version holds.
    versions: [&'w Places<'w>; 3],
    newline: &'static str,
}

impl Weaver<'_> {
    /// One unit of those of the versions; at least one side has it.
    fn unit(&self, units: [Option<&Unit>; 3]) -> Option<Unit> {
        let [base, one, other] = units;
        let any = one.or(other)?;
        // Most of a record is as it was.
        let is_untouched = one == other && base == one;
        let value = self.places.get(&any.path);
        if is_untouched && value.is_some() && same(value, self.versions[1].get(&any.path)) {
            return Some(any.clone());
        }
        let texts = |of: fn(&Unit) -> &str| units.map(|unit| unit.map(of).unwrap_or_default());
        let present = |of: fn(&Unit) -> &str| match (one, other) {
            (Some(_), Some(_)) => joined(texts(of)),
            _ => of(any).to_owned(),
        };
        let line = match any.value {
            Some(_) => self.pair(units)?,
            None if any.is_value => self.whole(units)?,
            None => present(|unit| &unit.line),
        };
        Some(Unit {
            path: any.path.clone(),
            lead: present(|unit| &unit.lead),
            line,
            is_value: any.is_value,
            value: None,
            pairs: self.list(units.map(|unit| unit.map(|unit| unit.pairs.as_slice())))?,
            tail: present(|unit| &unit.tail),
            sections: self.list(units.map(|unit| unit.map(|unit| unit.sections.as_slice())))?,
        })
    }

    /// The units of a section.
    fn list(&self, lists: [Option<&[Unit]>; 3]) -> Option<Vec<Unit>> {
        let lists = lists.map(Option::unwrap_or_default);
        let [base, one, other] = lists.map(|units| {
            units
                .iter()
                .map(|unit| unit.path.clone())
                .collect::<Vec<_>>()
        });
        let by_path = lists.map(|units| {
            let pairs = units.iter().map(|unit| (&unit.path, unit));
            pairs.collect::<HashMap<_, _>>()
        });
        // What was here and is not any more, though the version still says it, is written elsewhere there.
        let has_moved = |path: &FieldPath, at: usize| {
            by_path[0].contains_key(path)
                && !by_path[at].contains_key(path)
                && self.versions[at].get(path).is_some()
        };
        let stays = |path: &&FieldPath| {
            self.places.get(path).is_some() && !has_moved(path, 1) && !has_moved(path, 2)
        };
        let kept: HashSet<FieldPath> = one.iter().chain(&other).filter(stays).cloned().collect();
        let order = self.order([&base, &one, &other], &kept);
        let unit =
            |path: &FieldPath| self.unit(by_path.each_ref().map(|units| units.get(path).copied()));
        order.iter().map(unit).collect()
    }

    /// The order of units: table by table, where the versions keep the rows of each together.
    fn order(&self, lists: [&[FieldPath]; 3], kept: &HashSet<FieldPath>) -> Vec<FieldPath> {
        let [Some(base), Some(one), Some(other)] = lists.map(tables) else {
            let [base, one, other] = lists;
            let mut order = order::merged(base, one, other, kept);
            self.settle(&mut order);
            return order;
        };
        let stay: HashSet<FieldPath> = kept.iter().map(table_of_rows).collect();
        let mut order = Vec::with_capacity(kept.len());
        for table in order::merged(&base, &one, &other, &stay) {
            let rows = self.places.rows(&table).unwrap_or_default();
            order.extend(rows.iter().filter(|row| kept.contains(*row)).cloned());
            order.extend(kept.get(&table).cloned());
        }
        order
    }

    /// Puts the rows of each table into the order that they have in the record.
    fn settle(&self, order: &mut [FieldPath]) {
        let mut tables: HashMap<FieldPath, Vec<usize>> = HashMap::new();
        for (place, path) in order.iter().enumerate() {
            let table = table_of_rows(path);
            if table != *path {
                tables.entry(table).or_default().push(place);
            }
        }
        for (table, slots) in tables {
            let rows = self.places.rows(&table).unwrap_or_default();
            let place_of: HashMap<&FieldPath, usize> = rows.iter().zip(0..).collect();
            let mut rows: Vec<FieldPath> = slots
                .iter()
                .filter_map(|slot| order.get(*slot).cloned())
                .collect();
            rows.sort_by_key(|path| place_of.get(path).copied());
            for (slot, row) in slots.into_iter().zip(rows) {
                order[slot] = row;
            }
        }
    }

    /// A `key = value` line.
    fn pair(&self, units: [Option<&Unit>; 3]) -> Option<String> {
        if let Some(line) = self.whole(units) {
            return Some(line);
        }
        let [base, one, other] = units;
        let like = one.into_iter().chain(other).min_by_key(|unit| &unit.line);
        let like = like.or(base)?;
        let value = self.places.get(&like.path)?;
        let text = splice::value_text(&editable(value), self.newline);
        let span = like.value.clone()?;
        let (before, behind) = (like.line.get(..span.start)?, like.line.get(span.end..)?);
        Some(format!("{before}{text}{behind}"))
    }

    /// The lines of one of the versions that say what the record holds now: those that were changed
    /// last, if they do.
    fn whole(&self, units: [Option<&Unit>; 3]) -> Option<String> {
        let says = |at: usize| {
            let unit = units[at]?;
            let value = self.versions[at].get(&unit.path);
            same(value, self.places.get(&unit.path)).then_some(unit.line.as_str())
        };
        let [base, one, other] = [says(0), says(1), says(2)];
        let before = units[0].map(|unit| unit.line.as_str());
        let changed = [one, other].into_iter().flatten();
        let changed = changed.filter(|line| Some(*line) != before).min();
        changed.or(one).or(other).or(base).map(str::to_owned)
    }

    /// Adds the rows of conflicts that no version has, where the file ends.
    fn add_conflicts(&self, root: &mut Unit) {
        let rows = FieldPath::default().field(CONFLICT);
        let had: HashSet<FieldPath> = root.sections.iter().map(|unit| unit.path.clone()).collect();
        let new = self.places.rows(&rows).unwrap_or_default();
        let new = new.iter().filter(|path| !had.contains(*path));
        let lines: Vec<Unit> = new.filter_map(|path| self.conflict(path)).collect();
        let last = root
            .sections
            .iter()
            .rposition(|unit| holds(&rows, &unit.path));
        let end = last.map_or(root.sections.len(), |last| last + 1);
        root.sections.splice(end..end, lines);
        let mut order: Vec<FieldPath> =
            root.sections.iter().map(|unit| unit.path.clone()).collect();
        self.settle(&mut order);
        let mut by_path: HashMap<FieldPath, Unit> = root
            .sections
            .drain(..)
            .map(|unit| (unit.path.clone(), unit))
            .collect();
        root.sections = order
            .iter()
            .filter_map(|path| by_path.remove(path))
            .collect();
    }

    fn conflict(&self, path: &FieldPath) -> Option<Unit> {
        let row = self.places.get(path)?.as_table()?;
        let newline = self.newline;
        let mut line = format!("[[{CONFLICT}]]{newline}");
        for name in ["path", "base", "values"] {
            if let Some(value) = row.get(name) {
                let value = splice::inline_text(&editable(value));
                line.push_str(&format!("{name} = {value}{newline}"));
            }
        }
        Some(Unit {
            path: path.clone(),
            lead: newline.to_owned(),
            line,
            ..Unit::default()
        })
    }
}

/// The table that a row belongs to; what is no row stands for itself.
fn table_of_rows(path: &FieldPath) -> FieldPath {
    match path.0.split_last() {
        Some((FieldStep::Row(_), table)) => FieldPath(table.to_vec()),
        _ => path.clone(),
    }
}

/// The tables of units in their order; `None` where the rows of one are not together.
fn tables(units: &[FieldPath]) -> Option<Vec<FieldPath>> {
    let mut tables: Vec<FieldPath> = units.iter().map(table_of_rows).collect();
    tables.dedup();
    let different: HashSet<&FieldPath> = tables.iter().collect();
    (different.len() == tables.len()).then_some(tables)
}

/// Comments that three versions have in one place: what one side changed, or all of both.
fn joined([base, one, other]: [&str; 3]) -> String {
    if let Some(text) = agreed(base, one, other) {
        return text.to_owned();
    }
    let (first, second) = (one.min(other), one.max(other));
    let says = |text: &'_ str, line: &str| text.lines().any(|own| own == line.trim_end());
    let holds = |text: &str, inner: &str| {
        inner
            .lines()
            .all(|line| says(text, line) || line.is_empty())
    };
    if holds(first, second) || holds(second, first) {
        let is_first = holds(first, second);
        return if is_first { first } else { second }.to_owned();
    }
    let added = second
        .split_inclusive('\n')
        .filter(|line| !line.trim().is_empty() && !says(first, line) && !says(base, line));
    first.to_owned() + &added.collect::<String>()
}

/// The smaller text of both sides with the differences spliced in.
fn spliced(shape: &TableShape, versions: [&Parsed<'_>; 3], table: &Table) -> Option<String> {
    let [_, one, other] = versions;
    let side = if one.text <= other.text { one } else { other };
    let old = &side.table;
    let order = |names: &[&str]| match names {
        [] => shape.fields.iter().map(|field| field.name).collect(),
        _ => Vec::new(),
    };
    let mut text = side.text.to_owned();
    for name in old
        .keys()
        .chain(table.keys().filter(|name| !old.contains_key(*name)))
    {
        if same(old.get(name), table.get(name)) {
            continue;
        }
        let path = [Step::Key(name.clone())];
        if old.contains_key(name) {
            text = splice::apply(&text, &[Edit::Remove { path: &path }], &order).ok()?;
        }
        if let Some(value) = table.get(name) {
            let value = editable(value);
            let set = Edit::Set {
                path: &path,
                value: &value,
            };
            text = splice::apply(&text, &[set], &order).ok()?;
        }
    }
    Some(text)
}
