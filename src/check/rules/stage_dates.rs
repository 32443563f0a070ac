//! Steps of a case whose dates go backwards.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-dates",
    about: Bilingual {
        en: "A step of a case is dated before the step above it: one of the two dates, or the order, is wrong.",
        zh: "案件某階段的日期早於前列，兩個日期或順序必有一誤。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let mut last: Option<Date> = None;
        for (step, number) in case.stages.iter().zip(1..) {
            let Some(day) = step.on else { continue };
            if let Some(before) = last.filter(|before| day < *before) {
                let field = format!("stage[{number}].on");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::stage_dates(language, &day.display(language), &before.display(language))
                });
            }
            last = Some(last.map_or(day, |last| last.max(day)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_date_before_the_step_above_is_marked() {
        let steps = |second: &str| {
            format!(
                "[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = 2019-02-12\n[[stage]]\nk = \"bbbb\"\nname = \"selected\"\n{second}"
            )
        };
        let found = |second: &str| found("stage-dates", &[("case", &steps(second))]);
        assert_eq!(found("on = 2019-02-11\n"), ["stage[2].on: 2019-02-11"]);
        assert!(found("on = 2019-02-12\n").is_empty());
        assert!(found("").is_empty());
    }
}
