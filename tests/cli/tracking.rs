//! A case at the monthly meetings until it is released, and why it stands where it stands.

use insta::assert_snapshot;

use crate::support::{World, path_of};

/// A world with an invented case that was met on and two monthly meetings.
fn world() -> World {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--host", "coa"],
    );
    for (title, day) in [
        ("Monthly February", "2019-02-12"),
        ("Monthly May", "2019-05-06"),
        ("Monthly October", "2019-10-07"),
    ] {
        world.id(&[
            "meeting", "new", "--kind", "monthly", "--title", title, "--date", day,
        ]);
    }
    world.on("2019-04-12");
    let reason = "prepared by telephone";
    world.done(&[
        "case",
        "stage",
        "45",
        "met",
        "--on",
        "2019-04-12",
        "--reason",
        reason,
    ]);
    world.on("2019-10-08");
    world
}

#[test]
fn a_condition_keeps_a_case_tracked_until_it_is_met() {
    let world = world();
    let report = [
        "case",
        "report",
        "45",
        "--meeting",
        "Monthly May",
        "--text",
        "bill sent",
    ];
    let with = |more: &[&str]| world.po(&[&report, more].concat());
    assert_snapshot!(world.po(&["case", "report", "45"]), @"
    ---- stderr
    error: missing: --meeting <REF>, --text <TEXT>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_snapshot!(with(&["--decided", "released-when"]), @"
    ---- stderr
    error: missing: --condition
    [exit 2]
    ");
    assert_snapshot!(with(&["--condition", "the bill is law"]), @"
    ---- stderr
    error: missing: --decided released-when
    [exit 2]
    ");
    assert_snapshot!(with(&["--on", "2019-02-31"]), @"
    ---- stderr
    error: --on: `2019-02-31` names a day that its month does not have (rule real-day)
    [exit 2]
    ");
    assert_snapshot!(with(&["--agency", "moda"]), @"
    ---- stderr
    error: `moda` did not exist on 2019-05-06 (rule agency-not-in-force)
    [exit 5]
    ");
    let decided = [
        "--decided",
        "released-when",
        "--condition",
        "the bill is law",
    ];
    let asked = [
        "--agency",
        "農委會",
        "--ask",
        "請解管",
        "--next",
        "second reading",
        "--by",
        "108-06-30",
    ];
    assert_snapshot!(with(&[&decided[..], &asked[..]].concat()), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: reported (released-when), bill sent
    [exit 0]
    ");
    assert_snapshot!(with(&[&decided[..], &asked[..]].concat()), @"
    ---- stderr
    nothing to change
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "release", "45"]), @"
    ---- stderr
    error: missing: --on <DAY>, --meeting <REF>, --reason <TEXT>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    let release = [
        "case",
        "release",
        "45",
        "--on",
        "2019-10-07",
        "--meeting",
        "Monthly October",
        "--reason",
        "law in force",
    ];
    assert_snapshot!(world.po(&release), @"
    ---- stderr
    error: not met on 2019-10-07, so the case stays tracked (rule release-condition):
      8dyz 2019-05-06 the bill is law
    hint: po case condition c201902-x11g 8dyz --met-on DAY
    [exit 5]
    ");
    assert_snapshot!(world.zh(&release), @"
    ---- stderr
    錯誤：下列解管條件至 108.10.07 尚未成就，繼續列管（規則 release-condition）：
      8dyz 2019-05-06 the bill is law
    建議：po case condition c201902-x11g 8dyz --met-on 日期
    [exit 5]
    ");
    // No other way leads around the condition.
    assert_eq!(
        world
            .po(&["case", "stage", "45", "released", "--reason", "x"])
            .code,
        Some(5)
    );
    assert_snapshot!(world.po(&["case", "condition", "45", "--met-on", "2019-05-01"]), @"
    ---- stderr
    error: the condition was set on 2019-05-06; it is met later or that day (rule met-since-set)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["case", "condition", "45", "--met-on", "2019-09-01"]), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: condition met, the bill is law
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "condition", "45", "--met-on", "2019-09-01"]), @"
    ---- stderr
    error: no condition of a release is open
    [exit 3]
    ");
    assert_snapshot!(world.po(&release), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: stage → released
    [exit 0]
    ");
    let trailers = world.git(&[
        "log",
        "-1",
        "--format=%(trailers:key=Po-Op)%(trailers:key=Po-Reason)",
    ]);
    assert_eq!(
        trailers.trim_end(),
        "Po-Op: case.stage\nPo-Reason: law in force"
    );
    world.assert_sound();
}

/// What two or three lists say of a case: due, one page and the reasons.
fn says_everywhere(world: &World, text: &str) -> [bool; 3] {
    [
        &["due"][..],
        &["case", "show", "45"],
        &["case", "why", "45"],
    ]
    .map(|command| world.done(command).contains(text))
}

#[test]
fn no_later_decision_lets_go_of_a_condition() {
    let world = world();
    let report = |meeting: &str, more: &[&str]| {
        let report = [
            "case",
            "report",
            "45",
            "--meeting",
            meeting,
            "--text",
            "told",
        ];
        world.po(&[&report, more].concat())
    };
    let condition = [
        "--decided",
        "released-when",
        "--condition",
        "the bill is law",
    ];
    assert_eq!(report("Monthly May", &condition).code, Some(0));
    assert_eq!(
        report("Monthly October", &["--decided", "kept"]).code,
        Some(0)
    );
    assert_eq!(says_everywhere(&world, "the bill is law"), [true; 3]);
    let before = world.head();
    assert_snapshot!(report("Monthly October", &["--decided", "released"]), @"
    ---- stderr
    error: not met on 2019-10-07, so the case stays tracked (rule release-condition):
      k5y1 2019-05-06 the bill is law
    hint: po case condition c201902-x11g k5y1 --met-on DAY
    [exit 5]
    ");
    assert_snapshot!(world.zh(&["case", "condition", "45", "--met-on", "2019-10-09"]), @"
    ---- stderr
    錯誤：108.10.09 尚未到來（規則 met-in-the-past）
    [exit 5]
    ");
    assert_eq!(world.head(), before);
    world.done(&["case", "condition", "45", "--met-on", "2019-09-01"]);
    assert_eq!(
        report("Monthly October", &["--decided", "released"]).code,
        Some(0)
    );
    assert!(!world.done(&["due"]).contains("the bill is law"));
    world.assert_sound();
}

#[test]
fn a_decided_release_says_what_follows() {
    let world = world();
    let meeting = ["--meeting", "Monthly October", "--text", "reply posted"];
    let decided = ["--decided", "released"];
    assert_snapshot!(world.po(&[&["case", "report", "45"], &meeting[..], &decided[..]].concat()), @"
    ---- stderr
    recorded <commit> No. 45 c201902-x11g: reported (released), reply posted
    next: po case release c201902-x11g --on 2019-10-07 --meeting m201910-0hy7 --reason TEXT
    [exit 0]
    ");
    assert_snapshot!(world.po(&["check", "--rule", "stage-contradicts-decision", "--format", "csv"]), @r#"
    code,severity,path,line,column,field,message,remedy
    stage-contradicts-decision,warning,records/cases/2019/02/c201902-x11g.toml,14,8,stage[2].name,"the last decision released the case, and it is still open",po case release c201902-x11g --on 2019-10-07 --meeting m201910-0hy7 --reason REASON
    ---- stderr
    0 errors, 1 warning, 0 notes in 82 files
    error: the check found 1 thing to mend
    [exit 1]
    "#);
}

#[test]
fn why_tells_every_vote_and_what_of_it_is_not_recorded() {
    let world = world();
    // Written by hand, since the case was met on between these votes.
    let stand = |monthly: &str| {
        let shown = world.done(&["meeting", "show", monthly, "--format", "json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let path = path_of(shown["id"].as_str().unwrap());
        let row = "\n[[candidate]]\nk = \"aaaa\"\ncases = [\"c201902-x11g\"]\n";
        world.write(&path, world.read(&path) + row);
        world.done(&["save"]);
    };
    let vote = |monthly: &str, share: &[&str], base: &[&str]| {
        world.done(&["vote", "open", monthly]);
        stand(monthly);
        world.done(&[&["vote", "tally", monthly, "45"], share].concat());
        world.done(&[&["vote", "close", monthly], base].concat());
    };
    vote("Monthly February", &["--share", "45.2%"], &[]);
    assert_snapshot!(world.po(&["case", "why", "45"]), @"
    No. 45  May invented kites fly?
    c201902-x11g, stage: met since 2019-04-12

    When it first came up
      2019-02-12 proposed
        meeting   not recorded; on that day: Monthly February
        recorded  2019-02-12 (<commit>)

    How it was chosen
      2019-02-12 vote
        outcome   below the threshold
        votes     45.2%; base unknown
        rules     開放政府聯絡人第十七次月會：未過半由主辦機關決定 (2018-07-02)
        meeting   Monthly February (2019-02-12)
        recorded  2019-10-08 (<commit>)

    When it was last reported
      no report is recorded

    What was asked and decided each time
      no report is recorded

    Why it was released, not held, postponed or closed
      nothing of the kind is recorded; the case stands at met since 2019-04-12
    [exit 0]
    ");
    vote("Monthly May", &["--ticks", "20"], &["--base", "34"]);
    world.done(&["vote", "open", "Monthly October"]);
    stand("Monthly October");
    world.done(&["case", "set", "45", "selection=voted"]);
    assert_snapshot!(world.zh(&["case", "why", "45"]), @"
    序號45　May invented kites fly?
    c201902-x11g　現況：已召開（108.04.12 起）

    何時首次提出
      108.02.12 提案
        會議  未載；同日有「Monthly February」
        登載  108.02.12（<commit>）

    如何選定
      日期未載 票選
        會議  未載
        登載  108.10.08（<commit>）
      108.02.12 票選紀錄
        結果  未達門檻
        得票  45.2%；基數未載
        規則  開放政府聯絡人第十七次月會：未過半由主辦機關決定（2018-07-02）
        會議  Monthly February（108.02.12）
        登載  108.10.08（<commit>）
      108.05.06 票選紀錄
        結果  選定
        得票  20票，58.8%；基數 34
        規則  開放政府聯絡人第十七次月會：未過半由主辦機關決定（2018-07-02）
        會議  Monthly May（108.05.06）
        登載  108.10.08（<commit>）
      108.10.07 票選紀錄
        結果  尚未結束
        得票  未載；基數未載
        規則  協作議題處理原則（2019-07-02）
        會議  Monthly October（108.10.07）
        登載  108.10.08（<commit>）

    最近一次提報
      未載任何提報

    歷次提報之請求與裁示
      未載任何提報

    為何解除列管、不辦理、延期或結束
      未載此類情形；現況為已召開（108.04.12 起）
    [exit 0]
    ");
    let json = world.done(&["case", "why", "45", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut votes = json["votes"].clone();
    for vote in votes.as_array_mut().unwrap() {
        assert!(vote["recorded"].take()["commit"].is_string());
    }
    assert_snapshot!(serde_json::to_string_pretty(&votes[1]).unwrap(), @r#"
    {
      "on": "2019-05-06",
      "meeting": {
        "id": "m201905-fw2q",
        "title": "Monthly May",
        "on": "2019-05-06"
      },
      "same_day": null,
      "recorded": null,
      "outcome": "selected",
      "decided": null,
      "pool": null,
      "ticks": 20,
      "share": "58.8%",
      "base": 34,
      "rules": "2018-07-02"
    }
    "#);
    assert_eq!(votes[0]["base"], serde_json::Value::Null);
    assert_eq!(votes[2]["outcome"], serde_json::Value::Null);
    world.assert_sound();
}

#[test]
fn why_answers_every_question_or_says_that_nothing_is_recorded() {
    let world = world();
    assert_snapshot!(world.po(&["case", "why", "45"]), @"
    No. 45  May invented kites fly?
    c201902-x11g, stage: met since 2019-04-12

    When it first came up
      2019-02-12 proposed
        meeting   not recorded; on that day: Monthly February
        recorded  2019-02-12 (<commit>)

    How it was chosen
      not recorded

    When it was last reported
      no report is recorded

    What was asked and decided each time
      no report is recorded

    Why it was released, not held, postponed or closed
      nothing of the kind is recorded; the case stands at met since 2019-04-12
    [exit 0]
    ");
    let before = world.head();
    world.done(&["case", "set", "45", "selection=voted"]);
    world.done(&[
        "case",
        "report",
        "45",
        "--meeting",
        "Monthly May",
        "--text",
        "bill sent",
        "--ask",
        "release",
        "--decided",
        "released-when",
        "--condition",
        "the bill is law",
        "--next",
        "second reading",
        "--by",
        "2019-06-30",
    ]);
    world.done(&["case", "condition", "45", "--met-on", "2019-09-01"]);
    world.on("2019-10-09");
    world.done(&[
        "case",
        "release",
        "45",
        "--on",
        "2019-10-07",
        "--meeting",
        "Monthly October",
        "--reason",
        "law in force",
    ]);
    world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "A second day",
        "--date",
        "2019-05-30",
        "--case",
        "45",
    ]);
    world.done(&[
        "meeting",
        "cancel",
        "A second day",
        "--as",
        "postponed",
        "--reason",
        "invented typhoon",
    ]);
    assert_snapshot!(world.po(&["case", "why", "45"]), @"
    No. 45  May invented kites fly?
    c201902-x11g, stage: released since 2019-10-07

    When it first came up
      2019-02-12 proposed
        meeting   not recorded; on that day: Monthly February
        recorded  2019-02-12 (<commit>)

    How it was chosen
      no date voted
        vote      not recorded
        meeting   not recorded
        recorded  2019-10-08 (<commit>)

    When it was last reported
      2019-05-06 reported
        meeting  Monthly May (2019-05-06)

    What was asked and decided each time
      2019-05-06 reported
        report     bill sent
        next       second reading (2019-06-30)
        asked      release
        decided    released-when
        condition  the bill is law (met on 2019-09-01)
        meeting    Monthly May (2019-05-06)
        recorded   2019-10-08 (<commit>)

    Why it was released, not held, postponed or closed
      2019-05-30 meeting postponed
        reason    invented typhoon
        meeting   A second day (2019-05-30)
        recorded  2019-10-09 (<commit>)
      2019-10-07 released
        reason    law in force
        meeting   Monthly October (2019-10-07)
        recorded  2019-10-09 (<commit>)
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["case", "why", "45"]), @"
    序號45　May invented kites fly?
    c201902-x11g　現況：解除列管（108.10.07 起）

    何時首次提出
      108.02.12 提案
        會議  未載；同日有「Monthly February」
        登載  108.02.12（<commit>）

    如何選定
      日期未載 票選
        票選  未載
        會議  未載
        登載  108.10.08（<commit>）

    最近一次提報
      108.05.06 提報
        會議  Monthly May（108.05.06）

    歷次提報之請求與裁示
      108.05.06 提報
        內容    bill sent
        下一步  second reading（108.06.30）
        請求    請解管
        裁示    條件成就後解管
        條件    the bill is law（108.09.01 成就）
        會議    Monthly May（108.05.06）
        登載    108.10.08（<commit>）

    為何解除列管、不辦理、延期或結束
      108.05.30 會議延期
        理由  invented typhoon
        會議  A second day（108.05.30）
        登載  108.10.09（<commit>）
      108.10.07 解除列管
        理由  law in force
        會議  Monthly October（108.10.07）
        登載  108.10.09（<commit>）
    [exit 0]
    ");
    assert_snapshot!(world.po(&["case", "why", "45", "--format", "csv"]), @"
    question,on,stage,selection,meeting_status,agency,text,next_step,next_on,asked,decided,condition,condition_met_on,by,note,reason,outcome,pool,ticks,share,base,rules,meeting_id,meeting_title,meeting_on,recorded_on,commit
    first,2019-02-12,proposed,,,,,,,,,,,,,,,,,,,,,,,2019-02-12,<commit>
    chosen,,,voted,,,,,,,,,,,,,,,,,,,,,,2019-10-08,<commit>
    reports,2019-05-06,,,,,bill sent,second reading,2019-06-30,release,released-when,the bill is law,2019-09-01,,,,,,,,,,m201905-fw2q,Monthly May,2019-05-06,2019-10-08,<commit>
    ends,2019-05-30,,,postponed,,,,,,,,,,,invented typhoon,,,,,,,m201905-8dyz,A second day,2019-05-30,2019-10-09,<commit>
    ends,2019-10-07,released,,,,,,,,,,,,,law in force,,,,,,,m201910-0hy7,Monthly October,2019-10-07,2019-10-09,<commit>
    [exit 0]
    ");
    let json: serde_json::Value =
        serde_json::from_str(&world.done(&["case", "why", "45", "--format", "json"])).unwrap();
    assert_eq!(json["schema"], "po.case-why/1");
    assert_eq!(json["last_report"]["meeting"]["title"], "Monthly May");
    assert_eq!(json["ends"][1]["recorded"]["on"], "2019-10-09");
    let then = world.done(&["case", "why", "45", "--at", &before, "--format", "json"]);
    let then: serde_json::Value = serde_json::from_str(&then).unwrap();
    assert_eq!(then["reports"], serde_json::json!([]));
    assert_eq!(then["last_report"], serde_json::Value::Null);
}

#[test]
fn a_next_step_lies_ahead_of_its_report() {
    let world = World::new();
    world.on("2019-03-04");
    world.case("May invented kites fly?", &["--number", "45"]);
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "monthly",
        "--title",
        "Invented monthly meeting",
        "--date",
        "2019-03-04",
    ]);
    let report = [
        "case",
        "report",
        "45",
        "--meeting",
        &meeting,
        "--text",
        "x",
        "--next",
        "y",
    ];
    assert_snapshot!(world.po(&[&report[..], &["--by", "2019-03-03"]].concat()), @"
    ---- stderr
    error: the next step is due on 2019-03-03, before the report of 2019-03-04 (rule next-step-ahead)
    [exit 5]
    ");
    world.done(&[&report[..], &["--by", "2019-03-04"]].concat());
}
