//! Lists: filters and their order. All that a filter looks at for every record stands in the packs;
//! rows are opened only for what is answered.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::record::case::{Role, Source, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::Period;
use crate::record::transcript::TranscriptStatus;
use crate::record::{Date, Kind};
use crate::text::fold::fold;

use super::build::Contents;
use super::database::Database;
use super::derive::{Derived, Row, part_word, parts_of, plain_url, word};
use super::error::{IndexError, Trouble};
use super::pack::{Member, Pack, Part, counted, places_of};
use super::replies;
use super::row::{CaseRow, MeetingRow, TranscriptRow};
use super::view::View;

/// Which cases are asked for. Everything given must hold; where a list is given, one of it must,
/// except tags, which must all be there. What is empty or `None` asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Only these, by id.
    pub ids: Option<HashSet<String>>,
    /// Only those with one of these petitions, by address.
    pub petitions: Option<HashSet<String>>,
    /// Where they stand.
    pub stages: Vec<Stage>,
    /// Whether they are open.
    pub open: Option<bool>,
    /// Where they came from.
    pub sources: Vec<Source>,
    /// The ids of agencies, one of which has a part in them.
    pub agencies: Vec<String>,
    /// That agency's part, or any agency's where none is given.
    pub role: Option<Role>,
    /// Proposed on this day or later.
    pub proposed_from: Option<Date>,
    /// Proposed on this day or earlier.
    pub proposed_to: Option<Date>,
    /// Their topics.
    pub tags: Vec<String>,
    /// Only those that may say something of the formal replies due or owed in a period.
    pub replies_in: Option<Period>,
    /// Whether only those with a commitment are asked for.
    pub has_commitment: bool,
    /// Whether only those with a report are asked for.
    pub has_report: bool,
    /// Their numbers.
    pub numbers: Vec<u32>,
    /// A fragment of title or formal title, folded before it is compared.
    pub text: Option<String>,
    /// The order.
    pub sort: CaseSort,
    /// Whether the order is reversed. Cases without a value to sort by come last either way.
    pub descending: bool,
    /// At most this many.
    pub limit: Option<usize>,
}

impl CaseFilter {
    /// The cases of exactly these ids; what is no case's id is passed by.
    pub fn of_ids<'i>(ids: impl IntoIterator<Item = &'i str>) -> Self {
        Self {
            ids: Some(ids.into_iter().map(str::to_owned).collect()),
            ..Self::default()
        }
    }
}

/// The order of cases. Equal ones are in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseSort {
    /// By case number.
    Number,
    /// By the day of the proposal, oldest first.
    #[default]
    ProposedOn,
    /// By folded title, character by character.
    Title,
    /// By stage, in the order of the procedure.
    Stage,
}

/// Which meetings are asked for, in the order of their first days; see [`CaseFilter`].
#[derive(Clone, Debug, Default)]
pub struct MeetingFilter {
    /// Their kinds.
    pub kinds: Vec<MeetingKind>,
    /// What became of them.
    pub statuses: Vec<MeetingStatus>,
    /// The number of the case they are about.
    pub number: Option<u32>,
    /// Only these, by id.
    pub ids: Option<HashSet<String>>,
    /// Only those about one of these cases, by id.
    pub cases: Option<HashSet<String>>,
    /// Only those without a day.
    pub undated: bool,
    /// Only those with a table.
    pub has_table: bool,
    /// The first day is this one or later.
    pub from: Option<Date>,
    /// The first day is this one or earlier.
    pub to: Option<Date>,
    /// A fragment of the title, folded before it is compared.
    pub text: Option<String>,
    /// Whether the last day comes first. Meetings without a day come last either way.
    pub descending: bool,
    /// At most this many.
    pub limit: Option<usize>,
}

/// Which transcripts are asked for, in the order of their dates; see [`CaseFilter`].
#[derive(Clone, Debug, Default)]
pub struct TranscriptFilter {
    /// Only those of one of these meetings, by id.
    pub meetings: Option<HashSet<String>>,
    /// Of this day or later.
    pub from: Option<Date>,
    /// Of this day or earlier.
    pub to: Option<Date>,
    /// Where they stand.
    pub statuses: Vec<TranscriptStatus>,
    /// A fragment of the title, folded before it is compared.
    pub text: Option<String>,
    /// The public address; scheme, fragment and percent escapes may differ.
    pub url: Option<String>,
    /// Whether the last day comes first.
    pub descending: bool,
    /// At most this many.
    pub limit: Option<usize>,
}

/// What every filter comes down to.
struct Question<'q> {
    kind: Kind,
    keep: &'q dyn Fn(&Member) -> bool,
    /// Each of these must hold.
    among: Vec<Among<'q>>,
    sort: Sort,
    descending: bool,
    limit: Option<usize>,
}

/// What must be in a part.
enum Among<'q> {
    /// One of these ids.
    Id(&'q HashSet<String>),
    /// One of these texts.
    Text(Part, Vec<String>),
    /// A word of this sort with one of these values.
    Word(Part, &'static str, Cow<'q, HashSet<String>>),
}

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Day,
    First,
    Title,
}

impl View<'_> {
    /// The cases that a filter asks for.
    pub fn cases(&self, filter: &CaseFilter) -> Result<Vec<CaseRow>, IndexError> {
        let mut among: Vec<_> = filter
            .tags
            .iter()
            .map(|tag| Among::Text(Part::Words, vec![word("tag", tag)]))
            .collect();
        let parts = match filter.agencies.as_slice() {
            [] => filter.role.map(|role| vec![part_word(None, Some(role))]),
            agencies => Some(parts_of(agencies, filter.role)),
        };
        among.extend(parts.map(|parts| Among::Text(Part::Words, parts)));
        among.extend(filter.ids.as_ref().map(Among::Id));
        let plain = |urls: &HashSet<String>| urls.iter().map(|url| plain_url(url)).collect();
        among.extend(
            filter
                .petitions
                .as_ref()
                .map(|urls| Among::Word(Part::Links, "link", Cow::Owned(plain(urls)))),
        );
        among.extend(filter.replies_in.map(|period| {
            Among::Word(
                Part::Words,
                replies::SORT,
                Cow::Owned(replies::values_of(period)),
            )
        }));
        if filter.has_commitment {
            among.push(Among::Text(Part::Words, vec![word("has", "commitment")]));
        }
        if filter.has_report {
            among.push(Among::Text(Part::Words, vec![word("has", "report")]));
        }
        among.extend(fragment(filter.text.as_deref()));
        let stage = |member: &Member| member.first_of(Stage::ALL);
        let source = |member: &Member| member.second_of(Source::ALL);
        let keep = |member: &Member| {
            is_among(&filter.stages, stage(member))
                && filter
                    .open
                    .is_none_or(|open| stage(member).is_some_and(Stage::is_open) == open)
                && is_among(&filter.sources, source(member))
                && is_among(&filter.numbers, member.number)
                && is_between(member.day, filter.proposed_from, filter.proposed_to)
        };
        let question = Question {
            kind: Kind::Case,
            keep: &keep,
            among,
            sort: match filter.sort {
                CaseSort::Number => Sort::Number,
                CaseSort::ProposedOn => Sort::Day,
                CaseSort::Title => Sort::Title,
                CaseSort::Stage => Sort::First,
            },
            descending: filter.descending,
            limit: filter.limit,
        };
        let cases = self
            .answer(&question)?
            .into_iter()
            .filter_map(|row| match row {
                Row::Case(row) => Some(row),
                _ => None,
            });
        Ok(cases.collect())
    }

    /// The meetings that a filter asks for.
    pub fn meetings(&self, filter: &MeetingFilter) -> Result<Vec<MeetingRow>, IndexError> {
        let filter = self.with_renamed(filter);
        let rows = asked_of_meetings(&filter, |question| self.answer(question))?;
        let meetings = rows.into_iter().filter_map(|row| match row {
            Row::Meeting(row) => Some(self.with_counted(row)),
            _ => None,
        });
        Ok(meetings.collect())
    }

    /// How many of the meetings that a filter asks for are about each of some cases, by their ids; a
    /// case without any is left out. No row is opened for it; the filter's order and limit mean nothing
    /// here.
    pub fn meetings_by_case<'c>(
        &self,
        filter: &MeetingFilter,
        cases: &HashSet<&'c str>,
    ) -> Result<HashMap<&'c str, usize>, IndexError> {
        let filter = self.with_renamed(filter);
        let counts = asked_of_meetings(&filter, |question| {
            self.ask(|database, contents| {
                let mut counts = Vec::new();
                for Kept { pack, members, .. } in kept(database, contents, question)? {
                    let is_kept = |place: usize| {
                        let found = members.binary_search_by_key(&place, |(place, _)| *place);
                        found.is_ok()
                    };
                    pack.part(database, Part::Words, |words| {
                        let case = |case: &str| cases.get(self.together.counted(case)).copied();
                        counts.extend(counted(words, "case", case, is_kept));
                    })?;
                }
                Ok(counts)
            })
        })?;
        let mut sums = HashMap::new();
        for (case, count) in counts.into_iter().flatten() {
            *sums.entry(case).or_default() += count;
        }
        Ok(sums)
    }

    /// A filter that finds the meetings of a case also under the ids of copies that do not count.
    fn with_renamed<'f>(&self, filter: &'f MeetingFilter) -> Cow<'f, MeetingFilter> {
        let mut filter = Cow::Borrowed(filter);
        if filter.cases.is_some() && !self.together.renamed.is_empty() {
            let cases = filter.to_mut().cases.get_or_insert_default();
            let copies = self.together.renamed.iter();
            let copies = copies.filter(|(_, counted)| cases.contains(*counted));
            let copies: Vec<String> = copies.map(|(copy, _)| copy.clone()).collect();
            cases.extend(copies);
        }
        filter
    }

    /// A meeting that names the cases that count.
    fn with_counted(&self, mut meeting: MeetingRow) -> MeetingRow {
        for case in &mut meeting.cases {
            if let Some(counted) = self.together.renamed.get(case) {
                case.clone_from(counted);
            }
        }
        meeting
    }

    /// The transcripts that a filter asks for.
    pub fn transcripts(&self, filter: &TranscriptFilter) -> Result<Vec<TranscriptRow>, IndexError> {
        let status = |member: &Member| member.first_of(TranscriptStatus::ALL);
        let keep = |member: &Member| {
            is_among(&filter.statuses, status(member))
                && is_between(member.day, filter.from, filter.to)
        };
        let meeting = filter
            .meetings
            .iter()
            .map(|meetings| Among::Word(Part::Words, "meeting", Cow::Borrowed(meetings)));
        let url = filter
            .url
            .iter()
            .map(|url| Among::Text(Part::Links, vec![word("link", &plain_url(url))]));
        let question = Question {
            kind: Kind::Transcript,
            keep: &keep,
            among: meeting
                .chain(url)
                .chain(fragment(filter.text.as_deref()))
                .collect(),
            sort: Sort::Day,
            descending: filter.descending,
            limit: filter.limit,
        };
        let rows = self.answer(&question)?;
        let transcripts = rows.into_iter().filter_map(|row| match row {
            Row::Transcript(row) => Some(row),
            _ => None,
        });
        Ok(transcripts.collect())
    }

    /// The rows of all records of a kind, in the order of their ids.
    pub(super) fn rows(&self, kind: Kind) -> Result<Vec<Row>, IndexError> {
        let question = Question {
            kind,
            keep: &|_| true,
            among: Vec::new(),
            sort: Sort::Number,
            descending: false,
            limit: None,
        };
        self.answer(&question)
    }

    /// The rows that a question asks for.
    fn answer(&self, question: &Question<'_>) -> Result<Vec<Row>, IndexError> {
        let mut answers = self.ask(|database, contents| {
            let hits = first_of(hits(database, contents, question)?, question);
            let rows = hits.iter().map(|hit| hit.member.row);
            let rows = database.rows(rows, Derived::unpack_row)?;
            Ok((hits, rows))
        })?;
        match answers.as_mut_slice() {
            [(_, rows)] => Ok(std::mem::take(rows)),
            _ => Ok(in_one_order(answers, question)),
        }
    }
}

/// As many hits as are asked for, in their order.
fn first_of(mut hits: Vec<Hit>, question: &Question<'_>) -> Vec<Hit> {
    let limit = question.limit.unwrap_or(usize::MAX).min(hits.len());
    if limit < hits.len() && limit > 0 {
        hits.select_nth_unstable_by(limit, |one, other| order(question, one, other));
    }
    hits.truncate(limit);
    hits.sort_unstable_by(|one, other| order(question, one, other));
    hits
}

/// The rows of several stores in the order of the question, as many as it asks for.
fn in_one_order(answers: Vec<(Vec<Hit>, Vec<Row>)>, question: &Question<'_>) -> Vec<Row> {
    let found = answers.into_iter();
    let found = found.flat_map(|(hits, rows)| hits.into_iter().zip(rows));
    let mut found: Vec<(Hit, Row)> = found.collect();
    found.sort_by(|one, other| one.1.key().cmp(other.1.key()));
    for (place, (hit, _)) in found.iter_mut().enumerate() {
        hit.place = place;
    }
    found.sort_by(|one, other| order(question, &one.0, &other.0));
    found.truncate(question.limit.unwrap_or(usize::MAX));
    found.into_iter().map(|(_, row)| row).collect()
}

/// A record that the filter lets through.
struct Hit {
    member: Member,
    /// Its place among all, which is the order of ids.
    place: usize,
    /// Its folded title, where that is sorted by.
    title: String,
}

fn hits(
    database: &Database,
    contents: &Contents,
    question: &Question<'_>,
) -> Result<Vec<Hit>, Trouble> {
    let mut hits = Vec::new();
    for Kept {
        before,
        pack,
        members,
    } in kept(database, contents, question)?
    {
        let titles = match question.sort {
            Sort::Title => pack.part(database, Part::Text, first_titles)?,
            _ => Vec::new(),
        };
        hits.extend(members.into_iter().map(|(place, member)| Hit {
            member,
            place: before + place,
            title: titles.get(place).cloned().unwrap_or_default(),
        }));
    }
    Ok(hits)
}

/// The first title of each record of a folder.
fn first_titles(text: &str) -> Vec<String> {
    let first = |titles: &str| titles.split('\t').next().unwrap_or_default().to_owned();
    text.split('\n').map(first).collect()
}

impl Among<'_> {
    /// The places of the records of a folder for which this holds, in order.
    fn places(&self, database: &Database, pack: &Pack) -> Result<Vec<usize>, Trouble> {
        let mut places = match self {
            Self::Id(ids) => pack.part(database, Part::Ids, |text| {
                let lines = text.split('\n').enumerate();
                let asked = lines.filter(|(_, id)| ids.contains(*id));
                asked.map(|(place, _)| place).collect()
            })?,
            Self::Text(part, needles) => pack.holding(database, *part, needles)?,
            Self::Word(part, sort, values) => pack.part(database, *part, |text| {
                places_of(text, sort, |value| values.contains(value))
            })?,
        };
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }
}

/// The folders in which records of these ids lie.
fn folders_of(kind: Kind, ids: &HashSet<String>) -> HashSet<String> {
    let paths = ids.iter().filter_map(|id| kind.path(id));
    let folders = paths.filter_map(|path| Some(path.rsplit_once('/')?.0.to_owned()));
    folders.collect()
}

/// What a filter lets through of one folder.
struct Kept<'c> {
    /// How many records of the kind lie in the folders before.
    before: usize,
    pack: &'c Pack,
    /// The records, with their places in the folder, in order.
    members: Vec<(usize, Member)>,
}

/// The folders in which a filter lets something through.
fn kept<'c>(
    database: &Database,
    contents: &'c Contents,
    question: &Question<'_>,
) -> Result<Vec<Kept<'c>>, Trouble> {
    let mut folders = Vec::new();
    let mut counted = 0;
    let named = question.among.iter().find_map(|among| match among {
        Among::Id(ids) => Some(folders_of(question.kind, ids)),
        _ => None,
    });
    for pack in contents.of(question.kind) {
        let before = counted;
        counted += pack.count;
        if named
            .as_ref()
            .is_some_and(|named| !named.contains(&pack.folder))
        {
            continue;
        }
        let mut members = pack.members(database, |(_, member)| (question.keep)(member))?;
        for among in &question.among {
            if members.is_empty() {
                break;
            }
            let found = among.places(database, pack)?;
            members.retain(|(place, _)| found.binary_search(place).is_ok());
        }
        if !members.is_empty() {
            folders.push(Kept {
                before,
                pack,
                members,
            });
        }
    }
    Ok(folders)
}

fn order(question: &Question<'_>, one: &Hit, other: &Hit) -> Ordering {
    let key = |hit: &Hit| match question.sort {
        Sort::Number => hit.member.number.map(i64::from),
        Sort::Day => Some(i64::from(hit.member.day)).filter(|day| *day != 0),
        Sort::First => Some(i64::from(hit.member.first)).filter(|first| *first != 0),
        Sort::Title => Some(0),
    };
    let (known, unknown) = (key(one), key(other));
    let ascending = known
        .cmp(&unknown)
        .then_with(|| one.title.cmp(&other.title))
        .then_with(|| one.place.cmp(&other.place));
    let directed = if question.descending {
        ascending.reverse()
    } else {
        ascending
    };
    known.is_none().cmp(&unknown.is_none()).then(directed)
}

/// Asks what a filter of meetings comes down to.
fn asked_of_meetings<T>(filter: &MeetingFilter, ask: impl FnOnce(&Question<'_>) -> T) -> T {
    let kind = |member: &Member| member.first_of(MeetingKind::ALL);
    let status = |member: &Member| member.second_of(MeetingStatus::ALL);
    let keep = |member: &Member| {
        is_among(&filter.kinds, kind(member))
            && is_among(&filter.statuses, status(member))
            && filter
                .number
                .is_none_or(|number| member.number == Some(number))
            && (!filter.undated || member.day == 0)
            && is_between(member.day, filter.from, filter.to)
    };
    let case = filter
        .cases
        .iter()
        .map(|cases| Among::Word(Part::Words, "case", Cow::Borrowed(cases)));
    let table = filter
        .has_table
        .then(|| Among::Text(Part::Words, vec![word("has", "table")]));
    let ids = filter.ids.iter().map(Among::Id);
    ask(&Question {
        kind: Kind::Meeting,
        keep: &keep,
        among: ids
            .chain(case)
            .chain(table)
            .chain(fragment(filter.text.as_deref()))
            .collect(),
        sort: Sort::Day,
        descending: filter.descending,
        limit: filter.limit,
    })
}

/// What a fragment of a title asks for.
fn fragment(text: Option<&str>) -> Option<Among<'static>> {
    text.map(fold)
        .filter(|text| !text.is_empty())
        .map(|text| Among::Text(Part::Text, vec![text]))
}

fn is_among<T: PartialEq>(list: &[T], value: Option<T>) -> bool {
    list.is_empty() || value.is_some_and(|value| list.contains(&value))
}

/// Whether a day (0 is none) lies between two; a day that is not known lies nowhere.
fn is_between(day: i32, from: Option<Date>, to: Option<Date>) -> bool {
    let asked = from.is_some() || to.is_some();
    (!asked || day != 0)
        && from.is_none_or(|from| from.number() <= day)
        && to.is_none_or(|to| day <= to.number())
}
