//! The paragraphs of a transcript: from the blocks that were read to numbered rows, and from the rows
//! of an older state of the source to those of a newer one.
//!
//! The number of a paragraph is given once. In a newer state of its source a paragraph keeps its
//! number where it stands unchanged, and where one paragraph took the place of one other; what was
//! added gets numbers that were never used.

use crate::import::transcript_facts::Piece;
use crate::record::transcript::{Speech, SpeechKind};
use crate::text::transcript::{Block, name_before_colon};

use super::handwork::Handwork;

/// Above this many comparisons, paragraphs between the same beginning and end are paired by place.
const MOST_COMPARISONS: usize = 4_000_000;

/// A paragraph without its number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Paragraph {
    kind: Option<SpeechKind>,
    by: Option<String>,
    text: Option<String>,
}

/// The rows of the pieces. What stood under a heading that is no speaker (會議結論, 補充說明) is text
/// without a speaker, under its heading. That heading is a section which ends with a colon, so that an
/// export can tell it from one without (`## 討論`). Rows of `old` keep their numbers; those that people
/// changed are compared as their source had them, and stay as they are where it still has them so.
pub(super) fn rows(pieces: &[Piece], old: &[Speech], handwork: &Handwork) -> Vec<Speech> {
    let mut paragraphs = Vec::new();
    let mut heading_before: Option<&str> = None;
    for piece in pieces {
        match piece {
            Piece::Block(block) => {
                heading_before = None;
                paragraphs.push(paragraph(block));
            }
            Piece::Minutes { heading, text } => {
                if heading_before != Some(heading) {
                    paragraphs.push(section(format!("{heading}：")));
                }
                heading_before = Some(heading);
                if !text.is_empty() {
                    paragraphs.push(unattributed(text));
                }
            }
        }
    }
    number(paragraphs, old, handwork)
}

fn section(title: String) -> Paragraph {
    Paragraph {
        kind: Some(SpeechKind::Section),
        by: None,
        text: Some(title),
    }
}

/// Under `# 名：` nobody speaks; without its colon it is not taken for a heading under which one does.
fn without_colons(title: &str) -> &str {
    let mut title = title;
    while let Some(before) = name_before_colon(title) {
        title = before;
    }
    title
}

fn unattributed(text: &str) -> Paragraph {
    Paragraph {
        kind: Some(SpeechKind::Unattributed),
        by: None,
        text: Some(text.to_owned()),
    }
}

fn paragraph(block: &Block) -> Paragraph {
    let of_kind = |kind, text: &str| Paragraph {
        kind: Some(kind),
        by: None,
        text: Some(text.to_owned()),
    };
    match block {
        Block::Section { title, .. } => section(without_colons(title).to_owned()),
        // A section that has a speaker and no text: the floor was given, and nothing was said.
        Block::EmptyHeading { speaker } => Paragraph {
            kind: Some(SpeechKind::Section),
            by: Some(speaker.as_ref().to_owned()),
            text: None,
        },
        Block::Speech { speaker, text } => Paragraph {
            kind: None,
            by: Some(speaker.as_ref().to_owned()),
            text: Some(text.clone()),
        },
        Block::Narrative { text } => of_kind(SpeechKind::Narrative, text),
        Block::Quote { text } => of_kind(SpeechKind::Quote, text),
        Block::Unattributed { text } => unattributed(text),
    }
}

fn is_same(old: &Speech, new: &Paragraph) -> bool {
    old.kind() == new.kind.unwrap_or(SpeechKind::Speech) && old.by == new.by && old.text == new.text
}

fn number(new: Vec<Paragraph>, old: &[Speech], handwork: &Handwork) -> Vec<Speech> {
    // What was said off the record has no text in any source: it stays behind the row before it.
    let (marks, spoken): (Vec<_>, Vec<_>) = old
        .iter()
        .map(|row| (row, handwork.as_imported(row)))
        .partition(|(_, imported)| imported.kind() == SpeechKind::OffRecord);
    let imported: Vec<&Speech> = spoken.iter().map(|(_, imported)| imported).collect();
    let mut last = old.iter().map(|row| row.n).max().unwrap_or(0);
    let partners = partners(&imported, &new);
    let mut rows = Vec::with_capacity(new.len() + marks.len());
    for (paragraph, partner) in new.into_iter().zip(partners) {
        let partner = partner.and_then(|place| spoken.get(place));
        if let Some((row, _)) = partner.filter(|(_, imported)| is_same(imported, &paragraph)) {
            rows.push((*row).clone());
            continue;
        }
        let n = partner.map(|(row, _)| row.n).unwrap_or_else(|| {
            last = last.saturating_add(1);
            last
        });
        rows.push(Speech {
            n,
            kind: paragraph.kind,
            by: paragraph.by,
            text: paragraph.text,
        });
    }
    for (mark, _) in marks {
        let before = imported
            .iter()
            .filter(|row| row.n < mark.n)
            .map(|row| row.n);
        let before = before.max();
        let place = rows
            .iter()
            .position(|row| Some(row.n) == before)
            .map_or(0, |place| place + 1);
        rows.insert(place, mark.clone());
    }
    rows
}

/// For each new paragraph the place of the old row whose number it keeps.
fn partners(old: &[&Speech], new: &[Paragraph]) -> Vec<Option<usize>> {
    let pairs = || old.iter().zip(new);
    let head = pairs().take_while(|(old, new)| is_same(old, new)).count();
    let most = old.len().min(new.len()) - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(most)
        .take_while(|(old, new)| is_same(old, new))
        .count();
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    for (place, partner) in partners.iter_mut().enumerate() {
        if place < head {
            *partner = Some(place);
        } else if place >= new_end {
            *partner = Some(old_end + (place - new_end));
        }
    }
    let common = match (old.get(head..old_end), new.get(head..new_end)) {
        (Some(old), Some(new)) => longest_common(old, new),
        _ => Vec::new(),
    };
    // Between two pairs, paragraphs that took the place of others keep their numbers in turn.
    let ends = [(old_end - head, new_end - head)];
    let (mut old_at, mut new_at) = (0, 0);
    for (old_next, new_next) in common.into_iter().chain(ends) {
        for (old_place, new_place) in (old_at..old_next).zip(new_at..new_next) {
            if let Some(partner) = partners.get_mut(head + new_place) {
                *partner = Some(head + old_place);
            }
        }
        if new_next < new_end - head
            && let Some(partner) = partners.get_mut(head + new_next)
        {
            *partner = Some(head + old_next);
        }
        (old_at, new_at) = (old_next + 1, new_next + 1);
    }
    partners
}

/// The places of a longest common subsequence; none where it would take too long to find.
fn longest_common(old: &[&Speech], new: &[Paragraph]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_COMPARISONS {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, row) in old.iter().enumerate().rev() {
        for (j, paragraph) in new.iter().enumerate().rev() {
            let length = if is_same(row, paragraph) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(row), Some(paragraph)) = (old.get(i), new.get(j)) {
        if is_same(row, paragraph) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn speech(text: &str) -> Piece {
        Piece::Block(Block::Speech {
            speaker: "甲".into(),
            text: text.to_owned(),
        })
    }

    fn numbers(rows: &[Speech]) -> Vec<(u32, &str)> {
        rows.iter()
            .map(|row| (row.n, row.text.as_deref().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_corrected_paragraph_keeps_its_number_and_an_added_one_gets_a_new_one() {
        let old = rows(&["a", "b", "c"].map(speech), &[], &Handwork::default());
        assert_eq!(numbers(&old), [(1, "a"), (2, "b"), (3, "c")]);
        let corrected = rows(&["a", "B", "c"].map(speech), &old, &Handwork::default());
        assert_eq!(numbers(&corrected), [(1, "a"), (2, "B"), (3, "c")]);
        let added = rows(
            &["0", "a", "c", "d"].map(speech),
            &old,
            &Handwork::default(),
        );
        assert_eq!(numbers(&added), [(4, "0"), (1, "a"), (3, "c"), (5, "d")]);
    }

    #[test]
    fn a_mark_of_something_off_the_record_stays_where_it_was() {
        let mut old = rows(&["a", "b"].map(speech), &[], &Handwork::default());
        old.get_mut(1).unwrap().n = 3;
        let mark = Speech {
            n: 2,
            kind: Some(SpeechKind::OffRecord),
            by: None,
            text: None,
        };
        old.insert(1, mark);
        let new = rows(&["a", "b", "c"].map(speech), &old, &Handwork::default());
        assert_eq!(numbers(&new), [(1, "a"), (2, ""), (3, "b"), (4, "c")]);
    }

    #[test]
    fn text_under_headings_that_are_no_speakers_stays_in_its_place() {
        let minutes = |heading: &str, text: &str| Piece::Minutes {
            heading: heading.to_owned(),
            text: text.to_owned(),
        };
        let pieces = [
            minutes("地點", "某處"),
            speech("a"),
            minutes("補充說明", "一"),
            minutes("補充說明", "二"),
            minutes("投票結果", ""),
            speech("b"),
        ];
        let rows = rows(&pieces, &[], &Handwork::default());
        assert_eq!(
            numbers(&rows),
            [
                (1, "地點："),
                (2, "某處"),
                (3, "a"),
                (4, "補充說明："),
                (5, "一"),
                (6, "二"),
                (7, "投票結果："),
                (8, "b")
            ]
        );
    }

    proptest! {
        #[test]
        fn text_follows_the_source_and_numbers_are_given_once(
            old in proptest::collection::vec("[a-d]", 0..12),
            new in proptest::collection::vec("[a-d]", 0..12),
        ) {
            let pieces = |texts: &[String]| texts.iter().map(|text| speech(text)).collect::<Vec<_>>();
            let before = rows(&pieces(&old), &[], &Handwork::default());
            let after = rows(&pieces(&new), &before, &Handwork::default());
            let texts: Vec<String> = after.iter().filter_map(|row| row.text.clone()).collect();
            prop_assert_eq!(&texts, &new);
            let mut given: Vec<u32> = after.iter().map(|row| row.n).collect();
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), new.len());
            prop_assert_eq!(rows(&pieces(&new), &after, &Handwork::default()), after);
        }
    }
}
