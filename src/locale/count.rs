//! Numbers with a noun: the only place that knows English plurals.

/// `1 case`, `2 cases`: the number with the noun in the right form.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
