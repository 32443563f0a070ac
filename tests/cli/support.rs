//! A world of its own for each test: a folder with a home, a fixed clock, fixed ids, nothing of this
//! machine's git or environment, and the program run in it as people run it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

/// The first day of every world: 2019-02-12, ten in the morning in Taipei.
const FIRST_DAY: i64 = 1_549_936_800;

/// What is told to git of the person.
const GIT_CONFIG: &str = "[user]\n\tname = 測試者\n\temail = tester@example.org\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n";

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_po");

/// A folder with a home and a store, and the program in it.
pub(crate) struct World {
    folder: tempfile::TempDir,
    seed: Cell<u64>,
    now: Cell<i64>,
    /// Further variables of the environment.
    pub(crate) variables: RefCell<Vec<(String, String)>>,
}

/// What a run of the program did. It is shown the same on every machine.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Output {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    /// The exit code; `None` where the process was killed.
    pub(crate) code: Option<i32>,
    /// The folder of the world.
    folder: String,
}

impl fmt::Display for Output {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&clean(&self.stdout, &self.folder))?;
        if !self.stderr.is_empty() {
            write!(out, "---- stderr\n{}", clean(&self.stderr, &self.folder))?;
        }
        match self.code {
            Some(code) => writeln!(out, "[exit {code}]"),
            None => writeln!(out, "[killed]"),
        }
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\n{self}")
    }
}

impl World {
    /// A world without a store.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("po-world-")
            .tempdir()
            .unwrap();
        for name in ["home", "tmp"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        std::fs::write(folder.path().join("home/gitconfig"), GIT_CONFIG).unwrap();
        Self {
            folder,
            seed: Cell::new(0),
            now: Cell::new(FIRST_DAY),
            variables: RefCell::default(),
        }
    }

    /// A world with a new public store in `store`. It is made once and its bytes are copied, since
    /// making one costs many flushes to the disk.
    pub(crate) fn new() -> Self {
        static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
        let files = FILES.get_or_init(|| {
            let world = Self::empty();
            let name = "Invented records";
            world.done_in(
                world.path(),
                &["init", "store", "--name", name, "--lang", "en"],
            );
            let mut paths = Vec::new();
            files_below(&world.root(), &mut paths);
            paths
                .into_iter()
                .filter(|path| path.extension().is_none_or(|ending| ending != "sample"))
                .map(|path| {
                    let bytes = std::fs::read(&path).unwrap();
                    let inside = path.strip_prefix(world.root()).unwrap();
                    (inside.to_owned(), bytes)
                })
                .collect()
        });
        let world = Self::empty();
        for (path, bytes) in files {
            world.write(path.to_str().unwrap(), bytes);
        }
        world
    }

    /// The folder that holds everything.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The store's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.path().join("store")
    }

    /// Moves the clock to ten in the morning of a day.
    pub(crate) fn on(&self, day: &str) {
        let day: chrono::NaiveDate = day.parse().unwrap();
        let first: chrono::NaiveDate = "2019-02-12".parse().unwrap();
        self.now
            .set(FIRST_DAY + (day - first).num_days() * 24 * 60 * 60);
    }

    /// A command in this world and no other.
    pub(crate) fn command(&self, program: &str, directory: &Path) -> Command {
        let mut command = Command::new(program);
        let (_, path) = std::env::vars().find(|(name, _)| name == "PATH").unwrap();
        command
            .env_clear()
            .current_dir(directory)
            .stdin(Stdio::null())
            .env("PATH", path)
            .env("HOME", self.path().join("home"))
            .env("TMPDIR", self.path().join("tmp"))
            .env("XDG_CONFIG_HOME", self.path().join("home"))
            .env("GIT_CONFIG_GLOBAL", self.path().join("home/gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", self.path())
            .env("LC_ALL", "C.UTF-8");
        command
    }

    /// The program in a folder of this world.
    pub(crate) fn program(&self, directory: &Path, arguments: &[&str]) -> Command {
        let mut command = self.command(PROGRAM, directory);
        // Every run draws other ids than the runs before it.
        self.seed.set(self.seed.get() + 100);
        command
            .env("SOURCE_DATE_EPOCH", self.now.get().to_string())
            .env("PO_ID_SEED", self.seed.get().to_string())
            .envs(self.variables.borrow().iter().cloned())
            .args(arguments);
        command
    }

    /// Runs the program in the store.
    pub(crate) fn po(&self, arguments: &[&str]) -> Output {
        self.po_in(&self.root(), arguments)
    }

    /// Runs the program in the store and in Chinese.
    pub(crate) fn zh(&self, arguments: &[&str]) -> Output {
        self.po(&[arguments, &["--lang", "zh-TW"]].concat())
    }

    /// Runs the program in a folder.
    pub(crate) fn po_in(&self, directory: &Path, arguments: &[&str]) -> Output {
        self.run(&mut self.program(directory, arguments))
    }

    /// Runs the program in the store with a person at the terminal, who types `lines` as answers
    /// and leaves.
    pub(crate) fn asked(&self, arguments: &[&str], lines: &str) -> Output {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        use rustix::termios::{LocalModes, OptionalActions, OutputModes, tcgetattr, tcsetattr};
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let seat = std::fs::File::options()
            .read(true)
            .write(true)
            .open(name.to_str().unwrap())
            .unwrap();
        // What is typed is not shown, and lines end as the program ends them.
        let mut modes = tcgetattr(&seat).unwrap();
        modes.local_modes.remove(LocalModes::ECHO);
        modes.output_modes.remove(OutputModes::OPOST);
        tcsetattr(&seat, OptionalActions::Now, &modes).unwrap();
        let mut terminal = std::fs::File::from(terminal);
        // Ctrl-D, which ends the input.
        terminal
            .write_all(format!("{lines}\u{4}").as_bytes())
            .unwrap();
        let mut command = self.program(&self.root(), arguments);
        command
            .stdin(seat.try_clone().unwrap())
            .stderr(seat)
            .stdout(Stdio::piped());
        let child = command.spawn().unwrap();
        // The program has the only seat now: when it goes, the terminal has no more to say.
        drop(command);
        let mut said = Vec::new();
        let mut part = [0; 1024];
        while let Ok(length @ 1..) = terminal.read(&mut part) {
            said.extend_from_slice(&part[..length]);
        }
        let output = child.wait_with_output().unwrap();
        Output {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&said).into_owned(),
            code: output.status.code(),
            folder: self.path().to_str().unwrap().to_owned(),
        }
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, command: &mut Command) -> Output {
        let output = command.output().unwrap();
        Output {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
            folder: self.path().to_str().unwrap().to_owned(),
        }
    }

    /// Runs what must succeed in the store and returns its data.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        self.done_in(&self.root(), arguments)
    }

    /// Runs what must succeed in a folder and returns its data.
    pub(crate) fn done_in(&self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.po_in(directory, arguments);
        assert_eq!(output.code, Some(0), "po {arguments:?}{output:?}");
        output.stdout
    }

    /// Makes a record and returns its id.
    pub(crate) fn id(&self, arguments: &[&str]) -> String {
        self.done(arguments).trim_end().to_owned()
    }

    /// Makes an invented case with further arguments and returns its id.
    pub(crate) fn case(&self, title: &str, more: &[&str]) -> String {
        let basic = ["case", "new", "--title", title];
        let usual = [
            ("--source", "ministry"),
            ("--host", "mohw"),
            ("--proposed", "2019-02-12"),
        ];
        let usual = usual
            .iter()
            .filter(|(flag, _)| !more.contains(flag))
            .flat_map(|(flag, value)| [*flag, *value]);
        let arguments: Vec<&str> = basic
            .into_iter()
            .chain(usual)
            .chain(more.iter().copied())
            .collect();
        self.id(&arguments)
    }

    /// Runs a `git` that must succeed in the store.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.root(), arguments)
    }

    /// Runs a `git` that must succeed in a folder.
    pub(crate) fn git_in(&self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.try_git(directory, arguments);
        assert_eq!(output.code, Some(0), "git {arguments:?}{output:?}");
        output.stdout
    }

    /// Runs a `git` in a folder.
    pub(crate) fn try_git(&self, directory: &Path, arguments: &[&str]) -> Output {
        let mut git = self.command("git", directory);
        let date = format!("{} +0800", self.now.get());
        git.env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .args(arguments);
        self.run(&mut git)
    }

    /// The newest commit.
    pub(crate) fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).trim_end().to_owned()
    }

    /// The text of a file of the store.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Writes a file of the store by hand.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Replaces a part of a file by hand.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} holds no {old:?}:\n{text}");
        self.write(path, text.replacen(old, new, 1));
    }

    /// An editor that runs a line of shell on the file `$1`.
    pub(crate) fn editor(&self, script: &str) {
        let path = self.path().join("editor.sh");
        std::fs::write(&path, format!("#!/bin/sh\nset -e\n{script}\n")).unwrap();
        let editor = format!("sh {}", path.display());
        self.set("EDITOR", &editor);
    }

    /// Sets a variable for all later runs of the program.
    pub(crate) fn set(&self, name: &str, value: &str) {
        let mut variables = self.variables.borrow_mut();
        variables.retain(|(there, _)| there != name);
        variables.push((name.to_owned(), value.to_owned()));
    }

    /// Nothing differs, nothing is damaged, no lock and no journal is left.
    #[track_caller]
    pub(crate) fn assert_sound(&self) {
        self.assert_sound_but("");
    }

    /// As [`World::assert_sound`], with what `git status --porcelain` still says.
    #[track_caller]
    pub(crate) fn assert_sound_but(&self, status: &str) {
        assert_eq!(self.git(&["status", "--porcelain"]), status);
        let fsck = self.try_git(
            &self.root(),
            &["fsck", "--strict", "--no-dangling", "--no-progress"],
        );
        assert_eq!(
            (fsck.code, fsck.stdout + &fsck.stderr),
            (Some(0), String::new())
        );
        let mut files = Vec::new();
        files_below(&self.root().join(".git"), &mut files);
        let left: Vec<&PathBuf> = files
            .iter()
            .filter(|path| {
                let name = path.file_name().unwrap().to_str().unwrap();
                name.ends_with(".lock") || name == "journal" || name.starts_with("git-index.")
            })
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }

    /// The ids of all cases at HEAD.
    pub(crate) fn cases(&self) -> Vec<String> {
        let text = self.done(&["case", "list", "--format", "jsonl"]);
        text.lines()
            .map(|line| {
                let case: serde_json::Value = serde_json::from_str(line).unwrap();
                case["id"].as_str().unwrap().to_owned()
            })
            .collect()
    }
}

/// Text without what differs between machines and runs: the folder, the ids of commits and the
/// random part of temporary names.
fn clean(text: &str, folder: &str) -> String {
    static COMMIT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b([0-9a-f]{40}|[0-9a-f]{7})\b(-?)").unwrap());
    static TEMPORARY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(tmp/[a-z0-9-]+)-[A-Za-z0-9]{6}\.toml").unwrap());
    let text = text.replace(folder, "$W");
    // `c201902-k7f2` begins like a commit and is none.
    let text = COMMIT.replace_all(&text, |found: &regex::Captures<'_>| {
        if found[2].is_empty() {
            "<commit>".to_owned()
        } else {
            found[0].to_owned()
        }
    });
    TEMPORARY
        .replace_all(&text, "$1-<random>.toml")
        .into_owned()
}

/// The path of a record of the months by its id.
pub(crate) fn path_of(id: &str) -> String {
    let folder = match &id[..1] {
        "c" => "cases",
        "m" => "meetings",
        _ => "transcripts",
    };
    format!("records/{folder}/{}/{}/{id}.toml", &id[1..5], &id[5..7])
}

/// All files below a folder.
pub(crate) fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}
