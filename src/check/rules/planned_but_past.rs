//! A meeting still called planned after its day.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::meeting::MeetingStatus;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "planned-but-past",
    about: Bilingual {
        en: "A meeting is still called planned though all its sessions are past: nobody recorded what became of it.",
        zh: "會議所有場次均已過去，狀態仍為尚未辦理，結果未予記載。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let last = meeting.sessions.iter().map(|session| session.date).max();
        if meeting.status == MeetingStatus::Planned
            && let Some(last) = last.filter(|last| *last < evidence.today)
        {
            let remedy = Remedy::command(format!("po meeting hold {}", meeting.id));
            findings.add(file, "status", remedy, move |language| {
                words::planned_but_past(language, &last.display(language))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_plan_of_the_past_is_named() {
        let found = |rest: &str| {
            let text = format!("kind = \"prep\"\nstatus = \"planned\"\n{rest}");
            found("planned-but-past", &[("meeting", &text)])
        };
        let session = |day: &str| format!("[[session]]\nk = \"aaaa\"\ndate = {day}\n");
        assert_eq!(found(&session("2019-06-29")), ["status: \"planned\""]);
        assert!(found(&session("2019-06-30")).is_empty());
        assert!(found("").is_empty());
    }
}
