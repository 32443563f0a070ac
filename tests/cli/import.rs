//! `po import` and `po transcript import`: what a newer source may replace, and what a dry run tells.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::support::{World, path_of};

/// An invented page of the network's former site.
const PAGE: &str = "---\nid: \"45\"\ndescription: 「虛構長椅」提案\ntitle: 虛構長椅要不要加遮陽？\npropose_date: 2019-01-02\nmeeting_date: 2019-02-01\npublish: \"TRUE\"\njoin:\n  type: 提\ndepartments:\n  - 交通部\n---\n";

/// An invented petition.
const UUID: &str = "00000000-1111-4222-8333-444444444444";

/// An invented transcript.
const TRANSCRIPT: &str =
    "# 2019-02-01 虛構會議\n\n### 甲：\n\n虛構的第一段\n\n虛構的第二段\n\n### 乙：\n\n虛構的答覆\n";

const TRANSCRIPT_NAME: &str = "2019-02-01-虛構會議.md";

fn petition(title: &str, signatures: u32, on_day: i64) -> String {
    json!([{
        "id": UUID,
        "title": title,
        "status": "FirstSigned",
        "endorseCount": signatures,
        "endorseGoal": 5000,
        "approvedTime": 1_546_315_200_000_i64,
        "updateDate": 1_546_315_200_000_i64 + on_day * 86_400_000,
        "approvalOrganization": {"master": [], "slave": []},
        "govResponses": [],
    }])
    .to_string()
}

/// Writes a file outside of the store and returns its path.
fn file(world: &World, name: &str, text: &str) -> String {
    let path = world.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn only_id(world: &World, noun: &str) -> String {
    let list = world.done(&[noun, "list", "--format", "jsonl"]);
    let row: Value = serde_json::from_str(&list).unwrap();
    row["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_newer_page_keeps_what_a_person_set_and_says_what_it_states() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    world.done(&["case", "set", "45", "title=Benches, by hand"]);
    file(
        &world,
        "45.md",
        &PAGE
            .replace("要不要加遮陽", "何時加遮陽")
            .replace("「虛構長椅」", "「虛構長椅遮陽」"),
    );
    let newer = world.po(&["import", "case-pages", &page]);
    assert_snapshot!(newer, @"
    ---- stderr
    recorded <commit> import case pages: 0 new, 2 changed
    warning: 45.md title: `虛構長椅何時加遮陽？`; set by hand to `Benches, by hand`, which stays; to take the source's: po case set c201901-33v7 'title=虛構長椅何時加遮陽？'
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    let case = world.read(&path_of(&only_id(&world, "case")));
    assert!(case.contains("title = \"Benches, by hand\""), "{case}");
    // What nobody changed by hand follows the page.
    assert!(
        case.contains("formal_title = \"「虛構長椅遮陽」提案\""),
        "{case}"
    );
    let head = world.head();
    let again = world.po(&["import", "case-pages", &page]);
    assert_eq!((again.code, world.head()), (Some(0), head), "{again}");
    // A person who takes the page's title over has set it by hand, as any other.
    world.done(&["case", "set", "45", "title=虛構長椅何時加遮陽？"]);
    file(&world, "45.md", &PAGE.replace("要不要加遮陽", "不再加遮陽"));
    let third = world.po(&["import", "case-pages", &page]);
    let kept = "title: `虛構長椅不再加遮陽？`; set by hand to `虛構長椅何時加遮陽？`, which stays";
    assert!(third.stderr.contains(kept), "{third}");
    world.assert_sound();
}

#[test]
fn a_page_that_joins_a_case_made_by_hand_says_so_and_keeps_what_was_typed() {
    let world = World::new();
    let typed = [
        "--number",
        "45",
        "--source",
        "ministry",
        "--proposed",
        "2019-01-03",
    ];
    let id = world.case("Benches, by hand", &typed);
    world.on("2019-02-13");
    let page = file(&world, "45.md", PAGE);
    assert_snapshot!(world.po(&["import", "case-pages", &page, "--dry-run"]), @"
    change  c201901-x11g Benches, by hand
        agency[motc+concerned].id: – → motc
        agency[motc+concerned].role: – → concerned
        formal_title: – → 「虛構長椅」提案
        origin[case-page+45].key: – → 45
        origin[case-page+45].kind: – → case-page
        origin[case-page+45].sha256: – → d62886332564e99dff08454db3e5b86ac783e13db36bf4723c72b52588b1b71c
        stage[8e7m].k: – → 8e7m
        stage[8e7m].meeting: – → m201902-906d
        stage[8e7m].name: – → met
        stage[8e7m].on: – → 2019-02-01
    new     m201902-906d Collaborative meeting on case 45
    ---- stderr
    2 records would change; nothing was written (--dry-run)
    warning: 45.md id: `45`; joined with c201901-x11g, made by hand on 2019-02-12; what was typed there stays
    warning: 45.md title: `虛構長椅要不要加遮陽？`; set by hand to `Benches, by hand`, which stays; to take the source's: po case set c201901-x11g 'title=虛構長椅要不要加遮陽？'
    warning: 45.md source: `join-petition`; set by hand to `ministry`, which stays; to take the source's: po case set c201901-x11g 'source=join-petition'
    warning: 45.md stage[jry2].on: `2019-01-02`; set by hand to `2019-01-03`, which stays; to take the source's: po case set c201901-x11g 'stage[jry2].on=2019-01-02'
    warning: 45.md departments: `交通部`; the page does not say who hosts; they went in as concerned
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["import", "case-pages", &page]), @"
    ---- stderr
    已記錄 <commit> import case pages: 1 new, 1 changed
    注意：45.md id：「45」（併入於 2019-02-12 人工建立的 c201901-x11g；原有內容維持不變）
    注意：45.md title：「虛構長椅要不要加遮陽？」（已有人工填寫「Benches, by hand」，維持不變；採用來源請執行：po case set c201901-x11g 'title=虛構長椅要不要加遮陽？'）
    注意：45.md source：「join-petition」（已有人工填寫「ministry」，維持不變；採用來源請執行：po case set c201901-x11g 'source=join-petition'）
    注意：45.md stage[jry2].on：「2019-01-02」（已有人工填寫「2019-01-03」，維持不變；採用來源請執行：po case set c201901-x11g 'stage[jry2].on=2019-01-02'）
    注意：45.md departments：「交通部」（頁面未載明主辦機關，皆列為相關機關）
    檔案：新增 0、更新 1、未變 0、失敗 0
    [exit 0]
    ");
    assert_snapshot!(world.read(&path_of(&id)), @r#"
    #:schema ../../../../schemas/case.schema.json
    id = "c201901-x11g"
    number = 45
    title = "Benches, by hand"
    formal_title = "「虛構長椅」提案"
    source = "ministry"

    [[stage]]
    k = "jry2"
    name = "proposed"
    on = 2019-01-03

    [[stage]]
    k = "8e7m"
    name = "met"
    on = 2019-02-01
    meeting = "m201902-906d"

    [[agency]]
    id = "mohw"
    role = "host"

    [[agency]]
    id = "motc"
    role = "concerned"

    [[origin]]
    kind = "case-page"
    key = "45"
    sha256 = "d62886332564e99dff08454db3e5b86ac783e13db36bf4723c72b52588b1b71c"
    "#);
    assert_snapshot!(world.po(&["import", "case-pages", &page]), @"
    ---- stderr
    nothing to change
    files: 0 new, 0 updated, 1 unchanged, 0 failed
    [exit 0]
    ");
}

#[test]
fn a_page_that_says_what_it_said_before_gives_no_remark_on_a_title_set_by_hand() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    world.done(&["case", "set", "45", "title=Benches, by hand"]);
    file(&world, "45.md", &PAGE.replace("提案", "連署案"));
    let newer = world.po(&["import", "case-pages", &page]);
    assert_snapshot!(newer, @"
    ---- stderr
    recorded <commit> import case pages: 0 new, 2 changed
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    let case = world.read(&path_of(&only_id(&world, "case")));
    assert!(case.contains("title = \"Benches, by hand\""), "{case}");
}

#[test]
fn a_newer_petition_keeps_the_title_set_by_hand_and_counts_on() {
    let world = World::new();
    let join = file(&world, "join.json", &petition("虛構長椅加遮陽", 100, 1));
    world.done(&["import", "join", &join]);
    let id = only_id(&world, "case");
    world.done(&["case", "set", &id, "title=Benches, by hand"]);
    let signatures = format!("petition[https://join.gov.tw/idea/detail/{UUID}].signatures=150");
    world.done(&["case", "set", &id, &signatures]);
    file(&world, "join.json", &petition("虛構長椅全面加遮陽", 200, 2));
    let newer = world.po(&["import", "join", &join]);
    let kept = "title: `虛構長椅全面加遮陽`; set by hand to `Benches, by hand`";
    assert!(newer.stderr.contains(kept), "{newer}");
    let case = world.read(&path_of(&id));
    assert!(case.contains("title = \"Benches, by hand\""), "{case}");
    assert!(case.contains("title = \"虛構長椅全面加遮陽\""), "{case}");
    assert!(case.contains("signatures = 200"), "{case}");
    file(&world, "join.json", &petition("虛構長椅拆除", 300, 3));
    let third = world.po(&["import", "join", &join]);
    let kept = "title: `虛構長椅拆除`; set by hand to `Benches, by hand`";
    assert!(third.stderr.contains(kept), "{third}");
}

/// Corrects a paragraph of a transcript.
fn correct(world: &World, id: &str, more: &[&str]) {
    let basic = [
        "transcript",
        "correct",
        id,
        "--asked-by",
        "乙",
        "--reason",
        "invented",
        "--speech",
    ];
    world.done(&[&basic[..], more].concat());
}

#[test]
fn what_is_withheld_does_not_come_back_with_a_newer_source() {
    let world = World::new();
    let source = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    world.done(&["transcript", "import", &source]);
    let id = only_id(&world, "transcript");
    correct(&world, &id, &["1", "--withhold"]);
    let first = TRANSCRIPT.lines().nth(4).unwrap();
    file(
        &world,
        TRANSCRIPT_NAME,
        &TRANSCRIPT.replace(first, "來源仍有的個資"),
    );
    world.done(&["transcript", "import", &source]);
    let record = world.read(&path_of(&id));
    assert!(!record.contains("來源仍有的個資"), "{record}");
    assert!(record.contains("kind = \"withhold\""), "{record}");
}

#[test]
fn a_newer_transcript_keeps_title_and_paragraphs_set_by_hand() {
    let world = World::new();
    let source = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    world.done(&["transcript", "import", &source]);
    let id = only_id(&world, "transcript");
    world.done(&["transcript", "set", &id, "title=By hand"]);
    correct(&world, &id, &["1", "--withhold", "--text", "［刪除個資］"]);
    correct(&world, &id, &["2", "--text", "更正的第二段"]);
    file(
        &world,
        TRANSCRIPT_NAME,
        &TRANSCRIPT
            .replace("2019-02-01 虛構會議", "2019-02-01 虛構的會議")
            .replace("虛構的第二段", "來源更正的第二段")
            .replace("虛構的答覆", "虛構的答覆\n\n補上的一段"),
    );
    let newer = world.po(&["transcript", "import", &source]);
    assert_snapshot!(newer, @"
    ---- stderr
    recorded <commit> import transcripts: 0 new, 2 changed
    warning: 2019-02-01-虛構會議.md speech[2]: `更正的第二段`; changed by hand, but the source changed it too, and its text was taken; po show t201902-qj60 --at HEAD~1 has what stood there
    warning: 2019-02-01-虛構會議.md title: `虛構的會議`; set by hand to `By hand`, which stays; to take the source's: po transcript set t201902-qj60 'title=虛構的會議'
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    let exported = world.done(&["transcript", "export", &id]);
    assert_snapshot!(exported, @"
    # 2019-02-01 By hand

    ### 甲：

    ［刪除個資］

    > (personal data withheld on 2019-02-12, asked by 乙: invented)

    來源更正的第二段

    > (corrected on 2019-02-12, asked by 乙: invented)

    > (corrected on 2019-02-12, asked by source: the published source changed, sha256 13aaa4819794a8bb2807d08b06d36bfe4ff1cc6fc99f0b3f99b22bb1d153f762)

    ### 乙：

    虛構的答覆

    補上的一段

    > (corrected on 2019-02-12, asked by source: the published source changed, sha256 13aaa4819794a8bb2807d08b06d36bfe4ff1cc6fc99f0b3f99b22bb1d153f762)
    ");
    world.assert_sound();
}

#[test]
fn what_a_newer_source_changes_in_a_published_transcript_stands_as_corrections() {
    let world = World::new();
    let source = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    world.done(&["transcript", "import", &source]);
    let id = only_id(&world, "transcript");
    let newer = TRANSCRIPT
        .replace("虛構的第一段", "來源更正的第一段")
        .replace("虛構的第二段\n\n", "")
        .replace("虛構的答覆", "虛構的答覆\n\n補上的一段");
    file(&world, TRANSCRIPT_NAME, &newer);
    world.done(&["transcript", "import", &source]);
    let record = world.read(&path_of(&id));
    let sha256 = record.split("sha256 = \"").nth(1).unwrap()[..64].to_owned();
    let corrections = record.find("[[correction]]").unwrap();
    let rows = record[corrections..].replace(&sha256, "DIGEST");
    assert_snapshot!(rows, @r#"
    [[correction]]
    k = "wtjm"
    speech = 1
    on = 2019-02-12
    kind = "correct"
    before = "虛構的第一段"
    after = "來源更正的第一段"
    asked_by = "source"
    reason = "the published source changed, sha256 DIGEST"

    [[correction]]
    k = "jbhv"
    speech = 2
    on = 2019-02-12
    kind = "correct"
    before = "虛構的第二段"
    asked_by = "source"
    reason = "the published source changed, sha256 DIGEST"

    [[correction]]
    k = "bk26"
    speech = 4
    on = 2019-02-12
    kind = "correct"
    after = "補上的一段"
    after_by = "乙"
    asked_by = "source"
    reason = "the published source changed, sha256 DIGEST"
    "#);
    assert_snapshot!(world.done(&["transcript", "export", &id]).replace(&sha256, "DIGEST"), @"
    # 2019-02-01 虛構會議

    ### 甲：

    來源更正的第一段

    > (corrected on 2019-02-12, asked by source: the published source changed, sha256 DIGEST)

    ### 甲：

    > (corrected on 2019-02-12, asked by source: the published source changed, sha256 DIGEST)

    ### 乙：

    虛構的答覆

    補上的一段

    > (corrected on 2019-02-12, asked by source: the published source changed, sha256 DIGEST)
    ");
    let verified = world.po(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified}");
    let head = world.head();
    world.done(&["transcript", "import", &source]);
    assert_eq!(world.head(), head);
    world.assert_sound();
}

#[test]
fn a_transcript_finds_its_meeting_by_the_day_that_its_source_has() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    let meeting = only_id(&world, "meeting");
    let day = format!("session[{}].date=2019-02-08", sessions(&world)[0].0);
    world.done(&["meeting", "set", &meeting, &day, "--reason", "invented"]);
    let text = TRANSCRIPT.replace("虛構會議", "開放政府第45次協作會議");
    let source = file(&world, "2019-02-01-開放政府第45次協作會議.md", &text);
    world.done(&["transcript", "import", &source]);
    assert_eq!(only_id(&world, "meeting"), meeting);
    assert_eq!(sessions(&world).len(), 1);
}

#[test]
fn a_copy_of_a_transcript_under_another_name_is_no_second_one() {
    let world = World::new();
    let first = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    world.done(&["transcript", "import", &first]);
    let (id, head) = (only_id(&world, "transcript"), world.head());
    let copy = file(&world, "copy.md", TRANSCRIPT);
    let told = world.po(&["transcript", "import", &copy]);
    assert!(
        told.stderr.contains(&format!("read before as {id}")),
        "{told}"
    );
    assert!(told.stderr.contains("1 unchanged"), "{told}");
    assert_eq!(world.head(), head);
}

/// The invented page with a petition, tags and a link.
fn full_page() -> String {
    let petition = format!(
        "  type: 提\n  title: 虛構長椅加遮陽\n  link: https://join.gov.tw/idea/detail/{UUID}\n"
    );
    let more = "tags:\n  - 公園\n  - 長椅\nembed:\n  mind_map:\n    links:\n      - https://example.org/map\n---\n";
    let page = PAGE.replace("  type: 提\n", &petition);
    page.strip_suffix("---\n").unwrap().to_owned() + more
}

/// The keys and days of the sessions of the only meeting.
fn sessions(world: &World) -> Vec<(String, String)> {
    let record = world.read(&path_of(&only_id(world, "meeting")));
    let rows = record.split("[[session]]\n").skip(1);
    let value = |row: &str, field: &str| {
        let mut lines = row.lines();
        let value = lines.find_map(|line| line.strip_prefix(&format!("{field} = ")));
        value.unwrap().trim_matches('"').to_owned()
    };
    rows.map(|row| (value(row, "k"), value(row, "date")))
        .collect()
}

#[test]
fn a_day_of_a_meeting_set_by_hand_stays_and_brings_no_second_session() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    let meeting = only_id(&world, "meeting");
    let key = sessions(&world)[0].0.clone();
    let day = format!("session[{key}].date=2019-02-08");
    world.done(&["meeting", "set", &meeting, &day, "--reason", "invented"]);
    let by_hand = [(key, "2019-02-08".to_owned())];

    file(&world, "45.md", &PAGE.replace("提案", "連署案"));
    let newer = world.po(&["import", "case-pages", &page]);
    assert_eq!(sessions(&world), by_hand);
    assert!(!newer.stderr.contains("set by hand"), "{newer}");

    let source = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    let read = world.po(&["transcript", "import", &source, "--meeting", &meeting]);
    assert_eq!(read.code, Some(0), "{read}");
    assert_eq!(sessions(&world), by_hand);
    world.assert_sound();
}

#[test]
fn a_page_with_another_day_says_that_a_person_set_the_day() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    let key = sessions(&world)[0].0.clone();
    let day = format!("session[{key}].date=2019-02-08");
    let meeting = only_id(&world, "meeting");
    world.done(&["meeting", "set", &meeting, &day, "--reason", "invented"]);
    for stated in ["2019-02-05", "2019-02-06"] {
        file(&world, "45.md", &PAGE.replace("2019-02-01", stated));
        let newer = world.po(&["import", "case-pages", &page]);
        let kept = format!("session[{key}].date: `{stated}`; set by hand to `2019-02-08`");
        assert!(newer.stderr.contains(&kept), "{newer}");
        let by_hand = [(key.clone(), "2019-02-08".to_owned())];
        assert_eq!(sessions(&world), by_hand);
    }
}

#[test]
fn an_import_that_was_reverted_leaves_case_and_meeting_on_one_day() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    let key = sessions(&world)[0].0.clone();
    file(&world, "45.md", &PAGE.replace("2019-02-01", "2019-02-05"));
    world.done(&["import", "case-pages", &page]);
    // The row is the one that was there.
    assert_eq!(sessions(&world), [(key.clone(), "2019-02-05".to_owned())]);
    world.git(&["revert", "--no-edit", "HEAD"]);
    let again = world.po(&["import", "case-pages", &page]);
    assert_eq!(sessions(&world), [(key.clone(), "2019-02-01".to_owned())]);
    let case = world.read(&path_of(&only_id(&world, "case")));
    assert!(case.contains("on = 2019-02-01"), "{case}");
    assert!(!case.contains("on = 2019-02-05"), "{case}");
    for field in [format!("session[{key}].date"), ".on".to_owned()] {
        let kept = format!("{field}: `2019-02-05`; set by hand to `2019-02-01`");
        assert!(again.stderr.contains(&kept), "{again}");
    }
}

#[test]
fn what_a_person_removed_stays_out_and_what_is_new_goes_in() {
    let world = World::new();
    let page = file(&world, "45.md", &full_page());
    world.done(&["import", "case-pages", &page]);
    let (case, meeting) = (only_id(&world, "case"), only_id(&world, "meeting"));

    for removal in [
        &["case", "petition", "rm", &case, "1"][..],
        &["case", "link", "rm", &case, "1"],
        &["case", "set", &case, "--unset", "formal_title"],
        &["case", "set", &case, "tags=長椅"],
        &["case", "agency", "set", &case, "motc", "--id", "moi"],
        &["meeting", "set", &meeting, "cases="],
    ] {
        world.done(removal);
    }
    let newer = full_page()
        .replace("要不要加遮陽", "何時加遮陽")
        .replace("  - 公園", "  - 公園\n  - 遮陽");
    file(&world, "45.md", &newer);
    let silent = world.po(&["import", "case-pages", &page]);
    assert_snapshot!(silent, @"
    ---- stderr
    recorded <commit> import case pages: 0 new, 2 changed
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    let record = world.read(&path_of(&case));
    assert!(record.contains("tags = [\"長椅\", \"遮陽\"]"), "{record}");
    for gone in [
        "formal_title",
        "join.gov.tw",
        "example.org/map",
        "motc",
        "公園",
    ] {
        assert!(!record.contains(gone), "{gone}: {record}");
    }
    let record = world.read(&path_of(&meeting));
    assert!(!record.contains(&case), "{record}");

    let newer = newer.replace("「虛構長椅」", "「虛構長椅遮陽」");
    file(&world, "45.md", &newer);
    let told = world.po(&["import", "case-pages", &page]);
    assert_snapshot!(told, @"
    ---- stderr
    recorded <commit> import case pages: 0 new, 2 changed
    warning: 45.md formal_title: `「虛構長椅遮陽」提案`; removed by hand, and stays so; to take the source's: po case set c201901-33v7 'formal_title=「虛構長椅遮陽」提案'
    files: 0 new, 1 updated, 0 unchanged, 0 failed
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn the_title_of_a_petition_follows_its_page_unless_a_person_set_it() {
    let world = World::new();
    let page = file(&world, "45.md", &full_page());
    world.done(&["import", "case-pages", &page]);
    let case = only_id(&world, "case");
    file(
        &world,
        "45.md",
        &full_page().replace("虛構長椅加遮陽", "長椅加蓋"),
    );
    world.done(&["import", "case-pages", &page]);
    let record = world.read(&path_of(&case));
    assert!(record.contains("title = \"長椅加蓋\""), "{record}");

    let title = format!("petition[https://join.gov.tw/idea/detail/{UUID}].title");
    world.done(&["case", "set", &case, &format!("{title}=By hand")]);
    file(
        &world,
        "45.md",
        &full_page().replace("虛構長椅加遮陽", "長椅拆除"),
    );
    let newer = world.po(&["import", "case-pages", &page]);
    let kept = format!("{title}: `長椅拆除`; set by hand to `By hand`");
    assert!(newer.stderr.contains(&kept), "{newer}");
}

#[test]
fn the_platform_knows_best_what_its_petition_is_called() {
    let world = World::new();
    let page = file(&world, "45.md", &full_page());
    world.done(&["import", "case-pages", &page]);
    let join = file(&world, "join.json", &petition("虛構長椅", 100, 1));
    world.done(&["import", "join", &join]);
    file(
        &world,
        "45.md",
        &full_page().replace("虛構長椅加遮陽", "長椅拆除"),
    );
    world.done(&["import", "case-pages", &page]);
    let record = world.read(&path_of(&only_id(&world, "case")));
    assert!(record.contains("title = \"虛構長椅\""), "{record}");
}

#[test]
fn two_pages_of_one_number_settle() {
    let world = World::new();
    let first = file(&world, "45.md", PAGE);
    let second = file(&world, "45-copy.md", &PAGE.replace("提案", "連署案"));
    let run = || world.po(&["import", "case-pages", &first, &second]);
    let once = run();
    assert_snapshot!(once, @"
    ---- stderr
    recorded <commit> import case pages: 2 new, 0 changed
    warning: 45-copy.md id: `45`; the same number stands in 45.md; this page was left out
    files: 1 new, 0 updated, 0 unchanged, 1 failed
    error: 1 source could not be imported
    [exit 1]
    ");
    let head = world.head();
    let again = run();
    assert_snapshot!(again, @"
    ---- stderr
    warning: 45-copy.md id: `45`; the same number stands in 45.md; this page was left out
    files: 0 new, 0 updated, 1 unchanged, 1 failed
    error: 1 source could not be imported
    [exit 1]
    ");
    assert_eq!(world.head(), head);
}

#[test]
fn a_record_whose_past_is_cut_off_counts_as_made_by_hand() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    world.done(&["import", "case-pages", &page]);
    let clone = world.path().join("clone");
    let from = format!("file://{}", world.root().display());
    world.git_in(
        world.path(),
        &[
            "clone",
            "-q",
            "--depth",
            "1",
            &from,
            clone.to_str().unwrap(),
        ],
    );
    file(&world, "45.md", &PAGE.replace("要不要加遮陽", "何時加遮陽"));
    let newer = world.po_in(&clone, &["import", "case-pages", &page]);
    assert!(
        newer
            .stderr
            .contains("title: `虛構長椅何時加遮陽？`; set by hand"),
        "{newer}"
    );
}

#[test]
fn a_dry_run_tells_programs_what_every_file_would_write() {
    let world = World::new();
    let page = file(&world, "45.md", PAGE);
    let bad = file(&world, "46.md", "no page");
    let before = world.head();
    let dry = |format| {
        let arguments = [
            "import",
            "case-pages",
            &page,
            &bad,
            "--dry-run",
            "--format",
            format,
        ];
        world.po(&arguments).stdout
    };
    assert_snapshot!(dry("json"), @r#"
    [
      {
        "file": "45.md",
        "outcome": "new",
        "records": [
          {
            "id": "c201901-33v7",
            "outcome": "new",
            "kind": "case",
            "title": "虛構長椅要不要加遮陽？",
            "changes": []
          },
          {
            "id": "m201902-906d",
            "outcome": "new",
            "kind": "meeting",
            "title": "Collaborative meeting on case 45",
            "changes": []
          }
        ],
        "remarks": []
      },
      {
        "file": "46.md",
        "outcome": "failed",
        "records": [],
        "remarks": [
          {
            "line": 1,
            "field": "front matter",
            "found": "nothing",
            "expected": "expected a case page: fields between two lines `---` at its head"
          }
        ]
      }
    ]
    "#);
    assert_snapshot!(dry("csv"), @"
    file,outcome,records,remarks
    45.md,new,c201901-33v7 new case 虛構長椅要不要加遮陽？; m201902-906d new meeting Collaborative meeting on case 45,
    46.md,failed,,1 front matter nothing expected a case page: fields between two lines `---` at its head
    ");
    assert_eq!(world.head(), before);
    world.done(&["import", "case-pages", &page]);
    file(&world, "45.md", &PAGE.replace("要不要加遮陽", "何時加遮陽"));
    let newer: Value = serde_json::from_str(&dry("json")).unwrap();
    let case = &newer[0]["records"][0];
    assert_eq!(
        (&newer[0]["outcome"], &case["outcome"]),
        (&"updated".into(), &"updated".into())
    );
    let title = case["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["field"] == "title");
    assert_eq!(title.unwrap()["new"], "虛構長椅何時加遮陽？", "{newer:#}");
}

#[test]
fn a_dry_run_of_transcripts_has_the_same_columns_in_csv_as_in_json() {
    let world = World::new();
    let source = file(&world, TRANSCRIPT_NAME, TRANSCRIPT);
    let dry = |format| {
        world.done(&[
            "transcript",
            "import",
            &source,
            "--dry-run",
            "--format",
            format,
        ])
    };
    let csv = dry("csv");
    assert_snapshot!(csv, @"
    file,outcome,title,date,speeches,turns,narratives,other_quotes,sections,unattributed,distinct_speakers,first_speaker,last_speaker,facts,records,remarks
    2019-02-01-虛構會議.md,new,2019-02-01 虛構會議,2019-02-01,3,2,0,0,0,0,2,甲,乙,,m201902-g7xw new meeting 虛構會議; t201902-qj60 new transcript 虛構會議,
    ");
    let json: Value = serde_json::from_str(&dry("json")).unwrap();
    let keys: Vec<&str> = json[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(csv.lines().next().unwrap(), keys.join(","));
}

#[test]
fn a_page_that_cannot_be_taken_says_all_that_is_wrong_with_it() {
    let world = World::new();
    let page = "---\nid: [1, 2]\npropose_date: 2019-13-45\n---\n";
    let page = file(&world, "invented.md", page);
    let output = world.po(&["import", "case-pages", &page]);
    let said = output.stdout + &output.stderr;
    for place in [
        "invented.md:2 id",
        "invented.md:3 propose_date",
        "description",
    ] {
        assert!(said.contains(place), "no {place} in\n{said}");
    }

    let path = world.path().join("latin.md");
    std::fs::write(&path, b"---\nid: \xff\n---\n").unwrap();
    assert_snapshot!(world.po(&["import", "case-pages", path.to_str().unwrap()]), @"
    ---- stderr
    warning: latin.md:2 file: column 5; expected UTF-8: save the file as UTF-8
    files: 0 new, 0 updated, 0 unchanged, 1 failed
    error: 1 source could not be imported
    [exit 1]
    ");
}

/// An invented posting of an agency: its number, its day in 2019, what it promises, what it adopts.
fn posting(number: u8, on_day: i64, plan: &str, reference: &str) -> Value {
    json!({
        "id": format!("00000000-aaaa-4222-8333-44444444444{number}"),
        "organization": {"organizationId": "A21000000I", "organizationName": "衛生福利部"},
        "analysis": "",
        "suggest": plan,
        "plan": plan,
        "reference": reference,
        "firstResponseTime": 1_546_315_200_000_i64 + on_day * 86_400_000,
    })
}

/// An invented petition that the platform calls completed, qualified on 2019-01-11 and due on 03-11.
fn completed(world: &World, postings: &[Value]) -> String {
    let mut petition: Value = serde_json::from_str(&petition("虛構長椅", 5000, 10)).unwrap();
    let day = |number: i64| json!(1_546_315_200_000_i64 + number * 86_400_000);
    petition[0]["status"] = json!("Completed");
    petition[0]["secondSignedTime"] = day(10);
    petition[0]["advisedTime"] = day(69);
    petition[0]["updateDate"] = day(100 + i64::try_from(postings.len()).unwrap());
    petition[0]["govResponses"] = json!(postings);
    file(world, "join.json", &petition.to_string())
}

#[test]
fn a_petition_is_answered_by_a_formal_reply_and_not_by_a_notice_that_one_will_come() {
    let world = World::new();
    let notice = posting(1, 12, "〈將於108年3月11日前發布正式回應時說明〉", "");
    let join = completed(&world, std::slice::from_ref(&notice));
    world.done(&["import", "join", &join]);
    let id = only_id(&world, "case");
    let shown = |world: &World| -> Value {
        let shown = world.done(&["case", "show", &id, "--format", "json"]);
        serde_json::from_str(&shown).unwrap()
    };
    let case = shown(&world);
    assert_eq!(case["petition"][0]["status"], "qualified");
    assert!(case["petition"][0]["extended_to"].is_null(), "{case}");
    let due = ["due", "--as-of", "2019-03-01"];
    assert!(world.done(&due).contains("2019-03-11\tformal reply"));

    // The reply is put off before its day, and then comes.
    let later = posting(2, 60, "〈將於108年4月30日前發布正式回應時說明〉", "");
    completed(&world, &[notice.clone(), later.clone()]);
    world.done(&["import", "join", &join]);
    let due = ["due", "--as-of", "2019-03-02"];
    assert!(world.done(&due).contains("2019-04-30\tformal reply"));
    let row = &shown(&world)["petition"][0];
    assert_eq!(
        row["extension_reason"],
        "announced by 衛生福利部 on 2019-03-02"
    );
    // Nobody knew of it the day before, and a store that an early program imported into learns it.
    let before = ["due", "--as-of", "2019-03-01"];
    let told = || world.done(&before).contains("2019-03-11\tformal reply");
    assert!(told());
    let path = path_of(&id);
    let early = world.read(&path).replace("extended_on = 2019-03-02\n", "");
    world.write(&path, early);
    world.git(&["commit", "-q", "--all", "--amend", "--no-edit"]);
    assert!(!told());
    world.done(&["import", "join", &join]);
    assert!(told());
    assert!(
        world
            .po(&["import", "join", &join])
            .stderr
            .contains("1 unchanged")
    );

    completed(&world, &[notice, later, posting(3, 100, "", "本案參採。")]);
    world.done(&["import", "join", &join]);
    let case = shown(&world);
    assert_eq!(case["petition"][0]["status"], "answered");
    assert_eq!(case["stage"][1]["name"], "replied");
    assert_eq!(case["stage"][1]["on"], "2019-04-11");
}

#[test]
fn a_case_that_an_early_import_closed_without_a_formal_reply_is_opened_again() {
    let world = World::new();
    let notice = |number: u8| posting(number, 12, "〈將於108年3月11日前發布正式回應時說明〉", "");
    let formal = posting(4, 100, "", "本案參採。");
    let join = completed(&world, &[notice(1), formal]);
    world.done(&["import", "join", &join]);
    let id = only_id(&world, "case");
    let path = path_of(&id);
    // What an early import left: the step into `replied`, and no formal reply.
    let closed = world.read(&path);
    let replies = closed.find("[[reply]]").unwrap();
    let rest = closed[replies..].find("\n[[origin]]").unwrap();
    let early = format!("{}{}", &closed[..replies], &closed[replies + rest..]);
    world.write(&path, &early);
    world.done(&["save", "--message", "invented"]);
    let due = ["due", "--as-of", "2019-05-01"];
    assert!(!world.done(&due).contains("formal reply"));

    completed(&world, &[notice(1), notice(2), notice(3)]);
    let stages = |world: &World| {
        let shown = world.done(&["case", "show", &id, "--format", "json"]);
        let case: Value = serde_json::from_str(&shown).unwrap();
        case["stage"].as_array().unwrap().len()
    };
    assert_eq!(stages(&world), 2);
    world.done(&["import", "join", &join]);
    assert_eq!(stages(&world), 1);
    assert!(world.done(&due).contains("2019-03-11\tformal reply"));
    // The same file opens a case as well, and then says nothing new.
    world.write(
        &path,
        world
            .read(&path)
            .replace("[[petition]]", &closing_step(&closed)),
    );
    world.done(&["save", "--message", "invented"]);
    assert_eq!(stages(&world), 2);
    world.done(&["import", "join", &join]);
    assert_eq!(stages(&world), 1);
    let again = world.po(&["import", "join", &join]);
    assert!(again.stderr.contains("1 unchanged"), "{again}");
}

/// The step into `replied` of the text of a case, before its petition.
fn closing_step(case: &str) -> String {
    let step = case.rfind("[[stage]]").unwrap();
    let end = case[step..].find("[[petition]]").unwrap();
    format!("{}[[petition]]", &case[step..step + end])
}

#[test]
fn a_new_day_that_cannot_be_read_surely_is_no_extension_and_is_said() {
    let world = World::new();
    let limit = posting(1, 12, "將於3月11日前發布正式回應時說明", "");
    let unsure = posting(2, 60, "將於4月30日前發布正式回應時說明", "");
    let join = completed(&world, &[limit, unsure]);
    let told = world.po(&["import", "join", &join]);
    let remarks: Vec<&str> = told
        .stderr
        .lines()
        .filter(|line| line.contains("extension"))
        .collect();
    assert_eq!(remarks.len(), 1, "{}", told.stderr);
    assert!(remarks[0].contains("govResponses[1].plan"), "{remarks:?}");
    let case = world.done(&["case", "show", &only_id(&world, "case"), "--format", "json"]);
    assert!(!case.contains("extended_to"), "{case}");
}
