//! A host's decision on a topic that the vote selected.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::rules::in_force;
use crate::procedure::vote::{Outcome, tally};
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "decided-though-selected",
    about: Bilingual {
        en: "The host decided on a topic that the vote selected. Below the threshold the decision is the host's, above it is not.",
        zh: "議題已獲票選選定，仍載有主辦機關之決定。僅未達門檻者由主辦機關決定。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let (sets, _) = evidence.ground();
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let rules = meeting.first_day().and_then(|day| in_force(&sets, day));
        let Some(rules) = rules else { continue };
        let tally = tally(rules, &meeting.candidates, meeting.vote.as_ref());
        let topics = meeting.candidates.iter().zip(&tally.outcomes).zip(1..);
        for ((candidate, outcome), number) in topics {
            if candidate.decided.is_some() && *outcome == Outcome::Selected {
                let field = format!("candidate[{number}].decided");
                findings.add(
                    file,
                    field,
                    Remedy::edit(record),
                    words::decided_though_selected,
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const RULES: &str = "id = \"2019-01-01\"\ntitle = \"Invented\"\n[voting]\nthreshold = \"1/2\"\ninclusive = true\nbelow_threshold = \"host-decides\"\n";

    #[test]
    fn the_host_decides_below_the_threshold_only() {
        let found = |ticks: u32| {
            let text = format!(
                "kind = \"monthly\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-04-01\n[[candidate]]\nk = \"aaaa\"\nticks = {ticks}\ndecided = \"hold\"\n[vote]\nbase = 10\n"
            );
            let rules = ("records/rules/2019-01-01.toml", RULES);
            found("decided-though-selected", &[("meeting", &text), rules])
        };
        assert_eq!(found(5), ["candidate[1].decided: \"hold\""]);
        assert!(found(4).is_empty());
    }
}
