//! Which commands answer from the past (`--at`), and which record nothing (so that `--for` has no
//! meaning); what does not fit is said plainly.

use clap::ArgMatches;

use crate::locale::{Language, dangling, history as words};

use super::error::{CliError, exit};

/// The commands that read the store at `--at`; bare `po` does as well.
const READING: [&str; 38] = [
    "agency ledger",
    "agency list",
    "agency load",
    "agency show",
    "blame",
    "calendar add",
    "calendar show",
    "case list",
    "case show",
    "case watch",
    "case why",
    "check",
    "commitment list",
    "conflict list",
    "conflict show",
    "due",
    "form export",
    "history",
    "meeting chief list",
    "meeting list",
    "meeting sheet",
    "meeting show",
    "overview",
    "person list",
    "person show",
    "receipt",
    "report monthly",
    "report quarterly",
    "rules diff",
    "rules list",
    "rules show",
    "show",
    "status",
    "transcript export",
    "transcript list",
    "transcript show",
    "vote show",
    "",
];

/// The commands that tell of something else than the commit of `--at`, and change nothing in the store.
const PRESENT: [&str; 6] = [
    "clone",
    "explain",
    "init",
    "remote list",
    "report verify",
    "schema",
];

/// The commands that read more than one commit.
const COMPARING: [&str; 4] = ["diff", "guard check", "receipt verify", "verify"];

/// Refuses `--at` for a command that does not read the past.
pub(super) fn refuse(matches: &ArgMatches, language: Language) -> Result<(), CliError> {
    let path = path_of(matches);
    if READING.contains(&path.as_str()) {
        return Ok(());
    }
    let message = match path.as_str() {
        "diff" => words::at_and_range(language).to_owned(),
        other if PRESENT.contains(&other) => words::no_past(language, other),
        _ => dangling::at_is_for_reading(language).to_owned(),
    };
    Err(CliError::new(exit::USAGE, message))
}

/// Refuses `--for` for a command that records nothing.
pub(super) fn refuse_on_behalf(matches: &ArgMatches, language: Language) -> Result<(), CliError> {
    let path = path_of(matches);
    let records_nothing = |list: &[&str]| list.contains(&path.as_str());
    if records_nothing(&READING) || records_nothing(&PRESENT) || records_nothing(&COMPARING) {
        let message = words::for_is_for_recording(language);
        return Err(CliError::new(exit::USAGE, message));
    }
    Ok(())
}

/// The words of the command that was typed.
pub(super) fn path_of(matches: &ArgMatches) -> String {
    let mut names = Vec::new();
    let mut inner = matches;
    while let Some((name, deeper)) = inner.subcommand() {
        names.push(name);
        inner = deeper;
    }
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::*;
    use crate::cli::stores::SEVERAL;

    fn leaves(command: &Command, path: &str, found: &mut Vec<String>) {
        for inner in command.get_subcommands() {
            leaves(inner, format!("{path} {}", inner.get_name()).trim(), found);
        }
        if !command.is_subcommand_required_set() {
            found.push(path.to_owned());
        }
    }

    #[test]
    fn what_reads_the_past_is_a_command() {
        let mut found = Vec::new();
        leaves(&super::super::command(Language::En), "", &mut found);
        let others = PRESENT.iter().chain(&COMPARING).chain(&SEVERAL);
        for path in READING.iter().chain(others) {
            assert!(found.iter().any(|leaf| leaf == path), "{path}");
        }
        // What sounds like reading is told of here, or changes something after all.
        let sounds = |leaf: &&String| {
            ["list", "show", "export", "sheet", "why"]
                .iter()
                .any(|word| leaf.ends_with(word))
        };
        for leaf in found.iter().filter(sounds) {
            let leaf = leaf.as_str();
            assert!(READING.contains(&leaf) || PRESENT.contains(&leaf), "{leaf}");
        }
    }
}
