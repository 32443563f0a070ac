//! What no change may record, whatever the command: that which rules of `po check` find in a changed
//! record, and did not find before. What stood there already is for `po check` to tell.

use std::collections::BTreeSet;

use crate::check::{Evidence, File, Finding, Severity, run};
use crate::locale::{Language, check as findings, vote as words};
use crate::record::meeting::{Candidate, Meeting};
use crate::record::reference::{Target, references};
use crate::record::{AnyRecord, Date, Kind};
use crate::store::Draft;

use super::context::Context;
use super::error::{CliError, exit};

/// The rules whose findings are refused.
const REFUSED: [&str; 10] = [
    "ticks-within-base",
    "decided-though-selected",
    "candidate-open",
    "agency-not-in-force",
    "meeting-cannot-decide",
    "fact-in-future",
    "held-in-future",
    "meeting-dates",
    "petition-dates",
    "stage-order",
];

/// The rules whose findings are warned of: what others announced or chose is a fact, if not a lawful one.
const WARNED: [&str; 2] = ["extension-beyond-rule", "pool-of-other-source"];

/// What a record may not say.
pub(super) struct Objection {
    /// The path of the record.
    pub(super) path: String,
    /// The field; empty for the record as a whole.
    pub(super) field: String,
    /// What is said of it, with the rule.
    pub(super) text: String,
    /// The command that leads on.
    pub(super) hint: Option<String>,
}

/// What is said of the changed records of a draft.
pub(super) struct Judgement {
    /// What is refused, record by record.
    pub(super) refused: Vec<Objection>,
    /// What is to be warned of.
    warnings: Vec<String>,
}

/// Refuses a draft that says what cannot be, and tells what is to be warned of.
pub(super) fn refuse(
    context: &Context<'_>,
    draft: &Draft<'_>,
    operation: &str,
) -> Result<Vec<String>, CliError> {
    let judgement = judge(context, draft, operation)?;
    let mut refused = judgement.refused.into_iter();
    let Some(first) = refused.next() else {
        return Ok(judgement.warnings);
    };
    let more = refused.filter(|other| other.path == first.path);
    let mut texts: Vec<String> = more.map(|other| other.text).collect();
    // Several fields of a row may break a rule in the same words.
    texts.dedup();
    texts.retain(|text| *text != first.text);
    let mut error = CliError::new(exit::REFUSED, first.text);
    error.details = texts;
    error.hints.extend(first.hint);
    Err(error)
}

/// Judges a draft. Sources are recorded as they are, and so are earlier states that come back; what was
/// edited by hand and saved is held to the errors alone.
pub(super) fn judge(
    context: &Context<'_>,
    draft: &Draft<'_>,
    operation: &str,
) -> Result<Judgement, CliError> {
    let mut judgement = Judgement {
        refused: Vec::new(),
        warnings: Vec::new(),
    };
    let least = match operation.split_once('.') {
        Some(("import", _) | ("store", "undo" | "publish" | "rename")) => return Ok(judgement),
        Some(("store", _)) => Severity::Error,
        _ => Severity::Warning,
    };
    let language = context.language();
    for (old, new) in draft.changed() {
        if let (Some(AnyRecord::Meeting(old)), AnyRecord::Meeting(new)) = (old, new) {
            judgement.refused.extend(recounted(old, new, language));
        }
        let mut files = beside(context, draft, new)?;
        let mut told = |record: &AnyRecord| -> Vec<Told> {
            files.push(File::of(record.clone()));
            let found = found(&files, context.today());
            files.pop();
            found
                .iter()
                .map(|finding| Told::new(finding, language))
                .collect()
        };
        let known = old.map(&mut told).unwrap_or_default();
        for told in told(new) {
            if told.severity < least || known.iter().any(|known| known.text == told.text) {
                continue;
            }
            match told.is_refused {
                true => judgement.refused.push(Objection {
                    path: new.path(),
                    field: told.field,
                    text: told.text,
                    hint: None,
                }),
                false => judgement.warnings.push(told.text),
            }
        }
    }
    Ok(judgement)
}

/// A finding in words.
struct Told {
    severity: Severity,
    is_refused: bool,
    field: String,
    text: String,
}

impl Told {
    fn new(finding: &Finding, language: Language) -> Self {
        let message = finding.message(language);
        Self {
            severity: finding.severity,
            is_refused: REFUSED.contains(&finding.code),
            field: finding.field.clone(),
            text: findings::with_rule(language, &message, finding.code),
        }
    }
}

/// What the rules find in the last of the records, seen with the others. The part of an agency in a case
/// may begin later than the case; where nobody says when, it is no contradiction yet.
fn found(files: &[File], today: Date) -> Vec<Finding> {
    let only = [&REFUSED[..], &WARNED].concat();
    let only: Vec<String> = only.into_iter().map(str::to_owned).collect();
    let mut found = run(&Evidence::new(files, false, today), Some(&only));
    found.retain(|finding| {
        let is_own = files.last().is_some_and(|file| file.path == finding.path);
        is_own && !is_part(&finding.field)
    });
    found
}

/// Whether a field is of an agency's part in a case.
fn is_part(field: &str) -> bool {
    field.starts_with("agency[")
}

/// The records in whose light a record is seen: those that it names, as the draft has them; all agencies
/// where it speaks of one on a day, since another may have been there; the rule sets of a vote.
fn beside(
    context: &Context<'_>,
    draft: &Draft<'_>,
    record: &AnyRecord,
) -> Result<Vec<File>, CliError> {
    let named = references(record);
    let mut paths = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for reference in &named {
        let (kind, id) = reference.named();
        match reference.target {
            Target::Record(..) => paths.extend(kind.path(&id)),
            Target::Agency(_) if !reference.days.is_empty() && !is_part(&reference.field) => {
                kinds.insert(Kind::Agency);
            }
            Target::Agency(_) | Target::Person(_) => {}
        }
    }
    match record {
        AnyRecord::Meeting(meeting) => {
            if !meeting.candidates.is_empty() {
                kinds.insert(Kind::Rules);
            }
            if meeting.conclusions.iter().any(|row| row.owner.is_some()) {
                kinds.insert(Kind::Agency);
            }
        }
        AnyRecord::Case(case) if case.petitions.iter().any(|row| row.extended_to.is_some()) => {
            kinds.extend([Kind::Rules, Kind::Calendar]);
        }
        _ => {}
    }
    let mut files = Vec::new();
    for path in paths {
        // What is not there, or cannot be read, is told of elsewhere and shows nothing here.
        if let Ok(Some(record)) = draft.record(&path) {
            files.push(File::of(record));
        }
    }
    for kind in kinds {
        let records = context.records_of(draft, kind)?;
        files.extend(records.into_iter().map(File::of));
    }
    Ok(files)
}

/// What was counted in a vote stays once it is closed, whether it is typed anew or taken out. The host
/// decides afterwards.
fn recounted(old: &Meeting, new: &Meeting, language: Language) -> Option<Objection> {
    let counted = |meeting: &Meeting| {
        let vote = meeting.vote.as_ref()?;
        vote.closed_on?;
        let undecided = |row: &Candidate| Candidate {
            decided: None,
            ..row.clone()
        };
        let candidates: Vec<Candidate> = meeting.candidates.iter().map(undecided).collect();
        let counts = (vote.base, vote.officers, vote.secretariat, vote.ballots);
        Some((counts, candidates))
    };
    let before = counted(old)?;
    let vote = new.vote.as_ref();
    let is_reopened = vote.is_some_and(|vote| vote.closed_on.is_none());
    let id = new.id.to_string();
    (!is_reopened && counted(new) != Some(before)).then(|| Objection {
        path: new.id.path(),
        field: "vote".to_owned(),
        text: words::closed(language, &id),
        hint: Some(format!("po meeting set {id} --unset vote.closed_on")),
    })
}
