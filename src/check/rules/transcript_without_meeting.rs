//! A transcript that does not say of which meeting it is.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "transcript-without-meeting",
    about: Bilingual {
        en: "A transcript names no meeting, so that no case leads to it. Visits and interviews are no meetings of the network and may be without.",
        zh: "逐字稿未載明會議，無法由案件查得。拜會與訪談並非網絡會議，可免。",
    },
    severity: Severity::Note,
    run,
};

const MEETING: Bilingual = Bilingual {
    en: "MEETING",
    zh: "會議",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        if transcript.meeting.is_none() {
            let remedy = Remedy::set(record, "meeting", MEETING);
            findings.add(file, "meeting", remedy, words::transcript_without_meeting);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_transcript_is_of_a_meeting() {
        let found = |rest: &str| {
            let text = format!("status = \"published\"\n{rest}");
            found("transcript-without-meeting", &[("transcript", &text)])
        };
        assert_eq!(found(""), ["meeting: \"t201904-p9wz\""]);
        assert!(found("meeting = \"m201904-x3qd\"\n").is_empty());
    }
}
