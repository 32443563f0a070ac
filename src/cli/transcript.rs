//! `po transcript`: what was said, and its way to publication.

use clap::{ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::index::TranscriptFilter;
use crate::index::row::TranscriptRow;
use crate::locale::{Language, case as headings, subject, transcript as words};
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Kind};

use super::command::{reference, switch, text, texts, value, words_of};
use super::conflict::marked;
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::listing::{Listing, column, number_column};
use super::noun::Noun;
use super::{correction, fields, import};

/// The noun.
const NOUN: Noun = Noun {
    kind: Kind::Transcript,
    own: &[
        ("import", import::transcripts),
        ("list", list),
        ("send", send),
        ("publish", publish),
        ("correct", correction::correct),
        ("export", export),
    ],
    rows: &[],
    of_rows: &[],
};

/// The commands.
pub(super) fn command(language: Language) -> Command {
    let import = Command::new("import")
        .arg(
            clap::Arg::new("FILE")
                .required(true)
                .action(ArgAction::Append),
        )
        .arg(value("meeting", "REF"))
        .arg(value("url", "URL"))
        .arg(value("licence", "TEXT"))
        .arg(value("on", "DAY"))
        .arg(switch("dry-run"));
    let list = Command::new("list")
        .arg(value("meeting", "REF"))
        .arg(
            value("status", "STATUS")
                .action(ArgAction::Append)
                .value_parser(fields::words(TranscriptStatus::WORDS)),
        )
        .arg(value("from", "DAY"))
        .arg(value("to", "DAY"))
        .arg(value("text", "TEXT"))
        .arg(switch("reverse"))
        .arg(value("limit", "N").value_parser(clap::value_parser!(usize)));
    let send = Command::new("send")
        .arg(reference())
        .arg(value("on", "DAY"))
        .arg(value("until", "DAY").required(true));
    let publish = Command::new("publish")
        .arg(reference())
        .arg(value("on", "DAY"))
        .arg(value("url", "URL"))
        .arg(value("licence", "TEXT"))
        .arg(words_of("reason"));
    let export = Command::new("export")
        .arg(reference())
        .arg(value("out", "FILE"));
    NOUN.command(
        [import, list],
        [send, publish, correction::command(), export],
        language,
    )
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    NOUN.run(context, matches)
}

/// Records that the draft went to the speakers, and until when they may edit their own words.
fn send(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Transcript, &text(matches, "REF").unwrap_or_default())?;
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    let until = context.day_of(matches, "until")?;
    if until.is_some_and(|until| until < on) {
        return Err(CliError::new(
            exit::REFUSED,
            words::ends_before_it_begins(language),
        ));
    }
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Transcript(mut transcript) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        if transcript.status == TranscriptStatus::Published {
            let message = words::already_published(language, &located.id);
            return Err(CliError::new(exit::REFUSED, message));
        }
        transcript.status = TranscriptStatus::Editing;
        transcript.sent_on = Some(on);
        transcript.edit_until = until;
        let store_language = context.settings(draft)?.language.language();
        let label = transcript.status.label(store_language);
        let subject = subject::status(store_language, &located.id, label);
        draft
            .put(*transcript)
            .map_err(|error| error.in_words(language))?;
        Ok(Some(Intent::new("transcript.send", subject)))
    })?;
    context.report(&outcome)
}

/// Records that a transcript is public. Before the editing period ends that needs a reason.
fn publish(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Transcript, &text(matches, "REF").unwrap_or_default())?;
    let on = context.day_of(matches, "on")?;
    let today = context.today();
    let reason = text(matches, "reason");
    let url = context.url_of(matches, "url")?;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Transcript(mut transcript) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let was_public = transcript.status == TranscriptStatus::Published;
        let day = on.unwrap_or(today);
        if was_public && on.is_some() && transcript.published_on.is_some_and(|was| was != day) {
            let message = words::already_published(language, &located.id);
            return Err(CliError::new(exit::REFUSED, message));
        }
        if let Some(until) = transcript
            .edit_until
            .filter(|until| !was_public && *until >= day && reason.is_none())
        {
            let message = words::still_editing(language, &until.display(language));
            return Err(CliError::new(exit::REFUSED, message)
                .hint(crate::locale::case::give_reason(language)));
        }
        transcript.status = TranscriptStatus::Published;
        // Of one that is public already, only what is given changes.
        if on.is_some() || !was_public {
            transcript.published_on = Some(day);
        }
        if let Some(licence) = text(matches, "licence") {
            transcript.licence = Some(licence);
        }
        if let Some(url) = &url {
            let source =
                transcript
                    .source
                    .get_or_insert(crate::record::transcript::TranscriptSource {
                        url: None,
                        file: None,
                        sha256: None,
                    });
            source.url = Some(url.clone());
        }
        let store_language = context.settings(draft)?.language.language();
        let label = transcript.status.label(store_language);
        draft
            .put(*transcript)
            .map_err(|error| error.in_words(language))?;
        let subject = match draft.plan().as_slice() {
            [only] if was_public => super::save::what_happened(draft, only, store_language),
            _ => subject::status(store_language, &located.id, label),
        };
        Ok(Some(
            Intent::new("transcript.publish", subject).because(reason.clone()),
        ))
    })?;
    context.report(&outcome)
}

/// Writes a transcript as Markdown, to stdout or a file that is not there yet.
fn export(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let typed = text(matches, "REF").unwrap_or_default();
    let out = text(matches, "out");
    context.read(|context, reading| {
        let located = reading.find(Kind::Transcript, &typed, language)?;
        let AnyRecord::Transcript(transcript) = reading.record(&located, language)? else {
            return Ok(());
        };
        let markdown = crate::export::transcript_record::write(&transcript, language);
        super::out::deliver(context, out.as_deref(), &markdown)
    })
}

fn list(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells_in = context.cell_language();
    let to_people = context.speaks_to_people();
    let meeting = text(matches, "meeting");
    let (from, to) = (
        context.day_of(matches, "from")?,
        context.day_of(matches, "to")?,
    );
    context.refuse_backwards(from, to)?;
    let filter = TranscriptFilter {
        statuses: texts(matches, "status")
            .iter()
            .filter_map(|word| TranscriptStatus::from_word(word))
            .collect(),
        from,
        to,
        text: text(matches, "text"),
        descending: matches.get_flag("reverse"),
        limit: matches.get_one::<usize>("limit").copied(),
        ..TranscriptFilter::default()
    };
    context.read(|context, reading| {
        let mut filter = filter.clone();
        if let Some(typed) = &meeting {
            let meeting = reading.find(Kind::Meeting, typed, language)?.id;
            filter.meetings = Some([meeting].into());
        }
        let rows = reading
            .view
            .transcripts(&filter)
            .map_err(|error| error.in_words(language))?;
        let listing = Listing {
            columns: vec![
                column("date", words::date_heading(language)),
                column("id", headings::id_heading(language)),
                column("status", words::status_heading(language)),
                number_column("speeches", words::speeches_heading(language)),
                number_column("speakers", words::speakers_heading(language)),
                column("title", words::title_heading(language)),
            ],
            rows: rows
                .iter()
                .map(|row| {
                    vec![
                        row.date.display(cells_in),
                        row.id.clone(),
                        row.status.label(cells_in).to_owned(),
                        row.speeches.to_string(),
                        row.speakers.to_string(),
                        marked(to_people, row.title.clone(), row.conflicts),
                    ]
                })
                .collect(),
            json: rows.iter().map(transcript_json).collect(),
        };
        let ids = rows.iter().map(|row| row.id.as_str());
        let listing = reading.in_stores(listing, Kind::Transcript, ids, language);
        listing.print(format, &mut context.ui)?;
        let listed = rows.iter().map(|row| (row.id.as_str(), row.conflicts));
        super::conflict::explain(context, listed)
    })
}

fn transcript_json(row: &TranscriptRow) -> serde_json::Value {
    let record = json!({
        "schema": "po.transcript/1",
        "id": row.id,
        "meeting": row.meeting,
        "title": row.title,
        "date": row.date.to_string(),
        "status": row.status.as_str(),
        "published_on": row.published_on.map(|day| day.to_string()),
        "url": row.url,
        "speeches": row.speeches,
        "speakers": row.speakers,
    });
    super::conflict::counted(record, row.conflicts)
}
