//! Where a store can be: bare, in a linked worktree, above the folder, named by flag or variable; and
//! where it cannot be written.

use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use crate::support::World;

const NEW: [&str; 10] = [
    "case",
    "new",
    "--title",
    "May invented kites fly?",
    "--source",
    "ministry",
    "--host",
    "mohw",
    "--proposed",
    "2019-02-12",
];

#[test]
fn a_bare_store_is_read_and_written() {
    let world = World::new();
    world.git(&["clone", "--quiet", "--bare", ".", "../bare.git"]);
    let bare = world.path().join("bare.git");
    world.done_in(&bare, &NEW);
    assert!(world.done_in(&bare, &["case", "list"]).contains("kites"));
    world.done_in(&bare, &["case", "set", "kites", "number=45"]);
    assert_eq!(world.git_in(&bare, &["rev-list", "--count", "HEAD"]), "3\n");
    assert_snapshot!(world.po_in(&bare, &["status"]), @"
    Invented records
      in $W/bare.git/, branch main at <commit>
      1 case, 0 meetings, 0 transcripts
    Every change is recorded.
    [exit 0]
    ");
    assert_eq!(world.po_in(&bare, &["save"]).code, Some(0));
    let fsck = world.try_git(&bare, &["fsck", "--strict", "--no-progress"]);
    assert_eq!((fsck.stdout.as_str(), fsck.stderr.as_str()), ("", ""));
    // From outside, by name.
    assert!(
        world
            .done_in(world.path(), &["--store", "bare.git", "case", "list"])
            .contains("45")
    );
}

#[test]
fn a_linked_worktree_has_its_own_branch() {
    let world = World::new();
    world.git(&["worktree", "add", "--quiet", "-b", "side", "../side"]);
    let side = world.path().join("side");
    world.done_in(&side, &NEW);
    assert_eq!(world.git_in(&side, &["status", "--porcelain"]), "");
    assert_eq!(world.done(&["case", "list"]), "");
    world.assert_sound();
    world.git(&["merge", "--quiet", "--ff-only", "side"]);
    assert!(world.done(&["case", "list"]).contains("kites"));
    // The branch of another worktree is not moved under its feet.
    world.git_in(
        &side,
        &["checkout", "--quiet", "--ignore-other-worktrees", "main"],
    );
    let before = world.head();
    let output = world.po(&["case", "set", "kites", "number=45"]);
    assert_snapshot!(output, @"
    ---- stderr
    error: the branch main is checked out in $W/side; work there
    [exit 1]
    ");
    assert_eq!(world.head(), before);
}

#[test]
fn a_store_is_found_above_the_folder_by_flag_and_by_variable() {
    let world = World::new();
    world.done(&NEW);
    let deep = world.root().join("records/cases/2019/02");
    assert!(world.done_in(&deep, &["case", "list"]).contains("kites"));
    let root = world.root();
    let root = root.to_str().unwrap();
    assert!(
        world
            .done_in(world.path(), &["case", "list", "--store", root])
            .contains("kites")
    );
    assert!(
        world
            .done_in(world.path(), &["case", "list", "--store", "store"])
            .contains("kites")
    );
    assert_snapshot!(world.po_in(world.path(), &["case", "list"]), @"
    ---- stderr
    error: $W is not in a git repository
    hint: make a store with `po init DIR`, or name one with --store DIR
    [exit 1]
    ");
    assert_snapshot!(world.po_in(world.path(), &["case", "list", "--lang", "zh-TW"]), @"
    ---- stderr
    錯誤：$W 不在 git 儲存庫內
    建議：以「po init 目錄」建立紀錄庫，或以 --store 指定
    [exit 1]
    ");
    assert_snapshot!(world.po_in(world.path(), &[]), @"
    ---- stderr
    error: $W is not in a git repository
    hint: make a store with `po init DIR`, or name one with --store DIR
    [exit 1]
    ");
    assert_snapshot!(world.po_in(world.path(), &["case", "list", "--store", "nowhere"]), @"
    ---- stderr
    error: $W/nowhere is not in a git repository
    hint: make a store with `po init DIR`, or name one with --store DIR
    [exit 1]
    ");
    world.git_in(world.path(), &["init", "--quiet", "plain"]);
    assert_snapshot!(world.po_in(&world.path().join("plain"), &["case", "list"]), @"
    ---- stderr
    error: $W/plain is no store: it has no records/store.toml
    hint: po init $W/plain
    [exit 1]
    ");
    world.set("PO_STORE", root);
    assert!(
        world
            .done_in(world.path(), &["case", "list"])
            .contains("kites")
    );
    // Files are named from the folder that one is in, and from the root.
    world.replace(
        &crate::support::path_of(&world.cases()[0]),
        "kites",
        "dragons",
    );
    world.done_in(&deep, &["save"]);
    world.assert_sound();
}

#[test]
fn without_an_identity_nothing_is_written_and_the_remedy_is_named() {
    let world = World::new();
    std::fs::write(world.path().join("home/gitconfig"), "").unwrap();
    let before = world.head();
    assert_snapshot!(world.po(&NEW), @r#"
    ---- stderr
    error: git does not know who you are
    hint: git config --global user.name "Your Name"
    hint: git config --global user.email you@example.org
    [exit 1]
    "#);
    assert_snapshot!(world.po(&[&NEW[..], &["--lang", "zh-TW"]].concat()), @r#"
    ---- stderr
    錯誤：git 不知道您是誰
    建議：git config --global user.name "Your Name"
    建議：git config --global user.email you@example.org
    [exit 1]
    "#);
    assert_eq!(world.head(), before);
    assert_eq!(world.po(&["case", "list"]).code, Some(0));
    world.set("GIT_AUTHOR_NAME", "另一人");
    world.set("GIT_AUTHOR_EMAIL", "other@example.org");
    world.set("GIT_COMMITTER_NAME", "另一人");
    world.set("GIT_COMMITTER_EMAIL", "other@example.org");
    world.done(&NEW);
    assert_eq!(
        world.git(&["log", "-1", "--format=%an %cn"]),
        "另一人 另一人\n"
    );
}

#[test]
fn a_store_that_cannot_be_written_is_read_and_says_so() {
    let world = World::new();
    world.done(&NEW);
    let mut folders = Vec::new();
    crate::support::files_below(&world.root(), &mut folders);
    let mut folders: Vec<_> = folders
        .iter()
        .map(|file| file.parent().unwrap().to_owned())
        .collect();
    folders.dedup();
    let set = |mode: u32| {
        for folder in &folders {
            std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    set(0o555);
    if std::fs::write(world.root().join("probe"), "").is_ok() {
        set(0o755);
        println!("left out: permissions do not bind this user");
        return;
    }
    let list = world.po(&["case", "list"]);
    let written = world.po(&["case", "set", "kites", "number=45"]);
    set(0o755);
    assert!(list.stdout.contains("kites"), "{list}");
    assert_eq!(written.code, Some(1), "{written}");
    world.assert_sound();
}

#[test]
fn a_store_whose_lock_has_no_folder_is_read_and_says_so() {
    let world = World::new();
    world.done(&NEW);
    // Unlike permissions, a file where a folder is needed stops root as well.
    let private = world.root().join(".git/po");
    std::fs::remove_dir_all(&private).unwrap();
    std::fs::write(&private, "not a folder").unwrap();
    let before = world.head();
    assert!(world.done(&["case", "list"]).contains("kites"));
    assert_snapshot!(world.po(&["case", "set", "kites", "number=45"]), @"
    ---- stderr
    error: cannot make the folder $W/store/.git/po: it exists already
    [exit 1]
    ");
    assert_snapshot!(world.zh(&["case", "set", "kites", "number=45"]), @"
    ---- stderr
    錯誤：無法建立資料夾 $W/store/.git/po：已經存在
    [exit 1]
    ");
    assert_eq!(world.head(), before);
    std::fs::remove_file(&private).unwrap();
    world.done(&["case", "set", "kites", "number=45"]);
    world.assert_sound();
}

#[test]
fn the_index_is_cleared_away_by_its_folder_and_the_lock_stays() {
    let world = World::new();
    world.done(&NEW);
    let list = world.done(&["case", "list"]);
    let private = world.root().join(".git/po");
    let index = private.join("index");
    assert!(std::fs::read_dir(&index).unwrap().count() > 0);
    std::fs::remove_dir_all(&index).unwrap();
    let mut left = Vec::new();
    crate::support::files_below(&private, &mut left);
    assert!(left.contains(&private.join("lock")), "{left:?}");
    assert_eq!(world.done(&["case", "list"]), list);
    world.done(&["case", "set", "kites", "number=45"]);
    world.assert_sound();
}

#[test]
fn a_store_of_another_user_is_opened_once_git_calls_it_safe() {
    let world = World::new();
    let root = world.root();
    // Only root can give files away.
    if std::os::unix::fs::chown(&root, Some(12345), None).is_err() {
        println!("left out: needs root");
        return;
    }
    std::os::unix::fs::chown(root.join(".git"), Some(12345), None).unwrap();
    let refused = world.po(&["case", "list"]);
    assert_snapshot!(refused, @"
    ---- stderr
    error: the repository $W/store belongs to another user
    hint: git config --global --add safe.directory $W/store
    [exit 1]
    ");
    let remedy = refused
        .stderr
        .lines()
        .find_map(|line| line.strip_prefix("hint: "))
        .unwrap();
    let remedied = world.run(world.command("sh", world.path()).args(["-c", remedy]));
    assert_eq!(remedied.code, Some(0), "{remedied}");
    world.done(&NEW);
    assert!(world.done(&["case", "list"]).contains("kites"));
    world.assert_sound();
    // Variables that lead to another repository are not followed on the way.
    world.set("GIT_WORK_TREE", "/");
    assert_eq!(world.po(&["case", "list"]).code, Some(1));
}

#[test]
fn a_detached_head_is_read_and_not_written() {
    let world = World::new();
    world.done(&NEW);
    world.git(&["checkout", "--quiet", "--detach"]);
    assert!(world.done(&["case", "list"]).contains("kites"));
    let before = world.head();
    assert_snapshot!(world.po(&["case", "set", "kites", "number=45"]), @"
    ---- stderr
    error: HEAD is detached at <commit>; it can be read, not written
    hint: git switch -
    [exit 1]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn in_the_middle_of_a_merge_nothing_is_written() {
    let world = World::new();
    world.done(&NEW);
    world.git(&["checkout", "--quiet", "-b", "side"]);
    world.done(&["case", "set", "kites", "title=May invented dragons fly?"]);
    world.git(&["checkout", "--quiet", "main"]);
    world.done(&["case", "set", "kites", "title=May invented boats dive?"]);
    world.git(&["merge", "--quiet", "--no-commit", "side"]);
    assert!(world.done(&["case", "list"]).contains("boats"));
    let before = world.head();
    let output = world.po(&["case", "set", "boats", "number=45"]);
    assert_snapshot!(output, @"
    ---- stderr
    error: a git merge is under way
    hint: git merge --continue
    hint: git merge --abort
    hint: `po resolve --markers` merges the records in which git left conflict markers
    [exit 1]
    ");
    let saved = world.po(&["save"]);
    assert_ne!(saved.code, Some(0), "{saved}");
    let status = world.done(&["status"]);
    assert!(!status.contains("po save"), "{status}");
    let how = "A git merge is under way: mend the files, `git add` them, then `git merge --continue` or `git merge --abort`.";
    assert!(status.contains(how), "{status}");
    let status = world.done(&["status", "--format", "json"]);
    assert!(status.contains("\"underway\": \"merge\""), "{status}");
    assert_eq!(world.head(), before);
    world.git(&["merge", "--abort"]);
    world.done(&["case", "set", "boats", "number=45"]);
    world.assert_sound();
}

#[test]
fn a_store_in_a_repository_of_something_else_leaves_it_alone() {
    let world = World::new();
    world.write("src/main.txt", "program\n");
    world.git(&["add", "src"]);
    world.write("src/main.txt", "program, edited\n");
    world.done(&NEW);
    // What was staged by hand stays staged, what was edited stays edited.
    world.assert_sound_but("AM src/main.txt\n");
    assert_eq!(world.git(&["show", ":src/main.txt"]), "program\n");
}
