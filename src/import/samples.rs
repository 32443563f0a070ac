//! Where tests find the published records that may not be copied into this repository.

use std::path::PathBuf;

/// A folder of samples, beside the repository or where `PO_SHARED` pointed when the tests were
/// built. Where it is absent, says that the test is left out.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let shared = PathBuf::from(option_env!("PO_SHARED").unwrap_or(beside));
    let folder = shared.join("samples").join(name);
    if folder.is_dir() {
        // Without the `..` of the way there, which an import would refuse.
        return folder.canonicalize().ok();
    }
    println!("left out: no published records in {}", folder.display());
    None
}
