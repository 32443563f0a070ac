//! The records of a store with the changes that a plan makes, found by what sources know of them.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::import::agency_name::{Directory, Match};
use crate::locale::remark::{Found, Note};
use crate::record::case::{Case, Link, LinkKind, Origin, OriginKind};
use crate::record::id::{SUFFIX_LENGTH, suffix_of};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus, Session};
use crate::record::transcript::Transcript;
use crate::record::value::{Name, RowKey, Sha256Hex, Url};
use crate::record::{AnyRecord, Date, Kind, RecordId};

use super::handwork::Handwork;
use super::known::{Clue, Index, Known, KnownTranscript, transcript_slug};
use super::privacy;
use super::report::{FileReport, Plan};

/// How long a suffix or row key may become before there is certainly a free one.
const LONGEST_KEY: usize = 16;

/// Known records under the changes of a plan.
pub(super) struct Book<'k> {
    pub(super) known: &'k Known<'k>,
    directory: Directory,
    cases: BTreeMap<RecordId, Case>,
    meetings: BTreeMap<RecordId, Meeting>,
    transcripts: BTreeMap<RecordId, Transcript>,
    removed: BTreeSet<RecordId>,
    index: Index,
    /// The report whose source last changed a record.
    changed_by: BTreeMap<RecordId, usize>,
    reports: Vec<FileReport>,
}

impl<'k> Book<'k> {
    pub(super) fn new(known: &'k Known<'k>) -> Self {
        Self {
            known,
            directory: known.directory(),
            cases: BTreeMap::new(),
            meetings: BTreeMap::new(),
            transcripts: BTreeMap::new(),
            removed: BTreeSet::new(),
            index: Index::default(),
            changed_by: BTreeMap::new(),
            reports: Vec::new(),
        }
    }

    /// Opens the report of the next file.
    pub(super) fn begin(&mut self, file: &str) {
        self.reports.push(FileReport::new(file));
    }

    /// The report of the file at hand.
    pub(super) fn report(&mut self) -> &mut FileReport {
        if self.reports.is_empty() {
            self.begin("");
        }
        self.reports
            .last_mut()
            .expect("a report was opened just now")
    }

    pub(super) fn case(&self, id: &RecordId) -> Option<&Case> {
        let there = !self.removed.contains(id);
        let found = self.cases.get(id).or_else(|| self.known.cases.get(id));
        found.filter(|_| there)
    }

    pub(super) fn meeting(&self, id: &RecordId) -> Option<&Meeting> {
        let there = !self.removed.contains(id);
        let found = self
            .meetings
            .get(id)
            .or_else(|| self.known.meetings.get(id));
        found.filter(|_| there)
    }

    pub(super) fn transcript(&self, id: &RecordId) -> Option<KnownTranscript> {
        match self.transcripts.get(id) {
            Some(changed) => Some(changed.into()),
            None => self.known.transcripts.get(id).cloned(),
        }
    }

    /// A transcript with its paragraphs.
    pub(super) fn whole_transcript(&self, id: &RecordId) -> Option<Transcript> {
        match self.transcripts.get(id) {
            Some(changed) => Some(changed.clone()),
            None => (self.known.read_transcript)(id),
        }
    }

    /// What people changed in a case or meeting of the store; nothing in one that the plan makes.
    pub(super) fn handwork(&self, id: &RecordId) -> Handwork {
        match self.known.cases.contains_key(id) || self.known.meetings.contains_key(id) {
            true => (self.known.read_handwork)(id),
            false => Handwork::default(),
        }
    }

    pub(super) fn put_case(&mut self, case: Case) {
        if self.case(&case.id) == Some(&case) {
            return;
        }
        self.index.add_case(&case);
        self.note_change(&case.id);
        self.cases.insert(case.id.clone(), case);
    }

    pub(super) fn put_meeting(&mut self, meeting: Meeting) {
        if self.meeting(&meeting.id) == Some(&meeting) {
            return;
        }
        self.index.add_meeting(&meeting);
        self.note_change(&meeting.id);
        self.meetings.insert(meeting.id.clone(), meeting);
    }

    pub(super) fn put_transcript(&mut self, transcript: Transcript) {
        self.index.add_transcript(&(&transcript).into());
        self.note_change(&transcript.id);
        self.transcripts.insert(transcript.id.clone(), transcript);
    }

    /// Takes a record out that was merged into another.
    pub(super) fn remove(&mut self, id: &RecordId) {
        self.note_change(id);
        self.removed.insert(id.clone());
    }

    fn note_change(&mut self, id: &RecordId) {
        let report = self.reports.len().saturating_sub(1);
        self.changed_by.insert(id.clone(), report);
    }

    /// The records of a kind to which a clue leads, in the order in which they became known.
    fn ids(&self, clue: &Clue, kind: Kind) -> Vec<RecordId> {
        let mut found: Vec<RecordId> = Vec::new();
        let ids = self
            .known
            .index
            .ids(clue)
            .iter()
            .chain(self.index.ids(clue));
        for id in ids {
            if id.kind() == kind && !self.removed.contains(id) && !found.contains(id) {
                found.push(id.clone());
            }
        }
        found
    }

    pub(super) fn cases_by(&self, clue: &Clue) -> Vec<&Case> {
        let ids = self.ids(clue, Kind::Case);
        ids.iter().filter_map(|id| self.case(id)).collect()
    }

    pub(super) fn meetings_by(&self, clue: &Clue) -> Vec<&Meeting> {
        let ids = self.ids(clue, Kind::Meeting);
        ids.iter().filter_map(|id| self.meeting(id)).collect()
    }

    pub(super) fn transcripts_by(&self, clue: &Clue) -> Vec<KnownTranscript> {
        let ids = self.ids(clue, Kind::Transcript);
        ids.iter().filter_map(|id| self.transcript(id)).collect()
    }

    pub(super) fn case_by_number(&self, number: u32) -> Option<&Case> {
        let cases = self.cases_by(&Clue::Number(number));
        cases.into_iter().find(|case| case.number == Some(number))
    }

    /// An id for what `key` names in its source, with a longer suffix where it is taken.
    pub(super) fn new_id(&self, kind: Kind, date: Date, key: &str) -> RecordId {
        let free = |id: &RecordId| {
            let known = self.known;
            !known.taken.contains(id)
                && !known.cases.contains_key(id)
                && !known.meetings.contains_key(id)
                && !known.transcripts.contains_key(id)
                && !self.cases.contains_key(id)
                && !self.meetings.contains_key(id)
                && !self.transcripts.contains_key(id)
        };
        (0_u32..)
            .flat_map(|round| {
                // Were all lengths taken, another key would name it.
                let key = if round == 0 {
                    key.to_owned()
                } else {
                    format!("{key}\0{round}")
                };
                (SUFFIX_LENGTH..=LONGEST_KEY)
                    .filter_map(move |length| RecordId::imported(kind, date, &key, length))
            })
            .find(free)
            .expect("there are more keys than records")
    }

    /// The agency that a name or code meant on a day; what is not found is remarked on.
    pub(super) fn agency(&mut self, field: &str, written: &str, on: Option<Date>) -> Option<Name> {
        let (id, note) = match self.directory.find(written, on.map(Date::naive)) {
            Match::One(id) => return id.parse().ok(),
            Match::Misspelt { id, right } => (id.parse().ok(), Note::ReadAs(right)),
            Match::Many(ids) => (None, Note::AnyOf(ids)),
            Match::None { suggestions } => (None, Note::NoAgency(suggestions)),
        };
        self.report().remark(field, Found::quote(written), note);
        id
    }

    /// The agency that a name meant on a day, without a remark.
    pub(super) fn known_agency(&self, written: &str, on: Option<Date>) -> Option<Name> {
        match self.directory.find(written, on.map(Date::naive)) {
            Match::One(id) | Match::Misspelt { id, .. } => id.parse().ok(),
            Match::Many(_) | Match::None { .. } => None,
        }
    }

    /// The records that differ from what is known, and the reports.
    pub(super) fn finish(mut self) -> Plan {
        let mut records: Vec<AnyRecord> = Vec::new();
        for (id, case) in std::mem::take(&mut self.cases) {
            if !self.removed.contains(&id) && self.known.cases.get(&id) != Some(&case) {
                records.push(case.into());
            }
        }
        for (id, meeting) in std::mem::take(&mut self.meetings) {
            if !self.removed.contains(&id) && self.known.meetings.get(&id) != Some(&meeting) {
                records.push(meeting.into());
            }
        }
        let transcripts = std::mem::take(&mut self.transcripts);
        records.extend(transcripts.into_values().map(AnyRecord::from));
        for record in &mut records {
            let notes = privacy::acknowledge(record, self.known.language);
            let changed_by = notes
                .first()
                .and_then(|note| self.changed_by.get(&note.record));
            if let Some(report) = changed_by.and_then(|place| self.reports.get_mut(*place)) {
                report.privacy.extend(notes);
            }
        }
        // What was made and merged within this plan never was in the store.
        let was_there = |id: &RecordId| {
            self.known.cases.contains_key(id) || self.known.meetings.contains_key(id)
        };
        let removed: Vec<RecordId> = self
            .removed
            .iter()
            .filter(|id| was_there(id))
            .cloned()
            .collect();
        // A record that only names one of a file's changes with it.
        let changed = records.iter().filter_map(|record| record.id().parse().ok());
        for id in changed.chain(removed.iter().cloned()) {
            let changed_by = self.changed_by.get(&id);
            if let Some(report) = changed_by.and_then(|place| self.reports.get_mut(*place)) {
                report.belongs_to(&id);
            }
        }
        Plan {
            records,
            removed,
            reports: self.reports,
        }
    }
}

/// The key of an imported row: always the same for what `natural` names, longer where another row
/// has it.
pub(super) fn row_key(natural: &str, is_taken: impl Fn(&RowKey) -> bool) -> RowKey {
    let keys = (SUFFIX_LENGTH..=LONGEST_KEY)
        .filter_map(|length| suffix_of("row", natural, length).parse::<RowKey>().ok());
    let mut last = None;
    for key in keys {
        if !is_taken(&key) {
            return key;
        }
        last = Some(key);
    }
    last.expect("every natural key has a suffix")
}

/// The digest of a source.
pub(super) fn digest(bytes: &[u8]) -> Sha256Hex {
    let digest = Sha256::digest(bytes);
    let text: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    text.parse().expect("a digest has 64 hexadecimal digits")
}

/// Gives a field what a source states: always when `overwrite`, else only where there is nothing.
pub(super) fn state<T>(field: &mut Option<T>, stated: Option<T>, overwrite: bool) {
    if stated.is_some() && (overwrite || field.is_none()) {
        *field = stated;
    }
}

/// The digest of a source as it was last read.
pub(super) fn read_before<'o>(
    origins: &'o [Origin],
    kind: OriginKind,
    key: &str,
) -> Option<&'o Origin> {
    let mut origins = origins.iter();
    origins.find(|origin| origin.kind == kind && origin.key == key)
}

/// Notes that a source was read.
pub(super) fn note_origin(origins: &mut Vec<Origin>, read: Origin) {
    let before = origins
        .iter_mut()
        .find(|origin| origin.kind == read.kind && origin.key == read.key);
    match before {
        Some(before) => *before = read,
        None => origins.push(read),
    }
}

/// Adds a link unless its address, or another address of the same transcript, is there.
pub(super) fn add_link(links: &mut Vec<Link>, kind: LinkKind, url: &Url) {
    let link = Link {
        url: url.clone(),
        kind,
        title: None,
        retrieved_on: None,
    };
    let slug = transcript_slug(&link);
    let is_there = links
        .iter()
        .any(|known| known.url == link.url || (slug.is_some() && transcript_slug(known) == slug));
    if !is_there {
        links.push(link);
    }
}

/// Adds a sitting unless there is one on that day.
pub(super) fn add_session(sessions: &mut Vec<Session>, date: Date) {
    if sessions.iter().all(|session| session.date != date) {
        let k = session_key(date, |key| sessions.iter().any(|row| row.k == *key));
        sessions.push(Session {
            k,
            date,
            start: None,
            end: None,
            place: None,
            online: None,
        });
    }
}

/// The key of a sitting that an import makes.
pub(super) fn session_key(date: Date, is_taken: impl Fn(&RowKey) -> bool) -> RowKey {
    row_key(&format!("session:{date}"), is_taken)
}

/// A meeting on one day, held or planned.
pub(super) fn new_meeting(
    id: RecordId,
    kind: MeetingKind,
    title: String,
    day: Date,
    today: Date,
) -> Meeting {
    let mut meeting = Meeting::new(id, kind, title);
    add_session(&mut meeting.sessions, day);
    if day <= today {
        meeting.status = MeetingStatus::Held;
    }
    meeting
}
