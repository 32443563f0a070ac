//! A meeting that was not held, put off or called off without a reason.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "meeting-without-reason",
    about: Bilingual {
        en: "A meeting that is not held, put off or called off needs a reason, so that those who asked for it can know.",
        zh: "會議不辦理、延期或取消須載明理由，讓提案人得以知悉。",
    },
    severity: Severity::Warning,
    run,
};

const REASON: Bilingual = Bilingual {
    en: "REASON",
    zh: "理由",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        if meeting.status.needs_reason() && meeting.reason.is_none() {
            let (remedy, status) = (Remedy::set(record, "reason", REASON), meeting.status);
            findings.add(file, "status", remedy, move |language| {
                words::meeting_without_reason(language, status.label(language))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_meeting_that_is_not_held_is_explained() {
        let found = |rest: &str| {
            found(
                "meeting-without-reason",
                &[("meeting", &format!("kind = \"prep\"\n{rest}"))],
            )
        };
        assert_eq!(found("status = \"not-held\"\n"), ["status: \"not-held\""]);
        assert!(found("status = \"not-held\"\nreason = \"甲\"\n").is_empty());
        assert!(found("status = \"held\"\n").is_empty());
    }
}
