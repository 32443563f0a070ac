//! What the digest of a quarterly report covers.

use serde::Serialize;

use crate::record::period::Period;

use super::figures::*;
use super::promises::{Promises, Tasks};
use super::replies::Replies;
use super::serial;
use super::together::{Chiefs, Elements, WorkedTogether};

/// The members that the digest covers: all figures, in the order of the report. A member that is added
/// after the first release stays outside, so that the digest of old figures does not change.
#[derive(Serialize)]
struct Covered<'r> {
    #[serde(serialize_with = "serial::period")]
    period: Period,
    agency: &'r Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stores: &'r [StoreHead],
    cases: &'r Cases,
    meetings: &'r Meetings,
    before: &'r [PeriodBefore],
    agencies: &'r [AgencyCount],
    petitions: &'r Petitions,
    transcripts: &'r Transcripts,
    replies: &'r Replies,
    promises: &'r Promises,
    tasks: &'r Tasks,
    chiefs: &'r [Chiefs],
    elements: &'r Elements,
    worked_together: &'r WorkedTogether,
    gaps: &'r [Gap],
}

/// SHA-256, in hexadecimal, of these members as one JSON object without blanks.
pub(super) fn digest(report: &Quarterly) -> String {
    crate::report::digest::digest(&covered(report))
}

/// The names of these members.
pub(in crate::report) fn digested(report: &Quarterly) -> Vec<String> {
    crate::report::digest::members(&covered(report))
}

fn covered(report: &Quarterly) -> Covered<'_> {
    Covered {
        period: report.period,
        agency: &report.agency,
        stores: &report.stores,
        cases: &report.cases,
        meetings: &report.meetings,
        before: &report.before,
        agencies: &report.agencies,
        petitions: &report.petitions,
        transcripts: &report.transcripts,
        replies: &report.replies,
        promises: &report.promises,
        tasks: &report.tasks,
        chiefs: &report.chiefs,
        elements: &report.elements,
        worked_together: &report.worked_together,
        gaps: &report.gaps,
    }
}
