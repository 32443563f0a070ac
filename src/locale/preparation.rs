//! What is said of preparing a meeting.

use super::Language;
use super::count::counted;

/// No template has the name.
pub fn no_template(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("there is no template `{name}`"),
        Language::ZhTw => format!("沒有籌備範本「{name}」"),
    }
}

/// No template is for the kind of meeting.
pub fn no_template_of_kind(language: Language, kind: &str) -> String {
    match language {
        Language::En => format!("no template is for a {kind} meeting; name one with --template"),
        Language::ZhTw => format!("沒有適用於{kind}的籌備範本，請以 --template 指定"),
    }
}

/// Which templates there are.
pub fn templates(language: Language, names: &str) -> String {
    match (language, names) {
        (Language::En, "") => {
            "records/templates holds none; a new store of `po init` does".to_owned()
        }
        (Language::ZhTw, "") => {
            "records/templates 沒有範本；以 `po init` 新建的紀錄庫備有範本".to_owned()
        }
        (Language::En, names) => format!("there are: {names} (records/templates)"),
        (Language::ZhTw, names) => format!("現有：{names}（records/templates）"),
    }
}

/// A meeting that was held or called off is planned.
pub fn not_planned(language: Language, id: &str, status: &str) -> String {
    match language {
        Language::En => {
            format!("{id} is {status}; what is to come can be prepared (rule plan-ahead)")
        }
        Language::ZhTw => format!("{id} 為{status}，僅能籌備尚未召開的會議（規則 plan-ahead）"),
    }
}

/// A meeting without a day is planned.
pub fn no_day(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("{id} has no day to count back from (rule plan-ahead)"),
        Language::ZhTw => format!("{id} 尚無日期，無法往前推算（規則 plan-ahead）"),
    }
}

/// How to give it one.
pub fn give_session(language: Language, id: &str) -> String {
    match language {
        Language::En => format!("po meeting session add {id} --date DAY"),
        Language::ZhTw => format!("po meeting session add {id} --date 日期"),
    }
}

/// A meeting of the past is planned.
pub fn past(language: Language, id: &str, day: &str) -> String {
    match language {
        Language::En => {
            format!("{id} was on {day}; only what is to come can be prepared (rule plan-ahead)")
        }
        Language::ZhTw => format!("{id} 日期為 {day}，已過；僅能籌備未來的會議（規則 plan-ahead）"),
    }
}

/// The subject of the commit.
pub fn subject(language: Language, id: &str, template: &str, tasks: usize, days: u32) -> String {
    let size = size(language, tasks, days);
    super::subject::about(
        language,
        id,
        &match language {
            Language::En => format!("plan, {template}, {size}"),
            Language::ZhTw => format!("籌備「{template}」，{size}"),
        },
    )
}

fn size(language: Language, tasks: usize, days: u32) -> String {
    match language {
        Language::En => format!(
            "{}, {}",
            counted(tasks, "task", "tasks"),
            super::rules::span(language, days, "working-days", false)
        ),
        Language::ZhTw => format!("{tasks}項，需{days}個工作天"),
    }
}

/// How large a plan is.
pub fn summary(language: Language, tasks: usize, days: u32, first: &str) -> String {
    let size = size(language, tasks, days);
    match language {
        Language::En => format!("{size}; the first is due on {first}"),
        Language::ZhTw => format!("{size}；首項期限 {first}"),
    }
}

/// What became of the tasks of an earlier plan.
pub fn replanned(language: Language, dropped: usize, added: usize) -> String {
    match language {
        Language::En => format!(
            "in place of the earlier plan: {} taken out, {added} added",
            counted(dropped, "untouched task", "untouched tasks")
        ),
        Language::ZhTw => format!("取代原籌備事項：未更動之{dropped}項移除，新增{added}項"),
    }
}

/// A task that planning again leaves as it is.
pub fn kept(language: Language, what: &str, why: &str) -> String {
    let why = match why {
        "done" => language.pick("done", "已完成"),
        "moved" => language.pick("moved", "已改期"),
        "edited" => language.pick("edited", "已修改"),
        _ => language.pick("added by hand", "自行新增"),
    };
    match language {
        Language::En => format!("kept as it is ({why}): {what}"),
        Language::ZhTw => format!("保留（{why}）：{what}"),
    }
}

/// Some tasks are due in the past.
pub fn late(language: Language, tasks: usize, id: &str) -> String {
    match language {
        Language::En => format!(
            "{} due before today; `po meeting plan {id} --dry-run` compares smaller meetings",
            counted(tasks, "task was", "tasks were")
        ),
        Language::ZhTw => {
            format!("{tasks}項期限已過；以 `po meeting plan {id} --dry-run` 比較較小規模的會議")
        }
    }
}

/// What happened to a task.
pub fn changed(language: Language, what: &str, done_on: Option<&str>, due: &str) -> String {
    match (language, done_on) {
        (Language::En, Some(day)) => format!("done on {day}, {what}"),
        (Language::ZhTw, Some(day)) => format!("{day} 完成「{what}」"),
        (Language::En, None) => format!("moved to {due}, {what}"),
        (Language::ZhTw, None) => format!("「{what}」改至 {due}"),
    }
}

/// The day of a task changes and nothing says why.
pub fn moved_without_reason(language: Language, what: &str) -> String {
    match language {
        Language::En => format!("another day for `{what}` needs a reason (rule moved-with-reason)"),
        Language::ZhTw => format!("「{what}」改期須附理由（規則 moved-with-reason）"),
    }
}

/// A task that prepares a meeting is moved behind it.
pub fn after_meeting(language: Language, what: &str, day: &str) -> String {
    match language {
        Language::En => format!(
            "`{what}` prepares the meeting of {day} and cannot be due after it (rule task-before-meeting)"
        ),
        Language::ZhTw => {
            format!(
                "「{what}」為 {day} 會議之籌備事項，期限不得晚於會議（規則 task-before-meeting）"
            )
        }
    }
}

/// Another task is moved behind the meeting.
pub fn moved_past_meeting(language: Language, day: &str) -> String {
    match language {
        Language::En => format!("the new day is after the meeting of {day}"),
        Language::ZhTw => format!("新期限晚於 {day} 之會議"),
    }
}

/// How to move a task.
pub fn move_it(language: Language, id: &str, row: &str, to: &str) -> String {
    let why = language.pick("WHY", "理由");
    format!("po meeting task move {id} {row} --to {to} --reason {why}")
}

/// The line above the tasks.
pub fn sheet_counts(language: Language, day: Option<&str>, done: usize, all: usize) -> String {
    match language {
        Language::En => format!(
            "Meeting {}; {done} of {all} tasks done.",
            day.unwrap_or("without a day")
        ),
        Language::ZhTw => format!(
            "會議日期 {}；{all}項中完成{done}項。",
            day.unwrap_or("未定")
        ),
    }
}

/// A heading.
pub fn template_heading(language: Language) -> &'static str {
    language.pick("Template", "範本")
}

/// A heading.
pub fn tasks_heading(language: Language) -> &'static str {
    language.pick("Tasks", "事項")
}

/// A heading.
pub fn working_days_heading(language: Language) -> &'static str {
    language.pick("Working days", "工作天")
}

/// A heading.
pub fn first_due_heading(language: Language) -> &'static str {
    language.pick("First due", "首項期限")
}

/// A heading.
pub fn overdue_heading(language: Language) -> &'static str {
    language.pick("Overdue", "已逾期")
}

/// A heading.
pub fn elements_heading(language: Language) -> &'static str {
    language.pick("Elements", "元素")
}

/// A heading.
pub fn owner_heading(language: Language) -> &'static str {
    language.pick("Owner", "負責")
}

/// A heading.
pub fn due_heading(language: Language) -> &'static str {
    language.pick("Due", "期限")
}

/// A heading.
pub fn done_heading(language: Language) -> &'static str {
    language.pick("Done", "完成")
}

/// A heading.
pub fn row_heading(language: Language) -> &'static str {
    language.pick("Row", "列")
}

/// A heading.
pub fn what_heading(language: Language) -> &'static str {
    language.pick("Task", "事項")
}
