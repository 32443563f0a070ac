//! The years in which the formal replies to the petitions of a case may say something to a report:
//! those from the first day known of a petition until it is answered or nobody waits for an answer,
//! and long enough for its reply to fall due. So a report finds the replies due in a period, and those
//! still owed in it, without opening the cases of all years.

use std::collections::{BTreeSet, HashSet};

use crate::record::period::Period;

use super::derive::word;
use super::row::CaseRow;

/// The sort of the words (see [`word`]).
pub(super) const SORT: &str = "reply";

/// The value of a reply that is still owed.
const OPEN: &str = "open";

/// The days after the last one known of a petition within which its reply falls due by any rule; the
/// longest there was is two months, and two more (JOINRULE).
const LONGEST: i64 = 365;

/// The words of a case.
pub(super) fn words(case: &CaseRow) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for petition in &case.petitions {
        let (Some(first), Some(last)) = (petition.first_day(), petition.last_day()) else {
            continue;
        };
        if petition.needs_no_answer() {
            continue;
        }
        let replies = case.formal_replies(&petition.url);
        let answered = replies.filter_map(|reply| reply.on).min();
        let step = case.stages.last();
        let left = step.filter(|step| step.stage.needs_no_answer());
        if answered.is_none() && left.is_none() {
            words.insert(word(SORT, OPEN));
            continue;
        }
        let until = [
            last.plus_days(LONGEST),
            answered,
            left.and_then(|step| step.on),
        ];
        let until = until.into_iter().flatten().max().unwrap_or(last);
        let years = first.year()..=until.year();
        words.extend(years.map(|year| word(SORT, &year.to_string())));
    }
    words
}

/// Every case that says something of the replies due or owed in a period has one of these words.
pub(super) fn values_of(period: Period) -> HashSet<String> {
    let years = period.from.year()..=period.to.year();
    let years = years.map(|year| year.to_string());
    years.chain([OPEN.to_owned()]).collect()
}
