//! An extension of the reply to a petition of which nobody knows when it qualified.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "extension-without-day",
    about: Bilingual {
        en: "The reply to a petition was put off, and the day on which the petition qualified is not recorded. Without it no rule can be applied, so that nobody can tell whether the extension is within it.",
        zh: "連署回應經展延而未登載成案日。無成案日即無從適用規則，展延是否逾所定期間不得而知。",
    },
    severity: Severity::Warning,
    run,
};

const DAY: Bilingual = Bilingual {
    en: "DAY",
    zh: "日期",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (petition, number) in case.petitions.iter().zip(1..) {
            if petition.extended_to.is_some() && petition.qualified_on.is_none() {
                let field = format!("petition[{number}].extended_to");
                let command = format!("po case petition qualify {} {number} --on ", case.id);
                let remedy = Remedy::fill_in(command, DAY);
                findings.add(file, field, remedy, words::extension_without_day);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn an_extension_is_measured_from_the_day_of_qualifying() {
        let found = |rest: &str| {
            let text = format!("[[petition]]\nurl = \"https://example.org/1\"\n{rest}");
            found("extension-without-day", &[("case", &text)])
        };
        let extended = "extended_to = 2022-01-24\n";
        assert_eq!(found(extended), ["petition[1].extended_to: 2022-01-24"]);
        assert!(found(&format!("qualified_on = 2021-09-24\n{extended}")).is_empty());
        assert!(found("").is_empty());
    }
}
