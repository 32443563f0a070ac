//! Elements of inline arrays and inline tables: where one goes in, and which bytes one takes with it.
//!
//! An element on a line of its own is added and removed as a line; any other with the comma beside it.

use std::ops::Range;

use super::Splice;
use super::layout::{Element, Form, Node};

/// The splices that put an element behind the element `after`, or first where that is `None`.
pub(super) fn insert(
    text: &str,
    container: &Node,
    after: Option<usize>,
    body: &str,
    newline: &str,
) -> Vec<Splice> {
    let elements = container.elements();
    match (
        after.and_then(|number| elements.get(number)),
        elements.first(),
    ) {
        (Some(element), _) => insert_behind(text, container, element, body, newline),
        (None, Some(first)) => vec![Splice::insert(first.start, format!("{body}, "))],
        (None, None) => vec![insert_only(text, container, body)],
    }
}

fn insert_only(text: &str, container: &Node, body: &str) -> Splice {
    let close = container.span.end.saturating_sub(1);
    let empty = slice(text, container.span.start + 1..close).is_empty();
    let padded = empty && matches!(container.form, Form::Table(_));
    Splice::insert(
        close,
        if padded {
            format!(" {body} ")
        } else {
            body.to_owned()
        },
    )
}

fn insert_behind(
    text: &str,
    container: &Node,
    element: &Element,
    body: &str,
    newline: &str,
) -> Vec<Splice> {
    let behind = element
        .comma
        .map_or(element.value.span.end, |comma| comma + 1);
    let Some((line, tail)) =
        line_start(text, container, element).zip(rest_of_line(text, container, behind))
    else {
        return vec![Splice::insert(element.value.span.end, format!(", {body}"))];
    };
    let indent = slice(text, line..element.start);
    if element.comma.is_some() {
        vec![Splice::insert(tail, format!("{newline}{indent}{body},"))]
    } else {
        let end = element.value.span.end;
        vec![
            Splice::insert(end, ",".to_owned()),
            Splice::insert(tail, format!("{newline}{indent}{body}")),
        ]
    }
}

/// The splices after which one element is gone and its neighbours stay as they are.
pub(super) fn remove_one(text: &str, container: &Node, number: usize) -> Vec<Splice> {
    let elements = container.elements();
    let Some(element) = elements.get(number) else {
        return Vec::new();
    };
    let comma_before = number
        .checked_sub(1)
        .and_then(|before| elements.get(before))
        .and_then(|before| before.comma);
    if let Some(lines) = whole_lines(text, container, element) {
        // The last element keeps having no comma behind it when there was none.
        let left_over = comma_before.filter(|_| element.comma.is_none());
        let comma = left_over.map(|comma| comma..comma + 1);
        return comma
            .into_iter()
            .chain([lines])
            .map(Splice::remove)
            .collect();
    }
    let end = element.value.span.end;
    let span = match (comma_before, element.comma) {
        (Some(comma), _) if is_blank(slice(text, comma + 1..element.start)) => comma..end,
        (_, Some(comma)) => element.start..skip_spaces(text, comma + 1),
        (Some(comma), None) => {
            return vec![
                Splice::remove(comma..comma + 1),
                Splice::remove(element.start..end),
            ];
        }
        (None, None) => only_element(text, container, element.start..end),
    };
    vec![Splice::remove(span)]
}

/// The splices after which all elements are gone whose dotted keys make one table.
pub(super) fn remove_several(text: &str, container: &Node, numbers: &[usize]) -> Vec<Splice> {
    let elements = container.elements();
    let bare_end = elements.last().is_some_and(|last| last.comma.is_none());
    let last_goes = bare_end
        && elements
            .len()
            .checked_sub(1)
            .is_some_and(|last| numbers.contains(&last));
    let last_kept = (0..elements.len())
        .rev()
        .find(|number| !numbers.contains(number))
        .filter(|_| last_goes);
    let range = |(number, element): (usize, &Element)| {
        let start = if numbers.contains(&number) {
            element.start
        } else {
            element.comma.filter(|_| last_kept == Some(number))?
        };
        Some(
            start
                ..element
                    .comma
                    .map_or(element.value.span.end, |comma| skip_spaces(text, comma + 1)),
        )
    };
    elements
        .iter()
        .enumerate()
        .filter_map(range)
        .map(Splice::remove)
        .collect()
}

/// An only element with one space on each side leaves nothing between the brackets.
fn only_element(text: &str, container: &Node, span: Range<usize>) -> Range<usize> {
    let inside = container.span.start + 1..container.span.end.saturating_sub(1);
    let padded =
        slice(text, inside.start..span.start) == " " && slice(text, span.end..inside.end) == " ";
    if padded { inside } else { span }
}

/// The lines of an element that shares them with nothing but its comma and a comment, with the line
/// ending above them: the one below may be another and belongs to what stays.
fn whole_lines(text: &str, container: &Node, element: &Element) -> Option<Range<usize>> {
    let start = line_start(text, container, element)?;
    let mut end = skip_spaces(text, element.value.span.end);
    match element.comma {
        Some(comma) if comma == end => end += 1,
        Some(_) => return None,
        None => {}
    }
    let end = rest_of_line(text, container, end)?;
    let above = slice(text, container.span.start..start);
    let ending = if above.ends_with("\r\n") { 2 } else { 1 };
    let alone = slice(text, end..container.span.end).starts_with(['\r', '\n']);
    alone.then_some(start - ending..end)
}

/// Where the line of an element starts, if only space stands before the element on it.
fn line_start(text: &str, container: &Node, element: &Element) -> Option<usize> {
    let before = slice(text, container.span.start..element.start);
    let start = container.span.start + before.rfind('\n')? + 1;
    is_blank(slice(text, start..element.start)).then_some(start)
}

/// The end of the line behind `from` with its comment, without its line ending; `None` where
/// something else follows. The closing bracket counts as the end of a line.
fn rest_of_line(text: &str, container: &Node, from: usize) -> Option<usize> {
    let close = container.span.end.saturating_sub(1);
    let end = skip_spaces(text, from);
    let rest = slice(text, end..close);
    if rest.is_empty() {
        return Some(from);
    }
    let line = rest.split('\n').next().unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    (line.is_empty() || line.starts_with('#')).then_some(end + line.len())
}

fn skip_spaces(text: &str, from: usize) -> usize {
    let rest = slice(text, from..text.len());
    from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

fn is_blank(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).is_empty()
}

fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}
