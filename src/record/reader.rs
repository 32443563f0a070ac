//! Reads parsed TOML into a typed record and collects every problem on the way, each with the
//! bytes it is about, instead of stopping at the first.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem::{Problem, ProblemKind};
use super::shape::{Bilingual, Shape, TableShape, Word};

/// The state of one reading: where we are, and what was wrong so far.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
    place: Vec<String>,
    missing: Vec<&'static str>,
}

impl Reader {
    /// What was found, in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.span.start);
        self.problems
    }

    /// Adds a problem at the present place.
    pub fn report(&mut self, kind: ProblemKind, span: Range<usize>) {
        self.problems.push(Problem {
            kind,
            span,
            field: self.place.concat(),
        });
    }

    /// Notes that the present table lacks `name`.
    pub fn missing(&mut self, name: &'static str) {
        self.missing.push(name);
    }

    /// Reads inside the field `name`.
    pub fn within<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let step = if self.place.is_empty() {
            name.to_owned()
        } else {
            format!(".{name}")
        };
        self.place.push(step);
        let result = read(self);
        self.place.pop();
        result
    }

    /// Reads inside the row at `place` (from 0, shown from 1).
    pub fn at_row<T>(&mut self, place: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.place.push(format!("[{}]", place + 1));
        let result = read(self);
        self.place.pop();
        result
    }

    /// Reads the fields of a table, then reports the keys it lacks and those nobody knows.
    pub fn in_table<T>(
        &mut self,
        shape: &TableShape,
        table: &DeTable<'_>,
        span: Range<usize>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let outer = std::mem::take(&mut self.missing);
        let result = read(self);
        let missing = std::mem::replace(&mut self.missing, outer);
        if !missing.is_empty() {
            self.report(ProblemKind::Missing(missing), span);
        }
        self.term_in_order(shape, table);
        for (key, _) in table.iter() {
            if shape.field(key.get_ref()).is_none() {
                let known = shape.fields.iter().map(|field| field.name);
                let kind = ProblemKind::UnknownKey {
                    key: readable(key.get_ref()),
                    suggestion: nearest(key.get_ref(), known),
                };
                self.report(kind, key.span());
            }
        }
        result
    }

    /// Reports a term that ends before it begins.
    fn term_in_order(&mut self, shape: &TableShape, table: &DeTable<'_>) {
        let day = |name: &str| {
            let value = shape.field(name).and_then(|_| table.get(name))?;
            let DeValue::Datetime(day) = value.get_ref() else {
                return None;
            };
            Some((day.date?, value.span()))
        };
        if let (Some((from, _)), Some((until, span))) = (day("from"), day("until"))
            && until < from
        {
            let kind = ProblemKind::BadValue {
                expected: Bilingual {
                    en: "a day on or after `from`; a term ends after it begins",
                    zh: "from 當日或之後的日期；任期不能在開始之前結束",
                },
                found: until.to_string(),
            };
            self.within("until", |reader| reader.report(kind, span));
        }
    }

    /// The value as a table.
    pub fn table<'a, 'i>(&mut self, value: &'a Spanned<DeValue<'i>>) -> Option<&'a DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.wrong_type(value, TABLE);
                None
            }
        }
    }

    /// The value as an array.
    pub fn array<'a, 'i>(
        &mut self,
        value: &'a Spanned<DeValue<'i>>,
        shape: &Shape,
    ) -> Option<&'a DeArray<'i>> {
        match value.get_ref() {
            DeValue::Array(array) => Some(array),
            _ => {
                self.wrong_type(value, expected(shape));
                None
            }
        }
    }

    /// The value as text.
    pub fn text<'a>(&mut self, value: &'a Spanned<DeValue<'_>>, shape: &Shape) -> Option<&'a str> {
        match value.get_ref() {
            DeValue::String(text) => Some(text),
            _ => {
                self.wrong_type(value, expected(shape));
                None
            }
        }
    }

    /// Reports a value of another type than `expected`.
    pub fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: Bilingual) {
        let kind = ProblemKind::WrongType {
            expected,
            found: name_of(value.get_ref()),
        };
        self.report(kind, value.span());
    }

    /// Reports a value that the field does not take.
    pub fn bad_value(&mut self, found: &str, shape: &Shape, span: Range<usize>) {
        let kind = ProblemKind::BadValue {
            expected: expected(shape),
            found: readable(found),
        };
        self.report(kind, span);
    }

    /// Reports text that says nothing.
    pub fn blank(&mut self, found: &str, span: Range<usize>) {
        let kind = ProblemKind::BadValue {
            expected: Bilingual {
                en: "text; leave the field out where there is none",
                zh: "文字；沒有內容時請省略該欄位",
            },
            found: readable(found),
        };
        self.report(kind, span);
    }

    /// Reports a word that is not in the list.
    pub fn unknown_word(&mut self, found: &str, words: &'static [Word], span: Range<usize>) {
        let known: Vec<&str> = words.iter().map(|word| word.toml).collect();
        let kind = ProblemKind::UnknownWord {
            found: readable(found),
            known: known.join(", "),
            suggestion: nearest(found, words.iter().map(|word| word.toml)),
        };
        self.report(kind, span);
    }

    /// Reports rows of one table that have the same key.
    pub fn unique_rows(&mut self, rows: &DeArray<'_>, shape: &TableShape) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            let DeValue::Table(table) = row.get_ref() else {
                continue;
            };
            let Some(key) = row_key(table, shape) else {
                continue;
            };
            if seen.insert(key.clone(), place).is_some() {
                self.at_row(place, |reader| {
                    reader.report(ProblemKind::DuplicateRow(readable(&key)), row.span());
                });
            }
        }
    }
}

const TABLE: Bilingual = Bilingual {
    en: "a table",
    zh: "表格",
};

/// The key of a row as text, its parts joined with `+`; `None` where a part that must be there is
/// missing or no key is declared.
fn row_key(table: &DeTable<'_>, shape: &TableShape) -> Option<String> {
    let mut parts = Vec::new();
    for name in shape.key {
        match table.get(*name).map(Spanned::get_ref) {
            Some(DeValue::String(text)) => parts.push(text.to_string()),
            Some(DeValue::Integer(number)) => parts.push(number.to_string()),
            Some(DeValue::Datetime(date)) => parts.push(date.to_string()),
            Some(_) => return None,
            None => {
                if shape.field(name)?.required {
                    return None;
                }
            }
        }
    }
    (!parts.is_empty()).then(|| parts.join("+"))
}

/// What a field of this shape takes, in words.
pub fn expected(shape: &Shape) -> Bilingual {
    match shape {
        Shape::Text => Bilingual {
            en: "text in quotes",
            zh: "引號內的文字",
        },
        Shape::Number => Bilingual {
            en: "a whole number from 0",
            zh: "0 以上的整數",
        },
        Shape::Boolean => Bilingual {
            en: "true or false",
            zh: "true 或 false",
        },
        Shape::Date => Bilingual {
            en: "a date such as 2019-02-12, without quotes",
            zh: "日期，如 2019-02-12（不加引號）",
        },
        Shape::Time => Bilingual {
            en: "a time such as 14:30:00, without quotes",
            zh: "時間，如 14:30:00（不加引號）",
        },
        Shape::Word(_) => Bilingual {
            en: "one word of a fixed list, in quotes",
            zh: "引號內的固定用詞",
        },
        Shape::Pattern { name, .. } => *name,
        Shape::List(_) => Bilingual {
            en: "a list in square brackets",
            zh: "方括號內的清單",
        },
        Shape::Table(_) => TABLE,
        Shape::Rows(_) => Bilingual {
            en: "rows, each under a heading in double square brackets",
            zh: "以雙方括號為標題的各列",
        },
    }
}

/// What a TOML value is, in words.
fn name_of(value: &DeValue<'_>) -> Bilingual {
    let (en, zh) = match value {
        DeValue::String(_) => ("text", "文字"),
        DeValue::Integer(_) => ("a whole number", "整數"),
        DeValue::Float(_) => ("a decimal number", "小數"),
        DeValue::Boolean(_) => ("true or false", "true／false"),
        DeValue::Datetime(_) => ("a date or time", "日期或時間"),
        DeValue::Array(_) => ("a list", "清單"),
        DeValue::Table(_) => ("a table", "表格"),
    };
    Bilingual { en, zh }
}

/// The known name nearest to what was typed, if it is near enough to be meant.
pub fn nearest(typed: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    if typed.len() > 64 {
        return None;
    }
    known
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}

/// Foreign text cut to what fits in a message, without control characters.
fn readable(text: &str) -> String {
    let mut cut: String = text
        .chars()
        .filter(|character| !character.is_control())
        .take(60)
        .collect();
    if text.chars().count() > 60 {
        cut.push('…');
    }
    cut
}
