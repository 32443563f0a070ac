//! Reports on a case at the monthly meetings: what stands in the way of a release, and what a report
//! may promise.

use crate::record::Date;
use crate::record::case::{Case, Decided, Report};

/// The reports whose condition of a release is not met on `day`, in their order. Another decision does
/// not let go of a condition: it holds until it is met.
pub fn unmet_conditions(case: &Case, day: Date) -> impl Iterator<Item = &Report> {
    case.reports
        .iter()
        .filter(|report| report.decided == Some(Decided::ReleasedWhen))
        .filter(move |report| report.condition_met_on.is_none_or(|met| met > day))
}

/// Whether the next step of a report is due before the report itself: it lies ahead, or a day is wrong.
pub fn is_step_behind(report: &Report) -> bool {
    report.next_on.is_some_and(|day| day < report.on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{AnyRecord, parse};

    /// An invented case; each report is what was decided and when its condition was met.
    fn unmet(reports: &[(&str, &str)], day: &str) -> Vec<String> {
        let mut text = "id = \"c201902-k7f2\"\ntitle = \"甲\"\n".to_owned();
        for ((decided, met), number) in reports.iter().zip(1..) {
            text.push_str(&format!(
                "[[report]]\nk = \"aaa{number}\"\non = 2019-03-0{number}\ndecided = \"{decided}\"\ncondition = \"條件{number}\"\n"
            ));
            if !met.is_empty() {
                text.push_str(&format!("condition_met_on = {met}\n"));
            }
        }
        let parsed = parse("records/cases/2019/02/c201902-k7f2.toml", text.as_bytes());
        let Some(AnyRecord::Case(case)) = parsed.record else {
            panic!("{:?}", parsed.problems);
        };
        let day = Date::from_typed(day, Date::new(2019, 1, 1).unwrap()).unwrap();
        unmet_conditions(&case, day)
            .filter_map(|report| report.condition.clone())
            .collect()
    }

    #[test]
    fn a_condition_holds_until_the_day_it_is_met() {
        let reports = [("kept", ""), ("released-when", "2019-04-01")];
        assert_eq!(unmet(&reports, "2019-03-31"), ["條件2"]);
        assert!(unmet(&reports, "2019-04-01").is_empty());
    }

    #[test]
    fn every_condition_counts_whatever_is_decided_after_it() {
        let all = [
            ("released-when", ""),
            ("kept", ""),
            ("released-when", ""),
            ("released", ""),
        ];
        assert_eq!(unmet(&all, "2019-12-01"), ["條件1", "條件3"]);
    }
}
