//! `po conflict`: what merges left undecided, and how other lists mark it.

use std::collections::HashMap;

use clap::{ArgMatches, Command};
use serde_json::{Map, Value, json};

use crate::history::{Said, origins, said};
use crate::index::row::Undecided;
use crate::index::{Recorded, Trail, Versions};
use crate::locale::{Language, case as headings, conflict as words, merge};
use crate::record::any::{self, table_of};
use crate::record::conflict::Conflict;
use crate::record::{AnyRecord, Kind};
use crate::text::clean::one_line;
use crate::text::shell::shell_word;

use super::address;
use super::command::{reference, text, unknown};
use super::context::{Context, Reading, short};
use super::error::{CliError, InWords, exit};
use super::history::{Gaps, Log, commit_json};
use super::listing::{Format, Listing, column, number_column, wrapping_column};
use super::wording::Wording;

/// What stands before the title of a record that has something undecided.
const MARK: &str = "※ ";

/// The most ids that the line below a list names.
const MOST_NAMED: usize = 5;

/// The commands.
pub(super) fn command() -> Command {
    Command::new("conflict")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([Command::new("list"), Command::new("show").arg(reference())])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", _)) => list(context),
        Some(("show", matches)) => show(context, matches),
        _ => Err(unknown(context.language(), "conflict")),
    }
}

/// Lists the records in which a merge left something undecided.
fn list(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    context.read(|context, reading| {
        let mut records = Vec::new();
        for undecided in reading.view.undecided() {
            records.push(record_of(reading, undecided.kind, &undecided.id, language)?);
        }
        let fields = |record: &AnyRecord| -> Vec<String> {
            let rows = record.conflicts().iter();
            rows.map(|row| row.path.to_string()).collect()
        };
        let listing = Listing {
            columns: vec![
                column("id", headings::id_heading(language)),
                number_column("conflicts", words::count_heading(language)),
                column("fields", words::fields_heading(language)),
                column("title", headings::title_heading(language)),
            ],
            rows: records
                .iter()
                .map(|record| {
                    vec![
                        record.id(),
                        record.conflicts().len().to_string(),
                        fields(record).join(", "),
                        record.title().to_owned(),
                    ]
                })
                .collect(),
            json: records
                .iter()
                .map(|record| {
                    json!({
                        "schema": "po.conflict/1",
                        "kind": record.kind().as_str(),
                        "id": record.id(),
                        "title": record.title(),
                        "conflicts": record.conflicts().len(),
                        "fields": fields(record),
                    })
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)?;
        if !format.is_json() {
            let fields = records.iter().map(|record| record.conflicts().len()).sum();
            context
                .ui
                .status(&words::foot(language, records.len(), fields))?;
        }
        Ok(())
    })
}

/// The record of an id, which is one of those that the index can read.
fn record_of(
    reading: &Reading<'_>,
    kind: Kind,
    id: &str,
    language: Language,
) -> Result<AnyRecord, CliError> {
    let path = kind.path(id).unwrap_or_default();
    let bytes = reading.snapshot.read(&path);
    let bytes = bytes.map_err(|error| error.in_words(language))?;
    let bytes = bytes.unwrap_or_default();
    let parsed = any::parse(&path, &bytes);
    parsed.record.ok_or_else(|| {
        let text = String::from_utf8_lossy(&bytes);
        super::error::unreadable(&path, &text, &parsed.problems, language)
    })
}

/// Shows every undecided field of a record: the value before, and each to choose from with who set it.
fn show(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let typed = text(matches, "REF").unwrap_or_default();
    let ((), _) = context.look(|context, reading| {
        let Some(head) = reading.snapshot.commit() else {
            return Ok(());
        };
        let address = address::read(context, reading, &typed)?;
        let record = record_of(reading, address.kind, &address.id, language)?;
        let asked = |row: &&Conflict| match &address.field {
            Some(field) => row.path.path().is_below(field),
            None => true,
        };
        let rows: Vec<&Conflict> = record.conflicts().iter().filter(asked).collect();
        if rows.is_empty() {
            let message = merge::nothing_open(language, &address.typed);
            return Err(CliError::new(exit::NOT_FOUND, message).hint(words::list_them(language)));
        }
        let trail = address::trail(reading, head, address.kind, &address.id, context)?;
        let mut versions = Versions::new(reading.store, &trail);
        let mut choices = Vec::new();
        for row in rows {
            let origins = origins(&trail, &mut versions, row);
            let origins = origins.map_err(|error| error.in_words(language))?;
            for (place, (value, node)) in row.values.iter().zip(origins).enumerate() {
                choices.push(Choice::new(
                    reading,
                    &trail,
                    row,
                    place + 1,
                    value,
                    node,
                    language,
                )?);
            }
        }
        let missing = versions.missing().iter().copied().collect();
        let commits = choices.iter().filter_map(|choice| choice.set.as_ref());
        let commits: Vec<&Recorded> = commits.map(|(recorded, _)| *recorded).collect();
        let gaps = Gaps::of(reading, &commits, missing, language)?;
        let log = Log::new(reading, language, true)?;
        match format {
            Format::Table => {
                let wording = Wording::new(language, reading.agency_names(language)?, &record);
                let page = page(&record, &choices, &log, &wording);
                context.ui.data(&page)?;
            }
            _ => for_programs(&record, &choices, language).print(format, &mut context.ui)?,
        }
        gaps.tell(context)
    })?;
    Ok(())
}

/// A value to choose from.
struct Choice<'r> {
    row: &'r Conflict,
    /// Its number in the row, from 1.
    number: usize,
    /// As TOML.
    value: &'r str,
    /// The commit that set it, where history tells.
    set: Option<(&'r Recorded, Said)>,
}

impl<'r> Choice<'r> {
    fn new(
        reading: &Reading<'_>,
        trail: &'r Trail,
        row: &'r Conflict,
        number: usize,
        value: &'r str,
        node: Option<usize>,
        language: Language,
    ) -> Result<Self, CliError> {
        let node = node.and_then(|node| trail.nodes.get(node));
        let set = match node {
            None => None,
            Some(node) => {
                let said = said(reading.store, node.recorded.commit);
                let said = said.map_err(|error| error.in_words(language))?;
                Some((&node.recorded, said))
            }
        };
        Ok(Self {
            row,
            number,
            value,
            set,
        })
    }

    /// What settles the field with this value.
    fn command(&self, id: &str) -> String {
        resolve_command(id, self.row.path.as_str(), self.number)
    }
}

/// What settles a field with one of the values to choose from.
fn resolve_command(id: &str, field: &str, number: usize) -> String {
    format!("po resolve {id} {} {number}", shell_word(field))
}

fn page(record: &AnyRecord, choices: &[Choice<'_>], log: &Log, wording: &Wording) -> String {
    let language = wording.language;
    let shape = table_of(record.kind());
    let mut page = format!("{}  {}\n", record.id(), one_line(record.title()));
    for choice in choices {
        let row = choice.row;
        if choice.number == 1 {
            let label = wording.path(&row.path.path(), shape);
            let before = merge::base(language, row.base.as_deref(), row.values.len());
            page.push_str(&format!("\n{label}  {}\n", one_line(&before)));
        }
        page.push_str(&format!(
            "  {}  {}\n",
            choice.number,
            one_line(choice.value)
        ));
        let by = match &choice.set {
            None => words::unknown_origin(language).to_owned(),
            Some((recorded, said)) => {
                let commit = short(&recorded.commit.to_string());
                let (day, who) = (log.day(recorded), log.who(recorded));
                format!("{day}  {who}  {commit}  {}", one_line(&said.subject))
            }
        };
        page.push_str(&format!("     {by}\n"));
        page.push_str(&format!("     {}\n", choice.command(&record.id())));
    }
    page
}

fn for_programs(record: &AnyRecord, choices: &[Choice<'_>], language: Language) -> Listing {
    let cells = |choice: &Choice<'_>| {
        let recorded = choice.set.as_ref().map(|(recorded, _)| recorded);
        let said = |value: Option<String>| value.unwrap_or_default();
        vec![
            choice.row.path.to_string(),
            said(choice.row.base.clone()),
            choice.number.to_string(),
            choice.value.to_owned(),
            said(recorded.map(|recorded| crate::store::taipei_day(recorded.on).to_string())),
            said(recorded.map(|recorded| recorded.author.to_string())),
            said(recorded.and_then(|recorded| recorded.on_behalf.as_deref().map(str::to_owned))),
            said(recorded.map(|recorded| recorded.commit.to_string())),
            choice.command(&record.id()),
        ]
    };
    Listing {
        columns: vec![
            column("field", words::fields_heading(language)),
            column("base", words::base_heading(language)),
            number_column("number", words::choice_heading(language)),
            column("value", words::value_heading(language)),
            column("on", words::on_heading(language)),
            column("author", words::author_heading(language)),
            column("for", words::behalf_heading(language)),
            column("commit", words::commit_heading(language)),
            wrapping_column("resolve", words::resolve_heading(language)),
        ],
        rows: choices.iter().map(cells).collect(),
        json: fields_json(record, choices),
    }
}

/// The undecided fields for programs: `po.conflict-field/1`, one a field.
fn fields_json(record: &AnyRecord, choices: &[Choice<'_>]) -> Vec<Value> {
    let value = |choice: &Choice<'_>| {
        let mut object = Map::new();
        object.insert("number".to_owned(), json!(choice.number));
        object.insert("value".to_owned(), json!(choice.value));
        object.insert("resolve".to_owned(), json!(choice.command(&record.id())));
        let set = choice.set.as_ref().map(|(recorded, said)| {
            let mut set = commit_json(recorded);
            set.insert("subject".to_owned(), json!(said.subject));
            set.insert("meeting".to_owned(), json!(said.meeting));
            set.insert("reason".to_owned(), json!(said.reason));
            set
        });
        object.insert("set".to_owned(), json!(set));
        Value::Object(object)
    };
    choices
        .chunk_by(|one, next| one.row.path == next.row.path)
        .filter_map(|choices| {
            let row = choices.first()?.row;
            Some(json!({
                "schema": "po.conflict-field/1",
                "kind": record.kind().as_str(),
                "id": record.id(),
                "field": row.path.to_string(),
                "base": row.base,
                "values": choices.iter().map(value).collect::<Vec<_>>(),
            }))
        })
        .collect()
}

/// In how many fields each record is undecided, by id.
pub(super) fn by_id<'r>(reading: &'r Reading<'_>) -> HashMap<&'r str, u32> {
    let undecided = reading.view.undecided().iter();
    let pair = |record: &'r Undecided| (record.id.as_str(), record.conflicts);
    undecided.map(pair).collect()
}

/// A title as lists for people show it: with a mark where something is undecided.
pub(super) fn marked(to_people: bool, title: String, conflicts: u32) -> String {
    match to_people && conflicts > 0 {
        true => format!("{MARK}{title}"),
        false => title,
    }
}

/// Adds to a record for programs how many of its fields are undecided; where none is, nothing.
pub(super) fn counted(mut record: Value, conflicts: u32) -> Value {
    if conflicts > 0 {
        record["conflicts"] = json!(conflicts);
    }
    record
}

/// Says below a list what the mark means, and of which of the listed records: each with its count.
pub(super) fn explain<'i>(
    context: &mut Context<'_>,
    listed: impl Iterator<Item = (&'i str, u32)>,
) -> Result<(), CliError> {
    let language = context.language();
    let mut ids: Vec<&str> = listed
        .filter(|(_, conflicts)| *conflicts > 0)
        .map(|(id, _)| id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() || context.format().is_json() {
        return Ok(());
    }
    let named = ids.get(..MOST_NAMED).unwrap_or(&ids);
    let total = (named.len() < ids.len()).then_some(ids.len());
    let line = words::marked(language, &named.join(language.pick(", ", "、")), total);
    Ok(context.ui.status(&format!("{MARK}{line}"))?)
}
