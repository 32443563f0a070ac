//! A field that a merge could not decide. It belongs to records of every kind: the field keeps the value
//! that it had before, and the row holds what each side made of it until a person decides.

use super::value::FieldName;

table! {
    /// A field that two sides of a merge set differently.
    zh "合併時雙方所載不一之欄位" key ["path"]
    pub struct Conflict {
        /// The field.
        zh "欄位"
        "path" path: FieldName,
        /// The value before both, as TOML; none where both sides added it.
        zh "原值（TOML 格式）；雙方皆為新增者不載"
        "base" base: Option<String>,
        /// The values to choose from, each as TOML, sorted.
        zh "待擇定之各值（TOML 格式），依序排列"
        "values" values: Vec<String>,
    }
}

impl Conflict {
    /// Whether there are values to decide between, and all of them are TOML.
    pub fn is_sound(&self) -> bool {
        let mut texts = self.values.iter().chain(&self.base);
        !self.values.is_empty() && texts.all(|text| text.parse::<toml_edit::Value>().is_ok())
    }
}
