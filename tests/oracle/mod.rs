//! A second, independent count of a Markdown transcript, to hold against the importer's.
//!
//! It was written from the block model alone (the table of counts for transcript Markdown) and
//! shares no code with the importer. It works in two steps that the importer does not have: every
//! line becomes one letter by the table of patterns below, and the blocks are then found by regular
//! expressions over the resulting word, one letter a line.

#![expect(clippy::unwrap_used, reason = "this is part of tests")]

use regex::Regex;

/// What the block model says of one transcript.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) title: Option<String>,
    pub(crate) sections: usize,
    pub(crate) odd_headings: usize,
    pub(crate) narratives: usize,
    pub(crate) other_quotes: usize,
    pub(crate) speeches: usize,
    pub(crate) turns: usize,
    pub(crate) unattributed: usize,
    pub(crate) distinct_speakers: usize,
    pub(crate) first_speaker: Option<String>,
    pub(crate) last_speaker: Option<String>,
}

/// The letter of a line is that of the first pattern that fits.
const LETTERS: [(char, &str); 8] = [
    ('B', r"^\s*$"),
    ('q', r"^>[\s>]*$"),
    ('Q', r"^>"),
    ('T', r"^# "),
    ('H', r"^#{2,6}(?:\s+\S|[^\s#]).*[:：]\s*$"),
    ('S', r"^## "),
    ('O', r"^###"),
    ('P', r""),
];

/// Counts the blocks of a transcript.
pub(crate) fn tally(text: &str) -> Tally {
    let lines: Vec<&str> = text.split('\n').collect();
    let patterns = LETTERS.map(|(letter, pattern)| (letter, Regex::new(pattern).unwrap()));
    let mut word: String = lines
        .iter()
        .map(|line| patterns.iter().find(|(_, p)| p.is_match(line)).unwrap().0)
        .collect();

    let title_at = word.find('T');
    if let Some(at) = title_at {
        // The first `# ` is the title, every later one a section.
        word = word.replace('T', "S");
        word.replace_range(at..=at, "T");
    }

    let name = Regex::new(r"^#+\s*(.*?)\s*[:：]\s*$").unwrap();
    let aside =
        Regex::new(r"^(?:>[\s>]*\n)*>[\s>]*(?:[(（]|\[(?:\n>|\s)*[(（][\s\S]*\]\()").unwrap();
    let runs = Regex::new(r"[Qq]+|[PO]+|[HS]").unwrap();

    let mut floor: Option<&str> = None;
    let mut spoken: Vec<(usize, &str)> = Vec::new();
    let mut stretch = 0;
    let mut result = Tally {
        title: title_at.map(|at| lines[at][2..].trim().to_owned()),
        odd_headings: word.matches('O').count(),
        ..Tally::default()
    };
    for run in runs.find_iter(&word) {
        match &run.as_str()[..1] {
            "H" => {
                floor = Some(
                    name.captures(lines[run.start()])
                        .unwrap()
                        .get(1)
                        .unwrap()
                        .as_str(),
                );
            }
            "S" => {
                result.sections += 1;
                stretch += 1;
                floor = None;
            }
            "Q" | "q" if !run.as_str().contains('Q') => {}
            "Q" | "q" => {
                let quote = lines[run.range()].join("\n");
                let kind = if aside.is_match(&quote) {
                    &mut result.narratives
                } else {
                    &mut result.other_quotes
                };
                *kind += 1;
            }
            _ => match floor {
                Some(speaker) => spoken.push((stretch, speaker)),
                None => result.unattributed += 1,
            },
        }
    }

    result.speeches = spoken.len();
    result.first_speaker = spoken.first().map(|(_, speaker)| (*speaker).to_owned());
    result.last_speaker = spoken.last().map(|(_, speaker)| (*speaker).to_owned());
    let mut names: Vec<&str> = spoken.iter().map(|(_, speaker)| *speaker).collect();
    names.sort_unstable();
    names.dedup();
    result.distinct_speakers = names.len();
    spoken.dedup();
    result.turns = spoken.len();
    result
}
