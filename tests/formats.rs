//! Stores as released formats wrote them stay readable for ever: one fixture store for each format,
//! with every field that the format knows. All of it is invented.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::fs;
use std::path::{Path, PathBuf};

use po::record::any::{parse, parse_as, table_of};
use po::record::fields::fields;
use po::record::shape::{Shape, TableShape};
use po::record::{Item, Kind};
use po::store::render;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_field_of_format_1_is_still_read_and_written_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-format-1");
    let mut kinds = Vec::new();
    for path in files(&root) {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let parsed = parse(&name, &fs::read(&path).unwrap());
        assert!(parsed.problems.is_empty(), "{name}: {:?}", parsed.problems);
        let record = parsed.record.unwrap();
        let again = parse_as(record.kind(), render(&record).as_bytes());
        assert_eq!(
            again.record.as_ref(),
            Some(&record),
            "{name}: {:?}",
            again.problems
        );
        kinds.push(record.kind());
    }
    kinds.sort();
    assert_eq!(kinds, Kind::ALL);
}

/// The fixture of the newest format holds every field that there is, so that a field cannot be
/// dropped or renamed without this test.
#[test]
fn the_newest_fixture_has_every_field() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-format-1");
    for path in files(&root) {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let record = parse(&name, &fs::read(&path).unwrap()).record.unwrap();
        let missing = missing(&record.item(), table_of(record.kind()), "");
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
        assert!(!fields(&record.item(), table_of(record.kind())).is_empty());
    }
}

fn missing(item: &Item, table: &TableShape, prefix: &str) -> Vec<String> {
    let Item::Table(values) = item else {
        return Vec::new();
    };
    let mut missing = Vec::new();
    for field in table.fields {
        let path = format!("{prefix}{}", field.name);
        match (
            values.iter().find(|(name, _)| *name == field.name),
            field.shape,
        ) {
            (None, _) => missing.push(path),
            (Some((_, Item::Rows(rows))), Shape::Rows(inner)) => {
                missing.extend(self::missing(&rows[0], inner, &format!("{path}.")));
            }
            (Some((_, value)), Shape::Table(inner)) => {
                missing.extend(self::missing(value, inner, &format!("{path}.")));
            }
            _ => {}
        }
    }
    missing
}
