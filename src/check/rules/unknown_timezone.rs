//! A store in another time zone than Taiwan's.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unknown-timezone",
    about: Bilingual {
        en: "The time zone says when a day ends. `Asia/Taipei` is the only one known; another is not heeded.",
        zh: "時區決定一日的起訖。目前僅支援 Asia/Taipei，其他設定不生效。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Settings(settings) = record else {
            continue;
        };
        if let Some(zone) = settings
            .timezone
            .clone()
            .filter(|zone| zone != "Asia/Taipei")
        {
            findings.add(file, "timezone", Remedy::edit(record), move |language| {
                words::unknown_timezone(language, &zone)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn taipei_is_the_only_zone() {
        let found = |zone: &str| {
            let text =
                format!("format = 1\nname = \"甲\"\nlanguage = \"en\"\ntimezone = \"{zone}\"\n");
            found("unknown-timezone", &[("records/store.toml", &text)])
        };
        assert_eq!(found("Mars/Base"), ["timezone: \"Mars/Base\""]);
        assert!(found("Asia/Taipei").is_empty());
    }
}
