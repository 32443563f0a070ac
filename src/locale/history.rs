//! What is said of commits, of what they changed, and of what the history cannot say.

use super::Language;
use super::count::counted;

/// Who recorded something, and on whose behalf.
pub fn who(language: Language, author: &str, on_behalf: Option<&str>) -> String {
    match (language, on_behalf) {
        (_, None) => author.to_owned(),
        (Language::En, Some(other)) => format!("{author} for {other}"),
        (Language::ZhTw, Some(other)) => format!("{author}（代{other}）"),
    }
}

/// Somebody recorded without a name.
pub fn nameless(language: Language) -> &'static str {
    language.pick("(no name)", "（未具名）")
}

/// The commit bears a signature.
pub fn signed(language: Language) -> &'static str {
    language.pick("signed", "已簽章")
}

/// Why something was recorded.
pub fn reason(language: Language, reason: &str) -> String {
    match language {
        Language::En => format!("reason: {reason}"),
        Language::ZhTw => format!("理由：{reason}"),
    }
}

/// The meeting that something rests on.
pub fn meeting(language: Language, meeting: &str) -> String {
    match language {
        Language::En => format!("meeting: {meeting}"),
        Language::ZhTw => format!("依據會議：{meeting}"),
    }
}

/// A commit that another takes back.
pub fn undoes(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!("takes back: {commit}"),
        Language::ZhTw => format!("撤回：{commit}"),
    }
}

/// What became of a record: `added`, `removed` or `changed`.
pub fn fate(language: Language, fate: &str) -> &str {
    let chinese = match fate {
        "added" => "新增",
        "removed" => "移除",
        "changed" => "修改",
        other => other,
    };
    language.pick(fate, chinese)
}

/// Only the layout of a file changed.
pub fn only_layout(language: Language) -> &'static str {
    language.pick("only the layout of the file", "僅檔案排版異動")
}

/// No record can be made of the file afterwards.
pub fn unreadable(language: Language) -> &'static str {
    language.pick("the file is no sound record", "檔案不是有效的紀錄")
}

/// Records or changes that are not listed.
pub fn more_records(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("… and {}", counted(count, "more record", "more records")),
        Language::ZhTw => format!("……另有 {count} 筆紀錄"),
    }
}

/// So many records of a kind, of one commit.
pub fn records_of(language: Language, noun: &str, count: usize) -> String {
    match language {
        Language::En => format!("{noun} ×{count}"),
        Language::ZhTw => format!("{noun} {count} 筆"),
    }
}

/// That large commits are shown by counts.
pub fn summed_up(language: Language) -> &'static str {
    language.pick(
        "commits of many records are shown by counts; --full shows every field",
        "異動紀錄眾多者僅列筆數；可以 --full 逐項列出",
    )
}

/// Changes that are not listed.
pub fn more_changes(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("… and {}", counted(count, "more change", "more changes")),
        Language::ZhTw => format!("……另有 {count} 項異動"),
    }
}

/// The newest commits are listed, not all.
pub fn newest_only(language: Language, count: usize) -> String {
    match language {
        Language::En => format!("the newest {count} commits; --limit N shows more"),
        Language::ZhTw => format!("僅列最近 {count} 次異動；可以 --limit N 列出更多"),
    }
}

/// Nothing was recorded that is asked for.
pub fn nothing(language: Language) -> &'static str {
    language.pick("No such change is recorded.", "沒有符合的異動紀錄。")
}

/// Two commits do not differ in what is asked for.
pub fn no_difference(language: Language) -> &'static str {
    language.pick("Nothing differs.", "沒有差異。")
}

/// A record has no values: it is gone.
pub fn is_gone(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has no values: the record was removed"),
        Language::ZhTw => format!("{id} 沒有可查的值：該紀錄已移除"),
    }
}

/// A record has no values: it cannot be read.
pub fn cannot_be_read(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has no values: no record can be made of its file"),
        Language::ZhTw => format!("{id} 沒有可查的值：檔案不是有效的紀錄"),
    }
}

/// See what happened to it.
pub fn see_history(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("`po history {id}` tells what became of it"),
        Language::ZhTw => format!("「po history {id}」列出其歷次異動"),
    }
}

/// A record has no value at a field.
pub fn no_value(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("nothing stands at `{typed}`"),
        Language::ZhTw => format!("「{typed}」沒有值"),
    }
}

/// No record has such a field.
pub fn no_field(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("no record has a field `{typed}`"),
        Language::ZhTw => format!("沒有名為「{typed}」的欄位"),
    }
}

/// How fields are written.
pub fn field_form(language: Language) -> &'static str {
    language.pick(
        "a field is written as in TOML: `title`, `commitment.due`, `commitment[x7f2].due`; \
         `po schema` has all",
        "欄位寫法同 TOML：title、commitment.due、commitment[x7f2].due；「po schema」列出全部",
    )
}

/// A range of three dots.
pub fn three_dots(language: Language, typed: &str) -> String {
    match language {
        Language::En => {
            format!("`{typed}` has three dots; two commits are compared with two: A..B")
        }
        Language::ZhTw => format!("「{typed}」有三個點；比較兩個版本請用兩個點：A..B"),
    }
}

/// A comparison that names no point.
pub fn no_two_points(language: Language) -> &'static str {
    language.pick(
        "nothing to compare: name two revisions or days, or one to compare with now: \
         `po diff 2019-01-01..2019-03-31`, `po diff HEAD~3`",
        "未指定要比較的版本或日期：請寫兩個，或寫一個與現況比較，例如「po diff 108-01-01..108-03-31」、「po diff HEAD~3」",
    )
}

/// `--for` where nothing is recorded.
pub fn for_is_for_recording(language: Language) -> &'static str {
    language.pick(
        "--for says on whose behalf a change is recorded, and this command records none; \
         leave it out, or narrow the answer with --agency or --person where the command has them",
        "--for 用於載明代何機關或何人記錄，此指令不作任何紀錄，請勿加；要限定範圍請用 --agency 或 --person（指令有此選項者）",
    )
}

/// `--at` where two points are named anyway.
pub fn at_and_range(language: Language) -> &'static str {
    language.pick(
        "--at names one point of the history; a diff names two: `po diff A..B`",
        "--at 只指定一個時點；比較需要兩個：「po diff A..B」",
    )
}

/// A command does not read the past.
pub fn no_past(language: Language, command: &str) -> String {
    match language {
        Language::En => format!("`po {command}` does not read the past; leave --at out"),
        Language::ZhTw => format!("「po {command}」不讀取過去的紀錄，請勿加 --at"),
    }
}

/// How many records differ.
pub fn stat(
    language: Language,
    added: usize,
    removed: usize,
    changed: usize,
    fields: usize,
) -> String {
    let records = added + removed + changed;
    match language {
        Language::En => format!(
            "{}: {added} added, {removed} removed, {changed} changed; {}",
            counted(records, "record", "records"),
            counted(fields, "field", "fields"),
        ),
        Language::ZhTw => format!(
            "{records} 筆紀錄：新增 {added}、移除 {removed}、修改 {changed}；共 {fields} 個欄位"
        ),
    }
}

/// A value may be older than the commit that is named.
pub fn or_before(language: Language) -> &'static str {
    language.pick("or before", "或更早")
}

/// A shallow clone lacks what came before a commit.
pub fn cut(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!(
            "this shallow clone has nothing from before {commit}: what it shows as new there may be older"
        ),
        Language::ZhTw => {
            format!("本複本為淺層複製，{commit} 之前的歷史不在其中：該提交所列新值可能更早即有")
        }
    }
}

/// How to get the rest of the history.
pub fn fetch_all(language: Language) -> &'static str {
    language.pick(
        "`git fetch --unshallow` brings the rest of the history",
        "「git fetch --unshallow」可取回其餘歷史",
    )
}

/// A clone shows a commit in another shape than it was recorded in.
pub fn altered(language: Language, commit: &str) -> String {
    match language {
        Language::En => format!(
            "this clone replaces or grafts commit {commit}; it is shown here as it was recorded, \
             git shows another"
        ),
        Language::ZhTw => format!(
            "本複本以 replace 或 graft 改寫提交 {commit}；此處依原始紀錄呈現，與 git 所示不同"
        ),
    }
}

/// How to get rid of replacements and grafts.
pub fn drop_altered(language: Language) -> &'static str {
    language.pick(
        "`git replace --list` and .git/info/grafts say which; `git replace --delete` takes one away",
        "「git replace --list」與 .git/info/grafts 可查；以「git replace --delete」移除",
    )
}

/// A version of a record is not in this clone.
pub fn missing_version(language: Language, object: &str) -> String {
    match language {
        Language::En => format!(
            "a version of the record (git object {object}) is missing in this clone; it counts as unreadable"
        ),
        Language::ZhTw => format!("本複本缺少紀錄的某個版本（git 物件 {object}），視為無法讀取"),
    }
}

/// The answer is not whole.
pub fn incomplete(language: Language) -> &'static str {
    language.pick(
        "the answer is only as good as what this clone has of the history",
        "答案僅及於本複本所有的歷史",
    )
}

/// Look for what is missing.
pub fn check_objects(language: Language) -> &'static str {
    language.pick(
        "`git fsck` lists what is missing",
        "「git fsck」列出缺漏的物件",
    )
}

/// A filter by an operation that no program has.
pub fn unknown_operation(language: Language, typed: &str) -> String {
    match language {
        Language::En => format!("there is no operation `{typed}`"),
        Language::ZhTw => format!("沒有「{typed}」這種作業"),
    }
}

/// Where the operations are listed.
pub fn see_operations(language: Language) -> &'static str {
    language.pick(
        "docs/commits.md lists the operations; `po history --format jsonl` shows that of each commit",
        "作業種類見 docs/commits.md；「po history --format jsonl」列出各提交之作業",
    )
}

/// Headings of the columns.
pub mod heading {
    use super::Language;

    /// When.
    pub fn on(language: Language) -> &'static str {
        language.pick("Recorded", "記錄日期")
    }

    /// Who.
    pub fn who(language: Language) -> &'static str {
        language.pick("By", "記錄者")
    }

    /// Which commit.
    pub fn commit(language: Language) -> &'static str {
        language.pick("Commit", "提交")
    }

    /// Which record.
    pub fn record(language: Language) -> &'static str {
        language.pick("Record", "紀錄")
    }

    /// Which field.
    pub fn field(language: Language) -> &'static str {
        language.pick("Field", "欄位")
    }

    /// Which value.
    pub fn value(language: Language) -> &'static str {
        language.pick("Value", "值")
    }

    /// What changed.
    pub fn what(language: Language) -> &'static str {
        language.pick("What", "異動內容")
    }

    /// Why.
    pub fn reason(language: Language) -> &'static str {
        language.pick("Reason", "理由或依據")
    }

    /// A kind of record.
    pub fn kind(language: Language) -> &'static str {
        language.pick("Kind", "類別")
    }

    /// How many were added.
    pub fn added(language: Language) -> &'static str {
        language.pick("Added", "新增")
    }

    /// How many were removed.
    pub fn removed(language: Language) -> &'static str {
        language.pick("Removed", "移除")
    }

    /// How many were changed.
    pub fn changed(language: Language) -> &'static str {
        language.pick("Changed", "修改")
    }

    /// How many fields differ.
    pub fn fields(language: Language) -> &'static str {
        language.pick("Fields", "欄位數")
    }
}
