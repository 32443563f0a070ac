//! `po history`: what was recorded when, by whom and for whom, field by field and why.

use std::collections::BTreeMap;
use std::rc::Rc;

use clap::builder::RangedU64ValueParser;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::history::{AskedRecord, Entry, LogFilter, Person, RecordChange, of_records, of_store};
use crate::index::{Found, Recorded};
use crate::locale::usage::did_you_mean;
use crate::locale::{Language, history as words};
use crate::record::any::table_of;
use crate::record::fields::FieldChange;
use crate::record::reader::nearest;
use crate::record::shape::Shape;
use crate::record::{AnyRecord, Date, Item, Kind};
use crate::store::{Oid, Signature, taipei_day};
use crate::text::clean::one_line;
use crate::text::wrap::wrap;

use super::address;
use super::command::{switch, text, texts, value};
use super::context::{Context, Reading, short};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, wrapping_column};
use super::wording::Wording;

/// How many commits of the whole store are shown where nobody says how many.
const NEWEST: usize = 50;

/// How many records of a commit are shown to people.
const MOST_RECORDS: usize = 5;

/// A commit of more records is shown by counts in a list of the whole store: a commit names no more
/// in its message either.
const MOST_LISTED: usize = 20;

/// How many lines of changes of a record are shown to people.
const MOST_CHANGES: usize = 12;

/// The command.
pub(super) fn command() -> Command {
    Command::new("history")
        .arg(Arg::new("REF").num_args(0..))
        .arg(value("field", "FIELD").action(clap::ArgAction::Append))
        .arg(value("agency", "AGENCY"))
        .arg(value("person", "PERSON"))
        .arg(value("operation", "OPERATION"))
        .arg(value("from", "DAY"))
        .arg(value("to", "DAY"))
        .arg(value("limit", "N").value_parser(RangedU64ValueParser::<usize>::new().range(1..)))
        .arg(switch("reverse"))
        .arg(switch("full"))
}

/// What the answer lacks.
#[derive(Default)]
pub(super) struct Gaps {
    /// Versions of records that are not in this clone.
    pub missing: Vec<Oid>,
    /// Commits before which a shallow clone has nothing.
    pub cut: Vec<Oid>,
    /// Commits that this clone shows in another shape.
    pub altered: Vec<Oid>,
}

impl Gaps {
    /// What is lacking around the commits of an answer.
    pub(super) fn of(
        reading: &Reading<'_>,
        commits: &[&Recorded],
        missing: Vec<Oid>,
        language: Language,
    ) -> Result<Self, CliError> {
        let altered = reading
            .store
            .altered()
            .map_err(|error| error.in_words(language))?;
        let ids = |keep: &dyn Fn(&Recorded) -> bool| {
            let mut ids: Vec<Oid> = commits
                .iter()
                .filter(|c| keep(c))
                .map(|c| c.commit)
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        Ok(Self {
            missing,
            cut: ids(&|recorded| recorded.is_cut),
            altered: ids(&|recorded| altered.contains(&recorded.commit)),
        })
    }

    /// Says what the answer lacks, after the answer.
    pub(super) fn tell(&self, context: &mut Context<'_>) -> Result<(), CliError> {
        let language = context.language();
        let mut hints = Vec::new();
        let mut tell = |ids: &[Oid], say: &dyn Fn(&str) -> String, hint: &'static str| {
            for id in ids {
                context.ui.warning(&say(&id.to_string()))?;
            }
            if !ids.is_empty() {
                hints.push(hint);
            }
            Ok::<_, CliError>(())
        };
        let shown = |commit: &str| short(commit);
        tell(
            &self.missing,
            &|id| words::missing_version(language, id),
            words::check_objects(language),
        )?;
        tell(
            &self.cut,
            &|id| words::cut(language, &shown(id)),
            words::fetch_all(language),
        )?;
        tell(
            &self.altered,
            &|id| words::altered(language, &shown(id)),
            words::drop_altered(language),
        )?;
        if hints.is_empty() {
            return Ok(());
        }
        let error = CliError::new(exit::FAILED, words::incomplete(language));
        Err(hints.into_iter().fold(error, CliError::hint))
    }
}

/// Shows what was recorded, newest first.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let typed = texts(matches, "REF");
    let progress = context
        .ui
        .progress(crate::locale::import::reading(language));
    let ((), _) = context.look(|context, reading| {
        let Some(head) = reading.snapshot.commit() else {
            return Ok(());
        };
        let filter = filter(context, reading, matches, typed.is_empty())?;
        let (mut entries, missing) = if typed.is_empty() {
            let entries = of_store(reading.index, reading.store, head, &filter);
            (
                entries.map_err(|error| error.in_words(language))?,
                Vec::new(),
            )
        } else {
            let mut records = Vec::new();
            for typed in &typed {
                let address = address::read(context, reading, typed)?;
                records.push(AskedRecord {
                    trail: address::trail(reading, head, address.kind, &address.id, context)?,
                    fields: address.fields(),
                    id: address.id,
                });
            }
            let found = of_records(reading.store, &records, &filter);
            found.map_err(|error| error.in_words(language))?
        };
        drop(progress);
        if entries.is_empty() {
            refuse_unknown(reading, head, &filter, language)?;
        }
        let gaps = Gaps::of(
            reading,
            &entries
                .iter()
                .map(|entry| &entry.recorded)
                .collect::<Vec<_>>(),
            missing,
            language,
        )?;
        let is_full = filter.limit == Some(entries.len());
        if matches.get_flag("reverse") {
            entries.reverse();
        }
        let mut log = Log::new(reading, language, typed.len() == 1)?;
        if !format.is_json() {
            log.know_all(reading, &entries)?;
        }
        if format == Format::Table && context.ui.lays_out() {
            let page = log.page(&entries, context.ui.width());
            context.ui.data(&page)?;
        } else {
            let is_whole = !typed.is_empty() || matches.get_flag("full");
            log.is_summing = format == Format::Table && !is_whole;
            log.listing(&entries, format)
                .print(format, &mut context.ui)?;
            if log.is_summing && entries.iter().any(is_large) {
                context.ui.status(words::summed_up(language))?;
            }
        }
        if entries.is_empty() {
            context.ui.status(words::nothing(language))?;
        }
        if is_full && !matches.contains_id("limit") {
            context
                .ui
                .status(&words::newest_only(language, entries.len()))?;
        }
        gaps.tell(context)
    })?;
    Ok(())
}

fn filter(
    context: &Context<'_>,
    reading: &Reading<'_>,
    matches: &ArgMatches,
    is_whole_store: bool,
) -> Result<LogFilter, CliError> {
    let language = context.language();
    let from = context.day_of(matches, "from")?;
    let to = context.day_of(matches, "to")?;
    context.refuse_backwards(from, to)?;
    let agencies = match text(matches, "agency") {
        Some(typed) => reading.asked_agencies(&typed, context.as_of()?, language)?,
        None => Vec::new(),
    };
    let fields = texts(matches, "field");
    let fields = fields.iter().map(|typed| address::field(context, typed));
    let person = text(matches, "person").map(|typed| person(reading, &typed, language));
    let asked = matches.get_one::<usize>("limit").copied();
    let has_end = from.is_some();
    Ok(LogFilter {
        agencies,
        person: person.transpose()?,
        operation: text(matches, "operation"),
        since: from,
        until: to,
        fields: fields.collect::<Result<_, _>>()?,
        limit: asked.or((is_whole_store && !has_end).then_some(NEWEST)),
    })
}

/// What `NOUN` stands for in the registry of operations.
const NOUNS: [&str; 5] = ["case", "meeting", "transcript", "agency", "person"];

/// The registry of operations.
const OPERATIONS: &str = include_str!("../../docs/commits.md");

/// The names of the registry: the first cells of its table. `ROW` in them stands for a repeated table.
fn operations() -> impl Iterator<Item = &'static str> {
    let (_, table) = OPERATIONS.split_once("## Operations").unwrap_or_default();
    let cells = table.lines().filter_map(|line| line.split('|').nth(1));
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    names.filter(|name| name.contains('.'))
}

fn has_rows(kind: Kind, table: &str) -> bool {
    let mut fields = table_of(kind).fields.iter();
    fields.any(|field| field.name == table && matches!(field.shape, Shape::Rows(_)))
}

/// Whether an operation of the registry is called so, or begins so.
fn is_operation(typed: &str) -> bool {
    let is_noun = |word: &str| NOUNS.contains(&word);
    let fits = |(word, typed): (&str, &str)| match word {
        "NOUN" => is_noun(typed),
        "ROW" => Kind::ALL.iter().any(|kind| has_rows(*kind, typed)),
        word => word == typed,
    };
    operations().any(|name| {
        let (words, typed) = (name.split('.'), typed.split('.'));
        typed.clone().count() <= words.clone().count() && words.zip(typed).all(fits)
    })
}

/// Nothing was found: refuses an operation that there is not, and a person whom nobody ever knew.
fn refuse_unknown(
    reading: &Reading<'_>,
    head: Oid,
    filter: &LogFilter,
    language: Language,
) -> Result<(), CliError> {
    if let Some(typed) = filter
        .operation
        .as_ref()
        .filter(|typed| !is_operation(typed))
    {
        let error = CliError::new(exit::USAGE, words::unknown_operation(language, typed));
        return Err(match nearest(typed, operations()) {
            Some(name) => error.hint(did_you_mean(language, name)),
            None => error.hint(words::see_operations(language)),
        });
    }
    let Some(person) = filter.person.as_ref().filter(|person| person.id.is_none()) else {
        return Ok(());
    };
    let by_them = LogFilter {
        person: Some(person.clone()),
        limit: Some(1),
        ..LogFilter::default()
    };
    let commits = of_store(reading.index, reading.store, head, &by_them);
    let mut is_known = !commits
        .map_err(|error| error.in_words(language))?
        .is_empty();
    for name in &person.names {
        let past = reading
            .index
            .history(reading.store, head, Kind::Person, name, 1);
        is_known |= !past.map_err(|error| error.in_words(language))?.is_empty();
    }
    match person.names.first() {
        Some(typed) if !is_known => reading.find(Kind::Person, typed, language).map(drop),
        _ => Ok(()),
    }
}

/// A person by id or name; a name that no record has is the name of an author.
fn person(reading: &Reading<'_>, typed: &str, language: Language) -> Result<Person, CliError> {
    let mut person = Person {
        id: None,
        names: vec![typed.to_owned()],
    };
    let found = reading.view.find(typed, Some(Kind::Person));
    let found = found.map_err(|error| error.in_words(language))?;
    if let Found::One(located) = found
        && let AnyRecord::Person(record) = reading.record(&located, language)?
    {
        person.names.extend(record.name.clone());
        person.names.extend(record.english_name.clone());
        person.id = Some(located.id);
    }
    Ok(person)
}

/// How commits are worded.
pub(super) struct Log {
    language: Language,
    agencies: Rc<BTreeMap<String, String>>,
    people: BTreeMap<String, String>,
    /// What the records that still exist are called, and the labels of their rows.
    records: BTreeMap<(Kind, String), (String, Wording)>,
    plain: Wording,
    /// Whether all that is shown is of one record, which need not be named again and again.
    is_of_one: bool,
    /// Whether commits of many records are shown by counts.
    is_summing: bool,
}

impl Log {
    pub(super) fn new(
        reading: &Reading<'_>,
        language: Language,
        is_of_one: bool,
    ) -> Result<Self, CliError> {
        let agencies = Rc::new(reading.agency_names(language)?);
        let people = reading
            .view
            .people()
            .map_err(|error| error.in_words(language))?;
        let people = people.into_iter().filter_map(|person| {
            let name = person.name.clone().or(person.english_name.clone())?;
            Some((person.id.to_string(), name))
        });
        Ok(Self {
            language,
            plain: Wording::without_record(language, Rc::clone(&agencies)),
            agencies,
            people: people.collect(),
            records: BTreeMap::new(),
            is_of_one,
            is_summing: false,
        })
    }

    /// Remembers what the records of commits are called, as far as they are shown and still there.
    fn know_all(&mut self, reading: &Reading<'_>, entries: &[Entry]) -> Result<(), CliError> {
        let shown = entries
            .iter()
            .flat_map(|entry| entry.records.iter().take(MOST_RECORDS));
        for record in shown {
            if self.records.contains_key(&(record.kind, record.id.clone())) {
                continue;
            }
            let found = reading.view.locate(&record.id);
            let found = found.map_err(|error| error.in_words(self.language))?;
            let found = found.filter(|located| located.kind == record.kind);
            // One that cannot be read goes by its id.
            if let Some(Ok(record)) = found.map(|found| reading.record(&found, self.language)) {
                self.know(&record);
            }
        }
        Ok(())
    }

    /// Remembers what a record is called.
    pub(super) fn know(&mut self, record: &AnyRecord) {
        let wording = Wording::new(self.language, Rc::clone(&self.agencies), record);
        let title = match record {
            AnyRecord::Case(case) => {
                let number = case
                    .number
                    .map(|n| crate::locale::show::number(self.language, n));
                format!("{}{}", number.unwrap_or_default(), record.title())
            }
            _ => record.title().to_owned(),
        };
        self.records
            .insert((record.kind(), record.id()), (title, wording));
    }

    fn wording(&self, kind: Kind, id: &str) -> &Wording {
        let known = self.records.get(&(kind, id.to_owned()));
        known.map_or(&self.plain, |(_, wording)| wording)
    }

    /// Who recorded a commit, and on whose behalf.
    pub(super) fn who(&self, recorded: &Recorded) -> String {
        let author = match one_line(&recorded.author) {
            author if author.is_empty() => words::nameless(self.language).to_owned(),
            author => author,
        };
        let name = recorded.on_behalf.as_deref().map(|id| {
            let name = self.agencies.get(id).or(self.people.get(id));
            one_line(name.map_or(id, String::as_str))
        });
        words::who(self.language, &author, name.as_deref())
    }

    /// The day in Taipei on which a commit was recorded.
    pub(super) fn day(&self, recorded: &Recorded) -> String {
        let day = Date::from_naive(taipei_day(recorded.on));
        day.map_or_else(String::new, |day| day.display(self.language))
    }

    /// The lines of what a commit did to a record.
    pub(super) fn changes(
        &self,
        kind: Kind,
        id: &str,
        changes: &[FieldChange],
        is_readable: bool,
    ) -> Vec<String> {
        let mut lines = self.wording(kind, id).changes(changes, table_of(kind));
        if !is_readable {
            lines.push(words::unreadable(self.language).to_owned());
        } else if lines.is_empty() {
            lines.push(words::only_layout(self.language).to_owned());
        }
        lines
    }

    fn heading(&self, record: &RecordChange) -> String {
        let title = self.records.get(&(record.kind, record.id.clone()));
        let title = title.map_or_else(String::new, |(title, _)| format!(" {}", one_line(title)));
        let fate = words::fate(self.language, record.fate.as_str());
        format!("{fate} {}{title}", record.id)
    }

    /// Why, and on what it rests.
    pub(super) fn basis(&self, said: &crate::history::Said) -> Vec<String> {
        let mut basis = Vec::new();
        let said_of = |text: &Option<String>| text.as_deref().map(one_line);
        basis.extend(said_of(&said.reason).map(|reason| words::reason(self.language, &reason)));
        basis.extend(said_of(&said.meeting).map(|meeting| words::meeting(self.language, &meeting)));
        let undoes = said_of(&said.undoes);
        basis.extend(undoes.map(|commit| words::undoes(self.language, &short(&commit))));
        basis
    }

    /// A paragraph a commit, for a terminal.
    fn page(&self, entries: &[Entry], columns: usize) -> String {
        let mut page = String::new();
        let mut put = |text: &str, indent: usize| {
            for (number, line) in wrap(text, columns.saturating_sub(indent + 2), 0)
                .iter()
                .enumerate()
            {
                let further = if number == 0 { 0 } else { 2 };
                page.push_str(&format!("{}{line}\n", " ".repeat(indent + further)));
            }
        };
        for (number, entry) in entries.iter().enumerate() {
            if number > 0 {
                put("", 0);
            }
            let recorded = &entry.recorded;
            let mut head = vec![
                self.day(recorded),
                self.who(recorded),
                short(&recorded.commit.to_string()),
            ];
            if recorded.signature == Signature::Signed {
                head.push(words::signed(self.language).to_owned());
            }
            put(&head.join("  "), 0);
            put(&one_line(&entry.said.subject), 2);
            for record in entry.records.iter().take(MOST_RECORDS) {
                if !self.is_of_one {
                    put(&self.heading(record), 4);
                }
                let lines =
                    self.changes(record.kind, &record.id, &record.changes, record.is_readable);
                for line in lines.iter().take(MOST_CHANGES) {
                    put(line, if self.is_of_one { 4 } else { 6 });
                }
                if lines.len() > MOST_CHANGES {
                    put(
                        &words::more_changes(self.language, lines.len() - MOST_CHANGES),
                        6,
                    );
                }
            }
            if entry.records.len() > MOST_RECORDS {
                put(
                    &words::more_records(self.language, entry.records.len() - MOST_RECORDS),
                    4,
                );
            }
            for basis in self.basis(&entry.said) {
                put(&basis, 2);
            }
        }
        page
    }

    fn listing(&self, entries: &[Entry], format: Format) -> Listing {
        use words::heading;
        let language = self.language;
        match format {
            Format::Json | Format::JsonLines => Listing {
                columns: Vec::new(),
                rows: Vec::new(),
                json: entries.iter().map(entry_json).collect(),
            },
            Format::Markdown => Listing {
                columns: vec![
                    column("on", heading::on(language)),
                    column("by", heading::who(language)),
                    column("commit", heading::commit(language)),
                    column("what", heading::what(language)),
                    wrapping_column("reason", heading::reason(language)),
                ],
                rows: entries
                    .iter()
                    .map(|entry| self.markdown_row(entry))
                    .collect(),
                json: Vec::new(),
            },
            Format::Table | Format::Csv => Listing {
                columns: COLUMNS.iter().map(|key| column(key, key)).collect(),
                rows: entries
                    .iter()
                    .flat_map(|entry| match self.is_summing && is_large(entry) {
                        true => self.counts(entry),
                        false => rows(entry),
                    })
                    .collect(),
                json: Vec::new(),
            },
        }
    }

    /// A row for each kind of record and what became of it, with how many there are.
    fn counts(&self, entry: &Entry) -> Vec<Vec<String>> {
        let mut counts: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
        for record in &entry.records {
            *counts
                .entry((record.kind, record.fate.as_str()))
                .or_default() += 1;
        }
        let row = |((kind, fate), count): (&(Kind, &str), &usize)| {
            let noun = crate::locale::status::noun(self.language, kind.as_str());
            let mut cells = cells(entry, None, None);
            cells[RECORD] = words::records_of(self.language, noun, *count);
            cells[CHANGE] = (*fate).to_owned();
            cells.into()
        };
        counts.iter().map(row).collect()
    }

    fn markdown_row(&self, entry: &Entry) -> Vec<String> {
        let mut what = vec![entry.said.subject.clone()];
        for record in &entry.records {
            let lines = self.changes(record.kind, &record.id, &record.changes, record.is_readable);
            what.extend(lines.into_iter().take(MOST_CHANGES));
        }
        vec![
            self.day(&entry.recorded),
            self.who(&entry.recorded),
            short(&entry.recorded.commit.to_string()),
            what.join(self.language.pick("; ", "；")),
            self.basis(&entry.said).join(self.language.pick("; ", "；")),
        ]
    }
}

/// The columns for programs: a row a changed field.
const COLUMNS: [&str; 13] = [
    "on",
    "author",
    "for",
    "operation",
    "record",
    "change",
    "field",
    "old",
    "new",
    "reason",
    "meeting",
    "signature",
    "commit",
];

/// Where the record and what became of it stand among the columns.
const RECORD: usize = 4;
const CHANGE: usize = 5;

fn is_large(entry: &Entry) -> bool {
    entry.records.len() > MOST_LISTED
}

/// What the columns hold for one changed field.
fn cells(
    entry: &Entry,
    record: Option<&RecordChange>,
    change: Option<&FieldChange>,
) -> [String; COLUMNS.len()] {
    let recorded = &entry.recorded;
    let text = |text: &Option<Rc<str>>| text.as_deref().unwrap_or_default().to_owned();
    let line = |item: &Option<Item>| item.as_ref().map(Item::to_line).unwrap_or_default();
    [
        taipei_day(recorded.on).to_string(),
        recorded.author.to_string(),
        text(&recorded.on_behalf),
        text(&recorded.operation),
        record.map(|record| record.id.clone()).unwrap_or_default(),
        record
            .map(|record| record.fate.as_str().to_owned())
            .unwrap_or_default(),
        change
            .map(|change| change.path.to_string())
            .unwrap_or_default(),
        change.map(|change| line(&change.old)).unwrap_or_default(),
        change.map(|change| line(&change.new)).unwrap_or_default(),
        entry.said.reason.clone().unwrap_or_default(),
        entry.said.meeting.clone().unwrap_or_default(),
        recorded.signature.as_str().to_owned(),
        recorded.commit.to_string(),
    ]
}

fn rows(entry: &Entry) -> Vec<Vec<String>> {
    let row = |record, change| Vec::from(cells(entry, record, change));
    let mut rows = Vec::new();
    for record in &entry.records {
        rows.extend(
            record
                .changes
                .iter()
                .map(|change| row(Some(record), Some(change))),
        );
        if record.changes.is_empty() {
            rows.push(row(Some(record), None));
        }
    }
    if rows.is_empty() {
        rows.push(row(None, None));
    }
    rows
}

/// What is known of a commit, for programs.
pub(super) fn commit_json(recorded: &Recorded) -> serde_json::Map<String, Value> {
    let parents: Vec<String> = recorded.parents.iter().map(Oid::to_string).collect();
    let value = json!({
        "commit": recorded.commit.to_string(),
        "parents": parents,
        "on": recorded.on.to_rfc3339(),
        "author": *recorded.author,
        "for": recorded.on_behalf.as_deref(),
        "operation": recorded.operation.as_deref(),
        "signature": recorded.signature.as_str(),
        "is_cut": recorded.is_cut,
    });
    match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}

/// The changed fields of a record, for programs.
pub(super) fn changes_json(changes: &[FieldChange]) -> Vec<Value> {
    let side = |item: &Option<Item>| item.as_ref().map_or(Value::Null, Item::to_json);
    let change = |change: &FieldChange| {
        json!({
            "field": change.path.to_string(),
            "old": side(&change.old),
            "new": side(&change.new),
        })
    };
    changes.iter().map(change).collect()
}

fn entry_json(entry: &Entry) -> Value {
    let mut object = serde_json::Map::new();
    object.insert("schema".to_owned(), json!("po.history/1"));
    object.extend(commit_json(&entry.recorded));
    object.insert("subject".to_owned(), json!(entry.said.subject));
    object.insert("meeting".to_owned(), json!(entry.said.meeting));
    object.insert("reason".to_owned(), json!(entry.said.reason));
    object.insert("undoes".to_owned(), json!(entry.said.undoes));
    let records = entry.records.iter().map(|record| {
        json!({
            "kind": record.kind.as_str(),
            "id": record.id,
            "change": record.fate.as_str(),
            "readable": record.is_readable,
            "changes": changes_json(&record.changes),
        })
    });
    object.insert("records".to_owned(), records.collect());
    Value::Object(object)
}
