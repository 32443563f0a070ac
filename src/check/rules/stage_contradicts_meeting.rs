//! A case and its meetings that disagree on whether it was met on.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Case, Stage, StageRow};
use crate::record::meeting::{Meeting, MeetingKind, MeetingStatus};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-contradicts-meeting",
    about: Bilingual {
        en: "A case says that its collaborative meeting was held and no such meeting is recorded, or a held meeting is recorded and the case does not say so. Lists of cases and of meetings then differ.",
        zh: "案件載為已召開卻無已召開的協作會議紀錄，或有已召開的會議而案件未載。案件與會議兩種統計將不一致。",
    },
    severity: Severity::Warning,
    run,
};

const DAY: Bilingual = Bilingual {
    en: "DAY",
    zh: "日期",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let held = evidence
            .meetings_of(&case.id)
            .iter()
            .find(|meeting| is_held(meeting));
        let met = case
            .stages
            .iter()
            .zip(1..)
            .filter(|(step, _)| step.name == Stage::Met)
            .last();
        match (met, held) {
            (Some((step, number)), None) if !was_met_at(evidence, step) => {
                let command = format!(
                    "po meeting new --kind collaborative --case {} --date ",
                    case.id
                );
                let remedy = Remedy::fill_in(command, DAY);
                let field = format!("stage[{number}].name");
                findings.add(file, field, remedy, words::met_without_meeting);
            }
            (None, Some(meeting)) if awaits_meeting(case) => {
                let (id, number) = (meeting.id.to_string(), case.stages.len());
                let remedy =
                    Remedy::command(format!("po case stage {} met --meeting {id}", case.id));
                findings.add(
                    file,
                    format!("stage[{number}].name"),
                    remedy,
                    move |language| words::meeting_without_met(language, &id),
                );
            }
            _ => {}
        }
    }
}

fn is_held(meeting: &Meeting) -> bool {
    meeting.status == MeetingStatus::Held
        && matches!(
            meeting.kind,
            MeetingKind::Collaborative | MeetingKind::Hearing
        )
}

/// Whether the step itself names the meeting, which need not name the case.
fn was_met_at(evidence: &Evidence<'_>, step: &StageRow) -> bool {
    let meeting = step.meeting.as_ref().and_then(|id| evidence.meeting(id));
    meeting.is_some_and(is_held)
}

/// Whether the case stands where a meeting is still to come, or is said not to be held.
fn awaits_meeting(case: &Case) -> bool {
    case.current().is_some_and(|step| {
        matches!(
            step.name,
            Stage::Watching
                | Stage::Proposed
                | Stage::Selected
                | Stage::Preparing
                | Stage::Announced
                | Stage::NotHeld
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn with(stage: &str, status: &str, kind: &str) -> Vec<String> {
        let case = format!("[[stage]]\nk = \"aaaa\"\nname = \"{stage}\"\n");
        let meeting =
            format!("kind = \"{kind}\"\nstatus = \"{status}\"\ncases = [\"c201902-k7f2\"]\n");
        found(
            "stage-contradicts-meeting",
            &[("case", &case), ("meeting", &meeting)],
        )
    }

    #[test]
    fn both_ways_of_disagreeing_are_named() {
        assert_eq!(
            with("met", "planned", "collaborative"),
            ["stage[1].name: \"met\""]
        );
        assert_eq!(with("met", "held", "prep"), ["stage[1].name: \"met\""]);
        assert_eq!(
            with("announced", "held", "collaborative"),
            ["stage[1].name: \"announced\""]
        );
        assert_eq!(
            with("not-held", "held", "collaborative"),
            ["stage[1].name: \"not-held\""]
        );
    }

    #[test]
    fn agreement_is_no_finding() {
        assert!(with("met", "held", "collaborative").is_empty());
        assert!(with("announced", "held", "prep").is_empty());
        assert!(with("announced", "planned", "collaborative").is_empty());
    }
}
