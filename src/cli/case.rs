//! `po case`: the topics of the network.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::index::row::CaseRow;
use crate::index::{CaseFilter, CaseSort, Located};
use crate::locale::{Language, case as words, subject};
use crate::record::any;
use crate::record::case::{
    Case, CaseAgency, Commitment, Evidence, Idea, Link, Petition, Problem, Reply, Role, Selection,
    SettledBy, Signal, Solution, Source, Stage, StageRow, Stakeholder, Term,
};
use crate::record::value::{Name, Url};
use crate::record::{AnyRecord, Date, Item, Kind};
use crate::report::quarterly::{Standing, standing};
use crate::store::{Draft, RecordEdit};

use super::command::{reference, switch, text, texts, value, words_of};
use super::conflict::marked;
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::fields;
use super::listing::{Listing, column, number_column};
use super::noun::Noun;
use super::{case_merge, commitment, tracking, watch, why};

/// The noun.
const NOUN: Noun = Noun {
    kind: Kind::Case,
    own: &[
        ("new", new),
        ("list", list),
        ("watch", watch::list),
        ("stage", stage),
        ("number", number),
        ("merge", case_merge::run),
        ("report", tracking::report),
        ("condition", tracking::condition),
        ("release", tracking::release),
        ("why", why::run),
        ("commitment", commitment::row),
    ],
    rows: &[
        ("petition", &Petition::TABLE),
        ("agency", &CaseAgency::TABLE),
        ("link", &Link::TABLE),
        ("signal", &Signal::TABLE),
        ("reply", &Reply::TABLE),
        ("problem", &Problem::TABLE),
        ("idea", &Idea::TABLE),
        ("solution", &Solution::TABLE),
        ("commitment", &Commitment::TABLE),
        ("evidence", &Evidence::TABLE),
        ("term", &Term::TABLE),
        ("stakeholder", &Stakeholder::TABLE),
    ],
    of_rows: &[("agency", "settle", settle)],
};

/// The commands.
pub(super) fn command(language: Language) -> Command {
    let new = Command::new("new")
        .args(
            fields::of_new(&Case::TABLE, language)
                .filter(|arg| arg.get_id() != "id")
                .map(|arg| match arg.get_id() == "source" {
                    true => fields::needed(arg),
                    false => arg,
                }),
        )
        .arg(fields::needed(value("host", "AGENCY")).action(ArgAction::Append))
        .args(["cohost", "concerned"].map(|role| value(role, "AGENCY").action(ArgAction::Append)))
        .arg(fields::needed(value("proposed", "DAY")))
        .arg(value("petition", "URL").action(ArgAction::Append));
    let list = Command::new("list")
        .arg(
            value("stage", "STAGE")
                .action(ArgAction::Append)
                .value_parser(fields::words(Stage::WORDS)),
        )
        .arg(switch("open").conflicts_with("closed"))
        .arg(switch("closed"))
        .arg(
            value("source", "SOURCE")
                .action(ArgAction::Append)
                .value_parser(fields::words(Source::WORDS)),
        )
        .arg(value("agency", "AGENCY"))
        .arg(
            value("role", "ROLE")
                .value_parser(fields::words(Role::WORDS))
                .requires("agency"),
        )
        .arg(value("from", "DAY"))
        .arg(value("to", "DAY"))
        .arg(value("tag", "TAG").action(ArgAction::Append))
        .arg(value("number", "N").action(ArgAction::Append))
        .arg(value("text", "TEXT"))
        .arg(value("sort", "KEY").value_parser(["proposed", "number", "title", "stage"]))
        .arg(switch("reverse"))
        .arg(value("limit", "N").value_parser(clap::value_parser!(usize)));
    let stage = Command::new("stage")
        .arg(reference())
        .arg(
            Arg::new("STAGE")
                .required(true)
                .value_parser(fields::words(Stage::WORDS)),
        )
        .arg(value("on", "DAY"))
        .arg(value("meeting", "REF"))
        .arg(value("by", "WHO"))
        .arg(value("note", "TEXT"))
        .arg(words_of("reason"));
    let number = Command::new("number")
        .arg(reference())
        .arg(Arg::new("N").required(true));
    let settle = Command::new("settle")
        .arg(reference())
        .arg(
            value("by", "HOW")
                .required(true)
                .value_parser(fields::words(SettledBy::WORDS)),
        )
        .arg(value("lead", "AGENCY"));
    let [report, condition, release] = tracking::commands(language);
    let merge = case_merge::command();
    let last = [
        stage,
        number,
        merge,
        report,
        condition,
        release,
        why::command(),
    ];
    NOUN.command([new, list, watch::command()], last, language)
        .mut_subcommand("commitment", |rows| {
            rows.subcommand(commitment::update_command(language))
        })
        .mut_subcommand("agency", |agency| agency.subcommand(settle))
        .mut_subcommand("petition", |rows| rows.subcommand(watch::qualify_command()))
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("petition", rows)) if rows.subcommand_name() == Some("qualify") => {
            let matches = rows.subcommand_matches("qualify");
            matches.map_or(Ok(()), |matches| watch::qualify(context, matches))
        }
        _ => NOUN.run(context, matches),
    }
}

fn new(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let title = text(matches, "title").unwrap_or_default();
    let proposed = context.day("--proposed", &text(matches, "proposed").unwrap_or_default())?;
    let given = fields::given(&Case::TABLE, matches, &context.days()?, language)?;
    let petitions = texts(matches, "petition");
    let parts = [
        (Role::Host, texts(matches, "host")),
        (Role::Cohost, texts(matches, "cohost")),
        (Role::Concerned, texts(matches, "concerned")),
    ];
    let mut made = None;
    let mut heirs = Vec::new();
    let outcome = context.change(&mut |context, draft| {
        let id = context.new_id(Kind::Case, proposed, draft)?;
        let agencies;
        (agencies, heirs) = agencies_on(context, draft, &parts, proposed)?;
        let mut case = Case::new(id.clone(), title.clone());
        case.agencies = agencies;
        case.stages = vec![StageRow {
            k: context.row_key(draft, &id.path()),
            name: Stage::Proposed,
            on: Some(proposed),
            meeting: None,
            by: None,
            note: None,
            reason: None,
        }];
        for url in &petitions {
            case.petitions.push(petition(url, context.language())?);
        }
        draft
            .put(case)
            .map_err(|error| error.in_words(context.language()))?;
        let edits: Vec<RecordEdit> = given
            .iter()
            .filter(|(field, _)| field.name != "title")
            .map(|(field, item)| RecordEdit::Set(fields::path(field.name), item.clone()))
            .collect();
        draft
            .edit(&id.path(), &edits)
            .map_err(|error| error.in_words(context.language()))?;
        let number = number_of(&context.drafted(draft, &id.path())?);
        refuse_taken_numbers(context, draft, [id.path().as_str()])?;
        let store_language = context.settings(draft)?.language.language();
        let handle = subject::handle(store_language, number, &id.to_string());
        made = Some(id);
        Ok(Some(Intent::new(
            "case.new",
            subject::new_record(store_language, &handle, &title),
        )))
    })?;
    if let Some(id) = made {
        context.ui.data(&format!("{id}\n"))?;
    }
    context.report(&outcome)?;
    for heir in &heirs {
        context.ui.warning(heir)?;
    }
    Ok(())
}

fn petition(url: &str, language: Language) -> Result<Petition, CliError> {
    let url: Url = url
        .parse()
        .map_err(|wanted: crate::record::shape::Bilingual| {
            let wanted = language.pick(wanted.en, wanted.zh);
            let message = crate::locale::fields::not_a_value(language, "--petition", url, wanted);
            CliError::new(exit::USAGE, message)
        })?;
    Ok(Petition {
        url,
        title: None,
        status: None,
        join_number: None,
        signatures: None,
        filed_on: None,
        opened: None,
        qualified_on: None,
        qualified_was: None,
        qualified_reason: None,
        schedule_posted_on: None,
        contacted_on: None,
        reply_due: None,
        extended_to: None,
        extended_on: None,
        extension_reason: None,
        missed_reason: None,
        missed_limits: Vec::new(),
        surveyed_on: None,
    })
}

/// The agencies of a new case by any name they go by, which must exist on that day; and what is to be
/// said where a name is that of one before it.
fn agencies_on(
    context: &Context<'_>,
    draft: &Draft<'_>,
    parts: &[(Role, Vec<String>)],
    on: Date,
) -> Result<(Vec<CaseAgency>, Vec<String>), CliError> {
    let language = context.language();
    let (mut rows, mut heirs) = (Vec::new(), Vec::new());
    for (role, names) in parts {
        for name in names {
            let id: Name = super::agency::named(context, draft, name, Some(on))?;
            super::agency::refuse_out_of_force(context, draft, &id, on)?;
            let before = super::agency::named(context, draft, name, None);
            if before.is_ok_and(|before| before != id) {
                let day = on.display(language);
                heirs.push(crate::locale::agency::heir(
                    language,
                    name,
                    id.as_str(),
                    &day,
                ));
            }
            rows.push(CaseAgency {
                id,
                role: *role,
                from: None,
                until: None,
                lead: None,
                unit: None,
                settled_by: None,
            });
        }
    }
    Ok((rows, heirs))
}

fn number_of(record: &AnyRecord) -> Option<u32> {
    match record {
        AnyRecord::Case(case) => case.number,
        _ => None,
    }
}

fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let filter = filter(context, matches)?;
    let agency = text(matches, "agency");
    let today = context.as_of()?;
    let past = context.past_day()?;
    let format = context.format();
    let cells_in = context.cell_language();
    let to_people = context.speaks_to_people();
    context.read(|context, reading| {
        let mut filter = filter.clone();
        if let Some(typed) = &agency {
            filter.agencies = reading.asked_agencies(typed, today, language)?;
        }
        let cases = match past {
            None => reading.view.cases(&filter),
            Some(day) => reading
                .view
                .cases(&at_any_stage(&filter))
                .map(|cases| of_day(cases, &filter, day)),
        };
        let cases = cases.map_err(|error| error.in_words(language))?;
        let names = reading.agency_names(language)?;
        let listing = Listing {
            columns: vec![
                number_column("number", words::number_heading(language)),
                column("id", words::id_heading(language)),
                column("stage", words::stage_heading(language)),
                column("hosts", words::hosts_heading(language)),
                column("proposed_on", words::proposed_heading(language)),
                column("title", words::title_heading(language)),
            ],
            rows: cases
                .iter()
                .filter(|_| !format.is_json())
                .map(|case| {
                    vec![
                        case.number
                            .map_or_else(String::new, |number| number.to_string()),
                        case.id.clone(),
                        case.stage
                            .map_or("", |stage| stage.label(cells_in))
                            .to_owned(),
                        hosts(case, &names),
                        case.proposed_on
                            .map_or_else(String::new, |day| day.display(cells_in)),
                        marked(to_people, case.title.clone(), case.conflicts),
                    ]
                })
                .collect(),
            json: cases
                .iter()
                .filter(|_| format.is_json())
                .map(case_json)
                .collect(),
        };
        let ids = cases.iter().map(|case| case.id.as_str());
        let listing = reading.in_stores(listing, Kind::Case, ids, language);
        listing.print(format, &mut context.ui)?;
        let listed = cases.iter().map(|case| (case.id.as_str(), case.conflicts));
        super::conflict::explain(context, listed)
    })
}

/// The hosts of a case by their short names.
pub(super) fn hosts(case: &CaseRow, names: &std::collections::BTreeMap<String, String>) -> String {
    let hosts: Vec<&str> = case
        .agencies
        .iter()
        .filter(|part| part.role == Role::Host)
        .map(|part| {
            names
                .get(&part.agency)
                .map_or(part.agency.as_str(), String::as_str)
        })
        .collect();
    hosts.join("、")
}

/// A case in lists for programs: `po.case/1`.
pub(super) fn case_json(case: &CaseRow) -> serde_json::Value {
    let record = json!({
        "schema": "po.case/1",
        "id": case.id,
        "number": case.number,
        "title": case.title,
        "stage": case.stage.map(Stage::as_str),
        "source": case.source.map(Source::as_str),
        "agencies": case.agencies.iter().map(|part| json!({
            "id": part.agency,
            "role": part.role.as_str(),
        })).collect::<Vec<_>>(),
        "proposed_on": case.proposed_on.map(|day| day.to_string()),
    });
    super::conflict::counted(record, case.conflicts)
}

fn filter(context: &Context<'_>, matches: &ArgMatches) -> Result<CaseFilter, CliError> {
    let language = context.language();
    let (from, to) = (
        context.day_of(matches, "from")?,
        context.day_of(matches, "to")?,
    );
    context.refuse_backwards(from, to)?;
    let open = match (matches.get_flag("open"), matches.get_flag("closed")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let numbers = texts(matches, "number")
        .iter()
        .map(|typed| {
            match fields::value(
                &crate::record::shape::Shape::Number,
                typed,
                &context.days()?,
                "--number",
                language,
            )? {
                Item::Number(number) => Ok(number),
                _ => Ok(0),
            }
        })
        .collect::<Result<_, CliError>>()?;
    Ok(CaseFilter {
        stages: texts(matches, "stage")
            .iter()
            .filter_map(|word| Stage::from_word(word))
            .collect(),
        open,
        sources: texts(matches, "source")
            .iter()
            .filter_map(|word| Source::from_word(word))
            .collect(),
        role: text(matches, "role").and_then(|word| Role::from_word(&word)),
        proposed_from: from,
        proposed_to: to,
        tags: texts(matches, "tag"),
        has_commitment: false,
        has_report: false,
        numbers,
        text: text(matches, "text"),
        sort: match text(matches, "sort").as_deref() {
            Some("number") => CaseSort::Number,
            Some("title") => CaseSort::Title,
            Some("stage") => CaseSort::Stage,
            _ => CaseSort::ProposedOn,
        },
        descending: matches.get_flag("reverse"),
        limit: matches.get_one::<usize>("limit").copied(),
        ..CaseFilter::default()
    })
}

/// A filter without what depends on the day that is asked about.
fn at_any_stage(filter: &CaseFilter) -> CaseFilter {
    CaseFilter {
        stages: Vec::new(),
        open: None,
        limit: None,
        ..filter.clone()
    }
}

/// The cases as they stood on a past day, those that the filter asks for.
fn of_day(cases: Vec<CaseRow>, filter: &CaseFilter, day: Date) -> Vec<CaseRow> {
    let is_asked = |case: &CaseRow| {
        (filter.stages.is_empty()
            || case
                .stage
                .is_some_and(|stage| filter.stages.contains(&stage)))
            && filter
                .open
                .is_none_or(|open| case.stage.is_some_and(Stage::is_open) == open)
    };
    let cases = cases.into_iter().filter_map(|case| on_day(case, day));
    let mut cases: Vec<CaseRow> = cases.filter(is_asked).collect();
    if filter.sort == CaseSort::Stage {
        cases.sort_by_key(|case| (case.stage.is_none(), case.stage));
        if filter.descending {
            cases.reverse();
            cases.sort_by_key(|case| case.stage.is_none());
        }
    }
    cases.truncate(filter.limit.unwrap_or(usize::MAX));
    cases
}

/// A case as its own dates say that it stood on a day; `None` where it had not begun. One whose
/// beginning has no day stands where the record says.
pub(super) fn on_day(mut case: CaseRow, day: Date) -> Option<CaseRow> {
    match standing(&case, day) {
        Standing::NotYet => return None,
        Standing::Unknown => {}
        Standing::In(stage, _) => case.stage = Some(stage),
    }
    Some(case)
}

fn stage(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let word = text(matches, "STAGE").unwrap_or_default();
    let Some(next) = Stage::from_word(&word) else {
        return Err(CliError::new(
            exit::USAGE,
            words::unknown_stage(language, &word),
        ));
    };
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    let reason = text(matches, "reason");
    let vote = match next {
        Stage::Selected => super::vote::citation(context, &located.id, on)?,
        _ => None,
    };
    let meeting = match (text(matches, "meeting"), &vote) {
        (Some(typed), _) => Some(context.find(Kind::Meeting, &typed)?.id),
        (None, vote) => vote.as_ref().map(|vote| vote.meeting.clone()),
    };
    if let Some(vote) = vote.as_ref().filter(|vote| vote.is_selected == Some(false))
        && reason.is_none()
    {
        let message = words::not_voted_for(language, &vote.meeting);
        let command = format!(
            "po vote tally {} {} --decided hold",
            vote.meeting, located.id
        );
        return Err(CliError::new(exit::REFUSED, message).hint(command));
    }
    let step = Step {
        name: next,
        on,
        meeting,
        by: text(matches, "by"),
        note: text(matches, "note"),
        reason,
        selection: vote.and_then(|vote| vote.selection),
    };
    enter(context, &located, &step)
}

/// A step that a case takes.
pub(super) struct Step {
    /// The stage entered.
    pub(super) name: Stage,
    /// The day.
    pub(super) on: Date,
    /// The id of the meeting that decided.
    pub(super) meeting: Option<String>,
    /// Who decided.
    pub(super) by: Option<String>,
    /// What else should be known.
    pub(super) note: Option<String>,
    /// Why.
    pub(super) reason: Option<String>,
    /// How the case was chosen, where the step says it and the record does not.
    pub(super) selection: Option<Selection>,
}

/// Records that a case takes a step, in a commit of its own.
pub(super) fn enter(
    context: &mut Context<'_>,
    located: &Located,
    step: &Step,
) -> Result<(), CliError> {
    let language = context.language();
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let from = case.current().map(|row| row.name);
        if let Some(row) = case.current().filter(|row| row.name == step.name) {
            if row.on == Some(step.on) {
                return Ok(None);
            }
            let message = words::stage_already(language, step.name.label(language));
            let command = format!("po case set {} stage[{}].on={}", located.id, row.k, step.on);
            return Err(CliError::new(exit::REFUSED, message).hint(command));
        }
        refuse_unexplained(context, from, step.name, step.reason.as_deref())?;
        if step.name.is_past() && step.on > context.today() {
            let day = step.on.display(language);
            let message = words::not_yet(language, step.name.label(language), &day);
            return Err(CliError::new(exit::REFUSED, message));
        }
        refuse_backwards(&case, step.on, language)?;
        if step.name == Stage::Released {
            super::tracking::refuse_unmet(&case, step.on, language)?;
        }
        case.stages.push(StageRow {
            k: context.row_key(draft, &located.path),
            name: step.name,
            on: Some(step.on),
            meeting: step.meeting.as_ref().and_then(|id| id.parse().ok()),
            by: step.by.clone(),
            note: step.note.clone(),
            reason: step.reason.clone(),
        });
        case.selection = case.selection.or(step.selection);
        let store_language = context.settings(draft)?.language.language();
        let handle = subject::handle(store_language, case.number, &located.id);
        let subject = subject::stage(store_language, &handle, step.name.label(store_language));
        draft
            .put(*case)
            .map_err(|error| error.in_words(context.language()))?;
        Ok(Some(
            Intent::new("case.stage", subject)
                .because(step.reason.clone())
                .at_meeting(step.meeting.clone()),
        ))
    })?;
    context.report(&outcome)
}

/// A step is not taken before those that the case has taken: one of the two days is wrong.
pub(super) fn refuse_backwards(case: &Case, on: Date, language: Language) -> Result<(), CliError> {
    let days = case.stages.iter().filter_map(|row| Some((row.on?, row)));
    let Some((day, row)) = days
        .max_by_key(|(day, _)| *day)
        .filter(|(day, _)| on < *day)
    else {
        return Ok(());
    };
    let (on, day) = (on.display(language), day.display(language));
    let message = words::stage_backwards(language, &on, row.name.label(language), &day);
    let command = format!("po case set {} stage[{}].on=", case.id, row.k);
    let hint = words::correct_earlier_day(language, &command);
    Err(CliError::new(exit::REFUSED, message).hint(hint))
}

/// A stage that the procedure does not expect next, or that stops or lets go, needs a reason.
fn refuse_unexplained(
    context: &Context<'_>,
    from: Option<Stage>,
    next: Stage,
    reason: Option<&str>,
) -> Result<(), CliError> {
    if reason.is_some_and(|reason| !reason.trim().is_empty()) {
        return Ok(());
    }
    let language = context.language();
    let expected = from.is_none_or(|from| from.next().contains(&next));
    if expected && !next.needs_reason() {
        return Ok(());
    }
    let from_label = from.map_or("–", |from| from.label(language));
    let message = if expected {
        words::stage_needs_reason(language, next.label(language))
    } else {
        let usual: Vec<&str> = from
            .map(Stage::next)
            .unwrap_or_default()
            .iter()
            .map(|stage| stage.as_str())
            .collect();
        words::stage_unexpected(
            language,
            from_label,
            next.label(language),
            &usual.join(", "),
        )
    };
    Err(CliError::new(exit::REFUSED, message).hint(words::give_reason(language)))
}

/// Records how the hosts were settled, and which of them leads.
fn settle(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let by = text(matches, "by").and_then(|word| SettledBy::from_word(&word));
    let typed = text(matches, "lead");
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let lead = typed
            .as_deref()
            .map(|typed| super::agency::named(context, draft, typed, None))
            .transpose()?;
        let is_host = |row: &CaseAgency| row.role == Role::Host && row.until.is_none();
        let leads = |row: &CaseAgency| lead.as_ref().is_none_or(|lead| row.id == *lead);
        if !case.agencies.iter().any(|row| is_host(row) && leads(row)) {
            let name = lead.as_ref().map_or("AGENCY", Name::as_str);
            let message = words::no_such_host(language, typed.as_deref());
            let command = format!("po case agency add {} --id {name} --role host", located.id);
            return Err(CliError::new(exit::REFUSED, message).hint(command));
        }
        for row in case.agencies.iter_mut().filter(|row| is_host(row)) {
            row.settled_by = by;
            if lead.is_some() {
                row.lead = leads(row).then_some(true);
            }
        }
        let store_language = context.settings(draft)?.language.language();
        let handle = subject::handle(store_language, case.number, &located.id);
        draft.put(*case).map_err(|error| error.in_words(language))?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let by = by.map_or("", |by| by.label(store_language));
        let what = words::settled(store_language, by, lead.as_ref().map(Name::as_str));
        let subject = subject::about(store_language, &handle, &what);
        Ok(Some(Intent::new("case.agency.settle", subject)))
    })?;
    context.report(&outcome)
}

fn number(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Case, &text(matches, "REF").unwrap_or_default())?;
    let typed = text(matches, "N").unwrap_or_default();
    let item = fields::value(
        &crate::record::shape::Shape::Number,
        &typed,
        &context.days()?,
        "N",
        language,
    )?;
    let Item::Number(number) = item else {
        return Ok(());
    };
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Case(mut case) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        if case.number == Some(number) {
            return Ok(None);
        }
        let store_language = context.settings(draft)?.language.language();
        let handle = subject::handle(store_language, case.number, &located.id);
        case.number = Some(number);
        draft
            .put(*case)
            .map_err(|error| error.in_words(context.language()))?;
        refuse_taken_numbers(context, draft, [located.path.as_str()])?;
        let subject = subject::set(store_language, &handle, "number", &number.to_string());
        Ok(Some(Intent::new("case.number", subject)))
    })?;
    context.report(&outcome)
}

/// Refuses a draft in which a case of these paths carries a number that it cannot have.
pub(super) fn refuse_taken_numbers<'p>(
    context: &Context<'_>,
    draft: &Draft<'_>,
    paths: impl IntoIterator<Item = &'p str>,
) -> Result<(), CliError> {
    let taken = taken_numbers(context, draft, paths)?;
    match taken.into_iter().next() {
        Some((case, message)) => Err(of_its_file(context, &case, message)),
        None => Ok(()),
    }
}

/// A case number belongs to one case: the cases of these paths that carry 0, the number of a case that
/// stays as it is, or that of one before them that changes too; each with what is to be said.
pub(super) fn taken_numbers<'p>(
    context: &Context<'_>,
    draft: &Draft<'_>,
    paths: impl IntoIterator<Item = &'p str>,
) -> Result<Vec<(Case, String)>, CliError> {
    let language = context.language();
    let mut changed: Vec<Case> = Vec::new();
    for path in paths {
        match draft.record(path) {
            Ok(Some(AnyRecord::Case(case))) => changed.push(*case),
            Ok(_) => {}
            Err(error) => return Err(error.in_words(language)),
        }
    }
    // A case that had its number already keeps it before one that takes it.
    let had_it = |case: &Case| {
        let base = draft.file(&case.id.path()).ok().flatten();
        let base = base.map(|text| any::parse(&case.id.path(), text.as_bytes()));
        base.and_then(|base| base.record)
            .is_some_and(|base| number_of(&base) == case.number)
    };
    changed.sort_by_cached_key(|case| !had_it(case));
    let mut refused = Vec::new();
    for (place, case) in changed.iter().enumerate() {
        let Some(number) = case.number else { continue };
        if number == 0 {
            refused.push((case.clone(), words::no_number_zero(language).to_owned()));
            continue;
        }
        let mut before = changed.iter().take(place);
        let among = before.find(|other| other.number == Some(number));
        let among = among.map(|other| (other.id.to_string(), other.title.clone()));
        let other = match among {
            Some(other) => Some(other),
            None => {
                let filter = CaseFilter {
                    numbers: vec![number],
                    ..CaseFilter::default()
                };
                let is_changed = |id: &str| changed.iter().any(|case| case.id.to_string() == id);
                let mut taken = context.cases_of(draft, &filter)?.into_iter();
                let other = taken.find(|row| !is_changed(&row.id));
                other.map(|row| (row.id, row.title))
            }
        };
        if let Some((id, title)) = other {
            let message = words::number_taken(language, number, &id, &title);
            refused.push((case.clone(), message));
        }
    }
    Ok(refused)
}

/// The refusal of a case, with its file where there is one: a case that is refused as it is made never
/// had any.
fn of_its_file(context: &Context<'_>, case: &Case, message: impl Into<String>) -> CliError {
    let error = CliError::new(exit::REFUSED, message);
    let path = case.id.path();
    match context.has_file(&path) {
        true => error.detail(path),
        false => error,
    }
}
