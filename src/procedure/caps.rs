//! The caps on people of a rule set, beside who came to a meeting.

use crate::record::meeting::{Attendance, Group, Meeting};
use crate::record::rules::{Cap, Rules};

/// A cap that a meeting goes beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond<'r> {
    /// The cap.
    pub cap: &'r Cap,
    /// How many came.
    pub found: u32,
    /// The agency, for caps that each agency has.
    pub agency: Option<String>,
}

/// The caps of a rule set that a meeting goes beyond, in their order. A cap whose name is not known
/// here caps nothing.
pub fn beyond<'r>(rules: &'r Rules, meeting: &Meeting) -> Vec<Beyond<'r>> {
    let mut found = Vec::new();
    for cap in &rules.caps {
        let counts = match cap.name.as_str() {
            "proposers-invited" => vec![(None, of_group(meeting, Group::Proposer))],
            "supporters-invited" => vec![(None, of_group(meeting, Group::Supporter))],
            "stakeholders-invited" => vec![(None, of_group(meeting, Group::Stakeholder))],
            "stakeholders-invited-by-agency" => by_agency(meeting),
            "participants" => vec![(None, people(meeting, |_| true))],
            "table-size" => vec![(None, at_a_table(meeting))],
            _ => Vec::new(),
        };
        let over = counts.into_iter().filter(|(_, count)| *count > cap.most);
        found.extend(over.map(|(agency, found)| Beyond { cap, found, agency }));
    }
    found
}

fn people(meeting: &Meeting, counts: impl Fn(&Attendance) -> bool) -> u32 {
    let rows = meeting.attendance.iter().filter(|row| counts(row));
    rows.fold(0, |sum, row| sum.saturating_add(row.count))
}

fn of_group(meeting: &Meeting, group: Group) -> u32 {
    people(meeting, |row| row.group == group)
}

/// The stakeholders that each agency brought, in the order of the rows.
fn by_agency(meeting: &Meeting) -> Vec<(Option<String>, u32)> {
    let mut agencies = Vec::new();
    let stakeholders = meeting.attendance.iter();
    for row in stakeholders.filter(|row| row.group == Group::Stakeholder) {
        agencies.extend(
            row.agency
                .as_ref()
                .filter(|agency| !agencies.contains(agency)),
        );
    }
    agencies
        .into_iter()
        .map(|agency| {
            let count = people(meeting, |row| {
                row.group == Group::Stakeholder && row.agency.as_ref() == Some(agency)
            });
            (Some(agency.to_string()), count)
        })
        .collect()
}

/// How many sit at the fullest table where all are shared out evenly; nobody without tables.
fn at_a_table(meeting: &Meeting) -> u32 {
    let tables = u32::try_from(meeting.tables.len()).unwrap_or(u32::MAX);
    match tables {
        0 => 0,
        tables => people(meeting, |_| true).div_ceil(tables),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::in_force;
    use super::super::testing::rule_sets;
    use super::*;
    use crate::record::meeting::{MeetingKind, Table};

    /// An invented meeting of these people.
    fn meeting(rows: &[(Group, Option<&str>, u32)], tables: usize) -> Meeting {
        let id = "m202105-k7f2".parse().unwrap();
        let mut meeting = Meeting::new(id, MeetingKind::Collaborative, "x".to_owned());
        for ((group, agency, count), place) in rows.iter().zip(100..) {
            meeting.attendance.push(Attendance {
                k: format!("k{place}").parse().unwrap(),
                group: *group,
                agency: agency.map(|agency| agency.parse().unwrap()),
                count: *count,
                reason: None,
            });
        }
        for place in 0..tables {
            meeting.tables.push(Table {
                k: format!("k{place:03}").parse().unwrap(),
                leader: None,
                agency: None,
            });
        }
        meeting
    }

    fn rules() -> Rules {
        let sets = rule_sets();
        in_force(&sets, "2021-05-03".parse().unwrap())
            .unwrap()
            .clone()
    }

    #[test]
    fn a_cap_is_reached_by_its_number_and_passed_by_one_more() {
        use Group::{Agency, Proposer, Stakeholder, Supporter};
        let rules = rules();
        let full = [
            (Proposer, None, 1),
            (Supporter, None, 5),
            (Stakeholder, Some("mohw"), 5),
            (Stakeholder, Some("moe"), 5),
            (Agency, Some("mohw"), 24),
        ];
        assert_eq!(beyond(&rules, &meeting(&full, 5)), []);
        let names = |rows: &[(Group, Option<&str>, u32)], tables| -> Vec<(String, u32)> {
            let found = meeting(rows, tables);
            let found = beyond(&rules, &found).into_iter();
            found
                .map(|one| (one.cap.name.to_string(), one.found))
                .collect()
        };
        let one_more = |place: usize| {
            let mut rows = full;
            rows[place].2 += 1;
            names(&rows, 6)
        };
        let of = |name: &str, found| (name.to_owned(), found);
        let room = of("participants", 41);
        assert_eq!(one_more(0), [of("proposers-invited", 2), room.clone()]);
        assert_eq!(one_more(1), [of("supporters-invited", 6), room.clone()]);
        assert_eq!(
            one_more(2),
            [
                of("stakeholders-invited-by-agency", 6),
                of("stakeholders-invited", 11),
                room.clone()
            ]
        );
        assert_eq!(one_more(4), [room]);
        assert_eq!(names(&full, 4), [of("table-size", 10)]);
    }

    #[test]
    fn every_cap_on_people_is_data() {
        use Group::{Proposer, Stakeholder, Supporter};
        let crowd = [
            (Proposer, None, 20),
            (Supporter, None, 20),
            (Stakeholder, Some("mohw"), 20),
        ];
        let mut tried = 0;
        for rules in rule_sets() {
            for place in 0..rules.caps.len() {
                let name = rules.caps[place].name.to_string();
                // One of a group cannot be told by counts, and a fee is no number of people.
                if matches!(
                    name.as_str(),
                    "stakeholders-of-one-group" | "expert-attendance-fee-twd"
                ) {
                    continue;
                }
                let mut other = rules.clone();
                other.caps[place].most = 1000;
                let (meeting, is_it) = (meeting(&crowd, 1), |one: &Beyond<'_>| {
                    one.cap.name.as_str() == name
                });
                assert!(
                    beyond(&rules, &meeting).iter().any(is_it),
                    "{} {name}",
                    rules.id
                );
                assert!(
                    !beyond(&other, &meeting).iter().any(is_it),
                    "{} {name}",
                    rules.id
                );
                tried += 1;
            }
        }
        assert!(tried > 10, "{tried} caps");
    }
}
