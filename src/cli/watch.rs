//! The watch list: petitions that a ministry looks at before they qualify, and their qualifying.

use std::collections::{BTreeSet, HashMap};

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::index::CaseFilter;
use crate::index::row::{CaseRow, PetitionFacts};
use crate::locale::{Language, case as headings, subject, watch as words};
use crate::procedure::rules::{self, Due};
use crate::record::case::{Petition, PetitionStatus, Stage};
use crate::record::rules::Rules;
use crate::record::{AnyRecord, Date, Kind};
use crate::store::{Draft, Snapshot};

use super::command::{reference, text, value, words_of};
use super::context::{Context, Intent, Reading};
use super::due::Ground;
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, number_column};
use super::rows;

/// The operation that brings petitions in.
const IMPORT: &str = "import.join";

/// The limit on the time for support, and the event that it runs from where there is one round only.
const SUPPORT: (&str, &str) = ("support-period", "support-opened");

/// The limit on the first round of supports, where there are two.
const FIRST_SUPPORT: &str = "first-support-period";

/// The limits on the number of supports.
const THRESHOLDS: [&str; 2] = ["first-support-threshold", "support-threshold"];

/// The limit on the reply.
const REPLY: &str = "formal-reply";

/// The command for the list.
pub(super) fn command() -> Command {
    Command::new("watch").arg(value("agency", "AGENCY"))
}

/// The command that records that a petition qualified.
pub(super) fn qualify_command() -> Command {
    Command::new("qualify")
        .arg(reference())
        .arg(Arg::new("ROW"))
        .arg(value("on", "DAY"))
        .arg(value("reply-due", "DAY"))
        .arg(words_of("reason"))
}

/// A case on the list.
struct Watched<'r> {
    case: &'r CaseRow,
    petition: Option<&'r PetitionFacts>,
    /// What was recorded of it before the last import.
    before: Option<&'r CaseRow>,
}

impl Watched<'_> {
    fn signatures(&self) -> Option<u32> {
        self.petition?.signatures
    }

    fn is_watched(&self) -> bool {
        self.case.stage == Some(Stage::Watching)
    }

    /// The supports since the last import.
    fn change(&self) -> Option<i64> {
        let before = leading(self.before?)?.signatures?;
        Some(i64::from(self.signatures()?) - i64::from(before))
    }

    /// What changed, for people: the stage entered, that it is new, or the supports.
    fn changed(&self, language: Language) -> String {
        match (self.is_watched(), self.before) {
            (false, _) => self
                .case
                .stage
                .map_or("", |stage| stage.label(language))
                .to_owned(),
            (true, None) => words::new(language).to_owned(),
            (true, Some(_)) => self
                .change()
                .map_or_else(String::new, |change| match change {
                    0 => "0".to_owned(),
                    _ => format!("{change:+}"),
                }),
        }
    }

    /// The highest threshold that its supports reach.
    fn reached(&self, thresholds: &[u32]) -> Option<u32> {
        let signatures = self.signatures()?;
        let reached = thresholds
            .iter()
            .filter(|threshold| **threshold <= signatures);
        reached.copied().max()
    }
}

/// The petition of a case with the most supports.
fn leading(case: &CaseRow) -> Option<&PetitionFacts> {
    case.petitions
        .iter()
        .max_by_key(|petition| petition.signatures)
}

/// Lists the watched petitions, most supports first, and those that left the list with the last
/// import.
pub(super) fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let today = context.as_of()?;
    let typed = text(matches, "agency");
    context.read(|context, reading| {
        let mut filter = CaseFilter {
            stages: vec![Stage::Watching],
            ..CaseFilter::default()
        };
        if let Some(typed) = &typed {
            filter.agencies = reading.asked_agencies(typed, today, language)?;
        }
        let mut now = reading
            .view
            .cases(&filter)
            .map_err(|error| error.in_words(language))?;
        let import = Import::last(reading, &filter, &now, language)?;
        let nothing = HashMap::new();
        let before = import.as_ref().map_or(&nothing, |import| &import.before);
        let listed: BTreeSet<&str> = now.iter().map(|case| case.id.as_str()).collect();
        let gone = before
            .values()
            .filter(|case| case.stage == Some(Stage::Watching));
        let gone: Vec<&str> = gone
            .map(|case| case.id.as_str())
            .filter(|id| !listed.contains(id))
            .collect();
        let watched_now = now.len();
        now.extend(
            reading
                .view
                .cases(&CaseFilter::of_ids(gone.iter().copied()))
                .map_err(|error| error.in_words(language))?,
        );
        let mut watched: Vec<Watched<'_>> = now
            .iter()
            .map(|case| Watched {
                case,
                petition: leading(case),
                before: before.get(&case.id),
            })
            .collect();
        watched.sort_by_key(|row| {
            let count = row.signatures().unwrap_or(0);
            (!row.is_watched(), std::cmp::Reverse(count))
        });
        let ground = Ground::read(reading, language)?;
        let own = &reading.settings.watch;
        let thresholds = |row: &Watched<'_>| {
            let opened = row.petition.and_then(|petition| petition.opened);
            let of_rules = thresholds(&ground.rules, opened.unwrap_or(today));
            own.iter().copied().chain(of_rules).collect::<Vec<_>>()
        };
        let until = |row: &Watched<'_>| support_ends(&ground, row.petition?.opened?);
        let is_known = import.is_some();
        let listing = Listing {
            columns: vec![
                column("id", headings::id_heading(language)),
                number_column("signatures", words::count_heading(language)),
                column("reached", words::reached_heading(language)),
                number_column("change", words::change_heading(language)),
                column("until", words::until_heading(language)),
                column("title", headings::title_heading(language)),
            ],
            rows: watched
                .iter()
                .filter(|_| !format.is_json())
                .map(|row| {
                    let is_qualified = row
                        .petition
                        .is_some_and(|petition| petition.qualified_on.is_some());
                    let count = row.signatures().map(|count| count.to_string());
                    vec![
                        row.case.id.clone(),
                        count.unwrap_or_default(),
                        match (is_qualified, row.reached(&thresholds(row))) {
                            (true, _) => words::qualified(cells_in).to_owned(),
                            (false, Some(threshold)) => words::reached(cells_in, threshold),
                            (false, None) => String::new(),
                        },
                        match is_known {
                            true => row.changed(cells_in),
                            false => String::new(),
                        },
                        until(row).map_or_else(String::new, |day| day.display(cells_in)),
                        row.case.title.clone(),
                    ]
                })
                .collect(),
            json: watched
                .iter()
                .filter(|_| format.is_json())
                .map(|row| {
                    let mut value = super::case::case_json(row.case);
                    let day = |day: Option<Date>| day.map(|day| day.to_string());
                    value["schema"] = json!("po.watch/1");
                    value["petition"] = json!(row.petition.map(|petition| &petition.url));
                    value["signatures"] = json!(row.signatures());
                    value["reached"] = json!(row.reached(&thresholds(row)));
                    value["qualified_on"] =
                        json!(day(row.petition.and_then(|row| row.qualified_on)));
                    value["until"] = json!(day(until(row)));
                    value["new"] = json!(is_known && row.is_watched() && row.before.is_none());
                    value["change"] = json!(row.change());
                    value
                })
                .collect(),
        };
        listing.print(format, &mut context.ui)?;
        if format == Format::Table {
            let day = import.as_ref().map(|import| import.day.display(language));
            let line = words::foot(language, watched_now, gone.len(), day.as_deref());
            context.ui.status(&line)?;
            if own.is_empty() {
                context.ui.status(words::no_thresholds(language))?;
            }
        }
        Ok(())
    })
}

/// An import of petitions.
struct Import {
    /// When it was recorded.
    day: Date,
    /// What was recorded before it of the cases that are watched now, and of those that were.
    before: HashMap<String, CaseRow>,
}

impl Import {
    /// The last import that changed something on the list: people import files of other petitions
    /// beside those that still collect supports. The last of all where none did.
    fn last(
        reading: &Reading<'_>,
        filter: &CaseFilter,
        now: &[CaseRow],
        language: Language,
    ) -> Result<Option<Self>, CliError> {
        let mut head = reading.snapshot.commit();
        let mut last = None;
        while let Some(from) = head {
            let found = reading.index.newest_of(reading.store, from, IMPORT);
            let found = found.map_err(|error| error.in_words(language))?;
            let Some(commit) = found else { break };
            let read = |commit| {
                let snapshot = reading.store.snapshot(commit);
                snapshot.map_err(|error| error.in_words(language))
            };
            let parent = reading.store.repository().find_commit(commit);
            head = parent.ok().and_then(|commit| commit.parent_id(0).ok());
            let day = read(Some(commit))?.recorded_at();
            let day = day.and_then(|moment| Date::from_naive(moment.date_naive()));
            let before = cases_before(reading, &read(head)?, filter, now, language)?;
            let is_change = changes_list(&before, now);
            let import = day.map(|day| Self { day, before });
            if is_change {
                return Ok(import);
            }
            last = last.or(import);
        }
        Ok(last)
    }
}

/// The cases of an earlier commit that were watched there, or are now.
fn cases_before(
    reading: &Reading<'_>,
    snapshot: &Snapshot<'_>,
    filter: &CaseFilter,
    now: &[CaseRow],
    language: Language,
) -> Result<HashMap<String, CaseRow>, CliError> {
    let view = reading
        .index
        .at(snapshot)
        .map_err(|error| error.in_words(language))?;
    let ids = CaseFilter::of_ids(now.iter().map(|case| case.id.as_str()));
    let mut cases = view
        .cases(filter)
        .map_err(|error| error.in_words(language))?;
    cases.extend(view.cases(&ids).map_err(|error| error.in_words(language))?);
    Ok(cases
        .into_iter()
        .map(|case| (case.id.clone(), case))
        .collect())
}

/// Whether another case is on the list, or one with other supports.
fn changes_list(before: &HashMap<String, CaseRow>, now: &[CaseRow]) -> bool {
    let signatures = |case: &CaseRow| leading(case).and_then(|petition| petition.signatures);
    let same = |case: &CaseRow| {
        let before = before.get(&case.id);
        before.is_some_and(|before| {
            before.stage == case.stage && signatures(before) == signatures(case)
        })
    };
    before.len() != now.len() || !now.iter().all(same)
}

/// The last day of the time for support, by the rule of the day on which it opened.
fn support_ends(ground: &Ground, opened: Date) -> Option<Date> {
    let (name, event) = SUPPORT;
    let rules = rules::in_force(&ground.rules, opened)?;
    let day = |name: &str, from: Date| {
        let due = rules::due(rules::limit(rules, name)?, from, &ground.calendar);
        due.ok().map(|due| due.day)
    };
    let runs_from = rules::limit(rules, name)?.runs_from.as_ref();
    let begins = match runs_from.map(|event| event.as_str()) == Some(event) {
        true => opened,
        false => day(FIRST_SUPPORT, opened)?,
    };
    day(name, begins)
}

/// The numbers of supports that the rules in force on a day ask for.
fn thresholds(sets: &[Rules], day: Date) -> impl Iterator<Item = u32> + '_ {
    let rules = rules::in_force(sets, day);
    let limits = THRESHOLDS.into_iter();
    limits.filter_map(move |name| rules::limit(rules?, name)?.length)
}

/// Records that a petition qualified. The stage of the case stays: proposing it is a step of its own.
pub(super) fn qualify(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let typed = text(matches, "ROW");
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    let announced = context.day_of(matches, "reply-due")?;
    let reason = text(matches, "reason");
    let mut told = None;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let url = match (&typed, case.petitions.as_slice()) {
            (None, [only]) => only.url.to_string(),
            (None, [_, _, ..]) => {
                let keys = rows::keys(&AnyRecord::Case(case), "petition");
                let mut error = CliError::new(exit::USAGE, words::which_petition(language));
                error.details = keys;
                return Err(error);
            }
            (typed, _) => {
                let typed = typed.as_deref().unwrap_or_default();
                rows::row_key(context, draft, &located, "petition", typed)?
            }
        };
        let petition = case
            .petitions
            .iter_mut()
            .find(|row| row.url.as_str() == url);
        let Some(petition) = petition else {
            return Ok(None);
        };
        let was = petition.qualified_on.filter(|was| *was != on);
        if was.is_some() {
            petition.qualified_was = was;
            petition.qualified_reason.clone_from(&reason);
        }
        qualified(petition, on, announced);
        told = petition.reply_due;
        let (store_language, handle) = super::edit::handle(context, draft, &located)?;
        let was = was.map(|was| was.display(store_language));
        let day = on.display(store_language);
        let what = words::qualified_on(store_language, &day, was.as_deref());
        draft.put(*case).map_err(|error| error.in_words(language))?;
        refuse_wrong_qualified(draft, context.today(), language)?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let subject = subject::about(store_language, &handle, &what);
        let reason = reason.clone().filter(|_| was.is_some());
        Ok(Some(
            Intent::new("case.petition.qualify", subject).because(reason),
        ))
    })?;
    context.report(&outcome)?;
    let (ground, _) = context.look(|_, reading| Ground::read(reading, language))?;
    let line = reply_due(&ground, on, told, language);
    Ok(context.ui.data(&format!("{line}\n"))?)
}

fn qualified(petition: &mut Petition, on: Date, announced: Option<Date>) {
    petition.qualified_on = Some(on);
    if announced.is_some() {
        petition.reply_due = announced;
    }
    if petition
        .status
        .is_none_or(|status| status == PetitionStatus::Collecting)
    {
        petition.status = Some(PetitionStatus::Qualified);
    }
}

/// Limits run from the day on which a petition qualified: refuses a draft that sets one that cannot be,
/// or another one without the day before and the reason.
pub(super) fn refuse_wrong_qualified(
    draft: &Draft<'_>,
    today: Date,
    language: Language,
) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let AnyRecord::Case(new) = new else { continue };
        let old = match old {
            Some(AnyRecord::Case(old)) => old.petitions.as_slice(),
            _ => &[],
        };
        for petition in &new.petitions {
            let before = old.iter().find(|row| row.url == petition.url);
            let was = before.and_then(|row| row.qualified_on);
            if was == petition.qualified_on {
                continue;
            }
            refuse_impossible(petition, today, language)?;
            let Some(was) = was else { continue };
            let is_explained =
                petition.qualified_was == Some(was) && petition.qualified_reason.is_some();
            if !is_explained {
                let on = petition.qualified_on.map(|day| day.to_string());
                let message = words::qualified_before(language, &was.display(language));
                let hint = words::requalify(
                    language,
                    &new.id.to_string(),
                    on.as_deref().unwrap_or("DAY"),
                );
                return Err(CliError::new(exit::REFUSED, message).hint(hint));
            }
        }
    }
    Ok(())
}

/// A reason explains the limits that it names, and no others: refuses a draft in which a reason names
/// none, or limits have no reason.
pub(super) fn refuse_nameless_reasons(
    draft: &Draft<'_>,
    language: Language,
) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let AnyRecord::Case(new) = new else { continue };
        let old = match old {
            Some(AnyRecord::Case(old)) => old.petitions.as_slice(),
            _ => &[],
        };
        for petition in &new.petitions {
            let says = |row: &Petition| (row.missed_reason.clone(), row.missed_limits.clone());
            let before = old.iter().find(|row| row.url == petition.url).map(says);
            let is_new = before.unwrap_or_default() != says(petition);
            if is_new && petition.missed_reason.is_some() == petition.missed_limits.is_empty() {
                let message = words::reason_without_limits(language);
                return Err(
                    CliError::new(exit::REFUSED, message).hint(words::name_the_limits(language))
                );
            }
        }
    }
    Ok(())
}

/// No petition qualifies on a day to come, nor before it was open for supports.
fn refuse_impossible(petition: &Petition, today: Date, language: Language) -> Result<(), CliError> {
    let Some(on) = petition.qualified_on else {
        return Ok(());
    };
    let message = match petition.opened {
        _ if on > today => words::qualified_in_future(language, &on.display(language)),
        Some(opened) if on < opened => words::qualified_before_opened(
            language,
            &on.display(language),
            &opened.display(language),
        ),
        _ => return Ok(()),
    };
    Err(CliError::new(exit::REFUSED, message))
}

/// By when the reply is due: as announced, else as the rule of the day and the practice have it.
fn reply_due(ground: &Ground, on: Date, announced: Option<Date>, language: Language) -> String {
    if let Some(day) = announced {
        return words::reply_announced(language, &day.display(language));
    }
    let limit = rules::in_force(&ground.rules, on).and_then(|rules| rules::limit(rules, REPLY));
    let reckoned = limit.and_then(|limit| {
        let practice = rules::due_in_practice(limit, on, &ground.calendar);
        Some((
            rules::due(limit, on, &ground.calendar).ok()?,
            practice.ok()?,
        ))
    });
    let explain = |due: &Due<'_>| due.explain(language);
    match reckoned {
        Some((rule, practice)) => {
            let practice = practice.as_ref().map(explain);
            words::reply_due(language, &explain(&rule), practice.as_deref())
        }
        None => words::no_reply_rule(language, &on.display(language)),
    }
}
