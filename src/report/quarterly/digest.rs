//! The digest of the figures: what two reports can be compared by, whatever their language.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::record::period::Period;

use super::figures::*;
use super::serial;

/// The members that the digest covers, in the order of the report. A member that a later version adds
/// stays outside, so that the digest of old figures does not change.
#[derive(Serialize)]
struct Covered<'r> {
    #[serde(serialize_with = "serial::period")]
    period: Period,
    agency: &'r Option<String>,
    cases: &'r Cases,
    meetings: &'r Meetings,
    before: &'r [PeriodBefore],
    agencies: &'r [AgencyCount],
    petitions: &'r Petitions,
    transcripts: &'r Transcripts,
    gaps: &'r [Gap],
}

/// SHA-256, in hexadecimal, of these members as one JSON object without blanks.
pub(super) fn digest(report: &Quarterly) -> String {
    let covered = Covered {
        period: report.period,
        agency: &report.agency,
        cases: &report.cases,
        meetings: &report.meetings,
        before: &report.before,
        agencies: &report.agencies,
        petitions: &report.petitions,
        transcripts: &report.transcripts,
        gaps: &report.gaps,
    };
    let mut sum = io::BufWriter::new(Sum(Sha256::new()));
    serde_json::to_writer(&mut sum, &covered).expect("figures are plain JSON");
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
