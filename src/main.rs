//! Gathers what comes from outside, runs the library and hands back its exit code.

use std::io::{self, BufReader, BufWriter, IsTerminal};
use std::process::ExitCode;

use chrono::{DateTime, FixedOffset, Utc};
use po::cli::{Streams, run};
use po::record::id::IdSource;
use po::store::Environment;

/// The bytes of output that are handed out together: as much as a pipe holds.
const BUFFER: usize = 1 << 16;

/// Days are days in Taipei.
const TAIPEI_SECONDS: i32 = 8 * 3600;

fn main() -> ExitCode {
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    let mut environment = Environment {
        variables,
        directory: std::env::current_dir().unwrap_or_default(),
        now: now(None),
    };
    environment.now = now(environment.variable("SOURCE_DATE_EPOCH"));
    let ids = environment
        .variable("PO_ID_SEED")
        .and_then(|seed| seed.parse().ok())
        .map_or(IdSource::System, IdSource::Seeded);
    let arguments: Vec<_> = std::env::args_os().collect();
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    let streams = Streams {
        out: Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock())),
        err: Box::new(io::stderr()),
        input: Box::new(BufReader::new(io::stdin().lock())),
        out_is_terminal: io::stdout().is_terminal(),
        can_ask: io::stdin().is_terminal() && io::stderr().is_terminal(),
        width,
    };
    ExitCode::from(run(&environment, &arguments, streams, ids))
}

/// The moment of the run: the clock, or the second that `SOURCE_DATE_EPOCH` fixes for
/// reproducible runs.
#[expect(clippy::disallowed_methods, reason = "this is where the clock enters")]
fn now(fixed: Option<&str>) -> DateTime<FixedOffset> {
    let taipei = FixedOffset::east_opt(TAIPEI_SECONDS).expect("eight hours are an offset");
    let fixed = fixed.and_then(|seconds| DateTime::from_timestamp(seconds.parse().ok()?, 0));
    fixed.unwrap_or_else(Utc::now).with_timezone(&taipei)
}
