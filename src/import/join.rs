//! Petitions of the national participation platform (Join), as crawled: a JSON array of the
//! petition pages' own objects.
//!
//! Two shapes are read. Since July 2017 the lead agencies are an array and a reply has the time
//! of its first posting; before, there was one lead agency, an object, and only the time of the
//! last change. `""` stands for everything absent. All times are epoch milliseconds, all days are
//! days in Taipei (UTC+8, without summer time).
//!
//! What citizens wrote, the proposer's nickname and id, and the replies' text (which often names
//! the proposer) are read past and never kept: a reply leaves its kind, its day, what it says
//! about adoption, and a hash.
//!
//! # Which day is which
//!
//! - **opened** is the day of `approvedTime`, when the petition passed review and the public could
//!   support it: `endorseDueDate` lies 60 full days after it, in old and new records alike.
//!   (`publishDate` is when the proposer filed it, `readyTime` when the text was last sent in.)
//! - **qualified** is the day of `secondSignedTime`, when the 5,000th support was counted.
//! - **reply due** is the day of `advisedTime`. Older records give 00:00 of a day and newer ones
//!   23:59:59; the agencies announced that same day in both.
//! - **endorse due** is the last day on which support was possible: `endorseDueDate` gives the
//!   first moment afterwards.
//!
//! # What kind of reply a posting is
//!
//! The platform's form has a field for the present state (`analysis`), what was discussed
//! (`suggest`), what follows (`plan`) and what is adopted (`reference`). A field counts as blank
//! when it is empty or says 無 or N/A, and as a *promise* when it only says that the formal reply
//! will come, such as 〈將於 … 日前發布正式回應時說明〉. For each agency, in order of time:
//!
//! - `schedule`: the last three fields hold promises and nothing else; or all three are blank and
//!   the first announces the formal reply. An extension notice is a schedule too.
//! - `formal`: the agency's first posting that says what is adopted, without a promise elsewhere.
//! - `update`: any later posting of the agency that is no schedule, and postings of other agencies
//!   that say nothing on adoption once the petition has a formal reply.
//! - `interim`: the rest, partial answers and notices of meetings. An agency that only ever
//!   answered without saying what is adopted therefore has an interim reply, and a remark.
//!
//! # What is an extension
//!
//! A promise names the day of the formal reply. Where all promises of a posting name the same day in
//! full and it lies after the day on which the reply is due, the posting puts the reply off until
//! then. A day without its year is that of the limit where month and day are; any other is unsure.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};
use regex::Regex;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::import::Remark;
use crate::import::link::{is_uuid, petition_url};
use crate::locale::remark::{Found, Note, Phrase, Thing};

/// Larger files are refused unread; the whole platform's open petitions have about 4 MB.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The platform opened in 2015; earlier days, and days far in the future, are remarked on.
const FIRST_YEAR: i32 = 2015;
const LAST_YEAR: i32 = 2100;

/// A reply is due after two months and may be put off by two: a later day is remarked on.
const LONGEST_WAIT_IN_MONTHS: u32 = 6;

/// The words for a petition's state that the platform is known to use.
const STATUS_WORDS: [&str; 5] = [
    "FirstSigned",
    "Completed",
    "Advice",
    "Revoked",
    "SecondFailed",
];

/// A file from which nothing can be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// The file is larger than [`LARGEST_FILE`].
    #[error("{file}: {bytes} bytes, at most {LARGEST_FILE} expected")]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        bytes: usize,
    },
    /// The bytes are not UTF-8.
    #[error("{file}: not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// Name of the file.
        file: String,
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// Not JSON, cut short, or nested deeper than 128 levels.
    #[error("{file}:{line}:{column}: expected JSON: {message}")]
    NotJson {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What the JSON reader says.
        message: String,
    },
    /// JSON, but no array.
    #[error("{file}: expected an array of petitions")]
    NotAnArray {
        /// Name of the file.
        file: String,
    },
    /// An array of other things, such as the platform's list of agencies.
    #[error("{file}: expected petitions, and none of {elements} elements has the id of one")]
    NoPetitions {
        /// Name of the file.
        file: String,
        /// How many elements the array has, at least one.
        elements: usize,
    },
}

/// What one file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Petitions {
    /// Those that can be taken over, in the order of the file.
    pub taken: Vec<Petition>,
    /// How many elements were left out, each with a remark. The second of two with one id is none
    /// of them: its petition is there.
    pub left_out: usize,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// What is public and factual of one petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petition {
    /// The platform's id, the only key: titles change and numbers are missing or doubled.
    pub uuid: String,
    /// The petition's page.
    pub url: String,
    /// The title, entities decoded and blanks folded.
    pub title: String,
    /// The platform's number, `20180629-6534`; older petitions have none.
    pub join_number: Option<String>,
    /// The platform's word for its state, such as `FirstSigned`, `Advice`, `Completed`.
    pub status: String,
    /// How many people supported it.
    pub signatures: Option<u32>,
    /// How many it needs.
    pub goal: Option<u32>,
    /// The day from which it could be supported.
    pub opened: Option<NaiveDate>,
    /// The day on which it reached its goal.
    pub qualified_on: Option<NaiveDate>,
    /// The day by which the agencies owe a formal reply.
    pub reply_due: Option<NaiveDate>,
    /// The last day on which it could be supported.
    pub endorse_due: Option<NaiveDate>,
    /// The day on which the platform last changed it (`updateDate`): of two files that hold it, the
    /// one with the later day is the newer.
    pub updated: Option<NaiveDate>,
    /// The agencies named by the platform, lead agencies first.
    pub agencies: Vec<PetitionAgency>,
    /// What the agencies posted, oldest first.
    pub replies: Vec<Reply>,
    /// SHA-256 of the petition's canonical JSON (keys sorted, no blanks), lower-case hexadecimal.
    pub source_sha256: String,
}

impl Petition {
    /// The days of the formal replies; a petition without one has not been answered, whatever the
    /// platform calls its state.
    pub fn answered_on(&self) -> impl Iterator<Item = Option<NaiveDate>> {
        let formal = |reply: &&Reply| reply.kind == ReplyKind::Formal;
        self.replies.iter().filter(formal).map(|reply| reply.on)
    }

    /// The posting that puts the reply off the longest, with the day until which it does.
    #[must_use]
    pub fn extension(&self) -> Option<(&Reply, NaiveDate)> {
        let due = self.reply_due?;
        let promises = self.replies.iter();
        promises
            .filter_map(|reply| Some((reply, reply.promised?)))
            .filter(|(_, day)| *day > due)
            .max_by_key(|(_, day)| *day)
    }
}

/// An agency named for a petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PetitionAgency {
    /// The government's code for it, such as `A21000000I`.
    pub code: Option<String>,
    /// Its full name on the platform at that time.
    pub name: String,
    /// Whether it leads (主辦) or supports (協辦).
    pub lead: bool,
}

/// One posting of an agency under a petition, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The platform's id of the posting, where it has one.
    pub source_id: Option<String>,
    /// The government's code of the agency.
    pub agency_code: Option<String>,
    /// The agency's full name; empty where the source names none (with a remark).
    pub agency_name: String,
    /// The day it was first posted; in records from before July 2017 the day of its last change.
    pub on: Option<NaiveDate>,
    /// What kind of posting it is; see the module's rule.
    pub kind: ReplyKind,
    /// What it says about adoption, where its words leave no doubt.
    pub adoption: Option<Adoption>,
    /// The day by which it promises the formal reply, where it surely names one.
    pub promised: Option<NaiveDate>,
    /// The petition's page, where it stands.
    pub url: String,
    /// SHA-256 of the posting's canonical JSON, lower-case hexadecimal.
    pub sha256: String,
}

/// Kinds of postings; the rule stands at the head of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyKind {
    /// When the formal reply will come.
    Schedule,
    /// A partial answer or a notice on the way.
    Interim,
    /// The first answer that says what is adopted.
    Formal,
    /// News after the formal reply.
    Update,
}

/// What a reply says about adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Adoption {
    /// 參採.
    Adopted,
    /// 部分參採, or one point adopted and another refused.
    Partly,
    /// 不予參採.
    NotAdopted,
    /// 研議中.
    UnderStudy,
}

/// Reads one file of petitions; `file` is its name, repeated in errors and remarks.
///
/// A petition without a usable id or title is left out with a remark, as is the second of two
/// with one id; everything else goes in.
///
/// # Errors
/// When the file is too large, not UTF-8, not JSON (or cut short, or nested too deep), no array, or
/// an array in which no element has the id of a petition.
pub fn parse(bytes: &[u8], file: &str) -> Result<Petitions, JoinError> {
    let values = array(bytes, file)?;
    if !values.is_empty() && !values.iter().any(has_petition_id) {
        return Err(JoinError::NoPetitions {
            file: file.to_owned(),
            elements: values.len(),
        });
    }
    let mut reader = Reader {
        file,
        place: String::new(),
        remarks: Vec::new(),
    };
    let mut taken: Vec<Petition> = Vec::new();
    let mut left_out = 0;
    let mut ids = HashSet::new();
    let mut numbers = HashSet::new();
    for (at, value) in values.iter().enumerate() {
        reader.place = format!("[{at}]");
        let Some(petition) = reader.petition(value) else {
            left_out += 1;
            continue;
        };
        if !ids.insert(petition.uuid.clone()) {
            reader.remark("id", Found::quote(&petition.uuid), Phrase::PetitionOnce);
            continue;
        }
        if let Some(number) = &petition.join_number
            && !numbers.insert(number.clone())
        {
            reader.remark("caseNumber", Found::quote(number), Phrase::NumberTwice);
        }
        taken.push(petition);
    }
    Ok(Petitions {
        taken,
        left_out,
        remarks: reader.remarks,
    })
}

/// An element's id, in small letters; empty where it has none.
fn id_of(source: &Map<String, Value>) -> String {
    text(source, "id").trim().to_ascii_lowercase()
}

fn has_petition_id(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|source| is_uuid(&id_of(source)))
}

fn array(bytes: &[u8], file: &str) -> Result<Vec<Value>, JoinError> {
    if bytes.len() > LARGEST_FILE {
        return Err(JoinError::TooLarge {
            file: file.to_owned(),
            bytes: bytes.len(),
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| JoinError::NotUtf8 {
        file: file.to_owned(),
        offset: error.valid_up_to(),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = serde_json::from_str(text).map_err(|error| JoinError::NotJson {
        file: file.to_owned(),
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    })?;
    match value {
        Value::Array(values) => Ok(values),
        _ => Err(JoinError::NotAnArray {
            file: file.to_owned(),
        }),
    }
}

/// Collects remarks while petitions are read.
struct Reader<'a> {
    file: &'a str,
    /// The petition now read, for the field of a remark: its position, then its id.
    place: String,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn remark(&mut self, field: &str, found: impl Into<Found>, note: impl Into<Note>) {
        let field = format!("{}.{field}", self.place);
        let field = field.trim_end_matches('.');
        self.remarks
            .push(Remark::new(self.file, None, field, found, note));
    }

    fn petition(&mut self, value: &Value) -> Option<Petition> {
        let Some(source) = value.as_object() else {
            self.remark("", json_kind(value), Phrase::PetitionObject);
            return None;
        };
        let id = id_of(source);
        if !is_uuid(&id) {
            self.remark(
                "id",
                json_kind(source.get("id").unwrap_or(&Value::Null)),
                Phrase::PetitionUuid,
            );
            return None;
        }
        self.place = format!("{}({id})", self.place);
        let title = title(text(source, "title"));
        if title.is_empty() {
            self.remark("title", Thing::Nothing, Phrase::PetitionTitle);
            return None;
        }
        let url = petition_url(&id);
        let reply_due = self.day(source, "advisedTime", Moment::Within);
        let petition = Petition {
            title,
            join_number: self.join_number(source),
            status: self.status(source),
            signatures: self.count(source, "endorseCount"),
            goal: self.count(source, "endorseGoal"),
            opened: self.day(source, "approvedTime", Moment::Within),
            qualified_on: self.day(source, "secondSignedTime", Moment::Within),
            reply_due,
            endorse_due: self.day(source, "endorseDueDate", Moment::JustAfter),
            updated: self.day(source, "updateDate", Moment::Within),
            agencies: self.agencies(source),
            replies: self.replies(source, &url, reply_due),
            source_sha256: canonical_sha256(value),
            uuid: id,
            url,
        };
        self.look_at_the_order_of_days(&petition);
        Some(petition)
    }

    fn join_number(&mut self, source: &Map<String, Value>) -> Option<String> {
        let number = text(source, "caseNumber").trim();
        if number.is_empty() {
            return None;
        }
        let well_formed = number.split_once('-').is_some_and(|(day, count)| {
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            day.len() == 8 && digits(day) && (1..=8).contains(&count.len()) && digits(count)
        });
        if !well_formed {
            self.remark("caseNumber", Thing::OtherForm, Phrase::JoinNumber);
            return None;
        }
        Some(number.to_owned())
    }

    fn status(&mut self, source: &Map<String, Value>) -> String {
        let word: String = text(source, "status")
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(40)
            .collect();
        if !STATUS_WORDS.contains(&word.as_str()) {
            let found = Found::quote_or_nothing(Some(&word));
            self.remark("status", found, Phrase::KnownState);
        }
        word
    }

    fn count(&mut self, source: &Map<String, Value>, field: &str) -> Option<u32> {
        let value = source.get(field)?;
        let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
        if count.is_none() && !is_absent(value) {
            self.remark(field, json_kind(value), Phrase::WholeNumber);
        }
        count
    }

    fn day(
        &mut self,
        source: &Map<String, Value>,
        field: &str,
        moment: Moment,
    ) -> Option<NaiveDate> {
        let value = source.get(field)?;
        if is_absent(value) {
            return None;
        }
        let day = value.as_i64().and_then(|time| taipei_day(time, moment));
        match day {
            None => self.remark(field, number_or_kind(value), Phrase::Milliseconds),
            Some(day) if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year()) => {
                self.remark(field, Found::quote(&day), Phrase::SincePlatform);
            }
            Some(_) => {}
        }
        day
    }

    fn look_at_the_order_of_days(&mut self, petition: &Petition) {
        if let (Some(opened), Some(qualified)) = (petition.opened, petition.qualified_on)
            && qualified < opened
        {
            let found = Found::quote(&qualified);
            self.remark("secondSignedTime", found, Phrase::AfterOpening);
        }
        let Some(qualified) = petition.qualified_on else {
            return;
        };
        let Some(due) = petition.reply_due else {
            return;
        };
        let latest = qualified.checked_add_months(Months::new(LONGEST_WAIT_IN_MONTHS));
        if due < qualified {
            self.remark("advisedTime", Found::quote(&due), Phrase::AfterGoal);
        } else if latest.is_some_and(|latest| due > latest) {
            let note = Note::LongAfterGoal(qualified.to_string());
            self.remark("advisedTime", Found::quote(&due), note);
        }
    }

    fn agencies(&mut self, source: &Map<String, Value>) -> Vec<PetitionAgency> {
        let mut agencies: Vec<PetitionAgency> = Vec::new();
        let Some(organization) = source.get("approvalOrganization") else {
            return agencies;
        };
        for (key, lead) in [("master", true), ("slave", false)] {
            let field = format!("approvalOrganization.{key}");
            let named = organization.get(key).unwrap_or(&Value::Null);
            let list = match named {
                Value::Array(list) => list.as_slice(),
                Value::Object(_) => std::slice::from_ref(named),
                absent if is_absent(absent) => &[],
                other => {
                    self.remark(&field, json_kind(other), Phrase::Agencies);
                    &[]
                }
            };
            for value in list {
                let (code, name) = agency(value);
                if name.is_empty() && code.is_none() {
                    self.remark(&field, json_kind(value), Phrase::NameAndCode);
                } else if !agencies
                    .iter()
                    .any(|known| known.code == code && known.name == name)
                {
                    agencies.push(PetitionAgency { code, name, lead });
                }
            }
        }
        agencies
    }

    fn replies(
        &mut self,
        source: &Map<String, Value>,
        url: &str,
        due: Option<NaiveDate>,
    ) -> Vec<Reply> {
        let postings = match source.get("govResponses") {
            Some(Value::Array(postings)) => postings.as_slice(),
            None => &[],
            Some(absent) if is_absent(absent) => &[],
            Some(other) => {
                self.remark("govResponses", json_kind(other), Phrase::Replies);
                &[]
            }
        };
        let mut read: Vec<(i64, Posting, Reply)> = Vec::new();
        let petition = self.place.clone();
        for (at, value) in postings.iter().enumerate() {
            self.place = format!("{petition}.govResponses[{at}]");
            if let Some(posting) = value.as_object() {
                read.push(self.reply(value, posting, url, due));
            } else {
                self.remark("", json_kind(value), Phrase::ReplyObject);
            }
        }
        self.place = petition;
        read.sort_by(|one, other| (one.0, &one.2.sha256).cmp(&(other.0, &other.2.sha256)));
        let mut replies = Vec::new();
        for (_, posting, mut reply) in read {
            reply.kind = kind(&posting, &reply, &replies);
            replies.push(reply);
        }
        self.look_for_answers_without_a_decision(&replies);
        replies
    }

    fn reply(
        &mut self,
        value: &Value,
        source: &Map<String, Value>,
        url: &str,
        due: Option<NaiveDate>,
    ) -> (i64, Posting, Reply) {
        let field = ["firstResponseTime", "responseTime"]
            .into_iter()
            .find(|field| source.get(*field).is_some_and(|time| !is_absent(time)))
            .unwrap_or("responseTime");
        let on = self.day(source, field, Moment::Within);
        if on.is_none() && source.get(field).is_none_or(is_absent) {
            self.remark(field, Thing::Nothing, Phrase::PostingTime);
        }
        let (agency_code, agency_name) = source.get("organization").map(agency).unwrap_or_default();
        if agency_name.is_empty() {
            self.remark("organization", Thing::Nothing, Phrase::AgencyName);
        }
        let posting = Posting::read(source, due);
        let is_notice = !posting.answered && (posting.promised || posting.announced);
        let is_late = due.is_some_and(|due| on.is_some_and(|on| on > due));
        if posting.unsure || (is_notice && is_late && posting.promised_on.is_none()) {
            self.remark("plan", Thing::OtherForm, Phrase::ExtensionDay);
        }
        let id = text(source, "id").trim().to_ascii_lowercase();
        let reply = Reply {
            source_id: is_uuid(&id).then_some(id),
            agency_code,
            agency_name,
            on,
            kind: ReplyKind::Interim,
            adoption: posting.adoption,
            promised: posting.promised_on,
            url: url.to_owned(),
            sha256: canonical_sha256(value),
        };
        (
            source
                .get(field)
                .and_then(Value::as_i64)
                .unwrap_or(i64::MAX),
            posting,
            reply,
        )
    }

    fn look_for_answers_without_a_decision(&mut self, replies: &[Reply]) {
        let formal = |agency: &Reply| {
            replies
                .iter()
                .any(|reply| reply.kind == ReplyKind::Formal && same_agency(reply, agency))
        };
        let mut named: Vec<&Reply> = Vec::new();
        for reply in replies {
            let new = !named.iter().any(|known| same_agency(known, reply));
            if reply.kind == ReplyKind::Interim && new && !formal(reply) {
                named.push(reply);
            }
        }
        for reply in named {
            let found = Found::quote_or_nothing(Some(&reply.agency_name));
            self.remark("govResponses", found, Phrase::NoDecision);
        }
    }
}

/// Whether a time lies within the day meant, or is the first moment after it.
#[derive(Debug, Clone, Copy)]
enum Moment {
    Within,
    JustAfter,
}

fn taipei_day(milliseconds: i64, moment: Moment) -> Option<NaiveDate> {
    let milliseconds = match moment {
        Moment::Within => milliseconds,
        Moment::JustAfter => milliseconds.checked_sub(1)?,
    };
    let taipei = FixedOffset::east_opt(8 * 3600)?;
    let local = DateTime::from_timestamp_millis(milliseconds)?.with_timezone(&taipei);
    // Near the ends of the calendar the offset leaves it, which `date_naive` does not survive.
    let far = !(-9999..=9999).contains(&local.naive_utc().year());
    (!far).then(|| local.date_naive())
}

/// What the fields of a posting hold, looked at and forgotten.
struct Posting {
    promised: bool,
    answered: bool,
    decided: bool,
    announced: bool,
    adoption: Option<Adoption>,
    promised_on: Option<NaiveDate>,
    /// Whether it names days, and not surely one.
    unsure: bool,
}

#[derive(PartialEq, Eq)]
enum Field {
    Blank,
    Promise,
    Text,
}

impl Posting {
    fn read(source: &Map<String, Value>, due: Option<NaiveDate>) -> Self {
        let texts = ["suggest", "plan", "reference"].map(|name| plain(text(source, name)));
        let [_, _, reference] = &texts;
        let fields = texts.each_ref().map(|text| field(text));
        let decided = fields[2] == Field::Text;
        let promises = texts.iter().zip(&fields);
        let promises = promises.filter(|(_, field)| **field == Field::Promise);
        let days: HashSet<Option<NaiveDate>> = promises
            .flat_map(|(text, _)| promised_days(text, due))
            .collect();
        let promised_on = match days.len() {
            1 => days.iter().next().copied().flatten(),
            _ => None,
        };
        Self {
            promised: fields.contains(&Field::Promise),
            answered: fields.contains(&Field::Text),
            decided,
            announced: ANNOUNCEMENT.is_match(&plain(text(source, "analysis"))),
            adoption: if decided { adoption(reference) } else { None },
            promised_on,
            unsure: promised_on.is_none() && !days.is_empty(),
        }
    }
}

/// A day as agencies write it, with the year of the Republic, that of the common era, or none.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:([0-9]+)[)）]?年)?([0-9]{1,2})月([0-9]{1,2})日"));

/// The days that a promise names; `None` for one that cannot be told surely.
fn promised_days(text: &str, due: Option<NaiveDate>) -> Vec<Option<NaiveDate>> {
    let number = |part: Option<regex::Match<'_>>| part?.as_str().parse::<u32>().ok();
    let days = DAY.captures_iter(text).map(|found| {
        let (month, day) = (number(found.get(2))?, number(found.get(3))?);
        if found.get(1).is_none() {
            return due.filter(|due| (due.month(), due.day()) == (month, day));
        }
        let year = match i32::try_from(number(found.get(1))?).ok()? {
            year @ 100..=199 => year + 1911,
            year => year,
        };
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(day)
    });
    days.collect()
}

fn kind(posting: &Posting, reply: &Reply, earlier: &[Reply]) -> ReplyKind {
    if !posting.answered && (posting.promised || posting.announced) {
        return ReplyKind::Schedule;
    }
    let mut formal = earlier
        .iter()
        .filter(|reply| reply.kind == ReplyKind::Formal);
    let own = formal.clone().any(|before| same_agency(before, reply));
    if own {
        ReplyKind::Update
    } else if posting.decided && !posting.promised {
        ReplyKind::Formal
    } else if !posting.promised && formal.next().is_some() {
        ReplyKind::Update
    } else {
        ReplyKind::Interim
    }
}

fn same_agency(one: &Reply, other: &Reply) -> bool {
    match (&one.agency_code, &other.agency_code) {
        (Some(one), Some(other)) => one == other,
        _ => one.agency_name == other.agency_name,
    }
}

/// A field that only says when the formal reply will come is short.
const LONGEST_PROMISE: usize = 60;

static PROMISE: LazyLock<Regex> =
    LazyLock::new(|| pattern("(將|預計|預定|俟|待|於).*(正式|具體)(回應|回復|回覆)"));

static ANNOUNCEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(靜候|等候|敬候).{0,12}正式回[應復覆]|(以前|之前|前|內).{0,20}(正式|具體)回[應復覆]")
});

fn field(text: &str) -> Field {
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if matches!(
        bare.to_ascii_uppercase().as_str(),
        "" | "NA" | "無" | "略" | "無更新" | "同上"
    ) {
        Field::Blank
    } else if text.chars().count() <= LONGEST_PROMISE && PROMISE.is_match(text) {
        Field::Promise
    } else {
        Field::Text
    }
}

static REFUSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(不予|不|未|未予|無法|難以|暫不|歉難|礙難|不宜|不納入|不予納入|未納入)(參採|採納)")
});
static IN_PART: LazyLock<Regex> = LazyLock::new(|| pattern("部[分份](予以|納入|同意)?(參採|採納)"));
static UNDECIDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(參採|採納)(情形|與否|意見|說明)|是否(予以|可|納入)?(參採|採納)|(政府|機關|單位|部會|參考)(參採|採納)",
    )
});
static TAKEN_UP: LazyLock<Regex> = LazyLock::new(|| pattern("參採|採納"));
static STUDIED: LazyLock<Regex> = LazyLock::new(|| {
    pattern("研議中|研究中|(持續|錄案|列入|納入|尚在)[^。；，]{0,6}研議|研議[^。；]{0,20}可行性")
});
static SEVERAL_POINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"二、|[(（]二[)）]|2[.、．]|另有關|另關於|至於|其餘"));
static WHOLE_PETITION: LazyLock<Regex> =
    LazyLock::new(|| pattern("本案|該案|提案|提議|本議題|連署案"));

/// What the words on adoption say of the petition as a whole.
///
/// Where several points are answered, one point's word is not the petition's: it counts only in a
/// sentence that speaks of the petition itself, or when both words occur, which is in part.
fn adoption(reference: &str) -> Option<Adoption> {
    if IN_PART.is_match(reference) {
        return Some(Adoption::Partly);
    }
    let several = SEVERAL_POINTS.is_match(reference);
    let (mut taken, mut refused) = (false, false);
    let (mut taken_whole, mut refused_whole) = (false, false);
    for sentence in reference.split(['。', '；', '，']) {
        let stated = UNDECIDED.replace_all(sentence, "");
        let whole = WHOLE_PETITION.is_match(sentence);
        let refusal = REFUSED.is_match(&stated);
        let uptake = TAKEN_UP.is_match(&REFUSED.replace_all(&stated, ""));
        refused |= refusal;
        taken |= uptake;
        refused_whole |= refusal && whole;
        taken_whole |= uptake && whole;
    }
    match (taken, refused) {
        (true, true) => Some(Adoption::Partly),
        (true, false) if !several || taken_whole => Some(Adoption::Adopted),
        (false, true) if !several || refused_whole => Some(Adoption::NotAdopted),
        (false, false) if STUDIED.is_match(reference) => Some(Adoption::UnderStudy),
        _ => None,
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is written here")
}

fn text<'a>(source: &'a Map<String, Value>, field: &str) -> &'a str {
    source
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn is_absent(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn json_kind(value: &Value) -> Thing {
    match value {
        Value::Null => Thing::Nothing,
        Value::Bool(_) => Thing::Boolean,
        Value::Number(_) => Thing::Number,
        Value::String(_) => Thing::Text,
        Value::Array(_) => Thing::List,
        Value::Object(_) => Thing::Object,
    }
}

/// Numbers are quoted, since no number here is personal; text is not.
fn number_or_kind(value: &Value) -> Found {
    match value {
        Value::Number(number) => Found::quote(number),
        other => json_kind(other).into(),
    }
}

/// Code and full name of an agency object.
fn agency(value: &Value) -> (Option<String>, String) {
    let field = |name: &str| folded(value.get(name).and_then(Value::as_str).unwrap_or_default());
    let code = field("organizationId");
    let name = Some(field("organizationName")).filter(|name| !name.is_empty());
    (
        Some(code).filter(|code| !code.is_empty()),
        name.unwrap_or_else(|| field("gpivpAlias")),
    )
}

/// A title may hold angle brackets as plain text, so tags are not taken off.
fn title(text: &str) -> String {
    folded(&without_entities(text))
}

/// HTML as one line of text.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    folded(&without_entities(&text)).replace(' ', "")
}

fn folded(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Decodes the entities that the platform writes, once; unknown ones stay.
fn without_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        // The longest entity known here has eight signs between its marks.
        let end = after
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == ';')
            .map(|(at, _)| at);
        let entity = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        if let Some((character, after)) = entity {
            decoded.push(character);
            rest = after;
        } else {
            decoded.push('&');
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    let known = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "middot" => '·',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some(known)
}

/// The hash of a value that does not change with the order of keys or with blanks.
fn canonical_sha256(value: &Value) -> String {
    let mut canonical = String::new();
    write_canonical(value, &mut canonical);
    Sha256::digest(canonical.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (at, (key, item)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(item, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::locale::Language;

    const FILE: &str = "petitions.json";
    const ID: &str = "00000000-1111-4222-8333-444444444444";

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Milliseconds of a moment in Taipei.
    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(&format!("{text}+08:00"))
            .unwrap()
            .timestamp_millis()
    }

    fn ministry(code: &str, name: &str) -> Value {
        json!({ "organizationId": code, "organizationName": name, "gpivpAlias": "短名" })
    }

    /// An invented petition in the shape since July 2017.
    fn invented() -> Value {
        json!({
            "id": ID,
            "caseNumber": "20190102-0001",
            "title": " 虛構的&lt;渡輪&gt;&nbsp;&amp; 橋\n",
            "content": "<p>祕密內容</p>",
            "proposer": { "id": "p-1", "nickname": "祕密暱稱" },
            "status": "Completed",
            "endorseCount": 5001,
            "endorseGoal": 5000,
            "approvedTime": at("2019-01-03T09:00:00"),
            "endorseDueDate": at("2019-03-05T00:00:00"),
            "secondSignedTime": at("2019-02-01T00:00:00"),
            "advisedTime": at("2019-04-01T23:59:59"),
            "approvalOrganization": {
                "master": [ministry("X1", "虛構一部"), ministry("X2", "虛構二部")],
                "slave": [ministry("X3", "虛構三部")],
            },
            "govResponses": [],
        })
    }

    fn posting(time: &str, code: &str, fields: [&str; 4]) -> Value {
        json!({
            "id": "00000000-aaaa-4222-8333-444444444444",
            "organization": ministry(code, "虛構部"),
            "firstResponseTime": at(time),
            "responseTime": at("2019-12-31T00:00:00"),
            "analysis": fields[0],
            "suggest": fields[1],
            "plan": fields[2],
            "reference": fields[3],
        })
    }

    fn read(values: &[Value]) -> (Vec<Petition>, Vec<Remark>) {
        let file = parse(&serde_json::to_vec(values).unwrap(), FILE).unwrap();
        (file.taken, file.remarks)
    }

    fn kinds(postings: &[Value]) -> Vec<ReplyKind> {
        let mut petition = invented();
        petition["govResponses"] = json!(postings);
        read(&[petition]).0[0]
            .replies
            .iter()
            .map(|reply| reply.kind)
            .collect()
    }

    #[test]
    fn an_invented_petition_is_taken_over() {
        let (petitions, remarks) = read(&[invented()]);
        assert_eq!(remarks, []);
        let petition = &petitions[0];
        assert_eq!(petition.uuid, ID);
        assert_eq!(
            petition.url,
            format!("https://join.gov.tw/idea/detail/{ID}")
        );
        assert_eq!(petition.title, "虛構的<渡輪> & 橋");
        assert_eq!(petition.join_number.as_deref(), Some("20190102-0001"));
        assert_eq!(
            (petition.signatures, petition.goal),
            (Some(5001), Some(5000))
        );
        assert_eq!(petition.opened, Some(day(2019, 1, 3)));
        assert_eq!(petition.endorse_due, Some(day(2019, 3, 4)));
        assert_eq!(petition.qualified_on, Some(day(2019, 2, 1)));
        assert_eq!(petition.reply_due, Some(day(2019, 4, 1)));
        let agencies: Vec<_> = petition
            .agencies
            .iter()
            .map(|agency| (agency.name.as_str(), agency.lead))
            .collect();
        assert_eq!(
            agencies,
            [("虛構一部", true), ("虛構二部", true), ("虛構三部", false)]
        );
    }

    #[test]
    fn neither_prose_nor_proposer_is_kept() {
        let mut petition = invented();
        petition["govResponses"] = json!([posting(
            "2019-02-02T10:00:00",
            "X1",
            ["祕密", "祕密", "祕密", "祕密"]
        )]);
        petition["endorseCount"] = json!("祕密");
        petition["caseNumber"] = json!("祕密");
        let (petitions, remarks) = read(&[petition]);
        assert_eq!(remarks.len(), 2);
        let kept = format!("{petitions:?}{remarks:?}");
        assert!(!kept.contains("祕密"), "{kept}");
    }

    #[test]
    fn the_shape_before_july_2017_is_read_too() {
        let mut petition = invented();
        petition["approvalOrganization"] =
            json!({ "master": ministry("X1", "虛構一部"), "slave": "" });
        let mut old = posting("2019-02-02T10:00:00", "X1", ["", "", "", "同意參採。"]);
        old.as_object_mut().unwrap().remove("firstResponseTime");
        petition["govResponses"] = json!([old]);
        let (petitions, remarks) = read(&[petition]);
        assert_eq!(remarks, []);
        assert_eq!(petitions[0].agencies.len(), 1);
        assert_eq!(petitions[0].replies[0].on, Some(day(2019, 12, 31)));
    }

    #[test]
    fn days_are_days_in_taipei() {
        let mut petition = invented();
        petition["secondSignedTime"] = json!(at("2019-02-01T00:00:00"));
        petition["advisedTime"] = json!(at("2019-04-01T00:00:00"));
        let (petitions, _) = read(&[petition]);
        assert_eq!(petitions[0].qualified_on, Some(day(2019, 2, 1)));
        assert_eq!(petitions[0].reply_due, Some(day(2019, 4, 1)));
    }

    #[test]
    fn postings_are_told_apart_by_what_their_fields_hold() {
        use ReplyKind::{Formal, Interim, Schedule, Update};
        let promise = "<p>〈將於 108年 4 月 1 日前發布正式回應時說明〉</p>";
        let postings = [
            posting(
                "2019-02-02T10:00:00",
                "X1",
                ["說明", promise, promise, promise],
            ),
            posting("2019-02-20T10:00:00", "X1", ["會議報名", "", "", ""]),
            posting(
                "2019-03-01T10:00:00",
                "X1",
                ["說明", promise, promise, "初步意見"],
            ),
            posting(
                "2019-03-02T10:00:00",
                "X1",
                ["請靜候我們的正式回應。", "", "N/A", "〈無更新〉"],
            ),
            posting(
                "2019-03-20T10:00:00",
                "X1",
                ["說明", "討論", "", "同意參採。"],
            ),
            posting("2019-05-20T10:00:00", "X1", ["", "進度", "", ""]),
            posting("2019-05-21T10:00:00", "X2", ["", "進度", "", ""]),
            posting("2019-05-22T10:00:00", "X2", ["", "討論", "", "不予採納。"]),
            posting("2019-06-22T10:00:00", "X1", ["", "", "", "新的說明"]),
        ];
        let expected = [
            Schedule, Interim, Interim, Schedule, Formal, Update, Update, Formal, Update,
        ];
        assert_eq!(kinds(&postings), expected);
        let mut backwards = postings.to_vec();
        backwards.reverse();
        assert_eq!(
            kinds(&backwards),
            expected,
            "the order in the file does not matter"
        );
    }

    #[test]
    fn an_agency_that_never_says_what_is_adopted_is_remarked_on_once() {
        let mut petition = invented();
        petition["govResponses"] = json!([
            posting("2019-02-02T10:00:00", "X1", ["", "說明", "", ""]),
            posting("2019-03-02T10:00:00", "X1", ["", "再說明", "", ""]),
        ]);
        let (petitions, remarks) = read(&[petition]);
        assert!(
            petitions[0]
                .replies
                .iter()
                .all(|reply| reply.kind == ReplyKind::Interim)
        );
        assert_eq!(remarks.len(), 1, "{remarks:?}");
    }

    #[test]
    fn adoption_is_taken_only_where_the_words_leave_no_doubt() {
        for (reference, expected) in [
            ("同意參採，將據以規劃。", Some(Adoption::Adopted)),
            ("本案不予採納。", Some(Adoption::NotAdopted)),
            ("部分參採。", Some(Adoption::Partly)),
            ("甲項納入參採；其餘不納入參採。", Some(Adoption::Partly)),
            ("本案尚在研議中。", Some(Adoption::UnderStudy)),
            ("參採情形：維持現行規定。", None),
            ("一、甲項暫不參採。二、乙項維持現行規定。", None),
            ("1.甲。2.乙。3.提案不予採納。", Some(Adoption::NotAdopted)),
            ("一、甲項暫不參採。二、乙項將請地方政府參採。", None),
            ("此事需要審慎研議。", None),
            ("維持現行規定。", None),
        ] {
            assert_eq!(adoption(reference), expected, "{reference}");
        }
    }

    #[test]
    fn one_bad_petition_does_not_lose_the_others() {
        let mut no_title = invented();
        no_title["id"] = json!("00000000-1111-4222-8333-000000000001");
        no_title["title"] = json!("  ");
        let mut odd = invented();
        odd["id"] = json!("00000000-1111-4222-8333-000000000002");
        odd["approvedTime"] = json!("soon");
        odd["secondSignedTime"] = json!(i64::MAX);
        odd["advisedTime"] = json!(12);
        odd["approvalOrganization"] = json!({ "master": 5, "slave": [7] });
        odd["govResponses"] = json!([9, { "analysis": [] }]);
        let values = [
            json!(1),
            json!({ "id": 5 }),
            invented(),
            invented(),
            no_title,
            odd,
        ];
        let (petitions, remarks) = read(&values);
        assert_eq!(petitions.len(), 2);
        assert_eq!(
            petitions[1].reply_due,
            Some(day(1970, 1, 1)),
            "kept though impossible"
        );
        let fields: Vec<&str> = remarks
            .iter()
            .map(|remark| remark.field.words(Language::En))
            .collect();
        for part in [
            "[0]",
            "[1].id",
            "[3](",
            "[4](",
            "approvedTime",
            "secondSignedTime",
            "advisedTime",
            "master",
            "slave",
        ] {
            assert!(
                fields.iter().any(|field| field.contains(part)),
                "{part} in {fields:?}"
            );
        }
    }

    #[test]
    fn a_due_day_a_year_too_late_is_kept_and_remarked_on() {
        let mut petition = invented();
        petition["advisedTime"] = json!(at("2020-04-01T23:59:59"));
        let (petitions, remarks) = read(&[petition]);
        assert_eq!(petitions[0].reply_due, Some(day(2020, 4, 1)));
        assert!(
            remarks[0]
                .field
                .words(Language::En)
                .ends_with(".advisedTime")
        );
        assert_eq!(remarks[0].found, Found::quote("2020-04-01"));
    }

    #[test]
    fn what_is_no_list_of_petitions_is_an_error() {
        let whole = serde_json::to_vec(&[invented()]).unwrap();
        let cut = &whole[..whole.len() / 2];
        assert!(parse(cut, FILE).is_err());
        assert!(matches!(
            parse(b"[{]", FILE),
            Err(JoinError::NotJson {
                line: 1,
                column: 3,
                ..
            })
        ));
        assert!(matches!(
            parse(b"{}", FILE),
            Err(JoinError::NotAnArray { .. })
        ));
        assert!(matches!(
            parse(b"[\"\xff\"]", FILE),
            Err(JoinError::NotUtf8 { offset: 2, .. })
        ));
        assert!(matches!(
            parse("[".repeat(100_000).as_bytes(), FILE),
            Err(JoinError::NotJson { .. })
        ));
        assert_eq!(
            parse("\u{feff}[]".as_bytes(), FILE),
            Ok(Petitions::default())
        );
        assert!(matches!(
            parse(b"[{\"organizationId\":\"1\"},5]", FILE),
            Err(JoinError::NoPetitions { elements: 2, .. })
        ));
    }

    #[test]
    fn the_hash_follows_the_facts_and_not_the_writing() {
        let spaced = serde_json::to_string_pretty(&[invented()]).unwrap();
        let mut turned = Map::new();
        for (key, value) in invented().as_object().unwrap().iter().rev() {
            turned.insert(key.clone(), value.clone());
        }
        let hash = |bytes: &[u8]| parse(bytes, FILE).unwrap().taken[0].source_sha256.clone();
        let plain = hash(&serde_json::to_vec(&[invented()]).unwrap());
        assert_eq!(hash(spaced.as_bytes()), plain);
        assert_eq!(hash(&serde_json::to_vec(&[turned]).unwrap()), plain);
        let mut changed = invented();
        changed["endorseCount"] = json!(5002);
        assert_ne!(hash(&serde_json::to_vec(&[changed]).unwrap()), plain);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            r"[<>&;#a-z0-9\p{Han}將於正式回應參採]{0,12}".prop_map(Value::from),
        ];
        let name = prop::sample::select(vec![
            "id",
            "title",
            "status",
            "advisedTime",
            "approvalOrganization",
            "master",
            "slave",
            "govResponses",
            "organization",
            "reference",
            "suggest",
            "firstResponseTime",
        ]);
        scalar.prop_recursive(5, 60, 8, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((name.clone(), inner), 0..8).prop_map(|fields| {
                    Value::Object(
                        fields
                            .into_iter()
                            .map(|(key, value)| (key.to_owned(), value))
                            .collect(),
                    )
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_values_in_a_petitions_fields_panic(values in prop::collection::vec(any_json(), 1..12)) {
            let mut petition = invented();
            let keys: Vec<String> = petition.as_object().unwrap().keys().cloned().collect();
            for (key, value) in keys.iter().skip(1).zip(values) {
                petition[key.as_str()] = value;
            }
            let _ = read(&[petition]);
        }

        #[test]
        fn no_text_panics(text in r"[\[\]{}:,0-9a-f\x22\p{Han}]{0,60}") {
            let _ = parse(text.as_bytes(), FILE);
            let _ = plain(&text);
        }

        #[test]
        fn every_moment_of_a_taipei_day_is_that_day(seconds in 0i64..86_400, days in 0u64..20_000) {
            let date = day(2000, 1, 1) + chrono::Days::new(days);
            let midnight = at(&format!("{date}T00:00:00"));
            prop_assert_eq!(taipei_day(midnight + seconds * 1000, Moment::Within), Some(date));
            prop_assert_eq!(taipei_day(midnight + seconds * 1000 + 1, Moment::JustAfter), Some(date));
        }
    }

    /// File, petitions, agencies, and postings by kind: schedule, interim, formal, update.
    /// Kinds were counted by reading every posting.
    const PUBLISHED: [(&str, usize, usize, [usize; 4]); 3] = [
        ("join-completed-2018-09-12.json", 24, 38, [19, 7, 24, 6]),
        ("join-endorsing-2018-09-12.json", 24, 2, [2, 0, 0, 0]),
        ("join-completed-2017-03-19.json", 8, 12, [5, 1, 4, 0]),
    ];

    /// What the 24 formal replies of the largest file say of adoption, read one by one.
    const PUBLISHED_ADOPTIONS: [(Option<Adoption>, usize); 5] = [
        (Some(Adoption::Adopted), 1),
        (Some(Adoption::Partly), 1),
        (Some(Adoption::NotAdopted), 4),
        (Some(Adoption::UnderStudy), 3),
        (None, 15),
    ];

    #[test]
    fn the_published_replies_say_what_is_adopted_where_a_reader_says_so() {
        let Some(folder) = crate::import::samples::folder("petitions") else {
            return;
        };
        let bytes = std::fs::read(folder.join(PUBLISHED[0].0)).unwrap();
        let petitions = parse(&bytes, PUBLISHED[0].0).unwrap().taken;
        let replies = petitions.iter().flat_map(|petition| &petition.replies);
        let formal: Vec<&Reply> = replies
            .filter(|reply| reply.kind == ReplyKind::Formal)
            .collect();
        for (adoption, count) in PUBLISHED_ADOPTIONS {
            let found = formal
                .iter()
                .filter(|reply| reply.adoption == adoption)
                .count();
            assert_eq!(found, count, "{adoption:?}");
        }
    }

    #[test]
    fn the_published_petitions_are_taken_over() {
        let Some(folder) = crate::import::samples::folder("petitions") else {
            return;
        };
        for (name, count, agencies, by_kind) in PUBLISHED {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            let Petitions {
                taken: petitions,
                left_out,
                remarks,
            } = parse(&bytes, name).unwrap();
            assert_eq!(left_out, 0);
            for remark in &remarks {
                println!("{}", remark.message(Language::En));
            }
            let mut found: BTreeMap<String, usize> = BTreeMap::new();
            for reply in petitions.iter().flat_map(|petition| &petition.replies) {
                *found
                    .entry(format!("{:?} {:?}", reply.kind, reply.adoption))
                    .or_default() += 1;
                assert!(reply.on.is_some());
            }
            println!("{name}: {found:?}");
            assert_eq!(petitions.len(), count);
            let kinds = [
                ReplyKind::Schedule,
                ReplyKind::Interim,
                ReplyKind::Formal,
                ReplyKind::Update,
            ];
            let of_kind = |kind| {
                petitions
                    .iter()
                    .flat_map(|petition| &petition.replies)
                    .filter(|reply| reply.kind == kind)
                    .count()
            };
            assert_eq!(kinds.map(of_kind), by_kind, "{name}");
            assert_eq!(
                petitions
                    .iter()
                    .map(|petition| petition.agencies.len())
                    .sum::<usize>(),
                agencies
            );
            compare_with_the_bare_values(&bytes, &petitions);
        }
    }

    /// Every day again, by whole days since 1970, and every posting counted in the bare JSON.
    fn compare_with_the_bare_values(bytes: &[u8], petitions: &[Petition]) {
        let values: Vec<Value> = serde_json::from_slice(bytes).unwrap();
        let bare_day = |value: &Value| {
            let days = (value.as_i64()? + 8 * 3_600_000).div_euclid(86_400_000);
            Some(day(1970, 1, 1) + chrono::Days::new(days.unsigned_abs()))
        };
        for (value, petition) in values.iter().zip(petitions) {
            assert_eq!(value["id"], petition.uuid.as_str());
            assert_eq!(bare_day(&value["advisedTime"]), petition.reply_due);
            assert_eq!(bare_day(&value["approvedTime"]), petition.opened);
            assert_eq!(bare_day(&value["secondSignedTime"]), petition.qualified_on);
            assert_eq!(
                value["endorseCount"].as_u64(),
                petition.signatures.map(u64::from)
            );
            let postings = value["govResponses"].as_array().map_or(0, Vec::len);
            assert_eq!(postings, petition.replies.len());
            let opened = petition.opened.unwrap();
            let last = petition.endorse_due.unwrap();
            assert_eq!((last - opened).num_days(), 60, "{}", petition.uuid);
        }
    }
}
