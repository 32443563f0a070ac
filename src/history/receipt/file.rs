//! The text of a receipt, written and read.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::locale::receipt as words;

use super::{Commit, Link, Receipt, SignatureKind};

/// The first line: what the file is, and the number of its form.
const TITLE: &str = "po receipt 1";

/// What every object begins with.
const MARK: &str = "== ";

/// Characters in a line of base64, as PEM has them.
const COLUMNS: usize = 64;

/// The most bytes that a file may have: the largest record in base64, and folders around it.
pub const MOST_BYTES: u64 = 64 << 20;

/// More objects than this are no way from a record to its commit.
const MOST_SECTIONS: usize = 32;

/// The recipe, piece by piece: what all have in common, then by the kind of signature.
const COMMON: &str = include_str!("recipe.sh");
const UNSIGNED: &str = include_str!("recipe-none.sh");
const SIGNED: &str = include_str!("recipe-signed.sh");
const SSH: &str = include_str!("recipe-ssh.sh");
const OPENPGP: &str = include_str!("recipe-openpgp.sh");
const END: &str = include_str!("recipe-end.sh");

/// Why a file is no receipt.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It has more than [`MOST_BYTES`] bytes.
    #[error("it is too large")]
    TooLarge,
    /// It does not begin like one.
    #[error("it is no receipt")]
    NoReceipt,
    /// It is of a later form.
    #[error("its form {0} is not known")]
    Form(String),
    /// An object cannot be read; the line that begins it.
    #[error("the object `{0}` is damaged")]
    Damaged(String),
    /// An object is not there; what it is called.
    #[error("there is no {0}")]
    Missing(&'static str),
}

impl Receipt {
    /// The text of the file. It is the same in every language.
    pub fn write(&self) -> String {
        let mut text = format!("{TITLE}\n");
        for (word, value) in &self.facts {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{word}: {value}");
        }
        let kind = self.commit.kind();
        text.push('\n');
        text.push_str(&words::prose(
            kind != SignatureKind::None,
            kind == SignatureKind::Other,
        ));
        text.push('\n');
        for line in recipe(kind).lines() {
            let _ = writeln!(text, "    {line}");
        }
        text.push('\n');
        section(&mut text, "record", Some(&self.record), &self.record.bytes);
        for tree in &self.trees {
            section(&mut text, "tree", Some(tree), &tree.bytes);
        }
        section(&mut text, "commit", None, &self.commit.before);
        if let Some(signature) = &self.commit.signature {
            let _ = writeln!(text, "{MARK}signature");
            text.push_str(signature);
            section(&mut text, "rest", None, &self.commit.after);
        }
        text
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it is no receipt, or one that is damaged so far that nothing can be held against it.
    pub fn read(bytes: &[u8]) -> Result<Self, ReceiptError> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(ReceiptError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| ReceiptError::NoReceipt)?;
        let mut lines = text.split_inclusive('\n').peekable();
        let first = lines.next().unwrap_or_default().trim_end();
        let form = first.strip_prefix("po receipt ");
        match form {
            Some(_) if first == TITLE => {}
            Some(form) => return Err(ReceiptError::Form(form.to_owned())),
            None => return Err(ReceiptError::NoReceipt),
        }
        let mut facts = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.trim_end().is_empty()) {
            let (word, value) = line.split_once(':').ok_or(ReceiptError::NoReceipt)?;
            facts.push((word.to_owned(), value.trim().to_owned()));
        }
        let mut sections: Vec<(&str, String)> = Vec::new();
        for line in lines {
            if let Some(title) = line.strip_prefix(MARK) {
                if sections.len() >= MOST_SECTIONS {
                    return Err(ReceiptError::Damaged(title.trim_end().to_owned()));
                }
                sections.push((title.trim_end(), String::new()));
            } else if let Some((_, body)) = sections.last_mut() {
                body.push_str(line);
            }
        }
        of_sections(facts, &sections)
    }
}

fn of_sections(
    facts: Vec<(String, String)>,
    sections: &[(&str, String)],
) -> Result<Receipt, ReceiptError> {
    let mut record = None;
    let mut trees = Vec::new();
    let (mut before, mut signature, mut after) = (None, None, None);
    for (title, body) in sections {
        let mut words = title.split(' ');
        let kind = words.next().unwrap_or_default();
        let damaged = || ReceiptError::Damaged((*title).to_owned());
        let is_twice = match kind {
            "record" => {
                let link = link(words, body).ok_or_else(damaged)?;
                record.replace(link).is_some() || !trees.is_empty()
            }
            "tree" => {
                trees.push(link(words, body).ok_or_else(damaged)?);
                before.is_some()
            }
            "commit" => before.replace(decoded(body).ok_or_else(damaged)?).is_some(),
            "rest" => after.replace(decoded(body).ok_or_else(damaged)?).is_some(),
            "signature" => signature.replace(body.clone()).is_some(),
            _ => true,
        };
        if is_twice {
            return Err(damaged());
        }
    }
    if signature.is_some() && after.is_none() {
        return Err(ReceiptError::Missing("rest"));
    }
    Ok(Receipt {
        facts,
        record: record.ok_or(ReceiptError::Missing("record"))?,
        trees,
        commit: Commit {
            before: before.ok_or(ReceiptError::Missing("commit"))?,
            signature,
            after: after.unwrap_or_default(),
        },
    })
}

/// The recipe for a kind of signature.
fn recipe(kind: SignatureKind) -> String {
    let pieces: &[&str] = match kind {
        SignatureKind::None => &[COMMON, UNSIGNED, END],
        SignatureKind::Ssh => &[COMMON, SIGNED, SSH, END],
        SignatureKind::OpenPgp => &[COMMON, SIGNED, OPENPGP, END],
        SignatureKind::Other => &[COMMON, SIGNED, END],
    };
    pieces.concat()
}

fn section(text: &mut String, kind: &str, link: Option<&Link>, bytes: &[u8]) {
    let named = link.map_or_else(String::new, |link| format!(" {} {}", link.mode, link.name));
    let _ = writeln!(text, "{MARK}{kind}{named}");
    let encoded = STANDARD.encode(bytes);
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, below) = rest.split_at(rest.len().min(COLUMNS));
        let _ = writeln!(text, "{line}");
        rest = below;
    }
}

fn link<'w>(mut words: impl Iterator<Item = &'w str>, body: &str) -> Option<Link> {
    let (mode, name, end) = (words.next()?, words.next()?, words.next());
    let link = Link {
        mode: mode.to_owned(),
        name: name.to_owned(),
        bytes: decoded(body)?,
    };
    end.is_none().then_some(link)
}

fn decoded(body: &str) -> Option<Vec<u8>> {
    let line: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(line).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn receipt(bytes: Vec<Vec<u8>>, signature: Option<String>) -> Receipt {
        let mut bytes = bytes.into_iter();
        let mut next = || bytes.next().unwrap_or_default();
        let link = |mode: &str, name: &str, bytes| Link {
            mode: mode.to_owned(),
            name: name.to_owned(),
            bytes,
        };
        Receipt {
            facts: vec![("record".to_owned(), "虛構：一".to_owned())],
            record: link("100644", "x.toml", next()),
            trees: vec![link("40000", "records", next()), link("40000", ".", next())],
            commit: Commit {
                before: next(),
                after: signature.as_ref().map(|_| next()).unwrap_or_default(),
                signature,
            },
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            bytes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 5),
            signature in proptest::option::of("(-[a-zA-Z0-9+/ -]{0,40}\n){1,4}"),
        ) {
            let receipt = receipt(bytes, signature);
            prop_assert_eq!(Receipt::read(receipt.write().as_bytes()), Ok(receipt));
        }

        /// A byte more, less or other anywhere is told or changes nothing that is proved.
        #[test]
        fn no_damage_panics(place in any::<proptest::sample::Index>(), byte in any::<u8>()) {
            let receipt = receipt(vec![b"a".to_vec(); 5], Some("-x\n".to_owned()));
            let mut text = receipt.write().into_bytes();
            let place = place.index(text.len());
            text[place] = byte;
            if let Ok(read) = Receipt::read(&text) {
                let _ = read.check();
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = Receipt::read(text.as_bytes());
            let _ = Receipt::read(format!("po receipt 1\n{text}\n\n== record 1 x\n{text}").as_bytes());
        }
    }

    #[test]
    fn what_is_no_receipt_is_told_from_what_is_damaged() {
        let read = |text: &str| Receipt::read(text.as_bytes()).unwrap_err();
        assert_eq!(read(""), ReceiptError::NoReceipt);
        assert_eq!(read("# Title\n"), ReceiptError::NoReceipt);
        assert_eq!(read("po receipt 2\n"), ReceiptError::Form("2".to_owned()));
        assert_eq!(read("po receipt 1\n"), ReceiptError::Missing("record"));
        let damaged = read("po receipt 1\n\n== record 100644 x\n&&&\n");
        assert_eq!(damaged, ReceiptError::Damaged("record 100644 x".to_owned()));
    }

    #[test]
    fn the_page_on_receipts_has_every_recipe() {
        let page = include_str!("../../../docs/receipts.md");
        for piece in [COMMON, UNSIGNED, SIGNED, SSH, OPENPGP, END] {
            assert!(page.contains(piece), "docs/receipts.md lacks\n{piece}");
        }
    }
}
