//! From the bytes of one record to what the index keeps of it: a pure function.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::record::agency::Agency;
use crate::record::any::{self, AnyRecord};
use crate::record::calendar::Calendar;
use crate::record::case::{Case, CaseAgency, Role, Visibility};
use crate::record::meeting::Meeting;
use crate::record::problem::{Problem, ProblemKind, Severity};
use crate::record::reference::references;
use crate::record::rules::Rules;
use crate::record::transcript::{SpeechKind, Transcript};
use crate::record::{Date, Kind};
use crate::text::fold::fold;

use super::bytes::{Packed, skip_text, take};
use super::pending;
use super::replies;
use super::row::{
    AgencyPart, CaseRow, ChiefFacts, CommitmentFacts, MeetingRow, Pending, PetitionFacts,
    ReplyFacts, StageStep, TaskFacts, TranscriptRow,
};

/// What the index keeps of one blob read as one kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Derived {
    /// A record that can be used.
    Usable(Box<Usable>),
    /// A file that no record can be made of: the code and the line (from 1) of the first error.
    Unusable {
        /// The code of the problem.
        code: &'static str,
        /// The line.
        line: usize,
    },
}

/// A record that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Usable {
    /// The id that the file itself says.
    pub(super) id: String,
    /// What lists are filtered and sorted by.
    pub(super) facts: Facts,
    /// Folded names and titles, one tab between them.
    pub(super) text: String,
    /// What else it is filtered by, see [`word`].
    pub(super) words: String,
    /// The addresses and keys that it is found by, and the records that it names, see [`word`].
    pub(super) links: String,
    /// The row itself.
    pub(super) row: Row,
    /// Whether it stands, see `Pending::stands`: then `pending` is kept with its folder too.
    pub(super) stands: bool,
    /// In how many fields it waits for a decision after a merge.
    pub(super) conflicts: u32,
    /// What the record owes, a packed `Pending`; empty where it is not open and owed nothing ever. It
    /// lies behind the row, so that lists pass it by.
    pub(super) pending: Vec<u8>,
}

/// The row of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A case.
    Case(CaseRow),
    /// A meeting.
    Meeting(MeetingRow),
    /// A transcript.
    Transcript(TranscriptRow),
    /// An agency: the whole record, since every answer names agencies.
    Agency(Box<Agency>),
    /// A rule set: the whole record, since every deadline follows from one.
    Rules(Box<Rules>),
    /// An office calendar: the whole record, as with rule sets.
    Calendar(Box<Calendar>),
    /// A record of another kind: what people call it.
    Other(String),
}

impl Row {
    /// What records of a kind are put in order by where nothing else says: the id.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Case(row) => &row.id,
            Self::Meeting(row) => &row.id,
            Self::Transcript(row) => &row.id,
            Self::Agency(agency) => agency.id.as_str(),
            Self::Rules(rules) => rules.id.as_str(),
            Self::Calendar(calendar) => calendar.id.as_str(),
            Self::Other(title) => title,
        }
    }

    /// What people call it.
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Case(row) => &row.title,
            Self::Meeting(row) => &row.title,
            Self::Transcript(row) => &row.title,
            Self::Agency(agency) => &agency.short_name,
            Self::Rules(rules) => &rules.title,
            Self::Calendar(calendar) => calendar.id.as_str(),
            Self::Other(title) => title,
        }
    }
}

/// The narrow part of a row: what is looked at for every record of a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The case number.
    pub(super) number: Option<u32>,
    /// When proposed, the first day, the date.
    pub(super) day: Option<Date>,
    /// The place of stage, kind of meeting or status of transcript in its list, from 1; 0 for none.
    pub(super) first: u8,
    /// The same of the source of a case or the status of a meeting.
    pub(super) second: u8,
    /// The first and the last day of what reports count of a case; `None` where its beginning has no
    /// day, and for other kinds.
    pub(super) span: Option<(Date, Date)>,
}

/// The codes of files that no record can be made of.
const CODES: [&str; 14] = [
    "toml-syntax",
    "not-utf8",
    "too-large",
    "wrong-type",
    "bad-value",
    "unknown-word",
    "missing-field",
    "duplicate-row",
    "misplaced-record",
    "unknown-place",
    NOT_A_FILE,
    MISSING_OBJECT,
    UNKNOWN_PROBLEM,
    "unknown-key",
];

/// A link, a submodule: something else than a file where a record should be.
pub(super) const NOT_A_FILE: &str = "not-a-file";

/// A file whose object is not in the repository, or cannot be read there.
pub const MISSING_OBJECT: &str = "missing-object";

/// A problem whose code this module does not list.
const UNKNOWN_PROBLEM: &str = "unreadable-record";

/// The listed code that is spelled so.
pub(super) fn code(text: &str) -> Option<&'static str> {
    CODES.into_iter().find(|code| *code == text)
}

/// Reads a blob as a record of `kind`.
pub(super) fn derive(kind: Kind, bytes: &[u8]) -> Derived {
    let parsed = any::parse_as(kind, bytes);
    match parsed.record {
        Some(record) => Derived::Usable(Box::new(usable(&record))),
        None => {
            let first = parsed
                .problems
                .iter()
                .find(|problem| problem.severity() == Severity::Error);
            unusable(first, bytes)
        }
    }
}

/// A problem as the index tells it.
pub(super) fn problem(kind: ProblemKind) -> Derived {
    let problem = Problem {
        kind,
        span: 0..0,
        field: String::new(),
    };
    unusable(Some(&problem), &[])
}

fn unusable(problem: Option<&Problem>, bytes: &[u8]) -> Derived {
    let line = match problem.map(|problem| &problem.kind) {
        Some(ProblemKind::NotUtf8 { line }) => *line,
        _ => {
            let start = problem.map_or(0, |problem| problem.span.start);
            1 + bytes
                .iter()
                .take(start)
                .filter(|byte| **byte == b'\n')
                .count()
        }
    };
    let code = problem
        .and_then(|problem| code(problem.code()))
        .unwrap_or(UNKNOWN_PROBLEM);
    Derived::Unusable { code, line }
}

fn usable(record: &AnyRecord) -> Usable {
    let (mut words, mut links) = (BTreeSet::new(), BTreeSet::new());
    let title = || record.title().to_owned();
    let pending = match record {
        AnyRecord::Case(case) => pending::of_case(case),
        AnyRecord::Meeting(meeting) => pending::of_meeting(meeting),
        AnyRecord::Transcript(transcript) => pending::of_transcript(transcript),
        _ => None,
    };
    let stands = pending.as_ref().is_some_and(Pending::stands);
    let mut owed = Vec::new();
    if let Some(pending) = &pending {
        pending.pack(&mut owed);
        if !stands {
            pending::words(pending, &mut words);
        }
    }
    let (facts, texts, row) = match record {
        AnyRecord::Case(case) => {
            let row = case_row(case);
            case_words(case, &mut words, &mut links);
            words.extend(replies::words(&row));
            let facts = Facts {
                number: row.number,
                day: row.proposed_on,
                first: row.stage.map_or(0, |stage| stage as u8 + 1),
                second: row.source.map_or(0, |source| source as u8 + 1),
                span: row.span(),
            };
            let texts = [Some(row.title.as_str()), row.formal_title.as_deref()];
            (facts, joined(texts.into_iter().flatten()), Row::Case(row))
        }
        AnyRecord::Meeting(meeting) => {
            let row = meeting_row(meeting);
            words.extend(row.cases.iter().map(|case| word("case", case)));
            if !meeting.tables.is_empty() {
                words.insert(word("has", "table"));
            }
            links.extend(
                row.links
                    .iter()
                    .map(|(_, url)| word("see", &plain_url(url))),
            );
            let facts = Facts {
                number: row.number,
                day: row.first_day(),
                first: row.kind as u8 + 1,
                second: row.status as u8 + 1,
                span: None,
            };
            (facts, fold(&row.title), Row::Meeting(row))
        }
        AnyRecord::Transcript(transcript) => {
            let row = transcript_row(transcript);
            words.extend(row.meeting.iter().map(|meeting| word("meeting", meeting)));
            links.extend(row.url.iter().flat_map(|url| url_words(url)));
            let facts = Facts {
                number: None,
                day: Some(row.date),
                first: row.status as u8 + 1,
                second: 0,
                span: None,
            };
            (facts, fold(&row.title), Row::Transcript(row))
        }
        AnyRecord::Agency(agency) => (
            Facts::default(),
            joined(agency.names()),
            Row::Agency(agency.clone()),
        ),
        AnyRecord::Person(person) => {
            let names = [
                Some(person.id.as_str()),
                person.name.as_deref(),
                person.english_name.as_deref(),
            ];
            (
                Facts::default(),
                joined(names.into_iter().flatten()),
                Row::Other(title()),
            )
        }
        AnyRecord::Rules(rules) => (
            Facts::default(),
            fold(record.title()),
            Row::Rules(rules.clone()),
        ),
        AnyRecord::Calendar(calendar) => (
            Facts::default(),
            fold(record.title()),
            Row::Calendar(calendar.clone()),
        ),
        AnyRecord::Template(_)
        | AnyRecord::Settings(_)
        | AnyRecord::Policy(_)
        | AnyRecord::Stores(_) => (Facts::default(), fold(record.title()), Row::Other(title())),
    };
    links.extend(references(record).iter().map(|one| {
        let (kind, id) = one.named();
        naming_word(kind, &id)
    }));
    Usable {
        id: record.id(),
        facts,
        text: texts,
        words: words.into_iter().collect(),
        links: links.into_iter().collect(),
        row,
        stands,
        conflicts: count(record.conflicts().len()),
        pending: owed,
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(fold).collect::<Vec<_>>().join("\t")
}

/// A word as it stands among the words of a record: its sort, its value, and tabs around them, so
/// that a search for the whole finds nothing else. Folded text has no tab of its own; here tabs, line
/// ends and the marks of [`part_word`] inside the value are escaped.
pub(super) fn word(sort: &str, value: &str) -> String {
    let value = value
        .replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('@', "\\a");
    format!("\t{sort}={value}\t")
}

/// The word of a record that names another one.
pub(super) fn naming_word(kind: Kind, id: &str) -> String {
    word("names", &format!("{}/{id}", kind.as_str()))
}

/// A value as it was given to [`word`].
pub(super) fn unescaped_word(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut plain = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        plain.push(match c {
            '\\' => match rest.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('a') => '@',
                other => other.unwrap_or('\\'),
            },
            other => other,
        });
    }
    Cow::Owned(plain)
}

/// The word for an agency's part in a case. Without the agency or without the role it is what such
/// words end or begin with; no other word does.
pub(super) fn part_word(agency: Option<&str>, role: Option<Role>) -> String {
    let begin = agency.map(|agency| format!("\t@{agency}"));
    let end = role.map(|role| format!("{}\t", role.as_str()));
    format!("{}@{}", begin.unwrap_or_default(), end.unwrap_or_default())
}

/// The words of the parts of some agencies, see [`part_word`].
pub(super) fn parts_of(agencies: &[String], role: Option<Role>) -> Vec<String> {
    let part = |agency: &String| part_word(Some(agency), role);
    agencies.iter().map(part).collect()
}

/// An address without what people leave out or add when they copy one: the scheme, a fragment, a
/// slash at the end, percent signs in place of Chinese characters.
pub fn plain_url(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let plain = format!("{}{}", host.to_ascii_lowercase(), unescaped(path));
    plain.trim_end_matches('/').to_owned()
}

/// Text with its percent escapes undone.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |place: usize| {
            after
                .get(place)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The address of the thing itself, and its last part: the UUID of a petition, the slug of a
/// transcript. (What a record merely links to is a word of the sort `see`.)
fn url_words(url: &str) -> [String; 2] {
    let plain = plain_url(url);
    let last = plain.rsplit('/').next().unwrap_or_default();
    [word("key", &fold(last)), word("link", &plain)]
}

/// What a case is filtered and found by besides its title.
fn case_words(case: &Case, words: &mut BTreeSet<String>, links: &mut BTreeSet<String>) {
    words.extend(
        case.agencies
            .iter()
            .map(|part| part_word(Some(part.id.as_str()), Some(part.role))),
    );
    words.extend(case.tags.iter().map(|tag| word("tag", tag)));
    if !case.commitments.is_empty() {
        words.insert(word("has", "commitment"));
    }
    if !case.reports.is_empty() {
        words.insert(word("has", "report"));
    }
    for petition in &case.petitions {
        links.extend(url_words(petition.url.as_str()));
        links.extend(
            petition
                .join_number
                .iter()
                .map(|number| word("key", &fold(number))),
        );
    }
    links.extend(
        case.links
            .iter()
            .map(|link| word("see", &plain_url(link.url.as_str()))),
    );
}

pub(crate) fn case_row(case: &Case) -> CaseRow {
    let links: BTreeSet<_> = case.links.iter().map(|link| link.kind).collect();
    CaseRow {
        id: case.id.to_string(),
        number: case.number,
        title: case.title.clone(),
        formal_title: case.formal_title.clone(),
        source: case.source,
        selection: case.selection,
        stage: case.current().map(|row| row.name),
        visibility: case.visibility.unwrap_or(Visibility::Public),
        proposed_on: case.proposed_on(),
        tags: case.tags.clone(),
        has_summary: case
            .summary
            .as_deref()
            .is_some_and(|summary| !summary.trim().is_empty()),
        stages: case
            .stages
            .iter()
            .map(|row| StageStep {
                stage: row.name,
                on: row.on,
                meeting: row.meeting.as_ref().map(ToString::to_string),
                reason: row.reason.clone(),
            })
            .collect(),
        agencies: case.agencies.iter().map(agency_part).collect(),
        petitions: case
            .petitions
            .iter()
            .map(|petition| PetitionFacts {
                url: petition.url.to_string(),
                status: petition.status,
                signatures: petition.signatures,
                opened: petition.opened,
                qualified_on: petition.qualified_on,
                reply_due: petition.reply_due,
                extended_to: petition.extended_to,
                extended_on: petition.extended_on,
            })
            .collect(),
        replies: case
            .replies
            .iter()
            .map(|reply| ReplyFacts {
                petition: reply.petition.as_ref().map(ToString::to_string),
                agency: reply.agency.as_ref().map(ToString::to_string),
                kind: reply.kind,
                on: reply.on,
                adoption: reply.adoption,
            })
            .collect(),
        links: links.into_iter().collect(),
        commitments: case
            .commitments
            .iter()
            .map(|commitment| CommitmentFacts::new(case, commitment))
            .collect(),
        conflicts: count(case.conflicts.len()),
    }
}

/// An agency's part in a case.
fn agency_part(part: &CaseAgency) -> AgencyPart {
    AgencyPart {
        agency: part.id.to_string(),
        role: part.role,
        from: part.from,
        until: part.until,
    }
}

pub(crate) fn meeting_row(meeting: &Meeting) -> MeetingRow {
    MeetingRow {
        id: meeting.id.to_string(),
        kind: meeting.kind,
        number: meeting.number,
        sequence: meeting.sequence,
        title: meeting.title.clone(),
        status: meeting.status,
        reason: meeting.reason.clone(),
        visibility: meeting.visibility.unwrap_or(Visibility::Public),
        cases: meeting.cases.iter().map(ToString::to_string).collect(),
        days: meeting
            .sessions
            .iter()
            .map(|session| session.date)
            .collect(),
        covers: meeting
            .covers
            .as_ref()
            .map(|covers| (covers.from, covers.to)),
        elements: meeting.elements.clone(),
        links: meeting
            .links
            .iter()
            .map(|link| (link.kind, link.url.to_string()))
            .collect(),
        tasks: meeting
            .tasks
            .iter()
            .map(|task| TaskFacts {
                key: task.k.to_string(),
                due: task.due,
                done_on: task.done_on,
            })
            .collect(),
        chiefs: meeting
            .chiefs
            .iter()
            .map(|chief| ChiefFacts {
                agency: chief.agency.to_string(),
                rank: chief.rank.clone(),
                person: chief.person.as_ref().map(ToString::to_string),
            })
            .collect(),
        conflicts: count(meeting.conflicts.len()),
    }
}

fn transcript_row(transcript: &Transcript) -> TranscriptRow {
    let spoken = transcript
        .speeches
        .iter()
        .filter(|speech| speech.kind() == SpeechKind::Speech)
        .count();
    TranscriptRow {
        id: transcript.id.to_string(),
        meeting: transcript.meeting.as_ref().map(ToString::to_string),
        title: transcript.title.clone(),
        date: transcript.date,
        status: transcript.status,
        sent_on: transcript.sent_on,
        edit_until: transcript.edit_until,
        published_on: transcript.published_on,
        url: transcript
            .source
            .as_ref()
            .and_then(|source| source.url.as_ref())
            .map(ToString::to_string),
        speeches: count(spoken),
        speakers: count(transcript.speakers.len()),
        conflicts: count(transcript.conflicts.len()),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Packed<'_> for Facts {
    fn pack(&self, out: &mut Vec<u8>) {
        self.number.pack(out);
        self.day.pack(out);
        self.first.pack(out);
        self.second.pack(out);
        self.span.pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(Self {
            number: Packed::unpack(input)?,
            day: Packed::unpack(input)?,
            first: Packed::unpack(input)?,
            second: Packed::unpack(input)?,
            span: Packed::unpack(input)?,
        })
    }
}

impl Packed<'_> for Row {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::Case(row) => (0_u8, row).pack_pair(out),
            Self::Meeting(row) => (1_u8, row).pack_pair(out),
            Self::Transcript(row) => (2_u8, row).pack_pair(out),
            Self::Other(title) => (3_u8, title).pack_pair(out),
            Self::Agency(agency) => (4_u8, &**agency).pack_pair(out),
            Self::Rules(rules) => (5_u8, &**rules).pack_pair(out),
            Self::Calendar(calendar) => (6_u8, &**calendar).pack_pair(out),
        }
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        match u8::unpack(input)? {
            0 => CaseRow::unpack(input).map(Self::Case),
            1 => MeetingRow::unpack(input).map(Self::Meeting),
            2 => TranscriptRow::unpack(input).map(Self::Transcript),
            3 => String::unpack(input).map(Self::Other),
            4 => Agency::unpack(input).map(|agency| Self::Agency(Box::new(agency))),
            5 => Rules::unpack(input).map(|rules| Self::Rules(Box::new(rules))),
            6 => Calendar::unpack(input).map(|calendar| Self::Calendar(Box::new(calendar))),
            _ => None,
        }
    }
}

fn pack_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    bytes.len().pack(out);
    out.extend(bytes);
}

fn unpack_bytes(input: &mut &[u8]) -> Option<Vec<u8>> {
    let length = usize::unpack(input)?;
    take(input, length).map(<[u8]>::to_vec)
}

trait PackPair {
    fn pack_pair(&self, out: &mut Vec<u8>);
}

impl<'b, T: Packed<'b>> PackPair for (u8, &T) {
    fn pack_pair(&self, out: &mut Vec<u8>) {
        self.0.pack(out);
        self.1.pack(out);
    }
}

impl Derived {
    /// The row alone of a packed usable record: a list of thousands needs nothing else of them.
    pub(super) fn unpack_row(input: &mut &[u8]) -> Option<Row> {
        Self::skip_to_row(input)?;
        usize::unpack(input)?;
        Row::unpack(input)
    }

    /// What a packed usable record owes, see [`Usable::pending`].
    pub(super) fn unpack_pending(input: &mut &[u8]) -> Option<Vec<u8>> {
        Self::skip_to_row(input)?;
        skip_text(input)?;
        bool::unpack(input)?;
        u32::unpack(input)?;
        unpack_bytes(input)
    }

    fn skip_to_row(input: &mut &[u8]) -> Option<()> {
        if !bool::unpack(input)? {
            return None;
        }
        skip_text(input)?;
        Facts::unpack(input)?;
        for _ in 0..3 {
            skip_text(input)?;
        }
        Some(())
    }
}

impl Packed<'_> for Derived {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::Usable(usable) => {
                true.pack(out);
                usable.id.pack(out);
                usable.facts.pack(out);
                usable.text.pack(out);
                usable.words.pack(out);
                usable.links.pack(out);
                let mut row = Vec::new();
                usable.row.pack(&mut row);
                pack_bytes(&row, out);
                usable.stands.pack(out);
                usable.conflicts.pack(out);
                pack_bytes(&usable.pending, out);
            }
            Self::Unusable { code, line } => {
                false.pack(out);
                (*code).to_owned().pack(out);
                line.pack(out);
            }
        }
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        if bool::unpack(input)? {
            Some(Self::Usable(Box::new(Usable {
                id: Packed::unpack(input)?,
                facts: Packed::unpack(input)?,
                text: Packed::unpack(input)?,
                words: Packed::unpack(input)?,
                links: Packed::unpack(input)?,
                row: {
                    usize::unpack(input)?;
                    Packed::unpack(input)?
                },
                stands: Packed::unpack(input)?,
                conflicts: Packed::unpack(input)?,
                pending: unpack_bytes(input)?,
            })))
        } else {
            Some(Self::Unusable {
                code: code(&String::unpack(input)?)?,
                line: Packed::unpack(input)?,
            })
        }
    }
}
