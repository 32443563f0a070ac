//! A row that names another row, or a petition, of the same case which is not there.

use std::collections::HashSet;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Case;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "dangling-row",
    about: Bilingual {
        en: "A row of a case answers a problem, supports a claim or replies to a petition that the case does not hold.",
        zh: "案件中的某列所對應的問題、主張或連署，並不在該案紀錄之中。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (field, row) in dangling(case) {
            let row = row.to_owned();
            findings.add(file, field, Remedy::edit(record), move |language| {
                words::dangling_row(language, &row)
            });
        }
    }
}

fn dangling(case: &Case) -> Vec<(String, &str)> {
    let problems: HashSet<&str> = case.problems.iter().map(|row| row.k.as_str()).collect();
    let ideas = case.ideas.iter().map(|row| row.k.as_str());
    let solutions = case.solutions.iter().map(|row| row.k.as_str());
    let claims: HashSet<&str> = problems
        .iter()
        .copied()
        .chain(ideas)
        .chain(solutions)
        .collect();
    let petitions: HashSet<&str> = case.petitions.iter().map(|row| row.url.as_str()).collect();
    let mut found = Vec::new();
    for (row, number) in case.ideas.iter().zip(1..) {
        let named = row.problem.iter().map(|key| key.as_str());
        let lost = named.filter(|key| !problems.contains(key));
        found.extend(lost.map(|key| (format!("idea[{number}].problem"), key)));
    }
    for (row, number) in case.solutions.iter().zip(1..) {
        let named = row.answers.iter().map(|key| key.as_str()).zip(1..);
        let lost = named.filter(|(key, _)| !problems.contains(key));
        found
            .extend(lost.map(|(key, place)| (format!("solution[{number}].answers[{place}]"), key)));
    }
    for (row, number) in case.evidence.iter().zip(1..) {
        let named = row.supports.iter().map(|key| key.as_str());
        let lost = named.filter(|key| !claims.contains(key));
        found.extend(lost.map(|key| (format!("evidence[{number}].supports"), key)));
    }
    for (row, number) in case.replies.iter().zip(1..) {
        let named = row.petition.iter().map(|url| url.as_str());
        let lost = named.filter(|url| !petitions.contains(url));
        found.extend(lost.map(|url| (format!("reply[{number}].petition"), url)));
    }
    found
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
"#;
        assert_eq!(
            found("dangling-row", &[("case", case)]),
            [
                "reply[1].petition: \"https://example.org/2\"",
                "solution[1].answers[2]: \"p2p2\""
            ]
        );
    }
}
