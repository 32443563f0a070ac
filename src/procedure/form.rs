//! The monthly case-status form (辦理情形表): one row per open case of an agency, with what was last
//! reported and cells to fill. The secretariat issued such a form in February 2022, so that nobody has
//! to remember when a case was last reported (PDIS, monthly meeting of 2022-02-09).

use super::tracking::is_step_behind;
use crate::record::case::{Asked, Case, Report, Stage};
use crate::record::value::{Name, RowKey};
use crate::record::{Date, RecordId};

/// The mark of a form in its first row.
pub const SCHEMA: &str = "po.form/1";

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The agency that is asked.
    pub agency: String,
    /// The month, `2022-02`.
    pub month: String,
    /// The headings of columns that are none of the form's, under which something stands.
    pub other_columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<FormRow>,
}

/// A case on a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRow {
    /// The row of the sheet, from 1; 0 in a form that is no sheet yet.
    pub line: usize,
    /// What the record said when the form was made.
    pub known: Known,
    /// What the agency fills in.
    pub filled: Filled,
}

/// What the record says of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The id.
    pub id: String,
    /// The case number.
    pub number: Option<u32>,
    /// The topic.
    pub title: String,
    /// Where the case stands.
    pub stage: Option<Stage>,
    /// When it was last reported.
    pub last_on: Option<Date>,
    /// What was reported then.
    pub last_text: Option<String>,
    /// What was to come next.
    pub last_next: Option<String>,
}

/// What a cell says of its field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry<T> {
    /// Nothing: the field stays as it is.
    #[default]
    Untouched,
    /// This.
    Value(T),
    /// What stood there is taken back.
    TakenBack,
}

impl<T> Entry<T> {
    /// What it says, where it says something.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Untouched | Self::TakenBack => None,
        }
    }

    fn change(self, field: &mut Option<T>) {
        match self {
            Self::Untouched => {}
            Self::Value(value) => *field = Some(value),
            Self::TakenBack => *field = None,
        }
    }
}

impl<T> From<Option<T>> for Entry<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Untouched, Self::Value)
    }
}

/// What an agency reports of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// How the case is handled.
    pub text: Entry<String>,
    /// What comes next.
    pub next_step: Entry<String>,
    /// By when.
    pub next_on: Entry<Date>,
    /// What is asked about tracking.
    pub asked: Entry<Asked>,
}

/// Why a returned row cannot be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The agency has no part in the case.
    NoPart,
    /// The case is not open.
    NotOpen,
    /// Another number stands on the form than in the record.
    OtherNumber,
    /// Another topic.
    OtherTitle,
    /// Another stage.
    OtherStage,
    /// Another day of the last report.
    OtherDay,
    /// Another last report.
    OtherReport,
    /// Another next step.
    OtherNext,
}

impl Form {
    /// The form of an agency for a month, of its open cases, by number and id.
    pub fn new<'c>(agency: &str, month: &str, cases: impl Iterator<Item = &'c Case>) -> Self {
        let key = row_key(agency, month);
        let mut cases: Vec<&Case> = cases
            .filter(|case| takes_part(case, agency) && is_open(case))
            .collect();
        cases.sort_by_key(|case| (case.number.is_none(), case.number, case.id.to_string()));
        let row = |case: &&Case| FormRow {
            line: 0,
            known: Known::of(case, &key),
            filled: case
                .reports
                .iter()
                .find(|report| report.k == key)
                .map(Filled::of)
                .unwrap_or_default(),
        };
        Self {
            agency: agency.to_owned(),
            month: month.to_owned(),
            other_columns: Vec::new(),
            rows: cases.iter().map(row).collect(),
        }
    }
}

impl Known {
    /// What the record says; `key` names the report of the form itself, which does not count.
    pub fn of(case: &Case, key: &RowKey) -> Self {
        let earlier = case.reports.iter().filter(|report| report.k != *key);
        let last = earlier.max_by_key(|report| report.on);
        Self {
            id: case.id.to_string(),
            number: case.number,
            title: one_line(&case.title),
            stage: case.current().map(|row| row.name),
            last_on: last.map(|report| report.on),
            last_text: last.and_then(|report| report.text.as_deref().map(one_line)),
            last_next: last.and_then(|report| report.next_step.as_deref().map(one_line)),
        }
    }

    /// Whether a returned row may be recorded in the case as it is now.
    ///
    /// # Errors
    /// The first thing in which row and record contradict each other.
    pub fn agrees(&self, case: &Case, agency: &str, key: &RowKey) -> Result<(), Contradiction> {
        let now = Self::of(case, key);
        let same = |one: &Option<String>, other: &Option<String>| {
            one.as_deref().unwrap_or_default() == other.as_deref().unwrap_or_default()
        };
        let checks = [
            (takes_part(case, agency), Contradiction::NoPart),
            (is_open(case), Contradiction::NotOpen),
            (now.number == self.number, Contradiction::OtherNumber),
            (now.title == self.title, Contradiction::OtherTitle),
            (now.stage == self.stage, Contradiction::OtherStage),
            (now.last_on == self.last_on, Contradiction::OtherDay),
            (
                same(&now.last_text, &self.last_text),
                Contradiction::OtherReport,
            ),
            (
                same(&now.last_next, &self.last_next),
                Contradiction::OtherNext,
            ),
        ];
        match checks.into_iter().find(|(agrees, _)| !agrees) {
            Some((_, contradiction)) => Err(contradiction),
            None => Ok(()),
        }
    }
}

impl Filled {
    fn of(report: &Report) -> Self {
        Self {
            text: report.text.clone().into(),
            next_step: report.next_step.clone().into(),
            next_on: report.next_on.into(),
            asked: report.asked.into(),
        }
    }

    /// Whether nothing was filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes this into a case as the report of the form. Where an earlier return of the same form made
    /// one, that is changed; what was decided on it stays, and so do its day and its meeting unless they
    /// are stated. A report of which
    /// everything is taken back is none.
    ///
    /// # Errors
    /// The day of the report, where the next step would be due before it.
    pub fn record(&self, case: &mut Case, given: &Given) -> Result<(), Date> {
        let place = case.reports.iter().position(|row| row.k == given.key);
        let mut row = match place {
            Some(place) => given.restated(case.reports.remove(place)),
            None => given.report(),
        };
        let Self {
            text,
            next_step,
            next_on,
            asked,
        } = self.clone();
        text.change(&mut row.text);
        next_step.change(&mut row.next_step);
        next_on.change(&mut row.next_on);
        asked.change(&mut row.asked);
        if self.next_on.value().is_some() && is_step_behind(&row) {
            return Err(row.on);
        }
        let emptied = given.report();
        let says_something = Report {
            on: emptied.on,
            meeting: emptied.meeting.clone(),
            ..row.clone()
        } != emptied;
        if says_something {
            let place = place.unwrap_or(case.reports.len());
            case.reports.insert(place, row);
        }
        Ok(())
    }
}

/// What all reports of a returned form have in common.
#[derive(Clone, Debug)]
pub struct Given {
    /// Their key, see [`row_key`].
    pub key: RowKey,
    /// Who reports.
    pub agency: Name,
    /// The day.
    pub on: Date,
    /// Whether that day was stated: then it is that of what the agency returned before, too.
    pub is_stated: bool,
    /// The meeting, where one is named.
    pub meeting: Option<RecordId>,
}

impl Given {
    /// A report of an earlier return, with the day and the meeting that are stated now.
    fn restated(&self, mut report: Report) -> Report {
        if self.is_stated {
            report.on = self.on;
            report.meeting = self.meeting.clone().or(report.meeting);
        }
        report
    }

    /// A report that says nothing yet.
    fn report(&self) -> Report {
        Report {
            k: self.key.clone(),
            on: self.on,
            meeting: self.meeting.clone(),
            agency: Some(self.agency.clone()),
            text: None,
            next_step: None,
            next_on: None,
            asked: None,
            decided: None,
            condition: None,
            condition_met_on: None,
        }
    }
}

/// The key of the report that the form of an agency and a month makes in a case.
pub fn row_key(agency: &str, month: &str) -> RowKey {
    let key = crate::record::id::suffix_of("row", &format!("form {agency} {month}"), KEY_LENGTH);
    key.parse().expect("a suffix is the key of a row")
}

/// Long enough that no other key of a case is the same by chance.
const KEY_LENGTH: usize = 8;

fn takes_part(case: &Case, agency: &str) -> bool {
    case.agencies.iter().any(|part| part.id.as_str() == agency)
}

fn is_open(case: &Case) -> bool {
    case.current().is_some_and(|row| row.name.is_open())
}

/// A cell of a sheet is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
