//! `add`, `set` and `rm` of the rows inside a record.

use insta::assert_snapshot;

use crate::support::{World, path_of};

const URL: &str = "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555";
const OTHER: &str = "https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555";

#[test]
fn petitions_of_a_case() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    let before = world.read(&path_of(&id));
    assert_snapshot!(world.po(&["case", "petition", "add", "45"]), @"
    ---- stderr
    error: missing: --url <URL>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "petition", "add", "45", "--url", "kites"]), @"
    ---- stderr
    error: url: `kites` is not a web address (http or https)
    [exit 2]
    ");
    assert_snapshot!(world.po(&["case", "petition", "add", "45", "--url", URL, "--signatures", "５００１", "--opened", "108-01-02"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add petition https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555 5001 2019-01-02
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "petition", "add", "45", "--url", URL]), @"
    ---- stderr
    error: records/cases/2019/02/c201902-x11g.toml would not be a sound record any more; nothing was written
      records/cases/2019/02/c201902-x11g.toml:21:1 petition[2] a second row `https://join.gov.tw/idea/detail/11111111-2222-3333-4444-5555…`: the key of a row stands once
         |
      21 | [[petition]]
         | ^^^^^^^^^^^^
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "petition", "add", "45", "--url", OTHER]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add petition https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "petition", "set", "45", "2", "--title", "Invented wings"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set petition[https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555]
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "petition", "set", "45", "9", "--title", "x"]), @"
    ---- stderr
    error: no single row of `petition` answers to `9`; there are:
      https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555
      https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555
    [exit 3]
    ");
    assert_snapshot!(world.po(&["case", "petition", "set", "45", "2"]), @"
    ---- stderr
    error: nothing to set; name at least one field
    [exit 2]
    ");
    assert_snapshot!(world.zh(&["case", "petition", "rm", "45", "沒有"]), @"
    ---- stderr
    錯誤：「petition」沒有唯一符合「沒有」的列；現有：
      https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555
      https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555
    [exit 3]
    ");
    assert_snapshot!(world.po(&["case", "show", OTHER, "--format", "md"]), @"
    # May invented kites fly?

    - id: c201902-x11g
    - number: 45
    - title: May invented kites fly?
    - source: ministry

    ## stage

    - proposed, 2019-02-12

    ## agency

    - 衛福部, host

    ## petition

    - https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555, signatures 5001, opened 2019-01-02
    - https://join.gov.tw/idea/detail/21111111-2222-3333-4444-555555555555, Invented wings
    [exit 0]
    ");
    world.done(&["case", "petition", "rm", "45", "2111"]);
    world.done(&["case", "petition", "rm", "45", "1"]);
    assert_eq!(world.read(&path_of(&id)), before);
    world.assert_sound();
}

#[test]
fn every_row_of_a_case_comes_and_goes() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--petition", URL],
    );
    assert_snapshot!(world.po(&["case", "agency", "add", "45", "--id", "交通部", "--role", "協辦"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add agency motc cohost
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "agency", "add", "45", "--id", "No Such", "--role", "cohost"]), @"
    ---- stderr
    error: no agency goes by `No Such`
    hint: `po agency list` shows what there is
    [exit 3]
    ");
    assert_snapshot!(world.po(&["case", "agency", "set", "45", "motc", "--unit", "Invented unit"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set agency[motc+cohost]
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "link", "add", "45", "--kind", "article", "--url", "https://example.org/kites"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add link https://example.org/kites article
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "link", "set", "45", "example", "--title", "On kites"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set link[https://example.org/kites]
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "signal", "add", "45", "--kind", "press", "--on", "2019-02-10"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add signal rtnn press 2019-02-10
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "signal", "set", "45", "1", "--url", "https://example.org/press"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set signal[rtnn]
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "reply", "add", "45", "--petition", URL, "--agency", "MOTC", "--on", "2019-02-11", "--kind", "interim"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: add reply 4t4z https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555 motc 2019-02-11
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "reply", "set", "45", "1", "--adoption", "partly"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: set reply[4t4z]
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "show", "45"]), @"
    序號45　May invented kites fly?
    ───────────────────────────────
    代號      c201902-x11g
    序號      45
    議題      May invented kites fly?
    案件來源  部會自提案

    階段歷程
      提案　108.02.12

    機關與分工
      衛福部　主辦
      交通部　協辦　業務單位 Invented unit

    所涉連署
      https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555

    機關回應
      連署網址 https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555　機關 交通部　108.02.11　期中回應　參採情形 部分參採

    輿情與國會關注
      媒體　108.02.10　網址 https://example.org/press

    公開資料連結
      https://example.org/kites　文章　On kites

    異動紀錄
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: set reply[4t4z]
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: add reply 4t4z https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555 motc 2019-02-11
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: set signal[rtnn]
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: add signal rtnn press 2019-02-10
      2019-02-12  <commit>  測試者  No. 45 c201902-x11g: set link[https://example.org/kites]
    [exit 0]
    ");
    for (table, row) in [
        ("reply", "1"),
        ("signal", "1"),
        ("link", "1"),
        ("agency", "motc"),
    ] {
        let gone = world.po(&["case", table, "rm", "45", row]);
        assert_eq!(gone.code, Some(0), "{gone}");
    }
    assert_snapshot!(world.git(&["log", "--reverse", "--format=%s%n  %(trailers:key=Po-Op)", "-12"]), @"
    No. 45 c201902-x11g: add agency motc cohost
      Po-Op: case.agency.add

    No. 45 c201902-x11g: set agency[motc+cohost]
      Po-Op: case.agency.set

    No. 45 c201902-x11g: add link https://example.org/kites article
      Po-Op: case.link.add

    No. 45 c201902-x11g: set link[https://example.org/kites]
      Po-Op: case.link.set

    No. 45 c201902-x11g: add signal rtnn press 2019-02-10
      Po-Op: case.signal.add

    No. 45 c201902-x11g: set signal[rtnn]
      Po-Op: case.signal.set

    No. 45 c201902-x11g: add reply 4t4z https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555 motc 2019-02-11
      Po-Op: case.reply.add

    No. 45 c201902-x11g: set reply[4t4z]
      Po-Op: case.reply.set

    No. 45 c201902-x11g: remove reply[4t4z]
      Po-Op: case.reply.rm

    No. 45 c201902-x11g: remove signal[rtnn]
      Po-Op: case.signal.rm

    No. 45 c201902-x11g: remove link[https://example.org/kites]
      Po-Op: case.link.rm

    No. 45 c201902-x11g: remove agency[motc+cohost]
      Po-Op: case.agency.rm
    ");
    world.assert_sound();
}

#[test]
fn rows_of_meetings_people_and_agencies() {
    let world = World::new();
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "Invented meeting",
        "--date",
        "2019-02-12",
    ]);
    let rows: [&[&str]; 6] = [
        &[
            "session",
            "--date",
            "2019-02-13",
            "--start",
            "14:00",
            "--end",
            "17:00",
            "--place",
            "Invented hall",
            "--online",
            "true",
        ],
        &[
            "link",
            "--kind",
            "livestream",
            "--url",
            "https://example.org/live",
        ],
        &[
            "attendance",
            "--group",
            "expert",
            "--count",
            "3",
            "--reason",
            "Knows kites",
        ],
        &[
            "attendance",
            "--group",
            "機關代表",
            "--agency",
            "衛福部",
            "--count",
            "2",
        ],
        &[
            "conclusion",
            "--n",
            "1",
            "--text",
            "Kites are invented",
            "--due",
            "2019-03-01",
        ],
        &[
            "task",
            "--what",
            "Count the kites",
            "--owner",
            "mohw",
            "--due",
            "108-03-01",
        ],
    ];
    for row in rows {
        let arguments = [&["meeting", row[0], "add", &meeting], &row[1..]].concat();
        world.done(&arguments);
    }
    world.on("2019-02-20");
    world.done(&[
        "meeting",
        "task",
        "set",
        &meeting,
        "1",
        "--done-on",
        "2019-02-20",
    ]);
    world.done(&["meeting", "attendance", "rm", &meeting, "1"]);
    assert_snapshot!(world.po(&["meeting", "session", "add", &meeting, "--date", "2019-02-14", "--start", "25:00"]), @"
    ---- stderr
    error: start: `25:00` is not a time of day such as 14:30
    [exit 2]
    ");
    assert_snapshot!(world.read(&path_of(&meeting)), @r#"
    #:schema ../../../../schemas/meeting.schema.json
    id = "m201902-x11g"
    kind = "working"
    title = "Invented meeting"
    status = "planned"

    [[session]]
    k = "jry2"
    date = 2019-02-12

    [[session]]
    k = "a783"
    date = 2019-02-13
    start = 14:00:00
    end = 17:00:00
    place = "Invented hall"
    online = true

    [[task]]
    k = "rtnn"
    what = "Count the kites"
    owner = "mohw"
    due = 2019-03-01
    done_on = 2019-02-20

    [[attendance]]
    k = "dkhq"
    group = "agency"
    agency = "mohw"
    count = 2

    [[conclusion]]
    n = 1
    text = "Kites are invented"
    due = 2019-03-01

    [[link]]
    url = "https://example.org/live"
    kind = "livestream"
    "#);
    world.done(&[
        "person",
        "new",
        "--id",
        "invented-officer",
        "--name",
        "虛構人",
    ]);
    world.done(&[
        "person",
        "post",
        "add",
        "invented-officer",
        "--agency",
        "衛福部",
        "--role",
        "po",
        "--from",
        "2019-01-01",
    ]);
    world.done(&[
        "person",
        "training",
        "add",
        "invented-officer",
        "--title",
        "Invented course",
        "--on",
        "2019-02-01",
    ]);
    assert_snapshot!(world.read("records/people/invented-officer.toml"), @r#"
    #:schema ../../schemas/person.schema.json
    id = "invented-officer"
    name = "虛構人"

    [[post]]
    k = "zqhs"
    agency = "mohw"
    role = "po"
    from = 2019-01-01

    [[training]]
    k = "65mz"
    title = "Invented course"
    on = 2019-02-01
    "#);
    world.done(&[
        "agency",
        "pair",
        "add",
        "mohw",
        "--agency",
        "motc",
        "--from",
        "2019-01-01",
    ]);
    world.done(&["agency", "pair", "rm", "mohw", "1"]);
    world.assert_sound();
}

#[test]
fn a_list_is_taken_as_toml_and_json_write_it_or_refused() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &[
            "--number",
            "45",
            "--tag",
            r#"["甲", "乙,丙"]"#,
            "--tag",
            "丁,戊",
        ],
    );
    let tags = || {
        let shown: serde_json::Value =
            serde_json::from_str(&world.done(&["case", "show", "45", "--format", "json"])).unwrap();
        shown["tags"].to_string()
    };
    assert_eq!(tags(), r#"["甲","乙,丙","丁,戊"]"#);
    world.done(&["case", "set", "45", r#"tags=["a", 'b,c']"#]);
    assert_eq!(tags(), r#"["a","b,c"]"#);
    world.done(&["case", "set", "45", "tags=a, d"]);
    assert_eq!(tags(), r#"["a","d"]"#);
    assert_snapshot!(world.po(&["case", "set", "45", "tags=[a, b]"]), @r#"
    ---- stderr
    error: tags: `[a, b]` is not a list (one,two or ["one", "two"])
    [exit 2]
    "#);
    assert_snapshot!(world.zh(&["case", "set", "45", "tags=[1]"]), @r#"
    ---- stderr
    錯誤：tags：「[1]」無法辨識，應為清單（甲,乙 或 ["甲", "乙"]）
    [exit 2]
    "#);
    assert_snapshot!(world.po(&["agency", "set", "mohw", r#"aliases=["衛福""#]), @r#"
    ---- stderr
    error: aliases: `["衛福"` is not a list (one,two or ["one", "two"])
    [exit 2]
    "#);
    world.done(&["agency", "set", "mohw", r#"codes=["A21", "B22"]"#]);
    let agency = world.read("records/agencies/mohw.toml");
    assert!(agency.contains(r#"codes = ["A21", "B22"]"#), "{agency}");
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "x",
        "--date",
        "2019-03-02",
    ]);
    world.done(&[
        "meeting",
        "set",
        &meeting,
        r#"elements=["agenda-ahead", "online"]"#,
    ]);
    assert_snapshot!(world.po(&["meeting", "set", &meeting, r#"elements=["dreams"]"#]), @"
    ---- stderr
    error: elements: `dreams` is none of: diverse-invitees, open-signup, third-party-chair, agenda-ahead, materials-ahead, transcript, online, livestream (rule known-word)
    [exit 2]
    ");
    assert_eq!(tags(), r#"["a","d"]"#);
    world.assert_sound();
}

#[test]
fn a_path_to_no_row_is_answered_with_the_rows_that_are_there() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    assert_snapshot!(world.po(&["case", "set", "45", "stage[zzz].on=2019-03-01"]), @"
    ---- stderr
    error: no single row of `stage` answers to `zzz`; there are:
      jry2
    [exit 3]
    ");
    assert_snapshot!(world.zh(&["case", "set", "45", "--unset", "stage[zzz]"]), @"
    ---- stderr
    錯誤：「stage」沒有唯一符合「zzz」的列；現有：
      jry2
    [exit 3]
    ");
    assert_snapshot!(world.po(&["case", "set", "45", "commitment[zzz].due=2019-03-01"]), @"
    ---- stderr
    error: the record has no row of `commitment` yet
    [exit 3]
    ");
}

#[test]
fn a_term_that_ends_before_it_begins_is_refused() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &[]);
    let add = [
        "case", "agency", "add", &case, "--id", "moea", "--role", "cohost",
    ];
    let term = |until| [&add[..], &["--from", "2019-05-01", "--until", until]].concat();
    let output = world.po(&term("2010-01-01"));
    assert_eq!(output.code, Some(5), "{output:?}");
    let said = "agency[2].until `2010-01-01` is not a day on or after `from`";
    assert!(output.stderr.contains(said), "{output:?}");
    // A term of one day is one.
    world.done(&term("2019-05-01"));
    world.assert_sound();

    world.replace(&path_of(&case), "until = 2019-05-01", "until = 2019-04-30");
    let check = world.po(&["check", "--working"]);
    assert_eq!(check.code, Some(1), "{check:?}");
    assert!(check.stdout.contains("bad-value"), "{check:?}");
}

#[test]
fn a_reply_answers_a_petition_of_its_case() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &[]);
    let reply = |url| {
        world.po(&[
            "case",
            "reply",
            "add",
            &case,
            "--kind",
            "interim",
            "--petition",
            url,
        ])
    };
    let none = reply(URL);
    assert_eq!(none.code, Some(3), "{none:?}");
    world.done(&["case", "petition", "add", &case, "--url", URL]);
    let before = world.head();
    let wrong = reply(OTHER);
    assert_eq!(wrong.code, Some(3), "{wrong:?}");
    assert!(wrong.stderr.contains(URL), "{wrong:?}");
    assert_eq!(world.head(), before);
    assert_eq!(reply(URL).code, Some(0));
    assert_eq!(world.po(&["check"]).code, Some(0));
}

#[test]
fn a_row_is_set_by_its_place() {
    let world = World::new();
    let new = [
        "meeting",
        "new",
        "--kind",
        "prep",
        "--title",
        "Invented",
        "--date",
        "2019-03-01",
    ];
    let id = world.id(&new);
    world.done(&["meeting", "set", &id, "session[1].date=2019-03-04"]);
    assert!(world.read(&path_of(&id)).contains("date = 2019-03-04"));
    let output = world.po(&["meeting", "set", &id, "session[none].date=2019-03-05"]);
    assert_eq!(output.code, Some(3), "{output:?}");
    world.assert_sound();
}

#[test]
fn a_tag_stands_once_and_on_one_line() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &[]);
    for tags in ["tags=sea,air,sea", "tags=[\"sea\\nair\"]"] {
        let output = world.po(&["case", "set", &case, tags]);
        assert_eq!(output.code, Some(2), "{output:?}");
    }
    let new = [
        "case", "new", "--title", "Invented", "--source", "ministry", "--host", "mohw",
    ];
    let new = [
        &new[..],
        &["--proposed", "today", "--tag", "sea", "--tag", "sea"],
    ]
    .concat();
    assert_eq!(world.po(&new).code, Some(2));
    world.assert_sound();
}

#[test]
fn what_is_recorded_is_told_in_one_line() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &[]);
    let output = world.po(&["case", "set", &case, "summary=first\n\nsecond"]);
    assert_eq!(
        (output.code, output.stderr.lines().count()),
        (Some(0), 1),
        "{output:?}"
    );
}
