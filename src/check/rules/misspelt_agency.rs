//! A misspelt name of an agency in the text of a case or meeting.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Place, Remedy, Severity};
use crate::locale::check as words;
use crate::record::AnyRecord;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "misspelt-agency",
    about: Bilingual {
        en: "A text holds a known misspelling of an agency's short name (an alias of the same length that differs in one character). A search for the agency does not find it.",
        zh: "文字中出現已知的機關簡稱誤寫（與簡稱等長且僅差一字的別名），搜尋該機關時會找不到。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let slips: Vec<(&str, &str)> = evidence
        .agencies
        .iter()
        .flat_map(|(_, agency)| {
            let short = agency.short_name.as_str();
            agency
                .aliases
                .iter()
                .map(move |alias| (alias.as_str(), short))
        })
        .filter(|(alias, short)| strsim::hamming(alias, short) == Ok(1))
        .collect();
    for (file, record) in evidence.records() {
        // What people said stands in transcripts as they said it.
        if !matches!(record, AnyRecord::Case(_) | AnyRecord::Meeting(_)) {
            continue;
        }
        for (slip, short) in &slips {
            for (start, found) in file.text.match_indices(slip) {
                let place = Place::Span(start..start + found.len(), String::new());
                let (slip, short) = ((*slip).to_owned(), (*short).to_owned());
                findings.add(file, place, Remedy::edit(record), move |language| {
                    words::misspelt_agency(language, &slip, &short)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn only_slips_are_reported_and_not_other_names() {
        let agency = (
            "records/agencies/mohw.toml",
            "id = \"mohw\"\nkind = \"second-level\"\nshort_name = \"衛福部\"\nfull_name = \"衛生福利部\"\naliases = [\"衛服部\", \"福利部\", \"衛署\"]\n",
        );
        let case = ("case", "summary = \"衛服部與福利部、衛福部、衛署\"\n");
        assert_eq!(found("misspelt-agency", &[case, agency]), [": 衛服部"]);
    }
}
