//! Who came to a meeting, how it was announced and what it concluded. Everything here is invented.

use insta::assert_snapshot;

use crate::support::{World, path_of};

fn meeting(world: &World, kind: &str, day: &str) -> String {
    world.id(&[
        "meeting",
        "new",
        "--kind",
        kind,
        "--title",
        "Invented meeting",
        "--date",
        day,
    ])
}

#[test]
fn attendance_beyond_a_cap_of_the_day_is_recorded_with_a_warning() {
    let world = World::new();
    let id = meeting(&world, "collaborative", "2019-04-12");
    let attend = |more: &[&str]| world.po(&[&["meeting", "attend", "add", &id], more].concat());
    assert_snapshot!(attend(&["--group", "supporter", "--count", "5"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add attendance a783 supporter 5
    [exit 0]
    ");
    assert_snapshot!(attend(&["--group", "stakeholder", "--agency", "衛福部", "--count", "6"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add attendance fw2q stakeholder mohw 6
    warning: stakeholders invited by agency, 衛福部: 6, at most 5 per agency (habit; rule stakeholders-invited-by-agency)
    [exit 0]
    ");
    let set = [
        "meeting",
        "attendance",
        "set",
        &id,
        "1",
        "--count",
        "6",
        "--reason",
        "Invented mistake",
    ];
    assert_snapshot!(world.zh(&set), @"
    ---- stderr
    已記錄 <commit> m201904-x11g: set attendance[a783]
    注意：附議人6人，每場至多5（建議；規則 supporters-invited）
    注意：各機關邀請之利害關係人（衛福部）6人，每機關至多5（慣例；規則 stakeholders-invited-by-agency）
    [exit 0]
    ");
    let old = meeting(&world, "collaborative", "2017-03-17");
    assert_snapshot!(world.po(&["meeting", "attend", "add", &old, "--group", "supporter", "--count", "50"]), @"
    ---- stderr
    recorded <commit> m201703-dkhq: add attendance k5y1 supporter 50
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "attend", "add", &id, "--group", "crowd", "--count", "5"]), @"
    ---- stderr
    error: --group: `crowd` is none of: proposer, supporter, stakeholder, expert, agency, observer, youth-advisor, legislator, local-government (rule known-word)
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    world.assert_sound();
}

#[test]
fn calls_tables_surveys_and_conclusions_have_rows() {
    let world = World::new();
    let id = meeting(&world, "collaborative", "2019-04-12");
    assert_snapshot!(world.po(&["meeting", "invite", "add", &id, "--where", "Join", "--on", "2019-03-20", "--reach", "5123"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add invitation a783 Join 2019-03-20 5123
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["meeting", "table", "add", &id, "--leader", "虛構科長", "--agency", "moe"]), @"
    ---- stderr
    已記錄 <commit> m201904-x11g: add table fw2q 虛構科長 moe
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "survey", "add", &id, "--question", "Was it worth it?", "--asked", "30", "--answered", "12", "--agreed", "9"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add survey 0hy7 Was it worth it? 30 12
    [exit 0]
    ");
    assert_snapshot!(world.po(&["meeting", "conclude", "add", &id, "--text", "Kites fly on Sundays", "--owner", "po"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add conclusion 1 Kites fly on Sundays po
    [exit 0]
    ");
    world.done(&[
        "meeting",
        "conclude",
        "add",
        &id,
        "--n",
        "7",
        "--text",
        "Dogs swim",
    ]);
    assert_snapshot!(world.po(&["meeting", "conclude", "add", &id, "--text", "Bells ring"]), @"
    ---- stderr
    recorded <commit> m201904-x11g: add conclusion 8 Bells ring
    [exit 0]
    ");
    let text = world.read(&path_of(&id));
    let numbers: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("n = "))
        .collect();
    assert_eq!(numbers, ["n = 1", "n = 7", "n = 8"]);
    world.done(&["meeting", "conclude", "rm", &id, "8"]);
    assert_eq!(world.po(&["meeting", "conclude", "add", &id]).code, Some(2));
    assert!(world.po(&["meeting", "--help"]).stdout.contains("attend"));
    world.assert_sound();
}

#[test]
fn chiefs_are_compared_with_the_last_quarterly_meeting() {
    let world = World::new();
    for person in ["invented-lin", "invented-wu", "invented-cho"] {
        world.done(&["person", "new", "--id", person]);
    }
    let last = meeting(&world, "quarterly", "2018-12-20");
    world.done(&["meeting", "hold", &last]);
    let now = meeting(&world, "quarterly", "2019-03-28");
    let chief = |id: &str, agency: &str, person: &[&str]| {
        let add = [
            "meeting",
            "chief",
            "add",
            id,
            "--agency",
            agency,
            "--rank",
            "deputy minister",
        ];
        world.done(&[&add[..], person].concat());
    };
    chief(&last, "mohw", &["--person", "invented-lin"]);
    chief(&last, "moe", &["--person", "invented-wu"]);
    chief(&last, "motc", &[]);
    chief(&now, "mohw", &["--person", "invented-lin"]);
    chief(&now, "moe", &["--person", "invented-cho"]);
    chief(&now, "motc", &["--person", "invented-wu"]);
    chief(&now, "moi", &[]);
    assert_snapshot!(world.po(&["meeting", "chief", "list", &now]), @"
    衛福部	deputy minister	invented-lin	same person
    教育部	deputy minister	invented-cho	other person
    交通部	deputy minister	invented-wu	unknown
    內政部	deputy minister		nobody last time
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["meeting", "chief", "list", &last, "--format", "md"]), @"
    | 機關 | 職級 | 人員 | 與上次季會相較 |
    | --- | --- | --- | --- |
    | 衛福部 | deputy minister | invented-lin | 未載 |
    | 教育部 | deputy minister | invented-wu | 未載 |
    | 交通部 | deputy minister |  | 未載 |
    [exit 0]
    ");
}

#[test]
fn a_survey_has_no_more_answers_than_people_asked() {
    let world = World::new();
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "camp",
        "--title",
        "Invented camp",
        "--date",
        "2019-01-18",
    ]);
    let survey = [
        "meeting",
        "survey",
        "add",
        &id,
        "--question",
        "Invented question?",
    ];
    let add = |counts: &[&str]| world.po(&[&survey[..], counts].concat());
    assert_snapshot!(add(&["--answered", "20", "--agreed", "21"]), @"
    ---- stderr
    error: 21 is more than 20: no more can agree than answered, and no more answer than were asked (rule survey-within-answers)
    [exit 5]
    ");
    assert_eq!(add(&["--asked", "30", "--answered", "31"]).code, Some(5));
    assert_eq!(add(&["--asked", "30", "--agreed", "31"]).code, Some(5));
    world.done(
        &[
            &survey[..],
            &["--asked", "30", "--answered", "20", "--agreed", "20"],
        ]
        .concat(),
    );
    let set = ["meeting", "survey", "set", &id, "1", "--answered", "19"];
    assert_snapshot!(world.zh(&set), @"
    ---- stderr
    錯誤：20 多於 19：同意數不得多於回收數，回收數不得多於發放數（規則 survey-within-answers）
    [exit 5]
    ");
}
