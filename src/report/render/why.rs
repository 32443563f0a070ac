//! The answers of `po case why` as a page for a terminal, as Markdown and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::locale::{Language, vote as vote_words, why as words};
use crate::procedure::vote::{Fraction, Outcome};
use crate::record::Date;
use crate::record::case::{Asked, Decided, Report, Stage, StageRow};
use crate::record::meeting::HostDecision;
use crate::report::why::{Answer, Ballot, Meeting, Recorded, What, Why};
use crate::text::clean::one_line;
use crate::text::width::{pad, width};
use crate::text::wrap::wrap;

/// The digits of a commit that are shown.
const SHORT: usize = 7;

/// What is needed to word the answers.
#[derive(Debug)]
pub struct Wording<'w> {
    /// The language.
    pub language: Language,
    /// The short names of agencies by id.
    pub agencies: &'w BTreeMap<String, String>,
}

/// A question with its answers in words.
struct Section {
    question: &'static str,
    answers: Vec<Worded>,
    /// What is said where there is no answer.
    none: String,
}

/// An answer in words: the day and what happened, then label and value of what belongs to it.
struct Worded {
    headline: String,
    facts: Vec<(&'static str, String)>,
}

/// The answers as a page of at most `columns`.
pub fn page(why: &Why, wording: &Wording<'_>, columns: usize) -> String {
    let language = wording.language;
    let mut page = String::new();
    let title = format!("{}{}", number(why, language), one_line(&why.title));
    for line in wrap(&title, columns, 0) {
        page.push_str(&format!("{line}\n"));
    }
    page.push_str(&format!("{}\n", standing(why, language)));
    for section in sections(why, wording) {
        page.push_str(&format!("\n{}\n", section.question));
        if section.answers.is_empty() {
            indented(&mut page, "  ", &section.none, columns);
        }
        for answer in section.answers {
            indented(&mut page, "  ", &answer.headline, columns);
            let widest = answer.facts.iter().map(|(label, _)| width(label)).max();
            for (label, value) in answer.facts {
                let label = format!("    {}", pad(label, widest.unwrap_or(0) + 2));
                indented(&mut page, &label, &value, columns);
            }
        }
    }
    page
}

/// Text behind a label, its further lines below its first.
fn indented(page: &mut String, label: &str, text: &str, columns: usize) {
    let indent = width(label);
    let lines = wrap(&one_line(text), columns.saturating_sub(indent), 0);
    let gap = format!("\n{}", " ".repeat(indent));
    page.push_str(&format!("{label}{}\n", lines.join(&gap)));
}

/// The answers as Markdown.
pub fn markdown(why: &Why, wording: &Wording<'_>, cell: &dyn Fn(&str) -> String) -> String {
    let language = wording.language;
    let mut page = format!(
        "# {}{}\n\n{}\n",
        number(why, language),
        cell(&why.title),
        standing(why, language)
    );
    for section in sections(why, wording) {
        page.push_str(&format!("\n## {}\n\n", section.question));
        if section.answers.is_empty() {
            page.push_str(&format!("{}\n", section.none));
        }
        for answer in section.answers {
            page.push_str(&format!("- {}\n", cell(&answer.headline)));
            for (label, value) in answer.facts {
                page.push_str(&format!(
                    "  - {}\n",
                    words::labelled(language, label, &cell(&value))
                ));
            }
        }
    }
    page
}

fn number(why: &Why, language: Language) -> String {
    why.number.map_or_else(String::new, |number| {
        crate::locale::show::number(language, number)
    })
}

fn standing(why: &Why, language: Language) -> String {
    let stands = why
        .stands
        .map(|(stage, since)| stands(stage, since, language));
    let stands = stands.unwrap_or_else(|| words::not_recorded(language).to_owned());
    words::standing(language, &why.id, &stands)
}

fn stands(stage: Stage, since: Option<Date>, language: Language) -> String {
    let since = since.map(|day| day.display(language));
    words::since(language, stage.label(language), since.as_deref())
}

fn sections(why: &Why, wording: &Wording<'_>) -> Vec<Section> {
    let language = wording.language;
    let worded = |answers: &mut dyn Iterator<Item = &Answer>| {
        answers.map(|answer| in_words(answer, wording)).collect()
    };
    let not_recorded = || words::not_recorded(language).to_owned();
    let mut chosen: Vec<Worded> = worded(&mut why.chosen.iter().chain(&why.votes));
    if let Some(answer) = chosen.first_mut().filter(|_| why.lacks_vote()) {
        answer
            .facts
            .insert(0, (words::vote(language), not_recorded()));
    }
    let last = why.last_report().map(|answer| Worded {
        headline: headline(answer, wording),
        facts: vec![meeting(answer, language)],
    });
    let stands = why
        .stands
        .map(|(stage, since)| stands(stage, since, language));
    vec![
        Section {
            question: words::first_question(language),
            answers: worded(&mut why.first.iter()),
            none: not_recorded(),
        },
        Section {
            question: words::chosen_question(language),
            answers: chosen,
            none: not_recorded(),
        },
        Section {
            question: words::last_question(language),
            answers: last.into_iter().collect(),
            none: words::no_report(language).to_owned(),
        },
        Section {
            question: words::reports_question(language),
            answers: worded(&mut why.reports.iter()),
            none: words::no_report(language).to_owned(),
        },
        Section {
            question: words::ends_question(language),
            answers: worded(&mut why.ends.iter()),
            none: words::no_end(language, stands.as_deref()),
        },
    ]
}

fn in_words(answer: &Answer, wording: &Wording<'_>) -> Worded {
    let language = wording.language;
    let mut facts = match &answer.what {
        What::Step(step) | What::Chosen(step, _) => step_facts(step, language),
        What::Report(report) => report_facts(report, language),
        What::Vote(ballot) => vote_facts(ballot, language),
        What::Selection(_) | What::Meeting(..) => Vec::new(),
    };
    if let Some(reason) = answer.what.reason() {
        let reason = reason.unwrap_or(words::not_recorded(language));
        facts.push((words::reason(language), reason.to_owned()));
    }
    facts.push(meeting(answer, language));
    facts.push((
        words::recorded(language),
        recorded(answer.recorded.as_ref(), language),
    ));
    Worded {
        headline: headline(answer, wording),
        facts,
    }
}

/// The day and what happened.
fn headline(answer: &Answer, wording: &Wording<'_>) -> String {
    let language = wording.language;
    let day = answer.on.map_or_else(
        || words::undated(language).to_owned(),
        |day| day.display(language),
    );
    let what = match &answer.what {
        What::Step(step) => step.name.label(language).to_owned(),
        What::Selection(how) | What::Chosen(_, how) => how.label(language).to_owned(),
        What::Vote(_) => words::vote_held(language).to_owned(),
        What::Meeting(status, _) => words::meeting_was(language, status.label(language)),
        What::Report(report) => match &report.agency {
            None => words::reported(language).to_owned(),
            Some(id) => {
                let name = wording.agencies.get(id.as_str());
                words::reported_by(language, name.map_or(id.as_str(), String::as_str))
            }
        },
    };
    format!("{day} {what}")
}

fn step_facts(step: &StageRow, language: Language) -> Vec<(&'static str, String)> {
    let by = step.by.clone().map(|by| (words::by(language), by));
    let note = step.note.clone().map(|note| (words::note(language), note));
    by.into_iter().chain(note).collect()
}

fn vote_facts(ballot: &Ballot, language: Language) -> Vec<(&'static str, String)> {
    let not_recorded = || words::not_recorded(language).to_owned();
    let decided = ballot.decided.map(|decided| decided.label(language));
    let outcome = ballot.outcome.as_ref().map(|outcome| {
        let word = outcome.as_str();
        vote_words::outcome(language, word, decided)
    });
    let share = ballot
        .share
        .map(|share| vote_words::per_cent(share.tenths_of_a_per_cent()));
    let rules = ballot.rules.as_ref();
    let pool = ballot.pool.clone();
    let pool = pool.map(|pool| (words::pool(language), pool.unwrap_or_else(not_recorded)));
    let counted = words::counted(language, ballot.ticks, share.as_deref(), ballot.base);
    let mut facts = vec![(
        words::outcome(language),
        outcome.unwrap_or_else(|| words::vote_open(language).to_owned()),
    )];
    facts.extend(pool);
    facts.push((words::count(language), counted));
    facts.push((
        words::rules(language),
        rules.map_or_else(not_recorded, |(id, title)| {
            words::dated(language, title, Some(id))
        }),
    ));
    facts
}

fn report_facts(report: &Report, language: Language) -> Vec<(&'static str, String)> {
    let not_recorded = || words::not_recorded(language).to_owned();
    let mut facts = Vec::new();
    facts.extend(
        report
            .text
            .clone()
            .map(|text| (words::text(language), text)),
    );
    if let Some(step) = &report.next_step {
        let day = report.next_on.map(|day| day.display(language));
        facts.push((
            words::next(language),
            words::dated(language, step, day.as_deref()),
        ));
    }
    facts.push((
        words::asked(language),
        report.asked.map_or_else(not_recorded, |asked: Asked| {
            asked.label(language).to_owned()
        }),
    ));
    facts.push((
        words::decided(language),
        report
            .decided
            .map_or_else(not_recorded, |decided: Decided| {
                decided.label(language).to_owned()
            }),
    ));
    if let Some(condition) = &report.condition {
        let met = report.condition_met_on.map(|day| day.display(language));
        let text = words::condition_text(language, condition, met.as_deref());
        facts.push((words::condition(language), text));
    }
    facts
}

fn meeting(answer: &Answer, language: Language) -> (&'static str, String) {
    let name = |meeting: &Meeting| {
        let day = meeting.on.map(|day| day.display(language));
        words::dated(language, &meeting.title, day.as_deref())
    };
    let text = match (&answer.meeting, &answer.same_day) {
        (Some(meeting), _) => name(meeting),
        (None, Some(other)) => words::same_day(language, &other.title),
        (None, None) => words::not_recorded(language).to_owned(),
    };
    (words::meeting(language), text)
}

fn recorded(recorded: Option<&Recorded>, language: Language) -> String {
    let Some(recorded) = recorded else {
        return words::commit_unknown(language).to_owned();
    };
    let commit: String = recorded.commit.chars().take(SHORT).collect();
    let day = recorded.on.map(|day| day.display(language));
    words::dated(language, &day.unwrap_or_default(), Some(&commit))
}

/// The answers for programs: `po.case-why/1`. What is not recorded is `null` or an empty list.
pub fn json(why: &Why) -> Value {
    json!({
        "schema": "po.case-why/1",
        "id": why.id,
        "number": why.number,
        "title": why.title,
        "stage": why.stands.map(|(stage, _)| stage.as_str()),
        "stage_on": why.stands.and_then(|(_, since)| since).map(|day| day.to_string()),
        "first": why.first.as_ref().map(answer_json),
        "chosen": why.chosen.as_ref().map(answer_json),
        "votes": why.votes.iter().map(answer_json).collect::<Vec<_>>(),
        "last_report": why.last_report().map(answer_json),
        "reports": why.reports.iter().map(answer_json).collect::<Vec<_>>(),
        "ends": why.ends.iter().map(answer_json).collect::<Vec<_>>(),
    })
}

fn answer_json(answer: &Answer) -> Value {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let meeting = |meeting: &Meeting| json!({ "id": meeting.id, "title": meeting.title, "on": day(meeting.on) });
    let mut value = json!({
        "on": day(answer.on),
        "meeting": answer.meeting.as_ref().map(meeting),
        "same_day": answer.same_day.as_ref().map(meeting),
        "recorded": answer.recorded.as_ref().map(|recorded| json!({
            "on": day(recorded.on),
            "commit": recorded.commit,
        })),
    });
    match &answer.what {
        What::Step(step) => add_step(&mut value, step),
        What::Chosen(step, how) => {
            add_step(&mut value, step);
            value["selection"] = json!(how.as_str());
        }
        What::Selection(how) => value["selection"] = json!(how.as_str()),
        What::Vote(ballot) => {
            value["outcome"] = json!(ballot.outcome.as_ref().map(Outcome::as_str));
            value["decided"] = json!(ballot.decided.map(HostDecision::as_str));
            value["pool"] = json!(ballot.pool.as_ref().and_then(Option::as_ref));
            value["ticks"] = json!(ballot.ticks);
            let share = ballot.share.map(Fraction::tenths_of_a_per_cent);
            value["share"] = json!(share.map(vote_words::per_cent));
            value["base"] = json!(ballot.base);
            value["rules"] = json!(ballot.rules.as_ref().map(|(id, _)| id));
        }
        What::Meeting(status, reason) => {
            value["meeting_status"] = json!(status.as_str());
            value["reason"] = json!(reason);
        }
        What::Report(report) => {
            value["agency"] = json!(report.agency.as_ref().map(|id| id.as_str()));
            value["text"] = json!(report.text);
            value["next_step"] = json!(report.next_step);
            value["next_on"] = json!(day(report.next_on));
            value["asked"] = json!(report.asked.map(Asked::as_str));
            value["decided"] = json!(report.decided.map(Decided::as_str));
            value["condition"] = json!(report.condition);
            value["condition_met_on"] = json!(day(report.condition_met_on));
        }
    }
    value
}

fn add_step(value: &mut Value, step: &StageRow) {
    value["stage"] = json!(step.name.as_str());
    value["by"] = json!(step.by);
    value["note"] = json!(step.note);
    value["reason"] = json!(step.reason);
}
