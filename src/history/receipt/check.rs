//! What a receipt says, held against its own objects.

use git2::{ObjectType, Oid};
use sha2::{Digest, Sha256};

use crate::record::{AnyRecord, any};
use crate::text::clean::one_line;

use super::{Link, Receipt};

/// What is checked of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// That the record is in its folder, or a folder in the one around it; the name.
    Link(String),
    /// That the commit has the tree.
    Tree,
    /// That a line at the beginning says what the objects say; its word.
    Fact(String),
    /// That the commit is the one that was published.
    Commit,
    /// That the signature is good.
    Signature,
}

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so; with what it is.
    Holds(String),
    /// It is not so; with what is found.
    Differs(String),
    /// It cannot be told from the file alone; with what is left to compare.
    Open(String),
}

impl Receipt {
    /// What the objects say, in the order of the file. Of a paragraph its text is told too.
    pub(super) fn derived(&self, speech: Option<u32>) -> Vec<(String, String)> {
        let path = self.path();
        let record = any::parse(&path, &self.record.bytes).record;
        let mut facts = Vec::new();
        let mut add = |word: &str, value: Option<String>| {
            facts.extend(value.map(|value| (word.to_owned(), one_line(&value))));
        };
        add("record", record.as_ref().map(AnyRecord::id));
        let title = record.as_ref().map(|record| record.title().to_owned());
        add("title", title);
        add("path", Some(path));
        if let (Some(AnyRecord::Transcript(transcript)), Some(n)) = (&record, speech)
            && let Some(speech) = transcript.speeches.iter().find(|speech| speech.n == n)
        {
            add("speech", Some(n.to_string()));
            add("by", speech.by.clone());
            add("text", speech.text.clone());
        }
        let commit = self.commit.id().map(|id| id.to_string());
        add("commit", commit);
        add("committed", self.commit.committed());
        add("signature", Some(self.commit.kind().as_str().to_owned()));
        add("sha256", Some(sha256(&self.record.bytes)));
        facts
    }

    /// Holds the file against itself: every digest is computed, nothing of what it says is believed.
    pub fn check(&self) -> Vec<(Check, Verdict)> {
        let mut found = Vec::new();
        let mut inner: &Link = &self.record;
        let mut kind = ObjectType::Blob;
        for tree in &self.trees {
            let id = Oid::hash_object(kind, &inner.bytes).ok();
            let is_inside = id.is_some_and(|id| holds(&tree.bytes, inner, id));
            let shown = id.map(|id| id.to_string()).unwrap_or_default();
            let verdict = if is_inside {
                Verdict::Holds(shown)
            } else {
                Verdict::Differs(shown)
            };
            found.push((Check::Link(inner.name.clone()), verdict));
            inner = tree;
            kind = ObjectType::Tree;
        }
        let root = Oid::hash_object(kind, &inner.bytes).ok();
        let shown = root.map(|id| id.to_string()).unwrap_or_default();
        let is_root = kind == ObjectType::Tree && inner.name == "." && self.commit.tree() == root;
        found.push((
            Check::Tree,
            if is_root {
                Verdict::Holds(shown)
            } else {
                Verdict::Differs(shown)
            },
        ));
        let speech = self.fact("speech").and_then(|n| n.parse().ok());
        let derived = self.derived(speech);
        for (word, value) in &derived {
            let verdict = match self.fact(word) == Some(value) {
                true => Verdict::Holds(value.clone()),
                false => Verdict::Differs(value.clone()),
            };
            found.push((Check::Fact(word.clone()), verdict));
        }
        // A line that no object bears out, or that stands twice.
        let count = |facts: &[(String, String)], word: &String| {
            facts.iter().filter(|(known, _)| known == word).count()
        };
        let extra = self
            .facts
            .iter()
            .filter(|(word, _)| count(&derived, word) < count(&self.facts, word));
        found.extend(
            extra.map(|(word, value)| (Check::Fact(word.clone()), Verdict::Differs(value.clone()))),
        );
        found
    }
}

/// Whether a raw tree has an entry of that mode, name and id. The tree is read entry by entry, so that
/// no entry can be hidden in the digest of another.
fn holds(tree: &[u8], link: &Link, id: Oid) -> bool {
    let mut rest = tree;
    while !rest.is_empty() {
        let Some(end) = rest.iter().position(|byte| *byte == 0) else {
            return false;
        };
        let (head, behind) = rest.split_at(end);
        let Some(found) = behind.get(1..21) else {
            return false;
        };
        if found == id.as_bytes() && head == format!("{} {}", link.mode, link.name).as_bytes() {
            return true;
        }
        rest = behind.get(21..).unwrap_or_default();
    }
    false
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
