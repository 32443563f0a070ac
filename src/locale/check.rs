//! What `po check` finds, in words; and the words around its findings.

use super::Language;
use super::count::counted;

/// What was found, where it is a refusal: with the code of its rule.
pub fn with_rule(language: Language, message: &str, code: &str) -> String {
    match language {
        Language::En => format!("{message} (rule {code})"),
        Language::ZhTw => format!("{message}（規則 {code}）"),
    }
}

/// More ticks than people who could tick.
pub fn too_many_ticks(language: Language, ticks: u32, most: u32) -> String {
    match language {
        Language::En => format!("{ticks} ticks are more than the {most} who could vote"),
        Language::ZhTw => format!("{ticks}票多於可投票人數 {most}"),
    }
}

/// More ballots than people who could vote.
pub fn too_many_ballots(language: Language, ballots: u32, base: u32) -> String {
    match language {
        Language::En => format!("{ballots} ballots are more than the {base} who could vote"),
        Language::ZhTw => format!("投票數 {ballots} 多於可投票人數 {base}"),
    }
}

/// A decision of the host on a topic that the vote selected.
pub fn decided_though_selected(language: Language) -> String {
    language
        .pick(
            "the vote selected the topic, which leaves nothing for the host to decide",
            "議題已獲票選選定，無須由主辦機關另行決定",
        )
        .to_owned()
}

/// A case that was no candidate yet on the day of the vote.
pub fn candidate_too_early(language: Language, case: &str, proposed: &str) -> String {
    match language {
        Language::En => format!("{case} was proposed on {proposed}, after the day of the vote"),
        Language::ZhTw => format!("{case} 於 {proposed} 提案，晚於票選日"),
    }
}

/// A case that was no candidate any more on the day of the vote.
pub fn candidate_too_late(language: Language, case: &str, stage: &str, day: &str) -> String {
    match language {
        Language::En => format!("{case} was {stage} on {day}, before the day of the vote"),
        Language::ZhTw => format!("{case} 於 {day} 已為{stage}，早於票選日"),
    }
}

/// A candidate in a pool that takes topics of other sources.
pub fn pool_of_other_source(language: Language, case: &str, source: &str, pool: &str) -> String {
    match language {
        Language::En => {
            format!("{case} is a topic of source {source}, which pool `{pool}` does not take")
        }
        Language::ZhTw => format!("{case} 來源為{source}，不屬票選分組「{pool}」"),
    }
}

/// A meeting that has nothing to do with a case.
pub fn meeting_of_others(language: Language, meeting: &str, kind: &str) -> String {
    match language {
        Language::En => format!(
            "{meeting} is a {kind} meeting of other cases; a monthly or quarterly one, or one of this case, was expected"
        ),
        Language::ZhTw => format!("{meeting} 為他案之{kind}，應為月會、季會或本案之會議"),
    }
}

/// A meeting that was not held by the day of what it decided.
pub fn meeting_not_held_by(language: Language, meeting: &str, day: &str) -> String {
    match language {
        Language::En => format!("{meeting} was not held by {day}"),
        Language::ZhTw => format!("{meeting} 於 {day} 尚未召開"),
    }
}

/// Something that was done on a day to come.
pub fn fact_in_future(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("{day} is yet to come, and the field tells of what was done"),
        Language::ZhTw => format!("{day} 尚未到來，不能記為已發生"),
    }
}

/// A conclusion due before its meeting.
pub fn conclusion_before_meeting(language: Language, due: &str, day: &str) -> String {
    match language {
        Language::En => format!("the conclusion is due on {due}, before its meeting on {day}"),
        Language::ZhTw => format!("結論之期限 {due} 早於會議日期 {day}"),
    }
}

/// An open call posted after its meeting.
pub fn call_after_meeting(language: Language, on: &str, day: &str) -> String {
    match language {
        Language::En => format!("the call was posted on {on}, after its meeting on {day}"),
        Language::ZhTw => format!("公開邀請日期 {on} 晚於會議日期 {day}"),
    }
}

/// An extension beyond what the rule allows.
pub fn extension_beyond_rule(language: Language, to: &str, end: &str) -> String {
    match language {
        Language::En => format!("extended to {to}, beyond the rule's end {end}"),
        Language::ZhTw => format!("展延至 {to}，逾規則所定展延末日 {end}"),
    }
}

/// A symbolic link.
pub fn symlink(language: Language) -> String {
    language
        .pick(
            "a symbolic link is no record and is not followed",
            "符號連結不是紀錄，不予讀取",
        )
        .to_owned()
}

/// A name where the id of an agency is due.
pub fn agency_name(language: Language, found: &str, id: &str, name: &str) -> String {
    match language {
        Language::En => format!("`{found}` is a name; the id of {name} is `{id}`"),
        Language::ZhTw => format!("「{found}」是名稱；{name}的代號是「{id}」"),
    }
}

/// A policy with grants and without signatures.
pub fn policy_without_signatures(language: Language) -> String {
    language
        .pick(
            "grants bind nobody unless `signatures = \"required\"`",
            "未載 `signatures = \"required\"`，授權對任何人皆無拘束力",
        )
        .to_owned()
}

/// Two files with one id.
pub fn duplicate_id(language: Language, id: &str, other: &str) -> String {
    match language {
        Language::En => format!("`{id}` is already the record in {other}"),
        Language::ZhTw => format!("「{id}」已是 {other} 的紀錄"),
    }
}

/// Two cases with one number.
pub fn duplicate_number(language: Language, number: u32, other: &str) -> String {
    match language {
        Language::En => format!("number {number} is already that of {other}"),
        Language::ZhTw => format!("序號 {number} 已用於 {other}"),
    }
}

/// A case out of the order of numbers.
pub fn number_out_of_order(language: Language, number: u32, day: &str) -> String {
    match language {
        Language::En => {
            format!("number {number}, proposed on {day}, is out of the order of the others")
        }
        Language::ZhTw => format!("序號 {number}（{day} 提案）與其他案件的先後不一致"),
    }
}

/// A petition on a matter that was answered a short time before.
pub fn petition_while_blocked(language: Language, opened: &str, until: &str) -> String {
    match language {
        Language::En => format!(
            "opened on {opened}; after the reply to another petition of the case none on the same matter may until {until}"
        ),
        Language::ZhTw => {
            format!("{opened} 開放附議；同案另一連署回應後，至 {until} 不得就同一事項再提")
        }
    }
}

/// One petition in two cases.
pub fn duplicate_petition(language: Language, other: &str) -> String {
    match language {
        Language::En => format!("{other} takes up the same petition"),
        Language::ZhTw => format!("{other} 也載有同一連署"),
    }
}

/// A record that does not exist.
pub fn dangling_reference(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("there is no record `{id}`"),
        Language::ZhTw => format!("沒有「{id}」這筆紀錄"),
    }
}

/// A row that does not exist.
pub fn dangling_row(language: Language, row: &str) -> String {
    match language {
        Language::En => format!("the case has no row `{row}`"),
        Language::ZhTw => format!("本案沒有「{row}」這一列"),
    }
}

/// A record of another kind than the field takes: a case where `case_due`, else a meeting.
pub fn wrong_kind(language: Language, id: &str, case_due: bool) -> String {
    match (language, case_due) {
        (Language::En, true) => format!("`{id}` is no case; the id of a case begins with c"),
        (Language::En, false) => format!("`{id}` is no meeting; the id of a meeting begins with m"),
        (Language::ZhTw, true) => format!("「{id}」不是案件；案件代號以 c 開頭"),
        (Language::ZhTw, false) => format!("「{id}」不是會議；會議代號以 m 開頭"),
    }
}

/// An agency without a record.
pub fn unknown_agency(language: Language, id: &str, meant: Option<&str>) -> String {
    match (language, meant) {
        (Language::En, Some(meant)) => {
            format!("there is no agency `{id}`; did you mean `{meant}`?")
        }
        (Language::En, None) => format!("there is no agency `{id}`"),
        (Language::ZhTw, Some(meant)) => format!("沒有「{id}」這個機關；是否為「{meant}」？"),
        (Language::ZhTw, None) => format!("沒有「{id}」這個機關"),
    }
}

/// An agency on a day on which it did not exist.
pub fn agency_not_in_force(
    language: Language,
    id: &str,
    day: &str,
    instead: Option<&str>,
) -> String {
    match (language, instead) {
        (Language::En, Some(other)) => format!("`{id}` did not exist on {day}; `{other}` did"),
        (Language::En, None) => format!("`{id}` did not exist on {day}"),
        (Language::ZhTw, Some(other)) => format!("「{id}」於 {day} 並不存續；當時為「{other}」"),
        (Language::ZhTw, None) => format!("「{id}」於 {day} 並不存續"),
    }
}

/// A misspelt short name.
pub fn misspelt_agency(language: Language, slip: &str, short: &str) -> String {
    match language {
        Language::En => format!("{slip} is a misspelling of {short}"),
        Language::ZhTw => format!("「{slip}」為「{short}」之誤"),
    }
}

/// An address with trackers; `clean` is the address without.
pub fn tracking_parameters(language: Language, clean: &str) -> String {
    match language {
        Language::En => format!("the address carries trackers; without them it is {clean}"),
        Language::ZhTw => format!("網址帶有追蹤參數；去除後為 {clean}"),
    }
}

/// An address without encryption.
pub fn link_not_https(language: Language) -> String {
    language
        .pick("the address is not https", "網址不是 https")
        .to_owned()
}

/// A case without a source.
pub fn no_source(language: Language) -> String {
    language
        .pick("the case does not say where it came from", "未載明案件來源")
        .to_owned()
}

/// A case without an agency.
pub fn no_agency(language: Language) -> String {
    language
        .pick("the case names no agency", "未載明任何機關")
        .to_owned()
}

/// A case without a date of proposal.
pub fn no_proposal_date(language: Language) -> String {
    language
        .pick("the case does not say when it was proposed", "未載明提案日")
        .to_owned()
}

/// A step that may not follow the one before.
pub fn stage_order(language: Language, before: &str, after: &str) -> String {
    match language {
        Language::En => format!("`{after}` does not follow `{before}` without a reason"),
        Language::ZhTw => format!("「{before}」之後無故成為「{after}」"),
    }
}

/// A step that leaves out others.
pub fn stage_skipped(language: Language, before: &str, after: &str) -> String {
    match language {
        Language::En => format!("no step stands between `{before}` and `{after}`"),
        Language::ZhTw => format!("「{before}」與「{after}」之間缺少階段"),
    }
}

/// A case whose first step is a later one.
pub fn stage_begins(language: Language, first: &str) -> String {
    match language {
        Language::En => format!("the case begins with `{first}`, with no step before it"),
        Language::ZhTw => format!("案件以「{first}」開始，之前缺少階段"),
    }
}

/// A step dated before the one above.
pub fn stage_dates(language: Language, day: &str, before: &str) -> String {
    match language {
        Language::En => format!("{day} is before {before}, the day of an earlier step"),
        Language::ZhTw => format!("{day} 早於前面階段的 {before}"),
    }
}

/// A step without the reason it needs.
pub fn stage_without_reason(language: Language, stage: &str) -> String {
    match language {
        Language::En => format!("`{stage}` needs a reason"),
        Language::ZhTw => format!("「{stage}」須載明理由"),
    }
}

/// A meeting without the reason it needs.
pub fn meeting_without_reason(language: Language, status: &str) -> String {
    match language {
        Language::En => format!("a meeting that is `{status}` needs a reason"),
        Language::ZhTw => format!("會議「{status}」須載明理由"),
    }
}

/// A case that was met on without a meeting.
pub fn met_without_meeting(language: Language) -> String {
    language
        .pick(
            "no held collaborative meeting of this case is recorded",
            "沒有本案已召開的協作會議紀錄",
        )
        .to_owned()
}

/// A held meeting of which the case knows nothing.
pub fn meeting_without_met(language: Language, meeting: &str) -> String {
    match language {
        Language::En => format!("{meeting} was held, and the case does not say so"),
        Language::ZhTw => format!("{meeting} 已召開，案件階段未載"),
    }
}

/// A decision without a meeting.
pub fn decision_without_meeting(language: Language) -> String {
    language
        .pick("the decision names no meeting", "裁示未載明會議")
        .to_owned()
}

/// A promise without an agency.
pub fn promise_without_owner(language: Language) -> String {
    language
        .pick("the promise names no agency", "承諾事項未載明機關")
        .to_owned()
}

/// A promise without a due date.
pub fn promise_without_date(language: Language) -> String {
    language
        .pick("the promise has no due date", "承諾事項未載明期限")
        .to_owned()
}

/// A problem without an answer of a host.
pub fn unanswered_problem(language: Language, label: &str) -> String {
    match language {
        Language::En => format!("no solution of a host answers {label}"),
        Language::ZhTw => format!("沒有主辦機關的方案回應 {label}"),
    }
}

/// An adopted solution without a promise.
pub fn adopted_without_commitment(language: Language) -> String {
    language
        .pick(
            "adopted, and no promise carries it out",
            "已參採，但沒有落實的承諾事項",
        )
        .to_owned()
}

/// A case without a host.
pub fn no_host(language: Language) -> String {
    language
        .pick(
            "no agency of the case is its host",
            "案件有參與機關而無主辦機關",
        )
        .to_owned()
}

/// One of several hosts.
pub fn unsettled_host(language: Language) -> String {
    language
        .pick(
            "one of several hosts, and it is not said how that was settled",
            "有數個主辦機關，未載明如何確定",
        )
        .to_owned()
}

/// An announced case without a summary.
pub fn announced_without_summary(language: Language) -> String {
    language
        .pick(
            "announced without a plain-language summary",
            "已公告而無白話摘要",
        )
        .to_owned()
}

/// A case that was decided to be released.
pub fn released_but_open(language: Language) -> String {
    language
        .pick(
            "the last decision released the case, and it is still open",
            "最近一次裁示為解除列管，案件仍未結",
        )
        .to_owned()
}

/// A released case that was decided to be kept.
pub fn kept_but_released(language: Language) -> String {
    language
        .pick(
            "released, though the last decision keeps it or its condition is not met",
            "已解除列管，但裁示為持續列管或解管條件尚未成就",
        )
        .to_owned()
}

/// An announced reply date that no rule leads to.
pub fn reply_due_against_rule(language: Language, announced: &str, reckoned: &str) -> String {
    match language {
        Language::En => format!("the reply is announced for {announced}; by the rule, {reckoned}"),
        Language::ZhTw => format!("公告回應期限為 {announced}；依規則為{reckoned}"),
    }
}

/// A date of a petition that cannot be right beside another.
pub fn petition_dates(language: Language, day: &str, other: &str, other_day: &str) -> String {
    match language {
        Language::En => format!("{day} cannot be right beside {other_day} in `{other}`"),
        Language::ZhTw => format!("{day} 與 {other} 的 {other_day} 矛盾"),
    }
}

/// An extension without a reason.
pub fn extension_without_reason(language: Language) -> String {
    language
        .pick(
            "an extension needs `extension_reason`",
            "展延須載明理由（extension_reason）",
        )
        .to_owned()
}

/// An extension of a petition of which the day of qualifying is not known.
pub fn extension_without_day(language: Language) -> String {
    language
        .pick(
            "without `qualified_on` no rule tells how far the reply may be put off",
            "未登載成案日（qualified_on），無從依規則判斷可否展延至此",
        )
        .to_owned()
}

/// A reason that names no limit, or limits without a reason.
pub fn reason_names_limits(language: Language) -> String {
    crate::locale::watch::reason_without_limits(language).to_owned()
}

/// A moved due date without reason or old date.
pub fn due_changed_without_reason(language: Language) -> String {
    language
        .pick(
            "a moved due date needs `due_was` and `reason`",
            "變更期限須載明原期限（due_was）與理由（reason）",
        )
        .to_owned()
}

/// A step of a case on a day to come.
pub fn stage_in_future(language: Language, stage: &str, day: &str) -> String {
    match language {
        Language::En => format!("`{stage}` is dated {day}, which is still to come"),
        Language::ZhTw => format!("「{stage}」的日期 {day} 尚未到來"),
    }
}

/// A meeting held on a day to come.
pub fn held_in_future(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("the meeting is said to be held, and {day} is still to come"),
        Language::ZhTw => format!("會議載為已召開，但 {day} 尚未到來"),
    }
}

/// A planned meeting of the past; `day` is its last session.
pub fn planned_but_past(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("the meeting was planned for {day}, which is past"),
        Language::ZhTw => format!("會議原訂 {day}，日期已過"),
    }
}

/// A held meeting without a transcript.
pub fn held_without_transcript(language: Language) -> String {
    language
        .pick(
            "the meeting was held and has no transcript, nor a link to one",
            "會議已召開，卻無逐字稿或其連結",
        )
        .to_owned()
}

/// A transcript of no meeting.
pub fn transcript_without_meeting(language: Language) -> String {
    language
        .pick("the transcript names no meeting", "逐字稿未載明會議")
        .to_owned()
}

/// A public transcript without a date.
pub fn published_without_date(language: Language) -> String {
    language
        .pick(
            "published, and since when is not said",
            "已公開，但未載明公開日",
        )
        .to_owned()
}

/// A transcript whose editing period is past.
pub fn editing_past_its_end(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("editing ended on {day}, and the transcript is not public"),
        Language::ZhTw => format!("校對已於 {day} 截止，逐字稿尚未公開"),
    }
}

/// A speech by a stranger.
pub fn dangling_speaker(language: Language, by: &str) -> String {
    match language {
        Language::En => format!("`{by}` is not among the speakers"),
        Language::ZhTw => format!("發言者名單中沒有「{by}」"),
    }
}

/// A speaker without a speech.
pub fn unused_speaker(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("no speech is by `{key}`"),
        Language::ZhTw => format!("「{key}」沒有任何發言"),
    }
}

/// An internal record in a public store.
pub fn internal_in_public_store(language: Language) -> String {
    language
        .pick(
            "an internal record may not be in a public store",
            "內部紀錄不得存於公開紀錄庫",
        )
        .to_owned()
}

/// Text of a draft in a public store.
pub fn draft_with_text(language: Language) -> String {
    language
        .pick(
            "text still being edited may not be in a public store",
            "未定稿的內文不得存於公開紀錄庫",
        )
        .to_owned()
}

/// Text off the record in a public store.
pub fn off_record_text(language: Language) -> String {
    language
        .pick(
            "what was said off the record may not be in a public store",
            "不列入紀錄的內容不得存於公開紀錄庫",
        )
        .to_owned()
}

/// Words of a withheld paragraph.
pub fn withheld_text(language: Language) -> String {
    language
        .pick(
            "the paragraph is withheld, and this row keeps its words",
            "該段落已隱去，此列仍留有其內容",
        )
        .to_owned()
}

/// A correction that says other words than its paragraph.
pub fn correction_not_applied(language: Language) -> String {
    language
        .pick(
            "the paragraph does not have the words of this correction",
            "該段落內容與此更正不符",
        )
        .to_owned()
}

/// Personal data; `what` is its kind in words.
pub fn privacy(language: Language, what: &str) -> String {
    match language {
        Language::En => format!("personal data ({what}) may not enter a store"),
        Language::ZhTw => format!("個人資料（{what}）不得存入紀錄庫"),
    }
}

/// A field that waits for a decision.
pub fn open_conflict(language: Language, field: &str, values: &[String]) -> String {
    let values = values.join(language.pick(" or ", "、"));
    match language {
        Language::En => format!("{field} waits for a decision: {values}"),
        Language::ZhTw => format!("{field} 尚待擇定：{values}"),
    }
}

/// A conflict that nobody can merge.
pub fn unsound_conflict(language: Language, field: &str) -> String {
    match language {
        Language::En => {
            format!("the conflict of {field} is not written as TOML, and blocks every merge of it")
        }
        Language::ZhTw => format!("{field} 之衝突非 TOML 格式，該紀錄將無法合併"),
    }
}

/// A year without a calendar.
pub fn calendar_missing(language: Language, year: &str) -> String {
    match language {
        Language::En => {
            format!("there is no office calendar of {year}; working days cannot be counted")
        }
        Language::ZhTw => format!("沒有 {year} 年辦公日曆表，無法計算工作天"),
    }
}

/// A format that this program does not know.
pub fn store_format(language: Language, found: u32, known: u32) -> String {
    match language {
        Language::En => format!("format {found}; this program knows formats up to {known}"),
        Language::ZhTw => format!("格式 {found}；本程式僅支援至格式 {known}"),
    }
}

/// A time zone that is not known.
pub fn unknown_timezone(language: Language, zone: &str) -> String {
    match language {
        Language::En => format!("the time zone `{zone}` is not heeded; `Asia/Taipei` is"),
        Language::ZhTw => format!("時區「{zone}」不生效；僅支援 Asia/Taipei"),
    }
}

/// A first line other than it should be.
pub fn schema_line(language: Language, due: &str) -> String {
    match language {
        Language::En => format!("the first line should be `{due}`"),
        Language::ZhTw => format!("首行應為「{due}」"),
    }
}

/// The heading of a finding by its severity word: `error`, `warning` or `note`.
pub fn severity(language: Language, word: &'static str) -> &'static str {
    match (language, word) {
        (Language::En, word) => word,
        (Language::ZhTw, "error") => "錯誤",
        (Language::ZhTw, "warning") => "警告",
        (Language::ZhTw, _) => "提示",
    }
}

/// The heading of a remedy.
pub fn remedy(language: Language) -> &'static str {
    language.pick("help", "處理")
}

/// The last line: how many of what in how many files.
pub fn summary(
    language: Language,
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
) -> String {
    match language {
        Language::En => format!(
            "{}, {}, {} in {}",
            counted(errors, "error", "errors"),
            counted(warnings, "warning", "warnings"),
            counted(notes, "note", "notes"),
            counted(files, "file", "files"),
        ),
        Language::ZhTw => {
            format!("檢查 {files} 個檔案：錯誤 {errors}、警告 {warnings}、提示 {notes}")
        }
    }
}

/// The heads of the columns of a list of findings.
pub fn columns(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["Severity", "Rule", "Place", "Finding", "Remedy"],
        Language::ZhTw => ["程度", "規則", "位置", "說明", "處理"],
    }
}

/// A rule that is none.
pub fn unknown_rule(language: Language, code: &str) -> String {
    match language {
        Language::En => format!("`{code}` is no rule"),
        Language::ZhTw => format!("沒有「{code}」這條規則"),
    }
}

/// How to see the rules.
pub fn list_rules(language: Language) -> &'static str {
    language.pick(
        "`po check --list` lists the rules",
        "「po check --list」列出規則",
    )
}

/// How much was found.
pub fn found(language: Language, count: usize) -> String {
    match language {
        Language::En => format!(
            "the check found {}",
            super::count::counted(count, "thing to mend", "things to mend")
        ),
        Language::ZhTw => format!("檢查發現 {count} 項待處理"),
    }
}

/// Hand edits that were not looked at; `broken` names those that are no sound records.
pub fn not_checked(language: Language, edits: usize, broken: &[&str]) -> String {
    let command = "po check --working";
    match language {
        Language::En => {
            let files = super::count::counted(edits, "file differs", "files differ");
            let broken = match broken {
                [] => String::new(),
                paths => format!("; not sound: {}", paths.join(", ")),
            };
            format!("{files} from the record; `{command}` checks the files as they are{broken}")
        }
        Language::ZhTw => {
            let broken = match broken {
                [] => String::new(),
                paths => format!("；不是有效紀錄：{}", paths.join("、")),
            };
            format!("{edits} 個檔案與紀錄不同；「{command}」檢查檔案現況{broken}")
        }
    }
}

/// A heading.
pub fn code_heading(language: Language) -> &'static str {
    language.pick("Rule", "規則")
}

/// A heading.
pub fn severity_heading(language: Language) -> &'static str {
    language.pick("Severity", "程度")
}

/// A heading.
pub fn about_heading(language: Language) -> &'static str {
    language.pick("What it finds, and why it matters", "檢查內容與理由")
}
