//! `po case report`, `condition` and `release`: a case at the monthly meetings until it is let go.

use clap::{Arg, ArgMatches, Command};

use crate::index::Located;
use crate::locale::{Language, subject, tracking as words};
use crate::procedure::tracking::{is_step_behind, unmet_conditions};
use crate::record::case::{Asked, Case, Decided, Report, Stage, StageRow};
use crate::record::{AnyRecord, Date, Kind};
use crate::store::Draft;

use super::case::{Step, enter};
use super::command::{reference, text, value, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::{edit, fields, rows};

/// The commands `report`, `condition` and `release`.
pub(super) fn commands(language: Language) -> [Command; 3] {
    let report = Command::new("report")
        .arg(reference())
        .arg(value("meeting", "REF").required(true))
        .arg(words_of("text").required(true))
        .arg(value("on", "DAY"))
        .arg(words_of("next"))
        .arg(value("by", "DAY").requires("next"))
        .arg(value("agency", "AGENCY"))
        .arg(value("ask", "WORD").value_parser(fields::words(Asked::WORDS)))
        .arg(value("decided", "WORD").value_parser(fields::words(Decided::WORDS)))
        .arg(words_of("condition"));
    let condition = Command::new("condition")
        .arg(reference())
        .arg(Arg::new("ROW").help(crate::locale::rows::row(language)))
        .arg(value("met-on", "DAY").required(true));
    let release = Command::new("release")
        .arg(reference())
        .arg(value("on", "DAY").required(true))
        .arg(value("meeting", "REF").required(true))
        .arg(words_of("reason").required(true));
    [report, condition, release]
}

/// Records what was reported about a case at a meeting, what was asked and what was decided.
pub(super) fn report(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let meeting = context.find(Kind::Meeting, &text(matches, "meeting").unwrap_or_default())?;
    let on = match context.day_of(matches, "on")? {
        Some(day) => day,
        None => day_of_meeting(context, &meeting)?,
    };
    let decided = text(matches, "decided").and_then(|word| Decided::from_word(&word));
    let condition = text(matches, "condition");
    refuse_half_a_condition(decided, condition.as_deref(), language)?;
    let agency = text(matches, "agency");
    let next_on = context.day_of(matches, "by")?;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let agency = match &agency {
            None => None,
            Some(typed) => {
                let id = super::agency::named(context, draft, typed, Some(on))?;
                super::agency::refuse_out_of_force(context, draft, &id, on)?;
                Some(id)
            }
        };
        let row = Report {
            k: context.row_key(draft, &located.path),
            on,
            meeting: meeting.id.parse().ok(),
            agency,
            text: text(matches, "text"),
            next_step: text(matches, "next"),
            next_on,
            asked: text(matches, "ask").and_then(|word| Asked::from_word(&word)),
            decided,
            condition: condition.clone(),
            condition_met_on: None,
        };
        let is_there = case.reports.iter().any(|other| {
            Report {
                k: row.k.clone(),
                ..other.clone()
            } == row
        });
        if is_there {
            return Ok(None);
        }
        if decided == Some(Decided::Released) {
            refuse_unmet(&case, on, language)?;
        }
        let store_language = context.settings(draft)?.language.language();
        let handle = subject::handle(store_language, case.number, &located.id);
        let subject = subject::reported(
            store_language,
            &handle,
            row.text.as_deref().unwrap_or_default(),
            decided.map(|decided| decided.label(store_language)),
        );
        case.reports.push(row);
        let keeps = matches!(decided, Some(Decided::Kept | Decided::ReleasedWhen));
        let stage = case.current().map(|row| row.name);
        if keeps && matches!(stage, Some(Stage::Met | Stage::NotHeld)) {
            super::case::refuse_backwards(&case, on, language)?;
            case.stages.push(StageRow {
                k: context.row_key(draft, &located.path),
                name: Stage::Tracked,
                on: Some(on),
                meeting: meeting.id.parse().ok(),
                by: None,
                note: None,
                reason: None,
            });
        }
        draft.put(*case).map_err(|error| error.in_words(language))?;
        refuse_backward_steps(draft, language)?;
        Ok(Some(
            Intent::new("case.report", subject).at_meeting(Some(meeting.id.clone())),
        ))
    })?;
    context.report(&outcome)?;
    if decided == Some(Decided::Released) {
        let next = words::release_next(language, &located.id, &on.to_string(), &meeting.id);
        context.ui.status(&next)?;
    }
    Ok(())
}

/// A next step lies ahead of the report that tells of it: refuses a draft in which one does not.
pub(super) fn refuse_backward_steps(draft: &Draft<'_>, language: Language) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let AnyRecord::Case(new) = new else { continue };
        let was = match old {
            Some(AnyRecord::Case(old)) => &old.reports[..],
            _ => &[],
        };
        for report in new.reports.iter().filter(|report| !was.contains(report)) {
            if let Some(day) = report.next_on.filter(|_| is_step_behind(report)) {
                let (day, on) = (day.display(language), report.on.display(language));
                let message = words::step_before_report(language, &day, &on);
                return Err(CliError::new(exit::REFUSED, message));
            }
        }
    }
    Ok(())
}

/// The first day of a meeting: the day of what is reported there.
fn day_of_meeting(context: &mut Context<'_>, meeting: &Located) -> Result<Date, CliError> {
    let language = context.language();
    let (record, _) = context.look(|_, reading| reading.record(meeting, language))?;
    let day = match record {
        AnyRecord::Meeting(meeting) => meeting.first_day(),
        _ => None,
    };
    day.ok_or_else(|| {
        CliError::new(
            exit::USAGE,
            words::meeting_without_day(language, &meeting.id),
        )
    })
}

/// A release that waits for a condition names it, and no other decision does.
fn refuse_half_a_condition(
    decided: Option<Decided>,
    condition: Option<&str>,
    language: Language,
) -> Result<(), CliError> {
    let missing = match (decided == Some(Decided::ReleasedWhen), condition) {
        (true, None) => "--condition",
        (false, Some(_)) => "--decided released-when",
        _ => return Ok(()),
    };
    let message = crate::locale::fields::missing_flags(language, missing);
    Err(CliError::new(exit::USAGE, message))
}

/// Records that the condition of a release is met.
pub(super) fn condition(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let met_on = context
        .day_of(matches, "met-on")?
        .unwrap_or(context.today());
    if met_on > context.today() {
        let message = words::met_in_the_future(language, &met_on.display(language));
        return Err(CliError::new(exit::REFUSED, message));
    }
    let typed = text(matches, "ROW");
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let key = match &typed {
            Some(typed) => rows::row_key(context, draft, &located, "report", typed)?,
            None => the_unmet(&case, language)?,
        };
        let Some(row) = case.reports.iter_mut().find(|row| row.k.as_str() == key) else {
            return Ok(None);
        };
        let Some(condition) = row.condition.clone() else {
            let message = words::no_condition(language, &key);
            return Err(CliError::new(exit::NOT_FOUND, message));
        };
        if row.condition_met_on == Some(met_on) {
            return Ok(None);
        }
        if met_on < row.on {
            let message = words::met_too_early(language, &row.on.display(language));
            return Err(CliError::new(exit::REFUSED, message));
        }
        row.condition_met_on = Some(met_on);
        draft.put(*case).map_err(|error| error.in_words(language))?;
        let (store_language, handle) = edit::handle(context, draft, &located)?;
        let subject = subject::condition_met(store_language, &handle, &condition);
        Ok(Some(Intent::new("case.condition", subject)))
    })?;
    context.report(&outcome)
}

/// The key of the report whose condition is not met, where there is one only.
fn the_unmet(case: &Case, language: Language) -> Result<String, CliError> {
    let unmet: Vec<&Report> = case
        .reports
        .iter()
        .filter(|report| report.condition.is_some() && report.condition_met_on.is_none())
        .collect();
    match unmet.as_slice() {
        [one] => Ok(one.k.to_string()),
        several => {
            let mut error = CliError::new(
                exit::NOT_FOUND,
                words::which_condition(language, several.len()),
            );
            error.details = several
                .iter()
                .map(|report| condition_line(report))
                .collect();
            Err(error)
        }
    }
}

fn condition_line(report: &Report) -> String {
    let condition = report.condition.as_deref().unwrap_or_default();
    format!("{} {} {condition}", report.k, report.on)
}

/// Records the release of a case.
pub(super) fn release(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let meeting = context.find(Kind::Meeting, &text(matches, "meeting").unwrap_or_default())?;
    let step = Step {
        name: Stage::Released,
        on: context.day_of(matches, "on")?.unwrap_or(context.today()),
        meeting: Some(meeting.id),
        by: None,
        note: None,
        reason: text(matches, "reason"),
        selection: None,
    };
    enter(context, &located, &step)
}

/// Refuses to release a case while a condition of its release is not met.
pub(super) fn refuse_unmet(case: &Case, on: Date, language: Language) -> Result<(), CliError> {
    let unmet: Vec<&Report> = unmet_conditions(case, on).collect();
    let Some(first) = unmet.first() else {
        return Ok(());
    };
    let message = words::condition_unmet(language, &on.display(language));
    let hint = words::how_to_meet(language, &case.id.to_string(), first.k.as_str());
    let mut error = CliError::new(exit::REFUSED, message).hint(hint);
    error.details = unmet.iter().map(|report| condition_line(report)).collect();
    Err(error)
}
