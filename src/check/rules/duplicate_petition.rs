//! One petition in two cases.

use std::collections::HashMap;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-petition",
    about: Bilingual {
        en: "One petition stands in two cases: perhaps one case entered twice. Where both are meant, nothing need be done.",
        zh: "同一連署出現在兩案，可能是同一案重複建檔；若確為兩案則無須處理。",
    },
    severity: Severity::Warning,
    run,
};

const REASON: Bilingual = Bilingual {
    en: "REASON",
    zh: "事由",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let mut first: HashMap<String, String> = HashMap::new();
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        // What was merged into another case is there to say so.
        if case.is_merged() {
            continue;
        }
        let id = case.id.to_string();
        for (petition, number) in case.petitions.iter().zip(1..) {
            let page = page(petition.url.as_str());
            match first.get(&page) {
                Some(other) if *other != id => {
                    let other = other.clone();
                    let field = format!("petition[{number}].url");
                    let command = format!("po case merge {other} {id} --reason ");
                    let remedy = Remedy::fill_in(command, REASON);
                    findings.add(file, field, remedy, move |language| {
                        words::duplicate_petition(language, &other)
                    });
                }
                Some(_) => {}
                None => {
                    first.insert(page, id.clone());
                }
            }
        }
    }
}

/// The page that an address means, whatever its scheme, query and last stroke.
fn page(url: &str) -> String {
    let address = url.split(['?', '#']).next().unwrap_or(url);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn one_page_is_one_petition_however_it_is_written() {
        let store = |other: &str| {
            let case = (
                "case",
                "[[petition]]\nurl = \"https://example.org/idea/1\"\n",
            );
            let text = format!("[[petition]]\nurl = \"{other}\"\n");
            found("duplicate-petition", &[case, ("other-case", &text)])
        };
        assert_eq!(
            store("http://example.org/idea/1/?fbclid=x"),
            ["petition[1].url: \"http://example.org/idea/1/?fbclid=x\""]
        );
        assert!(store("https://example.org/idea/2").is_empty());
    }

    #[test]
    fn a_case_that_was_merged_into_the_other_is_not_told() {
        let petition = "[[petition]]\nurl = \"https://example.org/idea/1\"\n";
        let merged = format!("{petition}[[stage]]\nk = \"aaaa\"\nname = \"merged\"\n");
        let cases = [("case", petition), ("other-case", merged.as_str())];
        assert!(found("duplicate-petition", &cases).is_empty());
    }
}
