//! An invented archive of any size: cases and meetings spread over 2017 to 2026, committed as a
//! secretariat would have, some hundred records a commit. The same size gives the same bytes.
//!
//! Every text in it is invented; agencies are those that `po init` writes.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use po::record::id::{SUFFIX_LENGTH, suffix_of};
use po::record::{AnyRecord, Date, Kind, RecordId, parse};
use po::store::render;

use super::measure::{Failure, output, run, world};

/// Raised whenever another archive is made, so that no cached one is taken for it.
const GENERATION: u32 = 3;

/// Changes (new records and later versions) a commit.
const CHANGES_A_COMMIT: usize = 400;

/// The months that cases are proposed in: January 2017 to October 2026.
const MONTHS: usize = 118;

/// 2016-12-31, noon in Taipei: the moment of the first commit.
const FOUNDED: &str = "1483156800";

const HOSTS: [&str; 33] = [
    "mohw", "moi", "moe", "motc", "moea", "mol", "moj", "mof", "mofa", "mnd", "moc", "moenv",
    "moa", "moda", "ndc", "nstc", "fsc", "oac", "mac", "cip", "hac", "ocac", "vac", "pcc", "aec",
    "cec", "ftc", "ncc", "dgbas", "dgpa", "cbc", "npm", "sports",
];

/// How cases end, of 1,000: one in ten is open.
const FATES: [(usize, &[&str]); 9] = [
    (30, &["proposed"]),
    (15, &["proposed", "selected"]),
    (15, &["proposed", "selected", "preparing"]),
    (5, &["proposed", "selected", "preparing", "announced"]),
    (
        10,
        &["proposed", "selected", "preparing", "announced", "met"],
    ),
    (
        25,
        &[
            "proposed",
            "selected",
            "preparing",
            "announced",
            "met",
            "tracked",
        ],
    ),
    (
        550,
        &[
            "proposed",
            "selected",
            "preparing",
            "announced",
            "met",
            "tracked",
            "released",
        ],
    ),
    (250, &["proposed", "not-selected"]),
    (100, &["proposed", "withdrawn"]),
];

const THINGS: [&str; 16] = [
    "社區圖書角",
    "河濱步道",
    "偏鄉接駁車",
    "公園遊具",
    "夜間門診",
    "校園午餐",
    "共享工具間",
    "活動中心",
    "自行車停放區",
    "資源回收站",
    "漁港碼頭",
    "山區步道",
    "線上報名系統",
    "圖書借閱證",
    "地方市集",
    "無障礙坡道",
];
const TROUBLES: [&str; 12] = [
    "的開放時間常常變動",
    "的維護經費每年都不一樣",
    "沒有固定的負責窗口",
    "缺少清楚的使用說明",
    "在假日排隊過久",
    "的申請表格太過複雜",
    "只有紙本可以辦理",
    "在颱風過後遲遲沒有修好",
    "對行動不便的人不夠友善",
    "的收費標準各地不同",
    "沒有公布使用情形",
    "與鄰近設施重複設置",
];
const WISHES: [&str; 10] = [
    "希望主管機關公布每季的辦理時程",
    "建議由地方與中央一起訂出共同標準",
    "希望能在網路上查到目前的進度",
    "建議先選三個地點試辦再檢討",
    "希望說明經費如何分配",
    "建議邀請常用的居民一起討論",
    "希望把成果整理成大家看得懂的資料",
    "建議把表格縮成一頁",
    "希望增加夜間與假日的服務",
    "建議每半年回頭檢查一次",
];

/// A case, and all its later life.
pub(super) struct Case {
    /// Its id.
    pub(super) id: RecordId,
    /// Its title.
    pub(super) title: String,
    /// Its host.
    pub(super) host: &'static str,
    /// Its cohost.
    pub(super) cohost: Option<&'static str>,
    /// Its steps and their days.
    pub(super) stages: Vec<(&'static str, Date)>,
    number: Option<usize>,
    summary: String,
    question: String,
    change: String,
    problem: String,
}

/// A small generator of numbers (SplitMix64): the archive must not change with a crate's version.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn sentences(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| {
                let (thing, trouble) = (self.one(&THINGS), self.one(&TROUBLES));
                format!("{thing}{trouble}，{}。", self.one(&WISHES))
            })
            .collect()
    }
}

/// The last day on which anything was recorded.
pub(super) fn last_day() -> Date {
    Date::new(2026, 10, 28).expect("a day that exists")
}

/// The cases of an archive of `count`.
pub(super) fn cases(count: usize) -> Vec<Case> {
    let mut dice = Dice(20_170_101);
    let mut taken = BTreeSet::new();
    let mut numbered = 0;
    (0..count)
        .map(|place| {
            let month = place * MONTHS / count;
            let (year, month) = (2017 + month / 12, 1 + month % 12);
            let day = 1 + dice.below(28);
            let proposed =
                Date::new(year as i32, month as u32, day as u32).expect("every month has 28 days");
            let id = free_id(Kind::Case, proposed, &format!("{place}"), &mut taken);
            let stages = life(&mut dice, proposed);
            let number = stages.iter().any(|(name, _)| *name == "selected").then(|| {
                numbered += 1;
                numbered
            });
            let host = dice.one(&HOSTS);
            let cohost = (dice.below(5) == 0)
                .then(|| dice.one(&HOSTS))
                .filter(|cohost| *cohost != host);
            Case {
                id,
                title: format!("{}{}該怎麼改善？", dice.one(&THINGS), dice.one(&TROUBLES)),
                host,
                cohost,
                stages,
                number,
                summary: dice.sentences(3),
                question: format!("如何讓{}更好用？", dice.one(&THINGS)),
                change: dice.one(&WISHES).to_owned(),
                problem: dice.sentences(1),
            }
        })
        .collect()
}

fn free_id(kind: Kind, day: Date, key: &str, taken: &mut BTreeSet<String>) -> RecordId {
    (SUFFIX_LENGTH..)
        .find_map(|length| {
            RecordId::imported(kind, day, key, length).filter(|id| taken.insert(id.to_string()))
        })
        .expect("some length is free")
}

/// The steps of a case that was proposed on a day, as far as they are past.
fn life(dice: &mut Dice, proposed: Date) -> Vec<(&'static str, Date)> {
    let mut lot = dice.below(1000);
    let fate = FATES
        .iter()
        .find(|(share, _)| {
            let here = lot < *share;
            lot = lot.saturating_sub(*share);
            here
        })
        .map_or(FATES[0].1, |(_, fate)| *fate);
    let mut day = proposed;
    let mut stages = Vec::new();
    for name in fate {
        stages.push((*name, day));
        let next = day.plus_days(7 + dice.below(30) as i64);
        day = next.unwrap_or(day).min(last_day());
    }
    stages
}

impl Case {
    /// The step where it stands.
    pub(super) fn stage(&self) -> (&'static str, Date) {
        *self.stages.last().expect("every case was proposed")
    }

    /// Its texts, for a table that keeps them in one column.
    pub(super) fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n{}",
            self.summary, self.question, self.change, self.problem
        )
    }

    /// The record after its first `steps` steps.
    fn file(&self, steps: usize) -> (String, String) {
        let mut text = format!(
            "id = \"{}\"\ntitle = \"{}\"\nsource = \"ministry\"\n",
            self.id, self.title
        );
        if let Some(number) = self.number.filter(|_| steps > 1) {
            text.push_str(&format!("number = {number}\n"));
        }
        for (name, value) in [
            ("summary", &self.summary),
            ("core_question", &self.question),
            ("expected_change", &self.change),
        ] {
            text.push_str(&format!("{name} = \"{value}\"\n"));
        }
        for (place, (name, on)) in self.stages.iter().take(steps).enumerate() {
            // The place stands in the key, since of a hundred thousand cases one meets a clash.
            let k = format!(
                "{}s{place}",
                suffix_of("stage", &self.id.to_string(), SUFFIX_LENGTH)
            );
            text.push_str(&format!(
                "[[stage]]\nk = \"{k}\"\nname = \"{name}\"\non = {on}\n"
            ));
            if matches!(*name, "released" | "withdrawn") {
                text.push_str("reason = \"辦理情形已說明\"\n");
            }
        }
        for (agency, role) in [(Some(self.host), "host"), (self.cohost, "cohost")] {
            if let Some(agency) = agency {
                text.push_str(&format!(
                    "[[agency]]\nid = \"{agency}\"\nrole = \"{role}\"\n"
                ));
            }
        }
        text.push_str(&self.owed(steps));
        let k = suffix_of("problem", &self.id.to_string(), SUFFIX_LENGTH);
        text.push_str(&format!(
            "[[problem]]\nk = \"{k}\"\ntext = \"{}\"\n",
            self.problem
        ));
        file(&self.id, &text)
    }
}

impl Case {
    /// What it owes after its first `steps` steps: the next step of its last report, and the reply to
    /// the petition that one case in five takes up. What is over was replied to, as every petition that
    /// the platform shows as closed.
    fn owed(&self, steps: usize) -> String {
        let id = self.id.to_string();
        let (stage, on) = self
            .stages
            .iter()
            .take(steps)
            .next_back()
            .expect("every case was proposed");
        let k = suffix_of("report", &id, SUFFIX_LENGTH);
        let next_on = on.plus_days(30).unwrap_or(*on);
        let mut text = format!(
            "[[report]]\nk = \"{k}\"\non = {on}\nagency = \"{}\"\nnext_step = \"{}\"\nnext_on = {next_on}\n",
            self.host, self.change
        );
        if id.bytes().last().is_some_and(|last| last % 5 == 0) {
            let proposed = self.stages[0].1;
            text.push_str(&format!(
                "[[petition]]\nurl = \"https://example.org/{id}\"\nqualified_on = {proposed}\n\
                 schedule_posted_on = {proposed}\ncontacted_on = {proposed}\n"
            ));
            if matches!(*stage, "released" | "not-selected") {
                let k = suffix_of("reply", &id, SUFFIX_LENGTH);
                text.push_str(&format!(
                    "[[reply]]\nk = \"{k}\"\npetition = \"https://example.org/{id}\"\n\
                     agency = \"{}\"\non = {on}\nkind = \"formal\"\n",
                    self.host
                ));
            }
        }
        text
    }
}

/// A record as the library writes it, and its path.
fn file(id: &RecordId, text: &str) -> (String, String) {
    let path = id.path();
    let record: AnyRecord = parse(&path, text.as_bytes())
        .record
        .expect("the invented record is valid");
    (path, render(&record))
}

/// A file that is recorded on a day.
struct Event {
    day: Date,
    path: String,
    text: String,
}

/// What is recorded, day by day: each case as it was proposed and as it ended, and half as many
/// meetings.
fn events(cases: &[Case]) -> Vec<Event> {
    let mut dice = Dice(20_261_028);
    let mut taken = BTreeSet::new();
    let mut events = Vec::new();
    let mut record = |day, (path, text)| events.push(Event { day, path, text });
    for (place, case) in cases.iter().enumerate() {
        record(case.stages[0].1, case.file(1));
        if case.stages.len() > 1 {
            record(case.stage().1, case.file(case.stages.len()));
        }
        if place % 2 == 0 {
            let held = case.stages[0].1.plus_days(10 + dice.below(140) as i64);
            let held = held.expect("a few months later is a day");
            let id = free_id(Kind::Meeting, held, &format!("{place}"), &mut taken);
            let kind = dice.one(&["collaborative", "working", "working", "prep"]);
            let status = if held > last_day() { "planned" } else { "held" };
            let k = suffix_of("session", &id.to_string(), SUFFIX_LENGTH);
            let text = format!(
                "id = \"{id}\"\nkind = \"{kind}\"\ntitle = \"{}討論會議\"\ncases = [\"{}\"]\nstatus = \"{status}\"\n\
                 elements = [\"transcript\"]\n[[session]]\nk = \"{k}\"\ndate = {held}\nplace = \"第一會議室\"\n",
                dice.one(&THINGS),
                case.id,
            );
            record(held.min(last_day()), file(&id, &text));
        }
    }
    events.sort_by_key(|event| event.day);
    events
}

/// A store with a long history of small commits.
pub(super) struct SmallCommits {
    /// The bare store.
    pub(super) store: PathBuf,
    /// The record whose history is asked for.
    pub(super) id: String,
    /// Its path.
    pub(super) path: String,
    /// How many commits there are.
    pub(super) commits: usize,
}

/// An archive on disk.
pub(super) struct Archive {
    /// Its folder, for what is made of it.
    pub(super) folder: PathBuf,
    /// A bare store.
    pub(super) bare: PathBuf,
    /// A clone with a working tree.
    pub(super) tree: PathBuf,
    /// The number of cases.
    count: usize,
}

/// Makes a bare store without records. It is founded outside, since no store is made inside another and
/// the cache lies in the store of this repository.
fn found_at(bare: &Path) -> Result<(), Failure> {
    let outside = tempfile::tempdir()?;
    let first = outside.path().join("first");
    let mut init = super::po();
    init.env("SOURCE_DATE_EPOCH", FOUNDED)
        .arg("init")
        .arg(&first);
    run(init.args(["--name", "量測用的虛構資料"]))?;
    run(world("git")
        .args(["clone", "--quiet", "--bare"])
        .arg(&first)
        .arg(bare))
}

impl Archive {
    /// The archive of `count` cases, made if it is not in the cache.
    pub(super) fn of(cache: &Path, count: usize) -> Result<Self, Failure> {
        let folder = cache.join(format!("{count}-{GENERATION}"));
        let archive = Self {
            bare: folder.join("store.git"),
            tree: folder.join("tree"),
            count,
            folder,
        };
        let finished = archive.folder.join("finished");
        if !finished.exists() {
            if archive.folder.exists() {
                std::fs::remove_dir_all(&archive.folder)?;
            }
            std::fs::create_dir_all(&archive.folder)?;
            archive.make(count)?;
            std::fs::write(finished, "")?;
        }
        Ok(archive)
    }

    fn make(&self, count: usize) -> Result<(), Failure> {
        found_at(&self.bare)?;
        self.import(&events(&cases(count)))?;
        let mut git = world("git");
        run(git.arg("--git-dir").arg(&self.bare).args(["gc", "--quiet"]))?;
        run(world("git")
            .args(["clone", "--quiet"])
            .arg(&self.bare)
            .arg(&self.tree))
    }

    fn import(&self, events: &[Event]) -> Result<(), Failure> {
        let mut git = world("git");
        git.arg("--git-dir")
            .arg(&self.bare)
            .args(["fast-import", "--quiet"]);
        let mut child = git.stdin(Stdio::piped()).spawn()?;
        let mut input = std::io::BufWriter::new(child.stdin.take().ok_or("no way to git")?);
        let mut from = "from refs/heads/main^0\n";
        for change in events.chunks(CHANGES_A_COMMIT) {
            let day = change.last().map_or_else(last_day, |event| event.day);
            let noon = day
                .naive()
                .and_hms_opt(4, 0, 0)
                .expect("four o'clock exists");
            let seconds = noon.and_utc().timestamp();
            let message = format!(
                "匯入 {} 筆\n\nPo-Op: import.bars\nPo-Count: {}\n",
                change.len(),
                change.len()
            );
            write!(
                input,
                "commit refs/heads/main\ncommitter Bars <bars@example.org> {seconds} +0800\ndata {}\n{message}\n{from}",
                message.len(),
            )?;
            from = "";
            for event in change {
                let Event { path, text, .. } = event;
                write!(
                    input,
                    "M 100644 inline {path}\ndata {}\n{text}\n",
                    text.len()
                )?;
            }
        }
        drop(input.into_inner().map_err(|error| error.to_string())?);
        if child.wait()?.success() {
            Ok(())
        } else {
            Err("git fast-import failed".into())
        }
    }

    /// A bare store in which every commit changes one record, as the daily work of people does: as many
    /// commits as the archive has cases.
    pub(super) fn small_commits(&self) -> Result<SmallCommits, Failure> {
        let store = self.folder.join("small.git");
        let count = self.count;
        let all = cases(count.div_ceil(5));
        let one = all.first().ok_or("an archive has a case")?;
        let (path, _) = one.file(1);
        let small = SmallCommits {
            id: one.id.to_string(),
            path,
            commits: count,
            store,
        };
        if small.store.exists() {
            return Ok(small);
        }
        let unfinished = self.folder.join("small.part");
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished)?;
        }
        found_at(&unfinished)?;
        let mut git = world("git");
        git.arg("--git-dir")
            .arg(&unfinished)
            .args(["fast-import", "--quiet"]);
        let mut child = git.stdin(Stdio::piped()).spawn()?;
        let mut input = std::io::BufWriter::new(child.stdin.take().ok_or("no way to git")?);
        let founded: i64 = FOUNDED.parse()?;
        let span = 9 * 365 * 86_400 / i64::try_from(count)?;
        for number in 0..count {
            // The record that is asked for is changed some twenty times more often than others.
            let case = match number % 5_000 {
                0 => one,
                _ => &all[number % all.len()],
            };
            let (path, text) = case.file(1);
            let text = format!(
                "{text}\n[[link]]\nurl = \"https://example.org/{number}\"\nkind = \"other\"\n"
            );
            let message = format!(
                "更新 {}\n\nPo-Op: case.set\nPo-Record: {}\n",
                case.id, case.id
            );
            let from = if number == 0 {
                "from refs/heads/main^0\n"
            } else {
                ""
            };
            let seconds = founded + span * i64::try_from(number)?;
            write!(
                input,
                "commit refs/heads/main\ncommitter Bars <bars@example.org> {seconds} +0800\ndata {}\n{message}\n{from}\
                 M 100644 inline {path}\ndata {}\n{text}\n",
                message.len(),
                text.len(),
            )?;
        }
        drop(input.into_inner().map_err(|error| error.to_string())?);
        if !child.wait()?.success() {
            return Err("git fast-import failed".into());
        }
        run(world("git")
            .arg("--git-dir")
            .arg(&unfinished)
            .args(["gc", "--quiet"]))?;
        std::fs::rename(&unfinished, &small.store)?;
        Ok(small)
    }

    /// Where [`Archive::apart`] puts its store.
    pub(super) fn forked(&self) -> PathBuf {
        self.folder.join("forked.git")
    }

    /// A bare store with two more branches, on each of which so many commits change a record each; half
    /// of the records are changed on both. Returns the tips.
    pub(super) fn apart(&self, changes: usize) -> Result<[String; 2], Failure> {
        let store = self.forked();
        let tip = |name: &str| {
            let mut git = world("git");
            git.arg("--git-dir").arg(&store).args(["rev-parse", name]);
            output(&mut git).map(|tip| tip.trim().to_owned())
        };
        if !store.exists() {
            let unfinished = self.folder.join("forked.part");
            if unfinished.exists() {
                std::fs::remove_dir_all(&unfinished)?;
            }
            run(world("git")
                .args(["clone", "--quiet", "--bare"])
                .arg(&self.bare)
                .arg(&unfinished))?;
            let all = cases(self.count);
            // Spread over all folders.
            let step = (all.len() / (changes + changes / 2)).max(1);
            let chosen: Vec<&Case> = all.iter().step_by(step).collect();
            fork(&unfinished, "one", chosen.iter().take(changes), |text| {
                text.replacen("title = \"", "title = \"（一）", 1)
            })?;
            fork(
                &unfinished,
                "other",
                chosen.iter().skip(changes / 2).take(changes),
                |text| {
                    format!(
                        "{text}\n[[link]]\nurl = \"https://example.org/other\"\nkind = \"other\"\n"
                    )
                },
            )?;
            std::fs::rename(&unfinished, &store)?;
        }
        Ok([tip("one")?, tip("other")?])
    }

    /// A bare clone to write to, without what an earlier run left.
    pub(super) fn bare_to_write(&self) -> Result<PathBuf, Failure> {
        let path = self.folder.join("writes.git");
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        run(world("git")
            .args(["clone", "--quiet", "--bare"])
            .arg(&self.bare)
            .arg(&path))?;
        Ok(path)
    }

    /// The working tree without what an earlier run left.
    pub(super) fn tree_to_write(&self) -> Result<PathBuf, Failure> {
        for arguments in [
            &["reset", "--quiet", "--hard", "origin/main"][..],
            &["clean", "--quiet", "-d", "--force", "records"],
            &["prune", "--expire=now"],
        ] {
            run(git_in(&self.tree).args(arguments))?;
        }
        Ok(self.tree.clone())
    }
}

/// Adds a branch on which each commit changes a case.
fn fork<'c>(
    store: &Path,
    branch: &str,
    cases: impl Iterator<Item = &'c &'c Case>,
    change: impl Fn(&str) -> String,
) -> Result<(), Failure> {
    let mut git = world("git");
    git.arg("--git-dir")
        .arg(store)
        .args(["fast-import", "--quiet"]);
    let mut child = git.stdin(Stdio::piped()).spawn()?;
    let mut input = std::io::BufWriter::new(child.stdin.take().ok_or("no way to git")?);
    let mut from = "from refs/heads/main^0\n";
    for case in cases {
        let (path, text) = case.file(case.stages.len());
        let text = change(&text);
        let message = format!(
            "更新 {id}\n\nPo-Op: case.set\nPo-Record: {id}\n",
            id = case.id
        );
        write!(
            input,
            "commit refs/heads/{branch}\ncommitter Bars <bars@example.org> 1793160000 +0800\ndata {}\n{message}\n{from}\
             M 100644 inline {path}\ndata {}\n{text}\n",
            message.len(),
            text.len(),
        )?;
        from = "";
    }
    drop(input.into_inner().map_err(|error| error.to_string())?);
    match child.wait()?.success() {
        true => Ok(()),
        false => Err("git fast-import failed".into()),
    }
}

/// `git` in a folder.
pub(super) fn git_in(folder: &Path) -> Command {
    let mut git = world("git");
    git.arg("-C").arg(folder);
    git
}
