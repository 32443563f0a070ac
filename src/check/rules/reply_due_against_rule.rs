//! An announced reply date that no rule leads to.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::{Language, check as words};
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::rules::{self, Due};
use crate::record::case::Petition;
use crate::record::rules::Rules;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "reply-due-against-rule",
    about: Bilingual {
        en: "The announced day of the reply to a petition is neither the one that the rule in force on the day of its qualifying leads to, nor the one that it is counted to in practice. The announced day wins; it may be an error of the source.",
        zh: "公告之連署回應期限，既非成案當日適用規則所得，亦非實務計算所得。期限以公告為準，惟可能是來源資料有誤。",
    },
    severity: Severity::Note,
    run,
};

/// The limit on the reply.
const LIMIT: &str = "formal-reply";

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let (sets, calendar) = evidence.ground();
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (petition, number) in case.petitions.iter().zip(1..) {
            if let Some((announced, due)) = contradiction(petition, &sets, &calendar) {
                let field = format!("petition[{number}].reply_due");
                let [en, zh] = [Language::En, Language::ZhTw].map(|language| due.explain(language));
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let announced = announced.display(language);
                    words::reply_due_against_rule(language, &announced, language.pick(&en, &zh))
                });
            }
        }
    }
}

/// The announced day and the one that the rule leads to, where no way of counting joins them.
fn contradiction<'s>(
    petition: &Petition,
    sets: &'s [Rules],
    calendar: &OfficeCalendar,
) -> Option<(Date, Due<'s>)> {
    let (announced, qualified) = (petition.reply_due?, petition.qualified_on?);
    let limit = rules::limit(rules::in_force(sets, qualified)?, LIMIT)?;
    let by_rule = rules::due(limit, qualified, calendar).ok()?;
    let in_practice = rules::due_in_practice(limit, qualified, calendar).ok()?;
    let in_practice = in_practice.map(|due| due.day);
    let contradicts = announced != by_rule.day && Some(announced) != in_practice;
    contradicts.then_some((announced, by_rule))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const RULES: &str = "id = \"2015-07-17\"\ntitle = \"Invented\"\n[[limit]]\nname = \"formal-reply\"\nlength = 2\nunit = \"calendar-months\"\nruns_from = \"qualified\"\nstrength = \"rule\"\npractice_length = 60\npractice_unit = \"calendar-days\"\n";

    fn with(dates: &str) -> Vec<String> {
        let case = format!("[[petition]]\nurl = \"https://example.org/1\"\n{dates}");
        let rules = ("records/rules/2015-07-17.toml", RULES);
        found("reply-due-against-rule", &[("case", &case), rules])
    }

    #[test]
    fn a_day_that_no_way_of_counting_leads_to_is_marked() {
        assert_eq!(
            with("qualified_on = 2017-10-19\nreply_due = 2018-12-19\n"),
            ["petition[1].reply_due: 2018-12-19"]
        );
        assert_eq!(
            with("qualified_on = 2021-09-24\nreply_due = 2021-11-25\n"),
            ["petition[1].reply_due: 2021-11-25"]
        );
    }

    #[test]
    fn the_rule_the_practice_and_what_is_not_known_are_not() {
        for dates in [
            "qualified_on = 2021-09-24\nreply_due = 2021-11-24\n",
            "qualified_on = 2021-09-24\nreply_due = 2021-11-23\nextended_to = 2022-01-23\n",
            "qualified_on = 2021-09-24\n",
            "reply_due = 2021-11-25\n",
            "qualified_on = 2015-07-16\nreply_due = 2015-12-01\n",
        ] {
            assert!(with(dates).is_empty(), "{dates}");
        }
    }
}
