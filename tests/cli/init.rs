//! `po init`.

use insta::assert_snapshot;

use crate::support::World;

#[test]
fn a_new_store_is_one_commit_with_agencies_rules_calendars_and_schemas() {
    let world = World::empty();
    assert_snapshot!(world.po_in(world.path(), &["init", "store", "--name", "Invented records"]), @"
    ---- stderr
    recorded <commit> new store: Invented records
    the store is in $W/store; next: cd there and `po case new`
    [exit 0]
    ");
    assert_eq!(world.git(&["rev-list", "--count", "HEAD"]), "1\n");
    assert_eq!(world.read(".gitattributes"), "records/** -text merge=po\n");
    assert_snapshot!(world.read("records/store.toml"), @r#"
    #:schema ../schemas/store.schema.json
    format = 1
    name = "Invented records"
    secretariat = "ndc"
    language = "en"
    timezone = "Asia/Taipei"
    watch = [1000, 3000]
    "#);
    for (noun, least) in [("agency", 40), ("person", 0)] {
        let list = world.done(&[noun, "list", "--all", "--format", "jsonl"]);
        assert!(list.lines().count() >= least, "{noun}: {list}");
    }
    let tracked = world.git(&["ls-files"]);
    for path in [
        "records/rules/",
        "records/calendars/",
        "schemas/case.schema.json",
    ] {
        assert!(tracked.contains(path), "no {path} in\n{tracked}");
    }
    assert_snapshot!(world.po(&["check"]), @"
    ---- stderr
    0 errors, 0 warnings, 0 notes in 78 files
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_store_made_in_chinese_speaks_chinese() {
    let world = World::empty();
    assert_snapshot!(world.po_in(world.path(), &["init", "store", "--lang", "zh-TW"]), @"
    ---- stderr
    已記錄 <commit> 建立紀錄庫：開放政府聯絡人紀錄庫
    紀錄庫位於 $W/store；接著進入該目錄執行「po case new」
    [exit 0]
    ");
    assert_snapshot!(world.git(&["log", "--format=%s"]), @"建立紀錄庫：開放政府聯絡人紀錄庫");
    assert!(
        world
            .read("records/store.toml")
            .contains("language = \"zh-TW\"")
    );
    world.assert_sound();
}

#[test]
fn a_repository_with_files_keeps_them_and_its_history() {
    let world = World::empty();
    world.git_in(
        world.path(),
        &["init", "--quiet", "--initial-branch=main", "store"],
    );
    world.write("README.md", "invented\n");
    world.write(".gitattributes", "*.png binary");
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--message=begin"]);
    world.write("README.md", "invented, and edited\n");
    world.write("notes.txt", "not tracked\n");
    world.done(&["init", ".", "--name", "Invented records"]);
    assert_eq!(
        world.git(&["log", "--format=%s"]),
        "new store: Invented records\nbegin\n"
    );
    assert_eq!(
        world.read(".gitattributes"),
        "*.png binary\nrecords/** -text merge=po\n"
    );
    assert_eq!(world.read("README.md"), "invented, and edited\n");
    world.assert_sound_but(" M README.md\n?? notes.txt\n");
    assert_eq!(world.case("May invented kites fly?", &[]).len(), 12);
}

#[test]
fn a_second_init_is_refused_and_changes_nothing() {
    let world = World::new();
    let before = world.head();
    assert_snapshot!(world.po_in(world.path(), &["init", "store"]), @"
    ---- stderr
    error: $W/store is a store already
    [exit 1]
    ");
    assert_snapshot!(world.zh(&["init", "."]), @"
    ---- stderr
    錯誤：$W/store/. 已經是紀錄庫
    [exit 1]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn a_private_store_says_so_and_takes_what_is_internal() {
    let world = World::empty();
    world.done_in(world.path(), &["init", "store", "--private"]);
    assert!(world.read("records/store.toml").contains("private = true"));
    let case = world.case("May invented kites fly?", &[]);
    world.done(&["case", "set", &case, "visibility=internal"]);
    world.assert_sound();

    let public = World::new();
    let case = public.case("May invented kites fly?", &[]);
    let before = public.head();
    assert_snapshot!(public.po(&["case", "set", &case, "visibility=internal"]), @"
    ---- stderr
    error: this may not enter the store, git never forgets; nothing was written
      records/cases/2019/02/c201902-x11g.toml:1 visibility  internal, and the store is public
    hint: text still being edited lives in a private store: po init DIR --private
    [exit 5]
    ");
    assert_eq!(public.head(), before);
    public.assert_sound();
}

#[test]
fn init_takes_no_unknown_secretariat() {
    let world = World::empty();
    let output = world.po_in(
        world.path(),
        &["init", "store", "--secretariat", "No Such Office"],
    );
    assert_snapshot!(output, @"
    ---- stderr
    error: no agency goes by `No Such Office`
    hint: `po agency list` shows what there is
    [exit 3]
    ");
    assert!(!world.root().join("records").exists());
}

#[test]
fn a_store_inside_a_store_is_refused_and_leaves_nothing() {
    let world = World::new();
    std::fs::create_dir(world.root().join("notes")).unwrap();
    for (directory, name) in [("records", "."), ("records", "new"), ("notes", "a/b")] {
        let output = world.po_in(&world.root().join(directory), &["init", name]);
        assert_eq!(output.code, Some(5), "{directory} {name}{output:?}");
        let store = format!("lies inside the store {}\n", world.root().display());
        assert!(output.stderr.contains(&store), "{output:?}");
    }
    assert!(!world.root().join("records/new").exists());
    assert!(!world.root().join("notes/a").exists());
    world.assert_sound();
}
