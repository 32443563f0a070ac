//! What `po verify` and `po guard` find in a history, in words; and the words around their findings.

use super::Language;
use super::count::counted;

/// A field that names a record which is not there.
pub fn dangling(language: Language, field: &str, id: &str) -> String {
    match language {
        Language::En => format!("{field} names `{id}`, of which there is no record"),
        Language::ZhTw => format!("{field} 所指的「{id}」沒有紀錄"),
    }
}

/// A case number that another case has; another one has to be given.
pub fn number_taken(language: Language, number: u32, other: &str) -> String {
    match language {
        Language::En => format!(
            "number {number} is that of {other} already; give one of them another (po case number)"
        ),
        Language::ZhTw => {
            format!("序號 {number} 已用於 {other}，請為其中一案改編序號（po case number）")
        }
    }
}

/// A petition that another case takes up; one of the two is to let go of it.
pub fn petition_taken(language: Language, other: &str) -> String {
    match language {
        Language::En => format!(
            "{other} takes up the same petition already; keep it in one of them (po case petition rm)"
        ),
        Language::ZhTw => {
            format!("{other} 已載有同一連署，請擇一案保留（po case petition rm）")
        }
    }
}

/// A signature that does not fit its commit.
pub fn bad_signature(language: Language) -> &'static str {
    language.pick(
        "the signature does not fit the commit: it was altered after it was signed",
        "簽章與提交內容不符：簽章後曾遭更動",
    )
}

/// A commit without a signature where one is required.
pub fn unsigned(language: Language) -> &'static str {
    language.pick(
        "it is not signed, and records/policy.toml requires it; see `git config commit.gpgSign`",
        "未經簽章，而 records/policy.toml 要求簽章；請參閱「git config commit.gpgSign」",
    )
}

/// A signature of nobody in the store.
pub fn unknown_key(language: Language) -> &'static str {
    language.pick(
        "it is signed with a key that no person of the store has",
        "簽章公鑰不屬於紀錄庫中任何人員",
    )
}

/// A signature of a key that is not valid on the day.
pub fn key_not_valid(language: Language, person: &str, day: &str) -> String {
    match language {
        Language::En => format!("the key of {person} is not valid for a commit of {day}"),
        Language::ZhTw => format!("{person} 的公鑰於 {day} 之提交無效"),
    }
}

/// Something that the policy does not let a person do.
pub fn no_authority(language: Language, person: &str, power: &str, label: &str) -> String {
    match language {
        Language::En => {
            format!("no grant of records/policy.toml lets {person} do this (it takes `{power}`)")
        }
        Language::ZhTw => {
            format!("records/policy.toml 未授權 {person}{label}（須有「{power}」）")
        }
    }
}

/// A commit dated before its parent.
pub fn date_before_parent(language: Language, date: &str, parent: &str) -> String {
    match language {
        Language::En => format!("it is dated {date}, before its parent ({parent})"),
        Language::ZhTw => format!("提交時間 {date} 早於前一提交（{parent}）"),
    }
}

/// A commit dated after today.
pub fn date_in_future(language: Language, date: &str) -> String {
    match language {
        Language::En => format!("it is dated {date}, a day to come; check the clock"),
        Language::ZhTw => format!("提交時間 {date} 尚未到來；請檢查系統時鐘"),
    }
}

/// A trailer in the text of a message.
pub fn trailer_elsewhere(language: Language, key: &str) -> String {
    match language {
        Language::En => {
            format!("the message has a line `{key}:` outside its trailers, to be taken for one")
        }
        Language::ZhTw => format!("提交訊息內文出現「{key}:」，冒充訊息末尾的欄位"),
    }
}

/// A trailer that stands twice.
pub fn trailer_twice(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("the message has two trailers `{key}`; the program writes one"),
        Language::ZhTw => format!("提交訊息有兩個「{key}」欄位；程式只會寫入一個"),
    }
}

/// A message that names other records than the commit changes.
pub fn other_records(language: Language) -> &'static str {
    language.pick(
        "the message names other records than the commit changes",
        "提交訊息所載紀錄與實際更動者不符",
    )
}

/// Personal data in a message, a schema or another file that is no record.
pub fn personal(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!("it holds what looks like personal data ({kind})"),
        Language::ZhTw => format!("含有疑似個資（{kind}）"),
    }
}

/// A published speech that was changed without a correction.
pub fn published_speech(language: Language, n: u32) -> String {
    match language {
        Language::En => {
            format!("speech {n} of a published transcript was changed without a correction")
        }
        Language::ZhTw => format!("已公開逐字稿之第 {n} 段遭更動而未載更正"),
    }
}

/// The speeches of a published transcript stand in another order.
pub fn published_order(language: Language) -> &'static str {
    language.pick(
        "the speeches of a published transcript stand in another order",
        "已公開逐字稿之段落順序遭更動",
    )
}

/// A speaker of a published transcript has another name.
pub fn published_speaker(language: Language, key: &str) -> String {
    match language {
        Language::En => format!("the speaker `{key}` of a published transcript has another name"),
        Language::ZhTw => format!("已公開逐字稿之發言者「{key}」姓名遭更動"),
    }
}

/// A correction that was changed or removed.
pub fn published_correction(language: Language, key: &str) -> String {
    match language {
        Language::En => {
            format!("correction {key} of a published transcript was changed or removed")
        }
        Language::ZhTw => format!("已公開逐字稿之更正紀錄 {key} 遭更動或移除"),
    }
}

/// A published transcript that is gone or a draft again.
pub fn published_taken_back(language: Language) -> &'static str {
    language.pick(
        "a published transcript was removed, or is no longer published",
        "已公開之逐字稿遭移除或改為未公開",
    )
}

/// A file where a store has none.
pub fn outside_layout(language: Language) -> &'static str {
    language.pick(
        "a store has no such file: records lie in `records/`, each where its id says",
        "紀錄庫不放此檔案：紀錄一律置於 `records/`，位置由代號決定",
    )
}

/// A symbolic link.
pub fn link(language: Language) -> &'static str {
    language.pick(
        "a symbolic link; a store holds plain files only",
        "符號連結；紀錄庫只放一般檔案",
    )
}

/// A submodule.
pub fn submodule(language: Language) -> &'static str {
    language.pick(
        "a submodule; a store holds its own files only",
        "子模組；紀錄庫只放自身檔案",
    )
}

/// A file that is too large.
pub fn too_large(language: Language, size: u64, most: u64) -> String {
    match language {
        Language::En => format!("the file has {size} bytes; {most} are the most"),
        Language::ZhTw => format!("檔案有 {size} 位元組，上限為 {most}"),
    }
}

/// A conflict that nobody can decide.
pub fn malformed_conflict(language: Language) -> &'static str {
    language.pick(
        "a `[[conflict]]` row needs the `values` to decide between, each as TOML in quotes",
        "`[[conflict]]` 列須有待擇定之 `values`，各值以引號內之 TOML 格式記載",
    )
}

/// A record made public with an open conflict.
pub fn published_conflict(language: Language) -> &'static str {
    language.pick(
        "a record with an open `[[conflict]]` cannot be made public; decide it first",
        "尚有未決之 `[[conflict]]`，不得公開；請先處理",
    )
}

/// A second beginning.
pub fn second_root(language: Language) -> &'static str {
    language.pick(
        "it has no parent, though the history has begun; histories of two beginnings are not joined",
        "歷史已有起點，此提交卻無前一提交；兩段歷史不得併合",
    )
}

/// A merge of three or more.
pub fn octopus(language: Language) -> &'static str {
    language.pick(
        "it merges more than two histories; merge one after the other",
        "一次合併兩條以上歷史；請逐一合併",
    )
}

/// A history that leaves out what was verified.
pub fn not_descended(language: Language, from: &str) -> String {
    match language {
        Language::En => format!("it does not descend from {from}: the history was rewritten"),
        Language::ZhTw => format!("並非由 {from} 而來：歷史遭改寫"),
    }
}

/// A push that rewrites.
pub fn not_fast_forward(language: Language, name: &str) -> String {
    match language {
        Language::En => format!(
            "{name} would lose commits that are published; fetch, rebase or merge, and push again"
        ),
        Language::ZhTw => {
            format!("{name} 將失去已公開之提交；請先 fetch 並 rebase 或合併後再推送")
        }
    }
}

/// A push that deletes.
pub fn deleted(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("{name} cannot be deleted: what was published stays"),
        Language::ZhTw => format!("不得刪除 {name}：已公開者應予保留"),
    }
}

/// A push of something else than a branch or a tag.
pub fn foreign_reference(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("{name} is not a branch or a tag of a commit"),
        Language::ZhTw => format!("{name} 並非分支，亦非指向提交之標籤"),
    }
}

/// A push to another branch than that of the server's HEAD, which has no commit yet.
pub fn not_the_first(language: Language, branch: &str, name: &str) -> String {
    match language {
        Language::En => format!(
            "the branch of the server's HEAD, {branch}, has no commit, so nothing says what holds: \
             push to it first, or on the server `git symbolic-ref HEAD {name}`"
        ),
        Language::ZhTw => format!(
            "伺服器 HEAD 所指之分支 {branch} 尚無提交，無從判斷：請先推送至該分支，\
             或於伺服器執行「git symbolic-ref HEAD {name}」"
        ),
    }
}

/// A first push to a server that trusts nobody.
pub fn no_anchor(language: Language) -> &'static str {
    language.pick(
        "nothing says whom to trust: on the server, `git config --add po.trustedKey \"ssh-ed25519 …\"`",
        "尚無信任之公鑰：請於伺服器執行「git config --add po.trustedKey \"ssh-ed25519 …\"」",
    )
}

/// A first push, or a first policy, that nobody trusted signed.
pub fn not_trusted(language: Language) -> &'static str {
    language.pick(
        "the first push and the first policy must be signed with a key of the server's po.trustedKey",
        "首次推送及首次設定權限規定，須以伺服器 po.trustedKey 所列公鑰簽章",
    )
}

/// Grafts or replacements.
pub fn rewritten(language: Language, what: &str) -> String {
    match language {
        Language::En => format!("{what} shows other commits than those that were made"),
        Language::ZhTw => format!("{what} 使 git 顯示非原始的提交"),
    }
}

/// How to see the history as it was made.
pub fn rewritten_remedy(language: Language) -> &'static str {
    language.pick(
        "verify a fresh clone, or remove it: `git replace -d …`, `rm .git/info/grafts`",
        "請於全新複本驗證，或將其移除：「git replace -d …」、「rm .git/info/grafts」",
    )
}

/// A shallow clone.
pub fn shallow(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("this clone is shallow and ends at {commit}"),
        Language::ZhTw => format!("此為淺層複本，止於 {commit}"),
    }
}

/// How to get the rest.
pub fn shallow_remedy(language: Language) -> &'static str {
    language.pick(
        "fetch the rest: `git fetch --unshallow`",
        "取得其餘歷史：「git fetch --unshallow」",
    )
}

/// A missing object.
pub fn missing(language: Language, object: &str) -> String {
    match language {
        Language::En => format!("the object {object}, which the history names, is missing"),
        Language::ZhTw => format!("歷史所指之物件 {object} 遺失"),
    }
}

/// What finds missing objects.
pub fn missing_remedy(language: Language) -> &'static str {
    language.pick(
        "`git fsck` lists what is damaged; a fresh clone has it all",
        "「git fsck」可列出毀損處；重新複製即可補全",
    )
}

/// A policy that cannot be read.
pub fn unreadable_policy(language: Language, commit: &str) -> String {
    match language {
        Language::En => {
            format!(
                "records/policy.toml at {commit} cannot be read, so nobody knows who may do what"
            )
        }
        Language::ZhTw => format!("{commit} 之 records/policy.toml 無法讀取，無從判斷權限"),
    }
}

/// That commits are being judged.
pub fn at_work(language: Language) -> &'static str {
    language.pick("judging commits", "正在檢查提交")
}

/// What was verified. `bad` is how many findings there are.
pub fn verified(language: Language, commits: usize, signed: usize, bad: usize) -> String {
    match language {
        Language::En => format!(
            "{} verified, {signed} with a good signature; {}",
            counted(commits, "commit", "commits"),
            counted(bad, "finding", "findings")
        ),
        Language::ZhTw => {
            format!("已驗證 {commits} 筆提交，{signed} 筆簽章良好；發現 {bad} 項問題")
        }
    }
}

/// What the answer rests on.
pub fn anchored(language: Language, from: &str, is_verified_tip: bool) -> String {
    match (language, is_verified_tip) {
        (Language::En, true) => format!("verified from {from} on, the tip that was verified last"),
        (Language::En, false) => format!("verified from the anchor {from} on"),
        (Language::ZhTw, true) => format!("自上次驗證之 {from} 起驗證"),
        (Language::ZhTw, false) => format!("自信任起點 {from} 起驗證"),
    }
}

/// That nothing vouches for the commit before those that were judged; for none where all were.
pub fn unanchored(language: Language, from: Option<&str>) -> String {
    match (language, from) {
        (Language::En, Some(from)) => format!(
            "unanchored: nothing vouches for {from}, from which this starts; name a commit you trust with `--anchor COMMIT` or `git config po.anchor COMMIT`"
        ),
        (Language::En, None) => "unanchored: the first commit vouches for itself; name one you trust with `--anchor COMMIT` or `git config po.anchor COMMIT`".to_owned(),
        (Language::ZhTw, Some(from)) => format!(
            "無信任起點：本次自 {from} 起驗證，而該提交無從佐證；請以「--anchor COMMIT」或「git config po.anchor COMMIT」指定可信之提交"
        ),
        (Language::ZhTw, None) => "無信任起點：首筆提交無從佐證；請以「--anchor COMMIT」或「git config po.anchor COMMIT」指定可信之提交".to_owned(),
    }
}

/// The last line where something was found.
pub fn found(language: Language, bad: usize) -> String {
    match language {
        Language::En => format!("{} in the history", counted(bad, "finding", "findings")),
        Language::ZhTw => format!("歷史中發現 {bad} 項問題"),
    }
}

/// A range that is none.
pub fn not_a_range(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("`{typed}` is not a range; write `A..B`, two commits or days"),
        Language::ZhTw => format!("「{typed}」不是範圍；請寫作「A..B」，兩端為提交或日期"),
    }
}

/// The word of a state of a signature.
pub fn signature(language: Language, state: &'static str) -> &'static str {
    match (language, state) {
        (Language::ZhTw, "good") => "良好",
        (Language::ZhTw, "bad") => "不符",
        (Language::ZhTw, "unknown") => "不明",
        (Language::ZhTw, "unsigned") => "未簽章",
        (_, state) => state,
    }
}

/// Heading: the commit.
pub fn commit_heading(language: Language) -> &'static str {
    language.pick("Commit", "提交")
}

/// Heading: the day.
pub fn day_heading(language: Language) -> &'static str {
    language.pick("Day", "日期")
}

/// Heading: the signature.
pub fn signature_heading(language: Language) -> &'static str {
    language.pick("Signature", "簽章")
}

/// Heading: who signed, and the posts held.
pub fn signer_heading(language: Language) -> &'static str {
    language.pick("Signer", "簽章者")
}

/// Heading: what was found.
pub fn finding_heading(language: Language) -> &'static str {
    language.pick("Finding", "問題")
}

/// The head of a refused push.
pub fn refused(language: Language, bad: usize) -> String {
    match language {
        Language::En => format!(
            "the push is refused: {}",
            counted(bad, "finding", "findings")
        ),
        Language::ZhTw => format!("推送遭拒：{bad} 項問題"),
    }
}

/// That more may be found.
pub fn and_more(language: Language) -> &'static str {
    language.pick("… and perhaps more", "……可能還有其他問題")
}

/// What to do about a refused push.
pub fn mend_and_push(language: Language) -> &'static str {
    language.pick(
        "nothing was accepted; mend the commits (`git rebase -i`) and see with `po guard check --range A..B` before you push again",
        "一筆都未收；請修正提交（「git rebase -i」），再次推送前可用「po guard check --range A..B」自行檢查",
    )
}

/// That a push may be accepted.
pub fn passed(language: Language, commits: usize) -> String {
    match language {
        Language::En => format!(
            "{} would be accepted",
            counted(commits, "commit", "commits")
        ),
        Language::ZhTw => format!("{commits} 筆提交可收"),
    }
}

/// That the guard stands.
pub fn installed(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("the guard stands in {path}"),
        Language::ZhTw => format!("守門程式已裝於 {path}"),
    }
}

/// That a hook of somebody else is in the way.
pub fn foreign_hook(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} is somebody else's hook; it is left as it is"),
        Language::ZhTw => format!("{path} 為他人所設之 hook，予以保留"),
    }
}

/// What to do about a foreign hook.
pub fn chain_it(language: Language, line: &str) -> String {
    match language {
        Language::En => format!("have it run this, with its own standard input: {line}"),
        Language::ZhTw => format!("請令其執行下列命令，並轉交標準輸入：{line}"),
    }
}

/// A line of the hook that cannot be understood.
pub fn not_a_push(language: Language) -> &'static str {
    language.pick(
        "this is run by git's pre-receive hook, with `OLD NEW REFERENCE` lines on standard input",
        "本命令由 git 的 pre-receive hook 執行，標準輸入為「舊值 新值 參照」各行",
    )
}
