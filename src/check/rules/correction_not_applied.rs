//! A correction that says other words than its paragraph has.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::correction::not_applied;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "correction-not-applied",
    about: Bilingual {
        en: "The newest correction of a paragraph says other words than the paragraph has, or the paragraph is not there. Somebody changed the text past the program, or a newer source was imported since; a reader cannot tell what was said.",
        zh: "段落內容與其最新更正不符，或該段落不存在：內容可能經其他方式變更，或其後匯入新版來源，讀者無從得知原發言。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        for place in not_applied(transcript) {
            let field = format!("correction[{}].speech", place + 1);
            findings.add(
                file,
                field,
                Remedy::edit(record),
                words::correction_not_applied,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_newest_correction_says_what_stands_there() {
        let row = |k: &str, n: u32, after: &str| {
            format!(
                "[[correction]]\nk = \"{k}\"\nspeech = {n}\non = 2031-03-01\nkind = \"correct\"\nasked_by = \"甲\"\nreason = \"誤\"\n{after}"
            )
        };
        let of = |rows: &str| {
            let speech = "status = \"published\"\n[[speech]]\nn = 7\ntext = \"二\"\n";
            found(
                "correction-not-applied",
                &[("transcript", &format!("{speech}{rows}"))],
            )
        };
        let wrong = row("a1b2", 7, "after = \"一\"\n");
        assert_eq!(of(&wrong), ["correction[1].speech: 7"]);
        let right = row("c3d4", 7, "after = \"二\"\n");
        assert!(of(&(wrong.clone() + &right)).is_empty());
        let moved = row("c3d4", 7, "after_by = \"乙\"\n");
        assert_eq!(of(&(wrong + &moved)), ["correction[1].speech: 7"]);
        assert_eq!(
            of(&row("a1b2", 9, "after = \"二\"\n")),
            ["correction[1].speech: 9"]
        );
    }
}
