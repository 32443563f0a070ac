//! The exit codes, each by a case, and what goes to stdout when something is wrong.

use crate::support::World;

#[test]
fn every_exit_code_has_its_meaning() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    let path = crate::support::path_of(&id);
    let exits = |arguments: &[&str]| {
        let output = world.po(arguments);
        if output.code != Some(0) {
            assert_eq!(output.stdout, "", "{arguments:?}{output}");
            assert!(!output.stderr.is_empty(), "{arguments:?}");
        }
        output.code.unwrap()
    };
    assert_eq!(exits(&["case", "list"]), 0);
    assert_eq!(exits(&["--help"]), 0);
    assert_eq!(exits(&["--version"]), 0);
    assert_eq!(exits(&["case", "set", "45", "--unset", "title"]), 5);
    assert_eq!(exits(&["init", "."]), 1);
    assert_eq!(exits(&["--store", "/nowhere", "case", "list"]), 1);
    assert_eq!(exits(&["dream"]), 2);
    assert_eq!(exits(&["case"]), 2);
    assert_eq!(exits(&["case", "dream"]), 2);
    assert_eq!(exits(&["case", "list", "--dream"]), 2);
    assert_eq!(exits(&["case", "list", "--format", "dream"]), 2);
    assert_eq!(exits(&["case", "new"]), 2);
    assert_eq!(exits(&["case", "list", "--as-of", "2019-02-30"]), 2);
    assert_eq!(exits(&["overview", "--as-of", "2019-02-30"]), 2);
    assert_eq!(exits(&["case", "show", "99"]), 3);
    assert_eq!(exits(&["show", "99"]), 3);
    assert_eq!(exits(&["case", "list", "--at", "dream"]), 3);
    assert_eq!(exits(&["case", "list", "--agency", "dream"]), 3);
    assert_eq!(exits(&["case", "stage", "45", "released"]), 5);
    assert_eq!(exits(&["case", "number", "45", "0"]), 5);
    assert_eq!(exits(&["case", "set", "45", "summary=0912-345-678"]), 5);
    world.replace(&path, "kites", "dragons");
    assert_eq!(exits(&["case", "set", "45", "summary=x"]), 4);
}

#[test]
fn a_wrong_word_is_met_with_the_word_that_was_meant() {
    let world = World::new();
    insta::assert_snapshot!(world.po(&["cas"]), @"
    ---- stderr
    error: `cas` is no command
    hint: did you mean `case`?
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    insta::assert_snapshot!(world.po(&["case", "lst"]), @"
    ---- stderr
    error: `lst` is no command
    hint: did you mean `list`?
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    insta::assert_snapshot!(world.zh(&["case", "list", "--stag", "met"]), @"
    ---- stderr
    錯誤：此處不接受「--stag」
    建議：是否為「--stage」？
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
}

#[test]
fn a_number_below_zero_is_told_what_is_expected() {
    let world = World::new();
    let id = world.case("An invented one?", &[]);
    for (arguments, expected) in [
        (&["case", "number", &id, "-3"][..], "not a whole number"),
        (
            &["case", "list", "--limit", "-1"],
            "--limit: `-1` is not a whole number from 0",
        ),
        (
            &["meeting", "list", "--number", "x"],
            "--number: `x` is not a whole number from 0",
        ),
        (&["report", "quarterly", "-1"], "`-1` is not a quarter"),
    ] {
        let told = world.po(arguments);
        assert_eq!(told.code, Some(2), "{told}");
        assert!(told.stderr.contains(expected), "{told}");
    }
    let told = world.po(&["case", "show", "-3"]);
    assert!(told.stderr.contains("no case answers to `-3`"), "{told}");
    let told = world.zh(&["case", "list", "--limit", "-1"]);
    assert!(
        told.stderr.contains("--limit：「-1」不是 0 以上之整數"),
        "{told}"
    );
}

#[test]
fn quiet_keeps_the_data_and_the_errors() {
    let world = World::new();
    let made = world.po(&[
        "case",
        "new",
        "--title",
        "x",
        "--source",
        "ministry",
        "--host",
        "mohw",
        "--proposed",
        "today",
        "--quiet",
    ]);
    assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{made}");
    assert_eq!(made.stdout.trim_end().len(), 12);
    let failed = world.po(&["case", "show", "99", "--quiet"]);
    assert!(failed.stderr.contains("99"), "{failed}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure_to_speak_of() {
    let world = World::new();
    let line = format!(
        "'{}' agency list --format json | head -n 1",
        crate::support::PROGRAM
    );
    let mut shell = world.command("sh", &world.root());
    let output = world.run(shell.args(["-c", &line]));
    assert_eq!(
        (output.stdout.as_str(), output.stderr.as_str()),
        ("[\n", "")
    );
}

#[test]
fn colour_comes_only_when_asked_for() {
    let world = World::new();
    world.case("May invented kites fly?", &[]);
    assert!(!world.done(&["case", "list"]).contains('\u{1b}'));
    assert!(
        !world
            .done(&["case", "list", "--format", "json", "--color", "always"])
            .contains('\u{1b}')
    );
    world.set("NO_COLOR", "1");
    assert!(!world.done(&["case", "list"]).contains('\u{1b}'));
}
