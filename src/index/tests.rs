//! The index against a naive twin that parses every file, on real repositories. All records are
//! invented.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::DateTime;
use git2::{Index as GitIndex, IndexEntry, IndexTime, Repository, Signature, Time};
use proptest::prelude::*;

use crate::record::case::{Case, Role, Source, Stage};
use crate::record::problem::Severity;
use crate::record::reference::references;
use crate::record::{AnyRecord, Date, Kind, RecordId, any, fields};
use crate::store::{Environment, Oid, Store};
use crate::text::fold::fold;

use super::*;

type Files = BTreeMap<String, Vec<u8>>;

/// A repository whose commits are given as whole sets of files.
struct Bench {
    directory: tempfile::TempDir,
    repository: Repository,
    commits: Vec<Oid>,
}

impl Bench {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut options = git2::RepositoryInitOptions::new();
        options
            .bare(true)
            .initial_head("main")
            .external_template(false);
        let repository = Repository::init_opts(directory.path(), &options).unwrap();
        Self {
            directory,
            repository,
            commits: Vec::new(),
        }
    }

    fn with(files: &Files) -> Self {
        let mut bench = Self::new();
        bench.commit(files);
        bench
    }

    fn commit(&mut self, files: &Files) -> Oid {
        let mut index = GitIndex::new().unwrap();
        for (path, bytes) in files {
            let id = self.repository.blob(bytes).unwrap();
            let time = IndexTime::new(0, 0);
            let path = path.clone().into_bytes();
            let entry = IndexEntry {
                ctime: time,
                mtime: time,
                dev: 0,
                ino: 0,
                mode: 0o100_644,
                uid: 0,
                gid: 0,
                file_size: 0,
                id,
                flags: 0,
                flags_extended: 0,
                path,
            };
            index.add(&entry).unwrap();
        }
        let tree = index.write_tree_to(&self.repository).unwrap();
        self.commit_tree(tree)
    }

    fn commit_tree(&mut self, tree: Oid) -> Oid {
        let number = self.commits.len();
        let time = Time::new(1_550_000_000 + 60 * i64::try_from(number).unwrap(), 480);
        let who = Signature::new("測試員", "nobody@example.org", &time).unwrap();
        let parent = self
            .commits
            .last()
            .map(|id| self.repository.find_commit(*id).unwrap());
        let parents: Vec<_> = parent.iter().collect();
        let message = format!("commit {number}\n\nPo-Op: test.{number}\n");
        let tree = self.repository.find_tree(tree).unwrap();
        let id = self
            .repository
            .commit(Some("HEAD"), &who, &who, &message, &tree, &parents)
            .unwrap();
        self.commits.push(id);
        id
    }

    fn store(&self) -> Store {
        store_at(self.directory.path())
    }

    fn index_file(&self) -> std::path::PathBuf {
        database::file_in(&self.store().private_directory())
    }
}

fn store_at(path: &Path) -> Store {
    let environment = Environment {
        variables: BTreeMap::new(),
        directory: path.to_path_buf(),
        now: DateTime::parse_from_rfc3339("2026-01-02T03:04:05+08:00").unwrap(),
    };
    Store::open(&environment, Some(path)).unwrap()
}

fn base() -> Files {
    let mut files = Files::new();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    put(
        "records/store.toml",
        "format = 1\nname = \"測試庫\"\nlanguage = \"zh-TW\"\n",
    );
    put("records/README.md", "no record\n");
    put(
        "records/agencies/mohw.toml",
        "id = \"mohw\"\nkind = \"second-level\"\nshort_name = \"衛福部\"\nfull_name = \"衛生福利部\"\naliases = [\"MOHW\"]\n",
    );
    put(
        "records/people/tang.toml",
        "id = \"tang\"\nname = \"測試者\"\n",
    );
    files
}

/// An invented case, as much of it as filters look at.
#[derive(Clone, Debug)]
struct Made {
    month: u32,
    suffix: String,
    number: Option<u32>,
    title: String,
    formal: Option<String>,
    source: Option<Source>,
    stages: Vec<(Stage, Option<u32>)>,
    agencies: Vec<(&'static str, Role)>,
    tags: Vec<String>,
    promises: bool,
    reports: bool,
    damage: u8,
}

impl Made {
    fn id(&self) -> String {
        format!("c2019{:02}-{}", self.month, self.suffix)
    }

    fn path(&self) -> String {
        let month = if self.damage == 2 { 12 } else { self.month };
        format!("records/cases/2019/{month:02}/{}.toml", self.id())
    }

    fn text(&self) -> String {
        use std::fmt::Write;
        let mut text = format!("id = \"{}\"\ntitle = \"{}\"\n", self.id(), self.title);
        if let Some(number) = self.number {
            writeln!(text, "number = {number}").unwrap();
        }
        if let Some(formal) = &self.formal {
            writeln!(text, "formal_title = \"{formal}\"").unwrap();
        }
        if let Some(source) = self.source {
            writeln!(text, "source = \"{}\"", source.as_str()).unwrap();
        }
        if !self.tags.is_empty() {
            writeln!(text, "tags = {:?}", self.tags).unwrap();
        }
        match self.damage {
            1 => text.push_str("this is no toml\n"),
            3 => text.push_str("unheard_of = true\n"),
            _ => {}
        }
        for (place, (stage, day)) in self.stages.iter().enumerate() {
            writeln!(
                text,
                "\n[[stage]]\nk = \"a{place:03}\"\nname = \"{}\"",
                stage.as_str()
            )
            .unwrap();
            if let Some(day) = day {
                writeln!(text, "on = 2019-03-{day:02}").unwrap();
            }
        }
        let mut seen = Vec::new();
        for (agency, role) in &self.agencies {
            if !seen.contains(&(agency, role)) {
                writeln!(
                    text,
                    "\n[[agency]]\nid = \"{agency}\"\nrole = \"{}\"",
                    role.as_str()
                )
                .unwrap();
                seen.push((agency, role));
            }
        }
        if self.promises {
            text.push_str("\n[[commitment]]\nk = \"c1c1\"\ntext = \"甲\"\nstatus = \"open\"\n");
        }
        if self.reports {
            text.push_str("\n[[report]]\nk = \"r1r1\"\non = 2019-04-01\n");
        }
        text
    }
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(list: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(list)
}

fn word_text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["健保", "臺灣", "台", "ＡＢ", "ab", "報稅", " ", "案"]),
        1..5,
    )
    .prop_map(|words| words.concat())
}

const AGENCIES: &[&str] = &["mohw", "mof", "ndc"];

prop_compose! {
    fn made()(
        month in 1..4_u32,
        suffix in "[a-c]{3}[0-2a-b]",
        number in prop::option::weighted(0.7, 1..6_u32),
        title in word_text(),
        formal in prop::option::weighted(0.4, word_text()),
        source in prop::option::of(any_of(Source::ALL)),
        stages in prop::collection::vec((any_of(Stage::ALL), prop::option::weighted(0.8, 1..29_u32)), 0..4),
        agencies in prop::collection::vec((any_of(AGENCIES), any_of(Role::ALL)), 0..4),
        tags in prop::collection::btree_set(prop::sample::select(vec!["稅", "a\tb", "a@host", "b\\"]), 0..3),
        promises: bool,
        reports: bool,
        damage in prop::sample::select(vec![0_u8, 0, 0, 0, 0, 0, 1, 2, 3]),
    ) -> Made {
        let tags = tags.into_iter().map(str::to_owned).collect();
        Made { month, suffix, number, title, formal, source, stages, agencies, tags, promises, reports, damage }
    }
}

prop_compose! {
    fn filter()(
        stages in prop::collection::vec(any_of(Stage::ALL), 0..3),
        open in prop::option::weighted(0.3, any::<bool>()),
        sources in prop::collection::vec(any_of(Source::ALL), 0..3),
        agencies in prop::collection::vec(any_of(AGENCIES), 0..3),
        role in prop::option::weighted(0.3, any_of(Role::ALL)),
        days in (prop::option::weighted(0.3, 1..29_u32), prop::option::weighted(0.3, 1..29_u32)),
        tags in prop::option::weighted(0.2, prop::sample::select(vec!["稅", "a\tb", "a@host", "b\\"])),
        has_commitment in prop::bool::weighted(0.2),
        has_report in prop::bool::weighted(0.2),
        numbers in prop::collection::vec(1..6_u32, 0..2),
        text in prop::option::weighted(0.4, word_text()),
        sort in prop::sample::select(vec![CaseSort::Number, CaseSort::ProposedOn, CaseSort::Title, CaseSort::Stage]),
        descending: bool,
        limit in prop::option::weighted(0.4, 0..6_usize),
        few in prop::sample::select(vec![0_u8, 1, 2]),
    ) -> CaseFilter {
        let day = |day: Option<u32>| day.and_then(|day| Date::new(2019, 3, day));
        let mut filter = CaseFilter {
            stages, open, sources, agencies: agencies.into_iter().map(str::to_owned).collect(), role, proposed_from: day(days.0),
            proposed_to: day(days.1), tags: tags.into_iter().map(str::to_owned).collect(), has_commitment, has_report,
            numbers, text, sort, descending, limit, ..CaseFilter::default()
        };
        // All conditions at once would leave nothing to compare.
        if few < 2 {
            filter.stages.clear();
            filter.numbers.clear();
        }
        if few < 1 {
            filter.sources.clear();
            filter.open = None;
        }
        filter
    }
}

fn files_of(cases: &[Made]) -> Files {
    let mut files = base();
    files.extend(
        cases
            .iter()
            .map(|case| (case.path(), case.text().into_bytes())),
    );
    files
}

/// The records of a commit, by parsing every file.
fn scan(files: &Files) -> (Vec<AnyRecord>, Vec<(String, &'static str)>) {
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".toml")) {
        let parsed = any::parse(path, bytes);
        let error = parsed
            .problems
            .iter()
            .find(|problem| problem.severity() == Severity::Error);
        match (error, parsed.record) {
            (None, Some(record)) => records.push(record),
            (Some(error), _) => unreadable.push((path.clone(), error.code())),
            (None, None) => panic!("neither record nor error"),
        }
    }
    (records, unreadable)
}

fn naive_cases(files: &Files, filter: &CaseFilter) -> Vec<String> {
    let records = scan(files).0;
    let mut cases: Vec<Case> = records
        .into_iter()
        .filter_map(|record| match record {
            AnyRecord::Case(case) => Some(*case),
            _ => None,
        })
        .filter(|case| wanted(case, filter))
        .collect();
    cases.sort_by(|one, other| {
        let key = |case: &Case| match filter.sort {
            CaseSort::Number => case.number.map(|number| (i64::from(number), String::new())),
            CaseSort::ProposedOn => case
                .proposed_on()
                .map(|day| (i64::from(day.number()), String::new())),
            CaseSort::Title => Some((0, fold(&case.title))),
            CaseSort::Stage => case.current().map(|row| {
                let place = Stage::ALL
                    .iter()
                    .position(|stage| *stage == row.name)
                    .unwrap();
                (i64::try_from(place).unwrap(), String::new())
            }),
        };
        let id = |case: &Case| case.id.to_string();
        let order = key(one)
            .cmp(&key(other))
            .then_with(|| id(one).cmp(&id(other)));
        let unknown = key(one).is_none().cmp(&key(other).is_none());
        unknown.then(if filter.descending {
            order.reverse()
        } else {
            order
        })
    });
    let ids = cases.iter().map(|case| case.id.to_string());
    ids.take(filter.limit.unwrap_or(usize::MAX)).collect()
}

fn wanted(case: &Case, filter: &CaseFilter) -> bool {
    let stage = case.current().map(|row| row.name);
    let day = case.proposed_on();
    let part = case.agencies.iter().any(|part| {
        let agencies = &filter.agencies;
        (agencies.is_empty() || agencies.iter().any(|id| part.id.as_str() == id))
            && filter.role.is_none_or(|role| part.role == role)
    });
    let text = filter.text.as_deref().map(fold);
    (filter.stages.is_empty() || stage.is_some_and(|stage| filter.stages.contains(&stage)))
        && filter
            .open
            .is_none_or(|open| stage.is_some_and(Stage::is_open) == open)
        && (filter.sources.is_empty()
            || case
                .source
                .is_some_and(|source| filter.sources.contains(&source)))
        && (part || (filter.agencies.is_empty() && filter.role.is_none()))
        && filter
            .proposed_from
            .is_none_or(|from| day.is_some_and(|day| from <= day))
        && filter
            .proposed_to
            .is_none_or(|to| day.is_some_and(|day| day <= to))
        && filter.tags.iter().all(|tag| case.tags.contains(tag))
        && (!filter.has_commitment || !case.commitments.is_empty())
        && (!filter.has_report || !case.reports.is_empty())
        && (filter.numbers.is_empty()
            || case
                .number
                .is_some_and(|number| filter.numbers.contains(&number)))
        && text.is_none_or(|text| {
            fold(&case.title).contains(&text)
                || case
                    .formal_title
                    .as_deref()
                    .is_some_and(|formal| fold(formal).contains(&text))
        })
}

fn assert_same(store: &Store, index: &Index, commit: Oid, files: &Files, filters: &[CaseFilter]) {
    let snapshot = store.snapshot(Some(commit)).unwrap();
    let view = index.at(&snapshot).unwrap();
    for filter in filters {
        let rows = view.cases(filter).unwrap();
        let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        assert_eq!(ids, naive_cases(files, filter), "{filter:?}");
    }
    for agencies in [&[][..], &["mohw"], &["moi"], &["mohw", "moi"]] {
        let agencies: Vec<String> = agencies.iter().map(|id| (*id).to_owned()).collect();
        let filter = CaseFilter {
            open: Some(true),
            agencies: agencies.clone(),
            ..CaseFilter::default()
        };
        let rows = view.cases(&filter).unwrap();
        let mut rows: Vec<_> = rows
            .into_iter()
            .map(|row| (row.id, row.number, row.title, row.stage, row.proposed_on))
            .collect();
        rows.sort();
        let open = view.open_cases(&agencies).unwrap();
        let mut open: Vec<_> = open
            .records()
            .map(|case| {
                let (id, title) = (case.id.into_owned(), case.title.into_owned());
                (id, case.number, title, case.stage, case.proposed_on)
            })
            .collect();
        open.sort();
        assert_eq!(open, rows);
    }
    let (records, unreadable) = scan(files);
    let told: Vec<_> = view
        .unreadable()
        .iter()
        .map(|file| (file.path.clone(), file.code))
        .collect();
    assert_eq!(told, unreadable);
    for kind in Kind::ALL {
        let located = view.records(kind).unwrap();
        let ids: Vec<_> = located
            .iter()
            .map(|located| (located.id.clone(), located.path.clone()))
            .collect();
        let of_kind = records.iter().filter(|record| record.kind() == kind);
        let naive: Vec<_> = of_kind.map(|record| (record.id(), record.path())).collect();
        assert_eq!(ids, naive);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_list_at_every_commit_is_what_a_scan_of_all_files_gives(
        first in prop::collection::vec(made(), 0..14),
        second in prop::collection::vec(made(), 0..14),
        filters in prop::collection::vec(filter(), 1..12),
    ) {
        let states = [files_of(&first), files_of(&second)];
        let mut bench = Bench::with(&states[0]);
        let store = bench.store();
        let index = Index::open(&store);
        assert_same(&store, &index, bench.commits[0], &states[0], &filters);
        bench.commit(&states[1]);
        // The later commit from an index that knows the earlier one, and the earlier one again from
        // another process's.
        assert_same(&store, &index, bench.commits[1], &states[1], &filters);
        let later = Index::open(&store);
        assert_same(&store, &later, bench.commits[0], &states[0], &filters);
        assert_same(&store, &later, bench.commits[1], &states[1], &filters);
    }
}

/// A store with every kind of record and several commits.
fn sample() -> Bench {
    let mut files = base();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    put("records/agencies/deeper/odd.toml", "id = \"odd\"\n");
    put(
        "records/cases/2019/02/broken.toml",
        "title = \"壞檔\"\nstage = \n",
    );
    put(
        "records/cases/2019/03/c201902-k7f2.toml",
        "id = \"c201902-k7f2\"\ntitle = \"放錯\"\n",
    );
    put("records/cases/2019/02/c201902-k7f2.toml", CASE);
    put(
        "records/cases/2019/02/c201902-k7f3.toml",
        "id = \"c201902-k7f3\"\nnumber = 46\ntitle = \"台灣報稅\"\n",
    );
    put(
        "records/cases/2019/03/c201903-k7f2.toml",
        "id = \"c201903-k7f2\"\nnumber = 46\ntitle = \"報稅軟體\"\n",
    );
    put("records/meetings/2019/04/m201904-x3qd.toml", MEETING);
    put("records/transcripts/2019/04/t201904-p9wz.toml", TRANSCRIPT);
    let mut bench = Bench::with(&files);
    for title in ["二版", "三版", "四版"] {
        let text = CASE.replace("健保卡能否雲端化", title);
        files.insert(
            "records/cases/2019/02/c201902-k7f2.toml".to_owned(),
            text.into_bytes(),
        );
        bench.commit(&files);
    }
    files.insert(
        "records/cases/2019/02/c201902-k7f2.toml".to_owned(),
        CASE.as_bytes().to_vec(),
    );
    files.remove("records/cases/2019/03/c201902-k7f2.toml");
    bench.commit(&files);
    bench
}

const CASE: &str = r#"id = "c201902-k7f2"
number = 45
title = "健保卡能否雲端化"
formal_title = "健保ＩＣ卡案"
source = "join-petition"
tags = ["健康"]

[[stage]]
k = "aaa1"
name = "proposed"
on = 2019-02-12

[[stage]]
k = "aaa2"
name = "not-held"
meeting = "m201904-x3qd"
reason = "已解決"

[[agency]]
id = "mohw"
role = "host"
from = 2019-02-01

[[petition]]
url = "https://join.gov.tw/idea/detail/0b3a8f7e-0c1d-4a2b-9c3d-0123456789ab"
join_number = "20190101-1234"
signatures = 5001
status = "qualified"

[[reply]]
k = "bbb1"
agency = "mohw"
kind = "formal"
on = 2019-05-01

[[link]]
url = "https://example.org/page/45"
kind = "case-page"
"#;

const MEETING: &str = r#"id = "m201904-x3qd"
kind = "collaborative"
number = 45
title = "第四十五次協作會議"
cases = ["c201902-k7f2"]
status = "held"
elements = ["livestream"]

[[session]]
k = "aaa1"
date = 2019-04-20

[[session]]
k = "aaa2"
date = 2019-04-19

[[link]]
url = "https://sayit.example.org/2019-04-19-%E6%B8%AC%E8%A9%A6"
kind = "transcript"

[[table]]
k = "t1t1"
"#;

const TRANSCRIPT: &str = r#"id = "t201904-p9wz"
meeting = "m201904-x3qd"
title = "測試逐字稿"
date = 2019-04-19
status = "published"

[source]
url = "https://sayit.example.org/2019-04-19-%E6%B8%AC%E8%A9%A6"

[[speaker]]
key = "甲"

[[speech]]
n = 1
by = "甲"
text = "一句話"

[[speech]]
n = 2
kind = "narrative"
text = "（鼓掌）"
"#;

#[test]
fn a_row_says_what_the_record_says() {
    let bench = sample();
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let view = index.at(&snapshot).unwrap();
    let filter = CaseFilter {
        numbers: vec![45],
        ..CaseFilter::default()
    };
    insta::assert_debug_snapshot!("case", view.cases(&filter).unwrap());
    insta::assert_debug_snapshot!("meeting", view.meetings(&MeetingFilter::default()).unwrap());
    insta::assert_debug_snapshot!(
        "transcript",
        view.transcripts(&TranscriptFilter::default()).unwrap()
    );
    insta::assert_debug_snapshot!("unreadable", view.unreadable());
    assert_eq!(view.settings().unwrap().unwrap().name, "測試庫");
    assert_eq!(view.agencies().unwrap()[0].short_name, "衛福部");
    assert_eq!(view.people().unwrap().len(), 1);
}

#[test]
fn what_was_owed_on_a_day_is_found_and_the_rest_is_not_opened() {
    let mut files = base();
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    let petition = "[[petition]]\nurl = \"https://example.org/1\"\nqualified_on = 2018-02-01\n";
    let replied = "[[reply]]\nk = \"aaaa\"\nkind = \"formal\"\non = 2018-03-01\n";
    put(
        "records/cases/2018/01/c201801-aaaa.toml",
        &format!("id = \"c201801-aaaa\"\ntitle = \"甲\"\n{petition}"),
    );
    put(
        "records/cases/2018/01/c201801-bbbb.toml",
        &format!("id = \"c201801-bbbb\"\ntitle = \"乙\"\n{petition}{replied}"),
    );
    put(
        "records/cases/2018/01/c201801-cccc.toml",
        "id = \"c201801-cccc\"\ntitle = \"丙\"\n[[agency]]\nid = \"mohw\"\nrole = \"host\"\n",
    );
    put(
        "records/meetings/2019/04/m201904-x3qd.toml",
        "id = \"m201904-x3qd\"\ntitle = \"丁\"\nkind = \"prep\"\nstatus = \"held\"\ncases = [\"c201801-cccc\"]\n[[task]]\nk = \"aaaa\"\nwhat = \"甲\"\ndue = 2019-04-01\n",
    );
    put(
        "records/transcripts/2019/04/t201904-p9wz.toml",
        "id = \"t201904-p9wz\"\ntitle = \"戊\"\ndate = 2019-04-01\nstatus = \"published\"\nsent_on = 2019-04-02\npublished_on = 2019-04-30\n",
    );
    let bench = Bench::with(&files);
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let view = index.at(&snapshot).unwrap();
    let owed = |year, month| {
        let found = view.pending(Date::new(year, month, 1).unwrap()).unwrap();
        let ids: Vec<_> = found.records().map(|record| record.id).collect();
        ids.join(" ")
    };
    assert_eq!(owed(2017, 6), "c201801-aaaa m201904-x3qd");
    assert_eq!(owed(2018, 2), "c201801-aaaa m201904-x3qd c201801-bbbb");
    // The survey of the proposer.
    assert_eq!(owed(2018, 6), "c201801-aaaa m201904-x3qd c201801-bbbb");
    assert_eq!(owed(2019, 4), "c201801-aaaa m201904-x3qd t201904-p9wz");
    assert_eq!(owed(2020, 6), "c201801-aaaa m201904-x3qd");
    let asked = ["c201801-cccc", "c201801-dddd", "m201904-x3qd", "no id"];
    let found = view.cases(&CaseFilter::of_ids(asked)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].agencies[0].agency, "mohw");
    let asked = asked.iter().map(|id| (*id).to_owned()).collect();
    let whole = view.read_some(Kind::Case, &asked).unwrap();
    let ids: Vec<String> = whole.iter().map(AnyRecord::id).collect();
    assert_eq!(ids, ["c201801-cccc"]);
    let seated = MeetingFilter {
        has_table: true,
        ..MeetingFilter::default()
    };
    assert_eq!(view.meetings(&seated).unwrap(), []);
}

#[test]
fn meetings_and_transcripts_are_filtered() {
    let bench = sample();
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let view = index.at(&snapshot).unwrap();
    let day = |day: u32| Date::new(2019, 4, day);
    let meetings = |filter: MeetingFilter| view.meetings(&filter).unwrap().len();
    let all = MeetingFilter::default;
    assert_eq!(
        meetings(MeetingFilter {
            cases: Some(["c201902-k7f2".to_owned()].into()),
            ..all()
        }),
        1
    );
    assert_eq!(
        meetings(MeetingFilter {
            cases: Some(["c201902-k7f3".to_owned()].into()),
            ..all()
        }),
        0
    );
    assert_eq!(
        meetings(MeetingFilter {
            number: Some(45),
            from: day(19),
            to: day(19),
            ..all()
        }),
        1
    );
    assert_eq!(
        meetings(MeetingFilter {
            from: day(20),
            ..all()
        }),
        0
    );
    assert_eq!(
        meetings(MeetingFilter {
            text: Some("４５".to_owned()),
            ..all()
        }),
        0
    );
    assert_eq!(
        meetings(MeetingFilter {
            has_table: true,
            ..all()
        }),
        1
    );
    let asked = ["c201902-k7f2", "c201902-none"].into();
    let by_case = |filter: MeetingFilter| view.meetings_by_case(&filter, &asked).unwrap();
    assert_eq!(by_case(all()), [("c201902-k7f2", 1)].into());
    assert_eq!(
        by_case(MeetingFilter {
            from: day(20),
            ..all()
        }),
        [].into()
    );
    let transcripts = |filter: TranscriptFilter| view.transcripts(&filter).unwrap().len();
    let all = TranscriptFilter::default;
    let url = Some("http://sayit.example.org/2019-04-19-測試/".to_owned());
    assert_eq!(transcripts(TranscriptFilter { url, ..all() }), 1);
    assert_eq!(
        transcripts(TranscriptFilter {
            meetings: Some(["m201904-x3qd".to_owned()].into()),
            ..all()
        }),
        1
    );
    assert_eq!(
        transcripts(TranscriptFilter {
            to: day(18),
            ..all()
        }),
        0
    );
}

#[test]
fn who_names_a_record_is_what_a_scan_of_all_files_gives() {
    let mut files = base();
    for (path, text) in [
        ("records/policy.toml", "[[authority]]\nperson = \"tang\"\n"),
        (
            "records/agencies/moh.toml",
            "id = \"moh\"\nkind = \"second-level\"\nshort_name = \"虛構署\"\nfull_name = \"虛構衛生署\"\nsuccessor = \"mohw\"\n",
        ),
        (
            "records/people/mohw.toml",
            "id = \"mohw\"\nname = \"虛構者\"\n[[post]]\nagency = \"mohw\"\nrole = \"po\"\n",
        ),
        ("records/cases/2019/02/c201902-k7f2.toml", CASE),
        ("records/meetings/2019/04/m201904-x3qd.toml", MEETING),
        ("records/transcripts/2019/04/t201904-p9wz.toml", TRANSCRIPT),
    ] {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    let bench = Bench::with(&files);
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(Some(bench.commits[0])).unwrap();
    let view = index.at(&snapshot).unwrap();
    let (records, _) = scan(&files);
    let mut named = 0;
    for one in &records {
        let one = (one.kind(), one.id());
        let naming = records
            .iter()
            .filter(|other| (other.kind(), other.id()) != one);
        let naming =
            naming.filter(|other| references(other).iter().any(|field| field.named() == one));
        let mut expected: Vec<_> = naming
            .map(|other| (other.kind().as_str(), other.id()))
            .collect();
        let found = view.naming(one.0, &one.1).unwrap().into_iter();
        let mut found: Vec<_> = found.map(|other| (other.kind.as_str(), other.id)).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{one:?}");
        named += found.len();
    }
    assert!(named > 3, "{named}");
}

#[test]
fn a_record_is_found_by_what_people_type() {
    let bench = sample();
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(store.head().unwrap()).unwrap();
    let view = index.at(&snapshot).unwrap();
    let found = |typed: &str, kind: Option<Kind>| match view.find(typed, kind).unwrap() {
        Found::One(located) => located.id,
        Found::Nothing => "nothing".to_owned(),
        Found::Several(candidates) => candidates
            .into_iter()
            .map(|candidate| candidate.id)
            .collect::<Vec<_>>()
            .join(" "),
    };
    for (typed, id) in [
        ("c201902-k7f2", "c201902-k7f2"),
        (" C201902-K7F2 ", "c201902-k7f2"),
        ("mohw", "mohw"),
        ("45", "c201902-k7f2"),
        ("第４５案", "c201902-k7f2"),
        ("第四十五次", "c201902-k7f2"),
        ("序號46", "c201902-k7f3 c201903-k7f2"),
        (
            "https://join.gov.tw/idea/detail/0b3a8f7e-0c1d-4a2b-9c3d-0123456789ab",
            "c201902-k7f2",
        ),
        (
            "join.gov.tw/idea/detail/0B3A8F7E-0c1d-4a2b-9c3d-0123456789ab/suggestion",
            "c201902-k7f2",
        ),
        ("0b3a8f7e-0c1d-4a2b-9c3d-0123456789ab", "c201902-k7f2"),
        ("20190101-1234", "c201902-k7f2"),
        ("https://example.org/page/45/", "c201902-k7f2"),
        (
            "https://sayit.example.org/2019-04-19-測試#s12",
            "t201904-p9wz",
        ),
        ("2019-04-19-測試", "t201904-p9wz"),
        ("k7f3", "c201902-k7f3"),
        ("k7f", "c201902-k7f2 c201902-k7f3 c201903-k7f2"),
        ("m201904", "m201904-x3qd"),
        ("衛福部", "mohw"),
        ("臺灣報稅", "c201902-k7f3"),
        ("報稅", "c201902-k7f3 c201903-k7f2"),
        ("健保ic卡", "c201902-k7f2"),
        ("四十五次協作會", "m201904-x3qd"),
        ("沒有這個", "nothing"),
        ("", "nothing"),
        ("c201902-zzzz", "nothing"),
    ] {
        assert_eq!(found(typed, None), id, "{typed}");
    }
    assert_eq!(found("45", Some(Kind::Meeting)), "m201904-x3qd");
    assert_eq!(found("mo", Some(Kind::Agency)), "mohw");
    assert_eq!(found("mohw", Some(Kind::Case)), "nothing");
    let located = view.locate("c201902-k7f2").unwrap().unwrap();
    assert_eq!(located.path, "records/cases/2019/02/c201902-k7f2.toml");
    assert_eq!(
        snapshot.read_blob(located.blob, 10_000).unwrap(),
        CASE.as_bytes()
    );
    assert_eq!(view.locate("c201905-k7f2").unwrap(), None);
}

#[test]
fn a_store_without_commits_holds_nothing() {
    let bench = sample();
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(None).unwrap();
    let view = index.at(&snapshot).unwrap();
    assert_eq!(view.cases(&CaseFilter::default()).unwrap(), []);
    assert_eq!(view.find("45", None).unwrap(), Found::Nothing);
    assert_eq!(view.settings().unwrap(), None);
}

/// One tree in two places, a file with the same bytes in two kinds of folder, a link.
#[test]
fn the_place_of_a_file_decides_and_not_its_bytes() {
    let mut files = base();
    let agency = files.get("records/agencies/mohw.toml").unwrap().clone();
    files.remove("records/people/tang.toml");
    files.insert("records/people/mohw.toml".to_owned(), agency);
    files.insert(
        "records/cases/2019/02/c201902-k7f2.toml".to_owned(),
        CASE.as_bytes().to_vec(),
    );
    files.insert(
        "records/cases/2019/03/c201902-k7f2.toml".to_owned(),
        CASE.as_bytes().to_vec(),
    );
    let bench = Bench::with(&files);
    let store = bench.store();
    for _ in 0..2 {
        let index = Index::open(&store);
        assert_same(
            &store,
            &index,
            bench.commits[0],
            &files,
            &[CaseFilter::default()],
        );
    }
}

#[test]
fn what_is_no_file_is_named() {
    let mut bench = Bench::with(&base());
    let repository = Repository::open(bench.directory.path()).unwrap();
    let root = repository
        .find_commit(bench.commits[0])
        .unwrap()
        .tree()
        .unwrap();
    let mut records = repository
        .treebuilder(Some(
            &repository
                .find_tree(root.get_name("records").unwrap().id())
                .unwrap(),
        ))
        .unwrap();
    let link = repository.blob(b"../../etc/passwd").unwrap();
    records.insert("agencies.toml", link, 0o120_000).unwrap();
    let mut agencies = repository.treebuilder(None).unwrap();
    agencies.insert("mof.toml", link, 0o120_000).unwrap();
    records
        .insert("agencies", agencies.write().unwrap(), 0o040_000)
        .unwrap();
    let mut top = repository.treebuilder(Some(&root)).unwrap();
    top.insert("records", records.write().unwrap(), 0o040_000)
        .unwrap();
    let commit = bench.commit_tree(top.write().unwrap());
    let store = bench.store();
    let index = Index::open(&store);
    let snapshot = store.snapshot(Some(commit)).unwrap();
    let view = index.at(&snapshot).unwrap();
    let told: Vec<_> = view
        .unreadable()
        .iter()
        .map(|file| (file.path.as_str(), file.code))
        .collect();
    assert_eq!(
        told,
        [
            ("records/agencies.toml", "unknown-place"),
            ("records/agencies/mof.toml", "not-a-file")
        ]
    );
    assert_eq!(view.locate("mof").unwrap(), None);
}

/// Everything that can be asked of a store, as text.
fn answers(bench: &Bench, patience: Duration) -> String {
    use std::fmt::Write;
    let store = bench.store();
    let index = Index::with_patience(&store, patience);
    let mut text = String::new();
    for commit in &bench.commits {
        let snapshot = store.snapshot(Some(*commit)).unwrap();
        let view = index.at(&snapshot).unwrap();
        let filter = |text: &str, agency: Option<&str>| CaseFilter {
            text: Some(text.to_owned()),
            agencies: agency.map(str::to_owned).into_iter().collect(),
            ..CaseFilter::default()
        };
        writeln!(text, "{:?}", view.unreadable()).unwrap();
        for filter in [
            filter("", None),
            filter("報稅", None),
            filter("", Some("mohw")),
        ] {
            writeln!(text, "{:?}", view.cases(&filter).unwrap()).unwrap();
        }
        writeln!(
            text,
            "{:?}",
            view.meetings(&MeetingFilter::default()).unwrap()
        )
        .unwrap();
        writeln!(
            text,
            "{:?}",
            view.transcripts(&TranscriptFilter::default()).unwrap()
        )
        .unwrap();
        writeln!(text, "{:?}", view.agencies().unwrap()).unwrap();
        for typed in ["46", "k7f", "報稅", "2019-04-19-測試", "版"] {
            writeln!(text, "{:?}", view.find(typed, None).unwrap()).unwrap();
        }
        for id in ["c201902-k7f2", "mohw", "c201909-none"] {
            writeln!(
                text,
                "{:?}",
                index.history(&store, *commit, kind_of(id), id, 9).unwrap()
            )
            .unwrap();
        }
    }
    text
}

const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_secs(30);

#[test]
fn no_change_to_the_file_changes_an_answer() {
    let bench = sample();
    let right = answers(&bench, LONG);
    let file = bench.index_file();
    let good = std::fs::read(&file).unwrap();
    let mut state = 7_u64;
    let mut random = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    for round in 0..240 {
        let mut bad = good.clone();
        match round % 8 {
            0 => bad.truncate(random(good.len())),
            1 => {
                let start = random(good.len());
                let end = (start + random(5000)).min(good.len());
                bad[start..end].fill(0);
            }
            2 => bad = (0..random(9000)).map(|_| random(256) as u8).collect(),
            // One page in the place of another.
            3 => {
                let pages = good.len() / 4096;
                let (from, to) = (random(pages) * 4096, random(pages) * 4096);
                bad.copy_within(from..from + 4096, to);
            }
            _ => {
                for _ in 0..=random(6) {
                    bad[random(good.len())] ^= 1 << random(8);
                }
            }
        }
        std::fs::write(&file, &bad).unwrap();
        assert_eq!(answers(&bench, LONG), right, "round {round}");
    }
}

#[test]
fn what_is_no_index_is_replaced_or_passed_by() {
    let bench = sample();
    let right = answers(&bench, LONG);
    let file = bench.index_file();
    std::fs::write(&file, "何時變成文字檔\n".repeat(900)).unwrap();
    assert_eq!(answers(&bench, LONG), right);
    assert!(
        std::fs::read(&file)
            .unwrap()
            .starts_with(b"SQLite format 3\0")
    );

    let other = rusqlite::Connection::open(&file).unwrap();
    other
        .execute_batch("DROP TABLE blob; DROP TABLE part; CREATE TABLE blob (n INTEGER)")
        .unwrap();
    drop(other);
    assert_eq!(answers(&bench, LONG), right);
    assert_eq!(answers(&bench, LONG), right);

    let other = rusqlite::Connection::open(&file).unwrap();
    other
        .execute_batch("DELETE FROM part; DELETE FROM blob WHERE n % 2; PRAGMA user_version = 0")
        .unwrap();
    drop(other);
    assert_eq!(answers(&bench, LONG), right);

    database::remove(&file);
    std::fs::create_dir(&file).unwrap();
    std::fs::write(file.join("something"), "of another").unwrap();
    assert_eq!(answers(&bench, SHORT), right);
    assert!(file.join("something").is_file());
}

#[test]
fn a_place_that_cannot_be_written_changes_no_answer() {
    let bench = sample();
    let right = answers(&bench, LONG);
    let private = bench.store().private_directory();
    let file = bench.index_file();
    let writable = std::fs::metadata(&file).unwrap().permissions();
    let mut read_only = writable.clone();
    read_only.set_readonly(true);
    std::fs::set_permissions(&file, read_only).unwrap();
    assert_eq!(answers(&bench, SHORT), right);
    std::fs::set_permissions(&file, writable).unwrap();
    std::fs::remove_dir_all(&private).unwrap();
    std::fs::write(&private, "a file where the folder should be").unwrap();
    assert_eq!(answers(&bench, SHORT), right);
    assert!(private.is_file());
}

#[test]
fn a_file_that_stays_locked_is_passed_by_and_left_alone() {
    let bench = sample();
    let right = answers(&bench, LONG);
    let file = bench.index_file();
    let before = std::fs::read(&file).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(answers(&bench, SHORT), right);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn ten_that_build_at_once_agree() {
    let bench = sample();
    let right = answers(&bench, LONG);
    for _ in 0..5 {
        database::remove(&bench.index_file());
        let path = bench.directory.path().to_path_buf();
        let commits = bench.commits.clone();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..10)
                .map(|_| {
                    scope.spawn(|| {
                        let store = store_at(&path);
                        let index = Index::open(&store);
                        let mut rows = Vec::new();
                        for commit in &commits {
                            let snapshot = store.snapshot(Some(*commit)).unwrap();
                            rows.push(
                                index
                                    .at(&snapshot)
                                    .unwrap()
                                    .cases(&CaseFilter::default())
                                    .unwrap(),
                            );
                            index
                                .history(&store, *commit, Kind::Case, "c201902-k7f2", 9)
                                .unwrap();
                        }
                        rows
                    })
                })
                .collect();
            let rows: Vec<_> = workers
                .into_iter()
                .map(|worker| worker.join().unwrap())
                .collect();
            assert!(rows.iter().all(|other| *other == rows[0]));
        });
        assert_eq!(answers(&bench, LONG), right);
    }
}

#[test]
fn files_of_other_derivations_stay_but_only_two() {
    let bench = sample();
    let private = bench.store().private_directory().join("index");
    std::fs::create_dir_all(&private).unwrap();
    for number in [900, 901, 902] {
        std::fs::write(private.join(format!("index-{number}.sqlite")), "another").unwrap();
    }
    std::fs::write(private.join("index-x.sqlite"), "no index").unwrap();
    answers(&bench, LONG);
    let entries = std::fs::read_dir(&private).unwrap();
    let names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let others = names
        .iter()
        .filter(|name| name.starts_with("index-90"))
        .count();
    assert_eq!(others, 2, "{names:?}");
    assert!(names.contains(&"index-x.sqlite".to_owned()));
}

#[test]
fn an_old_state_that_was_let_go_is_derived_again() {
    let mut files = base();
    let mut bench = Bench::with(&files);
    let store = bench.store();
    let path = "records/cases/2019/02/c201902-k7f2.toml".to_owned();
    let index = Index::open(&store);
    let first = store.snapshot(Some(bench.commits[0])).unwrap();
    let early = index.at(&first).unwrap();
    for number in 1..40_u32 {
        files.insert(
            path.clone(),
            CASE.replace("number = 45", &format!("number = {number}"))
                .into_bytes(),
        );
        files.insert(
            format!("records/agencies/a{number}.toml"),
            b"id = \"x\"".to_vec(),
        );
        let commit = bench.commit(&files);
        assert_same(&store, &index, commit, &files, &[CaseFilter::default()]);
    }
    assert_eq!(early.records(Kind::Agency).unwrap().len(), 1);
    assert_eq!(
        early.find("衛福部", None).unwrap(),
        Found::One(early.locate("mohw").unwrap().unwrap())
    );
}

// --- history

/// The kind of the records that these tests make: an id of words is an agency's or a person's.
fn kind_of(id: &str) -> Kind {
    match id.parse::<RecordId>() {
        Ok(id) => id.kind(),
        Err(()) if id == "tang" => Kind::Person,
        Err(()) => Kind::Agency,
    }
}

/// What a naive replay of all commits says of a record.
fn naive_history(
    states: &[Files],
    bench: &Bench,
    id: &str,
) -> Vec<(Oid, bool, Vec<HistoryChange>)> {
    let mut entries = Vec::new();
    let nothing = Files::new();
    for (place, state) in states.iter().enumerate() {
        let before = if place == 0 {
            &nothing
        } else {
            &states[place - 1]
        };
        for kind in Kind::ALL {
            let Some(path) = kind.path(id) else { continue };
            let (old, new) = (before.get(&path), state.get(&path));
            if old == new {
                continue;
            }
            let item = |bytes: Option<&Vec<u8>>| Some(any::parse_as(kind, bytes?).record?.item());
            let readable = new.is_none() || item(new).is_some();
            let changes =
                fields::changes(item(old).as_ref(), item(new).as_ref(), any::table_of(kind));
            let changes = changes.into_iter().map(|change| HistoryChange {
                field: change.path.to_string(),
                old: change.old.map(|old| old.to_line()),
                new: change.new.map(|new| new.to_line()),
            });
            entries.push((bench.commits[place], readable, changes.collect()));
        }
    }
    entries.reverse();
    entries
}

fn assert_same_history(index: &Index, bench: &Bench, states: &[Files], ids: &[String]) {
    let store = bench.store();
    let head = bench.commits[states.len() - 1];
    for id in ids {
        let naive = naive_history(states, bench, id);
        let entries = index
            .history(&store, head, kind_of(id), id, usize::MAX)
            .unwrap();
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry.commit, entry.readable, entry.changes.clone()))
            .collect();
        assert_eq!(told, naive, "{id}");
        let newest = index.history(&store, head, kind_of(id), id, 2).unwrap();
        assert_eq!(newest, entries[..entries.len().min(2)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn a_history_is_what_a_replay_of_all_commits_gives(
        edits in prop::collection::vec((made(), prop::bool::weighted(0.3)), 1..25),
    ) {
        let mut files = base();
        let mut bench = Bench::with(&files);
        let mut states = vec![files.clone()];
        let mut ids = vec!["mohw".to_owned(), "c201901-zzzz".to_owned()];
        let index = Index::open(&bench.store());
        for (mut case, gone) in edits {
            // Few ids, so that records are edited again and again.
            case.suffix = format!("aa{}a", case.suffix.get(..1).unwrap());
            if gone {
                files.remove(&case.path());
            } else {
                files.insert(case.path(), case.text().into_bytes());
            }
            bench.commit(&files);
            states.push(files.clone());
            ids.push(case.id());
            assert_same_history(&index, &bench, &states, &[case.id()]);
        }
        assert_same_history(&index, &bench, &states, &ids);
        database::remove(&bench.index_file());
        let fresh = Index::open(&bench.store());
        assert_same_history(&fresh, &bench, &states, &ids);
        let middle = states.len() / 2 + 1;
        assert_same_history(&fresh, &bench, &states[..middle], &ids);
    }
}

#[test]
fn a_history_longer_than_a_chapter_is_whole() {
    let mut files = base();
    let mut bench = Bench::with(&files);
    let mut states = vec![files.clone()];
    let path = "records/cases/2019/02/c201902-k7f2.toml".to_owned();
    for number in 0..560_u32 {
        // Every seventh commit touches the record, the others another file.
        let (path, text) = match number % 7 {
            0 => (
                path.clone(),
                format!("id = \"c201902-k7f2\"\ntitle = \"t\"\nnumber = {number}\n"),
            ),
            _ => (
                "records/people/tang.toml".to_owned(),
                format!("id = \"tang\"\nname = \"{number}\"\n"),
            ),
        };
        files.insert(path, text.into_bytes());
        bench.commit(&files);
        states.push(files.clone());
        if number == 300 {
            let index = Index::open(&bench.store());
            assert_same_history(&index, &bench, &states, &["c201902-k7f2".to_owned()]);
        }
    }
    let index = Index::open(&bench.store());
    assert_same_history(
        &index,
        &bench,
        &states,
        &["c201902-k7f2".to_owned(), "tang".to_owned()],
    );
    assert_same_history(&index, &bench, &states[..400], &["c201902-k7f2".to_owned()]);
    let entry = &index
        .history(
            &bench.store(),
            bench.commits[1],
            Kind::Case,
            "c201902-k7f2",
            1,
        )
        .unwrap()[0];
    assert_eq!(
        (entry.author.as_str(), entry.subject.as_str()),
        ("測試員", "commit 1")
    );
    assert_eq!(entry.operation.as_deref(), Some("test.1"));
    assert_eq!(entry.on.to_rfc3339(), "2019-02-13T03:34:20+08:00");
}
