//! The rules of `po check`, one a file, and the list of them.

use crate::record::shape::Bilingual;

use super::evidence::Evidence;
use super::finding::{Findings, Severity};

mod adopted_without_commitment;
mod agency_name;
mod agency_not_in_force;
mod announced_without_summary;
mod calendar_missing;
mod candidate_open;
mod case_number;
mod correction_not_applied;
mod dangling_reference;
mod dangling_row;
mod dangling_speaker;
mod decided_though_selected;
mod decision_without_meeting;
mod draft_with_text;
mod due_changed_without_reason;
mod duplicate_id;
mod duplicate_number;
mod duplicate_petition;
mod editing_past_its_end;
mod extension_beyond_rule;
mod extension_without_day;
mod extension_without_reason;
mod fact_in_future;
mod held_in_future;
mod held_without_transcript;
mod in_election_pause;
mod internal_in_public_store;
mod link_not_https;
mod meeting_cannot_decide;
mod meeting_dates;
mod meeting_without_reason;
mod misspelt_agency;
mod no_agency;
mod no_proposal_date;
mod no_source;
mod number_out_of_order;
mod off_record_text;
mod open_conflict;
mod petition_dates;
mod petition_while_blocked;
mod planned_but_past;
mod policy_without_signatures;
mod pool_of_other_source;
mod privacy;
mod promise_without_owner_or_date;
mod published_without_date;
mod reading;
mod reason_names_limits;
mod reply_due_against_rule;
mod schema_line;
mod stage_contradicts_decision;
mod stage_contradicts_meeting;
mod stage_dates;
mod stage_in_future;
mod stage_order;
mod stage_skipped;
mod stage_without_reason;
mod store_format;
mod symlink;
mod ticks_within_base;
mod tracking_parameters;
mod transcript_without_meeting;
mod unanswered_problem;
mod unknown_agency;
mod unknown_timezone;
mod unsettled_role;
mod unsound_conflict;
mod unused_speaker;
mod withheld_text;
mod wrong_kind_of_reference;

/// A rule: what it looks for, why that matters, and how it is found.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, in kebab case.
    pub code: &'static str,
    /// What it finds and why that is bad.
    pub about: Bilingual,
    /// How grave its findings are.
    pub severity: Severity,
    /// Finds them.
    pub run: for<'a> fn(&Evidence<'a>, &mut Findings<'a>),
}

/// Every rule: those of a single file first, then those of records taken together.
pub const RULES: &[&Rule] = &[
    &reading::UNKNOWN_PLACE,
    &symlink::RULE,
    &reading::TOO_LARGE,
    &reading::NOT_UTF8,
    &reading::TOML_SYNTAX,
    &reading::MISSING_FIELD,
    &reading::WRONG_TYPE,
    &reading::BAD_VALUE,
    &reading::UNKNOWN_WORD,
    &reading::UNKNOWN_KEY,
    &reading::DUPLICATE_ROW,
    &reading::MISPLACED_RECORD,
    &schema_line::RULE,
    &store_format::RULE,
    &unknown_timezone::RULE,
    &policy_without_signatures::RULE,
    &duplicate_id::RULE,
    &case_number::RULE,
    &duplicate_number::RULE,
    &number_out_of_order::RULE,
    &duplicate_petition::RULE,
    &dangling_reference::RULE,
    &dangling_row::RULE,
    &wrong_kind_of_reference::RULE,
    &agency_name::RULE,
    &unknown_agency::RULE,
    &agency_not_in_force::RULE,
    &misspelt_agency::RULE,
    &no_source::RULE,
    &no_agency::RULE,
    &no_proposal_date::RULE,
    &stage_order::RULE,
    &stage_skipped::RULE,
    &stage_dates::RULE,
    &stage_in_future::RULE,
    &fact_in_future::RULE,
    &stage_without_reason::RULE,
    &stage_contradicts_meeting::RULE,
    &stage_contradicts_decision::RULE,
    &decision_without_meeting::RULE,
    &meeting_cannot_decide::RULE,
    &unsettled_role::RULE,
    &announced_without_summary::RULE,
    &unanswered_problem::RULE,
    &adopted_without_commitment::RULE,
    &promise_without_owner_or_date::RULE,
    &petition_dates::RULE,
    &petition_while_blocked::RULE,
    &reply_due_against_rule::RULE,
    &petition_dates::FAR,
    &extension_without_reason::RULE,
    &extension_without_day::RULE,
    &extension_beyond_rule::RULE,
    &reason_names_limits::RULE,
    &due_changed_without_reason::RULE,
    &meeting_without_reason::RULE,
    &held_in_future::RULE,
    &meeting_dates::RULE,
    &candidate_open::RULE,
    &pool_of_other_source::RULE,
    &ticks_within_base::RULE,
    &decided_though_selected::RULE,
    &planned_but_past::RULE,
    &in_election_pause::RULE,
    &held_without_transcript::RULE,
    &transcript_without_meeting::RULE,
    &published_without_date::RULE,
    &editing_past_its_end::RULE,
    &dangling_speaker::RULE,
    &unused_speaker::RULE,
    &correction_not_applied::RULE,
    &privacy::RULE,
    &internal_in_public_store::RULE,
    &draft_with_text::RULE,
    &off_record_text::RULE,
    &withheld_text::RULE,
    &open_conflict::RULE,
    &unsound_conflict::RULE,
    &tracking_parameters::RULE,
    &link_not_https::RULE,
    &calendar_missing::RULE,
];

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}
