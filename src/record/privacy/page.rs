//! The address of a web page as text to look through: escapes decoded, its parts set apart.
//!
//! The number of a form or an article is as long as a telephone number, so a page's address is
//! believed less than prose: a number has to fill a part of the path or of the query, and a landline
//! number has to be written as people write one, or stand behind a word such as `tel`.

use super::{Folded, OTHER, folded};

/// What ends a part of an address.
const BETWEEN_PARTS: &str = "/?&=#;:,";

impl Folded {
    /// The part of `address` behind its host; `start` is where the address starts in the text.
    pub(super) fn of_page(address: &str, start: usize) -> Self {
        let mut page = Self {
            bytes: Vec::with_capacity(address.len()),
            places: Vec::with_capacity(address.len()),
            is_page: true,
        };
        for (at, length, character) in decoded(address) {
            let byte = match character {
                sign if BETWEEN_PARTS.contains(sign) => Some(OTHER),
                other => folded(other),
            };
            if let Some(byte) = byte {
                page.bytes.push(byte);
                // The longest character is written as four escapes.
                page.places
                    .push((start + at, u8::try_from(length).unwrap_or(12)));
            }
        }
        page
    }
}

/// The characters behind the host of `address`, each with where it starts there and how many bytes it
/// takes as it is written.
pub(super) fn decoded(address: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let behind = |from| address.get(from..).unwrap_or_default();
    let mut at = behind(host)
        .find(['/', '?', '#'])
        .map_or(address.len(), |length| host + length);
    std::iter::from_fn(move || {
        let (character, length) = first(behind(at))?;
        at += length;
        Some((at - length, length, character))
    })
}

/// The first character and how many bytes it takes as it is written: an escaped one is decoded, and a
/// plus sign is a blank.
fn first(text: &str) -> Option<(char, usize)> {
    let character = text.chars().next()?;
    let written = character.len_utf8();
    match character {
        '+' => Some((' ', written)),
        '%' => Some(escaped(text).unwrap_or((character, written))),
        _ => Some((character, written)),
    }
}

/// The character of the escapes at the head of the text, where they are one in UTF-8.
fn escaped(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    for escape in text.as_bytes().chunks(3).take(4) {
        let [b'%', high, low] = *escape else { break };
        let digit = |sign: u8| char::from(sign).to_digit(16);
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((text.chars().next()?, bytes.len() * 3));
        }
    }
    None
}
