//! The text of a transcript still being edited, in a public store.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;
use crate::record::transcript::TranscriptStatus;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "draft-with-text-in-public-store",
    about: Bilingual {
        en: "Speakers may smooth their words before a transcript is public. In a public store a draft or editing transcript holds facts only; its text lives in a private store.",
        zh: "發言者得於公開前校對。公開紀錄庫中草稿或校對中的逐字稿僅記事實，內文應存於非公開紀錄庫。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    if evidence.private {
        return;
    }
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        let row = transcript
            .speeches
            .iter()
            .position(|row| row.text.is_some());
        if transcript.status != TranscriptStatus::Published
            && let Some(row) = row
        {
            let field = format!("speech[{}].text", row + 1);
            let remedy = Remedy::command(format!("po transcript rm {}", transcript.id));
            findings.add(file, field, remedy, words::draft_with_text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in;

    #[test]
    fn a_draft_has_no_text_in_public() {
        let found = |status: &str, speech: &str, private| {
            let text = format!("status = \"{status}\"\n{speech}");
            found_in(
                "draft-with-text-in-public-store",
                &[("transcript", &text)],
                private,
            )
        };
        let speech = "[[speech]]\nn = 1\nkind = \"narrative\"\ntext = \"甲\"\n";
        assert_eq!(found("editing", speech, false), ["speech[1].text: \"甲\""]);
        assert_eq!(found("draft", speech, false).len(), 1);
        assert!(found("editing", speech, true).is_empty());
        assert!(found("published", speech, false).is_empty());
        assert!(found("draft", "", false).is_empty());
    }
}
