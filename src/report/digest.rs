//! The digest of the figures: what two reports can be compared by, whatever their language.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// SHA-256, in hexadecimal, of the figures as one JSON object without blanks.
pub(super) fn digest(figures: &impl Serialize) -> String {
    let mut sum = io::BufWriter::new(Sum(Sha256::new()));
    serde_json::to_writer(&mut sum, figures).expect("figures are plain JSON");
    let sum = sum.into_inner().map_err(io::IntoInnerError::into_error);
    let hash = sum.expect("a sum takes every byte").0.finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The members of an object, in their order.
pub(super) fn members(figures: &impl Serialize) -> Vec<String> {
    match serde_json::to_value(figures) {
        Ok(Value::Object(members)) => members.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}

/// Some members of a report that was read back, in an order of their own. One that the report lacks is
/// left out.
pub(super) struct Members<'m> {
    /// All members.
    pub(super) report: &'m Map<String, Value>,
    /// The names.
    pub(super) names: &'m [String],
}

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for name in self.names {
            if let Some(value) = self.report.get(name) {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

/// Takes bytes into a sum.
struct Sum(Sha256);

impl Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
