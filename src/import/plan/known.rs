//! What the store holds already, with the ways in which a source finds its record.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::import::agency_name::{Directory, Entry};
use crate::import::link;
use crate::locale::Language;
use crate::record::agency::Agency;
use crate::record::case::{Case, Link, LinkKind, Origin, OriginKind};
use crate::record::meeting::Meeting;
use crate::record::transcript::Transcript;
use crate::record::value::{Sha256Hex, Url};
use crate::record::{AnyRecord, Date, RecordId};

use super::handwork::Handwork;

/// What is needed of a transcript to know it again, without its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTranscript {
    /// The id.
    pub id: RecordId,
    /// Its meeting.
    pub meeting: Option<RecordId>,
    /// Its public address.
    pub url: Option<Url>,
    /// The name of the file that it was read from.
    pub file: Option<String>,
    /// The digest of that file.
    pub sha256: Option<Sha256Hex>,
}

impl From<&Transcript> for KnownTranscript {
    fn from(transcript: &Transcript) -> Self {
        let source = transcript.source.as_ref();
        Self {
            id: transcript.id.clone(),
            meeting: transcript.meeting.clone(),
            url: source.and_then(|source| source.url.clone()),
            file: source.and_then(|source| source.file.clone()),
            sha256: source.and_then(|source| source.sha256.clone()),
        }
    }
}

/// Reads one transcript of the store with its paragraphs; `None` where it cannot be read.
pub type ReadTranscript<'a> = dyn Fn(&RecordId) -> Option<Transcript> + 'a;

/// Tells what people changed in a record of the store.
pub type ReadHandwork<'a> = dyn Fn(&RecordId) -> Handwork + 'a;

/// The records of a store, as an import needs them.
pub struct Known<'a> {
    pub(super) language: Language,
    pub(super) today: Date,
    pub(super) cases: BTreeMap<RecordId, Case>,
    pub(super) meetings: BTreeMap<RecordId, Meeting>,
    pub(super) transcripts: BTreeMap<RecordId, KnownTranscript>,
    pub(super) taken: HashSet<RecordId>,
    pub(super) index: Index,
    pub(super) read_transcript: &'a ReadTranscript<'a>,
    pub(super) read_handwork: &'a ReadHandwork<'a>,
    entries: Vec<Entry>,
}

impl<'a> Known<'a> {
    /// Nothing known yet. `language` is the store's, for the words that an import writes; `today`
    /// tells meetings that were held from those to come; `read_transcript` fetches the few transcripts
    /// that change, `read_handwork` what people changed in a record.
    pub fn new(
        language: Language,
        today: Date,
        read_transcript: &'a ReadTranscript<'a>,
        read_handwork: &'a ReadHandwork<'a>,
    ) -> Self {
        Self {
            language,
            today,
            cases: BTreeMap::new(),
            meetings: BTreeMap::new(),
            transcripts: BTreeMap::new(),
            taken: HashSet::new(),
            index: Index::default(),
            read_transcript,
            read_handwork,
            entries: Vec::new(),
        }
    }

    /// Adds a record of the store. Kinds that no import looks at are passed over.
    pub fn add(&mut self, record: AnyRecord) {
        match record {
            AnyRecord::Case(case) => {
                self.index.add_case(&case);
                self.cases.insert(case.id.clone(), *case);
            }
            AnyRecord::Meeting(meeting) => {
                self.index.add_meeting(&meeting);
                self.meetings.insert(meeting.id.clone(), *meeting);
            }
            AnyRecord::Transcript(transcript) => self.add_transcript((&*transcript).into()),
            AnyRecord::Agency(agency) => self.entries.push(entry(&agency)),
            _ => {}
        }
    }

    /// Adds a transcript of which only this was read.
    pub fn add_transcript(&mut self, transcript: KnownTranscript) {
        self.index.add_transcript(&transcript);
        self.transcripts.insert(transcript.id.clone(), transcript);
    }

    /// Adds an id whose record could not be read, so that no new record takes its place.
    pub fn add_taken(&mut self, id: RecordId) {
        self.taken.insert(id);
    }

    pub(super) fn directory(&self) -> Directory {
        Directory::new(self.entries.iter().cloned())
    }
}

fn entry(agency: &Agency) -> Entry {
    let names = [Some(&agency.short_name), Some(&agency.full_name)]
        .into_iter()
        .chain([agency.english_name.as_ref(), agency.abbreviation.as_ref()]);
    Entry {
        id: agency.id.to_string(),
        names: names.flatten().cloned().collect(),
        aliases: agency.aliases.clone(),
        codes: agency.codes.clone(),
        from: agency.from.map(Date::naive),
        until: agency.until.map(Date::naive),
        successor: agency.successor.as_ref().map(ToString::to_string),
    }
}

/// What a source may know of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Clue {
    /// The number of a case, or of the case that a meeting is about.
    Number(u32),
    /// The UUID of a petition.
    Petition(String),
    /// The slug of a transcript: its own, or one that a case or meeting links.
    Slug(String),
    /// The digest of the file that a transcript was read from.
    Digest(Sha256Hex),
    /// What names it in its source.
    Origin(OriginKind, String),
    /// A day on which a meeting sits.
    Day(Date),
    /// Another record that it names.
    Names(RecordId),
}

/// Records by what may be known of them. An entry may be out of date: whoever asks looks again.
#[derive(Default)]
pub(super) struct Index {
    ids: HashMap<Clue, Vec<RecordId>>,
}

impl Index {
    fn add(&mut self, clue: Clue, id: &RecordId) {
        let ids = self.ids.entry(clue).or_default();
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }

    fn add_origins(&mut self, origins: &[Origin], id: &RecordId) {
        for origin in origins {
            self.add(Clue::Origin(origin.kind, origin.key.clone()), id);
        }
    }

    fn add_links(&mut self, links: &[Link], id: &RecordId) {
        for slug in links.iter().filter_map(transcript_slug) {
            self.add(Clue::Slug(slug), id);
        }
    }

    pub(super) fn add_case(&mut self, case: &Case) {
        if let Some(number) = case.number {
            self.add(Clue::Number(number), &case.id);
        }
        for petition in &case.petitions {
            if let Some(uuid) = link::petition_uuid(petition.url.as_str()) {
                self.add(Clue::Petition(uuid), &case.id);
            }
        }
        let stages = case.stages.iter().filter_map(|row| row.meeting.as_ref());
        let reports = case.reports.iter().filter_map(|row| row.meeting.as_ref());
        for meeting in stages.chain(reports) {
            self.add(Clue::Names(meeting.clone()), &case.id);
        }
        self.add_origins(&case.origins, &case.id);
        self.add_links(&case.links, &case.id);
    }

    pub(super) fn add_meeting(&mut self, meeting: &Meeting) {
        if let Some(number) = meeting.number {
            self.add(Clue::Number(number), &meeting.id);
        }
        for session in &meeting.sessions {
            self.add(Clue::Day(session.date), &meeting.id);
        }
        let candidates = meeting.candidates.iter().flat_map(|row| &row.cases);
        for case in meeting.cases.iter().chain(candidates) {
            self.add(Clue::Names(case.clone()), &meeting.id);
        }
        self.add_origins(&meeting.origins, &meeting.id);
        self.add_links(&meeting.links, &meeting.id);
    }

    pub(super) fn add_transcript(&mut self, transcript: &KnownTranscript) {
        let by_url = transcript
            .url
            .as_ref()
            .and_then(|url| slug_of(url.as_str()));
        let by_file = transcript.file.as_deref().map(stem);
        for slug in [by_url, by_file].into_iter().flatten() {
            self.add(Clue::Slug(slug), &transcript.id);
        }
        if let Some(sha256) = &transcript.sha256 {
            self.add(Clue::Digest(sha256.clone()), &transcript.id);
        }
        if let Some(meeting) = &transcript.meeting {
            self.add(Clue::Names(meeting.clone()), &transcript.id);
        }
    }

    pub(super) fn ids(&self, clue: &Clue) -> &[RecordId] {
        self.ids.get(clue).map_or(&[], Vec::as_slice)
    }
}

/// The slug that a link to a transcript leads to.
pub(super) fn transcript_slug(link: &Link) -> Option<String> {
    let leads_there = link.kind == LinkKind::Transcript;
    leads_there.then(|| slug_of(link.url.as_str())).flatten()
}

/// The slug of an address, composed.
pub(super) fn slug_of(url: &str) -> Option<String> {
    link::slug(url).map(|slug| slug.nfc().collect())
}

/// The name of a file without its ending: the slug of the transcript in it.
pub(super) fn stem(file: &str) -> String {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    stem.nfc().collect()
}
