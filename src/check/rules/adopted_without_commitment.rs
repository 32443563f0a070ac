//! An adopted solution that nobody promised to carry out.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Adoption;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "adopted-without-commitment",
    about: Bilingual {
        en: "A solution is adopted, in whole or in part, and no promise of the case carries it out. Without an owner and a day it is easily forgotten.",
        zh: "方案已參採或部分參採，卻沒有落實該方案的承諾事項。沒有負責機關與期限，容易不了了之。",
    },
    severity: Severity::Warning,
    run,
};

const PROMISE: Bilingual = Bilingual {
    en: "TEXT",
    zh: "承諾內容",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (solution, number) in case.solutions.iter().zip(1..) {
            let is_adopted = matches!(
                solution.adoption,
                Some(Adoption::Adopted | Adoption::Partly)
            );
            let mut promises = case.commitments.iter();
            if !is_adopted || promises.any(|row| row.solution.as_ref() == Some(&solution.k)) {
                continue;
            }
            let command = format!(
                "po case commitment add {} --solution {} --text ",
                case.id, solution.k
            );
            findings.add(
                file,
                format!("solution[{number}].adoption"),
                Remedy::fill_in(command, PROMISE),
                words::adopted_without_commitment,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_is_adopted_is_promised() {
        let found = |adoption: &str, promise: &str| {
            let text = format!(
                "[[solution]]\nk = \"bbbb\"\ntext = \"甲\"\nadoption = \"{adoption}\"\n{promise}"
            );
            found("adopted-without-commitment", &[("case", &text)])
        };
        let promise =
            "[[commitment]]\nk = \"cccc\"\ntext = \"乙\"\nsolution = \"bbbb\"\nstatus = \"open\"\n";
        assert_eq!(found("adopted", ""), ["solution[1].adoption: \"adopted\""]);
        assert_eq!(found("partly", "").len(), 1);
        assert!(found("adopted", promise).is_empty());
        assert!(found("not-adopted", "").is_empty());
        assert!(found("under-study", "").is_empty());
    }
}
