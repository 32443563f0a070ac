//! Merges of invented cases, one for each thing that a user would notice.

use crate::record::Kind;

use super::{MergeError, Merged, merge};

/// Invented.
const CASE: &str = r#"#:schema ../../../schemas/case.schema.json
id = "c201902-k7f2"
title = "測試用案件"
# 依表單填寫
summary = "甲"
tags = ["水", "路"]

[[stage]]
k = "a1b2"
name = "proposed"

[[stage]]
k = "c3d4"
name = "selected"

# 承諾
[[commitment]]
k = "e5f6"
label = "C1"
text = "一"
status = "open"
"#;

fn merged(one: &str, other: &str) -> Merged {
    let there = merge(Kind::Case, Some(CASE), Some(one), Some(other)).unwrap();
    let back = merge(Kind::Case, Some(CASE), Some(other), Some(one)).unwrap();
    assert_eq!(there, back, "a merge looks at sides");
    there
}

fn text(one: &str, other: &str) -> String {
    let merged = merged(one, other);
    assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
    merged.text.unwrap()
}

#[test]
fn neighbouring_fields_are_no_conflict() {
    let one = CASE.replace("測試用案件", "新題目");
    let other = CASE.replace("\"甲\"", "\"乙\" # 改寫");
    let both = one.replace("\"甲\"", "\"乙\" # 改寫");
    assert_eq!(text(&one, &other), both);
}

#[test]
fn rows_added_by_both_stand_in_the_order_of_their_keys() {
    let row =
        |key: &str, name: &str| format!("\n[[stage]]\nk = \"{key}\"\nname = \"{name}\" # {key}\n");
    let at = "name = \"selected\"\n";
    let one = CASE.replace(at, &format!("{at}{}", row("zz99", "preparing")));
    let other = CASE.replace(at, &format!("{at}{}", row("bb11", "not-held")));
    let both = format!(
        "{at}{}{}",
        row("bb11", "not-held"),
        row("zz99", "preparing")
    );
    assert_eq!(text(&one, &other), CASE.replace(at, &both));
}

#[test]
fn lists_are_sets() {
    let one = CASE.replace("[\"水\", \"路\"]", "[\"水\", \"路\", \"電\"] # 主題");
    let other = CASE.replace("[\"水\", \"路\"]", "[\"路\", \"光\"]");
    let both = text(&one, &other);
    assert!(both.contains("tags = [\"路\", \"光\", \"電\"]"), "{both}");
}

#[test]
fn a_field_set_differently_keeps_its_value_and_names_both() {
    let one = CASE.replace("測試用案件", "丙");
    let other = CASE.replace("測試用案件", "乙");
    let merged = merged(&one, &other);
    let row = "\n[[conflict]]\npath = \"title\"\nbase = \"\\\"測試用案件\\\"\"\nvalues = [\"\\\"丙\\\"\", \"\\\"乙\\\"\"]\n";
    assert_eq!(merged.text.unwrap(), format!("{CASE}{row}"));
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn a_field_added_differently_takes_the_smaller_value() {
    let one = CASE.replace("title", "number = 45\ntitle");
    let other = CASE.replace("title", "number = 46\ntitle");
    let merged = merged(&one, &other);
    let text = merged.text.unwrap();
    assert!(text.starts_with(&one), "{text}");
    assert!(text.ends_with("path = \"number\"\nvalues = [\"45\", \"46\"]\n"));
}

#[test]
fn a_conflict_that_one_side_settled_is_settled() {
    let open = merged(
        &CASE.replace("測試用案件", "丙"),
        &CASE.replace("測試用案件", "乙"),
    );
    let open = open.text.unwrap();
    let settled = CASE.replace("測試用案件", "乙");
    let elsewhere = open.replace("\"甲\"", "\"丁\"");
    let after = merge(Kind::Case, Some(&open), Some(&settled), Some(&elsewhere)).unwrap();
    assert_eq!(after.text.unwrap(), settled.replace("\"甲\"", "\"丁\""));
    assert!(after.conflicts.is_empty());
}

#[test]
fn a_third_value_joins_the_conflict() {
    let of = |title: &str| CASE.replace("測試用案件", title);
    let open = merged(&of("乙"), &of("丙")).text.unwrap();
    let wider = merged(&open, &of("丁"));
    assert_eq!(wider.conflicts[0].values, ["\"丁\"", "\"丙\"", "\"乙\""]);
    assert!(wider.text.unwrap().contains("title = \"測試用案件\""));
}

#[test]
fn a_number_that_waits_goes_on_waiting() {
    let base = CASE.replace("title", "number = 45\ntitle");
    let waits = format!("{CASE}\n[[conflict]]\npath = \"number\"\nvalues = [\"45\"]\n");
    let other = base.replace("甲", "乙");
    for (one, other) in [(&waits, &other), (&other, &waits)] {
        let merged = merge(Kind::Case, Some(&base), Some(one), Some(other)).unwrap();
        assert_eq!(merged.text.unwrap(), waits.replace("甲", "乙"));
        assert_eq!(merged.conflicts.len(), 1);
    }
}

#[test]
fn what_one_removed_and_the_other_changed_stays_and_is_named() {
    let row = "\n# 承諾\n[[commitment]]\nk = \"e5f6\"\nlabel = \"C1\"\ntext = \"一\"\nstatus = \"open\"\n";
    let one = CASE.replace(row, "");
    let other = CASE.replace("\"open\"", "\"done\"");
    let merged = merged(&one, &other);
    assert_eq!(merged.text.as_deref(), Some(other.as_str()));
    assert_eq!(merged.kept_edits[0].to_string(), "commitment[e5f6]");
    let elsewhere = CASE.replace("測試用案件", "乙");
    assert_eq!(text(&one, &elsewhere), one.replace("測試用案件", "乙"));
}

#[test]
fn a_removed_record_stays_where_the_other_side_changed_it() {
    let changed = CASE.replace("測試用案件", "乙");
    let stays = merge(Kind::Case, Some(CASE), None, Some(&changed)).unwrap();
    assert_eq!(stays.text.as_deref(), Some(changed.as_str()));
    assert_eq!(stays.kept_edits.len(), 1);
    let gone = merge(Kind::Case, Some(CASE), None, Some(CASE)).unwrap();
    assert_eq!((gone.text, gone.kept_edits.len()), (None, 0));
}

#[test]
fn equal_labels_are_numbered_anew_by_key() {
    let row = |key: &str| {
        format!(
            "{CASE}\n[[commitment]]\nk = \"{key}\"\nlabel = \"C2\" # 編號\ntext = \"{key}\"\nstatus = \"open\"\n"
        )
    };
    let both = text(&row("m2m2"), &row("b1b1"));
    let labels: Vec<&str> = both
        .lines()
        .filter(|line| line.starts_with("label"))
        .collect();
    assert_eq!(
        labels,
        [
            "label = \"C1\"",
            "label = \"C2\" # 編號",
            "label = \"C3\" # 編號"
        ]
    );
    assert!(both.find("b1b1") < both.find("m2m2"));
}

#[test]
fn keys_that_nobody_knows_and_comments_stay() {
    let one = CASE.replace("summary", "# 舊系統\nOldKey = 1\nsummary")
        + "\n[legacy]\na = 1 # 一\n\n# 完\n";
    let other = CASE
        .replace("title =", "# 由秘書處擬定\ntitle =")
        .replace("\"甲\"", "\"乙\"");
    let both = text(&one, &other);
    let expected = one
        .replace("title =", "# 由秘書處擬定\ntitle =")
        .replace("\"甲\"", "\"乙\"");
    assert_eq!(both, expected);
    let again = merged(
        &(CASE.to_owned() + "OldKey = 1\n\n[legacy]\na = 1\n"),
        &(CASE.to_owned() + "OldKey = 2\n\n[legacy]\na = 2\n"),
    );
    let paths: Vec<&str> = again
        .conflicts
        .iter()
        .map(|row| row.path.as_str())
        .collect();
    assert_eq!(paths, ["commitment[e5f6].\"OldKey\"", "legacy"]);
}

#[test]
fn other_ways_of_writing_toml_are_merged_too() {
    let inline = CASE.replace("\n[[stage]]\nk = \"a1b2\"\nname = \"proposed\"\n\n[[stage]]\nk = \"c3d4\"\nname = \"selected\"\n", "")
        .replace("tags", "stage = [{ k = \"a1b2\", name = \"proposed\" }, { k = \"c3d4\", name = \"selected\" }]\ntags");
    let other = CASE.replace("測試用案件", "乙");
    assert_eq!(text(&inline, &other), inline.replace("測試用案件", "乙"));
    let more = CASE.replace(
        "name = \"selected\"\n",
        "name = \"selected\"\nnote = \"註\"\n",
    );
    assert!(text(&inline, &more).contains("註"));
    let crlf = CASE.replace('\n', "\r\n");
    assert_eq!(text(&crlf, &other), crlf.replace("測試用案件", "乙"));
    let no_end = CASE.trim_end();
    assert_eq!(text(no_end, &other), no_end.replace("測試用案件", "乙"));
}

#[test]
fn what_is_no_record_is_refused() {
    let merge = |one: &str| {
        merge(
            Kind::Case,
            Some(CASE),
            Some(one),
            Some(&CASE.replace('甲', "乙")),
        )
    };
    let broken = "<<<<<<< ours\ntitle = \"a\"\n";
    assert!(matches!(merge(broken), Err(MergeError::Syntax(_))));
    let odd = format!("{CASE}\n[[conflict]]\nvalues = []\n");
    assert_eq!(merge(&odd), Err(MergeError::Conflict));
}
