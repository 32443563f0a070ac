//! The figures of the monthly paper as a [`Sheet`]: the sections are named as the members of the JSON.

use crate::locale::Language;
use crate::locale::monthly::label;
use crate::locale::report::label as common;
use crate::record::Date;
use crate::report::monthly::Monthly;
use crate::report::monthly::figures::{
    Candidate, CaseName, MeetingName, MonthlyMeeting, OpenCase, VoteFigures,
};
use crate::report::render::sheet::{Row, Sheet};

use super::document::gap_words;

/// The paper as CSV in UTF-8.
pub fn render(paper: &Monthly, language: Language) -> String {
    let mut table = Paper {
        sheet: Sheet::new(language),
    };
    let sections = &paper.sections;
    table.head(paper);
    table.meeting(sections.meeting.as_ref(), sections.previous.as_ref());
    if let Some(vote) = &sections.vote {
        table.vote(vote);
    }
    table.self_proposals(paper);
    table.open(paper);
    table.releases(paper);
    table.due(paper);
    table.table_leaders(paper);
    table.gaps(paper);
    table.sheet.opened(paper.ids.as_ref());
    table.sheet.write()
}

/// A cell: key, label, value, unit.
type Cell<'c> = (&'static str, &'c str, String, &'static str);

struct Paper {
    sheet: Sheet,
}

impl Paper {
    /// Rows about one record.
    fn cells(&mut self, section: &str, id: &str, cells: Vec<Cell<'_>>) {
        for (key, label, value, unit) in cells {
            self.sheet.push(Row {
                section,
                id,
                key,
                label,
                value,
                unit,
                ..Row::default()
            });
        }
    }

    /// How many of how many.
    fn count(&mut self, section: &str, key: &str, (count, base): (usize, usize), unit: &str) {
        self.sheet.push(Row {
            section,
            key,
            value: count.to_string(),
            base: Some(base),
            unit,
            ..Row::default()
        });
    }

    fn head(&mut self, paper: &Monthly) {
        let text = |text: &str| text.to_owned();
        self.cells(
            "head",
            "",
            vec![
                ("schema", "", text(paper.schema), "text"),
                ("month", "", paper.month.to_string(), "month"),
                ("from", "", paper.period.from.to_string(), "date"),
                ("to", "", paper.period.to.to_string(), "date"),
                ("counted_to", "", paper.counted_to.to_string(), "date"),
                ("store", "", text(&paper.store), "text"),
                ("commit", "", or_empty(&paper.commit), "commit"),
                ("as_of", "", paper.as_of.to_string(), "date"),
                ("command", "", text(&paper.command), "text"),
                ("version", "", text(paper.version), "text"),
                ("language", "", text(paper.language.tag()), "word"),
                ("digest", "", text(&paper.digest), "sha256"),
                (
                    "unreadable",
                    "",
                    paper.unreadable.count.to_string(),
                    "records",
                ),
            ],
        );
        for store in &paper.stores {
            let commit = or_empty(&store.commit);
            let cell = ("store_commit", "", commit, "commit");
            self.cells("head", &store.name, vec![cell]);
        }
        for path in &paper.unreadable.paths {
            let cell = ("unreadable_path", "", path.clone(), "path");
            self.cells("head", "", vec![cell]);
        }
    }

    fn meeting(&mut self, meeting: Option<&MonthlyMeeting>, previous: Option<&MeetingName>) {
        let language = self.sheet.language;
        let (name, date) = (common::name(language), common::date(language));
        if let Some(meeting) = meeting {
            let id = &meeting.name.id;
            let mut cells = vec![
                ("title", name, or_empty(&meeting.name.title), "text"),
                ("status", "", meeting.status.as_str().to_owned(), "word"),
                ("reason", "", or_empty(&meeting.reason), "text"),
                ("chair", "", or_empty(&meeting.chair), "text"),
            ];
            for sitting in &meeting.sessions {
                cells.push(("day", date, sitting.on.to_string(), "date"));
                cells.push(("place", "", or_empty(&sitting.place), "text"));
            }
            let others = meeting.others.iter();
            cells.extend(others.map(|other| ("other", "", other.clone(), "id")));
            self.cells("meeting", id, cells);
        }
        if let Some(previous) = previous {
            let cells = vec![
                ("title", name, or_empty(&previous.title), "text"),
                ("day", date, day(previous.on), "date"),
            ];
            self.cells("previous", &previous.id, cells);
        }
    }

    fn vote(&mut self, vote: &VoteFigures) {
        let language = self.sheet.language;
        let number = |number: Option<u32>| number.map_or_else(String::new, |n| n.to_string());
        let rules = vote.rules.as_ref().map(|rules| rules.id.clone());
        self.cells(
            "vote",
            "",
            vec![
                ("counted", "", vote.counted.to_string(), "yes or no"),
                ("closed_on", "", day(vote.closed_on), "date"),
                ("base", "", number(vote.base), "votes"),
                ("ticks_each", "", number(vote.ticks_each), "ticks"),
                ("rules", "", or_empty(&rules), "id"),
            ],
        );
        for pool in &vote.pools {
            for candidate in &pool.candidates {
                let ids: Vec<&str> = candidate.cases.iter().map(|case| &*case.id).collect();
                let cells = candidate_cells(candidate, or_empty(&pool.name), vote.base, language);
                for row in cells {
                    self.sheet.push(Row {
                        section: "vote.candidates",
                        id: &ids.join(" "),
                        ..row
                    });
                }
            }
        }
    }

    fn self_proposals(&mut self, paper: &Monthly) {
        let language = self.sheet.language;
        for item in &paper.sections.self_proposals.items {
            let mut cells = case_cells(&item.case, language);
            let source = item.source.map_or("", |source| source.as_str()).to_owned();
            cells.extend([
                ("source", common::source(language), source, "word"),
                ("hosts", common::host(language), item.hosts.join(" "), "id"),
                (
                    "proposed_on",
                    label::proposed_on(language),
                    day(item.proposed_on),
                    "date",
                ),
                (
                    "reported",
                    label::reported(language),
                    item.reported.to_string(),
                    "yes or no",
                ),
            ]);
            self.cells("self_proposals", &item.case.id, cells);
        }
    }

    fn open(&mut self, paper: &Monthly) {
        let language = self.sheet.language;
        let open = &paper.sections.open;
        self.count("open", "total", (open.total, open.of), "cases");
        self.count("open", "unknown", (open.unknown, open.of), "cases");
        self.count("open", "not_heard", (open.not_heard, open.total), "cases");
        let never = (open.never_reported, open.total);
        self.count("open", "never_reported", never, "cases");
        for case in &open.items {
            let mut cells = case_cells(&case.case, language);
            cells.extend(open_cells(case, language));
            self.cells("open.items", &case.case.id, cells);
        }
    }

    fn releases(&mut self, paper: &Monthly) {
        let language = self.sheet.language;
        let releases = &paper.sections.releases;
        for request in &releases.asked {
            let mut cells = case_cells(&request.case, language);
            cells.extend([
                ("on", common::date(language), request.on.to_string(), "date"),
                (
                    "agency",
                    common::agency(language),
                    or_empty(&request.agency),
                    "id",
                ),
                (
                    "text",
                    label::report(language),
                    or_empty(&request.text),
                    "text",
                ),
            ]);
            self.cells("releases.asked", &request.case.id, cells);
        }
        for decision in &releases.decided {
            let meeting = decision.meeting.as_ref().map(|meeting| meeting.id.clone());
            let mut cells = case_cells(&decision.case, language);
            cells.extend([
                (
                    "on",
                    common::date(language),
                    decision.on.to_string(),
                    "date",
                ),
                (
                    "meeting",
                    label::meeting(language),
                    or_empty(&meeting),
                    "id",
                ),
                (
                    "decided",
                    decision.decided.label(language),
                    decision.decided.as_str().to_owned(),
                    "word",
                ),
                (
                    "condition",
                    label::condition(language),
                    or_empty(&decision.condition),
                    "text",
                ),
                ("reason", "", or_empty(&decision.reason), "text"),
            ]);
            self.cells("releases.decided", &decision.case.id, cells);
        }
    }

    fn due(&mut self, paper: &Monthly) {
        let language = self.sheet.language;
        let due = &paper.sections.due;
        let overdue = (due.overdue, due.items.len());
        self.count("due", "overdue", overdue, "items");
        for item in &due.items {
            let number = item.number.map_or_else(String::new, |n| n.to_string());
            let cells = vec![
                ("number", common::number(language), number, "number"),
                ("title", common::topic(language), item.title.clone(), "text"),
                ("what", "", item.what.as_str().to_owned(), "word"),
                ("text", label::what(language), or_empty(&item.text), "text"),
                ("owners", label::who(language), item.owners.join(" "), "id"),
                ("due", label::due(language), item.due.to_string(), "date"),
                (
                    "days_left",
                    label::late(language),
                    item.days_left.to_string(),
                    "days",
                ),
            ];
            self.cells("due.items", &item.id, cells);
        }
    }

    fn table_leaders(&mut self, paper: &Monthly) {
        let language = self.sheet.language;
        let tables = &paper.sections.table_leaders;
        let meetings = tables.meetings.len().to_string();
        let cell = ("meetings", "", meetings, "meetings");
        self.cells("table_leaders", "", vec![cell]);
        for turn in &tables.turns {
            let cells = vec![
                ("on", common::date(language), day(turn.meeting.on), "date"),
                (
                    "leader",
                    label::leader(language),
                    or_empty(&turn.leader),
                    "text",
                ),
                (
                    "agency",
                    common::agency(language),
                    or_empty(&turn.agency),
                    "id",
                ),
            ];
            self.cells("table_leaders.turns", &turn.meeting.id, cells);
        }
        for agency in &tables.agencies {
            let (period, year) = (label::in_period(language), label::in_year(language));
            let cells = vec![
                ("in_period", period, agency.in_period.to_string(), "turns"),
                ("in_year", year, agency.in_year.to_string(), "turns"),
            ];
            self.cells("table_leaders.agencies", &agency.id, cells);
        }
    }

    fn gaps(&mut self, paper: &Monthly) {
        for gap in &paper.sections.gaps {
            let label = gap_words(gap.kind, self.sheet.language);
            let key = gap.kind.as_str();
            self.sheet.push(Row {
                section: "gaps",
                key,
                label,
                value: gap.count.to_string(),
                base: Some(gap.of),
                unit: "records",
                ..Row::default()
            });
            for id in &gap.ids {
                self.cells("gaps", id, vec![(key, label, id.clone(), "id")]);
            }
        }
    }
}

fn case_cells(case: &CaseName, language: Language) -> Vec<Cell<'static>> {
    let number = case.number.map_or_else(String::new, |n| n.to_string());
    vec![
        ("number", common::number(language), number, "number"),
        (
            "title",
            common::topic(language),
            or_empty(&case.title),
            "text",
        ),
    ]
}

/// The rows of a candidate, without section and id.
fn candidate_cells(
    candidate: &Candidate,
    pool: String,
    base: Option<u32>,
    language: Language,
) -> [Row<'static>; 8] {
    let titles: Vec<String> = candidate
        .cases
        .iter()
        .map(|case| or_empty(&case.title))
        .collect();
    let sources: Vec<&str> = candidate.sources.iter().map(|one| one.as_str()).collect();
    let ticks = candidate.ticks.map_or_else(String::new, |n| n.to_string());
    let share = candidate.share_per_mille;
    let share = share.map_or_else(String::new, |share| share.to_string());
    let decided = candidate.decided.map_or("", |decided| decided.as_str());
    let base = base.and_then(|base| usize::try_from(base).ok());
    let row = |key, label, value, unit| Row {
        key,
        label,
        value,
        unit,
        ..Row::default()
    };
    [
        row(
            "place",
            label::place(language),
            candidate.place.to_string(),
            "place",
        ),
        row("title", common::topic(language), titles.join("／"), "text"),
        row("pool", "", pool, "id"),
        row(
            "sources",
            common::source(language),
            sources.join(" "),
            "word",
        ),
        Row {
            base,
            ..row("ticks", label::ticks(language), ticks, "ticks")
        },
        row("share", label::share(language), share, "per mille"),
        row(
            "outcome",
            label::outcome(language),
            candidate.outcome.unwrap_or_default().to_owned(),
            "word",
        ),
        row("decided", "", decided.to_owned(), "word"),
    ]
}

fn open_cells(case: &OpenCase, language: Language) -> Vec<Cell<'static>> {
    let last = case.last_report.as_ref();
    let meeting = last.and_then(|last| Some(last.meeting.as_ref()?.id.clone()));
    let said = last.into_iter().flat_map(|last| &last.said);
    let said: Vec<&str> = said.filter_map(|said| said.text.as_deref()).collect();
    let count = |count: Option<String>| count.unwrap_or_default();
    let mut cells = vec![
        (
            "stage",
            common::stage(language),
            case.stage.as_str().to_owned(),
            "word",
        ),
        ("stage_on", "", day(case.stage_on), "date"),
        (
            "working_meetings",
            "",
            case.working_meetings.to_string(),
            "meetings",
        ),
        ("hosts", common::host(language), case.hosts.join(" "), "id"),
        (
            "proposed_on",
            label::proposed_on(language),
            day(case.proposed_on),
            "date",
        ),
        (
            "days_since_proposal",
            common::days(language),
            count(case.days_since_proposal.map(|days| days.to_string())),
            "days",
        ),
        (
            "last_report_on",
            label::last_report(language),
            day(last.map(|last| last.on)),
            "date",
        ),
        ("last_report_meeting", "", or_empty(&meeting), "id"),
        (
            "last_report",
            label::report(language),
            said.join("；"),
            "text",
        ),
        (
            "meetings_without_report",
            label::unheard(language),
            count(case.meetings_without_report.map(|count| count.to_string())),
            "meetings",
        ),
        (
            "release_asked",
            "",
            case.release_asked.to_string(),
            "yes or no",
        ),
    ];
    for step in &case.next {
        let kind = step.meeting.map(|kind| kind.as_str().to_owned());
        let what = step.text.clone().or(kind);
        cells.push(("next_on", "", day(step.on), "date"));
        cells.push(("next", label::next(language), or_empty(&what), "text"));
    }
    for condition in &case.conditions {
        let text = or_empty(&condition.text);
        cells.push(("condition", label::condition(language), text, "text"));
    }
    cells
}

fn or_empty(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
