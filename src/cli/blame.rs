//! `po blame`: every value of a record with who recorded it, when, and why.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::history::{Blamed, Said, blame, said};
use crate::index::{Recorded, Trail, Versions};
use crate::locale::history as words;
use crate::record::any::table_of;
use crate::record::fields::Step;
use crate::store::{Oid, taipei_day};
use crate::text::clean::one_line;

use super::address;
use super::command::{reference, text, texts, value};
use super::context::{Context, short};
use super::error::{CliError, InWords, exit};
use super::history::{Gaps, Log, commit_json};
use super::listing::{Listing, column, wrapping_column};
use super::wording::Wording;

/// The command.
pub(super) fn command() -> Command {
    Command::new("blame")
        .arg(reference())
        .arg(value("field", "FIELD").action(clap::ArgAction::Append))
}

/// Shows every value with the commit that it comes from.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let typed = text(matches, "REF").unwrap_or_default();
    let ((), _) = context.look(|context, reading| {
        let Some(head) = reading.snapshot.commit() else {
            return Ok(());
        };
        let address = address::read(context, reading, &typed)?;
        let mut wanted = address.fields();
        for typed in texts(matches, "field") {
            wanted.push(address::field(context, &typed)?);
        }
        let trail = address::trail(reading, head, address.kind, &address.id, context)?;
        let mut versions = Versions::new(reading.store, &trail);
        let blamed = blame(&trail, &mut versions, &wanted);
        let blamed = blamed.map_err(|error| error.in_words(language))?;
        if blamed.is_empty() {
            let newest = versions
                .after(Some(0))
                .map_err(|error| error.in_words(language))?;
            let message = match (newest.blob, newest.item) {
                (None, _) => words::is_gone(language, &address.id),
                (_, None) => words::cannot_be_read(language, &address.id),
                _ => words::no_value(language, &address.typed),
            };
            let hint = words::see_history(language, &address.id);
            return Err(CliError::new(exit::NOT_FOUND, message).hint(hint));
        }
        let mut values = Vec::with_capacity(blamed.len());
        for blamed in blamed {
            let Some(node) = trail.nodes.get(blamed.node) else {
                continue;
            };
            let said = said(reading.store, node.recorded.commit);
            values.push(Origin {
                blamed,
                recorded: &node.recorded,
                said: said.map_err(|error| error.in_words(language))?,
            });
        }
        let missing: Vec<Oid> = versions.missing().iter().copied().collect();
        let commits: Vec<_> = values.iter().map(|value| value.recorded).collect();
        let gaps = Gaps::of(reading, &commits, missing, language)?;
        let log = Log::new(reading, language, true)?;
        let located = reading.view.find(&address.id, Some(address.kind));
        let located = located.map_err(|error| error.in_words(language))?;
        let wording = match located {
            crate::index::Found::One(located) => {
                let record = reading.record(&located, language)?;
                Wording::new(language, reading.agency_names(language)?, &record)
            }
            _ => Wording::without_record(language, reading.agency_names(language)?),
        };
        let listing = if context.speaks_to_people() {
            for_people(&values, &trail, &log, &wording)
        } else {
            for_programs(&values, &trail, &address.id)
        };
        listing.print(format, &mut context.ui)?;
        gaps.tell(context)
    })?;
    Ok(())
}

/// A value and what is known of the commit that it comes from.
struct Origin<'t> {
    blamed: Blamed,
    recorded: &'t Recorded,
    said: Said,
}

fn for_people(values: &[Origin<'_>], trail: &Trail, log: &Log, wording: &Wording) -> Listing {
    use words::heading;
    let language = wording.language;
    let shape = table_of(trail.kind);
    // The key of a row is shown with each of its fields.
    let is_key =
        |value: &&Origin<'_>| value.blamed.path.0.last() == Some(&Step::Field("k".to_owned()));
    let rows = values.iter().filter(|value| !is_key(value)).map(|value| {
        let path = &value.blamed.path;
        let mut shown = wording.value_at(path, &value.blamed.value, shape);
        let basis = log.basis(&value.said);
        if !basis.is_empty() {
            let basis = basis.join(language.pick("; ", "；"));
            shown.push_str(&match language {
                crate::locale::Language::En => format!(" ({basis})"),
                crate::locale::Language::ZhTw => format!("（{basis}）"),
            });
        }
        let mut day = log.day(value.recorded);
        if value.recorded.is_cut {
            day = format!("{day} {}", words::or_before(language));
        }
        vec![
            day,
            log.who(value.recorded),
            short(&value.recorded.commit.to_string()),
            wording.path(path, shape),
            shown,
        ]
    });
    Listing {
        columns: vec![
            column("on", heading::on(language)),
            column("by", heading::who(language)),
            column("commit", heading::commit(language)),
            column("field", heading::field(language)),
            wrapping_column("value", heading::value(language)),
        ],
        rows: rows.collect(),
        json: Vec::new(),
    }
}

fn for_programs(values: &[Origin<'_>], trail: &Trail, id: &str) -> Listing {
    const COLUMNS: [&str; 9] = [
        "field",
        "value",
        "on",
        "author",
        "for",
        "operation",
        "meeting",
        "reason",
        "commit",
    ];
    let row = |value: &Origin<'_>| {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        vec![
            value.blamed.path.to_string(),
            one_line(&value.blamed.value.to_line()),
            taipei_day(value.recorded.on).to_string(),
            value.recorded.author.to_string(),
            text(value.recorded.on_behalf.as_deref()),
            text(value.recorded.operation.as_deref()),
            text(value.said.meeting.as_deref()),
            text(value.said.reason.as_deref()),
            value.recorded.commit.to_string(),
        ]
    };
    let object = |value: &Origin<'_>| {
        let mut object = serde_json::Map::new();
        object.insert("schema".to_owned(), json!("po.blame/1"));
        object.insert("kind".to_owned(), json!(trail.kind.as_str()));
        object.insert("id".to_owned(), json!(id));
        object.insert("field".to_owned(), json!(value.blamed.path.to_string()));
        object.insert("value".to_owned(), value.blamed.value.to_json());
        object.extend(commit_json(value.recorded));
        object.insert("subject".to_owned(), json!(value.said.subject));
        object.insert("meeting".to_owned(), json!(value.said.meeting));
        object.insert("reason".to_owned(), json!(value.said.reason));
        Value::Object(object)
    };
    Listing {
        columns: COLUMNS.iter().map(|key| column(key, key)).collect(),
        rows: values.iter().map(row).collect(),
        json: values.iter().map(object).collect(),
    }
}
