//! What a transcript says about its meeting: when and where it was, how many came from where, what
//! was concluded. A record may also tell of the meetings before its own; each of those that has a day
//! is a meeting of its own.

use crate::import::meeting_title;
use crate::import::transcript_facts::{DueHint, Fact, Found};
use crate::locale::remark::{self, Note, Phrase};
use crate::record::meeting::{Attendance, Conclusion, Group, Meeting};
use crate::record::value::Name;
use crate::record::{Date, Kind, RecordId};

use super::book::{Book, new_meeting, note_origin, read_before, row_key, state};
use super::sittings::{sit_on, sitting_on};
use super::transcripts::{Read, find_meeting, meeting_kind};

/// A part of a record that tells of an earlier meeting.
struct Earlier<'a> {
    label: &'a str,
    day: Date,
}

/// Writes the facts of a transcript into its meeting and into those that it tells of besides.
pub(super) fn record_facts(
    book: &mut Book<'_>,
    read: &Read<'_>,
    own: &mut Meeting,
) -> Vec<RecordId> {
    let earlier = earlier_meetings(book, read, own);
    let labels: Vec<&str> = earlier.iter().map(|earlier| earlier.label).collect();
    let is_own = |found: &&Found| {
        found
            .meeting
            .as_deref()
            .is_none_or(|label| !labels.contains(&label))
    };
    let facts: Vec<&Found> = read.facts.found.iter().filter(is_own).collect();
    write(book, read, own, read.day, &facts);
    let mut touched = Vec::new();
    for earlier in earlier {
        let facts = read.facts.found.iter();
        let facts: Vec<&Found> = facts
            .filter(|found| found.meeting.as_deref() == Some(earlier.label))
            .collect();
        touched.push(record_earlier(book, read, own, &earlier, &facts));
    }
    touched
}

/// The meetings of a record that have a day other than its own.
fn earlier_meetings<'r>(book: &Book<'_>, read: &'r Read<'_>, own: &Meeting) -> Vec<Earlier<'r>> {
    let mut earlier: Vec<Earlier<'r>> = Vec::new();
    for found in &read.facts.found {
        let (Some(label), Fact::Time { date, .. }) = (found.meeting.as_deref(), &found.fact) else {
            continue;
        };
        let day = date.and_then(Date::from_naive);
        let Some(day) = day.filter(|day| sitting_on(book, own, *day).is_none()) else {
            continue;
        };
        if earlier.iter().all(|known| known.label != label) {
            earlier.push(Earlier { label, day });
        }
    }
    earlier
}

fn record_earlier(
    book: &mut Book<'_>,
    read: &Read<'_>,
    own: &Meeting,
    earlier: &Earlier<'_>,
    facts: &[&Found],
) -> RecordId {
    // The label alone says kind and ordinal; the case is the one of the record.
    let title = meeting_title::parse(earlier.label);
    let kind = meeting_kind(title.kind);
    let full = format!("{} {}", read.title, earlier.label);
    let found = find_meeting(
        book,
        &[],
        (kind, own.number, title.sequence),
        &[earlier.day],
        &full,
    );
    let mut meeting = found.unwrap_or_else(|| {
        let key = format!("transcript:{}#{}:meeting", read.slug, earlier.label);
        let id = book.new_id(Kind::Meeting, earlier.day, &key);
        new_meeting(id, kind, full, earlier.day, book.known.today)
    });
    state(&mut meeting.number, own.number, false);
    state(&mut meeting.sequence, title.sequence, false);
    sit_on(book, &mut meeting, earlier.day);
    for case in &own.cases {
        if !meeting.cases.contains(case) {
            meeting.cases.push(case.clone());
        }
    }
    write(book, read, &mut meeting, earlier.day, facts);
    let id = meeting.id.clone();
    book.put_meeting(meeting);
    id
}

fn write(book: &mut Book<'_>, read: &Read<'_>, meeting: &mut Meeting, day: Date, facts: &[&Found]) {
    let origin = read.origin();
    let again = read_before(&meeting.origins, origin.kind, &origin.key).is_some();
    let mut people: Vec<(Group, Option<Name>, u32)> = Vec::new();
    let mut conclusions: Vec<(Option<u32>, &str, Option<Date>)> = Vec::new();
    for found in facts {
        match &found.fact {
            Fact::Time { .. } | Fact::Place(_) => sit(book, meeting, day, &found.fact, again),
            Fact::Attendance { agency, count } => {
                if let Some((group, agency)) = group(book, agency.as_deref(), *count, day) {
                    let known = people
                        .iter_mut()
                        .find(|row| row.0 == group && row.1 == agency);
                    match known {
                        Some(row) => row.2 = row.2.saturating_add(*count),
                        None => people.push((group, agency, *count)),
                    }
                }
            }
            Fact::Conclusion { n, text, due } => {
                conclusions.push((*n, text, due.as_ref().and_then(due_day)));
            }
            Fact::Other { .. } => {}
        }
    }
    for (group, agency, count) in people {
        attend(meeting, group, agency, count, again);
    }
    conclude(meeting, conclusions, again);
    note_origin(&mut meeting.origins, origin);
}

/// A day is a limit where the text says 前, "before".
fn due_day(hint: &DueHint) -> Option<Date> {
    hint.on.filter(|_| hint.before).and_then(Date::from_naive)
}

fn sit(book: &mut Book<'_>, meeting: &mut Meeting, day: Date, fact: &Fact, again: bool) {
    if let Fact::Time {
        date: Some(date),
        text,
        ..
    } = fact
        && Date::from_naive(*date) != Some(day)
    {
        let note = Note::OtherDayThan(day.to_string());
        book.report()
            .remark("時間", remark::Found::quote(text), note);
        return;
    }
    let place = sitting_on(book, meeting, day);
    let Some(session) = place.and_then(|place| meeting.sessions.get_mut(place)) else {
        return;
    };
    match fact {
        Fact::Time { start, end, .. } => {
            state(&mut session.start, *start, again);
            state(&mut session.end, *end, again);
        }
        Fact::Place(place) if !place.is_empty() => {
            state(&mut session.place, Some(place.clone()), again);
        }
        _ => {}
    }
}

/// The group that a line of attendance counts; `None` where the line does not tell.
fn group(
    book: &mut Book<'_>,
    written: Option<&str>,
    count: u32,
    on: Date,
) -> Option<(Group, Option<Name>)> {
    let Some(written) = written else {
        let people = remark::Found::People(count);
        book.report().remark("出席", people, Phrase::NotCounted);
        return None;
    };
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| written.ends_with(ending));
    let group = if written.starts_with("提案") || written.starts_with("提議") {
        Group::Proposer
    } else if written.starts_with("附議") || ["連署人", "聯署人"].contains(&written) {
        Group::Supporter
    } else if ends_with(&["公司", "公會", "協會", "團體"]) {
        Group::Stakeholder
    } else {
        Group::Agency
    };
    if group != Group::Agency {
        return Some((group, None));
    }
    let name = written.strip_suffix("代表").unwrap_or(written);
    let agency = book.known_agency(name, Some(on));
    if agency.is_none() {
        let found = remark::Found::quote(written);
        book.report().remark("出席", found, Phrase::NoAgencyOfStore);
    }
    Some((group, agency))
}

fn attend(meeting: &mut Meeting, group: Group, agency: Option<Name>, count: u32, again: bool) {
    let known = meeting
        .attendance
        .iter_mut()
        .find(|row| row.group == group && row.agency == agency);
    if let Some(known) = known {
        if again {
            known.count = count;
        }
        return;
    }
    let natural = format!(
        "attendance:{}:{}",
        group.as_str(),
        agency.as_ref().map_or("", Name::as_str)
    );
    let k = row_key(&natural, |key| {
        meeting.attendance.iter().any(|row| row.k == *key)
    });
    meeting.attendance.push(Attendance {
        k,
        group,
        agency,
        count,
        reason: None,
    });
}

/// A conclusion that is there as it is worded stays. In a newer state of its source, one of the same
/// number is the same conclusion worded anew; else a number that is taken is not given again.
fn conclude(
    meeting: &mut Meeting,
    conclusions: Vec<(Option<u32>, &str, Option<Date>)>,
    again: bool,
) {
    let mut given: Vec<u32> = Vec::new();
    for (n, text, due) in conclusions {
        let rows = &mut meeting.conclusions;
        let same_text = rows
            .iter()
            .position(|row| row.text == text && !given.contains(&row.n));
        let same_number = rows
            .iter()
            .position(|row| again && Some(row.n) == n && !given.contains(&row.n));
        match same_text
            .or(same_number)
            .and_then(|place| rows.get_mut(place))
        {
            Some(row) => {
                text.clone_into(&mut row.text);
                state(&mut row.due, due, again);
                given.push(row.n);
            }
            None => {
                let free = |n: &u32| *n > 0 && rows.iter().all(|row| row.n != *n);
                let next = rows.iter().map(|row| row.n).max().unwrap_or(0);
                let n = n.filter(free).unwrap_or_else(|| next.saturating_add(1));
                given.push(n);
                rows.push(Conclusion {
                    n,
                    text: text.to_owned(),
                    owner: None,
                    due,
                    done_on: None,
                });
            }
        }
    }
}
