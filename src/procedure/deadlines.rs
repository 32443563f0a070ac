//! What is due, and by when: obligations of records, the rule sets in force, the office calendar and
//! a day make a list of deadlines. The day that was announced wins over the one that a rule leads to;
//! both are kept.

use std::collections::BTreeSet;

use crate::index::row::{Duty, MeetingRow, Obligation, Pending};
use crate::record::Date;
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::period::Quarter;
use crate::record::rules::{Limit, Rules, Strength};
use crate::record::template::TaskOwner;

use super::calendar::OfficeCalendar;
use super::rules::{self, Due, from_day};
use super::span::NoDay;

/// Something due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline<'a> {
    /// The record that owes it.
    pub pending: &'a Pending<'a>,
    /// What the record says of it.
    pub obligation: &'a Obligation<'a>,
    /// What it is on the day that the list is for: a transcript past its editing end is to be published.
    pub duty: Duty,
    /// By when; `None` where nobody said and no rule does.
    pub due: Option<Date>,
    /// By when, as announced, before any extension.
    pub announced: Option<Date>,
    /// By when, as extended and announced by the day that the list is for.
    pub extended_to: Option<Date>,
    /// Since when there is an interim reply, by the day that the list is for.
    pub interim_on: Option<Date>,
    /// To which day the rule lets it be put off at most, where it was extended.
    pub extension_end: Option<Date>,
    /// By when, as the rule has it.
    pub by_rule: Option<Due<'a>>,
    /// By when, as the rule is counted in practice, where that is otherwise.
    pub in_practice: Option<Due<'a>>,
    /// The limit, and the rule set that it stands in.
    pub limit: Option<(&'a Rules, &'a Limit)>,
    /// The day that the list is for.
    today: Date,
}

impl<'a> Deadline<'a> {
    /// The days left; negative where it is overdue.
    pub fn days_left(&self) -> Option<i64> {
        self.due.map(|due| due.days_since(self.today))
    }

    /// Whether its day is past.
    pub fn is_overdue(&self) -> bool {
        self.due.is_some_and(|due| due < self.today)
    }

    /// Whether a limit leads to no day for want of an office calendar: it may be late, and nobody knows.
    pub fn is_unreckoned(&self) -> bool {
        self.due.is_none() && self.limit.is_some()
    }

    /// Whether a rule or a promise binds; else a recommendation or a habit advises.
    pub fn is_binding(&self) -> bool {
        self.limit
            .is_none_or(|(_, limit)| limit.strength == Strength::Rule)
    }

    /// Why it was missed, where it is overdue and does not bind: a recommendation may be passed by
    /// with a reason (T-2017-08-08).
    pub fn explained(&self) -> Option<&str> {
        let reason = self.obligation.reason.as_deref();
        reason.filter(|_| self.is_overdue() && !self.is_binding())
    }

    /// The way in which its day came about: that of practice where it leads to the announced day, else
    /// the rule's.
    pub fn reckoning(&self) -> Option<&Due<'a>> {
        let practice = self.in_practice.as_ref();
        practice
            .filter(|due| self.announced == Some(due.day))
            .or(self.by_rule.as_ref())
    }

    /// Whether the announced day is neither the rule's nor that of practice.
    pub fn departs_from_rule(&self) -> bool {
        let reckoned = self.reckoning().map(|due| due.day);
        self.announced.is_some() && reckoned.is_some() && self.announced != reckoned
    }

    /// The last day to which the rule lets it be put off, where it was put off beyond.
    pub fn beyond_rule(&self) -> Option<Date> {
        let end = self.extension_end?;
        self.extended_to.is_some_and(|to| end < to).then_some(end)
    }

    /// The role inside the hosts that a task falls to: their PO or the business unit.
    pub fn role(&self) -> Option<TaskOwner> {
        let owner = self.obligation.owner.as_deref();
        let role = owner.and_then(TaskOwner::from_word);
        role.filter(|role| matches!(role, TaskOwner::Po | TaskOwner::BusinessUnit))
    }

    /// The agencies or roles that owe it: the one named, else the hosts of the case on the day, who also
    /// owe what falls to a role of theirs.
    pub fn owners(&self) -> impl Iterator<Item = &'a str> {
        let owner = self.obligation.owner.as_deref();
        let owner = owner.filter(|_| self.role().is_none() || self.pending.hosts.is_empty());
        let hosts = match owner {
            Some(_) => &[][..],
            None => &self.pending.hosts,
        };
        let today = self.today;
        let hosts = hosts
            .iter()
            .filter(move |host| host.from.is_none_or(|from| from <= today))
            .filter(move |host| host.until.is_none_or(|until| today <= until))
            .map(|host| &*host.agency);
        owner.into_iter().chain(hosts)
    }
}

/// Deadlines in order, and what could not be reckoned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadlines<'a> {
    /// What is due: by day, what is long overdue first; what has no day at the end.
    pub list: Vec<Deadline<'a>>,
    /// The years whose office calendar is missing. What needs it has no day by rule.
    pub missing_years: BTreeSet<i32>,
}

/// A rule set.
struct Set<'a> {
    /// From which day it is in force.
    from: Date,
    rules: &'a Rules,
    /// Its limit of each duty, in the order of [`Duty::ALL`].
    limits: [Option<&'a Limit>; Duty::ALL.len()],
}

/// What deadlines are reckoned by.
pub struct Reckoner<'a> {
    /// The rule sets, by the days from which they are in force.
    sets: Vec<Set<'a>>,
    calendar: &'a OfficeCalendar,
    today: Date,
}

impl<'a> Reckoner<'a> {
    /// Reckons by the rules and the calendar as they are on a day.
    pub fn new(sets: &'a [Rules], calendar: &'a OfficeCalendar, today: Date) -> Self {
        let sets = sets.iter().filter_map(|rules| {
            let limit = |place: usize| rules::limit(rules, Duty::ALL[place].as_str());
            Some(Set {
                from: from_day(rules)?,
                rules,
                limits: std::array::from_fn(limit),
            })
        });
        let mut sets: Vec<Set<'_>> = sets.collect();
        sets.sort_by_key(|set| set.from);
        Self {
            sets,
            calendar,
            today,
        }
    }

    /// All that is due of what some records owe. What was not owed yet on the day, or not any more, is
    /// left out, and so is what no rule of its day asked for and nobody announced.
    pub fn deadlines<'p>(&self, pending: impl IntoIterator<Item = &'p Pending<'p>>) -> Deadlines<'p>
    where
        'a: 'p,
    {
        let mut deadlines = Deadlines::default();
        for pending in pending {
            for obligation in &pending.obligations {
                if !obligation.is_owed_on(self.today) {
                    continue;
                }
                let deadline = self.deadline(pending, obligation, &mut deadlines.missing_years);
                if self.is_too_early(&deadline) {
                    continue;
                }
                let is_condition = deadline.duty == Duty::ReleaseCondition;
                if deadline.due.is_some() || deadline.limit.is_some() || is_condition {
                    deadlines.list.push(deadline);
                }
            }
        }
        // A deadline is large: short keys are sorted, and each deadline is moved once.
        deadlines.list.sort_by_cached_key(|deadline| {
            let pending = deadline.pending;
            let numbers = (pending.number.is_none(), pending.number, &*pending.id);
            (deadline.due.is_none(), deadline.due, deadline.duty, numbers)
        });
        deadlines
    }

    /// Whether what a limit asks for between an early and a late day could not be done yet.
    fn is_too_early(&self, deadline: &Deadline<'_>) -> bool {
        let event = deadline
            .obligation
            .event
            .filter(|_| deadline.announced.is_none());
        let (Some((_, limit)), Some(event)) = (deadline.limit, event) else {
            return false;
        };
        let earliest = rules::shortest_span(limit).map(|span| span.from(event, self.calendar));
        matches!(earliest, Some(Ok(day)) if self.today < day)
    }

    /// To which day something due may be put off by the rules; `None` where they allow it no more, or
    /// never did.
    pub fn extendable_to(&self, deadline: &Deadline<'_>) -> Option<Date> {
        let (_, limit) = deadline.limit?;
        if deadline.extended_to.is_some() {
            return None;
        }
        rules::extension_end(limit, deadline.due?, self.calendar)
    }

    /// Whether the last report on a case asked for its release, and nobody has decided yet.
    pub fn asks_for_release(&self, pending: &Pending<'_>) -> bool {
        pending
            .release_asked_on
            .is_some_and(|day| day <= self.today)
    }

    /// The last day to which something due on a day may be put off by the rule of the day of its event.
    pub fn extension_end(&self, duty: Duty, event: Date, due: Date) -> Option<Date> {
        let owed = Obligation {
            event: Some(event),
            ..Obligation::new(duty)
        };
        let (_, limit) = self.limit(&owed)?;
        rules::extension_end(limit, due, self.calendar)
    }

    /// The day on which something is due by the rule of the day of its event; `None` where no rule
    /// asks for it, or the calendar that it needs is missing.
    pub fn day_by_rule(&self, duty: Duty, event: Date) -> Option<Date> {
        let owed = Obligation {
            event: Some(event),
            ..Obligation::new(duty)
        };
        let (_, limit) = self.limit(&owed)?;
        let due = rules::due(limit, event, self.calendar).ok()?;
        Some(due.day)
    }

    fn deadline<'p>(
        &self,
        pending: &'p Pending<'p>,
        obligation: &'p Obligation<'p>,
        missing: &mut BTreeSet<i32>,
    ) -> Deadline<'p>
    where
        'a: 'p,
    {
        let limit = self.limit(obligation);
        let reckoned = limit
            .zip(obligation.event)
            .map(|((_, limit), event)| self.reckon(limit, event));
        let (by_rule, in_practice) = match reckoned {
            Some(Ok((by_rule, in_practice))) => (Some(by_rule), in_practice),
            Some(Err(NoDay::MissingYear(year))) => {
                missing.insert(year.year);
                (None, None)
            }
            Some(Err(NoDay::OutOfRange | NoDay::NoTime)) | None => (None, None),
        };
        let before = obligation
            .announced_before
            .iter()
            .filter(|(until, _)| self.today < *until)
            .min();
        let announced = before.map(|(_, due)| *due).or(obligation.announced);
        let at_first = announced.or(by_rule.as_ref().map(|due| due.day));
        let extended_to = obligation.extended_to.filter(|_| {
            let announced_on = obligation.extended_on;
            announced_on.is_none_or(|on| on <= self.today)
        });
        let extension_end = limit
            .zip(at_first.filter(|_| extended_to.is_some()))
            .and_then(|((_, limit), day)| rules::extension_end(limit, day, self.calendar));
        let due = extended_to.or(at_first);
        let is_past = due.is_some_and(|due| due < self.today);
        Deadline {
            pending,
            obligation,
            duty: match obligation.duty {
                Duty::TranscriptEditing if is_past => Duty::TranscriptPublication,
                duty => duty,
            },
            due,
            announced,
            extended_to,
            interim_on: obligation.interim_on.filter(|on| *on <= self.today),
            extension_end,
            by_rule,
            in_practice,
            limit,
            today: self.today,
        }
    }

    /// The day that a limit leads to from an event, by its rule and in practice.
    fn reckon(&self, limit: &'a Limit, event: Date) -> Result<(Due<'a>, Option<Due<'a>>), NoDay> {
        let by_rule = rules::due(limit, event, self.calendar)?;
        Ok((
            by_rule,
            rules::due_in_practice(limit, event, self.calendar)?,
        ))
    }

    /// The limit of an obligation: that of the rule set in force on the day of its event. Where that is
    /// still to come, nobody knows the rules of then, and those of the day itself count. The seasons of
    /// quarterly meetings are no events; for them it is that of the day itself too.
    fn limit(&self, obligation: &Obligation<'_>) -> Option<(&'a Rules, &'a Limit)> {
        let day = match obligation.duty {
            Duty::QuarterlyMeeting => self.today,
            _ => obligation.event?.min(self.today),
        };
        let later = self.sets.partition_point(|set| set.from <= day);
        let set = self.sets.get(later.checked_sub(1)?)?;
        let limit = set.limits.get(obligation.duty as usize)?;
        Some((set.rules, (*limit)?))
    }
}

/// The letters that appoint the officers of the next year, as something owed in the last month of
/// each year.
pub fn yearly_letter(today: Date) -> Pending<'static> {
    let december = Date::new(today.year(), 12, 1);
    Pending {
        stage: None,
        id: "".into(),
        number: None,
        title: "".into(),
        proposed_on: None,
        hosts: Vec::new(),
        cases: Vec::new(),
        release_asked_on: None,
        obligations: vec![Obligation {
            key: today.year().to_string().into(),
            event: december,
            since: december,
            ..Obligation::new(Duty::AppointmentLetter)
        }],
    }
}

/// The next quarterly meeting, as something owed: that of this quarter, or of the next one where this
/// one has had its own. `meetings` may be of any kind and day.
pub fn next_quarterly_meeting(meetings: &[MeetingRow], today: Date) -> Pending<'_> {
    let quarterly = |quarter: Quarter| {
        let period = quarter.period();
        let days = meetings
            .iter()
            .filter(|meeting| meeting.kind == MeetingKind::Quarterly)
            .filter(|meeting| {
                matches!(meeting.status, MeetingStatus::Planned | MeetingStatus::Held)
            })
            .filter_map(move |meeting| Some((meeting.first_day()?, meeting)));
        days.filter(move |(day, _)| period.from <= *day && *day <= period.to)
    };
    let this = Quarter::of(today);
    let is_over =
        quarterly(this).any(|(day, meeting)| day <= today && meeting.status == MeetingStatus::Held);
    let quarter = if is_over {
        Quarter::of(this.period().to.after())
    } else {
        this
    };
    let planned = quarterly(quarter)
        .filter(|(day, _)| *day >= today)
        .min_by_key(|(day, _)| *day);
    Pending {
        stage: None,
        id: planned.map_or("", |(_, meeting)| &meeting.id).into(),
        number: None,
        title: planned.map_or("", |(_, meeting)| &meeting.title).into(),
        proposed_on: None,
        hosts: Vec::new(),
        cases: Vec::new(),
        release_asked_on: None,
        obligations: vec![Obligation {
            key: quarter.to_string().into(),
            event: Some(quarter.period().from),
            announced: planned.map(|(day, _)| day),
            ..Obligation::new(Duty::QuarterlyMeeting)
        }],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{calendars, rule_sets};
    use super::*;
    use crate::locale::Language;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// An invented case that owes something.
    fn case(obligations: Vec<Obligation<'_>>) -> Pending<'_> {
        Pending {
            stage: None,
            id: "c202109-k7f2".into(),
            number: None,
            title: "虛構案".into(),
            proposed_on: None,
            hosts: Vec::new(),
            cases: Vec::new(),
            release_asked_on: None,
            obligations,
        }
    }

    /// A petition that qualified on 24 September 2021.
    fn petition(duty: Duty) -> Obligation<'static> {
        Obligation {
            event: Some(day("2021-09-24")),
            since: Some(day("2021-09-24")),
            ..Obligation::new(duty)
        }
    }

    /// Looks at the only deadline of an obligation on a day.
    fn only<T>(
        obligation: Obligation<'_>,
        today: &str,
        look: impl FnOnce(&Deadline<'_>) -> T,
    ) -> T {
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let pending = case(vec![obligation]);
        let deadlines = Reckoner::new(&sets, &calendar, day(today)).deadlines([&pending]);
        assert_eq!(deadlines.list.len(), 1);
        look(&deadlines.list[0])
    }

    #[test]
    fn the_labour_petition_of_2021_is_due_as_announced_and_as_extended() {
        // T-2022-02-09: 5,000 on 24 September, due 23 November (60 days), extended to 23 January.
        let reply = || petition(Duty::FormalReply);
        let due = |reply, today| {
            only(reply, today, |deadline| {
                let explained = deadline.reckoning().map(|due| due.explain(Language::En));
                (deadline.due, deadline.days_left(), explained.unwrap())
            })
        };
        assert_eq!(
            due(reply(), "2021-10-01"),
            (
                Some(day("2021-11-24")),
                Some(54),
                "qualified 2021-09-24 + 2 months = 2021-11-24".to_owned()
            )
        );
        let announced = Obligation {
            announced: Some(day("2021-11-23")),
            ..reply()
        };
        assert_eq!(
            due(announced.clone(), "2021-11-23"),
            (
                Some(day("2021-11-23")),
                Some(0),
                "qualified 2021-09-24 + 60 days = 2021-11-23".to_owned()
            )
        );
        let extended = Obligation {
            extended_to: Some(day("2022-01-23")),
            ..announced.clone()
        };
        assert_eq!(due(extended, "2022-02-09").1, Some(-17));
        let both = only(announced, "2021-10-01", |deadline| {
            let by_rule = deadline.by_rule.as_ref().map(|due| due.day);
            (deadline.announced, by_rule, deadline.departs_from_rule())
        });
        assert_eq!(
            both,
            (Some(day("2021-11-23")), Some(day("2021-11-24")), false)
        );
        let other = Obligation {
            announced: Some(day("2021-12-24")),
            ..reply()
        };
        assert!(only(other, "2021-10-01", |deadline| deadline.departs_from_rule()));
    }

    #[test]
    fn the_rule_of_the_day_of_the_event_decides() {
        let schedule = |on: &str| Obligation {
            event: Some(day(on)),
            ..Obligation::new(Duty::HandlingSchedule)
        };
        let found = only(schedule("2017-08-08"), "2022-01-01", |deadline| {
            let rules = deadline.limit.map(|(rules, _)| rules.id.to_string());
            (rules.unwrap(), deadline.due)
        });
        assert_eq!(found, ("2017-08-08".to_owned(), Some(day("2017-08-17"))));
        // Nobody recommended it before.
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let pending = case(vec![schedule("2017-08-07")]);
        let reckoner = Reckoner::new(&sets, &calendar, day("2022-01-01"));
        assert!(reckoner.deadlines([&pending]).list.is_empty());
    }

    #[test]
    fn a_recommendation_may_be_missed_for_a_reason_and_a_rule_may_not() {
        let with_reason = |duty| Obligation {
            reason: Some("虛構理由".into()),
            ..petition(duty)
        };
        let explained = |duty, today| {
            only(with_reason(duty), today, |deadline| {
                deadline.explained().map(str::to_owned)
            })
        };
        assert_eq!(
            explained(Duty::ContactProposer, "2022-02-09").as_deref(),
            Some("虛構理由")
        );
        assert_eq!(explained(Duty::ContactProposer, "2021-10-15"), None);
        assert_eq!(explained(Duty::FormalReply, "2022-02-09"), None);
    }

    #[test]
    fn a_transcript_is_edited_until_its_end_and_then_to_be_published() {
        let sent = || Obligation {
            event: Some(day("2019-02-12")),
            ..Obligation::new(Duty::TranscriptEditing)
        };
        let of = |obligation, today| only(obligation, today, |one| (one.duty, one.days_left()));
        assert_eq!(of(sent(), "2019-02-25"), (Duty::TranscriptEditing, Some(0)));
        assert_eq!(
            of(sent(), "2019-02-26"),
            (Duty::TranscriptPublication, Some(-1))
        );
        let longer = Obligation {
            announced: Some(day("2019-03-01")),
            ..sent()
        };
        assert_eq!(of(longer, "2019-02-26"), (Duty::TranscriptEditing, Some(3)));
    }

    #[test]
    fn a_day_in_the_past_knows_nothing_of_later_ones() {
        let commitment = Obligation {
            announced: Some(day("2022-06-30")),
            announced_before: vec![
                (day("2022-05-01"), day("2022-05-31")),
                (day("2022-03-01"), day("2022-03-31")),
            ],
            since: Some(day("2022-01-03")),
            settled_on: Some(day("2022-06-01")),
            ..Obligation::new(Duty::Commitment)
        };
        let due = |today| {
            only(commitment.clone(), today, |one| {
                one.due.unwrap().to_string()
            })
        };
        assert_eq!(due("2022-02-28"), "2022-03-31");
        assert_eq!(due("2022-03-01"), "2022-05-31");
        assert_eq!(due("2022-05-31"), "2022-06-30");
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let pending = case(vec![commitment]);
        for today in ["2022-01-02", "2022-06-01"] {
            let list = Reckoner::new(&sets, &calendar, day(today))
                .deadlines([&pending])
                .list;
            assert!(list.is_empty(), "{today}");
        }
    }

    #[test]
    fn what_prepares_a_meeting_to_come_follows_the_rules_of_the_day() {
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let pending = case(vec![Obligation {
            event: Some(day("2018-02-20")),
            ..Obligation::new(Duty::MaterialsPublic)
        }]);
        let rules_on = |today: &str| {
            let reckoner = Reckoner::new(&sets, &calendar, day(today));
            let list = reckoner.deadlines([&pending]).list;
            let limits = list.iter().filter_map(|deadline| deadline.limit);
            limits.map(|(rules, _)| rules.id.to_string()).next()
        };
        assert_eq!(rules_on("2018-02-07"), None);
        assert_eq!(rules_on("2018-02-08").as_deref(), Some("2018-02-08"));
    }

    #[test]
    fn a_year_without_calendar_is_named_and_takes_nothing_else_away() {
        let far = Obligation {
            event: Some(day("2027-12-30")),
            ..Obligation::new(Duty::HandlingSchedule)
        };
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let pending = case(vec![far, petition(Duty::FormalReply)]);
        let found = Reckoner::new(&sets, &calendar, day("2028-01-01")).deadlines([&pending]);
        assert_eq!(found.missing_years, BTreeSet::from([2028]));
        let days: Vec<Option<Date>> = found.list.iter().map(|one| one.due).collect();
        assert_eq!(days, [Some(day("2021-11-24")), None]);
    }

    #[test]
    fn the_next_quarterly_meeting_is_that_of_the_quarter_until_it_was_held() {
        let meeting = |on: &str, status| MeetingRow {
            id: "m202112-x3qd".to_owned(),
            kind: MeetingKind::Quarterly,
            number: None,
            sequence: None,
            title: "虛構季會".to_owned(),
            status,
            reason: None,
            visibility: crate::record::case::Visibility::Public,
            cases: Vec::new(),
            days: vec![day(on)],
            covers: None,
            elements: Vec::new(),
            links: Vec::new(),
            tasks: Vec::new(),
            chiefs: Vec::new(),
            conflicts: 0,
        };
        let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
        let due = |meeting: Option<&MeetingRow>, today: &str| {
            let meetings = meeting.map_or(&[][..], std::slice::from_ref);
            let pending = next_quarterly_meeting(meetings, day(today));
            let list = Reckoner::new(&sets, &calendar, day(today))
                .deadlines([&pending])
                .list;
            list[0].due.unwrap().to_string()
        };
        let held = meeting("2021-12-20", MeetingStatus::Held);
        assert_eq!(due(None, "2021-12-01"), "2021-12-31");
        assert_eq!(due(Some(&held), "2021-12-01"), "2021-12-20");
        assert_eq!(due(Some(&held), "2021-12-21"), "2022-03-31");
        let planned = meeting("2021-12-24", MeetingStatus::Planned);
        assert_eq!(due(Some(&planned), "2021-12-24"), "2021-12-24");
        assert_eq!(due(Some(&planned), "2021-12-25"), "2021-12-31");
        let cancelled = meeting("2021-12-24", MeetingStatus::Cancelled);
        assert_eq!(due(Some(&cancelled), "2021-12-01"), "2021-12-31");
    }

    proptest! {
        #[test]
        fn what_is_due_first_stands_first_and_nothing_announced_is_lost(
            obligations in proptest::collection::vec(
                (
                    proptest::sample::select(Duty::ALL),
                    proptest::option::of(736_000..738_500_i32),
                    proptest::option::of(736_000..738_500_i32),
                    proptest::option::of(736_000..738_500_i32),
                ),
                0..12,
            ),
            today in 736_000..738_500_i32,
        ) {
            let day = |number: Option<i32>| number.and_then(Date::from_number);
            let today = Date::from_number(today).unwrap();
            let obligations: Vec<Obligation<'_>> = obligations
                .into_iter()
                .map(|(duty, event, announced, settled)| Obligation {
                    event: day(event),
                    announced: day(announced),
                    since: day(event),
                    settled_on: day(settled),
                    ..Obligation::new(duty)
                })
                .collect();
            let owed = obligations.iter().filter(|owed| owed.is_owed_on(today));
            let (announced, asked) = owed.fold((0, 0), |(announced, asked), owed| {
                (announced + usize::from(owed.announced.is_some()), asked + 1)
            });
            let (sets, calendar) = (rule_sets(), OfficeCalendar::new(&calendars()));
            let pending = case(obligations);
            let list = Reckoner::new(&sets, &calendar, today).deadlines([&pending]).list;
            prop_assert!(announced <= list.len() && list.len() <= asked);
            let listed = list.iter().filter(|deadline| deadline.announced.is_some());
            prop_assert_eq!(listed.count(), announced);
            for (one, next) in list.iter().zip(list.iter().skip(1)) {
                prop_assert!(one.is_overdue() || !next.is_overdue());
                let in_order = match (one.due, next.due) {
                    (Some(one), Some(next)) => one <= next,
                    (one, next) => one.is_some() || next.is_none(),
                };
                prop_assert!(in_order);
            }
            for deadline in &list {
                let wins = deadline.announced.or(deadline.by_rule.as_ref().map(|due| due.day));
                prop_assert_eq!(deadline.due, wins);
            }
        }
    }
}
