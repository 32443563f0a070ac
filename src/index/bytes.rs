//! How rows lie in the index file: packed bytes, sealed with a checksum.
//!
//! SQLite does not notice a changed byte inside a value. So every value that an answer is made of is
//! sealed together with its key, and every key that is missing means "derive it again", never "there
//! is none". A damaged file can then cost time, but not a wrong answer.

use std::borrow::Cow;

use crate::record::Date;
use crate::record::agency::{Agency, AgencyKind, Pair};
use crate::record::calendar::{Calendar, CalendarDay, DayKind};
use crate::record::case::{
    Adoption, CommitmentStatus, LinkKind, PetitionStatus, ReplyKind, Role, Selection, Source,
    Stage, Visibility,
};
use crate::record::conflict::Conflict;
use crate::record::meeting::{Element, MeetingKind, MeetingStatus};
use crate::record::rules::{Cap, Limit, Pool, Rules, Strength, Unit, Voting};
use crate::record::transcript::TranscriptStatus;
use crate::record::value::{FieldName, Name, Ratio, RowKey};

use super::row::{
    AgencyPart, CaseRow, ChiefFacts, CommitmentFacts, Duty, Host, MeetingRow, Obligation, Pending,
    PetitionFacts, ReplyFacts, StageStep, TaskFacts, TranscriptRow, UpdateFacts,
};

const SEAL: usize = 8;

/// Appends the checksum of `payload` under `key`.
pub(super) fn seal(key: &[&[u8]], mut payload: Vec<u8>) -> Vec<u8> {
    let sum = checksum(key, &payload);
    payload.extend(sum.to_le_bytes());
    payload
}

/// The payload of a sealed value; `None` where a byte of it or of its key is not as it was sealed.
pub(super) fn unseal(key: &[&[u8]], mut sealed: Vec<u8>) -> Option<Vec<u8>> {
    let length = unsealed(key, &sealed)?.len();
    sealed.truncate(length);
    Some(sealed)
}

/// As [`unseal`], where the payload is looked at in its place.
pub(super) fn unsealed<'s>(key: &[&[u8]], sealed: &'s [u8]) -> Option<&'s [u8]> {
    let (payload, sum) = sealed.split_at_checked(sealed.len().checked_sub(SEAL)?)?;
    (checksum(key, payload).to_le_bytes() == sum).then_some(payload)
}

/// Each step can be undone, so two inputs that differ in one place never have one sum. It guards
/// against accidents, not against people: whoever can write here can write the store.
pub(super) fn checksum(key: &[&[u8]], payload: &[u8]) -> u64 {
    let mut sum = mixed(0, u64::from(super::database::DERIVATION));
    for part in key.iter().copied().chain([payload]) {
        sum = mixed(sum, part.len() as u64);
        let mut words = part.chunks_exact(8);
        for word in &mut words {
            let word: [u8; 8] = word.try_into().expect("a chunk of eight has eight bytes");
            sum = mixed(sum, u64::from_le_bytes(word));
        }
        for byte in words.remainder() {
            sum = mixed(sum, u64::from(*byte));
        }
    }
    sum
}

fn mixed(sum: u64, word: u64) -> u64 {
    let sum = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    sum ^ (sum >> 29)
}

/// A value with a packed form; one with a lifetime borrows its texts from the bytes.
pub(super) trait Packed<'b>: Sized {
    /// Appends the packed form.
    fn pack(&self, out: &mut Vec<u8>);
    /// Takes a value off the front; `None` where there is none.
    fn unpack(input: &mut &'b [u8]) -> Option<Self>;
}

/// Takes as many bytes off the front; `None` where there are fewer.
pub(super) fn take<'a>(input: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = input.split_at_checked(length)?;
    *input = rest;
    Some(taken)
}

impl Packed<'_> for u8 {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        take(input, 1)?.first().copied()
    }
}

impl Packed<'_> for u32 {
    fn pack(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = u8::unpack(input)?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Packed<'_> for i64 {
    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let bytes = take(input, size_of::<Self>())?;
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Packed<'_> for usize {
    fn pack(&self, out: &mut Vec<u8>) {
        u32::try_from(*self).unwrap_or(u32::MAX).pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        u32::unpack(input)?.try_into().ok()
    }
}

/// Passes over a packed text.
pub(super) fn skip_text(input: &mut &[u8]) -> Option<()> {
    let length = usize::unpack(input)?;
    take(input, length).map(drop)
}

impl Packed<'_> for bool {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Some(u8::unpack(input)? != 0)
    }
}

impl Packed<'_> for String {
    fn pack(&self, out: &mut Vec<u8>) {
        self.len().pack(out);
        out.extend(self.as_bytes());
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        let length = usize::unpack(input)?;
        std::str::from_utf8(take(input, length)?)
            .ok()
            .map(str::to_owned)
    }
}

impl<'b> Packed<'b> for Cow<'b, str> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.len().pack(out);
        out.extend(self.as_bytes());
    }

    fn unpack(input: &mut &'b [u8]) -> Option<Self> {
        let length = usize::unpack(input)?;
        std::str::from_utf8(take(input, length)?)
            .ok()
            .map(Cow::Borrowed)
    }
}

impl Packed<'_> for Date {
    fn pack(&self, out: &mut Vec<u8>) {
        self.number().unsigned_abs().pack(out);
    }

    fn unpack(input: &mut &[u8]) -> Option<Self> {
        Self::from_number(u32::unpack(input)?.try_into().ok()?)
    }
}

impl<'b, T: Packed<'b>> Packed<'b> for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(input: &mut &'b [u8]) -> Option<Self> {
        if bool::unpack(input)? {
            T::unpack(input).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<'b, T: Packed<'b>> Packed<'b> for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.len().pack(out);
        for item in self {
            item.pack(out);
        }
    }

    fn unpack(input: &mut &'b [u8]) -> Option<Self> {
        (0..usize::unpack(input)?)
            .map(|_| T::unpack(input))
            .collect()
    }
}

impl<'b, A: Packed<'b>, B: Packed<'b>> Packed<'b> for (A, B) {
    fn pack(&self, out: &mut Vec<u8>) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut &'b [u8]) -> Option<Self> {
        Some((A::unpack(input)?, B::unpack(input)?))
    }
}

/// Words are packed as their place in the list.
macro_rules! packed_words {
    ($($Word:ty),+ $(,)?) => { $(
        impl Packed<'_> for $Word {
            fn pack(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }

            fn unpack(input: &mut &[u8]) -> Option<Self> {
                Self::ALL.get(usize::from(u8::unpack(input)?)).copied()
            }
        }
    )+ };
}

packed_words!(
    Adoption,
    AgencyKind,
    CommitmentStatus,
    DayKind,
    Duty,
    Element,
    LinkKind,
    MeetingKind,
    MeetingStatus,
    PetitionStatus,
    ReplyKind,
    Role,
    Selection,
    Source,
    Stage,
    Strength,
    TranscriptStatus,
    Unit,
    Visibility,
);

/// Texts of a fixed form are packed as texts.
macro_rules! packed_patterns {
    ($($Text:ty),+ $(,)?) => { $(
        impl Packed<'_> for $Text {
            fn pack(&self, out: &mut Vec<u8>) {
                self.as_str().to_owned().pack(out);
            }

            fn unpack(input: &mut &[u8]) -> Option<Self> {
                String::unpack(input)?.parse().ok()
            }
        }
    )+ };
}

packed_patterns!(FieldName, Name, Ratio, RowKey);

/// Rows are packed field by field; a field that is forgotten here does not compile.
macro_rules! packed_row {
    ($Row:ident $(<$lent:lifetime>)? { $($field:ident),+ $(,)? }) => {
        impl<'b> Packed<'b> for $Row $(<$lent>)? {
            fn pack(&self, out: &mut Vec<u8>) {
                let Self { $($field),+ } = self;
                $( $field.pack(out); )+
            }

            fn unpack(input: &mut &'b [u8]) -> Option<Self> {
                $( let $field = Packed::unpack(input)?; )+
                Some(Self { $($field),+ })
            }
        }
    };
}

packed_row!(CaseRow {
    id,
    number,
    title,
    formal_title,
    source,
    selection,
    stage,
    visibility,
    proposed_on,
    tags,
    has_summary,
    stages,
    agencies,
    petitions,
    replies,
    links,
    commitments,
    conflicts,
});
packed_row!(Agency {
    id,
    kind,
    short_name,
    full_name,
    english_name,
    abbreviation,
    aliases,
    oid,
    codes,
    from,
    until,
    successor,
    parent,
    pairs,
    conflicts,
});
packed_row!(Conflict { path, base, values });
packed_row!(Pair {
    k,
    agency,
    from,
    until
});
packed_row!(Rules {
    id,
    title,
    source,
    voting,
    pools,
    limits,
    caps,
    conflicts,
});
packed_row!(Voting {
    threshold,
    inclusive,
    minimum_ticks,
    votes_each,
    top,
    cases_per_month,
    extra_cases_per_month,
    host_spacing_days,
    below_threshold,
    source,
    note,
});
packed_row!(Pool {
    name,
    label,
    sources,
    cases_per_month,
    strength,
    source,
    note
});
packed_row!(Limit {
    name,
    label,
    length,
    unit,
    runs_from,
    before,
    strength,
    shortest,
    practice_length,
    practice_unit,
    extension_length,
    extension_unit,
    extension_from,
    source,
    note,
});
packed_row!(Cap {
    name,
    label,
    most,
    per,
    strength,
    source,
    note
});
packed_row!(Calendar {
    id,
    source,
    polling_days,
    days,
    conflicts,
});
packed_row!(CalendarDay { on, kind, name });
packed_row!(StageStep {
    stage,
    on,
    meeting,
    reason
});
packed_row!(AgencyPart {
    agency,
    role,
    from,
    until
});
packed_row!(PetitionFacts {
    url,
    status,
    signatures,
    opened,
    qualified_on,
    reply_due,
    extended_to,
    extended_on
});
packed_row!(ReplyFacts {
    petition,
    agency,
    kind,
    on,
    adoption
});
packed_row!(MeetingRow {
    id,
    kind,
    number,
    sequence,
    title,
    status,
    reason,
    visibility,
    cases,
    days,
    covers,
    elements,
    links,
    tasks,
    chiefs,
    conflicts,
});
packed_row!(CommitmentFacts {
    key,
    label,
    agency,
    since,
    due,
    status,
    updates,
});
packed_row!(UpdateFacts {
    on,
    status,
    due_was,
    due_now
});
packed_row!(TaskFacts { key, due, done_on });
packed_row!(ChiefFacts {
    agency,
    rank,
    person
});
packed_row!(TranscriptRow {
    id,
    meeting,
    title,
    date,
    status,
    sent_on,
    edit_until,
    published_on,
    url,
    speeches,
    speakers,
    conflicts,
});

// The stage stands first, where it is looked at without the rest.
packed_row!(Pending<'b> {
    stage,
    id,
    number,
    title,
    proposed_on,
    hosts,
    cases,
    release_asked_on,
    obligations,
});
packed_row!(Host<'b> {
    agency,
    from,
    until
});
packed_row!(Obligation<'b> {
    duty,
    key,
    text,
    owner,
    event,
    announced,
    announced_before,
    extended_to,
    extended_on,
    interim_on,
    since,
    settled_on,
    reason,
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed<'b, T: Packed<'b>>(value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.pack(&mut bytes);
        bytes
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(number: u32, text in ".*", list: Vec<Option<u32>>, day in 700_000..800_000_i32) {
            let value = (text, (Some(number), (list, Date::from_number(day))));
            let bytes = packed(&value);
            let mut input = bytes.as_slice();
            prop_assert_eq!(Packed::unpack(&mut input), Some(value));
            prop_assert!(input.is_empty());
        }

        #[test]
        fn no_bytes_make_unpacking_fail_hard(bytes: Vec<u8>) {
            let _ = CaseRow::unpack(&mut bytes.as_slice());
            let _ = MeetingRow::unpack(&mut bytes.as_slice());
            let _ = Pending::unpack(&mut bytes.as_slice());
            let _ = Rules::unpack(&mut bytes.as_slice());
            let _ = unseal(&[b"key"], bytes);
        }

        #[test]
        fn a_changed_byte_breaks_the_seal(
            payload in proptest::collection::vec(any::<u8>(), 0..64),
            place: prop::sample::Index,
            change in 1..=255_u8,
        ) {
            let sealed = seal(&[b"key"], payload.clone());
            let mut changed = sealed.clone();
            let place = place.index(changed.len());
            changed[place] ^= change;
            prop_assert_eq!(unseal(&[b"key"], changed), None);
            prop_assert_eq!(unseal(&[b"yek"], sealed.clone()), None);
            prop_assert_eq!(unseal(&[b"key"], sealed), Some(payload));
        }
    }
}
