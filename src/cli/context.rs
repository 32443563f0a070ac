//! What every command works with, the one way to read the store and the one way to change it.

use std::path::PathBuf;
use std::rc::Rc;

use clap::ArgMatches;

use crate::import::plan::Handwork;
use crate::index::row::CaseRow;
use crate::index::{
    Candidate, CaseFilter, Found, Index, IndexError, Located, MISSING_OBJECT, View,
};
use crate::locale::{Language, dangling, error as words, fields, status};
use crate::procedure::calendar::OfficeCalendar;
use crate::record::agency::Agency;
use crate::record::id::{IdSource, SETTINGS_PATH, SUFFIX_LENGTH};
use crate::record::period::{Month, is_no_month_of_its_year};
use crate::record::settings::Settings;
use crate::record::shape::Bilingual;
use crate::record::value::{RowKey, Url};
use crate::record::{AnyRecord, Date, Kind, RecordId, any};
use crate::report::head::StoreHead;
use crate::store::{
    Change, Draft, EntryKind, Environment, LARGEST_FILE, Oid, Outcome, ReadError, Snapshot, Store,
    WriteOptions, check_change,
};

use super::days::Days;
use super::error::{CliError, InWords, Message, exit};
use super::listing::Format;
use super::stores::ReadStore;
use super::ui::Ui;

/// The global flags, as given.
#[derive(Debug, Default)]
pub(super) struct Globals {
    /// Each `--store`; the first is the one at hand.
    pub stores: Vec<PathBuf>,
    /// `--at`.
    pub at: Option<String>,
    /// `--as-of`.
    pub as_of: Option<String>,
    /// `--for`.
    pub on_behalf: Option<String>,
    /// `--format`.
    pub format: Option<Format>,
}

/// What every command works with.
pub(super) struct Context<'a> {
    /// Everything from outside.
    pub environment: &'a Environment,
    /// The conversation.
    pub ui: Ui<'a>,
    /// Where new ids come from.
    pub ids: IdSource,
    /// The global flags.
    pub globals: Globals,
    /// Whether the command answers over several stores, where there are any.
    pub reads_several: bool,
    /// What is to be said beside the answer that was read last.
    asides: Vec<String>,
    /// The store, once it is open.
    opened: Option<Rc<Store>>,
    /// The subject of the change made last.
    subject: String,
    /// The office calendar, where the command line speaks of working days.
    calendar: Option<OfficeCalendar>,
}

/// A record whose file is not in this clone: its path and git object.
fn lost(reading: &Reading<'_>) -> Option<(String, String)> {
    let mut unreadable = reading.view.unreadable().iter();
    let record = unreadable.find(|record| record.code == MISSING_OBJECT)?;
    let entry = reading.snapshot.entry(&record.path).ok()??;
    Some((record.path.clone(), entry.id.to_string()))
}

/// The store as one command reads it.
pub(super) struct Reading<'r> {
    /// The store.
    pub store: &'r Store,
    /// The files at the commit that is read.
    pub snapshot: &'r Snapshot<'r>,
    /// The index.
    pub index: &'r Index,
    /// What the index knows of that commit.
    pub view: View<'r>,
    /// The store's settings.
    pub settings: Settings,
    /// All stores that are read, the one at hand first.
    pub stores: Vec<ReadStore<'r>>,
    /// All stores that are read or should be, in their order.
    pub heads: Vec<StoreHead>,
    /// The stores that should be read and are not, each with why.
    pub not_read: Vec<(String, String)>,
}

/// Puts what shall be into a draft and says what it is; `None` where nothing is to do. May run more
/// than once.
pub(super) type Prepare<'p, 'a> =
    dyn FnMut(&mut Context<'a>, &mut Draft<'_>) -> Result<Option<Intent>, CliError> + 'p;

/// What a change is called.
pub(super) struct Intent {
    /// The operation, such as `case.new`.
    pub operation: String,
    /// What happened to which record, in the store's language.
    pub subject: String,
    /// The meeting that it rests on.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The commit that it takes back.
    pub undoes: Option<String>,
    /// The commit of another store that the records come from.
    pub source: Option<String>,
}

impl Intent {
    /// An operation and its subject.
    pub(super) fn new(operation: impl Into<String>, subject: String) -> Self {
        Self {
            operation: operation.into(),
            subject,
            meeting: None,
            reason: None,
            undoes: None,
            source: None,
        }
    }

    /// Taking a commit back.
    pub(super) fn undoing(mut self, commit: &str) -> Self {
        self.undoes = Some(commit.to_owned());
        self
    }

    /// With a reason.
    pub(super) fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// With records out of a commit of another store.
    pub(super) fn out_of(mut self, commit: String) -> Self {
        self.source = Some(commit);
        self
    }

    /// Resting on a meeting.
    pub(super) fn at_meeting(mut self, meeting: Option<String>) -> Self {
        self.meeting = meeting;
        self
    }
}

impl<'a> Context<'a> {
    /// What a command works with before it has opened a store.
    pub(super) fn new(
        environment: &'a Environment,
        ui: Ui<'a>,
        ids: IdSource,
        globals: Globals,
    ) -> Self {
        Self {
            environment,
            ui,
            ids,
            globals,
            reads_several: false,
            asides: Vec::new(),
            opened: None,
            subject: String::new(),
            calendar: None,
        }
    }

    /// The language of the conversation.
    pub(super) fn language(&self) -> Language {
        self.ui.language
    }

    /// Takes the language of the store, where there is one: nothing else said which to speak.
    pub(super) fn speak_as_the_store(&mut self) {
        let Ok(store) = self.open() else {
            return;
        };
        if let Some(language) = language_of(&store) {
            self.ui.language = language;
        }
    }

    /// Today, in Taipei.
    pub(super) fn today(&self) -> Date {
        Date::from_naive(self.environment.now.date_naive())
            .unwrap_or_else(|| Date::new(2000, 1, 1).expect("a day of the year 2000 exists"))
    }

    /// The month that an argument gives: `2019-04`, `108-04` or `108年4月`; that of today where it is
    /// not given. `shown` is what the argument is called in a refusal.
    pub(super) fn month_of(
        &self,
        matches: &ArgMatches,
        argument: &str,
        shown: &str,
    ) -> Result<Month, CliError> {
        let language = self.language();
        let Some(typed) = matches.get_one::<String>(argument) else {
            return Ok(Month::of(self.as_of()?));
        };
        Month::from_typed(typed).ok_or_else(|| {
            let message = match is_no_month_of_its_year(typed) {
                true => fields::no_such_month(language, shown, typed),
                false => {
                    let wanted = fields::month_forms(language);
                    fields::not_a_value(language, shown, typed, wanted)
                }
            };
            CliError::new(exit::USAGE, message)
        })
    }

    /// The day of `--as-of` where that is past.
    pub(super) fn past_day(&self) -> Result<Option<Date>, CliError> {
        let day = self.as_of()?;
        Ok((day < self.today()).then_some(day))
    }

    /// The day that the answer is for: `--as-of`, else today.
    pub(super) fn as_of(&self) -> Result<Date, CliError> {
        match &self.globals.as_of {
            None => Ok(self.today()),
            Some(typed) => self
                .days_from(self.today())
                .read("--as-of", typed, self.language()),
        }
    }

    /// How typed days are read: relative ones count from the day that the answer is for.
    pub(super) fn days(&self) -> Result<Days<'_>, CliError> {
        Ok(self.days_from(self.as_of()?))
    }

    fn days_from(&self, today: Date) -> Days<'_> {
        Days {
            today,
            calendar: self.calendar.as_ref(),
        }
    }

    /// Takes the office calendar of the store, where there is one, to read days such as `+10wd` by.
    pub(super) fn learn_working_days(&mut self) {
        let language = self.language();
        let learnt = self.look(|_, reading| {
            let calendars = reading
                .view
                .calendars()
                .map_err(|error| error.in_words(language))?;
            Ok(OfficeCalendar::new(&calendars))
        });
        // A store that cannot be read is told of by the command itself.
        self.calendar = learnt.ok().map(|(calendar, _)| calendar);
    }

    /// A typed day.
    pub(super) fn day(&self, flag: &str, typed: &str) -> Result<Date, CliError> {
        self.days()?.read(flag, typed, self.language())
    }

    /// A day given with a flag.
    pub(super) fn day_of(
        &self,
        matches: &ArgMatches,
        flag: &str,
    ) -> Result<Option<Date>, CliError> {
        match matches.get_one::<String>(flag) {
            None => Ok(None),
            Some(typed) => self.day(&format!("--{flag}"), typed).map(Some),
        }
    }

    /// The day that was typed; one that is relative (`+2wd`) is counted from `from`, else from today.
    pub(super) fn day_from(
        &self,
        flag: &str,
        typed: &str,
        from: Option<Date>,
    ) -> Result<Date, CliError> {
        let is_relative = typed.trim().starts_with(['+', '-']);
        let from = from
            .filter(|_| is_relative)
            .map_or_else(|| self.as_of(), Ok);
        self.days_from(from?).read(flag, typed, self.language())
    }

    /// A span of days that ends before it begins is a wrong command line.
    pub(super) fn refuse_backwards(
        &self,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<(), CliError> {
        if to.is_some_and(|to| from.is_some_and(|from| to < from)) {
            let message = crate::locale::report_command::ends_before_it_begins(self.language());
            return Err(CliError::new(exit::USAGE, message));
        }
        Ok(())
    }

    /// An address given with a flag.
    pub(super) fn url_of(&self, matches: &ArgMatches, flag: &str) -> Result<Option<Url>, CliError> {
        let Some(typed) = matches.get_one::<String>(flag) else {
            return Ok(None);
        };
        let language = self.language();
        typed.parse().map(Some).map_err(|wanted: Bilingual| {
            let wanted = language.pick(wanted.en, wanted.zh);
            let message =
                crate::locale::fields::not_a_value(language, &format!("--{flag}"), typed, wanted);
            CliError::new(exit::USAGE, message)
        })
    }

    /// The format asked for, else the table.
    pub(super) fn format(&self) -> Format {
        self.globals.format.unwrap_or(Format::Table)
    }

    /// Whether what is printed is for a person to read, not for a program: the plain form in a pipe is
    /// one for programs.
    pub(super) fn speaks_to_people(&self) -> bool {
        match self.format() {
            Format::Table => self.ui.lays_out(),
            format => format == Format::Markdown,
        }
    }

    /// The language of the cells of a list: that of the conversation for people; for programs (CSV,
    /// and the plain form in a pipe) always the words and days of the records.
    pub(super) fn cell_language(&self) -> Language {
        match self.speaks_to_people() {
            true => self.language(),
            false => Language::En,
        }
    }

    /// Opens the store, once.
    pub(super) fn open(&mut self) -> Result<Rc<Store>, CliError> {
        if let Some(store) = &self.opened {
            return Ok(Rc::clone(store));
        }
        let language = self.language();
        let store = Store::open(
            self.environment,
            self.globals.stores.first().map(PathBuf::as_path),
        )
        .map_err(|error| error.in_words(language))?;
        let notices: Vec<String> = store
            .notices()
            .iter()
            .map(|notice| super::error::notice(notice, language))
            .collect();
        for notice in notices {
            self.ui.warning(&notice)?;
        }
        let store = Rc::new(store);
        self.opened = Some(Rc::clone(&store));
        Ok(store)
    }

    /// Whether a file lies in the folder of the store that is open.
    pub(super) fn has_file(&self, path: &str) -> bool {
        let store = self.opened.as_ref();
        store.is_some_and(|store| store.root().join(path).exists())
    }

    /// What the index knows of the store that a draft changes.
    fn view_of<T>(
        &self,
        draft: &Draft<'_>,
        answer: impl FnOnce(&View<'_>) -> Result<T, IndexError>,
    ) -> Result<T, CliError> {
        let language = self.language();
        let Some(store) = &self.opened else {
            return Err(CliError::new(exit::FAILED, words::no_id(language)));
        };
        let index = Index::open(store);
        let view = index
            .at(draft.base())
            .map_err(|error| error.in_words(language))?;
        answer(&view).map_err(|error| error.in_words(language))
    }

    /// What people changed in a record of the store that a draft changes. Where a shallow clone ends,
    /// nobody knows who wrote what stands there, so it counts as a person's.
    pub(super) fn handwork(
        &self,
        base: &Snapshot<'_>,
        kind: Kind,
        id: &str,
    ) -> Result<Handwork, CliError> {
        let language = self.language();
        let (Some(store), Some(head)) = (&self.opened, base.commit()) else {
            return Ok(Handwork::default());
        };
        let mut history = Index::open(store)
            .history(store, head, kind, id, usize::MAX)
            .map_err(|error| error.in_words(language))?;
        if let (true, Some(oldest)) = (store.repository().is_shallow(), history.last_mut()) {
            oldest.operation = None;
        }
        Ok(Handwork::of(&history))
    }

    /// The cases of the store that a draft changes.
    pub(super) fn cases_of(
        &self,
        draft: &Draft<'_>,
        filter: &CaseFilter,
    ) -> Result<Vec<CaseRow>, CliError> {
        self.view_of(draft, |view| view.cases(filter))
    }

    /// The agencies of the store that a draft changes.
    pub(super) fn agencies_of(&self, draft: &Draft<'_>) -> Result<Vec<Agency>, CliError> {
        let records = self.records_of(draft, Kind::Agency)?;
        let agencies = records.into_iter().filter_map(|record| match record {
            AnyRecord::Agency(agency) => Some(*agency),
            _ => None,
        });
        Ok(agencies.collect())
    }

    /// The readable records of a kind that lies in one folder, in the store that a draft changes, read
    /// from their files: under the lock nothing is worth waiting for that grows with the number of cases.
    pub(super) fn records_of(
        &self,
        draft: &Draft<'_>,
        kind: Kind,
    ) -> Result<Vec<AnyRecord>, CliError> {
        let language = self.language();
        let (base, folder) = (draft.base(), kind.folder());
        let read = || -> Result<Vec<AnyRecord>, ReadError> {
            let entries = match base.entry(folder)? {
                Some(entry) if entry.kind == EntryKind::Folder => base.entries(entry.id)?,
                _ => Vec::new(),
            };
            let mut records = Vec::new();
            for entry in entries.iter().filter(|entry| entry.kind.is_file()) {
                let path = format!("{folder}/{}", entry.name);
                let bytes = base.read_blob(entry.id, LARGEST_FILE)?;
                records.extend(any::parse(&path, &bytes).record);
            }
            Ok(records)
        };
        read().map_err(|error| error.in_words(language))
    }

    /// The text of a record at HEAD.
    pub(super) fn text_of(&mut self, located: &Located) -> Result<String, CliError> {
        let path = located.path.clone();
        let language = self.language();
        let (text, _) = self.look(|_, reading| {
            let bytes = reading
                .snapshot
                .read(&path)
                .map_err(|error| error.in_words(language))?;
            Ok(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
        })?;
        Ok(text)
    }

    /// The commit to read: that of `--at`, else HEAD.
    pub(super) fn commit(&self, store: &Store) -> Result<Option<Oid>, CliError> {
        self.commit_at(store, self.own_revision())
    }

    /// The commit of a store at a revision or a day, else HEAD.
    pub(super) fn commit_at(
        &self,
        store: &Store,
        at: Option<&str>,
    ) -> Result<Option<Oid>, CliError> {
        let language = self.language();
        let Some(at) = at else {
            return store.head().map_err(|error| error.in_words(language));
        };
        let commit = self.revision(store, at)?;
        let snapshot = store
            .snapshot(Some(commit))
            .map_err(|error| error.in_words(language))?;
        let settings = snapshot
            .entry(SETTINGS_PATH)
            .map_err(|error| error.in_words(language))?;
        match settings {
            Some(_) => Ok(Some(commit)),
            None => {
                let message = words::no_store_yet(language, at, &short(&commit.to_string()));
                let first = words::first_of_store(language);
                Err(CliError::new(exit::NOT_FOUND, message).hint(first))
            }
        }
    }

    /// Reads the store at `--at`, else at HEAD. Records that cannot be used are named afterwards and
    /// make the exit code 1.
    pub(super) fn read<T>(
        &mut self,
        answer: impl FnOnce(&mut Self, &Reading<'_>) -> Result<T, CliError>,
    ) -> Result<T, CliError> {
        let language = self.language();
        let (value, left_out) = self.look(answer)?;
        for aside in std::mem::take(&mut self.asides) {
            self.ui.warning(&aside)?;
        }
        if left_out.is_empty() {
            return Ok(value);
        }
        for text in &left_out {
            self.ui.warning(text)?;
        }
        self.ui.flush()?;
        let message = words::some_left_out(language, left_out.len());
        Err(CliError::new(exit::FAILED, message).hint(words::check_file(language)))
    }

    /// As [`Context::read`], for a step on the way to a change: records that cannot be used do not
    /// stand in the way of work on the others. Returns what is to be said of each.
    pub(super) fn look<T>(
        &mut self,
        answer: impl FnOnce(&mut Self, &Reading<'_>) -> Result<T, CliError>,
    ) -> Result<(T, Vec<String>), CliError> {
        let language = self.language();
        let store = self.open()?;
        let commit = self.commit(&store)?;
        let snapshot = store
            .snapshot(commit)
            .map_err(|error| error.in_words(language))?;
        let index = Index::open(&store);
        let settings = settings_of(&snapshot, language)?;
        let others = self.others(&store, commit)?;
        let head = |name: &str, commit: Option<Oid>| StoreHead {
            name: name.to_owned(),
            commit: commit.map(|commit| commit.to_string()),
        };
        let mut heads = vec![head(&settings.name, commit)];
        let mut not_read = Vec::new();
        let mut beside = Vec::new();
        for other in &others {
            match &other.read {
                Ok((store, commit)) => {
                    heads.push(head(&other.name, *commit));
                    let snapshot = store.snapshot(*commit);
                    let snapshot = snapshot.map_err(|error| error.in_words(language))?;
                    beside.push((other.name.clone(), store, Index::open(store), snapshot));
                }
                Err(why) => {
                    heads.push(head(&other.name, None));
                    not_read.push((other.name.clone(), why.clone()));
                }
            }
        }
        let sources = beside
            .iter()
            .map(|(_, _, index, snapshot)| (index, snapshot));
        let view = View::together(std::iter::once((&index, &snapshot)).chain(sources));
        let view = view.map_err(|error| error.in_words(language))?;
        let mut stores = vec![ReadStore {
            name: settings.name.clone(),
            store: &store,
            index: &index,
            snapshot: &snapshot,
        }];
        stores.extend(
            beside
                .iter()
                .map(|(name, store, index, snapshot)| ReadStore {
                    name: name.clone(),
                    store,
                    index,
                    snapshot,
                }),
        );
        let reading = Reading {
            store: &store,
            snapshot: &snapshot,
            index: &index,
            view,
            settings,
            stores,
            heads,
            not_read,
        };
        self.asides = reading.asides(language);
        let left_out: Vec<String> = reading
            .view
            .unreadable()
            .iter()
            .map(|record| {
                let place = reading.place(&record.path, record.store);
                words::left_out(language, &place, record.line, record.code)
            })
            .collect();
        match answer(self, &reading) {
            Ok(value) => Ok((value, left_out)),
            Err(mut error) if error.code == exit::NOT_FOUND => {
                // What was looked for may be what cannot be read.
                error.details.extend(left_out);
                Err(match lost(&reading) {
                    Some((path, object)) => {
                        error.code = exit::FAILED;
                        let asked = error.message.text(language);
                        error.message =
                            Message::Words(words::lost(language, &path, &object, &asked));
                        error.hints = vec![words::restore_object(language).to_owned()];
                        error
                    }
                    None => error,
                })
            }
            Err(error) => Err(error),
        }
    }

    /// Changes records and records the change as one commit. `prepare` may run more than once; it
    /// puts what shall be into the draft and says what it is, or `None` where nothing is to do.
    pub(super) fn change(&mut self, prepare: &mut Prepare<'_, 'a>) -> Result<Outcome, CliError> {
        self.change_with(&WriteOptions::default(), prepare)
    }

    /// As [`Context::change`], with options of the transaction.
    pub(super) fn change_with(
        &mut self,
        options: &WriteOptions,
        prepare: &mut Prepare<'_, 'a>,
    ) -> Result<Outcome, CliError> {
        let store = self.open()?;
        self.change_in(&store, options, prepare)
    }

    /// As [`Context::change`], in a store that is open already.
    pub(super) fn change_in(
        &mut self,
        store: &Store,
        options: &WriteOptions,
        prepare: &mut Prepare<'_, 'a>,
    ) -> Result<Outcome, CliError> {
        let language = self.language();
        let environment = self.environment;
        let mut subject = String::new();
        let mut warnings = Vec::new();
        let outcome = store.write(
            environment,
            options,
            &|proposal| {
                check_change(proposal).map_err(|refusal| super::error::refused(&refusal, language))
            },
            &mut |base| {
                let mut draft = Draft::new(base);
                let Some(intent) = prepare(self, &mut draft)? else {
                    return Ok(None);
                };
                super::dangling::refuse(&draft, language)?;
                warnings = super::judge::refuse(self, &draft, &intent.operation)?;
                super::correction::refuse_altered(self, &draft, &intent)?;
                let on_behalf = self.on_behalf(&draft)?;
                subject.clone_from(&intent.subject);
                Ok(Some(Change {
                    operation: intent.operation,
                    subject: intent.subject,
                    body: None,
                    on_behalf,
                    meeting: intent.meeting,
                    reason: intent.reason,
                    undoes: intent.undoes,
                    source: intent.source,
                    files: draft.into_files(),
                }))
            },
        );
        let outcome = outcome.map_err(|error| error.in_words(language))?;
        self.subject = subject;
        for warning in &warnings {
            self.ui.warning(warning)?;
        }
        for notice in outcome.notices() {
            let text = super::error::notice(notice, language);
            self.ui.warning(&text)?;
        }
        Ok(outcome)
    }

    /// The agency or person of `--for`, by id.
    fn on_behalf(&self, draft: &Draft<'_>) -> Result<Option<String>, CliError> {
        let Some(typed) = &self.globals.on_behalf else {
            return Ok(None);
        };
        let language = self.language();
        let person = Kind::Person.path(typed).map(|path| draft.has(&path));
        if let Some(Ok(true)) = person {
            return Ok(Some(typed.clone()));
        }
        match super::agency::named(self, draft, typed, None) {
            Ok(id) => Ok(Some(id.to_string())),
            Err(error) => {
                let mut named = CliError::new(exit::NOT_FOUND, dangling::nobody(language, typed));
                named.hints = error.hints;
                Err(named)
            }
        }
    }

    /// Says what became of a change.
    pub(super) fn report(&mut self, outcome: &Outcome) -> Result<(), CliError> {
        let language = self.language();
        let text = match outcome {
            Outcome::Unchanged { .. } => status::nothing_to_change(language).to_owned(),
            Outcome::Recorded { commit, .. } => {
                let subject = crate::text::clean::one_line(&self.subject);
                status::recorded(language, &short(&commit.to_string()), &subject)
            }
        };
        Ok(self.ui.status(&text)?)
    }

    /// A key for a new row of the record at `path`, one that none of its rows has.
    pub(super) fn row_key(&mut self, draft: &Draft<'_>, path: &str) -> RowKey {
        let text = draft.text(path).unwrap_or_default();
        loop {
            let key = self.ids.suffix(SUFFIX_LENGTH);
            if !text.contains(&format!("\"{key}\"")) {
                return key.parse().expect("a suffix is a row key");
            }
        }
    }

    /// An id for a new record, free in the store that the draft changes.
    pub(super) fn new_id(
        &mut self,
        kind: Kind,
        date: Date,
        draft: &Draft<'_>,
    ) -> Result<RecordId, CliError> {
        let language = self.language();
        for length in SUFFIX_LENGTH.. {
            let suffix = self.ids.suffix(length);
            let id = RecordId::new(kind, date, &suffix)
                .ok_or_else(|| CliError::new(exit::FAILED, words::no_id(language)))?;
            if draft
                .record(&id.path())
                .map_err(|error| error.in_words(language))?
                .is_none()
            {
                return Ok(id);
            }
        }
        Err(CliError::new(exit::FAILED, words::no_id(language)))
    }

    /// An id like another with a longer suffix, free in the store that the draft changes.
    pub(super) fn longer_id(
        &mut self,
        old: &RecordId,
        draft: &Draft<'_>,
    ) -> Result<RecordId, CliError> {
        let language = self.language();
        let mut longer = old.to_string();
        loop {
            longer.extend(self.ids.suffix(SUFFIX_LENGTH).chars().take(1));
            // A suffix does not grow for ever.
            let id: RecordId = longer
                .parse()
                .map_err(|_| CliError::new(exit::FAILED, words::no_id(language)))?;
            let there = draft.has(&id.path());
            if !there.map_err(|error| error.in_words(language))? {
                return Ok(id);
            }
        }
    }

    /// The record that `typed` means, in what HEAD holds.
    pub(super) fn find(&mut self, kind: Kind, typed: &str) -> Result<Located, CliError> {
        let language = self.language();
        let (located, left_out) = self.look(|_, reading| reading.find(kind, typed, language))?;
        for text in &left_out {
            self.ui.warning(text)?;
        }
        Ok(located)
    }

    /// A record of the draft by its path.
    pub(super) fn drafted(&self, draft: &Draft<'_>, path: &str) -> Result<AnyRecord, CliError> {
        let language = self.language();
        draft
            .record(path)
            .map_err(|error| error.in_words(language))?
            .ok_or_else(|| CliError::new(exit::NOT_FOUND, words::not_found(language, "file", path)))
    }

    /// The settings of the store that a draft changes.
    pub(super) fn settings(&self, draft: &Draft<'_>) -> Result<Settings, CliError> {
        match self.drafted(draft, SETTINGS_PATH)? {
            AnyRecord::Settings(settings) => Ok(*settings),
            _ => Err(CliError::new(
                exit::FAILED,
                words::not_found(self.language(), "store", SETTINGS_PATH),
            )),
        }
    }
}

impl Reading<'_> {
    /// The ids of the agencies whose records `--agency` asks for, see [`super::agency::asked`].
    pub(super) fn asked_agencies(
        &self,
        typed: &str,
        today: Date,
        language: Language,
    ) -> Result<Vec<String>, CliError> {
        let agencies = self.view.agencies();
        let agencies = agencies.map_err(|error| error.in_words(language))?;
        let asked = super::agency::asked(&agencies, typed, today, language)?;
        Ok(asked.iter().map(|agency| agency.id.to_string()).collect())
    }

    /// The record that `typed` means.
    pub(super) fn find(
        &self,
        kind: Kind,
        typed: &str,
        language: Language,
    ) -> Result<Located, CliError> {
        let noun = status::noun(language, kind.as_str());
        self.find_as(typed, Some(kind), noun, kind.as_str(), language)
    }

    /// The record of any kind that `typed` means.
    pub(super) fn find_any(&self, typed: &str, language: Language) -> Result<Located, CliError> {
        let noun = status::noun(language, "record");
        let kinds = ["case", "meeting", "transcript", "agency", "person"].join("|");
        self.find_as(typed, None, noun, &kinds, language)
    }

    fn find_as(
        &self,
        typed: &str,
        kind: Option<Kind>,
        noun: &str,
        listed_by: &str,
        language: Language,
    ) -> Result<Located, CliError> {
        match self
            .view
            .find(typed, kind)
            .map_err(|error| error.in_words(language))?
        {
            Found::One(located) => Ok(located),
            Found::Nothing => Err(CliError::new(
                exit::NOT_FOUND,
                words::not_found(language, noun, typed),
            )
            .hint(words::list_them(language, listed_by))),
            Found::Several(candidates) => Err(ambiguous(typed, candidates, language)),
        }
    }

    /// The record of a place that the index named.
    pub(super) fn record(
        &self,
        located: &Located,
        language: Language,
    ) -> Result<AnyRecord, CliError> {
        let bytes = self.view.read(located);
        let bytes = bytes.map_err(|error| error.in_words(language))?;
        let parsed = any::parse(&located.path, &bytes);
        parsed.record.ok_or_else(|| {
            let text = String::from_utf8_lossy(&bytes);
            super::error::unreadable(&located.path, &text, &parsed.problems, language)
        })
    }

    /// The short names of agencies by id.
    pub(super) fn agency_names(
        &self,
        language: Language,
    ) -> Result<std::collections::BTreeMap<String, String>, CliError> {
        let agencies = self
            .view
            .agencies()
            .map_err(|error| error.in_words(language))?;
        Ok(agencies
            .into_iter()
            .map(|agency| (agency.id.to_string(), agency.short_name))
            .collect())
    }
}

/// The error for a reference that several records answer to.
pub(super) fn ambiguous(typed: &str, candidates: Vec<Candidate>, language: Language) -> CliError {
    let mut error = CliError::new(exit::NOT_FOUND, words::ambiguous(language, typed));
    error.ambiguous = true;
    for candidate in candidates {
        let number = candidate
            .number
            .map_or_else(String::new, |n| format!("{n} "));
        error = error.detail(format!("{} {number}{}", candidate.id, candidate.title));
    }
    error
}

/// The first seven digits of a commit.
pub(super) fn short(commit: &str) -> String {
    commit.chars().take(7).collect()
}

/// The language that a store's settings name.
pub(super) fn language_of(store: &Store) -> Option<Language> {
    let snapshot = store.snapshot(store.head().ok()?).ok()?;
    let settings = settings_of(&snapshot, Language::En).ok()?;
    Some(settings.language.language())
}

/// The settings of a store at a commit.
pub(super) fn settings_of(
    snapshot: &Snapshot<'_>,
    language: Language,
) -> Result<Settings, CliError> {
    let bytes = snapshot
        .read(SETTINGS_PATH)
        .map_err(|error| error.in_words(language))?
        .unwrap_or_default();
    let parsed = any::parse(SETTINGS_PATH, &bytes);
    match parsed.record {
        Some(AnyRecord::Settings(settings)) => Ok(*settings),
        _ => {
            let text = String::from_utf8_lossy(&bytes);
            Err(super::error::unreadable(
                SETTINGS_PATH,
                &text,
                &parsed.problems,
                language,
            ))
        }
    }
}
