//! A stage that does not agree with what was decided about the case.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::tracking::unmet_conditions;
use crate::record::AnyRecord;
use crate::record::case::{Case, Decided, Stage};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-contradicts-decision",
    about: Bilingual {
        en: "The last decision released a case and it is still open, or the case is released while the last decision keeps it or a condition of its release is not met. Lists of open cases then say something else than the minutes.",
        zh: "最近一次裁示為解除列管而案件仍未結，或案件已解除列管而裁示為持續列管、或解管條件尚未成就。未結清單將與會議紀錄不符。",
    },
    severity: Severity::Warning,
    run,
};

const REASON: Bilingual = Bilingual {
    en: "REASON",
    zh: "理由",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let Some(stage) = case.current().map(|step| step.name) else {
            continue;
        };
        let place = format!("stage[{}].name", case.stages.len());
        let last = case
            .reports
            .iter()
            .filter_map(|report| Some((report, report.decided?)))
            .next_back();
        match last {
            Some((report, Decided::Released)) if stage.is_open() => {
                let meeting = report.meeting.as_ref();
                let at = meeting.map_or_else(String::new, |id| format!(" --meeting {id}"));
                let command = format!(
                    "po case release {} --on {}{at} --reason ",
                    case.id, report.on
                );
                let remedy = Remedy::fill_in(command, REASON);
                findings.add(file, place, remedy, words::released_but_open);
            }
            Some(_) if stage == Stage::Released && is_kept(case) => {
                findings.add(file, place, Remedy::edit(record), words::kept_but_released);
            }
            _ => {}
        }
    }
}

/// Whether a released case should still be tracked by what was decided before.
fn is_kept(case: &Case) -> bool {
    let mut decided = case.reports.iter().filter_map(|report| report.decided);
    let day = case.current().and_then(|step| step.on);
    let has_unmet = |day| unmet_conditions(case, day).next().is_some();
    decided.next_back() == Some(Decided::Kept) || day.is_some_and(has_unmet)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(stage: &str, decided: &str, rest: &str) -> Vec<String> {
        let text = format!(
            "[[stage]]\nk = \"aaaa\"\nname = \"{stage}\"\non = 2019-06-03\n[[report]]\nk = \"bbbb\"\non = 2019-05-06\ndecided = \"{decided}\"\n{rest}"
        );
        found("stage-contradicts-decision", &[("case", &text)])
    }

    #[test]
    fn stage_and_decision_agree() {
        assert_eq!(
            with("tracked", "released", ""),
            ["stage[1].name: \"tracked\""]
        );
        assert_eq!(
            with("released", "kept", ""),
            ["stage[1].name: \"released\""]
        );
        assert!(with("released", "released", "").is_empty());
        assert!(with("tracked", "kept", "").is_empty());
        assert!(with("merged", "released", "").is_empty());
    }

    #[test]
    fn a_condition_is_met_before_the_release() {
        let met = "condition = \"甲\"\ncondition_met_on = 2019-06-01\n";
        let late = "condition = \"甲\"\ncondition_met_on = 2019-06-10\n";
        assert_eq!(with("released", "released-when", late).len(), 1);
        assert!(with("released", "released-when", met).is_empty());
        assert!(with("tracked", "released-when", late).is_empty());
    }
}
