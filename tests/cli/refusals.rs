//! What cannot be, or was not, is recorded by no command. Everything here is invented.

use crate::support::{World, path_of};

/// Asserts that a command is refused by a rule and changes nothing.
fn refused(world: &World, arguments: &[&str], rule: &str) {
    let before = world.git(&["rev-parse", "HEAD"]);
    let output = world.po(arguments);
    assert_eq!(output.code, Some(5), "{arguments:?} {output}");
    assert!(
        output.stderr.contains(&format!("(rule {rule})")),
        "{arguments:?} {output}"
    );
    assert_eq!(world.git(&["rev-parse", "HEAD"]), before);
}

/// Asserts that no hand edit is saved, since the one that there is breaks a rule.
fn kept_out(world: &World, rule: &str) {
    let before = world.git(&["rev-parse", "HEAD"]);
    let output = world.po(&["save"]);
    assert_eq!(output.code, Some(1), "{output}");
    assert!(
        output.stderr.contains(&format!("(rule {rule})")),
        "{output}"
    );
    assert_eq!(world.git(&["rev-parse", "HEAD"]), before);
}

/// The codes that `po check` finds.
fn checked(world: &World) -> String {
    world.po(&["check", "--format", "csv"]).stdout
}

fn meeting(world: &World, kind: &str, day: &str) -> String {
    let title = "Invented meeting";
    world.id(&[
        "meeting", "new", "--kind", kind, "--title", title, "--date", day,
    ])
}

/// Writes other words into the file of a record.
fn by_hand(world: &World, path: &str, from: &str, to: &str) {
    let file = world.root().join(path);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{text}");
    std::fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn the_counts_of_a_closed_vote_stay() {
    let world = World::new();
    world.case("May invented kites fly?", &["--number", "45"]);
    world.on("2019-08-06");
    let id = meeting(&world, "monthly", "2019-08-05");
    world.done(&["vote", "open", &id, "--officers", "6", "--secretariat", "4"]);
    world.done(&["vote", "candidate", &id, "--case", "45"]);
    world.done(&["vote", "tally", &id, "45", "--ticks", "6"]);
    world.done(&["vote", "close", &id, "--ballots", "10"]);
    for field in [
        "candidate[1].ticks=5",
        "vote.officers=500",
        "vote.ballots=9",
    ] {
        refused(&world, &["meeting", "set", &id, field], "vote-closed");
    }
    let row = world.done(&["meeting", "show", &id, "--format", "json"]);
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    let key = row["candidate"][0]["k"].as_str().unwrap();
    let decided = format!("candidate[{key}].decided=hold");
    refused(
        &world,
        &["meeting", "set", &id, &decided],
        "decided-though-selected",
    );
    by_hand(&world, &path_of(&id), "ticks = 6", "ticks = 7");
    kept_out(&world, "vote-closed");
    by_hand(&world, &path_of(&id), "ticks = 7", "ticks = 6");
    // Opened again, it is counted again, and nobody has more ticks than there were people.
    world.done(&["meeting", "set", &id, "--unset", "vote.closed_on"]);
    refused(
        &world,
        &["meeting", "set", &id, "candidate[1].ticks=99"],
        "ticks-within-base",
    );
    world.done(&["meeting", "set", &id, "candidate[1].ticks=5"]);
    by_hand(&world, &path_of(&id), "ticks = 5", "ticks = 99");
    kept_out(&world, "ticks-within-base");
    world.git(&["commit", "-qam", "by hand"]);
    assert!(checked(&world).contains("ticks-within-base,error"));
    let shown = world.zh(&["check"]);
    assert!(shown.stdout.contains("99票多於可投票人數 10"), "{shown}");
}

#[test]
fn an_agency_promises_while_it_exists_whatever_the_way() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    world.on("2023-01-10");
    let add = [
        "case",
        "commitment",
        "add",
        "45",
        "--text",
        "An invented promise",
    ];
    let by = |agency: &'static str| ["--agency", agency, "--due", "2022-01-31"];
    refused(
        &world,
        &[&add[..], &by("moda")].concat(),
        "agency-not-in-force",
    );
    let of = ["--agency", "moda", "--on", "2022-09-01"];
    world.done(&[&add[..], &of].concat());
    let earlier = ["case", "set", "45", "commitment[C1].on=2022-01-01"];
    refused(&world, &earlier, "agency-not-in-force");
    world.done(&[&add[..], &["--agency", "moe", "--on", "2022-01-05"]].concat());
    let other = ["case", "set", "45", "commitment[C2].agency=moda"];
    refused(&world, &other, "agency-not-in-force");
    let set = ["case", "commitment", "set", "45", "C2", "--agency", "moda"];
    refused(&world, &set, "agency-not-in-force");
    by_hand(&world, &path_of(&id), "2022-09-01", "2022-01-01");
    world.done(&["save"]);
    assert!(checked(&world).contains("agency-not-in-force,warning"));
}

#[test]
fn an_extension_beyond_the_rule_is_recorded_and_told_as_such() {
    let world = World::new();
    let address = "https://join.gov.tw/idea/detail/00000000-0000-4000-8000-000000000001";
    world.case(
        "May invented kites fly?",
        &[
            "--number",
            "45",
            "--source",
            "join-petition",
            "--petition",
            address,
        ],
    );
    world.on("2023-03-01");
    world.done(&[
        "case",
        "petition",
        "qualify",
        "45",
        "--on",
        "2022-12-15",
        "--reply-due",
        "2023-02-15",
    ]);
    let extend = |to: &str| {
        let reason = [
            "--extension-reason",
            "Invented",
            "--extended-on",
            "2023-02-10",
        ];
        let set = ["case", "petition", "set", "45", "1", "--extended-to", to];
        world.po(&[&set[..], &reason].concat())
    };
    let lawful = extend("2023-04-15");
    assert!(!lawful.stderr.contains("warning"), "{lawful}");
    let beyond = extend("2023-06-30");
    assert_eq!(beyond.code, Some(0), "{beyond}");
    let told = "warning: extended to 2023-06-30, beyond the rule's end 2023-04-15 (rule extension-beyond-rule)";
    assert!(beyond.stderr.contains(told), "{beyond}");
    assert!(checked(&world).contains("extension-beyond-rule,warning"));
    let due = |day: &str| {
        let list = world.done(&["due", "--as-of", day]);
        let line = list.lines().find(|line| line.contains("formal reply"));
        line.unwrap().to_owned()
    };
    assert!(due("2023-03-01").contains("extended beyond the rule's end 2023-04-15"));
    // On the day before it was announced nobody knew of it.
    assert!(due("2023-02-10").contains("2023-06-30"));
    assert!(due("2023-02-09").contains("2023-02-15"));
    assert!(!due("2023-02-09").contains("extended"));
    world.on("2023-07-03");
    let outcome = |reply: &str| {
        world.done(&[
            "case",
            "reply",
            "add",
            "45",
            "--petition",
            address,
            "--kind",
            "formal",
            "--on",
            reply,
        ]);
        let report = world.done(&["report", "quarterly", "2023Q2", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        report["replies"]["items"][0]["outcome"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(outcome("2023-06-15"), "late");
    assert_eq!(outcome("2023-04-14"), "extended");
}

#[test]
fn a_release_cites_a_meeting_that_could_decide() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    world.case("May invented dogs swim?", &["--number", "46"]);
    world.on("2021-12-20");
    let title = "Invented collaborative meeting";
    let others = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        title,
        "--date",
        "2021-11-12",
        "--case",
        "46",
    ]);
    let monthly = meeting(&world, "monthly", "2021-12-06");
    let to_come = meeting(&world, "monthly", "2022-01-03");
    let report = |meeting: &str, rest: &[&str]| {
        let report = ["case", "report", "45", "--text", "Invented", "--meeting"];
        [&report[..], &[meeting], rest]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let words = |arguments: &[String]| {
        arguments
            .iter()
            .map(|word| (*word).clone())
            .collect::<Vec<_>>()
    };
    let run = |arguments: Vec<String>, rule: &str| {
        let arguments = words(&arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        refused(&world, &arguments, rule);
    };
    run(report(&others, &[]), "meeting-cannot-decide");
    run(
        report(&monthly, &["--on", "2021-12-05"]),
        "meeting-cannot-decide",
    );
    run(report(&to_come, &[]), "fact-in-future");
    let release = |on: &str, meeting: &str| {
        let words = [
            "case",
            "release",
            "45",
            "--on",
            on,
            "--meeting",
            meeting,
            "--reason",
            "Invented",
        ];
        words.map(str::to_owned).to_vec()
    };
    run(release("2021-12-15", &others), "meeting-cannot-decide");
    run(release("2021-12-05", &monthly), "meeting-cannot-decide");
    world.done(&[
        "case",
        "release",
        "45",
        "--on",
        "2021-12-06",
        "--meeting",
        &monthly,
        "--reason",
        "Invented",
    ]);
    by_hand(&world, &path_of(&id), "2021-12-06", "2021-12-05");
    world.done(&["save"]);
    assert!(checked(&world).contains("meeting-cannot-decide,warning"));
    let shown = world.zh(&["check"]);
    assert!(shown.stdout.contains("尚未召開"), "{shown}");
}

#[test]
fn nothing_is_done_on_a_day_to_come() {
    let world = World::new();
    let id = world.case("May invented kites fly?", &["--number", "45"]);
    let monthly = meeting(&world, "monthly", "2030-01-07");
    world.done(&[
        "vote",
        "open",
        &monthly,
        "--officers",
        "6",
        "--secretariat",
        "4",
    ]);
    world.done(&["vote", "candidate", &monthly, "--case", "45"]);
    refused(
        &world,
        &["vote", "tally", &monthly, "45", "--ticks", "6"],
        "fact-in-future",
    );
    refused(&world, &["vote", "close", &monthly], "fact-in-future");
    world.done(&[
        "case",
        "commitment",
        "add",
        "45",
        "--text",
        "Invented",
        "--agency",
        "moe",
        "--due",
        "2031-01-01",
    ]);
    let done = [
        "case",
        "commitment",
        "update",
        "45",
        "C1",
        "--status",
        "done",
        "--on",
        "2030-01-01",
    ];
    refused(&world, &done, "fact-in-future");
    let adopted = ["--adoption", "adopted", "--adopted-on", "2030-06-20"];
    let solution = [
        "case", "solution", "add", "45", "--text", "Invented", "--agency", "moe",
    ];
    refused(
        &world,
        &[&solution[..], &adopted].concat(),
        "fact-in-future",
    );
    world.done(&[
        "case",
        "commitment",
        "update",
        "45",
        "C1",
        "--status",
        "done",
    ]);
    by_hand(
        &world,
        &path_of(&id),
        "on = 2019-02-12\nstatus",
        "on = 2030-02-12\nstatus",
    );
    kept_out(&world, "fact-in-future");
    // What is right goes in beside it, and the line of the other is told.
    let other = world.case("May invented kites rest?", &[]);
    by_hand(&world, &path_of(&other), "kites rest", "kites sleep");
    let saved = world.po(&["save"]);
    assert_eq!(saved.code, Some(1), "{saved}");
    assert!(
        saved.stderr.contains(&format!("{}:", path_of(&id))),
        "{saved}"
    );
    assert!(saved.stderr.contains("(rule fact-in-future)"), "{saved}");
    assert_eq!(
        world
            .git(&["show", "--format=", "--name-only", "HEAD"])
            .trim(),
        path_of(&other)
    );
    world.git(&["commit", "-qam", "by hand"]);
    assert!(checked(&world).contains("fact-in-future,error"));
}

#[test]
fn a_topic_is_voted_on_while_it_stands_for_choice() {
    let world = World::new();
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--source", "ministry"],
    );
    world.done(&[
        "case",
        "stage",
        "45",
        "selected",
        "--on",
        "2019-02-12",
        "--reason",
        "Invented",
    ]);
    world.on("2021-05-10");
    world.case(
        "May invented dogs swim?",
        &["--number", "46", "--proposed", "2021-05-10"],
    );
    world.case(
        "May invented bells ring?",
        &[
            "--number",
            "47",
            "--source",
            "ministry",
            "--proposed",
            "2021-04-01",
        ],
    );
    let id = meeting(&world, "monthly", "2021-05-03");
    world.done(&["vote", "open", &id, "--officers", "0", "--secretariat", "0"]);
    let candidate =
        |case: &'static str| ["vote", "candidate", &id, "--case", case].map(str::to_owned);
    for case in ["45", "46"] {
        let words = candidate(case);
        refused(
            &world,
            &words.each_ref().map(String::as_str),
            "candidate-open",
        );
    }
    let output = world.po(&[
        "vote",
        "candidate",
        &id,
        "--case",
        "47",
        "--pool",
        "petition",
    ]);
    assert_eq!(output.code, Some(0), "{output}");
    assert!(
        output.stderr.contains("(rule pool-of-other-source)"),
        "{output}"
    );
    // A vote of nobody has no base.
    let closed = world.po(&["vote", "close", &id]);
    assert!(!closed.stderr.contains("base 0"), "{closed}");
}

#[test]
fn days_and_fractions_that_contradict_each_other_are_refused() {
    let world = World::new();
    let address = "https://join.gov.tw/idea/detail/00000000-0000-4000-8000-000000000001";
    world.case(
        "May invented kites fly?",
        &["--number", "45", "--petition", address],
    );
    world.on("2019-05-10");
    let id = meeting(&world, "monthly", "2019-05-06");
    let conclude = ["meeting", "conclude", "add", &id, "--text", "Invented"];
    refused(
        &world,
        &[&conclude[..], &["--due", "2019-05-05"]].concat(),
        "meeting-dates",
    );
    refused(
        &world,
        &[&conclude[..], &["--owner", "moda"]].concat(),
        "agency-not-in-force",
    );
    let invite = [
        "meeting",
        "invite",
        "add",
        &id,
        "--where",
        "Invented",
        "--on",
        "2019-05-07",
    ];
    refused(&world, &invite, "meeting-dates");
    world.done(&["case", "petition", "qualify", "45", "--on", "2019-03-01"]);
    let due = [
        "case",
        "petition",
        "set",
        "45",
        "1",
        "--reply-due",
        "2019-02-28",
    ];
    refused(&world, &due, "petition-dates");
    by_hand(
        &world,
        "records/rules/2019-07-02.toml",
        "threshold = \"1/2\"",
        "threshold = \"3/2\"",
    );
    let saved = world.po(&["save"]);
    assert_ne!(saved.code, Some(0), "{saved}");
    assert!(saved.stderr.contains("threshold"), "{saved}");
}
