//! The invented records of `tests/fixtures/monthly` as what a paper is made of. No case, title or count
//! in them is a real one; the rule sets are those of the repository.

use std::path::Path;

use crate::index::derived;
use crate::locale::Language;
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::testing::{calendars, rule_sets};
use crate::record::case::Case;
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::period::Month;
use crate::record::{AnyRecord, any};
use crate::report::head::Provenance;
use crate::report::quarterly::testing::{agency, day};

use super::input::{Facts, Scope, WITH_TABLES};
use super::{Monthly, figures};

/// All records of the fixture.
#[derive(Clone)]
pub(crate) struct Records {
    pub(crate) cases: Vec<Case>,
    pub(crate) meetings: Vec<Meeting>,
}

impl Records {
    pub(crate) fn read() -> Self {
        let mut records = Self {
            cases: Vec::new(),
            meetings: Vec::new(),
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/monthly");
        let mut folders = vec![root.join("records")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let place = path.strip_prefix(&root).unwrap().to_str().unwrap();
                match any::parse(place, &std::fs::read(&path).unwrap()).record {
                    Some(AnyRecord::Case(case)) => records.cases.push(*case),
                    Some(AnyRecord::Meeting(meeting)) => records.meetings.push(*meeting),
                    _ => panic!("{place}"),
                }
            }
        }
        records
    }

    pub(crate) fn case(&mut self, id: &str) -> &mut Case {
        let mut cases = self.cases.iter_mut();
        cases.find(|case| case.id.to_string() == id).unwrap()
    }

    pub(crate) fn meeting(&mut self, id: &str) -> &mut Meeting {
        let mut meetings = self.meetings.iter_mut();
        meetings
            .find(|meeting| meeting.id.to_string() == id)
            .unwrap()
    }

    /// Everything that a paper of the month may be made of, as of a day.
    fn facts(&self, scope: &Scope, as_of: &str) -> Facts<'_> {
        let until = scope.counted(day(as_of)).to;
        let mut rows: Vec<_> = self.meetings.iter().map(derived::meeting_row).collect();
        rows.sort_by_key(|row| (row.first_day(), row.id.clone()));
        let held = rows.iter().filter(|row| {
            row.status == MeetingStatus::Held && row.first_day().is_some_and(|day| day <= until)
        });
        let working = held.clone().filter(|row| row.kind == MeetingKind::Working);
        let mut facts = Facts {
            monthly: rows
                .iter()
                .filter(|row| row.kind == MeetingKind::Monthly)
                .cloned()
                .collect(),
            cases: self
                .cases
                .iter()
                .map(|case| (case.id.to_string(), derived::case_row(case)))
                .collect(),
            reported: self
                .cases
                .iter()
                .map(|case| (case.id.to_string(), case.clone()))
                .collect(),
            planned: rows
                .iter()
                .filter(|row| row.status == MeetingStatus::Planned)
                .cloned()
                .collect(),
            named: rows
                .iter()
                .map(|row| (row.id.clone(), row.clone()))
                .collect(),
            with_tables: held
                .filter(|row| WITH_TABLES.contains(&row.kind))
                .cloned()
                .collect(),
            tables: self
                .meetings
                .iter()
                .map(|meeting| (meeting.id.to_string(), meeting.clone()))
                .collect(),
            pending: self
                .cases
                .iter()
                .filter_map(derived::of_case)
                .chain(self.meetings.iter().filter_map(derived::of_meeting))
                .collect(),
            rules: rule_sets(),
            calendar: OfficeCalendar::new(&calendars()),
            agencies: vec![
                agency("mohw", "衛福部"),
                agency("motc", "交通部"),
                agency("moe", "教育部"),
                agency("ndc", "國發會"),
            ],
            ..Facts::default()
        };
        for case in working.flat_map(|row| &row.cases) {
            *facts.working.entry(case.clone()).or_default() += 1;
        }
        facts.begun = facts
            .cases
            .values()
            .filter(|case| !case.begins_after(until))
            .count();
        let own = facts.meeting_row(scope).map(|row| row.id.clone());
        let mut meetings = self.meetings.iter();
        facts.meeting = meetings
            .find(|meeting| Some(meeting.id.to_string()) == own)
            .cloned();
        facts
    }

    /// The paper of a month as of a day.
    pub(crate) fn paper(&self, month: &str, as_of: &str) -> Monthly {
        self.paper_in(Language::En, month, as_of)
    }

    pub(crate) fn paper_in(&self, language: Language, month: &str, as_of: &str) -> Monthly {
        let scope = Scope {
            month: Month::from_typed(month).unwrap(),
            meeting: None,
        };
        let provenance = Provenance {
            store_name: "虛構紀錄庫".to_owned(),
            commit: Some("977d8770123456789abcdef0123456789abcdef0".to_owned()),
            as_of: day(as_of),
            command: format!("po report monthly {month} --at 977d877"),
            version: "0.1.0",
            language,
            unreadable: Vec::new(),
            stores: Vec::new(),
            differing: Vec::new(),
        };
        figures(&self.facts(&scope, as_of), &scope, &provenance)
    }
}
