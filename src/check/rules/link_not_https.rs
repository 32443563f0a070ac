//! An address that is not read over an encrypted connection.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::reference::addresses;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "link-not-https",
    about: Bilingual {
        en: "An address begins with http, so that what readers get can be changed on the way. Many sites answer under https too.",
        zh: "網址以 http 開頭，內容可能在傳輸中遭竄改。多數網站也支援 https。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        for (field, url) in addresses(record) {
            if url.as_str().starts_with("http://") {
                findings.add(file, field, Remedy::edit(record), words::link_not_https);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn only_plain_http_is_noted() {
        let found = |url: &str| {
            let text = format!("[[link]]\nurl = \"{url}\"\nkind = \"other\"\n");
            found("link-not-https", &[("case", &text)])
        };
        assert_eq!(
            found("http://example.org/"),
            ["link[1].url: \"http://example.org/\""]
        );
        assert!(found("https://example.org/").is_empty());
    }
}
