//! What is said when the store cannot be opened, read or written, and of repairs.

use super::Language;

/// A file operation failed; `action` completes "cannot …", `cause` is why, in words.
pub fn file(language: Language, action: &str, path: &str, cause: &str) -> String {
    let action = action_words(language, action);
    match language {
        Language::En => format!("cannot {action} {path}: {cause}"),
        Language::ZhTw => format!("無法{action} {path}：{cause}"),
    }
}

/// A git operation failed; `action` completes "cannot …", `cause` is git's own sentence.
pub fn git(language: Language, action: &str, cause: &str) -> String {
    let action = action_words(language, action);
    match language {
        Language::En => format!("cannot {action}: {cause}"),
        Language::ZhTw => format!("無法{action}，git 訊息「{cause}」"),
    }
}

/// An object that the history names is not there.
pub fn missing_object(language: Language, id: &str) -> String {
    match language {
        Language::En => format!(
            "the git object {id} is missing in this clone; `git fsck` lists what else is, \
             `git fetch` or a backup brings it back"
        ),
        Language::ZhTw => format!(
            "此複本缺少 git 物件 {id}；「git fsck」列出其他缺漏，可以「git fetch」或備份補回"
        ),
    }
}

/// An object is damaged.
pub fn bad_object(language: Language, id: &str) -> String {
    match language {
        Language::En => {
            format!("the git object {id} is damaged or not what it is named as; see `git fsck`")
        }
        Language::ZhTw => format!("git 物件 {id} 已毀損或種類不符，請執行「git fsck」檢查"),
    }
}

/// What the store tried, as its errors name it.
fn action_words(language: Language, action: &str) -> &str {
    let chinese = match action {
        "run" => "執行",
        "lock" => "鎖定",
        "read" => "讀取",
        "write" => "寫入",
        "sync" => "將檔案寫入磁碟",
        "sync the folder" => "將資料夾寫入磁碟",
        "make" | "make the folder" => "建立資料夾",
        "copy" => "複製",
        "remove" => "刪除",
        "look at" => "查看",
        "note the working tree" => "記下工作目錄",
        "open the repository" => "開啟儲存庫",
        "open the objects" => "開啟 git 物件庫",
        "open the working tree of an interrupted write" => "開啟中斷寫入的工作目錄",
        "read HEAD" => "讀取 HEAD",
        "read the branch" => "讀取分支",
        "move the branch" => "更新分支",
        "read the commit" => "讀取提交",
        "read a commit" => "讀取提交",
        "list the references" => "列出參照",
        "list the branches" => "列出分支",
        "read git's settings" => "讀取 git 設定",
        "read the remotes" => "讀取遠端設定",
        "read the published branch" | "read the published branches" => "讀取遠端分支",
        "read a pushed object" => "讀取推送之物件",
        "open the objects in quarantine" => "開啟待審之物件",
        "find where two sides parted" => "尋找兩側分岔處",
        "read refs/po/verified" => "讀取 refs/po/verified",
        "write refs/po/verified" => "寫入 refs/po/verified",
        "write the commit" => "寫入提交",
        "compare two commits" => "比較兩個提交",
        "walk the history" => "讀取歷史",
        "read the references" => "讀取參照",
        "read an object" => "讀取 git 物件",
        "write an object" => "寫入 git 物件",
        "hash a file" => "計算檔案雜湊值",
        "read a folder of the store" => "讀取紀錄庫的資料夾",
        "write a folder of the store" => "寫入紀錄庫的資料夾",
        "name the author" => "寫入作者姓名",
        other => other,
    };
    language.pick(action, chinese)
}

/// A program failed; `detail` is what it said.
pub fn program(language: Language, command: &str, detail: &str) -> String {
    match language {
        Language::En => format!("`{command}` failed: {detail}"),
        Language::ZhTw => format!("「{command}」執行失敗：「{detail}」"),
    }
}

/// A program is not there.
pub fn program_missing(language: Language, program: &str) -> String {
    match language {
        Language::En => format!("the program `{program}` is not installed or not in PATH"),
        Language::ZhTw => format!("找不到程式「{program}」，請確認已安裝並位於 PATH"),
    }
}

/// The journal of an interrupted write is damaged.
pub fn journal(language: Language, path: &str) -> String {
    match language {
        Language::En => format!(
            "the journal {path} cannot be read; move it away and compare the working tree with HEAD"
        ),
        Language::ZhTw => format!("寫入日誌 {path} 無法讀取；請將其移走，並比對工作目錄與 HEAD"),
    }
}

/// Another program keeps git's index.
pub fn index_locked(language: Language, path: &str) -> String {
    match language {
        Language::En => {
            format!(
                "git's index is locked by another program; where no git runs any more, remove {path}"
            )
        }
        Language::ZhTw => {
            format!("git 索引被其他程式鎖住；如已無 git 執行，請刪除 {path}")
        }
    }
}

/// No git repository here.
pub fn not_a_repository(language: Language, directory: &str) -> String {
    match language {
        Language::En => format!("{directory} is not in a git repository"),
        Language::ZhTw => format!("{directory} 不在 git 儲存庫內"),
    }
}

/// A repository that is no store.
pub fn not_a_store(language: Language, repository: &str) -> String {
    match language {
        Language::En => format!("{repository} is no store: it has no records/store.toml"),
        Language::ZhTw => format!("{repository} 不是紀錄庫：沒有 records/store.toml"),
    }
}

/// The settings are there, but not committed.
pub fn not_committed(language: Language, repository: &str) -> String {
    match language {
        Language::En => format!("records/store.toml in {repository} is not committed yet"),
        Language::ZhTw => format!("{repository} 的 records/store.toml 尚未提交"),
    }
}

/// A store is there already.
pub fn already_a_store(language: Language, directory: &str) -> String {
    match language {
        Language::En => format!("{directory} is a store already"),
        Language::ZhTw => format!("{directory} 已經是紀錄庫"),
    }
}

/// A new store would lie inside another.
pub fn inside_a_store(language: Language, directory: &str, store: &str) -> String {
    match language {
        Language::En => format!("{directory} lies inside the store {store}"),
        Language::ZhTw => format!("{directory} 位於紀錄庫 {store} 之內"),
    }
}

/// Where a new store can be.
pub fn make_it_elsewhere(language: Language) -> &'static str {
    language.pick(
        "work in that store, or make the new one in a folder outside of it",
        "請在該紀錄庫作業，或在其外的資料夾建立新紀錄庫",
    )
}

/// Not even an index in memory could be made.
pub fn no_memory(language: Language) -> &'static str {
    language.pick(
        "no index can be built, not even in memory",
        "無法建立索引，記憶體亦不足",
    )
}

/// A repository that cannot be worked on; `what` is the reason in words.
pub fn unsupported(language: Language, repository: &str, what: &str) -> String {
    match language {
        Language::En => format!("cannot work on the repository {repository}: {what}"),
        Language::ZhTw => format!("無法使用儲存庫 {repository}：{what}"),
    }
}

/// The sha256 object format.
pub fn sha256(language: Language) -> String {
    language
        .pick("it uses the sha256 object format", "採用 sha256 物件格式")
        .to_owned()
}

/// The reftable format.
pub fn reftable(language: Language) -> String {
    language
        .pick(
            "it uses the reftable reference format",
            "採用 reftable 參照格式",
        )
        .to_owned()
}

/// A partial clone.
pub fn partial_clone(language: Language) -> String {
    language
        .pick("it is a partial clone", "為部分複製（partial clone）")
        .to_owned()
}

/// Another extension.
pub fn extension(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("it uses the git extension {name}"),
        Language::ZhTw => format!("採用 git 擴充功能 {name}"),
    }
}

/// A repository of somebody else.
pub fn foreign_owner(language: Language, repository: &str) -> String {
    match language {
        Language::En => format!("the repository {repository} belongs to another user"),
        Language::ZhTw => format!("儲存庫 {repository} 屬於其他使用者"),
    }
}

/// A file that is too large.
pub fn too_large(language: Language, name: &str, size: u64, limit: u64) -> String {
    match language {
        Language::En => format!("{name} has {size} bytes; at most {limit} are read"),
        Language::ZhTw => format!("{name} 有 {size} 位元組，最多讀取 {limit} 位元組"),
    }
}

/// A link, a folder, a submodule.
pub fn not_a_file(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} is not a plain file"),
        Language::ZhTw => format!("{path} 不是一般檔案"),
    }
}

/// Folders in folders without end.
pub fn too_deep(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} is nested too deeply"),
        Language::ZhTw => format!("{path} 層級過深"),
    }
}

/// A path that may not be written.
pub fn bad_path(language: Language, path: &str, english: &str) -> String {
    match language {
        Language::En => english.to_owned(),
        Language::ZhTw => format!("不得寫入路徑「{path}」"),
    }
}

/// No such revision.
pub fn unknown_revision(language: Language, text: &str) -> String {
    match language {
        Language::En => format!("no commit is called {text}"),
        Language::ZhTw => format!("沒有名為 {text} 的版本"),
    }
}

/// A short revision of several.
pub fn ambiguous_revision(language: Language, text: &str) -> String {
    match language {
        Language::En => format!("{text} is short for several commits"),
        Language::ZhTw => format!("{text} 可指多個版本"),
    }
}

/// A day before the first commit.
pub fn before_first(language: Language, day: &str, first: &str, shallow: bool) -> String {
    match language {
        Language::En => {
            let here = if shallow {
                " in this shallow clone"
            } else {
                ""
            };
            format!("nothing was recorded{here} by {day}; the first commit is of {first}")
        }
        Language::ZhTw => {
            let here = if shallow { "（淺層複製）" } else { "" };
            format!("{day} 以前尚無紀錄{here}；最早的提交為 {first}")
        }
    }
}

/// A day after today, of which there is no record yet.
pub fn yet_to_come(language: Language, day: &str, today: &str) -> String {
    match language {
        Language::En => format!("{day} is yet to come; the record reaches to today, {today}"),
        Language::ZhTw => format!("{day} 尚未到來；紀錄僅及於今日（{today}）"),
    }
}

/// How to ask about the newest record, or about a day to come.
pub fn newest_or_as_of(language: Language) -> &'static str {
    language.pick(
        "HEAD is the newest record; `--as-of DAY` takes another day for today",
        "最新紀錄為 HEAD；以某日為基準回答請用「--as-of 日期」",
    )
}

/// No commit yet.
pub fn unborn(language: Language) -> &'static str {
    language.pick("the store has no commit yet", "紀錄庫尚無任何提交")
}

/// HEAD is on no branch.
pub fn detached(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("HEAD is detached at {commit}; it can be read, not written"),
        Language::ZhTw => format!("HEAD 停在 {commit} 而不在分支上，只能讀取，不能寫入"),
    }
}

/// git is in the middle of something.
pub fn underway(language: Language, command: &str) -> String {
    match language {
        Language::En => format!("a git {command} is under way"),
        Language::ZhTw => format!("git {command} 尚在進行"),
    }
}

/// The branch is checked out elsewhere.
pub fn checked_out_elsewhere(language: Language, branch: &str, worktree: &str) -> String {
    match language {
        Language::En => format!("the branch {branch} is checked out in {worktree}; work there"),
        Language::ZhTw => format!("分支 {branch} 已於 {worktree} 取出，請在該處作業"),
    }
}

/// git does not know who writes.
pub fn no_identity(language: Language) -> &'static str {
    language.pick("git does not know who you are", "git 不知道您是誰")
}

/// A variable that should hold a date.
pub fn bad_date(language: Language, variable: &str, value: &str) -> String {
    match language {
        Language::En => format!("{variable} is not a date: `{value}`"),
        Language::ZhTw => format!("{variable} 不是日期：「{value}」"),
    }
}

/// The commit could not be signed.
pub fn signing(language: Language, detail: &str) -> String {
    match language {
        Language::En => format!("the commit could not be signed, nothing was changed: {detail}"),
        Language::ZhTw => format!("提交無法簽章，未作任何變更：{detail}"),
    }
}

/// Others move the branch all the time.
pub fn contended(language: Language, branch: &str) -> String {
    match language {
        Language::En => format!("the branch {branch} is being moved by other programs; try again"),
        Language::ZhTw => format!("分支 {branch} 正被其他程式更動，請再試一次"),
    }
}

/// Recorded, but the files lag behind.
pub fn unfinished(language: Language, commit: &str, fault: &str) -> String {
    match language {
        Language::En => format!(
            "recorded as {commit}, but the files could not be brought up to date ({fault}); the next command repairs that"
        ),
        Language::ZhTw => {
            format!("已記錄為 {commit}，但檔案未能同步（{fault}）；下一個指令會自動修復")
        }
    }
}

/// A repair: an interrupted write was finished.
pub fn finished(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("an interrupted write was finished; its commit is {commit}"),
        Language::ZhTw => format!("已完成先前中斷的寫入；提交為 {commit}"),
    }
}

/// A repair: an interrupted write left nothing.
pub fn undone(language: Language) -> String {
    language
        .pick(
            "an interrupted write had not reached its commit; nothing of it is left",
            "先前中斷的寫入尚未成為提交，已清除",
        )
        .to_owned()
}

/// A repair left a hand edit alone.
pub fn hand_edit_kept(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("{path} was edited by hand meanwhile and was left as it is"),
        Language::ZhTw => format!("{path} 其間經手動修改，維持原狀"),
    }
}

/// Something that may not enter the store.
pub fn barred(language: Language) -> &'static str {
    language.pick(
        "this may not enter the store, git never forgets; nothing was written",
        "以下內容不得進入紀錄庫（git 不會遺忘）；未作任何變更",
    )
}

/// Personal data of a kind.
pub fn personal(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!("personal data ({kind})"),
        Language::ZhTw => format!("個人資料（{kind}）"),
    }
}

/// Personal data that is acknowledged without saying where it is published.
pub fn unsourced(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!(
            "personal data ({kind}): its [[privacy]] row counts only where the record names the \
             published source (a [[link]], or the source of a transcript)"
        ),
        Language::ZhTw => format!(
            "個人資料（{kind}）：須載明公開來源（[[link]] 或逐字稿之 source），[[privacy]] 列始生效"
        ),
    }
}

/// A record that is not public, in a public store.
pub fn internal(language: Language) -> String {
    language
        .pick(
            "internal, and the store is public",
            "內部紀錄，而此為公開紀錄庫",
        )
        .to_owned()
}

/// Text of a draft, in a public store.
pub fn draft_text(language: Language) -> String {
    language
        .pick(
            "text of a transcript that is not published, and the store is public",
            "逐字稿尚未公開，而此為公開紀錄庫",
        )
        .to_owned()
}

/// Text that was withheld since.
pub fn withheld(language: Language) -> String {
    language
        .pick(
            "text that a later correction withholds, and the store is public",
            "已隱去之內容，而此為公開紀錄庫",
        )
        .to_owned()
}

/// Text off the record.
pub fn off_record(language: Language) -> String {
    language
        .pick(
            "text said off the record, and the store is public",
            "不列入紀錄之發言，而此為公開紀錄庫",
        )
        .to_owned()
}

/// The commit message, as a place.
pub fn the_message(language: Language) -> &'static str {
    language.pick("commit message", "提交訊息")
}

/// How personal data of a published source may stay.
pub fn acknowledge(language: Language) -> &'static str {
    language.pick(
        "take it out; what a published source holds may stay with a [[privacy]] row: path, kind, reason, by",
        "請刪除；公開來源原有者，可加 [[privacy]] 列（path、kind、reason、by）說明後保留",
    )
}

/// Where unpublished text belongs.
pub fn keep_private(language: Language) -> &'static str {
    language.pick(
        "text still being edited lives in a private store: po init DIR --private",
        "校對中的文字請存於非公開紀錄庫：po init 目錄 --private",
    )
}

/// A record was not there.
pub fn missing_record(language: Language, path: &str) -> String {
    match language {
        Language::En => format!("there is no record at {path}"),
        Language::ZhTw => format!("{path} 沒有紀錄"),
    }
}

/// A file that cannot be edited in place; `cause` is the reason in words.
pub fn cannot_splice(language: Language, path: &str, cause: &str) -> String {
    match language {
        Language::En => format!("{path} cannot be edited in place: {cause}"),
        Language::ZhTw => format!("{path} 無法就地修改：{cause}"),
    }
}

/// It is not TOML; `detail` is the parser's own sentence.
pub fn not_toml(language: Language, detail: &str) -> String {
    match language {
        Language::En => format!("not valid TOML: {detail}"),
        Language::ZhTw => format!("不是有效的 TOML（剖析器訊息「{detail}」）"),
    }
}

/// Nothing stands at a place.
pub fn no_such_path(language: Language, place: &str) -> String {
    match language {
        Language::En => format!("there is no {place}"),
        Language::ZhTw => format!("沒有「{place}」"),
    }
}

/// A table where a value is due.
pub fn not_a_value(language: Language, place: &str) -> String {
    match language {
        Language::En => format!("{place} is a table, not a value"),
        Language::ZhTw => format!("「{place}」是表格，不是值"),
    }
}

/// Something else where a table is due.
pub fn not_a_table(language: Language, place: &str) -> String {
    match language {
        Language::En => format!("{place} is not a table"),
        Language::ZhTw => format!("「{place}」不是表格"),
    }
}

/// Something else where rows are due.
pub fn not_rows(language: Language, place: &str) -> String {
    match language {
        Language::En => format!("{place} is not an array of tables"),
        Language::ZhTw => format!("「{place}」不是雙方括號的各列"),
    }
}

/// The edit would break the file; `detail` is the parser's own sentence.
pub fn would_break(language: Language, detail: &str) -> String {
    match language {
        Language::En => format!("the edit would leave invalid TOML: {detail}"),
        Language::ZhTw => format!("修改後將不是有效的 TOML（剖析器訊息「{detail}」）"),
    }
}

/// The edit would change something else besides.
pub fn would_touch_more(language: Language, place: &str) -> String {
    match language {
        Language::En => format!("the edit would also change {place}"),
        Language::ZhTw => format!("修改會一併更動「{place}」"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use regex::Regex;

    use super::*;

    /// What the store's errors call their actions, in the source files of a folder.
    fn actions(folder: &Path, named: &Regex, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                actions(&path, named, found);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.extend(
                    named
                        .captures_iter(&text)
                        .map(|action| action[1].to_owned()),
                );
            }
        }
    }

    #[test]
    fn every_action_of_the_store_has_words_in_both_languages() {
        let named = Regex::new(r#"(?:Fault::(?:file|git)\(|\baction:)\s*"([^"]+)""#).unwrap();
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = Vec::new();
        actions(&sources, &named, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for action in found {
            assert_ne!(action_words(Language::ZhTw, &action), action);
        }
    }
}
