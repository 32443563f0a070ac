//! Who came to a meeting, beside the caps of the rules, and the chiefs of a quarterly meeting.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::index::row::MeetingRow;
use crate::index::{Located, MeetingFilter};
use crate::locale::{Language, attendance as words, rules as rule_words};
use crate::procedure::caps::{Beyond, beyond};
use crate::procedure::chief::{compared, quarterly_before};
use crate::procedure::rules::in_force;
use crate::record::meeting::MeetingKind;
use crate::record::{AnyRecord, Kind};
use crate::store::Draft;

use super::command::{reference, text};
use super::context::{Context, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column};

/// `chief list REF`.
pub(super) fn chiefs_command() -> Command {
    Command::new("list").arg(reference())
}

/// Warns where a meeting whose people or tables just changed goes beyond a cap of the rules in force on
/// its day.
pub(super) fn warn(
    context: &mut Context<'_>,
    located: &Located,
    table: &str,
) -> Result<(), CliError> {
    if located.kind != Kind::Meeting || !matches!(table, "attendance" | "table") {
        return Ok(());
    }
    let language = context.language();
    let (warnings, _) = context.look(|_, reading| {
        let located = reading.find(Kind::Meeting, &located.id, language)?;
        let AnyRecord::Meeting(meeting) = reading.record(&located, language)? else {
            return Ok(Vec::new());
        };
        let sets = reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))?;
        let Some(rules) = meeting.first_day().and_then(|day| in_force(&sets, day)) else {
            return Ok(Vec::new());
        };
        let names = reading.agency_names(language)?;
        let over = beyond(rules, &meeting);
        Ok(over
            .iter()
            .map(|one| {
                let agency = one.agency.as_ref();
                let agency = agency.map(|id| names.get(id).unwrap_or(id).as_str());
                warning(one, agency, language)
            })
            .collect())
    })?;
    for text in &warnings {
        context.ui.warning(text)?;
    }
    Ok(())
}

/// Of those asked in a survey no more can answer, and of those no more agree: refuses a draft that says
/// otherwise.
pub(super) fn refuse_impossible_surveys(
    draft: &Draft<'_>,
    language: Language,
) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let AnyRecord::Meeting(new) = new else {
            continue;
        };
        let was = match old {
            Some(AnyRecord::Meeting(old)) => &old.surveys[..],
            _ => &[],
        };
        for survey in new.surveys.iter().filter(|survey| !was.contains(survey)) {
            let most = survey.answered.or(survey.asked);
            let pairs = [(survey.answered, survey.asked), (survey.agreed, most)];
            let over = pairs.into_iter().find_map(|(part, whole)| {
                let (part, whole) = (part?, whole?);
                (part > whole).then_some((part, whole))
            });
            if let Some((part, whole)) = over {
                let message = words::survey_beyond(language, part, whole);
                return Err(CliError::new(exit::REFUSED, message));
            }
        }
    }
    Ok(())
}

fn warning(one: &Beyond<'_>, agency: Option<&str>, language: Language) -> String {
    let what = match (language, &one.cap.label) {
        (Language::ZhTw, Some(label)) => label.clone(),
        _ => rule_words::words(one.cap.name.as_str()),
    };
    let per = rule_words::per(language, one.cap.per.as_str());
    let most = rule_words::at_most(language, one.cap.most, &per);
    words::beyond(
        language,
        &what,
        agency,
        one.found,
        &most,
        one.cap.strength.label(language),
        one.cap.name.as_str(),
    )
}

/// The quarterly meeting held before this one.
fn last_quarterly(
    reading: &Reading<'_>,
    meeting: &MeetingRow,
    language: Language,
) -> Result<Option<MeetingRow>, CliError> {
    let Some(day) = meeting.first_day() else {
        return Ok(None);
    };
    let filter = MeetingFilter {
        kinds: vec![MeetingKind::Quarterly],
        to: Some(day.before()),
        ..MeetingFilter::default()
    };
    let found = reading.view.meetings(&filter);
    let found = found.map_err(|error| error.in_words(language))?;
    Ok(quarterly_before(&found, day).cloned())
}

/// Lists the chiefs of a meeting, and whether each is the person of the last quarterly meeting.
pub(super) fn chiefs(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let typed = text(matches, "REF").unwrap_or_default();
    context.read(|context, reading| {
        let located = reading.find(Kind::Meeting, &typed, language)?;
        let filter = MeetingFilter {
            ids: Some([located.id].into()),
            ..MeetingFilter::default()
        };
        let found = reading.view.meetings(&filter);
        let found = found.map_err(|error| error.in_words(language))?;
        let Some(meeting) = found.first() else {
            let noun = crate::locale::status::noun(language, "meeting");
            let message = crate::locale::error::not_found(language, noun, &typed);
            return Err(CliError::new(exit::NOT_FOUND, message));
        };
        let last = last_quarterly(reading, meeting, language)?;
        let last = last.as_ref();
        let names = reading.agency_names(language)?;
        let listing = Listing {
            columns: vec![
                column("agency", words::agency_heading(language)),
                column("rank", words::rank_heading(language)),
                column("person", words::person_heading(language)),
                column("compared", words::compared_heading(language)),
            ],
            rows: meeting
                .chiefs
                .iter()
                .map(|chief| {
                    let id = &chief.agency;
                    vec![
                        names.get(id).unwrap_or(id).clone(),
                        chief.rank.clone().unwrap_or_default(),
                        chief.person.clone().unwrap_or_default(),
                        words::compared(cells_in, compared(chief, last).as_str()).to_owned(),
                    ]
                })
                .collect(),
            json: meeting
                .chiefs
                .iter()
                .map(|chief| {
                    json!({
                        "schema": "po.chief/1",
                        "meeting": meeting.id,
                        "agency": chief.agency,
                        "rank": chief.rank,
                        "person": chief.person,
                        "compared": compared(chief, last).as_str(),
                        "last_meeting": last.map(|last| &last.id),
                    })
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)
    })
}
