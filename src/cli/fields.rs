//! Values of record fields on the command line. The arguments of `new`, `set` and of the rows come
//! from the record's own declaration, so that help, choices and checks are those of the record.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, ArgMatches};

use crate::locale::{Language, fields as says};
use crate::record::Kind;
use crate::record::fields::{FieldPath, Step, names_agency};
use crate::record::item::Item;
use crate::record::reader::expected;
use crate::record::shape::{Field, Shape, TableShape, Word};
use crate::store::splice;

use super::days::Days;
use super::error::{CliError, exit};

/// The flag of a field: `formal_title` is `--formal-title`; a list is given one value at a time, so
/// `tags` is `--tag`.
pub(super) fn flag(field: &Field) -> String {
    let name = match (&field.shape, field.name) {
        (Shape::List(_), "aliases") => "alias",
        (Shape::List(_), many) => many.strip_suffix('s').unwrap_or(many),
        (_, one) => one,
    };
    name.replace('_', "-")
}

/// The choices of a closed list of words; the Chinese words are understood too.
pub(super) fn words(words: &'static [Word]) -> PossibleValuesParser {
    PossibleValuesParser::new(
        words
            .iter()
            .map(|word| PossibleValue::new(word.toml).alias(word.label.zh)),
    )
}

/// The path of a field at the top of a record.
pub(super) fn path(field: &str) -> FieldPath {
    FieldPath(vec![Step::Field(field.to_owned())])
}

/// The text of a new record of a kind that people name, from its plain fields.
pub(super) fn text_of(kind: Kind, values: &[(&'static str, Item)]) -> String {
    let mut text = format!("#:schema {}\n", kind.schema_line());
    for (name, item) in values {
        let value = splice::value_text(&item.to_value(), "\n");
        text.push_str(&format!("{name} = {value}\n"));
    }
    text
}

/// What stands for a value in help.
fn value_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Number => "N",
        Shape::Boolean => "true|false",
        Shape::Date => "DAY",
        Shape::Time => "HH:MM",
        Shape::Word(_) => "WORD",
        Shape::Pattern { name, .. } if name.en.contains("address") => "URL",
        Shape::List(inner) => value_name(inner),
        _ => "TEXT",
    }
}

/// The plain fields of a table: those that one flag can hold.
pub(super) fn plain_fields(shape: &'static TableShape) -> impl Iterator<Item = &'static Field> {
    shape
        .fields
        .iter()
        .filter(|field| !matches!(field.shape, Shape::Table(_) | Shape::Rows(_)))
}

/// An argument for a field, with help from its declaration.
pub(super) fn argument(field: &'static Field, language: Language) -> Arg {
    let about = language.pick(field.about.en, field.about.zh).trim();
    let arg = Arg::new(field.name)
        .long(flag(field))
        .value_name(value_name(&field.shape))
        .help(about.to_owned())
        .allow_hyphen_values(matches!(field.shape, Shape::Text | Shape::Date));
    let known = match field.shape {
        Shape::Word(known) | Shape::List(&Shape::Word(known)) => Some(known),
        _ => None,
    };
    let arg = match known {
        Some(known) => arg.value_parser(self::words(known)),
        None => arg,
    };
    match field.shape {
        Shape::List(_) => arg.action(ArgAction::Append),
        _ => arg.action(ArgAction::Set),
    }
}

/// An argument that a command needs, and that may not be blank.
pub(super) fn needed(arg: Arg) -> Arg {
    let arg = arg.required(true);
    match arg.get_possible_values().is_empty() {
        true => arg.value_parser(super::command::said),
        false => arg,
    }
}

/// An argument for each plain field of a new record, the required ones needed.
pub(super) fn of_new(shape: &'static TableShape, language: Language) -> impl Iterator<Item = Arg> {
    plain_fields(shape).map(move |field| {
        let arg = argument(field, language);
        if field.required { needed(arg) } else { arg }
    })
}

/// The values of the fields that were given, in the order of the table.
pub(super) fn given(
    shape: &'static TableShape,
    matches: &ArgMatches,
    days: &Days<'_>,
    language: Language,
) -> Result<Vec<(&'static Field, Item)>, CliError> {
    let mut values = Vec::new();
    for field in plain_fields(shape) {
        let Ok(Some(given)) = matches.try_get_many::<String>(field.name) else {
            continue;
        };
        let given: Vec<&String> = given.collect();
        let item = match field.shape {
            Shape::List(inner) => {
                let mut items = Vec::new();
                for text in given {
                    // A flag holds one value, and a comma in it is a comma.
                    let parts = array(text, field.name, language)?;
                    for part in parts.unwrap_or_else(|| vec![text.clone()]) {
                        items.push(match names_row(field.name) {
                            true => Item::Text(part),
                            false => value(inner, &part, days, field.name, language)?,
                        });
                    }
                }
                refuse_untidy(&items, field.name, language)?;
                Item::List(items)
            }
            _ => match given.last() {
                // An agency goes by any of its names until the store is asked for its id, and a row
                // by its label until the record is asked for its key.
                Some(text) if names_agency(field.name, shape) || names_row(field.name) => {
                    Item::Text((*text).clone())
                }
                Some(text) => value(&field.shape, text, days, field.name, language)?,
                None => continue,
            },
        };
        values.push((field, item));
    }
    Ok(values)
}

/// The words of a list stand on one line each, and each stands once.
fn refuse_untidy(items: &[Item], field: &str, language: Language) -> Result<(), CliError> {
    for (place, item) in items.iter().enumerate() {
        let Item::Text(text) = item else { continue };
        let message = if text.contains(['\n', '\r']) {
            says::several_lines(language, field, &text.replace(['\n', '\r'], " "))
        } else if items.iter().take(place).any(|before| before == item) {
            says::stands_twice(language, field, text)
        } else {
            continue;
        };
        return Err(CliError::new(exit::USAGE, message));
    }
    Ok(())
}

/// Whether a field holds the key of another row of its case.
pub(super) fn names_row(field: &str) -> bool {
    !super::points::named_by(field).is_empty()
}

/// The values of a list that is typed as in TOML or JSON (`["甲", "乙"]`); `None` where it is typed in
/// another way.
fn array(typed: &str, field: &str, language: Language) -> Result<Option<Vec<String>>, CliError> {
    if !typed.starts_with('[') {
        return Ok(None);
    }
    let read = || -> Option<Vec<String>> {
        let value: toml_edit::Value = typed.parse().ok()?;
        let texts = value.as_array()?.iter().map(toml_edit::Value::as_str);
        texts.map(|text| text.map(str::to_owned)).collect()
    };
    read().map(Some).ok_or_else(|| {
        let message = says::not_a_value(language, field, typed, says::list_form(language));
        CliError::new(exit::USAGE, message)
    })
}

/// One typed value as the shape takes it: dates in every way people write them, words in either
/// language.
pub(super) fn value(
    shape: &Shape,
    typed: &str,
    days: &Days<'_>,
    field: &str,
    language: Language,
) -> Result<Item, CliError> {
    let read = match shape {
        Shape::Text => Some(Item::Text(typed.to_owned())),
        Shape::Pattern { pattern, .. } => {
            let form = regex::Regex::new(pattern).expect("the form of a pattern is an expression");
            form.is_match(typed).then(|| Item::Text(typed.to_owned()))
        }
        Shape::Number => crate::index::series_number(typed).map(Item::Number),
        Shape::Boolean => match typed {
            "true" | "yes" | "是" => Some(Item::Boolean(true)),
            "false" | "no" | "否" => Some(Item::Boolean(false)),
            _ => None,
        },
        Shape::Date => return days.read(field, typed, language).map(Item::Date),
        Shape::Time => chrono::NaiveTime::parse_from_str(typed, "%H:%M")
            .ok()
            .map(Item::Time),
        Shape::Word(known) => known
            .iter()
            .find(|word| word.toml == typed || word.label.zh == typed)
            .map(|word| Item::Text(word.toml.to_owned())),
        Shape::List(inner) => {
            let parts = array(typed, field, language)?.unwrap_or_else(|| {
                let parts = typed.split(',').map(str::trim);
                let parts = parts.filter(|part| !part.is_empty());
                parts.map(str::to_owned).collect()
            });
            let items = parts
                .iter()
                .map(|part| value(inner, part, days, field, language));
            let items = items.collect::<Result<Vec<_>, _>>()?;
            refuse_untidy(&items, field, language)?;
            return Ok(Item::List(items));
        }
        Shape::Table(_) | Shape::Rows(_) => None,
    };
    read.ok_or_else(|| {
        let not = |wanted| says::not_a_value(language, field, typed, wanted);
        let message = match shape {
            Shape::Word(known) => {
                let list: Vec<&str> = known.iter().map(|word| word.toml).collect();
                says::unknown_word(language, field, typed, &list.join(", "))
            }
            Shape::Time => not(says::time_form(language)),
            shape => {
                let text = expected(shape);
                not(language.pick(text.en, text.zh))
            }
        };
        CliError::new(exit::USAGE, message)
    })
}
