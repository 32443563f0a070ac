//! Whether the chief whom an agency sends to a quarterly meeting is the one of the meeting before:
//! deputy heads change, and with them what they know of the cases.

use crate::index::row::{ChiefFacts, MeetingRow};
use crate::record::Date;
use crate::record::meeting::{MeetingKind, MeetingStatus};

/// A chief beside the one of the quarterly meeting before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// The same person.
    Same,
    /// Another person.
    Other,
    /// The agency sent nobody then.
    New,
    /// A person is not recorded, or who came then.
    Unknown,
}

impl Compared {
    /// Every answer.
    pub const ALL: &'static [Self] = &[Self::Same, Self::Other, Self::New, Self::Unknown];

    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
            Self::New => "new",
            Self::Unknown => "unknown",
        }
    }
}

/// The quarterly meeting held last before a day.
pub fn quarterly_before(meetings: &[MeetingRow], day: Date) -> Option<&MeetingRow> {
    meetings
        .iter()
        .filter(|row| row.kind == MeetingKind::Quarterly && row.status == MeetingStatus::Held)
        .filter(|row| row.first_day().is_some_and(|held| held < day))
        .max_by_key(|row| (row.first_day(), &row.id))
}

/// Whether a chief is the person of the quarterly meeting before.
pub fn compared(chief: &ChiefFacts, before: Option<&MeetingRow>) -> Compared {
    let Some(before) = before.filter(|before| !before.chiefs.is_empty()) else {
        return Compared::Unknown;
    };
    let mut chiefs = before.chiefs.iter();
    let Some(sent) = chiefs.find(|sent| sent.agency == chief.agency) else {
        return Compared::New;
    };
    match (&sent.person, &chief.person) {
        (Some(one), Some(other)) if one == other => Compared::Same,
        (Some(_), Some(_)) => Compared::Other,
        _ => Compared::Unknown,
    }
}
