//! The rows of the scope, found by id and by case: what every figure is counted from.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::index::row::{AgencyPart, CaseRow, MeetingRow, StageStep, TranscriptRow};
use crate::record::Date;
use crate::record::agency::Agency;
use crate::record::case::{LinkKind, ReplyKind, Role, Stage};
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::Period;
use crate::record::transcript::TranscriptStatus;

use super::figures::TranscriptState;
use super::input::Facts;

/// The rows that a report counts.
pub(super) struct Ground<'a> {
    /// The cases, by number and id.
    pub(super) cases: Vec<&'a CaseRow>,
    /// The meetings held on a known day, by day and id.
    pub(super) held: Vec<(Date, &'a MeetingRow)>,
    /// The meetings that were held on a known day or are planned for one, by day and id.
    pub(super) taking_place: Vec<(Date, &'a MeetingRow)>,
    /// Collaborative meetings held on an unknown day.
    pub(super) undated: Vec<&'a MeetingRow>,
    case_of_id: HashMap<&'a str, &'a CaseRow>,
    meeting_of_id: HashMap<&'a str, &'a MeetingRow>,
    collaborative_of_case: HashMap<&'a str, Vec<(Date, &'a MeetingRow)>>,
    transcripts_of_meeting: HashMap<&'a str, Vec<&'a TranscriptRow>>,
    known_cases: HashSet<&'a str>,
    agencies: HashSet<&'a str>,
}

impl<'a> Ground<'a> {
    /// The rows of the facts; with agencies, only cases in which one of them has any part, and
    /// their meetings.
    pub(super) fn new(facts: &'a Facts, agencies: &[String]) -> Self {
        let in_scope = |case: &&CaseRow| takes_part(case, agencies);
        let mut cases: Vec<&CaseRow> = facts.cases.iter().filter(in_scope).collect();
        cases.sort_by_key(|case| by_number(case.number, &case.id));
        let case_of_id: HashMap<&str, &CaseRow> =
            cases.iter().map(|case| (case.id.as_str(), *case)).collect();

        let meetings = facts.meetings.iter().filter(|meeting| {
            agencies.is_empty()
                || meeting
                    .cases
                    .iter()
                    .any(|id| case_of_id.contains_key(id.as_str()))
        });
        let (mut taking_place, mut undated) = (Vec::new(), Vec::new());
        for meeting in meetings {
            let is_held = meeting.status == MeetingStatus::Held;
            match meeting.first_day() {
                Some(day) if is_held || meeting.status == MeetingStatus::Planned => {
                    taking_place.push((day, meeting));
                }
                None if is_held && meeting.kind == MeetingKind::Collaborative => {
                    undated.push(meeting);
                }
                _ => {}
            }
        }
        taking_place.sort_by_key(|(day, meeting)| (*day, &meeting.id));
        let mut held = taking_place.clone();
        held.retain(|(_, meeting)| meeting.status == MeetingStatus::Held);
        let mut collaborative_of_case: HashMap<&str, Vec<(Date, &MeetingRow)>> = HashMap::new();
        for (day, meeting) in &held {
            if meeting.kind == MeetingKind::Collaborative {
                for id in distinct(&meeting.cases) {
                    collaborative_of_case
                        .entry(id)
                        .or_default()
                        .push((*day, meeting));
                }
            }
        }
        let mut transcripts_of_meeting: HashMap<&str, Vec<&TranscriptRow>> = HashMap::new();
        for transcript in &facts.transcripts {
            if let Some(meeting) = &transcript.meeting {
                transcripts_of_meeting
                    .entry(meeting)
                    .or_default()
                    .push(transcript);
            }
        }
        Self {
            cases,
            held,
            taking_place,
            undated,
            case_of_id,
            meeting_of_id: facts
                .meetings
                .iter()
                .map(|row| (row.id.as_str(), row))
                .collect(),
            collaborative_of_case,
            transcripts_of_meeting,
            known_cases: facts.cases.iter().map(|case| case.id.as_str()).collect(),
            agencies: facts
                .agencies
                .iter()
                .map(|agency: &Agency| agency.id.as_str())
                .collect(),
        }
    }

    pub(super) fn case(&self, id: &str) -> Option<&'a CaseRow> {
        self.case_of_id.get(id).copied()
    }

    pub(super) fn meeting(&self, id: &str) -> Option<&'a MeetingRow> {
        self.meeting_of_id.get(id).copied()
    }

    pub(super) fn knows_agency(&self, id: &str) -> bool {
        self.agencies.contains(id)
    }

    /// Whether a meeting names a case that has no record, in the scope or outside.
    pub(super) fn names_unknown_case(&self, meeting: &MeetingRow) -> bool {
        meeting
            .cases
            .iter()
            .any(|id| !self.known_cases.contains(id.as_str()))
    }

    /// The cases of a meeting that are in the scope.
    pub(super) fn cases_of(&self, meeting: &MeetingRow) -> Vec<&'a CaseRow> {
        distinct(&meeting.cases)
            .into_iter()
            .filter_map(|id| self.case(id))
            .collect()
    }

    /// The cases with a meeting of any kind held in a period, by number.
    pub(super) fn cases_meeting_in(&self, period: Period) -> Vec<&'a CaseRow> {
        let held = self.held.iter().filter(|(day, _)| period.contains(*day));
        let ids: HashSet<&str> = held
            .flat_map(|(_, meeting)| meeting.cases.iter().map(String::as_str))
            .collect();
        let cases = self.cases.iter().copied();
        cases
            .filter(|case| ids.contains(case.id.as_str()))
            .collect()
    }

    /// The collaborative meetings held for a case, by day.
    pub(super) fn collaborative(&self, case: &str) -> &[(Date, &'a MeetingRow)] {
        self.collaborative_of_case
            .get(case)
            .map_or(&[], Vec::as_slice)
    }

    /// The collaborative meetings held in a period, by day.
    pub(super) fn collaborative_in(&self, period: Period) -> Vec<(Date, &'a MeetingRow)> {
        self.held
            .iter()
            .copied()
            .filter(|(day, meeting)| {
                meeting.kind == MeetingKind::Collaborative && period.contains(*day)
            })
            .collect()
    }

    /// When a case had its first collaborative meeting: that of the records, otherwise the day of
    /// the step.
    pub(super) fn met_on(&self, case: &CaseRow) -> Option<Date> {
        match self.collaborative(&case.id).first() {
            Some((day, _)) => Some(*day),
            None => first_step(case, Stage::Met).map(|(day, _)| day),
        }
    }

    /// Days from the proposal of each case to a meeting, negative where the records contradict
    /// themselves.
    pub(super) fn waits(&self, day: Date, meeting: &MeetingRow) -> Vec<i64> {
        self.cases_of(meeting)
            .into_iter()
            .filter_map(|case| Some(day.days_since(case.proposed_on?)))
            .collect()
    }

    /// Where the transcript of a meeting stands. A link counts as published; a link of the case
    /// counts where the case had this one collaborative meeting only.
    pub(super) fn transcript(&self, meeting: &MeetingRow) -> TranscriptState {
        let rows = self.transcripts_of_meeting.get(meeting.id.as_str());
        let has = |status: TranscriptStatus| {
            rows.is_some_and(|rows| rows.iter().any(|row| row.status == status))
        };
        let linked = meeting
            .links
            .iter()
            .any(|(kind, _)| *kind == LinkKind::Transcript)
            || (meeting.kind == MeetingKind::Collaborative
                && self.cases_of(meeting).into_iter().any(|case| {
                    case.links.contains(&LinkKind::Transcript)
                        && self.collaborative(&case.id).len() == 1
                }));
        if has(TranscriptStatus::Published) || linked {
            TranscriptState::Published
        } else if has(TranscriptStatus::Editing) {
            TranscriptState::Editing
        } else if has(TranscriptStatus::Draft) {
            TranscriptState::Draft
        } else {
            TranscriptState::Missing
        }
    }

    /// The first day each petition qualified and was formally answered, by address.
    pub(super) fn petitions(&self) -> BTreeMap<&'a str, PetitionDays> {
        let mut days: BTreeMap<&str, PetitionDays> = BTreeMap::new();
        for case in &self.cases {
            for petition in &case.petitions {
                let entry = days.entry(&petition.url).or_default();
                entry.qualified = earlier(entry.qualified, petition.qualified_on);
            }
            for reply in case
                .replies
                .iter()
                .filter(|reply| reply.kind == ReplyKind::Formal)
            {
                if let Some(url) = petition_of_reply(case, reply.petition.as_deref()) {
                    let entry = days.entry(url).or_default();
                    entry.replied = earlier(entry.replied, reply.on);
                }
            }
        }
        days
    }
}

/// The order of cases: by number, those without one last, equal ones by id.
pub(in crate::report) fn by_number(number: Option<u32>, id: &str) -> (bool, Option<u32>, &str) {
    (number.is_none(), number, id)
}

/// Whether one of the agencies has any part in a case, where any are asked for.
pub(super) fn takes_part(case: &CaseRow, agencies: &[String]) -> bool {
    let mut parts = case.agencies.iter();
    agencies.is_empty() || parts.any(|part| agencies.contains(&part.agency))
}

/// When a petition qualified and was formally answered.
#[derive(Clone, Copy, Default)]
pub(super) struct PetitionDays {
    pub(super) qualified: Option<Date>,
    pub(super) replied: Option<Date>,
}

/// The petition of the case that a reply is about: the one it names, otherwise the only one.
pub(super) fn petition_of_reply<'a>(case: &'a CaseRow, named: Option<&str>) -> Option<&'a str> {
    let mut petitions = case.petitions.iter().map(|petition| petition.url.as_str());
    match named {
        Some(named) => petitions.find(|url| *url == named),
        None => petitions.next().filter(|_| case.petitions.len() == 1),
    }
}

/// The first step into a stage whose day is known.
pub(super) fn first_step(case: &CaseRow, stage: Stage) -> Option<(Date, &StageStep)> {
    case.stages
        .iter()
        .filter(|step| step.stage == stage)
        .find_map(|step| Some((step.on?, step)))
}

/// Where a case stands on a day.
pub enum Standing {
    /// It had not begun.
    NotYet,
    /// The records do not say.
    Unknown,
    /// In a stage, since a day where that is known.
    In(Stage, Option<Date>),
}

/// Where a case stands on a day: its last step up to then. A step without a day counts from the day
/// of the step before; a case whose first step has none, or that has no step, is unknown.
pub fn standing(case: &CaseRow, day: Date) -> Standing {
    let Some(mut since) = case.stages.first().and_then(|step| step.on) else {
        return Standing::Unknown;
    };
    let mut standing = Standing::NotYet;
    for step in &case.stages {
        since = step.on.unwrap_or(since);
        if since <= day {
            standing = Standing::In(step.stage, step.on);
        }
    }
    standing
}

/// The agencies with a role in a case at some time of a period, each once.
pub(in crate::report) fn agencies_in(case: &CaseRow, role: Role, period: Period) -> Vec<String> {
    let overlaps = |part: &AgencyPart| {
        part.from.is_none_or(|from| from <= period.to)
            && part.until.is_none_or(|until| period.from <= until)
    };
    let mut ids = Vec::new();
    for part in case
        .agencies
        .iter()
        .filter(|part| part.role == role && overlaps(part))
    {
        if !ids.contains(&part.agency) {
            ids.push(part.agency.clone());
        }
    }
    ids
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn distinct(ids: &[String]) -> Vec<&str> {
    let mut seen = HashSet::new();
    ids.iter()
        .map(String::as_str)
        .filter(|id| seen.insert(*id))
        .collect()
}
