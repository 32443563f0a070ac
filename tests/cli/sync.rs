//! Stores kept together through a shared one, by the real git: what each recorded arrives everywhere, and
//! what fails leaves everything as it was. People and texts are invented.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Output, World, path_of};

/// A world whose store is published in the bare repository `hub.git`.
fn published() -> World {
    let world = World::new();
    let hub = hub(&world);
    world.git_in(
        world.path(),
        &["init", "--quiet", "--bare", "-b", "main", "hub.git"],
    );
    world.done(&["remote", "add", "origin", hub.to_str().unwrap()]);
    world.done(&["sync"]);
    world
}

fn hub(world: &World) -> PathBuf {
    world.path().join("hub.git")
}

/// A clone of the shared store.
fn clone(world: &World, name: &str) -> PathBuf {
    world.done_in(world.path(), &["clone", hub(world).to_str().unwrap(), name]);
    world.path().join(name)
}

/// A published case, and a clone that has it.
fn two_clones() -> (World, PathBuf, String) {
    let world = published();
    let id = world.case("甲案如何改善？", &["--summary", "一"]);
    world.done(&["sync"]);
    let other = clone(&world, "other");
    (world, other, id)
}

fn tip(world: &World, repository: &Path) -> String {
    let tip = world.git_in(repository, &["rev-parse", "main"]);
    tip.trim_end().to_owned()
}

fn text(folder: &Path, id: &str) -> String {
    std::fs::read_to_string(folder.join(path_of(id))).unwrap()
}

/// git finds nothing wrong in a clone, and nothing that differs from its newest commit.
#[track_caller]
fn assert_sound(world: &World, folder: &Path) {
    assert_eq!(world.git_in(folder, &["status", "--porcelain"]), "");
    let fsck = world.try_git(
        folder,
        &["fsck", "--strict", "--no-dangling", "--no-progress"],
    );
    assert_eq!(
        (fsck.code, fsck.stdout + &fsck.stderr),
        (Some(0), String::new())
    );
}

fn hook(world: &World, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = hub(world).join("hooks/pre-receive");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_two_clones_recorded_comes_together() {
    let (world, other, id) = two_clones();
    let promise = ["case", "commitment", "add", &id, "--text"];
    world.done(&["case", "set", &id, "title=乙案如何改善？", "summary=二"]);
    world.done(&[&promise[..], &["修法", "--agency", "mohw"]].concat());
    world.done_in(
        &other,
        &[
            "case",
            "set",
            &id,
            "title=丙案如何改善？",
            "expected_change=三",
        ],
    );
    world.done_in(
        &other,
        &[&promise[..], &["公告", "--agency", "moi"]].concat(),
    );
    assert_snapshot!(world.po(&["sync"]), @"
    1 record went out to origin/main
      change  c201902-fw2q 乙案如何改善？
    ---- stderr
    in step with origin/main at <commit>
    [exit 0]
    ");
    let before = tip(&world, &hub(&world));
    let own = tip(&world, &other);
    assert_snapshot!(world.po_in(&other, &["sync", "--dry-run"]), @r#"
    1 record would come in from origin/main
    change  c201902-fw2q 甲案如何改善？
        commitment[rtnn].agency: – → mohw
        commitment[rtnn].k: – → rtnn
        commitment[rtnn].label: – → C2
        commitment[rtnn].on: – → 2019-02-12
        commitment[rtnn].status: – → open
        commitment[rtnn].text: – → 修法
        conflict[title].base: – → "甲案如何改善？"
        conflict[title].path: – → title
        conflict[title].values: – → "丙案如何改善？", "乙案如何改善？"
        summary: 一 → 二
        title: 丙案如何改善？ → 甲案如何改善？
    1 record would go out to origin/main
    change  c201902-fw2q 甲案如何改善？
        commitment[4t4z].agency: – → moi
        commitment[4t4z].k: – → 4t4z
        commitment[4t4z].label: – → C1
        commitment[4t4z].on: – → 2019-02-12
        commitment[4t4z].status: – → open
        commitment[4t4z].text: – → 公告
        commitment[rtnn].label: C1 → C2
        conflict[title].base: – → "甲案如何改善？"
        conflict[title].path: – → title
        conflict[title].values: – → "丙案如何改善？", "乙案如何改善？"
        expected_change: – → 三
        title: 乙案如何改善？ → 甲案如何改善？
    ---- stderr
    warning: c201902-fw2q: title was set differently on both sides; `po resolve c201902-fw2q` lists the values
    nothing was written or sent (--dry-run)
    [exit 0]
    "#);
    assert_eq!(tip(&world, &other), own);
    assert_eq!(tip(&world, &hub(&world)), before);
    assert_snapshot!(world.po_in(&other, &["sync"]), @"
    1 record came in from origin/main
      change  c201902-fw2q 甲案如何改善？
    1 record went out to origin/main
      change  c201902-fw2q 甲案如何改善？
    ---- stderr
    warning: c201902-fw2q: title was set differently on both sides; `po resolve c201902-fw2q` lists the values
    in step with origin/main at <commit>
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["sync"]), @"
    自 origin/main 取得 1 筆
      修改 c201902-fw2q 甲案如何改善？
    ---- stderr
    已與 origin/main 同步（<commit>）
    [exit 0]
    ");
    let merged = text(&other, &id);
    assert_eq!(world.read(&path_of(&id)), merged);
    for part in [
        "summary = \"二\"",
        "expected_change = \"三\"",
        "修法",
        "公告",
        "[[conflict]]",
    ] {
        assert!(merged.contains(part), "{part}:\n{merged}");
    }
    // What was published comes first, so that history reads along it.
    let parents = world.git(&["log", "-1", "--format=%P"]);
    assert_eq!(parents.trim_end(), format!("{before} {own}"));
    let message = world.git(&["log", "-1", "--format=%B"]);
    assert_snapshot!(message.trim_end(), @"
    sync: 1 record of our own, 1 of origin/main

    To be settled:

    c201902-fw2q: title

    Po-Op: store.sync
    Po-Record: c201902-fw2q
    Po-Version: 0.1.0
    ");
    assert_eq!(world.po(&["undo"]).code, Some(5));
    for folder in [&world.root(), &other] {
        assert_sound(&world, folder);
        assert_eq!(tip(&world, folder), tip(&world, &hub(&world)));
    }
    assert_snapshot!(world.po(&["sync"]), @"
    ---- stderr
    up to date with origin/main at <commit>
    [exit 0]
    ");
}

#[test]
fn what_programs_read_of_a_sync() {
    let (world, other, id) = two_clones();
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["sync"]);
    world.done(&["case", "set", &id, "summary=三"]);
    let output = world.done(&["sync", "--format", "json"]);
    let value: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(value["schema"], "po.sync/1");
    assert_eq!(value["way"], "merge");
    assert_eq!(value["commit"], world.head().as_str());
    assert_eq!(value["conflicts"][0]["record"], id.as_str());
    assert_eq!(value["conflicts"][0]["field"], "summary");
    assert_eq!(value["incoming"][0]["id"], id.as_str());
    let changes = value["outgoing"][0]["changes"].as_array().unwrap();
    assert!(
        changes.iter().any(|change| change["field"] == "summary"),
        "{output}"
    );
}

#[test]
fn a_removed_record_that_was_changed_stays_and_is_told() {
    let (world, other, id) = two_clones();
    world.done(&["case", "rm", &id]);
    world.done(&["sync"]);
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    assert_snapshot!(world.po_in(&other, &["sync"]), @"
    1 record went out to origin/main
      new     c201902-fw2q 甲案如何改善？
    ---- stderr
    c201902-fw2q was removed on one side and changed or named on the other; it stays
    in step with origin/main at <commit>
    [exit 0]
    ");
    world.done(&["sync"]);
    assert_eq!(world.read(&path_of(&id)), text(&other, &id));
}

#[test]
fn three_clones_end_with_the_same_store() {
    let (world, second, id) = two_clones();
    let third = clone(&world, "third");
    let clones = [world.root(), second, third];
    for (place, clone) in clones.iter().enumerate() {
        world.done_in(
            clone,
            &["case", "set", &id, &format!("summary=第{place}版")],
        );
        let title = format!("虛構案{place}？");
        let new = ["case", "new", "--source", "ministry", "--host", "mohw"];
        world.done_in(
            clone,
            &[&new[..], &["--proposed", "2019-02-12", "--title", &title]].concat(),
        );
    }
    for clone in clones.iter().chain(&clones[..2]) {
        world.done_in(clone, &["sync"]);
    }
    for clone in &clones {
        assert_eq!(tip(&world, clone), tip(&world, &hub(&world)));
        assert_sound(&world, clone);
    }
    assert_eq!(world.cases().len(), 4);
    let values = r#"["\"第0版\"", "\"第1版\"", "\"第2版\""]"#;
    assert!(
        world.read(&path_of(&id)).contains(values),
        "{}",
        world.read(&path_of(&id))
    );
}

/// An invented petition.
const PETITION: &str = r#"[{
    "id": "00000000-1111-4222-8333-444444444444",
    "title": "虛構的提議",
    "status": "FirstSigned",
    "endorseCount": 12,
    "approvedTime": 1548950400000
}]"#;

#[test]
fn one_source_imported_on_two_sides_becomes_one_record() {
    let (world, other, _) = two_clones();
    let file = world.path().join("petitions.json");
    std::fs::write(&file, PETITION).unwrap();
    let import = ["import", "join", file.to_str().unwrap()];
    world.done(&import);
    world.done_in(&other, &import);
    world.done(&["sync"]);
    let output = world.po_in(&other, &["sync"]);
    assert_eq!(
        (output.code, output.stdout.as_str()),
        (Some(0), ""),
        "{output}"
    );
    world.done(&["sync"]);
    assert_eq!(world.head(), tip(&world, &other));
    assert_eq!(world.cases().len(), 2);
}

#[test]
fn of_two_records_that_drew_one_id_the_unpublished_one_moves() {
    let (world, other, _) = two_clones();
    let id = world.case("甲鳶可以飛嗎？", &[]);
    let ours = format!(
        "id = \"{id}\"\ntitle = \"乙鳶可以停嗎？\"\n\n[[stage]]\nk = \"aaaa\"\nname = \"proposed\"\non = 2019-02-12\n"
    );
    let file = other.join(path_of(&id));
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, ours).unwrap();
    world.done_in(&other, &["save"]);
    let meeting = [
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "丙會",
        "--date",
        "2019-03-04",
    ];
    let meeting = world.done_in(&other, &meeting).trim().to_owned();
    let cases = format!("cases={id}");
    world.done_in(&other, &["meeting", "set", &meeting, &cases]);
    world.done(&["sync"]);
    let planned = world.po_in(&other, &["sync", "--dry-run"]);
    assert!(planned.stderr.contains(&id), "{planned}");
    // The plan is that of two records, not of one that both sides made.
    assert!(planned.stdout.contains("乙鳶可以停嗎？"), "{planned}");
    assert!(!planned.stdout.contains("conflict["), "{planned}");
    let synced = world.po_in(&other, &["sync"]);
    assert_eq!(synced.code, Some(0), "{synced}");
    world.done(&["sync"]);
    assert_eq!(tip(&world, &other), tip(&world, &world.root()));
    assert!(text(&other, &id).contains("甲鳶"));
    let list = world.done(&["case", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let list = list.as_array().unwrap().iter();
    let moved: Vec<&str> = list
        .filter(|case| case["title"] == "乙鳶可以停嗎？")
        .map(|case| case["id"].as_str().unwrap())
        .collect();
    assert_eq!(moved.len(), 1);
    assert!(moved[0].starts_with(&id) && moved[0] != id, "{moved:?}");
    assert!(text(&other, &meeting).contains(&format!("\"{}\"", moved[0])));
    let told = world.git_in(&other, &["log", "--format=%(trailers:key=Po-Op)"]);
    assert!(told.contains("store.rename"), "{told}");
    assert_sound(&world, &other);
}

/// Two clones that each gave the number 45; the id of the case that is published, and of the other.
fn one_number(world: &World, other: &Path) -> (String, String) {
    let published = world.case("甲鳶可以飛嗎？", &["--number", "45"]);
    world.done(&["sync"]);
    let new = ["case", "new", "--source", "ministry", "--host", "mohw"];
    let new = [&new[..], &["--proposed", "2019-01-02", "--number", "45"]].concat();
    let own = world.done_in(other, &[&new[..], &["--title", "乙鳶可以停嗎？"]].concat());
    (published, own.trim_end().to_owned())
}

#[test]
fn of_two_cases_that_drew_one_number_the_published_one_keeps_it() {
    let (world, other, _) = two_clones();
    let (published, own) = one_number(&world, &other);
    let po = |arguments: &[&str]| world.po_in(&other, arguments);
    assert_snapshot!(po(&["sync", "--dry-run", "--lang", "zh-TW"]), @"
    將自 origin/main 取得 2 筆
    修改 c201901-ss23 乙鳶可以停嗎？
        conflict[number].path: – → number
        conflict[number].values: – → 45
        number: 45 → –
    新增 c201902-k5y1 甲鳶可以飛嗎？
    將送至 origin/main 1 筆
    新增 c201901-ss23 乙鳶可以停嗎？
    ---- stderr
    注意：c201901-ss23：序號 45 已屬 c201902-k5y1，請以「po resolve c201901-ss23 number N」另給序號
    未寫入亦未送出（--dry-run）
    [exit 0]
    ");
    assert_snapshot!(po(&["sync"]), @"
    2 records came in from origin/main
      change  c201901-ss23 乙鳶可以停嗎？
      new     c201902-k5y1 甲鳶可以飛嗎？
    1 record went out to origin/main
      new     c201901-ss23 乙鳶可以停嗎？
    ---- stderr
    warning: c201901-ss23: No. 45 is that of c201902-k5y1 already; `po resolve c201901-ss23 number N` gives it another
    in step with origin/main at <commit>
    [exit 0]
    ");
    world.done(&["sync"]);
    assert_eq!(tip(&world, &other), world.head());
    assert_snapshot!(po(&["conflict", "show", &own]), @"
    c201901-ss23  乙鳶可以停嗎？

    number  another case has it
      1  45
         2019-02-12  測試者  <commit>  No. 45 c201901-ss23: new, 乙鳶可以停嗎？
         po resolve c201901-ss23 number 1
    [exit 0]
    ");
    assert_snapshot!(po(&["case", "list"]), @"
    	c201901-ss23	proposed	衛福部	2019-01-02	乙鳶可以停嗎？
    	c201902-fw2q	proposed	衛福部	2019-02-12	甲案如何改善？
    45	c201902-k5y1	proposed	衛福部	2019-02-12	甲鳶可以飛嗎？
    ---- stderr
    ※ a merge left fields undecided: c201901-ss23 (po conflict show)
    [exit 0]
    ");
    assert!(po(&["case", "show", "45"]).stdout.contains("甲鳶"));
    assert_eq!(po(&["resolve", &own, "number", "45"]).code, Some(5));
    assert_snapshot!(po(&["resolve", &own, "number", "46"]), @"
    ---- stderr
    recorded <commit> c201901-ss23: settled number → 46
    [exit 0]
    ");
    world.done_in(&other, &["sync"]);
    assert!(text(&other, &published).contains("number = 45"));
    let settled = text(&other, &own);
    assert!(
        settled.contains("number = 46") && !settled.contains("conflict"),
        "{settled}"
    );
    assert_sound(&world, &other);
}

#[test]
fn one_number_that_git_merged_is_found_when_it_is_published() {
    let (world, other, _) = two_clones();
    let (_, own) = one_number(&world, &other);
    world.git_in(&other, &["pull", "--quiet", "--no-edit", "--no-rebase"]);
    let checked = world.po_in(&other, &["check"]);
    assert!(
        checked.stdout.contains("number 45 is already that of"),
        "{checked}"
    );
    let synced: Value =
        serde_json::from_str(&world.done_in(&other, &["sync", "--format", "json"])).unwrap();
    assert_eq!(synced["conflicts"][0]["record"], own.as_str());
    assert_eq!(synced["conflicts"][0]["values"][0], "45");
    assert_eq!(tip(&world, &other), tip(&world, &hub(&world)));
    let checked = world.po_in(&other, &["check"]);
    assert!(
        !checked.stdout.contains("number 45 is already that of"),
        "{checked}"
    );
}

#[test]
fn cases_of_one_petition_are_offered_for_joining() {
    let (world, other, _) = two_clones();
    let url = "https://join.gov.tw/idea/detail/00000000-1111-4222-8333-444444444444";
    let add = |folder: &Path, id: &str, url: &str| {
        world.done_in(folder, &["case", "petition", "add", id, "--url", url]);
    };
    let (published, own) = one_number(&world, &other);
    add(&world.root(), &published, url);
    add(&other, &own, &format!("{url}/"));
    world.done(&["sync"]);
    let planned: Value =
        serde_json::from_str(&world.done_in(&other, &["sync", "--dry-run", "--format", "json"]))
            .unwrap();
    assert_eq!(
        planned["same_petition"],
        serde_json::json!([[published, own]])
    );
    let join = format!("po case merge {published} {own} --reason");
    hook(&world, "exit 1");
    let refused = world.po_in(&other, &["sync"]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(refused.stderr.contains(&join), "{refused}");
    assert!(
        refused.stderr.contains("git merge origin/main"),
        "{refused}"
    );
    hook(&world, "exit 0");
    let synced = world.po_in(&other, &["sync"]);
    assert_eq!(synced.code, Some(0), "{synced}");
    assert!(synced.stderr.contains(&join), "{synced}");
    assert!(
        world
            .po_in(&other, &["sync", "--lang", "zh-TW"])
            .stderr
            .contains("無須同步")
    );
    world.done_in(
        &other,
        &["case", "merge", &published, &own, "--reason", "同一連署"],
    );
    let joined = world.po_in(&other, &["sync"]);
    assert!(!joined.stderr.contains("petition"), "{joined}");
    // The number that both drew is that of the case which they are now.
    assert!(text(&other, &published).contains("number = 45"));
    assert!(!text(&other, &own).contains("conflict"));
    assert_sound(&world, &other);
}

#[test]
fn a_removed_record_that_others_named_meanwhile_stays() {
    let (world, other, id) = two_clones();
    world.done(&["case", "rm", &id]);
    world.done(&["sync"]);
    let meeting = [
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "丙會",
        "--date",
        "2019-03-04",
    ];
    world.done_in(&other, &[&meeting[..], &["--case", &id]].concat());
    let synced = world.po_in(&other, &["sync"]);
    assert!(
        synced
            .stderr
            .contains(&format!("{id} was removed on one side")),
        "{synced}"
    );
    world.done(&["sync"]);
    assert!(world.read(&path_of(&id)).contains("甲案"));
    let checked = world.po(&["check"]);
    assert!(!checked.stdout.contains("there is no record"), "{checked}");
}

#[test]
fn who_is_overtaken_merges_again() {
    let (world, other, id) = two_clones();
    world.done(&["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["case", "set", &id, "title=乙案如何改善？"]);
    // While the first push is judged, another one comes in.
    let script = format!(
        "test -e once && exit 0\ntouch once\nunset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH\nexec git -C {} push --quiet origin main",
        other.display()
    );
    hook(&world, &script);
    let output = world.po(&["sync"]);
    assert_eq!(output.code, Some(0), "{output}");
    assert!(hub(&world).join("once").exists());
    let merged = world.read(&path_of(&id));
    assert!(
        merged.contains("乙案") && merged.contains("\"二\""),
        "{merged}"
    );
    assert_eq!(world.head(), tip(&world, &hub(&world)));
    assert_sound(&world, &world.root());
}

#[test]
fn who_is_overtaken_every_time_is_told_how_often() {
    let (world, other, id) = two_clones();
    world.done(&["case", "set", &id, "summary=二"]);
    let script = format!(
        "test \"$PO_TEST_INNER\" && exit 0\nexport PO_TEST_INNER=1\nunset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH\ncd {}\ngit commit --quiet --allow-empty --message=invented\nexec git push --quiet origin main",
        other.display()
    );
    hook(&world, &script);
    let before = world.head();
    let output = world.po(&["sync"]);
    assert_eq!(output.code, Some(4), "{output}");
    assert!(output.stderr.contains("50 times in a row"), "{output}");
    assert_eq!(world.head(), before);
    assert_sound(&world, &world.root());
}

#[test]
fn ten_clones_that_sync_at_once_lose_nothing() {
    let world = published();
    let clones: Vec<PathBuf> = (0..10).map(|n| clone(&world, &format!("c{n}"))).collect();
    let mut ids = Vec::new();
    for (n, clone) in clones.iter().enumerate() {
        let title = format!("虛構案{n}？");
        let new = ["case", "new", "--source", "ministry", "--host", "mohw"];
        let new = [&new[..], &["--proposed", "2019-02-12", "--title", &title]].concat();
        ids.push(world.done_in(clone, &new).trim_end().to_owned());
    }
    let commands: Vec<_> = clones
        .iter()
        .map(|clone| world.program(clone, &["sync"]))
        .collect();
    let run = |mut command: std::process::Command| std::thread::spawn(move || command.output());
    let running: Vec<_> = commands.into_iter().map(run).collect();
    for one in running {
        let output = one.join().unwrap().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
    }
    ids.sort();
    for clone in clones.iter().chain([&world.root()]) {
        world.done_in(clone, &["sync"]);
        assert_eq!(tip(&world, clone), tip(&world, &hub(&world)));
        assert_sound(&world, clone);
    }
    let mut found = world.cases();
    found.sort();
    assert_eq!(found, ids);
}

#[test]
fn hand_edits_are_named_or_left() {
    let (world, other, id) = two_clones();
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["sync"]);
    world.case("虛構的另案？", &[]);
    let edited = "records/agencies/mohw.toml";
    world.replace(edited, "abbreviation", "# a note by hand\nabbreviation");
    world.replace(&path_of(&id), "一", "手改");
    let (before, there) = (world.head(), tip(&world, &hub(&world)));
    assert_snapshot!(world.po(&["sync"]), @"
    ---- stderr
    error: these files were edited by hand and are not recorded yet; nothing was changed
      records/cases/2019/02/c201902-fw2q.toml
    hint: record them with `po save`, or look at them with `po status`
    [exit 4]
    ");
    assert_eq!((world.head(), tip(&world, &hub(&world))), (before, there));
    world.git(&["checkout", "--quiet", "--", &path_of(&id)]);
    world.done(&["sync"]);
    assert!(world.read(&path_of(&id)).contains("\"二\""));
    assert!(world.read(edited).contains("a note by hand"));
    world.assert_sound_but(&format!(" M {edited}\n"));
}

/// Kills a sync at its first, second, … step, and has the next one finish.
fn at_every_step(prepare: impl Fn(&World, &Path, &str)) {
    let (world, other, id) = two_clones();
    prepare(&world, &other, &id);
    let before = world.head();
    let shell = |script: &str| {
        let done = world.run(world.command("sh", world.path()).args(["-c", script]));
        assert_eq!(done.code, Some(0), "{done}");
    };
    shell("mkdir kept && cp -a store other hub.git kept");
    for step in 1.. {
        shell("rm -rf store other hub.git && cp -a kept/. .");
        let mut command = world.program(&world.root(), &["sync"]);
        let output = world.run(command.env("PO_ABORT_AT", step.to_string()));
        let published = tip(&world, &hub(&world));
        assert!(
            [&before, &published].contains(&&world.head()),
            "step {step}"
        );
        world.done(&["sync"]);
        world.assert_sound();
        assert_eq!(world.head(), tip(&world, &hub(&world)));
        assert!(world.read(&path_of(&id)).contains("\"二\""));
        if output.code.is_some() {
            assert!(step > 5, "only {step} steps");
            break;
        }
    }
}

#[test]
fn going_on_to_what_is_published_may_be_killed_at_any_step() {
    at_every_step(|world, other, id| {
        world.done_in(other, &["case", "set", id, "summary=二"]);
        world.done_in(other, &["sync"]);
    });
}

#[test]
fn a_merge_may_be_killed_at_any_step() {
    at_every_step(|world, other, id| {
        world.done_in(other, &["case", "set", id, "summary=二"]);
        world.done_in(other, &["sync"]);
        world.done(&["case", "set", id, "title=乙案如何改善？"]);
    });
}

/// A sync that must fail: the exit code, words of git, and nothing changed here or at the hub.
#[track_caller]
fn assert_fails(world: &World, arguments: &[&str], code: i32, said: &str) -> Output {
    let hub = hub(world);
    let there = || hub.exists().then(|| tip(world, &hub));
    let before = (world.head(), there());
    let output = world.po(&[&["sync"], arguments].concat());
    assert_eq!(output.code, Some(code), "{output}");
    assert!(output.stderr.contains(said), "{output}");
    assert_eq!(output.stdout, "", "{output}");
    assert_eq!((world.head(), there()), before);
    world.assert_sound();
    output
}

#[test]
fn a_remote_that_is_gone_or_refuses_leaves_everything_as_it_was() {
    let (world, other, id) = two_clones();
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["sync"]);
    world.done(&["case", "set", &id, "title=乙案如何改善？"]);
    hook(&world, "echo 'invented guard: not like this' >&2\nexit 1");
    let refused = assert_fails(&world, &[], 1, "invented guard: not like this");
    assert_snapshot!(refused, @"
    ---- stderr
    error: cannot publish to origin; nothing was published, and this store is as it was
      remote: invented guard: not like this
      error: failed to push some refs to '$W/hub.git'
      [remote rejected] (pre-receive hook declined)
    [exit 1]
    ");
    // Somebody works in the shared repository itself.
    std::fs::remove_file(hub(&world).join("hooks/pre-receive")).unwrap();
    world.git_in(&hub(&world), &["config", "core.bare", "false"]);
    assert_fails(&world, &[], 1, "branch is currently checked out");
    std::fs::rename(hub(&world), world.path().join("elsewhere.git")).unwrap();
    let gone = assert_fails(
        &world,
        &["--lang", "zh-TW"],
        1,
        "does not appear to be a git repository",
    );
    assert!(gone.stderr.contains("本地與遠端均未變更"), "{gone}");
}

#[test]
fn a_connection_that_fails_is_told_in_its_own_words() {
    let world = published();
    let ssh = world.path().join("ssh.sh");
    std::fs::write(
        &ssh,
        "echo 'git@example.org: Permission denied (publickey).' >&2\nexit 255\n",
    )
    .unwrap();
    world.git(&[
        "config",
        "core.sshCommand",
        &format!("sh {}", ssh.display()),
    ]);
    world.done(&["remote", "add", "far", "ssh://git@example.org/records.git"]);
    assert_fails(&world, &["far"], 1, "Permission denied (publickey).");
    // The settings of the person hold, but none that lead to another repository.
    world.set(
        "GIT_SSH_COMMAND",
        "sh -c 'echo our own way >&2; exit 255' --",
    );
    world.set("GIT_WORK_TREE", "/nowhere");
    let output = world.po(&["sync", "far", "--store", world.root().to_str().unwrap()]);
    assert!(output.stderr.contains("our own way"), "{output}");
}

#[test]
fn a_git_that_is_too_old_or_has_no_room_is_told() {
    let world = published();
    world.case("虛構的另案？", &[]);
    let real = std::process::Command::new("sh")
        .args(["-c", "command -v git"])
        .output()
        .unwrap();
    let real = String::from_utf8(real.stdout).unwrap();
    let folder = world.path().join("bin");
    let (_, path) = std::env::vars().find(|(name, _)| name == "PATH").unwrap();
    let git = |script: &str| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("git");
        std::fs::write(
            &file,
            format!("#!/bin/sh\n{script}\nexec {} \"$@\"\n", real.trim()),
        )
        .unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    world.set("PATH", &format!("{}:{path}", folder.display()));
    git("test \"$1\" = version && echo git version 2.17.0 && exit 0");
    assert_fails(
        &world,
        &[],
        1,
        "git 2.17.0 is too old; git 2.41 or newer is needed",
    );
    git(
        "case \"$*\" in *' fetch '*) echo 'fatal: write error: No space left on device' >&2; exit 128;; esac",
    );
    assert_fails(&world, &[], 1, "No space left on device");
}

#[test]
fn what_is_no_part_of_this_store_is_refused() {
    let world = published();
    // A repository that holds no records, and one that holds others.
    world.git_in(world.path(), &["init", "--quiet", "-b", "main", "plain"]);
    let plain = world.path().join("plain");
    world.git_in(
        &plain,
        &["commit", "--quiet", "--allow-empty", "--message=invented"],
    );
    world.done(&["remote", "add", "plain", plain.to_str().unwrap()]);
    assert_fails(&world, &["plain"], 4, "plain/main is no store");
    let stranger = world.path().join("stranger");
    world.done_in(world.path(), &["init", "stranger"]);
    world.done(&["remote", "add", "stranger", stranger.to_str().unwrap()]);
    let refused = assert_fails(&world, &["stranger"], 4, "they are two stores");
    assert!(
        refused.stderr.contains("po publish REF --to DIR"),
        "{refused}"
    );
    // One that does not go back as far as this one.
    let other = clone(&world, "other");
    for summary in ["一", "二"] {
        let title = format!("title=虛構{summary}案？");
        let new = [
            "case",
            "new",
            "--source",
            "ministry",
            "--host",
            "mohw",
            "--proposed",
            "2019-02-12",
        ];
        let id = world.done_in(&other, &[&new[..], &["--title", "虛構？"]].concat());
        world.done_in(&other, &["case", "set", id.trim_end(), &title]);
    }
    let url = format!("file://{}", other.display());
    world.git_in(
        world.path(),
        &["clone", "--quiet", "--depth=1", &url, "shallow"],
    );
    let shallow = world.path().join("shallow");
    world.done(&["remote", "add", "shallow", shallow.to_str().unwrap()]);
    let said = "shallow is a shallow clone: it lacks the history";
    let output = assert_fails(&world, &["shallow"], 4, said);
    assert!(output.stderr.contains("shallow roots"), "{output}");
}

#[test]
fn a_shared_store_that_was_rewritten_is_not_joined_unasked() {
    let (world, other, id) = two_clones();
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.git_in(&other, &["reset", "--quiet", "--hard", "HEAD^^"]);
    world.git_in(&other, &["push", "--quiet", "--force", "origin", "main"]);
    for _ in 0..2 {
        assert_fails(&world, &[], 4, "origin/main was rewritten");
    }
    world.git(&["fetch", "--quiet"]);
    world.done(&["sync"]);
    assert_eq!(world.head(), tip(&world, &hub(&world)));
}

#[test]
fn nothing_gets_into_the_folder_of_git_nor_through_links() {
    let (world, other, id) = two_clones();
    let write = |spec: &str| {
        let tree = world.git_in(&other, &["ls-tree", "HEAD"]) + spec;
        let input = other.join(".git/tree");
        std::fs::write(&input, tree).unwrap();
        let made = world.run(
            world
                .command("sh", &other)
                .args(["-c", "git mktree < .git/tree"]),
        );
        let tree = made.stdout.trim_end().to_owned();
        assert_eq!(tree.len(), 40, "{made}");
        let commit = world.git_in(
            &other,
            &["commit-tree", &tree, "-p", "HEAD", "-m", "invented"],
        );
        world.git_in(
            &other,
            &[
                "push",
                "--quiet",
                "--force",
                "origin",
                &format!("{}:main", commit.trim_end()),
            ],
        );
    };
    let blob = world.git_in(&other, &["rev-parse", &format!("HEAD:{}", path_of(&id))]);
    let folder = world.git_in(&other, &["rev-parse", "HEAD:records/cases"]);
    write(&format!("120000 blob {}\tlink\n", blob.trim_end()));
    assert_fails(&world, &[], 1, "link");
    world.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    write(&format!("040000 tree {}\t.git\n", folder.trim_end()));
    let refused = world.po(&["sync"]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(refused.stderr.contains(".git/"), "{refused}");
    assert!(!world.root().join(".git/2019").exists());
}

#[test]
fn a_repository_without_records_gets_those_of_the_shared_store() {
    let (world, _, id) = two_clones();
    let empty = world.path().join("empty");
    world.git_in(world.path(), &["init", "--quiet", "-b", "main", "empty"]);
    let none = world.po_in(&empty, &["sync"]);
    assert_eq!(none.code, Some(1), "{none}");
    assert!(none.stderr.contains("po remote add origin URL"), "{none}");
    world.done_in(
        &empty,
        &["remote", "add", "origin", hub(&world).to_str().unwrap()],
    );
    world.done_in(&empty, &["sync"]);
    assert_eq!(tip(&world, &empty), world.head());
    assert!(empty.join(path_of(&id)).exists());
    assert_sound(&world, &empty);
    // The shared repository may say another branch than the one that is there.
    world.git_in(&hub(&world), &["symbolic-ref", "HEAD", "refs/heads/master"]);
    let again = clone(&world, "again");
    assert_eq!(tip(&world, &again), world.head());
    // Where there is nothing on either side.
    world.git_in(world.path(), &["init", "--quiet", "-b", "main", "void"]);
    let void = world.path().join("void");
    world.git_in(world.path(), &["init", "--quiet", "--bare", "void.git"]);
    world.done_in(&void, &["remote", "add", "origin", "../void.git"]);
    let nothing = world.po_in(&void, &["sync"]);
    assert_eq!(nothing.code, Some(4), "{nothing}");
    let cloned = world.po_in(world.path(), &["clone", "void.git", "from-void"]);
    assert_eq!(cloned.code, Some(4), "{cloned}");
    assert!(!world.path().join("from-void").exists());
}

#[test]
fn a_clone_is_ready_to_work_in_or_not_there() {
    let (world, other, _) = two_clones();
    let driver = world.git_in(&other, &["config", "merge.po.driver"]);
    assert!(driver.contains("merge-driver %O"), "{driver}");
    world.git_in(world.path(), &["init", "--quiet", "-b", "main", "plain"]);
    let plain = world.path().join("plain");
    world.git_in(
        &plain,
        &["commit", "--quiet", "--allow-empty", "--message=invented"],
    );
    assert_snapshot!(world.po_in(world.path(), &["clone", "plain", "copy"]), @"
    ---- stderr
    error: plain is no store: it has no records/store.toml; nothing was kept of it
    hint: to publish a first store there: po init DIR, then in it po remote add origin URL and po sync
    [exit 4]
    ");
    assert!(!world.path().join("copy").exists());
    let gone = world.po_in(world.path(), &["clone", "nowhere", "copy"]);
    assert_eq!(gone.code, Some(1), "{gone}");
    assert!(
        gone.stderr
            .contains("fatal: repository 'nowhere' does not exist"),
        "{gone}"
    );
    for arguments in [
        &["clone", "--", "--upload-pack=touch x", "copy"][..],
        &["remote", "add", "--", "-x", "https://example.org/"],
        &["remote", "add", "x", "--", "--mirror"],
    ] {
        assert_eq!(
            world.po_in(&other, arguments).code,
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn remotes_are_named_without_their_passwords() {
    let world = published();
    let url = "https://po:invented-secret@example.org/records.git";
    let added = world.po(&["remote", "add", "far", url]);
    let listed = world.po(&["remote", "list", "--format", "json"]);
    for said in [added.stdout + &added.stderr, listed.stdout] {
        assert!(!said.contains("invented-secret"), "{said}");
    }
    assert!(world.read(".git/config").contains("invented-secret"));
    assert_snapshot!(world.po(&["remote", "list", "--format", "csv"]), @"
    name,url,push_url
    far,https://example.org/records.git,https://example.org/records.git
    origin,$W/hub.git,$W/hub.git
    [exit 0]
    ");
    assert_eq!(world.po(&["remote", "add", "far", url]).code, Some(4));
    assert_snapshot!(world.po(&["sync", "near"]), @"
    ---- stderr
    error: no remote is called near; there is far, origin
    hint: po remote list
    [exit 2]
    ");
}

#[test]
fn the_store_says_how_far_it_is_from_the_shared_one() {
    let (world, other, id) = two_clones();
    assert!(world.done(&["status"]).contains("in step with origin/main"));
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["sync"]);
    world.done(&["case", "set", &id, "title=乙案如何改善？"]);
    world.done(&["sync", "--dry-run"]);
    assert_snapshot!(world.po(&["status"]), @"
    Invented records
      in $W/store/, branch main at <commit>
      1 case, 0 meetings, 0 transcripts
      not synced with origin/main: 1 change here, 1 there, as of the last sync
    Every change is recorded.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["status"]), @"
    Invented records
      位置 $W/store/，分支 main，紀錄 <commit>
      案件 1、會議 0、逐字稿 0
      尚未與 origin/main 同步：本地 1 項、對方 1 項變更（以最近一次同步為準）
    修改皆已記錄。
    [exit 0]
    ");
    let home = world.done(&[]);
    assert!(
        home.ends_with("Not synced: 1 here, 1 there (po sync).\n"),
        "{home}"
    );
    let status: Value = serde_json::from_str(&world.done(&["status", "--format", "json"])).unwrap();
    assert_eq!(status["upstream"]["ahead"], 1);
    assert_eq!(status["upstream"]["behind"], 1);
}

#[test]
fn a_store_in_the_middle_of_something_is_not_synced() {
    let (world, other, id) = two_clones();
    world.git(&["checkout", "--quiet", "--detach"]);
    assert_fails(&world, &[], 1, "git switch -");
    world.git(&["switch", "--quiet", "main"]);
    world.done_in(&other, &["case", "set", &id, "summary=二"]);
    world.done_in(&other, &["sync"]);
    world.done(&["case", "set", &id, "title=乙案如何改善？"]);
    world.git(&["fetch", "--quiet"]);
    world.git(&["merge", "--quiet", "--no-commit", "origin/main"]);
    let refused = world.po(&["sync"]);
    assert_eq!(refused.code, Some(1), "{refused}");
    assert!(refused.stderr.contains("git merge --abort"), "{refused}");
}

#[test]
fn a_sync_is_on_nobodys_behalf_and_no_clone_lies_in_a_store() {
    let (world, clone, _) = two_clones();
    let refused = world.po_in(&clone, &["sync", "--for", "mohw"]);
    assert_eq!(refused.code, Some(2), "{refused}");
    let hub = hub(&world).display().to_string();
    let inside = world.po_in(&clone, &["clone", &hub, "inside"]);
    assert_ne!(inside.code, Some(0), "{inside}");
    assert!(
        inside.stderr.contains("inside") && !clone.join("inside").exists(),
        "{inside}"
    );
}

/// Two clones of a store with the guard, and a case that was proposed on the first of the month.
fn guarded() -> (World, PathBuf, String) {
    let (world, other, id) = two_clones();
    let text = world.read(&path_of(&id));
    world.write(
        &path_of(&id),
        text.replace("on = 2019-02-12", "on = 2019-02-01"),
    );
    world.done(&["save"]);
    world.done(&["sync"]);
    world.done_in(&other, &["sync"]);
    let shared = hub(&world);
    world.done(&["guard", "install", "--bare", shared.to_str().unwrap()]);
    (world, other, id)
}

fn enter(world: &World, clone: &Path, id: &str, stage: &[&str]) {
    world.done_in(clone, &[&["case", "stage", id], stage].concat());
}

#[test]
fn a_stage_that_both_sides_recorded_is_one() {
    let (world, other, id) = guarded();
    enter(&world, &other, &id, &["selected", "--on", "2019-02-10"]);
    enter(
        &world,
        &world.root(),
        &id,
        &["selected", "--on", "2019-02-11"],
    );
    world.done_in(&other, &["sync"]);
    let synced = world.po(&["sync"]);
    assert_eq!(synced.code, Some(0), "{synced}");
    let text = text(&world.root(), &id);
    assert_eq!(text.matches("name = \"selected\"").count(), 1, "{text}");
    // Which day it was is for somebody to decide.
    assert!(
        text.contains("values = [\"2019-02-10\", \"2019-02-11\"]"),
        "{text}"
    );
    let checked = world.po(&["check", "--rule", "stage-order"]);
    assert_eq!(checked.code, Some(0), "{checked}");
}

#[test]
fn stages_that_do_not_follow_one_another_are_told_of_and_keep_nobody_from_publishing() {
    let (world, other, id) = guarded();
    enter(
        &world,
        &other,
        &id,
        &["withdrawn", "--on", "2019-02-10", "--reason", "虛構"],
    );
    enter(
        &world,
        &world.root(),
        &id,
        &["selected", "--on", "2019-02-11"],
    );
    world.done_in(&other, &["sync"]);
    let synced = world.po(&["sync"]);
    assert_eq!(synced.code, Some(0), "{synced}");
    assert!(
        synced
            .stderr
            .contains(&format!("{id}: the stages that both sides recorded")),
        "{synced}"
    );
    let text = text(&world.root(), &id);
    let places = ["withdrawn", "selected"].map(|stage| text.find(&format!("name = \"{stage}\"")));
    assert!(places[0].is_some() && places[0] < places[1], "{text}");
    let checked = world.po(&["check", "--rule", "stage-order"]);
    assert_eq!(checked.code, Some(1), "{checked}");
    // What comes later is not kept back by it.
    world.done(&["case", "set", &id, "summary=三"]);
    world.done(&["sync"]);
}
