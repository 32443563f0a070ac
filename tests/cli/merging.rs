//! Two clones of a store and the real git: it merges as the program does.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use po::record::Kind;
use po::sync::merge::merge;

use crate::support::{World, path_of};

/// A store with a case, and a clone of it that knows the driver.
pub(crate) fn two_clones() -> (World, PathBuf, String) {
    let world = World::new();
    let id = world.case("甲案如何改善？", &["--summary", "一"]);
    let clone = world.path().join("clone");
    world.git_in(world.path(), &["clone", "--quiet", "store", "clone"]);
    world.done_in(&clone, &["merge-driver", "--install"]);
    (world, clone, path_of(&id))
}

/// What both sides do to the case; the texts of the past and of both.
pub(crate) fn diverge(world: &World, clone: &Path, path: &str) -> [String; 3] {
    let there = || std::fs::read_to_string(clone.join(path)).unwrap();
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    let base = world.read(path);
    world.done(&["case", "set", id, "title=乙案如何改善？"]);
    world.done(&[
        "case",
        "commitment",
        "add",
        id,
        "--text",
        "修法",
        "--agency",
        "mohw",
    ]);
    world.done_in(clone, &["case", "set", id, "title=丙案如何改善？"]);
    world.done_in(clone, &["case", "set", id, "summary=二"]);
    world.done_in(
        clone,
        &[
            "case",
            "commitment",
            "add",
            id,
            "--text",
            "公告",
            "--agency",
            "moi",
        ],
    );
    [base, world.read(path), there()]
}

fn by_hand([base, one, other]: &[String; 3]) -> String {
    let merged = merge(Kind::Case, Some(base), Some(one), Some(other)).unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    merged.text.unwrap()
}

#[test]
fn a_merge_a_pull_and_a_rebase_of_git_give_the_bytes_of_the_program() {
    let (world, clone, path) = two_clones();
    let texts = diverge(&world, &clone, &path);
    let expected = by_hand(&texts);
    assert!(expected.contains("label = \"C2\""), "{expected}");
    let there = || std::fs::read_to_string(clone.join(&path)).unwrap();
    let before = world.git_in(&clone, &["rev-parse", "HEAD"]);
    world.git_in(&clone, &["fetch", "--quiet"]);
    for way in [
        &["merge", "--quiet", "--no-edit", "origin/main"][..],
        &["pull", "--quiet", "--no-edit", "--no-rebase"],
    ] {
        world.git_in(&clone, way);
        assert_eq!(there(), expected, "{way:?}");
        world.git_in(&clone, &["reset", "--quiet", "--hard", before.trim()]);
    }
    world.git_in(&clone, &["rebase", "--quiet", "origin/main"]);
    assert_eq!(there(), expected);
    // The store goes on: it is read, checked and changed as ever.
    world.done_in(&clone, &["case", "list"]);
    world.git(&["pull", "--quiet", "../clone", "main"]);
    assert_eq!(world.read(&path), expected);
}

#[test]
fn a_case_like_one_that_was_removed_gets_nothing_of_it() {
    let (world, clone, path) = two_clones();
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    world.done_in(&clone, &["case", "rm", id]);
    let alike = [
        "case",
        "new",
        "--title",
        "甲案如何改善？",
        "--source",
        "ministry",
        "--host",
        "mohw",
    ];
    let alike = [&alike[..], &["--proposed", "2019-02-12", "--summary", "一"]].concat();
    let alike = path_of(world.done_in(&clone, &alike).trim_end());
    let read = |path: &str| std::fs::read_to_string(clone.join(path)).unwrap();
    let before = read(&alike);
    world.done(&["case", "set", id, "expected_change=二"]);
    let pulled = world.try_git(&clone, &["pull", "--no-edit", "--no-rebase"]);
    assert_eq!(pulled.code, Some(1), "{pulled}");
    world.git_in(&clone, &["add", "--update"]);
    world.git_in(&clone, &["commit", "--quiet", "--no-edit"]);
    assert_eq!(read(&alike), before);
    assert!(read(&path).contains("expected_change = \"二\""));
}

#[test]
fn what_is_no_toml_gets_the_marks_of_git() {
    let (world, clone, path) = two_clones();
    let file = clone.join(&path);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("title = \"", "title = ")).unwrap();
    world.git_in(&clone, &["commit", "--quiet", "--all", "--message=broken"]);
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    world.done(&["case", "set", id, "title=乙案如何改善？"]);
    let pulled = world.try_git(&clone, &["pull", "--no-edit", "--no-rebase"]);
    assert_eq!(pulled.code, Some(1), "{pulled}");
    assert!(
        pulled.stderr.contains("cannot be merged by field"),
        "{pulled}"
    );
    let marked = std::fs::read_to_string(&file).unwrap();
    assert!(
        marked.contains("<<<<<<<") && marked.contains(">>>>>>>"),
        "{marked}"
    );
}

#[test]
fn an_older_store_is_told_of_the_driver_once() {
    let world = World::new();
    world.write(".gitattributes", "*.png binary\nrecords/** -text\n");
    world.git(&["commit", "--quiet", "--all", "--message=older"]);
    world.git(&["config", "--unset", "merge.po.driver"]);
    world.done(&["merge-driver", "--install"]);
    assert_eq!(
        world.read(".gitattributes"),
        "*.png binary\nrecords/** -text merge=po\n"
    );
    let head = world.head();
    world.done(&["merge-driver", "--install"]);
    assert_eq!(world.head(), head);
    let driver = world.git(&["config", "merge.po.driver"]);
    assert!(
        driver.trim_end().ends_with("merge-driver %O %A %B %P"),
        "{driver}"
    );
}

#[test]
fn a_field_that_waits_is_found_listed_and_settled() {
    let (world, clone, path) = two_clones();
    diverge(&world, &clone, &path);
    world.git_in(&clone, &["fetch", "--quiet"]);
    world.git_in(&clone, &["merge", "--quiet", "--no-edit", "origin/main"]);
    let po = |arguments: &[&str]| world.po_in(&clone, arguments);
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".toml");
    let found = po(&["check", "--format", "md"]);
    assert!(found.stdout.contains("open-conflict"), "{found}");
    assert_snapshot!(po(&["resolve", id]), @r#"
    ---- stderr
    error: c201902-x11g has fields to settle; name one and its value
      title  before: "甲案如何改善？"
        1  "丙案如何改善？"
        2  "乙案如何改善？"
    hint: po resolve c201902-x11g 'title' 1  (the first value)
    [exit 2]
    "#);
    assert_snapshot!(po(&["resolve", id, "summary", "1", "--lang", "zh-TW"]), @r#"
    ---- stderr
    錯誤：c201902-x11g 有待擇定之欄位，請指明欄位及其值
      title  原值："甲案如何改善？"
        1  "丙案如何改善？"
        2  "乙案如何改善？"
    建議：po resolve c201902-x11g 'title' 1  (擇第一值)
    [exit 2]
    "#);
    assert_snapshot!(po(&["resolve", id, "title", "2"]), @"
    ---- stderr
    recorded <commit> c201902-x11g: settled title → 乙案如何改善？
    [exit 0]
    ");
    let text = std::fs::read_to_string(clone.join(&path)).unwrap();
    assert!(
        text.contains("title = \"乙案如何改善？\"") && !text.contains("[[conflict]]"),
        "{text}"
    );
    assert_snapshot!(po(&["resolve", id]), @"
    ---- stderr
    error: c201902-x11g has nothing to settle
    [exit 3]
    ");
    let message = world.git_in(&clone, &["log", "-1", "--format=%B"]);
    assert!(message.contains("Po-Op: conflict.resolve"), "{message}");
}
