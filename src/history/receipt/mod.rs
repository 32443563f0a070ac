//! Receipts: one text file with which a stranger checks that a record stood in a store, without `po`
//! and without the repository.
//!
//! Git names every object by its digest, and a commit names a tree, which names trees, which name the
//! files. So the raw commit, the trees on the way to the file and the file itself prove together that
//! the file belongs to the commit; a signature on the commit proves who vouched for it. [`attest`]
//! takes these out of a store, [`Receipt::write`] and [`Receipt::read`] put them into the file
//! and out of it, and [`Receipt::check`] and [`signature::check`] judge a file alone.
//!
//! The file has three parts: lines of what it is about, which say nothing that does not follow from
//! the objects; a recipe for `sh` with the programs of any Linux; the objects in base64, each under a
//! line that begins with `== `. `docs/receipts.md` describes it for people.

mod attest;
mod check;
mod commit;
mod file;
pub mod signature;

pub use attest::{AttestError, attest};
pub use check::{Check, Verdict};
pub use commit::{Commit, SignatureKind};
pub use file::{MOST_BYTES, ReceiptError};

/// A record with everything that ties it to a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the file says about itself, line by line: a word and its value.
    pub facts: Vec<(String, String)>,
    /// The file of the record.
    pub record: Link,
    /// The folders from that of the file up to the root, which is called `.`.
    pub trees: Vec<Link>,
    /// The commit.
    pub commit: Commit,
}

/// An object, and how the folder around it calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The mode, as git's trees write it: `100644` a file, `40000` a folder.
    pub mode: String,
    /// The name.
    pub name: String,
    /// The raw bytes.
    pub bytes: Vec<u8>,
}

impl Receipt {
    /// The value of a word, as the file gives it.
    pub fn fact(&self, word: &str) -> Option<&str> {
        let mut facts = self.facts.iter();
        let found = facts.find(|(known, _)| known == word)?;
        Some(&found.1)
    }

    /// The path of the record, from the names of its objects.
    pub fn path(&self) -> String {
        let folders = self.trees.iter().rev().filter(|tree| tree.name != ".");
        let names = folders.chain([&self.record]).map(|link| link.name.as_str());
        names.collect::<Vec<_>>().join("/")
    }
}
