//! A reply to a petition that was extended without a reason.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "extension-without-reason",
    about: Bilingual {
        en: "The reply to a petition was extended without a reason. The reason of an extension must be published.",
        zh: "連署回應展延而未載明理由。展延須公布理由。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (petition, number) in case.petitions.iter().zip(1..) {
            if petition.extended_to.is_some() && petition.extension_reason.is_none() {
                let field = format!("petition[{number}].extended_to");
                findings.add(
                    file,
                    field,
                    Remedy::edit(record),
                    words::extension_without_reason,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn an_extension_is_explained() {
        let found = |rest: &str| {
            let text = format!(
                "[[petition]]\nurl = \"https://example.org/1\"\nextended_to = 2019-09-01\n{rest}"
            );
            found("extension-without-reason", &[("case", &text)])
        };
        assert_eq!(found(""), ["petition[1].extended_to: 2019-09-01"]);
        assert!(found("extension_reason = \"甲\"\n").is_empty());
    }
}
