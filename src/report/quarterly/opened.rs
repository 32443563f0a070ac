//! The records under the figures of a quarterly report.

use std::collections::{BTreeMap, HashMap};

use crate::index::row::{CaseRow, MeetingRow};
use crate::index::{CaseFilter, IndexError, View};
use crate::procedure::chief::Compared;
use crate::record::Date;
use crate::record::case::{Role, Stage};
use crate::record::meeting::MeetingKind;
use crate::record::period::Period;
use crate::report::opened::Opened;
use crate::text::clean::one_line;

use super::compute::{agency_ids, hosts_on, longest_wait};
use super::figures::{MeetingItem, Quarterly, Tally, TranscriptState};
use super::ground::{Ground, Standing, by_number, standing, takes_part};
use super::input::{Facts, Scope};
use super::outcome::{PromiseOutcome, ReplyOutcome, TaskOutcome};
use super::replies::FormalReply;

/// The cases that had begun by a day, those whose beginning has no day among them. A report counts them
/// without looking at each.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// Their ids, by number.
    pub ids: Vec<String>,
    /// The numbers of all cases that have one, by id.
    pub numbers: BTreeMap<String, u32>,
}

impl Begun {
    /// Reads those of a commit; with agencies, those in which one of them has a part.
    pub fn read(view: &View<'_>, day: Date, agencies: &[String]) -> Result<Self, IndexError> {
        let mut cases: Vec<CaseRow> = view.cases(&CaseFilter::default())?;
        cases.sort_by(|one, other| {
            by_number(one.number, &one.id).cmp(&by_number(other.number, &other.id))
        });
        let numbers = cases.iter();
        let numbers = numbers.filter_map(|case| Some((one_line(&case.id), case.number?)));
        let begun = cases.iter();
        let begun = begun.filter(|case| takes_part(case, agencies) && !case.begins_after(day));
        Ok(Self {
            numbers: numbers.collect(),
            ids: begun.map(|case| one_line(&case.id)).collect(),
        })
    }
}

/// The records under every figure of a report that counts records, from the rows that the report was
/// made of. `begun` are the cases of its scope that had begun by the last day counted.
pub fn opened(facts: &Facts, scope: &Scope, report: &Quarterly, begun: &Begun) -> Opened {
    let opening = Opening {
        facts,
        report,
        ground: Ground::new(facts, &scope.agencies),
        counted: scope.counted(report.as_of),
    };
    let mut opened = Opened::new(begun.numbers.clone());
    opening.head(&mut opened);
    opening.cases(&mut opened, begun);
    opening.meetings(&mut opened);
    opening.before(&mut opened);
    opening.agencies(&mut opened);
    opening.petitions(&mut opened);
    opening.transcripts(&mut opened);
    opening.duties(&mut opened);
    opening.people(&mut opened);
    for gap in &report.gaps {
        let figure = format!("gaps[{}]", gap.kind.as_str());
        opened.add(format!("{figure}.count"), gap.ids.clone());
        opened.add(format!("{figure}.of"), gap.among.clone());
    }
    opened
}

struct Opening<'o> {
    facts: &'o Facts,
    report: &'o Quarterly,
    ground: Ground<'o>,
    counted: Period,
}

impl Opening<'_> {
    fn head(&self, opened: &mut Opened) {
        opened.add("unreadable.count", self.report.unreadable.paths.clone());
        let everything = Ground::new(self.facts, &[]);
        let held = everything.collaborative_in(self.counted);
        let without = held
            .iter()
            .filter(|(day, meeting)| hosts_on(&everything.cases_of(meeting), *day).is_empty());
        opened.add("unhosted.meetings", without.map(id_of_meeting));
        opened.add("unhosted.of", held.iter().map(id_of_meeting));
    }

    fn cases(&self, opened: &mut Opened, begun: &Begun) {
        let cases = &self.report.cases;
        self.tally(opened, "cases.proposed", &cases.proposed);
        self.tally(opened, "cases.selected", &cases.selected);
        self.tally(opened, "cases.met", &cases.met);
        self.tally(opened, "cases.not_held", &cases.not_held.tally);
        self.tally(opened, "cases.released", &cases.released);
        let mut stages: HashMap<&str, Stage> = HashMap::new();
        let mut unknown = Vec::new();
        for case in &self.ground.cases {
            match standing(case, cases.open.on) {
                Standing::In(stage, _) => {
                    stages.insert(&case.id, stage);
                }
                Standing::Unknown => unknown.push(one_line(&case.id)),
                Standing::NotYet => {}
            }
        }
        let before = self.facts.open_before.iter();
        stages.extend(before.map(|case| (case.id.as_str(), case.stage)));
        let open = cases.open.ids.iter();
        let open: Vec<(&str, String)> = open
            .filter_map(|id| Some((stages.get(id.as_str())?.as_str(), id.clone())))
            .collect();
        opened.add("cases.open.total", cases.open.ids.clone());
        let words = cases.open.by_stage.iter().map(|(stage, _)| stage.as_str());
        opened.add_by("cases.open.by_stage", words, &open);
        opened.add("cases.open.unknown", unknown);
        // What is known of a case besides its steps may lie before the first of them.
        let not_yet = |id: &str| {
            let case = self.ground.case(id);
            case.is_some_and(|case| matches!(standing(case, cases.open.on), Standing::NotYet))
        };
        let begun = begun.ids.iter().filter(|id| !not_yet(id));
        opened.add("cases.open.of", begun.cloned());
    }

    fn tally(&self, opened: &mut Opened, figure: &str, tally: &Tally) {
        opened.add(format!("{figure}.total"), tally.ids.clone());
        for (source, _) in &tally.by_source {
            let word = source.map_or("unknown", |source| source.as_str());
            let ids = tally.ids.iter();
            let ids = ids.filter(|id| {
                self.ground
                    .case(id)
                    .is_some_and(|case| case.source == *source)
            });
            opened.add(format!("{figure}.by_source.{word}"), ids.cloned());
        }
    }

    fn meetings(&self, opened: &mut Opened) {
        let items = &self.report.meetings.collaborative.items;
        let some = |keep: &dyn Fn(&MeetingItem) -> bool| -> Vec<String> {
            let kept = items.iter().filter(|item| keep(item));
            kept.map(|item| item.id.clone()).collect()
        };
        let known = |item: &MeetingItem| item.days_from_proposal.is_some();
        opened.add("meetings.collaborative.held", some(&|_| true));
        let days = "meetings.collaborative.days_from_proposal";
        opened.add(format!("{days}.known"), some(&known));
        opened.add(format!("{days}.unknown"), some(&|item| !known(item)));
        for (kind, _) in &self.report.meetings.other {
            let ids = self.held_of(|one| one == *kind).map(id_of_meeting);
            opened.add(format!("meetings.other.{}", kind.as_str()), ids);
        }
    }

    /// The meetings held in the period, of some kinds.
    fn held_of(
        &self,
        is_asked: impl Fn(MeetingKind) -> bool,
    ) -> impl Iterator<Item = &(Date, &MeetingRow)> {
        let held = self.ground.held.iter();
        held.filter(move |(day, row)| is_asked(row.kind) && self.counted.contains(*day))
    }

    fn before(&self, opened: &mut Opened) {
        for before in &self.report.before {
            let period = Period {
                from: before.period.from,
                to: before.period.to.min(self.report.as_of),
            };
            let held = self.ground.collaborative_in(period);
            let is_known =
                |held: &&(Date, &MeetingRow)| longest_wait(&self.ground, held.0, held.1).is_some();
            let figure = format!("before[{}]", before.quarter);
            opened.add(format!("{figure}.held"), held.iter().map(id_of_meeting));
            let known = held.iter().filter(is_known).map(id_of_meeting);
            opened.add(format!("{figure}.days_from_proposal.known"), known);
            let unknown = held.iter().filter(|one| !is_known(one)).map(id_of_meeting);
            opened.add(format!("{figure}.days_from_proposal.unknown"), unknown);
        }
    }

    fn agencies(&self, opened: &mut Opened) {
        let items = &self.report.cases.items;
        for agency in &self.report.agencies {
            let figure = format!("agencies[{}]", agency.id);
            let hosted = items.iter().filter(|case| case.hosts.contains(&agency.id));
            let hosted = hosted.map(|case| case.id.clone());
            opened.add(format!("{figure}.hosted"), hosted);
            let cohosted = items
                .iter()
                .filter(|case| case.cohosts.contains(&agency.id));
            let cohosted = cohosted.map(|case| case.id.clone());
            opened.add(format!("{figure}.cohosted"), cohosted);
        }
    }

    fn petitions(&self, opened: &mut Opened) {
        let within = |day: Option<Date>| day.is_some_and(|day| self.counted.contains(day));
        let by_end = |day: Option<Date>| day.is_some_and(|day| day <= self.counted.to);
        let days = self.ground.petitions();
        let qualified = days.iter().filter(|(_, days)| within(days.qualified));
        let row = |url: &str| self.petition(url).unwrap_or_else(|| one_line(url));
        opened.add(
            "petitions.qualified",
            qualified.clone().map(|(url, _)| row(url)),
        );
        let answered = qualified.filter(|(_, days)| by_end(days.replied));
        opened.add(
            "petitions.qualified_and_replied",
            answered.map(|(url, _)| row(url)),
        );
        let replied = days.iter().filter(|(_, days)| within(days.replied));
        opened.add("petitions.replied", replied.map(|(url, _)| row(url)));
    }

    /// The row of a petition, in the first case that takes it up.
    fn petition(&self, url: &str) -> Option<String> {
        let mut cases = self.ground.cases.iter();
        let has = |case: &CaseRow| {
            case.petitions
                .iter()
                .any(|one| one_line(&one.url) == one_line(url))
        };
        let case = cases.find(|case| has(case))?;
        Some(row_of(&one_line(&case.id), "petition", &one_line(url)))
    }

    fn transcripts(&self, opened: &mut Opened) {
        let items = &self.report.meetings.collaborative.items;
        let with = |states: &[TranscriptState]| -> Vec<String> {
            let items = items
                .iter()
                .filter(|item| states.contains(&item.transcript));
            items.map(|item| item.id.clone()).collect()
        };
        use TranscriptState::{Draft, Editing, Missing, Published};
        opened.add("transcripts.published", with(&[Published]));
        opened.add("transcripts.in_preparation", with(&[Draft, Editing]));
        opened.add("transcripts.missing", with(&[Missing]));
        opened.add(
            "transcripts.of",
            with(&[Published, Draft, Editing, Missing]),
        );
        let others = || self.held_of(|kind| kind != MeetingKind::Collaborative);
        let published = others().filter(|(_, row)| self.ground.transcript(row) == Published);
        opened.add("transcripts.other_published", published.map(id_of_meeting));
        opened.add("transcripts.other_of", others().map(id_of_meeting));
    }

    fn duties(&self, opened: &mut Opened) {
        let replies = self.report.replies.items.iter();
        let replies: Vec<(&str, String)> = replies
            .map(|reply| (reply.outcome.as_str(), self.reply(reply)))
            .collect();
        opened.add("replies.of", ids_of(&replies));
        let words = ReplyOutcome::ALL.iter().map(|word| word.as_str());
        opened.add_by("replies.by_outcome", words, &replies);

        let promises = &self.report.promises;
        let of = |agency: Option<&Option<String>>| -> Vec<(&str, String)> {
            let items = promises.items.iter();
            let items = items.filter(|item| agency.is_none_or(|id| item.agency == *id));
            items
                .map(|item| {
                    (
                        item.outcome.as_str(),
                        row_of(&item.case, "commitment", &item.row),
                    )
                })
                .collect()
        };
        let words = || PromiseOutcome::ALL.iter().map(|word| word.as_str());
        opened.add("promises.of", ids_of(&of(None)));
        opened.add_by("promises.by_outcome", words(), &of(None));
        for agency in &promises.by_agency {
            let id = agency.id.as_deref().unwrap_or("unknown");
            let figure = format!("promises.by_agency[{id}]");
            let own = of(Some(&agency.id));
            opened.add(format!("{figure}.of"), ids_of(&own));
            opened.add_by(&format!("{figure}.by_outcome"), words(), &own);
        }

        let tasks = self.report.tasks.items.iter();
        let tasks: Vec<(&str, String)> = tasks
            .map(|item| {
                (
                    item.outcome.as_str(),
                    row_of(&item.meeting, "task", &item.row),
                )
            })
            .collect();
        opened.add("tasks.of", ids_of(&tasks));
        let meetings = self
            .report
            .tasks
            .items
            .iter()
            .map(|item| item.meeting.clone());
        let mut meetings: Vec<String> = meetings.collect();
        meetings.dedup();
        opened.add("tasks.meetings", meetings);
        let words = TaskOutcome::ALL.iter().map(|word| word.as_str());
        opened.add_by("tasks.by_outcome", words, &tasks);
    }

    /// The petition that a reply answers; the case, where that is not known.
    fn reply(&self, reply: &FormalReply) -> String {
        let petition = reply.petition.as_deref().and_then(|url| self.petition(url));
        petition.unwrap_or_else(|| reply.cases.first().cloned().unwrap_or_default())
    }

    fn people(&self, opened: &mut Opened) {
        let report = self.report;
        for chiefs in &report.chiefs {
            let figure = format!("chiefs[{}]", chiefs.meeting);
            let items = chiefs.items.iter();
            let items: Vec<(&str, String)> = items
                .map(|item| {
                    (
                        item.compared.as_str(),
                        row_of(&chiefs.meeting, "chief", &item.agency),
                    )
                })
                .collect();
            opened.add(format!("{figure}.of"), ids_of(&items));
            let words = Compared::ALL.iter().map(|word| word.as_str());
            opened.add_by(&format!("{figure}.by_compared"), words, &items);
        }
        let meetings = report.meetings.collaborative.items.iter();
        opened.add(
            "elements.held",
            meetings.clone().map(|item| item.id.clone()),
        );
        let known = meetings.filter(|item| !item.elements.is_empty());
        opened.add("elements.known", known.map(|item| item.id.clone()));
        for item in &report.elements.items {
            let element = item.element.as_str();
            opened.add(
                format!("elements.items[{element}].count"),
                item.meetings.clone(),
            );
        }
        let cases = self.ground.cases_meeting_in(self.counted);
        opened.add(
            "worked_together.of",
            cases.iter().map(|case| one_line(&case.id)),
        );
        let known = cases.iter().filter(|case| {
            [Role::Host, Role::Cohost]
                .iter()
                .any(|role| !agency_ids(case, *role, self.counted).is_empty())
        });
        opened.add(
            "worked_together.known",
            known.map(|case| one_line(&case.id)),
        );
        for pair in &report.worked_together.pairs {
            let agencies = pair.agencies.join(" ");
            opened.add(
                format!("worked_together.pairs[{agencies}].count"),
                pair.cases.clone(),
            );
        }
    }
}

fn id_of_meeting((_, row): &(Date, &MeetingRow)) -> String {
    one_line(&row.id)
}

fn ids_of(things: &[(&str, String)]) -> Vec<String> {
    things.iter().map(|(_, id)| id.clone()).collect()
}

/// A row of a record, as paths name it.
fn row_of(record: &str, table: &str, key: &str) -> String {
    format!("{record}:{table}[{key}]")
}
