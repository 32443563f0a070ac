//! More ticks or ballots than people who could vote.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::vote::base;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "ticks-within-base",
    about: Bilingual {
        en: "A topic has more ticks, or the vote more ballots, than people who could vote. Shares above 100 % follow from it.",
        zh: "議題得票數或投票數多於可投票人數，得票率將超過 100%。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Meeting(meeting) = record else {
            continue;
        };
        let Some(vote) = &meeting.vote else { continue };
        let base = base(Some(vote));
        if let (Some(ballots), Some(base)) = (vote.ballots, base)
            && ballots > base
        {
            findings.add(
                file,
                "vote.ballots",
                Remedy::edit(record),
                move |language| words::too_many_ballots(language, ballots, base),
            );
        }
        let Some(most) = base.or(vote.ballots) else {
            continue;
        };
        for (candidate, number) in meeting.candidates.iter().zip(1..) {
            if let Some(ticks) = candidate.ticks.filter(|ticks| *ticks > most) {
                let field = format!("candidate[{number}].ticks");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::too_many_ticks(language, ticks, most)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn nobody_votes_who_was_not_there() {
        let found = |vote: &str, ticks: u32| {
            let text = format!(
                "kind = \"monthly\"\nstatus = \"held\"\n[[candidate]]\nk = \"aaaa\"\nticks = {ticks}\n[vote]\n{vote}"
            );
            found("ticks-within-base", &[("meeting", &text)])
        };
        assert_eq!(found("base = 10\n", 11), ["candidate[1].ticks: 11"]);
        assert_eq!(found("ballots = 10\n", 11), ["candidate[1].ticks: 11"]);
        assert_eq!(found("base = 10\nballots = 11\n", 9), ["vote.ballots: 11"]);
        assert!(found("officers = 8\nsecretariat = 2\nballots = 10\n", 10).is_empty());
        assert!(found("", 99).is_empty());
    }
}
