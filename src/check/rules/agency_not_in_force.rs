//! An agency named for a day on which it did not exist.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::agency::Agency;
use crate::record::reference::{Target, references};
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "agency-not-in-force",
    about: Bilingual {
        en: "A part is dated outside the life of its agency. After a reorganisation the successor has an id of its own; counts by agency go wrong otherwise.",
        zh: "分工日期落在機關存續期間之外。組織改造後承接機關另有代號，否則依機關統計會有誤。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let named = references(record).into_iter().filter_map(|reference| {
            let Target::Agency(name) = reference.target else {
                return None;
            };
            Some((reference.field, name.as_str(), reference.days))
        });
        for (field, id, days) in named.chain(owners(record)) {
            let Some(agency) = evidence.agency(id) else {
                continue;
            };
            let Some(&day) = days.iter().find(|day| !agency.exists_on(**day)) else {
                continue;
            };
            let (id, instead) = (id.to_owned(), in_force(evidence, agency, day));
            findings.add(file, field, Remedy::edit(record), move |language| {
                words::agency_not_in_force(
                    language,
                    &id,
                    &day.display(language),
                    instead.as_deref(),
                )
            });
        }
    }
}

/// Who carries out the conclusions of a meeting, on its day: agencies and roles.
fn owners(record: &AnyRecord) -> Vec<(String, &str, Vec<Date>)> {
    let AnyRecord::Meeting(meeting) = record else {
        return Vec::new();
    };
    let days: Vec<Date> = meeting.first_day().into_iter().collect();
    let rows = meeting.conclusions.iter().zip(1..);
    rows.filter_map(|(row, number)| {
        let field = format!("conclusion[{number}].owner");
        Some((field, row.owner.as_deref()?, days.clone()))
    })
    .collect()
}

/// The successor, or the agency that this one succeeded, that existed on the day.
fn in_force(evidence: &Evidence<'_>, agency: &Agency, day: Date) -> Option<String> {
    let mut later = agency;
    // A chain of successors is short; the bound keeps a circle from going on for ever.
    for _ in 0..8 {
        let Some(next) = later
            .successor
            .as_ref()
            .and_then(|id| evidence.agency(id.as_str()))
        else {
            break;
        };
        if next.exists_on(day) {
            return Some(next.id.to_string());
        }
        later = next;
    }
    evidence
        .agencies
        .iter()
        .map(|(_, other)| *other)
        .find(|other| other.successor.as_ref() == Some(&agency.id) && other.exists_on(day))
        .map(|other| other.id.to_string())
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{files, found, today};
    use crate::check::{Evidence, run};
    use crate::locale::Language;

    const OLD: (&str, &str) = (
        "records/agencies/old.toml",
        "id = \"old\"\nkind = \"second-level\"\nshort_name = \"舊會\"\nfull_name = \"舊會\"\nuntil = 2019-01-31\nsuccessor = \"new\"\n",
    );
    const NEW: (&str, &str) = (
        "records/agencies/new.toml",
        "id = \"new\"\nkind = \"second-level\"\nshort_name = \"新部\"\nfull_name = \"新部\"\nfrom = 2019-02-01\n",
    );

    fn message(case: &str) -> Vec<String> {
        let files = files(&[("case", case), OLD, NEW]);
        run(
            &Evidence::new(&files, false, today()),
            Some(&["agency-not-in-force".to_owned()]),
        )
        .iter()
        .map(|finding| finding.message(Language::En))
        .collect()
    }

    #[test]
    fn the_agency_of_that_day_is_named() {
        let part = |id: &str, on: &str| {
            format!("[[agency]]\nid = \"{id}\"\nrole = \"host\"\nfrom = {on}\n")
        };
        assert!(message(&part("old", "2019-02-12"))[0].contains("`new`"));
        assert!(message(&part("new", "2018-02-12"))[0].contains("`old`"));
        assert!(message(&part("new", "2019-02-01")).is_empty());
        assert!(message(&part("old", "2019-01-31")).is_empty());
    }

    #[test]
    fn a_conclusion_is_owned_by_who_was_there() {
        let meeting = "kind = \"prep\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-03-01\n[[conclusion]]\nn = 1\ntext = \"甲\"\nowner = \"old\"\n[[conclusion]]\nn = 2\ntext = \"甲\"\nowner = \"new\"\n[[conclusion]]\nn = 3\ntext = \"甲\"\nowner = \"secretariat\"\n";
        assert_eq!(
            found("agency-not-in-force", &[("meeting", meeting), OLD, NEW]),
            ["conclusion[1].owner: \"old\""]
        );
    }

    #[test]
    fn a_promise_of_an_unknown_day_was_made_by_its_due_day() {
        let case = "[[commitment]]\nk = \"aaaa\"\ntext = \"甲\"\nstatus = \"open\"\nagency = \"new\"\ndue = 2019-01-31\n";
        assert_eq!(
            found("agency-not-in-force", &[("case", case), OLD, NEW]),
            ["commitment[1].agency: \"new\""]
        );
    }

    #[test]
    fn a_part_without_a_date_begins_with_the_case() {
        let case = "[[stage]]\nk = \"a1b2\"\nname = \"proposed\"\non = 2019-02-12\n[[agency]]\nid = \"old\"\nrole = \"host\"\n";
        assert_eq!(
            found("agency-not-in-force", &[("case", case), OLD, NEW]),
            ["agency[1].id: \"old\""]
        );
    }
}
