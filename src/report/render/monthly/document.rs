//! The monthly paper in one language: what stands in it and in which order, before it is laid out.
//! Words and numbers become text here, once for every layout; nothing is counted.

use crate::locale::monthly::{self as words, heading, label, missing};
use crate::locale::report::{self as common, label as common_label};
use crate::locale::{Language, due, overview, stores, vote};
use crate::record::Date;
use crate::record::case::{Decided, Stage};
use crate::report::monthly::Monthly;
use crate::report::monthly::figures::{
    Candidate, CaseName, DueItem, GapKind, MeetingName, MonthlyMeeting, NextStep, OpenCase,
    ReleaseDecision, ReleaseRequest, Sections, Sitting, VoteFigures,
};
use crate::report::render::document::stores_line;
use crate::report::render::opened;
use crate::report::render::parts::{
    Block, CaseParagraph, Document, Section, Table, number_column, short, text_column,
};
use crate::report::render::wording::Wording;

/// The paper as a document.
pub fn document(paper: &Monthly, language: Language) -> Document {
    let writer = Writer {
        paper,
        sections: &paper.sections,
        language,
        wording: Wording {
            language,
            names: &paper.names,
        },
    };
    let mut sections = vec![
        writer.meeting(),
        writer.vote(),
        writer.self_proposals(),
        writer.open(),
        writer.releases(),
        writer.due(),
        writer.table_leaders(),
        writer.gaps(),
    ];
    let opened = paper.ids.as_ref();
    sections.extend(opened.map(|opened| opened::section(opened, language)));
    Document {
        title: words::title(language, &paper.month.display(language)),
        head: writer.head(),
        command: (
            common::made_again(language).to_owned(),
            paper.command.clone(),
        ),
        gap: common::gap_between(language),
        summary: writer.summary(),
        sections,
        foot: common::digest(language, short(&paper.digest, 16), paper.version),
    }
}

struct Writer<'a> {
    paper: &'a Monthly,
    sections: &'a Sections,
    language: Language,
    wording: Wording<'a>,
}

impl Writer<'_> {
    fn head(&self) -> Vec<String> {
        let (paper, language) = (self.paper, self.language);
        let commit = paper.commit.as_deref().map(|commit| short(commit, 7));
        let running = paper.as_of < paper.period.to;
        let mut head = vec![
            common::store(language, &paper.store),
            common::record(language, commit),
            common::as_of(language, &self.day(paper.as_of), running),
        ];
        head.extend(stores_line(&paper.stores, language));
        if paper.unreadable.count > 0 {
            let paths = &paper.unreadable.paths;
            let listed = self.wording.some_of(paths, String::clone);
            head.push(common::unreadable(
                language,
                paper.unreadable.count,
                &listed,
            ));
        }
        head
    }

    fn summary(&self) -> String {
        let (sections, language) = (self.sections, self.language);
        let meeting = sections.meeting.as_ref();
        let status = meeting.map(|meeting| self.wording.word(meeting.status.label(language)));
        let day = meeting.and_then(|meeting| meeting.name.on);
        let day = day.map(|day| self.day(day));
        let pools = sections.vote.iter().flat_map(|vote| &vote.pools);
        let candidates = pools.map(|pool| pool.candidates.len()).sum();
        let noted = sections.self_proposals.items.len();
        let asked = sections.releases.asked.len();
        let clauses = [
            words::meeting_in_short(language, day.as_deref(), &status.unwrap_or_default()),
            words::topics_in_short(language, candidates, noted),
            words::open_in_short(language, sections.open.total, asked),
            words::overdue_in_short(language, sections.due.overdue),
        ];
        common::clauses(language, &clauses)
    }

    fn meeting(&self) -> Section {
        let language = self.language;
        let mut lines = match &self.sections.meeting {
            Some(meeting) => self.meeting_lines(meeting),
            None => vec![words::no_meeting(language).to_owned()],
        };
        let previous = self.sections.previous.as_ref();
        let previous = previous.map(|meeting| self.meeting_name(meeting));
        lines.push(words::previous(language, previous.as_deref()));
        Section {
            heading: heading::meeting(language).to_owned(),
            blocks: lines.into_iter().map(Block::Line).collect(),
        }
    }

    fn meeting_lines(&self, meeting: &MonthlyMeeting) -> Vec<String> {
        let language = self.language;
        let status = self.wording.word(meeting.status.label(language));
        let title = meeting.name.title.as_deref().unwrap_or(&meeting.name.id);
        let mut lines = vec![words::meeting(
            language,
            title,
            &status,
            meeting.reason.as_deref(),
        )];
        lines.extend(meeting.sessions.iter().map(|sitting| self.sitting(sitting)));
        let chair = meeting.chair.as_deref();
        lines.extend(chair.map(|chair| words::chair(language, chair)));
        if !meeting.others.is_empty() {
            let others = common::list(language, &meeting.others);
            lines.push(words::others(language, &others));
        }
        lines
    }

    fn sitting(&self, sitting: &Sitting) -> String {
        let hours = [sitting.start.as_deref(), sitting.end.as_deref()];
        let hours: Vec<&str> = hours.into_iter().flatten().collect();
        let online = words::online(self.language);
        let place = match (&sitting.place, sitting.online) {
            (None, Some(true)) => Some(online.to_owned()),
            (Some(place), Some(true)) => Some(common::dated(self.language, place, online)),
            (place, _) => place.clone(),
        };
        words::sitting(
            self.language,
            &self.day(sitting.on),
            &hours.join("–"),
            place.as_deref(),
        )
    }

    fn vote(&self) -> Section {
        let language = self.language;
        let mut blocks = Vec::new();
        match &self.sections.vote {
            None => blocks.push(Block::Line(words::no_vote(language).to_owned())),
            Some(vote) => {
                if vote.counted {
                    let base = vote.base.map(|base| base.to_string());
                    let rules = vote.rules.as_ref().map(|rules| rules.title.as_str());
                    let rules = rules.unwrap_or(common_label::unknown(language));
                    let head = vote::head(language, base.as_deref(), vote.ticks_each, rules);
                    blocks.push(Block::Line(head));
                } else {
                    blocks.push(Block::Line(words::not_counted(language).to_owned()));
                }
                blocks.extend(self.pools(vote));
            }
        }
        Section {
            heading: heading::vote(language).to_owned(),
            blocks,
        }
    }

    fn pools(&self, vote: &VoteFigures) -> Vec<Block> {
        let language = self.language;
        let mut blocks = Vec::new();
        for pool in &vote.pools {
            let label = match language {
                Language::En => pool.name.as_ref(),
                Language::ZhTw => pool.label.as_ref().or(pool.name.as_ref()),
            };
            blocks.extend(label.map(|label| Block::Line(self.wording.word(label))));
            let mut columns = vec![
                number_column(label::place(language)),
                text_column(common_label::topic(language)),
                text_column(common_label::source(language)),
                text_column(common_label::host(language)),
            ];
            if vote.counted {
                columns.extend([
                    number_column(label::ticks(language)),
                    number_column(label::share(language)),
                    text_column(label::outcome(language)),
                ]);
            }
            let rows = pool.candidates.iter();
            let rows = rows.map(|candidate| self.candidate(candidate, vote.counted));
            blocks.push(Block::Table(Table {
                columns,
                rows: rows.collect(),
            }));
        }
        blocks
    }

    fn candidate(&self, candidate: &Candidate, counted: bool) -> Vec<String> {
        let language = self.language;
        let sources = candidate.sources.iter();
        let sources: Vec<String> = sources
            .map(|source| self.wording.word(source.label(language)))
            .collect();
        let topics: Vec<String> = candidate.cases.iter().map(numbered).collect();
        let mut row = vec![
            candidate.place.to_string(),
            topics.join(language.pick(" / ", "／")),
            self.known(common::list(language, &sources)),
            self.known(self.wording.agencies(&candidate.hosts)),
        ];
        if counted {
            let ticks = candidate.ticks.map(|ticks| ticks.to_string());
            let share = candidate.share_per_mille.map(vote::per_cent);
            let decided = candidate.decided.map(|decided| decided.label(language));
            let outcome = candidate.outcome.unwrap_or_default();
            row.extend([
                self.known(ticks.unwrap_or_default()),
                self.known(share.unwrap_or_default()),
                vote::outcome(language, outcome, decided),
            ]);
        }
        row
    }

    fn self_proposals(&self) -> Section {
        let language = self.language;
        let noted = &self.sections.self_proposals;
        let rows = noted.items.iter().map(|item| {
            let on = item.proposed_on.map(|day| self.day(day));
            vec![
                number(&item.case),
                topic(&item.case),
                self.known(self.wording.agencies(&item.hosts)),
                self.known(on.unwrap_or_default()),
                words::is_reported(language, item.reported).to_owned(),
            ]
        });
        let table = Table {
            columns: vec![
                number_column(common_label::number(language)),
                text_column(common_label::topic(language)),
                text_column(common_label::host(language)),
                text_column(label::proposed_on(language)),
                text_column(label::reported(language)),
            ],
            rows: rows.collect(),
        };
        let span = self.wording.span(noted.period.from, noted.period.to);
        Section {
            heading: heading::self_proposals(language).to_owned(),
            blocks: vec![
                Block::Line(words::proposed_in(language, &span)),
                self.table_or_none(table),
            ],
        }
    }

    fn open(&self) -> Section {
        let language = self.language;
        let open = &self.sections.open;
        let table = Table {
            columns: vec![
                number_column(common_label::number(language)),
                text_column(common_label::topic(language)),
                text_column(common_label::host(language)),
                text_column(common_label::stage(language)),
                text_column(label::last_report(language)),
                number_column(label::unheard(language)),
                number_column(common_label::days(language)),
            ],
            rows: open.items.iter().map(|case| self.open_row(case)).collect(),
        };
        let day = self.day(open.on);
        let mut blocks = vec![
            Block::Line(words::open(
                language,
                &day,
                open.total,
                open.of,
                open.unknown,
            )),
            Block::Line(words::unheard(
                language,
                open.not_heard,
                open.never_reported,
                open.total,
            )),
            self.table_or_none(table),
        ];
        let told = open.items.iter().filter_map(|case| self.paragraph(case));
        blocks.extend(told.map(Block::Case));
        Section {
            heading: heading::open(language).to_owned(),
            blocks,
        }
    }

    fn open_row(&self, case: &OpenCase) -> Vec<String> {
        let language = self.language;
        let last = case.last_report.as_ref().map(|last| self.day(last.on));
        let missed = case.meetings_without_report;
        let days = case.days_since_proposal;
        vec![
            number(&case.case),
            topic(&case.case),
            self.known(self.wording.agencies(&case.hosts)),
            self.stage(case),
            last.unwrap_or_else(|| words::never(language).to_owned()),
            missed.map_or_else(String::new, |missed| {
                words::meetings_since(language, missed)
            }),
            self.known(days.map_or_else(String::new, |days| common::days(language, days))),
        ]
    }

    /// The stage in words: while a case is prepared, in which working meeting it is.
    fn stage(&self, case: &OpenCase) -> String {
        let stage = self.wording.word(case.stage.label(self.language));
        let working = case.working_meetings;
        match case.stage {
            _ if case.release_asked => overview::release_asked(self.language, &stage),
            Stage::Selected | Stage::Preparing if working > 0 => {
                overview::working(self.language, working)
            }
            _ => stage,
        }
    }

    /// What is told of a case; `None` where the table says it all.
    fn paragraph(&self, case: &OpenCase) -> Option<CaseParagraph> {
        let language = self.language;
        let mut fields = Vec::new();
        if let Some(last) = &case.last_report {
            let meeting = last.meeting.as_ref().map(title);
            let when = words::reported(language, &self.day(last.on), meeting);
            let said: Vec<String> = last
                .said
                .iter()
                .map(|said| {
                    let agency = said.agency.as_deref().map(|id| self.wording.agency(id));
                    let text = said.text.as_deref().unwrap_or(words::no_text(language));
                    words::said(language, agency.as_deref(), text)
                })
                .collect();
            let said = common::clauses(language, &said);
            let by_agency = last.said.iter().any(|said| said.agency.is_some());
            let text = match by_agency {
                true => common::parts(language, &[when, said]),
                false => common::labelled(language, &when, &said),
            };
            fields.push((label::report(language).to_owned(), text));
        }
        let mut next: Vec<String> = case.next.iter().map(|step| self.step(step)).collect();
        if case.release_asked {
            next.push(words::decision(language).to_owned());
        }
        if !next.is_empty() {
            let text = common::clauses(language, &next);
            fields.push((label::next(language).to_owned(), text));
        }
        for condition in &case.conditions {
            let text = condition
                .text
                .as_deref()
                .unwrap_or(words::no_text(language));
            let text = words::condition(language, &self.day(condition.on), text);
            fields.push((label::condition(language).to_owned(), text));
        }
        let heading = match &case.case.title {
            Some(title) => common::case_heading(language, case.case.number, title),
            None => case.case.id.clone(),
        };
        let hosts = self.wording.agencies(&case.hosts);
        (!fields.is_empty()).then(|| CaseParagraph {
            heading,
            hosts: common::hosts(language, &hosts, ""),
            fields,
        })
    }

    fn step(&self, step: &NextStep) -> String {
        let language = self.language;
        let day = step.on.map(|day| self.day(day));
        let what = match (&step.text, step.meeting) {
            (Some(text), _) => text.clone(),
            (None, Some(kind)) => {
                words::planned(language, &self.wording.word(kind.label(language)))
            }
            (None, None) => words::no_text(language).to_owned(),
        };
        words::step(language, day.as_deref(), &what)
    }

    fn releases(&self) -> Section {
        let language = self.language;
        let releases = &self.sections.releases;
        let asked = releases.asked.iter().map(|request| self.request(request));
        let decided = releases.decided.iter();
        let decided = decided.map(|decision| self.decision(decision)).collect();
        let counts: Vec<String> = Decided::ALL
            .iter()
            .map(|word| {
                let of_word = releases.decided.iter();
                let of_word = of_word.filter(|decision| decision.decided == *word);
                (*word, of_word.count())
            })
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| {
                common::amount(language, &self.wording.word(word.label(language)), count)
            })
            .collect();
        Section {
            heading: heading::releases(language).to_owned(),
            blocks: vec![
                Block::Line(words::asked(language, releases.asked.len())),
                Block::List(asked.collect()),
                Block::Line(words::decided(language, &common::list(language, &counts))),
                Block::List(decided),
            ],
        }
    }

    fn request(&self, request: &ReleaseRequest) -> String {
        let who = request.agency.as_deref().map_or_else(
            || self.wording.agencies(&request.hosts),
            |id| self.wording.agency(id),
        );
        words::request(
            self.language,
            &self.case(&request.case),
            &who,
            &self.day(request.on),
            request.text.as_deref(),
        )
    }

    fn decision(&self, decision: &ReleaseDecision) -> String {
        let language = self.language;
        let meeting = decision.meeting.as_ref().map(title);
        let because = decision.condition.as_deref().or(decision.reason.as_deref());
        words::decision_on(
            language,
            &self.case(&decision.case),
            &self.wording.word(decision.decided.label(language)),
            &words::reported(language, &self.day(decision.on), meeting),
            because,
        )
    }

    fn due(&self) -> Section {
        let language = self.language;
        let items = &self.sections.due;
        let table = Table {
            columns: vec![
                text_column(label::late(language)),
                text_column(label::due(language)),
                text_column(label::record(language)),
                text_column(label::what(language)),
                text_column(label::who(language)),
            ],
            rows: items.items.iter().map(|item| self.due_row(item)).collect(),
        };
        let by = self.day(items.by);
        let line = words::due(language, items.items.len(), items.overdue, &by);
        Section {
            heading: heading::due(language).to_owned(),
            blocks: match table.rows.is_empty() {
                true => vec![Block::Line(line)],
                false => vec![Block::Line(line), Block::Table(table)],
            },
        }
    }

    fn due_row(&self, item: &DueItem) -> Vec<String> {
        let language = self.language;
        let sort = due::duty(language, item.what.as_str());
        let name = item.number.map(|number| number.to_string());
        vec![
            due::state(language, Some(item.days_left)),
            self.day(item.due),
            name.unwrap_or_else(|| item.title.clone()),
            words::due_item(language, sort, item.text.as_deref()),
            self.known(self.owners(&item.owners)),
        ]
    }

    /// Who owes something: agencies by name, roles as they stand.
    fn owners(&self, owners: &[String]) -> String {
        let names = &self.paper.names;
        let named: Vec<String> = owners
            .iter()
            .map(|owner| match names.contains_key(owner) {
                true => self.wording.agency(owner),
                false => owner.clone(),
            })
            .collect();
        common::list(self.language, &named)
    }

    fn table_leaders(&self) -> Section {
        let language = self.language;
        let tables = &self.sections.table_leaders;
        let turns = tables.turns.iter().map(|turn| {
            let agency = turn.agency.as_deref().map(|id| self.wording.agency(id));
            let on = turn.meeting.on.map(|day| self.day(day));
            let name = turn.number.map(|number| number.to_string());
            vec![
                on.unwrap_or_default(),
                name.unwrap_or_else(|| title(&turn.meeting).to_owned()),
                self.known(turn.leader.clone().unwrap_or_default()),
                agency.unwrap_or_else(|| words::no_turn(language).to_owned()),
            ]
        });
        let turns = Table {
            columns: vec![
                text_column(common_label::date(language)),
                text_column(label::meeting(language)),
                text_column(label::leader(language)),
                text_column(common_label::agency(language)),
            ],
            rows: turns.collect(),
        };
        let agencies = tables.agencies.iter().map(|agency| {
            vec![
                self.wording.agency(&agency.id),
                agency.in_period.to_string(),
                agency.in_year.to_string(),
            ]
        });
        let agencies = Table {
            columns: vec![
                text_column(common_label::agency(language)),
                number_column(label::in_period(language)),
                number_column(label::in_year(language)),
            ],
            rows: agencies.collect(),
        };
        let span = self.wording.span(tables.period.from, tables.period.to);
        let (count, meetings) = (tables.turns.len(), tables.meetings.len());
        let mut blocks = vec![Block::Line(words::turns(language, &span, count, meetings))];
        let filled = [turns, agencies].into_iter();
        let filled = filled.filter(|table| !table.rows.is_empty());
        blocks.extend(filled.map(Block::Table));
        Section {
            heading: heading::table_leaders(language).to_owned(),
            blocks,
        }
    }

    fn gaps(&self) -> Section {
        let language = self.language;
        let gaps = self.sections.gaps.iter();
        let lines: Vec<String> = gaps
            .map(|gap| {
                let records = self.wording.some_of(&gap.ids, |id| self.known_as(id));
                let what = gap_words(gap.kind, language);
                common::gap(language, what, gap.count, gap.of, &records)
            })
            .collect();
        let block = match lines.is_empty() {
            true => Block::Line(common::no_gaps(language).to_owned()),
            false => Block::List(lines),
        };
        Section {
            heading: heading::gaps(language).to_owned(),
            blocks: vec![block],
        }
    }

    /// An open case by its number, any other record by its id.
    fn known_as(&self, id: &str) -> String {
        let mut open = self.sections.open.items.iter();
        let case = open.find(|case| case.case.id == id);
        let number = case.and_then(|case| case.case.number);
        number.map_or_else(
            || id.to_owned(),
            |number| common::case_in_sentence(self.language, number),
        )
    }

    /// A meeting by title and day.
    fn meeting_name(&self, meeting: &MeetingName) -> String {
        match meeting.on {
            Some(day) => common::dated(self.language, title(meeting), &self.day(day)),
            None => title(meeting).to_owned(),
        }
    }

    /// A case by number and topic, or by what is known of it.
    fn case(&self, case: &CaseName) -> String {
        match &case.title {
            Some(title) => common::case_heading(self.language, case.number, title),
            None => case.id.clone(),
        }
    }

    /// The text, or that it is not recorded.
    fn known(&self, text: String) -> String {
        match text.is_empty() {
            true => common_label::unknown(self.language).to_owned(),
            false => text,
        }
    }

    fn day(&self, day: Date) -> String {
        day.display(self.language)
    }

    fn table_or_none(&self, table: Table) -> Block {
        match table.rows.is_empty() {
            true => Block::Line(common::none(self.language).to_owned()),
            false => Block::Table(table),
        }
    }
}

fn title(meeting: &MeetingName) -> &str {
    meeting.title.as_deref().unwrap_or(&meeting.id)
}

fn number(case: &CaseName) -> String {
    case.number
        .map_or_else(|| "–".to_owned(), |number| number.to_string())
}

/// The topic of a case; the id where it has no record.
fn topic(case: &CaseName) -> String {
    case.title.clone().unwrap_or_else(|| case.id.clone())
}

/// A case by number and topic, as short as a cell needs it.
fn numbered(case: &CaseName) -> String {
    match case.number {
        Some(number) => format!("{number} {}", topic(case)),
        None => topic(case),
    }
}

/// A kind of gap in words.
pub(super) fn gap_words(kind: GapKind, language: Language) -> &'static str {
    match kind {
        GapKind::MeetingWithoutPlace => missing::place(language),
        GapKind::VoteWithoutBase => missing::base(language),
        GapKind::CandidateWithoutCount => missing::count(language),
        GapKind::CandidateUnknown => missing::candidate(language),
        GapKind::SelectionUnknown => missing::selection(language),
        GapKind::NoHost => missing::host(language),
        GapKind::NoNumber => missing::number(language),
        GapKind::NoProposalDate => missing::proposal_date(language),
        GapKind::NeverReported => missing::report(language),
        GapKind::Undecided => missing::decision(language),
        GapKind::DifferingCopy => stores::differing_copies(language),
        GapKind::StoreNotRead => stores::stores_not_read(language),
        GapKind::ReportWithoutMeeting => missing::report_meeting(language),
        GapKind::NoNextStep => missing::next_step(language),
        GapKind::DecisionWithoutMeeting => missing::decision_meeting(language),
        GapKind::ReleasedWithoutReason => missing::release_reason(language),
        GapKind::MeetingWithoutTables => missing::tables(language),
        GapKind::TableWithoutAgency => missing::table_agency(language),
    }
}
