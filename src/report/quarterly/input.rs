//! What a quarterly report is made of: rows, the question, and where the rows came from.

use crate::index::row::{CaseRow, MeetingRow, TranscriptRow};
use crate::locale::Language;
use crate::record::Date;
use crate::record::agency::Agency;
use crate::record::period::{Period, Quarter};

/// Every row of the commit that the report is about. Nothing is filtered before: the periods of
/// other quarterly meetings and the quarters before are counted from the same rows.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The cases.
    pub cases: Vec<CaseRow>,
    /// The meetings of every kind.
    pub meetings: Vec<MeetingRow>,
    /// The transcripts.
    pub transcripts: Vec<TranscriptRow>,
    /// The agencies that records may name.
    pub agencies: Vec<Agency>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The days covered, both ends included.
    pub period: Period,
    /// The quarter, where one was asked for or the quarterly meeting says one.
    pub quarter: Option<Quarter>,
    /// The quarterly meeting, where the period is the one it covers.
    pub meeting: Option<ScopeMeeting>,
    /// Only cases in which the agency of this id has any part, and their meetings and transcripts.
    pub agency: Option<String>,
}

/// The quarterly meeting that a report is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeMeeting {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of its first session, where known.
    pub date: Option<Date>,
}

/// Where the rows came from and how to make the report again: the head of every report.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The name of the store.
    pub store_name: String,
    /// The commit, 40 hexadecimal digits; `None` for a store without one.
    pub commit: Option<String>,
    /// The day that counts as today: nothing dated later is counted.
    pub as_of: Date,
    /// The command that makes the report again.
    pub command: String,
    /// The version of the program.
    pub version: &'static str,
    /// The language asked for.
    pub language: Language,
    /// The paths of records that could not be read and are therefore not counted.
    pub unreadable: Vec<String>,
}
