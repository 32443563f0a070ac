//! Judges one commit.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, Oid};

use crate::check::{self, Evidence, File};
use crate::record::case::{Stage, Visibility};
use crate::record::id::SETTINGS_PATH;
use crate::record::policy::Power;
use crate::record::schema::schema_path;
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Date, Kind, any, privacy};
use crate::store::{
    Entry, EntryKind, Fault, LARGEST_FILE, Proof, RawCommit, ReadError, Snapshot,
    Store, check_path,
};

use super::breach::{Breach, Findings};
use super::changes::{Change, Layout, changed};
use super::conflict::{Conflicts, conflicts};
use super::error::HistoryError;
use super::ground::{Ground, Signed, Signer, hosts};
use super::published;
use super::trailers::forgery;

/// Rules of `po check` that say whether a file is a record at all.
const SCHEMA: [&str; 14] = [
    "unknown-place",
    "symlink",
    "too-large",
    "not-utf8",
    "toml-syntax",
    "missing-field",
    "wrong-type",
    "bad-value",
    "unknown-word",
    "duplicate-row",
    "misplaced-record",
    "agency-name",
    "store-format",
    "policy-without-signatures",
];

/// Rules that say whether the stages of a case may follow one another.
const STAGES: [&str; 2] = ["stage-order", "stage-dates"];

/// Rules that say what may not enter a store, or leads nowhere inside its own record.
const CONTENT: [&str; 7] = [
    "privacy",
    "internal-in-public-store",
    "draft-with-text",
    "off-record-text",
    "dangling-row",
    "dangling-speaker",
    "wrong-kind-of-reference",
];

/// So many files are held at a time.
const BATCH: usize = 200;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// What a history proves or breaks; what is not a record is none of its business.
    Verify,
    /// What may enter a shared store on this day, files outside its layout included.
    Guard {
        /// The day of the push.
        today: Date,
    },
}

/// What a signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureState {
    /// It holds and is by a key that the store knows.
    Good,
    /// It does not hold.
    Bad,
    /// It is by a key that the store does not know.
    Unknown,
    /// There is none.
    Unsigned,
}

impl SignatureState {
    /// The word in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
            Self::Unsigned => "unsigned",
        }
    }
}

/// What is known of a commit that was judged, but for the findings.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The commit.
    pub commit: Oid,
    /// When it was recorded, in Taipei.
    pub recorded_at: DateTime<FixedOffset>,
    /// What its signature says.
    pub signature: SignatureState,
    /// Whose it is, where the key was valid.
    pub signer: Option<Signer>,
}

/// Judges commits of one store.
pub struct Judge<'s> {
    store: &'s Store,
    manner: Manner,
    /// Whether the settings of a blob make a store private.
    privacy: RefCell<HashMap<Oid, bool>>,
}

/// A commit at work, with all that its files are judged by.
struct Examination<'c> {
    id: Oid,
    snapshot: Snapshot<'c>,
    parent: Snapshot<'c>,
    /// Who signed, where somebody's powers are asked for.
    bound: Option<&'c Signer>,
    ground: &'c Ground<'c>,
    is_private: bool,
    today: Date,
    /// Files whose rules were not run yet, each with the codes and words of what its older version broke
    /// already.
    batch: Vec<(File, Vec<(&'static str, String)>)>,
    /// The names of the records that changed.
    records: BTreeSet<String>,
    /// What somebody without the power did, each told once.
    denied: BTreeMap<&'static str, (Power, String)>,
}

impl<'s> Judge<'s> {
    /// For the commits of a store.
    pub fn new(store: &'s Store, manner: Manner) -> Self {
        Self {
            store,
            manner,
            privacy: RefCell::default(),
        }
    }

    /// Judges a commit by the ground, which stood before it.
    ///
    /// # Errors
    /// Where an object cannot be read.
    pub fn judge(
        &self,
        commit: &RawCommit,
        ground: &Ground<'_>,
        findings: &mut Findings,
    ) -> Result<Judgement, HistoryError> {
        let parents = self.parents(commit)?;
        let day = self.dates(commit, &parents, findings);
        if commit.parents.len() > 2 {
            findings.add(Some(commit.id), "", 1, Breach::Octopus);
        }
        let (signature, signer) = self.signature(commit, day, ground, findings)?;
        let mut examination = Examination {
            id: commit.id,
            snapshot: self.store.snapshot(Some(commit.id))?,
            parent: self.store.snapshot(commit.parents.first().copied())?,
            bound: signer.as_ref().filter(|_| ground.grants_powers()),
            ground,
            is_private: self.is_private(commit)?,
            today: day,
            batch: Vec::new(),
            records: BTreeSet::new(),
            denied: BTreeMap::new(),
        };
        self.files(commit, &parents, &mut examination, findings)?;
        examination.run_rules(self.manner, findings);
        for (power, path) in std::mem::take(&mut examination.denied).into_values() {
            let person = signer.as_ref().map_or_else(String::new, |s| s.person.clone());
            let breach = Breach::NoAuthority { person, power };
            findings.add(Some(commit.id), &path, 1, breach);
        }
        self.message(commit, &examination.records, findings);
        drop(examination);
        Ok(Judgement {
            commit: commit.id,
            recorded_at: commit.recorded_at(),
            signature,
            signer,
        })
    }

    fn parents(&self, commit: &RawCommit) -> Result<Vec<RawCommit>, HistoryError> {
        let mut parents = Vec::new();
        for id in &commit.parents {
            match self.store.raw_commit(*id)? {
                Some(parent) => parents.push(parent),
                None if self.store.repository().is_shallow() => {
                    return Err(HistoryError::Shallow { commit: commit.id });
                }
                None => return Err(HistoryError::Missing { object: *id }),
            }
        }
        Ok(parents)
    }

    /// The day of the commit, once its place among the others was looked at.
    fn dates(&self, commit: &RawCommit, parents: &[RawCommit], findings: &mut Findings) -> Date {
        let moment = |commit: &RawCommit| {
            commit
                .recorded_at()
                .format("%Y-%m-%d %H:%M:%S")
                .to_string()
        };
        let latest = parents.iter().max_by_key(|parent| parent.seconds);
        if let Some(parent) = latest.filter(|parent| parent.seconds > commit.seconds) {
            let breach = Breach::DateBeforeParent {
                date: moment(commit),
                parent: moment(parent),
            };
            findings.add(Some(commit.id), "", 1, breach);
        }
        let day = Date::from_naive(commit.day());
        let in_future = match self.manner {
            // A clock that runs a little fast is no fraud.
            Manner::Guard { today } => day.is_none_or(|day| Some(day) > today.plus_days(1)),
            Manner::Verify => day.is_none(),
        };
        if in_future {
            let date = moment(commit);
            findings.add(Some(commit.id), "", 1, Breach::DateInFuture { date });
        }
        let no_day = || Date::new(2000, 1, 1).expect("a day of the year 2000 exists");
        day.unwrap_or_else(no_day)
    }

    fn signature(
        &self,
        commit: &RawCommit,
        day: Date,
        ground: &Ground<'_>,
        findings: &mut Findings,
    ) -> Result<(SignatureState, Option<Signer>), HistoryError> {
        let proof = ground
            .ring()
            .prove(commit.signature.as_deref(), &commit.payload)?;
        // A key that has ended signs nothing new, whatever day its holder writes into the commit.
        let days: &[Date] = match self.manner {
            Manner::Verify => &[day],
            Manner::Guard { today } => &[day, today],
        };
        let (state, breach) = match &proof {
            Proof::Unsigned => (SignatureState::Unsigned, Some(Breach::Unsigned)),
            Proof::Unknown => (SignatureState::Unknown, Some(Breach::UnknownKey)),
            Proof::Bad => (SignatureState::Bad, Some(Breach::BadSignature)),
            Proof::Good(_) => (SignatureState::Good, None),
        };
        let is_bad = state == SignatureState::Bad;
        if let Some(breach) = breach.filter(|_| is_bad || ground.requires_signatures()) {
            findings.add(Some(commit.id), "", 1, breach);
        }
        match ground.signed(&proof, days) {
            Some(Signed::By(signer)) => Ok((state, Some(signer))),
            Some(Signed::OutOfDate(person)) => {
                let breach = Breach::KeyNotValid { person, day };
                findings.add(Some(commit.id), "", 1, breach);
                Ok((state, None))
            }
            None => Ok((state, None)),
        }
    }

    fn message(&self, commit: &RawCommit, records: &BTreeSet<String>, findings: &mut Findings) {
        // A merge shows more files than it changed itself.
        if commit.parents.len() < 2
            && let Some(forgery) = forgery(&commit.message, records)
        {
            findings.add(Some(commit.id), "", 1, Breach::ForgedTrailer(forgery));
        }
        if self.manner != Manner::Verify {
            for found in privacy::scan_field(&commit.message, None, "") {
                findings.add(Some(commit.id), "", 1, Breach::Personal(found.kind));
            }
        }
    }

    /// Whether the store, at the commit, may hold what is not public.
    fn is_private(&self, commit: &RawCommit) -> Result<bool, HistoryError> {
        let snapshot = self.store.snapshot(Some(commit.id))?;
        let entry = snapshot.entry(SETTINGS_PATH)?;
        let Some(entry) = entry.filter(|entry| entry.kind.is_file()) else {
            return Ok(false);
        };
        if let Some(known) = self.privacy.borrow().get(&entry.id) {
            return Ok(*known);
        }
        let bytes = snapshot.read_blob(entry.id, LARGEST_FILE)?;
        let is_private = match any::parse(SETTINGS_PATH, &bytes).record {
            Some(AnyRecord::Settings(settings)) => settings.private.unwrap_or(false),
            _ => false,
        };
        self.privacy.borrow_mut().insert(entry.id, is_private);
        Ok(is_private)
    }

    /// Judges every file that the commit changed itself.
    fn files(
        &self,
        commit: &RawCommit,
        parents: &[RawCommit],
        examination: &mut Examination<'_>,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let layout = match self.manner {
            Manner::Verify => Layout::Records,
            Manner::Guard { .. } => Layout::Whole,
        };
        let snapshot = self.store.snapshot(None)?;
        let mut failed = None;
        let mut take = |examination: &mut Examination<'_>, change: &Change, findings: &mut Findings| {
            if let Err(error) = examination.file(self.manner, change, findings) {
                failed = Some(error);
            }
            failed.is_none() && !findings.is_full()
        };
        match parents {
            [one, other, ..] => {
                for change in self.own_changes(commit, one, other, layout)? {
                    if !take(examination, &change, findings) {
                        break;
                    }
                }
            }
            _ => {
                let old = parents.first().map(|parent| parent.tree);
                changed(&snapshot, old, Some(commit.tree), layout, &mut |change| {
                    take(examination, &change, findings)
                })?;
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// What a merge says that follows from neither side: files that differ from what either side alone
    /// changed since they parted. Each stands beside what it had to be.
    fn own_changes(
        &self,
        commit: &RawCommit,
        one: &RawCommit,
        other: &RawCommit,
        layout: Layout,
    ) -> Result<Vec<Change>, HistoryError> {
        let store = self.store;
        let base = match store.repository().merge_base(one.id, other.id) {
            Ok(base) => Some(base),
            Err(cause) if cause.code() == ErrorCode::NotFound => None,
            Err(cause) => {
                let action = "find where two sides parted";
                return Err(Fault::Git { action, cause }.into());
            }
        };
        let base = store.snapshot(base)?;
        let (left, right) = (store.snapshot(Some(one.id))?, store.snapshot(Some(other.id))?);
        let mut own: BTreeMap<String, Change> = BTreeMap::new();
        let mut failed: Option<ReadError> = None;
        for side in [one, other] {
            changed(
                &base,
                Some(side.tree),
                Some(commit.tree),
                layout,
                &mut |change| {
                    let sides = || -> Result<[Option<Entry>; 3], ReadError> {
                        let path = change.path.as_str();
                        Ok([base.entry(path)?, left.entry(path)?, right.entry(path)?])
                    };
                    match sides() {
                        Err(error) => failed = Some(error),
                        Ok([base, left, right]) => {
                            let due = if left == right || base == left {
                                Some(&right)
                            } else if base == right {
                                Some(&left)
                            } else {
                                None
                            };
                            if due != Some(&change.new) {
                                // What one side alone brought and the merge drops was there as well.
                                let old = if left == change.new { right } else { left };
                                let new = change.new.clone();
                                let path = change.path.clone();
                                own.insert(change.path, Change { path, old, new });
                            }
                        }
                    }
                    failed.is_none()
                },
            )?;
        }
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(own.into_values().collect()),
        }
    }
}

impl Examination<'_> {
    /// Judges one file, but for the rules, which run over many.
    fn file(
        &mut self,
        manner: Manner,
        change: &Change,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let path = change.path.as_str();
        let id = Some(self.id);
        if let Some(breach) = misplaced(manner, change) {
            findings.add(id, path, 1, breach);
            return Ok(());
        }
        if path.starts_with("records/") {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            self.records.insert(stem.to_owned());
        }
        let old = read(&self.parent, path, change.old.as_ref())?.ok();
        let new = match read(&self.snapshot, path, change.new.as_ref())? {
            Ok(file) => file,
            Err((size, most)) => {
                findings.add(id, path, 1, Breach::TooLarge { size, most });
                return Ok(());
            }
        };
        let old = old.flatten();
        self.contents(path, old.as_ref(), new.as_ref(), findings);
        self.powers(path, old.as_ref(), new.as_ref());
        if let Some(file) = new {
            if Kind::of_path(path).is_none() && !path.starts_with("records/") {
                // Schemas and git's own files are no records; a citizen's data is none of theirs.
                for found in privacy::scan(&file.text) {
                    let line = crate::record::problem::line_of(&file.text, found.start);
                    findings.add(id, path, line, Breach::Personal(found.kind));
                }
            } else {
                let stood = old.map_or_else(Vec::new, |old| broken(old, self.today));
                self.batch.push((file, stood));
            }
        }
        if self.batch.len() >= BATCH {
            self.run_rules(manner, findings);
        }
        Ok(())
    }

    /// What may not change, and what may not be made public.
    fn contents(
        &self,
        path: &str,
        old: Option<&File>,
        new: Option<&File>,
        findings: &mut Findings,
    ) {
        let id = Some(self.id);
        let record = |file: Option<&File>| file.and_then(|file| file.parsed.record.clone());
        let (before, after) = (record(old), record(new));
        if let Some(AnyRecord::Transcript(before)) = &before {
            let after = match &after {
                Some(AnyRecord::Transcript(after)) => Some(&**after),
                _ => None,
            };
            // One that cannot be read is told as such.
            let is_unreadable = new.is_some() && after.is_none();
            if published::is_taken_back(before, after) && !is_unreadable {
                findings.add(id, path, 1, Breach::PublishedTakenBack);
            } else if before.status == TranscriptStatus::Published
                && let (Some(after), Some(old), Some(new)) = (after, old, new)
            {
                for n in published::altered(before, after, &old.text, &new.text) {
                    let line = line_of_speech(&new.text, n);
                    findings.add(id, path, line, Breach::PublishedSpeech { n });
                }
            }
        }
        let Some(new) = new else { return };
        match conflicts(&new.text) {
            Conflicts::None => {}
            Conflicts::Malformed => findings.add(id, path, 1, Breach::MalformedConflict),
            Conflicts::Open => {
                if is_publication(before.as_ref(), after.as_ref()) {
                    findings.add(id, path, 1, Breach::PublishedConflict);
                }
            }
        }
    }

    /// Notes what the signer had no power to do.
    fn powers(&mut self, path: &str, old: Option<&File>, new: Option<&File>) {
        let Some(signer) = self.bound else { return };
        let record = |file: Option<&File>| file.and_then(|file| file.parsed.record.clone());
        let (before, after) = (record(old), record(new));
        let needed = needed(path, before.as_ref(), after.as_ref());
        let hosts = match (&before, &after) {
            (Some(before), _) => hosts(before, &self.parent),
            (None, Some(after)) if old.is_none() => hosts(after, &self.snapshot),
            _ => Vec::new(),
        };
        for power in needed {
            if !self.ground.allows(signer, power, &hosts) {
                let told = self.denied.entry(power.as_str());
                told.or_insert_with(|| (power, path.to_owned()));
            }
        }
    }

    /// Runs the rules of `po check` over the files at hand.
    fn run_rules(&mut self, manner: Manner, findings: &mut Findings) {
        let (files, stood): (Vec<File>, Vec<_>) = std::mem::take(&mut self.batch).into_iter().unzip();
        if files.is_empty() {
            return;
        }
        let mut codes = SCHEMA.to_vec();
        codes.extend(STAGES);
        if manner != Manner::Verify {
            codes.extend(CONTENT);
        }
        let stood: HashMap<&str, &Vec<(&'static str, String)>> = files
            .iter()
            .map(|file| file.path.as_str())
            .zip(&stood)
            .collect();
        let evidence = Evidence::new(&files, self.is_private, self.today);
        for finding in check::run(&evidence, Some(&owned(&codes))) {
            let said = (finding.code, finding.message(crate::locale::Language::En));
            let is_old = stood
                .get(finding.path.as_str())
                .is_some_and(|stood| stood.contains(&said));
            if !is_old {
                let (path, line) = (finding.path.clone(), finding.line);
                findings.add(Some(self.id), &path, line, Breach::Record(finding));
            }
        }
    }
}

/// What is wrong with the place or the kind of a file that is there now.
fn misplaced(manner: Manner, change: &Change) -> Option<Breach> {
    let entry = change.new.as_ref()?;
    let path = change.path.as_str();
    match entry.kind {
        EntryKind::Link => return Some(Breach::Link),
        EntryKind::Submodule => return Some(Breach::Submodule),
        EntryKind::Folder => return Some(Breach::OutsideLayout),
        EntryKind::File | EntryKind::Executable => {}
    }
    if manner == Manner::Verify {
        return None;
    }
    let is_schema = || Kind::ALL.into_iter().any(|kind| schema_path(kind) == path);
    let is_known = Kind::of_path(path).is_some()
        || matches!(path, ".gitattributes" | ".gitignore")
        || is_schema();
    // A name that is not UTF-8 was read with this character in it.
    let is_sound = check_path(path).is_ok() && !path.contains('\u{fffd}');
    (!is_known || !is_sound).then_some(Breach::OutsideLayout)
}

/// A file of a snapshot: nothing where there is none, or its size and the most there may be.
type Sized = Result<Option<File>, (u64, u64)>;

fn read(snapshot: &Snapshot<'_>, path: &str, entry: Option<&Entry>) -> Result<Sized, HistoryError> {
    let Some(entry) = entry.filter(|entry| entry.kind.is_file()) else {
        return Ok(Ok(None));
    };
    match snapshot.read_blob(entry.id, LARGEST_FILE) {
        Ok(bytes) => Ok(Ok(Some(File::read(path, &bytes)))),
        Err(ReadError::TooLarge { size, limit, .. }) => Ok(Err((size, limit))),
        Err(error) => Err(error.into()),
    }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// The steps of a case that were out of order before: they are not this commit's doing.
fn broken(old: File, today: Date) -> Vec<(&'static str, String)> {
    if !matches!(old.parsed.record, Some(AnyRecord::Case(_))) {
        return Vec::new();
    }
    let files = [old];
    let evidence = Evidence::new(&files, true, today);
    check::run(&evidence, Some(&owned(&STAGES)))
        .into_iter()
        .map(|finding| (finding.code, finding.message(crate::locale::Language::En)))
        .collect()
}

/// The line of the row of a speech.
fn line_of_speech(text: &str, n: u32) -> usize {
    let row = format!("n = {n}");
    let lines = text.lines().zip(1..);
    lines
        .filter(|(line, _)| line.trim() == row)
        .map(|(_, number)| number)
        .next()
        .unwrap_or(1)
}

/// Which powers a change of a file takes.
fn needed(path: &str, old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> Vec<Power> {
    let own = match Kind::of_path(path).map(|(kind, _)| kind) {
        Some(Kind::Case | Kind::Meeting | Kind::Transcript) => Power::Change,
        Some(Kind::Agency) => Power::Agencies,
        Some(Kind::Person) => Power::People,
        Some(Kind::Policy) => Power::Policy,
        Some(Kind::Rules | Kind::Calendar | Kind::Template | Kind::Settings) | None => {
            Power::Settings
        }
    };
    let mut powers = vec![own];
    if is_release(old, new) {
        powers.push(Power::Release);
    }
    if is_publication(old, new) {
        powers.push(Power::Publish);
    }
    powers
}

/// Whether a case enters the stage `released`, once more or for the first time.
fn is_release(old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> bool {
    let releases = |record: Option<&AnyRecord>| match record {
        Some(AnyRecord::Case(case)) => case
            .stages
            .iter()
            .filter(|row| row.name == Stage::Released)
            .count(),
        _ => 0,
    };
    releases(new) > releases(old)
}

/// Whether what was not public is public.
fn is_publication(old: Option<&AnyRecord>, new: Option<&AnyRecord>) -> bool {
    let visibility = |record: Option<&AnyRecord>| match record {
        Some(AnyRecord::Case(case)) => case.visibility,
        Some(AnyRecord::Meeting(meeting)) => meeting.visibility,
        _ => None,
    };
    let is_published = |record: Option<&AnyRecord>| {
        matches!(record, Some(AnyRecord::Transcript(transcript))
            if transcript.status == TranscriptStatus::Published)
    };
    let opened = visibility(old) == Some(Visibility::Internal)
        && new.is_some()
        && visibility(new) != Some(Visibility::Internal);
    opened || (is_published(new) && !is_published(old))
}
