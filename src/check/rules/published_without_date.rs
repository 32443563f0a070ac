//! A published transcript that does not say when it became public.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;
use crate::record::transcript::TranscriptStatus;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "published-without-date",
    about: Bilingual {
        en: "A transcript is public and does not say since when, so that nobody can count how long publishing took.",
        zh: "逐字稿已公開卻未載明公開日，無法計算公開所需時間。",
    },
    severity: Severity::Note,
    run,
};

const DAY: Bilingual = Bilingual {
    en: "DAY",
    zh: "日期",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        if transcript.status == TranscriptStatus::Published && transcript.published_on.is_none() {
            let remedy = Remedy::set(record, "published_on", DAY);
            findings.add(file, "status", remedy, words::published_without_date);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn what_is_public_says_since_when() {
        let found = |text: &str| found("published-without-date", &[("transcript", text)]);
        assert_eq!(found("status = \"published\"\n"), ["status: \"published\""]);
        assert!(found("status = \"published\"\npublished_on = 2019-05-01\n").is_empty());
        assert!(found("status = \"editing\"\n").is_empty());
    }
}
