//! From a private store into a public one: what is ready, what comes along, and what stays behind.
//!
//! A record goes as it is, without the comments of its file. With it go, where the public store lacks
//! them, the agencies and people that it names, since a name without a record says nothing, and the
//! meeting that a transcript is of. A link to any other record that is not public is left out of the
//! copy, and comes in when that record does: one publication never draws a whole archive after it.
//!
//! [`obstacles`] says what keeps a record back; one obstacle in one record and nothing is published.
//! [`public_copy`] is what the public store gets, and [`contested`] what somebody wrote there since the
//! last time.

mod obstacle;

use std::collections::BTreeSet;

use crate::record::any::table_of;
use crate::record::correction::without_words;
use crate::record::fields::{FieldChange, changes, fields};
use crate::record::reference::references;
use crate::record::transcript::{SpeechKind, Transcript};
use crate::record::{AnyRecord, Kind, RecordId};

pub use obstacle::{Obstacle, Obstruction, internal, obstacles};

/// The operation of its commits in the public store.
pub const OPERATION: &str = "store.publish";

/// What the person who publishes decides.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day.
    pub today: crate::record::Date,
    /// Whether what was said off the record becomes a mark; else it keeps its transcript back.
    pub mark_off_record: bool,
}

/// A link that is not in the public copy, since what it names is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The record.
    pub record: String,
    /// The field, with row numbers from 1.
    pub field: String,
    /// The id that stood there.
    pub named: String,
}

/// The records that go along with those that were named, each once, as `read` knows them: the meetings
/// of transcripts, and all agencies and people that any of them names.
///
/// # Errors
/// Those of `read`.
pub fn companions<E>(
    named: &[AnyRecord],
    mut read: impl FnMut(Kind, &str) -> Result<Option<AnyRecord>, E>,
) -> Result<Vec<AnyRecord>, E> {
    let mut known: BTreeSet<(Kind, String)> = named
        .iter()
        .map(|record| (record.kind(), record.id()))
        .collect();
    let mut found: Vec<AnyRecord> = Vec::new();
    let mut waiting: Vec<(Kind, String)> = named.iter().flat_map(drawn).collect();
    while let Some((kind, id)) = waiting.pop() {
        if !known.insert((kind, id.clone())) {
            continue;
        }
        if let Some(record) = read(kind, &id)? {
            waiting.extend(drawn(&record));
            found.push(record);
        }
    }
    found.sort_by_key(AnyRecord::path);
    Ok(found)
}

/// What a record draws along by naming it.
fn drawn(record: &AnyRecord) -> Vec<(Kind, String)> {
    let is_drawn = |kind: Kind| match kind {
        Kind::Agency | Kind::Person => true,
        Kind::Meeting => record.kind() == Kind::Transcript,
        _ => false,
    };
    let named = references(record).into_iter().map(|one| one.named());
    named.filter(|(kind, _)| is_drawn(*kind)).collect()
}

/// The copy of a record for the public store, and the links that it lacks there.
pub fn public_copy(
    record: &AnyRecord,
    options: Options,
    is_public: &dyn Fn(Kind, &str) -> bool,
) -> (AnyRecord, Vec<LeftOut>) {
    let left_out = references(record).into_iter().filter_map(|reference| {
        let (kind, named) = reference.named();
        (is_month_kind(kind) && !is_public(kind, &named)).then_some(LeftOut {
            record: record.id(),
            field: reference.field,
            named,
        })
    });
    let left_out = left_out.collect();
    let meeting = |id: &mut Option<RecordId>| {
        if id
            .as_ref()
            .is_some_and(|id| !is_public(Kind::Meeting, &id.to_string()))
        {
            *id = None;
        }
    };
    let cases = |ids: &mut Vec<RecordId>| ids.retain(|id| is_public(Kind::Case, &id.to_string()));
    let mut copy = record.clone();
    match &mut copy {
        AnyRecord::Case(case) => {
            case.stages
                .iter_mut()
                .for_each(|row| meeting(&mut row.meeting));
            case.reports
                .iter_mut()
                .for_each(|row| meeting(&mut row.meeting));
        }
        AnyRecord::Meeting(record) => {
            cases(&mut record.cases);
            record
                .candidates
                .iter_mut()
                .for_each(|row| cases(&mut row.cases));
        }
        AnyRecord::Transcript(transcript) => {
            meeting(&mut transcript.meeting);
            if options.mark_off_record {
                silence(transcript);
            }
        }
        _ => {}
    }
    (copy, left_out)
}

/// Whether records of a kind may stay unknown to the public store.
fn is_month_kind(kind: Kind) -> bool {
    kind.letter().is_some()
}

/// Makes a mark of what was said off the record, in the paragraph and in its corrections.
fn silence(transcript: &mut Transcript) {
    let mut silent = BTreeSet::new();
    for speech in &mut transcript.speeches {
        if speech.kind() == SpeechKind::OffRecord {
            speech.text = None;
            silent.insert(speech.n);
        }
    }
    for row in &mut transcript.corrections {
        if silent.contains(&row.speech) {
            *row = without_words(row);
        }
    }
}

/// The values that a publication would take away from, or change in, the public store although
/// somebody wrote them there: `published` is the record as the last publication left it, `there` as it
/// is, `copy` as it would be. `old` is what stands there, `new` what would.
pub fn contested(
    published: Option<&AnyRecord>,
    there: &AnyRecord,
    copy: &AnyRecord,
) -> Vec<FieldChange> {
    let table = table_of(there.kind());
    let wanted = fields(&copy.item(), table);
    let written = changes(
        published.map(AnyRecord::item).as_ref(),
        Some(&there.item()),
        table,
    );
    written
        .into_iter()
        .filter(|change| wanted.get(&change.path) != change.new.as_ref())
        .map(|change| FieldChange {
            new: wanted.get(&change.path).cloned(),
            old: change.new,
            path: change.path,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::any::parse_as;

    fn record(kind: Kind, text: &str) -> AnyRecord {
        let parsed = parse_as(kind, text.as_bytes());
        parsed
            .record
            .unwrap_or_else(|| panic!("{:?}", parsed.problems))
    }

    /// Invented.
    fn meeting(rows: &str) -> AnyRecord {
        let text = format!(
            "id = \"m203102-x3qd\"\nkind = \"monthly\"\ntitle = \"虛構月會\"\nstatus = \"held\"\n{rows}"
        );
        record(Kind::Meeting, &text)
    }

    fn options(mark_off_record: bool) -> Options {
        Options {
            today: "2031-04-01".parse().unwrap(),
            mark_off_record,
        }
    }

    #[test]
    fn links_to_what_is_not_public_are_left_out_and_told() {
        let whole = meeting(
            "cases = [\"c203101-a1b2\", \"c203101-c3d4\"]\nrun_by = \"ndc\"\n[[candidate]]\nk = \"a1b2\"\ncases = [\"c203101-c3d4\"]\n",
        );
        let is_public = |_: Kind, id: &str| id != "c203101-c3d4";
        let (copy, left_out) = public_copy(&whole, options(false), &is_public);
        let fields: Vec<&str> = left_out.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["cases[2]", "candidate[1].cases[1]"]);
        let named: Vec<String> = references(&copy).iter().map(|one| one.named().1).collect();
        assert_eq!(named, ["c203101-a1b2", "ndc"]);
        let (same, none) = public_copy(&whole, options(false), &|_, _| true);
        assert_eq!((same, none), (whole, Vec::new()));
    }

    #[test]
    fn a_transcript_draws_its_meeting_and_all_draw_agencies_and_people() {
        let transcript = record(
            Kind::Transcript,
            "id = \"t203102-k7f2\"\nmeeting = \"m203102-x3qd\"\ntitle = \"虛構\"\ndate = 2031-02-03\nstatus = \"published\"\n",
        );
        let held = meeting(
            "cases = [\"c203101-a1b2\"]\n[[chief]]\nagency = \"ndc\"\nperson = \"someone\"\n",
        );
        let ndc = "id = \"ndc\"\nkind = \"second-level\"\nshort_name = \"甲\"\nfull_name = \"甲\"\nparent = \"ey\"\n";
        let mut asked = Vec::new();
        let found = companions(&[transcript], |kind, id| -> Result<_, ()> {
            asked.push(id.to_owned());
            Ok(match (kind, id) {
                (Kind::Meeting, _) => Some(held.clone()),
                (Kind::Agency, "ndc") => Some(record(kind, ndc)),
                _ => None,
            })
        });
        let ids: Vec<String> = found.unwrap().iter().map(AnyRecord::id).collect();
        assert_eq!(ids, ["ndc", "m203102-x3qd"]);
        asked.sort();
        assert_eq!(asked, ["ey", "m203102-x3qd", "ndc", "someone"]);
    }

    #[test]
    fn what_was_off_the_record_leaves_no_word() {
        let whole = record(
            Kind::Transcript,
            "id = \"t203102-k7f2\"\ntitle = \"虛構\"\ndate = 2031-02-03\nstatus = \"published\"\n[[speech]]\nn = 1\nkind = \"off-record\"\ntext = \"秘密\"\n[[speech]]\nn = 2\ntext = \"公開\"\n[[correction]]\nk = \"a1b2\"\nspeech = 1\non = 2031-03-01\nkind = \"correct\"\nbefore = \"秘密\"\nafter = \"秘密\"\nasked_by = \"甲\"\nreason = \"錯字\"\n",
        );
        let (copy, _) = public_copy(&whole, options(true), &|_, _| true);
        let text = crate::store::render(&copy);
        assert!(!text.contains("秘密") && text.contains("公開"), "{text}");
    }

    proptest! {
        /// The merge of three single values: what a person wrote there is contested unless it is
        /// what comes.
        #[test]
        fn only_what_was_written_there_and_would_change_is_contested(
            base in proptest::option::of("[ab]"), there in "[abc]", copy in "[abc]",
        ) {
            let titled = |title: &str| meeting(&format!("reason = \"{title}\"\n"));
            let published = base.as_deref().map(titled);
            let found = contested(published.as_ref(), &titled(&there), &titled(&copy));
            let expected = base.as_deref() != Some(there.as_str()) && there != copy;
            prop_assert_eq!(!found.is_empty(), expected);
        }
    }
}
