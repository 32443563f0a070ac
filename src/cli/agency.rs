//! `po agency`: the ministries and agencies, and finding one by any of its names.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::import::agency_name::{Directory, Entry, Match};
use crate::locale::{Language, agency as words, case as headings};
use crate::record::agency::{Agency, AgencyKind, Pair};
use crate::record::fields::names_agency;
use crate::record::shape::TableShape;
use crate::record::value::Name;
use crate::record::{AnyRecord, Date, Item, Kind};
use crate::store::Draft;

use super::command::{switch, text, value};
use super::context::Context;
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column};
use super::noun::Noun;
use super::{fields, workload};

/// The noun.
const NOUN: Noun = Noun {
    kind: Kind::Agency,
    own: &[
        ("new", new),
        ("list", list),
        ("load", workload::load),
        ("ledger", workload::ledger),
    ],
    rows: &[("pair", &Pair::TABLE)],
    of_rows: &[],
};

/// The commands.
pub(super) fn command(language: Language) -> Command {
    let new = Command::new("new").args(fields::of_new(&Agency::TABLE, language));
    let list = Command::new("list")
        .arg(value("kind", "KIND").value_parser(fields::words(AgencyKind::WORDS)))
        .arg(value("text", "TEXT"))
        .arg(switch("all"));
    let last = [workload::load_command(), workload::ledger_command()];
    NOUN.command([new, list], last, language)
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    NOUN.run(context, matches)
}

fn new(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let values = fields::given(&Agency::TABLE, matches, &context.days()?, language)?;
    let values: Vec<_> = values
        .into_iter()
        .map(|(field, item)| (field.name, item))
        .collect();
    let id = text(matches, "id").unwrap_or_default();
    let name = text(matches, "short_name").unwrap_or_default();
    super::save::new_named(context, Kind::Agency, &id, &name, &values)
}

fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let day = context.as_of()?;
    let kind = text(matches, "kind").and_then(|word| AgencyKind::from_word(&word));
    let wanted = text(matches, "text").map(|text| crate::text::fold::fold(&text));
    let all = matches.get_flag("all");
    context.read(|context, reading| {
        let agencies = reading
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        let agencies: Vec<&Agency> = agencies
            .iter()
            .filter(|agency| all || agency.exists_on(day))
            .filter(|agency| kind.is_none_or(|kind| agency.kind == kind))
            .filter(|agency| {
                wanted.as_ref().is_none_or(|wanted| {
                    agency
                        .names()
                        .any(|name| crate::text::fold::fold(name).contains(wanted))
                })
            })
            .collect();
        let listing = Listing {
            columns: vec![
                column("id", headings::id_heading(language)),
                column("short_name", words::short_heading(language)),
                column("full_name", words::full_heading(language)),
                column("english_name", words::english_heading(language)),
                column("kind", words::kind_heading(language)),
            ],
            rows: agencies
                .iter()
                .map(|agency| {
                    vec![
                        agency.id.to_string(),
                        agency.short_name.clone(),
                        agency.full_name.clone(),
                        agency.english_name.clone().unwrap_or_default(),
                        agency.kind.label(cells_in).to_owned(),
                    ]
                })
                .collect(),
            json: agencies
                .iter()
                .map(|agency| {
                    json!({
                        "schema": "po.agency/1",
                        "id": agency.id.as_str(),
                        "kind": agency.kind.as_str(),
                        "short_name": agency.short_name,
                        "full_name": agency.full_name,
                        "english_name": agency.english_name,
                        "from": agency.from.map(|day| day.to_string()),
                        "until": agency.until.map(|day| day.to_string()),
                        "successor": agency.successor.as_ref().map(Name::as_str),
                    })
                })
                .collect(),
        };
        let ids = agencies.iter().map(|agency| agency.id.as_str());
        let listing = reading.in_stores(listing, Kind::Agency, ids, language);
        listing.print(format, &mut context.ui)
    })
}

/// The agency that a name means in the store that a draft changes.
pub(super) fn named(
    context: &Context<'_>,
    draft: &Draft<'_>,
    typed: &str,
    on: Option<Date>,
) -> Result<Name, CliError> {
    // Most people type the id, and one file is read sooner than all.
    if let Some(agency) = of_id(draft, typed.trim()) {
        return Ok(agency.id);
    }
    let agencies = context.agencies_of(draft)?;
    among(&agencies, typed, on, context.language())
}

/// The agency of an id; `None` where there is none, or its file cannot be read.
fn of_id(draft: &Draft<'_>, id: &str) -> Option<Agency> {
    match draft.record(&Kind::Agency.path(id)?) {
        Ok(Some(AnyRecord::Agency(agency))) => Some(*agency),
        _ => None,
    }
}

/// Puts the id in the place of the name that was typed, in the fields of a row or record that name
/// an agency.
pub(super) fn resolve(
    context: &Context<'_>,
    draft: &Draft<'_>,
    values: &mut [(&'static str, Item)],
    table: &TableShape,
) -> Result<(), CliError> {
    for (field, item) in values {
        if let (true, Item::Text(typed)) = (names_agency(field, table), &item) {
            *item = Item::Text(named(context, draft, typed, None)?.to_string());
        }
    }
    Ok(())
}

/// The agencies whose records `--agency` asks for: the one that bears or bore the name, then those that
/// it took over from, whose cases and duties are its own now. A name that several bore is that of the
/// one who bears it today.
pub(super) fn asked<'a>(
    agencies: &'a [Agency],
    typed: &str,
    today: Date,
    language: Language,
) -> Result<Vec<&'a Agency>, CliError> {
    let bearer = among(agencies, typed, None, language);
    let id = bearer.or_else(|_| among(agencies, typed, Some(today), language))?;
    let mut asked: Vec<&Agency> = agencies.iter().filter(|one| one.id == id).collect();
    let mut taken_over = 0;
    while let Some(heir) = asked.get(taken_over).map(|heir| &heir.id) {
        let before = agencies
            .iter()
            .filter(|one| one.successor.as_ref() == Some(heir));
        let new: Vec<&Agency> = before
            .filter(|one| asked.iter().all(|known| known.id != one.id))
            .collect();
        asked.extend(new);
        taken_over += 1;
    }
    Ok(asked)
}

/// The agency that a name means: id, abbreviation, short or full name, alias or code. An id means no
/// other, though another took over from it.
pub(super) fn among(
    agencies: &[Agency],
    typed: &str,
    on: Option<Date>,
    language: Language,
) -> Result<Name, CliError> {
    let typed = typed.trim();
    if let Some(agency) = agencies.iter().find(|agency| agency.id.as_str() == typed) {
        return Ok(agency.id.clone());
    }
    let found = directory(agencies).find(typed, on.map(Date::naive));
    let missing = |hint: Option<String>| {
        let error = CliError::new(exit::NOT_FOUND, words::unknown_agency(language, typed));
        match hint {
            Some(hint) => error.hint(hint),
            None => error.hint(crate::locale::error::list_them(language, "agency")),
        }
    };
    let id = match found {
        Match::One(id) | Match::Misspelt { id, .. } => id,
        Match::None { suggestions } => {
            let hint = suggestions.first();
            return Err(missing(
                hint.map(|id| crate::locale::usage::did_you_mean(language, id)),
            ));
        }
        Match::Many(ids) => {
            let mut error = CliError::new(
                exit::NOT_FOUND,
                crate::locale::error::ambiguous(language, typed),
            );
            error.details = ids;
            return Err(error);
        }
    };
    id.parse().map_err(|_| missing(None))
}

/// All names of all agencies.
pub(super) fn directory(agencies: &[Agency]) -> Directory {
    Directory::new(agencies.iter().map(|agency| {
        Entry {
            id: agency.id.to_string(),
            names: [
                Some(&agency.short_name),
                Some(&agency.full_name),
                agency.english_name.as_ref(),
            ]
            .into_iter()
            .flatten()
            .chain(&agency.abbreviation)
            .cloned()
            .chain([agency.id.to_string()])
            .collect(),
            aliases: agency.aliases.clone(),
            codes: agency.codes.clone(),
            from: agency.from.map(Date::naive),
            until: agency.until.map(Date::naive),
            successor: agency.successor.as_ref().map(Name::to_string),
        }
    }))
}

/// Refuses an agency for a day on which it did not exist, and names the one that did.
pub(super) fn refuse_out_of_force(
    context: &Context<'_>,
    draft: &Draft<'_>,
    id: &Name,
    day: Date,
) -> Result<(), CliError> {
    let language = context.language();
    let Some(agency) = of_id(draft, id.as_str()).filter(|agency| !agency.exists_on(day)) else {
        return Ok(());
    };
    let agencies = context.agencies_of(draft)?;
    let is_kin = |other: &&Agency| {
        agency.successor.as_ref() == Some(&other.id) || other.successor.as_ref() == Some(id)
    };
    let instead = agencies
        .iter()
        .filter(is_kin)
        .find(|other| other.exists_on(day));
    let message = words::out_of_force(
        language,
        id.as_str(),
        &day.display(language),
        instead.map(|other| other.id.as_str()),
    );
    Err(CliError::new(exit::REFUSED, message))
}
