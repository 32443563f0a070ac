//! Everything that comes from outside the program, gathered once in `main`, and the child `git`
//! processes that are started from it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use chrono::{DateTime, FixedOffset};

use super::error::Fault;

/// What the program knows of the world around it: made in `main`, fixed in tests.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The environment variables of the process.
    pub variables: BTreeMap<String, String>,
    /// The current directory, absolute.
    pub directory: PathBuf,
    /// The moment the program was started, in the offset that dates are shown in (+08:00).
    pub now: DateTime<FixedOffset>,
}

/// Where git looks for a person's configuration. These are kept, because without them a child
/// would read another configuration than the person's own `git` does.
const CONFIGURATION_VARIABLES: [&str; 3] = [
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
];

/// The variables that lead a `git` to another repository, or to another view of it, than the one that it
/// was told.
const REPOSITORY_VARIABLES: [&str; 14] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

impl Environment {
    /// A variable's value; an empty one counts as not set.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A command whose environment is this one without git's own variables (`GIT_DIR`,
    /// `GIT_INDEX_FILE` and their like would point a child at another repository), in the C locale.
    pub fn command(&self, program: &str) -> Command {
        let found = self.find_program(program);
        let mut command = Command::new(found.as_deref().unwrap_or(Path::new(program)));
        command.env_clear();
        command.envs(self.variables.iter().filter(|(name, _)| {
            !name.starts_with("GIT_") || CONFIGURATION_VARIABLES.contains(&name.as_str())
        }));
        command.env("LC_ALL", "C").current_dir(&self.directory);
        command
    }

    /// A `git` that speaks with other machines, as the person set it up: with all variables but those that
    /// lead it to another repository, in the person's own language.
    pub fn transport(&self) -> Command {
        let mut command = self.command("git");
        command.env_clear();
        command.envs(
            self.variables
                .iter()
                .filter(|(name, _)| !REPOSITORY_VARIABLES.contains(&name.as_str())),
        );
        command.stdin(Stdio::null());
        command
    }

    /// The first file of that name in the folders of `PATH`. A path spares the system a copy of this
    /// process for each child (`posix_spawn`), and an entry that is not absolute would let the folder
    /// somebody stands in name the program.
    fn find_program(&self, name: &str) -> Option<PathBuf> {
        let folders = std::env::split_paths(self.variable("PATH")?);
        let absolute = folders.filter(|folder| folder.is_absolute());
        absolute
            .map(|folder| folder.join(name))
            .find(|path| is_executable(path))
    }

    /// `git` working on one git directory, from anywhere.
    pub fn git(&self, git_directory: &Path) -> Command {
        let mut command = self.command("git");
        let mut argument = OsString::from("--git-dir=");
        argument.push(git_directory);
        command.arg(argument);
        command
    }
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// Elsewhere a program has other names than its own (`git.exe`), which the system finds.
#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    false
}

/// What a child process answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// Whether it ended with status 0.
    pub(super) success: bool,
    /// Its standard output.
    pub(super) output: Vec<u8>,
    /// Its standard error, as text.
    pub(super) talk: String,
}

/// A child at work.
pub(super) struct Running {
    program: String,
    child: Child,
}

impl Running {
    fn start(mut command: Command, input: Stdio) -> Result<Self, Fault> {
        let program = command.get_program().to_string_lossy().into_owned();
        command
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        match command.spawn() {
            Ok(child) => Ok(Self { program, child }),
            Err(cause) => Err(child_failed(program, cause)),
        }
    }

    /// Waits for its end.
    fn end(self) -> Result<Answer, Fault> {
        let Self { program, child } = self;
        let output = child.wait_with_output();
        let output = output.map_err(|cause| child_failed(program, cause))?;
        Ok(Answer {
            success: output.status.success(),
            output: output.stdout,
            talk: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}

fn child_failed(program: String, cause: std::io::Error) -> Fault {
    match cause.kind() {
        std::io::ErrorKind::NotFound => Fault::ProgramMissing { program },
        _ => Fault::file("run", program)(cause),
    }
}

/// Runs a child to its end; what it prints to where nothing else was said is in the answer.
///
/// # Errors
/// Where it cannot be started.
pub fn finish(mut command: Command) -> Result<Output, Fault> {
    let program = command.get_program().to_string_lossy().into_owned();
    command
        .output()
        .map_err(|cause| child_failed(program, cause))
}

/// Runs a child to its end, feeding it its input meanwhile.
pub(super) fn converse(
    command: Command,
    feed: impl FnOnce(&mut dyn Write) -> std::io::Result<()> + Send,
) -> Result<Answer, Fault> {
    let mut running = Running::start(command, Stdio::piped())?;
    let input = running.child.stdin.take();
    std::thread::scope(|scope| {
        // A child that stops reading says why on its standard error; the broken pipe says nothing.
        scope.spawn(move || {
            if let Some(input) = input {
                let mut input = std::io::BufWriter::new(input);
                let _ = feed(&mut input).and_then(|()| input.flush());
            }
        });
        running.end()
    })
}

/// A `git` command at work while this program does something else.
pub(super) struct RunningGit {
    name: &'static str,
    running: Running,
}

impl RunningGit {
    /// Starts it; `name` is what an error calls it. It must not print much before its end is waited
    /// for.
    pub(super) fn start(command: Command, name: &'static str, input: Stdio) -> Result<Self, Fault> {
        let running = Running::start(command, input)?;
        Ok(Self { name, running })
    }

    /// Waits for its end and returns what it printed; it must have succeeded.
    pub(super) fn end(self) -> Result<Vec<u8>, Fault> {
        succeeded(self.name, self.running.end()?)
    }
}

/// Runs a `git` command that must succeed; `name` is what an error calls it.
pub(super) fn run_git(
    command: Command,
    name: &'static str,
    feed: impl FnOnce(&mut dyn Write) -> std::io::Result<()> + Send,
) -> Result<Vec<u8>, Fault> {
    succeeded(name, converse(command, feed)?)
}

fn succeeded(name: &str, answer: Answer) -> Result<Vec<u8>, Fault> {
    if answer.success {
        Ok(answer.output)
    } else {
        Err(Fault::Program {
            command: format!("git {name}"),
            detail: answer.talk,
        })
    }
}

/// For children that read nothing.
pub(super) fn no_input(_: &mut dyn Write) -> std::io::Result<()> {
    Ok(())
}
