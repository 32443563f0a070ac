//! Days of a meeting that contradict each other.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "meeting-dates",
    about: Bilingual {
        en: "A conclusion is due before the meeting that drew it, or an open call was posted after the meeting that it calls to.",
        zh: "會議結論之期限早於會議，或公開邀請之日期晚於會議。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let days = meeting.sessions.iter().map(|session| session.date);
        let (Some(first), Some(last)) = (meeting.first_day(), days.max()) else {
            continue;
        };
        for (row, number) in meeting.conclusions.iter().zip(1..) {
            if let Some(due) = row.due.filter(|due| *due < first) {
                let field = format!("conclusion[{number}].due");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let (due, first) = (due.display(language), first.display(language));
                    words::conclusion_before_meeting(language, &due, &first)
                });
            }
        }
        for (row, number) in meeting.invitations.iter().zip(1..) {
            if let Some(on) = row.on.filter(|on| *on > last) {
                let field = format!("invitation[{number}].on");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let (on, last) = (on.display(language), last.display(language));
                    words::call_after_meeting(language, &on, &last)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_call_comes_before_and_a_conclusion_after() {
        let found = |due: &str, on: &str| {
            let text = format!(
                "kind = \"prep\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-04-12\n[[invitation]]\nk = \"aaaa\"\nwhere = \"甲\"\non = {on}\n[[conclusion]]\nn = 1\ntext = \"甲\"\ndue = {due}\n"
            );
            found("meeting-dates", &[("meeting", &text)])
        };
        assert_eq!(
            found("2019-04-11", "2019-04-13"),
            [
                "invitation[1].on: 2019-04-13",
                "conclusion[1].due: 2019-04-11"
            ]
        );
        assert!(found("2019-04-12", "2019-04-12").is_empty());
    }
}
