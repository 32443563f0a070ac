//! What is found in a history, as data: in which commit and file, and in which words.

use git2::Oid;

use crate::check;
use crate::locale::{Language, verify as words};
use crate::record::Date;
use crate::record::case::PrivacyKind;
use crate::record::policy::Power;

use super::trailers::Forgery;

/// So many findings are told; a history with more is not judged to its end.
const MOST: usize = 10_000;

/// Something that may not be so.
#[derive(Debug)]
pub enum Breach {
    /// What a rule of `po check` finds in a record.
    Record(check::Finding),
    /// A field names a record that is not there.
    Dangling {
        /// The field.
        field: String,
        /// The record that it names.
        id: String,
    },
    /// Another case has the number already.
    NumberTaken {
        /// The number.
        number: u32,
        /// The other case.
        other: String,
    },
    /// Another case takes up the petition already.
    PetitionTaken {
        /// The other case.
        other: String,
    },
    /// The signature does not fit the commit.
    BadSignature,
    /// There is no signature, and the policy requires one.
    Unsigned,
    /// The signature is by a key of nobody in the store.
    UnknownKey,
    /// The key, or every key of that person, is not valid on the day.
    KeyNotValid {
        /// Whose key it is.
        person: String,
        /// The day.
        day: Date,
    },
    /// The policy does not let the person do this.
    NoAuthority {
        /// Who signed.
        person: String,
        /// What was done.
        power: Power,
    },
    /// The commit is dated a minute or more before its parent.
    DateBeforeParent {
        /// The moment of the commit.
        date: String,
        /// That of its parent.
        parent: String,
    },
    /// The commit is dated after the day that follows the one on which it is judged.
    DateInFuture {
        /// The moment of the commit.
        date: String,
    },
    /// The trailers of the message cannot be those of the commit.
    ForgedTrailer(Forgery),
    /// The message holds personal data.
    Personal(PrivacyKind),
    /// A speech of a published transcript was changed without a correction.
    PublishedSpeech {
        /// The number of the speech.
        n: u32,
    },
    /// The speeches of a published transcript stand in another order.
    PublishedOrder,
    /// A speaker of a published transcript has another name.
    PublishedSpeaker {
        /// The key of the speaker.
        key: String,
    },
    /// A correction of a published transcript was changed or removed.
    PublishedCorrection {
        /// The key of its row.
        k: String,
    },
    /// A published transcript was removed or made a draft again.
    PublishedTakenBack,
    /// The path is not safe on every system, or lies where a store has nothing.
    OutsideLayout,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
    /// A file is larger than a store reads.
    TooLarge {
        /// Its bytes.
        size: u64,
        /// The most there may be.
        most: u64,
    },
    /// A `[[conflict]]` row does not say which field it means, or has no side.
    MalformedConflict,
    /// A record is made public while a conflict is open.
    PublishedConflict,
    /// A commit without parents where a history begins already.
    SecondRoot,
    /// A merge of more than two.
    Octopus,
    /// The history does not descend from what was verified before.
    NotDescended {
        /// The commit that should be among its ancestors.
        from: String,
    },
    /// A reference is moved to what does not descend from it.
    NotFastForward {
        /// The reference.
        name: String,
    },
    /// A reference is deleted.
    Deleted {
        /// The reference.
        name: String,
    },
    /// A reference that is neither a branch nor a tag, or names no commit.
    ForeignReference {
        /// The reference.
        name: String,
    },
    /// Nothing is published yet at the branch of the server's HEAD, and this is another reference.
    NotTheFirst {
        /// The branch of HEAD.
        branch: String,
        /// The reference.
        name: String,
    },
    /// The first push, and the server trusts no key.
    NoAnchor,
    /// The first push, or the first policy, is not signed with a trusted key.
    NotTrusted,
}

impl Breach {
    /// The stable word of programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(finding) => finding.code,
            Self::Dangling { .. } => "dangling-reference",
            Self::NumberTaken { .. } => "duplicate-number",
            Self::PetitionTaken { .. } => "duplicate-petition",
            Self::BadSignature => "bad-signature",
            Self::Unsigned => "unsigned",
            Self::UnknownKey => "unknown-signer",
            Self::KeyNotValid { .. } => "key-not-valid",
            Self::NoAuthority { .. } => "no-authority",
            Self::DateBeforeParent { .. } => "date-before-parent",
            Self::DateInFuture { .. } => "date-in-future",
            Self::ForgedTrailer(_) => "forged-trailer",
            Self::Personal(_) => "privacy",
            Self::PublishedSpeech { .. } => "published-speech-changed",
            Self::PublishedOrder => "published-order-changed",
            Self::PublishedSpeaker { .. } => "published-speaker-changed",
            Self::PublishedCorrection { .. } => "published-correction-changed",
            Self::PublishedTakenBack => "published-transcript-taken-back",
            Self::OutsideLayout => "outside-layout",
            Self::Link => "symlink",
            Self::Submodule => "submodule",
            Self::TooLarge { .. } => "too-large",
            Self::MalformedConflict => "malformed-conflict",
            Self::PublishedConflict => "published-conflict",
            Self::SecondRoot => "second-root",
            Self::Octopus => "octopus",
            Self::NotDescended { .. } => "not-descended",
            Self::NotFastForward { .. } => "not-fast-forward",
            Self::Deleted { .. } => "deleted-reference",
            Self::ForeignReference { .. } => "foreign-reference",
            Self::NotTheFirst { .. } => "head-unborn",
            Self::NoAnchor => "no-anchor",
            Self::NotTrusted => "not-trusted",
        }
    }

    /// What is wrong, as a phrase.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Record(finding) => finding.message(language),
            Self::Dangling { field, id } => words::dangling(language, field, id),
            Self::NumberTaken { number, other } => words::number_taken(language, *number, other),
            Self::PetitionTaken { other } => words::petition_taken(language, other),
            Self::BadSignature => words::bad_signature(language).to_owned(),
            Self::Unsigned => words::unsigned(language).to_owned(),
            Self::UnknownKey => words::unknown_key(language).to_owned(),
            Self::KeyNotValid { person, day } => {
                words::key_not_valid(language, person, &day.display(language))
            }
            Self::NoAuthority { person, power } => {
                words::no_authority(language, person, power.as_str(), power.label(language))
            }
            Self::DateBeforeParent { date, parent } => {
                words::date_before_parent(language, date, parent)
            }
            Self::DateInFuture { date } => words::date_in_future(language, date),
            Self::ForgedTrailer(Forgery::Elsewhere(key)) => words::trailer_elsewhere(language, key),
            Self::ForgedTrailer(Forgery::Twice(key)) => words::trailer_twice(language, key),
            Self::ForgedTrailer(Forgery::OtherRecords) => words::other_records(language).to_owned(),
            Self::Personal(kind) => words::personal(language, kind.label(language)),
            Self::PublishedSpeech { n } => words::published_speech(language, *n),
            Self::PublishedOrder => words::published_order(language).to_owned(),
            Self::PublishedSpeaker { key } => words::published_speaker(language, key),
            Self::PublishedCorrection { k } => words::published_correction(language, k),
            Self::PublishedTakenBack => words::published_taken_back(language).to_owned(),
            Self::OutsideLayout => words::outside_layout(language).to_owned(),
            Self::Link => words::link(language).to_owned(),
            Self::Submodule => words::submodule(language).to_owned(),
            Self::TooLarge { size, most } => words::too_large(language, *size, *most),
            Self::MalformedConflict => words::malformed_conflict(language).to_owned(),
            Self::PublishedConflict => words::published_conflict(language).to_owned(),
            Self::SecondRoot => words::second_root(language).to_owned(),
            Self::Octopus => words::octopus(language).to_owned(),
            Self::NotDescended { from } => words::not_descended(language, from),
            Self::NotFastForward { name } => words::not_fast_forward(language, name),
            Self::Deleted { name } => words::deleted(language, name),
            Self::ForeignReference { name } => words::foreign_reference(language, name),
            Self::NotTheFirst { branch, name } => words::not_the_first(language, branch, name),
            Self::NoAnchor => words::no_anchor(language).to_owned(),
            Self::NotTrusted => words::not_trusted(language).to_owned(),
        }
    }
}

/// Something found.
#[derive(Debug)]
pub struct Finding {
    /// The commit; `None` for a reference as a whole.
    pub commit: Option<Oid>,
    /// The file; empty for the commit as a whole.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What it is.
    pub breach: Breach,
}

/// What has been found so far.
#[derive(Debug)]
pub struct Findings {
    most: usize,
    found: Vec<Finding>,
}

impl Default for Findings {
    fn default() -> Self {
        Self::at_most(MOST)
    }
}

impl Findings {
    /// A list that takes only so many: whoever refuses need not know them all.
    pub fn at_most(most: usize) -> Self {
        Self {
            most,
            found: Vec::new(),
        }
    }

    /// Adds one, unless the list is full.
    pub fn add(&mut self, commit: Option<Oid>, path: &str, line: usize, breach: Breach) {
        if !self.is_full() {
            self.found.push(Finding {
                commit,
                path: path.to_owned(),
                line,
                breach,
            });
        }
    }

    /// Adds what others found of a commit, but for what is told of it already.
    pub(super) fn add_new(&mut self, commit: Oid, others: Self) {
        for other in others.found {
            let mut told = self.found.iter().filter(|one| one.commit == Some(commit));
            if !told.any(|one| one.breach.code() == other.breach.code()) {
                self.add(Some(commit), &other.path, other.line, other.breach);
            }
        }
    }

    /// Whether no more are taken.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// All of them, in the order of finding.
    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }
}
