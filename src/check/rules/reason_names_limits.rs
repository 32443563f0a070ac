//! A reason for missed limits of a petition that names none, or limits without a reason.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "reason-names-limits",
    about: Bilingual {
        en: "A reason explains the limits of the petition that it names, and no others: one that names none explains nothing, and what was missed stays overdue without a reason in every list.",
        zh: "逾期理由僅及於所載明之期限；未載明者不生說明之效，各清單仍以逾期未敘明理由列示。",
    },
    severity: Severity::Warning,
    run,
};

const LIMIT: Bilingual = Bilingual {
    en: "handling-schedule|contact-proposer|formal-reply",
    zh: "handling-schedule|contact-proposer|formal-reply",
};

const WHY: Bilingual = Bilingual {
    en: "WHY",
    zh: "理由",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (petition, number) in case.petitions.iter().zip(1..) {
            let set = format!("po case petition set {} {number}", case.id);
            let (field, remedy) = match (&petition.missed_reason, petition.missed_limits.is_empty())
            {
                (Some(_), true) => (
                    "missed_reason",
                    Remedy::fill_in(format!("{set} --missed-limit "), LIMIT),
                ),
                (None, false) => (
                    "missed_limits",
                    Remedy::fill_in(format!("{set} --missed-reason "), WHY),
                ),
                _ => continue,
            };
            let field = format!("petition[{number}].{field}");
            findings.add(file, field, remedy, words::reason_names_limits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_reason_and_its_limits_need_each_other() {
        let found = |rest: &str| {
            let text = format!("[[petition]]\nurl = \"https://example.org/1\"\n{rest}");
            found("reason-names-limits", &[("case", &text)])
        };
        let (reason, limits) = (
            "missed_reason = \"甲\"\n",
            "missed_limits = [\"formal-reply\"]\n",
        );
        assert_eq!(found(reason), ["petition[1].missed_reason: \"甲\""]);
        assert_eq!(
            found(limits),
            ["petition[1].missed_limits: [\"formal-reply\"]"]
        );
        assert!(found("").is_empty());
        assert!(found(&format!("{reason}{limits}")).is_empty());
    }
}
