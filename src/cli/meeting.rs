//! `po meeting`: collaborative, working, prep, monthly, quarterly meetings and the rest.

use clap::{ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::index::MeetingFilter;
use crate::index::row::MeetingRow;
use crate::locale::{Language, case as headings, meeting as words, subject};
use crate::record::case::Link;
use crate::record::meeting::{
    Attendance, Chief, Conclusion, Invitation, Meeting, MeetingKind, MeetingStatus, Session,
    Survey, Table, Task,
};
use crate::record::value::RowKey;
use crate::record::{AnyRecord, Date, Kind, RecordId};
use crate::store::Draft;

use super::command::{reference, text, texts, value, words_of};
use super::conflict::marked;
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column, number_column};
use super::noun::Noun;
use super::{attendance, edit, fields, preparation};

/// The noun.
const NOUN: Noun = Noun {
    kind: Kind::Meeting,
    own: &[
        ("new", new),
        ("list", list),
        ("hold", hold),
        ("cancel", cancel),
        ("plan", preparation::plan),
        ("sheet", preparation::sheet),
    ],
    rows: &[
        ("session", &Session::TABLE),
        ("link", &Link::TABLE),
        ("attendance", &Attendance::TABLE),
        ("conclusion", &Conclusion::TABLE),
        ("task", &Task::TABLE),
        ("invitation", &Invitation::TABLE),
        ("table", &Table::TABLE),
        ("chief", &Chief::TABLE),
        ("survey", &Survey::TABLE),
    ],
    of_rows: &[
        ("task", "done", preparation::task_done),
        ("task", "move", preparation::task_move),
        ("chief", "list", attendance::chiefs),
    ],
};

/// The commands.
pub(super) fn command(language: Language) -> Command {
    let new =
        Command::new("new")
            .args(fields::of_new(&Meeting::TABLE, language).filter(|arg| {
                !matches!(arg.get_id().as_str(), "id" | "cases" | "status" | "reason")
            }))
            .arg(fields::needed(value("date", "DAY")).action(ArgAction::Append))
            .arg(value("case", "REF").action(ArgAction::Append))
            .arg(value("place", "TEXT"));
    let list = Command::new("list")
        .arg(
            value("kind", "KIND")
                .action(ArgAction::Append)
                .value_parser(fields::words(MeetingKind::WORDS)),
        )
        .arg(
            value("status", "STATUS")
                .action(ArgAction::Append)
                .value_parser(fields::words(MeetingStatus::WORDS)),
        )
        .arg(value("case", "REF"))
        .arg(value("number", "N").value_parser(clap::value_parser!(u32)))
        .arg(value("from", "DAY"))
        .arg(value("to", "DAY"))
        .arg(value("text", "TEXT"))
        .arg(super::command::switch("reverse"))
        .arg(value("limit", "N").value_parser(clap::value_parser!(usize)));
    let hold = Command::new("hold")
        .arg(reference())
        .arg(value("on", "DAY").action(ArgAction::Append))
        .arg(words_of("reason"));
    let cancel = Command::new("cancel")
        .arg(reference())
        .arg(words_of("reason").required(true))
        .arg(
            value("as", "STATUS")
                .value_parser(["cancelled", "not-held", "postponed"])
                .default_value("cancelled"),
        );
    let last = [
        hold,
        cancel,
        preparation::plan_command(),
        preparation::sheet_command(),
    ];
    NOUN.command([new, list], last, language)
        .mut_subcommand("task", |task| {
            task.subcommands(preparation::task_commands(language))
        })
        .mut_subcommand("chief", |chief| {
            chief.subcommand(attendance::chiefs_command())
        })
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    NOUN.run(context, matches)
}

fn session(k: RowKey, date: Date, place: Option<String>) -> Session {
    Session {
        k,
        date,
        start: None,
        end: None,
        place,
        online: None,
    }
}

fn days(context: &Context<'_>, matches: &ArgMatches, flag: &str) -> Result<Vec<Date>, CliError> {
    texts(matches, flag)
        .iter()
        .map(|typed| context.day(&format!("--{flag}"), typed))
        .collect()
}

fn new(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let values = fields::given(&Meeting::TABLE, matches, &context.days()?, language)?;
    let values: Vec<_> = values
        .into_iter()
        .map(|(field, item)| (field.name, item))
        .collect();
    let title = text(matches, "title").unwrap_or_default();
    let kind = text(matches, "kind").and_then(|word| MeetingKind::from_word(&word));
    let kind = kind.unwrap_or(MeetingKind::Other);
    let mut days = days(context, matches, "date")?;
    days.sort();
    let Some(first) = days.first().copied() else {
        let message = crate::locale::fields::missing_flags(language, "--date");
        return Err(CliError::new(exit::USAGE, message));
    };
    let mut cases = Vec::new();
    for typed in texts(matches, "case") {
        let located = context.find(Kind::Case, &typed)?;
        cases.extend(located.id.parse::<RecordId>());
    }
    let place = text(matches, "place");
    let is_numbered = values.iter().any(|(name, _)| *name == "number");
    let mut made = None;
    let outcome = context.change(&mut |context, draft| {
        let id = context.new_id(Kind::Meeting, first, draft)?;
        let mut meeting = Meeting::new(id.clone(), kind, title.clone());
        meeting.cases = cases.clone();
        if !is_numbered && kind == MeetingKind::Collaborative {
            meeting.number = number_of_case(context, draft, &cases)?;
        }
        let number = meeting.number;
        for day in &days {
            let key = context.row_key(draft, &id.path());
            let session = session(key, *day, place.clone());
            meeting.sessions.push(session);
        }
        let mut values = values.clone();
        super::agency::resolve(context, draft, &mut values, &Meeting::TABLE)?;
        edit::put_new(draft, meeting, &values, language)?;
        let store_language = context.settings(draft)?.language.language();
        let title = words::with_number(store_language, &title, number);
        let subject = subject::new_record(store_language, &id.to_string(), &title);
        made = Some(id);
        Ok(Some(Intent::new("meeting.new", subject)))
    })?;
    if let Some(id) = made {
        context.ui.data(&format!("{id}\n"))?;
    }
    context.report(&outcome)?;
    let is_public = matches!(kind, MeetingKind::Collaborative | MeetingKind::Hearing);
    super::due::warn_of_pause(context, is_public.then_some(first))
}

/// The number of the case that a meeting is about, where it is about one.
fn number_of_case(
    context: &Context<'_>,
    draft: &Draft<'_>,
    cases: &[RecordId],
) -> Result<Option<u32>, CliError> {
    let [case] = cases else { return Ok(None) };
    Ok(match context.drafted(draft, &case.path())? {
        AnyRecord::Case(case) => case.number,
        _ => None,
    })
}

/// Records that a meeting was held, on its days or on those given.
fn hold(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Meeting, &text(matches, "REF").unwrap_or_default())?;
    let days = days(context, matches, "on")?;
    let reason = text(matches, "reason");
    let today = context.today();
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Meeting(mut meeting) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let called_off = matches!(
            meeting.status,
            MeetingStatus::Cancelled | MeetingStatus::NotHeld
        );
        if called_off && reason.is_none() {
            let status = meeting.status.label(language);
            let message = words::called_off(language, &located.id, status);
            return Err(CliError::new(exit::REFUSED, message)
                .hint(crate::locale::case::give_reason(language)));
        }
        for day in &days {
            if !meeting.sessions.iter().any(|session| session.date == *day) {
                let key = context.row_key(draft, &located.path);
                let session = session(key, *day, None);
                meeting.sessions.push(session);
            }
        }
        if !days.is_empty() {
            meeting
                .sessions
                .retain(|session| days.contains(&session.date));
        }
        match meeting.first_day() {
            None => {
                let message = words::no_session(language, &located.id);
                return Err(CliError::new(exit::REFUSED, message).hint(words::give_day(language)));
            }
            Some(day) if day > today => {
                let message = words::in_the_future(language, &day.display(language));
                return Err(CliError::new(exit::REFUSED, message).hint(words::give_day(language)));
            }
            Some(_) => {}
        }
        meeting.status = MeetingStatus::Held;
        meeting.reason = None;
        change_status(context, draft, *meeting, "meeting.hold", reason.clone())
    })?;
    context.report(&outcome)
}

/// Records that a meeting is called off, put off or not held, and why.
fn cancel(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let located = context.find(Kind::Meeting, &text(matches, "REF").unwrap_or_default())?;
    let status = text(matches, "as").and_then(|word| MeetingStatus::from_word(&word));
    let status = status.unwrap_or(MeetingStatus::Cancelled);
    let reason = text(matches, "reason");
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Meeting(mut meeting) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        meeting.status = status;
        meeting.reason = reason.clone();
        change_status(context, draft, *meeting, "meeting.cancel", reason.clone())
    })?;
    context.report(&outcome)
}

fn change_status(
    context: &Context<'_>,
    draft: &mut Draft<'_>,
    meeting: Meeting,
    operation: &'static str,
    reason: Option<String>,
) -> Result<Option<Intent>, CliError> {
    let store_language = context.settings(draft)?.language.language();
    let label = meeting.status.label(store_language);
    let subject = subject::status(store_language, &meeting.id.to_string(), label);
    draft
        .put(meeting)
        .map_err(|error| error.in_words(context.language()))?;
    Ok(Some(Intent::new(operation, subject).because(reason)))
}

fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let to_people = context.speaks_to_people();
    let case = text(matches, "case");
    let (from, to) = (
        context.day_of(matches, "from")?,
        context.day_of(matches, "to")?,
    );
    context.refuse_backwards(from, to)?;
    let filter = MeetingFilter {
        kinds: texts(matches, "kind")
            .iter()
            .filter_map(|word| MeetingKind::from_word(word))
            .collect(),
        statuses: texts(matches, "status")
            .iter()
            .filter_map(|word| MeetingStatus::from_word(word))
            .collect(),
        number: matches.get_one::<u32>("number").copied(),
        from,
        to,
        text: text(matches, "text"),
        descending: matches.get_flag("reverse"),
        limit: matches.get_one::<usize>("limit").copied(),
        ..MeetingFilter::default()
    };
    context.read(|context, reading| {
        let mut filter = filter.clone();
        if let Some(typed) = &case {
            let case = reading.find(Kind::Case, typed, language)?.id;
            filter.cases = Some([case].into());
        }
        let meetings = reading
            .view
            .meetings(&filter)
            .map_err(|error| error.in_words(language))?;
        let listing = Listing {
            columns: vec![
                column("date", words::date_heading(language)),
                column("id", headings::id_heading(language)),
                column("kind", words::kind_heading(language)),
                number_column("number", headings::number_heading(language)),
                column("status", words::status_heading(language)),
                column("title", words::title_heading(language)),
            ],
            rows: meetings
                .iter()
                .map(|row| {
                    let mut cells = cells(row, cells_in);
                    cells.push(marked(to_people, row.title.clone(), row.conflicts));
                    cells
                })
                .collect(),
            json: meetings.iter().map(meeting_json).collect(),
        };
        let ids = meetings.iter().map(|row| row.id.as_str());
        let listing = reading.in_stores(listing, Kind::Meeting, ids, language);
        listing.print(format, &mut context.ui)?;
        let listed = meetings.iter().map(|row| (row.id.as_str(), row.conflicts));
        super::conflict::explain(context, listed)
    })
}

/// The cells before the title.
fn cells(row: &MeetingRow, language: Language) -> Vec<String> {
    vec![
        row.first_day()
            .map_or_else(String::new, |day| day.display(language)),
        row.id.clone(),
        row.kind.label(language).to_owned(),
        row.number
            .map_or_else(String::new, |number| number.to_string()),
        row.status.label(language).to_owned(),
    ]
}

fn meeting_json(row: &MeetingRow) -> serde_json::Value {
    let record = json!({
        "schema": "po.meeting/1",
        "id": row.id,
        "kind": row.kind.as_str(),
        "number": row.number,
        "sequence": row.sequence,
        "title": row.title,
        "status": row.status.as_str(),
        "cases": row.cases,
        "dates": row.days.iter().map(Date::to_string).collect::<Vec<_>>(),
    });
    super::conflict::counted(record, row.conflicts)
}
