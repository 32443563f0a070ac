//! The plain values of records: text, numbers, times, and text of a fixed form.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveTime;
use toml::Spanned;
use toml::de::DeValue;

use super::fields::FieldPath;
use super::id::{self, RecordId};
use super::item::Item;
use super::reader::{Reader, expected};
use super::shape::{Bilingual, Shape, Shaped};

impl Shaped for String {
    const SHAPE: Shape = Shape::Text;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(value, &Self::SHAPE)?;
        if text.trim().is_empty() {
            reader.blank(text, value.span());
            return None;
        }
        Some(text.to_owned())
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Text(self.clone()))
    }
}

impl Shaped for u32 {
    const SHAPE: Shape = Shape::Number;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(number) => {
                let parsed = Self::from_str_radix(number.as_str(), number.radix()).ok();
                if parsed.is_none() {
                    reader.bad_value(number.as_str(), &Self::SHAPE, value.span());
                }
                parsed
            }
            _ => {
                reader.wrong_type(value, expected(&Self::SHAPE));
                None
            }
        }
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Number(*self))
    }
}

impl Shaped for bool {
    const SHAPE: Shape = Shape::Boolean;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                reader.wrong_type(value, expected(&Self::SHAPE));
                None
            }
        }
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Boolean(*self))
    }
}

impl Shaped for NaiveTime {
    const SHAPE: Shape = Shape::Time;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Datetime(found) = value.get_ref() else {
            reader.wrong_type(value, expected(&Self::SHAPE));
            return None;
        };
        let time = match (found.date, found.time, found.offset) {
            (None, Some(time), None) => Self::from_hms_opt(
                u32::from(time.hour),
                u32::from(time.minute),
                u32::from(time.second.unwrap_or(0)),
            ),
            _ => None,
        };
        if time.is_none() {
            reader.bad_value(&found.to_string(), &Self::SHAPE, value.span());
        }
        time
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Time(*self))
    }
}

/// Declares text of a fixed form: a type that holds only what `check` accepts.
macro_rules! pattern {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident, $en:literal, $zh:literal, $pattern:literal, $check:expr
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(String);

        impl $Name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $Name {
            type Err = Bilingual;

            /// Accepts the text, or says what it should have been.
            fn from_str(text: &str) -> Result<Self, Bilingual> {
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Bilingual { en: $en, zh: $zh })
                }
            }
        }

        impl fmt::Display for $Name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl Shaped for $Name {
            const SHAPE: Shape = Shape::Pattern {
                name: Bilingual { en: $en, zh: $zh },
                pattern: $pattern,
            };

            fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
                read_pattern(value, &Self::SHAPE, reader)
            }

            fn write(&self) -> Option<Item> {
                Some(Item::Text(self.0.clone()))
            }
        }
    };
}

fn read_pattern<T: FromStr>(
    value: &Spanned<DeValue<'_>>,
    shape: &Shape,
    reader: &mut Reader,
) -> Option<T> {
    let text = reader.text(value, shape)?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        reader.bad_value(text, shape, value.span());
    }
    parsed
}

pattern! {
    /// An address on the web: http or https, without blanks.
    pub struct Url, "a web address (http or https)", "網址（http 或 https）",
    "^https?://[^\\s<>\"]+$",
    |text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
        // A name and a password before the host are nobody's to publish.
        host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
            && text.len() <= 4096
            && !text.contains(|character: char| {
                character.is_whitespace() || character.is_control() || "<>\"".contains(character)
            })
    }
}

pattern! {
    /// A part of a whole, as a fraction of at most one.
    pub struct Ratio, "a fraction of at most one, such as 1/2", "不大於 1 之分數，如 1/2",
    "^[0-9]{1,4}/[1-9][0-9]{0,3}$",
    |text| text.split_once('/').is_some_and(|(part, whole)| {
        let number = |digits: &str| {
            let is_short = (1..=4).contains(&digits.len());
            let is_number = is_short && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse::<u32>().ok()).flatten()
        };
        let (part, whole) = (number(part), number(whole));
        part.is_some() && whole.is_some_and(|whole| whole > 0) && part <= whole
    })
}

pattern! {
    /// A SHA-256 digest in lower-case hexadecimal.
    pub struct Sha256Hex, "a SHA-256 digest (64 hexadecimal digits)", "SHA-256 摘要（64 位十六進位）",
    "^[0-9a-f]{64}$",
    |text| text.len() == 64
        && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

pattern! {
    /// The key of a row that has no natural one: given once, never reused.
    pub struct RowKey, "a row key (four or more of 0-9 a-z without i l o u, one of them a letter)",
    "列鍵（四個以上的 0-9 a-z，不含 i l o u，至少一個字母）",
    "^[0-9a-hjkmnp-tv-z]{4,16}$",
    id::is_suffix
}

pattern! {
    /// The path of a field in the keyed view.
    pub struct FieldName, "the path of a field such as commitment[x7f2].due",
    "欄位路徑，如 commitment[x7f2].due",
    "^[^.\\[\\]]",
    |text| text.parse::<FieldPath>().is_ok()
}

impl FieldName {
    /// The path.
    pub fn path(&self) -> FieldPath {
        self.0.parse().expect("the name of a field is its path")
    }
}

impl From<&FieldPath> for FieldName {
    fn from(path: &FieldPath) -> Self {
        Self(path.to_string())
    }
}

pattern! {
    /// The id of an agency, a person, a rule set or a calendar: the name of its file.
    pub struct Name, "an id (lower-case letters, digits, hyphens)", "代號（小寫英數與連字號）",
    "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
    id::is_name
}

pattern! {
    /// A share of votes, such as `58.3%`.
    pub struct Share, "a share from 0% to 100%", "0% 至 100% 的比例",
    "^(100|[0-9]{1,2}(\\.[0-9]{1,2})?)%$",
    |text| {
        let Some(number) = text.strip_suffix('%') else { return false };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        number == "100" || (digits(whole, 2) && digits(fraction, 2))
    }
}

impl Share {
    /// The share in hundredths of a per cent.
    pub fn hundredths(&self) -> u32 {
        let number = self.0.trim_end_matches('%');
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = format!("{whole}{fraction:0<2}");
        digits.parse().expect("a share has at most five digits")
    }
}

impl Shaped for RecordId {
    const SHAPE: Shape = Shape::Pattern {
        name: Bilingual {
            en: "the id of a record such as c201902-k7f2",
            zh: "紀錄代號，如 c201902-k7f2",
        },
        pattern: "^[cmt][0-9]{6}-[0-9a-hjkmnp-tv-z]{4,16}$",
    };

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        read_pattern(value, &Self::SHAPE, reader)
    }

    fn write(&self) -> Option<Item> {
        Some(Item::Text(self.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_addresses() {
        assert!("https://join.gov.tw/idea/detail/1".parse::<Url>().is_ok());
        for text in [
            "javascript:alert(1)",
            "https://",
            "ftp://x",
            "https://a b",
            "http://x\n",
        ] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_lies_between_nothing_and_all() {
        for text in ["0%", "50%", "58.3%", "100%"] {
            assert!(text.parse::<Share>().is_ok(), "{text}");
        }
        let hundredths = |text: &str| text.parse::<Share>().unwrap().hundredths();
        assert_eq!(
            ["0%", "5.5%", "58.3%", "58.03%", "100%"].map(hundredths),
            [0, 550, 5830, 5803, 10_000]
        );
        for text in ["101%", "50", "-1%", "1.234%", ".5%", "５０%"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
