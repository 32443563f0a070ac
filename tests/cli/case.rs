//! `po case`: from the proposal to its removal, in both languages.

use insta::assert_snapshot;

use crate::support::{World, path_of};

#[test]
fn a_case_is_made_shown_and_listed() {
    let world = World::new();
    let made = world.po(&[
        "case",
        "new",
        "--title",
        "May invented kites fly over harbours?",
        "--source",
        "join-petition",
        "--host",
        "MOTC",
        "--cohost",
        "衛生福利部",
        "--concerned",
        "Ministry of Labor",
        "--proposed",
        "108年2月12日",
        "--number",
        "第四十五次",
        "--tag",
        "kites",
        "--tag",
        "harbours",
        "--petition",
        "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555",
    ]);
    assert_snapshot!(made, @"
    c201902-x11g
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: new, May invented kites fly over harbours?
    [exit 0]
    ");
    let id = made.stdout.trim();
    assert_snapshot!(world.read(&path_of(id)), @r#"
    #:schema ../../../../schemas/case.schema.json
    id = "c201902-x11g"
    number = 45
    title = "May invented kites fly over harbours?"
    source = "join-petition"
    tags = ["kites", "harbours"]

    [[stage]]
    k = "jry2"
    name = "proposed"
    on = 2019-02-12

    [[agency]]
    id = "motc"
    role = "host"

    [[agency]]
    id = "mohw"
    role = "cohost"

    [[agency]]
    id = "mol"
    role = "concerned"

    [[petition]]
    url = "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555"
    "#);
    assert_snapshot!(world.po(&["case", "show", "45"]), @"
    No. 45  May invented kites fly over harbours?
    ─────────────────────────────────────────────
    id      c201902-x11g
    number  45
    title   May invented kites fly over harbours?
    source  join-petition
    tags    kites, harbours

    stage
      proposed, 2019-02-12

    agency
      交通部, host
      衛福部, cohost
      勞動部, concerned

    petition
      https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555

    recorded
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: new, May invented kites fly over harbours?
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "show", "第45案"]), @"
    序號45　May invented kites fly over harbours?
    ─────────────────────────────────────────────
    代號      c201902-x11g
    序號      45
    議題      May invented kites fly over harbours?
    案件來源  連署案
    主題標籤  kites、harbours

    階段歷程
      提案　108.02.12

    機關與分工
      交通部　主辦
      衛福部　協辦
      勞動部　有關機關

    所涉連署
      https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555

    異動紀錄
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: new, May invented kites fly over harbours?
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "list"]), @"
    45	c201902-x11g	proposed	交通部	2019-02-12	May invented kites fly over harbours?
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "list"]), @"
    45	c201902-x11g	proposed	交通部	2019-02-12	May invented kites fly over harbours?
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_case_in_chinese() {
    let world = World::new();
    world.git(&["config", "user.name", "承辦人"]);
    world.replace(
        "records/store.toml",
        "language = \"en\"",
        "language = \"zh-TW\"",
    );
    world.done(&["save", "--quiet"]);
    assert_snapshot!(world.zh(&["case", "new"]), @"
    ---- stderr
    錯誤：尚缺：--title <TEXT>, --source <WORD>, --host <AGENCY>, --proposed <DAY>
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["case", "new", "--title", "虛構的風箏可以飛嗎？", "--source", "部會提案", "--host", "交通部", "--proposed", "108-02-12", "--number", "7"]), @"
    ---- stderr
    錯誤：--source：「部會提案」無效，可用：join-petition, join-notice, ministry, designated, secretariat, minister, cross-ministry（規則 known-word）
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["case", "stage", "7", "選定", "--reason", "虛構的理由"]), @"
    ---- stderr
    錯誤：找不到「7」（案件）
    建議：「po case list」列出現有紀錄
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "set", "7", "summary=虛構"]), @"
    ---- stderr
    錯誤：找不到「7」（案件）
    建議：「po case list」列出現有紀錄
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "stage", "7", "已召開"]), @"
    ---- stderr
    錯誤：找不到「7」（案件）
    建議：「po case list」列出現有紀錄
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "show", "風箏", "--format", "md"]), @"
    ---- stderr
    錯誤：找不到「風箏」（案件）
    建議：「po case list」列出現有紀錄
    [exit 3]
    ");
    assert_snapshot!(world.git(&["log", "--format=%s", "-3"]), @"
    store：修改 language
    new store: Invented records
    ");
    world.assert_sound();
}

#[test]
fn every_way_to_name_a_case_finds_it() {
    let world = World::new();
    let url = "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555";
    let id = world.case("臺灣的虛構風箏?", &["--number", "45", "--petition", url]);
    world.case("Another invented question?", &["--number", "46"]);
    let names = [
        &id[..],
        &id[8..],
        "45",
        "第45案",
        "第四十五次",
        "４５",
        url,
        "11111111-2222-3333-4444-555555555555",
        "台灣的虛構",
    ];
    for name in names {
        let shown = world.po(&["case", "show", name, "--format", "json"]);
        assert!(shown.stdout.contains(&id), "{name}: {shown}");
    }
    assert_snapshot!(world.po(&["case", "show", "nothing of the kind"]), @"
    ---- stderr
    error: no case answers to `nothing of the kind`
    hint: `po case list` shows what there is
    [exit 3]
    ");
    world.case("Another invented answer?", &[]);
    assert_snapshot!(world.po(&["case", "show", "another invented"]), @"
    ---- stderr
    error: `another invented` may mean any of these; name one by its id
      c201902-65mz Another invented answer?
      c201902-a783 46 Another invented question?
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "show", "another invented"]), @"
    ---- stderr
    錯誤：「another invented」可指以下各筆，請以代號指定
      c201902-65mz Another invented answer?
      c201902-a783 46 Another invented question?
    [exit 3]
    ");
}

#[test]
fn missing_flags_are_named_all_at_once() {
    let world = World::new();
    assert_snapshot!(world.po(&["case", "new"]), @"
    ---- stderr
    error: missing: --title <TEXT>, --source <WORD>, --host <AGENCY>, --proposed <DAY>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "new", "--host", "mohw", "--title", " "]), @"
    ---- stderr
    error: --title <TEXT> is blank; some words were expected
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["meeting", "new"]), @"
    ---- stderr
    error: missing: --kind <WORD>, --title <TEXT>, --date <DAY>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["meeting", "new"]), @"
    ---- stderr
    錯誤：尚缺：--kind <WORD>, --title <TEXT>, --date <DAY>
    建議：加上 --help 可看說明與範例
    [exit 2]
    ");
    assert_snapshot!(world.po(&["agency", "new"]), @"
    ---- stderr
    error: missing: --id <TEXT>, --kind <WORD>, --short-name <TEXT>, --full-name <TEXT>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
}

#[test]
fn fields_are_set_and_unset_and_nothing_else_changes() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--tag", "kites"]);
    let path = path_of(&id);
    let text = world.read(&path);
    // Comments, order and spacing are the person's own.
    let edited = text.replace("source = ", "# 虛構的註解\nsource   =   ") + "\n# the end\n";
    world.write(&path, &edited);
    world.done(&["save"]);
    assert_snapshot!(world.po(&["case", "set", &id, "number=45", "summary=Kites, plainly."]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set number, summary
    [exit 0]
    ");
    assert_snapshot!(world.read(&path), @r#"
    #:schema ../../../../schemas/case.schema.json
    id = "c201902-x11g"
    number = 45
    title = "May invented kites fly?"
    summary = "Kites, plainly."
    # 虛構的註解
    source   =   "ministry"
    tags = ["kites"]

    [[stage]]
    k = "jry2"
    name = "proposed"
    on = 2019-02-12

    [[agency]]
    id = "mohw"
    role = "host"

    # the end
    "#);
    world.done(&[
        "case", "set", "45", "--unset", "summary", "--unset", "number",
    ]);
    assert_eq!(world.read(&path), edited);
    // What changes nothing makes no commit.
    let before = world.head();
    assert_snapshot!(world.po(&["case", "set", &id, "title=May invented kites fly?"]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    assert_eq!(world.head(), before);
    assert_snapshot!(world.po(&["case", "set", &id]), @r#"
    ---- stderr
    error: nothing to set; name at least one field
    hint: for example: po case set 45 core_question="How can anglers and harbours share the quay?"
    [exit 2]
    "#);
    assert_snapshot!(world.po(&["case", "set", &id, "titel=x"]), @"
    ---- stderr
    error: `titel` is no field of this record
    hint: did you mean `title`?
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "set", &id, "title"]), @"
    ---- stderr
    error: `title` is not FIELD=VALUE
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "set", &id, "source=dream"]), @"
    ---- stderr
    error: source: `dream` is none of: join-petition, join-notice, ministry, designated, secretariat, minister, cross-ministry (rule known-word)
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "set", &id, "number=many"]), @"
    ---- stderr
    error: number: `many` is not a whole number from 0
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "set", &id, "petition=x"]), @"
    ---- stderr
    error: `petition` is not one value; rows have commands of their own
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "set", &id, "--unset", "title"]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-x11g.toml would not be a sound record any more; nothing was written
      records/cases/2019/02/c201902-x11g.toml:1:1 missing: title
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn a_field_of_a_row_is_set_by_its_path() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    world.done(&["case", "set", &id, "agency[mohw+host].unit=Invented unit"]);
    assert!(
        world
            .read(&path_of(&id))
            .contains("unit = \"Invented unit\"")
    );
    assert_snapshot!(world.po(&["case", "set", &id, "agency[none+host].unit=x"]), @"
    ---- stderr
    error: no single row of `agency` answers to `none+host`; there are:
      mohw+host
    [exit 3]
    ");
    world.assert_sound();
}

#[test]
fn stages_follow_the_procedure_or_need_a_reason() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--proposed", "2019-02-10"],
    );
    assert_snapshot!(world.po(&["case", "stage", "45", "selected", "--on", "2019-02-09"]), @"
    ---- stderr
    error: 2019-02-09 is before 2019-02-10, the day of the earlier stage `proposed` (rule stage-dates)
    hint: where the earlier day is wrong: po case set c201902-x11g stage[jry2].on=DAY
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["case", "stage", "45", "selected", "--on", "2019-02-09"]), @"
    ---- stderr
    錯誤：108.02.09 早於先前階段「提案」的日期 108.02.10（規則 stage-dates）
    建議：先前日期有誤時，請以「po case set c201902-x11g stage[jry2].on=日期」更正
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "selected", "--on", "2019-02-11"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: stage → selected
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "selected"]), @"
    ---- stderr
    error: the case is in `selected` already, with another day (rule stage-once)
    hint: po case set c201902-x11g stage[0hy7].on=2019-02-12
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "announced"]), @"
    ---- stderr
    error: from `selected` the procedure does not lead to `announced` (usual: preparing, not-held, merged, withdrawn); a departure needs a reason (rule stage-order)
    hint: say why with --reason
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "withdrawn"]), @"
    ---- stderr
    error: `withdrawn` needs a reason (rule stage-reason)
    hint: say why with --reason
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "dreamt"]), @"
    ---- stderr
    error: <STAGE>: `dreamt` is none of: watching, proposed, selected, preparing, announced, met, not-held, tracked, released, not-selected, lapsed, replied, withdrawn, merged (rule known-word)
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "announced", "--reason", "Invented haste"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: stage → announced
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "stage", "45", "met", "--meeting", "m201902-zzzz"]), @"
    ---- stderr
    error: no meeting answers to `m201902-zzzz`
    hint: `po meeting list` shows what there is
    [exit 3]
    ");
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "Invented meeting",
        "--date",
        "2019-02-12",
        "--case",
        "45",
    ]);
    world.done(&["case", "stage", "45", "met", "--meeting", &meeting]);
    assert_snapshot!(world.po(&["case", "list", "--open"]), @"
    45	c201902-x11g	met	衛福部	2019-02-10	May invented kites fly?
    [exit 0]
    ");
    world.done(&["case", "stage", "45", "tracked"]);
    assert_snapshot!(world.po(&["case", "stage", "45", "released"]), @"
    ---- stderr
    error: `released` needs a reason (rule stage-reason)
    hint: say why with --reason
    [exit 5]
    ");
    world.done(&[
        "case",
        "stage",
        "45",
        "released",
        "--reason",
        "All invented promises kept",
    ]);
    assert_eq!(world.done(&["case", "list", "--open"]), "");
    assert_snapshot!(world.po(&["case", "list", "--closed"]), @"
    45	c201902-x11g	released	衛福部	2019-02-10	May invented kites fly?
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn a_number_belongs_to_one_case() {
    let world = World::new();
    let one = world.case("May invented kites fly?", &["--number", "45"]);
    let two = world.case("May invented boats dive?", &[]);
    let before = world.head();
    assert_snapshot!(world.po(&["case", "number", &two, "45"]), @"
    ---- stderr
    error: number 45 belongs to c201902-x11g, May invented kites fly?
      records/cases/2019/02/c201902-a783.toml
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["case", "set", &two, "number=45"]), @"
    ---- stderr
    錯誤：序號 45 已屬 c201902-x11g「May invented kites fly?」
      records/cases/2019/02/c201902-a783.toml
    [exit 5]
    ");
    let arguments = [
        "case",
        "new",
        "--title",
        "Third?",
        "--source",
        "ministry",
        "--host",
        "mohw",
        "--proposed",
        "today",
        "--number",
        "45",
    ];
    // A case that is not made has no file to name.
    assert_snapshot!(world.po(&arguments), @"
    ---- stderr
    error: number 45 belongs to c201902-x11g, May invented kites fly?
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    assert_snapshot!(world.po(&["case", "number", &two, "第四十六案"]), @"
    ---- stderr
    recorded <commit> c201902-a783: number → 46
    [exit 0]
    ");
    world.done(&["case", "number", &one, "44"]);
    world.done(&["case", "number", &two, "45"]);
    world.assert_sound();
}

#[test]
fn a_case_that_a_meeting_names_is_not_removed() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "Invented meeting",
        "--date",
        "2019-02-13",
        "--case",
        &id,
    ]);
    let before = world.head();
    assert_snapshot!(world.po(&["case", "rm", &id]), @"
    ---- stderr
    error: c201902-x11g is named by other records (rule no-dangling-reference):
      m201902-a783 Invented meeting
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    world.done(&["meeting", "rm", &meeting]);
    assert_snapshot!(world.po(&["case", "rm", &id, "--reason", "Entered twice"]), @"
    ---- stderr
    recorded <commit> c201902-x11g: removed, May invented kites fly?
    [exit 0]
    ");
    assert!(!world.root().join(path_of(&id)).exists());
    assert_eq!(world.po(&["case", "show", &id]).code, Some(3));
    world.assert_sound();
}

#[test]
fn the_editor_round_trip_records_what_comes_back() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    world.editor("sed -i 's/kites/dragons/' \"$1\"");
    assert_snapshot!(world.po(&["case", "edit", &id, "--reason", "A better word"]), @"
    ---- stderr
    recorded <commit> c201902-x11g: set title
    [exit 0]
    ");
    assert!(
        world
            .read(&path_of(&id))
            .contains("May invented dragons fly?")
    );
    world.editor("true");
    assert_snapshot!(world.po(&["case", "edit", &id]), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    world.editor("exit 3");
    assert_eq!(world.po(&["case", "edit", &id]).code, Some(1));
    world.assert_sound();
}

#[test]
fn a_refused_edit_keeps_the_text_in_a_file_that_is_named() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    let before = world.head();
    world.editor("sed -i 's/^title = .*/title = 5/' \"$1\"");
    assert_snapshot!(world.po(&["case", "edit", &id]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-x11g.toml would not be a sound record any more; nothing was written
      records/cases/2019/02/c201902-x11g.toml:3:9 title expected text in quotes, found a whole number
        |
      3 | title = 5
        |         ^
    hint: what you wrote is kept in $W/tmp/c201902-x11g-<random>.toml
    [exit 5]
    ");
    let kept: Vec<_> = std::fs::read_dir(world.path().join("tmp"))
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(kept.len(), 1);
    let text = std::fs::read_to_string(kept[0].path()).unwrap();
    assert!(text.contains("title = 5"), "{text}");
    assert_eq!(world.head(), before);
    world.assert_sound();
}

#[test]
fn lists_are_filtered_sorted_and_cut() {
    let world = World::new();
    world.case(
        "B invented?",
        &["--number", "2", "--proposed", "2019-01-01", "--tag", "sea"],
    );
    world.case(
        "A invented?",
        &[
            "--number",
            "10",
            "--proposed",
            "2018-12-31",
            "--source",
            "designated",
        ],
    );
    world.case(
        "C invented 臺?",
        &[
            "--proposed",
            "2019-03-01",
            "--host",
            "motc",
            "--cohost",
            "mohw",
        ],
    );
    world.done(&["case", "stage", "2", "selected"]);
    let titles = |arguments: &[&str]| {
        let listed = world.done(&[&["case", "list", "--format", "csv"], arguments].concat());
        let titles: Vec<String> = listed
            .lines()
            .skip(1)
            .map(|line| line.rsplit(',').next().unwrap().chars().take(1).collect())
            .collect();
        titles.concat()
    };
    assert_eq!(titles(&[]), "ABC");
    assert_eq!(titles(&["--reverse"]), "CBA");
    assert_eq!(titles(&["--limit", "2"]), "AB");
    assert_eq!(titles(&["--sort", "title", "--reverse"]), "CBA");
    assert_eq!(titles(&["--sort", "number"]), "BAC");
    assert_eq!(titles(&["--stage", "selected"]), "B");
    assert_eq!(titles(&["--stage", "選定", "--stage", "提案"]), "ABC");
    assert_eq!(titles(&["--source", "designated"]), "A");
    assert_eq!(titles(&["--agency", "交通部"]), "C");
    assert_eq!(titles(&["--agency", "mohw", "--role", "cohost"]), "C");
    assert_eq!(titles(&["--from", "108-01-01"]), "BC");
    assert_eq!(titles(&["--to", "2019-01-01"]), "AB");
    assert_eq!(titles(&["--tag", "sea"]), "B");
    assert_eq!(titles(&["--number", "10"]), "A");
    assert_eq!(titles(&["--text", "台"]), "C");
    assert_eq!(titles(&["--text", "no such"]), "");
    assert_snapshot!(world.po(&["case", "list", "--agency", "No Such"]), @"
    ---- stderr
    error: no agency goes by `No Such`
    hint: `po agency list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.po(&["case", "list", "--role", "host"]), @"
    ---- stderr
    error: missing: --agency <AGENCY>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "list", "--open", "--closed"]), @"
    ---- stderr
    error: --open cannot stand beside --closed
    hint: --help shows what there is, with examples
    [exit 2]
    ");
}

#[test]
fn without_a_terminal_and_an_editor_nothing_is_edited() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    assert_snapshot!(world.po(&["case", "edit", &id]), @"
    ---- stderr
    error: there is no terminal to edit in, and neither VISUAL nor EDITOR names an editor
    hint: change fields with `po KIND set REF FIELD=VALUE`, or edit the file and `po save`
    [exit 2]
    ");
    world.assert_sound();
}

#[test]
fn an_editor_leaves_a_copy_only_of_what_was_written() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    let copies = || {
        let folder = std::fs::read_dir(world.path().join("tmp")).unwrap();
        folder.count()
    };
    world.editor("exit 3");
    let output = world.po(&["case", "edit", &id]);
    assert_eq!((output.code, copies()), (Some(1), 0), "{output:?}");
    world.editor("sed -i 's/kites/dragons/' \"$1\"; exit 3");
    let output = world.po(&["case", "edit", &id]);
    assert_eq!((output.code, copies()), (Some(1), 1), "{output:?}");
    assert!(
        output.stderr.contains("what you wrote is kept in"),
        "{output:?}"
    );
    world.assert_sound();
}

#[test]
fn days_run_backwards_as_the_value_of_a_flag() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--proposed", "-5d"]);
    assert!(world.read(&path_of(&case)).contains("on = 2019-02-07"));
    let proposed = |day| {
        let case = world.case("May invented boats dive?", &["--proposed", day]);
        let text = world.read(&path_of(&case));
        text.lines()
            .find(|line| line.starts_with("on = "))
            .map(str::to_owned)
    };
    let on = proposed("+10wd");
    assert_ne!(on, proposed("today"));
    assert_eq!(on, proposed("10個工作天"));
    assert_eq!(on, proposed("+10工作天"));
}

#[test]
fn a_year_that_no_record_speaks_of_is_named_with_those_that_records_do() {
    let world = World::new();
    let new = [
        "case",
        "new",
        "--title",
        "Invented?",
        "--source",
        "ministry",
    ];
    let new = [&new[..], &["--host", "mohw", "--proposed", "2999-01-01"]].concat();
    assert_snapshot!(world.po(&new), @"
    ---- stderr
    error: --proposed: records speak of the years 1900 to 2199, not of 2999
    [exit 2]
    ");
    assert_snapshot!(world.zh(&new), @"
    ---- stderr
    錯誤：--proposed：紀錄所載年份為西元 1900 年至 2199 年，不含 2999 年
    [exit 2]
    ");
}

#[test]
fn a_case_that_is_not_held_is_open_until_it_is_released_in_every_list() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &[]);
    let open = || {
        let ids = |asked: &[&str]| {
            let list = world.done(&[asked, &["--format", "jsonl"]].concat());
            list.contains(&id)
        };
        (ids(&["case", "list", "--open"]), ids(&["overview"]))
    };
    world.done(&["case", "stage", &id, "not-held", "--reason", "x"]);
    assert_eq!(open(), (true, true));
    world.done(&["case", "stage", &id, "released", "--reason", "x"]);
    assert_eq!(open(), (false, false));
}

#[test]
fn what_has_been_done_is_not_dated_ahead() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &[]);
    for stage in ["withdrawn", "met"] {
        let step = [
            "case", "stage", &case, stage, "--on", "+1d", "--reason", "x",
        ];
        let output = world.po(&step);
        assert_eq!(output.code, Some(5), "{output:?}");
        assert!(
            output.stderr.contains("2019-02-13 is yet to come"),
            "{output:?}"
        );
    }
    world.done(&[
        "case", "stage", &case, "selected", "--on", "+1d", "--reason", "x",
    ]);
    let check = world.po(&["check", "--rule", "stage-in-future"]);
    assert_eq!(check.code, Some(0));
    assert!(
        check.stdout.contains("`selected` is dated 2019-02-13"),
        "{check:?}"
    );
    world.on("2019-02-13");
    assert_eq!(world.done(&["check", "--rule", "stage-in-future"]), "");
}

#[test]
fn a_case_gets_agencies_that_exist_on_its_day() {
    let world = World::new();
    let new = |day: &str, host: &str| {
        let new = [
            "case",
            "new",
            "--title",
            "Invented?",
            "--source",
            "ministry",
        ];
        world.po(&[&new[..], &["--proposed", day, "--host", host]].concat())
    };
    world.on("2024-02-12");
    assert_snapshot!(new("2019-02-12", "農業部"), @"
    ---- stderr
    error: `moa` did not exist on 2019-02-12; `coa` did (rule agency-not-in-force)
    [exit 5]
    ");
    assert_snapshot!(new("2024-02-12", "農委會"), @"
    c202402-a783
    ---- stderr
    recorded <commit> c202402-a783: new, Invented?
    warning: `農委會` was no more on 2024-02-12; taken as moa
    [exit 0]
    ");
}

#[test]
fn a_field_is_set_once_and_to_something() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let head = world.head();
    assert_snapshot!(world.po(&["case", "set", "45", "summary="]), @"
    ---- stderr
    error: summary: nothing stands behind the equals sign
    hint: take a field away with `--unset summary`
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["case", "set", "45", "title=a", "title=b"]), @"
    ---- stderr
    錯誤：title 重複指定，僅得指定一次
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "list", "--number", "-3"]), @"
    ---- stderr
    error: --number: `-3` is not a whole number from 0
    [exit 2]
    ");
    assert_eq!(world.head(), head);
}
