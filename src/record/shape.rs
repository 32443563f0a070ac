//! How a record type says what its TOML looks like.
//!
//! A type is declared once, with [`table!`] or [`words!`], field by field with a description in
//! both languages. From that one declaration come the Rust type, the reader that reports every
//! problem with its place, the writer, the keyed view and the JSON Schema, so that they cannot
//! disagree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::item::Item;
use super::reader::Reader;

/// A text in both languages of the interface.
#[derive(Clone, Copy, Debug)]
pub struct Bilingual {
    /// English.
    pub en: &'static str,
    /// Traditional Chinese.
    pub zh: &'static str,
}

/// One word that a field may hold, such as `join-petition`.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word in TOML, JSON and on the command line.
    pub toml: &'static str,
    /// The word for people.
    pub label: Bilingual,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text of any length, Markdown where it is prose.
    Text,
    /// A whole number from zero.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A TOML local date.
    Date,
    /// A TOML local time.
    Time,
    /// One of a closed list of words.
    Word(&'static [Word]),
    /// Text of a fixed form: what it is called, and a regular expression for editors.
    Pattern {
        /// What the text is.
        name: Bilingual,
        /// The form, as a regular expression of JSON Schema.
        pattern: &'static str,
    },
    /// Several values of one shape.
    List(&'static Shape),
    /// A table with fields of its own.
    Table(&'static TableShape),
    /// A repeated table: rows with keys.
    Rows(&'static TableShape),
}

/// One field of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key in TOML.
    pub name: &'static str,
    /// What it is for.
    pub about: Bilingual,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether the table is invalid without it.
    pub required: bool,
}

/// A table: its fields in the order in which they are written.
#[derive(Clone, Copy, Debug)]
pub struct TableShape {
    /// What a row or table of this shape is.
    pub about: Bilingual,
    /// The fields whose values together name a row among its siblings; empty for a table that is
    /// not repeated.
    pub key: &'static [&'static str],
    /// The fields, in writing order.
    pub fields: &'static [Field],
}

impl TableShape {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A type with a place in a record: its shape, how it is read and how it is written.
pub trait Shaped: Sized {
    /// What its values look like.
    const SHAPE: Shape;
    /// Whether a table lacks something without it.
    const REQUIRED: bool = true;

    /// Reads a value that is there. `None` when it cannot be read; the reader then holds why.
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self>;

    /// The value of a field that is not there: `None` for required ones.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads the field `name` of `table`, reporting it missing where it must be there.
    fn read_field(table: &DeTable<'_>, name: &'static str, reader: &mut Reader) -> Option<Self> {
        match table.get(name) {
            Some(value) => reader.within(name, |reader| Self::read(value, reader)),
            None => {
                if Self::REQUIRED {
                    reader.missing(name);
                }
                Self::absent()
            }
        }
    }

    /// The value as a neutral tree; `None` leaves the field out.
    fn write(&self) -> Option<Item>;
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write(&self) -> Option<Item> {
        self.as_ref().and_then(Shaped::write)
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    const SHAPE: Shape = match T::SHAPE {
        Shape::Table(table) => Shape::Rows(table),
        _ => Shape::List(&T::SHAPE),
    };
    const REQUIRED: bool = false;

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let array = reader.array(value, &Self::SHAPE)?;
        if let Shape::Table(table) = T::SHAPE {
            reader.unique_rows(array, table);
        }
        let read: Vec<Option<T>> = array
            .iter()
            .enumerate()
            .map(|(place, value)| reader.at_row(place, |reader| T::read(value, reader)))
            .collect();
        read.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn write(&self) -> Option<Item> {
        if self.is_empty() {
            return None;
        }
        let items: Vec<Item> = self.iter().filter_map(Shaped::write).collect();
        Some(match T::SHAPE {
            Shape::Table(_) => Item::Rows(items),
            _ => Item::List(items),
        })
    }
}

/// Declares a table of a record: doc comment in English, `zh` in Traditional Chinese, the fields
/// in writing order. `key [..]` names the fields that make a row's key.
macro_rules! table {
    (
        $(#[doc = $about:literal])+
        zh $zh:literal key [$($key:literal),*]
        pub struct $Name:ident {
            $(
                $(#[doc = $field_about:literal])+
                zh $field_zh:literal
                $toml:literal $field:ident : $Type:ty,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $Name {
            $( $(#[doc = $field_about])+ pub $field: $Type, )+
        }

        impl $Name {
            /// What the table looks like in TOML.
            pub const TABLE: $crate::record::shape::TableShape = $crate::record::shape::TableShape {
                about: $crate::record::shape::Bilingual { en: concat!($($about),+), zh: $zh },
                key: &[$($key),*],
                fields: &[$(
                    $crate::record::shape::Field {
                        name: $toml,
                        about: $crate::record::shape::Bilingual {
                            en: concat!($($field_about),+),
                            zh: $field_zh,
                        },
                        shape: <$Type as $crate::record::shape::Shaped>::SHAPE,
                        required: <$Type as $crate::record::shape::Shaped>::REQUIRED,
                    },
                )+],
            };
        }

        impl $crate::record::shape::Shaped for $Name {
            const SHAPE: $crate::record::shape::Shape =
                $crate::record::shape::Shape::Table(&Self::TABLE);

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::record::reader::Reader,
            ) -> Option<Self> {
                let table = reader.table(value)?;
                reader.in_table(&Self::TABLE, table, value.span(), |reader| {
                    $( let $field = <$Type as $crate::record::shape::Shaped>::read_field(
                        table, $toml, reader,
                    ); )+
                    Some(Self { $( $field: $field? ),+ })
                })
            }

            fn write(&self) -> Option<$crate::record::item::Item> {
                let mut fields = Vec::new();
                $( if let Some(item) = $crate::record::shape::Shaped::write(&self.$field) {
                    fields.push(($toml, item));
                } )+
                Some($crate::record::item::Item::Table(fields))
            }
        }
    };
}

/// Declares a closed list of words: `Variant = "toml-word" "中文"`.
macro_rules! words {
    (
        $(#[doc = $about:literal])+
        pub enum $Name:ident {
            $( $(#[doc = $word_about:literal])+ $Variant:ident = $toml:literal $zh:literal, )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $( $(#[doc = $word_about])+ $Variant, )+
        }

        impl $Name {
            /// Every word, in the order of the procedure.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// The words as data, in the same order.
            pub const WORDS: &'static [$crate::record::shape::Word] = &[$(
                $crate::record::shape::Word {
                    toml: $toml,
                    label: $crate::record::shape::Bilingual { en: $toml, zh: $zh },
                },
            )+];

            /// The word as it stands in TOML, JSON and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$Variant => $toml, )+ }
            }

            /// The word for people.
            pub fn label(self, language: $crate::locale::Language) -> &'static str {
                match self { $( Self::$Variant => language.pick($toml, $zh), )+ }
            }

            /// The variant of a TOML word or of its Chinese label.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $toml | $zh => Some(Self::$Variant), )+ _ => None }
            }
        }

        impl $crate::record::shape::Shaped for $Name {
            const SHAPE: $crate::record::shape::Shape =
                $crate::record::shape::Shape::Word(Self::WORDS);

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::record::reader::Reader,
            ) -> Option<Self> {
                let text = reader.text(value, &Self::SHAPE)?;
                let found = Self::ALL.iter().copied().find(|word| word.as_str() == text);
                if found.is_none() {
                    reader.unknown_word(text, Self::WORDS, value.span());
                }
                found
            }

            fn write(&self) -> Option<$crate::record::item::Item> {
                Some($crate::record::item::Item::Text(self.as_str().to_owned()))
            }
        }
    };
}
