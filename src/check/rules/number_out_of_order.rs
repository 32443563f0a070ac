//! Case numbers whose order is not that of the proposals.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "number-out-of-order",
    about: Bilingual {
        en: "A case stands out of the order of the others: its number says earlier or later than its proposal date. Numbers need not follow time, but a slip in a date or number looks like this. As few cases as possible are named.",
        zh: "案件序號與提案先後不一致。序號未必依時間排列，但日期或序號的筆誤也會如此。僅列出最少的例外。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let mut cases: Vec<(u32, Date, _, &AnyRecord)> = evidence
        .records()
        .filter_map(|(file, record)| match record {
            AnyRecord::Case(case) => Some((case.number?, case.proposed_on()?, file, record)),
            _ => None,
        })
        .collect();
    cases.sort_by_key(|(number, day, file, _)| (*number, *day, &file.path));
    let days: Vec<Date> = cases.iter().map(|(_, day, _, _)| *day).collect();
    let in_order = longest_in_order(&days);
    for ((number, day, file, record), fits) in cases.into_iter().zip(in_order) {
        if !fits {
            findings.add(file, "number", Remedy::edit(record), move |language| {
                words::number_out_of_order(language, number, &day.display(language))
            });
        }
    }
}

/// Marks a longest run of days, not necessarily next to each other, that never goes backwards.
fn longest_in_order(days: &[Date]) -> Vec<bool> {
    // `ends[n]` is where the run of n + 1 days with the earliest last day ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(days.len());
    for (place, day) in days.iter().enumerate() {
        let length = ends.partition_point(|&end| days.get(end).is_some_and(|last| last <= day));
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut marks = vec![false; days.len()];
    let mut next = ends.last().copied();
    while let Some(place) = next {
        if let Some(mark) = marks.get_mut(place) {
            *mark = true;
        }
        next = before.get(place).copied().flatten();
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::longest_in_order;
    use crate::check::testing::found;
    use crate::record::Date;

    #[test]
    fn the_case_out_of_order_is_noted() {
        let case = |number: u32, on: &str| {
            format!("number = {number}\n[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = {on}\n")
        };
        let third = format!(
            "id = \"c201904-bbbb\"\ntitle = \"丙案\"\n{}",
            case(3, "2019-02-20")
        );
        let store = |first: &str| {
            let records = [
                ("case", case(1, first)),
                ("other-case", case(2, "2019-02-15")),
                ("records/cases/2019/04/c201904-bbbb.toml", third.clone()),
            ];
            let records: Vec<(&str, &str)> = records
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            found("number-out-of-order", &records)
        };
        assert_eq!(store("2019-03-01"), ["number: 1"]);
        assert!(store("2019-02-12").is_empty());
    }

    /// The longest such run, by trying every choice.
    fn naive(days: &[Date]) -> usize {
        (0_u32..1 << days.len())
            .map(|choice| {
                let chosen: Vec<Date> = (0..days.len())
                    .filter(|place| choice & (1 << place) != 0)
                    .map(|place| days[place])
                    .collect();
                if chosen.is_sorted() { chosen.len() } else { 0 }
            })
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn as_few_as_possible_are_out_of_order(days in prop::collection::vec(1_u32..9, 0..10)) {
            let days: Vec<Date> = days.iter().map(|&day| Date::new(2019, 2, day).unwrap()).collect();
            let marks = longest_in_order(&days);
            let kept: Vec<Date> =
                days.iter().zip(&marks).filter(|(_, kept)| **kept).map(|(day, _)| *day).collect();
            prop_assert!(kept.is_sorted());
            prop_assert_eq!(kept.len(), naive(&days));
        }
    }
}
