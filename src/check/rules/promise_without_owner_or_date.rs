//! A promise that nobody has to keep, or not by any day.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::CommitmentStatus;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "promise-without-owner-or-date",
    about: Bilingual {
        en: "An open promise names no agency, or no day. It stands on nobody's list and is never due.",
        zh: "未完成的承諾事項未載明機關或期限，因此不在任何機關的清單上，也永遠不會到期。",
    },
    severity: Severity::Warning,
    run,
};

const AGENCY: Bilingual = Bilingual {
    en: "AGENCY",
    zh: "機關",
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
        for (row, number) in case.commitments.iter().zip(1..) {
            if row.status != CommitmentStatus::Open {
                continue;
            }
            let place = format!("commitment[{number}].text");
            let set = format!("po case commitment set {} {}", case.id, row.k);
            if row.agency.is_none() {
                let remedy = Remedy::fill_in(format!("{set} --agency "), AGENCY);
                findings.add(file, place.clone(), remedy, words::promise_without_owner);
            }
            if row.due.is_none() {
                let remedy = Remedy::fill_in(format!("{set} --due "), DAY);
                findings.add(file, place, remedy, words::promise_without_date);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn an_open_promise_has_an_owner_and_a_day() {
        let found = |rest: &str| {
            let text = format!("[[commitment]]\nk = \"aaaa\"\ntext = \"甲\"\n{rest}");
            found("promise-without-owner-or-date", &[("case", &text)]).len()
        };
        assert_eq!(found("status = \"open\"\n"), 2);
        assert_eq!(found("status = \"open\"\nagency = \"coa\"\n"), 1);
        assert_eq!(
            found("status = \"open\"\nagency = \"coa\"\ndue = 2019-09-01\n"),
            0
        );
        assert_eq!(found("status = \"done\"\n"), 0);
    }
}
