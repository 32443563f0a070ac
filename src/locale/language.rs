//! The two languages of the interface.

/// A language of the interface and of a store's commit subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Traditional Chinese as used in Taiwan (臺灣用語).
    ZhTw,
}

impl Language {
    /// Reads a language tag as it stands in `--lang`, `PO_LANG`, a locale variable or `store.toml`:
    /// `en`, `en_US.UTF-8`, `zh`, `zh-TW`, `zh_TW.UTF-8`. Anything else is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhTw),
            _ => None,
        }
    }

    /// The tag that `store.toml` and `--lang` use.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhTw => "zh-TW",
        }
    }

    /// The text of this language out of a pair.
    pub fn pick<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::En => english,
            Self::ZhTw => chinese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_locale_variables_are_understood() {
        assert_eq!(Language::from_tag("zh_TW.UTF-8"), Some(Language::ZhTw));
        assert_eq!(Language::from_tag("en-GB"), Some(Language::En));
        assert_eq!(Language::from_tag("C"), None);
        assert_eq!(Language::from_tag(""), None);
    }
}
