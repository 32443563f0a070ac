//! Words of a paragraph that was withheld, in an earlier correction.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::correction::keeping_withheld;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "withheld-text",
    about: Bilingual {
        en: "A paragraph was withheld, and a correction still keeps its words. Take `before` and `after` out of the row; who asked and why stays.",
        zh: "段落已隱去，但更正紀錄仍留有其內容。請刪除該列的 before 與 after，保留請求者與理由。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        for place in keeping_withheld(transcript) {
            let field = format!("correction[{}]", place + 1);
            findings.add(file, field, Remedy::edit(record), words::withheld_text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn no_row_keeps_what_is_withheld() {
        let row = |k: &str, kind: &str, words: &str| {
            format!(
                "[[correction]]\nk = \"{k}\"\nspeech = 7\non = 2031-03-01\nkind = \"{kind}\"\nasked_by = \"甲\"\nreason = \"誤\"\n{words}"
            )
        };
        let of = |rows: &str| {
            let speech = "status = \"published\"\n[[speech]]\nn = 7\n";
            found(
                "withheld-text",
                &[("transcript", &format!("{speech}{rows}"))],
            )
            .len()
        };
        let first = row("a1b2", "correct", "before = \"一\"\nafter = \"二\"\n");
        assert_eq!(of(&first), 0);
        assert_eq!(of(&(first + &row("c3d4", "withhold", ""))), 1);
        let bare = row("a1b2", "correct", "");
        assert_eq!(
            of(&(bare + &row("c3d4", "withhold", "after = \"三\"\n"))),
            0
        );
        assert_eq!(of(&row("c3d4", "withhold", "before = \"二\"\n")), 1);
    }
}
