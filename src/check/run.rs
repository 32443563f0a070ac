//! Runs the rules over the evidence and puts their findings in order.

use std::collections::HashMap;

use super::evidence::{Evidence, File};
use super::finding::{Finding, Findings};
use super::locate::{Lines, Locator};
use super::rules::RULES;

/// What the rules find, by path and place. `only` names the codes of the rules to run; codes that
/// no rule has are passed over (the caller asks [`super::rule`] first).
pub fn run(evidence: &Evidence<'_>, only: Option<&[String]>) -> Vec<Finding> {
    let wanted = |code: &str| only.is_none_or(|only| only.iter().any(|one| one == code));
    let mut rules = RULES.iter().copied().filter(|rule| wanted(rule.code));
    let Some(first) = rules.next() else {
        return Vec::new();
    };
    let mut findings = Findings::new(first);
    (first.run)(evidence, &mut findings);
    for rule in rules {
        findings.begin(rule);
        (rule.run)(evidence, &mut findings);
    }
    in_order(findings)
}

fn in_order(findings: Findings<'_>) -> Vec<Finding> {
    let mut by_path: HashMap<&str, (&File, Vec<Finding>)> = HashMap::new();
    for (file, finding) in findings.into_found() {
        by_path
            .entry(&file.path)
            .or_insert_with(|| (file, Vec::new()))
            .1
            .push(finding);
    }
    let mut files: Vec<(&File, Vec<Finding>)> = by_path.into_values().collect();
    files.sort_by_key(|(file, _)| file.path.as_str());
    files
        .into_iter()
        .flat_map(|(file, found)| placed(file, found))
        .collect()
}

/// Finds the place of every finding of a file, parsing it at most once.
fn placed(file: &File, mut found: Vec<Finding>) -> Vec<Finding> {
    let to_locate = |finding: &Finding| finding.span.is_none() && !finding.field.is_empty();
    if found.iter().any(to_locate) {
        let locator = Locator::new(&file.text);
        for finding in found.iter_mut().filter(|finding| to_locate(finding)) {
            finding.span = locator.locate(&finding.field);
        }
    }
    let start = |finding: &Finding| finding.span.as_ref().map_or(0, |span| span.start);
    found.sort_by(|one, other| {
        start(one)
            .cmp(&start(other))
            .then_with(|| one.code.cmp(other.code))
    });
    let mut lines = Lines::new(&file.text);
    for finding in &mut found {
        (finding.line, finding.column) = lines.at(start(finding));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check::testing::{files, today};
    use crate::locale::Language;

    /// A store in which every rule finds something. Invented.
    fn bad_store() -> Vec<File> {
        let mut all = files(&[
            (
                "records/store.toml",
                "format = 9\nname = \"甲\"\nlanguage = \"en\"\ntimezone = \"Mars/Base\"\n",
            ),
            (
                "records/agencies/old.toml",
                "id = \"old\"\nkind = \"second-level\"\nshort_name = \"舊會甲\"\nfull_name = \"舊會\"\naliases = [\"舊會乙\"]\nuntil = 2018-12-31\n",
            ),
            (
                "records/policy.toml",
                "[[grant]]\nk = \"aaaa\"\nmay = [\"change\"]\n",
            ),
            ("case", CASE),
            ("other-case", OTHER_CASE),
            (
                "records/cases/2019/01/copy.toml",
                "id = \"c201902-k7f2\"\ntitle = \"甲案\"\n",
            ),
            (
                "records/cases/2019/05/c201905-aaaa.toml",
                "id = 1\nsource = \"mnistry\"\nnumber = -1\n[[agency]]\nid = \"舊會甲\"\nrole = \"host\"\n[[problem]]\nk = \"aaaa\"\n[[problem]]\nk = \"aaaa\"\n",
            ),
            ("records/cases/2019/05/c201905-bbbb.toml", "= 1"),
            (
                "records/cases/2019/05/c201905-cccc.toml",
                "id = \"c201905-cccc\"\ntitle = \"丙案\"\nnumber = 0\n[[stage]]\nk = \"aaaa\"\nname = \"announced\"\n",
            ),
            (
                "records/cases/2019/05/c201905-dddd.toml",
                "id = \"c201905-dddd\"\ntitle = \"丁案\"\nsource = \"ministry\"\n[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = 2019-05-15\n[[report]]\nk = \"bbbb\"\non = 2019-08-01\nmeeting = \"m201905-aaaa\"\n[[petition]]\nurl = \"https://example.org/4\"\nqualified_on = 2019-01-01\nextended_to = 2019-06-01\n",
            ),
            (
                "records/meetings/2019/05/m201905-cccc.toml",
                "id = \"m201905-cccc\"\ntitle = \"丁會\"\nkind = \"monthly\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-05-06\n[[conclusion]]\nn = 1\ntext = \"甲\"\ndue = 2019-05-01\n[[candidate]]\nk = \"bbbb\"\ncases = [\"c201905-dddd\"]\npool = \"petition\"\nticks = 9\ndecided = \"hold\"\n[vote]\nbase = 8\n",
            ),
            (
                "meeting",
                "kind = \"collaborative\"\nstatus = \"held\"\ncases = [\"m201904-x3qd\", \"c201912-zzzz\"]\n[[session]]\nk = \"aaaa\"\ndate = 2019-12-01\n",
            ),
            (
                "records/meetings/2019/05/m201905-aaaa.toml",
                "id = \"m201905-aaaa\"\ntitle = \"乙會\"\nkind = \"prep\"\nstatus = \"not-held\"\n",
            ),
            (
                "records/meetings/2019/05/m201905-bbbb.toml",
                "id = \"m201905-bbbb\"\ntitle = \"丙會\"\nkind = \"prep\"\nstatus = \"planned\"\n[[session]]\nk = \"aaaa\"\ndate = 2019-05-01\n",
            ),
            (
                "transcript",
                "status = \"editing\"\nedit_until = 2019-05-01\n[[speaker]]\nkey = \"甲\"\n[[speech]]\nn = 1\nby = \"乙\"\ntext = \"0912-345-678\"\n[[speech]]\nn = 2\nkind = \"off-record\"\ntext = \"丙\"\n",
            ),
            (
                "records/transcripts/2019/05/t201905-aaaa.toml",
                "id = \"t201905-aaaa\"\ntitle = \"乙稿\"\ndate = 2019-05-01\nstatus = \"published\"\n[[correction]]\nk = \"aaaa\"\nspeech = 9\non = 2019-05-02\nkind = \"correct\"\nafter = \"甲\"\nasked_by = \"甲\"\nreason = \"誤\"\n[[correction]]\nk = \"bbbb\"\nspeech = 9\non = 2019-05-03\nkind = \"withhold\"\nasked_by = \"甲\"\nreason = \"誤\"\n",
            ),
            (
                "records/rules/2017-01-01.toml",
                "id = \"2017-01-01\"\ntitle = \"甲\"\n[[limit]]\nname = \"formal-reply\"\nlength = 2\nunit = \"calendar-months\"\nstrength = \"rule\"\nextension_length = 2\n[[pool]]\nname = \"petition\"\nstrength = \"rule\"\nsources = [\"join-petition\"]\n[voting]\nthreshold = \"1/2\"\n[[limit]]\nname = \"similar-petition-block\"\nlength = 6\nunit = \"calendar-months\"\nstrength = \"rule\"\n[[limit]]\nname = \"election-pause\"\nlength = 60\nunit = \"calendar-days\"\nbefore = true\nstrength = \"rule\"\n",
            ),
            (
                "records/calendars/2017.toml",
                "id = \"2017\"\npolling_days = [2019-03-09]\n",
            ),
            ("records/notes.txt", ""),
        ]);
        all.push(File::symlink("records/people", "/tmp"));
        all.push(File::read(
            "records/rules/2019-01-01.toml",
            b"title = \"\xff\"",
        ));
        let large = vec![b' '; crate::record::any::MOST_BYTES + 1];
        all.push(File::read("records/rules/2018-01-01.toml", &large));
        all
    }

    const CASE: &str = r#"number = 2
sorce = "ministry"
summary = "舊會乙"
visibility = "internal"

[[stage]]
k = "aaaa"
name = "proposed"
on = 2019-02-12

[[stage]]
k = "bbbb"
name = "met"
on = 2019-02-11

[[stage]]
k = "cccc"
name = "withdrawn"

[[agency]]
id = "old"
role = "host"

[[agency]]
id = "odl"
role = "cohost"

[[petition]]
url = "http://example.org/1?fbclid=x"
opened = 2019-03-01
qualified_on = 2019-02-01
extended_to = 2019-09-01

[[petition]]
url = "https://example.org/10"
opened = 2019-03-02
extended_to = 2019-09-01
missed_reason = "甲"

[[reply]]
k = "dddd"
kind = "formal"
petition = "https://example.org/9"
on = 2019-03-01

[[commitment]]
k = "eeee"
text = "甲"
status = "open"

[[commitment.update]]
k = "ffff"
on = 2019-03-01
due_now = 2019-09-01

[[problem]]
k = "gggg"
text = "甲"

[[solution]]
k = "hhhh"
text = "乙"
adoption = "adopted"
"#;

    const OTHER_CASE: &str = r#"number = 2
[[stage]]
k = "aaaa"
name = "selected"

[[stage]]
k = "cccc"
name = "preparing"
on = 2019-07-01

[[report]]
k = "bbbb"
on = 2019-03-04
decided = "released"

[[agency]]
id = "old"
role = "concerned"

[[petition]]
url = "https://example.org/1"
qualified_on = 2017-10-19
reply_due = 2018-12-19
"#;

    #[test]
    fn every_rule_finds_something_and_says_it_in_both_languages() {
        let mut files = files(&[]);
        files.extend(bad_store());
        files.push(File::read(
            "records/cases/2019/06/c201906-aaaa.toml",
            b"id = \"c201906-aaaa\"\ntitle = \"x\"\nnumber = 1\n[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = 2019-06-01\n[[stage]]\nk = \"8e7m\"\nname = \"met\"\non = 2019-06-02\n[[conflict]]\npath = \"title\"\nbase = 'x y'\nvalues = ['\"x\"', '\"y\"']\n",
        ));
        let findings = run(&Evidence::new(&files, false, today()), None);
        let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
        let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
        let silent: Vec<_> = rules.difference(&found).collect();
        assert!(silent.is_empty(), "these found nothing: {silent:?}");
        let has_han = |text: &str| {
            text.chars()
                .any(|one| ('\u{4e00}'..='\u{9fff}').contains(&one))
        };
        for finding in &findings {
            let chinese = finding.message(Language::ZhTw);
            assert!(has_han(&chinese), "{finding:?}: {chinese}");
            assert_ne!(finding.message(Language::En), chinese);
            for language in [Language::En, Language::ZhTw] {
                let remedy = finding.remedy.text(language);
                let starts = ["po ", "git ", "${EDITOR:-vi} "];
                assert!(
                    starts.iter().any(|start| remedy.starts_with(start)),
                    "{remedy}"
                );
            }
        }
    }

    #[test]
    fn findings_come_by_path_and_place() {
        let files = bad_store();
        let findings = run(&Evidence::new(&files, false, today()), None);
        let places: Vec<_> = findings
            .iter()
            .map(|finding| (finding.path.as_str(), finding.line, finding.column))
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn only_the_rules_asked_for_run() {
        let files = bad_store();
        let evidence = Evidence::new(&files, false, today());
        let only = ["no-source".to_owned(), "not-a-rule".to_owned()];
        let found = run(&evidence, Some(&only));
        assert!(!found.is_empty());
        assert!(found.iter().all(|finding| finding.code == "no-source"));
        assert!(run(&evidence, Some(&[])).is_empty());
    }
}
