//! Corrections of a published transcript: what was said stays as it was published, unless a row says
//! what stood there, what stands there now, who asked and why.
//!
//! The rows of a paragraph are a chain: each begins with the words that the one before left. A row of
//! kind `withhold` breaks the chain on purpose. It keeps no earlier words, and takes those of earlier
//! rows of its paragraph away, since the current record shall hold them no longer.

use std::collections::{BTreeMap, BTreeSet};

use super::person::Person;
use super::transcript::{
    Correction, CorrectionKind, Speaker, Speech, Transcript, TranscriptStatus,
};
use super::value::RowKey;

/// A change of a published transcript that no correction explains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alteration {
    /// It would not be published any more.
    Status,
    /// The paragraphs stand in another order.
    Order,
    /// A paragraph is not what its corrections say.
    Speech(u32),
    /// A correction was changed or removed.
    Correction(RowKey),
    /// The speaker of this key has another name.
    Speaker(String),
}

/// What differs between two versions of a transcript, the first being published, without a correction
/// that says so.
pub fn unexplained(old: &Transcript, new: &Transcript) -> Vec<Alteration> {
    let mut found = BTreeSet::new();
    if new.status != TranscriptStatus::Published {
        found.insert(Alteration::Status);
    }
    let known: BTreeMap<&RowKey, &Correction> =
        old.corrections.iter().map(|row| (&row.k, row)).collect();
    let (kept, added): (Vec<&Correction>, Vec<&Correction>) = new
        .corrections
        .iter()
        .partition(|row| known.contains_key(&row.k));
    let withheld: BTreeSet<u32> = added
        .iter()
        .filter(|row| row.kind == CorrectionKind::Withhold)
        .map(|row| row.speech)
        .collect();
    for row in &old.corrections {
        let now = kept.iter().find(|kept| kept.k == row.k);
        let is_kept = now.is_some_and(|now| {
            *now == row || (withheld.contains(&row.speech) && **now == without_words(row))
        });
        if !is_kept {
            found.insert(Alteration::Correction(row.k.clone()));
        }
    }
    let before = by_number(&old.speeches);
    let after = by_number(&new.speeches);
    for n in before.keys().chain(after.keys()) {
        let rows = added.iter().filter(|row| row.speech == *n).copied();
        if !is_explained(before.get(n).copied(), after.get(n).copied(), rows) {
            found.insert(Alteration::Speech(*n));
        }
    }
    for row in added.iter().filter(|row| !after.contains_key(&row.speech)) {
        found.insert(Alteration::Speech(row.speech));
    }
    if order(&old.speeches, &after) != order(&new.speeches, &before) {
        found.insert(Alteration::Order);
    }
    for speaker in &old.speakers {
        let mut same = new.speakers.iter().filter(|now| now.key == speaker.key);
        if same.any(|now| now.name != speaker.name) {
            found.insert(Alteration::Speaker(speaker.key.clone()));
        }
    }
    found.into_iter().collect()
}

/// A correction as a later one that withholds the paragraph leaves it.
pub fn without_words(row: &Correction) -> Correction {
    Correction {
        before: None,
        after: None,
        ..row.clone()
    }
}

/// The corrections by which paragraphs are withheld, by number. Another speaker does not bring back what
/// was said.
pub fn withheld(corrections: &[Correction]) -> BTreeMap<u32, &Correction> {
    let of_text = corrections.iter().filter(|row| !row.is_of_speaker_only());
    let mut last: BTreeMap<u32, &Correction> = of_text.map(|row| (row.speech, row)).collect();
    last.retain(|_, row| row.kind == CorrectionKind::Withhold);
    last
}

/// The places of the corrections that keep words of a paragraph which a later row, or they themselves,
/// withhold.
pub fn keeping_withheld(transcript: &Transcript) -> Vec<usize> {
    let rows = &transcript.corrections;
    let withholds = |row: &Correction| row.kind == CorrectionKind::Withhold;
    let is_kept = |place: usize, row: &Correction| {
        let mut later = rows.iter().skip(place + 1);
        let is_withheld = later.any(|later| later.speech == row.speech && withholds(later));
        (is_withheld && row.keeps_words()) || (withholds(row) && row.before.is_some())
    };
    let places = rows.iter().enumerate();
    let kept = places.filter(|(place, row)| is_kept(*place, row));
    kept.map(|(place, _)| place).collect()
}

/// The places of the newest corrections whose words their paragraph does not have.
pub fn not_applied(transcript: &Transcript) -> Vec<usize> {
    let speeches = by_number(&transcript.speeches);
    let places = transcript.corrections.iter().enumerate();
    let of_text = places.filter(|(_, row)| !row.is_of_speaker_only());
    let last: BTreeMap<u32, (usize, &Correction)> = of_text
        .map(|(place, row)| (row.speech, (place, row)))
        .collect();
    let mut found: Vec<usize> = last
        .into_values()
        .filter(|(_, row)| {
            let speech = speeches.get(&row.speech);
            speech.is_none_or(|speech| speech.text != row.after)
        })
        .map(|(place, _)| place)
        .collect();
    found.sort_unstable();
    found
}

/// Whether corrections lead from one version of a paragraph to the other.
fn is_explained<'c>(
    old: Option<&Speech>,
    new: Option<&Speech>,
    rows: impl Iterator<Item = &'c Correction>,
) -> bool {
    let Some(new) = new else { return false };
    let mut text = old.and_then(|old| old.text.as_ref());
    let mut by = old.and_then(|old| old.by.as_ref());
    let mut is_new = old.is_none();
    for row in rows {
        let continues = match row.kind {
            CorrectionKind::Correct => row.is_of_speaker_only() || row.before.as_ref() == text,
            CorrectionKind::Withhold => row.before.is_none(),
        };
        if !continues || (row.before_by.is_some() && row.before_by.as_ref() != by) {
            return false;
        }
        if !row.is_of_speaker_only() {
            text = row.after.as_ref();
        }
        if is_new || row.after_by.is_some() {
            by = row.after_by.as_ref();
        }
        is_new = false;
    }
    let is_same_kind = old.is_none_or(|old| old.kind() == new.kind());
    !is_new && is_same_kind && new.text.as_ref() == text && new.by.as_ref() == by
}

fn by_number(speeches: &[Speech]) -> BTreeMap<u32, &Speech> {
    speeches.iter().map(|speech| (speech.n, speech)).collect()
}

/// The numbers of the paragraphs that the other version has as well.
fn order(speeches: &[Speech], other: &BTreeMap<u32, &Speech>) -> Vec<u32> {
    let numbers = speeches.iter().map(|speech| speech.n);
    numbers.filter(|n| other.contains_key(n)).collect()
}

/// The paragraphs that two versions of a transcript in editing do not share, but for those that only
/// `is_own` words differ in: a speaker may smooth those, and nobody's words may move to another.
/// Stage directions and headings are nobody's.
pub fn foreign_words(
    old: &Transcript,
    new: &Transcript,
    is_own: impl Fn(&Speaker) -> bool,
) -> Vec<u32> {
    let own: BTreeSet<&str> = old
        .speakers
        .iter()
        .filter(|speaker| is_own(speaker))
        .map(|speaker| speaker.key.as_str())
        .collect();
    let before = by_number(&old.speeches);
    let after = by_number(&new.speeches);
    let numbers: BTreeSet<u32> = before.keys().chain(after.keys()).copied().collect();
    let by = |speech: Option<&&Speech>| speech.and_then(|speech| speech.by.clone());
    let is_foreign = |n: &u32| {
        let (old, new) = (before.get(n), after.get(n));
        let (old_by, new_by) = (by(old), by(new));
        let smoothed = old_by == new_by && old_by.as_deref().is_none_or(|by| own.contains(by));
        old != new && !smoothed
    };
    numbers.into_iter().filter(is_foreign).collect()
}

/// Whether a speaker of a transcript is a person of the store, by name.
pub fn is_person(speaker: &Speaker, person: &Person) -> bool {
    let names = [&person.name, &person.english_name];
    names
        .into_iter()
        .flatten()
        .any(|name| goes_by(speaker, name))
}

/// Whether a speaker goes by a name: the key, or the name where it differs.
pub fn goes_by(speaker: &Speaker, name: &str) -> bool {
    let same = |known: &str| known.trim().to_lowercase() == name.trim().to_lowercase();
    same(&speaker.key) || speaker.name.as_deref().is_some_and(same)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::any::{AnyRecord, parse_as};
    use super::super::id::Kind;
    use super::*;

    /// An invented transcript with further rows.
    fn transcript(rows: &str) -> Transcript {
        let text = format!(
            "id = \"t203102-k7f2\"\ntitle = \"虛構\"\ndate = 2031-02-03\nstatus = \"published\"\n{rows}"
        );
        let parsed = parse_as(Kind::Transcript, text.as_bytes());
        match parsed.record {
            Some(AnyRecord::Transcript(transcript)) => *transcript,
            _ => panic!("{:?}", parsed.problems),
        }
    }

    fn speech(n: u32, by: &str, text: &str) -> String {
        format!("[[speech]]\nn = {n}\nby = \"{by}\"\ntext = \"{text}\"\n")
    }

    fn row(k: &str, kind: &str, rest: &str) -> String {
        format!(
            "[[correction]]\nk = \"{k}\"\nspeech = 1\non = 2031-03-01\nkind = \"{kind}\"\nasked_by = \"甲\"\nreason = \"聽誤\"\n{rest}"
        )
    }

    #[test]
    fn a_change_is_explained_by_the_chain_of_its_corrections() {
        let old = transcript(&speech(1, "甲", "一"));
        let with = |text: &str, rows: &[String]| {
            unexplained(&old, &transcript(&(speech(1, "甲", text) + &rows.concat())))
        };
        let wrong = [Alteration::Speech(1)];
        assert_eq!(with("一", &[]), []);
        assert_eq!(with("二", &[]), wrong);
        let first = row("a1a1", "correct", "before = \"一\"\nafter = \"二\"\n");
        let second = row("b1b1", "correct", "before = \"二\"\nafter = \"三\"\n");
        assert_eq!(with("二", std::slice::from_ref(&first)), []);
        assert_eq!(with("三", std::slice::from_ref(&first)), wrong);
        assert_eq!(with("三", &[first, second.clone()]), []);
        assert_eq!(with("三", &[second]), wrong);
        let withheld = row("c1c1", "withhold", "after = \"○\"\n");
        assert_eq!(with("○", &[withheld]), []);
        let kept = row("c1c1", "withhold", "before = \"一\"\nafter = \"○\"\n");
        assert_eq!(with("○", &[kept]), wrong);
    }

    #[test]
    fn a_correction_stays_until_its_paragraph_is_withheld() {
        let first = row("a1a1", "correct", "before = \"一\"\nafter = \"二\"\n");
        let old = transcript(&(speech(1, "甲", "二") + &first));
        assert_eq!(unexplained(&old, &old), []);
        let gone = unexplained(&old, &transcript(&speech(1, "甲", "二")));
        assert_eq!(gone, [Alteration::Correction("a1a1".parse().unwrap())]);
        let bare = row("a1a1", "correct", "");
        let silent = "[[speech]]\nn = 1\nby = \"甲\"\n";
        let withheld = row("b1b1", "withhold", "");
        let new = transcript(&format!("{silent}{bare}{withheld}"));
        assert_eq!(unexplained(&old, &new), []);
        // Without the row that withholds, earlier words may not go.
        let new = transcript(&format!("{}{bare}", speech(1, "甲", "二")));
        assert_eq!(unexplained(&old, &new).len(), 1);
    }

    #[test]
    fn speaker_order_kind_status_and_number_are_kept_as_well() {
        let both = speech(1, "甲", "一") + &speech(2, "乙", "二");
        let old = transcript(&both);
        let of = |rows: &str| unexplained(&old, &transcript(rows));
        assert_eq!(
            of(&(speech(2, "乙", "二") + &speech(1, "甲", "一"))),
            [Alteration::Order]
        );
        assert_eq!(of(&speech(1, "甲", "一")), [Alteration::Speech(2)]);
        assert_eq!(
            of(&(both + &speech(3, "丙", "三"))),
            [Alteration::Speech(3)]
        );
        let moved = speech(1, "丙", "一") + &speech(2, "乙", "二");
        assert_eq!(of(&moved), [Alteration::Speech(1)]);
        let explained = row("a1a1", "correct", "before_by = \"甲\"\nafter_by = \"丙\"\n");
        assert_eq!(of(&(moved + &explained)), []);
        let mut draft = old.clone();
        draft.status = TranscriptStatus::Draft;
        assert_eq!(unexplained(&old, &draft), [Alteration::Status]);
    }

    #[test]
    fn in_editing_each_speaker_changes_their_own_words_only() {
        let speakers = "[[speaker]]\nkey = \"甲委員\"\nname = \"甲\"\n[[speaker]]\nkey = \"乙\"\n";
        let version = |one: &str, two: &str| {
            transcript(&(speakers.to_owned() + &speech(1, "甲委員", one) + &speech(2, "乙", two)))
        };
        let old = version("一", "二");
        let own = |speaker: &Speaker| goes_by(speaker, "甲");
        assert_eq!(foreign_words(&old, &version("壹", "二"), own), [0_u32; 0]);
        assert_eq!(foreign_words(&old, &version("壹", "貳"), own), [2]);
        assert_eq!(foreign_words(&old, &version("一", "貳"), |_| false), [2]);
        let stolen = transcript(
            &(speakers.to_owned() + &speech(1, "甲委員", "一") + &speech(2, "甲委員", "二")),
        );
        assert_eq!(foreign_words(&old, &stolen, own), [2]);
    }

    proptest! {
        /// Whatever is done to the texts, it is explained exactly where each change left its row.
        #[test]
        fn every_honest_chain_is_explained_and_every_skipped_link_is_not(
            texts in proptest::collection::vec("[a-z]{1,4}", 1..6),
            skipped in any::<proptest::sample::Index>(),
        ) {
            let old = transcript(&speech(1, "甲", "起"));
            let mut rows = Vec::new();
            let mut before = "起".to_owned();
            for (place, text) in texts.iter().enumerate() {
                let rest = format!("before = \"{before}\"\nafter = \"{text}\"\n");
                rows.push(row(&format!("a{place}a{place}"), "correct", &rest));
                before.clone_from(text);
            }
            let new = |rows: &[String]| transcript(&(speech(1, "甲", &before) + &rows.concat()));
            prop_assert_eq!(unexplained(&old, &new(&rows)), []);
            let place = skipped.index(rows.len());
            let of = |place: usize| if place == 0 { "起" } else { &texts[place - 1] };
            let changes_nothing = of(place) == texts[place];
            rows.remove(place);
            prop_assert_eq!(unexplained(&old, &new(&rows)).is_empty(), changes_nothing);
        }
    }
}
