//! Records as they shall be: what a command changes before it becomes one commit.
//!
//! A command takes records out of the draft as plain types, changes them and puts them back; the
//! draft turns the differences into edits of their files. The same draft is the plan that `--dry-run`
//! prints.

use std::collections::BTreeMap;

use crate::record::any::{self, table_of};
use crate::record::fields::{FieldChange, changes};
use crate::record::problem::Problem;
use crate::record::{AnyRecord, Kind};

use super::commit::FileChange;
use super::error::ReadError;
use super::render::render;
use super::rewrite::{self, RecordEdit, rewrite};
use super::snapshot::Snapshot;
use super::splice::SpliceError;

/// Why a record cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The file cannot be read as a record; what is wrong with it is told.
    #[error("{path} cannot be read as a record")]
    Unreadable {
        /// Where it lies.
        path: String,
        /// Its text, as far as it is text.
        text: String,
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// The record would not be sound with the change; what would be wrong with it is told.
    #[error("{path} would not be a sound record")]
    Unsound {
        /// Where it lies.
        path: String,
        /// The text it would have.
        text: String,
        /// What would be wrong.
        problems: Vec<Problem>,
    },
    /// There is no record at that place.
    #[error("there is no record at {path}")]
    Missing {
        /// The place.
        path: String,
    },
    /// The change cannot be made without touching more than was meant.
    #[error("{path} cannot be edited in place: {cause}")]
    Splice {
        /// Where it lies.
        path: String,
        /// Why.
        cause: SpliceError,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A file as it is and as it shall be.
#[derive(Debug)]
struct DraftFile {
    old: Option<(String, AnyRecord)>,
    new: Option<(String, AnyRecord)>,
}

/// What will happen to a record.
#[derive(Debug)]
pub struct PlannedRecord {
    /// The kind.
    pub kind: Kind,
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Whether it is new.
    pub is_new: bool,
    /// Whether it is removed.
    pub is_removed: bool,
    /// The values that change.
    pub changes: Vec<FieldChange>,
}

/// Changes of records, collected.
pub struct Draft<'b> {
    base: &'b Snapshot<'b>,
    files: BTreeMap<String, DraftFile>,
    extra: Vec<FileChange>,
}

impl<'b> Draft<'b> {
    /// A draft of changes to the records of `base`.
    pub fn new(base: &'b Snapshot<'b>) -> Self {
        Self {
            base,
            files: BTreeMap::new(),
            extra: Vec::new(),
        }
    }

    /// The store that the draft changes.
    pub fn base(&self) -> &'b Snapshot<'b> {
        self.base
    }

    /// The text of a file of the base, whatever it is; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn file(&self, path: &str) -> Result<Option<String>, DraftError> {
        let bytes = self.base.read(path)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The text of the file at `path` as the draft has it; `None` where there is none or it is no
    /// record.
    pub fn text(&self, path: &str) -> Option<String> {
        match self.files.get(path) {
            Some(file) => file.new.as_ref().map(|(text, _)| text.clone()),
            None => read(self.base, path).ok()?.map(|(text, _)| text),
        }
    }

    /// The record at `path` as the draft has it; `None` where there is none.
    ///
    /// # Errors
    /// Where the file is there and is no record.
    pub fn record(&self, path: &str) -> Result<Option<AnyRecord>, DraftError> {
        match self.files.get(path) {
            Some(file) => Ok(file.new.as_ref().map(|(_, record)| record.clone())),
            None => Ok(read(self.base, path)?.map(|(_, record)| record)),
        }
    }

    /// Puts a record into the draft: a new file, or edits of the file that is there.
    ///
    /// # Errors
    /// Where the file that is there cannot be read or edited in place, or where the record would not
    /// be sound (two rows with one key).
    pub fn put(&mut self, record: impl Into<AnyRecord>) -> Result<(), DraftError> {
        let record = record.into();
        let path = record.path();
        let old = match self.files.remove(&path) {
            Some(file) => file.old,
            None => read(self.base, &path)?,
        };
        let text = match &old {
            None => render(&record),
            Some((text, before)) => {
                rewrite(text, before, &record).map_err(|cause| DraftError::Splice {
                    path: path.clone(),
                    cause,
                })?
            }
        };
        let new = Some(self.sound(&path, text)?);
        self.files.insert(path, DraftFile { old, new });
        Ok(())
    }

    /// Changes single values and rows of the record at `path`.
    ///
    /// # Errors
    /// Where there is no such place in the record, or where the record would not be sound afterwards.
    pub fn edit(&mut self, path: &str, changes: &[RecordEdit]) -> Result<(), DraftError> {
        let (old, current) = match self.files.remove(path) {
            Some(file) => (file.old, file.new),
            None => {
                let read = read(self.base, path)?;
                (read.clone(), read)
            }
        };
        let Some((text, record)) = current else {
            return Err(DraftError::Missing {
                path: path.to_owned(),
            });
        };
        let edited = rewrite::edit(&text, &record.item(), table_of(record.kind()), changes)
            .map_err(|cause| DraftError::Splice {
                path: path.to_owned(),
                cause,
            })?;
        let new = Some(self.sound(path, edited)?);
        self.files.insert(path.to_owned(), DraftFile { old, new });
        Ok(())
    }

    /// Puts a whole text in the place of the record at `path`: what somebody wrote in an editor.
    ///
    /// # Errors
    /// Where the text is no sound record.
    pub fn put_text(&mut self, path: &str, text: String) -> Result<(), DraftError> {
        let old = match self.files.remove(path) {
            Some(file) => file.old,
            None => read(self.base, path).unwrap_or_default(),
        };
        let new = Some(self.sound(path, text)?);
        self.files.insert(path.to_owned(), DraftFile { old, new });
        Ok(())
    }

    /// The text with its record, if it is sound.
    fn sound(&self, path: &str, text: String) -> Result<(String, AnyRecord), DraftError> {
        let parsed = any::parse(path, text.as_bytes());
        // A record in the place of another can be read, but nobody would find it there.
        let is_sound = parsed.is_sound();
        match parsed.record.filter(|_| is_sound) {
            Some(record) => Ok((text, record)),
            None => Err(DraftError::Unsound {
                path: path.to_owned(),
                text,
                problems: parsed.problems,
            }),
        }
    }

    /// Takes the file at `path` out of the store, be it a sound record or not.
    ///
    /// # Errors
    /// Where git cannot read it.
    pub fn remove(&mut self, path: &str) -> Result<(), DraftError> {
        let old = match self.files.remove(path) {
            Some(file) => file.old,
            None => match read(self.base, path) {
                Err(DraftError::Unreadable { .. }) => {
                    self.extra.push(FileChange {
                        path: path.to_owned(),
                        content: None,
                    });
                    return Ok(());
                }
                old => old?,
            },
        };
        self.files
            .insert(path.to_owned(), DraftFile { old, new: None });
        Ok(())
    }

    /// Puts a file that is no record (a schema, git's attributes) into the draft.
    pub fn put_file(&mut self, path: &str, content: Vec<u8>) {
        self.extra.push(FileChange {
            path: path.to_owned(),
            content: Some(content),
        });
    }

    /// The records that are put, each with what it was before.
    pub fn changed(&self) -> impl Iterator<Item = (Option<&AnyRecord>, &AnyRecord)> {
        self.files.values().filter_map(|file| {
            let old = file.old.as_ref().map(|(_, record)| record);
            let new = file.new.as_ref().map(|(_, record)| record);
            new.map(|new| (old, new))
        })
    }

    /// The records that are taken out of the store.
    pub fn removed(&self) -> impl Iterator<Item = &AnyRecord> {
        let removed = self.files.values().filter(|file| file.new.is_none());
        removed.filter_map(|file| file.old.as_ref().map(|(_, record)| record))
    }

    /// Whether there is a file at `path` with the draft's changes.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has(&self, path: &str) -> Result<bool, DraftError> {
        if let Some(file) = self.files.get(path) {
            return Ok(file.new.is_some());
        }
        let put = self
            .extra
            .iter()
            .any(|file| file.path == path && file.content.is_some());
        Ok(put || self.base.entry(path)?.is_some())
    }

    /// What will happen, record by record; records that stay as they are do not appear.
    pub fn plan(&self) -> Vec<PlannedRecord> {
        self.files
            .values()
            .filter_map(|file| {
                let old = file.old.as_ref().map(|(_, record)| record);
                let new = file.new.as_ref().map(|(_, record)| record);
                let record = new.or(old)?;
                let changes = changes(
                    old.map(AnyRecord::item).as_ref(),
                    new.map(AnyRecord::item).as_ref(),
                    table_of(record.kind()),
                );
                (!changes.is_empty()).then(|| PlannedRecord {
                    kind: record.kind(),
                    id: record.id(),
                    title: record.title().to_owned(),
                    is_new: old.is_none(),
                    is_removed: new.is_none(),
                    changes,
                })
            })
            .collect()
    }

    /// The files that change, for the transaction.
    pub fn into_files(self) -> Vec<FileChange> {
        let mut files = self.extra;
        for (path, file) in self.files {
            let old = file.old.map(|(text, _)| text);
            let new = file.new.map(|(text, _)| text);
            if old != new {
                let content = new.map(String::into_bytes);
                files.push(FileChange { path, content });
            }
        }
        files
    }
}

fn read(base: &Snapshot<'_>, path: &str) -> Result<Option<(String, AnyRecord)>, DraftError> {
    let Some(bytes) = base.read(path)? else {
        return Ok(None);
    };
    let parsed = any::parse(path, &bytes);
    match (parsed.record, String::from_utf8(bytes)) {
        (Some(record), Ok(text)) => Ok(Some((text, record))),
        (_, text) => Err(DraftError::Unreadable {
            path: path.to_owned(),
            text: text.unwrap_or_default(),
            problems: parsed.problems,
        }),
    }
}
