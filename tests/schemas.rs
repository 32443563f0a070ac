//! The schemas that editors use are those of the program, and the records of this repository keep to
//! them. `PO_UPDATE=1 cargo test --test schemas` writes the schemas anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::path::{Path, PathBuf};

use po::record::Kind;
use po::record::any;
use po::record::schema::{schema, schema_path, schema_text};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a person asks for the rewrite by the environment"
)]
fn is_update_wanted() -> bool {
    std::env::var_os("PO_UPDATE").is_some()
}

#[test]
fn the_schemas_of_the_repository_are_those_of_the_program() {
    for kind in Kind::ALL {
        let path = root().join(schema_path(kind));
        if is_update_wanted() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, schema_text(kind)).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == schema_text(kind),
            "{} is stale; PO_UPDATE=1 cargo test --test schemas writes it",
            schema_path(kind)
        );
    }
}

#[test]
fn the_folder_of_schemas_holds_nothing_else() {
    let mut names: Vec<String> = std::fs::read_dir(root().join("schemas"))
        .unwrap()
        .map(|entry| format!("schemas/{}", entry.unwrap().file_name().to_str().unwrap()))
        .collect();
    names.sort();
    let mut known = Kind::ALL.map(schema_path).to_vec();
    known.sort();
    assert_eq!(names, known);
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// TOML as an editor's schema checker sees it: days and times are strings.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(as_json).collect(),
        toml::Value::Table(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, as_json(value)))
            .collect::<serde_json::Map<String, Value>>()
            .into(),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

/// What the schema of the kind says against a text.
fn complaints(kind: Kind, text: &str) -> Vec<String> {
    let value = as_json(toml::Value::Table(text.parse().unwrap()));
    let validator = jsonschema::draft7::new(&schema(kind)).unwrap();
    validator
        .iter_errors(&value)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect()
}

#[test]
fn every_record_of_the_repository_keeps_to_its_schema() {
    let mut files = Vec::new();
    files_below(&root().join("records"), &mut files);
    assert!(!files.is_empty());
    for file in files {
        let path = file.strip_prefix(root()).unwrap().to_str().unwrap();
        let (kind, _) = Kind::of_path(path).unwrap_or_else(|| panic!("{path} is no record"));
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(complaints(kind, &text), Vec::<String>::new(), "{path}");
        let parsed = any::parse(path, text.as_bytes());
        assert!(parsed.record.is_some(), "{path}: {:?}", parsed.problems);
    }
}

#[test]
fn the_first_line_of_every_record_names_its_schema() {
    let mut files = Vec::new();
    files_below(&root().join("records"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let line = text.lines().next().unwrap_or_default();
        let named = line.strip_prefix("#:schema ").unwrap_or_default();
        let target = file.parent().unwrap().join(named);
        let target = target.canonicalize();
        assert!(
            target.is_ok_and(
                |target| target.starts_with(root().join("schemas").canonicalize().unwrap())
            ),
            "{}: `{line}` names no schema",
            file.display()
        );
    }
}

/// An invented case that is sound.
const SOUND: &str = r#"
id = "c201902-k7f2"
title = "An invented question?"
number = 45
tags = ["invented"]

[[stage]]
k = "a1b2"
name = "proposed"
on = 2019-02-12
"#;

#[test]
fn an_invented_sound_record_passes_and_bad_ones_fail() {
    assert_eq!(complaints(Kind::Case, SOUND), Vec::<String>::new());
    let bad = [
        ("title = \"An invented question?\"", "", "title"),
        ("number = 45", "number = \"45\"", "/number"),
        ("number = 45", "number = -1", "/number"),
        ("\"proposed\"", "\"dreamt\"", "/stage/0/name"),
        ("on = 2019-02-12", "on = 20190212", "/stage/0/on"),
        ("[\"invented\"]", "\"invented\"", "/tags"),
        ("c201902-k7f2", "k7f2", "/id"),
    ];
    for (good, wrong, place) in bad {
        let text = SOUND.replacen(good, wrong, 1);
        assert_ne!(text, SOUND);
        let found = complaints(Kind::Case, &text);
        assert!(
            found.iter().any(|line| line.contains(place)),
            "{wrong}: {found:?}"
        );
        // The program's own reader agrees.
        let path = "records/cases/2019/02/c201902-k7f2.toml";
        assert!(
            any::parse(path, text.as_bytes()).record.is_none(),
            "{wrong}"
        );
    }
}
