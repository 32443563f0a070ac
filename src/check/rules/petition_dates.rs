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

/// A reply is due after two months and may be extended once by two; beyond this it is an error of
/// the source.
const MOST_MONTHS: Months = Months::new(6);

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
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

type Contradiction = (&'static str, Date, (&'static str, Date));

/// The dates that cannot be right beside another one: field and day of both.
fn contradictions(petition: &Petition) -> Vec<Contradiction> {
    let too_late = |due: Date, from: Date| {
        from.naive()
            .checked_add_months(MOST_MONTHS)
            .is_some_and(|last| due.naive() > last)
    };
    let mut found: Vec<Contradiction> = Vec::new();
    let mut compare = |field, day: Option<Date>, other, than: Option<Date>, bounded: bool| {
        if let (Some(day), Some(than)) = (day, than)
            && (day < than || (bounded && too_late(day, than)))
        {
            found.push((field, day, (other, than)));
        }
    };
    compare(
        "qualified_on",
        petition.qualified_on,
        "opened",
        petition.opened,
        false,
    );
    compare(
        "reply_due",
        petition.reply_due,
        "qualified_on",
        petition.qualified_on,
        true,
    );
    compare(
        "extended_to",
        petition.extended_to,
        "reply_due",
        petition.reply_due,
        false,
    );
    found
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(dates: &str) -> Vec<String> {
        let text = format!("[[petition]]\nurl = \"https://example.org/1\"\n{dates}");
        found("petition-dates", &[("case", &text)])
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
