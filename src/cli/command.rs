//! The tree of commands, and the way from the arguments of the process to a handler.

use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::locale::{Language, help, usage};
use crate::record::id::IdSource;
use crate::store::{Environment, Store};

use super::context::{Context, Globals};
use super::error::{CliError, exit};
use super::listing::{FORMATS, Format};
use super::ui::{Streams, Ui};
use super::{
    agency, asking, blame, calendar, case, check, commitment, conflict, diff, due, effort, explain,
    form, guard, history, home, import, init, meeting, merge_driver, overview, past, person,
    publish, receipt, remote, report, resolve, rules, save, show, status, stores, sync, transcript,
    undo, verify, vote,
};

/// What makes a command with its arguments.
type Maker = fn(Language) -> Command;

/// The commands, in the order of the help.
const COMMANDS: [(&str, Maker); 36] = [
    ("init", |_| init::command()),
    ("case", case::command),
    ("meeting", meeting::command),
    ("transcript", transcript::command),
    ("agency", agency::command),
    ("person", person::command),
    ("commitment", |_| commitment::command()),
    ("vote", |_| vote::command()),
    ("effort", effort::command),
    ("rules", |_| rules::command()),
    ("calendar", |_| calendar::command()),
    ("form", |_| form::command()),
    ("show", |_| show::command()),
    ("history", |_| history::command()),
    ("diff", |_| diff::command()),
    ("blame", |_| blame::command()),
    ("import", |_| import::command()),
    ("publish", |_| publish::command()),
    ("receipt", |_| receipt::command()),
    ("report", |_| report::command()),
    ("due", |_| due::command()),
    ("overview", |_| overview::command()),
    ("status", |_| status::command()),
    ("save", |_| save::command()),
    ("undo", |_| undo::command()),
    ("sync", |_| sync::command()),
    ("clone", |_| remote::clone_command()),
    ("remote", |_| remote::command()),
    ("conflict", |_| conflict::command()),
    ("resolve", |_| resolve::command()),
    ("check", |_| check::command()),
    ("verify", |_| verify::command()),
    ("guard", |_| guard::command()),
    ("merge-driver", |_| merge_driver::command()),
    ("schema", |_| check::schema_command()),
    ("explain", |_| explain::command()),
];

/// What only git runs stands in no list.
const FOR_GIT: &str = "merge-driver";

/// The whole tree with its words in `language`.
pub fn command(language: Language) -> Command {
    tree(language, &|_| true)
}

/// The tree with all that `is_typed` says of the commands that may have been typed, and the others
/// by name only: making every argument of every command takes longer than most answers do.
fn tree(language: Language, is_typed: &dyn Fn(&str) -> bool) -> Command {
    let commands = COMMANDS.iter().map(|(name, make)| {
        if is_typed(name) {
            make(language)
        } else {
            Command::new(*name).hide(*name == FOR_GIT)
        }
    });
    let tree = Command::new("po")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .args(globals())
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version),
        )
        .subcommands(commands);
    worded(tree, "po", language)
}

/// The flags that every command takes.
fn globals() -> Vec<Arg> {
    let value = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).global(true)
    };
    let switch = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .global(true)
    };
    vec![
        value("store", "DIR").action(ArgAction::Append),
        value("at", "REV|DAY"),
        value("as-of", "DAY").allow_hyphen_values(true),
        value("for", "AGENCY|PERSON"),
        value("format", "FORMAT")
            .value_parser(PossibleValuesParser::new(FORMATS.map(|(word, _)| word))),
        value("lang", "LANGUAGE").value_parser(["en", "zh-TW"]),
        value("color", "WHEN").value_parser(["auto", "always", "never"]),
        switch("quiet").short('q'),
        switch("yes").short('y'),
        Arg::new("help")
            .long("help")
            .short('h')
            .action(ArgAction::Help)
            .global(true),
    ]
}

/// Gives every command and argument its words. What has words already (the fields of records)
/// keeps them.
fn worded(command: Command, path: &str, language: Language) -> Command {
    let mut command = command.help_template(usage::template(language));
    if let Some(about) = help::about(path, language) {
        command = command.about(about);
    }
    if let Some(examples) = help::examples(path, language) {
        command = command.after_help(examples);
    }
    command = command
        .subcommand_help_heading(usage::commands(language))
        .subcommand_value_name(usage::command_word(language));
    command = command.mut_args(|arg| {
        let heading = if arg.is_global_set() {
            usage::everywhere(language)
        } else if arg.is_positional() {
            usage::arguments(language)
        } else {
            usage::options(language)
        };
        let words = match arg.get_help() {
            Some(help) => help.to_string(),
            None => match help::argument(path, arg.get_id().as_str(), language) {
                Some(text) => text.to_owned(),
                None => return arg.help_heading(heading),
            },
        };
        // A number with a dash before it is told what is expected, not that it is no flag.
        let arg = match arg.is_positional() {
            true => arg.allow_negative_numbers(true),
            false => arg,
        };
        let arg = arg.help_heading(heading);
        // A switch has hidden values and a hidden default, which are not for people.
        if !arg.get_action().takes_values() {
            return arg.help(words);
        }
        let values = arg.get_possible_values();
        let choices: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        let words = match choices.is_empty() {
            true => words,
            false => usage::with_choices(language, &words, &choices.join(", ")),
        };
        let default = arg.get_default_values().first();
        let words = match default.and_then(|value| value.to_str()) {
            None => words,
            Some(default) => usage::with_default(language, &words, default),
        };
        arg.hide_possible_values(true)
            .hide_default_value(true)
            .help(words)
    });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in names {
        let inner_path = format!("{path} {name}");
        command = command.mut_subcommand(name, |inner| worded(inner, &inner_path, language));
    }
    command
}

/// Runs the program: `arguments` with the name of the program first. Returns the exit code.
pub fn run(
    environment: &Environment,
    arguments: &[std::ffi::OsString],
    streams: Streams<'_>,
    ids: IdSource,
) -> u8 {
    let said = first_language(environment, arguments);
    let mut language = said.unwrap_or(Language::En);
    // A word may also be the value of a flag; then one command more than needed is made.
    let is_typed = |name: &str| arguments.iter().any(|word| word.as_os_str() == name);
    let read = |language| tree(language, &is_typed).try_get_matches_from(arguments);
    let mut read_as = read(language);
    if let (Err(_), None, false) = (&read_as, said, is_typed("init"))
        && let Some(spoken) = language_of_store(environment, arguments)
    {
        language = spoken;
        read_as = read(language);
    }
    let mut ui = Ui::new(streams, language);
    let (matches, lack) = match read_as {
        Ok(matches) => (matches, None),
        Err(error) => match incomplete(&error, &ui, tree(language, &is_typed), arguments) {
            Some(matches) => (matches, Some(error)),
            None => return usage_error(&error, &mut ui),
        },
    };
    ui.quiet = matches.get_flag("quiet");
    ui.yes = matches.get_flag("yes");
    ui.color = match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => ui.on_terminal() && environment.variable("NO_COLOR").is_none(),
    };
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let globals = Globals {
        stores: texts(&matches, "store").iter().map(Into::into).collect(),
        at: text("at"),
        as_of: text("as-of"),
        on_behalf: text("for"),
        format: text("format").and_then(|word| Format::from_word(&word)),
    };
    ui.tables = globals.format == Some(Format::Table);
    let mut context = Context::new(environment, ui, ids, globals);
    if said.is_none() && matches.subcommand_name() != Some("init") {
        context.speak_as_the_store();
    }
    let words = arguments.iter().filter_map(|word| word.to_str());
    if words.into_iter().any(super::days::counts_working_days) {
        context.learn_working_days();
    }
    let matches = match lack {
        None => matches,
        Some(lack) => {
            let tree = tree(context.language(), &is_typed);
            match complete(&mut context, tree, &matches, arguments) {
                Ok(Some(Ok(matches))) => matches,
                Ok(Some(Err(error))) => return usage_error(&error, &mut context.ui),
                Ok(None) => return usage_error(&lack, &mut context.ui),
                Err(error) => return failed(&error, &mut context.ui),
            }
        }
    };
    match dispatch(&mut context, &matches).and_then(|()| Ok(context.ui.flush()?)) {
        Ok(()) => exit::DONE,
        Err(error) if error.is_unread() => exit::DONE,
        Err(error) => failed(&error, &mut context.ui),
    }
}

/// What a command line holds that lacks something, where a person may be asked for the rest.
fn incomplete(
    error: &clap::Error,
    ui: &Ui<'_>,
    tree: Command,
    arguments: &[std::ffi::OsString],
) -> Option<ArgMatches> {
    if error.kind() != ErrorKind::MissingRequiredArgument || !ui.can_ask() {
        return None;
    }
    tree.ignore_errors(true)
        .try_get_matches_from(arguments)
        .ok()
}

/// Asks for what a command line lacks and reads it anew; `None` where nobody is to be asked.
fn complete(
    context: &mut Context<'_>,
    tree: Command,
    given: &ArgMatches,
    arguments: &[std::ffi::OsString],
) -> Result<Option<Result<ArgMatches, clap::Error>>, CliError> {
    if !context.ui.can_ask() {
        return Ok(None);
    }
    let answers = asking::missing(context, &tree, given)?;
    Ok(Some(
        tree.try_get_matches_from(arguments.iter().chain(&answers)),
    ))
}

/// Says why a command did not do its work.
fn failed(error: &CliError, ui: &mut Ui<'_>) -> u8 {
    let text = error.render(ui.language);
    // Where nobody reads what went wrong, the exit code still says that something did.
    let _ = ui.talk(text.trim_end());
    let _ = ui.flush();
    error.code
}

fn dispatch(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    // A day that is none is a wrong command line, also where the answer does not need it.
    context.as_of()?;
    if context.globals.at.is_some() {
        past::refuse(matches, context.language())?;
    }
    if context.globals.on_behalf.is_some() {
        past::refuse_on_behalf(matches, context.language())?;
    }
    let language = context.language();
    context.reads_several = stores::reads_several(matches, &context.globals.stores, language)?;
    match matches.subcommand() {
        None => home::run(context),
        Some(("init", matches)) => init::run(context, matches),
        Some(("case", matches)) => case::run(context, matches),
        Some(("meeting", matches)) => meeting::run(context, matches),
        Some(("transcript", matches)) => transcript::run(context, matches),
        Some(("agency", matches)) => agency::run(context, matches),
        Some(("person", matches)) => person::run(context, matches),
        Some(("commitment", matches)) => commitment::run(context, matches),
        Some(("vote", matches)) => vote::run(context, matches),
        Some(("effort", matches)) => effort::run(context, matches),
        Some(("rules", matches)) => rules::run(context, matches),
        Some(("calendar", matches)) => calendar::run(context, matches),
        Some(("form", matches)) => form::run(context, matches),
        Some(("show", matches)) => show::run(context, matches),
        Some(("history", matches)) => history::run(context, matches),
        Some(("diff", matches)) => diff::run(context, matches),
        Some(("blame", matches)) => blame::run(context, matches),
        Some(("import", matches)) => import::run(context, matches),
        Some(("publish", matches)) => publish::run(context, matches),
        Some(("receipt", matches)) => receipt::run(context, matches),
        Some(("report", matches)) => report::run(context, matches),
        Some(("due", matches)) => due::run(context, matches),
        Some(("overview", matches)) => overview::run(context, matches),
        Some(("status", _)) => status::run(context),
        Some(("save", matches)) => save::run(context, matches),
        Some(("undo", matches)) => undo::run(context, matches),
        Some(("sync", matches)) => sync::run(context, matches),
        Some(("clone", matches)) => remote::clone(context, matches),
        Some(("remote", matches)) => remote::run(context, matches),
        Some(("conflict", matches)) => conflict::run(context, matches),
        Some(("resolve", matches)) => resolve::run(context, matches),
        Some(("check", matches)) => check::run(context, matches),
        Some(("verify", matches)) => verify::run(context, matches),
        Some(("guard", matches)) => guard::run(context, matches),
        Some(("merge-driver", matches)) => merge_driver::run(context, matches),
        Some(("schema", matches)) => check::schema(context, matches),
        Some(("explain", matches)) => explain::run(context, matches),
        Some((name, _)) => Err(unknown(context.language(), name)),
    }
}

/// The error for a command that the tree knows and no handler takes.
pub(super) fn unknown(language: Language, name: &str) -> CliError {
    CliError::new(exit::USAGE, usage::unknown_command(language, name))
}

/// The language that the person asked for: `--lang`, `PO_LANG`, else the locale. `None` where
/// nothing says; then the store decides.
fn first_language(environment: &Environment, arguments: &[std::ffi::OsString]) -> Option<Language> {
    let flag = typed_value(arguments, "--lang");
    let variable = |name| environment.variable(name);
    [
        flag,
        variable("PO_LANG"),
        variable("LC_ALL"),
        variable("LC_MESSAGES"),
        variable("LANG"),
    ]
    .into_iter()
    .flatten()
    .find_map(Language::from_tag)
}

/// The language of the store that a wrong command line is about, where there is one.
fn language_of_store(
    environment: &Environment,
    arguments: &[std::ffi::OsString],
) -> Option<Language> {
    let folder = typed_value(arguments, "--store").map(Path::new);
    super::context::language_of(&Store::open(environment, folder).ok()?)
}

/// The value of a flag in a command line that nobody has read yet.
fn typed_value<'w>(arguments: &'w [std::ffi::OsString], flag: &str) -> Option<&'w str> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    words
        .iter()
        .enumerate()
        .find_map(|(place, word)| match word.strip_prefix(flag)? {
            "" => words.get(place + 1).copied(),
            rest => rest.strip_prefix('='),
        })
}

/// Words a wrong command line, or prints help or version.
fn usage_error(error: &clap::Error, ui: &mut Ui<'_>) -> u8 {
    use clap::error::{ContextKind, ContextValue};
    let language = ui.language;
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let _ = ui.styled(&usage::in_words(language, &error.render().to_string()));
        let _ = ui.flush();
        return exit::DONE;
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            crate::locale::fields::missing_flags(language, &argument)
        }
        ErrorKind::UnknownArgument => usage::unknown_argument(language, &argument),
        ErrorKind::InvalidSubcommand => usage::unknown_command(
            language,
            &context(ContextKind::InvalidSubcommand).unwrap_or_default(),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue).unwrap_or_default();
            let known = context(ContextKind::ValidValue);
            match (value.trim(), known.filter(|known| !known.is_empty())) {
                ("", None) => usage::blank(language, &argument),
                (_, known) => usage::bad_value(language, &argument, &value, known.as_deref()),
            }
        }
        ErrorKind::ArgumentConflict => usage::conflict(
            language,
            &argument,
            &context(ContextKind::PriorArg).unwrap_or_default(),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let help = usage::in_words(language, &error.render().to_string());
            let _ = ui.talk(help.trim_end());
            let _ = ui.flush();
            return exit::USAGE;
        }
        ErrorKind::InvalidUtf8 => usage::not_utf8(language).to_owned(),
        _ => first_line(&error.to_string()),
    };
    let mut worded = CliError::new(exit::USAGE, message);
    let suggestion = context(ContextKind::SuggestedSubcommand)
        .or_else(|| context(ContextKind::SuggestedArg))
        .or_else(|| context(ContextKind::SuggestedValue));
    if let Some(suggestion) = suggestion {
        worded = worded.hint(usage::did_you_mean(language, &suggestion));
    }
    worded = worded.hint(usage::see_help(language));
    let _ = ui.talk(worded.render(language).trim_end());
    let _ = ui.flush();
    exit::USAGE
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

/// A positional argument `REF`.
pub(super) fn reference() -> Arg {
    Arg::new("REF").required(true)
}

/// A flag with a value; that of a day may be `-5wd`.
pub(super) fn value(name: &'static str, shown: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(shown)
        .allow_hyphen_values(shown == "DAY")
        .allow_negative_numbers(true)
}

/// A flag for words that go into the commit and may not be blank.
pub(super) fn words_of(name: &'static str) -> Arg {
    value(name, "TEXT").value_parser(said)
}

/// The words of a value that may not be blank.
pub(super) fn said(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err(String::new()),
        words => Ok(words.to_owned()),
    }
}

/// A switch.
pub(super) fn switch(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// A given text.
pub(super) fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// Given texts.
pub(super) fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches
        .get_many::<String>(name)
        .map(|values| values.cloned().collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, path: &str, gaps: &mut Vec<String>) {
        if path != "po" && command.get_about().is_none() {
            gaps.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            if argument.get_help().is_none() {
                gaps.push(format!("{path} {}", argument.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            walk(inner, &format!("{path} {}", inner.get_name()), gaps);
        }
    }

    #[test]
    fn the_tree_is_sound_and_every_word_stands_in_both_languages() {
        for language in [Language::En, Language::ZhTw] {
            let mut tree = command(language);
            tree.clone().debug_assert();
            tree.build();
            let mut gaps = Vec::new();
            walk(&tree, "po", &mut gaps);
            assert!(gaps.is_empty(), "without words in {language:?}: {gaps:#?}");
        }
    }

    #[test]
    fn a_command_that_is_made_alone_is_the_one_of_the_whole_tree() {
        for (name, _) in COMMANDS {
            let help = |mut tree: Command| {
                let found = tree.find_subcommand_mut(name).unwrap();
                found.render_long_help().to_string()
            };
            let alone = tree(Language::En, &|typed| typed == name);
            assert_eq!(help(alone), help(command(Language::En)), "{name}");
        }
        let root = |mut tree: Command| tree.render_long_help().to_string();
        assert_eq!(
            root(tree(Language::En, &|_| false)),
            root(command(Language::En))
        );
    }
}
