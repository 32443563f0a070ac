//! Bare `po`: the morning screen. What is open, what comes next, what is not recorded.

use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{home as words, store_status};
use crate::record::case::Stage;
use crate::record::meeting::MeetingStatus;
use crate::text::clean::one_line;

use super::context::Context;
use super::error::{CliError, InWords};

/// How many meetings the screen looks ahead.
const MEETINGS: usize = 5;

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
        Ok(context.ui.data(&page)?)
    })
}
