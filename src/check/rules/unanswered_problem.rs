//! A problem that no host answers.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Case, Problem, Role, Stage};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unanswered-problem",
    about: Bilingual {
        en: "The meeting was held, and no solution of a host answers a problem that was raised. Every point needs an answer from one of the hosts, if only that nothing can be done.",
        zh: "會議已召開，仍有問題未獲任何主辦機關以方案回應。每一項問題都應有主辦機關回應，即使答案是無法辦理。",
    },
    severity: Severity::Warning,
    run,
};

const SOLUTION: Bilingual = Bilingual {
    en: "TEXT",
    zh: "方案",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if !case.stages.iter().any(|step| step.name == Stage::Met) {
            continue;
        }
        for (problem, number) in case.problems.iter().zip(1..) {
            if is_answered(case, problem) {
                continue;
            }
            let label = problem
                .label
                .clone()
                .unwrap_or_else(|| problem.k.to_string());
            let command = format!(
                "po case solution add {} --answer {} --text ",
                case.id, problem.k
            );
            findings.add(
                file,
                format!("problem[{number}].text"),
                Remedy::fill_in(command, SOLUTION),
                move |language| words::unanswered_problem(language, &label),
            );
        }
    }
}

fn is_answered(case: &Case, problem: &Problem) -> bool {
    let mut answers = case
        .solutions
        .iter()
        .filter(|solution| solution.answers.contains(&problem.k));
    answers.any(|solution| {
        let mut hosts = case.agencies.iter().filter(|part| part.role == Role::Host);
        hosts.any(|part| solution.agency.as_ref() == Some(&part.id))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_host_answers_every_problem_of_a_meeting() {
        let found = |stage: &str, agency: &str| {
            let text = format!(
                "[[stage]]\nk = \"aaaa\"\nname = \"{stage}\"\n[[agency]]\nid = \"coa\"\nrole = \"host\"\n[[agency]]\nid = \"motc\"\nrole = \"cohost\"\n[[problem]]\nk = \"bbbb\"\ntext = \"甲\"\n[[solution]]\nk = \"cccc\"\ntext = \"乙\"\nanswers = [\"bbbb\"]\nagency = \"{agency}\"\n"
            );
            found("unanswered-problem", &[("case", &text)])
        };
        assert!(found("met", "coa").is_empty());
        assert_eq!(found("met", "motc"), ["problem[1].text: \"甲\""]);
        assert!(found("preparing", "motc").is_empty());
    }
}
