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
        by_path.entry(&file.path).or_insert_with(|| (file, Vec::new())).1.push(finding);
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
        start(one).cmp(&start(other)).then_with(|| one.code.cmp(other.code))
    });
    let mut lines = Lines::new(&file.text);
    for finding in &mut found {
        (finding.line, finding.column) = lines.at(start(finding));
    }
    found
}
