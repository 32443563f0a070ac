//! What was signed of a commit, and the signature. What a commit says otherwise is told by `recorded`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use git2::Oid;

use super::error::Fault;
use super::open::Store;
use super::recorded::{RecordedCommit, commit_object, in_taipei, moment};

/// A commit with what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCommit {
    /// The commit.
    pub id: Oid,
    /// What it says.
    pub recorded: RecordedCommit,
    /// The armoured signature, where there is one.
    pub signature: Option<String>,
    /// The bytes that are signed: the commit without its signatures.
    pub payload: Vec<u8>,
}

impl RawCommit {
    /// Reads the bytes of a commit (gitformat-commit: headers, an empty line, the message); `None`
    /// where they are none, or say no day. The payload is made as git makes it: without every header
    /// whose name begins with `gpgsig`.
    fn parse(id: Oid, bytes: &[u8]) -> Option<Self> {
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
            if name == "committer" {
                moment(value)?;
            }
        }
        payload.extend(rest);
        Some(Self {
            id,
            recorded: RecordedCommit::parse(bytes)?,
            signature,
            payload,
        })
    }

    /// When it was committed, in seconds since 1970, by the clock of whoever did it.
    pub fn seconds(&self) -> i64 {
        self.recorded.at.timestamp()
    }

    /// The day in Taipei on which it was committed.
    pub fn day(&self) -> NaiveDate {
        self.recorded_at().date_naive()
    }

    /// When it was committed, in Taipei.
    pub fn recorded_at(&self) -> DateTime<FixedOffset> {
        in_taipei(self.recorded.at)
    }
}

impl Store {
    /// A commit with what proves it; `None` where the object is not there.
    ///
    /// # Errors
    /// Where the object is no commit or cannot be read.
    pub fn raw_commit(&self, id: Oid) -> Result<Option<RawCommit>, Fault> {
        let objects = self.objects()?;
        let Some(object) = commit_object(&objects, id)? else {
            return Ok(None);
        };
        let read = RawCommit::parse(id, object.data());
        read.map(Some).ok_or(Fault::BadObject { id })
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
        assert_eq!(commit.recorded.at.timestamp(), 1_549_936_801);
        assert_eq!(commit.recorded.parents.len(), 1);
        assert!(commit.recorded.message.starts_with("subject\n"));
    }

    #[test]
    fn a_commit_without_a_day_proves_nothing() {
        for day in ["x", "99999999999999999"] {
            let text = SIGNED.replace("1549936801", day);
            assert_eq!(RawCommit::parse(Oid::ZERO_SHA1, text.as_bytes()), None);
        }
    }

    #[test]
    fn a_commit_without_an_offset_is_of_greenwich() {
        let text = SIGNED.replace(" +0800", " 1549936801");
        let commit = RawCommit::parse(Oid::ZERO_SHA1, text.as_bytes()).unwrap();
        assert_eq!(commit.recorded.at.offset().local_minus_utc(), 0);
        assert_eq!(commit.recorded.at.timestamp(), 1_549_936_801);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..SIGNED.len()) {
            let _ = RawCommit::parse(Oid::ZERO_SHA1, &bytes);
            let _ = RawCommit::parse(Oid::ZERO_SHA1, &[&SIGNED.as_bytes()[..cut], &bytes].concat());
        }
    }
}
