//! The rule set in force on a day, the days that its limits lead to, and how two rule sets differ.

use crate::locale::{Language, rules as words};
use crate::record::rules::{Cap, Limit, Pool, Rules, Voting};
use crate::record::shape::{Field, Shaped};
use crate::record::{Date, Item};

use super::calendar::OfficeCalendar;
use super::span::{NoDay, Span};

/// The first day on which a rule set is in force; `None` where its id is no day.
pub fn from_day(rules: &Rules) -> Option<Date> {
    rules.id.as_str().parse().ok()
}

/// The rule set in force on a day: the newest of those that began by then.
pub fn in_force(sets: &[Rules], day: Date) -> Option<&Rules> {
    sets.iter()
        .filter_map(|rules| Some((from_day(rules)?, rules)))
        .filter(|(from, _)| *from <= day)
        .max_by_key(|(from, _)| *from)
        .map(|(_, rules)| rules)
}

/// The last day on which a rule set is in force; `None` where no other follows.
pub fn until_day(sets: &[Rules], rules: &Rules) -> Option<Date> {
    let from = from_day(rules)?;
    let later = sets.iter().filter_map(from_day).filter(|day| *day > from);
    later.min().map(Date::before)
}

/// A limit of a rule set by its name.
pub fn limit<'r>(rules: &'r Rules, name: &str) -> Option<&'r Limit> {
    rules
        .limits
        .iter()
        .find(|limit| limit.name.as_str() == name)
}

/// The day that a limit leads to, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'r> {
    /// The event that the limit runs from.
    pub event: Option<&'r str>,
    /// The day of the event.
    pub from: Date,
    /// How long it runs.
    pub span: Span,
    /// The day that it leads to.
    pub day: Date,
}

impl<'r> Due<'r> {
    fn new(
        event: Option<&'r str>,
        from: Date,
        span: Span,
        calendar: &OfficeCalendar,
    ) -> Result<Self, NoDay> {
        Ok(Self {
            event,
            from,
            span,
            day: span.from(from, calendar)?,
        })
    }

    /// How the day came about: `qualified 2021-09-24 + 60 days = 2021-11-23`.
    pub fn explain(&self, language: Language) -> String {
        let event = self.event.unwrap_or_default();
        words::sum(
            language,
            &words::event(language, event),
            &self.from.display(language),
            self.span.length,
            self.span.unit.as_str(),
            self.span.before,
            &self.day.display(language),
        )
    }
}

/// How long a limit runs by its rule; `None` where the record says no length.
pub fn span(limit: &Limit) -> Option<Span> {
    Some(Span {
        length: limit.length?,
        unit: limit.unit,
        before: limit.before == Some(true),
    })
}

/// How long a limit is counted in practice, where that is not what the rule says.
pub fn practice_span(limit: &Limit) -> Option<Span> {
    Some(Span {
        length: limit.practice_length?,
        unit: limit.practice_unit.unwrap_or(limit.unit),
        before: limit.before == Some(true),
    })
}

/// The early end of a limit that is a span of lengths; `None` where there is none.
pub fn shortest_span(limit: &Limit) -> Option<Span> {
    Some(Span {
        length: limit.shortest?,
        unit: limit.unit,
        before: limit.before == Some(true),
    })
}

/// How much longer a limit may become.
pub fn extension_span(limit: &Limit) -> Option<Span> {
    Some(Span {
        length: limit.extension_length?,
        unit: limit.extension_unit.unwrap_or(limit.unit),
        before: limit.before == Some(true),
    })
}

/// The day that a limit leads to from its event, by the rule.
///
/// # Errors
/// Where there is no such day: a calendar is missing, or the limit is no length of time.
pub fn due<'r>(
    limit: &'r Limit,
    event_day: Date,
    calendar: &OfficeCalendar,
) -> Result<Due<'r>, NoDay> {
    let span = span(limit).ok_or(NoDay::NoTime)?;
    let event = limit.runs_from.as_ref().map(|event| event.as_str());
    Due::new(event, event_day, span, calendar)
}

/// The day that a limit leads to as it is counted in practice; `None` where that is as the rule says.
///
/// # Errors
/// As [`due`].
pub fn due_in_practice<'r>(
    limit: &'r Limit,
    event_day: Date,
    calendar: &OfficeCalendar,
) -> Result<Option<Due<'r>>, NoDay> {
    let event = limit.runs_from.as_ref().map(|event| event.as_str());
    practice_span(limit)
        .map(|span| Due::new(event, event_day, span, calendar))
        .transpose()
}

/// The day to which a limit may be extended, from the day of the event that the extension runs from
/// (usually the day due, as announced); `None` where there is no extension.
///
/// # Errors
/// As [`due`].
pub fn extended<'r>(
    limit: &'r Limit,
    event_day: Date,
    calendar: &OfficeCalendar,
) -> Result<Option<Due<'r>>, NoDay> {
    let event = limit.extension_from.as_ref().map(|event| event.as_str());
    extension_span(limit)
        .map(|span| Due::new(event, event_day, span, calendar))
        .transpose()
}

/// The last day to which a limit may be extended, as [`extended`]; `None` where there is no extension, or
/// no such day.
pub fn extension_end(limit: &Limit, event_day: Date, calendar: &OfficeCalendar) -> Option<Date> {
    let extended = extended(limit, event_day, calendar).ok()??;
    Some(extended.day)
}

/// One thing that a rule set says.
#[derive(Clone, Debug)]
pub enum Entry<'r> {
    /// A rule of the vote: a field of [`Voting`] and its value.
    Voting {
        /// The field.
        field: &'static Field,
        /// Its value.
        value: Item,
        /// The source of the voting rules.
        source: Option<&'r str>,
    },
    /// A pool of candidates.
    Pool(&'r Pool),
    /// A limit or threshold.
    Limit(&'r Limit),
    /// A cap on people.
    Cap(&'r Cap),
}

impl Entry<'_> {
    /// The part of the rule set it stands in, by its name in TOML.
    pub fn part(&self) -> &'static str {
        match self {
            Self::Voting { .. } => "voting",
            Self::Pool(_) => "pool",
            Self::Limit(_) => "limit",
            Self::Cap(_) => "cap",
        }
    }

    /// Its name inside the part.
    pub fn name(&self) -> &str {
        match self {
            Self::Voting { field, .. } => field.name,
            Self::Pool(pool) => pool.name.as_str(),
            Self::Limit(limit) => limit.name.as_str(),
            Self::Cap(cap) => cap.name.as_str(),
        }
    }

    /// What names it among the entries of a rule set.
    fn key(&self) -> (&'static str, &str, Option<&str>) {
        let per = match self {
            Self::Cap(cap) => Some(cap.per.as_str()),
            _ => None,
        };
        (self.part(), self.name(), per)
    }

    /// Where it is from, and what is noted of it.
    fn told(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Voting { source, .. } => (*source, None),
            Self::Pool(pool) => (pool.source.as_deref(), pool.note.as_deref()),
            Self::Limit(limit) => (limit.source.as_deref(), limit.note.as_deref()),
            Self::Cap(cap) => (cap.source.as_deref(), cap.note.as_deref()),
        }
    }

    /// What it says, without where that is from and what it is called.
    fn rule(&self) -> Item {
        let item = match self {
            Self::Voting { value, .. } => return value.clone(),
            Self::Pool(pool) => pool.write(),
            Self::Limit(limit) => limit.write(),
            Self::Cap(cap) => cap.write(),
        };
        match item {
            Some(Item::Table(mut fields)) => {
                fields.retain(|(name, _)| !matches!(*name, "label" | "source" | "note"));
                Item::Table(fields)
            }
            other => other.expect("a row of a record always has a tree"),
        }
    }
}

/// Everything that a rule set says, in the order of its file.
pub fn entries(rules: &Rules) -> Vec<Entry<'_>> {
    let voting = rules.voting.iter().flat_map(|voting| {
        let Some(Item::Table(fields)) = voting.write() else {
            return Vec::new();
        };
        let entries = fields.into_iter().filter_map(|(name, value)| {
            let field = Voting::TABLE.field(name)?;
            (!matches!(name, "source" | "note")).then_some(Entry::Voting {
                field,
                value,
                source: voting.source.as_deref(),
            })
        });
        entries.collect()
    });
    voting
        .chain(rules.pools.iter().map(Entry::Pool))
        .chain(rules.limits.iter().map(Entry::Limit))
        .chain(rules.caps.iter().map(Entry::Cap))
        .collect()
}

/// Something that one rule set says otherwise than another. At least one side says something.
#[derive(Clone, Debug)]
pub struct Difference<'r> {
    /// What the old set says; `None` where it says nothing of it.
    pub old: Option<Entry<'r>>,
    /// What the new set says.
    pub new: Option<Entry<'r>>,
}

/// What two rule sets say otherwise, in the order of the new one, what is gone at the end of its
/// part. Another source or note is no other rule.
pub fn differences<'r>(old: &'r Rules, new: &'r Rules) -> Vec<Difference<'r>> {
    let (old, new) = (entries(old), entries(new));
    let mut found = Vec::new();
    for part in ["voting", "pool", "limit", "cap"] {
        for entry in new.iter().filter(|entry| entry.part() == part) {
            let before = old.iter().find(|old| old.key() == entry.key());
            if before.is_none_or(|before| before.rule() != entry.rule()) {
                found.push(Difference {
                    old: before.cloned(),
                    new: Some(entry.clone()),
                });
            }
        }
        for entry in old.iter().filter(|entry| entry.part() == part) {
            if new.iter().all(|new| new.key() != entry.key()) {
                found.push(Difference {
                    old: Some(entry.clone()),
                    new: None,
                });
            }
        }
    }
    found
}

/// What both of two rule sets say alike, from another source or with another note.
pub fn note_differences<'r>(old: &'r Rules, new: &'r Rules) -> Vec<(Entry<'r>, Entry<'r>)> {
    let old = entries(old);
    let pairs = entries(new).into_iter().filter_map(|new| {
        let before = old.iter().find(|old| old.key() == new.key())?;
        let is_same = before.rule() == new.rule() && before.told() != new.told();
        is_same.then(|| (before.clone(), new))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{calendars, rule_sets};
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn office() -> OfficeCalendar {
        OfficeCalendar::new(&calendars())
    }

    #[test]
    fn the_rule_of_the_day_decides() {
        let sets = rule_sets();
        let on = |text: &str| in_force(&sets, day(text)).map(|rules| rules.id.as_str());
        assert_eq!(on("2015-07-16"), None);
        assert_eq!(on("2015-07-17"), Some("2015-07-17"));
        assert_eq!(on("2019-07-01"), Some("2018-07-02"));
        assert_eq!(on("2019-07-02"), Some("2019-07-02"));
        assert_eq!(on("2030-01-01"), Some("2022-04-01"));
        let of = |text: &str| until_day(&sets, in_force(&sets, day(text)).unwrap());
        assert_eq!(of("2019-07-02"), Some(day("2020-03-18")));
        assert_eq!(of("2022-04-01"), None);
    }

    #[test]
    fn the_labour_petition_of_2021_is_due_as_the_record_says() {
        // T-2022-02-09: 5,000 on 24 September, due 23 November (60 days), extended to 23 January.
        let sets = rule_sets();
        let qualified = day("2021-09-24");
        let reply = limit(in_force(&sets, qualified).unwrap(), "formal-reply").unwrap();
        let by_rule = due(reply, qualified, &office()).unwrap();
        assert_eq!(
            by_rule.explain(Language::En),
            "qualified 2021-09-24 + 2 months = 2021-11-24"
        );
        let in_practice = due_in_practice(reply, qualified, &office())
            .unwrap()
            .unwrap();
        assert_eq!(
            in_practice.explain(Language::ZhTw),
            "成案110.09.24＋60日＝110.11.23"
        );
        let extended = extended(reply, in_practice.day, &office())
            .unwrap()
            .unwrap();
        assert_eq!(
            extended.explain(Language::ZhTw),
            "原定回應期限110.11.23＋2個月＝111.01.23"
        );
    }

    #[test]
    fn dates_that_join_published_are_two_months_after_qualifying() {
        // Facts of PDIS/join-archive: secondSignedTime and advisedTime.
        let sets = rule_sets();
        for (qualified, published) in [
            ("2016-09-28", "2016-11-28"),
            ("2017-02-06", "2017-04-06"),
            ("2017-12-14", "2018-02-14"),
            ("2018-03-30", "2018-05-30"),
            ("2018-08-17", "2018-10-17"),
        ] {
            let qualified = day(qualified);
            let reply = limit(in_force(&sets, qualified).unwrap(), "formal-reply").unwrap();
            assert_eq!(
                due(reply, qualified, &office()).unwrap().day,
                day(published)
            );
        }
    }

    #[test]
    fn a_change_of_any_value_is_a_difference_and_another_note_is_none() {
        let rules = in_force(&rule_sets(), day("2021-04-20")).unwrap().clone();
        assert!(differences(&rules, &rules).is_empty());
        for entry in entries(&rules) {
            let mut other = rules.clone();
            match entry.part() {
                "limit" => {
                    let row = other
                        .limits
                        .iter_mut()
                        .find(|row| row.name.as_str() == entry.name());
                    let row = row.unwrap();
                    row.note = Some("another".to_owned());
                    assert!(differences(&rules, &other).is_empty());
                    let row = other
                        .limits
                        .iter_mut()
                        .find(|row| row.name.as_str() == entry.name());
                    row.unwrap().length = Some(9999);
                }
                "cap" => other.caps.iter_mut().for_each(|cap| {
                    if cap.name.as_str() == entry.name() {
                        cap.most += 1;
                    }
                }),
                "pool" => other
                    .pools
                    .retain(|pool| pool.name.as_str() != entry.name()),
                _ => {
                    let voting = other.voting.as_mut().unwrap();
                    match entry.name() {
                        "threshold" => voting.threshold = "2/3".parse().ok(),
                        "inclusive" => voting.inclusive = Some(false),
                        "minimum_ticks" => voting.minimum_ticks = None,
                        "cases_per_month" => voting.cases_per_month = Some(9),
                        "extra_cases_per_month" => voting.extra_cases_per_month = None,
                        "below_threshold" => voting.below_threshold = None,
                        name => panic!("{name} is not tried"),
                    }
                }
            }
            let found = differences(&rules, &other);
            assert_eq!(found.len(), 1, "{}", entry.name());
            assert_eq!(found[0].old.as_ref().unwrap().name(), entry.name());
        }
    }

    #[test]
    fn the_newest_set_states_every_limit_of_the_procedure() {
        let sets = rule_sets();
        let rules = in_force(&sets, day("2022-05-01")).unwrap();
        for name in [
            "agency-confirmation",
            "support-period",
            "support-threshold",
            "handling-schedule",
            "contact-proposer",
            "formal-reply",
            "notice-reply",
            "notice-period",
            "similar-petition-block",
            "satisfaction-survey",
            "election-pause",
            "proposal-form",
            "host-spacing",
            "materials-public",
            "transcript-editing",
            "quarterly-meeting",
            "appointment-letter",
        ] {
            let limit = limit(rules, name).unwrap_or_else(|| panic!("{name}"));
            assert!(limit.source.is_some() && limit.label.is_some(), "{name}");
        }
        assert_eq!(rules.pools.len(), 2);
    }
}
