//! A commit as it was recorded: read from the bytes of its object, so that neither the grafts nor the
//! replacements of a clone change what the history says.

use chrono::{DateTime, FixedOffset, NaiveDate};
use git2::{ErrorCode, ObjectType, Odb, OdbObject, Oid};

use super::error::Fault;
use super::open::Store;

/// Taiwan's offset in seconds; it has had no summer time since 1979.
const TAIPEI: i32 = 8 * 3600;

/// The largest commit object that is read, in bytes; a message is some hundred.
const LARGEST_COMMIT: usize = 1 << 20;

/// Whether a commit bears a signature. That it is good is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// It bears none.
    Unsigned,
    /// It bears one, which nobody has looked at.
    Signed,
}

impl Signature {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Signed => "signed",
        }
    }
}

/// A commit as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCommit {
    /// Its root tree.
    pub tree: Oid,
    /// What it follows on, as its object says.
    pub parents: Vec<Oid>,
    /// When it was recorded, by the clock of whoever did it.
    pub at: DateTime<FixedOffset>,
    /// The name of its author.
    pub author: String,
    /// Whether it is signed.
    pub signature: Signature,
    /// Its message.
    pub message: String,
}

impl RecordedCommit {
    /// Reads a commit; `None` where it is not at hand.
    ///
    /// # Errors
    /// Where the object is no commit, is larger than any commit, or cannot be read.
    pub fn read(objects: &Odb<'_>, id: Oid) -> Result<Option<Self>, Fault> {
        let Some(object) = commit_object(objects, id)? else {
            return Ok(None);
        };
        let read = Self::parse(object.data());
        read.map(Some).ok_or(Fault::BadObject { id })
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut tree = None;
        let mut parents = Vec::new();
        let mut at = None;
        let mut author = String::new();
        let mut signature = Signature::Unsigned;
        for line in head.lines() {
            let Some((key, value)) = line.split_once(' ') else {
                continue;
            };
            match key {
                "tree" => tree = Some(value.parse().ok()?),
                "parent" => parents.push(value.parse().ok()?),
                "author" => author = value.split(" <").next().unwrap_or_default().to_owned(),
                "committer" => at = Some(moment(value).unwrap_or_default()),
                "gpgsig" | "gpgsig-sha256" => signature = Signature::Signed,
                _ => {}
            }
        }
        Some(Self {
            tree: tree?,
            parents,
            at: at?,
            author,
            signature,
            message: message.to_owned(),
        })
    }

    /// Its first line.
    pub fn subject(&self) -> &str {
        self.message.trim_start().lines().next().unwrap_or_default()
    }

    /// The value of the first trailer of that name: trailers are the lines of the last paragraph.
    pub fn trailer(&self, name: &str) -> Option<&str> {
        let (_, trailers) = self.message.trim_end().rsplit_once("\n\n")?;
        let value = trailers
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }
}

/// The object of a commit; `None` where it is not at hand.
pub(super) fn commit_object<'o>(
    objects: &'o Odb<'_>,
    id: Oid,
) -> Result<Option<OdbObject<'o>>, Fault> {
    match objects.read(id) {
        Ok(object) if object.kind() != ObjectType::Commit || object.len() > LARGEST_COMMIT => {
            Err(Fault::BadObject { id })
        }
        Ok(object) => Ok(Some(object)),
        Err(cause) if cause.code() == ErrorCode::NotFound => Ok(None),
        Err(cause) => Err(Fault::git("read the commit")(cause)),
    }
}

/// The moment at the end of `NAME <MAIL> SECONDS OFFSET`; `None` where it says none.
pub(super) fn moment(person: &str) -> Option<DateTime<FixedOffset>> {
    let mut words = person.rsplit(' ');
    let offset = words.next().and_then(offset_of);
    let seconds = words.next()?.parse().ok()?;
    DateTime::from_timestamp(seconds, 0)?;
    Some(moment_of(seconds, offset.unwrap_or_default()))
}

/// Seconds east of Greenwich of `+0800`.
fn offset_of(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    (number / 100)
        .checked_mul(3600)?
        .checked_add((number % 100) * 60)
}

/// A moment from the seconds since 1970 and those east of Greenwich.
pub fn moment_of(seconds: i64, offset: i32) -> DateTime<FixedOffset> {
    let moment = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    match FixedOffset::east_opt(offset) {
        Some(offset) => moment.with_timezone(&offset),
        None => moment.fixed_offset(),
    }
}

/// The day in Taipei of a moment.
pub fn taipei_day(moment: DateTime<FixedOffset>) -> NaiveDate {
    in_taipei(moment).date_naive()
}

/// A moment by the clock of Taipei.
pub(super) fn in_taipei(moment: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let taipei = FixedOffset::east_opt(TAIPEI).expect("eight hours are an offset");
    moment.with_timezone(&taipei)
}

impl Store {
    /// The object database, for floors that read many objects.
    ///
    /// # Errors
    /// Where git cannot open it.
    pub fn objects(&self) -> Result<Odb<'_>, Fault> {
        self.repository()
            .odb()
            .map_err(Fault::git("open the objects"))
    }

    /// A commit as it was recorded.
    ///
    /// # Errors
    /// [`Fault::MissingObject`] where it is not at hand, and what [`RecordedCommit::read`] refuses.
    pub fn recorded(&self, id: Oid) -> Result<RecordedCommit, Fault> {
        RecordedCommit::read(&self.objects()?, id)?.ok_or(Fault::MissingObject { id })
    }

    /// The commits that this clone shows in another shape than they were recorded in: those that
    /// `refs/replace` replaces and those whose parents `info/grafts` changes.
    ///
    /// # Errors
    /// Where git cannot list its references.
    pub fn altered(&self) -> Result<Vec<Oid>, Fault> {
        let read = Fault::git("read the references");
        let references = self.repository().references_glob("refs/replace/*");
        let mut altered = Vec::new();
        for reference in references.map_err(&read)? {
            let reference = reference.map_err(&read)?;
            let name = String::from_utf8_lossy(reference.name_bytes()).into_owned();
            altered.extend(
                name.rsplit('/')
                    .next()
                    .and_then(|id| id.parse::<Oid>().ok()),
            );
        }
        let grafts = self.repository().commondir().join("info/grafts");
        let grafts = std::fs::read_to_string(grafts).unwrap_or_default();
        let grafted = grafts.lines().filter_map(|line| line.split(' ').next());
        altered.extend(grafted.filter_map(|id| id.parse::<Oid>().ok()));
        Ok(altered)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    fn parsed(rest: &str, message: &str) -> RecordedCommit {
        let text = format!(
            "tree {TREE}\nauthor 甲 乙 <a@example.org> 1 +0000\n\
             committer 丙 <b@example.org> 1549936800 +0800\n{rest}\n{message}"
        );
        RecordedCommit::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_commit_says_who_when_and_why() {
        let commit = parsed(
            "",
            "題目\n\n內文\n\nPo-Op: case.stage\nPo-Reason: 因為: 所以\n",
        );
        assert_eq!(commit.author, "甲 乙");
        assert_eq!(commit.at.to_rfc3339(), "2019-02-12T10:00:00+08:00");
        assert_eq!(commit.subject(), "題目");
        assert_eq!(commit.trailer("Po-Op"), Some("case.stage"));
        assert_eq!(commit.trailer("Po-Reason"), Some("因為: 所以"));
        assert_eq!(commit.trailer("Po-For"), None);
        assert_eq!(commit.signature, Signature::Unsigned);
        let signed = parsed("gpgsig -----BEGIN\n parent x\n -----END\n", "題目\n");
        assert_eq!(signed.signature, Signature::Signed);
        assert!(signed.parents.is_empty());
    }

    #[test]
    fn only_the_last_paragraph_holds_trailers() {
        let commit = parsed("", "題目\n\nPo-Op: case.rm\n\nPo-Op: case.set\n");
        assert_eq!(commit.trailer("Po-Op"), Some("case.set"));
        assert_eq!(parsed("", "Po-Op: case.rm\n").trailer("Po-Op"), None);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), tail in "\\PC{0,40}") {
            let _ = RecordedCommit::parse(&bytes);
            let text = format!("tree {TREE}\ncommitter {tail}\n\n{tail}");
            let _ = RecordedCommit::parse(text.as_bytes());
        }
    }
}
