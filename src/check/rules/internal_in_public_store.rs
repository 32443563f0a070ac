//! An internal record in a public store.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Visibility;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "internal-in-public-store",
    about: Bilingual {
        en: "A record is internal and the store is public. Git never forgets: whoever clones the store has it. Internal records live in a private store.",
        zh: "紀錄標為內部，紀錄庫卻是公開的。git 不會遺忘，任何複本都含有此紀錄；內部紀錄應存於非公開紀錄庫。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    if evidence.private {
        return;
    }
    for (file, record) in evidence.records() {
        let visibility = match record {
            AnyRecord::Case(case) => case.visibility,
            AnyRecord::Meeting(meeting) => meeting.visibility,
            _ => None,
        };
        if visibility == Some(Visibility::Internal) {
            let remedy =
                Remedy::command(format!("po {} rm {}", record.kind().as_str(), record.id()));
            findings.add(file, "visibility", remedy, words::internal_in_public_store);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in;

    #[test]
    fn nothing_internal_is_public() {
        let found =
            |text: &str, private| found_in("internal-in-public-store", &[("case", text)], private);
        let internal = "visibility = \"internal\"\n";
        assert_eq!(found(internal, false), ["visibility: \"internal\""]);
        assert!(found(internal, true).is_empty());
        assert!(found("visibility = \"public\"\n", false).is_empty());
    }
}
