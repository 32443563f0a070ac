//! `--out FILE`: data into a file that is not there yet, else to stdout.

use std::io::Write;

use crate::store::Fault;

use super::context::Context;
use super::error::{CliError, InWords};

/// Hands a text out: to stdout, or to a new file where one is named.
pub(super) fn deliver(
    context: &mut Context<'_>,
    out: Option<&str>,
    text: &str,
) -> Result<(), CliError> {
    let Some(path) = out else {
        return Ok(context.ui.data(text)?);
    };
    let path = context.environment.directory.join(path);
    let mut file = std::fs::File::create_new(&path).map_err(|cause| {
        let fault = Fault::File {
            action: "write",
            path,
            cause,
        };
        fault.in_words(context.language())
    })?;
    Ok(file.write_all(text.as_bytes())?)
}
