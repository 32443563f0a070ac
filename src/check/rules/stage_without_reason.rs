//! A step of a case that needs a reason and has none.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-without-reason",
    about: Bilingual {
        en: "What is stopped or let go is explained: not held, released, withdrawn and merged need a reason.",
        zh: "停辦或結束都須說明：不辦理、解除列管、撤案與併案須有理由。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (step, number) in case.stages.iter().zip(1..) {
            if step.name.needs_reason() && step.reason.is_none() {
                let (field, stage) = (format!("stage[{number}].name"), step.name);
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::stage_without_reason(language, stage.label(language))
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_is_stopped_is_explained() {
        let step = |rest: &str| format!("[[stage]]\nk = \"a1b2\"\n{rest}");
        let found = |rest: &str| found("stage-without-reason", &[("case", &step(rest))]);
        assert_eq!(
            found("name = \"withdrawn\"\n"),
            ["stage[1].name: \"withdrawn\""]
        );
        assert!(found("name = \"withdrawn\"\nreason = \"甲\"\n").is_empty());
        assert!(found("name = \"proposed\"\n").is_empty());
    }
}
