//! Published transcripts that may lie beside the repository. Tests that need them pass without.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "this is part of tests"
)]

use std::path::{Path, PathBuf};

/// Calls `test` with name and bytes of every published transcript in Markdown.
pub(crate) fn each_transcript(test: impl Fn(&str, &[u8])) {
    let Some(samples) = folder() else {
        println!("left out: no published samples beside the repository");
        return;
    };
    let mut seen = 0;
    for folder in ["transcripts-markdown", "po-meetings"] {
        for entry in std::fs::read_dir(samples.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            test(&name, &std::fs::read(&path).unwrap());
            seen += 1;
        }
    }
    assert!(seen > 0, "the sample folders hold no transcript");
}

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    #[expect(
        clippy::disallowed_methods,
        reason = "where the samples lie is no input of the program"
    )]
    let folder = std::env::var_os("PO_SHARED")
        .map_or(beside, PathBuf::from)
        .join("samples");
    folder.is_dir().then_some(folder)
}
