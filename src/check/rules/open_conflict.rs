//! A field that two sides of a merge set differently and nobody has decided.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;
use crate::text::shell::shell_word;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "open-conflict",
    about: Bilingual {
        en: "Two sides of a merge set one field differently. It keeps the value that it had before until somebody chooses one of those in `[[conflict]]`; what holds an open conflict cannot be made public.",
        zh: "合併時雙方就同一欄位所載不一。該欄位暫留原值，待就 [[conflict]] 所列各值擇定；有未決衝突之紀錄不得公開。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        for row in record.conflicts() {
            let path = row.path.as_str();
            let remedy = format!("po resolve {} {} 1", record.id(), shell_word(path));
            let (place, values) = (path.to_owned(), row.values.clone());
            let place = format!(
                "conflict[{}]",
                place.replace('[', "\\[").replace(']', "\\]")
            );
            let field = path.to_owned();
            findings.add(
                file,
                place.as_str(),
                Remedy::command(remedy),
                move |language| words::open_conflict(language, &field, &values),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn every_field_that_waits_is_found() {
        // Invented.
        let case = "id = \"c201902-k7f2\"\ntitle = \"測試\"\n";
        let open =
            format!("{case}\n[[conflict]]\npath = \"title\"\nvalues = ['\"甲\"', '\"乙\"']\n");
        let path = "records/cases/2019/02/c201902-k7f2.toml";
        assert_eq!(found("open-conflict", &[(path, &open)]).len(), 1);
        assert!(found("open-conflict", &[(path, case)]).is_empty());
    }
}
