//! Files that somebody gave: read up to a size that is still believed.

use std::fs::File;
use std::io::Read as _;

use crate::store::Fault;

use super::context::Context;
use super::error::{CliError, InWords};

/// The bytes of a file, and one more than `most` of a file that has more.
pub(super) fn read(context: &Context<'_>, path: &str, most: u64) -> Result<Vec<u8>, CliError> {
    let path = context.environment.directory.join(path);
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    read.map_err(|cause| {
        let action = "read";
        Fault::File {
            action,
            path,
            cause,
        }
        .in_words(context.language())
    })?;
    Ok(bytes)
}
