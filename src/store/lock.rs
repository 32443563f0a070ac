//! The one lock of a store. The kernel holds it for us and releases it when the process ends, so a
//! killed writer never leaves it behind.

use std::fs::{File, OpenOptions};
use std::path::Path;

use super::error::Fault;

/// Held while it lives.
#[derive(Debug)]
pub(super) struct Lock {
    #[expect(dead_code, reason = "the open file is the lock")]
    file: File,
}

impl Lock {
    /// Waits for the lock of a store's private directory, which is made if need be.
    pub(super) fn wait(directory: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(directory).map_err(Fault::file("make the folder", directory))?;
        let file = open(directory)?;
        file.lock().map_err(Fault::file("lock", directory.join("lock")))?;
        Ok(Self { file })
    }

    /// Takes the lock if nobody has it.
    pub(super) fn without_waiting(directory: &Path) -> Option<Self> {
        let file = open(directory).ok()?;
        file.try_lock().ok()?;
        Some(Self { file })
    }
}

fn open(directory: &Path) -> Result<File, Fault> {
    let path = directory.join("lock");
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    opened.map_err(Fault::file("write", path))
}
