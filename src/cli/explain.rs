//! `po explain`: the words of the network.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use crate::locale::glossary::{self as words, TERMS, Term};
use crate::record::reader::nearest;
use crate::text::fold::fold;
use crate::text::wrap::wrap;

use super::context::Context;
use super::error::{CliError, exit};
use super::listing::{Format, Listing, column};

/// The command.
pub(super) fn command() -> Command {
    Command::new("explain").arg(Arg::new("TERM"))
}

/// Explains a term, or lists them all.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let Some(typed) = matches.get_one::<String>("TERM") else {
        let all: Vec<&Term> = TERMS.iter().collect();
        return list(context, &all);
    };
    let language = context.language();
    let found = meant(typed);
    if found.is_empty() {
        let error = CliError::new(exit::NOT_FOUND, words::unknown(language, typed));
        // Distances between words of a few Han characters say nothing.
        let names = TERMS.iter().flat_map(Term::names);
        let names = names.filter(|name| name.is_ascii());
        return Err(match nearest(typed, names) {
            Some(name) => error.hint(crate::locale::usage::did_you_mean(language, name)),
            None => error.hint(words::list_them(language)),
        });
    }
    if context.format() != Format::Table {
        return list(context, &found);
    }
    // A pipe has no edge to break lines at.
    let columns = match context.ui.on_terminal() {
        true => context.ui.width(),
        false => usize::MAX,
    };
    let mut page = String::new();
    for (term, place) in found.into_iter().zip(0..) {
        if place > 0 {
            page.push('\n');
        }
        let (name, other) = (
            language.pick(term.en, term.zh),
            language.pick(term.zh, term.en),
        );
        page.push_str(&format!("{name}　{other}\n"));
        let mut texts = vec![term.about(language).to_owned()];
        if !term.also.is_empty() {
            texts.push(words::also(language, term.also));
        }
        for line in texts
            .iter()
            .flat_map(|text| wrap(text, columns.saturating_sub(2), 0))
        {
            page.push_str(&format!("  {line}\n"));
        }
    }
    Ok(context.ui.data(&page)?)
}

/// The terms that go by exactly the name, else those of which it is a part. A field of a record
/// (`qualified_on`) may be typed as its flag (`qualified-on`).
fn meant(typed: &str) -> Vec<&'static Term> {
    let spelled = |name: &str| fold(&name.replace(['-', '_'], " "));
    let typed = spelled(typed.trim_start_matches('-'));
    let by = |is: &dyn Fn(&str) -> bool| -> Vec<&'static Term> {
        let terms = TERMS.iter();
        terms
            .filter(|term| term.names().any(|name| is(&spelled(name))))
            .collect()
    };
    if typed.is_empty() {
        return Vec::new();
    }
    let whole = by(&|name| name == typed);
    match whole.is_empty() {
        true => by(&|name| name.contains(&typed)),
        false => whole,
    }
}

fn list(context: &mut Context<'_>, terms: &[&'static Term]) -> Result<(), CliError> {
    let language = context.language();
    let listing = Listing {
        columns: vec![
            column("term", words::term_heading(language)),
            column("other", words::other_heading(language)),
            column("explanation", words::about_heading(language)),
        ],
        rows: terms
            .iter()
            .map(|term| {
                vec![
                    language.pick(term.en, term.zh).to_owned(),
                    language.pick(term.zh, term.en).to_owned(),
                    term.about(language).to_owned(),
                ]
            })
            .collect(),
        json: terms.iter().map(|term| term_json(term)).collect(),
    };
    listing.print(context.format(), &mut context.ui)
}

/// A term for programs: `po.term/1`.
fn term_json(term: &Term) -> Value {
    json!({
        "schema": "po.term/1",
        "zh": term.zh,
        "en": term.en,
        "also": term.also,
        "explanation": { "zh": term.about_zh, "en": term.about_en },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_name_belongs_to_one_term() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for term in TERMS {
            for name in term.names() {
                let other = owners.insert(fold(name), term.en);
                assert!(
                    other.is_none_or(|other| other == term.en),
                    "`{name}` is both {other:?} and {}",
                    term.en
                );
            }
        }
    }

    fn found(typed: &str) -> Vec<&'static str> {
        meant(typed).into_iter().map(|term| term.en).collect()
    }

    #[test]
    fn a_term_is_found_by_word_alias_key_and_part() {
        assert_eq!(found("成案"), ["qualified"]);
        assert_eq!(found("qualified_on"), ["qualified"]);
        assert_eq!(found("--qualified-on"), ["qualified"]);
        assert_eq!(found("po"), ["Participation Officer"]);
        assert_eq!(found("公共政策網路參與平台"), ["Join"]);
        assert_eq!(found("心智"), ["mind map"]);
        assert!(found("").is_empty());
        assert!(found("kite").is_empty());
    }

    #[test]
    fn a_part_finds_every_term_with_it() {
        let found = found("會議");
        assert!(found.contains(&"collaborative meeting"));
        assert!(found.contains(&"working meeting"));
    }
}
