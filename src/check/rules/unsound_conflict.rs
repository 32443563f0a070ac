//! An open conflict that says not between which values, or not in TOML.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "unsound-conflict",
    about: Bilingual {
        en: "A `[[conflict]]` row holds each value as TOML, the earlier one in `base` and those to choose from in `values`. A row written by hand in another way cannot be merged, so that nothing that others change in this record comes in.",
        zh: "[[conflict]] 各列以 TOML 格式登載原值（base）及待擇定之各值（values）。手動改寫致格式不符者無法合併，他人就該紀錄所作之修改將無法併入。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let rows = record.conflicts().iter();
        for row in rows.filter(|row| !row.is_sound()) {
            let field = row.path.as_str().to_owned();
            let place = field.replace('[', "\\[").replace(']', "\\]");
            findings.add(
                file,
                format!("conflict[{place}]"),
                Remedy::edit(record),
                move |language| words::unsound_conflict(language, &field),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn values_are_toml_and_there_are_some() {
        // Invented.
        let found = |row: &str| {
            let case = format!(
                "id = \"c201902-k7f2\"\ntitle = \"測試\"\n\n[[conflict]]\npath = \"title\"\n{row}"
            );
            let path = "records/cases/2019/02/c201902-k7f2.toml";
            found("unsound-conflict", &[(path, &case)]).len()
        };
        let values = "values = ['\"甲\"', '\"乙\"']\n";
        assert_eq!(found(&format!("base = 'a b'\n{values}")), 1);
        assert_eq!(found("values = ['a b']\n"), 1);
        assert_eq!(found(&format!("base = '\"丙\"'\n{values}")), 0);
    }
}
