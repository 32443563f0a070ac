//! Case numbers that no case has.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::case as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "case-number",
    about: Bilingual {
        en: "Case numbers (序號) begin with 1. A case without a number has no such field.",
        zh: "序號自 1 起；尚無序號之案件不填此欄。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        if let AnyRecord::Case(case) = record
            && case.number == Some(0)
        {
            let remedy = Remedy::edit(record);
            findings.add(file, "number", remedy, |language| {
                words::no_number_zero(language).to_owned()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn numbers_begin_with_one() {
        assert_eq!(
            found("case-number", &[("case", "number = 0\n")]),
            ["number: 0"]
        );
        assert!(found("case-number", &[("case", "number = 1\n")]).is_empty());
        assert!(found("case-number", &[("case", "")]).is_empty());
    }
}
