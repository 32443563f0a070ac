//! A step of a case that the procedure does not know after the step before.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::{Stage, StageRow};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stage-order",
    about: Bilingual {
        en: "A case begins late, goes back, on from where it had ended, or over stages in between, without a reason. The last step says where a case stands, so steps out of order give the wrong answer. What an import took from a source may leave out stages (stage-skipped).",
        zh: "案件無故自中途開始、倒退、越過其間階段，或結案後又有後續。末列即現況，順序錯誤即現況錯誤。匯入自來源之階段得有缺漏（stage-skipped）。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if let Some(first) = beginning(&case.stages).filter(|row| !row.is_of_source()) {
            let name = first.name;
            findings.add(
                file,
                "stage[1].name",
                Remedy::edit(record),
                move |language| words::stage_begins(language, name.label(language)),
            );
        }
        for (number, before, after) in departures(&case.stages) {
            if !is_gap_of_source(before, after) {
                let field = format!("stage[{number}].name");
                let (before, after) = (before.name, after.name);
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::stage_order(language, before.label(language), after.label(language))
                });
            }
        }
    }
}

/// The first step, where it stands for others that should be before it, without a reason.
pub(super) fn beginning(stages: &[StageRow]) -> Option<&StageRow> {
    let is_first = |row: &&StageRow| matches!(row.name, Stage::Watching | Stage::Proposed);
    let first = stages.first().filter(|row| !is_first(row));
    first.filter(|row| row.reason.is_none())
}

/// The steps, by number, that may not follow the one before without a reason and have none.
pub(super) fn departures(
    stages: &[StageRow],
) -> impl Iterator<Item = (usize, &StageRow, &StageRow)> {
    stages
        .iter()
        .zip(stages.iter().skip(1))
        .zip(2..)
        .filter(|((before, after), _)| {
            !before.name.next().contains(&after.name) && after.reason.is_none()
        })
        .map(|((before, after), number)| (number, before, after))
}

/// Whether an import took the step from a source, and it only leaves out stages on the way forward.
pub(super) fn is_gap_of_source(before: &StageRow, after: &StageRow) -> bool {
    after.is_of_source() && is_skip(before.name, after.name)
}

fn is_skip(before: Stage, after: Stage) -> bool {
    matches!((way(before), way(after)), (Some(before), Some(after)) if before < after)
}

/// How far along the main way a stage is; the exits are not on it.
fn way(stage: Stage) -> Option<u32> {
    match stage {
        Stage::Watching => Some(0),
        Stage::Proposed => Some(1),
        Stage::Selected => Some(2),
        Stage::Preparing => Some(3),
        Stage::Announced => Some(4),
        Stage::Met | Stage::NotHeld => Some(5),
        Stage::Tracked => Some(6),
        Stage::Released => Some(7),
        Stage::NotSelected | Stage::Lapsed | Stage::Replied | Stage::Withdrawn | Stage::Merged => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;
    use crate::record::case::{Stage, StageSource};
    use crate::record::id::suffix_of;

    fn with(names: &[&str], last: &str) -> Vec<String> {
        let mut text = String::new();
        for (name, key) in names.iter().zip(["aaaa", "bbbb", "cccc"]) {
            let why = ["", "reason = \"虛構\"\n"][usize::from(text.is_empty())];
            text += &format!("[[stage]]\nk = \"{key}\"\nname = \"{name}\"\n{why}");
        }
        text += last;
        found("stage-order", &[("case", &text)])
    }

    #[test]
    fn going_back_needs_a_reason() {
        assert_eq!(
            with(&["met", "preparing"], ""),
            ["stage[2].name: \"preparing\""]
        );
        assert!(with(&["met", "preparing"], "reason = \"甲\"\n").is_empty());
        assert_eq!(
            with(&["released", "tracked"], ""),
            ["stage[2].name: \"tracked\""]
        );
        assert_eq!(
            with(&["met", "not-held"], ""),
            ["stage[2].name: \"not-held\""]
        );
    }

    #[test]
    fn leaving_out_stages_needs_a_reason_or_a_source() {
        let leap = ["proposed", "released"];
        assert_eq!(with(&leap, ""), ["stage[2].name: \"released\""]);
        assert!(with(&leap, "reason = \"甲\"\n").is_empty());
        let begins = "[[stage]]\nk = \"aaaa\"\nname = \"met\"\n";
        assert_eq!(with(&[], begins), ["stage[1].name: \"met\""]);
        assert!(with(&["met"], "").is_empty());
        for source in [StageSource::CasePage, StageSource::Petition] {
            let key = suffix_of("row", &source.natural_key(Stage::Met), 4);
            let step = format!("[[stage]]\nk = \"{key}\"\nname = \"met\"\n");
            assert!(with(&["proposed"], &step).is_empty());
            assert!(with(&[], &step).is_empty());
        }
    }

    #[test]
    fn the_usual_way_is_in_order() {
        assert!(with(&["proposed", "selected", "preparing"], "").is_empty());
        assert!(with(&["not-selected", "proposed"], "").is_empty());
    }

    #[test]
    fn every_pair_of_stages_has_one_answer() {
        for &before in Stage::ALL {
            for &after in Stage::ALL {
                let back = super::is_skip(after, before);
                assert!(
                    !(back && super::is_skip(before, after)),
                    "{before:?} {after:?}"
                );
            }
        }
    }
}
