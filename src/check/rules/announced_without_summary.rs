//! An announced case that plain words are missing for.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::case::Stage;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "announced-without-summary",
    about: Bilingual {
        en: "A case is announced and has no summary in plain language. Those who are invited should know what it is about without reading the petition.",
        zh: "案件已公告而無白話摘要。受邀者應不必讀完連署內容就知道議題為何。",
    },
    severity: Severity::Warning,
    run,
};

const SUMMARY: Bilingual = Bilingual {
    en: "TEXT",
    zh: "摘要",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        let is_announced = case
            .current()
            .is_some_and(|step| step.name == Stage::Announced);
        if is_announced && case.summary.is_none() {
            let remedy = Remedy::set(record, "summary", SUMMARY);
            findings.add(file, "summary", remedy, words::announced_without_summary);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn who_is_invited_is_told_what_it_is_about() {
        let found = |summary: &str, stage: &str| {
            let text = format!("{summary}[[stage]]\nk = \"aaaa\"\nname = \"{stage}\"\n");
            found("announced-without-summary", &[("case", &text)]).len()
        };
        assert_eq!(found("", "announced"), 1);
        assert_eq!(found("summary = \"甲\"\n", "announced"), 0);
        assert_eq!(found("", "preparing"), 0);
    }
}
