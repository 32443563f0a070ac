//! Bare `po`: the morning screen. What is due, what is open, what comes next, what is not recorded.

use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{Language, conflict, due as duties, home as words, store_status};
use crate::procedure::deadlines::Deadline;
use crate::record::Date;
use crate::record::case::Stage;
use crate::record::meeting::MeetingStatus;
use crate::text::clean::one_line;
use crate::text::width::{pad, truncate, width};

use super::context::{Context, Reading};
use super::due::{self, Ground, Names, Owed};
use super::error::{CliError, InWords};

/// How many meetings the screen looks ahead.
const MEETINGS: usize = 5;

/// How many days the screen looks ahead for what is due.
const DAYS: i64 = 14;

/// How many lines what is due takes.
const DUE: usize = 7;

/// Shows the morning screen; outside a store, how to begin.
pub(super) fn run(context: &mut Context<'_>) -> Result<(), CliError> {
    let language = context.language();
    let environment = context.environment;
    let today = context.as_of()?;
    context.read(|context, reading| {
        let filter = CaseFilter {
            open: Some(true),
            sort: CaseSort::Number,
            ..CaseFilter::default()
        };
        let open = reading
            .view
            .cases(&filter)
            .map_err(|error| error.in_words(language))?;
        let planned = MeetingFilter {
            statuses: vec![MeetingStatus::Planned],
            from: Some(today),
            limit: Some(MEETINGS),
            ..MeetingFilter::default()
        };
        let meetings = reading
            .view
            .meetings(&planned)
            .map_err(|error| error.in_words(language))?;
        let mut page = format!(
            "{}　{}\n\n",
            one_line(&reading.settings.name),
            today.display(language)
        );
        page.push_str(&due_part(context, reading, today)?);
        page.push('\n');
        page.push_str(&words::open(language, open.len()));
        for stage in Stage::ALL.iter().filter(|stage| stage.is_open()) {
            let count = open
                .iter()
                .filter(|case| case.stage == Some(*stage))
                .count();
            if count > 0 {
                page.push_str(&format!("  {count:>4}  {}\n", stage.label(language)));
            }
        }
        page.push_str(&format!(
            "\n{}\n",
            words::next_meetings(language, meetings.is_empty())
        ));
        for meeting in &meetings {
            let day = meeting
                .first_day()
                .map_or_else(String::new, |day| day.display(language));
            page.push_str(&format!(
                "  {day}  {}  {}\n",
                meeting.kind.label(language),
                one_line(&meeting.title)
            ));
        }
        let unrecorded = reading
            .store
            .unrecorded(environment)
            .map_err(|error| error.in_words(language))?;
        page.push('\n');
        page.push_str(&if unrecorded.is_empty() {
            store_status::all_recorded(language).to_owned()
        } else {
            store_status::unrecorded(language, unrecorded.len())
        });
        let apart = reading.store.apart_from_upstream();
        match apart.map_err(|error| error.in_words(language))? {
            None | Some((_, 0, 0)) => {}
            Some((_, ahead, behind)) => {
                page.push_str(&store_status::not_synced(language, ahead, behind));
            }
        }
        let undecided = reading.view.undecided().len();
        if undecided > 0 {
            page.push_str(&conflict::waiting(language, undecided));
        }
        if context.ui.on_terminal() {
            let columns = context.ui.width();
            let lines = page.lines().map(|line| truncate(line, columns) + "\n");
            page = lines.collect();
        }
        Ok(context.ui.data(&page)?)
    })
}

/// What is overdue and not explained, and what is due soon: of that as much as has room, the nearest to
/// today, in the order of the days.
fn due_part(
    context: &mut Context<'_>,
    reading: &Reading<'_>,
    today: Date,
) -> Result<String, CliError> {
    let language = context.language();
    let ground = Ground::read(reading, language)?;
    let owed = Owed::read(reading, today, language)?;
    let pending = owed.pending(reading, language)?;
    let deadlines = ground.reckoner(today).deadlines(&pending);
    for year in &deadlines.missing_years {
        context
            .ui
            .warning(&duties::without_calendar(language, *year))?;
    }
    let days_left = |deadline: &Deadline<'_>| deadline.days_left().unwrap_or(i64::MAX);
    let mut due: Vec<&Deadline<'_>> = deadlines
        .list
        .iter()
        .filter(|deadline| days_left(deadline) <= DAYS && deadline.explained().is_none())
        .collect();
    let overdue = due.iter().filter(|deadline| deadline.is_overdue()).count();
    let mut part = words::due(language, overdue, due.len() - overdue, DAYS);
    let more = due.len().saturating_sub(DUE);
    due.sort_by_key(|deadline| days_left(deadline).unsigned_abs());
    due.truncate(DUE);
    due.sort_by_key(|deadline| deadline.due);
    let agencies = reading.view.agencies();
    let agencies = agencies.map_err(|error| error.in_words(language))?;
    part.push_str(&aligned(&due, &Names::new(&agencies), language));
    if more > 0 {
        part.push_str(&format!("  {}\n", words::more_due(language, more)));
    }
    Ok(part)
}

/// A line for each deadline: how far it is, its day, what it is, who owes it and what it is about.
fn aligned(due: &[&Deadline<'_>], names: &Names<'_>, language: Language) -> String {
    let rows: Vec<[String; 5]> = due
        .iter()
        .map(|deadline| {
            let title = &deadline.pending.title;
            let about = deadline.obligation.text.as_ref().unwrap_or(title);
            let day = deadline.due.map(|day| day.display(language));
            [
                duties::state(language, deadline.days_left()),
                day.unwrap_or_default(),
                duties::duty(language, deadline.duty.as_str()).to_owned(),
                due::who(deadline, names, language),
                one_line(about),
            ]
        })
        .collect();
    let mut columns = [0; 5];
    for row in &rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            *column = width(cell).max(*column);
        }
    }
    let line = |row: &[String; 5]| {
        let cells = row
            .iter()
            .zip(columns)
            .map(|(cell, column)| pad(cell, column));
        let line = cells.collect::<Vec<_>>().join("  ");
        format!("  {}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}
