//! `po undo`: one commit taken back, nothing else lost.

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// The tree of HEAD: what all files together are.
fn tree(world: &World) -> String {
    world.git(&["rev-parse", "HEAD^{tree}"])
}

#[test]
fn the_last_change_goes_back_byte_by_byte_and_an_undo_can_be_undone() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let path = path_of(&case);
    world.replace(&path, "number = 45", "number = 45 # as announced");
    world.done(&["save"]);
    let before = tree(&world);
    world.done(&["case", "set", "45", "title=May invented dragons fly?"]);
    let changed = tree(&world);
    assert_snapshot!(world.po(&["undo", "--dry-run"]), @"
    change  c201902-x11g May invented kites fly?
        title: May invented dragons fly? → May invented kites fly?
    ---- stderr
    1 record would change; nothing was written (--dry-run)
    [exit 0]
    ");
    assert_eq!(tree(&world), changed);
    assert_snapshot!(world.po(&["undo", "--reason", "the wrong case"]), @"
    ---- stderr
    recorded <commit> undo <commit>: No. 45 c201902-x11g: title → May invented dragons fly?
    [exit 0]
    ");
    assert_eq!(tree(&world), before);
    let undone = world.git(&["rev-parse", "HEAD^"]);
    let message = world.git(&["log", "-1", "--format=%B"]);
    assert!(
        message.contains(&format!("Po-Undoes: {}", undone.trim())),
        "{message}"
    );
    assert!(message.contains("Po-Reason: the wrong case"), "{message}");
    world.done(&["undo"]);
    assert_eq!(tree(&world), changed);
    world.assert_sound();
}

#[test]
fn an_older_change_goes_back_by_field_and_what_came_later_stays() {
    let world = World::new();
    let case = world.case(
        "May invented kites fly?",
        &["--number", "45", "--tag", "sky"],
    );
    world.done(&[
        "case",
        "set",
        "45",
        "title=May invented dragons fly?",
        "tags=sky,fire",
    ]);
    let wrong = world.head();
    world.done(&["case", "set", "45", "number=46"]);
    world.replace(&path_of(&case), "number = 46", "number = 46 # by hand");
    world.done(&["save"]);
    assert_snapshot!(world.po(&["undo", &wrong]), @"
    ---- stderr
    recorded <commit> undo <commit>: No. 45 c201902-x11g: set title, tags
    [exit 0]
    ");
    let text = world.read(&path_of(&case));
    assert!(
        text.contains("title = \"May invented kites fly?\""),
        "{text}"
    );
    assert!(text.contains("tags = [\"sky\"]"), "{text}");
    assert!(text.contains("number = 46 # by hand"), "{text}");
    world.assert_sound();
}

#[test]
fn a_row_that_came_goes_and_one_that_went_comes_back() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let link = "https://example.org/kites";
    world.done(&[
        "case", "link", "add", "45", "--url", link, "--kind", "other",
    ]);
    let added = world.head();
    world.done(&["case", "set", "45", "number=46"]);
    let with_link = world.read(&path_of(&case));
    world.done(&["undo", &added]);
    assert!(!world.read(&path_of(&case)).contains(link));
    let removed = world.head();
    world.done(&["case", "set", "46", "title=May invented dragons fly?"]);
    world.done(&["undo", &removed]);
    let text = world.read(&path_of(&case));
    assert_eq!(text.replace("dragons", "kites"), with_link);
    world.assert_sound();
}

#[test]
fn a_stage_under_later_ones_stays() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.done(&["case", "stage", "45", "selected"]);
    let selected = world.head();
    world.done(&["case", "stage", "45", "preparing"]);
    let before = world.head();
    assert_snapshot!(world.po(&["undo", &selected]), @"
    ---- stderr
    error: <commit> was not undone: 1 value it wrote was changed again by later commits, and that would be lost
      c201902-x11g:stage[fw2q].name
        2019-02-12  <commit>  No. 45 c201902-x11g: stage → preparing
    hint: undo the later change first: po undo <commit>
    [exit 4]
    ");
    assert_snapshot!(world.zh(&["undo", &selected]), @"
    ---- stderr
    錯誤：<commit> 未復原：所寫內容有 1 處後來再經修改，復原會一併抹去該等修改
      c201902-x11g:stage[fw2q].name
        2019-02-12  <commit>  No. 45 c201902-x11g: stage → preparing
    建議：請先復原較晚的修改：po undo <commit>
    [exit 4]
    ");
    assert_eq!(world.head(), before);
    world.done(&["undo"]);
    world.done(&["undo", &selected]);
}

#[test]
fn what_was_changed_again_is_named_and_stays() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    world.done(&["case", "set", "45", "title=May invented dragons fly?"]);
    let wrong = world.head();
    world.on("2019-03-01");
    world.done(&["case", "set", "45", "title=May invented whales fly?"]);
    let before = world.head();
    assert_snapshot!(world.po(&["undo", &wrong]), @"
    ---- stderr
    error: <commit> was not undone: 1 value it wrote was changed again by later commits, and that would be lost
      c201902-x11g:title
        2019-03-01  <commit>  No. 45 c201902-x11g: title → May invented whales fly?
    hint: undo the later change first: po undo <commit>
    [exit 4]
    ");
    assert_snapshot!(world.zh(&["undo", &wrong]), @"
    ---- stderr
    錯誤：<commit> 未復原：所寫內容有 1 處後來再經修改，復原會一併抹去該等修改
      c201902-x11g:title
        2019-03-01  <commit>  No. 45 c201902-x11g: title → May invented whales fly?
    建議：請先復原較晚的修改：po undo <commit>
    [exit 4]
    ");
    assert_eq!(world.head(), before);
    // The birth of a record that changed since cannot be taken back alone either.
    let birth = world.git(&[
        "log",
        "--format=%H",
        "--diff-filter=A",
        "--",
        &path_of(&case),
    ]);
    let refused = world.po(&["undo", birth.trim()]);
    assert_eq!(refused.code, Some(4), "{refused:?}");
    assert_eq!(world.head(), before);
}

#[test]
fn a_row_with_news_of_a_later_day_stays() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let link = "https://example.org/kites";
    world.done(&[
        "case", "link", "add", "45", "--url", link, "--kind", "other",
    ]);
    let added = world.head();
    world.done(&[
        "case",
        "link",
        "set",
        "45",
        link,
        "--title",
        "Invented kites",
    ]);
    let refused = world.po(&["undo", &added]);
    assert_eq!(refused.code, Some(4), "{refused:?}");
    assert!(refused.stderr.contains(".title"), "{}", refused.stderr);
}

#[test]
fn a_record_that_others_name_is_not_taken_away() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let birth = world.head();
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--date",
        "2019-04-01",
        "--case",
        "45",
        "--title",
        "An invented meeting",
    ]);
    let before = world.head();
    let refused = world.po(&["undo", &birth]);
    assert_eq!(refused.code, Some(5), "{refused:?}");
    assert_eq!(world.head(), before);
}

#[test]
fn what_cannot_be_undone_is_told() {
    let world = World::new();
    let first = world.git(&["rev-list", "--max-parents=0", "HEAD"]);
    assert_snapshot!(world.po(&["undo", first.trim()]), @"
    ---- stderr
    error: <commit> is the first commit; there is nothing before it
    [exit 5]
    ");
    assert_snapshot!(world.po(&["undo", "no-such-thing"]), @"
    ---- stderr
    error: no commit is called no-such-thing
    hint: `git log --oneline` lists revisions; a day is written 2019-02-12
    [exit 3]
    ");
    world.case("May invented kites fly?", &[]);
    world.git(&["switch", "-q", "-c", "side", "HEAD^"]);
    world.case("May invented boats dive?", &[]);
    let side = world.head();
    world.git(&["switch", "-q", "main"]);
    assert_snapshot!(world.po(&["undo", &side]), @"
    ---- stderr
    error: <commit> is not in the history of this branch
    [exit 3]
    ");
    world.git(&["merge", "-q", "--no-edit", "side"]);
    assert_snapshot!(world.po(&["undo"]), @"
    ---- stderr
    error: <commit> is a merge; merges are not undone
    hint: undo the commit that it brought in: find it with `git log`, then `po undo COMMIT`
    [exit 5]
    ");
    // The commits that it joined can be.
    let boats = world.po(&["undo", &side]);
    assert_eq!(boats.code, Some(0), "{boats:?}");
    assert_eq!(world.cases().len(), 1);
    let shallow = world.path().join("shallow");
    let url = format!("file://{}", world.root().display());
    let clone = [
        "clone",
        "-q",
        "--depth",
        "1",
        &url,
        shallow.to_str().unwrap(),
    ];
    world.git_in(world.path(), &clone);
    assert_snapshot!(world.po_in(&shallow, &["undo"]), @"
    ---- stderr
    error: the commit before <commit> is not in this clone
    hint: get the whole history: git fetch --unshallow
    [exit 1]
    ");
}
