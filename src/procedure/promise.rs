//! How a commitment stands on a day: what was known of it then, by the days of its updates.

use crate::index::row::CommitmentFacts;
use crate::record::Date;
use crate::record::case::CommitmentStatus;

/// A commitment as it stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How it stood.
    pub status: CommitmentStatus,
    /// Since when, where an update says so.
    pub since: Option<Date>,
    /// The due date in force.
    pub due: Option<Date>,
}

impl Standing {
    /// The days by which an open commitment is late; `None` where it is not.
    pub fn days_overdue(&self, day: Date) -> Option<i64> {
        let late = self.due.map(|due| day.days_since(due));
        late.filter(|days| *days > 0 && self.status == CommitmentStatus::Open)
    }

    /// Whether one that was kept was kept by its day; `None` where that day or the one on which it
    /// was kept is not recorded.
    pub fn is_kept_in_time(&self) -> Option<bool> {
        Some(self.since? <= self.due?)
    }
}

/// How a commitment stood on `day`; `None` where it was made later. Updates of later days are not
/// known yet, and a due date that they moved is the one it was.
pub fn standing(commitment: &CommitmentFacts, day: Date) -> Option<Standing> {
    if commitment.since.is_some_and(|since| since > day) {
        return None;
    }
    let mut updates = commitment.updates.clone();
    updates.sort_by_key(|update| update.on);
    let (known, later) = updates.split_at(updates.partition_point(|update| update.on <= day));
    let changes_status = later.iter().any(|update| update.status.is_some());
    let told = || {
        let known = known.iter().rev();
        known.filter_map(|update| Some((update.on, update.status?)))
    };
    let status = match told().next() {
        Some((_, status)) => status,
        None if changes_status => CommitmentStatus::Open,
        None => commitment.status,
    };
    let due = match later.iter().find(|update| update.due_now.is_some()) {
        Some(update) => update.due_was,
        None => commitment.due,
    };
    // What is told again has been so since it was told first.
    let since = told().take_while(|(_, told)| *told == status).last();
    Some(Standing {
        status,
        since: since.map(|(on, _)| on),
        due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::row::UpdateFacts;
    use crate::record::{AnyRecord, parse};

    fn day(text: &str) -> Date {
        Date::from_typed(text, Date::new(2019, 1, 1).unwrap()).unwrap()
    }

    /// Invented.
    fn commitment() -> CommitmentFacts {
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
        let Some(AnyRecord::Case(case)) = parsed.record else {
            panic!("{:?}", parsed.problems);
        };
        CommitmentFacts::new(&case, &case.commitments[0])
    }

    #[test]
    fn every_day_sees_the_promise_as_it_was_then() {
        let at = |text: &str| standing(&commitment(), day(text));
        let open = |due: &str| {
            Some(Standing {
                status: CommitmentStatus::Open,
                since: None,
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
            let since = None;
            Standing { status, since, due }.days_overdue(day(today))
        };
        assert_eq!(late(CommitmentStatus::Open, "2019-06-01"), None);
        assert_eq!(late(CommitmentStatus::Open, "2019-06-03"), Some(2));
        assert_eq!(late(CommitmentStatus::Dropped, "2019-06-03"), None);
    }

    #[test]
    fn a_promise_is_kept_in_time_on_its_very_day_and_told_again_it_is_not_later() {
        let kept = |updates: &[(&str, CommitmentStatus)], due: Option<&str>, on: &str| {
            let facts = CommitmentFacts {
                due: due.map(day),
                updates: updates
                    .iter()
                    .map(|(on, status)| UpdateFacts {
                        on: day(on),
                        status: Some(*status),
                        due_was: None,
                        due_now: None,
                    })
                    .collect(),
                ..commitment()
            };
            standing(&facts, day(on)).unwrap().is_kept_in_time()
        };
        use CommitmentStatus::{Done, Open};
        let on = "2020-01-01";
        assert_eq!(
            kept(&[("2019-06-01", Done)], Some("2019-06-01"), on),
            Some(true)
        );
        assert_eq!(
            kept(&[("2019-06-02", Done)], Some("2019-06-01"), on),
            Some(false)
        );
        let again = [("2019-07-01", Done), ("2019-06-01", Done)];
        assert_eq!(kept(&again, Some("2019-06-01"), on), Some(true));
        let reopened = [
            ("2019-05-01", Done),
            ("2019-05-15", Open),
            ("2019-07-01", Done),
        ];
        assert_eq!(kept(&reopened, Some("2019-06-01"), on), Some(false));
        assert_eq!(kept(&[("2019-06-02", Done)], None, on), None);
        assert_eq!(kept(&[], Some("2019-06-01"), on), None);
    }
}
