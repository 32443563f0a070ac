//! `po receipt`: one file with which a stranger checks a record, and the check.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use crate::history::receipt::signature::{self, Signature, SignatureError};
use crate::history::receipt::{
    AttestError, Check, MOST_BYTES, Receipt, ReceiptError, SignatureKind, Verdict, attest,
};
use crate::locale::{Language, receipt as words};
use crate::record::Kind;

use super::command::{reference, text, value};
use super::context::{Context, short};
use super::error::{CliError, InWords, exit};
use super::given;
use super::listing::{Listing, column, wrapping_column};
use super::out;

/// The commands.
pub(super) fn command() -> Command {
    Command::new("receipt")
        .args_conflicts_with_subcommands(true)
        .subcommand_negates_reqs(true)
        .arg(reference())
        .arg(value("out", "FILE"))
        .subcommand(
            Command::new("verify")
                .arg(Arg::new("FILE").required(true))
                .arg(value("key", "FILE"))
                .arg(value("commit", "ID")),
        )
}

/// Runs a command.
pub(super) fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some((_, matches)) => verify(context, matches),
        None => write(context, matches),
    }
}

/// A reference, and the number of the paragraph behind its `#`.
fn split(typed: &str) -> (&str, Option<u32>) {
    match typed.rsplit_once('#') {
        Some((record, n)) => match n.parse() {
            Ok(n) => (record, Some(n)),
            Err(_) => (typed, None),
        },
        None => (typed, None),
    }
}

fn write(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let typed = text(matches, "REF").unwrap_or_default();
    let out = text(matches, "out");
    let (typed, speech) = split(&typed);
    context.read(|context, reading| {
        let located = reading.find_any(typed, language)?;
        if speech.is_some() && located.kind != Kind::Transcript {
            let message = words::no_paragraphs(language, &located.id);
            return Err(CliError::new(exit::USAGE, message));
        }
        let Some(commit) = reading.snapshot.commit() else {
            return Ok(());
        };
        // A file that is not in this clone is told by its object, as everywhere.
        let file = reading.snapshot.read(&located.path);
        file.map_err(|error| error.in_words(language))?;
        let receipt = attest(reading.store, commit, &located.path, speech)
            .map_err(|error| not_attested(error, &located.id, language))?;
        out::deliver(context, out.as_deref(), &receipt.write())?;
        let vouching = receipt.fact("commit").unwrap_or_default();
        let said = match receipt.commit.kind() {
            SignatureKind::None => words::unsigned(language, &short(vouching)),
            _ => words::vouched_by(language, &short(vouching)),
        };
        Ok(context.ui.status(&said)?)
    })
}

fn not_attested(error: AttestError, id: &str, language: Language) -> CliError {
    match error {
        AttestError::NoSpeech(n) => {
            let message = crate::locale::correction::no_speech(language, id, n);
            let hint = crate::locale::correction::see_numbers(language, id);
            CliError::new(exit::NOT_FOUND, message).hint(hint)
        }
        AttestError::OddName => CliError::new(exit::FAILED, words::odd_name(language)),
        AttestError::NotThere { path, .. } => {
            let message = crate::locale::error::not_found(language, "file", &path);
            CliError::new(exit::NOT_FOUND, message)
        }
        AttestError::Fault(fault) => fault.in_words(language),
    }
}

/// Checks a receipt. Needs no store.
fn verify(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let file = text(matches, "FILE").unwrap_or_default();
    let bytes = given::read(context, &file, MOST_BYTES)?;
    let receipt = Receipt::read(&bytes).map_err(|error| unreadable(error, &file, language))?;
    let key = text(matches, "key");
    let key_text = match &key {
        None => None,
        Some(path) => {
            Some(String::from_utf8_lossy(&given::read(context, path, MOST_BYTES)?).into_owned())
        }
    };
    let signature = signature::check(context.environment, &receipt.commit, key_text.as_deref())
        .map_err(|error| unchecked(error, key.as_deref().unwrap_or_default(), language))?;
    let mut found = receipt.check();
    let mut is_known = false;
    if let Some(known) = text(matches, "commit") {
        let own = receipt.commit.id().map(|id| id.to_string());
        let own = own.unwrap_or_default();
        // The first seven digits name a commit to people; fewer name nothing.
        is_known = known.len() >= 7 && own.starts_with(&known.to_ascii_lowercase());
        let verdict = if is_known {
            Verdict::Holds(own)
        } else {
            Verdict::Differs(own)
        };
        found.push((Check::Commit, verdict));
    }
    let verdict = match signature {
        Signature::Unsigned if is_known && key.is_none() => {
            Verdict::Holds(words::signature_not_needed(language))
        }
        signature => worth(&signature, key.is_some(), language),
    };
    found.push((Check::Signature, verdict));
    print(context, &found)?;
    let differing = found
        .iter()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Differs(_)))
        .count();
    match differing {
        0 => Ok(()),
        count => Err(CliError::new(exit::FAILED, words::differs(language, count))),
    }
}

fn unreadable(error: ReceiptError, file: &str, language: Language) -> CliError {
    let message = match error {
        ReceiptError::TooLarge => words::too_large(language, file, MOST_BYTES),
        ReceiptError::NoReceipt => words::no_receipt(language, file),
        ReceiptError::Form(form) => words::later_form(language, file, &form),
        ReceiptError::Damaged(object) => words::damaged(language, file, &object),
        ReceiptError::Missing(object) => words::missing(language, file, object),
    };
    CliError::new(exit::FAILED, message).hint(words::ask_again(language))
}

fn unchecked(error: SignatureError, key: &str, language: Language) -> CliError {
    match error {
        SignatureError::NoProgram(program) => {
            CliError::new(exit::FAILED, words::no_program(language, program))
        }
        SignatureError::NoKey => CliError::new(exit::FAILED, words::no_key(language, key)),
        SignatureError::Io(error) => error.into(),
    }
}

/// What a signature is worth to a reader who brought a key, or none.
fn worth(signature: &Signature, has_key: bool, language: Language) -> Verdict {
    match signature {
        Signature::Good(key) => Verdict::Holds(words::signature_good(language, key)),
        Signature::OfAKey(key) => Verdict::Open(words::signature_of_a_key(language, key)),
        Signature::OfAnotherKey(key) => {
            Verdict::Differs(words::signature_of_another(language, key))
        }
        Signature::Bad => Verdict::Differs(words::signature_bad(language)),
        Signature::Unsigned if has_key => Verdict::Differs(words::signature_absent(language)),
        Signature::Unsigned => Verdict::Open(words::signature_none(language)),
        Signature::NeedsKey => Verdict::Open(words::signature_needs_key(language)),
        Signature::Unknown => Verdict::Open(words::signature_unknown(language)),
    }
}

fn print(context: &mut Context<'_>, found: &[(Check, Verdict)]) -> Result<(), CliError> {
    let language = context.language();
    let format = context.format();
    let cells = context.cell_language();
    let parts: Vec<(&str, &str, &str, &str)> = found
        .iter()
        .map(|(check, verdict)| {
            let (check, name) = match check {
                Check::Link(name) => ("link", name.as_str()),
                Check::Tree => ("tree", ""),
                Check::Fact(word) => ("fact", word.as_str()),
                Check::Commit => ("commit", ""),
                Check::Signature => ("signature", ""),
            };
            let (verdict, detail) = match verdict {
                Verdict::Holds(detail) => ("holds", detail),
                Verdict::Differs(detail) => ("differs", detail),
                Verdict::Open(detail) => ("open", detail),
            };
            (check, name, verdict, detail.as_str())
        })
        .collect();
    let listing = Listing {
        columns: vec![
            column("check", words::check_heading(language)),
            column("result", words::verdict_heading(language)),
            wrapping_column("found", words::detail_heading(language)),
        ],
        rows: parts
            .iter()
            .map(|(check, name, verdict, detail)| {
                vec![
                    words::check(cells, check, name),
                    words::verdict(cells, verdict).to_owned(),
                    // The digests of folders are for programs; people see that they fit.
                    match *check {
                        "link" | "tree" => short(detail),
                        _ => (*detail).to_owned(),
                    },
                ]
            })
            .collect(),
        json: parts
            .iter()
            .map(|(check, name, verdict, detail)| {
                json!({
                    "schema": "po.receipt-check/1",
                    "check": check,
                    "name": (!name.is_empty()).then_some(name),
                    "result": verdict,
                    "found": detail,
                })
            })
            .collect(),
    };
    listing.print(format, &mut context.ui)
}
