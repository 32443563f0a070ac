//! What is asked on a terminal: every value that a command needs and was not given.

use insta::assert_snapshot;

use crate::support::{World, path_of};

#[test]
fn a_case_is_asked_for_and_a_wrong_answer_is_asked_again() {
    let world = World::new();
    let output = world.asked(
        &["case", "new", "--number", "45"],
        "\nMay invented kites fly?\nkites\n\nno such agency\nmohw\n2019-02-30\n\n",
    );
    assert_snapshot!(output, @"
    c201902-x11g
    ---- stderr
    The topic as a plain question: error: --title is blank; some words were expected
    The topic as a plain question:   join-petition
      join-notice
      ministry
      designated
      secretariat
      minister
      cross-ministry
    Where the case came from [ministry]: error: --source: `kites` is none of: join-petition, join-notice, ministry, designated, secretariat, minister, cross-ministry (rule known-word)
    Where the case came from [ministry]: The host agency, by any of its names: error: no agency goes by `no such agency`
    hint: `po agency list` shows what there is
    The host agency, by any of its names: The day of the proposal [2019-02-12]: error: --proposed: `2019-02-30` names a day that its month does not have (rule real-day)
    The day of the proposal [2019-02-12]: recorded <commit> No. 45 c201902-x11g: new, May invented kites fly?
    [exit 0]
    ");
    assert_snapshot!(world.read(&path_of(&world.cases()[0])), @r#"
    #:schema ../../../../schemas/case.schema.json
    id = "c201902-x11g"
    number = 45
    title = "May invented kites fly?"
    source = "ministry"

    [[stage]]
    k = "jry2"
    name = "proposed"
    on = 2019-02-12

    [[agency]]
    id = "mohw"
    role = "host"
    "#);
    world.assert_sound();
}

#[test]
fn every_kind_of_record_is_asked_for() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    let meeting = world.asked(
        &["meeting", "new", "--case", "45"],
        "collaborative\nInvented meeting\n+2d\n",
    );
    assert_snapshot!(meeting, @"
    m201902-a783
    ---- stderr
      collaborative
      working
      prep
      monthly
      quarterly
      camp
      workshop
      training
      forum
      hearing
      debrief
      other
    The kind of meeting: Its title: A day of the meeting [2019-02-12]: recorded <commit> m201902-a783: new, Invented meeting (No. 45, that of its case)
    [exit 0]
    ");
    let meeting = meeting.stdout.trim().to_owned();
    assert!(world.read(&path_of(&meeting)).contains("date = 2019-02-14"));
    assert_snapshot!(world.asked(&["agency", "new"], "Kites!\nkites\nsecond-level\n風箏署\n虛構風箏署\n"), @"
    kites
    ---- stderr
    The id: its abbreviation in lower case: error: --id: `Kites!` is not an id (lower-case letters, digits, hyphens)
    The id: its abbreviation in lower case:   second-level
      subordinate
      ey-office
      other-yuan
      local
    Where it stands: Its short name: Its full name: recorded <commit> kites: new, 風箏署
    [exit 0]
    ");
    assert_snapshot!(world.asked(&["person", "new"], "invented-flier\n"), @"
    invented-flier
    ---- stderr
    The id: the name in Latin letters, in lower case: recorded <commit> invented-flier: new, invented-flier
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn the_rows_of_a_record_are_asked_for() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    let url = "https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555";
    assert_snapshot!(world.asked(&["case", "petition", "add", "45"], &format!("kites\n{url}\n")), @"
    ---- stderr
    Its address: error: --url: `kites` is not a web address (http or https)
    Its address: recorded <commit> No. 45 c201902-x11g: add petition https://join.gov.tw/idea/detail/11111111-2222-3333-4444-555555555555
    [exit 0]
    ");
    assert_snapshot!(world.asked(&["case", "agency", "add"], "45\n衛服署\n交通部\ncohost\n"), @"
    ---- stderr
    The record: id, case number (45, 第45案), petition address, or a part of its title: The agency: error: no agency goes by `衛服署`
    hint: did you mean `mohw`?
    The agency:   host
      cohost
      concerned
    Its part: recorded <commit> No. 45 c201902-x11g: add agency motc cohost
    [exit 0]
    ");
    assert_snapshot!(world.asked(&["effort", "add", "45", "--agency", "mohw", "--lang", "zh-TW"], "很久\n三\n"), @"
    ---- stderr
    時數：錯誤：--hours：「很久」無法辨識，應為 0 以上的整數
    時數：已記錄 <commit> No. 45 c201902-x11g: add effort 0hy7 mohw 3
    [exit 0]
    ");
    let text = world.read(&path_of(&id));
    assert!(
        text.contains(url) && text.contains("id = \"motc\"") && text.contains("hours = 3"),
        "{text}"
    );
    world.assert_sound();
}

#[test]
fn other_values_that_a_command_needs_are_asked_for_too() {
    let world = World::new();
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "working",
        "--title",
        "Invented",
        "--date",
        "2019-02-12",
    ]);
    assert_snapshot!(world.asked(&["meeting", "cancel", &id], "-- the hall is taken\n"), @"
    ---- stderr
    Why: recorded <commit> m201902-x11g: status → cancelled
    [exit 0]
    ");
    assert!(
        world
            .read(&path_of(&id))
            .contains("reason = \"-- the hall is taken\"")
    );
    assert_snapshot!(world.asked(&["case", "show"], "--kites\n"), @"
    ---- stderr
    The record: id, case number (45, 第45案), petition address, or a part of its title: error: no case answers to `--kites`
    hint: `po case list` shows what there is
    [exit 3]
    ");
}

#[test]
fn nothing_is_asked_with_yes() {
    let world = World::new();
    let head = world.head();
    let output = world.asked(&["case", "new", "--yes"], "");
    assert_snapshot!(output, @"
    ---- stderr
    error: missing: --title <TEXT>, --source <WORD>, --host <AGENCY>, --proposed <DAY>
    hint: --help shows what there is, with examples
    [exit 2]
    ");
    assert_eq!(world.asked(&["case", "new", "-y"], ""), output);
    assert_eq!(world.head(), head);
}

#[test]
fn where_the_answers_end_nothing_is_written_and_what_is_missing_is_named() {
    let world = World::new();
    let head = world.head();
    assert_snapshot!(world.asked(&["case", "new", "--source", "ministry"], ""), @"
    ---- stderr
    The topic as a plain question: 
    error: nothing was asked further, nothing was written; missing: --title <TEXT>, --host <AGENCY>, --proposed <DAY>
    [exit 2]
    ");
    let answered = ["case", "new", "--source", "ministry", "--lang", "zh-TW"];
    assert_snapshot!(world.asked(&answered, "May kites fly?\n"), @"
    ---- stderr
    議題，以白話問句表示：主辦機關（任何名稱皆可）：
    錯誤：不再詢問，未寫入任何內容；尚缺：--title <TEXT>, --host <AGENCY>, --proposed <DAY>
    [exit 2]
    ");
    assert_eq!(world.head(), head);
}
