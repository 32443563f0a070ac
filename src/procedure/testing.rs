//! The calendars, rule sets and templates of this repository, for tests.

use std::path::Path;

use crate::record::calendar::Calendar;
use crate::record::rules::Rules;
use crate::record::template::Template;
use crate::record::{AnyRecord, Kind, any};

/// The shipped calendars.
pub(crate) fn calendars() -> Vec<Calendar> {
    let records = shipped(Kind::Calendar).into_iter();
    let calendars = records.map(|record| match record {
        AnyRecord::Calendar(calendar) => *calendar,
        other => panic!("{} is no calendar", other.id()),
    });
    calendars.collect()
}

/// The shipped rule sets.
pub(crate) fn rule_sets() -> Vec<Rules> {
    let records = shipped(Kind::Rules).into_iter();
    let sets = records.map(|record| match record {
        AnyRecord::Rules(rules) => *rules,
        other => panic!("{} is no rule set", other.id()),
    });
    sets.collect()
}

/// The shipped templates.
pub(super) fn templates() -> Vec<Template> {
    let records = shipped(Kind::Template).into_iter();
    let templates = records.map(|record| match record {
        AnyRecord::Template(template) => *template,
        other => panic!("{} is no template", other.id()),
    });
    templates.collect()
}

fn shipped(kind: Kind) -> Vec<AnyRecord> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind.folder());
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            any::parse_as(kind, &std::fs::read(path).unwrap())
                .record
                .unwrap()
        })
        .collect()
}
