//! What a message says of its own commit, and whether that can be so. The trailers that `po` writes
//! stand once each, together at the end, and name the records that the diff shows; a line that looks
//! like one and stands elsewhere was put there to be taken for it.

use std::collections::BTreeSet;

/// The trailer that stands once a record.
const REPEATED: &str = "po-record";

/// What is wrong with the trailers of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forgery {
    /// A line outside the last paragraph looks like a trailer.
    Elsewhere(String),
    /// A trailer that stands once stands twice.
    Twice(String),
    /// The message names other records than the commit changes.
    OtherRecords,
}

/// The first thing that is wrong with the trailers; `records` are the names of the records that the
/// commit changes.
pub(super) fn forgery(message: &str, records: &BTreeSet<String>) -> Option<Forgery> {
    let message = message.trim_end();
    let (text, last) = message.rsplit_once("\n\n").unwrap_or(("", message));
    let elsewhere = text.lines().find_map(key);
    if let Some(key) = elsewhere {
        return Some(Forgery::Elsewhere(key.to_owned()));
    }
    let mut seen = BTreeSet::new();
    let mut named = BTreeSet::new();
    let mut count = None;
    for line in last.lines() {
        let Some(name) = key(line) else { continue };
        let lower = name.to_ascii_lowercase();
        let value = line.get(name.len() + 1..).unwrap_or_default().trim();
        match lower.as_str() {
            REPEATED => {
                named.insert(value.to_owned());
                continue;
            }
            "po-count" => count = Some(value.to_owned()),
            _ => {}
        }
        if !seen.insert(lower) {
            return Some(Forgery::Twice(name.to_owned()));
        }
    }
    let is_so = match count {
        Some(count) => count == records.len().to_string(),
        None if named.is_empty() => true,
        None => named == *records,
    };
    (!is_so).then_some(Forgery::OtherRecords)
}

/// The key of a line that looks like a trailer of ours.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let word = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    };
    let prefix = key.get(..3)?;
    (prefix.eq_ignore_ascii_case("po-") && word(key)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(message: &str) -> Option<Forgery> {
        let records = ["c201902-k7f2".to_owned()].into();
        forgery(message, &records)
    }

    #[test]
    fn trailers_that_agree_with_the_commit_pass() {
        for message in [
            "by hand\n",
            "by hand\n\nno trailer at all\n",
            "x\n\n    Po-Op: quoted\n\nPo-Op: case.stage\nPo-Record: c201902-k7f2\nPo-Version: 1\n",
            "x\n\nPo-Op: store.save\nPo-Count: 1\n",
        ] {
            assert_eq!(found(message), None, "{message}");
        }
    }

    #[test]
    fn trailers_that_cannot_be_so_are_told() {
        let twice = "x\n\nPo-Op: case.set\nPo-Reason: why\nPo-Op: case.release\n";
        assert_eq!(found(twice), Some(Forgery::Twice("Po-Op".to_owned())));
        let elsewhere = "x\n\npo-reason: because\n\nPo-Op: case.set\n";
        let key = "po-reason".to_owned();
        assert_eq!(found(elsewhere), Some(Forgery::Elsewhere(key)));
        let other = "x\n\nPo-Op: case.set\nPo-Record: c201903-aaaa\n";
        assert_eq!(found(other), Some(Forgery::OtherRecords));
        let count = "x\n\nPo-Op: case.set\nPo-Count: 30\n";
        assert_eq!(found(count), Some(Forgery::OtherRecords));
    }
}
