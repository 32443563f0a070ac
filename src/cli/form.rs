//! `po form`: the monthly case-status form, for those who do not type commands.

use std::collections::HashSet;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};

use crate::export::{form as writer, ods};
use crate::import::form::{self as reader, Flaw};
use crate::import::sheet;
use crate::index::CaseFilter;
use crate::locale::form::{self as words, Column};
use crate::locale::{Language, fields as says, tracking};
use crate::procedure::form::{Contradiction, Form, FormRow, Given, Known, row_key};
use crate::record::case::{Asked, Case, Stage};
use crate::record::{AnyRecord, Date, Kind};
use crate::store::{Draft, Fault};

use super::command::{text, unknown, value};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};

/// The commands.
pub(super) fn command() -> Command {
    Command::new("form")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            Command::new("export")
                .arg(value("agency", "AGENCY").required(true))
                .arg(value("out", "FILE").required(true))
                .arg(value("month", "MONTH")),
            Command::new("import")
                .arg(Arg::new("FILE").required(true))
                .arg(value("meeting", "REF"))
                .arg(value("on", "DAY"))
                .arg(value("month", "MONTH")),
        ])
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("export", matches)) => export(context, matches),
        Some(("import", matches)) => import(context, matches),
        _ => Err(unknown(context.language(), "form")),
    }
}

fn export(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let month = month(context, matches)?;
    let typed = text(matches, "agency").unwrap_or_default();
    let file = text(matches, "out").unwrap_or_default();
    let is_ods = is_ods(&file, language)?;
    let (sheet, rows) = context.read(|_, reading| {
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        let agency = super::agency::among(&agencies, &typed, None, language)?.to_string();
        let filter = CaseFilter {
            open: Some(true),
            agencies: vec![agency.clone()],
            ..CaseFilter::default()
        };
        let open = reading
            .view
            .cases(&filter)
            .map_err(|error| error.in_words(language))?;
        let mut cases = Vec::new();
        for row in open {
            let path = Kind::Case.path(&row.id).unwrap_or_default();
            let bytes = reading
                .snapshot
                .read(&path)
                .map_err(|error| error.in_words(language))?;
            let parsed = crate::record::any::parse(&path, &bytes.unwrap_or_default());
            if let Some(AnyRecord::Case(case)) = parsed.record {
                cases.push(*case);
            }
        }
        let form = Form::new(&agency, &month, cases.iter());
        let name = agencies.iter().find(|row| row.id.as_str() == agency);
        let name = name.map_or(agency.as_str(), |row| row.full_name.as_str());
        // The form goes to people who did not choose the language of this terminal.
        let chosen = text(matches, "lang").and_then(|tag| Language::from_tag(&tag));
        let written_in = chosen.unwrap_or_else(|| reading.settings.language.language());
        Ok((writer::sheet(&form, name, written_in), form.rows.len()))
    })?;
    let failed = |cause| Fault::file("write", &file)(cause).in_words(language);
    let bytes = if is_ods {
        ods::write(&sheet).map_err(failed)?
    } else {
        writer::csv(&sheet)
    };
    std::fs::write(context.environment.directory.join(&file), bytes).map_err(failed)?;
    Ok(context.ui.status(&words::written(language, &file, rows))?)
}

/// Whether a form goes into an ODS file; the other way is CSV.
fn is_ods(file: &str, language: Language) -> Result<bool, CliError> {
    let ending = Path::new(file)
        .extension()
        .and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("ods") => Ok(true),
        Some("csv") => Ok(false),
        _ => {
            let wanted = words::kinds_of_file(language);
            let message = says::not_a_value(language, "--out", file, wanted);
            Err(CliError::new(exit::USAGE, message))
        }
    }
}

/// The month of the form, `2022-02`.
fn month(context: &Context<'_>, matches: &ArgMatches) -> Result<String, CliError> {
    Ok(context.month_of(matches, "month", "--month")?.to_string())
}

fn import(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let file = text(matches, "FILE").unwrap_or_default();
    let today = context.as_of()?;
    let month = month(context, matches)?;
    let form = returned(
        &context.environment.directory.join(&file),
        &file,
        today,
        language,
    )?;
    if form.month != month {
        let message = words::other_month(language, &form.month, &month);
        let hint = words::say_month(language, &form.month);
        return Err(CliError::new(exit::REFUSED, message).hint(hint));
    }
    let meeting = match text(matches, "meeting") {
        Some(typed) => Some(context.find(Kind::Meeting, &typed)?.id),
        None => None,
    };
    let on = context.day_of(matches, "on")?;
    context.globals.on_behalf = Some(form.agency.clone());
    let mut ignored = Vec::new();
    let outcome = context.change(&mut |context, draft| {
        let agency = super::agency::named(context, draft, &form.agency, None)?;
        let is_stated = on.is_some() || meeting.is_some();
        let on = match (on, &meeting) {
            (Some(on), _) => on,
            (None, Some(id)) => first_day(context, draft, id)?.unwrap_or(today),
            (None, None) => today,
        };
        let given = Given {
            key: row_key(agency.as_str(), &form.month),
            agency,
            on,
            is_stated,
            meeting: meeting.as_ref().and_then(|id| id.parse().ok()),
        };
        ignored = record(context, draft, &form, &given)?;
        let changed = draft.plan().len();
        if changed == 0 {
            return Ok(None);
        }
        let store_language = context.settings(draft)?.language.language();
        let subject = words::imported(store_language, given.agency.as_str(), &form.month, changed);
        let mut intent = Intent::new("form.import", subject);
        intent.meeting.clone_from(&meeting);
        Ok(Some(intent))
    })?;
    context.report(&outcome)?;
    let columns = form.other_columns.iter();
    ignored.extend(columns.map(|heading| words::other_column(language, heading)));
    for line in ignored {
        context.ui.warning(&line)?;
    }
    Ok(())
}

/// The form that a file holds.
fn returned(path: &Path, file: &str, today: Date, language: Language) -> Result<Form, CliError> {
    let bytes =
        read_file(path).map_err(|cause| Fault::file("read", path)(cause).in_words(language))?;
    let rows = sheet::read(&bytes).ok_or_else(|| {
        CliError::new(exit::FAILED, words::no_sheet(language, file))
            .hint(words::export_it(language))
    })?;
    reader::read(&rows, today).map_err(|flaw| match flaw {
        Flaw::NoForm => CliError::new(exit::FAILED, words::no_form(language, file))
            .hint(words::export_it(language)),
        Flaw::NoColumn(column) => {
            CliError::new(exit::FAILED, words::no_column(language, file, column))
        }
        Flaw::Cells(cells) => {
            let lines = cells.iter().map(|cell| {
                let wanted = match cell.column {
                    Column::LastOn | Column::NextOn => says::date_forms(language).to_owned(),
                    column => says::one_of(language, &choices(column, language)),
                };
                words::bad_cell(language, cell.line, cell.column, &cell.found, &wanted)
            });
            refused(lines.collect(), exit::USAGE, language)
        }
    })
}

fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(sheet::LARGEST_FILE)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The words of a column that has some.
fn choices(column: Column, language: Language) -> String {
    let words: Vec<&str> = match column {
        Column::Asked => Asked::ALL.iter().map(|word| word.label(language)).collect(),
        Column::Stage => Stage::ALL.iter().map(|word| word.label(language)).collect(),
        _ => vec!["1", "2", "3…"],
    };
    words.join(language.pick(", ", "、"))
}

/// The first day of a meeting.
fn first_day(context: &Context<'_>, draft: &Draft<'_>, id: &str) -> Result<Option<Date>, CliError> {
    let path = Kind::Meeting.path(id).unwrap_or_default();
    match context.drafted(draft, &path)? {
        AnyRecord::Meeting(meeting) => {
            Ok(meeting.sessions.iter().map(|session| session.date).min())
        }
        _ => Ok(None),
    }
}

/// Puts the filled rows into their cases, or refuses the whole form. Of a row in which nothing is
/// filled, what differs from the record is told back: it is ignored.
fn record(
    context: &Context<'_>,
    draft: &mut Draft<'_>,
    form: &Form,
    given: &Given,
) -> Result<Vec<String>, CliError> {
    let language = context.language();
    let mut ignored = Vec::new();
    let mut seen = HashSet::new();
    let mut bad = Vec::new();
    for row in &form.rows {
        let id = &row.known.id;
        if !seen.insert(id.as_str()) {
            bad.push(words::twice(language, row.line, id));
            continue;
        }
        let case = case_of(context, draft, id)?;
        let agrees = |case: &Case| row.known.agrees(case, given.agency.as_str(), &given.key);
        if row.filled.is_empty() {
            ignored.extend(case.and_then(|case| {
                let contradiction = agrees(&case).err()?;
                let told = told(contradiction, row, &case, given, language);
                Some(words::ignored_row(language, &told))
            }));
            continue;
        }
        let Some(mut case) = case else {
            bad.push(words::no_case(language, row.line, id));
            continue;
        };
        match agrees(&case) {
            Ok(()) => match row.filled.record(&mut case, given) {
                Ok(()) => draft
                    .put(AnyRecord::from(case))
                    .map_err(|error| error.in_words(language))?,
                Err(on) => bad.push(too_early(row, on, language)),
            },
            Err(contradiction) => bad.push(told(contradiction, row, &case, given, language)),
        }
    }
    if bad.is_empty() {
        Ok(ignored)
    } else {
        Err(refused(bad, exit::REFUSED, language))
    }
}

/// A next step before the day of its report, in words.
fn too_early(row: &FormRow, on: Date, language: Language) -> String {
    let day = row.filled.next_on.value();
    let day = day.map_or_else(String::new, |day| day.display(language));
    let why = tracking::step_before_report(language, &day, &on.display(language));
    words::refused_cell(language, row.line, Column::NextOn, &why)
}

fn case_of(context: &Context<'_>, draft: &Draft<'_>, id: &str) -> Result<Option<Case>, CliError> {
    let language = context.language();
    let Some(path) = Kind::Case.path(id) else {
        return Ok(None);
    };
    let record = draft
        .record(&path)
        .map_err(|error| error.in_words(language))?;
    Ok(record.and_then(|record| match record {
        AnyRecord::Case(case) => Some(*case),
        _ => None,
    }))
}

/// A contradiction in words, with what form and record say.
fn told(
    contradiction: Contradiction,
    row: &FormRow,
    case: &Case,
    given: &Given,
    language: Language,
) -> String {
    let id = &row.known.id;
    let column = match contradiction {
        Contradiction::NoPart => {
            return words::no_part(language, row.line, id, given.agency.as_str());
        }
        Contradiction::NotOpen => return words::not_open(language, row.line, id),
        Contradiction::OtherNumber => Column::Number,
        Contradiction::OtherTitle => Column::Title,
        Contradiction::OtherStage => Column::Stage,
        Contradiction::OtherDay => Column::LastOn,
        Contradiction::OtherReport => Column::LastText,
        Contradiction::OtherNext => Column::LastNext,
    };
    let now = FormRow {
        known: Known::of(case, &given.key),
        ..FormRow::default()
    };
    let shown = |row: &FormRow| writer::value(column, row, language).to_string();
    words::differs(language, row.line, column, &shown(row), &shown(&now))
}

/// Rows that cannot be recorded; none was.
fn refused(rows: Vec<String>, code: u8, language: Language) -> CliError {
    let mut error = CliError::new(code, words::refused(language, rows.len()));
    error.details = rows;
    error
}
