//! From records to figures: the one place where the monthly paper counts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::{CaseRow, Duty, MeetingRow};
use crate::procedure::deadlines::Reckoner;
use crate::record::Date;
use crate::record::case::{Decided, Role, Stage};
use crate::record::meeting::{Meeting, MeetingStatus};
use crate::record::period::{Month, Period};
use crate::report::digest;
use crate::report::head::{Provenance, StoreHead, Unreadable, names, text};
use crate::report::quarterly::{agencies_in, by_number};
use crate::text::clean::one_line;

use super::figures::*;
use super::input::{Facts, Scope, year_of};
use super::{gaps, open, vote};

/// What a paper is computed from, and the days that follow from it.
pub(super) struct Ground<'f> {
    pub(super) facts: &'f Facts<'f>,
    pub(super) scope: &'f Scope,
    /// The day that counts as today.
    pub(super) as_of: Date,
    /// The days of the month that are counted.
    pub(super) counted: Period,
}

/// The figures of a monthly paper: a pure function of its arguments. Nothing dated after the as-of
/// day is counted.
pub fn figures(facts: &Facts<'_>, scope: &Scope, provenance: &Provenance) -> Monthly {
    let ground = Ground {
        facts,
        scope,
        as_of: provenance.as_of,
        counted: scope.counted(provenance.as_of),
    };
    let mut sections = Sections {
        meeting: ground.meeting(),
        previous: ground.previous(),
        vote: vote::vote(&ground),
        self_proposals: vote::self_proposals(&ground),
        open: open::open(&ground),
        releases: ground.releases(),
        due: ground.due(),
        table_leaders: ground.table_leaders(),
        gaps: Vec::new(),
    };
    sections.gaps = gaps::gaps(&sections);
    sections.gaps.extend(gaps_of_stores(provenance));
    let stores = provenance.store_heads();
    Monthly {
        schema: SCHEMA,
        month: scope.month,
        period: scope.month.period(),
        counted_to: ground.counted.to,
        store: one_line(&provenance.store_name),
        commit: provenance.commit.as_deref().map(one_line),
        as_of: provenance.as_of,
        command: one_line(&provenance.command),
        version: provenance.version,
        language: provenance.language,
        unreadable: Unreadable::of(provenance),
        digest: digest::digest(&Covered {
            month: scope.month,
            counted_to: ground.counted.to,
            stores: &stores,
            sections: &sections,
        }),
        stores,
        sections,
        ids: None,
        names: names(&facts.agencies),
    }
}

/// What the digest covers.
#[derive(Serialize)]
struct Covered<'s> {
    #[serde(serialize_with = "crate::report::serial::word")]
    month: Month,
    #[serde(serialize_with = "crate::report::serial::word")]
    counted_to: Date,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stores: &'s [StoreHead],
    #[serde(flatten)]
    sections: &'s Sections,
}

/// The names of the members that the digest covers.
pub(in crate::report) fn digested(paper: &Monthly) -> Vec<String> {
    digest::members(&Covered {
        month: paper.month,
        counted_to: paper.counted_to,
        stores: &paper.stores,
        sections: &paper.sections,
    })
}

impl Ground<'_> {
    fn meeting(&self) -> Option<MonthlyMeeting> {
        let row = self.facts.meeting_row(self.scope)?;
        let record = self.facts.meeting.as_ref();
        let others = self.facts.of_month(self.scope);
        let is_to_come = row.first_day().is_some_and(|day| self.as_of < day);
        Some(MonthlyMeeting {
            name: name_of(row),
            sequence: row.sequence,
            // Before its day nobody knew that it would be held.
            status: match row.status {
                MeetingStatus::Held if is_to_come => MeetingStatus::Planned,
                status => status,
            },
            reason: text(row.reason.as_deref()),
            chair: record.and_then(|record| text(record.chair.as_deref())),
            sessions: record.map_or_else(Vec::new, sittings),
            others: others
                .filter(|other| other.id != row.id)
                .map(|other| one_line(&other.id))
                .collect(),
        })
    }

    fn previous(&self) -> Option<MeetingName> {
        let (_, row) = self.facts.previous(self.scope, self.as_of)?;
        Some(name_of(row))
    }

    /// From the day after the previous monthly meeting to the last day counted.
    pub(super) fn since_previous(&self) -> Period {
        self.facts.since_previous(self.scope, self.as_of)
    }

    /// A meeting that a record names.
    pub(super) fn meeting_named(&self, id: &str) -> MeetingName {
        self.facts.named.get(id).map_or_else(
            || MeetingName {
                id: one_line(id),
                title: None,
                kind: None,
                on: None,
            },
            name_of,
        )
    }

    /// A case that a record names.
    pub(super) fn case_named(&self, id: &str) -> CaseName {
        let row = self.facts.cases.get(id);
        CaseName {
            id: one_line(id),
            number: row.and_then(|row| row.number),
            title: row.map(|row| one_line(&row.title)),
        }
    }

    /// The ids of the hosts of a case on the last day counted.
    pub(super) fn hosts(&self, case: &CaseRow) -> Vec<String> {
        let day = Period {
            from: self.counted.to,
            to: self.counted.to,
        };
        let hosts = agencies_in(case, Role::Host, day);
        hosts.iter().map(|id| one_line(id)).collect()
    }

    /// The cases in the order of the paper.
    pub(super) fn cases(&self) -> Vec<&CaseRow> {
        let mut cases: Vec<&CaseRow> = self.facts.cases.values().collect();
        cases.sort_by_key(|case| by_number(case.number, &case.id));
        cases
    }

    fn releases(&self) -> Releases {
        let mut releases = Releases {
            asked: Vec::new(),
            decided: Vec::new(),
        };
        for case in self.cases() {
            if let Some(request) = open::release_request(self, case) {
                releases.asked.push(ReleaseRequest {
                    case: self.case_named(&case.id),
                    hosts: self.hosts(case),
                    on: request.on,
                    agency: request.agency.as_ref().map(ToString::to_string),
                    text: text(request.text.as_deref()),
                });
            }
            releases.decided.extend(self.decisions(case));
        }
        releases
    }

    /// What was decided in the month about the release of a case: what reports say, and its release,
    /// where no report of that day tells of it.
    fn decisions(&self, case: &CaseRow) -> Vec<ReleaseDecision> {
        let step = case.stages.iter().find(|step| {
            step.stage == Stage::Released && step.on.is_some_and(|on| self.counted.contains(on))
        });
        let reason = step.and_then(|step| text(step.reason.as_deref()));
        let reports = self.facts.reported.get(&case.id);
        let reports = reports.into_iter().flat_map(|case| &case.reports);
        let mut decisions: Vec<ReleaseDecision> = reports
            .filter(|report| self.counted.contains(report.on))
            .filter_map(|report| {
                let decided = report.decided?;
                let meeting = report.meeting.as_ref();
                let is_release = decided == Decided::Released;
                Some(ReleaseDecision {
                    case: self.case_named(&case.id),
                    on: report.on,
                    meeting: meeting.map(|id| self.meeting_named(&id.to_string())),
                    decided,
                    condition: text(report.condition.as_deref()),
                    reason: reason.clone().filter(|_| is_release),
                })
            })
            .collect();
        if let Some((step, on)) = step.and_then(|step| Some((step, step.on?))) {
            let told = |one: &ReleaseDecision| one.decided == Decided::Released && one.on == on;
            if !decisions.iter().any(told) {
                decisions.push(ReleaseDecision {
                    case: self.case_named(&case.id),
                    on,
                    meeting: step.meeting.as_deref().map(|id| self.meeting_named(id)),
                    decided: Decided::Released,
                    condition: None,
                    reason,
                });
            }
        }
        decisions.sort_by_key(|decision| decision.on);
        decisions
    }

    fn due(&self) -> DueItems {
        let facts = self.facts;
        let (on, by) = (self.counted.to, self.scope.month.period().to);
        let reckoner = Reckoner::new(&facts.rules, &facts.calendar, on);
        let promised = |duty: Duty| {
            matches!(
                duty,
                Duty::Promise | Duty::Commitment | Duty::Task | Duty::Conclusion
            )
        };
        let deadlines = reckoner.deadlines(&facts.pending).list;
        let items: Vec<DueItem> = deadlines
            .iter()
            .filter(|deadline| promised(deadline.duty))
            .filter_map(|deadline| {
                let due = deadline.due.filter(|due| *due <= by)?;
                let owners = deadline.owners();
                Some(DueItem {
                    id: one_line(&deadline.pending.id),
                    number: deadline.pending.number,
                    title: one_line(&deadline.pending.title),
                    what: deadline.duty,
                    text: text(deadline.obligation.text.as_deref()),
                    owners: owners.map(one_line).collect(),
                    due,
                    days_left: deadline.days_left()?,
                })
            })
            .collect();
        DueItems {
            on,
            by,
            overdue: items.iter().filter(|item| item.days_left < 0).count(),
            items,
        }
    }

    fn table_leaders(&self) -> TableLeaders {
        let (period, year) = (self.since_previous(), year_of(self.counted.to));
        let mut turns = Vec::new();
        let mut agencies: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut meetings = Vec::new();
        for row in &self.facts.with_tables {
            let Some(day) = row.first_day() else { continue };
            let (in_period, in_year) = (period.contains(day), year.contains(day));
            meetings.extend(in_period.then(|| one_line(&row.id)));
            let record = self.facts.tables.get(&row.id);
            for table in record.into_iter().flat_map(|meeting| &meeting.tables) {
                let agency = table.agency.as_ref().map(|id| one_line(id.as_str()));
                if let Some(agency) = &agency {
                    let counts = agencies.entry(agency.clone()).or_default();
                    counts.0 += usize::from(in_period);
                    counts.1 += usize::from(in_year);
                }
                if in_period {
                    turns.push(Turn {
                        meeting: name_of(row),
                        number: self.number_of(row),
                        leader: text(table.leader.as_deref()),
                        agency,
                    });
                }
            }
        }
        let mut agencies: Vec<AgencyTurns> = agencies
            .into_iter()
            .map(|(id, (in_period, in_year))| AgencyTurns {
                id,
                in_period,
                in_year,
            })
            .collect();
        // A stable sort, so that equals stay in the order of their ids.
        agencies.sort_by_key(|agency| std::cmp::Reverse((agency.in_year, agency.in_period)));
        TableLeaders {
            period,
            year,
            turns,
            agencies,
            meetings,
        }
    }

    /// The case number that a meeting is about: its own, else that of a case of it.
    fn number_of(&self, row: &MeetingRow) -> Option<u32> {
        let of_cases = || {
            let mut cases = row.cases.iter();
            cases.find_map(|id| self.facts.cases.get(id)?.number)
        };
        row.number.or_else(of_cases)
    }
}

/// A meeting by its name.
pub(super) fn name_of(row: &MeetingRow) -> MeetingName {
    MeetingName {
        id: one_line(&row.id),
        title: text(Some(&row.title)),
        kind: Some(row.kind),
        on: row.first_day(),
    }
}

fn sittings(meeting: &Meeting) -> Vec<Sitting> {
    let time = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let mut sittings: Vec<Sitting> = meeting
        .sessions
        .iter()
        .map(|session| Sitting {
            on: session.date,
            start: session.start.map(time),
            end: session.end.map(time),
            place: text(session.place.as_deref()),
            online: session.online,
        })
        .collect();
    sittings.sort_by_key(|sitting| (sitting.on, sitting.start.clone()));
    sittings
}
