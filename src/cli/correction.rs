//! `po transcript correct`, and what keeps every other command from changing what was said: a
//! published transcript by its corrections only, one in editing by each speaker their own words.

use clap::{ArgMatches, Command};

use crate::locale::{Language, correction as words, subject};
use crate::record::case::Privacy;
use crate::record::correction::{
    Alteration, foreign_words, goes_by, is_person, unexplained, without_words,
};
use crate::record::person::Person;
use crate::record::transcript::{
    Correction, CorrectionKind, Speaker, Transcript, TranscriptStatus,
};
use crate::record::{AnyRecord, Date, Kind, privacy};
use crate::store::{Draft, Oid, Outcome};

use super::command::{reference, switch, text, value, words_of};
use super::context::{Context, Intent, short};
use super::error::{CliError, InWords, exit};

/// The command.
pub(super) fn command() -> Command {
    Command::new("correct")
        .arg(reference())
        .arg(
            value("speech", "N")
                .required(true)
                .value_parser(clap::value_parser!(u32)),
        )
        .arg(words_of("text").required_unless_present_any(["withhold", "by"]))
        .arg(value("by", "SPEAKER").conflicts_with("withhold"))
        .arg(switch("withhold"))
        .arg(words_of("asked-by"))
        .arg(value("on", "DAY"))
        .arg(words_of("reason"))
}

/// What is asked of one paragraph.
struct Request {
    n: u32,
    text: Option<String>,
    by: Option<String>,
    withhold: bool,
    on: Date,
    reason: Option<String>,
}

/// Corrects a paragraph, withholds it, or smooths it while its speaker may.
pub(super) fn correct(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Transcript, &text(matches, "REF").unwrap_or_default())?;
    let request = Request {
        n: matches
            .get_one::<u32>("speech")
            .copied()
            .unwrap_or_default(),
        text: text(matches, "text"),
        by: text(matches, "by"),
        withhold: matches.get_flag("withhold"),
        on: context.day_of(matches, "on")?.unwrap_or(context.today()),
        reason: text(matches, "reason"),
    };
    let asked_by = text(matches, "asked-by");
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Transcript(mut transcript) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let person = on_behalf(context, draft)?;
        let asked_by = asked_by
            .clone()
            .or_else(|| person.as_ref().map(name_of))
            .ok_or_else(|| missing("--asked-by", language))?;
        let store_language = context.settings(draft)?.language.language();
        let is_row = request.withhold || transcript.status == TranscriptStatus::Published;
        let what = if is_row {
            let kind = add_row(context, draft, &mut transcript, &request, &asked_by)?;
            kind.map(|kind| words::done(store_language, kind == CorrectionKind::Withhold))
        } else {
            let is_asker = |speaker: &Speaker| match &person {
                Some(person) => is_person(speaker, person),
                None => goes_by(speaker, &asked_by),
            };
            smooth(context, &mut transcript, &request, &is_asker)?
                .then(|| words::smoothed(store_language))
        };
        let Some(what) = what else { return Ok(None) };
        draft
            .put(*transcript)
            .map_err(|error| error.in_words(language))?;
        let subject = subject::corrected(store_language, &located.id, request.n, what, &asked_by);
        Ok(Some(
            Intent::new("transcript.correct", subject).because(request.reason.clone()),
        ))
    })?;
    context.report(&outcome)?;
    if let (
        true,
        Outcome::Recorded {
            parent: Some(parent),
            ..
        },
    ) = (request.withhold, &outcome)
    {
        warn_of_history(context, *parent)?;
    }
    Ok(())
}

/// Says that older commits hold what was withheld, and what to do.
pub(super) fn warn_of_history(context: &mut Context<'_>, parent: Oid) -> Result<(), CliError> {
    let language = context.language();
    let commit = short(&parent.to_string());
    let said = words::history_remembers(language, &commit);
    context.ui.warning(&said)?;
    Ok(context.ui.warning(words::purge(language))?)
}

fn missing(flags: &str, language: Language) -> CliError {
    CliError::new(
        exit::USAGE,
        crate::locale::fields::missing_flags(language, flags),
    )
}

/// The person of `--for`, where it names one.
fn on_behalf(context: &Context<'_>, draft: &Draft<'_>) -> Result<Option<Person>, CliError> {
    let typed = context.globals.on_behalf.as_deref();
    let Some(path) = typed.and_then(|typed| Kind::Person.path(typed)) else {
        return Ok(None);
    };
    let record = draft
        .record(&path)
        .map_err(|error| error.in_words(context.language()))?;
    Ok(match record {
        Some(AnyRecord::Person(person)) => Some(*person),
        _ => None,
    })
}

fn name_of(person: &Person) -> String {
    let name = person.name.as_ref().or(person.english_name.as_ref());
    name.cloned().unwrap_or_else(|| person.id.to_string())
}

/// Adds the row of a correction and changes the paragraph as it says; `None` where the paragraph is so
/// already.
fn add_row(
    context: &mut Context<'_>,
    draft: &Draft<'_>,
    transcript: &mut Transcript,
    request: &Request,
    asked_by: &str,
) -> Result<Option<CorrectionKind>, CliError> {
    let language = context.language();
    let id = transcript.id.to_string();
    if transcript.status == TranscriptStatus::Draft {
        return Err(draft_needs_none(&id, request.n, language));
    }
    let reason = request
        .reason
        .clone()
        .ok_or_else(|| missing("--reason", language))?;
    if let Some(by) = &request.by
        && !transcript.speakers.iter().any(|speaker| speaker.key == *by)
    {
        let message = words::no_speaker(language, &id, by);
        let keys = transcript
            .speakers
            .iter()
            .map(|speaker| speaker.key.clone());
        let mut error = CliError::new(exit::NOT_FOUND, message);
        error.details = keys.collect();
        return Err(error);
    }
    let k = context.row_key(draft, &transcript.id.path());
    let speech = transcript
        .speeches
        .iter_mut()
        .find(|speech| speech.n == request.n)
        .ok_or_else(|| no_speech(&id, request.n, language))?;
    let before = (speech.text.clone(), speech.by.clone());
    let is_kept = request.text.is_none() && !request.withhold;
    if !is_kept {
        speech.text.clone_from(&request.text);
    }
    if request.by.is_some() {
        speech.by.clone_from(&request.by);
    }
    if before == (speech.text.clone(), speech.by.clone()) {
        return Ok(None);
    }
    let is_moved = before.1 != speech.by;
    let mut row = Correction {
        k,
        speech: request.n,
        on: request.on,
        kind: CorrectionKind::Correct,
        before: before.0.filter(|_| !is_kept),
        after: speech.text.clone().filter(|_| !is_kept),
        before_by: before.1.filter(|_| is_moved),
        after_by: speech.by.clone().filter(|_| is_moved),
        asked_by: asked_by.to_owned(),
        reason,
    };
    if request.withhold {
        row.kind = CorrectionKind::Withhold;
        row.before = None;
        forget(transcript, request.n);
    }
    acknowledge(transcript, &row);
    let kind = row.kind;
    transcript.corrections.push(row);
    Ok(Some(kind))
}

/// Takes what earlier corrections keep of a paragraph away, and what was acknowledged there.
fn forget(transcript: &mut Transcript, n: u32) {
    let mut places = vec![format!("speech[{n}].")];
    for row in transcript
        .corrections
        .iter_mut()
        .filter(|row| row.speech == n)
    {
        places.push(format!("correction[{}].", row.k));
        *row = without_words(row);
    }
    transcript
        .privacy
        .retain(|row| !places.iter().any(|place| row.path.starts_with(place)));
}

/// What is acknowledged of a paragraph, since its published source says so, is so in its correction.
fn acknowledge(transcript: &mut Transcript, row: &Correction) {
    let speech = format!("speech[{}].text", row.speech);
    let known = transcript
        .privacy
        .iter()
        .filter(|known| known.path == speech);
    let rows: Vec<Privacy> = known
        .flat_map(|known| {
            let sides = [("before", &row.before), ("after", &row.after)];
            sides.into_iter().filter_map(move |(side, text)| {
                let found = privacy::scan(text.as_deref()?);
                let is_found = found.iter().any(|finding| finding.kind == known.kind);
                is_found.then(|| Privacy {
                    path: format!("correction[{}].{side}", row.k),
                    ..known.clone()
                })
            })
        })
        .collect();
    transcript.privacy.extend(rows);
}

/// Changes a paragraph that its speaker may still edit; whether anything changed. The words before are
/// kept nowhere in the record: nobody outside has seen them.
fn smooth(
    context: &Context<'_>,
    transcript: &mut Transcript,
    request: &Request,
    is_asker: &dyn Fn(&Speaker) -> bool,
) -> Result<bool, CliError> {
    let language = context.language();
    let id = transcript.id.to_string();
    if transcript.status == TranscriptStatus::Draft {
        return Err(draft_needs_none(&id, request.n, language));
    }
    if request.by.is_some() {
        return Err(CliError::new(exit::REFUSED, words::speaker_stays(language)));
    }
    let before = transcript.clone();
    let speech = transcript
        .speeches
        .iter_mut()
        .find(|speech| speech.n == request.n)
        .ok_or_else(|| no_speech(&id, request.n, language))?;
    speech.text.clone_from(&request.text);
    refuse_foreign(context, &before, transcript, is_asker)?;
    Ok(before != *transcript)
}

fn draft_needs_none(id: &str, n: u32, language: Language) -> CliError {
    CliError::new(exit::REFUSED, words::still_a_draft(language, id))
        .hint(words::set_it(language, id, n))
}

fn no_speech(id: &str, n: u32, language: Language) -> CliError {
    CliError::new(exit::NOT_FOUND, words::no_speech(language, id, n))
        .hint(words::see_numbers(language, id))
}

/// Refuses a draft that changes what was said otherwise than by a correction, or, while the speakers
/// edit, otherwise than by the speaker. An import of what was published in the meantime ends the editing.
pub(super) fn refuse_altered(
    context: &Context<'_>,
    draft: &Draft<'_>,
    intent: &Intent,
) -> Result<(), CliError> {
    let is_import = intent.operation.starts_with("import.");
    let language = context.language();
    for record in draft.removed() {
        if let (AnyRecord::Transcript(transcript), None) = (record, &intent.reason)
            && transcript.status == TranscriptStatus::Published
        {
            let message = words::removal_needs_reason(language, &record.id());
            return Err(CliError::new(exit::REFUSED, message)
                .hint(crate::locale::case::give_reason(language)));
        }
    }
    for (old, new) in draft.changed() {
        let (Some(AnyRecord::Transcript(old)), AnyRecord::Transcript(new)) = (old, new) else {
            continue;
        };
        match old.status {
            TranscriptStatus::Published => refuse_unexplained(old, new, language)?,
            // `po transcript correct` knows who asks.
            TranscriptStatus::Editing if !is_import && intent.operation != "transcript.correct" => {
                let person = on_behalf(context, draft)?;
                let is_own = |speaker: &Speaker| {
                    person
                        .as_ref()
                        .is_some_and(|person| is_person(speaker, person))
                };
                refuse_foreign(context, old, new, &is_own)?;
            }
            TranscriptStatus::Editing | TranscriptStatus::Draft => {}
        }
    }
    Ok(())
}

fn refuse_unexplained(
    old: &Transcript,
    new: &Transcript,
    language: Language,
) -> Result<(), CliError> {
    let found = unexplained(old, new);
    let Some(first) = found.first() else {
        return Ok(());
    };
    let id = old.id.to_string();
    let n = found.iter().find_map(|alteration| match alteration {
        Alteration::Speech(n) => Some(*n),
        _ => None,
    });
    let mut error = CliError::new(exit::REFUSED, words::published_stays(language, &id));
    if n.is_some() || *first != Alteration::Status {
        error = error.hint(words::command(language, &id, n.unwrap_or(1)));
    }
    error.details = found
        .iter()
        .map(|alteration| match alteration {
            Alteration::Status => words::status_goes_back(language),
            Alteration::Order => words::order_changes(language),
            Alteration::Speech(n) => words::speech_differs(language, *n),
            Alteration::Correction(key) => words::correction_stays(language, key.as_str()),
            Alteration::Speaker(key) => words::speaker_renamed(language, key),
        })
        .collect();
    Err(error)
}

/// Refuses a change of words in a transcript that its speakers edit, where they are not those of who
/// asks or the editing period is over.
fn refuse_foreign(
    context: &Context<'_>,
    old: &Transcript,
    new: &Transcript,
    is_own: &dyn Fn(&Speaker) -> bool,
) -> Result<(), CliError> {
    let language = context.language();
    let id = old.id.to_string();
    let foreign = foreign_words(old, new, is_own);
    if !foreign.is_empty() {
        let numbers: Vec<String> = foreign.iter().map(ToString::to_string).collect();
        let message = words::own_words(language, &id, &numbers.join(", "));
        return Err(CliError::new(exit::REFUSED, message).hint(words::say_whose(language)));
    }
    let over = old.edit_until.filter(|until| *until < context.today());
    match over.filter(|_| old.speeches != new.speeches) {
        None => Ok(()),
        Some(until) => {
            let message = words::editing_is_over(language, &id, &until.display(language));
            Err(CliError::new(exit::REFUSED, message).hint(words::publish_first(language, &id)))
        }
    }
}
