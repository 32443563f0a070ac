//! A reply that was put off further than the rule allows.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::rules;
use crate::record::case::Petition;
use crate::record::rules::Rules;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "extension-beyond-rule",
    about: Bilingual {
        en: "The reply to a petition was put off further than the rule in force on the day of its qualifying allows. What was announced stays recorded; a reply after the rule's end counts as late.",
        zh: "連署回應之展延逾成案當日適用規則所定期間。公告內容照錄，惟逾規則所定末日之回應以逾期計。",
    },
    severity: Severity::Warning,
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
            if let Some((to, end)) = beyond(petition, &sets, &calendar) {
                let field = format!("petition[{number}].extended_to");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let (to, end) = (to.display(language), end.display(language));
                    words::extension_beyond_rule(language, &to, &end)
                });
            }
        }
    }
}

/// Until when the reply was extended, and the last day that the rule leads to before it.
fn beyond(petition: &Petition, sets: &[Rules], calendar: &OfficeCalendar) -> Option<(Date, Date)> {
    let (to, qualified) = (petition.extended_to?, petition.qualified_on?);
    let limit = rules::limit(rules::in_force(sets, qualified)?, LIMIT)?;
    let by_rule = || Some(rules::due(limit, qualified, calendar).ok()?.day);
    let due = petition.reply_due.or_else(by_rule)?;
    let end = rules::extension_end(limit, due, calendar)?;
    (end < to).then_some((to, end))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const RULES: &str = "id = \"2015-07-17\"\ntitle = \"Invented\"\n[[limit]]\nname = \"formal-reply\"\nlength = 2\nunit = \"calendar-months\"\nruns_from = \"qualified\"\nstrength = \"rule\"\nextension_length = 2\nextension_unit = \"calendar-months\"\nextension_from = \"reply-due\"\n";

    #[test]
    fn an_extension_runs_no_longer_than_the_rule() {
        let found = |dates: &str| {
            let case = format!("[[petition]]\nurl = \"https://example.org/1\"\n{dates}");
            let rules = ("records/rules/2015-07-17.toml", RULES);
            found("extension-beyond-rule", &[("case", &case), rules])
        };
        let announced = "qualified_on = 2021-09-24\nreply_due = 2021-11-23\n";
        assert_eq!(
            found(&format!("{announced}extended_to = 2022-01-24\n")),
            ["petition[1].extended_to: 2022-01-24"]
        );
        assert!(found(&format!("{announced}extended_to = 2022-01-23\n")).is_empty());
        assert!(found("qualified_on = 2021-09-24\nextended_to = 2022-01-24\n").is_empty());
        assert!(found("extended_to = 2022-01-24\n").is_empty());
    }
}
