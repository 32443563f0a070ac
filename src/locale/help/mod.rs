//! The words of `--help`: what every command (`commands`) and argument (`arguments`) is for, with
//! `examples`. Fields of records have their words in their own declaration.
//!
//! A test walks the tree of commands and names what has no words here.

mod arguments;
mod commands;
mod examples;

use super::Language;

use arguments::ARGUMENTS;
use commands::COMMANDS;
use examples::EXAMPLES;

/// What a command is for.
pub fn about(path: &str, language: Language) -> Option<&'static str> {
    let (_, english, chinese) = COMMANDS.iter().find(|(known, _, _)| *known == path)?;
    Some(language.pick(english, chinese))
}

/// Examples of a command.
pub fn examples(path: &str, language: Language) -> Option<&'static str> {
    let (_, english, chinese) = EXAMPLES.iter().find(|(known, _, _)| *known == path)?;
    Some(language.pick(english, chinese))
}

/// What an argument is for: the words of its command, else those of the argument anywhere.
pub fn argument(path: &str, name: &str, language: Language) -> Option<&'static str> {
    let words = |wanted: &str| {
        ARGUMENTS
            .iter()
            .find(|(known, argument, _, _)| *known == wanted && *argument == name)
    };
    let (_, _, english, chinese) = words(path).or_else(|| words("*"))?;
    Some(language.pick(english, chinese))
}
