//! What `po sync` says: which records came in and went out, or would, what waits for a decision, and what stays
//! although one side removed it; for people and, as `po.sync/1`, for programs.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Value, json};

use crate::check::{self, Evidence, File};
use crate::locale::{Language, merge as merging, status, sync as words};
use crate::record::Kind;
use crate::record::fields::FieldPath;
use crate::store::{PlannedRecord, Scratch, Store, Upstream};
use crate::sync::plan::{Plan, RecordChange, Way};
use crate::sync::twins::{Claim, Twin};
use crate::text::clean::one_line;

use super::context::{Context, short};
use super::error::{CliError, InWords};
use super::listing::{Format, json_text};
use super::plan;

/// How many records are named for people in each direction.
const NAMED: usize = 10;

/// The rules that say whether stages may follow one another.
const STAGES: [&str; 2] = ["stage-order", "stage-dates"];

/// A sync that is done, or would be.
pub(super) struct Report<'s> {
    pub(super) store: &'s Store,
    pub(super) upstream: &'s Upstream,
    pub(super) plan: &'s Plan,
    /// Holds what the plan made.
    pub(super) scratch: &'s Scratch,
    pub(super) dry_run: bool,
}

impl Report<'_> {
    /// Says what came in and what went out, or would.
    pub(super) fn print(&self, context: &mut Context<'_>) -> Result<(), CliError> {
        let language = context.language();
        if context.format() != Format::Table {
            let value = self.json(language)?;
            return Ok(context.ui.styled(&json_text(&value))?);
        }
        let shown = self.upstream.to_string();
        let Plan {
            incoming, outgoing, ..
        } = self.plan;
        let came = words::came_in(language, &shown, incoming.len(), self.dry_run);
        let went = words::went_out(language, &shown, outgoing.len(), self.dry_run);
        for (heading, records) in [(came, incoming), (went, outgoing)] {
            if !records.is_empty() {
                context.ui.data(&format!("{heading}\n"))?;
                self.print_records(context, records)?;
            }
        }
        tell_undecided(context, self.plan)?;
        for id in self.out_of_order(context)? {
            let text = words::stages_out_of_order(language, id);
            context.ui.warning(&text)?;
        }
        let head = short(&self.tip(language)?.unwrap_or_default());
        let said = match (self.dry_run, self.plan.way) {
            (true, _) => words::nothing_done(language).to_owned(),
            (false, Way::Nothing) => words::nothing_new(language, &shown, &head),
            (false, _) => words::in_step(language, &shown, &head),
        };
        Ok(context.ui.status(&said)?)
    }

    /// Names records: what is done with a line each and not all, what would be with every field.
    fn print_records(
        &self,
        context: &mut Context<'_>,
        records: &[RecordChange],
    ) -> Result<(), CliError> {
        let language = context.language();
        if self.dry_run {
            let planned = records.iter().map(|record| record.planned(self.scratch));
            let planned: Result<Vec<_>, _> = planned.collect();
            let planned = planned.map_err(|error| error.in_words(language))?;
            let planned: Vec<PlannedRecord> = planned.into_iter().flatten().collect();
            return plan::records(context, &planned, false);
        }
        let mut page = String::new();
        for record in records.iter().take(NAMED) {
            page.push_str(&line(record, self.scratch, language)?);
        }
        if let more @ 1.. = records.len().saturating_sub(NAMED) {
            page.push_str(&format!("  {}\n", words::more(language, more)));
        }
        Ok(context.ui.data(&page)?)
    }

    /// The cases that both sides changed and whose stages do not follow one another, now that they are one
    /// list.
    fn out_of_order(&self, context: &Context<'_>) -> Result<Vec<&str>, CliError> {
        let language = context.language();
        let Way::Merge { .. } = self.plan.way else {
            return Ok(Vec::new());
        };
        let theirs: HashSet<&str> = self.plan.outgoing.iter().map(|it| it.id.as_str()).collect();
        let of_both = self.plan.incoming.iter();
        let of_both = of_both.filter(|it| it.kind == Kind::Case && theirs.contains(it.id.as_str()));
        let mut found = Vec::new();
        for record in of_both {
            let after = record.after(self.scratch);
            let (path, bytes) = after.map_err(|error| error.in_words(language))?;
            let files = [File::read(path, &bytes)];
            let evidence = Evidence::new(&files, true, context.today());
            let rules = STAGES.map(str::to_owned);
            if !check::run(&evidence, Some(&rules)).is_empty() {
                found.push(record.id.as_str());
            }
        }
        Ok(found)
    }

    fn tip(&self, language: Language) -> Result<Option<String>, CliError> {
        let head = self.store.head();
        let head = head.map_err(|error| error.in_words(language))?;
        Ok(head.map(|head| head.to_string()))
    }

    /// What was done for programs: `po.sync/1`.
    fn json(&self, language: Language) -> Result<Value, CliError> {
        let plan = self.plan;
        let way = match plan.way {
            Way::Nothing => "nothing",
            Way::Forward(_) => "forward",
            Way::Publish(_) => "publish",
            Way::Merge { .. } => "merge",
        };
        let records = |records: &[RecordChange]| -> Result<Vec<Value>, CliError> {
            let values = records.iter().map(|record| {
                let planned = record.planned(self.scratch);
                let planned = planned.map_err(|error| error.in_words(language))?;
                Ok(json!({
                    "kind": record.kind.as_str(),
                    "id": record.id,
                    "what": match (record.is_new(), record.is_removed()) {
                        (true, _) => "added",
                        (_, true) => "removed",
                        _ => "changed",
                    },
                    "title": planned.as_ref().map(|planned| planned.title.clone()),
                    "changes": planned.map(|planned| super::history::changes_json(&planned.changes)),
                }))
            });
            values.collect()
        };
        Ok(json!({
            "schema": "po.sync/1",
            "remote": self.upstream.remote,
            "branch": self.upstream.branch,
            "way": way,
            "dry_run": self.dry_run,
            "commit": self.tip(language)?,
            "incoming": records(&plan.incoming)?,
            "outgoing": records(&plan.outgoing)?,
            "conflicts": plan.conflicts.iter().map(|(path, row)| json!({
                "record": name_of(path),
                "field": row.path.as_str(),
                "base": row.base,
                "values": row.values,
            })).collect::<Vec<_>>(),
            "same_petition": same_petition(plan),
            "kept": plan.kept_edits.iter().map(|(path, field)| json!({
                "record": name_of(path),
                "field": field.to_string(),
            })).collect::<Vec<_>>(),
        }))
    }
}

/// The pairs of cases that hold the same petition, each once: the one that had it first.
pub(super) fn same_petition(plan: &Plan) -> BTreeSet<(&str, &str)> {
    let twins = plan.twins.iter();
    let twins = twins.filter(|twin| matches!(twin.claim, Claim::Petition(_)));
    twins
        .map(|twin| (twin.other.as_str(), twin.case.as_str()))
        .collect()
}

/// What waits for a decision, with the command, and what stays although one side removed it.
fn tell_undecided(context: &mut Context<'_>, plan: &Plan) -> Result<(), CliError> {
    let language = context.language();
    for (path, row) in &plan.conflicts {
        let (id, field) = (name_of(path), row.path.as_str());
        let twin = |twin: &&Twin| twin.case == id && field == "number";
        let text = match plan.twins.iter().find(twin) {
            Some(Twin {
                claim: Claim::Number(number),
                other,
                ..
            }) => words::number_of_another(language, id, *number, other),
            _ => words::undecided(language, id, field),
        };
        context.ui.warning(&text)?;
    }
    for (one, other) in same_petition(plan) {
        let text = words::same_petition(language, one, other);
        context.ui.warning(&text)?;
    }
    for (path, field) in &plan.kept_edits {
        let whole = FieldPath::default();
        let text = if *field == whole {
            words::kept_record(language, name_of(path))
        } else {
            merging::kept(language, name_of(path), &field.to_string())
        };
        context.ui.status(&text)?;
    }
    Ok(())
}

fn line(record: &RecordChange, scratch: &Scratch, language: Language) -> Result<String, CliError> {
    let planned = record.planned(scratch);
    let planned = planned.map_err(|error| error.in_words(language))?;
    let what = status::planned(language, record.is_new(), record.is_removed());
    let title = planned.map_or_else(
        || words::unreadable(language).to_owned(),
        |planned| one_line(&planned.title),
    );
    Ok(format!("  {what} {} {title}\n", record.id))
}

/// The id of the record at a path, else the path.
pub(super) fn name_of(path: &str) -> &str {
    Kind::of_path(path).map_or(path, |(_, id)| id)
}
