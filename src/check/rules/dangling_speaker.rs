//! A speech by somebody who is not among the speakers.

use std::collections::HashSet;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "dangling-speaker",
    about: Bilingual {
        en: "A speech is by somebody whom the transcript does not list as a speaker. The first speech of each is named.",
        zh: "發言者未列於逐字稿的發言者名單。每人僅列出其首次發言。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        let mut known: HashSet<&str> = transcript
            .speakers
            .iter()
            .map(|speaker| speaker.key.as_str())
            .collect();
        for (speech, number) in transcript.speeches.iter().zip(1..) {
            if let Some(by) = &speech.by
                && known.insert(by)
            {
                let (field, by) = (format!("speech[{number}].by"), by.clone());
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::dangling_speaker(language, &by)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_first_speech_of_a_stranger_is_named() {
        let transcript = "status = \"published\"\n[[speaker]]\nkey = \"甲\"\n[[speech]]\nn = 1\nby = \"甲\"\n[[speech]]\nn = 2\nby = \"乙\"\n[[speech]]\nn = 3\nby = \"乙\"\n";
        assert_eq!(
            found("dangling-speaker", &[("transcript", transcript)]),
            ["speech[2].by: \"乙\""]
        );
    }
}
