//! A commit as its own bytes say it. libgit2 and git show what grafts and replacements make of a
//! commit; whoever proves a history must read what was signed.

use chrono::{DateTime, FixedOffset, NaiveDate};
use git2::{ErrorCode, ObjectType, Oid};

use super::error::Fault;
use super::open::Store;
use super::recorded::TAIPEI;

/// A commit, read from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCommit {
    /// The commit.
    pub id: Oid,
    /// Its files.
    pub tree: Oid,
    /// Its parents, the published side first.
    pub parents: Vec<Oid>,
    /// When it was committed, in seconds since 1970, by the clock of whoever did it.
    pub seconds: i64,
    /// The message; bytes that are not UTF-8 appear as U+FFFD.
    pub message: String,
    /// The armoured signature, where there is one.
    pub signature: Option<String>,
    /// The bytes that are signed: the commit without its signatures.
    pub payload: Vec<u8>,
}

impl RawCommit {
    /// Reads the bytes of a commit (gitformat-commit: headers, an empty line, the message); `None`
    /// where they are none. The payload is made as git makes it: without every header whose name begins
    /// with `gpgsig`.
    fn parse(id: Oid, bytes: &[u8]) -> Option<Self> {
        let mut tree = None;
        let mut parents = Vec::new();
        let mut seconds = None;
        let mut signature: Option<String> = None;
        let mut payload = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        let mut in_signature = None;
        loop {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let (line, after) = rest.split_at(end + 1);
            rest = after;
            if line == b"\n" {
                payload.extend(line);
                break;
            }
            if let Some(more) = line.strip_prefix(b" ") {
                match in_signature {
                    Some(true) => {
                        let text = signature.as_mut()?;
                        text.push_str(&String::from_utf8_lossy(more));
                    }
                    Some(false) => {}
                    None => payload.extend(line),
                }
                continue;
            }
            let text = String::from_utf8_lossy(line);
            let (name, value) = text.trim_end_matches('\n').split_once(' ')?;
            in_signature = name.starts_with("gpgsig").then_some(name == "gpgsig");
            match in_signature {
                // git joins several signatures; the join is none, so that it never proves anything.
                Some(true) => {
                    let text = signature.get_or_insert_default();
                    text.push_str(value);
                    text.push('\n');
                }
                Some(false) => {}
                None => payload.extend(line),
            }
            match name {
                "tree" => tree = Oid::from_str(value).ok(),
                "parent" => parents.push(Oid::from_str(value).ok()?),
                "committer" => seconds = moment(value),
                _ => {}
            }
        }
        payload.extend(rest);
        Some(Self {
            id,
            tree: tree?,
            parents,
            seconds: seconds?,
            message: String::from_utf8_lossy(rest).into_owned(),
            signature,
            payload,
        })
    }

    /// The day in Taipei on which it was committed.
    pub fn day(&self) -> NaiveDate {
        self.recorded_at().date_naive()
    }

    /// When it was committed, in Taipei.
    pub fn recorded_at(&self) -> DateTime<FixedOffset> {
        let taipei = FixedOffset::east_opt(TAIPEI).expect("eight hours are an offset");
        DateTime::from_timestamp(self.seconds, 0)
            .unwrap_or_default()
            .with_timezone(&taipei)
    }
}

/// The seconds of `NAME <EMAIL> SECONDS ZONE`.
fn moment(line: &str) -> Option<i64> {
    line.rsplit_once('>')?
        .1
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

impl Store {
    /// A commit as its own bytes say it; `None` where the object is not there.
    ///
    /// # Errors
    /// Where the object is no commit or cannot be read.
    pub fn raw_commit(&self, id: Oid) -> Result<Option<RawCommit>, Fault> {
        let read = Fault::git("read a commit");
        let objects = self.repository().odb().map_err(&read)?;
        let object = match objects.read(id) {
            Err(cause) if cause.code() == ErrorCode::NotFound => return Ok(None),
            found => found.map_err(&read)?,
        };
        let malformed = || read(git2::Error::from_str(&format!("{id} is no sound commit")));
        if object.kind() != ObjectType::Commit {
            return Err(malformed());
        }
        RawCommit::parse(id, object.data())
            .map(Some)
            .ok_or_else(malformed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Invented.
    const SIGNED: &str = "tree 1111111111111111111111111111111111111111\nparent 2222222222222222222222222222222222222222\nauthor A <a@example.org> 1549936800 +0800\ncommitter A > B <a@example.org> 1549936801 +0800\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\nencoding UTF-8\n\nsubject\n\ngpgsig in the message stays\n";

    #[test]
    fn the_payload_is_the_commit_without_its_signature() {
        let commit = RawCommit::parse(Oid::ZERO_SHA1, SIGNED.as_bytes()).unwrap();
        assert_eq!(
            commit.signature.unwrap(),
            "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
        );
        let payload = String::from_utf8(commit.payload).unwrap();
        let signature =
            "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n";
        assert_eq!(payload, SIGNED.replace(signature, ""));
        assert_eq!(commit.seconds, 1_549_936_801);
        assert_eq!(commit.parents.len(), 1);
        assert!(commit.message.starts_with("subject\n"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..SIGNED.len()) {
            let _ = RawCommit::parse(Oid::ZERO_SHA1, &bytes);
            let _ = RawCommit::parse(Oid::ZERO_SHA1, &[&SIGNED.as_bytes()[..cut], &bytes].concat());
        }
    }
}
