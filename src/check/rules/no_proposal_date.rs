//! A case that does not say when it was proposed.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Case, Stage};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "no-proposal-date",
    about: Bilingual {
        en: "A case does not say when it was proposed, so that it belongs to no quarter. A petition that never got beyond being watched may be without.",
        zh: "案件未載明提案日，無法歸入任何一季。始終僅止於關注的連署不在此限。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if case.proposed_on().is_none() && !was_only_watched(case) {
            let row = case
                .stages
                .iter()
                .position(|step| step.name == Stage::Proposed);
            let field = row.map_or("stage".to_owned(), |row| format!("stage[{}].on", row + 1));
            findings.add(file, field, Remedy::edit(record), words::no_proposal_date);
        }
    }
}

fn was_only_watched(case: &Case) -> bool {
    let beyond = |stage| !matches!(stage, Stage::Watching | Stage::Lapsed | Stage::Replied);
    !case.stages.is_empty() && !case.stages.iter().any(|step| beyond(step.name))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_step_without_a_date_is_marked() {
        let step =
            |name: &str, on: &str| format!("[[stage]]\nk = \"a1b2\"\nname = \"{name}\"\n{on}");
        let found = |text: &str| found("no-proposal-date", &[("case", text)]);
        assert_eq!(found(&step("proposed", "")), ["stage[1].on: [[stage]]"]);
        assert_eq!(found("").len(), 1);
        assert!(found(&step("proposed", "on = 2019-02-12\n")).is_empty());
        assert!(found(&step("watching", "")).is_empty());
    }
}
