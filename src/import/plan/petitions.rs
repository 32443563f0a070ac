//! Petitions of the Join platform: a watched case each, or the petition row of the case that took
//! it up.
//!
//! A case in the procedure keeps its stages, its title and the parts that its agencies agreed on. An
//! agency that the platform names and the case does not know in any part goes in as concerned: that
//! it was named is a fact, which part it has is for the agencies to settle. In a case that is only
//! watched, the lead agencies are the hosts to be and the supporting ones concerned.
//!
//! A file older than what is recorded does not overwrite it. The day on which the platform last
//! changed a petition tells which is older; on the same day the number of supports does.

use crate::import::Remark;
use crate::import::join::{
    self, Adoption as JoinAdoption, JoinError, Petition as JoinPetition, Reply as JoinReply,
    ReplyKind as JoinReplyKind,
};
use crate::import::link;
use crate::locale::remark::{Found, Note, Part, Phrase, Thing};
use crate::locale::{Language, import as words};
use crate::record::case::{
    Adoption, Case, Origin, OriginKind, Petition, PetitionStatus, Reply, ReplyKind, Role,
    Source as CaseSource, Stage, StageRow, StageSource,
};
use crate::record::value::{RowKey, Url};
use crate::record::{Date, Kind, RecordId, privacy};

use super::book::{Book, note_origin, read_before, row_key, state};
use super::case_pages::{new_agency, new_petition};
use super::files::Source;
use super::known::{Clue, Known};
use super::merge::is_only_watched;
use super::report::{Outcome, Plan};

/// The stages in which a petition leaves the list of those watched.
pub(super) const EXITS: [(PetitionStatus, Stage); 3] = [
    (PetitionStatus::Answered, Stage::Replied),
    (PetitionStatus::Lapsed, Stage::Lapsed),
    (PetitionStatus::Revoked, Stage::Withdrawn),
];

/// The key of the row that an import makes when a petition enters a stage.
pub(super) fn stage_key(stage: Stage) -> RowKey {
    row_key(&StageSource::Petition.natural_key(stage), |_| false)
}

/// What files of petitions make of the records of a store.
#[must_use]
pub fn plan_join(sources: &[Source], known: &Known<'_>) -> Plan {
    let mut book = Book::new(known);
    for source in sources {
        book.begin(&source.name);
        match join::parse(&source.bytes, &source.name) {
            Ok(petitions) => {
                book.report().remarks.extend(petitions.remarks);
                for petition in &petitions.taken {
                    let outcome = import_petition(&mut book, petition);
                    book.report().count(outcome);
                }
                for _ in 0..petitions.left_out {
                    book.report().count(Outcome::Failed);
                }
            }
            Err(error) => {
                let remark = refusal(&source.name, &error);
                book.report().remarks.push(remark);
                book.report().count(Outcome::Failed);
            }
        }
    }
    book.finish()
}

fn refusal(file: &str, error: &JoinError) -> Remark {
    let remark = |line, found: Found, note: Note| Remark::new(file, line, Part::File, found, note);
    match error {
        JoinError::TooLarge { bytes, .. } => {
            let bytes = u64::try_from(*bytes).unwrap_or(u64::MAX);
            let note = Note::AtMostBytes(join::LARGEST_FILE);
            remark(None, Found::Bytes(bytes), note)
        }
        JoinError::NotUtf8 { offset, .. } => {
            remark(None, Found::Byte(*offset), Phrase::Utf8Fetched.into())
        }
        JoinError::NotJson { line, column, .. } => {
            let line = u64::try_from(*line).ok();
            remark(line, Found::Column(*column), Phrase::Json.into())
        }
        JoinError::NotAnArray { .. } => {
            remark(None, Thing::OtherContent.into(), Phrase::Petitions.into())
        }
        JoinError::NoPetitions { elements, .. } => {
            let found = Found::Elements(*elements);
            remark(None, found, Phrase::OtherList.into())
        }
    }
}

fn import_petition(book: &mut Book<'_>, petition: &JoinPetition) -> Outcome {
    let place = petition.uuid.as_str();
    if !privacy::scan_field(&petition.title, Some(Kind::Case), "").is_empty() {
        let field = format!("{place}.title");
        let found = Thing::PersonalData;
        book.report()
            .remark(field.as_str(), found, Phrase::PetitionLeftOut);
        return Outcome::Failed;
    }
    let (Ok(url), Ok(sha256)) = (petition.url.parse::<Url>(), petition.source_sha256.parse())
    else {
        return Outcome::Failed;
    };
    let origin = Origin {
        kind: OriginKind::JoinPetition,
        key: petition.uuid.clone(),
        sha256,
        as_of: petition.updated.and_then(Date::from_naive),
    };
    let found = find_cases(book, &petition.uuid);
    if found.is_empty() {
        let id = book.new_id(Kind::Case, first_day(book, petition), &petition.uuid);
        let mut case = Case::new(id, petition.title.clone());
        case.source = Some(CaseSource::JoinPetition);
        update(book, &mut case, petition, &url, origin);
        book.report().belongs_to(&case.id);
        book.put_case(case);
        return Outcome::New;
    }
    let mut outcome = Outcome::Unchanged;
    for id in found {
        book.report().belongs_to(&id);
        let Some(mut case) = book.case(&id).cloned() else {
            continue;
        };
        if is_news(book, &case, petition, &origin) {
            update(book, &mut case, petition, &url, origin.clone());
            book.put_case(case);
            outcome = Outcome::Updated;
        }
    }
    outcome
}

/// The cases that hold a petition, by its row or by the origin they keep.
fn find_cases(book: &Book<'_>, uuid: &str) -> Vec<RecordId> {
    let by_row = book.cases_by(&Clue::Petition(uuid.to_owned()));
    let by_origin = book.cases_by(&Clue::Origin(OriginKind::JoinPetition, uuid.to_owned()));
    let mut ids: Vec<RecordId> = Vec::new();
    for case in by_row.into_iter().chain(by_origin) {
        if !ids.contains(&case.id) {
            ids.push(case.id.clone());
        }
    }
    ids
}

fn first_day(book: &Book<'_>, petition: &JoinPetition) -> Date {
    let days = [petition.opened, petition.qualified_on, petition.updated];
    let first = days.into_iter().flatten().find_map(Date::from_naive);
    first.unwrap_or(book.known.today)
}

fn row_of<'c>(case: &'c Case, uuid: &str) -> Option<&'c Petition> {
    let mut rows = case.petitions.iter();
    rows.find(|row| link::petition_uuid(row.url.as_str()).as_deref() == Some(uuid))
}

/// Whether a petition differs from what was read before and is no older.
fn is_news(book: &mut Book<'_>, case: &Case, petition: &JoinPetition, origin: &Origin) -> bool {
    let before = read_before(&case.origins, OriginKind::JoinPetition, &petition.uuid);
    let Some(before) = before else { return true };
    if before.sha256 == origin.sha256 {
        return is_closed_unanswered(case) || lacks_day_of_extension(case, petition);
    }
    let recorded = row_of(case, &petition.uuid).and_then(|row| row.signatures);
    let older = match (before.as_of, origin.as_of) {
        (Some(before), Some(now)) if before != now => now < before,
        _ => petition.signatures < recorded,
    };
    if older {
        let day = origin.as_of.map(|day| day.to_string());
        let found = Found::quote_or_nothing(day.as_deref());
        let field = petition.uuid.as_str();
        book.report()
            .remark(field, found, Phrase::OlderThanRecorded);
    }
    !older
}

fn update(
    book: &mut Book<'_>,
    case: &mut Case,
    petition: &JoinPetition,
    url: &Url,
    origin: Origin,
) {
    let watched = is_only_watched(case);
    let status = status_of(petition);
    if watched && names_case(book, case, petition) {
        case.title.clone_from(&petition.title);
    }
    set_row(book.known.language, case, petition, url, status);
    take_agencies(book, case, petition, watched);
    take_replies(book, case, petition, url);
    if watched {
        state(&mut case.source, Some(CaseSource::JoinPetition), false);
        take_stages(case, petition, status);
    }
    note_origin(&mut case.origins, origin);
}

/// Whether the title of a case is that of a petition, or was before a person set another.
fn names_case(book: &Book<'_>, case: &Case, petition: &JoinPetition) -> bool {
    let Some(row) = row_of(case, &petition.uuid) else {
        return false;
    };
    if row.title.as_ref() == Some(&case.title) {
        return true;
    }
    let handwork = book.handwork(&case.id);
    let only_one = case.petitions.len() == 1;
    let (title, of_row) = ("title", format!("petition[{}].title", row.url));
    only_one
        && [title, &of_row]
            .iter()
            .any(|field| handwork.imported(field).is_some())
}

fn status_of(petition: &JoinPetition) -> Option<PetitionStatus> {
    match petition.status.as_str() {
        "FirstSigned" => Some(PetitionStatus::Collecting),
        "Advice" => Some(PetitionStatus::Qualified),
        // The platform completes petitions of which an agency only said when it will answer.
        "Completed" if petition.answered_on().next().is_some() => Some(PetitionStatus::Answered),
        "Completed" => Some(PetitionStatus::Qualified),
        "Revoked" => Some(PetitionStatus::Revoked),
        "SecondFailed" => Some(PetitionStatus::Lapsed),
        _ => None,
    }
}

fn set_row(
    language: Language,
    case: &mut Case,
    petition: &JoinPetition,
    url: &Url,
    status: Option<PetitionStatus>,
) {
    let uuid = Some(petition.uuid.as_str());
    let place = case
        .petitions
        .iter()
        .position(|row| link::petition_uuid(row.url.as_str()).as_deref() == uuid);
    let place = place.unwrap_or_else(|| {
        case.petitions.push(new_petition(url.clone()));
        case.petitions.len() - 1
    });
    let Some(row) = case.petitions.get_mut(place) else {
        return;
    };
    state(&mut row.title, Some(petition.title.clone()), true);
    state(&mut row.status, status, true);
    state(&mut row.join_number, petition.join_number.clone(), true);
    state(&mut row.signatures, petition.signatures, true);
    let day = |day: Option<chrono::NaiveDate>| day.and_then(Date::from_naive);
    state(&mut row.opened, day(petition.opened), true);
    state(&mut row.qualified_on, day(petition.qualified_on), true);
    state(&mut row.reply_due, day(petition.reply_due), true);
    let mut schedules = petition
        .replies
        .iter()
        .filter(|reply| reply.kind == JoinReplyKind::Schedule);
    let posted = schedules.find_map(|reply| day(reply.on));
    state(&mut row.schedule_posted_on, posted, false);
    if let Some((notice, until)) = petition.extension() {
        state(&mut row.extended_to, Date::from_naive(until), true);
        let on = day(notice.on);
        state(&mut row.extended_on, on, true);
        let on = on.map(|on| on.display(language));
        let reason = words::extension_reason(language, &notice.agency_name, on);
        state(&mut row.extension_reason, Some(reason), true);
    }
}

fn take_agencies(book: &mut Book<'_>, case: &mut Case, petition: &JoinPetition, watched: bool) {
    let on = Some(first_day(book, petition));
    for agency in &petition.agencies {
        let id = find_agency(book, petition, agency.code.as_deref(), &agency.name, on);
        let Some(id) = id else { continue };
        if case.agencies.iter().all(|row| row.id != id) {
            let role = match watched && agency.lead {
                true => Role::Host,
                false => Role::Concerned,
            };
            case.agencies.push(new_agency(id, role));
        }
    }
}

/// The agency of a code, else of a name.
fn find_agency(
    book: &mut Book<'_>,
    petition: &JoinPetition,
    code: Option<&str>,
    name: &str,
    on: Option<Date>,
) -> Option<crate::record::value::Name> {
    let by_code = code.and_then(|code| book.known_agency(code, on));
    if by_code.is_some() || name.is_empty() {
        return by_code;
    }
    let field = format!("{}.organization", petition.uuid);
    book.agency(&field, name, on)
}

fn take_replies(book: &mut Book<'_>, case: &mut Case, petition: &JoinPetition, url: &Url) {
    for reply in &petition.replies {
        let on = reply.on.and_then(Date::from_naive);
        let code = reply.agency_code.as_deref();
        let agency = find_agency(book, petition, code, &reply.agency_name, on);
        let stated = Reply {
            k: row_key("", |_| false),
            petition: Some(url.clone()),
            agency,
            on,
            kind: reply_kind(reply.kind),
            adoption: reply.adoption.map(adoption),
            url: reply.url.parse().ok(),
            sha256: reply.sha256.parse().ok(),
        };
        set_reply(case, reply, stated);
    }
}

fn set_reply(case: &mut Case, reply: &JoinReply, stated: Reply) {
    let source = reply.source_id.as_deref().unwrap_or(&reply.sha256);
    let natural = format!("reply:{source}");
    let own = |row: &Reply, key: &RowKey| row.k == *key && row.petition == stated.petition;
    let is_other = |key: &RowKey| {
        case.replies
            .iter()
            .any(|row| row.k == *key && !own(row, key))
    };
    let k = row_key(&natural, is_other);
    match case.replies.iter_mut().find(|row| row.k == k) {
        Some(row) => {
            state(&mut row.agency, stated.agency, true);
            state(&mut row.on, stated.on, true);
            state(&mut row.adoption, stated.adoption, true);
            state(&mut row.url, stated.url, false);
            row.kind = stated.kind;
            row.sha256 = stated.sha256;
        }
        None => case.replies.push(Reply { k, ..stated }),
    }
}

fn reply_kind(kind: JoinReplyKind) -> ReplyKind {
    match kind {
        JoinReplyKind::Schedule => ReplyKind::Schedule,
        JoinReplyKind::Interim => ReplyKind::Interim,
        JoinReplyKind::Formal => ReplyKind::Formal,
        JoinReplyKind::Update => ReplyKind::Update,
    }
}

fn adoption(adoption: JoinAdoption) -> Adoption {
    match adoption {
        JoinAdoption::Adopted => Adoption::Adopted,
        JoinAdoption::Partly => Adoption::Partly,
        JoinAdoption::NotAdopted => Adoption::NotAdopted,
        JoinAdoption::UnderStudy => Adoption::UnderStudy,
    }
}

/// Whether an extension is recorded as the platform tells it, without the day on which it was
/// announced: early imports wrote that day into the reason alone.
fn lacks_day_of_extension(case: &Case, petition: &JoinPetition) -> bool {
    let Some((notice, until)) = petition.extension() else {
        return false;
    };
    let lacks =
        |row: &Petition| row.extended_on.is_none() && row.extended_to == Date::from_naive(until);
    notice.on.is_some() && row_of(case, &petition.uuid).is_some_and(lacks)
}

/// Whether an import closed a case to which nobody replied formally, and no person said more of it:
/// what early imports did at any posting of an agency.
fn is_closed_unanswered(case: &Case) -> bool {
    let is_formal = |reply: &Reply| reply.kind == ReplyKind::Formal;
    is_only_watched(case) && case.stages.iter().any(closes) && !case.replies.iter().any(is_formal)
}

/// Whether a step is the answer to a petition as an import records it.
fn closes(row: &StageRow) -> bool {
    *row == stage(Stage::Replied, row.on)
}

/// A watched case is entered, and left when its petition was answered, lapsed or was revoked. The day
/// of an answer is that of the last formal reply; the platform's file has none for a revocation.
fn take_stages(case: &mut Case, petition: &JoinPetition, status: Option<PetitionStatus>) {
    let day = |day: Option<chrono::NaiveDate>| day.and_then(Date::from_naive);
    if is_closed_unanswered(case) {
        case.stages.retain(|row| !closes(row));
    }
    if case.stages.is_empty() {
        case.stages
            .push(stage(Stage::Watching, day(petition.opened)));
    }
    let exit = EXITS.iter().find(|(exit, _)| Some(*exit) == status);
    let Some((_, name)) = exit else { return };
    let on = match name {
        Stage::Replied => day(petition.answered_on().flatten().max()),
        Stage::Lapsed => day(petition.endorse_due),
        _ => None,
    };
    match case.stages.iter_mut().find(|row| row.name == *name) {
        Some(row) => {
            let imported = row.k == stage_key(*name);
            state(&mut row.on, on, imported);
        }
        None => case.stages.push(stage(*name, on)),
    }
}

fn stage(name: Stage, on: Option<Date>) -> StageRow {
    StageRow {
        k: stage_key(name),
        name,
        on,
        meeting: None,
        by: None,
        note: None,
        reason: None,
    }
}
