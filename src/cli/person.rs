//! `po person`: officers and officials and the posts they hold. No contact data.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::locale::{Language, case as headings, person as words};
use crate::record::Kind;
use crate::record::person::{Person, Post, PostRole, SigningKey, Training};

use super::command::{switch, text, value};
use super::context::Context;
use super::error::{CliError, InWords};
use super::listing::{Listing, column};
use super::noun::Noun;
use super::{fields, rows};

/// The noun.
const NOUN: Noun = Noun {
    kind: Kind::Person,
    own: &[("new", new), ("list", list), ("train", train)],
    rows: &[
        ("post", &Post::TABLE),
        ("training", &Training::TABLE),
        ("signing_key", &SigningKey::TABLE),
    ],
    of_rows: &[],
};

/// The commands.
pub(super) fn command(language: Language) -> Command {
    let new = Command::new("new").args(fields::of_new(&Person::TABLE, language));
    let list = Command::new("list")
        .arg(value("agency", "AGENCY"))
        .arg(value("role", "ROLE").value_parser(fields::words(PostRole::WORDS)))
        .arg(switch("all"));
    let train = rows::add_command("train", "training", &Training::TABLE, language);
    NOUN.command([new, list], [train], language)
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    NOUN.run(context, matches)
}

fn new(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let values = fields::given(&Person::TABLE, matches, &context.days()?, language)?;
    let values: Vec<_> = values
        .into_iter()
        .map(|(field, item)| (field.name, item))
        .collect();
    let id = text(matches, "id").unwrap_or_default();
    let name = text(matches, "name").or_else(|| text(matches, "english_name"));
    super::save::new_named(
        context,
        Kind::Person,
        &id,
        &name.unwrap_or_else(|| id.clone()),
        &values,
    )
}

/// Records a training that a person took.
fn train(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let located = context.find(Kind::Person, &text(matches, "REF").unwrap_or_default())?;
    rows::add(context, &located, "training", &Training::TABLE, matches)
}

fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let day = context.as_of()?;
    let role = text(matches, "role").and_then(|word| PostRole::from_word(&word));
    let typed_agency = text(matches, "agency");
    let all = matches.get_flag("all");
    context.read(|context, reading| {
        let agencies = match &typed_agency {
            Some(typed) => reading.asked_agencies(typed, day, language)?,
            None => Vec::new(),
        };
        let names = reading.agency_names(language)?;
        let holds = |post: &Post| {
            let in_office = post.from.is_none_or(|from| from <= day)
                && post.until.is_none_or(|until| day <= until);
            (all || in_office)
                && (agencies.is_empty() || agencies.iter().any(|id| post.agency.as_str() == id))
                && role.is_none_or(|role| post.role == role)
        };
        let filtered = !agencies.is_empty() || role.is_some();
        let people = reading
            .view
            .people()
            .map_err(|error| error.in_words(language))?;
        let people: Vec<&Person> = people
            .iter()
            .filter(|person| !filtered || person.posts.iter().any(holds))
            .collect();
        let posts = |person: &Person| {
            let posts: Vec<String> = person
                .posts
                .iter()
                .filter(|post| holds(post))
                .map(|post| {
                    let agency = names
                        .get(post.agency.as_str())
                        .map_or(post.agency.as_str(), String::as_str);
                    format!("{agency} {}", post.role.label(cells_in))
                })
                .collect();
            posts.join(language.pick(", ", "、"))
        };
        let listing = Listing {
            columns: vec![
                column("id", headings::id_heading(language)),
                column("name", words::name_heading(language)),
                column("english_name", words::english_heading(language)),
                column("posts", words::posts_heading(language)),
            ],
            rows: people
                .iter()
                .map(|person| {
                    vec![
                        person.id.to_string(),
                        person.name.clone().unwrap_or_default(),
                        person.english_name.clone().unwrap_or_default(),
                        posts(person),
                    ]
                })
                .collect(),
            json: people
                .iter()
                .map(|person| {
                    json!({
                        "schema": "po.person/1",
                        "id": person.id.as_str(),
                        "name": person.name,
                        "english_name": person.english_name,
                        "posts": person.posts.iter().map(|post| json!({
                            "agency": post.agency.as_str(),
                            "role": post.role.as_str(),
                            "from": post.from.map(|day| day.to_string()),
                            "until": post.until.map(|day| day.to_string()),
                        })).collect::<Vec<_>>(),
                    })
                })
                .collect(),
        };
        let ids = people.iter().map(|person| person.id.as_str());
        let listing = reading.in_stores(listing, Kind::Person, ids, language);
        listing.print(format, &mut context.ui)
    })
}
