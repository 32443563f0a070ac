//! What is said when records of a private store become public.

use super::Language;
use super::count::counted;

/// What keeps records back.
pub fn kept_back(language: Language) -> &'static str {
    language.pick(
        "not everything may become public yet; nothing was written",
        "尚有不得公開之內容；未作任何變更",
    )
}

/// The record is internal.
pub fn internal(language: Language) -> String {
    language
        .pick(
            "is for this store only (rule internal-stays)",
            "為內部紀錄（規則 internal-stays）",
        )
        .to_owned()
}

/// The transcript is a draft.
pub fn draft(language: Language) -> String {
    language
        .pick(
            "is a draft (rule published-only)",
            "尚為草稿（規則 published-only）",
        )
        .to_owned()
}

/// The speakers may still edit.
pub fn editing(language: Language, until: Option<&str>) -> String {
    match (language, until) {
        (Language::En, Some(until)) => {
            format!("its speakers may edit until {until} (rule editing-period)")
        }
        (Language::En, None) => "its speakers may still edit (rule editing-period)".to_owned(),
        (Language::ZhTw, Some(until)) => format!("發言者可校對至 {until}（規則 editing-period）"),
        (Language::ZhTw, None) => "校對中（規則 editing-period）".to_owned(),
    }
}

/// Its day is still to come.
pub fn not_before(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("becomes public on {day} (rule published-only)"),
        Language::ZhTw => format!("訂於 {day} 公開（規則 published-only）"),
    }
}

/// Something was said off the record.
pub fn off_record(language: Language) -> String {
    language
        .pick(
            "was said off the record (rule off-record)",
            "不列入紀錄之發言（規則 off-record）",
        )
        .to_owned()
}

/// A speaker did not agree.
pub fn no_consent(language: Language) -> String {
    language
        .pick(
            "no consent to be named is recorded (rule named-by-consent)",
            "未記錄同意具名（規則 named-by-consent）",
        )
        .to_owned()
}

/// Personal data; `what` says of which kind.
pub fn personal(language: Language, what: &str) -> String {
    match language {
        Language::En => format!("looks like personal data: {what} (rule no-personal-data)"),
        Language::ZhTw => format!("疑似個人資料：{what}（規則 no-personal-data）"),
    }
}

/// What to do about what was said off the record.
pub fn mark_it(language: Language) -> &'static str {
    language.pick(
        "--mark-off-record publishes a mark in its place; the words stay in this store",
        "加上 --mark-off-record 僅公開標記，原文留於本紀錄庫",
    )
}

/// What to do about consent.
pub fn record_consent(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("once they agree: po transcript set {id} speaker[KEY].consent=true")
        }
        Language::ZhTw => {
            format!("取得同意後：po transcript set {id} speaker[識別].consent=true")
        }
    }
}

/// What to do about personal data.
pub fn take_it_out(language: Language) -> &'static str {
    language.pick(
        "take it out of the record; in a transcript: po transcript correct --withhold",
        "請自紀錄刪除；逐字稿請用 po transcript correct --withhold",
    )
}

/// The store that records would go to is private.
pub fn target_is_private(language: Language, directory: &str) -> String {
    match language {
        Language::En => {
            format!("{directory} is a private store; what is published goes into a public one")
        }
        Language::ZhTw => format!("{directory} 為非公開紀錄庫；公開須至公開紀錄庫"),
    }
}

/// The store is the one that the records are in.
pub fn same_store(language: Language) -> &'static str {
    language.pick(
        "--to names the store that the records are in already",
        "--to 所指即為目前紀錄庫",
    )
}

/// A kind of record that is not published one by one.
pub fn not_published(language: Language, path: &str) -> String {
    match language {
        Language::En => {
            format!("{path}: only cases, meetings, transcripts, agencies and people are published")
        }
        Language::ZhTw => format!("{path}：僅案件、會議、逐字稿、機關與人員可公開"),
    }
}

/// Values of the public store that somebody wrote there.
pub fn contested(language: Language) -> &'static str {
    language.pick(
        "the public store holds what was written there, not here; nothing was written",
        "公開紀錄庫另有他人所為之修改；未作任何變更",
    )
}

/// A contested value: what stands there, and what would.
pub fn contested_value(
    language: Language,
    record: &str,
    field: &str,
    there: &str,
    here: &str,
) -> String {
    match language {
        Language::En => format!("{record} {field}: there {there}, here {here}"),
        Language::ZhTw => format!("{record} {field}：公開庫為 {there}，此處為 {here}"),
    }
}

/// What to do about contested values.
pub fn settle_it(language: Language) -> &'static str {
    language.pick(
        "record it here too, or let this store win with --overwrite",
        "請於本紀錄庫一併修改，或以 --overwrite 覆蓋",
    )
}

/// A link that is not in the public copy.
pub fn left_out(language: Language, record: &str, field: &str, named: &str) -> String {
    match language {
        Language::En => {
            format!("{record} {field}: left out, {named} is not public; publish it too")
        }
        Language::ZhTw => format!("{record} {field}：未附連結，{named} 尚未公開；可一併公開"),
    }
}

/// The subject of the commit for one record.
pub fn subject_one(language: Language, id: &str, title: &str, is_new: bool) -> String {
    let what = match (language, is_new) {
        (Language::En, true) => format!("published, {title}"),
        (Language::En, false) => format!("brought up to date, {title}"),
        (Language::ZhTw, true) => format!("公開「{title}」"),
        (Language::ZhTw, false) => format!("更新「{title}」"),
    };
    super::subject::about(language, id, &what)
}

/// The subject of the commit for several records.
pub fn subject_several(language: Language, records: usize, new: usize) -> String {
    match language {
        Language::En => format!(
            "{} published, {new} of them new",
            counted(records, "record", "records")
        ),
        Language::ZhTw => format!("公開 {records} 筆紀錄，其中新增 {new} 筆"),
    }
}
