//! What git writes into a file where it could not merge lines: both sides between markers, in the diff3
//! style with the past between them.

use std::ops::Range;

/// The letters that the markers of one conflict repeat, in their order.
const ONE: char = '<';
const BASE: char = '|';
const OTHER: char = '=';
const END: char = '>';

/// The least letters of a marker that nothing else in the file speaks for.
pub const USUAL: usize = 7;

/// The least letters of a marker in a file that is broken anyway: git may be told to write few.
pub const FEWEST: usize = 3;

/// The versions that a file with markers was made of, as far as it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The first side.
    pub one: String,
    /// The common past, where every conflict tells it.
    pub base: Option<String>,
    /// The second side.
    pub other: String,
}

/// The first marker of the first whole conflict whose markers have `least` letters or more, in bytes.
pub fn first(text: &str, least: usize) -> Option<Range<usize>> {
    // Nearly every file ends the search here.
    if !text.contains(&ONE.to_string().repeat(least)) {
        return None;
    }
    let mut start = 0;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            let at = start;
            start += line.len();
            (at, line)
        })
        .collect();
    lines.iter().enumerate().find_map(|(place, (at, line))| {
        let size = marker(line, ONE).filter(|size| *size >= least)?;
        let rest = || lines.iter().skip(place + 1);
        let middle = rest().position(|(_, line)| marker(line, OTHER) == Some(size))?;
        let mut after = rest().skip(middle + 1);
        after
            .any(|(_, line)| marker(line, END) == Some(size))
            .then_some(*at..*at + size)
    })
}

/// Whether a line looks like one that git leaves where a conflict begins or ends, however the others stand.
pub fn has_stray(text: &str) -> bool {
    let is_marker = |line: &str| {
        let sizes = [ONE, END].map(|letter| marker(line, letter));
        sizes.into_iter().flatten().any(|size| size >= USUAL)
    };
    text.lines().any(is_marker)
}

/// The sides of every conflict put together with what stands between them; `None` where there is no
/// conflict, or where a marker does not stand where it should, so that nobody can tell the sides.
pub fn sides(text: &str) -> Option<Sides> {
    let size = first(text, FEWEST)?.len();
    let (mut one, mut base, mut other) = (String::new(), String::new(), String::new());
    let mut knows_base = true;
    let mut part = Part::Common;
    for line in text.split_inclusive('\n') {
        let is = |letter| marker(line, letter) == Some(size);
        part = match part {
            Part::Common if is(ONE) => Part::One,
            Part::One if is(BASE) => Part::Base,
            Part::One if is(OTHER) => {
                knows_base = false;
                Part::Other
            }
            Part::Base if is(OTHER) => Part::Other,
            Part::Other if is(END) => Part::Common,
            _ if [ONE, OTHER, END].into_iter().any(is) => return None,
            Part::Common => {
                for text in [&mut one, &mut base, &mut other] {
                    text.push_str(line);
                }
                part
            }
            Part::One => {
                one.push_str(line);
                part
            }
            Part::Base => {
                base.push_str(line);
                part
            }
            Part::Other => {
                other.push_str(line);
                part
            }
        };
    }
    let base = knows_base.then_some(base);
    matches!(part, Part::Common).then_some(Sides { one, base, other })
}

/// Where a line stands.
#[derive(Clone, Copy)]
enum Part {
    Common,
    One,
    Base,
    Other,
}

/// How often a line repeats the letter of a marker before a blank or its end; `None` where it is none.
fn marker(line: &str, letter: char) -> Option<usize> {
    let line = line.trim_end_matches(['\r', '\n']);
    let rest = line.trim_start_matches(letter);
    let size = line.len() - rest.len();
    (size >= FEWEST && (rest.is_empty() || rest.starts_with(' '))).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_put_together_whatever_the_style_the_size_and_the_line_ends() {
        for size in [3, 7, 12] {
            for end in ["\n", "\r\n"] {
                let mark =
                    |letter: &str, label: &str| format!("{}{label}{end}", letter.repeat(size));
                let text = |base: &str| {
                    format!(
                        "a{end}{}b{end}{base}{}c{end}{}d{end}",
                        mark("<", " HEAD"),
                        mark("=", ""),
                        mark(">", " other")
                    )
                };
                let past = format!("{}p{end}", mark("|", " 3f2a91c"));
                let found = sides(&text(&past)).unwrap();
                assert_eq!(found.one, format!("a{end}b{end}d{end}"));
                assert_eq!(found.other, format!("a{end}c{end}d{end}"));
                assert_eq!(found.base.unwrap(), format!("a{end}p{end}d{end}"));
                let found = sides(&text("")).unwrap();
                assert_eq!(found.base, None);
                assert_eq!(first(&text(""), USUAL).is_some(), size >= USUAL);
            }
        }
    }

    #[test]
    fn what_is_no_whole_conflict_is_none() {
        assert_eq!(sides("title = \"a\"\n=======\n"), None);
        assert_eq!(sides("<<<<<<< a\nx\n=======\ny\n"), None);
        assert_eq!(
            sides("<<<<<<< a\nx\n=======\ny\n=======\nz\n>>>>>>> b\n"),
            None
        );
        assert_eq!(sides("<<<<<<< a\nx\n=======\ny\n>>>>>> b\n"), None);
    }
}
