//! Placeholder.
/// Placeholder.
pub fn markdown(_transcript: &crate::record::transcript::Transcript) -> String {
    String::new()
}
