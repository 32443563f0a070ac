//! The id of an agency that has no record.

use std::collections::HashMap;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::Kind;
use crate::record::agency::Agency;
use crate::record::reference::{Target, references};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unknown-agency",
    about: Bilingual {
        en: "A field names an agency of which the store has no record: usually a slip, which loses the record to that agency's lists.",
        zh: "欄位所指的機關在紀錄庫中不存在，通常為筆誤，會使紀錄從該機關的清單中遺漏。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    // One slip is often made many times; what was meant is looked for once.
    let mut guessed: HashMap<&str, Option<String>> = HashMap::new();
    for (file, record) in evidence.records() {
        for reference in references(record) {
            let Target::Agency(name) = reference.target else {
                continue;
            };
            if !evidence.is_known(Kind::Agency, name.as_str()) {
                let guess = || meant(evidence, name.as_str()).map(|agency| agency.id.to_string());
                let meant = guessed.entry(name.as_str()).or_insert_with(guess).clone();
                let name = name.to_string();
                findings.add(
                    file,
                    reference.field,
                    Remedy::edit(record),
                    move |language| words::unknown_agency(language, &name, meant.as_deref()),
                );
            }
        }
    }
}

/// The agency that goes by the name, or whose id is one slip away from it.
fn meant<'a>(evidence: &Evidence<'a>, typed: &str) -> Option<&'a Agency> {
    evidence.agency_named(typed).or_else(|| {
        let mut agencies = evidence.agencies.iter().map(|(_, agency)| *agency);
        agencies.find(|agency| strsim::damerau_levenshtein(agency.id.as_str(), typed) == 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{files, found, today};
    use crate::check::{Evidence, run};
    use crate::locale::Language;

    const AGENCY: (&str, &str) = (
        "records/agencies/mohw.toml",
        "id = \"mohw\"\nkind = \"second-level\"\nshort_name = \"衛福部\"\nfull_name = \"衛生福利部\"\n",
    );

    #[test]
    fn a_slip_is_named_with_what_was_meant() {
        let case = ("case", "[[agency]]\nid = \"mowh\"\nrole = \"host\"\n");
        let store = [case, AGENCY];
        assert_eq!(found("unknown-agency", &store), ["agency[1].id: \"mowh\""]);
        let files = files(&store);
        let findings = run(
            &Evidence::new(&files, false, today()),
            Some(&["unknown-agency".to_owned()]),
        );
        assert!(findings[0].message(Language::En).contains("`mohw`"));
    }

    #[test]
    fn a_known_agency_is_no_finding() {
        let case = ("case", "[[agency]]\nid = \"mohw\"\nrole = \"host\"\n");
        assert!(found("unknown-agency", &[case, AGENCY]).is_empty());
    }
}
