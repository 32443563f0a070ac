//! Steps of a case that are dated on a day still to come.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-in-future",
    about: Bilingual {
        en: "A step of a case is dated on a day still to come: planned, or mistyped. Reports count it from that day on.",
        zh: "案件某階段的日期尚未到來，可能是預定日期或誤植；報表自該日起才計入。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (step, number) in case.stages.iter().zip(1..) {
            let Some(day) = step.on.filter(|day| *day > evidence.today) else {
                continue;
            };
            let (field, stage) = (format!("stage[{number}].on"), step.name);
            findings.add(file, field, Remedy::edit(record), move |language| {
                words::stage_in_future(language, stage.label(language), &day.display(language))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_day_to_come_is_marked() {
        let found = |day: &str| {
            let text = format!("[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = {day}\n");
            found("stage-in-future", &[("case", &text)])
        };
        assert_eq!(found("2019-07-01"), ["stage[1].on: 2019-07-01"]);
        assert!(found("2019-06-30").is_empty());
    }
}
