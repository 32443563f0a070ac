//! A transcript still being edited after the end of its editing period.

use crate::check::evidence::Evidence;
use crate::check::finding::{Findings, Remedy, Severity};
use crate::locale::check as words;
use crate::procedure::calendar::OfficeCalendar;
use crate::procedure::rules::{due, in_force, limit};
use crate::record::rules::Rules;
use crate::record::shape::Bilingual;
use crate::record::transcript::TranscriptStatus;
use crate::record::{AnyRecord, Date};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    code: "editing-past-its-end",
    about: Bilingual {
        en: "The day until which speakers may edit a transcript is past, and it is not public yet. Where no day is recorded, the working days of the rule set of the day it was sent are counted.",
        zh: "逐字稿校對期限已過，仍未公開。未載截止日者，依寄送當日適用之規則計算工作天。",
    },
    severity: Severity::Warning,
    run,
};

fn run<'a>(evidence: &Evidence<'a>, findings: &mut Findings<'a>) {
    let calendars = evidence.records().filter_map(|(_, record)| match record {
        AnyRecord::Calendar(calendar) => Some(calendar.as_ref()),
        _ => None,
    });
    let calendar = OfficeCalendar::new(calendars);
    let sets = evidence.records().filter_map(|(_, record)| match record {
        AnyRecord::Rules(rules) => Some(rules.as_ref().clone()),
        _ => None,
    });
    let sets: Vec<Rules> = sets.collect();
    for (file, record) in evidence.records() {
        let AnyRecord::Transcript(transcript) = record else {
            continue;
        };
        if transcript.status != TranscriptStatus::Editing {
            continue;
        }
        let (field, end) = match (transcript.edit_until, transcript.sent_on) {
            (Some(end), _) => ("edit_until", Some(end)),
            (None, Some(sent)) => ("sent_on", end_by_rule(&sets, &calendar, sent)),
            (None, None) => continue,
        };
        if let Some(end) = end.filter(|end| *end < evidence.today) {
            let remedy = Remedy::command(format!("po transcript publish {}", transcript.id));
            findings.add(file, field, remedy, move |language| {
                words::editing_past_its_end(language, &end.display(language))
            });
        }
    }
}

/// The last day of editing by the rule set of the day on which the draft was sent; `None` where the
/// store has no such rule, or no calendar to count by.
fn end_by_rule(sets: &[Rules], calendar: &OfficeCalendar, sent: Date) -> Option<Date> {
    let limit = limit(in_force(sets, sent)?, "transcript-editing")?;
    Some(due(limit, sent, calendar).ok()?.day)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_last_day_still_belongs_to_the_speakers() {
        let found = |status: &str, end: &str| {
            let text = format!("status = \"{status}\"\nedit_until = {end}\n");
            found("editing-past-its-end", &[("transcript", &text)])
        };
        assert_eq!(found("editing", "2019-06-29"), ["edit_until: 2019-06-29"]);
        assert!(found("editing", "2019-06-30").is_empty());
        assert!(found("published", "2019-06-29").is_empty());
    }

    #[test]
    fn without_a_day_the_rule_of_the_day_it_was_sent_counts() {
        let rules = (
            "records/rules/2019-01-01.toml",
            "id = \"2019-01-01\"\ntitle = \"虛構規則\"\n[[limit]]\nname = \"transcript-editing\"\nlabel = \"逐字稿校對\"\nlength = 10\nunit = \"working-days\"\nruns_from = \"draft-sent\"\nstrength = \"habit\"\n",
        );
        let calendar = (
            "records/calendars/2019.toml",
            "id = \"2019\"\n[[day]]\non = 2019-06-07\nkind = \"holiday\"\nname = \"端午節\"\n",
        );
        let found = |sent: &str| {
            let text = format!("status = \"editing\"\nsent_on = {sent}\n");
            let records = [("transcript", text.as_str()), rules, calendar];
            found("editing-past-its-end", &records)
        };
        assert_eq!(found("2019-06-13"), ["sent_on: 2019-06-13"]);
        assert!(found("2019-06-17").is_empty());
        let text = "status = \"editing\"\nsent_on = 2019-06-13\n";
        let without_rules =
            crate::check::testing::found("editing-past-its-end", &[("transcript", text)]);
        assert!(without_rules.is_empty());
    }
}
