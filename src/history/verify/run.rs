//! Which commits are judged, from which anchor on.

use std::collections::HashMap;
use std::rc::Rc;

use git2::{ErrorCode, Oid, Sort};

use crate::record::id::POLICY_PATH;
use crate::record::{Date, Kind};
use crate::store::{Environment, Fault, RawCommit, Store};

use super::breach::{Breach, Finding, Findings};
use super::error::HistoryError;
use super::ground::Ground;
use super::judge::{Judge, Judgement, Manner};
use super::line;

/// What a history is trusted from on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A commit that somebody named.
    Named(Oid),
    /// The tip that was verified last.
    Verified(Oid),
    /// Nothing: the beginning vouches for itself.
    Nothing,
}

impl Anchor {
    /// The commit.
    pub fn commit(self) -> Option<Oid> {
        match self {
            Self::Named(commit) | Self::Verified(commit) => Some(commit),
            Self::Nothing => None,
        }
    }
}

/// A history that was judged.
#[derive(Debug)]
pub struct Verification {
    /// Every commit, the oldest first.
    pub commits: Vec<Judgement>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Judges every commit that `tip` has and `from` has not, the oldest first; `tip` must descend from the
/// anchor, wherever the range begins, and from `last`, a tip that was verified before. `today` is the day
/// of the clock.
///
/// # Errors
/// Where the history cannot be read as it was made.
pub fn verify(
    store: &Store,
    (environment, today): (&Environment, Date),
    tip: Oid,
    from: Option<Oid>,
    anchor: Anchor,
    last: Option<Oid>,
) -> Result<Verification, HistoryError> {
    refuse_rewritten_views(store)?;
    let mut findings = Findings::default();
    let anchor = anchor.commit();
    let mut missed = Vec::new();
    if let Some(anchor) = anchor
        && !is_on_one_line(store, anchor, tip, from)?
    {
        missed.push(anchor);
    }
    if let Some(last) = last.filter(|last| anchor != Some(*last))
        && !descends(store, tip, last)?
    {
        missed.push(last);
    }
    let is_joined = missed.is_empty();
    for known in missed {
        let from = known.to_string().chars().take(7).collect();
        findings.add(Some(tip), "", 1, Breach::NotDescended { from });
    }
    let judge = Judge::new(store, Manner::Verify, today);
    let mut grounds = Grounds {
        store,
        environment,
        known: HashMap::new(),
    };
    // Where the tip has a policy that nobody can read, that is found where it came in.
    let latest = grounds.at(Some(tip)).ok();
    let range = range(store, &commits_between(store, tip, from.as_slice())?)?;
    let mut before = line::before(&range, from);
    let mut roots = usize::from(from.is_some());
    let mut commits = Vec::new();
    for (id, parents) in &range {
        roots += usize::from(parents.is_empty());
        if parents.is_empty() && roots > 1 && is_joined {
            findings.add(Some(*id), "", 1, Breach::SecondRoot);
        }
        let commit = raw(store, *id)?;
        judge.parents(&commit)?;
        let mut stood = before.remove(id).unwrap_or_default().into_iter();
        let ground = grounds.at(stood.next())?;
        commits.push(judge.judge(&commit, &ground, latest.as_deref(), &mut findings)?);
        for other in stood {
            let other = grounds.at(Some(other))?;
            if !Rc::ptr_eq(&ground, &other) {
                let mut by_other = Findings::default();
                judge.signature_of(&commit, &other, &mut by_other)?;
                findings.add_new(*id, by_other);
            }
        }
    }
    Ok(Verification {
        commits,
        findings: findings.into_vec(),
    })
}

fn raw(store: &Store, id: Oid) -> Result<RawCommit, HistoryError> {
    let commit = store.raw_commit(id)?;
    commit.ok_or(HistoryError::Missing { object: id })
}

/// The commits with their parents.
fn range(store: &Store, ids: &[Oid]) -> Result<Vec<(Oid, Vec<Oid>)>, HistoryError> {
    let with_parents = |id: &Oid| Ok((*id, raw(store, *id)?.recorded.parents));
    ids.iter().map(with_parents).collect()
}

/// Whether the anchor is an ancestor of the tip. A range that was chosen by its two ends may also end
/// before the anchor.
fn is_on_one_line(
    store: &Store,
    anchor: Oid,
    tip: Oid,
    from: Option<Oid>,
) -> Result<bool, HistoryError> {
    let is_chosen = from.is_some_and(|from| from != anchor);
    Ok(descends(store, tip, anchor)? || (is_chosen && descends(store, anchor, tip)?))
}

/// Whether one commit is the other or descends from it. One that is not there is nobody's ancestor.
///
/// # Errors
/// Where the history cannot be read.
pub fn descends(store: &Store, tip: Oid, from: Oid) -> Result<bool, HistoryError> {
    if tip == from {
        return Ok(true);
    }
    match store.repository().graph_descendant_of(tip, from) {
        Ok(descends) => Ok(descends),
        Err(cause) if cause.code() == ErrorCode::NotFound => Ok(false),
        Err(cause) => Err(Fault::Git {
            action: "walk the history",
            cause,
        }
        .into()),
    }
}

/// Refuses a repository in which grafts or replacements show other commits than those that were made.
///
/// # Errors
/// Where there are some.
pub fn refuse_rewritten_views(store: &Store) -> Result<(), HistoryError> {
    let repository = store.repository();
    let grafts = std::fs::metadata(repository.commondir().join("info/grafts"));
    if grafts.is_ok_and(|file| file.len() > 0) {
        let what = "info/grafts";
        return Err(HistoryError::Rewritten { what });
    }
    let replaced = repository
        .references_glob("refs/replace/*")
        .map_err(|cause| Fault::Git {
            action: "list the references",
            cause,
        })?;
    match replaced.count() {
        0 => Ok(()),
        _ => Err(HistoryError::Rewritten {
            what: "refs/replace/",
        }),
    }
}

/// The commits that `tip` has and none of `from` has, parents before children.
///
/// # Errors
/// Where a commit on the way is not there.
pub fn commits_between(store: &Store, tip: Oid, from: &[Oid]) -> Result<Vec<Oid>, HistoryError> {
    let walk = || -> Result<Vec<Oid>, git2::Error> {
        let mut walk = store.repository().revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        walk.push(tip)?;
        for from in from {
            walk.hide(*from)?;
        }
        walk.collect()
    };
    Ok(walk().map_err(Fault::git("walk the history"))?)
}

/// The grounds of commits; equal policies and people are read once.
struct Grounds<'g> {
    store: &'g Store,
    environment: &'g Environment,
    known: HashMap<(Option<Oid>, Option<Oid>), Rc<Ground<'g>>>,
}

impl<'g> Grounds<'g> {
    /// What a commit that came after this one is judged by.
    fn at(&mut self, commit: Option<Oid>) -> Result<Rc<Ground<'g>>, HistoryError> {
        let snapshot = self.store.snapshot(commit)?;
        let id = |path: &str| Ok::<_, HistoryError>(snapshot.entry(path)?.map(|entry| entry.id));
        let key = (id(POLICY_PATH)?, id(Kind::Person.folder())?);
        if let Some(ground) = self.known.get(&key) {
            return Ok(Rc::clone(ground));
        }
        let ground = Rc::new(Ground::at(self.store, self.environment, &snapshot)?);
        self.known.insert(key, Rc::clone(&ground));
        Ok(ground)
    }
}
