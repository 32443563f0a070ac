//! A speaker who says nothing.

use std::collections::HashSet;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unused-speaker",
    about: Bilingual {
        en: "A transcript with speeches lists a speaker to whom none belongs: perhaps a name written in two ways.",
        zh: "逐字稿所列發言者沒有任何發言，可能是同一人姓名有兩種寫法。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        if transcript.speeches.is_empty() {
            continue;
        }
        let heard: HashSet<&str> = transcript
            .speeches
            .iter()
            .filter_map(|speech| speech.by.as_deref())
            .collect();
        for (speaker, number) in transcript.speakers.iter().zip(1..) {
            if !heard.contains(speaker.key.as_str()) {
                let (field, key) = (format!("speaker[{number}].key"), speaker.key.clone());
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::unused_speaker(language, &key)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_silent_speaker_is_noted_where_there_are_speeches() {
        let speakers =
            "status = \"published\"\n[[speaker]]\nkey = \"甲\"\n[[speaker]]\nkey = \"乙\"\n";
        assert!(found("unused-speaker", &[("transcript", speakers)]).is_empty());
        let spoken = format!("{speakers}[[speech]]\nn = 1\nby = \"甲\"\n");
        assert_eq!(
            found("unused-speaker", &[("transcript", &spoken)]),
            ["speaker[2].key: \"乙\""]
        );
    }
}
