//! The sections of the quarterly report on what was owed and on who took part. One of which nothing is
//! recorded is left out; a line at the end names them all.

use crate::locale::report as words;
use crate::locale::report::label;
use crate::locale::report_duties as duty_words;
use crate::locale::report_duties::{heading, label as duty_label, thing};
use crate::record::Date;
use crate::report::quarterly::outcome::{PromiseOutcome, ReplyOutcome, TaskOutcome};
use crate::report::quarterly::promises::AgencyPromises;
use crate::report::quarterly::replies::FormalReply;
use crate::report::quarterly::together::Chiefs;

use super::document::{Writer, row};
use super::parts::{Block, Section, Table, number_column, text_column};

/// Outcomes of promises that have a column even where there are none.
const MAIN: [PromiseOutcome; 3] = [
    PromiseOutcome::Kept,
    PromiseOutcome::Open,
    PromiseOutcome::Overdue,
];

impl Writer<'_> {
    /// What nothing is recorded of, in a line.
    pub(super) fn unrecorded(&self) -> Option<Block> {
        let language = self.language;
        let things: Vec<String> = [
            (self.replies().is_none(), thing::replies(language)),
            (self.promises().is_none(), thing::promises(language)),
            (self.tasks().is_none(), thing::tasks(language)),
            (self.chiefs().is_none(), thing::chiefs(language)),
            (self.elements_used().is_none(), thing::elements(language)),
            (self.worked_together().is_none(), thing::together(language)),
        ]
        .into_iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, thing)| thing.to_owned())
        .collect();
        let line = || duty_words::unrecorded(language, &words::list(language, &things));
        (!things.is_empty()).then(|| Block::Line(line()))
    }

    pub(super) fn replies(&self) -> Option<Section> {
        let language = self.language;
        let replies = &self.report.replies;
        let mut lines: Vec<String> = replies
            .by_outcome
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| {
                let items = replies.items.iter();
                let items: Vec<&FormalReply> =
                    items.filter(|item| item.outcome == *outcome).collect();
                let label = duty_words::reply_outcome(language, outcome.as_str());
                duty_words::outcome(
                    language,
                    label,
                    *count,
                    replies.of,
                    &self.which_replies(&items),
                )
            })
            .collect();
        let before: Vec<&FormalReply> = replies.overdue_before.iter().collect();
        if !before.is_empty() {
            let which = self.which_replies(&before);
            lines.push(duty_words::overdue_before(language, before.len(), &which));
        }
        (!lines.is_empty()).then(|| Section {
            heading: heading::replies(language).to_owned(),
            blocks: vec![
                Block::Line(duty_words::replies_base(language, replies.of)),
                Block::List(lines),
            ],
        })
    }

    /// The cases of replies; of those not in time with the day on which they were due.
    fn which_replies(&self, items: &[&FormalReply]) -> String {
        self.some_of(items, |item| {
            let cases: Vec<String> = item.cases.iter().map(|id| self.case_name(id)).collect();
            let cases = words::list(self.language, &cases);
            let is_missed = matches!(item.outcome, ReplyOutcome::Late | ReplyOutcome::Overdue);
            self.with_due(cases, item.due.filter(|_| is_missed))
        })
    }

    fn with_due(&self, what: String, due: Option<Date>) -> String {
        let language = self.language;
        match due.map(|day| duty_words::due(language, &day.display(language))) {
            Some(due) => words::dated(language, &what, &due),
            None => what,
        }
    }

    pub(super) fn promises(&self) -> Option<Section> {
        let language = self.language;
        let promises = &self.report.promises;
        if promises.of == 0 {
            return None;
        }
        let shown: Vec<PromiseOutcome> = promises
            .by_outcome
            .iter()
            .filter(|(outcome, count)| *count > 0 || MAIN.contains(outcome))
            .map(|(outcome, _)| *outcome)
            .collect();
        let mut columns = vec![
            text_column(label::agency(language)),
            number_column(duty_label::made(language)),
        ];
        columns.extend(
            shown.iter().map(|outcome| {
                number_column(duty_words::promise_outcome(language, outcome.as_str()))
            }),
        );
        let counts = |agency: &AgencyPromises| {
            let counts = shown.iter().map(|outcome| agency.count(*outcome));
            std::iter::once(agency.of).chain(counts).collect()
        };
        let rows = promises.by_agency.iter().map(|agency| {
            let name = agency.id.as_deref().map(|id| self.agency(id));
            row(
                name.unwrap_or_else(|| label::unknown(language).to_owned()),
                counts(agency),
            )
        });
        let day = self.report.counted_to.display(language);
        let mut blocks = vec![
            Block::Line(duty_words::promises_base(language, promises.of, &day)),
            Block::Table(Table {
                columns,
                rows: rows.collect(),
            }),
        ];
        let items = promises.items.iter();
        let overdue: Vec<_> = items
            .filter(|item| item.outcome == PromiseOutcome::Overdue)
            .collect();
        if !overdue.is_empty() {
            let which = self.some_of(&overdue, |item| {
                let label = item.label.as_ref().unwrap_or(&item.row);
                let name = format!("{} {label}", self.case_name(&item.case));
                self.with_due(name, item.due)
            });
            let label = duty_words::promise_outcome(language, PromiseOutcome::Overdue.as_str());
            blocks.push(Block::List(vec![duty_words::outcome(
                language,
                label,
                overdue.len(),
                promises.of,
                &which,
            )]));
        }
        Some(Section {
            heading: heading::promises(language).to_owned(),
            blocks,
        })
    }

    pub(super) fn tasks(&self) -> Option<Section> {
        let language = self.language;
        let tasks = &self.report.tasks;
        if tasks.of == 0 {
            return None;
        }
        let outcomes: Vec<String> = tasks
            .by_outcome
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| {
                let label = duty_words::task_outcome(language, outcome.as_str());
                words::amount(language, label, *count)
            })
            .collect();
        let line = duty_words::tasks_base(
            language,
            tasks.of,
            tasks.meetings,
            &words::list(language, &outcomes),
        );
        let mut blocks = vec![Block::Line(line)];
        let items = tasks.items.iter();
        let overdue: Vec<_> = items
            .filter(|item| item.outcome == TaskOutcome::Overdue)
            .collect();
        if !overdue.is_empty() {
            let which = self.some_of(&overdue, |item| {
                self.with_due(format!("{} {}", item.meeting, item.row), item.due)
            });
            let label = duty_words::task_outcome(language, TaskOutcome::Overdue.as_str());
            blocks.push(Block::List(vec![duty_words::outcome(
                language,
                label,
                overdue.len(),
                tasks.of,
                &which,
            )]));
        }
        Some(Section {
            heading: heading::tasks(language).to_owned(),
            blocks,
        })
    }

    pub(super) fn chiefs(&self) -> Option<Section> {
        let meetings = &self.report.chiefs;
        (!meetings.is_empty()).then(|| Section {
            heading: heading::chiefs(self.language).to_owned(),
            blocks: meetings
                .iter()
                .flat_map(|one| self.chiefs_of(one))
                .collect(),
        })
    }

    fn chiefs_of(&self, meeting: &Chiefs) -> [Block; 2] {
        let language = self.language;
        let compared: Vec<String> = meeting
            .by_compared
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(answer, count)| {
                words::amount(
                    language,
                    duty_words::compared(language, answer.as_str()),
                    *count,
                )
            })
            .collect();
        let line = duty_words::chiefs_base(
            language,
            &meeting.on.display(language),
            meeting.of,
            &words::list(language, &compared),
        );
        let rows = meeting.items.iter().map(|item| {
            let unknown = || label::unknown(language).to_owned();
            vec![
                self.agency(&item.agency),
                item.rank.clone().unwrap_or_else(unknown),
                item.person.clone().unwrap_or_else(unknown),
                duty_words::compared(language, item.compared.as_str()).to_owned(),
            ]
        });
        let table = Table {
            columns: vec![
                text_column(label::agency(language)),
                text_column(duty_label::rank(language)),
                text_column(duty_label::person(language)),
                text_column(duty_label::compared(language)),
            ],
            rows: rows.collect(),
        };
        [Block::Line(line), Block::Table(table)]
    }

    pub(super) fn elements_used(&self) -> Option<Section> {
        let language = self.language;
        let elements = &self.report.elements;
        let rows = elements.items.iter().map(|item| {
            let name = self.word(item.element.label(language));
            row(name, vec![item.count])
        });
        let table = || Table {
            columns: vec![
                text_column(duty_label::element(language)),
                number_column(duty_label::meetings(language)),
            ],
            rows: rows.collect(),
        };
        let base = duty_words::elements_base(language, elements.known, elements.held);
        (elements.known > 0).then(|| Section {
            heading: heading::elements(language).to_owned(),
            blocks: vec![Block::Line(base), Block::Table(table())],
        })
    }

    pub(super) fn worked_together(&self) -> Option<Section> {
        let language = self.language;
        let together = &self.report.worked_together;
        let rows = together.pairs.iter().map(|pair| {
            vec![
                self.agencies_list(&pair.agencies),
                pair.count.to_string(),
                self.some_of(&pair.cases, |id| self.case_name(id)),
            ]
        });
        let table = Table {
            columns: vec![
                text_column(duty_label::pair(language)),
                number_column(duty_label::cases(language)),
                text_column(duty_label::which(language)),
            ],
            rows: rows.collect(),
        };
        let base = duty_words::together_base(language, together.known, together.of);
        (together.known > 0).then(|| Section {
            heading: heading::together(language).to_owned(),
            blocks: vec![Block::Line(base), self.table_or_none(table)],
        })
    }
}
