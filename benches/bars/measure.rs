//! Timing whole processes: in turns, so that what else the machine does falls on all alike.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Instant;

/// Why something could not be measured.
pub(super) type Failure = Box<dyn Error>;

/// The home folder of every child: settings of the person who measures change nothing.
static HOME: OnceLock<PathBuf> = OnceLock::new();

/// Makes the home folder of every child.
pub(super) fn set_home(home: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(home)?;
    let settings =
        "[user]\n\tname = Bars\n\temail = bars@example.org\n[init]\n\tdefaultBranch = main\n";
    std::fs::write(home.join(".gitconfig"), settings)?;
    HOME.set(home.to_path_buf())
        .map_err(|_| "the home folder was set twice".into())
}

/// A program in a fixed world. It is started by its path: looked up by name in another environment, each
/// start would first copy this process, which grows with the archive.
pub(super) fn world(program: &str) -> Command {
    let path = std::env::vars_os().find(|(name, _)| name == "PATH");
    let folders = path.as_ref().map(|(_, folders)| folders.as_os_str());
    let mut folders = std::env::split_paths(folders.unwrap_or_default());
    let found = folders.find_map(|folder| Some(folder.join(program)).filter(|file| file.is_file()));
    let mut command = Command::new(found.unwrap_or_else(|| program.into()));
    command
        .env_clear()
        .envs(path)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("PO_LANG", "zh-TW")
        // The last day of the archives: what is asked as of that day is not asked of the past.
        .env("SOURCE_DATE_EPOCH", "1793160000")
        .env("USER", "bars")
        .stdin(Stdio::null());
    if let Some(home) = HOME.get() {
        command.env("HOME", home);
    }
    command
}

/// Whether a program can be started.
pub(super) fn is_there(program: &str) -> bool {
    let mut command = world(program);
    let started = command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    started.status().is_ok()
}

/// Runs a command that must succeed, its output thrown away.
pub(super) fn run(command: &mut Command) -> Result<(), Failure> {
    let answer = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()?;
    if answer.status.success() {
        return Ok(());
    }
    let talk = String::from_utf8_lossy(&answer.stderr);
    Err(format!("{command:?} failed: {}", talk.trim()).into())
}

/// The standard output of a command that must succeed.
pub(super) fn output(command: &mut Command) -> Result<String, Failure> {
    let answer = command.stderr(Stdio::piped()).output()?;
    if answer.status.success() {
        return Ok(String::from_utf8_lossy(&answer.stdout).into_owned());
    }
    let talk = String::from_utf8_lossy(&answer.stderr);
    Err(format!("{command:?} failed: {}", talk.trim()).into())
}

/// What makes the commands of one round; what it does itself is not timed.
type Round<'a> = Box<dyn FnMut() -> Result<Vec<Command>, Failure> + 'a>;

/// What is timed: a name, and the commands of each round.
pub(super) struct Subject<'a> {
    name: String,
    round: Round<'a>,
}

impl<'a> Subject<'a> {
    /// One command, the same in every round.
    pub(super) fn one(name: &str, mut command: impl FnMut() -> Command + 'a) -> Self {
        Self::new(name, move || Ok(vec![command()]))
    }

    /// Commands that differ from round to round.
    pub(super) fn new(
        name: &str,
        round: impl FnMut() -> Result<Vec<Command>, Failure> + 'a,
    ) -> Self {
        Self {
            name: name.to_owned(),
            round: Box::new(round),
        }
    }

    /// Runs one round; tells its milliseconds.
    pub(super) fn once(&mut self) -> Result<f64, Failure> {
        let mut commands = (self.round)()?;
        let begun = Instant::now();
        for command in &mut commands {
            run(command)?;
        }
        Ok(begun.elapsed().as_secs_f64() * 1000.0)
    }
}

/// The times of one subject.
pub(super) struct Timed {
    /// Its name.
    pub(super) name: String,
    /// The median in milliseconds.
    pub(super) median: f64,
    /// How often as long the first subject took: the median of the ratios within each round.
    pub(super) ratio: f64,
}

/// Times all subjects in turns: every round runs each once, each round beginning with another.
pub(super) fn interleaved(
    subjects: &mut [Subject<'_>],
    warm: usize,
    rounds: usize,
) -> Result<Vec<Timed>, Failure> {
    let mut times = vec![Vec::new(); subjects.len()];
    for round in 0..warm + rounds {
        for turn in 0..subjects.len() {
            let place = (round + turn) % subjects.len();
            let time = subjects[place].once()?;
            if round >= warm {
                times[place].push(time);
            }
        }
    }
    let first = times[0].clone();
    Ok(subjects
        .iter()
        .zip(times)
        .map(|(subject, times)| Timed {
            name: subject.name.clone(),
            ratio: median(
                first
                    .iter()
                    .zip(&times)
                    .map(|(own, other)| own / other)
                    .collect(),
            ),
            median: median(times),
        })
        .collect())
}

/// The value in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

/// The most memory that a command held, in MiB; `None` without GNU time.
pub(super) fn peak_memory(command: &Command, scratch: &Path) -> Result<Option<f64>, Failure> {
    let Some(text) = watched(&["/usr/bin/time", "-f", "%M", "-o"], command, scratch)? else {
        return Ok(None);
    };
    let kilobytes: f64 = text.lines().last().unwrap_or_default().trim().parse()?;
    Ok(Some(kilobytes / 1024.0))
}

/// How many times a command, its children included, waits for the disk; `None` without strace.
pub(super) fn syncs(command: &Command, scratch: &Path) -> Result<Option<usize>, Failure> {
    let watcher = [
        "strace",
        "-f",
        "-e",
        "trace=fsync,fdatasync,sync_file_range,syncfs",
        "-o",
    ];
    let text = watched(&watcher, command, scratch)?;
    let begun = |line: &&str| line.contains("sync(") || line.contains("sync_file_range(");
    Ok(text.map(|text| text.lines().filter(begun).count()))
}

/// Runs a command under another program that writes what it saw to a file.
fn watched(watcher: &[&str], command: &Command, scratch: &Path) -> Result<Option<String>, Failure> {
    if !is_there(watcher[0]) {
        return Ok(None);
    }
    let mut whole = world(watcher[0]);
    whole
        .args(&watcher[1..])
        .arg(scratch)
        .arg(command.get_program())
        .args(command.get_args());
    run(&mut whole)?;
    let text = std::fs::read_to_string(scratch)?;
    std::fs::remove_file(scratch)?;
    Ok(Some(text))
}
