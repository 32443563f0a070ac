//! A report of any kind, and what it is rendered to.

use crate::locale::Language;

use super::monthly::{self, Monthly};
use super::quarterly::{self, Quarterly};
use super::render::parts::Document;
use super::render::{csv, document, json, monthly as paper};

/// A report.
#[derive(Clone, Debug)]
pub enum Report {
    /// A quarterly report.
    Quarterly(Box<Quarterly>),
    /// The paper of a monthly meeting.
    Monthly(Box<Monthly>),
}

impl Report {
    /// In one language, to be laid out.
    pub fn document(&self, language: Language) -> Document {
        match self {
            Self::Quarterly(report) => document::document(report, language),
            Self::Monthly(paper) => paper::document::document(paper, language),
        }
    }

    /// As CSV with labels in one language.
    pub fn csv(&self, language: Language) -> String {
        match self {
            Self::Quarterly(report) => csv::render(report, language),
            Self::Monthly(paper) => paper::csv::render(paper, language),
        }
    }

    /// As JSON, indented.
    pub fn json(&self) -> String {
        match self {
            Self::Quarterly(report) => json::render(report),
            Self::Monthly(paper) => json::render(paper),
        }
    }

    /// The digest of its figures.
    pub fn digest(&self) -> &str {
        match self {
            Self::Quarterly(report) => &report.digest,
            Self::Monthly(paper) => &paper.digest,
        }
    }

    /// The members of its JSON that the digest covers, in their order.
    pub(super) fn digested(&self) -> Vec<String> {
        match self {
            Self::Quarterly(report) => quarterly::digested(report),
            Self::Monthly(paper) => monthly::digested(paper),
        }
    }
}
