//! Pages of the network's former public site: a case each, and the meeting that it tells of.
//!
//! A page does not say who hosts. Where it names one ministry, that one is the host, since no case
//! goes without; where it names several, they go in as concerned and a person decides. The address of a
//! transcript goes to the case, and to the meeting whose transcript it is: a page also links the
//! records of working and prep meetings, which are meetings of their own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use crate::import::case_page::{
    self, CasePage, LinkKind as PageKind, MeetingState, PageError, PageLink, PagePetition,
    SourceWord,
};
use crate::import::meeting_title::{self, Kind as TitleKind};
use crate::import::{Remark, link};
use crate::locale::remark::{Found, Note, Part, Phrase, Thing};
use crate::record::case::{
    Case, CaseAgency, LinkKind, Origin, OriginKind, Petition, Role, Source as CaseSource, Stage,
    StageRow, StageSource,
};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::value::{Sha256Hex, Url};
use crate::record::{Date, Kind, RecordId, privacy};

use super::book::{Book, add_link, digest, new_meeting, note_origin, read_before, row_key, state};
use super::files::Source;
use super::handwork::set_by_hand;
use super::known::{Clue, Known, slug_of};
use super::merge::{is_only_watched, merge_case, merge_meeting};
use super::report::{Outcome, Plan};
use super::sittings::{move_sessions, sit_on};

/// What pages make of the records of a store.
#[must_use]
pub fn plan_case_pages(sources: &[Source], known: &Known<'_>) -> Plan {
    let mut book = Book::new(known);
    let mut read: HashMap<u32, &str> = HashMap::new();
    for source in sources {
        book.begin(&source.name);
        let outcome = match case_page::parse(&source.bytes, &source.name) {
            Ok((page, remarks)) => {
                book.report().remarks.extend(remarks);
                match read.entry(page.number) {
                    // Each would replace the other in every run.
                    Entry::Occupied(first) => {
                        let note = Note::NumberOf((*first.get()).to_owned());
                        book.report().remark("id", Found::quote(&page.number), note);
                        Outcome::Failed
                    }
                    Entry::Vacant(number) => {
                        number.insert(&source.name);
                        import_page(&mut book, &page, digest(&source.bytes))
                    }
                }
            }
            Err(error) => {
                let remarks = refusal(&source.name, error);
                book.report().remarks.extend(remarks);
                Outcome::Failed
            }
        };
        book.report().count(outcome);
    }
    book.finish()
}

fn refusal(file: &str, error: PageError) -> Vec<Remark> {
    let remark =
        |line, part: Part, found: Found, note: Note| Remark::new(file, line, part, found, note);
    let front = Part::FrontMatter;
    vec![match error {
        PageError::TooLarge { bytes, .. } => {
            let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
            let note = Note::AtMostBytes(case_page::LARGEST_PAGE);
            remark(None, Part::File, Found::Bytes(bytes), note)
        }
        PageError::NotUtf8 { line, column, .. } => {
            let line = u64::try_from(line).ok();
            remark(line, Part::File, Found::Column(column), Phrase::Utf8.into())
        }
        PageError::NoFrontMatter { line, .. } => {
            let note = Phrase::FrontMatter.into();
            remark(Some(line), front, Thing::Nothing.into(), note)
        }
        PageError::Yaml { line, message, .. } => {
            let found = Found::Parser(message);
            remark(Some(line), front, found, Phrase::Yaml.into())
        }
        PageError::NotFields { .. } => {
            let note = Phrase::YamlFields.into();
            remark(None, front, Thing::OtherContent.into(), note)
        }
        PageError::Incomplete { remarks, .. } => return remarks,
    }]
}

fn import_page(book: &mut Book<'_>, page: &CasePage, sha256: Sha256Hex) -> Outcome {
    let key = page.number.to_string();
    let found = find_case(book, page);
    let before = found
        .as_ref()
        .and_then(|case| read_before(&case.origins, OriginKind::CasePage, &key).cloned());
    if let (Some(case), Some(before)) = (&found, &before)
        && before.sha256 == sha256
    {
        book.report().belongs_to(&case.id);
        return Outcome::Unchanged;
    }
    let outcome = match found {
        Some(_) => Outcome::Updated,
        None => Outcome::New,
    };
    let days = days_of(book, page);
    if let Some(case) = found.as_ref().filter(|case| case.origins.is_empty()) {
        remark_joined(book, case, page, &days);
    }
    let mut case = found.unwrap_or_else(|| {
        let proposed = page.propose_date.and_then(Date::from_naive);
        let first = proposed.or(days.first().copied());
        let day = first.unwrap_or(book.known.today);
        let id = book.new_id(Kind::Case, day, &format!("case-page:{key}"));
        Case::new(id, title_of(page))
    });
    book.report().belongs_to(&case.id);
    let origin = Origin {
        kind: OriginKind::CasePage,
        key,
        sha256,
        as_of: None,
    };
    state_facts(&mut case, page, before.is_some());
    take_petitions(book, &mut case, &page.petitions, before.is_some());
    take_departments(book, &mut case, page, days.first().copied());
    take_links(&mut case, &page.links);
    note_origin(&mut case.origins, origin.clone());
    // The case goes in before its meeting, so that what names a merged meeting is found in it.
    book.put_case(case.clone());
    let meeting = import_meeting(book, page, &case, &days, &origin);
    if let Some(current) = book.case(&case.id) {
        case = current.clone();
    }
    take_stages(book, &mut case, page, &days, meeting);
    let id = case.id.clone();
    book.put_case(case);
    name_case_in_meetings(book, page, &id);
    outcome
}

/// The case of a page: the one that came from it, the one with its number, or one that is watched
/// for a petition that the page names.
fn find_case(book: &Book<'_>, page: &CasePage) -> Option<Case> {
    let by_origin = Clue::Origin(OriginKind::CasePage, page.number.to_string());
    let by_origin = book.cases_by(&by_origin).into_iter().next();
    let by_petition = || {
        let mut watched = watched_cases(book, &page.petitions);
        watched.sort_unstable();
        watched.first().and_then(|id| book.case(id))
    };
    by_origin
        .or_else(|| book.case_by_number(page.number))
        .or_else(by_petition)
        .cloned()
}

/// The cases that are only watched and hold one of the petitions.
fn watched_cases(book: &Book<'_>, petitions: &[PagePetition]) -> Vec<RecordId> {
    let holders = petitions
        .iter()
        .flat_map(|petition| book.cases_by(&Clue::Petition(petition.uuid.clone())));
    let watched = holders.filter(|case| is_only_watched(case));
    watched.map(|case| case.id.clone()).collect()
}

/// The plain question, else what stands between the corner brackets of the formal name.
fn title_of(page: &CasePage) -> String {
    let core = || {
        let (_, rest) = page.formal_title.split_once('「')?;
        let (core, _) = rest.split_once('」')?;
        (!core.trim().is_empty()).then(|| core.trim().to_owned())
    };
    page.title
        .clone()
        .or_else(core)
        .unwrap_or_else(|| page.formal_title.clone())
}

fn days_of(book: &mut Book<'_>, page: &CasePage) -> Vec<Date> {
    let days = page.meeting_dates.iter().filter_map(|day: &NaiveDate| {
        let known = Date::from_naive(*day);
        if known.is_none() {
            let found = Found::quote(&day);
            book.report()
                .remark("meeting_date", found, Phrase::DayWithin);
        }
        known
    });
    days.collect()
}

/// Says that a page joins a case that no source brought, and where the page has it otherwise than the
/// person who made the case; what that person typed stays.
fn remark_joined(book: &mut Book<'_>, case: &Case, page: &CasePage, days: &[Date]) {
    let id = case.id.to_string();
    let made_on = book.handwork(&case.id).made_on();
    let note = Note::JoinedByHand {
        case: id.clone(),
        made_on: made_on.map(|day| day.to_string()),
    };
    book.report().remark("id", Found::quote(&page.number), note);
    let word = |source: CaseSource| source.as_str().to_owned();
    let mut fields = vec![
        (
            "title".to_owned(),
            Some(case.title.clone()),
            Some(title_of(page)),
        ),
        (
            "formal_title".to_owned(),
            case.formal_title.clone(),
            Some(page.formal_title.clone()),
        ),
        (
            "source".to_owned(),
            case.source.map(word),
            source_of(page).map(word),
        ),
    ];
    let stated = [
        (
            Stage::Proposed,
            page.propose_date.and_then(Date::from_naive),
        ),
        (Stage::Met, held_on(book, page, days)),
    ];
    for (stage, day) in stated {
        let row = case.stages.iter().find(|row| row.name == stage);
        fields.extend(row.map(|row| {
            let text = |day: Option<Date>| day.map(|day| day.to_string());
            (format!("stage[{}].on", row.k), text(row.on), text(day))
        }));
    }
    for (field, kept, stated) in fields {
        if let (Some(kept), Some(stated)) = (kept, stated)
            && kept != stated
        {
            let note = set_by_hand(Kind::Case, &id, &field, kept, &stated);
            book.report()
                .remark(field.as_str(), Found::quote(&stated), note);
        }
    }
}

fn source_of(page: &CasePage) -> Option<CaseSource> {
    page.source.map(|word| match word {
        SourceWord::Petition => CaseSource::JoinPetition,
        SourceWord::Ministry => CaseSource::Ministry,
        SourceWord::Notice => CaseSource::JoinNotice,
    })
}

/// The day on which the meeting of a page was held.
fn held_on(book: &Book<'_>, page: &CasePage, days: &[Date]) -> Option<Date> {
    let mut past = days.iter().filter(|day| **day <= book.known.today);
    past.next()
        .filter(|_| page.held == MeetingState::Held)
        .copied()
}

/// Sets what the page says of the case itself; `again` when an earlier state of the page did so.
fn state_facts(case: &mut Case, page: &CasePage, again: bool) {
    let from_petition = case.number.is_none()
        && case
            .petitions
            .iter()
            .any(|petition| petition.title.as_ref() == Some(&case.title));
    if again || from_petition {
        case.title = title_of(page);
    }
    state(&mut case.number, Some(page.number), false);
    state(
        &mut case.formal_title,
        Some(page.formal_title.clone()),
        again,
    );
    state(&mut case.source, source_of(page), again);
    for tag in &page.tags {
        if !case.tags.contains(tag) {
            case.tags.push(tag.clone());
        }
    }
}

/// Takes in the petitions of a page, and with them the cases that were only watched for them; `again`
/// when an earlier state of the page did so. A title that the platform gave stays.
fn take_petitions(book: &mut Book<'_>, case: &mut Case, petitions: &[PagePetition], again: bool) {
    let handwork = book.handwork(&case.id);
    let was_removed = |petition: &PagePetition| {
        let row = format!("petition[{}].url", petition.url);
        case.petitions
            .iter()
            .all(|known| known.url.as_str() != petition.url)
            && handwork.is_by_hand(&row)
    };
    let stated = petitions.iter().filter(|petition| !was_removed(petition));
    let petitions: Vec<PagePetition> = stated.cloned().collect();
    for other in watched_cases(book, &petitions) {
        if other != case.id {
            merge_case(book, case, &other);
        }
    }
    for petition in &petitions {
        let own = case.petitions.iter().position(|row| {
            link::petition_uuid(row.url.as_str()).as_deref() == Some(petition.uuid.as_str())
        });
        // A proposer may write a telephone number into a title; none of it goes in.
        let title = petition.title.clone().filter(|title| {
            let clean = privacy::scan_field(title, Some(Kind::Case), "").is_empty();
            if !clean {
                book.report()
                    .remark("join.title", Thing::PersonalData, Phrase::TitleLeftOut);
            }
            clean
        });
        match own.and_then(|place| case.petitions.get_mut(place)) {
            Some(row) => {
                let platform = OriginKind::JoinPetition;
                let told = read_before(&case.origins, platform, &petition.uuid).is_some();
                state(&mut row.title, title, again && !told);
            }
            None => {
                if let Some(url) = url_of(&petition.url) {
                    case.petitions.push(Petition {
                        title,
                        ..new_petition(url)
                    });
                }
            }
        }
    }
}

/// A petition of which only the address is known.
pub(super) fn new_petition(url: Url) -> Petition {
    Petition {
        url,
        title: None,
        status: None,
        join_number: None,
        signatures: None,
        filed_on: None,
        opened: None,
        qualified_on: None,
        qualified_was: None,
        qualified_reason: None,
        schedule_posted_on: None,
        contacted_on: None,
        reply_due: None,
        extended_to: None,
        extended_on: None,
        extension_reason: None,
        missed_reason: None,
        missed_limits: Vec::new(),
        surveyed_on: None,
    }
}

fn url_of(address: &str) -> Option<Url> {
    address.parse().ok()
}

fn take_departments(book: &mut Book<'_>, case: &mut Case, page: &CasePage, met: Option<Date>) {
    let on = page.propose_date.and_then(Date::from_naive).or(met);
    // A person who made the case by hand has said who hosts.
    let is_host_typed =
        case.origins.is_empty() && case.agencies.iter().any(|row| row.role == Role::Host);
    let role = match page.departments.len() {
        1 if !is_host_typed => Role::Host,
        _ => Role::Concerned,
    };
    let mut unsettled = false;
    for written in &page.departments {
        let Some(id) = book.agency("departments", written, on) else {
            continue;
        };
        if case.agencies.iter().all(|row| row.id != id) {
            unsettled |= role == Role::Concerned;
            case.agencies.push(new_agency(id, role));
        }
    }
    if unsettled {
        let found = Found::quote(&page.departments.join("、"));
        book.report()
            .remark("departments", found, Phrase::HostUnknown);
    }
}

/// An agency's part of which nothing else is known.
pub(super) fn new_agency(id: crate::record::value::Name, role: Role) -> CaseAgency {
    CaseAgency {
        id,
        role,
        from: None,
        until: None,
        lead: None,
        unit: None,
        settled_by: None,
    }
}

fn take_links(case: &mut Case, links: &[PageLink]) {
    for link in links {
        let kind = match link.kind {
            PageKind::AgendaBook => LinkKind::AgendaBook,
            PageKind::MindMap => LinkKind::MindMap,
            PageKind::ProposerSlides => LinkKind::ProposerSlides,
            PageKind::MinistrySlides => LinkKind::MinistrySlides,
            PageKind::HostSlides => LinkKind::HostSlides,
            PageKind::Livestream => LinkKind::Livestream,
            PageKind::Transcript => LinkKind::Transcript,
            PageKind::Blog => LinkKind::Article,
            PageKind::Picture => LinkKind::Picture,
            PageKind::Film | PageKind::Consultation => LinkKind::Other,
        };
        if let Some(url) = url_of(&link.url) {
            add_link(&mut case.links, kind, &url);
        }
    }
}

/// A transcript that a page links.
struct LinkedTranscript {
    url: Url,
    slug: String,
    title: meeting_title::MeetingTitle,
    day: Option<Date>,
}

fn linked_transcripts(page: &CasePage) -> Vec<LinkedTranscript> {
    let links = page
        .links
        .iter()
        .filter(|link| link.kind == PageKind::Transcript);
    links
        .filter_map(|link| {
            let slug = slug_of(&link.url)?;
            let (day, _) = crate::import::transcript_markdown::split_date(&slug);
            Some(LinkedTranscript {
                url: url_of(&link.url)?,
                title: meeting_title::parse(&slug),
                day: day.and_then(Date::from_naive),
                slug,
            })
        })
        .collect()
}

impl LinkedTranscript {
    /// Whether it is of the collaborative meeting that the page tells of.
    fn is_of_meeting(&self, page: &CasePage, days: &[Date]) -> bool {
        let same_day = self.day.is_some_and(|day| days.contains(&day));
        match self.title.kind {
            TitleKind::Collaborative | TitleKind::Hearing => {
                same_day || self.title.number == Some(page.number)
            }
            TitleKind::Other => same_day,
            _ => false,
        }
    }
}

/// Whether a meeting can be the one that a page tells of.
pub(super) fn is_meeting_of_case(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::Collaborative | MeetingKind::Hearing)
}

/// Makes or finds the meeting of a page that gives a day.
fn import_meeting(
    book: &mut Book<'_>,
    page: &CasePage,
    case: &Case,
    days: &[Date],
    origin: &Origin,
) -> Option<RecordId> {
    let first = days.first().copied()?;
    let linked = linked_transcripts(page);
    let own: Vec<&LinkedTranscript> = linked
        .iter()
        .filter(|transcript| transcript.is_of_meeting(page, days))
        .collect();
    let number = own
        .iter()
        .find_map(|transcript| transcript.title.number)
        .unwrap_or(page.number);
    let found = find_meetings(book, page, days, &own, number);
    let hearing = own
        .iter()
        .any(|transcript| transcript.title.kind == TitleKind::Hearing);
    let kind = match hearing || page.formal_title.contains("協作公聽會") {
        true => MeetingKind::Hearing,
        false => MeetingKind::Collaborative,
    };
    let mut found = found.into_iter();
    let mut meeting = match found.next().and_then(|id| book.meeting(&id).cloned()) {
        Some(meeting) => meeting,
        None => {
            let id = book.new_id(
                Kind::Meeting,
                first,
                &format!("case-page:{}:meeting", page.number),
            );
            new_meeting(
                id,
                kind,
                meeting_title_of(book, number, kind),
                first,
                book.known.today,
            )
        }
    };
    for other in found {
        merge_meeting(book, &mut meeting, &other);
    }
    if !is_meeting_of_case(meeting.kind) {
        meeting.kind = kind;
    }
    state(&mut meeting.number, Some(number), false);
    move_sessions(book, &mut meeting, days, origin);
    for day in days {
        sit_on(book, &mut meeting, *day);
    }
    if meeting.status == MeetingStatus::Planned && first <= book.known.today {
        meeting.status = MeetingStatus::Held;
    }
    if !meeting.cases.contains(&case.id) {
        meeting.cases.push(case.id.clone());
    }
    for transcript in own {
        add_link(&mut meeting.links, LinkKind::Transcript, &transcript.url);
    }
    note_origin(&mut meeting.origins, origin.clone());
    let id = meeting.id.clone();
    book.put_meeting(meeting);
    book.report().belongs_to(&id);
    Some(id)
}

fn meeting_title_of(book: &Book<'_>, number: u32, kind: MeetingKind) -> String {
    let hearing = kind == MeetingKind::Hearing;
    let chinese = if hearing {
        "協作公聽會"
    } else {
        "協作會議"
    };
    let english = if hearing {
        "Collaborative hearing"
    } else {
        "Collaborative meeting"
    };
    let english = format!("{english} on case {number}");
    let chinese = format!("第 {number} 案{chinese}");
    book.known.language.pick(&english, &chinese).to_owned()
}

/// The meetings that are the page's one: that came from it, whose transcript it links, or of that
/// number on one of its days. The earliest stands first.
fn find_meetings(
    book: &Book<'_>,
    page: &CasePage,
    days: &[Date],
    own: &[&LinkedTranscript],
    number: u32,
) -> Vec<RecordId> {
    let mut found: Vec<(Option<Date>, RecordId)> = Vec::new();
    let mut add = |meeting: &Meeting| {
        let entry = (meeting.first_day(), meeting.id.clone());
        if !found.contains(&entry) {
            found.push(entry);
        }
    };
    let by_origin = Clue::Origin(OriginKind::CasePage, page.number.to_string());
    let linked = own
        .iter()
        .map(|transcript| Clue::Slug(transcript.slug.clone()));
    for clue in std::iter::once(by_origin).chain(linked) {
        let suits = |meeting: &&Meeting| {
            is_meeting_of_case(meeting.kind) || meeting.kind == MeetingKind::Other
        };
        book.meetings_by(&clue)
            .into_iter()
            .filter(suits)
            .for_each(&mut add);
    }
    // A transcript that was imported before the page was known has no address yet.
    for transcript in own {
        for known in book.transcripts_by(&Clue::Slug(transcript.slug.clone())) {
            let meeting = known.meeting.and_then(|id| book.meeting(&id));
            meeting.into_iter().for_each(&mut add);
        }
    }
    for number in [number, page.number] {
        let suits = |meeting: &&Meeting| {
            is_meeting_of_case(meeting.kind)
                && meeting.number == Some(number)
                && meeting.sessions.iter().any(|row| days.contains(&row.date))
        };
        book.meetings_by(&Clue::Number(number))
            .into_iter()
            .filter(suits)
            .for_each(&mut add);
    }
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// The stages that a page states: proposed, and met or not held. What a person recorded stays.
fn take_stages(
    book: &mut Book<'_>,
    case: &mut Case,
    page: &CasePage,
    days: &[Date],
    meeting: Option<RecordId>,
) {
    // A petition that was answered or lapsed left the procedure only as long as it was not in it.
    let exits = super::petitions::EXITS.map(|(_, stage)| super::petitions::stage_key(stage));
    case.stages.retain(|row| !exits.contains(&row.k));
    let proposed = page.propose_date.and_then(Date::from_naive);
    set_stage(case, Stage::Proposed, proposed, None);
    match page.held {
        MeetingState::Held => {
            if let Some(day) = held_on(book, page, days) {
                set_stage(case, Stage::Met, Some(day), meeting);
            }
        }
        MeetingState::NotHeld => {
            let has = |stage| case.stages.iter().any(|row| row.name == stage);
            if has(Stage::Met) {
                let found = Found::quote("不辦理");
                book.report().remark("meeting_date", found, Phrase::WasHeld);
            } else if !has(Stage::NotHeld) {
                let found = Found::quote("不辦理");
                book.report()
                    .remark("meeting_date", found, Phrase::NoReason);
                set_stage(case, Stage::NotHeld, None, None);
            }
        }
        MeetingState::NotYet | MeetingState::Unknown => {}
    }
}

/// Enters a stage, or gives the row that an earlier import made its day. A row made by hand keeps
/// its day. A new row stands before those of later stages.
fn set_stage(case: &mut Case, stage: Stage, on: Option<Date>, meeting: Option<RecordId>) {
    let natural = StageSource::CasePage.natural_key(stage);
    let k = row_key(&natural, |_| false);
    if let Some(row) = case.stages.iter_mut().find(|row| row.name == stage) {
        state(&mut row.on, on, row.k == k);
        state(&mut row.meeting, meeting, row.k == k);
        return;
    }
    let k = row_key(&natural, |key| case.stages.iter().any(|row| row.k == *key));
    let place = case
        .stages
        .iter()
        .position(|row| row.name > stage && row.name != Stage::NotHeld)
        .unwrap_or(case.stages.len());
    case.stages.insert(
        place,
        StageRow {
            k,
            name: stage,
            on,
            meeting,
            by: None,
            note: None,
            reason: None,
        },
    );
}

/// Meetings that were imported before the page learn of the case, and of their published address.
fn name_case_in_meetings(book: &mut Book<'_>, page: &CasePage, case: &RecordId) {
    let numbered = book.meetings_by(&Clue::Number(page.number));
    let numbered: Vec<RecordId> = numbered
        .into_iter()
        .filter(|meeting| meeting.number == Some(page.number) && meeting.kind.is_numbered())
        .map(|meeting| meeting.id.clone())
        .collect();
    for id in numbered {
        with_meeting(book, &id, |meeting| name_case(meeting, case));
    }
    for linked in linked_transcripts(page) {
        for known in book.transcripts_by(&Clue::Slug(linked.slug.clone())) {
            if known.url.is_none()
                && let Some(mut transcript) = book.whole_transcript(&known.id)
                && let Some(source) = &mut transcript.source
            {
                source.url = Some(linked.url.clone());
                book.put_transcript(transcript);
            }
            if let Some(id) = known.meeting {
                with_meeting(book, &id, |meeting| {
                    name_case(meeting, case);
                    add_link(&mut meeting.links, LinkKind::Transcript, &linked.url);
                });
            }
        }
    }
}

fn name_case(meeting: &mut Meeting, case: &RecordId) {
    if !meeting.cases.contains(case) {
        meeting.cases.push(case.clone());
    }
}

fn with_meeting(book: &mut Book<'_>, id: &RecordId, change: impl FnOnce(&mut Meeting)) {
    if let Some(mut meeting) = book.meeting(id).cloned() {
        change(&mut meeting);
        book.put_meeting(meeting);
    }
}
