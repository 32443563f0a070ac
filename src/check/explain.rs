//! The rules as a list: for `po check --list`, and as the page `docs/checks.md`.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::locale::{Language, check as words};

use super::rules::{RULES, Rule};

/// A rule as JSON, in the form `po.rule/1`.
pub fn to_json(rule: &Rule, language: Language) -> Value {
    json!({
        "schema": "po.rule/1",
        "code": rule.code,
        "severity": rule.severity.as_str(),
        "about": language.pick(rule.about.en, rule.about.zh),
    })
}

/// The page that describes every rule in both languages.
pub fn page() -> String {
    let mut page = String::from(
        "# What `po check` looks for\n\n\
         This page is generated from the rules: `PO_UPDATE=1 cargo test --lib check::explain` writes it.\n\n\
         An error means that a record cannot be relied on or breaks a rule; a warning should be looked at; \
         a note is worth knowing. Run some rules only with `po check --rule CODE`.\n\n\
         「錯誤」表示紀錄不可信賴或違反規則；「警告」應予查看；「提示」僅供參考。\n",
    );
    for rule in RULES {
        let word = rule.severity.as_str();
        // Writing into a string does not fail.
        let _ = write!(
            page,
            "\n## {}\n\n*{word}* · *{}*\n\n{}\n\n{}\n",
            rule.code,
            words::severity(Language::ZhTw, word),
            rule.about.en,
            rule.about.zh
        );
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let mut seen = HashSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.code), "{} stands twice", rule.code);
            let kebab = rule.code.split('-').all(|word| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
            assert!(kebab, "{}", rule.code);
        }
    }

    #[test]
    fn every_rule_is_explained_in_both_languages() {
        for rule in RULES {
            assert!(
                rule.about.en.ends_with('.') && rule.about.en.len() > 40,
                "{}",
                rule.code
            );
            assert!(rule.about.zh.ends_with('。'), "{}", rule.code);
        }
    }

    #[test]
    fn the_page_is_up_to_date() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
        #[expect(
            clippy::disallowed_methods,
            reason = "only the environment can ask a test to write"
        )]
        if std::env::var("PO_UPDATE").is_ok() {
            std::fs::write(&path, page()).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == page(),
            "docs/checks.md differs; run with PO_UPDATE=1 to write it"
        );
    }
}
