//! What is examined: the files of a store at a commit or in the working tree, read once, and the
//! lookups that several rules share, built once.

use std::collections::{HashMap, HashSet};

use crate::procedure::calendar::OfficeCalendar;
use crate::record::agency::Agency;
use crate::record::any::MOST_BYTES;
use crate::record::case::Case;
use crate::record::meeting::Meeting;
use crate::record::problem::{Problem, ProblemKind};
use crate::record::rules::Rules;
use crate::record::{AnyRecord, Date, Kind, Parsed, RecordId, parse};
use crate::text::fold::fold;

/// A file below `records/`.
#[derive(Debug)]
pub struct File {
    /// Its path with `/`, from the root of the repository.
    pub path: String,
    /// Its text; where the bytes are not UTF-8, with replacement characters.
    pub text: String,
    /// Whether it is a symbolic link; then `text` is where it points and nothing is read there.
    pub symlink: bool,
    /// What came of reading it.
    pub parsed: Parsed,
}

impl File {
    /// Reads the bytes of a regular file.
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            text: String::from_utf8_lossy(bytes).into_owned(),
            symlink: false,
            parsed: parse(path, bytes),
        }
    }

    /// A record that lies in no file yet; nothing in it can be pointed at.
    pub fn of(record: AnyRecord) -> Self {
        Self {
            path: record.path(),
            text: String::new(),
            symlink: false,
            parsed: Parsed {
                record: Some(record),
                problems: Vec::new(),
            },
        }
    }

    /// A file that is larger than any record, and was not read.
    pub fn too_large(path: &str, bytes: u64) -> Self {
        let problem = Problem {
            kind: ProblemKind::TooLarge {
                bytes,
                most: MOST_BYTES as u64,
            },
            span: 0..0,
            field: String::new(),
        };
        Self {
            path: path.to_owned(),
            text: String::new(),
            symlink: false,
            parsed: Parsed {
                record: None,
                problems: vec![problem],
            },
        }
    }

    /// A symbolic link, which is never followed.
    pub fn symlink(path: &str, target: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: target.to_owned(),
            symlink: true,
            parsed: Parsed {
                record: None,
                problems: Vec::new(),
            },
        }
    }
}

/// A record beside the file that holds it.
pub type Held<'a, T> = (&'a File, &'a T);

/// The files of a store and what is looked up among them.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Every file below `records/`.
    pub files: &'a [File],
    /// Whether the store is private.
    pub private: bool,
    /// The day on which the check is made.
    pub today: Date,
    /// The readable agencies, in the order of the files.
    pub agencies: Vec<Held<'a, Agency>>,
    known: HashSet<(Kind, String)>,
    agency_by_id: HashMap<&'a str, &'a Agency>,
    agency_by_name: HashMap<String, &'a Agency>,
    meeting_by_id: HashMap<&'a RecordId, &'a Meeting>,
    case_by_id: HashMap<&'a RecordId, &'a Case>,
    meetings_of_case: HashMap<&'a RecordId, Vec<&'a Meeting>>,
    meetings_with_transcript: HashSet<&'a RecordId>,
}

impl<'a> Evidence<'a> {
    /// Sorts the files into lists and lookups.
    pub fn new(files: &'a [File], private: bool, today: Date) -> Self {
        let mut evidence = Self {
            files,
            private,
            today,
            agencies: Vec::new(),
            known: HashSet::new(),
            agency_by_id: HashMap::new(),
            agency_by_name: HashMap::new(),
            meeting_by_id: HashMap::new(),
            case_by_id: HashMap::new(),
            meetings_of_case: HashMap::new(),
            meetings_with_transcript: HashSet::new(),
        };
        for file in files {
            evidence.take_in(file);
        }
        evidence
    }

    fn take_in(&mut self, file: &'a File) {
        // The place of an unreadable file still says which record is meant, so that one bad file
        // does not make every reference to it a second error.
        if let Some((kind, id)) = Kind::of_path(&file.path) {
            self.known.insert((kind, id.to_owned()));
        }
        let Some(record) = &file.parsed.record else {
            return;
        };
        self.known.insert((record.kind(), record.id()));
        match record {
            AnyRecord::Case(case) => {
                self.case_by_id.insert(&case.id, case);
            }
            AnyRecord::Meeting(meeting) => {
                self.meeting_by_id.insert(&meeting.id, meeting);
                for case in &meeting.cases {
                    self.meetings_of_case.entry(case).or_default().push(meeting);
                }
            }
            AnyRecord::Transcript(transcript) => {
                self.meetings_with_transcript.extend(&transcript.meeting);
            }
            AnyRecord::Agency(agency) => {
                self.agencies.push((file, agency));
                self.agency_by_id.insert(agency.id.as_str(), agency);
                for name in agency.names() {
                    self.agency_by_name.entry(fold(name)).or_insert(agency);
                }
            }
            AnyRecord::Person(_)
            | AnyRecord::Rules(_)
            | AnyRecord::Calendar(_)
            | AnyRecord::Template(_)
            | AnyRecord::Settings(_)
            | AnyRecord::Policy(_)
            | AnyRecord::Stores(_) => {}
        }
    }

    /// Every readable record.
    pub fn records(&self) -> impl Iterator<Item = Held<'a, AnyRecord>> + use<'a> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.parsed.record.as_ref()?)))
    }

    /// What limits are reckoned by: the rule sets and the office calendars.
    pub fn ground(&self) -> (Vec<Rules>, OfficeCalendar) {
        let (mut sets, mut calendars) = (Vec::new(), Vec::new());
        for (_, record) in self.records() {
            match record {
                AnyRecord::Rules(rules) => sets.push((**rules).clone()),
                AnyRecord::Calendar(calendar) => calendars.push(&**calendar),
                _ => {}
            }
        }
        (sets, OfficeCalendar::new(calendars))
    }

    /// Whether a record of that kind and id is there, readable or not.
    pub fn is_known(&self, kind: Kind, id: &str) -> bool {
        self.known.contains(&(kind, id.to_owned()))
    }

    /// The agency of that id.
    pub fn agency(&self, id: &str) -> Option<&'a Agency> {
        self.agency_by_id.get(id).copied()
    }

    /// The agency that goes by the name, in whatever script or width it is written.
    pub fn agency_named(&self, name: &str) -> Option<&'a Agency> {
        self.agency_by_name.get(&fold(name)).copied()
    }

    /// The meeting of that id.
    pub fn meeting(&self, id: &RecordId) -> Option<&'a Meeting> {
        self.meeting_by_id.get(id).copied()
    }

    /// The case of that id.
    pub fn case(&self, id: &RecordId) -> Option<&'a Case> {
        self.case_by_id.get(id).copied()
    }

    /// The meetings that say they are about the case.
    pub fn meetings_of(&self, case: &RecordId) -> &[&'a Meeting] {
        self.meetings_of_case.get(case).map_or(&[], Vec::as_slice)
    }

    /// Whether a transcript says it is of the meeting.
    pub fn has_transcript(&self, meeting: &RecordId) -> bool {
        self.meetings_with_transcript.contains(meeting)
    }
}
