//! A collaborative meeting that was held and has no transcript.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Link, LinkKind};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "held-without-transcript",
    about: Bilingual {
        en: "A collaborative meeting was held, and neither a transcript of it nor a link to one is there: what was said cannot be checked.",
        zh: "協作會議已召開，卻沒有逐字稿或其連結，會中發言無從查考。",
    },
    severity: Severity::Warning,
    run,
};

const FILE: Bilingual = Bilingual {
    en: "FILE",
    zh: "檔案",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let due = meeting.status == MeetingStatus::Held
            && matches!(
                meeting.kind,
                MeetingKind::Collaborative | MeetingKind::Hearing
            );
        if due && !has_transcript(evidence, meeting) {
            let command = format!("po transcript import --meeting {} ", meeting.id);
            let remedy = Remedy::fill_in(command, FILE);
            findings.add(file, "status", remedy, words::held_without_transcript);
        }
    }
}

/// A transcript's record, a link of the meeting, or a link of one of its cases will do.
fn has_transcript(evidence: &Evidence<'_>, meeting: &Meeting) -> bool {
    let linked = |links: &[Link]| links.iter().any(|link| link.kind == LinkKind::Transcript);
    evidence.has_transcript(&meeting.id)
        || linked(&meeting.links)
        || meeting
            .cases
            .iter()
            .filter_map(|id| evidence.case(id))
            .any(|case| linked(&case.links))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const HELD: &str = "kind = \"collaborative\"\nstatus = \"held\"\ncases = [\"c201902-k7f2\"]\n";
    const LINK: &str = "[[link]]\nurl = \"https://example.org/t\"\nkind = \"transcript\"\n";

    fn with(other: (&str, &str)) -> Vec<String> {
        found("held-without-transcript", &[("meeting", HELD), other])
    }

    #[test]
    fn a_held_meeting_is_missed_its_transcript() {
        assert_eq!(with(("case", "")), ["status: \"held\""]);
    }

    #[test]
    fn a_transcript_or_a_link_will_do() {
        assert!(
            with((
                "transcript",
                "status = \"draft\"\nmeeting = \"m201904-x3qd\"\n"
            ))
            .is_empty()
        );
        assert!(with(("case", LINK)).is_empty());
        let linked = format!("{HELD}{LINK}");
        assert!(found("held-without-transcript", &[("meeting", &linked)]).is_empty());
        let monthly = HELD.replace("collaborative", "monthly");
        assert!(found("held-without-transcript", &[("meeting", &monthly)]).is_empty());
    }
}
