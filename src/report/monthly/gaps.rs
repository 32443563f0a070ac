//! What the records do not say about what the paper lists.

use super::figures::*;

/// Every kind of gap that occurs in the sections.
pub(super) fn gaps(sections: &Sections) -> Vec<Gap> {
    let kinds = GapKind::ALL.iter();
    // Of these the head of the paper knows, see `gaps_of_stores`.
    let of_stores = [GapKind::DifferingCopy, GapKind::StoreNotRead];
    let kinds = kinds.filter(|kind| !of_stores.contains(kind));
    let gaps = kinds.map(|kind| gap(*kind, sections));
    gaps.filter(|gap| gap.count > 0).collect()
}

fn gap(kind: GapKind, sections: &Sections) -> Gap {
    let meeting = sections.meeting.as_ref();
    let vote = sections.vote.as_ref();
    let decided = &sections.releases.decided;
    let turns = &sections.table_leaders.turns;
    match kind {
        GapKind::DifferingCopy | GapKind::StoreNotRead => {
            of(kind, std::iter::empty::<&String>(), |_| true, |id| id)
        }
        GapKind::MeetingWithoutPlace => of(
            kind,
            meeting.iter().filter(|meeting| takes_place(meeting)),
            |meeting| {
                let mut sessions = meeting.sessions.iter();
                sessions.all(|session| session.place.is_none() && session.online != Some(true))
            },
            |meeting| &meeting.name.id,
        ),
        GapKind::VoteWithoutBase => of(
            kind,
            meeting
                .iter()
                .filter(|_| vote.is_some_and(|vote| vote.counted)),
            |_| vote.is_some_and(|vote| vote.base.is_none()),
            |meeting| &meeting.name.id,
        ),
        GapKind::CandidateWithoutCount => {
            let counted = vote.iter().filter(|vote| vote.counted);
            let candidates = counted
                .flat_map(|vote| &vote.pools)
                .flat_map(|pool| &pool.candidates);
            of(
                kind,
                candidates.filter_map(|candidate| Some((candidate, candidate.cases.first()?))),
                |(candidate, _)| candidate.ticks.is_none() && candidate.share_per_mille.is_none(),
                |(_, case)| &case.id,
            )
        }
        GapKind::CandidateUnknown => {
            let pools = vote.iter().flat_map(|vote| &vote.pools);
            let candidates = pools.flat_map(|pool| &pool.candidates);
            of(
                kind,
                candidates.flat_map(|candidate| &candidate.cases),
                |case| case.title.is_none(),
                |case| &case.id,
            )
        }
        GapKind::SelectionUnknown => {
            let noted = &sections.self_proposals;
            let known = noted.items.iter().map(|item| &item.case.id);
            of(
                kind,
                known.chain(&noted.unknown),
                |id| noted.unknown.contains(id),
                |id| id,
            )
        }
        GapKind::NoHost
        | GapKind::NoNumber
        | GapKind::NoProposalDate
        | GapKind::NeverReported
        | GapKind::Undecided
        | GapKind::NoNextStep => of(
            kind,
            sections.open.items.iter(),
            |case| lacks(kind, case),
            |case| &case.case.id,
        ),
        GapKind::ReportWithoutMeeting => {
            let open = sections.open.items.iter();
            of(
                kind,
                open.filter(|case| case.last_report.is_some()),
                |case| {
                    let last = case.last_report.as_ref();
                    last.is_some_and(|last| last.meeting.is_none())
                },
                |case| &case.case.id,
            )
        }
        GapKind::DecisionWithoutMeeting => of(
            kind,
            decided.iter(),
            |decision| decision.meeting.is_none(),
            |decision| &decision.case.id,
        ),
        GapKind::ReleasedWithoutReason => {
            use crate::record::case::Decided;
            let released = decided.iter();
            of(
                kind,
                released.filter(|decision| decision.decided == Decided::Released),
                |decision| decision.reason.is_none(),
                |decision| &decision.case.id,
            )
        }
        GapKind::MeetingWithoutTables => of(
            kind,
            sections.table_leaders.meetings.iter(),
            |meeting| !turns.iter().any(|turn| turn.meeting.id == **meeting),
            |meeting| meeting,
        ),
        GapKind::TableWithoutAgency => of(
            kind,
            turns.iter(),
            |turn| turn.agency.is_none(),
            |turn| &turn.meeting.id,
        ),
    }
}

/// A gap among some things: those that lack it, by the ids of their records.
fn of<'s, T: Copy + 's>(
    kind: GapKind,
    things: impl Iterator<Item = T>,
    lacks: impl Fn(&T) -> bool,
    id: impl Fn(T) -> &'s String,
) -> Gap {
    let things: Vec<T> = things.collect();
    let ids: Vec<String> = things
        .iter()
        .filter(|thing| lacks(thing))
        .map(|thing| id(*thing).clone())
        .collect();
    Gap {
        kind,
        count: ids.len(),
        of: things.len(),
        ids,
        among: things.into_iter().map(|thing| id(thing).clone()).collect(),
    }
}

fn takes_place(meeting: &MonthlyMeeting) -> bool {
    !meeting.status.needs_reason()
}

fn lacks(kind: GapKind, case: &OpenCase) -> bool {
    match kind {
        GapKind::NoHost => case.hosts.is_empty(),
        GapKind::NoNumber => case.case.number.is_none(),
        GapKind::NoProposalDate => case.proposed_on.is_none(),
        GapKind::NeverReported => case.last_report.is_none(),
        GapKind::Undecided => case.conflicts > 0,
        GapKind::NoNextStep => case.next.is_empty() && !case.release_asked,
        _ => false,
    }
}
