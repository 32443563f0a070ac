//! Ids: how a record is named for ever, and where its file therefore lies.
//!
//! An id is kind, month and suffix: `c201902-k7f2` is a case of February 2019. The suffix is
//! Crockford base 32 in lower case (no i, l, o, u) with at least one letter, so that it reads as
//! no number, exponent or date. Records made by hand draw it at random; imported ones take it from
//! SHA-256 of kind and source key, so that two clones importing one source make the same path.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::date::Date;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The length of a suffix unless a clash asks for more.
pub const SUFFIX_LENGTH: usize = 4;

/// The longest suffix: enough bits to be unique among all records ever made.
const LONGEST_SUFFIX: usize = 16;

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A case of the network.
    Case,
    /// A meeting.
    Meeting,
    /// A transcript of a meeting.
    Transcript,
    /// A ministry or agency.
    Agency,
    /// An officer or official.
    Person,
    /// A rule set in force from a day.
    Rules,
    /// The government office calendar of a year.
    Calendar,
    /// How a kind of meeting is prepared.
    Template,
    /// The settings of the store.
    Settings,
    /// Who may do what in the store.
    Policy,
    /// Other stores that are read together with this one.
    Stores,
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 11] = [
        Self::Case,
        Self::Meeting,
        Self::Transcript,
        Self::Agency,
        Self::Person,
        Self::Rules,
        Self::Calendar,
        Self::Template,
        Self::Settings,
        Self::Policy,
        Self::Stores,
    ];

    /// The word of the command line and of schema files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Meeting => "meeting",
            Self::Transcript => "transcript",
            Self::Agency => "agency",
            Self::Person => "person",
            Self::Rules => "rules",
            Self::Calendar => "calendar",
            Self::Template => "template",
            Self::Settings => "store",
            Self::Policy => "policy",
            Self::Stores => "stores",
        }
    }

    /// The folder of its records.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Case => "records/cases",
            Self::Meeting => "records/meetings",
            Self::Transcript => "records/transcripts",
            Self::Agency => "records/agencies",
            Self::Person => "records/people",
            Self::Rules => "records/rules",
            Self::Calendar => "records/calendars",
            Self::Template => "records/templates",
            Self::Settings | Self::Policy | Self::Stores => "records",
        }
    }

    /// The letter that ids of this kind begin with, for the kinds kept by month.
    pub fn letter(self) -> Option<char> {
        match self {
            Self::Case => Some('c'),
            Self::Meeting => Some('m'),
            Self::Transcript => Some('t'),
            _ => None,
        }
    }

    /// Whether a store has one record of the kind, in a place of its own.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Settings | Self::Policy | Self::Stores)
    }

    /// The kind of the record at `path` (with `/`, from the root of the repository) and the id that
    /// the file name promises; `None` where no record lives.
    pub fn of_path(path: &str) -> Option<(Self, &str)> {
        if path == SETTINGS_PATH {
            return Some((Self::Settings, "store"));
        }
        if path == POLICY_PATH {
            return Some((Self::Policy, "policy"));
        }
        if path == STORES_PATH {
            return Some((Self::Stores, "stores"));
        }
        let (folder, name) = path.rsplit_once('/')?;
        let id = name.strip_suffix(".toml")?;
        let kind = Self::ALL.into_iter().find(|kind| {
            !kind.is_single()
                && match kind.letter() {
                    Some(_) => folder
                        .strip_prefix(kind.folder())
                        .is_some_and(|month| month.starts_with('/')),
                    None => folder == kind.folder(),
                }
        })?;
        Some((kind, id))
    }

    /// Where the record of that id lies, or `None` if no such id can be.
    pub fn path(self, id: &str) -> Option<String> {
        match self {
            Self::Case | Self::Meeting | Self::Transcript => {
                let id: RecordId = id.parse().ok()?;
                (id.kind() == self).then(|| id.path())
            }
            Self::Settings => (id == "store").then(|| SETTINGS_PATH.to_owned()),
            Self::Policy => (id == "policy").then(|| POLICY_PATH.to_owned()),
            Self::Stores => (id == "stores").then(|| STORES_PATH.to_owned()),
            _ => is_name(id).then(|| format!("{}/{id}.toml", self.folder())),
        }
    }

    /// The path of the schema from a record of this kind, for its `#:schema` line.
    pub fn schema_line(self) -> String {
        let up = match self {
            Self::Settings | Self::Policy | Self::Stores => "../",
            Self::Case | Self::Meeting | Self::Transcript => "../../../../",
            _ => "../../",
        };
        format!("{up}schemas/{}.schema.json", self.as_str())
    }
}

/// Where the settings of a store lie; a repository with this file is a store.
pub const SETTINGS_PATH: &str = "records/store.toml";

/// Where it stands who may do what in a store.
pub const POLICY_PATH: &str = "records/policy.toml";

/// Where it stands which other stores are read together with a store.
pub const STORES_PATH: &str = "records/stores.toml";

/// Whether the text can name an agency, a person, a rule set or a calendar: lower-case letters,
/// digits and single hyphens.
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The id of a case, meeting or transcript.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    kind: Kind,
    month: u32,
    suffix: String,
}

impl RecordId {
    /// An id of a record whose first date is `date`, with a suffix made elsewhere.
    /// `None` for the kinds that are named otherwise, or for what is no suffix.
    pub fn new(kind: Kind, date: Date, suffix: &str) -> Option<Self> {
        (kind.letter().is_some() && is_suffix(suffix)).then(|| Self {
            kind,
            month: date.year_month(),
            suffix: suffix.to_owned(),
        })
    }

    /// The id of an imported record: `key` names it in its source (a petition's UUID, a
    /// transcript's slug, a case page's number). `length` is [`SUFFIX_LENGTH`] unless a clash asks
    /// for more.
    pub fn imported(kind: Kind, date: Date, key: &str, length: usize) -> Option<Self> {
        let suffix = suffix_of(kind.as_str(), key, length);
        Self::new(kind, date, &suffix)
    }

    /// The kind, told by the first letter.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Where the record lies.
    pub fn path(&self) -> String {
        let (year, month) = (self.month / 100, self.month % 100);
        format!("{}/{year:04}/{month:02}/{self}.toml", self.kind.folder())
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = self.kind.letter().unwrap_or('?');
        write!(formatter, "{letter}{:06}-{}", self.month, self.suffix)
    }
}

impl FromStr for RecordId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut characters = text.chars();
        let letter = characters.next().ok_or(())?;
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.letter() == Some(letter))
            .ok_or(())?;
        let (month, suffix) = characters.as_str().split_once('-').ok_or(())?;
        if month.len() != 6 || !month.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        let month: u32 = month.parse().map_err(|_| ())?;
        let exists = (190_001..220_000).contains(&month) && (1..=12).contains(&(month % 100));
        if !exists || !is_suffix(suffix) {
            return Err(());
        }
        Ok(Self {
            kind,
            month,
            suffix: suffix.to_owned(),
        })
    }
}

/// Whether the text is a suffix, or the key of a row.
pub fn is_suffix(text: &str) -> bool {
    (SUFFIX_LENGTH..=LONGEST_SUFFIX).contains(&text.len())
        && text.bytes().all(|byte| ALPHABET.contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The suffix (or row key) that `key` of the kind `what` always has.
pub fn suffix_of(what: &str, key: &str, length: usize) -> String {
    let mut round = 0_u32;
    loop {
        let digest = Sha256::new()
            .chain_update(what)
            .chain_update(b"\0")
            .chain_update(key)
            .chain_update(if round == 0 {
                Vec::new()
            } else {
                round.to_be_bytes().to_vec()
            })
            .finalize();
        let suffix = base32(&digest, length);
        if is_suffix(&suffix) {
            return suffix;
        }
        round += 1;
    }
}

fn base32(bytes: &[u8], length: usize) -> String {
    bytes
        .iter()
        .take(length.clamp(SUFFIX_LENGTH, LONGEST_SUFFIX))
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}

/// Where suffixes of records made by hand come from.
#[derive(Debug)]
pub enum IdSource {
    /// The system's random numbers.
    System,
    /// A fixed row of suffixes, for tests.
    Seeded(u64),
}

impl IdSource {
    /// The next suffix (or row key).
    pub fn suffix(&mut self, length: usize) -> String {
        loop {
            let suffix = base32(&self.bytes(), length);
            if is_suffix(&suffix) {
                return suffix;
            }
        }
    }

    fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        match self {
            Self::System => {
                getrandom::fill(&mut bytes).expect("the system has random numbers");
            }
            Self::Seeded(state) => {
                *state += 1;
                bytes.copy_from_slice(&Sha256::digest(state.to_be_bytes()));
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_id_says_the_path() {
        let id: RecordId = "c201902-k7f2".parse().unwrap();
        assert_eq!(id.kind(), Kind::Case);
        assert_eq!(id.path(), "records/cases/2019/02/c201902-k7f2.toml");
        assert_eq!(
            Kind::of_path(&id.path()),
            Some((Kind::Case, "c201902-k7f2"))
        );
        assert_eq!(
            Kind::of_path("records/agencies/mohw.toml"),
            Some((Kind::Agency, "mohw"))
        );
        assert_eq!(
            Kind::of_path("records/store.toml"),
            Some((Kind::Settings, "store"))
        );
        assert_eq!(Kind::of_path("records/agencies/deeper/mohw.toml"), None);
        assert_eq!(Kind::of_path("README.md"), None);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "c",
            "c201902",
            "c201902-",
            "c201902-k7f",
            "c201902-1234",
            "x201902-k7f2",
            "c201913-k7f2",
            "c201902-K7F2",
            "c201902-k7fl",
            "c2019é2-k7f2",
            "c201902-k7f2/..",
        ] {
            assert!(text.parse::<RecordId>().is_err(), "{text}");
        }
    }

    #[test]
    fn seeded_suffixes_repeat_and_differ() {
        let (mut one, mut other) = (IdSource::Seeded(7), IdSource::Seeded(7));
        let first = one.suffix(4);
        assert_eq!(first, other.suffix(4));
        assert_ne!(first, one.suffix(4));
    }

    proptest! {
        #[test]
        fn an_imported_id_is_an_id_and_always_the_same(key in ".*", year in 1900..2200_i32) {
            let date = Date::new(year, 2, 3).unwrap();
            let id = RecordId::imported(Kind::Meeting, date, &key, SUFFIX_LENGTH).unwrap();
            prop_assert_eq!(id.to_string().parse::<RecordId>(), Ok(id.clone()));
            prop_assert_eq!(RecordId::imported(Kind::Meeting, date, &key, SUFFIX_LENGTH), Some(id));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<RecordId>();
            let _ = Kind::of_path(&text);
            let _ = Kind::Agency.path(&text);
        }
    }
}
