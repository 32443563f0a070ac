//! A store in a format newer than this program knows.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::settings::FORMAT;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "store-format",
    about: Bilingual {
        en: "The store is written in a format newer than this program knows. It may be read where `min_reader` allows it, and is never written.",
        zh: "紀錄庫格式較本程式所知為新。依 min_reader 或可讀取，但一律不寫入。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Settings(settings) = record else {
            continue;
        };
        let format = settings.format;
        if !(1..=FORMAT).contains(&format) {
            let remedy = Remedy::command("po --version".to_owned());
            findings.add(file, "format", remedy, move |language| {
                words::store_format(language, format, FORMAT)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn only_known_formats_pass() {
        let found = |format: u32| {
            let text = format!("format = {format}\nname = \"甲\"\nlanguage = \"en\"\n");
            found("store-format", &[("records/store.toml", &text)])
        };
        assert_eq!(found(2), ["format: 2"]);
        assert_eq!(found(0), ["format: 0"]);
        assert!(found(1).is_empty());
    }
}
