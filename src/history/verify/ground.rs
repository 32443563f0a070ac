//! What a commit is judged by: the policy, the posts and the keys as they stood before it.

use git2::Oid;

use crate::record::case::{Case, Role};
use crate::record::id::POLICY_PATH;
use crate::record::meeting::Meeting;
use crate::record::person::{Person, PostRole};
use crate::record::policy::{Grant, Policy, Power, Signatures};
use crate::record::{AnyRecord, Date, Kind, RecordId, any};
use crate::store::{Environment, KeyRing, LARGEST_FILE, Proof, Snapshot, Store};

use super::error::HistoryError;

/// Policy, posts and keys at one commit.
pub struct Ground<'e> {
    policy: Policy,
    people: Vec<Person>,
    ring: KeyRing<'e>,
    /// For each key of the ring the person and the row.
    keys: Vec<(usize, usize)>,
}

/// A post that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The agency.
    pub agency: String,
    /// The post.
    pub role: PostRole,
}

/// Whose signature a commit carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The person.
    pub person: String,
    /// The posts held on the day.
    pub posts: Vec<Post>,
}

/// Who signed, as far as the ground tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    /// A person whose key is valid.
    By {
        /// The person.
        signer: Signer,
        /// The public key.
        key: String,
    },
    /// A person whose key is not valid on the day.
    OutOfDate(String),
}

impl<'e> Ground<'e> {
    /// The ground that nobody laid: nothing is asked, nobody is known.
    ///
    /// # Errors
    /// Where git's settings cannot be read.
    pub fn none(store: &Store, environment: &'e Environment) -> Result<Self, HistoryError> {
        Self::of(store, environment, Policy::silent(), Vec::new())
    }

    /// The ground at a commit. Records of people that cannot be used grant nothing.
    ///
    /// # Errors
    /// Where the policy cannot be used: then nobody knows what may be done.
    pub fn at(
        store: &Store,
        environment: &'e Environment,
        snapshot: &Snapshot<'_>,
    ) -> Result<Self, HistoryError> {
        let mut policy = Policy::silent();
        if let Some(bytes) = snapshot.read(POLICY_PATH)? {
            policy = match any::parse(POLICY_PATH, &bytes).record {
                Some(AnyRecord::Policy(policy)) => *policy,
                _ => {
                    let commit = snapshot.commit().unwrap_or(Oid::ZERO_SHA1);
                    return Err(HistoryError::Policy { commit });
                }
            };
        }
        let folder = snapshot.entry(Kind::Person.folder())?;
        let mut people = Vec::new();
        if let Some(folder) = folder.filter(|folder| folder.kind == crate::store::EntryKind::Folder)
        {
            for entry in snapshot.entries(folder.id)? {
                let path = format!("{}/{}", Kind::Person.folder(), entry.name);
                if !entry.kind.is_file() {
                    continue;
                }
                let bytes = snapshot.read_blob(entry.id, LARGEST_FILE)?;
                if let Some(AnyRecord::Person(person)) = any::parse(&path, &bytes).record {
                    people.push(*person);
                }
            }
        }
        Self::of(store, environment, policy, people)
    }

    fn of(
        store: &Store,
        environment: &'e Environment,
        policy: Policy,
        people: Vec<Person>,
    ) -> Result<Self, HistoryError> {
        let mut keys = Vec::new();
        let mut texts = Vec::new();
        for (place, person) in people.iter().enumerate() {
            for (row, key) in person.signing_keys.iter().enumerate() {
                keys.push((place, row));
                texts.push(key.public.as_str());
            }
        }
        let ring = store.key_ring(environment, &texts)?;
        Ok(Self {
            policy,
            people,
            ring,
            keys,
        })
    }

    /// The keys of its people.
    pub(super) fn ring(&self) -> &KeyRing<'e> {
        &self.ring
    }

    /// Whether commits must be signed.
    pub fn requires_signatures(&self) -> bool {
        self.policy.signatures == Some(Signatures::Required)
    }

    /// Whether anything is said about who may do what.
    pub fn grants_powers(&self) -> bool {
        !self.policy.grants.is_empty()
    }

    /// Whose key proved the signature, valid on every one of the days; `None` where no known key did.
    pub(super) fn signed(&self, proof: &Proof, days: &[Date]) -> Option<Signed> {
        let Proof::Good(places) = proof else {
            return None;
        };
        let mut last = None;
        for place in places {
            let (person, row) = *self.keys.get(*place)?;
            let person = self.people.get(person)?;
            let key = person.signing_keys.get(row)?;
            if days.iter().all(|day| holds(key.from, key.until, *day)) {
                return Some(Signed::By {
                    signer: signer(person, days),
                    key: key.public.clone(),
                });
            }
            last = Some(Signed::OutOfDate(person.id.to_string()));
        }
        last
    }

    /// What an older ground says of a signer, without the keys and posts of which this one knows that
    /// they had ended by the day.
    pub(super) fn as_known(&self, signed: Signed, day: Date) -> Signed {
        let Signed::By { mut signer, key } = signed else {
            return signed;
        };
        let known = self
            .people
            .iter()
            .find(|person| person.id.as_str() == signer.person);
        let Some(person) = known else {
            return Signed::By { signer, key };
        };
        let has_ended = |until: Option<Date>| until.is_some_and(|until| until < day);
        let mut same = person
            .signing_keys
            .iter()
            .filter(|row| row.public == key)
            .peekable();
        if same.peek().is_some() && same.all(|row| has_ended(row.until)) {
            return Signed::OutOfDate(signer.person);
        }
        signer.posts.retain(|held| {
            let rows = person.posts.iter();
            let mut same = rows
                .filter(|row| row.role == held.role && row.agency.as_str() == held.agency)
                .peekable();
            same.peek().is_none() || !same.all(|row| has_ended(row.until))
        });
        Signed::By { signer, key }
    }

    /// Whether the policy lets a signer do something to a record that these agencies host.
    pub(super) fn allows(&self, signer: &Signer, power: Power, hosts: &[String]) -> bool {
        let mut grants = self.policy.grants.iter();
        !self.grants_powers() || grants.any(|grant| allows(grant, signer, power, hosts))
    }
}

fn holds(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

fn signer(person: &Person, days: &[Date]) -> Signer {
    let held = |from, until| days.iter().all(|day| holds(from, until, *day));
    let posts = person
        .posts
        .iter()
        .filter(|post| held(post.from, post.until));
    Signer {
        person: person.id.to_string(),
        posts: posts
            .map(|post| Post {
                agency: post.agency.to_string(),
                role: post.role,
            })
            .collect(),
    }
}

/// Whether one row lets the signer do it.
fn allows(grant: &Grant, signer: &Signer, power: Power, hosts: &[String]) -> bool {
    if !grant.may.contains(&power) {
        return false;
    }
    let named = grant
        .people
        .iter()
        .any(|person| person.as_str() == signer.person);
    let fits = |post: &&Post| {
        let at =
            grant.at.is_empty() || grant.at.iter().any(|agency| agency.as_str() == post.agency);
        at && grant.roles.contains(&post.role)
    };
    let posts: Vec<&Post> = signer.posts.iter().filter(fits).collect();
    if !named && posts.is_empty() {
        return false;
    }
    let own = grant.own == Some(true);
    if !own && grant.agencies.is_empty() {
        return true;
    }
    // A row that is about some cases says nothing of what is no case.
    if !matches!(power, Power::Change | Power::Release | Power::Publish) {
        return false;
    }
    let is_own = |host: &&String| {
        let mut posts = if named {
            signer.posts.iter().collect()
        } else {
            posts.clone()
        }
        .into_iter();
        posts.any(|post| post.agency == **host)
    };
    let is_listed = |host: &&String| {
        let mut listed = grant.agencies.iter();
        listed.any(|agency| agency.as_str() == host.as_str())
    };
    (!own || hosts.iter().any(|host| is_own(&host)))
        && (grant.agencies.is_empty() || hosts.iter().any(|host| is_listed(&host)))
}

/// The agencies that a record is a matter of, as far as the snapshot tells: the hosts and co-hosts of
/// a case; of a meeting those of its cases and who runs it; of a transcript those of its meeting.
pub(super) fn hosts(record: &AnyRecord, snapshot: &Snapshot<'_>) -> Vec<String> {
    let read = |id: &RecordId| {
        let bytes = snapshot.read(&id.path()).ok()??;
        any::parse(&id.path(), &bytes).record
    };
    match record {
        AnyRecord::Case(case) => of_case(case),
        AnyRecord::Meeting(meeting) => of_meeting(meeting, &read),
        AnyRecord::Transcript(transcript) => match transcript.meeting.as_ref().and_then(read) {
            Some(AnyRecord::Meeting(meeting)) => of_meeting(&meeting, &read),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn of_case(case: &Case) -> Vec<String> {
    let hosts = case
        .agencies
        .iter()
        .filter(|row| matches!(row.role, Role::Host | Role::Cohost) && row.until.is_none());
    hosts.map(|row| row.id.to_string()).collect()
}

fn of_meeting(meeting: &Meeting, read: &dyn Fn(&RecordId) -> Option<AnyRecord>) -> Vec<String> {
    let mut hosts: Vec<String> = meeting.run_by.iter().map(ToString::to_string).collect();
    for case in &meeting.cases {
        if let Some(AnyRecord::Case(case)) = read(case) {
            hosts.extend(of_case(&case));
        }
    }
    hosts
}
