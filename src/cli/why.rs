//! `po case why`: when a case first came up, how it was chosen, what was reported and decided, and
//! why it was released, not held or postponed.

use crate::locale::Language;
use std::collections::BTreeMap;

use clap::{ArgMatches, Command};
use serde_json::Value;

use crate::index::{HistoryEntry, MeetingFilter};
use crate::record::{AnyRecord, Kind};
use crate::report::render::why::{Wording, json, markdown, page};
use crate::report::why::{Sources, compute, fallen_through};

use super::command::{reference, text};
use super::context::{Context, Reading};
use super::error::{CliError, InWords};
use super::listing::{Format, Listing, column, json_text, markdown_cell};
use super::vote::votes_on;

/// The command.
pub(super) fn command() -> Command {
    Command::new("why").arg(reference())
}

/// Answers from the case, the meetings and the history of both.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let typed = text(matches, "REF").unwrap_or_default();
    context.read(|context, reading| {
        let located = reading.find(Kind::Case, &typed, language)?;
        let AnyRecord::Case(case) = reading.record(&located, language)? else {
            return Ok(());
        };
        let meetings = reading
            .view
            .meetings(&MeetingFilter::default())
            .map_err(|error| error.in_words(language))?;
        let votes = votes_on(reading, &located.id, None, language)?;
        let rules = reading
            .view
            .rule_sets()
            .map_err(|error| error.in_words(language))?;
        let fallen_through = fallen_through(&case, &meetings);
        let fallen_through = fallen_through.iter().map(|meeting| meeting.id.clone());
        let mut meeting_history = BTreeMap::new();
        for id in fallen_through.chain(votes.iter().map(|meeting| meeting.id.to_string())) {
            let history = history(reading, Kind::Meeting, &id, language)?;
            meeting_history.insert(id, history);
        }
        let why = compute(&Sources {
            case: &case,
            meetings: &meetings,
            votes: &votes,
            rules: &rules,
            history: &history(reading, Kind::Case, &located.id, language)?,
            meeting_history: &meeting_history,
        });
        let agencies = reading.agency_names(language)?;
        let wording = Wording {
            language,
            agencies: &agencies,
        };
        let text = match format {
            Format::Json => json_text(&json(&why)),
            Format::JsonLines => format!("{}\n", json(&why)),
            Format::Markdown => markdown(&why, &wording, &markdown_cell),
            Format::Csv => return rows(&json(&why)).print(format, &mut context.ui),
            Format::Table => {
                // A pipe has no edge to break lines at.
                let columns = match context.ui.on_terminal() {
                    true => context.ui.width(),
                    false => usize::MAX,
                };
                page(&why, &wording, columns)
            }
        };
        Ok(context.ui.data(&text)?)
    })
}

/// The commits that changed a record, newest first.
fn history(
    reading: &Reading<'_>,
    kind: Kind,
    id: &str,
    language: Language,
) -> Result<Vec<HistoryEntry>, CliError> {
    let Some(head) = reading.snapshot.commit() else {
        return Ok(Vec::new());
    };
    reading
        .index
        .history(reading.store, head, kind, id, usize::MAX)
        .map_err(|error| error.in_words(language))
}

/// The answers as a list: a row an answer.
fn rows(why: &Value) -> Listing {
    const FIELDS: [&str; 21] = [
        "on",
        "stage",
        "selection",
        "meeting_status",
        "agency",
        "text",
        "next_step",
        "next_on",
        "asked",
        "decided",
        "condition",
        "condition_met_on",
        "by",
        "note",
        "reason",
        "outcome",
        "pool",
        "ticks",
        "share",
        "base",
        "rules",
    ];
    const INNER: [(&str, &str, &str); 5] = [
        ("meeting_id", "meeting", "id"),
        ("meeting_title", "meeting", "title"),
        ("meeting_on", "meeting", "on"),
        ("recorded_on", "recorded", "on"),
        ("commit", "recorded", "commit"),
    ];
    let cell = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let mut rows = Vec::new();
    for question in ["first", "chosen", "votes", "reports", "ends"] {
        let answers = match &why[question] {
            Value::Array(answers) => answers.as_slice(),
            Value::Null => &[],
            answer => std::slice::from_ref(answer),
        };
        for answer in answers {
            let mut row = vec![question.to_owned()];
            row.extend(FIELDS.map(|field| cell(&answer[field])));
            row.extend(INNER.map(|(_, object, field)| cell(&answer[object][field])));
            rows.push(row);
        }
    }
    let columns = ["question"]
        .into_iter()
        .chain(FIELDS)
        .chain(INNER.map(|(name, _, _)| name));
    Listing {
        columns: columns.map(|key| column(key, key)).collect(),
        rows,
        json: Vec::new(),
    }
}
