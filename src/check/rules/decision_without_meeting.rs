//! A decision of which nobody can tell where it was taken.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Case, Selection, Source, Stage};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "decision-without-meeting",
    about: Bilingual {
        en: "A case was chosen, released or decided on, and the record does not name the meeting. Later nobody can look up who agreed.",
        zh: "案件經選定、解除列管或裁示，卻未載明會議，日後無從查考。",
    },
    severity: Severity::Warning,
    run,
};

const MEETING: Bilingual = Bilingual {
    en: "MEETING",
    zh: "會議代號",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        for (row, number) in case.stages.iter().zip(1..) {
            if row.meeting.is_none() && is_decided_in_a_meeting(case, row.name) {
                let path = format!("stage[{}].meeting", row.k);
                findings.add(
                    file,
                    format!("stage[{number}].name"),
                    Remedy::set(record, &path, MEETING),
                    words::decision_without_meeting,
                );
            }
        }
        for (row, number) in case.reports.iter().zip(1..) {
            if row.meeting.is_none() && row.decided.is_some() {
                let path = format!("report[{}].meeting", row.k);
                findings.add(
                    file,
                    format!("report[{number}].decided"),
                    Remedy::set(record, &path, MEETING),
                    words::decision_without_meeting,
                );
            }
        }
    }
}

/// Whether a step is taken in a meeting of the network. What a ministry or its superiors decide by
/// themselves is not, and neither is that a meeting is not held.
fn is_decided_in_a_meeting(case: &Case, stage: Stage) -> bool {
    match (stage, case.selection) {
        (Stage::Released, _) => true,
        (Stage::Selected, Some(how)) => how == Selection::Voted,
        (Stage::Selected, None) => !matches!(
            case.source,
            None | Some(Source::Ministry | Source::Designated)
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_a_meeting_decides_names_the_meeting() {
        let found = |text: &str| found("decision-without-meeting", &[("case", text)]);
        let step =
            |name: &str, rest: &str| format!("[[stage]]\nk = \"aaaa\"\nname = \"{name}\"\n{rest}");
        let meeting = "meeting = \"m201904-x3qd\"\n";
        assert_eq!(
            found(&step("released", "")),
            ["stage[1].name: \"released\""]
        );
        let voted = format!("source = \"join-petition\"\n{}", step("selected", ""));
        assert_eq!(found(&voted), ["stage[1].name: \"selected\""]);
        assert!(found(&step("released", meeting)).is_empty());
        assert!(found(&step("met", "")).is_empty());
        let own = format!("selection = \"ministry-decided\"\n{voted}");
        assert!(found(&own).is_empty());
        let report = "[[report]]\nk = \"aaaa\"\non = 2019-05-06\n";
        let decided = format!("{report}decided = \"kept\"\n");
        assert_eq!(found(&decided), ["report[1].decided: \"kept\""]);
        assert!(found(report).is_empty());
        assert!(found(&format!("{decided}{meeting}")).is_empty());
    }
}
