//! A petition opened, or a meeting planned, in the pause before an election.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::due::in_pause;
use crate::procedure::pause::pause_on;
use crate::record::meeting::{MeetingKind, MeetingStatus};
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "in-election-pause",
    about: Bilingual {
        en: "Before the whole country votes, new proposals and supports pause for the days of the rule in force. A petition that opened then, or a collaborative meeting planned for then, is marked: the day may be wrong, or the meeting may have to wait.",
        zh: "全國性選舉前，依適用規則暫停提議及附議。連署於此期間開放，或協作會議預定於此期間召開者，予以標示：日期可能有誤，或會議須延後。",
    },
    severity: Severity::Note,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let (sets, calendar) = evidence.ground();
    for (file, record) in evidence.records() {
        for (field, day) in days(record) {
            if let Some(pause) = pause_on(day, &sets, &calendar) {
                findings.add(file, field, Remedy::edit(record), move |language| {
                    let shown = |day: Date| day.display(language);
                    in_pause(
                        language,
                        &shown(day),
                        &shown(pause.from),
                        &shown(pause.polling_day),
                    )
                });
            }
        }
    }
}

/// The days on which proposals open and public meetings are planned.
fn days(record: &AnyRecord) -> Vec<(String, Date)> {
    match record {
        AnyRecord::Case(case) => {
            let rows = case.petitions.iter().zip(1..);
            let opened = rows.filter_map(|(row, number)| {
                Some((format!("petition[{number}].opened"), row.opened?))
            });
            opened.collect()
        }
        AnyRecord::Meeting(meeting)
            if meeting.status == MeetingStatus::Planned
                && matches!(
                    meeting.kind,
                    MeetingKind::Collaborative | MeetingKind::Hearing
                ) =>
        {
            let rows = meeting.sessions.iter().zip(1..);
            let days = rows.map(|(row, number)| (format!("session[{number}].date"), row.date));
            days.collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const RULES: &str = "id = \"2015-07-17\"\ntitle = \"Invented\"\n[[limit]]\nname = \"election-pause\"\nlength = 60\nunit = \"calendar-days\"\nruns_from = \"polling-day\"\nbefore = true\nstrength = \"rule\"\n";

    #[test]
    fn what_opens_or_is_planned_in_a_pause_is_marked() {
        let of = |opened: &str, met: &str, status: &str| {
            let case =
                format!("[[petition]]\nurl = \"https://example.org/1\"\nopened = {opened}\n");
            let meeting = format!(
                "kind = \"collaborative\"\nstatus = \"{status}\"\n[[session]]\nk = \"aaaa\"\ndate = {met}\n"
            );
            found(
                "in-election-pause",
                &[
                    ("case", &case),
                    ("meeting", &meeting),
                    ("records/rules/2015-07-17.toml", RULES),
                    (
                        "records/calendars/2020.toml",
                        "id = \"2020\"\npolling_days = [2020-01-11]\n",
                    ),
                ],
            )
        };
        assert_eq!(
            of("2019-11-12", "2020-01-11", "planned"),
            [
                "petition[1].opened: 2019-11-12",
                "session[1].date: 2020-01-11"
            ]
        );
        assert!(of("2019-11-11", "2020-01-12", "planned").is_empty());
        assert!(of("2020-01-12", "2019-12-20", "held").is_empty());
    }
}
