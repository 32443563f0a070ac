//! Invented rows for the tests of reports. No case, title or figure here is a real one.

use crate::index::row::{
    AgencyPart, CaseRow, ChiefFacts, CommitmentFacts, MeetingRow, PetitionFacts, ReplyFacts,
    StageStep, TaskFacts, TranscriptRow, UpdateFacts,
};
use crate::locale::Language;
use crate::record::agency::{Agency, AgencyKind};
use crate::record::case::{
    Adoption, CommitmentStatus, PetitionStatus, ReplyKind, Role, Selection, Source, Stage,
    Visibility,
};
use crate::record::meeting::{Element, MeetingKind, MeetingStatus};
use crate::record::period::Quarter;
use crate::record::rules::Rules;
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Date, Kind, any};

use super::compute::figures;
use super::figures::Quarterly;
use super::input::{Facts, Scope, ScopeMeeting};
use super::period::{period_of_meeting, quarterly_meeting_of};
use crate::report::head::Provenance;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A case that is in the stages, each on its day; an empty day is an unknown one.
pub(crate) fn case(id: &str, number: u32, title: &str, steps: &[(Stage, &str)]) -> CaseRow {
    let stages: Vec<StageStep> = steps
        .iter()
        .map(|(stage, on)| StageStep {
            stage: *stage,
            on: (!on.is_empty()).then(|| day(on)),
            meeting: None,
            reason: None,
        })
        .collect();
    CaseRow {
        id: id.to_owned(),
        number: (number > 0).then_some(number),
        title: title.to_owned(),
        formal_title: None,
        source: None,
        selection: None,
        stage: stages.last().map(|step| step.stage),
        visibility: Visibility::Public,
        proposed_on: stages
            .iter()
            .find(|step| step.stage == Stage::Proposed && step.on.is_some())
            .and_then(|step| step.on),
        tags: Vec::new(),
        has_summary: false,
        stages,
        agencies: Vec::new(),
        petitions: Vec::new(),
        replies: Vec::new(),
        links: Vec::new(),
        commitments: Vec::new(),
        conflicts: 0,
    }
}

pub(crate) fn part(agency: &str, role: Role) -> AgencyPart {
    AgencyPart {
        agency: agency.to_owned(),
        role,
        from: None,
        until: None,
    }
}

pub(crate) fn petition(url: &str, qualified_on: &str) -> PetitionFacts {
    PetitionFacts {
        url: url.to_owned(),
        status: Some(PetitionStatus::Qualified),
        signatures: Some(5001),
        opened: None,
        qualified_on: (!qualified_on.is_empty()).then(|| day(qualified_on)),
        reply_due: None,
        extended_to: None,
        extended_on: None,
    }
}

pub(crate) fn reply(agency: &str, on: &str, adoption: Option<Adoption>) -> ReplyFacts {
    ReplyFacts {
        petition: None,
        agency: Some(agency.to_owned()),
        kind: ReplyKind::Formal,
        on: Some(day(on)),
        adoption,
    }
}

/// A meeting held on the days for the cases.
pub(crate) fn meeting(id: &str, kind: MeetingKind, days: &[&str], cases: &[&str]) -> MeetingRow {
    MeetingRow {
        id: id.to_owned(),
        kind,
        number: None,
        sequence: None,
        title: kind.label(Language::ZhTw).to_owned(),
        status: MeetingStatus::Held,
        reason: None,
        visibility: Visibility::Public,
        cases: cases.iter().map(|id| (*id).to_owned()).collect(),
        days: days.iter().map(|on| day(on)).collect(),
        covers: None,
        elements: Vec::new(),
        links: Vec::new(),
        tasks: Vec::new(),
        chiefs: Vec::new(),
        conflicts: 0,
    }
}

pub(crate) fn transcript(id: &str, meeting: &str, status: TranscriptStatus) -> TranscriptRow {
    TranscriptRow {
        id: id.to_owned(),
        meeting: Some(meeting.to_owned()),
        title: "逐字稿".to_owned(),
        date: day("2018-01-01"),
        status,
        sent_on: None,
        edit_until: None,
        published_on: None,
        url: None,
        speeches: 0,
        speakers: 0,
        conflicts: 0,
    }
}

pub(crate) fn agency(id: &str, short: &str) -> Agency {
    Agency {
        id: id.parse().unwrap(),
        kind: AgencyKind::SecondLevel,
        short_name: short.to_owned(),
        full_name: short.to_owned(),
        english_name: None,
        abbreviation: Some(id.to_uppercase()),
        aliases: Vec::new(),
        oid: None,
        codes: Vec::new(),
        from: None,
        until: None,
        successor: None,
        parent: None,
        pairs: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// A commitment of an agency, with updates; an empty day is an unknown one.
pub(crate) fn promise(
    agency: &str,
    due: &str,
    updates: &[(&str, CommitmentStatus)],
) -> CommitmentFacts {
    CommitmentFacts {
        key: "q4d2".to_owned(),
        label: Some("C1".to_owned()),
        agency: Some(agency.to_owned()),
        since: Some(day("2018-04-20")),
        due: (!due.is_empty()).then(|| day(due)),
        status: updates
            .last()
            .map_or(CommitmentStatus::Open, |(_, status)| *status),
        updates: updates
            .iter()
            .map(|(on, status)| UpdateFacts {
                on: day(on),
                status: Some(*status),
                due_was: None,
                due_now: None,
            })
            .collect(),
    }
}

/// A task due and done; an empty day is an unknown one.
pub(crate) fn task(due: &str, done_on: &str) -> TaskFacts {
    TaskFacts {
        key: "t7q2".to_owned(),
        due: (!due.is_empty()).then(|| day(due)),
        done_on: (!done_on.is_empty()).then(|| day(done_on)),
    }
}

/// A chief; an empty person is an unknown one.
pub(crate) fn chief(agency: &str, person: &str) -> ChiefFacts {
    ChiefFacts {
        agency: agency.to_owned(),
        rank: Some("常務次長".to_owned()),
        person: (!person.is_empty()).then(|| person.to_owned()),
    }
}

/// An invented rule set: a formal reply within two months.
pub(crate) fn rules() -> Vec<Rules> {
    let text = "id = \"2015-01-01\"\ntitle = \"虛構\"\n[[limit]]\nname = \"formal-reply\"\n\
        length = 2\nunit = \"calendar-months\"\nstrength = \"rule\"\n";
    match any::parse_as(Kind::Rules, text.as_bytes()).record {
        Some(AnyRecord::Rules(rules)) => vec![*rules],
        other => panic!("{other:?}"),
    }
}

/// The invented data set of the snapshots: two quarterly meetings, and what lies between them.
pub(crate) fn facts() -> Facts {
    use CommitmentStatus::Done;
    use Stage::{Met, NotHeld, NotSelected, Preparing, Proposed, Released, Selected, Tracked};
    let first = |id: &str, days: &[&str], cases: &[&str]| {
        meeting(id, MeetingKind::Collaborative, days, cases)
    };
    let mut cases = vec![
        case(
            "c201803-aa37",
            37,
            "借書證可以放進手機嗎？",
            &[
                (Proposed, "2018-03-05"),
                (Met, "2018-04-20"),
                (Tracked, "2018-05-07"),
            ],
        ),
        case(
            "c201808-aa40",
            40,
            "夜間公車路線如何與社區一起規劃？",
            &[
                (Proposed, "2018-08-13"),
                (Selected, "2018-08-13"),
                (Met, "2018-10-26"),
            ],
        ),
        case(
            "c201809-aa41",
            41,
            "河濱步道的路燈要不要在午夜後調暗，讓螢火蟲回來，也讓晚歸的人走得安心？",
            &[
                (Proposed, "2018-09-03"),
                (Selected, "2018-09-03"),
                (Met, "2018-11-30"),
                (Tracked, "2018-12-03"),
            ],
        ),
        case(
            "c201810-aa42",
            42,
            "學校午餐剩食怎麼辦？",
            &[(Proposed, ""), (Met, "2018-12-14")],
        ),
        case(
            "c201811-aa43",
            43,
            "圖書館座位預約制度",
            &[
                (Proposed, "2018-11-05"),
                (Selected, "2018-11-05"),
                (NotHeld, "2018-12-03"),
            ],
        ),
        case(
            "c201901-aa44",
            44,
            "公園該不該禁用殺草劑？",
            &[
                (Proposed, "2019-01-07"),
                (Selected, "2019-01-07"),
                (Preparing, "2019-01-21"),
            ],
        ),
        case(
            "c201812-aa45",
            0,
            "寵物友善旅宿標章",
            &[(Proposed, "2018-12-03"), (NotSelected, "2018-12-03")],
        ),
        case(
            "c201707-aa09",
            9,
            "自行車道怎麼接得起來？",
            &[
                (Proposed, "2017-07-03"),
                (Met, "2017-09-01"),
                (Released, "2019-01-07"),
            ],
        ),
    ];
    for (index, source) in [
        (0, Source::Designated),
        (1, Source::JoinPetition),
        (2, Source::JoinPetition),
        (4, Source::Ministry),
        (5, Source::JoinNotice),
        (6, Source::JoinPetition),
        (7, Source::JoinPetition),
    ] {
        cases[index].source = Some(source);
    }
    cases[1].selection = Some(Selection::Voted);
    cases[2].selection = Some(Selection::Voted);
    cases[4].selection = Some(Selection::NoVote);
    cases[0].agencies = vec![part("mohw", Role::Host)];
    cases[1].agencies = vec![part("motc", Role::Host), part("moi", Role::Cohost)];
    cases[2].agencies = vec![
        part("moea", Role::Host),
        part("coa", Role::Host),
        part("moi", Role::Cohost),
    ];
    cases[4].agencies = vec![part("moc", Role::Host)];
    cases[5].agencies = vec![part("epa", Role::Host), part("xyz", Role::Concerned)];
    cases[6].agencies = vec![part("motc", Role::Host)];
    cases[7].agencies = vec![part("motc", Role::Host)];
    cases[1].petitions = vec![petition("https://join.example/40", "2018-09-01")];
    cases[2].petitions = vec![
        petition("https://join.example/41a", "2018-08-20"),
        petition("https://join.example/41b", "2018-09-20"),
    ];
    cases[1].replies = vec![reply("motc", "2018-12-20", Some(Adoption::Partly))];
    cases[2].stages[0].meeting = Some("m201809-mm19".to_owned());
    cases[4].stages[2].reason = Some("業務單位已採納建議，並自行修正要點".to_owned());
    cases[7].stages[2].reason = Some("已完成路網銜接".to_owned());

    let mut meetings = vec![
        meeting("m201804-qq01", MeetingKind::Quarterly, &["2018-04-12"], &[]),
        meeting("m201808-qq02", MeetingKind::Quarterly, &["2018-08-09"], &[]),
        meeting("m201902-qq01", MeetingKind::Quarterly, &["2019-02-14"], &[]),
        meeting("m201809-mm19", MeetingKind::Monthly, &["2018-09-03"], &[]),
        meeting("m201812-mm22", MeetingKind::Monthly, &["2018-12-03"], &[]),
        meeting(
            "m201811-pp41",
            MeetingKind::Prep,
            &["2018-11-16"],
            &["c201809-aa41"],
        ),
        first("m201709-cc09", &["2017-09-01"], &["c201707-aa09"]),
        first("m201804-cc37", &["2018-04-20"], &["c201803-aa37"]),
        first("m201806-cc37", &["2018-06-29"], &["c201803-aa37"]),
        first("m201809-cc37", &["2018-09-28"], &["c201803-aa37"]),
        first("m201810-cc40", &["2018-10-26"], &["c201808-aa40"]),
        first(
            "m201811-cc41",
            &["2018-12-01", "2018-11-30"],
            &["c201809-aa41"],
        ),
        first("m201812-cc42", &["2018-12-14"], &["c201810-aa42"]),
    ];
    let titles = [
        "107年第1季政策協調聯繫會議",
        "107年第2季政策協調聯繫會議",
        "108年第1季政策協調聯繫會議",
    ];
    for (meeting, title) in meetings.iter_mut().zip(titles) {
        meeting.title = title.to_owned();
    }
    meetings[11].elements = vec![
        Element::Livestream,
        Element::OpenSignup,
        Element::Transcript,
    ];
    cases[1].petitions[0].reply_due = Some(day("2018-11-01"));
    cases[1].petitions[0].extended_to = Some(day("2018-12-31"));
    cases[0].commitments = vec![promise("mohw", "2018-09-30", &[("2018-09-30", Done)])];
    cases[1].commitments = vec![promise("motc", "2018-12-31", &[("2019-01-07", Done)])];
    cases[2].commitments = vec![
        promise("moea", "2019-01-31", &[]),
        promise("coa", "2019-06-30", &[]),
        promise("coa", "", &[("2018-12-20", Done)]),
    ];
    meetings[10].tasks = vec![
        task("2018-10-19", "2018-10-19"),
        task("2018-10-19", "2018-10-22"),
        task("", "2018-10-01"),
    ];
    meetings[11].tasks = vec![task("2018-11-23", "2018-11-20"), task("2018-11-28", "")];
    meetings[1].chiefs = vec![
        chief("mohw", "invented-lin"),
        chief("motc", "invented-wu"),
        chief("coa", ""),
    ];
    meetings[2].chiefs = vec![
        chief("mohw", "invented-lin"),
        chief("motc", "invented-cho"),
        chief("coa", "invented-he"),
        chief("epa", "invented-su"),
    ];
    Facts {
        cases,
        meetings,
        transcripts: vec![
            transcript("t201809-tt37", "m201809-cc37", TranscriptStatus::Published),
            transcript("t201810-tt40", "m201810-cc40", TranscriptStatus::Published),
            transcript("t201811-tt41", "m201811-cc41", TranscriptStatus::Editing),
            transcript("t201812-mm22", "m201812-mm22", TranscriptStatus::Published),
        ],
        agencies: vec![
            agency("mohw", "衛福部"),
            agency("motc", "交通部"),
            agency("moea", "經濟部"),
            agency("coa", "農委會"),
            agency("moc", "文化部"),
            agency("epa", "環保署"),
            agency("moi", "內政部"),
        ],
        rules: rules(),
        ..Facts::default()
    }
}

pub(crate) fn provenance(language: Language) -> Provenance {
    Provenance {
        store_name: "範例紀錄庫".to_owned(),
        commit: Some("977d8770123456789abcdef0123456789abcdef0".to_owned()),
        as_of: day("2019-03-01"),
        command: "po report quarterly --meeting 108Q1 --at 977d877".to_owned(),
        version: "0.1.0",
        language,
        unreadable: Vec::new(),
        stores: Vec::new(),
        differing: Vec::new(),
    }
}

pub(crate) fn scope_of_quarter(typed: &str) -> Scope {
    let quarter = Quarter::from_typed(typed).unwrap();
    Scope {
        period: quarter.period(),
        quarter: Some(quarter),
        meeting: None,
        agencies: Vec::new(),
    }
}

pub(crate) fn scope_of_meeting(facts: &Facts, typed: &str) -> Scope {
    let quarter = Quarter::from_typed(typed).unwrap();
    let row = quarterly_meeting_of(&facts.meetings, quarter).unwrap();
    Scope {
        period: period_of_meeting(&facts.meetings, row).unwrap(),
        quarter: Some(quarter),
        meeting: Some(ScopeMeeting {
            id: row.id.clone(),
            title: row.title.clone(),
            date: row.first_day(),
        }),
        agencies: Vec::new(),
    }
}

/// The report on the invented data set for its last quarterly meeting.
pub(crate) fn report(language: Language) -> Quarterly {
    let facts = facts();
    figures(
        &facts,
        &scope_of_meeting(&facts, "108Q1"),
        &provenance(language),
    )
}
