//! What a receipt says to its reader, and what is said of a receipt.

use super::Language;

/// What stands between the facts and the recipe, in both languages: a receipt travels.
pub fn prose(is_signed: bool, is_other: bool) -> String {
    let key = match (is_signed, is_other) {
        (false, _) => {
            "# The commit is not signed: compare its id with one that was published elsewhere.\n\
             # 此提交未經簽章：請與他處公布之提交代號比對。\n"
        }
        (true, false) => {
            "# The commit is signed: the signer's public key comes from elsewhere, never from who gave you this.\n\
             # 此提交已簽章：簽章者公鑰請另行取得，勿採用隨本檔附上者。\n"
        }
        (true, true) => {
            "# The commit is signed in a way that the recipe does not check: compare its id as well.\n\
             # 此提交之簽章方式不在下列步驟內：請另比對提交代號。\n"
        }
    };
    let files = if is_signed && !is_other {
        "receipt.txt key.pub"
    } else {
        "receipt.txt"
    };
    format!(
        "# The record below stood in the store, byte for byte, at the commit named above.\n\
         # 下列紀錄於上開提交時，即以此內容存在於紀錄庫。\n\
         {key}\
         # To check it without po: put the indented lines into check.sh and run, in an empty folder,\n\
         # 不需 po 即可查驗：將縮排各行存為 check.sh，於空資料夾執行\n\
         #     sh check.sh {files}\n\
         # The commit, path and SHA-256 that it prints must be those above. Whoever forges a receipt can forge\n\
         # a recipe: the same lines stand in docs/receipts.md of po.\n\
         # 印出之提交、路徑與 SHA-256 須與上方相同；步驟原文另載於 po 之 docs/receipts.md，請核對。\n"
    )
}

/// What was typed names a paragraph of something that has none.
pub fn no_paragraphs(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} is no transcript; only those have paragraphs to name with #"),
        Language::ZhTw => format!("{id} 不是逐字稿，不能以 # 指明段落"),
    }
}

/// A name in the store has no form in the file.
pub fn odd_name(language: Language) -> &'static str {
    language.pick(
        "a name on the way to the record has blanks or line breaks, for which a receipt has no form",
        "路徑名稱含空白或換行，無法載入憑證",
    )
}

/// An older commit vouches for the record.
pub fn vouched_by(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("signed commit {commit} has the record as it is"),
        Language::ZhTw => format!("採用已簽章之提交 {commit}，其紀錄內容相同"),
    }
}

/// No commit vouches for it by a signature.
pub fn unsigned(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!(
            "unsigned: the receipt ends at commit {commit}, whose id must be published elsewhere to prove anything"
        ),
        Language::ZhTw => format!("未簽章：憑證止於提交 {commit}，須另行公布該代號方具證明力"),
    }
}

/// A file is no receipt.
pub fn no_receipt(language: Language, file: &str) -> String {
    match language {
        Language::En => format!("{file} is no receipt: it does not begin with `po receipt 1`"),
        Language::ZhTw => format!("{file} 不是憑證檔（開頭應為 po receipt 1）"),
    }
}

/// A file is too large.
pub fn too_large(language: Language, file: &str, most: u64) -> String {
    match language {
        Language::En => format!("{file} has more than {most} bytes, too many for a receipt"),
        Language::ZhTw => format!("{file} 超過 {most} 位元組，不可能為憑證檔"),
    }
}

/// A receipt of a later form.
pub fn later_form(language: Language, file: &str, form: &str) -> String {
    match language {
        Language::En => format!("{file} is a receipt of form {form}; this program knows form 1"),
        Language::ZhTw => format!("{file} 為第 {form} 版憑證；本程式僅支援第 1 版"),
    }
}

/// An object in a receipt cannot be read.
pub fn damaged(language: Language, file: &str, object: &str) -> String {
    match language {
        Language::En => format!("{file} is damaged at `== {object}`"),
        Language::ZhTw => format!("{file} 於「== {object}」處毀損"),
    }
}

/// An object is not in a receipt.
pub fn missing(language: Language, file: &str, object: &str) -> String {
    match language {
        Language::En => format!("{file} is damaged: `== {object}` is not there"),
        Language::ZhTw => format!("{file} 毀損：缺少「== {object}」"),
    }
}

/// How another is obtained.
pub fn ask_again(language: Language) -> &'static str {
    language.pick(
        "ask for the file anew: po receipt REF --out FILE",
        "請重新索取：po receipt 紀錄 --out 檔案",
    )
}

/// A program is not installed.
pub fn no_program(language: Language, program: &str) -> String {
    match language {
        Language::En => format!("{program} is not installed, so the signature cannot be checked"),
        Language::ZhTw => format!("未安裝 {program}，無法查驗簽章"),
    }
}

/// A file holds no key.
pub fn no_key(language: Language, file: &str) -> String {
    match language {
        Language::En => format!("{file} holds no public key of the kind that signed"),
        Language::ZhTw => format!("{file} 沒有可用於此簽章的公鑰"),
    }
}

/// Something differs.
pub fn differs(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("the receipt does not hold: {count} of its checks"),
        Language::ZhTw => format!("憑證不符：{count} 項"),
    }
}

/// A heading.
pub fn check_heading(language: Language) -> &'static str {
    language.pick("Check", "項目")
}

/// A heading.
pub fn verdict_heading(language: Language) -> &'static str {
    language.pick("Result", "結果")
}

/// A heading.
pub fn detail_heading(language: Language) -> &'static str {
    language.pick("What is found", "查得內容")
}

/// The words of a result, by its word in JSON.
pub fn verdict(language: Language, word: &str) -> &'static str {
    match word {
        "holds" => language.pick("holds", "相符"),
        "differs" => language.pick("DIFFERS", "不符"),
        _ => language.pick("open", "待比對"),
    }
}

/// What is checked, by its word in JSON.
pub fn check(language: Language, word: &str, name: &str) -> String {
    match (word, language) {
        ("link", Language::En) => format!("{name} in its folder"),
        ("link", Language::ZhTw) => format!("{name} 在所屬資料夾"),
        ("tree", _) => language
            .pick("root folder in the commit", "根資料夾在提交內")
            .to_owned(),
        ("fact", Language::En) => format!("line {name}"),
        ("fact", Language::ZhTw) => format!("「{name}」欄"),
        ("commit", _) => language
            .pick("commit published elsewhere", "與他處公布之提交")
            .to_owned(),
        _ => language.pick("signature", "簽章").to_owned(),
    }
}

/// A good signature of the key that was given.
pub fn signature_good(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("good, by the given key {key}"),
        Language::ZhTw => format!("有效，為所附公鑰 {key} 所簽"),
    }
}

/// A good signature of some key.
pub fn signature_of_a_key(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("good, by key {key}; whose that is, --key tells"),
        Language::ZhTw => format!("有效，為 {key} 所簽；請以 --key 確認簽章者"),
    }
}

/// A signature of another key than the one given.
pub fn signature_of_another(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("by key {key}, which is not the given one"),
        Language::ZhTw => format!("為 {key} 所簽，並非所附公鑰"),
    }
}

/// A signature over something else.
pub fn signature_bad(language: Language) -> String {
    language
        .pick(
            "bad: nobody signed this commit with it",
            "無效：並非對此提交所簽",
        )
        .to_owned()
}

/// There is none, though a key was given.
pub fn signature_absent(language: Language) -> String {
    language
        .pick("there is none, and a key was given", "無簽章，但附有公鑰")
        .to_owned()
}

/// There is none.
pub fn signature_none(language: Language) -> String {
    language
        .pick(
            "unsigned; compare the commit with one published elsewhere (--commit)",
            "未簽章；請與他處公布之提交代號比對（--commit）",
        )
        .to_owned()
}

/// There is none, and the commit is the one that the reader knows.
pub fn signature_not_needed(language: Language) -> String {
    language
        .pick(
            "unsigned; the commit is the one that was given",
            "未簽章；提交代號與所給者相同",
        )
        .to_owned()
}

/// It cannot be checked without a key.
pub fn signature_needs_key(language: Language) -> String {
    language
        .pick(
            "made with gpg, which tells nothing without the key: --key FILE",
            "以 gpg 簽章，須附公鑰方能查驗：--key 檔案",
        )
        .to_owned()
}

/// It is of another kind.
pub fn signature_unknown(language: Language) -> String {
    language
        .pick(
            "of a kind that is not checked here; compare the commit (--commit)",
            "簽章方式不支援查驗；請比對提交代號（--commit）",
        )
        .to_owned()
}
