//! Reading: every list in every format, every answer from the past, and the pages for people.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{World, path_of};

/// A world with a record of every kind.
fn filled() -> World {
    let world = World::new();
    world.case(
        "May invented kites, | or <boats>, fly?",
        &["--number", "45"],
    );
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "=1+1",
        "--date",
        "2019-02-20",
        "--case",
        "45",
    ]);
    world.done(&[
        "person",
        "new",
        "--id",
        "invented-officer",
        "--name",
        "虛構人",
    ]);
    world.write(
        &path_of("t201902-k7f2"),
        format!("id = \"t201902-k7f2\"\ntitle = \"Invented\"\nmeeting = \"{meeting}\"\ndate = 2019-02-20\nstatus = \"draft\"\n"),
    );
    world.done(&["save"]);
    world
}

const LISTS: [&[&str]; 7] = [
    &["case", "list"],
    &["meeting", "list"],
    &["transcript", "list"],
    &["agency", "list"],
    &["person", "list"],
    &["overview"],
    &["check", "--list"],
];

#[test]
fn every_list_has_every_format() {
    let world = filled();
    for list in LISTS {
        let ask = |format: &str| world.done(&[list, &["--format", format]].concat());
        let json: Value = serde_json::from_str(&ask("json")).unwrap();
        let rows = json
            .as_array()
            .unwrap_or_else(|| panic!("{list:?}: {json}"));
        assert!(!rows.is_empty(), "{list:?}");
        for row in rows {
            let (first, schema) = row.as_object().unwrap().iter().next().unwrap();
            assert_eq!(first, "schema", "{list:?}");
            assert!(schema.as_str().unwrap().starts_with("po."), "{schema}");
            assert!(schema.as_str().unwrap().ends_with("/1"), "{schema}");
        }
        let lines: Vec<Value> = ask("jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(&lines, rows, "{list:?}");
        let csv = ask("csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert!(reader.headers().unwrap().len() > 2, "{csv}");
        assert_eq!(
            reader.records().map(Result::unwrap).count(),
            rows.len(),
            "{csv}"
        );
        let markdown = ask("md");
        assert_eq!(markdown.lines().count(), rows.len() + 2, "{markdown}");
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let first = bars(markdown.lines().next().unwrap());
        assert!(
            markdown.lines().all(|line| bars(line) == first),
            "{markdown}"
        );
        let plain = world.done(list);
        assert_eq!(plain.lines().count(), rows.len(), "{plain}");
    }
}

#[test]
fn an_empty_list_is_an_empty_list_in_every_format() {
    let world = World::new();
    assert_eq!(world.done(&["case", "list", "--format", "json"]), "[]\n");
    assert_eq!(world.done(&["case", "list", "--format", "jsonl"]), "");
    assert_eq!(world.done(&["case", "list"]), "");
    assert_eq!(
        world.done(&["case", "list", "--format", "csv"]),
        "number,id,stage,hosts,proposed_on,title\n"
    );
}

#[test]
fn a_case_for_programs_has_these_fields_and_no_others() {
    let world = filled();
    let list: Value =
        serde_json::from_str(&world.done(&["case", "list", "--format", "json"])).unwrap();
    let fields: Vec<&String> = list[0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        [
            "schema",
            "id",
            "number",
            "title",
            "stage",
            "source",
            "agencies",
            "proposed_on"
        ]
    );
    assert_eq!(list[0]["schema"], "po.case/1");
    assert_eq!(list[0]["number"], 45);
    assert_eq!(list[0]["proposed_on"], "2019-02-12");
    // Programs get the same words in every language.
    let chinese = world.done(&["case", "list", "--format", "json", "--lang", "zh-TW"]);
    assert_eq!(serde_json::from_str::<Value>(&chinese).unwrap(), list);
}

#[test]
fn markdown_and_spreadsheets_are_not_fooled_by_titles() {
    let world = filled();
    assert_snapshot!(world.po(&["case", "list", "--format", "md"]), @r"
    | No. | Id | Stage | Host | Proposed | Topic |
    | ---: | --- | --- | --- | --- | --- |
    | 45 | c201902-x11g | proposed | 衛福部 | 2019-02-12 | May invented kites, \| or &lt;boats>, fly? |
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "list", "--format", "csv"]), @"
    date,id,kind,number,status,title
    2019-02-20,m201902-a783,working,,planned,'=1+1
    [exit 0]
    ");
}

#[test]
fn every_reading_command_answers_from_the_past() {
    let world = filled();
    let reading: [&[&str]; 19] = [
        &["case", "list"],
        &["case", "list", "--format", "json"],
        &["case", "show", "45"],
        &["case", "show", "45", "--format", "json"],
        &["meeting", "list"],
        &["meeting", "show", "=1+1"],
        &["transcript", "list"],
        &["transcript", "show", "t201902-k7f2"],
        &["transcript", "export", "t201902-k7f2"],
        &["agency", "list"],
        &["agency", "show", "mohw"],
        &["person", "list"],
        &["person", "show", "invented-officer"],
        &["show", "45"],
        &["overview", "--format", "json"],
        &["status", "--format", "json"],
        &["check", "--format", "json"],
        &["report", "quarterly", "2019Q1", "--format", "json"],
        &["report", "monthly", "2019-03", "--format", "json"],
    ];
    let ask = |command: &[&str], more: &[&str]| {
        let arguments = [command, &["--as-of", "2019-03-10"], more].concat();
        let output = world.po(&arguments);
        assert!(matches!(output.code, Some(0 | 1)), "{arguments:?}{output}");
        output.stdout
    };
    let home = |more: &[&str]| world.done(&[&["--as-of", "2019-03-10"], more].concat());
    let then: Vec<String> = reading.iter().map(|command| ask(command, &[])).collect();
    let home_then = home(&[]);
    let commit = world.head();

    world.on("2019-03-10");
    world.done(&["case", "set", "45", "title=May invented boats dive?"]);
    world.done(&["case", "set", "45", "number=46"]);
    world.done(&["meeting", "set", "=1+1", "title==1+2"]);
    world.done(&["meeting", "hold", "=1+2"]);
    world.done(&["transcript", "set", "k7f2", "title=Anew"]);
    world.done(&["agency", "set", "mohw", "full_name=Invented ministry"]);
    world.done(&["person", "set", "invented-officer", "name=無名"]);
    world.case(
        "A second invented question?",
        &["--proposed", "2019-03-09", "--number", "45"],
    );

    let names: [&str; 4] = [&commit, &commit[..10], "2019-03-09", "108-02-12"];
    for at in names {
        for (command, then) in reading.iter().zip(&then) {
            assert_eq!(&ask(command, &["--at", at]), then, "{command:?} --at {at}");
        }
        assert_eq!(home(&["--at", at]), home_then, "--at {at}");
    }
    let changed = |command: &[&str], then: &String| &ask(command, &[]) != then;
    for (command, then) in reading.iter().zip(&then) {
        if !command.contains(&"=1+1") && !command.contains(&"check") {
            assert!(changed(command, then), "{command:?}");
        }
    }
    assert_ne!(home(&[]), home_then);
    assert_snapshot!(world.po(&["case", "list", "--at", "HEAD~1"]), @"
    46	c201902-x11g	proposed	衛福部	2019-02-12	May invented boats dive?
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "list", "--at", "2019-02-11"]), @"
    ---- stderr
    error: nothing was recorded by 2019-02-11; the first commit is of 2019-02-12
    hint: `git log --oneline` lists revisions; a day is written 2019-02-12
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "list", "--at", "no-such-branch"]), @"
    ---- stderr
    錯誤：沒有名為 no-such-branch 的版本
    建議：「git log --oneline」列出各版本；日期寫作 2019-02-12
    [exit 3]
    ");
    world.assert_sound();
}

#[test]
fn the_morning_screen_shows_the_nearest_of_what_is_due() {
    let world = World::new();
    for (number, proposed, qualified) in [
        ("1", "2018-05-01", "2018-06-01"),
        ("2", "2019-01-02", "2019-01-28"),
        ("3", "2019-01-03", "2019-02-11"),
        ("4", "2019-01-04", "2019-01-18"),
    ] {
        let title =
            format!("May invented kites of size {number} fly over every harbour of the island?");
        world.case(&title, &["--number", number, "--proposed", proposed]);
        let url = format!("https://join.gov.tw/idea/detail/{number}");
        world.done(&["case", "petition", "add", number, "--url", &url]);
        world.done(&["case", "petition", "qualify", number, "--on", qualified]);
    }
    assert_snapshot!(world.po(&["--as-of", "2019-02-20"]), @"
    Invented records　2019-02-20

    Due: 6 overdue, 3 within 14 days
      203 d late  2018-08-01  formal reply  衛福部 1  May invented kites of size 1 fly over every harbour of the island?
      23 d late   2019-01-28  schedule      衛福部 4  May invented kites of size 4 fly over every harbour of the island?
      7 d late    2019-02-13  schedule      衛福部 2  May invented kites of size 2 fly over every harbour of the island?
      7 d late    2019-02-13  contact       衛福部 4  May invented kites of size 4 fly over every harbour of the island?
      today       2019-02-20  schedule      衛福部 3  May invented kites of size 3 fly over every harbour of the island?
      2 d left    2019-02-22  contact       衛福部 2  May invented kites of size 2 fly over every harbour of the island?
      12 d left   2019-03-04  contact       衛福部 3  May invented kites of size 3 fly over every harbour of the island?
      … 2 more: po due

    Open cases: 4
         4  proposed

    No meeting is planned.

    Every change is recorded.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["--as-of", "2019-02-20"]), @"
    Invented records　108.02.20

    到期事項：逾期 6 項，14 日內到期 3 項
      逾期203日  107.08.01  正式回應    衛福部 1  May invented kites of size 1 fly over every harbour of the island?
      逾期23日   108.01.28  公布期程    衛福部 4  May invented kites of size 4 fly over every harbour of the island?
      逾期7日    108.02.13  公布期程    衛福部 2  May invented kites of size 2 fly over every harbour of the island?
      逾期7日    108.02.13  聯繫提議人  衛福部 4  May invented kites of size 4 fly over every harbour of the island?
      今日       108.02.20  公布期程    衛福部 3  May invented kites of size 3 fly over every harbour of the island?
      剩2日      108.02.22  聯繫提議人  衛福部 2  May invented kites of size 2 fly over every harbour of the island?
      剩12日     108.03.04  聯繫提議人  衛福部 3  May invented kites of size 3 fly over every harbour of the island?
      …另有 2 項：po due

    未結案件 4 件
         4  提案

    尚無排定會議。

    修改皆已記錄。
    [exit 0]
    ");
}

#[test]
fn the_morning_screen_and_the_overview() {
    let world = filled();
    world.case("A second invented question?", &["--proposed", "2019-02-01"]);
    world.done(&["case", "stage", "45", "selected"]);
    world.done(&["meeting", "hold", "=1+1", "--on", "2019-02-11"]);
    world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "Invented next",
        "--date",
        "+3d",
        "--case",
        "45",
    ]);
    assert_snapshot!(world.po(&[]), @"
    Invented records　2019-02-12

    Nothing is due within 14 days.

    Open cases: 2
         1  proposed
         1  selected

    Next meetings
      2019-02-15  working  Invented next

    Every change is recorded.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&[]), @"
    Invented records　108.02.12

    14 日內無到期事項。

    未結案件 2 件
         1  提案
         1  選定

    近期會議
      108.02.15  工作會議  Invented next

    修改皆已記錄。
    [exit 0]
    ");
    assert_snapshot!(world.po(&["overview"]), @"
    45	1st working meeting	衛福部	2019-02-15 working	0 d (0 d)	May invented kites, | or <boats>, fly?
    	proposed	衛福部	no date	11 d	A second invented question?
    ---- stderr
    2 cases open. Record <commit>.
    1 case waits for a meeting since selection, the longest 0 d; 0 past the limit.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["overview", "--agency", "衛福部", "--as-of", "108-03-01"]), @"
    45	1st working meeting	衛福部	2019-03-26 meeting	17 d (17 d)	May invented kites, | or <boats>, fly?
    	proposed	衛福部	no date	28 d	A second invented question?
    ---- stderr
    未結 2 案。紀錄 <commit>。
    選定後待召開會議 1 案，最久 17 日；逾期 0 案。
    [exit 0]
    ");
}

#[test]
fn status_names_what_is_not_recorded() {
    let world = filled();
    assert_snapshot!(world.po(&["status"]), @"
    Invented records
      in $W/store/, branch main at <commit>
      1 case, 1 meeting, 1 transcript
    Every change is recorded.
    [exit 0]
    ");
    world.replace("records/agencies/mohw.toml", "MOHW", "MOHW2");
    world.write("records/agencies/kites.toml", "id = \"kites\"\n");
    std::fs::remove_file(world.root().join("records/agencies/motc.toml")).unwrap();
    world.write("README.md", "no record\n");
    assert_snapshot!(world.po(&["status"]), @"
    Invented records
      in $W/store/, branch main at <commit>
      1 case, 1 meeting, 1 transcript
    Not recorded yet: 3 files.
      new     records/agencies/kites.toml
      changed records/agencies/mohw.toml
      removed records/agencies/motc.toml
    `po save` records them.
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["status"]), @"
    Invented records
      位置 $W/store/，分支 main，紀錄 <commit>
      案件 1、會議 1、逐字稿 1
    尚未記錄：3 個檔案。
      新增 records/agencies/kites.toml
      修改 records/agencies/mohw.toml
      移除 records/agencies/motc.toml
    以「po save」記錄。
    [exit 0]
    ");
    let json: Value = serde_json::from_str(&world.done(&["status", "--format", "json"])).unwrap();
    assert_eq!(json["schema"], "po.status/1");
    assert_eq!(json["unrecorded"].as_array().unwrap().len(), 3);
}

#[test]
fn a_schema_is_printed_for_every_kind() {
    let world = World::new();
    for kind in [
        "case",
        "meeting",
        "transcript",
        "agency",
        "person",
        "rules",
        "calendar",
        "template",
        "store",
    ] {
        let printed = world.done(&["schema", kind]);
        assert_eq!(printed, world.read(&format!("schemas/{kind}.schema.json")));
    }
    assert_eq!(world.po(&["schema", "dream"]).code, Some(2));
}

#[test]
fn hostile_text_does_not_reach_a_list() {
    let world = World::new();
    let id = world.case("May\u{1b}[31m invented\u{202e} kites\u{7} fly?", &[]);
    let list = world.done(&["case", "list"]);
    assert!(list.contains(&id), "{list}");
    for bad in ['\u{1b}', '\u{202e}', '\u{7}'] {
        assert!(!list.contains(bad), "{list:?}");
        for format in ["md", "csv"] {
            assert!(
                !world
                    .done(&["case", "list", "--format", format])
                    .contains(bad)
            );
        }
    }
}

#[test]
fn one_unreadable_record_hides_no_other_and_is_named() {
    let world = filled();
    world.write(
        &path_of("c201902-bad1"),
        "id = \"c201902-bad1\"\ntitle = 5\n",
    );
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--message=by hand"]);
    let list = world.po(&["case", "list"]);
    assert_snapshot!(list, @"
    45	c201902-x11g	proposed	衛福部	2019-02-12	May invented kites, | or <boats>, fly?
    ---- stderr
    warning: left out, unreadable: records/cases/2019/02/c201902-bad1.toml:2 (wrong-type)
    error: the answer lacks 1 record that cannot be read
    hint: `po check` shows every problem with its place
    [exit 1]
    ");
    assert_snapshot!(world.zh(&["case", "list", "--format", "csv"]), @r#"
    number,id,stage,hosts,proposed_on,title
    45,c201902-x11g,proposed,衛福部,2019-02-12,"May invented kites, | or <boats>, fly?"
    ---- stderr
    注意：未納入（無法讀取）：records/cases/2019/02/c201902-bad1.toml:2（wrong-type）
    錯誤：答案未含 1 筆無法讀取的紀錄
    建議：「po check」會逐一指出問題所在
    [exit 1]
    "#);
    for command in [
        &["overview"][..],
        &["meeting", "list"],
        &["agency", "list"],
        &[],
        &["status"],
        &["case", "show", "45"],
    ] {
        let output = world.po(command);
        assert_eq!(output.code, Some(1), "{command:?}{output}");
        assert!(!output.stdout.is_empty(), "{command:?}");
        assert!(
            output.stderr.contains("c201902-bad1"),
            "{command:?}{output}"
        );
    }
    // Work on the others goes on.
    assert_snapshot!(world.po(&["case", "set", "45", "summary=Still here"]), @"
    ---- stderr
    warning: left out, unreadable: records/cases/2019/02/c201902-bad1.toml:2 (wrong-type)
    recorded <commit> No. 45 c201902-x11g: summary → Still here
    [exit 0]
    ");
    world.done(&[
        "case",
        "petition",
        "add",
        "45",
        "--url",
        "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555",
    ]);
    assert_snapshot!(world.po(&["check", "--format", "csv"]), @r#"
    code,severity,path,line,column,field,message,remedy
    wrong-type,error,records/cases/2019/02/c201902-bad1.toml,2,9,title,"expected text in quotes, found a whole number",po case edit c201902-bad1
    schema-line,note,records/transcripts/2019/02/t201902-k7f2.toml,1,1,,the first line should be `#:schema ../../../../schemas/transcript.schema.json`,po transcript edit t201902-k7f2
    ---- stderr
    1 error, 0 warnings, 1 note in 83 files
    error: the check found 1 thing to mend
    [exit 1]
    "#);
    assert_snapshot!(world.po(&["case", "show", "c201902-bad1"]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-bad1.toml is not a sound record
      records/cases/2019/02/c201902-bad1.toml:2:9 title expected text in quotes, found a whole number
        |
      2 | title = 5
        |         ^
    hint: `po check` shows every problem with its place
    [exit 1]
    ");
    world.editor("sed -i 's/^title = .*/title = \"Mended in the editor?\"/' \"$1\"");
    assert_snapshot!(world.po(&["case", "edit", "c201902-bad1"]), @"
    ---- stderr
    warning: left out, unreadable: records/cases/2019/02/c201902-bad1.toml:2 (wrong-type)
    recorded <commit> c201902-bad1: edited
    [exit 0]
    ");
    assert_eq!(world.po(&["case", "list"]).code, Some(0));
    world.write(&path_of("c201902-bad1"), "id = \"c201902-bad1\"\n");
    world.git(&["commit", "--quiet", "--all", "--message=by hand again"]);
    // Mended by hand, it is a record like the others.
    world.write(
        &path_of("c201902-bad1"),
        "id = \"c201902-bad1\"\ntitle = \"Mended?\"\n",
    );
    assert_snapshot!(world.po(&["save"]), @"
    ---- stderr
    recorded <commit> c201902-bad1: new, Mended?
    [exit 0]
    ");
    assert_eq!(world.po(&["case", "list"]).code, Some(0));
    world.assert_sound();
}

#[test]
fn a_case_answers_to_its_number_however_it_is_written() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    for typed in [
        "45", "案45", "45案", "第45案", "第45號", "第45号", "序號45", "#45", "case 45", "No. 45",
    ] {
        for show in [&["show", typed][..], &["case", "show", typed]] {
            let shown = world.done(&[show, &["--format", "json"]].concat());
            assert!(shown.contains(&id), "{typed}: {shown}");
        }
    }
}

#[test]
fn what_no_record_answers_to_is_no_record_of_any_kind() {
    let world = World::new();
    assert_snapshot!(world.po(&["show", "nosuch"]), @"
    ---- stderr
    error: no record of any kind answers to `nosuch`
    hint: `po case|meeting|transcript|agency|person list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["show", "nosuch"]), @"
    ---- stderr
    錯誤：找不到「nosuch」（各類紀錄）
    建議：「po case|meeting|transcript|agency|person list」列出現有紀錄
    [exit 3]
    ");
    // Agencies whose codes hold a 7 are nothing that a number could mean.
    for command in ["show", "history", "blame"] {
        let output = world.po(&[command, "7"]);
        let said = "error: no record of any kind answers to `7`\n";
        assert_eq!(
            (output.code, output.stderr.starts_with(said)),
            (Some(3), true),
            "{output}"
        );
    }
    assert_snapshot!(world.po(&["show", "nosuch", "--at", "nowhere"]), @"
    ---- stderr
    error: no commit is called nowhere
    hint: `git log --oneline` lists revisions; a day is written 2019-02-12
    [exit 3]
    ");
}

#[test]
fn a_commit_from_before_the_store_is_named_as_such() {
    let world = World::empty();
    world.git_in(world.path(), &["init", "-q", "store"]);
    world.write("README", "invented");
    world.git(&["add", "README"]);
    world.git(&["commit", "-q", "-m", "before"]);
    world.done(&["init", ".", "--name", "Invented", "--lang", "en"]);
    assert_snapshot!(world.po(&["case", "list", "--at", "HEAD~1"]), @"
    ---- stderr
    error: at HEAD~1 (commit <commit>) there was no store yet: no records/store.toml
    hint: `git log --diff-filter=A -- records/store.toml` names the commit that made it
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["overview", "--at", "HEAD~1"]), @"
    ---- stderr
    錯誤：HEAD~1（提交 <commit>）時尚無紀錄庫，沒有 records/store.toml
    建議：「git log --diff-filter=A -- records/store.toml」列出建立紀錄庫的提交
    [exit 3]
    ");
}

#[test]
fn the_record_does_not_reach_beyond_today() {
    let world = World::new();
    for day in ["2019-02-13", "108年2月13日", "2999-01-01"] {
        let output = world.po(&["case", "list", "--at", day]);
        let said = " is yet to come; the record reaches to today, 2019-02-12\n";
        assert_eq!(
            (
                output.code,
                output.stdout.as_str(),
                output.stderr.contains(said)
            ),
            (Some(3), "", true),
            "{output}"
        );
    }
    assert_snapshot!(world.zh(&["diff", "HEAD..2019-02-13"]), @"
    ---- stderr
    錯誤：2019-02-13 尚未到來；紀錄僅及於今日（2019-02-12）
    建議：最新紀錄為 HEAD；以某日為基準回答請用「--as-of 日期」
    [exit 3]
    ");
    world.done(&["case", "list", "--at", "today"]);
}

/// The records of the repository, twice committed, so that there is something to look back at.
fn published_records(world: &World) {
    let records = concat!(env!("CARGO_MANIFEST_DIR"), "/records");
    let mut files = Vec::new();
    crate::support::files_below(std::path::Path::new(records), &mut files);
    for file in files {
        let path = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
        world.write(path.to_str().unwrap(), std::fs::read(&file).unwrap());
    }
    world.git_in(world.path(), &["init", "-q", "store"]);
    world.git(&["add", "records"]);
    world.git(&["commit", "-q", "-m", "records"]);
    world.git(&["commit", "-q", "--allow-empty", "-m", "nothing"]);
}

#[test]
fn the_examples_of_the_help_answer_on_the_records_of_the_repository() {
    let world = World::empty();
    published_records(&world);
    let mut tried = 0;
    for language in ["en", "zh-TW"] {
        for of in [
            &[][..],
            &["case", "list"],
            &["report", "quarterly"],
            &["report", "monthly"],
        ] {
            let help = world.done(&[of, &["--help", "--lang", language]].concat());
            let examples = help.lines().filter_map(|line| line.strip_prefix("  po "));
            for example in examples.filter(|line| line.contains("list") || line.contains("report"))
            {
                let arguments: Vec<&str> = example.split(' ').collect();
                world.done(&arguments);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 20);
}

#[test]
fn the_help_is_in_chinese_throughout() {
    let world = World::empty();
    let help = |arguments: &[&str]| {
        let arguments = [arguments, &["--help", "--lang", "zh-TW"]].concat();
        world.done_in(world.path(), &arguments)
    };
    assert!(
        help(&[]).contains("用法：po ［選項］ ［指令］\n"),
        "{}",
        help(&[])
    );
    let cancel = help(&["meeting", "cancel"]);
    assert!(
        cancel.contains("［選項］") && cancel.contains("［預設：cancelled］"),
        "{cancel}"
    );
    for commands in [
        &[][..],
        &["meeting", "cancel"],
        &["report", "quarterly"],
        &["report", "monthly"],
        &["case", "new"],
    ] {
        let help = help(commands);
        for english in ["OPTIONS", "default", "possible", "Usage", "Options"] {
            assert!(!help.contains(english), "{english}: {help}");
        }
    }
}

#[test]
fn the_overview_holds_numbers_and_days_for_programs() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.case("May invented boats sail?", &["--number", "46"]);
    world.done(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "x",
        "--date",
        "2019-03-02",
        "--case",
        "45",
    ]);
    world.done(&["case", "agency", "rm", "46", "mohw"]);
    world.on("2019-03-01");
    assert_snapshot!(world.po(&["overview", "--format", "csv"]), @"
    number,stage,hosts,next_on,next,days_since_proposal,days_since_selection,days_past_limit,title
    45,proposed,衛福部,2019-03-02,working,17,,,May invented kites fly?
    46,proposed,,,,17,,,May invented boats sail?
    [exit 0]
    ");
    assert_snapshot!(world.po(&["overview"]), @"
    45	proposed	衛福部	2019-03-02 working	17 d	May invented kites fly?
    46	proposed	?	no date	17 d	May invented boats sail?
    ---- stderr
    2 cases open. Not recorded: host 1. Record <commit>.
    [exit 0]
    ");
    let json: serde_json::Value =
        serde_json::from_str(&world.done(&["overview", "--format", "json"])).unwrap();
    assert_eq!(
        (&json[0]["days_since_proposal"], &json[0]["next_meeting"]),
        (&17.into(), &"2019-03-02".into())
    );
}

#[test]
fn the_report_tells_the_elements_of_meetings_and_that_hosts_are_not_recorded() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let meeting = |number: &str, more: &[&str]| {
        let basic = [
            "meeting",
            "new",
            "--kind",
            "collaborative",
            "--title",
            "Invented",
            "--number",
            number,
        ];
        let id = world.id(&[&basic, more].concat());
        world.done(&["meeting", "hold", &id]);
    };
    meeting(
        "45",
        &[
            "--date",
            "2019-02-11",
            "--case",
            "45",
            "--element",
            "online",
        ],
    );
    meeting(
        "46",
        &[
            "--date",
            "2019-02-12",
            "--element",
            "agenda-ahead",
            "--element",
            "livestream",
        ],
    );
    let report = |more: &[&str]| world.done(&[&["report", "quarterly", "2019Q1"], more].concat());
    for (language, listed, told) in [
        (
            "en",
            "46 (2019-02-12): with agenda ahead, livestream",
            "with online",
        ),
        (
            "zh-TW",
            "46（108.02.12）：採用事前議程、直播",
            "採用線上參與",
        ),
    ] {
        for format in ["table", "md"] {
            let page = report(&["--lang", language, "--format", format]);
            assert!(page.contains(listed) && page.contains(told), "{page}");
            assert!(
                !page.contains("no host is recorded") && !page.contains("未載主辦，"),
                "{page}"
            );
        }
    }
    let narrowed = report(&["--agency", "mohw", "--format", "md"]);
    let unhosted = "no host is recorded for 1 of 2 collaborative meetings of all agencies";
    assert!(narrowed.contains(unhosted), "{narrowed}");
    let narrowed = report(&["--agency", "mohw", "--format", "md", "--lang", "zh-TW"]);
    assert!(
        narrowed.contains("全部協作會議 2 場中 1 場未載主辦"),
        "{narrowed}"
    );
}

#[test]
fn a_past_day_shows_cases_as_they_stood_then() {
    let world = World::new();
    let id = world.case(
        "Invented: a quay",
        &["--number", "45", "--proposed", "2019-02-12"],
    );
    world.case(
        "Invented: later",
        &["--number", "46", "--proposed", "2019-04-01"],
    );
    world.on("2019-06-01");
    for (stage, on) in [("selected", "2019-03-04"), ("withdrawn", "2019-05-01")] {
        world.done(&[
            "case",
            "stage",
            &id,
            stage,
            "--on",
            on,
            "--reason",
            "Invented.",
        ]);
    }
    let list = |arguments: &[&str]| {
        let said = world.done(&[&["case", "list", "--format", "csv"], arguments].concat());
        let rows = said
            .lines()
            .skip(1)
            .map(|row| row.split(',').map(str::to_owned).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        rows.iter()
            .map(|row| format!("{} {}", row[0], row[2]))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(list(&[]), "45 withdrawn, 46 proposed");
    assert_eq!(list(&["--as-of", "2019-03-10"]), "45 selected");
    assert_eq!(
        list(&["--as-of", "2019-04-10", "--open"]),
        "45 selected, 46 proposed"
    );
    assert_eq!(
        list(&["--as-of", "2019-04-10", "--sort", "stage", "--limit", "1"]),
        "46 proposed"
    );
    assert_eq!(list(&["--as-of", "2019-02-20", "--stage", "selected"]), "");
    let overview = world.done(&["overview", "--as-of", "2019-03-10"]);
    assert!(
        overview.contains("45\tselected") && !overview.contains("46\t"),
        "{overview}"
    );
}

#[test]
fn the_base_of_what_is_open_is_what_had_begun() {
    let world = World::new();
    for (title, day) in [
        ("A", "2018-03-01"),
        ("B", "2018-11-01"),
        ("C", "2019-02-01"),
    ] {
        let title = format!("May invented {title} fly?");
        world.case(&title, &["--proposed", day]);
    }
    for (quarter, open) in [("2018Q2", 1), ("2018Q4", 2), ("2019Q1", 3)] {
        for narrowed in [&[][..], &["--agency", "mohw"]] {
            let format = ["report", "quarterly", quarter, "--format", "json"];
            let report = world.done(&[&format[..], narrowed].concat());
            let report: serde_json::Value = serde_json::from_str(&report).unwrap();
            let found = &report["cases"]["open"];
            assert_eq!(
                (&found["total"], &found["of"]),
                (&open.into(), &open.into())
            );
        }
    }
}
