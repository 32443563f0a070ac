//! Many hands: many processes that write to one clone, many clones that sync at once, and one large
//! merge beside that of git. What was done must all be there afterwards, else the line has failed.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use super::archive::{Archive, git_in};
use super::bars::{Bar, Line, line, new_case, po_in, shown};
use super::measure::{Failure, Subject, interleaved, output, run, world};

/// Cases of the archive; with its meetings 50,000 records.
const CASES: usize = 33_333;
/// Cases of the archive that many clones share.
const FEW: usize = 1_000;
/// Processes that write at once.
const WRITERS: usize = 20;
/// How many cases each of them makes, one after the other.
const WRITES: usize = 5;
/// Clones that sync at once.
const CLONES: usize = 10;
/// Changes on each side of the large merge, each a commit.
const CHANGES: usize = 1_000;

/// The lines of this group.
pub(super) fn lines(cache: &Path, rounds: usize) -> Result<Vec<Line>, Failure> {
    let (large, small) = (Archive::of(cache, CASES)?, Archive::of(cache, FEW)?);
    Ok(vec![
        writers(&large)?,
        syncing(&small)?,
        merge(&large, rounds)?,
    ])
}

/// Twenty processes, each making one case after the other in the same clone.
fn writers(archive: &Archive) -> Result<Line, Failure> {
    let tree = archive.tree_to_write()?;
    // The first answer makes the index.
    let before = cases_in(&tree)?;
    let begun = Instant::now();
    at_once(WRITERS, |_| {
        (0..WRITES).try_for_each(|_| run(&mut new_case(&tree)))
    })?;
    let time = milliseconds(begun);
    let made = cases_in(&tree)? - before;
    let wanted = WRITERS * WRITES;
    sound(&tree)?;
    Ok(Line {
        work: format!("{WRITERS} processes each make {WRITES} cases in one clone"),
        bar: format!("{wanted} cases"),
        own: format!("{}, {made} cases", shown(time)),
        beside: String::new(),
        met: Some(made == wanted),
    })
}

/// Ten clones with a case of their own each that sync at once, and once more to have what came after.
fn syncing(archive: &Archive) -> Result<Line, Failure> {
    let folder = emptied(&archive.folder.join("hands"))?;
    let shared = folder.join("shared.git");
    run(world("git")
        .args(["clone", "--quiet", "--bare"])
        .arg(&archive.bare)
        .arg(&shared))?;
    let clones: Vec<PathBuf> = (0..CLONES).map(|n| folder.join(format!("{n}"))).collect();
    for clone in &clones {
        // `po clone` makes none inside of another store, as the folder of the bars lies in this one.
        run(world("git")
            .args(["clone", "--quiet"])
            .arg(&shared)
            .arg(clone))?;
        run(&mut new_case(clone))?;
    }
    let before = cases_in(&shared)?;
    let begun = Instant::now();
    at_once(CLONES, |n| {
        let mut sync = po_in(&clones[n]);
        // What git is asked to do is counted.
        sync.env("GIT_TRACE2_EVENT", folder.join(format!("{n}.trace")));
        run(sync.arg("sync"))
    })?;
    let time = milliseconds(begun);
    let mut pushes = 0;
    for n in 0..CLONES {
        let trace = std::fs::read_to_string(folder.join(format!("{n}.trace")))?;
        let starts = trace
            .lines()
            .filter(|line| line.contains("\"event\":\"start\""));
        pushes += starts.filter(|line| line.contains("\"push\"")).count();
    }
    let retries = pushes.saturating_sub(CLONES);
    let made = cases_in(&shared)? - before;
    for clone in &clones {
        run(po_in(clone).arg("sync"))?;
        sound(clone)?;
    }
    Ok(Line {
        work: format!("{CLONES} clones sync a new case each at once"),
        bar: format!("{CLONES} cases"),
        own: format!("{}, {retries} retries, {made} cases", shown(time)),
        beside: String::new(),
        met: Some(made == CLONES),
    })
}

/// `po sync` of a clone and a published branch that went apart, which fetches, merges and publishes, beside
/// the same three steps of git, and beside `git merge` alone; both of the same two commits, without the
/// merge driver, in a working tree. Half of the records that one side changed were changed by the other
/// as well, in places so far apart that the lines merge.
fn merge(archive: &Archive, rounds: usize) -> Result<Line, Failure> {
    let [one, other] = archive.apart(CHANGES)?;
    let folder = emptied(&archive.folder.join("hands"))?;
    let shared = folder.join("shared.git");
    run(world("git")
        .args(["clone", "--quiet", "--bare"])
        .arg(archive.forked())
        .arg(&shared))?;
    let clone = |name: &str| {
        let clone = folder.join(name);
        run(world("git")
            .args(["clone", "--quiet"])
            .arg(&shared)
            .arg(&clone))?;
        Ok::<_, Failure>(clone)
    };
    let (own, plain) = (clone("po")?, clone("git")?);
    let back = |clone: &Path| {
        run(git_in(clone).args(["reset", "--quiet", "--hard", &one]))?;
        run(git_in(&shared).args(["update-ref", "refs/heads/main", &other]))?;
        run(git_in(clone).args([
            "fetch",
            "--quiet",
            "--force",
            "origin",
            "+main:refs/remotes/origin/main",
        ]))
    };
    let merge = || {
        let mut git = git_in(&plain);
        git.args(["merge", "--quiet", "--no-edit", &other]);
        git
    };
    let (git, all) = ("git merge", "git fetch + git merge + git push");
    let mut subjects = vec![
        Subject::new("po", || {
            back(&own)?;
            let mut po = po_in(&own);
            po.arg("sync");
            Ok(vec![po])
        }),
        Subject::new(git, || {
            back(&plain)?;
            Ok(vec![merge()])
        }),
        Subject::new(all, || {
            back(&plain)?;
            let (mut fetch, mut push) = (git_in(&plain), git_in(&plain));
            fetch.args(["fetch", "--quiet", "origin"]);
            push.args(["push", "--quiet", "origin", "HEAD:main"]);
            Ok(vec![fetch, merge(), push])
        }),
    ];
    let times = interleaved(&mut subjects, 1, rounds.min(7))?;
    drop(subjects);
    // The trees of both merges are the same where lines and fields have the same to say.
    let tree = |clone: &Path| output(git_in(clone).args(["rev-parse", "HEAD^{tree}"]));
    if tree(&own)? != tree(&plain)? {
        return Err("po sync and git merge differ".into());
    }
    Ok(line(
        &format!("`po sync` of {CHANGES} changes a side among 50,000 records"),
        &Bar::Times(2.0, all),
        &times,
    ))
}

/// Does something so many times at once.
fn at_once(
    count: usize,
    work: impl Fn(usize) -> Result<(), Failure> + Sync,
) -> Result<(), Failure> {
    let work = &work;
    thread::scope(|scope| {
        let begun: Vec<_> = (0..count)
            .map(|n| scope.spawn(move || work(n).map_err(|failure| failure.to_string())))
            .collect();
        for one in begun {
            one.join().map_err(|_| "a thread ended early")??;
        }
        Ok(())
    })
}

fn cases_in(store: &Path) -> Result<usize, Failure> {
    let list = output(po_in(store).args(["case", "list", "--format", "csv"]))?;
    Ok(list.lines().count().saturating_sub(1))
}

/// Nothing is left unrecorded, no lock stays, and git finds all objects.
fn sound(clone: &Path) -> Result<(), Failure> {
    let left = output(git_in(clone).args(["status", "--porcelain"]))?;
    if !left.is_empty() {
        return Err(format!("not recorded: {left}").into());
    }
    if clone.join(".git/index.lock").exists() {
        return Err("a lock was left".into());
    }
    run(git_in(clone).args(["fsck", "--no-progress", "--connectivity-only"]))
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

fn emptied(folder: &Path) -> Result<PathBuf, Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    Ok(folder.to_path_buf())
}
