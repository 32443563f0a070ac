//! A petition on a matter that was answered a short time before.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::rules;
use crate::record::AnyRecord;
use crate::record::case::ReplyKind;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "petition-while-blocked",
    about: Bilingual {
        en: "A petition opened while, by the rule in force on the day of the formal reply to another petition of the case, no second one on the same matter may. Either a day is wrong, or the two are not on one matter.",
        zh: "同案另一連署經正式回應後，依回應當日適用規則於一定期間內不得就同一事項再提，而本連署於該期間內開放。日期可能有誤，或兩者並非同一事項。",
    },
    severity: Severity::Note,
    run,
};

/// The limit on similar petitions.
const LIMIT: &str = "similar-petition-block";

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let (sets, calendar) = evidence.ground();
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let formal = case
            .replies
            .iter()
            .filter(|reply| reply.kind == ReplyKind::Formal);
        for (petition, number) in case.petitions.iter().zip(1..) {
            let of_others = formal.clone().filter(|reply| {
                let of = reply.petition.as_ref();
                of.is_some_and(|url| *url != petition.url)
            });
            let blocks = of_others.filter_map(|reply| {
                let (replied, opened) = (reply.on?, petition.opened?);
                let limit = rules::limit(rules::in_force(&sets, replied)?, LIMIT)?;
                let until = rules::due(limit, replied, &calendar).ok()?.day;
                (replied <= opened && opened <= until).then_some((opened, until))
            });
            if let Some((opened, until)) = blocks.max_by_key(|(_, until)| *until) {
                let field = format!("petition[{number}].opened");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let (opened, until) = (opened.display(language), until.display(language));
                    words::petition_while_blocked(language, &opened, &until)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const RULES: &str = "id = \"2015-07-17\"\ntitle = \"Invented\"\n[[limit]]\nname = \"similar-petition-block\"\nlength = 6\nunit = \"calendar-months\"\nruns_from = \"replied\"\nstrength = \"rule\"\n";

    #[test]
    fn a_second_petition_within_half_a_year_of_the_reply_is_marked() {
        let of = |opened: &str, kind: &str| {
            let case = format!(
                "[[petition]]\nurl = \"https://example.org/1\"\n[[petition]]\nurl = \"https://example.org/2\"\nopened = {opened}\n[[reply]]\nk = \"aaaa\"\npetition = \"https://example.org/1\"\non = 2018-03-15\nkind = \"{kind}\"\n"
            );
            let rules = ("records/rules/2015-07-17.toml", RULES);
            found("petition-while-blocked", &[("case", &case), rules])
        };
        assert_eq!(
            of("2018-09-15", "formal"),
            ["petition[2].opened: 2018-09-15"]
        );
        assert!(of("2018-09-16", "formal").is_empty());
        assert!(of("2018-03-14", "formal").is_empty());
        assert!(of("2018-09-15", "schedule").is_empty());
    }
}
