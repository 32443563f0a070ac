//! `po rules`: the rule sets, what each says and where two differ.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::locale::{Language, rules as words};
use crate::procedure::rules::{
    Difference, Entry, differences, entries, extension_span, from_day, in_force, note_differences,
    practice_span, span, until_day,
};
use crate::procedure::span::Span;
use crate::record::rules::{Limit, Rules};
use crate::record::shape::Shaped;
use crate::record::{AnyRecord, Date, Item};

use super::command::{text, unknown};
use super::context::{Context, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, json_text, markdown_cell};
use super::{show, wording};

/// The commands.
pub(super) fn command() -> Command {
    let day = |name: &'static str| Arg::new(name).value_name("DAY");
    Command::new("rules")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("list"),
            Command::new("show").arg(day("DAY")),
            Command::new("diff")
                .arg(day("OLD").required(true))
                .arg(day("NEW").required(true)),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", _)) => list(context),
        Some(("show", matches)) => show(context, matches),
        Some(("diff", matches)) => diff(context, matches),
        _ => Err(unknown(context.language(), "rules")),
    }
}

/// The rule sets of the store, oldest first, without those whose name is no day.
fn sets(reading: &Reading<'_>, language: Language) -> Result<Vec<Rules>, CliError> {
    let mut sets = reading
        .view
        .rule_sets()
        .map_err(|error| error.in_words(language))?;
    sets.retain(|rules| from_day(rules).is_some());
    sets.sort_by_key(from_day);
    Ok(sets)
}

/// The rule set in force on a day.
fn of_day(sets: &[Rules], day: Date, language: Language) -> Result<&Rules, CliError> {
    in_force(sets, day).ok_or_else(|| {
        let message = words::none_in_force(language, &day.display(language));
        CliError::new(exit::NOT_FOUND, message).hint(words::list_them(language))
    })
}

fn list(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    context.read(|context, reading| {
        let sets = sets(reading, language)?;
        let before = std::iter::once(None).chain(sets.iter().map(Some));
        let listed: Vec<(&Rules, Option<Vec<Difference<'_>>>)> = sets
            .iter()
            .zip(before)
            .map(|(rules, before)| (rules, before.map(|before| differences(before, rules))))
            .collect();
        let changed = |differences: &Option<Vec<Difference<'_>>>| match differences {
            None => words::first(cells_in).to_owned(),
            Some(differences) if differences.is_empty() => words::notes_only(cells_in).to_owned(),
            Some(differences) => {
                let names: Vec<String> = differences
                    .iter()
                    .map(|one| changed_name(one, cells_in))
                    .collect();
                names.join(cells_in.pick(", ", "、"))
            }
        };
        let listing = Listing {
            columns: vec![
                column("from", words::from_heading(language)),
                column("title", words::title_heading(language)),
                column("changed", words::changed_heading(language)),
            ],
            rows: listed
                .iter()
                .map(|(rules, differences)| {
                    vec![
                        from_day(rules).map_or_else(String::new, |day| day.display(cells_in)),
                        rules.title.clone(),
                        changed(differences),
                    ]
                })
                .collect(),
            json: listed
                .iter()
                .map(|(rules, differences)| {
                    json!({
                        "schema": "po.rules/1",
                        "id": rules.id.as_str(),
                        "title": rules.title,
                        "source": rules.source,
                        "until": until_day(&sets, rules).map(|day| day.to_string()),
                        "changed": differences.iter().flatten().map(difference_json).collect::<Vec<_>>(),
                    })
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)
    })
}

/// The name of what changed, `+` before what is new and `-` before what is gone.
fn changed_name(difference: &Difference<'_>, language: Language) -> String {
    match (&difference.old, &difference.new) {
        (None, Some(new)) => format!("+{}", name(new, language)),
        (Some(old), None) => format!("-{}", name(old, language)),
        (_, new) => new
            .as_ref()
            .map_or_else(String::new, |new| name(new, language)),
    }
}

fn show(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let day = match text(matches, "DAY") {
        Some(typed) => context.day("DAY", &typed)?,
        None => context.as_of()?,
    };
    context.read(|context, reading| {
        let sets = sets(reading, language)?;
        let rules = of_day(&sets, day, language)?;
        match format {
            Format::Json | Format::JsonLines => {
                let record = show::record_json(&AnyRecord::from(rules.clone()));
                let text = match format {
                    Format::Json => json_text(&record),
                    _ => format!("{record}\n"),
                };
                return Ok(context.ui.data(&text)?);
            }
            Format::Markdown => {
                let title = markdown_cell(&rules.title);
                context.ui.data(&format!("# {title}\n\n"))?;
            }
            Format::Table if context.ui.lays_out() => {
                let until = until_day(&sets, rules).map(|day| day.display(language));
                let from = from_day(rules).map_or_else(String::new, |day| day.display(language));
                let mut head = format!(
                    "{}\n{}\n",
                    rules.title,
                    words::in_force(language, &from, until.as_deref())
                );
                if let Some(source) = &rules.source {
                    head.push_str(&format!("{}\n", words::source(language, source)));
                }
                context.ui.data(&format!("{head}\n"))?;
            }
            Format::Table | Format::Csv => {}
        }
        let with_notes = matches!(format, Format::Csv | Format::Markdown);
        let mut columns = vec![
            column("part", words::part_heading(language)),
            column("name", words::name_heading(language)),
            column("value", words::value_heading(language)),
            column("runs_from", words::event_heading(language)),
            column("strength", words::strength_heading(language)),
            column("source", words::source_heading(language)),
        ];
        if with_notes {
            columns.push(column("note", words::note_heading(language)));
        }
        let rows = entries(rules).into_iter().map(|entry| {
            let mut row = vec![
                words::part(cells_in, entry.part()).to_owned(),
                name(&entry, cells_in),
                value(&entry, cells_in),
                runs_from(&entry, cells_in),
                strength(&entry, cells_in).to_owned(),
                source(&entry).to_owned(),
            ];
            if with_notes {
                row.push(note(&entry).to_owned());
            }
            row
        });
        let listing = Listing {
            columns,
            rows: rows.collect(),
            json: Vec::new(),
        };
        listing.print(format, &mut context.ui)
    })
}

fn diff(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let old = context.day("OLD", &text(matches, "OLD").unwrap_or_default())?;
    let new = context.day("NEW", &text(matches, "NEW").unwrap_or_default())?;
    context.read(|context, reading| {
        let sets = sets(reading, language)?;
        let (old, new) = (of_day(&sets, old, language)?, of_day(&sets, new, language)?);
        let found = differences(old, new);
        // Beside values that differ, another source is no news.
        let noted = match found.is_empty() {
            true => note_differences(old, new),
            false => Vec::new(),
        };
        let side = |entry: &Option<Entry<'_>>| {
            entry
                .as_ref()
                .map_or_else(|| "–".to_owned(), |entry| whole(entry, cells_in))
        };
        let listing = Listing {
            columns: vec![
                column("part", words::part_heading(language)),
                column("name", words::name_heading(language)),
                column("old", words::old_heading(language)),
                column("new", words::new_heading(language)),
            ],
            rows: found
                .iter()
                .filter_map(|one| {
                    let entry = one.new.as_ref().or(one.old.as_ref())?;
                    Some(vec![
                        words::part(cells_in, entry.part()).to_owned(),
                        name(entry, cells_in),
                        side(&one.old),
                        side(&one.new),
                    ])
                })
                .chain(noted.iter().map(|(old, new)| {
                    let side = |entry: &Entry<'_>| {
                        let (source, note) = (source(entry), note(entry));
                        words::source_and_note(cells_in, source, note)
                    };
                    vec![
                        words::part(cells_in, new.part()).to_owned(),
                        name(new, cells_in),
                        side(old),
                        side(new),
                    ]
                }))
                .collect(),
            json: found
                .iter()
                .map(difference_json)
                .chain(noted.iter().map(|(old, new)| note_json(old, new)))
                .collect(),
        };
        if found.is_empty() {
            let same = if old.id == new.id {
                let from = from_day(old).map_or_else(String::new, |day| day.display(language));
                words::the_same(language, &from)
            } else {
                let (old, new) = (old.title.as_str(), new.title.as_str());
                words::no_difference(language, old, new)
            };
            context.ui.status(&same)?;
        }
        listing.print(format, &mut context.ui)
    })
}

/// What another source or note says of the same rule, for programs.
fn note_json(old: &Entry<'_>, new: &Entry<'_>) -> Value {
    json!({
        "schema": "po.rules-difference/1",
        "part": new.part(),
        "name": new.name(),
        "old": entry_json(old),
        "new": entry_json(new),
    })
}

/// What a rule set says otherwise than another, for programs.
fn difference_json(difference: &Difference<'_>) -> Value {
    let side = |entry: &Option<Entry<'_>>| entry.as_ref().map(entry_json);
    let entry = difference.new.as_ref().or(difference.old.as_ref());
    json!({
        "schema": "po.rules-difference/1",
        "part": entry.map(Entry::part),
        "name": entry.map(Entry::name),
        "old": side(&difference.old),
        "new": side(&difference.new),
    })
}

fn entry_json(entry: &Entry<'_>) -> Value {
    let item = match entry {
        Entry::Voting { value, .. } => Some(value.clone()),
        Entry::Pool(pool) => pool.write(),
        Entry::Limit(limit) => limit.write(),
        Entry::Cap(cap) => cap.write(),
    };
    item.map_or(Value::Null, |item| item.to_json())
}

/// What people call an entry: its Chinese label, the words of its name in English.
fn name(entry: &Entry<'_>, language: Language) -> String {
    let label = match entry {
        Entry::Voting { field, .. } => return wording::label(field, language),
        Entry::Pool(pool) => &pool.label,
        Entry::Limit(limit) => &limit.label,
        Entry::Cap(cap) => &cap.label,
    };
    match (language, label) {
        (Language::ZhTw, Some(label)) => label.clone(),
        _ => words::words(entry.name()),
    }
}

/// What an entry says, in the fewest words.
fn value(entry: &Entry<'_>, language: Language) -> String {
    match entry {
        Entry::Voting {
            value: Item::Boolean(yes),
            ..
        } => words::yes_or_no(language, *yes).to_owned(),
        Entry::Voting {
            field,
            value: Item::Text(word),
            ..
        } if field.name == "below_threshold" => words::below_threshold(language, word),
        Entry::Voting { field, value, .. } => wording::shown(value, &field.shape, language),
        Entry::Pool(pool) => pool
            .cases_per_month
            .map_or_else(String::new, |cases| words::a_month(language, cases)),
        Entry::Limit(limit) => limit_value(limit, language),
        Entry::Cap(cap) => {
            let per = words::per(language, cap.per.as_str());
            words::at_most(language, cap.most, &per)
        }
    }
}

fn limit_value(limit: &Limit, language: Language) -> String {
    let shown = |span: Span| span.display(language);
    let rule = span(limit).map_or_else(|| "–".to_owned(), shown);
    let rule = match limit.shortest {
        Some(shortest) => words::shortest(language, shortest, &rule),
        None => rule,
    };
    let rule = match practice_span(limit) {
        Some(practice) => words::practice(language, &rule, &shown(practice)),
        None => rule,
    };
    match extension_span(limit) {
        Some(extension) => words::extension(language, &rule, &shown(extension)),
        None => rule,
    }
}

fn runs_from(entry: &Entry<'_>, language: Language) -> String {
    match entry {
        Entry::Limit(limit) => limit
            .runs_from
            .as_ref()
            .map_or_else(String::new, |event| words::event(language, event.as_str())),
        _ => String::new(),
    }
}

fn strength(entry: &Entry<'_>, language: Language) -> &'static str {
    let strength = match entry {
        Entry::Voting { .. } => return "",
        Entry::Pool(pool) => pool.strength,
        Entry::Limit(limit) => limit.strength,
        Entry::Cap(cap) => cap.strength,
    };
    strength.label(language)
}

fn source<'e>(entry: &Entry<'e>) -> &'e str {
    let source = match entry {
        Entry::Voting { source, .. } => *source,
        Entry::Pool(pool) => pool.source.as_deref(),
        Entry::Limit(limit) => limit.source.as_deref(),
        Entry::Cap(cap) => cap.source.as_deref(),
    };
    source.unwrap_or_default()
}

fn note<'e>(entry: &Entry<'e>) -> &'e str {
    let note = match entry {
        Entry::Voting { .. } => None,
        Entry::Pool(pool) => pool.note.as_deref(),
        Entry::Limit(limit) => limit.note.as_deref(),
        Entry::Cap(cap) => cap.note.as_deref(),
    };
    note.unwrap_or_default()
}

/// Everything that an entry says, in a line.
fn whole(entry: &Entry<'_>, language: Language) -> String {
    let parts = [
        value(entry, language),
        runs_from(entry, language),
        strength(entry, language).to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(language.pick(", ", "，"))
}
