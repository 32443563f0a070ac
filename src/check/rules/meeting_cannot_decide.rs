//! A report on a case, or what was decided of it, at a meeting that could not decide.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::case::{Case, Stage};
use crate::record::meeting::{Meeting, MeetingKind};
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date, RecordId};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "meeting-cannot-decide",
    about: Bilingual {
        en: "A report on a case, its tracking or its release cites a meeting that was not held by that day, or that is neither a monthly or quarterly meeting nor one of the case. Nobody can look up there what was decided.",
        zh: "提報、列管或解除列管所引會議於該日尚未召開，或既非月會、季會，亦非本案之會議，無從查考當時決定。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (field, id, on) in citations(case) {
            let Some(meeting) = evidence.meeting(id) else {
                continue;
            };
            let id = id.to_string();
            if !may_decide(meeting, case) {
                let kind = meeting.kind;
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::meeting_of_others(language, &id, kind.label(language))
                });
            } else if let Some(on) = on.filter(|on| !was_held(meeting, *on)) {
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::meeting_not_held_by(language, &id, &on.display(language))
                });
            }
        }
    }
}

/// The meetings at which a case was reported, kept and let go, each with field and day.
fn citations(case: &Case) -> impl Iterator<Item = (String, &RecordId, Option<Date>)> {
    let steps = case.stages.iter().zip(1..);
    let steps = steps.filter(|(row, _)| matches!(row.name, Stage::Tracked | Stage::Released));
    let steps = steps.filter_map(|(row, number)| {
        let field = format!("stage[{number}].meeting");
        Some((field, row.meeting.as_ref()?, row.on))
    });
    let reports = case.reports.iter().zip(1..);
    steps.chain(reports.filter_map(|(row, number)| {
        let field = format!("report[{number}].meeting");
        Some((field, row.meeting.as_ref()?, Some(row.on)))
    }))
}

fn may_decide(meeting: &Meeting, case: &Case) -> bool {
    matches!(meeting.kind, MeetingKind::Monthly | MeetingKind::Quarterly)
        || meeting.cases.contains(&case.id)
}

/// Whether a meeting was held by a day, as far as anybody knows: many are planned, and nobody says
/// afterwards that they were held.
fn was_held(meeting: &Meeting, day: Date) -> bool {
    !meeting.status.needs_reason() && meeting.first_day().is_none_or(|first| first <= day)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(on: &str, kind: &str, status: &str, cases: &str) -> Vec<String> {
        let case = format!(
            "[[stage]]\nk = \"aaaa\"\nname = \"released\"\non = {on}\nmeeting = \"m201904-x3qd\"\n[[report]]\nk = \"bbbb\"\non = {on}\nmeeting = \"m201904-x3qd\"\n"
        );
        let meeting = format!(
            "kind = \"{kind}\"\nstatus = \"{status}\"\ncases = [{cases}]\n[[session]]\nk = \"aaaa\"\ndate = 2019-04-12\n"
        );
        found(
            "meeting-cannot-decide",
            &[("case", &case), ("meeting", &meeting)],
        )
    }

    #[test]
    fn a_meeting_decides_of_its_own_case_or_of_all_and_once_it_was_held() {
        let both = [
            "stage[1].meeting: \"m201904-x3qd\"",
            "report[1].meeting: \"m201904-x3qd\"",
        ];
        assert_eq!(with("2019-04-12", "collaborative", "held", ""), both);
        assert_eq!(with("2019-04-11", "monthly", "held", ""), both);
        assert_eq!(with("2019-04-12", "monthly", "cancelled", ""), both);
        assert!(with("2019-04-12", "monthly", "held", "").is_empty());
        assert!(with("2019-04-12", "quarterly", "planned", "").is_empty());
        assert!(with("2019-05-12", "collaborative", "held", "\"c201902-k7f2\"").is_empty());
    }
}
