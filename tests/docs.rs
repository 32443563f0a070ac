//! The documents that are made from the code, or that list what is in it, agree with it.
//! `PO_UPDATE=1 cargo test --test docs` writes `docs/records.md` anew.

use std::fs;
use std::path::Path;

use po::record::Kind;
use po::record::any::table_of;
use po::record::shape::{Shape, TableShape};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_page_of_records_is_what_the_types_say() {
    let path = root().join("docs/records.md");
    let page = page();
    if option_env!("PO_UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == page,
        "docs/records.md is not what the types say: PO_UPDATE=1 cargo test --test docs"
    );
}

fn page() -> String {
    let mut page = String::from(
        "# Records\n\n\
         Every kind of record and every field, made from the program's own declarations. An asterisk marks\n\
         what must be there. Rows of a repeated table (`[[x]]`) have a key, named in the heading, by which\n\
         paths such as `stage[x3qd].on` mean them for ever. Dates are TOML local dates. Text may be Markdown.\n\
         Keys that nobody knows are kept and warned about.\n",
    );
    for kind in Kind::ALL {
        let place = match kind.letter() {
            Some(letter) => format!("{}/YYYY/MM/{letter}YYYYMM-xxxx.toml", kind.folder()),
            None if kind.is_single() => format!("records/{}.toml", kind.as_str()),
            None => format!("{}/ID.toml", kind.folder()),
        };
        let table = table_of(kind);
        page.push_str(&format!(
            "\n## {}\n\n`{place}`. {}\n",
            kind.as_str(),
            both(table.about.en, table.about.zh)
        ));
        fields(table, "", &mut page);
    }
    page
}

fn both(english: &str, chinese: &str) -> String {
    format!("{} {chinese}", english.trim())
}

fn fields(table: &'static TableShape, prefix: &str, page: &mut String) {
    page.push_str("\n| field | value | what it is |\n| --- | --- | --- |\n");
    let mut inner_tables = Vec::new();
    for field in table.fields {
        let value = match field.shape {
            Shape::Table(inner) => {
                inner_tables.push((format!("[{prefix}{}]", field.name), field.name, inner));
                "table".to_owned()
            }
            Shape::Rows(inner) => {
                inner_tables.push((format!("[[{prefix}{}]]", field.name), field.name, inner));
                "rows".to_owned()
            }
            shape => value(&shape),
        };
        let mark = if field.required { "*" } else { "" };
        let about = both(field.about.en, field.about.zh).replace('|', "\\|");
        page.push_str(&format!("| `{}`{mark} | {value} | {about} |\n", field.name));
    }
    for (heading, name, inner) in inner_tables {
        let key = if inner.key.is_empty() {
            String::new()
        } else {
            format!(", key `{}`", inner.key.join("+"))
        };
        let about = both(inner.about.en, inner.about.zh);
        page.push_str(&format!("\n### `{heading}`{key}\n\n{about}\n"));
        fields(inner, &format!("{prefix}{name}."), page);
    }
}

fn value(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Boolean => "true or false".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Time => "time".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words
                .iter()
                .map(|word| {
                    if word.toml == word.label.zh {
                        format!("`{}`", word.toml)
                    } else {
                        format!("`{}` {}", word.toml, word.label.zh)
                    }
                })
                .collect();
            words.join(", ")
        }
        Shape::Pattern { name, .. } => name.en.to_owned(),
        Shape::List(inner) => format!("list of {}", value(inner)),
        Shape::Table(_) | Shape::Rows(_) => "table".to_owned(),
    }
}

#[test]
fn every_operation_of_the_program_is_in_the_registry() {
    let registry = fs::read_to_string(root().join("docs/commits.md")).unwrap();
    let mut found = 0;
    for entry in fs::read_dir(root().join("src/cli")).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        for start in source
            .match_indices("Intent::new(\"")
            .map(|(start, begin)| start + begin.len())
        {
            let operation: String = source[start..]
                .chars()
                .take_while(|character| *character != '"')
                .collect();
            let noun = ["case.", "meeting.", "transcript.", "agency.", "person."]
                .into_iter()
                .find_map(|noun| operation.strip_prefix(noun));
            let general = noun.map(|verb| format!("NOUN.{verb}")).unwrap_or_default();
            assert!(
                registry.contains(&format!("`{operation}`"))
                    || registry.contains(&format!("`{general}`")),
                "{operation} is not in docs/commits.md"
            );
            found += 1;
        }
    }
    assert!(found > 5, "{found} operations");
}
