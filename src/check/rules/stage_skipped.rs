//! A case that leaves out stages on its way.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;
use super::stage_order::{beginning, departures, is_gap_of_source};

pub(super) const RULE: Rule = Rule {
    code: "stage-skipped",
    about: Bilingual {
        en: "What an import took from a source goes forward over stages that have no step. Records of the past often have only the first and the last; a reason or the missing steps make it whole.",
        zh: "匯入自來源之階段越過若干階段而無紀錄。舊案常僅存首尾；補上理由或所缺階段即完整。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if let Some(first) = beginning(&case.stages).filter(|row| row.is_of_source()) {
            let name = first.name;
            findings.add(
                file,
                "stage[1].name",
                Remedy::edit(record),
                move |language| words::stage_begins(language, name.label(language)),
            );
        }
        for (number, before, after) in departures(&case.stages) {
            if is_gap_of_source(before, after) {
                let field = format!("stage[{number}].name");
                let (before, after) = (before.name, after.name);
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
    use crate::record::case::{Stage, StageSource};
    use crate::record::id::suffix_of;

    /// A step that an import took from a page.
    fn sourced(stage: Stage) -> String {
        let key = suffix_of("row", &StageSource::CasePage.natural_key(stage), 4);
        format!("[[stage]]\nk = \"{key}\"\nname = \"{}\"\n", stage.as_str())
    }

    #[test]
    fn a_leap_of_a_source_is_noted() {
        let proposed = sourced(Stage::Proposed);
        let found = |last: Stage| {
            found(
                "stage-skipped",
                &[("case", &(proposed.clone() + &sourced(last)))],
            )
        };
        assert_eq!(found(Stage::Met), ["stage[2].name: \"met\""]);
        assert!(found(Stage::Selected).is_empty());
        assert!(found(Stage::Watching).is_empty());
    }

    #[test]
    fn a_case_begins_as_watched_or_proposed() {
        let found = |more: &str| found("stage-skipped", &[("case", &(sourced(Stage::Met) + more))]);
        assert_eq!(found(""), ["stage[1].name: \"met\""]);
        assert!(found("reason = \"甲\"\n").is_empty());
    }
}
