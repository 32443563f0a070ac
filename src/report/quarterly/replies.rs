//! The formal replies of a period, and whether they came in time.
//!
//! A petition is answered by its first formal reply, as in `po due`; what is posted before (schedules,
//! partial answers) and after it is not counted. A reply counts in the period in which it was given;
//! one not given, in that in which it fell due. So no reply counts twice but one that came late: first
//! as overdue, then as late. The day that was announced wins over the one that the rule set in force
//! on the day of the threshold leads to. Where several cases take up one petition, their days are read
//! together. An extension counts from the day on which it was announced, and no further than the rule
//! allows: beyond, a reply is late.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::row::{CaseRow, Duty, PetitionFacts};
use crate::procedure::deadlines::Reckoner;
use crate::record::Date;
use crate::record::case::{PetitionStatus, ReplyKind};
use crate::record::period::Period;
use crate::text::clean::one_line;

use super::ground::{Ground, by_number, petition_of_reply};
use super::input::Facts;
use super::outcome::{ReplyOutcome, counted};
use super::serial;

/// The formal replies of a period.
#[derive(Clone, Debug, Serialize)]
pub struct Replies {
    /// How many were given in the period, or fell due in it and were not given by its end: the base.
    pub of: usize,
    /// How many of each outcome, every outcome.
    #[serde(serialize_with = "serial::counts")]
    pub by_outcome: Vec<(ReplyOutcome, usize)>,
    /// Each of them, by case number.
    pub items: Vec<FormalReply>,
    /// Those that fell due before the period and were still owed at its end, apart from the base.
    pub overdue_before: Vec<FormalReply>,
}

/// A formal reply that was given or owed.
#[derive(Clone, Debug, Serialize)]
pub struct FormalReply {
    /// The address of the petition, where it is known which one was answered.
    pub petition: Option<String>,
    /// The ids of the cases that take it up.
    pub cases: Vec<String>,
    /// What became of it.
    #[serde(serialize_with = "serial::word")]
    pub outcome: ReplyOutcome,
    /// By when it was due: as extended within the rule, as announced or by the rule.
    #[serde(serialize_with = "serial::word_or_null")]
    pub due: Option<Date>,
    /// By when, as announced before any extension.
    #[serde(serialize_with = "serial::word_or_null")]
    pub announced: Option<Date>,
    /// By when, as the rule has it.
    #[serde(serialize_with = "serial::word_or_null")]
    pub by_rule: Option<Date>,
    /// Until when it was extended.
    #[serde(serialize_with = "serial::word_or_null")]
    pub extended_to: Option<Date>,
    /// When it was given.
    #[serde(serialize_with = "serial::word_or_null")]
    pub given_on: Option<Date>,
}

/// The formal replies of a period that ends on a day counted by the as-of day.
pub(super) fn replies(
    facts: &Facts,
    ground: &Ground<'_>,
    counted_days: Period,
    as_of: Date,
) -> Replies {
    let reckoner = Reckoner::new(&facts.rules, &facts.calendar, counted_days.to);
    let mut petitions: BTreeMap<&str, Vec<(&CaseRow, &PetitionFacts)>> = BTreeMap::new();
    for case in &ground.cases {
        for petition in &case.petitions {
            if !petition.needs_no_answer() {
                let entries = petitions.entry(&petition.url).or_default();
                entries.push((case, petition));
            }
        }
    }
    let window = Window {
        period: counted_days,
        // Whoever owes something has the whole last day.
        last_due: counted_days.to.min(as_of.before()),
    };
    let (mut items, mut overdue_before) = (Vec::new(), Vec::new());
    for (url, entries) in petitions {
        let owed = Owed::new(entries, &reckoner, window.period.to);
        if let Some(outcome) = owed.outcome(&window) {
            items.push(owed.item(url, outcome, &window));
        } else if owed.is_overdue_before(&window) {
            overdue_before.push(owed.item(url, ReplyOutcome::Overdue, &window));
        }
    }
    items.extend(
        ground
            .cases
            .iter()
            .flat_map(|case| without_petition(case, counted_days)),
    );
    // Stable sorts, so that those of one case stay in the order of their addresses.
    let place = |reply: &FormalReply| {
        let case = reply.cases.first().and_then(|id| ground.case(id));
        case.map(|case| by_number(case.number, &case.id))
    };
    items.sort_by_cached_key(place);
    overdue_before.sort_by_cached_key(place);
    Replies {
        of: items.len(),
        by_outcome: counted(
            ReplyOutcome::ALL,
            items.iter().map(|item: &FormalReply| item.outcome),
        ),
        items,
        overdue_before,
    }
}

/// The days that are looked at.
struct Window {
    /// The days counted.
    period: Period,
    /// The last day whose end has come.
    last_due: Date,
}

/// A petition with all that its cases say of the reply to it.
struct Owed<'a> {
    entries: Vec<(&'a CaseRow, &'a PetitionFacts)>,
    announced: Option<Date>,
    by_rule: Option<Date>,
    extended_to: Option<Date>,
    /// The last day to which the rule lets it be put off.
    extension_end: Option<Date>,
    /// The day of the first formal reply.
    given: Option<Date>,
    /// Whether it was answered on a day that nobody recorded.
    is_undated: bool,
}

impl<'a> Owed<'a> {
    /// What is owed as far as was known on a day.
    fn new(
        entries: Vec<(&'a CaseRow, &'a PetitionFacts)>,
        reckoner: &Reckoner<'_>,
        day: Date,
    ) -> Self {
        let facts = || entries.iter().map(|(_, petition)| *petition);
        let replies = || {
            let entries = entries.iter();
            entries.flat_map(|(case, petition)| case.formal_replies(&petition.url))
        };
        let given = replies().filter_map(|reply| reply.on).min();
        let is_answered =
            |petition: &PetitionFacts| petition.status == Some(PetitionStatus::Answered);
        let qualified = facts().filter_map(|petition| petition.qualified_on).min();
        let announced = facts().filter_map(|petition| petition.reply_due).min();
        let by_rule = qualified.and_then(|day| reckoner.day_by_rule(Duty::FormalReply, day));
        let extension_end = qualified.and_then(|event| {
            reckoner.extension_end(Duty::FormalReply, event, announced.or(by_rule)?)
        });
        let is_known = |petition: &&PetitionFacts| petition.extended_on.is_none_or(|on| on <= day);
        let extended = facts().filter(is_known);
        Self {
            announced,
            by_rule,
            extended_to: extended.filter_map(|petition| petition.extended_to).max(),
            extension_end,
            given,
            is_undated: given.is_none() && (replies().next().is_some() || facts().any(is_answered)),
            entries,
        }
    }

    fn due_at_first(&self) -> Option<Date> {
        self.announced.or(self.by_rule)
    }

    /// Until when it was extended, no further than the rule allows.
    fn extended_until(&self) -> Option<Date> {
        let to = self.extended_to?;
        Some(self.extension_end.map_or(to, |end| to.min(end)))
    }

    fn due(&self) -> Option<Date> {
        self.extended_until().or_else(|| self.due_at_first())
    }

    /// What became of it, where it counts.
    fn outcome(&self, window: &Window) -> Option<ReplyOutcome> {
        let within = |day: Date, last: Date| window.period.from <= day && day <= last;
        if let Some(given) = self.given.filter(|given| *given <= window.period.to) {
            return within(given, window.period.to).then(|| self.outcome_on(given));
        }
        let due = self.due().filter(|due| within(*due, window.last_due))?;
        if self.is_undated {
            return Some(ReplyOutcome::Unknown);
        }
        self.is_waited_for(due).then_some(ReplyOutcome::Overdue)
    }

    fn outcome_on(&self, given: Date) -> ReplyOutcome {
        if self.due_at_first().is_some_and(|due| given <= due) {
            ReplyOutcome::OnTime
        } else if self.extended_until().is_some_and(|until| given <= until) {
            ReplyOutcome::Extended
        } else if self.due().is_some() {
            ReplyOutcome::Late
        } else {
            ReplyOutcome::Unknown
        }
    }

    fn is_overdue_before(&self, window: &Window) -> bool {
        let end = window.period.to;
        !self.is_undated
            && self
                .due()
                .is_some_and(|due| due < window.period.from && due <= window.last_due)
            && self.given.is_none_or(|given| given > end)
            && self.is_waited_for(end)
    }

    /// Whether one of its cases waited for it on a day.
    fn is_waited_for(&self, day: Date) -> bool {
        self.entries.iter().any(|(case, petition)| {
            petition.first_day().is_some_and(|first| first <= day) && case.waits_for_replies(day)
        })
    }

    fn item(&self, url: &str, outcome: ReplyOutcome, window: &Window) -> FormalReply {
        FormalReply {
            petition: Some(one_line(url)),
            cases: self
                .entries
                .iter()
                .map(|(case, _)| one_line(&case.id))
                .collect(),
            outcome,
            due: self.due(),
            announced: self.announced,
            by_rule: self.by_rule,
            extended_to: self.extended_to,
            given_on: self.given.filter(|given| *given <= window.period.to),
        }
    }
}

/// The formal replies of a case in a period of which nobody knows what petition they answer, and so by
/// when they were due.
fn without_petition(case: &CaseRow, period: Period) -> impl Iterator<Item = FormalReply> {
    case.replies
        .iter()
        .filter(|reply| reply.kind == ReplyKind::Formal)
        .filter(move |reply| petition_of_reply(case, reply.petition.as_deref()).is_none())
        .filter_map(move |reply| {
            let given = reply.on.filter(|on| period.contains(*on))?;
            Some(FormalReply {
                petition: reply.petition.as_deref().map(one_line),
                cases: vec![one_line(&case.id)],
                outcome: ReplyOutcome::Unknown,
                due: None,
                announced: None,
                by_rule: None,
                extended_to: None,
                given_on: Some(given),
            })
        })
}
