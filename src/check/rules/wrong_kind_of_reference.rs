//! The id of a meeting where that of a case is due, and the like.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::Kind;
use crate::record::reference::{Target, references};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "wrong-kind-of-reference",
    about: Bilingual {
        en: "A field names a record of another kind than belongs there, such as a meeting among the cases of a meeting.",
        zh: "欄位所指的紀錄種類不符，例如會議的案件欄填了會議代號。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        for reference in references(record) {
            if let Target::Record(id, due) = reference.target
                && id.kind() != due
            {
                let id = id.to_string();
                findings.add(
                    file,
                    reference.field,
                    Remedy::edit(record),
                    move |language| words::wrong_kind(language, &id, due == Kind::Case),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_meeting_is_no_case() {
        let meeting =
            |id: &str| format!("kind = \"prep\"\nstatus = \"held\"\ncases = [\"{id}\"]\n");
        let one = meeting("m201904-x3qd");
        assert_eq!(
            found("wrong-kind-of-reference", &[("meeting", &one)]),
            ["cases[1]: \"m201904-x3qd\""]
        );
        let other = meeting("c201902-k7f2");
        assert!(found("wrong-kind-of-reference", &[("meeting", &other)]).is_empty());
    }
}
