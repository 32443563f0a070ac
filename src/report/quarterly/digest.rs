//! What the digest of a quarterly report covers.

use serde::Serialize;

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
    crate::report::digest::digest(&covered)
}
