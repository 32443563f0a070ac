//! `po show`: one record as a page for people or as data.

use clap::{ArgMatches, Command};
use serde_json::{Map, Value, json};

use crate::index::series_number;
use crate::locale::{Language, error as errors, show as words, status, stores};
use crate::record::any::table_of;
use crate::record::shape::{Shape, TableShape};
use crate::record::{AnyRecord, Item, Kind};
use crate::text::clean::{clean, one_line};
use crate::text::markdown;
use crate::text::width::{pad, truncate, width};

use super::command::{reference, text};
use super::context::{Context, short};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, json_text, markdown_cell};
use super::wording::{Wording, label, table_fields};

/// `show REF` of a noun.
pub(super) fn record_command() -> Command {
    Command::new("show").arg(reference())
}

/// `po show REF`: a record of any kind.
pub(super) fn command() -> Command {
    record_command()
}

/// How many changes of a record are shown.
const CHANGES: usize = 5;

/// Shows a record of any kind: the first kind that knows the reference.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let typed = text(matches, "REF").unwrap_or_default();
    let kinds = [
        Kind::Case,
        Kind::Meeting,
        Kind::Transcript,
        Kind::Agency,
        Kind::Person,
    ];
    // A commit that is not there is no record that is not there.
    let store = context.open()?;
    context.commit(&store)?;
    let language = context.language();
    let message = errors::not_found(language, status::noun(language, "record"), &typed);
    let names = kinds.map(Kind::as_str).join("|");
    let mut nothing =
        CliError::new(exit::NOT_FOUND, message).hint(errors::list_them(language, &names));
    // A number names a case or a meeting, and nothing else that happens to hold it.
    let is_number = series_number(&typed).is_some();
    let asked = |kind: &Kind| !is_number || matches!(kind, Kind::Case | Kind::Meeting);
    for kind in kinds.into_iter().filter(asked) {
        match show(context, kind, &typed) {
            Err(error) if error.code == exit::NOT_FOUND && !error.ambiguous => {
                // Each look names the records that cannot be read.
                nothing.details = error.details;
            }
            done => return done,
        }
    }
    Err(nothing)
}

/// Shows a record of one kind.
pub(super) fn record(
    context: &mut Context<'_>,
    kind: Kind,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    show(context, kind, &text(matches, "REF").unwrap_or_default())
}

fn show(context: &mut Context<'_>, kind: Kind, typed: &str) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    context.read(|context, reading| {
        let located = reading.find(kind, typed, language)?;
        let record = reading.record(&located, language)?;
        let item = record.item();
        let from = reading.store_of(&located);
        let in_store = from.filter(|_| reading.is_of_several());
        let in_store = in_store.map(|store| store.name.as_str());
        let wording = Wording::new(language, reading.agency_names(language)?, &record);
        let text = match format {
            Format::Json => json_text(&with_store(&record, in_store)),
            Format::JsonLines => format!("{}\n", with_store(&record, in_store)),
            Format::Csv => csv_fields(&record)?,
            Format::Markdown => {
                let mut page = format!("# {}\n", markdown_cell(record.title()));
                markdown_page(&item, table_of(kind), &wording, &mut page);
                page
            }
            Format::Table => {
                let mut page = format!("{}\n", heading(&record, language));
                let rule = width(page.trim_end()).min(context.ui.width());
                if let Some(name) = in_store {
                    page.push_str(&format!("{}\n", stores::from_store(language, name)));
                }
                page.push_str(&"─".repeat(rule));
                page.push('\n');
                // A pipe has no edge to break lines at.
                let columns = if context.ui.on_terminal() {
                    context.ui.width()
                } else {
                    usize::MAX
                };
                page.push_str(&terminal(&item, table_of(kind), &wording, columns));
                let changes = match from.and_then(|from| Some((from, from.snapshot.commit()?))) {
                    Some((from, head)) => from
                        .index
                        .history(from.store, head, kind, &located.id, CHANGES)
                        .map_err(|error| error.in_words(language))?,
                    None => Vec::new(),
                };
                page.push_str(&format!("\n{}\n", words::history(language)));
                for change in changes {
                    let line = format!(
                        "  {}  {}  {}  {}",
                        change.on.format("%Y-%m-%d"),
                        short(&change.commit.to_string()),
                        one_line(&change.author),
                        one_line(&change.subject)
                    );
                    page.push_str(&format!("{}\n", truncate(&line, columns)));
                }
                page
            }
        };
        context.ui.data(&text)?;
        let conflicts = u32::try_from(record.conflicts().len()).unwrap_or(u32::MAX);
        super::conflict::explain(context, [(located.id.as_str(), conflicts)].into_iter())
    })
}

/// A record for programs: its fields as in TOML, with `schema` first.
pub(super) fn record_json(record: &AnyRecord) -> Value {
    let mut object = Map::new();
    object.insert(
        "schema".to_owned(),
        json!(format!("po.{}/1", record.kind().as_str())),
    );
    if let Value::Object(fields) = record.item().to_json() {
        object.extend(fields);
    }
    Value::Object(object)
}

/// A record as it is shown: with how many of its fields are undecided, if any.
fn shown_json(record: &AnyRecord) -> Value {
    let conflicts = u32::try_from(record.conflicts().len()).unwrap_or(u32::MAX);
    super::conflict::counted(record_json(record), conflicts)
}

/// As it is shown, with its store where several are read.
fn with_store(record: &AnyRecord, store: Option<&str>) -> Value {
    let mut value = shown_json(record);
    if let Some(store) = store {
        value["store"] = json!(store);
    }
    value
}

fn heading(record: &AnyRecord, language: Language) -> String {
    let number = match record {
        AnyRecord::Case(case) => case.number,
        _ => None,
    };
    let number = number.map_or_else(String::new, |number| words::number(language, number));
    format!("{number}{}", one_line(record.title()))
}

/// More rows than this are counted, not listed, on a terminal.
const MOST_ROWS: usize = 40;

fn terminal(item: &Item, shape: &'static TableShape, wording: &Wording, columns: usize) -> String {
    let language = wording.language;
    let fields = table_fields(item, shape);
    let plain: Vec<(String, String)> = fields
        .iter()
        .filter(|(field, _)| !matches!(field.shape, Shape::Table(_) | Shape::Rows(_)))
        .map(|(field, item)| {
            let value = wording.value(field, item, shape);
            // The summary is the one field that is written as Markdown for a page.
            let value = if field.name == "summary" {
                markdown::plain(&value)
            } else {
                value
            };
            (label(field, language), value)
        })
        .collect();
    let widest = plain
        .iter()
        .map(|(label, _)| width(label))
        .max()
        .unwrap_or(0);
    let mut page = String::new();
    for (label, value) in plain {
        let indent = widest + 2;
        let value = wrapped(&value, columns.saturating_sub(indent).max(20), indent);
        page.push_str(&format!("{}{value}\n", pad(&label, indent)));
    }
    for (field, item) in fields {
        match (item, field.shape) {
            (Item::Rows(rows), Shape::Rows(inner)) => {
                page.push_str(&format!("\n{}\n", label(field, language)));
                for row in rows.iter().take(MOST_ROWS) {
                    let line = wording.row(row, inner);
                    page.push_str(&format!(
                        "  {}\n",
                        wrapped(&line, columns.saturating_sub(2).max(20), 4)
                    ));
                }
                if rows.len() > MOST_ROWS {
                    page.push_str(&format!(
                        "  {}\n",
                        words::more(language, rows.len() - MOST_ROWS)
                    ));
                }
            }
            (Item::Table(_), Shape::Table(inner)) => {
                page.push_str(&format!("\n{}\n", label(field, language)));
                page.push_str(&format!("  {}\n", wording.row(item, inner)));
            }
            _ => {}
        }
    }
    page
}

/// Text broken to `columns`, further lines indented: at blanks, and between Han characters. A long
/// word, such as an address, is left whole.
fn wrapped(text: &str, columns: usize, indent: usize) -> String {
    let mut lines = Vec::new();
    for line in clean(text).split('\n') {
        let mut current = String::new();
        for character in line.chars() {
            if width(&current) + char_width(character) > columns {
                let cut = match current.rfind(['　', ' ']) {
                    Some(place) if character.is_ascii() => {
                        Some(place + current[place..].chars().next().map_or(1, char::len_utf8))
                    }
                    None if character.is_ascii() => None,
                    _ => Some(current.len()),
                };
                if let Some(cut) = cut.filter(|cut| *cut > 0) {
                    let rest = current.split_off(cut);
                    lines.push(std::mem::replace(&mut current, rest).trim_end().to_owned());
                }
            }
            current.push(character);
        }
        lines.push(current);
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn char_width(character: char) -> usize {
    width(character.encode_utf8(&mut [0; 4]))
}

fn markdown_page(item: &Item, shape: &'static TableShape, wording: &Wording, page: &mut String) {
    let language = wording.language;
    let fields = table_fields(item, shape);
    page.push('\n');
    for (field, item) in &fields {
        if !matches!(field.shape, Shape::Table(_) | Shape::Rows(_)) {
            let value = markdown_cell(&wording.value(field, item, shape));
            page.push_str(&format!("- {}: {value}\n", label(field, language)));
        }
    }
    for (field, item) in fields {
        let rows = match (item, field.shape) {
            (Item::Rows(rows), Shape::Rows(inner)) => (rows.as_slice(), inner),
            (table @ Item::Table(_), Shape::Table(inner)) => (std::slice::from_ref(table), inner),
            _ => continue,
        };
        page.push_str(&format!("\n## {}\n\n", label(field, language)));
        for row in rows.0 {
            page.push_str(&format!("- {}\n", markdown_cell(&wording.row(row, rows.1))));
        }
    }
}

/// The keyed view as `field,value`.
fn csv_fields(record: &AnyRecord) -> Result<String, CliError> {
    let values = crate::record::fields::fields(&record.item(), table_of(record.kind()));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["field", "value"])
        .map_err(std::io::Error::from)?;
    for (path, value) in values {
        let value = super::listing::formula_free(&one_line(&value.to_line()));
        writer
            .write_record([path.to_string(), value])
            .map_err(std::io::Error::from)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
