//! Several clones of one shared store, and whatever people do in them in any order: records made, changed
//! and removed, a source imported, `po sync`, plain `git merge` and `git rebase`, and the program killed in
//! the middle. In the end all clones hold the same bytes and nothing that was confirmed is lost.
//!
//! `PROPTEST_RNG_SEED` fixes what is drawn (a failure names the seed) and `PROPTEST_CASES` how often. People and
//! texts are invented.

mod ledger;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use crate::support::{Output, World, files_below};
use ledger::Ledger;

/// How many cases are tried where the environment says nothing.
const CASES: u32 = 256;

/// As many as CI has processors.
const THREADS: u32 = 2;

/// The first moment of every machine, after that of the store.
const FIRST_MOMENT: i64 = 1_549_940_000;

/// The seed of ids that several clones draw.
const TWIN: u64 = 7;

/// Which of what there is, counted round.
type Place = usize;

fn at<T>(place: Place, list: &[T]) -> &T {
    &list[place % list.len()]
}

/// What somebody does in a clone.
#[derive(Clone, Debug)]
struct Step {
    /// The place of the clone.
    clone: Place,
    act: Act,
    /// The operation on files at which the program dies.
    dies_at: Option<u8>,
}

#[derive(Clone, Debug)]
enum Act {
    /// Makes a case: with a number, or under an id that another clone draws too.
    New { number: Option<u8>, is_twin: bool },
    /// Sets a text that nobody else sets.
    Set { case: Place, field: usize },
    /// Takes a text away.
    Unset { case: Place, field: usize },
    /// Gives a case a number.
    Number { case: Place, number: u8 },
    /// Gives a case two of the tags.
    Tags { case: Place, tags: [usize; 2] },
    /// Adds a promise.
    Promise { case: Place },
    /// Changes the text of a promise.
    Reword { case: Place, row: Place },
    /// Removes a promise.
    Withdraw { case: Place, row: Place },
    /// Announces a meeting about a case.
    Meeting { case: Place },
    /// Removes a case.
    Remove { case: Place },
    /// Chooses one of the values of an undecided field.
    Resolve { case: Place, value: u8 },
    /// Imports a petition in one of the states that it went through.
    Import { state: u8 },
    /// `po sync`.
    Sync,
    /// `git merge`, of the shared store or of another clone.
    Merge { other: Option<Place> },
    /// `git rebase` onto the shared store.
    Rebase,
}

const FIELDS: [&str; 3] = ["summary", "expected_change", "core_question"];
const TAGS: [&str; 4] = ["水", "路", "電", "光"];

fn act() -> impl Strategy<Value = Act> {
    let index = || 0..6_usize;
    let field = 0..FIELDS.len();
    let tag = 0..TAGS.len();
    let number = || 1..4_u8;
    prop_oneof![
        5 => (proptest::option::weighted(0.4, number()), proptest::bool::weighted(0.5))
            .prop_map(|(number, is_twin)| Act::New { number, is_twin }),
        8 => (index(), field.clone()).prop_map(|(case, field)| Act::Set { case, field }),
        1 => (index(), field).prop_map(|(case, field)| Act::Unset { case, field }),
        2 => (index(), number()).prop_map(|(case, number)| Act::Number { case, number }),
        2 => (index(), tag.clone(), tag).prop_map(|(case, one, other)| Act::Tags { case, tags: [one, other] }),
        3 => index().prop_map(|case| Act::Promise { case }),
        3 => (index(), index()).prop_map(|(case, row)| Act::Reword { case, row }),
        2 => (index(), index()).prop_map(|(case, row)| Act::Withdraw { case, row }),
        1 => index().prop_map(|case| Act::Meeting { case }),
        2 => index().prop_map(|case| Act::Remove { case }),
        2 => (index(), 1..3_u8).prop_map(|(case, value)| Act::Resolve { case, value }),
        2 => (0..3_u8).prop_map(|state| Act::Import { state }),
        7 => Just(Act::Sync),
        4 => proptest::option::weighted(0.4, index()).prop_map(|other| Act::Merge { other }),
        3 => Just(Act::Rebase),
    ]
}

fn steps() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let step = (
        0..5_usize,
        act(),
        proptest::option::weighted(0.15, 1..24_u8),
    )
        .prop_map(|(clone, act, dies_at)| Step {
            clone,
            act,
            dies_at,
        });
    // The fewer they are, the more they have to do with each other.
    let clones = prop_oneof![4 => Just(2), 3 => Just(3), 1 => Just(4), 1 => Just(5)];
    (clones, vec(step, 1..=18))
}

/// What goes wrong, with all that was done.
type Failure = String;

struct Machine {
    world: World,
    clones: Vec<PathBuf>,
    moment: i64,
    /// The moments at which ids were drawn that others draw too.
    twins: BTreeSet<i64>,
    ledger: Ledger,
    log: String,
}

impl Machine {
    fn new(clones: usize) -> Self {
        let world = World::empty();
        let names: Vec<String> = (0..clones).map(|place| format!("clone{place}")).collect();
        for (path, bytes) in prepared() {
            let write = |inside: PathBuf| {
                let path = world.path().join(inside);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            };
            match path.strip_prefix("clone") {
                Ok(inside) => names
                    .iter()
                    .for_each(|name| write(Path::new(name).join(inside))),
                Err(_) => write(path.clone()),
            }
        }
        // git takes no folder without these for a repository, be they empty or not.
        for folder in ["refs", "objects"] {
            std::fs::create_dir_all(world.path().join("hub.git").join(folder)).unwrap();
        }
        let clones = names.iter().map(|name| world.path().join(name)).collect();
        Self {
            world,
            clones,
            moment: FIRST_MOMENT,
            twins: BTreeSet::new(),
            ledger: Ledger::default(),
            log: String::new(),
        }
    }

    fn hub(&self) -> PathBuf {
        self.world.path().join("hub.git")
    }

    fn note(&mut self, clone: &Path, words: &str, output: &Output) {
        let name = clone.file_name().unwrap().to_str().unwrap();
        let _ = write!(self.log, "{} {name}$ {words}\n{output}", self.moment);
    }

    fn po(
        &mut self,
        clone: &Path,
        arguments: &[&str],
        seed: Option<u64>,
        dies_at: Option<u8>,
    ) -> Output {
        let mut command = self.world.program(clone, arguments);
        command.env("SOURCE_DATE_EPOCH", self.moment.to_string());
        if let Some(seed) = seed {
            command.env("PO_ID_SEED", seed.to_string());
        }
        let mut words = format!("po {}", arguments.join(" "));
        if let Some(step) = dies_at {
            command.env("PO_ABORT_AT", step.to_string());
            let _ = write!(words, "   (dies at {step})");
        }
        let output = self.world.run(&mut command);
        self.note(clone, &words, &output);
        output
    }

    fn git(&mut self, clone: &Path, arguments: &[&str]) -> Output {
        let date = format!("{} +0800", self.moment);
        let mut command = self.world.command("git", clone);
        command
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .env("GIT_EDITOR", "true")
            .args(arguments);
        let output = self.world.run(&mut command);
        self.note(clone, &format!("git {}", arguments.join(" ")), &output);
        output
    }

    fn expect(&self, holds: bool, what: impl FnOnce() -> String) -> Result<(), Failure> {
        match holds {
            true => Ok(()),
            false => Err(format!("{}\n\n{}", what(), self.log)),
        }
    }

    fn run(&mut self, step: &Step) -> Result<(), Failure> {
        self.moment += 1;
        let clone = at(step.clone, &self.clones).clone();
        match &step.act {
            Act::Sync => {
                let output = self.po(&clone, &["sync"], None, step.dies_at);
                self.after(&clone, &output)?;
                let is_done = matches!(output.code, Some(0) | None);
                self.expect(is_done, || "a sync failed".to_owned())
            }
            Act::Merge { other } => {
                let from = match other {
                    Some(other) => at(*other, &self.clones).clone(),
                    None => self.hub(),
                };
                self.git(
                    &clone,
                    &["fetch", "--quiet", from.to_str().unwrap(), "main"],
                );
                let output = self.git(&clone, &["merge", "--quiet", "--no-edit", "FETCH_HEAD"]);
                self.until_settled(&clone, output, &["commit", "--quiet", "--no-edit"])
            }
            Act::Rebase => {
                self.git(&clone, &["fetch", "--quiet", "origin"]);
                let output = self.git(&clone, &["rebase", "--quiet", "origin/main"]);
                self.until_settled(&clone, output, &["rebase", "--continue"])
            }
            act => self.record(&clone, act, step.dies_at),
        }
    }

    /// Does as git says where one side removed a file that the other changed: keeps it.
    fn until_settled(
        &mut self,
        clone: &Path,
        mut output: Output,
        go_on: &[&str],
    ) -> Result<(), Failure> {
        for _ in 0..20 {
            if output.code == Some(0) {
                return Ok(());
            }
            let status = self.git(clone, &["status", "--porcelain", "--untracked-files=no"]);
            let both = status
                .stdout
                .lines()
                .find(|line| !["UD", "DU"].contains(&&line[..2]) && line[..2].contains('U'));
            self.expect(both.is_none(), || format!("git could not merge {both:?}"))?;
            self.git(clone, &["add", "--update"]);
            let is_empty = self.git(clone, &["diff", "--cached", "--quiet"]).code == Some(0);
            output = match is_empty && go_on[0] == "rebase" {
                true => self.git(clone, &["rebase", "--skip"]),
                false => self.git(clone, go_on),
            };
        }
        self.expect(false, || "git does not come to an end".to_owned())
    }

    /// After a run of the program: where it was killed, the next command repairs.
    fn after(&mut self, clone: &Path, output: &Output) -> Result<(), Failure> {
        if output.code.is_none() {
            let next = self.po(clone, &["status"], None, None);
            self.expect(next.code == Some(0), || "no repair after a kill".to_owned())?;
        }
        Ok(())
    }

    /// Runs a command that records something, and writes down what it changed.
    fn record(&mut self, clone: &Path, act: &Act, dies_at: Option<u8>) -> Result<(), Failure> {
        let Some((arguments, seed, token)) = self.arguments(clone, act) else {
            return Ok(());
        };
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let before = ledger::tip(clone);
        if seed == Some(TWIN) {
            self.twins.insert(self.moment);
        }
        let output = self.po(clone, &arguments, seed, dies_at);
        self.after(clone, &output)?;
        let after = ledger::tip(clone);
        self.expect(matches!(output.code, Some(0 | 5) | None), || {
            "a command failed".to_owned()
        })?;
        self.expect(output.code != Some(5) || before == after, || {
            "what was refused was recorded".to_owned()
        })?;
        let written = self.ledger.write_down(clone, before, after, self.moment);
        self.expect(
            output.code != Some(0) || token.is_none_or(|token| written.contains(&token)),
            || "what was confirmed is not recorded".to_owned(),
        )
    }

    /// The command line of an act, the seed of its ids where it is not of its own, and the value that it sets; nothing
    /// where there is nothing to act upon.
    fn arguments(
        &self,
        clone: &Path,
        act: &Act,
    ) -> Option<(Vec<String>, Option<u64>, Option<String>)> {
        let cases = ledger::cases(clone);
        let pick = |place: &Place| (!cases.is_empty()).then(|| at(*place, &cases));
        let words = format!("文{}", self.moment);
        let set = |case: &Place, field: &str, value: &str| {
            let id = pick(case)?.id.clone();
            Some(vec![
                "case".to_owned(),
                "set".to_owned(),
                id,
                format!("{field}={value}"),
            ])
        };
        let owned = |arguments: &[&str]| -> Vec<String> {
            arguments.iter().map(|it| (*it).to_owned()).collect()
        };
        let row = |case: &Place, row: &Place| {
            let case = pick(case)?;
            (!case.promises.is_empty())
                .then(|| (case.id.as_str(), at(*row, &case.promises).as_str()))
        };
        let mut seed = None;
        let mut token = Some(words.clone());
        let arguments = match act {
            Act::New { number, is_twin } => {
                // Twins are made by who knows none, or the program would draw again; nor is an id drawn once more
                // whose record was removed.
                let is_first = *is_twin && ledger::known(clone).is_disjoint(&self.twins);
                seed = Some(if is_first {
                    TWIN
                } else {
                    self.moment.unsigned_abs()
                });
                let mut arguments = owned(&[
                    "case",
                    "new",
                    "--title",
                    &words,
                    "--source",
                    "ministry",
                    "--host",
                    "mohw",
                    "--proposed",
                    "2019-02-12",
                    "--summary",
                    &words,
                ]);
                arguments.extend(
                    number
                        .iter()
                        .flat_map(|number| ["--number".to_owned(), number.to_string()]),
                );
                arguments
            }
            Act::Set { case, field } => set(case, FIELDS[*field], &words)?,
            Act::Unset { case, field } => {
                token = None;
                let case = pick(case)?;
                let field = FIELDS[*field];
                if !case.fields.contains(field) {
                    return None;
                }
                owned(&["case", "set", &case.id, "--unset", field])
            }
            Act::Number { case, number } => {
                token = None;
                set(case, "number", &number.to_string())?
            }
            Act::Tags {
                case,
                tags: [one, other],
            } if one != other => {
                token = None;
                set(case, "tags", &format!("{},{}", TAGS[*one], TAGS[*other]))?
            }
            Act::Promise { case } => owned(&[
                "case",
                "commitment",
                "add",
                &pick(case)?.id,
                "--text",
                &words,
                "--agency",
                "mohw",
            ]),
            Act::Reword { case, row: place } => {
                let (id, row) = row(case, place)?;
                owned(&[
                    "case",
                    "set",
                    id,
                    &format!("commitment[{row}].text={words}"),
                ])
            }
            Act::Withdraw { case, row: place } => {
                token = None;
                let (id, row) = row(case, place)?;
                owned(&["case", "commitment", "rm", id, row])
            }
            Act::Meeting { case } => {
                let cases = pick(case)?.id.clone();
                owned(&[
                    "meeting",
                    "new",
                    "--kind",
                    "prep",
                    "--title",
                    &words,
                    "--date",
                    "2019-03-04",
                    "--case",
                    &cases,
                ])
            }
            Act::Remove { case } => {
                token = None;
                owned(&["case", "rm", &pick(case)?.id])
            }
            Act::Resolve { case, value } => {
                token = None;
                let undecided: Vec<_> = cases
                    .iter()
                    .filter(|case| !case.undecided.is_empty())
                    .collect();
                if undecided.is_empty() {
                    return None;
                }
                let case = at(*case, &undecided);
                owned(&["resolve", &case.id, &case.undecided[0], &value.to_string()])
            }
            Act::Import { state } => {
                token = None;
                let file = self.world.path().join("petitions.json");
                let text = PETITION.replace("12", &format!("{}", 12 + state));
                std::fs::write(&file, text).unwrap();
                owned(&["import", "join", file.to_str().unwrap()])
            }
            Act::Tags { .. } | Act::Sync | Act::Merge { .. } | Act::Rebase => return None,
        };
        Some((arguments, seed, token))
    }

    /// All sync until nobody has anything new, and are looked at.
    fn end(&mut self) -> Result<(), Failure> {
        let clones = self.clones.clone();
        for _ in 0..4 {
            for clone in &clones {
                self.moment += 1;
                let output = self.po(clone, &["sync"], None, None);
                self.expect(output.code == Some(0), || "a sync failed".to_owned())?;
            }
            let tip = ledger::tip(&self.hub());
            if clones.iter().all(|clone| ledger::tip(clone) == tip) {
                break;
            }
        }
        let tip = ledger::tip(&self.hub());
        for clone in &clones {
            self.expect(ledger::tip(clone) == tip, || {
                format!("{} does not come to rest", clone.display())
            })?;
            self.sound(clone)?;
        }
        let fsck = self.fsck(&self.hub());
        self.expect(fsck.is_empty(), || fsck)?;
        self.expect(self.checked(&clones[0]).is_empty(), || {
            self.checked(&clones[0])
        })?;
        let lost = self.ledger.lost(&clones[0]);
        self.expect(lost.is_empty(), || lost)
    }

    fn fsck(&self, repository: &Path) -> String {
        let arguments = ["fsck", "--strict", "--no-dangling", "--no-progress"];
        let fsck = self.world.try_git(repository, &arguments);
        fsck.stdout + &fsck.stderr
    }

    /// Nothing differs, nothing is damaged, no lock and nothing temporary is left.
    fn sound(&mut self, clone: &Path) -> Result<(), Failure> {
        let fsck = self.fsck(clone);
        self.expect(fsck.is_empty(), || fsck)?;
        let status = self.world.git_in(clone, &["status", "--porcelain"]);
        self.expect(status.is_empty(), || status)?;
        let mut files = Vec::new();
        files_below(&clone.join(".git"), &mut files);
        // An object that was begun is one of those that nothing names, which `git gc` prunes.
        let is_left = |path: &&PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.ends_with(".lock")
                || name == "journal"
                || name.starts_with("git-index.")
                || (name.contains("tmp") && !name.starts_with("tmp_obj_"))
        };
        let left: Vec<&PathBuf> = files.iter().filter(is_left).collect();
        self.expect(left.is_empty(), || format!("left behind: {left:?}"))
    }

    /// What `po check` calls an error, except that somebody has to decide.
    fn checked(&self, clone: &Path) -> String {
        let output = self.world.po_in(clone, &["check", "--format", "jsonl"]);
        let errors = output.stdout.lines().filter(|line| {
            line.contains("\"severity\":\"error\"") && !line.contains("\"open-conflict\"")
        });
        errors.collect::<Vec<_>>().join("\n")
    }
}

/// An invented petition.
const PETITION: &str = r#"[{
    "id": "00000000-1111-4222-8333-444444444444",
    "title": "虛構的提議",
    "status": "FirstSigned",
    "endorseCount": 12,
    "approvedTime": 1548950400000
}]"#;

/// A shared store `hub.git` with few records, and a `clone` of it: paths and bytes.
fn prepared() -> &'static [(PathBuf, Vec<u8>)] {
    static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let world = World::new();
        let agencies = world.root().join("records/agencies");
        for agency in std::fs::read_dir(agencies).unwrap() {
            let path = agency.unwrap().path();
            let is_named = |name| path.ends_with(name);
            if !["mohw.toml", "ey.toml", "ndc.toml"]
                .into_iter()
                .any(is_named)
            {
                std::fs::remove_file(path).unwrap();
            }
        }
        world.done(&["save"]);
        let promise = world.case(
            "甲案如何改善？",
            &["--summary", "一", "--tag", "水", "--tag", "路"],
        );
        world.done(&[
            "case",
            "commitment",
            "add",
            &promise,
            "--text",
            "修法",
            "--agency",
            "mohw",
        ]);
        world.git_in(
            world.path(),
            &["clone", "--quiet", "--bare", "store", "hub.git"],
        );
        let hub = world.path().join("hub.git");
        world.git_in(&hub, &["repack", "--quiet", "-a", "-d"]);
        world.done_in(world.path(), &["clone", "hub.git", "clone"]);
        let clone = world.path().join("clone");
        world.git_in(&clone, &["remote", "set-url", "origin", "../hub.git"]);
        let mut paths = Vec::new();
        for name in ["hub.git", "clone"] {
            files_below(&world.path().join(name), &mut paths);
        }
        let paths = paths
            .into_iter()
            .filter(|path| path.extension().is_none_or(|ending| ending != "sample"));
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).unwrap();
            (path.strip_prefix(world.path()).unwrap().to_owned(), bytes)
        };
        paths.map(read).collect()
    })
}

fn try_one(clones: usize, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut machine = Machine::new(clones);
    let done = steps.iter().try_for_each(|step| machine.run(step));
    done.and_then(|()| machine.end())
        .map_err(TestCaseError::fail)
}

fn variable<T: std::str::FromStr>(name: &str) -> Option<T> {
    let (_, value) = std::env::vars().find(|(known, _)| known == name)?;
    value.parse().ok()
}

#[test]
fn clones_come_to_the_same_store_and_nothing_confirmed_is_lost() {
    let drawn = || std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let seed: u64 = variable("PROPTEST_RNG_SEED").unwrap_or_else(drawn);
    let cases: u32 = variable("PROPTEST_CASES").unwrap_or(CASES);
    prepared();
    let run = |thread: u32| {
        let config = ProptestConfig {
            cases: (cases + thread) / THREADS,
            failure_persistence: None,
            max_shrink_iters: 150,
            ..ProptestConfig::default()
        };
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8] = u8::try_from(thread).unwrap();
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        TestRunner::new_with_rng(config, rng)
            .run(&steps(), |(clones, steps)| try_one(clones, &steps))
    };
    let failures: Vec<TestError<_>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || run(thread)))
            .collect();
        let ended = threads.into_iter().map(|thread| thread.join().unwrap());
        ended.filter_map(Result::err).collect()
    });
    if let Some(failure) = failures.first() {
        panic!("PROPTEST_RNG_SEED={seed}\n{failure}");
    }
}
