//! Words said off the record, in a public store.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;
use crate::record::transcript::SpeechKind;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "off-record-text",
    about: Bilingual {
        en: "A row says that something was said off the record, and holds what was said. In a public store it is a mark without text.",
        zh: "標為不列入紀錄的列仍載有內容。公開紀錄庫中僅留標記，不留內容。",
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
        for (row, number) in transcript.speeches.iter().zip(1..) {
            if row.kind() == SpeechKind::OffRecord && row.text.is_some() {
                let field = format!("speech[{number}].text");
                findings.add(file, field, Remedy::edit(record), words::off_record_text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in;

    #[test]
    fn what_is_off_the_record_is_a_mark_without_text() {
        let found = |rest: &str, private| {
            let text =
                format!("status = \"published\"\n[[speech]]\nn = 7\nkind = \"off-record\"\n{rest}");
            found_in("off-record-text", &[("transcript", &text)], private)
        };
        assert_eq!(found("text = \"甲\"\n", false), ["speech[1].text: \"甲\""]);
        assert!(found("text = \"甲\"\n", true).is_empty());
        assert!(found("", false).is_empty());
    }
}
