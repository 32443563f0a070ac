//! `po overview`: the open cases, as the monthly meeting reads them out.

use std::collections::HashMap;

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::index::row::MeetingRow;
use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{case as headings, overview as words};
use crate::record::Date;
use crate::record::case::{Role, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};

use super::command::{text, value};
use super::context::{Context, short};
use super::error::{CliError, InWords};
use super::listing::{Format, Listing, column, number_column};

/// The command.
pub(super) fn command() -> Command {
    Command::new("overview").arg(value("agency", "AGENCY"))
}

/// Lists the open cases with stage, hosts, next meeting and days since the proposal.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let today = context.as_of()?;
    let typed = text(matches, "agency");
    context.read(|context, reading| {
        let mut filter = CaseFilter {
            open: Some(true),
            sort: CaseSort::Number,
            ..CaseFilter::default()
        };
        if let Some(typed) = &typed {
            let agencies = reading
                .view
                .agencies()
                .map_err(|error| error.in_words(language))?;
            let agency = super::agency::among(&agencies, typed, Some(today), language)?;
            filter.agency = Some(agency.to_string());
        }
        let cases = reading
            .view
            .cases(&filter)
            .map_err(|error| error.in_words(language))?;
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
        let next = next_days(&planned, today);
        let names = reading.agency_names(language)?;
        let mut rows = Vec::new();
        let mut values = Vec::new();
        let mut unhosted = 0;
        for case in &cases {
            let stage = case.stage.unwrap_or(Stage::Proposed);
            let working = working.get(&case.id).copied().unwrap_or(0);
            let stage_text = match stage {
                Stage::Selected | Stage::Preparing if working > 0 => {
                    words::working(cells_in, working)
                }
                _ => stage.label(cells_in).to_owned(),
            };
            let next = next.get(case.id.as_str()).copied();
            let waiting = case.proposed_on.map(|day| today.days_since(day));
            if !case.agencies.iter().any(|part| part.role == Role::Host) {
                unhosted += 1;
            }
            if format.is_json() {
                let mut value = super::case::case_json(case);
                value["working_meetings"] = json!(working);
                value["next_meeting"] = json!(next.map(|day| day.to_string()));
                value["days_since_proposal"] = json!(waiting);
                values.push(value);
                continue;
            }
            let hosts = super::case::hosts(case, &names);
            // In CSV an empty cell says that nothing is recorded, and a number is a number.
            let for_people = format != Format::Csv;
            let missing = |words: &str| match for_people {
                true => words.to_owned(),
                false => String::new(),
            };
            rows.push(vec![
                case.number
                    .map_or_else(String::new, |number| number.to_string()),
                stage_text,
                match hosts.is_empty() {
                    true => missing(words::unknown(cells_in)),
                    false => hosts,
                },
                next.map_or_else(
                    || missing(words::no_date(cells_in)),
                    |day| day.display(cells_in),
                ),
                match waiting {
                    None => missing(words::unknown(cells_in)),
                    Some(days) if for_people => words::days(cells_in, days),
                    Some(days) => days.to_string(),
                },
                case.title.clone(),
            ]);
        }
        let listing = Listing {
            columns: vec![
                number_column("number", headings::number_heading(language)),
                column("stage", headings::stage_heading(language)),
                column("hosts", headings::hosts_heading(language)),
                column("next_meeting", words::next_heading(language)),
                number_column("days_since_proposal", words::waiting_heading(language)),
                column("title", headings::title_heading(language)),
            ],
            rows,
            json: values,
        };
        listing.print(format, &mut context.ui)?;
        if format == Format::Table {
            let commit = reading
                .snapshot
                .commit()
                .map_or_else(String::new, |commit| short(&commit.to_string()));
            let line = words::foot(language, cases.len(), unhosted, &commit);
            context.ui.status(&line)?;
        }
        Ok(())
    })
}

/// The next day on which a meeting of each case is planned.
fn next_days(planned: &[MeetingRow], today: Date) -> HashMap<&str, Date> {
    let mut days: HashMap<&str, Date> = HashMap::new();
    for meeting in planned {
        let Some(next) = meeting
            .days
            .iter()
            .copied()
            .filter(|day| *day >= today)
            .min()
        else {
            continue;
        };
        for case in &meeting.cases {
            let day = days.entry(case).or_insert(next);
            *day = next.min(*day);
        }
    }
    days
}
