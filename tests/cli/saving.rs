//! `po save` and `po check`: what people edit by hand.

use insta::assert_snapshot;

use crate::support::{World, path_of};

#[test]
fn sound_hand_edits_become_one_commit() {
    let world = World::new();
    let one = world.case("May invented kites fly?", &["--number", "45"]);
    let two = world.case("May invented boats dive?", &[]);
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    world.replace(&path_of(&one), "number = 45", "number = 46");
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> No. 46 c201902-x11g: set number
    [exit 0]
    ");
    world.replace(&path_of(&one), "kites", "dragons");
    std::fs::remove_file(world.root().join(path_of(&two))).unwrap();
    world.write(
        &path_of("c201903-new1"),
        "id = \"c201903-new1\"\ntitle = \"A new invented one?\"\n",
    );
    let before = world.head();
    assert_snapshot!(world.po(&["save", "--dry-run"]), @"
    remove  c201902-a783 May invented boats dive?
    change  c201902-x11g May invented dragons fly?
        title: May invented kites fly? → May invented dragons fly?
    new     c201903-new1 A new invented one?
    ---- stderr
    3 records would change; nothing was written (--dry-run)
    [exit 0]
    ");
    assert_eq!(world.head(), before);
    assert_snapshot!(world.zh(&["save", "--reason", "Invented tidying"]), @"
    ---- stderr
    已記錄 <commit> hand edits of 3 records
    [exit 0]
    ");
    assert_eq!(
        world.git(&["rev-list", "--count", &format!("{before}..")]),
        "1\n"
    );
    assert_snapshot!(world.git(&["show", "--format=%B", "--name-status", "HEAD"]), @"
    hand edits of 3 records

    Po-Op: store.save
    Po-Record: c201902-a783
    Po-Record: c201902-x11g
    Po-Record: c201903-new1
    Po-Reason: Invented tidying
    Po-Version: 0.1.0


    D	records/cases/2019/02/c201902-a783.toml
    M	records/cases/2019/02/c201902-x11g.toml
    A	records/cases/2019/03/c201903-new1.toml
    ");
    world.assert_sound();
}

#[test]
fn some_paths_are_saved_and_the_others_wait() {
    let world = World::new();
    let one = world.case("May invented kites fly?", &[]);
    let two = world.case("May invented boats dive?", &[]);
    world.replace(&path_of(&one), "kites", "dragons");
    world.replace(&path_of(&two), "boats", "whales");
    world.done(&["save", &path_of(&one), "--message", "Dragons it is"]);
    assert_eq!(world.git(&["log", "-1", "--format=%s"]), "Dragons it is\n");
    world.assert_sound_but(&format!(" M {}\n", path_of(&two)));
    let file = format!("{two}.toml");
    world.done(&["save", &file]);
    world.assert_sound();
}

#[test]
fn a_bad_file_stays_as_it_is_and_is_named_while_the_good_go_in() {
    let world = World::new();
    let good = world.case("May invented kites fly?", &[]);
    let bad = world.case("May invented boats dive?", &[]);
    world.replace(&path_of(&good), "kites", "dragons");
    world.replace(
        &path_of(&bad),
        "source = \"ministry\"",
        "source = \"dream\"\nnumber = \"four\"",
    );
    assert_snapshot!(world.po(&["save"]), @r#"
    ---- stderr
    recorded <commit> c201902-x11g: set title
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-a783.toml:4:10 source `dream` is unknown; one of: join-petition, join-notice, ministry, designated, secretariat, minister, cross-ministry
        |
      4 | source = "dream"
        |          ^^^^^^^
      records/cases/2019/02/c201902-a783.toml:5:10 number expected a whole number from 0, found text
        |
      5 | number = "four"
        |          ^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    "#);
    assert!(world.read(&path_of(&bad)).contains("dream"));
    assert!(
        world
            .git(&["show", &format!("HEAD:{}", path_of(&good))])
            .contains("dragons")
    );
    assert_snapshot!(world.zh(&["save"]), @r#"
    ---- stderr
    錯誤：1 個檔案因內容有誤未記錄：
      records/cases/2019/02/c201902-a783.toml:4:10 source 不認得「dream」；可用：join-petition, join-notice, ministry, designated, secretariat, minister, cross-ministry
        |
      4 | source = "dream"
        |          ^^^^^^^
      records/cases/2019/02/c201902-a783.toml:5:10 number 應為 0 以上的整數，卻是文字
        |
      5 | number = "four"
        |          ^^^^^^
    建議：修正所列各行後再執行「po save」
    [exit 1]
    "#);
    world.assert_sound_but(&format!(" M {}\n", path_of(&bad)));
}

#[test]
fn the_bytes_of_a_hand_edited_file_stay() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    let path = path_of(&id);
    let text = world.read(&path).replace('\n', "\r\n");
    let text = format!("\u{feff}{text}# 虛構\r\ninvented_key = 5");
    world.write(&path, &text);
    let saved = world.po(&["save"]);
    assert_eq!(saved.code, Some(0), "{saved}");
    assert_eq!(world.git(&["show", &format!("HEAD:{path}")]), text);
    // A change by command keeps byte order mark, line ends, comments and unknown keys.
    world.done(&["case", "set", &id, "summary=Plain"]);
    assert_eq!(
        world.read(&path),
        text.replace(
            "title = \"May invented kites fly?\"\r\n",
            "title = \"May invented kites fly?\"\r\nsummary = \"Plain\"\r\n"
        )
    );
    world.done(&["case", "set", &id, "--unset", "summary"]);
    assert_eq!(world.read(&path), text);
    world.assert_sound();
}

#[test]
fn a_command_does_not_overwrite_a_hand_edit() {
    let world = World::new();
    let one = world.case("May invented kites fly?", &["--number", "45"]);
    world.case("May invented boats dive?", &["--number", "46"]);
    world.replace(&path_of(&one), "kites", "dragons");
    let before = world.head();
    assert_snapshot!(world.po(&["case", "set", "45", "summary=Plain"]), @"
    ---- stderr
    error: these files were edited by hand and are not recorded yet; nothing was changed
      records/cases/2019/02/c201902-x11g.toml
    hint: record them with `po save`, or look at them with `po status`
    [exit 4]
    ");
    assert_snapshot!(world.zh(&["case", "stage", "45", "selected"]), @"
    ---- stderr
    錯誤：以下檔案有尚未記錄的手動修改；未作任何變更
      records/cases/2019/02/c201902-x11g.toml
    建議：以「po save」記錄，或以「po status」查看
    [exit 4]
    ");
    assert_eq!(world.head(), before);
    assert!(world.read(&path_of(&one)).contains("dragons"));
    // Another record is not in the way.
    world.done(&["case", "set", "46", "summary=Plain"]);
    world.assert_sound_but(&format!(" M {}\n", path_of(&one)));
    world.done(&["save"]);
    world.done(&["case", "set", "45", "summary=Plain"]);
    world.assert_sound();
}

#[test]
fn what_a_rule_refuses_stays_out_while_the_good_goes_in() {
    let world = World::new();
    let case = |number: u32| {
        let title = format!("May invented kites number {number} fly?");
        path_of(&world.case(&title, &["--number", &number.to_string()]))
    };
    let (good, twice, zero, lost, phone) = (case(1), case(2), case(3), case(4), case(5));
    world.replace(&good, "kites", "dragons");
    world.replace(&twice, "number = 2", "number = 1");
    world.replace(&zero, "number = 3", "number = 0");
    let stage = "on = 2019-02-12";
    world.replace(
        &lost,
        stage,
        &format!("{stage}\nmeeting = \"m201902-zzzz\""),
    );
    let number = ["0912", "345", "678"].join("-");
    world.replace(&phone, "kites", &format!("call {number}"));
    // A new record that names one which stays out stays out too.
    world.write(
        "records/meetings/2019/02/m201902-aaaa.toml",
        "id = \"m201902-aaaa\"\ntitle = \"Invented\"\nkind = \"prep\"\nstatus = \"planned\"\ncases = [\"c201902-new1\"]\n",
    );
    world.write(
        &path_of("c201902-new1"),
        "id = \"c201902-new1\"\nnumber = 1\ntitle = \"Invented\"\n",
    );
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> No. 1 c201902-x11g: set title
    error: 6 files were not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-0hy7.toml:11:11 stage[1].meeting: there is no meeting `m201902-zzzz`
      records/cases/2019/02/c201902-a783.toml:3:10 number: number 1 belongs to c201902-x11g, May invented dragons number 1 fly?
      records/cases/2019/02/c201902-dkhq.toml:4 title  personal data (mobile)
      records/cases/2019/02/c201902-fw2q.toml:3:10 number: case numbers begin with 1 (rule case-number)
      records/cases/2019/02/c201902-new1.toml:2:10 number: number 1 belongs to c201902-x11g, May invented dragons number 1 fly?
      records/meetings/2019/02/m201902-aaaa.toml:5:10 cases[1]: there is no case `c201902-new1`
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    assert!(
        world
            .git(&["show", &format!("HEAD:{good}")])
            .contains("dragons")
    );
    let left = world.git(&["status", "--short", "--untracked-files=all"]);
    assert_eq!(left.lines().count(), 6, "{left}");
    assert!(
        world
            .po(&["check", "--working"])
            .stdout
            .contains("case-number")
    );
}

#[test]
fn two_cases_may_exchange_their_numbers_in_one_go() {
    let world = World::new();
    let one = path_of(&world.case("May invented kites fly?", &["--number", "45"]));
    let two = path_of(&world.case("May invented boats dive?", &["--number", "46"]));
    world.replace(&one, "number = 45", "number = 46");
    world.replace(&two, "number = 46", "number = 45");
    world.done(&["save"]);
    world.assert_sound();
}

#[test]
fn a_hand_edit_that_loses_something_says_so() {
    let world = World::new();
    let path = path_of(&world.case("May invented kites fly?", &["--number", "45"]));
    world.replace(&path, "number = 45", "numbr = 45");
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> c201902-x11g: take out number
    warning: records/cases/2019/02/c201902-x11g.toml:3:1 unknown-key unknown key `numbr` (kept); did you mean `number`?
    [exit 0]
    ");
    // What was doubtful before is not said again.
    world.replace(&path, "\"proposed\"", "\"met\"");
    assert_snapshot!(world.zh(&["save"]), @"
    ---- stderr
    錯誤：1 個檔案因內容有誤未記錄：
      records/cases/2019/02/c201902-x11g.toml:9:8 stage[1].name：案件以「已召開」開始，之前缺少階段（規則 stage-order）
    建議：修正所列各行後再執行「po save」
    [exit 1]
    ");
}

#[test]
fn what_is_named_is_not_taken_away() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    let meeting = [
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented",
        "--date",
        "2019-03-04",
    ];
    let meeting = world.id(&meeting);
    world.done(&["case", "stage", "45", "selected", "--meeting", &meeting]);
    assert_snapshot!(world.po(&["meeting", "rm", &meeting, "--yes"]), @"
    ---- stderr
    error: m201903-a783 is named by other records (rule no-dangling-reference):
      c201902-x11g May invented kites fly?
    [exit 5]
    ");
    let file = world.root().join(path_of(&meeting));
    std::fs::remove_file(&file).unwrap();
    world.replace(&path_of(&case), "kites", "dragons");
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set title
    error: 1 file was not recorded, because of what is wrong there:
      records/meetings/2019/03/m201903-a783.toml m201903-a783 is named by other records (rule no-dangling-reference):
        c201902-x11g May invented dragons fly?
    hint: bring it back with `git restore --staged --worktree records/meetings/2019/03/m201903-a783.toml`
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    assert!(world.git(&["show", "HEAD"]).contains("dragons"));
}

#[test]
fn a_conflict_that_git_left_is_one_error() {
    let world = World::new();
    let path = path_of(&world.case("May invented kites fly?", &[]));
    let title = "title = \"May invented kites fly?\"";
    let both = format!("<<<<<<< HEAD\n{title}\n=======\n{title}\n>>>>>>> other");
    world.replace(&path, title, &both);
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-x11g.toml:3:1 git left both sides of a conflict here; `po resolve --markers` merges them by field
        |
      3 | <<<<<<< HEAD
        | ^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    assert_snapshot!(world.zh(&["check", "--working"]), @"
    records/cases/2019/02/c201902-x11g.toml:3:1: 錯誤 toml-syntax git 合併時於此留下雙方內容；「po resolve --markers」可逐欄合併
      |
    3 | <<<<<<< HEAD
      | ^^^^^^^
    ---- stderr
    檢查 79 個檔案：錯誤 1、警告 0、提示 0
    錯誤：檢查發現 1 項待處理
    [exit 1]
    ");
}

#[test]
fn a_file_that_is_too_large_is_called_so_by_a_check() {
    let world = World::new();
    let path = path_of(&world.case("May invented kites fly?", &[]));
    let file = std::fs::File::create(world.root().join(&path)).unwrap();
    file.set_len(100_000_000).unwrap();
    let checked = world.po(&["check", "--working"]).stdout;
    assert!(
        checked.contains("too-large") && checked.contains("100000000"),
        "{checked}"
    );
}

#[test]
fn check_looks_at_what_is_recorded_or_at_the_files() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    assert_snapshot!(world.po(&["check"]), @"
    ---- stderr
    0 errors, 0 warnings, 0 notes in 79 files
    [exit 0]
    ");
    world.replace(
        &path_of(&id),
        "on = 2019-02-12",
        "on = 2019-02-12\nmeeting = \"m201902-zzzz\"",
    );
    assert_snapshot!(world.po(&["check"]), @"
    ---- stderr
    0 errors, 0 warnings, 0 notes in 79 files
    warning: 1 file differs from the record; `po check --working` checks the files as they are
    [exit 0]
    ");
    assert_snapshot!(world.po(&["check", "--working"]), @"
    records/cases/2019/02/c201902-x11g.toml:11:11: error dangling-reference there is no record `m201902-zzzz`
    ---- stderr
    1 error, 0 warnings, 0 notes in 79 files
    error: the check found 1 thing to mend
    [exit 1]
    ");
    assert_snapshot!(world.zh(&["check", "--working"]), @"
    records/cases/2019/02/c201902-x11g.toml:11:11: 錯誤 dangling-reference 沒有「m201902-zzzz」這筆紀錄
    ---- stderr
    檢查 79 個檔案：錯誤 1、警告 0、提示 0
    錯誤：檢查發現 1 項待處理
    [exit 1]
    ");
    assert_eq!(world.po(&["save"]).code, Some(1));
    world.git(&["commit", "--quiet", "--all", "--message=by hand"]);
    assert_eq!(world.po(&["check"]).code, Some(1));
    assert_eq!(world.po(&["check", "--at", "HEAD~1"]).code, Some(0));
    let only = world.po(&["check", "--rule", "duplicate-number"]);
    assert_eq!(only.code, Some(0), "{only}");
    assert_snapshot!(world.po(&["check", "--rule", "dream"]), @"
    ---- stderr
    error: `dream` is no rule
    hint: `po check --list` lists the rules
    [exit 2]
    ");
    world.assert_sound();
}

#[test]
fn a_broken_hand_edit_is_named_by_a_check_of_the_record_and_shown_by_one_of_the_files() {
    let world = World::new();
    let path = path_of(&world.case("May invented kites fly?", &[]));
    let text = world.read(&path);
    world.write(&path, format!("{text}summary = 「虛構」提要\n[[stage]\n"));
    world.write("records/note.txt", "invented");
    assert_snapshot!(world.po(&["check"]), @"
    ---- stderr
    0 errors, 0 warnings, 0 notes in 79 files
    warning: 2 files differ from the record; `po check --working` checks the files as they are; not sound: records/cases/2019/02/c201902-x11g.toml, records/note.txt
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["check"]), @"
    ---- stderr
    檢查 79 個檔案：錯誤 0、警告 0、提示 0
    注意：2 個檔案與紀錄不同；「po check --working」檢查檔案現況；不是有效紀錄：records/cases/2019/02/c201902-x11g.toml、records/note.txt
    [exit 0]
    ");
    assert_snapshot!(world.po(&["check", "--working"]), @r#"
    records/cases/2019/02/c201902-x11g.toml:14:11: error toml-syntax not valid TOML: text stands between two `"`; put it in quotes (the parser says: string values must be quoted, expected literal string)
       |
    14 | summary = 「虛構」提要
       |           ^^^^^^^^^^^^
    records/cases/2019/02/c201902-x11g.toml:15:9: error toml-syntax not valid TOML: a bracket is not closed; put `]`, `]]` or `}` where it ends (the parser says: unclosed array table, expected `]`)
       |
    15 | [[stage]
       |         ^
    records/note.txt:1:1: error unknown-place no kind of record lives in this folder
    ---- stderr
    3 errors, 0 warnings, 0 notes in 80 files
    error: the check found 3 things to mend
    [exit 1]
    "#);
    assert_snapshot!(world.zh(&["save", &path]), @r#"
    ---- stderr
    錯誤：1 個檔案因內容有誤未記錄：
      records/cases/2019/02/c201902-x11g.toml:14:11 不是有效的 TOML：文字應放在兩個「"」之間，請加上半形引號（剖析器訊息「string values must be quoted, expected literal string」）
         |
      14 | summary = 「虛構」提要
         |           ^^^^^^^^^^^^
      records/cases/2019/02/c201902-x11g.toml:15:9 不是有效的 TOML：括號沒有結尾，請補上「]」「]]」或「}」（剖析器訊息「unclosed array table, expected `]`」）
         |
      15 | [[stage]
         |         ^
    建議：修正所列各行後再執行「po save」
    [exit 1]
    "#);
    assert_eq!(
        world.po(&["check", "--at", "HEAD"]).stderr.lines().count(),
        1
    );
}

#[test]
fn words_for_the_commit_are_not_blank() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let head = world.head();
    assert_snapshot!(world.po(&["save", "--message", ""]), @"
    ---- stderr
    error: --message <TEXT> is blank; some words were expected
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["case", "stage", "45", "not-held", "--reason", " "]), @"
    ---- stderr
    錯誤：--reason <TEXT> 不得空白
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    assert_eq!(world.head(), head);
}
