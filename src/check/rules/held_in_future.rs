//! A meeting that was held on a day still to come.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::meeting::MeetingStatus;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "held-in-future",
    about: Bilingual {
        en: "A meeting is said to have been held, and one of its sessions is still to come: the date or the status is wrong.",
        zh: "會議載為已召開，卻有場次日期尚未到來，日期或狀態有誤。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        if meeting.status != MeetingStatus::Held {
            continue;
        }
        for (session, number) in meeting.sessions.iter().zip(1..) {
            if session.date > evidence.today {
                let (field, day) = (format!("session[{number}].date"), session.date);
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::held_in_future(language, &day.display(language))
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_is_held_is_past() {
        let found = |status: &str, day: &str| {
            let text = format!(
                "kind = \"prep\"\nstatus = \"{status}\"\n[[session]]\nk = \"aaaa\"\ndate = {day}\n"
            );
            found("held-in-future", &[("meeting", &text)])
        };
        assert_eq!(found("held", "2019-07-01"), ["session[1].date: 2019-07-01"]);
        assert!(found("held", "2019-06-30").is_empty());
        assert!(found("planned", "2019-07-01").is_empty());
    }
}
