//! Judges one commit.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, Oid};

use crate::record::id::SETTINGS_PATH;
use crate::record::{AnyRecord, Date, any, privacy};
use crate::store::{Entry, Fault, LARGEST_FILE, Proof, RawCommit, ReadError, Store};

use super::breach::{Breach, Findings};
use super::changes::{Change, Layout, changed};
use super::error::HistoryError;
use super::examination::{Circumstances, Examination};
use super::ground::{Ground, Signed, Signer};
use super::trailers::forgery;

/// The seconds by which a commit must lie before its parent to be a finding. The clocks of two honest
/// machines differ by less, and git follows parents whatever the clocks say.
const CLOCKS_APART: i64 = 60;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// What a history proves or breaks; what is not a record is none of its business.
    Verify,
    /// What may enter a shared store today, files outside its layout included.
    Guard,
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

/// The day of a commit; one without is told as such, and counts as of the year 2000.
fn day_of(commit: &RawCommit) -> Date {
    let no_day = || Date::new(2000, 1, 1).expect("a day of the year 2000 exists");
    Date::from_naive(commit.day()).unwrap_or_else(no_day)
}

/// Judges commits of one store.
pub struct Judge<'s> {
    store: &'s Store,
    manner: Manner,
    /// The day on which it is judged.
    today: Date,
    /// Whether the settings of a blob make a store private.
    privacy: RefCell<HashMap<Oid, bool>>,
}

impl<'s> Judge<'s> {
    /// For the commits of a store, judged on a day.
    pub fn new(store: &'s Store, manner: Manner, today: Date) -> Self {
        Self {
            store,
            manner,
            today,
            privacy: RefCell::default(),
        }
    }

    /// Judges a commit by the ground, which stood before it. What is known since then of keys and posts
    /// that had ended by its day is in `latest`.
    ///
    /// # Errors
    /// Where an object cannot be read.
    pub fn judge(
        &self,
        commit: &RawCommit,
        ground: &Ground<'_>,
        latest: Option<&Ground<'_>>,
        findings: &mut Findings,
    ) -> Result<Judgement, HistoryError> {
        let parents = self.parents(commit)?;
        let day = self.dates(commit, &parents, findings);
        if commit.recorded.parents.len() > 2 {
            findings.add(Some(commit.id), "", 1, Breach::Octopus);
        }
        let (signature, signer) = self.signature(commit, day, (ground, latest), findings)?;
        let circumstances = Circumstances {
            day,
            is_private: self.is_private(commit)?,
            ground,
            signer: signer.as_ref(),
        };
        let mut examination = Examination::new(self.store, commit, self.manner, &circumstances)?;
        self.files(commit, &parents, &mut examination, findings)?;
        let records = examination.finish(findings);
        self.message(commit, &records, findings);
        Ok(Judgement {
            commit: commit.id,
            recorded_at: commit.recorded_at(),
            signature,
            signer,
        })
    }

    /// The parents of a commit, which must be there.
    pub(super) fn parents(&self, commit: &RawCommit) -> Result<Vec<RawCommit>, HistoryError> {
        let mut parents = Vec::new();
        for id in &commit.recorded.parents {
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
        let moment =
            |commit: &RawCommit| commit.recorded_at().format("%Y-%m-%d %H:%M:%S").to_string();
        let latest = parents.iter().max_by_key(|parent| parent.seconds());
        let lies_behind =
            |parent: &&RawCommit| parent.seconds().saturating_sub(commit.seconds()) >= CLOCKS_APART;
        if let Some(parent) = latest.filter(lies_behind) {
            let breach = Breach::DateBeforeParent {
                date: moment(commit),
                parent: moment(parent),
            };
            findings.add(Some(commit.id), "", 1, breach);
        }
        let day = Date::from_naive(commit.day());
        // A clock that runs a little fast is no fraud.
        let in_future = day.is_none_or(|day| Some(day) > self.today.plus_days(1));
        if in_future {
            let date = moment(commit);
            findings.add(Some(commit.id), "", 1, Breach::DateInFuture { date });
        }
        day_of(commit)
    }

    /// Judges the signature alone: that of a merge by each line that it joins.
    ///
    /// # Errors
    /// Where a signature cannot be looked at.
    pub(super) fn signature_of(
        &self,
        commit: &RawCommit,
        ground: &Ground<'_>,
        findings: &mut Findings,
    ) -> Result<(), HistoryError> {
        let day = day_of(commit);
        self.signature(commit, day, (ground, None), findings)?;
        Ok(())
    }

    fn signature(
        &self,
        commit: &RawCommit,
        day: Date,
        (ground, latest): (&Ground<'_>, Option<&Ground<'_>>),
        findings: &mut Findings,
    ) -> Result<(SignatureState, Option<Signer>), HistoryError> {
        let proof = ground
            .ring()
            .prove(commit.signature.as_deref(), &commit.payload)?;
        // A key that has ended signs nothing new, whatever day its holder writes into the commit.
        let days: &[Date] = match self.manner {
            Manner::Verify => &[day],
            Manner::Guard => &[day, self.today],
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
        let signed = ground.signed(&proof, days);
        let signed = signed.map(|signed| match latest {
            Some(latest) => latest.as_known(signed, day),
            None => signed,
        });
        match signed {
            Some(Signed::By { signer, .. }) => Ok((state, Some(signer))),
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
        if commit.recorded.parents.len() < 2
            && let Some(forgery) = forgery(&commit.recorded.message, records)
        {
            findings.add(Some(commit.id), "", 1, Breach::ForgedTrailer(forgery));
        }
        if self.manner != Manner::Verify {
            let payload = String::from_utf8_lossy(&commit.payload);
            let header = payload.lines().take_while(|line| !line.is_empty());
            let names = header.filter_map(|line| {
                let person = line.strip_prefix("author ");
                let person = person.or_else(|| line.strip_prefix("committer "))?;
                // The address behind the name is for git, which cannot do without one.
                person.split(" <").next()
            });
            for text in names.chain([commit.recorded.message.as_str()]) {
                for found in privacy::scan_field(text, None, "") {
                    findings.add(Some(commit.id), "", 1, Breach::Personal(found.kind));
                }
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
            Manner::Guard => Layout::Whole,
        };
        let snapshot = self.store.snapshot(None)?;
        let mut failed = None;
        let mut take =
            |examination: &mut Examination<'_>, change: &Change, findings: &mut Findings| {
                if let Err(error) = examination.file(change, findings) {
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
                let old = parents.first().map(|parent| parent.recorded.tree);
                changed(
                    &snapshot,
                    old,
                    Some(commit.recorded.tree),
                    layout,
                    &mut |change| take(examination, &change, findings),
                )?;
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
        let (left, right) = (
            store.snapshot(Some(one.id))?,
            store.snapshot(Some(other.id))?,
        );
        let mut own: BTreeMap<String, Change> = BTreeMap::new();
        let mut failed: Option<ReadError> = None;
        for side in [one, other] {
            changed(
                &base,
                Some(side.recorded.tree),
                Some(commit.recorded.tree),
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
