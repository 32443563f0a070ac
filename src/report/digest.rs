//! The digest of the figures: what two reports can be compared by, whatever their language.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

/// SHA-256, in hexadecimal, of the figures as one JSON object without blanks.
pub(super) fn digest(figures: &impl Serialize) -> String {
    let mut sum = io::BufWriter::new(Sum(Sha256::new()));
    serde_json::to_writer(&mut sum, figures).expect("figures are plain JSON");
    let sum = sum.into_inner().map_err(io::IntoInnerError::into_error);
    let hash = sum.expect("a sum takes every byte").0.finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
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
