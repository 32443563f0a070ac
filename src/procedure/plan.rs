//! Preparing a meeting: the tasks of a template that the chosen elements need, counted back from the
//! meeting in working days, and how they come into the meeting's own list of tasks.

use crate::locale::Language;
use crate::record::Date;
use crate::record::meeting::{Element, Task};
use crate::record::template::{TaskOwner, Template, TemplateTask};
use crate::record::value::RowKey;

use super::calendar::{MissingYear, OfficeCalendar};

/// A task and the day on which it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedTask<'t> {
    /// The task.
    pub task: &'t TemplateTask,
    /// The day.
    pub due: Date,
}

/// The preparation of a meeting, the task that is due first in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'t> {
    /// The tasks.
    pub tasks: Vec<PlannedTask<'t>>,
}

impl<'t> Plan<'t> {
    /// The tasks of a template that a meeting with these elements needs.
    ///
    /// # Errors
    /// Where the office calendar of a year on the way back from the meeting is missing.
    pub fn new(
        template: &'t Template,
        elements: &[Element],
        meeting_day: Date,
        calendar: &OfficeCalendar,
    ) -> Result<Self, MissingYear> {
        let planned = needed(template, elements).map(|task| {
            let due = calendar.plus(meeting_day, -i64::from(task.working_days_before))?;
            Ok(PlannedTask { task, due })
        });
        let mut tasks = planned.collect::<Result<Vec<_>, _>>()?;
        tasks.sort_by_key(|planned| planned.due);
        Ok(Self { tasks })
    }

    /// How many working days before the meeting the first task is due.
    pub fn working_days(&self) -> u32 {
        longest(self.tasks.iter().map(|planned| planned.task))
    }

    /// The day on which the first task is due.
    pub fn first_due(&self) -> Option<Date> {
        self.tasks.first().map(|planned| planned.due)
    }

    /// How many tasks were due before a day.
    pub fn due_before(&self, day: Date) -> usize {
        self.tasks.partition_point(|planned| planned.due < day)
    }

    /// Brings the plan into the tasks of a meeting: new ones come to the end, those of an earlier plan
    /// become those of this one or go where they are needed no more. What is done, moved, edited or
    /// added by a person stays as it is. `templates` are all of the store, to tell what an earlier plan
    /// wrote.
    pub fn write_into(
        &self,
        tasks: &mut Vec<Task>,
        templates: &[Template],
        language: Language,
        mut new_key: impl FnMut() -> RowKey,
    ) -> Replanned {
        let before = tasks.len();
        let is_needed = |row: &Task| {
            let mut names = self.tasks.iter().map(|planned| planned.task.name.as_str());
            row.plan
                .as_deref()
                .is_some_and(|name| names.any(|one| one == name))
        };
        tasks.retain(|row| is_needed(row) || why_kept(row, templates).is_some());
        let kept = tasks.iter().filter_map(|row| {
            let why = why_kept(row, templates)?;
            Some((row.what.clone(), why))
        });
        let mut replanned = Replanned {
            added: 0,
            dropped: before - tasks.len(),
            kept: kept.collect(),
        };
        for planned in &self.tasks {
            let name = planned.task.name.as_str();
            match tasks
                .iter_mut()
                .find(|row| row.plan.as_deref() == Some(name))
            {
                Some(row) if why_kept(row, templates).is_none() => {
                    if !is_worded_by(row, planned.task) {
                        planned.task.text(language).clone_into(&mut row.what);
                    }
                    row.owner = Some(planned.task.owner.as_str().to_owned());
                    row.due = Some(planned.due);
                    row.first_due = Some(planned.due);
                }
                Some(_) => {}
                None => {
                    replanned.added += 1;
                    tasks.push(Task {
                        k: new_key(),
                        what: planned.task.text(language).to_owned(),
                        owner: Some(planned.task.owner.as_str().to_owned()),
                        due: Some(planned.due),
                        done_on: None,
                        plan: Some(name.to_owned()),
                        first_due: Some(planned.due),
                        reason: None,
                    });
                }
            }
        }
        replanned
    }
}

/// What became of the tasks that a meeting had before it was planned again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replanned {
    /// How many tasks are new.
    pub added: usize,
    /// How many went that nobody had touched.
    pub dropped: usize,
    /// What people did something about: what is to be done, and why it stays as it is.
    pub kept: Vec<(String, Kept)>,
}

/// Why a plan leaves a task alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is done.
    Done,
    /// It was moved to another day.
    Moved,
    /// A person wrote another word or owner.
    Edited,
    /// A person added it.
    Added,
}

impl Kept {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Moved => "moved",
            Self::Edited => "edited",
            Self::Added => "added",
        }
    }
}

/// The tasks of a template that a meeting with these elements needs.
fn needed<'t>(
    template: &'t Template,
    elements: &[Element],
) -> impl Iterator<Item = &'t TemplateTask> {
    let is_needed = move |task: &&TemplateTask| {
        task.elements.is_empty() || task.elements.iter().any(|one| elements.contains(one))
    };
    template.tasks.iter().filter(is_needed)
}

fn longest<'t>(tasks: impl Iterator<Item = &'t TemplateTask>) -> u32 {
    tasks
        .map(|task| task.working_days_before)
        .max()
        .unwrap_or(0)
}

/// How many working days a template needs with the elements that it uses itself.
pub fn working_days_of(template: &Template) -> u32 {
    longest(needed(template, &template.elements))
}

/// Why a task stays as it is; `None` where it stands as a plan wrote it.
fn why_kept(row: &Task, templates: &[Template]) -> Option<Kept> {
    let is_written_by = |task: &TemplateTask| {
        row.plan.as_deref() == Some(task.name.as_str())
            && row.owner.as_deref() == Some(task.owner.as_str())
            && is_worded_by(row, task)
    };
    let mut written = templates.iter().flat_map(|template| &template.tasks);
    if row.done_on.is_some() {
        Some(Kept::Done)
    } else if row.plan.is_none() {
        Some(Kept::Added)
    } else if row.reason.is_some() || row.due != row.first_due {
        Some(Kept::Moved)
    } else if !written.any(is_written_by) {
        Some(Kept::Edited)
    } else {
        None
    }
}

/// Whether a task has the words of a template, in either language.
fn is_worded_by(row: &Task, task: &TemplateTask) -> bool {
    let languages = [Language::En, Language::ZhTw];
    languages
        .into_iter()
        .any(|language| row.what == task.text(language))
}

/// Who carries a task out, for people: a role by its label, everything else as it stands.
pub fn owner_label(owner: &str, language: Language) -> String {
    match TaskOwner::from_word(owner) {
        Some(role) if language == Language::En => role.as_str().replace('-', " "),
        Some(role) => role.label(language).to_owned(),
        None => owner.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{calendars, templates};
    use super::*;

    fn office() -> OfficeCalendar {
        OfficeCalendar::new(&calendars())
    }

    fn template(id: &str) -> Template {
        let mut templates = templates().into_iter();
        templates.find(|one| one.id.as_str() == id).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn keys() -> impl FnMut() -> RowKey {
        let mut number = 1000;
        move || {
            number += 1;
            format!("k{number}").parse().unwrap()
        }
    }

    #[test]
    fn days_are_counted_back_over_holidays_and_saturdays_worked() {
        let full = template("full");
        let plan = Plan::new(&full, Element::ALL, day("2019-03-08"), &office()).unwrap();
        let due = |name: &str| {
            let mut tasks = plan.tasks.iter();
            tasks.find(|planned| planned.task.name.as_str() == name)
        };
        // Ten working days before Friday 8 March 2019: 28 February and 1 March are off, Saturday 23
        // February is worked.
        assert_eq!(due("prep-meeting").unwrap().due, day("2019-02-21"));
        assert_eq!(due("announcement").unwrap().due, day("2019-03-05"));
        assert_eq!(plan.first_due(), due("contact-proposer").map(|one| one.due));
        assert_eq!(plan.due_before(day("2019-02-21")), 7);
    }

    #[test]
    fn every_element_costs_tasks_in_every_template_and_a_basic_meeting_needs_fewer_days() {
        for template in templates() {
            let of = |elements: &[Element]| {
                Plan::new(&template, elements, day("2021-06-11"), &office()).unwrap()
            };
            let bare = of(&[]);
            for element in Element::ALL {
                let with = of(&[*element]);
                assert!(
                    with.tasks.len() > bare.tasks.len(),
                    "{} {element:?}",
                    template.id
                );
            }
            assert!(bare.working_days() > 0);
        }
        let sizes = ["full", "basic"].map(|id| {
            let template = template(id);
            let plan = Plan::new(&template, &template.elements, day("2021-06-11"), &office());
            let plan = plan.unwrap();
            (plan.tasks.len(), plan.working_days())
        });
        assert!(
            sizes[1].0 * 2 <= sizes[0].0 && sizes[1].1 < sizes[0].1,
            "{sizes:?}"
        );
    }

    #[test]
    fn one_name_is_one_task_in_all_templates() {
        let templates = templates();
        let tasks: Vec<&TemplateTask> = templates.iter().flat_map(|one| &one.tasks).collect();
        for task in &tasks {
            for other in tasks.iter().filter(|other| other.name == task.name) {
                assert_eq!(
                    (&task.what, &task.english_what, task.owner),
                    (&other.what, &other.english_what, other.owner)
                );
            }
            assert!(
                task.english_what.is_some() && task.source.is_some(),
                "{}",
                task.name
            );
        }
    }

    #[test]
    fn what_people_did_stays_and_what_is_needed_no_more_goes() {
        let (templates, full, basic) = (templates(), template("full"), template("basic"));
        let before = Plan::new(&full, Element::ALL, day("2019-03-08"), &office()).unwrap();
        let mut rows = Vec::new();
        before.write_into(&mut rows, &templates, Language::ZhTw, keys());
        let row = |rows: &[Task], name: &str| {
            let mut found = rows.iter();
            found.find(|row| row.plan.as_deref() == Some(name)).cloned()
        };
        for task in &mut rows {
            match task.plan.as_deref() {
                Some("working-meeting") => task.done_on = Some(day("2019-02-14")),
                Some("venue") => task.due = Some(day("2019-03-01")),
                Some("slides") => task.what = "另備兩份簡報".to_owned(),
                _ => {}
            }
        }
        let edited = rows.clone();
        let later = Plan::new(&basic, &basic.elements, day("2019-03-15"), &office()).unwrap();
        later.write_into(&mut rows, &templates, Language::ZhTw, keys());
        for name in ["working-meeting", "venue", "slides"] {
            assert_eq!(row(&rows, name), row(&edited, name), "{name}");
        }
        assert_eq!(row(&rows, "livestream-test"), None);
        assert_eq!(
            row(&rows, "prep-meeting").unwrap().due,
            Some(day("2019-02-27"))
        );
        assert_eq!(rows.len(), later.tasks.len() + 3);
    }

    fn any_elements() -> impl Strategy<Value = Vec<Element>> {
        proptest::sample::subsequence(Element::ALL.to_vec(), 0..=Element::ALL.len())
    }

    proptest! {
        #[test]
        fn a_second_run_changes_nothing(elements in any_elements(), number in 737_000_i32..737_900, which in 0..3_usize) {
            let templates = templates();
            let day = Date::from_number(number).unwrap();
            let plan = Plan::new(&templates[which], &elements, day, &office()).unwrap();
            let mut rows = Vec::new();
            plan.write_into(&mut rows, &templates, Language::En, keys());
            prop_assert_eq!(rows.len(), plan.tasks.len());
            let once = rows.clone();
            plan.write_into(&mut rows, &templates, Language::ZhTw, keys());
            prop_assert_eq!(rows, once);
        }

        #[test]
        fn more_elements_never_need_fewer_tasks_or_days(elements in any_elements(), which in 0..3_usize) {
            let templates = templates();
            let of = |elements: &[Element]| Plan::new(&templates[which], elements, day("2021-06-11"), &office()).unwrap();
            let (all, some) = (of(&elements), of(&elements[..elements.len() / 2]));
            prop_assert!(some.tasks.len() <= all.tasks.len());
            prop_assert!(some.working_days() <= all.working_days());
        }
    }
}
