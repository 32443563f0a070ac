//! `po commitment list` across cases, and `po case commitment update` within one.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::index::row::{CaseRow, CommitmentFacts};
use crate::index::{CaseFilter, CaseSort};
use crate::locale::{Language, case as headings, commitment as words, subject};
use crate::procedure::promise::{Standing, standing};
use crate::record::case::{Commitment, CommitmentStatus, CommitmentUpdate};
use crate::record::value::Name;
use crate::record::{AnyRecord, Date, Kind};

use super::command::{reference, switch, text, value, words_of};
use super::context::{Context, Intent, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column, number_column};
use super::{edit, fields, rows};

/// The table of a case.
const TABLE: &str = "commitment";

/// The command `po commitment`.
pub(super) fn command() -> Command {
    Command::new(TABLE)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("list")
                .arg(switch("overdue"))
                .arg(value("agency", "AGENCY")),
        )
}

/// The command `po case commitment update`.
pub(super) fn update_command(language: Language) -> Command {
    let field = |name: &str| {
        let field = CommitmentUpdate::TABLE.field(name);
        fields::argument(field.expect("the field is declared"), language)
    };
    Command::new("update")
        .arg(reference())
        .arg(
            Arg::new("ROW")
                .required(true)
                .help(crate::locale::rows::row(language)),
        )
        .arg(value("on", "DAY"))
        .args(["text", "status", "evidence"].map(field))
        .arg(value("due", "DAY"))
        .arg(words_of("reason"))
}

/// Runs `po case commitment`: what every row can do, and `update`.
pub(super) fn row(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("update", matches)) => update(context, matches),
        _ => rows::run(context, Kind::Case, TABLE, &Commitment::TABLE, matches),
    }
}

/// Runs `po commitment`.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", matches)) => list(context, matches),
        _ => Err(super::command::unknown(context.language(), TABLE)),
    }
}

fn update(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let typed = text(matches, "ROW").unwrap_or_default();
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    let due = context.day_of(matches, "due")?;
    let told = text(matches, "text");
    let status = text(matches, "status").and_then(|word| CommitmentStatus::from_word(&word));
    let evidence = context.url_of(matches, "evidence")?;
    let reason = text(matches, "reason");
    if due.is_none() && told.is_none() && status.is_none() && evidence.is_none() {
        let message = crate::locale::rows::nothing_given(language);
        return Err(CliError::new(exit::USAGE, message));
    }
    let gives_up = matches!(
        status,
        Some(CommitmentStatus::ChangedDirection | CommitmentStatus::Dropped)
    );
    if gives_up && reason.is_none() {
        let message = words::reason_owed(language);
        return Err(
            CliError::new(exit::REFUSED, message).hint(crate::locale::case::give_reason(language))
        );
    }
    let outcome = context.change(&mut |context, draft| {
        let key = rows::row_key(context, draft, &located, TABLE, &typed)?;
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let Some(commitment) = case
            .commitments
            .iter_mut()
            .find(|row| row.k.as_str() == key)
        else {
            return Ok(None);
        };
        let label = commitment.label.clone().unwrap_or_else(|| key.clone());
        let update = CommitmentUpdate {
            k: context.row_key(draft, &located.path),
            on,
            text: told.clone(),
            status,
            due_was: None,
            due_now: None,
            reason: reason.clone(),
            evidence: evidence.clone(),
        };
        let says_nothing = told.is_none() && status.is_none() && evidence.is_none();
        if says_nothing && due == commitment.due {
            return Ok(None);
        }
        take_in(commitment, update, due);
        draft.put(*case).map_err(|error| error.in_words(language))?;
        super::points::refuse_bad_promises(draft, language)?;
        let (store_language, handle) = edit::handle(context, draft, &located)?;
        let news = [
            status.map(|status| status.label(store_language).to_owned()),
            due.map(|due| words::due_now(store_language, &due.display(store_language))),
            told.clone(),
        ];
        let news: Vec<String> = news.into_iter().flatten().collect();
        let subject = subject::promise_updated(store_language, &handle, &label, &news);
        Ok(Some(
            Intent::new("case.commitment.update", subject).because(reason.clone()),
        ))
    })?;
    context.report(&outcome)
}

/// Adds an update to a promise. A due date that moves keeps the one it was; a first one moves nothing.
fn take_in(commitment: &mut Commitment, mut update: CommitmentUpdate, due: Option<Date>) {
    if due.is_some() && due != commitment.due {
        if commitment.due.is_some() {
            (update.due_was, update.due_now) = (commitment.due, due);
        }
        commitment.due = due;
    }
    let says_something = update.text.is_some()
        || update.status.is_some()
        || update.evidence.is_some()
        || update.due_now.is_some();
    if says_something {
        commitment.updates.push(update);
    }
    // What is entered late does not undo what happened since.
    let updates = commitment.updates.iter();
    let last = updates
        .filter(|update| update.status.is_some())
        .max_by_key(|update| update.on);
    if let Some(status) = last.and_then(|update| update.status) {
        commitment.status = status;
    }
}

/// A promise of a case on a day.
struct Promise {
    case: CaseRow,
    commitment: Commitment,
    standing: Standing,
    days_overdue: Option<i64>,
}

/// Lists the promises of all cases, the longest overdue first.
fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let today = context.as_of()?;
    let agency = text(matches, "agency");
    let only_overdue = matches.get_flag("overdue");
    context.read(|context, reading| {
        let agency = agency.as_deref();
        let asked = agency.map(|typed| reading.asked_agencies(typed, today, language));
        let asked = asked.transpose()?;
        let is_asked = |promise: &Promise| {
            let agency = promise.commitment.agency.as_ref();
            let is_one = |ids: &Vec<String>| {
                ids.iter()
                    .any(|id| agency.is_some_and(|a| a.as_str() == id))
            };
            asked.as_ref().is_none_or(is_one)
        };
        let mut promises = promises(reading, today, language)?;
        promises.retain(|promise| {
            is_asked(promise) && (!only_overdue || promise.days_overdue.is_some())
        });
        let names = reading.agency_names(language)?;
        let name = |id: &Name| {
            names
                .get(id.as_str())
                .cloned()
                .unwrap_or_else(|| id.to_string())
        };
        let listing = Listing {
            columns: vec![
                column("status", words::status_heading(language)),
                column("due", words::due_heading(language)),
                column("agency", words::agency_heading(language)),
                number_column("number", headings::number_heading(language)),
                column("label", words::label_heading(language)),
                column("text", words::text_heading(language)),
            ],
            rows: promises
                .iter()
                .map(|promise| {
                    let Promise {
                        case, commitment, ..
                    } = promise;
                    let unknown = || words::unknown(cells_in).to_owned();
                    let due = promise.standing.due;
                    vec![
                        match promise.days_overdue {
                            Some(days) => words::overdue(cells_in, days),
                            None => promise.standing.status.label(cells_in).to_owned(),
                        },
                        due.map_or_else(unknown, |day| day.display(cells_in)),
                        commitment.agency.as_ref().map_or_else(unknown, name),
                        case.number
                            .map_or_else(|| case.id.clone(), |number| number.to_string()),
                        label(commitment).to_owned(),
                        commitment.text.clone(),
                    ]
                })
                .collect(),
            json: promises.iter().map(promise_json).collect(),
        };
        let ids = promises.iter().map(|promise| promise.case.id.as_str());
        let listing = reading.in_stores(listing, Kind::Case, ids, language);
        listing.print(format, &mut context.ui)
    })
}

fn label(commitment: &Commitment) -> &str {
    commitment.label.as_deref().unwrap_or(commitment.k.as_str())
}

/// Every promise as it stood on a day: overdue ones first, the longest overdue at the head, then by
/// due date, those without one last.
fn promises(
    reading: &Reading<'_>,
    today: Date,
    language: Language,
) -> Result<Vec<Promise>, CliError> {
    let filter = CaseFilter {
        has_commitment: true,
        sort: CaseSort::Number,
        ..CaseFilter::default()
    };
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    let mut promises = Vec::new();
    for case in cases {
        let located = reading
            .view
            .locate(&case.id)
            .map_err(|error| error.in_words(language))?;
        let Some(located) = located else { continue };
        let AnyRecord::Case(record) = reading.record(&located, language)? else {
            continue;
        };
        // The other case holds them now.
        let commitments = record.commitments.iter().filter(|_| !record.is_merged());
        for commitment in commitments {
            let facts = CommitmentFacts::new(&record, commitment);
            let Some(standing) = standing(&facts, today) else {
                continue;
            };
            promises.push(Promise {
                case: case.clone(),
                days_overdue: standing.days_overdue(today),
                commitment: commitment.clone(),
                standing,
            });
        }
    }
    promises.sort_by_key(|promise| {
        let is_settled = promise.standing.status != CommitmentStatus::Open;
        let due = promise.standing.due;
        (is_settled, due.is_none(), due)
    });
    Ok(promises)
}

/// A promise in lists for programs: `po.commitment/1`.
fn promise_json(promise: &Promise) -> Value {
    let Promise {
        case,
        commitment,
        standing,
        days_overdue,
    } = promise;
    json!({
        "schema": "po.commitment/1",
        "case": case.id,
        "number": case.number,
        "k": commitment.k.as_str(),
        "label": commitment.label,
        "text": commitment.text,
        "agency": commitment.agency.as_ref().map(Name::as_str),
        "on": commitment.on.map(|day| day.to_string()),
        "due": standing.due.map(|day| day.to_string()),
        "status": standing.status.as_str(),
        "days_overdue": days_overdue,
    })
}
