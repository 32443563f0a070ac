//! Reports that are made again from their commit, on the invented records of the quarterly and the
//! monthly report.

use insta::assert_snapshot;
use serde_json::Value;

use super::support::{Output, World};
use super::{monthly, quarterly};

/// Saves a text beside the store and verifies it.
fn verify(world: &World, text: &str, more: &[&str]) -> Output {
    std::fs::write(world.path().join("report"), text).unwrap();
    world.po(&[&["report", "verify", "../report"], more].concat())
}

/// A quarterly report in a format, after which the record goes on.
fn quarter(world: &World, more: &[&str]) -> String {
    let report = world.done(&[&["report", "quarterly", "2019Q1"], more].concat());
    world.done(&["case", "set", "45", "summary=An invented later change"]);
    world.on("2019-05-02");
    report
}

#[test]
fn every_form_of_both_reports_comes_out_equal_after_later_changes() {
    let narrowed = ["quarterly", "--meeting", "108Q1", "--agency", "交通部"];
    for (world, report, change) in [
        (quarterly::store(), &["quarterly", "2019Q1"][..], "45"),
        (quarterly::store(), &narrowed, "45"),
        (monthly::world(), &["monthly", "2022-01"], "88"),
    ] {
        let mut made = Vec::new();
        for language in ["en", "zh-TW"] {
            for format in ["table", "md", "csv", "json", "jsonl"] {
                let flags = ["--format", format, "--lang", language];
                made.push(world.done(&[&["report"], report, &flags].concat()));
            }
        }
        world.on("2023-03-01");
        world.done(&["case", "set", change, "title=An invented later title"]);
        for text in made {
            let output = verify(&world, &text, &["--format", "json"]);
            assert_eq!(output.code, Some(0), "{text}{output}");
            let found: Value = serde_json::from_str(&output.stdout).unwrap();
            assert_eq!(found["result"], "equal");
            assert_eq!(output.stderr, "");
        }
    }
}

#[test]
fn what_is_equal_is_said_in_one_line_in_either_language() {
    let world = quarterly::store();
    let report = quarter(&world, &["--lang", "zh-TW"]);
    assert_snapshot!(verify(&world, &report, &[]), @"
    equal: record <commit>, figures c8390dcba564e03d…, po 0.1.0 then, 0.1.0 now
    [exit 0]
    ");
    assert_snapshot!(verify(&world, &report, &["--lang", "zh-TW"]), @"
    相符：紀錄 <commit>，數字摘要值 c8390dcba564e03d…；製作 po 0.1.0，查驗 0.1.0
    [exit 0]
    ");
}

#[test]
fn a_figure_that_was_edited_is_named_where_it_stands() {
    let world = quarterly::store();
    let json = quarter(&world, &["--format", "json"]);
    let csv = world.done(&["report", "quarterly", "2019Q1", "--format", "csv"]);
    let text = world.done(&["report", "quarterly", "2019Q1"]);
    let edited = |text: &str, old: &str, new: &str| {
        assert!(text.contains(old), "{old}: {text}");
        text.replacen(old, new, 1)
    };
    let json = edited(&json, "\"median\": 25", "\"median\": 14");
    assert_snapshot!(verify(&world, &json, &[]), @"
    meetings.collaborative.days_from_proposal.median: file 14, record 25
    ---- stderr
    error: the file was edited: it differs from its own record in 1 place
    [exit 1]
    ");
    assert_snapshot!(verify(&world, &json, &["--lang", "zh-TW"]), @"
    meetings.collaborative.days_from_proposal.median：檔案 14，紀錄 25
    ---- stderr
    錯誤：檔案曾遭改動：與所載紀錄有 1 處不符
    [exit 1]
    ");
    let csv = edited(&csv, "elements,,known,,1,1,", "elements,,known,,2,1,");
    assert_snapshot!(verify(&world, &csv, &[]), @"
    row 214 (elements known) value: file 2, record 1
    ---- stderr
    error: the file was edited: it differs from its own record in 1 place
    [exit 1]
    ");
    let text = edited(&text, "MOE        1        0", "MOE        2        0");
    assert_snapshot!(verify(&world, &text, &[]), @"
    line 55: file MOE 2 0, record MOE 1 0
    ---- stderr
    error: the file was edited: it differs from its own record in 1 place
    [exit 1]
    ");
    assert_snapshot!(verify(&world, &text, &["--format", "csv"]), @"
    at,file,record
    line 55,MOE 2 0,MOE 1 0
    ---- stderr
    error: the file was edited: it differs from its own record in 1 place
    [exit 1]
    ");
}

#[test]
fn another_argument_gives_other_figures() {
    let world = quarterly::store();
    let report = quarter(&world, &["--format", "json"]);
    let other = report.replace("quarterly 2019Q1", "quarterly 2018Q4");
    let output = verify(&world, &other, &["--format", "json"]);
    assert_eq!(output.code, Some(1), "{output}");
    let found: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(found["result"], "other");
    let paths = found["differences"].as_array().unwrap().iter();
    let paths: Vec<&str> = paths.map(|one| one["path"].as_str().unwrap()).collect();
    assert!(
        paths.contains(&"period.from") && paths.contains(&"digest"),
        "{paths:?}"
    );
    // A day that moves with the clock is not the argument that was recorded.
    let moving = report.replace("--as-of 2019-04-02", "--as-of 2019-4-2");
    let output = verify(&world, &moving, &[]);
    assert_eq!(output.code, Some(1), "{output}");
    assert!(
        output.stdout.starts_with("command: file po report"),
        "{output}"
    );
}

#[test]
fn nothing_of_a_file_is_run_but_a_report_of_this_store() {
    let world = quarterly::store();
    let report = quarter(&world, &["--format", "json"]);
    let head = world.head();
    let command = |new: &str| report.replace("po report quarterly 2019Q1", new);
    for (text, code) in [
        (command("po case new --title 虛構 --source ministry"), 5),
        (command("po report verify ../report"), 5),
        (command("po report quarterly 2019Q1 --store /elsewhere"), 5),
        (command("po receipt 45 --out ../stolen"), 5),
        (command("po report quarterly 2019Q1 --out ../stolen"), 5),
        (command("po report quarterly 2019Q1 --help"), 5),
        (command("sh -c 'touch ../stolen'"), 5),
        (command("po"), 5),
        (command("po report quarterly 2019Q9"), 2),
        (command("po report monthly --meeting nosuch"), 3),
        (report.clone(), 0),
        (
            report.replacen("\"commit\": \"", "\"commit\": \"HEAD^0 ", 1),
            5,
        ),
        (
            report.replacen("\"commit\": \"", "\"commit\": \"0000000", 1),
            5,
        ),
        (report[..report.len() / 2].to_owned(), 2),
        (report.replace("po.report.quarterly/1", "po.case/1"), 2),
        ("[".repeat(1 << 20), 2),
        ("section,id,key,label,value,base,unit\n".to_owned(), 2),
        (String::new(), 2),
    ] {
        let output = verify(&world, &text, &[]);
        assert_eq!(output.code, Some(code), "{output}");
        assert!(code == 0 || output.stdout.is_empty(), "{output}");
    }
    assert_eq!(world.head(), head);
    assert!(!world.path().join("stolen").exists());
    let bytes = world.path().join("bytes");
    std::fs::write(&bytes, [0xff; 64]).unwrap();
    let output = world.po(&["report", "verify", bytes.to_str().unwrap()]);
    assert_eq!(output.code, Some(2), "{output}");
}

#[test]
fn a_store_without_the_commit_says_where_to_get_it() {
    let world = quarterly::store();
    let report = world.done(&["report", "quarterly", "2019Q1"]);
    let elsewhere = World::new();
    assert_snapshot!(verify(&elsewhere, &report, &[]), @"
    ---- stderr
    error: commit <commit>, which the report was made from, is not in this store
    hint: fetch the history (`git fetch`; `git fetch --unshallow` in a shallow clone), or name the store it was made in with --store
    [exit 3]
    ");
    assert_snapshot!(verify(&elsewhere, &report, &["--lang", "zh-TW"]), @"
    ---- stderr
    錯誤：本紀錄庫沒有製作該報告之提交 <commit>
    建議：請取得完整歷史（git fetch；淺層複本為 git fetch --unshallow），或以 --store 指定製作該報告之紀錄庫
    [exit 3]
    ");
}

#[test]
fn a_commit_beside_the_branch_is_told() {
    let world = quarterly::store();
    world.git(&["checkout", "-q", "-b", "side"]);
    world.done(&["case", "set", "45", "title=An invented side"]);
    let report = world.done(&["report", "quarterly", "2019Q1", "--format", "csv"]);
    world.git(&["checkout", "-q", "-"]);
    let output = verify(&world, &report, &[]);
    assert_eq!(output.code, Some(0), "{output}");
    assert!(
        output
            .stderr
            .contains("is not in the history of this branch"),
        "{output}"
    );
}
