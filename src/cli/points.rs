//! What the rows of the issue analysis sheet have beyond other rows: labels (P1, I1, S1, C1) that are
//! given and never typed, references to each other by label, and days that a decision needs.

use std::collections::BTreeMap;

use crate::index::Located;
use crate::locale::{Language, points as words};
use crate::record::case::{Case, Commitment};
use crate::record::{AnyRecord, Date, Item};
use crate::store::Draft;

use super::context::Context;
use super::error::{CliError, exit};
use super::rows;

/// Whether the program makes the field itself, so that no flag holds it.
pub(super) fn is_made(table: &str, field: &str) -> bool {
    matches!(
        (table, field),
        (_, "k" | "label") | ("commitment", "status")
    )
}

/// The tables among whose rows the value of a field is a key; none where the field names no row.
pub(super) fn named_by(field: &str) -> &'static [&'static str] {
    match field {
        "problem" | "answers" => &["problem"],
        "solution" => &["solution"],
        "supports" => &["problem", "idea", "solution"],
        _ => &[],
    }
}

/// The letter of the labels of a table.
fn letter(table: &str) -> Option<char> {
    match table {
        "problem" => Some('P'),
        "idea" => Some('I'),
        "solution" => Some('S'),
        "commitment" => Some('C'),
        _ => None,
    }
}

/// The key of the row with a label, typed in any width and case.
pub(super) fn labelled(record: &AnyRecord, table: &str, typed: &str) -> Option<String> {
    letter(table)?;
    let typed = crate::text::fold::fold(typed);
    rows::keyed(record, table)
        .into_iter()
        .find(|(_, row)| {
            text_of(row, "label").is_some_and(|label| crate::text::fold::fold(label) == typed)
        })
        .map(|(key, _)| key)
}

/// The labels of all rows that have one, by key.
pub(super) fn labels(record: &AnyRecord) -> BTreeMap<String, String> {
    let AnyRecord::Case(case) = record else {
        return BTreeMap::new();
    };
    let problems = case.problems.iter().map(|row| (&row.k, &row.label));
    let ideas = case.ideas.iter().map(|row| (&row.k, &row.label));
    let solutions = case.solutions.iter().map(|row| (&row.k, &row.label));
    let commitments = case.commitments.iter().map(|row| (&row.k, &row.label));
    problems
        .chain(ideas)
        .chain(solutions)
        .chain(commitments)
        .filter_map(|(key, label)| Some((key.to_string(), label.clone()?)))
        .collect()
}

fn text_of<'r>(row: &'r Item, name: &str) -> Option<&'r str> {
    let Item::Table(fields) = row else {
        return None;
    };
    fields.iter().find_map(|(field, item)| match item {
        Item::Text(text) if *field == name => Some(text.as_str()),
        _ => None,
    })
}

/// The label of the next row of a table: one more than the highest there is.
fn next_label(record: &AnyRecord, table: &str) -> Option<String> {
    let letter = letter(table)?;
    let rows = rows::keyed(record, table);
    let numbers = rows.iter().filter_map(|(_, row)| {
        let label = text_of(row, "label")?;
        label.strip_prefix(letter)?.parse::<u32>().ok()
    });
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    Some(format!("{letter}{next}"))
}

/// Completes the typed values of a row that is added (`key` is `None`) or changed: keys in the place
/// of labels, the label of a new row, the day of an adoption or a commitment, and whether an agency could promise.
pub(super) fn complete(
    context: &Context<'_>,
    draft: &Draft<'_>,
    located: &Located,
    table: &'static str,
    key: Option<&str>,
    values: &mut Vec<(&'static str, Item)>,
) -> Result<(), CliError> {
    let record = context.drafted(draft, &located.path)?;
    let AnyRecord::Case(case) = &record else {
        return Ok(());
    };
    name_rows(&record, values, context.language())?;
    match table {
        "reply" => refuse_unknown_petition(case, values, context.language())?,
        "solution" => date_adoption(case, key, context.as_of()?, values),
        "commitment" => {
            refuse_before_its_time(context, draft, case, key, values)?;
            if key.is_none() {
                values.push(("status", Item::Text("open".to_owned())));
                date_promise(context.as_of()?, values);
            }
        }
        _ => {}
    }
    if let (None, Some(label)) = (key, next_label(&record, table)) {
        values.insert(0, ("label", Item::Text(label)));
    }
    Ok(())
}

/// A reply answers a petition of its own case.
fn refuse_unknown_petition(
    case: &Case,
    values: &[(&'static str, Item)],
    language: Language,
) -> Result<(), CliError> {
    let Some((_, Item::Text(typed))) = values.iter().find(|(field, _)| *field == "petition") else {
        return Ok(());
    };
    let there: Vec<&str> = case.petitions.iter().map(|row| row.url.as_str()).collect();
    if there.contains(&typed.as_str()) {
        return Ok(());
    }
    let mut error = CliError::new(
        exit::NOT_FOUND,
        words::no_petition(language, typed, !there.is_empty()),
    );
    error.details = there.into_iter().map(str::to_owned).collect();
    Err(error.hint(words::add_petition(language, &case.id.to_string(), typed)))
}

/// Puts keys in the place of labels.
fn name_rows(
    record: &AnyRecord,
    values: &mut [(&'static str, Item)],
    language: Language,
) -> Result<(), CliError> {
    for (field, item) in values {
        let tables = named_by(field);
        if tables.is_empty() {
            continue;
        }
        match item {
            Item::Text(typed) => *typed = key_of(record, tables, typed, language)?,
            Item::List(items) => {
                for item in items {
                    if let Item::Text(typed) = item {
                        *typed = key_of(record, tables, typed, language)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The key of the row of one of the tables that was typed as label or key.
fn key_of(
    record: &AnyRecord,
    tables: &[&'static str],
    typed: &str,
    language: Language,
) -> Result<String, CliError> {
    let mut there = Vec::new();
    for table in tables {
        if let Some(key) = labelled(record, table, typed) {
            return Ok(key);
        }
        for (key, row) in rows::keyed(record, table) {
            if key == typed {
                return Ok(key);
            }
            let label = text_of(&row, "label").unwrap_or(&key);
            let text = text_of(&row, "text").unwrap_or_default();
            there.push(format!("{label} {text}"));
        }
    }
    let mut error = CliError::new(
        exit::NOT_FOUND,
        words::no_point(language, &tables.join(", "), typed),
    );
    error.details = there;
    Err(error)
}

/// An adoption that is new or changes is of the day of the answer where no other day is given.
fn date_adoption(
    case: &Case,
    key: Option<&str>,
    today: Date,
    values: &mut Vec<(&'static str, Item)>,
) {
    let given = |name: &str| values.iter().find(|(field, _)| *field == name);
    let Some((_, Item::Text(adoption))) = given("adoption") else {
        return;
    };
    let before = case
        .solutions
        .iter()
        .find(|row| Some(row.k.as_str()) == key)
        .and_then(|row| row.adoption);
    let is_same = before.is_some_and(|before| before.as_str() == adoption);
    if !is_same && given("adopted_on").is_none() {
        values.push(("adopted_on", Item::Date(today)));
    }
}

/// A commitment that is recorded without a day was made on this one, unless it was due before.
fn date_promise(today: Date, values: &mut Vec<(&'static str, Item)>) {
    let tells = values.iter().any(|(field, item)| match (*field, item) {
        ("on", _) => true,
        ("due", Item::Date(due)) => *due < today,
        _ => false,
    });
    if !tells {
        values.push(("on", Item::Date(today)));
    }
}

/// An agency promises only while it exists: where no day is given, on the day of the answer.
fn refuse_before_its_time(
    context: &Context<'_>,
    draft: &Draft<'_>,
    case: &Case,
    key: Option<&str>,
    values: &[(&'static str, Item)],
) -> Result<(), CliError> {
    let given = |name: &str| values.iter().find(|(field, _)| *field == name);
    let mut rows = case.commitments.iter();
    let before = rows.find(|row| Some(row.k.as_str()) == key);
    let is_dated = given("on").is_some() || before.is_some_and(|row| row.on.is_some());
    let Some((_, Item::Text(id))) = given("agency").filter(|_| !is_dated) else {
        return Ok(());
    };
    let Ok(agency) = id.parse() else {
        return Ok(());
    };
    super::agency::refuse_out_of_force(context, draft, &agency, context.as_of()?)
        .map_err(|error| error.hint(words::say_when(context.language())))
}

/// The due date of a promise moves only with a reason, and the date it had stays: an update keeps
/// both. Refuses a draft in which one moves without, or in which something became of a promise before
/// it was made.
pub(super) fn refuse_bad_promises(draft: &Draft<'_>, language: Language) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let (Some(AnyRecord::Case(old)), AnyRecord::Case(new)) = (old, new) else {
            continue;
        };
        for commitment in &new.commitments {
            let before = old.commitments.iter().find(|row| row.k == commitment.k);
            if before != Some(commitment) {
                refuse_before_made(commitment, language)?;
            }
            let Some(due) = before.and_then(|row| row.due) else {
                continue;
            };
            if commitment.due != Some(due) && !is_explained(commitment, due) {
                let label = commitment.label.as_deref().unwrap_or(commitment.k.as_str());
                let message = words::moved_due(language, label, &due.display(language));
                let hint = words::how_to_move(language, &new.id.to_string(), label);
                return Err(CliError::new(exit::REFUSED, message).hint(hint));
            }
        }
    }
    Ok(())
}

fn refuse_before_made(commitment: &Commitment, language: Language) -> Result<(), CliError> {
    let days = commitment.updates.iter().map(|update| update.on);
    let earliest = days.chain(commitment.due).min();
    match (commitment.on, earliest) {
        (Some(made), Some(day)) if day < made => {
            let label = commitment.label.as_deref().unwrap_or(commitment.k.as_str());
            let (day, made) = (day.display(language), made.display(language));
            let message = words::before_made(language, label, &day, &made);
            Err(CliError::new(exit::REFUSED, message))
        }
        _ => Ok(()),
    }
}

/// Whether an update tells of the due date that was and the one that is, and why.
fn is_explained(commitment: &Commitment, was: Date) -> bool {
    commitment.updates.iter().any(|update| {
        update.due_was == Some(was)
            && update.due_now == commitment.due
            && update
                .reason
                .as_deref()
                .is_some_and(|reason| !reason.trim().is_empty())
    })
}
