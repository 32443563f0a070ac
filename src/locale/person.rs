//! What is said of people.

use super::Language;

/// A heading.
pub fn name_heading(language: Language) -> &'static str {
    language.pick("Name", "姓名")
}

/// A heading.
pub fn english_heading(language: Language) -> &'static str {
    language.pick("English name", "英文姓名")
}

/// A heading.
pub fn posts_heading(language: Language) -> &'static str {
    language.pick("Posts", "職務")
}
