//! `po vote`: the vote on topics in a monthly meeting, by the rules in force on its day.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::index::row::{CaseRow, MeetingRow};
use crate::index::{CaseFilter, CaseSort, MeetingFilter};
use crate::locale::{Language, case as headings, rules as rule_words, subject, vote as words};
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::rules::in_force;
use crate::procedure::vote::{
    Concern, Outcome, SpacingEvent, Tally, base, host_spacing, passed_over_until, share, tally,
};
use crate::record::case::{Case, Role, Selection, Stage};
use crate::record::meeting::{Candidate, HostDecision, Meeting, MeetingKind, MeetingStatus, Vote};
use crate::record::rules::Rules;
use crate::record::value::Share;
use crate::record::{AnyRecord, Date, Kind, RecordId};
use crate::store::Draft;

use super::command::{reference, text, texts, unknown, value};
use super::context::{Context, Intent, Reading};
use super::error::{CliError, InWords, exit};
use super::fields;
use super::listing::{Format, Listing, column, markdown_cell, number_column};

/// The commands.
pub(super) fn command() -> Command {
    let number = |name: &'static str| value(name, "N").allow_hyphen_values(true);
    let counts = || ["officers", "secretariat", "ballots"].map(number);
    Command::new("vote")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("open")
                .arg(reference())
                .arg(value("on", "DAY"))
                .args(counts()),
            Command::new("candidate")
                .arg(reference())
                .arg(
                    value("case", "REF,…")
                        .required(true)
                        .action(ArgAction::Append)
                        .value_delimiter(','),
                )
                .arg(value("pool", "NAME")),
            Command::new("tally")
                .arg(reference())
                .arg(Arg::new("CASE").required(true))
                .arg(number("ticks"))
                .arg(
                    value("share", "SHARE")
                        .allow_hyphen_values(true)
                        .conflicts_with("ticks"),
                )
                .arg(value("decided", "WHAT").value_parser(fields::words(HostDecision::WORDS))),
            Command::new("close")
                .arg(reference())
                .arg(value("on", "DAY"))
                .arg(number("base"))
                .args(counts()),
            Command::new("show").arg(reference()),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("open", matches)) => open(context, matches),
        Some(("candidate", matches)) => candidate(context, matches),
        Some(("tally", matches)) => count(context, matches),
        Some(("close", matches)) => close(context, matches),
        Some(("show", matches)) => show(context, matches),
        _ => Err(unknown(context.language(), "vote")),
    }
}

/// Changes a meeting and says what happened, in the language of the store.
type ChangeMeeting<'c> = dyn FnMut(&mut Context<'_>, &Draft<'_>, &mut Meeting, Language) -> Result<String, CliError>
    + 'c;

/// Changes the meeting that was named.
fn change_meeting(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    operation: &'static str,
    change: &mut ChangeMeeting<'_>,
) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Meeting, &text(matches, "REF").unwrap_or_default())?;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Meeting(mut meeting) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let store_language = context.settings(draft)?.language.language();
        let what = change(context, draft, &mut meeting, store_language)?;
        draft
            .put(*meeting)
            .map_err(|error| error.in_words(language))?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let subject = subject::about(store_language, &located.id, &what);
        Ok(Some(
            Intent::new(operation, subject).at_meeting(Some(located.id.clone())),
        ))
    })?;
    context.report(&outcome)
}

/// The vote of a meeting that is open: refuses one that is closed, or that was not opened.
fn open_vote(meeting: &mut Meeting, language: Language) -> Result<&mut Vote, CliError> {
    let id = meeting.id.to_string();
    match &mut meeting.vote {
        None => Err(CliError::new(exit::REFUSED, words::not_open(language, &id))
            .hint(format!("po vote open {id}"))),
        Some(vote) if vote.closed_on.is_some() => {
            Err(CliError::new(exit::REFUSED, words::closed(language, &id))
                .hint(format!("po meeting set {id} --unset vote.closed_on")))
        }
        Some(vote) => Ok(vote),
    }
}

/// A number of people or ticks that was given.
fn number(matches: &ArgMatches, name: &str, language: Language) -> Result<Option<u32>, CliError> {
    let Some(typed) = text(matches, name) else {
        return Ok(None);
    };
    let number = typed.trim().parse().map_err(|_| {
        CliError::new(
            exit::USAGE,
            words::no_number(language, &format!("--{name}"), &typed),
        )
    })?;
    Ok(Some(number))
}

/// The share that was given.
fn given_share(matches: &ArgMatches, language: Language) -> Result<Option<Share>, CliError> {
    let Some(typed) = text(matches, "share") else {
        return Ok(None);
    };
    let is_number = |number: &str| number.trim().parse::<f64>().is_ok_and(f64::is_finite);
    let share = typed.trim().parse().map_err(|_| {
        match typed.trim().strip_suffix('%').is_some_and(is_number) {
            true => CliError::new(exit::REFUSED, words::share_too_large(language, &typed)),
            false => CliError::new(exit::USAGE, words::no_share(language, &typed)),
        }
    })?;
    Ok(Some(share))
}

/// The numbers of those present that were given.
#[derive(Clone, Copy)]
struct Counts {
    officers: Option<u32>,
    secretariat: Option<u32>,
    ballots: Option<u32>,
}

impl Counts {
    fn given(matches: &ArgMatches, language: Language) -> Result<Self, CliError> {
        Ok(Self {
            officers: number(matches, "officers", language)?,
            secretariat: number(matches, "secretariat", language)?,
            ballots: number(matches, "ballots", language)?,
        })
    }

    /// Writes them into a vote; what was not given stays.
    fn write_into(self, vote: &mut Vote) {
        vote.officers = self.officers.or(vote.officers);
        vote.secretariat = self.secretariat.or(vote.secretariat);
        vote.ballots = self.ballots.or(vote.ballots);
    }
}

fn open(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let given = context.day_of(matches, "on")?;
    let counts = Counts::given(matches, language)?;
    let mut opened = None;
    change_meeting(
        context,
        matches,
        "vote.open",
        &mut |_, _, meeting, stored| {
            let id = meeting.id.to_string();
            if meeting.kind != MeetingKind::Monthly {
                let message = words::not_monthly(language, &id, meeting.kind.label(language));
                return Err(CliError::new(exit::REFUSED, message));
            }
            let day = given.or(meeting.first_day());
            let (Some(day), false) = (day, meeting.status.needs_reason()) else {
                let message = words::no_day(language, &id);
                return Err(CliError::new(exit::REFUSED, message));
            };
            if meeting.vote.is_some() {
                open_vote(meeting, language)?;
            }
            let vote = meeting.vote.get_or_insert(Vote {
                opened_on: Some(day),
                closed_on: None,
                base: None,
                officers: None,
                secretariat: None,
                ballots: None,
            });
            counts.write_into(vote);
            opened = vote.opened_on;
            Ok(words::opened(stored).to_owned())
        },
    )?;
    super::due::warn_of_pause(context, opened)
}

/// The rule sets of the store.
fn rule_sets(context: &mut Context<'_>) -> Result<Vec<Rules>, CliError> {
    let language = context.language();
    let (sets, _) = context.look(|_, reading| {
        reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))
    })?;
    Ok(sets)
}

fn candidate(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let sets = rule_sets(context)?;
    let mut cases = Vec::new();
    for typed in texts(matches, "case") {
        cases.push(context.find(Kind::Case, typed.trim())?);
    }
    let pool = text(matches, "pool");
    change_meeting(
        context,
        matches,
        "vote.candidate",
        &mut |context, draft, meeting, stored| {
            open_vote(meeting, language)?;
            let day = meeting.first_day();
            let pools = day
                .and_then(|day| in_force(&sets, day))
                .map_or(&[][..], |rules| &rules.pools);
            if let Some(pool) = &pool
                && !pools.iter().any(|known| known.name.as_str() == pool)
            {
                let names: Vec<&str> = pools.iter().map(|pool| pool.name.as_str()).collect();
                let message = words::no_pool(language, pool, &names.join(", "));
                return Err(CliError::new(exit::USAGE, message));
            }
            let mut ids: Vec<RecordId> = Vec::new();
            let mut sources = Vec::new();
            for located in &cases {
                let AnyRecord::Case(case) = context.drafted(draft, &located.path)? else {
                    continue;
                };
                let handle = subject::handle(language, case.number, &located.id);
                let mut taken = meeting.candidates.iter().flat_map(|row| &row.cases);
                if ids.contains(&case.id) || taken.any(|id| *id == case.id) {
                    let message = words::candidate_twice(language, &handle);
                    return Err(CliError::new(exit::REFUSED, message));
                }
                let stood = case
                    .stages
                    .iter()
                    .rfind(|row| row.on.is_none_or(|on| day.is_none_or(|day| on <= day)));
                if let Some(stage) = stood.map(|row| row.name).filter(|stage| !stage.is_open()) {
                    let message = words::case_closed(language, &handle, stage.label(language));
                    return Err(CliError::new(exit::REFUSED, message));
                }
                sources.push(case.source);
                ids.push(case.id);
            }
            // Where nobody says it, the source of the cases tells the pool.
            let of_source = pools.iter().find(|pool| {
                let holds = |source| pool.sources.iter().any(|own| Some(*own) == source);
                sources.iter().copied().all(holds)
            });
            let pool = pool
                .clone()
                .or_else(|| of_source.map(|pool| pool.name.to_string()));
            let shown: Vec<String> = ids.iter().map(RecordId::to_string).collect();
            meeting.candidates.push(Candidate {
                k: context.row_key(draft, &meeting.id.path()),
                cases: ids,
                pool,
                ticks: None,
                share: None,
                decided: None,
            });
            let place = meeting.candidates.len();
            Ok(words::candidate(stored, place, &shown.join(", ")))
        },
    )
}

fn count(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let ticks = number(matches, "ticks", language)?;
    let share = given_share(matches, language)?;
    let decided = text(matches, "decided").and_then(|word| HostDecision::from_word(&word));
    if ticks.is_none() && share.is_none() && decided.is_none() {
        let message =
            crate::locale::fields::missing_flags(language, "--ticks | --share | --decided");
        return Err(CliError::new(exit::USAGE, message));
    }
    let case = context.find(Kind::Case, &text(matches, "CASE").unwrap_or_default())?;
    change_meeting(
        context,
        matches,
        "vote.tally",
        &mut |_, _, meeting, stored| {
            // The host decides when the vote is over.
            if ticks.is_some() || share.is_some() {
                open_vote(meeting, language)?;
            }
            let id = meeting.id.to_string();
            let names = |row: &&mut Candidate| row.cases.iter().any(|id| id.to_string() == case.id);
            let Some(row) = meeting.candidates.iter_mut().find(names) else {
                return Err(CliError::new(
                    exit::NOT_FOUND,
                    words::no_candidate(language, &case.id, &id),
                )
                .hint(format!("po vote candidate {id} --case {}", case.id)));
            };
            if ticks.is_some() {
                (row.ticks, row.share) = (ticks, None);
            }
            if share.is_some() {
                (row.ticks, row.share) = (None, share.clone());
            }
            row.decided = decided.or(row.decided);
            let count = match (row.ticks, &row.share) {
                (Some(ticks), _) => words::ticks(stored, ticks),
                (None, share) => share.as_ref().map_or_else(String::new, Share::to_string),
            };
            let decided = row.decided.map(|decided| decided.label(stored));
            Ok(words::counted(stored, &case.id, &count, decided))
        },
    )
}

fn close(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let given = context.day_of(matches, "on")?;
    let counts = Counts::given(matches, language)?;
    let stated = number(matches, "base", language)?;
    if stated == Some(0) {
        return Err(CliError::new(exit::REFUSED, words::no_base(language)));
    }
    change_meeting(
        context,
        matches,
        "vote.close",
        &mut |_, _, meeting, stored| {
            let day = given.or(meeting.first_day());
            let vote = open_vote(meeting, language)?;
            counts.write_into(vote);
            vote.base = stated.or(vote.base);
            vote.closed_on = day;
            let base = base(Some(vote)).map(|base| base.to_string());
            Ok(words::closed_with(stored, base.as_deref()))
        },
    )?;
    print(context, &text(matches, "REF").unwrap_or_default())
}

fn show(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    print(context, &text(matches, "REF").unwrap_or_default())
}

/// A self-proposal that skips the vote and has to be told of in the meeting.
struct SelfProposal {
    case: CaseRow,
    /// Whether the meeting heard of it.
    is_reported: bool,
}

/// The topics proposed without a vote that no meeting before this one heard of.
fn self_proposals(
    reading: &Reading<'_>,
    meeting: &Meeting,
    language: Language,
) -> Result<Vec<SelfProposal>, CliError> {
    let Some(day) = meeting.first_day() else {
        return Ok(Vec::new());
    };
    let filter = CaseFilter {
        proposed_to: Some(day),
        sort: CaseSort::ProposedOn,
        ..CaseFilter::default()
    };
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    let mut found = Vec::new();
    for case in cases
        .into_iter()
        .filter(|case| case.selection == Some(Selection::NoVote))
    {
        let located = reading.find(Kind::Case, &case.id, language)?;
        let AnyRecord::Case(record) = reading.record(&located, language)? else {
            continue;
        };
        let is_here = |of: &Option<RecordId>| of.as_ref() == Some(&meeting.id);
        let stages = record.stages.iter().map(|row| (&row.meeting, row.on));
        let reports = record
            .reports
            .iter()
            .map(|row| (&row.meeting, Some(row.on)));
        let told: Vec<_> = stages
            .filter(|(of, _)| of.is_some())
            .chain(reports)
            .collect();
        let is_reported = told.iter().any(|(of, _)| is_here(of));
        let was_before = told.iter().any(|(_, on)| on.is_some_and(|on| on < day));
        if is_reported || !was_before {
            found.push(SelfProposal { case, is_reported });
        }
    }
    Ok(found)
}

fn print(context: &mut Context<'_>, typed: &str) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    context.read(|context, reading| {
        let located = reading.find(Kind::Meeting, typed, language)?;
        let AnyRecord::Meeting(meeting) = reading.record(&located, language)? else {
            return Ok(());
        };
        let sets = reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))?;
        let rules = meeting.first_day().and_then(|day| in_force(&sets, day));
        let Some(rules) = rules else {
            let day = meeting.first_day().map(|day| day.display(language));
            let message = rule_words::none_in_force(language, &day.unwrap_or_default());
            return Err(CliError::new(exit::NOT_FOUND, message));
        };
        let tally = tally(rules, &meeting.candidates, meeting.vote.as_ref());
        let mut rows = Vec::new();
        let mut values = Vec::new();
        for ((candidate, outcome), place) in meeting
            .candidates
            .iter()
            .zip(&tally.outcomes)
            .zip(1_usize..)
        {
            let cases = cases_of(reading, candidate, language)?;
            let named = cases.iter().map(|case| (case.number, case.title.as_str()));
            let counted = candidate
                .ticks
                .map_or_else(String::new, |ticks| ticks.to_string());
            let share = share(candidate, tally.base);
            rows.push(vec![
                place.to_string(),
                candidate.pool.clone().unwrap_or_default(),
                counted,
                share.map_or_else(String::new, |share| {
                    words::per_cent(share.tenths_of_a_per_cent())
                }),
                words::outcome(
                    cells_in,
                    outcome.as_str(),
                    candidate.decided.map(|decided| decided.label(cells_in)),
                ),
                topics(named),
            ]);
            values.push(candidate_json(
                &meeting, rules, &tally, candidate, outcome, place,
            ));
        }
        for noted in self_proposals(reading, &meeting, language)? {
            let word = if noted.is_reported {
                "reported"
            } else {
                "to-report"
            };
            values.push(json!({
                "schema": "po.candidate/1",
                "meeting": meeting.id.to_string(),
                "place": null,
                "cases": [noted.case.id],
                "outcome": word,
            }));
            rows.push(vec![
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                words::outcome(cells_in, word, None),
                topics([(noted.case.number, noted.case.title.as_str())].into_iter()),
            ]);
        }
        let listing = Listing {
            columns: vec![
                number_column("place", words::place_heading(language)),
                column("pool", words::pool_heading(language)),
                number_column("ticks", words::ticks_heading(language)),
                number_column("share", words::share_heading(language)),
                column("outcome", words::outcome_heading(language)),
                column("topics", headings::title_heading(language)),
            ],
            rows,
            json: values,
        };
        let base = tally.base.map(|base| base.to_string());
        let head = words::head(language, base.as_deref(), tally.ticks_each, &rules.title);
        match format {
            Format::Markdown => {
                let title = markdown_cell(&meeting.title);
                context.ui.data(&format!("# {title}\n\n{head}\n\n"))?;
            }
            Format::Table if context.ui.lays_out() => {
                context.ui.data(&format!("{}\n{head}\n\n", meeting.title))?;
            }
            _ => {}
        }
        listing.print(format, &mut context.ui)?;
        for concern in &tally.concerns {
            let text = concern_text(concern, language);
            context.ui.warning(&text)?;
        }
        for text in spacing_warnings(reading, rules, &meeting, language)? {
            context.ui.warning(&text)?;
        }
        Ok(())
    })
}

fn candidate_json(
    meeting: &Meeting,
    rules: &Rules,
    tally: &Tally,
    candidate: &Candidate,
    outcome: &Outcome,
    place: usize,
) -> Value {
    let then = match outcome {
        Outcome::Below { then } => then.clone(),
        _ => None,
    };
    json!({
        "schema": "po.candidate/1",
        "meeting": meeting.id.to_string(),
        "place": place,
        "cases": candidate.cases.iter().map(RecordId::to_string).collect::<Vec<_>>(),
        "outcome": outcome.as_str(),
        "below_threshold": then,
        "decided": candidate.decided.map(HostDecision::as_str),
        "pool": candidate.pool,
        "ticks": candidate.ticks,
        "share": candidate.share.as_ref().map(Share::as_str),
        "base": tally.base,
        "rules": rules.id.as_str(),
    })
}

/// Cases by number and title.
fn topics<'c>(cases: impl Iterator<Item = (Option<u32>, &'c str)>) -> String {
    let topics: Vec<String> = cases
        .map(|(number, title)| match number {
            Some(number) => format!("{number} {title}"),
            None => title.to_owned(),
        })
        .collect();
    topics.join("；")
}

/// The cases of a candidate.
fn cases_of(
    reading: &Reading<'_>,
    candidate: &Candidate,
    language: Language,
) -> Result<Vec<Case>, CliError> {
    let mut cases = Vec::new();
    for id in &candidate.cases {
        let located = reading.find(Kind::Case, &id.to_string(), language)?;
        if let AnyRecord::Case(case) = reading.record(&located, language)? {
            cases.push(*case);
        }
    }
    Ok(cases)
}

/// The hosts among the candidates that the rules pass over for a time, as lines for people.
fn spacing_warnings(
    reading: &Reading<'_>,
    rules: &Rules,
    meeting: &Meeting,
    language: Language,
) -> Result<Vec<String>, CliError> {
    let Some(day) = meeting.first_day() else {
        return Ok(Vec::new());
    };
    let mut hosts: Vec<String> = Vec::new();
    for candidate in &meeting.candidates {
        for case in cases_of(reading, candidate, language)? {
            let parts = case.agencies.iter().filter(|part| part.role == Role::Host);
            hosts.extend(parts.map(|part| part.id.to_string()));
        }
    }
    hosts.sort();
    hosts.dedup();
    let calendars = reading
        .view
        .calendars()
        .map_err(|error| error.in_words(language))?;
    let office = OfficeCalendar::new(&calendars);
    let names = reading.agency_names(language)?;
    let mut warnings = Vec::new();
    for host in hosts {
        if let Some((event, until)) = passed_over(reading, rules, &host, day, &office, language)? {
            let name = names.get(&host).unwrap_or(&host);
            let (event, until) = (event.display(language), until.display(language));
            warnings.push(words::passed_over(language, name, &event, &until));
        }
    }
    Ok(warnings)
}

/// Since when and until when a host is passed over; `None` where it is not.
pub(super) fn passed_over(
    reading: &Reading<'_>,
    rules: &Rules,
    host: &str,
    day: Date,
    office: &OfficeCalendar,
    language: Language,
) -> Result<Option<(Date, Date)>, CliError> {
    let Some((runs_from, _)) = host_spacing(rules) else {
        return Ok(None);
    };
    let filter = CaseFilter {
        agencies: vec![host.to_owned()],
        role: Some(Role::Host),
        ..CaseFilter::default()
    };
    let cases = reading
        .view
        .cases(&filter)
        .map_err(|error| error.in_words(language))?;
    // How old cases were chosen is often not recorded.
    let voted: Vec<&CaseRow> = cases
        .iter()
        .filter(|case| matches!(case.selection, None | Some(Selection::Voted)))
        .collect();
    let event = match runs_from {
        SpacingEvent::Selection => voted
            .iter()
            .flat_map(|case| &case.stages)
            .filter(|step| step.stage == Stage::Selected)
            .filter_map(|step| step.on.filter(|on| *on < day))
            .max(),
        SpacingEvent::Meeting => {
            let filter = MeetingFilter {
                kinds: vec![MeetingKind::Collaborative],
                statuses: vec![MeetingStatus::Held],
                to: Some(day),
                descending: true,
                ..MeetingFilter::default()
            };
            let meetings = reading.view.meetings(&filter);
            let meetings = meetings.map_err(|error| error.in_words(language))?;
            let is_voted = |id: &String| voted.iter().any(|case| case.id == *id);
            let mut of_host = meetings.iter().filter(|row| row.cases.iter().any(is_voted));
            of_host.next().and_then(MeetingRow::first_day)
        }
    };
    let Some(event) = event else {
        return Ok(None);
    };
    let until = passed_over_until(rules, event, day, office)
        .map_err(|error| super::calendar::no_day(error, rules.id.as_str(), office, language))?;
    Ok(until.map(|until| (event, until)))
}

/// The vote that a selection rests on.
pub(super) struct Citation {
    /// The id of the meeting.
    pub(super) meeting: String,
    /// How the case was chosen there; `None` where the vote does not tell.
    pub(super) selection: Option<Selection>,
    /// Whether the vote selected it, or left it to the host, which holds the meeting. `None` where the
    /// vote does not tell.
    pub(super) is_selected: Option<bool>,
}

/// The monthly meetings in which a case was a candidate, newest first; with `to`, those up to a day.
pub(super) fn votes_on(
    reading: &Reading<'_>,
    case: &str,
    to: Option<Date>,
    language: Language,
) -> Result<Vec<Meeting>, CliError> {
    let filter = MeetingFilter {
        kinds: vec![MeetingKind::Monthly],
        to,
        descending: true,
        ..MeetingFilter::default()
    };
    let meetings = reading.view.meetings(&filter);
    let mut found = Vec::new();
    for row in meetings.map_err(|error| error.in_words(language))? {
        let located = reading.find(Kind::Meeting, &row.id, language)?;
        if let AnyRecord::Meeting(meeting) = reading.record(&located, language)?
            && place_of(&meeting, case).is_some()
        {
            found.push(*meeting);
        }
    }
    Ok(found)
}

/// The place of a case among the candidates of a meeting.
fn place_of(meeting: &Meeting, case: &str) -> Option<usize> {
    let mut candidates = meeting.candidates.iter();
    candidates.position(|row| row.cases.iter().any(|id| id.to_string() == case))
}

/// The newest vote, by a day, in which a case was a candidate and that is closed.
pub(super) fn citation(
    context: &mut Context<'_>,
    case: &str,
    on: Date,
) -> Result<Option<Citation>, CliError> {
    let language = context.language();
    let (found, _) = context.look(|_, reading| {
        let sets = reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))?;
        let votes = votes_on(reading, case, Some(on), language)?;
        let mut votes = votes.iter();
        let is_closed = |vote: &Vote| vote.closed_on.is_some();
        let newest = votes.find(|meeting| meeting.vote.as_ref().is_some_and(is_closed));
        Ok(newest.and_then(|meeting| cite(meeting, case, &sets)))
    })?;
    Ok(found)
}

/// What the vote of a meeting says of one of its candidates.
fn cite(meeting: &Meeting, case: &str, sets: &[Rules]) -> Option<Citation> {
    let place = place_of(meeting, case)?;
    let rules = meeting.first_day().and_then(|day| in_force(sets, day));
    let outcome = rules.map(|rules| {
        tally(rules, &meeting.candidates, meeting.vote.as_ref())
            .outcomes
            .swap_remove(place)
    });
    let decided = meeting.candidates.get(place).and_then(|row| row.decided);
    let (selection, is_selected) = match (outcome, decided) {
        (Some(Outcome::Selected), _) => (Some(Selection::Voted), Some(true)),
        (_, Some(HostDecision::Hold)) => (Some(Selection::MinistryDecided), Some(true)),
        (Some(Outcome::Below { .. } | Outcome::Outvoted), _) => (None, Some(false)),
        _ => (None, None),
    };
    Some(Citation {
        meeting: meeting.id.to_string(),
        selection,
        is_selected,
    })
}

fn concern_text(concern: &Concern, language: Language) -> String {
    match concern {
        Concern::TooManySelected {
            pool,
            selected,
            most,
            extra,
        } => words::too_many_selected(language, pool.as_deref(), *selected, *most, *extra),
        Concern::TooFewTicks { ticks, least } => words::too_few(language, *ticks, *least),
        Concern::TooManyTicks { ticks, most } => words::too_many(language, *ticks, *most),
        Concern::Uncounted { place } => words::uncounted(language, *place),
    }
}
