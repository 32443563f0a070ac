//! A row that names another row, or a petition, of the same case which is not there.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::reference::dangling_rows;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "dangling-row",
    about: Bilingual {
        en: "A row of a case answers a problem, supports a claim, carries out a solution or replies to a petition that the case does not hold.",
        zh: "案件中的某列所對應的問題、主張、方案或連署，並不在該案紀錄之中。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (field, row) in dangling_rows(case) {
            let row = row.to_owned();
            findings.add(file, field, Remedy::edit(record), move |language| {
                words::dangling_row(language, &row)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn rows_must_name_rows_of_their_case() {
        let case = r#"
[[reply]]
k = "aaaa"
kind = "formal"
petition = "https://example.org/2"

[[petition]]
url = "https://example.org/1"

[[problem]]
k = "p1p1"
text = "甲"

[[solution]]
k = "s1s1"
text = "乙"
answers = ["p1p1", "p2p2"]

[[evidence]]
k = "e1e1"
text = "丙"
supports = "s1s1"

[[commitment]]
k = "c1c1"
text = "丁"
solution = "p1p1"
status = "open"
"#;
        assert_eq!(
            found("dangling-row", &[("case", case)]),
            [
                "reply[1].petition: \"https://example.org/2\"",
                "solution[1].answers[2]: \"p2p2\"",
                "commitment[1].solution: \"p1p1\""
            ]
        );
    }
}
