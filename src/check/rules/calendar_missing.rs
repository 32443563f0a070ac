//! A year that records speak of without its office calendar.

use std::collections::HashSet;

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::record::shape::Bilingual;
use crate::record::{AnyRecord, Date, Kind};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "calendar-missing",
    about: Bilingual {
        en: "Working days run from dates of a year whose government office calendar is not in the store, so that they cannot be counted. Each year is named once.",
        zh: "某年有需計算工作天的日期，紀錄庫卻無該年政府行政機關辦公日曆表，無法計算。每年僅列一次。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let mut seen: HashSet<String> = HashSet::new();
    for (file, record) in evidence.records() {
        for (field, day) in days(record) {
            let year = (day.year_month() / 100).to_string();
            if !evidence.is_known(Kind::Calendar, &year) && seen.insert(year.clone()) {
                let remedy = Remedy::edit_id(Kind::Calendar, &year);
                findings.add(file, field, remedy, move |language| {
                    words::calendar_missing(language, &year)
                });
            }
        }
    }
}

/// The days from which limits in working days run.
fn days(record: &AnyRecord) -> Vec<(String, Date)> {
    match record {
        AnyRecord::Case(case) => case
            .petitions
            .iter()
            .zip(1..)
            .filter_map(|(row, number)| {
                Some((
                    format!("petition[{number}].qualified_on"),
                    row.qualified_on?,
                ))
            })
            .collect(),
        AnyRecord::Meeting(meeting) => meeting
            .sessions
            .iter()
            .zip(1..)
            .map(|(row, number)| (format!("session[{number}].date"), row.date))
            .collect(),
        AnyRecord::Transcript(transcript) => transcript
            .sent_on
            .map(|day| ("sent_on".to_owned(), day))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn each_year_is_named_once() {
        let case = (
            "case",
            "[[petition]]\nurl = \"https://example.org/1\"\nqualified_on = 2018-02-01\n",
        );
        let meeting = (
            "meeting",
            "kind = \"prep\"\nstatus = \"held\"\n[[session]]\nk = \"aaaa\"\ndate = 2018-03-01\n[[session]]\nk = \"bbbb\"\ndate = 2019-03-01\n",
        );
        assert_eq!(
            found("calendar-missing", &[case, meeting]),
            [
                "petition[1].qualified_on: 2018-02-01",
                "session[2].date: 2019-03-01"
            ]
        );
        let calendar = ("records/calendars/2019.toml", "id = \"2019\"\n");
        assert_eq!(
            found("calendar-missing", &[case, meeting, calendar]).len(),
            1
        );
    }
}
