//! What `git log` tells of a mix of commands.

use insta::assert_snapshot;

use crate::support::{World, path_of};

#[test]
fn the_history_reads_as_a_story() {
    let world = World::new();
    let case = world.case("May invented kites fly?", &["--number", "45"]);
    world.done(&["case", "stage", "45", "selected", "--for", "mohw"]);
    world.done(&[
        "case", "agency", "add", "45", "--id", "motc", "--role", "cohost",
    ]);
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
    world.done(&["case", "stage", "45", "preparing"]);
    world.done(&[
        "case",
        "stage",
        "45",
        "met",
        "--meeting",
        &meeting,
        "--reason",
        "Invented haste",
    ]);
    world.done(&["meeting", "hold", &meeting]);
    world.done(&[
        "case",
        "set",
        "45",
        "summary=Kites",
        "core_question=Why kites?",
    ]);
    world.replace(&path_of(&case), "Kites", "Dragons");
    world.done(&["save"]);
    world.done(&[
        "person",
        "new",
        "--id",
        "invented-officer",
        "--name",
        "虛構人",
    ]);
    world.done(&["person", "rm", "invented-officer"]);
    assert_snapshot!(world.git(&["log", "--reverse", "--format=%s"]), @"
    new store: Invented records
    No. 45 c201902-x11g: new, May invented kites fly?
    No. 45 c201902-x11g: stage → selected
    No. 45 c201902-x11g: add agency motc cohost
    m201902-0hy7: new, Invented meeting (No. 45, that of its case)
    No. 45 c201902-x11g: stage → preparing
    No. 45 c201902-x11g: stage → met
    m201902-0hy7: status → held
    No. 45 c201902-x11g: set summary, core_question
    No. 45 c201902-x11g: set summary
    invented-officer: new, 虛構人
    invented-officer: removed, 虛構人
    ");
    assert_snapshot!(world.git(&["log", "--reverse", "--format=%(trailers:key=Po-Op,valueonly,separator=,)|%(trailers:key=Po-Record,valueonly,separator=%x2C)|%(trailers:key=Po-For,valueonly,separator=%x2C)|%(trailers:key=Po-Meeting,valueonly,separator=%x2C)|%(trailers:key=Po-Reason,valueonly,separator=%x2C)"]), @"
    store.init||||
    case.new|c201902-x11g|||
    case.stage|c201902-x11g|mohw||
    case.agency.add|c201902-x11g|||
    meeting.new|m201902-0hy7|||
    case.stage|c201902-x11g|||
    case.stage|c201902-x11g||m201902-0hy7|Invented haste
    meeting.hold|m201902-0hy7|||
    case.set|c201902-x11g|||
    store.save|c201902-x11g|||
    person.new|invented-officer|||
    person.rm|invented-officer|||
    ");
    let authors = world.git(&["log", "--format=%an <%ae> %ad", "--date=iso-strict"]);
    let expected = "測試者 <tester@example.org> 2019-02-12T10:00:00+08:00";
    assert!(authors.lines().all(|line| line == expected), "{authors}");
    world.assert_sound();
}

#[test]
fn nothing_typed_can_forge_a_trailer_or_a_second_line() {
    let world = World::new();
    let forged = "x\n\nPo-Op: store.forged\nPo-Record: c199901-zzzz\r\nSigned-off-by: Nobody";
    let case = world.case(&format!("Kites? {forged}"), &[]);
    world.done(&[
        "case",
        "set",
        &case,
        &format!("summary={forged}"),
        "--reason",
        forged,
    ]);
    world.done(&[
        "case",
        "stage",
        &case,
        "withdrawn",
        "--reason",
        forged,
        "--note",
        forged,
    ]);
    let meeting = world.id(&[
        "meeting",
        "new",
        "--kind",
        "other",
        "--title",
        forged,
        "--date",
        "2019-02-12",
    ]);
    world.done(&["meeting", "cancel", &meeting, "--reason", forged]);
    world.replace(&path_of(&case), "Kites?", "Boats?");
    world.done(&["save", "--message", forged, "--reason", forged]);
    world.done(&["case", "rm", &case, "--reason", forged]);
    let operations = world.git(&[
        "log",
        "--format=%(trailers:key=Po-Op,valueonly,separator=%x2C)",
    ]);
    assert_eq!(
        operations,
        "case.rm\nstore.save\nmeeting.cancel\nmeeting.new\ncase.stage\ncase.set\ncase.new\nstore.init\n"
    );
    let records = world.git(&["log", "--format=%(trailers:key=Po-Record,valueonly)"]);
    assert!(!records.contains("c199901"), "{records}");
    assert!(
        !world
            .git(&["log", "--format=%(trailers:key=Signed-off-by)"])
            .contains("Nobody")
    );
    // The subject is one line, and the body below it begins with the trailers.
    let messages = world.git(&["log", "--format=%B%x00"]);
    for message in messages
        .split('\0')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let mut lines = message.lines();
        assert!(!lines.next().unwrap().is_empty());
        assert_eq!(lines.next(), Some(""), "{message}");
    }
    world.assert_sound();
}
