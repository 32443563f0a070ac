//! One reference of a push, judged from its old tip to the new one.

use std::collections::HashSet;

use git2::{ErrorCode, ObjectType, Oid};
use memchr::memmem;

use crate::record::id::POLICY_PATH;
use crate::record::reference::{Target, references};
use crate::record::{AnyRecord, Date, Kind, any, privacy};
use crate::store::{
    Environment, Fault, LARGEST_FILE, Proof, RawCommit, ReadError, Snapshot, Store,
};
use crate::sync::twins::{self, Claim};

use super::super::verify::{
    Breach, Change, Findings, Ground, HistoryError, Judge, Layout, Manner, changed,
    commits_between, descends,
};
use super::hook::Update;

/// A refused push is told so many findings: its sender mends them and sees the rest.
pub const MOST_FINDINGS: usize = 20;

/// Paths and blobs of records.
type Written = Vec<(String, Oid)>;

/// Kinds and ids of records.
type Gone = Vec<(Kind, String)>;

/// Judges what is pushed into one store.
pub struct Guard<'g> {
    store: &'g Store,
    environment: &'g Environment,
    today: Date,
    /// Public keys that the server trusts (`po.trustedKey`).
    trusted: Vec<String>,
}

impl<'g> Guard<'g> {
    /// For pushes of a day.
    ///
    /// # Errors
    /// Where git's settings cannot be read.
    pub fn new(
        store: &'g Store,
        environment: &'g Environment,
        today: Date,
    ) -> Result<Self, HistoryError> {
        let trusted = store.configured(environment, "po.trustedKey")?;
        Ok(Self {
            store,
            environment,
            today,
            trusted,
        })
    }

    /// Judges one reference of a push; tells how many commits are new to it.
    ///
    /// # Errors
    /// Where the history cannot be read as it was made.
    pub fn receive(&self, update: &Update, findings: &mut Findings) -> Result<usize, HistoryError> {
        let name = update.name.clone();
        let is_branch = name.starts_with("refs/heads/");
        let is_tag = name.starts_with("refs/tags/");
        let Some(new) = update.new else {
            findings.add(None, "", 1, Breach::Deleted { name });
            return Ok(0);
        };
        for found in privacy::scan_field(&name.replace('/', " "), None, "") {
            findings.add(None, "", 1, Breach::Personal(found.kind));
        }
        let tip = match self.commit_of(new, is_tag, findings)? {
            Some(tip) if is_branch || is_tag => tip,
            _ => {
                findings.add(None, "", 1, Breach::ForeignReference { name });
                return Ok(0);
            }
        };
        if let Some(old) = update.old
            && (is_tag || !descends(self.store, tip, old)?)
        {
            findings.add(None, "", 1, Breach::NotFastForward { name });
            return Ok(0);
        }
        let published = self.store.head()?;
        let branch = self.store.branch()?.unwrap_or_default();
        if published.is_none() && name.strip_prefix("refs/heads/") != Some(&branch) {
            findings.add(None, "", 1, Breach::NotTheFirst { branch, name });
            return Ok(0);
        }
        let authority = self.authority(update.old, published)?;
        self.judge_by(authority, update.old.or(published), tip, findings)
    }

    /// Judges the commits that `tip` has and `base` has not, as a push onto `base`; tells how many they
    /// are. Without a base it is the first push: the tip must be signed with a trusted key, which vouches
    /// for all that it stands on.
    ///
    /// # Errors
    /// Where the history cannot be read as it was made.
    pub fn judge(
        &self,
        base: Option<Oid>,
        tip: Oid,
        findings: &mut Findings,
    ) -> Result<usize, HistoryError> {
        self.judge_by(base, base, tip, findings)
    }

    /// Judges by the policy, posts and keys of `authority`; its commits are accepted already.
    fn judge_by(
        &self,
        authority: Option<Oid>,
        base: Option<Oid>,
        tip: Oid,
        findings: &mut Findings,
    ) -> Result<usize, HistoryError> {
        let held = self.store.snapshot(authority)?;
        let old = self.store.snapshot(base)?;
        let new = self.store.snapshot(Some(tip))?;
        let is_first_policy =
            held.entry(POLICY_PATH)?.is_none() && new.entry(POLICY_PATH)?.is_some();
        if base.is_none() || (is_first_policy && !self.trusted.is_empty()) {
            self.require_trust(tip, findings)?;
        }
        let ground = match authority {
            Some(_) => Ground::at(self.store, self.environment, &held)?,
            None => Ground::none(self.store, self.environment)?,
        };
        let judge = Judge::new(self.store, Manner::Guard, self.today);
        let known: Vec<Oid> = [base, authority].into_iter().flatten().collect();
        let commits = commits_between(self.store, tip, &known)?;
        let mut roots = 0;
        for id in &commits {
            let commit = self.raw(*id)?;
            roots += usize::from(commit.recorded.parents.is_empty());
            if commit.recorded.parents.is_empty() && (base.is_some() || roots > 1) {
                findings.add(Some(*id), "", 1, Breach::SecondRoot);
            } else {
                judge.judge(&commit, &ground, None, findings)?;
            }
            if findings.is_full() {
                return Ok(commits.len());
            }
        }
        let (written, gone) = self.changed_records(&old, &new)?;
        self.dangling(&new, &written, &gone, tip, findings)?;
        self.twins(&old, &new, (&written, &gone), tip, findings)?;
        Ok(commits.len())
    }

    /// Whose policy, posts and keys hold for a reference that stood at `old`: those of the reference where it
    /// goes on from what is published, else those published. A branch that begins before the policy was
    /// made, or before a key or post ended, is no way around them.
    fn authority(
        &self,
        old: Option<Oid>,
        published: Option<Oid>,
    ) -> Result<Option<Oid>, HistoryError> {
        match (old, published) {
            (Some(old), Some(published)) if descends(self.store, old, published)? => Ok(Some(old)),
            (old, published) => Ok(published.or(old)),
        }
    }

    /// The commit that a pushed object is, or that a tag names; the words of a tag are looked through.
    fn commit_of(
        &self,
        object: Oid,
        is_tag: bool,
        findings: &mut Findings,
    ) -> Result<Option<Oid>, HistoryError> {
        let repository = self.store.repository();
        let found = match repository.find_object(object, None) {
            Ok(found) => found,
            Err(cause) if cause.code() == ErrorCode::NotFound => {
                return Err(HistoryError::Missing { object });
            }
            Err(cause) => {
                let action = "read a pushed object";
                return Err(Fault::Git { action, cause }.into());
            }
        };
        match found.kind() {
            Some(ObjectType::Commit) => Ok(Some(object)),
            Some(ObjectType::Tag) if is_tag => {
                let tag = found.as_tag();
                let message = tag
                    .and_then(|tag| tag.message().ok().flatten())
                    .unwrap_or_default();
                for one in privacy::scan_field(message, None, "") {
                    findings.add(Some(object), "", 1, Breach::Personal(one.kind));
                }
                let target = tag.filter(|tag| tag.target_type() == Some(ObjectType::Commit));
                Ok(target.map(git2::Tag::target_id))
            }
            _ => Ok(None),
        }
    }

    fn raw(&self, id: Oid) -> Result<RawCommit, HistoryError> {
        let commit = self.store.raw_commit(id)?;
        commit.ok_or(HistoryError::Missing { object: id })
    }

    /// The tip must be signed with a key of the server's settings.
    fn require_trust(&self, tip: Oid, findings: &mut Findings) -> Result<(), HistoryError> {
        if self.trusted.is_empty() {
            findings.add(None, "", 1, Breach::NoAnchor);
            return Ok(());
        }
        let keys: Vec<&str> = self.trusted.iter().map(String::as_str).collect();
        let ring = self.store.key_ring(self.environment, &keys)?;
        let commit = self.raw(tip)?;
        let proof = ring.prove(commit.signature.as_deref(), &commit.payload)?;
        if !matches!(proof, Proof::Good(_)) {
            findings.add(Some(tip), "", 1, Breach::NotTrusted);
        }
        Ok(())
    }

    /// The records that a push changed, and those that it took away.
    fn changed_records(
        &self,
        old: &Snapshot<'_>,
        new: &Snapshot<'_>,
    ) -> Result<(Written, Gone), HistoryError> {
        let mut written = Vec::new();
        let mut gone = Vec::new();
        let records = Layout::Records;
        changed(
            new,
            old.tree(),
            new.tree(),
            records,
            &mut |change: Change| {
                let is_file = |entry: &crate::store::Entry| entry.kind.is_file();
                match (Kind::of_path(&change.path), change.new.filter(is_file)) {
                    (Some(_), Some(entry)) => written.push((change.path, entry.id)),
                    (Some((kind, id)), None) => gone.push((kind, id.to_owned())),
                    (None, _) => {}
                }
                true
            },
        )?;
        Ok((written, gone))
    }

    /// What two cases would have of which one may have it.
    fn twins(
        &self,
        old: &Snapshot<'_>,
        new: &Snapshot<'_>,
        (written, gone): (&Written, &Gone),
        tip: Oid,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let is_case = |path: &str| Kind::of_path(path).is_some_and(|(kind, _)| kind == Kind::Case);
        let mut cases = Vec::new();
        for (path, blob) in written.iter().filter(|(path, _)| is_case(path)) {
            if let Some(AnyRecord::Case(case)) = self.record(new, path, *blob)? {
                cases.push(*case);
            }
        }
        let gone = gone.iter().filter(|(kind, _)| *kind == Kind::Case);
        let gone: Vec<String> = gone.map(|(_, id)| id.clone()).collect();
        for twin in twins::find(self.store, old, &cases, &gone)? {
            let path = Kind::Case.path(&twin.case).unwrap_or_default();
            let breach = match twin.claim {
                Claim::Number(number) => Breach::NumberTaken {
                    number,
                    other: twin.other,
                },
                Claim::Petition(_) => Breach::PetitionTaken { other: twin.other },
            };
            findings.add(Some(tip), &path, 1, breach);
        }
        Ok(())
    }

    /// A record; `None` where it is none, or too large, which was told as such.
    fn record(
        &self,
        snapshot: &Snapshot<'_>,
        path: &str,
        blob: Oid,
    ) -> Result<Option<AnyRecord>, HistoryError> {
        match snapshot.read_blob(blob, LARGEST_FILE) {
            Err(ReadError::TooLarge { .. }) => Ok(None),
            read => Ok(any::parse(path, &read?).record),
        }
    }

    /// What the push leaves leading nowhere: references of records that it changed, and any reference
    /// to a record that it took away.
    fn dangling(
        &self,
        new: &Snapshot<'_>,
        written: &Written,
        gone: &Gone,
        tip: Oid,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        for (path, blob) in written {
            let is_there = |kind: Kind, id: &str| match kind.path(id) {
                Some(path) => Ok(new.entry(&path)?.is_some()),
                None => Ok::<bool, HistoryError>(false),
            };
            self.references(new, (path, *blob), tip, &is_there, findings)?;
            if findings.is_full() {
                return Ok(());
            }
        }
        if !gone.is_empty() {
            let told: HashSet<&str> = written.iter().map(|(path, _)| path.as_str()).collect();
            self.references_to(new, gone, &told, tip, findings)?;
        }
        Ok(())
    }

    /// Tells the references of one record to what is not there.
    fn references(
        &self,
        snapshot: &Snapshot<'_>,
        (path, blob): (&str, Oid),
        tip: Oid,
        is_there: &dyn Fn(Kind, &str) -> Result<bool, HistoryError>,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let Some(record) = self.record(snapshot, path, blob)? else {
            return Ok(());
        };
        for reference in references(&record) {
            let (kind, id) = match reference.target {
                Target::Record(id, _) => (id.kind(), id.to_string()),
                Target::Agency(id) => (Kind::Agency, id.to_string()),
                Target::Person(id) => (Kind::Person, id.to_string()),
            };
            if !is_there(kind, &id)? {
                let field = reference.field;
                findings.add(Some(tip), path, 1, Breach::Dangling { field, id });
            }
        }
        Ok(())
    }

    /// Tells the records, but those that were `told` of, that still name one that is gone. The bytes are looked through before a record
    /// is read, and nothing is where nobody took a record away.
    fn references_to(
        &self,
        snapshot: &Snapshot<'_>,
        gone: &[(Kind, String)],
        told: &HashSet<&str>,
        tip: Oid,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let finders: Vec<memmem::Finder<'_>> = gone
            .iter()
            .map(|(_, id)| memmem::Finder::new(id.as_bytes()))
            .collect();
        let is_there = |kind: Kind, id: &str| {
            Ok(!gone
                .iter()
                .any(|(other, name)| *other == kind && name == id))
        };
        for folder in snapshot.folders(|_| false)? {
            for entry in snapshot.entries(folder.tree)? {
                let path = format!("{}/{}", folder.path, entry.name);
                if !entry.kind.is_file() || told.contains(path.as_str()) {
                    continue;
                }
                let bytes = snapshot.read_blob(entry.id, LARGEST_FILE)?;
                if finders.iter().any(|finder| finder.find(&bytes).is_some()) {
                    self.references(snapshot, (&path, entry.id), tip, &is_there, findings)?;
                }
                if findings.is_full() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}
