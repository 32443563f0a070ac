//! `po publish`: what is ready in this store goes into a public one, in one commit.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::history::publish::{
    LeftOut, OPERATION, Obstacle, Obstruction, Options, companions, contested, internal, obstacles,
    public_copy,
};
use crate::index::Index;
use crate::locale::{Language, merge, publish as words};
use crate::record::transcript::CorrectionKind;
use crate::record::{AnyRecord, Item, Kind, any};
use crate::store::{Draft, Outcome, PlannedRecord, Store, WriteOptions};

use super::command::{switch, texts, value};
use super::context::{Context, Intent, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column};

/// The kinds that are published one by one. Rules, calendars and templates are every store's own.
const KINDS: [Kind; 5] = [
    Kind::Case,
    Kind::Meeting,
    Kind::Transcript,
    Kind::Agency,
    Kind::Person,
];

/// The command.
pub(super) fn command() -> Command {
    Command::new("publish")
        .arg(Arg::new("REF").required(true).action(ArgAction::Append))
        .arg(
            value("to", "DIR")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(switch("mark-off-record"))
        .arg(switch("overwrite"))
        .arg(switch("dry-run"))
}

/// What this store gives.
struct Gift {
    /// The commit that it is read from.
    commit: String,
    named: Vec<AnyRecord>,
    companions: Vec<AnyRecord>,
}

/// Publishes the records that were named and what they need.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    if context.globals.at.is_some() {
        let message = crate::locale::dangling::at_is_for_reading(language);
        return Err(CliError::new(exit::USAGE, message));
    }
    let options = Options {
        today: context.today(),
        mark_off_record: matches.get_flag("mark-off-record"),
    };
    let overwrite = matches.get_flag("overwrite");
    let dry_run = matches.get_flag("dry-run");
    let source = context.open()?;
    let to = matches
        .get_one::<PathBuf>("to")
        .cloned()
        .unwrap_or_default();
    let target = target(context, &source, &to)?;
    let gift = gather(context, &texts(matches, "REF"))?;
    let mut plan = Vec::new();
    let mut left_out = Vec::new();
    let mut withholds = false;
    let outcome = context.change_in(&target, &WriteOptions::default(), &mut |context, draft| {
        let settings = context.settings(draft)?;
        if settings.private == Some(true) {
            let message = words::target_is_private(language, &to.display().to_string());
            return Err(CliError::new(exit::REFUSED, message));
        }
        let mut records = gift.named.clone();
        let mut of_old = Vec::new();
        for record in &gift.companions {
            let is_there = draft.has(&record.path());
            match is_there.map_err(|error| error.in_words(language))? {
                true => of_old.extend(internal(record)),
                false => records.push(record.clone()),
            }
        }
        refuse_unready(&records, of_old, options, language)?;
        let is_public = |kind: Kind, id: &str| {
            let goes_along = records
                .iter()
                .any(|record| record.kind() == kind && record.id() == id);
            let path = kind.path(id);
            goes_along || path.is_some_and(|path| draft.has(&path).unwrap_or(false))
        };
        let copies = records
            .iter()
            .map(|record| public_copy(record, options, &is_public));
        let (copies, lacking): (Vec<AnyRecord>, Vec<_>) = copies.unzip();
        left_out = lacking.concat();
        withholds = newly_withheld(draft, &copies);
        if !overwrite {
            refuse_contested(&target, draft, &copies, language)?;
        }
        for copy in copies {
            draft.put(copy).map_err(|error| error.in_words(language))?;
        }
        plan = draft.plan();
        if dry_run || plan.is_empty() {
            return Ok(None);
        }
        let subject = subject(&plan, settings.language.language());
        Ok(Some(
            Intent::new("store.publish", subject).out_of(gift.commit.clone()),
        ))
    })?;
    if dry_run {
        print(context, &plan, &left_out)?;
    }
    for one in &left_out {
        let text = words::left_out(language, &one.record, &one.field, &one.named);
        context.ui.warning(&text)?;
    }
    if dry_run {
        return Ok(());
    }
    context.report(&outcome)?;
    if let (
        true,
        Outcome::Recorded {
            parent: Some(parent),
            ..
        },
    ) = (withholds, &outcome)
    {
        super::correction::warn_of_history(context, *parent)?;
    }
    Ok(())
}

/// Whether a copy withholds what the public store has.
fn newly_withheld(draft: &Draft<'_>, copies: &[AnyRecord]) -> bool {
    let rows = |record: &AnyRecord| match record {
        AnyRecord::Transcript(transcript) => {
            let rows = transcript.corrections.iter();
            rows.filter(|row| row.kind == CorrectionKind::Withhold)
                .count()
        }
        _ => 0,
    };
    copies.iter().any(|copy| {
        let there = draft.record(&copy.path()).ok().flatten();
        there.is_some_and(|there| rows(&there) < rows(copy))
    })
}

/// The store that the records go to.
fn target(context: &mut Context<'_>, source: &Store, to: &Path) -> Result<Store, CliError> {
    let language = context.language();
    let target =
        Store::open(context.environment, Some(to)).map_err(|error| error.in_words(language))?;
    let common = |store: &Store| store.repository().commondir().canonicalize().ok();
    if common(&target).is_some() && common(&target) == common(source) {
        return Err(CliError::new(exit::USAGE, words::same_store(language)));
    }
    for notice in target.notices() {
        let text = super::error::notice(notice, language);
        context.ui.warning(&text)?;
    }
    Ok(target)
}

/// Reads what was named, and what goes along with it.
fn gather(context: &mut Context<'_>, typed: &[String]) -> Result<Gift, CliError> {
    let language = context.language();
    let (gift, left_out) = context.look(|_, reading| {
        let mut named: Vec<AnyRecord> = Vec::new();
        for typed in typed {
            let record = named_by(reading, typed, language)?;
            if !named.contains(&record) {
                named.push(record);
            }
        }
        let companions = companions(&named, |kind, id| -> Result<_, CliError> {
            let Some(path) = kind.path(id) else {
                return Ok(None);
            };
            let bytes = reading.snapshot.read(&path);
            let bytes = bytes.map_err(|error| error.in_words(language))?;
            Ok(bytes.and_then(|bytes| any::parse(&path, &bytes).record))
        })?;
        Ok(Gift {
            commit: reading
                .snapshot
                .commit()
                .map(|commit| commit.to_string())
                .unwrap_or_default(),
            named,
            companions,
        })
    })?;
    for text in &left_out {
        context.ui.warning(text)?;
    }
    Ok(gift)
}

fn named_by(reading: &Reading<'_>, typed: &str, language: Language) -> Result<AnyRecord, CliError> {
    let located = reading.find_any(typed, language)?;
    if !KINDS.contains(&located.kind) {
        let message = words::not_published(language, &located.path);
        return Err(CliError::new(exit::REFUSED, message));
    }
    reading.record(&located, language)
}

/// Refuses all records where one of them may not become public, with every place and reason; `of_old` is
/// what became internal since it was published and goes along with them.
fn refuse_unready(
    records: &[AnyRecord],
    of_old: Vec<Obstruction>,
    options: Options,
    language: Language,
) -> Result<(), CliError> {
    let mut found: Vec<Obstruction> = records
        .iter()
        .flat_map(|record| obstacles(record, options))
        .collect();
    found.extend(of_old);
    if found.is_empty() {
        return Ok(());
    }
    let mut error = CliError::new(exit::REFUSED, words::kept_back(language));
    for one in &found {
        let why = match one.why {
            Obstacle::Internal => words::internal(language),
            Obstacle::Draft => words::draft(language),
            Obstacle::Editing(until) => {
                let until = until.map(|until| until.display(language));
                words::editing(language, until.as_deref())
            }
            Obstacle::NotBefore(day) => words::not_before(language, &day.display(language)),
            Obstacle::OffRecord => words::off_record(language),
            Obstacle::NoConsent => words::no_consent(language),
            Obstacle::Undecided => merge::keeps_back(language).to_owned(),
            Obstacle::Personal(kind) => words::personal(language, kind.label(language)),
        };
        error = error.detail(format!("{} {}  {why}", one.record, one.field));
    }
    let first = |is: fn(&Obstacle) -> bool| found.iter().find(|one| is(&one.why));
    if first(|why| matches!(why, Obstacle::OffRecord)).is_some() {
        error = error.hint(words::mark_it(language));
    }
    if let Some(one) = first(|why| matches!(why, Obstacle::NoConsent)) {
        error = error.hint(words::record_consent(language, &one.record));
    }
    if first(|why| matches!(why, Obstacle::Personal(_))).is_some() {
        error = error.hint(words::take_it_out(language));
    }
    Err(error)
}

/// Refuses to write over what somebody recorded in the public store since the last publication.
fn refuse_contested(
    target: &Store,
    draft: &Draft<'_>,
    copies: &[AnyRecord],
    language: Language,
) -> Result<(), CliError> {
    let Some(head) = draft.base().commit() else {
        return Ok(());
    };
    let index = Index::open(target);
    let mut details = Vec::new();
    for copy in copies {
        let path = copy.path();
        let there = draft
            .record(&path)
            .map_err(|error| error.in_words(language))?;
        let Some(there) = there.filter(|there| there != copy) else {
            continue;
        };
        let history = index
            .history(target, head, copy.kind(), &copy.id(), usize::MAX)
            .map_err(|error| error.in_words(language))?;
        let last = history
            .iter()
            .find(|entry| entry.operation.as_deref() == Some(OPERATION));
        let published = match last {
            None => None,
            Some(entry) => {
                let snapshot = target
                    .snapshot(Some(entry.commit))
                    .map_err(|error| error.in_words(language))?;
                let bytes = snapshot
                    .read(&path)
                    .map_err(|error| error.in_words(language))?;
                bytes.and_then(|bytes| any::parse(&path, &bytes).record)
            }
        };
        let side = |item: &Option<Item>| item.as_ref().map_or("–".to_owned(), Item::to_line);
        details.extend(
            contested(published.as_ref(), &there, copy)
                .iter()
                .map(|change| {
                    words::contested_value(
                        language,
                        &copy.id(),
                        &change.path.to_string(),
                        &side(&change.old),
                        &side(&change.new),
                    )
                }),
        );
    }
    if details.is_empty() {
        return Ok(());
    }
    let mut error =
        CliError::new(exit::CONFLICT, words::contested(language)).hint(words::settle_it(language));
    error.details = details;
    Err(error)
}

/// Prints what would change, with all values of a new record, since all of them become public.
fn print(
    context: &mut Context<'_>,
    plan: &[PlannedRecord],
    left_out: &[LeftOut],
) -> Result<(), CliError> {
    let format = context.format();
    if matches!(format, Format::Table | Format::Markdown) {
        return super::plan::print(context, plan, true);
    }
    let mut rows: Vec<[Option<String>; 5]> = Vec::new();
    for record in plan {
        let what = if record.is_new { "new" } else { "change" };
        for change in &record.changes {
            rows.push([
                Some(record.id.clone()),
                Some(what.to_owned()),
                Some(change.path.to_string()),
                change.old.as_ref().map(Item::to_line),
                change.new.as_ref().map(Item::to_line),
            ]);
        }
    }
    for one in left_out {
        rows.push([
            Some(one.record.clone()),
            Some("left-out".to_owned()),
            Some(one.field.clone()),
            Some(one.named.clone()),
            None,
        ]);
    }
    let listing = Listing {
        columns: ["record", "what", "field", "old", "new"]
            .map(|key| column(key, key))
            .into(),
        json: rows
            .iter()
            .map(|[record, what, field, old, new]| {
                json!({
                    "schema": "po.plan/1",
                    "record": record,
                    "what": what,
                    "field": field,
                    "old": old,
                    "new": new,
                })
            })
            .collect(),
        rows: rows
            .into_iter()
            .map(|row| row.map(Option::unwrap_or_default).into())
            .collect(),
    };
    listing.print(format, &mut context.ui)
}

fn subject(plan: &[PlannedRecord], language: Language) -> String {
    match plan {
        [only] => words::subject_one(language, &only.id, &only.title, only.is_new),
        several => {
            let new = several.iter().filter(|record| record.is_new).count();
            words::subject_several(language, several.len(), new)
        }
    }
}
