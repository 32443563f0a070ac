//! A policy that says who may do what, though nobody has to sign.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "policy-without-signatures",
    about: Bilingual {
        en: "The policy grants powers and does not require signatures. Whoever commits without one is nobody, so that the grants bind nobody.",
        zh: "權限規定載有授權，卻未要求簽章。未簽章者身分不明，授權即無拘束力。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Policy(policy) = record else {
            continue;
        };
        if policy.is_toothless() {
            let field = if policy.signatures.is_some() {
                "signatures"
            } else {
                "grant[1]"
            };
            findings.add(
                file,
                field,
                Remedy::edit(record),
                words::policy_without_signatures,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn grants_need_signatures() {
        let found = |signatures: &str| {
            let text = format!("{signatures}[[grant]]\nk = \"aaaa\"\nmay = [\"change\"]\n");
            found(
                "policy-without-signatures",
                &[("records/policy.toml", &text)],
            )
        };
        assert_eq!(
            found("signatures = \"wanted\"\n"),
            ["signatures: \"wanted\""]
        );
        assert_eq!(found("").len(), 1);
        assert!(found("signatures = \"required\"\n").is_empty());
    }
}
