//! The digest of the figures: what two reports can be compared by, whatever their language.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::figures::Quarterly;

/// The members that the digest covers. A member that a later version adds stays outside, so that
/// the digest of old figures does not change.
const COVERED: [&str; 9] = [
    "period",
    "agency",
    "cases",
    "meetings",
    "before",
    "agencies",
    "petitions",
    "transcripts",
    "gaps",
];

/// SHA-256, in hexadecimal, of the canonical JSON (sorted keys, no blanks) of the figures.
pub(super) fn digest(report: &Quarterly) -> String {
    let mut value = serde_json::to_value(report).expect("figures are plain JSON");
    if let Value::Object(members) = &mut value {
        members.retain(|name, _| COVERED.contains(&name.as_str()));
    }
    value.sort_all_objects();
    let hash = Sha256::digest(value.to_string().as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
