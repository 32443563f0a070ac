//! Every value of the rule sets is data: another one changes an answer of the program. The rule sets are
//! those that ship with it; every other record here is invented.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::World;

/// The records that each limit says something about: path and text.
const RECORDS: &[(&str, &str)] = &[
    // Watched petitions, one support short of a threshold of the rules of their day.
    (
        "cases/2015/08/c201508-aaa1",
        "[[stage]]\nk = \"st01a\"\nname = \"watching\"\n[[petition]]\nurl = \"https://example.org/1\"\nopened = 2015-08-03\nsignatures = 249\n",
    ),
    (
        "cases/2020/10/c202010-aaa2",
        "[[stage]]\nk = \"st01a\"\nname = \"watching\"\n[[petition]]\nurl = \"https://example.org/2\"\nopened = 2020-10-05\nsignatures = 4999\n",
    ),
    // Opened on the first day of the pause before 11 January 2020.
    (
        "cases/2019/11/c201911-aaa3",
        "[[petition]]\nurl = \"https://example.org/3\"\nopened = 2019-11-12\n",
    ),
    (
        "cases/2020/10/c202010-aaa4",
        "[[petition]]\nurl = \"https://example.org/4\"\nfiled_on = 2020-10-05\n",
    ),
    (
        "cases/2020/10/c202010-aaa5",
        "[[agency]]\nid = \"mohw\"\nrole = \"host\"\n[[petition]]\nurl = \"https://example.org/5\"\nqualified_on = 2020-10-12\n",
    ),
    // A petition opened on the last day on which the reply to another one blocks it.
    (
        "cases/2020/10/c202010-aaa6",
        "[[petition]]\nurl = \"https://example.org/6\"\n[[petition]]\nurl = \"https://example.org/7\"\nopened = 2021-04-12\n[[reply]]\nk = \"re01a\"\npetition = \"https://example.org/6\"\non = 2020-10-12\nkind = \"formal\"\n",
    ),
    ("cases/2020/10/c202010-aaa7", "notice_from = 2020-10-05\n"),
    ("cases/2020/10/c202010-aaa8", "notice_until = 2020-10-05\n"),
    (
        "cases/2020/10/c202010-aaa9",
        "[[stage]]\nk = \"st01a\"\nname = \"selected\"\non = 2020-10-05\n",
    ),
    (
        "meetings/2020/12/m202012-bbb1",
        "kind = \"collaborative\"\nstatus = \"planned\"\n[[session]]\nk = \"se01a\"\ndate = 2020-12-25\n",
    ),
    (
        "meetings/2022/06/m202206-bbb2",
        "kind = \"monthly\"\nstatus = \"planned\"\n[[session]]\nk = \"se01a\"\ndate = 2022-06-06\n",
    ),
    (
        "transcripts/2020/12/t202012-ccc1",
        "date = 2020-12-11\nstatus = \"editing\"\nsent_on = 2020-12-14\n",
    ),
    // A host whose last voted case met in November.
    (
        "cases/2020/10/c202010-aab1",
        "selection = \"voted\"\n[[stage]]\nk = \"st01a\"\nname = \"met\"\non = 2020-11-02\n[[agency]]\nid = \"moe\"\nrole = \"host\"\n",
    ),
    (
        "meetings/2020/11/m202011-bbb3",
        "kind = \"collaborative\"\nstatus = \"held\"\ncases = [\"c202010-aab1\"]\n[[session]]\nk = \"se01a\"\ndate = 2020-11-02\n",
    ),
    (
        "cases/2020/11/c202011-aab2",
        "source = \"ministry\"\n[[agency]]\nid = \"moe\"\nrole = \"host\"\n",
    ),
    (
        "meetings/2020/12/m202012-bbb4",
        "kind = \"monthly\"\nstatus = \"held\"\n[[session]]\nk = \"se01a\"\ndate = 2020-12-07\n[[candidate]]\nk = \"ca01a\"\ncases = [\"c202011-aab2\"]\n",
    ),
];

/// Another value in the place of one; `None` where there is none that means something.
type Change = fn(&str) -> Option<String>;

/// What a limit may say, by its name in TOML, and how it is changed.
const CHANGES: &[(&str, Change)] = &[
    ("length", one_less),
    ("unit", another_unit),
    ("before", |_| Some("false".to_owned())),
    ("strength", another_strength),
    ("shortest", one_less),
    ("practice_length", one_less),
    ("practice_unit", another_unit),
    ("extension_length", one_less),
    ("extension_unit", another_unit),
];

/// Values that mean nothing, and why.
const WITHOUT_MEANING: &[(&str, &str)] = &[
    // The last week of a quarter is as long as it is.
    ("quarterly-meeting", "length"),
];

/// Limits that are answered by other lists than that of what is due; they show no strength.
const WITHOUT_STRENGTH: &[&str] = &[
    "first-support-period",
    "first-support-threshold",
    "support-period",
    "support-threshold",
    "similar-petition-block",
    "election-pause",
    "host-spacing",
];

/// Caps that no record can go beyond: nobody records fees, nor from which group each person came.
const WITHOUT_ANSWER: &[&str] = &["expert-attendance-fee-twd", "stakeholders-of-one-group"];

fn one_less(value: &str) -> Option<String> {
    Some((value.parse::<u32>().unwrap() - 1).to_string())
}

fn another_unit(value: &str) -> Option<String> {
    match value {
        // A number of things is no time.
        "\"count\"" => None,
        "\"day-of-month\"" | "\"last-week-of-quarter\"" => Some("\"calendar-days\"".to_owned()),
        _ => Some("\"day-of-month\"".to_owned()),
    }
}

fn another_strength(value: &str) -> Option<String> {
    Some(match value {
        "\"habit\"" => "\"rule\"".to_owned(),
        _ => "\"habit\"".to_owned(),
    })
}

/// The rule sets of a store, by path.
fn rule_sets(world: &World) -> BTreeMap<String, String> {
    let folder = world.root().join("records/rules");
    let files = std::fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    paths
        .map(|name| format!("records/rules/{name}"))
        .map(|path| (path.clone(), world.read(&path)))
        .collect()
}

/// A rule set with a field of the rows of a part changed; the names of the rows are added to `changed`.
fn changed_rows(
    text: &str,
    part: &str,
    field: &str,
    change: &dyn Fn(&str, &str) -> Option<String>,
    changed: &mut BTreeSet<String>,
) -> String {
    let (mut here, mut name) = (false, String::new());
    let lines = text.lines().map(|line| {
        if line.starts_with('[') {
            here = line == format!("[[{part}]]") || line == format!("[{part}]");
        }
        let Some((key, value)) = line.split_once(" = ").filter(|_| here) else {
            return line.to_owned();
        };
        if key == "name" {
            name = value.trim_matches('"').to_owned();
        }
        let other = (key == field).then(|| change(&name, value)).flatten();
        let Some(other) = other else {
            return line.to_owned();
        };
        changed.insert(name.clone());
        format!("{key} = {other}")
    });
    lines.map(|line| line + "\n").collect()
}

/// Records rule sets in place of those that stand.
fn put(world: &World, sets: impl IntoIterator<Item = (String, String)>) {
    for (path, text) in sets {
        world.write(&path, text);
    }
    world.git(&["add", "-A"]);
    world.git(&["commit", "--quiet", "--allow-empty", "-m", "Invented rules"]);
}

/// What the program answers of each limit, by its name.
fn answers(world: &World) -> BTreeMap<String, String> {
    let list = |arguments: &[&str]| -> Vec<Value> {
        let output = world.po(&[arguments, &["--format", "json"]].concat());
        let rows = serde_json::from_str(&output.stdout);
        rows.unwrap_or_else(|error| panic!("{error} of {arguments:?}{output:?}"))
    };
    let mut answers: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |limit: &str, answer: String| {
        answers
            .entry(limit.to_owned())
            .or_default()
            .push_str(&answer);
    };
    // The survey is due between an early and a late day, a form in the year before its meeting.
    for day in ["2020-12-20", "2020-11-05", "2022-05-01"] {
        for due in list(&["due", "--as-of", day]) {
            let limit = match due["what"].as_str().unwrap() {
                "transcript-publication" => "transcript-editing",
                duty => duty,
            };
            let practice = &due["in_practice"]["day"];
            let strength = &due["limit"]["strength"];
            let days = [&due["due"], &due["extendable_to"], practice, strength];
            add(limit, format!("{days:?}"));
        }
    }
    for watched in list(&["case", "watch"]) {
        let is_first = watched["id"] == "c201508-aaa1";
        let [until, reached] = ["until", "reached"].map(|field| watched[field].to_string());
        if is_first {
            add("first-support-period", until);
            add("first-support-threshold", reached);
        } else {
            add("support-period", until);
            add("support-threshold", reached);
        }
    }
    for finding in list(&["check"]) {
        match finding["code"].as_str().unwrap() {
            "petition-while-blocked" => add("similar-petition-block", finding.to_string()),
            "in-election-pause" => add("election-pause", finding.to_string()),
            _ => {}
        }
    }
    add(
        "host-spacing",
        world.po(&["vote", "show", "m202012-bbb4"]).stderr,
    );
    answers
}

#[test]
fn another_value_of_any_limit_changes_an_answer() {
    let world = World::new();
    world.on("2020-12-20");
    for (path, text) in RECORDS {
        let id = path.rsplit('/').next().unwrap();
        let record = format!("id = \"{id}\"\ntitle = \"Invented {id}\"\n{text}");
        world.write(&format!("records/{path}.toml"), record);
    }
    let sets = rule_sets(&world);
    put(&world, sets.clone());
    let before = answers(&world);
    let mut seen = BTreeSet::new();
    for (field, change) in CHANGES {
        // The second round of supports begins where the first ends, so that each is changed alone.
        for alone in [false, true] {
            let mut changed = BTreeSet::new();
            let others: Vec<(String, String)> = sets
                .iter()
                .map(|(path, text)| {
                    let change = |name: &str, value: &str| {
                        let is_meant = (name == "support-period") == alone;
                        let has_meaning = !WITHOUT_MEANING.contains(&(name, field));
                        let is_shown = *field != "strength" || !WITHOUT_STRENGTH.contains(&name);
                        (is_meant && has_meaning && is_shown).then(|| change(value))?
                    };
                    let text = changed_rows(text, "limit", field, &change, &mut changed);
                    (path.clone(), text)
                })
                .collect();
            put(&world, others);
            let after = answers(&world);
            for name in &changed {
                assert!(before.contains_key(name), "nothing answers by {name}");
                assert_ne!(before.get(name), after.get(name), "{field} of {name}");
            }
            seen.extend(changed);
        }
    }
    let mut all = BTreeSet::new();
    for text in sets.values() {
        changed_rows(
            text,
            "limit",
            "name",
            &|_, value| Some(value.to_owned()),
            &mut all,
        );
    }
    assert_eq!(seen, all);
}

#[test]
fn another_value_of_any_rule_of_the_vote_changes_its_result() {
    let world = World::new();
    world.on("2020-12-20");
    let cases: Vec<String> = (0..6)
        .map(|place| world.case(&format!("Invented topic {place}?"), &[]))
        .collect();
    let vote = |id: &str, day: &str, ballots: u32| {
        let mut text = format!(
            "id = \"{id}\"\ntitle = \"Invented {id}\"\nkind = \"monthly\"\nstatus = \"held\"\n[vote]\nbase = 20\nballots = {ballots}\nclosed_on = {day}\n[[session]]\nk = \"se01a\"\ndate = {day}\n"
        );
        // Above the line, on it, below it, and for nobody.
        for (place, (case, ticks)) in cases.iter().zip([12, 11, 10, 10, 4, 0]).enumerate() {
            text.push_str(&format!(
                "[[candidate]]\nk = \"ca{place}a\"\ncases = [\"{case}\"]\npool = \"ministry\"\nticks = {ticks}\n"
            ));
        }
        world.write(
            &format!("records/meetings/{}/{}/{id}.toml", &id[1..5], &id[5..7]),
            text,
        );
    };
    // Three votes each, half of the topics, and two pools.
    let meetings = [
        "m201705-bbb1",
        "m201908-bbb2",
        "m202012-bbb3",
        "m201905-bbb5",
    ];
    vote(meetings[0], "2017-05-08", 15);
    vote(meetings[1], "2019-08-05", 15);
    vote(meetings[2], "2020-12-07", 16);
    vote(meetings[3], "2019-05-06", 20);
    let sets = rule_sets(&world);
    put(&world, sets.clone());
    let results = || meetings.map(|id| world.po(&["vote", "show", id, "--format", "json"]));
    let before = results();
    let changes: &[(&str, &str, &str)] = &[
        ("voting", "threshold", "\"2/3\""),
        ("voting", "inclusive", "false"),
        ("voting", "minimum_ticks", "\"5/6\""),
        ("voting", "votes_each", "2"),
        ("voting", "top", "1"),
        ("voting", "cases_per_month", "1"),
        ("voting", "extra_cases_per_month", "7"),
        ("voting", "below_threshold", "\"lapses\""),
        ("pool", "cases_per_month", "3"),
    ];
    for (part, field, value) in changes {
        let mut changed = BTreeSet::new();
        let mut others = Vec::new();
        for (path, text) in &sets {
            let change = |_: &str, _: &str| Some((*value).to_owned());
            others.push((
                path.clone(),
                changed_rows(text, part, field, &change, &mut changed),
            ));
        }
        assert!(!changed.is_empty(), "no rule set has {field}");
        put(&world, others);
        assert_ne!(results(), before, "{part} {field}");
    }
    // A rule of the vote that comes later is tried here as well.
    let told = ["source", "note"];
    for text in sets.values() {
        let voting = text.lines().skip_while(|line| *line != "[voting]").skip(1);
        for line in voting.take_while(|line| !line.starts_with('[')) {
            let field = line.split_once(" = ").map_or("", |(field, _)| field);
            let is_tried = changes.iter().any(|(_, tried, _)| *tried == field);
            assert!(
                field.is_empty() || is_tried || told.contains(&field),
                "{field}"
            );
        }
    }
}

#[test]
fn another_value_of_any_cap_changes_a_warning() {
    let world = World::new();
    world.on("2021-06-01");
    let id = world.id(&[
        "meeting",
        "new",
        "--kind",
        "collaborative",
        "--title",
        "Invented full room",
        "--date",
        "2021-05-28",
    ]);
    for _ in 0..5 {
        world.done(&[
            "meeting",
            "table",
            "add",
            &id,
            "--leader",
            "Invented leader",
        ]);
    }
    let attend = |group: &str, agency: &[&str], count: &str| {
        let row = [
            "meeting", "attend", "add", &id, "--group", group, "--count", count,
        ];
        world.po(&[&row[..], agency].concat())
    };
    attend("proposer", &[], "1");
    attend("supporter", &[], "5");
    attend("stakeholder", &["--agency", "mohw"], "5");
    attend("stakeholder", &["--agency", "moe"], "5");
    let full = attend("agency", &[], "24");
    assert!(!full.stderr.contains("warning"), "{full}");
    let mut changed = BTreeSet::new();
    let one_less = |_: &str, value: &str| one_less(value);
    let sets: Vec<(String, String)> = rule_sets(&world)
        .into_iter()
        .map(|(path, text)| {
            (
                path,
                changed_rows(&text, "cap", "most", &one_less, &mut changed),
            )
        })
        .collect();
    put(&world, sets);
    let over = world.po(&[
        "meeting", "attend", "set", &id, "5", "--count", "24", "--reason", "x",
    ]);
    let without: Vec<&str> = changed
        .iter()
        .map(String::as_str)
        .filter(|name| !over.stderr.contains(&format!("rule {name})")))
        .collect();
    assert_eq!(without, WITHOUT_ANSWER, "{over}");
}
