//! `po agency` and `po person`.

use insta::assert_snapshot;

use crate::support::World;

#[test]
fn an_agency_is_made_changed_and_removed() {
    let world = World::new();
    assert_snapshot!(world.po(&["agency", "new", "--id", "kites", "--kind", "subordinate", "--short-name", "風箏局", "--full-name", "虛構風箏局", "--parent", "motc", "--alias", "風箏署"]), @"
    kites
    ---- stderr
    recorded <commit> kites: new, 風箏局
    [exit 0]
    ");
    assert_snapshot!(world.po(&["agency", "new", "--id", "kites", "--kind", "subordinate", "--short-name", "風箏局", "--full-name", "虛構風箏局"]), @"
    ---- stderr
    error: `kites` is there already (rule unique-id)
    [exit 5]
    ");
    assert_snapshot!(world.po(&["agency", "new", "--id", "../kites", "--kind", "subordinate", "--short-name", "x", "--full-name", "x"]), @"
    ---- stderr
    error: id: `../kites` is not an id (lower-case letters, digits, hyphens)
    [exit 2]
    ");
    assert_snapshot!(world.po(&["agency", "list", "--text", "風箏"]), @"
    kites	風箏局	虛構風箏局		subordinate
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["agency", "show", "風箏局"]), @"
    風箏局
    ──────
    代號      kites
    層級      所屬機關
    簡稱      風箏局
    全名      虛構風箏局
    其他名稱  風箏署
    上級機關  交通部

    異動紀錄
      2019-02-12  <commit>  測試者  kites: new, 風箏局
    [exit 0]
    ");
    world.done(&[
        "agency",
        "set",
        "kites",
        "english_name=Invented Kites Office",
        "until=2018-12-31",
    ]);
    assert_eq!(world.done(&["agency", "list", "--text", "風箏"]), "");
    assert_snapshot!(world.po(&["agency", "list", "--text", "風箏", "--all"]), @"
    kites	風箏局	虛構風箏局	Invented Kites Office	subordinate
    [exit 0]
    ");
    assert_snapshot!(world.po(&["agency", "list", "--text", "風箏", "--as-of", "2018-12-31"]), @"
    kites	風箏局	虛構風箏局	Invented Kites Office	subordinate
    [exit 0]
    ");
    world.case(
        "May invented kites fly?",
        &["--host", "風箏局", "--proposed", "2018-12-01"],
    );
    assert_snapshot!(world.po(&["agency", "rm", "kites"]), @"
    ---- stderr
    error: kites is named by other records (rule no-dangling-reference):
      c201812-e33n May invented kites fly?
    [exit 5]
    ");
    world.done(&[
        "agency",
        "new",
        "--id",
        "boats",
        "--kind",
        "ey-office",
        "--short-name",
        "船",
        "--full-name",
        "虛構船",
    ]);
    assert_snapshot!(world.po(&["agency", "rm", "boats"]), @"
    ---- stderr
    recorded <commit> boats: removed, 船
    [exit 0]
    ");
    world.assert_sound();
}

#[test]
fn people_are_listed_with_the_posts_they_hold() {
    let world = World::new();
    assert_snapshot!(world.po(&["person", "new", "--id", "invented-officer", "--name", "虛構人", "--english-name", "Invented Officer"]), @"
    invented-officer
    ---- stderr
    recorded <commit> invented-officer: new, 虛構人
    [exit 0]
    ");
    world.done(&[
        "person",
        "post",
        "add",
        "invented-officer",
        "--agency",
        "mohw",
        "--role",
        "po",
        "--from",
        "2018-01-01",
        "--until",
        "2018-12-31",
    ]);
    world.done(&[
        "person",
        "post",
        "add",
        "invented-officer",
        "--agency",
        "motc",
        "--role",
        "cio",
        "--from",
        "2019-01-01",
    ]);
    assert_snapshot!(world.po(&["person", "list"]), @"
    invented-officer	虛構人	Invented Officer	交通部 cio
    [exit 0]
    ");
    assert_snapshot!(world.zh(&["person", "list", "--all"]), @"
    invented-officer	虛構人	Invented Officer	衛福部 po、交通部 cio
    [exit 0]
    ");
    assert_snapshot!(world.po(&["person", "list", "--as-of", "2018-06-01"]), @"
    invented-officer	虛構人	Invented Officer	衛福部 po
    [exit 0]
    ");
    assert_snapshot!(world.po(&["person", "list", "--agency", "衛福部"]), @"[exit 0]");
    assert_snapshot!(world.po(&["person", "list", "--role", "cio", "--format", "json"]), @r#"
    [
      {
        "schema": "po.person/1",
        "id": "invented-officer",
        "name": "虛構人",
        "english_name": "Invented Officer",
        "posts": [
          {
            "agency": "mohw",
            "role": "po",
            "from": "2018-01-01",
            "until": "2018-12-31"
          },
          {
            "agency": "motc",
            "role": "cio",
            "from": "2019-01-01",
            "until": null
          }
        ]
      }
    ]
    [exit 0]
    "#);
    assert_snapshot!(world.po(&["person", "show", "invented-officer"]), @"
    虛構人
    ──────
    id            invented-officer
    name          虛構人
    english name  Invented Officer

    post
      衛福部, po, from 2018-01-01, until 2018-12-31
      交通部, cio, from 2019-01-01

    recorded
      2019-02-12  <commit>  測試者  invented-officer: add post fw2q motc cio 2019-01-01
      2019-02-12  <commit>  測試者  invented-officer: add post a783 mohw po 2018-01-01
      2019-02-12  <commit>  測試者  invented-officer: new, 虛構人
    [exit 0]
    ");
    assert_snapshot!(world.po(&["person", "new", "--id", "Invented Officer", "--name", "x"]), @"
    ---- stderr
    error: id: `Invented Officer` is not an id (lower-case letters, digits, hyphens)
    [exit 2]
    ");
    world.done(&[
        "person",
        "set",
        "invented-officer",
        "--unset",
        "english_name",
    ]);
    world.done(&["person", "rm", "invented-officer"]);
    assert_eq!(world.done(&["person", "list", "--all"]), "");
    world.assert_sound();
}
