//! Two cases with one number.

use std::collections::HashMap;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-number",
    about: Bilingual {
        en: "Two cases have one number (序號). People cite cases by number, and would mean either.",
        zh: "兩案序號相同。各界以序號稱呼案件，將無法分辨。",
    },
    severity: Severity::Error,
    run,
};

const NUMBER: Bilingual = Bilingual {
    en: "NUMBER",
    zh: "序號",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let mut first: HashMap<u32, String> = HashMap::new();
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let Some(number) = case.number else { continue };
        let id = case.id.to_string();
        match first.get(&number) {
            // One id in two files is another rule's finding.
            Some(other) if *other != id => {
                let other = other.clone();
                let remedy = Remedy::fill_in(format!("po case number {id} "), NUMBER);
                findings.add(file, "number", remedy, move |language| {
                    words::duplicate_number(language, number, &other)
                });
            }
            Some(_) => {}
            None => {
                first.insert(number, id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_second_case_of_a_number_is_named() {
        let store = |number: &str| {
            found(
                "duplicate-number",
                &[("case", "number = 45\n"), ("other-case", number)],
            )
        };
        assert_eq!(store("number = 45\n"), ["number: 45"]);
        assert!(store("number = 46\n").is_empty());
        assert!(store("").is_empty());
    }
}
