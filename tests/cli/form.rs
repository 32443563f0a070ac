//! `po form`: the monthly case-status form on its way out and back. Cases and texts are invented.

use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// A store with two open cases of one ministry and one of another.
fn world() -> (World, String) {
    let world = World::new();
    let new = |title: &str, host: &str, number: &str| {
        let id = world.done(&[
            "case",
            "new",
            "--title",
            title,
            "--source",
            "ministry",
            "--host",
            host,
            "--proposed",
            "2019-02-12",
            "--number",
            number,
        ]);
        id.trim().to_owned()
    };
    let first = new("Invented: opening hours", "mohw", "93");
    new("=Invented: a formula", "mohw", "94");
    new("Invented: of others", "moi", "95");
    (world, first)
}

/// The rows of a CSV file.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

fn written(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn a_returned_form_changes_exactly_the_filled_cells() {
    let (world, id) = world();
    world.done(&["form", "export", "--agency", "mohw", "--out", "form.csv"]);
    let form = std::fs::read_to_string(world.root().join("form.csv")).unwrap();
    assert_snapshot!(form.replace(&id, "c201902-XXXX"), @r#"
    ﻿"Case-status form, 衛生福利部, 2019-02",po.form/1,mohw,2019-02
    "Fill in the shaded cells (an empty cell changes nothing, `delete` takes back what was reported; Tracking is one of: release／keep), leave the others, save and send it back."
    Case id,No.,Topic,Stage,Last reported on,Last report,Next step then,Report,Next step,By,Tracking
    c201902-XXXX,93,Invented: opening hours,proposed,,,,,,,
    c201902-a783,94,'=Invented: a formula,proposed,,,,,,,
    "#);
    let mut cells = rows(&form);
    cells[3][7] = "Two interviews.\nA survey".to_owned();
    cells[3][9] = "108.03.04".to_owned();
    cells[3][10] = "keep".to_owned();
    std::fs::write(world.path().join("back.csv"), written(&cells)).unwrap();
    std::fs::remove_file(world.root().join("form.csv")).unwrap();

    assert_snapshot!(world.po(&["form", "import", "../back.csv"]), @"
    ---- stderr
    recorded <commit> Case-status form of mohw, 2019-02: 1 case
    [exit 0]
    ");
    let diff = world.git(&["show", "--format=%B", "HEAD"]);
    let changed: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-', 'P']) && !line.starts_with("Po-Version"))
        .filter(|line| !line.starts_with("+++") && !line.starts_with("---"))
        .collect();
    assert_snapshot!(changed.join("\n").replace(&id, "c201902-XXXX"), @r#"
    Po-Op: form.import
    Po-Record: c201902-XXXX
    Po-For: mohw
    +[[report]]
    +k = "xdn8gdb9"
    +on = 2019-02-12
    +agency = "mohw"
    +text = """
    +Two interviews.
    +A survey"""
    +next_on = 2019-03-04
    +asked = "keep"
    +
    "#);
    assert_snapshot!(world.po(&["form", "import", "../back.csv"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");

    // A corrected return changes the same report.
    cells[3][7] = "Three interviews.".to_owned();
    std::fs::write(world.path().join("back.csv"), written(&cells)).unwrap();
    world.done(&["form", "import", "../back.csv"]);
    let text = std::fs::read_to_string(world.root().join(path_of(&id))).unwrap();
    assert_eq!(text.matches("[[report]]").count(), 1, "{text}");
    assert!(
        text.contains("Three interviews.") && !text.contains("survey"),
        "{text}"
    );
}

#[test]
fn several_returns_of_a_form_add_up_and_a_word_takes_back() {
    let (world, id) = world();
    world.done(&["form", "export", "--agency", "mohw", "--out", "../form.csv"]);
    let form = std::fs::read_to_string(world.path().join("form.csv")).unwrap();
    let import = |filled: &[(usize, &str)]| {
        let mut cells = rows(&form);
        for (column, text) in filled {
            cells[3][*column] = (*text).to_owned();
        }
        std::fs::write(world.path().join("back.csv"), written(&cells)).unwrap();
        world.done(&["form", "import", "../back.csv"]);
        let text = world.read(&path_of(&id));
        let report = text.split("[[report]]").nth(1).unwrap_or_default();
        let lines = report.lines().skip(4).take_while(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    import(&[(7, "Invented."), (10, "release")]);
    assert_snapshot!(import(&[(8, "An invented survey"), (9, "2019-03-04")]), @r#"
    text = "Invented."
    next_step = "An invented survey"
    next_on = 2019-03-04
    asked = "release"
    "#);
    assert_snapshot!(import(&[(9, "delete"), (10, "刪除")]), @r#"
    text = "Invented."
    next_step = "An invented survey"
    "#);
    assert_eq!(import(&[(7, "delete"), (8, "delete")]), "");
    assert!(!world.read(&path_of(&id)).contains("report"));
}

#[test]
fn a_form_is_written_in_the_language_that_is_asked_for() {
    let (world, _) = world();
    let export = ["form", "export", "--agency", "mohw", "--out", "../form.csv"];
    world.done(&[&["--lang", "zh-TW"], &export[..]].concat());
    let form = std::fs::read_to_string(world.path().join("form.csv")).unwrap();
    assert_snapshot!(rows(&form)[..3].iter().map(|row| row.join("｜")).collect::<Vec<_>>().join("\n"), @"
    辦理情形表 衛生福利部 2019-02｜po.form/1｜mohw｜2019-02
    請填寫底色欄位（空白表示不更動，填「刪除」表示撤回先前提報之內容；列管請填：請解管／請續管），其他欄位請勿更動，存檔後寄回。
    案件代號｜序號｜議題｜階段｜上次提報日｜上次辦理情形｜上次下一步｜本次辦理情形｜下一步｜下一步期限｜列管
    ");
}

#[test]
fn what_contradicts_the_record_is_refused_row_by_row() {
    let (world, id) = world();
    world.done(&["form", "export", "--agency", "mohw", "--out", "../form.ods"]);
    world.done(&["form", "export", "--agency", "mohw", "--out", "../form.csv"]);
    let form = std::fs::read_to_string(world.path().join("form.csv")).unwrap();
    let mut cells = rows(&form);
    for row in [3, 4] {
        cells[row][7] = "Invented.".to_owned();
    }
    let import = |cells: &[Vec<String>]| {
        std::fs::write(world.path().join("back.csv"), written(cells)).unwrap();
        let said = world.po(&["form", "import", "../back.csv"]).to_string();
        assert_eq!(world.git(&["log", "--oneline", "--grep=form.import"]), "");
        said.replace(&id, "c201902-XXXX")
    };

    let mut other = cells.clone();
    other[3][3] = "selected".to_owned();
    other[4][0] = "c201901-zzzz".to_owned();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: nothing was written: 2 rows of the form cannot be recorded
      row 4, Stage: the form says `selected`, the record `proposed` (rule form-agrees)
      row 5: no case `c201901-zzzz` is on record (rule form-agrees)
    [exit 5]
    ");
    other = cells.clone();
    other[3][9] = "31 February".to_owned();
    other[4][10] = "perhaps".to_owned();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: nothing was written: 2 rows of the form cannot be recorded
      row 4, By: `31 February` is not a day (2019-02-12, 108-02-12, 108年2月12日, today, +10d, +10wd) (rule form-cell)
      row 5, Tracking: `perhaps` is not one of release, keep (rule form-cell)
    [exit 2]
    ");
    other = cells.clone();
    other[3][9] = "2019-02-11".to_owned();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: nothing was written: 1 row of the form cannot be recorded
      row 4, By: the next step is due on 2019-02-11, before the report of 2019-02-12 (rule next-step-ahead)
    [exit 5]
    ");
    other = cells.clone();
    other[0][3] = "2019-01".to_owned();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: this is the form of 2019-01, not of 2019-02 (rule form-of-month)
    hint: `--month 2019-01` records it as that month's
    [exit 5]
    ");
    other = cells.clone();
    other[0][1] = "something".to_owned();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: ../back.csv is no case-status form: its first row says none (po.form/1)
    hint: `po form export --agency A --out F.ods` makes one
    [exit 1]
    ");
    other = cells.clone();
    other[4][0] = other[3][0].clone();
    assert_snapshot!(import(&other), @"
    ---- stderr
    error: nothing was written: 1 row of the form cannot be recorded
      row 5: `c201902-XXXX` stands there twice (rule form-row-once)
    [exit 5]
    ");
    // An empty form reports nothing, and an ODS file is told by its content.
    std::fs::rename(world.path().join("form.ods"), world.path().join("form.bin")).unwrap();
    assert_snapshot!(world.po(&["form", "import", "../form.bin"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    world.done(&["case", "stage", &id, "selected", "--on", "2019-02-13"]);
    assert_snapshot!(
        world.po(&["form", "import", "../back.csv"]).to_string().replace(&id, "c201902-XXXX"),
        @"
    ---- stderr
    error: nothing was written: 2 rows of the form cannot be recorded
      row 4, Stage: the form says `proposed`, the record `selected` (rule form-agrees)
      row 5: `c201902-XXXX` stands there twice (rule form-row-once)
    [exit 5]
    "
    );
}

#[test]
fn libreoffice_reads_the_form_and_writes_one_that_comes_back() {
    let (world, id) = world();
    let convert = |file: &str, to: &str| {
        let mut soffice = world.command("soffice", world.path());
        soffice.args([
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            "converted",
            file,
        ]);
        soffice.args(
            ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"]
                .iter()
                .filter(|_| file.ends_with("csv")),
        );
        soffice.stdout(Stdio::null()).stderr(Stdio::null()).status()
    };
    world.done(&["form", "export", "--agency", "mohw", "--out", "../form.ods"]);
    if convert("form.ods", "csv:Text - txt - csv (StarCalc):44,34,76,1").is_err() {
        eprintln!("left out: LibreOffice is not installed");
        return;
    }
    let form = std::fs::read_to_string(world.path().join("converted/form.csv")).unwrap();
    let mut cells = rows(&form);
    assert_eq!(cells[3][2], "Invented: opening hours");
    assert_eq!(cells[4][2], "=Invented: a formula");
    cells[3][7] = "Invented: filled in.".to_owned();
    cells[3][9] = "2019-03-04".to_owned();
    std::fs::write(world.path().join("filled.csv"), written(&cells)).unwrap();
    assert!(convert("filled.csv", "ods").unwrap().success());
    world.done(&["form", "import", "../converted/filled.ods"]);
    let text = std::fs::read_to_string(world.root().join(path_of(&id))).unwrap();
    let report = text.split("[[report]]").nth(1).unwrap();
    assert!(
        report.contains("text = \"Invented: filled in.\"")
            && report.contains("next_on = 2019-03-04"),
        "{report}"
    );
    assert_eq!(
        world
            .git(&["show", "--format=", "--name-only", "HEAD"])
            .trim(),
        path_of(&id)
    );
}

#[test]
fn what_a_form_states_and_what_is_ignored_is_said() {
    let (world, id) = world();
    world.done(&["form", "export", "--agency", "mohw", "--out", "../form.csv"]);
    let path = world.path().join("form.csv");
    let mut cells = rows(&std::fs::read_to_string(&path).unwrap());
    cells[2].push("Remarks".to_owned());
    cells[3][7] = "Two interviews.".to_owned();
    cells[3].push("An invented remark".to_owned());
    cells[4][2] = "Another topic".to_owned();
    std::fs::write(&path, written(&cells)).unwrap();
    assert_snapshot!(world.po(&["form", "import", "../form.csv", "--on", "2019-02-12"]), @"
    ---- stderr
    recorded <commit> Case-status form of mohw, 2019-02: 1 case
    warning: row 5, Topic: the form says `Another topic`, the record `=Invented: a formula` (rule form-agrees); nothing is filled in there, so the row is ignored
    warning: the column `Remarks` is none of the form's and is ignored
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["form", "import", "../form.csv"]), @"
    ---- stderr
    無須變更
    注意：第5列「議題」：表格為「Another topic」，紀錄為「=Invented: a formula」（規則 form-agrees）；該列未填報，不予匯入
    注意：表格無「Remarks」欄，該欄內容不予匯入
    [exit 0]
    ");

    // A day that is stated is that of what was returned before, too.
    world.done(&["form", "import", "../form.csv", "--on", "2019-02-10"]);
    assert!(world.read(&path_of(&id)).contains("on = 2019-02-10"));
}
