//! A due date of a promise that was changed without a reason, or without keeping the old one.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "due-changed-without-reason",
    about: Bilingual {
        en: "The due date of a promise was moved without a reason, or without the date it had before. Those who were promised something may know both.",
        zh: "承諾事項期限變更而未載明理由或原期限。獲得承諾的人有權知悉。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (commitment, number) in case.commitments.iter().zip(1..) {
            for (update, place) in commitment.updates.iter().zip(1..) {
                let explained = update.reason.is_some() && update.due_was.is_some();
                if update.due_now.is_some() && !explained {
                    let field = format!("commitment[{number}].update[{place}].due_now");
                    findings.add(
                        file,
                        field,
                        Remedy::edit(record),
                        words::due_changed_without_reason,
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_moved_date_keeps_the_old_one_and_says_why() {
        let found = |rest: &str| {
            let text = format!(
                "[[commitment]]\nk = \"aaaa\"\ntext = \"甲\"\nstatus = \"open\"\n[[commitment.update]]\nk = \"bbbb\"\non = 2019-03-01\n{rest}"
            );
            found("due-changed-without-reason", &[("case", &text)])
        };
        let one = ["commitment[1].update[1].due_now: 2019-09-01"];
        assert_eq!(found("due_now = 2019-09-01\n"), one);
        assert_eq!(found("due_now = 2019-09-01\nreason = \"甲\"\n"), one);
        assert!(found("due_now = 2019-09-01\ndue_was = 2019-06-01\nreason = \"甲\"\n").is_empty());
        assert!(found("").is_empty());
    }
}
