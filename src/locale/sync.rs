//! What is said of stores that are kept together: sync, clone and remotes.

use super::Language;
use super::count::counted;

fn records(number: usize) -> String {
    counted(number, "record", "records")
}

/// The subject of the commit of a merge.
pub fn subject(language: Language, here: usize, there: usize, upstream: &str) -> String {
    match language {
        Language::En => format!("sync: {} of our own, {there} of {upstream}", records(here)),
        Language::ZhTw => format!("同步：本地 {here} 筆、{upstream} {there} 筆"),
    }
}

/// The subject of a commit that gives a record another id.
pub fn renamed(language: Language, old: &str, new: &str) -> String {
    match language {
        Language::En => format!("{new}: was {old}"),
        Language::ZhTw => format!("{new}：原為 {old}"),
    }
}

/// Why: a published record has it.
pub fn taken(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("a published record has the id {id}; ours gets another"),
        Language::ZhTw => format!("已公開的紀錄使用識別碼 {id}，本地紀錄改用新識別碼"),
    }
}

/// What became of it.
pub fn moved(language: Language, old: &str, new: &str) -> String {
    match language {
        Language::En => format!(
            "your {old} is {new} now, with all that names it: a published record has that id"
        ),
        Language::ZhTw => {
            format!("您的 {old} 已改為 {new}，引用處一併更新：該識別碼已由公開的紀錄使用")
        }
    }
}

/// The body of that commit: what is undecided, a line each.
pub fn to_settle(language: Language, lines: &str) -> String {
    let heading = language.pick("To be settled:", "待擇定：");
    format!("{heading}\n\n{lines}")
}

/// The heading over what came in, or `would`.
pub fn came_in(language: Language, upstream: &str, number: usize, would: bool) -> String {
    match (language, would) {
        (Language::En, false) => format!("{} came in from {upstream}", records(number)),
        (Language::En, true) => format!("{} would come in from {upstream}", records(number)),
        (Language::ZhTw, false) => format!("自 {upstream} 取得 {number} 筆"),
        (Language::ZhTw, true) => format!("將自 {upstream} 取得 {number} 筆"),
    }
}

/// The heading over what went out, or `would`.
pub fn went_out(language: Language, upstream: &str, number: usize, would: bool) -> String {
    match (language, would) {
        (Language::En, false) => format!("{} went out to {upstream}", records(number)),
        (Language::En, true) => format!("{} would go out to {upstream}", records(number)),
        (Language::ZhTw, false) => format!("送至 {upstream} {number} 筆"),
        (Language::ZhTw, true) => format!("將送至 {upstream} {number} 筆"),
    }
}

/// What each side added to the stages of a case does not go together.
pub fn stages_out_of_order(language: Language, id: &str) -> String {
    match language {
        Language::En => format!(
            "{id}: the stages that both sides recorded do not follow one another; `po check` says which, `po case edit {id}` mends it"
        ),
        Language::ZhTw => format!(
            "{id}：雙方所登載之階段前後不相銜接；以「po check」查明，以「po case edit {id}」更正"
        ),
    }
}

/// How many more there are.
pub fn more(language: Language, more: usize) -> String {
    match language {
        Language::En => format!("… and {more} more"),
        Language::ZhTw => format!("…另有 {more} 筆"),
    }
}

/// In the place of a title.
pub fn unreadable(language: Language) -> &'static str {
    language.pick("(cannot be read: po check)", "（無法讀取：po check）")
}

/// Nothing was to be done.
pub fn nothing_new(language: Language, upstream: &str, commit: &str) -> String {
    match language {
        Language::En => format!("up to date with {upstream} at {commit}"),
        Language::ZhTw => format!("與 {upstream} 一致，無須同步（{commit}）"),
    }
}

/// Both are the same now.
pub fn in_step(language: Language, upstream: &str, commit: &str) -> String {
    match language {
        Language::En => format!("in step with {upstream} at {commit}"),
        Language::ZhTw => format!("已與 {upstream} 同步（{commit}）"),
    }
}

/// It was a dry run.
pub fn nothing_done(language: Language) -> &'static str {
    language.pick(
        "nothing was written or sent (--dry-run)",
        "未寫入亦未送出（--dry-run）",
    )
}

/// A field that both sides set differently, and the command.
pub fn undecided(language: Language, id: &str, field: &str) -> String {
    match language {
        Language::En => format!(
            "{id}: {field} was set differently on both sides; `po resolve {id}` lists the values"
        ),
        Language::ZhTw => {
            format!("{id}：雙方所載 {field} 不一，請以「po resolve {id}」列出各值後擇定")
        }
    }
}

/// A number that was given to two cases, and the command.
pub fn number_of_another(language: Language, id: &str, number: u32, other: &str) -> String {
    match language {
        Language::En => format!(
            "{id}: No. {number} is that of {other} already; `po resolve {id} number N` gives it another"
        ),
        Language::ZhTw => {
            format!("{id}：序號 {number} 已屬 {other}，請以「po resolve {id} number N」另給序號")
        }
    }
}

/// A petition that was entered in two cases, and the command.
pub fn same_petition(language: Language, one: &str, other: &str) -> String {
    match language {
        Language::En => format!(
            "{one} and {other} hold the same petition; join them with `po case merge {one} {other} --reason …`"
        ),
        Language::ZhTw => {
            format!("{one} 與 {other} 為同一連署，可併案：po case merge {one} {other} --reason …")
        }
    }
}

/// How cases are joined that are not in one store yet.
pub fn join_here(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!("git merge {upstream}, join those cases, then po sync"),
        Language::ZhTw => format!("執行「git merge {upstream}」，併案後再「po sync」"),
    }
}

/// A record that one side removed and the other changed.
pub fn kept_record(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("{id} was removed on one side and changed or named on the other; it stays")
        }
        Language::ZhTw => format!("{id} 一方刪除、另一方予以修改或引用，仍予保留"),
    }
}

/// There is nowhere to go.
pub fn no_remote(language: Language) -> &'static str {
    language.pick(
        "this store has no remote to be kept in step with",
        "此紀錄庫尚未設定遠端，無從同步",
    )
}

/// No remote of that name.
pub fn unknown_remote(language: Language, name: &str, known: &str) -> String {
    match language {
        Language::En => format!("no remote is called {name}; there is {known}"),
        Language::ZhTw => format!("並無名為 {name} 之遠端；現有 {known}"),
    }
}

/// Neither side has a commit.
pub fn nothing_there(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!("nothing is recorded here, and {upstream} is not there either"),
        Language::ZhTw => format!("本地尚無紀錄，{upstream} 亦不存在"),
    }
}

/// git could not fetch.
pub fn cannot_fetch(language: Language, remote: &str) -> String {
    match language {
        Language::En => format!("cannot fetch from {remote}; nothing was changed, here or there"),
        Language::ZhTw => format!("無法自 {remote} 取得資料；本地與遠端均未變更"),
    }
}

/// git could not push.
pub fn cannot_push(language: Language, remote: &str) -> String {
    match language {
        Language::En => format!(
            "cannot publish to {remote}; nothing was published, and this store is as it was"
        ),
        Language::ZhTw => format!("無法送至 {remote}；遠端未變更，本地紀錄庫維持原狀"),
    }
}

/// git failed otherwise.
pub fn git_failed(language: Language) -> &'static str {
    language.pick("git failed", "git 執行失敗")
}

/// A merge is published and the files here did not follow.
pub fn published_only(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!(
            "what was recorded here is published at {upstream}; what others recorded comes in with the next `po sync`"
        ),
        Language::ZhTw => {
            format!("本地紀錄已送至 {upstream}；他人之紀錄待下次「po sync」取得")
        }
    }
}

/// Others were faster each time.
pub fn overtaken(language: Language, upstream: &str, times: usize) -> String {
    match language {
        Language::En => format!(
            "others published to {upstream} first, {times} times in a row; this store is as it was"
        ),
        Language::ZhTw => {
            format!("連續 {times} 次遭他人搶先送至 {upstream}；本地紀錄庫維持原狀")
        }
    }
}

/// What was published was taken back there.
pub fn rewritten(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!(
            "{upstream} was rewritten: it no longer builds on what it published before; nothing was changed"
        ),
        Language::ZhTw => {
            format!("{upstream} 之歷史遭改寫，已非承接先前公布之內容；未作任何變更")
        }
    }
}

/// A sync is nobody's change.
pub fn for_nobody(language: Language) -> &'static str {
    language.pick(
        "--for: a sync changes nothing on anybody's behalf; the commits that it brings together say for whom they are",
        "--for：同步本身並非代為修改，各筆修改之代理對象已載於其提交；請勿併用",
    )
}

/// What to do then.
pub fn after_rewriting(language: Language, remote: &str) -> String {
    match language {
        Language::En => format!(
            "ask there why; something may have been taken out on purpose. To join both all the same: git fetch {remote}, then po sync"
        ),
        Language::ZhTw => format!(
            "請先洽對方了解原因，所移除者可能另有考量；如仍須合併，先執行「git fetch {remote}」再「po sync」"
        ),
    }
}

/// What is published is no store.
pub fn not_a_store(language: Language, upstream: &str) -> String {
    match language {
        Language::En => {
            format!("{upstream} is no store: it has no records/store.toml; nothing was changed")
        }
        Language::ZhTw => {
            format!("{upstream} 並非紀錄庫（無 records/store.toml）；未作任何變更")
        }
    }
}

/// The histories have nothing in common.
pub fn unrelated(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!(
            "this store and {upstream} have no common history: they are two stores; nothing was changed"
        ),
        Language::ZhTw => {
            format!("此紀錄庫與 {upstream} 無共同歷史，係兩個不同之紀錄庫；未作任何變更")
        }
    }
}

/// What to do then.
pub fn after_unrelated(language: Language) -> &'static str {
    language.pick(
        "po clone URL DIR, then bring what is public over: po publish REF --to DIR",
        "先「po clone URL DIR」，再以「po publish REF --to DIR」送出可公開者",
    )
}

/// A shallow clone does not go back far enough.
pub fn shallow(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!(
            "this clone is shallow and does not go back to what it has in common with {upstream}; nothing was changed"
        ),
        Language::ZhTw => {
            format!("此為淺層複本，未含與 {upstream} 之共同歷史；未作任何變更")
        }
    }
}

/// What is published lies in a shallow clone.
pub fn shallow_remote(language: Language, remote: &str) -> String {
    match language {
        Language::En => format!(
            "{remote} is a shallow clone: it lacks the history between its commits and those here; nothing was changed"
        ),
        Language::ZhTw => format!("{remote} 為淺層複本，缺其提交與此處之間的歷史；未作任何變更"),
    }
}

/// What to do then.
pub fn after_shallow_remote(language: Language, remote: &str) -> String {
    match language {
        Language::En => {
            format!("run `git fetch --unshallow` at {remote}, or sync with a whole one")
        }
        Language::ZhTw => {
            format!("請於 {remote} 執行「git fetch --unshallow」，或改與完整之紀錄庫同步")
        }
    }
}

/// Some files cannot be merged.
pub fn cannot_merge(language: Language, upstream: &str) -> String {
    match language {
        Language::En => {
            format!("files changed here and at {upstream} cannot be merged; nothing was changed")
        }
        Language::ZhTw => format!("本地與 {upstream} 均有修改之檔案無法合併；未作任何變更"),
    }
}

/// Why: a file against a folder, or a link.
pub fn occupied(language: Language) -> &'static str {
    language.pick(
        "it is a file on one side and something else on the other",
        "一方為檔案，另一方則否",
    )
}

/// What to do then.
pub fn merge_by_hand(language: Language, upstream: &str) -> String {
    match language {
        Language::En => format!("git merge {upstream}, settle those files, then po sync"),
        Language::ZhTw => format!("執行「git merge {upstream}」處理各該檔案，再「po sync」"),
    }
}

/// The installed git is too old.
pub fn old_git(language: Language, version: &str, oldest: &str) -> String {
    match language {
        Language::En => format!("git {version} is too old; git {oldest} or newer is needed"),
        Language::ZhTw => format!("git {version} 版本過舊，須 {oldest} 以上"),
    }
}

/// git could not clone.
pub fn cannot_clone(language: Language, url: &str) -> String {
    match language {
        Language::En => format!("cannot clone {url}; nothing was made"),
        Language::ZhTw => format!("無法複製 {url}；未建立任何檔案"),
    }
}

/// What was cloned is no store.
pub fn no_store_to_clone(language: Language, url: &str) -> String {
    match language {
        Language::En => {
            format!("{url} is no store: it has no records/store.toml; nothing was kept of it")
        }
        Language::ZhTw => format!("{url} 並非紀錄庫（無 records/store.toml）；未予保留"),
    }
}

/// Several branches, and nothing says which is the one.
pub fn which_branch(language: Language, url: &str, branches: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{url} does not say on which of its branches to begin: {branches}; nothing was kept of it"
            )
        }
        Language::ZhTw => format!("{url} 未指明起始分支，現有：{branches}；未予保留"),
    }
}

/// How a store comes to be there.
pub fn begin_there(language: Language) -> &'static str {
    language.pick(
        "to publish a first store there: po init DIR, then in it po remote add origin URL and po sync",
        "如須首次送出紀錄庫：先「po init DIR」，再於其中執行「po remote add origin URL」及「po sync」",
    )
}

/// A clone is there.
pub fn cloned(language: Language, folder: &str) -> String {
    match language {
        Language::En => {
            format!("cloned into {folder}; git merges its records by field from now on")
        }
        Language::ZhTw => format!("已複製至 {folder}；其紀錄自此由 git 逐欄合併"),
    }
}

/// A name or an address that git would take for an option.
pub fn looks_like_a_flag(language: Language, argument: &str, typed: &str) -> String {
    match language {
        Language::En => {
            format!("{argument} cannot be {typed:?}: it must not be empty or begin with -")
        }
        Language::ZhTw => format!("{argument} 不得為 {typed:?}：不得空白或以 - 起首"),
    }
}

/// A remote of that name is there.
pub fn remote_is_there(language: Language, name: &str, url: &str) -> String {
    match language {
        Language::En => format!("there is a remote {name} already: {url}"),
        Language::ZhTw => format!("已有名為 {name} 之遠端：{url}"),
    }
}

/// A remote was added.
pub fn remote_added(language: Language, name: &str, url: &str) -> String {
    match language {
        Language::En => {
            format!("{name} is {url}; `po sync {name}` keeps this store in step with it")
        }
        Language::ZhTw => format!("已設定遠端 {name}：{url}；以「po sync {name}」同步"),
    }
}

/// Heading.
pub fn name_heading(language: Language) -> &'static str {
    language.pick("Name", "名稱")
}

/// Heading.
pub fn url_heading(language: Language) -> &'static str {
    language.pick("Fetched from", "取得來源")
}

/// Heading.
pub fn push_url_heading(language: Language) -> &'static str {
    language.pick("Published to", "送達位置")
}
