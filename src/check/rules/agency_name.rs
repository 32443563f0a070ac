//! The name of an agency where its id is due.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Place, Remedy, Severity};
use crate::locale::check as words;
use crate::record::agency::Agency;
use crate::record::problem::{Problem, ProblemKind};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "agency-name",
    about: Bilingual {
        en: "An agency is named by its id. A name, and more so a misspelt one, would lose the record to every list of that agency.",
        zh: "機關一律以代號記載。填寫名稱（尤其是誤字）會使紀錄從該機關的清單中遺漏。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for file in evidence.files {
        for problem in &file.parsed.problems {
            if let (Some(agency), ProblemKind::BadValue { found, .. }) =
                (agency_meant(evidence, problem), &problem.kind)
            {
                let place = Place::Span(problem.span.clone(), problem.field.clone());
                let (found, id, name) = (
                    found.clone(),
                    agency.id.to_string(),
                    agency.short_name.clone(),
                );
                findings.add(file, place, Remedy::edit_file(file), move |language| {
                    words::agency_name(language, &found, &id, &name)
                });
            }
        }
    }
}

/// The agency whose name stands where an id should; `None` where the problem is another one.
pub(super) fn agency_meant<'a>(evidence: &Evidence<'a>, problem: &Problem) -> Option<&'a Agency> {
    let ProblemKind::BadValue { found, .. } = &problem.kind else {
        return None;
    };
    let (table, field) = problem
        .field
        .rsplit_once('.')
        .unwrap_or(("", &problem.field));
    let for_agency = matches!(
        field,
        "agency" | "run_by" | "secretariat" | "successor" | "parent"
    ) || (field == "id" && table.starts_with("agency["));
    if !for_agency {
        return None;
    }
    evidence.agency_named(found)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const AGENCY: &str = "id = \"mohw\"\nkind = \"second-level\"\nshort_name = \"衛福部\"\nfull_name = \"衛生福利部\"\naliases = [\"衛服部\"]\n";

    #[test]
    fn a_name_is_told_its_id_and_reported_once() {
        let store = |name: &str| {
            let case = format!("[[agency]]\nid = \"{name}\"\nrole = \"host\"\n");
            let records = [
                ("case", case.as_str()),
                ("records/agencies/mohw.toml", AGENCY),
            ];
            (found("agency-name", &records), found("bad-value", &records))
        };
        let one = vec!["agency[1].id: \"衛服部\"".to_owned()];
        assert_eq!(store("衛服部"), (one, Vec::new()));
        assert_eq!(store("衛生福利部").0.len(), 1);
        let other = vec!["agency[1].id: \"某部\"".to_owned()];
        assert_eq!(store("某部"), (Vec::new(), other));
    }
}
