//! Which fields of a record name something else: another record, an agency, a person, an address
//! on the web. The known fields are listed one by one, each with the day on which it speaks.

use std::collections::HashSet;

use crate::record::case::Case;
use crate::record::meeting::Meeting;
use crate::record::person::Person;
use crate::record::policy::Policy;
use crate::record::transcript::Transcript;
use crate::record::value::{Name, Url};
use crate::record::{AnyRecord, Date, Kind, RecordId};

/// What a field names.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// A case, meeting or transcript, and the kind that belongs here.
    Record(&'a RecordId, Kind),
    /// An agency.
    Agency(&'a Name),
    /// A person.
    Person(&'a Name),
}

/// A field that names another record.
#[derive(Clone, Debug)]
pub struct Reference<'a> {
    /// The field, with row numbers from 1.
    pub field: String,
    /// What it names.
    pub target: Target<'a>,
    /// The days on which the named agency must exist, as far as they are known.
    pub days: Vec<Date>,
}

impl Reference<'_> {
    /// The kind that belongs in the field, and the id that stands there. An id of another kind names
    /// nothing.
    pub fn named(&self) -> (Kind, String) {
        match self.target {
            Target::Record(id, kind) => (kind, id.to_string()),
            Target::Agency(name) => (Kind::Agency, name.to_string()),
            Target::Person(name) => (Kind::Person, name.to_string()),
        }
    }
}

/// Every field of the record that names another record.
pub fn references(record: &AnyRecord) -> Vec<Reference<'_>> {
    let mut list = List { found: Vec::new() };
    match record {
        AnyRecord::Case(case) => of_case(case, &mut list),
        AnyRecord::Meeting(meeting) => of_meeting(meeting, &mut list),
        AnyRecord::Transcript(transcript) => of_transcript(transcript, &mut list),
        AnyRecord::Agency(agency) => {
            list.agency("successor", agency.successor.as_ref(), []);
            list.agency("parent", agency.parent.as_ref(), []);
            list.agencies("pair", &agency.pairs, |row| (Some(&row.agency), row.from));
        }
        AnyRecord::Person(person) => of_person(person, &mut list),
        AnyRecord::Settings(settings) => {
            list.agency("secretariat", settings.secretariat.as_ref(), []);
        }
        AnyRecord::Policy(policy) => of_policy(policy, &mut list),
        AnyRecord::Rules(_)
        | AnyRecord::Calendar(_)
        | AnyRecord::Template(_)
        | AnyRecord::Stores(_) => {}
    }
    list.found
}

struct List<'a> {
    found: Vec<Reference<'a>>,
}

impl<'a> List<'a> {
    fn add(&mut self, field: impl Into<String>, target: Target<'a>, days: Vec<Date>) {
        self.found.push(Reference {
            field: field.into(),
            target,
            days,
        });
    }

    fn agency<const N: usize>(
        &mut self,
        field: impl Into<String>,
        agency: Option<&'a Name>,
        days: [Option<Date>; N],
    ) {
        if let Some(agency) = agency {
            let days = days.into_iter().flatten().collect();
            self.add(field, Target::Agency(agency), days);
        }
    }

    /// The `agency` of each row of a repeated table, on the day of the row.
    fn agencies<T>(
        &mut self,
        table: &str,
        rows: &'a [T],
        of: impl Fn(&'a T) -> (Option<&'a Name>, Option<Date>),
    ) {
        for (row, number) in rows.iter().zip(1..) {
            let (agency, day) = of(row);
            self.agency(format!("{table}[{number}].agency"), agency, [day]);
        }
    }

    fn record(&mut self, field: String, id: Option<&'a RecordId>, kind: Kind) {
        if let Some(id) = id {
            self.add(field, Target::Record(id, kind), Vec::new());
        }
    }
}

fn of_case<'a>(case: &'a Case, list: &mut List<'a>) {
    for (row, number) in case.stages.iter().zip(1..) {
        list.record(
            format!("stage[{number}].meeting"),
            row.meeting.as_ref(),
            Kind::Meeting,
        );
    }
    for (row, number) in case.reports.iter().zip(1..) {
        list.record(
            format!("report[{number}].meeting"),
            row.meeting.as_ref(),
            Kind::Meeting,
        );
    }
    list.agencies("report", &case.reports, |row| {
        (row.agency.as_ref(), Some(row.on))
    });
    let begun = first_day(case);
    for (row, number) in case.agencies.iter().zip(1..) {
        let from = if row.until.is_some() {
            row.from
        } else {
            row.from.or(begun)
        };
        list.agency(
            format!("agency[{number}].id"),
            Some(&row.id),
            [from, row.until],
        );
    }
    list.agencies("reply", &case.replies, |row| (row.agency.as_ref(), row.on));
    list.agencies("problem", &case.problems, |row| (row.agency.as_ref(), None));
    list.agencies("solution", &case.solutions, |row| {
        (row.agency.as_ref(), row.adopted_on)
    });
    // A promise of an unknown day is made by the day on which it is due.
    list.agencies("commitment", &case.commitments, |row| {
        (row.agency.as_ref(), row.on.or(row.due))
    });
    list.agencies("effort", &case.efforts, |row| (row.agency.as_ref(), None));
}

/// The fields of a case that name a row, or a petition, of the case which is not there, each with what
/// it names.
pub fn dangling_rows(case: &Case) -> Vec<(String, &str)> {
    let problems: HashSet<&str> = case.problems.iter().map(|row| row.k.as_str()).collect();
    let ideas = case.ideas.iter().map(|row| row.k.as_str());
    let solutions: HashSet<&str> = case.solutions.iter().map(|row| row.k.as_str()).collect();
    let claims: HashSet<&str> = problems
        .iter()
        .chain(&solutions)
        .copied()
        .chain(ideas)
        .collect();
    let petitions: HashSet<&str> = case.petitions.iter().map(|row| row.url.as_str()).collect();
    let mut found = Vec::new();
    for (row, number) in case.ideas.iter().zip(1..) {
        let named = row.problem.iter().map(|key| key.as_str());
        let lost = named.filter(|key| !problems.contains(key));
        found.extend(lost.map(|key| (format!("idea[{number}].problem"), key)));
    }
    for (row, number) in case.solutions.iter().zip(1..) {
        let named = row.answers.iter().map(|key| key.as_str()).zip(1..);
        let lost = named.filter(|(key, _)| !problems.contains(key));
        found
            .extend(lost.map(|(key, place)| (format!("solution[{number}].answers[{place}]"), key)));
    }
    for (row, number) in case.evidence.iter().zip(1..) {
        let named = row.supports.iter().map(|key| key.as_str());
        let lost = named.filter(|key| !claims.contains(key));
        found.extend(lost.map(|key| (format!("evidence[{number}].supports"), key)));
    }
    for (row, number) in case.commitments.iter().zip(1..) {
        let named = row.solution.iter().map(|key| key.as_str());
        let lost = named.filter(|key| !solutions.contains(key));
        found.extend(lost.map(|key| (format!("commitment[{number}].solution"), key)));
    }
    for (row, number) in case.replies.iter().zip(1..) {
        let named = row.petition.iter().map(|url| url.as_str());
        let lost = named.filter(|url| !petitions.contains(url));
        found.extend(lost.map(|url| (format!("reply[{number}].petition"), url)));
    }
    found
}

/// The first day that a case speaks of.
fn first_day(case: &Case) -> Option<Date> {
    let stages = case.stages.iter().filter_map(|row| row.on);
    stages
        .chain(case.petitions.iter().filter_map(|row| row.opened))
        .min()
}

fn of_meeting<'a>(meeting: &'a Meeting, list: &mut List<'a>) {
    let day = meeting.first_day();
    for (case, number) in meeting.cases.iter().zip(1..) {
        list.record(format!("cases[{number}]"), Some(case), Kind::Case);
    }
    for (row, number) in meeting.candidates.iter().zip(1..) {
        for (case, place) in row.cases.iter().zip(1..) {
            list.record(
                format!("candidate[{number}].cases[{place}]"),
                Some(case),
                Kind::Case,
            );
        }
    }
    list.agency("run_by", meeting.run_by.as_ref(), [day]);
    list.agencies("table", &meeting.tables, |row| (row.agency.as_ref(), day));
    list.agencies("attendance", &meeting.attendance, |row| {
        (row.agency.as_ref(), day)
    });
    list.agencies("chief", &meeting.chiefs, |row| (Some(&row.agency), day));
    for (row, number) in meeting.chiefs.iter().zip(1..) {
        if let Some(person) = &row.person {
            list.add(
                format!("chief[{number}].person"),
                Target::Person(person),
                Vec::new(),
            );
        }
    }
}

fn of_transcript<'a>(transcript: &'a Transcript, list: &mut List<'a>) {
    list.record(
        "meeting".to_owned(),
        transcript.meeting.as_ref(),
        Kind::Meeting,
    );
    let day = Some(transcript.date);
    list.agencies("speaker", &transcript.speakers, |row| {
        (row.agency.as_ref(), day)
    });
}

fn of_person<'a>(person: &'a Person, list: &mut List<'a>) {
    for (row, number) in person.posts.iter().zip(1..) {
        list.agency(
            format!("post[{number}].agency"),
            Some(&row.agency),
            [row.from, row.until],
        );
    }
}

fn of_policy<'a>(policy: &'a Policy, list: &mut List<'a>) {
    for (row, number) in policy.grants.iter().zip(1..) {
        for (field, agencies) in [("at", &row.at), ("agencies", &row.agencies)] {
            for (agency, place) in agencies.iter().zip(1..) {
                list.agency(
                    format!("grant[{number}].{field}[{place}]"),
                    Some(agency),
                    [],
                );
            }
        }
        for (person, place) in row.people.iter().zip(1..) {
            let field = format!("grant[{number}].people[{place}]");
            list.add(field, Target::Person(person), Vec::new());
        }
    }
}

/// Every address on the web in a case, meeting or transcript, with its field.
pub fn addresses(record: &AnyRecord) -> Vec<(String, &Url)> {
    let mut found = Vec::new();
    match record {
        AnyRecord::Case(case) => {
            each(&mut found, "petition", "url", &case.petitions, |row| {
                Some(&row.url)
            });
            each(&mut found, "reply", "petition", &case.replies, |row| {
                row.petition.as_ref()
            });
            each(&mut found, "reply", "url", &case.replies, |row| {
                row.url.as_ref()
            });
            each(&mut found, "evidence", "url", &case.evidence, |row| {
                row.url.as_ref()
            });
            each(&mut found, "signal", "url", &case.signals, |row| {
                row.url.as_ref()
            });
            each(
                &mut found,
                "assessment",
                "evidence",
                &case.assessments,
                |row| row.evidence.as_ref(),
            );
            each(&mut found, "link", "url", &case.links, |row| Some(&row.url));
            for (commitment, number) in case.commitments.iter().zip(1..) {
                let table = format!("commitment[{number}].update");
                each(&mut found, &table, "evidence", &commitment.updates, |row| {
                    row.evidence.as_ref()
                });
            }
        }
        AnyRecord::Meeting(meeting) => {
            each(&mut found, "link", "url", &meeting.links, |row| {
                Some(&row.url)
            });
        }
        AnyRecord::Transcript(transcript) => {
            let url = transcript
                .source
                .as_ref()
                .and_then(|source| source.url.as_ref());
            found.extend(url.map(|url| ("source.url".to_owned(), url)));
        }
        AnyRecord::Agency(_)
        | AnyRecord::Person(_)
        | AnyRecord::Rules(_)
        | AnyRecord::Calendar(_)
        | AnyRecord::Template(_)
        | AnyRecord::Settings(_)
        | AnyRecord::Policy(_)
        | AnyRecord::Stores(_) => {}
    }
    found
}

fn each<'a, T>(
    found: &mut Vec<(String, &'a Url)>,
    table: &str,
    field: &str,
    rows: &'a [T],
    of: impl Fn(&'a T) -> Option<&'a Url>,
) {
    for (row, number) in rows.iter().zip(1..) {
        if let Some(url) = of(row) {
            found.push((format!("{table}[{number}].{field}"), url));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::record::any::table_of;
    use crate::record::shape::Shaped;
    use crate::record::shape::{Shape, TableShape};

    use super::*;

    fn paths(shape: &TableShape, above: &str, wanted: &dyn Fn(&Shape) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        for field in shape.fields {
            let here = format!("{above}{}", field.name);
            match &field.shape {
                Shape::Table(inner) => found.extend(paths(inner, &format!("{here}."), wanted)),
                Shape::Rows(inner) => found.extend(paths(inner, &format!("{here}[1]."), wanted)),
                Shape::List(inner) if wanted(inner) => found.push(format!("{here}[1]")),
                plain if wanted(plain) => found.push(here),
                _ => {}
            }
        }
        found
    }

    fn pattern_of(shape: &Shape) -> &'static str {
        match shape {
            Shape::Pattern { pattern, .. } => pattern,
            _ => "",
        }
    }

    /// A record with every field filled in, from its shape. Invented.
    fn full(kind: Kind) -> AnyRecord {
        let text = full_table(table_of(kind), "");
        let parsed = crate::record::any::parse_as(kind, text.as_bytes());
        assert!(parsed.problems.is_empty(), "{text}\n{:?}", parsed.problems);
        parsed.record.unwrap()
    }

    fn full_table(shape: &TableShape, heading: &str) -> String {
        let mut text = String::new();
        for field in shape.fields {
            if let Some(value) = plain_value(&field.shape) {
                text += &format!("{} = {value}\n", field.name);
            }
        }
        for field in shape.fields {
            let here = if heading.is_empty() {
                field.name.to_owned()
            } else {
                format!("{heading}.{}", field.name)
            };
            match &field.shape {
                Shape::Table(inner) => text += &format!("[{here}]\n{}", full_table(inner, &here)),
                Shape::Rows(inner) => text += &format!("[[{here}]]\n{}", full_table(inner, &here)),
                _ => {}
            }
        }
        text
    }

    fn plain_value(shape: &Shape) -> Option<String> {
        Some(match shape {
            Shape::Text => "\"x\"".to_owned(),
            Shape::Number => "1".to_owned(),
            Shape::Boolean => "true".to_owned(),
            Shape::Date => "2019-02-12".to_owned(),
            Shape::Time => "14:30:00".to_owned(),
            Shape::Word(words) => format!("\"{}\"", words[0].toml),
            Shape::Pattern { pattern, .. } => {
                let candidates = [
                    "c201902-k7f2",
                    "https://example.org/a",
                    "mohw",
                    "1/2",
                    "a1b2",
                    "50%",
                    &"0".repeat(64),
                ];
                let regex = regex::Regex::new(pattern).unwrap();
                format!(
                    "\"{}\"",
                    candidates.iter().find(|text| regex.is_match(text)).unwrap()
                )
            }
            Shape::List(inner) => format!("[{}]", plain_value(inner)?),
            Shape::Table(_) | Shape::Rows(_) => return None,
        })
    }

    #[test]
    fn every_field_of_an_id_or_agency_is_listed() {
        let id = pattern_of(&RecordId::SHAPE);
        let name = pattern_of(&Name::SHAPE);
        // Rule sets name limits and events, templates tasks, and a file other stores, which look alike.
        let names_others =
            |kind: &Kind| !matches!(kind, Kind::Rules | Kind::Template | Kind::Stores);
        for kind in Kind::ALL.into_iter().filter(names_others) {
            let wanted = |shape: &Shape| {
                [id, name].contains(&pattern_of(shape)) && !pattern_of(shape).is_empty()
            };
            let mut expected = paths(table_of(kind), "", &wanted);
            expected.retain(|path| path != "id");
            let record = full(kind);
            let mut listed: Vec<String> = references(&record)
                .into_iter()
                .map(|reference| reference.field)
                .collect();
            expected.sort();
            listed.sort();
            assert_eq!(listed, expected, "{}", kind.as_str());
        }
    }

    #[test]
    fn every_address_is_listed() {
        let url = pattern_of(&Url::SHAPE);
        for kind in Kind::ALL {
            let mut expected = paths(table_of(kind), "", &|shape| pattern_of(shape) == url);
            let record = full(kind);
            let mut listed: Vec<String> = addresses(&record)
                .into_iter()
                .map(|(field, _)| field)
                .collect();
            expected.sort();
            listed.sort();
            assert_eq!(listed, expected, "{}", kind.as_str());
        }
    }
}
