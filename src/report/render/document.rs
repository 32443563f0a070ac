//! The quarterly report in one language: what stands in it and in which order, before it is laid
//! out. Words and numbers become text here, once for every layout; nothing is counted.

use std::collections::HashMap;

use crate::locale::Language;
use crate::locale::report as words;
use crate::locale::report::{heading, label, missing};
use crate::locale::stores;
use crate::record::case::Stage;
use crate::record::numeral;
use crate::report::head::StoreHead;
use crate::report::quarterly::Quarterly;
use crate::report::quarterly::figures::{
    CaseItem, Gap, GapKind, Median, MeetingItem, Tally, TranscriptState, Waiting,
};

use super::opened;
use super::parts::{
    Block, CaseParagraph, Document, Section, Table, number_column, short, text_column,
};
use super::wording::Wording;

/// The report as a document.
pub fn document(report: &Quarterly, language: Language) -> Document {
    let writer = Writer::new(report, language);
    let mut sections = vec![writer.cases(), writer.meetings()];
    sections.extend(writer.each_case());
    sections.extend(writer.not_held());
    sections.extend([writer.waiting(), writer.other_meetings()]);
    sections.extend(writer.elements_used());
    sections.push(writer.agencies());
    sections.extend(writer.worked_together());
    sections.push(writer.petitions_and_transcripts());
    sections.extend(writer.replies());
    sections.extend(writer.promises());
    sections.extend(writer.tasks());
    sections.extend(writer.chiefs());
    sections.push(writer.gaps());
    let opened = report.ids.as_ref();
    sections.extend(opened.map(|opened| opened::section(opened, language)));
    Document {
        title: writer.title(),
        head: writer.head(),
        command: (
            words::made_again(language).to_owned(),
            report.command.clone(),
        ),
        gap: words::gap_between(language),
        summary: writer.summary(),
        sections,
        foot: words::digest(language, short(&report.digest, 16), report.version),
    }
}

/// Writes the sections.
pub(super) struct Writer<'a> {
    pub(super) report: &'a Quarterly,
    pub(super) language: Language,
    cases: HashMap<&'a str, &'a CaseItem>,
    meetings: HashMap<&'a str, &'a MeetingItem>,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Quarterly, language: Language) -> Self {
        let cases = report.cases.items.iter();
        let meetings = report.meetings.collaborative.items.iter();
        Self {
            report,
            language,
            cases: cases.map(|case| (case.id.as_str(), case)).collect(),
            meetings: meetings
                .map(|meeting| (meeting.id.as_str(), meeting))
                .collect(),
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording {
            language: self.language,
            names: &self.report.names,
        }
    }

    fn title(&self) -> String {
        let report = self.report;
        let language = self.language;
        let subject = match (&report.meeting, report.quarter) {
            (Some(meeting), _) => match meeting.date {
                Some(day) => words::dated(language, &meeting.title, &day.display(language)),
                None => meeting.title.clone(),
            },
            (None, Some(quarter)) => quarter.display(language),
            (None, None) => self.span(report.period.from, report.period.to),
        };
        words::title_of(language, &subject)
    }

    fn head(&self) -> Vec<String> {
        let report = self.report;
        let language = self.language;
        let mut head = vec![words::covers(
            language,
            &self.span(report.period.from, report.period.to),
        )];
        if let Some(agency) = &report.agency {
            let includes: Vec<String> = report.includes.iter().map(|id| self.agency(id)).collect();
            head.push(words::narrowed_to(
                language,
                &self.agency(agency),
                &includes,
            ));
            let unhosted = &report.unhosted;
            if unhosted.meetings > 0 {
                head.push(words::unhosted(language, unhosted.meetings, unhosted.of));
            }
        }
        head.push(words::store(language, &report.store));
        let commit = report.commit.as_deref().map(|commit| short(commit, 7));
        head.push(words::record(language, commit));
        head.extend(stores_line(&report.stores, language));
        let running = report.as_of < report.period.to;
        head.push(words::as_of(
            language,
            &report.as_of.display(language),
            running,
        ));
        if report.unreadable.count > 0 {
            let paths = &report.unreadable.paths;
            let listed = self.some_of(paths, |path| path.clone());
            head.push(words::unreadable(
                language,
                report.unreadable.count,
                &listed,
            ));
        }
        head
    }

    fn summary(&self) -> String {
        let language = self.language;
        let collaborative = &self.report.meetings.collaborative;
        if collaborative.held == 0 {
            return words::no_meeting(language).to_owned();
        }
        let met = &self.report.cases.met;
        let mut held = vec![words::cases_met(
            language,
            met.total,
            &self.numbers(&met.ids),
        )];
        for later in &collaborative.later {
            let case = later.number.map_or_else(
                || later.case.clone(),
                |number| words::case_in_sentence(language, number),
            );
            held.push(words::further_meeting(
                language,
                &case,
                &self.nth(later.nth),
            ));
        }
        let without_case: Vec<String> = collaborative
            .items
            .iter()
            .filter(|item| item.cases.is_empty())
            .map(|item| {
                item.number
                    .map_or_else(|| item.id.clone(), |number| number.to_string())
            })
            .collect();
        if !without_case.is_empty() {
            let numbers = words::list(language, &without_case);
            held.push(words::meetings_without_case(
                language,
                without_case.len(),
                &numbers,
            ));
        }
        let waiting = &collaborative.days_from_proposal;
        let median = waiting.median.map(|median| median.to_string());
        let median = words::median(
            language,
            median.as_deref(),
            waiting.known,
            collaborative.held,
        );
        words::clauses(language, &[words::parts(language, &held), median])
    }

    fn cases(&self) -> Section {
        let language = self.language;
        let cases = &self.report.cases;
        let steps: [(&str, &Tally); 5] = [
            (label::proposed(language), &cases.proposed),
            (label::selected(language), &cases.selected),
            (label::met(language), &cases.met),
            (label::not_held(language), &cases.not_held.tally),
            (label::released(language), &cases.released),
        ];
        let mut columns = vec![text_column(label::source(language))];
        columns.extend(steps.iter().map(|(name, _)| number_column(name)));
        let mut rows = Vec::new();
        for (index, (source, _)) in cases.proposed.by_source.iter().enumerate() {
            let counts: Vec<usize> = steps
                .iter()
                .map(|(_, tally)| tally.by_source.get(index).map_or(0, |(_, count)| *count))
                .collect();
            if counts.iter().any(|count| *count > 0) {
                let name = source.map_or_else(
                    || label::unknown(language).to_owned(),
                    |source| self.word(source.label(language)),
                );
                rows.push(row(name, counts));
            }
        }
        rows.push(row(
            label::total(language).to_owned(),
            steps.iter().map(|(_, tally)| tally.total).collect(),
        ));
        let lines = steps
            .iter()
            .filter(|(_, tally)| tally.total > 0)
            .map(|(name, tally)| {
                words::step(language, name, tally.total, &self.numbers(&tally.ids))
            })
            .collect();
        Section {
            heading: heading::cases(language).to_owned(),
            blocks: vec![
                Block::Table(Table { columns, rows }),
                Block::List(lines),
                Block::Line(self.open()),
            ],
        }
    }

    fn open(&self) -> String {
        let language = self.language;
        let open = &self.report.cases.open;
        let stages: Vec<String> = open
            .by_stage
            .iter()
            .map(|(stage, count)| {
                words::amount(language, &self.word(stage.label(language)), *count)
            })
            .collect();
        words::open(
            language,
            &open.on.display(language),
            open.total,
            open.of,
            &words::list(language, &stages),
            open.unknown,
        )
    }

    fn meetings(&self) -> Section {
        let language = self.language;
        let collaborative = &self.report.meetings.collaborative;
        let rows: Vec<Vec<String>> = collaborative
            .items
            .iter()
            .map(|meeting| {
                vec![
                    meeting
                        .number
                        .map_or_else(|| "–".to_owned(), |number| number.to_string()),
                    self.first_day(meeting),
                    self.topic(meeting),
                    match meeting.hosts.is_empty() {
                        true => label::unknown(language).to_owned(),
                        false => self.agencies_list(&meeting.hosts),
                    },
                    meeting.days_from_proposal.map_or_else(
                        || label::unknown(language).to_owned(),
                        |days| words::days(language, days),
                    ),
                    self.transcript_word(meeting.transcript).to_owned(),
                ]
            })
            .collect();
        let table = Table {
            columns: vec![
                number_column(label::number(language)),
                text_column(label::date(language)),
                text_column(label::topic(language)),
                text_column(label::host(language)),
                number_column(label::days(language)),
                text_column(label::transcript(language)),
            ],
            rows,
        };
        let mut blocks = vec![self.table_or_none(table)];
        let elements = self.elements_of_meetings();
        if !elements.is_empty() {
            blocks.push(Block::List(elements));
        }
        Section {
            heading: heading::meetings(language).to_owned(),
            blocks,
        }
    }

    /// The elements of the meetings that no paragraph on a case tells of.
    fn elements_of_meetings(&self) -> Vec<String> {
        let language = self.language;
        let told = |meeting: &MeetingItem| {
            let mut cases = self.report.cases.items.iter();
            cases.any(|case| case.meetings.contains(&meeting.id))
        };
        let meetings = self.report.meetings.collaborative.items.iter();
        meetings
            .filter(|meeting| !meeting.elements.is_empty() && !told(meeting))
            .map(|meeting| {
                let name = meeting
                    .number
                    .map_or_else(|| meeting.id.clone(), |number| number.to_string());
                let name = words::dated(language, &name, &self.first_day(meeting));
                words::labelled(language, &name, &self.elements(meeting))
            })
            .collect()
    }

    fn elements(&self, meeting: &MeetingItem) -> String {
        let elements = meeting.elements.iter();
        let elements: Vec<String> = elements
            .map(|element| self.word(element.label(self.language)))
            .collect();
        words::with_elements(self.language, &words::list(self.language, &elements))
    }

    /// What a meeting is about: the topics of its cases, otherwise its own title.
    fn topic(&self, meeting: &MeetingItem) -> String {
        let titles: Vec<String> = meeting
            .cases
            .iter()
            .filter_map(|id| self.cases.get(id.as_str()))
            .map(|case| case.title.clone())
            .collect();
        match titles.is_empty() {
            true => meeting.title.clone(),
            false => titles.join(self.language.pick(" / ", "／")),
        }
    }

    fn each_case(&self) -> Option<Section> {
        let paragraphs: Vec<Block> = self
            .report
            .cases
            .items
            .iter()
            .filter(|case| !case.meetings.is_empty())
            .map(|case| Block::Case(self.paragraph(case)))
            .collect();
        (!paragraphs.is_empty()).then(|| Section {
            heading: heading::each_case(self.language).to_owned(),
            blocks: paragraphs,
        })
    }

    fn paragraph(&self, case: &CaseItem) -> CaseParagraph {
        let language = self.language;
        let hosts = self.agencies_list(&case.hosts);
        let field = |label: &str, text: String| (label.to_owned(), text);
        CaseParagraph {
            heading: words::case_heading(language, case.number, &case.title),
            hosts: words::hosts(language, &hosts, &self.agencies_list(&case.cohosts)),
            fields: vec![
                field(label::background(language), self.background(case)),
                field(label::meeting(language), self.held(case)),
                field(label::adoption(language), self.adoption(case, &hosts)),
                field(label::follow_up(language), self.follow_up(case, &hosts)),
            ],
        }
    }

    fn background(&self, case: &CaseItem) -> String {
        let language = self.language;
        let source = case.source.map_or_else(
            || words::source_unknown(language).to_owned(),
            |source| self.word(source.label(language)),
        );
        let mut clauses = vec![source];
        if !case.qualified_on.is_empty() {
            let days: Vec<String> = case
                .qualified_on
                .iter()
                .map(|day| day.display(language))
                .collect();
            clauses.push(words::qualified(language, &words::list(language, &days)));
        }
        let day = case.proposed_on.map(|day| day.display(language));
        let at = case.proposed_at.map(|kind| kind.label(language));
        let mut proposal = vec![words::proposed(language, day.as_deref(), at)];
        proposal.extend(case.selection.map(|how| self.word(how.label(language))));
        clauses.push(words::parts(language, &proposal));
        words::sentence(language, &words::clauses(language, &clauses))
    }

    fn held(&self, case: &CaseItem) -> String {
        let language = self.language;
        let meetings: Vec<String> = case
            .meetings
            .iter()
            .filter_map(|id| self.meetings.get(id.as_str()))
            .map(|meeting| self.held_meeting(case, meeting))
            .collect();
        words::sentence(language, &words::clauses(language, &meetings))
    }

    fn held_meeting(&self, case: &CaseItem, meeting: &MeetingItem) -> String {
        let language = self.language;
        let later = &self.report.meetings.collaborative.later;
        let nth = later
            .iter()
            .find(|later| later.meeting == meeting.id && later.case == case.id)
            .map(|later| self.nth(later.nth));
        let day = match nth {
            Some(nth) => words::dated(language, &self.days(meeting), &nth),
            None => self.days(meeting),
        };
        let mut parts = vec![
            day,
            words::after_proposal(language, meeting.days_from_proposal),
        ];
        if !meeting.elements.is_empty() {
            parts.push(self.elements(meeting));
        }
        let transcript = match meeting.transcript {
            TranscriptState::Published => words::transcript_published(language),
            TranscriptState::Editing => words::transcript_editing(language),
            TranscriptState::Draft => words::transcript_draft(language),
            TranscriptState::Missing => words::transcript_missing(language),
        };
        words::clauses(
            language,
            &[words::parts(language, &parts), transcript.to_owned()],
        )
    }

    fn adoption(&self, case: &CaseItem, hosts: &str) -> String {
        let language = self.language;
        let mut clauses: Vec<String> = case
            .replies
            .iter()
            .map(|reply| {
                let agency = reply.agency.as_deref().map(|id| self.agency(id));
                let day = reply.on.map(|day| day.display(language));
                let adoption = reply
                    .adoption
                    .map(|adoption| self.word(adoption.label(language)));
                words::reply(
                    language,
                    agency.as_deref(),
                    day.as_deref(),
                    adoption.as_deref(),
                )
            })
            .collect();
        let recorded = case.replies.iter().any(|reply| reply.adoption.is_some());
        if !recorded {
            clauses.push(words::to_fill_in(language, hosts));
            return words::clauses(language, &clauses);
        }
        words::sentence(language, &words::clauses(language, &clauses))
    }

    /// What came after the meeting: where nothing did, that is what is missing.
    fn follow_up(&self, case: &CaseItem, hosts: &str) -> String {
        let language = self.language;
        let Some(stage) = case.stage.filter(|stage| *stage != Stage::Met) else {
            return words::to_fill_in(language, hosts);
        };
        let day = case.stage_on.map(|day| day.display(language));
        let name = self.word(stage.label(language));
        let stands = match &day {
            Some(day) if !stage.is_open() => words::dated(language, &name, day),
            since => words::stands(language, &name, since.as_deref()),
        };
        words::sentence(language, &stands)
    }

    fn not_held(&self) -> Option<Section> {
        let language = self.language;
        let lines: Vec<String> = self
            .report
            .cases
            .not_held
            .reasons
            .iter()
            .map(|reason| {
                let case = self.cases.get(reason.id.as_str()).map_or_else(
                    || reason.id.clone(),
                    |case| words::case_heading(language, case.number, &case.title),
                );
                let day = reason.on.display(language);
                words::not_held(language, &case, &day, reason.reason.as_deref())
            })
            .collect();
        (!lines.is_empty()).then(|| Section {
            heading: heading::not_held(language).to_owned(),
            blocks: vec![Block::List(lines)],
        })
    }

    fn waiting(&self) -> Section {
        let language = self.language;
        let report = self.report;
        let now = &report.meetings.collaborative;
        let mut medians: Vec<Option<Median>> = report
            .before
            .iter()
            .map(|before| before.days_from_proposal.median)
            .collect();
        medians.push(now.days_from_proposal.median);
        let values: Vec<String> = medians
            .iter()
            .map(|median| median.map_or_else(|| "–".to_owned(), |median| median.to_string()))
            .collect();
        let mut rows: Vec<Vec<String>> = report
            .before
            .iter()
            .map(|before| {
                self.waiting_row(
                    before.quarter.display(language),
                    self.span(before.period.from, before.period.to),
                    before.held,
                    &before.days_from_proposal,
                )
            })
            .collect();
        rows.push(self.waiting_row(
            label::this_period(language).to_owned(),
            self.span(report.period.from, report.period.to),
            now.held,
            &now.days_from_proposal,
        ));
        let columns = vec![
            text_column(label::period(language)),
            text_column(label::span(language)),
            number_column(label::held(language)),
            number_column(label::median(language)),
            number_column(label::range(language)),
            number_column(label::known(language)),
        ];
        Section {
            heading: heading::waiting(language).to_owned(),
            blocks: vec![
                Block::Line(words::sparkline(
                    language,
                    &sparkline(&medians),
                    &values.join(" "),
                )),
                Block::Table(Table { columns, rows }),
            ],
        }
    }

    fn waiting_row(&self, name: String, span: String, held: usize, days: &Waiting) -> Vec<String> {
        let dash = || "–".to_owned();
        let range = match (days.min, days.max) {
            (Some(min), Some(max)) => format!("{min}–{max}"),
            _ => dash(),
        };
        vec![
            name,
            span,
            held.to_string(),
            days.median.map_or_else(dash, |median| median.to_string()),
            range,
            words::share(self.language, days.known, held),
        ]
    }

    fn other_meetings(&self) -> Section {
        let language = self.language;
        let counts: Vec<String> = self
            .report
            .meetings
            .other
            .iter()
            .map(|(kind, count)| words::amount(language, &self.word(kind.label(language)), *count))
            .collect();
        let line = match counts.is_empty() {
            true => words::none(language).to_owned(),
            false => words::sentence(language, &words::list(language, &counts)),
        };
        Section {
            heading: heading::other_meetings(language).to_owned(),
            blocks: vec![Block::Line(line)],
        }
    }

    fn agencies(&self) -> Section {
        let language = self.language;
        let rows = self
            .report
            .agencies
            .iter()
            .map(|count| row(self.agency(&count.id), vec![count.hosted, count.cohosted]))
            .collect();
        let table = Table {
            columns: vec![
                text_column(label::agency(language)),
                number_column(label::host(language)),
                number_column(label::cohost(language)),
            ],
            rows,
        };
        Section {
            heading: heading::agencies(language).to_owned(),
            blocks: vec![
                Block::Line(words::agencies_base(
                    language,
                    self.report.cases.items.len(),
                )),
                self.table_or_none(table),
            ],
        }
    }

    fn petitions_and_transcripts(&self) -> Section {
        let language = self.language;
        let petitions = &self.report.petitions;
        let transcripts = &self.report.transcripts;
        Section {
            heading: heading::petitions(language).to_owned(),
            blocks: vec![Block::List(vec![
                words::petitions(
                    language,
                    petitions.qualified,
                    petitions.qualified_and_replied,
                    petitions.replied,
                ),
                words::transcripts(
                    language,
                    transcripts.published,
                    transcripts.in_preparation,
                    transcripts.missing,
                    transcripts.of,
                ),
                words::other_transcripts(
                    language,
                    transcripts.other_published,
                    transcripts.other_of,
                ),
            ])],
        }
    }

    fn gaps(&self) -> Section {
        let language = self.language;
        let lines: Vec<String> = self.report.gaps.iter().map(|gap| self.gap(gap)).collect();
        let gaps = (!lines.is_empty()).then_some(Block::List(lines));
        let mut blocks: Vec<Block> = gaps.into_iter().chain(self.unrecorded()).collect();
        if blocks.is_empty() {
            blocks.push(Block::Line(words::no_gaps(language).to_owned()));
        }
        Section {
            heading: heading::gaps(language).to_owned(),
            blocks,
        }
    }

    fn gap(&self, gap: &Gap) -> String {
        let language = self.language;
        let records = self.some_of(&gap.ids, |id| self.case_name(id));
        words::gap(
            language,
            gap_words(gap.kind, language),
            gap.count,
            gap.of,
            &records,
        )
    }

    /// A case by its number; another record, and a case without one, by its id.
    pub(super) fn case_name(&self, id: &str) -> String {
        self.report.numbers.get(id).map_or_else(
            || id.to_owned(),
            |number| words::case_in_sentence(self.language, *number),
        )
    }

    pub(super) fn table_or_none(&self, table: Table) -> Block {
        match table.rows.is_empty() {
            true => Block::Line(words::none(self.language).to_owned()),
            false => Block::Table(table),
        }
    }

    /// The first few of a list, and how many more there are.
    pub(super) fn some_of<T>(&self, things: &[T], show: impl Fn(&T) -> String) -> String {
        self.wording().some_of(things, show)
    }

    /// The numbers of cases, runs drawn together: `40–42、45、未編序號 1 案`.
    fn numbers(&self, ids: &[String]) -> String {
        let mut numbers: Vec<u32> = ids
            .iter()
            .filter_map(|id| self.cases.get(id.as_str())?.number)
            .collect();
        let unnumbered = ids.len() - numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for number in numbers {
            match runs.last_mut() {
                Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
                _ => runs.push((number, number)),
            }
        }
        let mut parts: Vec<String> = runs
            .into_iter()
            .map(|(first, last)| match last - first {
                0 => first.to_string(),
                _ => format!("{first}–{last}"),
            })
            .collect();
        if unnumbered > 0 {
            parts.push(words::unnumbered(self.language, unnumbered));
        }
        words::list(self.language, &parts)
    }

    fn days(&self, meeting: &MeetingItem) -> String {
        let days: Vec<String> = meeting
            .days
            .iter()
            .map(|day| day.display(self.language))
            .collect();
        words::list(self.language, &days)
    }

    fn first_day(&self, meeting: &MeetingItem) -> String {
        let day = meeting
            .days
            .first()
            .map(|day| day.display(self.language))
            .unwrap_or_default();
        match meeting.days.len() {
            0 | 1 => day,
            days => words::first_of_days(self.language, &day, days),
        }
    }

    fn nth(&self, number: usize) -> String {
        let chinese = u32::try_from(number).map_or_else(|_| number.to_string(), numeral::format);
        words::nth(self.language, number, &chinese)
    }

    fn span(&self, from: crate::record::Date, to: crate::record::Date) -> String {
        self.wording().span(from, to)
    }

    /// A word of the records for people.
    pub(super) fn word(&self, label: &str) -> String {
        self.wording().word(label)
    }

    pub(super) fn agency(&self, id: &str) -> String {
        self.wording().agency(id)
    }

    pub(super) fn agencies_list(&self, ids: &[String]) -> String {
        self.wording().agencies(ids)
    }

    fn transcript_word(&self, state: TranscriptState) -> &'static str {
        match state {
            TranscriptState::Published => words::transcript::published(self.language),
            TranscriptState::Editing => words::transcript::editing(self.language),
            TranscriptState::Draft => words::transcript::draft(self.language),
            TranscriptState::Missing => words::transcript::missing(self.language),
        }
    }
}

pub(super) fn row(name: String, counts: Vec<usize>) -> Vec<String> {
    std::iter::once(name)
        .chain(counts.into_iter().map(|count| count.to_string()))
        .collect()
}

/// A bar for each median between nothing and the largest, a dot where it is unknown.
fn sparkline(medians: &[Option<Median>]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let largest = medians
        .iter()
        .flatten()
        .map(|median| median.doubled())
        .max();
    let largest = largest.unwrap_or(0).max(1);
    medians
        .iter()
        .map(|median| match median {
            None => '·',
            Some(median) => {
                let step = median.doubled().clamp(0, largest) * 7 / largest;
                usize::try_from(step)
                    .ok()
                    .and_then(|step| BARS.get(step))
                    .copied()
                    .unwrap_or('█')
            }
        })
        .collect()
}

/// A kind of gap in words.
/// The stores that a report reads as one, each with its commit.
pub(super) fn stores_line(heads: &[StoreHead], language: Language) -> Option<String> {
    let shown = heads.iter().map(|store| {
        let commit = store.commit.as_deref().map(|commit| short(commit, 7));
        stores::of_commit(language, &store.name, commit)
    });
    let shown: Vec<String> = shown.collect();
    (!shown.is_empty()).then(|| stores::read_together(language, &shown))
}

/// What a kind of gap is called.
pub(super) fn gap_words(kind: GapKind, language: Language) -> &'static str {
    match kind {
        GapKind::NoAgency => missing::agency(language),
        GapKind::AgencyUnknown => missing::agency_record(language),
        GapKind::NoSource => missing::source(language),
        GapKind::NoNumber => missing::number(language),
        GapKind::NoProposalDate => missing::proposal_date(language),
        GapKind::StepWithoutDate => missing::step_date(language),
        GapKind::NotHeldWithoutReason => missing::not_held_reason(language),
        GapKind::ReleasedWithoutReason => missing::release_reason(language),
        GapKind::MetWithoutMeeting => missing::meeting(language),
        GapKind::MetWithoutAdoption => missing::adoption(language),
        GapKind::PetitionWithoutDate => missing::qualified_date(language),
        GapKind::ReplyIncomplete => missing::reply(language),
        GapKind::Undecided => missing::decision(language),
        GapKind::DifferingCopy => stores::differing_copies(language),
        GapKind::StoreNotRead => stores::stores_not_read(language),
        GapKind::MetWithoutTranscript => missing::transcript(language),
        GapKind::MeetingWithoutCase => missing::case(language),
        GapKind::CaseUnknown => missing::case_record(language),
        GapKind::MeetingBeforeProposal => missing::order(language),
        GapKind::HeldMeetingWithoutDate => missing::meeting_date(language),
    }
}
