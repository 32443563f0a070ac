//! Who took part: the chiefs at the quarterly meetings of a period, the elements of its collaborative
//! meetings, and the agencies that worked on one case.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::MeetingRow;
use crate::procedure::chief::{Compared, compared, quarterly_before};
use crate::record::Date;
use crate::record::case::Role;
use crate::record::meeting::{Element, MeetingKind};
use crate::record::period::Period;
use crate::report::head::text;
use crate::text::clean::one_line;

use super::compute::agency_ids;
use super::ground::Ground;
use super::input::Facts;
use super::outcome::counted;
use super::serial;

/// The chiefs at a quarterly meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Chiefs {
    /// The meeting.
    pub meeting: String,
    /// Its first day.
    #[serde(serialize_with = "serial::word")]
    pub on: Date,
    /// The quarterly meeting held before it.
    pub last_meeting: Option<String>,
    /// How many agencies sent one: the base.
    pub of: usize,
    /// How many are the person of the meeting before, and how many not; every answer.
    #[serde(serialize_with = "serial::counts")]
    pub by_compared: Vec<(Compared, usize)>,
    /// Each of them, in the order of the record.
    pub items: Vec<ChiefItem>,
}

/// A chief present.
#[derive(Clone, Debug, Serialize)]
pub struct ChiefItem {
    /// The id of the agency.
    pub agency: String,
    /// The rank.
    pub rank: Option<String>,
    /// The id of the person's record.
    pub person: Option<String>,
    /// Whether it is the person of the meeting before.
    #[serde(serialize_with = "serial::word")]
    pub compared: Compared,
}

/// The chiefs at the quarterly meetings held in a period, by day; with agencies, only theirs. A
/// meeting of which no chief is recorded is left out.
pub(super) fn chiefs(
    facts: &Facts,
    everything: &Ground<'_>,
    agencies: &[String],
    period: Period,
) -> Vec<Chiefs> {
    let held = everything.held.iter();
    held.filter(|(day, row)| row.kind == MeetingKind::Quarterly && period.contains(*day))
        .map(|(day, row)| chiefs_of(facts, agencies, *day, row))
        .filter(|chiefs| chiefs.of > 0)
        .collect()
}

fn chiefs_of(facts: &Facts, agencies: &[String], day: Date, row: &MeetingRow) -> Chiefs {
    let before = quarterly_before(&facts.meetings, day);
    let items: Vec<ChiefItem> = row
        .chiefs
        .iter()
        .filter(|chief| agencies.is_empty() || agencies.contains(&chief.agency))
        .map(|chief| ChiefItem {
            agency: one_line(&chief.agency),
            rank: text(chief.rank.as_deref()),
            person: text(chief.person.as_deref()),
            compared: compared(chief, before),
        })
        .collect();
    Chiefs {
        meeting: one_line(&row.id),
        on: day,
        last_meeting: before.map(|before| one_line(&before.id)),
        of: items.len(),
        by_compared: counted(Compared::ALL, items.iter().map(|item| item.compared)),
        items,
    }
}

/// The elements used by the collaborative meetings held.
#[derive(Clone, Debug, Serialize)]
pub struct Elements {
    /// How many meetings were held.
    pub held: usize,
    /// Of how many any element is recorded: the base.
    pub known: usize,
    /// Each element that occurs, the most frequent first.
    pub items: Vec<ElementItem>,
}

/// An element of collaborative meetings.
#[derive(Clone, Debug, Serialize)]
pub struct ElementItem {
    /// The element.
    #[serde(serialize_with = "serial::word")]
    pub element: Element,
    /// How many meetings used it.
    pub count: usize,
    /// Their ids, by day.
    pub meetings: Vec<String>,
}

/// The elements used by collaborative meetings.
pub(super) fn elements(held: &[(Date, &MeetingRow)]) -> Elements {
    let with = |element: &Element| -> Vec<String> {
        held.iter()
            .filter(|(_, row)| row.elements.contains(element))
            .map(|(_, row)| one_line(&row.id))
            .collect()
    };
    let mut items: Vec<ElementItem> = Element::ALL
        .iter()
        .map(|element| (element, with(element)))
        .filter(|(_, meetings)| !meetings.is_empty())
        .map(|(element, meetings)| ElementItem {
            element: *element,
            count: meetings.len(),
            meetings,
        })
        .collect();
    // A stable sort, so that equals stay in the order of the procedure.
    items.sort_by_key(|item| std::cmp::Reverse(item.count));
    Elements {
        held: held.len(),
        known: held
            .iter()
            .filter(|(_, row)| !row.elements.is_empty())
            .count(),
        items,
    }
}

/// The agencies that worked on one case.
#[derive(Clone, Debug, Serialize)]
pub struct WorkedTogether {
    /// How many cases had a meeting of any kind in the period.
    pub of: usize,
    /// Of how many of these a host or co-host is recorded: the base.
    pub known: usize,
    /// Pairs of agencies, those with most cases first.
    pub pairs: Vec<Pair>,
}

/// Two agencies that hosted or co-hosted the same cases.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// Their ids.
    pub agencies: [String; 2],
    /// How many cases.
    pub count: usize,
    /// The ids of the cases, by number.
    pub cases: Vec<String>,
}

/// The pairs of agencies that hosted or co-hosted one case with a meeting held in a period; with
/// agencies, only their own pairs.
pub(super) fn worked_together(
    ground: &Ground<'_>,
    agencies: &[String],
    period: Period,
) -> WorkedTogether {
    let mut pairs: BTreeMap<[String; 2], Vec<String>> = BTreeMap::new();
    let (mut of, mut known) = (0, 0);
    for case in ground.cases_meeting_in(period) {
        of += 1;
        let mut ids = agency_ids(case, Role::Host, period);
        ids.extend(agency_ids(case, Role::Cohost, period));
        ids.sort_unstable();
        ids.dedup();
        known += usize::from(!ids.is_empty());
        for (place, one) in ids.iter().enumerate() {
            for other in ids.iter().skip(place + 1) {
                if agencies.is_empty() || agencies.contains(one) || agencies.contains(other) {
                    let cases = pairs.entry([one.clone(), other.clone()]).or_default();
                    cases.push(one_line(&case.id));
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = pairs
        .into_iter()
        .map(|(agencies, cases)| Pair {
            agencies,
            count: cases.len(),
            cases,
        })
        .collect();
    // A stable sort, so that equals stay in the order of their ids.
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
    WorkedTogether { of, known, pairs }
}
