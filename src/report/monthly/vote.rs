//! What the meeting votes on, and what it takes note of without a vote.

use std::collections::BTreeSet;

use crate::index::row::CaseRow;
use crate::procedure::rules::in_force;
use crate::procedure::vote::{base, share, tally};
use crate::record::case::Source;
use crate::record::meeting::{self, Meeting};
use crate::record::rules::Rules;
use crate::text::clean::one_line;

use super::compute::Ground;
use super::figures::*;
use super::input::skips_vote;

/// The candidates by pool, and what the vote comes to where its counts are in.
pub(super) fn vote(ground: &Ground<'_>) -> Option<VoteFigures> {
    let meeting = ground.facts.meeting.as_ref()?;
    if meeting.candidates.is_empty() {
        return None;
    }
    let day = meeting.first_day();
    let rules = day.and_then(|day| in_force(&ground.facts.rules, day));
    let stated = meeting.vote.as_ref();
    let closed_on = stated.and_then(|vote| vote.closed_on);
    let closed_on = closed_on.filter(|day| *day <= ground.as_of);
    let is_over = closed_on.or(day).is_none_or(|day| day <= ground.as_of);
    let has_count = |row: &meeting::Candidate| row.ticks.is_some() || row.share.is_some();
    let counted = is_over && meeting.candidates.iter().any(has_count);
    let tallied = rules.map(|rules| tally(rules, &meeting.candidates, stated));
    let base = base(stated).filter(|_| counted);
    let mut pools: Vec<Pool> = Vec::new();
    for (row, place) in meeting.candidates.iter().zip(1..) {
        let mut candidate = candidate(ground, row, place);
        if counted {
            candidate.ticks = row.ticks;
            let share = share(row, base);
            candidate.share_per_mille = share.map(|share| share.tenths_of_a_per_cent());
            let outcomes = tallied.as_ref().map(|tally| &tally.outcomes);
            let outcome = outcomes.and_then(|outcomes| outcomes.get(place - 1));
            candidate.outcome = outcome.map(|outcome| outcome.as_str());
            candidate.decided = row.decided;
        }
        let name = row.pool.as_deref().map(one_line);
        match pools.iter_mut().find(|pool| pool.name == name) {
            Some(pool) => pool.candidates.push(candidate),
            None => pools.push(Pool {
                label: name.as_deref().and_then(|name| pool_label(rules?, name)),
                name,
                candidates: vec![candidate],
            }),
        }
    }
    Some(VoteFigures {
        counted,
        closed_on,
        base,
        ticks_each: tallied.as_ref().and_then(|tally| tally.ticks_each),
        rules: rules.map(|rules| RuleSet {
            id: rules.id.to_string(),
            title: one_line(&rules.title),
        }),
        pools,
    })
}

/// A candidate without its count.
fn candidate(ground: &Ground<'_>, row: &meeting::Candidate, place: usize) -> Candidate {
    let ids = || row.cases.iter().map(ToString::to_string);
    let rows: Vec<&CaseRow> = ids().filter_map(|id| ground.facts.cases.get(&id)).collect();
    let mut sources: Vec<Source> = rows.iter().filter_map(|case| case.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut hosts: Vec<String> = Vec::new();
    for host in rows.iter().flat_map(|case| ground.hosts(case)) {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    Candidate {
        place,
        cases: ids().map(|id| ground.case_named(&id)).collect(),
        sources,
        hosts,
        ticks: None,
        share_per_mille: None,
        outcome: None,
        decided: None,
    }
}

fn pool_label(rules: &Rules, name: &str) -> Option<String> {
    let pool = rules.pools.iter().find(|pool| pool.name.as_str() == name)?;
    pool.label.as_deref().map(one_line)
}

/// The topics proposed without a vote since the previous monthly meeting. A self-proposal skips the
/// vote but must be reported at the next one (T-2019-07-02).
pub(super) fn self_proposals(ground: &Ground<'_>) -> SelfProposals {
    let period = ground.facts.noted(ground.scope, ground.as_of);
    let mut proposed = ground.cases();
    proposed.retain(|case| case.proposed_on.is_some_and(|day| period.contains(day)));
    let meeting = ground.facts.meeting.as_ref();
    let candidates = meeting.into_iter().flat_map(|meeting| &meeting.candidates);
    let voted: BTreeSet<String> = candidates
        .flat_map(|row| &row.cases)
        .map(ToString::to_string)
        .collect();
    let items = proposed
        .iter()
        .filter(|case| skips_vote(case) == Some(true));
    let unknown = proposed.iter().filter(|case| skips_vote(case).is_none());
    SelfProposals {
        period,
        items: items
            .map(|case| SelfProposal {
                case: ground.case_named(&case.id),
                source: case.source,
                hosts: ground.hosts(case),
                proposed_on: case.proposed_on,
                reported: meeting.is_some_and(|meeting| hears_of(ground, case, meeting)),
            })
            .collect(),
        unknown: unknown
            .filter(|case| !voted.contains(&case.id))
            .map(|case| one_line(&case.id))
            .collect(),
    }
}

/// Whether a step or a report of a case names a meeting.
fn hears_of(ground: &Ground<'_>, case: &CaseRow, meeting: &Meeting) -> bool {
    let id = meeting.id.to_string();
    let record = ground.facts.reported.get(&case.id);
    let mut reports = record.into_iter().flat_map(|record| &record.reports);
    let mut steps = case.stages.iter();
    let until = ground.counted.to;
    steps.any(|step| step.meeting.as_ref() == Some(&id) && step.on.is_none_or(|on| on <= until))
        || reports.any(|row| row.meeting.as_ref() == Some(&meeting.id) && row.on <= until)
}
