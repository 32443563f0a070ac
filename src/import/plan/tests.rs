//! Pages, petitions and transcripts imported in every order, again, and newer; and the published
//! records where they are at hand. All fixtures are invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::import::samples;
use crate::index::{HistoryChange, HistoryEntry};
use crate::locale::Language;
use crate::locale::remark::{Found, Phrase, Thing};
use crate::record::any;
use crate::record::case::{Case, LinkKind, PetitionStatus, ReplyKind, Role, Stage};
use crate::record::meeting::{Group, Meeting, MeetingKind, MeetingStatus};
use crate::record::transcript::{Speech, SpeechKind, Transcript, TranscriptStatus};
use crate::record::{AnyRecord, Date, RecordId};
use crate::store::{Oid, render};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A store in memory: records as their files would hold them.
#[derive(Clone, Default)]
struct Store {
    texts: BTreeMap<String, String>,
    /// What people did; imports leave nothing here.
    history: Vec<HistoryEntry>,
}

enum Step<'a> {
    Pages(&'a [Source]),
    Join(&'a [Source]),
    Transcripts(&'a [Source]),
}

impl Store {
    fn new() -> Self {
        let mut store = Self::default();
        for (id, short, full, code) in [
            ("mohw", "衛福部", "衛生福利部", "A21000000I"),
            ("motc", "交通部", "交通部", "315000000H"),
            ("moe", "教育部", "教育部", "A09000000E"),
        ] {
            let text = format!(
                "id = \"{id}\"\nkind = \"second-level\"\nshort_name = \"{short}\"\nfull_name = \"{full}\"\ncodes = [\"{code}\"]\n"
            );
            store
                .texts
                .insert(format!("records/agencies/{id}.toml"), text);
        }
        store
    }

    fn records(&self) -> impl Iterator<Item = AnyRecord> {
        self.texts.iter().map(|(path, text)| {
            let parsed = any::parse(path, text.as_bytes());
            assert!(
                parsed.problems.is_empty(),
                "{path}: {:?}\n{text}",
                parsed.problems
            );
            parsed.record.unwrap()
        })
    }

    fn cases(&self) -> Vec<Case> {
        let cases = self.records().filter_map(|record| match record {
            AnyRecord::Case(case) => Some(*case),
            _ => None,
        });
        cases.collect()
    }

    fn meetings(&self) -> Vec<Meeting> {
        let meetings = self.records().filter_map(|record| match record {
            AnyRecord::Meeting(meeting) => Some(*meeting),
            _ => None,
        });
        meetings.collect()
    }

    fn transcripts(&self) -> Vec<Transcript> {
        let transcripts = self.records().filter_map(|record| match record {
            AnyRecord::Transcript(transcript) => Some(*transcript),
            _ => None,
        });
        transcripts.collect()
    }

    fn put(&mut self, record: impl Into<AnyRecord>) {
        let record = record.into();
        self.texts.insert(record.path(), render(&record));
    }

    fn plan(&self, plan: impl FnOnce(&Known<'_>) -> Plan) -> Plan {
        let read = |id: &RecordId| {
            let text = self.texts.get(&id.path())?;
            match any::parse(&id.path(), text.as_bytes()).record? {
                AnyRecord::Transcript(transcript) => Some(*transcript),
                _ => None,
            }
        };
        let handwork = |_: &RecordId| Handwork::of(&self.history);
        let mut known = Known::new(Language::ZhTw, day("2032-01-01"), &read, &handwork);
        for record in self.records() {
            known.add(record);
        }
        plan(&known)
    }

    /// Applies a plan as a commit would; what the gate would refuse or no reader could read fails.
    fn apply(&mut self, plan: &Plan) {
        for record in &plan.records {
            assert_eq!(privacy::unacknowledged(record), [], "{}", record.id());
            self.put(record.clone());
            let text = &self.texts[&record.path()];
            let parsed = any::parse(&record.path(), text.as_bytes());
            assert_eq!(
                parsed.record.as_ref(),
                Some(record),
                "{:?}",
                parsed.problems
            );
        }
        for id in &plan.removed {
            assert!(self.texts.remove(&id.path()).is_some(), "{id}");
        }
    }

    fn run(&mut self, step: &Step<'_>) -> Plan {
        let plan = self.plan(|known| match step {
            Step::Pages(sources) => plan_case_pages(sources, known),
            Step::Join(sources) => plan_join(sources, known),
            Step::Transcripts(sources) => {
                plan_transcripts(sources, known, &TranscriptOptions::default())
            }
        });
        self.apply(&plan);
        plan
    }

    /// What must not depend on the order of imports: cases with their petitions, meetings with days
    /// and cases, transcripts with meeting and address; records by what they are, not by their ids.
    fn essence(&self) -> BTreeSet<String> {
        let cases = self.cases();
        let case_name = |id: &RecordId| {
            let case = cases.iter().find(|case| case.id == *id);
            case.map_or("dangling".to_owned(), |case| format!("{:?}", case.number))
        };
        let meetings = self.meetings();
        let meeting_name = |meeting: &Meeting| {
            let days: BTreeSet<Date> = meeting.sessions.iter().map(|row| row.date).collect();
            format!("{:?} {:?} {days:?}", meeting.kind, meeting.number)
        };
        let meeting_of = |id: &RecordId| {
            let meeting = meetings.iter().find(|meeting| meeting.id == *id);
            meeting.map_or("dangling".to_owned(), &meeting_name)
        };
        let mut essence = BTreeSet::new();
        for case in &cases {
            let petitions: BTreeSet<&str> =
                case.petitions.iter().map(|row| row.url.as_str()).collect();
            let links: BTreeSet<&str> = case.links.iter().map(|row| row.url.as_str()).collect();
            let mut line = format!("case {:?} {petitions:?} {links:?}", case.number);
            for row in &case.stages {
                if row.name != Stage::Watching {
                    let meeting = row.meeting.as_ref().map(meeting_of);
                    let _ = write!(line, " {:?} {:?} {meeting:?}", row.name, row.on);
                }
            }
            essence.insert(line);
        }
        for meeting in &meetings {
            let cases: BTreeSet<String> = meeting.cases.iter().map(case_name).collect();
            let links: BTreeSet<&str> = meeting.links.iter().map(|row| row.url.as_str()).collect();
            essence.insert(format!(
                "meeting {} {cases:?} {links:?}",
                meeting_name(meeting)
            ));
        }
        for transcript in self.transcripts() {
            let meeting = transcript.meeting.as_ref().map(meeting_of);
            let source = transcript.source.unwrap();
            essence.insert(format!(
                "transcript {:?} {:?} {meeting:?}",
                source.file, source.url
            ));
        }
        essence
    }
}

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

const ONE: &str = "00000000-1111-4222-8333-444444444444";
const TWO: &str = "00000000-1111-4222-8333-555555555555";

fn address(slug: &str) -> String {
    let encoded: String = slug.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("https://sayit.example/{encoded}")
}

struct Page<'a> {
    number: u32,
    title: Option<&'a str>,
    proposed: &'a str,
    met: &'a str,
    petitions: &'a [&'a str],
    departments: &'a [&'a str],
    transcripts: &'a [&'a str],
}

const PAGE: Page<'_> = Page {
    number: 45,
    title: Some("公園長椅要不要加遮陽？"),
    proposed: "2031-02-03",
    met: "2031-03-14",
    petitions: &[ONE],
    departments: &["交通部"],
    transcripts: &["2031-03-14-開放政府第45次協作會議"],
};

impl Page<'_> {
    fn source(&self) -> Source {
        let mut text = format!(
            "---\nid: \"{}\"\ndescription: 「公園長椅加遮陽」連署案\npropose_date: {}\nmeeting_date: {}\npublish: \"TRUE\"\n",
            self.number, self.proposed, self.met
        );
        if let Some(title) = self.title {
            let _ = writeln!(text, "title: {title}");
        }
        let links: Vec<String> = self
            .petitions
            .iter()
            .map(|uuid| format!("    https://join.gov.tw/idea/detail/{uuid}"))
            .collect();
        if !links.is_empty() {
            let _ = write!(
                text,
                "join:\n  type: 提\n  title: 公園長椅加遮陽\n  link: |-\n{}\n",
                links.join("\n")
            );
        }
        text.push_str("departments:\n");
        for department in self.departments {
            let _ = writeln!(text, "  - {department}");
        }
        text.push_str("tags:\n  - 公園\nembed:\n  mind_map:\n    links:\n      - https://map.example/45\n  transcript:\n    links:\n");
        for slug in self.transcripts {
            let _ = writeln!(text, "      - {}", address(slug));
        }
        text.push_str("---\n");
        source(&format!("{}.md", self.number), &text)
    }
}

fn milliseconds(text: &str) -> i64 {
    let noon = day(text).naive().and_hms_opt(4, 0, 0).unwrap();
    noon.and_utc().timestamp_millis()
}

fn petition(uuid: &str, title: &str, status: &str, count: u32, updated: &str) -> Value {
    json!({
        "id": uuid,
        "caseNumber": "20310105-1234",
        "title": title,
        "status": status,
        "endorseCount": count,
        "endorseGoal": 5000,
        "approvedTime": milliseconds("2031-01-05"),
        "secondSignedTime": if count >= 5000 { json!(milliseconds("2031-01-20")) } else { json!("") },
        "advisedTime": if count >= 5000 { json!(milliseconds("2031-03-20")) } else { json!("") },
        "updateDate": milliseconds(updated),
        "proposer": {"id": "x", "nickname": "某某"},
        "approvalOrganization": {
            "master": [{"organizationId": "315000000H", "organizationName": "交通部"}],
            "slave": [{"organizationId": "A09000000E", "organizationName": "教育部"}],
        },
        "govResponses": [],
    })
}

fn reply(id: &str, on: &str, reference: &str) -> Value {
    json!({
        "id": id,
        "organization": {"organizationId": "315000000H", "organizationName": "交通部"},
        "analysis": "某某先生您好",
        "suggest": "",
        "plan": "",
        "reference": reference,
        "firstResponseTime": milliseconds(on),
    })
}

fn petitions(name: &str, values: &[Value]) -> Source {
    source(name, &Value::from(values.to_vec()).to_string())
}

fn transcript(slug: &str, body: &str) -> Source {
    let title = slug.replacen('-', "\u{0}", 2).replacen('-', "\u{0}", 1);
    let (date, title) = title.rsplit_once('\u{0}').unwrap();
    let date = date.replace('\u{0}', "-");
    source(
        &format!("{slug}.md"),
        &format!("# {date} {title}\n\n{body}"),
    )
}

const MEETING: &str = "2031-03-14-開放政府第45次協作會議";
const PREP: &str = "2031-03-01-開放政府第45次協作會議-會前會";

fn said(words: &str) -> String {
    format!("### 甲：\n\n{words}\n")
}

#[test]
fn a_page_becomes_a_case_with_its_meeting() {
    let mut store = Store::new();
    let plan = store.run(&Step::Pages(&[PAGE.source()]));
    assert_eq!(plan.reports[0].outcome, Outcome::New);
    let [case] = &store.cases()[..] else { panic!() };
    assert_eq!(
        (case.number, case.title.as_str()),
        (Some(45), PAGE.title.unwrap())
    );
    assert_eq!(
        case.formal_title.as_deref(),
        Some("「公園長椅加遮陽」連署案")
    );
    let stages: Vec<_> = case.stages.iter().map(|row| (row.name, row.on)).collect();
    let expected = [
        (Stage::Proposed, Some(day("2031-02-03"))),
        (Stage::Met, Some(day("2031-03-14"))),
    ];
    assert_eq!(stages, expected);
    assert_eq!(
        (case.agencies[0].id.as_str(), case.agencies[0].role),
        ("motc", Role::Host)
    );
    assert_eq!(case.petitions[0].title.as_deref(), Some("公園長椅加遮陽"));
    assert_eq!(case.links[0].kind, LinkKind::MindMap);
    let [meeting] = &store.meetings()[..] else {
        panic!()
    };
    assert_eq!(meeting.kind, MeetingKind::Collaborative);
    assert_eq!(
        (meeting.number, meeting.status),
        (Some(45), MeetingStatus::Held)
    );
    assert_eq!(meeting.cases, std::slice::from_ref(&case.id));
    assert_eq!(case.stages[1].meeting.as_ref(), Some(&meeting.id));
    assert_eq!(
        meeting.links.len(),
        1,
        "the transcript's address, not the mind map"
    );
}

#[test]
fn words_in_a_date_field_become_a_stage_and_two_dates_two_sessions() {
    let mut store = Store::new();
    let page = |number, met, transcripts| {
        Page {
            number,
            met,
            transcripts,
            petitions: &[],
            ..PAGE
        }
        .source()
    };
    let sources = [
        page(1, "不辦理", &[]),
        page(2, "尚未辦理", &[]),
        page(3, "2031-03-14、2031-03-21", &[]),
        page(4, "2033-01-01", &[]),
        page(5, "改天", &[]),
    ];
    let plan = store.run(&Step::Pages(&sources));
    let stages = |number| {
        let cases = store.cases();
        let case = cases
            .iter()
            .find(|case| case.number == Some(number))
            .unwrap();
        case.stages.iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(stages(1), [Stage::Proposed, Stage::NotHeld]);
    assert_eq!(stages(2), [Stage::Proposed]);
    assert_eq!(stages(3), [Stage::Proposed, Stage::Met]);
    assert_eq!(stages(4), [Stage::Proposed], "the day is still to come");
    assert_eq!(stages(5), [Stage::Proposed]);
    let meetings = store.meetings();
    let of = |number| {
        meetings
            .iter()
            .find(|meeting| meeting.number == Some(number))
    };
    assert_eq!(of(3).unwrap().sessions.len(), 2);
    assert_eq!(of(4).unwrap().status, MeetingStatus::Planned);
    assert_eq!(meetings.len(), 2);
    assert!(
        plan.reports[4]
            .remarks
            .iter()
            .any(|remark| remark.field == "meeting_date".into() && remark.line.is_some())
    );
}

#[test]
fn ministries_are_found_by_any_alias_and_unknown_ones_are_told() {
    let mut store = Store::new();
    let page = Page {
        departments: &["衛服部", "交通部", "不明部"],
        ..PAGE
    };
    let plan = store.run(&Step::Pages(&[page.source()]));
    let agencies = &store.cases()[0].agencies;
    let agencies: Vec<_> = agencies
        .iter()
        .map(|row| (row.id.as_str(), row.role))
        .collect();
    assert_eq!(
        agencies,
        [("mohw", Role::Concerned), ("motc", Role::Concerned)]
    );
    let found: Vec<&Found> = plan.reports[0]
        .remarks
        .iter()
        .map(|remark| &remark.found)
        .collect();
    assert!(
        found.contains(&&Found::quote("衛服部")) && found.contains(&&Found::quote("不明部")),
        "{found:?}"
    );
}

#[test]
fn the_same_page_changes_nothing_and_a_newer_one_keeps_what_people_added() {
    let mut store = Store::new();
    let held_off = Page {
        met: "尚未辦理",
        transcripts: &[],
        ..PAGE
    };
    store.run(&Step::Pages(&[held_off.source()]));
    let mut case = store.cases().remove(0);
    case.core_question = Some("怎麼辦？".to_owned());
    case.tags.push("手加".to_owned());
    case.stages[0].note = Some("手記".to_owned());
    store.put(case);
    let again = store.run(&Step::Pages(&[held_off.source()]));
    assert_eq!(
        (again.records.len(), again.reports[0].outcome),
        (0, Outcome::Unchanged)
    );
    let newer = store.run(&Step::Pages(&[PAGE.source()]));
    assert_eq!(newer.reports[0].outcome, Outcome::Updated);
    let case = store.cases().remove(0);
    assert_eq!(case.core_question.as_deref(), Some("怎麼辦？"));
    assert_eq!(case.tags, ["公園", "手加"]);
    assert_eq!(case.stages[0].note.as_deref(), Some("手記"));
    assert_eq!(case.stages[1].name, Stage::Met);
    assert_eq!(store.meetings().len(), 1);
}

#[test]
fn a_case_made_by_hand_is_found_by_its_number_and_keeps_its_title() {
    let mut store = Store::new();
    let mut case = Case::new("c203102-hand".parse().unwrap(), "手打標題".to_owned());
    case.number = Some(45);
    store.put(case);
    store.run(&Step::Pages(&[PAGE.source()]));
    let [case] = &store.cases()[..] else { panic!() };
    assert_eq!(
        (case.title.as_str(), case.id.to_string().as_str()),
        ("手打標題", "c203102-hand")
    );
    assert_eq!(case.stages.len(), 2);
}

#[test]
fn a_petition_becomes_a_watched_case_and_its_state_a_stage() {
    let mut store = Store::new();
    let mut answered = petition(TWO, "乙案", "Completed", 5100, "2031-03-20");
    answered["govResponses"] = json!([reply(ONE, "2031-03-18", "本案不予參採。")]);
    let file = petitions(
        "p.json",
        &[
            petition(ONE, "甲案", "FirstSigned", 12, "2031-01-06"),
            answered,
        ],
    );
    let plan = store.run(&Step::Join(&[file]));
    assert_eq!(
        plan.reports[0].tally,
        Tally {
            new: 2,
            ..Tally::default()
        }
    );
    let cases = store.cases();
    let of = |title: &str| cases.iter().find(|case| case.title == title).unwrap();
    assert_eq!(of("甲案").current().unwrap().name, Stage::Watching);
    assert_eq!(of("甲案").petitions[0].signatures, Some(12));
    let roles: Vec<_> = of("甲案")
        .agencies
        .iter()
        .map(|row| (row.id.as_str(), row.role))
        .collect();
    assert_eq!(roles, [("motc", Role::Host), ("moe", Role::Concerned)]);
    let answered = of("乙案");
    assert_eq!(answered.current().unwrap().name, Stage::Replied);
    assert_eq!(answered.current().unwrap().on, Some(day("2031-03-18")));
    assert_eq!(answered.petitions[0].status, Some(PetitionStatus::Answered));
    assert_eq!(answered.replies[0].kind, ReplyKind::Formal);
    assert_eq!(
        answered.replies[0].agency.as_ref().unwrap().as_str(),
        "motc"
    );
    for text in store.texts.values() {
        assert!(
            !text.contains("某某"),
            "neither a nickname nor a reply's text: {text}"
        );
    }
}

#[test]
fn a_petition_of_a_case_in_the_procedure_touches_neither_stage_nor_title() {
    let mut store = Store::new();
    store.run(&Step::Pages(&[PAGE.source()]));
    let mut case = store.cases().remove(0);
    case.title = "手改標題".to_owned();
    store.put(case);
    let file = petitions(
        "p.json",
        &[petition(ONE, "平臺標題", "Completed", 5100, "2031-03-20")],
    );
    store.run(&Step::Join(&[file]));
    let [case] = &store.cases()[..] else { panic!() };
    assert_eq!(
        (case.title.as_str(), case.current().unwrap().name),
        ("手改標題", Stage::Met)
    );
    assert_eq!(case.petitions.len(), 1);
    assert_eq!(case.petitions[0].qualified_on, Some(day("2031-01-20")));
    let roles: Vec<_> = case
        .agencies
        .iter()
        .map(|row| (row.id.as_str(), row.role))
        .collect();
    assert_eq!(roles, [("motc", Role::Host), ("moe", Role::Concerned)]);
}

#[test]
fn a_newer_petition_updates_an_older_one_does_not_and_one_that_is_gone_stays() {
    let old = petitions(
        "old.json",
        &[
            petition(ONE, "甲案", "FirstSigned", 12, "2031-01-06"),
            petition(TWO, "乙案", "FirstSigned", 3, "2031-01-06"),
        ],
    );
    let mut answered = petition(ONE, "甲案（修正）", "Completed", 5100, "2031-03-20");
    answered["govResponses"] = json!([reply(TWO, "2031-03-18", "本案參採。")]);
    let new = petitions("new.json", &[answered]);
    let mut store = Store::new();
    store.run(&Step::Join(std::slice::from_ref(&old)));
    let updated = store.run(&Step::Join(std::slice::from_ref(&new)));
    assert_eq!(updated.reports[0].tally.updated, 1);
    let cases = store.cases();
    assert_eq!(cases.len(), 2);
    let case = cases
        .iter()
        .find(|case| case.title == "甲案（修正）")
        .unwrap();
    assert_eq!(
        (case.replies.len(), case.current().unwrap().name),
        (1, Stage::Replied)
    );
    let texts = store.texts.clone();
    let back = store.run(&Step::Join(&[old]));
    assert_eq!(
        (back.records.len(), back.reports[0].tally.unchanged),
        (0, 2)
    );
    let told = |remark: &crate::import::Remark| remark.note == Phrase::OlderThanRecorded.into();
    assert!(back.reports[0].remarks.iter().any(told));
    assert!(store.run(&Step::Join(&[new])).records.is_empty());
    assert_eq!(store.texts, texts);
}

#[test]
fn a_title_with_a_telephone_number_keeps_the_petition_out() {
    let mut store = Store::new();
    let number = ["0912", "345", "678"].join("-");
    let file = petitions(
        "p.json",
        &[petition(
            ONE,
            &format!("請打 {number}"),
            "FirstSigned",
            1,
            "2031-01-06",
        )],
    );
    let plan = store.run(&Step::Join(&[file]));
    assert_eq!(
        (plan.records.len(), plan.reports[0].outcome),
        (0, Outcome::Failed)
    );
    assert!(!format!("{:?}", plan.reports).contains(&number));
}

#[test]
fn two_petitions_of_one_page_are_one_case_in_either_order() {
    let page = [Page {
        petitions: &[ONE, TWO],
        ..PAGE
    }
    .source()];
    let file = [petitions(
        "p.json",
        &[
            petition(ONE, "甲案", "Completed", 5001, "2031-03-20"),
            petition(TWO, "乙案", "Advice", 6000, "2031-03-20"),
        ],
    )];
    let mut one = Store::new();
    one.run(&Step::Pages(&page));
    one.run(&Step::Join(&file));
    let mut other = Store::new();
    other.run(&Step::Join(&file));
    let plan = other.run(&Step::Pages(&page));
    assert_eq!(plan.removed.len(), 1);
    assert_eq!(one.cases().len(), 1);
    assert_eq!(one.essence(), other.essence());
    assert_eq!(other.cases()[0].title, PAGE.title.unwrap());
}

#[test]
fn a_transcript_finds_the_meeting_of_a_page_by_its_address() {
    // The page links the record of a meeting without a number in its title.
    let slug = "2031-03-14-公園長椅案諮詢會議";
    let page = [Page {
        transcripts: &[slug],
        ..PAGE
    }
    .source()];
    let files = [transcript(slug, &said("大家好。"))];
    let mut one = Store::new();
    one.run(&Step::Pages(&page));
    let plan = one.run(&Step::Transcripts(&files));
    assert!(
        plan.records
            .iter()
            .any(|record| matches!(record, AnyRecord::Transcript(_)))
    );
    assert_eq!(one.meetings().len(), 1);
    let transcript = one.transcripts().remove(0);
    assert_eq!(
        transcript
            .source
            .as_ref()
            .unwrap()
            .url
            .as_ref()
            .unwrap()
            .as_str(),
        address(slug)
    );
    assert_eq!(transcript.status, TranscriptStatus::Published);
    let mut other = Store::new();
    other.run(&Step::Transcripts(&files));
    other.run(&Step::Pages(&page));
    assert_eq!(one.essence(), other.essence());
}

#[test]
fn the_order_of_imports_does_not_change_what_there_is() {
    let second = "2031-03-21-開放政府第45次協作會議（第二場）";
    let shared = "2031-05-02-開放政府第47次協作會議";
    let pages = [
        Page {
            met: "2031-03-14、2031-03-21",
            transcripts: &[MEETING, second, PREP],
            ..PAGE
        }
        .source(),
        Page {
            number: 46,
            petitions: &[],
            proposed: "2031-04-01",
            met: "2031-05-02",
            transcripts: &[shared],
            ..PAGE
        }
        .source(),
        Page {
            number: 47,
            petitions: &[TWO],
            proposed: "2031-04-01",
            met: "2031-05-02",
            transcripts: &[shared],
            ..PAGE
        }
        .source(),
    ];
    let join = [petitions(
        "p.json",
        &[
            petition(ONE, "甲案", "Completed", 5001, "2031-03-20"),
            petition(TWO, "乙案", "SecondFailed", 6, "2031-03-20"),
        ],
    )];
    let transcripts = [
        transcript(MEETING, &said("一。")),
        transcript(second, &said("二。")),
        transcript(PREP, &said("三。")),
        transcript(shared, &said("四。")),
        transcript("2031-02-03-開放政府-PO-第二十次月會", &said("五。")),
        transcript(
            "2031-04-20-開放政府第47次協作會議-第一次工作會議",
            &said("六。"),
        ),
    ];
    let (pages, join, transcripts) = (
        Step::Pages(&pages),
        Step::Join(&join),
        Step::Transcripts(&transcripts),
    );
    let orders = [
        [&pages, &join, &transcripts],
        [&pages, &transcripts, &join],
        [&join, &pages, &transcripts],
        [&join, &transcripts, &pages],
        [&transcripts, &pages, &join],
        [&transcripts, &join, &pages],
    ];
    let stores = orders.map(|order| {
        let mut store = Store::new();
        for step in order {
            store.run(step);
        }
        for step in order {
            let again = store.run(step);
            assert_eq!(
                (again.records.len(), again.removed.len()),
                (0, 0),
                "{:?}",
                again.records
            );
            assert!(
                again
                    .reports
                    .iter()
                    .all(|report| report.outcome == Outcome::Unchanged)
            );
        }
        store
    });
    let first = stores[0].essence();
    assert_eq!(stores[0].meetings().len(), 5, "{first:#?}");
    assert_eq!(stores[0].cases().len(), 3);
    for store in &stores[1..] {
        assert_eq!(store.essence(), first);
    }
}

#[test]
fn a_meeting_is_found_by_kind_number_and_day_or_made() {
    let mut store = Store::new();
    store.run(&Step::Pages(&[Page {
        transcripts: &[],
        ..PAGE
    }
    .source()]));
    let files = [
        transcript(MEETING, &said("一。")),
        transcript("2031-04-18-開放政府第45次協作會議", &said("另一日。")),
        transcript("2031-03-14-總統盃黑客松第45次工作會議", &said("另一案。")),
        transcript("2031-03-01-開放政府-PO-第四十五次月會", &said("月會。")),
    ];
    let plan = store.run(&Step::Transcripts(&files));
    let meetings = store.meetings();
    let of = |place: usize| {
        let ids = &plan.reports[place].records;
        meetings
            .iter()
            .find(|meeting| ids.contains(&meeting.id))
            .unwrap()
    };
    assert_eq!(meetings.len(), 4);
    assert!(of(0).origins.len() == 2 && of(0).cases.len() == 1);
    assert_eq!(
        (of(1).kind, of(1).number, of(1).cases.len()),
        (MeetingKind::Collaborative, Some(45), 1)
    );
    assert_eq!(
        (of(2).kind, of(2).number, of(2).sequence),
        (MeetingKind::Other, None, Some(45))
    );
    assert_eq!(
        (of(3).kind, of(3).number, of(3).sequence),
        (MeetingKind::Monthly, None, Some(45))
    );
    assert!(of(2).cases.is_empty() && of(3).cases.is_empty());
}

#[test]
fn the_meeting_that_is_given_decides() {
    let mut store = Store::new();
    store.run(&Step::Transcripts(&[transcript(
        "2031-06-01-某次會議",
        &said("一。"),
    )]));
    let meeting = store.meetings()[0].id.clone();
    let options = TranscriptOptions {
        meeting: Some(meeting.clone()),
        url: Some("https://sayit.example/x".parse().unwrap()),
        licence: Some("CC0-1.0".to_owned()),
        published_on: None,
    };
    let files = [source("紀錄.md", "# 沒有日期的紀錄\n\n### 甲：\n\n一。\n")];
    let refused =
        store.plan(|known| plan_transcripts(&files, known, &TranscriptOptions::default()));
    assert_eq!(refused.reports[0].outcome, Outcome::Failed);
    let plan = store.plan(|known| plan_transcripts(&files, known, &options));
    store.apply(&plan);
    let transcripts = store.transcripts();
    let transcript = transcripts
        .iter()
        .find(|transcript| transcript.title == "沒有日期的紀錄")
        .unwrap();
    assert_eq!(transcript.meeting.as_ref(), Some(&meeting));
    assert_eq!(transcript.date, day("2031-06-01"));
    assert_eq!(transcript.licence.as_deref(), Some("CC0-1.0"));
    assert_eq!(
        store.meetings()[0].links[0].url.as_str(),
        "https://sayit.example/x"
    );
}

const MINUTES: &str = "> [議題手冊](https://book.example/45)\n> [交通部簡報](https://slides.example/45)\n> [某人的文章](https://other.example/)\n\n### 時間：\n\n3/1 10:00-11:30\n\n### 地點：\n\n某會議室\n\n### 主席：\n\n### 出席人員：\n\n- 交通部 王甲乙 / 李丙丁\n- 不明局 陳戊己\n- 提案人 林庚辛\n\n### 王甲乙（司儀）：\n\n開始。\n\n### 會議結論：\n\n1. 請交通部 3/10 前回報。\n2. 3/14 開會。\n\n### 交通部補充說明：\n\n說明文字。\n";

#[test]
fn what_is_no_speech_goes_to_the_meeting_without_names() {
    let mut store = Store::new();
    let plan = store.run(&Step::Transcripts(&[transcript(PREP, MINUTES)]));
    let meeting = store.meetings().remove(0);
    let session = &meeting.sessions[0];
    assert_eq!(session.start.unwrap().to_string(), "10:00:00");
    assert_eq!(session.end.unwrap().to_string(), "11:30:00");
    assert_eq!(session.place.as_deref(), Some("某會議室"));
    let people: Vec<_> = meeting
        .attendance
        .iter()
        .map(|row| {
            (
                row.group,
                row.agency.as_ref().map(ToString::to_string),
                row.count,
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            (Group::Agency, Some("motc".to_owned()), 2),
            (Group::Agency, None, 1),
            (Group::Proposer, None, 1)
        ]
    );
    let conclusions: Vec<_> = meeting
        .conclusions
        .iter()
        .map(|row| (row.n, row.due))
        .collect();
    assert_eq!(conclusions, [(1, Some(day("2031-03-10"))), (2, None)]);
    let links: Vec<_> = meeting.links.iter().map(|row| row.kind).collect();
    assert_eq!(links, [LinkKind::AgendaBook, LinkKind::MinistrySlides]);
    let transcript = store.transcripts().remove(0);
    let rows: Vec<_> = transcript
        .speeches
        .iter()
        .map(|row| (row.kind(), row.by.as_deref(), row.text.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            (
                SpeechKind::Quote,
                None,
                Some(
                    "[議題手冊](https://book.example/45)\n[交通部簡報](https://slides.example/45)\n[某人的文章](https://other.example/)"
                )
            ),
            (SpeechKind::Section, None, Some("時間：")),
            (SpeechKind::Unattributed, None, Some("3/1 10:00-11:30")),
            (SpeechKind::Section, None, Some("地點：")),
            (SpeechKind::Unattributed, None, Some("某會議室")),
            (SpeechKind::Section, Some("主席"), None),
            (SpeechKind::Section, None, Some("出席人員：")),
            (
                SpeechKind::Unattributed,
                None,
                Some("- 交通部 2 人\n- 不明局 1 人\n- 提案人 1 人")
            ),
            (SpeechKind::Speech, Some("王甲乙（司儀）"), Some("開始。")),
            (SpeechKind::Section, None, Some("會議結論：")),
            (
                SpeechKind::Unattributed,
                None,
                Some("1. 請交通部 3/10 前回報。\n2. 3/14 開會。")
            ),
            (SpeechKind::Section, None, Some("交通部補充說明：")),
            (SpeechKind::Unattributed, None, Some("說明文字。")),
        ]
    );
    let speaker = transcript
        .speakers
        .iter()
        .find(|speaker| speaker.role.as_deref() == Some("司儀"))
        .unwrap();
    assert_eq!(speaker.name.as_deref(), Some("王甲乙"));
    for text in store.texts.values() {
        assert!(
            !text.contains("李丙丁") && !text.contains("陳戊己") && !text.contains("林庚辛"),
            "{text}"
        );
    }
    let shown = dry_run_json(&plan.reports, &[], Language::En).to_string();
    assert!(
        shown.contains("\"speeches\":")
            && shown.contains("\"first_speaker\"")
            && !shown.contains("李丙丁"),
        "{shown}"
    );
}

#[test]
fn minutes_of_several_meetings_are_several_meetings() {
    let mut store = Store::new();
    let body = "> （第一次工作會議時間：2031/2/10 14:00）\n\n### 會議結論：\n\n1. 照辦。\n\n> （會前會時間：2031/3/1 10:00）\n\n### 會議結論：\n\n1. 也照辦。\n";
    store.run(&Step::Transcripts(&[transcript(PREP, body)]));
    let meetings = store.meetings();
    let working = meetings
        .iter()
        .find(|meeting| meeting.kind == MeetingKind::Working)
        .unwrap();
    assert_eq!(
        (working.number, working.sequence, working.conclusions.len()),
        (Some(45), Some(1), 1)
    );
    assert_eq!(working.first_day(), Some(day("2031-02-10")));
    let prep = meetings
        .iter()
        .find(|meeting| meeting.kind == MeetingKind::Prep)
        .unwrap();
    assert_eq!((prep.conclusions.len(), meetings.len()), (1, 2));
}

#[test]
fn a_newer_transcript_keeps_numbers_and_what_people_added() {
    let mut store = Store::new();
    store.run(&Step::Transcripts(&[transcript(
        PREP,
        &format!("{MINUTES}\n{}", said("一。\n\n二。")),
    )]));
    let mut before = store.transcripts().remove(0);
    before.speakers[0].consent = Some(true);
    let numbers: Vec<u32> = before.speeches.iter().map(|row| row.n).collect();
    store.put(before);
    let mut meeting = store.meetings().remove(0);
    meeting.facilitator = Some("主持".to_owned());
    store.put(meeting);
    let newer = transcript(
        PREP,
        &format!(
            "{}\n{}",
            MINUTES.replace("3/10 前回報", "3/11 前回報"),
            said("一！\n\n二。\n\n三。")
        ),
    );
    let plan = store.run(&Step::Transcripts(std::slice::from_ref(&newer)));
    assert_eq!(plan.reports[0].outcome, Outcome::Updated);
    let after = store.transcripts().remove(0);
    assert_eq!(after.speakers[0].consent, Some(true));
    let again: Vec<u32> = after.speeches.iter().map(|row| row.n).collect();
    assert_eq!(again[..numbers.len()], numbers[..]);
    assert_eq!(again.len(), numbers.len() + 1);
    let meeting = store.meetings().remove(0);
    assert_eq!(meeting.facilitator.as_deref(), Some("主持"));
    assert_eq!(meeting.conclusions.len(), 2);
    assert_eq!(meeting.conclusions[0].due, Some(day("2031-03-11")));
    assert!(store.run(&Step::Transcripts(&[newer])).records.is_empty());
}

/// Versions before this one kept minutes as facts of the meeting only.
#[test]
fn minutes_that_an_older_import_left_out_come_with_a_newer_state_of_the_source() {
    let mut store = Store::new();
    let source = transcript(PREP, MINUTES);
    store.run(&Step::Transcripts(std::slice::from_ref(&source)));
    let mut older = store.transcripts().remove(0);
    let is_spoken = |row: &Speech| row.kind() == SpeechKind::Speech;
    older.speeches.retain(is_spoken);
    older.speeches[0].n = 1;
    store.put(older);
    let again = store.run(&Step::Transcripts(&[source]));
    assert!(again.records.is_empty());
    let newer = transcript(PREP, &format!("{MINUTES}\n{}", said("一。")));
    store.run(&Step::Transcripts(&[newer]));
    let after = store.transcripts().remove(0);
    let spoken: Vec<u32> = after
        .speeches
        .iter()
        .filter(|row| is_spoken(row))
        .map(|row| row.n)
        .collect();
    assert_eq!(spoken[0], 1);
    assert_eq!(
        after
            .speeches
            .iter()
            .filter(|row| row.text.as_deref() == Some("會議結論："))
            .count(),
        1
    );
    assert_eq!(store.meetings()[0].conclusions.len(), 2);
}

#[test]
fn a_number_in_a_published_transcript_goes_in_with_a_row_that_says_so() {
    let mut store = Store::new();
    let number = ["0912", "345", "678"].join("-");
    let mail = ["someone", "example.org"].join("@");
    let body = said(&format!(
        "請打 {number}。\n\n或寫 {mail}，再說一次 {number}。"
    ));
    let plan = store.run(&Step::Transcripts(&[transcript(MEETING, &body)]));
    let notes: Vec<_> = plan.reports[0]
        .privacy
        .iter()
        .map(|note| note.path.as_str())
        .collect();
    assert_eq!(
        notes,
        ["speech[1].text", "speech[2].text", "speech[2].text"]
    );
    gate(&plan).unwrap();
    let transcript = store.transcripts().remove(0);
    assert_eq!(transcript.privacy.len(), 3);
    assert_eq!(
        (
            transcript.privacy[0].reason.as_str(),
            transcript.privacy[0].by.as_str()
        ),
        ("公開來源所載", "import")
    );
}

#[test]
fn a_bad_file_among_good_ones_is_told_and_the_good_go_in() {
    let mut store = Store::new();
    let xml = "<?xml version=\"1.0\"?><akomaNtoso/>";
    let mut latin = transcript(PREP, &said("一。"));
    latin.bytes.push(0xff);
    let files = [
        source("a.md", xml),
        source("b.md", ""),
        latin,
        transcript(MEETING, &said("一。")),
    ];
    let plan = store.run(&Step::Transcripts(&files));
    let outcomes: Vec<_> = plan.reports.iter().map(|report| report.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Failed,
            Outcome::Failed,
            Outcome::Failed,
            Outcome::New
        ]
    );
    assert_eq!(plan.reports[0].remarks[0].found, Thing::AkomaNtoso.into());
    assert_eq!(plan.reports[2].remarks[0].line, Some(6));

    let good = petitions(
        "good.json",
        &[petition(ONE, "甲案", "FirstSigned", 12, "2031-01-06")],
    );
    let cut = Source {
        name: "cut.json".to_owned(),
        bytes: good.bytes[..40].to_vec(),
    };
    let plan = store.run(&Step::Join(&[cut, source("page.json", "{}"), good]));
    let outcomes: Vec<_> = plan.reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [Outcome::Failed, Outcome::Failed, Outcome::New]);

    let pages = [source("x.md", "no fields"), PAGE.source()];
    let plan = store.run(&Step::Pages(&pages));
    assert_eq!(plan.reports[0].outcome, Outcome::Failed);
    assert_eq!(plan.reports[1].tally.failed, 0);
}

#[test]
fn a_clash_asks_for_a_longer_id() {
    let files = [transcript(MEETING, &said("一。"))];
    let mut store = Store::new();
    store.run(&Step::Transcripts(&files));
    let id = store.transcripts()[0].id.clone();
    let mut other = Store::new();
    let plan = other.plan(|_| {
        let read = |_: &RecordId| None;
        let mut known = Known::new(Language::En, day("2032-01-01"), &read, &|_| {
            Handwork::default()
        });
        known.add_taken(id.clone());
        plan_transcripts(&files, &known, &TranscriptOptions::default())
    });
    other.apply(&plan);
    let longer = other.transcripts()[0].id.to_string();
    assert!(longer.starts_with(&id.to_string()) && longer.len() == id.to_string().len() + 1);
}

/// What the gate before every commit says to a plan in a public store.
fn gate(plan: &Plan) -> Result<(), crate::store::Refusal> {
    use crate::store::{
        Change, Environment, FileChange, Proposal, Store as GitStore, check_change,
    };
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap().to_owned();
    let variables = [("HOME", home), ("GIT_CONFIG_NOSYSTEM", "1".to_owned())];
    let variables = variables.map(|(name, value)| (name.to_owned(), value));
    let environment = Environment {
        variables: BTreeMap::from(variables),
        directory: folder.path().to_path_buf(),
        now: "2032-01-01T10:00:00+08:00".parse().unwrap(),
    };
    let store = GitStore::create(&environment, &folder.path().join("store")).unwrap();
    let change = Change {
        files: plan
            .records
            .iter()
            .map(|record| FileChange {
                path: record.path(),
                content: Some(render(record).into_bytes()),
            })
            .collect(),
        ..Change::default()
    };
    check_change(&Proposal {
        base: &store.snapshot(None).unwrap(),
        change: &change,
        message: "匯入",
    })
}

fn sources(folder: &str, ending: &str) -> Option<Vec<Source>> {
    let folder = samples::folder(folder)?;
    let collected = files::collect(&[folder], ending, 64 << 20);
    assert_eq!(collected.refused, []);
    Some(collected.sources)
}

/// The agencies of this repository, and nothing else.
fn with_agencies() -> Store {
    let mut store = Store::default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/records/agencies");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        store.texts.insert(
            format!("records/agencies/{name}"),
            fs::read_to_string(path).unwrap(),
        );
    }
    store
}

#[test]
fn published_records_go_in_in_either_order_and_again() {
    let (Some(pages), Some(mut join), Some(po), Some(others)) = (
        sources("cm", "md"),
        sources("petitions", "json"),
        sources("po-meetings", "md"),
        sources("transcripts-markdown", "md"),
    ) else {
        return;
    };
    join.retain(|source| source.name != "join-agencies.json");
    let known: BTreeSet<String> = po.iter().map(|source| source.name.clone()).collect();
    let transcripts: Vec<Source> = po
        .into_iter()
        .chain(
            others
                .into_iter()
                .filter(|source| !known.contains(&source.name)),
        )
        .collect();
    let mut backwards = transcripts.clone();
    backwards.reverse();
    let orders = [
        [
            Step::Pages(&pages),
            Step::Join(&join),
            Step::Transcripts(&transcripts),
        ],
        [
            Step::Transcripts(&backwards),
            Step::Join(&join),
            Step::Pages(&pages),
        ],
    ];
    let mut essences = Vec::new();
    for order in &orders {
        let mut store = with_agencies();
        let mut privacy = 0;
        for step in order {
            let plan = store.run(step);
            gate(&plan).unwrap();
            privacy += plan
                .reports
                .iter()
                .map(|report| report.privacy.len())
                .sum::<usize>();
            for report in &plan.reports {
                assert_ne!(report.outcome, Outcome::Failed, "{report:?}");
            }
        }
        for step in order {
            let again = store.run(step);
            assert_eq!((again.records.len(), again.removed.len()), (0, 0));
        }
        let meetings = store.meetings();
        let transcripts = store.transcripts();
        let from_pages: BTreeSet<_> = meetings
            .iter()
            .filter(|meeting| {
                meeting
                    .origins
                    .iter()
                    .any(|row| row.kind == crate::record::case::OriginKind::CasePage)
            })
            .map(|meeting| meeting.id.clone())
            .collect();
        let found = transcripts
            .iter()
            .filter(|transcript| {
                transcript
                    .meeting
                    .as_ref()
                    .is_some_and(|id| from_pages.contains(id))
            })
            .count();
        println!(
            "{} cases, {} meetings ({} of pages), {} transcripts, {found} of them in meetings of pages, {privacy} privacy rows",
            store.cases().len(),
            meetings.len(),
            from_pages.len(),
            transcripts.len(),
        );
        speeches_are_those_of_the_sources(&store, &backwards);
        essences.push(store.essence());
    }
    let [one, other] = &essences[..] else {
        panic!()
    };
    let differences: Vec<&String> = one.symmetric_difference(other).collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

/// Every transcript holds the speeches that its source holds.
fn speeches_are_those_of_the_sources(store: &Store, sources: &[Source]) {
    use crate::import::transcript_facts::{self, Piece};
    use crate::import::transcript_markdown;
    use crate::text::transcript::Block;
    let speeches = |pieces: &[Piece]| -> Vec<(String, String)> {
        let speech = |piece: &Piece| match piece {
            Piece::Block(Block::Speech { speaker, text }) => {
                Some((speaker.as_ref().to_owned(), text.clone()))
            }
            _ => None,
        };
        pieces.iter().filter_map(speech).collect()
    };
    let transcripts = store.transcripts();
    for source in sources {
        let of_source = |transcript: &&Transcript| {
            transcript.source.as_ref().unwrap().file.as_ref() == Some(&source.name)
        };
        let transcript = transcripts.iter().find(of_source).unwrap();
        let parsed = transcript_markdown::from_bytes(&source.bytes, &source.name).unwrap();
        let expected = speeches(&transcript_facts::read(&parsed).pieces);
        let rows = transcript
            .speeches
            .iter()
            .filter(|row| row.kind() == SpeechKind::Speech);
        let held: Vec<(String, String)> = rows
            .map(|row| (row.by.clone().unwrap(), row.text.clone().unwrap()))
            .collect();
        assert_eq!(held, expected, "{}", source.name);
    }
}

#[test]
fn published_petitions_of_two_years_update_forwards_only() {
    let Some(mut files) = sources("petitions", "json") else {
        return;
    };
    files.retain(|source| source.name != "join-agencies.json");
    let (older, newer): (Vec<Source>, Vec<Source>) = files
        .into_iter()
        .partition(|source| source.name.contains("2017"));
    let mut store = with_agencies();
    store.run(&Step::Join(&older));
    let plan = store.run(&Step::Join(&newer));
    assert!(
        plan.reports[0].tally.updated > 5,
        "{:?}",
        plan.reports[0].tally
    );
    let cases = store.cases();
    let agencies = cases
        .iter()
        .filter(|case| !case.agencies.is_empty())
        .count();
    println!(
        "{} cases of petitions, {agencies} with agencies",
        cases.len()
    );
    let essence = store.essence();
    assert!(store.run(&Step::Join(&older)).records.is_empty());
    let mut other = with_agencies();
    other.run(&Step::Join(&newer));
    other.run(&Step::Join(&older));
    assert_eq!(other.essence(), essence);
}

#[test]
fn a_title_does_not_say_what_a_meeting_covers() {
    let mut store = Store::new();
    let quarter = transcript("2031-04-20-開放政府120年第2季會議", &said("一"));
    let month = transcript("2031-05-20-120年5月開放政府聯絡人工作推動會議", &said("二"));
    store.run(&Step::Transcripts(&[quarter, month]));
    let meetings = store.meetings();
    let kinds: Vec<_> = meetings.iter().map(|meeting| meeting.kind).collect();
    assert_eq!(kinds, [MeetingKind::Quarterly, MeetingKind::Monthly]);
    assert!(meetings.iter().all(|meeting| meeting.covers.is_none()));
}

#[test]
fn petitions_that_are_left_out_count_as_failed() {
    let good = petition(ONE, "甲案", "FirstSigned", 12, "2031-01-06");
    let untitled = petition(TWO, " ", "FirstSigned", 12, "2031-01-06");
    let some = petitions(
        "some.json",
        &[json!(1), good, json!({"id": 5}), untitled.clone()],
    );
    let none = petitions("none.json", &[untitled]);
    let other = petitions(
        "agencies.json",
        &[
            json!({"organizationId": "1"}),
            json!({"organizationId": "2"}),
        ],
    );
    let plan = Store::new().run(&Step::Join(&[some, none, other]));
    let came: Vec<_> = plan
        .reports
        .iter()
        .map(|report| (report.outcome, report.tally.new, report.tally.failed))
        .collect();
    assert_eq!(
        came,
        [
            (Outcome::New, 1, 3),
            (Outcome::Failed, 0, 1),
            (Outcome::Failed, 0, 1)
        ]
    );
    assert_eq!(plan.reports[2].remarks.len(), 1);
}

#[test]
fn a_given_meeting_moves_a_transcript_that_is_otherwise_unchanged() {
    let mut store = Store::new();
    let files = [transcript("2031-06-01-某次會議", &said("一。"))];
    store.run(&Step::Transcripts(&files));
    store.run(&Step::Transcripts(&[transcript(MEETING, &said("二。"))]));
    let number = |meeting: &&Meeting| meeting.number == Some(45);
    let other = store.meetings().iter().find(number).unwrap().id.clone();
    let options = |meeting: &RecordId| TranscriptOptions {
        meeting: Some(meeting.clone()),
        ..TranscriptOptions::default()
    };
    let before = store.clone();
    let plan = store.plan(|known| plan_transcripts(&files, known, &options(&other)));
    assert_eq!(plan.reports[0].outcome, Outcome::Updated);
    store.apply(&plan);
    let mut moved = before.transcripts();
    let of_file = |row: &&mut Transcript| row.title == "某次會議";
    moved.iter_mut().find(of_file).unwrap().meeting = Some(other.clone());
    assert_eq!(store.transcripts(), moved);
    assert_eq!(store.meetings(), before.meetings());
    let plan = store.plan(|known| plan_transcripts(&files, known, &options(&other)));
    assert_eq!(
        (plan.records.len(), plan.reports[0].outcome),
        (0, Outcome::Unchanged)
    );
    let nowhere: RecordId = "m203101-zzzz".parse().unwrap();
    let plan = store.plan(|known| plan_transcripts(&files, known, &options(&nowhere)));
    assert_eq!(plan.reports[0].outcome, Outcome::Failed);
}

/// A commit of a person that gave a field a value.
fn added_by_hand(field: &str, value: &str) -> HistoryEntry {
    HistoryEntry {
        commit: Oid::ZERO_SHA1,
        on: chrono::DateTime::UNIX_EPOCH.into(),
        author: "測試者".to_owned(),
        subject: String::new(),
        operation: None,
        path: String::new(),
        readable: true,
        changes: vec![HistoryChange {
            field: field.to_owned(),
            old: None,
            new: Some(value.to_owned()),
        }],
    }
}

#[test]
fn a_page_with_another_day_moves_its_session_and_leaves_those_of_others() {
    let mut store = Store::new();
    let page = |met| Page { met, ..PAGE }.source();
    store.run(&Step::Pages(&[page("2031-03-14")]));
    let mut meeting = store.meetings().remove(0);
    meeting.sessions[0].place = Some("某會議室".to_owned());
    let mut by_hand = meeting.sessions[0].clone();
    by_hand.k = "hand".parse().unwrap();
    by_hand.date = day("2031-03-20");
    meeting.sessions.push(by_hand);
    store.put(meeting);
    store.history.push(added_by_hand("session[hand].k", "hand"));
    let sessions = |store: &Store| -> Vec<(Date, bool)> {
        let meetings = store.meetings();
        let [meeting] = &meetings[..] else { panic!() };
        let rows = meeting.sessions.iter();
        rows.map(|row| (row.date, row.place.is_some())).collect()
    };
    for met in ["2031-03-15", "2031-03-16"] {
        store.run(&Step::Pages(&[page(met)]));
        let expected = [(day(met), true), (day("2031-03-20"), true)];
        assert_eq!(sessions(&store), expected);
        let cases = store.cases();
        let stage = cases[0].stages.iter().find(|row| row.name == Stage::Met);
        assert_eq!(stage.unwrap().on, Some(day(met)));
    }

    let mut store = Store::new();
    store.run(&Step::Pages(&[page("2031-03-14")]));
    store.run(&Step::Transcripts(&[transcript(MEETING, &said("一。"))]));
    store.run(&Step::Pages(&[page("2031-03-15")]));
    let days: Vec<Date> = sessions(&store).into_iter().map(|row| row.0).collect();
    assert_eq!(days, [day("2031-03-14"), day("2031-03-15")]);
}
