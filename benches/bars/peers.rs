//! The other programs, holding the same cases. One that is not installed is left out, and said so.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::archive::{Archive, Case, cases};
use super::measure::{Failure, is_there, run, world};

/// The other programs that are there, each with its file.
pub(super) struct Peers {
    /// The database of the `sqlite3` program.
    pub(super) sqlite: Option<PathBuf>,
    /// The repository of Fossil, whose tickets are the cases.
    pub(super) fossil: Option<PathBuf>,
    /// What is left out, and how to get it.
    pub(super) missing: Vec<String>,
}

impl Peers {
    /// Fills the files of those that are there, unless an earlier run did.
    pub(super) fn of(archive: &Archive, count: usize) -> Result<Self, Failure> {
        let mut missing = Vec::new();
        let mut found =
            |program: &str, file: &str, fill: fn(&Path, usize) -> Result<(), Failure>| {
                if !is_there(program) {
                    missing.push(format!(
                        "`{program}` is not installed (`apt-get install sqlite3 fossil`): left out."
                    ));
                    return Ok(None);
                }
                let path = archive.folder.join(file);
                if !path.exists() {
                    let unfinished = archive.folder.join(format!("{file}.part"));
                    if unfinished.exists() {
                        std::fs::remove_file(&unfinished)?;
                    }
                    fill(&unfinished, count)?;
                    std::fs::rename(&unfinished, &path)?;
                }
                Ok::<_, Failure>(Some(path))
            };
        let sqlite = found("sqlite3", "cases.sqlite", fill_sqlite)?;
        let fossil = found("fossil", "cases.fossil", fill_fossil)?;
        Ok(Self {
            sqlite,
            fossil,
            missing,
        })
    }
}

/// A table of the cases as they are, with an index for the filter that is timed, and one of all
/// their versions for the question about a past day.
fn fill_sqlite(path: &Path, count: usize) -> Result<(), Failure> {
    let tables = "CREATE TABLE cases (id TEXT PRIMARY KEY, stage TEXT, host TEXT, cohost TEXT, proposed TEXT, title TEXT, text TEXT);
        CREATE TABLE versions (id TEXT, stage TEXT, host TEXT, cohost TEXT, since TEXT, until TEXT, title TEXT, text TEXT);\nBEGIN;\n";
    let end = "COMMIT;\nCREATE INDEX cases_by_stage ON cases (stage);\nANALYZE;\n";
    let mut sqlite = world("sqlite3");
    feed(sqlite.arg(path), tables, count, end, |case| {
        let (stage, since) = case.stage();
        let proposed = case.stages[0].1;
        let parts = format!("'{}', '{}'", case.host, case.cohost.unwrap_or_default());
        let words = format!("'{}', '{}'", case.title, case.text());
        let id = &case.id;
        let mut rows = format!(
            "INSERT INTO cases VALUES ('{id}', '{stage}', {parts}, '{proposed}', {words});\n"
        );
        let version = |stage: &str, since, until: &str| {
            format!(
                "INSERT INTO versions VALUES ('{id}', '{stage}', {parts}, '{since}', {until}, {words});\n"
            )
        };
        if case.stages.len() > 1 {
            rows.push_str(&version("proposed", proposed, &format!("'{since}'")));
        }
        rows.push_str(&version(stage, since, "NULL"));
        rows
    })
}

/// Rows of the ticket table, written directly: a ticket each through the program would take a quarter of an hour.
fn fill_fossil(path: &Path, count: usize) -> Result<(), Failure> {
    run(world("fossil").arg("init").arg(path))?;
    let mut fossil = world("fossil");
    feed(
        fossil.args(["sql", "-R"]).arg(path),
        "BEGIN;\n",
        count,
        "COMMIT;\n",
        |case| {
            format!(
            "INSERT INTO ticket (tkt_uuid, tkt_mtime, tkt_ctime, status, subsystem, foundin, title, comment)
             VALUES (lower(hex(randomblob(20))), julianday('{}'), julianday('{}'), '{}', '{}', '{}', '{}', '{}');\n",
            case.stage().1,
            case.stages[0].1,
            case.stage().0,
            case.host,
            case.cohost.unwrap_or_default(),
            case.title,
            case.text(),
        )
        },
    )
}

/// Feeds a shell of SQL.
fn feed(
    shell: &mut Command,
    begin: &str,
    count: usize,
    end: &str,
    rows: impl Fn(&Case) -> String,
) -> Result<(), Failure> {
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let mut input = std::io::BufWriter::new(child.stdin.take().ok_or("no way to the shell")?);
    input.write_all(begin.as_bytes())?;
    for case in cases(count) {
        input.write_all(rows(&case).as_bytes())?;
    }
    input.write_all(end.as_bytes())?;
    drop(input.into_inner().map_err(|error| error.to_string())?);
    if child.wait()?.success() {
        Ok(())
    } else {
        Err(format!("{shell:?} failed").into())
    }
}
