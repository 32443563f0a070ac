//! `po case merge A B`: two cases become one (併案). What B holds goes to A; B stays as a record that says
//! so, with its own name, number and history.

use clap::{Arg, ArgMatches, Command};

use crate::index::{Located, MeetingFilter};
use crate::locale::{case as words, case_merge, subject};
use crate::record::any::{self, table_of};
use crate::record::case::{Case, Stage, StageRow};
use crate::record::conflict::Conflict;
use crate::record::fields::{FieldPath, fields};
use crate::record::meeting::MeetingStatus;
use crate::record::value::FieldName;
use crate::record::{AnyRecord, Item, Kind};
use crate::store::{Draft, RecordEdit, render, splice};
use crate::sync::merge::merge;

use super::command::{switch, text, value, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::plan;

/// What stays each case's own: which it is, what it is called, the steps that it took, and what was not
/// decided in it.
const OWN: [&str; 6] = ["number", "title", "formal_title", "stage", "conflict", "id"];

/// The command.
pub(super) fn command() -> Command {
    Command::new("merge")
        .arg(Arg::new("A").required(true))
        .arg(Arg::new("B").required(true))
        .arg(words_of("reason").required(true))
        .arg(value("on", "DAY"))
        .arg(switch("dry-run"))
}

/// Merges the second case into the first, in one commit.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let into = context.find(Kind::Case, &text(matches, "A").unwrap_or_default())?;
    let from = context.find(Kind::Case, &text(matches, "B").unwrap_or_default())?;
    if into == from {
        return Err(CliError::new(exit::USAGE, case_merge::same(language)));
    }
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    if on > context.today() {
        let day = on.display(language);
        let message = words::not_yet(language, Stage::Merged.label(language), &day);
        return Err(CliError::new(exit::REFUSED, message));
    }
    let reason = text(matches, "reason");
    let dry_run = matches.get_flag("dry-run");
    let meetings = meetings_to_come(context, &from)?;
    let mut planned = Vec::new();
    let outcome = context.change(&mut |context, draft| {
        let (Some(one), Some(other)) = (
            case_of(context, draft, &into)?,
            case_of(context, draft, &from)?,
        ) else {
            return Ok(None);
        };
        for case in [&one, &other] {
            if case.is_merged() {
                let message = case_merge::merged_already(language, &case.id.to_string());
                return Err(CliError::new(exit::REFUSED, message));
            }
        }
        super::case::refuse_backwards(&other, on, language)?;
        let store_language = context.settings(draft)?.language.language();
        let handle =
            |case: &Case| subject::handle(store_language, case.number, &case.id.to_string());
        let subject = case_merge::subject(store_language, &handle(&other), &handle(&one));
        let note = case_merge::note(store_language, &handle(&one));
        let number = one.number;
        put_joined(draft, one, &other).map_err(|error| error.in_words(context))?;
        let mut ended = other;
        ended.conflicts.retain(|row| !is_only(row, number));
        ended.stages.push(StageRow {
            k: context.row_key(draft, &from.path),
            name: Stage::Merged,
            on: Some(on),
            meeting: None,
            by: None,
            note: Some(note),
            reason: reason.clone(),
        });
        draft.put(ended).map_err(|error| error.in_words(language))?;
        for meeting in &meetings {
            if let AnyRecord::Meeting(mut meeting) = context.drafted(draft, meeting)?
                && let Ok(id) = into.id.parse()
                && !meeting.cases.contains(&id)
            {
                meeting.cases.push(id);
                draft
                    .put(*meeting)
                    .map_err(|error| error.in_words(language))?;
            }
        }
        planned = draft.plan();
        if dry_run {
            return Ok(None);
        }
        Ok(Some(
            Intent::new("case.merge", subject).because(reason.clone()),
        ))
    })?;
    if dry_run {
        return plan::print(context, &planned, false);
    }
    context.report(&outcome)?;
    let joined = planned.iter().find(|record| record.id == into.id);
    let is_conflict = |path: &FieldPath| path.is_below(&FieldPath::default().field("conflict"));
    if joined.is_some_and(|record| {
        record
            .changes
            .iter()
            .any(|change| is_conflict(&change.path))
    }) {
        let line = case_merge::undecided(language, &into.id);
        context.ui.status(&line)?;
    }
    Ok(())
}

fn case_of(
    context: &Context<'_>,
    draft: &Draft<'_>,
    located: &Located,
) -> Result<Option<Case>, CliError> {
    Ok(match context.drafted(draft, &located.path)? {
        AnyRecord::Case(case) => Some(*case),
        _ => None,
    })
}

/// The paths of the meetings about a case that are planned: they will be about both. What was held was
/// about the case that it names.
fn meetings_to_come(context: &mut Context<'_>, case: &Located) -> Result<Vec<String>, CliError> {
    let language = context.language();
    let filter = MeetingFilter {
        cases: Some([case.id.clone()].into()),
        statuses: vec![MeetingStatus::Planned],
        from: Some(context.today()),
        ..MeetingFilter::default()
    };
    let (meetings, _) = context.look(|_, reading| {
        let meetings = reading.view.meetings(&filter);
        meetings.map_err(|error| error.in_words(language))
    })?;
    let paths = meetings
        .iter()
        .filter_map(|row| Kind::Meeting.path(&row.id));
    Ok(paths.collect())
}

/// Whether a row waits for a case to get this number and no other: both cases drew it, and are one.
fn is_only(row: &Conflict, number: Option<u32>) -> bool {
    let is_it = |text: &String| number.is_some_and(|number| *text == number.to_string());
    row.path.as_str() == "number" && row.values.iter().all(is_it)
}

/// Why two cases cannot be joined.
enum Unjoined {
    Draft(crate::store::DraftError),
    Merge(crate::sync::merge::MergeError),
}

impl Unjoined {
    fn in_words(self, context: &Context<'_>) -> CliError {
        match self {
            Self::Draft(error) => error.in_words(context.language()),
            Self::Merge(error) => CliError::new(exit::FAILED, error.to_string()),
        }
    }
}

/// Puts into a draft what both cases hold in the place of the first: rows by their keys, and of single
/// values those of the first; where the second differs, somebody decides.
fn put_joined(draft: &mut Draft<'_>, mut one: Case, other: &Case) -> Result<(), Unjoined> {
    let path = one.id.path();
    let mut given = other.clone();
    for case in [&mut one, &mut given] {
        name_petitions(case);
    }
    let (given, mut conflicts) = part_for(&one, &given);
    let own = fields(&AnyRecord::from(one.clone()).item(), table_of(Kind::Case));
    draft.put(one).map_err(Unjoined::Draft)?;
    let before = draft.text(&path).unwrap_or_default();
    let merged = merge(Kind::Case, None, Some(&before), Some(&given)).map_err(Unjoined::Merge)?;
    let text = merged.text.unwrap_or(before);
    draft.put_text(&path, text).map_err(Unjoined::Draft)?;
    // A merge of two sides takes neither for the first; here one is.
    let own_of = |row: &Conflict| Some((row.path.path(), own.get(&row.path.path())?.clone()));
    let kept = merged.conflicts.iter().filter_map(own_of);
    let kept: Vec<RecordEdit> = kept
        .map(|(path, item)| RecordEdit::Set(path, item))
        .collect();
    draft.edit(&path, &kept).map_err(Unjoined::Draft)?;
    if let Ok(Some(AnyRecord::Case(mut joined))) = draft.record(&path) {
        for row in &mut joined.conflicts {
            if row.base.is_none()
                && merged.conflicts.contains(row)
                && let Some((_, item)) = own_of(row)
            {
                row.base = Some(splice::inline_text(&item.to_value()));
            }
        }
        conflicts.retain(|row| joined.conflicts.iter().all(|there| there.path != row.path));
        joined.conflicts.append(&mut conflicts);
        draft.put(*joined).map_err(Unjoined::Draft)?;
    }
    Ok(())
}

/// A reply that names no petition is one to the only petition, which there is no more of.
fn name_petitions(case: &mut Case) {
    if let [petition] = case.petitions.as_slice() {
        for reply in &mut case.replies {
            reply.petition.get_or_insert_with(|| petition.url.clone());
        }
    }
}

/// What a case gives to another, as a record of that one: all but what stays its own, and the values in
/// which they differ, of which somebody decides.
fn part_for(one: &Case, other: &Case) -> (String, Vec<Conflict>) {
    let fields_of = |case: &Case| match AnyRecord::from(case.clone()).item() {
        Item::Table(fields) => fields,
        _ => Vec::new(),
    };
    let there = fields_of(one);
    let mut conflicts = Vec::new();
    let mut given = Vec::new();
    for (name, item) in fields_of(other) {
        let present = there.iter().find(|(known, _)| *known == name);
        match (present, &item) {
            (Some((_, kept)), _) if name == "id" || name == "title" => {
                given.push((name, kept.clone()));
            }
            _ if OWN.contains(&name) => {}
            (Some(_), Item::Rows(_) | Item::List(_)) | (None, _) => given.push((name, item)),
            (Some((_, kept)), _) if *kept == item => {}
            (Some((_, kept)), _) => {
                let text = |item: &Item| splice::inline_text(&item.to_value());
                let mut values = vec![text(kept), text(&item)];
                values.sort();
                conflicts.push(Conflict {
                    path: FieldName::from(&FieldPath::default().field(name)),
                    base: Some(text(kept)),
                    values,
                });
            }
        }
    }
    let record = any::of_item(Kind::Case, &Item::Table(given)).record;
    let text = record.as_ref().map(render).unwrap_or_default();
    (text, conflicts)
}
