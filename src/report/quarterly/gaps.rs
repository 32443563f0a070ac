//! What the records do not say about the cases and meetings of a period.

use std::collections::HashSet;

use crate::index::row::{CaseRow, MeetingRow};
use crate::record::Date;
use crate::record::case::{PetitionStatus, Stage};
use crate::record::period::Period;
use crate::report::head::text;
use crate::text::clean::one_line;

use super::compute::{replies_complete, took_step};
use super::figures::{Gap, GapKind, TranscriptState};
use super::ground::{Ground, first_step};

/// Every kind of gap that occurs among the cases that a period touches and the collaborative
/// meetings held in it.
pub(super) fn gaps(
    ground: &Ground<'_>,
    period: Period,
    touched: &[&CaseRow],
    held: &[(Date, &MeetingRow)],
) -> Vec<Gap> {
    let touched_ids: HashSet<&str> = touched.iter().map(|case| case.id.as_str()).collect();
    let undated: Vec<&MeetingRow> = ground
        .undated
        .iter()
        .copied()
        .filter(|meeting| {
            let cases = ground.cases_of(meeting);
            cases.is_empty()
                || cases
                    .iter()
                    .any(|case| touched_ids.contains(case.id.as_str()))
        })
        .collect();
    GapKind::ALL
        .iter()
        .map(|kind| match kind {
            GapKind::HeldMeetingWithoutDate => {
                let base = held.iter().map(|(_, row)| &row.id);
                let undated = undated.iter().map(|row| &row.id);
                gap(*kind, base.chain(undated.clone()), undated)
            }
            // Of these the head of the report knows, see `gaps_of_stores`.
            GapKind::DifferingCopy | GapKind::StoreNotRead => {
                gap(*kind, std::iter::empty(), std::iter::empty())
            }
            _ if is_about_meetings(*kind) => {
                let rows = held
                    .iter()
                    .filter(|(day, row)| lacks_meeting(*kind, ground, *day, row));
                let base = held.iter().map(|(_, row)| &row.id);
                gap(*kind, base, rows.map(|(_, row)| &row.id))
            }
            _ => {
                let base = touched
                    .iter()
                    .filter(|row| is_asked(*kind, ground, period, row));
                let rows = base.clone().filter(|row| lacks_case(*kind, ground, row));
                gap(*kind, base.map(|row| &row.id), rows.map(|row| &row.id))
            }
        })
        .filter(|gap| gap.count > 0)
        .collect()
}

/// A gap among some records: those that lack it. Where none does, nobody asks among which.
fn gap<'a>(
    kind: GapKind,
    base: impl Iterator<Item = &'a String>,
    lacking: impl Iterator<Item = &'a String>,
) -> Gap {
    let ids: Vec<String> = lacking.map(|id| one_line(id)).collect();
    let base = base.filter(|_| !ids.is_empty());
    let among: Vec<String> = base.map(|id| one_line(id)).collect();
    Gap {
        kind,
        count: ids.len(),
        of: among.len(),
        ids,
        among,
    }
}

fn is_about_meetings(kind: GapKind) -> bool {
    kind >= GapKind::MetWithoutTranscript
}

/// Whether a case is one of those that a gap can concern: its base.
fn is_asked(kind: GapKind, ground: &Ground<'_>, period: Period, case: &CaseRow) -> bool {
    match kind {
        GapKind::NoNumber | GapKind::MetWithoutMeeting | GapKind::MetWithoutAdoption => {
            took_step(ground, case, Stage::Met, period)
        }
        GapKind::NotHeldWithoutReason => took_step(ground, case, Stage::NotHeld, period),
        GapKind::ReleasedWithoutReason => took_step(ground, case, Stage::Released, period),
        GapKind::PetitionWithoutDate => !case.petitions.is_empty(),
        GapKind::ReplyIncomplete => !case.replies.is_empty(),
        _ => true,
    }
}

fn lacks_case(kind: GapKind, ground: &Ground<'_>, case: &CaseRow) -> bool {
    let no_reason = |stage: Stage| {
        first_step(case, stage).is_some_and(|(_, step)| text(step.reason.as_deref()).is_none())
    };
    match kind {
        GapKind::NoAgency => case.agencies.is_empty(),
        GapKind::AgencyUnknown => case
            .agencies
            .iter()
            .any(|part| !ground.knows_agency(&part.agency)),
        GapKind::NoSource => case.source.is_none(),
        GapKind::NoNumber => case.number.is_none(),
        GapKind::NoProposalDate => case.proposed_on.is_none(),
        GapKind::StepWithoutDate => case.stages.iter().any(|step| step.on.is_none()),
        GapKind::NotHeldWithoutReason => no_reason(Stage::NotHeld),
        GapKind::ReleasedWithoutReason => no_reason(Stage::Released),
        GapKind::MetWithoutMeeting => ground.collaborative(&case.id).is_empty(),
        GapKind::MetWithoutAdoption => case.replies.iter().all(|reply| reply.adoption.is_none()),
        GapKind::PetitionWithoutDate => case.petitions.iter().any(|petition| {
            petition.qualified_on.is_none()
                && matches!(
                    petition.status,
                    Some(PetitionStatus::Qualified | PetitionStatus::Answered)
                )
        }),
        GapKind::ReplyIncomplete => !replies_complete(case),
        GapKind::Undecided => case.conflicts > 0,
        _ => false,
    }
}

fn lacks_meeting(kind: GapKind, ground: &Ground<'_>, day: Date, meeting: &MeetingRow) -> bool {
    match kind {
        GapKind::MetWithoutTranscript => ground.transcript(meeting) != TranscriptState::Published,
        GapKind::MeetingWithoutCase => meeting.cases.is_empty(),
        GapKind::CaseUnknown => ground.names_unknown_case(meeting),
        GapKind::MeetingBeforeProposal => {
            ground.waits(day, meeting).into_iter().any(|days| days < 0)
        }
        _ => false,
    }
}
