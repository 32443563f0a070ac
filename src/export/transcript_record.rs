//! Writes a transcript of the store in Markdown: what was imported comes back with the same speeches,
//! speaker for speaker and paragraph for paragraph.
//!
//! So do headings that are no speakers (`### 會議結論：`) and what stood under them; of those present
//! at a meeting only the numbers come back, because a record keeps no more of them.
//!
//! Behind a paragraph that was corrected stands a note of when, at whose request and why; the words
//! before are in the record, not here.

use std::sync::Arc;

use crate::locale::{Language, correction as words};
use crate::record::transcript::{
    Correction, CorrectionKind, Speech, SpeechKind, Tongue, Transcript,
};
use crate::text::clean::one_line;
use crate::text::transcript::{Block, name_before_colon};

use super::transcript_markdown::{self, Colon};

/// The transcript in Markdown. `language` is for the marks of what was said off the record, and of what
/// was corrected.
#[must_use]
pub fn write(transcript: &Transcript, language: Language) -> String {
    let blocks = blocks(transcript, language);
    let colon = match transcript.language {
        None | Some(Tongue::Chinese | Tongue::Japanese | Tongue::Mixed) => Colon::FullWidth,
        Some(Tongue::English | Tongue::French) => Colon::HalfWidth,
    };
    transcript_markdown::write(&transcript_markdown::Transcript {
        title: &transcript.title,
        date: Some(transcript.date.naive()),
        blocks: &blocks,
        colon,
    })
}

/// The rows as blocks. In the Markdown of transcripts whatever stands under a heading with a colon is
/// said by what the heading names, be it a speaker or a word such as 會議結論.
fn blocks(transcript: &Transcript, language: Language) -> Vec<Block> {
    let rows = &transcript.speeches;
    let mut label: Option<Arc<str>> = None;
    let mut blocks = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        match row.kind() {
            SpeechKind::Section => {
                label = label_of(row);
                let has_text = rows
                    .get(place + 1)
                    .is_some_and(|next| next.kind() == SpeechKind::Unattributed);
                match &label {
                    Some(_) if has_text => {}
                    Some(label) => blocks.push(Block::EmptyHeading {
                        speaker: Arc::clone(label),
                    }),
                    None => blocks.push(block(row, language)),
                }
            }
            SpeechKind::Unattributed => match &label {
                Some(label) => blocks.push(Block::Speech {
                    speaker: Arc::clone(label),
                    text: row.text.clone().unwrap_or_default(),
                }),
                None => blocks.push(block(row, language)),
            },
            SpeechKind::Speech => {
                label = None;
                blocks.push(block(row, language));
            }
            SpeechKind::Narrative | SpeechKind::Quote | SpeechKind::OffRecord => {
                blocks.push(block(row, language));
            }
        }
        let corrections = transcript.corrections.iter();
        let own = corrections.filter(|correction| correction.speech == row.n);
        blocks.extend(own.map(|correction| note(correction, language)));
    }
    blocks
}

/// The note behind a paragraph that was corrected.
fn note(correction: &Correction, language: Language) -> Block {
    let text = words::note(
        language,
        correction.kind == CorrectionKind::Withhold,
        &correction.on.display(language),
        &one_line(&correction.asked_by),
        &one_line(&correction.reason),
    );
    Block::Narrative { text }
}

/// The word of a section that stood where speakers stand: its title ends with a colon.
fn label_of(row: &Speech) -> Option<Arc<str>> {
    let title = row.text.as_deref().filter(|_| row.by.is_none())?;
    name_before_colon(title).map(Arc::from)
}

/// A row as a block. A speech without a speaker is nobody's, and a section with a speaker is a
/// heading under which nothing was said.
fn block(row: &Speech, language: Language) -> Block {
    let text = || row.text.clone().unwrap_or_default();
    let by = row.by.as_deref().map(Arc::<str>::from);
    match (row.kind(), by) {
        (SpeechKind::Speech, Some(speaker)) => match &row.text {
            Some(text) => Block::Speech {
                speaker,
                text: text.clone(),
            },
            None => Block::EmptyHeading { speaker },
        },
        (SpeechKind::Section, Some(speaker)) => Block::EmptyHeading { speaker },
        (SpeechKind::Section, None) => Block::Section {
            level: 2,
            title: text(),
        },
        (SpeechKind::Narrative, _) => Block::Narrative { text: text() },
        (SpeechKind::Quote, _) => Block::Quote { text: text() },
        (SpeechKind::OffRecord, _) => Block::Narrative {
            text: language
                .pick("(off the record)", "（不列入紀錄）")
                .to_owned(),
        },
        (SpeechKind::Speech | SpeechKind::Unattributed, _) => Block::Unattributed { text: text() },
    }
}

#[cfg(test)]
mod tests {
    use crate::record::transcript::TranscriptStatus;

    use super::*;

    #[test]
    fn every_kind_of_row_has_a_form_and_what_was_off_the_record_is_a_mark() {
        let row = |n, kind, by: Option<&str>, text: Option<&str>| Speech {
            n,
            kind,
            by: by.map(str::to_owned),
            text: text.map(str::to_owned),
        };
        let correction = |speech, kind, reason: &str| Correction {
            k: "a1b2".parse().unwrap(),
            speech,
            on: "2031-03-01".parse().unwrap(),
            kind,
            before: None,
            after: None,
            before_by: None,
            after_by: None,
            asked_by: "甲".to_owned(),
            reason: reason.to_owned(),
        };
        // Invented.
        let transcript = Transcript {
            id: "t203102-k7f2".parse().unwrap(),
            meeting: None,
            title: "虛構會議".to_owned(),
            date: "2031-02-03".parse().unwrap(),
            language: None,
            status: TranscriptStatus::Published,
            sent_on: None,
            edit_until: None,
            published_on: None,
            licence: None,
            source: None,
            speakers: Vec::new(),
            speeches: vec![
                row(1, Some(SpeechKind::Quote), None, Some("手冊")),
                row(2, None, Some("甲"), Some("一")),
                row(3, Some(SpeechKind::OffRecord), None, None),
                row(4, None, Some("甲"), Some("二")),
                row(5, Some(SpeechKind::Section), Some("乙"), None),
                row(6, Some(SpeechKind::Section), None, Some("討論")),
                row(7, Some(SpeechKind::Unattributed), None, Some("無主")),
                row(8, Some(SpeechKind::Section), None, Some("投票結果：")),
                row(9, Some(SpeechKind::Section), None, Some("補充說明：")),
                row(10, Some(SpeechKind::Unattributed), None, Some("三")),
                row(11, Some(SpeechKind::Unattributed), None, Some("四")),
                row(12, None, Some("甲"), None),
            ],
            corrections: vec![
                correction(2, CorrectionKind::Correct, "聽誤"),
                correction(12, CorrectionKind::Withhold, "個資"),
            ],
            privacy: Vec::new(),
            conflicts: Vec::new(),
        };
        assert_eq!(
            write(&transcript, Language::ZhTw),
            "# 2031-02-03 虛構會議\n\n> 手冊\n\n### 甲：\n\n一\n\n> （本段於 120.03.01 應甲請求更正：聽誤）\n\n> （不列入紀錄）\n\n二\n\n### 乙：\n\n## 討論\n\n無主\n\n### 投票結果：\n\n### 補充說明：\n\n三\n\n四\n\n### 甲：\n\n> （本段個人資料於 120.03.01 應甲請求隱去：個資）\n"
        );
    }
}
