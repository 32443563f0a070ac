//! The bars, one function each: what is run, what runs beside it, and what counts as met.

use std::cell::Cell;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::archive::{Archive, git_in, last_day};
use super::measure::{
    Failure, Subject, Timed, interleaved, median, output, peak_memory, run, syncs, world,
};
use super::peers::Peers;
use super::po;

/// The filter that is timed; it lets fewer than a hundred cases of the largest archive through.
const STAGE: &str = "tracked";
const AGENCY: &str = "mohw";
/// The past day that is asked about.
const PAST: &str = "2021-12-31";
/// How many commits are pushed at once.
const PUSHED: usize = 1_000;
/// What an index from nothing may take, in MiB.
const MEMORY: f64 = 300.0;

/// A line of the results.
pub(super) struct Line {
    /// What was done.
    pub(super) work: String,
    /// What is asked of it.
    pub(super) bar: String,
    /// What it took.
    pub(super) own: String,
    /// What the others took.
    pub(super) beside: String,
    /// Whether the bar is met; `None` where there is none, or nothing to compare with.
    pub(super) met: Option<bool>,
}

/// What is asked of a time.
pub(super) enum Bar {
    Milliseconds(f64),
    /// At most so many times what the subject of this name takes.
    Times(f64, &'static str),
}

/// Measures one thing.
type Measure = fn(&Setting) -> Result<Vec<Line>, Failure>;

/// What all bars work with.
pub(super) struct Setting {
    /// The archive.
    pub(super) archive: Archive,
    /// The others.
    pub(super) peers: Peers,
    /// How often each is run.
    pub(super) rounds: usize,
}

impl Setting {
    /// All lines of this archive.
    pub(super) fn lines(&self) -> Vec<Line> {
        let bars: [(&str, Measure); 10] = [
            ("`po --version`", Self::start_up),
            ("`po case list`, filtered", Self::filtered_list),
            ("`po case list --at`", Self::past_list),
            ("`po report quarterly`", Self::report),
            ("`po overview`", Self::overview),
            ("`po due`", Self::due),
            ("`po case new`", Self::new_case),
            ("syncs a write", Self::syncs),
            ("index from nothing", Self::index_from_nothing),
            ("history", Self::history),
        ];
        let lines = bars.into_iter().flat_map(|(work, bar)| {
            super::say(&format!("  {work}"));
            bar(self).unwrap_or_else(|failure| {
                vec![Line {
                    work: work.to_owned(),
                    bar: String::new(),
                    own: format!("failed: {failure}"),
                    beside: String::new(),
                    met: Some(false),
                }]
            })
        });
        lines.collect()
    }

    fn time(&self, work: &str, bar: &Bar, mut subjects: Vec<Subject<'_>>) -> Result<Line, Failure> {
        let times = interleaved(&mut subjects, 2, self.rounds)?;
        Ok(line(work, bar, &times))
    }

    /// `po` on the archive with a working tree.
    fn po(&self, arguments: &[&str]) -> Command {
        let mut command = po_in(&self.archive.tree);
        command.args(arguments);
        command
    }

    fn start_up(&self) -> Result<Vec<Line>, Failure> {
        let subjects = vec![
            Subject::one("po", || self.po(&["--version"])),
            Subject::one("git rev-parse HEAD", || {
                let mut git = git_in(&self.archive.tree);
                git.args(["rev-parse", "HEAD"]);
                git
            }),
        ];
        Ok(vec![self.time(
            "`po --version`",
            &Bar::Milliseconds(3.0),
            subjects,
        )?])
    }

    fn filtered_list(&self) -> Result<Vec<Line>, Failure> {
        let list = || self.po(&["case", "list", "--stage", STAGE, "--agency", AGENCY]);
        let select = |stage: &str| {
            format!(
                "SELECT id, stage, host, proposed, title FROM cases WHERE {stage} = '{STAGE}' \
                 AND '{AGENCY}' IN (host, cohost) ORDER BY proposed"
            )
        };
        let mut subjects = vec![Subject::one("po", list)];
        let rows = output(&mut list())?.lines().count();
        if let Some(database) = &self.peers.sqlite {
            let ask = |stage: &str| shell("sqlite3", &[], database, &select(stage));
            same_rows(rows, output(&mut ask("stage"))?.lines().count(), "sqlite3")?;
            subjects.push(Subject::one("sqlite3, indexed", move || ask("stage")));
            subjects.push(Subject::one("sqlite3, scan", move || ask("+stage")));
        }
        if let Some(repository) = &self.peers.fossil {
            let filter = format!("status = '{STAGE}' AND '{AGENCY}' IN (subsystem, foundin)");
            let show = move || {
                let mut fossil = world("fossil");
                fossil
                    .args(["ticket", "show", "0", &filter, "-q", "-R"])
                    .arg(repository);
                fossil
            };
            same_rows(rows + 1, output(&mut show())?.lines().count(), "fossil")?;
            subjects.push(Subject::one("fossil ticket show", show));
        }
        subjects.push(Subject::one("git grep", || self.grep(None)));
        let work = format!("`po case list` filtered, {rows} rows");
        Ok(vec![self.time(
            &work,
            &Bar::Milliseconds(10.0),
            subjects,
        )?])
    }

    /// What people without a program would do; it also finds cases that only passed the stage.
    fn grep(&self, commit: Option<&str>) -> Command {
        let mut git = git_in(&self.archive.tree);
        git.args(["grep", "-l", "--all-match", "-e"]);
        git.arg(format!("name = \"{STAGE}\""))
            .arg("-e")
            .arg(format!("id = \"{AGENCY}\""));
        git.args(commit).args(["--", "records/cases"]);
        git
    }

    fn past_list(&self) -> Result<Vec<Line>, Failure> {
        let list = || {
            self.po(&[
                "case", "list", "--stage", STAGE, "--agency", AGENCY, "--at", PAST,
            ])
        };
        let rows = output(&mut list())?.lines().count();
        let mut subjects = vec![Subject::one("po", list)];
        if let Some(database) = &self.peers.sqlite {
            let select = format!(
                "SELECT id, stage, host, since, title FROM versions WHERE since <= '{PAST}' AND (until IS NULL OR until > '{PAST}') \
                 AND stage = '{STAGE}' AND '{AGENCY}' IN (host, cohost) ORDER BY since"
            );
            let ask = move || shell("sqlite3", &[], database, &select);
            subjects.push(Subject::one("sqlite3, table of versions", ask));
        }
        let mut commit = git_in(&self.archive.tree);
        commit.args([
            "rev-list",
            "-1",
            &format!("--before={PAST}T23:59:59+08:00"),
            "HEAD",
        ]);
        let commit = output(&mut commit)?.trim().to_owned();
        subjects.push(Subject::one("git grep COMMIT", move || {
            self.grep(Some(&commit))
        }));
        let work = format!("`po case list --at` a past day, {rows} rows");
        Ok(vec![self.time(
            &work,
            &Bar::Milliseconds(60.0),
            subjects,
        )?])
    }

    fn report(&self) -> Result<Vec<Line>, Failure> {
        let today = last_day().to_string();
        let report = || {
            self.po(&[
                "report",
                "quarterly",
                "2026Q3",
                "--format",
                "json",
                "--as-of",
                &today,
            ])
        };
        let work = "`po report quarterly` JSON";
        Ok(vec![self.time(
            work,
            &Bar::Milliseconds(60.0),
            vec![Subject::one("po", report)],
        )?])
    }

    fn overview(&self) -> Result<Vec<Line>, Failure> {
        let today = last_day().to_string();
        let overview = || self.po(&["overview", "--as-of", &today]);
        let open = output(&mut overview())?.lines().count();
        let mut subjects = vec![Subject::one("po", overview)];
        if let Some(database) = &self.peers.sqlite {
            let select = "SELECT id, stage, host, proposed, title FROM cases WHERE stage IN \
                ('proposed', 'selected', 'preparing', 'announced', 'met', 'tracked') ORDER BY proposed";
            let ask = move || shell("sqlite3", &[], database, select);
            same_rows(open, output(&mut ask())?.lines().count(), "sqlite3")?;
            subjects.push(Subject::one("sqlite3, without meetings", ask));
        }
        let work = format!("`po overview`, {open} open cases");
        Ok(vec![self.time(
            &work,
            &Bar::Milliseconds(60.0),
            subjects,
        )?])
    }

    fn due(&self) -> Result<Vec<Line>, Failure> {
        let today = last_day().to_string();
        let due = || self.po(&["due", "--as-of", &today]);
        let deadlines = output(&mut due())?.lines().count();
        let work = format!("`po due`, {deadlines} deadlines");
        let subjects = vec![Subject::one("po", due)];
        Ok(vec![self.time(
            &work,
            &Bar::Milliseconds(60.0),
            subjects,
        )?])
    }

    fn new_case(&self) -> Result<Vec<Line>, Failure> {
        let (tree, bare) = (self.archive.tree_to_write()?, self.archive.bare_to_write()?);
        let git = "git add + git commit";
        let mut in_tree = vec![
            Subject::one("po", || new_case(&tree)),
            Subject::new(git, add_and_commit(&tree)),
        ];
        let mut in_bare = vec![Subject::one("po", || new_case(&bare))];
        for subjects in [&mut in_tree, &mut in_bare] {
            if let Some(database) = &self.peers.sqlite {
                let insert = format!(
                    "INSERT INTO cases VALUES (hex(randomblob(8)), 'new', 'mohw', '', '2026-10-20', '{TITLE}', '{SUMMARY}')"
                );
                subjects.push(Subject::one("sqlite3", move || {
                    shell("sqlite3", &[], database, &insert)
                }));
            }
            if let Some(repository) = &self.peers.fossil {
                subjects.push(Subject::one("fossil ticket add", move || {
                    let mut fossil = world("fossil");
                    let fields = [
                        "title",
                        TITLE,
                        "status",
                        "new",
                        "subsystem",
                        "mohw",
                        "comment",
                        SUMMARY,
                    ];
                    fossil
                        .args(["ticket", "add"])
                        .args(fields)
                        .arg("-R")
                        .arg(repository);
                    fossil
                }));
            }
        }
        Ok(vec![
            self.time(
                "`po case new`, working tree",
                &Bar::Times(1.0 / 3.0, git),
                in_tree,
            )?,
            self.time(
                "`po case new`, bare store",
                &Bar::Milliseconds(20.0),
                in_bare,
            )?,
        ])
    }

    fn syncs(&self) -> Result<Vec<Line>, Failure> {
        let scratch = self.archive.folder.join("trace");
        let (tree, bare) = (self.archive.tree_to_write()?, self.archive.bare_to_write()?);
        let count = |command: &Command| {
            let found = syncs(command, &scratch)?;
            Ok::<_, Failure>(
                found.map_or_else(|| "no strace".to_owned(), |count| count.to_string()),
            )
        };
        let others = add_and_commit(&tree)()?;
        let others: Vec<String> = others.iter().map(count).collect::<Result<_, _>>()?;
        Ok(vec![Line {
            work: "Waits for the disk a `po case new`".to_owned(),
            bar: String::new(),
            own: format!(
                "{} with a working tree, {} bare",
                count(&new_case(&tree))?,
                count(&new_case(&bare))?
            ),
            beside: format!("git add + git commit {}", others.join(" + ")),
            met: None,
        }])
    }

    /// Of an archive with as many commits as the other has cases, each of one record.
    fn history(&self) -> Result<Vec<Line>, Failure> {
        let small = self.archive.small_commits()?;
        let (store, id, path) = (&small.store, small.id.as_str(), small.path.as_str());
        let po = |arguments: &[&str]| {
            let mut po = po_in(store);
            po.args(arguments);
            po
        };
        let git = |arguments: &[&str]| {
            let mut git = world("git");
            git.arg("--git-dir").arg(store).args(arguments);
            git
        };
        let log = "git log -- PATH";
        let beside = || Subject::one(log, || git(&["log", "--format=%h", "HEAD", "--", path]));
        let forgotten = || {
            let cache = store.join("po/index");
            if cache.exists() {
                std::fs::remove_dir_all(cache)?;
            }
            Ok(vec![po(&["history", id, "--limit", "1"])])
        };
        let mut first = vec![
            Subject::new("po", forgotten),
            Subject::one("git log --raw", || git(&["log", "--raw", "--format=%h"])),
        ];
        let times = interleaved(&mut first, 0, self.rounds.min(3))?;
        let commits = small.commits;
        let nothing = Line {
            bar: String::new(),
            met: None,
            ..line("First history and index", &Bar::Milliseconds(0.0), &times)
        };
        let push = format!("HEAD~{}..HEAD", PUSHED.min(commits - 1));
        let guard = vec![Subject::one("po", || {
            po(&["guard", "check", "--range", &push])
        })];
        let history = vec![Subject::one("po", || po(&["history", id])), beside()];
        let blame = vec![Subject::one("po", || po(&["blame", id])), beside()];
        let at = || {
            po(&[
                "case", "list", "--stage", STAGE, "--limit", "1", "--at", PAST,
            ])
        };
        Ok(vec![
            Line {
                work: format!("First `po history` of {commits} commits"),
                ..nothing
            },
            self.new_commit_indexed(&po, &git, id)?,
            self.time(
                &format!("A push of {PUSHED} commits judged"),
                &Bar::Milliseconds(5_000.0),
                guard,
            )?,
            self.time("`po history ID`", &Bar::Milliseconds(15.0), history)?,
            self.time("`po blame ID`", &Bar::Milliseconds(40.0), blame)?,
            self.time(
                "`--at` a day among them",
                &Bar::Milliseconds(60.0),
                vec![Subject::one("po", at)],
            )?,
        ])
    }

    /// What `po history ID` takes longer where a commit of one record is new to the index.
    fn new_commit_indexed(
        &self,
        po: &dyn Fn(&[&str]) -> Command,
        git: &dyn Fn(&[&str]) -> Command,
        id: &str,
    ) -> Result<Line, Failure> {
        let bar = 5.0;
        let asked = || po(&["history", id, "--limit", "1"]);
        let tip = output(&mut git(&["rev-parse", "HEAD"]))?;
        let after_a_commit = || {
            // Takes the newest change back, or puts it there again.
            let newer = ["commit-tree", "HEAD~1^{tree}", "-p", "HEAD", "-m", "x"];
            let commit = output(&mut git(&newer))?;
            run(&mut git(&["update-ref", "HEAD", commit.trim()]))?;
            Ok(vec![asked()])
        };
        let mut first = Subject::new("po", after_a_commit);
        let mut again = Subject::one("po again", asked);
        let (mut new, mut known) = (Vec::new(), Vec::new());
        for _ in 0..=self.rounds {
            new.push(first.once()?);
            known.push(again.once()?);
        }
        run(&mut git(&["update-ref", "HEAD", tip.trim()]))?;
        let longer = median(new) - median(known);
        Ok(Line {
            work: "A new commit's history indexed".to_owned(),
            bar: format!("{bar} ms"),
            own: shown(longer),
            beside: String::new(),
            met: Some(longer <= bar),
        })
    }

    fn index_from_nothing(&self) -> Result<Vec<Line>, Failure> {
        let bare = self.archive.bare_to_write()?;
        let blobs = self.archive.folder.join("blobs");
        let mut listing = git_in(&bare);
        listing.args(["ls-tree", "-r", "--format=%(objectname)", "HEAD", "records"]);
        std::fs::write(&blobs, output(&mut listing)?)?;
        let list = || {
            let mut po = po_in(&bare);
            po.args(["case", "list", "--limit", "1"]);
            po
        };
        let forgotten = || {
            let cache = bare.join("po/index");
            if cache.exists() {
                std::fs::remove_dir_all(cache)?;
            }
            Ok(vec![list()])
        };
        let cat_file = "git cat-file --batch";
        let mut subjects = vec![
            Subject::new("po", forgotten),
            Subject::new(cat_file, || {
                let mut git = git_in(&bare);
                git.args(["cat-file", "--batch"]).stdin(File::open(&blobs)?);
                Ok(vec![git])
            }),
        ];
        let times = interleaved(&mut subjects, 1, self.rounds.min(5))?;
        drop(subjects);
        forgotten()?;
        let memory = peak_memory(&list(), &self.archive.folder.join("memory"))?;
        Ok(vec![
            line("Index from nothing", &Bar::Times(6.0, cat_file), &times),
            Line {
                work: "Its most memory".to_owned(),
                bar: format!("{MEMORY} MiB"),
                own: memory.map_or_else(
                    || "no GNU time".to_owned(),
                    |memory| format!("{memory:.0} MiB"),
                ),
                beside: String::new(),
                met: memory.map(|memory| memory <= MEMORY),
            },
        ])
    }
}

pub(super) fn line(work: &str, bar: &Bar, times: &[Timed]) -> Line {
    let own = times[0].median;
    let beside: Vec<String> = times[1..]
        .iter()
        .map(|other| {
            format!(
                "{} {} (×{:.2})",
                other.name,
                shown(other.median),
                other.ratio
            )
        })
        .collect();
    let (bar, met) = match bar {
        Bar::Milliseconds(most) => (format!("{most} ms"), Some(own <= *most)),
        Bar::Times(most, name) => {
            let other = times.iter().find(|other| other.name == *name);
            (
                format!("{most:.2} × {name}"),
                other.map(|other| other.ratio <= *most),
            )
        }
    };
    Line {
        work: work.to_owned(),
        bar,
        own: shown(own),
        beside: beside.join("; "),
        met,
    }
}

pub(super) fn shown(milliseconds: f64) -> String {
    if milliseconds < 100.0 {
        format!("{milliseconds:.1} ms")
    } else {
        format!("{milliseconds:.0} ms")
    }
}

fn same_rows(own: usize, other: usize, name: &str) -> Result<(), Failure> {
    if own == other {
        Ok(())
    } else {
        Err(format!("po finds {own} cases, {name} {other}").into())
    }
}

pub(super) fn po_in(store: &Path) -> Command {
    let mut command = po();
    command.arg("--store").arg(store);
    command
}

fn shell(program: &str, arguments: &[&str], file: &Path, statement: &str) -> Command {
    let mut command = world(program);
    command.args(arguments).arg(file).arg(statement);
    command
}

const TITLE: &str = "量測用的新案該怎麼記下來？";
const SUMMARY: &str = "這是一件為了量測而虛構的案件。社區圖書角的開放時間常常變動，希望能在網路上查到目前的進度，也希望主管機關公布每季的辦理時程。\
    河濱步道的維護經費每年都不一樣，建議由地方與中央一起訂出共同標準，並且每半年回頭檢查一次，把成果整理成大家看得懂的資料。";

pub(super) fn new_case(store: &Path) -> Command {
    let mut po = po_in(store);
    po.args([
        "case", "new", "--title", TITLE, "--source", "ministry", "--host", "mohw",
    ]);
    po.args(["--proposed", "2026-10-20", "--summary", SUMMARY]);
    po
}

/// Writes a record of the same month by hand each time; adding and committing it is what is timed.
fn add_and_commit(tree: &Path) -> impl FnMut() -> Result<Vec<Command>, Failure> + '_ {
    let written = Cell::new(0_u32);
    move || {
        written.set(written.get() + 1);
        // The first that is free: an earlier caller may have written some.
        let free = (written.get()..)
            .map(|n| (n, hand_written(tree, n)))
            .find(|(_, path)| !path.exists());
        let (n, path) = free.ok_or("no free name")?;
        written.set(n);
        let id = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let text = format!(
            "id = \"{id}\"\ntitle = \"{TITLE}\"\nsource = \"ministry\"\nsummary = \"{SUMMARY}\"\n\n[[stage]]\nk = \"a000\"\n\
             name = \"proposed\"\non = 2026-10-20\n\n[[agency]]\nid = \"mohw\"\nrole = \"host\"\n"
        );
        std::fs::write(&path, text)?;
        let mut add = git_in(tree);
        add.arg("add").arg("--").arg(&path);
        let mut commit = git_in(tree);
        commit.args(["commit", "--quiet", "--message", TITLE]);
        Ok(vec![add, commit])
    }
}

fn hand_written(tree: &Path, n: u32) -> PathBuf {
    tree.join(format!("records/cases/2026/10/c202610-bars{n:04}.toml"))
}
