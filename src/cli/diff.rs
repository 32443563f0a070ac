//! `po diff`: which records were added, removed and changed between two points of the history.

use std::collections::BTreeMap;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::history::{Asked, Fate, RecordDiff, between};
use crate::index::IndexError;
use crate::locale::{Language, error as errors, history as words, status};
use crate::record::fields::{FieldChange, RowOrder};
use crate::record::{Item, Kind};
use crate::store::{Oid, Store};
use crate::text::clean::one_line;
use crate::text::wrap::wrap;

use super::address;
use super::command::{switch, text, texts, value};
use super::context::{Context, Reading};
use super::error::{CliError, InWords, exit};
use super::history::{Log, changes_json};
use super::listing::{Format, Listing, column, number_column, wrapping_column};

/// The command.
pub(super) fn command() -> Command {
    let kinds = Kind::ALL.map(Kind::as_str);
    Command::new("diff")
        .arg(Arg::new("RANGE").required(true))
        .arg(Arg::new("REF").num_args(0..))
        .arg(value("field", "FIELD").action(clap::ArgAction::Append))
        .arg(value("agency", "AGENCY"))
        .arg(
            value("kind", "KIND")
                .action(clap::ArgAction::Append)
                .value_parser(PossibleValuesParser::new(kinds)),
        )
        .arg(switch("stat"))
}

/// Shows what differs between two commits.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let typed = text(matches, "RANGE").unwrap_or_default();
    let store = context.open()?;
    let (from, to) = range(context, &store, &typed)?;
    let progress = context
        .ui
        .progress(crate::locale::import::reading(language));
    let ((), _) = context.look(|context, reading| {
        let asked = asked(context, reading, matches)?;
        let mut found = Compared::default();
        let is_counted = matches.get_flag("stat");
        let done = between(reading.store, Some(from), Some(to), &asked, |diff| {
            found.take(diff, is_counted);
            Ok::<_, IndexError>(())
        });
        done.map_err(|error| error.in_words(language))?;
        drop(progress);
        let mut log = Log::new(reading, language, false)?;
        for diff in &found.diffs {
            if let Some(record) = diff.record() {
                log.know(record);
            }
        }
        if is_counted {
            found.counts(language).print(format, &mut context.ui)?;
        } else if format == Format::Table && context.ui.lays_out() {
            let page = page(&found.diffs, &log, language, context.ui.width());
            context.ui.data(&page)?;
        } else {
            listing(&found.diffs, &log, format, language).print(format, &mut context.ui)?;
        }
        let said = match found.total() {
            Count {
                added: 0,
                removed: 0,
                changed: 0,
                ..
            } => words::no_difference(language).to_owned(),
            all => words::stat(language, all.added, all.removed, all.changed, all.fields),
        };
        context.ui.status(&said)?;
        found.tell(context)
    })?;
    Ok(())
}

/// The two commits of `A..B`, `A..`, `..B` or `A`; what is left out is HEAD.
fn range(context: &Context<'_>, store: &Store, typed: &str) -> Result<(Oid, Oid), CliError> {
    let language = context.language();
    if typed.contains("...") {
        return Err(CliError::new(
            exit::USAGE,
            words::three_dots(language, typed),
        ));
    }
    let (from, to) = typed.split_once("..").unwrap_or((typed, ""));
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() && to.is_empty() {
        return Err(CliError::new(exit::USAGE, words::no_two_points(language)));
    }
    let commit =
        |typed: &str| context.revision(store, if typed.is_empty() { "HEAD" } else { typed });
    Ok((commit(from)?, commit(to)?))
}

fn asked(
    context: &Context<'_>,
    reading: &Reading<'_>,
    matches: &ArgMatches,
) -> Result<Asked, CliError> {
    let language = context.language();
    let mut asked = Asked::default();
    for typed in texts(matches, "REF") {
        let address = address::read(context, reading, &typed)?;
        let fields = address.fields();
        asked
            .records
            .entry((address.kind, address.id))
            .or_default()
            .extend(fields);
    }
    for typed in texts(matches, "field") {
        asked.fields.push(address::field(context, &typed)?);
    }
    let kinds = texts(matches, "kind");
    asked.kinds = Kind::ALL
        .into_iter()
        .filter(|kind| kinds.iter().any(|k| k == kind.as_str()))
        .collect();
    if let Some(typed) = text(matches, "agency") {
        asked.agencies = reading.asked_agencies(&typed, context.as_of()?, language)?;
    }
    Ok(asked)
}

/// How many records of a kind differ, and in how many fields.
#[derive(Clone, Copy, Default)]
struct Count {
    added: usize,
    removed: usize,
    changed: usize,
    fields: usize,
}

/// What was found.
#[derive(Default)]
struct Compared {
    diffs: Vec<RecordDiff>,
    counts: BTreeMap<Kind, Count>,
    unreadable: Vec<String>,
}

impl Compared {
    /// Counts a record, and keeps it unless only numbers are asked for.
    fn take(&mut self, diff: RecordDiff, is_counted: bool) {
        let count = self.counts.entry(diff.kind).or_default();
        match diff.fate() {
            Fate::Added => count.added += 1,
            Fate::Removed => count.removed += 1,
            Fate::Changed => count.changed += 1,
        }
        count.fields += diff.changes.len();
        if !diff.is_readable() {
            self.unreadable.push(diff.path.clone());
        }
        if !is_counted {
            self.diffs.push(diff);
        }
    }

    fn total(&self) -> Count {
        self.counts
            .values()
            .fold(Count::default(), |sum, count| Count {
                added: sum.added + count.added,
                removed: sum.removed + count.removed,
                changed: sum.changed + count.changed,
                fields: sum.fields + count.fields,
            })
    }

    fn counts(&self, language: Language) -> Listing {
        use words::heading;
        let row = |(kind, count): (&Kind, &Count)| {
            let numbers = [count.added, count.removed, count.changed, count.fields];
            let mut row = vec![status::noun(language, kind.as_str()).to_owned()];
            row.extend(numbers.map(|number| number.to_string()));
            row
        };
        let object = |(kind, count): (&Kind, &Count)| {
            json!({
                "schema": "po.diff-stat/1",
                "kind": kind.as_str(),
                "added": count.added,
                "removed": count.removed,
                "changed": count.changed,
                "fields": count.fields,
            })
        };
        Listing {
            columns: vec![
                column("kind", heading::kind(language)),
                number_column("added", heading::added(language)),
                number_column("removed", heading::removed(language)),
                number_column("changed", heading::changed(language)),
                number_column("fields", heading::fields(language)),
            ],
            rows: self.counts.iter().map(row).collect(),
            json: self.counts.iter().map(object).collect(),
        }
    }

    /// Says which files could not be compared field by field.
    fn tell(&self, context: &mut Context<'_>) -> Result<(), CliError> {
        let language = context.language();
        if self.unreadable.is_empty() {
            return Ok(());
        }
        for path in &self.unreadable {
            let text = format!("{path}: {}", words::unreadable(language));
            context.ui.warning(&text)?;
        }
        let message = errors::some_left_out(language, self.unreadable.len());
        Err(CliError::new(exit::FAILED, message))
    }
}

/// A heading a record, and its changes.
fn page(diffs: &[RecordDiff], log: &Log, language: Language, columns: usize) -> String {
    let mut page = String::new();
    for diff in diffs {
        let title = diff
            .record()
            .map_or_else(String::new, |record| one_line(record.title()));
        let fate = words::fate(language, diff.fate().as_str());
        let mut lines = vec![(0, format!("{fate}  {}  {title}", diff.id))];
        if diff.fate() == Fate::Changed {
            let changes = log.changes(diff.kind, &diff.id, &diff.changes, diff.is_readable());
            lines.extend(changes.into_iter().map(|line| (4, line)));
        }
        for (indent, line) in lines {
            for (number, line) in wrap(&line, columns.saturating_sub(indent + 2), 0)
                .iter()
                .enumerate()
            {
                let further = if number == 0 { 0 } else { 2 };
                page.push_str(&format!("{}{line}\n", " ".repeat(indent + further)));
            }
        }
    }
    page
}

fn listing(diffs: &[RecordDiff], log: &Log, format: Format, language: Language) -> Listing {
    use words::heading;
    if format == Format::Markdown {
        let row = |diff: &RecordDiff| {
            let changes = log.changes(diff.kind, &diff.id, &diff.changes, diff.is_readable());
            let title = diff
                .record()
                .map_or_else(String::new, |record| record.title().to_owned());
            let fate = words::fate(language, diff.fate().as_str()).to_owned();
            let what = match diff.fate() {
                Fate::Changed => changes.join(language.pick("; ", "；")),
                _ => String::new(),
            };
            vec![fate, diff.id.clone(), title, what]
        };
        return Listing {
            columns: vec![
                column("change", heading::changed(language)),
                column("id", heading::record(language)),
                column("title", heading::value(language)),
                wrapping_column("what", heading::what(language)),
            ],
            rows: diffs.iter().map(row).collect(),
            json: Vec::new(),
        };
    }
    const COLUMNS: [&str; 6] = ["change", "kind", "id", "field", "old", "new"];
    Listing {
        columns: COLUMNS.iter().map(|key| column(key, key)).collect(),
        rows: diffs.iter().flat_map(rows).collect(),
        json: diffs.iter().map(object).collect(),
    }
}

fn rows(diff: &RecordDiff) -> Vec<Vec<String>> {
    let line = |item: &Option<Item>| item.as_ref().map(Item::to_line).unwrap_or_default();
    let row = |change: Option<&FieldChange>| {
        vec![
            diff.fate().as_str().to_owned(),
            diff.kind.as_str().to_owned(),
            diff.id.clone(),
            change
                .map(|change| change.path.to_string())
                .unwrap_or_default(),
            change.map(|change| line(&change.old)).unwrap_or_default(),
            change.map(|change| line(&change.new)).unwrap_or_default(),
        ]
    };
    match diff.changes.as_slice() {
        [] => vec![row(None)],
        changes => changes.iter().map(|change| row(Some(change))).collect(),
    }
}

/// All that makes the one version out of the other.
fn object(diff: &RecordDiff) -> Value {
    let blob =
        |side: &Option<crate::history::Side>| side.as_ref().map(|side| side.blob.to_string());
    let order = |order: &RowOrder| json!({ "rows": order.path.to_string(), "keys": order.keys });
    json!({
        "schema": "po.diff/1",
        "kind": diff.kind.as_str(),
        "id": diff.id,
        "path": diff.path,
        "change": diff.fate().as_str(),
        "title": diff.record().map(|record| record.title()),
        "readable": diff.is_readable(),
        "old_blob": blob(&diff.old),
        "new_blob": blob(&diff.new),
        "changes": changes_json(&diff.changes),
        "order": diff.orders.iter().map(order).collect::<Vec<_>>(),
    })
}
