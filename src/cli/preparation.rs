//! Preparing a meeting: `po meeting plan`, `sheet`, and what becomes of its tasks.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use crate::locale::{Language, meeting as meetings, preparation as words, subject};
use crate::procedure::calendar::{MissingYear, OfficeCalendar};
use crate::procedure::plan::{Plan, Replanned, owner_label};
use crate::record::meeting::{Element, Meeting, MeetingStatus, Task};
use crate::record::template::Template;
use crate::record::{AnyRecord, Date, Kind};
use crate::store::Draft;

use super::command::{reference, switch, text, value, words_of};
use super::context::{Context, Intent};
use super::error::{CliError, InWords, exit};
use super::listing::{Format, Listing, column, markdown_cell, number_column};
use super::{fields, rows};

/// `plan REF`.
pub(super) fn plan_command() -> Command {
    Command::new("plan")
        .arg(reference())
        .arg(value("template", "NAME"))
        .arg(
            value("elements", "ELEMENT,…")
                .alias("element")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(fields::words(Element::WORDS)),
        )
        .arg(switch("dry-run"))
}

/// `sheet REF`.
pub(super) fn sheet_command() -> Command {
    Command::new("sheet").arg(reference()).arg(
        value("by", "ORDER")
            .value_parser(["owner", "day"])
            .default_value("owner"),
    )
}

/// `task done` and `task move`.
pub(super) fn task_commands(language: Language) -> [Command; 2] {
    let row = || {
        Arg::new("ROW")
            .required(true)
            .help(crate::locale::rows::row(language))
    };
    [
        Command::new("done")
            .arg(reference())
            .arg(row())
            .arg(value("on", "DAY")),
        Command::new("move")
            .arg(reference())
            .arg(row())
            .arg(value("to", "DAY").required(true))
            .arg(words_of("reason").required(true)),
    ]
}

/// What plans are made of: the templates and the office calendar of a store.
struct Shelf {
    templates: Vec<Template>,
    office: OfficeCalendar,
    language: Language,
}

impl Shelf {
    /// The template that was named, else that of the meeting, else that of its kind.
    fn template(&self, named: Option<&str>, meeting: &Meeting) -> Result<&Template, CliError> {
        let language = self.language;
        let of_name = |name: &str| self.templates.iter().find(|one| one.id.as_str() == name);
        let of_kind = |one: &&Template| one.kinds.contains(&meeting.kind);
        let found =
            match named.or(meeting.template.as_deref()) {
                Some(name) => of_name(name).ok_or_else(|| words::no_template(language, name)),
                None => self.templates.iter().find(of_kind).ok_or_else(|| {
                    words::no_template_of_kind(language, meeting.kind.label(language))
                }),
            };
        found.map_err(|message| {
            let names: Vec<&str> = self.templates.iter().map(|one| one.id.as_str()).collect();
            CliError::new(exit::NOT_FOUND, message)
                .hint(words::templates(language, &names.join(", ")))
        })
    }

    /// The plan of a meeting by a template.
    fn plan<'t>(
        &self,
        template: &'t Template,
        elements: &[Element],
        day: Date,
    ) -> Result<Plan<'t>, CliError> {
        let plan = Plan::new(template, elements, day, &self.office);
        plan.map_err(|missing: MissingYear| {
            let mut error = super::calendar::missing(missing, &self.office, self.language);
            error.code = exit::REFUSED;
            error
        })
    }
}

/// The elements that a meeting shall have: those chosen; else its own, unless it only has them from the
/// template that it was planned by; else those of the template.
fn elements_of(
    chosen: &[Element],
    meeting: &Meeting,
    template: &Template,
    templates: &[Template],
) -> Vec<Element> {
    let ordered = |elements: &[Element]| -> Vec<Element> {
        let order = Element::ALL.iter().copied();
        order.filter(|element| elements.contains(element)).collect()
    };
    let own = ordered(&meeting.elements);
    let mut templates = templates.iter();
    let is_of_template = templates.any(|one| {
        meeting.template.as_deref() == Some(one.id.as_str()) && ordered(&one.elements) == own
    });
    match (chosen, own.is_empty() || is_of_template) {
        ([], true) => ordered(&template.elements),
        ([], false) => own,
        (chosen, _) => ordered(chosen),
    }
}

/// The day to count back from: that of a meeting that is still to come.
fn day_to_come(meeting: &Meeting, today: Date, language: Language) -> Result<Date, CliError> {
    let id = meeting.id.to_string();
    let refused = |message| Err(CliError::new(exit::REFUSED, message));
    if !matches!(
        meeting.status,
        MeetingStatus::Planned | MeetingStatus::Postponed
    ) {
        return refused(words::not_planned(
            language,
            &id,
            meeting.status.label(language),
        ));
    }
    match meeting.first_day() {
        None => Err(CliError::new(exit::REFUSED, words::no_day(language, &id))
            .hint(words::give_session(language, &id))),
        Some(day) if day < today => refused(words::past(language, &id, &day.display(language))),
        Some(day) => Ok(day),
    }
}

/// Writes the tasks that prepare a meeting, or shows what each template would ask for.
pub(super) fn plan(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Meeting, &text(matches, "REF").unwrap_or_default())?;
    let named = text(matches, "template");
    let chosen: Vec<Element> = super::command::texts(matches, "elements")
        .iter()
        .filter_map(|word| Element::from_word(word))
        .collect();
    let today = context.as_of()?;
    let ((shelf, meeting), _) = context.look(|_, reading| {
        let calendars = reading
            .view
            .calendars()
            .map_err(|error| error.in_words(language))?;
        let shelf = Shelf {
            templates: reading
                .view
                .templates()
                .map_err(|error| error.in_words(language))?,
            office: OfficeCalendar::new(&calendars),
            language,
        };
        Ok((shelf, reading.record(&located, language)?))
    })?;
    let AnyRecord::Meeting(meeting) = meeting else {
        return Ok(());
    };
    let day = day_to_come(&meeting, today, language)?;
    let template = shelf.template(named.as_deref(), &meeting)?;
    let elements = elements_of(&chosen, &meeting, template, &shelf.templates);
    let plan = shelf.plan(template, &elements, day)?;
    if matches.get_flag("dry-run") {
        return compare(context, &shelf, &meeting, &chosen, day);
    }
    let mut replanned = None;
    let outcome = context.change(&mut |context, draft| {
        let AnyRecord::Meeting(mut meeting) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        day_to_come(&meeting, today, language)?;
        let store_language = context.settings(draft)?.language.language();
        let mut taken: Vec<_> = meeting.tasks.iter().map(|row| row.k.clone()).collect();
        let is_first = meeting.tasks.is_empty();
        let done = plan.write_into(&mut meeting.tasks, &shelf.templates, store_language, || {
            loop {
                let key = context.row_key(draft, &located.path);
                if !taken.contains(&key) {
                    taken.push(key.clone());
                    return key;
                }
            }
        });
        replanned = Some(done).filter(|_| !is_first);
        meeting.template = Some(template.id.to_string());
        meeting.elements.clone_from(&elements);
        let id = meeting.id.to_string();
        draft
            .put(*meeting)
            .map_err(|error| error.in_words(language))?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let subject = words::subject(
            store_language,
            &id,
            template.name(store_language),
            plan.tasks.len(),
            plan.working_days(),
        );
        Ok(Some(Intent::new("meeting.plan", subject)))
    })?;
    context.report(&outcome)?;
    let first = plan.first_due().map(|day| day.display(language));
    let summary = words::summary(
        language,
        plan.tasks.len(),
        plan.working_days(),
        &first.unwrap_or_default(),
    );
    context.ui.status(&summary)?;
    if let Some(replanned) = replanned {
        tell(context, &replanned)?;
    }
    let late = plan.due_before(today);
    if late > 0 {
        let warning = words::late(language, late, &located.id);
        context.ui.warning(&warning)?;
    }
    super::due::warn_of_pause(context, Some(day))
}

/// Says what became of the tasks that were there before.
fn tell(context: &mut Context<'_>, replanned: &Replanned) -> Result<(), CliError> {
    let language = context.language();
    if replanned.added + replanned.dropped > 0 {
        let counts = words::replanned(language, replanned.dropped, replanned.added);
        context.ui.status(&counts)?;
    }
    for (what, why) in &replanned.kept {
        context
            .ui
            .status(&words::kept(language, what, why.as_str()))?;
    }
    Ok(())
}

/// What each template asks for, so that a smaller meeting is easy to choose.
fn compare(
    context: &mut Context<'_>,
    shelf: &Shelf,
    meeting: &Meeting,
    chosen: &[Element],
    day: Date,
) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let today = context.as_of()?;
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for template in &shelf.templates {
        let elements = elements_of(chosen, meeting, template, &shelf.templates);
        let plan = shelf.plan(template, &elements, day)?;
        let first = plan.first_due();
        let labels: Vec<&str> = elements.iter().map(|one| one.label(cells_in)).collect();
        rows.push(vec![
            template.id.to_string(),
            plan.tasks.len().to_string(),
            plan.working_days().to_string(),
            first.map_or_else(String::new, |day| day.display(cells_in)),
            plan.due_before(today).to_string(),
            labels.join(cells_in.pick(", ", "、")),
        ]);
        json.push(json!({
            "schema": "po.plan/1",
            "meeting": meeting.id.to_string(),
            "template": template.id.as_str(),
            "title": template.title,
            "elements": elements.iter().map(|one| one.as_str()).collect::<Vec<_>>(),
            "working_days": plan.working_days(),
            "overdue": plan.due_before(today),
            "tasks": plan.tasks.iter().map(|planned| json!({
                "name": planned.task.name.as_str(),
                "what": planned.task.what,
                "owner": planned.task.owner.as_str(),
                "due": planned.due.to_string(),
            })).collect::<Vec<_>>(),
        }));
    }
    let listing = Listing {
        columns: vec![
            column("template", words::template_heading(language)),
            number_column("tasks", words::tasks_heading(language)),
            number_column("working_days", words::working_days_heading(language)),
            column("first_due", words::first_due_heading(language)),
            number_column("overdue", words::overdue_heading(language)),
            column("elements", words::elements_heading(language)),
        ],
        rows,
        json,
    };
    listing.print(context.format(), &mut context.ui)
}

/// Prints who does what until when.
pub(super) fn sheet(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let cells_in = context.cell_language();
    let format = context.format();
    let typed = text(matches, "REF").unwrap_or_default();
    let by_owner = text(matches, "by").as_deref() == Some("owner");
    context.read(|context, reading| {
        let located = reading.find(Kind::Meeting, &typed, language)?;
        let AnyRecord::Meeting(meeting) = reading.record(&located, language)? else {
            return Ok(());
        };
        let mut tasks: Vec<&Task> = meeting.tasks.iter().collect();
        // Tasks without a day come last.
        tasks.sort_by_key(|task| (task.due.is_none(), task.due));
        if by_owner {
            let first_of = |owner: &Option<String>| {
                let mut places = tasks.iter();
                places.position(|task| task.owner == *owner)
            };
            let places: Vec<_> = tasks.iter().map(|task| first_of(&task.owner)).collect();
            let mut placed: Vec<_> = places.into_iter().zip(tasks).collect();
            placed.sort_by_key(|(place, task)| (task.owner.is_none(), *place));
            tasks = placed.into_iter().map(|(_, task)| task).collect();
        }
        let day_of = |day: Option<Date>| day.map_or_else(String::new, |day| day.display(cells_in));
        let owner = |task: &Task| match (&task.owner, format) {
            (Some(owner), Format::Csv) => owner.clone(),
            (Some(owner), _) => owner_label(owner, cells_in),
            (None, _) => String::new(),
        };
        let mut columns = vec![
            column("owner", words::owner_heading(language)),
            column("due", words::due_heading(language)),
            column("done_on", words::done_heading(language)),
            column("task", words::row_heading(language)),
            column("what", words::what_heading(language)),
        ];
        if !by_owner {
            columns.swap(0, 1);
        }
        let listing = Listing {
            columns,
            rows: tasks
                .iter()
                .map(|task| {
                    let mut row = vec![
                        owner(task),
                        day_of(task.due),
                        day_of(task.done_on),
                        task.k.to_string(),
                        task.what.clone(),
                    ];
                    if !by_owner {
                        row.swap(0, 1);
                    }
                    row
                })
                .collect(),
            json: tasks
                .iter()
                .map(|task| {
                    json!({
                        "schema": "po.task/1",
                        "meeting": meeting.id.to_string(),
                        "task": task.k.as_str(),
                        "what": task.what,
                        "owner": task.owner,
                        "due": task.due.map(|day| day.to_string()),
                        "done_on": task.done_on.map(|day| day.to_string()),
                        "first_due": task.first_due.map(|day| day.to_string()),
                        "reason": task.reason,
                    })
                })
                .collect(),
        };
        let done = tasks.iter().filter(|task| task.done_on.is_some()).count();
        let day = meeting.first_day().map(|day| day.display(language));
        let counts = words::sheet_counts(language, day.as_deref(), done, tasks.len());
        match format {
            Format::Markdown => {
                let title = markdown_cell(&meeting.title);
                context.ui.data(&format!("# {title}\n\n{counts}\n\n"))?;
            }
            Format::Table if context.ui.lays_out() => {
                context
                    .ui
                    .data(&format!("{}\n{counts}\n\n", meeting.title))?;
            }
            _ => {}
        }
        listing.print(format, &mut context.ui)
    })
}

/// Records that a task is done.
pub(super) fn task_done(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let on = context.day_of(matches, "on")?.unwrap_or(context.today());
    let language = context.language();
    if on > context.today() {
        let message = meetings::in_the_future(language, &on.display(language));
        return Err(CliError::new(exit::REFUSED, message));
    }
    change_task(
        context,
        matches,
        "meeting.task.done",
        None,
        &mut |_, _, task| {
            task.done_on = Some(on);
            Ok(())
        },
    )
}

/// Moves the day of a task; the first one stays beside the new one. `+2wd` is counted from the day that
/// the task has.
pub(super) fn task_move(context: &mut Context<'_>, matches: &ArgMatches) -> Result<(), CliError> {
    let language = context.language();
    let to = text(matches, "to").unwrap_or_default();
    let reason = text(matches, "reason");
    let mut past_meeting = None;
    change_task(
        context,
        matches,
        "meeting.task.move",
        reason.as_deref(),
        &mut |context, day, task| {
            let to = context.day_from("--to", &to, task.due)?;
            past_meeting = day.filter(|day| *day < to);
            // What a template asks for prepares the meeting.
            if let (Some(day), true) = (past_meeting, task.plan.is_some()) {
                let day = day.display(language);
                let message = words::after_meeting(language, &task.what, &day);
                return Err(CliError::new(exit::REFUSED, message));
            }
            task.first_due = task.first_due.or(task.due);
            task.due = Some(to);
            task.reason.clone_from(&reason);
            Ok(())
        },
    )?;
    if let Some(day) = past_meeting {
        let warning = words::moved_past_meeting(language, &day.display(language));
        context.ui.warning(&warning)?;
    }
    Ok(())
}

/// Changes a task; it is told the first day of the meeting.
type ChangeTask<'c> = dyn FnMut(&Context<'_>, Option<Date>, &mut Task) -> Result<(), CliError> + 'c;

fn change_task(
    context: &mut Context<'_>,
    matches: &ArgMatches,
    operation: &'static str,
    reason: Option<&str>,
    change: &mut ChangeTask<'_>,
) -> Result<(), CliError> {
    let language = context.language();
    let located = context.find(Kind::Meeting, &text(matches, "REF").unwrap_or_default())?;
    let typed = text(matches, "ROW").unwrap_or_default();
    let outcome = context.change(&mut |context, draft| {
        let key = rows::row_key(context, draft, &located, "task", &typed)?;
        let AnyRecord::Meeting(mut meeting) = context.drafted(draft, &located.path)? else {
            return Ok(None);
        };
        let store_language = context.settings(draft)?.language.language();
        let day = meeting.first_day();
        let mut tasks = meeting.tasks.iter_mut();
        let Some(task) = tasks.find(|task| task.k.as_str() == key) else {
            return Ok(None);
        };
        change(context, day, task)?;
        let shown = |day: Option<Date>| day.map(|day| day.display(store_language));
        let what = words::changed(
            store_language,
            &task.what,
            shown(task.done_on).as_deref(),
            &shown(task.due).unwrap_or_default(),
        );
        draft
            .put(*meeting)
            .map_err(|error| error.in_words(language))?;
        if draft.plan().is_empty() {
            return Ok(None);
        }
        let subject = subject::about(store_language, &located.id, &what);
        Ok(Some(
            Intent::new(operation, subject).because(reason.map(str::to_owned)),
        ))
    })?;
    context.report(&outcome)
}

/// The day of a task is moved with a reason, which stands with it: refuses a draft in which one only
/// has another day.
pub(super) fn refuse_moved_tasks(draft: &Draft<'_>, language: Language) -> Result<(), CliError> {
    for (old, new) in draft.changed() {
        let (Some(AnyRecord::Meeting(old)), AnyRecord::Meeting(new)) = (old, new) else {
            continue;
        };
        let was = |task: &Task| old.tasks.iter().find(|one| one.k == task.k);
        let moved = |task: &&Task| {
            was(task).is_some_and(|before| {
                before.due.is_some() && before.due != task.due && before.reason == task.reason
            })
        };
        if let Some(task) = new.tasks.iter().find(moved) {
            let message = words::moved_without_reason(language, &task.what);
            let to = task
                .due
                .map_or_else(|| "DAY".to_owned(), |day| day.to_string());
            return Err(CliError::new(exit::REFUSED, message).hint(words::move_it(
                language,
                &new.id.to_string(),
                task.k.as_str(),
                &to,
            )));
        }
    }
    Ok(())
}
