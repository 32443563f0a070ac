//! Days as a calendar that programs subscribe to (RFC 5545): an all-day event each.

use chrono::{DateTime, FixedOffset, Utc};

use crate::record::Date;

/// The longest line, in bytes without its end.
const LONGEST_LINE: usize = 75;

/// An all-day event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What names it for ever: the same event must have the same one in every calendar written.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What, in a line.
    pub summary: String,
    /// What else should be known.
    pub description: String,
}

/// A calendar of some events. `stamp` is when they were recorded, so that the same record gives the
/// same bytes.
pub fn calendar(name: &str, stamp: DateTime<FixedOffset>, events: &[Event]) -> String {
    let stamp = stamp.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ");
    let mut text = String::new();
    let mut line = |content: String| text.push_str(&folded(&content));
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line(format!("PRODID:-//po//{}//EN", env!("CARGO_PKG_VERSION")));
    line(format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        let day = event.day.naive();
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", escaped(&event.uid)));
        line(format!("DTSTAMP:{stamp}"));
        line(format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        line(format!("SUMMARY:{}", escaped(&event.summary)));
        line(format!("DESCRIPTION:{}", escaped(&event.description)));
        line("TRANSP:TRANSPARENT".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    text
}

/// Text without what ends or divides a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A content line with its end, folded where it is too long, never inside a character.
fn folded(content: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for character in content.chars() {
        if used + character.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(character);
        used += character.len_utf8();
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "c201902-k7f2.task.x@po".to_owned(),
            day: "2019-02-28".parse().unwrap(),
            summary: summary.to_owned(),
            description: String::new(),
        }
    }

    fn written(summary: &str) -> String {
        let stamp = DateTime::parse_from_rfc3339("2019-02-12T10:00:00+08:00").unwrap();
        calendar("Invented", stamp, &[event(summary)])
    }

    #[test]
    fn an_event_is_an_all_day_one_with_the_moment_of_the_record() {
        let text = written("甲;乙,丙\\丁\n戊\u{7}");
        assert!(text.contains("\r\nDTSTAMP:20190212T020000Z\r\nDTSTART;VALUE=DATE:20190228\r\n"));
        assert!(text.contains("\r\nSUMMARY:甲\\;乙\\,丙\\\\丁\\n戊\r\n"));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    proptest! {
        #[test]
        fn a_line_is_never_too_long_and_unfolds_to_what_it_was(summary in "[ a臺😀;,\\\\\n]{0,120}") {
            let text = written(&summary);
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE, "{line}");
                prop_assert!(!line.contains(['\n', '\r']));
            }
            let unfolded = text.replace("\r\n ", "");
            let wanted = format!("\r\nSUMMARY:{}\r\n", escaped(&summary));
            prop_assert!(unfolded.contains(&wanted));
        }
    }
}
