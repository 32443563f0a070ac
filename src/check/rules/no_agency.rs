//! A case without an agency.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Stage;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "no-agency",
    about: Bilingual {
        en: "A case names no agency, and so stands on no agency's list. A petition that is only watched may be without.",
        zh: "案件未記載任何機關，因此不會出現在任何機關的清單。僅關注中的連署不在此限。",
    },
    severity: Severity::Warning,
    run,
};

const AGENCY: Bilingual = Bilingual {
    en: "AGENCY",
    zh: "機關",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let watched = case
            .current()
            .is_some_and(|step| step.name == Stage::Watching);
        if case.agencies.is_empty() && !watched {
            let remedy = Remedy::fill_in(
                format!("po case agency add {} --role host --id ", case.id),
                AGENCY,
            );
            findings.add(file, "agency", remedy, words::no_agency);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_case_has_an_agency_unless_it_is_only_watched() {
        assert_eq!(found("no-agency", &[("case", "")]).len(), 1);
        let watched = "[[stage]]\nk = \"a1b2\"\nname = \"watching\"\n";
        assert!(found("no-agency", &[("case", watched)]).is_empty());
        let hosted = "[[agency]]\nid = \"mohw\"\nrole = \"host\"\n";
        assert!(found("no-agency", &[("case", hosted)]).is_empty());
    }
}
