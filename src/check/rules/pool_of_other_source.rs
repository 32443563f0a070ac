//! A topic that stands in a pool of topics of other sources.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::rules::in_force;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "pool-of-other-source",
    about: Bilingual {
        en: "A topic stands in a pool that, by the rules of the day, takes topics of other sources. The pools have numbers of their own.",
        zh: "議題所列票選分組，依當日規則係供其他來源之議題票選；各分組件數分別計算。",
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
        let pools = rules.map_or(&[][..], |rules| &rules.pools);
        for (candidate, number) in meeting.candidates.iter().zip(1..) {
            let Some(pool) = pools
                .iter()
                .find(|pool| candidate.pool.as_deref() == Some(pool.name.as_str()))
                .filter(|pool| !pool.sources.is_empty())
            else {
                continue;
            };
            for id in &candidate.cases {
                let source = evidence.case(id).and_then(|case| case.source);
                let Some(source) = source.filter(|source| !pool.sources.contains(source)) else {
                    continue;
                };
                let field = format!("candidate[{number}].pool");
                let (id, pool) = (id.to_string(), pool.name.to_string());
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::pool_of_other_source(language, &id, source.label(language), &pool)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_topic_stands_in_the_pool_of_its_source() {
        let rules = (
            "records/rules/2019-01-01.toml",
            "id = \"2019-01-01\"\ntitle = \"Invented\"\n[[pool]]\nname = \"petition\"\nstrength = \"rule\"\nsources = [\"join-petition\"]\n",
        );
        let meeting = "kind = \"monthly\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-04-01\n[[candidate]]\nk = \"aaaa\"\ncases = [\"c201902-k7f2\"]\npool = \"petition\"\n";
        let found = |source: &str| {
            let records = [("case", source), ("meeting", meeting), rules];
            found("pool-of-other-source", &records)
        };
        assert_eq!(
            found("source = \"ministry\"\n"),
            ["candidate[1].pool: \"petition\""]
        );
        assert!(found("source = \"join-petition\"\n").is_empty());
        assert!(found("").is_empty());
    }
}
