//! `po overview`: the open cases, as the monthly meeting reads them out.

use std::collections::{HashMap, HashSet};

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::index::row::{CaseRow, Duty, Host, MeetingRow, Pending};
use crate::index::{CaseFilter, MeetingFilter, StandingRecords};
use crate::locale::{Language, case as headings, due, overview as words, store_status};
use crate::procedure::deadlines::{Deadlines, Reckoner};
use crate::record::Date;
use crate::record::case::{Role, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::text::clean::one_line;
use crate::text::width::truncate;

use super::command::{text, value};
use super::conflict::marked;
use super::context::{Context, Reading, short};
use super::due::{Ground, Names};
use super::error::{CliError, InWords};
use super::listing::{Column, Format, Listing, column, number_column, print_each};

/// The columns that the words of a next step may take beside its day.
const WIDEST_STEP: usize = 16;

/// The command.
pub(super) fn command() -> Command {
    Command::new("overview").arg(value("agency", "AGENCY"))
}

/// What is listed: the open cases, as they stand or as they stood on a past day.
struct Cases {
    /// What stands, or was owed on the past day.
    standing: StandingRecords,
    /// The rows of the cases, where what stands does not say enough of them: for programs, and as they
    /// stood on the past day.
    rows: Vec<CaseRow>,
    past: bool,
}

impl Cases {
    fn read(
        reading: &Reading<'_>,
        agencies: Vec<String>,
        past: Option<Date>,
        is_json: bool,
        language: Language,
    ) -> Result<Self, CliError> {
        let view = &reading.view;
        let standing = match past {
            None => view.open_cases(&agencies),
            Some(day) => view.pending(day),
        };
        let standing = standing.map_err(|error| error.in_words(language))?;
        let mut rows = Vec::new();
        if is_json || past.is_some() {
            let filter = CaseFilter {
                open: past.is_none().then_some(true),
                agencies,
                ..CaseFilter::default()
            };
            rows = view
                .cases(&filter)
                .map_err(|error| error.in_words(language))?;
        }
        if let Some(day) = past {
            let stood = rows.into_iter();
            let stood = stood.filter_map(|case| super::case::on_day(case, day));
            rows = stood
                .filter(|case| case.stage.is_some_and(Stage::is_open))
                .collect();
        }
        Ok(Self {
            standing,
            rows,
            past: past.is_some(),
        })
    }

    /// The cases with what they owe, by number, then by id.
    fn listed(&self) -> Vec<Pending<'_>> {
        let mut cases: Vec<Pending<'_>> = if self.past {
            let owed = self.standing.records();
            let mut owed: HashMap<_, _> = owed.map(|owed| (owed.id.clone(), owed)).collect();
            let rows = self.rows.iter();
            rows.map(|row| stood(row, owed.remove(row.id.as_str())))
                .collect()
        } else {
            self.standing.records().collect()
        };
        cases.sort_by(|one, other| {
            let number = |case: &Pending<'_>| (case.number.is_none(), case.number);
            let ids = || one.id.cmp(&other.id);
            number(one).cmp(&number(other)).then_with(ids)
        });
        cases
    }
}

/// A case of which a row says where it stood, and what it owed.
fn stood<'r>(row: &'r CaseRow, owed: Option<Pending<'r>>) -> Pending<'r> {
    let hosts = row.agencies.iter().filter(|part| part.role == Role::Host);
    Pending {
        stage: row.stage,
        id: row.id.as_str().into(),
        number: row.number,
        title: row.title.as_str().into(),
        proposed_on: row.proposed_on,
        hosts: hosts.map(Host::from).collect(),
        cases: Vec::new(),
        release_asked_on: owed.as_ref().and_then(|owed| owed.release_asked_on),
        obligations: owed.map_or_else(Vec::new, |owed| owed.obligations),
    }
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
        let agencies = match &typed {
            Some(typed) => reading.asked_agencies(typed, today, language)?,
            None => Vec::new(),
        };
        let found = Cases::read(reading, agencies, past, format.is_json(), language)?;
        let cases = found.listed();
        let meetings = Meetings::read(reading, &cases, today, language)?;
        let ground = Ground::read(reading, language)?;
        let reckoner = ground.reckoner(today);
        let mut waiting = Waiting::default();
        let lines = cases.iter().map(|case| {
            let line = meetings.line(case, &reckoner, today);
            line.wait.into_iter().for_each(|wait| waiting.add(wait));
            line
        });
        if format.is_json() {
            let rows = found.rows.iter().map(|row| (row.id.as_str(), row));
            let rows: HashMap<&str, &CaseRow> = rows.collect();
            let values = lines.filter_map(|line| {
                let value = line.to_json(rows.get(&*line.case.id)?);
                Some(reading.with_store(value, &line.case.id))
            });
            let listing = Listing {
                columns: Vec::new(),
                rows: Vec::new(),
                json: values.collect(),
            };
            return listing.print(format, &mut context.ui);
        }
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        let names = Names::new(&agencies);
        let undecided = super::conflict::by_id(reading);
        let conflicts = |id: &str| undecided.get(id).copied().unwrap_or(0);
        let to_people = context.speaks_to_people();
        let rows = lines.map(|line| {
            let mut cells = line.cells(&names, cells_in, format != Format::Csv);
            let title = line.case.title.to_string();
            cells.push(marked(to_people, title, conflicts(&line.case.id)));
            reading.cells(cells, &line.case.id)
        });
        let columns = reading.columns(columns(format, language), language);
        print_each(columns, rows, format, &mut context.ui)?;
        let listed = cases.iter().map(|case| (&*case.id, conflicts(&case.id)));
        super::conflict::explain(context, listed)?;
        if format == Format::Table {
            let commit = reading
                .snapshot
                .commit()
                .map_or_else(String::new, |commit| short(&commit.to_string()));
            let saved = saved(context, reading)?;
            let unhosted = cases.iter().filter(|case| case.hosts.is_empty()).count();
            let undated = cases
                .iter()
                .filter(|case| case.proposed_on.is_none())
                .count();
            let line = words::foot(language, cases.len(), unhosted, undated, &commit);
            context.ui.status(&format!("{line}{saved}"))?;
            if let Some(longest) = waiting.longest {
                let line = words::waiting(language, waiting.cases, longest, waiting.late);
                context.ui.status(&line)?;
            }
        }
        Ok(())
    })
}

fn columns(format: Format, language: Language) -> Vec<Column> {
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
    columns.extend([number_column(
        "days_since_proposal",
        words::waiting_heading(language),
    )]);
    if format == Format::Csv {
        let heading = words::waiting_heading(language);
        columns.extend([
            number_column("days_since_selection", heading),
            number_column("days_past_limit", heading),
        ]);
    }
    columns.extend([column("title", headings::title_heading(language))]);
    columns
}

/// The time that a selected case has waited for its meeting.
#[derive(Clone, Copy)]
struct Wait {
    /// The days since it was selected.
    days: i64,
    /// The days since its meeting should have been held by the rules.
    late: Option<i64>,
}

impl Wait {
    /// How long a case has waited on a day; `None` where it does not wait.
    fn of(case: &Pending<'_>, deadlines: &Deadlines<'_>, today: Date) -> Option<Self> {
        let mut owed = case.obligations.iter();
        let owed = owed.find(|owed| owed.duty == Duty::MeetingAfterSelection)?;
        let selected = owed.event.filter(|_| owed.is_owed_on(today))?;
        let mut limits = deadlines.list.iter();
        let limit = limits.find(|deadline| deadline.duty == Duty::MeetingAfterSelection);
        Some(Self {
            days: today.days_since(selected),
            late: limit
                .and_then(|limit| limit.days_left())
                .filter(|days| *days < 0)
                .map(i64::abs),
        })
    }
}

/// The cases that wait for their meeting, taken together.
#[derive(Default)]
struct Waiting {
    cases: usize,
    /// How many of them longer than the rules want.
    late: usize,
    /// The days of the longest wait.
    longest: Option<i64>,
}

impl Waiting {
    fn add(&mut self, wait: Wait) {
        self.cases += 1;
        self.late += usize::from(wait.late.is_some());
        self.longest = self.longest.max(Some(wait.days));
    }
}

/// A line of the list.
struct Line<'c> {
    case: &'c Pending<'c>,
    /// How many working meetings were held.
    working: usize,
    /// The next meeting that is planned.
    meeting: Option<(Date, MeetingKind)>,
    step: Step<'c>,
    /// The days since the day of the next step, where that is past.
    days_late: Option<i64>,
    /// The days since the proposal.
    waiting: Option<i64>,
    /// How long it has waited for its meeting.
    wait: Option<Wait>,
}

impl Line<'_> {
    /// The cells before the title for people; for spreadsheets an empty cell says that nothing is recorded, and a number
    /// is a number.
    fn cells(&self, names: &Names<'_>, language: Language, for_people: bool) -> Vec<String> {
        let case = self.case;
        let stage = case.stage.unwrap_or(Stage::Proposed);
        let stage = match (stage, &self.step) {
            (_, Step::Release) => words::release_asked(language, stage.label(language)),
            (Stage::Selected | Stage::Preparing, _) if self.working > 0 => {
                words::working(language, self.working)
            }
            _ => stage.label(language).to_owned(),
        };
        let missing = |words: &str| match for_people {
            true => words.to_owned(),
            false => String::new(),
        };
        let number = case.number.map(|number| number.to_string());
        let hosts = names.of(case.hosts.iter().map(|host| &*host.agency));
        let mut row = vec![
            number.unwrap_or_default(),
            stage,
            match hosts.is_empty() {
                true => missing(words::unknown(language)),
                false => hosts,
            },
        ];
        let (day, what) = (shown(self.step.day(), language), self.step.what(language));
        if for_people {
            let what = truncate(&what, WIDEST_STEP);
            // In the place of the day, so that the line stays as long as it is.
            let late = self.days_late.map(|days| due::state(language, Some(-days)));
            row.push(words::next(language, late.as_ref().unwrap_or(&day), &what));
        } else {
            row.extend([day, what]);
        }
        let waiting = match self.waiting {
            None => missing(words::unknown(language)),
            Some(days) if for_people => words::days(language, days),
            Some(days) => days.to_string(),
        };
        let shown = |days: Option<i64>| days.map_or_else(String::new, |days| days.to_string());
        match self.wait {
            Some(wait) if for_people => {
                row.push(words::since_selection(
                    language, &waiting, wait.days, wait.late,
                ));
            }
            _ if for_people => row.push(waiting),
            wait => row.extend([
                waiting,
                shown(wait.map(|wait| wait.days)),
                shown(wait.and_then(|wait| wait.late)),
            ]),
        }
        row
    }

    fn to_json(&self, row: &CaseRow) -> Value {
        let mut value = super::case::case_json(row);
        value["working_meetings"] = json!(self.working);
        value["next_meeting"] = json!(self.meeting.map(|(day, _)| day.to_string()));
        value["next"] = self.step.to_json();
        value["days_since_proposal"] = json!(self.waiting);
        value["days_since_selection"] = json!(self.wait.map(|wait| wait.days));
        value["days_past_limit"] = json!(self.wait.and_then(|wait| wait.late));
        value
    }
}

/// The meetings that are told of, by the ids of their cases.
struct Meetings<'c> {
    /// How many working meetings were held.
    working: HashMap<&'c str, usize>,
    /// The next meeting that is planned.
    next: HashMap<String, (Date, MeetingKind)>,
    /// The cases whose collaborative meeting has a day.
    arranged: HashSet<String>,
}

impl<'c> Meetings<'c> {
    fn read(
        reading: &Reading<'_>,
        cases: &'c [Pending<'c>],
        today: Date,
        language: Language,
    ) -> Result<Self, CliError> {
        let working = MeetingFilter {
            kinds: vec![MeetingKind::Working],
            statuses: vec![MeetingStatus::Held],
            to: Some(today),
            ..MeetingFilter::default()
        };
        let ids = cases.iter().map(|case| &*case.id).collect();
        let planned = MeetingFilter {
            statuses: vec![MeetingStatus::Planned],
            ..MeetingFilter::default()
        };
        let view = &reading.view;
        let planned = view
            .meetings(&planned)
            .map_err(|error| error.in_words(language))?;
        Ok(Self {
            working: view
                .meetings_by_case(&working, &ids)
                .map_err(|error| error.in_words(language))?,
            arranged: planned
                .iter()
                .filter(|meeting| super::due::is_awaited(meeting.kind))
                .flat_map(|meeting| meeting.cases.iter().cloned())
                .collect(),
            next: next_meetings(planned, today),
        })
    }

    fn line(&self, case: &'c Pending<'c>, reckoner: &Reckoner<'c>, today: Date) -> Line<'c> {
        let meeting = self.next.get(&*case.id).copied();
        let mut deadlines = reckoner.deadlines([case]);
        let wait = Wait::of(case, &deadlines, today);
        if self.arranged.contains(&*case.id) {
            let list = &mut deadlines.list;
            list.retain(|deadline| deadline.duty != Duty::MeetingAfterSelection);
        }
        let step = next_step(case, meeting, &deadlines, reckoner);
        let late = step.day().map(|day| today.days_since(day));
        Line {
            case,
            working: self.working.get(&*case.id).copied().unwrap_or(0),
            meeting,
            step,
            days_late: late.filter(|days| *days > 0),
            waiting: case.proposed_on.map(|day| today.days_since(day)),
            wait,
        }
    }
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
enum Step<'c> {
    /// A planned meeting.
    Meeting(Date, MeetingKind),
    /// Something due, and what in the words of the record.
    Due(Option<Date>, Duty, Option<&'c str>),
    /// The monthly meeting decides on its release.
    Release,
    /// Nothing that is recorded.
    Unknown,
}

impl Step<'_> {
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
            Self::Due(_, duty, text) => (duty.as_str(), *text),
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
fn next_step<'c>(
    case: &'c Pending<'c>,
    meeting: Option<(Date, MeetingKind)>,
    deadlines: &Deadlines<'c>,
    reckoner: &Reckoner<'_>,
) -> Step<'c> {
    let meeting = meeting.map_or(Step::Unknown, |(day, kind)| Step::Meeting(day, kind));
    if reckoner.asks_for_release(case) {
        return Step::Release;
    }
    let mut binding = deadlines
        .list
        .iter()
        .filter(|deadline| !deadline.is_overdue() || deadline.is_binding());
    match (binding.next(), meeting.day()) {
        (Some(first), day) if day.is_none_or(|day| first.due.is_some_and(|due| due <= day)) => {
            let text = first.obligation.text.as_deref();
            Step::Due(first.due, first.duty, text)
        }
        _ => meeting,
    }
}

/// The next day on which a meeting of each case is planned, and what meeting.
fn next_meetings(planned: Vec<MeetingRow>, today: Date) -> HashMap<String, (Date, MeetingKind)> {
    let mut meetings: HashMap<String, (Date, MeetingKind)> = HashMap::new();
    for meeting in planned {
        let days = meeting.days.iter().copied().filter(|day| *day >= today);
        let Some(next) = days.min() else {
            continue;
        };
        for case in meeting.cases {
            let known = meetings.entry(case).or_insert((next, meeting.kind));
            if next < known.0 {
                *known = (next, meeting.kind);
            }
        }
    }
    meetings
}
