//! A symbolic link among the records.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "symlink",
    about: Bilingual {
        en: "A record is a plain file. A symbolic link can lead out of the store, so it is never followed.",
        zh: "紀錄必須是一般檔案。符號連結可能指向紀錄庫之外，一律不予讀取。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for file in evidence.files.iter().filter(|file| file.symlink) {
        findings.add(file, "", Remedy::take_out(&file.path), words::symlink);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::today;
    use crate::check::{Evidence, File, run};

    #[test]
    fn a_link_is_named_and_not_followed() {
        let files = [File::symlink("records/store.toml", "/etc/passwd")];
        let found = run(&Evidence::new(&files, false, today()), None);
        let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["symlink"]);
    }
}
