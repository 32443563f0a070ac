//! Something that was done on a day still to come.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::case::Case;
use crate::record::meeting::Meeting;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "fact-in-future",
    about: Bilingual {
        en: "A field tells of what was done, said or counted, and its day is still to come: the day is wrong, or it is a plan.",
        zh: "欄位記載已發生之事，日期卻尚未到來：日期有誤，或僅為預定。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let facts = match record {
            AnyRecord::Case(case) => of_case(case),
            AnyRecord::Meeting(meeting) => of_meeting(meeting),
            _ => continue,
        };
        for (field, day) in facts {
            if let Some(day) = day.filter(|day| *day > evidence.today) {
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::fact_in_future(language, &day.display(language))
                });
            }
        }
    }
}

/// What a case tells of, each with its day. Steps have rules of their own.
fn of_case(case: &Case) -> Vec<(String, Option<Date>)> {
    let mut facts = Vec::new();
    for (row, number) in case.reports.iter().zip(1..) {
        facts.push((format!("report[{number}].on"), Some(row.on)));
        facts.push((
            format!("report[{number}].condition_met_on"),
            row.condition_met_on,
        ));
    }
    for (row, number) in case.petitions.iter().zip(1..) {
        let days = [
            ("filed_on", row.filed_on),
            ("schedule_posted_on", row.schedule_posted_on),
            ("contacted_on", row.contacted_on),
            ("surveyed_on", row.surveyed_on),
        ];
        facts.extend(days.map(|(name, day)| (format!("petition[{number}].{name}"), day)));
    }
    for (row, number) in case.replies.iter().zip(1..) {
        facts.push((format!("reply[{number}].on"), row.on));
    }
    for (row, number) in case.solutions.iter().zip(1..) {
        facts.push((format!("solution[{number}].adopted_on"), row.adopted_on));
    }
    for (row, number) in case.commitments.iter().zip(1..) {
        for (update, place) in row.updates.iter().zip(1..) {
            let field = format!("commitment[{number}].update[{place}].on");
            facts.push((field, Some(update.on)));
        }
    }
    facts
}

/// What a meeting tells of, each with its day. Topics are counted on the day of the meeting.
fn of_meeting(meeting: &Meeting) -> Vec<(String, Option<Date>)> {
    let mut facts = Vec::new();
    for (row, number) in meeting.tasks.iter().zip(1..) {
        facts.push((format!("task[{number}].done_on"), row.done_on));
    }
    for (row, number) in meeting.conclusions.iter().zip(1..) {
        facts.push((format!("conclusion[{number}].done_on"), row.done_on));
    }
    for (row, number) in meeting.candidates.iter().zip(1..) {
        if row.ticks.is_some() {
            facts.push((format!("candidate[{number}].ticks"), meeting.first_day()));
        }
        if row.share.is_some() {
            facts.push((format!("candidate[{number}].share"), meeting.first_day()));
        }
    }
    let closed_on = meeting.vote.as_ref().and_then(|vote| vote.closed_on);
    facts.push(("vote.closed_on".to_owned(), closed_on));
    facts
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_was_done_is_past() {
        let case = "[[report]]\nk = \"aaaa\"\non = 2019-07-01\n[[report]]\nk = \"bbbb\"\non = 2019-06-30\nnext_on = 2019-12-01\n[[commitment]]\nk = \"aaaa\"\ntext = \"甲\"\nstatus = \"done\"\ndue = 2019-12-01\n[[commitment.update]]\nk = \"bbbb\"\non = 2019-08-01\n";
        assert_eq!(
            found("fact-in-future", &[("case", case)]),
            [
                "report[1].on: 2019-07-01",
                "commitment[1].update[1].on: 2019-08-01"
            ]
        );
        let meeting = "kind = \"monthly\"\nstatus = \"planned\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-07-01\n[[candidate]]\nk = \"aaaa\"\n[[candidate]]\nk = \"bbbb\"\nticks = 7\n[vote]\nopened_on = 2019-07-01\nclosed_on = 2019-07-01\n";
        assert_eq!(
            found("fact-in-future", &[("meeting", meeting)]),
            ["candidate[2].ticks: 7", "vote.closed_on: 2019-07-01"]
        );
    }
}
