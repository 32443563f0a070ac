//! A case that leaves out stages on its way.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Stage;
use crate::record::shape::Bilingual;

use super::Rule;
use super::stage_order::{departures, is_skip};

pub(super) const RULE: Rule = Rule {
    code: "stage-skipped",
    about: Bilingual {
        en: "A case goes forward over stages that have no step. Records of the past often have only the first and the last; a reason or the missing steps make it whole.",
        zh: "案件越過若干階段而無紀錄。舊案常僅存首尾；補上理由或所缺階段即完整。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if let Some(first) = case.stages.first()
            && !matches!(first.name, Stage::Watching | Stage::Proposed)
            && first.reason.is_none()
        {
            let name = first.name;
            findings.add(
                file,
                "stage[1].name",
                Remedy::edit(record),
                move |language| words::stage_begins(language, name.label(language)),
            );
        }
        for (number, before, after) in departures(&case.stages) {
            if is_skip(before, after) {
                let field = format!("stage[{number}].name");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::stage_skipped(language, before.label(language), after.label(language))
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_leap_forward_is_noted() {
        let steps = |last: &str| {
            format!(
                "[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\n[[stage]]\nk = \"bbbb\"\nname = \"{last}\"\n"
            )
        };
        let found = |last: &str| found("stage-skipped", &[("case", &steps(last))]);
        assert_eq!(found("met"), ["stage[2].name: \"met\""]);
        assert!(found("selected").is_empty());
        assert!(found("watching").is_empty());
    }

    #[test]
    fn a_case_begins_as_watched_or_proposed() {
        let found = |more: &str| {
            let step = format!("[[stage]]\nk = \"aaaa\"\nname = \"met\"\n{more}");
            found("stage-skipped", &[("case", &step)])
        };
        assert_eq!(found(""), ["stage[1].name: \"met\""]);
        assert!(found("reason = \"甲\"\n").is_empty());
    }
}
