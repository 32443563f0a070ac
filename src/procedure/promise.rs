//! How a commitment stands on a day: what was known of it then, by the days of its updates.

use crate::record::Date;
use crate::record::case::{Commitment, CommitmentStatus};

/// A commitment as it stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How it stood.
    pub status: CommitmentStatus,
    /// The due date in force.
    pub due: Option<Date>,
}

impl Standing {
    /// The days by which an open commitment is late; `None` where it is not.
    pub fn days_overdue(&self, day: Date) -> Option<i64> {
        let late = self.due.map(|due| day.days_since(due));
        late.filter(|days| *days > 0 && self.status == CommitmentStatus::Open)
    }
}

/// How a commitment stood on `day`; `None` where it was made later. Updates of later days are not
/// known yet, and a due date that they moved is the one it was.
pub fn standing(commitment: &Commitment, day: Date) -> Option<Standing> {
    if commitment.on.is_some_and(|on| on > day) {
        return None;
    }
    let mut updates: Vec<_> = commitment.updates.iter().collect();
    updates.sort_by_key(|update| update.on);
    let (known, later): (Vec<_>, Vec<_>) = updates.into_iter().partition(|update| update.on <= day);
    let changes_status = later.iter().any(|update| update.status.is_some());
    let status = known.iter().rev().find_map(|update| update.status);
    let due = match later.iter().find(|update| update.due_now.is_some()) {
        Some(update) => update.due_was,
        None => commitment.due,
    };
    Some(Standing {
        status: match status {
            Some(status) => status,
            None if changes_status => CommitmentStatus::Open,
            None => commitment.status,
        },
        due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{AnyRecord, parse};

    fn day(text: &str) -> Date {
        Date::from_typed(text, Date::new(2019, 1, 1).unwrap()).unwrap()
    }

    /// Invented.
    fn commitment() -> Commitment {
        let text = r#"id = "c201902-k7f2"
title = "甲"
[[commitment]]
k = "aaaa"
text = "乙"
on = 2019-03-01
due = 2019-09-01
status = "done"
[[commitment.update]]
k = "cccc"
on = 2019-08-20
status = "done"
[[commitment.update]]
k = "bbbb"
on = 2019-05-20
due_was = 2019-06-01
due_now = 2019-09-01
reason = "丙"
"#;
        let parsed = parse("records/cases/2019/02/c201902-k7f2.toml", text.as_bytes());
        let Some(AnyRecord::Case(mut case)) = parsed.record else {
            panic!("{:?}", parsed.problems);
        };
        case.commitments.remove(0)
    }

    #[test]
    fn every_day_sees_the_promise_as_it_was_then() {
        let at = |text: &str| standing(&commitment(), day(text));
        let open = |due: &str| {
            Some(Standing {
                status: CommitmentStatus::Open,
                due: Some(day(due)),
            })
        };
        assert_eq!(at("2019-02-28"), None);
        assert_eq!(at("2019-03-01"), open("2019-06-01"));
        assert_eq!(at("2019-05-19"), open("2019-06-01"));
        assert_eq!(at("2019-05-20"), open("2019-09-01"));
        assert_eq!(at("2019-08-20").unwrap().status, CommitmentStatus::Done);
    }

    #[test]
    fn only_an_open_promise_is_late_and_only_after_its_day() {
        let late = |status, today: &str| {
            let due = Some(day("2019-06-01"));
            Standing { status, due }.days_overdue(day(today))
        };
        assert_eq!(late(CommitmentStatus::Open, "2019-06-01"), None);
        assert_eq!(late(CommitmentStatus::Open, "2019-06-03"), Some(2));
        assert_eq!(late(CommitmentStatus::Dropped, "2019-06-03"), None);
    }
}
