//! Two files with one id.

use std::collections::HashMap;

use crate::check::evidence::{Evidence, File};
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Kind};
use crate::text::shell::shell_word;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-id",
    about: Bilingual {
        en: "Two files hold a record of one id, usually after a file was copied. A change would reach only one of them.",
        zh: "兩個檔案記載同一代號，通常是複製檔案所致；修改只會更新其中之一。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let mut files: HashMap<(Kind, String), Vec<(&'a File, &'a AnyRecord)>> = HashMap::new();
    for (file, record) in evidence.records() {
        files
            .entry((record.kind(), record.id()))
            .or_default()
            .push((file, record));
    }
    for ((_, id), held) in files {
        // The file that lies where the id says is the record; the others are the copies.
        let right = held
            .iter()
            .position(|(file, record)| record.path() == file.path)
            .unwrap_or(0);
        let Some(&(first, _)) = held.get(right) else {
            continue;
        };
        for (place, &(file, _)) in held.iter().enumerate() {
            if place != right {
                let (id, other) = (id.clone(), first.path.clone());
                let remedy = Remedy::command(format!("git rm -- {}", shell_word(&file.path)));
                findings.add(file, "id", remedy, move |language| {
                    words::duplicate_id(language, &id, &other)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, path_of};

    #[test]
    fn a_copied_record_is_named_and_the_right_one_is_not() {
        let copy = "id = \"c201902-k7f2\"\ntitle = \"甲案\"\n";
        let store = [("records/cases/2019/01/copy.toml", copy), ("case", "")];
        assert_eq!(found("duplicate-id", &store), ["id: \"c201902-k7f2\""]);
        assert_eq!(path_of("case"), "records/cases/2019/02/c201902-k7f2.toml");
        assert!(found("duplicate-id", &[("case", ""), ("other-case", "")]).is_empty());
    }
}
