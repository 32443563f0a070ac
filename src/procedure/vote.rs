//! The vote on topics in a monthly meeting, by the rule set in force on its day: what each count comes
//! to, and what about the vote is not as the rules want it.

use std::cmp::Ordering;

use crate::record::Date;
use crate::record::meeting::{Candidate, Vote};
use crate::record::rules::{Rules, Unit};
use crate::record::value::Ratio;

use super::calendar::OfficeCalendar;
use super::rules::{limit, span};
use super::span::{NoDay, Span};

/// A part of a whole. The whole is more than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    part: u64,
    whole: u64,
}

impl Fraction {
    /// So many of so many; `None` of nothing.
    pub fn new(part: u32, whole: u32) -> Option<Self> {
        (whole > 0).then(|| Self {
            part: part.into(),
            whole: whole.into(),
        })
    }

    /// The fraction of a rule set.
    fn of_rule(ratio: &Ratio) -> Option<Self> {
        let (part, whole) = ratio.as_str().split_once('/')?;
        Self::new(part.parse().ok()?, whole.parse().ok()?)
    }

    /// The part in tenths of a per cent, rounded.
    pub fn tenths_of_a_per_cent(self) -> u64 {
        (2 * 1000 * self.part + self.whole) / (2 * self.whole)
    }

    /// So much of a number, rounded, a half upwards.
    fn of(self, number: u64) -> u64 {
        (2 * number * self.part + self.whole) / (2 * self.whole)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.part * other.whole).partial_cmp(&(other.part * self.whole))
    }
}

/// What the count of a topic comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is selected.
    Selected,
    /// It is below the threshold; what the rules say happens then, if they do.
    Below {
        /// The word of the rule set, such as `host-decides`.
        then: Option<String>,
    },
    /// Others had more.
    Outvoted,
    /// It has as many as another, and not both are selected.
    Tied,
    /// It has exactly the threshold, and the rules do not say whether that is enough.
    OnThreshold,
    /// The count, the base or the rule is not recorded.
    Unknown,
}

impl Outcome {
    /// The word for programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Selected => "selected",
            Self::Below { .. } => "below-threshold",
            Self::Outvoted => "outvoted",
            Self::Tied => "tied",
            Self::OnThreshold => "on-threshold",
            Self::Unknown => "unknown",
        }
    }
}

/// Something about a vote that is not as the rules want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// More topics are selected than a month takes.
    TooManySelected {
        /// The pool; `None` for all together.
        pool: Option<String>,
        /// How many are selected.
        selected: u32,
        /// How many a month takes.
        most: u32,
        /// How many more it takes where they are urgent.
        extra: u32,
    },
    /// The ballots tick fewer topics than they must.
    TooFewTicks {
        /// Ticks on all ballots.
        ticks: u32,
        /// The fewest that there must be.
        least: u32,
    },
    /// The ballots tick more topics than they may.
    TooManyTicks {
        /// Ticks on all ballots.
        ticks: u32,
        /// The most that there may be.
        most: u32,
    },
    /// The vote is closed, and of a topic neither ticks nor a share are recorded.
    Uncounted {
        /// Its place among the topics, from 1.
        place: usize,
    },
}

/// What a vote comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many could vote, where that is known.
    pub base: Option<u32>,
    /// How many topics a ballot must tick at least.
    pub ticks_each: Option<u32>,
    /// What each topic comes to, in their order.
    pub outcomes: Vec<Outcome>,
    /// What is not as the rules want it.
    pub concerns: Vec<Concern>,
}

/// How many could vote: as stated, else officers and secretariat present where both are known. A vote
/// of nobody has no base.
pub fn base(vote: Option<&Vote>) -> Option<u32> {
    let vote = vote?;
    vote.base
        .or_else(|| vote.officers?.checked_add(vote.secretariat?))
        .filter(|base| *base > 0)
}

/// The share of a topic: its ticks of the base, else the share that was announced.
pub fn share(candidate: &Candidate, base: Option<u32>) -> Option<Fraction> {
    let counted = candidate
        .ticks
        .zip(base)
        .and_then(|(ticks, base)| Fraction::new(ticks, base));
    counted.or_else(|| Fraction::new(candidate.share.as_ref()?.hundredths(), 10_000))
}

/// What a vote comes to by a rule set.
pub fn tally(rules: &Rules, candidates: &[Candidate], vote: Option<&Vote>) -> Tally {
    let base = base(vote);
    let outcomes: Vec<Outcome> = candidates
        .iter()
        .map(|candidate| outcome(rules, candidate, candidates, base))
        .collect();
    let least = rules.voting.as_ref().and_then(|voting| {
        let least = Fraction::of_rule(voting.minimum_ticks.as_ref()?)?;
        u32::try_from(least.of(candidates.len() as u64)).ok()
    });
    let mut concerns = too_many_selected(rules, candidates, &outcomes);
    concerns.extend(wrong_ticks(rules, candidates, vote, least));
    concerns.extend(uncounted(candidates, vote));
    Tally {
        base,
        ticks_each: least,
        outcomes,
        concerns,
    }
}

fn outcome(rules: &Rules, candidate: &Candidate, all: &[Candidate], base: Option<u32>) -> Outcome {
    let Some(voting) = &rules.voting else {
        return Outcome::Unknown;
    };
    if let Some(threshold) = voting.threshold.as_ref().and_then(Fraction::of_rule) {
        let share = share(candidate, base);
        return match share.and_then(|share| share.partial_cmp(&threshold)) {
            None => Outcome::Unknown,
            Some(Ordering::Greater) => Outcome::Selected,
            Some(Ordering::Equal) if voting.inclusive == Some(true) => Outcome::Selected,
            Some(Ordering::Equal) if voting.inclusive.is_none() => Outcome::OnThreshold,
            Some(_) => Outcome::Below {
                then: voting.below_threshold.clone(),
            },
        };
    }
    let counts: Option<Vec<u32>> = all.iter().map(|one| one.ticks).collect();
    let (Some(top), Some(counts), Some(own)) = (voting.top, counts, candidate.ticks) else {
        return Outcome::Unknown;
    };
    let ahead = counts.iter().filter(|count| **count > own).count() as u64;
    let level = counts.iter().filter(|count| **count == own).count() as u64;
    let top = u64::from(top);
    if ahead + level <= top {
        Outcome::Selected
    } else if ahead < top {
        Outcome::Tied
    } else {
        Outcome::Outvoted
    }
}

fn too_many_selected(
    rules: &Rules,
    candidates: &[Candidate],
    outcomes: &[Outcome],
) -> Vec<Concern> {
    let selected = |pool: Option<&str>| {
        let topics = candidates.iter().zip(outcomes);
        let selected = topics.filter(|(candidate, outcome)| {
            **outcome == Outcome::Selected && (pool.is_none() || candidate.pool.as_deref() == pool)
        });
        u32::try_from(selected.count()).unwrap_or(u32::MAX)
    };
    let voting = rules.voting.as_ref();
    let extra = voting.and_then(|voting| voting.extra_cases_per_month);
    let of_month = voting.and_then(|voting| voting.cases_per_month);
    let of_pools = rules
        .pools
        .iter()
        .filter_map(|pool| Some((Some(pool.name.as_str()), pool.cases_per_month?)));
    let mosts = of_month
        .map(|most| (None, most))
        .into_iter()
        .chain(of_pools);
    mosts
        .map(|(pool, most)| Concern::TooManySelected {
            pool: pool.map(str::to_owned),
            selected: selected(pool),
            most,
            extra: extra.unwrap_or(0),
        })
        .filter(|concern| {
            matches!(concern, Concern::TooManySelected { selected, most, .. } if selected > most)
        })
        .collect()
}

fn wrong_ticks(
    rules: &Rules,
    candidates: &[Candidate],
    vote: Option<&Vote>,
    least: Option<u32>,
) -> Option<Concern> {
    let ballots = vote?.ballots?;
    let counts: Option<Vec<u32>> = candidates.iter().map(|one| one.ticks).collect();
    let ticks = counts?.into_iter().fold(0, u32::saturating_add);
    let each = rules.voting.as_ref()?.votes_each;
    if let Some(least) = least.map(|least| least.saturating_mul(ballots))
        && ticks < least
    {
        return Some(Concern::TooFewTicks { ticks, least });
    }
    let most = each?.saturating_mul(ballots);
    (ticks > most).then_some(Concern::TooManyTicks { ticks, most })
}

/// The topics of a closed vote that nobody counted.
fn uncounted<'c>(
    candidates: &'c [Candidate],
    vote: Option<&Vote>,
) -> impl Iterator<Item = Concern> + 'c {
    let is_closed = vote.is_some_and(|vote| vote.closed_on.is_some());
    (1..)
        .zip(candidates)
        .filter(move |(_, one)| is_closed && one.ticks.is_none() && one.share.is_none())
        .map(|(place, _)| Concern::Uncounted { place })
}

/// What the time between two cases of one host runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpacingEvent {
    /// The selection of its last case.
    Selection,
    /// The collaborative meeting of its last voted case.
    Meeting,
}

/// How long a host is passed over, and from which event on; `None` where the rules do not say.
pub fn host_spacing(rules: &Rules) -> Option<(SpacingEvent, Span)> {
    if let Some(limit) = limit(rules, "host-spacing") {
        let from_selection = limit
            .runs_from
            .as_ref()
            .is_some_and(|event| event.as_str() == "selected");
        let event = match from_selection {
            true => SpacingEvent::Selection,
            false => SpacingEvent::Meeting,
        };
        return Some((event, span(limit)?));
    }
    let length = rules.voting.as_ref()?.host_spacing_days?;
    let span = Span {
        length,
        unit: Unit::CalendarDays,
        before: false,
    };
    Some((SpacingEvent::Meeting, span))
}

/// The day until which a host is passed over after an event; `None` where `day` is later, or where the
/// rules do not say.
///
/// # Errors
/// Where the day cannot be counted.
pub fn passed_over_until(
    rules: &Rules,
    event_day: Date,
    day: Date,
    calendar: &OfficeCalendar,
) -> Result<Option<Date>, NoDay> {
    let Some((_, span)) = host_spacing(rules) else {
        return Ok(None);
    };
    let until = span.from(event_day, calendar)?;
    Ok((event_day <= day && day < until).then_some(until))
}

#[cfg(test)]
mod tests {
    use super::super::rules::in_force;
    use super::super::testing::{calendars, rule_sets};
    use super::*;

    fn on(day: &str) -> Rules {
        let sets = rule_sets();
        in_force(&sets, day.parse().unwrap()).unwrap().clone()
    }

    /// Invented topics with these ticks.
    fn topics(ticks: &[u32]) -> Vec<Candidate> {
        let rows = ticks.iter().zip(0..);
        rows.map(|(ticks, place)| Candidate {
            k: format!("k{place:03}").parse().unwrap(),
            cases: Vec::new(),
            pool: None,
            ticks: Some(*ticks),
            share: None,
            decided: None,
        })
        .collect()
    }

    fn vote(base: u32, ballots: u32) -> Vote {
        Vote {
            opened_on: None,
            closed_on: None,
            base: Some(base),
            officers: None,
            secretariat: None,
            ballots: Some(ballots),
        }
    }

    fn outcomes(rules: &Rules, ticks: &[u32], base: u32) -> Vec<Outcome> {
        tally(rules, &topics(ticks), Some(&vote(base, base))).outcomes
    }

    #[test]
    fn half_or_more_is_selected_at_every_base() {
        let rules = on("2019-07-02");
        for base in 1..=200 {
            for ticks in 0..=base {
                let selected = outcomes(&rules, &[ticks], base) == [Outcome::Selected];
                assert_eq!(selected, 2 * ticks >= base, "{ticks} of {base}");
            }
        }
    }

    #[test]
    fn any_threshold_is_met_as_fractions_are() {
        let mut rules = on("2019-07-02");
        for (part, whole) in [(1, 3), (2, 3), (3, 5), (1, 1), (7, 13)] {
            let voting = rules.voting.as_mut().unwrap();
            voting.threshold = format!("{part}/{whole}").parse().ok();
            for base in 1..=200_u32 {
                for ticks in 0..=base {
                    let selected = outcomes(&rules, &[ticks], base) == [Outcome::Selected];
                    assert_eq!(selected, ticks * whole >= part * base, "{ticks} of {base}");
                }
            }
        }
    }

    #[test]
    fn an_announced_share_counts_where_the_base_is_unknown() {
        let rules = on("2019-07-02");
        let of = |share: &str| {
            let mut topics = topics(&[7]);
            topics[0].share = Some(share.parse().unwrap());
            tally(&rules, &topics, None).outcomes
        };
        assert_eq!(of("50%"), [Outcome::Selected]);
        assert_eq!(of("100%"), [Outcome::Selected]);
        assert_eq!(of("58.3%"), [Outcome::Selected]);
        assert!(matches!(of("49.99%")[..], [Outcome::Below { .. }]));
        assert!(matches!(of("5.5%")[..], [Outcome::Below { .. }]));
        assert_eq!(
            tally(&rules, &topics(&[7]), None).outcomes,
            [Outcome::Unknown]
        );
        assert_eq!(outcomes(&rules, &[0], 0), [Outcome::Unknown]);
    }

    #[test]
    fn a_closed_vote_without_a_count_is_told() {
        let rules = on("2019-07-02");
        let mut topics = topics(&[17, 16]);
        topics[1].ticks = None;
        let uncounted = |vote: &Vote| {
            let concerns = tally(&rules, &topics, Some(vote)).concerns;
            concerns.contains(&Concern::Uncounted { place: 2 })
        };
        let mut vote = vote(34, 34);
        assert!(!uncounted(&vote));
        vote.closed_on = Some("2019-08-06".parse().unwrap());
        assert!(uncounted(&vote));
    }

    #[test]
    fn the_base_is_what_was_stated_or_officers_and_secretariat_present() {
        let mut vote = vote(9, 9);
        vote.base = None;
        vote.officers = Some(20);
        assert_eq!(base(Some(&vote)), None);
        vote.secretariat = Some(4);
        assert_eq!(base(Some(&vote)), Some(24));
        vote.base = Some(25);
        assert_eq!(base(Some(&vote)), Some(25));
        assert_eq!(base(None), None);
    }

    #[test]
    fn the_rules_of_the_day_decide() {
        // The three with the most in April 2017, two from October; half since July 2018, and only since
        // July 2019 do the rules say that exactly half is enough.
        let ticks = [10, 9, 9, 5, 1];
        use Outcome::{OnThreshold, Outvoted, Selected, Tied};
        assert_eq!(
            outcomes(&on("2017-05-08"), &ticks, 20),
            [Selected, Selected, Selected, Outvoted, Outvoted]
        );
        assert_eq!(
            outcomes(&on("2017-11-06"), &ticks, 20),
            [Selected, Tied, Tied, Outvoted, Outvoted]
        );
        assert_eq!(outcomes(&on("2018-07-02"), &ticks, 20)[0], OnThreshold);
        assert_eq!(outcomes(&on("2019-07-02"), &ticks, 20)[0], Selected);
        assert_eq!(outcomes(&on("2016-01-04"), &ticks, 20)[0], Outcome::Unknown);
    }

    #[test]
    fn half_of_three_candidates_is_two_ticks() {
        let rules = on("2019-07-02");
        let least = |topics_at_hand: usize| {
            let ticks = vec![5; topics_at_hand];
            tally(&rules, &topics(&ticks), Some(&vote(5, 5))).ticks_each
        };
        assert_eq!([1, 2, 3, 4, 5].map(least), [1, 1, 2, 2, 3].map(Some));
    }

    #[test]
    fn every_value_of_the_voting_rules_changes_a_result() {
        // Selected beyond the month, on the line, below it, and too few ticks.
        let half = topics(&[12, 11, 10, 10, 4, 0]);
        let mut tried = 0;
        for rules in rule_sets() {
            let of = |rules: &Rules, vote: &Vote| {
                let tally = tally(rules, &half, Some(vote));
                (tally, host_spacing(rules))
            };
            let Some(voting) = rules.voting.clone() else {
                continue;
            };
            let with = |change: &dyn Fn(&mut crate::record::rules::Voting)| {
                let mut other = rules.clone();
                change(other.voting.as_mut().unwrap());
                other
            };
            let mut changed = Vec::new();
            if voting.threshold.is_some() {
                changed.push(("threshold", with(&|v| v.threshold = "2/3".parse().ok())));
            }
            if voting.inclusive.is_some() {
                changed.push(("inclusive", with(&|v| v.inclusive = Some(false))));
            }
            if voting.minimum_ticks.is_some() {
                changed.push((
                    "minimum_ticks",
                    with(&|v| v.minimum_ticks = "1/6".parse().ok()),
                ));
            }
            if voting.votes_each.is_some() {
                changed.push(("votes_each", with(&|v| v.votes_each = Some(1))));
            }
            if voting.top.is_some() {
                changed.push(("top", with(&|v| v.top = Some(1))));
            }
            if voting.cases_per_month.is_some() && voting.extra_cases_per_month.is_some() {
                changed.push(("extra", with(&|v| v.extra_cases_per_month = Some(7))));
                changed.push(("cases", with(&|v| v.cases_per_month = Some(1))));
            }
            if voting.below_threshold.is_some() {
                changed.push((
                    "below_threshold",
                    with(&|v| v.below_threshold = Some("lapses".to_owned())),
                ));
            }
            for (name, other) in changed {
                let results = [vote(20, 20), vote(20, 10)].map(|vote| of(&rules, &vote));
                let others = [vote(20, 20), vote(20, 10)].map(|vote| of(&other, &vote));
                assert_ne!(results, others, "{} {name}", rules.id);
                tried += 1;
            }
            let mut spaced = rules.clone();
            spaced
                .limits
                .retain(|limit| limit.name.as_str() != "host-spacing");
            let without = host_spacing(&spaced);
            spaced.voting.as_mut().unwrap().host_spacing_days = Some(30);
            assert_ne!(host_spacing(&spaced), without);
            assert_ne!(host_spacing(&spaced), host_spacing(&rules));
        }
        assert!(tried > 20, "{tried} values");
    }

    #[test]
    fn pools_have_numbers_of_their_own() {
        let rules = on("2020-09-07");
        let mut topics = topics(&[12, 11]);
        for topic in &mut topics {
            topic.pool = Some("ministry".to_owned());
        }
        let concerns = tally(&rules, &topics, Some(&vote(20, 20))).concerns;
        let of_pool = |concern: &&Concern| matches!(concern, Concern::TooManySelected { pool: Some(pool), selected: 2, most: 1, .. } if pool == "ministry");
        assert_eq!(concerns.iter().filter(of_pool).count(), 1, "{concerns:?}");
        topics[1].pool = Some("petition".to_owned());
        let concerns = tally(&rules, &topics, Some(&vote(20, 20))).concerns;
        assert_eq!(concerns.iter().filter(of_pool).count(), 0, "{concerns:?}");
    }

    #[test]
    fn a_host_is_passed_over_for_the_time_of_the_rules() {
        let office = OfficeCalendar::new(&calendars());
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let until = |set: &str, event: &str, on_day: &str| {
            passed_over_until(&on(set), day(event), day(on_day), &office).unwrap()
        };
        // 45 days since July 2019, from the meeting; before, the next month, from the selection.
        let last = day("2019-10-21");
        assert_eq!(until("2019-07-02", "2019-09-06", "2019-10-07"), Some(last));
        assert_eq!(until("2019-07-02", "2019-09-06", "2019-10-21"), None);
        assert_eq!(until("2019-07-02", "2019-11-06", "2019-10-21"), None);
        assert_eq!(
            until("2018-07-02", "2018-08-06", "2018-09-03"),
            Some(day("2018-10-06"))
        );
        assert_eq!(until("2017-04-10", "2018-08-06", "2018-08-07"), None);
        assert_eq!(
            host_spacing(&on("2018-07-02")).map(|(event, _)| event),
            Some(SpacingEvent::Selection)
        );
    }
}
