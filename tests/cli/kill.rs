//! The program killed at every step that changes a file: the next command repairs, nothing confirmed
//! is lost, nothing half done is left, and what people edited meanwhile stays.

use crate::support::{Output, World, path_of};

/// A file that a person edits while the program is killed.
const OTHER: &str = "records/agencies/mohw.toml";

/// Kills a command at its first, second, … step until it runs through. `prepare` makes what it needs;
/// `judge` gets what the killed run said and the commit before it, and looks at the store after the
/// next command.
fn at_every_step(prepare: impl Fn(&World) -> Vec<String>, judge: impl Fn(&World, &Output, &str)) {
    let mut steps = 0;
    loop {
        steps += 1;
        let world = World::new();
        let arguments = prepare(&world);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let before = world.head();
        world.replace(OTHER, "abbreviation", "# a note by hand\nabbreviation");
        let edited = world.read(OTHER);
        let mut command = world.program(&world.root(), &arguments);
        let output = world.run(command.env("PO_ABORT_AT", steps.to_string()));
        world.done(&["status"]);
        judge(&world, &output, &before);
        assert_eq!(world.read(OTHER), edited, "step {steps}");
        world.assert_sound_but(&format!(" M {OTHER}\n"));
        let commits = world.git(&["rev-list", "--count", &format!("{before}..")]);
        assert!(
            matches!(commits.trim(), "0" | "1"),
            "step {steps}: {commits}"
        );
        // The store is worked on as before.
        world.case("And afterwards?", &["--proposed", "2019-05-01"]);
        assert_eq!(
            world.git(&["status", "--porcelain"]),
            format!(" M {OTHER}\n")
        );
        if output.code.is_some() {
            assert_eq!(output.code, Some(0), "{output}");
            break;
        }
        assert!(steps < 200, "the command never ran through");
    }
    // Objects, journal, index, branch, file: fewer would mean that nothing was counted.
    assert!(steps > 5, "only {steps} steps");
}

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments
        .iter()
        .map(|argument| (*argument).to_owned())
        .collect()
}

#[test]
fn a_new_case_is_there_or_not_whenever_the_program_is_killed() {
    at_every_step(
        |_| {
            owned(&[
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
            ])
        },
        |world, output, before| {
            let cases = world.cases();
            let printed: Vec<&str> = output.stdout.lines().collect();
            assert!(
                printed.iter().all(|id| cases.iter().any(|case| case == id)),
                "{output}"
            );
            let is_there = world.head() != before;
            assert_eq!(cases.len(), usize::from(is_there));
            for case in cases {
                assert!(world.root().join(path_of(&case)).exists());
            }
        },
    );
}

#[test]
fn a_case_has_its_old_or_its_new_text_whenever_the_program_is_killed() {
    at_every_step(
        |world| {
            let id = world.case("May invented kites fly?", &["--number", "45"]);
            owned(&[
                "case",
                "set",
                &id,
                "title=May invented boats dive?",
                "number=46",
            ])
        },
        |world, _, before| {
            let id = world.cases().remove(0);
            let text = world.read(&path_of(&id));
            let is_new = world.head() != before;
            assert_eq!(
                text.contains("boats dive") && text.contains("number = 46"),
                is_new,
                "{text}"
            );
            assert_eq!(
                text.contains("kites fly") && text.contains("number = 45"),
                !is_new,
                "{text}"
            );
        },
    );
}

#[test]
fn a_removed_case_is_gone_or_there_whenever_the_program_is_killed() {
    at_every_step(
        |world| {
            let id = world.case("May invented kites fly?", &[]);
            owned(&["case", "rm", &id])
        },
        |world, _, before| {
            let is_gone = world.head() != before;
            assert_eq!(world.cases().is_empty(), is_gone);
        },
    );
}

/// Imports a file at every step: all records of the nouns are there, one of each, or none is.
fn an_import_at_every_step(command: &[&str], name: &str, text: &str, nouns: &[&str]) {
    at_every_step(
        |world| {
            let file = world.path().join(name);
            std::fs::write(&file, text).unwrap();
            let file = file.to_str().unwrap();
            owned(&[command, &[file]].concat())
        },
        |world, _, before| {
            let is_there = usize::from(world.head() != before);
            for noun in nouns {
                let list = world.done(&[noun, "list"]);
                assert_eq!(list.lines().count(), is_there, "{noun}: {list}");
            }
        },
    );
}

#[test]
fn an_import_of_a_transcript_is_whole_or_nothing_whenever_the_program_is_killed() {
    an_import_at_every_step(
        &["transcript", "import"],
        "2019-02-12-虛構會議.md",
        crate::transcript::MARKDOWN,
        &["transcript", "meeting"],
    );
}

/// An invented page of a case that was met on.
const PAGE: &str = "---
id: \"45\"
description: 虛構的協作會議
title: 風箏可以飛嗎？
propose_date: 2019-01-07
meeting_date: 2019-02-12
departments: [衛福部]
join:
  type: 部
publish: TRUE
---
";

#[test]
fn an_import_of_a_case_page_is_whole_or_nothing_whenever_the_program_is_killed() {
    an_import_at_every_step(
        &["import", "case-pages"],
        "45.md",
        PAGE,
        &["case", "meeting"],
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
fn an_import_of_petitions_is_whole_or_nothing_whenever_the_program_is_killed() {
    an_import_at_every_step(&["import", "join"], "petitions.json", PETITION, &["case"]);
}

#[test]
fn a_hand_edit_of_the_file_itself_after_the_kill_is_kept_and_named() {
    let mut named = 0;
    for step in 1..40 {
        let world = World::new();
        let id = world.case("May invented kites fly?", &["--number", "45"]);
        let path = path_of(&id);
        let mut command = world.program(&world.root(), &["case", "set", &id, "number=46"]);
        let output = world.run(command.env("PO_ABORT_AT", step.to_string()));
        if output.code.is_some() {
            break;
        }
        world.replace(&path, "kites", "dragons");
        let edited = world.read(&path);
        let next = world.po(&["status"]);
        assert_eq!(next.code, Some(0), "{next}");
        assert_eq!(world.read(&path), edited, "step {step}");
        assert!(next.stdout.contains(&path), "step {step}: {next}");
        named += usize::from(next.stderr.contains(&path));
        world.assert_sound_but(&format!(" M {path}\n"));
    }
    assert!(named > 0, "no repair named the file");
}

#[test]
fn a_repair_that_is_killed_is_repaired() {
    let mut repairs = 0;
    for step in 1..40 {
        let world = World::new();
        let id = world.case("May invented kites fly?", &["--number", "45"]);
        let mut command = world.program(&world.root(), &["case", "set", &id, "number=46"]);
        let output = world.run(command.env("PO_ABORT_AT", step.to_string()));
        if output.code.is_some() {
            break;
        }
        for again in 1..20 {
            let mut command = world.program(&world.root(), &["status"]);
            let output = world.run(command.env("PO_ABORT_AT", again.to_string()));
            if output.code.is_some() {
                break;
            }
            repairs += 1;
        }
        world.done(&["status"]);
        world.assert_sound();
    }
    assert!(repairs > 0, "no repair was killed");
}
