//! An address that carries the trackers of whoever shared it.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::reference::addresses;
use crate::record::shape::Bilingual;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "tracking-parameters",
    about: Bilingual {
        en: "An address carries parameters that follow the reader (fbclid, utm_source …). They tell nothing about the page, and make one petition look like two.",
        zh: "網址帶有追蹤讀者的參數（fbclid、utm_source 等），與頁面無關，且會使同一連署看似兩件。",
    },
    severity: Severity::Warning,
    run,
};

/// Parameters that advertisers and mailing tools add to addresses.
const TRACKERS: [&str; 9] = [
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid", "_ga",
];

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    for (file, record) in evidence.records() {
        for (field, url) in addresses(record) {
            if let Some(clean) = without_trackers(url.as_str()) {
                findings.add(file, field, Remedy::edit(record), move |language| {
                    words::tracking_parameters(language, &clean)
                });
            }
        }
    }
}

/// The address without its trackers; `None` where it has none.
fn without_trackers(url: &str) -> Option<String> {
    let (address, fragment) = match url.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (url, String::new()),
    };
    let (page, query) = address.split_once('?')?;
    let is_tracker = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or("");
        name.starts_with("utm_") || TRACKERS.contains(&name)
    };
    let kept: Vec<&str> = query.split('&').filter(|one| !is_tracker(one)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let question = if kept.is_empty() { "" } else { "?" };
    Some(format!("{page}{question}{}{fragment}", kept.join("&")))
}

#[cfg(test)]
mod tests {
    use super::without_trackers;
    use crate::check::testing::found;

    #[test]
    fn trackers_go_and_the_rest_stays() {
        let clean = |url| without_trackers(url);
        assert_eq!(
            clean("https://example.org/a?fbclid=x").as_deref(),
            Some("https://example.org/a")
        );
        assert_eq!(
            clean("https://example.org/a?id=1&utm_source=x&page=2#top").as_deref(),
            Some("https://example.org/a?id=1&page=2#top")
        );
        assert_eq!(clean("https://example.org/a?id=1"), None);
        assert_eq!(clean("https://example.org/a#?fbclid=x"), None);
    }

    #[test]
    fn the_address_is_marked() {
        let case = (
            "case",
            "[[petition]]\nurl = \"https://example.org/a?fbclid=x\"\n",
        );
        assert_eq!(
            found("tracking-parameters", &[case]),
            ["petition[1].url: \"https://example.org/a?fbclid=x\""]
        );
    }
}
