//! A raw commit, and the signature inside it.
//!
//! Git signs the commit without its `gpgsig` header and then puts that header in, each further line
//! of the signature behind a blank. Cut at the header, the pieces give back both: what was signed, and
//! the object whose digest is the id of the commit.

use git2::{ObjectType, Oid};

/// The header that holds a signature.
const HEADER: &[u8] = b"gpgsig ";

/// How a commit is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// Not at all.
    None,
    /// With `ssh-keygen`.
    Ssh,
    /// With `gpg`.
    OpenPgp,
    /// In a way that is not checked here, such as X.509.
    Other,
}

impl SignatureKind {
    /// The word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ssh => "ssh",
            Self::OpenPgp => "openpgp",
            Self::Other => "other",
        }
    }
}

/// A raw commit, cut at its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// What comes before the signature: all of an unsigned commit.
    pub before: Vec<u8>,
    /// The signature, its lines without the blanks that git puts before them.
    pub signature: Option<String>,
    /// What comes after it.
    pub after: Vec<u8>,
}

impl Commit {
    /// Cuts a raw commit. A signature that is no text counts as none, so that it stays in `before`.
    pub fn cut(raw: &[u8]) -> Self {
        let whole = || Self {
            before: raw.to_vec(),
            signature: None,
            after: Vec::new(),
        };
        let mut start = 0;
        let mut lines = raw.split_inclusive(|byte| *byte == b'\n').peekable();
        while let Some(line) = lines.next() {
            if line == b"\n" {
                break;
            }
            if !line.starts_with(HEADER) {
                start += line.len();
                continue;
            }
            let mut length = line.len();
            let mut is_whole = line.ends_with(b"\n");
            let mut signature = line.get(HEADER.len()..).unwrap_or_default().to_vec();
            while let Some(more) = lines.next_if(|line| line.starts_with(b" ")) {
                length += more.len();
                is_whole = more.ends_with(b"\n");
                signature.extend_from_slice(more.get(1..).unwrap_or_default());
            }
            return match (String::from_utf8(signature), is_whole) {
                (Ok(signature), true) => Self {
                    before: raw.get(..start).unwrap_or_default().to_vec(),
                    signature: Some(signature),
                    after: raw.get(start + length..).unwrap_or_default().to_vec(),
                },
                _ => whole(),
            };
        }
        whole()
    }

    /// The raw commit.
    pub fn raw(&self) -> Vec<u8> {
        let mut raw = self.before.clone();
        if let Some(signature) = &self.signature {
            raw.extend_from_slice(HEADER.trim_ascii_end());
            for line in signature.split_inclusive('\n') {
                raw.push(b' ');
                raw.extend_from_slice(line.as_bytes());
            }
        }
        raw.extend_from_slice(&self.after);
        raw
    }

    /// What was signed.
    pub fn payload(&self) -> Vec<u8> {
        [self.before.as_slice(), &self.after].concat()
    }

    /// Its id.
    pub fn id(&self) -> Option<Oid> {
        Oid::hash_object(ObjectType::Commit, &self.raw()).ok()
    }

    /// How it is signed.
    pub fn kind(&self) -> SignatureKind {
        let Some(signature) = &self.signature else {
            return SignatureKind::None;
        };
        match signature.lines().next().unwrap_or_default() {
            "-----BEGIN SSH SIGNATURE-----" => SignatureKind::Ssh,
            "-----BEGIN PGP SIGNATURE-----" => SignatureKind::OpenPgp,
            _ => SignatureKind::Other,
        }
    }

    /// The id of its tree: the first header.
    pub fn tree(&self) -> Option<Oid> {
        let line = self.before.split(|byte| *byte == b'\n').next()?;
        let id = std::str::from_utf8(line.strip_prefix(b"tree ")?).ok()?;
        Oid::from_str(id).ok().filter(|_| id.len() == 40)
    }

    /// When it was committed: seconds since 1970 and the offset, as the header has them.
    pub fn committed(&self) -> Option<String> {
        let payload = self.payload();
        let mut lines = payload.split(|byte| *byte == b'\n');
        let line = lines.find(|line| line.is_empty() || line.starts_with(b"committer "))?;
        let line = String::from_utf8_lossy(line);
        let mut words = line.rsplit(' ');
        let (offset, seconds) = (words.next()?, words.next()?);
        let moment = chrono::DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
        let moment = match offset.parse::<i32>() {
            Ok(hours) => {
                let seconds = (hours / 100 * 60 + hours % 100) * 60;
                let offset = chrono::FixedOffset::east_opt(seconds)?;
                moment.with_timezone(&offset)
            }
            Err(_) => moment.fixed_offset(),
        };
        Some(moment.to_rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Invented.
    const HEAD: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@x> 1549936800 +0800\ncommitter A <a@x> 1549936800 +0800\n";

    #[test]
    fn a_signed_commit_is_cut_at_its_header() {
        let raw = format!(
            "{HEAD}gpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----\n\nsubject\n\ngpgsig in the message\n"
        );
        let commit = Commit::cut(raw.as_bytes());
        assert_eq!(commit.kind(), SignatureKind::Ssh);
        assert_eq!(commit.before, HEAD.as_bytes());
        assert_eq!(
            commit.signature.as_deref(),
            Some("-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n")
        );
        assert_eq!(
            commit.payload(),
            format!("{HEAD}\nsubject\n\ngpgsig in the message\n").as_bytes()
        );
        assert_eq!(commit.raw(), raw.as_bytes());
        assert_eq!(
            commit.committed().as_deref(),
            Some("2019-02-12T10:00:00+08:00")
        );
        let unsigned = Commit::cut(format!("{HEAD}\ngpgsig no header\n").as_bytes());
        assert_eq!(unsigned.kind(), SignatureKind::None);
    }

    proptest! {
        /// Whatever stands in a commit, its pieces give it back.
        #[test]
        fn the_pieces_give_the_commit_back(
            lines in proptest::collection::vec("(gpgsig | |tree |)[a-z \\\\xff]{0,6}", 0..12),
            end in any::<bool>(),
        ) {
            let mut raw = lines.join("\n").into_bytes();
            if end { raw.push(b'\n'); }
            let commit = Commit::cut(&raw);
            prop_assert_eq!(commit.raw(), raw);
            let _ = (commit.committed(), commit.tree(), commit.kind());
        }
    }
}
