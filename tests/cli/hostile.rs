//! Bad input: it is named with file, line and field, the exit code tells its kind, and nothing of it
//! is written.

use std::fs::File;

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// A world with one case, and the place of a file that is put beside it by hand.
fn world() -> (World, String) {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    (world, path_of("c201902-bad1"))
}

/// Saves what was put there by hand; nothing may be recorded.
#[track_caller]
fn refused(world: &World, code: i32) -> String {
    let before = world.head();
    let output = world.po(&["save"]);
    assert_eq!(output.code, Some(code), "{output}");
    assert_eq!(output.stdout, "", "{output}");
    assert_eq!(world.head(), before, "{output}");
    assert_eq!(world.po(&["case", "list"]).code, Some(0));
    output.to_string()
}

#[test]
fn files_that_are_no_sound_records() {
    let head = "id = \"c201902-bad1\"\n";
    let cases: [(&str, &[u8]); 11] = [
        ("nothing", b""),
        ("no TOML", b"id = \"c201902-bad1\"\ntitle = \nnumber = = 3\n"),
        ("a wrong type", b"title = [1]\nnumber = 1.5\n"),
        ("an unknown word", b"title = \"x\"\n[[stage]]\nk = \"a1b2\"\nname = \"dreamt\"\n"),
        ("no such day", b"title = \"x\"\n[[stage]]\nk = \"a1b2\"\nname = \"met\"\non = 2019-02-30\n"),
        ("a day in quotes", b"title = \"x\"\n[[stage]]\nk = \"a1b2\"\nname = \"met\"\non = \"2019-02-03\"\n"),
        ("a number too large", b"title = \"x\"\nnumber = 99999999999\n"),
        ("a key twice", b"title = \"x\"\ntitle = \"y\"\n"),
        ("a row twice", b"title = \"x\"\n[[stage]]\nk = \"a1b2\"\nname = \"met\"\n[[stage]]\nk = \"a1b2\"\nname = \"tracked\"\n"),
        ("no UTF-8", b"title = \"x\xff\"\n"),
        ("a bad address", b"title = \"x\"\n[[petition]]\nurl = \"javascript:alert(1)\"\n"),
    ];
    let (world, path) = world();
    let mut talk = String::new();
    for (name, body) in cases {
        let whole = matches!(name, "nothing" | "no TOML");
        let text = [if whole { b"" } else { head.as_bytes() }, body].concat();
        world.write(&path, text);
        let said = refused(&world, 1);
        assert!(said.contains(&path), "{name}: {said}");
        talk.push_str(&format!("== {name}\n{said}"));
    }
    assert_snapshot!(talk, @r#"
    == nothing
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:1:1 missing: id, title
    hint: mend the lines named and `po save` again
    [exit 1]
    == no TOML
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:2:9 not valid TOML: nothing stands behind the `=`; give a value, or take the line out (the parser says: string values must be quoted, expected literal string)
        |
      2 | title = 
        |         ^
      records/cases/2019/02/c201902-bad1.toml:3:10 not valid TOML: look at the quotes, brackets, commas and equals signs here (the parser says: extra `=`, expected nothing)
        |
      3 | number = = 3
        |          ^
      records/cases/2019/02/c201902-bad1.toml:3:12 not valid TOML: something follows the value; write one `key = value` a line (the parser says: unexpected key or value, expected newline, `#`)
        |
      3 | number = = 3
        |            ^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a wrong type
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:2:9 title expected text in quotes, found a list
        |
      2 | title = [1]
        |         ^^^
      records/cases/2019/02/c201902-bad1.toml:3:10 number expected a whole number from 0, found a decimal number
        |
      3 | number = 1.5
        |          ^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == an unknown word
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:5:8 stage[1].name `dreamt` is unknown; one of: watching, proposed, selected, preparing, announced, met, not-held, tracked, released, not-selected, lapsed, replied, withdrawn, merged
        |
      5 | name = "dreamt"
        |        ^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == no such day
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:6:6 not valid TOML: this is no day of the calendar; write it as 2019-02-12 (the parser says: invalid date, expected day between 01 and 28)
        |
      6 | on = 2019-02-30
        |      ^^^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a day in quotes
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:6:6 stage[1].on expected a date such as 2019-02-12, without quotes, found text
        |
      6 | on = "2019-02-03"
        |      ^^^^^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a number too large
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:3:10 number `99999999999` is not a whole number from 0
        |
      3 | number = 99999999999
        |          ^^^^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a key twice
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:3:1 not valid TOML: this key stands there already; keep one of the two (the parser says: duplicate key)
        |
      3 | title = "y"
        | ^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a row twice
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:6:1 stage[2] a second row `a1b2`: the key of a row stands once
        |
      6 | [[stage]]
        | ^^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    == no UTF-8
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:2:11 line 2 is not UTF-8 text; save the file as UTF-8
        |
      2 | title = "x�"
        |           ^
    hint: mend the lines named and `po save` again
    [exit 1]
    == a bad address
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml:4:7 petition[1].url `javascript:alert(1)` is not a web address (http or https)
        |
      4 | url = "javascript:alert(1)"
        |       ^^^^^^^^^^^^^^^^^^^^^
    hint: mend the lines named and `po save` again
    [exit 1]
    "#);
    world.assert_sound_but(&format!("?? {path}\n"));
}

#[test]
fn files_in_the_wrong_place_or_with_a_foreign_name() {
    let (world, _) = world();
    world.write(
        &path_of("c201903-bad2"),
        "id = \"c201902-bad1\"\ntitle = \"x\"\n",
    );
    world.write("records/cases/notes.toml", "title = \"x\"\n");
    world.write("records/dreams/one.txt", "x\n");
    assert_snapshot!(refused(&world, 1), @"
    ---- stderr
    error: 3 files were not recorded, because of what is wrong there:
      records/cases/2019/03/c201903-bad2.toml:1:1 id `c201902-bad1` belongs in records/cases/2019/02/c201902-bad1.toml
      records/cases/notes.toml:1:1 no kind of record lives in this folder
      records/dreams/one.txt:1:1 no kind of record lives in this folder
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
}

#[test]
fn an_id_does_not_change() {
    let (world, _) = world();
    let before = world.head();
    assert_snapshot!(world.po(&["case", "set", "45", "id=c201902-zzzz"]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-x11g.toml would not be a sound record any more; nothing was written
      records/cases/2019/02/c201902-x11g.toml:1:1 id `c201902-zzzz` belongs in records/cases/2019/02/c201902-zzzz.toml
    [exit 5]
    ");
    world.editor("sed -i 's/^id = .*/id = \"c201902-zzzz\"/' \"$1\"");
    assert_snapshot!(world.po(&["case", "edit", "45"]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-x11g.toml would not be a sound record any more; nothing was written
      records/cases/2019/02/c201902-x11g.toml:1:1 id `c201902-zzzz` belongs in records/cases/2019/02/c201902-zzzz.toml
    hint: what you wrote is kept in $W/tmp/c201902-x11g-<random>.toml
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn what_is_no_record_can_be_taken_out_by_hand() {
    let (world, path) = world();
    world.write(&path, "title = 5\n");
    world.write("records/dreams/one.txt", "x\n");
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--message=by hand"]);
    assert_eq!(world.po(&["case", "list"]).code, Some(1));
    std::fs::remove_file(world.root().join(&path)).unwrap();
    std::fs::remove_file(world.root().join("records/dreams/one.txt")).unwrap();
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> hand edits of 2 records
    [exit 0]
    ");
    assert_eq!(world.po(&["case", "list"]).code, Some(0));
    world.assert_sound();
}

#[test]
fn a_hundred_megabytes_are_refused_without_being_read() {
    let (world, path) = world();
    world.write(&path, "");
    let file = File::options()
        .write(true)
        .open(world.root().join(&path))
        .unwrap();
    file.set_len(100 << 20).unwrap();
    assert_snapshot!(refused(&world, 1), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml has 104857600 bytes; at most 16777216 are read
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    let checked = world.po(&["check", "--working"]);
    assert!(checked.stdout.contains(&path), "{checked}");
}

#[test]
fn a_folder_and_a_link_in_the_place_of_a_file() {
    let (world, path) = world();
    let place = world.root().join(&path);
    std::fs::create_dir_all(&place).unwrap();
    std::fs::write(place.join("inside.toml"), "id = \"x\"\n").unwrap();
    let said = refused(&world, 1);
    assert!(said.contains(&path), "{said}");
    std::fs::remove_dir_all(&place).unwrap();

    std::fs::write(
        world.path().join("secret.toml"),
        "id = \"c201902-bad1\"\ntitle = \"secret\"\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(world.path().join("secret.toml"), &place).unwrap();
    assert_snapshot!(refused(&world, 1), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-bad1.toml is not a plain file
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    // A command that would write there does not write through the link.
    std::fs::remove_file(&place).unwrap();
    let id = world.cases().remove(0);
    let place = world.root().join(path_of(&id));
    std::fs::remove_file(&place).unwrap();
    std::os::unix::fs::symlink(world.path().join("secret.toml"), &place).unwrap();
    let before = world.head();
    let output = world.po(&["case", "set", &id, "title=x"]);
    assert_eq!(output.code, Some(4), "{output}");
    assert_eq!(world.head(), before);
    let secret = std::fs::read_to_string(world.path().join("secret.toml")).unwrap();
    assert!(secret.contains("secret"), "{secret}");
}

#[test]
fn paths_that_lead_elsewhere() {
    let (world, _) = world();
    let before = world.head();
    for arguments in [
        &[
            "agency",
            "new",
            "--id",
            "../../x",
            "--kind",
            "other-yuan",
            "--short-name",
            "x",
            "--full-name",
            "x",
        ][..],
        &["person", "new", "--id", "/etc/x", "--name", "x"],
        &["person", "new", "--id", "a/b", "--name", "x"],
        &["person", "new", "--id", "", "--name", "x"],
        &["transcript", "import", "tmp/../../x.md"],
        &["import", "join", "/nowhere.json"],
    ] {
        let output = world.po(arguments);
        assert_ne!(output.code, Some(0), "{arguments:?}{output}");
        assert_eq!(output.stdout, "", "{arguments:?}{output}");
        assert!(!output.stderr.contains("panicked"), "{output}");
    }
    assert_eq!(world.head(), before);
    // What git itself was made to hold is named, and followed nowhere.
    let blob = world.git(&["hash-object", "-w", "--stdin"]);
    let entry = format!(
        "120000,{},records/cases/2019/02/c201902-bad1.toml",
        blob.trim()
    );
    world.git(&["update-index", "--add", "--cacheinfo", &entry]);
    world.git(&["commit", "--quiet", "--message=a link"]);
    let checked = world.po(&["check"]);
    assert_eq!(checked.code, Some(1), "{checked}");
    assert!(checked.stdout.contains("symlink"), "{checked}");
    let listed = world.po(&["case", "list"]);
    assert!(listed.stdout.contains("kites"), "{listed}");
}

/// Personal data that is invented; the id has a sound check digit.
const PERSONAL: [&str; 3] = ["請洽 0912-345-678", "A123456789", "someone@example.com"];

#[test]
fn personal_data_of_citizens_enters_by_no_door() {
    let (world, _) = world();
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "other",
        "--title",
        "x",
        "--date",
        "2019-02-12",
    ]);
    let before = world.head();
    for personal in PERSONAL {
        let field = format!("summary={personal}");
        let row = format!("agency[mohw+host].unit={personal}");
        for arguments in [
            &[
                "case",
                "new",
                "--title",
                personal,
                "--source",
                "ministry",
                "--host",
                "mohw",
                "--proposed",
                "today",
            ][..],
            &["case", "set", "45", &field],
            &["case", "set", "45", &row],
            &["case", "set", "45", "summary=x", "--reason", personal],
            &["case", "stage", "45", "selected", "--note", personal],
            &[
                "case",
                "link",
                "add",
                "45",
                "--kind",
                "other",
                "--url",
                "https://example.org",
                "--title",
                personal,
            ],
            &["case", "rm", "45", "--reason", personal],
            &["meeting", "cancel", &meeting, "--reason", personal],
            &[
                "meeting", "new", "--kind", "other", "--title", "x", "--date", "today", "--place",
                personal,
            ],
            &["person", "new", "--id", "invented", "--name", personal],
        ] {
            let output = world.po(arguments);
            assert_eq!(output.code, Some(5), "{arguments:?}{output}");
            assert_eq!(output.stdout, "", "{arguments:?}{output}");
        }
    }
    assert_eq!(world.head(), before);
    let path = path_of(&world.cases().remove(0));
    world.replace(&path, "title =", "# 0912-345-678\ntitle =");
    assert_snapshot!(refused(&world, 1), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-x11g.toml:4  personal data (mobile)
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    world.git(&["checkout", "--quiet", "--", "records"]);
    world.replace(
        &path,
        "title =",
        "invented_key = \"a@example.com\"\ntitle =",
    );
    assert_snapshot!(refused(&world, 1), @"
    ---- stderr
    error: 1 file was not recorded, because of what is wrong there:
      records/cases/2019/02/c201902-x11g.toml:4  personal data (email)
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    hint: mend the lines named and `po save` again
    [exit 1]
    ");
    world.git(&["checkout", "--quiet", "--", "records"]);
    assert_snapshot!(world.po(&["case", "set", "45", "summary=請洽 0912-345-678"]), @"
    ---- stderr
    error: this may not enter the store, git never forgets; nothing was written
      commit message:1  personal data (mobile)
      records/cases/2019/02/c201902-x11g.toml:5 summary  personal data (mobile)
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["case", "set", "45", "summary=x", "--reason", "A123456789"]), @"
    ---- stderr
    錯誤：以下內容不得進入紀錄庫（git 不會遺忘）；未作任何變更
      提交訊息:5  個人資料（身分證字號）
    建議：請刪除；公開來源原有者，可加 [[privacy]] 列（path、kind、reason、by）說明後保留
    [exit 5]
    ");
    world.assert_sound();
}

#[test]
fn a_postal_address_stands_where_people_meet_and_not_where_one_lives() {
    let (world, _) = world();
    let hall = "臺北市中正區徐州路99號3樓";
    let home = "我住在臺北市中正區徐州路99號3樓";
    let meeting = |place| {
        let day = ["--date", "today", "--place", place];
        let new = ["meeting", "new", "--kind", "other", "--title", "風箏"];
        world.po(&[&new[..], &day].concat())
    };
    assert_eq!(meeting(hall).code, Some(0));
    assert_snapshot!(meeting(home), @"
    ---- stderr
    error: this may not enter the store, git never forgets; nothing was written
      records/meetings/2019/02/m201902-fw2q.toml:10 session[qrp5].place  personal data (postal-address)
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    [exit 5]
    ");
    let summary = format!("summary={hall}");
    assert_snapshot!(world.po(&["case", "set", "45", &summary]), @"
    ---- stderr
    error: this may not enter the store, git never forgets; nothing was written
      records/cases/2019/02/c201902-x11g.toml:5 summary  personal data (postal-address)
    hint: take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by
    [exit 5]
    ");
    let page = "https://example.org/reply?tel=0912%2D345%2D678";
    let link = [
        "case", "link", "add", "45", "--kind", "other", "--url", page,
    ];
    assert_snapshot!(world.zh(&link), @"
    ---- stderr
    錯誤：以下內容不得進入紀錄庫（git 不會遺忘）；未作任何變更
      提交訊息:1  個人資料（手機號碼）
      records/cases/2019/02/c201902-x11g.toml:17 link[https://example.org/reply?tel=0912%2D345%2D678].url  個人資料（手機號碼）
    建議：請刪除；公開來源原有者，可加 [[privacy]] 列（path、kind、reason、by）說明後保留
    [exit 5]
    ");
    world.assert_sound();
}

#[test]
fn a_dangling_reference_is_not_made_by_a_command_and_found_by_the_check() {
    let (world, _) = world();
    let before = world.head();
    for arguments in [
        &[
            "meeting",
            "new",
            "--kind",
            "working",
            "--title",
            "x",
            "--date",
            "today",
            "--case",
            "c199901-zzzz",
        ][..],
        &[
            "case",
            "stage",
            "45",
            "met",
            "--meeting",
            "m199901-zzzz",
            "--reason",
            "x",
        ],
        &[
            "case",
            "new",
            "--title",
            "x",
            "--source",
            "ministry",
            "--host",
            "dream",
            "--proposed",
            "today",
        ],
        &["meeting", "list", "--case", "c199901-zzzz"],
        &["transcript", "list", "--meeting", "m199901-zzzz"],
    ] {
        let output = world.po(arguments);
        assert_eq!(output.code, Some(3), "{arguments:?}{output}");
        assert!(
            output.stderr.contains("zzzz") || output.stderr.contains("dream"),
            "{output}"
        );
    }
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn arguments_that_are_not_utf8_or_very_long_do_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let (world, _) = world();
    let mut command = world.program(&world.root(), &["case", "show"]);
    let output = world.run(command.arg(std::ffi::OsStr::from_bytes(b"\xff\xfe")));
    assert_eq!(output.code, Some(2), "{output}");
    let long = "臺".repeat(20_000);
    assert_eq!(world.po(&["case", "show", &long]).code, Some(3));
    assert_eq!(world.po(&["case", "list", "--at", &long]).code, Some(3));
    let digits = "9".repeat(50);
    assert_eq!(world.po(&["case", "number", "45", &digits]).code, Some(2));
    assert_eq!(
        world.po(&["case", "list", "--limit", &digits]).code,
        Some(2)
    );
    assert_eq!(
        world.po(&["case", "list", "--at", "--upload-pack=x"]).code,
        Some(2)
    );
    assert_eq!(
        world.po(&["case", "list", "--at=--upload-pack=x"]).code,
        Some(3)
    );
    assert_eq!(world.po(&["case", "show", "--", "--version"]).code, Some(3));
    world.assert_sound();
}

#[cfg(unix)]
#[test]
fn a_program_in_the_folder_somebody_stands_in_is_not_run() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let trap = world.root().join("git");
    std::fs::write(&trap, "#!/bin/sh\ntouch trapped\n").unwrap();
    std::fs::set_permissions(&trap, PermissionsExt::from_mode(0o755)).unwrap();
    let (_, path) = std::env::vars().find(|(name, _)| name == "PATH").unwrap();
    let path = format!(".::{path}");
    world.variables.borrow_mut().push(("PATH".to_owned(), path));
    world.case("May invented kites fly?", &[]);
    assert!(!world.root().join("trapped").exists());
}
