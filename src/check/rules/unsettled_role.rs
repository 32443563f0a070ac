//! A part in a case that nobody settled.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{CaseAgency, Role, Stage};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unsettled-role",
    about: Bilingual {
        en: "Agencies take part in an open case and none of them is its host, or several are and it is not said how that was settled. Who presents the issue and who answers is then anybody's guess.",
        zh: "未結案件有機關參與卻無主辦機關，或有數個主辦機關而未載明如何確定，以致無從得知由誰說明、由誰回應。",
    },
    severity: Severity::Note,
    run,
};

const HOW: Bilingual = Bilingual {
    en: "agreed|all-host|ndc|minister",
    zh: "agreed|all-host|ndc|minister",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let stage = case.current().map(|step| step.name);
        if !stage.is_some_and(|stage| stage.is_open() && stage != Stage::Proposed) {
            continue;
        }
        let hosts: Vec<(&CaseAgency, usize)> = case
            .agencies
            .iter()
            .zip(1..)
            .filter(|(part, _)| part.role == Role::Host && part.until.is_none())
            .collect();
        match hosts.as_slice() {
            [] if !case.agencies.is_empty() => {
                findings.add(file, "agency", Remedy::edit(record), words::no_host);
            }
            [] | [_] => {}
            several => {
                let unsettled = several.iter().filter(|(part, _)| part.settled_by.is_none());
                for (part, number) in unsettled {
                    let command = format!(
                        "po case agency set {} {}+host --settled-by ",
                        case.id, part.id
                    );
                    findings.add(
                        file,
                        format!("agency[{number}].role"),
                        Remedy::fill_in(command, HOW),
                        words::unsettled_host,
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(stage: &str, parts: &[(&str, &str)]) -> Vec<String> {
        let mut text = format!("[[stage]]\nk = \"aaaa\"\nname = \"{stage}\"\n");
        for ((role, settled), id) in parts.iter().zip(["coa", "motc"]) {
            text.push_str(&format!(
                "[[agency]]\nid = \"{id}\"\nrole = \"{role}\"\n{settled}"
            ));
        }
        found("unsettled-role", &[("case", &text)])
    }

    #[test]
    fn several_hosts_say_how_that_was_settled() {
        let settled = "settled_by = \"minister\"\n";
        assert_eq!(
            with("selected", &[("host", ""), ("host", settled)]),
            ["agency[1].role: \"host\""]
        );
        assert!(with("selected", &[("host", settled), ("host", settled)]).is_empty());
        assert!(with("selected", &[("host", ""), ("cohost", "")]).is_empty());
        assert!(with("proposed", &[("host", ""), ("host", "")]).is_empty());
    }

    #[test]
    fn an_open_case_with_agencies_has_a_host() {
        assert_eq!(with("met", &[("concerned", "")]).len(), 1);
        assert!(with("released", &[("concerned", "")]).is_empty());
        assert!(with("met", &[]).is_empty());
    }
}
