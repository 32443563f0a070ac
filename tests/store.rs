//! The store through its library face and the real `git` program: what is written is durable and
//! whole, what people edited is kept, and what cannot be worked on is refused by name. Every record
//! here is invented.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::{DateTime, NaiveDate};
use po::index::{ByDay, Index};
use po::store::{
    Change, Departure, Environment, FileChange, Notice, OpenError, Outcome, PathError, ReadError,
    RevisionError, Snapshot, Store, Underway, Unsupported, WriteError, WriteOptions,
};

/// A day.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The commit that a day means.
fn by_day(store: &Store, text: &str) -> ByDay {
    let head = store.head().unwrap().unwrap();
    Index::open(store)
        .newest_by(store, head, day(text))
        .unwrap()
}

const CASE: &str = "records/cases/2019/02/c201902-k7f2.toml";
const OTHER: &str = "records/cases/2019/03/c201903-a2b3.toml";

/// A folder of its own with a home, so that nothing of this machine's git is seen.
struct World {
    folder: tempfile::TempDir,
    environment: Environment,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let environment = environment(folder.path());
        let world = Self {
            folder,
            environment,
        };
        std::fs::create_dir(world.home()).unwrap();
        let config = "[user]\n\tname = 測試者\n\temail = tester@example.org\n[gc]\n\tauto = 0\n";
        std::fs::write(world.home().join(".gitconfig"), config).unwrap();
        world
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// A store with one commit that holds `records/store.toml` and one case.
    fn store(&self) -> Store {
        let store = Store::create(&self.environment, &self.root()).unwrap();
        let files = [
            ("records/store.toml", Some("name = \"invented\"\n")),
            (CASE, Some("title = \"old\"\n")),
            (".gitattributes", Some("records/** -text\n")),
        ];
        write(&store, &self.environment, &files).unwrap();
        store
    }

    /// A bare store with the same commit.
    fn bare(&self) -> Store {
        self.store();
        let bare = self.folder.path().join("bare.git");
        self.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
        Store::open(&self.environment, Some(&bare)).unwrap()
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.root(), arguments)
    }

    fn git_in(&self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.try_git(directory, arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn try_git(&self, directory: &Path, arguments: &[&str]) -> std::process::Output {
        self.environment
            .command("git")
            .current_dir(directory)
            .args(arguments)
            .output()
            .unwrap()
    }

    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root().join(path)).ok()
    }

    fn edit(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.root().join(path).parent().unwrap()).unwrap();
        std::fs::write(self.root().join(path), text).unwrap();
    }

    /// Nothing differs, nothing is damaged, no lock or temporary file is left.
    fn assert_sound(&self, directory: &Path) {
        let bare = self
            .git_in(directory, &["rev-parse", "--is-bare-repository"])
            .trim()
            == "true";
        if !bare {
            assert_eq!(self.git_in(directory, &["status", "--porcelain"]), "");
        }
        let fsck = self.try_git(
            directory,
            &["fsck", "--strict", "--no-dangling", "--connectivity-only"],
        );
        let talk = [fsck.stdout, fsck.stderr].concat();
        assert_eq!(String::from_utf8_lossy(&talk), "");
        let git_directory = directory.join(
            self.git_in(directory, &["rev-parse", "--git-common-dir"])
                .trim(),
        );
        let left = files_below(&git_directory).into_iter().filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.ends_with(".lock") || name.starts_with("git-index.") || name == "journal"
        });
        assert_eq!(left.collect::<Vec<_>>(), Vec::<PathBuf>::new());
    }
}

fn environment(folder: &Path) -> Environment {
    let home = folder.join("home").to_str().unwrap().to_owned();
    let path = std::env::vars().find(|(name, _)| name == "PATH").unwrap().1;
    let variables = [
        ("HOME", home.as_str()),
        ("PATH", &path),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("XDG_CONFIG_HOME", "/nowhere"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Environment {
        variables: BTreeMap::from(variables),
        directory: folder.to_path_buf(),
        now: DateTime::parse_from_rfc3339("2019-02-12T10:00:00+08:00").unwrap(),
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn change(files: &[(&str, Option<&str>)]) -> Change {
    let file = |(path, content): &(&str, Option<&str>)| FileChange {
        path: (*path).to_owned(),
        content: content.map(|text| text.as_bytes().to_vec()),
    };
    Change {
        operation: "case.set".to_owned(),
        subject: "invented change".to_owned(),
        files: files.iter().map(file).collect(),
        ..Change::default()
    }
}

type Written = Result<Outcome, WriteError<String>>;

fn write(store: &Store, environment: &Environment, files: &[(&str, Option<&str>)]) -> Written {
    write_with(store, environment, &WriteOptions::default(), &change(files))
}

fn write_with(
    store: &Store,
    environment: &Environment,
    options: &WriteOptions,
    change: &Change,
) -> Written {
    store.write(environment, options, &|_| Ok(()), &mut |_| {
        Ok(Some(change.clone()))
    })
}

fn text(snapshot: &Snapshot<'_>, path: &str) -> Option<String> {
    snapshot
        .read(path)
        .unwrap()
        .map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn a_change_becomes_one_commit_and_the_files_follow() {
    let world = World::new();
    let store = world.store();
    let first = store.head().unwrap().unwrap();
    let outcome = write(
        &store,
        &world.environment,
        &[
            (CASE, Some("title = \"new\"\n")),
            (OTHER, Some("title = \"b\"\n")),
        ],
    )
    .unwrap();
    let Outcome::Recorded {
        commit,
        parent,
        paths,
        notices,
    } = outcome
    else {
        panic!("nothing recorded")
    };
    assert_eq!(
        (parent, paths, notices),
        (Some(first), vec![CASE.to_owned(), OTHER.to_owned()], vec![])
    );
    assert_eq!(store.head().unwrap(), Some(commit));
    assert_eq!(store.branch().unwrap().as_deref(), Some("main"));
    assert_eq!(world.read(CASE).as_deref(), Some("title = \"new\"\n"));
    assert_eq!(
        text(&store.snapshot(Some(first)).unwrap(), CASE).as_deref(),
        Some("title = \"old\"\n")
    );
    assert_eq!(
        world.git(&["log", "-1", "--format=%an <%ae> %aI %cn %s"]),
        "測試者 <tester@example.org> 2019-02-12T10:00:00+08:00 測試者 invented change\n"
    );
    assert_eq!(
        world.git(&[
            "log",
            "-1",
            "--format=%(trailers:key=Po-Record,valueonly,separator=%x2C)"
        ]),
        "c201902-k7f2,c201903-a2b3\n"
    );
    assert_eq!(
        world.git(&["reflog", "-1", "--format=%gs %gn"]),
        "commit: invented change 測試者\n"
    );
    world.assert_sound(&world.root());
}

#[test]
fn a_change_that_changes_nothing_makes_no_commit() {
    let world = World::new();
    let store = world.store();
    let before = store.head().unwrap();
    assert_eq!(
        write(
            &store,
            &world.environment,
            &[(CASE, Some("title = \"old\"\n")), (OTHER, None)]
        )
        .unwrap()
        .commit(),
        None
    );
    let nothing = store.write::<String>(
        &world.environment,
        &WriteOptions::default(),
        &|_| Ok(()),
        &mut |_| Ok(None),
    );
    assert_eq!(nothing.unwrap(), Outcome::Unchanged { notices: vec![] });
    assert_eq!(store.head().unwrap(), before);
}

#[test]
fn a_removed_file_takes_its_empty_month_with_it() {
    let world = World::new();
    let store = world.store();
    write(&store, &world.environment, &[(CASE, None)]).unwrap();
    assert!(!world.root().join("records/cases").exists());
    assert_eq!(
        world.git(&["ls-tree", "-r", "--name-only", "HEAD"]),
        ".gitattributes\nrecords/store.toml\n"
    );
    world.assert_sound(&world.root());
}

#[test]
fn the_gate_sees_what_would_be_recorded_and_can_refuse_it() {
    let world = World::new();
    let store = world.store();
    let before = world.git(&["count-objects"]);
    let refused = store.write(
        &world.environment,
        &WriteOptions::default(),
        &|proposal| {
            assert!(
                proposal.message.contains("Po-Record: c201903-a2b3\n"),
                "{}",
                proposal.message
            );
            assert_eq!(
                proposal.change.files.len(),
                1,
                "the unchanged file is not shown"
            );
            assert_eq!(
                text(proposal.base, CASE).as_deref(),
                Some("title = \"old\"\n")
            );
            Err("a phone number")
        },
        &mut |_| {
            Ok(Some(change(&[
                (CASE, Some("title = \"old\"\n")),
                (OTHER, Some("x = 1\n")),
            ])))
        },
    );
    assert!(matches!(refused, Err(WriteError::Gate("a phone number"))));
    assert_eq!(
        world.git(&["count-objects"]),
        before,
        "not even an object was written"
    );
    world.assert_sound(&world.root());
}

#[test]
fn hand_edits_are_never_overwritten_but_can_be_recorded() {
    let world = World::new();
    let store = world.store();
    world.edit(CASE, "title = \"by hand\"\n");
    world.edit(OTHER, "title = \"untracked\"\n");
    let before = store.head().unwrap();
    let refused = write(
        &store,
        &world.environment,
        &[(CASE, Some("title = \"new\"\n")), (OTHER, Some("x = 1\n"))],
    );
    let Err(WriteError::UnrecordedEdits { paths }) = refused else {
        panic!("not refused")
    };
    assert_eq!(paths, [CASE, OTHER]);
    assert_eq!(store.head().unwrap(), before);
    assert_eq!(world.read(CASE).as_deref(), Some("title = \"by hand\"\n"));

    let kinds = |store: &Store| -> Vec<(String, Departure)> {
        let found = store.unrecorded(&world.environment).unwrap();
        found
            .into_iter()
            .map(|file| (file.path, file.kind))
            .collect()
    };
    std::fs::remove_file(world.root().join("records/store.toml")).unwrap();
    let expected = [
        (CASE, Departure::Changed),
        (OTHER, Departure::Added),
        ("records/store.toml", Departure::Removed),
    ];
    assert_eq!(
        kinds(&store),
        expected.map(|(path, kind)| (path.to_owned(), kind))
    );
    world.git(&["checkout", "records/store.toml"]);

    let bytes = store.read_working(CASE, 100).unwrap().unwrap();
    let adopt = WriteOptions {
        adopt: true,
        ..WriteOptions::default()
    };
    let saved = change(&[
        (CASE, Some(std::str::from_utf8(&bytes).unwrap())),
        (OTHER, Some("title = \"untracked\"\n")),
    ]);
    assert!(
        write_with(&store, &world.environment, &adopt, &saved)
            .unwrap()
            .commit()
            .is_some()
    );
    assert_eq!(kinds(&store), []);
    world.assert_sound(&world.root());
}

#[test]
fn what_others_staged_survives_a_write() {
    let world = World::new();
    let store = world.store();
    world.edit("notes.md", "mine\n");
    world.git(&["add", "notes.md"]);
    world.edit("loose.md", "mine too\n");
    write(
        &store,
        &world.environment,
        &[(CASE, Some("title = \"new\"\n"))],
    )
    .unwrap();
    assert_eq!(
        world.git(&["status", "--porcelain"]),
        "A  notes.md\n?? loose.md\n"
    );
    assert_eq!(
        world.git(&["show", "--name-only", "--format=", "HEAD"]),
        format!("{CASE}\n")
    );
}

#[test]
fn links_are_told_and_never_followed() {
    let world = World::new();
    let store = world.store();
    let outside = world.folder.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, world.root().join("records/people")).unwrap();
    let refused = write(
        &store,
        &world.environment,
        &[("records/people/a.toml", Some("x = 1\n"))],
    );
    assert!(
        matches!(refused, Err(WriteError::UnrecordedEdits { .. })),
        "{refused:?}"
    );
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
    assert!(matches!(
        store.read_working("records/people/a.toml", 10),
        Err(ReadError::NotAFile { .. })
    ));

    world.git(&["add", "records/people"]);
    world.git(&["commit", "--quiet", "-m", "a link"]);
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    assert!(matches!(
        snapshot.read("records/people"),
        Err(ReadError::NotAFile { .. })
    ));
    for path in ["records/people/a.toml", "records/people"] {
        let refused = write(&store, &world.environment, &[(path, Some("x = 1\n"))]);
        assert!(
            matches!(refused, Err(WriteError::Path(PathError::Occupied { .. }))),
            "{path}: {refused:?}"
        );
    }
}

#[test]
fn a_snapshot_lists_its_folders_and_bounds_its_reads() {
    let world = World::new();
    let store = world.store();
    write(
        &store,
        &world.environment,
        &[(OTHER, Some("title = \"b\"\n"))],
    )
    .unwrap();
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let folders = snapshot.folders(|_| false).unwrap();
    let paths: Vec<&str> = folders.iter().map(|folder| folder.path.as_str()).collect();
    assert_eq!(
        paths,
        ["records", "records/cases/2019/02", "records/cases/2019/03"]
    );
    let month = &folders[1];
    assert_eq!(
        snapshot.folders(|tree| tree == month.tree).unwrap(),
        folders,
        "a known month is not read again"
    );
    let entries = snapshot.entries(month.tree).unwrap();
    assert_eq!(entries[0].name, "c201902-k7f2.toml");
    assert_eq!(
        snapshot.read_blob(entries[0].id, 100).unwrap(),
        b"title = \"old\"\n"
    );
    assert!(matches!(
        snapshot.read_blob(entries[0].id, 3),
        Err(ReadError::TooLarge {
            size: 14,
            limit: 3,
            ..
        })
    ));
    assert!(matches!(
        snapshot.read_blob(month.tree, 100),
        Err(ReadError::NotAFile { .. })
    ));
    let empty = store.snapshot(None).unwrap();
    assert_eq!(
        (empty.read(CASE).unwrap(), empty.folders(|_| false).unwrap()),
        (None, vec![])
    );
}

#[test]
fn dates_and_revisions_name_commits() {
    let world = World::new();
    let store = world.store();
    let at = |moment: &str, content: &str| {
        let mut environment = world.environment.clone();
        environment.now = DateTime::parse_from_rfc3339(moment).unwrap();
        write(&store, &environment, &[(CASE, Some(content))])
            .unwrap()
            .commit()
            .unwrap()
    };
    let first = store.head().unwrap().unwrap();
    // Half past midnight in Taipei is still the day before in UTC.
    let second = at("2019-02-14T00:30:00+08:00", "a = 1\n");
    let third = at("2019-02-14T23:30:00+08:00", "a = 2\n");
    let resolve = |text: &str| store.resolve(text);
    assert_eq!(by_day(&store, "2019-02-12"), ByDay::Commit(first));
    assert_eq!(by_day(&store, "2019-02-13"), ByDay::Commit(first));
    assert_eq!(by_day(&store, "2019-02-14"), ByDay::Commit(third));
    assert_eq!(by_day(&store, "2030-01-01"), ByDay::Commit(third));
    let before = ByDay::BeforeFirst {
        first: day("2019-02-12"),
        shallow: false,
    };
    assert_eq!(by_day(&store, "2019-02-11"), before);
    assert_eq!(resolve("HEAD~1").unwrap(), second);
    assert_eq!(resolve("main").unwrap(), third);
    assert_eq!(resolve(&first.to_string()[..8]).unwrap(), first);
    for unknown in ["nosuch", "", "HEAD~9", "HEAD:records", "0000000", "-x"] {
        assert!(
            matches!(resolve(unknown), Err(RevisionError::Unknown { .. })),
            "{unknown}"
        );
    }
}

#[test]
fn the_time_and_the_name_can_come_from_the_environment() {
    let world = World::new();
    let store = world.store();
    let mut environment = world.environment.clone();
    let mut set = |name: &str, value: &str| {
        environment
            .variables
            .insert(name.to_owned(), value.to_owned())
    };
    set("GIT_AUTHOR_NAME", "Somebody");
    set("GIT_AUTHOR_DATE", "@1500000000 +0100");
    set("GIT_COMMITTER_EMAIL", "else@example.org");
    set("GIT_DIR", "/nowhere");
    set("GIT_INDEX_FILE", "/nowhere/index");
    write(&store, &environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    assert_eq!(
        world.git(&[
            "log",
            "-1",
            "--format=%an <%ae> %ad|%cn <%ce> %cd",
            "--date=raw"
        ]),
        "Somebody <tester@example.org> 1500000000 +0100|測試者 <else@example.org> 1549936800 +0800\n"
    );
    environment
        .variables
        .insert("GIT_AUTHOR_DATE".to_owned(), "soon".to_owned());
    let refused = write(&store, &environment, &[(CASE, Some("a = 2\n"))]);
    assert!(
        matches!(
            refused,
            Err(WriteError::BadDate {
                variable: "GIT_AUTHOR_DATE",
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn without_a_name_nothing_is_written_and_the_commands_are_told() {
    let world = World::new();
    let store = world.store();
    std::fs::write(world.home().join(".gitconfig"), "").unwrap();
    let refused = write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap_err();
    assert!(matches!(refused, WriteError::NoIdentity));
    let remedies = refused.remedies();
    assert!(
        remedies[0].contains("user.name") && remedies[1].contains("user.email"),
        "{remedies:?}"
    );
    world.assert_sound(&world.root());
}

#[test]
fn a_reason_cannot_forge_a_trailer() {
    let world = World::new();
    let store = world.store();
    let mut forged = change(&[(CASE, Some("a = 1\n"))]);
    forged.subject = "subject\n\nPo-Op: forged".to_owned();
    forged.body = Some("text\n\nPo-Op: forged\nPo-For: nobody".to_owned());
    forged.reason = Some("because\r\nPo-Op: forged\u{2028}Po-For: nobody\u{202e}".to_owned());
    write_with(
        &store,
        &world.environment,
        &WriteOptions::default(),
        &forged,
    )
    .unwrap();
    assert_eq!(
        world.git(&[
            "log",
            "-1",
            "--format=%(trailers:key=Po-Op,valueonly)%(trailers:key=Po-For,valueonly)"
        ]),
        "case.set\n\n"
    );
    assert_eq!(
        world
            .git(&["log", "-1", "--format=%(trailers:key=Po-Reason,valueonly)"])
            .trim_end(),
        "because Po-Op: forged Po-For: nobody"
    );
}

#[test]
fn a_bare_store_takes_writes() {
    let world = World::new();
    let store = world.bare();
    let begun = std::time::Instant::now();
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    println!("one write into a bare store: {:?}", begun.elapsed());
    assert!(!store.has_working_tree());
    assert_eq!(store.unrecorded(&world.environment).unwrap(), []);
    assert_eq!(
        world.git_in(store.root(), &["show", &format!("HEAD:{CASE}")]),
        "a = 1\n"
    );
    world.assert_sound(store.root());
}

#[test]
fn a_linked_working_tree_shares_lock_and_history() {
    let world = World::new();
    let main = world.store();
    let linked = world.folder.path().join("linked");
    world.git(&[
        "worktree",
        "add",
        "--quiet",
        "-b",
        "side",
        linked.to_str().unwrap(),
    ]);
    let store = Store::open(&world.environment, Some(&linked)).unwrap();
    assert_eq!(store.private_directory(), main.private_directory());
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    assert_eq!(
        std::fs::read_to_string(linked.join(CASE)).unwrap(),
        "a = 1\n"
    );
    assert_eq!(world.read(CASE).as_deref(), Some("title = \"old\"\n"));
    world.assert_sound(&linked);
    world.assert_sound(&world.root());

    // A branch that is checked out twice would leave one of the two behind.
    world.git_in(&linked, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    let refused = write(&main, &world.environment, &[(OTHER, Some("a = 1\n"))]);
    assert!(
        matches!(&refused, Err(WriteError::CheckedOutElsewhere { branch, .. }) if branch == "main"),
        "{refused:?}"
    );
    let refused = write(&store, &world.environment, &[(OTHER, Some("a = 1\n"))]);
    assert!(
        matches!(&refused, Err(WriteError::CheckedOutElsewhere { branch, .. }) if branch == "main"),
        "{refused:?}"
    );
}

#[test]
fn an_import_of_many_files_becomes_one_pack() {
    let world = World::new();
    let store = world.store();
    let paths: Vec<String> = (0..400)
        .map(|n| {
            format!(
                "records/cases/2019/{:02}/c2019{:02}-a{n:03}.toml",
                n % 12 + 1,
                n % 12 + 1
            )
        })
        .collect();
    let files: Vec<(&str, Option<&str>)> = paths
        .iter()
        .map(|path| (path.as_str(), Some(path.as_str())))
        .collect();
    write(&store, &world.environment, &files).unwrap();
    assert_eq!(world.read(&paths[399]).as_ref(), Some(&paths[399]));
    assert!(world.git(&["count-objects", "-v"]).contains("packs: 1\n"));
    assert_eq!(
        world
            .git(&["log", "-1", "--format=%(trailers:key=Po-Count,valueonly)"])
            .trim_end(),
        "400"
    );
    world.assert_sound(&world.root());
}

#[test]
fn what_is_no_store_is_refused_with_its_remedy() {
    let world = World::new();
    let at = |name: &str| world.folder.path().join(name);
    let open = |path: &Path| Store::open(&world.environment, Some(path)).err().unwrap();
    assert!(matches!(
        open(&at("nowhere")),
        OpenError::NotARepository { .. }
    ));
    let make = |name: &str, arguments: &[&str]| {
        let output = world.try_git(
            world.folder.path(),
            &[&["init", "--quiet", name], arguments].concat(),
        );
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        at(name)
    };
    let plain = make("plain", &[]);
    let refused = open(&plain);
    assert!(matches!(refused, OpenError::NotAStore { .. }));
    assert_eq!(
        refused.remedy().unwrap(),
        format!("po init {}", plain.display())
    );
    std::fs::create_dir(plain.join("records")).unwrap();
    std::fs::write(plain.join("records/store.toml"), "").unwrap();
    assert!(matches!(open(&plain), OpenError::NotCommitted { .. }));

    let refused = |path: &Path| match open(path) {
        OpenError::Unsupported { what, .. } => what,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(&make("sha256", &["--object-format=sha256"])),
        Unsupported::Sha256
    );
    assert_eq!(
        refused(&make("reftable", &["--ref-format=reftable"])),
        Unsupported::Reftable
    );
    let partial = make("partial", &[]);
    world.git_in(&partial, &["config", "core.repositoryFormatVersion", "1"]);
    world.git_in(&partial, &["config", "extensions.partialClone", "origin"]);
    assert_eq!(refused(&partial), Unsupported::PartialClone);
    let odd = make("odd", &[]);
    world.git_in(&odd, &["config", "core.repositoryFormatVersion", "1"]);
    world.git_in(&odd, &["config", "extensions.invented", "true"]);
    assert_eq!(refused(&odd), Unsupported::Extension("invented".to_owned()));
}

#[test]
fn a_store_is_found_from_below_by_name_and_by_variable() {
    let world = World::new();
    world.store();
    let mut environment = world.environment.clone();
    assert!(matches!(
        Store::open(&environment, None),
        Err(OpenError::NotARepository { .. })
    ));
    environment.directory = world.root().join("records/cases");
    assert_eq!(
        Store::open(&environment, None).unwrap().root(),
        world.root().canonicalize().unwrap()
    );
    environment.directory = world.folder.path().to_path_buf();
    environment
        .variables
        .insert("PO_STORE".to_owned(), "store".to_owned());
    assert!(Store::open(&environment, None).is_ok());
    assert!(
        Store::open(&environment, Some(&world.root().join(".git"))).is_ok(),
        "the git directory names the store too"
    );
    assert!(matches!(
        Store::open(&environment, Some(&world.root().join("records"))),
        Err(OpenError::NotARepository { .. })
    ));
}

#[test]
fn a_store_is_made_once_and_also_in_a_repository_that_is_there() {
    let world = World::new();
    std::fs::write(
        world.home().join(".gitconfig"),
        "[init]\n\tdefaultBranch = 主線\n[user]\n\tname = a\n\temail = b@example.org\n",
    )
    .unwrap();
    let store = Store::create(&world.environment, &world.root()).unwrap();
    assert_eq!(
        (store.head().unwrap(), store.branch().unwrap().as_deref()),
        (None, Some("主線"))
    );
    let first = write(
        &store,
        &world.environment,
        &[("records/store.toml", Some("x = 1\n"))],
    )
    .unwrap();
    assert!(matches!(first, Outcome::Recorded { parent: None, .. }));
    world.assert_sound(&world.root());
    assert!(matches!(
        Store::create(&world.environment, &world.root()),
        Err(OpenError::AlreadyAStore { .. })
    ));

    let there = world.folder.path().join("there");
    world.git_in(world.folder.path(), &["init", "--quiet", "there"]);
    std::fs::write(there.join("README.md"), "mine\n").unwrap();
    world.git_in(&there, &["add", "."]);
    world.git_in(&there, &["commit", "--quiet", "-m", "mine"]);
    let store = Store::create(&world.environment, &there).unwrap();
    write(
        &store,
        &world.environment,
        &[("records/store.toml", Some("x = 1\n"))],
    )
    .unwrap();
    assert_eq!(
        world.git_in(&there, &["ls-tree", "-r", "--name-only", "HEAD"]),
        "README.md\nrecords/store.toml\n"
    );
    world.assert_sound(&there);
}

#[test]
fn a_detached_head_reads_and_does_not_write() {
    let world = World::new();
    world.store();
    world.git(&["checkout", "--quiet", "--detach"]);
    let store = Store::open(&world.environment, Some(&world.root())).unwrap();
    assert_eq!(store.branch().unwrap(), None);
    assert!(text(&store.snapshot(store.head().unwrap()).unwrap(), CASE).is_some());
    let refused = write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]);
    assert!(
        matches!(refused, Err(WriteError::Detached { commit }) if Some(commit) == store.head().unwrap()),
        "{refused:?}"
    );
}

#[test]
fn nothing_is_written_while_git_is_in_the_middle_of_something() {
    let world = World::new();
    let store = world.store();
    world.git(&["checkout", "--quiet", "-b", "side"]);
    world.edit(CASE, "side\n");
    world.git(&["commit", "--quiet", "-am", "side"]);
    world.git(&["checkout", "--quiet", "main"]);
    world.edit(CASE, "main\n");
    world.git(&["commit", "--quiet", "-am", "main"]);
    let expect = |underway: Underway| {
        let refused = write(&store, &world.environment, &[(OTHER, Some("a = 1\n"))]);
        assert!(
            matches!(refused, Err(WriteError::Underway(found)) if found == underway),
            "{underway:?}: {refused:?}"
        );
    };
    for (arguments, underway) in [
        (&["merge", "side"], Underway::Merge),
        (&["cherry-pick", "side"], Underway::CherryPick),
        (&["rebase", "side"], Underway::Rebase),
        (&["revert", "HEAD~1"], Underway::Revert),
    ] {
        assert!(
            !world.try_git(&world.root(), arguments).status.success(),
            "{arguments:?} should conflict"
        );
        expect(underway);
        world.git(&[arguments[0], "--abort"]);
    }
    world.git(&["bisect", "start"]);
    expect(Underway::Bisect);
    world.git(&["bisect", "reset"]);
    write(&store, &world.environment, &[(OTHER, Some("a = 1\n"))]).unwrap();
}

#[test]
fn an_index_lock_of_a_write_that_the_machine_did_not_outlive_holds_nobody_up() {
    let world = World::new();
    let store = world.store();
    let lock = world.root().join(".git/index.lock");
    std::fs::write(&lock, "po po-0123456789ab-7-0\n").unwrap();
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    assert!(!lock.exists());
    world.assert_sound(&world.root());
}

#[test]
fn a_foreign_index_lock_is_waited_for_and_then_named() {
    let world = World::new();
    let store = world.store();
    let before = store.head().unwrap();
    let lock = world.root().join(".git/index.lock");
    std::fs::write(&lock, "").unwrap();
    let hasty = WriteOptions {
        index_patience: Duration::from_millis(50),
        ..WriteOptions::default()
    };
    let refused = write_with(
        &store,
        &world.environment,
        &hasty,
        &change(&[(CASE, Some("a = 1\n"))]),
    );
    let Err(WriteError::Fault(fault)) = refused else {
        panic!("{refused:?}")
    };
    assert!(fault.to_string().contains("index.lock"), "{fault}");
    assert!(lock.exists(), "the lock of another program stays");
    assert_eq!(store.head().unwrap(), before);
    let releaser = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        std::fs::remove_file(lock).unwrap();
    });
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    releaser.join().unwrap();
    world.assert_sound(&world.root());
}

/// Appends one line to the case, reading it under the lock as every command must.
fn append(store: &Store, environment: &Environment, line: &str) {
    store
        .write::<String>(
            environment,
            &WriteOptions::default(),
            &|_| Ok(()),
            &mut |base| {
                let before = text(base, CASE).unwrap();
                Ok(Some(change(&[(CASE, Some(&format!("{before}{line}\n")))])))
            },
        )
        .unwrap();
}

#[test]
fn concurrent_writers_lose_nothing() {
    let world = World::new();
    world.store();
    // Processes and not threads, for a lock is between processes; and a plain `git commit` among them.
    let children: Vec<_> = (0..4)
        .map(|n| {
            child(
                &world.root(),
                world.folder.path(),
                "append",
                &[("PO_TEST_LINE", &format!("w{n}"))],
            )
            .spawn()
            .unwrap()
        })
        .collect();
    for n in 0..5 {
        world.edit(&format!("notes{n}.md"), "mine\n");
        // git itself does not wait for its locks, so it may be refused; only its files count here.
        let _ = world.try_git(&world.root(), &["add", &format!("notes{n}.md")]);
        let _ = world.try_git(
            &world.root(),
            &["commit", "-m", "mine", "--", &format!("notes{n}.md")],
        );
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let lines = world.read(CASE).unwrap();
    for writer in 0..4 {
        for n in 0..5 {
            assert!(
                lines.contains(&format!("w{writer} {n}\n")),
                "w{writer} {n} is lost:\n{lines}"
            );
        }
    }
    assert_eq!(world.git(&["status", "--porcelain", "records"]), "");
    assert_eq!(world.git(&["show", &format!("HEAD:{CASE}")]), lines);
}

/// This test binary again, as another process that does one job (see `a_child_does_its_job`).
fn child(store: &Path, folder: &Path, job: &str, more: &[(&str, &str)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "a_child_does_its_job", "--quiet", "--nocapture"]);
    command
        .env("PO_TEST_JOB", job)
        .env("PO_TEST_STORE", store)
        .env("PO_TEST_FOLDER", folder);
    command
        .envs(more.iter().copied())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    command
}

#[test]
fn a_child_does_its_job() {
    let variables: BTreeMap<String, String> = std::env::vars().collect();
    let Some(job) = variables.get("PO_TEST_JOB") else {
        return;
    };
    let mut environment = environment(Path::new(&variables["PO_TEST_FOLDER"]));
    if let Some(step) = variables.get("PO_ABORT_AT") {
        environment
            .variables
            .insert("PO_ABORT_AT".to_owned(), step.clone());
    }
    let store = Store::open(&environment, Some(Path::new(&variables["PO_TEST_STORE"]))).unwrap();
    match job.as_str() {
        "append" => (0..5).for_each(|n| {
            append(
                &store,
                &environment,
                &format!("{} {n}", variables["PO_TEST_LINE"]),
            );
        }),
        "change" => drop(write(&store, &environment, &AFTER).unwrap()),
        "open" => {}
        other => panic!("no job {other}"),
    }
}

/// A change that replaces, adds and removes.
const AFTER: [(&str, Option<&str>); 3] = [
    (CASE, Some("title = \"new\"\n")),
    (OTHER, Some("title = \"b\"\n")),
    ("records/agencies/gone.toml", None),
];

/// A store where [`AFTER`] has something to remove.
fn store_before(world: &World) -> Store {
    let store = world.store();
    write(
        &store,
        &world.environment,
        &[("records/agencies/gone.toml", Some("x = 1\n"))],
    )
    .unwrap();
    store
}

/// Kills a write at its k-th step, for every k; then `afterwards` looks at what opening repaired.
/// Answers how many steps there were.
fn kill_everywhere(
    bare: bool,
    mut afterwards: impl FnMut(&World, &Path, &Store, git2::Oid),
) -> u32 {
    for step in 1..200 {
        let world = World::new();
        let before = store_before(&world).head().unwrap().unwrap();
        let mut root = world.root();
        if bare {
            root = world.folder.path().join("bare.git");
            world.git(&["clone", "--quiet", "--bare", ".", root.to_str().unwrap()]);
        }
        let survived = child(
            &root,
            world.folder.path(),
            "change",
            &[("PO_ABORT_AT", &step.to_string())],
        )
        .status()
        .unwrap()
        .success();
        let store = Store::open(&world.environment, Some(&root)).unwrap();
        afterwards(&world, &root, &store, before);
        if survived {
            return step - 1;
        }
    }
    panic!("the write never came to its end");
}

fn assert_before_or_after(world: &World, root: &Path, store: &Store, before: git2::Oid) {
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let recorded = store.head().unwrap() != Some(before);
    for (path, after) in AFTER {
        let expected = match (recorded, path) {
            (true, _) => after,
            (false, CASE) => Some("title = \"old\"\n"),
            (false, OTHER) => None,
            (false, _) => Some("x = 1\n"),
        };
        assert_eq!(text(&snapshot, path).as_deref(), expected);
        if store.has_working_tree() {
            assert_eq!(world.read(path).as_deref(), expected, "{path} on disk");
        }
    }
    world.assert_sound(root);
    write(
        store,
        &world.environment,
        &[("records/agencies/next.toml", Some("x = 2\n"))],
    )
    .unwrap();
    world.assert_sound(root);
}

#[test]
fn killed_at_any_step_a_write_is_whole_or_not_at_all() {
    let mut outcomes = std::collections::BTreeSet::new();
    let steps = kill_everywhere(false, |world, root, store, before| {
        outcomes.insert(store.head().unwrap() == Some(before));
        assert_before_or_after(world, root, store, before);
    });
    assert_eq!(
        outcomes.len(),
        2,
        "some kills come before the branch moves and some after"
    );
    println!("a write of three files has {steps} steps");
}

#[test]
fn killed_at_any_step_a_bare_store_is_whole_too() {
    kill_everywhere(true, assert_before_or_after);
}

#[test]
fn a_repair_that_is_killed_is_repaired_in_turn() {
    let moved_at = killed_after_the_commit().2;
    // With all files staged; just moved; some files renamed.
    for killed_at in [moved_at - 1, moved_at, moved_at + 2] {
        for repair_killed_at in 1..40_u32 {
            let world = World::new();
            let before = store_before(&world).head().unwrap().unwrap();
            let run = |job: &str, step: u32| {
                child(
                    &world.root(),
                    world.folder.path(),
                    job,
                    &[("PO_ABORT_AT", &step.to_string())],
                )
                .status()
                .unwrap()
                .success()
            };
            assert!(!run("change", killed_at));
            let repaired = run("open", repair_killed_at);
            let store = Store::open(&world.environment, Some(&world.root())).unwrap();
            assert_before_or_after(&world, &world.root(), &store, before);
            if repaired {
                break;
            }
        }
    }
}

/// A write that was killed after the branch moved and before any file did: the world, the commit and
/// the step.
fn killed_after_the_commit() -> (World, git2::Oid, u32) {
    for step in 1..200_u32 {
        let world = World::new();
        let before = store_before(&world).head().unwrap();
        child(
            &world.root(),
            world.folder.path(),
            "change",
            &[("PO_ABORT_AT", &step.to_string())],
        )
        .status()
        .unwrap();
        let now = world.git(&["rev-parse", "HEAD"]);
        if Some(now.trim().parse().unwrap()) != before {
            let commit = now.trim().parse().unwrap();
            return (world, commit, step);
        }
    }
    panic!("the branch never moved");
}

#[test]
fn a_repair_keeps_hand_edits_and_names_them() {
    let (world, commit, _) = killed_after_the_commit();
    assert_eq!(world.read(CASE).as_deref(), Some("title = \"old\"\n"));
    world.edit(CASE, "title = \"by hand\"\n");
    let store = Store::open(&world.environment, Some(&world.root())).unwrap();
    assert_eq!(
        store.notices(),
        [
            Notice::Finished { commit },
            Notice::HandEditKept {
                path: CASE.to_owned()
            }
        ]
    );
    assert_eq!(world.read(CASE).as_deref(), Some("title = \"by hand\"\n"));
    assert_eq!(world.read(OTHER).as_deref(), Some("title = \"b\"\n"));
    assert_eq!(
        world.git(&["status", "--porcelain"]),
        format!(" M {CASE}\n")
    );
}

#[test]
fn a_reader_does_not_wait_for_a_repair() {
    let (world, commit, _) = killed_after_the_commit();
    let lock = std::fs::File::open(world.root().join(".git/po/lock")).unwrap();
    lock.lock().unwrap();
    let store = Store::open(&world.environment, Some(&world.root())).unwrap();
    assert_eq!(store.notices(), []);
    assert_eq!(
        store.head().unwrap(),
        Some(commit),
        "the answer comes from the commit"
    );
    drop(lock);
    assert_eq!(
        store.recover(&world.environment).unwrap(),
        [Notice::Finished { commit }]
    );
    assert_eq!(store.recover(&world.environment).unwrap(), []);
    world.assert_sound(&world.root());
}

#[test]
fn a_reference_lock_that_a_kill_left_is_taken_away() {
    let (world, commit, _) = killed_after_the_commit();
    let lock = world.root().join(".git/refs/heads/main.lock");
    std::fs::write(&lock, format!("{commit}\n")).unwrap();
    let store = Store::open(&world.environment, Some(&world.root())).unwrap();
    assert_eq!(store.notices(), [Notice::Finished { commit }]);
    world.assert_sound(&world.root());
}

#[test]
fn commits_are_signed_as_git_is_configured() {
    let world = World::new();
    let store = world.store();
    let key = world.home().join("key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&key)
        .status();
    if !made.is_ok_and(|status| status.success()) {
        println!("left out: ssh-keygen is not installed");
        return;
    }
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    std::fs::write(
        world.home().join("allowed"),
        format!("tester@example.org {public}"),
    )
    .unwrap();
    world.git(&["config", "commit.gpgSign", "true"]);
    world.git(&["config", "gpg.format", "ssh"]);
    world.git(&["config", "user.signingKey", key.to_str().unwrap()]);
    world.git(&[
        "config",
        "gpg.ssh.allowedSignersFile",
        world.home().join("allowed").to_str().unwrap(),
    ]);
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    world.git(&["verify-commit", "HEAD"]);
    world.assert_sound(&world.root());

    // The branch moves while a person types the passphrase: the second signature is the one that counts.
    let mut calls = 0;
    let second = store.reopen().unwrap();
    store
        .write::<String>(
            &world.environment,
            &WriteOptions::default(),
            &|_| Ok(()),
            &mut |base| {
                calls += 1;
                if calls == 1 {
                    write(&second, &world.environment, &[(OTHER, Some("b = 1\n"))]).unwrap();
                } else {
                    assert_eq!(text(base, OTHER).as_deref(), Some("b = 1\n"));
                }
                Ok(Some(change(&[(CASE, Some("a = 2\n"))])))
            },
        )
        .unwrap();
    assert_eq!(calls, 2);
    world.git(&["verify-commit", "HEAD"]);
    assert_eq!(world.git(&["rev-list", "--count", "HEAD"]), "4\n");

    world.git(&["config", "user.signingKey", "/nowhere/key"]);
    let before = store.head().unwrap();
    let refused = write(&store, &world.environment, &[(CASE, Some("a = 3\n"))]);
    assert!(
        matches!(refused, Err(WriteError::Signing { .. })),
        "{refused:?}"
    );
    assert_eq!(store.head().unwrap(), before);
    world.assert_sound(&world.root());
}

#[test]
fn a_write_in_a_folder_that_cannot_be_written_names_it() {
    let world = World::new();
    let store = world.store();
    std::fs::remove_dir_all(store.private_directory()).unwrap();
    // A plain file in the way stands for a read-only file system: it refuses root as well.
    std::fs::write(store.private_directory(), "").unwrap();
    let store = Store::open(&world.environment, Some(&world.root())).unwrap();
    assert!(text(&store.snapshot(store.head().unwrap()).unwrap(), CASE).is_some());
    let refused = write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains(store.private_directory().to_str().unwrap()),
        "{refused}"
    );
}

#[test]
fn a_program_that_does_not_sign_is_not_believed() {
    let world = World::new();
    let store = world.store();
    let program = |script: &str| {
        use std::os::unix::fs::PermissionsExt;
        let path = world.home().join("gpg");
        std::fs::write(&path, format!("#!/bin/sh\ncat >/dev/null\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let path =
        program("echo \"[GNUPG:] SIG_CREATED x\" >&2; echo \"-----BEGIN PGP SIGNATURE----- $*\"");
    world.git(&["config", "commit.gpgSign", "yes"]);
    world.git(&["config", "gpg.program", path.to_str().unwrap()]);
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    let expected =
        "gpgsig -----BEGIN PGP SIGNATURE----- --status-fd=2 -bsau 測試者 <tester@example.org>\n";
    let raw = world.git(&["cat-file", "commit", "HEAD"]);
    assert!(raw.contains(expected), "{raw}");
    program("echo 'no secret key' >&2");
    let refused = write(&store, &world.environment, &[(CASE, Some("a = 2\n"))]);
    assert!(
        matches!(&refused, Err(WriteError::Signing { detail }) if detail == "no secret key"),
        "{refused:?}"
    );
}

#[test]
fn the_index_bears_its_checksum_as_git_would_write_it() {
    let world = World::new();
    let store = world.store();
    let checksum = || {
        let index = std::fs::read(world.root().join(".git/index")).unwrap();
        index[index.len() - 20..].to_vec()
    };
    write(&store, &world.environment, &[(CASE, Some("a = 1\n"))]).unwrap();
    let ours = checksum();
    assert_ne!(ours, [0; 20]);
    world.assert_sound(&world.root());
    // The same entries once more, written by git alone.
    world.git(&["update-index", "--force-write-index"]);
    world.assert_sound(&world.root());
    // Whoever has git leave it out keeps it so.
    world.git(&["config", "index.skipHash", "true"]);
    world.git(&["update-index", "--force-write-index"]);
    write(&store, &world.environment, &[(CASE, Some("a = 2\n"))]).unwrap();
    assert_eq!(checksum(), [0; 20]);
    world.assert_sound(&world.root());
}

#[test]
fn unusual_indexes_and_line_ends_stay_clean() {
    let world = World::new();
    let store = world.store();
    let schema = "schemas/case.schema.json";
    world.git(&["update-index", "--split-index"]);
    write(
        &store,
        &world.environment,
        &[(CASE, Some("a = 1\n")), (schema, Some("{\n}\n"))],
    )
    .unwrap();
    world.assert_sound(&world.root());
    world.git(&["config", "core.splitIndex", "true"]);
    write(&store, &world.environment, &[(CASE, Some("a = 3\n"))]).unwrap();
    world.assert_sound(&world.root());
    world.git(&["config", "--unset", "core.splitIndex"]);

    world.git(&["config", "core.autocrlf", "true"]);
    std::fs::remove_file(world.root().join(schema)).unwrap();
    world.git(&["checkout", "--quiet", schema]);
    assert_eq!(
        world.read(schema).as_deref(),
        Some("{\r\n}\r\n"),
        "git wrote its own line ends"
    );
    write(&store, &world.environment, &[(schema, Some("{ }\n"))]).unwrap();
    world.assert_sound(&world.root());

    world.git(&["sparse-checkout", "set", "schemas"]);
    assert_eq!(world.read(CASE), None);
    write(&store, &world.environment, &[(CASE, Some("a = 2\n"))]).unwrap();
    world.assert_sound(&world.root());
}

#[test]
fn a_shallow_clone_is_read_and_says_where_it_ends() {
    let world = World::new();
    let store = world.store();
    let mut later = world.environment.clone();
    later.now = DateTime::parse_from_rfc3339("2019-03-01T10:00:00+08:00").unwrap();
    write(&store, &later, &[(CASE, Some("a = 1\n"))]).unwrap();
    let clone = world.folder.path().join("shallow");
    let url = format!("file://{}", world.root().display());
    world.git(&[
        "clone",
        "--quiet",
        "--depth=1",
        &url,
        clone.to_str().unwrap(),
    ]);
    let store = Store::open(&world.environment, Some(&clone)).unwrap();
    let head = store.head().unwrap().unwrap();
    assert_eq!(by_day(&store, "2019-03-01"), ByDay::Commit(head));
    let before = ByDay::BeforeFirst {
        first: day("2019-03-01"),
        shallow: true,
    };
    assert_eq!(by_day(&store, "2019-02-20"), before);
}

#[test]
fn a_repository_of_another_user_is_refused_with_the_remedy() {
    let world = World::new();
    world.store();
    let root = world.root();
    // Only root can give files away.
    if std::os::unix::fs::chown(&root, Some(12345), None).is_err() {
        println!("left out: needs root");
        return;
    }
    std::os::unix::fs::chown(root.join(".git"), Some(12345), None).unwrap();
    let refused = Store::open(&world.environment, Some(&root)).err().unwrap();
    assert!(
        matches!(refused, OpenError::ForeignOwner { .. }),
        "{refused:?}"
    );
    let remedy = refused.remedy().unwrap();
    assert!(
        remedy.starts_with("git config --global --add safe.directory /"),
        "{remedy}"
    );
}
