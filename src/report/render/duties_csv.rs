//! The rows of the CSV on what was owed and on who took part.

use crate::locale::report_duties as words;
use crate::record::Date;
use crate::report::quarterly::Quarterly;
use crate::report::quarterly::replies::FormalReply;

use super::sheet::{Row, Sheet};

impl Sheet {
    pub(super) fn duties(&mut self, report: &Quarterly) {
        self.replies(report);
        self.promises(report);
        self.tasks(report);
    }

    pub(super) fn people(&mut self, report: &Quarterly) {
        self.chiefs(report);
        self.elements(report);
        self.worked_together(report);
    }

    /// A count of its base.
    fn count(&mut self, mut row: Row<'_>, count: usize, of: usize) {
        row.value = count.to_string();
        row.base = Some(of);
        self.push(row);
    }

    /// The size of a base.
    fn base(&mut self, section: &str, of: usize, unit: &str) {
        self.push(Row {
            section,
            key: "of",
            value: of.to_string(),
            unit,
            ..Row::default()
        });
    }

    /// What is known of one thing, a row a fact.
    fn facts(&mut self, section: &str, id: &str, facts: &[(&str, String, &str)]) {
        for (key, value, unit) in facts {
            self.push(Row {
                section,
                id,
                key,
                value: value.clone(),
                unit,
                ..Row::default()
            });
        }
    }

    fn replies(&mut self, report: &Quarterly) {
        let replies = &report.replies;
        self.base("replies", replies.of, "petitions");
        for (outcome, count) in replies.by_outcome.iter().filter(|_| replies.of > 0) {
            let row = Row {
                section: "replies",
                key: outcome.as_str(),
                label: words::reply_outcome(self.language, outcome.as_str()),
                unit: "petitions",
                ..Row::default()
            };
            self.count(row, *count, replies.of);
        }
        for (section, items) in [
            ("replies.items", &replies.items),
            ("replies.overdue_before", &replies.overdue_before),
        ] {
            for item in items {
                self.facts(section, &item.cases.join(" "), &reply_facts(item));
            }
        }
    }

    fn promises(&mut self, report: &Quarterly) {
        let promises = &report.promises;
        self.base("promises", promises.of, "promises");
        let total =
            (promises.of > 0).then_some(("promises", "", promises.of, &promises.by_outcome));
        let by_agency = promises.by_agency.iter().map(|agency| {
            let id = agency.id.as_deref().unwrap_or("unknown");
            ("promises.by_agency", id, agency.of, &agency.by_outcome)
        });
        for (section, id, of, counts) in total.into_iter().chain(by_agency) {
            for (outcome, count) in counts {
                let row = Row {
                    section,
                    id,
                    key: outcome.as_str(),
                    label: words::promise_outcome(self.language, outcome.as_str()),
                    unit: "promises",
                    ..Row::default()
                };
                self.count(row, *count, of);
            }
        }
        for item in &promises.items {
            let id = format!("{}:commitment[{}]", item.case, item.row);
            let facts = [
                ("label", item.label.clone().unwrap_or_default(), "text"),
                ("agency", item.agency.clone().unwrap_or_default(), "id"),
                ("due", day(item.due), "date"),
                ("settled_on", day(item.settled_on), "date"),
                ("outcome", item.outcome.as_str().to_owned(), "word"),
            ];
            self.facts("promises.items", &id, &facts);
        }
    }

    fn tasks(&mut self, report: &Quarterly) {
        let tasks = &report.tasks;
        self.base("tasks", tasks.of, "tasks");
        for (outcome, count) in tasks.by_outcome.iter().filter(|_| tasks.of > 0) {
            let row = Row {
                section: "tasks",
                key: outcome.as_str(),
                label: words::task_outcome(self.language, outcome.as_str()),
                unit: "tasks",
                ..Row::default()
            };
            self.count(row, *count, tasks.of);
        }
        for item in &tasks.items {
            let id = format!("{}:task[{}]", item.meeting, item.row);
            let facts = [
                ("due", day(item.due), "date"),
                ("done_on", day(item.done_on), "date"),
                ("outcome", item.outcome.as_str().to_owned(), "word"),
            ];
            self.facts("tasks.items", &id, &facts);
        }
    }

    fn chiefs(&mut self, report: &Quarterly) {
        for meeting in &report.chiefs {
            for (answer, count) in &meeting.by_compared {
                let row = Row {
                    section: "chiefs",
                    id: &meeting.meeting,
                    key: answer.as_str(),
                    label: words::compared(self.language, answer.as_str()),
                    unit: "agencies",
                    ..Row::default()
                };
                self.count(row, *count, meeting.of);
            }
            let section = format!("chiefs.{}", meeting.meeting);
            for item in &meeting.items {
                let facts = [
                    ("rank", item.rank.clone().unwrap_or_default(), "text"),
                    ("person", item.person.clone().unwrap_or_default(), "id"),
                    ("compared", item.compared.as_str().to_owned(), "word"),
                ];
                self.facts(&section, &item.agency, &facts);
            }
        }
    }

    fn elements(&mut self, report: &Quarterly) {
        let elements = &report.elements;
        let known = Row {
            section: "elements",
            key: "known",
            unit: "meetings",
            ..Row::default()
        };
        self.count(known, elements.known, elements.held);
        for item in &elements.items {
            let row = Row {
                section: "elements",
                key: item.element.as_str(),
                label: item.element.label(self.language),
                unit: "meetings",
                ..Row::default()
            };
            self.count(row, item.count, elements.known);
            for id in &item.meetings {
                let facts = [(item.element.as_str(), id.clone(), "id")];
                self.facts("elements", id, &facts);
            }
        }
    }

    fn worked_together(&mut self, report: &Quarterly) {
        let together = &report.worked_together;
        let known = Row {
            section: "worked_together",
            key: "known",
            unit: "cases",
            ..Row::default()
        };
        self.count(known, together.known, together.of);
        for pair in &together.pairs {
            let id = pair.agencies.join(" ");
            let row = Row {
                section: "worked_together",
                id: &id,
                key: "count",
                unit: "cases",
                ..Row::default()
            };
            self.count(row, pair.count, together.known);
            for case in &pair.cases {
                self.facts("worked_together", &id, &[("case", case.clone(), "id")]);
            }
        }
    }
}

fn reply_facts(item: &FormalReply) -> [(&'static str, String, &'static str); 7] {
    [
        ("petition", item.petition.clone().unwrap_or_default(), "url"),
        ("due", day(item.due), "date"),
        ("announced", day(item.announced), "date"),
        ("by_rule", day(item.by_rule), "date"),
        ("extended_to", day(item.extended_to), "date"),
        ("given_on", day(item.given_on), "date"),
        ("outcome", item.outcome.as_str().to_owned(), "word"),
    ]
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
