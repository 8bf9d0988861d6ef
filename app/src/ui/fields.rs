//! The fields of a form as a value, in the browser: `draft[text]=…`, `draft[photos][]=…`.
//!
//! The server reads the same names with `serde_qs`; for the browser that crate is a tenth of all it
//! fetches. Every field is text: it can be read as a string, a number, a plain enum, or a list of
//! these.

use std::fmt::{self, Display, Formatter};
use std::vec::IntoIter;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

/// The fields of a form as `T`; `None` when they are not one.
#[must_use]
pub fn read<T: DeserializeOwned>(fields: impl IntoIterator<Item = (String, String)>) -> Option<T> {
    let mut form = Vec::new();
    for (name, text) in fields {
        let parts: Vec<&str> = name.split('[').map(|part| part.trim_end_matches(']')).collect();
        put(&mut form, &parts, text);
    }
    T::deserialize(Value::Group(form)).ok()
}

/// What does not fit is nothing: why is never said, so no code is carried to say it.
#[derive(Debug)]
struct Unfit;

impl Display for Unfit {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unfit {}

impl serde::de::Error for Unfit {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

enum Value {
    Text(String),
    List(Vec<Value>),
    Group(Vec<(String, Value)>),
}

fn put(group: &mut Vec<(String, Value)>, path: &[&str], text: String) {
    let Some((name, inner)) = path.split_first() else { return };
    let empty = match inner.first() {
        None => {
            group.push(((*name).to_owned(), Value::Text(text)));
            return;
        }
        Some(&"") => Value::List(Vec::new()),
        Some(_) => Value::Group(Vec::new()),
    };
    let at = group.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
        group.push(((*name).to_owned(), empty));
        group.len() - 1
    });
    match &mut group[at].1 {
        Value::Group(group) => put(group, inner, text),
        Value::List(list) => list.push(Value::Text(text)),
        Value::Text(_) => {}
    }
}

impl IntoDeserializer<'_, Unfit> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident),+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match &self {
                Self::Text(text) => match text.parse() {
                    Ok(number) => visitor.$visit(number),
                    Err(_) => self.deserialize_any(visitor),
                },
                _ => self.deserialize_any(visitor),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            Self::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Self::Group(group) => {
                visitor.visit_map(MapDeserializer::<IntoIter<_>, Unfit>::new(group.into_iter()))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self {
            Self::Text(text) => text.into_deserializer().deserialize_enum(name, variants, visitor),
            other => other.deserialize_any(visitor),
        }
    }

    numbers!(
        deserialize_bool visit_bool, deserialize_i64 visit_i64, deserialize_u8 visit_u8, deserialize_u16 visit_u16,
        deserialize_u32 visit_u32, deserialize_u64 visit_u64
    );

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Draft {
        text: String,
        households: Option<u16>,
        kind: Option<Kind>,
        photos: Vec<String>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        #[serde(rename = "lift")]
        Lift,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Call {
        #[serde(default)]
        link: String,
        #[serde(default)]
        draft: Draft,
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
    }

    #[test]
    fn a_form_reads_as_the_server_reads_it() {
        let pairs = [
            ("link", "a.1.b"),
            ("draft[text]", "x=1&y[z]=\u{6c34}"),
            ("draft[photos][]", "1"),
            ("draft[households]", "12"),
            ("draft[photos][]", "2"),
            ("draft[kind]", "lift"),
            ("draft[unknown]", "ignored"),
        ];
        let call: Option<Call> = read(fields(&pairs));
        let draft = Draft {
            text: "x=1&y[z]=\u{6c34}".into(),
            households: Some(12),
            kind: Some(Kind::Lift),
            photos: vec!["1".into(), "2".into()],
        };
        assert_eq!(call, Some(Call { link: "a.1.b".into(), draft }));
    }

    #[test]
    fn what_is_not_there_is_empty_and_what_does_not_fit_is_nothing() {
        assert_eq!(read(fields(&[])), Some(Call::default()));
        assert_eq!(read::<Call>(fields(&[("draft", "text instead of fields")])), None);
        assert_eq!(read::<Call>(fields(&[("draft[households]", "twelve")])), None);
        assert_eq!(read::<Call>(fields(&[("draft[kind]", "stairs")])), None);
        assert_eq!(read::<Call>(fields(&[("draft[text][deeper]", "a")])), None);
        assert_eq!(read(fields(&[("", "a"), ("[", "b"), ("]][[", "c")])), Some(Call::default()));
    }
}
