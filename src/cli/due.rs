//! `po due`: what is due, by when, and from which rule and event that follows.

use std::collections::{BTreeSet, HashMap, HashSet};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::export::icalendar::{self, Event};
use crate::index::row::{CaseRow, Duty, Host, MeetingRow, Pending};
use crate::index::{CaseFilter, MeetingFilter, StandingRecords};
use crate::locale::{Language, due as words};
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::deadlines::{
    Deadline, Deadlines, Reckoner, next_quarterly_meeting, yearly_letter,
};
use crate::procedure::pause::pause_on;
use crate::procedure::plan::working_days_of;
use crate::procedure::rules::Due;
use crate::procedure::span::Span;
use crate::record::agency::Agency;
use crate::record::case::Role;
use crate::record::id::suffix_of;
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::rules::{Rules, Strength};
use crate::record::template::TaskOwner;
use crate::record::{Date, Kind};
use crate::text::clean::one_line;
use crate::text::fold::fold;

use super::calendar::no_day;
use super::command::{switch, text, value};
use super::conflict::marked;
use super::context::{Context, Reading};
use super::error::{CliError, InWords, exit};
use super::listing::{
    FORMATS, Format, Listing, column, number_column, print_each, wrapping_column,
};

/// The word of `--format` that only this list knows.
const CALENDAR: &str = "ics";

/// The letters of a unique part of an event's name.
const KEY: usize = 8;

/// The command.
pub(super) fn command() -> Command {
    let formats = FORMATS.map(|(word, _)| word).into_iter().chain([CALENDAR]);
    Command::new("due")
        .arg(value("agency", "AGENCY"))
        .arg(value("within", "LENGTH"))
        .arg(switch("exit-code"))
        // Takes the place of the flag that every command has.
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(formats)),
        )
}

/// What deadlines are reckoned by.
#[derive(Default)]
pub(super) struct Ground {
    /// The rule sets.
    pub(super) rules: Vec<Rules>,
    /// The office calendar.
    pub(super) calendar: OfficeCalendar,
}

impl Ground {
    /// Reads rule sets and calendars.
    pub(super) fn read(reading: &Reading<'_>, language: Language) -> Result<Self, CliError> {
        let calendars = reading
            .view
            .calendars()
            .map_err(|error| error.in_words(language))?;
        Ok(Self {
            rules: reading
                .view
                .rule_sets()
                .map_err(|error| error.in_words(language))?,
            calendar: OfficeCalendar::new(&calendars),
        })
    }

    /// What to warn of where something is planned for a day in the pause before an election.
    pub(super) fn pause_warning(&self, day: Date, language: Language) -> Option<String> {
        let pause = pause_on(day, &self.rules, &self.calendar)?;
        let shown = |day: Date| day.display(language);
        Some(words::in_pause(
            language,
            &shown(day),
            &shown(pause.from),
            &shown(pause.polling_day),
        ))
    }

    /// What reckons deadlines on a day.
    pub(super) fn reckoner(&self, today: Date) -> Reckoner<'_> {
        Reckoner::new(&self.rules, &self.calendar, today)
    }
}

/// Warns where something is planned for a day in the pause before an election.
pub(super) fn warn_of_pause(context: &mut Context<'_>, day: Option<Date>) -> Result<(), CliError> {
    let language = context.language();
    let Some(day) = day else { return Ok(()) };
    let (ground, _) = context.look(|_, reading| Ground::read(reading, language))?;
    if let Some(warning) = ground.pause_warning(day, language) {
        context.ui.warning(&warning)?;
    }
    Ok(())
}

/// Lists what is due.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let today = context.as_of()?;
    let format = text(matches, "format");
    let as_calendar = format.as_deref() == Some(CALENDAR);
    if let Some(format) = format.and_then(|word| Format::from_word(&word)) {
        context.globals.format = Some(format);
        context.ui.tables = format == Format::Table;
    }
    let typed = text(matches, "agency");
    let within = text(matches, "within")
        .map(|typed| length(&typed, language))
        .transpose()?;
    let (overdue, unreckoned) = context.read(|context, reading| {
        let ground = Ground::read(reading, language)?;
        let until = within
            .map(|(typed, span)| {
                let day = span.from(today, &ground.calendar);
                day.map_err(|error| no_day(error, &typed, &ground.calendar, language))
            })
            .transpose()?;
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        let asked = match &typed {
            Some(typed) => super::agency::asked(&agencies, typed, today, language)?,
            None => Vec::new(),
        };
        let owed = Owed::read(reading, today, language)?;
        let pending = owed.pending(reading, language)?;
        let reckoner = ground.reckoner(today);
        let mut deadlines = reckoner.deadlines(&pending);
        let owner = typed.is_some().then(|| Owner::new(&asked));
        deadlines.list.retain(|deadline| {
            let here = owner.as_ref().is_none_or(|owner| owner.owes(deadline));
            let is_by = |until| deadline.due.is_some_and(|due| due <= until);
            let soon = until.is_none_or(|until| is_by(until) || deadline.is_unreckoned());
            here && soon
        });
        // Nobody knows which days of such a year are working days, whether or not a limit asks.
        if ground.calendar.is_working(today).is_err() {
            deadlines.missing_years.insert(today.year());
        }
        for year in &deadlines.missing_years {
            context
                .ui
                .warning(&words::without_calendar(language, *year))?;
        }
        let names = Names::new(&agencies);
        if as_calendar {
            let stamp = reading.snapshot.recorded_at().unwrap_or_default();
            let events = events(&deadlines, &names, language);
            let calendar = icalendar::calendar(&reading.settings.name, stamp, &events);
            context.ui.data(&calendar)?;
        } else {
            let undecided = super::conflict::by_id(reading);
            print(context, reading, &deadlines, &reckoner, &names, &undecided)?;
            let listed = deadlines.list.iter().map(|deadline| {
                let id = &*deadline.pending.id;
                (id, undecided.get(id).copied().unwrap_or(0))
            });
            super::conflict::explain(context, listed)?;
        }
        let explained = |deadline: &&Deadline<'_>| deadline.explained().is_some();
        let late = deadlines
            .list
            .iter()
            .filter(|deadline| deadline.is_overdue());
        let explained = late.clone().filter(explained).count();
        let overdue = late.count() - explained;
        if context.format() == Format::Table && !as_calendar {
            let line = if deadlines.list.is_empty() {
                let agency = asked.first().map(|agency| agency.short_name.as_str());
                let until = until.map(|until| until.display(language));
                words::nothing(language, agency, until.as_deref())
            } else {
                let to_come = deadlines.list.len() - overdue - explained;
                words::foot(language, overdue, explained, to_come)
            };
            context.ui.status(&line)?;
            if let Some(line) = smaller_meeting(&deadlines, reading, language)? {
                context.ui.status(&line)?;
            }
        }
        let list = deadlines.list.iter();
        let unreckoned = list.filter(|deadline| deadline.is_unreckoned()).count();
        Ok((overdue, unreckoned))
    })?;
    if overdue + unreckoned > 0 && matches.get_flag("exit-code") {
        context.ui.flush()?;
        let message = words::not_all_well(language, overdue, unreckoned);
        return Err(CliError::new(exit::FAILED, message));
    }
    Ok(())
}

fn length(typed: &str, language: Language) -> Result<(String, Span), CliError> {
    let span = Span::from_typed(typed).filter(|span| !span.before);
    let span = span.ok_or_else(|| {
        let wanted = crate::locale::calendar::length_forms(language);
        let message = crate::locale::fields::not_a_value(language, "--within", typed, wanted);
        CliError::new(exit::USAGE, message)
    })?;
    Ok((typed.to_owned(), span))
}

/// How to come to a smaller meeting, where a case waits for one.
fn smaller_meeting(
    deadlines: &Deadlines<'_>,
    reading: &Reading<'_>,
    language: Language,
) -> Result<Option<String>, CliError> {
    let mut waiting = deadlines.list.iter();
    let Some(first) = waiting.find(|deadline| deadline.duty == Duty::MeetingAfterSelection) else {
        return Ok(None);
    };
    let templates = reading.view.templates();
    let templates = templates.map_err(|error| error.in_words(language))?;
    let sizes = templates
        .iter()
        .map(|one| (working_days_of(one), one.id.as_str()));
    let (Some(small), Some(large)) = (sizes.clone().min(), sizes.max()) else {
        return Ok(None);
    };
    let case = first.pending.number.map(|number| number.to_string());
    let case = case.unwrap_or_else(|| first.pending.id.to_string());
    Ok(Some(words::smaller_meeting(language, &case, small, large)))
}

/// Agencies by all their names, their ids among them: who owes a task of a meeting may be written by
/// name.
struct Owner(BTreeSet<String>);

impl Owner {
    fn new(agencies: &[&Agency]) -> Self {
        let names = agencies.iter().flat_map(|agency| agency.names());
        Self(names.map(fold).collect())
    }

    fn owes(&self, deadline: &Deadline<'_>) -> bool {
        deadline.owners().any(|owner| self.0.contains(&fold(owner)))
    }
}

/// All that is or was owed on a day, as the index has it.
pub(super) struct Owed {
    standing: StandingRecords,
    quarterly: Vec<MeetingRow>,
    today: Date,
}

impl Owed {
    /// Reads what was owed on a day.
    pub(super) fn read(
        reading: &Reading<'_>,
        today: Date,
        language: Language,
    ) -> Result<Self, CliError> {
        let standing = reading.view.pending(today);
        Ok(Self {
            standing: standing.map_err(|error| error.in_words(language))?,
            quarterly: quarterly_meetings(reading, today, language)?,
            today,
        })
    }

    /// The records that owe it, each with those who do.
    pub(super) fn pending(
        &self,
        reading: &Reading<'_>,
        language: Language,
    ) -> Result<Vec<Pending<'_>>, CliError> {
        let records = self.standing.records();
        let mut pending: Vec<Pending<'_>> = records
            .filter(|record| owes_something(record, self.today))
            .collect();
        drop_arranged(&mut pending, self.today, reading, language)?;
        pending.push(next_quarterly_meeting(&self.quarterly, self.today));
        pending.push(yearly_letter(self.today));
        name_hosts(&mut pending, reading, language)?;
        Ok(pending)
    }
}

fn owes_something(record: &Pending<'_>, today: Date) -> bool {
    let mut obligations = record.obligations.iter();
    obligations.any(|owed| owed.is_owed_on(today))
}

/// Whether a meeting is the one that a selected case waits for.
pub(super) fn is_awaited(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::Collaborative | MeetingKind::Hearing)
}

/// The cases of the records that owe a duty on a day; of a case, that is itself.
fn cases_owing<'p>(pending: &'p [Pending<'_>], duty: Duty, today: Date) -> HashSet<&'p str> {
    let mut cases = HashSet::new();
    for record in pending {
        let mut owed = record.obligations.iter();
        if owed.any(|owed| owed.duty == duty && owed.is_owed_on(today)) {
            match record.cases.as_slice() {
                [] => cases.extend([&*record.id]),
                several => cases.extend(several.iter().map(|id| &**id)),
            }
        }
    }
    cases
}

/// Drops what is owed until a meeting is arranged, where one is: the meeting of a selected case has a
/// day, or the prep meeting of a planned one was held or has a day.
fn drop_arranged(
    pending: &mut [Pending<'_>],
    today: Date,
    reading: &Reading<'_>,
    language: Language,
) -> Result<(), CliError> {
    let awaited = MeetingFilter {
        kinds: vec![MeetingKind::Collaborative, MeetingKind::Hearing],
        statuses: vec![MeetingStatus::Planned],
        ..MeetingFilter::default()
    };
    // What prepares a meeting is no older than a year.
    let prepared = MeetingFilter {
        kinds: vec![MeetingKind::Prep],
        statuses: vec![MeetingStatus::Planned, MeetingStatus::Held],
        from: today.plus_months(-12),
        ..MeetingFilter::default()
    };
    for (duty, filter) in [
        (Duty::MeetingAfterSelection, awaited),
        (Duty::PrepMeeting, prepared),
    ] {
        let cases = cases_owing(pending, duty, today);
        if cases.is_empty() {
            continue;
        }
        let found = reading.view.meetings_by_case(&filter, &cases);
        let found = found.map_err(|error| error.in_words(language))?;
        let arranged: HashSet<String> = found.into_keys().map(str::to_owned).collect();
        for record in pending.iter_mut().filter(|_| !arranged.is_empty()) {
            let is_arranged = match record.cases.as_slice() {
                [] => arranged.contains(&*record.id),
                several => several.iter().any(|id| arranged.contains(&**id)),
            };
            let owed = &mut record.obligations;
            owed.retain(|owed| owed.duty != duty || !is_arranged);
        }
    }
    Ok(())
}

/// The meetings among which the next quarterly one is.
fn quarterly_meetings(
    reading: &Reading<'_>,
    today: Date,
    language: Language,
) -> Result<Vec<MeetingRow>, CliError> {
    let quarterly = MeetingFilter {
        kinds: vec![MeetingKind::Quarterly],
        from: today.plus_months(-4),
        ..MeetingFilter::default()
    };
    let meetings = reading.view.meetings(&quarterly);
    meetings.map_err(|error| error.in_words(language))
}

/// Says of each record who hosts it: what a meeting owes is owed by the hosts of its cases, what
/// belongs to no case by the secretariat. A meeting is named by the number of its first case.
fn name_hosts(
    pending: &mut [Pending<'_>],
    reading: &Reading<'_>,
    language: Language,
) -> Result<(), CliError> {
    let ids = pending.iter().flat_map(|pending| &pending.cases);
    let filter = CaseFilter::of_ids(ids.map(|id| &**id));
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    let cases: HashMap<&str, &CaseRow> =
        cases.iter().map(|case| (case.id.as_str(), case)).collect();
    let secretariat = reading.settings.secretariat.as_ref();
    for pending in pending {
        let cases = pending.cases.iter().filter_map(|id| cases.get(&**id));
        let cases: Vec<&CaseRow> = cases.copied().collect();
        pending.number = pending.number.or_else(|| cases.first()?.number);
        for part in cases.iter().flat_map(|case| &case.agencies) {
            let host = Host {
                agency: part.agency.clone().into(),
                from: part.from,
                until: part.until,
            };
            if part.role == Role::Host && !pending.hosts.contains(&host) {
                pending.hosts.push(host);
            }
        }
        let Some(secretariat) = secretariat.filter(|_| pending.hosts.is_empty()) else {
            continue;
        };
        if Kind::Case.path(&pending.id).is_none() {
            pending.hosts.push(Host {
                agency: secretariat.to_string().into(),
                from: None,
                until: None,
            });
        }
    }
    Ok(())
}

/// The short names of agencies by id.
pub(super) struct Names<'a>(HashMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    /// The names of some agencies.
    pub(super) fn new(agencies: &'a [Agency]) -> Self {
        let named = |agency: &'a Agency| (agency.id.as_str(), agency.short_name.as_str());
        Self(agencies.iter().map(named).collect())
    }

    /// The names of some agencies, by their ids; who has no name stands as it is.
    pub(super) fn of<'i>(&self, ids: impl Iterator<Item = &'i str>) -> String {
        let mut names = String::new();
        for id in ids {
            if !names.is_empty() {
                names.push('、');
            }
            names.push_str(self.0.get(id).copied().unwrap_or(id));
        }
        names
    }
}

fn print(
    context: &mut Context<'_>,
    reading: &Reading<'_>,
    deadlines: &Deadlines<'_>,
    reckoner: &Reckoner<'_>,
    names: &Names<'_>,
    undecided: &HashMap<&str, u32>,
) -> Result<(), CliError> {
    let conflicts = |deadline: &Deadline<'_>| {
        let id = &*deadline.pending.id;
        undecided.get(id).copied().unwrap_or(0)
    };
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let list = &deadlines.list;
    if format.is_json() {
        let listing = Listing {
            columns: Vec::new(),
            rows: Vec::new(),
            json: list
                .iter()
                .map(|deadline| {
                    let value = deadline_json(deadline, reckoner);
                    let value = reading.with_store(value, &deadline.pending.id);
                    super::conflict::counted(value, conflicts(deadline))
                })
                .collect(),
        };
        return listing.print(format, &mut context.ui);
    }
    if format == Format::Csv {
        let mut listing = for_spreadsheets(list, reckoner, names, language);
        listing.columns = reading.columns(listing.columns, language);
        let rows = listing.rows.into_iter().zip(list);
        let rows = rows.map(|(cells, deadline)| reading.cells(cells, &deadline.pending.id));
        listing.rows = rows.collect();
        return listing.print(format, &mut context.ui);
    }
    let columns = vec![
        column("state", words::state_heading(language)),
        column("due", words::due_heading(language)),
        column("what", words::duty_heading(language)),
        column("who", words::who_heading(language)),
        wrapping_column("why", words::why_heading(language)),
    ];
    let to_people = context.speaks_to_people();
    let rows = list.iter().map(|deadline| {
        let why = why(deadline, cells_in, deadline.pending.number.is_none());
        let cells = vec![
            words::state(cells_in, deadline.days_left()),
            deadline
                .due
                .map_or_else(String::new, |due| due.display(cells_in)),
            words::duty(cells_in, deadline.duty.as_str()).to_owned(),
            who(deadline, names, cells_in),
            marked(to_people, why, conflicts(deadline)),
        ];
        reading.cells(cells, &deadline.pending.id)
    });
    let columns = reading.columns(columns, language);
    print_each(columns, rows, format, &mut context.ui)
}

/// A cell a fact; an empty one says that nothing is recorded.
fn for_spreadsheets(
    list: &[Deadline<'_>],
    reckoner: &Reckoner<'_>,
    names: &Names<'_>,
    language: Language,
) -> Listing {
    let heading = words::why_heading(language);
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let fact = |fact: Option<String>| fact.unwrap_or_default();
    Listing {
        columns: vec![
            number_column("days_left", heading),
            column("due", heading),
            column("what", heading),
            column("agencies", heading),
            number_column("number", heading),
            column("id", heading),
            column("title", heading),
            column("text", heading),
            column("announced", heading),
            column("by_rule", heading),
            column("extended_to", heading),
            column("rules", heading),
            column("limit", heading),
            column("strength", heading),
            column("reason", heading),
            column("why", heading),
            column("extendable_to", heading),
        ],
        rows: list
            .iter()
            .map(|deadline| {
                let obligation = deadline.obligation;
                let limit = deadline.limit;
                vec![
                    fact(deadline.days_left().map(|days| days.to_string())),
                    day(deadline.due),
                    deadline.duty.as_str().to_owned(),
                    names.of(deadline.owners()),
                    fact(deadline.pending.number.map(|number| number.to_string())),
                    deadline.pending.id.to_string(),
                    deadline.pending.title.to_string(),
                    fact(obligation.text.as_deref().map(str::to_owned)),
                    day(deadline.announced),
                    day(deadline.by_rule.as_ref().map(|due| due.day)),
                    day(deadline.extended_to),
                    fact(limit.map(|(rules, _)| rules.id.to_string())),
                    fact(limit.map(|(_, limit)| limit.name.to_string())),
                    fact(limit.map(|(_, limit)| limit.strength.as_str().to_owned())),
                    fact(obligation.reason.as_deref().map(str::to_owned)),
                    why(deadline, Language::En, false),
                    day(reckoner.extendable_to(deadline)),
                ]
            })
            .collect(),
        json: Vec::new(),
    }
}

/// A deadline for programs: `po.deadline/1`.
fn deadline_json(deadline: &Deadline<'_>, reckoner: &Reckoner<'_>) -> Value {
    let obligation = deadline.obligation;
    let due = |due: &Option<Due<'_>>| {
        due.as_ref().map(|due| {
            json!({
                "event": due.event,
                "from": due.from.to_string(),
                "length": due.span.length,
                "unit": due.span.unit.as_str(),
                "before": due.span.before,
                "day": due.day.to_string(),
            })
        })
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    json!({
        "schema": "po.deadline/1",
        "id": deadline.pending.id,
        "number": deadline.pending.number,
        "title": deadline.pending.title,
        "what": deadline.duty.as_str(),
        "row": obligation.key,
        "text": obligation.text,
        "owners": deadline.owners().collect::<Vec<_>>(),
        "role": deadline.role().map(TaskOwner::as_str),
        "due": day(deadline.due),
        "days_left": deadline.days_left(),
        "overdue": deadline.is_overdue(),
        "explained": deadline.explained().is_some(),
        "reason": obligation.reason,
        "event_on": day(obligation.event),
        "announced": day(deadline.announced),
        "extended_to": day(deadline.extended_to),
        "interim_on": day(deadline.interim_on),
        "extension_end": day(deadline.extension_end),
        "extendable_to": day(reckoner.extendable_to(deadline)),
        "by_rule": due(&deadline.by_rule),
        "in_practice": due(&deadline.in_practice),
        "limit": deadline.limit.map(|(rules, limit)| json!({
            "rules": rules.id.as_str(),
            "name": limit.name.as_str(),
            "strength": limit.strength.as_str(),
            "source": limit.source,
        })),
    })
}

/// Those who owe it, and the number of the case.
pub(super) fn who(deadline: &Deadline<'_>, names: &Names<'_>, language: Language) -> String {
    let mut names = names.of(deadline.owners());
    if let Some(role) = deadline
        .role()
        .filter(|_| !deadline.pending.hosts.is_empty())
    {
        names = words::role_of(language, &names, role.label(language));
    }
    match deadline.pending.number {
        Some(number) => format!("{names} {number}").trim().to_owned(),
        None => names,
    }
}

/// From which rule and event the day follows; `with_id` where nothing else tells which record it is.
fn why(deadline: &Deadline<'_>, language: Language, with_id: bool) -> String {
    let obligation = deadline.obligation;
    let shown = |day: Date| day.display(language);
    let mut parts: Vec<String> = Vec::new();
    if with_id && !deadline.pending.id.is_empty() {
        parts.push(deadline.pending.id.to_string());
    }
    parts.extend(obligation.text.as_deref().map(one_line));
    match (deadline.reckoning(), obligation.duty) {
        (Some(due), _) => {
            let reckoning = due.explain(language);
            let strength = deadline.limit.map(|(_, limit)| limit.strength);
            parts.push(match strength {
                Some(strength) if strength != Strength::Rule => {
                    let label = strength.label(language);
                    words::strength(language, &reckoning, label)
                }
                _ => reckoning,
            });
        }
        (None, Duty::Promise | Duty::ReleaseCondition) => {
            parts.extend(
                obligation
                    .event
                    .map(|day| words::reported(language, &shown(day))),
            );
        }
        (None, Duty::Task | Duty::Conclusion) => {
            parts.extend(
                obligation
                    .event
                    .map(|day| words::meeting(language, &shown(day))),
            );
        }
        (None, _) => {}
    }
    // What was promised for a day was never reckoned, so that its day alone says it all.
    let announced = deadline.announced.filter(|_| match deadline.reckoning() {
        Some(_) => deadline.departs_from_rule(),
        None => obligation.duty == Duty::FormalReply,
    });
    parts.extend(announced.map(|day| words::announced(language, &shown(day))));
    if deadline.extended_to.is_some() {
        let beyond = deadline.beyond_rule().map(shown);
        parts.push(words::extended(language, beyond.as_deref()));
    }
    parts.extend(
        deadline
            .interim_on
            .map(|day| words::interim(language, &shown(day))),
    );
    if let Some(reason) = obligation
        .reason
        .as_deref()
        .filter(|_| deadline.is_overdue())
    {
        let explained = deadline.explained().is_some();
        parts.push(words::reason(language, explained, &one_line(reason)));
    }
    parts.join(words::between(language))
}

fn events(deadlines: &Deadlines<'_>, names: &Names<'_>, language: Language) -> Vec<Event> {
    let list = deadlines.list.iter();
    let events = list.filter_map(|deadline| {
        let (pending, obligation) = (deadline.pending, deadline.obligation);
        let duty = obligation.duty.as_str();
        let key = suffix_of(duty, &obligation.key, KEY);
        let title = one_line(&pending.title);
        let what = words::duty(language, deadline.duty.as_str());
        Some(Event {
            uid: format!("{}.{duty}.{key}@po", pending.id),
            day: deadline.due?,
            summary: format!("{what} {} {title}", who(deadline, names, language))
                .trim()
                .to_owned(),
            description: format!("{}\n{}", why(deadline, language, false), pending.id)
                .trim()
                .to_owned(),
        })
    });
    events.collect()
}
