//! What is said of corrections: what may change in a transcript, who may change it, and what stays
//! behind when something is withheld.

use super::Language;

/// A transcript that is public would change without a correction.
pub fn published_stays(language: Language, id: &str) -> String {
    match language {
        Language::En => format!(
            "{id} is published; what was said in it changes only by a correction (rule published-stays)"
        ),
        Language::ZhTw => {
            format!("{id} 已公開，發言內容僅得以更正方式變更（規則 published-stays）")
        }
    }
}

/// It would not be published any more.
pub fn status_goes_back(language: Language) -> String {
    language
        .pick(
            "status: what is published stays published",
            "status：已公開者不得改回未公開",
        )
        .to_owned()
}

/// The paragraphs would stand in another order.
pub fn order_changes(language: Language) -> String {
    language
        .pick(
            "the paragraphs would stand in another order",
            "段落順序不同",
        )
        .to_owned()
}

/// A speaker would have another name; whose words were whose is corrected paragraph by paragraph.
pub fn speaker_renamed(language: Language, key: &str) -> String {
    match language {
        Language::En => format!(
            "speaker `{key}` would have another name; give the words to another speaker with --by"
        ),
        Language::ZhTw => format!("發言者「{key}」姓名不同；如發言者有誤，請以 --by 逐段更正"),
    }
}

/// A paragraph would not be what its corrections say.
pub fn speech_differs(language: Language, n: u32) -> String {
    match language {
        Language::En => {
            format!("speech[{n}]: no correction leads from what it was to what it would be")
        }
        Language::ZhTw => format!("speech[{n}]：沒有更正紀錄說明此變更"),
    }
}

/// A correction would be changed or removed.
pub fn correction_stays(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("correction[{key}]: a correction stays as it was recorded"),
        Language::ZhTw => format!("correction[{key}]：更正紀錄不得變更或刪除"),
    }
}

/// The command that corrects.
pub fn command(language: Language, id: &str, n: u32) -> String {
    match language {
        Language::En => format!(
            "po transcript correct {id} --speech {n} --text … --asked-by WHO --reason … (or --withhold)"
        ),
        Language::ZhTw => format!(
            "po transcript correct {id} --speech {n} --text … --asked-by 請求者 --reason …（隱去個資：--withhold）"
        ),
    }
}

/// A transcript that is public would be removed without a reason.
pub fn removal_needs_reason(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("{id} is published; it is removed only with a reason (rule published-stays)")
        }
        Language::ZhTw => format!("{id} 已公開，移除須附理由（規則 published-stays）"),
    }
}

/// In the editing period somebody else's words would change; `numbers` are those of the paragraphs.
pub fn own_words(language: Language, id: &str, numbers: &str) -> String {
    match language {
        Language::En => format!(
            "{id} is being edited by its speakers, each their own words only: speech {numbers} (rule own-words)"
        ),
        Language::ZhTw => {
            format!("{id} 校對中，發言者僅得修改本人發言：第 {numbers} 段（規則 own-words）")
        }
    }
}

/// Whose words they are is said with a flag.
pub fn say_whose(language: Language) -> &'static str {
    language.pick(
        "say on whose behalf: --for PERSON (a record of the store whose name is that of the speaker)",
        "請以 --for 人員 指明受何人委託（須與發言者同名）",
    )
}

/// The editing period is over.
pub fn editing_is_over(language: Language, id: &str, until: &str) -> String {
    match language {
        Language::En => {
            format!("the speakers of {id} could edit until {until} (rule editing-period)")
        }
        Language::ZhTw => format!("{id} 之校對已於 {until} 截止（規則 editing-period）"),
    }
}

/// Publish, then correct.
pub fn publish_first(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("po transcript publish {id}, then po transcript correct"),
        Language::ZhTw => {
            format!("請先 po transcript publish {id}，再以 po transcript correct 更正")
        }
    }
}

/// Nobody has seen it yet.
pub fn still_a_draft(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("{id} is a draft, of which nothing has to be corrected (rule published-stays)")
        }
        Language::ZhTw => format!("{id} 尚為草稿，無須更正（規則 published-stays）"),
    }
}

/// How a draft is changed.
pub fn set_it(language: Language, id: &str, n: u32) -> String {
    match language {
        Language::En => format!("po transcript set {id} speech[{n}].text=…"),
        Language::ZhTw => format!("直接修改：po transcript set {id} speech[{n}].text=…"),
    }
}

/// There is no such paragraph.
pub fn no_speech(language: Language, id: &str, n: u32) -> String {
    match language {
        Language::En => format!("{id} has no speech {n}"),
        Language::ZhTw => format!("{id} 沒有第 {n} 段"),
    }
}

/// How the numbers of paragraphs are seen.
pub fn see_numbers(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("the numbers: po transcript show {id}"),
        Language::ZhTw => format!("段落編號：po transcript show {id}"),
    }
}

/// A speaker who is not among those of the transcript.
pub fn no_speaker(language: Language, id: &str, by: &str) -> String {
    match language {
        Language::En => format!("{id} has no speaker {by}"),
        Language::ZhTw => format!("{id} 沒有發言者「{by}」"),
    }
}

/// In the editing period nobody's words move to another.
pub fn speaker_stays(language: Language) -> &'static str {
    language.pick(
        "--by gives words to another speaker: only in a published transcript (rule own-words)",
        "--by 變更發言者，僅限已公開之逐字稿（規則 own-words）",
    )
}

/// What a smoothing is called in a commit.
pub fn smoothed(language: Language) -> &'static str {
    language.pick("smoothed", "順稿")
}

/// What a correction is called in a commit.
pub fn done(language: Language, is_withheld: bool) -> &'static str {
    match is_withheld {
        false => language.pick("corrected", "更正"),
        true => language.pick("withheld", "隱去"),
    }
}

/// History still holds what was withheld; `commit` is the last one that does.
pub fn history_remembers(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!(
            "the current record holds it no longer, but git does: commit {commit}, those before it, and every copy of this repository"
        ),
        Language::ZhTw => format!(
            "現行紀錄已無此內容，但 git 歷史仍有：{commit} 及先前各版本，以及本紀錄庫的所有複本"
        ),
    }
}

/// How it is taken out of history.
pub fn purge(language: Language) -> &'static str {
    language.pick(
        "to take it out of history too: `git filter-repo --replace-text FILE`, push by force, have every copy cloned anew; all later commits get new ids, so signatures and receipts of before fit no longer",
        "如須自歷史移除：執行 git filter-repo --replace-text 檔案，強制推送，並請所有複本重新 clone；其後各版本代號均改變，先前之簽章與憑證不再相符",
    )
}

/// The note behind a corrected paragraph in an export.
pub fn note(
    language: Language,
    is_withheld: bool,
    on: &str,
    asked_by: &str,
    reason: &str,
) -> String {
    match (language, is_withheld) {
        (Language::En, false) => {
            format!("(corrected on {on}, asked by {asked_by}: {reason})")
        }
        (Language::En, true) => {
            format!("(personal data withheld on {on}, asked by {asked_by}: {reason})")
        }
        (Language::ZhTw, false) => format!("（本段於 {on} 應{asked_by}請求更正：{reason}）"),
        (Language::ZhTw, true) => format!("（本段個人資料於 {on} 應{asked_by}請求隱去：{reason}）"),
    }
}
