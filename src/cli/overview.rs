//! `po overview`: the open cases, as the monthly meeting reads them out.

use std::collections::HashMap;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::index::row::{CaseRow, Duty, MeetingRow, Pending};
use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{Language, case as headings, due, overview as words, store_status};
use crate::procedure::deadlines::Reckoner;
use crate::record::Date;
use crate::record::case::{Role, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::text::clean::one_line;
use crate::text::width::truncate;

use super::command::{text, value};
use super::context::{Context, Reading, short};
use super::due::Ground;
use super::error::{CliError, InWords};
use super::listing::{Format, Listing, column, number_column};

/// The columns that the words of a next step may take beside its day.
const WIDEST_STEP: usize = 16;

/// The command.
pub(super) fn command() -> Command {
    Command::new("overview").arg(value("agency", "AGENCY"))
}

/// The cases that were open on a past day, as they stood then.
fn open_on(cases: Vec<(CaseRow, Option<Pending>)>, day: Date) -> Vec<(CaseRow, Option<Pending>)> {
    let stood = cases
        .into_iter()
        .filter_map(|(case, pending)| Some((super::case::on_day(case, day)?, pending)));
    stood
        .filter(|(case, _)| case.stage.is_some_and(Stage::is_open))
        .collect()
}

/// Lists the open cases with stage, hosts, next step and days since the proposal.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let today = context.as_of()?;
    let past = context.past_day()?;
    let typed = text(matches, "agency");
    context.read(|context, reading| {
        let mut filter = CaseFilter {
            open: past.is_none().then_some(true),
            sort: CaseSort::Number,
            ..CaseFilter::default()
        };
        if let Some(typed) = &typed {
            filter.agency = Some(reading.agency(typed, Some(today), language)?);
        }
        let cases = reading
            .view
            .cases_with_pending(&filter)
            .map_err(|error| error.in_words(language))?;
        let cases = match past {
            None => cases,
            Some(day) => open_on(cases, day),
        };
        let working = MeetingFilter {
            kinds: vec![MeetingKind::Working],
            statuses: vec![MeetingStatus::Held],
            to: Some(today),
            ..MeetingFilter::default()
        };
        let working = reading
            .view
            .meetings_by_case(&working)
            .map_err(|error| error.in_words(language))?;
        let planned = MeetingFilter {
            statuses: vec![MeetingStatus::Planned],
            ..MeetingFilter::default()
        };
        let planned = reading
            .view
            .meetings(&planned)
            .map_err(|error| error.in_words(language))?;
        let meetings = next_meetings(&planned, today);
        let ground = match cases.iter().any(|(_, pending)| pending.is_some()) {
            true => Ground::read(reading, language)?,
            false => Ground::default(),
        };
        let reckoner = ground.reckoner(today);
        let names = reading.agency_names(language)?;
        let mut rows = Vec::new();
        let mut values = Vec::new();
        let (mut unhosted, mut undated) = (0, 0);
        for (case, pending) in &cases {
            let meeting = meetings.get(case.id.as_str()).copied();
            let step = next_step(pending.as_ref(), meeting, &reckoner);
            let working = working.get(&case.id).copied().unwrap_or(0);
            let waiting = case.proposed_on.map(|day| today.days_since(day));
            let is_hosted = case.agencies.iter().any(|part| part.role == Role::Host);
            unhosted += usize::from(!is_hosted);
            undated += usize::from(waiting.is_none());
            if format.is_json() {
                let mut value = super::case::case_json(case);
                value["working_meetings"] = json!(working);
                value["next_meeting"] = json!(meeting.map(|(day, _)| day.to_string()));
                value["next"] = step.to_json();
                value["days_since_proposal"] = json!(waiting);
                values.push(value);
                continue;
            }
            let stage = case.stage.unwrap_or(Stage::Proposed);
            let stage_text = match (stage, &step) {
                (_, Step::Release) => words::release_asked(cells_in, stage.label(cells_in)),
                (Stage::Selected | Stage::Preparing, _) if working > 0 => {
                    words::working(cells_in, working)
                }
                _ => stage.label(cells_in).to_owned(),
            };
            // In CSV an empty cell says that nothing is recorded, and a number is a number.
            let for_people = format != Format::Csv;
            let missing = |words: &str| match for_people {
                true => words.to_owned(),
                false => String::new(),
            };
            let hosts = super::case::hosts(case, &names);
            let mut row = vec![
                case.number
                    .map_or_else(String::new, |number| number.to_string()),
                stage_text,
                match hosts.is_empty() {
                    true => missing(words::unknown(cells_in)),
                    false => hosts,
                },
            ];
            let (day, what) = (shown(step.day(), cells_in), step.what(cells_in));
            if for_people {
                let what = truncate(&what, WIDEST_STEP);
                row.push(words::next(cells_in, &day, &what));
            } else {
                row.extend([day, what]);
            }
            row.extend([
                match waiting {
                    None => missing(words::unknown(cells_in)),
                    Some(days) if for_people => words::days(cells_in, days),
                    Some(days) => days.to_string(),
                },
                case.title.clone(),
            ]);
            rows.push(row);
        }
        let next = words::next_heading(language);
        let mut columns = vec![
            number_column("number", headings::number_heading(language)),
            column("stage", headings::stage_heading(language)),
            column("hosts", headings::hosts_heading(language)),
        ];
        match format {
            Format::Csv => columns.extend([column("next_on", next), column("next", next)]),
            _ => columns.push(column("next", next)),
        }
        columns.extend([
            number_column("days_since_proposal", words::waiting_heading(language)),
            column("title", headings::title_heading(language)),
        ]);
        let listing = Listing {
            columns,
            rows,
            json: values,
        };
        listing.print(format, &mut context.ui)?;
        if format == Format::Table {
            let commit = reading
                .snapshot
                .commit()
                .map_or_else(String::new, |commit| short(&commit.to_string()));
            let saved = saved(context, reading)?;
            let line = words::foot(language, cases.len(), unhosted, undated, &commit);
            context.ui.status(&format!("{line}{saved}"))?;
        }
        Ok(())
    })
}

/// Whether everything is recorded, for a person who sees the list grow old: looking through the files
/// of a large store takes longer than the list does. An answer from an earlier commit has no files.
fn saved(context: &Context<'_>, reading: &Reading<'_>) -> Result<String, CliError> {
    let language = context.language();
    if !context.ui.on_terminal() || context.globals.at.is_some() {
        return Ok(String::new());
    }
    let unrecorded = reading
        .store
        .unrecorded(context.environment)
        .map_err(|error| error.in_words(language))?;
    let line = match unrecorded.len() {
        0 => store_status::all_recorded(language).to_owned(),
        files => store_status::unrecorded(language, files),
    };
    Ok(format!("{}{}", language.pick(" ", ""), line.trim_end()))
}

/// What comes next in a case.
enum Step {
    /// A planned meeting.
    Meeting(Date, MeetingKind),
    /// Something due, and what in the words of the record.
    Due(Option<Date>, Duty, Option<String>),
    /// The monthly meeting decides on its release.
    Release,
    /// Nothing that is recorded.
    Unknown,
}

impl Step {
    fn day(&self) -> Option<Date> {
        match self {
            Self::Meeting(day, _) => Some(*day),
            Self::Due(day, ..) => *day,
            Self::Release | Self::Unknown => None,
        }
    }

    /// What it is.
    fn what(&self, language: Language) -> String {
        match self {
            Self::Meeting(_, kind) => kind.label(language).to_owned(),
            Self::Due(_, _, Some(text)) => one_line(text),
            Self::Due(_, duty, None) => due::duty(language, duty.as_str()).to_owned(),
            Self::Release => words::this_meeting(language).to_owned(),
            Self::Unknown => String::new(),
        }
    }

    fn to_json(&self) -> Value {
        let (what, text) = match self {
            Self::Meeting(_, kind) => (kind.as_str(), None),
            Self::Due(_, duty, text) => (duty.as_str(), text.as_deref()),
            Self::Release => ("release-asked", None),
            Self::Unknown => return Value::Null,
        };
        json!({
            "on": self.day().map(|day| day.to_string()),
            "what": what,
            "text": text,
        })
    }
}

fn shown(day: Option<Date>, language: Language) -> String {
    day.map_or_else(String::new, |day| day.display(language))
}

/// The decision on a release that was asked for; else the first of the deadlines and the next meeting.
/// A recommendation that was missed is no step any more.
fn next_step(
    pending: Option<&Pending>,
    meeting: Option<(Date, MeetingKind)>,
    reckoner: &Reckoner<'_>,
) -> Step {
    let meeting = meeting.map_or(Step::Unknown, |(day, kind)| Step::Meeting(day, kind));
    let Some(pending) = pending else {
        return meeting;
    };
    if reckoner.asks_for_release(pending) {
        return Step::Release;
    }
    let deadlines = reckoner.deadlines([pending]);
    let mut binding = deadlines
        .list
        .iter()
        .filter(|deadline| !deadline.is_overdue() || deadline.is_binding());
    match (binding.next(), meeting.day()) {
        (Some(first), day) if day.is_none_or(|day| first.due.is_some_and(|due| due <= day)) => {
            let text = first.obligation.text.clone();
            Step::Due(first.due, first.duty, text)
        }
        _ => meeting,
    }
}

/// The next day on which a meeting of each case is planned, and what meeting.
fn next_meetings(planned: &[MeetingRow], today: Date) -> HashMap<&str, (Date, MeetingKind)> {
    let mut meetings: HashMap<&str, (Date, MeetingKind)> = HashMap::new();
    for meeting in planned {
        let days = meeting.days.iter().copied().filter(|day| *day >= today);
        let Some(next) = days.min() else {
            continue;
        };
        for case in &meeting.cases {
            let known = meetings.entry(case).or_insert((next, meeting.kind));
            if next < known.0 {
                *known = (next, meeting.kind);
            }
        }
    }
    meetings
}
