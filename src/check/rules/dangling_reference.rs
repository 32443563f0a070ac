//! A field that names a record which does not exist.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::Kind;
use crate::record::reference::{Target, references};
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "dangling-reference",
    about: Bilingual {
        en: "A field names a case, meeting or person of which the store has no record, so that what it says leads nowhere.",
        zh: "欄位所指的案件、會議或人員在紀錄庫中不存在，無從查考。",
    },
    severity: Severity::Error,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        for reference in references(record) {
            let (kind, id) = match reference.target {
                // The kind is told by the id itself; whether it fits here is another rule.
                Target::Record(id, _) => (id.kind(), id.to_string()),
                Target::Person(person) => (Kind::Person, person.to_string()),
                Target::Agency(_) => continue,
            };
            if !evidence.is_known(kind, &id) {
                findings.add(
                    file,
                    reference.field,
                    Remedy::edit(record),
                    move |language| words::dangling_reference(language, &id),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const CASE: &str = "[[stage]]\nk = \"a1b2\"\nname = \"met\"\nmeeting = \"m201904-x3qd\"\n";

    #[test]
    fn a_record_that_is_not_there_is_missed() {
        assert_eq!(
            found("dangling-reference", &[("case", CASE)]),
            ["stage[1].meeting: \"m201904-x3qd\""]
        );
        let meeting = ("meeting", "kind = \"collaborative\"\nstatus = \"held\"\n");
        assert!(found("dangling-reference", &[("case", CASE), meeting]).is_empty());
    }

    #[test]
    fn an_unreadable_record_is_there_all_the_same() {
        let broken = ("meeting", "kind = \"collaborative\"\nstatus = \"heldd\"\n");
        assert!(found("dangling-reference", &[("case", CASE), broken]).is_empty());
    }

    #[test]
    fn a_person_must_have_a_record() {
        let meeting = "kind = \"quarterly\"\nstatus = \"held\"\n[[chief]]\nagency = \"mohw\"\nperson = \"a-b\"\n";
        assert_eq!(
            found("dangling-reference", &[("meeting", meeting)]),
            ["chief[1].person: \"a-b\""]
        );
    }
}
