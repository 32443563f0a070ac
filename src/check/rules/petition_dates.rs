//! Dates of a petition that cannot all be right.

use chrono::Months;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::case::Petition;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "petition-dates",
    about: Bilingual {
        en: "Dates of a petition contradict each other: the threshold reached before the petition opened, a reply due before that or more than half a year after, an extension that shortens. The source has such errors; deadlines are reckoned from these dates.",
        zh: "連署日期互相矛盾：成案早於開放附議、回應期限早於成案或晚於成案半年以上、展延反而提前。來源資料確有此類錯誤，而各期限皆由此計算。",
    },
    severity: Severity::Warning,
    run,
};

/// An announced day far beyond what any rule leads to.
pub(super) const FAR: Rule = Rule {
    code: "reply-due-far",
    about: Bilingual {
        en: "The announced day of the reply lies more than half a year after the petition qualified: an error of the source.",
        zh: "公告之回應期限距成案日逾半年，應為來源資料有誤。",
    },
    severity: Severity::Warning,
    run: find_far,
};

/// A reply is due after two months and may be extended once by two; beyond this it is an error of
/// the source.
const MOST_MONTHS: Months = Months::new(6);

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    each(evidence, findings, |petition| {
        let (opened, qualified) = (petition.opened, petition.qualified_on);
        let (due, extended) = (petition.reply_due, petition.extended_to);
        let pairs = [
            ("qualified_on", qualified, "opened", opened),
            ("reply_due", due, "qualified_on", qualified),
            ("extended_to", extended, "reply_due", due),
        ];
        let backwards = pairs.into_iter().filter_map(|(field, day, other, than)| {
            let (day, than) = (day?, than?);
            (day < than).then_some((field, day, (other, than)))
        });
        backwards.collect()
    });
}

fn find_far<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    each(evidence, findings, |petition| {
        let (Some(due), Some(qualified)) = (petition.reply_due, petition.qualified_on) else {
            return Vec::new();
        };
        let last = qualified.naive().checked_add_months(MOST_MONTHS);
        match last.is_some_and(|last| due.naive() > last) {
            true => vec![("reply_due", due, ("qualified_on", qualified))],
            false => Vec::new(),
        }
    });
}

/// Adds what is found of each petition.
fn each<'a>(
    evidence: &Evidence<'a>,
    findings: &mut Findings<'a>,
    contradictions: impl Fn(&Petition) -> Vec<Contradiction>,
) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (petition, number) in case.petitions.iter().zip(1..) {
            for (field, day, other) in contradictions(petition) {
                let field = format!("petition[{number}].{field}");
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let other_day = other.1.display(language);
                    words::petition_dates(language, &day.display(language), other.0, &other_day)
                });
            }
        }
    }
}

/// A date that cannot be right beside another one: field and day of both.
type Contradiction = (&'static str, Date, (&'static str, Date));

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(dates: &str) -> Vec<String> {
        let text = format!("[[petition]]\nurl = \"https://example.org/1\"\n{dates}");
        let by = |code| found(code, &[("case", &text)]);
        [by("petition-dates"), by("reply-due-far")].concat()
    }

    #[test]
    fn dates_that_cannot_be_are_marked() {
        assert_eq!(
            with("opened = 2019-02-02\nqualified_on = 2019-02-01\n"),
            ["petition[1].qualified_on: 2019-02-01"]
        );
        assert_eq!(
            with("qualified_on = 2019-02-01\nreply_due = 2019-01-31\n"),
            ["petition[1].reply_due: 2019-01-31"]
        );
        assert_eq!(
            with("qualified_on = 2019-02-01\nreply_due = 2019-08-02\n"),
            ["petition[1].reply_due: 2019-08-02"]
        );
        assert_eq!(
            with("reply_due = 2019-04-01\nextended_to = 2019-03-01\n"),
            ["petition[1].extended_to: 2019-03-01"]
        );
    }

    #[test]
    fn dates_that_may_be_are_not() {
        assert!(
            with("opened = 2019-02-01\nqualified_on = 2019-02-01\nreply_due = 2019-08-01\n")
                .is_empty()
        );
        assert!(with("").is_empty());
    }
}
