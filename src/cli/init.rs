//! `po init`: a new store with the agencies, rules, calendars and templates of the network, in one commit.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use include_dir::{Dir, include_dir};

use crate::locale::{Language, init as words};
use crate::record::agency::Agency;
use crate::record::schema::{schema_path, schema_text};
use crate::record::settings::{FORMAT, Settings, StoreLanguage};
use crate::record::{AnyRecord, Kind, any};
use crate::store::{Store, WriteOptions};

use super::command::{switch, text, value};
use super::context::{Context, Intent};
use super::error::{CliError, InWords};
use super::merge_driver;

/// The agencies that a new store begins with: this repository's own records.
static AGENCIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/records/agencies");
/// The rule sets.
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/records/rules");
/// The office calendars.
static CALENDARS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/records/calendars");

/// The templates of preparation.
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/records/templates");

/// The supports at which the interior ministry begins to watch a petition, and at which it acts
/// (T-2019-01-25).
const WATCH: [u32; 2] = [1000, 3000];

/// The command.
pub(super) fn command() -> Command {
    Command::new("init")
        .arg(Arg::new("DIR").required(true))
        .arg(value("name", "TEXT"))
        .arg(value("secretariat", "AGENCY"))
        .arg(switch("private"))
}

/// Makes the store.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let directory = PathBuf::from(text(matches, "DIR").unwrap_or_default());
    if directory.as_os_str().is_empty() {
        let message = crate::locale::fields::missing_flags(language, "DIR");
        return Err(CliError::new(super::exit::USAGE, message));
    }
    let secretariat = text(matches, "secretariat").unwrap_or_else(|| "ndc".to_owned());
    let secretariat = super::agency::among(&agencies(), &secretariat, None, language)?;
    let folder = context.environment.directory.join(&directory);
    let is_new = !folder.exists();
    let store =
        Store::create(context.environment, &directory).map_err(|error| error.in_words(language))?;
    let settings = Settings {
        format: FORMAT,
        min_reader: None,
        name: text(matches, "name").unwrap_or_else(|| words::default_name(language).to_owned()),
        secretariat: Some(secretariat),
        language: match language {
            Language::ZhTw => StoreLanguage::Chinese,
            Language::En => StoreLanguage::English,
        },
        timezone: Some("Asia/Taipei".to_owned()),
        private: matches.get_flag("private").then_some(true),
        watch: WATCH.to_vec(),
        conflicts: Vec::new(),
    };
    let outcome = context.change_in(&store, &WriteOptions::default(), &mut |_, draft| {
        draft
            .put(settings.clone())
            .map_err(|error| error.in_words(language))?;
        for (kind, folder) in [
            (Kind::Agency, &AGENCIES),
            (Kind::Rules, &RULES),
            (Kind::Calendar, &CALENDARS),
            (Kind::Template, &TEMPLATES),
        ] {
            for file in folder.files() {
                let name = file.path().to_string_lossy();
                draft.put_file(
                    &format!("{}/{name}", kind.folder()),
                    file.contents().to_vec(),
                );
            }
        }
        for kind in Kind::ALL {
            draft.put_file(&schema_path(kind), schema_text(kind).into_bytes());
        }
        let attributes = draft
            .file(".gitattributes")
            .map_err(|error| error.in_words(language))?;
        let attributes = attributes.unwrap_or_default();
        let wanted = merge_driver::with_driver(&attributes);
        if wanted != attributes {
            draft.put_file(".gitattributes", wanted.into_bytes());
        }
        Ok(Some(Intent::new(
            "store.init",
            words::subject(language, &settings.name),
        )))
    });
    if outcome.is_err() && is_new && matches!(store.head(), Ok(None)) {
        // Nothing is recorded, and nothing is in the folder but what this command made.
        std::fs::remove_dir_all(&folder)?;
    }
    let outcome = outcome?;
    merge_driver::configure(&store, context.environment)?;
    context.report(&outcome)?;
    let shown = store.root().display().to_string();
    Ok(context
        .ui
        .status(&words::next_steps(language, shown.trim_end_matches('/')))?)
}

/// The agencies as the new store will know them.
fn agencies() -> Vec<Agency> {
    AGENCIES
        .files()
        .filter_map(|file| any::parse_as(Kind::Agency, file.contents()).record)
        .filter_map(|record| match record {
            AnyRecord::Agency(agency) => Some(*agency),
            _ => None,
        })
        .collect()
}
