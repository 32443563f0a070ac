//! Published transcripts in Markdown: a transcript each, and the meeting that it is of.
//!
//! A transcript finds its meeting by `--meeting`, by its published address where a case page or a
//! meeting links it, or by kind, number and day. Where there is none, it makes one. An address is
//! recorded only where it is known, from such a link or from `--url`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::import::transcript_facts::{self, Facts, Piece, speaker};
use crate::import::transcript_markdown::{self, Finding, OtherFormat, Parsed, TranscriptError};
use crate::import::{Remark, agency_name, meeting_title};
use crate::locale::remark::{Found, Note, Part, Phrase, Thing};
use crate::record::case::{LinkKind, Origin, OriginKind};
use crate::record::correction::withheld;
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::transcript::{
    Speaker, Speech, Tongue, Transcript, TranscriptSource, TranscriptStatus,
};
use crate::record::value::{Sha256Hex, Url};
use crate::record::{Date, Kind, RecordId};
use crate::text::transcript::Block;

use super::book::{Book, add_link, digest, new_meeting, state};
use super::case_pages::is_meeting_of_case;
use super::files::Source;
use super::handwork::Handwork;
use super::known::{Clue, Known, KnownTranscript, slug_of, stem};
use super::minutes::record_facts;
use super::report::{Outcome, Plan};
use super::sittings::{sit_on, sitting_on};
use super::{published, speeches};

/// What the person who imports says of the transcripts.
#[derive(Clone, Debug, Default)]
pub struct TranscriptOptions {
    /// The meeting that they are of.
    pub meeting: Option<RecordId>,
    /// The published address; taken only where one file is imported.
    pub url: Option<Url>,
    /// The licence of the text.
    pub licence: Option<String>,
    /// When they became public.
    pub published_on: Option<Date>,
}

/// A transcript that was read, and what is known of it from outside.
pub(super) struct Read<'a> {
    pub(super) slug: String,
    pub(super) title: &'a str,
    pub(super) day: Date,
    pub(super) facts: &'a Facts,
    file: &'a str,
    sha256: Sha256Hex,
    url: Option<Url>,
}

impl Read<'_> {
    /// How a record notes that this transcript was read into it.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            kind: OriginKind::Transcript,
            key: self.slug.clone(),
            sha256: self.sha256.clone(),
            as_of: None,
        }
    }
}

/// What transcripts make of the records of a store.
#[must_use]
pub fn plan_transcripts(
    sources: &[Source],
    known: &Known<'_>,
    options: &TranscriptOptions,
) -> Plan {
    let mut book = Book::new(known);
    for source in sources {
        book.begin(&source.name);
        if options.url.is_some() && sources.len() > 1 {
            let found = Found::Count(sources.len());
            book.report()
                .remark("--url", found, Phrase::OneFileForAddress);
        }
        let url = options.url.as_ref().filter(|_| sources.len() == 1);
        let outcome = match transcript_markdown::from_bytes(&source.bytes, &source.name) {
            Ok(parsed) => import_transcript(&mut book, source, &parsed, url, options),
            Err(error) => {
                let remark = refusal(&source.name, &error);
                book.report().remarks.push(remark);
                Outcome::Failed
            }
        };
        book.report().count(outcome);
    }
    book.finish()
}

fn refusal(file: &str, error: &TranscriptError) -> Remark {
    let remark = |line, found: Found, note: Note| Remark::new(file, line, Part::File, found, note);
    match error {
        TranscriptError::TooLarge { size, .. } => {
            let size = u64::try_from(*size).unwrap_or(u64::MAX);
            let note = Note::AtMostBytes(transcript_markdown::SIZE_LIMIT);
            remark(None, Found::Bytes(size), note)
        }
        TranscriptError::Empty { .. } => {
            remark(None, Thing::Nothing.into(), Phrase::Transcript.into())
        }
        TranscriptError::NotUtf8 { line, column, .. } => {
            let line = u64::try_from(*line).ok();
            remark(line, Found::Column(*column), Phrase::Utf8.into())
        }
        TranscriptError::OtherFormat { found, .. } => {
            let (thing, phrase) = match found {
                OtherFormat::Utf16 => (Thing::Utf16, Phrase::Utf8),
                OtherFormat::AkomaNtoso => (Thing::AkomaNtoso, Phrase::MarkdownOfSameName),
                OtherFormat::Xml => (Thing::Xml, Phrase::MarkdownTranscript),
                OtherFormat::Html => (Thing::Html, Phrase::MarkdownTranscript),
            };
            remark(None, thing.into(), phrase.into())
        }
        TranscriptError::NoTranscript { .. } => {
            let thing = Thing::NoTitleNoSpeaker.into();
            remark(None, thing, Phrase::TitleOrSpeaker.into())
        }
    }
}

fn import_transcript(
    book: &mut Book<'_>,
    source: &Source,
    parsed: &Parsed,
    url: Option<&Url>,
    options: &TranscriptOptions,
) -> Outcome {
    let facts = transcript_facts::read(parsed);
    note_findings(book, &parsed.findings);
    book.report().counts = Some(parsed.counts.clone());
    book.report().facts.clone_from(&facts.found);
    let slug = stem(&source.name);
    let sha256 = digest(&source.bytes);
    let known = book
        .transcripts_by(&Clue::Slug(slug.clone()))
        .into_iter()
        .next();
    if let Some(id) = options
        .meeting
        .as_ref()
        .filter(|id| book.meeting(id).is_none())
    {
        let found = Found::quote(id);
        book.report()
            .remark("--meeting", found, Phrase::MeetingOfStore);
        return Outcome::Failed;
    }
    if let Some(known) = &known
        && known.sha256.as_ref() == Some(&sha256)
    {
        return read_again(book, known, options.meeting.as_ref());
    }
    // A copy under another name is the same transcript.
    let same = book
        .transcripts_by(&Clue::Digest(sha256.clone()))
        .into_iter();
    let mut same = same.filter(|same| same.sha256.as_ref() == Some(&sha256));
    if let (None, Some(same)) = (&known, same.next()) {
        let found = Found::quote_or_nothing(same.file.as_deref());
        let note = Note::SameTranscript(same.id.to_string());
        book.report().remark(Part::File, found, note);
        return read_again(book, &same, options.meeting.as_ref());
    }
    let given = options.meeting.as_ref().and_then(|id| book.meeting(id));
    let day = parsed
        .date
        .and_then(Date::from_naive)
        .or_else(|| linked_meeting(book, &slug).or(given)?.first_day());
    let Some(day) = day else {
        book.report()
            .remark(Part::Date, Thing::Nothing, Phrase::DayOrMeeting);
        return Outcome::Failed;
    };
    let read = Read {
        title: &parsed.title,
        url: url.cloned().or_else(|| linked_address(book, &slug)),
        file: &source.name,
        facts: &facts,
        slug,
        day,
        sha256,
    };
    let before = known
        .as_ref()
        .and_then(|known| book.whole_transcript(&known.id));
    if let (Some(known), None) = (&known, &before) {
        return unreadable(book, &known.id);
    }
    let of = before.as_ref().and_then(|before| before.meeting.clone());
    let meeting = import_meeting(book, &read, options.meeting.clone().or(of));
    let outcome = match before {
        Some(_) => Outcome::Updated,
        None => Outcome::New,
    };
    let transcript = written(book, &read, before, meeting, options);
    book.report().belongs_to(&transcript.id);
    book.put_transcript(transcript);
    outcome
}

/// A file that is as it was read before changes nothing but the meeting, where one is given.
fn read_again(book: &mut Book<'_>, known: &KnownTranscript, given: Option<&RecordId>) -> Outcome {
    book.report().belongs_to(&known.id);
    if given.is_none() || known.meeting.as_ref() == given {
        return Outcome::Unchanged;
    }
    let Some(mut transcript) = book.whole_transcript(&known.id) else {
        return unreadable(book, &known.id);
    };
    transcript.meeting = given.cloned();
    book.put_transcript(transcript);
    Outcome::Updated
}

fn unreadable(book: &mut Book<'_>, id: &RecordId) -> Outcome {
    book.report()
        .remark(Part::File, Found::quote(id), Phrase::MendTranscript);
    Outcome::Failed
}

fn note_findings(book: &mut Book<'_>, findings: &[Finding]) {
    for finding in findings {
        let (line, part, found, phrase): (Option<usize>, _, Found, _) = match finding {
            Finding::NoTitle => (
                None,
                Part::Title,
                Thing::Nothing.into(),
                Phrase::NameOfFileTaken,
            ),
            Finding::DateFromFileName(day) => {
                (None, Part::Date, Found::quote(&day), Phrase::DayOfFileName)
            }
            Finding::NoDate => (
                None,
                Part::Date,
                Thing::Nothing.into(),
                Phrase::DayOfTranscript,
            ),
            Finding::DatesDiffer { title, file_name } => {
                let found = Found::quote(&format!("{title}, {file_name}"));
                (None, Part::Date, found, Phrase::TitleDayTaken)
            }
            Finding::OddHeading { line, text } => (
                Some(*line),
                Part::Heading,
                Found::quote(text),
                Phrase::ColonAfterName,
            ),
            Finding::EmptyHeading { line, speaker } => (
                Some(*line),
                Part::Heading,
                Found::quote(speaker),
                Phrase::NothingSaid,
            ),
            Finding::NoText => (None, Part::Text, Thing::Nothing.into(), Phrase::TitleOnly),
        };
        let line = line.and_then(|line| u64::try_from(line).ok());
        let report = book.report();
        let remark = Remark::new(&report.file, line, part, found, phrase);
        report.remarks.push(remark);
    }
}

/// The kind of a meeting that its title tells.
pub(super) fn meeting_kind(kind: meeting_title::Kind) -> MeetingKind {
    use meeting_title::Kind as Title;
    match kind {
        Title::Collaborative => MeetingKind::Collaborative,
        Title::Working => MeetingKind::Working,
        Title::Prep => MeetingKind::Prep,
        Title::Monthly => MeetingKind::Monthly,
        Title::Quarterly => MeetingKind::Quarterly,
        Title::Camp => MeetingKind::Camp,
        Title::Workshop => MeetingKind::Workshop,
        Title::Training => MeetingKind::Training,
        Title::Forum => MeetingKind::Forum,
        Title::Hearing => MeetingKind::Hearing,
        Title::Debrief => MeetingKind::Debrief,
        Title::Other => MeetingKind::Other,
    }
}

/// The meeting that links a transcript.
fn linked_meeting<'b>(book: &'b Book<'_>, slug: &str) -> Option<&'b Meeting> {
    let clue = Clue::Slug(slug.to_owned());
    book.meetings_by(&clue).into_iter().next()
}

/// The address of a transcript as a meeting or a case links it.
fn linked_address(book: &Book<'_>, slug: &str) -> Option<Url> {
    let clue = Clue::Slug(slug.to_owned());
    let meetings = book.meetings_by(&clue);
    let cases = book.cases_by(&clue);
    let links = meetings.iter().flat_map(|meeting| &meeting.links);
    let mut links = links.chain(cases.iter().flat_map(|case| &case.links));
    links
        .find(|link| {
            link.kind == LinkKind::Transcript && slug_of(link.url.as_str()).as_deref() == Some(slug)
        })
        .map(|link| link.url.clone())
}

/// How far from the day of its source a meeting is looked for to which a person gave another.
const MOVED_DAYS: i64 = 31;

/// Looks a meeting up by kind, number and day; without a number, by what a title tells besides.
///
/// A case has one collaborative meeting a day, whether it is called a hearing or not. Of the monthly
/// and quarterly meetings and camps there is one a day; all others without a number are known
/// again by their title only. A meeting to which a person gave another day is known by the day that
/// its source has as well.
pub(super) fn find_meeting(
    book: &Book<'_>,
    slugs: &[&str],
    (kind, number, sequence): (MeetingKind, Option<u32>, Option<u32>),
    days: &[Date],
    title: &str,
) -> Option<Meeting> {
    let linked = slugs.iter().find_map(|slug| linked_meeting(book, slug));
    if let Some(meeting) = linked {
        return Some(meeting.clone());
    }
    let same_kind = |meeting: &Meeting| {
        meeting.kind == kind || (is_meeting_of_case(meeting.kind) && is_meeting_of_case(kind))
    };
    let same_sequence = |meeting: &Meeting| match (meeting.sequence, sequence) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let one_a_day = matches!(
        kind,
        MeetingKind::Monthly | MeetingKind::Quarterly | MeetingKind::Camp
    );
    let known_again = |meeting: &Meeting| match number {
        Some(_) => meeting.number == number && same_sequence(meeting),
        None if one_a_day => same_sequence(meeting),
        None => {
            meeting.number.is_none()
                && agency_name::fold(&meeting.title) == agency_name::fold(title)
        }
    };
    let suits = |meeting: &&Meeting| same_kind(meeting) && known_again(meeting);
    let on = |day: Date| book.meetings_by(&Clue::Day(day)).into_iter().filter(suits);
    let sits_on = days.iter().find_map(|day| on(*day).next());
    let sat_on = || {
        let was_moved = |day: &Date| {
            let nearby = (1..=MOVED_DAYS).flat_map(|days| [-days, days]);
            let mut nearby = nearby.filter_map(|days| day.plus_days(days)).flat_map(on);
            nearby.find(|meeting| sitting_on(book, meeting, *day).is_some())
        };
        days.iter().find_map(was_moved)
    };
    sits_on.or_else(sat_on).cloned()
}

fn import_meeting(book: &mut Book<'_>, read: &Read<'_>, given: Option<RecordId>) -> RecordId {
    // The title may be damaged where the name of the file is not, and the other way round.
    let by_file = meeting_title::parse(&read.slug);
    let by_title = meeting_title::parse(read.title);
    let title = match by_file.kind {
        meeting_title::Kind::Other => by_title,
        _ => by_file,
    };
    let kind = meeting_kind(title.kind);
    let in_name = transcript_markdown::split_date(&read.slug).0;
    let days: Vec<Date> = std::iter::once(read.day)
        .chain(in_name.and_then(Date::from_naive))
        .collect();
    let what = (kind, title.number, title.sequence);
    let given = given.and_then(|id| book.meeting(&id).cloned());
    let found = given.or_else(|| find_meeting(book, &[&read.slug], what, &days, read.title));
    let mut meeting = match found {
        Some(meeting) => meeting,
        None => {
            let key = format!("transcript:{}:meeting", read.slug);
            let id = book.new_id(Kind::Meeting, read.day, &key);
            new_meeting(id, kind, read.title.to_owned(), read.day, book.known.today)
        }
    };
    // A case page calls every meeting collaborative; a transcript knows hearings.
    if kind == MeetingKind::Hearing && meeting.kind == MeetingKind::Collaborative {
        meeting.kind = kind;
    }
    if meeting.kind == kind || is_meeting_of_case(kind) {
        state(&mut meeting.number, title.number, false);
        state(&mut meeting.sequence, title.sequence, false);
    }
    sit_on(book, &mut meeting, read.day);
    if meeting.status == MeetingStatus::Planned {
        meeting.status = MeetingStatus::Held;
    }
    name_cases(book, read, &mut meeting);
    if let Some(url) = &read.url {
        add_link(&mut meeting.links, LinkKind::Transcript, url);
    }
    for (kind, url) in head_links(book, read) {
        add_link(&mut meeting.links, kind, &url);
    }
    let earlier = record_facts(book, read, &mut meeting);
    let id = meeting.id.clone();
    book.put_meeting(meeting);
    book.report().belongs_to(&id);
    for id in earlier {
        book.report().belongs_to(&id);
    }
    id
}

/// The cases of a meeting: the one of its number, and those that link the transcript.
fn name_cases(book: &Book<'_>, read: &Read<'_>, meeting: &mut Meeting) {
    let numbered = meeting
        .number
        .filter(|_| meeting.kind.is_numbered())
        .and_then(|number| book.case_by_number(number));
    let linking = book.cases_by(&Clue::Slug(read.slug.clone()));
    for case in numbered.into_iter().chain(linking) {
        if !meeting.cases.contains(&case.id) {
            meeting.cases.push(case.id.clone());
        }
    }
}

static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[([^\[\]]{1,80})\]\((https?://[^\s()<>]{1,2000})\)")
        .expect("the pattern is written here")
});

/// Links before the first speech whose label says what they lead to.
fn head_links(book: &Book<'_>, read: &Read<'_>) -> Vec<(LinkKind, Url)> {
    let head = read
        .facts
        .pieces
        .iter()
        .take_while(|piece| !matches!(piece, Piece::Block(Block::Speech { .. })));
    let texts = head.filter_map(|piece| match piece {
        Piece::Block(
            Block::Quote { text } | Block::Narrative { text } | Block::Unattributed { text },
        ) => Some(text),
        _ => None,
    });
    let mut links = Vec::new();
    for captures in texts.flat_map(|text| LINK.captures_iter(text)) {
        let part = |group| captures.get(group).map_or("", |part| part.as_str());
        let url = crate::import::link::clean(part(2)).ok();
        let url = url.and_then(|cleaned| cleaned.url.parse::<Url>().ok());
        if let (Some(kind), Some(url)) = (link_kind(book, part(1), read.day), url) {
            links.push((kind, url));
        }
    }
    links
}

fn link_kind(book: &Book<'_>, label: &str, on: Date) -> Option<LinkKind> {
    if label.contains("議題手冊") {
        return Some(LinkKind::AgendaBook);
    }
    if label.contains("心智圖") {
        return Some(LinkKind::MindMap);
    }
    if label.contains("直播") {
        return Some(LinkKind::Livestream);
    }
    let whose = label.trim().strip_suffix("簡報")?.trim();
    match whose {
        "提案人" | "提案者" => Some(LinkKind::ProposerSlides),
        "主持人" => Some(LinkKind::HostSlides),
        _ => book
            .known_agency(whose, Some(on))
            .map(|_| LinkKind::MinistrySlides),
    }
}

/// The transcript as it shall be. What a person added to the one before stays.
fn written(
    book: &mut Book<'_>,
    read: &Read<'_>,
    before: Option<Transcript>,
    meeting: RecordId,
    options: &TranscriptOptions,
) -> Transcript {
    let published = before
        .clone()
        .filter(|before| before.status == TranscriptStatus::Published);
    let mut transcript = before.unwrap_or_else(|| Transcript {
        id: book.new_id(Kind::Transcript, read.day, &read.slug),
        meeting: None,
        title: String::new(),
        date: read.day,
        language: None,
        status: TranscriptStatus::Published,
        sent_on: None,
        edit_until: None,
        published_on: None,
        licence: None,
        source: None,
        speakers: Vec::new(),
        speeches: Vec::new(),
        corrections: Vec::new(),
        privacy: Vec::new(),
        conflicts: Vec::new(),
    });
    read.title.clone_into(&mut transcript.title);
    transcript.date = read.day;
    transcript.meeting = Some(meeting);
    transcript.status = TranscriptStatus::Published;
    state(
        &mut transcript.language,
        language(&read.facts.pieces),
        false,
    );
    state(&mut transcript.published_on, options.published_on, true);
    state(&mut transcript.licence, options.licence.clone(), true);
    let url = transcript.source.take().and_then(|source| source.url);
    transcript.source = Some(TranscriptSource {
        url: read.url.clone().or(url),
        file: Some(read.file.to_owned()),
        sha256: Some(read.sha256.clone()),
    });
    let handwork = (book.known.read_handwork)(&transcript.id);
    let before = std::mem::take(&mut transcript.speeches);
    transcript.speeches = speeches::rows(&read.facts.pieces, &before, &handwork);
    keep_withheld(&mut transcript);
    if let Some(published) = &published {
        published::explain(&mut transcript, published, book.known);
    }
    note_replaced(book, &transcript, &before, &handwork);
    let mut named: HashSet<String> = transcript
        .speakers
        .iter()
        .map(|speaker| speaker.key.clone())
        .collect();
    for speech in &transcript.speeches {
        if let Some(by) = &speech.by
            && named.insert(by.clone())
        {
            transcript.speakers.push(speaker_row(book, by, read.day));
        }
    }
    transcript
}

/// What was withheld stays so, whatever the source has in its place since.
fn keep_withheld(transcript: &mut Transcript) {
    let withheld = withheld(&transcript.corrections);
    for speech in &mut transcript.speeches {
        if let Some(row) = withheld.get(&speech.n) {
            speech.text.clone_from(&row.after);
        }
    }
}

/// Remarks on paragraphs that a person changed and that the source has in other words since, or no
/// longer: they are the text of the source.
fn note_replaced(book: &mut Book<'_>, new: &Transcript, before: &[Speech], handwork: &Handwork) {
    let stays: HashMap<u32, &Speech> = new.speeches.iter().map(|row| (row.n, row)).collect();
    let command = format!("po show {} --at HEAD~1", new.id);
    for row in before {
        if stays.get(&row.n) != Some(&row) && handwork.as_imported(row) != *row {
            let field = format!("speech[{}]", row.n);
            let found = Found::quote(row.text.as_deref().unwrap_or_default());
            let note = Note::ChangedByBoth(command.clone());
            book.report().remark(field.as_str(), found, note);
        }
    }
}

fn speaker_row(book: &Book<'_>, heading: &str, on: Date) -> Speaker {
    let parts = speaker(heading);
    Speaker {
        key: heading.to_owned(),
        name: Some(parts.name).filter(|name| name != heading),
        role: parts.role,
        agency: parts
            .agency
            .and_then(|written| book.known_agency(&written, Some(on))),
        consent: None,
    }
}

/// Fewer letters than this tell no language.
const LEAST_LETTERS: usize = 40;

/// The language of what was said, by its letters; `None` where they do not tell.
fn language(pieces: &[Piece]) -> Option<Tongue> {
    let (mut han, mut kana, mut latin, mut accented) = (0_usize, 0_usize, 0_usize, 0_usize);
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Block(Block::Speech { text, .. }) => Some(text),
        _ => None,
    });
    for letter in texts.flat_map(|text| text.chars()) {
        match letter {
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{c0}'..='\u{17f}' => accented += 1,
            _ => {}
        }
    }
    if han + kana + latin < LEAST_LETTERS {
        None
    } else if kana > han / 5 && kana * 2 > latin {
        Some(Tongue::Japanese)
    } else if latin <= han * 2 {
        Some(Tongue::Chinese)
    } else if han * 20 > latin {
        Some(Tongue::Mixed)
    } else if accented * 100 > latin {
        // French and German both have accents; a person tells which it is.
        None
    } else {
        Some(Tongue::English)
    }
}
