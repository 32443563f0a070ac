//! A record of any kind, and the one way from the bytes of a file to it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::agency::Agency;
use super::calendar::Calendar;
use super::case::{Case, Privacy};
use super::conflict::Conflict;
use super::id::Kind;
use super::item::Item;
use super::markers;
use super::meeting::Meeting;
use super::migrate;
use super::person::Person;
use super::policy::Policy;
use super::problem::{Problem, ProblemKind, Severity, SyntaxCause, line_of};
use super::reader::Reader;
use super::rules::Rules;
use super::settings::Settings;
use super::shape::{Shaped, TableShape};
use super::stores::Stores;
use super::template::Template;
use super::transcript::Transcript;

/// The most bytes that a record may have. The longest transcript of the public archive has 0.3 MB.
pub const MOST_BYTES: usize = 16 << 20;

/// A record of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyRecord {
    /// A case.
    Case(Box<Case>),
    /// A meeting.
    Meeting(Box<Meeting>),
    /// A transcript.
    Transcript(Box<Transcript>),
    /// An agency.
    Agency(Box<Agency>),
    /// A person.
    Person(Box<Person>),
    /// A rule set.
    Rules(Box<Rules>),
    /// A calendar.
    Calendar(Box<Calendar>),
    /// A template.
    Template(Box<Template>),
    /// The settings of the store.
    Settings(Box<Settings>),
    /// Who may do what in the store.
    Policy(Box<Policy>),
    /// Other stores that are read together with it.
    Stores(Box<Stores>),
}

/// What came of reading a file.
#[derive(Debug)]
pub struct Parsed {
    /// The record, unless an error forbids its use.
    pub record: Option<AnyRecord>,
    /// All that was found, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// Whether nothing was found that keeps the file out of a store.
    pub fn is_sound(&self) -> bool {
        self.problems
            .iter()
            .all(|problem| problem.severity() < Severity::Error)
    }
}

/// Reads the bytes of the file at `path` (with `/`, from the root of the repository) as the kind of
/// record that lives there. All problems of the file are reported, not only the first.
pub fn parse(path: &str, bytes: &[u8]) -> Parsed {
    let Some((kind, id)) = Kind::of_path(path) else {
        return failed(ProblemKind::UnknownPlace);
    };
    let mut parsed = parse_as(kind, bytes);
    let misplaced = parsed
        .record
        .as_ref()
        .map(AnyRecord::id)
        .filter(|found| kind.path(found).as_deref() != Some(path))
        .map(|found| ProblemKind::Misplaced {
            path: kind
                .path(&found)
                .unwrap_or_else(|| format!("{}/{id}.toml", kind.folder())),
            id: found,
        });
    if let Some(misplaced) = misplaced {
        parsed.problems.push(Problem {
            kind: misplaced,
            span: 0..0,
            field: "id".to_owned(),
        });
    }
    parsed
}

/// Reads bytes as a record of `kind`, wherever they lie.
pub fn parse_as(kind: Kind, bytes: &[u8]) -> Parsed {
    if bytes.len() > MOST_BYTES {
        return failed(ProblemKind::TooLarge {
            bytes: bytes.len() as u64,
            most: MOST_BYTES as u64,
        });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line = 1 + good.iter().filter(|&&byte| byte == b'\n').count();
            let mut parsed = failed(ProblemKind::NotUtf8 { line });
            for problem in &mut parsed.problems {
                problem.span = error.valid_up_to()..error.valid_up_to();
            }
            return parsed;
        }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    // Inside a text of several lines markers are good TOML.
    let least = match errors.is_empty() {
        true => markers::USUAL,
        false => markers::FEWEST,
    };
    if let Some(marker) = markers::first(text, least) {
        let mut parsed = failed(ProblemKind::Conflict);
        for problem in &mut parsed.problems {
            problem.span = marker.clone();
        }
        return parsed;
    }
    let syntax: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            Problem {
                kind: ProblemKind::Syntax {
                    cause: SyntaxCause::of(error.message(), span.is_empty()),
                    detail: error.message().to_owned(),
                },
                span,
                field: String::new(),
            }
        })
        .collect();
    // After an impossible day the parser goes on well, so the rest of the file is read as well; after
    // any other mistake in the grammar what it makes of the rest is a guess.
    let is_day = |problem: &Problem| {
        let cause = SyntaxCause::BadDate;
        matches!(&problem.kind, ProblemKind::Syntax { cause: found, .. } if *found == cause)
    };
    let only_days = syntax.iter().all(is_day);
    if !only_days {
        return unusable(syntax);
    }
    let table = migrate::to_current(kind, table);
    let whole = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    let mut reader = Reader::default();
    let record = read(kind, &whole, &mut reader);
    let mut problems = reader.into_problems();
    if !syntax.is_empty() {
        let lines: Vec<usize> = syntax
            .iter()
            .map(|one| line_of(text, one.span.start))
            .collect();
        problems.retain(|problem| !lines.contains(&line_of(text, problem.span.start)));
        problems.extend(syntax);
        return unusable(problems);
    }
    let usable = problems
        .iter()
        .all(|problem| problem.severity() < Severity::Error);
    Parsed {
        record: record.filter(|_| usable),
        problems,
    }
}

/// No record, and why, in the order of the file.
fn unusable(mut problems: Vec<Problem>) -> Parsed {
    problems.sort_by_key(|problem| problem.span.start);
    Parsed {
        record: None,
        problems,
    }
}

fn failed(kind: ProblemKind) -> Parsed {
    Parsed {
        record: None,
        problems: vec![Problem {
            kind,
            span: 0..0,
            field: String::new(),
        }],
    }
}

/// Calls `$action` with the type that belongs to a kind.
macro_rules! for_kind {
    ($kind:expr, $Type:ident => $action:expr) => {
        match $kind {
            Kind::Case => {
                type $Type = Case;
                $action
            }
            Kind::Meeting => {
                type $Type = Meeting;
                $action
            }
            Kind::Transcript => {
                type $Type = Transcript;
                $action
            }
            Kind::Agency => {
                type $Type = Agency;
                $action
            }
            Kind::Person => {
                type $Type = Person;
                $action
            }
            Kind::Rules => {
                type $Type = Rules;
                $action
            }
            Kind::Calendar => {
                type $Type = Calendar;
                $action
            }
            Kind::Template => {
                type $Type = Template;
                $action
            }
            Kind::Settings => {
                type $Type = Settings;
                $action
            }
            Kind::Policy => {
                type $Type = Policy;
                $action
            }
            Kind::Stores => {
                type $Type = Stores;
                $action
            }
        }
    };
}

/// The record that `item`, the neutral tree of one, stands for.
pub fn of_item(kind: Kind, item: &Item) -> Parsed {
    let mut document = toml_edit::DocumentMut::new();
    if let Item::Table(values) = item {
        for (name, value) in values {
            document.insert(name, toml_edit::value(value.to_value()));
        }
    }
    parse_as(kind, document.to_string().as_bytes())
}

fn read(kind: Kind, whole: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<AnyRecord> {
    for_kind!(kind, T => T::read(whole, reader).map(AnyRecord::from))
}

/// What the records of a kind look like.
pub fn table_of(kind: Kind) -> &'static TableShape {
    for_kind!(kind, T => &T::TABLE)
}

/// Calls `$action` with the record inside.
macro_rules! for_record {
    ($any:expr, $record:ident => $action:expr) => {
        match $any {
            AnyRecord::Case($record) => $action,
            AnyRecord::Meeting($record) => $action,
            AnyRecord::Transcript($record) => $action,
            AnyRecord::Agency($record) => $action,
            AnyRecord::Person($record) => $action,
            AnyRecord::Rules($record) => $action,
            AnyRecord::Calendar($record) => $action,
            AnyRecord::Template($record) => $action,
            AnyRecord::Settings($record) => $action,
            AnyRecord::Policy($record) => $action,
            AnyRecord::Stores($record) => $action,
        }
    };
}

impl AnyRecord {
    /// The kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Case(_) => Kind::Case,
            Self::Meeting(_) => Kind::Meeting,
            Self::Transcript(_) => Kind::Transcript,
            Self::Agency(_) => Kind::Agency,
            Self::Person(_) => Kind::Person,
            Self::Rules(_) => Kind::Rules,
            Self::Calendar(_) => Kind::Calendar,
            Self::Template(_) => Kind::Template,
            Self::Settings(_) => Kind::Settings,
            Self::Policy(_) => Kind::Policy,
            Self::Stores(_) => Kind::Stores,
        }
    }

    /// The id.
    pub fn id(&self) -> String {
        match self {
            Self::Case(case) => case.id.to_string(),
            Self::Meeting(meeting) => meeting.id.to_string(),
            Self::Transcript(transcript) => transcript.id.to_string(),
            Self::Agency(agency) => agency.id.to_string(),
            Self::Person(person) => person.id.to_string(),
            Self::Rules(rules) => rules.id.to_string(),
            Self::Calendar(calendar) => calendar.id.to_string(),
            Self::Template(template) => template.id.to_string(),
            Self::Settings(_) => "store".to_owned(),
            Self::Policy(_) => "policy".to_owned(),
            Self::Stores(_) => "stores".to_owned(),
        }
    }

    /// What people call it.
    pub fn title(&self) -> &str {
        match self {
            Self::Case(case) => &case.title,
            Self::Meeting(meeting) => &meeting.title,
            Self::Transcript(transcript) => &transcript.title,
            Self::Agency(agency) => &agency.short_name,
            Self::Person(person) => person
                .name
                .as_deref()
                .or(person.english_name.as_deref())
                .unwrap_or(person.id.as_str()),
            Self::Rules(rules) => &rules.title,
            Self::Calendar(calendar) => calendar.id.as_str(),
            Self::Template(template) => &template.title,
            Self::Settings(settings) => &settings.name,
            Self::Policy(_) => "policy",
            Self::Stores(_) => "stores",
        }
    }

    /// Where its file lies.
    pub fn path(&self) -> String {
        self.kind()
            .path(&self.id())
            .expect("the id of a record that was read or made names a path")
    }

    /// Its values as a neutral tree.
    pub fn item(&self) -> Item {
        for_record!(self, record => record.write()).expect("a table always has a tree")
    }

    /// What a merge could not decide and nobody has decided since.
    pub fn conflicts(&self) -> &[Conflict] {
        for_record!(self, record => &record.conflicts)
    }

    /// Personal data that it acknowledges.
    pub fn privacy(&self) -> &[Privacy] {
        match self {
            Self::Case(case) => &case.privacy,
            Self::Meeting(meeting) => &meeting.privacy,
            Self::Transcript(transcript) => &transcript.privacy,
            _ => &[],
        }
    }

    /// Whether it names a published source, for which alone personal data may stay acknowledged.
    pub fn names_a_source(&self) -> bool {
        match self {
            Self::Case(case) => {
                !(case.origins.is_empty() && case.links.is_empty() && case.petitions.is_empty())
            }
            Self::Meeting(meeting) => !(meeting.origins.is_empty() && meeting.links.is_empty()),
            Self::Transcript(transcript) => {
                let source = transcript.source.as_ref();
                source.is_some_and(|source| source.url.is_some() || source.sha256.is_some())
            }
            _ => false,
        }
    }
}

macro_rules! from_record {
    ($($Type:ident),+) => { $(
        impl From<$Type> for AnyRecord {
            fn from(record: $Type) -> Self {
                Self::$Type(Box::new(record))
            }
        }
    )+ };
}

from_record!(
    Case, Meeting, Transcript, Agency, Person, Rules, Calendar, Template, Settings, Policy, Stores
);

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn all_problems_of_a_file_are_reported_with_their_places() {
        // Invented.
        let text = "id = \"c201902-k7f2\"\nnumber = -3\nsorce = \"ministry\"\n\n[[stage]]\nname = \"propsed\"\non = \"2019-02-12\"\n";
        let found: Vec<(&str, String, &str)> =
            parse("records/cases/2019/02/c201902-k7f2.toml", text.as_bytes())
                .problems
                .iter()
                .map(|problem| {
                    (
                        problem.code(),
                        problem.field.clone(),
                        &text[problem.span.clone()],
                    )
                })
                .collect();
        let expected = [
            ("missing-field", String::new(), ""),
            ("bad-value", "number".to_owned(), "-3"),
            ("unknown-key", String::new(), "sorce"),
            ("missing-field", "stage[1]".to_owned(), "[[stage]]"),
            ("unknown-word", "stage[1].name".to_owned(), "\"propsed\""),
            ("wrong-type", "stage[1].on".to_owned(), "\"2019-02-12\""),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_impossible_day_hides_no_other_problem() {
        // Invented.
        let text = "id = \"c201902-k7f2\"\ntitle = 5\n\n[[stage]]\nk = \"a1b2\"\nname = \"nope\"\non = 2019-02-30\n";
        let parsed = parse("records/cases/2019/02/c201902-k7f2.toml", text.as_bytes());
        let codes: Vec<&str> = parsed.problems.iter().map(Problem::code).collect();
        assert_eq!(codes, ["wrong-type", "unknown-word", "toml-syntax"]);
        assert!(parsed.record.is_none());
    }

    #[test]
    fn a_record_in_the_wrong_folder_is_misplaced() {
        let text =
            "id = \"mohw\"\nkind = \"second-level\"\nshort_name = \"甲\"\nfull_name = \"甲\"\n";
        let parsed = parse("records/agencies/moi.toml", text.as_bytes());
        assert_eq!(parsed.problems[0].code(), "misplaced-record");
    }

    #[test]
    fn what_is_no_record_is_named() {
        let code = |bytes: &[u8]| parse("records/store.toml", bytes).problems[0].code();
        assert_eq!(code(b"a = "), "toml-syntax");
        assert_eq!(code(b"name = \"\xff\""), "not-utf8");
        assert_eq!(code(b""), "missing-field");
        assert_eq!(code(&vec![b' '; MOST_BYTES + 1]), "too-large");
        assert_eq!(parse("README.md", b"").problems[0].code(), "unknown-place");
    }

    #[test]
    fn the_records_of_this_repository_are_sound() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("records")];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                let parsed = parse(&name, &std::fs::read(&path).unwrap());
                assert!(parsed.problems.is_empty(), "{name}: {:?}", parsed.problems);
                read += 1;
            }
        }
        assert!(read > 60, "{read} records");
    }
}
