//! The files of one commit: where they lie, what they held and hold, and whether its signer might.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use git2::Oid;

use crate::check::{self, Evidence, File};
use crate::locale::Language;
use crate::record::correction::{Alteration, unexplained};
use crate::record::policy::Power;
use crate::record::schema::schema_path;
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Date, Kind, privacy, problem};
use crate::store::{
    Entry, EntryKind, LARGEST_FILE, RawCommit, ReadError, Snapshot, Store, check_path,
};

use super::breach::{Breach, Findings};
use super::changes::Change;
use super::conflict::{Conflicts, conflicts};
use super::error::HistoryError;
use super::ground::{Ground, Signer, hosts};
use super::judge::Manner;
use super::powers::{is_publication, needed};

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
    "draft-with-text-in-public-store",
    "off-record-text",
    "dangling-row",
    "dangling-speaker",
    "wrong-kind-of-reference",
];

/// So many files are held at a time.
const BATCH: usize = 200;

/// A commit at work, with all that its files are judged by.
pub(super) struct Examination<'c> {
    id: Oid,
    manner: Manner,
    snapshot: Snapshot<'c>,
    parent: Snapshot<'c>,
    /// The sides of a merge; none where it is none.
    sides: Vec<Snapshot<'c>>,
    /// Cases whose stages a merge brought together as it found them on its sides.
    joined: BTreeSet<String>,
    /// Who signed, where somebody's powers are asked for.
    bound: Option<&'c Signer>,
    ground: &'c Ground<'c>,
    is_private: bool,
    day: Date,
    /// Files whose rules were not run yet, each with the codes and words of what its older version broke
    /// already.
    batch: Vec<(File, Vec<(&'static str, String)>)>,
    /// The names of the records that changed.
    records: BTreeSet<String>,
    /// What somebody without the power did, each told once.
    denied: BTreeMap<&'static str, (Power, String)>,
}

/// What the files of a commit are judged by.
pub(super) struct Circumstances<'c> {
    /// The day of the commit.
    pub(super) day: Date,
    /// Whether the store may hold what is not public.
    pub(super) is_private: bool,
    /// What is granted to whom.
    pub(super) ground: &'c Ground<'c>,
    /// Who signed, where that is known.
    pub(super) signer: Option<&'c Signer>,
}

impl<'c> Examination<'c> {
    /// Begins with the files of a commit.
    pub(super) fn new(
        store: &'c Store,
        commit: &RawCommit,
        manner: Manner,
        circumstances: &Circumstances<'c>,
    ) -> Result<Self, HistoryError> {
        let ground = circumstances.ground;
        let sides = commit.recorded.parents.iter();
        let sides = sides.map(|parent| store.snapshot(Some(*parent)));
        let is_merge = commit.recorded.parents.len() > 1;
        Ok(Self {
            sides: sides.filter(|_| is_merge).collect::<Result<_, _>>()?,
            joined: BTreeSet::new(),
            id: commit.id,
            manner,
            snapshot: store.snapshot(Some(commit.id))?,
            parent: store.snapshot(commit.recorded.parents.first().copied())?,
            bound: circumstances.signer.filter(|_| ground.grants_powers()),
            ground,
            is_private: circumstances.is_private,
            day: circumstances.day,
            batch: Vec::new(),
            records: BTreeSet::new(),
            denied: BTreeMap::new(),
        })
    }

    /// Ends with the last file; returns the names of the records that changed.
    pub(super) fn finish(mut self, findings: &mut Findings) -> BTreeSet<String> {
        self.run_rules(findings);
        for (power, path) in self.denied.into_values() {
            let person = self
                .bound
                .map_or_else(String::new, |signer| signer.person.clone());
            let breach = Breach::NoAuthority { person, power };
            findings.add(Some(self.id), &path, 1, breach);
        }
        self.records
    }

    /// Judges one file, but for the rules, which run over many.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn file(
        &mut self,
        change: &Change,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let path = change.path.as_str();
        let id = Some(self.id);
        if let Some(breach) = misplaced(self.manner, change) {
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
            if self.joins_stages(path, &file)? {
                self.joined.insert(path.to_owned());
            }
            if Kind::of_path(path).is_none() && !path.starts_with("records/") {
                // Schemas and git's own files are no records; a citizen's data is none of theirs.
                for found in privacy::scan(&file.text) {
                    let line = problem::line_of(&file.text, found.start);
                    findings.add(id, path, line, Breach::Personal(found.kind));
                }
            } else {
                let stood = old.map_or_else(Vec::new, |old| broken(old, self.day));
                self.batch.push((file, stood));
            }
        }
        if self.batch.len() >= BATCH {
            self.run_rules(findings);
        }
        Ok(())
    }

    /// Whether a merge brought the stages of a case together, each as one of its sides had it. That they do
    /// not follow one another then is nobody's doing, and for people to mend.
    fn joins_stages(&self, path: &str, file: &File) -> Result<bool, HistoryError> {
        let Some(AnyRecord::Case(case)) = &file.parsed.record else {
            return Ok(false);
        };
        let mut there = HashSet::new();
        for side in &self.sides {
            let entry = side.entry(path)?;
            if let Ok(Some(file)) = read(side, path, entry.as_ref())?
                && let Some(AnyRecord::Case(case)) = file.parsed.record
            {
                there.extend(case.stages.iter().map(|row| (row.name, row.on)));
            }
        }
        let mut stages = case.stages.iter();
        Ok(!self.sides.is_empty() && stages.all(|row| there.contains(&(row.name, row.on))))
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
            let now = match &after {
                Some(AnyRecord::Transcript(after)) => Some(&**after),
                _ => None,
            };
            // One that cannot be read is told as such.
            let is_unreadable = new.is_some() && now.is_none();
            if before.status == TranscriptStatus::Published && !is_unreadable {
                let gone = vec![Alteration::Status];
                let altered = now.map_or(gone, |now| unexplained(before, now));
                let text = new.map_or("", |new| &new.text);
                for one in altered {
                    let (line, breach) = of_published(one, text);
                    findings.add(id, path, line, breach);
                }
            }
        }
        let Some(after) = after else { return };
        match conflicts(&after) {
            Conflicts::None => {}
            Conflicts::Malformed => findings.add(id, path, 1, Breach::MalformedConflict),
            Conflicts::Open => {
                if is_publication(before.as_ref(), Some(&after)) {
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
            (None, Some(after)) => hosts(after, &self.snapshot),
            (None, None) => Vec::new(),
        };
        for power in needed {
            if !self.ground.allows(signer, power, &hosts) {
                let told = self.denied.entry(power.as_str());
                told.or_insert_with(|| (power, path.to_owned()));
            }
        }
    }

    /// Runs the rules of `po check` over the files at hand.
    fn run_rules(&mut self, findings: &mut Findings) {
        let (files, stood): (Vec<File>, Vec<_>) =
            std::mem::take(&mut self.batch).into_iter().unzip();
        if files.is_empty() {
            return;
        }
        let mut codes = SCHEMA.to_vec();
        codes.extend(STAGES);
        if self.manner != Manner::Verify {
            codes.extend(CONTENT);
        }
        let stood: HashMap<&str, &Vec<(&'static str, String)>> = files
            .iter()
            .map(|file| file.path.as_str())
            .zip(&stood)
            .collect();
        let evidence = Evidence::new(&files, self.is_private, self.day);
        for finding in check::run(&evidence, Some(&owned(&codes))) {
            let said = (finding.code, finding.message(Language::En));
            let is_old = stood
                .get(finding.path.as_str())
                .is_some_and(|stood| stood.contains(&said));
            let is_joined = STAGES.contains(&finding.code) && self.joined.contains(&finding.path);
            if !is_old && !is_joined {
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
        .map(|finding| (finding.code, finding.message(Language::En)))
        .collect()
}

/// What it is to alter a published transcript so, and the line that shows it.
fn of_published(alteration: Alteration, text: &str) -> (usize, Breach) {
    match alteration {
        Alteration::Status => (1, Breach::PublishedTakenBack),
        Alteration::Order => (1, Breach::PublishedOrder),
        Alteration::Speech(n) => (line_of_speech(text, n), Breach::PublishedSpeech { n }),
        Alteration::Speaker(key) => (1, Breach::PublishedSpeaker { key }),
        Alteration::Correction(k) => {
            let k = k.as_str().to_owned();
            (1, Breach::PublishedCorrection { k })
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_is_run_exists() {
        for code in SCHEMA.iter().chain(&STAGES).chain(&CONTENT) {
            assert!(check::rule(code).is_some(), "{code}");
        }
    }
}
