//! A case that does not say where it came from.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "no-source",
    about: Bilingual {
        en: "A case does not say where it came from. Which steps it must take, and every count by source, follow from that.",
        zh: "案件未載明來源。應走的程序與依來源的統計都由此而定。",
    },
    severity: Severity::Warning,
    run,
};

const SOURCE: Bilingual = Bilingual {
    en: "SOURCE",
    zh: "來源",
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        let AnyRecord::Case(case) = record else {
            continue;
        };
        if case.source.is_none() {
            findings.add(
                file,
                "source",
                Remedy::set(record, "source", SOURCE),
                words::no_source,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_case_says_where_it_came_from() {
        assert_eq!(
            found("no-source", &[("case", "")]),
            ["source: \"c201902-k7f2\""]
        );
        assert!(found("no-source", &[("case", "source = \"ministry\"\n")]).is_empty());
    }
}
