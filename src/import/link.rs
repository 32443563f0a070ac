//! Web addresses as they stand in foreign records: only http and https pass, tracking parameters
//! are dropped, and a published transcript's slug can be read from its address.

use crate::import::Remark;
use crate::locale::remark::{Found, Phrase};

/// Addresses longer than this are refused; real ones stay far below.
const LONGEST_ADDRESS: usize = 2048;

/// Parameters that only follow readers around; their absence never changes the page shown.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "dclid", "igshid", "mc_cid", "mc_eid"];

/// An address fit for a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The address without tracking parameters.
    pub url: String,
    /// Whether anything was taken away.
    pub changed: bool,
}

/// Cleans one address, or says why it cannot stand in a record.
///
/// # Errors
/// When the address is too long, holds blanks or signs that end an address, has another scheme
/// than http or https, names no host, or carries a user name.
pub fn clean(address: &str) -> Result<Cleaned, Phrase> {
    let address = address.trim();
    if address.len() > LONGEST_ADDRESS {
        return Err(Phrase::ShortAddress);
    }
    if address
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || "<>\"`\\".contains(c))
    {
        return Err(Phrase::PlainAddress);
    }
    let after_scheme = strip_scheme(address).ok_or(Phrase::WebAddress)?;
    let host = after_scheme
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    if host.is_empty() || host.contains('@') {
        return Err(Phrase::AddressOfHost);
    }
    let url = without_tracking(address);
    let changed = url != address;
    Ok(Cleaned { url, changed })
}

/// The slug of a published transcript: the decoded last part of the address's path.
///
/// Transcripts are found by their published address, and addresses are written both with Han
/// characters and percent-encoded. `None` when there is no path or it does not decode to UTF-8.
#[must_use]
pub fn slug(url: &str) -> Option<String> {
    let path = strip_scheme(url)?.split(['?', '#']).next()?;
    let (_host, path) = path.split_once('/')?;
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let decoded = percent_decoded(last)?;
    (!decoded.is_empty() && !decoded.contains(['/', '\\', '\0'])).then_some(decoded)
}

/// The petition's UUID in lower case, where the address is a petition's page on the national
/// participation platform (`https://join.gov.tw/idea/detail/UUID`, with whatever follows).
#[must_use]
pub fn petition_uuid(url: &str) -> Option<String> {
    let rest = strip_scheme(url)?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.strip_prefix("join.gov.tw/idea/detail/")?;
    let id = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    is_uuid(&id).then_some(id)
}

/// The page of a petition, built from its UUID.
#[must_use]
pub fn petition_url(uuid: &str) -> String {
    format!("https://join.gov.tw/idea/detail/{uuid}")
}

/// Whether the text is a UUID in its usual 8-4-4-4-12 form, in lower-case hexadecimal.
#[must_use]
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// Cleans an address and remarks on what was refused or taken away.
pub(crate) fn clean_or_remark(
    address: &str,
    file: &str,
    line: Option<u64>,
    field: &str,
    remarks: &mut Vec<Remark>,
) -> Option<String> {
    match clean(address) {
        Ok(cleaned) => {
            if cleaned.changed {
                let note = Phrase::TrackingRemoved;
                remarks.push(Remark::new(file, line, field, Found::quote(address), note));
            }
            Some(cleaned.url)
        }
        Err(note) => {
            remarks.push(Remark::new(file, line, field, Found::quote(address), note));
            None
        }
    }
}

fn strip_scheme(address: &str) -> Option<&str> {
    ["https://", "http://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| address.get(scheme.len()..))?
    })
}

fn without_tracking(address: &str) -> String {
    let (before_fragment, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (address, None),
    };
    let Some((page, query)) = before_fragment.split_once('?') else {
        return address.to_owned();
    };
    let pairs: Vec<&str> = query.split('&').collect();
    let kept: Vec<&str> = pairs
        .iter()
        .copied()
        .filter(|pair| !is_tracking(pair))
        .collect();
    if kept.len() == pairs.len() {
        return address.to_owned();
    }
    let mut url = page.to_owned();
    if !kept.is_empty() {
        url.push('?');
        url.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        url.push('#');
        url.push_str(fragment);
    }
    url
}

fn is_tracking(pair: &str) -> bool {
    let name = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = char::from(bytes.next()?).to_digit(16)?;
            let low = char::from(bytes.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UUID: &str = "00000000-1111-4222-8333-444444444444";

    #[test]
    fn tracking_parameters_go_and_all_others_stay() {
        let cleaned = clean("https://a.example/p?fbclid=x&page=2&utm_source=mail#part").unwrap();
        assert_eq!(cleaned.url, "https://a.example/p?page=2#part");
        assert!(cleaned.changed);
        let untouched = "https://a.example/p?moveTo=1,2&embed=true";
        assert_eq!(
            clean(untouched),
            Ok(Cleaned {
                url: untouched.to_owned(),
                changed: false
            })
        );
        assert_eq!(
            clean("https://a.example/p?fbclid=x").unwrap().url,
            "https://a.example/p"
        );
    }

    #[test]
    fn only_http_addresses_with_a_host_pass() {
        for bad in [
            "javascript:alert(1)",
            "ftp://a.example/",
            "https://",
            "https:///path",
            "https://me@a.example/",
            "https://a.example/a b",
            "https://a.example/<b>",
            "",
        ] {
            assert!(clean(bad).is_err(), "{bad}");
        }
        assert!(clean(&format!("https://a.example/{}", "a".repeat(3000))).is_err());
    }

    #[test]
    fn a_petition_is_known_by_its_uuid_wherever_the_address_points() {
        let list = format!("https://join.gov.tw/idea/detail/{UUID}/endorse?page=2");
        assert_eq!(petition_uuid(&list).as_deref(), Some(UUID));
        assert_eq!(petition_uuid(&petition_url(UUID)).as_deref(), Some(UUID));
        assert_eq!(
            petition_uuid(&format!("https://join.gov.tw/policies/detail/{UUID}")),
            None
        );
        assert_eq!(petition_uuid("https://join.gov.tw/idea/detail/12"), None);
    }

    #[test]
    fn a_slug_is_read_from_either_writing_of_an_address() {
        let plain = "https://sayit.example/2020-01-02-測試會議#s12";
        assert_eq!(slug(plain).as_deref(), Some("2020-01-02-測試會議"));
        assert_eq!(
            slug("https://sayit.example/%E6%B8%AC/?x=1").as_deref(),
            Some("測")
        );
        assert_eq!(slug("https://sayit.example/%FF"), None);
        assert_eq!(slug("https://sayit.example/%2"), None);
        assert_eq!(slug("https://sayit.example/a%2F..%2Fb"), None);
        assert_eq!(slug("https://sayit.example"), None);
        assert_eq!(slug("https://sayit.example/"), None);
    }

    proptest! {
        #[test]
        fn a_percent_encoded_slug_comes_back(name in r"[0-9a-z\p{Han}（）、-]{1,30}") {
            let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
            prop_assert_eq!(slug(&format!("https://s.example/{encoded}")), Some(name));
        }

        #[test]
        fn no_text_makes_the_cleaner_panic_and_cleaning_twice_changes_nothing(text in r"(https?://)?\PC{0,60}") {
            let _ = slug(&text);
            let _ = petition_uuid(&text);
            if let Ok(once) = clean(&text) {
                let twice = clean(&once.url);
                prop_assert_eq!(twice, Ok(Cleaned { changed: false, ..once }));
            }
        }
    }
}
