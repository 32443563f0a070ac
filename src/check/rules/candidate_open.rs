//! A case put to the vote before it was proposed, or after it was selected.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::case::{Case, Stage, StageRow};
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "candidate-open",
    about: Bilingual {
        en: "A case is put to the vote on a day on which it was not proposed yet, or was selected already.",
        zh: "案件於票選日尚未提案，或先前已選定。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let Some(day) = meeting.first_day() else {
            continue;
        };
        for (candidate, number) in meeting.candidates.iter().zip(1..) {
            for (id, place) in candidate.cases.iter().zip(1..) {
                let Some(case) = evidence.case(id) else {
                    continue;
                };
                let field = format!("candidate[{number}].cases[{place}]");
                let id = id.to_string();
                let proposed = case.proposed_on().filter(|proposed| *proposed > day);
                if let Some(proposed) = proposed {
                    findings.add(file, field, Remedy::edit(record), move |language| {
                        words::candidate_too_early(language, &id, &proposed.display(language))
                    });
                } else if let Some((stage, on)) = chosen_before(case, day) {
                    findings.add(file, field, Remedy::edit(record), move |language| {
                        let on = on.display(language);
                        words::candidate_too_late(language, &id, stage.label(language), &on)
                    });
                }
            }
        }
    }
}

/// Where a case stood before a day, if that is beyond the choice of topics. A case that came back to
/// the proposals stands for choice again.
fn chosen_before(case: &Case, day: Date) -> Option<(Stage, Date)> {
    let before = |row: &&StageRow| row.on.is_some_and(|on| on < day);
    let last = case.stages.iter().rfind(before)?;
    let is_chosen = matches!(
        last.name,
        Stage::Selected
            | Stage::Preparing
            | Stage::Announced
            | Stage::Met
            | Stage::NotHeld
            | Stage::Tracked
    );
    is_chosen.then_some((last.name, last.on?))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_case_is_voted_on_while_it_is_proposed() {
        let found = |steps: &[(&str, &str)]| {
            let steps: String = steps
                .iter()
                .zip(["aaaa", "bbbb"])
                .map(|((name, on), k)| {
                    format!("[[stage]]\nk = \"{k}\"\nname = \"{name}\"\non = {on}\n")
                })
                .collect();
            let meeting = "kind = \"monthly\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-04-01\n[[candidate]]\nk = \"aaaa\"\ncases = [\"c201902-k7f2\"]\n";
            found("candidate-open", &[("case", &steps), ("meeting", meeting)]).len()
        };
        assert_eq!(found(&[("proposed", "2019-04-02")]), 1);
        assert_eq!(
            found(&[("proposed", "2019-03-01"), ("selected", "2019-03-31")]),
            1
        );
        assert_eq!(
            found(&[("proposed", "2019-03-01"), ("selected", "2019-04-01")]),
            0
        );
        assert_eq!(
            found(&[("selected", "2019-02-01"), ("proposed", "2019-03-01")]),
            0
        );
    }
}
