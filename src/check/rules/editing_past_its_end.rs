//! A transcript still being edited after the end of its editing period.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;
use crate::record::transcript::TranscriptStatus;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "editing-past-its-end",
    about: Bilingual {
        en: "The day until which speakers may edit a transcript is past, and it is not public yet.",
        zh: "逐字稿校對期限已過，仍未公開。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        if transcript.status == TranscriptStatus::Editing
            && let Some(end) = transcript.edit_until.filter(|end| *end < evidence.today)
        {
            let remedy = Remedy::command(format!("po transcript publish {}", transcript.id));
            findings.add(file, "edit_until", remedy, move |language| {
                words::editing_past_its_end(language, &end.display(language))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_last_day_still_belongs_to_the_speakers() {
        let found = |status: &str, end: &str| {
            let text = format!("status = \"{status}\"\nedit_until = {end}\n");
            found("editing-past-its-end", &[("transcript", &text)])
        };
        assert_eq!(found("editing", "2019-06-29"), ["edit_until: 2019-06-29"]);
        assert!(found("editing", "2019-06-30").is_empty());
        assert!(found("published", "2019-06-29").is_empty());
    }
}
