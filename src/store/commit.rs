//! What a change is, and the commit message it makes: a subject for people, trailers for machines.

use std::collections::BTreeSet;

use super::error::PathError;
use super::path;

/// At most this many records are named in a message; beyond, their number is (the tree diff tells).
const NAMED_RECORDS: usize = 20;

/// One change of the store: what a single commit records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// What was done, in the words of the operation registry: `case.new`.
    pub operation: String,
    /// What happened to which record, for people.
    pub subject: String,
    /// More for people, if there is more to say.
    pub body: Option<String>,
    /// On whose behalf: an agency's or a person's id (`--for`).
    pub on_behalf: Option<String>,
    /// The meeting that decided it.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The commit that this one takes back.
    pub undoes: Option<String>,
    /// The commit of another store that the records were published from.
    pub source: Option<String>,
    /// The files with their whole new content.
    pub files: Vec<FileChange>,
}

/// The new content of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path in the repository: below `records/` or `schemas/`, or git's two files at the root.
    pub path: String,
    /// All its bytes; `None` removes it.
    pub content: Option<Vec<u8>>,
}

impl Change {
    /// Puts the files in path order and the texts on one clean line each.
    ///
    /// # Errors
    /// When a path is unsafe, outside the store, or named twice.
    pub(super) fn cleaned(mut self) -> Result<Self, PathError> {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        let mut seen = BTreeSet::new();
        for file in &self.files {
            path::check(&file.path)?;
            let ancestors = file
                .path
                .match_indices('/')
                .filter_map(|(end, _)| file.path.get(..end));
            let clash = ancestors.clone().any(|folder| seen.contains(folder));
            if clash || !seen.insert(file.path.as_str()) {
                return Err(PathError::Twice {
                    path: file.path.clone(),
                });
            }
        }
        self.operation = one_line(&self.operation);
        self.subject = one_line(&self.subject);
        self.body = self
            .body
            .map(|body| clean_body(&body))
            .filter(|body| !body.is_empty());
        for text in [
            &mut self.on_behalf,
            &mut self.meeting,
            &mut self.reason,
            &mut self.undoes,
            &mut self.source,
        ] {
            *text = text
                .take()
                .map(|text| one_line(&text))
                .filter(|text| !text.is_empty());
        }
        Ok(self)
    }

    /// The commit message of a cleaned change.
    pub(super) fn message(&self) -> String {
        let subject = if self.subject.is_empty() {
            &self.operation
        } else {
            &self.subject
        };
        let mut message = format!("{subject}\n\n");
        if let Some(body) = &self.body {
            message.push_str(body);
            message.push_str("\n\n");
        }
        let mut trailer = |key: &str, value: &str| {
            message.push_str(&format!("{key}: {value}\n"));
        };
        trailer("Po-Op", &self.operation);
        let records = self.record_names();
        if records.len() > NAMED_RECORDS {
            trailer("Po-Count", &records.len().to_string());
        } else {
            for record in &records {
                trailer("Po-Record", record);
            }
        }
        let optional = [
            ("Po-For", &self.on_behalf),
            ("Po-Meeting", &self.meeting),
            ("Po-Reason", &self.reason),
            ("Po-Undoes", &self.undoes),
            ("Po-Source", &self.source),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                trailer(key, value);
            }
        }
        trailer("Po-Version", env!("CARGO_PKG_VERSION"));
        message
    }

    /// The file stems below `records/`, which are the records' ids.
    fn record_names(&self) -> BTreeSet<&str> {
        let records = self
            .files
            .iter()
            .filter(|file| file.path.starts_with("records/"));
        let names = records.map(|file| path::split(&file.path).1);
        names
            .map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem))
            .collect()
    }
}

/// Invisible characters that reorder or hide text.
fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Folds a text to one line without control or direction characters, so that it cannot end the line
/// it is written on.
fn one_line(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_deceptive(*c));
    let flat: String = visible
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    flat.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Cleans a text line by line and indents lines that look like our trailers.
fn clean_body(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let is_break = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let lines = text.split(is_break).map(|line| {
        let visible = line.chars().filter(|c| !is_deceptive(*c));
        let flat: String = visible
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = flat.trim_end();
        let first = line.trim_start();
        let key = first
            .split_once(':')
            .map(|(key, _)| key.to_ascii_lowercase());
        if key.is_some_and(|key| key.starts_with("po-")) {
            format!("    {first}")
        } else {
            line.to_owned()
        }
    });
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches('\n')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn change(paths: &[&str]) -> Change {
        let file = |path: &&str| FileChange {
            path: (*path).to_owned(),
            content: Some(Vec::new()),
        };
        Change {
            operation: "case.stage".to_owned(),
            subject: "something happened".to_owned(),
            files: paths.iter().map(file).collect(),
            ..Change::default()
        }
    }

    #[test]
    fn a_message_has_its_trailers_in_order() {
        let mut change = change(&[
            "records/cases/2019/02/c201902-k7f2.toml",
            "records/agencies/mohw.toml",
            "schemas/case.schema.json",
        ]);
        change.body = Some("first\r\nPo-For: nobody\n".to_owned());
        change.on_behalf = Some("mohw".to_owned());
        change.meeting = Some("m201904-x3qd".to_owned());
        change.reason = Some("because".to_owned());
        change.undoes = Some("abc".to_owned());
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            change.cleaned().unwrap().message(),
            format!(
                "something happened\n\nfirst\n    Po-For: nobody\n\nPo-Op: case.stage\nPo-Record: c201902-k7f2\nPo-Record: mohw\n\
                 Po-For: mohw\nPo-Meeting: m201904-x3qd\nPo-Reason: because\nPo-Undoes: abc\nPo-Version: {version}\n"
            )
        );
    }

    #[test]
    fn many_records_are_counted_instead_of_named() {
        let paths: Vec<String> = (0..21)
            .map(|n| format!("records/agencies/a{n}.toml"))
            .collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let message = change(&paths).cleaned().unwrap().message();
        assert!(
            message.contains("Po-Count: 21\n") && !message.contains("Po-Record"),
            "{message}"
        );
    }

    #[test]
    fn one_path_may_not_be_named_twice_nor_be_file_and_folder() {
        for paths in [
            &["records/a", "records/a"][..],
            &["records/a", "records/a-b", "records/a/b"],
        ] {
            assert!(
                matches!(change(paths).cleaned(), Err(PathError::Twice { .. })),
                "{paths:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_can_forge_a_trailer(text in "(\\PC|[\n\r\t\u{85}\u{2028}\u{202e}]|Po-Op: x){0,40}") {
            let mut change = change(&["records/agencies/mohw.toml"]);
            change.subject.clone_from(&text);
            change.body = Some(text.clone());
            change.reason = Some(text);
            let message = change.cleaned().unwrap().message();
            let ours: Vec<&str> = message.split(['\n', '\r', '\u{85}', '\u{2028}'])
                .skip(1)
                .filter(|line| line.starts_with("Po-"))
                .collect();
            prop_assert_eq!(ours.iter().filter(|line| line.starts_with("Po-Op:")).count(), 1);
            prop_assert!(ours.len() <= 4, "{:?}", ours);
        }
    }
}
